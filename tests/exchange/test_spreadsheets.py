"""Excel workbooks in and out."""

from __future__ import annotations

import io
from datetime import date, datetime, time

import pytest
from any_question import LETTERS
from hostile import SHEET, text_cell
from hostile import sheet as sheet_xml
from hostile import workbook as with_parts
from hypothesis import given
from hypothesis import strategies as st

from quizapp.errors import ExchangeError
from quizapp.exchange.sheet_rows import cell_text
from quizapp.exchange.spreadsheets import first_sheet, workbook

CELL = st.text(LETTERS, max_size=12).filter(lambda text: not {"\ufffe", "\uffff"} & set(text))
ROWS = st.lists(st.lists(CELL.filter(bool) | st.integers(-(10**9), 10**9), min_size=1, max_size=4))


@given(ROWS)
def test_rows_come_back_as_they_went(rows: list[list[str | int]]) -> None:
    data = workbook(rows, title="x", widths=(10,), bold=1)
    assert [list(row) for row in first_sheet(data).rows] == rows


def test_codes_of_excel_are_letters_again() -> None:
    assert first_sheet(workbook([["a_x000D_b"]], title="x", widths=(), bold=1)).rows == [
        ("a_x000D_b",)
    ]
    foreign = with_parts({SHEET: sheet_xml(f'<row r="1">{text_cell("a_x0041_b")}</row>')})
    assert first_sheet(foreign).rows == [("aAb",)]


def test_our_workbook_opens_with_openpyxl_as_text() -> None:
    import openpyxl

    data = workbook([["=1+1", 5, None, "x"]], title="A/B: [1]", widths=(10, 20), bold=1)
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["A B   1"]
    cells = book.active[1]
    assert [(cell.value, cell.data_type) for cell in cells] == [
        ("=1+1", "s"), (5, "n"), (None, "n"), ("x", "s"),
    ]  # fmt: skip
    assert cells[0].font.b
    assert book.active.column_dimensions["B"].width == 20


def foreign(*rows: list[object], more: tuple[str, ...] = ()) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    for row in rows:
        book.active.append(row)
    for name in more:
        book.create_sheet(name)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_values_are_text_as_a_person_reads_them() -> None:
    row = [1917, 1917.0, 2.5, True, datetime(1945, 5, 9), datetime(1945, 5, 9, 14, 30), "x", None]
    (values,) = first_sheet(foreign([*row, "end"])).rows
    assert [cell_text(value) for value in values] == [
        "1917", "1917", "2.5", "True", "9 May 1945", "9 May 1945, 14:30", "x", "", "end",
    ]  # fmt: skip
    assert cell_text(date(1917, 11, 7)) == "7 November 1917"
    assert cell_text(time(12, 30)) == "12:30:00"
    assert cell_text(1e300) == "1e+300"
    assert cell_text(float("inf")) == "inf"


def test_formulas_count_by_their_stored_values() -> None:
    cells = '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>2+2</f></c>'
    sheet = first_sheet(with_parts({SHEET: sheet_xml(f'<row r="1">{cells}</row>')}))
    assert sheet.rows == [(2,)]
    assert sheet.unstored == {(0, 1)}


def test_other_sheets_are_named() -> None:
    assert first_sheet(foreign(["a"], more=("More", "Most"))).others == ("More", "Most")


def test_rows_beyond_the_limit_are_said() -> None:
    sheet = first_sheet(foreign(["a"], ["b"], ["c"]), most=2)
    assert (sheet.rows, sheet.cut) == ([("a",), ("b",)], True)


@pytest.mark.parametrize("data", [b"", b"a,b", b"\xd0\xcf\x11\xe0" + bytes(99)])
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    with pytest.raises(ExchangeError, match="not an Excel workbook"):
        first_sheet(data)
