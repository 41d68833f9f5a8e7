"""The teacher's window while a class answers: for how long it does not listen to the teacher.

    pytest -s -m benchmark tests/benchmarks/test_classroom_window.py

The real window with the wall beside it, 40 and 200 pupils who answer within one second of each
question. A timer of 5 ms ticks in the main thread; the longest time between two ticks is printed,
and asserted where the machine had nothing else to do when the test began.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from quizapp.bootstrap import bootstrap
from quizapp.classroom.limits import Limits
from quizapp.domain.game import GameRules, Phase, Ranking
from quizapp.domain.quiz import Quiz
from quizapp.domain.task import Choose, Option, key_of
from quizapp.paths import Paths
from quizapp.services.application import Application
from quizapp.ui.background import Background
from quizapp.ui.desk import Desk
from quizapp.ui.live.start_dialog import HERE, Chosen
from quizapp.ui.screens.live import LiveScreen
from quizapp.ui.theme import Theme
from quizapp.ui.window import Window

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS = 8
TICK = 5  # ms
LONGEST = 0.050  # seconds
pytestmark = pytest.mark.benchmark


@pytest.mark.parametrize("pupils", [40, 200])
def test_the_window_listens_while_a_class_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pupils: int
) -> None:
    is_quiet = os.getloadavg()[0] < 1
    monkeypatch.setattr(  # a crowd of one machine is no class behind one address
        "quizapp.classroom.host.Limits", lambda: Limits(sockets=0, joins=500)
    )
    qt = QApplication.instance() or QApplication([])
    assert isinstance(qt, QApplication)
    app = bootstrap(Paths.under(tmp_path))
    window = Window(Desk(Background(), Theme(qt, "light", 100)), tmp_path / "window.ini")
    try:
        window.resize(1280, 800)
        window.show()
        window.open(app)
        gaps = _play(window, _quiz(app), pupils)
    finally:
        gc.unfreeze()
        window.close()
        window.desk.background.close(app.close)
    gaps.sort()
    print(
        f"\n{pupils} pupils: the main thread was away for {gaps[len(gaps) // 2] * 1000:.1f} ms in "
        f"the median, {gaps[int(len(gaps) * 0.99)] * 1000:.1f} in 99 of 100, "
        f"{gaps[-1] * 1000:.1f} at most"
    )
    if is_quiet:
        assert gaps[-1] <= LONGEST


def _quiz(app: Application) -> Quiz:
    from quizapp.domain.question import AnswerKind, Question

    deck = app.questions.create_deck("Mine")
    task = Choose((Option("right", 1.0), Option("wrong"), Option("worse"), Option("worst")))
    ids = [f"q{number}" for number in range(QUESTIONS)]
    key = key_of(task)
    for id_ in ids:
        question = Question(id=id_, kind=AnswerKind.OTHER, stem=f"Which of {id_}?", task=task,
                            answer=key.answer, accept=key.accept)  # fmt: skip
        app.author.save(question, deck.id, {})
    return app.quizzes.create("Speed", ids)


def _play(window: Window, quiz: Quiz, pupils: int) -> list[float]:
    """The times between two ticks of the main thread, while questions are open and told."""
    window.go("live")
    page = window.screen_named("live")
    assert isinstance(page, LiveScreen)
    page.begin(quiz, Chosen(GameRules(ranking=Ranking.TOP), HERE))
    _until(lambda: page.holding.host is not None and page.holding.view is not None)
    page.round.show_wall()
    host = page.holding.host
    assert host is not None
    crowd = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("classroom_crowd.py")), host.url,
         host.live.game.code, str(pupils), str(QUESTIONS)],
        stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    _until(lambda: page.holding.view is not None and page.holding.view.present == pupils)
    _rest(0.5)
    ticks: list[float] = []
    timer = QTimer(page, interval=TICK)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: ticks.append(time.perf_counter()))
    timer.start()
    for _ in range(QUESTIONS):
        for phase in (Phase.OPEN, Phase.REVEAL, Phase.RANKING):
            page.advance()
            _until(lambda phase=phase: _stands_at(page, phase))
            if phase is Phase.OPEN:
                _until(lambda: page.holding.view.answered == pupils)
            _rest(0.2)
    timer.stop()
    rest, _ = crowd.communicate(timeout=30)
    assert len(json.loads(rest.removeprefix("joined\n"))["acks"]) == pupils * QUESTIONS
    return [after - before for before, after in pairwise(ticks)]


def _stands_at(page: LiveScreen, phase: Phase) -> bool:
    return page.holding.view is not None and page.holding.view.phase is phase


def _until(done: Callable[[], bool]) -> None:
    deadline = time.perf_counter() + 60
    sleepy = QEventLoop.ProcessEventsFlag.WaitForMoreEvents
    heart = QTimer(interval=20)
    heart.start()
    while not done():
        QApplication.processEvents(sleepy)
        assert time.perf_counter() < deadline, "it did not come about"


def _rest(seconds: float) -> None:
    until = time.perf_counter() + seconds
    _until(lambda: time.perf_counter() >= until)
