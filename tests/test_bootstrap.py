"""The composition root: what is wired holds together on a real deck file."""

from __future__ import annotations

import gzip
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from quizapp.bootstrap import DeckOpening, bootstrap
from quizapp.domain.question import QuestionFilter
from quizapp.domain.review import Rating, counted
from quizapp.errors import DamagedDeck, DeckInUse
from quizapp.paths import Paths
from quizapp.settings import Settings

ROOT = Path(__file__).parents[1]


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths.under(tmp_path / "home")


def test_the_first_start_brings_decks_to_study(paths: Paths) -> None:
    application = bootstrap(paths)
    try:
        summaries = application.home.summaries()
        assert all(summary.new and not summary.due for summary in summaries)
        assert application.home.estimate_minutes() > 0
        assert application.study.start().current
    finally:
        application.close()


def test_one_deck_file_is_open_once(paths: Paths) -> None:
    first = bootstrap(paths)
    try:
        with pytest.raises(DeckInUse):
            bootstrap(paths)
    finally:
        first.close()
    bootstrap(paths).close()


def test_an_answer_an_undo_and_a_new_rating_survive_a_restart(paths: Paths) -> None:
    application = bootstrap(paths)
    session = application.study.start()
    assert session.current
    answered = session.current.question.id
    session.answer(session.current.question.answer, 3000)
    session.rate(Rating.EASY)
    session.next()
    session.answer("wrong", 3000)
    session.undo()
    application.stores.close()  # as a kill: no backup, no good-bye

    application = bootstrap(paths)
    try:
        (review,) = counted(application.stores.reviews.reviews("me"))
        assert (review.question_id, review.rating) == (answered, Rating.EASY)
        memory = application.stores.reviews.memory("me", answered)
        assert memory
        assert memory.reviews == 1
        report = application.safe.check()
        assert (report.ok, report.findings, report.repaired) == (True, (), ())
    finally:
        application.close()


def test_the_check_agrees_with_the_store_after_many_sessions(paths: Paths) -> None:
    application = bootstrap(paths, settings=Settings(new_per_day=3))
    try:
        for given in ("wrong", "right", "undo"):
            session = application.study.start(limit=2)
            for _ in range(2):
                if session.current:
                    right = session.current.question.answer
                    session.answer("no" if given == "wrong" else right, 1000)
                    session.next()
            if given == "undo":
                session.undo()
        report = application.safe.check()
        assert (report.ok, report.findings, report.repaired) == (True, (), ())
    finally:
        application.close()


@pytest.mark.parametrize("version", ["0001", "0002"])  # 0003 can hold rows of learners
def test_the_log_of_an_older_deck_file_is_one_learner_s(paths: Paths, version: str) -> None:
    old = ROOT / "tests" / "storage" / "files" / f"deck_{version}.sqlite.gz"
    paths.data.mkdir(parents=True)
    paths.deck_file.write_bytes(gzip.decompress(old.read_bytes()))
    with closing(sqlite3.connect(paths.deck_file)) as file:
        before = file.execute("SELECT * FROM review ORDER BY number").fetchall()
    application = bootstrap(paths, settings=Settings(new_per_day=7))
    try:
        (line,) = application.learners.everyone().here
        assert (line.learner.id, line.present) == ("me", True)
        assert application.stores.learners.own_settings("me") == {"new_per_day": 7}
        assert application.home.overview().reviews > 0
    finally:
        application.close()
    with closing(sqlite3.connect(paths.deck_file)) as file:
        assert file.execute("SELECT * FROM review ORDER BY number").fetchall() == before


def test_closing_makes_a_backup_only_where_something_changed(paths: Paths) -> None:
    for _ in range(2):  # the first closing also tidies the new file
        bootstrap(paths).close()
    made = len(list(paths.backups.iterdir()))
    bootstrap(paths).close()
    assert len(list(paths.backups.iterdir())) == made > 0


def test_a_damaged_deck_is_set_aside_and_the_newest_backup_restored(paths: Paths) -> None:
    application = bootstrap(paths)
    count = application.questions.count(QuestionFilter())
    application.close()
    paths.deck_file.write_bytes(b"not a database " * 500)
    opening = DeckOpening(paths, Settings())
    with pytest.raises(DamagedDeck):
        opening.open()
    opening.restore_newest()
    application = opening.open()
    try:
        assert application.questions.count(QuestionFilter()) == count
    finally:
        application.close()


def test_a_damaged_deck_can_be_left_for_a_fresh_one(paths: Paths) -> None:
    bootstrap(paths).close()
    paths.deck_file.write_bytes(b"not a database " * 500)
    opening = DeckOpening(paths, Settings())
    with pytest.raises(DamagedDeck):
        opening.open()
    opening.start_fresh()
    application = opening.open()
    try:
        assert application.home.summaries(), "the decks that come along are there again"
    finally:
        application.close()


def test_nothing_heavy_is_imported_before_the_window_is_shown() -> None:
    """The way of ``quizapp`` without arguments, up to the door of the window."""
    heavy = {"typer", "rich", "fsrs", "sqlalchemy", "alembic", "spacy", "quizapp.facts"}
    code = (
        "import sys, quizapp.__main__, quizapp.bootstrap, quizapp.ui.app\n"
        f"print(sorted({heavy!r} & set(sys.modules)))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"


def test_opening_a_deck_loads_neither_parser_nor_scheduler(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from quizapp.paths import Paths\n"
        "from quizapp.bootstrap import bootstrap\n"
        f"home = bootstrap(Paths.under(Path({str(tmp_path)!r})))\n"
        "home.home.summaries(); home.home.estimate_minutes(); home.stores.close()\n"
        "print(sorted({'fsrs', 'spacy', 'typer', 'lxml', 'numpy'} & set(sys.modules)))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"


def test_a_document_becomes_questions_with_their_proof(paths: Paths, tmp_path: Path) -> None:
    text = (
        "The Aldbury Harbour Company\n\n"
        "On 3 May 1871 the town council of Bristol founded\nthe Aldbury Harbour Company. "
        "On 12 June 1874 John Henry Carver opened the new dock in Bristol.\n"
    )
    file = tmp_path / "harbour.txt"
    file.write_text(text)
    application = bootstrap(paths)
    try:
        deck = application.questions.create_deck("Harbour")
        made = application.make.propose(
            [file], deck_id=deck.id, report=lambda share, message: None, stop=lambda: False
        )
        assert made.questions
        for question in application.proposals.pending(deck.id):
            view = application.proposals.about(question).evidence
            assert view.available
            assert question.citation
            shown = " ".join(view.text[view.start : view.end].split())
            assert shown == question.citation.quote
        summary = application.library.documents()[0]
        assert application.library.open(summary.fingerprint).original == text
        application.library.remove(summary.fingerprint)
        kept = application.proposals.about(made.questions[0]).evidence
        assert (kept.available, bool(kept.text)) == (False, True)
    finally:
        application.close()
