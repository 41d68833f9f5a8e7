"""Ten thousand questions out into Moodle XML and QTI, and in again.

    pytest -s tests/benchmarks/test_exchange_speed.py

prints the table. Aims on an idle machine of two cores: out in 2 s, in within a few seconds. What is
asserted are ratios to the neutral JSON lines in the same run, which need a tenth of a second each
way: other work on the machine slows both alike.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from time import process_time

import pytest

from quizapp.domain.question import Question
from quizapp.domain.task import (
    Accepted,
    Choose,
    Cloze,
    Gap,
    Match,
    Option,
    Pair,
    Task,
    TrueFalse,
    Typed,
)
from quizapp.exchange import DeckFile, MoodleXml, Neutral, Qti
from quizapp.exchange.building import question_of
from tests.benchmarks.quays import quay_questions

pytestmark = [pytest.mark.benchmark, pytest.mark.slow]

QUESTIONS = 10_000
TASKS: tuple[Task, ...] = (
    Choose((Option("A & B", 1.0, "Yes."), Option("C", 0.0, "No."), Option("D"))),
    Typed((Accepted("Lindholm"), Accepted("L*", 0.5))),
    Cloze(
        ("Quay ", " was opened in ", "."),
        (Gap((Accepted("seven"),)), Gap(options=(Option("1900", 1.0), Option("1901")))),
    ),
    Match((Pair("first", "1900"), Pair("second", "1901"))),
    TrueFalse(True, "Yes.", "No."),
)


def questions() -> tuple[Question, ...]:
    """Every other one with a task, the others with explanation, tags and a topic."""
    found = []
    for number, question in enumerate(quay_questions(QUESTIONS)):
        if number % 2:
            found.append(
                replace(
                    question,
                    explanation="So the <chronicle> of the harbour & others say.",
                    tags=("quays", "harbour"),
                    topic=f"Lindholm/{number // 500}",
                )
            )
        else:
            task = TASKS[number // 2 % len(TASKS)]
            found.append(question_of(task, id=question.id, stem=question.stem))
    return tuple(found)


def seconds(work: Callable[[], object]) -> float:
    """The better of two runs."""
    times = []
    for _ in range(2):
        start = process_time()
        work()
        times.append(process_time() - start)
    return min(times)


@pytest.mark.parametrize(
    ("exchange", "most_out", "most_in"), [(MoodleXml(), 30, 60), (Qti(), 30, 120)]
)
def test_ten_thousand_questions_go_out_and_in(
    exchange: MoodleXml | Qti, most_out: int, most_in: int
) -> None:
    deck = DeckFile("Quays", questions=questions())
    plain = b"".join(Neutral().dump(deck).pieces)
    data = b"".join(exchange.dump(deck).pieces)
    out_reference = seconds(lambda: b"".join(Neutral().dump(deck).pieces))
    in_reference = seconds(lambda: Neutral().load(plain, name="x"))
    out = seconds(lambda: b"".join(exchange.dump(deck).pieces))
    taken = seconds(lambda: exchange.load(data, name="x"))
    print(
        f"\n{exchange.name}: {len(data) / 1e6:.1f} MB, out {out:.2f} s ({out / out_reference:.0f} "
        f"times the neutral lines), in {taken:.2f} s ({taken / in_reference:.0f} times)"
    )
    assert len(exchange.load(data, name="x").questions) == QUESTIONS
    assert out < most_out * out_reference
    assert taken < most_in * in_reference
