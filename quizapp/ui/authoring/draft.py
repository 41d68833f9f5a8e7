"""The question being written, and the way back through its states."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, Signal

from quizapp.domain.question import Question

TOGETHER = 0.9  # seconds: changes that follow each other faster are one step
MOST_STEPS = 200


class Draft(QObject):
    """``now`` is the newest whole state; states that are no question yet are not kept."""

    moved = Signal()  # another state, or another way back or forth

    def __init__(self) -> None:
        super().__init__()
        self._states: list[Question] = []
        self._here = -1
        self._saved = -1
        self._last = 0.0

    @property
    def now(self) -> Question | None:
        return self._states[self._here] if self._states else None

    @property
    def can_undo(self) -> bool:
        return self._here > 0

    @property
    def can_redo(self) -> bool:
        return self._here + 1 < len(self._states)

    @property
    def changed(self) -> bool:
        """Whether there is something that was not saved."""
        return self._here != self._saved

    def begin(self, question: Question | None, *, saved: bool) -> None:
        """Another question; ``None``: a new one, of which nothing is whole yet."""
        self._states = [question] if question is not None else []
        self._here = len(self._states) - 1
        self._saved = self._here if saved else -2
        self._last = 0.0
        self.moved.emit()

    def take(self, question: Question) -> None:
        if question == self.now:
            return
        del self._states[self._here + 1 :]
        together = time.monotonic() - self._last < TOGETHER and self._here > self._saved
        self._last = time.monotonic()
        if together and self._here > 0:
            self._states[self._here] = question
        else:
            self._states.append(question)
            self._here += 1
        self._forget_oldest()
        self.moved.emit()

    def saved_now(self, question: Question) -> None:
        """What is there now is in the deck, in these words."""
        if self._states:
            self._states[self._here] = question
            self._saved = self._here
        self._last = 0.0
        self.moved.emit()

    def undo(self) -> Question | None:
        return self._go(-1) if self.can_undo else None

    def redo(self) -> Question | None:
        return self._go(1) if self.can_redo else None

    def _go(self, step: int) -> Question | None:
        self._here += step
        self._last = 0.0
        self.moved.emit()
        return self.now

    def _forget_oldest(self) -> None:
        extra = len(self._states) - MOST_STEPS
        if extra > 0:
            del self._states[:extra]
            self._here -= extra
            self._saved -= extra
