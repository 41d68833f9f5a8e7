"""Gaps, orders, pairs, places on the map, texts that a person marks."""

from __future__ import annotations

import pytest

from quizapp.domain.question import AnswerKind, Question
from quizapp.domain.quiz import QuizRules
from quizapp.domain.review import Verdict
from quizapp.domain.task import (
    Accepted,
    Cloze,
    Gap,
    Information,
    MapPlace,
    Match,
    Number,
    OpenText,
    Option,
    Order,
    Pair,
    Response,
    Task,
)
from quizapp.kinds.marking import Marked, fits, key, mark, said
from quizapp.kinds.marking.map_place import worth_at
from quizapp.kinds.marking.order import worth_of_order

QUESTION = Question("q", AnswerKind.OTHER, "What?", "?")
ALL_OR_NOTHING = QuizRules(partial=False)
CLOZE = Cloze(
    ("In ", " the ", " took ", "."),
    (
        Gap((Accepted("1917"),), points=1),
        Gap(options=(Option("Bolsheviks", 1), Option("Whites", -1, "They lost."))),
        Gap(numbers=(Number(3, 0),), points=2),
    ),
)
ORDER = Order(("1905", "February", "October", "Kronstadt"))
MATCH = Match((Pair("1917", "Lenin"), Pair("1789", "Danton"), Pair("1848", "Lenin")), ("Marat",))
PETERSBURG = MapPlace(59.93, 30.31, 100)


def marked(task: Task, response: Response, rules: QuizRules | None = None) -> Marked:
    return mark(QUESTION, task, response, rules)


def test_gaps_count_with_their_points() -> None:
    assert marked(CLOZE, ["1917", "Bolsheviks", "3"]).share == 1
    assert marked(CLOZE, ["1917", "", "3"]).share == pytest.approx(0.75)
    assert marked(CLOZE, ["1917", "Bolsheviks", "4"]).share == pytest.approx(0.5)
    assert marked(CLOZE, ["1917", "", "3"], ALL_OR_NOTHING).share == 0


def test_a_gap_below_nought_costs_points_only_where_the_rules_say_so() -> None:
    response: Response = ["1917", "Whites", "4"]
    assert marked(CLOZE, response).share == pytest.approx(0.25)
    assert marked(CLOZE, response, QuizRules(negative=True)).share == 0
    assert marked(CLOZE, response).feedback == ("They lost.",)


def test_each_gap_shows_what_was_right() -> None:
    parts = marked(CLOZE, ["1918", "Bolsheviks", " "]).parts
    assert [(part.label, part.given, part.right) for part in parts] == [
        ("1", "1918", "1917"), ("2", "Bolsheviks", "Bolsheviks"), ("3", "", "3"),
    ]  # fmt: skip
    verdicts = [part.verdict for part in parts]
    assert verdicts == [Verdict.WRONG, Verdict.RIGHT, Verdict.WRONG]


def test_gaps_are_judged_as_texts_are() -> None:
    task = Cloze(
        ("", ""),
        (
            Gap(
                (Accepted("photosynthesis"), Accepted("*life*", 0.5)),
            ),
        ),
    )
    assert marked(task, ["photosyntesis"]).share == 0.5
    assert marked(task, ["for life"]).share == 0.5
    strict = Cloze(("", ""), (Gap((Accepted("pH"),), strict=True),))
    assert [marked(strict, [text]).share for text in ("pH", "PH")] == [1, 0]


def test_gaps_without_points_count_alike() -> None:
    task = Cloze(("", "", ""), tuple(Gap((Accepted(word),), points=0) for word in ("red", "blue")))
    assert marked(task, ["red", "green"]).share == 0.5


@pytest.mark.parametrize(
    ("given", "share"),
    [
        ([0, 1, 2, 3], 1.0),
        ([1, 0, 2, 3], (5 - 1) / 6),  # two neighbours changed: one pair of six is wrong
        ([3, 0, 1, 2], 0.0),  # three pairs right, three wrong: 0 / 6
        ([1, 2, 3, 0], 0.0),
        ([0, 1, 3, 2], (5 - 1) / 6),
        ([3, 2, 1, 0], 0.0),
        ([0, 1], 1 / 6),  # half done: one right pair of six
        ([2], 0.0),
    ],
)
def test_a_partly_right_order_is_worth_its_pairs(given: list[int], share: float) -> None:
    assert marked(ORDER, given).share == pytest.approx(share)


def test_guessing_an_order_earns_next_to_nothing_on_average() -> None:
    from itertools import permutations

    whole = [worth_of_order(list(order), 5) for order in permutations(range(5))]
    plain = [
        sum(x < y for i, x in enumerate(o) for y in o[i + 1 :]) / 10 for o in permutations(range(5))
    ]
    assert sum(plain) / len(plain) == pytest.approx(0.5)
    assert sum(whole) / len(whole) < 0.2


def test_what_was_left_out_shows_what_would_have_been_right() -> None:
    for task in (CLOZE, ORDER, MATCH, PETERSBURG):
        parts = marked(task, None).parts
        assert {(part.given, part.worth, part.verdict) for part in parts} == {
            ("", 0, Verdict.WRONG)
        }
        assert all(part.right for part in parts)


def test_equal_items_stand_for_each_other() -> None:
    task = Order(("war", "peace", "war"))
    assert marked(task, [2, 1, 0]).share == 1
    assert marked(task, [1, 0, 2]).share == pytest.approx(1 / 3)


def test_an_order_shows_what_stood_where() -> None:
    parts = marked(ORDER, [1, 0, 2]).parts
    assert [part.given for part in parts] == ["February", "1905", "October", ""]
    assert [part.right for part in parts] == list(ORDER.items)
    assert [part.verdict for part in parts] == [
        Verdict.WRONG,
        Verdict.WRONG,
        Verdict.RIGHT,
        Verdict.WRONG,
    ]
    assert [part.worth for part in parts] == [0, 0, 1, 0]
    assert said(ORDER, [1, 0]) == "February → 1905"


@pytest.mark.parametrize("response", [[0, 0], [4], [-1], ["0"], [True], "0"])
def test_what_is_no_order_does_not_fit(response: Response) -> None:
    assert not fits(ORDER, response)


def test_pairs_count_alike() -> None:
    assert MATCH.answers() == ("Lenin", "Danton", "Marat")
    assert key(MATCH) == [0, 1, 0]
    assert marked(MATCH, [0, 1, 0]).share == 1
    assert marked(MATCH, [0, 2, -1]).share == pytest.approx(1 / 3)
    assert marked(MATCH, [0, 2, -1], ALL_OR_NOTHING).share == 0
    assert marked(MATCH, [-1, -1, -1]).answered is False
    assert said(MATCH, [0, 2, -1]) == "1917 → Lenin; 1789 → Marat; 1848 → ?"


@pytest.mark.parametrize("response", [[0], [0, 1, 3], [0, 1, -2], [0, 1, True], []])
def test_what_are_no_pairs_do_not_fit(response: Response) -> None:
    assert not fits(MATCH, response)


@pytest.mark.parametrize(
    ("kilometres", "worth"), [(0, 1), (100, 1), (150, 0.75), (200, 0.5), (300, 0), (9_000, 0)]
)
def test_a_point_loses_worth_in_a_straight_line(kilometres: float, worth: float) -> None:
    assert worth_at(kilometres, 100) == pytest.approx(worth)


def test_points_on_the_map() -> None:
    assert marked(PETERSBURG, [59.93, 30.31]).share == 1
    assert marked(PETERSBURG, [60, 30]).note == ""
    beside = marked(PETERSBURG, [60.4, 30.31])
    assert (beside.share, beside.note) == (1, "Your point is about 50 km to the north of it.")
    moscow = marked(PETERSBURG, [55.75, 37.62])
    assert (moscow.share, moscow.verdict) == (0, Verdict.WRONG)
    assert "km to the south-east" in moscow.note
    assert said(PETERSBURG, [59.93, 30.31]) == "59.93, 30.31"
    assert worth_at(1, 0) == 0


@pytest.mark.parametrize(
    "response",
    [[91, 0], [0, 181], [1], [1, 2, 3], ["1", "2"], [float("nan"), 0], [True, False], "1, 2"],
)
def test_what_is_no_point_on_the_earth_does_not_fit(response: Response) -> None:
    assert not fits(PETERSBURG, response)


def test_open_texts_wait_for_a_person_unless_they_are_blank() -> None:
    essay = OpenText(guidance="Names a cause.")
    waiting = marked(essay, "Because of the war.")
    assert (waiting.share, waiting.verdict) == (None, Verdict.UNCHECKED)
    assert waiting.parts[0].right == "Names a cause."
    blank = marked(essay, "  \n")
    assert (blank.share, blank.answered) == (0, False)
    assert not fits(essay, "x" * 20_001)


def test_texts_to_read_have_no_points_to_earn() -> None:
    read = marked(Information(), None)
    assert (read.share, read.verdict, read.parts) == (0, Verdict.UNCHECKED, ())
    assert not fits(Information(), "words")
