"""The proof of a question: where it stands, picked by selecting the words in the document."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from quizapp.domain.question import Citation
from quizapp.ui import words
from quizapp.ui.authoring.pick_citation import PickCitation
from quizapp.ui.desk import Desk
from quizapp.ui.widgets.basics import button, column, label, row


class CitationField(QWidget):
    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.citation: Citation | None = None
        self.dialog: PickCitation | None = None
        self.where = label("", "small", wrap=True)
        self.quote = label("", wrap=True)
        self.pick = button(self.tr("Choose the words in a document …"))
        self.pick.setToolTip(self.tr("Choose the words that prove the answer (Ctrl+D)"))
        self.remove = button(self.tr("Take away"), "quiet")
        self.setLayout(column(
            self.quote, self.where, row(self.pick, self.remove, -1), spacing=4
        ))  # fmt: skip
        self.pick.clicked.connect(self.open_dialog)
        self.remove.clicked.connect(lambda: self._set(None))
        self.setFocusProxy(self.pick)
        self._show()

    def show_citation(self, citation: Citation | None) -> None:
        """Fills the field; emits nothing."""
        self.citation = citation
        self._show()

    def open_dialog(self) -> None:
        if self.dialog is not None or not self._desk.ready:
            return
        self.dialog = PickCitation(self, self._desk, self.citation)
        self.dialog.picked.connect(self._set)
        self.dialog.finished.connect(self._closed)
        self.dialog.open()

    def _closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = None
        self.pick.setFocus()

    def _set(self, citation: Citation | None) -> None:
        self.citation = citation
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        cited = self.citation
        self.quote.setText(f"“{words.one_line(cited.quote)}”" if cited and cited.quote else "")
        self.where.setText(words.one_line(cited.label) if cited else self.tr("None given"))
        self.quote.setVisible(bool(self.quote.text()))
        self.remove.setVisible(cited is not None)
