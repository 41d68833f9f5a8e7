"""Chronicles: a date on a line of its own, then what happened, again and again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, zip_longest
from statistics import median

from quizapp.documents.date_lines import is_date_line, is_year_heading, month_and_day, year_of
from quizapp.documents.extract import Layout
from quizapp.documents.headings import heading_rank
from quizapp.documents.paragraphs import Paragraph, Rank
from quizapp.documents.signs import is_all_caps, is_notes_title, words_of
from quizapp.domain.document import Span, TextKind

_LEAD = re.compile(
    r"(?P<date>[^:.—–]{3,45}?)(?:\s*[:—]\s*|\s+[–-]\s+|\.\s*[—–-]\s*|\.\s+|\.--)(?=\S)"
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_LEADING_DAYS = re.compile(  # of one month, or of two: "7–8 August", "31 July – 1 August"
    rf"(?P<date>(?:Night of )?(?:\d{{1,2}}(?: {_MONTH})?\s?[-–—]\s?\d{{1,2}} {_MONTH}"
    rf"|{_MONTH} \d{{1,2}}\s?[-–—]\s?(?:{_MONTH} )?\d{{1,2}})(?:,? \d{{4}})?"
    r"(?: \([^()]{3,30}\))?)(?:\s*[:.—]\s*|\s+[–-]\s+)(?=\S)"
)
_LEADING_MONTH = re.compile(  # only between entries that have days
    rf"(?P<date>(?:(?:Early|Late|Mid|Beginning of|End of|Middle of)[- ])?{_MONTH})"
    r"(?:(?<=\.)|[:.—])\s+(?=[A-ZÀ-Þ])"
)
_LEADING_YEAR = re.compile(  # a table without a mark behind the year: "930 The Althing meets"
    r"(?P<date>\d{3,4}(?:\s?[-–—/]\s?\d{2,4})?(?: (?:BC|BCE|AD|CE))?)(?:\t+|\s+)(?=[A-ZÀ-Þ“\"])"
)
FEWEST_DATES = 4
LONGEST_ENTRY = 2500  # letters under one date line
MOST_PARAGRAPHS = 14  # under one date line
MOST_HEADING_WORDS = 5  # of a heading between two entries
NEW_WORK_GAP = 7  # blank lines


def mark_chronicles(paragraphs: Sequence[Paragraph], layout: Layout) -> None:
    """Marks runs of dated entries; their date lines go into the entries and the years above."""
    _mark_date_lines(paragraphs, layout)
    _mark_leading_dates(paragraphs)


def _mark_date_lines(paragraphs: Sequence[Paragraph], layout: Layout) -> None:
    for run in _runs(paragraphs):
        if len(run) < FEWEST_DATES or not _in_order([paragraphs[i].text for i in run]):
            continue
        sizes = [
            sum(len(entry.text) for entry in paragraphs[one + 1 : other])
            for one, other in pairwise(run)
        ]
        if median(sizes) > LONGEST_ENTRY / 2:
            continue
        _mark_run(paragraphs, run, _end_of_run(paragraphs, run, layout))


def _runs(paragraphs: Sequence[Paragraph]) -> list[list[int]]:
    """Date lines that follow each other closely, with nothing but entries between them."""
    runs: list[list[int]] = []
    run: list[int] = []
    size = 0
    for index, paragraph in enumerate(paragraphs):
        text = paragraph.text
        if is_year_heading(text):
            continue
        if is_date_line(text):
            run.append(index)
            size = 0
            continue
        if not run:
            continue
        size += len(text)
        too_far = index - run[-1] > MOST_PARAGRAPHS or size > LONGEST_ENTRY
        if too_far or _ends_chronicle(paragraph):
            runs.append(run)
            run = []
    if run:
        runs.append(run)
    return runs


def _ends_chronicle(paragraph: Paragraph) -> bool:
    """A heading of any sure kind, or the title of the next work on a new page."""
    if paragraph.block.level is not None or paragraph.block.gap >= NEW_WORK_GAP:
        return True
    text = paragraph.text
    return is_notes_title(text) or (is_all_caps(text) and len(words_of(text)) > 1)


def _in_order(dates: Sequence[str]) -> bool:
    """Whether most dates come after the one before; a step from December to January is allowed."""
    points = [(year_of(date), month_and_day(date)) for date in dates]
    steps = good = 0
    for (year, day), (next_year, next_day) in pairwise(points):
        steps += 1
        if year is not None and next_year is not None and year != next_year:
            good += next_year > year
        elif day is None or next_day is None:
            good += 1
        else:
            good += next_day >= day or (day[0] >= 9 and next_day[0] <= 4)
    return steps > 0 and good >= 0.75 * steps


def _end_of_run(paragraphs: Sequence[Paragraph], run: Sequence[int], layout: Layout) -> int:
    """Where the last entry ends: it is not longer than the others, and no heading is in it."""
    longest = max((other - one for one, other in pairwise(run)), default=2)
    last = min(len(paragraphs), run[-1] + longest)
    for index in range(run[-1] + 1, last):
        paragraph = paragraphs[index]
        spaced = index > run[-1] + 1 and paragraph.block.gap > NEW_WORK_GAP // 2
        if _ends_chronicle(paragraph) or spaced or heading_rank(paragraph, layout) is not None:
            return index
    return last


def _mark_run(paragraphs: Sequence[Paragraph], run: Sequence[int], last: int) -> None:
    dates = set(run)
    first = run[0]
    while first > 0 and is_year_heading(paragraphs[first - 1].text):
        first -= 1
    date: Paragraph | None = None
    for index in range(first, last):
        paragraph = paragraphs[index]
        if index in dates:
            date = paragraph
            paragraph.leave_out = True
        elif is_year_heading(paragraph.text):
            _mark_year(paragraph)
        elif date is not None and paragraph.is_open:
            paragraph.mark(TextKind.CHRONICLE)
            paragraph.date_line = date.text
            paragraph.date_line_span = date.span()


def _mark_year(paragraph: Paragraph) -> None:
    paragraph.mark(TextKind.HEADING, Rank.YEAR)
    year = year_of(paragraph.text)
    spaced = " " in paragraph.text.strip() and year is not None and year > 0
    if spaced and paragraph.text.replace(" ", "").strip(".").isdigit():
        paragraph.heading = str(year)


def _mark_leading_dates(paragraphs: Sequence[Paragraph]) -> None:
    """Entries with the date at their head: "1709: ...", "12 June - ...", "June 24. ..."."""
    run: list[tuple[Paragraph, re.Match[str]]] = []
    above: Paragraph | None = None
    first_year: Paragraph | None = None  # that stands above the first entry
    for paragraph, following in zip_longest([*paragraphs, None], paragraphs[1:]):
        lead = _leading_date(paragraph) if paragraph is not None else None
        if paragraph is not None and lead is None and run and paragraph.is_open:
            lead = _LEADING_MONTH.match(paragraph.text)
        if paragraph is not None and lead is not None:
            if not run:
                first_year = above if above is not None and _is_year(above) else None
            run.append((paragraph, lead))
            continue
        above = paragraph
        if paragraph is not None and is_year_heading(paragraph.text) and run:
            _mark_year(paragraph)
            continue
        if paragraph is not None and run and _heads_entries(paragraph, following):
            continue  # "July": the entries go on below
        if paragraph is not None and run and _stands_between(paragraph, following):
            continue  # "January, first half. ...": an entry whose date is told in other words
        if len(run) >= FEWEST_DATES and _in_order([lead["date"] for _, lead in run]):
            if first_year is not None:
                _mark_year(first_year)
            for entry, match in run:
                _split_leading_date(entry, match)
        run = []


def _is_year(paragraph: Paragraph) -> bool:
    return paragraph.is_open and is_year_heading(paragraph.text)


def _heads_entries(paragraph: Paragraph, following: Paragraph | None) -> bool:
    short = len(words_of(paragraph.text)) <= MOST_HEADING_WORDS
    return short and following is not None and _leading_date(following) is not None


def _stands_between(paragraph: Paragraph, following: Paragraph | None) -> bool:
    """One paragraph without a date, before the next entry."""
    return paragraph.is_open and following is not None and _leading_date(following) is not None


def _leading_date(paragraph: Paragraph) -> re.Match[str] | None:
    if not paragraph.is_open:
        return None
    text = paragraph.text
    match = _LEADING_DAYS.match(text) or _LEAD.match(text) or _LEADING_YEAR.match(text)
    if match is None or len(paragraph.text) - match.end() < 15:
        return None
    date = match["date"]
    return match if is_date_line(date) or is_year_heading(date) else None


def _split_leading_date(entry: Paragraph, match: re.Match[str]) -> None:
    date = entry.mapped.part(match.start("date"), match.end("date"))
    entry.mark(TextKind.CHRONICLE)
    entry.date_line = date.text
    if date.runs:
        last = date.runs[-1]
        entry.date_line_span = Span(date.runs[0].source_start, last.source_start + last.length)
    entry.mapped = entry.mapped.part(match.end(), len(entry.text))
