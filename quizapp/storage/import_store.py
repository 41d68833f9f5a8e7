"""What files brought, and how it is taken out again: fulfils ``ImportStore``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, func, insert, select, update

from quizapp.domain.deck import Deck
from quizapp.domain.identity import new_id
from quizapp.domain.importing import Entry, Fate, Incoming, PastImport, Taken, Undone
from quizapp.domain.ports import Report, Stop, never, untold
from quizapp.domain.question import Question
from quizapp.errors import Cancelled, NotFound, QuizError, StorageError
from quizapp.storage import day_totals, deck_store, review_store, rows, saving
from quizapp.storage.database import Database
from quizapp.storage.saving import KNOWN, Saving
from quizapp.storage.tables import DECK, IMPORT, QUESTION, QUESTION_VERSION, REVIEW

MOST_ENTRIES = 1_000
"""Kept of what was taken otherwise, and of what was skipped; the import itself told all."""

# Beside the words, what an import may change: each goes back unless it was changed since.
_AROUND = ("version", "state", "decided", "edited", "deck", "origin", "fact_id", "confidence")
_Wordings = Mapping[tuple[int, int], str]  # by the number of the question and of the version
_EDITED = "it was changed since, so its words stay as they are"


class Imports:
    def __init__(self, database: Database) -> None:
        self._database = database

    def fates(
        self, deck_id: str, questions: Sequence[Question], *, sparse: bool = False
    ) -> dict[str, Fate]:
        with self._database.reading() as connection:
            deck = select(DECK.c.number).where(DECK.c.id == rows.clean(deck_id))
            into = connection.execute(deck).scalar() or 0
            bulk = Saving(connection, into, sparse=sparse, dry=True)
            bulk.take_all(questions)
        return _fates(bulk, questions)

    def take(self, incoming: Incoming, report: Report = untold, stop: Stop = never) -> Taken:
        watched = _Watched(report, stop, "Writing the questions")
        watched.all = len(incoming.questions)
        with self._database.transaction() as connection:
            into, is_new = _deck(connection, incoming.deck)
            bulk = Saving(connection, into, sparse=incoming.sparse)
            bulk.take_all(incoming.questions, watched.look)
            saving.save_pictures(connection, incoming.pictures)
            reviews = review_store.merge(connection, incoming.reviews)
            taken = Taken(_fates(bulk, incoming.questions), len(reviews))
            if not taken.changed_nothing:
                made = {"made_deck": is_new, "reviews": json.dumps(reviews)}
                connection.execute(insert(IMPORT), {**_record(incoming, bulk), **made})
            watched.end()
        return taken

    def imports(self) -> list[PastImport]:
        query = select(IMPORT).order_by(IMPORT.c.number.desc())
        with self._database.reading() as connection:
            return [_past(row) for row in connection.execute(query)]

    def undo(
        self,
        import_id: str,
        at: datetime,
        study_day: date,
        report: Report = untold,
        stop: Stop = never,
    ) -> Undone:
        with self._database.transaction() as connection:
            query = select(IMPORT).where(IMPORT.c.id == rows.clean(import_id))
            row = connection.execute(query).one_or_none()
            if row is None:
                raise NotFound("This import is no longer in the deck file.")
            if row.undone_at is not None:
                raise QuizError("This import was undone already.")
            watched = _Watched(report, stop, "Taking the questions out again")
            undone = _Undoing(connection, row, watched).undo(at, study_day)
            this = update(IMPORT).where(IMPORT.c.number == row.number)
            connection.execute(this.values(undone_at=at))
            watched.end()
        return undone


class _Watched:
    """``look`` is to be called on the way, ``end`` before the commit. ``all``: questions."""

    def __init__(self, report: Report, stop: Stop, message: str) -> None:
        self._report, self._stop, self._message = report, stop, message
        self._done = 0
        self.all = 0

    def look(self, done: int = 0) -> None:
        """``done``: questions, since the last look."""
        self._done += done
        self._tell(min(0.99, self._done / max(1, self.all)))

    def end(self) -> None:
        self._tell(1.0)

    def _tell(self, share: float) -> None:
        if self._stop():
            raise Cancelled("Cancelled; nothing was changed.")
        self._report(share, self._message)


class _Undoing:
    """One import on its way out, inside one transaction."""

    def __init__(self, connection: Connection, row: rows.Record, watched: _Watched) -> None:
        self._connection = connection
        self._row = row
        self._watched = watched
        try:
            self._added: list[str] = json.loads(row.added)
            self._changed: dict[str, list[list[Any]]] = json.loads(row.changed)
            self._reviews: list[str] = json.loads(row.reviews)
        except ValueError as error:
            raise StorageError(
                f"The import of {row.file} cannot be undone: what it changed is damaged. "
                "Restore a backup."
            ) from error
        self._left: list[Entry] = []
        watched.all = len(self._changed) + len(self._added)

    def undo(self, at: datetime, study_day: date) -> Undone:
        self._watched.look()
        learner, retracted = self._retract(at, study_day)
        put_back = self._put_back()
        edited = self._edited()
        leave = set(edited)
        unchanged = [each for each in self._added if each not in leave]
        _, answered = saving.remove(self._connection, unchanged, self._watched.look)
        saving.retire(self._connection, edited)
        self._tell_retired(edited, "it was changed since, so it was retired and not deleted")
        self._tell_retired(
            answered, "it was answered, judged or is in a quiz, so it was retired and not deleted"
        )
        self._leave_deck()
        retired = len(edited) + len(answered)
        return Undone(
            removed=len(self._added) - retired,
            retired=retired,
            put_back=put_back,
            reviews=retracted,
            learner=learner,
            left=tuple(self._left),
        )

    def _retract(self, at: datetime, study_day: date) -> tuple[str | None, int]:
        """Takes the answers back that came along. Whose they were, and how many."""
        taken_back = select(REVIEW.c.retracts).where(REVIEW.c.retracts.is_not(None))
        known = set(self._connection.execute(taken_back).scalars())
        new: list[rows.Values] = []
        since = study_day
        for some in rows.in_parts([id_ for id_ in self._reviews if id_ not in known]):
            for found in self._connection.execute(select(REVIEW).where(REVIEW.c.id.in_(some))):
                since = min(since, found.study_day)
                fields = {**found._mapping}
                del fields["number"]
                changed = {"id": new_id(), "given": "", "milliseconds": 0, "retracts": found.id}
                new.append({**fields, **changed, "at": at, "study_day": study_day})
        if not new:
            return None, 0
        learner: str = new[0]["learner"]
        self._connection.execute(insert(REVIEW), new)
        day_totals.cut(self._connection, learner, since)
        return learner, len(new)

    def _put_back(self) -> int:
        number = 0
        for some in self._known(sorted(self._changed.keys() - set(self._added))):
            wordings = self._wordings(some)
            found = ((known, self._as_before(known, wordings)) for known in some)
            changes = [(known, saving.with_version(known, new)) for known, new in found if new]
            saving.change(self._connection, changes)
            number += len(changes)
            self._watched.look(len(some))
        return number

    def _as_before(self, known: rows.Record, wordings: _Wordings) -> rows.Values | None:
        before, after = (
            dict(zip(_AROUND, values, strict=True)) for values in self._changed[known["id"]]
        )
        new: rows.Values = dict(known)
        for name in _AROUND[1:]:
            if known[name] == after[name]:
                new[name] = before[name]
        if after["version"] != before["version"]:
            if not _worded_as(known, after["version"], wordings):
                self._left.append(Entry(_called(known), None, _EDITED))
            else:
                new |= self._words(known, before["version"], wordings)
        return new if new != dict(known) else None

    def _words(self, known: rows.Record, version: int, wordings: _Wordings) -> rows.Values:
        wording = wordings.get((known["number"], version))
        if wording is None:
            raise StorageError(
                f"The import of {self._row.file} cannot be undone: former words of "
                f"“{_called(known)}” are lost. Restore a backup."
            )
        return rows.version_values(wording)

    def _wordings(self, known: Sequence[rows.Record]) -> _Wordings:
        """All former wordings of these questions: one at a time they take a second a thousand."""
        numbers = [each["number"] for each in known]
        query = select(QUESTION_VERSION).where(QUESTION_VERSION.c.question.in_(numbers))
        return {(row.question, row.number): row.wording for row in self._connection.execute(query)}

    def _edited(self) -> list[str]:
        """Those that came new and have other words now."""
        edited: list[str] = []
        for some in self._known(self._added, KNOWN.where(QUESTION.c.version > 1)):
            wordings = self._wordings(some)
            for known in some:
                twice_in_file = self._changed.get(known["id"])
                came_as = twice_in_file[1][_AROUND.index("version")] if twice_in_file else 1
                if not _worded_as(known, came_as, wordings):
                    edited.append(known["id"])
            self._watched.look()
        return edited

    def _tell_retired(self, question_ids: list[str], reason: str) -> None:
        for some in self._known(question_ids):
            self._left += [Entry(_called(known), None, reason) for known in some]

    def _known(
        self, question_ids: Sequence[str], query: Select[Any] = KNOWN
    ) -> Iterator[list[rows.Record]]:
        """Those that are there, some at a time."""
        for some in rows.in_parts(question_ids):
            found = self._connection.execute(query.where(QUESTION.c.id.in_(some)))
            yield [row._mapping for row in found]

    def _leave_deck(self) -> None:
        """The deck that the import made goes with it, where nothing in it is studied."""
        living = (DECK.c.id == self._row.deck) & DECK.c.deleted_at.is_(None)
        number = self._connection.execute(select(DECK.c.number).where(living)).scalar()
        if number is None or not self._row.made_deck:
            return
        studied = select(func.count()).where(
            QUESTION.c.deck == number, QUESTION.c.state.in_(deck_store.STUDIED)
        )
        if not self._connection.execute(studied).scalar_one():
            deck_store.delete_deck(self._connection, number)


def _deck(connection: Connection, deck: Deck) -> tuple[int, bool]:
    """The deck's number, and whether it had to be made."""
    living = (DECK.c.id == rows.clean(deck.id)) & DECK.c.deleted_at.is_(None)
    query = select(DECK.c.number).where(living)
    number = connection.execute(query).scalar()
    if number is not None:
        return int(number), False
    deck_store.save_deck(connection, deck)
    return int(connection.execute(query).scalar_one()), True


def _fates(bulk: Saving, questions: Sequence[Question]) -> dict[str, Fate]:
    fates = {question.id: Fate.UNCHANGED for question in questions}
    known = {rows.clean(question_id): question_id for question_id in fates}
    fates |= {known[before["id"]]: Fate.CHANGED for before, _ in bulk.changes}
    return fates | {known[question_id]: Fate.ADDED for question_id in bulk.added}


def _record(incoming: Incoming, bulk: Saving) -> rows.Values:
    changed: dict[str, list[list[Any]]] = {}
    for before, after in bulk.changes:
        if before["id"] in changed:  # again in the same file
            changed[before["id"]][1] = _around(after)
        else:
            changed[before["id"]] = [_around(before), _around(after)]
    report = {
        "unchanged": bulk.unchanged,
        "altered": _entries(incoming.changed),
        "skipped": _entries(incoming.skipped),
    }
    return {
        "id": rows.clean(incoming.id),
        "at": incoming.at,
        "file": rows.clean(incoming.file),
        "format": rows.clean(incoming.format),
        "deck": rows.clean(incoming.deck.id),
        "report": json.dumps(report, ensure_ascii=False),
        "added": json.dumps(bulk.added, ensure_ascii=False),
        "changed": json.dumps(changed, ensure_ascii=False),
        "undone_at": None,
    }


def _around(row: Mapping[str, Any]) -> list[Any]:
    return [row[name] for name in _AROUND]


def _entries(entries: Sequence[Entry]) -> list[list[Any]]:
    kept = [[rows.clean(e.item), e.line, rows.clean(e.reason)] for e in entries[:MOST_ENTRIES]]
    more = len(entries) - len(kept)
    return [*kept, ["", None, f"and {more:,} more"]] if more else kept


def _past(row: rows.Record) -> PastImport:
    try:
        report = json.loads(row.report)
        return PastImport(
            id=row.id,
            at=row.at,
            file=row.file,
            format=row.format,
            deck_id=row.deck,
            added=len(json.loads(row.added)),
            changed=len(json.loads(row.changed).keys() - set(json.loads(row.added))),
            unchanged=report["unchanged"],
            reviews=len(json.loads(row.reviews)),
            altered=tuple(Entry(*entry) for entry in report["altered"]),
            skipped=tuple(Entry(*entry) for entry in report["skipped"]),
            undone_at=row.undone_at,
        )
    except (ValueError, TypeError, KeyError) as error:
        raise StorageError(
            f"The import of {row.file} could not be read: it is damaged. Restore a backup."
        ) from error


def _worded_as(known: rows.Record, version: int, wordings: _Wordings) -> bool:
    """Whether it has the words of that version, maybe again."""
    if known["version"] == version:
        return True
    return rows.version_text(known) == wordings.get((known["number"], version))


def _called(known: rows.Record) -> str:
    return str(known["title"] or known["stem"])[:80]
