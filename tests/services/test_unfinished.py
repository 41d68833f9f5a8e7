"""A session that was interrupted goes on where it stood; the log alone says where that is."""

from __future__ import annotations

from pathlib import Path

import pytest
from fake_stores import World, question

from quizapp.domain.question import QuestionFilter, State
from quizapp.domain.review import Rating, Verdict
from quizapp.domain.session import Manner
from quizapp.errors import NotFound
from quizapp.services.study_session import StudySession
from quizapp.services.unfinished import Left, Unfinished


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "sessions.json"


def started_anew(world: World, file: Path) -> Unfinished:
    """As after a restart: nothing is known but what the files say."""
    return Unfinished(world.stores, world.day, world.study, file)


def practise(world: World, file: Path, number: int) -> StudySession:
    names = [f"q{n}" for n in range(number)]
    world.add(*(question(name) for name in names))
    session = world.study.practise(names)
    started_anew(world, file).keep("the weak spots", session)
    return session


def answer(session: StudySession, *, right: bool = True) -> str:
    ask = session.current
    assert ask
    session.answer(ask.question.answer if right else "no", 5000)
    session.next()
    return ask.question.id


def test_what_was_answered_is_not_asked_again(world: World, file: Path) -> None:
    session = practise(world, file, 5)
    known = {answer(session), answer(session)}
    again = started_anew(world, file)
    assert again.left() == Left("the weak spots", 3, 5)
    session = again.go_on()
    assert session.progress == (2, 5)
    asked = set()
    while session.current:
        asked.add(answer(session))
    assert asked == {f"q{n}" for n in range(5)} - known
    assert again.left() is None
    assert len(world.stores.reviews.reviews("me")) == 5, "no answer is counted twice"


def test_what_was_missed_comes_again(world: World, file: Path) -> None:
    session = practise(world, file, 3)
    missed = answer(session, right=False)
    again = started_anew(world, file)
    assert again.left() == Left("the weak spots", 3, 3)
    session = again.go_on()
    names = []
    while session.current:
        if session.current.question.id == missed:
            assert session.current.again
        names.append(answer(session))
    assert sorted(names) == ["q0", "q1", "q2"]


def test_the_summary_counts_the_answers_before_the_break(world: World, file: Path) -> None:
    session = practise(world, file, 3)
    answer(session)
    answer(session, right=False)
    session = started_anew(world, file).go_on()
    while session.current:
        answer(session)
    summary = session.summary()
    assert (summary.answered, summary.right, summary.wrong, summary.new) == (4, 2, 1, 3)
    assert [question.id for question in summary.missed] == ["q1"]


def test_an_answer_taken_back_is_asked_again(world: World, file: Path) -> None:
    session = practise(world, file, 2)
    answer(session)
    session.undo()
    assert started_anew(world, file).left() == Left("the weak spots", 2, 2)


def test_a_rating_given_by_hand_says_whether_it_comes_again(world: World, file: Path) -> None:
    session = practise(world, file, 2)
    assert session.current
    session.answer(session.current.question.answer, 5000)
    session.rate(Rating.AGAIN)
    assert started_anew(world, file).left() == Left("the weak spots", 2, 2)


def test_an_answer_of_before_the_session_is_none_of_its_own(world: World, file: Path) -> None:
    world.add(question("q0"), question("q1"))
    answer(world.study.practise(["q0"]))
    session = world.study.practise(["q0", "q1"])
    started_anew(world, file).keep("again", session)
    assert started_anew(world, file).left() == Left("again", 2, 2)


def test_a_test_goes_on_and_gives_its_mark_over_all(world: World, file: Path) -> None:
    world.add(*(question(f"q{n}") for n in range(4)))
    session = world.study.test(QuestionFilter())
    started_anew(world, file).keep("the test", session)
    answer(session, right=False)
    answer(session)
    session = started_anew(world, file).go_on()
    assert session.manner is Manner.TEST
    assert session.progress == (2, 4)
    while session.current:
        answer(session)
    summary = session.summary()
    assert summary.mark == 0.75
    assert [each.verdict for each in summary.outcomes].count(Verdict.WRONG) == 1
    assert len(summary.outcomes) == 4


def test_a_question_retired_or_put_off_meanwhile_is_not_offered(world: World, file: Path) -> None:
    practise(world, file, 4)
    world.stores.decks.set_state(["q1"], State.RETIRED)
    world.aside.suspend(["q2"])
    assert started_anew(world, file).left() == Left("the weak spots", 2, 2)


def test_it_is_offered_on_the_day_after_and_no_longer(world: World, file: Path) -> None:
    session = practise(world, file, 3)
    answer(session)
    world.clock.sleep(days=1)
    assert started_anew(world, file).left() == Left("the weak spots", 2, 3)
    world.clock.sleep(days=1)
    assert started_anew(world, file).left() is None
    with pytest.raises(NotFound):
        started_anew(world, file).go_on()


def test_each_learner_has_a_session_of_their_own(world: World, file: Path) -> None:
    practise(world, file, 2)
    world.settings.learner = "ada"
    assert started_anew(world, file).left() is None
    started_anew(world, file).keep("hers", world.study.practise(["q1"]))
    world.settings.learner = "me"
    assert started_anew(world, file).left() == Left("the weak spots", 2, 2)
    started_anew(world, file).forget()
    assert started_anew(world, file).left() is None
    world.settings.learner = "ada"
    assert started_anew(world, file).left() == Left("hers", 1, 1)


def cram(world: World, file: Path, number: int) -> StudySession:
    world.add(*(question(f"q{n}") for n in range(number)))
    session = world.study.cram(QuestionFilter())
    started_anew(world, file).keep("cramming", session)
    return session


def test_cramming_goes_on_where_it_stood_and_the_log_hears_nothing_of_it(
    world: World, file: Path
) -> None:
    session = cram(world, file, 4)
    known = answer(session)
    missed = answer(session, right=False)
    again = started_anew(world, file)
    assert again.left() == Left("cramming", 3, 4)
    session = again.go_on()
    assert session.manner is Manner.CRAM
    assert session.progress == (1, 4)
    asked = [answer(session)]
    session = started_anew(world, file).go_on()  # and once more interrupted
    assert session.progress == (2, 4)
    while session.current:
        asked.append(answer(session))
    assert sorted([*asked, known]) == ["q0", "q1", "q2", "q3"]
    assert missed in asked
    summary = session.summary()
    assert (summary.answered, summary.right, summary.wrong, summary.new) == (5, 3, 1, 4)
    assert summary.next_due is None
    assert again.left() is None
    assert world.stores.reviews.reviews("me") == []
    assert [world.memory(f"q{n}") for n in range(4)] == [None] * 4


def test_what_is_crammed_is_taken_back_and_rated_anew_in_the_file_too(
    world: World, file: Path
) -> None:
    session = cram(world, file, 2)
    answer(session)
    session.undo()
    assert started_anew(world, file).left() == Left("cramming", 2, 2)
    assert session.current
    session.answer(session.current.question.answer, 5000)
    assert started_anew(world, file).left() == Left("cramming", 1, 2)
    session.rate(Rating.AGAIN)
    assert started_anew(world, file).left() == Left("cramming", 2, 2)


def test_a_question_studied_before_is_not_new_when_its_cramming_goes_on(
    world: World, file: Path
) -> None:
    world.add(question("q0"))
    answer(world.study.practise(["q0"]))
    session = cram(world, file, 2)
    while session.current and session.current.question.id != "q0":
        session.skip()
    answer(session)
    session = started_anew(world, file).go_on()
    assert session.summary().new == 0
    answer(session)
    assert session.summary().new == 1


def test_an_interrupted_session_waits_beneath_the_cramming(world: World, file: Path) -> None:
    practise(world, file, 2)
    session = cram(world, file, 2)
    assert started_anew(world, file).left() == Left("cramming", 2, 2)
    answer(session)
    started_anew(world, file).forget()
    assert started_anew(world, file).left() == Left("the weak spots", 2, 2)
    answer(session)
    assert started_anew(world, file).left() == Left("the weak spots", 2, 2), "it was ended"
    cram(world, file, 2)
    practise(world, file, 2)
    assert started_anew(world, file).left() == Left("the weak spots", 2, 2), "begun last"
    started_anew(world, file).forget()
    assert started_anew(world, file).left() is None


@pytest.mark.parametrize("text", ["", "[]", "{", '{"version": 1, "sessions": {"me": {}}}'])
def test_a_file_that_makes_no_sense_is_left_aside(world: World, file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    assert started_anew(world, file).left() is None
    practise(world, file, 2)
    assert started_anew(world, file).left() == Left("the weak spots", 2, 2)
