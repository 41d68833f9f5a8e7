"""Tables as files that no spreadsheet takes for a program."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.progress.table import Table, as_csv
from quizapp.progress.workbook import LONGEST_CELL, as_xlsx

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", '=HYPERLINK("http://x")']


def load_workbook(file: io.BytesIO) -> Any:
    import openpyxl

    return openpyxl.load_workbook(file)


def cells(data: bytes, title: str = "T") -> list[tuple[object, ...]]:
    book = load_workbook(io.BytesIO(data))
    return [tuple(row) for row in book[title].iter_rows(values_only=True)]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_defused_in_headings_and_rows(text: str) -> None:
    table = Table((text,), ((text,),))
    rows = list(csv.reader(io.StringIO(as_csv(table), newline="")))
    assert all(row[0].startswith("'") for row in rows)
    book = load_workbook(io.BytesIO(as_xlsx({"T": table})))
    for row in book["T"].iter_rows():
        assert row[0].data_type == "s"
        assert str(row[0].value).startswith("'")


def test_numbers_stay_numbers_and_texts_texts() -> None:
    table = Table(("a", "b", "c"), ((-1, 0.5, "007"),))
    assert cells(as_xlsx({"T": table}))[1] == (-1, 0.5, "007")
    assert as_csv(table).splitlines()[1] == "-1,0.5,007"


def test_what_looks_like_an_error_or_a_date_is_a_text() -> None:
    table = Table(("a", "b", "c"), (("#REF!", "2026-03-02", "TRUE"),))
    book = load_workbook(io.BytesIO(as_xlsx({"T": table})))
    assert [cell.data_type for cell in book["T"][2]] == ["s", "s", "s"]


def test_what_no_cell_can_hold_is_left_out_or_cut() -> None:
    table = Table(("a",), (("x\x00\x0b\ud800y",), ("z" * 40_000,), (float("nan"),)))
    rows = cells(as_xlsx({"T": table}))
    assert rows[1] == ("xy",)
    long = str(rows[2][0])
    assert (len(long), long[-1]) == (LONGEST_CELL, "…")
    assert rows[3] == ("nan",)


def test_titles_fit_what_excel_allows() -> None:
    data = as_xlsx({"a/b:c*d?e[f]g\\h and so on and so on": Table(("x",))})
    (title,) = load_workbook(io.BytesIO(data)).sheetnames
    assert title == "a b c d e f g h and so on and s"


TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20)


@given(st.lists(st.tuples(TEXT, st.integers(-(10**6), 10**6)), max_size=5))
def test_tables_come_back_as_they_were(rows: list[tuple[str, int]]) -> None:
    table = Table(("text", "number"), tuple(rows))
    found = cells(as_xlsx({"T": table}))[1:]
    for (text, number), back in zip(rows, found, strict=True):
        assert back[1] == number
        assert str(back[0] or "").removeprefix("'") == text.removeprefix("'")
