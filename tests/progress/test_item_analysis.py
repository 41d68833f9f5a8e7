"""Item analysis against figures worked out by hand.

The fixture, five learners and four questions:

|   | i1 | i2 | i3 | i4 | total |
|---|----|----|----|----|-------|
| A | 1  | 1  | 1  | 1  | 4     |
| B | 1  | 1  | 1  | 0  | 3     |
| C | 1  | 1  | 0  | 0  | 2     |
| D | 1  | 0  | 0  | 0  | 1     |
| E | 0  | 0  | 0  | 1  | 1     |
"""

from __future__ import annotations

import random
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.progress.item_analysis import (
    FEW,
    Cell,
    Flag,
    ItemKey,
    ItemMake,
    ItemStats,
    Run,
    analyse,
    correlation,
    first_attempts,
    fisher,
    reliability,
    upper_lower,
    wilson,
)

TABLE = {"A": "1111", "B": "1110", "C": "1100", "D": "1000", "E": "0001"}
CHOICE = ItemMake(4, frozenset({0}), 0.25)


def key(number: int) -> ItemKey:
    return (f"i{number}", 1)


def run(learner: str, marks: str, number: int = 1, quiz: str = "quiz") -> Run:
    """ "1", "0": right, wrong; "h": half; "-": left out; "?": not reached; " ": not asked."""
    shares = {"1": 1.0, "0": 0.0, "h": 0.5, "-": 0.0, "?": None, "n": -0.5}
    cells = tuple(
        Cell(
            key(place), shares[mark], omitted=mark == "-",
            milliseconds=1000 * place if mark in "10h" else None,
        )
        for place, mark in enumerate(marks, 1)
        if mark != " "
    )  # fmt: skip
    return Run(learner, quiz, number, cells)


def runs(table: dict[str, str]) -> list[Run]:
    return [run(learner, marks) for learner, marks in table.items()]


def items(table: dict[str, str]) -> dict[ItemKey, ItemStats]:
    return {item.item: item for item in analyse(runs(table)).items}


def chosen(picks: dict[str, int], rest: str = "") -> ItemStats:
    """One question with four options, the first right, by the option that each learner chose;
    ``rest``: right or wrong at another question, a sign a learner."""
    made = [
        Run(
            learner, "quiz", 1,
            (
                Cell(key(1), float(pick == 0), chosen=(pick,)),
                Cell(key(2), float(rest[n]) if rest else 0.0),
            ),
        )
        for n, (learner, pick) in enumerate(picks.items())
    ]  # fmt: skip
    return analyse(made, {key(1): CHOICE}).items[0]


# The fixture


def test_facility_is_the_mean_share() -> None:
    found = items(TABLE)
    assert [found[key(n)].facility for n in (1, 2, 3, 4)] == pytest.approx([0.8, 0.6, 0.4, 0.4])
    assert {item.learners for item in found.values()} == {5}


def test_wilson_of_four_in_five() -> None:
    # (0.8 + 3.8415/10) / (1 + 3.8415/5) = 1.18415 / 1.76830 = 0.66965
    # 1.95996 / 1.76830 * sqrt(0.16/5 + 3.8415/100) = 1.10839 * 0.265356 = 0.29412
    low, high = items(TABLE)[key(1)].facility_interval or (0, 0)
    assert (low, high) == pytest.approx((0.37553, 0.96377), abs=5e-5)


def test_discrimination_is_the_correlation_with_the_rest() -> None:
    found = items(TABLE)
    # i1: rests of three are 3 2 1 0 1, mean 1.4; Sxy = 6 - 5*.8*1.4 = .4; Sxx = .8; Syy = 5.2
    assert found[key(1)].discrimination == pytest.approx(0.4 / sqrt(0.8 * 5.2))
    # i4: rests are 3 3 2 1 0, mean 1.8; Sxy = 3 - 5*.4*1.8 = -.6; Sxx = 1.2; Syy = 6.8
    assert found[key(4)].discrimination == pytest.approx(-0.6 / sqrt(1.2 * 6.8))


def test_its_interval_is_by_fishers_z() -> None:
    # atanh .19612 = .19869; half a width 1.95996 / sqrt 2 = 1.38590; tanh of -1.18722 and 1.58459
    found = items(TABLE)[key(1)].discrimination_interval
    assert found == pytest.approx((-0.82971, 0.91932), abs=5e-5)


def test_kr_20_and_the_standard_error_of_measurement() -> None:
    # sum of p(1-p) = .16 + .24 + .24 + .24 = .88; variance of 4 3 2 1 1 = 6.8 / 5 = 1.36
    # 4/3 * (1 - .88/1.36) = 8/17; SD (of 4 degrees) = sqrt 1.7; 1.7 * 9/17 = .9
    found = reliability(runs(TABLE))
    assert (found.name, found.items, found.learners) == ("KR-20", 4, 5)
    assert found.value == pytest.approx(8 / 17)
    assert found.sem == pytest.approx(sqrt(0.9) / 4)


def test_the_median_time_is_of_answers_alone() -> None:
    cells = [("A", 4000, False), ("B", 9000, False), ("C", 7000, False), ("D", 90_000, True)]
    made = [
        Run(who, "q", 1, (Cell(key(1), 0.0, milliseconds=ms, omitted=out),))
        for who, ms, out in cells
    ]
    (item,) = analyse(made).items
    assert (item.median_milliseconds, item.omitted, item.learners) == (7000, 1, 4)


# Odd tables


def test_one_learner_has_a_facility_and_nothing_else() -> None:
    found = analyse(runs({"A": "110"}))
    first = found.items[0]
    assert (first.facility, first.discrimination, first.discrimination_interval) == (1, None, None)
    assert first.facility_interval == pytest.approx((0.2065, 1.0), abs=1e-4)
    assert (found.reliability.value, found.reliability.learners) == (None, 1)
    assert "fewer than two learners" in found.reliability.why


def test_all_right_and_all_wrong_discriminate_nothing() -> None:
    found = items({"A": "101", "B": "101", "C": "100", "D": "100"})
    assert (found[key(1)].facility, found[key(1)].discrimination) == (1, None)
    assert (found[key(2)].facility, found[key(2)].discrimination) == (0, None)
    assert found[key(3)].discrimination is None  # the rest is the same for all


def test_without_variance_there_is_no_reliability() -> None:
    found = reliability(runs({"A": "10", "B": "01", "C": "10"}))
    assert (found.value, found.sem) == (None, None)
    assert "same score" in found.why


def test_one_question_has_no_reliability() -> None:
    found = reliability(runs({"A": "1", "B": "0"}))
    assert (found.value, found.items) == (None, 1)
    assert "fewer than two questions" in found.why


def test_nobody_is_no_error() -> None:
    found = analyse([])
    assert (found.items, found.learners, found.reliability.value) == ((), 0, None)


def test_ties_share_the_places_of_a_group() -> None:
    # 30 learners: groups of round(.27 * 30) = 8. Totals: 4 of 3, 22 of 2, 4 of 1. The best eight
    # are the four of 3 (all right) and four of the 22 (11 right): (4 + 4 * .5) / 8 = .75; the
    # lowest are the four of 1 (all wrong) and four of the 22: (0 + 4 * .5) / 8 = .25
    totals = [3.0] * 4 + [2.0] * 22 + [1.0] * 4
    shares = [1.0] * 4 + [1.0, 0.0] * 11 + [0.0] * 4
    assert upper_lower(shares, totals) == pytest.approx(0.5)
    dice = random.Random(0)
    order = dice.sample(range(30), 30)
    mixed = upper_lower([shares[n] for n in order], [totals[n] for n in order])
    assert mixed == pytest.approx(0.5)


def test_d_is_left_out_below_thirty_learners() -> None:
    assert upper_lower([1.0] * 29, [1.0] * 29) is None
    assert upper_lower([1.0] * 30, [1.0] * 30) == 0


def test_what_was_left_out_is_nought_and_what_was_not_reached_is_missing() -> None:
    found = items({"A": "11", "B": "1-", "C": "0?", "D": "1 "})
    second = found[key(2)]
    assert (second.learners, second.omitted, second.facility) == (2, 1, 0.5)


def test_the_rest_is_a_share_of_what_was_met() -> None:
    # i1 against the rest: A 1 of 2, B 1 of 1, C 0 of 2, D 1 of 2 (one was not reached by B)
    # x = 1 1 0 0; y = .5 1 0 .5; Sxy = 1.5 - 4*.5*.5 = .5; Sxx = 1; Syy = 1.5 - 4*.25 = .5
    found = items({"A": "110", "B": "11?", "C": "000", "D": "010"})
    assert found[key(1)].discrimination == pytest.approx(0.5 / sqrt(0.5))


def test_points_weigh_in_the_rest() -> None:
    def of(learner: str, one: float, two: float, three: float) -> Run:
        weights = (1.0, 3.0, 1.0)
        cells = zip((one, two, three), weights, strict=True)
        return Run(learner, "q", 1, tuple(Cell(key(n), s, w) for n, (s, w) in enumerate(cells, 1)))

    # rests of i1: A (3 + 0) / 4, B (0 + 1) / 4, C 0: y = .75 .25 0, mean 1/3; x = 1 0 0
    # Sxy = .75 - 1/3 = 5/12; Sxx = 2/3; Syy = .625 - 1/3 = 7/24
    found = analyse([of("A", 1, 1, 0), of("B", 0, 0, 1), of("C", 0, 0, 0)])
    assert found.items[0].discrimination == pytest.approx((5 / 12) / sqrt(2 / 3 * 7 / 24))
    assert found.reliability.name == "Alpha"


def test_alpha_of_partly_right_answers() -> None:
    # totals 2, 1.5, .5, 0: mean 1, variance (1 + .25 + .25 + 1) / 3 = 5/6; of the items
    # 1 1 .5 0: mean .625, (.140625 * 2 + .015625 + .390625) / 3 = .6875 / 3
    # 1 .5 0 0: mean .375, (.390625 + .015625 + .140625 * 2) / 3 = .6875 / 3
    # alpha = 2 (1 - (1.375 / 3) / (2.5 / 3)) = 2 (1 - .55) = .9
    found = reliability(runs({"A": "11", "B": "1h", "C": "h0", "D": "00"}))
    assert (found.name, found.value) == ("Alpha", pytest.approx(0.9))
    assert found.sem == pytest.approx(sqrt(5 / 6 * 0.1) / 2)


def test_reliability_keeps_to_what_all_were_asked_and_reached() -> None:
    table = {"A": "111", "B": "110", "C": "10 ", "D": "00?", "E": "0?1"}
    found = reliability(runs(table))
    # i3 was not asked of C; E did not reach i2: left are A 11, B 11, C 10, D 00
    # variances 1/4 and 1/3; totals 2 2 1 0: 11/12; 2 (1 - (7/12) / (11/12)) = 8/11
    assert (found.items, found.learners) == (2, 4)
    assert found.value == pytest.approx(8 / 11)


def test_open_texts_that_wait_keep_no_others_from_their_reliability() -> None:
    waiting = [
        Run(one.learner, "q", 1, (*one.cells, Cell(("essay", 1), None, pending=True)))
        for one in runs(TABLE)
    ]
    assert reliability(waiting).value == pytest.approx(8 / 17)
    assert analyse(waiting).items[-1].facility is None


def test_negative_points_count_in_the_mean_and_keep_the_interval_in_bounds() -> None:
    (item,) = analyse(runs({"A": "n", "B": "n", "C": "0"})).items
    assert item.facility == pytest.approx(-1 / 3)
    assert item.facility_interval == pytest.approx((0, 0.5615), abs=1e-4)


# Which attempts


def test_the_first_attempt_of_each_learner_at_each_quiz_counts() -> None:
    made = [
        run("A", "00", 2), run("A", "11", 1), run("B", "10", 1), run("A", "01", 1, "other"),
    ]  # fmt: skip
    assert first_attempts(made) == [made[1], made[2], made[3]]


def test_runs_of_the_same_version_are_pooled_and_a_learner_counts_once() -> None:
    made = [run("A", "1", quiz="one"), run("B", "0", quiz="one"), run("A", "0", quiz="two")]
    made.append(Run("C", "two", 1, (Cell(("i1", 2), 1.0),)))
    first, second = analyse(made).items
    assert (first.item, first.learners, first.facility) == (("i1", 1), 2, 0.5)
    assert (second.item, second.learners) == (("i1", 2), 1)


# Options and flags


def test_options_are_counted_in_the_better_and_the_weaker_half() -> None:
    # by the other question: A B right, C D wrong
    found = chosen({"A": 0, "B": 1, "C": 1, "D": 2}, "1100")
    assert [(one.chosen, one.top, one.bottom) for one in found.options] == [
        (1, 1, 0), (2, 1, 1), (1, 0, 1), (0, 0, 0),
    ]  # fmt: skip
    assert [one.is_right for one in found.options] == [True, False, False, False]
    assert (found.top, found.bottom) == (2, 2)


def test_halves_part_where_they_are_most_equal_and_never_between_equals() -> None:
    found = chosen({"A": 0, "B": 1, "C": 1, "D": 2, "E": 2}, "11000")
    assert (found.top, found.bottom) == (2, 3)
    equal = chosen({"A": 0, "B": 1, "C": 1}, "111")
    assert (equal.top, equal.bottom) == (0, 0)
    assert [one.chosen for one in equal.options] == [1, 2, 0, 0]


def picks(*counts: int) -> dict[str, int]:
    made = [option for option, count in enumerate(counts) for _ in range(count)]
    return {str(n): option for n, option in enumerate(made)}


def test_a_wrong_option_beats_the_key_only_with_confidence() -> None:
    assert Flag.BEATEN in chosen(picks(4, 16)).flags  # Wilson of 16/20: from .584
    assert chosen(picks(4, 16)).flagged == (1,)
    assert Flag.BEATEN not in chosen(picks(7, 13)).flags  # of 13/20: from .433


def test_worse_than_guessing_is_flagged_only_with_confidence() -> None:
    assert Flag.BELOW_CHANCE in chosen(picks(1, 10, 10, 10)).flags  # of 1/31: to .162
    assert Flag.BELOW_CHANCE not in chosen(picks(0, 3, 3, 3)).flags  # of 0/9: to .299


def test_an_option_that_hardly_anybody_takes_is_flagged_only_with_confidence() -> None:
    assert Flag.IDLE in chosen(picks(60, 10, 10, 0)).flags  # of 0/80: to .046
    assert chosen(picks(60, 10, 10, 0)).flagged == (3,)
    assert Flag.IDLE not in chosen(picks(20, 3, 2, 0)).flags  # of 0/25: to .133


def test_an_option_for_the_stronger_half_is_flagged() -> None:
    made = picks(10, 10, 0, 0) | {str(100 + n): 2 for n in range(12)}
    strong = chosen(made, "0" * 10 + "1" * 10 + "0" * 12)
    assert Flag.FOR_THE_STRONG in strong.flags
    assert 1 in strong.flagged


def backwards(number: int) -> list[Run]:
    """The weaker a learner, the surer the first question is right, with a little noise."""
    made = []
    for n in range(number):
        good = n % 2
        cells = [Cell(key(1), float(not good if n % 7 else good))]
        cells += [Cell(key(2 + m), float(good if (n + m) % 5 else not good)) for m in range(6)]
        made.append(Run(str(n), "q", 1, tuple(cells)))
    return made


def test_a_question_that_the_stronger_miss_is_flagged_from_twenty_learners_on() -> None:
    assert FEW == 20
    many, few = analyse(backwards(FEW)).items[0], analyse(backwards(FEW - 1)).items[0]
    assert many.discrimination_interval and many.discrimination_interval[1] < 0
    assert (many.is_few, many.flags) == (False, (Flag.NEGATIVE,))
    assert few.discrimination_interval and few.discrimination_interval[1] < 0
    assert (few.is_few, few.flags) == (True, ())


def test_the_fixture_is_too_small_for_any_flag() -> None:
    assert all(item.flags == () and item.is_few for item in items(TABLE).values())


# Figures by themselves


@pytest.mark.parametrize(
    ("share", "number", "interval"),
    [
        (0.0, 10, (0.0, 0.27754)),  # z2 / (n + z2) = 3.84146 / 13.84146
        (1.0, 10, (0.72246, 1.0)),
        (0.5, 4, (0.15004, 0.84996)),
        (0.3, 0, (0.0, 1.0)),
    ],
)
def test_wilson(share: float, number: int, interval: tuple[float, float]) -> None:
    assert wilson(share, number) == pytest.approx(interval, abs=1e-5)


def test_a_correlation_needs_three_pairs_and_its_interval_four() -> None:
    assert correlation([0, 1], [0, 1]) is None
    assert correlation([0, 1, 2], [2, 1, 0]) == -1
    assert fisher(0.5, 3) is None
    assert fisher(1.0, 50) is fisher(-1.0, 50) is None
    assert fisher(0.0, 4) == pytest.approx((-0.96109, 0.96109), abs=1e-4)  # tanh 1.95996
    # n = 28: z = .54931, half a width 1.95996 / 5 = .39199
    assert fisher(0.5, 28) == pytest.approx((0.15603, 0.73582), abs=1e-4)


@given(st.lists(st.lists(st.sampled_from([0.0, 0.5, 1.0]), min_size=3, max_size=3), max_size=25))
def test_nothing_leaves_its_bounds_and_order_is_no_matter(table: list[list[float]]) -> None:
    made = [
        Run(str(n), "q", 1, tuple(Cell(key(m), share) for m, share in enumerate(row)))
        for n, row in enumerate(table)
    ]
    found, turned = analyse(made), analyse(made[::-1])
    for item, other in zip(found.items, turned.items, strict=True):
        low, high = item.facility_interval or (0.0, 1.0)
        assert 0 <= low <= (item.facility or 0.0) <= high <= 1
        assert other.facility == pytest.approx(item.facility)
        if item.discrimination is not None:
            assert -1 <= item.discrimination <= 1
            assert other.discrimination == pytest.approx(item.discrimination)
        if item.discrimination_interval:
            low, high = item.discrimination_interval
            assert low <= (item.discrimination or 0) <= high
    if found.reliability.value is not None:
        assert found.reliability.value <= 1 + 1e-9
