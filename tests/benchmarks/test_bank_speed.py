"""The question bank at 100,000 questions, through the services that the screen asks.

    pytest -s tests/benchmarks/test_bank_speed.py

prints the table. Aims on an idle machine of two cores: a page and its count within 30 ms, whatever
filters are set; 5,000 questions changed, and put back, in 2 s each; duplicates among 10,000 in 5 s.
Measured is the time of the processor, which other work on the machine does not change. Judged as
ratios to a reference of the same run: reading all stems for the filters, reading the same questions
for the rest.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from statistics import median
from time import process_time

import pytest

from quizapp.bootstrap import bootstrap
from quizapp.domain.deck import Deck
from quizapp.domain.question import AnswerKind, Difficulty, Question, QuestionFilter, State
from quizapp.paths import Paths
from quizapp.services.alike import grouped
from quizapp.services.application import Application
from quizapp.services.edit_bank import Change
from quizapp.services.replace_text import Search

pytestmark = [pytest.mark.benchmark, pytest.mark.slow]

QUESTIONS = 100_000
CHANGED = 5_000
COMPARED = 10_000
PAGE = 100


@pytest.fixture(scope="module")
def questions() -> list[Question]:
    """Of 20,000 words of which few are common, as in a language; every hundredth asked twice."""
    chance = random.Random(1917)
    letters = "abcdefghijklmnoprstuvwz"
    words = ["".join(chance.choices(letters, k=chance.randint(3, 9))) for _ in range(20_000)]
    weights = [1 / (rank + 5) for rank in range(len(words))]
    drawn = iter(chance.choices(words, weights, k=QUESTIONS * 14))

    def text(length: int) -> str:
        return " ".join(next(drawn) for _ in range(length))

    made = [
        Question(
            f"q{number}", AnswerKind.OTHER, f"When did {text(9)}?", text(2),
            distractors=(text(1), text(1)), tags=(f"unit {number % 40}",),
            topic=f"History/{17 + number % 4}th century/{number % 25}",
            difficulty=Difficulty(1 + number % 3),
        )
        for number in range(QUESTIONS)
    ]  # fmt: skip
    for number in range(0, COMPARED, 100):
        twin = made[number]
        made[number + 50] = Question(made[number + 50].id, twin.kind, twin.stem, twin.answer)
    return made


@pytest.fixture(scope="module")
def app(
    tmp_path_factory: pytest.TempPathFactory, questions: list[Question]
) -> Iterator[Application]:
    opened = bootstrap(Paths.under(tmp_path_factory.mktemp("bank")))
    for number in range(20):
        opened.stores.decks.save_deck(Deck(f"d{number}", f"Deck {number}"))
        opened.stores.decks.save_questions(f"d{number}", questions[number * 5_000 :][:5_000])
    yield opened
    opened.stores.close()


def taken(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return process_time() - start


def usual(work: Callable[[], object], times: int = 7) -> float:
    return median(taken(work) for _ in range(times))


def told(what: str, seconds: float) -> None:
    print(f"{what:56} {seconds * 1000:10.1f} ms")


def test_a_page_and_its_count_answer_while_one_types(
    app: Application, questions: list[Question]
) -> None:
    connection = app.stores._database._connection.connection.driver_connection  # type: ignore[attr-defined]
    scan = "SELECT count(*) FROM wording WHERE stem LIKE '%nosuchword%'"
    bare = usual(lambda: connection.execute(scan).fetchone(), 3)
    word = questions[0].stem.split()[2]
    told("reading all stems (LIKE)", bare)
    slowest = 0.0
    for name, wanted in (
        ("no filter", QuestionFilter()),
        ("a common word", QuestionFilter(text=word)),
        ("a deck, a topic and below", QuestionFilter(deck_ids=("d3",), topic="History")),
        ("a tag, a difficulty", QuestionFilter(tags=("unit 7",), difficulties=(Difficulty.HARD,))),
        ("a task that none has, a state",
         QuestionFilter(tasks=("cloze",), states=(State.ACCEPTED,))),
        ("all of them", QuestionFilter(word, ("d7",), states=(State.ACCEPTED,), tags=("unit 7",),
                                       topic="History", tasks=("plain",))),
    ):  # fmt: skip

        def page(wanted: QuestionFilter = wanted) -> None:
            app.questions.count(wanted)
            app.questions.search(wanted, PAGE, 0)

        seconds = usual(page)
        told(f"page and count: {name} ({app.questions.count(wanted):,})", seconds)
        slowest = max(slowest, seconds)
    told("decks, topics and tags to choose from", usual(app.author.bank, 3))
    assert slowest < 2 * bare


def test_thousands_change_and_come_back_in_little_more_than_it_takes_to_read_them(
    app: Application, questions: list[Question]
) -> None:
    ids = [question.id for question in questions[:CHANGED]]
    reading = usual(lambda: app.bank.questions(ids), 3)
    change = Change(add_tags=("new",), topic="Other", deck_id="d19")
    changing = taken(lambda: app.bank.change(ids, change))
    undoing = taken(app.bank.undo)
    told(f"reading {CHANGED:,} questions", reading)
    told("changing tags, topic and deck of them", changing)
    told("undoing it", undoing)
    assert app.stores.decks.question("q7") == questions[7]
    assert changing < 40 * reading
    assert undoing < 40 * reading


def test_looking_for_a_text_costs_little_more_than_reading(
    app: Application, questions: list[Question]
) -> None:
    ids = [question.id for question in questions]
    reading = taken(lambda: [app.bank.questions(ids[n : n + 500]) for n in range(0, len(ids), 500)])
    looking = taken(lambda: app.replacing.find(Search("nosuchword", "x"), ids))
    told(f"reading {QUESTIONS:,} questions", reading)
    told("looking for a text in all of them", looking)
    assert looking < 4 * reading


def test_duplicates_are_found_among_ten_thousand(questions: list[Question]) -> None:
    some = questions[:COMPARED]
    found: list[list[Question]] = []
    seconds = taken(lambda: found.extend(grouped(some)))
    told(f"duplicates among {COMPARED:,} ({len(found)} groups)", seconds)
    together = {frozenset(each.id for each in group) for group in found}
    assert all(frozenset({f"q{n}", f"q{n + 50}"}) in together for n in range(0, COMPARED, 100))
