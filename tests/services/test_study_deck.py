"""The rules of a session."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fake_stores import FakeStores, World, question, strict_grade

from quizapp.domain.deck import Deck
from quizapp.domain.question import State
from quizapp.domain.review import Form, Rating, Verdict, counted
from quizapp.errors import QuizError
from quizapp.services.learning_day import Coming
from quizapp.services.study_deck import StudySession
from quizapp.study import schedule


def right(session: StudySession, milliseconds: int = 5000) -> None:
    assert session.current
    session.answer(session.current.question.answer, milliseconds)


def wrong(session: StudySession) -> None:
    session.answer("no idea", 5000)


def names_until_the_end(session: StudySession) -> list[str]:
    names = []
    while session.current:
        names.append(session.current.question.id)
        right(session)
        session.next()
    return names


def test_an_answer_is_in_the_log_before_the_method_returns(world: World) -> None:
    world.add(question("a"))
    session = world.study.start()
    marked = session.answer("right-a", 4000)
    (review,) = world.stores.reviews.log
    assert (review.question_id, review.given, review.verdict) == ("a", "right-a", Verdict.RIGHT)
    assert review.rating is marked.suggested
    assert review.milliseconds == 4000
    assert world.memory("a") is not None


def test_a_kill_between_any_two_calls_loses_no_answer(world: World) -> None:
    """What was answered is in the stores; a session made anew from them goes on behind it."""
    world.add(*(question(f"q{n}") for n in range(6)))
    answered = []
    for _ in range(6):
        session = world.study.start()  # as after a restart: nothing but the stores is left
        assert session.current
        answered.append(session.current.question.id)
        right(session)
    assert answered == [f"q{n}" for n in range(6)]
    assert world.study.start().current is None


def test_new_questions_are_asked_in_the_order_of_adding(world: World) -> None:
    world.add(*(question(name) for name in "dacb"))
    assert names_until_the_end(world.study.start()) == ["d", "a", "c", "b"]


@pytest.mark.parametrize("order", ["added", "time", "document"])
def test_new_questions_of_own_decks_come_before_those_of_decks_that_came_with_quizapp(
    world: World, order: str
) -> None:
    world.settings.new_order = order
    world.stores.decks.save_deck(Deck("shipped:revolution/all", "Ready made"))
    world.add(*(question(f"ready{n}", year=1600 + 50 * n) for n in range(3)),
              deck_id="shipped:revolution/all")  # fmt: skip
    world.add(question("mine", year=1850), question("mine too", year=1900))
    world.settings.new_per_day = 4
    own = ["mine", "mine too"]
    assert names_until_the_end(world.study.start()) == [*own, "ready0", "ready1"]
    assert world.study.start(("shipped:revolution/all",), more_new=1).current is not None


def test_a_new_question_is_asked_with_choices_and_holds_the_key(world: World) -> None:
    world.add(question("a"))
    ask = world.study.start().current
    assert ask
    assert ask.form is Form.CHOICES
    assert ask.is_new
    assert sorted(ask.options) == ["right-a", "x-a", "y-a", "z-a"]


def test_a_strong_memory_is_asked_by_typing(world: World) -> None:
    world.add(question("a"))
    memory = schedule.schedule("a", None, Rating.EASY, world.day.today(), 0.9)
    world.stores.reviews.states["me", "a"] = memory
    world.clock.sleep(days=30)
    ask = world.study.start().current
    assert ask
    assert ask.form is Form.TYPED
    assert ask.options == ()


def test_the_day_s_allowance_of_new_questions_holds_over_several_sessions(world: World) -> None:
    world.settings.new_per_day = 3
    world.add(*(question(f"q{n}") for n in range(9)))
    assert len(names_until_the_end(world.study.start(limit=2))) == 2
    assert len(names_until_the_end(world.study.start())) == 1
    assert world.study.start().current is None
    world.clock.sleep(days=1)
    new = [n for n in names_until_the_end(world.study.start()) if n not in {"q0", "q1", "q2"}]
    assert new == ["q3", "q4", "q5"]


def test_siblings_are_not_asked_on_one_day(world: World) -> None:
    world.add(question("a1", fact="A"), question("a2", fact="A"), question("b"))
    assert names_until_the_end(world.study.start()) == ["a1", "b"]


def test_what_rests_beside_a_sibling_is_told_with_its_words(world: World) -> None:
    world.add(question("a", fact="A"), question("a2", fact="A"), question("b"))
    before = world.study.resting()
    assert (before.number, before.sibling) == (1, "What about a?"), "told before the session too"
    assert names_until_the_end(world.study.start()) == ["a", "b"]
    assert world.study.resting() == before, "and after it: it waits still"
    assert names_until_the_end(world.study.start()) == ["a2"]
    assert world.study.resting().number == 0
    world.clock.sleep(days=1)
    assert world.study.resting().number == 0


def test_what_waits_for_another_day_anyway_does_not_rest(world: World) -> None:
    world.settings.new_per_day = 2
    world.add(question("a", fact="A"), question("a2", fact="A"), question("b"), question("c"))
    assert world.study.resting().number == 0, "two others fill the day"
    names_until_the_end(world.study.start())
    assert world.study.resting().number == 0, "the day is full"


def test_a_due_question_rests_beside_the_sibling_met_today(world: World) -> None:
    world.add(question("a", fact="A"))
    names_until_the_end(world.study.start())
    world.clock.sleep(days=40)
    world.add(question("a2", fact="A"))
    assert (world.study.resting().number, world.study.resting().sibling) == (1, "What about a?")
    assert world.study.resting(("elsewhere",)).number == 0


def test_siblings_are_asked_when_nothing_else_is_left(world: World) -> None:
    world.add(question("a1", fact="A"), question("a2", fact="A"))
    assert names_until_the_end(world.study.start()) == ["a1"]
    assert names_until_the_end(world.study.start()) == ["a2"]


def test_many_siblings_do_not_use_up_the_day_s_allowance(world: World) -> None:
    world.settings.new_per_day = 2
    siblings = [question(f"a{n}", fact="A") for n in range(200)]
    world.add(*siblings, question("b"), question("c"))
    assert names_until_the_end(world.study.start()) == ["a0", "b"]


def test_a_wrong_answer_comes_again_after_a_few_others(world: World) -> None:
    world.add(*(question(f"q{n}") for n in range(8)))
    session = world.study.start()
    wrong(session)
    order = []
    while ask := session.next():
        order.append(ask.question.id)
        if ask.question.id == "q0":
            assert ask.again
        right(session)
    assert order == ["q1", "q2", "q3", "q4", "q0", "q5", "q6", "q7"]
    assert session.progress == (8, 8)


def test_the_only_question_comes_again_until_it_is_right(world: World) -> None:
    world.add(question("a"))
    session = world.study.start()
    for _ in range(3):
        wrong(session)
        assert session.progress == (0, 1)
        assert session.next()
    right(session)
    assert session.next() is None
    assert session.progress == (1, 1)


def test_undo_takes_back_the_answer_and_asks_it_again(world: World) -> None:
    world.add(question("a"), question("b"))
    session = world.study.start()
    wrong(session)
    session.next()
    ask = session.undo()
    assert ask
    assert ask.question.id == "a"
    assert ask.is_new
    assert not ask.again
    assert world.memory("a") is None
    assert counted(world.stores.reviews.log) == []
    assert len(world.stores.reviews.log) == 2, "nothing is ever removed from the log"
    right(session)
    assert session.next().question.id == "b"  # type: ignore[union-attr]
    right(session)
    assert session.next() is None, "the repetition of the answer taken back is gone as well"


def test_undo_restores_the_memory_to_the_digit(world: World) -> None:
    world.add(question("a"))
    right(world.study.start())
    before = world.memory("a")
    world.clock.sleep(days=40)
    world.settings.target_retention = 0.8
    session = world.study.start()
    right(session)
    assert world.memory("a") != before
    session.undo()
    assert world.memory("a") == before, "the due day as well, though the target has changed"


def test_undo_goes_back_several_steps_and_from_the_end(world: World) -> None:
    world.add(*(question(name) for name in "abc"))
    session = world.study.start()
    names_until_the_end(session)
    back = []
    while session.can_undo:
        ask = session.undo()
        assert ask
        back.append(ask.question.id)
    assert back == ["c", "b", "a"]
    assert session.progress == (0, 3)
    assert names_until_the_end(session) == ["a", "b", "c"]


def test_undo_before_going_on_takes_back_the_answer_just_given(world: World) -> None:
    world.add(question("a"), question("b"))
    session = world.study.start()
    wrong(session)
    assert session.undo().question.id == "a"  # type: ignore[union-attr]
    right(session)
    assert session.next().question.id == "b"  # type: ignore[union-attr]


def test_a_changed_rating_replaces_the_suggested_one(world: World) -> None:
    world.add(question("a"))
    session = world.study.start()
    marked = session.answer("right-a", 5000)
    session.rate(Rating.EASY)
    (review,) = counted(world.stores.reviews.log)
    assert review.rating is Rating.EASY
    memory = world.memory("a")
    assert memory
    assert memory.due - world.day.today() == timedelta(days=marked.intervals[Rating.EASY])
    assert memory.reviews == 1
    session.undo()
    assert world.memory("a") is None
    assert counted(world.stores.reviews.log) == []


def test_rating_a_right_answer_again_brings_it_back_and_the_other_way_round(world: World) -> None:
    world.add(question("a"), question("b"))
    session = world.study.start()
    right(session)
    session.rate(Rating.AGAIN)
    session.next()
    wrong(session)
    session.rate(Rating.GOOD)
    assert session.next().question.id == "a"  # type: ignore[union-attr]
    right(session)
    assert session.next() is None


def test_flip_commits_nothing_until_it_is_rated(world: World) -> None:
    world.add(question("a"))
    session = world.study.start()
    session.as_form(Form.FLIP)
    marked = session.reveal(3000)
    assert marked.key == "right-a"
    assert marked.verdict is Verdict.UNCHECKED
    assert world.stores.reviews.log == []
    session.rate(Rating.HARD)
    (review,) = world.stores.reviews.log
    assert (review.form, review.rating, review.milliseconds) == (Form.FLIP, Rating.HARD, 3000)
    assert session.next() is None


def test_revealing_any_form_turns_it_into_flip(world: World) -> None:
    world.add(question("a"))
    session = world.study.start()
    session.reveal(1000)
    session.rate(Rating.GOOD)
    assert world.stores.reviews.log[0].form is Form.FLIP


def test_revealed_but_not_rated_comes_again_and_logs_nothing(world: World) -> None:
    world.add(question("a"), question("b"))
    session = world.study.start()
    session.reveal(1000)
    assert session.next().question.id == "b"  # type: ignore[union-attr]
    assert names_until_the_end(session) == ["b", "a"]
    assert {row.question_id for row in world.stores.reviews.log} == {"a", "b"}


def test_skip_puts_a_question_last_and_logs_nothing(world: World) -> None:
    world.add(*(question(name) for name in "abc"))
    session = world.study.start()
    assert session.skip().question.id == "b"  # type: ignore[union-attr]
    assert world.stores.reviews.log == []
    assert session.progress == (0, 3)
    assert names_until_the_end(session) == ["b", "c", "a"]


def test_an_empty_answer_is_wrong_in_every_form(world: World) -> None:
    world.add(question("a"))
    session = world.study.start()
    assert session.as_form(Form.TYPED).form is Form.TYPED
    assert session.answer("  ", 100).verdict is Verdict.WRONG


def test_a_typed_answer_is_judged_by_the_grader(world: World) -> None:
    world.add(question("a"))
    session = world.study.start()
    session.as_form(Form.TYPED)
    marked = session.answer("RIGHT-A", 5000)
    assert (marked.verdict, marked.note) == (Verdict.ALMOST, "Capital letters.")
    assert marked.suggested is Rating.HARD


def test_choices_need_wrong_answers(world: World) -> None:
    world.add(question("a", distractors=()))
    session = world.study.start()
    assert session.current.form is Form.TYPED  # type: ignore[union-attr]
    with pytest.raises(QuizError, match="type it"):
        session.as_form(Form.CHOICES)


def test_a_question_is_answered_once(world: World) -> None:
    world.add(question("a"))
    session = world.study.start()
    right(session)
    with pytest.raises(QuizError, match="already"):
        session.answer("right-a", 1)
    session.next()
    with pytest.raises(QuizError, match="finished"):
        session.answer("right-a", 1)


def test_a_question_retired_meanwhile_is_left_out(world: World) -> None:
    world.add(*(question(name) for name in "abc"))
    session = world.study.start()
    world.stores.decks.set_state(["b"], State.RETIRED)
    assert names_until_the_end(session) == ["a", "c"]
    assert session.progress == (2, 2)


def test_near_equal_years_do_not_follow_each_other(world: World) -> None:
    years = {"a": 1917, "b": 1918, "c": 1861, "d": 1917}
    world.add(*(question(name, year=year) for name, year in years.items()))
    order = [years[name] for name in names_until_the_end(world.study.start())]
    assert order == [1917, 1861, 1918, 1917], "the last two have no other left to stand between"


def test_answers_after_midnight_belong_to_the_evening_before(world: World) -> None:
    world.add(question("a"))
    world.clock.sleep(hours=8)  # two in the night
    right(world.study.start())
    assert world.stores.reviews.log[0].study_day.isoformat() == "2026-03-02"
    assert world.stores.reviews.log[0].at.isoformat() == "2026-03-03T02:00:00+00:00"


def test_the_summary_counts_what_the_ratings_made_of_the_answers(world: World) -> None:
    world.add(*(question(name) for name in "abc"))
    session = world.study.start()
    wrong(session)
    session.next()
    right(session)
    session.next()
    session.as_form(Form.TYPED)
    session.answer("RIGHT-C", 7000)
    session.next()
    right(session)
    session.next()
    summary = session.summary()
    assert (summary.answered, summary.right, summary.almost, summary.wrong) == (4, 1, 1, 1)
    assert (summary.new, summary.seconds) == (3, 22)
    assert [q.id for q in summary.missed] == ["a"]
    assert summary.next_due == Coming(world.day.today() + timedelta(days=1), 1)


def test_a_question_missed_twice_is_one_missed_question(world: World) -> None:
    world.add(question("a"), question("b"))
    session = world.study.start()
    misses = 0
    while session.current:
        is_missed = session.current.question.id == "a" and misses < 2
        misses += is_missed
        (wrong if is_missed else right)(session)
        session.next()
    summary = session.summary()
    assert (summary.answered, summary.asked) == (4, 2)
    assert (summary.right, summary.almost, summary.wrong) == (1, 0, 1)
    assert [q.id for q in summary.missed] == ["a"]


def test_a_session_with_nothing_to_ask_is_finished_at_once(world: World) -> None:
    session = world.study.start()
    assert session.current is None
    assert session.next() is None
    assert session.undo() is None
    assert session.summary().next_due is None


def test_a_deck_is_studied_alone_on_request(world: World, stores: FakeStores) -> None:
    stores.decks.save_deck(Deck("other", "Another deck"))
    world.add(question("a"))
    world.add(question("b"), deck_id="other")
    assert names_until_the_end(world.study.start(["other"])) == ["b"]


def test_the_learner_s_usual_time_makes_a_slow_choice_hard(world: World) -> None:
    world.add(*(question(f"q{n}") for n in range(13)))
    session = world.study.start()
    for _ in range(12):
        right(session, 4000)
        session.next()
    session = world.study.start()
    assert session.answer("right-q12", 9000).suggested is Rating.HARD


def test_strict_grade_is_what_the_tests_say() -> None:
    asked = question("a")
    assert strict_grade(asked, "right-a").verdict is Verdict.RIGHT
    assert strict_grade(asked, "x").verdict is Verdict.WRONG


def test_a_right_answer_after_a_hint_counts_as_hard(world: World) -> None:
    world.add(question("a", year=1917), question("b", year=1920))
    session = world.study.start()
    assert session.hint() == ("decade", "1910")
    assert session.answer("right-a", 3000).suggested is Rating.HARD
    session.next()
    assert session.answer("right-b", 3000).suggested is Rating.GOOD, "the next one had none"


def test_a_wrong_answer_after_a_hint_is_wrong(world: World) -> None:
    world.add(question("a", year=1917))
    session = world.study.start()
    session.hint()
    assert session.answer("x-a", 3000).suggested is Rating.AGAIN


def test_why_now_says_what_the_memory_was_before_the_question(world: World) -> None:
    world.add(question("a"))
    session = world.study.start()
    assert session.why_now().last_day is None
    session.answer("right-a", 3000)
    world.clock.sleep(days=30)
    why = world.study.start().why_now()
    assert (why.days_ago, why.reviews, why.lapses) == (30, 1, 0)
    assert 0.4 < why.chance < 0.9


def test_a_session_of_some_minutes_is_as_long_as_the_learner_needs_for_it(world: World) -> None:
    world.settings.new_per_day = 100
    world.add(*(question(f"q{number}") for number in range(60)))
    assert world.study.start(minutes=5).progress == (0, 8), "34 s for a new one at the usual pace"
    assert world.study.start(minutes=60).progress == (0, 60)


def test_weak_spots_are_what_is_known_least_surely_due_or_not(world: World) -> None:
    world.add(question("a"), question("b"), question("c"), question("new"))
    session = world.study.practise(["a", "b", "c"])
    for given, rating in (
        ("right-a", Rating.EASY),
        ("x-b", Rating.AGAIN),
        ("right-c", Rating.GOOD),
    ):
        session.answer(given, 3000)
        session.rate(rating)
        session.next()
    assert world.study.weak_spots() == ["b"], "what was just missed is weak, although it is fresh"
    world.clock.sleep(days=4)
    assert world.study.weak_spots() == ["b", "c"]
    assert world.study.weak_spots(limit=1) == ["b"]
