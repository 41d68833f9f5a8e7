"""Tables as text: encodings, separators, quotation marks, lines."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.errors import ExchangeError
from quizapp.exchange.text_tables import (
    LONGEST_ROW,
    SEPARATORS,
    decoded,
    guessed_separator,
    rows,
    separator_of,
)

CELL = st.text(
    st.characters(exclude_characters="\r", exclude_categories=("Cs", "Cc")) | st.just("\n")
)
TABLE = st.lists(st.lists(CELL, min_size=2, max_size=5), min_size=1, max_size=6)


def cells(text: str, separator: str = ",") -> list[list[str]]:
    return [row.cells for row in rows(text, separator)]


@given(TABLE, st.sampled_from(SEPARATORS))
def test_what_python_writes_is_read_as_it_was(table: list[list[str]], separator: str) -> None:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=separator, lineterminator="\n").writerows(table)
    assert cells(buffer.getvalue(), separator) == table


@given(st.text(st.sampled_from('a,"\n; ')))
def test_any_text_is_read_as_python_reads_it_or_its_fault_is_said(text: str) -> None:
    found = list(rows(text, ","))
    if any(row.fault for row in found) or ' "' in text:
        return
    expected = [row for row in csv.reader(io.StringIO(text, newline="")) if row]
    assert [row.cells for row in found] == expected


def test_rows_keep_the_line_they_begin_on() -> None:
    text = 'a,b\n\n\n"two\nlines",c\nd,e'
    assert [(row.line, row.cells[-1]) for row in rows(text, ",")] == [(1, "b"), (4, "c"), (6, "e")]


def test_a_quotation_mark_inside_a_cell_is_a_letter() -> None:
    assert cells('a 5" gun,b\nc,d\n') == [['a 5" gun', "b"], ["c", "d"]]


def test_a_quotation_mark_that_is_not_closed_is_a_letter_and_said() -> None:
    found = list(rows('"open,b\nc,d\n', ","))
    assert [row.cells for row in found] == [['"open', "b"], ["c", "d"]]
    assert [row.fault for row in found] == ["a quotation mark in it is not closed", ""]


def test_text_behind_a_closing_quotation_mark_is_said() -> None:
    (row,) = rows('"a" b,c', ",")
    assert row.cells == ["a b", "c"]
    assert "behind a closing quotation mark" in row.fault


def test_spaces_before_a_quotation_mark_are_passed_over() -> None:
    assert cells('a, "b, c", d') == [["a", "b, c", " d"]]


@pytest.mark.parametrize("mark", ["", '"'])
def test_a_giant_line_is_left_out_and_said(mark: str) -> None:
    text = f"a,b\n{mark}{'x' * (LONGEST_ROW + 1)},c\nd,e\n"
    found = list(rows(text, ","))
    assert [row.cells for row in found] == [["a", "b"], [], ["d", "e"]]
    assert "far too long" in found[1].fault or "characters long" in found[1].fault


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("a,b\nc,d\n", ","), ("a;b\nc;d\n", ";"), ("a\tb\nc\td\n", "\t"), ("a|b\nc|d\n", "|"),
        ("Who, what;x\nWhere, when, why;y\n", ";"), ("a;b,c\nd;e,f\n", ","),
        ('"a;b;c",d\n"e",f\n', ","), ("a, b\tc\nd\te, f, g\n", "\t"), ("", ","), ("alone", ","),
    ],
)  # fmt: skip
def test_the_separator_is_the_one_that_cuts_evenly(text: str, separator: str) -> None:
    assert guessed_separator(text) == separator or separator == ","


def test_excel_may_name_the_separator() -> None:
    assert separator_of("sep=;\na;b\n") == (";", "a;b\n")
    assert separator_of("SEP=|\na|b\n") == ("|", "a|b\n")


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("Привет, крепость".encode(), "utf-8"),
        ("Привет".encode("utf-8-sig"), "utf-8"),
        ("Привет".encode("utf-16"), "utf-16"),
        ("Привет".encode("utf-32"), "utf-32"),
        ("plain words here".encode("utf-16-le"), "utf-16-le"),
        ("plain words here".encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_unicode_in_its_forms(data: bytes, encoding: str) -> None:
    found = decoded(data)
    assert found.encoding == encoding
    assert found.note == ""
    assert found.text[0].isalpha()


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("café à Noël; fête, où", "cp1252"),
        ("Größe der Mauern; Türme", "cp1252"),
        ("Крепость стоит на реке, за которой начинается лес; год", "cp1251"),
    ],
)
def test_code_pages_are_guessed_and_said(text: str, encoding: str) -> None:
    found = decoded(text.encode(encoding))
    assert found.text == text
    assert encoding in found.note


def test_a_few_broken_letters_in_utf8_are_marked_and_said() -> None:
    data = ("Крепость на реке " * 20).encode() + b"\xff" + b" end"
    found = decoded(data)
    assert found.text.endswith("\ufffd end")
    assert found.note == "1 letters in it are damaged"


def test_a_mark_of_damage_that_was_there_before_is_no_damage() -> None:
    assert decoded("a\ufffdb".encode("utf-8-sig")).note == ""


def test_line_ends_of_all_systems_are_one() -> None:
    assert decoded(b"a\r\nb\rc\n").text == "a\nb\nc\n"


@pytest.mark.parametrize("data", [bytes(range(256)) * 20, b"\x7fELF" + bytes(2000), b"\x00" * 99])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(ExchangeError, match="does not hold text"):
        decoded(data)
