"""Which form fits, and how options are laid out."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.calendar import DatePoint, HistoricalDate
from quizapp.domain.question import AnswerKind, Citation, Question
from quizapp.domain.review import Form, MemoryState
from quizapp.domain.task import (
    Accepted,
    Choose,
    Cloze,
    Gap,
    Information,
    MapPlace,
    Match,
    Number,
    Numeric,
    OpenText,
    Option,
    Order,
    Pair,
    Task,
    TrueFalse,
    Typed,
    When,
    key_of,
)
from quizapp.settings import SETTINGS
from quizapp.study.forms import fitting_form, options, possible_forms, usable_distractors

TODAY = date(2026, 3, 2)


def question(*distractors: str, accept: tuple[str, ...] = ()) -> Question:
    return Question("id", AnswerKind.PLACE, "Where?", "Key", accept, distractors)


def stable_for(days: float) -> MemoryState:
    return MemoryState("id", days, 5.0, TODAY, TODAY, 3, 0)


def test_choices_while_new_or_weak_then_typed() -> None:
    asked = question("a", "b")
    assert fitting_form(asked, None, 7) is Form.CHOICES
    assert fitting_form(asked, stable_for(6.9), 7) is Form.CHOICES
    assert fitting_form(asked, stable_for(7), 7) is Form.TYPED


def test_one_wrong_answer_is_too_few_to_choose_from() -> None:
    assert fitting_form(question("a"), None, 7) is Form.TYPED
    assert fitting_form(question("a", " A ", "key"), None, 7) is Form.TYPED


def test_no_option_is_right_besides_the_key() -> None:
    asked = question("a", "Other name", "b", "KEY ", accept=("other  NAME",))
    assert usable_distractors(asked) == ("a", "b")


def test_the_order_is_the_same_at_the_same_point_and_changes_with_the_reviews() -> None:
    asked = question("a", "b", "c")
    assert options(asked, 3) == options(asked, 3)
    assert len({options(asked, reviews) for reviews in range(30)}) > 5


def test_the_key_stands_everywhere_about_equally_often() -> None:
    asked = question("a", "b", "c")
    places = [options(asked, reviews).index("Key") for reviews in range(400)]
    assert all(70 <= places.count(place) <= 130 for place in range(4))


@given(st.lists(st.text(), max_size=9), st.integers(0, 50))
def test_options_hold_the_key_once_and_at_most_three_others(texts: list[str], count: int) -> None:
    shown = options(question(*texts), count)
    assert shown.count("Key") == 1
    assert len(shown) == len(set(shown)) <= 4


def quoted(*distractors: str) -> Question:
    quote = "In the spring of that year Strand opened the lighthouse."
    return Question("id", AnswerKind.LEADER, "Who?", "Strand", (), distractors,
                    citation=Citation("a.txt", quote=quote))  # fmt: skip


def met(days: float, reviews: int) -> MemoryState:
    return MemoryState("id", days, 5.0, TODAY, TODAY, reviews, 0)


def test_every_fourth_review_of_a_weak_memory_is_a_claim() -> None:
    asked = question("a", "b")
    forms = [fitting_form(asked, met(3, reviews), 7) for reviews in range(1, 41)]
    assert set(forms) == {Form.CHOICES, Form.TRUE_FALSE}
    assert forms.count(Form.TRUE_FALSE) == 10
    assert forms == [fitting_form(asked, met(3, reviews), 7) for reviews in range(1, 41)]


def test_every_third_review_of_a_strong_memory_is_a_gap_where_there_is_one() -> None:
    forms = [fitting_form(quoted("a", "b"), met(30, reviews), 7) for reviews in range(1, 31)]
    assert forms.count(Form.CLOZE) == 10
    assert forms.count(Form.TYPED) == 20
    without = {fitting_form(question("a", "b"), met(30, reviews), 7) for reviews in range(1, 31)}
    assert without == {Form.TYPED}


def test_what_was_wrong_a_moment_ago_is_asked_in_the_plain_form() -> None:
    forms = {fitting_form(quoted("a", "b"), met(days, reviews), 7, again=True)
             for reviews in range(12) for days in (1, 30)}  # fmt: skip
    assert forms == {Form.CHOICES, Form.TYPED}


@pytest.mark.parametrize(
    ("wanted", "asked", "form"),
    [
        ("choices", quoted("a", "b"), Form.CHOICES),
        ("choices", quoted("a"), Form.TYPED),
        ("typed", quoted("a", "b"), Form.TYPED),
        ("flip", quoted(), Form.FLIP),
        ("true_false", quoted("a"), Form.TRUE_FALSE),
        ("true_false", quoted(), Form.TYPED),
        ("cloze", quoted(), Form.CLOZE),
        ("cloze", question("a", "b"), Form.TYPED),
    ],
)
def test_a_form_may_be_fixed_and_falls_back_where_it_cannot_be(
    wanted: str, asked: Question, form: Form
) -> None:
    for memory in (None, met(1, 3), met(300, 9)):
        assert fitting_form(asked, memory, 7, wanted) is form


def test_every_form_that_can_be_set_is_known() -> None:
    spec = next(spec for spec in SETTINGS if spec.key == "question_form")
    for value, _ in spec.choices:
        assert value == "automatic" or fitting_form(quoted("a", "b"), None, 7, value) == value


YEAR = HistoricalDate(new_style=DatePoint(1917))


def tasked(task: Task, **fields: object) -> Question:
    key = key_of(task)
    plain: dict[str, object] = {"id": "id", "kind": AnswerKind.OTHER, "stem": "What?"}
    said = {"answer": key.answer, "accept": key.accept, "distractors": key.distractors}
    return Question(**(plain | said | {"task": task} | fields))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "ways"),
    [
        (tasked(Choose((Option("a", 1.0, "Yes."), Option("b")))), (Form.TASK,)),
        (tasked(Choose((Option("a", 1.0), Option("b", 1.0)))), (Form.TASK,)),
        (
            tasked(Choose((Option("a", 0.5), Option("b", 0.5), Option("c")), several=True)),
            (Form.TASK,),
        ),
        (tasked(TrueFalse(True)), (Form.TASK,)),
        (tasked(Typed((Accepted("a"), Accepted("b", 0.5)))), (Form.TASK,)),
        (tasked(Typed((Accepted("a*"),))), (Form.TASK,)),
        (tasked(Numeric((Number(1917),))), (Form.TASK,)),
        (tasked(Numeric((Number(1917, 2),))), (Form.TASK,)),
        (tasked(When(YEAR), kind=AnswerKind.DATE, date=YEAR), (Form.TASK,)),
        (tasked(When(YEAR)), (Form.TASK,)),
        (tasked(Cloze(("a ", ""), (Gap((Accepted("b"),)),))), (Form.TASK,)),
        (tasked(Order(("a", "b"))), (Form.TASK,)),
        (tasked(Match((Pair("a", "b"),))), (Form.TASK,)),
        (tasked(MapPlace(1, 2)), (Form.TASK,)),
        (tasked(OpenText()), ()),
        (tasked(Information()), ()),
    ],
)
def test_a_task_is_asked_as_its_author_wants_and_looked_up_where_only_a_person_can_judge(
    asked: Question, ways: tuple[Form, ...]
) -> None:
    assert possible_forms(asked) == ways
    first = (*ways, Form.FLIP)[0]
    for wanted in ("automatic", "true_false", "cloze"):
        for memory in (None, stable_for(30)):
            assert fitting_form(asked, memory, 7, wanted) is first
    assert fitting_form(asked, None, 7, "flip") is Form.FLIP
