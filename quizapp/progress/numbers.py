"""What the log says about a learner: answers by day, and how much is truly remembered. Pure.

The store counts the same while it writes, so as not to read the whole log each time; these are the
definitions it is checked against.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from quizapp.domain.progress import DayCount
from quizapp.domain.review import Rating, Review, Verdict, counted

RECENT_DAYS = 14


def is_right(review: Review) -> bool:
    """Judged right or almost; or, where the learner had the last word, rated above Again."""
    return review.verdict in (Verdict.RIGHT, Verdict.ALMOST) or review.rating > Rating.AGAIN


def by_day(log: Iterable[Review]) -> dict[date, DayCount]:
    """The answers that count, summed by study day; days off are not in it."""
    days: dict[date, list[Review]] = defaultdict(list)
    rows = counted(log)
    for review in rows:
        days[review.study_day].append(review)
    recalls = _recalls(rows)
    return {
        day: DayCount(
            day=day,
            reviews=len(reviews),
            right=sum(map(is_right, reviews)),
            milliseconds=sum(review.milliseconds for review in reviews),
            recalls=len(recalls[day]),
            recalled=sum(recalls[day]),
        )
        for day, reviews in sorted(days.items())
    }


def recent_days(log: Iterable[Review], today: date) -> tuple[DayCount, ...]:
    """The last two weeks, oldest first, days off included."""
    known = by_day(log)
    days = (today - timedelta(days=back) for back in reversed(range(RECENT_DAYS)))
    return tuple(known.get(day, DayCount(day, 0, 0, 0)) for day in days)


def true_retention(log: Iterable[Review]) -> float | None:
    """The share recalled at the day's first answer to questions met on an earlier day.

    Repetitions within a day and first meetings say nothing about remembering. ``None`` before
    anything was asked a second day.
    """
    recalls = [right for day in _recalls(counted(log)).values() for right in day]
    return sum(recalls) / len(recalls) if recalls else None


def _recalls(rows: Iterable[Review]) -> dict[date, list[bool]]:
    """By day, whether each question met on an earlier day was known at its first answer."""
    first_day: dict[str, date] = {}
    first_of_day: dict[tuple[str, date], bool] = {}
    for review in sorted(rows, key=lambda review: review.study_day):
        first_day.setdefault(review.question_id, review.study_day)
        key = (review.question_id, review.study_day)
        first_of_day.setdefault(key, is_right(review))
    recalls: dict[date, list[bool]] = defaultdict(list)
    for (question, day), right in first_of_day.items():
        if day > first_day[question]:
            recalls[day].append(right)
    return recalls
