"""Exams: kept, planned, studied by the day, and looked back at."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from fake_stores import FakeStores, World, question

from quizapp.domain.deck import SHIPPED, Deck
from quizapp.domain.exam import Exam
from quizapp.domain.mark import Mark
from quizapp.domain.review import Rating
from quizapp.errors import NotFound, QuizError
from quizapp.services.learning_day import Coming
from quizapp.services.plan_exam import PlanExam, outlook


@pytest.fixture
def plan(world: World) -> PlanExam:
    world.add(*(question(f"q{n:02}", year=1900 + n) for n in range(40)))
    return world.exam


def exam_in(plan: PlanExam, days: int, **changes: object) -> Exam:
    drafted = replace(plan.draft(), name="Oral exam", day=plan.today() + timedelta(days=days))
    return plan.save(replace(drafted, **changes))  # type: ignore[arg-type]


def study_all(plan: PlanExam, world: World, exam: Exam, *, most: int = 1_000) -> list[str]:
    session, asked = plan.session(exam.id), []
    while session.current is not None and len(asked) < most:
        asked.append(session.current.question.id)
        session.answer(session.current.question.answer, 4_000)
        world.clock.sleep(seconds=9)
        session.next()
    return asked


def test_a_draft_is_over_the_learners_own_decks_and_not_kept_until_it_is_saved(
    world: World, plan: PlanExam
) -> None:
    world.stores.decks.save_deck(Deck(f"{SHIPPED}history/year", "A year"))
    draft = plan.draft()
    assert draft.wanted.deck_ids == ("deck",)
    assert plan.exams() == []
    saved = plan.save(replace(draft, name="  Oral   exam "))
    assert saved.name == "Oral exam"
    assert plan.exams() == [saved]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": " "}, "no name"),
        ({"minutes": 2}, "minutes a day"),
        ({"retention": 0.99}, "share to be known"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_saved(
    plan: PlanExam, changes: dict[str, object], said: str
) -> None:
    with pytest.raises(QuizError, match=said):
        exam_in(plan, 10, **changes)
    assert plan.exams() == []


def test_a_past_day_no_deck_and_years_that_run_backwards_are_refused(plan: PlanExam) -> None:
    with pytest.raises(QuizError, match="past"):
        exam_in(plan, -1)
    wanted = plan.draft().wanted
    with pytest.raises(QuizError, match="Tick at least one deck"):
        exam_in(plan, 5, wanted=replace(wanted, deck_ids=()))
    with pytest.raises(QuizError, match="backwards"):
        exam_in(plan, 5, wanted=replace(wanted, first_year=1950, last_year=1900))


def test_undo_takes_back_the_last_change_then_the_one_before(plan: PlanExam) -> None:
    first = exam_in(plan, 10)
    changed = plan.save(replace(first, minutes=40))
    plan.delete(first.id)
    assert plan.exams() == []
    assert plan.undo() == changed
    assert plan.exams() == [changed]
    assert plan.undo() == first
    assert plan.exams() == [first]
    assert plan.undo() is None
    assert plan.exams() == []
    assert not plan.can_undo
    assert plan.undo() is None


def test_deleting_an_exam_keeps_answers_and_questions(plan: PlanExam, world: World) -> None:
    exam = exam_in(plan, 20)
    asked = study_all(plan, world, exam)
    plan.delete(exam.id)
    assert all(world.memory(name) is not None for name in asked)
    with pytest.raises(NotFound):
        plan.delete(exam.id)


def test_todays_share_is_studied_and_then_done_and_tomorrow_there_is_more(
    plan: PlanExam, world: World
) -> None:
    exam = exam_in(plan, 17, minutes=60)
    before = plan.material(exam)
    assert (before.questions, len(before.share.new), before.answered) == (40, 4, 0)
    assert study_all(plan, world, exam, most=1) == ["q00"]
    halfway = plan.material(exam)
    assert (halfway.answered, len(halfway.share)) == (1, 3)
    study_all(plan, world, exam)
    done = plan.material(exam)
    assert (done.answered, len(done.share)) == (4, 0)
    assert plan.session(exam.id).current is None
    share, tomorrow = plan.next_share(), plan.today() + timedelta(days=1)
    assert share is not None
    assert share.next_day == Coming(tomorrow, 1)
    world.clock.sleep(days=1)
    assert len(plan.material(exam).share.new) == 4


def test_answers_go_on_by_the_ordinary_schedule(plan: PlanExam, world: World) -> None:
    exam = exam_in(plan, 17)
    (name, *_) = study_all(plan, world, exam)
    known = world.memory(name)
    assert known is not None
    assert known.due > plan.today()
    world.clock.sleep(days=1)
    ordinary = world.study.start()
    asked = []
    while ordinary.current is not None:
        asked.append(ordinary.current.question.id)
        ordinary.answer(ordinary.current.question.answer, 3_000)
        ordinary.next()
    assert name not in asked, "it was learnt yesterday, whoever asked"


def test_the_forecast_moves_with_what_was_learnt(plan: PlanExam, world: World) -> None:
    exam = exam_in(plan, 12)
    before = outlook(plan.material(exam))
    assert before.now == 0.0
    study_all(plan, world, exam)
    after = outlook(plan.material(exam))
    assert after.now > 0.1
    assert outlook(plan.material(exam), 60).minutes == 60


def test_only_what_the_exam_wants_is_asked(plan: PlanExam, world: World) -> None:
    world.stores.decks.save_deck(replace(world.stores.decks.deck("deck"), id="other", name="O"))
    world.add(question("elsewhere"), deck_id="other")
    world.stores.marks.save("me", [Mark("q00", suspended=True)])
    tomorrow = plan.today() + timedelta(days=1)
    world.stores.marks.save("me", [Mark("q01", buried_until=tomorrow)])
    wanted = replace(plan.draft().wanted, deck_ids=("deck",))
    exam = exam_in(plan, 5, wanted=wanted, minutes=60)
    material = plan.material(exam)
    assert material.questions == 39, "all of the deck but the suspended one"
    asked = study_all(plan, world, exam)
    assert "q01" not in asked
    assert "elsewhere" not in asked


def test_siblings_wait_until_another_day_but_not_in_the_last_week(world: World) -> None:
    world.add(*(question(f"q{n:02}", fact=f"fact {n // 2}") for n in range(20)))
    plan = world.exam
    far = plan.material(exam_in(plan, 9, minutes=60)).share
    facts = [int(name[1:]) // 2 for name in far.new]
    assert len(facts) == 10
    assert len(set(facts)) == 10
    near = plan.material(exam_in(plan, 2, minutes=60)).share
    assert len(near.new) == 20


def test_slow_answers_make_the_share_smaller(plan: PlanExam, world: World) -> None:
    exam = exam_in(plan, 3, minutes=10)
    usual = len(plan.material(exam).share)
    other = exam_in(plan, 3, name="Another", minutes=5)
    assert 0 < len(plan.material(other).share) < usual


def test_a_past_exam_stays_and_says_what_was_known(plan: PlanExam, world: World) -> None:
    exam = exam_in(plan, 2, minutes=60)
    asked = study_all(plan, world, exam)
    world.clock.sleep(days=2)
    expected = outlook(plan.material(exam)).now
    world.clock.sleep(days=3)
    assert plan.exams() == [exam]
    assert plan.known_on_the_day(exam) == pytest.approx(expected)
    assert plan.known_on_the_day(exam) < len(asked) / 40
    later = exam_in(plan, 4)
    assert plan.exams() == [later, exam], "those to come are first"
    session = plan.session(later.id)
    assert session.current is not None
    session.answer("nothing of the kind", 3_000)
    session.rate(Rating.AGAIN)
    assert plan.known_on_the_day(exam) == pytest.approx(expected), "what came later is no part"


def test_each_learner_has_exams_of_their_own_and_takes_back_their_own_changes(
    plan: PlanExam, world: World
) -> None:
    mine = exam_in(plan, 5)
    world.settings.learner = "her"
    assert plan.exams() == []
    assert not plan.can_undo
    assert plan.undo() is None
    hers = exam_in(plan, 9, name="Hers")
    world.settings.learner = "me"
    assert plan.exams() == [mine]
    assert plan.undo() is None
    assert plan.exams() == []
    world.settings.learner = "her"
    assert plan.exams() == [hers]


def test_another_deck_file_has_nothing_to_undo(plan: PlanExam) -> None:
    exam_in(plan, 5)
    plan.forget()
    assert not plan.can_undo


def test_an_exam_without_questions_asks_nothing(world: World, stores: FakeStores) -> None:
    plan = world.exam
    exam = exam_in(plan, 5)
    assert plan.material(exam).questions == 0
    assert plan.session(exam.id).current is None
    assert plan.known_on_the_day(exam) == 0.0
