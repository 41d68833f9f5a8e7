"""Drawing by rules: which questions, how many, and how many there are to draw from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from quizapp.domain.deck import Deck
from quizapp.domain.question import AnswerKind, Difficulty, QuestionFilter
from quizapp.domain.quiz import Draw
from quizapp.services.author_question import Bank
from quizapp.ui import words
from quizapp.ui.desk import Desk
from quizapp.ui.widgets.basics import button, column, label, row
from quizapp.ui.widgets.field_form import FieldForm
from quizapp.ui.widgets.fitting_dialog import FittingDialog
from quizapp.ui.widgets.setting_fields import CalmDoubleSpinBox, CalmSpinBox

WIDTH = 520
PAUSE = 200  # ms
MOST = 200
NO_YEAR = -5001
LAST_YEAR = 2100


class DrawDialog(FittingDialog):
    """``draw`` is what the fields say."""

    def __init__(self, parent: QWidget, desk: Desk, draw: Draw | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Draw by rules"))
        self._desk = desk
        self._given = draw or Draw(QuestionFilter(), 10)
        self._reading = 0
        self.count = CalmSpinBox(1, MOST, self._given.count)
        self.points = CalmDoubleSpinBox(0, 1000, 2)
        self.deck = QComboBox()
        self.kind = QComboBox()
        self.topic = QComboBox(editable=True)
        self.tags = QLineEdit(placeholderText=self.tr("tsars, wars: all of them"))
        self.difficulty = QComboBox()
        self.text = QLineEdit(placeholderText=self.tr("Words of the question or answer"))
        self.first, self.last = self._year(), self._year()
        self.unused = QCheckBox(self.tr("None that the learner met in a quiz in the last"))
        self.days = CalmSpinBox(1, 3650, 7)
        self.days.setSuffix(self.tr(" days"))
        self.found = label("", "strong", wrap=True)
        self.agree = button(self.tr("Draw them now"), "primary")
        self.agree.setToolTip(self.tr("Puts the drawn questions into the quiz, where they stay"))
        self.anew = button(self.tr("Draw anew for each attempt"))
        self.anew.setToolTip(self.tr("Keeps the rule: every learner gets other questions"))
        self.keeps_rule = draw is not None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._build()
        self._connect()
        self.deck.addItem(self.tr("All decks"), None)
        desk.ask(desk.services.author.bank, self._bank_known)

    @property
    def draw(self) -> Draw:
        deck = self.deck.currentData()
        kind, difficulty = self.kind.currentData(), self.difficulty.currentData()
        tags = tuple(tag.strip() for tag in self.tags.text().split(",") if tag.strip())
        wanted = QuestionFilter(
            text=self.text.text().strip(),
            deck_ids=(deck,) if deck else (),
            kinds=(AnswerKind(kind),) if kind else (),
            topic=self.topic.currentText().strip().strip("/"),
            tags=tags,
            difficulties=(Difficulty(difficulty),) if difficulty else (),
            first_year=_year_of(self.first),
            last_year=_year_of(self.last),
        )
        days = self.days.value() if self.unused.isChecked() else 0
        return Draw(wanted, self.count.value(), self.points.value(), days)

    def _build(self) -> None:
        self.kind.addItem(self.tr("Any"), None)
        for kind in AnswerKind:
            self.kind.addItem(words.kind_name(kind), kind)
        self.difficulty.addItem(self.tr("Any"), None)
        for difficulty in Difficulty:
            self.difficulty.addItem(words.difficulty_name(difficulty), difficulty)
        form = FieldForm()
        years = QWidget()
        years.setLayout(row(self.first, label("–"), self.last, -1))
        for name, field in (
            (self.tr("How many"), self.count),
            (self.tr("Points each"), self.points),
            (self.tr("Deck"), self.deck),
            (self.tr("Asks for"), self.kind),
            (self.tr("Topic"), self.topic),
            (self.tr("Tags"), self.tags),
            (self.tr("Difficulty"), self.difficulty),
            (self.tr("Words"), self.text),
            (self.tr("Years"), years),
        ):
            field.setAccessibleName(name)
            form.addRow(label(name), field)
        cancel = button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.agree.clicked.connect(lambda: self._take(keeps_rule=False))
        self.anew.clicked.connect(lambda: self._take(keeps_rule=True))
        self.agree.setDefault(True)
        self.first.setAccessibleName(self.tr("From the year"))
        self.last.setAccessibleName(self.tr("To the year"))
        self.setLayout(column(
            label(self.tr("Draw by rules"), "lead"), form, row(self.unused, self.days, -1),
            self.found, 8, row(-1, cancel, self.anew, self.agree), spacing=8, margin=24,
        ))  # fmt: skip
        self.setMinimumWidth(self._desk.theme.scaled(WIDTH))

    def _connect(self) -> None:
        for number in (self.count, self.points, self.days, self.first, self.last):
            number.valueChanged.connect(self._counting)
        for box in (self.deck, self.kind, self.difficulty):
            box.currentIndexChanged.connect(self._counting)
        self.topic.currentTextChanged.connect(self._counting)
        self.tags.textChanged.connect(self._counting)
        self.text.textChanged.connect(self._counting)
        self.unused.toggled.connect(self._counting)
        self._pause.timeout.connect(self.count_now)

    def _year(self) -> QSpinBox:
        field = CalmSpinBox(NO_YEAR, LAST_YEAR, NO_YEAR)
        field.setSpecialValueText(self.tr("any"))
        return field

    def _bank_known(self, bank: Bank) -> None:
        self._offer_decks(bank.decks)
        self.topic.addItems(["", *bank.topics])
        self._fill()
        self.count_now()

    def _offer_decks(self, decks: Sequence[Deck]) -> None:
        for deck in decks:
            self.deck.addItem(words.one_line(deck.name), deck.id)

    def _fill(self) -> None:
        given, wanted = self._given, self._given.wanted
        self.count.setValue(given.count)
        self.points.setValue(given.points)
        self.deck.setCurrentIndex(max(0, self.deck.findData(next(iter(wanted.deck_ids), None))))
        self.kind.setCurrentIndex(max(0, self.kind.findData(next(iter(wanted.kinds), None))))
        self.topic.setEditText(wanted.topic)
        self.tags.setText(", ".join(wanted.tags))
        chosen = next(iter(wanted.difficulties), None)
        self.difficulty.setCurrentIndex(max(0, self.difficulty.findData(chosen)))
        self.text.setText(wanted.text)
        self.first.setValue(NO_YEAR if wanted.first_year is None else wanted.first_year)
        self.last.setValue(NO_YEAR if wanted.last_year is None else wanted.last_year)
        self.unused.setChecked(bool(given.unused_days))
        if given.unused_days:
            self.days.setValue(given.unused_days)

    def _take(self, *, keeps_rule: bool) -> None:
        self.keeps_rule = keeps_rule
        self.accept()

    def _counting(self) -> None:
        """What was counted is not true any more."""
        self.found.setText(self.tr("Counting …"))
        self._pause.start()

    def count_now(self) -> None:
        """How many there are to draw from."""
        self._pause.stop()
        self._reading += 1
        reading, draw, quizzes = self._reading, self.draw, self._desk.services.quizzes
        self._desk.ask(lambda: quizzes.found(draw), lambda number: self._counted(reading, number))

    def _counted(self, reading: int, number: int) -> None:
        if reading != self._reading:
            return
        enough = number >= self.count.value()
        said = self.tr("{} to draw from.").format(words.questions(number))
        if not enough:
            said += " " + self.tr("That is too few: loosen the rules, or draw fewer.")
        self.found.setText(said)
        self.agree.setEnabled(number > 0)
        self.anew.setEnabled(number > 0)
        self.fit()


def _year_of(field: QSpinBox) -> int | None:
    return None if field.value() in (NO_YEAR, 0) else field.value()


def told(draw: Draw, decks: Sequence[Deck]) -> str:
    """ "Draw 10: places, 1917–1918, medium, none of the last 7 days"."""
    wanted = draw.wanted
    names = {deck.id: words.one_line(deck.name) for deck in decks}
    parts = [names.get(deck_id, "") for deck_id in wanted.deck_ids]
    parts += [words.kind_name(kind) for kind in wanted.kinds]
    parts += [wanted.topic, ", ".join(wanted.tags), f"“{wanted.text}”" if wanted.text else ""]
    if wanted.has_years:
        first = "" if wanted.first_year is None else str(wanted.first_year)
        last = "" if wanted.last_year is None else str(wanted.last_year)
        parts.append(first if first == last else f"{first}–{last}")
    parts += [words.difficulty_name(each) for each in wanted.difficulties]
    if draw.unused_days:
        parts.append(words.tr("none of the last {} days").format(draw.unused_days))
    rules = ", ".join(part for part in parts if part) or words.tr("any questions")
    return words.tr("Draw {count}: {rules}").format(count=draw.count, rules=rules)
