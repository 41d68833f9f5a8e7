"""Anki packages: decks as ``.apkg``, whole collections as ``.colpkg``.

A package is a zip with the collection as a database and media as numbered files. Three generations
are read: ``collection.anki2``, ``collection.anki21`` and ``collection.anki21b`` (zstd). The newer
two hold a ``collection.anki2`` as well, with nothing in it but the advice to update Anki; it is
never read. See ankitects/anki, ``proto/anki/import_export.proto``.
"""

from __future__ import annotations

from collections import Counter

from quizapp.domain.question import Origin
from quizapp.errors import ExchangeError
from quizapp.exchange import protobuf
from quizapp.exchange.anki_collection import Collection, Note, read_collection
from quizapp.exchange.anki_fields import field_text
from quizapp.exchange.anki_history import history_of
from quizapp.exchange.anki_media import Media
from quizapp.exchange.anki_notes import NoteReader
from quizapp.exchange.building import Report
from quizapp.exchange.bulk import making_many
from quizapp.exchange.format import DeckFile, Written
from quizapp.exchange.packages import Package, is_zip
from quizapp.exchange.reading import UNWATCHED, Reading

COLLECTIONS = ("collection.anki21b", "collection.anki21", "collection.anki2")
"""The newest first: where there are several, the others are stand-ins."""

NEWEST_VERSION = 3
_NOTICE = "Please update to the latest Anki version"


class AnkiPackage:
    """Decks with their media and, if exported along, their history."""

    key = "anki"
    name = "Anki package"
    endings: tuple[str, ...] = (".apkg",)
    holds_history = True

    def recognises(self, data: bytes) -> bool:
        return is_zip(data) and any(name.encode() in data for name in COLLECTIONS)

    def load(
        self,
        data: bytes,
        *,
        name: str,
        origin: Origin = Origin.IMPORTED,
        reading: Reading = UNWATCHED,
    ) -> DeckFile:
        if not is_zip(data):
            raise ExchangeError("It is not an Anki package: it is no zip archive.")
        with making_many():
            return _loaded(Package(data), name, origin, reading)

    def dump(self, deck: DeckFile) -> Written:
        from quizapp.exchange.anki_writing import written_package

        with making_many():
            return written_package(deck)


class AnkiCollection(AnkiPackage):
    """A whole collection. It is read as a copy: nothing in Anki or here is replaced by it."""

    key = "colpkg"
    name = "Anki collection"
    endings = (".colpkg",)

    def dump(self, deck: DeckFile) -> Written:
        raise ExchangeError(
            "A file ending in .colpkg replaces everything in the Anki that opens it. "
            "Choose a name that ends in .apkg."
        )


def _loaded(package: Package, name: str, origin: Origin, reading: Reading) -> DeckFile:
    reading.at(0.0)
    report = Report()
    for climbing in package.climbing()[:5]:
        report.skip(None, climbing[:100], "its name leads out of the package; it was not read")
    collection = _collection(package, reading.part(0.0, 0.3))
    for fault in collection.faults:
        report.skip(None, "collection", fault)
    media = Media(package)
    if media.fault:
        report.skip(None, "media", media.fault)
    reader = NoteReader(collection, media, origin=origin, report=report)
    taken = reader.read(reading.part(0.3, 0.9))
    left_out: Counter[str] = Counter()
    history = history_of(
        collection.reviews,
        taken.of_card,
        scheduler=collection.scheduler,
        left_out=left_out,
        reading=reading.part(0.9, 1.0),
    )
    for reason, count in left_out.items():
        counted = "1 past answer was" if count == 1 else f"{count:,} past answers were"
        report.skip(None, "history", f"{counted} left out: {reason}")
    root = [deck for deck in collection.decks.values() if "".join(deck.path) == taken.root]
    return DeckFile(
        name=taken.root if taken.root not in ("", "Default") else name,
        description=field_text(root[0].description).text if root else "",
        questions=tuple(taken.questions),
        problems=tuple(report.problems),
        changed=tuple(report.changed),
        pictures=media.pictures,
        history=history,
    )


def _collection(package: Package, reading: Reading) -> Collection:
    part = next((known for known in COLLECTIONS if known in package), None)
    if part is None:
        raise ExchangeError("It is not an Anki package: there is no collection in it.")
    version = _version(package)
    if version > NEWEST_VERSION:
        raise ExchangeError(
            "It was written by a newer Anki than is known here. In Anki's export window choose "
            "“Support older Anki versions”, and export it again."
        )
    collection = read_collection(package.read_packed(part), reading)
    if part == COLLECTIONS[-1] and (version > 1 or _is_notice(collection)):
        raise ExchangeError(
            "It is incomplete: it holds only the advice to update Anki. Export it again."
        )
    return collection


def _version(package: Package) -> int:
    """As ``meta`` says; 0 where there is none, as in older packages."""
    if "meta" not in package:
        return 0
    try:
        return protobuf.number_of(package.read("meta", largest=1_000), 1)
    except ValueError:
        return 0


def _is_notice(collection: Collection) -> bool:
    return len(collection.notes) == 1 and _NOTICE in Note(*collection.notes[0]).fields
