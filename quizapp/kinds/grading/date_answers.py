"""One typed point of time against the right one: calendars, labels, hedges."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quizapp.domain.calendar import (
    Calendar,
    DatePoint,
    HistoricalDate,
    Precision,
    Qualifier,
    to_new_style,
    to_old_style,
)
from quizapp.domain.date_written import WrittenDate, WrittenPoint
from quizapp.domain.review import Verdict
from quizapp.kinds.grading.date_points import Closeness, Near, compare_points, shown
from quizapp.kinds.grading.grade import Grade

ORDER = (Verdict.WRONG, Verdict.ALMOST, Verdict.RIGHT)
_ASKS_MONTH = re.compile(r"\b(?:what|which)\s+months?\b", re.IGNORECASE)
_ASKS_YEAR = re.compile(r"\b(?:what|which)\s+years?\b", re.IGNORECASE)
_STYLE_NAMES = {Calendar.OLD_STYLE: "Old Style", Calendar.NEW_STYLE: "New Style"}
_LATER = {Qualifier.AFTER, Qualifier.NOT_EARLIER}
_EARLIER = {Qualifier.BEFORE, Qualifier.BY, Qualifier.BY_END}
_PART_DAYS = {Qualifier.EARLY: (1, 12), Qualifier.MID: (9, 22), Qualifier.LATE: (15, 31)}


@dataclass(frozen=True, slots=True)
class Key:
    """What was asked for: one point, in the calendars that it is known or computed in."""

    old: DatePoint | None
    new: DatePoint | None
    both_known: bool  # the learner was told, or can know, that there are two
    qualifier: Qualifier | None = None
    full: tuple[DatePoint, ...] = ()  # where the question asks for less than is known

    def point(self, style: Calendar) -> DatePoint | None:
        return self.old if style is Calendar.OLD_STYLE else self.new

    def known(self) -> list[tuple[Calendar, DatePoint]]:
        """What an unlabelled answer may mean."""
        pairs = [(Calendar.OLD_STYLE, self.old if self.both_known else None)]
        pairs.append((Calendar.NEW_STYLE, self.new))
        return [(style, point) for style, point in pairs if point is not None]


def key_of(date: HistoricalDate, stem: str) -> Key:
    """The right point at the precision that the question asks for."""
    old, new = date.old_style, date.new_style
    both_known = old is not None
    if old is not None and old.day is not None and new is None:
        new = to_new_style(old)
    if new is not None and new.day is not None and old is None and new.year > 1582:
        old = to_old_style(new)
    known = tuple(point for point in (old, new) if point is not None)
    if _ASKS_MONTH.search(stem):
        old, new = _cut(old, Precision.MONTH), _cut(new, Precision.MONTH)
    elif _ASKS_YEAR.search(stem):
        old, new = _cut(old, Precision.YEAR), _cut(new, Precision.YEAR)
    full = known if (old or new) not in known else ()
    return Key(old, new, both_known, date.qualifier, full)


def _cut(point: DatePoint | None, precision: Precision) -> DatePoint | None:
    if point is None or point.month is None:
        return point
    return DatePoint(point.year, None if precision is Precision.YEAR else point.month)


def grade_point(typed: WrittenDate, key: Key, stem: str) -> Grade:
    if typed.other_first is not None:
        grade = _doubled(typed, key, stem)
    elif typed.style is not None:
        grade = _labelled(typed.first, typed.style, key, stem)
    else:
        grade = _unlabelled(typed.first, key, stem)
    return _with_more(_with_hedge(grade, typed.first, key), typed.first, key)


def _with_more(grade: Grade, typed: WrittenPoint, key: Key) -> Grade:
    """More than was asked must be true as well: "December 1917" is only almost right for 1917."""
    if grade.verdict is not Verdict.RIGHT or not key.full:
        return grade
    if any(compare_points(typed, point).near > Near.ONE_OFF for point in key.full):
        return grade
    return Grade(Verdict.ALMOST, f"Right as asked, but the full date is {shown(key.full[0])}.")


def _unlabelled(typed: WrittenPoint, key: Key, stem: str) -> Grade:
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


def _labelled(typed: WrittenPoint, style: Calendar, key: Key, stem: str) -> Grade:
    """The calendar that is named must be the right one."""
    other = Calendar.NEW_STYLE if style is Calendar.OLD_STYLE else Calendar.OLD_STYLE
    right, swapped = key.point(style), key.point(other)
    near = compare_points(typed, right) if right is not None else Closeness(Near.FAR)
    if near.near >= Near.COARSE or swapped is None:
        return _grade_of(near, key, stem)
    crossed = compare_points(typed, swapped)
    if right is None and _month_beside(typed, swapped, style):
        note = f"That may be; the source has {shown(swapped)} {_STYLE_NAMES[other]}."
        return Grade(Verdict.ALMOST, note)
    if crossed.near >= Near.FINER:
        there = f"; in {_STYLE_NAMES[style]} it is {shown(right)}" if right is not None else ""
        what = "day" if swapped.day is not None else "time"
        note = f"Right {what}, but that is {_STYLE_NAMES[other]}{there}."
        return Grade(Verdict.ALMOST, note)
    return _grade_of(near, key, stem)


def _month_beside(typed: WrittenPoint, point: DatePoint, style: Calendar) -> bool:
    """Whether a month is the next of the one known in Old Style, or the one before in New Style."""
    if point.month is None or point.day is not None or typed.month is None or typed.year is None:
        return False
    months = (typed.year - point.year) * 12 + typed.month - point.month
    return months == (1 if style is Calendar.NEW_STYLE else -1)


def _doubled(typed: WrittenDate, key: Key, stem: str) -> Grade:
    """Both calendars typed: both have to be right, and to be one day."""
    outer, inner = typed.first, typed.other_first
    assert inner is not None
    orders = [(outer, inner), (inner, outer)]
    said = [pair for pair in orders if _as_labelled(typed, pair[0] is outer)]
    meant = [(old, new) for old, new in said or orders if _may_be_one_day(old, new)]
    best = max((_pair(old, new, key, stem) for old, new in meant or said or orders), key=_rank)
    if not said and best.verdict is Verdict.RIGHT:
        return Grade(Verdict.ALMOST, "Right days, but they are of two calendars, not of one.")
    if best.verdict is Verdict.WRONG and len(said) == 1 and None not in (key.old, key.new):
        new, old = said[0]
        if _pair(old, new, key, stem).verdict is Verdict.RIGHT:
            return Grade(Verdict.ALMOST, "Right days, but the calendars are the other way round.")
    return best


def _rank(grade: Grade) -> int:
    return ORDER.index(grade.verdict)


def _as_labelled(typed: WrittenDate, outer_is_old: bool) -> bool:
    """Whether the calendars that are named allow the outer date to be the Old Style one, or not."""
    outer = Calendar.OLD_STYLE if outer_is_old else Calendar.NEW_STYLE
    inner = Calendar.NEW_STYLE if outer_is_old else Calendar.OLD_STYLE
    return typed.style in (None, outer) and typed.other_style in (None, inner)


def _may_be_one_day(old: WrittenPoint, new: WrittenPoint) -> bool:
    """Old Style is behind: of two days the earlier one is meant to be of it."""
    if None in (old.month, old.day, new.month, new.day):
        return True
    months = ((new.month or 0) - (old.month or 0)) % 12
    return months == 1 or (months == 0 and (old.day or 0) <= (new.day or 0))


def _pair(old: WrittenPoint, new: WrittenPoint, key: Key, stem: str) -> Grade:
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


def _grade_of(near: Closeness, key: Key, stem: str) -> Grade:
    if near.near in (Near.YEARLESS, Near.VAGUE):
        point = key.new or key.old
        told = point is not None and str(point.year) in stem
        if near.near is Near.VAGUE:
            return Grade(Verdict.ALMOST if told else Verdict.WRONG, near.note)
        return Grade(Verdict.RIGHT) if told else Grade(Verdict.ALMOST, near.note)
    if near.near >= Near.FINER:
        return Grade(Verdict.RIGHT, near.note)
    if near.near is Near.FAR:
        return Grade(Verdict.WRONG, near.note)
    return Grade(Verdict.ALMOST, near.note)


def _with_hedge(grade: Grade, typed: WrittenPoint, key: Key) -> Grade:
    """ "Early", "before" and the like must not say the opposite of the source."""
    if grade.verdict is not Verdict.RIGHT:
        return grade
    return _opposite(typed.qualifier, key.qualifier) or _wrong_part(typed, key) or grade


def _opposite(said: Qualifier | None, wanted: Qualifier | None) -> Grade | None:
    if said in _LATER and wanted not in _LATER:
        return Grade(Verdict.WRONG, "Not after that time.")
    if said is Qualifier.BEFORE and wanted not in _EARLIER:
        return Grade(Verdict.WRONG, "Not before that time.")
    if said in (Qualifier.BY, Qualifier.BY_END) and wanted not in _EARLIER:
        return Grade(Verdict.ALMOST, f"Right time, but at it, not {said} it.")
    if wanted in (Qualifier.BEFORE, *_LATER) and said != wanted:
        return Grade(Verdict.ALMOST, f"Right time, but it was {wanted} it.")
    return None


def _wrong_part(typed: WrittenPoint, key: Key) -> Grade | None:
    wanted, said = key.qualifier, typed.qualifier
    if wanted not in _PART_DAYS:
        return None
    if said in _PART_DAYS and said != wanted:
        return Grade(Verdict.ALMOST, f"Right, but {wanted} in that time, not {said}.")
    first, last = _PART_DAYS[wanted]
    if typed.day is not None and not first <= typed.day <= last:
        return Grade(Verdict.ALMOST, f"Right month, but {wanted} in it.")
    return None
