"""Numbers, days and intervals as a person says them."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.domain.question import AnswerKind, Citation, Origin, Question, State
from quizapp.domain.review import Rating, Verdict
from quizapp.ui import words
from quizapp.ui.screens.add_documents import suggested_name


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-1, "today"), (0, "today"), (1, "1 day"), (20, "20 days"), (21, "3 weeks"),
        (61, "2 months"), (364, "12 months"), (365, "1 year"), (550, "1.5 years"),
    ],
)  # fmt: skip
def test_intervals_are_said_in_the_unit_a_person_would_use(days: int, said: str) -> None:
    assert words.interval(days) == said


def test_one_is_singular_and_thousands_are_parted() -> None:
    assert words.questions(1) == "1 question"
    assert words.questions(2345) == "2,345 questions"
    assert words.questions(0) == "0 questions"


def test_every_value_of_the_domain_has_a_word() -> None:
    assert [words.kind_name(kind) for kind in AnswerKind] == [
        "Date",
        "Person",
        "Place",
        "Other",
    ]
    for state in State:
        assert words.state_name(state)
    for verdict in Verdict:
        assert words.verdict_name(verdict)
        assert words.verdict_tone(verdict) in ("right", "almost", "wrong", "plain")
    for rating in Rating:
        assert words.rating_name(rating)
    for origin in Origin:
        assert words.origin_name(origin)


def test_an_ampersand_on_a_button_is_no_shortcut() -> None:
    assert words.on_button("Brest & Litovsk\n") == "Brest && Litovsk"


def test_the_source_is_the_citation_or_the_origin() -> None:
    question = Question("q", AnswerKind.DATE, "When?", "1917")
    assert words.source_of(question) == "written by hand"
    cited = Question("q", AnswerKind.DATE, "When?", "1917", citation=Citation("a.txt", "A", "", 7))
    assert words.source_of(cited) == "A, paragraph 7"


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("march_of-power.txt", "March of power"), ("folder/", "Folder"),
        ("1917.epub", "1917"), ("  spaced   out .md", "Spaced out"),
        ("Dutch revolt - 20 facts.txt", "Dutch revolt – 20 facts"),
    ],
)  # fmt: skip
def test_a_deck_name_is_suggested_from_the_name_of_the_file(path: str, name: str) -> None:
    assert suggested_name(Path(path)) == name


@pytest.mark.parametrize(("number", "said"), [(10, "1 kB"), (2_400, "2 kB"), (2_400_000, "2.4 MB")])
def test_sizes_are_rounded(number: int, said: str) -> None:
    assert words.size(number) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(1, "1 second"), (59, "59 seconds"), (60, "1 minute"), (600, "10 minutes")],
)
def test_time_spent_is_said_in_seconds_or_minutes(seconds: int, said: str) -> None:
    assert words.spent(seconds) == said


@pytest.mark.parametrize(
    ("hint", "said"),
    [
        (("decade", "1910"), "It was in the 1910s."),
        (("year", "1917"), "It was in 1917."),
        (("century", "-1"), "It was in century 1 BC."),
        (("quarter", "4"), "It was between October and December."),
        (("half", "1"), "It was between January and June."),
        (("surname", "K"), "The surname begins with K."),
        (("", ""), "There is no hint for this question."),
    ],
)
def test_hints_are_sentences(hint: tuple[str, str], said: str) -> None:
    assert words.hint(*hint) == said


@pytest.mark.parametrize(
    ("first", "said"), [(1910, "1910s"), (0, "0s"), (-50, "51–42 BC"), (-10, "11–2 BC")]
)
def test_decades_before_christ_are_told_by_their_years(first: int, said: str) -> None:
    assert words.decade(first) == said
