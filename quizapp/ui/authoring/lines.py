"""Items in order and pairs to match, one a line."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QPlainTextEdit

from quizapp.domain.task import Match, Order, Pair, Task
from quizapp.ui.authoring.task_editor import TaskEditor, named
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import column, label

ARROW = " = "


class OrderEditor(TaskEditor):
    title = named("Put in order")

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.items = _lines_field(theme, self.tr("Items in the right order, one a line"))
        how = self.tr("One a line, in the right order; learners see them shuffled.")
        self.setLayout(column(self.items, label(how, "small", wrap=True), spacing=6))
        self.items.textChanged.connect(self.changed)

    @classmethod
    def edits(cls, task: object) -> bool:
        return isinstance(task, Order)

    @classmethod
    def from_other(cls, task: Task | None) -> Task:
        return task if isinstance(task, Order) else Order(())

    @property
    def task(self) -> Order:
        items = _lines(self.items)
        if len(items) < 2:
            raise ValueError(self.tr("At least two items are needed."))
        if len(set(items)) < len(items):
            raise ValueError(self.tr("Two of the items are the same."))
        return Order(items)

    def show_task(self, task: Task) -> None:
        assert isinstance(task, Order)
        self.items.setPlainText("\n".join(task.items))


class MatchEditor(TaskEditor):
    title = named("Match pairs")

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.pairs = _lines_field(theme, self.tr("Pairs, one a line"))
        self.pairs.setPlaceholderText(self.tr("Kazan = 1552\nAstrakhan = 1556"))
        self.extras = _lines_field(theme, self.tr("Answers that fit nowhere, one a line"), 2)
        self.shuffle = QCheckBox(self.tr("Shuffle the answers"))
        self.setLayout(column(
            label(self.tr("Pairs, one a line: left = right"), "overline"), self.pairs,
            label(self.tr("Answers that fit nowhere, one a line"), "overline"), self.extras,
            self.shuffle, spacing=6,
        ))  # fmt: skip
        self.pairs.textChanged.connect(self.changed)
        self.extras.textChanged.connect(self.changed)
        self.shuffle.toggled.connect(lambda _: self.changed.emit())

    @classmethod
    def edits(cls, task: object) -> bool:
        return isinstance(task, Match)

    @classmethod
    def from_other(cls, task: Task | None) -> Task:
        return task if isinstance(task, Match) else Match(())

    @property
    def task(self) -> Match:
        pairs = tuple(self._pair(line) for line in _lines(self.pairs))
        if len(pairs) < 2:
            raise ValueError(self.tr("At least two pairs are needed."))
        return Match(pairs, _lines(self.extras), self.shuffle.isChecked())

    def _pair(self, line: str) -> Pair:
        """At the last sign of equality, so that the left side may hold some."""
        premise, sign, answer = line.rpartition("=")
        if not sign or not premise.strip() or not answer.strip():
            raise ValueError(self.tr("“{}” is no pair: write left = right.").format(line))
        return Pair(premise.strip(), answer.strip())

    def show_task(self, task: Task) -> None:
        assert isinstance(task, Match)
        self.pairs.setPlainText("\n".join(p.premise + ARROW + p.answer for p in task.pairs))
        self.extras.setPlainText("\n".join(task.extras))
        self.shuffle.setChecked(task.shuffle)


def _lines_field(theme: Theme, name: str, high: int = 5) -> QPlainTextEdit:
    field = QPlainTextEdit()
    field.setTabChangesFocus(True)
    field.setAccessibleName(name)
    field.setFixedHeight(theme.scaled(22 * high + 16))
    return field


def _lines(field: QPlainTextEdit) -> tuple[str, ...]:
    found = (" ".join(line.split()) for line in field.toPlainText().splitlines())
    return tuple(line for line in found if line)
