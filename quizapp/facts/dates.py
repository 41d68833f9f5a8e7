"""Dates in documents: where each stands, what it is, and what it is there for.

    reader = DateReader(documents)
    for mention in reader.mentions(document, passage.number): ...

A mention without a date is one that may not be asked about: no safe year, or ``problem`` says what
is wrong with it. Nothing here needs a parser; 100,000 words take about a second.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from quizapp.domain.calendar import DatePoint, HistoricalDate, Precision, Qualifier
from quizapp.domain.date_settling import DUAL_DISAGREES, NO_SUCH_DAY, Settled, settle
from quizapp.domain.date_written import WrittenDate
from quizapp.domain.document import Document
from quizapp.facts.dates_chronicle import EntryYear, entry_years
from quizapp.facts.dates_conventions import reckoning_of
from quizapp.facts.dates_course import Course
from quizapp.facts.dates_found import DateRole, FoundDate, find_dates
from quizapp.facts.dates_order import OUT_OF_ORDER, misplaced
from quizapp.facts.dates_relative import RelativeDate, relative_dates, resolve_relative
from quizapp.facts.dates_signs import Sign, is_page_date, middle_month
from quizapp.facts.dates_years import YearVote

__all__ = ["DUAL_DISAGREES", "NO_SUCH_DAY", "OUT_OF_ORDER", "DateMention", "DateReader", "DateRole"]


_FEAST = re.compile(
    r"\b(?:Christmas|Easter|Whitsun|Pentecost|Michaelmas|Candlemas|Epiphany|Martinmas|Ascension"
    r"|All Saints|[A-Z][a-z]+(?:’s|'s)? [Dd]ay|New Year)\b"
)
_OF_SOMETHING = re.compile(r"\b[a-z]{4,} of (?:the year )?$")
_TIMES = re.compile(
    r"\b(?:spring|summer|autumn|winter|fall|beginning|start|middle|early|months?|weeks?|days?|year"
    r"|course|half|part|close|night|morning|evening|afternoon|opening) of (?:the year )?$"
)
_HAD = re.compile(r"\bhad (?:[\w’'-]+ ){1,10}(?:on|in|early in|late in|since) $")
_OUR_AGE = 1000  # from this year on nobody says AD
_LOOKS_BACK = 30  # years
_A_FEW = 3
_PART_OF = re.compile(r"(?:the )?(?:first|second|latter|last) (?:half|third|quarter) of\b", re.I)
_YEAR = re.compile(r"\b(?:1\d{3}|20\d\d)\b")
_INFERRED = 0.8  # weight of a resolved date beside one that is written out


@dataclass(frozen=True)
class DateMention:
    """A date at ``passage.text[start:end]``.

    ``date`` is None where the year could not be resolved safely, or with a ``problem``.
    ``preposition_start``: where the preposition phrase begins ("on the morning of 25 October").
    ``relative``: the text names it only from another date ("the next day").
    """

    start: int
    end: int
    text: str
    date: HistoricalDate | None
    role: DateRole
    inferred_year: bool = False
    problem: str | None = None
    preposition_start: int = 0
    preposition: str = ""  # lower case: "on", "between", "not earlier than"; "" if there is none
    relative: bool = False
    doubled: bool = False  # both calendars are in the text


class DateReader:
    """Reads all dates of the documents; each document is analysed once, when first asked for."""

    def __init__(
        self, documents: Sequence[Document] = (), lands: Mapping[str, str] | None = None
    ) -> None:
        """``lands``: by fingerprint the ISO code of the country in which most towns lie."""
        self._documents = {document.fingerprint: document for document in documents}
        self._lands = lands or {}
        self._read: dict[str, _DocumentDates] = {}

    def mentions(self, document: Document, passage_number: int) -> tuple[DateMention, ...]:
        """The dates of one passage in the order of the text; spans do not overlap."""
        return self._dates(document).mentions.get(passage_number, ())

    def doubles(self, document: Document) -> bool:
        """Whether the document gives dates in both calendars, so that one alone is in doubt."""
        return self._dates(document).doubled >= _A_FEW

    def guesses_calendar(self, document: Document) -> bool:
        """Whether one or two dates alone tell by which calendar the author counts."""
        return self._dates(document).guesses_calendar

    def entry_date(self, document: Document, passage_number: int) -> HistoricalDate | None:
        """The date of a chronicle entry, from its date line and the order of the entries."""
        return self._dates(document).entries.get(passage_number)

    def entry_problem(self, document: Document, passage_number: int) -> str | None:
        """Why an entry with a date line has no date, if the reason is in the date itself."""
        return self._dates(document).entry_problems.get(passage_number)

    def _dates(self, document: Document) -> _DocumentDates:
        if document.fingerprint not in self._read:
            land = self._lands.get(document.fingerprint)
            self._read[document.fingerprint] = _DocumentDates(document, land)
        return self._read[document.fingerprint]


class _DocumentDates:
    """One document, read in order: what is settled helps to date what follows."""

    def __init__(self, document: Document, land: str | None) -> None:
        self._document = document
        self._found = find_dates(document)
        self._reckoning = reckoning_of(document, self._found, land)
        self.guesses_calendar = self._reckoning.guessed
        self._votes = YearVote(document, self._found)
        self._course = Course(document, self._found, self._reckoning.adopted)
        self._last_day: tuple[int, HistoricalDate] | None = None
        self._last_end = 0  # of that day's mention in its passage
        self._last_year: int | None = None
        self._tells_of_our_age = any(
            (found.written.first.year or 0) >= _OUR_AGE
            for passage in self._found
            for found in passage
        )
        self.entries: dict[int, HistoricalDate] = {}
        self.entry_problems: dict[int, str] = {}
        self.doubled = 0  # dates in both calendars
        self.mentions: dict[int, tuple[DateMention, ...]] = {}
        entries = entry_years(document)
        for index, passage in enumerate(document.passages):
            if index in entries:
                self._read_entry(index, entries[index])
            mentions = self._read_passage(index)
            if mentions:
                self.mentions[passage.number] = mentions
            self.doubled += sum(mention.doubled for mention in mentions)

    def _read_entry(self, index: int, entry: EntryYear) -> None:
        settled = settle(entry.written, self._reckoning, entry.year)
        number = self._document.passages[index].number
        if settled.problem:
            self.entry_problems[number] = settled.problem
        if settled.date is None:
            return
        self.entries[number] = settled.date
        point = settled.date.old_style or settled.date.point
        self._votes.set_entry(Sign(index, -1, point.year, point.month))
        self._remember(index, settled.date)

    def _read_passage(self, index: int) -> tuple[DateMention, ...]:
        text = self._document.passages[index].text
        items = _in_order(self._found[index], relative_dates(text), text)
        mentions: list[DateMention] = []
        for item in items:
            if isinstance(item, RelativeDate):
                mention = self._relative_mention(index, text, item)
            else:
                mention = self._mention(index, text, item)
            if mention is not None:
                mentions.append(mention)
        wrong = misplaced([(mention.date, mention.doubled) for mention in mentions])
        for number in wrong:
            mentions[number] = replace(mentions[number], date=None, problem=OUT_OF_ORDER)
        return tuple(mentions)

    def _mention(self, index: int, text: str, found: FoundDate) -> DateMention:
        written, role = found.written, found.role
        if is_page_date(self._document, self._found, found):
            role = DateRole.PUBLICATION
        settled, inferred = self._settle(index, written)
        if _PART_OF.match(text, written.start):
            settled = Settled(None)  # "the first half of the century": neither its year nor "early"
        if settled.date is None and (written.first.month is not None or written.first.day):
            self._last_day = None  # "on 6 May ... on the 11th": of a May whose year is open
        if settled.date is not None and role in (DateRole.EVENT, DateRole.DATELINE):
            self._note(index, written, settled.date)
        return DateMention(
            start=written.start,
            end=written.end,
            text=text[written.start : written.end],
            date=None if _is_of_two_years(text, written) else settled.date,
            role=role,
            inferred_year=inferred and settled.date is not None,
            problem=settled.problem,
            preposition_start=min(written.lead.start, written.start),
            preposition=written.lead.word,
            doubled=written.other_first is not None,
        )

    def _settle(self, index: int, written: WrittenDate) -> tuple[Settled, bool]:
        if written.has_year:
            if written.eraless:
                return settle(self._with_era(written), self._reckoning), True
            return settle(written, self._reckoning), False
        if written.attributive and not written.first.that_year:
            return Settled(None), False  # "the October uprising": a name, not a date
        if written.first.that_year and self._last_year is not None:
            return self._settle_in_that_year(index, written, self._last_year), True
        latest = None
        if written.other_first and not self._votes.has_heading_of_one_year(index):
            latest = self._reckoning.adopted  # else some went on to double their dates
        if written.first.month is not None and self._is_told_back(index, written.start):
            ends = self._document.passages[index].text.find(". ", written.end)
            year = self._votes.year_before(index, (written.start, ends), written.first.month)
            if year is not None:
                return settle(written, self._reckoning, year), True
        month = written.first.month or middle_month(written.first.season)
        year = self._votes.year(index, written.start, month, latest=latest)
        if self._votes.goes_along(index):
            told = self._course.year(index, written.start, year)
            doubled = latest is not None
            year = year if doubled and (told is None or _is_after(latest, told, month)) else told
        return settle(written, self._reckoning, year), True

    def _settle_in_that_year(self, index: int, written: WrittenDate, last_year: int) -> Settled:
        if _tells_of_two_years(self._document.passages[index].text[: written.start]):
            return Settled(None)
        return settle(written, self._reckoning, last_year + written.first.years_on)

    def _is_told_back(self, index: int, start: int) -> bool:
        """ "had been wounded in January": before what was told last, whatever comes next."""
        return _HAD.search(self._document.passages[index].text[:start]) is not None

    def _with_era(self, written: WrittenDate) -> WrittenDate:
        """Before Christ if that is nearer to the last year that was told.

        A text that comes down to our days goes on: after 45 BC, "426" is no year before it.
        """
        year, last = written.first.year, self._last_year
        if year is None or last is None or abs(1 - year - last) >= abs(year - last):
            return written
        back = last - (1 - year)
        if back <= _LOOKS_BACK or not self._tells_of_our_age:
            written.first.year = 1 - year
        return written

    def _note(self, index: int, written: WrittenDate, date: HistoricalDate) -> None:
        """Lets a settled date help those after it."""
        point = date.old_style or date.point
        self._last_year = point.year
        if not date.is_range or date.precision is not Precision.YEAR:
            sign = Sign(index, written.start, point.year, point.month, _INFERRED)
            self._votes.settle(sign)
        if not (written.attributive or self._is_of_a_thing(index, written, date)):
            self._last_end = written.end
            self._remember(index, date)

    def _is_of_a_thing(self, index: int, written: WrittenDate, date: HistoricalDate) -> bool:
        """ "the constitution of 1812": when it was made, not when the text plays."""
        before = self._document.passages[index].text[: written.start]
        thing = _OF_SOMETHING.search(before) is not None and _TIMES.search(before) is None
        return date.precision is Precision.YEAR and thing

    def _remember(self, index: int, date: HistoricalDate) -> None:
        if date.qualifier not in (Qualifier.BEFORE, Qualifier.AFTER, Qualifier.NOT_EARLIER):
            self._last_day = (index, date)

    def _relative_mention(
        self, index: int, text: str, relative: RelativeDate
    ) -> DateMention | None:
        """Counted from the last date of this passage; at its beginning also of the one before."""
        if self._last_day is None:
            return None
        base_index, base = self._last_day
        if base_index != index and (index - base_index > 1 or relative.start > 60):
            return None
        between = text[self._last_end if base_index == index else 0 : relative.start]
        same_year = relative.unit == "year" and not relative.steps
        if same_year and base_index == index and _tells_of_two_years(text[: relative.start]):
            return None
        if relative.steps and relative.unit == "day" and _FEAST.search(between):
            return None  # "four days later" than the feast, whose day is not told
        date = resolve_relative(relative, base)
        if date is None:
            return None
        self._last_end = relative.end
        self._last_day = (index, date)
        return DateMention(
            start=relative.start,
            end=relative.end,
            text=text[relative.start : relative.end],
            date=date,
            role=DateRole.EVENT,
            inferred_year=True,
            preposition_start=relative.lead_start,
            relative=True,
        )


_TO_THE_DATE = re.compile(r"(?:, (?:on |in )?)?")
_LASTS_ON = re.compile(r"[-–/]\d{1,4}\b")


def _is_of_two_years(text: str, written: WrittenDate) -> bool:
    """ "The winter of 1972-73": neither year alone would be right."""
    whole = text[written.start : written.end]
    both = written.first.season is not None and bool(re.search(r"\d[-–/]\d{1,4}$", whole))
    return both or _LASTS_ON.match(text, written.end) is not None


def _in_order(
    found: list[FoundDate], relatives: list[RelativeDate], text: str
) -> list[FoundDate | RelativeDate]:
    """Both by position; of two that overlap the longer: "the following May", not "May"."""
    spans: list[tuple[int, int, FoundDate | RelativeDate]] = [
        *((f.written.start, f.written.end, f) for f in found),
        *((r.start, r.end, r) for r in relatives),
    ]
    begins = {f.written.start for f in found}
    # "on the same day, 23 June 1961,", "two months later, on 13 October": the date itself follows
    spans = [
        s for s in spans
        if isinstance(s[2], FoundDate) or _TO_THE_DATE.match(text, s[1]).end() not in begins  # type: ignore[union-attr]
    ]  # fmt: skip
    kept: list[tuple[int, int, FoundDate | RelativeDate]] = []
    for start, end, item in sorted(spans, key=lambda s: (s[0] - s[1], isinstance(s[2], FoundDate))):
        if all(end <= other or start >= other_end for other, other_end, _ in kept):
            kept.append((start, end, item))
    return [item for _, _, item in sorted(kept, key=lambda s: s[0])]


def _tells_of_two_years(before: str) -> bool:
    """ "in 1912, six years after the fire of 1906. That year ...": which of them?"""
    for sentence in reversed(before.split(". ")):
        years = set(_YEAR.findall(sentence))
        if years:
            return len(years) > 1
    return False


def _is_after(latest: DatePoint | None, year: int, month: int | None) -> bool:
    return latest is not None and (year, month or 0) > (latest.year, latest.month or 0)
