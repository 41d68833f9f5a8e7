"""Why a proposal is held back: the signs against it, and the passages that say otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import clear, column, label, row

if TYPE_CHECKING:
    from quizapp.kinds.reasons import ReasonAgainst


class ReasonsCard(QFrame):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card")
        self._theme = theme
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        picture = label()
        theme.set_picture(picture, "warning", "almost", 16)
        head = row(picture, label(self.tr("Why it is held back"), "strong"), -1)
        layout = column(head, self._lines, spacing=8)
        layout.setContentsMargins(16, 12, 16, 14)
        self.setLayout(layout)
        self.hide()

    @property
    def said(self) -> str:
        return self.accessibleDescription()

    def show_reasons(self, reasons: Sequence[ReasonAgainst]) -> None:
        """Hidden where there are none."""
        clear(self._lines)
        for reason in reasons:
            self._lines.addWidget(self._line(reason))
        self.setVisible(bool(reasons))
        self.setAccessibleName(self.tr("Why it is held back"))
        self.setAccessibleDescription("\n".join(spoken(reason) for reason in reasons))

    def _line(self, reason: ReasonAgainst) -> QWidget:
        parts: list[QWidget] = [label(reason.words, wrap=True)]
        for place in reason.places:
            parts.append(label(f"“{place.quote}”", "muted", wrap=True))
            parts.append(label(place.label, "small", wrap=True))
        dot = label("•", "muted")
        line = row(column(dot, -1), column(*parts, spacing=2), spacing=8)
        line.setStretch(1, 1)
        holder = QWidget()
        holder.setLayout(line)
        return holder


def spoken(reason: ReasonAgainst) -> str:
    places = (f"“{place.quote}” {place.label}." for place in reason.places)
    return " ".join([reason.words, *places])
