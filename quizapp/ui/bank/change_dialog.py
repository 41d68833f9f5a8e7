"""Changing many questions at once: tags, topic, difficulty, state, deck. What is left, stays."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QWidget

from quizapp.domain.question import Difficulty, State
from quizapp.services.author_question import Bank
from quizapp.services.edit_bank import Change
from quizapp.ui import words
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import button, column, label, row
from quizapp.ui.widgets.field_form import FieldForm
from quizapp.ui.widgets.fitting_dialog import FittingDialog
from quizapp.ui.widgets.more_filters import with_parents
from quizapp.ui.widgets.setting_fields import CalmComboBox
from quizapp.ui.widgets.tag_line import TagLine, keep_keys

WIDTH = 500
STATES = (State.ACCEPTED, State.DRAFT, State.RETIRED, State.REJECTED)


class ChangeDialog(FittingDialog):
    """``change`` is what the fields say."""

    def __init__(self, parent: QWidget, theme: Theme, bank: Bank, number: int) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Change several questions"))
        self.add_tags = TagLine(self.tr("Add tags"), self.tr("tsars, wars"))
        self.remove_tags = TagLine(self.tr("Take away tags"), self.tr("tsars, wars"))
        self.sets_topic = QCheckBox(self.tr("Set it to"))
        self.topic = QComboBox(editable=True)
        self.topic.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.difficulty = self._choice(self.tr("Difficulty"))
        self.state = self._choice(self.tr("State"))
        self.deck = self._choice(self.tr("Deck"))
        self.agree = button(self.tr("Change {}").format(words.questions(number)), "primary")
        self._theme = theme
        self._offer(bank)
        self._build(number)
        self._connect()
        self._show_whether_any()

    @property
    def change(self) -> Change:
        difficulty = self.difficulty.currentData()
        state = self.state.currentData()
        return Change(
            add_tags=self.add_tags.tags,
            remove_tags=self.remove_tags.tags,
            topic=self._topic() if self.sets_topic.isChecked() else None,
            sets_difficulty=difficulty is not None,
            difficulty=Difficulty(difficulty) if difficulty else None,
            state=None if state is None else State(state),
            deck_id=self.deck.currentData() or "",
        )

    def _offer(self, bank: Bank) -> None:
        for line in (self.add_tags, self.remove_tags):
            line.offer_tags(bank.tags)
        self.topic.addItems(["", *with_parents(bank.topics)])
        self.difficulty.addItem(words.difficulty_name(None), 0)
        for difficulty in Difficulty:
            self.difficulty.addItem(words.difficulty_name(difficulty), int(difficulty))
        for state in STATES:
            self.state.addItem(words.state_name(state), state)
        for deck in bank.decks:
            self.deck.addItem(words.one_line(deck.name), deck.id)

    def _build(self, number: int) -> None:
        form = FieldForm()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        topic = QWidget()
        line = row(self.sets_topic, self.topic, spacing=8)
        line.setStretch(1, 1)
        topic.setLayout(line)
        for name, field in (
            (self.tr("Add tags"), self.add_tags),
            (self.tr("Take away tags"), self.remove_tags),
            (self.tr("Topic"), topic),
            (self.tr("Difficulty"), self.difficulty),
            (self.tr("State"), self.state),
            (self.tr("Deck"), self.deck),
        ):
            caption = label(name)
            caption.setBuddy(self.sets_topic if field is topic else field)
            form.addRow(caption, field)
        self.sets_topic.setAccessibleName(self.tr("Set the topic"))
        self.topic.setAccessibleName(self.tr("Topic; empty takes it away"))
        written = self.topic.lineEdit()
        assert written is not None  # it is editable
        written.setPlaceholderText(self.tr("Russia/1917; empty takes it away"))
        if (completer := self.topic.completer()) is not None:
            keep_keys(completer, written)
        cancel = button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.agree.setDefault(True)
        about = self.tr("For {}. What you leave as it is, stays. One Undo takes all of it back.")
        self.setLayout(column(
            label(self.tr("Change several questions"), "lead"),
            label(about.format(words.questions(number)), "muted", wrap=True), 6, form, 10,
            row(-1, cancel, self.agree), spacing=8, margin=24,
        ))  # fmt: skip
        self.setMinimumWidth(self._theme.scaled(WIDTH))
        self.add_tags.setFocus()

    def _connect(self) -> None:
        self.agree.clicked.connect(self.accept)
        self.topic.editTextChanged.connect(self._topic_written)
        self.sets_topic.toggled.connect(self._show_whether_any)
        for line in (self.add_tags, self.remove_tags):
            line.textChanged.connect(self._show_whether_any)
        for choice in (self.difficulty, self.state, self.deck):
            choice.currentIndexChanged.connect(self._show_whether_any)

    def _choice(self, name: str) -> QComboBox:
        made = CalmComboBox()
        made.setAccessibleName(name)
        made.addItem(self.tr("Leave as it is"), None)
        return made

    @Slot(str)
    def _topic_written(self, text: str) -> None:
        if text.strip():
            self.sets_topic.setChecked(True)
        self._show_whether_any()

    @Slot()
    def _show_whether_any(self) -> None:
        self.agree.setEnabled(self.change != Change())

    def _topic(self) -> str:
        parts = (" ".join(part.split()) for part in self.topic.currentText().split("/"))
        return "/".join(part for part in parts if part)
