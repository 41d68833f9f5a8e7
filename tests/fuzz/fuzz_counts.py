"""How many items a file surely holds, told by other means than those of its reader.

``None`` where a file is too odd for these to say: then nothing is counted in it.
"""

from __future__ import annotations

import re
import sqlite3
import zipfile
from contextlib import closing, suppress
from io import BytesIO
from typing import Any

_PLAIN = re.compile(r"[^\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029\ufeff\ufffd]*")


def _plain(data: bytes) -> str | None:
    """The text of a file in UTF-8 with plain line ends; ``None`` for any other."""
    with suppress(UnicodeDecodeError):
        text = data.removeprefix(b"\xef\xbb\xbf").decode()
        return text if _PLAIN.fullmatch(text) else None
    return None


def json_lines(data: bytes) -> int | None:
    return sum(bool(line.strip()) for line in data.removeprefix(b"\xef\xbb\xbf").split(b"\n"))


def progress(data: bytes) -> int | None:
    return sum(bool(line.strip()) for line in data.split(b"\n")[1:])


def readable(data: bytes) -> int | None:
    """What is commented out is no question, and a comment ends wherever somebody closes it."""
    text = _plain(data)
    if text is None or "<!--" in text:
        return None
    return len(re.findall(r"^## \S", text, re.MULTILINE))


def aiken(data: bytes) -> int | None:
    text = _plain(data)
    return None if text is None else len(re.findall(r"^ANSWER: [A-Z]$", text, re.MULTILINE))


def gift(data: bytes) -> int | None:
    """Blocks with one pair of braces each, in a file that has no others."""
    text = _plain(data)
    if text is None or re.search(r"\\|^[^\S\n]*(?://|\$|~|=)", text, re.MULTILINE):
        return None
    blocks = [block for block in re.split(r"\n(?:[^\S\n]*\n)+", text) if block.strip()]
    if not all(re.fullmatch(r"[^{}]+(?:\{[^{}]*\}[^{}]*)?", block) for block in blocks):
        return None
    return sum("{" in block for block in blocks)


def table(data: bytes) -> int | None:
    """Lines with something in them, but for two: the header, and the line with the separator."""
    text = _plain(data)
    if text is None or '"' in text:
        return None
    return max(0, sum(bool(line.strip(" \t,;|\xa0")) for line in text.split("\n")) - 2)


def anki_text(data: bytes) -> int | None:
    text = _plain(data)
    if text is None or '"' in text:
        return None
    return sum(bool(re.search(r"\w", each)) and each[0] != "#" for each in text.split("\n"))


def moodle_xml(data: bytes) -> int | None:
    root = _root(data)
    if root is None or root.tag != "quiz":
        return None
    questions = list(root.iterchildren("question"))
    if len(questions) != len(list(root.iter("question"))):
        return None
    return sum(each.get("type", "").strip().lower() != "category" for each in questions)


def qti_12(data: bytes) -> int | None:
    """Items with names of their own: Canvas writes each twice."""
    root = _root(data)
    if root is None or not str(root.tag).endswith("questestinterop"):
        return None
    names = {each.get("ident", "").strip() for each in root.iter("{*}item")}
    return len(names)


def _root(data: bytes) -> Any:
    from lxml import etree

    with suppress(etree.XMLSyntaxError, ValueError):
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        return etree.fromstring(data, parser)
    return None


def anki(data: bytes) -> int | None:
    """Notes of an older package whose values are of the types they should be."""
    with suppress(Exception), zipfile.ZipFile(BytesIO(data)) as archive:
        if "collection.anki21b" in archive.namelist():
            return None
        newest = "collection.anki21" if "collection.anki21" in archive.namelist() else ""
        collection = archive.read(newest or "collection.anki2")
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.text_factory = bytes
            connection.deserialize(collection[:18] + b"\x01\x01" + collection[20:])
            kinds = {"id": "integer", "guid": "text", "mid": "integer", "tags": "text",
                     "flds": "text"}  # fmt: skip
            sound = " AND ".join(f"typeof({name}) = '{kind}'" for name, kind in kinds.items())
            query = f"SELECT count(*) FROM notes WHERE {sound}"
            return int(connection.execute(query).fetchone()[0])
    return None
