"""One quiet line about the other question that this one was taken for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from quizapp.ui import words
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import announce, label, row
from quizapp.ui.widgets.keyed_button import KeyedButton

if TYPE_CHECKING:
    from quizapp.services.study_deck import Beside

EDGE = 16  # px at the left, as in the verdict above
_WORDS = 260  # px at a text size of 100 % that a line of words needs beside the button


class BesideLine(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._text = label("", "muted", wrap=True)
        self.practise = KeyedButton(self.tr("Practise the two apart"), "X", "quiet")
        about = self.tr("Ask me both once more in this session, one right after the other (X)")
        self.practise.setToolTip(about)
        self.practise.setAccessibleDescription(about)
        self._line = row(self._text, self.practise, spacing=8)
        self._line.setStretch(0, 1)
        self._line.setContentsMargins(EDGE, 2, 0, 4)
        self.setLayout(self._line)
        self.hide()

    @property
    def said(self) -> str:
        return self._text.text()

    @property
    def offers(self) -> bool:
        """Whether the two can be practised."""
        return not self.isHidden() and not self.practise.isHidden()

    def show_beside(self, beside: Beside | None) -> None:
        """Hidden where there is none."""
        self.setVisible(beside is not None)
        if beside is not None:
            self.practise.setVisible(beside.mistaken)
            self._say(words.beside(beside.question, mistaken=beside.mistaken))

    def show_taken(self) -> None:
        """The offer was taken."""
        self.practise.hide()
        self._say(self.tr("Both come once more soon, one right after the other."))

    def _say(self, text: str) -> None:
        self._text.setText(text)
        self.setAccessibleName(text)
        self._fit(self.width())
        announce(self, text)

    def _fit(self, width: int) -> None:
        needed = EDGE + self._theme.scaled(_WORDS) + self.practise.sizeHint().width()
        way = QBoxLayout.Direction
        self._line.setDirection(way.LeftToRight if needed <= width else way.TopToBottom)

    # Qt overrides

    def minimumSizeHint(self) -> QSize:
        return QSize(200, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit(event.size().width())
        super().resizeEvent(event)
