"""Hypothesis strategies for tasks of every kind, none of them so simple that it is dropped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from quizapp.domain.calendar import HistoricalDate
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
from quizapp.exchange.format import LARGEST_NUMBER

Texts = st.SearchStrategy[str]
WORTHS = st.sampled_from([1.0, 0.5, 1 / 3, 0.3333333, 0.0, -0.25]) | st.floats(-1, 1)
NUMBERS = st.sampled_from([0.0, 1917.0, 0.5, -1e-7, 1e300]) | st.floats(
    -LARGEST_NUMBER, LARGEST_NUMBER
)
PLUS = st.floats(0, 1e6)


def any_task(
    text: Texts, optional: Texts, dates: st.SearchStrategy[HistoricalDate]
) -> st.SearchStrategy[Task]:
    """``text``: words of options and answers; ``optional``: feedback, and texts round gaps."""
    return st.one_of(_kinds(text, optional, dates)).filter(_is_one)


def _is_one(task: Task) -> bool:
    """A question that it belongs to has an answer, and no plain question says the same."""
    return simplest(task) is not None and bool(key_of(task).answer.strip())


def _kinds(
    text: Texts, optional: Texts, dates: st.SearchStrategy[HistoricalDate]
) -> list[st.SearchStrategy[Any]]:
    options = _some(st.builds(Option, text, WORTHS, optional, st.booleans()))
    accepted = st.builds(Accepted, text, WORTHS, optional)
    numbers = st.builds(Number, NUMBERS, PLUS, WORTHS, optional)
    gaps = st.builds(Gap, answers=_some(accepted), points=st.floats(0.1, 9), strict=st.booleans())
    gaps |= st.builds(Gap, options=options) | st.builds(Gap, numbers=_some(numbers))
    return [
        st.builds(Choose, options, st.booleans(), st.booleans()),
        st.builds(TrueFalse, st.booleans(), optional, optional),
        st.builds(Typed, _some(accepted), st.booleans()),
        st.builds(Numeric, _some(numbers)),
        st.builds(When, dates, st.integers(0, 50), st.floats(0, 1)),
        _some(gaps).flatmap(_cloze(optional)),
        st.builds(Order, _some(text)),
        st.builds(Match, _some(st.builds(Pair, text, text)), _many(text), st.booleans()),
        st.builds(MapPlace, st.floats(-90, 90), st.floats(-180, 180), st.floats(0.1, 2e4)),
        st.builds(OpenText, st.integers(0, 40), optional),
        st.just(Information()),
    ]


def _cloze(texts: Texts) -> Callable[[tuple[Gap, ...]], st.SearchStrategy[Cloze]]:
    def around(gaps: tuple[Gap, ...]) -> st.SearchStrategy[Cloze]:
        between = st.lists(texts, min_size=len(gaps) + 1, max_size=len(gaps) + 1)
        return between.map(lambda parts: Cloze(tuple(parts), gaps))

    return around


def _some(part: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(part, min_size=1, max_size=4).map(tuple)


def _many(part: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(part, max_size=3).map(tuple)
