"""What the learner is weakest at, in words, with a button to practise exactly that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from quizapp.domain.question import AnswerKind
from quizapp.progress.weakness import Pattern, Sort
from quizapp.ui import words
from quizapp.ui.widgets.basics import button, card, column, label, plain_tip, refilling, row

if TYPE_CHECKING:
    from quizapp.services.show_progress import Weakest, WeakQuestion

_OF_A_PATTERN = 3  # questions shown under it


class WeakestCard(QFrame):
    wanted = Signal(list)  # ids of the questions to practise

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName(card().objectName())
        self.weakest: Weakest | None = None
        self._caption = label("", "muted", wrap=True)
        self.practise = button(self.tr("Practise these"))
        self.practise.setToolTip(self.tr("A session over exactly these questions (W)"))
        self.practise.clicked.connect(self._practise)
        self.practise.hide()
        self._rows = column(spacing=2)
        head = row(
            column(label(self.tr("What you are weakest at"), "strong"), self._caption, spacing=2),
            self.practise,
            spacing=16,
        )
        head.setStretch(0, 1)
        head.setAlignment(self.practise, Qt.AlignmentFlag.AlignTop)
        layout = column(head, self._rows, spacing=8)
        layout.setContentsMargins(20, 14, 20, 16)
        self.setLayout(layout)

    def show_weakest(self, weakest: Weakest) -> None:
        self.weakest = weakest
        with refilling(self._rows):
            self._show(weakest)

    def _show(self, weakest: Weakest) -> None:
        self.practise.setVisible(weakest.weak > 0)
        if not weakest.weak:
            self._caption.setText(
                self.tr("Nothing: no question was missed in its last three answers.")
            )
            return
        self._caption.setText(
            self.tr("Missed in one of their last three answers: {}.").format(
                words.questions(weakest.weak)
            )
        )
        number = len(weakest.questions)
        self.practise.setText(self.tr("Practise these {:,}").format(number))
        told: set[str] = set()  # a question that belongs to two of them stands once
        for pattern in weakest.patterns:
            members = weakest.of_patterns.get(pattern, ())
            self._add_pattern(
                pattern, tuple(each for each in members if each.question_id not in told)
            )
            told.update(pattern.weak)
        if weakest.patterns and weakest.singles:
            self._rows.addSpacing(8)
            self._rows.addWidget(label(self.tr("Also missed"), "strong"))
        for each in weakest.singles:
            self._rows.addLayout(_line(each))

    def tried(self, question_id: str) -> WeakQuestion | None:
        """What is shown of a question, if it is among them."""
        if self.weakest is None:
            return None
        grouped = (each for told in self.weakest.of_patterns.values() for each in told)
        found = (*grouped, *self.weakest.singles)
        return next((each for each in found if each.question_id == question_id), None)

    def _add_pattern(self, pattern: Pattern, questions: tuple[WeakQuestion, ...]) -> None:
        if self._rows.count():
            self._rows.addSpacing(8)
        self._rows.addWidget(label(pattern_words(pattern), "strong", wrap=True))
        for each in questions[:_OF_A_PATTERN]:
            self._rows.addLayout(_line(each))
        more = len(questions) - _OF_A_PATTERN
        if more > 0:
            self._rows.addWidget(label(self.tr("and {} more").format(more), "small"))

    def _practise(self) -> None:
        if self.weakest is not None and self.weakest.weak:
            self.wanted.emit(self.weakest.questions)


def pattern_words(pattern: Pattern) -> str:
    """ "Cavour: 3 of 4 questions missed"."""
    return words.tr("{group}: {missed:,} of {questions} missed").format(
        group=_group(pattern),
        missed=len(pattern.weak),
        questions=words.questions(pattern.questions),
    )


def missed_words(missed: int, answers: int) -> str:
    return words.tr("missed {missed:,} of {answers:,}").format(missed=missed, answers=answers)


def in_a_line(weakest: Weakest) -> str:
    """For Home: the patterns, else the weakest question, and how many more there are."""
    if weakest.patterns:
        told = [
            words.tr("{group} ({missed:,} of {questions:,} missed)").format(
                group=_group(each), missed=len(each.weak), questions=each.questions
            )
            for each in weakest.patterns
        ]
        left = weakest.weak - len({id_ for each in weakest.patterns for id_ in each.weak})
    else:
        first = weakest.singles[0]
        counts = missed_words(first.missed, first.answers)
        told = [f"{words.one_line(first.stem)} ({counts})"]
        left = weakest.weak - 1
    if left:
        told.append(words.tr("and {} more").format(words.questions(left)))
    return words.tr("You are weakest at: {}").format("; ".join(told))


def _group(pattern: Pattern) -> str:
    sort, name = pattern.trait
    if sort is Sort.DATES_OF:
        return words.tr("Dates of {}").format(words.year(int(name)))
    if sort is Sort.DECADE:
        return words.tr("The {}").format(words.decade(int(name)))
    if sort is Sort.KIND:
        return words.kinds_name(AnswerKind(name))
    return words.one_line(name).replace("-", " ") if sort is Sort.TOPIC else words.one_line(name)


def _line(each: WeakQuestion) -> QHBoxLayout:
    stem = label(words.one_line(each.stem), wrap=True)
    stem.setToolTip(plain_tip(words.one_line(each.answer)))
    missed = label(missed_words(each.missed, each.answers), "muted")
    missed.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
    line = row(stem, missed, spacing=16)
    line.setStretch(0, 1)
    return line
