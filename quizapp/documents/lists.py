"""List items: paragraphs that begin with a bullet or a number, next to others of the kind."""

from __future__ import annotations

from collections.abc import Sequence

from quizapp.documents.paragraphs import Paragraph
from quizapp.documents.signs import item_mark, note_mark
from quizapp.domain.document import TextKind


def mark_lists(paragraphs: Sequence[Paragraph]) -> None:
    text = [p for p in paragraphs if p.kind is not TextKind.RUNNING_HEAD]
    marks = [item_mark(paragraph.text) if paragraph.is_open else None for paragraph in text]
    for index, mark in enumerate(marks):
        if mark is None:
            continue
        near = [*marks[max(0, index - 2) : index], *marks[index + 1 : index + 3]]
        if any(other is not None and _alike(mark, other) for other in near):
            text[index].mark(TextKind.LIST)


def _alike(one: str, other: str) -> bool:
    """Marks of one list: the same bullet, or numbers set the same way."""
    return _shape(one) == _shape(other)


def _shape(mark: str) -> str:
    first = mark[0]
    kind = "1" if first.isdigit() else "a" if first.isalpha() else first
    return kind + mark.rstrip()[-1]


def strip_mark(paragraph: Paragraph) -> None:
    """Takes the bullet, number or note mark off the text, so that a sentence is left."""
    notes = paragraph.kind is TextKind.NOTE
    mark = note_mark(paragraph.text) if notes else item_mark(paragraph.text)
    if mark and len(mark) < len(paragraph.text):
        paragraph.mapped = paragraph.mapped.part(len(mark), len(paragraph.text))
