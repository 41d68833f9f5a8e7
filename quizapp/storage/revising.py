"""Many questions changed in one commit, and put back: words, versions, states and decks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select

from quizapp.domain.ports import Report, Stop
from quizapp.domain.question import State
from quizapp.domain.revising import Revised, Revision
from quizapp.errors import Cancelled, NotFound
from quizapp.storage import merging, rows
from quizapp.storage.saving import CHUNK, KNOWN, Change, change, with_version
from quizapp.storage.tables import ASKED, DECK, QUESTION, QUESTION_VERSION, WORDING

_WHOLE = KNOWN.add_columns(
    *(c for c in WORDING.c if c.name not in {"question", *merging.CARRIED}),
    DECK.c.id.label("deck_id"),
)
"""A question with all that ``rows.question_of`` needs, and its deck."""
_FORGET_VERSIONS = delete(QUESTION_VERSION).where(
    QUESTION_VERSION.c.question == bindparam("this"),
    QUESTION_VERSION.c.number >= bindparam("first"),
)


def revise(
    connection: Connection, revisions: Sequence[Revision], report: Report, stop: Stop
) -> list[Revised]:
    """What was changed; those that are as they shall be already are left out. ``NotFound`` where
    one is no longer there, ``Cancelled``: then nothing is changed."""
    decks = _living_decks(connection)
    revised: list[Revised] = []
    for done, some in _parts(revisions):
        if stop():
            raise Cancelled("Cancelled; nothing was changed.")
        known = _known(connection, [each.question.id for each in some])
        changes: list[Change] = []
        for each in some:
            row = known.get(rows.clean(each.question.id))
            if row is None:
                raise NotFound("A chosen question is no longer in the deck file.")
            new = _as_wanted(row, each, decks)
            if new != dict(row):
                changes.append((row, new))
                revised.append(_revised(row, new, each))
        change(connection, changes)
        report((done + len(some)) / len(revisions), f"{done + len(some):,} questions looked at")
    return revised


def put_back(connection: Connection, revised: Sequence[Revised]) -> list[str]:
    """The ids of those that are again as they were; what was changed since stays as it is."""
    decks = _living_decks(connection)
    restored: list[str] = []
    for _, some in _parts(revised):
        known = _known(connection, [each.before.id for each in some])
        asked = _asked(connection, [row["number"] for row in known.values()])
        quiet: list[Change] = []  # the versions since are forgotten
        told: list[Change] = []  # an attempt refers to them, so that they stay
        for each in some:
            row = known.get(rows.clean(each.before.id))
            if row is None or not _untouched(row, each) or each.deck_id not in decks:
                continue
            new = _as_before(row, each, decks)
            if (row["number"], row["version"]) in asked and each.version != row["version"]:
                told.append((row, with_version(row, {**new, "version": row["version"]})))
            else:
                quiet.append((row, new))
            restored.append(each.before.id)
        change(connection, quiet, keep_former=False)
        _forget_versions(connection, quiet)
        change(connection, told)
    return restored


def _as_wanted(row: rows.Record, wanted: Revision, decks: Mapping[str, int]) -> rows.Values:
    values = _values(row, wanted)
    new = {**row, **{name: values[name] for name in values if name in row}}
    new.update(decided=row["decided"], edited=row["edited"])
    if wanted.deck_id:
        if wanted.deck_id not in decks:
            raise NotFound("This deck is no longer there.")
        new["deck"], new["deck_id"] = decks[wanted.deck_id], wanted.deck_id
    if any(new[name] != row[name] for name in (*merging.NATURE, *merging.WORDS)):
        new["edited"] = True
    if new["state"] != row["state"]:
        new["decided"] = new["state"] != State.DRAFT.value
    return with_version(row, new)


def _as_before(row: rows.Record, revised: Revised, decks: Mapping[str, int]) -> rows.Values:
    values = _values(row, Revision(revised.before))
    return {
        **row,
        **{name: values[name] for name in values if name in row},
        "deck": decks[revised.deck_id],
        "decided": revised.decided,
        "edited": revised.edited,
        "version": revised.version,
    }


def _values(row: rows.Record, wanted: Revision) -> rows.Values:
    values = rows.question_values(wanted.question) | rows.wording_values(wanted.question)
    if values["signs"] is None:
        values["signs"] = row["signs"]
    return values


def _revised(row: rows.Record, new: rows.Values, wanted: Revision) -> Revised:
    return Revised(
        before=rows.question_of(_Row(row)),
        deck_id=row["deck_id"],
        decided=bool(row["decided"]),
        edited=bool(row["edited"]),
        version=row["version"],
        version_now=new["version"],
        state_now=wanted.question.state,
        deck_now=new["deck_id"],
    )


class _Row:
    """A mapping as ``rows.question_of`` looks at it."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.__dict__.update(values)


def _untouched(row: rows.Record, revised: Revised) -> bool:
    now = (row["version"], row["state"], row["deck_id"])
    return now == (revised.version_now, revised.state_now.value, revised.deck_now)


def _known(connection: Connection, question_ids: Sequence[str]) -> dict[str, rows.Record]:
    found: dict[str, rows.Record] = {}
    for some in rows.in_parts(question_ids):
        for row in connection.execute(_WHOLE.where(QUESTION.c.id.in_(some))):
            found[row.id] = row._mapping
    return found


def _living_decks(connection: Connection) -> dict[str, int]:
    query = select(DECK.c.id, DECK.c.number).where(DECK.c.deleted_at.is_(None))
    return {row.id: row.number for row in connection.execute(query)}


def _asked(connection: Connection, numbers: Sequence[int]) -> set[tuple[int, int]]:
    """Which versions of these questions an attempt refers to."""
    query = select(ASKED.c.question, ASKED.c.version).where(ASKED.c.question.in_(numbers))
    return {(row.question, row.version) for row in connection.execute(query)}


def _forget_versions(connection: Connection, changed: Sequence[Change]) -> None:
    gone = [
        {"this": known["number"], "first": new["version"]}
        for known, new in changed
        if new["version"] < known["version"]
    ]
    if gone:
        connection.execute(_FORGET_VERSIONS, gone)


def _parts(things: Sequence[Any]) -> Iterator[tuple[int, Sequence[Any]]]:
    """Some at a time, with how many went before."""
    for start in range(0, len(things), CHUNK):
        yield start, things[start : start + CHUNK]
