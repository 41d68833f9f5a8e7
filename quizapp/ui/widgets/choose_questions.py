"""Choosing which questions to study: decks, kinds, a document, years, words, and how many."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QSizePolicy,
    QWidget,
)

from quizapp.domain.deck import Deck
from quizapp.domain.document import DocumentSummary
from quizapp.domain.question import AnswerKind, QuestionFilter
from quizapp.ui import words
from quizapp.ui.desk import Desk
from quizapp.ui.widgets.basics import button, column, label, row, scrolled
from quizapp.ui.widgets.deck_list import DeckList
from quizapp.ui.widgets.setting_fields import CalmSpinBox
from quizapp.ui.widgets.year_field import YearField

if TYPE_CHECKING:
    from quizapp.services.study_deck import Matching

WIDTH = 520
HEIGHT = 620
PAUSE = 150  # ms without a change before the questions are counted
FIELD_WIDTH = 130
MOST = 500


class ChooseQuestions(QDialog):
    """Which questions, and how many of them. ``chosen``: the filter and the number, 0 for all."""

    def __init__(
        self, parent: QWidget, desk: Desk, heading: str, about: str, *, number: int | None = None
    ) -> None:
        """``number``: how many to begin with; without one, there is no choice of a number."""
        super().__init__(parent)
        self.setWindowTitle(heading)
        self._desk = desk
        self._generation = 0
        self.decks = DeckList(desk.theme)
        self.kinds = {kind: QCheckBox(words.kind_name(kind)) for kind in AnswerKind}
        self.documents = QComboBox()
        self.documents.setAccessibleName(self.tr("Document"))
        self.documents.addItem(self.tr("All documents"), None)
        self.text = QLineEdit(placeholderText=self.tr("Words of the question or answer"))
        self.text.setAccessibleName(self.tr("Words"))
        self.first = YearField(self.tr("From the year"), self.tr("the beginning"))
        self.last = YearField(self.tr("To the year"), self.tr("the end"))
        self.number = CalmSpinBox(0, MOST)
        self.number.setSpecialValueText(self.tr("All of them"))
        self.number.setAccessibleName(self.tr("How many"))
        self.number.setValue(number or 0)
        for field in (self.number, self.first, self.last):
            desk.theme.set_width(field, FIELD_WIDTH)
        self.found = label("", "strong", wrap=True)
        self.start = button(self.tr("Start"), "primary")
        self.start.setDefault(True)
        self.start.setEnabled(False)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._count)
        self._build(heading, about, with_number=number is not None, room=parent.window().height())
        self._connect()
        self._read()

    @property
    def wanted(self) -> QuestionFilter:
        return QuestionFilter(
            text=self.text.text().strip(),
            deck_ids=self.decks.ticked,
            kinds=tuple(kind for kind, box in self.kinds.items() if box.isChecked()),
            document=self.documents.currentData(),
            first_year=self.first.year,
            last_year=self.last.year,
        )

    # Building

    def _build(self, heading: str, about: str, *, with_number: bool, room: int) -> None:
        kinds = row(*self.kinds.values(), -1, spacing=18)
        years = row(self.first, label(self.tr("to"), "muted"), self.last, -1, spacing=8)
        body = QWidget()
        fields = column(
            label(self.tr("Decks (none ticked: all)"), "overline"), self.decks, 6,
            label(self.tr("Asked for (none ticked: all)"), "overline"), kinds, 6,
            label(self.tr("Document"), "overline"), self.documents, 6,
            label(self.tr("Years"), "overline"), years, 6,
            label(self.tr("Words"), "overline"), self.text, 6,
            spacing=4,
        )  # fmt: skip
        if with_number:
            fields.addWidget(label(self.tr("How many"), "overline"))
            fields.addLayout(row(self.number, -1))
        fields.addStretch(1)
        fields.setContentsMargins(2, 2, 12, 2)
        body.setLayout(fields)
        cancel = button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        layout = column(
            label(heading, "lead", wrap=True), label(about, "muted", wrap=True), 8,
            scrolled(body, heading), 8, row(self.found, cancel, self.start),
            spacing=4, margin=24,
        )  # fmt: skip
        layout.setStretch(3, 1)
        self.found.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setLayout(layout)
        theme = self._desk.theme
        self.resize(theme.scaled(WIDTH), min(theme.scaled(HEIGHT), max(400, room - 60)))

    def _connect(self) -> None:
        self.decks.itemChanged.connect(self._changed)
        for box in self.kinds.values():
            box.toggled.connect(self._changed)
        self.documents.currentIndexChanged.connect(self._changed)
        self.text.textChanged.connect(self._changed)
        for year in (self.first, self.last):
            year.textChanged.connect(self._changed)
        self.start.clicked.connect(self.accept)

    # What there is

    def _read(self) -> None:
        services = self._desk.services

        def read() -> tuple[list[Deck], list[DocumentSummary]]:
            return services.questions.decks(), services.library.documents()

        self._desk.ask(read, lambda found: self._known(*found))

    def _known(self, decks: Sequence[Deck], documents: Sequence[DocumentSummary]) -> None:
        self.decks.show_decks(decks)
        self.documents.blockSignals(True)
        for document in documents:
            name = words.one_line(document.title or document.name)
            self.documents.addItem(name, document.fingerprint)
        self.documents.blockSignals(False)
        self.decks.setFocus()
        self._count()

    @Slot()
    def _changed(self) -> None:
        self._generation += 1  # what is being counted is not what is wanted any more
        self._pause.start()

    @Slot()
    def _count(self) -> None:
        study, wanted = self._desk.services.study, self.wanted
        self._generation += 1
        generation = self._generation

        def show(found: Matching) -> None:
            if generation == self._generation:
                self.show_found(found)

        self._desk.ask(lambda: study.matching(wanted), show)

    def show_found(self, found: Matching) -> None:
        self.start.setEnabled(found.questions > 0)
        if not found.questions:
            self.found.setText(self.tr("No question fits"))
            return
        parts = [words.questions(found.questions)]
        if found.due:
            parts.append(self.tr("{:,} due").format(found.due))
        if found.new:
            parts.append(self.tr("{:,} new").format(found.new))
        self.found.setText("  ·  ".join(parts))


def choose_questions(
    parent: QWidget,
    desk: Desk,
    texts: tuple[str, str],
    then: Callable[[QuestionFilter, int | None], object],
    *,
    number: int | None = None,
) -> ChooseQuestions:
    """Asks without blocking. ``texts``: heading and what it is about; ``then`` gets the filter and
    how many, ``None`` for all."""
    box = ChooseQuestions(parent, desk, *texts, number=number)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.accepted.connect(lambda: then(box.wanted, box.number.value() or None))
    box.open()
    return box
