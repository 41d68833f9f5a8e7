"""The questions of an attempt as numbers: which are answered, which one is shown."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QToolButton, QWidget

from quizapp.services.quiz_questions import Posed
from quizapp.ui.tasks.flow import Flow
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import restyle


class Navigator(QWidget):
    chosen = Signal(int)  # place

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._flow = Flow(self)
        self.buttons: list[QToolButton] = []
        self.setAccessibleName(self.tr("Questions"))

    def show_questions(self, posed: Sequence[Posed]) -> None:
        was_hidden = self.isHidden()
        self.hide()  # else every button that comes has all that are there laid out anew
        for old in self.buttons:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.buttons = [self._button(one) for one in posed]
        self.setHidden(was_hidden)

    def show_state(self, here: int, answered: Collection[int], tones: dict[int, str]) -> None:
        """``tones``: how questions that were marked already went, by place."""
        for place, each in enumerate(self.buttons):
            is_here, is_done = place == here, place in answered
            each.setChecked(is_here)
            restyle(each, "tone", tones.get(place, "done" if is_done else ""))
            said = self.tr("answered") if is_done else self.tr("not answered")
            each.setAccessibleName(self.tr("Question {number}, {state}").format(
                number=each.text(), state=said
            ))  # fmt: skip
            each.setToolTip(each.accessibleName())

    def _button(self, posed: Posed) -> QToolButton:
        made = QToolButton()
        made.setText(str(posed.number) if posed.number else "i")
        made.setCheckable(True)
        made.setProperty("kind", "number")
        made.setMinimumSize(self._theme.scaled(34), self._theme.scaled(30))
        made.clicked.connect(partial(self.chosen.emit, posed.place))
        self._flow.addWidget(made)
        made.show()
        return made
