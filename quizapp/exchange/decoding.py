"""Bytes of text files of other programs to text: which encoding, and what had to be mended."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from quizapp.errors import ExchangeError

SAMPLE = 200_000
"""Bytes shown to the detector."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ALONE = re.compile(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CYRILLIC = ("cp1251", "koi8_r", "cp866", "iso8859_5")
_SMALL = re.compile("[а-яёіїєґў]")
_LINE_ENDS = re.compile("\r\n?")
_SOFT_BREAKS = str.maketrans("\x0b\x0c", "  ")


@dataclass(frozen=True, slots=True)
class Decoded:
    """``text``: its lines end in line feeds. ``note``: what a reader of a report should know."""

    text: str
    note: str = ""


def decode(data: bytes) -> Decoded:
    """UTF-8, UTF-16 and UTF-32 with or without a mark, else the likeliest code page.

    ``ExchangeError`` where the bytes are no text.
    """
    decoded = _decoded(data)
    text = decoded.text.removeprefix("\ufeff")
    if "\r" in text:
        text = _LINE_ENDS.sub("\n", text)
    if "\x0b" in text or "\x0c" in text:
        text = text.translate(_SOFT_BREAKS)
    return Decoded(text, decoded.note)


def _decoded(data: bytes) -> Decoded:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data, encoding)
    if wide := _wide_encoding(data[:4096]):
        return _marked(data, wide)
    _refuse_binary(data[:65_536])
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _nearly_utf8(data) or _code_page(data)


def _marked(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    damaged = text.count("\ufffd")
    note = f"{damaged} damaged characters were replaced by a mark" if damaged else ""
    return Decoded(text, note)


def _wide_encoding(head: bytes) -> str | None:
    """UTF-16 without a mark shows as a nought in every second byte."""
    even, odd = head[::2], head[1::2]
    if not odd:
        return None
    shares = even.count(0) / len(even), odd.count(0) / len(odd)
    if shares[1] > 0.4 and shares[0] < 0.1:
        return "utf-16-le"
    if shares[0] > 0.4 and shares[1] < 0.1:
        return "utf-16-be"
    return None


def _refuse_binary(head: bytes) -> None:
    if len(_CONTROLS.findall(head)) > 0.02 * len(head):
        raise ExchangeError(
            "The file does not hold text: it looks like a program, a picture or other data."
        )


def _nearly_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes, as a cut or damaged file has them."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(1 for char in text[:SAMPLE] if ord(char) > 127) - min(bad, SAMPLE)
    if bad > 20 or good < 2 * bad:  # code pages hardly ever happen to be UTF-8
        return None
    return Decoded(text, f"{bad} damaged characters were replaced by a mark")


def _code_page(data: bytes) -> Decoded:
    encoding = _likely_code_page(data[:SAMPLE])
    note = f"its characters were read as {encoding}, since it is not UTF-8; look at the accents"
    return Decoded(data.decode(encoding, "replace"), note)


def _likely_code_page(sample: bytes) -> str:
    """Letters with accents stand alone between plain ones; other alphabets in whole words."""
    high = sum(byte > 127 for byte in sample)
    if len(_ALONE.findall(sample)) >= 0.7 * high:
        return "cp1252"
    if cyrillic := _likely_cyrillic(sample, high):
        return cyrillic
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return str(best.encoding) if best is not None else "cp1252"


def _likely_cyrillic(sample: bytes, high: int) -> str:
    """The code page by which most letters are small Russian ones; each has them elsewhere."""
    counts = {page: len(_SMALL.findall(sample.decode(page, "replace"))) for page in _CYRILLIC}
    page = max(counts, key=lambda each: counts[each])
    return page if counts[page] > 0.7 * high else ""
