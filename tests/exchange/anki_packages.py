"""Anki packages made by hand, for tests of what Anki itself never writes."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from typing import Any

TABLES = """
CREATE TABLE col (id integer primary key, crt integer, mod integer, scm integer, ver integer,
  dty integer, usn integer, ls integer, conf text, models text, decks text, dconf text, tags text);
CREATE TABLE notes (id integer primary key, guid text, mid integer, mod integer, usn integer,
  tags text, flds text, sfld integer, csum integer, flags integer, data text);
CREATE TABLE cards (id integer primary key, nid integer, did integer, ord integer, mod integer,
  usn integer, type integer, queue integer, due integer, ivl integer, factor integer, reps integer,
  lapses integer, left integer, odue integer, odid integer, flags integer, data text);
CREATE TABLE revlog (id integer primary key, cid integer, usn integer, ease integer, ivl integer,
  lastIvl integer, factor integer, time integer, type integer);
"""
BASIC, CLOZE = 1, 2


def model(
    *fields: str, front: str = "{{Front}}", back: str = "{{Back}}", gaps: bool = False
) -> dict[str, Any]:
    return {
        "name": "Basic",
        "type": int(gaps),
        "flds": [{"name": name, "ord": number} for number, name in enumerate(fields)],
        "tmpls": [{"name": "Card 1", "ord": 0, "qfmt": front, "afmt": back}],
    }


MODELS = {
    str(BASIC): model("Front", "Back"),
    str(CLOZE): model(
        "Text", "Extra", front="{{cloze:Text}}", back="{{cloze:Text}}{{Extra}}", gaps=True
    ),
}
DECKS = {"1": {"id": 1, "name": "Default"}, "2": {"id": 2, "name": "History"}}


def database(
    notes: Iterable[tuple[Any, ...]] = (),
    *,
    models: object = MODELS,
    decks: object = DECKS,
    conf: object = None,
    reviews: Iterable[tuple[int, int, int, int, int]] = (),
    change: Callable[[sqlite3.Connection], object] | None = None,
    encoding: str = "UTF-8",
) -> bytes:
    """A collection of schema 11. Each note: type, fields joined by U+001F, and if wanted guid and
    tags; it has one card, whose id is that of the note plus 1,000. ``reviews``: id, card, ease,
    factor, kind."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute(f"PRAGMA encoding = '{encoding}'")
        connection.executescript(TABLES)
        texts = [
            each if isinstance(each, str) else json.dumps(each)
            for each in (conf if conf is not None else {"schedVer": 2}, models, decks)
        ]
        connection.execute(
            "INSERT INTO col VALUES (1, 1, 1, 1, 11, 0, 0, 0, ?, ?, ?, '{}', '{}')", texts
        )
        for number, note in enumerate(notes, start=1):
            kind, fields, guid, tags = (*note, f"guid{number}", "")[:4] if len(note) < 4 else note
            connection.execute(
                "INSERT INTO notes VALUES (?, ?, ?, 0, 0, ?, ?, 0, 0, 0, '')",
                (number, guid, kind, tags, fields),
            )
            connection.execute(
                "INSERT INTO cards VALUES (?, ?, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '')",
                (number + 1_000, number),
            )
        for row, card, ease, factor, kind in reviews:
            connection.execute(
                "INSERT INTO revlog VALUES (?, ?, 0, ?, 1, 1, ?, 1500, ?)",
                (row, card, ease, factor, kind),
            )
        if change:
            change(connection)
        return connection.serialize()


def package(parts: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def apkg(collection: bytes, **parts: bytes) -> bytes:
    return package({"collection.anki2": collection, "media": b"{}", **parts})


def with_notes(*notes: tuple[Any, ...], **more: Any) -> bytes:
    """A package of those notes; see ``database``."""
    return apkg(database(notes, **more))
