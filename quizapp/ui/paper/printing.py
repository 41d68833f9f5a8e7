"""What is printed, as a job: laid out once, then written as PDF, shown, or sent to a printer."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage, QPageLayout

from quizapp.domain.paper import PaperLayout, PaperSize, PrintedCard, ProgressRow, Sheet
from quizapp.errors import QuizError
from quizapp.ui.paper.cards import card_pages
from quizapp.ui.paper.device import PageLook, Paper, PdfPaper, PicturePaper, Print, PrinterPaper
from quizapp.ui.paper.flow import Page, columns_of, pages_of, place
from quizapp.ui.paper.progress_sheet import columns_head, progress_head, progress_rows
from quizapp.ui.paper.worksheet import head_of, key_blocks, questions_of, tr

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_CARD_MARGIN = 8.0  # mm


@dataclass(frozen=True)
class Job:
    """``pages`` lays them out on a paper that looks like ``look``."""

    title: str
    look: PageLook
    pages: Callable[[Paper], list[Page]]


class Preview:
    """The pages of a job, laid out once, to be painted at any size. Made and used on any thread."""

    def __init__(self, job: Job) -> None:
        self._look = job.look
        self.pages = job.pages(Paper(job.look))

    @property
    def millimetres(self) -> QSizeF:
        """The whole page, with its margins."""
        return self._look.page.fullRect(QPageLayout.Unit.Millimeter).size()

    def picture(self, number: int, dots: float) -> QImage:
        """``dots`` an inch."""
        paper = PicturePaper(self._look, dots)
        self.pages[number].paint(paper)
        return paper.finished()


# Jobs


def sheets_job(
    sheets: Sequence[Sheet],
    *,
    layout: PaperLayout = PaperLayout.ONE_COLUMN,
    size: PaperSize = PaperSize.A4,
    key: bool = True,
) -> Job:
    """All versions one behind the other, then their keys; each begins a page."""
    title = sheets[0].title if sheets else ""
    return Job(title, PageLook(size, layout), partial(_sheet_pages, sheets, key))


def cards_job(title: str, cards: Sequence[PrintedCard], *, size: PaperSize = PaperSize.A4) -> Job:
    """Eight a page, fronts and backs by turns."""
    look = PageLook(size, margin=_CARD_MARGIN)
    return Job(title, look, lambda paper: card_pages(paper, cards))


def progress_job(
    title: str, day: str, rows: Sequence[ProgressRow], *, size: PaperSize = PaperSize.A4
) -> Job:
    def pages(paper: Paper) -> list[Page]:
        placed = place(
            paper, progress_rows(rows), columns=1, head=progress_head(title, day, paper),
            again=columns_head(),
        )  # fmt: skip
        return pages_of(paper, placed, title)

    return Job(title, PageLook(size), pages)


def _sheet_pages(sheets: Sequence[Sheet], key: bool, paper: Paper) -> list[Page]:
    pages: list[Page] = []
    for sheet in sheets:
        placed = place(
            paper, questions_of(paper, sheet), columns=columns_of(paper.layout),
            head=head_of(paper, sheet),
        )  # fmt: skip
        name = tr("Version {}").format(sheet.version) if sheet.version else tr("Questions")
        pages += pages_of(paper, placed, _foot(sheet), name)
    for sheet in sheets if key else ():
        placed = place(paper, key_blocks(paper, sheet), columns=1)
        name = tr("Key to {}").format(sheet.version) if sheet.version else tr("Key")
        pages += pages_of(paper, placed, f"{tr('Key')}: {_foot(sheet)}", name)
    return pages


def _foot(sheet: Sheet) -> str:
    return f"{sheet.title} {sheet.version}".strip()


# Where they go


def write_pdf(path: Path, job: Job) -> int:
    """The whole file or none. Returns the pages."""
    with _whole(path) as partial_file:
        return _paint(PdfPaper(job.look, partial_file, job.title or path.stem), job)


def send_to(printer: QPrinter, job: Job) -> int:
    """Only the pages that were asked for, where some were. Returns how many those are."""
    paper = PrinterPaper(job.look, printer)
    first, last = printer.fromPage(), printer.toPage()
    return _paint(paper, job, max(0, first - 1), last or None)


def _paint(paper: Print, job: Job, first: int = 0, last: int | None = None) -> int:
    try:
        pages = job.pages(paper)[first:last]
        for page in pages:
            paper.new_page()
            page.paint(paper)
        return len(pages)
    finally:
        paper.close()


def print_sheets(
    path: Path,
    sheets: Sequence[Sheet],
    *,
    layout: PaperLayout = PaperLayout.ONE_COLUMN,
    size: PaperSize = PaperSize.A4,
    key: bool = True,
) -> int:
    """See ``sheets_job``. Returns the pages."""
    return write_pdf(path, sheets_job(sheets, layout=layout, size=size, key=key))


def print_cards(
    path: Path, title: str, cards: Sequence[PrintedCard], *, size: PaperSize = PaperSize.A4
) -> int:
    """See ``cards_job``. Returns the pages."""
    return write_pdf(path, cards_job(title, cards, size=size))


def print_progress(
    path: Path, title: str, day: str, rows: Sequence[ProgressRow], *, size: PaperSize = PaperSize.A4
) -> int:
    """Returns the pages."""
    return write_pdf(path, progress_job(title, day, rows, size=size))


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """A file of that name is replaced only once all is written."""
    partial_file = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        yield partial_file
        partial_file.replace(path)
    except OSError as problem:
        raise QuizError(
            f"{path.name} could not be written: {problem.strerror or problem}."
        ) from problem
    finally:
        with suppress(OSError):
            partial_file.unlink()
