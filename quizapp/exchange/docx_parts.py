"""What python-docx has no calls for: lists, page numbers, and what a file says of itself."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.text.paragraph import Paragraph
    from lxml.etree import _Element

QUESTION, ONE_OF, SOME_OF = range(3)
"""Levels of a list: numbers of questions, and letters of options with a circle or a box."""

_LEVELS = (("decimal", "%1."), ("lowerLetter", "○ %2)"), ("lowerLetter", "☐ %3)"))
_INDENTS = ((454, 454), (1077, 623), (1077, 623))  # twentieths of a point: left, hanging


class Numbering:
    """A list that begins with 1; Word numbers its paragraphs, anew when one of them is moved."""

    def __init__(self, document: Document) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        part = document.part.numbering_part.element
        abstract = OxmlElement("w:abstractNum")
        known = [int(each.get(qn("w:abstractNumId"))) for each in part.findall(qn("w:abstractNum"))]
        number = max(known, default=-1) + 1
        abstract.set(qn("w:abstractNumId"), str(number))
        kind = OxmlElement("w:multiLevelType")
        kind.set(qn("w:val"), "multilevel")
        abstract.append(kind)
        for level, ((form, text), (left, hanging)) in enumerate(
            zip(_LEVELS, _INDENTS, strict=True)
        ):
            abstract.append(_level(level, form, text, left, hanging))
        first = part.find(qn("w:num"))  # all definitions stand before what uses them
        if first is None:
            part.append(abstract)
        else:
            first.addprevious(abstract)
        self._id = int(part.add_num(number).numId)

    def number(self, paragraph: Paragraph, level: int) -> None:
        held = paragraph._p.get_or_add_pPr()
        properties = held.get_or_add_numPr()  # type: ignore[attr-defined]
        properties.get_or_add_ilvl().val = level
        properties.get_or_add_numId().val = self._id


def _level(level: int, form: str, text: str, left: int, hanging: int) -> _Element:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement("w:lvl")
    made.set(qn("w:ilvl"), str(level))
    for name, value in (("start", "1"), ("numFmt", form), ("lvlText", text), ("lvlJc", "left")):
        element = OxmlElement(f"w:{name}")
        element.set(qn("w:val"), value)
        made.append(element)
    properties = OxmlElement("w:pPr")
    indent = OxmlElement("w:ind")
    indent.set(qn("w:left"), str(left))
    indent.set(qn("w:hanging"), str(hanging))
    properties.append(indent)
    made.append(properties)
    return made


def foot(section: Section, text: str) -> None:
    """A line at the foot of the section's pages: ``text`` and the page, counted from 1 in it."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    section.footer.is_linked_to_previous = False
    line = section.footer.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line.add_run(f"{text}   ·   ").font.size = Pt(8.5)
    page = line.add_run()
    page.font.size = Pt(8.5)
    for kind, field in (("begin", ""), ("", "PAGE"), ("separate", ""), ("shown", ""), ("end", "")):
        if kind == "shown":  # what is seen until Word counts
            page.add_text("1")
            continue
        element = OxmlElement("w:instrText" if field else "w:fldChar")
        if field:
            element.text = field
        else:
            element.set(qn("w:fldCharType"), kind)
        page._r.append(element)
    for old in section._sectPr.findall(qn("w:pgNumType")):
        section._sectPr.remove(old)
    numbers = OxmlElement("w:pgNumType")
    numbers.set(qn("w:start"), "1")
    columns = section._sectPr.find(qn("w:cols"))
    if columns is None:
        section._sectPr.append(numbers)
    else:
        columns.addprevious(numbers)


def describe(document: Document, title: str, author: str, at: datetime) -> None:
    """What the file says of itself, in place of what the library's own template says."""
    about = document.core_properties
    about.title, about.author, about.last_modified_by = title, author, author
    about.comments, about.keywords, about.subject = "", "", ""
    about.created = about.modified = at.replace(tzinfo=None)
