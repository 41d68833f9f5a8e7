"""Cards to cut out, printed on both sides: the backs stand so that each lies behind its front."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPen

from quizapp.domain.paper import PrintedCard
from quizapp.ui.paper.blocks import GREY, Text
from quizapp.ui.paper.device import Paper

COLUMNS, ROWS = 2, 4
_INSET = 6.0  # mm between the cut and the text
_SMALLEST = 0.55  # of the letters of the body, for a text that would not fit


def paint_cards(paper: Paper, cards: Sequence[PrintedCard]) -> int:
    """Fronts and backs by turns, to be turned over the long edge; returns the pages."""
    a_page = COLUMNS * ROWS
    pages = 0
    for start in range(0, len(cards), a_page):
        some = cards[start : start + a_page]
        for backs in (False, True):
            if pages:
                paper.new_page()
            _page(paper, some, backs=backs)
            pages += 1
    return pages


def _page(paper: Paper, cards: Sequence[PrintedCard], *, backs: bool) -> None:
    wide, high = paper.size.width() / COLUMNS, paper.size.height() / ROWS
    for number, card in enumerate(cards):
        row, column = divmod(number, COLUMNS)
        if backs:
            column = COLUMNS - 1 - column  # the sheet is turned
        box = QRectF(column * wide, row * high, wide, high)
        _card(paper, box, card.back if backs else card.front, card.note if backs else "", backs)
    _cuts(paper, wide, high)


def _card(paper: Paper, box: QRectF, text: str, note: str, bold: bool) -> None:
    inset = paper.mm(_INSET)
    width = box.width() - 2 * inset
    room = box.height() - 2 * inset
    below = Text(note, paper.font(0.65), colour=GREY, centred=True, after=0) if note else None
    if below is not None:
        room -= below.height(paper, width)
    words = _fitting(paper, text, width, room, bold)
    top = box.top() + inset + max(0.0, (room - words.height(paper, width)) / 2)
    paper.painter.save()
    paper.painter.setClipRect(box)
    words.paint(paper, box.left() + inset, top, width)
    if below is not None:
        bottom = box.bottom() - inset - below.height(paper, width)
        below.paint(paper, box.left() + inset, bottom, width)
    paper.painter.restore()


def _fitting(paper: Paper, text: str, width: float, room: float, bold: bool) -> Text:
    """The largest letters in which the text has room."""
    scale = 1.25
    while True:
        words = Text(text, paper.font(scale, bold=bold), centred=True, after=0)
        if scale <= _SMALLEST or words.height(paper, width) <= room:
            return words
        scale -= 0.1


def _cuts(paper: Paper, wide: float, high: float) -> None:
    paper.painter.save()
    paper.painter.setPen(QPen(GREY, paper.mm(0.15), Qt.PenStyle.DashLine))
    for column in range(COLUMNS + 1):
        x = column * wide
        paper.painter.drawLine(QPointF(x, 0), QPointF(x, ROWS * high))
    for row in range(ROWS + 1):
        y = row * high
        paper.painter.drawLine(QPointF(0, y), QPointF(COLUMNS * wide, y))
    paper.painter.restore()
