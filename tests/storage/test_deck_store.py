"""Decks and questions: what is kept, counted and found."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from quizapp.domain.deck import Deck, DeckSummary, ImportReport
from quizapp.domain.identity import new_id
from quizapp.domain.judgement import Act, Judgement
from quizapp.domain.question import (
    AnswerKind,
    Difficulty,
    Origin,
    Picture,
    QuestionFilter,
    State,
)
from quizapp.domain.task import Choose, Option, Order
from quizapp.errors import NotFound, StorageError


def ids(questions):
    return [question.id for question in questions]


# decks


def test_decks_come_back_in_the_order_of_their_names(stores):
    stores.decks.save_deck(Deck("a", "art", "Pictures and their painters"))
    assert stores.decks.decks() == [
        Deck("a", "art", "Pictures and their painters"),
        Deck("history", "History"),
    ]
    assert stores.decks.deck("a").description == "Pictures and their painters"


def test_saving_a_known_deck_renames_it(stores):
    stores.decks.save_deck(Deck("history", "World history"))
    assert stores.decks.decks() == [Deck("history", "World history")]


@pytest.mark.parametrize("name", ["HISTORY", " history ", "History"])
def test_two_decks_never_share_a_name_whatever_its_case(stores, name):
    with pytest.raises(StorageError, match="“History”"):
        stores.decks.save_deck(Deck("other", name))


def test_a_deck_may_change_the_case_of_its_own_name(stores):
    stores.decks.save_deck(Deck("history", "HISTORY"))
    assert stores.decks.deck("history").name == "HISTORY"


@pytest.mark.parametrize("name", ["", "   "])
def test_a_deck_needs_a_name(stores, name):
    with pytest.raises(StorageError, match="name"):
        stores.decks.save_deck(Deck("other", name))


def test_names_differ_by_letters_beyond_ascii_too(stores):
    stores.decks.save_deck(Deck("r", "История"))
    with pytest.raises(StorageError):
        stores.decks.save_deck(Deck("r2", "ИСТОРИЯ"))


def test_an_unknown_deck_is_not_found(stores, make_question):
    for call in (
        lambda: stores.decks.deck("gone"),
        lambda: stores.decks.delete_deck("gone"),
        lambda: stores.decks.save_questions("gone", [make_question()]),
    ):
        with pytest.raises(NotFound):
            call()


def test_deleting_a_deck_retires_its_questions_and_keeps_their_reviews(
    stores, make_question, make_review, make_memory, today
):
    stores.decks.save_questions("history", [make_question("q1"), make_question("q2")])
    answer = make_review("q1")
    stores.reviews.append(answer, make_memory("q1", due_in=0))
    stores.decks.delete_deck("history")
    assert stores.decks.decks() == []
    assert stores.decks.summaries("me", today) == []
    assert {stores.decks.question(name).state for name in ("q1", "q2")} == {State.RETIRED}
    assert stores.reviews.reviews("me") == [answer]
    assert stores.reviews.due("me", today, ()) == []
    assert stores.decks.deck_of("q1").name == "History"


def test_the_name_of_a_deleted_deck_is_free_again(stores):
    stores.decks.delete_deck("history")
    stores.decks.save_deck(Deck("new", "History"))
    assert stores.decks.decks() == [Deck("new", "History")]


def test_questions_retired_with_their_deck_come_back_with_their_progress(
    stores, make_question, make_review, make_memory, today
):
    draft = make_question("q1", state=State.DRAFT)
    stores.decks.save_questions("history", [draft])
    stores.decks.set_state(["q1"], State.ACCEPTED)
    stores.reviews.append(make_review("q1"), make_memory("q1", due_in=0))
    stores.decks.delete_deck("history")
    assert "q1" not in stores.decks.known_ids()

    stores.decks.save_deck(Deck("again", "Again"))
    stores.decks.save_questions("again", [draft])
    assert stores.decks.question("q1").state is State.DRAFT
    stores.decks.set_state(["q1"], State.ACCEPTED)
    assert stores.decks.deck_of("q1").id == "again"
    assert [line.question_id for line in stores.reviews.due("me", today, ())] == ["q1"]


def test_a_shipped_question_moves_to_the_deck_of_the_new_edition_with_its_progress(
    stores, make_question, make_review, make_memory, today
):
    shipped = make_question("q1", origin=Origin.SHIPPED)
    stores.decks.save_questions("history", [shipped])
    stores.reviews.append(make_review("q1"), make_memory("q1", due_in=0))
    stores.decks.save_deck(Deck("essentials", "Essentials"))
    stores.decks.save_questions("essentials", [shipped])
    assert stores.decks.deck_of("q1").id == "essentials"
    assert [line.question_id for line in stores.reviews.due("me", today, ())] == ["q1"]


def test_a_summary_counts_new_due_and_drafts(
    stores, make_question, make_review, make_memory, today
):
    stores.decks.save_deck(Deck("empty", "Empty", "Nothing yet"))
    questions = [make_question(f"q{number}") for number in range(5)]
    questions += [make_question("d", state=State.DRAFT), make_question("r", state=State.REJECTED)]
    stores.decks.save_questions("history", questions)
    for name, due_in in (("q0", -1), ("q1", 0), ("q2", 1)):
        stores.reviews.append(make_review(name), make_memory(name, due_in=due_in))
    assert stores.decks.summaries("me", today) == [
        DeckSummary("empty", "Empty", "Nothing yet", questions=0, due=0, new=0, drafts=0),
        DeckSummary("history", "History", "", questions=5, due=2, new=2, drafts=1),
    ]
    other = stores.decks.summaries("someone else", today)[1]
    assert (other.due, other.new) == (0, 5)


# saving questions


def test_new_ids_are_added_known_ones_updated_and_the_rest_counted_as_unchanged(
    stores, make_question
):
    first = [make_question("q1"), make_question("q2")]
    assert stores.decks.save_questions("history", first) == ImportReport(added=2)
    second = [make_question("q1"), make_question("q2", answer="9 November 1917"),
              make_question("q3")]  # fmt: skip
    report = stores.decks.save_questions("history", second)
    assert report == ImportReport(added=1, changed=1, unchanged=1)
    assert stores.decks.question("q2").answer == "9 November 1917"


def test_an_exported_question_that_comes_back_changes_nothing(stores, make_question):
    mine = make_question("q1", distractors=("b", "a"), origin=Origin.GENERATED)
    stores.decks.save_questions("history", [mine])
    back = make_question("q1", distractors=("a", "b"), origin=Origin.IMPORTED)
    assert stores.decks.save_questions("history", [back]) == ImportReport(unchanged=1)
    assert stores.decks.question("q1").origin is Origin.GENERATED


def test_an_update_keeps_the_progress_and_the_order_of_adding(
    stores, make_question, make_review, make_memory
):
    stores.decks.save_questions("history", [make_question("q1"), make_question("q2")])
    memory = make_memory("q1")
    stores.reviews.append(make_review("q1"), memory)
    stores.decks.save_questions("history", [make_question("q1", stem="Which day was it?")])
    assert stores.reviews.memory("me", "q1") == memory
    assert ids(stores.decks.questions(QuestionFilter())) == ["q1", "q2"]


def test_the_same_id_twice_in_one_import_is_one_question(stores, make_question):
    twice = [make_question("q1"), make_question("q1", answer="1918"), make_question("q1")]
    assert stores.decks.save_questions("history", twice) == ImportReport(added=1, changed=2)
    assert stores.decks.count(QuestionFilter(text="1918")) == 0


def test_more_questions_than_one_chunk_are_all_kept_in_order(stores, make_question):
    many = [make_question(f"q{number:04}") for number in range(2_345)]
    assert stores.decks.save_questions("history", iter(many)).added == len(many)
    assert stores.decks.questions(QuestionFilter()) == many
    assert stores.decks.save_questions("history", many).unchanged == len(many)


def test_an_import_that_fails_on_the_way_leaves_nothing_behind(stores, make_question):
    def broken():
        yield from (make_question(f"q{number}") for number in range(1_500))
        raise RuntimeError("the file ended")

    with pytest.raises(RuntimeError):
        stores.decks.save_questions("history", broken())
    assert stores.decks.count(QuestionFilter()) == 0
    assert stores.decks.questions(QuestionFilter(text="decree")) == []


@pytest.mark.parametrize("decision", [State.ACCEPTED, State.REJECTED, State.RETIRED])
def test_a_draft_never_overwrites_a_decision(stores, make_question, decision):
    stores.decks.save_questions("history", [make_question("q1", state=State.DRAFT)])
    stores.decks.set_state(["q1"], decision)
    again = make_question("q1", state=State.DRAFT, stem="Written anew?")
    assert stores.decks.save_questions("history", [again]) == ImportReport(unchanged=1)
    assert stores.decks.question("q1") == make_question("q1", state=decision)


def test_a_draft_overwrites_a_draft_that_no_one_touched(stores, make_question):
    stores.decks.save_questions("history", [make_question("q1", state=State.DRAFT)])
    better = make_question("q1", state=State.DRAFT, stem="When exactly was it signed?")
    assert stores.decks.save_questions("history", [better]) == ImportReport(changed=1)
    assert stores.decks.question("q1") == better


def test_a_draft_never_overwrites_edited_words_even_while_it_waits(stores, make_question):
    stores.decks.save_questions("history", [make_question("q1", state=State.DRAFT)])
    mine = make_question("q1", state=State.DRAFT, stem="My own words?")
    stores.decks.update_question(mine)
    again = make_question("q1", state=State.DRAFT, stem="The machine's words?")
    stores.decks.save_questions("history", [again])
    assert stores.decks.question("q1") == mine


def test_a_decision_taken_back_lets_drafts_in_again(stores, make_question):
    stores.decks.save_questions("history", [make_question("q1", state=State.DRAFT)])
    stores.decks.set_state(["q1"], State.REJECTED)
    stores.decks.set_state(["q1"], State.DRAFT)
    better = make_question("q1", state=State.DRAFT, stem="Better?")
    stores.decks.save_questions("history", [better])
    assert stores.decks.question("q1").stem == "Better?"


def test_a_shipped_deck_renews_words_but_not_those_a_person_edited(stores, make_question):
    shipped = [make_question(name, origin=Origin.SHIPPED) for name in ("q1", "q2")]
    stores.decks.save_questions("history", shipped)
    mine = replace(shipped[0], stem="My wording?")
    stores.decks.update_question(mine)
    stores.decks.set_state(["q2"], State.RETIRED)
    renewed = [replace(question, stem="New in this version?") for question in shipped]
    stores.decks.save_questions("history", renewed)
    assert stores.decks.question("q1") == mine
    assert stores.decks.question("q2") == replace(renewed[1], state=State.RETIRED)


def test_an_imported_file_brings_its_words_over_edited_ones(stores, make_question):
    stores.decks.save_questions("history", [make_question("q1")])
    stores.decks.update_question(make_question("q1", stem="Mine?"))
    stores.decks.save_questions("history", [make_question("q1", stem="From the file?")])
    assert stores.decks.question("q1").stem == "From the file?"


def test_an_imported_acceptance_accepts_a_waiting_draft(stores, make_question):
    stores.decks.save_questions("history", [make_question("q1", state=State.DRAFT)])
    stores.decks.save_questions("history", [make_question("q1")])
    assert stores.decks.question("q1").state is State.ACCEPTED


def test_a_question_known_in_another_deck_stays_there(stores, make_question):
    stores.decks.save_deck(Deck("other", "Other"))
    stores.decks.save_questions("history", [make_question("q1")])
    stores.decks.save_questions("other", [make_question("q1", answer="1918")])
    assert stores.decks.deck_of("q1").id == "history"
    assert stores.decks.question("q1").answer == "1918"


def test_states_are_set_for_all_or_none(stores, make_question):
    stores.decks.save_questions("history", [make_question("q1")])
    with pytest.raises(NotFound):
        stores.decks.set_state(["q1", "gone"], State.RETIRED)
    assert stores.decks.question("q1").state is State.ACCEPTED


def test_an_unknown_question_is_not_found(stores, make_question):
    for call in (
        lambda: stores.decks.question("gone"),
        lambda: stores.decks.deck_of("gone"),
        lambda: stores.decks.update_question(make_question("gone")),
    ):
        with pytest.raises(NotFound):
            call()


def test_some_questions_are_read_at_once_and_what_is_gone_is_left_out(stores, make_question):
    many = [make_question(f"q{n}", tags=("t",)) for n in range(2_100)]  # more than one statement
    stores.decks.save_questions("history", many)
    wanted = ["q2099", "gone", "q0", "q1500"]
    found = stores.decks.questions_by_id(wanted)
    assert found == {id_: stores.decks.question(id_) for id_ in ("q2099", "q0", "q1500")}
    assert len(stores.decks.questions_by_id([each.id for each in many])) == 2_100
    assert stores.decks.questions_by_id([]) == {}


def test_known_ids_are_those_of_every_state(stores, make_question):
    questions = [make_question(state.value, state=state) for state in State]
    stores.decks.save_questions("history", questions)
    assert stores.decks.known_ids() == {state.value for state in State}


# versions


def test_former_words_are_kept_whenever_words_change(stores, make_question):
    stores.decks.save_questions("history", [make_question("q1")])
    stores.decks.update_question(make_question("q1", stem="Mine?", tags=("a",)))
    stores.decks.save_questions("history", [make_question("q1", stem="From a file?")])
    versions = stores.decks.versions("q1")
    assert [(v.number, v.question.stem, v.question.tags) for v in versions] == [
        (3, "From a file?", ()),
        (2, "Mine?", ("a",)),
        (1, make_question("q1").stem, ()),
    ]
    assert versions[2].at is None
    assert versions[1].at <= versions[0].at
    assert [stores.decks.version("q1", v.number) for v in versions] == [
        v.question for v in versions
    ]
    assert stores.decks.version_numbers(["q1", "gone"]) == {"q1": 3}


def test_what_is_not_of_the_words_makes_no_version(stores, make_question):
    stores.decks.save_questions("history", [make_question("q1")])
    stores.decks.set_state(["q1"], State.RETIRED)
    stores.decks.set_confidences({"q1": 0.3})
    stores.decks.save_questions("history", [make_question("q1")])
    stores.decks.update_question(replace(stores.decks.question("q1"), state=State.ACCEPTED))
    assert stores.decks.version_numbers(["q1"]) == {"q1": 1}
    assert [version.number for version in stores.decks.versions("q1")] == [1]


def test_an_unknown_version_is_not_found(stores, make_question):
    stores.decks.save_questions("history", [make_question("q1")])
    for question_id, number in (("q1", 0), ("q1", 2), ("gone", 1)):
        with pytest.raises(NotFound):
            stores.decks.version(question_id, number)
    with pytest.raises(NotFound):
        stores.decks.versions("gone")


def test_a_former_version_that_fails_to_be_written_changes_nothing(stores, make_question):
    stores.decks.save_questions("history", [make_question("q1")])
    with stores._database.transaction() as connection:
        connection.exec_driver_sql("INSERT INTO question_version VALUES (1, 1, '2026-01-01', '{}')")
    with pytest.raises(StorageError):
        stores.decks.update_question(make_question("q1", stem="Other?"))
    assert stores.decks.question("q1").stem == make_question("q1").stem


# tags, topics, pictures


def test_tags_and_topics_are_those_of_accepted_questions(stores, make_question):
    stores.decks.save_questions(
        "history",
        [
            make_question("a", tags=("Война", "army", "army"), topic="Russia/1917"),
            make_question("b", tags=("Army", "army"), topic="Russia"),
            make_question("c", tags=("army", "draft"), topic="Draft", state=State.DRAFT),
            make_question("d"),
        ],
    )
    assert stores.decks.tags() == ["Army", "army", "Война"]
    assert stores.decks.topics() == ["Russia", "Russia/1917"]
    stores.decks.update_question(make_question("a", tags=("navy",)))
    assert stores.decks.tags() == ["Army", "army", "navy"]
    assert stores.decks.topics() == ["Russia"]


def test_a_picture_is_kept_once_under_its_id(stores):
    stores.decks.save_pictures({"p1": b"first"})
    stores.decks.save_pictures({"p1": b"other", "p2": b"second"})
    assert (stores.decks.picture("p1"), stores.decks.picture("p2")) == (b"first", b"second")
    with pytest.raises(NotFound):
        stores.decks.picture("p3")


# removing


def test_a_question_that_nothing_refers_to_is_gone_for_good(stores, make_question):
    with_picture = make_question("q1", tags=("a",), picture=Picture("p1", "image/png"))
    stores.decks.save_pictures({"p1": b"data"})
    stores.decks.save_questions("history", [with_picture, make_question("q2")])
    stores.decks.update_question(replace(with_picture, stem="Other?", picture=None))
    assert stores.decks.remove(["q1", "gone"]) == 1
    assert ids(stores.decks.questions(QuestionFilter())) == ["q2"]
    assert stores.decks.count(QuestionFilter()) == 1
    assert stores.decks.count(QuestionFilter(text="other")) == 0
    assert stores.decks.known_ids() == {"q2"}
    with pytest.raises(NotFound):
        stores.decks.picture("p1")
    assert stores.maintenance.check().findings == ()


def test_a_picture_that_another_question_shows_stays(stores, make_question):
    picture = Picture("p1", "image/png")
    stores.decks.save_pictures({"p1": b"data"})
    stores.decks.save_questions(
        "history", [make_question(name, picture=picture) for name in ("q1", "q2")]
    )
    stores.decks.remove(["q1"])
    assert stores.decks.picture("p1") == b"data"


def test_a_question_with_an_answer_or_a_verdict_is_retired_and_comes_back_with_its_file(
    stores, make_question, make_review, make_memory
):
    stores.decks.save_questions("history", [make_question("q1"), make_question("q2")])
    stores.reviews.append(make_review("q1"), make_memory("q1"))
    stores.judgements.append(
        [Judgement(new_id(), Act.ACCEPTED, datetime.now(UTC), question_id="q2")]
    )
    assert stores.decks.remove(["q1", "q2"]) == 0
    assert stores.decks.question("q1").state is State.RETIRED
    assert stores.decks.question("q2").state is State.RETIRED
    stores.decks.save_questions("history", [make_question("q1")])
    assert stores.decks.question("q1").state is State.ACCEPTED
    assert stores.maintenance.check().findings == ()


# the question table


@pytest.fixture
def shelf(stores, make_question):
    """Three questions in two decks, of three kinds and states."""
    stores.decks.save_deck(Deck("art", "Art"))
    stores.decks.save_questions(
        "history",
        [
            make_question("a", stem="beta", answer="Zurich", kind=AnswerKind.PLACE, citation=None),
            make_question("b", stem="Alpha", answer="Lenin", kind=AnswerKind.LEADER,
                          state=State.DRAFT),
        ],
    )  # fmt: skip
    stores.decks.save_questions("art", [make_question("c", stem="gamma", answer="1917")])
    return stores


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (QuestionFilter(), "abc"),
        (QuestionFilter(deck_ids=("history",)), "ab"),
        (QuestionFilter(deck_ids=("gone",)), ""),
        (QuestionFilter(deck_ids=("gone", "history")), "ab"),
        (QuestionFilter(kinds=(AnswerKind.PLACE, AnswerKind.DATE)), "ac"),
        (QuestionFilter(states=(State.ACCEPTED,)), "ac"),
        (QuestionFilter(document="f" * 64), "bc"),
        (QuestionFilter(text="lenin"), "b"),
        (QuestionFilter(text="lenin", states=(State.ACCEPTED,)), ""),
        (QuestionFilter(deck_ids=("history",), states=(State.DRAFT,)), "b"),
        (QuestionFilter(order="stem"), "bac"),
        (QuestionFilter(order="answer"), "cba"),
        (QuestionFilter(order="kind"), "cba"),
        (QuestionFilter(order="deck"), "cab"),
        (QuestionFilter(order="state"), "acb"),
        (QuestionFilter(order="added", descending=True), "cba"),
        (QuestionFilter(text="e", order="stem", descending=True), ""),
    ],
)
def test_filters_and_orders(shelf, wanted, found):
    assert "".join(ids(shelf.decks.questions(wanted))) == found
    assert shelf.decks.count(wanted) == len(found)


@pytest.fixture
def bank(stores, make_question):
    """Questions with tags, topics, difficulties and tasks."""
    several = Choose((Option("x", 0.5), Option("y", 0.5)), several=True)
    stores.decks.save_questions(
        "history",
        [
            make_question("a", tags=("war", "sea"), topic="Russia", difficulty=Difficulty.EASY),
            make_question("b", tags=("war",), topic="Russia/1917", difficulty=Difficulty.HARD,
                          task=several, title="Aurora"),
            make_question("c", topic="Russia/1917/October", task=Order(("x", "y"))),
            make_question("d", tags=("sea",), topic="Russian art"),
        ],
    )  # fmt: skip
    return stores


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (QuestionFilter(tags=("war",)), "ab"),
        (QuestionFilter(tags=("war", "sea")), "a"),
        (QuestionFilter(tags=("War",)), ""),
        (QuestionFilter(topic="Russia"), "abc"),
        (QuestionFilter(topic="Russia/1917"), "bc"),
        (QuestionFilter(topic="Russia/19"), ""),
        (QuestionFilter(topic="Russian art"), "d"),
        (QuestionFilter(topic="R%"), ""),
        (QuestionFilter(topic="Russia", states=(State.ACCEPTED,), order="stem"), "abc"),
        (QuestionFilter(topic="Russia", states=(State.DRAFT,)), ""),
        (QuestionFilter(difficulties=(Difficulty.EASY, Difficulty.HARD)), "ab"),
        (QuestionFilter(tasks=("plain",)), "ad"),
        (QuestionFilter(tasks=("choose", "order")), "bc"),
        (QuestionFilter(tasks=("plain", "order"), topic="Russia"), "ac"),
        (QuestionFilter(text="aurora"), "b"),
        (QuestionFilter(text="october", topic="Russia"), "c"),
        (QuestionFilter(text="october", topic="Russia", deck_ids=("history",),
                        states=(State.ACCEPTED,)), "c"),
        (QuestionFilter(text="october", deck_ids=("gone",)), ""),
        (QuestionFilter(text="russia", tags=("war",), first_year=1900), ""),
    ],
)  # fmt: skip
def test_filters_by_what_the_author_put_on_the_questions(bank, wanted, found):
    assert "".join(ids(bank.decks.questions(wanted))) == found
    assert "".join(bank.decks.ids(wanted)) == found
    assert bank.decks.count(wanted) == len(found)


def test_the_order_of_due_has_the_most_urgent_first_and_new_ones_last(
    shelf, make_review, make_memory
):
    for name, due_in in (("c", 2), ("b", 7)):
        shelf.reviews.append(make_review(name), make_memory(name, due_in=due_in))
    assert ids(shelf.decks.questions(QuestionFilter(order="due"))) == ["c", "b", "a"]


def test_pages_of_the_table_follow_each_other(shelf):
    pages = [shelf.decks.questions(QuestionFilter(), 2, offset) for offset in (0, 2, 4)]
    assert [ids(page) for page in pages] == [["a", "b"], ["c"], []]


def test_an_unknown_order_is_a_mistake_of_the_caller(stores):
    with pytest.raises(ValueError, match="colour"):
        stores.decks.questions(QuestionFilter(order="colour"))
