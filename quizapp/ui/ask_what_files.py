"""Asking what files are that may be two things: questions to import, or documents to read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from quizapp.ui import words
from quizapp.ui.confirm import ConfirmDialog
from quizapp.ui.widgets.basics import button


def tr(text: str) -> str:
    return QCoreApplication.translate("ask what files", text)


def ask_what_files(
    parent: QWidget, files: Sequence[Path], then: Callable[[bool], object]
) -> ConfirmDialog:
    """Asks without blocking. ``then`` gets whether they are questions; Cancel does nothing."""
    name = words.one_line(files[0].name)
    if len(files) == 1:
        said = tr(
            "“{}” looks like questions to import, but can be read as a document to find "
            "questions in, too: which is meant?"
        ).format(name)
    else:
        said = tr(
            "“{} and {:,} more” look like questions to import, but can be read as documents to "
            "find questions in, too: which is meant?"
        ).format(name, len(files) - 1)
    box = ConfirmDialog(
        parent, tr("Questions, or a document?"), said, tr("Import the questions"), danger=False
    )
    read = button(tr("Read as a document"))
    box.add_at_left(read)
    as_document: list[bool] = []

    def chosen() -> None:
        as_document.append(True)
        box.reject()

    def closed() -> None:
        if box.result():
            then(True)
        elif as_document:
            then(False)
        box.deleteLater()

    read.clicked.connect(chosen)
    box.finished.connect(lambda _: closed())
    box.open()
    return box
