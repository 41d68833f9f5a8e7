"""The proof of an answer: where it stands, and the passage with the words highlighted."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from quizapp.services.evidence import EvidenceView
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import button, column, label, row
from quizapp.ui.widgets.passage import PassageView, excerpt


class EvidenceCard(QFrame):
    wanted = Signal()  # the user wants to see the place in the document

    def __init__(self, theme: Theme, room: int | None = None) -> None:
        """``room``: characters shown on each side of the evidence; None: the whole passage."""
        super().__init__()
        self.setObjectName("card")
        self._room = room
        self._label = label("", "small", wrap=True)
        self._heading = label("", "strong", wrap=True)
        self._note = label("", "small", wrap=True)
        self.passage = PassageView(theme)
        self.open = button(self.tr("Show in document"), "quiet")
        self.open.setToolTip(self.tr("Show in document (O)"))
        self.open.clicked.connect(self.wanted)
        picture = label()
        theme.set_picture(picture, "document", "muted", 16)
        top = row(picture, self._label, self.open, spacing=8)
        top.setStretch(1, 1)
        layout = column(top, self._heading, self.passage, self._note, spacing=6)
        layout.setContentsMargins(16, 8, 16, 14)
        self.setLayout(layout)

    def show_view(self, view: EvidenceView) -> None:
        self.setVisible(bool(view.label or view.text))
        text, start, end = view.text, view.start, view.end
        if self._room is not None:
            text, start, end = excerpt(text, start, end, self._room)
        self._label.setText(view.label)
        self._heading.setText(view.heading)
        self._heading.setVisible(bool(view.heading))
        self.passage.show_passage(text, start, end)
        self.passage.setVisible(bool(text))
        self.open.setVisible(view.available)
        self._note.setText("" if view.available else self._why_missing(view))
        self._note.setVisible(not view.available)

    def _why_missing(self, view: EvidenceView) -> str:
        if view.text:
            return self.tr("The document is not in your library; this is the quote that was kept.")
        return self.tr("The document is not in your library. Add it to read the passage here.")
