"""Tables of questions: CSV, tab-separated text and Excel.

Which column is which is guessed by the header and can be said: ``Csv(columns={"stem": 2, ...})``.
``preview`` shows the first rows and the guess, for a dialog. Our own files hold all there is to say
of a question but its picture, and come back as they went.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from quizapp.domain.question import Origin, Question
from quizapp.errors import ExchangeError
from quizapp.exchange.building import Report, Unfit, item_name
from quizapp.exchange.format import DeckFile, Problem, Written
from quizapp.exchange.formulas import defused, restored
from quizapp.exchange.no_place import left_out
from quizapp.exchange.reading import UNWATCHED, Reading
from quizapp.exchange.sheet_columns import (
    HEADER,
    WRITTEN,
    Columns,
    checked,
    columns_without_header,
    guessed_columns,
    is_ours,
)
from quizapp.exchange.sheet_rows import RowReader, cell_text, row_of
from quizapp.exchange.spreadsheets import LONGEST_CELL, first_sheet, is_workbook, workbook
from quizapp.exchange.text_tables import (
    MOST_ROWS,
    SEPARATORS,
    Row,
    decoded,
    rows,
    separator_of,
)

SHOWN_ROWS = 10
UNSTORED = "a formula in it was saved without its value; save it in a spreadsheet program"
_WIDTHS = {"stem": 60, "answer": 30, "wrong": 40, "explanation": 40, "quote": 40}


@dataclass(frozen=True, slots=True)
class Preview:
    """What a dialog shows before an import. ``header``: empty where there seems to be none.

    ``columns``: the guess, for the user to correct. ``notes``: what was guessed besides, in words.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    columns: Columns
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Table:
    """A file as rows, before anything is known of its columns."""

    rows: list[Row]
    notes: tuple[str, ...] = ()
    cut: bool = False


@dataclass(frozen=True)
class _TableFormat:
    """``columns``: as the user chose them, by the names in ``sheet_columns.FIELDS``; ``None``: as
    the header says. ``has_header``: ``None``: as it seems."""

    columns: Mapping[str, int | Sequence[int]] | None = None
    has_header: bool | None = None

    def preview(self, data: bytes) -> Preview:
        """``ExchangeError`` where the file is no table."""
        table = self._table(data, most=SHOWN_ROWS + 1)
        header, body = self._parted(table)
        found = self._found(header, body, needed=False)
        shown = tuple(tuple(row.cells) for row in body[:SHOWN_ROWS])
        return Preview(header, shown, found, table.notes)

    def load(
        self,
        data: bytes,
        *,
        name: str,
        origin: Origin = Origin.IMPORTED,
        reading: Reading = UNWATCHED,
    ) -> DeckFile:
        table = self._table(data, most=MOST_ROWS, reading=reading.part(0.0, 0.5))
        header, body = self._parted(table)
        columns = self._found(header, body, needed=True)
        report = Report()
        for note in table.notes:
            report.tell(note)
            report.close(None, "file")
        reader = RowReader(columns, ours=is_ours(header), origin=origin, report=report)
        watched = reading.part(0.5, 1.0).over(body, len(body))
        questions, lines = _read(watched, reader, report, ours=is_ours(header))
        _tell_unused(header, body, columns, report)
        if table.cut:
            report.skip(None, "file", f"only the first {MOST_ROWS:,} rows were read")
        return DeckFile(
            name,
            questions=tuple(questions),
            problems=tuple(report.problems),
            changed=tuple(report.changed),
            lines=lines,
        )

    def _table(self, data: bytes, *, most: int, reading: Reading = UNWATCHED) -> _Table:
        raise NotImplementedError

    def _parted(self, table: _Table) -> tuple[tuple[str, ...], list[Row]]:
        """The header, empty where there is none, and the rows below it."""
        body = [row for row in table.rows if row.fault or any(cell.strip() for cell in row.cells)]
        if not body:
            raise ExchangeError("There is nothing in the table.")
        first = tuple(cell.strip() for cell in body[0].cells)
        if self.has_header is False or (self.has_header is None and not guessed_columns(first)):
            return (), body
        return first, body[1:]

    def _found(
        self, header: Sequence[str], body: Sequence[Row], *, needed: bool
    ) -> dict[str, tuple[int, ...]]:
        if self.columns is not None:
            return checked(self.columns)
        found = guessed_columns(header) if header else {}
        found = found or columns_without_header([len(row.cells) for row in body[:50]])
        if not needed:
            return found
        if not found:
            raise ExchangeError(
                "It has one column only. A table of questions needs a column that asks and one "
                "that answers; name them Question and Answer in the first row."
            )
        return checked(found)


class Csv(_TableFormat):
    key = "csv"
    name = "CSV table"
    endings: tuple[str, ...] = (".csv",)
    written_separator = ","

    def recognises(self, data: bytes) -> bool:
        return b"\x00" not in data[:1_000] or data.startswith((b"\xff\xfe", b"\xfe\xff"))

    def dump(self, deck: DeckFile) -> Written:
        return Written(
            _csv_pieces(deck.questions, self.written_separator), left_out(deck, _PLACELESS)
        )

    def _table(self, data: bytes, *, most: int, reading: Reading = UNWATCHED) -> _Table:
        found = decoded(data)
        separator, text = _separated(found.text)
        skipped = found.text[: len(found.text) - len(text)].count("\n")
        read = islice(rows(text, separator), most + 1)
        taken = list(reading.over(read, min(most, text.count("\n"))))
        if skipped:
            taken = [Row(row.line + skipped, row.cells, row.fault) for row in taken]
        notes = (found.note,) if found.note else ()
        return _Table(taken[:most], notes, cut=len(taken) > most)


def _separated(text: str) -> tuple[str, str]:
    """The separator, and the text below the line that names it. A header with known names in it
    tells more than how evenly the rows below are cut."""
    separator, below = separator_of(text)
    if below != text:
        return separator, below
    known = {each: len(guessed_columns(_first_cells(text, each))) for each in SEPARATORS}
    best = max(known, key=lambda each: known[each])
    return (best if known[best] > 1 else separator), text


def _first_cells(text: str, separator: str) -> list[str]:
    return next((row.cells for row in rows(text, separator)), [])


class Tsv(Csv):
    key = "tsv"
    name = "Tab-separated table"
    endings = (".tsv", ".tab")
    written_separator = "\t"


class Xlsx(_TableFormat):
    key = "xlsx"
    name = "Excel table"
    endings = (".xlsx",)

    def recognises(self, data: bytes) -> bool:
        from quizapp.exchange.kahoot import holds_quiz

        return is_workbook(data) and not holds_quiz(data)

    def dump(self, deck: DeckFile) -> Written:
        told = list(left_out(deck, _PLACELESS))
        written = [list(HEADER)]
        for question in deck.questions:
            cells = [defused(cell) for cell in row_of(question)]
            if any(len(cell) > LONGEST_CELL for cell in cells):
                reason = f"a cell of Excel takes {LONGEST_CELL:,} characters; it was left out"
                told.append(Problem(None, reason, item_name(question.title, question.stem)))
            else:
                written.append(cells)
        widths = [_WIDTHS.get(name, 15) for name in WRITTEN]
        return Written((workbook(written, title=deck.name, widths=widths, bold=1),), tuple(told))

    def _table(self, data: bytes, *, most: int, reading: Reading = UNWATCHED) -> _Table:
        sheet = first_sheet(data, most=most, reading=reading)
        broken = {row + 1 for row, _ in sheet.unstored}
        taken = [
            Row(
                number, [cell_text(value) for value in values], UNSTORED if number in broken else ""
            )
            for number, values in enumerate(sheet.rows, start=1)
        ]
        others = [f"the sheet {name[:60]} was not read: only the first is" for name in sheet.others]
        return _Table(taken, tuple(others), sheet.cut)


_PLACELESS = ("picture", "history", "description", "sources")
"""What a table has no place for, as ``left_out`` names it."""


def _read(
    body: Iterable[Row], reader: RowReader, report: Report, *, ours: bool
) -> tuple[list[Question], dict[str, int]]:
    questions: list[Question] = []
    lines: dict[str, int] = {}
    for row in body:
        cells = [restored(cell) for cell in row.cells] if ours else row.cells
        item = item_name(next((cell for cell in cells if cell.strip()), "")[:200])
        try:
            if row.fault and not cells:
                raise Unfit(row.fault)
            question = reader.question(cells)
            if question.id in lines:
                raise Unfit(f"the same stands in line {lines[question.id]}")
        except Unfit as unfit:
            report.skip(row.line, item, "; ".join(filter(None, (str(unfit), row.fault))))
            continue
        if row.fault:
            report.tell(row.fault)
        questions.append(question)
        lines[question.id] = row.line
        report.close(row.line, item)
    return questions, lines


def _tell_unused(
    header: Sequence[str], body: Sequence[Row], columns: Columns, report: Report
) -> None:
    """Columns with something in them that no field was found for."""
    used = {number for numbers in columns.values() for number in numbers}
    counts: dict[int, int] = {}
    for row in body:
        for number, cell in enumerate(row.cells):
            if number not in used and cell.strip():
                counts[number] = counts.get(number, 0) + 1
    for number, count in sorted(counts.items())[:20]:
        label = header[number] if number < len(header) else ""
        name = f"“{label[:40]}”" if label else str(number + 1)
        rows_told = "1 row" if count == 1 else f"{count:,} rows"
        report.tell(f"the column {name} was not used; {rows_told} had something in it")
        report.close(None, "file")


def _csv_pieces(questions: Iterable[Question], separator: str) -> Iterator[bytes]:
    """With a mark of UTF-8 at its head, without which Excel garbles accents."""
    yield b"\xef\xbb\xbf"
    yield _csv_row(HEADER, separator)
    for question in questions:
        yield _csv_row([defused(cell) for cell in row_of(question)], separator)


def _csv_row(cells: Sequence[str], separator: str) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=separator, lineterminator="\r\n").writerow(cells)
    return buffer.getvalue().encode("utf-8", "replace")
