"""In which order new questions begin. Pure.

As added, by the time of what they ask about, or as their documents tell it. In the last two,
questions about neighbouring events come on one day or the next, so that each helps the others; of
siblings one a day is taken, as ever (see ``queue``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from quizapp.domain.ports import DueQuestion, Whereabouts

WINDOW = 4_000
"""New questions looked at, in the order of adding: months of learning. Putting all of a deck of
100,000 in order would take longer than the learner waits for the first question."""

_NOWHERE = Whereabouts(None, False, -1, 0)


def ordered(
    new: Sequence[DueQuestion], places: Mapping[str, Whereabouts], order: str
) -> list[DueQuestion]:
    """``order``: a value of the setting ``new_order``. What has no place comes last, as added."""
    keys: dict[str, Callable[[Whereabouts], tuple[object, ...]]] = {
        "time": lambda at: (at.year is None, at.year or 0),
        "document": lambda at: (at.document < 0, at.document, at.offset),
    }
    if order not in keys:
        return list(new)
    key = keys[order]
    return sorted(
        new, key=lambda each: (*key(places.get(each.question_id, _NOWHERE)), each.position)
    )


def years(places: Mapping[str, Whereabouts]) -> dict[str, int]:
    """The years that are answers: those interfere with each other."""
    return {id_: at.year for id_, at in places.items() if at.is_date and at.year is not None}
