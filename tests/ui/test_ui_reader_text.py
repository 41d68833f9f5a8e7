"""A document as one text: every span is found again, whatever cleaning did to the passage."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from sample_application import cite, sample_document

from quizapp.domain.document import Document, OffsetRun, Passage, Span, TextKind
from quizapp.domain.question import Citation
from quizapp.ui.reader_text import ReaderText, text_position

DOCUMENT = sample_document()
READER = ReaderText(DOCUMENT)


@given(st.data())
def test_any_words_of_a_passage_are_found_again(data: st.DataObject) -> None:
    passage = data.draw(st.sampled_from(DOCUMENT.passages))
    start = data.draw(st.integers(0, len(passage.text) - 1))
    end = data.draw(st.integers(start + 1, len(passage.text)))
    span = passage.source_span(start, end)
    place = READER.place(Citation(DOCUMENT.name, fingerprint=DOCUMENT.fingerprint, span=span))
    assert place is not None
    assert READER.text[slice(*place)] == passage.text[start:end]


def test_the_words_of_a_citation_are_found() -> None:
    place = READER.place(cite(DOCUMENT, "Edvard Strand"))
    assert place is not None
    assert READER.text[slice(*place)] == "Edvard Strand"


def test_a_span_over_a_mended_line_break_covers_the_whole_word() -> None:
    original = "The Menshe-\nviks left."
    runs = (OffsetRun(0, 0, 10), OffsetRun(10, 12, 10))
    passage = Passage(0, "The Mensheviks left.", TextKind.PROSE, runs, (), 1)
    document = Document("a", "A", "text", original, (passage,), "1" * 64)
    reader = ReaderText(document)
    span = Span(original.index("Menshe"), original.index(" left"))
    place = reader.place(Citation("a", fingerprint="1" * 64, span=span))
    assert place is not None
    assert reader.text[slice(*place)] == "Mensheviks"
    assert text_position(passage, 11) == 10  # the break itself: the next kept character


def test_a_date_line_stands_above_its_entry_and_can_be_evidence() -> None:
    runs = (OffsetRun(0, 8, 10),)
    passage = Passage(3, "Ice broke.", TextKind.CHRONICLE, runs, (), 2, None, "March 3", Span(0, 7))
    document = Document("a", "A", "text", "March 3\nIce broke.", (passage,), "1" * 64)
    reader = ReaderText(document)
    assert reader.text == "March 3\nIce broke."
    place = reader.place(Citation("a", fingerprint="1" * 64, span=Span(0, 7)))
    assert place == (0, 7)
    assert [stretch.style for stretch in reader.stretches] == ["date", "body"]
    assert reader.passage_place(3) == (8, 18)
    assert reader.passage_place(4) is None


def test_a_span_outside_of_all_passages_has_no_place() -> None:
    nowhere = Span(10**6, 10**6 + 5)
    assert READER.place(Citation("a", fingerprint=DOCUMENT.fingerprint, span=nowhere)) is None
    assert READER.place(Citation("a")) is None


def test_an_empty_document_is_an_empty_text() -> None:
    reader = ReaderText(Document("a", "A", "text", "", (), "2" * 64))
    assert reader.text == ""
    assert reader.place(Citation("a", fingerprint="2" * 64, span=Span(0, 1))) is None
