"""Hypothesis strategies for questions with the oddest contents that a deck may hold."""

from __future__ import annotations

from any_task import any_task
from hypothesis import strategies as st

from quizapp.domain.calendar import DatePoint, HistoricalDate, Qualifier, Season
from quizapp.domain.document import Span
from quizapp.domain.question import (
    AnswerKind,
    Citation,
    Difficulty,
    Origin,
    Picture,
    Question,
    State,
)
from quizapp.domain.task import Key, When, key_of

ODD = st.sampled_from(
    [
        '"quoted"', "= x", "## y", "# z", "---", "id: 1", "<!-- no comment -->", "a, b",
        "<script>alert(1)</script>", "Title, paragraph 7", "Title, page 3", "\\", "'", "44 BC",
        "а́ Ё", "👩‍🏫", "\u200f", "'; DROP TABLE", "x\u2028y", "two\nlines", " edge ", "\ttab",
    ]
)  # fmt: skip
LETTERS = st.characters(
    exclude_categories=("Cs", "Cc"), include_characters="\n\t", exclude_characters="\ufffe\uffff"
)


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
    ends = draw(st.none() | points()), draw(st.none() | points())
    hedges = st.none() | st.sampled_from(Qualifier)
    return HistoricalDate(
        new_style=new,
        old_style=old,
        end_new_style=ends[0],
        end_old_style=ends[1],
        end_qualifier=draw(hedges) if any(ends) else None,
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


PICTURES = st.builds(
    Picture,
    st.text("0123456789abcdef", min_size=64, max_size=64),
    st.sampled_from(["image/png", "image/jpeg", "image/gif", "image/webp"]),
    OPTIONAL,
)


@st.composite
def plain_keys(draw: st.DrawFn) -> Key:
    answer = draw(TEXT)
    wrong = tuple(text for text in draw(TEXTS) if text != answer)
    return Key(answer, draw(TEXTS), wrong)


@st.composite
def any_question(draw: st.DrawFn) -> Question:
    task = draw(st.none() | any_task(TEXT, ANY_TEXT, dates()))
    key = key_of(task) if task else draw(plain_keys())
    other = task.date if isinstance(task, When) else None
    return Question(
        id=draw(TEXT),
        kind=draw(st.sampled_from(AnswerKind)),
        stem=draw(TEXT),
        answer=key.answer,
        accept=key.accept,
        distractors=key.distractors,
        date=draw(st.just(other) | dates()),
        explanation=draw(OPTIONAL),
        tags=draw(TEXTS),
        citation=draw(st.none() | citations()),
        origin=Origin.IMPORTED,
        state=draw(st.sampled_from(State)),
        confidence=draw(st.floats(0, 1)),
        fact_id=draw(OPTIONAL),
        task=task,
        title=draw(OPTIONAL),
        topic=draw(OPTIONAL),
        difficulty=draw(st.none() | st.sampled_from(Difficulty)),
        hint=draw(OPTIONAL),
        picture=draw(st.none() | PICTURES),
    )


QUESTIONS = st.lists(any_question(), max_size=4, unique_by=lambda q: q.id).map(tuple)
