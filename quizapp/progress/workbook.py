"""Tables as an Excel workbook. Pure."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Mapping

from quizapp.progress.table import Cell, Table, harmless

LONGEST_CELL = 32_767  # characters, the most that Excel holds
LONGEST_TITLE = 31
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def as_xlsx(sheets: Mapping[str, Table]) -> bytes:
    """One sheet a table, by its title; the headings stay in sight. Texts are texts: none becomes a
    formula or a number. What no cell can hold is left out, and what is too long is cut with "…"."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    del book[book.active.title]
    for title, table in sheets.items():
        sheet = book.create_sheet(_NOT_IN_TITLES.sub(" ", title)[:LONGEST_TITLE])
        for row, cells in enumerate((table.headings, *table.rows), 1):
            for column, cell in enumerate(cells, 1):
                _fill(sheet.cell(row, column), _fit(cell))
        for heading in sheet[1]:
            heading.font = Font(bold=True)
        sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(place: object, cell: Cell) -> None:
    """``place``: a cell of openpyxl, which would take some texts for formulas or errors."""
    place.value = cell  # type: ignore[attr-defined]
    if isinstance(cell, str):
        place.data_type = "s"  # type: ignore[attr-defined]


def _fit(cell: Cell) -> Cell:
    if not isinstance(cell, str):
        return cell if math.isfinite(cell) else str(cell)
    text = harmless(_NOT_IN_XML.sub("", cell))
    assert isinstance(text, str)
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"
