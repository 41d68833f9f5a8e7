"""Dates as answers: any common form, either calendar, and what a near miss is worth."""

from __future__ import annotations

from quizapp.domain.calendar import (
    Calendar,
    DatePoint,
    HistoricalDate,
    day_exists,
)
from quizapp.domain.date_grammar import DateGrammar
from quizapp.domain.date_settling import split_ends
from quizapp.domain.date_text import TypedDate, format_date, parse_date, read_typed
from quizapp.domain.date_written import WrittenDate, WrittenPoint
from quizapp.domain.question import Question
from quizapp.domain.review import Verdict
from quizapp.kinds.grading.date_answers import ORDER, Key, grade_point, key_of
from quizapp.kinds.grading.date_points import Near, compare_points, shown
from quizapp.kinds.grading.date_rewriting import (
    names_era,
    rewritten,
    short_year_filled,
    two_dates,
)
from quizapp.kinds.grading.foreign_dates import in_english
from quizapp.kinds.grading.grade import Grade
from quizapp.kinds.grading.spelling import plain

_UNREADABLE = "That could not be read as a date. A form such as 25 October 1917 always works."


def grade_date(question: Question, given: str) -> Grade:
    forms = (question.answer, *question.accept)
    if plain(given) in {plain(form) for form in forms}:
        return Grade(Verdict.RIGHT)
    given = in_english(given)
    key = question.date or next(
        (date for form in forms if (date := parse_date(form)) is not None), None
    )
    if key is None:
        return Grade(Verdict.WRONG)
    return _without_era(given, key, question.stem) or _grade_text(given, key, question.stem)


def _grade_text(given: str, key: HistoricalDate, stem: str) -> Grade:
    given = short_year_filled(given, key.point.year)
    readings = read_typed(given) or read_typed(rewritten(given, key.point.year))
    if not readings:
        return _two_calendars(given, key, stem) or _unreadable(given)
    grades = [(_grade_reading(reading, key, stem), reading) for reading in readings]
    best, reading = max(grades, key=lambda pair: ORDER.index(pair[0].verdict))
    if best.verdict is Verdict.WRONG:
        return best
    return Grade(best.verdict, " ".join(filter(None, (best.note, *_remarks(reading, readings)))))


def _unreadable(given: str) -> Grade:
    several = len(DateGrammar(given, typed=True).dates()) > 1
    return Grade(Verdict.WRONG, "Please give one date." if several else _UNREADABLE)


def _without_era(given: str, key: HistoricalDate, stem: str) -> Grade | None:
    """A year before Christ without its "BC" is nearly it, and right where the question says it."""
    if key.point.year > 0 or key.is_range or names_era(given):
        return None
    grade = _grade_text(f"{given} BC", key, stem)
    if grade.verdict is not Verdict.RIGHT or names_era(stem):
        return grade if grade.verdict is Verdict.RIGHT else None
    return Grade(Verdict.ALMOST, f"Right if BC is meant: it was {format_date(key)}.")


def _two_calendars(given: str, key: HistoricalDate, stem: str) -> Grade | None:
    """ "25 October or 7 November 1917": one day in both calendars, so both must be right."""
    if key.old_style is None or key.is_range:
        return None
    for one, two in two_dates(given):
        readings = [read_typed(part) or read_typed(rewritten(part, 0)) for part in (one, two)]
        if not all(len(found) == 1 and found[0].written.first.month for found in readings):
            continue
        grades = [_grade_reading(found[0], key, stem) for found in readings]
        if all(grade.verdict is Verdict.RIGHT for grade in grades):
            return Grade(Verdict.RIGHT)
    return None


def _remarks(reading: TypedDate, readings: tuple[TypedDate, ...]) -> list[str]:
    remarks = []
    if len(readings) > 1:
        date = reading.date()
        remarks.append(
            f"Read as {format_date(date)}; figures can be read in two ways." if date else ""
        )
    remarks += [f"It is written {right}." for _, right in reading.corrected]
    return remarks


def _grade_reading(reading: TypedDate, key: HistoricalDate, stem: str) -> Grade:
    written = reading.written
    if written.first.last_year is not None:
        written = _spelled_out(reading)
    ends = split_ends(written)
    if _impossible(ends):
        return Grade(Verdict.WRONG, "There is no such day in the calendar.")
    first, last = (key_of(end, stem) for end in key.ends())
    if key.is_range:
        return _range(ends, first, last, key, stem)
    if len(ends) > 1:
        return _range_for_one(ends, first)
    return grade_point(ends[0], first, stem)


def _spelled_out(reading: TypedDate) -> WrittenDate:
    """ "The late 1920s" as first and last year."""
    date = reading.date()
    assert date is not None
    start, end = date.ends()
    written = reading.written
    return WrittenDate(
        written.start, written.end, WrittenPoint(start.point.year), WrittenPoint(end.point.year)
    )


def _impossible(ends: list[WrittenDate]) -> bool:
    return any(
        point.day is not None
        and not day_exists(point.year or 2000, point.month or 0, point.day, Calendar.OLD_STYLE)
        for end in ends
        for point in end.points()
    )


# ---------------------------------------------------------------------- ranges


def _range(ends: list[WrittenDate], first: Key, last: Key, key: HistoricalDate, stem: str) -> Grade:
    full = f"the whole answer is {format_date(key)}."
    if len(ends) == 1:
        return _part_of_range(ends[0], first, last, key, stem)
    grades = [grade_point(typed, end, stem) for typed, end in zip(ends, (first, last), strict=True)]
    verdicts = [grade.verdict for grade in grades]
    if all(verdict is Verdict.RIGHT for verdict in verdicts):
        if _mixes_calendars(ends, first, last):
            return Grade(Verdict.ALMOST, f"That mixes the two calendars: {full}")
        told = f"In both calendars: {format_date(key)}."
        return Grade(Verdict.RIGHT, told if _leaves_calendar_open(ends, first) else "")
    if Verdict.WRONG not in verdicts or Verdict.RIGHT in verdicts:
        return Grade(Verdict.ALMOST, f"Not quite: {full}")
    return Grade(Verdict.WRONG)


def _part_of_range(
    typed: WrittenDate, first: Key, last: Key, key: HistoricalDate, stem: str
) -> Grade:
    full = f"the whole answer is {format_date(key)}."
    one = [grade_point(typed, end, stem).verdict for end in (first, last)]
    if Verdict.RIGHT in one or _inside(typed.first, key):
        return Grade(Verdict.ALMOST, f"Part of it: {full}")
    if Verdict.ALMOST in one:
        return Grade(Verdict.ALMOST, f"Not quite: {full}")
    return Grade(Verdict.WRONG)


def _leaves_calendar_open(ends: list[WrittenDate], first: Key) -> bool:
    """Whether days are typed without their calendar where there are two."""
    if len(first.known()) < 2:
        return False
    return all(end.first.day and not (end.style or end.other_first) for end in ends)


def _mixes_calendars(ends: list[WrittenDate], first: Key, last: Key) -> bool:
    """Whether the one end is right in Old Style alone, and the other in New Style."""
    if any(end.style or end.other_first or end.first.day is None for end in ends):
        return False
    spans = [(first.old, last.old), (first.new, last.new)]
    return not any(
        all(
            point is not None and compare_points(end.first, point).near >= Near.YEARLESS
            for end, point in zip(ends, span, strict=True)
        )
        for span in spans
    )


def _inside(typed: WrittenPoint, key: HistoricalDate) -> bool:
    """Whether a single point lies within the range, in either calendar."""
    if typed.year is None:
        return False
    point = DatePoint(typed.year, typed.month, typed.day, typed.season)
    start, end = key.ends()
    spans = ((start.new_style, end.new_style), (start.old_style, end.old_style))
    return any(
        low is not None and high is not None and _between(point, low, high) for low, high in spans
    )


def _between(point: DatePoint, low: DatePoint, high: DatePoint) -> bool:
    if point.month is None:
        return low.year <= point.year <= high.year
    return low.sort_key <= point.sort_key <= (high.year, high.month or 12, high.day or 31)


def _range_for_one(ends: list[WrittenDate], key: Key) -> Grade:
    """A narrow range around the point is nearly it; a wide one is no answer."""
    first, last = ends[0].first, ends[1].first
    for _, point in key.known():
        if None in (first.year, last.year) or point.month is None:
            continue
        low = DatePoint(first.year or 0, first.month, first.day)
        high = DatePoint(last.year or 0, last.month, last.day)
        narrow = (low.year, low.month) == (high.year, high.month) if point.day else True
        days = (high.day or 31) - (low.day or 1)
        if _between(point, low, high) and narrow and first.month and (not point.day or days <= 3):
            return Grade(Verdict.ALMOST, f"One date was asked for: {shown(point)}.")
    return Grade(Verdict.WRONG, "One date was asked for, not a stretch of time.")
