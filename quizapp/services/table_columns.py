"""Tables of questions: which column is which, as the user says it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast, runtime_checkable

if TYPE_CHECKING:
    from quizapp.exchange import DeckFormat

MOST_COLUMNS = 60
"""Columns that are offered; a table of questions has a dozen."""


@dataclass(frozen=True)
class TableChoice:
    """``columns``: by the name of the field, from 0; None: as the header says. ``has_header``:
    whether the first row names the columns; None: as it seems."""

    columns: Mapping[str, tuple[int, ...]] | None = None
    has_header: bool | None = None


@dataclass(frozen=True)
class TableHead:
    """The first rows of a table and what its columns seem to be.

    ``header``: empty where there seems to be none; ``notes``: what was guessed besides, in words.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    columns: Mapping[str, tuple[int, ...]]
    notes: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """The number of columns to show."""
        return min(MOST_COLUMNS, max((len(self.header), *map(len, self.rows)), default=0))


class _Preview(Protocol):
    @property
    def header(self) -> tuple[str, ...]: ...
    @property
    def rows(self) -> tuple[tuple[str, ...], ...]: ...
    @property
    def columns(self) -> Mapping[str, Sequence[int]]: ...
    @property
    def notes(self) -> tuple[str, ...]: ...


@runtime_checkable
class _Table(Protocol):
    """A format that is a table: a frozen dataclass of ``columns`` and ``has_header``."""

    @property
    def columns(self) -> Mapping[str, int | Sequence[int]] | None: ...
    @property
    def has_header(self) -> bool | None: ...
    def preview(self, data: bytes) -> _Preview: ...


def table_head(path: Path, format_key: str | None, choice: TableChoice) -> TableHead | None:
    """None where the file is of a format that is no table. ``ExchangeError`` where it is of no
    known format, or cannot be read."""
    from quizapp.exchange import FORMATS, format_for, format_named
    from quizapp.exchange.format import read_bytes

    data = read_bytes(path)
    known = (
        format_for(path, FORMATS, data) if format_key is None else format_named(format_key, FORMATS)
    )
    asked: object = with_columns(known, TableChoice(None, choice.has_header))
    if not isinstance(asked, _Table):
        return None
    found = asked.preview(data)
    columns = {name: tuple(numbers) for name, numbers in found.columns.items()}
    return TableHead(found.header, found.rows, columns, found.notes)


def with_columns(known: DeckFormat, choice: TableChoice | None) -> DeckFormat:
    """The format with the columns that were chosen; itself where it is no table."""
    if choice is None or not isinstance(known, _Table):
        return known
    chosen = replace(cast("Any", known), columns=choice.columns, has_header=choice.has_header)
    return cast("DeckFormat", chosen)
