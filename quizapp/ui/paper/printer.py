"""Printers of this machine, where this build of Qt can print at all."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from quizapp.ui.paper.printing import Job

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter


def can_print() -> bool:
    """Some builds leave this part of Qt out; a PDF can be made without it."""
    return find_spec("PySide6.QtPrintSupport") is not None


def printer_for(job: Job) -> QPrinter:
    from PySide6.QtPrintSupport import QPrinter

    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    made.setDocName(job.title)
    made.setCreator("QuizApp")
    made.setPageLayout(job.look.page)
    return made


def ask_how(parent: QWidget, printer: QPrinter) -> QPrintDialog:
    """Which printer, which pages, how many copies. Not yet opened."""
    from PySide6.QtPrintSupport import QPrintDialog

    box = QPrintDialog(printer, parent)
    box.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    return box
