"""Word documents: a walk of their XML, since ready-made readers lose text in it.

Read are inserted and moved text, text boxes, content controls, footnotes and endnotes; not read
are deletions and the place a moved text was taken from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from quizapp.archives import Archive, holds_part, is_zip
from quizapp.documents.date_lines import is_date_line, is_year_heading
from quizapp.documents.extract import Extract, TextBuilder
from quizapp.documents.xml_parts import local_name, parse_xml
from quizapp.domain.document import ReadingNote, TextKind
from quizapp.domain.ports import Report, Stop
from quizapp.errors import Cancelled, UnreadableDocument

_OLE = b"\xd0\xcf\x11\xe0"
_DELETED = frozenset({"del", "moveFrom", "delText", "instrText", "rPr", "pPr", "drawing", "pict"})
_HEADING = re.compile(r"heading\s*(\d)", re.IGNORECASE)
_NOTE_STYLE = re.compile(r"footnote|endnote|caption|header|footer", re.IGNORECASE)
_CONTENTS_STYLE = re.compile(r"^(?:toc|contents|table of (?:contents|figures))", re.IGNORECASE)
_ASK_EVERY = 200  # paragraphs


@dataclass(frozen=True, slots=True)
class Style:
    name: str
    level: int | None


class Word:
    name: ClassVar[str] = "Word document"
    endings: ClassVar[tuple[str, ...]] = (".docx", ".docm", ".dotx")

    @staticmethod
    def recognises(head: bytes, path: Path) -> bool:
        if head.startswith(_OLE):
            return True
        return is_zip(head) and holds_part(path, "word/document.xml", Word.endings)

    @staticmethod
    def extract(path: Path, *, report: Report, stop: Stop) -> Extract:
        _refuse_old_or_encrypted(path)
        with Archive(path) as archive:
            return _WordFile(archive).extract(report, stop)


def _refuse_old_or_encrypted(path: Path) -> None:
    with path.open("rb") as file:
        head = file.read(4_000_000)
    if not head.startswith(_OLE):
        return
    if "EncryptedPackage".encode("utf-16-le") in head:
        raise UnreadableDocument(
            "It is protected by a password. Open it in Word, remove the password"
            " (File, Info, Protect Document) and save it again."
        )
    raise UnreadableDocument(
        "It is in the old Word format (.doc). Open it in Word or LibreOffice and save it as .docx."
    )


class _WordFile:
    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._builder = TextBuilder()
        self._notes: list[ReadingNote] = []
        self._styles = self._read_styles()
        self._stop: Stop = bool
        self._seen = 0

    def extract(self, report: Report, stop: Stop) -> Extract:
        self._stop = stop
        report(0.1, "Reading the Word document")
        body = self._root("word/document.xml")
        if body is None:
            raise UnreadableDocument("It is damaged: its text is missing.")
        for element in body:
            self._walk(element)
        for part in ("word/footnotes.xml", "word/endnotes.xml"):
            self._read_notes(part)
        if any(local_name(element) in {"ins", "del"} for element in body.iter()):
            self._notes.append(ReadingNote("The document has tracked changes; they were accepted."))
        return Extract(
            original=self._builder.original,
            blocks=tuple(self._builder.blocks),
            title=self._title(),
            notes=tuple(self._notes),
        )

    def _root(self, part: str) -> Any | None:
        try:
            data = self._archive.read(part)
        except KeyError:
            return None
        return parse_xml(data)

    def _read_styles(self) -> dict[str, Style]:
        """Style id -> name and heading level, also of styles based on a heading."""
        root = self._root("word/styles.xml")
        if root is None:
            return {}
        found: dict[str, Style] = {}
        based: dict[str, str] = {}
        for element in root:
            if local_name(element) != "style":
                continue
            identity = _attribute(element, "styleId") or ""
            name = _value(element, "name") or identity
            found[identity] = Style(name, _level(name, element))
            based[identity] = _value(element, "basedOn") or ""
        for identity, style in list(found.items()):
            parent = found.get(based[identity])
            if style.level is None and parent is not None and parent.level is not None:
                found[identity] = Style(style.name, parent.level)
        return found

    def _walk(self, element: Any) -> None:
        tag = local_name(element)
        if tag == "p":
            self._paragraph(element)
        elif tag == "tbl":
            self._table(element)
        elif tag not in _DELETED:
            for child in element:
                self._walk(child)

    def _paragraph(self, element: Any, kind: TextKind | None = None) -> None:
        self._seen += 1
        if self._seen % _ASK_EVERY == 0 and self._stop():
            raise Cancelled("Reading was cancelled.")
        text = "".join(_texts(element))
        if text.strip():
            style = self._style_of(element)
            self._builder.add(
                text,
                level=style.level if style and len(text) < 300 else None,
                kind=kind or self._kind(element, style),
                strong=_is_bold(element),
            )
        for box in _text_boxes(element):
            for child in box:
                self._walk(child)

    def _style_of(self, element: Any) -> Style | None:
        properties = _child(element, "pPr")
        if properties is None:
            return None
        style = self._styles.get(_value(properties, "pStyle") or "")
        outline = _value(properties, "outlineLvl")
        if outline and outline.isdigit() and int(outline) < 9:
            return Style(style.name if style else "", int(outline) + 1)
        return style

    def _kind(self, element: Any, style: Style | None) -> TextKind | None:
        if style is not None and _CONTENTS_STYLE.search(style.name):
            return TextKind.CONTENTS
        if style is not None and _NOTE_STYLE.search(style.name):
            return TextKind.NOTE
        properties = _child(element, "pPr")
        numbered = properties is not None and _child(properties, "numPr") is not None
        numbered = numbered or (style is not None and style.name.startswith("List "))
        if numbered and not _is_bold(element) and (style is None or style.level is None):
            return TextKind.LIST
        return None

    def _table(self, table: Any) -> None:
        """A row is a dated entry, cells of layout, or one line of data; merged cells count once."""
        for row in table:
            if local_name(row) != "tr":
                continue
            cells = [cell for cell in _unwrapped(row) if local_name(cell) == "tc"]
            texts = [" ".join("".join(_cell_texts(cell)).split()) for cell in cells]
            filled = [text for text in texts if text]
            if len(filled) > 1 and (is_date_line(filled[0]) or is_year_heading(filled[0])):
                self._builder.add_entry(filled[0], " ".join(filled[1:]))
            elif len(filled) > 1 and max(len(text) for text in filled) < 120:
                self._builder.add("; ".join(filled), kind=TextKind.LIST)
            else:
                for cell in cells:
                    for child in cell:
                        self._walk(child)

    def _read_notes(self, part: str) -> None:
        root = self._root(part)
        if root is None:
            return
        for note in root:
            if _attribute(note, "type") in {"separator", "continuationSeparator"}:
                continue
            for element in note.iter():
                if local_name(element) == "p":
                    self._paragraph(element, TextKind.NOTE)

    def _title(self) -> str | None:
        for block in self._builder.blocks[:5]:
            if block.level == 0:
                return self._builder.original[block.lines[0].start : block.lines[-1].end]
        root = self._root("docProps/core.xml")
        if root is None:
            return None
        titles = [e.text for e in root if local_name(e) == "title" and e.text]
        return titles[0] if titles else None


def _level(name: str, style: Any) -> int | None:
    if name.casefold() == "title":
        return 0
    match = _HEADING.match(name)
    if match:
        return int(match.group(1))
    properties = _child(style, "pPr")
    outline = _value(properties, "outlineLvl") if properties is not None else None
    return int(outline) + 1 if outline and outline.isdigit() and int(outline) < 9 else None


def _texts(element: Any) -> Iterator[str]:
    """The text of a paragraph as it reads with all changes accepted."""
    for child in element:
        tag = local_name(child)
        if tag == "t":
            yield child.text or ""
        elif tag in {"tab", "ptab"}:
            yield "\t"
        elif tag in {"br", "cr"}:
            yield "\n"
        elif tag == "noBreakHyphen":
            yield "-"
        elif tag not in _DELETED and tag != "p":
            yield from _texts(child)


def _cell_texts(cell: Any) -> Iterator[str]:
    for element in cell.iter():
        if local_name(element) == "p":
            yield from _texts(element)
            yield " "


def _text_boxes(element: Any) -> list[Any]:
    """Text boxes hang in drawings; the copy for old versions of Word is left out."""
    return [
        box
        for box in element.iter()
        if local_name(box) == "txbxContent"
        and not any(local_name(above) in {"Fallback", "del"} for above in box.iterancestors())
    ]


def _unwrapped(row: Any) -> Iterator[Any]:
    for child in row:
        if local_name(child) in {"sdt", "sdtContent", "ins"}:
            yield from _unwrapped(child)
        else:
            yield child


def _is_bold(paragraph: Any) -> bool:
    """Whether all letters of a paragraph are bold: how many mark headings without a style."""
    letters = bold = 0
    for run in paragraph.iter():
        if local_name(run) != "r":
            continue
        size = sum(len((t.text or "").strip()) for t in run if local_name(t) == "t")
        properties = _child(run, "rPr")
        mark = _child(properties, "b") if properties is not None else None
        letters += size
        if mark is not None and _attribute(mark, "val") not in {"0", "false", "off"}:
            bold += size
    return letters > 0 and bold == letters


def _child(element: Any, name: str) -> Any | None:
    return next((child for child in element if local_name(child) == name), None)


def _value(element: Any, name: str) -> str | None:
    child = _child(element, name)
    return _attribute(child, "val") if child is not None else None


def _attribute(element: Any, name: str) -> str | None:
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return None
