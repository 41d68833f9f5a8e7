"""Decks and their questions: fulfils ``DeckStore``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime

from sqlalchemy import (
    Connection,
    and_,
    bindparam,
    case,
    delete,
    func,
    insert,
    not_,
    select,
    update,
)

from quizapp.domain.deck import Deck, DeckSummary, ImportReport
from quizapp.domain.question import DEFAULT_CUT, Question, QuestionFilter, State
from quizapp.errors import NotFound, StorageError
from quizapp.storage import counters, merging, question_queries, rows, sqlite
from quizapp.storage.database import Database
from quizapp.storage.mark_store import count_aside
from quizapp.storage.tables import DECK, DUE_COUNT, QUESTION, QUESTION_COUNT, WORDING

_CHUNK = 1_000  # questions looked up at once; a statement takes 32,766 values

_KNOWN = select(
    QUESTION,
    *(WORDING.c[name] for name in merging.CARRIED),
    DECK.c.deleted_at.is_not(None).label("deck_is_gone"),
).select_from(QUESTION.join(WORDING).join(DECK))
_OF_QUESTION = ("deck", "state", "decided", "edited", *merging.NATURE)
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
_CHANGE_CONFIDENCE = (
    update(QUESTION).where(QUESTION.c.id == bindparam("this")).values(confidence=bindparam("now"))
)
_QUESTIONS = select(*rows.WHOLE_QUESTION).join_from(QUESTION, WORDING)
_ONE_QUESTION = _QUESTIONS.where(QUESTION.c.id == bindparam("question_id"))
_THESE_QUESTIONS = _QUESTIONS.where(QUESTION.c.id.in_(bindparam("ids", expanding=True)))
_GONE = "This question is no longer in the deck file."


class Decks:
    def __init__(self, database: Database) -> None:
        self._database = database

    # decks

    def decks(self) -> list[Deck]:
        query = select(DECK).where(DECK.c.deleted_at.is_(None)).order_by(DECK.c.name_key)
        with self._database.transaction() as connection:
            return [rows.deck_of(row) for row in connection.execute(query)]

    def deck(self, deck_id: str) -> Deck:
        with self._database.transaction() as connection:
            return rows.deck_of(_living_deck(connection, deck_id))

    def save_deck(self, deck: Deck) -> None:
        """Adds the deck or renames the one of that id. ``StorageError``: the name is taken."""
        key = rows.name_key(deck.name)
        if not key:
            raise StorageError("A deck needs a name.")
        values = {
            "name": rows.clean(deck.name),
            "name_key": key,
            "description": rows.clean(deck.description),
            "deleted_at": None,
        }
        deck_id = rows.clean(deck.id)
        with self._database.transaction() as connection:
            taken = select(DECK.c.name).where(DECK.c.name_key == key, DECK.c.id != deck_id)
            if other := connection.execute(taken).scalar():
                raise StorageError(f"There is a deck “{other}” already. Choose another name.")
            known = connection.execute(update(DECK).where(DECK.c.id == deck_id).values(values))
            if not known.rowcount:
                connection.execute(insert(DECK), {"id": deck_id, **values})

    def delete_deck(self, deck_id: str) -> None:
        with self._database.transaction() as connection:
            gone = _living_deck(connection, deck_id)
            studied = [State.DRAFT.value, State.ACCEPTED.value]
            connection.execute(
                update(QUESTION)
                .where(QUESTION.c.deck == gone.number, QUESTION.c.state.in_(studied))
                .values(state=State.RETIRED.value, decided=False)
            )
            connection.execute(
                update(DECK)
                .where(DECK.c.number == gone.number)
                .values(name_key=None, deleted_at=datetime.now(UTC))
            )
            connection.execute(delete(DUE_COUNT).where(DUE_COUNT.c.deck == gone.number))
            counters.recount_states(connection, gone.number)

    def summaries(self, learner: str, today: date) -> list[DeckSummary]:
        sums = QUESTION_COUNT.c
        totals = (
            select(
                sums.deck,
                func.sum(case((sums.state == State.ACCEPTED.value, sums.questions), else_=0)).label(
                    "all"
                ),
            )
            .group_by(sums.deck)
            .subquery()
        )
        sure = case((QUESTION.c.confidence >= DEFAULT_CUT, 1), else_=0)
        proposed = (
            select(
                QUESTION.c.deck,
                func.sum(sure).label("drafts"),
                func.sum(1 - sure).label("held_back"),
            )
            .where(QUESTION.c.state == State.DRAFT.value)
            .group_by(QUESTION.c.deck)
            .subquery()
        )
        days = DUE_COUNT.c
        met = (
            select(
                days.deck,
                func.sum(days.questions).label("met"),
                func.sum(case((days.due <= today, days.questions), else_=0)).label("due"),
            )
            .where(days.learner == rows.clean(learner))
            .group_by(days.deck)
            .subquery()
        )
        query = (
            select(
                DECK,
                totals.c.all,
                proposed.c.drafts,
                proposed.c.held_back,
                met.c.met,
                met.c.due,
            )
            .outerjoin(totals, totals.c.deck == DECK.c.number)
            .outerjoin(proposed, proposed.c.deck == DECK.c.number)
            .outerjoin(met, met.c.deck == DECK.c.number)
            .where(DECK.c.deleted_at.is_(None))
            .order_by(DECK.c.name_key)
        )
        with self._database.transaction() as connection:
            aside = count_aside(connection, learner, today)
            return [_summary(row, aside) for row in connection.execute(query)]

    # questions

    def save_questions(self, deck_id: str, questions: Iterable[Question]) -> ImportReport:
        """See ``merging`` for what becomes of known ids."""
        with self._database.transaction() as connection:
            into = _living_deck(connection, deck_id).number
            saving = _Saving(connection, into)
            for chunk in _chunks(questions):
                saving.take(chunk)
            saving.finish()
        return ImportReport(saving.added, saving.changed, saving.unchanged)

    def update_question(self, question: Question) -> None:
        """Takes a person's words, and their decision where the state is another."""
        values = rows.question_values(question) | rows.wording_values(question)
        with self._database.transaction() as connection:
            found = connection.execute(_KNOWN.where(QUESTION.c.id == values["id"])).one_or_none()
            if found is None:
                raise NotFound(_GONE)
            known: rows.Record = found._mapping
            if values["signs"] is None:
                values["signs"] = known["signs"]
            if any(values[name] != known[name] for name in (*merging.NATURE, *merging.WORDS)):
                values["edited"] = True
            if values["state"] != known["state"]:
                values["decided"] = values["state"] != State.DRAFT.value
            with counters.following(connection, [values["id"]]):
                _change(connection, [(known, {**known, **values})])

    def set_state(self, question_ids: Sequence[str], state: State) -> None:
        """A person's decision; DRAFT takes it back. ``NotFound`` changes none of them."""
        ids = list(dict.fromkeys(map(rows.clean, question_ids)))
        values = {"state": state.value, "decided": state is not State.DRAFT}
        with self._database.transaction() as connection:
            for start in range(0, len(ids), _CHUNK):
                some = ids[start : start + _CHUNK]
                with counters.following(connection, some):
                    set_now = update(QUESTION).where(QUESTION.c.id.in_(some)).values(values)
                    if connection.execute(set_now).rowcount != len(some):
                        raise NotFound("A chosen question is no longer in the deck file.")

    def set_confidences(self, confidences: Mapping[str, float]) -> None:
        new = [
            {"this": rows.clean(question_id), "now": confidence}
            for question_id, confidence in confidences.items()
        ]
        if new:
            with self._database.transaction() as connection:
                connection.execute(_CHANGE_CONFIDENCE, new)

    def question(self, question_id: str) -> Question:
        key = {"question_id": rows.clean(question_id)}
        with self._database.transaction() as connection:
            row = connection.execute(_ONE_QUESTION, key).one_or_none()
        if row is None:
            raise NotFound(_GONE)
        return rows.question_of(row)

    def questions_by_id(self, question_ids: Sequence[str]) -> dict[str, Question]:
        found: dict[str, Question] = {}
        with self._database.transaction() as connection:
            for part in rows.in_parts(question_ids):
                for row in connection.execute(_THESE_QUESTIONS, {"ids": part}):
                    found[row.id] = rows.question_of(row)
        return found

    def questions(self, wanted: QuestionFilter, limit: int = -1, offset: int = 0) -> list[Question]:
        with self._database.transaction() as connection:
            return question_queries.find(connection, wanted, limit, offset)

    def ids(self, wanted: QuestionFilter) -> list[str]:
        with self._database.transaction() as connection:
            return question_queries.ids(connection, wanted)

    def count(self, wanted: QuestionFilter) -> int:
        with self._database.transaction() as connection:
            return question_queries.count(connection, wanted)

    def known_ids(self) -> set[str]:
        """All but those retired together with a deleted deck: these may be proposed again."""
        gone_with_deck = and_(
            DECK.c.deleted_at.is_not(None),
            QUESTION.c.state == State.RETIRED.value,
            not_(QUESTION.c.decided),
        )
        query = select(QUESTION.c.id).join_from(QUESTION, DECK).where(not_(gone_with_deck))
        with self._database.transaction() as connection:
            return set(connection.execute(query).scalars())

    def deck_of(self, question_id: str) -> Deck:
        """The deck a question stands in; for a retired one this may be a deleted deck."""
        query = (
            select(DECK).join_from(QUESTION, DECK).where(QUESTION.c.id == rows.clean(question_id))
        )
        with self._database.transaction() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise NotFound(_GONE)
        return rows.deck_of(row)


class _Saving:
    """One bulk of questions on its way into a deck, inside one transaction."""

    def __init__(self, connection: Connection, into: int) -> None:
        self._connection = connection
        self._into = into
        self.added = self.changed = self.unchanged = 0
        highest = connection.execute(select(func.max(QUESTION.c.number))).scalar()
        self._last_number = self._last_searchable = highest or 0

    def take(self, chunk: _Chunk) -> None:
        found = self._connection.execute(_KNOWN.where(QUESTION.c.id.in_(list(chunk))))
        stored: dict[str, rows.Record] = {row.id: row._mapping for row in found}
        self._add([values for question_id, values in chunk.items() if question_id not in stored])
        changed = []
        for question_id, known in stored.items():
            question, wording = chunk[question_id]
            new = merging.changes(known, question | wording, self._into)
            if new:
                changed.append((known, {**known, **new}))
        self.unchanged += len(stored) - len(changed)
        self._change(changed)

    def finish(self) -> None:
        """Makes the added questions searchable, all at once: see ``sqlite.create_search``."""
        if self._last_number > self._last_searchable:
            sqlite.index_new(self._connection, "wording", self._last_searchable)
            self._last_searchable = self._last_number

    def _add(self, new: list[_Columns]) -> None:
        if not new:
            return
        for number, (question, wording) in enumerate(new, self._last_number + 1):
            question.update(number=number, deck=self._into, decided=False, edited=False)
            wording["question"] = number
        sqlite.insert_many(self._connection, QUESTION, [question for question, _ in new])
        sqlite.insert_many(self._connection, WORDING, [wording for _, wording in new])
        states = Counter((self._into, str(question["state"])) for question, _ in new)
        counters.add_to_states(self._connection, states)
        self._last_number += len(new)
        self.added += len(new)

    def _change(self, changed: list[_Change]) -> None:
        if not changed:
            return
        self.finish()  # a row must be in the index before a trigger takes it out
        with counters.following(self._connection, [known["id"] for known, _ in changed]):
            _change(self._connection, changed)
        self.changed += len(changed)


_Columns = tuple[rows.Values, rows.Values]  # of question and of wording
_Chunk = dict[str, _Columns]
_Change = tuple[rows.Record, rows.Values]  # a row of _KNOWN, and what it shall be


def _chunks(questions: Iterable[Question]) -> Iterator[_Chunk]:
    """By id; the same id again begins a new chunk, which then meets it stored."""
    chunk: _Chunk = {}
    for one in questions:
        values = rows.question_values(one)
        if len(chunk) == _CHUNK or values["id"] in chunk:
            yield chunk
            chunk = {}
        chunk[values["id"]] = (values, rows.wording_values(one))
    if chunk:
        yield chunk


def _change(connection: Connection, changed: list[_Change]) -> None:
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


def _living_deck(connection: Connection, deck_id: str) -> rows.Record:
    wanted = select(DECK).where(DECK.c.id == rows.clean(deck_id), DECK.c.deleted_at.is_(None))
    row = connection.execute(wanted).one_or_none()
    if row is None:
        raise NotFound("This deck is no longer there.")
    return row


def _summary(row: rows.Record, aside: Counter[tuple[int, str]]) -> DeckSummary:
    questions = row.all or 0
    return DeckSummary(
        id=row.id,
        name=row.name,
        description=row.description,
        questions=questions,
        due=(row.due or 0) - aside[row.number, "due"],
        new=questions - (row.met or 0) - aside[row.number, "new"],
        drafts=row.drafts or 0,
        held_back=row.held_back or 0,
    )
