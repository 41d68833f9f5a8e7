"""Storage at 100,000 questions. Asserted are ratios to the bare library in the same run.

    pytest -s tests/benchmarks/test_storage_speed.py

prints the table. Aims on an idle machine of two cores: bulk 16,000 questions/s, opening 0.25 s with
imports, search 20 ms, an answer 1 ms beyond the disk's own sync.
"""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from pathlib import Path
from statistics import median
from time import perf_counter

import pytest

from quizapp.domain.calendar import DatePoint, HistoricalDate
from quizapp.domain.deck import Deck
from quizapp.domain.document import Span
from quizapp.domain.identity import new_id, stable_id
from quizapp.domain.question import (
    AnswerKind,
    Citation,
    Difficulty,
    Origin,
    Question,
    QuestionFilter,
    State,
)
from quizapp.domain.review import Form, MemoryState, Rating, Review, Verdict
from quizapp.storage import OpenDeck, open_stores, rows

pytestmark = [pytest.mark.benchmark, pytest.mark.slow]

QUESTIONS = 100_000
DECKS = 20
MET = 90_000
TODAY = date(2026, 3, 2)


@dataclass
class Table:
    """What was measured; printed at the end."""

    lines: list[str] = field(default_factory=list)

    def add(self, what: str, ours: str, reference: str = "") -> None:
        self.lines.append(f"{what:46} {ours:>24} {reference:>30}")


@pytest.fixture(scope="module")
def table():
    table = Table()
    yield table
    print("\n" + "\n".join(table.lines))


@pytest.fixture(scope="module")
def questions() -> list[Question]:
    """Made of 20,000 words of which few are common, as in a language."""
    chance = random.Random(1917)
    letters = "abcdefghijklmnoprstuvwz"
    words = ["".join(chance.choices(letters, k=chance.randint(3, 9))) for _ in range(20_000)]
    weights = [1 / (rank + 5) for rank in range(len(words))]
    drawn = iter(chance.choices(words, weights, k=QUESTIONS * 45))

    def text(length: int) -> str:
        return " ".join(next(drawn) for _ in range(length))

    return [
        Question(
            id=stable_id(str(number)),
            kind=AnswerKind.DATE,
            stem=f"When did {text(9)}?",
            answer=text(2),
            accept=(text(2),),
            distractors=(text(1), text(1), text(1)),
            date=HistoricalDate(DatePoint(1917, 1 + number % 12, 1 + number % 28)),
            explanation=text(8),
            tags=(text(1), f"unit {number % 40}"),
            topic=f"History/{17 + number % 4}th century/{number % 25}",
            difficulty=Difficulty(1 + number % 3),
            citation=Citation(
                "history.txt", "History", "f" * 64, 7, None, "", Span(1, 90), text(17)
            ),
            origin=Origin.GENERATED,
            fact_id=stable_id("fact", str(number)),
        )
        for number in range(QUESTIONS)
    ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("speed")


@pytest.fixture(scope="module")
def stores(folder, questions, table):
    """The deck file with all questions, and memories for most."""
    opened = open_stores(folder / "deck.sqlite", folder / "backups")
    for number in range(DECKS):
        opened.decks.save_deck(Deck(f"d{number}", f"Deck {number}"))
    each = QUESTIONS // DECKS

    def save() -> None:
        for number in range(DECKS):
            opened.decks.save_questions(f"d{number}", questions[number * each :][:each])

    ours, bare = taken(save), taken(lambda: save_bare(folder / "bare.sqlite", questions))
    table.add("add 100,000 questions", per_second(ours), f"bare sqlite3 {per_second(bare)}")
    opened.bulk_ratio = ours / bare
    chance = random.Random(7)
    opened.reviews.replace_memory("me", [memory(one.id, chance) for one in questions[:MET]])
    yield opened
    opened.close()


def save_bare(file: Path, questions: list[Question]) -> None:
    """The same rows by the driver alone, turned into columns by the same functions."""
    with closing(sqlite3.connect(file, isolation_level=None)) as bare:
        for statement in (
            "PRAGMA journal_mode=WAL",
            "CREATE TABLE q (number INTEGER PRIMARY KEY, id UNIQUE, a, b, c, d, e, f, g, h, i)",
            "CREATE TABLE w (number INTEGER PRIMARY KEY, stem, answer, accept, distractors, tags, "
            "date, citation, explanation, signs, title, topic, more)",
            "CREATE TABLE g (tag, question, PRIMARY KEY (tag, question)) WITHOUT ROWID",
            "CREATE VIRTUAL TABLE t USING fts5(stem, answer, accept, tags, title, topic, "
            "content='w', content_rowid='number')",
            "BEGIN",
        ):
            bare.execute(statement)
        narrow = (tuple(rows.question_values(one).values()) for one in questions)
        bare.executemany("INSERT INTO q VALUES (NULL,?,?,?,?,?,?,?,?,?,?)", narrow)
        wide = (tuple(rows.wording_values(one).values()) for one in questions)
        bare.executemany("INSERT INTO w VALUES (NULL,?,?,?,?,?,?,?,?,?,?,?,?)", wide)
        tagged = ((tag, number) for number, one in enumerate(questions) for tag in one.tags)
        bare.executemany("INSERT OR IGNORE INTO g VALUES (?,?)", tagged)
        bare.execute("INSERT INTO t (rowid, stem, answer, accept, tags, title, topic) "
                     "SELECT number, stem, answer, accept, tags, title, topic FROM w")  # fmt: skip
        bare.execute("COMMIT")


def memory(question_id: str, chance: random.Random) -> MemoryState:
    due = TODAY + timedelta(days=chance.randint(-20, 200))
    return MemoryState(question_id, 12.5, 5.5, TODAY - timedelta(days=30), due, 4, 1)


def taken(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def usual(work: Callable[[], object], times: int = 9) -> float:
    """The median time of some runs."""
    return median(taken(work) for _ in range(times))


def per_second(seconds: float) -> str:
    return f"{QUESTIONS / seconds:,.0f} /s"


def ms(seconds: float) -> str:
    return f"{seconds * 1000:.2f} ms"


def driver(stores: OpenDeck) -> sqlite3.Connection:
    return stores._database._connection.connection.driver_connection


def test_adding_in_bulk_costs_little_more_than_the_driver(stores, table):
    assert stores.bulk_ratio < 3


def test_summaries_read_sums_and_not_questions(stores, table):
    ours = usual(lambda: stores.decks.summaries("me", TODAY))
    count = "SELECT deck, state, count(*) FROM question GROUP BY deck, state"
    bare = usual(lambda: driver(stores).execute(count).fetchall())
    table.add("summaries of 20 decks", ms(ours), f"bare GROUP BY {ms(bare)}")
    table.add("overview", ms(usual(lambda: stores.reviews.overview("me", TODAY))))
    assert ours < bare


def test_search_is_far_faster_than_reading_all_text(stores, table, questions):
    scan = "SELECT count(*) FROM wording WHERE stem LIKE '%nosuchword%'"
    bare = usual(lambda: driver(stores).execute(scan).fetchone(), 3)
    common, rare = questions[0].stem.split()[2], questions[0].stem.split()[-1].rstrip("?")
    shown = (State.DRAFT, State.ACCEPTED)
    slowest = 0.0
    for name, typed in (
        ("a common word", common),
        ("a rare word", rare),
        ("two words", f"when {common}"),
        ("two letters", common[:2]),
        ("one letter", common[:1]),
        ("no hit", "nosuchword"),
    ):
        wanted = QuestionFilter(text=typed, states=shown)
        first, number = stores.decks.questions, stores.decks.count
        ours = usual(lambda wanted=wanted, first=first: first(wanted, 50))
        counted = usual(lambda wanted=wanted, number=number: number(wanted))
        table.add(f"search {name} ({number(wanted):,} hits)", ms(ours), f"counted in {ms(counted)}")
        slowest = max(slowest, ours)
    table.add("  reading all stems (LIKE)", "", ms(bare))
    assert slowest < bare


def test_filters_of_the_bank_answer_while_one_types(stores, table, questions):
    scan = "SELECT count(*) FROM wording WHERE stem LIKE '%nosuchword%'"
    bare = usual(lambda: driver(stores).execute(scan).fetchone(), 3)
    common = questions[0].stem.split()[2]
    slowest = 0.0
    for name, fields in (
        ("a tag", {"tags": ("unit 7",)}),
        ("a tag and a rare one", {"tags": ("unit 7", questions[7].tags[0])}),
        ("a topic and below", {"topic": "History/17th century"}),
        ("the topic of all", {"topic": "History"}),
        ("a difficulty", {"difficulties": (Difficulty.HARD,)}),
        ("plain questions", {"tasks": ("plain",)}),
        ("a task that none has", {"tasks": ("cloze",)}),
        ("all of these", {"tags": ("unit 7",), "topic": "History", "tasks": ("plain",),
                          "difficulties": (Difficulty.EASY, Difficulty.HARD)}),
        ("a word, a tag, a topic", {"text": common, "tags": ("unit 7",), "topic": "History"}),
        ("a topic as a word", {"text": "17th century "}),
    ):  # fmt: skip
        wanted = QuestionFilter(states=(State.ACCEPTED,), **fields)
        ours = usual(lambda wanted=wanted: stores.decks.questions(wanted, 50))
        counted = usual(lambda wanted=wanted: stores.decks.count(wanted))
        number = stores.decks.count(wanted)
        table.add(f"filter {name} ({number:,} hits)", ms(ours), f"counted in {ms(counted)}")
        slowest = max(slowest, ours, counted)
    for name, listed in (("all tags", stores.decks.tags), ("all topics", stores.decks.topics)):
        table.add(f"{name} ({len(listed()):,})", ms(usual(listed, 3)))
    assert slowest < bare


def test_the_queue_is_made_of_what_is_needed(stores, table):
    every_memory = "SELECT * FROM memory ORDER BY due"
    bare = usual(lambda: driver(stores).execute(every_memory).fetchall(), 3)
    due = usual(lambda: stores.reviews.due("me", TODAY, ()), 5)
    number = len(stores.reviews.due("me", TODAY, ()))
    table.add(f"due ({number:,})", ms(due), f"bare, all memories {ms(bare)}")
    first = usual(lambda: stores.reviews.due("me", TODAY, (), 100))
    table.add("due, the first 100", ms(first))
    new = usual(lambda: stores.reviews.new("me", (), 100))
    table.add("new, the first 100 behind 90,000 met", ms(new))
    in_deck = usual(lambda: stores.reviews.new("me", ("d19",), 100))
    table.add("new, the first 100 of one deck", ms(in_deck))
    assert due < bare
    assert first < bare / 4
    assert new < bare


def test_an_answer_costs_little_more_than_its_commit(stores, folder, table, questions):
    chance = random.Random(3)
    asked = chance.sample(questions[:MET], 500)
    ours, fetched = [], []
    for one in asked:
        answer = Review(new_id(), "me", one.id, Form.TYPED, "1917", Verdict.RIGHT, Rating.GOOD,
                        3_000, datetime.now(UTC), TODAY)  # fmt: skip
        state = memory(one.id, chance)
        ours.append(taken(lambda answer=answer, state=state: stores.reviews.append(answer, state)))
        fetched.append(taken(lambda one=one: stores.decks.question(one.id)))
    bare = answers_bare(folder / "log.sqlite", len(asked))
    for name, times in (("an answer, committed", ours), ("the next question", fetched)):
        table.add(f"{name}: median, p99", f"{ms(median(times))}, {ms(p99(times))}")
    table.add("  bare insert, update, synced commit", "", f"{ms(median(bare))}, {ms(p99(bare))}")
    assert median(ours) < 15 * median(bare)
    assert median(fetched) < 15 * median(bare)


def p99(times: list[float]) -> float:
    return sorted(times)[len(times) * 99 // 100]


def answers_bare(file: Path, number: int) -> list[float]:
    with closing(sqlite3.connect(file, isolation_level=None)) as bare:
        for statement in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL",
                          "CREATE TABLE log (id TEXT PRIMARY KEY, question, answer, at)",
                          "CREATE TABLE memory (question INTEGER PRIMARY KEY, due)",
                          "INSERT INTO memory VALUES (1, 1)"):  # fmt: skip
            bare.execute(statement)

        def answer() -> None:
            bare.execute("BEGIN")
            bare.execute("INSERT INTO log VALUES (?, 1, '1917', 'now')", (new_id(),))
            bare.execute("UPDATE memory SET due = due + 1 WHERE question = 1")
            bare.execute("COMMIT")

        return [taken(answer) for _ in range(number)]


def test_a_start_costs_little_more_than_loading_sqlalchemy(stores, folder, table):
    stores.close()
    file, backups = folder / "deck.sqlite", folder / "backups"
    within = usual(lambda: open_stores(file, backups).close())
    opening = (
        "from pathlib import Path; from quizapp.storage import open_stores; "
        f"open_stores(Path({str(file)!r}), Path({str(backups)!r})).decks.decks()"
    )
    empty, library, whole = (
        usual(lambda code=code: subprocess.run([sys.executable, "-c", code], check=True), 5)
        for code in ("pass", "import sqlalchemy", opening)
    )
    table.add("open and close, imports done", ms(within))
    table.add("imports and opening", ms(whole - empty), f"import sqlalchemy {ms(library - empty)}")
    assert whole - empty < 2 * (library - empty)


def test_saving_known_questions_again_is_as_fast_as_adding(folder, table, questions):
    opened = open_stores(folder / "deck.sqlite", folder / "backups")
    some = questions[: QUESTIONS // 10]
    again = taken(lambda: opened.decks.save_questions("d0", some)) * 10
    table.add("save the same questions again", per_second(again))
    backup = taken(lambda: opened.maintenance.backup("test"))
    table.add("verified backup", ms(backup))
    table.add("check of everything", ms(taken(opened.maintenance.check)))
    report = opened.decks.save_questions("d0", chain(some[:10], some[:10]))
    opened.close()
    assert report.unchanged == 20
