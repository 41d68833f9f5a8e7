"""A quiz on paper as a Word file that a teacher can edit: the sheets, then their keys."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from quizapp.domain.paper import (
    PaperLayout,
    PaperSize,
    PrintedItem,
    Sheet,
    cloze_text,
    key_text,
    letter,
    source_text,
    typeset,
)
from quizapp.domain.task import (
    Choose,
    Cloze,
    Information,
    MapPlace,
    Match,
    OpenText,
    Order,
    TrueFalse,
    number_text,
)
from quizapp.exchange.docx_parts import (
    ONE_OF,
    QUESTION,
    SOME_OF,
    Numbering,
    describe,
    foot,
)

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_POINTS = {
    PaperLayout.ONE_COLUMN: 11,
    PaperLayout.TWO_COLUMNS: 10,
    PaperLayout.LARGE_PRINT: 18,
}
_SIZES = {PaperSize.A4: (210, 297), PaperSize.LETTER: (215.9, 279.4)}  # mm
_GAP = "_" * 14
_MAP_WIDTH = 110  # mm
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff￾￿]")  # by XML 1.0
_ROUND = "○"


Maps = Callable[[PrintedItem, bool], bytes]
"""Draws the map of a question as a PNG file; with True for the key, where the place is marked."""


def worksheet_docx(
    sheets: Sequence[Sheet],
    *,
    layout: PaperLayout = PaperLayout.ONE_COLUMN,
    size: PaperSize = PaperSize.A4,
    key: bool = True,
    author: str = "QuizApp",
    maps: Maps | None = None,
    at: datetime | None = None,
) -> bytes:
    """The bytes of the file. ``maps``: draws them; without, a map question is a line to write on.

    Each sheet and each key is a section with its own foot and page numbers. ``author``, ``at``:
    what the file says of who made it and when (UTC); None: now.
    """
    import docx

    document = docx.Document()
    _set_up(document, layout, size)
    describe(document, _clean(sheets[0].title) if sheets else "", _clean(author),
             at or datetime.now(UTC))  # fmt: skip
    parts = [(sheet, False) for sheet in sheets] + [(sheet, True) for sheet in sheets if key]
    for number, (sheet, is_key) in enumerate(parts):
        section = document.sections[0] if not number else document.add_section()
        foot(section, _clean(_name(sheet, is_key=is_key)))
        (_key if is_key else _sheet)(document, sheet, maps)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def _set_up(document: Document, layout: PaperLayout, size: PaperSize) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    document.styles["Normal"].font.size = Pt(_POINTS[layout])
    document.styles["Normal"].paragraph_format.space_after = Pt(3)
    section = document.sections[0]
    width, height = _SIZES[size]
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin = section.bottom_margin = Mm(18)
    if layout is PaperLayout.TWO_COLUMNS:
        columns = section._sectPr.xpath("./w:cols")[0]
        columns.set(qn("w:num"), "2")


def _name(sheet: Sheet, *, is_key: bool) -> str:
    version = f"Version {sheet.version}" if sheet.version else ""
    parts = ("Key" if is_key else "", sheet.title, version)
    return " – ".join(each for each in parts if each)


def _sheet(document: Document, sheet: Sheet, maps: Maps | None) -> None:
    document.add_heading(_clean(sheet.title), level=1)
    version = f"Version {sheet.version}" if sheet.version else ""
    minutes = f"{number_text(sheet.minutes)} minutes" if sheet.minutes else ""
    points = f"{number_text(sheet.points)} points"
    document.add_paragraph("   ·   ".join(each for each in (minutes, points, version) if each))
    document.add_paragraph(
        f"Name: {'_' * 30}   Date: {'_' * 12}   Points: ______ / {number_text(sheet.points)}"
    )
    if sheet.description:
        document.add_paragraph(_clean(sheet.description))
    numbering = Numbering(document)
    for section in sheet.sections:
        if section.title:
            document.add_heading(_clean(section.title), level=2)
        if section.instructions:
            document.add_paragraph(_clean(section.instructions)).runs[0].italic = True
        for item in section.items:
            _question(document, item, numbering, maps)


def _question(
    document: Document, item: PrintedItem, numbering: Numbering, maps: Maps | None
) -> None:
    """Its paragraphs stay together on one page."""
    from docx.shared import Mm

    stem = document.add_paragraph()
    stem.add_run(_clean(item.question.stem)).bold = bool(item.number)
    if item.number:
        numbering.number(stem, QUESTION)
        stem.paragraph_format.space_before = Mm(4)
    if item.number and item.points != 1:
        stem.add_run(f"   ({number_text(item.points)} points)")
    made = [stem]
    if item.picture:
        picture = document.add_paragraph()
        _add_picture(picture, item.picture)
        made.append(picture)
    made.extend(_options(document, item, numbering))
    if maps and isinstance(item.task, MapPlace):
        made += _map(document, "Mark the place with a cross.", maps(item, False))
    for line in () if maps and isinstance(item.task, MapPlace) else _lines(item):
        paragraph = document.add_paragraph(_clean(line))
        paragraph.paragraph_format.left_indent = Mm(8)
        made.append(paragraph)
    for paragraph in made[:-1]:
        paragraph.paragraph_format.keep_with_next = True
    for paragraph in made:
        paragraph.paragraph_format.keep_together = True


def _add_picture(paragraph: Paragraph, data: bytes) -> None:
    """Kinds that Word does not take (WebP) are named instead."""
    from docx.image.exceptions import UnrecognizedImageError
    from docx.shared import Mm

    try:
        paragraph.add_run().add_picture(io.BytesIO(data), width=Mm(90))
    except (UnrecognizedImageError, ValueError, KeyError, IndexError, ZeroDivisionError):
        paragraph.add_run("[picture: in a form that Word does not read]")


def _map(document: Document, how: str, data: bytes) -> list[Paragraph]:
    """Word's own tools can draw a cross on it; on paper a pen can."""
    from docx.shared import Mm

    made = []
    if how:
        made.append(document.add_paragraph())
        made[0].add_run(how).italic = True
        made[0].paragraph_format.left_indent = Mm(8)
    picture = document.add_paragraph()
    picture.add_run().add_picture(io.BytesIO(data), width=Mm(_MAP_WIDTH))
    return [*made, picture]


def _options(document: Document, item: PrintedItem, numbering: Numbering) -> list[Paragraph]:
    """Lettered by Word, with a sign to tick."""
    task, made = item.task, []
    if not isinstance(task, Choose):
        return []
    for place in item.order(len(task.options)):
        line = document.add_paragraph(_clean(task.options[place].text))
        numbering.number(line, SOME_OF if task.several else ONE_OF)
        made.append(line)
    return made


def _lines(item: PrintedItem) -> list[str]:
    task = item.task
    match task:
        case Choose():
            return []
        case TrueFalse():
            return [f"{_ROUND} True", f"{_ROUND} False"]
        case Order():
            order = item.order(len(task.items))
            lines = [f"____  {letter(n)})  {task.items[place]}" for n, place in enumerate(order)]
            return ["Number them: 1 for the first.", *lines]
        case Match():
            return _pairs(item, task)
        case _:
            return _written(item)


def _pairs(item: PrintedItem, task: Match) -> list[str]:
    answers = task.answers()
    order = item.order(len(answers))
    left = [f"____  {n}  {pair.premise}" for n, pair in enumerate(task.pairs, start=1)]
    right = [f"{letter(n)})  {answers[place]}" for n, place in enumerate(order)]
    return [*left, "", *right]


def _written(item: PrintedItem) -> list[str]:
    task = item.task
    if isinstance(task, Cloze):
        return [cloze_text(item, task, _GAP)]
    if isinstance(task, OpenText):
        return ["_" * 70] * task.lines
    return [] if isinstance(task, Information) else ["_" * 50]


def _key(document: Document, sheet: Sheet, maps: Maps | None) -> None:
    from docx.shared import Mm

    document.add_heading(_clean(_name(sheet, is_key=True)), level=1)
    numbering = Numbering(document)
    for item in sheet.items:
        if not item.number:
            continue
        line = document.add_paragraph(_clean(key_text(item)))
        numbering.number(line, QUESTION)
        if item.points != 1:
            line.add_run(f"   ({number_text(item.points)} points)")
        for more in (item.question.explanation, item.question.citation):
            if more:
                said = more if isinstance(more, str) else source_text(more)
                below = document.add_paragraph(_clean(said))
                below.runs[0].italic = True
                below.paragraph_format.left_indent = Mm(8)
        if maps and isinstance(item.task, MapPlace):
            _map(document, "", maps(item, True))


def _clean(text: str) -> str:
    """In one style of quotation marks, without what XML cannot hold."""
    return _UNFIT.sub("\ufffd", typeset(text))
