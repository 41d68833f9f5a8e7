"""EPUB books: the spine in order, chapters through the same walker as web pages."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from quizapp.archives import Archive, holds_part, is_zip, normal_name
from quizapp.documents.encodings import decode
from quizapp.documents.extract import Extract, TextBuilder
from quizapp.documents.markup import MarkupWalker
from quizapp.documents.xml_parts import local_name, parse_xml
from quizapp.domain.document import ReadingNote
from quizapp.domain.ports import Report, Stop
from quizapp.errors import Cancelled, UnreadableDocument

_CONTAINER = "META-INF/container.xml"
_LOCKED = "META-INF/encryption.xml"
_CHAPTERS = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml"})
# Parts of a book that tell nothing of its subject.
_LEFT_OUT = re.compile(
    r"(?:^|[\s/_\-.])(?:cover|titlepage|title-page|imprint|colophon|toc|loi|lot|index|copyright"
    r"(?:-page)?|nav|contents|halftitle(?:page)?)(?:$|[\s/_\-.])",
    re.IGNORECASE,
)
_FONTS = re.compile(rb"http://(?:www\.idpf\.org/2008/embedding|ns\.adobe\.com/pdf/enc#RC)")


@dataclass(frozen=True, slots=True)
class Item:
    """A part that the book's own list names."""

    name: str
    media_type: str
    properties: str


class Epub:
    name: ClassVar[str] = "EPUB book"
    endings: ClassVar[tuple[str, ...]] = (".epub",)

    @staticmethod
    def recognises(head: bytes, path: Path) -> bool:
        if not is_zip(head):
            return False
        if b"application/epub+zip" in head[:120]:
            return True
        return holds_part(path, _CONTAINER, Epub.endings)

    @staticmethod
    def extract(path: Path, *, report: Report, stop: Stop) -> Extract:
        with Archive(path) as archive:
            return _Book(archive).extract(report, stop)


class _Book:
    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._notes: list[ReadingNote] = []
        self._check_lock()
        package_name = self._find_package()
        self._package = parse_xml(self._part(package_name))
        self._folder = posixpath.dirname(package_name)

    def extract(self, report: Report, stop: Stop) -> Extract:
        builder = TextBuilder()
        chapters = self._chapters()
        for number, item in enumerate(chapters):
            if stop():
                raise Cancelled("Reading was cancelled.")
            report(0.5 * number / len(chapters), f"Chapter {number + 1} of {len(chapters)}")
            if item.name not in self._archive:
                self._notes.append(ReadingNote(f"“{item.name}” is missing in the book."))
                continue
            MarkupWalker(builder, book=True).walk(self._chapter_text(item))
        return Extract(
            original=builder.original,
            blocks=tuple(builder.blocks),
            title=self._title(),
            notes=tuple(self._notes),
        )

    def _chapter_text(self, item: Item) -> str:
        try:
            data = self._archive.read(item.name)
            text = decode(data).text
        except UnreadableDocument as error:
            if "far more" in str(error) or "password" in str(error):
                raise
            self._notes.append(ReadingNote(f"“{item.name}” could not be read and was left out."))
            return ""
        # An XHTML chapter may close its title or script at once, which HTML reads as "never".
        return re.sub(r"<(title|script|style|iframe|textarea)\b([^<>]*)/>", r"<\1\2></\1>", text)

    def _check_lock(self) -> None:
        """Books under digital locks say so; obscured fonts alone do no harm."""
        if _LOCKED not in self._archive:
            return
        data = self._archive.read(_LOCKED)
        if data.count(b"EncryptionMethod") > len(_FONTS.findall(data)):
            raise UnreadableDocument(
                "It is locked against copying (DRM), so its text cannot be read."
            )

    def _find_package(self) -> str:
        if _CONTAINER in self._archive:
            root = parse_xml(self._archive.read(_CONTAINER))
            for element in root.iter():
                if local_name(element) == "rootfile" and element.get("full-path"):
                    return normal_name(element.get("full-path"))
        packages = [name for name in self._archive.names if name.endswith(".opf")]
        if not packages:
            raise UnreadableDocument("It is damaged: the book's contents list is missing.")
        return packages[0]

    def _part(self, name: str) -> bytes:
        try:
            return self._archive.read(name)
        except KeyError:
            raise UnreadableDocument(
                "It is damaged: the book's contents list is missing."
            ) from None

    def _chapters(self) -> list[Item]:
        items = self._items()
        spine = [
            items[element.get("idref")]
            for element in self._package.iter()
            if local_name(element) == "itemref" and element.get("idref") in items
        ]
        chapters = [item for item in spine or items.values() if item.media_type in _CHAPTERS]
        told = [item for item in chapters if not self._is_left_out(item)]
        seen: dict[str, Item] = {item.name: item for item in reversed(told or chapters)}
        return [seen[name] for name in reversed(seen)]

    def _items(self) -> dict[str, Item]:
        items = {}
        for element in self._package.iter():
            if local_name(element) != "item" or not element.get("href"):
                continue
            items[element.get("id")] = Item(
                normal_name(element.get("href"), self._folder),
                (element.get("media-type") or "").lower(),
                element.get("properties") or "",
            )
        return items

    def _is_left_out(self, item: Item) -> bool:
        if "nav" in item.properties.split():
            return True
        stem = posixpath.splitext(posixpath.basename(item.name))[0]
        guide = self._guide_types().get(item.name, "")
        return _LEFT_OUT.search(stem) is not None or _LEFT_OUT.search(guide) is not None

    def _guide_types(self) -> dict[str, str]:
        return {
            normal_name(element.get("href"), self._folder): element.get("type") or ""
            for element in self._package.iter()
            if local_name(element) == "reference" and element.get("href")
        }

    def _title(self) -> str | None:
        titles = [e for e in self._package.iter() if local_name(e) == "title" and e.text]
        main = {
            (element.get("refines") or "").lstrip("#")
            for element in self._package.iter()
            if local_name(element) == "meta"
            and element.get("property") == "title-type"
            and (element.text or "").strip() == "main"
        }
        chosen: list[Any] = [e for e in titles if e.get("id") in main] or titles
        return " ".join(chosen[0].text.split()) if chosen else None
