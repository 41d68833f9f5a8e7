"""Due days moved and put back exactly, and fitted parameters; sums kept in step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from quizapp.domain.identity import new_id
from quizapp.domain.question import Question, State
from quizapp.domain.review import MemoryState, Rating, Review
from quizapp.domain.scheduling import Fit, Move, Moved, Why
from quizapp.errors import NotFound, QuizError
from quizapp.storage import OpenDeck, counters
from quizapp.study.steps import DEFAULT

MONDAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
NAMES = ("a", "b", "c")


@pytest.fixture
def learnt(
    stores: OpenDeck,
    make_question: Callable[..., Question],
    make_review: Callable[..., Review],
    make_memory: Callable[..., MemoryState],
) -> OpenDeck:
    """Three questions, each due in three days."""
    questions = [make_question(name, state=State.ACCEPTED) for name in NAMES]
    stores.decks.save_questions("history", questions)
    for name in NAMES:
        early = NOON - timedelta(hours=2)
        stores.reviews.append(make_review(name, at=early), make_memory(name))
    return stores


def move(*moved: Moved, why: Why = Why.RESCHEDULED, at: datetime = NOON) -> Move:
    return Move(new_id(), "me", at, why, moved)


def due(stores: OpenDeck) -> list[int]:
    """Days from Monday on which each question is due."""
    found = [stores.reviews.memory("me", name) for name in NAMES]
    return [(memory.due - MONDAY).days for memory in found if memory]


def to(name: str, ahead: int, before: int = 3) -> Moved:
    return Moved(name, MONDAY + timedelta(before), MONDAY + timedelta(ahead))


def in_step(stores: OpenDeck) -> bool:
    with stores._database.transaction() as connection:
        return counters.in_step(connection)


def test_a_move_is_undone_exactly_and_sums_follow(learnt: OpenDeck) -> None:
    made = move(to("a", 9), to("b", 1))
    assert learnt.moves.apply(made) == 2
    assert due(learnt) == [9, 1, 3]
    assert in_step(learnt)
    assert learnt.reviews.load("me", MONDAY, MONDAY + timedelta(30)) == {
        MONDAY + timedelta(ahead): 1 for ahead in (1, 3, 9)
    }
    assert learnt.moves.undo(made.id, LATER) == 2
    assert due(learnt) == [3, 3, 3]
    assert in_step(learnt)
    assert learnt.moves.moves("me") == [replace(made, undone_at=LATER)]


def test_what_was_answered_since_stays_where_its_answer_put_it(
    learnt: OpenDeck,
    make_review: Callable[..., Review],
    make_memory: Callable[..., MemoryState],
) -> None:
    made = move(to("a", 9), to("b", 9))
    learnt.moves.apply(made)
    learnt.reviews.append(make_review("a", at=LATER), make_memory("a", due_in=9, reviews=2))
    assert learnt.moves.undo(made.id, LATER) == 1, "also where it is due that very day again"
    assert due(learnt) == [9, 3, 3]


def test_an_answer_that_was_taken_back_does_not_count_as_one(
    learnt: OpenDeck,
    make_review: Callable[..., Review],
    make_memory: Callable[..., MemoryState],
) -> None:
    made = move(to("a", 9))
    learnt.moves.apply(made)
    answer = make_review("a", at=LATER)
    learnt.reviews.append(answer, make_memory("a", due_in=20))
    back = make_review("a", at=LATER + timedelta(seconds=5), retracts=answer.id, given="")
    learnt.reviews.append(back, make_memory("a", due_in=9))
    assert learnt.moves.undo(made.id, LATER) == 1
    assert due(learnt)[0] == 3


def test_a_due_day_that_changed_since_the_preview_is_left_alone(learnt: OpenDeck) -> None:
    made = move(to("a", 9, before=4), to("b", 9), to("gone", 9))
    assert learnt.moves.apply(made) == 1
    assert due(learnt) == [3, 9, 3]
    assert learnt.moves.moves("me")[0].moved == (to("b", 9),)


def test_a_move_is_undone_once(learnt: OpenDeck) -> None:
    made = move(to("a", 9))
    learnt.moves.apply(made)
    learnt.moves.undo(made.id, LATER)
    with pytest.raises(QuizError, match="already"):
        learnt.moves.undo(made.id, LATER)
    with pytest.raises(NotFound):
        learnt.moves.undo("no such", LATER)


def test_moves_are_listed_from_the_newest_and_by_learner(learnt: OpenDeck) -> None:
    first, second = move(to("a", 9)), move(why=Why.DECLINED)
    learnt.moves.apply(first)
    learnt.moves.apply(second)
    assert [each.id for each in learnt.moves.moves("me")] == [second.id, first.id]
    both = (Why.RESCHEDULED, Why.SPREAD)
    assert learnt.moves.last("me", both) == first
    assert learnt.moves.last("me", (Why.DECLINED,)) == second
    learnt.moves.undo(first.id, LATER)
    assert learnt.moves.last("me", both) is None
    assert learnt.moves.moves("someone else") == []


def test_retired_questions_are_moved_too_but_counted_nowhere(learnt: OpenDeck) -> None:
    learnt.decks.set_state(["a"], State.RETIRED)
    learnt.moves.apply(move(to("a", 9)))
    assert due(learnt)[0] == 9
    assert in_step(learnt)


# Fits


def fit(**fields: object) -> Fit:
    plain: dict[str, object] = {
        "id": new_id(), "learner": "me", "at": NOON, "parameters": (*DEFAULT[:-1], 0.3),
        "reviews": 1_600, "loss_before": 0.351, "loss_after": 0.342, "in_force": False,
    }  # fmt: skip
    return Fit(**(plain | fields))  # type: ignore[arg-type]


def test_one_fit_is_in_force_and_the_list_keeps_them_all(learnt: OpenDeck) -> None:
    first, second = fit(), fit(parameters=(*DEFAULT[:-1], 0.2), reviews=3_200)
    for each in (first, second):
        learnt.fits.add(each)
        learnt.fits.put_in_force("me", each.id, [])
    assert learnt.fits.fits("me") == [replace(second, in_force=True), first]
    assert learnt.fits.in_force("me") == second.parameters
    assert learnt.fits.in_force("someone else") is None
    learnt.fits.put_in_force("me", None, [])
    assert learnt.fits.in_force("me") is None
    assert learnt.fits.fits("me") == [second, first]


def test_new_parameters_change_memories_and_no_due_day(
    learnt: OpenDeck, make_memory: Callable[..., MemoryState]
) -> None:
    found = fit()
    learnt.fits.add(found)
    states = [
        make_memory("a", stability=50.0, difficulty=2.0, due_in=40),
        make_memory("not here", stability=1.0),
    ]
    learnt.fits.put_in_force("me", found.id, states)
    memory = learnt.reviews.memory("me", "a")
    assert memory is not None
    assert (memory.stability, memory.difficulty) == (50.0, 2.0)
    assert due(learnt) == [3, 3, 3]
    assert in_step(learnt)


def test_memories_of_other_answers_are_told_from_those_of_the_same(
    learnt: OpenDeck, make_memory: Callable[..., MemoryState]
) -> None:
    names = ("a", "b", "c")
    found = {name: learnt.reviews.memory("me", name) for name in names}
    known = {name: memory for name, memory in found.items() if memory is not None}
    assert list(known) == list(names)
    assert learnt.fits.other_answers("me", known) == []
    same = replace(known["a"], stability=99.0, due=known["a"].due + timedelta(days=3))
    more = replace(known["b"], reviews=known["b"].reviews + 1)
    assert learnt.fits.other_answers("me", {"a": same, "b": more}) == ["b", "c"]
    assert learnt.fits.other_answers("someone else", known) == []


def test_a_fit_that_is_not_there_cannot_be_put_in_force(learnt: OpenDeck) -> None:
    kept = fit()
    learnt.fits.add(kept)
    learnt.fits.put_in_force("me", kept.id, [])
    with pytest.raises(NotFound):
        learnt.fits.put_in_force("me", "no such", [])
    assert learnt.fits.in_force("me") == kept.parameters, "all or nothing"


def test_answers_come_in_the_order_of_answering_without_what_was_taken_back(
    learnt: OpenDeck, make_review: Callable[..., Review]
) -> None:
    early = make_review("c", at=NOON - timedelta(days=1), rating=Rating.HARD)
    slip = make_review("a", at=LATER, rating=Rating.AGAIN)
    back = make_review("a", at=LATER, retracts=slip.id, given="")
    learnt.reviews.merge([early, slip, back])
    found = learnt.fits.answers("me")
    assert [(name, rating) for name, _, rating in found] == [
        ("c", Rating.HARD), ("a", Rating.GOOD), ("b", Rating.GOOD), ("c", Rating.GOOD),
    ]  # fmt: skip


# Where a question belongs


def test_where_a_question_belongs_is_read_without_its_words(
    stores: OpenDeck, make_question: Callable[..., Question]
) -> None:
    from quizapp.domain.calendar import DatePoint, HistoricalDate
    from quizapp.domain.document import Span
    from quizapp.domain.question import AnswerKind, Citation

    cited = Citation("n.txt", fingerprint="f" * 64, span=Span(120, 140), quote='"span":[7,9]')
    dated = make_question(
        "dated", date=HistoricalDate(new_style=DatePoint(1917, 11, 8)), citation=cited
    )
    plain = make_question("plain", kind=AnswerKind.LEADER, citation=None)
    old = make_question("old", date=HistoricalDate(new_style=DatePoint(-43, 3, 15)))
    stores.decks.save_questions("history", [dated, plain, old])
    found = stores.reviews.whereabouts(["dated", "plain", "old", "gone"])
    assert (found["dated"].year, found["dated"].is_date, found["dated"].offset) == (1917, True, 120)
    assert (found["plain"].year, found["plain"].is_date, found["plain"].document) == (
        None, False, -1,
    )  # fmt: skip
    assert found["old"].year == -43
    assert "gone" not in found
