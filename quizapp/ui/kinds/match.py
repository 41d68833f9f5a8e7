"""Match: each line on the left gets its answer from the right.

By keyboard: a letter goes to a line, a number gives it that answer and goes on to the next line
without one; the arrows left and right go through the answers. By mouse: the line, then its answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from quizapp.domain.review import Form, Verdict
from quizapp.ui import words
from quizapp.ui.kinds.checked import CheckedForm
from quizapp.ui.kinds.form import up_or_down
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import announce, column, row
from quizapp.ui.widgets.item import Item

if TYPE_CHECKING:
    from quizapp.services.study_deck import Ask, Marked

MOST = 5
LETTERS = "ABCDE"
NONE = -1


class MatchForm(CheckedForm):
    form = Form.MATCH

    def __init__(self, theme: Theme) -> None:
        name, check = self.tr("Lines and answers to match"), self.tr("Check the pairs (Enter)")
        super().__init__(theme, name, check)
        self._line = 0
        self._size = 0
        self._texts: tuple[str, ...] = ()
        self.chosen: list[int] = []  # for each line its option, or NONE
        self.lines = [Item(theme) for _ in range(MOST)]
        self.options = [Item(theme) for _ in range(MOST)]
        for number, (line, option) in enumerate(zip(self.lines, self.options, strict=True)):
            line.clicked.connect(lambda _=False, number=number: self.letter(number))
            line.pressed_key.connect(lambda key, _, number=number: self._line_key(number, key))
            option.clicked.connect(lambda _=False, number=number: self.choose(number))
            option.pressed_key.connect(lambda key, _, number=number: self._option_key(number, key))
        self._columns = row(
            column(*self.lines, -1, spacing=8), column(*self.options, -1, spacing=8), spacing=16
        )
        self.lay_out(self._columns)

    def ask(self, ask: Ask) -> None:
        assert ask.group is not None
        self._size = len(ask.group.lines)
        self._texts = tuple(map(words.one_line, ask.group.options))
        self.chosen = [NONE] * self._size
        for number, (line, option) in enumerate(zip(self.lines, self.options, strict=True)):
            line.setVisible(number < self._size)
            option.setVisible(number < self._size)
            if number < self._size:
                line.show_text(LETTERS[number], ask.group.lines[number])
                line.setToolTip(self.tr("Choose its answer ({})").format(LETTERS[number]))
                option.show_text(str(number + 1), self._texts[number])
                option.setToolTip(
                    self.tr("Give the marked line this answer ({})").format(number + 1)
                )
        self.help.setText(
            self.tr("Letter and number make a pair: A 3. Enter checks once all have an answer.")
        )
        self._share(3, 2)  # before anything is shown, which lays all out anew
        self.open()
        self.letter(0)
        self._show()

    def mark(self, marked: Marked, given: str) -> None:
        self.shut()
        for option in self.options:
            option.hide()
        self._share(1, 0)
        parts = marked.group.parts if marked.group else ()
        for line, part in zip(self.lines, parts, strict=False):
            is_right = part.verdict is Verdict.RIGHT
            detail = part.question.answer
            if not is_right and part.given:
                detail = self.tr("{key}, not {given}").format(key=detail, given=part.given)
            line.show_judged("right" if is_right else "wrong", detail)
            said = self.tr("right") if is_right else self.tr("not right")
            line.setAccessibleName(f"{part.line}, {detail}, {said}")

    def _share(self, lines: int, options: int) -> None:
        """The width between the two columns."""
        self._columns.setStretch(0, lines)
        self._columns.setStretch(1, options)

    def take_focus(self) -> None:
        self.letter(self._line)

    def as_texts(self) -> list[str]:
        lines = zip(LETTERS, self.lines[: self._size], strict=False)
        return [
            *(f"{letter}: {line.text_shown}" for letter, line in lines),
            *(f"{number}: {text}." for number, text in enumerate(self._texts, start=1)),
        ]

    def letter(self, number: int) -> None:
        """Goes to a line."""
        if self.is_open and 0 <= number < self._size:
            self._line = number
            self.lines[number].setFocus()
            self._show()

    def choose(self, number: int) -> None:
        """Gives the present line an answer, taking it from whichever line had it."""
        if not self.is_open or not 0 <= number < self._size:
            return
        if number in self.chosen:
            self.chosen[self.chosen.index(number)] = NONE
        self.chosen[self._line] = number
        announce(self, self.tr("{line}: {answer}").format(
            line=LETTERS[self._line], answer=self._texts[number]
        ))  # fmt: skip
        after = [*range(self._line + 1, self._size), *range(self._line + 1)]
        still_open = [line for line in after if self.chosen[line] == NONE]
        self.letter(still_open[0] if still_open else self._line)
        self._show()
        if not still_open:
            self.check.setFocus()

    def confirm(self) -> None:
        """Checks the pairs; on an answer, gives it to the marked line."""
        focused = self.focusWidget()
        if isinstance(focused, Item) and focused in self.options and focused.hasFocus():
            self.choose(self.options.index(focused))
            return
        if not self.is_open:
            return
        if NONE in self.chosen:
            self.help.setText(
                self.tr("{} still without an answer.").format(
                    ", ".join(LETTERS[n] for n, one in enumerate(self.chosen) if one == NONE)
                )
            )
            announce(self, self.help.text())
            self.letter(self.chosen.index(NONE))
            return
        self.answered.emit(",".join(map(str, self.chosen)))

    def _show(self) -> None:
        for number in range(self._size):
            line, option = self.lines[number], self.options[number]
            answer = self._texts[self.chosen[number]] if self.chosen[number] != NONE else ""
            line.show_detail(f"{self.chosen[number] + 1}  {answer}" if answer else "")
            line.show_tone("held" if number == self._line else "")
            line.setAccessibleName(self._line_name(line, number, answer))
            owner = LETTERS[self.chosen.index(number)] if number in self.chosen else ""
            option.show_tone("past" if owner else "")
            option.show_detail(self.tr("given to {}").format(owner) if owner else "")
            option.setAccessibleName(f"{number + 1}: {self._texts[number]}")
        self.check.setEnabled(NONE not in self.chosen)

    def _line_name(self, line: Item, number: int, answer: str) -> str:
        said = answer or self.tr("no answer yet")
        return f"{LETTERS[number]}: {line.text_shown}, {said}"

    def _line_key(self, number: int, key: int) -> None:
        if not self.is_open:
            return
        self._line = number
        pressed = Qt.Key(key)
        if step := up_or_down(key):
            self.letter((number + step) % self._size)
        elif pressed in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._go_through(number, 1 if pressed == Qt.Key.Key_Right else -1)
        else:
            self.chosen[number] = NONE
            self._show()

    def _go_through(self, number: int, step: int) -> None:
        """To the next answer that no other line has."""
        taken = {one for line, one in enumerate(self.chosen) if line != number}
        free = [option for option in range(self._size) if option not in taken]
        now = self.chosen[number]
        place = free.index(now) + step if now in free else (0 if step > 0 else -1)
        self.chosen[number] = free[place % len(free)]
        self._show()
        announce(self.lines[number], self._texts[self.chosen[number]])

    def _option_key(self, number: int, key: int) -> None:
        if step := up_or_down(key):
            self.options[(number + step) % self._size].setFocus()

    def rows(self) -> Sequence[QWidget]:
        return [self.lines[self._line]]
