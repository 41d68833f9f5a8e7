"""What stands in an Anki collection: note types, decks, notes, cards and the review log.

Two layouts are read: schema 11, where note types and decks are JSON in the table ``col``, and
schema 15 to 18, where they are tables with settings as protobuf. Tables of notes, cards and reviews
are the same in both. See ankitects/anki, ``proto/anki/{notetypes,decks}.proto``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, cast

from quizapp.errors import ExchangeError
from quizapp.exchange import protobuf
from quizapp.exchange.databases import Database, opened
from quizapp.exchange.reading import UNWATCHED, Reading

MOST_NOTES = 200_000
MOST_CARDS = 600_000
MOST_REVIEWS = 2_000_000
MOST_FIELDS = 200
MOST_TEMPLATES = 100
LONGEST_TEMPLATE = 200_000  # characters; a longer one is a program rather than a card

_NOTE = ("id", "guid", "mid", "tags", "flds")
_CARD = ("nid", "id", "did", "ord", "queue", "odid")
_LOG = ("id", "cid", "ease", "factor", "time", "type")
_SEPARATOR = "\x1f"
_SUSPENDED = -1


@dataclass(frozen=True, slots=True)
class Template:
    """One card of a note type: its two sides as HTML with ``{{Field}}`` in it."""

    name: str
    front: str
    back: str


@dataclass(frozen=True, slots=True)
class NoteType:
    name: str
    fields: tuple[str, ...]
    templates: Mapping[int, Template]
    is_cloze: bool = False


@dataclass(frozen=True, slots=True)
class AnkiDeck:
    """``path``: the names from the topmost deck down."""

    path: tuple[str, ...]
    description: str = ""


NoteRow = tuple[int, str, int, str, str]
LogRow = tuple[int, int, int, int, int, int]
"""Rows as the database gives them; there may be a million, of which no more is made than needed."""


class Note(NamedTuple):
    """What a ``NoteRow`` is."""

    id: int
    guid: str
    type_id: int
    tags: str
    fields: str  # joined by U+001F


class Card(NamedTuple):
    id: int
    deck_id: int  # its home, also while a filtered deck has borrowed it
    place: int  # of the template, or the number of the cloze less 1
    suspended: bool | None  # None where the file does not say


class LoggedReview(NamedTuple):
    """What a ``LogRow`` is, a row of the review log. ``id``: milliseconds since 1970."""

    id: int
    card_id: int
    ease: int
    factor: int
    milliseconds: int
    kind: int


@dataclass(frozen=True)
class Collection:
    """``cards`` by the id of their note. ``scheduler``: 1 had three buttons for new cards."""

    types: Mapping[int, NoteType]
    decks: Mapping[int, AnkiDeck]
    notes: Sequence[NoteRow]
    cards: Mapping[int, tuple[Card, ...]]
    reviews: Sequence[LogRow]
    scheduler: int = 2
    faults: tuple[str, ...] = field(default=())


def read_collection(data: bytes, reading: Reading = UNWATCHED) -> Collection:
    """All of a collection that is understood; ``faults`` says what is not.

    ``ExchangeError`` where the file is no collection of Anki, or is damaged.
    """
    faults: list[str] = []
    with opened(data, reading=reading) as database:
        if not {"col", "notes", "cards"} <= database.tables:
            raise ExchangeError("It holds a database, but not one of Anki.")
        modern = {"notetypes", "fields", "templates", "decks"} <= database.tables
        types, decks = (_modern if modern else _legacy)(database, faults)
        return Collection(
            types=types,
            decks=decks,
            notes=_notes(database, faults),
            cards=_cards(database, faults),
            reviews=_reviews(database, faults) if "revlog" in database.tables else (),
            scheduler=_scheduler(database),
            faults=tuple(faults),
        )


# ---------------------------------------------------------------------- rows


def _notes(database: Database, faults: list[str]) -> list[NoteRow]:
    columns = dict(zip(_NOTE, ("integer", "text", "integer", "text", "text"), strict=True))
    rows = _sound(database, "notes", columns, order="id", most=MOST_NOTES, faults=faults)
    return cast(list[NoteRow], rows)


def _cards(database: Database, faults: list[str]) -> dict[int, tuple[Card, ...]]:
    columns = dict.fromkeys(_CARD, "integer")
    cards: dict[int, tuple[Card, ...]] = {}
    for note, card, deck, place, queue, home in _sound(
        database, "cards", columns, order="nid, ord, id", most=MOST_CARDS, faults=faults
    ):
        found = Card(card, home or deck, place, queue == _SUSPENDED)
        cards[note] = (*cards[note], found) if note in cards else (found,)
    return cards


def _reviews(database: Database, faults: list[str]) -> list[LogRow]:
    columns = dict.fromkeys(_LOG, "integer")
    rows = _sound(database, "revlog", columns, order="id", most=MOST_REVIEWS, faults=faults)
    return cast(list[LogRow], rows)


def _sound(
    database: Database,
    table: str,
    columns: Mapping[str, str],
    *,
    order: str,
    most: int,
    faults: list[str],
) -> list[tuple[Any, ...]]:
    """The rows whose values are of the types they should be; how many are not is reported."""
    what = {"revlog": "answers in the review log"}.get(table, table)
    rows, wrong = database.sound_rows(table, columns, order=order, most=most)
    if wrong:
        faults.append(f"{wrong:,} of the {what} are damaged and were left out")
    if len(rows) > most:
        faults.append(f"there are more than {most:,} {what}; the first {most:,} were taken")
        rows.pop()
    return rows


# ---------------------------------------------------------------------- schema 11

_Layout = tuple[dict[int, NoteType], dict[int, AnkiDeck]]


def _legacy(database: Database, faults: list[str]) -> _Layout:
    models, decks = _first(database, "SELECT models, decks FROM col LIMIT 1", ("", ""))
    types = {
        number: _legacy_type(each)
        for number, each in _objects(models, "note types", faults)
        if isinstance(each.get("flds"), list) and isinstance(each.get("tmpls"), list)
    }
    return types, {
        number: AnkiDeck(_path(_string(each, "name"), "::"), _string(each, "desc"))
        for number, each in _objects(decks, "decks", faults)
    }


def _legacy_type(model: Mapping[str, Any]) -> NoteType:
    fields = sorted(_mappings(model["flds"])[:MOST_FIELDS], key=_place)
    templates = _mappings(model["tmpls"])[:MOST_TEMPLATES]
    return NoteType(
        name=_string(model, "name"),
        fields=tuple(_string(each, "name") for each in fields),
        templates={
            _place(each): _template(
                _string(each, "name"), _string(each, "qfmt"), _string(each, "afmt")
            )
            for each in templates
        },
        is_cloze=model.get("type") == 1,
    )


def _objects(text: object, what: str, faults: list[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    """The entries of a JSON object of objects, by their keys as numbers."""
    try:
        entries = json.loads(text) if isinstance(text, str) else None
    except (ValueError, RecursionError):
        entries = None
    if not isinstance(entries, dict):
        faults.append(f"its list of {what} cannot be read")
        return
    for key, each in entries.items():
        if isinstance(each, dict) and key.lstrip("-").isdecimal() and len(key) < 20:
            yield int(key), each


def _mappings(entries: list[Any]) -> list[dict[str, Any]]:
    return [each for each in entries if isinstance(each, dict)]


def _string(record: Mapping[str, Any], key: str) -> str:
    value = record.get(key)
    return value if isinstance(value, str) else ""


def _place(record: Mapping[str, Any]) -> int:
    value = record.get("ord")
    return value if isinstance(value, int) else 0


# ---------------------------------------------------------------------- schema 15 to 18

_KIND, _FRONT, _BACK = 1, 1, 2  # Notetype.Config.kind; Template.Config.q_format and a_format
_NORMAL, _DESCRIPTION = 1, 4  # Deck.KindContainer.normal; Deck.Normal.description


def _modern(database: Database, faults: list[str]) -> _Layout:
    fields = _grouped(database, "SELECT ntid, ord, name, 0 FROM fields")
    templates = _grouped(database, "SELECT ntid, ord, name, config FROM templates")
    types, decks = {}, {}
    for number, name, config in database.rows("SELECT id, name, config FROM notetypes"):
        if not (isinstance(number, int) and isinstance(name, str)):
            continue
        types[number] = NoteType(
            name=name,
            fields=tuple(each for _, each, _ in fields.get(number, [])[:MOST_FIELDS]),
            templates={
                place: _template(title, _text(raw, _FRONT, faults), _text(raw, _BACK, faults))
                for place, title, raw in templates.get(number, [])[:MOST_TEMPLATES]
            },
            is_cloze=_number(config, _KIND, faults) == 1,
        )
    for number, name, kind in database.rows("SELECT id, name, kind FROM decks"):
        if isinstance(number, int) and isinstance(name, str):
            decks[number] = AnkiDeck(_path(name, _SEPARATOR), _description(kind, faults))
    return types, decks


def _grouped(database: Database, query: str) -> dict[int, list[tuple[int, str, bytes]]]:
    """Place, name and settings by note type, in the order of their places."""
    grouped: dict[int, list[tuple[int, str, bytes]]] = {}
    for type_id, place, name, config in database.rows(query):
        if isinstance(type_id, int) and isinstance(place, int) and isinstance(name, str):
            raw = config if isinstance(config, bytes) else b""
            grouped.setdefault(type_id, []).append((place, name, raw))
    for entries in grouped.values():
        entries.sort(key=lambda entry: entry[0])
    return grouped


def _text(message: bytes, number: int, faults: list[str]) -> str:
    try:
        return protobuf.text_of(message, number)
    except ValueError:
        _blame(faults)
        return ""


def _number(message: object, number: int, faults: list[str]) -> int:
    try:
        return protobuf.number_of(message if isinstance(message, bytes) else b"", number)
    except ValueError:
        _blame(faults)
        return 0


def _description(kind: object, faults: list[str]) -> str:
    try:
        for number, value in protobuf.fields(kind if isinstance(kind, bytes) else b""):
            if number == _NORMAL and isinstance(value, bytes):
                return protobuf.text_of(value, _DESCRIPTION)
    except ValueError:
        _blame(faults)
    return ""


def _blame(faults: list[str]) -> None:
    fault = "settings of a note type or deck are damaged"
    if fault not in faults:
        faults.append(fault)


# ---------------------------------------------------------------------- both


def _first(database: Database, query: str, default: tuple[Any, ...]) -> tuple[Any, ...]:
    return next(iter(database.rows(query)), default)


def _template(name: str, front: str, back: str) -> Template:
    return Template(name, _cut(front), _cut(back))


def _cut(source: str) -> str:
    """No longer than a template may be, and not within a tag."""
    if len(source) <= LONGEST_TEMPLATE:
        return source
    return source[:LONGEST_TEMPLATE].rpartition("<")[0]


def _path(name: str, separator: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in name.split(separator) if part.strip())


def _scheduler(database: Database) -> int:
    """The version of the scheduler: its settings stand in JSON, whole or key by key."""
    try:
        if "config" in database.tables:
            query = "SELECT val FROM config WHERE KEY = 'schedVer'"
            return int(_first(database, query, (2,))[0])
        (conf,) = _first(database, "SELECT conf FROM col LIMIT 1", ("",))
        return int(json.loads(conf).get("schedVer", 1))
    except (ValueError, TypeError, AttributeError, RecursionError):
        return 2
