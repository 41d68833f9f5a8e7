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
from fuzz_mutations import Mutation
from fuzz_oracle import check, require

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
    name: str,
    known: DeckFormat,
    samples: Callable[[], Iterable[bytes]],
    mutation: Mutation,
    count: Callable[[bytes], int | None] | None = None,
    own: bool = True,
) -> Target:
    """``own``: whether the files that the program writes are among the seeds."""

    def rule(data: bytes) -> object:
        _preview(known, data)
        return check(known, data, count=count, others=WRITERS)

    def beginnings() -> Iterator[bytes]:
        yield from samples()
        if own:
            yield from seeds.written_by(known)

    return Target(name, rule, beginnings, mutation)


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

_GIFT = ("{", "}", "=", "~", "#", "->", "%50%", "%-25%", "::", "//", "[html]", "[markdown]",
         "{T}", "{F}", "{TRUE#a#b}", "{#3:2}", "{#1..5}", "{=%50%a}", "{}", "\\n", "\\=", "####",
         "$CATEGORY: a/b", "// [id:x] [tag:y]", "// quizapp", "{=a -> b}", "~%100%")  # fmt: skip
_AIKEN = ("A) ", "B. ", "c) ", "Z) ", "ANSWER: A", "ANSWER: A, B", "answer: b", "ANSWER:", "A)")
_MOODLE = ("multichoice", "truefalse", "shortanswer", "numerical", "matching", "essay", "cloze",
           "ddmatch", "ordering", "gapselect", "ddwtos", "calculated", "description", "category",
           "true", "1", "0", "100", "-33.333", "html", "markdown", "plain_text", "base64",
           "{1:MC:=a~b#c}", "{:NM:=1:2}", "{2:SA:%50%x~*y}", "[[1]]", "@@PLUGINFILE@@/a.png",
           "quizapp:date=ns 1917", '{"task": {"kind": "order"}}', "top/a/b")  # fmt: skip
_QTI = ("single", "multiple", "ordered", "record", "identifier", "integer", "float", "pair",
        "directedPair", "string", "point", "boolean", "a b", "RESPONSE", "SCORE", "0", "1", "-1",
        "0.5", "exact", "absolute", "relative", "choice", "true", "match_correct", "map_response",
        "question_type", "cc.fib.v0p1", "Set", "Add", "x y", "qti-", "rect", "circle")  # fmt: skip
_ANKI = ("{{Front}}", "{{#Front}}", "{{/Front}}", "{{^Back}}", "{{FrontSide}}", "{{type:Back}}",
         "{{cloze:Text}}", "{{c1::a}}", "{{c2::b::hint}}", "{{c1,2::x}}", "[sound:a.mp3]",
         "[anki:play:q:0]", "\x1f", "<img src=\"a.png\">", "<hr id=answer>", "[latex]x[/latex]",
         "\\(x\\)", "qfmt", "afmt", "flds", "tmpls", "name", "ord", "image-occlusion:rect",
         '<div class="quizapp-options">', "<ul><li>a</li></ul>", "QuizApp")  # fmt: skip
_HEAD = (
    "#separator:tab",
    "#html:true",
    "#guid column:1",
    "#deck column:2",
    "#notetype:Basic",
    "#tags column:3",
    "#columns:a\tb",
    "#notetype column:1",
    "Cloze",
    "\t",
    ";",
    '"',
    '""',
)
_TABLE = (",", ";", "\t", "|", '"', '""', "sep=;", "Question", "Answer", "Wrong", "Tags", "Date",
          "Explanation", "Picture", "ID", "Kind", "choose", "numeric", "cloze", "order", "match",
          "1;2", "1917-11-07", "True", "accepted", "task", "=")  # fmt: skip
_SHEET = (*_TABLE, "A1", "B2", "XFD1", "A1048577", "inlineStr", "s", "str", "b", "e", "n", "d",
          "#N/A", "0", "45000", "1E+30", "Time limit (sec)", "Correct answer(s)", "1,3",
          "Answer 1", "xl/worksheets/sheet1.xml", "../sheet.xml")  # fmt: skip
_READABLE = ("---", "deck: x", "## ", "= ", "also: ", "not: ", "date: ", "kind: ", "why: ",
             "state: ", "tags: ", "id: ", "fact: ", "source: ", "task: ", "title: ", "hint: ",
             "topic: ", "difficulty: hard", "picture: ", "confidence: ", "gap: ", "[ ] ", "[x] ",
             "(x) ", "-> ", "span: 1-2", "page 3", "paragraph 7", "± 2", "old style")  # fmt: skip
_RECORD = ("id", "kind", "stem", "answer", "accept", "choices", "iso", "date", "source", "task",
           "confidence", "status", "explanation", "tags", "fact", "title", "topic", "difficulty",
           "hint", "picture", "options", "answers", "gaps", "texts", "items", "pairs", "worth",
           "points", "value", "plus", "choose", "typed", "numeric", "cloze", "order", "match",
           "when", "map", "open", "information", "tolerance", "new_style", "start", "end")  # fmt: skip
_ROW = ("id", "question", "form", "given", "verdict", "rating", "ms", "at", "day", "app",
        "retracts", "quizapp-progress", "version", "typed", "flip", "right", "2026-03-02",
        "2026-03-02T12:00:00+00:00", "9999-12-31T23:59:59-23:59")  # fmt: skip

_COLLECTION = mutations.packed(mutations.database_of(_ANKI))
_MEDIA = mutations.packed(
    mutations.first_of((2, mutations.json_of(_ANKI)), (2, mutations.message), (1, mutations.raw))
)
_APKG = mutations.package_of(
    (r"collection\.anki2.*", _COLLECTION),
    (r"collection\.anki2.*", _COLLECTION),
    ("media", _MEDIA),
    ("meta", mutations.message),
    (r"\d+", mutations.packed(mutations.raw)),
)
_WORKBOOK = mutations.package_of(
    (r"xl/worksheets/.*", mutations.xml_of(_SHEET)),
    (r"xl/worksheets/.*", mutations.xml_of(_SHEET)),
    (r"xl/[^/]*\.xml", mutations.xml_of(_SHEET)),
    (r".*\.(?:xml|rels)", mutations.xml_of(_SHEET)),
)
_CARTRIDGE = mutations.package_of(
    (r".*\.(?:xml|qti|dat)", mutations.xml_of(_QTI)), (r".*", mutations.raw)
)

TARGETS: tuple[Target, ...] = (
    _of_format("gift", Gift(), seeds.gift, mutations.text_of(_GIFT), counts.gift),
    _of_format("aiken", Aiken(), seeds.aiken, mutations.text_of(_AIKEN), counts.aiken),
    _of_format(
        "moodle-xml", MoodleXml(), seeds.moodle_xml, mutations.xml_of(_MOODLE), counts.moodle_xml
    ),
    _of_format("qti", Qti(), seeds.qti_items, mutations.xml_of(_QTI), own=False),
    _of_format("qti-1.2", Qti(), seeds.qti_12, mutations.xml_of(_QTI), counts.qti_12, own=False),
    _of_format("qti-package", Qti(), seeds.qti_packages, _CARTRIDGE),
    _of_format("anki", AnkiPackage(), seeds.anki, _APKG, counts.anki),
    _of_format("colpkg", AnkiCollection(), seeds.anki, _APKG, counts.anki, own=False),
    _of_format(
        "anki-text", AnkiText(), seeds.anki_text, mutations.text_of((*_HEAD, *_ANKI)),
        counts.anki_text,
    ),
    _of_format("quizlet", Quizlet(), seeds.quizlet, mutations.text_of(_TABLE)),
    _of_format("csv", Csv(), partial(seeds.tables, ","), mutations.text_of(_TABLE), counts.table),
    _of_format("tsv", Tsv(), partial(seeds.tables, "\t"), mutations.text_of(_TABLE), counts.table),
    _of_format("xlsx", Xlsx(), seeds.workbooks, _WORKBOOK),
    _of_format("kahoot", Kahoot(), seeds.quiz_workbooks, _WORKBOOK),
    _of_format("classquiz", ClassQuiz(), seeds.quiz_workbooks, _WORKBOOK),
    _of_format("readable", Readable(), tuple, mutations.text_of(_READABLE), counts.readable),
    _of_format("jsonl", Neutral(), tuple, mutations.json_lines_of(_RECORD), counts.json_lines),
    Target("progress", _progress, seeds.progress, mutations.json_lines_of(_ROW)),
    Target("protobuf", _protobuf, _messages, mutations.first_of((3, mutations.message), (2, mutations.raw))),
    Target("database", _database, _collections, mutations.database_of(_ANKI)),
    Target("package", _package, _archives, mutations.package_of((".*", mutations.packed(mutations.raw)))),
)  # fmt: skip


def target_named(name: str) -> Target:
    return next(target for target in TARGETS if target.name == name)
