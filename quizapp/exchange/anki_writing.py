"""A deck as an Anki package: notes of our own types, decks by topic, pictures and the history.

genanki writes notes and decks; the review log and what follows from it are added to its database,
since it knows new cards only. The package is of the oldest generation, which every Anki reads.
"""

from __future__ import annotations

import io
import itertools
import json
import sqlite3
import time
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from quizapp.domain.identity import stable_id
from quizapp.domain.question import Picture, Question, State
from quizapp.domain.review import Form
from quizapp.domain.task import Information, MapPlace
from quizapp.exchange.anki_names import anki_tag, deck_name, deck_parts
from quizapp.exchange.anki_own import FIELDS, OwnCard, own_card
from quizapp.exchange.anki_schedule import Scheduled, scheduled
from quizapp.exchange.building import item_name
from quizapp.exchange.format import DeckFile, PastReview, Problem, Written
from quizapp.exchange.markup import as_html
from quizapp.exchange.pictures import file_name

_DAY_BEGINS = 4  # o'clock, as in Anki
_IDS = {"plain": 1_763_900_000_001, "choices": 1_763_900_000_002, "gaps": 1_763_900_000_003}
_NAMES = {"plain": "QuizApp", "choices": "QuizApp choices", "gaps": "QuizApp gaps"}
_PICTURE = '{{#Picture}}<div class="picture">{{Picture}}</div>{{/Picture}}'
_HINT = '{{#Hint}}<div class="hint">{{hint:Hint}}</div>{{/Hint}}'
_GAPS = (
    '{{#Question}}<div>{{Question}}</div>{{/Question}}<div class="question">{{cloze:Text}}</div>'
)
_ANSWER = '{{FrontSide}}<hr id=answer><div class="answer">{{Answer}}</div>'
_ALSO = '{{#Also right}}<div class="also">also: {{Also right}}</div>{{/Also right}}'
_BEHIND = (
    '{{#Explanation}}<div class="explanation">{{Explanation}}</div>{{/Explanation}}'
    '{{#Source}}<div class="source">{{Source}}</div>{{/Source}}'
)
_FRONTS = {
    "plain": f'{_PICTURE}<div class="question">{{{{Question}}}}</div>{_HINT}',
    "choices": f'{_PICTURE}<div class="question">{{{{Question}}}}</div>'
    f'<div class="options">{{{{Options}}}}</div>{_HINT}',
    "gaps": f"{_PICTURE}{_GAPS}{_HINT}",
}
_BACKS = {
    "plain": _ANSWER + _ALSO + _BEHIND,
    "choices": _ANSWER + _ALSO + _BEHIND,
    "gaps": f"{_PICTURE}{_GAPS}{_BEHIND}",
}
_CSS = """.card { font-family: sans-serif; font-size: 20px; text-align: center; }
.options ul { display: inline-block; text-align: left; }
.also, .hint, .source { font-size: 16px; opacity: 0.75; margin-top: 0.6em; }
.also ul { list-style: none; padding: 0; margin: 0; }
.explanation { font-size: 18px; margin-top: 0.8em; }
.picture img { max-width: 100%; max-height: 40vh; }
.cloze { font-weight: bold; }
"""


def written_package(deck: DeckFile) -> Written:
    left_out: list[Problem] = []
    plan = _Plan(deck, left_out)
    data = plan.database()
    return Written(_zipped(data, plan.pictures), (*left_out, *_left_of_deck(deck)))


@dataclass
class _Plan:
    """What goes into the package. ``pictures``: bytes by file name."""

    deck: DeckFile
    left_out: list[Problem]
    pictures: dict[str, bytes] = field(default_factory=dict)

    def database(self) -> bytes:
        """The collection as an SQLite file."""
        import genanki

        models = {kind: _model(kind) for kind in FIELDS}
        decks: dict[str, Any] = {}
        by_topic: dict[str, Any] = {}
        top = deck_name(self.deck.name)
        self._open(decks, (top,))
        for place, question in enumerate(self.deck.questions, start=1):
            if isinstance(question.task, Information):
                self._tell(question, "a card of Anki needs an answer; it was left out")
                continue
            card = own_card(question)
            note = genanki.Note(
                model=models[card.kind],
                fields=self._fields(question, card),
                tags=list(dict.fromkeys(filter(None, map(anki_tag, question.tags)))),
                guid=question.id,
                due=place,
            )
            topic = question.topic
            if topic not in by_topic:
                by_topic[topic] = self._open(decks, (top, *deck_parts(topic)))
            by_topic[topic].add_note(note)
        with closing(sqlite3.connect(":memory:")) as connection:
            now = time.time()
            cursor = connection.cursor()
            notes = [note for deck in decks.values() for note in deck.notes]
            genanki.Package(list(decks.values())).write_to_db(cursor, now, _ids(notes, now))
            _add_history(cursor, self.deck, datetime.fromtimestamp(now, UTC))
            connection.commit()
            return connection.serialize()

    def _open(self, decks: dict[str, Any], path: tuple[str, ...]) -> Any:
        """The deck of that path; names that differ in capitals only are one in Anki."""
        import genanki

        for length in range(1, len(path) + 1):
            name = "::".join(path[:length])
            description = as_html(self.deck.description) if length == 1 else ""
            if name.casefold() not in decks:
                decks[name.casefold()] = genanki.Deck(_deck_id(name), name, description)
        return decks["::".join(path).casefold()]

    def _fields(self, question: Question, card: OwnCard) -> list[str]:
        fields = dict(card.fields)
        if question.picture is not None:
            fields["Picture"] = self._picture(question, question.picture)
        if isinstance(question.task, MapPlace):
            self._tell(question, "Anki has no map: the card asks for the degrees")
        return [fields[name] for name in FIELDS[card.kind]]

    def _picture(self, question: Question, picture: Picture) -> str:
        data = self.deck.pictures.get(picture.id)
        if data is None:
            self._tell(question, "its picture is not at hand and was left out")
            return ""
        name = f"quizapp-{file_name(picture)}"
        self.pictures[name] = data
        alt = as_html(picture.alt).replace('"', "&quot;")
        return f'<img src="{name}" alt="{alt}">' if alt else f'<img src="{name}">'

    def _tell(self, question: Question, reason: str) -> None:
        self.left_out.append(Problem(None, reason, item_name(question.title, question.stem)))


def _ids(notes: Iterable[Any], now: float) -> Iterator[int]:
    """Ids for each note and its one card, in the order that genanki asks for them: deck by deck.

    They rise in the order of the questions, so that Anki lists and learns them in that order.
    """
    first = int(now * 1000)
    return itertools.chain.from_iterable(
        (first + 2 * note.due, first + 2 * note.due + 1) for note in notes
    )


def _model(kind: str) -> Any:
    import genanki

    return genanki.Model(
        _IDS[kind],
        _NAMES[kind],
        fields=[{"name": name} for name in FIELDS[kind]],
        templates=[{"name": "Card 1", "qfmt": _FRONTS[kind], "afmt": _BACKS[kind]}],
        css=_CSS,
        model_type=genanki.Model.CLOZE if kind == "gaps" else genanki.Model.FRONT_BACK,
    )


def _deck_id(name: str) -> int:
    """The same for the same name; of the size that Anki gives, which are milliseconds."""
    return 1_500_000_000_000 + int(stable_id("anki deck", name.casefold())[:9], 16)


def _left_of_deck(deck: DeckFile) -> Iterator[Problem]:
    if deck.sources:
        yield Problem(None, "its list of sources has no place in Anki", deck.name)
    if deck_name(deck.name) != deck.name:
        yield Problem(None, f"it is called {deck_name(deck.name)} in Anki", deck.name)
    if any(review.form is not Form.FLIP for review in deck.history):
        yield Problem(None, "how past questions were asked has no place in Anki", deck.name)


# ---------------------------------------------------------------------- history


def _add_history(cursor: sqlite3.Cursor, deck: DeckFile, now: datetime) -> None:
    """The review log, and each card as its answers left it; sets the scheduler's version too."""
    first_day = _first_day(min((review.at for review in deck.history), default=now))
    _set_up(cursor, first_day)
    by_question: dict[str, list[PastReview]] = {}
    for review in deck.history:
        by_question.setdefault(review.question_id, []).append(review)
    cards = dict(
        cursor.execute("SELECT notes.guid, cards.id FROM cards JOIN notes ON notes.id = cards.nid")
    )
    after = {
        cards[question_id]: scheduled(reviews, first_day)
        for question_id, reviews in by_question.items()
        if question_id in cards
    }
    cursor.executemany(
        "UPDATE cards SET type = 2, queue = 2, due = ?, ivl = ?, factor = ?, reps = ?, lapses = ?"
        " WHERE id = ?",
        ((s.due, s.interval, s.ease, s.answers, s.lapses, card) for card, s in after.items()),
    )
    cursor.executemany("INSERT INTO revlog VALUES (?, ?, -1, ?, ?, ?, ?, ?, ?)", _log(after))
    resting = [q.id for q in deck.questions if q.state is not State.ACCEPTED and q.id in cards]
    cursor.executemany(
        "UPDATE cards SET queue = -1 WHERE id = ?", ((cards[each],) for each in resting)
    )


def _log(after: Mapping[int, Scheduled]) -> Iterator[tuple[int, ...]]:
    """Rows of the log. Their ids are the milliseconds of the answers, each used once."""
    rows = [(card, row) for card, card_after in after.items() for row in card_after.rows]
    rows.sort(key=lambda pair: pair[1].review.at)
    last = 0
    for card, row in rows:
        last = max(last + 1, _milliseconds(row.review.at))
        review = row.review
        yield (
            last, card, int(review.rating), row.interval, row.before, row.ease,
            review.milliseconds, row.kind,
        )  # fmt: skip


def _milliseconds(moment: datetime) -> int:
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


def _first_day(moment: datetime) -> datetime:
    """When the day of that moment began on this machine's clock: days are counted from there."""
    local = moment.astimezone() - timedelta(hours=_DAY_BEGINS)
    return local.replace(hour=_DAY_BEGINS, minute=0, second=0, microsecond=0)


def _set_up(cursor: sqlite3.Cursor, first_day: datetime) -> None:
    """Counts days from the first answer, and says that new cards had four buttons."""
    ((conf,),) = cursor.execute("SELECT conf FROM col").fetchall()
    settings = json.loads(conf) | {"schedVer": 2, "sched2021": True}
    cursor.execute(
        "UPDATE col SET crt = ?, conf = ?", (int(first_day.timestamp()), json.dumps(settings))
    )


def _zipped(database: bytes, pictures: Mapping[str, bytes]) -> Iterable[bytes]:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as package:
        package.writestr("collection.anki2", database)
        names = {str(number): name for number, name in enumerate(pictures)}
        package.writestr("media", json.dumps(names))
        for number, name in names.items():
            package.writestr(number, pictures[name], compress_type=zipfile.ZIP_STORED)
    return (buffer.getvalue(),)
