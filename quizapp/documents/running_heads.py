"""Page numbers, page headers and footers that stand among the paragraphs of a text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from quizapp.documents.date_lines import is_date_line
from quizapp.documents.paragraphs import Paragraph
from quizapp.domain.document import TextKind

_PAGE_NUMBER = re.compile(
    r"[-–—\[({\s]*(?:page|pg\.?|p\.)?\s*(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:of|/)\s*\d{1,4})?[\s\])}–—-]*",
    re.IGNORECASE,
)
_EDGE_NUMBER = re.compile(r"^\d{1,4}\s+(?=\D)|(?<=\D)\s+\d{1,4}$")
_RULE = re.compile(r"[\W_]+")
FEWEST_REPEATS = 3


def mark_running_heads(paragraphs: Sequence[Paragraph]) -> None:
    """Marks rules, lone page numbers that count up, and lines repeated with a page number."""
    numbers: list[tuple[int, int]] = []
    numbered_heads: dict[str, list[int]] = defaultdict(list)
    for index, paragraph in enumerate(paragraphs):
        text = paragraph.text
        if not paragraph.is_open or paragraph.block.level is not None or len(text) > 90:
            continue
        if _RULE.fullmatch(text):
            paragraph.mark(TextKind.RUNNING_HEAD)
        elif _PAGE_NUMBER.fullmatch(text):
            digits = re.search(r"\d+", text)
            numbers.append((index, int(digits.group()) if digits else 0))
        elif _EDGE_NUMBER.search(text) and not is_date_line(text):
            numbered_heads[_EDGE_NUMBER.sub("", text).strip().casefold()].append(index)
    _mark_page_numbers(paragraphs, numbers)
    for found in numbered_heads.values():
        if len(found) >= FEWEST_REPEATS:
            for index in found:
                paragraphs[index].mark(TextKind.RUNNING_HEAD)


def _mark_page_numbers(paragraphs: Sequence[Paragraph], numbers: Sequence[tuple[int, int]]) -> None:
    """Lone numbers are page numbers where they go up in small steps, and years where not."""
    for place, (index, number) in enumerate(numbers):
        text = paragraphs[index].text
        if re.search(r"pa?ge?\b|^[\[{(–—-]", text, re.IGNORECASE):
            paragraphs[index].mark(TextKind.RUNNING_HEAD)
            continue
        near = [numbers[n][1] for n in (place - 1, place + 1) if 0 <= n < len(numbers)]
        counts_up = any(0 < abs(number - other) <= 3 for other in near)
        if text.isdigit() and counts_up and not 1000 < number < 2100:
            paragraphs[index].mark(TextKind.RUNNING_HEAD)
