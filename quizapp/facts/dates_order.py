"""Days that break both the order and the manner of the dates around them: errors of the source."""

from __future__ import annotations

from collections.abc import Sequence

from quizapp.domain.calendar import Calendar, DatePoint, HistoricalDate, Precision, julian_day

OUT_OF_ORDER = "does not fit the dates around it"

_NEAR = 40  # days between the neighbours: one story told in order
_JUMP = 7  # days outside them


def misplaced(dates: Sequence[tuple[HistoricalDate | None, bool]]) -> list[int]:
    """The indexes of undoubled days that jump out between two doubled ones which are in order.

    ``dates``: those of a passage, each with whether the text doubles it. "on 25 October (7
    November) ... on 3 October ... on 26 October (8 November)": the 3rd cannot be right.
    """
    wrong: list[int] = []
    for number, (date, doubled) in enumerate(dates):
        day = _day(date)
        if day is None or doubled:
            continue
        before = _nearest_doubled(dates[:number][::-1])
        after = _nearest_doubled(dates[number + 1 :])
        if before is None or after is None or not 0 <= after - before <= _NEAR:
            continue
        if day < before - _JUMP or day > after + _JUMP:
            wrong.append(number)
    return wrong


def _nearest_doubled(dates: Sequence[tuple[HistoricalDate | None, bool]]) -> int | None:
    for date, doubled in dates:
        if doubled:
            return _day(date)
    return None


def _day(date: HistoricalDate | None) -> int | None:
    point: DatePoint | None = date.new_style if date else None
    if date is None or point is None or date.precision is not Precision.DAY:
        return None
    return julian_day(point, Calendar.NEW_STYLE)
