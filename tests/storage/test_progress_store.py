"""What is summed in the deck file is what the definitions say."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta

import pytest

from quizapp.domain.calendar import DatePoint, HistoricalDate
from quizapp.domain.deck import Deck
from quizapp.domain.progress import Answered, DayCount, Mistake
from quizapp.domain.question import AnswerKind, State
from quizapp.domain.review import Rating, Verdict
from quizapp.progress import numbers
from quizapp.storage import progress_store, rows
from quizapp.storage.tables import DAY_TOTAL

MONDAY = date(2026, 3, 2)

WRONG = {"verdict": Verdict.WRONG, "rating": Rating.AGAIN}


@pytest.fixture
def asked(stores, make_question):
    dated = {
        "q0": HistoricalDate(new_style=DatePoint(1917, 11, 7), old_style=DatePoint(1917, 10, 25)),
        "q1": HistoricalDate(old_style=DatePoint(1917, 2)),
        "q2": HistoricalDate(new_style=DatePoint(-43, 3, 15)),
        "q3": None,
    }
    questions = [make_question(name, date=day, state=State.ACCEPTED) for name, day in dated.items()]
    draft = make_question("draft", state=State.DRAFT)
    stores.decks.save_questions("history", [*questions, draft])
    return stores


def test_every_accepted_question_stands_somewhere(asked, make_review, make_memory):
    asked.reviews.append(make_review("q1"), make_memory("q1"))
    found = asked.progress.standings("me")
    assert [s.question_id for s in found] == ["q0", "q1", "q2", "q3"]
    assert [s.year for s in found] == [1917, 1917, -43, None]
    assert [s.memory for s in found] == [None, make_memory("q1"), None, None]
    assert {(s.deck_id, s.kind, s.document) for s in found} == {
        ("history", AnswerKind.DATE, "f" * 64)
    }
    assert all(s.memory is None for s in asked.progress.standings("someone else"))


def test_dated_questions_are_the_accepted_ones_with_a_date(asked, make_review, make_memory):
    asked.reviews.append(make_review("q1"), make_memory("q1"))
    found = asked.progress.dated("me")
    assert [d.question_id for d in found] == ["q0", "q1", "q2"]
    assert [d.date for d in found] == [asked.decks.question(d.question_id).date for d in found]
    assert [d.stability for d in found] == [None, make_memory("q1").stability, None]
    assert {(d.deck_id, d.kind, d.document) for d in found} == {
        ("history", AnswerKind.DATE, "f" * 64)
    }
    assert found[0].fact_id == "fact of q0"
    assert all(d.stability is None for d in asked.progress.dated("someone else"))


def test_dated_questions_of_some_decks_and_of_a_search(asked, make_question):
    asked.decks.save_deck(Deck("other", "Other"))
    date = HistoricalDate(new_style=DatePoint(1872, 6, 14))
    quay = make_question("quay", stem="When was the quay opened?", date=date)
    asked.decks.save_questions("other", [quay])
    assert [d.question_id for d in asked.progress.dated("me", ["other"])] == ["quay"]
    assert len(asked.progress.dated("me", ["other", "history"])) == 4
    assert [d.question_id for d in asked.progress.dated("me", text="quay op")] == ["quay"]
    assert asked.progress.dated("me", ["history"], "quay") == []
    assert asked.progress.dated("me", text="?!") == []


def test_wordings_of_more_ids_than_one_condition_takes(asked, monkeypatch):
    monkeypatch.setattr(rows, "PART", 2)
    found = asked.progress.wordings(["q0", "q1", "gone", "q2", "q3"])
    assert set(found) == {"q0", "q1", "q2", "q3"}
    assert found["q1"] == ("When was the decree q1 signed?", "8 November 1917")
    assert asked.progress.wordings([]) == {}


def test_the_place_of_a_fact_is_the_answer_of_its_question(asked, make_question):
    places = [
        make_question("p1", kind=AnswerKind.PLACE, answer="Granvik", fact_id="move"),
        make_question("p2", kind=AnswerKind.PLACE, answer="Lindholm", fact_id="move"),
        make_question("p3", kind=AnswerKind.PLACE, answer="Osterby", fact_id=""),
        make_question("p4", kind=AnswerKind.PLACE, fact_id="draft", state=State.DRAFT),
    ]
    asked.decks.save_questions("history", places)
    assert asked.progress.places() == {"move": "Granvik"}


def test_the_words_of_every_accepted_question_come_with_how_firmly_it_is_known(
    asked, make_question, make_review, make_memory
):
    place = make_question("p", kind=AnswerKind.PLACE, accept=("Petrograd",), state=State.ACCEPTED)
    asked.decks.save_deck(Deck("other", "Other"))
    asked.decks.save_questions("other", [place])
    asked.reviews.append(make_review("q1"), make_memory("q1"))
    found = asked.progress.namings("me")
    assert [n.question_id for n in found] == ["q0", "q1", "q2", "q3", "p"]
    known = make_memory("q1")
    assert [(n.stability, n.last_day) for n in found[:2]] == [
        (None, None), (known.stability, known.last_day),
    ]  # fmt: skip
    assert (found[4].stem, found[4].answer) == (place.stem, place.answer)
    assert [n.accept for n in found[3:]] == [(), ("Petrograd",)]
    assert [n.deck_id for n in found[3:]] == ["history", "other"]
    assert [n.question_id for n in asked.progress.namings("me", ["other"])] == ["p"]
    assert [n.question_id for n in asked.progress.namings("me", (), 2)] == ["q0", "q1"]
    assert asked.progress.namings("me", ["none"]) == []
    some = asked.progress.namings_of("me", ["p", "q1", "gone"])
    assert sorted(some, key=lambda n: n.question_id) == [found[4], found[1]]
    assert asked.progress.namings_of("me", []) == []


def test_days_are_summed_as_defined(asked, make_review, make_memory, today):
    rows = [
        make_review("q1", study_day=today - timedelta(days=3)),
        make_review("q1", **WRONG),
        make_review("q2", milliseconds=5000),
    ]
    for row in rows:
        asked.reviews.append(row, make_memory(row.question_id))
    found = asked.progress.days("me")
    assert found == list(numbers.by_day(rows).values())
    assert [(day.recalls, day.recalled) for day in found] == [(0, 0), (1, 0)]


def test_a_day_whose_answers_were_all_taken_back_is_no_day(asked, make_review, make_memory):
    row = make_review("q1")
    asked.reviews.append(row, make_memory("q1"))
    asked.reviews.append(make_review("q1", retracts=row.id), None)
    assert asked.progress.days("me") == []
    assert list(asked.progress.answers("me")) == []


def test_mistakes_are_counted_by_what_was_given(asked, make_review, make_memory):
    for given in ("1 May 1918", "1 May 1918", "2 May 1918", ""):
        asked.reviews.append(make_review("q1", given=given, **WRONG), make_memory("q1"))
    asked.reviews.append(make_review("q2", given="right"), make_memory("q2"))
    key = asked.decks.question("q1").answer
    assert asked.progress.mistakes("me", 10) == [
        Mistake("q1", AnswerKind.DATE, key, "1 May 1918", 2),
        Mistake("q1", AnswerKind.DATE, key, "2 May 1918", 1),
    ]
    assert len(asked.progress.mistakes("me", 1)) == 1
    assert asked.progress.mistakes("someone else", 10) == []


def test_what_was_met_is_found_by_a_word_of_its_answer(
    stores, make_question, make_review, make_memory
):
    def save(name, **fields):
        stores.decks.save_questions("history", [make_question(name, accept=(), **fields)])

    def met(name):
        stores.reviews.append(make_review(name), make_memory(name))

    save("brest", answer="3 March 1918")
    save("capital", answer="March 1918")
    stores.decks.save_questions("history", [make_question("accepted", accept=("1918",))])
    save("stem", stem="What came after 1918?", answer="1919")
    save("new", answer="1918")
    save("retired", answer="1918")
    save("person", answer="Mr 1918", kind=AnswerKind.LEADER)
    stores.decks.set_state(
        ["brest", "capital", "accepted", "stem", "person", "new"], State.ACCEPTED
    )
    for name in ("capital", "accepted", "stem", "retired", "person"):
        met(name)
    later = MONDAY + timedelta(days=1)
    stores.reviews.append(make_review("brest"), make_memory("brest", last_day=later))
    stores.decks.set_state(["retired"], State.RETIRED)

    def found(learner="me", kind=AnswerKind.DATE, word="1918", limit=9):
        return [q.id for q in stores.progress.met_with_answer(learner, kind, word, limit)]

    assert found() == ["brest", "capital", "accepted"], "the one answered last first"
    assert found(limit=1) == ["brest"]
    assert found(kind=AnswerKind.LEADER) == ["person"]
    assert found("someone else") == []
    assert found(word="191") == [], "a whole word"
    assert found(word='"') == []
    assert found(word="- OR *") == []


def test_answers_are_read_page_by_page_and_none_is_left_out(
    asked, make_review, make_memory, monkeypatch
):
    monkeypatch.setattr(progress_store, "_PAGE", 2)
    rows = [make_review("q1", **WRONG), *(make_review("q2", rating=Rating.EASY) for _ in range(4))]
    for row in rows:
        asked.reviews.append(row, make_memory(row.question_id))
    day = rows[0].study_day
    assert list(asked.progress.answers("me")) == [
        Answered("q1", day, Rating.AGAIN, False), *[Answered("q2", day, Rating.EASY, True)] * 4,
    ]  # fmt: skip
    assert list(asked.progress.answers("someone else")) == []


def test_many_days_summed_in_one_go_are_the_days_summed_one_by_one(
    asked, make_review, make_memory, today
):
    log = []
    for back in range(45, 0, -1):
        for name in ("q0", "q1", "q2")[: 1 + back % 3]:
            wrong = WRONG if back % 4 == 0 else {}
            log.append(make_review(name, study_day=today - timedelta(days=back), **wrong))
            asked.reviews.append(log[-1], make_memory(name))
    name = log[-1].question_id
    undone = make_review(name, study_day=today, retracts=log[-1].id)
    asked.reviews.append(undone, make_memory(name))
    found = asked.progress.days("me")
    assert len(found) > 40
    assert found == list(numbers.by_day([*log, undone]).values())


def test_the_columns_are_those_of_a_day():
    columns = [column.name for column in DAY_TOTAL.c]
    assert columns == ["learner", *(field.name for field in fields(DayCount))]


def test_the_tags_of_accepted_questions_are_told_where_there_are_any(asked, make_question):
    draft = make_question("d", tags=("x",), state=State.DRAFT)
    tagged = make_question("t", tags=("duma", "1917"))
    asked.decks.save_questions("history", [tagged, draft])
    assert asked.progress.tags() == {"t": ("duma", "1917")}


def test_what_was_answered_lately_has_its_answers_the_newest_first(
    asked, make_review, make_memory, today
):
    long_ago = make_review("q0", study_day=today - timedelta(days=40), **WRONG)
    for row in (long_ago, make_review("q1", **WRONG), make_review("q2"), make_review("q1")):
        asked.reviews.append(row, make_memory(row.question_id))
    found = asked.progress.lately("me", today - timedelta(days=30), 100)
    assert [(each.question_id, each.missed) for each in found] == [
        ("q1", (False, True)), ("q2", (False,)),
    ]  # fmt: skip
    assert found[0].answer == asked.decks.question("q1").answer
    assert [each.question_id for each in asked.progress.lately("me", today, 1)] == ["q1"]
    assert asked.progress.lately("someone else", today, 100) == []


def test_wrong_answers_to_a_question_are_each_told_once(asked, make_review, make_memory):
    for given in ("1 May 1918", "2 May 1918", "1 May 1918", ""):
        asked.reviews.append(make_review("q1", given=given, **WRONG), make_memory("q1"))
    asked.reviews.append(make_review("q1", given="right"), make_memory("q1"))
    assert asked.progress.wrong_answers("me", "q1") == ["1 May 1918", "2 May 1918"]
    assert asked.progress.wrong_answers("me", "q2") == []
