"""Makes a sentence easy to parse, and knows the way back.

A doubled date becomes one plain date, a name with initials one word, brackets go to a side table.
Every character of the clean text leads back to the passage, so that evidence can be shown.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from quizapp.domain.calendar import MONTH_NAMES, HistoricalDate, Precision
from quizapp.domain.document import Document, Passage, Span, TextKind
from quizapp.facts.name_forms import word_set

if TYPE_CHECKING:
    from quizapp.facts.dates import DateMention
    from quizapp.facts.people import PersonMention
    from quizapp.facts.places import PlaceMention

Mention = TypeVar("Mention")

_BRACKET = re.compile(r"\s*(?:\((?P<round>[^()]*)\)|\[(?P<square>[^\[\]]*)\])")
_POSSESSIVE = re.compile(r"[’']s?$")
_PLAIN_SIGNS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "\u00a0": " "})
_RANGE_OPENERS = ("from", "between", "during")


@dataclass(frozen=True, slots=True)
class Placed(Generic[Mention]):
    """A mention and where it stands in the clean text."""

    start: int
    end: int
    mention: Mention
    preposition: str = ""


@dataclass(frozen=True, slots=True)
class Aside:
    """What stood in brackets after ``anchor`` (a position in the clean text)."""

    anchor: int
    text: str
    start: int  # of the words inside the brackets, in the passage
    end: int


@dataclass
class CleanSentence:
    """One sentence ready for the parser. ``start`` and ``end`` count in ``passage.text``."""

    document: Document
    passage: Passage
    start: int
    end: int
    text: str
    runs: list[tuple[int, int]]  # (clean position, passage position), ascending
    dates: list[Placed[DateMention]] = field(default_factory=list)
    people: list[Placed[PersonMention]] = field(default_factory=list)
    places: list[Placed[PlaceMention]] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    verbatim: list[Placed[str]] = field(default_factory=list)  # a word stands for these words
    pairs: list[tuple[Placed[DateMention], Placed[PlaceMention]]] = field(default_factory=list)
    number: int = 0  # within the passage

    @property
    def source(self) -> str:
        return self.passage.text[self.start : self.end]

    def passage_position(self, clean: int) -> int:
        index = max(0, bisect_right(self.runs, clean, key=lambda run: run[0]) - 1)
        at, source = self.runs[index]
        return min(self.end, source + (clean - at))


@dataclass(frozen=True, slots=True)
class _Edit:
    start: int
    end: int
    text: str
    mention: object = None
    offset: int = 0  # where in ``text`` the mention begins
    preposition: str = ""


def clean_sentence(
    document: Document,
    passage: Passage,
    span: Span,
    dates: Sequence[DateMention],
    people: Sequence[PersonMention],
    places: Sequence[PlaceMention],
) -> CleanSentence:
    """The sentence ``passage.text[span]`` with its mentions moved into clean coordinates."""
    edits = [_date_edit(passage.text, date) for date in dates]
    edits += [_person_edit(passage.text, person) for person in people]
    edits += [_place_edit(passage.text, place) for place in places]
    edits += _plain_words(passage, span)
    kept = _without_overlaps(edits, span)
    brackets = _brackets(passage.text, span, [e for e in kept if e.mention is not None])
    inside = [Span(b.start, b.end) for b in brackets]
    kept = [e for e in kept if not any(s.start <= e.start and e.end <= s.end for s in inside)]
    return _assemble(document, passage, span, sorted([*kept, *brackets], key=lambda e: e.start))


def _assemble(
    document: Document, passage: Passage, span: Span, edits: list[_Edit]
) -> CleanSentence:
    sentence = CleanSentence(document, passage, span.start, span.end, "", [])
    out: list[str] = []
    length = 0
    position = span.start

    def put(text: str, source: int) -> None:
        nonlocal length
        if text:
            sentence.runs.append((length, source))
            out.append(text)
            length += len(text)

    for edit in edits:
        if edit.start < position:
            continue
        put(passage.text[position : edit.start].translate(_PLAIN_SIGNS), position)
        if edit.mention is None and edit.text:
            put(edit.text, edit.start)
        elif edit.mention is None:
            inner = _BRACKET.fullmatch(passage.text[edit.start : edit.end])
            group = inner.lastgroup if inner else None
            if inner and group:
                sentence.asides.append(
                    Aside(
                        length,
                        inner.group(group),
                        edit.start + inner.start(group),
                        edit.start + inner.end(group),
                    )
                )
        else:
            start = length + edit.offset
            end = length + len(edit.text)
            _place_mention(sentence, edit, start, end)
            put(edit.text, edit.start)
        position = edit.end
    put(passage.text[position : span.end].translate(_PLAIN_SIGNS), position)
    sentence.text = "".join(out)
    if not sentence.runs:
        sentence.runs.append((0, span.start))
    return sentence


def _place_mention(sentence: CleanSentence, edit: _Edit, start: int, end: int) -> None:
    placed = Placed(start, end, edit.mention, edit.preposition)
    kind = type(edit.mention).__name__
    if kind == "str":
        sentence.verbatim.append(placed)  # type: ignore[arg-type]
    elif kind == "DateMention":
        sentence.dates.append(placed)  # type: ignore[arg-type]
    elif kind == "PersonMention":
        sentence.people.append(placed)  # type: ignore[arg-type]
    else:
        sentence.places.append(placed)  # type: ignore[arg-type]


def _date_edit(text: str, mention: DateMention) -> _Edit:
    """A plain date in place of the doubled or ranged one; the preposition stays in front."""
    preposition = text[mention.preposition_start : mention.start].strip().lower()
    first = preposition.split()[0] if preposition else ""
    ranged = mention.date is not None and mention.date.is_range
    start, word = mention.start, ""
    if first == "of":
        pass
    elif (
        ranged
        or first in _RANGE_OPENERS
        or len(preposition.split()) > 1
        or first in ("as", "since")
    ):
        start = mention.preposition_start
        word = "on "
    plain = word + plain_date(mention.text, mention.date)
    if word and text[start : start + 1].isupper():
        plain = plain[0].upper() + plain[1:]
    return _Edit(start, mention.end, plain, mention, len(word), preposition)


def plain_date(text: str, date: HistoricalDate | None) -> str:
    """Words that the parser surely takes for a date: "October 26", "October 1917", "1917"."""
    if date is None:
        return "October 26" if re.search(r"\d", text) else "October"
    point = date.old_style or date.new_style
    assert point is not None
    if point.precision is Precision.DAY and point.month:
        return f"{MONTH_NAMES[point.month - 1]} {point.day}"
    if point.month:
        return f"{MONTH_NAMES[point.month - 1]} {abs(point.year)}"
    return str(abs(point.year)) if 1000 <= abs(point.year) <= 2100 else "1850"


def _person_edit(text: str, mention: PersonMention) -> _Edit:
    """One word for the whole name; the possessive stays behind it."""
    end = mention.end
    possessive = _POSSESSIVE.search(text[mention.start : end])
    if possessive and possessive.group().endswith("s"):
        end = mention.start + possessive.start()
    word = re.sub(r"[^\w]", "", mention.person.surname) or "Smith"
    return _Edit(mention.start, end, word[0].upper() + word[1:], mention)


def _place_edit(text: str, mention: PlaceMention) -> _Edit:
    """A hyphen or an apostrophe inside a name would split it in several words."""
    written = text[mention.start : mention.end]
    possessive = re.search(r"[’']s$", written)
    end = mention.start + possessive.start() if possessive else mention.end
    written = text[mention.start : end]
    if re.search(r"[-’'‘]", written):
        written = "".join(part[:1].upper() + part[1:] for part in re.split(r"[\s\-’'‘]+", written))
    return _Edit(mention.start, end, written, mention)


# "workers’, soldiers’, and peasants’ deputies": one word to the parser
_OWNERS = re.compile(r"\b\w+s[’'](?:,? and \w+s[’']|, \w+s[’'](?:,? and \w+s[’'])?)(?= \w)")
_CAPITALS = re.compile(r"\b[A-Z][A-Z'’\-]+(?: [A-Z][A-Z'’\-]+){2,}\b")
_ISSUE = re.compile(r",? \(?Nos?\. ?\d+(?:(?:, | and |-)\d+)*\)?,?(?= |$|[.;])")
_DEFINED = re.compile(
    r"^(?:\d+\. ?)?[A-Z“\"][^.;:—–]{2,60}?(?P<dash>\s*[—–-]{1,2}\s*)(?=(?:(?:an?|the) )?[a-z]+[ ,])"
)
_PREFIXED = re.compile(r"\b(?:[Rr]e|[Cc]o|[Oo]ver|[Uu]nder|[Dd]e)-[a-z]{4,}(?:ed|ing|ion)\b")
_SMALL_WORDS = word_set(
    """
    of the and in for on to a an by with from at
    """
)


def _plain_words(passage: Passage, span: Span) -> list[_Edit]:
    """Wordings that mislead the parser, put so that it understands them."""
    text = passage.text
    edits = []
    for match in _OWNERS.finditer(text, span.start, span.end):
        edits.append(_Edit(match.start(), match.end(), "peoples'", match.group()))
    for match in _CAPITALS.finditer(text, span.start, span.end):
        words = (w if w in ("USSR", "USA", "RSFSR") else w.lower() for w in match.group().split())
        plain = " ".join(w if w in _SMALL_WORDS else _titled(w) for w in words)
        edits.append(_Edit(match.start(), match.end(), plain[0].upper() + plain[1:], None))
    for match in _PREFIXED.finditer(text, span.start, span.end):
        edits.append(_Edit(match.start(), match.end(), match.group().replace("-", ""), None))
    for match in _ISSUE.finditer(text, span.start, span.end):
        edits.append(_Edit(match.start(), match.end(), " ", None))
    defined = _DEFINED.match(text[span.start : span.end])
    if defined and passage.kind is TextKind.NOTE:
        at = span.start
        edits.append(_Edit(at + defined.start("dash"), at + defined.end("dash"), " was ", None))
    return edits


def _titled(word: str) -> str:
    return "-".join(part[:1].upper() + part[1:] for part in word.split("-"))


def _without_overlaps(edits: list[_Edit], span: Span) -> list[_Edit]:
    """Longest first wins; only what lies inside the sentence."""
    kept: list[_Edit] = []
    for edit in sorted(edits, key=lambda e: (e.start - e.end, e.start)):
        if edit.start < span.start or edit.end > span.end or edit.start >= edit.end:
            continue
        if all(edit.end <= other.start or other.end <= edit.start for other in kept):
            kept.append(edit)
    return kept


def _brackets(text: str, span: Span, mentions: list[_Edit]) -> list[_Edit]:
    found = []
    for match in _BRACKET.finditer(text, span.start, span.end):
        begin = match.start() + len(match.group()) - len(match.group().lstrip())
        cut = any(m.start < begin < m.end or m.start < match.end() - 1 < m.end for m in mentions)
        glued = begin > span.start and text[begin - 1].isalnum() and len(match.group()) <= 4
        if cut or glued:  # part of a date, or of a name such as RSDLP(B)
            continue
        if begin == match.start() and match.end() < len(text) and text[match.end()].isalpha():
            continue
        found.append(_Edit(match.start(), match.end(), ""))
    return found
