"""What the linter advises, note by note, each with room around it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from quizapp.ui.widgets.basics import column, label, row

GAP = 10  # px between two notes; within one its lines stand close


class AdviceList(QWidget):
    """Hidden while there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Advice"))
        self._rows = column(spacing=GAP)
        self.setLayout(self._rows)
        self.notes: list[QLabel] = []
        self.hide()

    def show_notes(self, notes: Sequence[str]) -> None:
        """Rows that are there already are written anew: it is called while somebody types."""
        while len(self.notes) < len(notes):
            self._add_row()
        for number, note in enumerate(self.notes):
            shown = number < len(notes)
            if shown:
                note.setText(notes[number])
            note.parentWidget().setVisible(shown)  # type: ignore[union-attr]
        self.setVisible(bool(notes))

    def text(self) -> str:
        return "\n".join(each.text() for each in self.notes if not each.parentWidget().isHidden())  # type: ignore[union-attr]

    def _add_row(self) -> None:
        note, holder = label("", "small", wrap=True), QWidget()
        dot = label("•", "small")
        dot.setAlignment(Qt.AlignmentFlag.AlignTop)
        line = row(dot, note, spacing=8)
        line.setStretch(1, 1)
        holder.setLayout(line)
        self._rows.addWidget(holder)
        self.notes.append(note)
