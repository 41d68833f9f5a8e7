"""PDF through pdfium: text page by page, with positions to tell paragraphs and headings."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

from quizapp.documents.extract import Extract, Layout
from quizapp.documents.files import check_size
from quizapp.documents.pdf_layout import PdfLine, make_pdf_blocks
from quizapp.domain.document import ReadingNote
from quizapp.domain.ports import Report, Stop
from quizapp.errors import Cancelled, UnreadableDocument

LARGEST = 300_000_000  # bytes
MOST_PAGES = 5_000
MOST_LETTERS = 30_000_000
FEWEST_LETTERS = 12  # a page with fewer is a picture or empty
_HYPHEN = "\ufffe"  # pdfium's mark of a word broken at a line end; it stands for the line end too
_LINE = re.compile(r"(?P<text>[^\r\n\ufffe]*)(?:\r\n|\r|\n|\ufffe|(?<=.)$)")

# pdfium is not safe to use from two threads at once.
_PDFIUM = threading.Lock()


class Pdf:
    name: ClassVar[str] = "PDF"
    endings: ClassVar[tuple[str, ...]] = (".pdf",)

    @staticmethod
    def recognises(head: bytes, path: Path) -> bool:
        del path
        return b"%PDF-" in head[:1024]

    @staticmethod
    def extract(path: Path, *, report: Report, stop: Stop) -> Extract:
        check_size(path, LARGEST)
        with _PDFIUM:
            document = _open(path)
            try:
                return _extract(document, report, stop)
            finally:
                document.close()


def _open(path: Path) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableDocument(
                "It is protected by a password. Save a copy without one and add that."
            ) from error
        raise UnreadableDocument(
            "It is damaged: it cannot be opened as a PDF. Download or save it again."
        ) from error


def _extract(document: Any, report: Report, stop: Stop) -> Extract:
    count = len(document)
    if count > MOST_PAGES:
        raise UnreadableDocument(
            f"It has {count:,} pages; {MOST_PAGES:,} is the limit. Split it into parts."
        )
    pages: list[str] = []
    lines: list[PdfLine] = []
    empty: list[int] = []
    broken: list[int] = []
    length = 0
    for number in range(1, count + 1):
        if stop():
            raise Cancelled("Reading was cancelled.")
        report(0.5 * number / count, f"Page {number} of {count}")
        text, found = _read_page(document, number, length, broken)
        if sum(char.isalnum() for char in text) < FEWEST_LETTERS:
            empty.append(number)
        pages.append(text)
        lines += found
        length += len(text) + 2
        if length > MOST_LETTERS:
            raise UnreadableDocument("It holds more text than can be read at once. Split it.")
    if len(empty) == count:
        raise UnreadableDocument(
            f"It holds only pictures of pages ({_ranges(empty, 'page')}), no text. Run text"
            " recognition (OCR) over it first."
        )
    original = "".join(f"{text}\n\f" for text in pages)
    return Extract(
        original=original,
        blocks=tuple(make_pdf_blocks(original, lines, _outline(document))),
        title=_title(document),
        layout=Layout(width=80),
        notes=tuple(_page_notes(empty, broken)),
    )


def _read_page(
    document: Any, number: int, offset: int, broken: list[int]
) -> tuple[str, list[PdfLine]]:
    """The text of a page, and its lines; a page that cannot be read is noted and left out."""
    import pypdfium2

    try:
        page = document[number - 1]
        text_page = page.get_textpage()
        try:
            raw = text_page.get_text_range()
            return _page_lines(text_page, raw, number, offset)
        finally:
            text_page.close()
            page.close()
    except pypdfium2.PdfiumError:
        broken.append(number)
        return "", []


def _page_lines(text_page: Any, raw: str, number: int, offset: int) -> tuple[str, list[PdfLine]]:
    """Lines with their place on the page. ``offset`` is where the page begins in the original."""
    parts: list[str] = []
    lines: list[PdfLine] = []
    length = 0
    index = 0
    for match in _LINE.finditer(raw):
        piece = match.group()
        shown = match["text"].replace("\x00", " ") + ("-" if piece.endswith(_HYPHEN) else "")
        bare = shown.strip()
        if bare:
            lead = shown.index(bare[0])
            box = _Geometry(text_page, index + lead, index + lead + len(bare) - 1)
            start = offset + length + lead
            lines.append(
                PdfLine(
                    start=start,
                    end=start + len(bare),
                    page=number,
                    left=box.left,
                    right=box.right,
                    base=box.base,
                    size=box.size,
                    bold=box.bold,
                )
            )
        parts.append(shown)
        length += len(shown) + 1
        index += len(piece)
    return "\n".join(parts), lines


class _Geometry:
    """Where a line stands, from its first and last letter; in points, from the lower left."""

    def __init__(self, text_page: Any, first: int, last: int) -> None:
        from pypdfium2 import raw

        self.left, self.base, self.size = self._letter(raw, text_page, first)
        right, _, _ = self._letter(raw, text_page, last)
        self.right = right
        self.bold = raw.FPDFText_GetFontWeight(text_page, first) >= 600

    @staticmethod
    def _letter(raw: Any, text_page: Any, index: int) -> tuple[float, float, float]:
        from ctypes import byref, c_double

        x, y = c_double(), c_double()
        raw.FPDFText_GetCharOrigin(text_page, index, byref(x), byref(y))
        return x.value, y.value, raw.FPDFText_GetFontSize(text_page, index)


def _outline(document: Any) -> dict[tuple[int, str], int]:
    """(page, title without spaces and case) -> level, from the bookmarks."""
    import pypdfium2

    found: dict[tuple[int, str], int] = {}
    try:
        for bookmark in document.get_toc(max_depth=6):
            target = bookmark.get_dest()
            index = target.get_index() if target is not None else None
            if index is not None:
                key = "".join(bookmark.get_title().split()).casefold()
                found[index + 1, key] = bookmark.level + 1
    except (pypdfium2.PdfiumError, ValueError):
        return found
    return found


def _title(document: Any) -> str | None:
    title = document.get_metadata_value("Title")
    return title if isinstance(title, str) and title.strip() else None


def _page_notes(empty: list[int], broken: list[int]) -> Iterator[ReadingNote]:
    pictures = [number for number in empty if number not in broken]
    if pictures:
        yield ReadingNote(
            f"{_ranges(pictures, 'Page')} without text (pictures or empty) left out.",
            page=pictures[0],
        )
    if broken:
        yield ReadingNote(f"{_ranges(broken, 'Page')} damaged and left out.", page=broken[0])


def _ranges(numbers: list[int], word: str) -> str:
    """ "pages 3-5, 8"; ``numbers`` in order, not empty."""
    groups: list[list[int]] = []
    for number in numbers:
        if groups and number == groups[-1][-1] + 1:
            groups[-1].append(number)
        else:
            groups.append([number])
    shown = ", ".join(str(g[0]) if len(g) == 1 else f"{g[0]}-{g[-1]}" for g in groups)
    return f"{word}{'s' if len(numbers) > 1 else ''} {shown}"
