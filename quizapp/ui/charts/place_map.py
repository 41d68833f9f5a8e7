"""The places of a learner on the map: coloured by mastery, taken together where they stand close,
and named where there is room."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPainter, QPen, QPixmap

from quizapp.progress.mastery import NOTHING, Known, Mastery
from quizapp.services.show_map import MapPlace
from quizapp.ui import words
from quizapp.ui.charts.chart import PALE, Key
from quizapp.ui.charts.clusters import clusters, stepped
from quizapp.ui.charts.projection import DEEPEST, project
from quizapp.ui.charts.world_map import WorldMap
from quizapp.ui.theme import Theme

APART = 34  # pixels at a text size of 100 %, below which places are taken together
_ALONE, _TOGETHER = 7, 13  # radius
_NAMES = 120  # that are looked for room for; more are not read
_TURNS = 48  # parts of a circle that shares are rounded to
_NAMED_OF_CLUSTER = 4  # names that a cluster says
_NEAR = 40.0  # pixels to a degree, beyond which a place is not gone to for standing alone
_DOT = 5  # radius of those of the legend
_FOOT = 6  # pixels around what the legend says
SHAKY = PALE  # as on the screen Progress


@dataclass(frozen=True, slots=True)
class Mark:
    """One place, or several that stand close; ``at`` is where the first of them is."""

    places: tuple[MapPlace, ...]
    at: tuple[float, float]
    mastery: Mastery

    @property
    def alone(self) -> bool:
        return len(self.places) == 1


class PlaceMap(WorldMap):
    def __init__(self, theme: Theme, name: str, height: int) -> None:
        super().__init__(theme, name, height)
        self.places: Sequence[MapPlace] = ()
        self._points: list[tuple[float, float]] = []
        self._marks: list[Mark] = []
        self._by_scale: dict[tuple[float, float], list[Mark]] = {}
        self._scale = 0.0
        self._pictures: dict[tuple[float, int, int, int, bool], QPixmap] = {}
        self._held: int | None = None
        self._stepped_to: int | None = None
        self.moved.connect(self._regroup)
        theme.changed.connect(self._pictures.clear)
        theme.changed.connect(self.fit)

    # Filling

    def show_places(
        self, places: Sequence[MapPlace], *, look: bool = True, begun: bool = False
    ) -> None:
        """``places``: the most important first. ``look``: goes where they are; ``begun``: where
        those are that the learner has met, if there are any."""
        self.places = places
        self._points = [project(place.latitude, place.longitude) for place in places]
        self._by_scale.clear()
        self._scale = 0.0
        self._stepped_to = None
        if look:
            self.look_at(self._where_most_are(begun))
        self._regroup()

    def hold(self, key: int | None) -> None:
        """Marks the place whose questions are shown beside the map."""
        self._held = key
        self.update()

    def bring(self, place: MapPlace) -> None:
        """Into sight, and so near that it stands alone where it can: its surroundings must still
        tell where that is."""
        x, y = project(place.latitude, place.longitude)
        self.look(self.view.centred(x, y))
        while not self._mark_of(place.key).alone and self.view.scale < _NEAR:
            self.zoom(2.0)
            self.look(self.view.centred(x, y))
        self.point_at(self._marks.index(self._mark_of(place.key)))

    def step(self, way: int) -> None:
        """To the next mark (1) or the one before (-1), from the most important on."""
        if not self._marks:
            return
        start = self.current if self.current >= 0 else self._number_of(self._stepped_to)
        number = (start + way) % len(self._marks) if start >= 0 else 0
        mark = self._marks[number]
        self._stepped_to = mark.places[0].key
        self._into_sight(mark)
        self.point_at(self._number_of(self._stepped_to))

    def open(self, number: int) -> MapPlace | None:
        """The place of a mark that stands alone. Several are gone nearer to, unless no nearness
        parts them: then all of them as one."""
        mark = self._marks[number]
        if mark.alone:
            return mark.places[0]
        box = _box([project(place.latitude, place.longitude) for place in mark.places])
        inseparable = max(box[2] - box[0], box[3] - box[1]) * DEEPEST < self._apart
        if inseparable or self.view.scale >= DEEPEST:
            return as_one(mark)
        first, before = mark.places[0].key, self.view.scale
        self.look(self.view.fitted(box, self.theme.scaled(90), DEEPEST))
        while not self._split(mark) and self.view.scale < DEEPEST:
            self.look(self.view.centred(*mark.at))
            self.zoom(max(2.0, before / self.view.scale))
        self.point_at(self._number_of(first))
        return None

    # What the map says of itself

    def marks(self) -> int:
        return len(self._marks)

    def mark(self, number: int) -> Mark:
        return self._marks[number]

    def describe(self, number: int) -> str:
        mark = self._marks[number]
        said = self.tr("{questions}: {known}").format(
            questions=words.questions(mark.mastery.questions),
            known=words.known_counts(mark.mastery),
        )
        if mark.alone:
            return f"{words.one_line(mark.places[0].name)}  ·  {said}"
        names = [words.one_line(place.name) for place in mark.places[:_NAMED_OF_CLUSTER]]
        if len(mark.places) > _NAMED_OF_CLUSTER:
            names.append("…")
        return self.tr("{count} places: {names}  ·  {said}").format(
            count=len(mark.places), names=", ".join(names), said=said
        )

    def mark_at(self, place: QPointF) -> int:
        nearest, least = -1, float("inf")
        if place.y() >= self.view.height:
            return nearest  # on the legend
        for number, mark in enumerate(self._marks):
            x, y = self.view.to_screen(*mark.at)
            away = (x - place.x()) ** 2 + (y - place.y()) ** 2
            if away < least and away <= (self._radius(mark) + 5) ** 2:
                nearest, least = number, away
        return nearest

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Key.Key_Home, Key.Key_End) and self._marks:
            self._stepped_to = None
            self.point_at(-1)
            self.step(1 if event.key() == Key.Key_Home else -1)
            return
        super().keyPressEvent(event)

    # Grouping

    @property
    def _apart(self) -> float:
        return float(self.theme.scaled(APART))

    def _regroup(self) -> None:
        scale = stepped(self.view.scale)
        key = (scale, self._apart)
        if key not in self._by_scale:
            self._by_scale[key] = self._grouped(scale)
        if self._by_scale[key] is self._marks and scale == self._scale:
            return
        pointed = self._marks[self.current].places[0].key if self.current >= 0 else None
        self.point_at(-1)
        self._scale, self._marks = scale, self._by_scale[key]
        if pointed is not None:
            self.point_at(self._number_of(pointed))
        self.update()

    def _grouped(self, scale: float) -> list[Mark]:
        found = []
        for numbers in clusters(self._points, self._apart / scale):
            places = tuple(self.places[number] for number in numbers)
            found.append(Mark(places, self._points[numbers[0]], _together(places)))
        return sorted(found, key=lambda mark: -mark.mastery.questions)

    def _number_of(self, key: int | None) -> int:
        for number, mark in enumerate(self._marks):
            if any(place.key == key for place in mark.places):
                return number
        return -1

    def _mark_of(self, key: int) -> Mark:
        return self._marks[self._number_of(key)]

    def _split(self, mark: Mark) -> bool:
        return len({self._number_of(place.key) for place in mark.places}) > 1

    def _into_sight(self, mark: Mark) -> None:
        x, y = self.view.to_screen(*mark.at)
        margin = self.theme.scaled(40)
        wide, high = self.view.width, self.view.height
        inside = margin < x < wide - margin and margin < y < high - margin
        if not inside:
            self.look(self.view.centred(*mark.at))

    def _where_most_are(self, begun: bool) -> tuple[float, float, float, float] | None:
        """The box of nine in ten questions: one far place must not make all others small."""
        if not self._points:
            return None
        met = [place.mastery.firm + place.mastery.shaky for place in self.places]
        every = [len(place.question_ids) for place in self.places]
        weights = met if begun and any(met) else every
        weighed = [(x, y, n) for (x, y), n in zip(self._points, weights, strict=True) if n]
        left, right = _middle_part([(x, n) for x, _, n in weighed])
        top, bottom = _middle_part([(y, n) for _, y, n in weighed])
        return left, top, right, bottom

    # Painting

    def paint(self, painter: QPainter) -> None:
        super().paint(painter)
        self._paint_legend(painter)

    def paint_over(self, painter: QPainter) -> None:
        room = float(self.theme.scaled(20))
        seen = []
        for number, mark in enumerate(self._marks):
            x, y = self.view.to_screen(*mark.at)
            if -room < x < self.view.width + room and -room < y < self.view.height + room:
                seen.append((number, mark, QPointF(x, y)))
        for number, mark, at in reversed(seen):  # the most important lies on top
            self._paint_mark(painter, mark, at, pointed=number == self.current)
        self._paint_names(painter, [(mark, at) for _, mark, at in seen])

    def foot(self, width: int) -> int:
        places = self._legend(width)
        return math.ceil(max(box.bottom() for _, box in places)) + _FOOT

    def _legend(self, width: int) -> list[tuple[Known, QRectF]]:
        """What the colours mean, line by line from the upper left of the foot; each with its dot.
        Under the map: upon it there is no corner that might not have a mark."""
        metrics = QFontMetricsF(self.theme.font("small"))
        high, dot = metrics.height() + 4, 2.0 * self.theme.scaled(_DOT)
        places: list[tuple[Known, QRectF]] = []
        left, top = float(_FOOT), float(_FOOT)
        for known in (Known.FIRM, Known.SHAKY, Known.NEW):
            wide = dot + _FOOT + metrics.horizontalAdvance(words.known_name(known)) + 1
            if left > _FOOT and left + wide > width:
                left, top = float(_FOOT), top + high
            places.append((known, QRectF(left, top, wide, high)))
            left += wide + 2 * _FOOT
        return places

    def _paint_legend(self, painter: QPainter) -> None:
        """Pictures that are kept have it too."""
        colours = {
            Known.FIRM: self.mixed(1.0), Known.SHAKY: self.mixed(SHAKY),
            Known.NEW: self.theme.colour("border"),
        }  # fmt: skip
        painter.setFont(self.theme.font("small"))
        dot = float(self.theme.scaled(_DOT))
        for known, place in self._legend(self.width()):
            box = place.translated(0, self.view.height)
            painter.setPen(QPen(self.theme.colour("strong_border"), 1))
            painter.setBrush(colours[known])
            painter.drawEllipse(QPointF(box.left() + dot, box.center().y()), dot, dot)
            painter.setPen(self.theme.colour("text"))
            text = box.adjusted(2 * dot + _FOOT, 0, 0, 0)
            painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, words.known_name(known))

    def _radius(self, mark: Mark) -> float:
        if mark.alone:
            more = min(3.0, 0.5 * (mark.mastery.questions - 1))
            return self.theme.scaled(_ALONE) * (1 + more / 10)
        return float(self.theme.scaled(_TOGETHER + (2 if len(mark.places) > 99 else 0)))

    def _paint_mark(self, painter: QPainter, mark: Mark, at: QPointF, *, pointed: bool) -> None:
        held = pointed or any(place.key == self._held for place in mark.places)
        picture = self._picture_of(mark, held=held)
        size = picture.deviceIndependentSize()
        painter.drawPixmap(QPointF(at.x() - size.width() / 2, at.y() - size.height() / 2), picture)

    def _picture_of(self, mark: Mark, *, held: bool) -> QPixmap:
        """Marks that look alike are painted once: circles and pies take long to smooth.

        As on the bars of Progress the part known well has the accent, what is still being learnt
        a paler one.
        """
        known = mark.mastery
        whole = max(1, known.questions)
        firm, met = known.firm / whole, (known.firm + known.shaky) / whole
        key = (
            round(self._radius(mark), 1), math.ceil(firm * _TURNS), math.ceil(met * _TURNS),
            len(mark.places), held,
        )  # fmt: skip
        if key not in self._pictures:
            self._pictures[key] = self._painted_mark(mark, firm, met, held=held)
        return self._pictures[key]

    def _painted_mark(self, mark: Mark, firm: float, met: float, *, held: bool) -> QPixmap:
        radius = self._radius(mark)
        ratio, side = self.devicePixelRatioF(), 2 * math.ceil(radius + 6)
        picture = QPixmap(round(side * ratio), round(side * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        at = QPointF(side / 2, side / 2)
        base = self.theme.colour("base")
        if held:
            self._disc(painter, at, radius + 4, base, QPen(self.theme.colour("text"), 2))
        self._disc(painter, at, radius + 2, base)
        self._disc(painter, at, radius, self.theme.colour("border"))
        painter.setPen(Qt.PenStyle.NoPen)
        turn = 360 * 16  # as Qt counts them
        for share, tone in ((met, SHAKY), (firm, 1.0)):
            painter.setBrush(self.mixed(tone))
            painter.drawPie(_around(at, radius), 90 * 16, -round(turn * share))
        edge = QPen(self.theme.colour("strong_border"), 1)
        self._disc(painter, at, radius, Qt.BrushStyle.NoBrush, edge)
        if not mark.alone:
            self._disc(painter, at, radius * 0.68, base)
            painter.setPen(self.theme.colour("text"))
            painter.setFont(self._font)
            middle = Qt.AlignmentFlag.AlignCenter
            painter.drawText(_around(at, radius), middle, f"{len(mark.places)}")
        painter.end()
        return picture

    def _disc(
        self, painter: QPainter, at: QPointF, radius: float, fill: QColor | Qt.BrushStyle,
        edge: QPen | Qt.PenStyle = Qt.PenStyle.NoPen,
    ) -> None:  # fmt: skip
        painter.setPen(edge)
        painter.setBrush(fill)
        painter.drawEllipse(at, radius, radius)

    @property
    def _font(self) -> QFont:
        return self.theme.font("small", QFont.Weight.DemiBold)

    def _paint_names(self, painter: QPainter, seen: list[tuple[Mark, QPointF]]) -> None:
        """The most important first; a name that would lie on another, or on a mark, is left out."""
        font, metrics = self._font, QFontMetricsF(self._font)
        painter.setFont(font)
        taken = Taken()
        for mark, at in seen:
            taken.add(_around(at, self._radius(mark)))
        frame = QRectF(2, 2, self.view.width - 4, self.view.height - 4)
        halo, ink = self.theme.colour("base"), self.theme.colour("text")
        halo.setAlphaF(0.86)
        for mark, at in seen[:_NAMES]:
            text = words.one_line(mark.places[0].name)
            if not mark.alone:
                text = self.tr("{name} + {more}").format(name=text, more=len(mark.places) - 1)
            width, height = metrics.horizontalAdvance(text) + 8, metrics.height()
            for place in _beside(at, self._radius(mark) + 4, width, height):
                if frame.contains(place) and taken.free(place):
                    taken.add(place)
                    painter.setPen(Qt.PenStyle.NoPen)
                    painter.setBrush(halo)
                    painter.drawRoundedRect(place, 4, 4)
                    painter.setPen(ink)
                    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
                    break


class Taken:
    """Boxes on the screen, quickly asked whether another would lie on one of them."""

    _SIDE = 96

    def __init__(self) -> None:
        self._squares: dict[tuple[int, int], list[QRectF]] = {}

    def add(self, box: QRectF) -> None:
        for square in self._of(box):
            self._squares.setdefault(square, []).append(box)

    def free(self, box: QRectF) -> bool:
        return not any(
            other.intersects(box)
            for square in self._of(box)
            for other in self._squares.get(square, ())
        )

    def _of(self, box: QRectF) -> list[tuple[int, int]]:
        side = self._SIDE
        return [
            (column, line)
            for column in range(int(box.left() // side), int(box.right() // side) + 1)
            for line in range(int(box.top() // side), int(box.bottom() // side) + 1)
        ]


def as_one(mark: Mark) -> MapPlace:
    """Places that stand on one spot, for a list of all their questions."""
    first = mark.places[0]
    names = [name for place in mark.places[1:] for name in (place.name, *place.also)]
    ids = tuple(id_ for place in mark.places for id_ in place.question_ids)
    return replace(
        first, also=(*first.also, *dict.fromkeys(names)), question_ids=ids, mastery=mark.mastery
    )


def _together(places: tuple[MapPlace, ...]) -> Mastery:
    if len(places) == 1:
        return places[0].mastery
    return sum((place.mastery for place in places), NOTHING)


def _around(at: QPointF, radius: float) -> QRectF:
    return QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius)


def _beside(at: QPointF, away: float, width: float, height: float) -> tuple[QRectF, ...]:
    """Right, left, under and above."""
    x, y = at.x(), at.y()
    return (
        QRectF(x + away, y - height / 2, width, height),
        QRectF(x - away - width, y - height / 2, width, height),
        QRectF(x - width / 2, y + away, width, height),
        QRectF(x - width / 2, y - away - height, width, height),
    )


def _box(points: Sequence[tuple[float, float]]) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _middle_part(values: list[tuple[float, int]]) -> tuple[float, float]:
    """Least and greatest without the outer twentieth on either side."""
    values = sorted(values)
    whole, passed = sum(number for _, number in values), 0
    inner = []
    for value, number in values:
        passed += number
        if 0.05 * whole <= passed and passed - number <= 0.95 * whole:
            inner.append(value)
    return inner[0], inner[-1]
