"""Quizzes and attempts: what is kept, in which order, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from any_filter import FILTERS, TEXT
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.domain.deck import Deck
from quizapp.domain.identity import new_id
from quizapp.domain.question import AnswerKind, Question, QuestionFilter, State
from quizapp.domain.quiz import (
    Asked,
    Attempt,
    Draw,
    FeedbackWhen,
    Given,
    HandMark,
    Look,
    Pick,
    Quiz,
    QuizRules,
    Section,
)
from quizapp.errors import NotFound, StorageError

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
MOMENTS = st.none() | st.datetimes(timezones=st.just(UTC))
POINTS = st.floats(0, 100)
ITEMS = st.builds(Pick, TEXT, POINTS) | st.builds(
    Draw, FILTERS, st.integers(0, 50), POINTS, st.integers(0, 60)
)
RULES = st.builds(
    QuizRules,
    minutes=st.none() | POINTS,
    seconds_each=st.none() | POINTS,
    extra_time=st.lists(st.tuples(TEXT, st.floats(1, 3)), max_size=2).map(tuple),
    opens=MOMENTS,
    closes=MOMENTS,
    attempts=st.integers(0, 9),
    pass_mark=st.none() | st.floats(0, 1),
    feedback=st.sampled_from(FeedbackWhen),
    look=st.sampled_from(Look),
    shuffle_options=st.booleans(),
    partial=st.booleans(),
    negative=st.booleans(),
    feeds_study=st.booleans(),
)
SECTIONS = st.builds(Section, TEXT, TEXT, st.lists(ITEMS, max_size=3).map(tuple), st.booleans())
QUIZZES = st.builds(
    Quiz,
    id=st.builds(new_id),
    name=TEXT.map(str.strip).filter(bool),
    description=TEXT,
    sections=st.lists(SECTIONS, max_size=3).map(tuple),
    rules=RULES,
)
RESPONSES = st.one_of(
    st.none(),
    st.booleans(),
    TEXT,
    st.lists(st.integers(-1, 9), max_size=4),
    st.lists(TEXT, max_size=3),
    st.lists(st.floats(-180, 180), max_size=2),
)


@pytest.fixture(scope="module")
def lasting(backend, tmp_path_factory):
    opened = backend.place(tmp_path_factory.mktemp("quizzes")).open()
    opened.decks.save_deck(Deck("history", "History"))
    yield opened
    opened.close()


@pytest.fixture
def school(stores, make_question):
    """Three questions and a quiz of two of them."""
    stores.decks.save_questions("history", [make_question(name) for name in ("q1", "q2", "q3")])
    stores.quizzes.save_quiz(Quiz("monday", "Monday", sections=(
        Section(items=(Pick("q1", 2.0), Pick("q2"))),
    )))  # fmt: skip
    return stores


def attempt(name="a1", **fields):
    plain = {
        "id": name,
        "quiz_id": "monday",
        "learner": "me",
        "number": 1,
        "started_at": NOW,
        "asked": (Asked("q2", 1, 1.0, 0, (2, 0, 1)), Asked("q1", 1, 2.0, 0)),
        "rules": QuizRules(minutes=10, feedback=FeedbackWhen.NEVER),
        "deadline": NOW + timedelta(minutes=10),
    }
    return Attempt(**(plain | fields))


@settings(deadline=None)
@given(quiz=QUIZZES)
def test_a_quiz_comes_back_as_it_was_saved(lasting, quiz):
    lasting.quizzes.save_quiz(quiz)
    assert lasting.quizzes.quiz(quiz.id) == quiz


def test_quizzes_are_listed_by_name_with_what_an_attempt_asks(school):
    drawn = Draw(QuestionFilter(topic="Russia"), 10, 0.5, unused_days=7)
    school.quizzes.save_quiz(Quiz("art", "art", sections=(Section(items=(drawn,)), Section())))
    for name, number in (("a1", 1), ("a2", 2)):
        school.quizzes.begin(attempt(name, number=number))
    school.quizzes.finish("a1", NOW)
    lines = school.quizzes.quizzes()
    assert [(line.quiz.id, line.questions, line.points, line.attempts) for line in lines] == [
        ("art", 10, 5.0, 0),
        ("monday", 2, 3.0, 1),
    ]


def test_a_deleted_quiz_is_out_of_the_list_but_its_attempts_stay(school):
    school.quizzes.begin(attempt())
    school.quizzes.delete_quiz("monday")
    assert school.quizzes.quizzes() == []
    assert school.quizzes.quiz("monday").name == "Monday"
    assert school.quizzes.attempts("monday") == [attempt()]
    with pytest.raises(NotFound):
        school.quizzes.delete_quiz("monday")
    school.quizzes.save_quiz(school.quizzes.quiz("monday"))
    assert [line.quiz.id for line in school.quizzes.quizzes()] == ["monday"]


def test_a_quiz_needs_a_name_and_numbers(school):
    with pytest.raises(StorageError, match="name"):
        school.quizzes.save_quiz(Quiz("x", "  "))
    with pytest.raises(StorageError, match="number"):
        school.quizzes.save_quiz(Quiz("x", "X", rules=QuizRules(minutes=float("nan"))))
    with pytest.raises(NotFound):
        school.quizzes.quiz("x")


def test_attempts_come_in_the_order_of_beginning(school):
    school.quizzes.begin(attempt("b"))
    school.quizzes.begin(attempt("a", learner="you", asked=()))
    school.quizzes.begin(attempt("c", number=2))
    assert [one.id for one in school.quizzes.attempts()] == ["b", "a", "c"]
    assert [one.id for one in school.quizzes.attempts("monday", "me")] == ["b", "c"]
    assert school.quizzes.attempts("other") == []
    assert school.quizzes.attempt("a") == attempt("a", learner="you", asked=())


def test_an_attempt_that_cannot_be_is_refused_as_a_whole(school):
    school.quizzes.begin(attempt())
    for wrong in (
        attempt(),  # begun already
        attempt("a2"),  # the learner's first attempt, a second time
        attempt("a3", quiz_id="gone", number=2),
        attempt("a4", number=2, asked=(Asked("q1", 1, 1, 0), Asked("gone", 1, 1, 0))),
    ):
        with pytest.raises(StorageError):
            school.quizzes.begin(wrong)
    assert [one.id for one in school.quizzes.attempts()] == ["a1"]


@settings(deadline=None)
@given(response=RESPONSES)
def test_a_response_comes_back_as_it_was_given(lasting, response):
    if not lasting.quizzes.attempts():
        lasting.decks.save_questions("history", [_plain()])
        lasting.quizzes.save_quiz(Quiz("monday", "Monday"))
        lasting.quizzes.begin(attempt(asked=(Asked("q1", 1, 1, 0),)))
    lasting.quizzes.give(Given("a1", 0, response, NOW, 1_500))
    assert lasting.quizzes.given(["a1"])[-1] == Given("a1", 0, response, NOW, 1_500)


def _plain():
    return Question("q1", AnswerKind.DATE, "When?", "1917")


def test_answers_and_marks_are_added_and_never_replaced(school):
    school.quizzes.begin(attempt())
    school.quizzes.begin(attempt("a2", number=2))
    first, second = Given("a1", 0, [1], NOW, 10), Given("a1", 0, [2], NOW, 20)
    other = Given("a2", 1, "x", NOW, 5)
    for given_ in (first, other, second):
        school.quizzes.give(given_)
    assert school.quizzes.given(["a1"]) == [first, second]
    assert school.quizzes.given(["a2", "a1"]) == [first, other, second]
    marks = [HandMark("a1", 0, 1.5, NOW, "Well argued."), HandMark("a1", 0, 1.0, NOW)]
    for mark in marks:
        school.quizzes.mark_by_hand(mark)
    assert school.quizzes.hand_marks(["a1"]) == marks
    assert school.quizzes.hand_marks([]) == []


def test_marks_that_are_withdrawn_are_gone_and_no_others(school):
    school.quizzes.begin(attempt())
    older, ours = HandMark("a1", 0, 1.5, NOW, "Fine."), HandMark("a1", 0, 2.0, NOW)
    elsewhere, newer = HandMark("a1", 1, 2.0, NOW), HandMark("a1", 0, 0.5, NOW)
    for mark in (older, ours, elsewhere, newer):
        school.quizzes.mark_by_hand(mark)
    school.quizzes.withdraw_marks([ours])
    assert school.quizzes.hand_marks(["a1"]) == [older, elsewhere, newer]
    school.quizzes.withdraw_marks([ours])
    assert school.quizzes.hand_marks(["a1"]) == [older, elsewhere, newer]


def test_an_attempt_that_is_handed_in_takes_no_answer_but_marks(school):
    school.quizzes.begin(attempt())
    school.quizzes.finish("a1", NOW)
    school.quizzes.finish("a1", NOW + timedelta(hours=1))
    assert school.quizzes.attempt("a1").finished_at == NOW
    with pytest.raises(StorageError, match="handed in"):
        school.quizzes.give(Given("a1", 0, "late", NOW, 1))
    school.quizzes.mark_by_hand(HandMark("a1", 1, 2.0, NOW))
    assert school.quizzes.given(["a1"]) == []


def test_an_attempt_gets_another_end_until_it_is_handed_in(school):
    school.quizzes.begin(attempt())
    later = NOW + timedelta(minutes=25)
    school.quizzes.extend("a1", later)
    assert school.quizzes.attempt("a1").deadline == later
    school.quizzes.finish("a1", NOW)
    with pytest.raises(StorageError, match="handed in"):
        school.quizzes.extend("a1", later + timedelta(minutes=5))
    assert school.quizzes.attempt("a1").deadline == later


def test_what_is_not_there_is_not_found(school):
    school.quizzes.begin(attempt())
    for call in (
        lambda: school.quizzes.attempt("gone"),
        lambda: school.quizzes.finish("gone", NOW),
        lambda: school.quizzes.extend("gone", NOW),
        lambda: school.quizzes.give(Given("gone", 0, None, NOW, 1)),
        lambda: school.quizzes.give(Given("a1", 2, None, NOW, 1)),
        lambda: school.quizzes.mark_by_hand(HandMark("a1", 2, 1.0, NOW)),
    ):
        with pytest.raises(NotFound):
            call()


def test_questions_met_are_those_asked_since(school):
    week = timedelta(days=7)
    school.quizzes.begin(attempt("old", started_at=NOW - week, asked=(Asked("q3", 1, 1, 0),)))
    school.quizzes.begin(attempt("new", number=2))
    assert school.quizzes.met("me", NOW) == {"q1", "q2"}
    assert school.quizzes.met("me", NOW - week) == {"q1", "q2", "q3"}
    assert school.quizzes.met("you", NOW - week) == set()


def test_a_question_that_an_attempt_or_a_quiz_names_is_retired_and_not_removed(school):
    school.quizzes.begin(attempt(asked=(Asked("q3", 1, 1, 0),)))
    assert school.decks.remove(["q1", "q3"]) == 0
    assert {school.decks.question(name).state for name in ("q1", "q3")} == {State.RETIRED}
    school.quizzes.delete_quiz("monday")
    assert school.decks.remove(["q1", "q2", "q3"]) == 2


def test_results_are_read_by_the_words_that_were_asked(school):
    school.quizzes.begin(attempt())
    asked = school.decks.question("q1")
    school.decks.update_question(replace(asked, stem="Worded anew?"))
    (of_q1,) = [one for one in school.quizzes.attempt("a1").asked if one.question_id == "q1"]
    assert school.decks.version("q1", of_q1.version) == asked
