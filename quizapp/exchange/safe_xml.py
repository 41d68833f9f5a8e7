"""XML from outside: hostile, damaged, or in another encoding than it says.

No DTD is read, no entity defined, nothing fetched. The bytes are decoded here, so that no parser
believes a false declaration; a document type without rules of its own, as QTI 1.2 files have one,
is cut out, one with rules is refused. Elements come one by one where a file holds many.
"""

from __future__ import annotations

import bisect
import html.entities
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeAlias

from quizapp.errors import ExchangeError

Element: TypeAlias = Any
"""An element of lxml, which has no types of its own."""

MOST_TAGS = 20_000_000
"""Signs that open a tag in one file: 100,000 questions have fewer."""

MOST_TOGETHER = 4_000_000
"""Of them in one question, or in a file that is read as a whole: more fill the memory."""

MOST_PARTS = 20_000
"""Elements of one question."""

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
_TRUSTED = re.compile(
    r"utf-?8|utf-?16(le|be)?|us-ascii|ascii|iso-?8859-?\d{1,2}|latin-?1|windows-?125\d|cp125\d|"
    r"koi8-[ru]|gb2312|gbk|gb18030|big5|shift_jis|euc-jp|euc-kr"
)
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe\0\0", "utf-32-le"), (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"),
    (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"),
)  # fmt: skip
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_SPECIAL = re.compile("[&<>\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_REFERENCE = re.compile(r"&(?:#(x[0-9a-fA-F]{1,8}|[0-9]{1,8})|([A-Za-z][A-Za-z0-9]{1,31}));")
_XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_ROOT = re.compile(r"<(?:[\w.-]{1,100}:)?([\w.-]{1,100})")
_VISIBLE = re.compile(r"\S")
_SAFE: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


@dataclass(frozen=True, slots=True)
class Broken:
    """Where the XML is not well formed, and in which way."""

    line: int
    message: str


@dataclass
class Source:
    """The text of a file, fit to be parsed; ``notes``: what had to be mended for that."""

    text: str
    notes: list[str] = field(default_factory=list)

    @property
    def root(self) -> str:
        """The local name of the first element; empty where there is none."""
        found = _ROOT.match(self.text, _prolog(self.text)[0])
        return found.group(1) if found else ""


def source_of(data: bytes) -> Source:
    """Decodes and checks; ``ExchangeError`` for what no file of questions needs."""
    source = Source("")
    text = _decoded(data, source.notes)
    _check_count(text, MOST_TAGS)
    text, illegal = _ILLEGAL.subn("", text)
    if illegal:
        source.notes.append("characters that no XML may hold were left out")
    source.text = _with_known_references(_without_doctype(text))
    return source


def _check_count(text: str, most: int) -> None:
    if text.count("<") > most:
        raise ExchangeError(
            "The file holds more elements than any set of questions. It was not read, since such "
            "files are made to fill the memory."
        )


def parse(data: bytes) -> Element:
    """The root element; ``ExchangeError`` says where the XML is broken."""
    from lxml import etree

    source = source_of(data)
    _check_count(source.text, MOST_TOGETHER)
    try:
        return etree.fromstring(source.text.encode(), etree.XMLParser(**_SAFE))
    except etree.XMLSyntaxError as error:
        raise ExchangeError(
            f"The XML is broken in line {error.lineno or 1}: {_plain(error.msg)}."
        ) from None


@dataclass
class Stream:
    """The elements of one name, each whole while it is held; ``broken`` is filled on the way.

    Each is put on a line of its own before it is parsed, so that ``sourceline`` and the lines in
    ``broken`` tell one from another; ``line`` gives the line in the file.
    """

    source: Source
    tag: str
    broken: list[Broken] = field(default_factory=list)
    root: Element = None  # once all is read
    _starts: list[int] = field(default_factory=list)

    def line(self, line: int) -> int:
        return line - bisect.bisect_right(self._starts, line)

    def start(self, line: int) -> int:
        """The line at which the element begins in which that line lies."""
        place = bisect.bisect_right(self._starts, line)
        return self._starts[place - 1] if place else 0

    def _on_lines(self) -> str:
        """The text with a line break before each element; where they begin, in lines."""
        pieces, place, line = [], 0, 1
        for number, found in enumerate(re.finditer(rf"<{self.tag}\b", self.source.text), start=1):
            piece = self.source.text[place : found.start()]
            _check_count(piece, MOST_TOGETHER)
            line += piece.count("\n")
            self._starts.append(line + number)
            pieces += [piece, "\n"]
            place = found.start()
        pieces.append(self.source.text[place:])
        _check_count(pieces[-1], MOST_TOGETHER)
        return "".join(pieces)

    def __iter__(self) -> Iterator[Element]:
        """Cleared behind the reader, so that the file never stands in memory as a whole."""
        from lxml import etree

        data = io.BytesIO(self._on_lines().encode())
        events = etree.iterparse(data, events=("end",), tag=self.tag, recover=True, **_SAFE)
        try:
            for _event, element in events:
                yield element
                _clear(element)
        except etree.XMLSyntaxError as error:
            self.broken.append(Broken(error.lineno or 1, _plain(error.msg)))
        self.root = events.root
        self.broken += [Broken(entry.line, _plain(entry.message)) for entry in events.error_log]


def local_name(element: Element) -> str:
    """The tag without its namespace; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def too_many_parts(element: Element) -> bool:
    return next(islice(element.iter(), MOST_PARTS + 1, None), None) is not None


def escaped(text: str) -> str:
    """Text as content of an element; what XML cannot hold is left out."""
    if _SPECIAL.search(text) is None:
        return text
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _ILLEGAL.sub("", text)


def quoted(text: str) -> str:
    """Text as a value, with its quotation marks: a parser would make spaces of line breaks."""
    value = escaped(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
    return f'"{value}"'


def unwritable(text: str) -> bool:
    """Whether it holds characters that XML cannot; ``escaped`` leaves them out."""
    return _ILLEGAL.search(text) is not None


def _clear(element: Element) -> None:
    parent = element.getparent()
    element.clear()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]


def _decoded(data: bytes, notes: list[str]) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace").removeprefix("\ufeff")
    found = _DECLARED.match(data[:400])
    declared = found.group(1).decode().lower() if found else "utf-8"
    if not _TRUSTED.fullmatch(declared) or declared.startswith(("utf16", "utf-16")):
        notes.append(f"the file says that it is {declared}, which it is not")
        declared = "utf-8"
    for name in (declared, "utf-8"):
        try:
            text = data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
        if name != declared:
            notes.append(f"the file says that it is {declared}, but it is UTF-8")
        return text
    notes.append(f"the file is not {declared}, as it should be; it was read as Windows-1252")
    return data.decode("cp1252", "replace")


def _prolog(text: str) -> tuple[int, tuple[int, int] | None]:
    """Where the first element may begin, and from where to where a document type stands."""
    place, doctype = 0, None
    while True:
        visible = _VISIBLE.search(text, place)
        place = visible.start() if visible else len(text)
        if text.startswith("<?", place):
            end = text.find("?>", place) + 2
        elif text.startswith("<!--", place):
            end = text.find("-->", place) + 3
        elif text[place : place + 9].upper() == "<!DOCTYPE":
            end = text.find(">", place) + 1
            doctype = (place, end if end > place else len(text))
        else:
            return place, doctype
        if end <= place:
            return place, doctype
        place = end


def _without_doctype(text: str) -> str:
    """Blank in place of the declaration and the document type: the lines keep their numbers."""
    start, doctype = _prolog(text)
    if doctype and "[" in text[slice(*doctype)]:
        raise ExchangeError(
            "The file defines XML entities or rules of its own, which questions do not need and "
            "attacks use. It was not read."
        )
    return "\n" * text.count("\n", 0, start) + text[start:]


def _with_known_references(text: str) -> str:
    """Names that HTML knows and XML does not (&nbsp;) become what they stand for."""
    pieces, place = [], 0
    while True:
        start = text.find("<![CDATA[", place)
        end = text.find("]]>", start) if start >= 0 else -1
        pieces.append(_REFERENCE.sub(_known, text[place : start if start >= 0 else len(text)]))
        if end < 0:
            pieces.append(text[start:] if start >= 0 else "")
            return "".join(pieces)
        pieces.append(text[start : end + 3])
        place = end + 3


def _known(found: re.Match[str]) -> str:
    number, name = found.groups()
    if number:
        code = int(number[1:], 16) if number[0] == "x" else int(number)
        fit = code < 0x110000 and not _ILLEGAL.match(chr(code))
        return found.group() if fit else ""
    if name in _XML_NAMES:
        return found.group()
    return html.entities.html5.get(f"{name};", found.group())


def _plain(message: str | None) -> str:
    """The parser's words without the place, which is said apart."""
    return (message or "it ends too early").partition(", line ")[0].strip()[:200]
