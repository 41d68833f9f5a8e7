"""Passages to clean sentences: what to parse, and lists of pairs under one verb folded up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from quizapp.domain.document import Document, Passage, Span, TextKind
from quizapp.facts.cleaning import CleanSentence, Mentions, Placed, clean_sentence
from quizapp.facts.dates import DateRole
from quizapp.facts.name_forms import word_set
from quizapp.facts.sentences import split_sentences

if TYPE_CHECKING:
    from quizapp.facts.dates import DateMention, DateReader
    from quizapp.facts.people import PeopleTable
    from quizapp.facts.places import PlaceMention, PlaceTable

READABLE = frozenset({TextKind.PROSE, TextKind.LIST, TextKind.CHRONICLE, TextKind.NOTE})
_LONGEST = 1200  # characters; a "sentence" beyond that is a table or a broken scan
_LEADS = re.compile(
    r"\b(?:headed|led|chaired|commanded|directed|presided|ruled|founded|edited|elected|appointed|"
    r"chairman|leadership|command|became|president|commander|secretary)\b"
)
_SPEAKER = re.compile(
    r"\b(?:we|our|us|my|you|your|comrades?|[Ww]e)\b|(?:^|[^\w ] ?|\b[a-z]+ )I(?= [a-z]|')"
)
_ENUMERATED = re.compile(r"(?:^|\s)(?:[1-9a-d]\)|\([1-9a-d]\)) ")
_AFTER_DATES = word_set(
    """
    and or to in on at by from with of for was were is are had have did a an the when as but he
    she it
    """
)
_Pair = tuple[Placed["DateMention"], Placed["PlaceMention"]]
_ENDS = re.compile(  # of a list of names with dates
    r"$|[.;]|, (?:and|but|who|which|while|where)\b(?! [A-ZÀ-Þ][\w’'-]+ (?:in|on|by)\b)"
)
_GOVERNED = re.compile(
    r"\b(?:in|at|to|from|near|of|for|into|through|on|by|with|towards?|against)\s+(?:the )?$"
)
_GAP = re.compile(r"^(?:\s*,?\s*(?:and|or)?\s*(?:then|finally|later)?\s*)$")


def prepare_passage(
    document: Document, passage: Passage, dates: DateReader, people: PeopleTable, places: PlaceTable
) -> list[CleanSentence]:
    """All sentences of a readable passage, cleaned; [] for headings, contents, bibliography."""
    if passage.kind not in READABLE or not passage.text.strip():
        return []
    date_mentions = _askable(passage.text, dates.mentions(document, passage.number))
    person_mentions = people.mentions(document, passage.number)
    place_mentions = places.mentions(document, passage.number)
    protected = [Span(m.start, m.end) for m in date_mentions]
    protected += [Span(m.start, m.end) for m in person_mentions]
    out = []
    for number, span in enumerate(split_sentences(passage.text, protected)):
        if span.end - span.start > _LONGEST or span.end - span.start < 12:
            continue
        inside = Mentions(
            [m for m in date_mentions if span.start <= m.start and m.end <= span.end],
            [m for m in person_mentions if span.start <= m.start and m.end <= span.end],
            [m for m in place_mentions if span.start <= m.start and m.end <= span.end],
        )
        sentence = clean_sentence(document, passage, span, inside)
        sentence.number = number
        fold_pairs(sentence)
        out.append(sentence)
    return out


def _describes(text: str, mention: DateMention) -> bool:
    """ "the 1913 level": the date is part of a noun phrase and dates nothing itself."""
    before = text[mention.preposition_start : mention.start].split()
    if not before or before[-1].lower() not in ("the", "a", "an", "that", "this", "its", "their"):
        return False
    after = re.match(r"(?:\s*\([^)]*\))?\s+([a-z]+)", text[mention.end :])
    return after is not None and after.group(1) not in _AFTER_DATES and mention.text[0].isdigit()


def _askable(text: str, mentions: Sequence[DateMention]) -> list[DateMention]:
    """Dates that tell when something happened; those of papers and books are hidden, not asked."""
    out = []
    for mention in mentions:
        if mention.role in (DateRole.EVENT, DateRole.LIFE):
            if not _describes(text, mention):
                out.append(mention)
        elif mention.role is DateRole.PUBLICATION:
            out.append(replace(mention, date=None))
    return out


def worth_parsing(sentence: CleanSentence) -> bool:
    """Whether it could answer a question about a date, a leader or a place."""
    if sentence.text.rstrip().endswith("?") or _ENUMERATED.search(sentence.text):
        return False
    if sentence.passage.kind is TextKind.CHRONICLE:
        return True
    if _SPEAKER.search(sentence.text):
        return False  # a speaker to his hearers: who "we" are the learner cannot know
    dated = any(placed.mention.date is not None for placed in sentence.dates)
    explained = any(re.search(r"\d", a.text) or _LEADS.search(a.text) for a in sentence.asides)
    return dated or explained or bool(sentence.people)


def speech_sections(document: Document) -> frozenset[tuple[str, ...]]:
    """Heading paths under which somebody speaks to hearers or writes to readers."""
    said: Counter[tuple[str, ...]] = Counter()
    total: Counter[tuple[str, ...]] = Counter()
    for passage in document.passages:
        if passage.kind in (TextKind.PROSE, TextKind.LIST):
            total[passage.heading_path] += 1
            said[passage.heading_path] += bool(_SPEAKER.search(_without_quotes(passage.text)))
    return frozenset(path for path, count in total.items() if said[path] > 0.3 * count)


def _without_quotes(text: str) -> str:
    return re.sub(r"“[^”]*”|\"[^\"]*\"", " ", text)


def fold_pairs(sentence: CleanSentence) -> None:
    """Of "until May 5 in Rouen, May 6 in Caen" the text keeps one pair, ``pairs`` all."""
    pairs, _, end = max(_pair_runs(sentence), key=lambda run: len(run[0]), default=([], 0, 0))
    if len(pairs) < 2:
        pairs, end = _gapped_names(sentence)
    if len(pairs) < 2:
        return
    first_end = max(pairs[0][0].end, pairs[0][1].end)
    sentence.pairs = pairs
    _cut(sentence, first_end, end)


def _gapped_names(sentence: CleanSentence) -> tuple[list[_Pair], int]:
    """Of "Bijapur fell in 1686 and Golconda in 1687" both pairs, and where the last one ends."""
    for first in sorted(sentence.dates, key=lambda date: date.start):
        told = _told_first(sentence, first)
        rest, end = _names_with_dates(sentence, first.end)
        if told is not None and rest and _ENDS.match(sentence.text[end:]):
            return [(first, told), *rest], end
    return [], 0


def _names_with_dates(sentence: CleanSentence, at: int) -> tuple[list[_Pair], int]:
    text, found = sentence.text, []
    while joined := re.match(r",? and |, ", text[at:]):
        start = at + joined.end()
        place = next((p for p in sentence.places if p.start == start), None)
        date = next(
            (
                d
                for d in sentence.dates
                if place and re.fullmatch(r" (?:(?:on|in|about) )?", text[place.end : d.start])
            ),
            None,
        )
        if place is None or date is None:
            break
        found.append((date, place))
        at = date.end
    return found, at


def _told_first(sentence: CleanSentence, date: Placed[DateMention]) -> Placed[PlaceMention] | None:
    """The place that fell, or was taken, on that date: no preposition governs it."""
    text = sentence.text
    before = [p for p in sentence.places if p.end <= date.start]
    last = max(before, key=lambda p: p.start, default=None)
    if last is None or re.search(r"[;:]", text[last.end : date.start]):
        return None
    another = any(last.end <= d.start < date.start for d in sentence.dates)
    governed = _GOVERNED.search(text[: last.start]) is not None
    return None if another or governed else last


def _pair_runs(
    sentence: CleanSentence,
) -> list[tuple[list[_Pair], int, int]]:
    """Maximal runs of date-place units that only commas and "and" hold apart."""
    units = list(_units(sentence))
    runs: list[tuple[list[_Pair], int, int]] = []
    for date, place, start, end in units:
        if not runs:
            gapped = _gapped_first(sentence, start)
            if gapped is not None:
                runs.append(([gapped], gapped[0].start, gapped[0].end))
        if runs and _GAP.match(sentence.text[runs[-1][2] : start]):
            runs[-1][0].append((date, place))
            runs[-1] = (runs[-1][0], runs[-1][1], end)
        else:
            runs.append(([(date, place)], start, end))
    return runs


def _gapped_first(
    sentence: CleanSentence, start: int
) -> tuple[Placed[DateMention], Placed[PlaceMention]] | None:
    """The pair that "in A, the work was begun on May 1, and in B on May 2" opens with."""
    date = next(
        (d for d in sentence.dates if re.fullmatch(r",? (?:and )?", sentence.text[d.end : start])),
        None,
    )
    if date is None:
        return None
    before = [
        place
        for place in sentence.places
        if place.end < date.start and re.search(r"\b[Ii]n $", sentence.text[: place.start])
    ]
    if len(before) != 1 or ";" in sentence.text[before[0].end : date.start]:
        return None
    return date, before[0]


def _units(
    sentence: CleanSentence,
) -> Iterator[tuple[Placed[DateMention], Placed[PlaceMention], int, int]]:
    text = sentence.text
    used: set[int] = set()
    for place in sorted(sentence.places, key=lambda p: p.start):
        before = re.search(r"(?:\b(?:in|at)\s+)$", text[: place.start])
        if before is None:
            continue
        begin = before.start()
        date = _date_before(sentence, begin, used)
        if date is not None:
            used.add(date.start)
            yield date, place, _with_preposition(text, date.start), place.end
            continue
        after = _date_after(sentence, place.end, used)
        if after is not None:
            used.add(after.start)
            yield after, place, begin, after.end


def _date_before(
    sentence: CleanSentence, position: int, used: set[int]
) -> Placed[DateMention] | None:
    for date in sentence.dates:
        if date.start in used or date.end > position:
            continue
        if re.fullmatch(r"\s*,?\s*", sentence.text[date.end : position]):
            return date
    return None


def _date_after(
    sentence: CleanSentence, position: int, used: set[int]
) -> Placed[DateMention] | None:
    for date in sentence.dates:
        if date.start in used or date.start < position:
            continue
        if re.fullmatch(r"\s*,?\s*(?:on|in|by|until)?\s*", sentence.text[position : date.start]):
            return date
    return None


def _with_preposition(text: str, start: int) -> int:
    match = re.search(r"\b(?:on|in|by|until|from|since)\s+$", text[:start])
    return match.start() if match else start


def _cut(sentence: CleanSentence, start: int, end: int) -> None:
    """Takes ``text[start:end]`` out of the clean text; mentions behind it move up."""
    length = end - start
    source = sentence.passage_position(end)
    sentence.text = sentence.text[:start] + sentence.text[end:]
    kept = [run for run in sentence.runs if run[0] < start]
    moved = [(at - length, src) for at, src in sentence.runs if at >= end]
    if not moved or moved[0][0] > start:
        moved.insert(0, (start, source))
    sentence.runs = kept + moved

    def move(placed: Placed) -> Placed | None:  # type: ignore[type-arg]
        if placed.end <= start:
            return placed
        if placed.start < end:
            return None
        return Placed(
            placed.start - length, placed.end - length, placed.mention, placed.preposition
        )

    sentence.dates = [m for m in map(move, sentence.dates) if m is not None]
    sentence.people = [m for m in map(move, sentence.people) if m is not None]
    sentence.places = [m for m in map(move, sentence.places) if m is not None]
