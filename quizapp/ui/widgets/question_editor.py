"""Editing a question, with the linter's advice while typing. Advice forbids nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from quizapp.domain.question import Question
from quizapp.services.advice import advice
from quizapp.ui.desk import Desk
from quizapp.ui.widgets.basics import button, column, label, row, scrolled

PAUSE = 250  # ms without a key before the linter is asked


class QuestionEditor(QWidget):
    """``saved`` carries the changed question; ids, citation and progress stay."""

    saved = Signal(object)
    cancelled = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._question: Question | None = None
        self.stem = QPlainTextEdit()
        self.answer = QLineEdit()
        self.accept = QPlainTextEdit()
        self.distractors = QPlainTextEdit()
        self.explanation = QPlainTextEdit()
        self.advice = label("", "small", wrap=True)
        self.save = button(self.tr("Save"), "primary")
        self.cancel = button(self.tr("Cancel"))
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._build()
        self._connect()

    @property
    def question(self) -> Question | None:
        """The question being edited, as the fields have it now."""
        if self._question is None:
            return None
        return replace(
            self._question,
            stem=" ".join(self.stem.toPlainText().split()),
            answer=" ".join(self.answer.text().split()),
            accept=lines(self.accept),
            distractors=lines(self.distractors),
            explanation=self.explanation.toPlainText().strip(),
        )

    def edit(self, question: Question) -> None:
        """Fills the fields and puts the cursor into the question."""
        self._question = question
        self.stem.setPlainText(question.stem)
        self.answer.setText(question.answer)
        self.accept.setPlainText("\n".join(question.accept))
        self.distractors.setPlainText("\n".join(question.distractors))
        self.explanation.setPlainText(question.explanation)
        self.advice.setText("")
        self._ask_linter()
        self.stem.setFocus()

    def show_advice(self, found: Sequence[str]) -> None:
        self.advice.setText("\n".join(f"•  {each}" for each in found))
        self.advice.setAccessibleName(self.tr("Advice"))
        self.advice.setVisible(bool(found))

    def _build(self) -> None:
        fields: list[tuple[str, QWidget, int]] = [
            (self.tr("Question"), self.stem, 4),
            (self.tr("Answer"), self.answer, 1),
            (self.tr("Also accepted, one a line"), self.accept, 3),
            (self.tr("Wrong options, one a line"), self.distractors, 3),
            (self.tr("Explanation"), self.explanation, 2),
        ]
        form = QWidget()
        layout = column(spacing=4)
        for name, field, height in fields:
            caption = label(name, "overline")
            self._set_up(field, name, height)
            caption.setBuddy(field)
            layout.addWidget(caption)
            layout.addWidget(field)
            layout.addSpacing(6)
        layout.addWidget(self.advice)
        layout.addStretch(1)
        layout.setContentsMargins(0, 0, 8, 0)
        form.setLayout(layout)
        area = scrolled(form, self.tr("Edit the question"))
        self.setLayout(column(area, row(self.save, self.cancel, -1), spacing=10))

    def _set_up(self, field: QWidget, name: str, height: int) -> None:
        field.setAccessibleName(name)
        if isinstance(field, QPlainTextEdit):
            field.setTabChangesFocus(True)
            field.setFixedHeight(field.fontMetrics().lineSpacing() * height + 20)

    def _connect(self) -> None:
        for field in (self.stem, self.accept, self.distractors, self.explanation):
            field.textChanged.connect(self._pause.start)
        self.answer.textChanged.connect(self._pause.start)
        self._pause.timeout.connect(self._ask_linter)
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.cancelled)
        self.save.setToolTip(self.tr("Save (Ctrl+Enter)"))
        self.cancel.setToolTip(self.tr("Leave it as it was (Esc)"))
        for key in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._save)
        leave = QShortcut(QKeySequence("Escape"), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.cancelled)

    @Slot()
    def _ask_linter(self) -> None:
        question = self.question
        if question is None or not self._desk.ready:
            return
        self._desk.compute(lambda: advice(question), self._advised, lambda _: None)

    def _advised(self, found: Sequence[str]) -> None:
        self.show_advice(found)

    @Slot()
    def _save(self) -> None:
        question = self.question
        if question is None:
            return
        if not question.stem or not question.answer:
            self.show_advice([self.tr("A question needs both its text and an answer.")])
            (self.stem if not question.stem else self.answer).setFocus()
            return
        self.saved.emit(question)


def lines(field: QPlainTextEdit) -> tuple[str, ...]:
    """The filled lines of a field, each without surplus spaces."""
    found = (" ".join(line.split()) for line in field.toPlainText().splitlines())
    return tuple(line for line in found if line)
