"""What a learner set aside is kept, and counted nowhere as work."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import event

from quizapp.domain.mark import Mark
from quizapp.domain.question import AnswerKind, Marked, QuestionFilter
from quizapp.errors import NotFound


@pytest.fixture
def marked(stores, make_question, make_review, make_memory):
    """Four questions: q0 and q1 are due, q2 and q3 were never met."""
    stores.decks.save_questions("history", [make_question(f"q{n}") for n in range(4)])
    for name in ("q0", "q1"):
        stores.reviews.append(make_review(name), make_memory(name, due_in=0))
    return stores


def test_a_question_nobody_marked_has_a_mark_with_nothing_set(marked):
    assert marked.marks.marks_of("me", ["q0", "no such"]) == [Mark("q0"), Mark("no such")]
    assert marked.marks.marks("me") == []


def test_marks_are_kept_per_learner_in_the_order_of_adding(marked, today):
    tomorrow = today + timedelta(days=1)
    marked.marks.save("me", [Mark("q2", flagged=True), Mark("q0", suspended=True)])
    marked.marks.save("ann", [Mark("q0", buried_until=tomorrow)])
    assert marked.marks.marks("me") == [Mark("q0", suspended=True), Mark("q2", flagged=True)]
    assert marked.marks.marks_of("ann", ["q3", "q0"]) == [
        Mark("q3"), Mark("q0", buried_until=tomorrow),
    ]  # fmt: skip


def test_a_mark_takes_the_place_of_the_one_before(marked):
    marked.marks.save("me", [Mark("q0", suspended=True)])
    marked.marks.save("me", [Mark("q0", flagged=True)])
    assert marked.marks.marks("me") == [Mark("q0", flagged=True)]
    marked.marks.save("me", [Mark("q0")])
    assert marked.marks.marks("me") == []


def test_many_are_read_and_marked_in_a_few_statements(marked, make_question):
    many = [f"m{number}" for number in range(2_500)]
    marked.decks.save_questions("history", [make_question(name) for name in many])
    statements = []
    with marked._database.transaction() as connection:
        engine = connection.engine
    event.listen(engine, "before_cursor_execute", lambda *seen: statements.append(seen[2]))
    marked.marks.save("me", [Mark(name, suspended=True) for name in many])
    assert all(mark.suspended for mark in marked.marks.marks_of("me", many))
    assert len(statements) < 20


def test_marks_of_a_question_that_is_gone_are_refused_and_nothing_is_kept(marked):
    with pytest.raises(NotFound):
        marked.marks.save("me", [Mark("q0", suspended=True), Mark("gone", suspended=True)])
    assert marked.marks.marks("me") == []


@pytest.mark.parametrize("aside", [{"suspended": True}, {"buried": True}])
def test_what_is_set_aside_is_neither_due_nor_new(marked, today, aside):
    tomorrow = today + timedelta(days=1)
    how = {"suspended": True} if "suspended" in aside else {"buried_until": tomorrow}
    marked.marks.save("me", [Mark("q0", **how), Mark("q3", **how)])
    (deck,) = marked.decks.summaries("me", today)
    assert (deck.questions, deck.due, deck.new) == (4, 1, 1)
    overview = marked.reviews.overview("me", today)
    assert (overview.questions, overview.due, overview.new) == (4, 1, 1)
    (of_ann,) = marked.decks.summaries("ann", today)
    assert (of_ann.due, of_ann.new) == (0, 4)


def test_a_buried_question_is_back_the_day_it_was_buried_until(marked, today):
    tomorrow = today + timedelta(days=1)
    marked.marks.save("me", [Mark("q0", buried_until=tomorrow)])
    assert marked.decks.summaries("me", today)[0].due == 1
    assert marked.decks.summaries("me", tomorrow)[0].due == 2


def test_flags_count_as_ever_and_can_be_searched_for(marked, today):
    marked.marks.save("me", [Mark("q1", flagged=True), Mark("q2", suspended=True)])
    assert marked.decks.summaries("me", today)[0].due == 2

    def names(how, learner="me"):
        wanted = QuestionFilter(marked=how, learner=learner)
        assert marked.decks.count(wanted) == len(marked.decks.ids(wanted))
        return marked.decks.ids(wanted)

    assert names(Marked.FLAGGED) == ["q1"]
    assert names(Marked.SUSPENDED) == ["q2"]
    assert names(Marked.FLAGGED, "ann") == []


def test_questions_are_found_by_the_years_they_ask_for_or_name(stores, make_question):
    from quizapp.domain.calendar import DatePoint, HistoricalDate

    def when(year):
        return HistoricalDate(new_style=DatePoint(year))

    stores.decks.save_questions(
        "history",
        [
            make_question("d1917", date=when(1917)),
            make_question("d1921", date=when(1921), stem="What ended four years after 1917?"),
            make_question("dBC", date=when(-479)),
            make_question("who", kind=AnswerKind.LEADER, stem="Who led the army in 1919?"),
            make_question("none", kind=AnswerKind.LEADER, stem="Who led the army?"),
        ],
    )

    def names(first, last):
        wanted = QuestionFilter(first_year=first, last_year=last)
        found = stores.decks.ids(wanted)
        assert stores.decks.count(wanted) == len(found)
        assert [q.id for q in stores.decks.questions(wanted)] == found
        assert [q.id for q in stores.decks.questions(wanted, 1, 1)] == found[1:2]
        return found

    assert names(1917, 1919) == ["d1917", "who"]
    assert names(None, 0) == ["dBC"]
    assert names(-480, -480) == ["dBC"], "-479 as astronomers count is 480 BC"
    assert names(1918, None) == ["d1921", "who"]


def test_some_decks_can_be_wanted(stores, make_question):
    from quizapp.domain.deck import Deck

    stores.decks.save_deck(Deck("art", "Art"))
    stores.decks.save_questions("history", [make_question("h")])
    stores.decks.save_questions("art", [make_question("a")])
    assert stores.decks.ids(QuestionFilter(deck_ids=("art",))) == ["a"]
    assert stores.decks.ids(QuestionFilter(deck_ids=("art", "history"))) == ["h", "a"]
