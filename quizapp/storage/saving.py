"""Questions on their way in and out: added, changed with the former words put away, removed.

Whatever depends on a question's row goes along in the same transaction: its tags, the counts by
deck and state, the full-text index.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Delete,
    bindparam,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from quizapp.domain.question import Question, State
from quizapp.domain.quiz import Pick
from quizapp.storage import counters, dialect, merging, quiz_rows, rows
from quizapp.storage.tables import (
    ASKED,
    DECK,
    JUDGEMENT,
    MARK,
    MEMORY,
    PICTURE,
    QUESTION,
    QUESTION_VERSION,
    QUIZ,
    REVIEW,
    TAG,
    WORDING,
)

CHUNK = 1_000  # questions looked up at once; a statement takes 32,766 values

KNOWN = select(
    QUESTION,
    *(WORDING.c[name] for name in merging.CARRIED if name not in QUESTION.c),
    DECK.c.deleted_at.is_not(None).label("deck_is_gone"),
).select_from(QUESTION.join(WORDING).join(DECK))
"""A question as ``merging`` looks at it."""

_OF_QUESTION = ("deck", "state", "decided", "edited", "version", *merging.NATURE, *merging.LABELS)
_CHANGE_QUESTION = (
    update(QUESTION)
    .where(QUESTION.c.number == bindparam("this"))
    .values({name: bindparam(name) for name in _OF_QUESTION})
)
_CHANGE_WORDING = (
    update(WORDING)
    .where(WORDING.c.question == bindparam("this"))
    .values({name: bindparam(name) for name in merging.CARRIED})
)
_REFERRED_TO = or_(
    exists().where(REVIEW.c.question_id == QUESTION.c.id),
    exists().where(JUDGEMENT.c.question_id == QUESTION.c.id),
    exists().where(ASKED.c.question == QUESTION.c.number),
)
"""By the log of answers, that of verdicts or an attempt."""

Columns = tuple[rows.Values, rows.Values]  # of question and of wording
Chunk = dict[str, Columns]
LookedAt = Callable[[int], object]
Change = tuple[rows.Record, rows.Values]  # a row of KNOWN, and what it shall be


class Saving:
    """One bulk of questions on its way into a deck, inside one transaction.

    ``added``: ids. ``changes``: what was, and what is now. ``dry``: finds out what would become of
    the questions and writes nothing; ``into`` may then be a deck that is not there, 0.
    """

    def __init__(
        self, connection: Connection, into: int, *, sparse: bool = False, dry: bool = False
    ) -> None:
        self._connection = connection
        self._into = into
        self._sparse = sparse
        self._dry = dry
        self.added: list[str] = []
        self.changes: list[Change] = []
        self.unchanged = 0
        highest = connection.execute(select(func.max(QUESTION.c.number))).scalar()
        self._last_number = self._last_searchable = highest or 0

    def take_all(self, questions: Iterable[Question], taken: LookedAt = lambda _: None) -> None:
        """``taken`` is told the number of each chunk, and may end it by raising."""
        for chunk in _chunks(questions):
            self._take(chunk)
            taken(len(chunk))
        self._finish()

    def _take(self, chunk: Chunk) -> None:
        found = self._connection.execute(KNOWN.where(QUESTION.c.id.in_(list(chunk))))
        stored: dict[str, rows.Record] = {row.id: row._mapping for row in found}
        self._add([values for question_id, values in chunk.items() if question_id not in stored])
        changed = []
        for question_id, known in stored.items():
            question, wording = chunk[question_id]
            new = merging.changes(known, question | wording, self._into, sparse=self._sparse)
            if new:
                changed.append((known, with_version(known, {**known, **new})))
        self.unchanged += len(stored) - len(changed)
        self._change(changed)

    def _finish(self) -> None:
        """Makes the added questions searchable, all at once: see ``sqlite.create_search``."""
        if self._last_number > self._last_searchable:
            dialect.of(self._connection).index_new(
                self._connection, "wording", self._last_searchable
            )
            self._last_searchable = self._last_number

    def _add(self, new: list[Columns]) -> None:
        self.added += [question["id"] for question, _ in new]
        if not new or self._dry:
            return
        for number, (question, wording) in enumerate(new, self._last_number + 1):
            question.update(number=number, deck=self._into, decided=False, edited=False)
            wording["question"] = number
        insert_many = dialect.of(self._connection).insert_many
        insert_many(self._connection, QUESTION, [question for question, _ in new])
        insert_many(self._connection, WORDING, [wording for _, wording in new])
        add_tags(self._connection, [(q["number"], w["tags"]) for q, w in new])
        states = Counter((self._into, str(question["state"])) for question, _ in new)
        counters.add_to_states(self._connection, states)
        self._last_number += len(new)

    def _change(self, changed: list[Change]) -> None:
        self.changes += changed
        if not changed or self._dry:
            return
        self._finish()  # a row must be in the index before a trigger takes it out
        change(self._connection, changed)


def with_version(known: rows.Record, new: rows.Values) -> rows.Values:
    """``new`` as a version of its own, where its words are others than those of ``known``."""
    if any(new[name] != known[name] for name in rows.VERSIONED):
        return {**new, "version": known["version"] + 1}
    return new


def change(connection: Connection, changed: Sequence[Change], *, keep_former: bool = True) -> None:
    """Writes changed rows, the counts along with them, and puts the former words away."""
    with counters.following(connection, [known["id"] for known, _ in changed]):
        for statement, names in (
            (_CHANGE_QUESTION, _OF_QUESTION),
            (_CHANGE_WORDING, merging.CARRIED),
        ):
            touched = [
                {"this": known["number"], **{name: new[name] for name in names}}
                for known, new in changed
                if any(new[name] != known[name] for name in names)
            ]
            if touched:
                connection.execute(statement, touched)
    reworded = [k["number"] for k, new in changed if any(new[n] != k[n] for n in merging.CARRIED)]
    dialect.of(connection).index_changed(connection, "wording", reworded)
    if keep_former:
        former = [known for known, new in changed if new["version"] != known["version"]]
        _put_away(former, connection)
    tagged = [(k["number"], new["tags"]) for k, new in changed if new["tags"] != k["tags"]]
    _forget(connection, delete(TAG), TAG.c.question, [number for number, _ in tagged])
    add_tags(connection, tagged)


def _put_away(former: list[rows.Record], connection: Connection) -> None:
    now = datetime.now(UTC)
    versions = [
        {
            "question": known["number"],
            "number": known["version"],
            "at": now,
            "wording": rows.version_text(known),
        }
        for known in former
    ]
    if versions:
        connection.execute(insert(QUESTION_VERSION), versions)


def remove(
    connection: Connection,
    question_ids: Sequence[str],
    looked_at: LookedAt = lambda _: None,
) -> tuple[list[str], list[str]]:
    """Takes questions out of the file; retires those that the log of answers, that of verdicts, an
    attempt or a quiz refers to. The ids of the ones and of the others; unknown ids are in neither.

    ``looked_at`` is told after each thousand, and may end it by raising.
    """
    picked = _picked(connection)
    gone: list[str] = []
    kept: list[str] = []
    pictures: set[str] = set()
    for some in rows.in_parts(question_ids):
        these = QUESTION.c.id.in_(some)
        query = select(QUESTION.c.id, QUESTION.c.number, _REFERRED_TO.label("kept"))
        found = connection.execute(query.where(these)).all()
        leaving = {row.number: row.id for row in found if not row.kept and row.id not in picked}
        gone += leaving.values()
        kept += [row.id for row in found if row.number not in leaving]
        with counters.following(connection, some):
            pictures |= _delete(connection, list(leaving))
        looked_at(len(some))
    retire(connection, kept)
    _drop_pictures(connection, pictures)
    return gone, kept


def retire(connection: Connection, question_ids: Sequence[str]) -> None:
    """Not as a decision: a file that brings them again brings them back."""
    for some in rows.in_parts(question_ids):
        retired = update(QUESTION).where(QUESTION.c.id.in_(some))
        with counters.following(connection, some):
            connection.execute(retired.values(state=State.RETIRED.value, decided=False))


def _picked(connection: Connection) -> set[str]:
    """Ids of the questions that a quiz names one by one."""
    quizzes = connection.execute(select(QUIZ).where(QUIZ.c.deleted_at.is_(None)))
    return {
        item.question_id
        for row in quizzes
        for section in quiz_rows.quiz_of(row).sections
        for item in section.items
        if isinstance(item, Pick)
    }


def _delete(connection: Connection, numbers: list[int]) -> set[str]:
    """The pictures that the questions showed, now or once."""
    shown = select(WORDING.c.more).where(WORDING.c.question.in_(numbers))
    pictures = {rows.picture_in(more) for more in connection.execute(shown).scalars()}
    former = select(QUESTION_VERSION.c.wording).where(QUESTION_VERSION.c.question.in_(numbers))
    for wording in connection.execute(former).scalars():
        pictures.add(rows.picture_in_version(wording))
    for statement, column in (
        (delete(TAG), TAG.c.question),
        (delete(QUESTION_VERSION), QUESTION_VERSION.c.question),
        (delete(MARK), MARK.c.question),
        (delete(MEMORY), MEMORY.c.question),
        (delete(WORDING), WORDING.c.question),
        (delete(QUESTION), QUESTION.c.number),
    ):
        _forget(connection, statement, column, numbers)
    return {picture for picture in pictures if picture}


def _forget(connection: Connection, statement: Delete, column: Any, numbers: list[int]) -> None:
    if numbers:
        connection.execute(statement.where(column.in_(numbers)))


def _drop_pictures(connection: Connection, pictures: set[str]) -> None:
    """Those of these that no question shows any more, now or in a former version."""
    if not pictures:
        return
    left = pictures - pictures_shown(connection)
    for some in rows.in_parts(sorted(left)):
        connection.execute(delete(PICTURE).where(PICTURE.c.id.in_(some)))


def save_pictures(connection: Connection, pictures: Mapping[str, bytes]) -> None:
    """By id; those known already are left alone."""
    known: set[str] = set()
    for some in rows.in_parts(list(pictures)):
        found = select(PICTURE.c.id).where(PICTURE.c.id.in_(some))
        known |= set(connection.execute(found).scalars())
    for picture_id, data in pictures.items():
        if picture_id not in known:
            connection.execute(insert(PICTURE), {"id": rows.clean(picture_id), "bytes": data})


def pictures_shown(connection: Connection) -> set[str]:
    """Ids of the pictures that questions show, now or in a former version."""
    now = select(WORDING.c.more).where(WORDING.c.more.is_not(None))
    shown = {rows.picture_in(more) for more in connection.execute(now).scalars()}
    once = select(QUESTION_VERSION.c.wording).where(QUESTION_VERSION.c.wording.contains("picture"))
    shown |= {rows.picture_in_version(one) for one in connection.execute(once).scalars()}
    return {picture for picture in shown if picture}


def add_tags(connection: Connection, tagged: list[tuple[int, str]]) -> None:
    """``tagged``: the number of a question, and its tags as they are stored."""
    tags = [
        {"tag": tag, "question": number}
        for number, stored in tagged
        if stored != "[]"
        for tag in rows.tags_of(stored)
    ]
    if tags:
        dialect.of(connection).insert_many(connection, TAG, tags)


def _chunks(questions: Iterable[Question]) -> Iterator[Chunk]:
    """By id; the same id again begins a new chunk, which then meets it stored."""
    chunk: Chunk = {}
    for one in questions:
        values = rows.question_values(one)
        if len(chunk) == CHUNK or values["id"] in chunk:
            yield chunk
            chunk = {}
        chunk[values["id"]] = (values, rows.wording_values(one))
    if chunk:
        yield chunk
