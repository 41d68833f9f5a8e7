"""True or false: a claim is judged, and a wrong one is put right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from quizapp.domain.question import AnswerKind
from quizapp.domain.review import Form
from quizapp.study.claims import Claim, Said, read, written
from quizapp.ui import words
from quizapp.ui.kinds.choices import Choice
from quizapp.ui.kinds.form import AnswerForm, check_button, not_known_button, on_give_up
from quizapp.ui.kinds.typed import AnswerField
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import announce, column, label, row

if TYPE_CHECKING:
    from quizapp.services.study_deck import Ask, Marked

MOST = 4  # answers to choose the correction from


class TrueFalseForm(AnswerForm):
    form = Form.TRUE_FALSE

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setAccessibleName(self.tr("Is this answer right?"))
        self._claim: Claim | None = None
        self._correcting = False
        self.claim = label("", "lead", wrap=True)  # "Was it 7 April 1862?"
        self.verdicts = [Choice(theme, 1), Choice(theme, 2)]
        self.options = [Choice(theme, number + 1) for number in range(MOST)]
        self.field = AnswerField()
        self.field.setProperty("kind", "answer")
        self.field.setAccessibleName(self.tr("The right answer"))
        self.field.setPlaceholderText(self.tr("Type the right answer"))
        self.check = check_button(theme, self.tr("Check the answer (Enter)"))
        self.unknown = not_known_button()
        self._correction = QWidget()
        self._build()
        self._connect()

    def _build(self) -> None:
        self._typing = QWidget()
        line = row(self.field, self.check, spacing=8)
        line.setStretch(0, 1)
        self._typing.setLayout(line)
        self._what = label("", "strong", wrap=True)
        self._correction.setLayout(column(self._what, *self.options, self._typing, spacing=8))
        self.setLayout(
            column(
                self.claim, 2, *self.verdicts, 6, self._correction, row(self.unknown, -1), spacing=8
            )
        )

    def _connect(self) -> None:
        self.verdicts[0].clicked.connect(lambda: self._judge(agrees=True))
        self.verdicts[1].clicked.connect(lambda: self._judge(agrees=False))
        for option in self.options:
            option.clicked.connect(lambda _=False, option=option: self._correct(option.option))
        self.check.clicked.connect(lambda: self._correct(self.field.text()))
        self.unknown.clicked.connect(self.give_up)
        on_give_up(self, self.give_up)
        self.field.textChanged.connect(lambda text: self.check.setEnabled(bool(text.strip())))

    def ask(self, ask: Ask) -> None:
        self._claim = ask.claim
        self.is_open, self._correcting = ask.claim is not None, False
        claimed = words.one_line(ask.claim.text) if ask.claim else ""
        free = ask.question.kind is AnswerKind.OTHER  # of any tense, and maybe a whole sentence
        asked = self.tr("Is the answer “{}”?") if free else self.tr("Was it {}?")
        self.claim.setText(asked.format(claimed))
        self._what.setText(
            self.tr("Right, it is not. What is it?")
            if free
            else self.tr("Right, it was not. Which was it?")
        )
        says = (self.tr("Yes"), self.tr("No"))
        for number, (choice, text) in enumerate(zip(self.verdicts, says, strict=True), start=1):
            choice.show_option(text)
            choice.setToolTip(f"{text} ({number})")
        self._correction.hide()
        self.unknown.show()
        self.setAccessibleDescription(self.claim.text())
        self.setFocus()  # on neither: a ring around one looks like a hint

    def mark(self, marked: Marked, given: str) -> None:
        self.is_open = False
        claim = self._claim
        agrees = read(given).agrees
        for choice, is_yes in zip(self.verdicts, (True, False), strict=True):
            fits = claim is not None and claim.is_right is is_yes
            chosen = agrees is is_yes
            choice.show_judged("right" if fits else "wrong" if chosen else "past")
        self._mark_correction(marked, given)

    def _mark_correction(self, marked: Marked, given: str) -> None:
        self._what.hide()
        self.unknown.hide()
        self.check.hide()
        self.field.setReadOnly(True)
        nothing_typed = not self._options() and given == written(Said(agrees=False))
        self._correction.setVisible(self._correcting and not nothing_typed)
        right = words.one_line(marked.key).casefold()
        for option in self.options:
            if option.isHidden():
                continue
            is_key = words.one_line(option.option).casefold() == right
            chosen = given == written(Said(agrees=False, correction=option.option))
            option.show_judged("right" if is_key else "wrong" if chosen else "past")

    def _options(self) -> Sequence[str]:
        return self._claim.options if self._claim else ()

    def take_focus(self) -> None:
        (self.field if self._correcting and not self._options() else self).setFocus()

    def as_texts(self) -> list[str]:
        if not self._correcting:
            return [self.claim.text()]
        return [self.claim.text(), self._what.text(), *self._options()]

    def choose(self, number: int) -> None:
        if number < 0:
            self.give_up()
            return
        buttons = self.rows()
        if self.is_open and 0 <= number < len(buttons):
            buttons[number].click()

    def confirm(self) -> None:
        focused = self.focusWidget()
        if isinstance(focused, Choice) or focused is self.unknown:
            focused.click()
        elif self._correcting and not self._options():
            self._correct(self.field.text())

    def _judge(self, *, agrees: bool) -> None:
        if not self.is_open or self._correcting or self._claim is None:
            return
        if not agrees and not self._claim.is_right:
            self._ask_for_correction()
            return
        self.answered.emit(written(Said(agrees=agrees)))

    def _ask_for_correction(self) -> None:
        self._correcting = True
        self.verdicts[1].show_judged("right")
        self.verdicts[0].show_judged("past")
        options = self._options()
        for number, option in enumerate(self.options):
            option.setVisible(number < len(options))
            if number < len(options):
                option.show_option(options[number])
                option.setToolTip(self.tr("Choose this answer ({})").format(number + 1))
        self._typing.setVisible(not options)
        self.field.setReadOnly(False)
        self.field.setText("")
        self.check.setEnabled(False)
        for part in (self._what, self.check, self._correction):
            part.show()
        announce(self, self._what.text())
        (self if options else self.field).setFocus()

    def _correct(self, text: str) -> None:
        if self.is_open and self._correcting and text.strip():
            self.answered.emit(written(Said(agrees=False, correction=text)))

    def give_up(self) -> None:
        """Nothing is guessed at to see the answer. What was seen through by then still counts."""
        if self.is_open:
            self.answered.emit(written(Said(agrees=False if self._correcting else None)))

    def rows(self) -> Sequence[Choice]:
        """From there on it is Qt that goes from one to the next."""
        choices = self.options if self._correcting else self.verdicts
        return [choice for choice in choices if not choice.isHidden()]
