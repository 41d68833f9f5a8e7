"""Decks and their questions: fulfils ``DeckStore``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime

from sqlalchemy import (
    Connection,
    TextClause,
    and_,
    bindparam,
    case,
    delete,
    func,
    insert,
    not_,
    select,
    text,
    update,
)

from quizapp.domain.deck import Deck, DeckSummary, ImportReport
from quizapp.domain.ports import QuestionVersion, Report, Stop, never, untold
from quizapp.domain.question import (
    CROWDED,
    CROWDED_AT_MOST,
    DEFAULT_CUT,
    Question,
    QuestionFilter,
    State,
)
from quizapp.domain.revising import Revised, Revision
from quizapp.errors import NotFound, StorageError
from quizapp.storage import counters, merging, question_queries, revising, rows, saving
from quizapp.storage.database import Database
from quizapp.storage.mark_store import count_aside
from quizapp.storage.saving import CHUNK, KNOWN, Saving, change, with_version
from quizapp.storage.tables import (
    DECK,
    DUE_COUNT,
    PICTURE,
    QUESTION,
    QUESTION_COUNT,
    QUESTION_VERSION,
    WORDING,
)

_CHANGE_CONFIDENCE = (
    update(QUESTION).where(QUESTION.c.id == bindparam("this")).values(confidence=bindparam("now"))
)
_QUESTIONS = select(*rows.WHOLE_QUESTION).join_from(QUESTION, WORDING)
_ONE_QUESTION = _QUESTIONS.where(QUESTION.c.id == bindparam("question_id"))
_THESE_QUESTIONS = _QUESTIONS.where(QUESTION.c.id.in_(bindparam("ids", expanding=True)))
STUDIED = (State.DRAFT.value, State.ACCEPTED.value)
_GONE = "This question is no longer in the deck file."


# Each name is looked up behind the one before it in the index: reading the rows of 100,000
# questions takes four times as long as that for 14,000 tags, and more than that for topics.
_TAGS = text(
    """
    WITH RECURSIVE names(name) AS (
        SELECT min(tag) FROM tag
        UNION ALL
        SELECT (SELECT min(tag) FROM tag WHERE tag > name) FROM names WHERE name IS NOT NULL
    )
    SELECT name FROM names WHERE EXISTS (
        SELECT 1 FROM tag JOIN question ON question.number = tag.question
        WHERE tag.tag = names.name AND question.state || '' = :accepted
    )
    """
)
_TOPICS = text(
    """
    WITH RECURSIVE names(name) AS (
        SELECT min(topic) FROM question WHERE topic > '' AND state || '' = :accepted
        UNION ALL
        SELECT (SELECT min(topic) FROM question WHERE topic > name AND state || '' = :accepted)
        FROM names WHERE name IS NOT NULL
    )
    SELECT name FROM names WHERE name IS NOT NULL
    """
)


# As ``Question.spare``, by deck; only of drafts of just that confidence are the signs read.
_SPARE = (
    select(QUESTION.c.deck, func.count().label("spare"))
    .join_from(QUESTION, WORDING)
    .where(
        QUESTION.c.state == State.DRAFT.value,
        QUESTION.c.confidence >= CROWDED_AT_MOST,
        QUESTION.c.confidence < DEFAULT_CUT,
        WORDING.c.signs.contains(f'"{CROWDED}"'),
    )
    .group_by(QUESTION.c.deck)
    .subquery()
)


class Decks:
    def __init__(self, database: Database) -> None:
        self._database = database

    # decks

    def decks(self) -> list[Deck]:
        query = select(DECK).where(DECK.c.deleted_at.is_(None)).order_by(DECK.c.name_key)
        with self._database.reading() as connection:
            return [rows.deck_of(row) for row in connection.execute(query)]

    def deck(self, deck_id: str) -> Deck:
        with self._database.reading() as connection:
            return rows.deck_of(living_deck(connection, deck_id))

    def save_deck(self, deck: Deck) -> None:
        """Adds the deck or renames the one of that id. ``StorageError``: the name is taken."""
        with self._database.transaction() as connection:
            save_deck(connection, deck)

    def delete_deck(self, deck_id: str) -> None:
        with self._database.transaction() as connection:
            delete_deck(connection, living_deck(connection, deck_id).number)

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
                _SPARE.c.spare,
                met.c.met,
                met.c.due,
            )
            .outerjoin(totals, totals.c.deck == DECK.c.number)
            .outerjoin(proposed, proposed.c.deck == DECK.c.number)
            .outerjoin(_SPARE, _SPARE.c.deck == DECK.c.number)
            .outerjoin(met, met.c.deck == DECK.c.number)
            .where(DECK.c.deleted_at.is_(None))
            .order_by(DECK.c.name_key)
        )
        with self._database.reading() as connection:
            aside = count_aside(connection, learner, today)
            return [_summary(row, aside) for row in connection.execute(query)]

    # questions

    def save_questions(self, deck_id: str, questions: Iterable[Question]) -> ImportReport:
        """See ``merging`` for what becomes of known ids."""
        with self._database.transaction() as connection:
            bulk = Saving(connection, living_deck(connection, deck_id).number)
            bulk.take_all(questions)
        return ImportReport(len(bulk.added), len(bulk.changes), bulk.unchanged)

    def update_question(self, question: Question) -> None:
        """Takes a person's words, and their decision where the state is another."""
        values = rows.question_values(question) | rows.wording_values(question)
        with self._database.transaction() as connection:
            found = connection.execute(KNOWN.where(QUESTION.c.id == values["id"])).one_or_none()
            if found is None:
                raise NotFound(_GONE)
            known: rows.Record = found._mapping
            if values["signs"] is None:
                values["signs"] = known["signs"]
            if any(values[name] != known[name] for name in (*merging.NATURE, *merging.WORDS)):
                values["edited"] = True
            if values["state"] != known["state"]:
                values["decided"] = values["state"] != State.DRAFT.value
            change(connection, [(known, with_version(known, {**known, **values}))])

    def set_state(self, question_ids: Sequence[str], state: State) -> None:
        """A person's decision; DRAFT takes it back. ``NotFound`` changes none of them."""
        ids = list(dict.fromkeys(map(rows.clean, question_ids)))
        values = {"state": state.value, "decided": state is not State.DRAFT}
        with self._database.transaction() as connection:
            for start in range(0, len(ids), CHUNK):
                some = ids[start : start + CHUNK]
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
        with self._database.reading() as connection:
            return rows.question_of(_one(connection, question_id))

    def questions_by_id(self, question_ids: Sequence[str]) -> dict[str, Question]:
        found: dict[str, Question] = {}
        with self._database.reading() as connection:
            for part in rows.in_parts(question_ids):
                for row in connection.execute(_THESE_QUESTIONS, {"ids": part}):
                    found[row.id] = rows.question_of(row)
        return found

    def questions(self, wanted: QuestionFilter, limit: int = -1, offset: int = 0) -> list[Question]:
        with self._database.reading() as connection:
            return question_queries.find(connection, wanted, limit, offset)

    def ids(self, wanted: QuestionFilter) -> list[str]:
        with self._database.reading() as connection:
            return question_queries.ids(connection, wanted)

    def count(self, wanted: QuestionFilter) -> int:
        with self._database.reading() as connection:
            return question_queries.count(connection, wanted)

    def known_ids(self) -> set[str]:
        """All but those retired together with a deleted deck: these may be proposed again."""
        gone_with_deck = and_(
            DECK.c.deleted_at.is_not(None),
            QUESTION.c.state == State.RETIRED.value,
            not_(QUESTION.c.decided),
        )
        query = select(QUESTION.c.id).join_from(QUESTION, DECK).where(not_(gone_with_deck))
        with self._database.reading() as connection:
            return set(connection.execute(query).scalars())

    def deck_of(self, question_id: str) -> Deck:
        """The deck a question stands in; for a retired one this may be a deleted deck."""
        query = (
            select(DECK).join_from(QUESTION, DECK).where(QUESTION.c.id == rows.clean(question_id))
        )
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise NotFound(_GONE)
        return rows.deck_of(row)

    def remove(self, question_ids: Sequence[str]) -> int:
        with self._database.transaction() as connection:
            gone, _ = saving.remove(connection, question_ids)
        return len(gone)

    def revise(
        self, revisions: Sequence[Revision], report: Report = untold, stop: Stop = never
    ) -> list[Revised]:
        with self._database.transaction() as connection:
            return revising.revise(connection, revisions, report, stop)

    def put_back(self, revised: Sequence[Revised]) -> list[str]:
        with self._database.transaction() as connection:
            return revising.put_back(connection, revised)

    # versions, tags, topics, pictures

    def versions(self, question_id: str) -> list[QuestionVersion]:
        with self._database.reading() as connection:
            row = _one(connection, question_id)
            former = select(QUESTION_VERSION).where(QUESTION_VERSION.c.question == row.number)
            found = connection.execute(former.order_by(QUESTION_VERSION.c.number)).all()
        # A row keeps the words, and the moment that ended them: the next version began there.
        began = [None, *(kept.at for kept in found)]
        worded = [(kept.number, rows.former_question(row, kept.wording)) for kept in found]
        worded.append((row.version, rows.question_of(row)))
        versions = zip(worded, began, strict=True)
        return [QuestionVersion(number, words, at) for (number, words), at in versions][::-1]

    def version(self, question_id: str, number: int) -> Question:
        with self._database.reading() as connection:
            row = _one(connection, question_id)
            former = select(QUESTION_VERSION.c.wording).where(
                QUESTION_VERSION.c.question == row.number, QUESTION_VERSION.c.number == number
            )
            wording = connection.execute(former).scalar()
        if number == row.version:
            return rows.question_of(row)
        if wording is None:
            raise NotFound(f"There is no version {number} of this question.")
        return rows.former_question(row, wording)

    def version_numbers(self, question_ids: Sequence[str]) -> dict[str, int]:
        query = select(QUESTION.c.id, QUESTION.c.version)
        found: dict[str, int] = {}
        with self._database.reading() as connection:
            for some in rows.in_parts(question_ids):
                for row in connection.execute(query.where(QUESTION.c.id.in_(some))):
                    found[row.id] = row.version
        return found

    def tags(self) -> list[str]:
        return self._names(_TAGS)

    def topics(self) -> list[str]:
        return self._names(_TOPICS)

    def _names(self, query: TextClause) -> list[str]:
        with self._database.reading() as connection:
            found = connection.execute(query, {"accepted": State.ACCEPTED.value}).scalars().all()
        return sorted(found, key=lambda name: (name.casefold(), name))

    def save_pictures(self, pictures: Mapping[str, bytes]) -> None:
        with self._database.transaction() as connection:
            saving.save_pictures(connection, pictures)

    def picture(self, picture_id: str) -> bytes:
        query = select(PICTURE.c.bytes).where(PICTURE.c.id == rows.clean(picture_id))
        with self._database.reading() as connection:
            data: bytes | None = connection.execute(query).scalar()
        if data is None:
            raise NotFound("This picture is no longer in the deck file.")
        return data


def _one(connection: Connection, question_id: str) -> rows.Record:
    row = connection.execute(_ONE_QUESTION, {"question_id": rows.clean(question_id)}).one_or_none()
    if row is None:
        raise NotFound(_GONE)
    return row


def save_deck(connection: Connection, deck: Deck) -> None:
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
    taken = select(DECK.c.name).where(DECK.c.name_key == key, DECK.c.id != deck_id)
    if other := connection.execute(taken).scalar():
        raise StorageError(f"There is a deck “{other}” already. Choose another name.")
    known = connection.execute(update(DECK).where(DECK.c.id == deck_id).values(values))
    if not known.rowcount:
        connection.execute(insert(DECK), {"id": deck_id, **values})


def delete_deck(connection: Connection, number: int) -> None:
    connection.execute(
        update(QUESTION)
        .where(QUESTION.c.deck == number, QUESTION.c.state.in_(STUDIED))
        .values(state=State.RETIRED.value, decided=False)
    )
    connection.execute(
        update(DECK)
        .where(DECK.c.number == number)
        .values(name_key=None, deleted_at=datetime.now(UTC))
    )
    connection.execute(delete(DUE_COUNT).where(DUE_COUNT.c.deck == number))
    counters.recount_states(connection, number)


def living_deck(connection: Connection, deck_id: str) -> rows.Record:
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
        spare=row.spare or 0,
    )
