"""Points, ranks, pseudonyms, and what comes back in the mastery circle."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.game import Scoring
from quizapp.study.game_score import Earned, ranks, streak_of, total
from quizapp.study.mastery_circle import GAPS, Met, known, next_place
from quizapp.study.pseudonyms import pseudonym

SHARES = st.sampled_from((0.0, 0.5, 1.0))
ANSWERS = st.lists(
    st.none() | st.builds(Earned, SHARES, st.floats(0, 5), st.floats(0, 90), st.none()), max_size=12
)


@given(ANSWERS)
def test_knowing_counts_most_whatever_the_scoring(answers: list[Earned | None]) -> None:
    plain = total(answers, Scoring.ACCURACY)
    assert plain - 1e-9 <= total(answers, Scoring.STREAK) <= 1.5 * plain + 1e-9
    assert plain / 2 - 1e-9 <= total(answers, Scoring.SPEED) <= plain + 1e-9


def test_a_streak_ends_with_a_miss_and_with_no_answer() -> None:
    right, half = Earned(1, 1, 0), Earned(0.5, 1, 0)
    assert streak_of([right, right]) == 2
    assert streak_of([right, half, right]) == 1
    assert streak_of([right, None]) == 0


@given(st.dictionaries(st.text(max_size=4), st.floats(0, 50).map(lambda n: round(n, 2))))
def test_who_has_more_points_is_never_behind(points: dict[str, float]) -> None:
    found = ranks(points)
    for one, own in points.items():
        ahead = sum(other > own + 1e-9 for other in points.values())
        assert found[one] == ahead + 1


@given(st.integers(1, 12), st.integers(), st.floats(0, 0.9))
def test_everyone_gets_through_who_is_right_now_and_then(
    questions: int, seed: int, misses: float
) -> None:
    rng = random.Random(seed)
    history: list[Met] = []
    while (place := next_place(questions, history)) is not None:
        history.append(Met(place, rng.random() >= misses))
        assert len(history) < 3_000
    assert known(history) == set(range(questions))
    last_miss = {met.place: n for n, met in enumerate(history) if not met.right}
    for place, turn in last_miss.items():
        later = [met for met in history[turn + 1 :] if met.place == place]
        assert len(later) == len(GAPS), "right twice after the last miss, and no more"


def test_what_was_missed_waits_for_others() -> None:
    history = [Met(0, False)]
    asked = []
    for _ in range(4):
        place = next_place(4, history)
        assert place is not None
        asked.append(place)
        history.append(Met(place, True))
    assert asked == [1, 2, 0, 3]


def test_pseudonyms_are_unique_beyond_all_pairs() -> None:
    taken: set[str] = set()
    for _ in range(1_650):
        name = pseudonym(taken, random.Random(1))
        assert name not in taken
        taken.add(name)
