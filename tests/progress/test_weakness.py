"""What a learner is weakest at, by counts alone."""

from __future__ import annotations

from quizapp.progress.weakness import Sort, Trait, Tried, names_in, weakness

CAVOUR = Trait(Sort.NAME, "Cavour")
TURIN = Trait(Sort.NAME, "Turin")
DATES = Trait(Sort.KIND, "date")


def tried(id_: str, answers: str, *traits: Trait) -> Tried:
    """``answers``: the newest first, "x" for a miss."""
    return Tried(id_, tuple(answer == "x" for answer in answers), frozenset(traits))


def test_a_question_is_weak_until_its_last_three_answers_were_right() -> None:
    found = weakness([tried("a", "...x"), tried("b", "..xx"), tried("c", "x"), tried("d", "")])
    assert [each.question_id for each in found.questions] == ["c", "b"]
    assert (found.questions[1].misses, found.questions[1].answers) == (2, 4)


def test_what_the_missed_share_and_the_others_do_not_is_a_pattern() -> None:
    asked = [
        tried("a", "x.", CAVOUR, DATES), tried("b", "x", CAVOUR, DATES),
        tried("c", ".x", CAVOUR, DATES), tried("d", ".", CAVOUR, DATES),
        tried("e", ".", DATES), tried("f", ".", DATES), tried("g", "x", DATES),
    ]  # fmt: skip
    (pattern,) = weakness(asked).patterns
    assert pattern.trait == CAVOUR
    assert (sorted(pattern.weak), pattern.questions) == (["a", "b", "c"], 4)


def test_numbers_too_small_are_no_pattern() -> None:
    others = [tried(str(n), ".") for n in range(9)]
    assert not weakness([tried("a", "x", CAVOUR), tried("b", "x", CAVOUR), *others]).patterns
    assert weakness([tried("a", "xx", CAVOUR), tried("b", "x", CAVOUR), *others]).patterns
    one = [tried("a", "xxx", CAVOUR), *others]
    assert not weakness(one).patterns, "one question alone shows no pattern"


def test_what_is_missed_as_often_as_everything_else_is_no_pattern() -> None:
    group = [tried("a", "xx", CAVOUR), tried("b", "x", CAVOUR), tried("c", ".", CAVOUR)]
    rest = [tried("d", "x"), tried("e", "x"), tried("f", ".")]
    assert not weakness([*group, *rest]).patterns


def test_a_pattern_that_says_the_same_again_is_left_out() -> None:
    weak = [tried(id_, "xx", CAVOUR, TURIN, DATES) for id_ in "abc"]
    others = [tried("d", "..", DATES), tried("e", "..")]
    assert [found.trait for found in weakness([*weak, *others]).patterns] == [CAVOUR]


def test_names_are_the_words_with_a_capital_inside_a_sentence() -> None:
    found = names_in([
        "Who became prime minister of Sardinia in November 1852?\nCamillo Cavour",
        "On what date did Cavour die?\n",
        "When was the Battle of Novara fought?\n",
        "Cavour\u2019s pact with Napoleon III: when?\n",
    ])  # fmt: skip
    assert found == [
        frozenset({"Sardinia", "Cavour"}), frozenset({"Cavour"}), frozenset({"Novara"}),
        frozenset({"Cavour", "Napoleon III"}),
    ]  # fmt: skip
