"""List items: paragraphs that begin with a bullet or a number, next to others of the kind."""

from __future__ import annotations

from collections.abc import Sequence

from quizapp.documents.paragraphs import Paragraph
from quizapp.documents.signs import item_mark
from quizapp.domain.document import TextKind


def mark_lists(paragraphs: Sequence[Paragraph]) -> None:
    marks = [item_mark(paragraph.text) if paragraph.is_open else None for paragraph in paragraphs]
    for index, mark in enumerate(marks):
        if mark is None:
            continue
        near = [
            marks[n] for n in range(max(0, index - 2), min(len(marks), index + 3)) if n != index
        ]
        if any(other is not None and _alike(mark, other) for other in near):
            paragraphs[index].mark(TextKind.LIST)


def _alike(one: str, other: str) -> bool:
    """Marks of one list: the same bullet, or numbers set the same way."""
    return _shape(one) == _shape(other)


def _shape(mark: str) -> str:
    return (
        "".join("1" if char.isdigit() else "a" if char.isalpha() else char for char in mark[:1])
        + (mark.rstrip()[-1])
    )


def strip_mark(paragraph: Paragraph) -> None:
    """Takes the bullet or number off the text, so that a sentence is left."""
    mark = item_mark(paragraph.text)
    if mark and len(mark) < len(paragraph.text):
        paragraph.mapped = paragraph.mapped.part(len(mark), len(paragraph.text))
