"""How long it takes to learn from a person's verdicts, beside scoring the same questions."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

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


def _fastest(work: Callable[[], object]) -> float:
    took = []
    for _ in range(5):
        start = time.process_time()
        work()
        took.append(time.process_time() - start)
    return min(took)


@pytest.mark.benchmark
def test_two_thousand_verdicts_are_learned_in_the_time_of_scoring_them_twenty_times(
    capsys: pytest.CaptureFixture[str],
) -> None:
    rng = random.Random(3)
    lessons = [
        Lesson((*features, ("noise", rng.random())), rng.random() < 0.6)
        for features in rng.choices(KNOWN, k=2_000)
    ]
    learning = _fastest(lambda: learned_weights(SHIPPED, lessons))
    scoring = _fastest(lambda: [probability(dict(each.features), SHIPPED) for each in lessons])
    with capsys.disabled():
        print(f"\n  learning {learning * 1000:.0f} ms, {learning / scoring:.1f} times scoring")
    assert learning <= 20 * scoring
