"""Time in quizzes: when they are open, how long an attempt may take, and what is left of it.

The clock of this machine is the judge. One that is set back while an attempt runs gives no time
back: for an attempt it is never earlier than what was written down for it last.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from quizapp.domain.quiz import Attempt, QuizRules

GRACE = timedelta(seconds=3)
"""For the answer that stands on the screen when time is up, and is written down then."""


def factor(rules: QuizRules, learner: str) -> float:
    """What the time limits of a learner are multiplied with."""
    return dict(rules.extra_time).get(learner, 1.0)


def deadline(rules: QuizRules, learner: str, started: datetime) -> datetime | None:
    """When time is up: by the limit of the quiz, and when it closes for all, whichever is first."""
    ends = [rules.closes] if rules.closes is not None else []
    if rules.minutes is not None:
        ends.append(started + timedelta(minutes=rules.minutes * factor(rules, learner)))
    return min(ends, default=None)


def given_more(attempt: Attempt) -> timedelta:
    """What was added to the time of an attempt after it had begun; nothing where it has no end."""
    first = deadline(attempt.rules, attempt.learner, attempt.started_at)
    if first is None or attempt.deadline is None:
        return timedelta(0)
    return attempt.deadline - first


def question_deadline(attempt: Attempt, shown_at: datetime) -> datetime | None:
    """When the time of a question is up that was first shown then."""
    seconds = attempt.rules.seconds_each
    if seconds is None:
        return None
    return shown_at + timedelta(seconds=seconds * factor(attempt.rules, attempt.learner))


def is_over(attempt: Attempt, now: datetime) -> bool:
    """Whether an attempt that was not handed in is past its time, the grace included."""
    return attempt.deadline is not None and now > attempt.deadline + GRACE


def seconds_until(end: datetime | None, now: datetime) -> float | None:
    """Not below nought; None where there is no end."""
    return None if end is None else max(0.0, (end - now).total_seconds())
