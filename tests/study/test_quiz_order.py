"""The order of questions and options in an attempt or a printed version."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.question import AnswerKind, Question
from quizapp.domain.quiz import Asked, Section
from quizapp.domain.task import (
    Choose,
    Cloze,
    Gap,
    Information,
    Match,
    Option,
    Order,
    Pair,
    Task,
    Typed,
    in_gaps,
    in_order,
)
from quizapp.study.quiz_draw import Slot
from quizapp.study.quiz_order import arrange, shown_order, shuffled


def question(name: str, task: Task | None = None, *wrong: str) -> Question:
    return Question(name, AnswerKind.OTHER, "What?", "key", distractors=wrong, task=task)


TEN = {name: question(name, None, "a", "b", "c") for name in "abcdefghij"}
SEEDS = [f"seed {number}" for number in range(20)]
ABOVE = Choose((Option("a", 1), Option("b"), Option("c"), Option("all", keeps_place=True)))


def asked(sections: list[Section], seed: str, **options: bool) -> tuple[Asked, ...]:
    slots = [Slot(name, 2, n % len(sections)) for n, name in enumerate(TEN)]
    return arrange(slots, sections, TEN, {"a": 3}, seed=seed, **options)


def test_questions_stay_in_their_sections_and_in_order_unless_shuffled() -> None:
    found = asked([Section(), Section(shuffle=True)], "x")
    assert "".join(one.question_id for one in found[:5]) == "acegi"
    assert sorted(one.question_id for one in found[5:]) == [*"bdfhj"]
    assert [one.section for one in found] == [0] * 5 + [1] * 5
    orders = {
        tuple(one.question_id for one in asked([Section(), Section(shuffle=True)], s)[5:])
        for s in SEEDS
    }
    assert len(orders) > 10


def test_the_same_seed_gives_the_same_attempt_again() -> None:
    assert asked([Section(shuffle=True)], "x") == asked([Section(shuffle=True)], "x")
    assert asked([Section(shuffle=True)], "x") != asked([Section(shuffle=True)], "y")


def test_each_question_is_asked_in_its_version() -> None:
    assert [one.version for one in asked([Section()], "x")] == [3, *[1] * 9]


def test_paper_shuffles_sections_that_keep_their_order_too() -> None:
    kept = [one.question_id for one in asked([Section()], "A")]
    assert kept == [*TEN]
    assert [one.question_id for one in asked([Section()], "A", always_shuffle=True)] != kept


def test_texts_to_read_stay_where_they_are_and_have_no_points() -> None:
    read = question("read", Information())
    questions = {**TEN, "read": read}
    slots = [Slot("a", 1, 0), Slot("read", 9, 0), Slot("b", 1, 0), Slot("c", 1, 0)]
    for seed in SEEDS:
        found = arrange(slots, [Section(shuffle=True)], questions, {}, seed=seed)
        assert (found[1].question_id, found[1].points) == ("read", 0)
        assert sum(one.points for one in found) == 3


def test_options_that_keep_their_place_do() -> None:
    orders = {shown_order(question("q", ABOVE), seed) for seed in SEEDS}
    assert {order[3] for order in orders} == {3}
    assert len(orders) == 6


def test_options_stand_as_their_author_put_them_where_nothing_is_shuffled() -> None:
    assert shown_order(question("q", ABOVE), "x", shuffle=False) == ()
    fixed = Choose(ABOVE.options, shuffle=False)
    assert shown_order(question("q", fixed), "x") == ()


@pytest.mark.parametrize("shuffle", [True, False])
def test_the_key_of_a_plain_question_is_not_always_first(shuffle: bool) -> None:
    first = {
        shown_order(question(f"q{n}", None, "a", "b", "c"), "x", shuffle=shuffle)[0]
        for n in range(40)
    }
    assert first == {0, 1, 2, 3}


def test_without_shuffling_everybody_sees_one_order() -> None:
    plain = question("q", None, "a", "b", "c")
    for one in (plain, question("q", Match((Pair("1", "a"), Pair("2", "b"), Pair("3", "c"))))):
        assert len({shown_order(one, seed, shuffle=False) for seed in SEEDS}) == 1
        assert len({shown_order(one, seed) for seed in SEEDS}) > 1


@given(st.lists(st.sampled_from("abc"), min_size=2, max_size=5), st.text(max_size=4))
def test_items_to_be_ordered_never_stand_in_order(items: list[str], seed: str) -> None:
    order = shown_order(question("q", Order(tuple(items))), seed)
    assert sorted(order) == list(range(len(items)))
    if len(set(items)) > 1:
        assert [items[place] for place in order] != items


def test_each_gap_has_its_own_options() -> None:
    gaps = (
        Gap(options=(Option("a"), Option("b"), Option("c"))),
        Gap(),
        Gap(options=(Option("x"), Option("y", keeps_place=True))),
    )
    task = Cloze(("", "", "", ""), gaps)
    for seed in SEEDS:
        order = shown_order(question("q", task), seed)
        first, none, last = in_gaps(task, order)
        assert (sorted(first), none, last) == ([0, 1, 2], (), (0, 1))
        assert tuple(order[:3]) == first
    assert in_gaps(task, ()) == ((0, 1, 2), (), (0, 1))
    assert in_gaps(task, (4, 3, 2, 1, 0)) == ((0, 1, 2), (), (0, 1))


def test_what_has_no_order_has_none() -> None:
    assert shown_order(question("q", Typed(())), "x") == ()
    assert shown_order(question("q"), "x") == ()


@given(st.integers(0, 9), st.sets(st.integers(0, 9)), st.text(max_size=4))
def test_a_shuffle_is_an_order_of_all_with_some_fixed(
    number: int, fixed: set[int], seed: str
) -> None:
    order = shuffled(number, seed, fixed)
    assert sorted(order) == list(range(number))
    assert all(order[place] == place for place in fixed if place < number)
    assert in_order(number, order) == order


def test_an_order_that_does_not_fit_is_none() -> None:
    assert in_order(3, (0, 1)) == (0, 1, 2)
    assert in_order(3, (0, 0, 1)) == (0, 1, 2)
