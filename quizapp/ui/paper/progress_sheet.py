"""The progress of a class on paper: a line for each learner."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from quizapp.domain.paper import ProgressRow
from quizapp.ui.paper.blocks import Block, Space, Stack, Text
from quizapp.ui.paper.device import Paper

_SHARES = (0.27, 0.17, 0.14, 0.14, 0.15, 0.13)

_GAP = 2.0  # mm between two columns


def tr(text: str) -> str:
    return QCoreApplication.translate("paper", text)


class Cells:
    """One line of a table."""

    def __init__(self, texts: Sequence[str], *, bold: bool) -> None:
        self._texts, self._bold = texts, bold

    def height(self, paper: Paper, width: float) -> float:
        cells = zip(self._cells(paper), _SHARES, strict=True)
        gap = paper.mm(_GAP)
        return max(cell.height(paper, width * share - gap) for cell, share in cells) + paper.mm(2.2)

    def paint(self, paper: Paper, x: float, y: float, width: float) -> None:
        left = x
        for cell, share in zip(self._cells(paper), _SHARES, strict=True):
            cell.paint(paper, left, y, width * share - paper.mm(_GAP))
            left += width * share
        paper.line(x, y + self.height(paper, width) - paper.mm(1.4), width)

    def _cells(self, paper: Paper) -> list[Text]:
        return [Text(text, paper.font(0.9, bold=self._bold), after=0) for text in self._texts]


def progress_head(title: str, day: str, paper: Paper) -> Stack:
    """What stands over the table, once."""
    return Stack([
        Text(title, paper.font(1.5, bold=True), after=1), Text(day, paper.font(0.9), after=4),
        columns_head(),
    ])  # fmt: skip


def columns_head() -> Cells:
    """What stands over the columns, on each page."""
    return Cells(
        (tr("Name"), tr("Last here"), tr("Answers, 30 days"), tr("Recalled, 30 days"),
         tr("Questions met"), tr("Known today")),
        bold=True,
    )  # fmt: skip


def progress_rows(rows: Sequence[ProgressRow]) -> list[Block]:
    return [*(_row(row) for row in rows), Space(2)]


def _row(row: ProgressRow) -> Cells:
    recalled = "–" if row.retention is None else f"{row.retention:.0%}"
    known = f"{row.known:.0%}" if row.met else "–"
    last = row.last_day or tr("never")
    return Cells((row.name, last, f"{row.answers:,}", recalled, f"{row.met:,}", known), bold=False)
