"""How a line of time is painted. Marks of one tone go in one call: there may be thousands."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from quizapp.progress.mastery import Known
from quizapp.ui import words
from quizapp.ui.charts.chart import PALE
from quizapp.ui.charts.time_axis import Rooms, Tick, sections, step_for, ticks
from quizapp.ui.charts.timeline_view import DOT, HEAD, LABEL, ROW

if TYPE_CHECKING:
    from quizapp.services.show_timeline import Entry
    from quizapp.ui.charts.timeline import Timeline
    from quizapp.ui.charts.timeline_layout import Mark, Overview

_LEAST_LABEL = 52  # pixels at 100 %, below which a label says nothing
_GAP = 5
_BAR = 4  # height of what covers several days
_OPEN = 12  # length of what is left open
_LEAST_COLUMN = 0.16  # of its lane
_CELL = 3  # pixels of the overview

Align = Qt.AlignmentFlag


class TimelinePainter:
    """Paints what its line of time has laid out."""

    def __init__(self, line: Timeline) -> None:
        self._line = line
        self._scaled = line.theme.scaled
        self._overview: Overview | None = None  # of which the cells are
        self._cells: list[int] = []
        self._measured: tuple[int, QFontMetricsF] | None = None
        self._widths: dict[str, float] = {}

    def paint(self, painter: QPainter) -> None:
        line = self._line
        step = step_for(line.view.pixels, self._rooms())
        first, last = math.floor(line.view.start), math.ceil(line.view.end)
        small = ticks(first, last, step)
        large = sections(first, last, step)
        self._paint_grid(painter, small, large)
        painter.save()
        painter.setClipRect(line.lanes_area)
        self._paint_lanes(painter)
        self._paint_columns(painter)
        self._paint_facts(painter)
        self._paint_hand(painter)
        painter.restore()
        self._paint_axis(painter, small, large)
        self._paint_overview(painter)

    # Labels

    def room(self, mark: Mark) -> float:
        """Pixels for the label of a fact."""
        whole = mark.room * self._line.view.pixels
        return min(self._scaled(LABEL), whole - self._scaled(DOT) - 2 * self._scaled(_GAP))

    def has_room(self, mark: Mark) -> bool:
        return self.room(mark) >= self._scaled(_LEAST_LABEL)

    def label_width(self, mark: Mark) -> float:
        if not self.has_room(mark):
            return 0.0
        entry = self._line.strips[mark.lane].entries[mark.begin]
        text = self._line.texts.get(entry.question_id, "")
        metrics = self._small
        if text not in self._widths:
            self._widths[text] = metrics.horizontalAdvance(text)
        return min(self._widths[text], self.room(mark)) + 2 * self._scaled(_GAP)

    @property
    def _small(self) -> QFontMetricsF:
        size = self._line.theme.px("small")
        if self._measured is None or self._measured[0] != size:
            self._measured = (size, QFontMetricsF(self._line.theme.font("small")))
            self._widths.clear()
        return self._measured[1]

    def _rooms(self) -> Rooms:
        metrics, gap = self._small, self._scaled(18)
        return Rooms(
            metrics.horizontalAdvance("8888 BC") + gap,
            metrics.horizontalAdvance("Mmm") + gap,
            metrics.horizontalAdvance("28") + self._scaled(12),
        )

    # The axis

    def _paint_grid(self, painter: QPainter, small: Sequence[Tick], large: Sequence[Tick]) -> None:
        line, area = self._line, self._line.lanes_area
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        faint = line.mixed(0.0, "border")
        faint.setAlphaF(0.55)
        painter.setPen(QPen(faint, 1))
        painter.drawLines(
            [QLineF(line.view.x(t.day), area.top(), line.view.x(t.day), area.bottom())
             for t in small]
        )  # fmt: skip
        painter.setPen(QPen(line.theme.colour("border"), 1))
        painter.drawLines(
            [QLineF(line.view.x(t.day), 0, line.view.x(t.day), area.bottom()) for t in large]
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)

    def _paint_axis(self, painter: QPainter, small: Sequence[Tick], large: Sequence[Tick]) -> None:
        """Ticks beside their lines; what they lie in above, kept in sight while any of it is."""
        line, gap = self._line, self._scaled(_GAP)
        bottom, middle = line.lanes_area.top(), line.lanes_area.top() / 2
        painter.setFont(line.theme.font("small"))
        painter.setPen(line.theme.colour("muted"))
        for tick in small:
            left = line.view.x(tick.day) + gap
            if left + painter.fontMetrics().horizontalAdvance(tick.text) > line.view.width:
                continue
            place = QRectF(left, middle, 200, middle - 2)
            painter.drawText(place, Align.AlignLeft | Align.AlignVCenter, tick.text)
        painter.setFont(line.theme.font("small", QFont.Weight.DemiBold))
        painter.setPen(line.theme.colour("text"))
        edges = [line.view.x(tick.day) for tick in large] + [line.view.width]
        for number, tick in enumerate(large):
            left = max(0.0, edges[number]) + gap
            wide = edges[number + 1] - left - gap
            if wide >= painter.fontMetrics().horizontalAdvance(tick.text):
                place = QRectF(left, 0, wide, middle)
                painter.drawText(place, Align.AlignLeft | Align.AlignVCenter, tick.text)
        painter.setPen(QPen(line.theme.colour("border"), 1))
        painter.drawLine(QPointF(0, bottom), QPointF(line.view.width, bottom))

    # Lanes

    def _paint_lanes(self, painter: QPainter) -> None:
        line = self._line
        painter.setFont(line.theme.font("small", QFont.Weight.DemiBold))
        for lane in line.lanes_seen:
            strip, top = line.strips[lane], line.lane_top(lane)
            if lane:
                painter.setPen(QPen(line.theme.colour("border"), 1))
                painter.drawLine(QPointF(0, top), QPointF(line.view.width, top))
            name = f"{words.one_line(line.lane_name(strip.name))}  ·  {len(strip):,}"
            earlier = strip.seen(line.view.start, line.view.start)
            if earlier:
                name += line.tr("  ·  {:,} began earlier").format(earlier)
            place = QRectF(4, top + 2, line.view.width - 8, self._scaled(HEAD) - 4)
            shown = painter.fontMetrics().elidedText(
                name, Qt.TextElideMode.ElideRight, int(place.width())
            )
            wide = painter.fontMetrics().horizontalAdvance(shown)
            under = line.theme.colour("base")  # so that no line of the grid runs through the name
            painter.fillRect(QRectF(place.left() - 2, place.top(), wide + 6, place.height()), under)
            painter.setPen(line.theme.colour("muted"))
            painter.drawText(place, Align.AlignLeft | Align.AlignVCenter, shown)

    # Columns of several facts

    def _paint_columns(self, painter: QPainter) -> None:
        line = self._line
        columns = [mark for mark in line.visible if not mark.single]
        if not columns:
            return
        most = math.log(max(2, *(mark.count for mark in columns)))
        parts: tuple[list[QRectF], ...] = ([], [], [])
        counts: list[tuple[QRectF, str]] = []
        for mark in columns:
            bar = self._column(mark, most)
            bottom = bar.bottom()
            known = line.strips[mark.lane].known(mark.begin, mark.end)
            for part, number in zip(parts, known, strict=True):
                high = bar.height() * number / mark.count
                if number:
                    part.append(QRectF(bar.left(), bottom - high, bar.width(), high))
                bottom -= high
            text = _short(mark.count)
            counts.append((bar, text))
        painter.setPen(Qt.PenStyle.NoPen)
        for part, colour in zip(parts, self._tones(), strict=True):
            painter.setBrush(colour)
            painter.drawRects(part)
        painter.setFont(line.theme.font("small"))
        painter.setPen(line.theme.colour("text"))
        high = painter.fontMetrics().height()
        for bar, text in counts:
            above = QRectF(bar.left() - 12, bar.top() - high, bar.width() + 24, high)
            painter.drawText(above, Align.AlignCenter, text)

    def _column(self, mark: Mark, most: float) -> QRectF:
        """The higher the more facts there are, by the logarithm of their number."""
        box = self._line.box(mark)
        whole = box.height() - self._small.height() - self._scaled(10)
        share = _LEAST_COLUMN + (1 - _LEAST_COLUMN) * math.log(mark.count) / most
        high = max(4.0, whole * min(1.0, share))
        bottom = box.bottom() - self._scaled(4)
        return QRectF(box.left(), bottom - high, box.width() - 2, high)

    def _tones(self) -> tuple[QColor, QColor, QColor]:
        """Firm, shaky and new, as on the bars of Progress."""
        line = self._line
        return line.mixed(1.0), line.mixed(PALE), line.theme.colour("border")

    # Single facts

    def _paint_facts(self, painter: QPainter) -> None:
        line = self._line
        dots: dict[Known, QPolygonF] = {known: QPolygonF() for known in Known}
        bars: dict[Known, list[QRectF]] = {known: [] for known in Known}
        opens: list[QLineF] = []
        labels: list[tuple[QRectF, str]] = []
        for mark in line.visible:
            if not mark.single:
                continue
            entry = line.strips[mark.lane].entries[mark.begin]
            middle = self._middle(mark)
            dots[entry.known].append(middle)
            bar = self._bar(entry, middle.y())
            if bar is not None:
                bars[entry.known].append(bar)
            opens += self._opens(entry, middle)
            text = line.texts.get(entry.question_id)
            if text and self.has_room(mark):
                reaches = bar.right() if bar is not None else 0.0
                place = self._label_place(mark, middle, reaches)
                if place.width() >= self._scaled(_LEAST_LABEL):
                    labels.append((place, text))
        for mark in line.reaching:
            entry = line.strips[mark.lane].entries[mark.begin]
            bar = self._bar(entry, self._middle(mark).y())
            if bar is not None:
                bars[entry.known].append(bar)
        self._paint_bars(painter, bars)
        painter.setPen(QPen(line.theme.colour("strong_border"), 1.5, Qt.PenStyle.DotLine))
        painter.drawLines(opens)
        self._paint_dots(painter, dots)
        self._paint_labels(painter, labels)

    def _middle(self, mark: Mark) -> QPointF:
        """Of the dot."""
        box = self._line.box(mark)
        return QPointF(self._line.view.x(mark.first) + self._scaled(DOT) / 2, box.center().y())

    def _label_place(self, mark: Mark, middle: QPointF, reaches: float) -> QRectF:
        """``reaches``: to where the bar goes; as long as that is in sight, so is the label."""
        left = middle.x() + self._scaled(DOT) / 2 + self._scaled(_GAP)
        right, high = left + self.room(mark), self._scaled(ROW)
        if left < self._scaled(_GAP) < reaches:
            left = float(self._scaled(_GAP))
        right = min(right, self._line.view.width - 2)
        return QRectF(left, middle.y() - high / 2, right - left, high)

    def _bar(self, entry: Entry, y: float) -> QRectF | None:
        """What a date covers that is no single day; None while that is no wider than a dot."""
        view = self._line.view
        left, right = view.x(entry.first), view.x(entry.last + 1)
        if entry.first == entry.last or right - left <= self._scaled(DOT):
            return None
        left, right = max(left, -20.0), min(right, view.width + 20.0)
        high = self._scaled(_BAR)
        return QRectF(left, y + self._scaled(ROW) / 2 - high, max(0.0, right - left), high)

    def _opens(self, entry: Entry, middle: QPointF) -> list[QLineF]:
        view, long = self._line.view, self._scaled(_OPEN)
        found = []
        if entry.open_before:
            left = view.x(entry.first)
            found.append(QLineF(left - long, middle.y(), left, middle.y()))
        if entry.open_after:
            right = max(view.x(entry.last + 1), middle.x() + self._scaled(_GAP))
            y = middle.y() + self._scaled(10)
            found.append(QLineF(right, y, right + long, y))
        return found

    def _paint_bars(self, painter: QPainter, bars: dict[Known, list[QRectF]]) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        line = self._line
        tones = {Known.FIRM: line.mixed(1.0), Known.SHAKY: line.mixed(PALE),
                 Known.NEW: line.theme.mixed("strong_border", "base", 0.5)}  # fmt: skip
        for known, places in bars.items():
            painter.setBrush(tones[known])
            painter.drawRects(places)

    def _paint_dots(self, painter: QPainter, dots: dict[Known, QPolygonF]) -> None:
        """Firm ones are full, shaky ones pale with an edge, new ones hollow: not told by colour
        alone.
        """
        line, wide = self._line, self._scaled(10)
        firm, pale, _ = self._tones()
        hollow, edge = line.theme.colour("base"), line.theme.colour("strong_border")
        for known, outer, inner in (
            (Known.NEW, edge, hollow),
            (Known.SHAKY, firm, pale),
            (Known.FIRM, firm, firm),
        ):
            for colour, size in ((outer, wide), (inner, wide - self._scaled(4))):
                pen = QPen(colour, size, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
                painter.setPen(pen)
                painter.drawPoints(dots[known])

    def _paint_labels(self, painter: QPainter, labels: Sequence[tuple[QRectF, str]]) -> None:
        painter.setFont(self._line.theme.font("small"))
        painter.setPen(self._line.theme.colour("text"))
        metrics = painter.fontMetrics()
        for place, text in labels:
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(place.width()))
            painter.drawText(place, Align.AlignLeft | Align.AlignVCenter, shown)

    def _paint_hand(self, painter: QPainter) -> None:
        """A ring around the mark in hand, and a lighter one around the fact that is read."""
        line = self._line
        hand = line.current
        for number, mark in enumerate(line.visible):
            ids = line.opened_ids
            read = bool(ids) and mark.single and (
                line.strips[mark.lane].entries[mark.begin].question_id in ids
            )  # fmt: skip
            if not (read or number == hand):
                continue
            ring = line.box(mark).adjusted(-3, 1, 3, -1)
            strong = number == hand and line.hasFocus()
            painter.setPen(QPen(line.theme.colour("accent"), 2.0 if strong else 1.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ring, 6, 6)

    # The whole line, small

    def _paint_overview(self, painter: QPainter) -> None:
        line, area = self._line, self._line.overview_area
        counts = self._counts()
        most = math.log(1 + max(counts, default=0)) or 1.0
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(line.theme.colour("alt"))
        ground = area.adjusted(0, 6, 0, 0)
        painter.drawRoundedRect(ground, 4, 4)
        painter.setBrush(line.theme.colour("strong_border"))
        cell = area.width() / max(1, len(counts))
        high = ground.height() - 6
        bars = [
            QRectF(n * cell, ground.bottom() - 2 - high * math.log(1 + count) / most,
                   max(1.0, cell - 1), high * math.log(1 + count) / most)
            for n, count in enumerate(counts) if count
        ]  # fmt: skip
        painter.drawRects(bars)
        days = line.overview.last + 1 - line.overview.first
        left = (line.view.start - line.overview.first) / days * area.width()
        right = (line.view.end - line.overview.first) / days * area.width()
        window = QRectF(max(0.0, left), ground.top(), 0, ground.height())
        window.setRight(min(area.width(), max(right, left + 6)))
        soft = line.theme.colour("accent")
        soft.setAlphaF(0.16)
        painter.setBrush(soft)
        painter.setPen(QPen(line.theme.colour("accent"), 1.5))
        painter.drawRoundedRect(window.adjusted(1, 1, -1, -1), 4, 4)

    def _counts(self) -> list[int]:
        overview, cells = self._line.overview, max(1, int(self._line.view.width // _CELL))
        if self._overview is not overview or len(self._cells) != cells:
            days = overview.last + 1 - overview.first
            self._overview = overview
            self._cells = overview.counts(overview.first, days, cells)
        return self._cells


def _short(number: int) -> str:
    """ "87", "1.2k", "104k"."""
    if number < 1000:
        return str(number)
    thousands = number / 1000
    return f"{thousands:.1f}k" if thousands < 10 else f"{thousands:.0f}k"
