"""Hypothesis strategies for questions with the oddest contents that a deck may hold."""

from __future__ import annotations

from hypothesis import strategies as st

from quizapp.domain.calendar import DatePoint, HistoricalDate, Qualifier, Season
from quizapp.domain.document import Span
from quizapp.domain.question import AnswerKind, Citation, Origin, Question, State

ODD = st.sampled_from(
    [
        '"quoted"', "= x", "## y", "# z", "---", "id: 1", "<!-- no comment -->", "a, b",
        "<script>alert(1)</script>", "Title, paragraph 7", "Title, page 3", "\\", "'", "44 BC",
        "а́ Ё", "👩‍🏫", "\u200f", "'; DROP TABLE", "x\u2028y", "two\nlines", " edge ", "\ttab",
    ]
)  # fmt: skip
LETTERS = st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t")


def stripped(texts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return texts.map(str.strip).filter(bool)


ANY_TEXT = st.text(LETTERS, max_size=20) | ODD
TEXT = stripped(ANY_TEXT)
OPTIONAL = TEXT | st.just("")
TEXTS = st.lists(TEXT, max_size=4).map(tuple)


def points() -> st.SearchStrategy[DatePoint]:
    years = st.integers(-999, 2100)
    months = st.integers(1, 12)
    return (
        st.builds(DatePoint, years)
        | st.builds(DatePoint, years, months)
        | st.builds(DatePoint, years, months, st.integers(1, 28))
        | st.builds(DatePoint, years, season=st.sampled_from(Season))
    )


@st.composite
def dates(draw: st.DrawFn) -> HistoricalDate:
    new, old = draw(st.none() | points()), draw(st.none() | points())
    if new is None and old is None:
        new = draw(points())
    return HistoricalDate(
        new_style=new,
        old_style=old,
        end_new_style=draw(st.none() | points()),
        end_old_style=draw(st.none() | points()),
        qualifier=draw(st.none() | st.sampled_from(Qualifier)),
        derived=draw(st.booleans()),
    )


@st.composite
def citations(draw: st.DrawFn) -> Citation:
    start = draw(st.integers(0, 1000))
    return Citation(
        document=draw(TEXT),
        title=draw(OPTIONAL),
        fingerprint=draw(st.just("") | st.text("0123456789abcdef", min_size=4, max_size=8)),
        paragraph=draw(st.none() | st.integers(0, 5000)),
        page=draw(st.none() | st.integers(0, 5000)),
        heading=draw(OPTIONAL),
        span=draw(st.none() | st.integers(0, 99).map(lambda n: Span(start, start + n))),
        quote=draw(OPTIONAL),
    )


@st.composite
def any_question(draw: st.DrawFn) -> Question:
    answer = draw(TEXT)
    distractors = draw(TEXTS)
    return Question(
        id=draw(TEXT),
        kind=draw(st.sampled_from(AnswerKind)),
        stem=draw(TEXT),
        answer=answer,
        accept=draw(TEXTS),
        distractors=tuple(text for text in distractors if text != answer),
        date=draw(st.none() | dates()),
        explanation=draw(OPTIONAL),
        tags=draw(TEXTS),
        citation=draw(st.none() | citations()),
        origin=Origin.IMPORTED,
        state=draw(st.sampled_from(State)),
        confidence=draw(st.floats(0, 1)),
        fact_id=draw(OPTIONAL),
    )


QUESTIONS = st.lists(any_question(), max_size=4, unique_by=lambda q: q.id).map(tuple)
