"""What stands on the wall: painted so large as it fits, to be read from the last row.

It shows no more than the phase of the round allows: counts and the key only once they are told,
what was typed never, names only in a ranking that is wanted.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from quizapp.domain.game import Mode, Phase, Ranking
from quizapp.domain.task import Choose, TrueFalse
from quizapp.services.live_views import HostView
from quizapp.ui import words
from quizapp.ui.theme import FAMILY, Theme

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# Letters, shapes and colours are those of the phones, see classroom/page.
COLOURS = ("learner_blue", "learner_amber", "learner_teal", "learner_violet", "learner_pink",
           "learner_slate")  # fmt: skip
BOLD = QFont.Weight.DemiBold
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


class Stage(QWidget):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.view: HostView | None = None
        self.door = Door("", "")
        self.is_blank = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 150)
        self.setAccessibleName(self.tr("What stands on the wall"))
        theme.changed.connect(self.update)

    def show_door(self, door: Door) -> None:
        self.door = door
        self.update()

    def show_view(self, view: HostView) -> None:
        self.view = view
        self.setAccessibleDescription(self._said(view))
        self.update()

    def blank(self) -> None:
        """Nothing, until it is pressed again: all eyes to the teacher."""
        self.is_blank = not self.is_blank
        self.update()

    # Qt override

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = "text" if self.is_blank and not self._theme.dark else "window"
        painter.fillRect(self.rect(), self._theme.colour(ground))
        if self.view is not None and not self.is_blank:
            _Painting(painter, self._theme, self, self.view).paint()
        painter.end()

    def _said(self, view: HostView) -> str:
        """For a screen reader: what is painted."""
        if view.phase is Phase.LOBBY:
            return f"{self.door.url} {self.door.code}"
        if view.posed is None:
            return ""
        said = [view.posed.question.stem, *view.options]
        if view.phase is Phase.REVEAL:
            said += [self.tr("Right: {}").format(view.key), view.explanation]
        return " ".join(part for part in said if part)


class _Painting:
    """One picture. Lengths are shares of the height, so that it looks the same in every size."""

    def __init__(self, painter: QPainter, theme: Theme, stage: Stage, view: HostView) -> None:
        area = QRectF(stage.rect())
        self._painter = painter
        self._theme = theme
        self._view = view
        self._door = stage.door
        self._tr = stage.tr
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
        """Who is here, as many as there is room for."""
        font = self._font(3.4)
        metrics = QFontMetricsF(font)
        x, y, gap = area.left(), area.top(), 1.2 * self._unit
        high = metrics.height() + gap
        self._painter.setFont(font)
        for number, line in enumerate(self._view.players):
            name = words.one_line(line.name)
            wide = metrics.horizontalAdvance(name) + 3 * self._unit
            if x + wide > area.right():
                x, y = area.left(), y + high + gap
            if y + high > area.bottom():
                more = len(self._view.players) - number
                last = QRectF(area.left(), area.bottom() - high, area.width(), high)
                said = self._tr("and {} more").format(more)
                self._text(last, said, 3.2, align=_RIGHT, token="muted")
                return
            pill = QRectF(x, y, wide, high)
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.setBrush(self._theme.colour("accent_soft"))
            self._painter.drawRoundedRect(pill, high / 2, high / 2)
            self._painter.setPen(self._theme.colour("text"))
            self._painter.drawText(pill, int(_CENTRE | _MIDDLE), name)
            x += wide + gap

    # A question

    def _question(self) -> None:
        view, area, u = self._view, self._area, self._unit
        assert view.posed is not None
        self._head(QRectF(area.left(), area.top(), area.width(), 5 * u))
        revealed = view.phase is Phase.REVEAL
        tiles = isinstance(view.posed.task, Choose | TrueFalse)
        stem_share = 0.34 if tiles else 0.6
        body = QRectF(area.left(), area.top() + 7 * u, area.width(), area.height() - 7 * u)
        stem = _part(body, 0, stem_share if not revealed else 0.24)
        self._text(stem, view.posed.question.stem, 7 if not revealed else 5,
                   weight=QFont.Weight.Medium, align=_LEFT | _MIDDLE)  # fmt: skip
        below = _part(body, 0.26 if revealed else stem_share + 0.02, 1)
        if revealed:
            answers, proof = _part(below, 0, 0.56), _part(below, 0.6, 1)
            self._tiles(answers) if tiles else self._key(answers)
            self._proof(proof)
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
        self._text(area, number, 3.2, token="muted")
        stands = view.phase in (Phase.PAUSED, Phase.LOCKED)
        self._text(area, self._state(), 3.6, align=_RIGHT | _MIDDLE, weight=BOLD,
                   token="almost" if stands else "text")  # fmt: skip

    def _state(self) -> str:
        view = self._view
        if view.phase is Phase.PAUSED:
            return self._tr("Paused")
        if view.phase is Phase.LOCKED:
            return self._tr("No more answers")
        answered = self._tr("{answered} of {present} answered").format(
            answered=view.answered, present=view.present
        )
        if view.phase is not Phase.OPEN or view.left is None:
            return answered
        return f"{answered}  ·  {int(view.left + 0.999)} s"

    def _tiles(self, area: QRectF) -> None:
        texts = self._view.options
        if not texts:
            return
        columns = 2 if len(texts) > 1 and all(len(text) < 90 for text in texts) else 1
        rows = -(-len(texts) // columns)
        gap = 2 * self._unit
        wide = (area.width() - gap * (columns - 1)) / columns
        high = min(16 * self._unit, (area.height() - gap * (rows - 1)) / rows)
        for number, text in enumerate(texts):
            row, place = divmod(number, columns)
            left, top = area.left() + place * (wide + gap), area.top() + row * (high + gap)
            self._tile(QRectF(left, top, wide, high), number, text)

    def _tile(self, area: QRectF, number: int, text: str) -> None:
        view, u = self._view, self._unit
        told = view.phase is Phase.REVEAL
        place = view.option_places[number] if number < len(view.option_places) else number
        line = next((each for each in view.spread if each.place == place), None)
        right = told and line is not None and line.right
        painter, radius = self._painter, 1.5 * u
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("right_soft" if right else "base"))
        painter.drawRoundedRect(area, radius, radius)
        if told and line is not None:
            self._bar(area, line.count)
        badge = QRectF(area.left(), area.top(), min(area.height(), 12 * u), area.height())
        self._shape(badge, number)
        inner = area.adjusted(badge.width() + 2 * u, 0.5 * u, -(16 if told else 2) * u, -0.5 * u)
        self._text(inner, text, 5, align=_LEFT | _MIDDLE,
                   weight=BOLD if right else QFont.Weight.Normal)  # fmt: skip
        if told and line is not None:
            end = QRectF(area.right() - 15 * u, area.top(), 13 * u, area.height())
            said = f"✓ {line.count}" if right else str(line.count)
            self._text(end, said, 5, align=_RIGHT | _MIDDLE, weight=BOLD,
                       token="right" if right else "muted")  # fmt: skip
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(self._theme.colour("right" if right else "border"))
        painter.drawRoundedRect(area, radius, radius)

    def _bar(self, area: QRectF, count: int) -> None:
        most = max(1, *(line.count for line in self._view.spread))
        left = area.left() + 12 * self._unit
        wide = (area.right() - 2 * self._unit - left) * count / most
        bar = QRectF(left, area.bottom() - 1.8 * self._unit, wide, 0.9 * self._unit)
        self._painter.setBrush(self._theme.colour("muted"))
        self._painter.drawRoundedRect(bar, bar.height() / 2, bar.height() / 2)

    def _shape(self, badge: QRectF, number: int) -> None:
        """The letter in a shape of its own: neither colour nor place alone tells options apart."""
        side = min(badge.width(), badge.height()) * 0.66
        box = QRectF(0, 0, side, side)
        box.moveCenter(badge.center())
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._theme.colour(COLOURS[number % len(COLOURS)]))
        _draw_shape(self._painter, box, number)
        lower = box.height() * (0.12 if number % len(COLOURS) == 2 else 0)  # of the triangle
        white = self._theme.colour("on_accent")
        self._text(badge.translated(0, lower), LETTERS[number % 26], 4.2,
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

    def _proof(self, area: QRectF) -> None:
        view = self._view
        lines = [view.explanation] if view.explanation else []
        evidence = view.evidence
        if evidence is not None and (evidence.text or evidence.label):
            proof = evidence.proof.text if evidence.proof else evidence.text
            if proof:
                lines.append(f"“{words.one_line(proof)[:420]}”")
            lines.append(evidence.label)
        self._text(area, "\n".join(lines), 3.6, token="muted", align=_LEFT | _TOP)

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
            self._list(body, list(view.ranking))
        else:
            self._text(_part(body, 0.1, 0.4), self._tr("Thank you. Look at your own phone for what "
                       "was right."), 5, align=_CENTRE | _TOP)  # fmt: skip

    def _list(self, area: QRectF, lines: list[tuple[str, float]]) -> None:
        high = min(12 * self._unit, area.height() / max(1, len(lines)))
        ahead = [sum(other > points + 1e-9 for _, other in lines) for _, points in lines]
        for number, (name, points) in enumerate(lines):
            line = QRectF(area.left() + area.width() * 0.15, area.top() + number * high,
                          area.width() * 0.7, high * 0.86)  # fmt: skip
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.setBrush(self._theme.colour("base"))
            self._painter.drawRoundedRect(line, self._unit, self._unit)
            inner = line.adjusted(3 * self._unit, 0, -3 * self._unit, 0)
            self._text(inner, f"{ahead[number] + 1}.  {words.one_line(name)}", 5)
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

    def _progress(self, area: QRectF, share: float, goal: float | None = None) -> None:
        radius = area.height() / 2
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._theme.colour("pressed"))
        self._painter.drawRoundedRect(area, radius, radius)
        done = QRectF(
            area.left(), area.top(), max(area.height(), area.width() * share), area.height()
        )
        self._painter.setBrush(self._theme.colour("accent"))
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
        flags = int(align | _WRAP)
        font = self._font(size, weight)
        while font.pixelSize() > LEAST_FONT:
            taken = QFontMetricsF(font).boundingRect(area, flags, text)
            if taken.height() <= area.height() and taken.width() <= area.width():
                break
            font.setPixelSize(font.pixelSize() - max(1, font.pixelSize() // 14))
        self._painter.setFont(font)
        self._painter.setPen(colour or self._theme.colour(token))
        self._painter.drawText(area, flags, text)


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
