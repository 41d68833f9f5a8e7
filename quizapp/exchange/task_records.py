"""Tasks as records in files, where nobody vouches for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from quizapp.domain.task import Cloze, Numeric, Task, key_of
from quizapp.domain.task_record import task_of
from quizapp.exchange.format import LARGEST_NUMBER, LONGEST_TEXT, unfit_character


def read_task(record: object) -> Task:
    """ValueError, in words fit for a report, where it is none, or one that nobody could answer.

    Spaces at the ends of its texts are kept: they may mean something there.
    """
    _check_texts(record)
    try:
        task = task_of(record)
    except (OverflowError, RecursionError):
        raise ValueError("a number in it is none, or it is nested too deeply") from None
    if any(abs(each) > LARGEST_NUMBER for number in _numbers(task) for each in number):
        raise ValueError("one of its numbers is too large")
    if isinstance(task, Cloze):
        for number, gap in enumerate(task.gaps, start=1):
            if not (gap.answers or gap.options or gap.numbers):
                raise ValueError(f"its gap {number} has no answer")
    if not key_of(task).answer.strip():
        raise ValueError("no answer of it is right")
    return task


def _numbers(task: Task) -> Iterator[tuple[float, float]]:
    """Values and tolerances."""
    gaps = task.gaps if isinstance(task, Cloze) else ()
    answers = task.answers if isinstance(task, Numeric) else ()
    for number in (*answers, *(each for gap in gaps for each in gap.numbers)):
        yield number.value, number.tolerance


def _check_texts(record: object) -> None:
    """Those of all parts, wherever they stand, without climbing down: it may be nested deeply."""
    left: list[object] = [record]
    while left:
        part = left.pop()
        if isinstance(part, str):
            _check_text(part)
        elif isinstance(part, Mapping):
            left.extend(part.values())
        elif isinstance(part, Iterable):
            left.extend(part)


def _check_text(text: str) -> None:
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"a text has {len(text):,} characters; at most {LONGEST_TEXT:,} are taken")
    if unfit := unfit_character(text):
        raise ValueError(f"it holds the character {unfit}, which is no text")
