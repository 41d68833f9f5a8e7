"""A teacher's week: a quiz by rules, on paper, of two learners, and in every other program."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quizapp.bootstrap import bootstrap
from quizapp.domain.importing import Entry
from quizapp.domain.question import QuestionFilter
from quizapp.domain.quiz import Draw, Pick, Quiz, Section
from quizapp.domain.task import OpenText
from quizapp.errors import ExchangeError
from quizapp.exchange import FORMATS
from quizapp.kinds.marking import key
from quizapp.paths import Paths
from quizapp.services.exchange_decks import NothingToImport
from quizapp.ui.quizzes.print_dialog import PrintDialog
from quizapp.ui.screens.exchange import ExchangeScreen
from quizapp.ui.screens.quizzes import QuizzesScreen
from quizapp.ui.screens.results import MARKING, ResultsScreen
from quizapp.ui.screens.take import TakeScreen, TakeThis
from quizapp.ui.screens.write import WriteScreen
from quizapp.ui.theme import Theme
from tests.sheets import TASKS
from tests.ui.real_window import RealWindow, real_window, written

_WHOLE = re.compile(r"\bit (is|was) left out")


@pytest.fixture
def real(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[RealWindow]:
    with real_window(Theme(qapp, "light", 100), qtbot, tmp_path / "desk") as made:
        yield made


def write_questions(real: RealWindow) -> str:
    """One of each kind, tagged and by topic; the first through the screen. Returns the deck."""
    deck = real.app.questions.create_deck("Old Russia")
    for number, (stem, task) in enumerate(TASKS):
        question = replace(
            written(number, stem, task), topic="Russia/Wars" if number % 2 else "Russia/Tsars",
            tags=("exam",), explanation=f"As chapter {number + 1} says.",
        )  # fmt: skip
        real.app.author.save(question, deck.id, {})
    page = real.go("write", deck.id)
    assert isinstance(page, WriteScreen)
    page.form.stem.setPlainText("In which town was Minin a butcher?")
    page._read()
    assert page.missing.text()  # not whole yet, and it says so
    return deck.id


def make_quiz(real: RealWindow, deck: str) -> Quiz:
    """Four that are picked, and five that are drawn of the rest."""
    made = real.app.quizzes.create("Monday")
    picks = tuple(Pick(f"written {number}", 1.0) for number in (0, 2, 3, 10))
    draw = Draw(QuestionFilter(deck_ids=(deck,), topic="Russia"), 5)
    rules = replace(made.rules, minutes=40.0, attempts=1)
    quiz = replace(made, rules=rules, sections=(Section("", "", picks), Section("", "", (draw,))))
    real.app.quizzes.save(quiz)
    return quiz


def take(real: RealWindow, quiz: Quiz, *, wrong: frozenset[str]) -> None:
    page = real.go("take", TakeThis(quiz.id))
    assert isinstance(page, TakeScreen)
    assert page.sitting is not None
    for one in page.sitting.posed:
        page.go_to(one.place)
        real.settle()
        assert page.widget is not None
        if one.question.id in wrong:
            continue
        page.widget.restore("Because." if isinstance(one.task, OpenText) else key(one.task))
        page.widget.changed.emit()
    page._write_down()
    real.settle()
    page.hand_in()
    real.settle()


def test_a_quiz_goes_from_the_desk_to_the_class_and_to_every_other_program(
    real: RealWindow, tmp_path: Path
) -> None:
    deck = write_questions(real)
    quiz = make_quiz(real, deck)
    print_it(real, tmp_path)
    ada, grace = real.app.learners.add_many(("Ada", "Grace"))
    for learner, wrong in ((ada, frozenset[str]()), (grace, frozenset({"written 0"}))):
        real.app.learners.switch(learner.id)
        real.window.desk.learner_changed.emit()
        real.settle()
        take(real, quiz, wrong=wrong)
    read_the_analysis(real, quiz, tmp_path)
    carry_it_everywhere(real, quiz, tmp_path)


def print_it(real: RealWindow, tmp_path: Path) -> None:
    page = real.go("quizzes")
    assert isinstance(page, QuizzesScreen)
    page.print_current()
    real.settle()
    assert isinstance(page.dialog, PrintDialog)
    page.dialog.versions.setValue(2)
    page.dialog.write(tmp_path / "monday.pdf")
    real.settle()
    assert (tmp_path / "monday.pdf").read_bytes().startswith(b"%PDF")


def read_the_analysis(real: RealWindow, quiz: Quiz, tmp_path: Path) -> None:
    page = real.go("results", quiz.id)
    assert isinstance(page, ResultsScreen)
    page.show_part(MARKING)
    for _ in range(2):  # the open text of both
        page.marking.points.setValue(1.0)
        page.marking.give.click()
        real.settle()
    report = real.app.results.report(quiz.id)
    assert (report.learners, report.attempts) == (2, 2)
    missed = {line.question.id: line.stats.facility for line in report.items}
    assert missed["written 0"] == 0.5
    names = {row.line.name: row.line.score.share for row in report.rows}
    assert names["Ada"] == 1.0
    assert names["Grace"] is not None
    assert names["Grace"] < 1.0
    page.names.setChecked(True)
    page.write(tmp_path / "monday.csv")
    real.settle()
    assert "Grace" in (tmp_path / "monday.csv").read_text(encoding="utf-8-sig")


def carry_it_everywhere(real: RealWindow, quiz: Quiz, tmp_path: Path) -> None:
    """What is written into a file, and what is named as left out, is all there was."""
    page = real.go("exchange", quiz)
    assert isinstance(page, ExchangeScreen)
    carried = {}
    for known in FORMATS:
        box = page.exporting.formats
        box.setCurrentIndex(box.findData(known.key))
        page.exporting.weigh()
        real.settle()
        if not page.exporting.agree.isEnabled():
            assert known.key == "colpkg"  # is read only, and says so
            assert page.exporting.said.text()
            continue
        outcome = page.exporting.outcome
        assert outcome is not None
        assert outcome.questions == len(TASKS)
        folder = tmp_path / known.key
        folder.mkdir()
        file = folder / f"monday{known.endings[0]}"
        page.exporting.write(file)
        real.settle()
        assert file.exists(), known.key
        taken = imported_elsewhere(folder / "home", file, known.key)
        carried[known.key] = (taken, len(TASKS) - whole_ones_left_out(outcome.left_out))
    assert {key: taken for key, (taken, _) in carried.items()} == {
        key: written for key, (_, written) in carried.items()
    }
    complete = ("jsonl", "readable", "gift", "moodle-xml", "qti", "anki", "csv", "tsv", "xlsx")
    assert {key for key in complete if carried[key][0] != len(TASKS)} == set()


def whole_ones_left_out(entries: tuple[Entry, ...]) -> int:
    return len({entry.item for entry in entries if _WHOLE.search(entry.reason)})


def imported_elsewhere(home: Path, file: Path, key: str) -> int:
    app = bootstrap(Paths.under(home))
    try:
        outcome = app.exchange.import_file(file, format_key=key)
        return outcome.added
    except (ExchangeError, NothingToImport) as problem:
        raise AssertionError(f"{key}: {problem}") from problem
    finally:
        app.close()
