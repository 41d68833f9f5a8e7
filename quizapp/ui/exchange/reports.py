"""Reports in words and in files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from quizapp.domain.importing import Entry, Undone
from quizapp.ui import words
from quizapp.ui.ask_file import FileKind, ask_file_to_write
from quizapp.ui.desk import Desk


def undone_words(undone: Undone) -> str:
    """What an undo did: "12 questions removed, 3 as before, 1 dropped."."""
    said = words.tr("Undone: {} taken out").format(words.questions(undone.removed))
    if undone.put_back:
        said += words.tr(", {:,} as before").format(undone.put_back)
    if undone.retired:
        said += words.tr(", {:,} dropped").format(undone.retired)
    if undone.reviews:
        said += words.tr(", {:,} past answers taken back").format(undone.reviews)
    if undone.left:
        said += ". " + words.tr("What could not be undone is listed below")
    return said + "."


def ask_where_to_save(
    parent: QWidget,
    desk: Desk,
    name: str,
    about: Mapping[str, Any],
    parts: Mapping[str, Sequence[Entry]],
) -> None:
    """Asks for a file, and writes the report there."""
    kinds = (FileKind(words.tr("Table"), [".csv"]), FileKind("JSON", [".json"]))
    heading = words.tr("Save the report")
    path = ask_file_to_write(parent, heading, words.tr("{} report").format(name), *kinds)
    if path is not None:
        save_report(desk, path, about, parts)


def save_report(
    desk: Desk, path: Path, about: Mapping[str, Any], parts: Mapping[str, Sequence[Entry]]
) -> None:
    def work() -> int:
        from quizapp.services.exchange_report import write_report

        return write_report(path, about, parts)

    def written(number: int) -> None:
        entries = words.count(number, words.tr("entry"), words.tr("entries"))
        offer_folder(desk, words.tr("{} written to {}.").format(entries, path.name), path)

    desk.compute(work, written)


def offer_folder(desk: Desk, said: str, path: Path, tone: str = "right") -> None:
    """Says what was written, with a button that opens the folder."""
    folder = QUrl.fromLocalFile(str(path.absolute().parent))
    desk.offer(said, words.tr("Open the folder"), lambda: QDesktopServices.openUrl(folder), tone)
