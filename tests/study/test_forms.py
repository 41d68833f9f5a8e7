"""Which form fits, and how options are laid out."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.question import AnswerKind, Question
from quizapp.domain.review import Form, MemoryState
from quizapp.study.forms import fitting_form, options, usable_distractors

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
