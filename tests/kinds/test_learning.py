"""The ranker's weights after a person's verdicts."""

from __future__ import annotations

import pytest

from quizapp.domain.judgement import Lesson
from quizapp.kinds.learning import learned_weights
from quizapp.kinds.ranking import probability, shipped_weights
from tests.quality.train import read_verdicts

SHIPPED = shipped_weights()
KNOWN = [
    tuple((name, value) for name, value in row["features"].items() if value)
    for row in read_verdicts()
]
LIKE = (("found", 0.9), ("names", 1.0), ("weak: where", 1.0))
UNLIKE = (("found", 0.9), ("chronicle", 1.0), ("led", 1.0))


def chance(features: tuple[tuple[str, float], ...], *lessons: Lesson) -> float:
    return probability(dict(features), learned_weights(SHIPPED, lessons))


def test_without_verdicts_the_shipped_weights_hold() -> None:
    assert learned_weights(SHIPPED, ()) == SHIPPED


def test_a_rejection_lowers_questions_like_it_more_than_others() -> None:
    refused = Lesson(LIKE, passed=False)
    like = chance(LIKE) - chance(LIKE, refused)
    unlike = chance(UNLIKE) - chance(UNLIKE, refused)
    assert like > unlike > 0


def test_more_verdicts_move_more_and_one_moves_little() -> None:
    falls = [chance(LIKE, *[Lesson(LIKE, passed=False)] * number) for number in (0, 1, 3, 10, 40)]
    assert falls == sorted(falls, reverse=True)
    assert falls[0] - falls[1] < 0.15
    assert falls[-1] < falls[0] / 2
    rises = [chance(LIKE, *[Lesson(LIKE, passed=True)] * number) for number in (0, 1, 10)]
    assert rises == sorted(rises)


def test_half_a_verdict_moves_less() -> None:
    whole, half = Lesson(LIKE, False), Lesson(LIKE, False, weight=0.5)
    assert chance(LIKE) > chance(LIKE, half) > chance(LIKE, whole)


def test_features_that_the_shipped_ranker_does_not_know_are_learned_too() -> None:
    new = (*LIKE, ("weak: of a later version", 1.0))
    weights = learned_weights(SHIPPED, [Lesson(new, passed=False)] * 5)
    assert weights["weak: of a later version"] < 0


@pytest.mark.parametrize("passed", [True, False])
def test_many_verdicts_against_all_expectation_still_converge(passed: bool) -> None:
    odd = max(KNOWN, key=lambda f: abs(probability(dict(f), SHIPPED) - passed))
    found = [chance(odd, *[Lesson(odd, passed)] * number) for number in (0, 10, 100, 1000)]
    assert found == sorted(found, reverse=not passed)
    assert abs(found[-1] - passed) < 0.1
