"""Files made to do harm are refused or cleaned, in words and in time."""

from __future__ import annotations

import contextlib
import random
import sys
from collections.abc import Callable, Iterator
from time import process_time

import pytest
from anki_packages import apkg, database
from hostile import ANKI, ANKI_WITH_GOOD, GOOD, SHEETS, SHEETS_WITH_GOOD, TEXTS, workbook
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.errors import ExchangeError
from quizapp.exchange import (
    AnkiPackage,
    AnkiText,
    Csv,
    DeckFile,
    DeckFormat,
    Kahoot,
    Quizlet,
    Tsv,
    Xlsx,
)

PATIENCE = 20.0  # seconds of the processor; none takes two on a machine of today
ROOM = 900_000_000  # bytes that reading a file may take at most


@contextlib.contextmanager
def in_time() -> Iterator[None]:
    start, room = process_time(), most_memory()
    yield
    assert process_time() - start < PATIENCE
    assert most_memory() - room < ROOM


def most_memory() -> int:
    """The most bytes that this process ever held; 0 where the system does not say."""
    if not sys.platform.startswith("linux"):
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def read(known: DeckFormat, data: bytes) -> DeckFile | None:
    """``None`` where it was refused, always in words that a user can read."""
    with in_time():
        known.recognises(data)
        try:
            return known.load(data, name="file")
        except ExchangeError as refused:
            assert len(str(refused)) > 20
            assert str(refused)[0].isupper()
            return None


@pytest.mark.parametrize("make", ANKI.values(), ids=ANKI.keys())
def test_a_hostile_package_is_refused_or_empty(make: Callable[[], bytes]) -> None:
    deck = read(AnkiPackage(), make())
    if deck is not None:
        assert deck.problems
        assert len(deck.questions) <= 1


@pytest.mark.parametrize("make", ANKI_WITH_GOOD.values(), ids=ANKI_WITH_GOOD.keys())
def test_the_good_note_of_a_bad_package_is_taken(make: Callable[[], bytes]) -> None:
    deck = read(AnkiPackage(), make())
    assert deck is not None
    assert ("Which wall?", "The north one") in {(q.stem, q.answer) for q in deck.questions}
    for question in deck.questions:
        assert "<script" not in question.stem + question.answer + question.explanation
        assert len(question.stem) <= 4_000
    assert len(deck.history) <= 1


@pytest.mark.parametrize("make", SHEETS.values(), ids=SHEETS.keys())
@pytest.mark.parametrize("known", [Xlsx(), Kahoot()], ids=["table", "quiz"])
def test_a_hostile_workbook_is_refused(known: DeckFormat, make: Callable[[], bytes]) -> None:
    assert read(known, make()) is None


@pytest.mark.parametrize("make", SHEETS_WITH_GOOD.values(), ids=SHEETS_WITH_GOOD.keys())
def test_the_good_row_of_a_bad_workbook_is_taken(make: Callable[[], bytes]) -> None:
    deck = read(Xlsx(), make())
    assert deck is not None
    assert [(q.stem, q.answer) for q in deck.questions] == [("Which wall?", "North")]


@pytest.mark.parametrize("make", TEXTS.values(), ids=TEXTS.keys())
@pytest.mark.parametrize("known", [Csv(), Tsv(), Quizlet(), AnkiText()], ids=lambda each: each.key)
def test_a_hostile_text_is_refused_or_read(known: DeckFormat, make: Callable[[], bytes]) -> None:
    deck = read(known, make())
    if deck is not None:
        for question in deck.questions:
            assert 0 < len(question.stem) <= 4_000
            assert 0 < len(question.answer) <= 4_000


def test_there_are_enough_of_them() -> None:
    assert len(ANKI) + len(ANKI_WITH_GOOD) + len(SHEETS) + len(SHEETS_WITH_GOOD) + len(TEXTS) > 80


# ---------------------------------------------------------------------- fuzzing

FUZZ = settings(max_examples=150)
SEEDS = {
    "apkg": apkg(database([GOOD], reviews=[(1_600_000_000_000, 1_001, 3, 2500, 1)])),
    "xlsx": workbook(),
    "database": database([GOOD, (2, "{{c1::a}} b\x1fc")]),
}


def damaged(seed: bytes, number: int, changes: int) -> bytes:
    """The file with some bytes overwritten, cut out or doubled."""
    dice, data = random.Random(number), bytearray(seed)
    for _ in range(changes):
        place = dice.randrange(len(data))
        match dice.randrange(4):
            case 0:
                data[place] = dice.randrange(256)
            case 1:
                del data[place : place + dice.randrange(1, 40)]
            case 2:
                data[place:place] = data[place : place + dice.randrange(1, 40)]
            case _:
                data[place : place + 4] = dice.randbytes(4)
        if not data:
            return b""
    return bytes(data)


@FUZZ
@given(st.integers(0, 2**32), st.integers(1, 12))
def test_no_damage_to_a_package_is_more_than_refused(number: int, changes: int) -> None:
    read(AnkiPackage(), damaged(SEEDS["apkg"], number, changes))


@FUZZ
@given(st.integers(0, 2**32), st.integers(1, 12))
def test_no_damage_to_a_database_is_more_than_refused(number: int, changes: int) -> None:
    read(AnkiPackage(), apkg(damaged(SEEDS["database"], number, changes)))


@FUZZ
@given(st.integers(0, 2**32), st.integers(1, 8))
def test_no_damage_to_a_workbook_is_more_than_refused(number: int, changes: int) -> None:
    data = damaged(SEEDS["xlsx"], number, changes)
    read(Xlsx(), data)
    read(Kahoot(), data)


SCRAPS = st.sampled_from(
    ["#", "separator:", "#html:true\n", "#columns:", "#deck column:1\n", "\t", "\n", "\r", ",", ";",
     '"', '""', "|", "{{c1::", "}}", "::", "<b>", "</", "&amp;", "sep=;", "Question", "Answer", "a",
     "é", "\x00", "\ufeff", "'", "=", "---", "/////", " - ", "\u2028"]
)  # fmt: skip


@FUZZ
@given(st.lists(SCRAPS, max_size=30).map("".join), st.sampled_from(["utf-8", "utf-16", "cp1252"]))
def test_no_text_is_more_than_refused(text: str, encoding: str) -> None:
    data = text.encode(encoding, "replace")
    for known in (Csv(), Tsv(), Quizlet(), AnkiText()):
        read(known, data)


@FUZZ
@given(st.binary(max_size=400))
def test_no_bytes_are_more_than_refused(data: bytes) -> None:
    for known in (AnkiPackage(), Csv(), Xlsx(), Kahoot(), Quizlet(), AnkiText()):
        read(known, data)


FIELDS = st.lists(SCRAPS | st.text(max_size=5), max_size=12).map("".join)


@FUZZ
@given(
    st.lists(st.tuples(st.sampled_from([1, 2]), FIELDS, st.text(max_size=4), FIELDS), max_size=4)
)
def test_no_note_is_more_than_left_out(notes: list[tuple[int, str, str, str]]) -> None:
    fit = [note for note in notes if all(text.isprintable() or "\n" in text for text in note[1:])]
    deck = read(AnkiPackage(), apkg(database(fit)))
    assert deck is not None
    for question in deck.questions:
        assert question.stem.strip() and question.answer.strip()


TEMPLATE = st.lists(
    st.sampled_from(
        ["{{Front}}", "{{Back}}", "{{#Front}}", "{{/Front}}", "{{^Back}}", "{{/Back}}", "{{/}}",
         "{{type:Back}}", "{{cloze:Front}}", "{{FrontSide}}", "<div>", "</div>", "x", "{{", "}}",
         "<img src='{{Back}}'>", "<script>", "{{hint:Front}}", "{{}}", "{{#}}"]
    ),
    max_size=12,
).map("".join)  # fmt: skip


@FUZZ
@given(TEMPLATE, TEMPLATE, st.booleans())
def test_no_template_is_more_than_left_out(front: str, back: str, gaps: bool) -> None:
    from anki_packages import model

    models = {"1": model("Front", "Back", front=front, back=back, gaps=gaps)}
    data = apkg(database([(1, "a {{c1::b}} <i>c</i>\x1fd")], models=models))
    deck = read(AnkiPackage(), data)
    assert deck is not None
    assert deck.questions or deck.problems
