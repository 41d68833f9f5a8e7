"""Quizlet's text."""

from __future__ import annotations

import ast
import re

import pytest
from full_question import WORDS
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.calendar import DatePoint, HistoricalDate
from quizapp.domain.question import AnswerKind, Question
from quizapp.errors import ExchangeError
from quizapp.exchange import DeckFile, Problem, Quizlet
from quizapp.exchange.quizlet import BEHIND, BETWEEN


def load(text: str, **separators: str | bool) -> DeckFile:
    return Quizlet(**separators).load(text.encode(), name="file")  # type: ignore[arg-type]


def pairs(text: str, **separators: str | bool) -> list[tuple[str, str]]:
    return [(question.stem, question.answer) for question in load(text, **separators).questions]


def questions_of(cards: list[tuple[str, str]]) -> tuple[Question, ...]:
    return tuple(
        Question(f"q{n}", AnswerKind.OTHER, term, definition)
        for n, (term, definition) in enumerate(cards)
    )


def written_separators(left_out: tuple[Problem, ...]) -> tuple[str, str]:
    """As the report of an export says them."""
    told = next((str(each) for each in left_out if "import window" in str(each)), "")
    found = re.search(r"choose ('.*') between term and definition, and ('.*') between", told)
    if found is None:
        return "\t", "\n"
    return ast.literal_eval(found.group(1)), ast.literal_eval(found.group(2))


PLAIN = st.text("abcü.-;: ", min_size=1, max_size=9).map(str.strip).filter(bool)


@given(st.lists(st.tuples(PLAIN, PLAIN), min_size=1, max_size=8, unique=True))
def test_plain_cards_come_back_as_they_went(cards: list[tuple[str, str]]) -> None:
    written = Quizlet().dump(DeckFile("D", questions=questions_of(cards)))
    text = b"".join(written.pieces).decode()
    assert text == "".join(f"{term}\t{definition}\n" for term, definition in cards)
    assert pairs(text, between="\t", behind="\n") == cards


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=6, unique=True))
def test_any_cards_come_back_with_the_separators_that_were_said(
    cards: list[tuple[str, str]],
) -> None:
    written = Quizlet().dump(DeckFile("D", questions=questions_of(cards)))
    text = b"".join(written.pieces).decode()
    between, behind = written_separators(written.left_out)
    assert pairs(text, between=between, behind=behind) == cards


@pytest.mark.parametrize("between", BETWEEN)
def test_separators_between_are_guessed(between: str) -> None:
    text = "".join(f"castle {name}{between}built early\n" for name in ("a", "b", "c", "d"))
    assert pairs(text) == [(f"castle {name}", "built early") for name in ("a", "b", "c", "d")]


@pytest.mark.parametrize("behind", BEHIND)
def test_separators_behind_are_guessed(behind: str) -> None:
    text = "".join(f"castle {name}\tbuilt early{behind}" for name in ("a", "b", "c", "d"))
    assert pairs(text) == [(f"castle {name}", "built early") for name in ("a", "b", "c", "d")]


def test_a_definition_may_go_over_lines_where_a_sign_ends_the_card() -> None:
    assert pairs("keep\tthe great tower\nof a castle/////bailey\ta court/////") == [
        ("keep", "the great tower\nof a castle"),
        ("bailey", "a court"),
    ]


def test_a_line_without_a_separator_joins_the_definition_above_and_is_said() -> None:
    deck = load("keep\tthe great tower\nof a castle\nbailey\ta court\nmoat\twater\n")
    assert deck.questions[0].answer == "the great tower\nof a castle"
    assert [str(each) for each in deck.changed] == [
        "line 1: a line without a separator became part of its definition"
    ]
    assert list(deck.lines.values()) == [1, 3, 4]


def test_what_is_before_the_first_card_is_said() -> None:
    deck = load("My castles\nkeep\ta tower\nbailey\ta court\nmoat\twater\n")
    assert [str(each) for each in deck.problems] == ["line 1: there is no separator in it"]


def test_separators_can_be_said() -> None:
    assert pairs("a - b=c - d", between="=") == [("a - b", "c - d")]
    assert pairs("a=b#c=d", between="=", behind="#") == [("a", "b"), ("c", "d")]
    with pytest.raises(ExchangeError, match="cannot be empty"):
        load("a=b", between="")


def test_the_definition_may_ask() -> None:
    assert pairs("1066\tHastings\n", asks_definition=True) == [("Hastings", "1066")]


def test_dates_are_dates() -> None:
    (question,) = load("Hastings\t14 October 1066\n").questions
    assert question.kind is AnswerKind.DATE
    assert question.date == HistoricalDate(DatePoint(1066, 10, 14))


def test_a_preview_shows_cards_and_separators() -> None:
    shown = Quizlet().preview(b"keep - a tower\nbailey - a court\n")
    assert (shown.between, shown.behind) == (" - ", "\n")
    assert shown.cards == (("keep", "a tower"), ("bailey", "a court"))


def test_the_same_card_twice_and_empty_sides_are_said() -> None:
    deck = load("a\tb\na\tb\nc\t\n\td\n")
    assert pairs("a\tb\na\tb\nc\t\n\td\n") == [("a", "b")]
    assert [(each.line, each.reason) for each in deck.problems] == [
        (2, "the same stands in line 1"),
        (3, "its term or its definition is empty"),
        (4, "its term or its definition is empty"),
    ]


@pytest.mark.parametrize("text", ["", "just one line", "a b c\nd e f\n"])
def test_a_text_without_cards_is_refused_in_words(text: str) -> None:
    assert not Quizlet().recognises(text.encode())
    with pytest.raises(ExchangeError, match="Say which sign"):
        load(text)


def test_what_quizlet_has_no_place_for_is_said() -> None:
    question = Question(
        "q", AnswerKind.PLACE, "Where?", "here", ("there",), ("away",), explanation="so",
        tags=("t",), hint="h",
    )  # fmt: skip
    told = [str(each) for each in Quizlet().dump(DeckFile("D", questions=(question,))).left_out]
    assert told == [
        f"Where?: there is no place for {what}"
        for what in ("its id", "the kind of its answer", "other right answers", "its wrong options",
                     "its explanation", "its hint", "its tags")
    ]  # fmt: skip
