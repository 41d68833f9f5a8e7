"""Cards to cut out, printed on both sides: the backs stand so that each lies behind its front."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPen

from quizapp.domain.paper import PrintedCard
from quizapp.ui.paper.blocks import GREY, Block, Stack, Text
from quizapp.ui.paper.device import Paper
from quizapp.ui.paper.flow import Page, Placed
from quizapp.ui.paper.worksheet import tr

COLUMNS, ROWS = 2, 4
_INSET = 6.0  # mm between the cut and the text
_LARGEST = 1.25  # times the letters of the body
_SMALLEST = 0.55  # of the letters of the body, for a text that would not fit


class Side:
    """One side of a sheet of cards."""

    def __init__(self, cards: Sequence[PrintedCard], *, backs: bool) -> None:
        self._cards, self._backs = cards, backs

    def height(self, paper: Paper, width: float) -> float:
        return paper.size.height()

    def paint(self, paper: Paper, x: float, y: float, width: float) -> None:
        _page(paper, self._cards, backs=self._backs)


def card_pages(paper: Paper, cards: Sequence[PrintedCard]) -> list[Page]:
    """Fronts and backs by turns, to be turned over the long edge."""
    a_page = COLUMNS * ROWS
    pages: list[Page] = []
    for start in range(0, len(cards), a_page):
        some = cards[start : start + a_page]
        for backs, name in ((False, tr("Questions")), (True, tr("Answers"))):
            side = Placed(len(pages), 0.0, 0.0, paper.size.width(), Side(some, backs=backs))
            pages.append(Page(name, (side,)))
    return pages


def _page(paper: Paper, cards: Sequence[PrintedCard], *, backs: bool) -> None:
    wide, high = paper.size.width() / COLUMNS, paper.size.height() / ROWS
    for number, card in enumerate(cards):
        row, column = divmod(number, COLUMNS)
        if backs:
            column = COLUMNS - 1 - column  # the sheet is turned
        box = QRectF(column * wide, row * high, wide, high)
        if backs:
            _card(paper, box, (card.back, card.more), card.note, bold=True)
        else:
            _card(paper, box, (card.front, ""), "", bold=False)
    _cuts(paper, wide, high)


def _card(paper: Paper, box: QRectF, texts: tuple[str, str], note: str, *, bold: bool) -> None:
    """``texts``: one, and another below it in smaller letters."""
    inset = paper.mm(_INSET)
    width = box.width() - 2 * inset
    room = box.height() - 2 * inset
    below = Text(note, paper.font(0.65), colour=GREY, centred=True, after=0) if note else None
    if below is not None:
        room -= below.height(paper, width)
    said = _fitting(paper, texts, width, room, bold=bold)
    top = box.top() + inset + max(0.0, (room - said.height(paper, width)) / 2)
    paper.painter.save()
    paper.painter.setClipRect(box)
    said.paint(paper, box.left() + inset, top, width)
    if below is not None:
        bottom = box.bottom() - inset - below.height(paper, width)
        below.paint(paper, box.left() + inset, bottom, width)
    paper.painter.restore()


def _fitting(
    paper: Paper, texts: tuple[str, str], width: float, room: float, *, bold: bool
) -> Stack:
    """The largest letters in which the texts have room."""
    scale = _LARGEST
    while True:
        blocks: list[Block] = [
            Text(texts[0], paper.font(scale, bold=bold), centred=True, after=2.0 if texts[1] else 0)
        ]
        if texts[1]:
            smaller = paper.font(max(_SMALLEST, scale * 0.8))
            blocks.append(Text(texts[1], smaller, centred=True, after=0))
        said = Stack(blocks)
        if scale <= _SMALLEST or said.height(paper, width) <= room:
            return said
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
