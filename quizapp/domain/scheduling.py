"""What decides over due days beside the answers: fitted parameters, and days moved together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Fit:
    """Parameters of FSRS found for a learner, and whether they hold.

    ``loss_before`` and ``loss_after``: the log loss on the reviews held out, under the parameters
    that held until then and under these.
    """

    id: str
    learner: str
    at: datetime  # UTC
    parameters: tuple[float, ...]
    reviews: int
    loss_before: float
    loss_after: float
    in_force: bool

    @property
    def better(self) -> bool:
        return self.loss_after < self.loss_before


class Why(StrEnum):
    """Why due days were moved together."""

    RESCHEDULED = "rescheduled"
    SPREAD = "spread"
    DECLINED = "declined"  # an offer to spread them: nothing was moved


@dataclass(frozen=True, slots=True)
class Moved:
    """One question whose due day was moved."""

    question_id: str
    before: date
    after: date


@dataclass(frozen=True, slots=True)
class Move:
    """Due days moved in one go, so that one undo puts each of them back."""

    id: str
    learner: str
    at: datetime  # UTC
    why: Why
    moved: tuple[Moved, ...]
    undone_at: datetime | None = None

    @property
    def until(self) -> date | None:
        """The last day to which anything was moved."""
        return max((each.after for each in self.moved), default=None)


def really_moved(moved: Iterable[Moved]) -> tuple[Moved, ...]:
    return tuple(each for each in moved if each.before != each.after)
