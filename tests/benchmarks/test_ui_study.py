"""How long the next question takes from the key to the screen, with 100,000 questions in the deck.

The real window, services and deck file; the answer's commit included. "verdict" runs from the
answering key to the painted verdict, "next" from Enter to the painted next question.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from quizapp.bootstrap import bootstrap
from quizapp.paths import Paths
from quizapp.settings import Settings
from quizapp.ui.background import Background
from quizapp.ui.desk import Desk
from quizapp.ui.screens.study import StudyScreen
from quizapp.ui.theme import Theme
from quizapp.ui.window import Window
from tests.benchmarks.quays import quay_questions

QUESTIONS = 100_000
ANSWERS = 200
pytestmark = pytest.mark.benchmark


def until(done: Callable[[], bool]) -> None:
    deadline = time.perf_counter() + 30
    sleepy = QEventLoop.ProcessEventsFlag.WaitForMoreEvents  # as the running program waits
    while not done():
        QApplication.processEvents(sleepy)
        if time.perf_counter() > deadline:
            raise TimeoutError("the screen did not change")
    QApplication.processEvents()


def milliseconds(key: Qt.Key, done: Callable[[], bool]) -> float:
    """From a key to the painted change."""
    target = QApplication.focusWidget()
    assert target is not None
    start = time.perf_counter()
    QTest.keyClick(target, key)
    until(done)
    return (time.perf_counter() - start) * 1000


def p99(times: list[float]) -> float:
    return sorted(times)[len(times) * 99 // 100]


def test_the_next_question_is_on_screen_at_once(
    qapp: QApplication, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    app = bootstrap(Paths.under(tmp_path), settings=Settings(new_per_day=500))
    deck = app.questions.create_deck("Quays")
    app.stores.decks.save_questions(deck.id, quay_questions(QUESTIONS))
    window = Window(Desk(Background(), Theme(qapp, "light", 100)), tmp_path / "window.ini")
    window.show()
    window.open(app)
    window.activateWindow()
    window.go("study", (deck.id,))
    study = window.screen_named("study")
    assert isinstance(study, StudyScreen)
    heartbeat = QTimer(window, interval=50)  # no wait is for ever
    heartbeat.start()
    verdicts, nexts = [], []
    try:
        until(lambda: study.asked is not None)
        for _ in range(ANSWERS):
            asked = study.asked
            verdicts.append(milliseconds(Qt.Key.Key_1, lambda: study.question.is_marked))
            nexts.append(
                milliseconds(Qt.Key.Key_Return, lambda asked=asked: study.asked is not asked)
            )
    finally:
        window.close()
        window.desk.background.close(app.close)
        window.deleteLater()
    whole = [first + second for first, second in zip(verdicts, nexts, strict=True)]
    with capsys.disabled():
        for name, times in (("verdict", verdicts), ("next", nexts), ("both", whole)):
            print(
                f"\n{name}: median {statistics.median(times):.1f} ms, p99 {p99(times):.1f} ms",
                file=sys.stderr,
                end="",
            )
    for times in (verdicts, nexts):
        assert statistics.median(times) <= 10
        assert p99(times) <= 30
