"""Sessions over a topic, cramming, tests, and setting questions aside on the way."""

from __future__ import annotations

import pytest
from fake_stores import World, question

from quizapp.domain.mark import Mark
from quizapp.domain.question import AnswerKind, QuestionFilter, State
from quizapp.domain.review import Form, Rating, Verdict, counted
from quizapp.domain.session import Manner
from quizapp.domain.task import Choose, OpenText, Option
from quizapp.errors import QuizError
from quizapp.services.study_deck import StudySession


def right(session: StudySession) -> None:
    assert session.current
    session.answer(session.current.question.answer, 5000)


def names_until_the_end(session: StudySession) -> list[str]:
    names = []
    while session.current:
        names.append(session.current.question.id)
        right(session)
        session.next()
    return names


# A topic


def test_a_topic_asks_only_its_questions_due_or_new(world: World) -> None:
    world.add(question("d1", year=1917), question("who"), question("d2", year=1930))
    session = world.study.start(among=QuestionFilter(kinds=(AnswerKind.DATE,)))
    assert names_until_the_end(session) == ["d1", "d2"]
    assert world.study.start(among=QuestionFilter(kinds=(AnswerKind.DATE,))).current is None


def test_a_topic_keeps_to_the_new_questions_left_for_the_day(world: World) -> None:
    world.settings.new_per_day = 2
    world.add(*(question(f"q{n}", year=1900 + 5 * n) for n in range(5)))
    session = world.study.start(among=QuestionFilter(kinds=(AnswerKind.DATE,)))
    assert len(names_until_the_end(session)) == 2


def test_what_a_topic_holds_is_counted(world: World) -> None:
    world.add(question("a", year=1917), question("b", year=1918), question("who"))
    right(world.study.start())
    world.clock.sleep(days=30)
    found = world.study.matching(QuestionFilter(kinds=(AnswerKind.DATE,)))
    assert (found.questions, found.due, found.new) == (2, 1, 1)


# Cramming


def test_cramming_leaves_log_and_memories_alone(world: World) -> None:
    world.add(question("a"), question("b"))
    right(world.study.start())
    log, states = list(world.stores.reviews.log), dict(world.stores.reviews.states)
    session = world.study.cram(QuestionFilter())
    assert session.manner is Manner.CRAM
    assert session.current
    session.answer("no idea", 3000)
    session.rate(Rating.AGAIN)
    session.next()
    right(session)
    session.undo()
    assert sorted(set(names_until_the_end(session))) == ["a", "b"]
    assert world.stores.reviews.log == log
    assert world.stores.reviews.states == states


def test_cramming_asks_the_least_known_first_and_the_missed_again(world: World) -> None:
    world.add(question("known"), question("new"))
    session = world.study.start()
    right(session)
    session = world.study.cram(QuestionFilter())
    assert session.current
    assert session.current.question.id == "new"
    session.answer("no idea", 3000)
    session.next()
    assert names_until_the_end(session) == ["known", "new"]
    assert session.summary().answered == 3


# Tests


def test_a_test_asks_each_question_once_and_gives_a_mark(world: World) -> None:
    world.add(*(question(f"q{n}") for n in range(4)))
    session = world.study.test(QuestionFilter())
    assert session.current
    session.answer("no idea", 3000)
    session.next()
    asked = names_until_the_end(session)
    assert len(asked) == 3
    summary = session.summary()
    assert (summary.manner, summary.right, summary.wrong) == (Manner.TEST, 3, 1)
    assert summary.mark == 0.75
    assert [outcome.verdict for outcome in summary.outcomes] == [Verdict.WRONG] + 3 * [
        Verdict.RIGHT
    ]
    assert summary.outcomes[0].given == "no idea"


def test_questions_of_a_test_that_was_ended_early_count_as_missed(world: World) -> None:
    world.add(*(question(f"q{n}") for n in range(4)))
    session = world.study.test(QuestionFilter())
    right(session)
    summary = session.summary()
    assert (summary.unanswered, summary.mark) == (3, 0.25)


def test_a_slip_is_half_a_point(world: World) -> None:
    world.add(question("a", distractors=()))
    session = world.study.test(QuestionFilter())
    session.answer("RIGHT-A", 3000)
    assert session.summary().mark == 0.5


def test_the_answers_of_a_test_count(world: World) -> None:
    world.add(question("a"))
    right(world.study.test(QuestionFilter()))
    assert [row.question_id for row in counted(world.stores.reviews.log)] == ["a"]
    assert world.memory("a") is not None


def test_a_test_gives_no_help_and_takes_nothing_back(world: World) -> None:
    world.add(question("a"), question("b"))
    session = world.study.test(QuestionFilter(), limit=1)
    assert session.progress == (0, 1)
    with pytest.raises(QuizError, match="no help"):
        session.hint()
    with pytest.raises(QuizError, match="no help"):
        session.reveal(100)
    with pytest.raises(QuizError, match="no help"):
        session.as_form(Form.FLIP)
    right(session)
    assert not session.can_undo


# Setting aside


def test_a_buried_question_leaves_the_session_and_is_back_the_next_day(world: World) -> None:
    world.add(question("a"), question("b"))
    session = world.study.start()
    ask = session.bury()
    assert ask
    assert ask.question.id == "b"
    assert session.progress == (0, 1)
    assert world.study.weak_spots() == []
    assert [world.study.start().current.question.id] == ["b"]  # type: ignore[union-attr]
    world.clock.sleep(days=1)
    assert world.study.start().current.question.id == "a"  # type: ignore[union-attr]


def test_a_suspended_question_is_not_asked_until_the_learner_says_so(world: World) -> None:
    world.add(question("a"), question("b"))
    world.study.start().suspend()
    world.clock.sleep(days=400)
    assert names_until_the_end(world.study.start()) == ["b"]
    assert world.study.matching(QuestionFilter()).questions == 1
    assert world.study.cram(QuestionFilter()).progress == (0, 1)
    world.aside.ask_again(["a"])
    assert names_until_the_end(world.study.start()) == ["a"]


def test_undo_brings_a_question_back_that_was_set_aside(world: World) -> None:
    world.add(question("a"), question("b"))
    session = world.study.start()
    session.flag()
    session.suspend()
    ask = session.undo()
    assert ask
    assert ask.question.id == "a"
    assert world.aside.of("a") == Mark("a", flagged=True)
    assert session.progress == (0, 2)


def test_undo_after_an_answer_and_a_suspension_takes_back_both(world: World) -> None:
    world.add(question("a"), question("b"))
    session = world.study.start()
    right(session)
    session.suspend()
    session.undo()
    assert counted(world.stores.reviews.log) == []
    assert world.memory("a") is None
    assert world.aside.of("a") == Mark("a")


def test_a_flag_stays_with_the_question_and_can_be_taken_away(world: World) -> None:
    world.add(question("a"))
    session = world.study.start()
    assert session.flag()
    assert world.study.start().current.flagged  # type: ignore[union-attr]
    assert not session.flag()
    assert not world.study.start().current.flagged  # type: ignore[union-attr]


def test_an_edited_question_is_shown_in_its_new_words(world: World) -> None:
    world.add(question("a"))
    session = world.study.start()
    world.stores.decks.update_question(question("a", stem="Who was it?", distractors=()))
    ask = session.reread()
    assert ask
    assert (ask.question.stem, ask.form, ask.options) == ("Who was it?", Form.TYPED, ())
    world.stores.decks.set_state(["a"], State.RETIRED)
    assert session.reread() is None


# Time


def test_the_time_left_shrinks_with_every_answer_and_new_ones_take_longer(world: World) -> None:
    world.add(*(question(f"q{n}") for n in range(3)))
    session = world.study.start()
    whole = session.seconds_left
    assert whole == 3 * 34
    right(session)
    assert session.seconds_left == 2 * 34


# More than the day's new questions


def test_more_new_questions_than_the_days_can_be_begun(world: World) -> None:
    world.settings.new_per_day = 1
    world.add(*(question(f"q{n}") for n in range(4)))
    assert names_until_the_end(world.study.start()) == ["q0"]
    assert world.study.start().current is None
    assert names_until_the_end(world.study.start(more_new=2)) == ["q1", "q2"]


def test_as_many_new_questions_are_begun_as_were_asked_for(world: World) -> None:
    """Also where they are about facts met today, or about one fact."""
    world.settings.new_per_day = 1
    world.add(*(question(f"q{n}", fact_id=f"f{n % 2}") for n in range(6)))
    assert names_until_the_end(world.study.start()) == ["q0"]
    assert len(names_until_the_end(world.study.start(more_new=4))) == 4
    assert len(names_until_the_end(world.study.start(more_new=4))) == 1, "all there are"


def test_missed_at_the_end_of_the_line_the_right_option_stands_elsewhere(world: World) -> None:
    wrong = ("x", "y", "z")
    world.add(*(question(f"q{n}", distractors=wrong) for n in range(5)))
    for number in range(5):
        session = world.study.practise([f"q{number}"])
        first = session.current
        assert first is not None
        if first.form is not Form.CHOICES:
            continue
        session.answer("x", 3000)
        again = session.next()
        assert again is not None
        key = first.question.answer
        assert again.options.index(key) != first.options.index(key)
        session.undo()
        assert session.current is not None
        assert session.current.options == first.options, "taken back, it is as it was"


def test_what_an_answer_was_taken_for_stands_among_its_options(world: World) -> None:
    wrong = ("1 May 1859", "2 May 1859", "3 May 1859")
    world.add(
        question("a", year=1859, answer="4 June 1859", distractors=wrong),
        question("b", year=1859, answer="24 June 1859", distractors=wrong),
    )
    session = world.study.start()
    while (ask := session.current) is not None:
        session.as_form(Form.TYPED)
        is_first = ask.question.id == "a" and not ask.again
        session.answer("24 June 1859" if is_first else ask.question.answer, 3000)
        session.next()
    ask = world.study.practise(["a"]).as_form(Form.CHOICES)
    assert "24 June 1859" in ask.options
    assert "4 June 1859" in ask.options
    assert len(ask.options) == 4


def test_a_session_ended_early_says_what_is_left(world: World) -> None:
    world.add(*(question(f"q{n}") for n in range(3)))
    session = world.study.start()
    right(session)
    assert session.summary().left == 2


def test_a_test_asks_no_question_that_can_only_be_looked_up(world: World) -> None:
    several = Choose((Option("x", 0.5), Option("y", 0.5)), several=True)
    open_text = question("d", task=OpenText())
    world.add(question("a"), question("b", task=several), open_text)
    asked = set()
    session = world.study.test(QuestionFilter())
    while session.current is not None:
        asked.add(session.current.question.id)
        session.answer("right", 900)
        session.next()
    assert asked == {"a", "b"}
    assert world.study.test(QuestionFilter(), limit=1).progress == (0, 1)


def test_an_open_text_is_looked_up_and_rated(world: World) -> None:
    world.add(question("a", task=OpenText()))
    session = world.study.start()
    assert session.current is not None
    assert (session.current.form, session.current.ways) == (Form.FLIP, ())
    session.reveal(900)
    session.rate(Rating.GOOD)
    assert world.memory("a") is not None
