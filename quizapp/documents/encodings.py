"""Bytes to text: which encoding a file is in, and the repair of text decoded wrongly before."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field

from quizapp.domain.document import ReadingNote
from quizapp.errors import UnreadableDocument

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})"
    rb"|<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})",
    re.IGNORECASE,
)
_WESTERN = ("cp1252", "cp1250", "cp1254", "cp1257", "iso8859_2", "mac_roman", "cp850")
_ALONE = re.compile(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MOJIBAKE = re.compile("Ã[\x80-\xbf¡-¿‚-›]|â€[\x80-\xbf™œ\x9d¦“”˜]|Ð[\x80-\xbf°-¿]")
SAMPLE = 200_000  # bytes shown to the detector
FEW = 0.02  # share of bytes above ASCII that is too small to tell code pages apart


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    encoding: str
    notes: tuple[ReadingNote, ...] = field(default=())


def decode(data: bytes) -> Decoded:
    """The text of a file, without its byte order mark. Raises where it is no text at all."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _with_mark(data, encoding)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _guess(data)
    if "\x00" in text[:SAMPLE] and (wide := _wide_encoding(data)):
        return Decoded(data.decode(wide, "replace"), wide)
    _refuse_binary(data)
    return _repair(text)


def _with_mark(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    if text.count("\ufffd") > 0.05 * len(text) + 1:
        raise UnreadableDocument(f"It is damaged: it says it is {encoding} and is not.")
    return Decoded(text, encoding) if encoding != "utf-8-sig" else _repair(text)


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark shows as a regular pattern of zero bytes."""
    sample = data[:4096]
    share = [sample[n::4].count(0) / max(1, len(sample[n::4])) for n in range(4)]
    if share[1] > 0.7 and share[2] > 0.7 and share[3] > 0.7 and share[0] < 0.3:
        return "utf-32-le"
    if share[0] > 0.7 and share[1] > 0.7 and share[2] > 0.7 and share[3] < 0.3:
        return "utf-32-be"
    if min(share[1], share[3]) > 0.3 and max(share[0], share[2]) < 0.1:
        return "utf-16-le"
    if min(share[0], share[2]) > 0.3 and max(share[1], share[3]) < 0.1:
        return "utf-16-be"
    return None


def _refuse_binary(data: bytes) -> None:
    sample = data[:65_536]
    if len(_CONTROLS.findall(sample)) > 0.02 * len(sample):
        raise UnreadableDocument(
            "It does not hold text: it looks like a program, a picture or other data."
        )


def _guess(data: bytes) -> Decoded:
    wide = _wide_encoding(data)
    if wide is not None:
        return Decoded(data.decode(wide, "replace"), wide)
    _refuse_binary(data)
    damaged = _nearly_utf8(data)
    if damaged is not None:
        return damaged
    encoding = _declared(data) or _detect(data)
    text = data.decode(encoding, "replace")
    note = ReadingNote(f"The characters were read as {encoding}; accents may need a second look.")
    return Decoded(text, encoding, (note,))


def _nearly_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes, as a cut or damaged file has them."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(1 for char in text[:SAMPLE] if ord(char) > 127) - min(bad, SAMPLE)
    if bad > 20 or good < 2 * bad:  # other encodings hardly ever happen to be UTF-8
        return None
    note = ReadingNote(f"{bad} damaged characters in the file were replaced by a mark.")
    return Decoded(text, "utf-8", (note,))


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data[:2048])
    if match is None:
        return None
    label = (match.group(1) or match.group(2)).decode("ascii", "ignore")
    try:
        encoding = codecs.lookup(label).name
        data[:SAMPLE].decode(encoding, "replace")
    except LookupError:
        return None
    return "cp1252" if encoding in {"iso8859-1", "ascii"} else encoding


def _detect(data: bytes) -> str:
    from charset_normalizer import from_bytes

    sample = data[:SAMPLE]
    high = sum(byte > 127 for byte in sample)
    # Letters with accents stand alone between plain ones; other alphabets come in whole words.
    alone = len(_ALONE.findall(sample))
    if alone < 0.7 * high:
        best = from_bytes(sample).best()
        return str(best.encoding) if best is not None else "cp1252"
    best = from_bytes(sample, cp_isolation=list(_WESTERN)).best()
    if best is None or high < FEW * len(sample):
        return "cp1252"
    return str(best.encoding)


def _repair(text: str) -> Decoded:
    """Undoes one wrong decoding ("â€™" for "’") before the original is fixed."""
    signs = len(_MOJIBAKE.findall(text[:SAMPLE]))
    if signs < 3:
        return Decoded(text, "utf-8")
    from ftfy import fix_encoding

    repaired = fix_encoding(text)
    if repaired == text:
        return Decoded(text, "utf-8")
    note = ReadingNote("Wrongly stored characters (such as “â€™”) were repaired.")
    return Decoded(repaired, "utf-8", (note,))
