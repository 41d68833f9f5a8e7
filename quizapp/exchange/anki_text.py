"""Notes as Anki's plain text: rows below a head of settings.

``#separator:tab``, ``#html:true``, ``#guid column:1``, ``#notetype column:2``, ``#deck column:3``,
``#tags column:6``, ``#columns:...``, and ``#deck:``, ``#notetype:``, ``#tags:`` for all rows; see
the manual, "Text Files". Columns count from 1. Note types are known by their names only: those that
come with Anki are read as they are, of others the first field asks and the second answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from quizapp.domain.identity import stable_id
from quizapp.domain.question import Origin, Question
from quizapp.errors import ExchangeError
from quizapp.exchange.anki_cloze import ClozeText, has_gaps
from quizapp.exchange.anki_collection import (
    MOST_FIELDS,
    AnkiDeck,
    Card,
    Collection,
    Note,
    NoteType,
    Template,
)
from quizapp.exchange.anki_media import Media
from quizapp.exchange.anki_names import anki_tag, deck_name, deck_parts, deck_path
from quizapp.exchange.anki_notes import NoteReader
from quizapp.exchange.anki_own import FIELDS, REST, own_card
from quizapp.exchange.building import Report, item_name
from quizapp.exchange.format import DeckFile, Written
from quizapp.exchange.markup import as_html, looks_like_html
from quizapp.exchange.no_place import answerable, left_out
from quizapp.exchange.reading import UNWATCHED, Reading
from quizapp.exchange.text_tables import MOST_ROWS, Row, decoded, guessed_separator, rows

_SETTING = re.compile(
    r"#(separator|html|columns|(?:guid|notetype|note type|deck|tags)(?: column)?):(.*)",
    re.IGNORECASE,
)
_SEPARATORS = {
    "tab": "\t", "comma": ",", "semicolon": ";", "space": " ", "pipe": "|", "colon": ":",
}  # fmt: skip
_KNOWN_TYPES = (
    "Basic (and reversed", "Basic (optional", "Basic (type", *(f"{REST} {kind}" for kind in FIELDS),
)  # fmt: skip
_FRONT, _SHOWN = "{{%s}}", "{{FrontSide}}<hr id=answer>{{%s}}"
_COLUMN = re.compile(r"[1-9][0-9]{0,2}")
_SIGNS = re.compile(r"[{}:#^/]+")  # have a meaning in the templates of cards
_OURS = ("GUID", "Note type", "Deck", "Tags", "Front", "Back", REST)
_PART = re.compile(r'<div class="quizapp-([a-z-]+)">(.*?)</div>', re.DOTALL)
_BEHIND = ("Also right", "Explanation", "Source")
_NO_PLACE = ("picture", "description", "sources", "history")


@dataclass(frozen=True, slots=True)
class _Head:
    """``special``: columns, from 0, that are no fields, by what they are."""

    separator: str
    is_html: bool
    special: Mapping[str, int]
    fixed: Mapping[str, str]
    columns: tuple[str, ...]
    lines: int

    @property
    def is_ours(self) -> bool:
        return self.columns == _OURS


class AnkiText:
    key = "anki-text"
    name = "Anki notes as text"
    endings = (".txt",)

    def recognises(self, data: bytes) -> bool:
        try:
            first = decoded(data[:4_000]).text.split("\n", 1)[0]
        except ExchangeError:
            return False
        return _SETTING.fullmatch(first.strip()) is not None

    def load(
        self,
        data: bytes,
        *,
        name: str,
        origin: Origin = Origin.IMPORTED,
        reading: Reading = UNWATCHED,
    ) -> DeckFile:
        found = decoded(data)
        report = Report()
        if found.note:
            report.tell(found.note)
            report.close(None, "file")
        head = _head(found.text)
        body = _below(found.text, head.lines)
        notes = _Notes(head, report)
        read = rows(body, head.separator, comment="#")
        expected = body.count("\n") + 1
        for row in reading.part(0.0, 0.4).over(islice(read, MOST_ROWS), expected):
            notes.add(replace(row, line=row.line + head.lines))
        if next(read, None) is not None:
            report.skip(None, "file", f"only the first {MOST_ROWS:,} rows were read")
        reader = NoteReader(
            notes.collection(), Media(None), origin=origin, report=report, by_line=True
        )
        taken = reader.read(reading.part(0.4, 1.0))
        return DeckFile(
            name=taken.root or name,
            questions=tuple(taken.questions),
            problems=tuple(report.problems),
            changed=tuple(report.changed),
            lines=taken.lines,
        )

    def dump(self, deck: DeckFile) -> Written:
        questions, unasked = answerable(deck.questions)
        told = (*unasked, *left_out(replace(deck, questions=tuple(questions)), _NO_PLACE))
        return Written(_pieces(questions, deck_name(deck.name)), told)


# ---------------------------------------------------------------------- the head


def _head(text: str) -> _Head:
    """The settings in the first lines. ``ExchangeError`` where one of them cannot be right."""
    settings: dict[str, str] = {}
    lines = 0
    for line in text.split("\n")[:50]:
        if not line.startswith("#"):
            break
        lines += 1
        found = _SETTING.fullmatch(line)
        if found:
            settings[found.group(1).lower().replace("note type", "notetype")] = found.group(2)
    body = _below(text, lines)
    separator = _separator(settings.get("separator", "")) or guessed_separator(body)
    special = {
        key.removesuffix(" column"): _column(key, value)
        for key, value in settings.items()
        if key.endswith(" column")
    }
    names = ("deck", "notetype", "tags")
    fixed: dict[str, str] = {name: settings[name].strip() for name in names if name in settings}
    columns = tuple(name.strip() for name in settings.get("columns", "").split(separator))
    html = settings.get("html", "").strip().lower()
    is_html = html == "true" or (not html and looks_like_html(body[:50_000]))
    return _Head(separator, is_html, special, fixed, columns, lines)


def _below(text: str, lines: int) -> str:
    return "".join(text.split("\n", lines)[lines:])


def _separator(text: str) -> str:
    """By its name, or the sign itself; empty where none is given."""
    return _SEPARATORS.get(text.strip().lower()) or text.strip()[:1] or text[:1]


def _column(key: str, value: str) -> int:
    digits = value.strip()
    if not _COLUMN.fullmatch(digits):
        raise ExchangeError(f"The line #{key}:{value[:20]} should give the number of a column.")
    return int(digits) - 1


# ---------------------------------------------------------------------- rows to notes


@dataclass
class _Notes:
    """Gathers rows as an Anki collection, whose notes have their lines as ids."""

    head: _Head
    report: Report
    types: dict[tuple[str, int], int] = field(default_factory=dict)
    kinds: dict[int, NoteType] = field(default_factory=dict)
    decks: dict[str, int] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    cards: dict[int, tuple[Card, ...]] = field(default_factory=dict)

    def add(self, row: Row) -> None:
        if row.fault:
            if not row.cells:
                self.report.skip(row.line, "row", row.fault)
                return
            self.report.tell(row.fault)
            self.report.close(row.line, item_name(row.cells[0][:200]))
        cells = row.cells[: MOST_FIELDS + 5]
        cells = cells if self.head.is_html else [as_html(cell) for cell in cells]
        special = self.head.special
        fields = [cell for place, cell in enumerate(cells) if place not in special.values()]
        if len(fields) > MOST_FIELDS:
            self.report.skip(row.line, item_name(fields[0][:200]), "it has far too many columns")
            return
        while len(fields) > 2 and not fields[-1].strip():
            fields.pop()
        kind = self._special(row, "notetype")
        if self.head.is_ours:
            kind, fields = _own_fields(kind, fields)
        number = self._type(kind, fields)
        guid = self._special(row, "guid") or stable_id("anki text", *fields[:2])
        tags = f"{self.head.fixed.get('tags', '')} {self._special(row, 'tags')}"
        joined = "\x1f".join(each.replace("\x1f", " ") for each in fields)
        self.notes.append(Note(row.line, guid, number, tags, joined))
        deck = self._deck(self._special(row, "deck"))
        self.cards[row.line] = tuple(_cards(self.kinds[number], fields, deck))

    def collection(self) -> Collection:
        decks = {number: AnkiDeck(deck_path(name)) for name, number in self.decks.items()}
        return Collection(self.kinds, decks, tuple(self.notes), self.cards, ())

    def _special(self, row: Row, name: str) -> str:
        """What the row says of its note type, deck and so on, else what the head says of all."""
        place = self.head.special.get(name)
        value = row.cells[place].strip() if place is not None and place < len(row.cells) else ""
        return value or ("" if name == "tags" else self.head.fixed.get(name, ""))

    def _deck(self, name: str) -> int:
        return self.decks.setdefault(name, len(self.decks) + 1)

    def _type(self, name: str, fields: Sequence[str]) -> int:
        """Of the names only those that come with Anki, and our own, make a difference."""
        gaps = bool(fields) and has_gaps(fields[0])
        name = next((known for known in _KNOWN_TYPES if name.startswith(known)), "")
        key = (f"{name}\x1f{'gaps' if gaps else ''}", len(fields))
        number = self.types.get(key)
        if number is None:
            number = self.types[key] = len(self.types) + 1
            self.kinds[number] = _note_type(name, self._names(len(fields)), gaps=gaps)
        return number

    def _names(self, width: int) -> list[str]:
        special = self.head.special.values()
        named = [name for place, name in enumerate(self.head.columns) if place not in special]
        plain = (_SIGNS.sub(" ", name).strip() for name in named[:width])
        numbered = [f"Field {number + 1}" for number in range(width)]
        given = [name or numbered[place] for place, name in enumerate(plain)]
        return given + numbered[len(given) :] if len(set(given)) == len(given) else numbered


def _cards(kind: NoteType, fields: Sequence[str], deck: int) -> Iterator[Card]:
    """The cards that Anki would make of the note."""
    if kind.is_cloze:
        numbers = ClozeText(fields[0]).numbers if fields else ()
        yield from (Card(0, deck, number - 1, None) for number in numbers or (1,))
        return
    for place in kind.templates:
        optional = kind.name.startswith("Basic (optional") and place == 1
        if not optional or (len(fields) > 2 and fields[2].strip()):
            yield Card(0, deck, place, None)


def _note_type(name: str, names: Sequence[str], *, gaps: bool) -> NoteType:
    """A type that comes with Anki by its name, else one whose first field asks."""
    own = next((kind for kind in FIELDS if name == f"{REST} {kind}"), None)
    if own is not None:
        return NoteType(name, FIELDS[own], {0: Template("", "", "")})
    first, second = names[0] if names else "Field 1", names[1] if len(names) > 1 else "Field 2"
    skipped = 3 if name.startswith("Basic (optional") else 2
    rest = "".join(f"{{{{{each}}}}}" for each in names[1 if gaps else skipped :])
    if gaps:
        side = f"{{{{cloze:{first}}}}}"
        return NoteType(name, tuple(names), {0: Template("", side, f"{side}{rest}")}, is_cloze=True)
    typed = f"{{{{type:{second}}}}}" if name.startswith("Basic (type") else ""
    templates = {0: Template("", _FRONT % first + typed, _SHOWN % second + rest)}
    if name.startswith(("Basic (and reversed", "Basic (optional")):
        templates[1] = Template("", _FRONT % second, _SHOWN % first + rest)
    hidden = [f"{{{{#{names[2]}}}}}{{{{/{names[2]}}}}}"] if skipped == 3 and len(names) > 2 else []
    templates[0] = replace(templates[0], back=templates[0].back + "".join(hidden))
    return NoteType(name, tuple(names), templates)


def _own_fields(kind: str, fields: Sequence[str]) -> tuple[str, list[str]]:
    """The fields of our own note type out of the two sides that we wrote."""
    front, back, rest = (*fields, "", "", "")[:3]
    parts = {name.replace("-", " "): text for name, text in _PART.findall(front + back)}
    shown, behind = _PART.sub("", front), _PART.sub("", back)
    values = {name: parts.get(name.lower(), "") for name in ("Options", "Hint", *_BEHIND)}
    values |= {REST: rest, "Answer": behind, "Question": shown}
    own = "gaps" if kind.startswith("Cloze") else "choices" if values["Options"] else "plain"
    if own == "gaps":
        values |= {"Text": shown, "Question": parts.get("question", "")}
    return f"{REST} {own}", [values.get(name, "") for name in FIELDS[own]]


# ---------------------------------------------------------------------- writing


def _pieces(questions: Sequence[Question], top: str) -> Iterator[bytes]:
    settings = (
        "#separator:tab", "#html:true", "#guid column:1", "#notetype column:2",
        "#deck column:3", "#tags column:4", "#columns:" + "\t".join(_OURS),
    )  # fmt: skip
    yield ("\n".join(settings) + "\n").encode()
    for path, question in _parents_first(questions, top):
        card = own_card(question)
        cells = [
            question.id,
            "Cloze" if card.kind == "gaps" else "Basic",
            "::".join(path),
            " ".join(dict.fromkeys(filter(None, map(anki_tag, question.tags)))),
            *_sides(card.fields),
            card.fields[REST],
        ]
        yield ("\t".join(map(_cell, cells)) + "\n").encode("utf-8", "replace")


def _parents_first(
    questions: Sequence[Question], top: str
) -> Iterator[tuple[tuple[str, ...], Question]]:
    """The questions with their decks, in their order but for this: a deck comes before those below
    it. Anki 26.9 makes a second deck of a name that it has made as a parent within one import."""
    first: dict[tuple[str, ...], Question] = {}
    for question in questions:
        first.setdefault((top, *deck_parts(question.topic)), question)
    done: set[str] = set()
    for question in questions:
        path = (top, *deck_parts(question.topic))
        for length in range(1, len(path)):
            above = first.get(path[:length])
            if above is not None and above.id not in done:
                done.add(above.id)
                yield path[:length], above
        if question.id not in done:
            done.add(question.id)
            yield path, question


def _sides(fields: Mapping[str, str]) -> tuple[str, str]:
    """Front and back of the note, each part in its own element so that it is found again."""
    hint = _element("Hint", fields["Hint"])
    behind = "".join(_element(name, fields.get(name, "")) for name in _BEHIND)
    if "Text" in fields:
        return _element("Question", fields["Question"]) + fields["Text"] + hint, behind
    options = _element("Options", fields.get("Options", ""))
    return fields["Question"] + options + hint, fields["Answer"] + behind


def _element(name: str, html: str) -> str:
    return f'<div class="quizapp-{name.lower().replace(" ", "-")}">{html}</div>' if html else ""


def _cell(text: str) -> str:
    if text.startswith(("#", " ")) or any(sign in text for sign in '\t"\n\r'):
        return '"' + text.replace('"', '""') + '"'
    return text
