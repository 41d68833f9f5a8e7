"""Tasks as records in files of any origin: refused in words where nobody could ask them."""

from __future__ import annotations

from typing import Any

import pytest

from quizapp.domain.task import Cloze, Gap, Number, Numeric, Option, Typed, key_of
from quizapp.domain.task_record import record_of
from quizapp.exchange import Gift, MoodleXml, Neutral
from quizapp.exchange.task_records import read_task

CLOZE = {"task": "cloze", "texts": ["a", "b"]}
NUMERIC = {"task": "numeric"}
WHEN = {"task": "when", "date": {"ns": "1917"}}


def test_a_task_comes_back_as_it_went() -> None:
    task = Cloze((" a ", "b", ""), (Gap(options=(Option("x", 1.0),)), Gap(numbers=(Number(3),))))
    assert read_task(record_of(task)) == task


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({"task": "typed", "answers": [{"text": "a\ud800"}]}, "U\\+D800"),
        ({"task": "typed", "answers": [{"text": "a\uffff"}]}, "U\\+FFFF"),
        ({"task": "typed", "answers": [{"text": "a" * 20_001}]}, "20,001 characters"),
        ({"task": "typed", "answers": [{"text": "a", "feedback": "\0"}]}, "U\\+0000"),
        ({"task": "typed", "answers": [{"text": "a", "worth": 10**400}]}, "should be a number"),
        (CLOZE | {"gaps": [{}]}, "gap 1 has no answer"),
        (CLOZE | {"gaps": [{"points": 2}]}, "gap 1 has no answer"),
        (NUMERIC | {"answers": [{"value": 1e301}]}, "too large"),
        (NUMERIC | {"answers": [{"value": 1, "tolerance": 1e301}]}, "too large"),
        (NUMERIC | {"answers": [{"value": float("inf")}]}, "should be a number"),
        (NUMERIC | {"answers": []}, "no answer of it is right"),
        ({"task": "choose", "options": [{"text": "a"}]}, "no answer of it is right"),
        ({"task": "typed", "answers": [{"text": "a", "worth": 2}]}, "more than all points"),
        ({"task": "choose", "options": [{"text": "a", "worth": 2**31}]}, "more than all points"),
        ({"task": "choose", "options": [{"text": "a", "worth": -1.01}]}, "loses more"),
        (CLOZE | {"gaps": [{"answers": [{"text": "a", "worth": 3}]}]}, "more than all points"),
        (CLOZE | {"gaps": [{"answers": [{"text": "a"}], "points": -1}]}, "has -1.0 points"),
        (NUMERIC | {"answers": [{"value": 1, "worth": -2}]}, "loses more"),
        (NUMERIC | {"answers": [{"value": 1, "tolerance": -1}]}, "below 0"),
        ({"task": "map", "latitude": 1, "longitude": 1, "radius": -1}, "larger than the earth"),
        ({"task": "order", "items": ["a", "\xa0"]}, "items has no text"),
        ({"task": "match", "pairs": [{"premise": "a", "answer": " "}]}, "nothing on one side"),
        ({"task": "match", "pairs": [{"premise": "", "answer": "b"}]}, "nothing on one side"),
        ({"task": "open", "lines": -1}, "no room on paper"),
        ({"task": "open", "lines": 10**9}, "no room on paper"),
        (WHEN | {"years_off": -1}, "not near"),
        (WHEN | {"years_off": 10**6}, "not near"),
        (WHEN | {"worth_near": 2}, "more than all points"),
        ({"task": "when", "date": {"ns": "2147483647"}}, "a year that no history knows"),
        ({"task": "when", "date": {"ns": "-12000-01-01"}}, "a year that no history knows"),
        ({"task": "when", "date": {"ns": "1917", "end": {"ns": "9" * 19}}}, "that no history"),
        ({"task": "when", "date": {"ns": "1917-02-29"}}, "a day that its calendar has not"),
        ([[[["deep"]]]], "should be an object"),
        (None, "should be an object"),
    ],
)
def test_what_nobody_could_ask_is_a_value_error(record: Any, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read_task(record)


def test_a_record_may_be_nested_as_deeply_as_it_likes() -> None:
    deep: Any = "x"
    for _ in range(50_000):
        deep = [deep]
    with pytest.raises(ValueError, match="should be"):
        read_task({"task": "typed", "answers": deep})


def test_the_largest_number_is_read_by_every_format() -> None:
    record = (
        b'{"kind":"other","stem":"How many?","task":{"task":"numeric","answers":[{"value":1e300}]}}'
    )
    deck = Neutral().load(record, name="deck")
    assert isinstance(deck.questions[0].task, Numeric)
    for known in (Gift(), MoodleXml()):
        back = known.load(b"".join(known.dump(deck).pieces), name="deck")
        assert back.questions[0].task == deck.questions[0].task


def test_other_right_answers_follow_from_the_task() -> None:
    """Data of ours that were edited: the answers of the task count, not those beside it."""
    data = (
        '<quiz><question type="shortanswer"><name><text>N</text></name>'
        '<questiontext format="html"><text>Who?</text></questiontext>'
        '<answer fraction="100"><text>a</text></answer>'
        '<answer fraction="50"><text>b</text></answer>'
        '<quizapp>{"accept":["c"]}</quizapp></question></quiz>'
    )
    (question,) = MoodleXml().load(data.encode(), name="deck").questions
    assert isinstance(question.task, Typed)
    assert question.accept == key_of(question.task).accept
