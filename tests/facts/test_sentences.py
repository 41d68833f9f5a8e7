from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.document import Span
from quizapp.facts.sentences import split_sentences


def pieces(text: str, protected: tuple[Span, ...] = ()) -> list[str]:
    return [text[s.start : s.end] for s in split_sentences(text, protected)]


def test_sentences_end_at_stops_and_clauses_at_semicolons() -> None:
    assert pieces("Rome fell. Who knew? Nobody did; the messengers were slow.") == [
        "Rome fell.",
        "Who knew?",
        "Nobody did;",
        "the messengers were slow.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The decree of A. F. Kerner was read by J. Smith in St. Petersburg.",
        "He was born ca. 1480 and died in Oct. 1530 at the latest.",
        "The U.S. Navy left, i.e. sailed home, under Gen. Miles.",
        "The council (it met twice; nobody spoke. Not one.) was dissolved.",
        "They shouted “Bread! Peace! Land!” at the gates.",
    ],
)
def test_initials_abbreviations_brackets_and_quotations_are_not_cut(text: str) -> None:
    assert pieces(text) == [text]


def test_a_protected_span_is_never_cut() -> None:
    text = "It was signed on 3. May 1791. Crowds cheered."
    assert pieces(text) == ["It was signed on 3.", "May 1791.", "Crowds cheered."]
    assert pieces(text, (Span(17, 28),)) == ["It was signed on 3. May 1791.", "Crowds cheered."]


@given(st.text(alphabet='abC .;?!()“”"\n1', max_size=200))
def test_sentences_are_in_order_apart_and_hold_every_letter(text: str) -> None:
    spans = split_sentences(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    kept = "".join(text[s.start : s.end] for s in spans)
    assert sorted(kept.replace(" ", "").replace("\n", "")) == sorted(
        text.replace(" ", "").replace("\n", "")
    )
