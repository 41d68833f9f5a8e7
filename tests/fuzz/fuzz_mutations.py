"""Changes to files that keep most of their form, so that a fuzzer comes past the first checks.

Each is a function of the bytes and a dice. What cannot be taken apart is changed as plain bytes.
Packages are changed inside (texts in XML, rows of a database, fields of a message), and their own
bytes as well.
"""

from __future__ import annotations

import io
import json
import random
import re
import sqlite3
import zipfile
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from typing import Any

Mutation = Callable[[bytes, random.Random], bytes]

ODD_TEXTS = (
    "", " ", "\n", "\t", "\r", "\0", "\x1f", "\ufeff", "\ufffd", "\ufffe", "\u2028", "\u0085",
    "\x0b", "\x0c", "\xa0", "\u200b", "\u202e", "e\u0301", "Ё", "İ", "ß", "ﬁ", "²", "١٩١٧", "👩‍🏫",
    "\U0010ffff", "\ue000", "\\", '"', "'", "<", ">", "&", "&amp;", "&#0;", "&#xD800;", "&nbsp;",
    "<b>", "</b>", "<br>", "<p>", "<img src='a.png'>", "<script>", "<!--", "-->", "<![CDATA[",
    "]]>", "{{c1::", "}}", "{", "}", "=", "~", "#", "%", "%50%", ":", "::", ";", ",", "|", "--",
    "---", "/////", "1917", "44 BC", "-1", "0", "1e999", "nan", "inf", "-0.0", "0x1F", "1_000",
    "99999999999999999999", "2147483648", "9223372036854775807", "0001-01-01", "9999-12-31",
    "29 February 1900", "true", "false", "null", "None", "[]", "{}", "a" * 300, "é" * 2_100,
    "x\u0301" * 40, "http://example.org", "data:image/png;base64,AAAA", "../../x", "%00", "%zz",
    "\\ud800", "\\u0000", "\\ufffe", "=1+1", "'=1+1", "@x", "_x000D_", "_x0000_", "_xD800_",
    "$CATEGORY:", "//", "ANSWER:", "quizapp", "Question", "Answer", "date", "SCORE",
    "MAXSCORE", "RESPONSE",
)  # fmt: skip
ODD_NUMBERS = (0, 1, -1, 2, 255, 2**31 - 1, 2**31, 2**53, 2**63 - 1, -(2**63), 1e308, 0.1, -0.0)
_PIECES = re.compile(r"\w+|\s+|.", re.DOTALL)
_LARGEST_PART = 2_000_000  # bytes of a part that is taken apart


def raw(data: bytes, dice: random.Random) -> bytes:
    """Some bytes overwritten, cut out, doubled or put in."""
    changed = bytearray(data)
    for _ in range(dice.randint(1, 6)):
        place = dice.randrange(len(changed) + 1)
        length = dice.choice((1, 2, 4, dice.randrange(1, 60)))
        match dice.randrange(5):
            case 0:
                del changed[place : place + length]
            case 1:
                changed[place:place] = changed[place : place + length]
            case 2:
                changed[place : place + length] = dice.randbytes(length)
            case 3 if place < len(changed):
                changed[place] ^= 1 << dice.randrange(8)
            case _:
                changed[place:place] = dice.choice((b"\0", b"\xff", b"\n", dice.randbytes(length)))
    return bytes(changed)


def first_of(*mutations: tuple[int, Mutation]) -> Mutation:
    """One of several, by their weights; plain bytes where it cannot take the data apart."""
    weights = [weight for weight, _ in mutations]

    def mutate(data: bytes, dice: random.Random) -> bytes:
        ((_, chosen),) = dice.choices(mutations, weights)
        try:
            return chosen(data, dice)
        except Exception:  # each library has errors of its own for what it cannot take apart
            return raw(data, dice)

    return mutate


# ---------------------------------------------------------------------- texts


def text_of(words: Sequence[str], *, encodings: bool = True) -> Mutation:
    """Words, lines and signs put in, cut out, doubled, moved. ``words``: what the format knows.

    Of our own data, which stand as JSON in texts of other programs, a value is changed.
    """
    known = (*words, *ODD_TEXTS)

    def mutate(data: bytes, dice: random.Random) -> bytes:
        text = changed_text(data.decode("utf-8", "surrogateescape"), known, dice)
        if encodings and dice.random() < 0.03:
            return text.encode(dice.choice(("utf-16", "cp1251", "utf-8-sig", "utf-32")), "replace")
        return _encoded_text(text)

    return first_of((4, mutate), (1, record_of(words)))


def _encoded_text(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape" if _is_escaped(text) else "surrogatepass")


def _is_escaped(text: str) -> bool:
    with suppress(UnicodeEncodeError):
        text.encode("utf-8", "surrogateescape")
        return True
    return False


def changed_text(text: str, words: Sequence[str], dice: random.Random) -> str:
    if dice.random() < 0.015:
        return _grown(text, words, dice)
    for _ in range(dice.choice((1, 1, 2, 3, 6))):
        text = _changed_once(text, words, dice)
    return text


def _changed_once(text: str, words: Sequence[str], dice: random.Random) -> str:
    if dice.random() < 0.3:
        return _changed_lines(text, words, dice)
    pieces = _pieces_near(text, dice)
    before, pieces, after = pieces
    place = dice.randrange(len(pieces) + 1)
    end = place + dice.choice((1, 1, 2, 5, 20))
    match dice.randrange(5):
        case 0:
            del pieces[place:end]
        case 1:
            pieces[place:place] = pieces[place:end]
        case 2:
            pieces[place:end] = [dice.choice(words)]
        case 3:
            other = dice.randrange(len(pieces) + 1)
            pieces[place:place] = pieces[other : other + end - place]
        case _:
            pieces.insert(place, dice.choice(words) * dice.choice((1, 1, 1, 2, 40)))
    return before + "".join(pieces) + after


def _grown(text: str, words: Sequence[str], dice: random.Random) -> str:
    """A short piece of it, or a word, thousands of times over: what takes time by its square."""
    place = dice.randrange(len(text) + 1)
    piece = text[place : place + dice.choice((1, 2, 5, 20, 60, 300))] or "a"
    if dice.random() < 0.5:
        piece = dice.choice(words) + dice.choice(("", " ", "\n", piece))
    return (
        text[:place] + piece * (dice.choice((5_000, 30_000, 90_000)) // len(piece)) + text[place:]
    )


def _pieces_near(text: str, dice: random.Random) -> tuple[str, list[str], str]:
    """A stretch of the text in words and signs, and what stands before and behind it."""
    start = dice.randrange(max(1, len(text) - 400))
    end = start + 800
    return text[:start], _PIECES.findall(text[start:end]), text[end:]


def _changed_lines(text: str, words: Sequence[str], dice: random.Random) -> str:
    lines = text.split("\n")
    place, other = dice.randrange(len(lines)), dice.randrange(len(lines))
    match dice.randrange(5):
        case 0:
            del lines[place : place + dice.choice((1, 1, 3))]
        case 1:
            lines[place:place] = lines[other : other + dice.choice((1, 1, 4))]
        case 2:
            lines[place], lines[other] = lines[other], lines[place]
        case 3:
            lines.insert(place, dice.choice(words))
        case _:
            lines[place] = lines[place] + lines[other]
    return "\n".join(lines)


# ---------------------------------------------------------------------- trees


def xml_of(words: Sequence[str]) -> Mutation:
    """Elements moved, doubled, renamed; attributes and texts changed. It stays well formed."""

    def mutate(data: bytes, dice: random.Random) -> bytes:
        from lxml import etree

        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
        for _ in range(dice.choice((1, 1, 2, 4))):
            _change_tree(root, words, dice)
        return etree.tostring(root, encoding="utf-8", xml_declaration=dice.random() < 0.5)

    return first_of((7, mutate), (4, text_of(words)), (1, raw))


def _change_tree(root: Any, words: Sequence[str], dice: random.Random) -> None:
    import copy

    elements = [each for each in root.iter() if isinstance(each.tag, str)]
    one, other = dice.choice(elements), dice.choice(elements)
    match dice.randrange(8):
        case 0 if one is not root:
            one.getparent().remove(one)
        case 1:
            one.insert(dice.randrange(len(one) + 1), copy.deepcopy(other))
        case 2 if other is not root and other not in one.iterancestors() and one is not other:
            one.append(other)
        case 3:
            one.tag = other.tag
        case 4 if other.attrib:
            key = dice.choice(list(other.attrib))
            one.set(key, dice.choice((other.get(key), _xml_text(words, dice))))
        case 5 if one.attrib:
            key = dice.choice(list(one.attrib))
            if dice.random() < 0.3:
                del one.attrib[key]
            else:
                one.set(key, _xml_text(words, dice))
        case 6:
            one.text = _xml_text(words, dice) if dice.random() < 0.7 else other.text
        case _:
            one.tail = _xml_text(words, dice)


def _xml_text(words: Sequence[str], dice: random.Random) -> str:
    text = dice.choice((*words, *ODD_TEXTS)) if dice.random() < 0.9 else str(dice.random())
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", text)


def json_of(words: Sequence[str]) -> Mutation:
    """Values of one JSON text replaced, moved, left out or doubled."""

    def mutate(data: bytes, dice: random.Random) -> bytes:
        record = json.loads(data)
        for _ in range(dice.choice((1, 1, 2, 3))):
            record = _changed_value(record, record, words, dice)
        return json.dumps(record, ensure_ascii=dice.random() < 0.5).encode("utf-8", "replace")

    return first_of((6, mutate), (3, text_of(words, encodings=False)))


_RECORD = re.compile(r'\{("(?!")|""|&quot;)')


def record_of(words: Sequence[str]) -> Mutation:
    """A value of one JSON object that stands somewhere in a text, plainly, in a cell or in HTML."""

    def mutate(data: bytes, dice: random.Random) -> bytes:
        text = data.decode("utf-8", "surrogateescape")
        found = dice.choice(list(_RECORD.finditer(text)))
        at, quote = found.start(), found.group(1)
        plain = text[at:].replace(quote, '"')
        value, end = json.JSONDecoder().raw_decode(plain)
        behind = at + end + plain.count('"', 0, end) * (len(quote) - 1)
        changed = _changed_value(value, value, words, dice)
        written = json.dumps(changed, ensure_ascii=dice.random() < 0.5).replace('"', quote)
        return _encoded_text(text[:at] + written + text[behind:])

    return first_of((1, mutate))


def json_lines_of(words: Sequence[str]) -> Mutation:
    inside = json_of(words)

    def mutate(data: bytes, dice: random.Random) -> bytes:
        lines = data.split(b"\n")
        place = dice.randrange(len(lines))
        lines[place] = inside(lines[place], dice)
        return b"\n".join(lines)

    return first_of((8, mutate), (3, text_of(words)), (1, raw))


def _changed_value(value: Any, whole: Any, words: Sequence[str], dice: random.Random) -> Any:
    """One value somewhere inside changed."""
    if isinstance(value, dict) and value and dice.random() < 0.85:
        key = dice.choice(list(value))
        changed = dict(value)
        match dice.randrange(8):
            case 0:
                del changed[key]
            case 1:
                changed[dice.choice((*words, *value))] = changed[key]
            case _:
                changed[key] = _changed_value(value[key], whole, words, dice)
        return changed
    if isinstance(value, list) and value and dice.random() < 0.85:
        place = dice.randrange(len(value))
        inside = _changed_value(value[place], whole, words, dice)
        return dice.choice(
            ([*value[:place], inside, *value[place + 1 :]],) * 3
            + ([*value[:place], *value[place + 1 :]], [*value, inside], value * 3)
        )
    if isinstance(value, str) and dice.random() < 0.5:
        return changed_text(value, (*words, *ODD_TEXTS), dice)
    return dice.choice(
        (None, True, False, [], {}, [value], {"a": value}, whole if dice.random() < 0.1 else "",
         float("nan"), *ODD_NUMBERS, dice.choice(ODD_TEXTS), dice.choice((*words, "")))
    )  # fmt: skip


# ---------------------------------------------------------------------- messages


def message(data: bytes, dice: random.Random) -> bytes:
    """A message of Protocol Buffers with a field changed, doubled, left out or broken off."""
    from quizapp.exchange import protobuf

    found = list(protobuf.fields(data))
    place = dice.randrange(len(found) + 1)
    match dice.randrange(6):
        case 0:
            del found[place : place + 1]
        case 1:
            found[place:place] = found[place : place + 2]
        case 2:
            found.insert(place, (dice.choice((1, 2, 3, 255)), dice.choice((0, 1, 2**64 - 1, 5))))
        case 3 if place < len(found):
            number, value = found[place]
            if isinstance(value, bytes):
                inside = first_of((2, message), (2, text_of(())), (1, raw))
                found[place] = (number, inside(value, dice))
            else:
                found[place] = (number, dice.choice((0, 1, 2, 3, 2**32, 2**64 - 1)))
        case 4 if place < len(found):
            found[place] = (dice.choice((1, 2, 3, 4, 255, 2**29 - 1)), found[place][1])
        case _:
            return _encoded(found) + dice.choice((b"\x08", b"\x0a\xff", b"\xff" * 11, b"\x0b"))
    return _encoded(found)


def _encoded(fields: Sequence[tuple[int, int | bytes]]) -> bytes:
    out = bytearray()
    for number, value in fields:
        if isinstance(value, bytes):
            out += varint(number << 3 | 2) + varint(len(value)) + value
        else:
            out += varint(number << 3) + varint(value)
    return bytes(out)


def varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


# ---------------------------------------------------------------------- databases

_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"
_EDITS = (
    "CREATE TRIGGER x AFTER INSERT ON notes BEGIN DELETE FROM notes; END",
    "CREATE INDEX x ON notes (guid)",
    "ALTER TABLE notes ADD COLUMN more",
    "ALTER TABLE cards RENAME COLUMN ord TO place",
    "ALTER TABLE notes RENAME TO hidden; CREATE VIEW notes AS SELECT * FROM hidden",
    "DROP TABLE revlog",
    "DROP TABLE col",
    "UPDATE notes SET id = -id",
    "UPDATE cards SET nid = (SELECT min(nid) FROM cards)",
    "UPDATE cards SET ord = ord + 1",
    "UPDATE revlog SET cid = (SELECT min(id) FROM cards)",
    "UPDATE notes SET flds = flds || char(31) || flds",
    "UPDATE notes SET flds = CAST(flds AS BLOB)",
    "DELETE FROM cards",
    "DELETE FROM col",
    "PRAGMA writable_schema = ON; UPDATE sqlite_master SET rootpage = 2 WHERE name = 'notes'",
    "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = replace(sql, 'integer', 'text')",
)


def database_of(words: Sequence[str]) -> Mutation:
    """A value, a row or the schema of an SQLite file changed, or bytes of its pages."""

    def mutate(data: bytes, dice: random.Random) -> bytes:
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
            connection.text_factory = lambda text: text.decode("utf-8", "replace")
            connection.create_collation("unicase", lambda one, two: (one > two) - (one < two))
            connection.deserialize(data[:18] + b"\x01\x01" + data[20:])
            for _ in range(dice.choice((1, 1, 2, 4))):
                _change_rows(connection, words, dice)
            return connection.serialize()

    return first_of((8, mutate), (1, _pages), (1, raw))


def _change_rows(connection: sqlite3.Connection, words: Sequence[str], dice: random.Random) -> None:
    if dice.random() < 0.08:
        connection.executescript(dice.choice(_EDITS))
        return
    names = [name for (name,) in connection.execute(_TABLES)]
    table = dice.choice([*names, *(name for name in names if name in ("notes", "cards", "col"))])
    columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
    rows = connection.execute(f'SELECT * FROM "{table}" LIMIT 200').fetchall()
    if not rows:
        return
    row = list(dice.choice(rows))
    place = dice.randrange(len(columns))
    known = " AND ".join(f'"{column}" IS ?' for column in columns)
    if dice.random() < 0.1:
        connection.execute(f'DELETE FROM "{table}" WHERE {known}', row)
        return
    old = list(row)
    row[place] = _changed_cell(row[place], words, dice)
    with suppress(sqlite3.Error):  # a key that is there already
        if dice.random() < 0.2:
            marks = ", ".join("?" * len(row))
            connection.execute(f'INSERT INTO "{table}" VALUES ({marks})', row)
        else:
            connection.execute(
                f'UPDATE "{table}" SET "{columns[place]}" = ? WHERE {known}', [row[place], *old]
            )


def _changed_cell(value: Any, words: Sequence[str], dice: random.Random) -> Any:
    if dice.random() < 0.1:
        return dice.choice((None, b"\xff", "", "x", *(n for n in ODD_NUMBERS if abs(n) < 2**63)))
    if isinstance(value, bytes):
        return first_of((6, message), (2, raw))(value, dice)
    if isinstance(value, str):
        mutate = json_of(words) if value.startswith(("{", "[")) else text_of(words, encodings=False)
        return mutate(value.encode("utf-8", "replace"), dice).decode("utf-8", "replace")
    if isinstance(value, int):
        near = (value + 1, value - 1, -value, value * 1_000, value // 2)
        return max(-(2**63), min(2**63 - 1, int(dice.choice((*near, *ODD_NUMBERS)))))
    return dice.choice((*ODD_TEXTS, 1, None))


def _pages(data: bytes, dice: random.Random) -> bytes:
    """Bytes of one page overwritten, more often at its head, where the cells are listed."""
    changed = bytearray(data)
    page = dice.randrange(max(1, len(data) // 4096)) * 4096
    for _ in range(dice.choice((1, 2, 8))):
        place = page + dice.choice((dice.randrange(20), dice.randrange(120), dice.randrange(4096)))
        if place < len(changed):
            changed[place] = dice.choice((0, 1, 0x7F, 0x80, 0xFF, dice.randrange(256)))
    return bytes(changed)


# ---------------------------------------------------------------------- packages


def packed(inside: Mutation) -> Mutation:
    """What may be zstd data: changed inside, or as it is."""

    def mutate(data: bytes, dice: random.Random) -> bytes:
        import zstandard

        if not data.startswith(b"\x28\xb5\x2f\xfd"):
            return inside(data, dice)
        if dice.random() < 0.05:
            return raw(data, dice)
        plain = zstandard.ZstdDecompressor().stream_reader(io.BytesIO(data)).read(_LARGEST_PART)
        return zstandard.ZstdCompressor(level=1).compress(inside(plain, dice))

    return mutate


def package_of(*kinds: tuple[str, Mutation]) -> Mutation:
    """A zip changed in one of its parts. ``kinds``: patterns of names and what changes them."""
    patterns = [(re.compile(pattern), mutation) for pattern, mutation in kinds]

    def mutate(data: bytes, dice: random.Random) -> bytes:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [(name, archive.read(name)) for name in archive.namelist()]
        if dice.random() < 0.1:
            return _zipped(_changed_parts(parts, dice), dice)
        fit = [
            (place, mutation)
            for place, (name, contents) in enumerate(parts)
            for pattern, mutation in patterns
            if pattern.fullmatch(name) and len(contents) < _LARGEST_PART
        ]
        place, mutation = dice.choice(fit)
        name, contents = parts[place]
        parts[place] = (name, mutation(contents, dice))
        return _zipped(parts, dice)

    return first_of((12, mutate), (1, _headers), (1, raw))


def _changed_parts(parts: list[tuple[str, bytes]], dice: random.Random) -> list[tuple[str, bytes]]:
    place, other = dice.randrange(len(parts)), dice.randrange(len(parts))
    name, contents = parts[place]
    match dice.randrange(5):
        case 0:
            return [*parts[:place], *parts[place + 1 :]]
        case 1:
            return [*parts, (name, parts[other][1])]
        case 2:
            return [*parts, (f"{dice.choice(ODD_TEXTS)}/{name}", contents)]
        case 3:
            parts[place], parts[other] = (name, parts[other][1]), (parts[other][0], contents)
            return parts
        case _:
            parts[place] = (dice.choice(("../", "", "a/", "\\", "é")) + name.upper(), contents)
            return parts


def _zipped(parts: Sequence[tuple[str, bytes]], dice: random.Random) -> bytes:
    import warnings

    method = zipfile.ZIP_DEFLATED
    if dice.random() < 0.02:
        method = dice.choice((zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2, zipfile.ZIP_STORED))
    buffer = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a name may come twice
        with zipfile.ZipFile(buffer, "w", method, compresslevel=1) as archive:
            for name, contents in parts:
                archive.writestr(name, contents)
    return buffer.getvalue()


def _headers(data: bytes, dice: random.Random) -> bytes:
    """A field of a header of the archive overwritten: sizes, methods, flags, lengths, places."""
    changed = bytearray(data)
    places = [found.start() for found in re.finditer(rb"PK(?:\x01\x02|\x03\x04|\x05\x06)", data)]
    for _ in range(dice.choice((1, 1, 2, 3))):
        place = dice.choice(places) + dice.randrange(4, 46)
        width = dice.choice((1, 2, 4))
        value = dice.choice((0, 1, 8, 12, 14, 93, 99, 0x7F, 0xFF, 0x7FFFFFFF, 0xFFFFFFFF))
        changed[place : place + width] = (value % 256**width).to_bytes(width, "little")
    return bytes(changed)
