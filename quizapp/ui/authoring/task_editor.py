"""What every editor of a task can do."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from quizapp.domain.task import Task
from quizapp.ui.theme import Theme
from quizapp.ui.words import named

WORTHS = (1.0, 0.75, 2 / 3, 0.5, 1 / 3, 0.25, 0.2, 0.1, 0.0, -0.1, -0.2, -0.25, -1 / 3, -0.5, -1.0)
"""What an answer may be worth, as it is offered; others are kept where a file brings them."""


class TaskEditor(QWidget):
    """The fields of one task. ``task`` is what they say; ValueError in words where that is none."""

    title: ClassVar[str]  # to be translated when shown
    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme

    @classmethod
    def edits(cls, task: object) -> bool:
        """Whether this is the editor for such a task."""
        raise NotImplementedError

    @classmethod
    def from_other(cls, task: Task | None) -> Task:
        """A first task of this kind, with what can be kept of another one."""
        raise NotImplementedError

    @property
    def task(self) -> Task:
        raise NotImplementedError

    def show_task(self, task: Task) -> None:
        """Fills the fields; emits nothing."""
        raise NotImplementedError


class WorthBox(QComboBox):
    """The share of the points that an answer earns."""

    def __init__(self, usual: float) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Share of the points"))
        self.setToolTip(self.tr("Share of the points that this answer earns, or costs"))
        for worth in WORTHS:
            self.addItem(per_cent(worth), worth)
        self.show_worth(usual)

    @property
    def worth(self) -> float:
        return float(self.currentData())

    def show_worth(self, worth: float) -> None:
        """One that is not offered is added."""
        near = next((n for n in range(self.count()) if abs(self.itemData(n) - worth) < 1e-9), -1)
        if near < 0:
            self.addItem(per_cent(worth), worth)
            near = self.count() - 1
        self.setCurrentIndex(near)


def per_cent(worth: float) -> str:
    """ "50 %", "33.3 %", "−25 %"."""
    number = f"{abs(worth) * 100:.1f}".removesuffix(".0")
    return f"{'−' if worth < 0 else ''}{number} %"


__all__ = ["WORTHS", "TaskEditor", "WorthBox", "named", "per_cent"]
