"""Cloze: the sentence of the source with a gap, and a field for what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from quizapp.domain.review import Form
from quizapp.ui.kinds.form import quote_card
from quizapp.ui.kinds.typed import TypedForm
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import label

if TYPE_CHECKING:
    from quizapp.services.study_deck import Ask, Marked
    from quizapp.study.cloze import Cloze


class ClozeForm(TypedForm):
    form = Form.CLOZE

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._cloze: Cloze | None = None
        self.sentence = label("", wrap=True)
        box = quote_card(self.tr("The source says"), self.sentence)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(0, box)
        layout.insertSpacing(1, 6)

    def ask(self, ask: Ask) -> None:
        self._cloze = ask.cloze
        if ask.cloze is not None:
            self.sentence.setText(ask.cloze.shown)
            spoken = f"{ask.cloze.before} {self.tr('(gap)')} {ask.cloze.after}"
            self.sentence.setAccessibleName(spoken)
            self.field.setAccessibleDescription(spoken)
        super().ask(ask)
        self.field.setPlaceholderText(self.tr("Type what is missing"))

    def as_texts(self) -> list[str]:
        return [self.sentence.accessibleName()]

    def mark(self, marked: Marked, given: str) -> None:
        super().mark(marked, given)
        if self._cloze is not None:
            whole = self._cloze.before + self._cloze.hidden + self._cloze.after
            self.sentence.setText(whole)
            self.sentence.setAccessibleName(whole)
