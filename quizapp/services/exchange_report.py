"""What an import or an export said, as a file: JSON for programs, CSV for a spreadsheet."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from quizapp.domain.importing import Entry
from quizapp.errors import ExchangeError

ENDINGS = (".csv", ".json")

Parts = Mapping[str, Sequence[Entry]]
"""The entries by what became of them: "imported", "changed", "skipped"."""


def write_report(path: Path, about: Mapping[str, Any], parts: Parts) -> int:
    """Writes the report in the format of the ending; the number of its entries.

    ``about``: what else is to be said of it, plain data; in JSON only. ``ExchangeError`` for
    another ending, and where the file cannot be written.
    """
    from quizapp.services.exchange_decks import write_file

    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise ExchangeError(
            f"{path.name} should end in {' or '.join(ENDINGS)}, so that it is known what to write."
        )
    text = _as_json(about, parts) if ending == ".json" else _as_csv(parts)
    write_file(path, [text.encode("utf-8", "replace")])
    return sum(map(len, parts.values()))


def _as_json(about: Mapping[str, Any], parts: Parts) -> str:
    entries = {
        name: [{"item": each.item, "line": each.line, "reason": each.reason} for each in some]
        for name, some in parts.items()
    }
    return json.dumps({**about, **entries}, ensure_ascii=False, indent=2) + "\n"


def _as_csv(parts: Parts) -> str:
    """With a mark of UTF-8 at its head, without which Excel garbles accents."""
    from quizapp.progress.table import Table, as_csv

    rows = tuple(
        (name, each.item, "" if each.line is None else each.line, each.reason)
        for name, some in parts.items()
        for each in some
    )
    return "\ufeff" + as_csv(Table(("what", "item", "line", "reason"), rows))
