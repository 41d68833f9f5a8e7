"""What answers of a live game are worth, by its scoring."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from quizapp.domain.game import Scoring

STREAK_STEP = 0.1
"""What each right answer in a row before this one adds, as a share of its points ..."""
LONGEST_STREAK = 5
"""... up to so many."""

SLOWEST_SHARE = 0.5
"""What a right answer at the very end still earns where speed counts: knowing is worth as much
again as being quick."""
USUAL_SECONDS = 30.0
"""What counts as slow where a question has no limit."""


@dataclass(frozen=True, slots=True)
class Earned:
    """One answer. ``share``: of the question's points, 0 to 1 (below nought counts as nought in a
    game). ``seconds``: that the player took, by that phone. ``limit``: for the question."""

    share: float
    points: float
    seconds: float
    limit: float | None = None


def total(answers: Iterable[Earned | None], scoring: Scoring) -> float:
    """Of one player, in the order of asking; ``None``: not answered, which ends a row of right
    ones."""
    points, streak = 0.0, 0
    for earned in answers:
        points += worth(earned, scoring, streak) if earned else 0.0
        streak = streak + 1 if earned is not None and earned.share >= 1 else 0
    return points


def worth(earned: Earned, scoring: Scoring, streak: int = 0) -> float:
    """``streak``: right answers in a row before this one."""
    plain = max(0.0, earned.share) * earned.points
    if scoring is Scoring.STREAK and earned.share >= 1:
        return plain * (1 + STREAK_STEP * min(streak, LONGEST_STREAK))
    if scoring is Scoring.SPEED:
        limit = earned.limit or USUAL_SECONDS
        late = min(1.0, max(0.0, earned.seconds) / limit)
        return plain * (1 - (1 - SLOWEST_SHARE) * late)
    return plain


def streak_of(answers: Iterable[Earned | None]) -> int:
    """Right answers in a row at the end."""
    streak = 0
    for earned in answers:
        streak = streak + 1 if earned is not None and earned.share >= 1 else 0
    return streak


def ranks(points: Mapping[str, float]) -> dict[str, int]:
    """By player, from 1; who has the same has the same rank, and the next ones are counted on:
    1, 2, 2, 4."""
    found: dict[str, int] = {}
    ordered = sorted(points, key=lambda player: -points[player])
    for number, player in enumerate(ordered, 1):
        before = ordered[number - 2] if number > 1 else None
        tied = before is not None and abs(points[before] - points[player]) < 1e-9
        found[player] = found[before] if tied and before is not None else number
    return found
