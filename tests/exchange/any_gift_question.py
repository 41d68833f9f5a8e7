"""Hypothesis strategies for questions with every kind of task, and texts that look like GIFT."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from any_question import ANY_TEXT, citations, dates, stripped
from hypothesis import strategies as st

from quizapp.domain.question import AnswerKind, Difficulty, Origin, Picture, Question, State
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
    key_of,
    simplest,
)

GIFT_TEXT = st.text("~=#{}:\\%/[]<>&-.n T1\n$", max_size=12) | st.sampled_from(
    [
        "{=a ~b}", "::title::", "// comment", "$CATEGORY: x", "####", "#", "%50%", "%-50% x",
        "[html]<b>bold</b>", "[plain]", "[markdown]*x*", "TRUE", "f", "a -> b", "->", "->x", "\\n",
        "\\", "\\\\=", "a  b", "a\n\n\nb", "<b>x</b>", "<!-- x -->", "a<b", "&amp;", "&#39;", "&lt",
        "http://a.b/?q=1&r=~c", "$$x=1$$", "\\(x=1\\)", "}", "{", "_____", "%100%", "1..5", "3:2",
        "[id:x]", "quizapp deck {}", "*", "\ufdd0", "\ufdd1\ufdd7", "= x", "~", "x # y", "é",
    ]
)  # fmt: skip
TEXT = stripped(ANY_TEXT | GIFT_TEXT)
OPTIONAL = TEXT | st.just("")
WORTH = st.sampled_from([0.0, 1.0, 0.5, 1 / 3, 0.25, -0.5, 0.9, 0.17]) | st.floats(-1, 1)
FINITE = st.floats(-1e9, 1e9) | st.integers(-2100, 2100).map(float)


def some(texts: st.SearchStrategy[Any], least: int, most: int) -> st.SearchStrategy[Any]:
    return st.lists(texts, min_size=least, max_size=most).map(tuple)


OPTIONS = some(st.builds(Option, TEXT, WORTH, OPTIONAL, st.booleans()), 0, 4)
ACCEPTED = some(st.builds(Accepted, TEXT, WORTH, OPTIONAL), 0, 4)
NUMBERS = some(st.builds(Number, FINITE, FINITE.map(abs), WORTH, OPTIONAL), 0, 3)
PLAIN_OPTIONS = st.lists(TEXT, min_size=2, max_size=4, unique=True).map(
    lambda texts: tuple(Option(text, float(not place)) for place, text in enumerate(texts))
)
GAPS = st.builds(Gap, ACCEPTED, OPTIONS, NUMBERS, st.sampled_from([1.0, 2.0, 0.5]), st.booleans())


@st.composite
def clozes(draw: st.DrawFn) -> Cloze:
    gaps = draw(some(GAPS, 1, 3))
    return Cloze(draw(some(ANY_TEXT | GIFT_TEXT, len(gaps) + 1, len(gaps) + 1)), gaps)


def tasks() -> st.SearchStrategy[Task]:
    return st.one_of(
        st.builds(Choose, OPTIONS | PLAIN_OPTIONS, st.booleans(), st.booleans()),
        st.builds(TrueFalse, st.booleans(), OPTIONAL, OPTIONAL),
        st.builds(Typed, ACCEPTED, st.booleans()),
        st.builds(Numeric, NUMBERS),
        st.builds(When, dates(), st.integers(0, 9), st.sampled_from([0.5, 0.25, 0.4])),
        clozes(),
        st.builds(Order, some(TEXT, 0, 4)),
        st.builds(Match, some(st.builds(Pair, TEXT, TEXT), 0, 4), some(TEXT, 0, 2), st.booleans()),
        st.builds(MapPlace, st.floats(-90, 90), st.floats(-180, 180), st.just(12.5)),
        st.builds(OpenText, st.integers(1, 60), OPTIONAL),
        st.just(Information()),
    ).filter(_has_answers)


def _has_answers(task: Task) -> bool:
    gaps = task.gaps if isinstance(task, Cloze) else ()
    whole = all(gap.answers or gap.options or gap.numbers for gap in gaps)
    return whole and bool(key_of(task).answer.strip())


@st.composite
def written_questions(draw: st.DrawFn) -> Question:
    """A question with a task, or with none; everything else may be anything."""
    task = draw(tasks())
    key = key_of(task)
    plain = simplest(task) is None or draw(st.booleans())
    question = Question(
        id=draw(TEXT),
        kind=draw(st.sampled_from(AnswerKind)),
        stem=draw(TEXT),
        answer=key.answer,
        accept=key.accept,
        distractors=key.distractors,
        date=draw(st.none() | dates()),
        explanation=draw(OPTIONAL),
        tags=draw(some(TEXT, 0, 3)),
        citation=draw(st.none() | citations()),
        origin=Origin.IMPORTED,
        state=draw(st.sampled_from(State)),
        confidence=draw(st.floats(0, 1)),
        fact_id=draw(OPTIONAL),
        task=simplest(task),
        title=draw(OPTIONAL),
        topic="/".join(draw(some(TEXT, 0, 3))),
        difficulty=draw(st.none() | st.sampled_from(Difficulty)),
        hint=draw(OPTIONAL),
    )
    if plain:
        words = draw(some(TEXT, 1, 5))
        question = replace(
            question, task=None, answer=words[0], accept=words[3:], distractors=words[1:3]
        )
        question = replace(
            question, distractors=tuple(w for w in question.distractors if w != words[0])
        )
    return question


GIFT_QUESTIONS = st.lists(written_questions(), max_size=4, unique_by=lambda q: q.id).map(tuple)
PICTURE = Picture("0" * 64, "image/png", "a ship")
