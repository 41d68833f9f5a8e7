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

from sqlalchemy import Connection, Select, delete, func, insert, select, update

from quizapp.domain.question import State
from quizapp.storage.tables import DUE_COUNT, MEMORY, QUESTION, QUESTION_COUNT

StateKey = tuple[int, str]
DueKey = tuple[str, int, date]


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
        if not difference:
            continue
        at = (QUESTION_COUNT.c.deck == deck) & (QUESTION_COUNT.c.state == state)
        raised = QUESTION_COUNT.c.questions + difference
        known = connection.execute(update(QUESTION_COUNT).where(at).values(questions=raised))
        if not known.rowcount:
            row = {"deck": deck, "state": state, "questions": difference}
            connection.execute(insert(QUESTION_COUNT), row)


def add_to_due(connection: Connection, changes: Counter[DueKey]) -> None:
    for (learner, deck, day), difference in changes.items():
        if not difference:
            continue
        columns = DUE_COUNT.c
        at = (columns.learner == learner) & (columns.deck == deck) & (columns.due == day)
        raised = columns.questions + difference
        known = connection.execute(update(DUE_COUNT).where(at).values(questions=raised))
        if not known.rowcount:
            row = {"learner": learner, "deck": deck, "due": day, "questions": difference}
            connection.execute(insert(DUE_COUNT), row)
        elif difference < 0:
            connection.execute(delete(DUE_COUNT).where(at, columns.questions == 0))


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
