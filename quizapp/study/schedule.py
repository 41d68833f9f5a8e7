"""When a question comes again: FSRS-6, fed with study days. Pure.

FSRS counts whole periods of 24 hours. A learner counts sleeps: eleven at night to eight in the
morning is a day. So every review is put at 00:00 UTC of its study day, and intervals are study
days. There are no learning steps of minutes either: what was wrong comes again in the same
session (see ``queue``), and FSRS takes that as a review of the same day.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from quizapp.domain.review import MemoryState, Rating, Review, counted

if TYPE_CHECKING:
    import fsrs

LONGEST_INTERVAL = 36_500
"""Days; FSRS's own limit."""


def schedule(
    question_id: str, memory: MemoryState | None, rating: Rating, day: date, retention: float
) -> MemoryState:
    """The memory after an answer on a study day. ``memory`` is ``None`` for a new question.

    A day before the last review (a journey westward, a clock set back) counts as that day.
    """
    if memory is not None:
        day = max(day, memory.last_day)
    card = _scheduler(retention).review_card(_card(memory), _fsrs_rating(rating), _midnight(day))[0]
    assert card.stability is not None
    assert card.difficulty is not None
    lapsed = memory is not None and rating is Rating.AGAIN and day > memory.last_day
    return MemoryState(
        question_id=question_id,
        stability=card.stability,
        difficulty=card.difficulty,
        last_day=day,
        due=day + timedelta(days=max(1, (card.due - _midnight(day)).days)),
        reviews=(memory.reviews if memory else 0) + 1,
        lapses=(memory.lapses if memory else 0) + lapsed,
    )


def intervals(memory: MemoryState | None, day: date, retention: float) -> Mapping[Rating, int]:
    """Days until the question comes again, for each rating it could get."""
    after = {rating: schedule("", memory, rating, day, retention) for rating in Rating}
    return {rating: (state.due - state.last_day).days for rating, state in after.items()}


def retrievability(memory: MemoryState, day: date) -> float:
    """The probability, 0 to 1, that the answer is still known on a study day."""
    return _scheduler(0.9).get_card_retrievability(_card(memory), _midnight(day))


def replay(reviews: Iterable[Review], retention: float) -> MemoryState | None:
    """The memory of one question computed from its log; ``None`` where no answer counts.

    Only the due day depends on ``retention``: stability and difficulty follow from the answers.
    """
    memory: MemoryState | None = None
    for review in counted(reviews):
        memory = schedule(review.question_id, memory, review.rating, review.study_day, retention)
    return memory


def replay_all(reviews: Iterable[Review], retention: float) -> dict[str, MemoryState]:
    """The memory of every question in a log, by question id."""
    memories: dict[str, MemoryState] = {}
    for review in counted(reviews):
        before = memories.get(review.question_id)
        memories[review.question_id] = schedule(
            review.question_id, before, review.rating, review.study_day, retention
        )
    return memories


def keeping_due(recomputed: MemoryState, stored: MemoryState | None) -> MemoryState:
    """The stored state where both agree on what the log says, else the recomputed one.

    The due day was set under the target retention of its day. Recomputing under today's would
    move it without anyone having asked for that.
    """
    if stored is None:
        return recomputed
    same = (
        math.isclose(stored.stability, recomputed.stability, rel_tol=1e-9)
        and math.isclose(stored.difficulty, recomputed.difficulty, rel_tol=1e-9)
        and stored.last_day == recomputed.last_day
        and (stored.reviews, stored.lapses) == (recomputed.reviews, recomputed.lapses)
    )
    return stored if same else recomputed


@lru_cache(maxsize=8)
def _scheduler(retention: float) -> fsrs.Scheduler:
    import fsrs

    return fsrs.Scheduler(
        desired_retention=retention,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=LONGEST_INTERVAL,
        enable_fuzzing=False,
    )


def _card(memory: MemoryState | None) -> fsrs.Card:
    import fsrs

    if memory is None:
        return fsrs.Card(card_id=0)  # an id of its own would cost a millisecond of sleep
    return fsrs.Card(
        card_id=0,
        state=fsrs.State.Review,
        stability=memory.stability,
        difficulty=memory.difficulty,
        last_review=_midnight(memory.last_day),
    )


def _fsrs_rating(rating: Rating) -> fsrs.Rating:
    import fsrs

    return fsrs.Rating(int(rating))


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
