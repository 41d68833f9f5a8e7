"""Packages as Anki writes them, and how long Anki takes to read one. Needs the package ``anki``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from time import process_time
from typing import Any


def package_of(
    notes: Iterable[tuple[bool, list[str], str]], reviews: int, folder: Path, *, legacy: bool
) -> bytes:
    """``notes``: whether they have gaps, their fields, their tags. ``reviews``: of each card."""
    import anki.collection as anki

    made = anki.Collection(str(folder / "source.anki2"))
    deck = made.decks.id("Castles")
    types = {name: made.models.by_name(name) for name in ("Basic", "Cloze")}
    requests = []
    for is_cloze, fields, tags in notes:
        note = made.new_note(types["Cloze" if is_cloze else "Basic"])
        note.fields = fields
        note.tags = tags.split()
        requests.append(anki.AddNoteRequest(note, deck))
    made.add_notes(requests)
    cards = made.db.list("select id from cards order by id")
    rows = [
        (1_600_000_000_000 + 1_000 * number, card, -1, 3, 1, 1, 2500, 2500, 1)
        for number, card in enumerate(cards * reviews)
    ]
    made.db.executemany("insert into revlog values (?,?,?,?,?,?,?,?,?)", rows)
    options = anki.ExportAnkiPackageOptions(with_scheduling=True, legacy=legacy)
    path = folder / "theirs.apkg"
    made.export_anki_package(out_path=str(path), options=options, limit=None)
    made.close()
    return path.read_bytes()


def seconds_of_anki(package: bytes, folder: Path, *, times: int) -> list[float]:
    """Of the processor, each into an empty collection."""
    path = folder / "package.apkg"
    path.write_bytes(package)
    return [_once(path, folder / f"{number}.anki2") for number in range(times)]


def _once(path: Path, into: Path) -> float:
    import anki.collection as anki

    made: Any = anki.Collection(str(into))
    options = anki.ImportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True)
    request = anki.ImportAnkiPackageRequest(package_path=str(path), options=options)
    start = process_time()
    made.import_anki_package(request)
    taken = process_time() - start
    made.close()
    return taken
