"""Dates as answers: any common form, either calendar, and what a near miss is worth."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quizapp.domain.calendar import (
    Calendar,
    DatePoint,
    HistoricalDate,
    Precision,
    Qualifier,
    day_exists,
    to_new_style,
    to_old_style,
)
from quizapp.domain.date_grammar import DateGrammar, WrittenDate
from quizapp.domain.date_points import WrittenPoint
from quizapp.domain.date_settling import split_ends
from quizapp.domain.date_text import TypedDate, format_date, parse_date, read_typed
from quizapp.domain.question import Question
from quizapp.domain.review import Verdict
from quizapp.kinds.grading.date_points import Closeness, Near, compare_points, shown
from quizapp.kinds.grading.grade import Grade
from quizapp.kinds.grading.spelling import plain

_ORDER = (Verdict.WRONG, Verdict.ALMOST, Verdict.RIGHT)
_ASKS_MONTH = re.compile(r"\b(?:what|which)\s+months?\b", re.IGNORECASE)
_ASKS_YEAR = re.compile(r"\b(?:what|which)\s+years?\b", re.IGNORECASE)
_UNREADABLE = "That could not be read as a date. A form such as 25 October 1917 always works."
_STYLE_NAMES = {Calendar.OLD_STYLE: "Old Style", Calendar.NEW_STYLE: "New Style"}
_LATER = {Qualifier.AFTER, Qualifier.NOT_EARLIER}
_EARLIER = {Qualifier.BEFORE, Qualifier.BY, Qualifier.BY_END}
_PART_DAYS = {Qualifier.EARLY: (1, 12), Qualifier.MID: (9, 22), Qualifier.LATE: (15, 31)}


@dataclass(frozen=True, slots=True)
class _Key:
    """What was asked for: one point, in the calendars that it is known or computed in."""

    old: DatePoint | None
    new: DatePoint | None
    both_known: bool  # the learner was told, or can know, that there are two
    qualifier: Qualifier | None = None

    def point(self, style: Calendar) -> DatePoint | None:
        return self.old if style is Calendar.OLD_STYLE else self.new

    def known(self) -> list[tuple[Calendar, DatePoint]]:
        """What an unlabelled answer may mean."""
        pairs = [(Calendar.OLD_STYLE, self.old if self.both_known else None)]
        pairs.append((Calendar.NEW_STYLE, self.new))
        return [(style, point) for style, point in pairs if point is not None]


def grade_date(question: Question, given: str) -> Grade:
    forms = (question.answer, *question.accept)
    if plain(given) in {plain(form) for form in forms}:
        return Grade(Verdict.RIGHT)
    key = question.date or next(
        (date for form in forms if (date := parse_date(form)) is not None), None
    )
    readings = read_typed(given)
    if key is None:
        return Grade(Verdict.WRONG)
    if not readings:
        several = len(DateGrammar(given, typed=True).dates()) > 1
        return Grade(Verdict.WRONG, "Please give one date." if several else _UNREADABLE)
    grades = [(_grade_reading(reading, key, question.stem), reading) for reading in readings]
    best, reading = max(grades, key=lambda pair: _ORDER.index(pair[0].verdict))
    if best.verdict is Verdict.WRONG:
        return best
    return Grade(best.verdict, " ".join(filter(None, (best.note, *_remarks(reading, readings)))))


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
    first, last = (_key(end, stem) for end in key.ends())
    if key.is_range:
        return _range(ends, first, last, key, stem)
    if len(ends) > 1:
        return _range_for_one(ends, first)
    return _single(ends[0], first, stem)


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


def _key(date: HistoricalDate, stem: str) -> _Key:
    """The right point at the precision that the question asks for."""
    old, new = date.old_style, date.new_style
    both_known = old is not None
    if old is not None and old.day is not None and new is None:
        new = to_new_style(old)
    if new is not None and new.day is not None and old is None and new.year > 1582:
        old = to_old_style(new)
    if _ASKS_MONTH.search(stem):
        old, new = _cut(old, Precision.MONTH), _cut(new, Precision.MONTH)
    elif _ASKS_YEAR.search(stem):
        old, new = _cut(old, Precision.YEAR), _cut(new, Precision.YEAR)
    return _Key(old, new, both_known, date.qualifier)


def _cut(point: DatePoint | None, precision: Precision) -> DatePoint | None:
    if point is None or point.month is None:
        return point
    return DatePoint(point.year, None if precision is Precision.YEAR else point.month)


# ---------------------------------------------------------------------- one point


def _single(typed: WrittenDate, key: _Key, stem: str) -> Grade:
    if typed.other_first is not None:
        grade = _doubled(typed, key, stem)
    elif typed.style is not None:
        grade = _labelled(typed.first, typed.style, key, stem)
    else:
        grade = _unlabelled(typed.first, key, stem)
    return _with_hedge(grade, typed.first, key)


def _unlabelled(typed: WrittenPoint, key: _Key, stem: str) -> Grade:
    known = key.known()
    style, near = max(
        ((style, compare_points(typed, point)) for style, point in known),
        key=lambda pair: pair[1].near,
    )
    if near.near is Near.SAME and len(known) > 1 and typed.day is not None:
        other = Calendar.NEW_STYLE if style is Calendar.OLD_STYLE else Calendar.OLD_STYLE
        point = key.point(other)
        if point is not None:
            note = f"That is {_STYLE_NAMES[style]}; in {_STYLE_NAMES[other]} it is {shown(point)}."
            return Grade(Verdict.RIGHT, note)
    return _grade_of(near, key, stem)


def _labelled(typed: WrittenPoint, style: Calendar, key: _Key, stem: str) -> Grade:
    """The calendar that is named must be the right one."""
    other = Calendar.NEW_STYLE if style is Calendar.OLD_STYLE else Calendar.OLD_STYLE
    right, swapped = key.point(style), key.point(other)
    near = compare_points(typed, right) if right is not None else Closeness(Near.FAR)
    if near.near >= Near.COARSE or swapped is None:
        return _grade_of(near, key, stem)
    crossed = compare_points(typed, swapped)
    if crossed.near >= Near.FINER:
        there = f"; in {_STYLE_NAMES[style]} it is {shown(right)}" if right is not None else ""
        note = f"Right day, but that is {_STYLE_NAMES[other]}{there}."
        return Grade(Verdict.ALMOST, note)
    return _grade_of(near, key, stem)


def _doubled(typed: WrittenDate, key: _Key, stem: str) -> Grade:
    """Both calendars typed: both have to be right, and to be one day."""
    outer, inner = typed.first, typed.other_first
    assert inner is not None
    grades = []
    for old, new in ((outer, inner), (inner, outer)):
        if typed.style is Calendar.NEW_STYLE and old is outer:
            continue
        if typed.style is Calendar.OLD_STYLE and new is outer:
            continue
        grades.append(_pair(old, new, key, stem))
    return max(grades, key=lambda grade: _ORDER.index(grade.verdict))


def _pair(old: WrittenPoint, new: WrittenPoint, key: _Key, stem: str) -> Grade:
    sides = [
        compare_points(typed, point)
        for typed, point in ((old, key.old), (new, key.new))
        if point is not None
    ]
    worst, best = min(sides, key=_near), max(sides, key=_near)
    if worst.near < Near.YEARLESS <= best.near and key.old is not None and key.new is not None:
        right = f"{shown(key.old)} Old Style is {shown(key.new)} New Style"
        return Grade(Verdict.ALMOST, f"Only one of the two is right: {right}.")
    return _grade_of(worst, key, stem)


def _near(closeness: Closeness) -> Near:
    return closeness.near


def _grade_of(near: Closeness, key: _Key, stem: str) -> Grade:
    if near.near is Near.YEARLESS:
        point = key.new or key.old
        told = point is not None and str(point.year) in stem
        return Grade(Verdict.RIGHT) if told else Grade(Verdict.ALMOST, near.note)
    if near.near >= Near.FINER:
        return Grade(Verdict.RIGHT, near.note)
    if near.near is Near.FAR:
        return Grade(Verdict.WRONG, near.note)
    return Grade(Verdict.ALMOST, near.note)


def _with_hedge(grade: Grade, typed: WrittenPoint, key: _Key) -> Grade:
    """ "Early", "before" and the like must not say the opposite of the source."""
    if grade.verdict is not Verdict.RIGHT:
        return grade
    return _opposite(typed.qualifier, key.qualifier) or _wrong_part(typed, key) or grade


def _opposite(said: Qualifier | None, wanted: Qualifier | None) -> Grade | None:
    if said in _LATER and wanted not in _LATER:
        return Grade(Verdict.WRONG, "Not after that time.")
    if said is Qualifier.BEFORE and wanted not in _EARLIER:
        return Grade(Verdict.WRONG, "Not before that time.")
    if wanted in (Qualifier.BEFORE, *_LATER) and said != wanted:
        return Grade(Verdict.ALMOST, f"Right time, but it was {wanted} it.")
    return None


def _wrong_part(typed: WrittenPoint, key: _Key) -> Grade | None:
    wanted, said = key.qualifier, typed.qualifier
    if wanted not in _PART_DAYS:
        return None
    if said in _PART_DAYS and said != wanted:
        return Grade(Verdict.ALMOST, f"Right, but {wanted} in that time, not {said}.")
    first, last = _PART_DAYS[wanted]
    if typed.day is not None and not first <= typed.day <= last:
        return Grade(Verdict.ALMOST, f"Right month, but {wanted} in it.")
    return None


# ---------------------------------------------------------------------- ranges


def _range(
    ends: list[WrittenDate], first: _Key, last: _Key, key: HistoricalDate, stem: str
) -> Grade:
    full = f"the whole answer is {format_date(key)}."
    if len(ends) == 1:
        one = [_single(ends[0], end, stem).verdict for end in (first, last)]
        if Verdict.RIGHT in one or _inside(ends[0].first, key):
            return Grade(Verdict.ALMOST, f"Part of it: {full}")
        if Verdict.ALMOST in one:
            return Grade(Verdict.ALMOST, f"Not quite: {full}")
        return Grade(Verdict.WRONG)
    grades = [_single(typed, end, stem) for typed, end in zip(ends, (first, last), strict=True)]
    verdicts = [grade.verdict for grade in grades]
    if all(verdict is Verdict.RIGHT for verdict in verdicts):
        return Grade(Verdict.RIGHT, grades[0].note)
    if Verdict.WRONG not in verdicts or Verdict.RIGHT in verdicts:
        return Grade(Verdict.ALMOST, f"Not quite: {full}")
    return Grade(Verdict.WRONG)


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


def _range_for_one(ends: list[WrittenDate], key: _Key) -> Grade:
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
