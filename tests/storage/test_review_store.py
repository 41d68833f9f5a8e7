"""The log and what is derived from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.domain.deck import Deck
from quizapp.domain.identity import new_id
from quizapp.domain.question import State
from quizapp.domain.review import Form, MemoryState, Rating, Review, Verdict, counted
from quizapp.errors import NotFound, StorageError
from quizapp.progress import numbers
from quizapp.storage import counters


@pytest.fixture
def asked(stores, make_question):
    """Five accepted questions; q0 and q1 are siblings."""
    questions = [make_question(f"q{number}") for number in range(5)]
    questions[1] = replace(questions[1], fact_id=questions[0].fact_id)
    stores.decks.save_questions("history", questions)
    return stores


def names(lines):
    return [line.question_id for line in lines]


# the log


def test_an_answer_comes_back_as_it_was_given(asked, make_review, make_memory):
    answer = make_review("q1", given="ноябрь\n1917 ½", rating=Rating.HARD, verdict=Verdict.ALMOST)
    memory = make_memory("q1")
    asked.reviews.append(answer, memory)
    assert asked.reviews.reviews("me") == [answer]
    assert asked.reviews.memory("me", "q1") == memory
    assert asked.reviews.last_review("me") == answer


def test_answers_outlive_the_window_that_took_them(asked, made, make_review, make_memory):
    answer = make_review("q1")
    asked.reviews.append(answer, make_memory("q1"))
    asked.close()
    reopened = made.open()
    assert reopened.reviews.reviews("me", "q1") == [answer]
    reopened.close()


def test_the_moment_of_an_answer_is_kept_in_utc(asked, make_review):
    tokyo = datetime(2026, 3, 2, 23, 5, 59, 123456, tzinfo=timezone(timedelta(hours=9)))
    asked.reviews.append(make_review("q1", at=tokyo), None)
    (stored,) = asked.reviews.reviews("me")
    assert stored.at == tokyo
    assert stored.at.tzinfo is UTC


def test_a_moment_without_a_zone_is_refused(asked, make_review):
    with pytest.raises(ValueError, match="zone"):
        asked.reviews.append(make_review("q1", at=datetime(2026, 3, 2)), None)
    assert asked.reviews.reviews("me") == []


def test_reviews_come_in_the_order_of_answering(asked, make_review):
    at = datetime(2026, 3, 2, 12, tzinfo=UTC)
    late = make_review("q1", at=at + timedelta(seconds=5))
    early = [make_review("q2", at=at), make_review("q1", at=at)]
    for answer in (late, *early):
        asked.reviews.append(answer, None)
    assert asked.reviews.reviews("me") == [*early, late]
    assert asked.reviews.reviews("me", "q1") == [early[1], late]
    assert asked.reviews.reviews("someone else") == []


def test_the_same_answer_is_never_written_twice(asked, make_review, make_memory):
    answer = make_review("q1")
    asked.reviews.append(answer, make_memory("q1"))
    with pytest.raises(StorageError, match="already"):
        asked.reviews.append(answer, make_memory("q1", due_in=9))
    assert asked.reviews.memory("me", "q1") == make_memory("q1")


def test_an_answer_to_an_unknown_question_is_refused(asked, make_review, make_memory):
    with pytest.raises(NotFound):
        asked.reviews.append(make_review("gone"), make_memory("gone"))
    with pytest.raises(ValueError, match="another question"):
        asked.reviews.append(make_review("q1"), make_memory("q2"))


def test_a_memory_that_is_no_number_is_refused_with_its_answer(asked, make_review, make_memory):
    with pytest.raises(StorageError):
        asked.reviews.append(make_review("q1"), make_memory("q1", stability=float("nan")))
    assert asked.reviews.reviews("me") == []


# retraction


def take_back(answer, **fields):
    return replace(answer, id=new_id(), retracts=answer.id, **fields)


def test_a_retracted_answer_no_longer_counts_but_stays_in_the_log(
    asked, make_review, make_memory, today
):
    first, second = make_review("q1"), make_review("q2")
    asked.reviews.append(first, make_memory("q1"))
    asked.reviews.append(second, make_memory("q2"))
    undo = take_back(second)
    asked.reviews.append(undo, None)
    assert asked.reviews.reviews("me") == [first, second, undo]
    assert asked.reviews.answered_on("me", today) == [first]
    assert asked.reviews.last_review("me") == first
    assert asked.reviews.memory("me", "q2") is None
    assert asked.reviews.new_started_on("me", today) == 1
    assert asked.reviews.facts_seen_on("me", today) == {"fact of q0"}
    overview = asked.reviews.overview("me", today)
    assert (overview.reviews, overview.learned, overview.new) == (1, 1, 4)


def test_a_retraction_of_an_unknown_answer_is_refused(asked, make_review):
    answer = make_review("q1")
    asked.reviews.append(answer, None)
    for wrong in (
        make_review("q1", retracts="nothing"),
        make_review("q2", retracts=answer.id),
        make_review("q1", retracts=answer.id, learner="someone else"),
    ):
        with pytest.raises(NotFound):
            asked.reviews.append(wrong, None)
    assert asked.reviews.answered_on("me", answer.study_day) == [answer]


def test_an_answer_and_its_replacement_are_written_together_or_not_at_all(
    asked, make_review, make_memory
):
    first = make_review("q1")
    asked.reviews.append(first, make_memory("q1"))
    better = make_review("q1", rating=Rating.EASY)
    memory = make_memory("q1", due_in=12)
    with pytest.raises(StorageError):
        asked.reviews.append_all((take_back(first), first), memory)
    assert asked.reviews.last_review("me") == first
    asked.reviews.append_all((take_back(first), better), memory)
    assert asked.reviews.last_review("me") == better
    assert asked.reviews.memory("me", "q1") == memory
    with pytest.raises(ValueError, match="one question"):
        asked.reviews.append_all((make_review("q1"), make_review("q2")), None)


def test_no_answer_means_no_last_review(asked, today):
    assert asked.reviews.last_review("me") is None
    assert asked.reviews.answered_on("me", today) == []


# the queue


def test_due_gives_accepted_questions_of_the_decks_the_most_overdue_first(
    asked, make_question, make_review, make_memory, today
):
    asked.decks.save_deck(Deck("art", "Art"))
    asked.decks.save_questions("art", [make_question("p0")])
    for name, due_in in (("q0", 0), ("q1", -3), ("q2", 1), ("q3", -1), ("p0", -9)):
        asked.reviews.append(make_review(name), make_memory(name, due_in=due_in))
    asked.decks.set_state(["q3"], State.RETIRED)
    assert names(asked.reviews.due("me", today, ())) == ["p0", "q1", "q0"]
    assert names(asked.reviews.due("me", today, ("history",))) == ["q1", "q0"]
    assert names(asked.reviews.due("me", today, ("art", "history"))) == ["p0", "q1", "q0"]
    assert names(asked.reviews.due("me", today, (), 1)) == ["p0"]
    assert asked.reviews.due("me", today, ("gone",)) == []
    assert asked.reviews.due("someone else", today, ()) == []
    (line,) = asked.reviews.due("me", today, ("art",))
    assert line.memory == make_memory("p0", due_in=-9)
    assert (line.fact_id, line.deck_id) == ("fact of p0", "art")


def test_new_gives_accepted_questions_never_answered_in_the_order_of_adding(
    asked, make_question, make_review, make_memory
):
    asked.decks.save_deck(Deck("art", "Art"))
    asked.decks.save_questions("art", [make_question("p0"), make_question("p1", state=State.DRAFT)])
    asked.reviews.append(make_review("q1"), make_memory("q1"))
    lines = asked.reviews.new("me", (), 10)
    assert names(lines) == ["q0", "q2", "q3", "q4", "p0"]
    assert [line.position for line in lines] == sorted(line.position for line in lines)
    assert all(line.memory is None for line in lines)
    assert names(asked.reviews.new("me", (), 2)) == ["q0", "q2"]
    assert names(asked.reviews.new("me", ("art",), 10)) == ["p0"]
    assert asked.reviews.new("me", (), 0) == []
    assert names(asked.reviews.new("someone else", ("history",), 2)) == ["q0", "q1"]


def test_started_today_is_what_was_never_met_on_an_earlier_day(
    asked, make_review, make_memory, today
):
    yesterday = today - timedelta(days=1)
    asked.reviews.append(make_review("q0", study_day=yesterday), make_memory("q0"))
    for name in ("q0", "q1", "q1", "q2"):
        asked.reviews.append(make_review(name), make_memory(name))
    assert asked.reviews.new_started_on("me", today) == 2
    assert asked.reviews.new_started_on("me", yesterday) == 1
    assert asked.reviews.new_started_on("me", today + timedelta(days=1)) == 0


def test_facts_seen_today_hold_siblings_back_and_questions_without_a_fact_do_not(
    asked, make_question, make_review, make_memory, today
):
    asked.decks.save_questions("history", [make_question("alone", fact_id="")])
    for name in ("q0", "alone"):
        asked.reviews.append(make_review(name), make_memory(name))
    assert asked.reviews.facts_seen_on("me", today) == {"fact of q0"}
    assert asked.reviews.facts_seen_on("me", today + timedelta(days=1)) == set()


def test_replacing_memory_leaves_nothing_of_the_old_and_counts_anew(
    asked, make_review, make_memory, today
):
    for name in ("q0", "q1"):
        asked.reviews.append(make_review(name), make_memory(name, due_in=0))
    asked.reviews.append(make_review("q0", learner="other"), make_memory("q0"))
    asked.reviews.replace_memory("me", [make_memory("q2", due_in=0)])
    assert names(asked.reviews.due("me", today, ())) == ["q2"]
    assert asked.decks.summaries("me", today)[0].due == 1
    assert asked.reviews.memory("other", "q0") == make_memory("q0")
    asked.reviews.replace_memory("me", [])
    assert asked.reviews.overview("me", today).learned == 0
    with pytest.raises(NotFound):
        asked.reviews.replace_memory("me", [make_memory("gone")])


# derived numbers, held against their definitions

DAYS = [date(2026, 3, 2) + timedelta(days=number) for number in range(20)]
STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.just("answer"),
            st.integers(0, 5),
            st.integers(0, 19),
            st.sampled_from(list(Verdict)),
            st.sampled_from(list(Rating)),
        ),
        st.tuples(st.just("undo"), st.integers(0, 30)),
        st.tuples(st.just("state"), st.integers(0, 5), st.sampled_from(list(State))),
        st.tuples(st.just("look"), st.integers(0, 19)),
        st.tuples(st.just("delete deck")),
    ),
    max_size=40,
)


@pytest.fixture(scope="module")
def lasting(backend, tmp_path_factory):
    """One deck file for all examples; each has a learner and a deck of its own."""
    opened = backend.place(tmp_path_factory.mktemp("derived")).open()
    yield opened
    opened.close()


@settings(max_examples=60, deadline=None)
@given(steps=STEPS)
def test_numbers_kept_along_the_way_are_those_computed_from_the_whole_log(
    lasting, make_question_once, steps
):
    learner = deck = new_id()
    lasting.decks.save_deck(Deck(deck, deck))
    questions = [f"{deck} {number}" for number in range(6)]
    lasting.decks.save_questions(deck, map(make_question_once, questions))
    for step in steps:
        _take(lasting, learner, deck, questions, step)

    log, today = lasting.reviews.reviews(learner), DAYS[15]
    overview = lasting.reviews.overview(learner, today)
    assert overview.true_retention == numbers.true_retention(log)
    assert overview.recent_days == numbers.recent_days(log, today)
    assert overview.reviews == len(counted(log))
    assert overview.days_studied == len(numbers.by_day(log))
    due = lasting.reviews.due(learner, today, ())
    new = lasting.reviews.new(learner, (), -1)
    assert (overview.due, overview.new) == (len(due), len(new))
    summary = {found.id: found for found in lasting.decks.summaries(learner, today)}.get(deck)
    if summary:
        assert (summary.due, summary.new) == (
            len(lasting.reviews.due(learner, today, (deck,))),
            len(lasting.reviews.new(learner, (deck,), -1)),
        )
    with lasting._database.transaction() as connection:
        assert counters.in_step(connection)


def _take(stores, learner, deck, questions, step):
    match step:
        case ("answer", number, day, verdict, rating):
            question = questions[number]
            at = datetime(2026, 3, 2, 12, tzinfo=UTC) + timedelta(days=day)
            answer = Review(new_id(), learner, question, Form.TYPED, "1917", verdict, rating,
                            900, at, DAYS[day])  # fmt: skip
            memory = MemoryState(question, 2.0, 5.0, DAYS[day], DAYS[day] + timedelta(2), 1, 0)
            stores.reviews.append(answer, memory)
        case ("undo", number):
            log = counted(stores.reviews.reviews(learner))
            if log:
                stores.reviews.append(take_back(log[number % len(log)]), None)
        case ("state", number, state):
            stores.decks.set_state([questions[number]], state)
        case ("look", day):
            stores.reviews.overview(learner, DAYS[day])
        case ("delete deck",) if deck in {found.id for found in stores.decks.decks()}:
            stores.decks.delete_deck(deck)


@pytest.fixture(scope="module")
def make_question_once():
    from quizapp.domain.question import AnswerKind, Question

    return lambda name: Question(name, AnswerKind.DATE, "When?", "1917", fact_id=name)


def test_memories_of_many_questions_come_in_one_go(stores, make_question, make_memory):
    names = [f"q{number}" for number in range(1_203)]
    stores.decks.save_questions("history", [make_question(name) for name in names])
    stores.reviews.replace_memory("me", [make_memory(name) for name in names[::2]])
    stores.reviews.replace_memory("her", [make_memory("q1")])
    found = stores.reviews.memories("me", [*names, "gone"])
    assert found == {name: make_memory(name) for name in names[::2]}
    assert stores.reviews.memories("me", []) == {}
