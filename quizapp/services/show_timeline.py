"""Dated facts on a line of days: where each stands, in which lane, and how firmly it is known."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from quizapp.domain.calendar import Calendar, HistoricalDate
from quizapp.domain.date_span import (
    DaySpan,
    drawn_span,
    has_both_styles,
    text_in_style,
)
from quizapp.domain.ports import Stores
from quizapp.domain.progress import Dated
from quizapp.domain.question import AnswerKind, Question, QuestionFilter, State
from quizapp.progress.mastery import Known, known
from quizapp.services.evidence import EvidenceFinder, EvidenceView
from quizapp.services.learning_day import LearningDay
from quizapp.services.many_objects import without_collection

_AT_ONCE = 2_000  # wordings read in one go
_UNIT = r"(?:days?|dates?|months?|months? and years?|years?|seasons?|decades?)"
_ASKS_WHEN = re.compile(
    rf"(?:when|(?:in|on|by) (?:what|which) {_UNIT}) (?P<verb>was|were|did) (?P<what>.+)\?",
    re.IGNORECASE | re.DOTALL,
)


class LaneBy(StrEnum):
    DECK = "deck"
    DOCUMENT = "document"
    KIND = "kind"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Facts:
    """All dated questions that were asked for, and the names of their lanes.

    ``decks`` and ``documents``: name by id, in the order of the lanes; ``places``: by fact id.
    """

    dated: Sequence[Dated]
    decks: Mapping[str, str]
    documents: Mapping[str, str]
    places: Mapping[str, str]
    any_at_all: bool = True  # whether there is a dated question, if not among those asked for
    undated: int = 0  # questions of those decks without a date; of a search not counted

    @property
    def two_styles(self) -> bool:
        """Whether any date has both calendars, so that it can stand at two places."""
        return any(has_both_styles(each.date) for each in self.dated)


class Entry(NamedTuple):
    """A dated question on the line. ``first`` to ``last``: written days, both included.

    A tuple whose order is that of time: 100,000 are sorted with nothing called.
    """

    first: int
    last: int
    question_id: str
    open_before: bool
    open_after: bool
    known: Known
    date: HistoricalDate


@dataclass(frozen=True, slots=True)
class Lane:
    """``name``: of a deck, document or place; of a kind its value; "" for what has none.
    ``entries``: by their first day.
    """

    name: str
    entries: Sequence[Entry]


@dataclass(frozen=True, slots=True)
class Details:
    question: Question
    deck: str
    known: Known
    evidence: EvidenceView


@dataclass(frozen=True, slots=True)
class Row:
    """A fact in words. ``date``: in the calendar that was asked for."""

    question_id: str
    date: str
    stem: str
    answer: str
    lane: str
    known: Known


class ShowTimeline:
    def __init__(self, stores: Stores, day: LearningDay, evidence: EvidenceFinder) -> None:
        self._stores = stores
        self._day = day
        self._evidence = evidence

    def facts(self, deck_ids: Sequence[str] = (), text: str = "") -> Facts:
        """Those of some decks (none: of all), and with these words in them."""
        progress, learner = self._stores.progress, self._day.learner
        with without_collection():
            dated = progress.dated(learner, deck_ids, text)
        filtered = bool(deck_ids or text.strip())
        return Facts(
            dated,
            {deck.id: deck.name for deck in self._stores.decks.decks()},
            {d.fingerprint: d.title or d.name for d in self._stores.documents.documents()},
            progress.places(),
            bool(dated) or (filtered and bool(progress.dated(learner, limit=1))),
            0 if text.strip() else self._studied(deck_ids) - len(dated),
        )

    def _studied(self, deck_ids: Sequence[str]) -> int:
        wanted = QuestionFilter(deck_ids=tuple(deck_ids), states=(State.ACCEPTED,))
        return self._stores.decks.count(wanted)

    def headlines(self, question_ids: Sequence[str]) -> dict[str, str]:
        """What to write beside a fact, by question id."""
        found = self._stores.progress.wordings(question_ids)
        return {id_: headline(stem) for id_, (stem, _) in found.items()}

    def details(self, question_id: str) -> Details:
        """``NotFound`` where the question is gone."""
        question = self._stores.decks.question(question_id)
        memory = self._stores.reviews.memory(self._day.learner, question_id)
        deck = self._stores.decks.deck_of(question_id).name
        standing = known(memory.stability if memory else None)
        return Details(question, deck, standing, self._evidence.of(question))

    def rows_of(self, line: Sequence[tuple[Entry, str]], style: Calendar) -> list[Row]:
        """``line``: entries with the names of their lanes. What is gone meanwhile is left out.

        Read a part at a time: of a long line on the computing lane, other work on the deck comes
        in between.
        """
        found = []
        for start in range(0, len(line), _AT_ONCE):
            part = line[start : start + _AT_ONCE]
            words = self._stores.progress.wordings([entry.question_id for entry, _ in part])
            for entry, lane in part:
                if entry.question_id in words:
                    stem, answer = words[entry.question_id]
                    date = text_in_style(entry.date, style)
                    found.append(Row(entry.question_id, date, stem, answer, lane, entry.known))
        return found


def lanes(facts: Facts, by: LaneBy, style: Calendar) -> list[Lane]:
    """The facts in lanes, each in the order of time. Pure; takes half a second for 100,000.

    Decks and documents stand in their own order, places with the most facts first, and what
    belongs to none last.
    """
    with without_collection():
        members = _members(facts, _namer(facts, by), style)
    return [Lane(name, members[name]) for name in _in_order(members, facts, by)]


def _members(
    facts: Facts, name_of: Callable[[Dated], str], style: Calendar
) -> dict[str, list[Entry]]:
    """The entries of each lane by time."""
    members: dict[str, list[Entry]] = defaultdict(list)
    spans: dict[int, DaySpan] = {}  # by date object, of which there are fewer than questions
    for each in facts.dated:
        date = each.date
        span = spans.get(id(date))
        if span is None:
            span = spans[id(date)] = drawn_span(date, style)
        first, last, open_before, open_after = span
        entry = Entry(
            first, last, each.question_id, open_before, open_after, known(each.stability), date
        )
        members[name_of(each)].append(entry)
    for entries in members.values():
        entries.sort()
    return members


def in_time(lanes: Sequence[Lane]) -> list[tuple[Entry, str]]:
    """All entries with the names of their lanes, in the order of time."""
    line = [(entry, lane.name) for lane in lanes for entry in lane.entries]
    line.sort()
    return line


def headline(stem: str) -> str:
    """What a reader looks for on a line of time: "When was the quay of Lindholm opened?" as "The
    quay of Lindholm opened", "On what date did the quay open?" as "When did the quay open?".
    """
    plain = " ".join(stem.split())
    found = _ASKS_WHEN.fullmatch(plain)
    if found is None:
        return plain
    if found["verb"].casefold() == "did":
        return f"When did {found['what']}?"
    return found["what"][:1].upper() + found["what"][1:]


def to_practise(entries: Iterable[Entry], limit: int) -> list[str]:
    """Ids of up to ``limit`` questions: shaky ones first, then new ones, then firm ones."""
    ranks = {Known.SHAKY: 0, Known.NEW: 1, Known.FIRM: 2}
    ordered = sorted(entries, key=lambda entry: ranks[entry.known])
    return [entry.question_id for entry in ordered[:limit]]


def _namer(facts: Facts, by: LaneBy) -> Callable[[Dated], str]:
    if by is LaneBy.DECK:
        return lambda each: facts.decks.get(each.deck_id, "")
    if by is LaneBy.DOCUMENT:
        return lambda each: facts.documents.get(each.document or "", "")
    if by is LaneBy.PLACE:
        return lambda each: facts.places.get(each.fact_id, "")
    return lambda each: each.kind.value


def _in_order(members: Mapping[str, Sequence[Entry]], facts: Facts, by: LaneBy) -> list[str]:
    if by is LaneBy.PLACE:
        names = sorted(members, key=lambda name: (-len(members[name]), name))
    else:
        orders = {
            LaneBy.DECK: facts.decks.values(),
            LaneBy.DOCUMENT: facts.documents.values(),
            LaneBy.KIND: [kind.value for kind in AnswerKind],
        }
        names = [name for name in dict.fromkeys(orders[by]) if name in members]
    return [name for name in names if name] + [name for name in members if not name]
