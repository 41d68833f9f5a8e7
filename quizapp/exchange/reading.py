"""How far the reading of a file is: told now and then, so that the user sees it and can end it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from time import monotonic
from typing import TypeVar

T = TypeVar("T")

EVERY = 0.03
"""Seconds between two looks: Cancel should seem to act at once."""


class Reading:
    """``look`` gets how far it is, 0 to 1. What it raises ends the reading: no reader may catch it.

    Readers call ``at`` as often as they like, ``over`` where they work through many things, and
    hand ``part`` on to what does a stretch of the work.
    """

    __slots__ = ("_begin", "_look", "_next", "_width")

    def __init__(
        self, look: Callable[[float], object] | None = None, begin: float = 0.0, end: float = 1.0
    ) -> None:
        self._look = look
        self._begin, self._width = begin, end - begin
        self._next = 0.0

    def at(self, share: float) -> None:
        """Where a stretch begins or goes on."""
        if self._look is None:
            return
        now = monotonic()
        if now >= self._next:
            self._next = now + EVERY
            self._look(self._begin + self._width * min(1.0, share))

    def over(self, things: Iterable[T], number: int) -> Iterator[T]:
        """Hands on things, about ``number`` of them."""
        if self._look is None:
            yield from things
            return
        scale = 1 / max(1, number)
        for done, thing in enumerate(things):
            self.at(done * scale)
            yield thing

    def part(self, begin: float, end: float) -> Reading:
        """For a stretch of the work, by the shares of the whole at which it begins and ends."""
        start = self._begin
        return Reading(self._look, start + self._width * begin, start + self._width * end)


UNWATCHED = Reading()
"""Nobody looks: nothing in it ever changes, so that all may share it."""
