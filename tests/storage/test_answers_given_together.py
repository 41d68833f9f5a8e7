"""Answers to several questions in one commit: all of them, or none."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from backends import behind_the_back

from quizapp.domain.review import Form
from quizapp.errors import NotFound, StorageError

TESTS = str(Path(__file__).parents[1])
TOGETHER = 5


@pytest.fixture
def five(stores, make_question):
    stores.decks.save_questions("history", [make_question(f"q{n}") for n in range(TOGETHER)])
    return stores


def test_each_question_gets_its_row_and_its_memory(five, make_review, make_memory, today):
    answers = [(make_review(f"q{n}", form=Form.ORDER), make_memory(f"q{n}")) for n in range(5)]
    five.reviews.append_each(answers)
    assert five.reviews.reviews("me") == [review for review, _ in answers]
    assert [five.reviews.memory("me", f"q{n}") for n in range(5)] == [m for _, m in answers]
    assert five.reviews.overview("me", today).reviews == 5
    assert five.maintenance.check().ok


@pytest.mark.parametrize("missing", range(TOGETHER))
def test_where_one_cannot_be_written_none_is(five, make_review, make_memory, missing):
    answers = [(make_review(f"q{n}"), make_memory(f"q{n}")) for n in range(TOGETHER)]
    answers[missing] = (make_review("gone"), make_memory("gone"))
    with pytest.raises(NotFound):
        five.reviews.append_each(answers)
    assert five.reviews.reviews("me") == []
    assert all(five.reviews.memory("me", f"q{n}") is None for n in range(TOGETHER))


def test_a_row_that_is_there_already_leaves_all_as_it_was(five, make_review, make_memory):
    first = make_review("q0")
    five.reviews.append(first, make_memory("q0"))
    with pytest.raises(StorageError):
        five.reviews.append_each(
            [(make_review("q1"), make_memory("q1")), (first, make_memory("q0"))]
        )
    assert five.reviews.reviews("me") == [first]
    assert five.reviews.memory("me", "q1") is None


def test_one_row_for_each_question_of_one_learner_only(five, make_review, make_memory):
    with pytest.raises(ValueError, match="one for each"):
        five.reviews.append_each([(make_review("q0"), None), (make_review("q0"), None)])
    with pytest.raises(ValueError, match="one learner"):
        five.reviews.append_each(
            [(make_review("q0"), None), (make_review("q1", learner="you"), None)]
        )
    with pytest.raises(ValueError, match="another question"):
        five.reviews.append_each([(make_review("q0"), make_memory("q1"))])
    five.reviews.append_each([])
    assert five.reviews.reviews("me") == []


def test_a_log_with_a_form_of_a_newer_program_is_read(five, make_review, make_memory, made):
    five.reviews.append(make_review("q0"), make_memory("q0"))
    behind_the_back(five, "UPDATE review SET form = 'map_click'")
    (review,) = five.reviews.reviews("me")
    assert review.form == "map_click"
    assert five.reviews.last_review("me") == review


ANSWER_TOGETHER_UNTIL_KILLED = """
import sys
from datetime import UTC, date, datetime
from quizapp.domain.identity import new_id
from quizapp.domain.review import Form, MemoryState, Rating, Review, Verdict
from backends import opened
stores = opened(*sys.argv[1:])
day = date(2026, 3, 2)
group = 0
while True:
    group += 1
    answers = [
        (Review(new_id(), "me", f"q{n}", Form.MATCH, str(group), Verdict.RIGHT, Rating.GOOD, 900,
                datetime.now(UTC), day), MemoryState(f"q{n}", 1.0, 5.0, day, day, group, 0))
        for n in range(5)
    ]
    stores.reviews.append_each(answers)
    print(group, flush=True)
"""


def test_a_kill_leaves_every_group_whole_and_those_reported_are_there(five, made):
    five.close()
    moments = random.Random(20)
    for _ in range(6):
        before = _groups(made)
        reported = _answer_and_kill(made, moments.randrange(1, 60))
        sizes = _groups(made)
        assert set(sizes.values()) == {TOGETHER}
        assert sum(sizes.values()) - sum(before.values()) >= TOGETHER * len(reported)


def _groups(made) -> dict[tuple[str, int], int]:
    """How many rows each group has; groups of several runs may have one name."""
    reopened = made.open()
    rows = reopened.reviews.reviews("me")
    assert reopened.maintenance.check().ok
    reopened.close()
    sizes: dict[tuple[str, int], int] = {}
    for number, row in enumerate(rows):
        key = (row.given, number // TOGETHER)
        sizes[key] = sizes.get(key, 0) + 1
    return sizes


def _answer_and_kill(made, at: int) -> list[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", ANSWER_TOGETHER_UNTIL_KILLED, *made.arguments],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": TESTS},
    )
    lines = [process.stdout.readline() for _ in range(at)]
    process.kill()  # SIGKILL: no handler, no closing
    rest, _ = process.communicate()
    lines += rest.splitlines(keepends=True)
    return [line.strip() for line in lines if line.endswith("\n")]
