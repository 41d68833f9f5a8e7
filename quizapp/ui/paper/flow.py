"""Blocks onto pages: into columns, from top to bottom, none split that fits on a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizapp.domain.paper import PaperLayout
from quizapp.ui.paper.blocks import GREY, Block, Stack, Text
from quizapp.ui.paper.device import Paper

_GUTTER = 8.0  # mm between two columns
_FOOT = 8.0  # mm for the line at the foot


@dataclass(frozen=True, slots=True)
class Placed:
    """A block at its place on its page (from 0); measures in dots."""

    page: int
    x: float
    y: float
    width: float
    block: Block


@dataclass(frozen=True, slots=True)
class Page:
    """``name``: of the part it belongs to: "Version A", "Key A". It is painted on any paper that
    measures as the one on which it was laid out."""

    name: str
    placed: tuple[Placed, ...]

    def paint(self, paper: Paper) -> None:
        for each in self.placed:
            each.block.paint(paper, each.x, each.y, each.width)


def place(
    paper: Paper,
    blocks: Sequence[Block],
    *,
    columns: int,
    head: Block | None = None,
    again: Block | None = None,
) -> list[Placed]:
    """``head`` stands over all columns of the first page, ``again`` over those of the others. A
    block higher than a page is taken apart where it is a ``Stack``; else it stands alone and runs
    over the edge."""
    width, high = paper.size.width(), paper.size.height() - paper.mm(_FOOT)
    gutter = paper.mm(_GUTTER)
    wide = (width - gutter * (columns - 1)) / columns
    placed: list[Placed] = []
    first_top = head.height(paper, width) if head is not None else 0.0
    other_top = again.height(paper, width) if again is not None else 0.0
    if head is not None:
        placed.append(Placed(0, 0.0, 0.0, width, head))
    page, column, top = 0, 0, first_top
    for block in _pieces(paper, blocks, wide, high):
        needs = block.height(paper, wide)
        page_top = first_top if page == 0 else other_top
        if top + needs > high and top > page_top:
            column += 1
            if column == columns:
                page, column = page + 1, 0
                if again is not None:
                    placed.append(Placed(page, 0.0, 0.0, width, again))
            top = first_top if page == 0 else other_top
        placed.append(Placed(page, column * (wide + gutter), top, wide, block))
        top += needs
    return placed


def _pieces(paper: Paper, blocks: Sequence[Block], width: float, high: float) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Stack) and block.height(paper, width) > high:
            yield from _pieces(paper, block.blocks, width, high)
        else:
            yield block


def pages_of(paper: Paper, placed: Sequence[Placed], foot: str, name: str = "") -> list[Page]:
    """``foot`` stands below on each of them, with its number."""
    count = max((each.page for each in placed), default=0) + 1
    pages = []
    for number in range(count):
        numbered = f"{number + 1} / {count}"
        here = [each for each in placed if each.page == number]
        here.append(_foot(paper, number, f"{foot}   ·   {numbered}" if foot else numbered))
        pages.append(Page(name, tuple(here)))
    return pages


def _foot(paper: Paper, page: int, words: str) -> Placed:
    line = Text(words, paper.font(0.75), colour=GREY, centred=True, after=0)
    width, high = paper.size.width(), paper.size.height()
    return Placed(page, 0.0, high - line.height(paper, width), width, line)


def columns_of(layout: PaperLayout) -> int:
    return 2 if layout is PaperLayout.TWO_COLUMNS else 1
