"""Long work that is watched: how far it is, and whether the user wants it to end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from quizapp.domain.ports import Report, Stop
from quizapp.errors import Cancelled

T = TypeVar("T")
_STRETCH = 500
"""Things that are worked through between two looks: some milliseconds."""


def _tell_nobody(share: float, message: str) -> None:
    pass


def _never() -> bool:
    return False


def _nothing() -> None:
    pass


@dataclass(frozen=True, slots=True)
class Watch:
    """``no_way_back`` is called once all is ready to be written: from there on ``stop`` is not
    asked any more, and the work goes on to its end."""

    report: Report = _tell_nobody
    stop: Stop = _never
    no_way_back: Callable[[], None] = _nothing

    def look(self, share: float, message: str) -> None:
        """Says how far it is, 0 to 1; ``Cancelled`` where the user wants it to end."""
        if self.stop():
            raise Cancelled("Cancelled; nothing was changed.")
        self.report(share, message)

    def over(
        self, things: Iterable[T], number: int, message: str, span: tuple[float, float]
    ) -> Iterator[T]:
        """Hands about ``number`` things on while they are worked through, and looks up now and
        then. ``span``: the shares at which that begins and ends."""
        begin, end = span
        for done, thing in enumerate(things):
            if done % _STRETCH == 0:
                self.look(begin + (end - begin) * min(1.0, done / max(1, number)), message)
            yield thing


UNWATCHED = Watch()
