"""A dated fact beside the line of time: its question, its answer, how it is known, its proof."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from quizapp.progress.mastery import Known
from quizapp.services.show_timeline import Details
from quizapp.ui import words
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import button, column, label, row, scrolled, tool
from quizapp.ui.widgets.evidence import EvidenceCard

_ROOM = 220  # characters of the passage on each side of the evidence


class FactPanel(QFrame):
    """``wanted``: the id of another one of the facts it was given is to be read and shown."""

    wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card")
        self.details: Details | None = None
        self.ids: Sequence[str] = ()
        self._at = 0
        self._date = label("", "lead", wrap=True)
        self._standing = label("", "small", wrap=True)
        self._stem = label("", wrap=True)
        self._answer = label("", "strong", wrap=True)
        self._why = label("", "muted", wrap=True)
        self._place = label("", "small")
        self.before = tool(theme, "up", self.tr("The fact before, of the same time"))
        self.after = tool(theme, "down", self.tr("The next fact of the same time"))
        self.close_button = tool(theme, "cross", self.tr("Close"))
        self.practise = button(self.tr("Practise this"))
        self.edit = button(self.tr("Edit"), "quiet")
        self.evidence = EvidenceCard(theme, _ROOM)
        self._several = QWidget()
        self._several.setLayout(row(self._place, -1, self.before, self.after, spacing=2))
        self.setLayout(self._build())
        self.hide()

    def _build(self) -> QVBoxLayout:
        top = row(self._date, self.close_button, spacing=6)
        top.setStretch(0, 1)
        buttons = row(self.practise, self.edit, -1)
        inside = QWidget()
        inner = column(
            self._standing, 4, self._stem, self._answer, self._why, 4, buttons, 6, self.evidence,
            -1, spacing=4,
        )  # fmt: skip
        inner.setContentsMargins(0, 0, 0, 8)
        inside.setLayout(inner)
        area = scrolled(inside, self.tr("The fact"))
        area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        layout = column(top, self._several, area, spacing=2)
        layout.setStretch(2, 1)
        layout.setContentsMargins(16, 10, 4, 6)
        return layout

    def take(self, ids: Sequence[str]) -> None:
        """Facts to show, the first one first."""
        self.ids = ids
        self._at = 0
        self.wanted.emit(ids[0])

    def step(self, way: int) -> None:
        if self.ids:
            self._at = (self._at + way) % len(self.ids)
            self.wanted.emit(self.ids[self._at])

    def show_details(self, details: Details, date: str) -> None:
        self.details = details
        question = details.question
        self._date.setText(date)
        self._standing.setText(
            self.tr("{known}  ·  {deck}").format(
                known=_standing(details.known), deck=words.one_line(details.deck)
            )
        )
        self._stem.setText(words.one_line(question.stem))
        self._answer.setText(words.one_line(question.answer))
        self._why.setText(words.one_line(question.explanation))
        self._why.setVisible(bool(question.explanation))
        self._several.setVisible(len(self.ids) > 1)
        self._place.setText(
            self.tr("{number} of {all} of this time").format(
                number=self._at + 1, all=f"{len(self.ids):,}"
            )
        )
        self.evidence.show_view(details.evidence)
        self.setAccessibleName(f"{date}: {words.one_line(question.stem)}")
        self.show()


def _standing(known: Known) -> str:
    return {
        Known.FIRM: words.tr("Known well: in three weeks you would still know it"),
        Known.SHAKY: words.tr("Still learning: met, but not known well yet"),
        Known.NEW: words.tr("New: not asked so far"),
    }[known]
