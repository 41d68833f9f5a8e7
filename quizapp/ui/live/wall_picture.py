"""The picture on the wall: painted so large as it fits, to be read from the last row.

It shows no more than the phase of the round allows: counts and the key only once they are told,
what was typed never, names only in a ranking that is wanted.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPolygonF
from PySide6.QtWidgets import QWidget

from quizapp.domain.game import Mode, Phase, Ranking
from quizapp.domain.task import Choose, TrueFalse
from quizapp.domain.whole_dates import keep_dates_whole
from quizapp.services.live_views import HostView, Spread
from quizapp.ui import words
from quizapp.ui.theme import FAMILY, Theme

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# Letters, shapes and colours are those of the phones, see classroom/page.
COLOURS = ("learner_blue", "learner_amber", "learner_teal", "learner_violet", "learner_pink",
           "learner_slate")  # fmt: skip
BOLD = QFont.Weight.DemiBold
TRUE_FALSE = "✓✕"
SOON = 10.0  # seconds: then the time that is left is red
TALLEST_TILE = 22  # hundredths of the height
LEAST_FONT = 9.0  # px: a picture in a corner of the teacher's screen
_WRAP = Qt.TextFlag.TextWordWrap
_LEFT, _CENTRE, _RIGHT = (
    Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight,
)  # fmt: skip
_MIDDLE, _TOP = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True, slots=True)
class Door:
    """How phones come in. ``squares``: of the QR code, true for dark ones."""

    url: str
    code: str
    squares: tuple[tuple[bool, ...], ...] = ()


class WallPicture:
    """One picture. Lengths are shares of the height, so that it looks the same in every size."""

    def __init__(
        self, painter: QPainter, theme: Theme, on: QWidget, door: Door, view: HostView
    ) -> None:
        area = QRectF(on.rect())
        self._painter = painter
        self._theme = theme
        self._view = view
        self._door = door
        self._tr = on.tr
        # A wide wall does not make the letters larger than its height allows.
        self._unit = min(area.height(), area.width() * 0.62) / 100
        pad = 5 * self._unit
        self._area = area.adjusted(pad, pad, -pad, -pad)

    def paint(self) -> None:
        phase = self._view.phase
        if phase is Phase.LOBBY:
            self._lobby()
        elif phase is Phase.ENDED:
            self._ended()
        elif phase is Phase.RANKING:
            self._ranking(self._tr("So far"))
        elif self._view.posed is None:
            self._own_pace()
        else:
            self._question()

    # The lobby

    def _lobby(self) -> None:
        area, u = self._area, self._unit
        side = min(area.height() * 0.72, area.width() * 0.42)
        code = QRectF(area.left(), area.top() + 9 * u, side, side)
        self._text(QRectF(area.left(), area.top(), area.width(), 8 * u),
                   words.one_line(self._view.game.name), 5.5, weight=BOLD)  # fmt: skip
        self._qr(code)
        right = QRectF(code.right() + 6 * u, code.top(), area.right() - code.right() - 6 * u, side)
        self._text(_part(right, 0, 0.14), self._tr("Scan the code, or open"), 4.2, token="muted")
        self._text(_part(right, 0.14, 0.36), self._door.url.removeprefix("http://"), 8,
                   weight=BOLD, token="accent")  # fmt: skip
        self._text(_part(right, 0.38, 0.50), self._tr("Code"), 4.2, token="muted")
        self._text(_part(right, 0.50, 0.80), " ".join(self._door.code), 15,
                   weight=BOLD)  # fmt: skip
        joined = self._view.present
        said = words.count(joined, self._tr("is here"), self._tr("are here"))
        if not joined:
            said = self._tr("Nobody is here yet")
        if not self._view.is_joinable:
            said = self._tr("{} · nobody else can join").format(said)
        self._text(_part(right, 0.84, 1), said, 5, token="text")
        self._names(QRectF(area.left(), code.bottom() + 2 * u, area.width(),
                           area.bottom() - code.bottom() - 2 * u))  # fmt: skip

    def _qr(self, area: QRectF) -> None:
        """Black on white in every theme, so that every phone reads it."""
        squares = self._door.squares
        self._painter.fillRect(area, Qt.GlobalColor.white)
        if not squares:
            return
        size = int(area.width() / len(squares))  # whole pixels: no lines between the squares
        left = round(area.left() + (area.width() - size * len(squares)) / 2)
        top = round(area.top() + (area.height() - size * len(squares)) / 2)
        for y, line in enumerate(squares):
            for x, dark in enumerate(line):
                if dark:
                    square = QRect(left + x * size, top + y * size, size, size)
                    self._painter.fillRect(square, Qt.GlobalColor.black)

    def _names(self, area: QRectF) -> None:
        """Who is here, as many as there is room for, and how many more."""
        font = self._font(3.4)
        metrics = QFontMetricsF(font)
        gap, high = 1.2 * self._unit, metrics.height() + 1.2 * self._unit
        names = [words.one_line(line.name) for line in self._view.players]
        widths = [metrics.horizontalAdvance(name) + 3 * self._unit for name in names]
        pills = _in_rows(area, widths, high, gap)
        if len(pills) < len(names):
            room = metrics.horizontalAdvance(self._tr("and {} more").format(len(names))) + gap
            while pills and pills[-1].right() + room > area.right():
                pills.pop()
        self._painter.setFont(font)
        for name, pill in zip(names, pills, strict=False):
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.setBrush(self._theme.colour("accent_soft"))
            self._painter.drawRoundedRect(pill, high / 2, high / 2)
            self._painter.setPen(self._theme.colour("text"))
            self._painter.drawText(pill, int(_CENTRE | _MIDDLE), name)
        if len(pills) < len(names):
            last = pills[-1] if pills else QRectF(area.left(), area.top(), 0, high)
            rest = QRectF(last.right() + gap, last.top(), area.right() - last.right() - gap, high)
            said = self._tr("and {} more").format(len(names) - len(pills))
            self._text(rest, said, 3.4, token="muted")

    # A question

    def _question(self) -> None:
        view, area, u = self._view, self._area, self._unit
        assert view.posed is not None
        self._head(QRectF(area.left(), area.top(), area.width(), 6 * u))
        revealed = view.phase is Phase.REVEAL
        tiles = isinstance(view.posed.task, Choose | TrueFalse)
        stem_share = 0.34 if tiles else 0.6
        body = QRectF(area.left(), area.top() + 9 * u, area.width(), area.height() - 9 * u)
        stem = _part(body, 0, stem_share if not revealed else 0.24)
        self._text(stem, view.posed.question.stem, 7 if not revealed else 5,
                   weight=QFont.Weight.Medium, align=_LEFT | _MIDDLE)  # fmt: skip
        below = _part(body, 0.26 if revealed else stem_share + 0.02, 1)
        if revealed:
            proof = self._proof_text()
            answers = _part(below, 0, 0.56 if proof else 0.8)
            self._tiles(answers) if tiles else self._key(answers)
            self._text(_part(below, 0.6, 1), proof, 3.6, token="muted", align=_LEFT | _TOP)
        elif tiles:
            self._tiles(below)
        else:
            self._text(below, self._tr("Answer on your phone"), 5, token="muted",
                       align=_LEFT | _TOP)  # fmt: skip

    def _head(self, area: QRectF) -> None:
        view = self._view
        assert view.posed is not None
        number = self._tr("Question {number} of {total}").format(
            number=view.posed.number or view.place + 1, total=view.total
        )
        self._text(area, number, 3.4, token="muted")
        stands = view.phase in (Phase.PAUSED, Phase.LOCKED)
        is_timed = view.phase is Phase.OPEN and view.left is not None
        beside = area.adjusted(0, 0, -15 * self._unit if is_timed else 0, 0)
        self._text(beside, self._state(), 3.8, align=_RIGHT | _MIDDLE, weight=BOLD,
                   token="almost" if stands else "text")  # fmt: skip
        if is_timed:
            self._time(area, view.left or 0.0)

    def _time(self, area: QRectF, left: float) -> None:
        """To be seen from the last row: the seconds, and under them a bar that grows shorter."""
        seconds, is_short = math.ceil(left - 0.001), left <= SOON
        self._text(area, self._tr("{} s").format(seconds), 6, align=_RIGHT | _MIDDLE, weight=BOLD,
                   token="wrong" if is_short else "accent")  # fmt: skip
        whole = max(left, self._view.game.rules.seconds or left)
        bar = QRectF(area.left(), area.bottom() + 0.6 * self._unit, area.width(), self._unit)
        if whole > 0:
            self._progress(bar, left / whole, token="wrong" if is_short else "accent")

    def _state(self) -> str:
        view = self._view
        if view.phase is Phase.PAUSED:
            return self._tr("Paused")
        if view.phase is Phase.LOCKED:
            return self._tr("No more answers")
        return self._tr("{answered} of {present} answered").format(
            answered=view.answered, present=view.present
        )

    def _tiles(self, area: QRectF) -> None:
        texts = self._view.options
        if not texts:
            return
        columns = 2 if len(texts) > 1 and all(len(text) < 90 for text in texts) else 1
        rows = -(-len(texts) // columns)
        gap = 2 * self._unit
        wide = (area.width() - gap * (columns - 1)) / columns
        high = min(TALLEST_TILE * self._unit, (area.height() - gap * (rows - 1)) / rows)
        tiles = []
        for number in range(len(texts)):
            row, place = divmod(number, columns)
            left, top = area.left() + place * (wide + gap), area.top() + row * (high + gap)
            tiles.append(QRectF(left, top, wide, high))
        size = self._size_of_all(tiles)
        for number, (tile, text) in enumerate(zip(tiles, texts, strict=True)):
            self._tile(tile, number, text, size)

    def _size_of_all(self, tiles: list[QRectF]) -> float:
        """One for all options, that of the longest: none looks more important than the others."""
        largest = 5 if self._view.phase is Phase.REVEAL else 6
        align = _LEFT | _MIDDLE
        fonts = (
            self._fitting(self._beside_badge(tile, number), text, largest, BOLD, align)
            for number, (tile, text) in enumerate(zip(tiles, self._view.options, strict=True))
        )
        return min((font.pixelSize() for font in fonts), default=1) / self._unit

    def _beside_badge(self, tile: QRectF, number: int) -> QRectF:
        """The room that the text of an option has."""
        u = self._unit
        inner = tile.adjusted(_badge_width(tile, u) + 2 * u, 0.5 * u, -2 * u, -0.5 * u)
        line = self._line_of(number)
        if self._view.phase is not Phase.REVEAL or line is None:
            return inner
        font = QFontMetricsF(self._font(5, BOLD))
        taken = font.horizontalAdvance(_count_words(line)) + 2 * u
        return inner.adjusted(0, 0, -taken, -2.5 * u)

    def _line_of(self, number: int) -> Spread | None:
        view = self._view
        place = view.option_places[number] if number < len(view.option_places) else number
        return next((each for each in view.spread if each.place == place), None)

    def _tile(self, area: QRectF, number: int, text: str, size: float) -> None:
        view, u = self._view, self._unit
        told = view.phase is Phase.REVEAL
        line = self._line_of(number)
        right = told and line is not None and line.right
        painter, radius = self._painter, 1.5 * u
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("right_soft" if right else "base"))
        painter.drawRoundedRect(area, radius, radius)
        self._shape(QRectF(area.topLeft(), QSizeF(_badge_width(area, u), area.height())), number)
        if told and line is not None:
            self._bar(area, line.count)
            self._count(area.adjusted(0, 0.5 * u, -2 * u, -0.5 * u), line)
        self._text(self._beside_badge(area, number), text, size, align=_LEFT | _MIDDLE,
                   weight=BOLD if right else QFont.Weight.Normal)  # fmt: skip
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(self._theme.colour("right" if right else "border"))
        painter.drawRoundedRect(area, radius, radius)

    def _count(self, area: QRectF, line: Spread) -> None:
        """At the right of a tile."""
        self._text(area, _count_words(line), 5, align=_RIGHT | _MIDDLE, weight=BOLD,
                   token="right" if line.right else "muted")  # fmt: skip

    def _bar(self, area: QRectF, count: int) -> None:
        """A share of all answers: half as long is half of the class."""
        left, top = area.left() + 14 * self._unit, area.bottom() - 1.8 * self._unit
        whole = QRectF(left, top, area.right() - 2 * self._unit - left, 0.9 * self._unit)
        self._progress(whole, count / max(1, self._view.answers), token="muted")

    def _shape(self, badge: QRectF, number: int) -> None:
        """The sign in a shape of its own: neither colour nor place alone tells options apart."""
        side = min(badge.width(), badge.height()) * 0.66
        box = QRectF(0, 0, side, side)
        box.moveCenter(badge.center())
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._theme.colour(COLOURS[number % len(COLOURS)]))
        _draw_shape(self._painter, box, number)
        lower = box.height() * (0.12 if number % len(COLOURS) == 2 else 0)  # of the triangle
        white = self._theme.colour("on_accent")
        posed = self._view.posed
        is_whether = posed is not None and isinstance(posed.task, TrueFalse)
        sign = TRUE_FALSE[number % 2] if is_whether else LETTERS[number % 26]
        self._text(badge.translated(0, lower), sign, 4.6,
                   align=_CENTRE | _MIDDLE, weight=BOLD, colour=white)  # fmt: skip

    def _key(self, area: QRectF) -> None:
        view = self._view
        self._text(_part(area, 0, 0.3), self._tr("Right answer"), 3.6, token="muted",
                   align=_LEFT | _TOP)  # fmt: skip
        self._text(_part(area, 0.25, 0.7), view.key or self._tr("To be talked about"), 7,
                   weight=BOLD, token="right", align=_LEFT | _TOP)  # fmt: skip
        right = sum(line.count for line in view.spread if line.right)
        said = self._tr("{right} of {present} were right").format(right=right, present=view.present)
        if view.key:
            self._text(_part(area, 0.75, 1), said, 4, align=_LEFT | _TOP)

    def _proof_text(self) -> str:
        view = self._view
        lines = [view.explanation] if view.explanation else []
        evidence = view.evidence
        if evidence is not None and (evidence.text or evidence.label):
            proof = evidence.proof.text if evidence.proof else evidence.text
            if proof:
                lines.append(f"“{words.one_line(proof)[:420]}”")
            lines.append(evidence.label)
        return "\n".join(lines)

    # Between and after the questions

    def _own_pace(self) -> None:
        view = self._view
        done = sum(line.done for line in view.players)
        title = {
            Mode.MASTERY: self._tr("Until everyone knows all"),
            Mode.EXIT: self._tr("Exit ticket"),
        }.get(view.game.rules.mode, self._tr("At your own pace"))
        if view.phase is Phase.PAUSED:
            title = self._tr("Paused")
        self._text(_part(self._area, 0.05, 0.25), title, 8, weight=BOLD,
                   align=_CENTRE | _MIDDLE)  # fmt: skip
        said = self._tr("{done} of {players} are through").format(
            done=done, players=len(view.players)
        )
        self._text(_part(self._area, 0.28, 0.42), said, 5, align=_CENTRE | _MIDDLE)
        share = done / len(view.players) if view.players else 0.0
        self._progress(_part(self._area, 0.46, 0.52), share)
        if view.game.rules.ranking is Ranking.GOAL:
            self._goal(_part(self._area, 0.62, 0.9))

    def _ended(self) -> None:
        self._ranking(self._tr("The end"))

    def _ranking(self, title: str) -> None:
        view = self._view
        self._text(_part(self._area, 0, 0.14), title, 7, weight=BOLD,
                   align=_CENTRE | _MIDDLE)  # fmt: skip
        body = _part(self._area, 0.18, 1)
        if view.game.rules.ranking is Ranking.GOAL:
            self._goal(_part(body, 0.1, 0.6))
        elif view.team_points:
            teams = [(self._tr("Team {}").format(LETTERS[n]), points)
                     for n, points in enumerate(view.team_points)]  # fmt: skip
            self._list(body, sorted(teams, key=lambda team: -team[1]))
        elif view.game.rules.ranking is Ranking.TOP:
            self._list(_part(body, 0, 0.9), list(view.ranking))
            self._text(_part(body, 0.92, 1), self._not_listed(), 3.6, align=_CENTRE | _MIDDLE,
                       token="muted")  # fmt: skip
        else:
            self._text(_part(body, 0.1, 0.4), self._tr("Thank you. Look at your own phone for what "
                       "was right."), 5, align=_CENTRE | _TOP)  # fmt: skip

    def _not_listed(self) -> str:
        """Who has as many points as the last of the list, but no room in it."""
        ranking = self._view.ranking
        if not ranking:
            return ""
        as_many = sum(abs(line.points - ranking[-1][1]) < 1e-9 for line in self._view.players)
        left_out = as_many - sum(abs(points - ranking[-1][1]) < 1e-9 for _, points in ranking)
        if left_out <= 0:
            return ""
        return self._tr("and {} more with as many points").format(left_out)

    def _list(self, area: QRectF, lines: list[tuple[str, float]]) -> None:
        high = min(13 * self._unit, area.height() / max(1, len(lines)))
        ahead = [sum(other > points + 1e-9 for _, other in lines) for _, points in lines]
        most = max((points for _, points in lines), default=0.0)
        for number, (name, points) in enumerate(lines):
            line = QRectF(area.left() + area.width() * 0.15, area.top() + number * high,
                          area.width() * 0.7, high * 0.86)  # fmt: skip
            self._line(line, ahead[number] + 1, name, points, points / most if most > 0 else 0.0)

    def _line(self, area: QRectF, place: int, name: str, points: float, share: float) -> None:
        """``share``: of the points of the first, which the ground of the line shows."""
        painter, u = self._painter, self._unit
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("base"))
        painter.drawRoundedRect(area, u, u)
        if share > 0:
            painter.setBrush(self._theme.colour("accent_soft"))
            painter.drawRoundedRect(QRectF(area.topLeft(), area.size()).adjusted(
                0, 0, -area.width() * (1 - share), 0), u, u)  # fmt: skip
        disc = QRectF(0, 0, area.height() * 0.66, area.height() * 0.66)
        disc.moveCenter(QPointF(area.left() + area.height() / 2, area.center().y()))
        painter.setBrush(self._theme.colour("accent" if place == 1 else "muted"))
        painter.drawEllipse(disc)
        self._text(disc, str(place), 4.4, align=_CENTRE | _MIDDLE, weight=BOLD,
                   colour=self._theme.colour("on_accent"))  # fmt: skip
        inner = area.adjusted(area.height() + u, 0, -3 * u, 0)
        self._text(inner.adjusted(0, 0, -14 * u, 0), words.one_line(name), 5,
                   weight=BOLD if place == 1 else QFont.Weight.Normal)  # fmt: skip
        self._text(inner, f"{points:g}" if points == int(points) else f"{points:.1f}", 5,
                   align=_RIGHT | _MIDDLE, weight=BOLD)  # fmt: skip

    def _goal(self, area: QRectF) -> None:
        view = self._view
        goal = view.game.rules.goal
        reached = view.class_share >= goal
        said = self._tr("Together: {share} % of the points. The goal is {goal} %.").format(
            share=words.percent(view.class_share), goal=words.percent(goal)
        )
        if reached:
            said = self._tr("Goal reached: together {share} % of the points.").format(
                share=words.percent(view.class_share)
            )
        self._text(_part(area, 0, 0.5), said, 5, align=_CENTRE | _MIDDLE)
        self._progress(_part(area, 0.6, 0.85), view.class_share, goal)

    def _progress(
        self, area: QRectF, share: float, goal: float | None = None, token: str = "accent"
    ) -> None:
        radius = area.height() / 2
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._theme.colour("pressed"))
        self._painter.drawRoundedRect(area, radius, radius)
        done = QRectF(
            area.left(), area.top(), max(area.height(), area.width() * share), area.height()
        )
        self._painter.setBrush(self._theme.colour(token))
        if share > 0:
            self._painter.drawRoundedRect(done, radius, radius)
        if goal is not None:
            x = area.left() + area.width() * goal
            mark = QRectF(x - self._unit / 3, area.top() - self._unit, self._unit / 1.5,
                          area.height() + 2 * self._unit)  # fmt: skip
            self._painter.fillRect(mark, self._theme.colour("text"))

    # Text

    def _font(self, size: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        font = QFont(FAMILY)
        font.setPixelSize(max(round(LEAST_FONT), round(size * self._unit)))
        font.setWeight(weight)
        return font

    def _text(
        self,
        area: QRectF,
        text: str,
        size: float,
        *,
        weight: QFont.Weight = QFont.Weight.Normal,
        align: Qt.AlignmentFlag = _LEFT | _MIDDLE,
        token: str = "text",
        colour: QColor | None = None,
    ) -> None:
        """In lines, smaller where it would not fit: nothing is ever cut on the wall."""
        text = keep_dates_whole(text)
        self._painter.setFont(self._fitting(area, text, size, weight, align))
        self._painter.setPen(colour or self._theme.colour(token))
        self._painter.drawText(area, int(align | _WRAP), text)

    def _fitting(
        self, area: QRectF, text: str, size: float, weight: QFont.Weight, align: Qt.AlignmentFlag
    ) -> QFont:
        text, flags = keep_dates_whole(text), int(align | _WRAP)
        font = self._font(size, weight)
        while font.pixelSize() > LEAST_FONT:
            taken = QFontMetricsF(font).boundingRect(area, flags, text)
            if taken.height() <= area.height() and taken.width() <= area.width():
                break
            font.setPixelSize(font.pixelSize() - max(1, font.pixelSize() // 14))
        return font


def _badge_width(tile: QRectF, unit: float) -> float:
    return min(tile.height(), 14 * unit)


def _count_words(line: Spread) -> str:
    return f"✓ {line.count}" if line.right else str(line.count)


def _in_rows(area: QRectF, widths: list[float], high: float, gap: float) -> list[QRectF]:
    """Boxes of these widths beside and below each other, as many as fit."""
    boxes: list[QRectF] = []
    x, y = area.left(), area.top()
    for wide in widths:
        if x + wide > area.right() and x > area.left():
            x, y = area.left(), y + high + gap
        if y + high > area.bottom():
            break
        boxes.append(QRectF(x, y, wide, high))
        x += wide + gap
    return boxes


def _part(area: QRectF, start: float, end: float) -> QRectF:
    """A slice of the height, by shares."""
    return QRectF(
        area.left(), area.top() + area.height() * start,
        area.width(), area.height() * (end - start),
    )  # fmt: skip


def _draw_shape(painter: QPainter, box: QRectF, number: int) -> None:
    """Circle, square, triangle, diamond, pentagon, hexagon: one for each option."""
    kind = number % len(COLOURS)
    if kind == 0:
        painter.drawEllipse(box)
    elif kind == 1:
        inset = box.width() * 0.07
        painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), inset, inset)
    else:
        corners, turn = ((3, -90), (4, -90), (5, -90), (6, 0))[kind - 2]
        radius = box.width() / 2 * (1.12 if corners == 3 else 1.0)
        middle = box.center() + QPointF(0, box.height() * (0.08 if corners == 3 else 0))
        points = [
            middle + QPointF(radius * math.cos(angle), radius * math.sin(angle))
            for angle in (math.radians(turn + 360 / corners * n) for n in range(corners))
        ]
        painter.drawPolygon(QPolygonF(points))
