"""Tables as text: CSV in its many forms, tabs, semicolons; quotation marks doubled inside quotes.

Other programs write them in many encodings and with many separators; both are found out by looking.
Rows keep the line they begin on, so that a report can name it.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from quizapp.errors import ExchangeError

MOST_ROWS = 100_000
LONGEST_ROW = 200_000  # characters; a longer row is no question
SEPARATORS = (",", ";", "\t", "|")

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 60_000  # bytes or characters that are looked at to guess
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HIGH = re.compile(rb"[\x80-\xff]+")
_LINE_ENDS = re.compile(r"\n*+")
_TOLD = re.compile(r"sep=(.)[ \t]*\n", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """``line``: where it begins, from 1. ``fault``: why it was read otherwise, or not at all."""

    line: int
    cells: list[str]
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Decoded:
    """``note``: in words, where the encoding had to be guessed or letters were damaged."""

    text: str
    encoding: str
    note: str = ""


def decoded(data: bytes) -> Decoded:
    """The text of a file with plain line ends. ``ExchangeError`` where it is no text."""
    found = _with_mark(data) or _without_mark(data)
    text = found.text.replace("\r\n", "\n").replace("\r", "\n")
    controls = len(_CONTROLS.findall(text[:_SAMPLE]))
    if controls > 2 + len(text[:_SAMPLE]) // 200:
        raise ExchangeError("It does not hold text: it looks like a program or other data.")
    return Decoded(text, found.encoding, found.note)


def _with_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            plain = data[len(mark) :] if encoding == "utf-8" else data
            return _leniently(plain, encoding)
    return None


def _without_mark(data: bytes) -> Decoded:
    wide = _wide(data[:4_000])
    if wide:
        return _leniently(data, wide)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    nearly = _leniently(data, "utf-8")
    bad = nearly.text.count("\ufffd")
    if bad <= 20 and sum(letter > "\x7f" for letter in nearly.text[:_SAMPLE]) > 3 * bad:
        return nearly
    encoding = _guessed(data)
    note = f"the letters were read as {encoding}; look whether accents are right"
    return Decoded(data.decode(encoding, "replace"), encoding, note)


def _leniently(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
    bad = text.count("\ufffd")
    return Decoded(text, encoding, f"{bad:,} letters in it are damaged" if bad else "")


def _wide(head: bytes) -> str:
    """UTF-16 without a mark shows as a zero in every second byte."""
    if len(head) < 4 or head.count(0) < len(head) // 3:
        return ""
    even, odd = head[::2].count(0), head[1::2].count(0)
    return "utf-16-le" if odd > 4 * even else "utf-16-be" if even > 4 * odd else ""


def _guessed(data: bytes) -> str:
    """The code page. Accents stand between plain letters, other alphabets in whole words."""
    runs = [len(run) for run in _HIGH.findall(data[:_SAMPLE])]
    if sum(run for run in runs if run > 2) < 0.4 * sum(runs):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    return str(best.encoding) if best is not None else "cp1252"


def separator_of(text: str) -> tuple[str, str]:
    """The separator, and the text without the line in which Excel names it ("sep=;")."""
    told = _TOLD.match(text)
    if told:
        return told.group(1), text[told.end() :]
    return guessed_separator(text), text


def guessed_separator(text: str, candidates: Sequence[str] = SEPARATORS) -> str:
    """The one that cuts the first rows into the same number of cells, more than one."""
    return max(candidates, key=lambda each: _evenness(text[:_SAMPLE], each))


def _evenness(text: str, separator: str) -> tuple[float, int]:
    """How many of the first rows have the commonest number of cells, and that number."""
    widths = Counter(
        len(row.cells)
        for _, row in zip(range(60), rows(text, separator), strict=False)
        if any(row.cells)
    )
    widths.pop(1, None)
    if not widths:
        return 0.0, 0
    width, count = widths.most_common(1)[0]
    return count / widths.total() * min(1.0, count / 2), width


def rows(text: str, separator: str, *, comment: str = "") -> Iterator[Row]:
    """The rows of a table; blank ones and those that begin with ``comment`` are passed over.

    A quotation mark that is never closed is a character like any other, and said in ``fault``.
    """
    place, line = 0, 1
    while place < len(text):
        end = text.find("\n", place)
        end = len(text) if end < 0 else end
        if end == place:
            after = _behind_blank_lines(text, place)
            place, line = after, line + after - place
        elif comment and text.startswith(comment, place):
            place, line = end + 1, line + 1
        elif end - place > LONGEST_ROW:
            yield Row(line, [], f"it is {end - place:,} characters long, which no question is")
            place, line = end + 1, line + 1
        elif text.find('"', place, end) < 0:
            yield Row(line, text[place:end].split(separator))
            place, line = end + 1, line + 1
        else:
            row, after = _quoted(text, place, line, separator)
            yield row
            line += text.count("\n", place, after)
            place = after


def _behind_blank_lines(text: str, place: int) -> int:
    found = _LINE_ENDS.match(text, place)
    return found.end() if found else place


def _quoted(text: str, place: int, line: int, separator: str) -> tuple[Row, int]:
    """A row with quotation marks in it, which may go over several lines, and where it ends."""
    pattern = _cell_pattern(separator)
    limit = min(len(text), place + LONGEST_ROW)
    start, cells, fault = place, [], ""
    while True:
        found = pattern.match(text, place, limit)
        if found is None or (found.end() == limit < len(text)):
            end = text.find("\n", start)
            reason = "it is far too long, or its quotation marks do not match"
            return Row(line, [], reason), len(text) if end < 0 else end + 1
        quoted, behind, plain = found.group("quoted", "behind", "plain")
        if quoted is not None:
            cells.append(quoted.replace('""', '"') + behind)
            if behind.strip():
                fault = "there is text behind a closing quotation mark"
        else:
            cells.append(plain)
            if plain.lstrip(" ").startswith('"'):
                fault = "a quotation mark in it is not closed"
        place = found.end()
        if found.group("end") != separator:
            return Row(line, cells, fault), place


@lru_cache(16)
def _cell_pattern(separator: str) -> re.Pattern[str]:
    """One cell and what ends it. Nothing is tried twice, so that no cell can cost much time."""
    mark = re.escape(separator)
    rest = rf"[^\n{mark}]*+"
    return re.compile(
        rf'(?: *+"(?P<quoted>(?:[^"]++|"")*+)"(?P<behind>{rest})|(?P<plain>{rest}))'
        rf"(?P<end>{mark}|\n|\Z)"
    )
