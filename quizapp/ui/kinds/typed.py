"""Typed: the answer is recalled and written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

from quizapp.domain.calendar import Precision
from quizapp.domain.question import AnswerKind, Question
from quizapp.domain.review import Form
from quizapp.ui.kinds.form import AnswerForm, check_button, on_give_up
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import column, label, restyle, row

if TYPE_CHECKING:
    from quizapp.services.study_deck import Ask, Marked


class AnswerField(QLineEdit):
    """Leaves Ctrl+Z to the session while there is no typing to take back."""

    # Qt override

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Undo)
            and not self.isUndoAvailable()
        ):
            event.ignore()
            return False
        return super().event(event)


class TypedForm(AnswerForm):
    form = Form.TYPED
    letters_answer = True

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.field = AnswerField()
        self.field.setProperty("kind", "answer")
        self.field.setAccessibleName(self.tr("Your answer"))
        self.check = check_button(theme, "")
        self._hint = label("", "small", wrap=True)
        self.check.clicked.connect(self._check_or_give_up)
        self.field.textChanged.connect(self._offer)
        on_give_up(self, self.give_up)
        line = row(self.field, self.check, spacing=8)
        line.setStretch(0, 1)
        self.setLayout(column(line, self._hint, spacing=6))

    def ask(self, ask: Ask) -> None:
        self.field.setReadOnly(False)
        self.field.setText("")
        self.field.setPlaceholderText(self.tr("Type your answer"))
        hint = self._hint_for(ask.question)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.check.setVisible(True)
        self.check.setMinimumWidth(0)
        self._offer("")
        self.check.setMinimumWidth(self.check.sizeHint().width())  # the field stays as wide
        self.field.setFocus()

    def mark(self, marked: Marked, given: str) -> None:
        self.field.setReadOnly(True)
        self.field.setPlaceholderText("" if given.strip() else self._unknown)
        self._hint.hide()
        self.check.setVisible(False)

    def take_focus(self) -> None:
        self.field.setFocus()

    def confirm(self) -> None:
        text = self.field.text()
        if text.strip() and not self.field.isReadOnly():
            self.answered.emit(text)

    @property
    def _unknown(self) -> str:
        return self.tr("I don’t know")

    @Slot(str)
    def _offer(self, text: str) -> None:
        """One button: what is there to be checked, or that nothing is known. Enter only checks, so
        that a second press of it after the question before gives nothing up."""
        is_there = bool(text.strip())
        self.check.setText(self.tr("Check") if is_there else self._unknown)
        self.check.setToolTip(
            self.tr("Check the answer (Enter)")
            if is_there
            else self.tr("See the answer; it comes again (Ctrl+Enter)")
        )
        restyle(self.check, "kind", "primary" if is_there else "")

    @Slot()
    def _check_or_give_up(self) -> None:
        if self.field.text().strip():
            self.confirm()
        else:
            self.give_up()

    @Slot()
    def give_up(self) -> None:
        """Nothing is guessed at to see the answer: that would be taken for a mix-up."""
        if not self.field.isReadOnly():
            self.field.clear()
            self.answered.emit("")

    def _hint_for(self, question: Question) -> str:
        """A coarser answer than the question asks for is only almost right."""
        if question.kind is AnswerKind.DATE and question.date is not None:
            return {
                Precision.DAY: self.tr("The day, in any form: 25 Oct 1917, 1917-10-25."),
                Precision.MONTH: self.tr("Month and year, in any form: Oct 1917, 1917-10."),
            }.get(question.date.precision, "")
        if question.kind is AnswerKind.DATE:
            return self.tr("Any form will do: 25 Oct 1917, 1917-10-25, October 1917, 1917.")
        if question.kind is AnswerKind.LEADER and self._surname_counts(question):
            return self.tr("The surname is enough.")
        return ""

    @staticmethod
    def _surname_counts(question: Question) -> bool:
        """Margaret of Parma has none."""
        return question.answer.split()[-1:] in [form.split() for form in question.accept]
