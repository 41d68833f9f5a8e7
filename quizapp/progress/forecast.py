"""What the coming days will bring, as things stand. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from quizapp.domain.progress import Standing


def due_by_day(standings: Iterable[Standing], today: date, days: int) -> list[int]:
    """Questions that fall due on each of the coming days, from today on.

    What is overdue counts today. An answer given meanwhile brings its question again later, and a
    new question comes on top: neither is foreseen here.
    """
    found = [0] * days
    for standing in standings:
        if standing.memory is None:
            continue
        ahead = max(0, (standing.memory.due - today).days)
        if ahead < days:
            found[ahead] += 1
    return found
