"""Dated facts on a line of time, in lanes: to zoom, to move, and to walk through by keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QScrollBar, QSizePolicy

from quizapp.domain.calendar import Calendar
from quizapp.domain.date_span import text_in_style
from quizapp.progress.mastery import Known
from quizapp.services.show_timeline import Entry
from quizapp.ui import words
from quizapp.ui.charts.chart import Chart, Key
from quizapp.ui.charts.time_axis import year_text
from quizapp.ui.charts.timeline_layout import (
    Mark,
    Overview,
    Scale,
    Strip,
    mark_with,
    marks_between,
)
from quizapp.ui.charts.timeline_paint import TimelinePainter
from quizapp.ui.charts.timeline_view import (
    AXIS,
    CELL,
    DOT,
    FOOT,
    HEAD,
    LABEL,
    OVERVIEW,
    ROW,
    View,
)
from quizapp.ui.theme import Theme

HEIGHT, LEAST_HEIGHT = 420, 190
_NOTCH = 1.3  # a turn of the wheel by one notch
_KEY = 1.6  # a press of + or -
_PAGE = 0.5  # of the width
_NEAR_EDGE = 90
_TEXTS_AT_ONCE = 400
_WAIT = 40  # ms without a move before texts are asked for
_REACHING = 60  # bars of a lane that come in from before
_DRAG = 4  # pixels that tell a drag from a click

Shift = Qt.KeyboardModifier.ShiftModifier


@dataclass(frozen=True, slots=True)
class _Places:
    """Pixels: the top of the first lane, and how high things are."""

    top: float
    lane: float
    head: int
    row: int
    dot: int


class Timeline(Chart):
    """``opened`` tells which facts are to be shown: ids of one, or of several of one day."""

    opened = Signal(object)
    texts_wanted = Signal(object)  # ids of facts that are in sight without their words
    moved = Signal()  # another part of the line is in sight

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name, HEIGHT)
        self.view = View()
        self.style_shown = Calendar.NEW_STYLE
        self.strips: Sequence[Strip] = ()
        self.overview = Overview(())
        self.lane_name: Callable[[str], str] = str
        self.texts: dict[str, str] = {}
        self.opened_ids: frozenset[str] = frozenset()
        self.lanes_seen = range(0)
        self.visible: list[Mark] = []
        self.reaching: list[Mark] = []  # facts that began before what is in sight and go on there
        self._hand: tuple[int, int] | None = None  # lane and first entry of the mark in hand
        self._drag: tuple[float, float, bool] | None = None  # x before, and whether it moved
        self._laid_out: tuple[object, ...] = ()
        self._places = _Places(0.0, 1.0, 0, 1, 1)
        self._scroll = QScrollBar(Qt.Orientation.Vertical, self)
        self._scroll.setAccessibleName(self.tr("Lanes"))
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.valueChanged.connect(self.update)
        self._wait = QTimer(self, singleShot=True, interval=_WAIT)
        self._wait.timeout.connect(self.ask_for_texts)
        self._paints = TimelinePainter(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.grabGesture(Qt.GestureType.PinchGesture)
        self.chosen.connect(self._open)

    # Filling

    def show_strips(
        self, strips: Sequence[Strip], overview: Overview, style: Calendar, *, anew: bool
    ) -> None:
        """``anew``: shows the whole line; else what is in sight stays, and the fact in hand."""
        entry = self.entry_in_hand
        self.strips, self.overview, self.style_shown = strips, overview, style
        self.view.first, self.view.last = overview.first, overview.last
        self._laid_out = ()
        self._hand = None
        if anew:
            self.view.show_all()
        self.view.settle()
        self._fit_scroll()
        if entry is not None and not anew:
            self.take(entry.question_id)
        self._seen_anew()

    def put_texts(self, texts: Mapping[str, str]) -> None:
        """Headlines by question id; an empty one for a fact that is gone."""
        self.texts.update(texts)
        self._wait.start()  # there may be more than could be asked for at once
        if self._hand is not None:
            self._say(self.mark_in_hand)
        self.update()

    def forget_texts(self) -> None:
        self.texts.clear()

    def take(self, question_id: str) -> None:
        """Takes a fact in hand, where it is on the line."""
        for lane, strip in enumerate(self.strips):
            for index, entry in enumerate(strip.entries):
                if entry.question_id == question_id:
                    mark = mark_with(strip, lane, self.rows, self.scale, index)
                    if not 0 <= self.view.x(mark.first) < self.view.width:
                        self._take(mark)
                        return
                    self._hand = (mark.lane, mark.begin)  # in sight: nothing moves
                    self._say(mark)
                    self.update()
                    return

    # The mark in hand

    @property
    def mark_in_hand(self) -> Mark | None:
        if self._hand is None or self._hand[0] >= len(self.strips):
            return None
        lane, index = self._hand
        if index >= len(self.strips[lane]):
            return None
        return mark_with(self.strips[lane], lane, self.rows, self.scale, index)

    @property
    def entry_in_hand(self) -> Entry | None:
        mark = self.mark_in_hand
        return None if mark is None else self.strips[mark.lane].entries[mark.begin]

    @property
    def current(self) -> int:
        mark = self.mark_in_hand
        if mark is None:
            return -1
        key = (mark.lane, mark.begin)
        return next((n for n, m in enumerate(self.visible) if (m.lane, m.begin) == key), -1)

    def point_at(self, number: int) -> None:
        mark = self.visible[number] if 0 <= number < len(self.visible) else None
        hand = None if mark is None else (mark.lane, mark.begin)
        if hand == self._hand:
            return
        self._hand = hand
        self._say(mark)
        self.update()

    def _take(self, mark: Mark) -> None:
        """Takes a mark in hand and brings it into sight."""
        self._hand = (mark.lane, mark.begin)
        self.view.bring_in(mark.first, self.theme.scaled(_NEAR_EDGE))
        self._bring_lane_in(mark.lane)
        self._say(mark)
        self._seen_anew()

    def _say(self, mark: Mark | None) -> None:
        self._announce(self.description(mark) if mark is not None else "")

    # What a chart says of itself

    def marks(self) -> int:
        self.lay_out()
        return len(self.visible)

    def describe(self, number: int) -> str:
        return self.description(self.visible[number])

    def description(self, mark: Mark) -> str:
        strip = self.strips[mark.lane]
        lane = words.one_line(self.lane_name(strip.name))
        if mark.single:
            entry = strip.entries[mark.begin]
            text = self.texts.get(entry.question_id, "")
            return self.tr("{date}: {fact}  ·  {known}  ·  {lane}").format(
                date=text_in_style(entry.date, self.style_shown), fact=words.one_line(text) or "…",
                known=words.known_name(entry.known), lane=lane,
            )  # fmt: skip
        first, last = strip.entries[mark.begin], strip.entries[mark.end - 1]
        numbers = zip(strip.known(mark.begin, mark.end), reversed(Known), strict=True)
        said = self.tr("{facts}, {first} to {last}: {known}  ·  {lane}  ·  Enter looks closer")
        return said.format(
            facts=words.count(mark.count, self.tr("fact"), self.tr("facts")), lane=lane,
            known=", ".join(f"{n:,} {words.known_name(known)}" for n, known in numbers if n),
            first=text_in_style(first.date, self.style_shown),
            last=text_in_style(last.date, self.style_shown),
        )  # fmt: skip

    @property
    def time_in_sight(self) -> str:
        """ "1861–1940"."""
        first = max(self.view.start, self.overview.first)
        last = min(self.view.end, self.overview.last)
        years = [year_text(words.year_of(round(day))) for day in (first, max(first, last))]
        return years[0] if years[0] == years[1] else self.tr("{}–{}").format(*years)

    def in_sight(self) -> int:
        """How many facts have a day in the time in sight, in all lanes."""
        return sum(strip.seen(self.view.start, self.view.end) for strip in self.strips)

    def entries_in_sight(self) -> list[Entry]:
        start, end = self.view.start, self.view.end
        return [entry for strip in self.strips for entry in strip.entries_seen(start, end)]

    # Where things are

    @property
    def lanes_area(self) -> QRectF:
        top, bottom = self.theme.scaled(AXIS), self.theme.scaled(OVERVIEW)
        return QRectF(0, top, self.view.width, max(1, self.height() - top - bottom))

    @property
    def overview_area(self) -> QRectF:
        high = self.theme.scaled(OVERVIEW)
        return QRectF(0, self.height() - high, self.view.width, high)

    @property
    def rows(self) -> int:
        """Rows of a lane: as many as there is room for, at least two."""
        head, row = self.theme.scaled(HEAD + FOOT), self.theme.scaled(ROW)
        each = self.lanes_area.height() / max(1, len(self.strips))
        return max(2, int((each - head) // row))

    @property
    def lane_height(self) -> float:
        """Such that no lane is cut at the foot: those that do not fit in are scrolled to."""
        least = self.theme.scaled(HEAD + FOOT) + self.rows * self.theme.scaled(ROW)
        area = self.lanes_area.height()
        whole = max(1, min(len(self.strips), int(area // least)))
        return max(float(least), area / whole)

    @property
    def scale(self) -> Scale:
        cell, dot = self.theme.scaled(CELL), self.theme.scaled(DOT)
        return Scale(self.view.pixels, float(cell), float(dot))

    def lane_top(self, lane: int) -> float:
        return self.lanes_area.top() + lane * self.lane_height - self._scroll.value()

    def box(self, mark: Mark) -> QRectF:
        """Where a mark in sight can be pointed at: a dot with its label, or a column."""
        at = self._places
        top, left = at.top + mark.lane * at.lane + at.head, self.view.x(mark.first)
        if mark.single:
            wide = at.dot + self._paints.label_width(mark)
            return QRectF(left, top + mark.row * at.row, wide, at.row)
        wide = mark.room * self.view.pixels
        return QRectF(left + at.dot, top, max(6.0, wide - at.dot), at.lane - at.head)

    def mark_at(self, place: QPointF) -> int:
        self.lay_out()
        if not self.lanes_area.contains(place):
            return -1
        lane = int((place.y() - self.lane_top(0)) // self.lane_height)
        for number, mark in enumerate(self.visible):
            if mark.lane == lane and self.box(mark).contains(place):
                return number
        return -1

    def lay_out(self) -> None:
        """Looks up the marks in sight, where anything has changed since the last time."""
        key = (self.view.start, self.view.pixels, self.view.width, self.height(),
               self._scroll.value(), self.theme.scaled(100))  # fmt: skip
        if key == self._laid_out:
            return
        self._laid_out = key
        sizes = (self.theme.scaled(each) for each in (HEAD, ROW, DOT))
        self._places = _Places(self.lane_top(0), self.lane_height, *sizes)
        area, high = self.lanes_area, self.lane_height
        first = max(0, int(self._scroll.value() // high))
        last = min(len(self.strips), int((self._scroll.value() + area.height()) // high) + 1)
        wide = self.theme.scaled(LABEL) / self.view.pixels  # so that labels reach in from outside
        days = (self.view.start - wide, self.view.end + wide)
        rows, scale = self.rows, self.scale
        self.lanes_seen = range(first, last)
        self.visible = [
            mark
            for lane in self.lanes_seen
            for mark in marks_between(self.strips[lane], lane, rows, scale, days)
        ]
        begun = scale.cell_days * (days[0] // scale.cell_days)
        self.reaching = [
            mark
            for lane in self.lanes_seen
            for index in self.strips[lane].reaching(begun, self.view.start, _REACHING)
            if (mark := mark_with(self.strips[lane], lane, rows, scale, index)).single
        ]

    # Moving

    def zoom_in(self) -> None:
        self._zoom(_KEY)

    def zoom_out(self) -> None:
        self._zoom(1 / _KEY)

    def show_all(self) -> None:
        self.view.show_all()
        self._seen_anew()

    def look_at(self, first: float, last: float) -> None:
        """Shows the days between two days."""
        self.view.zoom_to(first, last)
        self._seen_anew()

    def move_page(self, pages: int) -> None:
        self.view.move(pages * _PAGE * self.view.width)
        self._seen_anew()

    def open_current(self) -> bool:
        """Shows the mark in hand, or looks closer at it; False where there is none."""
        self.lay_out()
        if self.current < 0:
            return False
        self.chosen.emit(self.current)
        return True

    def _zoom(self, factor: float, x: float | None = None) -> None:
        """Around a place, else around the mark in hand where it is in sight, else the middle."""
        mark = self.mark_in_hand
        if x is None:
            x = self.view.width / 2
            if mark is not None and 0 <= self.view.x(mark.first) <= self.view.width:
                x = self.view.x(mark.first)
        self.view.zoom(factor, x)
        self._seen_anew()

    def _seen_anew(self) -> None:
        self.update()
        self._wait.start()
        self.moved.emit()

    def _open(self, number: int) -> None:
        """A fact is shown; several are looked at closer, or shown where that parts them no more."""
        if not 0 <= number < len(self.visible):
            return
        mark = self.visible[number]
        part = self.strips[mark.lane].entries[mark.begin : mark.end]
        parted = part[-1].first > part[0].first and self.view.pixels < self._widest(part)
        if mark.single or not parted:
            self.opened.emit([entry.question_id for entry in part])
            return
        self._hand = (mark.lane, mark.begin)
        self.view.zoom_to(part[0].first, part[-1].first)
        self._seen_anew()
        self._say(self.mark_in_hand)

    def _widest(self, part: Sequence[Entry]) -> float:
        """The scale at which looking closer at some facts would end."""
        trial = View(0.0, self.view.pixels, self.view.width, self.view.first, self.view.last)
        trial.zoom_to(part[0].first, part[-1].first)
        return trial.pixels * 0.999

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not any(len(strip) for strip in self.strips) or not self._key(event):
            super(Chart, self).keyPressEvent(event)

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in (Key.Key_Return, Key.Key_Enter):
            return self.open_current()
        paging = {Key.Key_PageUp: -1, Key.Key_PageDown: 1}
        if event.modifiers() & Shift:
            paging |= {Key.Key_Left: -1, Key.Key_Right: 1}
        if key in paging:
            self.move_page(paging[Key(key)])
            return True
        steps: dict[int, Callable[[], None]] = {
            Key.Key_Left: lambda: self._step(-1), Key.Key_Right: lambda: self._step(1),
            Key.Key_Up: lambda: self._change_lane(-1), Key.Key_Down: lambda: self._change_lane(1),
            Key.Key_Home: lambda: self._end_of_lane(first=True),
            Key.Key_End: lambda: self._end_of_lane(first=False),
        }  # fmt: skip
        if key not in steps:
            return False
        steps[key]()
        return True

    def _step(self, way: int) -> None:
        mark = self.mark_in_hand
        if mark is None:
            self._begin()
            return
        strip = self.strips[mark.lane]
        index = mark.end if way > 0 else mark.begin - 1
        if 0 <= index < len(strip):
            self._take(mark_with(strip, mark.lane, self.rows, self.scale, index))

    def _begin(self) -> None:
        """The first mark in sight, else the one closest to it."""
        self.lay_out()
        inside = [mark for mark in self.visible if 0 <= self.view.x(mark.first) < self.view.width]
        lane = inside[0].lane if inside else 0
        self._nearest_in(lane, inside[0].first if inside else round(self.view.start))

    def _change_lane(self, way: int) -> None:
        mark = self.mark_in_hand
        if mark is None:
            self._begin()
        elif 0 <= mark.lane + way < len(self.strips):
            day = self.strips[mark.lane].firsts[mark.begin]
            self._nearest_in(mark.lane + way, day)

    def _nearest_in(self, lane: int, day: int) -> None:
        strip = self.strips[lane]
        index = strip.nearest(day)
        self._take(mark_with(strip, lane, self.rows, self.scale, index))

    def _end_of_lane(self, *, first: bool) -> None:
        mark = self.mark_in_hand
        lane = mark.lane if mark is not None else 0
        strip = self.strips[lane]
        index = 0 if first else len(strip) - 1
        self._take(mark_with(strip, lane, self.rows, self.scale, index))

    # Mouse, wheel and fingers

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        place = event.position()
        if self.overview_area.contains(place):
            self._drag = None
            self._centre_overview(place.x())
            return
        self._drag = (place.x(), place.y(), False)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position()
        if not event.buttons() & Qt.MouseButton.LeftButton:
            number = self.mark_at(place)
            self.point_at(number)
            shape = Qt.CursorShape
            self.setCursor(shape.PointingHandCursor if number >= 0 else shape.ArrowCursor)
            return
        if self._drag is None:
            self._centre_overview(place.x())
            return
        x, y, dragged = self._drag
        if not dragged and abs(place.x() - x) + abs(place.y() - y) < _DRAG:
            return
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self._drag = (place.x(), place.y(), True)
        self.view.move(x - place.x())
        self._scroll.setValue(round(self._scroll.value() + y - place.y()))
        self._seen_anew()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drag, self._drag = self._drag, None
        self.unsetCursor()
        if drag is not None and not drag[2]:
            number = self.mark_at(event.position())
            self.point_at(number)
            if number >= 0:
                self.chosen.emit(number)

    def _centre_overview(self, x: float) -> None:
        days = self.overview.last + 1 - self.overview.first
        self.view.centre(self.overview.first + days * x / max(1.0, self.view.width))
        self._seen_anew()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn = event.angleDelta()
        sideways = turn.x() or (turn.y() if event.modifiers() & Shift else 0)
        if sideways:
            self.view.move(-sideways)
            self._seen_anew()
        elif turn.y():
            self._zoom(_NOTCH ** (turn.y() / 120), event.position().x())
        event.accept()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
                self._zoom(1 + event.value(), event.position().x())
                return True
        elif isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                self._zoom(pinch.scaleFactor(), self.mapFromGlobal(pinch.centerPoint()).x())
                return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The mark stays in hand while its fact is read beside the line."""
        super(Chart, self).focusOutEvent(event)
        self.update()

    # Size and paint

    def sizeHint(self) -> QSize:
        return QSize(480, self.theme.scaled(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.theme.scaled(LEAST_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_scroll()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_scroll()

    def paint(self, painter: QPainter) -> None:
        self.lay_out()
        self._paints.paint(painter)

    def _fit_scroll(self) -> None:
        area = self.lanes_area
        over = round(self.lane_height * len(self.strips) - area.height())
        self._scroll.setRange(0, max(0, over))
        self._scroll.setPageStep(round(area.height()))
        self._scroll.setSingleStep(round(self.lane_height))
        self._scroll.setVisible(over > 0)
        wide = self._scroll.sizeHint().width() if over > 0 else 0
        self._scroll.setGeometry(self.width() - wide, round(area.top()), wide, round(area.height()))
        self.view.resize(self.width() - wide)
        self._seen_anew()

    def _bring_lane_in(self, lane: int) -> None:
        top, bottom = lane * self.lane_height, (lane + 1) * self.lane_height
        value, page = self._scroll.value(), self.lanes_area.height()
        self._scroll.setValue(round(max(min(value, top), bottom - page)))

    # Words

    def ask_for_texts(self) -> None:
        """Of the labels in sight and of the fact in hand, those that are not there yet. Comes by
        itself once the line stands still.
        """
        self.lay_out()
        wanted = [entry.question_id for mark in self.visible
                  if mark.single and self._paints.has_room(mark)
                  for entry in (self.strips[mark.lane].entries[mark.begin],)]  # fmt: skip
        entry = self.entry_in_hand
        if entry is not None:
            wanted.insert(0, entry.question_id)
        missing = [id_ for id_ in dict.fromkeys(wanted) if id_ not in self.texts]
        if missing:
            self.texts_wanted.emit(missing[:_TEXTS_AT_ONCE])
