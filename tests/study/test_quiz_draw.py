"""Drawing the questions of a quiz."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.question import QuestionFilter
from quizapp.domain.quiz import Draw, Pick, Section
from quizapp.study.quiz_draw import Drawn, Place, Shortage, draw

ALL = QuestionFilter()


def wants(count: int, points: float = 1.0) -> Draw:
    return Draw(ALL, count, points)


def drawn(
    sections: list[Section], pools: dict[Place, list[str]], seed: str = "s", **facts: str
) -> Drawn:
    return draw(sections, pools, lambda id_: facts.get(id_, ""), seed)


def ids(found: Drawn) -> list[str]:
    return [slot.question_id for slot in found.slots]


def test_as_many_as_wanted_come_and_each_once() -> None:
    found = drawn([Section(items=(wants(3), wants(2)))], {(0, 0): [*"abcde"], (0, 1): [*"abcde"]})
    assert sorted(ids(found)) == [*"abcde"]
    assert found.shortages == ()


def test_the_seed_decides_and_the_order_of_the_pool_does_not() -> None:
    pool = [f"q{n}" for n in range(50)]
    one = drawn([Section(items=(wants(5),))], {(0, 0): pool}, "one")
    assert drawn([Section(items=(wants(5),))], {(0, 0): pool[::-1]}, "one") == one
    assert ids(drawn([Section(items=(wants(5),))], {(0, 0): pool}, "two")) != ids(one)


def test_a_seed_draws_the_same_in_every_release() -> None:
    pool = [f"q{n}" for n in range(20)]
    found = drawn([Section(items=(wants(4),))], {(0, 0): pool}, "attempt")
    assert ids(found) == ["q12", "q6", "q19", "q7"]


def test_what_is_on_the_list_is_not_drawn_as_well() -> None:
    sections = [Section(items=(wants(2),)), Section(items=(Pick("a", 5), Pick("a", 5)))]
    found = drawn(sections, {(0, 0): [*"abc"]})
    assert sorted(ids(found)) == ["a", "b", "c"]
    assert [(slot.points, slot.section) for slot in found.slots] == [(1, 0), (1, 0), (5, 1)]


def test_siblings_wait_until_nothing_else_is_left() -> None:
    pool = {(0, 0): [f"q{n}" for n in range(6)]}
    facts = {"q0": "f", "q1": "f", "q2": "f", "q3": "g", "q4": "g", "q5": ""}
    for seed in "abcdefgh":
        few = ids(drawn([Section(items=(wants(3),))], pool, seed, **facts))
        assert sorted(facts[id_] for id_ in few) == ["", "f", "g"]
    whole = drawn([Section(items=(wants(6),))], pool, **facts)
    assert len(set(ids(whole))) == 6
    assert whole.shortages == ()


def test_a_sibling_of_a_listed_question_waits_too() -> None:
    sections = [Section(items=(wants(1), Pick("x")))]
    for seed in "abcdefgh":
        found = ids(drawn(sections, {(0, 0): ["y", "z"]}, seed, x="f", y="f"))
        assert found == ["z", "x"]


def test_too_few_are_told_with_their_number() -> None:
    found = drawn([Section(), Section(items=(Pick("a"), wants(4)))], {(1, 1): ["a", "b", "c"]})
    assert found.shortages == (Shortage((1, 1), 4, 2),)
    assert drawn([Section(items=(wants(2),))], {(0, 0): []}).shortages == (Shortage((0, 0), 2, 0),)


def test_a_draw_with_plenty_leaves_the_others_what_they_need() -> None:
    pools: dict[Place, list[str]] = {(0, 0): [*"abcdef"], (0, 1): [*"ab"]}
    for seed in "abcdefgh":
        found = drawn([Section(items=(wants(4), wants(2)))], pools, seed)
        assert found.shortages == ()
        assert set(ids(found)[4:]) == {"a", "b"}


def test_a_question_is_given_up_through_a_third_draw() -> None:
    # the tightest goes first and may take what only another can use; a chain of swaps mends it
    pools: dict[Place, list[str]] = {(0, 0): [*"ab"], (0, 1): [*"bc"], (0, 2): [*"ab"]}
    for seed in [str(n) for n in range(30)]:
        found = drawn([Section(items=(wants(1), wants(1), wants(1)))], pools, seed)
        assert found.shortages == ()
        assert ids(found)[1] == "c"


def test_little_more_is_looked_at_than_is_drawn() -> None:
    asked: list[str] = []

    def fact_of(question_id: str) -> str:
        asked.append(question_id)
        return ""

    draw([Section(items=(wants(10),))], {(0, 0): [str(n) for n in range(50_000)]}, fact_of, "s")
    assert len(asked) == 10


POOLS = st.lists(st.sets(st.sampled_from("abcdefgh")), min_size=1, max_size=4)


@given(POOLS, st.lists(st.integers(1, 5), min_size=4, max_size=4), st.text(max_size=3))
def test_no_other_choice_would_have_drawn_more(
    pools: list[set[str]], counts: list[int], seed: str
) -> None:
    """As many as the largest flow from draws to questions (by Hall's theorem, over all subsets)."""
    items = tuple(wants(count) for count, _ in zip(counts, pools, strict=False))
    found = drawn([Section(items=items)], {(0, n): [*pool] for n, pool in enumerate(pools)}, seed)
    assert max(Counter(ids(found)).values(), default=1) == 1
    places = range(len(pools))
    most = min(
        sum(counts[n] for n in places if not subset >> n & 1)
        + len(set().union(*(pools[n] for n in places if subset >> n & 1)))
        for subset in range(2 ** len(pools))
    )
    assert len(found.slots) == most
    assert sum(short.wanted - short.found for short in found.shortages) == sum(
        counts[: len(pools)]
    ) - len(found.slots)
