"""Pieces of a page that are never split: texts, lines to write on, options, pictures, maps."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QPainter,
    QPen,
    QTextLayout,
    QTextOption,
)

from quizapp.domain.paper import PrintedItem, letter, typeset
from quizapp.domain.task import MapPlace
from quizapp.ui.charts.ground import Inks, ground
from quizapp.ui.charts.projection import View, project
from quizapp.ui.paper.device import Paper
from quizapp.ui.png import png

BLACK = QColor("#000000")
GREY = QColor("#555555")
ROOM = 0.75  # mm for each point of the letters: how far what belongs to a number stands in
_MAP_WIDTH = 900  # dots of a map, whatever its width on paper
_NARROWER = (0.96, 0.92, 0.88, 0.84, 0.8, 0.75, 0.7)  # of the width, to balance lines
_LINE_BREAK = "\u2028"  # within one paragraph
_INKS = Inks(
    sea=QColor("#eef2f6"), land=QColor("#ffffff"), coast=QColor("#6d7680"),
    river=QColor("#9fb2c6"), border=QColor("#9aa3ad"),
)  # fmt: skip


class Block(Protocol):
    """Measured for a width, then painted with its top left corner at (x, y); all in dots."""

    def height(self, paper: Paper, width: float) -> float: ...
    def paint(self, paper: Paper, x: float, y: float, width: float) -> None: ...


class Text:
    """Plain text, wrapped. ``indent``: mm at its left; ``sign`` stands in that indent."""

    def __init__(
        self, text: str, font: QFont, *, indent: float = 0.0, sign: str = "",
        colour: QColor = BLACK, centred: bool = False, after: float = 1.0,
    ) -> None:  # fmt: skip
        """``after``: mm of air below."""
        self._text, self._font, self._sign = typeset(text), font, sign
        self._indent, self._colour, self._after = indent, colour, after
        self._centred = centred

    def height(self, paper: Paper, width: float) -> float:
        indent = paper.mm(self._indent)
        high = _height(self._balanced(paper, width - indent))
        if self._sign:
            high = max(high, _height(self._set(paper, self._sign, indent)))
        return high + paper.mm(self._after)

    def paint(self, paper: Paper, x: float, y: float, width: float) -> None:
        indent = paper.mm(self._indent)
        if self._sign:
            self._draw(paper, self._set(paper, self._sign, indent), x, y)
        self._draw(paper, self._balanced(paper, width - indent), x + indent, y)

    def _balanced(self, paper: Paper, width: float) -> QTextLayout:
        """Narrower lines where the last one would hold a single word; never more of them."""
        made = self._set(paper, self._text, width)
        if made.lineCount() < 2 or not _ends_alone(made):
            return made
        for share in _NARROWER:
            other = self._set(paper, self._text, width * share, width)
            if other.lineCount() > made.lineCount() or _breaks_words(other):
                break
            if not _ends_alone(other):
                return other
        return made

    def _set(
        self, paper: Paper, text: str, width: float, within: float | None = None
    ) -> QTextLayout:
        """Not by a QTextDocument: that is a QObject, and connecting one in the thread that prints
        waits for a lock of Qt while it keeps the interpreter's, which the window may want while it
        keeps the other."""
        lines = text.replace("\r\n", "\n").replace("\n", _LINE_BREAK)
        made = QTextLayout(lines, self._font, paper.device)
        option = QTextOption()
        option.setUseDesignMetrics(True)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if self._centred:
            option.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        made.setTextOption(option)
        made.beginLayout()
        aside = ((within or width) - width) / 2 if self._centred else 0.0
        down = 0.0
        line = made.createLine()
        while line.isValid():
            line.setLineWidth(max(1.0, width))
            line.setPosition(QPointF(aside, down))
            down += line.height()
            line = made.createLine()
        made.endLayout()
        return made

    def _draw(self, paper: Paper, text: QTextLayout, x: float, y: float) -> None:
        paper.painter.save()
        paper.painter.setPen(self._colour)
        text.draw(paper.painter, QPointF(x, y))
        paper.painter.restore()


def _ends_alone(text: QTextLayout) -> bool:
    """Whether the last line is a single word that did not fit into the one above."""
    last = text.lineAt(text.lineCount() - 1)
    whole = text.text()
    start = last.textStart()
    words = whole[start : start + last.textLength()].split()
    return len(words) == 1 and whole[start - 1 : start] != _LINE_BREAK


def _breaks_words(text: QTextLayout) -> bool:
    """Whether a line ends between two letters of one word."""
    whole = text.text()
    ends = (text.lineAt(n).textStart() for n in range(1, text.lineCount()))
    return any(whole[end - 1].isalnum() and whole[end].isalnum() for end in ends)


def _height(text: QTextLayout) -> float:
    """Of all its lines; an empty text has one."""
    return sum(text.lineAt(each).height() for each in range(text.lineCount()))


class Space:
    def __init__(self, millimetres: float) -> None:
        self._mm = millimetres

    def height(self, paper: Paper, width: float) -> float:
        return paper.mm(self._mm)

    def paint(self, paper: Paper, x: float, y: float, width: float) -> None:
        pass


class Rules:
    """Lines to write on, ``apart`` mm from each other."""

    def __init__(self, count: int, apart: float = 8.0, indent: float = 0.0) -> None:
        self._count, self._apart, self._indent = count, apart, indent

    def height(self, paper: Paper, width: float) -> float:
        return paper.mm(self._apart * self._count + 1.0)

    def paint(self, paper: Paper, x: float, y: float, width: float) -> None:
        indent = paper.mm(self._indent)
        for number in range(1, self._count + 1):
            _rule(paper, x + indent, y + paper.mm(self._apart * number), width - indent)


class Ticks:
    """Options with a box to tick and a letter each. ``round_``: only one may be ticked."""

    def __init__(self, texts: Sequence[tuple[str, str]], font: QFont, *, one: bool) -> None:
        self._texts, self._font, self._one = texts, font, one

    def height(self, paper: Paper, width: float) -> float:
        room = width - self._inset(paper)
        return sum(self._text(sign, text).height(paper, room) for sign, text in self._texts)

    def paint(self, paper: Paper, x: float, y: float, width: float) -> None:
        side, inset = self._side(paper), self._inset(paper)
        for sign, text in self._texts:
            block = self._text(sign, text)
            box = QRectF(
                x + self._room(paper), y + paper.mm(0.04 * self._font.pointSizeF()), side, side
            )
            paper.painter.save()
            paper.painter.setPen(QPen(GREY, paper.mm(0.3)))
            paper.painter.drawEllipse(box) if self._one else paper.painter.drawRect(box)
            paper.painter.restore()
            block.paint(paper, x + inset, y, width - inset)
            y += block.height(paper, width - inset)

    def _room(self, paper: Paper) -> float:
        """Left of the boxes: as far as the text of the question stands in."""
        return paper.mm(ROOM * self._font.pointSizeF())

    def _side(self, paper: Paper) -> float:
        """Of the box, as high as the letters."""
        return paper.mm(0.33 * self._font.pointSizeF())

    def _inset(self, paper: Paper) -> float:
        gap = paper.mm(0.5 + 0.13 * self._font.pointSizeF())
        return self._room(paper) + gap + self._side(paper)

    def _text(self, sign: str, text: str) -> Text:
        room = 0.65 * self._font.pointSizeF()
        return Text(text, self._font, indent=room, sign=f"{sign})" if sign else "", after=1.2)


class Pairs:
    """Two columns to match: numbered lines with a space for a letter, and lettered answers."""

    def __init__(self, left: Sequence[str], right: Sequence[str], font: QFont) -> None:
        self._left, self._right, self._font = left, right, font

    def height(self, paper: Paper, width: float) -> float:
        half = (width - paper.mm(14)) / 2
        return max(
            sum(block.height(paper, half) for block in self._lefts(paper)),
            sum(block.height(paper, half) for block in self._rights(paper)),
        )

    def paint(self, paper: Paper, x: float, y: float, width: float) -> None:
        half = (width - paper.mm(14)) / 2
        for blocks, left in (
            (self._lefts(paper), x + paper.mm(7)),
            (self._rights(paper), x + half + paper.mm(14)),
        ):
            top = y
            for block in blocks:
                block.paint(paper, left, top, half)
                top += block.height(paper, half)

    def _lefts(self, paper: Paper) -> list[Text]:
        room = paper.beside(14)
        return [
            Text(text, self._font, indent=room, sign=f"___ {number}", after=2.0)
            for number, text in enumerate(self._left, start=1)
        ]

    def _rights(self, paper: Paper) -> list[Text]:
        return [
            Text(text, self._font, indent=paper.beside(7), sign=f"{letter(number)})", after=2.0)
            for number, text in enumerate(self._right)
        ]


class Image:
    """A picture, as wide as the column at most, and no higher than ``highest`` mm."""

    def __init__(self, data: bytes, highest: float = 70.0, indent: float = 8.0) -> None:
        self._image = QImage.fromData(data)
        self._highest, self._indent = highest, indent

    def height(self, paper: Paper, width: float) -> float:
        return self._size(paper, width).height() + paper.mm(2)

    def paint(self, paper: Paper, x: float, y: float, width: float) -> None:
        size = self._size(paper, width)
        at = QPointF(x + paper.mm(self._indent), y)
        paper.painter.drawImage(QRectF(at, size), self._image)

    def _size(self, paper: Paper, width: float) -> QSizeF:
        if self._image.isNull():
            return QSizeF(0, 0)
        natural = QSizeF(self._image.width(), self._image.height()) * (paper.mm(25.4) / 110)
        room = QSizeF(width - paper.mm(self._indent), paper.mm(self._highest))
        if natural.width() <= room.width() and natural.height() <= room.height():
            return natural
        return natural.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)


class MapBox:
    """The part of the map in which the place lies, not in its middle, to mark it with a cross.

    ``answer``: with the place marked, for the key. ``indent`` and ``widest``: mm.
    """

    def __init__(
        self, task: MapPlace, seed: str, *, answer: bool = False, indent: float = 0.0,
        widest: float = 130.0,
    ) -> None:  # fmt: skip
        self._task, self._answer = task, answer
        self._indent, self._widest = indent, widest
        # Where the place stands in the picture tells nothing: it is drawn by lot.
        lot = random.Random(seed)
        self._aside = (lot.uniform(-0.3, 0.3), lot.uniform(-0.3, 0.3))
        self._degrees = max(40.0, min(120.0, task.radius / 111 * 40))

    def height(self, paper: Paper, width: float) -> float:
        return self._wide(paper, width) * 0.6 + paper.mm(2)

    def _wide(self, paper: Paper, width: float) -> float:
        return min(width - paper.mm(self._indent), paper.mm(self._widest))

    def picture(self) -> QImage:
        view, across, down = self._view(_MAP_WIDTH, round(_MAP_WIDTH * 0.6))
        image = QImage(view.width, view.height, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground().paint(painter, view, _INKS, QRect(0, 0, view.width, view.height), borders=False)
        if self._answer:
            painter.setPen(QPen(BLACK, 4))
            painter.drawEllipse(QPointF(across, down), 9, 9)
        painter.end()
        return image

    def paint(self, paper: Paper, x: float, y: float, width: float) -> None:
        wide = self._wide(paper, width)
        box = QRectF(x + paper.mm(self._indent), y, wide, wide * 0.6)
        paper.painter.drawImage(box, self.picture())
        paper.painter.save()
        paper.painter.setPen(QPen(GREY, paper.mm(0.3)))
        paper.painter.drawRect(box)
        paper.painter.restore()

    def _view(self, width: int, height: int) -> tuple[View, float, float]:
        x, y = project(self._task.latitude, self._task.longitude)
        wide, high = self._degrees, self._degrees * 0.6
        middle_x, middle_y = x + self._aside[0] * wide, y + self._aside[1] * high
        box = (middle_x - wide / 2, middle_y - high / 2, middle_x + wide / 2, middle_y + high / 2)
        view = View().sized(width, height).fitted(box, 0, deepest=60.0)
        return view, *view.to_screen(x, y)


def map_png(item: PrintedItem, answer: bool) -> bytes:
    """The map of a question that asks for a place on it, for other programs. On any thread."""
    assert isinstance(item.task, MapPlace)
    return png(MapBox(item.task, item.question.id, answer=answer).picture())


class Stack:
    """Blocks that stay together on one page."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = tuple(blocks)

    def height(self, paper: Paper, width: float) -> float:
        return sum(block.height(paper, width) for block in self.blocks)

    def paint(self, paper: Paper, x: float, y: float, width: float) -> None:
        for block in self.blocks:
            block.paint(paper, x, y, width)
            y += block.height(paper, width)


def _rule(paper: Paper, x: float, y: float, width: float) -> None:
    paper.painter.save()
    paper.painter.setPen(QPen(GREY, paper.mm(0.2)))
    paper.painter.drawLine(QPointF(x, y), QPointF(x + width, y))
    paper.painter.restore()
