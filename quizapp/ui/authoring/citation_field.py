"""The proof of a question: where it stands, picked by selecting the words in the document."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from quizapp.domain.question import Citation
from quizapp.ui import words
from quizapp.ui.authoring.pick_citation import PickCitation
from quizapp.ui.desk import Desk
from quizapp.ui.widgets.actions import Actions
from quizapp.ui.widgets.basics import button, column, label, row, set_tone


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
        self.missing = QFrame()
        self.missing.setObjectName("item")
        self.said = label("", "small", wrap=True)
        set_tone(self.said, "almost")
        self.again = button(self.tr("Find it again"))
        self.again.setToolTip(self.tr("Looks for the same words in the documents of your library"))
        bar = column(self.said, row(self.again, -1), spacing=6)
        bar.setContentsMargins(10, 8, 10, 8)
        self.missing.setLayout(bar)
        self.setLayout(column(
            self.quote, self.where, self.missing, Actions(self.pick, self.remove), spacing=4
        ))  # fmt: skip
        self.again.clicked.connect(self.find_again)
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
        self.missing.hide()
        if cited is not None and self._desk.ready and (cited.fingerprint or cited.quote):
            proof = self._desk.services.proof
            self._desk.ask(lambda: proof.is_in_place(cited), partial(self._looked, cited))

    # Where it is not in its place any more

    def _looked(self, cited: Citation, in_place: bool) -> None:
        if cited is not self.citation or in_place:
            return
        elsewhere = self.tr("The proof is no longer in its place: its document is not in your "
                            "library, or is another one now.")  # fmt: skip
        never = self.tr("The document of this proof is not in your library.")
        self.said.setText(elsewhere if cited.fingerprint else never)
        self.again.setVisible(bool(cited.quote))
        self.missing.show()

    def find_again(self) -> None:
        cited, proof = self.citation, self._desk.services.proof
        if cited is not None:
            self.again.setEnabled(False)
            self._desk.ask(lambda: proof.find(cited), partial(self._found, cited), self._failed)

    def _found(self, cited: Citation, found: Citation | None) -> None:
        self.again.setEnabled(True)
        if cited is not self.citation:
            return
        if found is None:
            self.said.setText(
                self.tr("These words stand in no document of your library. Add the document, or "
                        "choose other words.")
            )  # fmt: skip
            return
        self._set(found)
        self._desk.say(self.tr("Found in {}.").format(words.one_line(found.label)), "right")
        self.pick.setFocus()

    def _failed(self, problem: BaseException) -> None:
        self.again.setEnabled(True)
        self._desk.explain(problem)
