"""The line of questions in a running session: who is asked, who waits, and the way back. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from quizapp.study.queue import COMES_AGAIN_AFTER, Place


@dataclass
class _Step:
    """A place that is done with, whether it was put in line again, and whether it left for good."""

    place: Place
    again: bool
    left: bool = False


class Line:
    """Each question stands in line once; one answered wrong is put back a few places behind.

    ``current`` stays until ``advance``, so that its answer can be shown and its rating changed.
    """

    def __init__(self, places: Iterable[Place]) -> None:
        self._waiting = list(reversed(list(places)))  # the head is at the end: cheap to take
        self._steps: list[_Step] = []
        self.current: Place | None = None
        self.answered = False
        self.total = len(self._waiting)

    @property
    def done(self) -> int:
        """Questions answered that do not come again."""
        open_now = self.current is not None and not self.answered
        return self.total - len(self._waiting) - open_now

    @property
    def can_undo(self) -> bool:
        return bool(self._steps)

    @property
    def waiting(self) -> Sequence[Place]:
        """Those still to come, the current one left out; in no order."""
        return self._waiting

    def head(self, length: int) -> list[Place]:
        """The next places, the first one first."""
        return self._waiting[: -length - 1 : -1]

    def advance(self, choose: Callable[[], int] = lambda: 0) -> Place | None:
        """Goes on to the next place: the one at the index that ``choose`` returns for the head.

        A place left without an answer goes to the end of the line.
        """
        if self.current is not None and not self.answered:
            self._waiting.insert(0, self.current)
        self.current = None
        self.answered = False
        if self._waiting:
            self.current = self._waiting.pop(-1 - choose())
        return self.current

    def drop_current(self) -> None:
        """Takes the current place out of the session: its question is gone."""
        self.current = None
        self.total -= 1

    def leave(self) -> None:
        """The current place is out of the session, answered or not, until ``step_back``."""
        assert self.current is not None
        if self.answered:
            self.come_again(False)
        else:
            self._steps.append(_Step(self.current, again=False))
            self.answered = True
        self._steps[-1].left = True
        self.total -= 1

    def mark_answered(self, *, again: bool) -> None:
        """The current place got its answer; ``again``: it comes back after a few others."""
        assert self.current is not None
        self.answered = True
        self._steps.append(_Step(self.current, again=False))
        self.come_again(again)

    def come_again(self, again: bool) -> None:
        """Changes whether the question answered last comes back."""
        step = self._steps[-1]
        if again and not step.again:
            index = max(0, len(self._waiting) - COMES_AGAIN_AFTER)
            self._waiting.insert(index, replace(step.place, again=True))
        elif step.again and not again:
            self._take_out(step.place)
        step.again = again

    def step_back(self) -> Place:
        """Undoes the last answer or ``leave``: its place is the current one again, unanswered."""
        step = self._steps.pop()
        if self.current is not None and not self.answered:
            self._waiting.append(self.current)
        if step.again:
            self._take_out(step.place)
        if step.left:
            self.total += 1
        self.current = step.place
        self.answered = False
        return step.place

    def _take_out(self, place: Place) -> None:
        self._waiting = [p for p in self._waiting if p.question_id != place.question_id]
