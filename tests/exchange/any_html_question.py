"""Hypothesis strategies for tasks of every kind and for the questions that they make.

Texts are as HTML can show them: single spaces, no line of its own without a word.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from any_question import ANY_TEXT, citations, dates
from hypothesis import strategies as st

from quizapp.domain.question import AnswerKind, Difficulty, Origin, Question, State
from quizapp.domain.task import (
    Accepted,
    Choose,
    Cloze,
    Gap,
    Information,
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
)
from quizapp.exchange.building import Unfit, blanked, question_of
from quizapp.exchange.markup import as_html, plain_text

_FORBIDDEN = ("\ufffe", "\uffff", "\ue000", "\ue001", "\x7f")


def shown(text: str) -> str:
    """The text as it comes out of HTML."""
    for sign in _FORBIDDEN:
        text = text.replace(sign, "")
    return plain_text(as_html(text)).text.strip()


TEXT = ANY_TEXT.map(shown).filter(bool)
OPTIONAL = TEXT | st.just("")
LINE = TEXT.map(lambda text: " ".join(text.split())).filter(bool)
ID = LINE.map(lambda text: text[:60].strip())
WORTH = st.sampled_from([0.0, 1.0, 0.5, 1 / 3, 0.25, -0.5, 0.9]) | st.floats(-1, 1).map(
    lambda worth: round(worth, 4)
)
FINITE = st.floats(-1e9, 1e9).map(lambda value: round(value, 6))


def unique(texts: st.SearchStrategy[str], least: int, most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(texts, min_size=least, max_size=most, unique=True)


@st.composite
def options(draw: st.DrawFn) -> tuple[Option, ...]:
    texts = draw(unique(TEXT, 2, 5))
    return tuple(Option(text, draw(WORTH), draw(OPTIONAL), draw(st.booleans())) for text in texts)


@st.composite
def accepted(draw: st.DrawFn) -> tuple[Accepted, ...]:
    texts = draw(unique(LINE.filter(lambda text: "\\" not in text), 1, 4))
    return tuple(Accepted(text, draw(WORTH), draw(OPTIONAL)) for text in texts)


NUMBERS = st.lists(
    st.builds(Number, FINITE, FINITE.map(abs), WORTH, OPTIONAL), min_size=1, max_size=3
).map(tuple)


def answerable(parts: tuple[Any, ...]) -> tuple[Any, ...]:
    """With one part that is worth something."""
    if any(part.worth > 0 for part in parts):
        return parts
    return (replace(parts[0], worth=1.0), *parts[1:])


def gaps() -> st.SearchStrategy[Gap]:
    points = st.sampled_from([1.0, 2.0, 0.5, 1.5, 3.0])
    placed = options().map(lambda all_: tuple(replace(o, keeps_place=False) for o in all_))
    return (
        st.builds(
            lambda a, p, s: Gap(answerable(a), points=p, strict=s),
            accepted(),
            points,
            st.booleans(),
        )
        | st.builds(lambda o, p: Gap(options=answerable(o), points=p), placed, points)
        | st.builds(lambda n, p: Gap(numbers=answerable(n), points=p), NUMBERS, points)
    )


@st.composite
def clozes(draw: st.DrawFn) -> Cloze:
    """The texts round the gaps are as they stand when all is one text."""
    found = draw(st.lists(gaps(), min_size=1, max_size=3))
    texts = [draw(OPTIONAL) for _ in range(len(found) + 1)]
    mark = "\ue000"
    pieces = shown_keeping(mark, f" {mark} ".join(texts)).split(mark)
    return Cloze(tuple(pieces), tuple(found))


def shown_keeping(mark: str, text: str) -> str:
    return plain_text(as_html(text)).text.strip() if mark in text else ""


@st.composite
def matches(draw: st.DrawFn) -> Match:
    premises = draw(unique(TEXT, 1, 4))
    answers = draw(unique(LINE, len(premises), len(premises) + 2))
    pairs = tuple(Pair(p, a) for p, a in zip(premises, answers, strict=False))
    return Match(pairs, tuple(answers[len(premises) :]), draw(st.booleans()))


def tasks() -> st.SearchStrategy[Task]:
    return st.one_of(
        st.builds(Choose, options(), st.booleans(), st.booleans()),
        st.builds(TrueFalse, st.booleans(), OPTIONAL, OPTIONAL),
        st.builds(Typed, accepted(), st.booleans()),
        st.builds(Numeric, NUMBERS),
        st.builds(When, dates(), st.integers(0, 9), st.sampled_from([0.5, 0.25, 0.4])),
        clozes(),
        st.builds(lambda items: Order(tuple(items)), unique(TEXT, 2, 5)),
        matches(),
        st.builds(
            MapPlace,
            st.floats(-90, 90).map(lambda x: round(x, 2) + 0.0),
            st.floats(-180, 180).map(lambda x: round(x, 2) + 0.0),
            st.sampled_from([100.0, 12.5]),
        ),
        st.builds(OpenText, st.integers(1, 60), OPTIONAL),
        st.just(Information()),
    )


@st.composite
def written_questions(draw: st.DrawFn) -> Question:
    """A question with a task, or none; everything else may be anything."""
    task = draw(tasks())
    stem = draw(TEXT)
    if isinstance(task, Cloze) and draw(st.booleans()):
        stem = blanked(task.texts)
    more: dict[str, Any] = {
        "explanation": draw(OPTIONAL),
        "tags": tuple(draw(unique(LINE.map(lambda text: text[:40].strip()), 0, 3))),
        "citation": draw(st.none() | citations()),
        "title": draw(LINE | st.just("")),
        "topic": "/".join(draw(unique(LINE.filter(is_topic), 0, 3))),
        "difficulty": draw(st.none() | st.sampled_from(Difficulty)),
        "hint": draw(OPTIONAL),
        "state": draw(st.sampled_from(State)),
        "confidence": draw(st.floats(0, 1)),
        "fact_id": draw(LINE | st.just("")),
    }
    try:
        question = question_of(task, id=draw(ID), stem=stem, **more)
    except Unfit:
        question = question_of(Information(), id=draw(ID), stem=stem, **more)
    if draw(st.booleans()):
        question = replace(question, kind=draw(st.sampled_from(AnswerKind)), date=None)
    if question.task is None and draw(st.booleans()):
        question = replace(question, accept=tuple(draw(unique(LINE, 0, 2))))
    return replace(question, origin=Origin.IMPORTED)


def is_topic(name: str) -> bool:
    return "/" not in name and not name.startswith("$") and name != "top"


QUESTIONS = st.lists(
    written_questions(),
    max_size=4,
    unique_by=lambda question: question.id,
).map(tuple)
