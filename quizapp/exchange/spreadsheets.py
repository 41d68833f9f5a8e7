"""Excel workbooks, read with limits and written as plain tables.

A workbook is a zip of XML: its size is checked and entities are refused before anything is parsed,
and only the first sheet is read, up to a number of rows and columns. Formulas count by the values
that were stored with them. What is written is text and whole numbers in one sheet, which takes a
tenth of the time that openpyxl needs for it; no text in it can ever be run as a formula.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import islice
from typing import Any

from quizapp.errors import ExchangeError, QuizError
from quizapp.exchange.packages import Package, is_zip
from quizapp.exchange.reading import UNWATCHED, Reading
from quizapp.exchange.sheet_columns import MOST_COLUMNS
from quizapp.exchange.text_tables import MOST_ROWS

LARGEST_UNPACKED = 80_000_000  # bytes of all parts
LARGEST_XML = 60_000_000  # bytes of one part
_USUAL_ROWS = 1_000  # of a sheet that does not say how many it has
LONGEST_CELL = 32_767  # characters, as Excel takes them
_WORKBOOK = "xl/workbook.xml"
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_FORBIDDEN = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<")
_CODE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NO_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"


@dataclass(frozen=True, slots=True)
class Sheet:
    """``rows``: values as stored (text, numbers, dates, None), those beyond the limit left out.

    ``others``: the names of the sheets that were not read. ``unstored``: cells of formulas without
    a value, as row and column from 0.
    """

    rows: list[tuple[Any, ...]]
    others: tuple[str, ...] = ()
    unstored: frozenset[tuple[int, int]] = frozenset()
    cut: bool = False


def is_workbook(data: bytes) -> bool:
    return is_zip(data) and b"xl/workbook" in data


def first_sheet(data: bytes, *, most: int = MOST_ROWS, reading: Reading = UNWATCHED) -> Sheet:
    """``ExchangeError`` where it is no workbook, or one that is made to do harm."""
    if not is_zip(data):
        raise ExchangeError("It is not an Excel workbook (.xlsx); save it as one and try again.")
    with_formulas = _check(data)
    first = reading.part(0.0, 0.5 if with_formulas else 1.0)
    rows, names = _read(data, most, first, values=True)
    unstored: frozenset[tuple[int, int]] = frozenset()
    if with_formulas:
        written, _ = _read(data, most, reading.part(0.5, 1.0), values=False)
        unstored = frozenset(_without_value(rows, written))
    return Sheet(rows[:most], tuple(names[1:]), unstored, len(rows) > most)


def _check(data: bytes) -> bool:
    """Refuses bombs and entities; says whether the sheets hold formulas."""
    package = Package(data)
    if _WORKBOOK not in package:
        raise ExchangeError("It is not an Excel workbook (.xlsx): there is no workbook in it.")
    if package.unpacked_size() > LARGEST_UNPACKED:
        raise ExchangeError("Its sheets unpack to far more than a table of questions can hold.")
    with_formulas = False
    for name in package.names:
        if not name.endswith((".xml", ".rels", ".vml")):
            continue
        part = package.read(name, largest=LARGEST_XML)
        if _FORBIDDEN.search(part):
            raise ExchangeError("It defines entities, as no spreadsheet does; it was not read.")
        if part and (b"\x00" in part[:200] or not _XML.match(part)):
            raise ExchangeError("Its parts are in an encoding that no spreadsheet writes.")
        with_formulas |= _SHEET.fullmatch(name) is not None and b"<f" in part
    return with_formulas


def _read(
    data: bytes, most: int, reading: Reading, *, values: bool
) -> tuple[list[tuple[Any, ...]], list[str]]:
    import warnings

    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that are not read
            book = openpyxl.load_workbook(
                io.BytesIO(data), read_only=True, data_only=values, keep_links=False
            )
            try:
                names = list(book.sheetnames)
                sheet = book[names[0]] if names else None
                if sheet is None or not hasattr(sheet, "iter_rows"):
                    raise ExchangeError("There is no sheet in the workbook.")
                expected = min(most, sheet.max_row or _USUAL_ROWS)
                sheet.reset_dimensions()
                rows = sheet.iter_rows(max_row=most + 1, max_col=MOST_COLUMNS, values_only=True)
                watched = reading.over(islice(rows, most + 1), expected)
                return [_trimmed(row) for row in watched], names
            finally:
                book.close()
    except QuizError:  # ours, or the user wants it to end
        raise
    except Exception as error:  # openpyxl raises of all kinds for damaged files
        raise ExchangeError(
            "Its workbook is damaged and cannot be read; open it in a spreadsheet, save it and "
            "try again."
        ) from error


def _trimmed(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Without the empty cells at its end: most rows of a sheet may be nothing else."""
    if row.count(None) == len(row):
        return ()
    end = next(place for place in range(len(row), 0, -1) if row[place - 1] is not None)
    return tuple(map(_decoded, row[:end]))


def _decoded(value: Any) -> Any:
    """Texts have signs that XML cannot hold as codes: "_x000D_"."""
    if not isinstance(value, str) or "_x" not in value:
        return value
    return _CODE.sub(lambda code: chr(int(code.group(1), 16)), value)


def _without_value(
    rows: Sequence[Sequence[Any]], written: Sequence[Sequence[Any]]
) -> Iterator[tuple[int, int]]:
    for place, (values, sources) in enumerate(zip(rows, written, strict=False)):
        for column, source in enumerate(sources):
            stored = values[column] if column < len(values) else None
            if stored is None and source is not None:
                yield place, column


# ---------------------------------------------------------------------- writing


def workbook(
    rows: Iterable[Sequence[str | int | None]], *, title: str, widths: Sequence[int], bold: int
) -> bytes:
    """A workbook of one sheet. ``widths``: of the columns, in letters; ``bold``: the row of the
    header, from 1. Texts should be no longer than ``LONGEST_CELL``."""
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(widths, start=1)
    )
    written = [_row(number, row, bold) for number, row in enumerate(rows, start=1)]
    body = "".join(written)
    # without its size openpyxl reads a sheet twice
    size = f"A1:{_letters(max(0, len(widths) - 1))}{max(1, len(written))}"
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations({"rId1": (f"{_OFFICE}/officeDocument", _WORKBOOK)}),
        _WORKBOOK: f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name="{_sheet_name(title)}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(
            {
                "rId1": (f"{_OFFICE}/worksheet", "worksheets/sheet1.xml"),
                "rId2": (f"{_OFFICE}/styles", "styles.xml"),
            }
        ),
        "xl/styles.xml": _styles(),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}">'
        f'<dimension ref="{size}"/>'
        f"{f'<cols>{columns}</cols>' if columns else ''}"
        f"<sheetData>{body}</sheetData></worksheet>",
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as package:
        for name, text in parts.items():
            head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            package.writestr(name, (head + text).encode("utf-8", "replace"))
    return buffer.getvalue()


def _row(number: int, cells: Sequence[str | int | None], bold: int) -> str:
    style = 2 if number == bold else 1
    pieces = []
    for column, value in enumerate(cells):
        if value is None or value == "":
            continue
        place = f'r="{_letters(column)}{number}" s="{style}"'
        if isinstance(value, int):
            pieces.append(f"<c {place}><v>{value}</v></c>")
        else:
            pieces.append(
                f'<c {place} t="inlineStr"><is><t xml:space="preserve">{_text(value)}</t></is></c>'
            )
    return f'<row r="{number}">{"".join(pieces)}</row>' if pieces else ""


def _text(value: str) -> str:
    """Text for XML; what looks like a code in it is kept from being read as one."""
    plain = _NO_XML.sub("", value)
    return escape(_CODE.sub(r"_x005F_x\1_", plain) if "_x" in plain else plain, quote=False)


def _letters(column: int) -> str:
    """A, B ... Z, AA for a column from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _sheet_name(title: str) -> str:
    return escape(re.sub(r"[\[\]:*?/\\\x00-\x1f']", " ", title).strip()[:31] or "Questions")


def _types() -> str:
    parts = {
        f"/{_WORKBOOK}": f"{_KIND}.sheet.main+xml",
        "/xl/worksheets/sheet1.xml": f"{_KIND}.worksheet+xml",
        "/xl/styles.xml": f"{_KIND}.styles+xml",
    }
    overrides = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(parts: dict[str, tuple[str, str]]) -> str:
    entries = "".join(
        f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>'
        for key, (kind, target) in parts.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'


def _styles() -> str:
    """Style 1: text on several lines; style 2: the same, bold."""
    wrapped = 'applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
    return (
        f'<styleSheet xmlns="{_MAIN}"><fonts count="2">'
        '<font><sz val="11"/><name val="Calibri"/></font>'
        '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
        '</cellStyleXfs><cellXfs count="3">'
        '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        f'<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" {wrapped}'
        f'<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" {wrapped}'
        '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>'
        "</cellStyles></styleSheet>"
    )
