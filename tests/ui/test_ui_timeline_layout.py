"""Marks on a line of time: each fact in one, none over another, the same at every return."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.domain.calendar import Calendar, DatePoint, HistoricalDate, julian_day
from quizapp.progress.mastery import Known
from quizapp.services.show_timeline import Entry, Lane
from quizapp.ui.charts.time_axis import Rooms, Step, Tick, sections, step_for, ticks
from quizapp.ui.charts.timeline_layout import (
    Mark,
    Overview,
    Scale,
    Strip,
    mark_with,
    marks_between,
)
from quizapp.ui.charts.timeline_view import View

ROOMS = Rooms(year=60, month=44, day=30)
DATE = HistoricalDate(new_style=DatePoint(1917))


def strip_of(spans: list[tuple[int, int, Known]]) -> Strip:
    spans = sorted(spans)
    return Strip(
        Lane("Lane", [
            Entry(first, first + length, f"q{n}", False, False, known, DATE)
            for n, (first, length, known) in enumerate(spans)
        ])
    )  # fmt: skip


strips = st.lists(
    st.tuples(
        st.one_of(st.integers(-2000, 2000), st.integers(0, 30)),
        st.sampled_from([0, 0, 30, 365]),
        st.sampled_from(list(Known)),
    ),
    min_size=1,
    max_size=80,
).map(strip_of)
scales = st.floats(0.001, 60).map(lambda pixels: Scale(pixels, cell=36, dot=12))
rows = st.integers(1, 6)
everything = (-5000.0, 5000.0)


@given(strips, scales, rows)
def test_every_entry_is_in_exactly_one_mark(strip: Strip, scale: Scale, rows: int) -> None:
    marks = marks_between(strip, 0, rows, scale, everything)
    inside = [index for mark in marks for index in range(mark.begin, mark.end)]
    assert inside == list(range(len(strip)))
    assert all(mark.count == 1 for mark in marks if mark.single)


@given(strips, scales, rows)
def test_no_mark_and_no_label_runs_into_another(strip: Strip, scale: Scale, rows: int) -> None:
    """A label reaches from its mark to the next one of its row or the next column at most."""
    marks = marks_between(strip, 0, rows, scale, everything)
    columns = [mark for mark in marks if not mark.single]
    for row in range(rows):
        boxes = [(mark.first, mark.first + mark.room) for mark in marks if mark.row in (row, -1)]
        for (_, end), (start, _) in pairwise(boxes):
            assert end <= start
        in_row = [mark for mark in marks if mark.row == row]
        for mark, following in pairwise(in_row):
            assert (following.first - mark.first) * scale.pixels >= scale.dot
    for column in columns:
        cell = range(column.first, column.first + scale.cell_days)
        assert all(mark.first not in cell for mark in marks if mark is not column)


@given(strips, scales, rows, st.floats(-2500, 2500), st.floats(1, 3000))
def test_moving_the_line_moves_no_mark(
    strip: Strip, scale: Scale, rows: int, start: float, days: float
) -> None:
    whole = marks_between(strip, 0, rows, scale, everything)
    part = marks_between(strip, 0, rows, scale, (start, start + days))
    known = {(mark.begin, mark.end): mark for mark in whole}
    for mark in part:
        same = known[mark.begin, mark.end]
        assert (same.row, same.first) == (mark.row, mark.first)
    inside = {(m.begin, m.end) for m in whole if start <= m.first < start + days}
    assert inside <= {(mark.begin, mark.end) for mark in part}


@given(strips, st.floats(0.001, 8), rows)
def test_zooming_in_and_out_again_gives_the_same(strip: Strip, pixels: float, rows: int) -> None:
    def at(factor: float) -> list[Mark]:
        return marks_between(strip, 0, rows, Scale(pixels * factor, 36, 12), everything)

    before = at(1)
    closer = at(2)
    assert len(closer) >= len(before)
    assert at(1) == before


@given(strips, scales, rows, st.data())
def test_the_mark_of_an_entry_is_the_one_that_is_drawn(
    strip: Strip, scale: Scale, rows: int, data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(strip) - 1))
    (drawn,) = [
        mark for mark in marks_between(strip, 0, rows, scale, everything)
        if mark.begin <= index < mark.end
    ]  # fmt: skip
    found = mark_with(strip, 0, rows, scale, index)
    assert (found.begin, found.end, found.row, found.first) == (
        drawn.begin, drawn.end, drawn.row, drawn.first,
    )  # fmt: skip


@given(strips, st.floats(-2500, 2500), st.floats(1, 3000))
def test_what_is_in_sight_has_a_day_there(strip: Strip, start: float, days: float) -> None:
    end = start + days
    inside = [entry for entry in strip.entries if entry.first < end and entry.last >= start]
    assert strip.entries_seen(start, end) == inside
    assert strip.seen(start, end) == len(inside)


@given(strips, st.floats(-2500, 2500), st.floats(0, 3000))
def test_what_reaches_in_from_before_is_found(strip: Strip, day: float, further: float) -> None:
    end = day + further
    expected = {n for n, e in enumerate(strip.entries) if e.first < day and e.last >= end}
    if further > 0 or day != int(day):
        assert set(strip.reaching(day, end, 1000)) == expected
    assert len(strip.reaching(day, end, 2)) <= 2


@given(strips, st.data())
def test_a_column_counts_how_firmly_its_entries_are_known(
    strip: Strip, data: st.DataObject
) -> None:
    end = data.draw(st.integers(0, len(strip)))
    begin = data.draw(st.integers(0, end))
    part = [entry.known for entry in strip.entries[begin:end]]
    assert strip.known(begin, end) == tuple(
        part.count(each) for each in (Known.FIRM, Known.SHAKY, Known.NEW)
    )


@given(strips, st.integers(1, 50))
def test_the_overview_counts_each_fact_once(strip: Strip, cells: int) -> None:
    overview = Overview([strip])
    days = overview.last - overview.first + 1
    assert sum(overview.counts(overview.first, days, cells)) == len(strip)


def day(year: int, month: int = 1, number: int = 1) -> int:
    return julian_day(DatePoint(year, month, number), Calendar.NEW_STYLE)


@pytest.mark.parametrize(
    ("pixels", "unit", "size"),
    [(40, "day", 1), (12, "day", 5), (2, "month", 1), (0.6, "month", 3), (0.2, "year", 1),
     (0.05, "year", 5), (0.002, "year", 100), (0.0002, "year", 1000)],
)  # fmt: skip
def test_steps_go_from_days_to_millennia(pixels: float, unit: str, size: int) -> None:
    assert step_for(pixels, ROOMS) == Step(unit, size)


@given(st.floats(0.0002, 80), st.integers(day(-3000), day(2100)))
@settings(deadline=None)
def test_no_label_of_the_axis_runs_into_the_next(pixels: float, first: int) -> None:
    step = step_for(pixels, ROOMS)
    last = first + int(1200 / pixels)
    made = ticks(first, last, step)
    room = {"year": ROOMS.year, "month": ROOMS.month, "day": ROOMS.day}[step.unit]
    for one, other in pairwise(made):
        # Around the birth of Christ one year is missing: no year 0.
        slack = 366 if step.unit == "year" and step.size > 1 else 0
        assert (other.day - one.day + slack) * pixels >= room * 0.9
    assert len(made) <= 1200 / room + 3


def test_years_are_round_on_both_sides_of_the_birth_of_christ() -> None:
    texts = [tick.text for tick in ticks(day(-250), day(250), Step("year", 100))]
    assert texts == ["200 BC", "100 BC", "AD 1", "AD 100", "AD 200"]


def test_days_lie_in_months_months_in_years_and_years_in_centuries() -> None:
    first, last = day(1917, 10, 20), day(1917, 11, 20)
    assert [tick.text for tick in sections(first, last, Step("day", 1))] == [
        "October 1917", "November 1917",
    ]  # fmt: skip
    assert Tick(day(1917, 11, 1), "1") in ticks(first, last, Step("day", 5))
    assert [tick.text for tick in ticks(first, last, Step("month", 1))] == ["Nov"]
    assert "1917" in [tick.text for tick in sections(first, last, Step("month", 1))]
    assert [tick.text for tick in sections(day(-150), day(150), Step("year", 10))] == [
        "2nd century BC", "1st century BC", "1st century", "2nd century",
    ]  # fmt: skip
    assert sections(first, last, Step("year", 100)) == []


@given(st.integers(day(-3000), day(2100)), st.sampled_from([
    Step("day", 1), Step("day", 10), Step("month", 1), Step("month", 6), Step("year", 1),
    Step("year", 20),
]))  # fmt: skip
def test_the_first_section_begins_no_later_than_the_axis(first: int, step: Step) -> None:
    assert sections(first, first + 500, step)[0].day <= first


views = st.builds(
    lambda first, days, width: View(float(first), 1.0, width, first, first + days),
    st.integers(-2000, 2_400_000), st.integers(0, 300_000), st.floats(200, 2000),
)  # fmt: skip


@given(views)
def test_all_is_in_sight_at_the_beginning(view: View) -> None:
    view.show_all()
    assert view.start <= view.first
    assert view.end >= view.last + 1
    assert view.all_in_sight


@given(views, st.lists(st.tuples(st.floats(0.2, 5), st.floats(0, 1)), max_size=12))
def test_no_zoom_leads_away_from_the_facts(view: View, zooms: list[tuple[float, float]]) -> None:
    view.show_all()
    for factor, share in zooms:
        view.zoom(factor, share * view.width)
        view.move((share - 0.5) * 4 * view.width)
        assert view.end >= view.first
        assert view.start <= view.last + 1
        assert view.pixels >= view.narrowest * 0.999


@given(views, st.floats(0.1, 0.9))
def test_the_day_under_the_pointer_stays_there(view: View, share: float) -> None:
    view.show_all()
    view.zoom(3, view.width / 2)
    x = share * view.width
    day = view.day(x)
    view.zoom(1.5, x)
    assert abs(view.x(day) - x) < 1.0


@given(views, st.integers(0, 300_000))
def test_a_fact_in_hand_is_brought_into_sight(view: View, after: int) -> None:
    view.show_all()
    view.zoom(50, 0)
    day = min(view.last, view.first + after)
    view.bring_in(day, 60)
    assert -1 <= view.x(day) <= view.width + 1


@given(views, st.floats(200, 2000))
def test_another_width_shows_the_same_days(view: View, width: float) -> None:
    view.show_all()
    view.zoom(4, 0)
    before = (view.start, view.days)
    view.resize(width)
    if before[1] > 40:  # else a day would be wider than it may be
        assert abs(view.days - before[1]) <= 0.01 * before[1]
        assert abs(view.start - before[0]) <= 0.05 * before[1]
