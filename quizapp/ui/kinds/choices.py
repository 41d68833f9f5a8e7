"""Choices: one button an option, with its number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from quizapp.domain.review import Form, Verdict
from quizapp.ui import words
from quizapp.ui.kinds.form import AnswerForm, not_known_button, on_give_up
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import column, label, row, set_tone
from quizapp.ui.widgets.labelled_button import LabelledButton

if TYPE_CHECKING:
    from quizapp.services.study_deck import Ask, Marked

MOST = 6
_DAY_AND_YEAR = re.compile(r"(?P<day>\d{1,2} [^\W\d]+) (?P<year>\d{1,4}(?: BC)?)")


def shown_options(stem: str, options: Sequence[str]) -> list[str]:
    """As they are read: days of the one year that the question names stand without it."""
    found = [_DAY_AND_YEAR.fullmatch(option) for option in options]
    days = [match for match in found if match is not None]
    years = {match["year"] for match in days}
    if len(days) < len(found) or len(years) != 1:
        return list(options)
    told = re.search(rf"\bin {years.pop()}\b(?! BC)", stem)
    return [match["day"] for match in days] if told else list(options)


class Choice(LabelledButton):
    """An option. The mark at the right says right or wrong without colour."""

    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__("choice")
        self._theme = theme
        self.option = ""  # the answer that it stands for
        self._key = label(str(number), "key")
        self._key.setMinimumWidth(theme.scaled(30))
        self._key.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._text = label("", wrap=True)
        self._mark = QLabel()
        face = row(self._key, self._text, self._mark, spacing=12)
        face.setContentsMargins(14, 11, 14, 11)
        face.setStretch(1, 1)
        self.set_face(face)

    @property
    def shown(self) -> str:
        return self._text.text()

    def show_option(self, option: str, shown: str = "") -> None:
        """``shown``: what is read instead of it."""
        self.option = option
        self._text.setText(shown or option)
        self.setAccessibleName(self.shown)
        self._open_to_answers(True)
        self._show_tone("")
        self._mark.hide()

    def show_judged(self, tone: str) -> None:
        """``tone``: "right", "wrong", or "past" for an option that was not chosen.

        The button is not disabled, since Qt would wash out its colours; it only takes no more
        clicks and no focus.
        """
        self._open_to_answers(False)
        self._show_tone(tone)
        self._mark.setVisible(tone != "past")
        if tone != "past":
            icon = "check" if tone == "right" else "cross"
            self._theme.set_picture(self._mark, icon, tone, 18)
            said = self.tr("right answer") if tone == "right" else self.tr("not right")
            self.setAccessibleName(f"{self.shown}, {said}")

    def _show_tone(self, tone: str) -> None:
        set_tone(self, tone)
        set_tone(self._text, tone)

    def _open_to_answers(self, is_open: bool) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not is_open)
        policy = Qt.FocusPolicy.StrongFocus if is_open else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(policy)


class ChoicesForm(AnswerForm):
    form = Form.CHOICES

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setAccessibleName(self.tr("Options"))
        self.choices = [Choice(theme, number + 1) for number in range(MOST)]
        for choice in self.choices:
            choice.clicked.connect(lambda _=False, choice=choice: self._clicked(choice))
        self.unknown = not_known_button()
        self.unknown.clicked.connect(self.give_up)
        on_give_up(self, self.give_up)
        self.setLayout(column(*self.choices, row(self.unknown, -1), spacing=8))

    def ask(self, ask: Ask) -> None:
        shown = shown_options(ask.question.stem, ask.options)
        for choice, option, text in zip(self.choices, ask.options, shown, strict=False):
            choice.show_option(option, text)
            key = self.choices.index(choice)
            choice.setToolTip(self.tr("Choose this answer ({})").format(key + 1))
        for number, choice in enumerate(self.choices):
            choice.setVisible(number < len(ask.options))
        self.unknown.show()
        self.is_open = True
        self.setFocus()  # on no option: a ring around one looks like a hint, and Enter takes it

    def mark(self, marked: Marked, given: str) -> None:
        right = words.one_line(marked.key).casefold()
        for choice in self.choices:
            option = words.one_line(choice.option).casefold()
            chosen = choice.option == given
            if option == right or (chosen and marked.verdict is Verdict.RIGHT):
                choice.show_judged("right")
            else:
                choice.show_judged("wrong" if chosen else "past")
        self.unknown.hide()
        self.is_open = False

    def as_texts(self) -> list[str]:
        return [f"{n}: {choice.shown}." for n, choice in enumerate(self.rows(), start=1)]

    def choose(self, number: int) -> None:
        if number < 0:
            self.give_up()
        elif 0 <= number < len(self.choices) and self.choices[number].isVisible():
            self._clicked(self.choices[number])

    def confirm(self) -> None:
        focused = next((choice for choice in self.choices if choice.hasFocus()), None)
        if focused is not None:
            self._clicked(focused)
        elif self.unknown.hasFocus():
            self.give_up()

    def give_up(self) -> None:
        """Nothing is guessed at to see the answer: that would be taken for a mix-up."""
        if self.is_open:
            self.answered.emit("")

    def _clicked(self, choice: Choice) -> None:
        if self.is_open:
            self.answered.emit(choice.option)

    def rows(self) -> Sequence[Choice]:
        """From there on it is Qt that goes from one to the next."""
        return [choice for choice in self.choices if choice.isVisible()]
