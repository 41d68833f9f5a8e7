"""What a live round asks: a quiz, or so many questions of a deck, a topic, a tag."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QWidget

from quizapp.domain.question import QuestionFilter
from quizapp.domain.quiz import Draw, Quiz, QuizSummary, Section
from quizapp.services.author_question import Bank
from quizapp.ui import words
from quizapp.ui.desk import Desk
from quizapp.ui.widgets.basics import label
from quizapp.ui.widgets.setting_fields import CalmComboBox, CalmSpinBox

USUAL, MOST = 10, 200
PAUSE = 200  # ms after the last change, until it is counted


class WhatToPlay(QObject):
    """Rows of a form. ``is_ready``: there is something to play as it is chosen now."""

    changed = Signal()

    def __init__(self, desk: Desk, form: QFormLayout, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._form = form
        self._quizzes: dict[str, Quiz] = {}
        self._counts: dict[str, int] = {}
        self._reading = 0
        self._found: int | None = None  # questions that fit; None: not counted yet
        self.what = CalmComboBox()
        self.deck = CalmComboBox()
        self.topic = CalmComboBox()
        self.topic.setEditable(True)
        self.tag = CalmComboBox()
        self.tag.setEditable(True)
        self.count = CalmSpinBox(1, MOST, USUAL)
        self._rows: list[QWidget] = []
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._add_rows()
        self._pause.timeout.connect(self.count_now)
        self.what.currentIndexChanged.connect(lambda _: self._fit())
        self.deck.currentIndexChanged.connect(lambda _: self._counting())
        for box in (self.topic, self.tag):
            box.currentTextChanged.connect(lambda _: self._counting())
        self.count.valueChanged.connect(lambda _: self.changed.emit())

    @property
    def is_drawn(self) -> bool:
        """Whether questions are drawn, not a quiz played."""
        return not self.what.currentData()

    @property
    def is_ready(self) -> bool:
        if self.is_drawn:
            return bool(self._found)
        return self._counts.get(str(self.what.currentData()), 0) > 0

    @property
    def quiz(self) -> Quiz:
        """What is to be played; with an empty id where it is drawn, and so no quiz of the desk."""
        if not self.is_drawn:
            return self._quizzes[self.what.currentData()]
        draw = Draw(self._wanted(), self.count.value())
        return Quiz("", self._name(), sections=(Section(items=(draw,)),))

    @property
    def said(self) -> str:
        """How many questions that are, or why nothing can be played."""
        if not self.is_drawn:
            number = self._counts.get(str(self.what.currentData()), 0)
            if not number:
                return self.tr("This quiz has no questions yet: put some into it first.")
            return words.questions(number)
        if self._found is None:
            return self.tr("Counting …")
        if not self._found:
            return self.tr("No question fits. Choose another deck or topic.")
        said = self.tr("{} to draw from.").format(words.questions(self._found))
        if self._found < self.count.value():
            said += " " + self.tr("All of them are asked.")
        return said

    def show_choices(
        self, offers: Sequence[QuizSummary], bank: Bank, quiz_id: str, deck_id: str = ""
    ) -> None:
        """``quiz_id``: the one to stand at; "": the first. ``deck_id``: one to draw from, rather
        than any quiz."""
        self._quizzes = {each.quiz.id: each.quiz for each in offers}
        self._counts = {each.quiz.id: each.questions for each in offers}
        self.what.blockSignals(True)
        for each in offers:
            self.what.addItem(words.one_line(each.quiz.name), each.quiz.id)
        self.what.addItem(self.tr("Questions drawn from a deck, topic or tag"), "")
        is_named = quiz_id or deck_id
        self.what.setCurrentIndex(max(0, self.what.findData(quiz_id)) if is_named else 0)
        self.what.blockSignals(False)
        self.deck.addItem(self.tr("All decks"), "")
        for deck in bank.decks:
            self.deck.addItem(words.one_line(deck.name), deck.id)
        self.deck.setCurrentIndex(max(0, self.deck.findData(deck_id)))
        self.topic.addItems(["", *bank.topics])
        self.tag.addItems(["", *bank.tags])
        for box in (self.topic, self.tag):
            field = box.lineEdit()
            if field is not None:
                field.setPlaceholderText(self.tr("any"))
        self._fit()

    def count_now(self) -> None:
        self._pause.stop()
        self._reading += 1
        reading, draw, quizzes = self._reading, Draw(self._wanted(), 1), self._desk.services.quizzes
        self._desk.ask(lambda: quizzes.found(draw), lambda number: self._counted(reading, number))

    def _add_rows(self) -> None:
        for text, field in (
            (self.tr("What to play"), self.what),
            (self.tr("Deck"), self.deck),
            (self.tr("Topic"), self.topic),
            (self.tr("Tag"), self.tag),
            (self.tr("How many"), self.count),
        ):
            field.setAccessibleName(text)
            # A long name of a deck does not make the form wider than its dialog.
            if isinstance(field, QComboBox):
                field.setSizeAdjustPolicy(
                    QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
                )
                field.setMinimumContentsLength(20)
            self._form.addRow(label(text), field)
            self._rows.append(field)

    def _fit(self) -> None:
        for field in self._rows[1:]:
            self._form.setRowVisible(field, self.is_drawn)
        if self.is_drawn:
            self._counting()
        self.changed.emit()

    def _counting(self) -> None:
        """What was counted is not true any more."""
        if not self.is_drawn:
            return
        self._found = None
        self._pause.start()
        self.changed.emit()

    def _counted(self, reading: int, number: int) -> None:
        if reading == self._reading:
            self._found = number
            self.changed.emit()

    def _wanted(self) -> QuestionFilter:
        deck = self.deck.currentData()
        tag = self.tag.currentText().strip()
        return QuestionFilter(
            deck_ids=(deck,) if deck else (),
            topic=self.topic.currentText().strip().strip("/"),
            tags=(tag,) if tag else (),
        )

    def _name(self) -> str:
        """What stands on the phones: as narrow as it was chosen."""
        topic = self.topic.currentText().strip().strip("/").rsplit("/", 1)[-1].strip()
        deck = self.deck.currentText() if self.deck.currentData() else ""
        return topic or self.tag.currentText().strip() or deck or self.tr("Mixed questions")
