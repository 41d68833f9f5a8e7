"""A sentence with a gap: what is left out, and that nothing beside it gives the answer away."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.calendar import DatePoint, HistoricalDate
from quizapp.domain.date_text import accepted_forms, format_date
from quizapp.domain.question import AnswerKind, Citation, Question
from quizapp.kinds.text import fold
from quizapp.study.cloze import LONGEST, Cloze, cloze_of

DOUBLE = HistoricalDate(new_style=DatePoint(1918, 1, 11), old_style=DatePoint(1917, 12, 29))


def dated(quote: str, date: HistoricalDate = DOUBLE) -> Question:
    return Question(
        "id", AnswerKind.DATE, "When?", format_date(date), accepted_forms(date), date=date,
        citation=Citation("a.txt", quote=quote),
    )  # fmt: skip


def named(quote: str, answer: str, *accept: str) -> Question:
    return Question(
        "id", AnswerKind.LEADER, "Who?", answer, accept, citation=Citation("a.txt", quote=quote)
    )


def test_a_date_goes_with_its_second_form_in_brackets() -> None:
    made = cloze_of(dated("On Dec. 29, 1917 (Jan. 11, 1918), power passed to the soviet of Tula."))
    assert made == Cloze(
        "On ", "Dec. 29, 1917 (Jan. 11, 1918)", ", power passed to the soviet of Tula."
    )


def test_initials_go_with_the_surname() -> None:
    made = cloze_of(named("On that day J. V. Strand opened the lighthouse of Lindholm.", "Strand"))
    assert made is not None
    assert (made.before, made.hidden) == ("On that day ", "J. V. Strand")


def test_the_longest_form_of_a_name_is_left_out() -> None:
    made = cloze_of(
        named("The mayor Edvard Strand opened the lighthouse.", "Edvard Strand", "Strand")
    )
    assert made is not None
    assert made.hidden == "Edvard Strand"


@pytest.mark.parametrize(
    "question",
    [
        named("", "Strand"),
        named("Strand opened it.", "Strand"),
        named("Karl Holm opened the new lighthouse of the town.", "Strand"),
        named("Strand opened the lighthouse that Strand had built there.", "Strand"),
        named("Edvard Strand opened the lighthouse, which Strand had built.", "Edvard Strand"),
        named("Strand’s son, a Strandist, opened the new lighthouse there.", "Strand"),
        named("Strand opened it " + "again and again " * 15 + "in Lindholm.", "Strand"),
        dated("On December 29, 1917, power passed to the soviet, on January 11 to nobody."),
        dated("On December 29, 1917, the second soviet of the year 1917 was elected there."),
        dated("On December 30, 1917, power passed to the soviet of the town."),
        dated("On December 29 power passed to the soviet of the town."),
    ],
)
def test_where_the_answer_would_be_given_away_or_nothing_asked_there_is_no_gap(
    question: Question,
) -> None:
    assert cloze_of(question) is None


def test_a_shipped_question_without_its_quote_has_no_gap() -> None:
    assert cloze_of(Question("id", AnswerKind.PLACE, "Where?", "Tula")) is None


WORDS = st.from_regex(
    r"the|town|soviet|harbour|opened|closed|on|of|[,.()]|J\.|and|passed|to|Strand|edvard|1917|29|"
    r"December",
    fullmatch=True,
)
QUOTES = st.lists(WORDS, max_size=9).map(" ".join)


@given(QUOTES, QUOTES, st.sampled_from(["Strand", "Edvard Strand", "Lindholm", "Holm"]))
def test_what_is_shown_never_holds_a_right_name(before: str, after: str, answer: str) -> None:
    quote = f"{before} {answer} {after}"
    question = named(quote, answer, *answer.split())
    made = cloze_of(question)
    if made is None:
        return
    assert " ".join(quote.split()) == made.before + made.hidden + made.after
    assert len(quote.split()) <= LONGEST
    for form in (question.answer, *question.accept):
        assert fold(form) not in fold(made.shown)


@given(
    st.tuples(st.integers(1700, 1990), st.integers(1, 12), st.integers(1, 28)),
    QUOTES,
    QUOTES,
    st.booleans(),
)
def test_what_is_shown_never_holds_the_date_nor_its_year(
    day: tuple[int, int, int], before: str, after: str, american: bool
) -> None:
    date = HistoricalDate(new_style=DatePoint(*day))
    written = format_date(date, style="american" if american else "plain")
    made = cloze_of(dated(f"{before} on {written} {after}", date))
    if made is None:
        return
    assert str(day[0]) not in made.shown
    for form in (format_date(date), *accepted_forms(date)):
        assert fold(form) not in fold(made.shown)
