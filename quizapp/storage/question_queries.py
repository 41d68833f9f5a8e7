"""The SELECTs behind the question table: filters, full-text search and order."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import Connection, FromClause, Select, func, select
from sqlalchemy.sql.elements import ColumnElement

from quizapp.domain.question import Question, QuestionFilter
from quizapp.storage import dialect, rows
from quizapp.storage.dialect import Dialect
from quizapp.storage.mark_store import marked
from quizapp.storage.tables import DECK, MEMORY, QUESTION, QUESTION_COUNT, TAG, WORDING

PLAIN = "plain"  # among the tasks of a filter: a question without one
# Behind all paths below a topic, where texts compare by their characters.
_AFTER_SLASH = "0"
_NAMED = re.compile(r"\b[1-9]\d{2,3}\b(?! ?BC)")  # a year in a question

_first_due = (
    select(func.min(MEMORY.c.due)).where(MEMORY.c.question == QUESTION.c.number).scalar_subquery()
)

_ORDERS: dict[str, Callable[[], ColumnElement[Any]]] = {
    "stem": lambda: func.lower(WORDING.c.stem),
    "answer": lambda: func.lower(WORDING.c.answer),
    "kind": lambda: QUESTION.c.kind,
    "state": lambda: QUESTION.c.state,
    "deck": lambda: DECK.c.name_key,
    "due": lambda: func.coalesce(_first_due, date.max),  # never answered: last
}


@dataclass(frozen=True, slots=True)
class _Source:
    """Where the rows come from: the table alone, or joined to the hits of a search."""

    clause: FromClause
    number: ColumnElement[int]
    conditions: tuple[ColumnElement[bool], ...]


def find(connection: Connection, wanted: QuestionFilter, limit: int, offset: int) -> list[Question]:
    query = _query(dialect.of(connection), wanted, *rows.WHOLE_QUESTION)
    if query is None:
        return []
    if wanted.has_years:
        some = (row for row in connection.execute(query) if _in_span(row.date, row.stem, wanted))
        page = islice(some, offset, None if limit < 0 else offset + limit)
        return [rows.question_of(row) for row in page]
    if limit >= 0:
        query = query.limit(limit)
    if offset > 0:
        query = query.offset(offset)
    return [rows.question_of(row) for row in connection.execute(query)]


def ids(connection: Connection, wanted: QuestionFilter) -> list[str]:
    """Of all that match, in their order. The years are looked at here, since SQL cannot."""
    query = _query(dialect.of(connection), wanted, QUESTION.c.id, WORDING.c.date, WORDING.c.stem)
    if query is None:
        return []
    found = connection.execute(query)
    return [id_ for id_, when, stem in found if _in_span(when, stem, wanted)]


def _query(
    search: Dialect, wanted: QuestionFilter, *columns: ColumnElement[Any]
) -> Select[Any] | None:
    """All that match but for their years, in order. ``None`` where nothing can match."""
    source = _source(search, wanted)
    if source is None:
        return None
    whole = source.clause.join(WORDING, WORDING.c.question == QUESTION.c.number)
    query = select(*columns).select_from(whole).where(*source.conditions)
    if wanted.order == "deck":
        query = query.join(DECK, DECK.c.number == QUESTION.c.deck)
    return _ordered(query, wanted, source.number)


def _in_span(when: str | None, stem: str, wanted: QuestionFilter) -> bool:
    if not wanted.has_years:
        return True
    first = -sys.maxsize if wanted.first_year is None else wanted.first_year
    last = sys.maxsize if wanted.last_year is None else wanted.last_year
    dated = rows.year_of(when)
    if dated is None:
        return any(first <= int(year) <= last for year in _NAMED.findall(stem))
    return first <= (dated if dated > 0 else dated - 1) <= last  # there was no year 0


def count(connection: Connection, wanted: QuestionFilter) -> int:
    if wanted.has_years:
        return len(ids(connection, wanted))
    looks = (
        wanted.text.strip(), wanted.kinds, wanted.document, wanted.deck_ids, wanted.marked,
        wanted.tags, wanted.topic, wanted.difficulties, wanted.tasks,
    )  # fmt: skip
    if not any(looks):
        return _count_from_sums(connection, wanted)
    source = _source(dialect.of(connection), wanted, counting=not wanted.text.strip())
    if source is None:
        return 0
    query = select(func.count()).select_from(source.clause).where(*source.conditions)
    return int(connection.execute(query).scalar_one())


def _source(search: Dialect, wanted: QuestionFilter, *, counting: bool = False) -> _Source | None:
    """None where nothing can match."""
    conditions = (*_placed(wanted, counting=counting), *_labelled(wanted, counting=counting))
    if not wanted.text.strip():
        return _Source(QUESTION, QUESTION.c.number, conditions)
    expression = search.search_expression(wanted.text)
    if expression is None:
        return None
    hits, key = search.matches("wording", expression)
    joined = hits.join(QUESTION, QUESTION.c.number == key)
    return _Source(joined, key, conditions)


def _placed(wanted: QuestionFilter, *, counting: bool) -> Iterator[ColumnElement[bool]]:
    """By deck, state, document and what a learner set aside."""
    deck: ColumnElement[int] = QUESTION.c.deck
    state: ColumnElement[str] = QUESTION.c.state
    if wanted.text.strip() or (counting and wanted.topic and not wanted.deck_ids):
        # The hits, or the index of topics, give the rows. The planner would at times begin with an
        # index that half the questions stand in, and look each of them up.
        deck, state = deck + 0, state.concat("")
    if wanted.deck_ids:
        yield deck.in_(select(DECK.c.number).where(_in_decks(wanted)))
    if wanted.marked is not None:
        yield QUESTION.c.number.in_(marked(wanted.learner, wanted.marked))
    if wanted.kinds:
        yield QUESTION.c.kind.in_([kind.value for kind in wanted.kinds])
    if wanted.states:
        yield state.in_([each.value for each in wanted.states])
    if wanted.document:
        yield QUESTION.c.document == rows.clean(wanted.document)


def _labelled(wanted: QuestionFilter, *, counting: bool) -> Iterator[ColumnElement[bool]]:
    """By what the author put on the questions."""
    for tag in wanted.tags:
        bearing = select(TAG.c.question).where(TAG.c.tag == rows.clean(tag))
        yield QUESTION.c.number.in_(bearing)
    if wanted.topic:
        topic = rows.clean(wanted.topic)
        below = func.substr(QUESTION.c.topic, 1, len(topic) + 1) == topic + "/"
        yield (QUESTION.c.topic == topic) | below
        # The index finds them all; for the first in order, it would sort them all, and of one deck
        # there are fewer than of a topic that all decks have.
        if counting and not wanted.deck_ids:
            yield QUESTION.c.topic.between(topic, topic + _AFTER_SLASH)
    if wanted.difficulties:
        yield QUESTION.c.difficulty.in_([int(each) for each in wanted.difficulties])
    if wanted.tasks:
        yield QUESTION.c.task.in_(["" if task == PLAIN else task for task in wanted.tasks])


def _in_decks(wanted: QuestionFilter) -> ColumnElement[bool]:
    return DECK.c.id.in_([rows.clean(each) for each in wanted.deck_ids])


def _ordered(query: Select[Any], wanted: QuestionFilter, number: ColumnElement[int]) -> Select[Any]:
    if wanted.order != "added" and wanted.order not in _ORDERS:
        raise ValueError(f"questions cannot be ordered by {wanted.order!r}")
    # By the number as the search gives it: so the first hits come without sorting all.
    keys = [number] if wanted.order == "added" else [_ORDERS[wanted.order](), number]
    return query.order_by(*(key.desc() if wanted.descending else key for key in keys))


def _count_from_sums(connection: Connection, wanted: QuestionFilter) -> int:
    query = select(func.coalesce(func.sum(QUESTION_COUNT.c.questions), 0))
    if wanted.deck_ids:
        query = query.join(DECK, DECK.c.number == QUESTION_COUNT.c.deck).where(_in_decks(wanted))
    if wanted.states:
        query = query.where(QUESTION_COUNT.c.state.in_([state.value for state in wanted.states]))
    return int(connection.execute(query).scalar_one())
