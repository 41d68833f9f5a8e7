"""A log comes back as it was, and what is no row of one is left out with its reason."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.review import Form, Rating, Review, Verdict
from quizapp.errors import ExchangeError
from quizapp.exchange.format import unfit_character
from quizapp.exchange.progress_file import dump, load, name_in

_PLAIN = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"))
IDS = st.text(_PLAIN, min_size=1, max_size=40).filter(lambda text: not unfit_character(text))
REVIEWS = st.builds(
    Review,
    id=IDS,
    learner=st.just("me"),
    question_id=IDS,
    form=st.sampled_from(list(Form)),
    given=st.text(st.characters(codec="utf-8"), max_size=60),
    verdict=st.sampled_from(list(Verdict)),
    rating=st.sampled_from(list(Rating)),
    milliseconds=st.integers(0, 86_400_000),
    at=st.datetimes(datetime(2001, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),
    study_day=st.dates(date(2001, 1, 1), date(2100, 1, 1)),
    app_version=st.text("0123456789.", max_size=9),
    retracts=st.none() | IDS,
)
ROW = Review("r1", "me", "q1", Form.TYPED, "1917", Verdict.RIGHT, Rating.GOOD, 4000,
             datetime(2026, 3, 2, 12, tzinfo=UTC), date(2026, 3, 2), "0.1")  # fmt: skip


def written(*reviews: Review) -> bytes:
    return b"".join(dump(reviews))


@given(st.lists(REVIEWS, max_size=6))
def test_a_log_comes_back_as_it_was(reviews: list[Review]) -> None:
    loaded = load(written(*reviews), learner="me")
    assert loaded.reviews == tuple(reviews)
    assert loaded.problems == ()


def test_the_learner_is_the_one_who_reads_it() -> None:
    assert load(written(ROW), learner="you").reviews == (replace(ROW, learner="you"),)


def test_a_moment_of_another_zone_is_the_same_moment() -> None:
    text = written(ROW).decode().replace("12:00:00+00:00", "14:00:00+02:00")
    assert load(text.encode(), learner="me").reviews[0].at == ROW.at


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", ""), ("id", 7), ("id", "a\u0000"), ("id", "x" * 300), ("question", None),
        ("form", "By telepathy!"), ("form", 7),
        ("verdict", 1), ("rating", 5), ("rating", True), ("ms", -1),
        ("ms", 1.5), ("ms", True), ("at", "yesterday"), ("at", "0001-01-01T00:00:00+00:00"),
        ("at", "1970-01-01T00:00:00+00:00"), ("day", "2026-13-01"), ("given", ["a"]),
        ("given", "x" * 30_000), ("retracts", ""), ("app", {}),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_is_left_out_and_said(field: str, value: object) -> None:
    head, row, _ = written(ROW).decode().split("\n")
    broken = json.dumps({**json.loads(row), field: value})
    loaded = load(f"{head}\n{broken}\n{row}\n".encode(), learner="me")
    assert loaded.reviews == (ROW,)
    assert [problem.line for problem in loaded.problems] == [2]


@pytest.mark.parametrize(
    "line", [b"{", b"[]", b"7", b"\xff\xfe", b"[" * 100_000, b'{"id": "' + b"x" * 300_000 + b'"}']
)
def test_a_line_that_is_no_row_is_left_out(line: bytes) -> None:
    loaded = load(written(ROW) + line + b"\n", learner="me")
    assert loaded.reviews == (ROW,)
    assert len(loaded.problems) == 1


@pytest.mark.parametrize(
    "data", [b"", b"\0\0", b"{}", b"[1]", b'{"format": "zip"}', b"[" * 300_000, b"\x89PNG\r\n"]
)
def test_another_file_is_refused(data: bytes) -> None:
    with pytest.raises(ExchangeError, match="not a progress file"):
        load(data, learner="me")


def test_a_file_of_a_newer_program_says_what_to_do() -> None:
    newer = written(ROW).replace(b'"version": 1', b'"version": 2')
    with pytest.raises(ExchangeError, match="Update QuizApp"):
        load(newer, learner="me")


@pytest.mark.parametrize("field", ["given", "app", "form"])
def test_half_a_character_that_json_spells_is_in_no_row(field: str) -> None:
    row = json.loads(written(ROW).splitlines()[1]) | {field: "5\udcf1"}
    data = b"\n".join((written(ROW), json.dumps(row | {"id": "r2"}).encode()))
    loaded = load(data, learner="me")
    assert loaded.reviews == (ROW,)
    assert f"“{field}” holds half a character" in loaded.problems[0].reason


def test_a_name_of_half_a_character_is_none() -> None:
    assert name_in(b'{"format": "quizapp-progress", "version": 1, "learner": "A\\udcf1"}') == ""


def test_an_endless_answer_is_cut_to_a_day() -> None:
    long = replace(ROW, milliseconds=10**15)
    (review,) = load(written(long), learner="me").reviews
    assert timedelta(milliseconds=review.milliseconds) == timedelta(days=1)


def test_an_answer_in_a_form_of_a_newer_program_is_kept_and_goes_on_as_it_was() -> None:
    head, row, _ = written(ROW).decode().split("\n")
    newer = json.dumps({**json.loads(row), "form": "map_click"})
    loaded = load(f"{head}\n{newer}\n".encode(), learner="me")
    assert loaded.problems == ()
    assert json.loads(written(loaded.reviews[0]).decode().split("\n")[1])["form"] == "map_click"
