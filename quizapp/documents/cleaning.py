"""From a block's lines to clean running text: reflowed, mended, and mapped to the original."""

from __future__ import annotations

import re

from quizapp.documents.broken_words import LONGEST_WORD, BrokenWords, word_before
from quizapp.documents.extract import Block
from quizapp.documents.mapped_text import MappedText, TextMapper

# What cannot stand as it is: runs of white space, soft hyphens, zero-width and control
# characters, pdfium's mark of a word broken at a line end, page marks, note marks, marks of
# emphasis, ligatures.
_UNTIDY = re.compile(
    r"(?P<space>[^\S ]\s*| \s+)"
    r"|(?P<drop>[\xad\u200b-\u200f\u202a-\u202e\u2060\ufeff\x00-\x08\x0e-\x1f\x7f]+"
    r"|(?<![\w*])\*{1,2}(?=[^\W\d_])|(?<=[^\s*])\*{1,2}(?![\w*])"
    r"|(?<!\w)_(?=[^\W\d_])|(?<=[^\W_])_(?!\w)"
    r"|\[(?:pg|page|p\.)\s?\w{1,6}\]"
    r"|(?<=[^\s\[\](])\[(?:\d{1,3}|note \d+|citation needed|edit)\]"
    r"|(?<=[^\W\d_]{4}[.,;])\d{1,2}(?=\s+[A-ZÀ-Þ“\"]|\s*$))"  # "without loss of life.1 Next"
    r"|(?P<ligature>[\ufb00-\ufb06])"
    r"|(?P<hyphen>(?<=[^\W\d_])-(?P<parted> )?(?=[^\W\d_]))",
    re.IGNORECASE,
)
_LIGATURES = dict(zip("ﬀﬁﬂﬃﬄﬅﬆ", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True))
_FIRST_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LINE_END_HYPHENS = "-\u2010\u00ad\ufffe\u00ac"


class Cleaner:
    """Cleans the blocks of one document."""

    def __init__(self, original: str, broken_words: BrokenWords) -> None:
        self._original = original
        self._broken_words = broken_words

    def clean(self, block: Block) -> MappedText:
        mapper = TextMapper(self._original)
        if block.skip:
            return self._clean_around(mapper, block)
        last = len(block.lines) - 1
        start = block.lines[0].start
        for index, line in enumerate(block.lines):
            end = line.end
            if index == last:
                self._take(mapper, start, end)
                break
            following = block.lines[index + 1]
            skip, keep = self._line_end(line.start, end, following.start, following.end)
            self._take(mapper, start, keep)
            if not skip:
                mapper.put_in(" ")
            start = following.start
        return mapper.finish()

    def _clean_around(self, mapper: TextMapper, block: Block) -> MappedText:
        """For text with mark-up inside: lines are joined by a space, marks left out."""
        for index, line in enumerate(block.lines):
            if index:
                mapper.put_in(" ")
            position = line.start
            for skip in block.skip:
                if line.start <= skip.start < line.end:
                    self._take(mapper, position, skip.start)
                    position = max(position, min(skip.end, line.end))
            self._take(mapper, position, line.end)
        return mapper.finish()

    def _line_end(self, start: int, end: int, begin: int, limit: int) -> tuple[bool, int]:
        """(whether the next line follows without a space, where this line's text ends)."""
        text = self._original
        if end - start < 2 or text[end - 1] not in _LINE_END_HYPHENS:
            return False, end
        mark = text[end - 1]
        before = word_before(text, start, end - 1)
        after = _FIRST_WORD.match(text, begin, min(limit, begin + LONGEST_WORD))
        if not before or after is None:
            return mark != "-" or bool(before), end if mark == "-" else end - 1
        if mark in "\u00ad\u00ac":
            return True, end - 1
        word = f"{before}-{after.group()}"
        position = len(before)
        if position in self._broken_words.false_hyphens(word, line_end=position):
            return True, end - 1
        if mark == "-" and self._broken_words.is_suspended(before, after.group()):
            return after.group() not in {"and", "or", "to", "nor", "but"}, end
        return True, end

    def _take(self, mapper: TextMapper, start: int, end: int) -> None:
        """Goes on with the original from ``start`` to ``end``, tidied."""
        position = start
        for match in _UNTIDY.finditer(self._original, start, end):
            mapper.take(position, match.start())
            position = match.end()
            kind = match.lastgroup
            if kind == "space":
                mapper.put_in(" ")
            elif kind == "ligature":
                mapper.put_in(_LIGATURES[match.group()])
            elif kind in {"hyphen", "parted"}:
                self._take_hyphen(mapper, match.start(), match.end(), start, end)
        mapper.take(position, end)

    def _take_hyphen(self, mapper: TextMapper, at: int, after: int, start: int, end: int) -> None:
        """Leaves out a hyphen (and the space behind it) that a scan put into a word."""
        before = word_before(self._original, start, at)
        behind = _FIRST_WORD.match(self._original, after, min(end, after + LONGEST_WORD))
        if not before or behind is None:
            mapper.take(at, after)
        elif after - at == 2:
            if self._broken_words.is_suspended(before, behind.group()):
                mapper.take(at, after)
        else:
            word = f"{before}-{behind.group()}"
            if len(before) not in self._broken_words.false_hyphens(word):
                mapper.take(at, after)
