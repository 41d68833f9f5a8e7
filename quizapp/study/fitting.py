"""Fitting FSRS's parameters to a learner's own log, and telling whether that helped. Pure but for
the child process.

The fit itself is done by ``fsrs-rs-python``, an optional extra. It keeps the interpreter's lock
while it computes, so it runs in a process of its own (``fit_child``), which also keeps a crash or
an endless loop away from the program.

A fit is made on the first four fifths of the answers and judged on the last fifth, by time: on
what was to be foretold, not on what it has seen. Source of the measure, the log loss of the recall
on a later day: https://github.com/open-spaced-repetition/srs-benchmark.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from math import isfinite, log

from quizapp.domain.review import Rating
from quizapp.errors import Cancelled, QuizError
from quizapp.study.steps import Answer, Model, Weights

ENOUGH = 1_500
"""Answers from which on a fit is offered; below, every other learner is made worse by one."""

EXTRA = "fsrs_rs_python"
HOW_TO_GET_IT = 'pip install "quizapp[fit]"'
LONGEST_HISTORY = 64
"""Answers to one question that a fit learns from, its first ones, as in FSRS's own optimiser
(``max_seq_len`` in https://github.com/open-spaced-repetition/fsrs-rs, ``src/training.rs``). The
library gets each answer with all before it: a million answers to 2,000 questions took 2.5 GB and
minutes without this, 0.2 GB and seconds with it, and foretold the held-out ones as well (log loss
0.346 both)."""

LONGEST = 300.0  # seconds; a million answers take some ten, on a busy machine a minute
_KILLED = 9  # the signal by which Linux ends a program when memory runs out
_NO_MEMORY = ("MemoryError", "memory allocation of")  # as Python says so, and as Rust does
_LOOK_EVERY = 0.1  # seconds between two looks at Cancel
_SUREST = 1e-7  # so that one wrong certainty does not weigh without end

Stop = Callable[[], bool]


class FitFailed(QuizError):
    """The parameters could not be fitted; those in force stay."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How well recall on a later day was foretold; probabilities from 0 to 1."""

    answers: int
    log_loss: float
    predicted: float  # mean
    true: float


def is_installed() -> bool:
    """Whether the extra is there."""
    return find_spec(EXTRA) is not None


def first_held_out(answers: Sequence[Answer]) -> int:
    """The index from which on answers are only foretold: the last fifth."""
    return len(answers) * 4 // 5


def evaluate(answers: Sequence[Answer], model: Model, since: int = 0) -> Evaluation | None:
    """Over the answers from an index on, of questions met on an earlier day; ``None``: no such.

    ``answers`` in the order of answering, from the first: what was foretold follows from all of
    them.
    """
    loss = predicted = 0.0
    number = known = 0
    for index, step in enumerate(model.replay(answers)):
        if index < since or step.expected is None or not step.elapsed:
            continue
        right = step.rating > Rating.AGAIN
        chance = min(max(step.expected, _SUREST), 1 - _SUREST)
        loss -= log(chance if right else 1 - chance)
        number, known, predicted = number + 1, known + right, predicted + step.expected
    if not number:
        return None
    return Evaluation(number, loss / number, predicted / number, known / number)


def fit(
    answers: Sequence[Answer],
    stop: Stop = lambda: False,
    *,
    command: Sequence[str] = (),
    longest: float = LONGEST,
) -> Weights:
    """The weights that fit these answers best, found in a child process.

    Raises ``Cancelled`` once ``stop()`` is true, ``FitFailed`` where the child crashes, takes
    longer than ``longest`` seconds, or returns nonsense. ``command``: another child.
    """
    child = _start(command or [sys.executable, "-m", "quizapp.study.fit_child"])
    try:
        said, complaint = _wait(child, json.dumps(compact(answers)), stop, longest)
    finally:
        if child.poll() is None:
            child.kill()
            child.communicate()
    if child.returncode:
        raise _failed(_why_it_ended(child.returncode, complaint))
    try:
        return checked(json.loads(said))
    except ValueError as error:
        raise _failed(f"the program that adapts returned no usable parameters ({error})") from error


def compact(answers: Sequence[Answer]) -> list[tuple[int, int, int]]:
    """Number of the question, rating, study days since its last answer; the order stays. What
    comes after ``LONGEST_HISTORY`` answers to a question is left out."""
    numbers: dict[str, int] = {}
    times = Counter[str]()
    last_day: dict[str, date] = {}
    rows = []
    for question_id, day, rating in answers:
        times[question_id] += 1
        if times[question_id] > LONGEST_HISTORY:
            continue
        last = last_day.get(question_id, day)
        number = numbers.setdefault(question_id, len(numbers))
        rows.append((number, int(rating), max(0, (day - last).days)))
        last_day[question_id] = max(day, last)
    return rows


def left_out(answers: Sequence[Answer]) -> int:
    """How many of them a fit does not learn from."""
    times = Counter(question_id for question_id, _, _ in answers)
    return sum(max(0, number - LONGEST_HISTORY) for number in times.values())


def checked(found: object) -> Weights:
    """The weights as FSRS takes them; ``ValueError`` where they are outside its limits."""
    import fsrs

    if not isinstance(found, list) or not all(
        isinstance(each, int | float) and isfinite(each) for each in found
    ):
        raise ValueError("not a list of numbers")
    weights = tuple(map(float, found))
    try:
        fsrs.Scheduler(parameters=weights)  # which knows the limits of each
    except ValueError as error:
        raise ValueError(" ".join(str(error).split())) from error
    return weights


def _start(command: Sequence[str]) -> subprocess.Popen[str]:
    try:
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise _failed(f"the program that adapts could not be started ({error})") from error


def _wait(child: subprocess.Popen[str], said: str, stop: Stop, longest: float) -> tuple[str, str]:
    deadline = time.monotonic() + longest
    given: str | None = said
    while True:
        try:
            return child.communicate(given, timeout=_LOOK_EVERY)
        except subprocess.TimeoutExpired:
            given = None  # it goes on from where it was
        if stop():
            raise Cancelled("Adapting was cancelled.")
        if time.monotonic() > deadline:
            raise _failed(f"it was not done after {longest:.0f} seconds")


def _why_it_ended(code: int, complaint: str) -> str:
    last = (complaint.strip().splitlines() or ["no reason given"])[-1]
    if code == -_KILLED or any(sign in complaint for sign in _NO_MEMORY):
        return (
            "there was not enough memory for the program that adapts. Close other programs and try "
            "again"
        )
    return f"the program that adapts ended with code {code}: {last}"


def _failed(why: str) -> FitFailed:
    return FitFailed(f"QuizApp could not adapt to your memory: {why}. All stays as it was.")
