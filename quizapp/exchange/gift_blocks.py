"""A GIFT file in blocks: one question, one category or one remark each.

Blank lines part the blocks. Files of teachers also have blank lines within the braces, questions
with no blank line between them, and braces that are never closed: each is told from the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from quizapp.exchange.gift_signs import Signs

CATEGORY = "$CATEGORY:"
COMMENT = "//"

NO_BLANK_LINE = "no blank line stands before it"
BLANK_LINES_INSIDE = "blank lines within its braces were left out"

_BRACE = re.compile(r"[{}]")
_TITLED = re.compile(r"::.*?::")
_WHOLE = re.compile(r"(?:\?\s*\{[^{}]*|\{\s*(?:T|F|TRUE|FALSE)\b[^{}]*)\}\s*$", re.IGNORECASE)
"""A question that is at its end: a question mark and the answers, or true or false."""


@dataclass(slots=True)
class Block:
    """``line``: of its first line, from 1. ``notes``: what had to be mended to read it."""

    line: int
    lines: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def category(self) -> str | None:
        """The path, where this block is a category."""
        first = self.lines[0].strip() if self.lines else ""
        return first.removeprefix(CATEGORY).strip() if first.startswith(CATEGORY) else None


def blocks(lines: Sequence[str], signs: Signs) -> Iterator[Block]:
    """The blocks of the file in their order."""
    last: Block | None = None
    for block in _separate(lines, signs):
        if last is not None and _answers(last, block):
            last.lines += ["", *block.lines]
            last.comments += block.comments
            continue
        if last is not None:
            yield last
        last = block
    if last is not None:
        yield last


def _answers(question: Block, answers: Block) -> bool:
    """Whether a block is nothing but lines of answers to the text before, all without braces."""
    if not question.lines or not answers.lines or question.category is not None:
        return False
    if any("{" in line or "}" in line for line in (*question.lines, *answers.lines)):
        return False
    is_text = question.lines[0].lstrip()[:1] not in ("~", "=")
    return is_text and all(line.lstrip()[:1] in ("~", "=") for line in answers.lines)


def _separate(lines: Sequence[str], signs: Signs) -> Iterator[Block]:
    """The blocks as blank lines and braces part them."""
    kept_apart = 0
    start = _skip_blank(lines, 0)
    while start < len(lines):
        end = _end_of_run(lines, start)
        depth = _depth(lines[start:end], signs, 0)
        joined = end
        if depth and start >= kept_apart:
            joined, kept_apart = _joined(lines, end, depth, signs)
        yield from _parts(lines, start, joined, signs)
        start = _skip_blank(lines, joined)


def _skip_blank(lines: Sequence[str], start: int) -> int:
    while start < len(lines) and not lines[start].strip():
        start += 1
    return start


def _end_of_run(lines: Sequence[str], start: int) -> int:
    while start < len(lines) and lines[start].strip():
        start += 1
    return start


def _braces(line: str, signs: Signs) -> list[str]:
    """Those of a line that are not escaped; none in a comment."""
    if "{" not in line and "}" not in line:
        return []
    if line.lstrip().startswith(COMMENT):
        return []
    return _BRACE.findall(signs.hide(line))


def _depth(lines: Sequence[str], signs: Signs, depth: int) -> int:
    """How many braces are open behind the lines."""
    for line in lines:
        for brace in _braces(line, signs):
            depth = depth + 1 if brace == "{" else max(0, depth - 1)
    return depth


def _joined(lines: Sequence[str], end: int, depth: int, signs: Signs) -> tuple[int, int]:
    """Where a block ends whose braces are open at the blank line at ``end``.

    They are closed further down, or never: then the block ends here, and up to the second number
    returned no run of lines is worth another look ahead.
    """
    start = _skip_blank(lines, end)
    while start < len(lines):
        after = _end_of_run(lines, start)
        run = lines[start:after]
        first = next((brace for line in run for brace in _braces(line, signs)), "")
        if first == "{" or _begins_anew(run):
            break
        depth = _depth(run, signs, depth)
        if not depth:
            return after, 0
        start = _skip_blank(lines, after)
    return end, start


def _begins_anew(run: Sequence[str]) -> bool:
    first = next((line.strip() for line in run if not line.lstrip().startswith(COMMENT)), "")
    return first.startswith((CATEGORY, "::"))


def _parts(lines: Sequence[str], start: int, end: int, signs: Signs) -> list[Block]:
    """The questions in one run of lines; mostly one."""
    cutter = _Cutter(signs)
    for number in range(start, end):
        cutter.take(number + 1, lines[number])
    return cutter.end()


class _Cutter:
    """Takes line by line and cuts where a question is at its end though no blank line follows."""

    def __init__(self, signs: Signs) -> None:
        self._signs = signs
        self._done: list[Block] = []
        self._block = Block(0)
        self._depth = 0
        self._answered = False  # braces were opened and closed
        self._closed = False  # the last line ended with the closing one

    def take(self, number: int, line: str) -> None:
        text = line.strip()
        if text.startswith(COMMENT):
            self._take_comment(number, text)
        elif not self._depth and text.startswith(CATEGORY):
            self._begin()
            self._block.line = number
            self._block.lines.append(line)
            self._begin()
        else:
            if self._block.lines and self._starts_another(text):
                self._begin()
            self._add(number, line, text)

    def end(self) -> list[Block]:
        if self._block.lines or not self._done:
            self._done.append(self._block)
        else:
            self._done[-1].comments += self._block.comments
        return self._done

    def _take_comment(self, number: int, text: str) -> None:
        if self._closed:
            self._begin()
        self._block.line = self._block.line or number
        self._block.comments.append(text)

    def _starts_another(self, text: str) -> bool:
        if (self._depth or self._answered) and text.startswith("::"):
            return _TITLED.match(text) is not None
        return self._closed and self._is_whole()

    def _is_whole(self) -> bool:
        text = " ".join(self._block.lines[-40:])[-4_000:]
        return _WHOLE.search(self._signs.hide(text)) is not None

    def _begin(self) -> None:
        if self._block.lines:
            self._done.append(self._block)
            self._block = Block(0)
        self._depth, self._answered, self._closed = 0, False, False

    def _add(self, number: int, line: str, text: str) -> None:
        block = self._block
        if not block.lines:
            block.line = number
            if self._done:
                block.notes.append(NO_BLANK_LINE)
        if not text and BLANK_LINES_INSIDE not in block.notes:
            block.notes.append(BLANK_LINES_INSIDE)
        block.lines.append(line)
        braces = _braces(line, self._signs)
        for brace in braces:
            self._depth = self._depth + 1 if brace == "{" else max(0, self._depth - 1)
        self._closed = not self._depth and bool(braces) and text.endswith("}")
        self._answered = self._answered or (not self._depth and bool(braces))
