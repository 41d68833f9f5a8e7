"""The line of time in its card: as a line or as a list, what is in sight, and ways to keep it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from quizapp.domain.calendar import Calendar, from_julian_day
from quizapp.progress.mastery import Known
from quizapp.progress.table import Table
from quizapp.services.many_objects import without_collection
from quizapp.services.show_timeline import Entry, Facts, Lane, LaneBy, Row, in_time, lanes
from quizapp.ui import words
from quizapp.ui.charts.chart import PALE
from quizapp.ui.charts.chart_card import KeptChart
from quizapp.ui.charts.timeline import Timeline
from quizapp.ui.charts.timeline_layout import Overview, Strip
from quizapp.ui.desk import Desk
from quizapp.ui.models.timeline import TimelineTable, headings
from quizapp.ui.widgets.basics import column, keep_bar_room, label, row, tool
from quizapp.ui.widgets.elided import ElidedLabel

_ROW = 34  # pixels at 100 %
_DATE, _QUESTION, _ANSWER, _LANE, _KNOWN = range(5)
_WIDTHS = {
    _DATE: 210,
    _ANSWER: 200,
    _LANE: 170,
    _KNOWN: 84,
}  # of the columns of the list, in pixels at 100 %
_LEAST_QUESTION = 170
_DATE_SHARE = 0.42  # of the list, at most
_WITH_LEGEND = 520


@dataclass(frozen=True)
class Prepared:
    """Facts in lanes, ready to be shown; made off the main thread."""

    facts: Facts
    style: Calendar
    lanes: Sequence[Lane]
    strips: Sequence[Strip]
    overview: Overview
    line: Sequence[tuple[Entry, str]]


def prepare(facts: Facts, by: LaneBy, style: Calendar) -> Prepared:
    with without_collection():
        found = lanes(facts, by, style)
        strips = [Strip(lane) for lane in found]
        return Prepared(facts, style, found, strips, Overview(strips), in_time(found))


class TimelineCard(KeptChart):
    rows_wanted = Signal(int)  # a page of the list
    opened = Signal(object)  # ids of the facts to show
    csv_wanted = Signal(object)  # the file to write the list to

    def __init__(self, desk: Desk) -> None:
        self.line = Timeline(desk.theme, desk.tr("Timeline"))
        self.zoom_in = tool(desk.theme, "zoom_in", desk.tr("Closer"))
        self.zoom_out = tool(desk.theme, "zoom_out", desk.tr("Farther"))
        self.zoom_all = tool(desk.theme, "zoom_all", desk.tr("The whole line"))
        self.legend = Legend(desk)
        super().__init__(
            desk, desk.tr("Timeline"), self.line,
            beside=(self.legend, self.zoom_out, self.zoom_in, self.zoom_all),
        )  # fmt: skip
        self._heading.hide()  # the screen has it above
        self._where = ElidedLabel("", "muted")
        self._head.insertWidget(0, self._where, 1000)
        self.model = TimelineTable(self)
        self.grid = _List(desk, self.model)
        self.grid.hide()
        layout = column(self._head, self.line, self.grid, self._caption, spacing=6)
        layout.setStretch(1, 1)
        layout.setStretch(2, 1)
        layout.setContentsMargins(16, 8, 12, 8)
        self.setLayout(layout)
        self.grid.activated.connect(lambda index: self.open_row(index.row()))
        self.model.page_wanted.connect(self.rows_wanted)
        self.line.opened.connect(self.opened)
        self.line.moved.connect(self._say_where)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.legend.setVisible(self.width() >= self.desk.theme.scaled(_WITH_LEGEND))
        self._say_where()

    @property
    def front(self) -> QWidget:
        """The line or the list, whichever is shown."""
        return self.grid if self.as_table else self.line

    def show_prepared(self, found: Prepared, *, anew: bool) -> None:
        self.line.show_strips(found.strips, found.overview, found.style, anew=anew)
        self.model.show_line(found.line, found.style)
        self._say_where()

    def open_row(self, number: int) -> None:
        entry = self.model.entry(number)
        if entry is not None:
            self.opened.emit([entry.question_id])

    def save_csv(self, file: Path) -> None:
        """The words of all facts are to be read: ``csv_wanted``, then ``keep_rows``."""
        self.csv_wanted.emit(file)

    def keep_rows(
        self, file: Path, found: Prepared, names: Mapping[str, str], read: Callable[[], list[Row]]
    ) -> None:
        """``names``: what lanes are called. ``read``: the line in words, off the main thread."""
        first, last = self.tr("First day"), self.tr("Last day")
        heads = (headings()[0], first, last, *headings()[1:])
        known = {each: words.known_name(each) for each in Known}

        def make() -> Table:
            spans = {entry.question_id: entry for entry, _ in found.line}
            with without_collection():
                return Table(heads, tuple(
                    (each.date, _iso(spans[each.question_id].first),
                     _iso(spans[each.question_id].last), each.stem, each.answer,
                     names[each.lane], known[each.known])
                    for each in read()
                ))  # fmt: skip

        self._keep_table(file, make)

    def _show_as_table(self, on: bool) -> None:
        entry = self.line.entry_in_hand
        self.grid.setVisible(on)
        self.line.setVisible(not on)
        self._caption.setVisible(not on)
        for each in (self.zoom_in, self.zoom_out, self.zoom_all):
            each.setEnabled(not on)
        if on:
            at = self.model.row_of(entry.question_id) if entry is not None else 0
            self.grid.setCurrentIndex(self.model.index(max(0, at), 0))
        self.front.setFocus()

    @Slot()
    def _say_where(self) -> None:
        if not self.line.strips:
            return
        said = self.line.time_in_sight
        if self.legend.isVisibleTo(self):
            facts = words.count(self.line.in_sight(), self.tr("fact"), self.tr("facts"))
            said = self.tr("{time}  ·  {facts} in sight").format(time=said, facts=facts)
        self._where.setText(said)
        self.zoom_all.setEnabled(not self.line.view.all_in_sight)


class Legend(QWidget):
    """What the three kinds of dots mean."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        names = [label(words.known_name(known), "small") for known in reversed(Known)]
        parts = [
            part for known, name in zip(reversed(Known), names, strict=True)
            for part in (_Dot(desk, known), name)
        ]  # fmt: skip
        layout = row(*parts, spacing=5)
        for number in (2, 5):
            layout.insertSpacing(number, 6)
        layout.addSpacing(8)
        self.setLayout(layout)


class _Dot(QWidget):
    def __init__(self, desk: Desk, known: Known) -> None:
        super().__init__()
        self._theme, self._known = desk.theme, known
        desk.theme.set_width(self, 12)
        desk.theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        side = self._theme.scaled(12)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent, base = self._theme.colour("accent"), self._theme.colour("base")
        pale = self._theme.mixed("accent", "base", PALE)
        edge, fill = {
            Known.FIRM: (accent, accent), Known.SHAKY: (accent, pale),
            Known.NEW: (self._theme.colour("strong_border"), base),
        }[self._known]  # fmt: skip
        painter.setPen(QPen(edge, 2))
        painter.setBrush(fill)
        radius = self._theme.scaled(4)
        painter.drawEllipse(self.rect().center(), radius, radius)
        painter.end()


class _List(QTableView):
    def __init__(self, desk: Desk, model: TimelineTable) -> None:
        super().__init__()
        self._theme = desk.theme
        self.setModel(model)
        self.setAccessibleName(self.tr("Dated facts as a list"))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        keep_bar_room(self)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(_QUESTION, QHeaderView.ResizeMode.Stretch)
        self._fit()
        desk.theme.changed.connect(self._fit)

    @Slot()
    def _fit(self) -> None:
        """Where there is little room the lane goes, then the answer: a fact that is opened has
        them.
        """
        self.verticalHeader().setDefaultSectionSize(self._theme.scaled(_ROW))
        date = min(self._theme.scaled(_WIDTHS[_DATE]), round(self.width() * _DATE_SHARE))
        self.horizontalHeader().resizeSection(_DATE, date)
        room = self.width() - date - self._theme.scaled(_LEAST_QUESTION)
        for section in (_KNOWN, _ANSWER, _LANE):
            wide = self._theme.scaled(_WIDTHS[section])
            self.horizontalHeader().resizeSection(section, wide)
            room -= wide
            self.setColumnHidden(section, room < 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def _iso(day: int) -> str:
    return from_julian_day(day, Calendar.NEW_STYLE).iso
