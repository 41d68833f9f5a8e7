"""Full-text search: what a person types is words, never syntax."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.question import QuestionFilter, State
from quizapp.storage import dialect


@pytest.fixture
def found(stores, make_question):
    stores.decks.save_questions(
        "history",
        [
            make_question("1", stem="Who led the Mensheviks of Tiflis?", answer="Noe Jordania",
                          accept=("Zhordania",), tags=("Caucasus",)),
            make_question("2", stem="Wann tagte der Kongreß in Zürich?", answer="1893"),
            make_question("3", stem="Кто возглавил Совет в Петрограде?", answer="Чхеидзе"),
            make_question("4", stem='Which paper called it "a coup"? (A OR B)', answer="C++ NEAR"),
        ],
    )  # fmt: skip

    def search(text):
        return "".join(q.id for q in stores.decks.questions(QuestionFilter(text=text)))

    return search


@pytest.mark.parametrize(
    ("typed", "hits"),
    [
        ("menshev", "1"),  # as one types
        ("menshev ", ""),  # a finished word is a whole word
        ("mensheviks ", "1"),
        ("jordania tiflis", "1"),
        ("tiflis zürich", ""),
        ("zhordania", "1"),  # accepted answers
        ("caucasus", "1"),  # tags
        ("ZURICH", "2"),
        ("zürich", "2"),
        ("zu\u0308rich", "2"),
        ("петроград", "3"),
        ("ЧХЕИДЗЕ", "3"),
        ('"a coup"', "4"),
        ('"', ""),
        ("(a or", "4"),
        ("c++ ", "4"),
        ("near", "4"),
        ("stem:who", ""),
        ("who*", "1"),
        ("-", ""),
        ("1893 OR tiflis", ""),
        ("NOT 1893", ""),
        ("\0tiflis", "1"),
        ("\ud800", ""),
    ],
)
def test_typed_text_is_searched_as_words(found, typed, hits):
    assert found(typed) == hits


@given(st.text(max_size=40))
def test_no_text_is_ever_a_syntax_error(shared_stores, text):
    shared_stores.decks.questions(QuestionFilter(text=text), 5)
    shared_stores.decks.count(QuestionFilter(text=text))
    shared_stores.documents.search_passages(text)


@given(st.lists(st.sampled_from(['"', "*", "(", ")", "AND", "NEAR(", "^", ":", "a", "{b}"])))
def test_no_mixture_of_operators_is_either(shared_stores, parts):
    for glue in ("", " "):
        shared_stores.decks.questions(QuestionFilter(text=glue.join(parts)), 5)


@pytest.fixture(scope="module")
def shared_stores(backend, tmp_path_factory):
    opened = backend.place(tmp_path_factory.mktemp("search")).open()
    yield opened
    opened.close()


def test_text_without_a_letter_or_digit_finds_nothing_but_blank_text_does_not_filter(found):
    assert found("?!") == ""
    assert found("   ") == "1234"


def test_an_edited_question_is_found_by_its_new_words_only(stores, make_question):
    stores.decks.save_questions("history", [make_question("q1", stem="About Riga?")])
    stores.decks.update_question(make_question("q1", stem="About Tallinn?"))
    assert stores.decks.count(QuestionFilter(text="riga")) == 0
    assert stores.decks.count(QuestionFilter(text="tallinn")) == 1


def test_the_index_stays_in_step_through_every_kind_of_change(stores, make_question):
    decks = stores.decks
    decks.save_questions("history", [make_question(f"q{number}") for number in range(30)])
    decks.save_questions(
        "history",
        [make_question(f"q{number}", stem=f"Changed {number}?") for number in range(20, 40)],
    )
    decks.update_question(make_question("q1", tags=("edited",)))
    decks.set_state(["q2", "q3"], State.RETIRED)
    decks.delete_deck("history")
    with stores._database.transaction() as connection:
        assert dialect.of(connection).search_in_step(connection)


def forget_an_index(connection):
    if connection.dialect.name == "sqlite":
        return "INSERT INTO question_text(question_text) VALUES ('delete-all')"
    return "UPDATE wording_words SET words = ''"


def test_the_check_of_the_index_can_fail(stores, make_question):
    stores.decks.save_questions("history", [make_question()])
    with stores._database.transaction() as connection:
        connection.exec_driver_sql(forget_an_index(connection))
        assert not dialect.of(connection).search_in_step(connection)
