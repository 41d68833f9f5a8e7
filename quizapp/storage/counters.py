"""Derived sums by deck, so that Home counts 100,000 questions without reading them.

``question_count``: questions by deck and state. ``due_count``: accepted questions that a learner
has met, by deck and due day. Both change in the transaction that changes what they count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, Update, bindparam, delete, func, insert, select, update

from quizapp.domain.question import State
from quizapp.storage.tables import DUE_COUNT, MEMORY, QUESTION, QUESTION_COUNT

StateKey = tuple[int, str]
DueKey = tuple[str, int, date]

_RAISE_STATE = (
    update(QUESTION_COUNT)
    .where(
        QUESTION_COUNT.c.deck == bindparam("of_deck"),
        QUESTION_COUNT.c.state == bindparam("of_state"),
    )
    .values(questions=QUESTION_COUNT.c.questions + bindparam("difference"))
)
_RAISE_DUE = (
    update(DUE_COUNT)
    .where(
        DUE_COUNT.c.learner == bindparam("of_learner"),
        DUE_COUNT.c.deck == bindparam("of_deck"),
        DUE_COUNT.c.due == bindparam("of_day"),
    )
    .values(questions=DUE_COUNT.c.questions + bindparam("difference"))
)
_ADD_DUE = insert(DUE_COUNT)


@contextmanager
def following(connection: Connection, question_ids: Sequence[str]) -> Iterator[None]:
    """Takes along whatever happens inside to the deck or state of these questions."""
    states, due = _of_questions(connection, question_ids)
    yield
    states_after, due_after = _of_questions(connection, question_ids)
    states_after.subtract(states)
    due_after.subtract(due)
    add_to_states(connection, states_after)
    add_to_due(connection, due_after)


def add_to_states(connection: Connection, changes: Counter[StateKey]) -> None:
    for (deck, state), difference in changes.items():
        key = {"of_deck": deck, "of_state": state}
        row = {"deck": deck, "state": state, "questions": difference}
        if difference and not _raised(connection, _RAISE_STATE, key, difference):
            connection.execute(insert(QUESTION_COUNT), row)


def add_to_due(connection: Connection, changes: Counter[DueKey]) -> None:
    for (learner, deck, day), difference in changes.items():
        key = {"of_learner": learner, "of_deck": deck, "of_day": day}
        row = {"learner": learner, "deck": deck, "due": day, "questions": difference}
        if difference and not _raised(connection, _RAISE_DUE, key, difference):
            connection.execute(_ADD_DUE, row)


def _raised(connection: Connection, by: Update, key: dict[str, Any], difference: int) -> bool:
    return bool(connection.execute(by, {**key, "difference": difference}).rowcount)


def recount(connection: Connection) -> None:
    """All sums anew."""
    recount_states(connection)
    recount_due(connection)


def recount_states(connection: Connection, deck: int | None = None) -> None:
    """The states anew, of one deck or of all."""
    old, counted = delete(QUESTION_COUNT), _states()
    if deck is not None:
        old = old.where(QUESTION_COUNT.c.deck == deck)
        counted = counted.where(QUESTION.c.deck == deck)
    connection.execute(old)
    names = ["deck", "state", "questions"]
    connection.execute(insert(QUESTION_COUNT).from_select(names, counted))


def recount_due(connection: Connection, learner: str | None = None) -> None:
    """The due days anew, of one learner or of all."""
    old, counted = delete(DUE_COUNT), _due()
    if learner is not None:
        old = old.where(DUE_COUNT.c.learner == learner)
        counted = counted.where(MEMORY.c.learner == learner)
    connection.execute(old)
    names = ["learner", "deck", "due", "questions"]
    connection.execute(insert(DUE_COUNT).from_select(names, counted))


def in_step(connection: Connection) -> bool:
    """Whether the sums are those that ``recount`` would give."""
    states = connection.execute(select(QUESTION_COUNT).where(QUESTION_COUNT.c.questions != 0))
    due = connection.execute(select(DUE_COUNT).where(DUE_COUNT.c.questions != 0))
    return set(map(tuple, states)) == set(map(tuple, connection.execute(_states()))) and set(
        map(tuple, due)
    ) == set(map(tuple, connection.execute(_due())))


def _states() -> Select[Any]:
    columns = QUESTION.c
    questions = func.count().label("questions")
    return select(columns.deck, columns.state, questions).group_by(columns.deck, columns.state)


def _due() -> Select[Any]:
    return (
        select(MEMORY.c.learner, QUESTION.c.deck, MEMORY.c.due, func.count().label("questions"))
        .join_from(MEMORY, QUESTION, QUESTION.c.number == MEMORY.c.question)
        .where(QUESTION.c.state == State.ACCEPTED.value)
        .group_by(MEMORY.c.learner, QUESTION.c.deck, MEMORY.c.due)
    )


def _of_questions(
    connection: Connection, question_ids: Sequence[str]
) -> tuple[Counter[StateKey], Counter[DueKey]]:
    these = QUESTION.c.id.in_(question_ids)
    states: Counter[StateKey] = Counter()
    for row in connection.execute(_states().where(these)):
        states[row.deck, row.state] = row.questions
    due: Counter[DueKey] = Counter()
    for row in connection.execute(_due().where(these)):
        due[row.learner, row.deck, row.due] = row.questions
    return states, due
