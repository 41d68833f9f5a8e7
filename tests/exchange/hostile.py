"""Files made to do harm: to fill the memory, to take for ever, to run or read something."""

from __future__ import annotations

import io
import random
import sqlite3
import struct
import zipfile
import zlib
from collections.abc import Callable

from anki_packages import BASIC, CLOZE, MODELS, apkg, database, model, package, with_notes

GOOD = (BASIC, "Which wall?\x1fThe north one")
ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/passwd">]>'


def zstd(data: bytes) -> bytes:
    import zstandard

    return zstandard.ZstdCompressor().compress(data)


def noise(size: int) -> str:
    """Letters that no archive packs into nothing."""
    return random.Random(1).randbytes(size // 2).hex()


def changed(sql: str) -> bytes:
    """A package whose database was changed by hand after it was filled."""

    def change(connection: sqlite3.Connection) -> None:
        connection.executescript(sql)

    return apkg(database([GOOD], change=change))


def replaced(table: str, sql: str) -> bytes:
    return changed(f"ALTER TABLE {table} RENAME TO old_{table}; {sql}")


def flagged(data: bytes, flag: int) -> bytes:
    """A zip with a flag set in all its headers (1: encrypted)."""
    out = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = out.find(mark)
        while place >= 0:
            out[place + offset] |= flag
            place = out.find(mark, place + 4)
    return bytes(out)


def lying_size(data: bytes, size: int) -> bytes:
    """A zip whose headers give another unpacked size for each part."""
    out = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = out.find(mark)
        while place >= 0:
            struct.pack_into("<I", out, place + offset, size)
            place = out.find(mark, place + 4)
    return bytes(out)


def fields_set(
    data: bytes,
    *,
    method: int | None = None,
    packed: int | None = None,
    checksum: int | None = None,
) -> bytes:
    """A zip with other values in the headers of all its parts."""
    out = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        place = out.find(mark)
        while place >= 0:
            if method is not None:
                struct.pack_into("<H", out, place + offset, method)
            if checksum is not None:
                struct.pack_into("<I", out, place + offset + 6, checksum)
            if packed is not None:
                struct.pack_into("<I", out, place + offset + 10, packed)
            place = out.find(mark, place + 4)
    return bytes(out)


def overlapping_bomb() -> bytes:
    """Many names for the same compressed bytes, each of 200 MB once unpacked."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    zeros = bytes(1 << 20)
    body = b"".join(packer.compress(zeros) for _ in range(200)) + packer.flush()
    head = struct.pack(
        "<4sHHHHHIIIHH", b"PK\x03\x04", 20, 0, 8, 0, 0, 0, len(body), 200 << 20, 16, 0
    )
    local = head + b"collection.anki2" + body
    entries = b""
    for number in range(500):
        name = f"xl/worksheets/s{number}.xml".encode() if number else b"collection.anki2"
        entries += struct.pack(
            "<4sHHHHHHIIIHHHHHII", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, 0, len(body), 200 << 20,
            len(name), 0, 0, 0, 0, 0, 0,
        ) + name  # fmt: skip
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 500, 500, len(entries), len(local), 0)
    return local + entries + end


def many_parts(count: int) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for number in range(count):
            archive.writestr(str(number), b"")
    return buffer.getvalue()


def same_page_over_and_over(table: str = "notes", letters: int = 1_000_000) -> bytes:
    """A database in which every page of a table is the same one, which holds a long text."""
    root = 0

    def change(connection: sqlite3.Connection) -> None:
        nonlocal root
        connection.execute(f"UPDATE {table} SET flds = 'Q' || char(31) || ? WHERE id = 1",
                           ("x" * letters,))  # fmt: skip
        query = f"SELECT rootpage FROM sqlite_master WHERE name = '{table}'"
        root = connection.execute(query).fetchone()[0]

    data = bytearray(database([(BASIC, "a" * 800 + "\x1fb")] * 1_500, change=change))
    start = (root - 1) * struct.unpack_from(">H", data, 16)[0]
    assert data[start] == 5, "an inner page of a table"
    (count,) = struct.unpack_from(">H", data, start + 3)
    cells = [start + at for at in struct.unpack_from(f">{count}H", data, start + 12)]
    (first,) = struct.unpack_from(">I", data, cells[0])
    for place in (*cells, start + 8):
        struct.pack_into(">I", data, place, first)
    return bytes(data)


def page_below_itself(table: str = "notes") -> bytes:
    """A database in which a page of a table is its own child."""
    data = bytearray(same_page_over_and_over(table, 10))
    with sqlite3.connect(":memory:") as connection:
        connection.deserialize(bytes(data))
        query = f"SELECT rootpage FROM sqlite_master WHERE name = '{table}'"
        (root,) = connection.execute(query).fetchone()
    connection.close()
    start = (root - 1) * struct.unpack_from(">H", data, 16)[0]
    (cell,) = struct.unpack_from(">H", data, start + 12)
    struct.pack_into(">I", data, start + cell, root)
    return bytes(data)


def corrupt(data: bytes) -> bytes:
    """A database with every page but the first overwritten."""
    return data[:4096] + b"\xff" * (len(data) - 4096)


def pages_of_zeros() -> bytes:
    good = database([GOOD])
    return good[:4096] + bytes(len(good) - 4096)


def deep_sections() -> bytes:
    front = "{{#Front}}" * 5_000 + "{{Front}}"
    return with_notes(GOOD, models={"1": model("Front", "Back", front=front)})


def endless_template() -> bytes:
    front = "{{Front}}" + "<div>" * 2_000_000
    return with_notes(GOOD, models={"1": model("Front", "Back", front=front)})


def workbook(parts: dict[str, str | bytes] | None = None) -> bytes:
    """A workbook of one row, with some of its parts replaced."""
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["Question", "Answer"])
    book.active.append(["Which wall?", "The north one"])
    buffer = io.BytesIO()
    book.save(buffer)
    with zipfile.ZipFile(io.BytesIO(buffer.getvalue())) as archive:
        contents: dict[str, bytes] = {name: archive.read(name) for name in archive.namelist()}
    for name, data in (parts or {}).items():
        contents[name] = data if isinstance(data, bytes) else data.encode()
    return package(contents)


HEAD = '<?xml version="1.0"?>'
SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def sheet(rows: str, before: str = "") -> str:
    return (
        f'<?xml version="1.0"?>{before}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>'
        "</worksheet>"
    )


def text_cell(text: str, place: str = "A1") -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


ANKI: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "no zip": lambda: b"hello" * 100,
    "zip cut short": lambda: with_notes(GOOD)[:-40],
    "zip head only": lambda: b"PK\x03\x04" + b"\xff" * 200,
    "no collection": lambda: package({"media": b"{}"}),
    "password": lambda: flagged(with_notes(GOOD), 1),
    "unknown compression": lambda: flagged(with_notes(GOOD), 0).replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00\x00\x08", b"PK\x01\x02\x14\x03\x14\x00\x00\x00\x63"
    ),
    "size understated": lambda: lying_size(with_notes(GOOD), 100),
    "size overstated": lambda: lying_size(with_notes(GOOD), 0x7FFFFFFF),
    "zip bomb": lambda: apkg(bytes(300_000_000)),
    "overlapping bomb": overlapping_bomb,
    "too many parts": lambda: many_parts(100_001),
    "zstd bomb": lambda: package({"collection.anki21b": zstd(bytes(390_000_000))}),
    "zstd bomb, media": lambda: package(
        {"collection.anki21b": zstd(database([GOOD])), "media": zstd(bytes(200_000_000))}
    ),
    "zstd cut short": lambda: package({"collection.anki21b": zstd(database([GOOD]))[:-100]}),
    "zstd of garbage": lambda: package({"collection.anki21b": b"\x28\xb5\x2f\xfd" + b"\xff" * 99}),
    "a wide zstd window": lambda: package(
        {"collection.anki21b": b"\x28\xb5\x2f\xfd\x00\xf8" + bytes(50)}
    ),
    "no database": lambda: apkg(b"PK" * 1000),
    "database head only": lambda: apkg(b"SQLite format 3\x00" + bytes(100)),
    "database cut short": lambda: apkg(database([GOOD])[:5000]),
    "database corrupt": lambda: apkg(corrupt(database([GOOD]))),
    "database of zeros": lambda: apkg(pages_of_zeros()),
    "another database": lambda: apkg(database(change=lambda c: c.execute("DROP TABLE notes"))),
    "a view for notes": lambda: replaced(
        "notes", "CREATE VIEW notes AS SELECT * FROM old_notes, old_notes, old_notes"
    ),
    "an endless view": lambda: replaced(
        "notes",
        "CREATE VIEW notes AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n)"
        " SELECT id, 'g' AS guid, 1 AS mid, '' AS tags, 'a' AS flds FROM n",
    ),
    "a virtual table": lambda: replaced(
        "notes", "CREATE VIRTUAL TABLE notes USING fts5(id, guid, mid, tags, flds)"
    ),
    "a computed bomb": lambda: replaced(
        "notes",
        "CREATE TABLE notes (id integer primary key, guid text, mid integer, tags text,"
        " flds text AS (hex(zeroblob(60000000)))); INSERT INTO notes VALUES (1, 'g', 1, '')",
    ),
    "a schema of garbage": lambda: changed(
        "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = 'CREATE TABLE notes (' "
        "WHERE name = 'notes'"
    ),
    "a looping schema": lambda: changed(
        "PRAGMA writable_schema = ON; UPDATE sqlite_master SET rootpage = 1 WHERE name = 'notes'"
    ),
    "broken letters in the schema": lambda: apkg(
        database([GOOD]).replace(b"CREATE TABLE revlog", b"CR\xa1ATE TABLE revlog")
    ),
    "one page for all": lambda: apkg(same_page_over_and_over()),
    "a page below itself": lambda: apkg(page_below_itself()),
    "packed by lzma": lambda: fields_set(with_notes(GOOD), method=14),
    "models nested": lambda: with_notes(GOOD, models="[" * 200_000),
    "decks nested": lambda: with_notes(GOOD, decks='{"1":' * 100_000),
}
"""Packages that should be refused, or come out empty."""

ANKI_WITH_GOOD: dict[str, Callable[[], bytes]] = {
    "a climbing name": lambda: apkg(database([GOOD]), **{"../../evil.sh": b"x", "/etc/cron": b"x"}),
    "a trigger": lambda: changed(
        "CREATE TRIGGER t AFTER INSERT ON notes BEGIN DELETE FROM notes; END"
    ),
    "write-ahead mode": lambda: apkg(database([GOOD])[:18] + b"\x02\x02" + database([GOOD])[20:]),
    "UTF-16": lambda: with_notes(GOOD, encoding="UTF-16le"),
    "broken letters": lambda: changed(
        "INSERT INTO notes VALUES (9, 'g9', 1, 0, 0, '', CAST(x'41ff1f42' AS TEXT), 0, 0, 0, '')"
    ),
    "wrong types": lambda: changed(
        "INSERT INTO notes VALUES (9, x'00', 'x', 0, 0, NULL, 7, 0, 0, 0, '')"
    ),
    "a huge field": lambda: with_notes(GOOD, (BASIC, noise(30_000_000) + "\x1fb")),
    "a huge answer": lambda: with_notes(GOOD, (BASIC, "a\x1f" + noise(20_000_000))),
    "nested HTML": lambda: with_notes(GOOD, (BASIC, "<div>" * 300_000 + "a\x1fb")),
    "a million tags": lambda: with_notes(GOOD, (BASIC, "a\x1fb", "g9", "t " * 1_000_000)),
    "different tags": lambda: with_notes(
        GOOD, (BASIC, "a\x1fb", "g9", " ".join(map(str, range(100_000))))
    ),
    "gaps in gaps": lambda: with_notes(GOOD, (CLOZE, "{{c1::" * 200_000 + "a" + "}}" * 200_000)),
    "open gaps": lambda: with_notes(GOOD, (CLOZE, "{{c1::a" * 200_000)),
    "many numbers": lambda: with_notes(
        GOOD, (CLOZE, "".join(f"{{{{c{n}::x}}}}" for n in range(1, 2000)))
    ),
    "many fields": lambda: with_notes(GOOD, (BASIC, "\x1f".join("ab" * 200_000))),
    "scripts": lambda: with_notes(
        GOOD,
        (BASIC, "<script>alert(1)</script>a<img src=x onerror=alert(1)>\x1f<style>*{}</style>b"),
    ),
    "media nested": lambda: apkg(database([GOOD]), media=b'{"0":' * 100_000),
    "media of garbage": lambda: apkg(database([GOOD]), media=zstd(b"\x0a\xff\xff\xff\xff\x7f")),
    "deep sections": deep_sections,
    "an endless template": endless_template,
    "a meta of garbage": lambda: apkg(database([GOOD]), meta=b"\xff" * 50),
    "a review log of garbage": lambda: changed(
        "INSERT INTO revlog VALUES (-5, 1001, 0, 3, 1, 1, 0, 9, 0),"
        " (9223372036854775807, 1001, 0, 3, 1, 1, 0, 9, 0), (1600000000000, 1001, 0, 99, 1, 1, 0,"
        " -7, 0), (1600000000001, 4, 0, 3, 'x', 1, 0, 'y', 0)"
    ),
}
"""Packages with something bad in them, and one good note, which should be taken."""

assert MODELS

SHEETS: dict[str, Callable[[], bytes]] = {
    "an entity bomb in the sheet": lambda: workbook(
        {SHEET: sheet(f'<row r="1">{text_cell("&i;")}</row>', ENTITIES)}
    ),
    "an entity bomb in the styles": lambda: workbook(
        {"xl/styles.xml": f'{HEAD}{ENTITIES}<styleSheet xmlns="{MAIN}">&i;</styleSheet>'}
    ),
    "an outside entity": lambda: workbook(
        {SHEET: sheet(f'<row r="1">{text_cell("&i;")}</row>', OUTSIDE)}
    ),
    "an outside entity in the workbook": lambda: workbook(
        {"xl/workbook.xml": f'{HEAD}{OUTSIDE}<workbook xmlns="{MAIN}">&i;</workbook>'}
    ),
    "entities in UTF-16": lambda: workbook(
        {SHEET: sheet(f'<row r="1">{text_cell("&i;")}</row>', ENTITIES).encode("utf-16")}
    ),
    "entities in EBCDIC": lambda: workbook(
        {
            SHEET: sheet("", OUTSIDE)
            .replace('version="1.0"', 'version="1.0" encoding="cp037"')
            .encode("cp037")
        }
    ),
    "a sheet bomb": lambda: workbook({SHEET: b"<worksheet>" + b" " * 70_000_000}),
    "many big sheets": lambda: workbook(
        {f"xl/worksheets/s{n}.xml": b"<x>" + b" " * 30_000_000 for n in range(4)}
    ),
    "overlapping bomb": overlapping_bomb,
    "no workbook": lambda: package({"xl/other.xml": b"<x/>"}),
    "no sheet": lambda: workbook({"xl/workbook.xml": f'<workbook xmlns="{MAIN}"/>'}),
    "XML that is none": lambda: workbook({SHEET: b"<worksheet><sheetData><row"}),
    "nested XML": lambda: workbook({SHEET: sheet("<row>" * 100_000)}),
    "a password": lambda: flagged(workbook(), 1),
    "an old workbook": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000),
}
"""Workbooks that should be refused, or come out empty."""

SHEETS_WITH_GOOD: dict[str, Callable[[], bytes]] = {
    "a row far below": lambda: workbook(
        {
            SHEET: sheet(
                f'<row r="1">{text_cell("Question")}{text_cell("Answer", "B1")}</row>'
                f'<row r="2">{text_cell("Which wall?", "A2")}{text_cell("North", "B2")}</row>'
                f'<row r="1048576">{text_cell("x", "A1048576")}</row>'
            )
        }
    ),
    "a cell far to the right": lambda: workbook(
        {
            SHEET: sheet(
                f'<row r="1">{text_cell("Question")}{text_cell("Answer", "B1")}</row>'
                f'<row r="2">{text_cell("Which wall?", "A2")}{text_cell("North", "B2")}'
                f"{text_cell('x', 'XFD2')}</row>"
            )
        }
    ),
}

TEXTS: dict[str, Callable[[], bytes]] = {
    "a million lines": lambda: b"Question,Answer\n" + b"x\n" * 1_000_000,
    "a million rows": lambda: b"a\tb\n" * 1_000_000,
    "a million blank lines": lambda: b"\n" * 5_000_000 + b"a\tb\n",
    "a million quotation marks": lambda: b'Question,Answer\n"a\n' * 200_000,
    "only quotation marks": lambda: b'"' * 2_000_001,
    "doubled quotation marks": lambda: (b'"' + b'""' * 50 + b"\n") * 5_000,
    "one line": lambda: b"a," * 10_000_000,
    "one cell": lambda: b"a,b\n" + b"x" * 50_000_000,
    "one open quotation": lambda: b'a,b\n"' + b"x\n" * 300_000,
    "many columns": lambda: (b"," * 1_000 + b"\n") * 3_000,
    "a long header": lambda: b",".join(b"c%d" % number for number in range(100_000)),
    "a program": lambda: b"\x7fELF" + random.Random(1).randbytes(1_000_000),
    "all bytes": lambda: bytes(range(256)) * 4_000,
    "upper bytes": lambda: bytes(range(128, 256)) * 20_000,
    "noughts": lambda: bytes(100_000),
    "half of UTF-16": lambda: b"\xff\xfe" + b"a\x00\t\x00b\x00\n\x00" * 100 + b"\x00",
    "half surrogates": lambda: b"\xff\xfe" + b"\x00\xd8\t\x00b\x00\n\x00" * 100,
    "UTF-8 that is none": lambda: b"\xef\xbb\xbf" + b"\xc3\x28\t\xa0\xa1\n" * 1_000,
    "a cut letter": lambda: "Вопрос\tОтвет\nа\tб\n".encode()[:-2],
    "old line ends": lambda: b"a\tb\r" * 1_000,
    "gaps without end": lambda: b"#separator:tab\n" + b"{{c1::" * 30_000 + b"\tb\n",
    "many gaps": lambda: b"#html:true\n" + (b"{{c1::a}}" * 2_000 + b"\tb\n") * 20,
    "many note types": lambda: (
        b"#separator:tab\n#notetype column:1\n"
        + b"".join(b"t%d\ta%d\tb\n" % (number, number) for number in range(20_000))
    ),
    "a head without end": lambda: b"#columns:" + b"\t" * 500_000 + b"\na\tb\n",
    "only comments": lambda: b"#x\n" * 500_000,
    "nested HTML": lambda: b"#html:true\n#separator:tab\n" + b"<div>" * 30_000 + b"a\tb\n",
    "scripts": lambda: (
        b"#html:true\n#separator:tab\n<script>alert(1)</script>q\t<b onload=x>a</b>\n"
    ),
    "formulas": lambda: b"Question,Answer\n\"=cmd|' /C calc'!A0\",@SUM(1)\n",
    "a separator of nothing": lambda: b"#separator:\n#html:\na\tb\n",
}
"""Texts that no program wrote: refused, or read as far as they go."""
