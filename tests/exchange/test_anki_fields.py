"""Fields of Anki notes in plain text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.exchange.anki_fields import FieldText, field_text, is_special
from quizapp.exchange.building import cleaned
from quizapp.exchange.markup import plain_text

PIECES = st.sampled_from(
    ["a", " ", "  ", "&amp;", "&lt;", "&nbsp;", "&eacute;", "&x;", "&", ";", "é", "\u2028", "b c",
     "&#65;", "&#0;", "&copy", "<b>", "</b>", "\xa0", "\u3000"]
)  # fmt: skip


@given(st.lists(PIECES).map("".join) | st.text())
def test_the_quick_ways_read_a_field_as_the_thorough_one_does(html: str) -> None:
    if "\n" in html or "\r" in html or "[" in html or "\\" in html:
        return
    thorough = cleaned(plain_text(f"<p>{html}</p>").text)
    assert " ".join(field_text(html).text.split()) == " ".join(thorough.split())


def test_most_fields_are_nothing_but_text() -> None:
    assert not is_special("Who led the men of Kazan?")
    assert field_text(" Who? ") == FieldText("Who?")


@pytest.mark.parametrize(
    ("html", "text", "noted"),
    [
        ("a [sound:x.mp3]", "a", ("the sound x.mp3 was left out",)),
        ("[anki:tts lang=en]a[/anki:tts] b", "a b", ()),
        ("\\(x\\)", "\\(x\\)", ("a formula stands as its source text",)),
        ("[latex]x[/latex]", "[latex]x[/latex]", ("a formula stands as its source text",)),
        ("[a] b", "[a] b", ()),
        ("a\ufffeb", "ab", ("control characters were left out",)),
        ("a\x07b", "ab", ("control characters were left out",)),
        ("<u>a</u><br>b", "a\nb", ("formatting was left out",)),
        ("a&nbsp;&nbsp;b", "a b", ()),
    ],
)
def test_what_is_no_text_is_said(html: str, text: str, noted: tuple[str, ...]) -> None:
    found = field_text(html)
    assert (found.text, found.noted) == (text, noted)
