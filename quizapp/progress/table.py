"""What a chart shows, as a table, and the table as CSV. Pure."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

Cell = str | int | float

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True, slots=True)
class Table:
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...] = ()


def as_csv(table: Table) -> str:
    """RFC 4180, lines end in CR LF. A text that a spreadsheet would take for a formula is quoted by
    an apostrophe (OWASP, "CSV Injection"): names of decks and answers come from anywhere.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(map(harmless, table.headings))
    writer.writerows([harmless(cell) for cell in row] for row in table.rows)
    return out.getvalue()


def harmless(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula."""
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return f"'{cell}"
    return cell
