"""Finds out what each paragraph is, by general signs in one fixed order.

What a format states (a heading level, a list item) is believed. After that comes what is around
the text, then headings, then what needs headings to be seen: notes, books, chronicles, lists.
"""

from __future__ import annotations

from collections.abc import Sequence

from quizapp.documents.back_matter import (
    mark_bibliographies,
    mark_contents,
    mark_frame,
    mark_notes,
    mark_signatures,
)
from quizapp.documents.chronicles import mark_chronicles
from quizapp.documents.extract import Layout
from quizapp.documents.headings import mark_dates_under_headings, mark_headings
from quizapp.documents.lists import mark_lists, strip_mark
from quizapp.documents.paragraphs import Paragraph
from quizapp.documents.run_in import split_run_in_headings
from quizapp.documents.running_heads import mark_running_heads
from quizapp.documents.signs import ends_sentence
from quizapp.domain.document import TextKind


def find_text_kinds(paragraphs: Sequence[Paragraph], layout: Layout) -> list[Paragraph]:
    """The paragraphs with a kind each; run-in headings become paragraphs of their own."""
    for paragraph in paragraphs:
        if paragraph.block.date is not None:
            paragraph.mark(TextKind.CHRONICLE)
        elif paragraph.block.kind is not None:
            paragraph.mark(paragraph.block.kind)
    mark_frame(paragraphs)
    mark_running_heads(paragraphs)
    mark_contents(paragraphs)
    mark_chronicles(paragraphs, layout)
    mark_headings(paragraphs, layout)
    mark_notes(paragraphs)
    mark_bibliographies(paragraphs)
    mark_dates_under_headings(paragraphs)
    mark_lists(paragraphs)
    mark_signatures(paragraphs)
    _mark_captions(paragraphs, layout)
    result = split_run_in_headings(paragraphs)
    for paragraph in result:
        if paragraph.kind in {TextKind.LIST, TextKind.NOTE}:
            strip_mark(paragraph)
        if paragraph.kind is None:
            paragraph.kind = TextKind.PROSE
    return result


def _mark_captions(paragraphs: Sequence[Paragraph], layout: Layout) -> None:
    """Lines under pictures: pushed to the middle, or one short line without a full stop."""
    for paragraph in paragraphs:
        if not paragraph.is_open or len(paragraph.text) > 160:
            continue
        block = paragraph.block
        pushed = layout.width is None and block.indent >= 8
        unfinished = not ends_sentence(paragraph.text) and paragraph.text[-1] not in ":;,—-!?"
        single = len(block.lines) == 1
        if single and unfinished and (pushed or layout.width is None):
            paragraph.mark(TextKind.NOTE)
