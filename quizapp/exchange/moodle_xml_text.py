"""Texts in Moodle files: four formats, with pictures that stand beside them in base64."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import unquote

from quizapp.domain.question import Picture
from quizapp.exchange.building import Report, Unfit, cleaned
from quizapp.exchange.markup import Image, Plain, looks_like_html, plain_text
from quizapp.exchange.pictures import from_base64, from_data_address, picture_of
from quizapp.exchange.safe_xml import Element, local_name

AUTO, HTML, PLAIN, MARKDOWN = "moodle_auto_format", "html", "plain_text", "markdown"
LONGEST_MARKDOWN = 20_000
"""Characters; a hostile text of more keeps the parser busy for long."""

_FILE = re.compile(r"@@PLUGINFILE@@/*", re.IGNORECASE)
_FORMULA = re.compile(r"\$\$|\\\(|\\\[")
_BREAKS = re.compile(r"[\r\n]+")
_BLOCK = re.compile(r"<(p|br|div|ul|ol|table|h[1-6])\b", re.IGNORECASE)


@dataclass
class Texts:
    """Reads the texts of one question and remembers the first picture of its stem.

    ``format``: that of the question text, which the others have unless they say otherwise.
    """

    report: Report
    format: str = HTML
    picture: Picture | None = None
    data: bytes = b""
    _files: dict[str, str] = field(default_factory=dict)

    def raw(self, parent: Element, name: str = "") -> str:
        """What ``name/text`` (or ``text``) of an element holds; "" where it is missing."""
        element = parent.find(f"{name}/text" if name else "text")
        return "" if element is None else inner(element).strip()

    def plain(self, parent: Element | None, where: str = "") -> str:
        """An element with a text and a format, in plain words; ``where``: " in a hint", for the
        report."""
        if parent is None:
            return ""
        text = self.raw(parent)
        found = read_text(text, parent.get("format", "").strip() or self.format)
        self.report.dropped(found.dropped, where)
        self._pass_over(parent, found, where)
        return cleaned(found.text) or self._described(found, where)

    def stem(self, question: Element, text: str | None = None) -> str:
        """The question text; ``text``: in place of that in the file (gaps marked)."""
        parent = question.find("questiontext")
        if parent is None:
            return ""
        raw = inner_text(parent) if text is None else text
        given = parent.get("format", "").strip()
        self.format = given or (HTML if looks_like_html(raw) else AUTO)
        found = read_text(raw, self.format)
        self.report.dropped(found.dropped)
        if _FORMULA.search(found.text):
            self.report.tell("formulas stay as TeX code")
        self._files = _files_of(parent)
        images = [*found.images, *_old_image(question, self._files)]
        self._take_pictures(images)
        return cleaned(found.text)

    def _take_pictures(self, images: list[Image]) -> None:
        for image in images:
            data = self._bytes(image)
            picture = picture_of(data, cleaned(image.alt)) if data else None
            if picture is not None and self.picture is None and data is not None:
                self.picture, self.data = picture, data
            elif picture is not None and picture.id == getattr(self.picture, "id", ""):
                continue
            else:
                self.report.tell(_left_out(image, known=data is not None, picture=picture))
        for name in self._files:
            self.report.tell(f"the file “{name[:80]}” was left out")

    def _bytes(self, image: Image) -> bytes | None:
        name = _FILE.sub("", image.source)
        coded = self._files.pop(name, None) or self._files.pop(unquote(name), None)
        return from_base64(coded) if coded is not None else from_data_address(image.source)

    def _pass_over(self, parent: Element, found: Plain, where: str) -> None:
        if found.images:
            self.report.tell(f"a picture{where or ' outside the question text'} was left out")
        elif parent.find("file") is not None:
            self.report.tell(f"a file{where or ' outside the question text'} was left out")

    def _described(self, found: Plain, where: str) -> str:
        """A text that is nothing but a picture becomes what the picture is said to show."""
        alts = [cleaned(image.alt).strip() for image in found.images]
        words = "; ".join(alt for alt in alts if alt)
        if words:
            self.report.tell(f"a picture{where} became its description")
        return words


def read_text(text: str, kind: str) -> Plain:
    """A text in the format that Moodle calls ``kind``; unknown ones are HTML, as in Moodle."""
    if kind == PLAIN:
        return Plain(text.strip())
    if kind == MARKDOWN:
        return plain_text(_rendered(text))
    if kind in (AUTO, "wiki_like") and not _BLOCK.search(text):
        return plain_text(_with_breaks(text))
    return plain_text(text if "<" in text or "&" in text else _BREAKS.sub(" ", text))


def _with_breaks(text: str) -> str:
    """Line breaks count; where the text is HTML in part, they must be HTML too."""
    if "<" not in text and "&" not in text:
        return text
    return text.replace("\r\n", "\n").replace("\n", "<br>")


def inner(element: Element) -> str:
    """The text of an element; of one with elements inside, which is HTML that nobody escaped, the
    whole of it as it stands."""
    if len(element) == 0:
        return str(element.text or "")
    from lxml import etree

    parts = [element.text or ""]
    parts += [etree.tostring(child, encoding="unicode") for child in element]
    return "".join(parts)


def inner_text(parent: Element) -> str:
    """The ``text`` of an element, or what stands in it without one, as old files have it."""
    element = parent.find("text")
    return inner(element if element is not None else parent).strip()


def _rendered(text: str) -> str:
    if len(text) > LONGEST_MARKDOWN:
        raise Unfit(f"its Markdown has {len(text):,} characters, more than any question")
    from markdown_it import MarkdownIt

    return str(MarkdownIt("commonmark").enable("table").render(text))


def _files_of(parent: Element) -> dict[str, str]:
    """Base64 by path and name, as the text refers to them."""
    files = {}
    for element in parent:
        if local_name(element) == "file":
            path = element.get("path", "/").strip("/")
            name = element.get("name", "")
            files[f"{path}/{name}" if path else name] = element.text or ""
    return files


def _old_image(question: Element, files: dict[str, str]) -> list[Image]:
    """The picture of a file of Moodle 1.9: ``image`` names it, ``image_base64`` holds it."""
    coded = question.findtext("image_base64") or ""
    name = (question.findtext("image") or "").strip()
    if not coded.strip():
        return [Image(name)] if name else []
    files[name or "image"] = coded
    return [Image(name or "image")]


def _left_out(image: Image, *, known: bool, picture: Picture | None) -> str:
    if picture is not None:
        return "more pictures than one were left out"
    if known:
        return "a picture of a kind that QuizApp does not show was left out"
    if image.source.lower().startswith(("http:", "https:", "//")):
        return "a picture on the web was left out"
    return "a picture that is not in the file was left out"
