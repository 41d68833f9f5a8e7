"""Hypothesis strategies for questions that use everything a question may have."""

from __future__ import annotations

import hashlib

from any_question import LETTERS, OPTIONAL, TEXT, citations, dates
from hypothesis import strategies as st

from quizapp.domain.question import (
    AnswerKind,
    Difficulty,
    Origin,
    Picture,
    Question,
    State,
)
from quizapp.domain.task import (
    Accepted,
    Choose,
    Cloze,
    Gap,
    MapPlace,
    Match,
    Number,
    Numeric,
    OpenText,
    Option,
    Order,
    Pair,
    Task,
    TrueFalse,
    Typed,
    When,
    key_of,
    simplest,
)

PNG = b"\x89PNG\r\n\x1a\n" + bytes(30)
"""No picture that could be shown, but one by its first bytes."""

PICTURE = Picture(hashlib.sha256(PNG).hexdigest(), "image/png")
WORTHS = st.sampled_from([-1.0, -0.25, 0.0, 0.5, 1.0])
WORDS = st.text(LETTERS, min_size=1, max_size=8).map(str.strip).filter(bool) | TEXT


def several(
    part: st.SearchStrategy[object], *, least: int = 1, most: int = 4
) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(part, min_size=least, max_size=most).map(tuple)


OPTIONS = st.lists(
    st.builds(Option, WORDS, WORTHS, OPTIONAL, st.booleans()),
    min_size=1,
    max_size=5,
    unique_by=lambda option: option.text,
).map(tuple)
ACCEPTED = st.builds(Accepted, WORDS, WORTHS, OPTIONAL)
NUMBERS = st.builds(Number, st.floats(-1e6, 1e6), st.floats(0, 9), WORTHS, OPTIONAL)
GAPS = several(
    st.builds(Gap, several(ACCEPTED), points=st.sampled_from([1.0, 2.0]))
    | st.builds(Gap, options=OPTIONS)
    | st.builds(Gap, numbers=several(NUMBERS), strict=st.booleans())
)


@st.composite
def clozes(draw: st.DrawFn) -> Cloze:
    gaps = draw(GAPS)
    texts = draw(several(WORDS | st.just(" "), least=len(gaps) + 1, most=len(gaps) + 1))
    return Cloze(texts, gaps)  # type: ignore[arg-type]


TASKS: st.SearchStrategy[Task] = st.one_of(
    st.builds(Choose, OPTIONS, st.booleans(), st.booleans()),
    st.builds(TrueFalse, st.booleans(), OPTIONAL, OPTIONAL),
    st.builds(Typed, several(ACCEPTED), st.booleans()),
    st.builds(Numeric, several(NUMBERS)),
    st.builds(When, dates(), st.integers(0, 20)),
    clozes(),
    st.builds(Order, several(WORDS)),
    st.builds(Match, several(st.builds(Pair, WORDS, WORDS)), several(WORDS, least=0)),
    st.builds(MapPlace, st.floats(-90, 90), st.floats(-180, 180)),
    st.builds(OpenText, st.integers(0, 40), OPTIONAL),
).filter(lambda task: bool(key_of(task).answer.strip()))
TOPICS = st.lists(WORDS.map(lambda text: text.replace("/", "-")), max_size=3).map("/".join)


@st.composite
def full_question(draw: st.DrawFn) -> Question:
    """As the bank holds them: with a task, the key says the same in plain words."""
    task = draw(st.none() | TASKS)
    if task is None:
        answer = draw(WORDS)
        wrong = tuple(each for each in draw(several(WORDS, least=0)) if each != answer)
        accept = tuple(each for each in draw(several(WORDS, least=0)) if each != answer)
    else:
        key = key_of(task)
        answer, accept, wrong = key.answer.strip(), key.accept, key.distractors
        task = simplest(task)
    return Question(
        id=draw(TEXT),
        kind=draw(st.sampled_from(AnswerKind)),
        stem=draw(WORDS),
        answer=answer,
        accept=accept,  # type: ignore[arg-type]
        distractors=wrong,  # type: ignore[arg-type]
        date=draw(st.none() | dates()),
        explanation=draw(OPTIONAL),
        tags=draw(several(WORDS, least=0)),  # type: ignore[arg-type]
        citation=draw(st.none() | citations()),
        origin=Origin.IMPORTED,
        state=draw(st.sampled_from(State)),
        confidence=draw(st.floats(0, 1)),
        fact_id=draw(OPTIONAL),
        task=task,
        title=draw(OPTIONAL),
        topic=draw(TOPICS),
        difficulty=draw(st.none() | st.sampled_from(Difficulty)),
        hint=draw(OPTIONAL),
        picture=draw(st.none() | st.just(PICTURE)),
    )


FULL = st.lists(full_question(), max_size=4, unique_by=lambda question: question.id).map(tuple)
