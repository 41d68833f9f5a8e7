"""A class in a quiz: the spread of its scores, its groups, and what it missed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.progress.class_report import About, groups, missed, most_missed, spread, weak
from quizapp.progress.item_analysis import Cell, Run, analyse

ABOUT = {
    ("a", 1): About("date", ("1917", "war"), "Russia", "Book"),
    ("b", 1): About("date", ("1917",), "Russia", "Book"),
    ("c", 1): About("place", ("1917",), "", ""),
}


def run(learner: str, **shares: float | None) -> Run:
    return Run(learner, "q", 1, tuple(Cell((id_, 1), share) for id_, share in shares.items()))


def test_a_spread_by_hand() -> None:
    # mean (0 + .5 + .5 + 1) / 4; variance (.25 + 0 + 0 + .25) / 3 = 1/6
    found = spread([0.0, 0.5, 0.5, 1.0])
    assert found is not None
    assert (found.number, found.mean, found.median) == (4, 0.5, 0.5)
    assert found.sd == pytest.approx((1 / 6) ** 0.5)
    assert found.bins == (1, 0, 0, 0, 0, 2, 0, 0, 0, 1)


def test_the_spread_of_one_and_of_none() -> None:
    assert spread([]) is None
    one = spread([0.7])
    assert one is not None
    assert (one.sd, one.bins[7]) == (None, 1)


@given(st.lists(st.floats(-1, 1), min_size=1))
def test_every_score_has_its_bin(shares: list[float]) -> None:
    found = spread(shares)
    assert found is not None
    assert sum(found.bins) == len(shares)


def test_groups_by_kind_tag_topic_and_source_weakest_first() -> None:
    found = groups([run("A", a=1.0, b=0.0, c=0.0), run("B", a=1.0, b=None)], ABOUT)
    assert [(g.by, g.name, g.questions, g.answers) for g in found] == [
        ("kind", "place", 1, 1), ("kind", "date", 2, 3), ("tag", "1917", 3, 4),
        ("tag", "war", 1, 2), ("topic", "Russia", 2, 3), ("source", "Book", 2, 3),
    ]  # fmt: skip
    assert [g.share for g in found][:3] == pytest.approx([0, 2 / 3, 0.5])


def test_a_learner_is_weak_only_where_enough_was_asked() -> None:
    assert [g.name for g in weak(run("A", a=0.0, b=1.0, c=0.5), ABOUT)] == ["1917"]
    assert weak(run("A", a=0.0, b=0.0), ABOUT) == ()
    assert weak(run("A", a=0.0, b=1.0, c=1.0), ABOUT) == ()


def test_what_was_missed() -> None:
    assert missed(run("A", a=0.0, b=0.5, c=None, d=0.4)) == ("a", "d")
    both = analyse([run("A", a=0.0, b=1.0, c=0.0), run("B", a=0.5, b=1.0, c=0.0)])
    assert most_missed(both) == ("c", "a")
