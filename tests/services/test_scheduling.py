"""When questions come again: shown intervals hold, undo is exact, fits and moves keep promises."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest
from fake_stores import World, question

from quizapp.domain.question import State
from quizapp.domain.review import Form, MemoryState, Rating
from quizapp.domain.scheduling import Why
from quizapp.errors import Cancelled, QuizError
from quizapp.services import fit_memory
from quizapp.services.fit_memory import FitFailed, FitMemory
from quizapp.services.keep_safe import KeepSafe
from quizapp.services.reschedule import Reschedule
from quizapp.services.set_aside import SetAside
from quizapp.services.study_session import StudySession
from quizapp.study import fitting, schedule, steps
from quizapp.study.spreading import tolerance
from quizapp.study.steps import Answer, Weights

OTHER = (*steps.DEFAULT[:-1], 0.3)


def due_in(world: World, name: str) -> int:
    memory = world.memory(name)
    assert memory is not None
    return (memory.due - memory.last_day).days


def answer(session: StudySession, name: str, *, right: bool = True) -> None:
    session.as_form(Form.TYPED)
    session.answer(f"right-{name}" if right else "no", 4_000)


def study(world: World, name: str, *, right: bool = True) -> StudySession:
    session = world.study.practise([name])
    answer(session, name, right=right)
    return session


# Shown is what happens


@pytest.mark.parametrize("rating", list(Rating))
def test_the_interval_on_the_button_is_the_one_that_then_holds(
    world: World, rating: Rating
) -> None:
    """Also where the rating is changed twice, and the load is uneven."""
    world.add(*(question(f"q{n}") for n in range(12)))
    for n in range(11):
        study(world, f"q{n}")
        world.clock.sleep(seconds=30)
    world.clock.sleep(days=9)
    session = world.study.practise(["q0"])
    session.as_form(Form.TYPED)
    marked = session.answer("right-q0", 4_000)
    session.rate(Rating.AGAIN)
    session.rate(rating)
    assert due_in(world, "q0") == marked.intervals[rating]


def test_the_least_busy_day_of_the_range_is_taken(world: World) -> None:
    world.add(*(question(f"q{n}") for n in range(40)))
    for n in range(40):
        world.study.practise([f"q{n}"]).reveal(1)
        session = world.study.practise([f"q{n}"])
        session.reveal(1000)
        session.rate(Rating.EASY)
    days = sorted({due_in(world, f"q{n}") for n in range(40)})
    low, high = tolerance(8)
    assert days[0] >= low
    assert days[-1] <= high
    assert len(days) > 2, "forty questions learnt in an hour do not all come back on one day"


def test_on_a_day_off_nothing_falls_due_where_there_is_a_choice(world: World) -> None:
    world.settings.load_tuesday = "none"
    world.add(question("a"))
    session = world.study.practise(["a"])
    session.reveal(1000)
    session.rate(Rating.EASY)
    memory = world.memory("a")
    assert memory is not None
    assert (memory.due - memory.last_day).days != 8, "Tuesday next week would be the ideal day"
    assert memory.due.weekday() != 1


def test_undo_brings_back_the_very_memory_whatever_the_load(world: World) -> None:
    world.add(*(question(f"q{n}") for n in range(9)))
    for n in range(9):
        study(world, f"q{n}")
    world.clock.sleep(days=3)
    before = dict(world.stores.reviews.states)
    session = world.study.practise(["q3", "q4"])
    answer(session, "q3")
    session.next()
    answer(session, "q4", right=False)
    session.rate(Rating.EASY)
    session.undo()
    session.undo()
    assert world.stores.reviews.states == before


def test_computing_memories_anew_moves_no_due_day(world: World) -> None:
    world.add(*(question(f"q{n}") for n in range(9)))
    for n in range(9):
        study(world, f"q{n}")
    before = dict(world.stores.reviews.states)
    report = KeepSafe(world.stores, world.day).check()
    assert not report.repaired
    assert world.stores.reviews.states == before


# Your memory model


def answered_often(world: World, reviews: int = fitting.ENOUGH) -> None:
    """Thirty questions, each met every third day and known four times out of five."""
    names = [f"q{n}" for n in range(30)]
    world.add(*map(question, names))
    for turn in range(-(-reviews // len(names))):
        for number, name in enumerate(names):
            study(world, name, right=(turn + number) % 5 > 0)
        world.clock.sleep(days=3)


class Fitter:
    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.given: Sequence[Answer] = ()

    def __call__(self, answers: Sequence[Answer], stop: object) -> Weights:
        self.given = answers
        return self.weights


def weights(growth: float) -> Weights:
    """The default ones, but memories grow by another factor."""
    return tuple(growth if n == 8 else weight for n, weight in enumerate(steps.DEFAULT))


BETTER, WORSE = weights(0.9), weights(2.6)
"""For four out of five right every third day, where the default ones foretell nine of ten."""


def reported(share: float, message: str) -> None:
    assert 0 <= share <= 1
    assert message


def test_a_fit_learns_from_four_fifths_and_is_judged_on_the_rest(world: World) -> None:
    answered_often(world)
    fitter = Fitter(OTHER)
    found = FitMemory(world.stores, world.day, fitter).find(reported, lambda: False)
    answers = world.stores.fits.answers("me")
    assert list(fitter.given) == answers[: len(answers) * 4 // 5]
    assert found.before == fitting.evaluate(answers, steps.model(), len(answers) * 4 // 5)
    assert found.after == fitting.evaluate(answers, steps.model(OTHER), len(answers) * 4 // 5)
    assert world.stores.fits.fits("me") == [], "nothing is written before it is kept"


@pytest.mark.parametrize("better", [True, False])
def test_only_a_better_fit_is_put_in_force_and_due_days_stay(world: World, better: bool) -> None:
    answered_often(world)
    service = FitMemory(world.stores, world.day, Fitter(BETTER if better else WORSE))
    before = dict(world.stores.reviews.states)
    found = service.find(reported, lambda: False)
    assert found.better is better
    kept = service.keep(found)
    after = world.stores.reviews.states
    assert kept.in_force is better
    assert (kept.loss_before, kept.loss_after) == (found.before.log_loss, found.after.log_loss)
    assert {key: state.due for key, state in after.items()} == {
        key: state.due for key, state in before.items()
    }
    assert (after != before) is better
    assert not KeepSafe(world.stores, world.day).check().repaired, "the log says the same"
    standing = service.standing()
    assert standing.last == kept
    assert (standing.in_force is not None) is better
    assert not standing.worthwhile, "until there are twice as many"


def test_fitted_parameters_schedule_the_next_answer_and_can_be_given_up(world: World) -> None:
    answered_often(world)
    service = FitMemory(world.stores, world.day, Fitter(BETTER))
    before = dict(world.stores.reviews.states)
    service.keep(service.find(reported, lambda: False))
    after = world.memory("q0")
    assert after is not None
    assert after.stability != before["me", "q0"].stability
    study(world, "q0")
    model, now = steps.model(BETTER), world.memory("q0")
    assert now is not None
    days = (now.last_day - after.last_day).days
    rating = world.stores.reviews.log[-1].rating
    expected = model.step(after.stability, after.difficulty, days, rating)
    assert (now.stability, now.difficulty) == pytest.approx(expected)
    service.back_to_defaults(service.under_defaults())
    assert service.standing().in_force is None
    assert world.memory("q1") == before["me", "q1"]


def test_answers_given_while_a_fit_was_found_are_in_its_memories(world: World) -> None:
    answered_often(world)
    session = study(world, "q1")
    service = FitMemory(world.stores, world.day, Fitter(BETTER))
    found = service.find(reported, lambda: False)
    study(world, "q0")
    session.undo()  # that of q1
    world.add(question("late"))
    study(world, "late")
    service.keep(found)
    rules = schedule.Rules(world.settings.target_retention, steps.model(BETTER))
    for name in ("q0", "q1", "q2", "late"):
        memory = world.memory(name)
        expected = schedule.replay(world.stores.reviews.reviews("me", name), rules)
        assert memory is not None
        assert expected is not None
        assert (memory.stability, memory.difficulty) == (expected.stability, expected.difficulty)
        assert memory.reviews == expected.reviews


def test_after_very_many_answers_the_whole_log_is_read_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered_often(world)
    service = FitMemory(world.stores, world.day, Fitter(BETTER))
    found = service.find(reported, lambda: False)
    monkeypatch.setattr(fit_memory, "_ONE_BY_ONE", 1)
    for name in ("q0", "q1", "q2"):
        study(world, name)
    service.keep(found)
    rules = schedule.Rules(world.settings.target_retention, steps.model(BETTER))
    everything = schedule.from_answers(world.stores.fits.answers("me"), rules)
    for name, expected in everything.items():
        memory = world.memory(name)
        assert memory is not None
        assert (memory.stability, memory.reviews) == (expected.stability, expected.reviews)


def test_what_a_fit_left_out_is_counted(world: World) -> None:
    world.add(question("often"))
    for _ in range(fitting.LONGEST_HISTORY + 20):
        study(world, "often")
        world.clock.sleep(days=1)
    answered_often(world)
    service = FitMemory(world.stores, world.day, Fitter(BETTER))
    assert service.find(reported, lambda: False).left_out == 20


def test_undoing_an_answer_after_a_fit_keeps_the_due_day(world: World) -> None:
    answered_often(world)
    before = world.memory("q0")
    session = study(world, "q0")
    service = FitMemory(world.stores, world.day, Fitter(BETTER))
    service.keep(service.find(reported, lambda: False))
    session.undo()
    after = world.memory("q0")
    assert before is not None
    assert after is not None
    assert after.due == before.due


def test_too_few_answers_are_not_fitted(world: World) -> None:
    world.add(question("a"))
    study(world, "a")
    service = FitMemory(world.stores, world.day, Fitter(OTHER))
    assert not service.standing().enough
    with pytest.raises(FitFailed, match="1,500 answers; you have given 1"):
        service.find(reported, lambda: False)


def test_without_the_extra_it_says_how_to_get_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fitting, "is_installed", lambda: False)
    service = FitMemory(world.stores, world.day)
    assert not service.standing().available
    with pytest.raises(FitFailed, match="pip install"):
        service.find(reported, lambda: False)


def test_a_cancelled_fit_leaves_nothing_behind(world: World) -> None:
    answered_often(world)

    def cancelled(answers: Sequence[Answer], stop: object) -> Weights:
        raise Cancelled("cancelled")

    before = dict(world.stores.reviews.states)
    with pytest.raises(Cancelled):
        FitMemory(world.stores, world.day, cancelled).find(reported, lambda: True)
    assert world.stores.fits.fits("me") == []
    assert world.stores.reviews.states == before


# Due days moved in bulk


def test_a_changed_target_moves_nothing_until_it_is_asked_for_and_undo_is_exact(
    world: World,
) -> None:
    world.add(*(question(f"q{n}") for n in range(9)))
    for n in range(9):
        session = world.study.practise([f"q{n}"])
        session.reveal(1000)
        session.rate(Rating.EASY)
    before = dict(world.stores.reviews.states)
    world.settings.target_retention = 0.97
    assert world.stores.reviews.states == before
    service = Reschedule(world.stores, world.day)
    proposal = service.propose()
    assert proposal.preview.earlier == 9
    assert world.stores.reviews.states == before, "a preview moves nothing"
    service.apply(proposal)
    assert {m.due for m in world.stores.reviews.states.values()} != {m.due for m in before.values()}
    assert service.propose().preview.moved == ()
    assert service.undo() == 9
    assert world.stores.reviews.states == before
    with pytest.raises(QuizError, match="nothing to put back"):
        service.undo()


def away(world: World, questions: int, days: int) -> dict[tuple[str, str], MemoryState]:
    world.settings.new_per_day = 500
    world.add(*(question(f"q{n}") for n in range(questions)))
    for n in range(questions):
        study(world, f"q{n}")
        world.clock.sleep(seconds=20)
        if n % 20 == 19:
            world.clock.sleep(days=1)
    world.clock.sleep(days=days)
    return dict(world.stores.reviews.states)


def test_back_after_a_holiday_the_wall_is_offered_to_be_spread(world: World) -> None:
    before = away(world, 120, days=12)
    service = Reschedule(world.stores, world.day)
    offer = service.offer()
    assert offer is not None
    assert (offer.waiting, offer.away) == (120, 12)
    assert offer.until == world.day.today() + timedelta(offer.days - 1)
    proposal = service.propose_spread()
    assert proposal.until == offer.until
    assert proposal.preview.before[0] == 120
    assert max(proposal.preview.after) == offer.a_day
    assert sum(proposal.preview.after) == 120
    service.apply(proposal)
    assert service.offer() is None
    made = service.spread_today()
    assert made is not None
    assert made.why is Why.SPREAD
    service.undo()
    assert world.stores.reviews.states == before
    assert service.spread_today() is None


def test_a_declined_offer_is_not_made_again_that_day_but_the_next(world: World) -> None:
    away(world, 120, days=12)
    service = Reschedule(world.stores, world.day)
    service.decline()
    assert service.offer() is None
    assert Reschedule(world.stores, world.day).offer() is None, "nor after a new start"
    assert service.last() is None, "there is nothing to undo"
    world.clock.sleep(days=1)
    assert service.offer() is not None


def test_what_was_set_aside_is_no_part_of_a_wall(world: World) -> None:
    away(world, 120, days=12)
    SetAside(world.stores, world.day).suspend([f"q{n}" for n in range(40)])
    service = Reschedule(world.stores, world.day)
    offer = service.offer()
    assert offer is not None
    assert offer.waiting == 80
    moved = {each.question_id for each in service.propose_spread().preview.moved}
    assert not moved & {f"q{n}" for n in range(40)}


def test_a_set_aside_question_that_was_dropped_is_not_taken_off_twice(world: World) -> None:
    away(world, 120, days=12)
    SetAside(world.stores, world.day).suspend(["q0", "q1"])
    world.stores.decks.set_state(["q0"], State.RETIRED)
    offer = Reschedule(world.stores, world.day).offer()
    assert offer is not None
    assert offer.waiting == 118


def test_an_offer_reads_sums_and_not_the_questions(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of 70,000 that wait, reading them took more than a second on each visit to Home."""
    away(world, 120, days=12)
    before = Reschedule(world.stores, world.day).offer()

    def refuse(*_: object) -> None:
        raise AssertionError("the due questions were read")

    monkeypatch.setattr(world.stores.reviews, "due", refuse)
    assert Reschedule(world.stores, world.day).offer() == before


def test_a_fit_in_the_middle_of_a_question_counts_for_its_answer(world: World) -> None:
    answered_often(world)
    session = world.study.practise(["q0"])
    session.as_form(Form.TYPED)
    service = FitMemory(world.stores, world.day, Fitter(BETTER))
    service.keep(service.find(reported, lambda: False))
    session.answer("right-q0", 4_000)
    assert not KeepSafe(world.stores, world.day).check().repaired
    session.undo()
    assert not KeepSafe(world.stores, world.day).check().repaired


def test_a_usual_days_work_is_no_wall(world: World) -> None:
    away(world, 20, days=30)
    assert Reschedule(world.stores, world.day).offer() is None


# New questions, and pairs


def test_new_questions_begin_by_time_where_that_is_wanted(world: World) -> None:
    world.add(question("b", year=1930), question("a", year=1848), question("c", year=1901))
    assert world.study.start().current.question.id == "b"
    world.settings.new_order = "time"
    assert world.study.start().current.question.id == "a"


def test_a_pair_that_is_practised_is_asked_one_after_the_other(world: World) -> None:
    world.add(question("a", year=1921), question("x", year=1950), question("b", year=1922))
    session = world.study.practise(["a", "b", "x"])
    answer(session, "a")
    following = session.next()
    assert following is not None
    assert following.question.id == "b"


def test_what_is_forgotten_again_and_again_is_told_after_the_answer(world: World) -> None:
    world.add(question("a"))
    for _ in range(5):
        session = study(world, "a")
        world.clock.sleep(days=4)
    session = world.study.practise(["a"])
    for number in range(4):
        session = world.study.practise(["a"])
        session.as_form(Form.TYPED)
        marked = session.answer("no", 4_000)
        assert (marked.leech is not None) is (number == 3)
        world.clock.sleep(days=4)
    assert marked.leech is not None
    assert marked.leech.lapses == 4
    session.next()
    session.as_form(Form.TYPED)
    assert session.answer("no", 4_000).leech is None, "it was said a moment ago"
    world.clock.sleep(days=1)
    session = world.study.practise(["a"])
    assert session.reveal(4_000).leech is not None
    session.rate(Rating.GOOD)
    world.clock.sleep(days=1)
    session = world.study.practise(["a"])
    session.as_form(Form.TYPED)
    assert session.answer("right-a", 4_000).leech is None, "nobody is blamed who knows it"
