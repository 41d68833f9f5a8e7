"""Hypothesis strategies for filters of questions."""

from __future__ import annotations

from hypothesis import strategies as st

from quizapp.domain.question import AnswerKind, Difficulty, Marked, QuestionFilter, State

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
FILTERS = st.builds(
    QuestionFilter,
    text=TEXT,
    deck_ids=st.lists(st.text("abc"), max_size=2).map(tuple),
    kinds=st.lists(st.sampled_from(AnswerKind), max_size=2).map(tuple),
    states=st.lists(st.sampled_from(State), max_size=2).map(tuple),
    document=st.none() | st.text("abc", min_size=1),
    first_year=st.none() | st.integers(-999, 2100),
    marked=st.none() | st.sampled_from(Marked),
    learner=TEXT,
    tags=st.lists(TEXT, max_size=2).map(tuple),
    topic=TEXT,
    difficulties=st.lists(st.sampled_from(Difficulty), max_size=3).map(tuple),
    tasks=st.lists(st.sampled_from(["plain", "cloze"]), max_size=2).map(tuple),
    order=st.sampled_from(["added", "stem"]),
    descending=st.booleans(),
)
