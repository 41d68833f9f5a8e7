"""What every way to answer a task can do."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from quizapp.domain.task import Response, Task
from quizapp.ui.theme import Theme

T = TypeVar("T", bound=Task)


class TaskWidget(QWidget, Generic[T]):
    """Shows the ways to answer one task, never the question itself. Made anew for each question.

    A response is given again with ``restore`` as ``response`` told it; see ``domain.task`` for its
    shape. Until ``judge`` everything can be changed.
    """

    changed = Signal()  # the response is another
    entered = Signal()  # Enter was pressed where it has no other meaning: go on

    def __init__(self, task: T, theme: Theme, shuffled: tuple[int, ...] = ()) -> None:
        super().__init__()
        self.task: T = task
        self.theme = theme
        self.shuffled = shuffled
        self.judged = False

    @property
    def response(self) -> Response:
        """What is answered so far; ``None`` while nothing is."""
        raise NotImplementedError

    def restore(self, response: Response) -> None:
        """Shows an earlier response; one that does not fit the task is left aside."""
        raise NotImplementedError

    def judge(self, share: float | None) -> None:
        """Shows what was right; nothing can be answered any more. ``share``: of the points; None
        where a person has to mark it."""
        raise NotImplementedError

    def take_focus(self) -> None:
        self.setFocus()

    def choose(self, number: int) -> None:
        """Key 1, 2, 3 ... was pressed (``number`` from 0)."""


def tone_of(share: float | None) -> str:
    """The colour of an answer that earned this share of its points."""
    if share is None:
        return "past"
    return "right" if share >= 1 else "almost" if share > 0 else "wrong"
