"""Editing a question, with the linter's advice while typing. Advice forbids nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget

from quizapp.domain.calendar import HistoricalDate
from quizapp.domain.date_typed import parse_date
from quizapp.domain.question import AnswerKind, Question
from quizapp.services.advice import advice
from quizapp.ui import words
from quizapp.ui.desk import Desk
from quizapp.ui.widgets.advice_list import AdviceList
from quizapp.ui.widgets.basics import button, column, label, row, scrolled

MOST_LINES = 5  # a field shows; more are scrolled
PAUSE = 250  # ms without a key before the linter is asked


class QuestionEditor(QWidget):
    """``saved`` carries the changed question; ids, citation and progress stay.

    What the fields cannot show stays as it was: a field that nobody touched gives back what it was
    filled with, and a question that is answered in its author's own way (``task``) keeps that.
    """

    saved = Signal(object)
    cancelled = Signal()

    def __init__(self, desk: Desk, below: QWidget | None = None) -> None:
        """``below``: scrolls with the fields, under them."""
        super().__init__()
        self._desk = desk
        self._question: Question | None = None
        self._as_filled: Question | None = None
        self._filled: dict[QWidget, str] = {}  # the text that each field was filled with
        self.stem = QPlainTextEdit()
        self.answer = QLineEdit()
        self.accept = QPlainTextEdit()
        self.distractors = QPlainTextEdit()
        self.explanation = QPlainTextEdit()
        self.way = label(
            self.tr("How it is answered stays as its author set it; “All fields” on the Questions "
                    "screen changes that."), "small", wrap=True,
        )  # fmt: skip
        self.propose = button(self.tr("Propose wrong options"), "quiet")
        self.propose.setToolTip(self.tr("Looks for wrong options in your documents (Ctrl+P)"))
        self._captions: dict[QWidget, QLabel] = {}
        self.advice = AdviceList()
        self.save = button(self.tr("Save"), "primary")
        self.cancel = button(self.tr("Cancel"))
        self._lines_shown: dict[QPlainTextEdit, int] = {}  # how many each field shows at least
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._build(below)
        self._connect()

    @property
    def question(self) -> Question | None:
        """The question being edited, as the fields have it now."""
        base = self._question
        if base is None:
            return None
        changed = replace(
            base,
            stem=self._stem(base.stem),
            explanation=self._kept(self.explanation, base.explanation) or "",
        )
        if base.task is not None:
            return changed
        answer = base.answer
        if self.answer.text() != self._filled[self.answer]:
            answer = " ".join(self.answer.text().split())
        return replace(
            changed,
            answer=answer,
            date=self._date(base, answer),
            accept=self._lines(self.accept, base.accept),
            distractors=self._lines(self.distractors, base.distractors),
        )

    def _kept(self, field: QPlainTextEdit, before: str) -> str:
        text = field.toPlainText()
        return before if text == self._filled[field] else text.strip()

    def _stem(self, before: str) -> str:
        """On one line, unless it was written on several."""
        text = self._kept(self.stem, before)
        if text == before or "\n" in before:
            return text
        return " ".join(text.split())

    def _lines(self, field: QPlainTextEdit, before: tuple[str, ...]) -> tuple[str, ...]:
        return before if field.toPlainText() == self._filled[field] else lines(field)

    @staticmethod
    def _date(base: Question, answer: str) -> HistoricalDate | None:
        """Another answer is another date, or none that can be told."""
        if base.kind is not AnswerKind.DATE or answer == base.answer:
            return base.date
        return parse_date(answer)

    def edit(self, question: Question) -> None:
        """Fills the fields and puts the cursor at the end of the question."""
        self._question = question
        self.stem.setPlainText(question.stem)
        self.answer.setText(question.answer)
        self.accept.setPlainText("\n".join(question.accept))
        self.distractors.setPlainText("\n".join(question.distractors))
        self.explanation.setPlainText(question.explanation)
        self._filled = {self.answer: self.answer.text()}
        self._filled |= {field: field.toPlainText() for field in self._lines_shown}
        self._show_way(question)
        self._as_filled = self.question
        self.advice.show_notes(())
        self._ask_linter()
        self.stem.moveCursor(QTextCursor.MoveOperation.End)
        self.stem.setFocus()

    def _show_way(self, question: Question) -> None:
        """The answer of a question with a task is part of the task, which has no field here."""
        written = question.task is not None
        for field in (self.answer, self.accept, self.distractors):
            field.setReadOnly(written)
        for each in (self.accept, self.distractors):
            self._captions[each].setVisible(not written)
            each.setVisible(not written)
        self.propose.setVisible(not written)
        self.way.setVisible(written)

    def take_changes(self) -> Question | None:
        """The question as changed since it was filled or saved; None where nothing is to keep."""
        question = self.question
        if question == self._as_filled or not self.complete:
            return None
        self._as_filled = question
        return question

    @property
    def complete(self) -> bool:
        """Whether what the fields say can be kept: a question needs its text and an answer."""
        question = self.question
        return question is not None and bool(question.stem and question.answer)

    def show_advice(self, found: Sequence[str]) -> None:
        self.advice.show_notes(found)

    def _build(self, below: QWidget | None) -> None:
        fields: list[tuple[str, QWidget, int]] = [
            (self.tr("Question"), self.stem, 3),
            (self.tr("Answer"), self.answer, 1),
            (self.tr("Also accepted, one a line"), self.accept, 2),
            (self.tr("Wrong options, one a line"), self.distractors, 3),
            (self.tr("Explanation"), self.explanation, 2),
        ]
        form = QWidget()
        layout = column(spacing=4)
        for name, field, height in fields:
            caption = label(name, "overline")
            field.setAccessibleName(name)
            if isinstance(field, QPlainTextEdit):
                field.setTabChangesFocus(True)
                self._lines_shown[field] = height
            caption.setBuddy(field)
            self._captions[field] = caption
            layout.addWidget(caption)
            layout.addWidget(field)
            if field is self.distractors:
                layout.addLayout(row(self.propose, -1))
            if field is self.answer:
                layout.addWidget(self.way)
            layout.addSpacing(6)
        layout.addWidget(self.advice)
        if below is not None:
            layout.addSpacing(8)
            layout.addWidget(below)
        layout.addStretch(1)
        form.setLayout(layout)
        layout.setContentsMargins(0, 0, 8, 0)
        area = scrolled(form, self.tr("Edit the question"))
        self.setLayout(column(area, row(self.save, self.cancel, -1), spacing=10))

    @Slot()
    def _fit(self) -> None:
        """The fields are as high as their lines in the present text size, within bounds."""
        line = QFontMetrics(self._desk.theme.font("body")).lineSpacing()
        for field, least in self._lines_shown.items():
            wrapped = round(field.document().size().height())  # of plain text: in lines
            shown = min(max(least, wrapped), MOST_LINES)
            field.setFixedHeight(line * shown + 20)

    def _connect(self) -> None:
        for field in self._lines_shown:
            field.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._desk.theme.changed.connect(self._fit)
        self._fit()
        for field in (self.stem, self.accept, self.distractors, self.explanation):
            field.textChanged.connect(self._pause.start)
        self.answer.textChanged.connect(self._pause.start)
        self._pause.timeout.connect(self._ask_linter)
        self.propose.clicked.connect(self.propose_options)
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.cancelled)
        self.save.setToolTip(self.tr("Save (Ctrl+Enter)"))
        self.cancel.setToolTip(self.tr("Leave it as it was (Esc)"))
        for key in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._save)

    # Wrong options out of the documents

    @Slot()
    def propose_options(self) -> None:
        question = self.question
        if question is None or not self.propose.isEnabled() or self.propose.isHidden():
            return
        if not self.complete:
            self.show_advice([self.tr("Write the question and its answer first.")])
            return
        author = self._desk.services.author
        if self.propose.hasFocus():
            self.distractors.setFocus()  # else it would go on to whatever comes next
        self.propose.setEnabled(False)
        self.propose.setText(self.tr("Looking …"))
        self._desk.compute(
            lambda: author.propose_options(question),
            lambda found: self._proposed(question, found),
            self._not_proposed,
        )

    def _end_proposing(self) -> None:
        self.propose.setEnabled(True)
        self.propose.setText(self.tr("Propose wrong options"))

    def _proposed(self, question: Question, found: Sequence[str]) -> None:
        self._end_proposing()
        now = self._question
        if now is None or now.id != question.id:
            return  # another one is edited by now
        if found:
            there = lines(self.distractors)
            fresh = [text for text in found if text not in there]
            self.distractors.setPlainText("\n".join([*there, *fresh]))
        else:
            self.show_advice([words.no_options(question)])

    def _not_proposed(self, problem: BaseException) -> None:
        self._end_proposing()
        self._desk.explain(problem)

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
        if not self.complete:
            self.show_advice([self.tr("A question needs both its text and an answer.")])
            (self.stem if not question.stem else self.answer).setFocus()
            return
        self._as_filled = question
        self.saved.emit(question)

    # Qt override

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Not a shortcut: it would be in doubt where the screen has one for the same key."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
            return
        if event.key() == Qt.Key.Key_P and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.propose_options()
            return
        super().keyPressEvent(event)


def lines(field: QPlainTextEdit) -> tuple[str, ...]:
    """The filled lines of a field, each without surplus spaces."""
    found = (" ".join(line.split()) for line in field.toPlainText().splitlines())
    return tuple(line for line in found if line)
