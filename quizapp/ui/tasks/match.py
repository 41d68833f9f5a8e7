"""Pairs to match: for each premise its answer out of a list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel

from quizapp.domain.task import Match, Response, in_order
from quizapp.ui.tasks.task_widget import TaskWidget
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import label, set_tone

NONE = -1


class MatchWidget(TaskWidget[Match]):
    def __init__(self, task: Match, theme: Theme, shuffled: tuple[int, ...] = ()) -> None:
        super().__init__(task, theme, shuffled)
        self.setAccessibleName(self.tr("Lines and answers to match"))
        self.answers = task.answers()
        order = in_order(len(self.answers), shuffled)
        self.boxes: list[QComboBox] = []
        self.marks: list[QLabel] = []
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        for number, pair in enumerate(task.pairs):
            premise = label(pair.premise, wrap=True)
            box, mark = self._box(pair.premise, order), label("", "small", wrap=True)
            premise.setBuddy(box)
            mark.hide()
            grid.addWidget(premise, 2 * number, 0)
            grid.addWidget(box, 2 * number, 1)
            grid.addWidget(mark, 2 * number + 1, 1)
            self.boxes.append(box)
            self.marks.append(mark)
        self.setLayout(grid)

    @property
    def response(self) -> Response:
        chosen = [int(box.currentData()) for box in self.boxes]
        return chosen if any(place != NONE for place in chosen) else None

    def restore(self, response: Response) -> None:
        places = response if isinstance(response, list) else []
        for number, box in enumerate(self.boxes):
            place = places[number] if number < len(places) else NONE
            box.setCurrentIndex(max(0, box.findData(place)))

    def judge(self, share: float | None) -> None:
        self.judged = True
        for box, mark, pair in zip(self.boxes, self.marks, self.task.pairs, strict=True):
            box.setEnabled(False)
            chosen = int(box.currentData())
            right = chosen != NONE and self.answers[chosen] == pair.answer
            said = self.tr("Right.") if right else self.tr("Right would be: {}").format(pair.answer)
            mark.setText(said)
            set_tone(mark, "right" if right else "wrong")
            mark.show()

    def take_focus(self) -> None:
        if self.boxes:
            self.boxes[0].setFocus()

    def _box(self, premise: str, order: Sequence[int]) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(self.tr("Answer to: {}").format(premise))
        box.setMinimumContentsLength(12)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.addItem(self.tr("Choose …"), NONE)
        for place in order:
            box.addItem(self.answers[place], place)
        box.currentIndexChanged.connect(lambda _: self.changed.emit())
        return box
