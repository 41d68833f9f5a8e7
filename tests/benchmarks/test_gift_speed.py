"""10,000 questions in and out of GIFT and Aiken.

    pytest -s tests/benchmarks/test_gift_speed.py

prints the table. Aims on an idle machine of two cores: import of GIFT within 3 s, export of each
within 2 s. Judged as ratios to a reference of the same run: the bare splitting of the same text
into questions that have an id each, and the same questions as JSON by the standard library.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from dataclasses import asdict, replace
from statistics import median
from time import process_time

import pytest

from quizapp.domain.identity import stable_id
from quizapp.domain.question import AnswerKind, Question
from quizapp.domain.task import (
    Accepted,
    Choose,
    Match,
    Option,
    Pair,
    Task,
    TrueFalse,
    Typed,
    key_of,
    simplest,
)
from quizapp.exchange import Aiken, DeckFile, Gift

pytestmark = [pytest.mark.benchmark, pytest.mark.slow]

QUESTIONS = 10_000
_SIGN = re.compile(r"(?<!\\)[~=#{}]")


def _tasks(chance: random.Random, words: Callable[[int], str], number: int) -> Task:
    kind = number % 5
    if kind < 2:
        right = Option(f"{words(2)} 1", 1.0)
        wrong = [Option(f"{words(2)} {n}", feedback=words(4) if kind else "") for n in range(2, 5)]
        return Choose((right, *wrong))
    if kind == 2:
        return Typed((Accepted(words(2)), Accepted(str(1000 + chance.randrange(900)))))
    if kind == 3:
        return TrueFalse(chance.random() < 0.5, words(3), words(4))
    return Match(tuple(Pair(f"{words(2)} {n}", words(2)) for n in range(4)))


@pytest.fixture(scope="module")
def deck() -> DeckFile:
    chance = random.Random(1917)
    stock = ("peace", "bread", "land", "Lenin", "came to", "Petrograd", "in April", "the soviets")

    def words(count: int) -> str:
        return " ".join(chance.choices(stock, k=count))

    questions = []
    for number in range(QUESTIONS):
        task = _tasks(chance, words, number)
        key = key_of(task)
        questions.append(
            Question(
                stable_id(str(number)), AnswerKind.OTHER, f"{words(9)} {number}?", key.answer,
                key.accept, key.distractors, task=simplest(task), explanation=words(8),
                tags=("war", "peace"), title=f"Q{number}", topic=f"Russia/{number // 100}",
            )
        )  # fmt: skip
    return DeckFile("deck", questions=tuple(questions))


def taken(work: Callable[[], object]) -> float:
    """Seconds of the processor: the median of three runs."""
    times = []
    for _ in range(3):
        start = process_time()
        work()
        times.append(process_time() - start)
    return median(times)


def bare_reading(text: str) -> list[Question]:
    """The least that any reader does: blocks, signs, one object and one id each."""
    questions = []
    for block in text.split("\n\n"):
        parts = [part.strip() for part in _SIGN.split(block)]
        questions.append(
            Question(stable_id(*parts), AnswerKind.OTHER, parts[0], parts[-1], tuple(parts[1:]))
        )
    return questions


def bare_writing(deck: DeckFile) -> list[bytes]:
    return [json.dumps(asdict(question)).encode() for question in deck.questions]


def report(what: str, ours: float, bare: float) -> float:
    print(f"{what:34} {ours:6.2f} s   reference {bare:6.2f} s   ratio {ours / bare:5.1f}")
    return ours / bare


def test_gift_is_read_in_a_few_times_what_splitting_it_takes(deck: DeckFile) -> None:
    data = b"".join(Gift().dump(deck).pieces)
    assert len(Gift().load(data, name="x").questions) == QUESTIONS
    text = data.decode()
    bare = taken(lambda: bare_reading(text))
    ours = taken(lambda: Gift().load(data, name="x"))
    assert report(f"import of GIFT, {len(data) / 1e6:.1f} MB", ours, bare) < 15


def test_gift_of_other_programs_with_html_is_no_slower(deck: DeckFile) -> None:
    ours = b"".join(Gift().dump(deck).pieces)
    without = re.sub(rb"^//.*\n", b"", ours, flags=re.MULTILINE)
    data = re.sub(rb"(?m)^(::.*?::)", rb"\1[html]<p>", without)
    data = re.sub(rb"(?m)^(\t[~=])([^\n#>]*)$", rb"\1<p>\2</p>", data)
    assert len(Gift().load(data, name="x").questions) > 0.9 * QUESTIONS
    plain = taken(lambda: Gift().load(without, name="x"))
    html = taken(lambda: Gift().load(data, name="x"))
    assert report("import of GIFT with HTML", html, plain) < 3


def test_gift_is_written_in_a_few_times_what_json_takes(deck: DeckFile) -> None:
    bare = taken(lambda: bare_writing(deck))
    ours = taken(lambda: b"".join(Gift().dump(deck).pieces))
    assert report("export of GIFT", ours, bare) < 5


def test_aiken_is_read_and_written_in_less_than_gift(deck: DeckFile) -> None:
    plain = [replace(q, title="", tags=(), topic="") for q in deck.questions if q.distractors]
    choices = replace(deck, questions=tuple(plain))
    data = b"".join(Aiken().dump(choices).pieces)
    gift = b"".join(Gift().dump(choices).pieces)
    reading = taken(lambda: Gift().load(gift, name="x"))
    writing = taken(lambda: b"".join(Gift().dump(choices).pieces))
    ours = taken(lambda: Aiken().load(data, name="x"))
    assert report("import of Aiken", ours, reading) < 1
    assert report("export of Aiken", taken(lambda: Aiken().dump(choices)), writing) < 1
