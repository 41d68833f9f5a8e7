"""Writes the PDFs: the whole file or none."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from quizapp.domain.paper import PaperLayout, PaperSize, PrintedCard, ProgressRow, Sheet
from quizapp.errors import QuizError
from quizapp.ui.paper.cards import paint_cards
from quizapp.ui.paper.device import Paper
from quizapp.ui.paper.flow import columns_of, paint, place
from quizapp.ui.paper.progress_sheet import progress_blocks
from quizapp.ui.paper.worksheet import head_of, key_blocks, questions_of, tr

_CARD_MARGIN = 8.0  # mm


def print_sheets(
    path: Path,
    sheets: Sequence[Sheet],
    *,
    layout: PaperLayout = PaperLayout.ONE_COLUMN,
    size: PaperSize = PaperSize.A4,
    key: bool = True,
) -> int:
    """All versions one behind the other, then their keys; each begins a page. Returns the pages."""
    with _whole(path) as partial:
        paper = Paper(partial, sheets[0].title if sheets else path.stem, size, layout)
        try:
            pages = 0
            for sheet in sheets:
                pages += _on_new_page(paper, pages)
                pages += _sheet(paper, sheet)
            for sheet in sheets if key else ():
                pages += _on_new_page(paper, pages)
                placed = place(paper, key_blocks(paper, sheet), columns=1)
                pages += paint(paper, placed, f"{tr('Key')}: {_foot(sheet)}")
        finally:
            paper.close()
    return pages


def print_cards(
    path: Path, title: str, cards: Sequence[PrintedCard], *, size: PaperSize = PaperSize.A4
) -> int:
    """Eight a page, fronts and backs by turns. Returns the pages."""
    with _whole(path) as partial:
        paper = Paper(partial, title, size, PaperLayout.ONE_COLUMN, _CARD_MARGIN)
        try:
            return paint_cards(paper, cards)
        finally:
            paper.close()


def print_progress(
    path: Path, title: str, day: str, rows: Sequence[ProgressRow], *, size: PaperSize = PaperSize.A4
) -> int:
    """Returns the pages."""
    with _whole(path) as partial:
        paper = Paper(partial, title, size, PaperLayout.ONE_COLUMN)
        try:
            placed = place(paper, progress_blocks(paper, title, day, rows), columns=1)
            return paint(paper, placed, title)
        finally:
            paper.close()


def _sheet(paper: Paper, sheet: Sheet) -> int:
    placed = place(
        paper, questions_of(paper, sheet), columns=columns_of(paper.layout),
        head=head_of(paper, sheet),
    )  # fmt: skip
    return paint(paper, placed, _foot(sheet))


def _on_new_page(paper: Paper, pages: int) -> int:
    if pages:
        paper.new_page()
    return 0


def _foot(sheet: Sheet) -> str:
    return f"{sheet.title} {sheet.version}".strip()


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """A file of that name is replaced only once all is written."""
    partial = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        yield partial
        partial.replace(path)
    except OSError as problem:
        raise QuizError(
            f"{path.name} could not be written: {problem.strerror or problem}."
        ) from problem
    finally:
        with suppress(OSError):
            partial.unlink()
