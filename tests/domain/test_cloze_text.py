"""Texts with gaps as a teacher writes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.cloze_text import read_cloze, write_cloze
from quizapp.domain.task import Accepted, Cloze, Gap, Number, Option

WORDS = st.text("abК é\\{}|%#=!:1.", min_size=1, max_size=12).map(str.strip).filter(bool)
FEEDBACK = st.just("") | WORDS
WORTH = st.integers(-20, 20).map(lambda n: n / 20)
GAPS = st.one_of(
    st.builds(
        Gap,
        answers=st.lists(st.builds(Accepted, WORDS, WORTH, FEEDBACK), min_size=1, max_size=3).map(
            tuple
        ),
        points=st.sampled_from([1.0, 2.0, 0.5]),
        strict=st.booleans(),
    ),
    st.builds(
        Gap,
        options=st.lists(st.builds(Option, WORDS, WORTH, FEEDBACK), min_size=2, max_size=4).map(
            tuple
        ),
        points=st.sampled_from([1.0, 3.0]),
    ),
    st.builds(
        Gap,
        numbers=st.lists(
            st.builds(
                Number, st.integers(-2000, 2000).map(float), st.sampled_from([0.0, 0.5, 3.0]),
                WORTH, FEEDBACK,
            ),
            min_size=1, max_size=2,
        ).map(tuple),
    ),
)  # fmt: skip


@st.composite
def clozes(draw: st.DrawFn) -> Cloze:
    gaps = draw(st.lists(GAPS, max_size=3))
    texts = draw(st.lists(st.text("ab {}\\\n|", max_size=8), min_size=len(gaps) + 1,
                          max_size=len(gaps) + 1))  # fmt: skip
    return Cloze(tuple(texts), tuple(gaps))


@given(clozes())
def test_a_text_with_gaps_is_read_as_it_was_written(task: Cloze) -> None:
    assert read_cloze(write_cloze(task)) == task


def test_the_kinds_of_gaps() -> None:
    task = read_cloze("In {Kazan|%50%Kasan#Nearly.}, {=1552|1556} and {#41:2} days {3::!A|B}.")
    typed, chosen, number, strict = task.gaps
    assert typed.answers == (Accepted("Kazan"), Accepted("Kasan", 0.5, "Nearly."))
    assert chosen.options == (Option("1552", 1.0), Option("1556", 0.0))
    assert number.numbers == (Number(41.0, 2.0),)
    assert (strict.points, strict.strict) == (3.0, True)
    assert task.texts == ("In ", ", ", " and ", " days ", ".")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a {b", "not closed"), ("a } b", "closes no gap"), ("{a {b}}", "in another"),
        ("{}", "needs an answer"), ("{ | b}", "needs an answer"), ("{=a}", "two options"),
        ("{#many}", "no number"), ("{#inf}", "no number"), ("{%900%a}", "100 per cent"),
        ("{0::a}", "more than nought"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_words(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read_cloze(text)
