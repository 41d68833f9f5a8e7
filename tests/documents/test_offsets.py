"""Every character of a passage leads back to its place in the original."""

import string

from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.documents.extract import Extract
from quizapp.documents.mapped_text import TextMapper
from quizapp.documents.passages import make_passages
from quizapp.documents.plain_text import extract_text
from quizapp.domain.document import Span

PIECES = st.sampled_from(
    [
        "\n", "\n\n", "\r\n", " ", "  ", "\t", "-", "- ", "\u00ad", "\ufb01", "\f", "\u2028",
        "The governor", "May 5", "1 9 1 7", "Notes", "1. ", "• ", "gover-\nnor", "Men-ders",
        "[12]", "Northern Coast. One", ". ", "A B", "CHAPTER I", "\u200b", "*", "(1) ", "\x00",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(string.ascii_letters + " .-\n", max_size=30), max_size=60).map(
    "".join
)


def passages_of(original: str):
    return make_passages(extract_text(original), lambda: False)[0]


@given(TEXTS)
@settings(deadline=None, max_examples=300)
def test_mapped_characters_are_those_of_the_original(original):
    for passage in passages_of(original):
        for run in passage.runs:
            end = run.text_start + run.length
            source = original[run.source_start : run.source_start + run.length]
            assert passage.text[run.text_start : end] == source


@given(TEXTS)
@settings(deadline=None, max_examples=200)
def test_only_spaces_and_ligatures_are_put_in(original):
    for passage in passages_of(original):
        mapped = {
            at for run in passage.runs for at in range(run.text_start, run.text_start + run.length)
        }
        put_in = {char for at, char in enumerate(passage.text) if at not in mapped}
        assert put_in <= set(" fil")


@given(TEXTS)
@settings(deadline=None, max_examples=200)
def test_spans_stay_inside_the_original_and_in_order(original):
    for passage in passages_of(original):
        starts = [run.source_start for run in passage.runs]
        assert starts == sorted(starts)
        assert 0 <= passage.span.start <= passage.span.end <= len(original)
        assert passage.text == passage.text.strip()


@given(st.text(min_size=1), st.data())
def test_a_part_of_mapped_text_keeps_its_places(original, data):
    mapper = TextMapper(original)
    mapper.put_in("<")
    mapper.take(0, len(original))
    mapper.put_in(">")
    whole = mapper.finish()
    start = data.draw(st.integers(0, len(whole.text)))
    end = data.draw(st.integers(start, len(whole.text)))
    part = whole.part(start, end)
    assert part.text == whole.text[start:end]
    for run in part.runs:
        stop = run.text_start + run.length
        source = original[run.source_start : run.source_start + run.length]
        assert part.text[run.text_start : stop] == source


def test_the_span_of_a_mended_word_covers_its_hyphen():
    original = "The gover-\nnor came home to his town."
    passage = passages_of(original)[0]
    at = passage.text.index("governor")
    assert passage.source_span(at, at + 8) == Span(4, 14)


def test_an_empty_extract_has_no_passages():
    assert make_passages(Extract(original="", blocks=()), lambda: False)[0] == ()
