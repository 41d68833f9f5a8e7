"""The step of FSRS-6 as plain arithmetic, for replaying long logs. Pure.

The ``fsrs`` library schedules one card in some 15 microseconds, most of them spent on objects and
dates; a log of a million answers asks for less. These are the same formulas with the library's own
default parameters, and ``tests/study/test_steps.py`` proves them equal to it.

Source: "The Algorithm" of FSRS-6, https://github.com/open-spaced-repetition/awesome-fsrs/wiki.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from math import exp

from quizapp.domain.review import Rating

_W = (
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835,
    0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
)  # fmt: skip
_DECAY = -_W[20]
_FACTOR = 0.9 ** (1 / _DECAY) - 1
_LEAST_STABILITY = 0.001
_EASIEST, _HARDEST = 1.0, 10.0
_GROWTH = exp(_W[8])
_SHORT_LAPSE = exp(_W[17] * _W[18])
_EASY_START = _W[4] - exp(_W[5] * (Rating.EASY - 1)) + 1

Answer = tuple[str, date, Rating]
"""Question id, study day, rating; in the order of answering."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """One answer of a log, with what was expected of it. Stabilities in days."""

    question_id: str
    day: date
    rating: Rating
    expected: float | None  # probability of recall beforehand; None at the first meeting
    elapsed: int  # study days since the last answer; 0 at the first one
    before: float  # stability; 0 at the first meeting
    after: float


def recall(stability: float, days: int) -> float:
    """The probability, 0 to 1, of knowing the answer so many study days after the last review."""
    return float((1 + _FACTOR * days / stability) ** _DECAY)


def interval(stability: float, retention: float) -> int:
    """Whole study days, 1 at least, until the probability of recall has sunk to ``retention``."""
    days = float(stability / _FACTOR * (retention ** (1 / _DECAY) - 1))
    return max(1, round(days))


def first(rating: Rating) -> tuple[float, float]:
    """Stability (days) and difficulty (1 to 10) after the first answer."""
    difficulty = _W[4] - exp(_W[5] * (rating - 1)) + 1
    return max(_W[rating - 1], _LEAST_STABILITY), min(max(difficulty, _EASIEST), _HARDEST)


def step(stability: float, difficulty: float, days: int, rating: Rating) -> tuple[float, float]:
    """Both after an answer, so many study days after the one before."""
    if days < 1:
        after = _same_day(stability, rating)
    elif rating is Rating.AGAIN:
        after = _forgotten(stability, difficulty, recall(stability, days))
    else:
        after = _recalled(stability, difficulty, recall(stability, days), rating)
    return max(after, _LEAST_STABILITY), _next_difficulty(difficulty, rating)


def replay(answers: Iterable[Answer]) -> Iterator[Replayed]:
    """Each answer with what was expected of it. A day before the last counts as the last."""
    memories: dict[str, tuple[float, float, date]] = {}
    for question_id, day, rating in answers:
        known = memories.get(question_id)
        if known is None:
            stability, difficulty = first(rating)
            memories[question_id] = (stability, difficulty, day)
            yield Replayed(question_id, day, rating, None, 0, 0.0, stability)
            continue
        before, difficulty, last = known
        days = max(0, (day - last).days)
        expected = recall(before, days)
        stability, difficulty = step(before, difficulty, days, rating)
        memories[question_id] = (stability, difficulty, max(day, last))
        yield Replayed(question_id, max(day, last), rating, expected, days, before, stability)


def _same_day(stability: float, rating: Rating) -> float:
    growth = exp(_W[17] * (rating - 3 + _W[18])) * stability ** -_W[19]
    return float(stability * (growth if rating is Rating.AGAIN else max(growth, 1.0)))


def _forgotten(stability: float, difficulty: float, expected: float) -> float:
    long_term = (
        _W[11]
        * difficulty ** -_W[12]
        * ((stability + 1) ** _W[13] - 1)
        * exp((1 - expected) * _W[14])
    )
    return float(min(long_term, stability / _SHORT_LAPSE))


def _recalled(stability: float, difficulty: float, expected: float, rating: Rating) -> float:
    grows = (
        _GROWTH
        * (11 - difficulty)
        * stability ** -_W[9]
        * (exp((1 - expected) * _W[10]) - 1)
        * (_W[15] if rating is Rating.HARD else 1.0)
        * (_W[16] if rating is Rating.EASY else 1.0)
    )
    return float(stability * (1 + grows))


def _next_difficulty(difficulty: float, rating: Rating) -> float:
    damped = difficulty - _W[6] * (rating - 3) * (10 - difficulty) / 9
    return min(max(_W[7] * _EASY_START + (1 - _W[7]) * damped, _EASIEST), _HARDEST)
