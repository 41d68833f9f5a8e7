"""When a question comes again: FSRS-6, fed with study days. Pure.

FSRS counts whole periods of 24 hours. A learner counts sleeps: eleven at night to eight in the
morning is a day. So intervals are study days. There are no learning steps of minutes either: what
was wrong comes again in the same session (see ``queue``), and FSRS takes that as a review of the
same day.

The arithmetic is that of ``steps``, under the weights of the learner; the tests hold it against
the ``fsrs`` library. The day within FSRS's tolerance is chosen in ``spreading``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from quizapp.domain.review import MemoryState, Rating, Review, counted
from quizapp.study import steps
from quizapp.study.spreading import PLAIN, Load, Spreading

_USUAL = steps.model()


@dataclass(frozen=True, slots=True)
class Rules:
    """What the due days of a learner follow from, beside the answers."""

    retention: float  # the share, 0 to 1, to be known still on the due day
    model: steps.Model = _USUAL
    spreading: Spreading = PLAIN

    def due(self, last: date, stability: float, load: Load) -> date:
        interval = self.model.interval(stability, self.retention)
        return last + timedelta(self.spreading.choose(last, interval, load))


def schedule(
    question_id: str, memory: MemoryState | None, rating: Rating, day: date, retention: float
) -> MemoryState:
    """The memory after an answer on a study day, due on FSRS's ideal day, under its own weights.

    ``memory`` is ``None`` for a new question. A day before the last review (a journey westward, a
    clock set back) counts as that day.
    """
    return _after(question_id, memory, rating, day, Rules(retention))


def offers(
    question_id: str, memory: MemoryState | None, day: date, rules: Rules, load: Load
) -> dict[Rating, MemoryState]:
    """The memory after each rating that an answer could get, on the day chosen within FSRS's
    tolerance. A better rating never comes back sooner. ``load``: without this question."""
    found: dict[Rating, MemoryState] = {}
    at_least = 1
    for rating in Rating:
        ideal = _after(question_id, memory, rating, day, rules)
        interval = (ideal.due - ideal.last_day).days
        at_least = rules.spreading.choose(ideal.last_day, interval, load, at_least=at_least)
        found[rating] = replace(ideal, due=ideal.last_day + timedelta(at_least))
    return found


def span(memory: MemoryState | None, day: date, rules: Rules) -> tuple[date, date]:
    """The first and the last day that ``offers`` may choose: of these it needs the load."""
    last = max(day, memory.last_day) if memory else day
    latest = _after("", memory, Rating.EASY, day, rules)
    return last + timedelta(1), latest.due + timedelta(2 + (latest.due - last).days // 5)


def intervals(memory: MemoryState | None, day: date, retention: float) -> Mapping[Rating, int]:
    """FSRS's ideal days until the question comes again, for each rating it could get."""
    after = {rating: schedule("", memory, rating, day, retention) for rating in Rating}
    return {rating: (state.due - state.last_day).days for rating, state in after.items()}


def retrievability(memory: MemoryState, day: date, model: steps.Model = _USUAL) -> float:
    """The probability, 0 to 1, that the answer is still known on a study day."""
    return model.recall(memory.stability, max(0, (day - memory.last_day).days))


def replay(reviews: Iterable[Review], rules: Rules | float) -> MemoryState | None:
    """The memory of one question computed from its log; ``None`` where no answer counts.

    Only the due day depends on the retention: stability and difficulty follow from the answers.
    """
    return next(iter(replay_all(reviews, rules).values()), None)


def replay_all(reviews: Iterable[Review], rules: Rules | float) -> dict[str, MemoryState]:
    """The memory of every question in a log, by question id. ``rules``: or a retention alone.

    The load of the days plays no part in it, so that the due days follow from the log alone.
    """
    answers = ((each.question_id, each.study_day, each.rating) for each in counted(reviews))
    return from_answers(answers, rules if isinstance(rules, Rules) else Rules(rules))


def from_answers(answers: Iterable[steps.Answer], rules: Rules) -> dict[str, MemoryState]:
    """The same from answers that count, in the order of answering."""
    model = rules.model
    known: dict[str, tuple[float, float, date, int, int]] = {}
    for question_id, day, rating in answers:
        before = known.get(question_id)
        if before is None:
            known[question_id] = (*model.first(rating), day, 1, 0)
            continue
        stability, difficulty, last, reviews, lapses = before
        days = (day - last).days
        lapses += rating is Rating.AGAIN and days > 0
        after = model.step(stability, difficulty, days, rating)
        known[question_id] = (*after, max(day, last), reviews + 1, lapses)
    return {
        id_: MemoryState(
            id_, stability, difficulty, last, rules.due(last, stability, {}), reviews, lapses
        )
        for id_, (stability, difficulty, last, reviews, lapses) in known.items()
    }


def keeping_due(recomputed: MemoryState, stored: MemoryState | None) -> MemoryState:
    """The stored state where both agree on what the log says, else the recomputed one.

    The due day was set under the target retention and the load of its day. Recomputing under
    today's would move it without anyone having asked for that.
    """
    if stored is None:
        return recomputed
    same = (
        math.isclose(stored.stability, recomputed.stability, rel_tol=1e-9)
        and math.isclose(stored.difficulty, recomputed.difficulty, rel_tol=1e-9)
        and _same_answers(stored, recomputed)
    )
    return stored if same else recomputed


def under_new_weights(recomputed: MemoryState, stored: MemoryState | None) -> MemoryState:
    """Recomputed because the weights changed, not the answers: the due day stays."""
    if stored is None or not _same_answers(stored, recomputed):
        return recomputed
    return replace(recomputed, due=stored.due)


def _same_answers(one: MemoryState, other: MemoryState) -> bool:
    return (one.last_day, one.reviews, one.lapses) == (
        other.last_day, other.reviews, other.lapses,
    )  # fmt: skip


def _after(
    question_id: str, memory: MemoryState | None, rating: Rating, day: date, rules: Rules
) -> MemoryState:
    model = rules.model
    if memory is None:
        stability, difficulty = model.first(rating)
        reviews, lapses = 1, 0
    else:
        day = max(day, memory.last_day)
        days = (day - memory.last_day).days
        stability, difficulty = model.step(memory.stability, memory.difficulty, days, rating)
        lapses = memory.lapses + (rating is Rating.AGAIN and days > 0)
        reviews = memory.reviews + 1
    due = day + timedelta(model.interval(stability, rules.retention))
    return MemoryState(question_id, stability, difficulty, day, due, reviews, lapses)
