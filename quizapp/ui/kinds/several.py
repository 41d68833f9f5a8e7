"""Several: all that fit are ticked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quizapp.domain.review import Form
from quizapp.ui.kinds.checked import CheckedForm
from quizapp.ui.kinds.form import up_or_down
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import column
from quizapp.ui.widgets.item import Item

if TYPE_CHECKING:
    from quizapp.services.study_deck import Ask, Marked

MOST = 6


class SeveralForm(CheckedForm):
    form = Form.SEVERAL

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            theme,
            self.tr("Events to pick from"),
            self.tr("Check the answer (Enter)"),
            self.tr("1–{} or Space ticks an event, Enter checks.").format(MOST),
        )
        self.items = [Item(theme) for _ in range(MOST)]
        for number, item in enumerate(self.items):
            item.setCheckable(True)
            item.toggled.connect(lambda _=False, number=number: self._toggled(number))
            item.pressed_key.connect(lambda key, _, number=number: self._key(number, key))
        self.lay_out(column(*self.items, spacing=8))

    @property
    def ticked(self) -> list[int]:
        return [number for number, item in enumerate(self.items) if item.isChecked()]

    def ask(self, ask: Ask) -> None:
        assert ask.group is not None
        lines = ask.group.lines
        for number, item in enumerate(self.items):
            item.setVisible(number < len(lines))
            item.setChecked(False)
            if number < len(lines):
                item.show_text(str(number + 1), lines[number])
                item.setToolTip(self.tr("Tick this event ({})").format(number + 1))
                item.setAccessibleName(lines[number])
        self.open()
        self.check.setEnabled(False)
        self.setFocus()

    def mark(self, marked: Marked, given: str) -> None:
        self.shut()
        parts = marked.group.parts if marked.group else ()
        for item, part in zip(self.items, parts, strict=False):
            tone = "right" if part.ticked and part.fits else "wrong"
            if not part.ticked and not part.fits:
                tone = "past"
            detail = part.question.answer
            if part.fits and not part.ticked:
                detail = self.tr("{}: it fits, too").format(detail)
            item.show_judged(tone, detail)
            item.setAccessibleName(f"{part.line}, {detail}, {self._said(tone)}")

    def _said(self, tone: str) -> str:
        names = {"right": self.tr("rightly ticked"), "wrong": self.tr("not right")}
        return names.get(tone, self.tr("rightly left out"))

    def as_texts(self) -> list[str]:
        return [f"{number}: {item.text_shown}." for number, item in enumerate(self.rows(), start=1)]

    def choose(self, number: int) -> None:
        if self.is_open and 0 <= number < MOST and not self.items[number].isHidden():
            self.items[number].setFocus()
            self.items[number].click()

    def confirm(self) -> None:
        if self.is_open and self.ticked:
            self.answered.emit(",".join(map(str, self.ticked)))

    def _toggled(self, number: int) -> None:
        item = self.items[number]
        item.show_tone("held" if item.isChecked() else "")
        item.show_tick(item.isChecked())
        self.check.setEnabled(bool(self.ticked))

    def _key(self, number: int, key: int) -> None:
        shown = self.rows()
        if step := up_or_down(key):
            shown[(number + step) % len(shown)].setFocus()

    def rows(self) -> Sequence[Item]:
        return [item for item in self.items if not item.isHidden()]
