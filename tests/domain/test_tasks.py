"""Tasks: what they are in plain words, and as records."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.calendar import DatePoint, HistoricalDate
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
    simplest,
)
from quizapp.domain.task_record import record_of, task_of

TEXT = st.text(max_size=12)
WORTH = st.floats(-1, 1)
OPTION = st.builds(Option, TEXT, WORTH, TEXT, st.booleans())
ACCEPTED = st.builds(Accepted, TEXT, WORTH, TEXT)
NUMBER = st.builds(Number, st.floats(-1e9, 1e9), st.floats(0, 1e3), WORTH, TEXT)


def several(part: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(part, max_size=4).map(tuple)


GAP = st.builds(
    Gap, several(ACCEPTED), several(OPTION), several(NUMBER), st.floats(0.1, 9), st.booleans()
)
CLOZE = several(GAP).flatmap(
    lambda gaps: st.lists(TEXT, min_size=len(gaps) + 1, max_size=len(gaps) + 1).map(
        lambda texts: Cloze(tuple(texts), gaps)  # type: ignore[arg-type]
    )
)
DATE = st.builds(HistoricalDate, st.builds(DatePoint, st.integers(-999, 2100)))
TASKS: st.SearchStrategy[Task] = st.one_of(
    st.builds(Choose, several(OPTION), st.booleans(), st.booleans()),
    st.builds(TrueFalse, st.booleans(), TEXT, TEXT),
    st.builds(Typed, several(ACCEPTED), st.booleans()),
    st.builds(Numeric, several(NUMBER)),
    st.builds(When, DATE, st.integers(0, 50), st.floats(0, 1)),
    CLOZE,
    st.builds(Order, several(TEXT)),
    st.builds(Match, several(st.builds(Pair, TEXT, TEXT)), several(TEXT), st.booleans()),
    st.builds(MapPlace, st.floats(-90, 90), st.floats(-180, 180), st.floats(1, 999)),
    st.builds(OpenText, st.integers(0, 40), TEXT),
    st.just(Information()),
)


@given(TASKS)
def test_a_task_comes_back_from_its_record_as_it_was(task: Task) -> None:
    assert task_of(json.loads(json.dumps(record_of(task)))) == task


@pytest.mark.parametrize(
    "record",
    [
        None, [], {}, {"task": "dance"}, {"task": "choose"}, {"task": "choose", "options": "ab"},
        {"task": "choose", "options": [{"text": 3}]},
        {"task": "choose", "options": [{"text": "a", "worth": "much"}]},
        {"task": "choose", "options": [{"text": "a", "worth": float("nan")}]},
        {"task": "true_false", "is_true": 1}, {"task": "cloze", "texts": ["a"], "gaps": [{}]},
        {"task": "map", "latitude": 91, "longitude": 0}, {"task": "when", "date": {"ns": "never"}},
        {"task": "when", "date": 7}, {"task": "order", "items": ["x"] * 501},
        {"task": "open", "lines": 2.5},
    ],
)  # fmt: skip
def test_a_record_that_is_no_task_is_refused_in_words(record: object) -> None:
    with pytest.raises(ValueError, match=r"\w+"):
        task_of(record)


def test_the_key_of_a_choice_is_its_best_option() -> None:
    task = Choose((Option("1905"), Option("1917", 1.0, "Yes."), Option("1918", -0.5)))
    key = key_of(task)
    assert (key.answer, key.distractors) == ("1917", ("1905", "1918"))


def test_a_choice_without_a_right_option_has_no_key() -> None:
    assert key_of(Choose((Option("1905"), Option("1918", -0.5)))).answer == ""
    assert key_of(Choose(())).answer == ""


def test_several_right_options_are_one_key_in_their_order() -> None:
    task = Choose((Option("Lenin", 0.5), Option("Witte"), Option("Trotsky", 0.5)), several=True)
    assert key_of(task).answer == "Lenin; Trotsky"


def test_one_right_among_wrong_ones_needs_no_task() -> None:
    plain = Choose((Option("1917", 1.0), Option("1905")))
    assert simplest(plain) is None
    assert simplest(Choose((Option("1917", 1.0, "Yes."), Option("1905")))) is not None
    assert simplest(Choose((Option("1917", 1.0), Option("1905", -0.3)))) is not None
    assert simplest(Typed((Accepted("Kazan"),))) is None
    assert simplest(Typed((Accepted("Kaz*"),))) is not None


def test_keys_of_the_other_tasks_in_words() -> None:
    gaps = (Gap((Accepted("Kazan"),)), Gap(numbers=(Number(1552.0),)))
    assert key_of(Cloze(("", " fell in ", "."), gaps)).answer == "Kazan; 1552"
    assert key_of(Order(("a", "b"))).answer == "a → b"
    assert key_of(Match((Pair("1917", "October"),))).answer == "1917 → October"
    assert key_of(TrueFalse(False)).answer == "False"
    assert key_of(Numeric((Number(0.5, 0.1),))).answer == "0.5"
    date = HistoricalDate(new_style=DatePoint(1552))
    assert key_of(When(date)).answer == "1552"
