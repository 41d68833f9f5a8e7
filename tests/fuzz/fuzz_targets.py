"""One target a reader: the files to begin with, the changes made to them, and what must hold."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial

import fuzz_counts as counts
import fuzz_mutations as mutations
import fuzz_seeds as seeds
import fuzz_words as words
from fuzz_mutations import Mutation
from fuzz_oracle import Count, check, require

from quizapp.errors import ExchangeError
from quizapp.exchange import (
    FORMATS,
    Aiken,
    AnkiCollection,
    AnkiPackage,
    AnkiText,
    ClassQuiz,
    Csv,
    DeckFormat,
    Gift,
    Kahoot,
    MoodleXml,
    Neutral,
    Qti,
    Quizlet,
    Readable,
    Tsv,
    Xlsx,
    databases,
    packages,
    progress_file,
    protobuf,
)

WRITERS = tuple(known for known in FORMATS if known.key != "colpkg")
LARGEST = 200_000  # bytes of an input


@dataclass(frozen=True)
class Target:
    """``rule`` raises what must not be; it gives back whether anything was read."""

    name: str
    rule: Callable[[bytes], object]
    seeds: Callable[[], Iterable[bytes]]
    mutation: Mutation = field(default=mutations.raw)

    def beginnings(self) -> Iterator[bytes]:
        """The seeds, each once and none too large."""
        found = dict.fromkeys(self.seeds())
        yield from (seed for seed in found if len(seed) <= seeds.LARGEST_SEED)

    def mutated(self, data: bytes, number: int, largest: int = LARGEST) -> bytes:
        changed = self.mutation(data, random.Random(number))
        return changed if len(changed) <= largest else data[:largest]


def _of_format(
    known: DeckFormat,
    samples: Callable[[], Iterable[bytes]],
    mutation: Mutation,
    count: Count | None = None,
    *,
    own: bool = True,
    name: str = "",
) -> Target:
    """``own``: whether the files that the program writes are among the seeds."""

    def rule(data: bytes) -> object:
        _preview(known, data)
        return check(known, data, count=count, others=WRITERS)

    def beginnings() -> Iterator[bytes]:
        yield from samples()
        if own:
            yield from seeds.written_by(known)

    return Target(name or known.key, rule, beginnings, mutation)


def _preview(known: DeckFormat, data: bytes) -> None:
    preview = getattr(known, "preview", None)
    if preview is not None:
        with suppress(ExchangeError):
            preview(data)


# ---------------------------------------------------------------------- what has no decks


def _progress(data: bytes) -> object:
    try:
        log = progress_file.load(data, learner="me")
    except ExchangeError:
        return None
    progress_file.name_in(data.split(b"\n", 1)[0])
    items = counts.progress(data)
    require(len(log.reviews) + len(log.problems) == items, "a row is gone without a word")
    again = progress_file.load(b"".join(progress_file.dump(log.reviews, "me")), learner="me")
    require(again.reviews == log.reviews, "a log does not come back as it was")
    require(not again.problems, "a row that was read cannot be read again")
    return log


def _protobuf(data: bytes) -> object:
    with suppress(ValueError):
        found = list(protobuf.fields(data))
        protobuf.number_of(data, 1)
        protobuf.text_of(data, 2)
        return found
    return None


def _database(data: bytes) -> object:
    with suppress(ExchangeError), databases.opened(data, patience=2.0) as held:
        for table in sorted(held.tables):
            with suppress(ExchangeError):
                name = table.replace('"', '""')
                held.rows(f'SELECT * FROM "{name}"')
        with suppress(ExchangeError):
            held.sound_rows("notes", {"id": "integer", "flds": "text"}, order="id", most=10)
        return held
    return None


def _package(data: bytes) -> object:
    try:
        held = packages.Package(data)
    except ExchangeError:
        return None
    held.climbing()
    for name in held.names[:50]:
        with suppress(ExchangeError):
            held.read_packed(name, largest=5_000_000)
    return held


def _messages() -> Iterator[bytes]:
    yield mutations.varint(1 << 3) + mutations.varint(150)
    yield b"\x0a\x05hello\x10\x01\x1d\x01\x00\x00\x00\x21" + bytes(8)
    yield b"\x0a\x0b\x0a\x05a.png\x10\x07\xf8\x0f\x00"


def _collections() -> Iterator[bytes]:
    from anki_packages import BASIC, database

    yield database([(BASIC, "a\x1fb"), (BASIC, "c\x1fd")])
    yield database([(BASIC, "a\x1fb")], encoding="UTF-16le")


def _archives() -> Iterator[bytes]:
    from anki_packages import package
    from hostile import zstd

    yield package({"a": b"one", "b/c": zstd(b"two" * 50), "media": b"{}"})
    yield from seeds.anki()


# ---------------------------------------------------------------------- the list

_COLLECTION = mutations.packed(mutations.database_of(words.ANKI))
_MEDIA = mutations.packed(
    mutations.first_of(
        (2, mutations.json_of(words.ANKI)), (2, mutations.message), (1, mutations.raw)
    )
)
_APKG = mutations.package_of(
    (r"collection\.anki2.*", _COLLECTION),
    (r"collection\.anki2.*", _COLLECTION),
    ("media", _MEDIA),
    ("meta", mutations.message),
    (r"\d+", mutations.packed(mutations.raw)),
)
_WORKBOOK = mutations.package_of(
    (r"xl/worksheets/.*", mutations.xml_of(words.SHEET)),
    (r"xl/worksheets/.*", mutations.xml_of(words.SHEET)),
    (r"xl/[^/]*\.xml", mutations.xml_of(words.SHEET)),
    (r".*\.(?:xml|rels)", mutations.xml_of(words.SHEET)),
)
_CARTRIDGE = mutations.package_of(
    (r".*\.(?:xml|qti|dat)", mutations.xml_of(words.QTI)), (r".*", mutations.raw)
)

_DATABASE = mutations.database_of(words.ANKI)
_MESSAGE = mutations.first_of((3, mutations.message), (2, mutations.raw))
_ANY_PACKAGE = mutations.package_of((".*", mutations.packed(mutations.raw)))
_TABLE = mutations.text_of(words.TABLE)
_NOTES = mutations.text_of((*words.HEAD, *words.ANKI))
_LINES = mutations.json_lines_of

TARGETS: tuple[Target, ...] = (
    _of_format(Gift(), seeds.gift, mutations.text_of(words.GIFT), counts.gift),
    _of_format(Aiken(), seeds.aiken, mutations.text_of(words.AIKEN), counts.aiken),
    _of_format(MoodleXml(), seeds.moodle_xml, mutations.xml_of(words.MOODLE), counts.moodle_xml),
    _of_format(Qti(), seeds.qti_items, mutations.xml_of(words.QTI), own=False),
    _of_format(
        Qti(), seeds.qti_12, mutations.xml_of(words.QTI), counts.qti_12, own=False, name="qti-1.2"
    ),
    _of_format(Qti(), seeds.qti_packages, _CARTRIDGE, name="qti-package"),
    _of_format(AnkiPackage(), seeds.anki, _APKG, counts.anki),
    _of_format(AnkiCollection(), seeds.anki, _APKG, counts.anki, own=False),
    _of_format(AnkiText(), seeds.anki_text, _NOTES, counts.anki_text),
    _of_format(Quizlet(), seeds.quizlet, _TABLE),
    _of_format(Csv(), partial(seeds.tables, ","), _TABLE, counts.table),
    _of_format(Tsv(), partial(seeds.tables, "\t"), _TABLE, counts.table),
    _of_format(Xlsx(), seeds.workbooks, _WORKBOOK),
    _of_format(Kahoot(), seeds.quiz_workbooks, _WORKBOOK),
    _of_format(ClassQuiz(), seeds.quiz_workbooks, _WORKBOOK),
    _of_format(Readable(), tuple, mutations.text_of(words.READABLE), counts.readable),
    _of_format(Neutral(), tuple, _LINES(words.RECORD), counts.json_lines),
    Target("progress", _progress, seeds.progress, _LINES(words.ROW)),
    Target("protobuf", _protobuf, _messages, _MESSAGE),
    Target("database", _database, _collections, _DATABASE),
    Target("package", _package, _archives, _ANY_PACKAGE),
)


def target_named(name: str) -> Target:
    """``KeyError`` where there is none of that name."""
    return {target.name: target for target in TARGETS}[name]
