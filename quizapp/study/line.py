"""The line of questions in a running session: who is asked, who waits, and the way back. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from quizapp.study.queue import COMES_AGAIN_AFTER, Place


@dataclass(frozen=True)
class _Moved:
    """A place that was put beside another. ``where`` it stood before, counted from the end of the
    line; ``None``: it was not in line."""

    place: Place
    where: int | None


@dataclass
class _Step:
    """A place that is done with, whether it was put in line again, and whether it left for good.

    ``missed``: of a group, the members that come again by themselves. ``beside``: what was put in
    line to be told apart from it.
    """

    place: Place
    again: bool
    left: bool = False
    missed: tuple[Place, ...] = ()
    beside: _Moved | None = None


class Line:
    """Each question stands in line once; one answered wrong is put back a few places behind.

    ``current`` stays until ``advance``, so that its answer can be shown and its rating changed.
    """

    def __init__(self, places: Iterable[Place], done: int = 0) -> None:
        """``done``: questions of the session that were answered before a break."""
        self._waiting = list(reversed(list(places)))  # the head is at the end: cheap to take
        self._steps: list[_Step] = []
        self.current: Place | None = None
        self.answered = False
        self.total = len(self._waiting) + done
        # By whether they are new, kept up as they come and go: counting thousands for each answer
        # takes as long as reading the next question.
        self._numbers = Counter[bool]()
        self._repeats = 0
        for place in self._waiting:
            self._count(place, 1)

    @property
    def done(self) -> int:
        """Questions answered that do not come again."""
        open_now = self.current is not None and not self.answered
        return self.total - len(self._waiting) - open_now

    @property
    def to_repeat(self) -> int:
        """Questions that have their answer and come again all the same."""
        open_now = self.current is not None and not self.answered and self.current.again
        return self._repeats + open_now

    @property
    def to_ask(self) -> tuple[Place, ...]:
        """What still is to be asked, the current place first."""
        now = () if self.current is None or self.answered else (self.current,)
        return (*now, *reversed(self._waiting))

    @property
    def can_undo(self) -> bool:
        return bool(self._steps)

    @property
    def to_answer(self) -> tuple[int, int]:
        """Questions that still wait for an answer, the current one too: how many of them were met
        before, in this session or an earlier one, and how many are new."""
        numbers = self._numbers.copy()
        if self.current is not None and not self.answered:
            numbers.update(map(_is_new, _questions(self.current)))
        return numbers[False], numbers[True]

    def head(self, length: int) -> list[Place]:
        """The next places, the first one first."""
        return self._waiting[: -length - 1 : -1]

    def advance(self, choose: Callable[[], int] = lambda: 0) -> Place | None:
        """Goes on to the next place: the one at the index that ``choose`` returns for the head.

        A place left without an answer goes to the end of the line.
        """
        if self.current is not None and not self.answered:
            self._put(0, self.current)
        self.current = None
        self.answered = False
        if self._waiting:
            self.current = self._take(-1 - choose())
        return self.current

    def drop_current(self) -> None:
        """Takes the current place out of the session: its question is gone."""
        self.current = None
        self.total -= 1

    def leave(self) -> None:
        """The current place is out of the session, answered or not, until ``step_back``."""
        assert self.current is not None
        if not self.answered:
            self._steps.append(_Step(self.current, again=False))
            self.answered = True
        step = self._steps[-1]
        if step.again:
            self._take_out(step.place)
        step.again, step.left = False, True
        self.total -= 1

    def mark_answered(self, *, again: bool) -> None:
        """The current place got its answer; ``again``: it comes back after a few others."""
        assert self.current is not None
        self.answered = True
        self._steps.append(_Step(self.current, again=False))
        self.come_again(again)

    def mark_group(self, missed: Sequence[Place]) -> None:
        """The current group got its answer; ``missed`` members come back, each by itself."""
        assert self.current is not None
        self.answered = True
        coming = tuple(replace(place, again=True) for place in missed)
        self._steps.append(_Step(self.current, again=False, missed=coming))
        for place in coming:
            self._put_behind(place)
        self.total += len(coming)

    def split_current(self, places: Sequence[Place]) -> None:
        """In the stead of the current group come these places, the first one next."""
        assert self.current is not None
        for place in reversed(places):
            self._put(len(self._waiting), place)
        self.total += len(places) - 1
        self.current = None

    def come_again(self, again: bool) -> None:
        """Changes whether the question answered last comes back; one that is to be told apart from
        another does in any case."""
        step = self._steps[-1]
        if step.beside is not None:
            return
        if again and not step.again:
            self._put_behind(replace(step.place, again=True))
        elif step.again and not again:
            self._take_out(step.place)
        step.again = again

    def put_beside(self, other: Place) -> None:
        """The question answered last comes back in any case, and ``other`` right after it. One
        that is in line already leaves its place for that, until ``step_back``."""
        step = self._steps[-1]
        if step.again:
            self._take_out(step.place)
        where = next((n for n, place in enumerate(self._waiting) if _same(place, other)), None)
        if where is None:
            self.total += 1
        else:
            other = self._take(where)
        step.again, step.beside = True, _Moved(other, where)
        first = replace(step.place, again=True, beside=other.question_id)
        second = replace(other, beside=first.question_id)
        at = self._some_others_first()
        self._put(at, first)
        self._put(at, second)

    def step_back(self) -> Place:
        """Undoes the last answer or ``leave``: its place is the current one again, unanswered."""
        step = self._steps.pop()
        if self.current is not None and not self.answered:
            self._put(len(self._waiting), self.current)
        if step.again:
            self._take_out(step.place)
        if step.beside is not None:
            self._move_back(step.beside)
        for place in step.missed:
            self._take_out(place)
        self.total += step.left - len(step.missed)
        self.current = step.place
        self.answered = False
        return step.place

    def _move_back(self, moved: _Moved) -> None:
        self._take_out(moved.place)
        if moved.where is None:
            self.total -= 1
        else:
            self._put(moved.where, moved.place)

    def _put_behind(self, place: Place) -> None:
        """By itself, whatever it was asked beside; a few others come first."""
        self._put(self._some_others_first(), replace(place, beside=""))

    def _some_others_first(self) -> int:
        return max(0, len(self._waiting) - COMES_AGAIN_AFTER)

    def _put(self, index: int, place: Place) -> None:
        self._waiting.insert(index, place)
        self._count(place, 1)

    def _take(self, index: int) -> Place:
        taken = self._waiting.pop(index)
        self._count(taken, -1)
        return taken

    def _take_out(self, place: Place) -> None:
        for gone in [each for each in self._waiting if _same(each, place)]:
            self._waiting.remove(gone)
            self._count(gone, -1)

    def _count(self, place: Place, by: int) -> None:
        self._repeats += by * place.again
        for question in _questions(place):
            self._numbers[_is_new(question)] += by


def _same(one: Place, other: Place) -> bool:
    """Whether both ask for one question by itself; a group goes by its first member's id."""
    return not one.members and one.question_id == other.question_id


def _questions(place: Place) -> tuple[Place, ...]:
    return place.members or (place,)


def _is_new(question: Place) -> bool:
    return question.is_new and not question.again
