"""Web pages that were saved as one HTML file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import ClassVar

from selectolax.lexbor import LexborHTMLParser

from quizapp.documents.encodings import decode
from quizapp.documents.extract import Extract, TextBuilder
from quizapp.documents.files import read_bytes
from quizapp.documents.markup import MarkupWalker
from quizapp.domain.ports import Report, Stop

LARGEST = 50_000_000  # bytes
_HTML = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAGS = re.compile(rb"<(?:p|div|h[1-6]|table|ul|meta|title|article)\b[^>]*>", re.IGNORECASE)
_SITE = re.compile(r"\s+[|–—·»]\s+[^|–—·»]+$|\s+-\s+(?:Wikipedia|[^-]{2,30})$")


class WebPage:
    name: ClassVar[str] = "Web page"
    endings: ClassVar[tuple[str, ...]] = (".html", ".htm", ".xhtml")

    @staticmethod
    def recognises(head: bytes, path: Path) -> bool:
        plain = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
        if _HTML.match(plain):
            return True
        return path.suffix.lower() in WebPage.endings and _TAGS.search(plain) is not None

    @staticmethod
    def extract(path: Path, *, report: Report, stop: Stop) -> Extract:
        decoded = decode(read_bytes(path, largest=LARGEST, stop=stop))
        report(0.2, "Reading the page")
        builder = TextBuilder()
        tree = MarkupWalker(builder).walk(decoded.text)
        return Extract(
            original=builder.original,
            blocks=tuple(builder.blocks),
            title=page_title(tree),
            notes=decoded.notes,
        )


def page_title(tree: LexborHTMLParser) -> str | None:
    """The only main heading, or what the page calls itself, without the name of the site."""
    headings = tree.css("h1")
    if len(headings) == 1 and (text := (headings[0].text() or "").strip()):
        return text
    for node in tree.css("meta[property='og:title']"):
        if content := node.attributes.get("content"):
            return content
    title = tree.css_first("title")
    text = " ".join((title.text() or "").split()) if title is not None else ""
    return _SITE.sub("", text) or None
