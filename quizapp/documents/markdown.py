"""Markdown: structure from markdown-it, text from the file itself, so that offsets stay true."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from quizapp.archives import is_zip
from quizapp.documents.date_lines import is_date_line, is_year_heading
from quizapp.documents.encodings import decode
from quizapp.documents.extract import Block, Extract
from quizapp.documents.files import read_bytes
from quizapp.domain.document import Span, TextKind
from quizapp.domain.ports import Report, Stop

LARGEST = 5_000_000  # bytes
_FRONT_MATTER = re.compile(r"\A---\s*\n(?P<body>.*?)\n(?:---|\.\.\.)\s*\n", re.DOTALL)
_TITLE = re.compile(r"^title:\s*[\"']?(.+?)[\"']?\s*$", re.MULTILINE | re.IGNORECASE)
# What stands before the text of a line: quote marks, list marks, heading marks.
_LINE_MARKS = re.compile(r"[ \t]*(?:>[ \t]?)*[ \t]*(?:#{1,6}[ \t]+|[-*+][ \t]+|\d{1,9}[.)][ \t]+)?")
_MARKUP = re.compile(
    r"(?P<image>!\[[^\]\n]{0,300}\]\([^)\n]{0,1000}\))"
    r"|(?P<foot>\[\^[^\]\s]{1,60}\]:?)"
    r"|(?P<target>(?<=\])\([^)\n]{0,1000}\)|(?<=\])\[[^\]\n]{0,100}\])"
    r"|(?P<bracket>\[(?=[^\]\n]{0,300}\](?:\(|\[))|(?<=\w|[.,;:!?)*_\"'’”])\](?=\(|\[))"
    r"|(?P<tag></?[A-Za-z][^>\n]{0,200}>|<!--.{0,1000}?-->)"
    r"|(?P<escape>\\(?=[!-/:-@\[-`{-~]))"
    r"|(?P<stars>\*{1,3}(?=\S)|(?<=\S)\*{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)|`+|~~)"
    r"|(?P<closing>[ \t]#{1,6}[ \t]*$)",
)
_CELL = re.compile(r"[^|]+")


class Markdown:
    name: ClassVar[str] = "Markdown"
    endings: ClassVar[tuple[str, ...]] = (".md", ".markdown", ".mdown", ".mkd")

    @staticmethod
    def recognises(head: bytes, path: Path) -> bool:
        """Any text may be Markdown, so here the ending decides."""
        return path.suffix.lower() in Markdown.endings and not is_zip(head)

    @staticmethod
    def extract(path: Path, *, report: Report, stop: Stop) -> Extract:
        decoded = decode(read_bytes(path, largest=LARGEST, stop=stop))
        report(0.2, "Reading the Markdown")
        original = decoded.text
        front = _FRONT_MATTER.match(original)
        title = _TITLE.search(front["body"]) if front else None
        blocks = tuple(_blocks(original, front.end() if front else 0))
        return Extract(
            original=original,
            blocks=blocks,
            title=title.group(1) if title else None,
            notes=decoded.notes,
        )


def _blocks(original: str, begin: int) -> Iterator[Block]:
    from markdown_it import MarkdownIt

    lines = _line_spans(original, begin)
    body = "\n".join(original[line.start : line.end] for line in lines)
    paragraphs = _paragraph_numbers(original, lines)
    depth = 0
    in_table = False
    level: int | None = None
    for token in MarkdownIt("commonmark").enable("table").parse(body):
        if token.type in {"list_item_open", "list_item_close"}:
            depth += token.nesting
        elif token.type == "heading_open":
            level = int(token.tag[1])
        elif token.type == "heading_close":
            level = None
        elif token.type in {"table_open", "table_close"}:
            in_table = token.nesting > 0
            if token.map:
                yield from _table(original, lines[token.map[0] : token.map[1]], paragraphs)
        elif token.type == "inline" and token.map and token.content and not in_table:
            kind = TextKind.LIST if depth else None
            wanted = lines[token.map[0] : token.map[1]]
            yield from _block(original, wanted, paragraphs, level=level, kind=kind)


def _line_spans(original: str, begin: int) -> list[Span]:
    spans = []
    for match in re.finditer(r"[^\n]*\n|[^\n]+$", original[begin:]):
        text = match.group().rstrip("\r\n")
        spans.append(Span(begin + match.start(), begin + match.start() + len(text)))
    return spans


def _paragraph_numbers(original: str, lines: list[Span]) -> dict[int, int]:
    """Line start -> number of its run of text between blank lines."""
    numbers = {}
    number = 0
    blank = True
    for line in lines:
        if not original[line.start : line.end].strip():
            blank = True
            continue
        number += blank
        blank = False
        numbers[line.start] = number
    return numbers


def _block(
    original: str,
    lines: list[Span],
    paragraphs: dict[int, int],
    *,
    level: int | None,
    kind: TextKind | None,
) -> Iterator[Block]:
    spans = []
    skips = []
    for line in lines:
        text = original[line.start : line.end]
        marks = _LINE_MARKS.match(text)
        start = line.start + (marks.end() if marks else 0)
        bare = original[start : line.end].strip()
        if not bare or re.fullmatch(r"[=\-]{2,}", bare):
            continue
        start = original.index(bare[0], start)
        spans.append(Span(start, start + len(bare)))
        skips += [
            Span(start + match.start(), start + match.end()) for match in _MARKUP.finditer(bare)
        ]
    if spans:
        yield Block(
            lines=tuple(spans),
            paragraph=paragraphs.get(lines[0].start, 1),
            level=level,
            kind=_note_kind(original, spans[0]) or kind,
            skip=tuple(skips),
            strong=_is_bold(original, spans),
        )


def _note_kind(original: str, first: Span) -> TextKind | None:
    """ "[^1]: ..." is a footnote."""
    return (
        TextKind.NOTE if re.match(r"\[\^[^\]\s]+\]:", original[first.start : first.end]) else None
    )


def _is_bold(original: str, spans: list[Span]) -> bool:
    text = original[spans[0].start : spans[-1].end]
    return re.fullmatch(r"(\*\*|__)[^*_]+\1\.?", text) is not None


def _table(original: str, rows: list[Span], paragraphs: dict[int, int]) -> Iterator[Block]:
    """A row is a dated entry (date, then the rest) or one line of data."""
    for row in rows:
        text = original[row.start : row.end]
        if re.fullmatch(r"[\s|:\-]+", text):
            continue
        cells = []
        for match in _CELL.finditer(text):
            bare = match.group().strip()
            if bare:
                start = row.start + match.start() + match.group().index(bare[0])
                cells.append(Span(start, start + len(bare)))
        yield from _row_blocks(original, cells, paragraphs.get(row.start, 1))


def _row_blocks(original: str, cells: list[Span], paragraph: int) -> Iterator[Block]:
    if not cells:
        return
    skips = tuple(
        Span(cell.start + match.start(), cell.start + match.end())
        for cell in cells
        for match in _MARKUP.finditer(original[cell.start : cell.end])
    )
    first = original[cells[0].start : cells[0].end]
    if len(cells) > 1 and (is_date_line(first) or is_year_heading(first)):
        yield Block(lines=tuple(cells[1:]), paragraph=paragraph, skip=skips, date=cells[0])
    else:
        yield Block(lines=tuple(cells), paragraph=paragraph, kind=TextKind.LIST, skip=skips)
