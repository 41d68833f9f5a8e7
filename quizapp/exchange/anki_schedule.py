"""When Anki would ask again after the answers that a question had here.

The rule is Anki's classical one (SM-2 as its manual describes it, "What spaced repetition algorithm
does Anki use?"). An Anki that schedules by FSRS works it out anew from the review log, which is
written in full.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from quizapp.domain.review import Rating
from quizapp.exchange.anki_history import LEARNING, RELEARNING, REVIEW
from quizapp.exchange.format import PastReview

FIRST_EASE, LOWEST_EASE = 2500, 1300  # thousandths
_LONGEST_INTERVAL = 36_500  # days
_EASE = {Rating.AGAIN: -200, Rating.HARD: -150, Rating.GOOD: 0, Rating.EASY: 150}
_GRADUATED = {Rating.AGAIN: 1, Rating.HARD: 1, Rating.GOOD: 1, Rating.EASY: 4}  # days


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the log as it will stand in Anki. ``interval`` and ``before``: days."""

    review: PastReview
    kind: int
    interval: int
    before: int
    ease: int


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A card after all its answers. ``due``: a day counted from the collection's first."""

    due: int
    interval: int
    ease: int
    answers: int
    lapses: int
    rows: tuple[Row, ...]


def scheduled(reviews: Sequence[PastReview], first_day: datetime) -> Scheduled:
    """``reviews``: of one question, at least one. ``first_day``: when the first day began."""
    rows = tuple(_rows(sorted(reviews, key=lambda review: review.at), first_day))
    last = rows[-1]
    return Scheduled(
        due=day_of(last.review.at, first_day) + last.interval,
        interval=last.interval,
        ease=last.ease or FIRST_EASE,
        answers=len(rows),
        lapses=sum(row.kind == REVIEW and row.review.rating is Rating.AGAIN for row in rows),
        rows=rows,
    )


def day_of(moment: datetime, first_day: datetime) -> int:
    return (moment - first_day) // timedelta(days=1)


def _rows(reviews: Sequence[PastReview], first_day: datetime) -> Iterator[Row]:
    interval, ease = 0, FIRST_EASE
    day_before: int | None = None
    for review in reviews:
        day = day_of(review.at, first_day)
        before = interval
        if day_before is None:
            kind, interval = LEARNING, _GRADUATED[review.rating]
        elif day == day_before:
            kind = RELEARNING  # again on the same day: nothing is learnt about the interval
            interval = 1 if review.rating is Rating.AGAIN else interval
        else:
            kind = REVIEW
            interval = _next(interval, day - day_before, ease, review.rating)
            ease = max(LOWEST_EASE, ease + _EASE[review.rating])
        yield Row(review, kind, interval, before, ease if kind == REVIEW else 0)
        day_before = day


def _next(interval: int, waited: int, ease: int, rating: Rating) -> int:
    """Days: longer the later it was still known, and each button longer than the one before."""
    if rating is Rating.AGAIN:
        return 1
    late = max(0, waited - interval)
    hard = max(interval + 1, round(interval * 1.2))
    good = max(hard + 1, (interval + late // 2) * ease // 1000)
    easy = max(good + 1, (interval + late) * ease * 13 // 10_000)
    chosen = {Rating.HARD: hard, Rating.GOOD: good, Rating.EASY: easy}[rating]
    return min(chosen, _LONGEST_INTERVAL)
