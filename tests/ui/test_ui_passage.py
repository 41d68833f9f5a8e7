"""The passage with its evidence: cut at sensible places, and never read as markup."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quizapp.ui.theme import Theme
from quizapp.ui.widgets.passage import PassageView, excerpt

TEXT = (
    "The quay was built first. Then came the lighthouse, which Strand opened. The railway "
    "followed after twelve years. Nobody had asked the fishermen."
)


@given(st.text(max_size=300), st.integers(0, 300), st.integers(0, 60), st.integers(0, 80))
def test_an_excerpt_keeps_the_evidence_word_for_word(
    text: str, start: int, length: int, room: int
) -> None:
    start = min(start, len(text))
    end = min(len(text), start + length)
    shorter, first, last = excerpt(text, start, end, room)
    assert shorter[first:last] == text[start:end]
    assert len(shorter) <= (end - start) + 2 * room + 4


def test_an_excerpt_of_a_short_text_is_the_text() -> None:
    assert excerpt(TEXT, 4, 8, 500) == (TEXT, 4, 8)


def test_an_excerpt_is_cut_between_sentences() -> None:
    start = TEXT.index("Strand")
    shorter, first, last = excerpt(TEXT, start, start + 6, 45)
    assert shorter.startswith("… Then came")
    assert shorter.endswith("which Strand opened. …")
    assert shorter[first:last] == "Strand"


def test_a_passage_is_shown_as_it_is_whatever_it_says(theme: Theme, qtbot: object) -> None:
    view = PassageView(theme)
    text = "<b>bold</b> & <img src='http://example.org/x.png'> {x} %s"
    view.show_passage(text, 0, 11)
    assert view.text == text
    assert view.highlighted == "<b>bold</b>"
    assert view.accessibleDescription() == text


def test_a_wide_passage_is_lower_than_a_narrow_one(theme: Theme, qtbot: object) -> None:
    view = PassageView(theme)
    view.show_passage(TEXT * 5, 0, 0)
    assert view.heightForWidth(900) < view.heightForWidth(300)


def test_the_highlight_stands_where_the_words_are(theme: Theme, qtbot: object) -> None:
    view = PassageView(theme)
    view.resize(320, 400)
    view.show_passage(TEXT, TEXT.index("railway"), TEXT.index("railway") + 7)
    rect = view.evidence_rect()
    assert rect.top() > 20  # not on the first line
    assert 20 < rect.width() < 120


def test_offsets_outside_the_text_do_no_harm(theme: Theme, qtbot: object) -> None:
    view = PassageView(theme)
    view.resize(300, 100)
    view.show_passage("short", -5, 900)
    assert view.highlighted == "short"
    view.show_passage("", 0, 3)
    assert view.evidence_rect().isEmpty()
    view.grab()
