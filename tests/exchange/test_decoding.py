"""Which encoding a text file is in."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.errors import ExchangeError
from quizapp.exchange.decoding import decode

TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t"))


@given(TEXT)
def test_utf8_is_read_as_it_stands(text: str) -> None:
    decoded = decode(text.encode())
    assert (decoded.text, decoded.note) == (text.removeprefix("\ufeff"), "")


@given(TEXT.filter(bool), st.sampled_from(["utf-8-sig", "utf-16", "utf-32"]))
def test_a_mark_tells_the_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text.removeprefix("\ufeff")


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n"])
def test_lines_end_in_line_feeds(ends: str) -> None:
    assert decode(f"a{ends}b{ends}".encode()).text == "a\nb\n"


def test_a_soft_break_of_a_word_processor_is_a_space() -> None:
    assert decode(b"a\x0bb\x0cc").text == "a b c"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("“Où est née la révolution ?” – à Paris.", "cp1252"),
        ("Когда она была? Да.", "cp1251"),
        ("Когда она была?", "koi8_r"),
    ],
)
def test_a_code_page_is_guessed_and_named(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert encoding in decoded.note


def test_damaged_utf8_is_mended_and_told() -> None:
    decoded = decode("Когда? ".encode() + b"\xd0" + " и где?".encode())
    assert decoded.text.startswith("Когда? \ufffd")
    assert decoded.note == "1 damaged characters were replaced by a mark"


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(ExchangeError, match="does not hold text"):
        decode(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 20)


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    with suppress(ExchangeError):
        assert "\r" not in decode(data).text
