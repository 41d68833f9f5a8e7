"""Clauses to facts: when it happened, where, and who did it, each with its own wording."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from quizapp.domain.calendar import HistoricalDate, Precision
from quizapp.domain.document import TextKind
from quizapp.domain.fact import Fact, FactKind
from quizapp.facts.clause import Clause, Dated
from quizapp.facts.clauses import find_clauses
from quizapp.facts.context import Context
from quizapp.facts.event_people import read_who
from quizapp.facts.event_places import read_where
from quizapp.facts.pairs import tell_other_pairs
from quizapp.facts.parsed import ParsedSentence
from quizapp.facts.reading import Reading
from quizapp.facts.turned import told_of_what_was_done_to
from quizapp.facts.vague_words import lacks_its_helper

if TYPE_CHECKING:
    from spacy.tokens import Doc

_REFORM = (1918, 2)  # of the calendar in Russia, the last great country but Greece
_LONGEST_SPAN = 30  # years; an age is no answer to when something was done
_JOINED = re.compile(r",?\s*(?:and|or)\s+(?:again\s+)?(?:in|on|by|from)?\s*")
_TIMES = ("day", "night", "week", "month", "year", "morning", "evening")
_NOT_THAT_DAY = ("afterwards", "afterward", "later", "subsequently", "thereafter", "eventually")


def read_events(
    parsed: ParsedSentence, context: Context, *, entry: HistoricalDate | None = None
) -> list[Fact]:
    """All facts that the clauses of a sentence state. ``entry``: the date of a chronicle entry."""
    facts: list[Fact] = []
    for clause in find_clauses(parsed, historic_present=entry is not None):
        facts += _read_clause(parsed, clause, context, entry)
    return tell_other_pairs(facts, parsed)


def _read_clause(
    parsed: ParsedSentence, clause: Clause, context: Context, entry: HistoricalDate | None
) -> Iterator[Fact]:
    if lacks_its_helper(clause, parsed.person_at.keys()):
        return
    known = [dated for dated in clause.dates if _tells_when(dated)]
    if _is_the_day_before_or_after(clause):
        known = []
    if _two_moments(parsed, known) or not _nearest_is_known(clause):
        known = []
    elif len(known) > 1 and not parsed.sentence.pairs:
        clause, known = _up_to_the_next(clause, known), known[:1]
    if known:
        first = known[0]
        reading = Reading(parsed, clause, context, first.placed.mention.date, first)
    elif parsed.sentence.passage.kind is TextKind.CHRONICLE:
        main = clause.verb.dep_ in ("ROOT", "conj", "ccomp") and not clause.antecedent
        main = main and not any(c.lower_ in _NOT_THAT_DAY for c in clause.verb.children)
        if entry is None or clause.dates or not main or _second_date(parsed):
            return
        if entry.is_range and parsed.sentence.start > 0:
            return  # of the days of the entry, only what it tells first is told of them all
        reading = Reading(parsed, clause, context, entry, None)
    else:
        reading = Reading(parsed, clause, context, None, None)
    told = told_of_what_was_done_to(reading)
    if known:
        for dated in known:
            yield from _read_when(replace(told, dated=dated, when=dated.placed.mention.date))
    elif told.when is not None:
        yield from _read_when(told)
    yield from read_where(told)
    yield from read_who(reading)


def _is_the_day_before_or_after(clause: Clause) -> bool:
    """ "on 7 December, the day after the state came into being": that was the 6th."""
    doc, opens = clause.verb.doc, clause.subject.left_edge.i
    marked = opens > 1 and doc[opens - 1].lower_ in ("after", "before")
    dated = {i for d in clause.dates for i in d.tokens}
    return marked and doc[opens - 2].lower_ in _TIMES and all(i < opens for i in dated)


def _nearest_is_known(clause: Clause) -> bool:
    """ "set out on 29 October, and on 9 January stood ...": if the first has no year, the second
    is not the date of the setting out.
    """
    told = [d for d in clause.dates if d.tokens]
    if not told:
        return True
    nearest = min(told, key=lambda d: min(abs(i - clause.verb.i) for i in d.tokens))
    return nearest.placed.mention.date is not None


def _second_date(parsed: ParsedSentence) -> bool:
    """A date of its own stands in the entry without a preposition: two entries run together."""
    return any(not placed.preposition for placed in parsed.sentence.dates)


def _tells_when(dated: Dated) -> bool:
    """ "between" wants two ends; where only one was understood, nothing is known."""
    date = dated.placed.mention.date
    if date is None:
        return False
    return date.is_range or not dated.placed.preposition.startswith("between")


def _two_moments(parsed: ParsedSentence, known: list[Dated]) -> bool:
    """ "in 1905 and 1912": two dates of one act; neither alone is the answer."""
    spans = sorted({(d.placed.start, d.placed.end) for d in known})
    text = parsed.sentence.text
    return any(_JOINED.fullmatch(text[end:start]) for (_, end), (start, _) in pairwise(spans))


def _up_to_the_next(clause: Clause, known: list[Dated]) -> Clause:
    """ "A fell on 16 May, three others on 31 May": what stands by the second date is left out."""
    first = max(known[0].tokens)
    begins = min(known[1].tokens)
    while begins > first + 1 and clause.verb.doc[begins - 1].text not in (",", "and", "but"):
        begins -= 1
    begins = _with_its_adverbs(clause.verb.doc, begins, first)
    after = max(first, clause.verb.i)
    parts = [p for p in clause.parts if p.i in known[1].tokens or not after < begins <= p.i]
    return replace(clause, parts=parts)


def _with_its_adverbs(doc: Doc, begins: int, first: int) -> int:
    """ "beaten at A in July and again, decisively, at B": back to the "and"."""
    back = begins
    while back > first + 1 and (doc[back - 1].is_punct or doc[back - 1].pos_ == "ADV"):
        back -= 1
    return back if doc[back - 1].lower_ == "and" else begins


def _read_when(reading: Reading) -> Iterator[Fact]:
    assert reading.when is not None
    end = reading.when.end_new_style or reading.when.end_old_style
    if end is not None and end.year - reading.when.point.year > _LONGEST_SPAN:
        return
    draft = reading.draft(left_out=set())
    if draft is None or _looks_back(reading):
        return
    if reading.dated is None:
        mention = reading.parsed.sentence.passage.date_line or ""
        yield reading.fact(FactKind.WHEN, reading.scoped(draft), mention, 0.8)
        return
    if _in_either_calendar(reading):
        draft = draft.but("calendar in doubt")
    mention = reading.dated.placed.mention.text
    fact = reading.fact(FactKind.WHEN, reading.scoped(draft), mention, _sureness(reading))
    yield replace(fact, preposition=reading.when_preposition)


def _in_either_calendar(reading: Reading) -> bool:
    """A day or "early May" in one calendar, nobody says which, in a text that uses both."""
    assert reading.when is not None and reading.dated is not None
    mention = reading.dated.placed.mention
    exact = reading.when.precision is Precision.DAY or reading.when.qualifier is not None
    if mention.doubled:
        return False
    dates, document = reading.context.dates, reading.context.document
    if reading.when.old_style is not None:
        return dates.guesses_calendar(document)
    if not exact:
        return False
    point = reading.when.point
    early = (point.year, point.month or 12) < _REFORM
    on_the_eve = (point.year, point.month) == _REFORM and reading.when.qualifier is not None
    return (early or on_the_eve) and dates.doubles(document)


def _looks_back(reading: Reading) -> bool:
    """ "In 1853 Japan had been governed by shoguns for centuries": it did not happen then."""
    dated = reading.dated
    if reading.clause.pluperfect and any(c.lower_ == "when" for c in reading.clause.verb.children):
        return True  # "in March, when the armies had begun their march"
    by_then = dated is not None and dated.placed.preposition.startswith(("by", "until", "since"))
    return dated is not None and dated.leading and reading.clause.pluperfect and not by_then


def _sureness(reading: Reading) -> float:
    assert reading.dated is not None
    inferred = reading.dated.placed.mention.inferred_year
    value = 0.8 if inferred else 0.85
    if inferred and reading.context.is_speech(reading.parsed):
        value -= 0.2  # a speaker's "in September" may be of another year
    if len({id(d.placed) for d in reading.clause.dates}) > 1:
        value -= 0.25
    return value - 0.15 if reading.dated.shared else value
