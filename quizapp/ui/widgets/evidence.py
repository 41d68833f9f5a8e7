"""The proof of an answer: where it stands, and the passage with the words highlighted."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame

from quizapp.services.evidence import NO_EVIDENCE, EvidenceView
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import button, column, label, row
from quizapp.ui.widgets.passage import PassageView, excerpt


class EvidenceCard(QFrame):
    wanted = Signal()  # the user wants to see the place in the document
    grew = Signal()  # more of the passage is shown, or less of it again

    def __init__(self, theme: Theme, room: int | None = None, *, brief: bool = False) -> None:
        """``room``: characters shown on each side of the evidence; None: the whole passage.

        ``brief``: at first no more is shown than proves the answer.
        """
        super().__init__()
        self.setObjectName("card")
        self._room = room
        self._brief = brief
        self._view = NO_EVIDENCE
        self._more_shown = False
        self._label = label("", "small", wrap=True)
        self._heading = label("", "strong", wrap=True)
        self._note = label("", "small", wrap=True)
        self.passage = PassageView(theme)
        self.open = button(self.tr("Show in document"), "quiet")
        self.open.setToolTip(self.tr("Show in document (O)"))
        self.open.clicked.connect(self.wanted)
        self.more = button("", "quiet")
        self.more.clicked.connect(self.show_more_or_less)
        self.more.hide()
        picture = label()
        theme.set_picture(picture, "document", "muted", 16)
        top = row(picture, self._label, self.open, spacing=8)
        top.setStretch(1, 1)
        layout = column(top, self._heading, self.passage, row(self.more, -1), self._note, spacing=6)
        layout.setContentsMargins(16, 8, 16, 14)
        self.setLayout(layout)

    def show_view(self, view: EvidenceView) -> None:
        self._view = view
        self._more_shown = False
        self.setVisible(bool(view.label or view.text))
        self._label.setText(view.label)
        self._heading.setText(view.heading)
        self._heading.setVisible(bool(view.heading))
        self._show_passage()
        self.passage.setVisible(bool(view.text))
        self.more.setVisible(self.has_more)
        self.open.setVisible(view.available)
        self._note.setText("" if view.available else self._why_missing(view))
        self._note.setVisible(not view.available)

    @property
    def has_more(self) -> bool:
        """Whether the passage says more than proves the answer."""
        return self._brief and self._view.proof is not None

    @Slot()
    def show_more_or_less(self) -> None:
        """What stands around the proof in its passage, and back."""
        if self.has_more:
            self._more_shown = not self._more_shown
            self._show_passage()
            self.grew.emit()

    def _show_passage(self) -> None:
        view, proof = self._view, self._view.proof
        text, start, end = view.text, view.start, view.end
        if self._brief and proof is not None and not self._more_shown:
            text, start, end = proof.text, proof.start, proof.end
        elif self._room is not None:
            text, start, end = excerpt(text, start, end, self._room)
        self.passage.show_passage(text, start, end)
        less, more = self.tr("Less of the passage"), self.tr("More of the passage")
        self.more.setText(less if self._more_shown else more)
        self.more.setToolTip(f"{self.more.text()} (M)")

    def _why_missing(self, view: EvidenceView) -> str:
        if view.text:
            return self.tr("The document is not in your library; this is the quote that was kept.")
        return self.tr("The document is not in your library. Add it to read the passage here.")
