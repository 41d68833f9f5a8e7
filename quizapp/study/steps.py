"""The step of FSRS-6 as plain arithmetic, for replaying long logs. Pure.

The ``fsrs`` library schedules one card in some 15 microseconds, most of them spent on objects and
dates; a log of a million answers asks for less. These are the same formulas under whatever weights
a learner has, and ``tests/study/test_steps.py`` proves them equal to the library.

Source: "The Algorithm" of FSRS-6, https://github.com/open-spaced-repetition/awesome-fsrs/wiki.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import exp

from quizapp.domain.review import Rating

Weights = tuple[float, ...]
"""The 21 parameters of FSRS-6, in its own order."""

DEFAULT: Weights = (
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835,
    0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
)  # fmt: skip
"""Found by the authors of FSRS over many learners."""

LONGEST_INTERVAL = 36_500
"""Days; FSRS's own limit."""

_LEAST_STABILITY = 0.001
_EASIEST, _HARDEST = 1.0, 10.0

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


class Model:
    """The arithmetic under one set of weights; make it with ``model``."""

    __slots__ = ("_decay", "_easy_start", "_factor", "_growth", "_short_lapse", "weights")

    def __init__(self, weights: Weights) -> None:
        w = self.weights = weights
        self._decay = -w[20]
        self._factor = 0.9 ** (1 / self._decay) - 1
        self._growth = exp(w[8])
        self._short_lapse = exp(w[17] * w[18])
        self._easy_start = w[4] - exp(w[5] * (Rating.EASY - 1)) + 1

    def recall(self, stability: float, days: int) -> float:
        """The probability, 0 to 1, of knowing the answer so many study days after the last
        review."""
        return float((1 + self._factor * days / stability) ** self._decay)

    def interval(self, stability: float, retention: float) -> int:
        """Whole days until the probability of recall falls to ``retention``; 1 at least."""
        days = float(stability / self._factor * (retention ** (1 / self._decay) - 1))
        return min(max(round(days), 1), LONGEST_INTERVAL)

    def first(self, rating: Rating) -> tuple[float, float]:
        """Stability (days) and difficulty (1 to 10) after the first answer."""
        w = self.weights
        difficulty = w[4] - exp(w[5] * (rating - 1)) + 1
        return max(w[rating - 1], _LEAST_STABILITY), min(max(difficulty, _EASIEST), _HARDEST)

    def step(
        self, stability: float, difficulty: float, days: int, rating: Rating
    ) -> tuple[float, float]:
        """Both after an answer, so many study days after the one before."""
        w = self.weights
        if days < 1:
            after = self._same_day(stability, rating)
        elif rating is Rating.AGAIN:
            after = self._forgotten(stability, difficulty, self.recall(stability, days))
        else:
            after = self._recalled(stability, difficulty, self.recall(stability, days), rating)
        damped = difficulty - w[6] * (rating - 3) * (10 - difficulty) / 9
        harder = min(max(w[7] * self._easy_start + (1 - w[7]) * damped, _EASIEST), _HARDEST)
        return max(after, _LEAST_STABILITY), harder

    def replay(self, answers: Iterable[Answer]) -> Iterator[Replayed]:
        """Each answer with what was expected of it. A day before the last counts as the last."""
        memories: dict[str, tuple[float, float, date]] = {}
        for question_id, day, rating in answers:
            known = memories.get(question_id)
            if known is None:
                stability, difficulty = self.first(rating)
                memories[question_id] = (stability, difficulty, day)
                yield Replayed(question_id, day, rating, None, 0, 0.0, stability)
                continue
            before, difficulty, last = known
            days = max(0, (day - last).days)
            expected = self.recall(before, days)
            stability, difficulty = self.step(before, difficulty, days, rating)
            memories[question_id] = (stability, difficulty, max(day, last))
            yield Replayed(question_id, max(day, last), rating, expected, days, before, stability)

    def _same_day(self, stability: float, rating: Rating) -> float:
        w = self.weights
        growth = exp(w[17] * (rating - 3 + w[18])) * stability ** -w[19]
        return float(stability * (growth if rating is Rating.AGAIN else max(growth, 1.0)))

    def _forgotten(self, stability: float, difficulty: float, expected: float) -> float:
        w = self.weights
        long_term = (
            w[11]
            * difficulty ** -w[12]
            * ((stability + 1) ** w[13] - 1)
            * exp((1 - expected) * w[14])
        )
        return float(min(long_term, stability / self._short_lapse))

    def _recalled(
        self, stability: float, difficulty: float, expected: float, rating: Rating
    ) -> float:
        w = self.weights
        grows = (
            self._growth
            * (11 - difficulty)
            * stability ** -w[9]
            * (exp((1 - expected) * w[10]) - 1)
            * (w[15] if rating is Rating.HARD else 1.0)
            * (w[16] if rating is Rating.EASY else 1.0)
        )
        return float(stability * (1 + grows))


@lru_cache(maxsize=8)
def model(weights: Weights = DEFAULT) -> Model:
    """The model of a learner; that of the default weights while none were fitted."""
    if len(weights) != len(DEFAULT):
        raise ValueError(f"FSRS-6 has {len(DEFAULT)} weights, not {len(weights)}")
    return Model(weights)


_USUAL = model()

# Of the default weights.
recall = _USUAL.recall
interval = _USUAL.interval
first = _USUAL.first
step = _USUAL.step
replay = _USUAL.replay
