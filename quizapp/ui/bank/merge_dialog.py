"""Merging duplicates: the groups at the left, the questions of one side by side, which to keep."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QWidget,
)

from quizapp.services.merge_duplicates import Group, Merge
from quizapp.ui import words
from quizapp.ui.bank.double_card import double_card
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import button, column, label, row

WIDTH, HEIGHT = 1000, 640
LIST_WIDTH = 290


@dataclass
class _Choice:
    """What was chosen for a group. ``keep``: a place in it."""

    keep: int
    takes_answers: bool
    takes_tags: bool


class MergeDialog(QDialog):
    """``merges``: what is to be done with the groups that are ticked."""

    def __init__(self, parent: QWidget, theme: Theme, groups: Sequence[Group]) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Merge duplicates"))
        self._theme = theme
        self._groups = list(groups)
        self._choices = [_Choice(0, group.same_answer, True) for group in groups]
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Groups of questions that ask the same"))
        self.differ = label(
            self.tr("Their answers differ: one of them may be wrong, or they ask for different "
                    "things."), "small", wrap=True,
        )  # fmt: skip
        self.takes_answers = QCheckBox(self.tr("The answers of the others are accepted, too"))
        self.takes_tags = QCheckBox(self.tr("It takes their tags"))
        self.all = button(self.tr("Tick all"), "quiet")
        self.agree = button(self.tr("Merge"), "primary")
        self.keeps = QButtonGroup(self)
        self._side = QScrollArea()
        self._build(parent)
        self._connect()
        self.list.setCurrentRow(0)
        self._show_number()

    @property
    def merges(self) -> list[Merge]:
        return [
            self._merge(group, choice)
            for number, (group, choice) in enumerate(zip(self._groups, self._choices, strict=True))
            if self._is_ticked(number)
        ]

    def tick(self, number: int, *, on: bool = True) -> None:
        item = self.list.item(number)
        if item is not None:
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    # Building

    def _build(self, parent: QWidget) -> None:
        for group in self._groups:
            stem = words.one_line(group.doubles[0].question.stem)
            item = QListWidgetItem(f"{len(group.doubles)} ×  {stem}")
            item.setToolTip(stem)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self._theme.set_width(self.list, LIST_WIDTH)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._side.setWidgetResizable(True)
        self._side.setFrameShape(QFrame.Shape.NoFrame)
        self._side.setAccessibleName(self.tr("The questions of the group, side by side"))
        self._side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._side.setCornerWidget(QWidget())  # plain, between the two bars
        number = words.count(len(self._groups), self.tr("group asks"), self.tr("groups ask"))
        about = self.tr("{} nearly the same. Tick those to merge (Space): one question stays, the "
                        "others are dropped, and what was answered stays in the log.")  # fmt: skip
        right = column(self._side, self.differ, row(self.takes_answers, -1),
                       row(self.takes_tags, -1), spacing=8)  # fmt: skip
        right.setStretch(0, 1)
        body = row(self.list, right, spacing=16)
        body.setStretch(1, 1)
        cancel = button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        layout = column(
            label(self.tr("Merge duplicates"), "lead"),
            label(about.format(number), "muted", wrap=True), body,
            row(self.all, -1, cancel, self.agree, spacing=8), spacing=12, margin=20,
        )  # fmt: skip
        layout.setStretch(2, 1)
        self.setLayout(layout)
        room = parent.window()
        self.resize(min(self._theme.scaled(WIDTH), room.width() - 40),
                    min(self._theme.scaled(HEIGHT), room.height() - 40))  # fmt: skip
        for each in (self.all, self.agree, cancel):
            each.setAutoDefault(False)
        self.list.setFocus()

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._show_group)
        self.list.itemChanged.connect(self._show_number)
        self.takes_answers.toggled.connect(self._chosen)
        self.takes_tags.toggled.connect(self._chosen)
        self.keeps.idToggled.connect(self._chosen)
        self.all.clicked.connect(self._tick_all)
        self.all.setToolTip(self.tr("Ticks all groups whose answers are the same"))
        self.agree.clicked.connect(self.accept)

    # One group

    @Slot(int)
    def _show_group(self, number: int) -> None:
        if not 0 <= number < len(self._groups):
            return
        group, choice = self._groups[number], self._choices[number]
        with QSignalBlocker(self.keeps):
            for old in self.keeps.buttons():
                self.keeps.removeButton(old)
            line = row(spacing=10)
            for place, double in enumerate(group.doubles):
                frame, keep = double_card(self._theme, double)
                self.keeps.addButton(keep, place)
                keep.setChecked(place == choice.keep)
                line.addWidget(frame)
            line.addStretch(1)
        page = QWidget()
        page.setObjectName("scrolled")
        page.setLayout(line)
        self._side.setWidget(page)
        self.differ.setVisible(not group.same_answer)
        with QSignalBlocker(self.takes_answers), QSignalBlocker(self.takes_tags):
            self.takes_answers.setChecked(choice.takes_answers)
            self.takes_tags.setChecked(choice.takes_tags)

    @Slot()
    def _chosen(self, *_: object) -> None:
        number = self.list.currentRow()
        keep = max(0, self.keeps.checkedId())
        self._choices[number] = _Choice(
            keep, self.takes_answers.isChecked(), self.takes_tags.isChecked()
        )

    def _merge(self, group: Group, choice: _Choice) -> Merge:
        ids = [double.question.id for double in group.doubles]
        keep = ids.pop(choice.keep)
        return Merge(keep, tuple(ids), choice.takes_answers, choice.takes_tags)

    # All of them

    @Slot()
    def _tick_all(self) -> None:
        """Those whose answers are the same: the others want to be looked at."""
        for number, group in enumerate(self._groups):
            if group.same_answer:
                self.tick(number)

    @Slot()
    def _show_number(self) -> None:
        number = sum(map(self._is_ticked, range(len(self._groups))))
        said = words.count(number, self.tr("group"), self.tr("groups"))
        self.agree.setText(self.tr("Merge {}").format(said) if number else self.tr("Merge"))
        self.agree.setEnabled(number > 0)

    def _is_ticked(self, number: int) -> bool:
        item = self.list.item(number)
        return item is not None and item.checkState() is Qt.CheckState.Checked
