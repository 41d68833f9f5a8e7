"""How much memory the window takes, with 100,000 questions and 1,000,000 reviews on disk.

    pytest -s -m benchmark tests/benchmarks/test_memory.py

A process of its own opens the program, waits until Home is ready, goes to a study session and
answers; ``VmRSS`` of Linux is read at each step, beside that of a bare PySide6 window. Aim: 200 MB
at Home and while studying, as long as no document is read, so that the parser is not loaded.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from quizapp.bootstrap import bootstrap
from quizapp.paths import Paths
from quizapp.storage import OpenDeck
from tests.benchmarks.long_log import learn
from tests.benchmarks.quays import quay_questions

QUESTIONS = 100_000
ANSWERS = 20
MOST = 200  # megabytes
pytestmark = [
    pytest.mark.benchmark,
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads Linux's own figures"),
]

RESIDENT = """
def resident():
    line = next(l for l in open("/proc/self/status") if l.startswith("VmRSS"))
    return int(line.split()[1]) / 1024
"""
BARE = f"""{RESIDENT}
import json
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication([])
window = QMainWindow()
window.setCentralWidget(QLabel("bare"))
window.resize(1280, 800)
window.show()
app.processEvents()
print(json.dumps({{"bare": resident()}}))
"""
OURS = f"""{RESIDENT}
import json, sys, time
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from quizapp.bootstrap import bootstrap
from quizapp.domain.review import Form
from quizapp.paths import Paths
from quizapp.ui.background import Background
from quizapp.ui.desk import Desk
from quizapp.ui.theme import Theme
from quizapp.ui.window import Window

def until(done):
    deadline = time.monotonic() + 60
    while not done():
        app.processEvents()
        assert time.monotonic() < deadline
    app.processEvents()

folder = Path(sys.argv[1])
app = QApplication([])
window = Window(Desk(Background(), Theme(app, "light", 100)), folder / "window.ini")
window.show()
opened = bootstrap(Paths.under(folder))
opened.settings.question_form = Form.CHOICES
window.open(opened)
until(lambda: window.screen_named("home").data is not None)
found = {{"home": resident()}}
window.go("study", (sys.argv[2],))
study = window.screen_named("study")
until(lambda: study.asked is not None)
for _ in range({ANSWERS}):
    asked = study.asked
    QTest.keyClick(app.focusWidget(), Qt.Key.Key_1)
    until(lambda: study.question.is_marked)
    QTest.keyClick(app.focusWidget(), Qt.Key.Key_Return)
    until(lambda: study.asked is not asked)
found["study"] = resident()
found["parser"] = "spacy" in sys.modules
print(json.dumps(found))
window.close()
window.desk.background.close(opened.close)
"""


def _figures(code: str, *about: str) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-c", code, *about], capture_output=True, text=True, check=True,
        timeout=300, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_the_window_is_small_however_long_the_log(tmp_path: Path) -> None:
    app = bootstrap(Paths.under(tmp_path))
    deck = app.questions.create_deck("Quays")
    app.stores.decks.save_questions(deck.id, quay_questions(QUESTIONS))
    assert isinstance(app.stores, OpenDeck)
    learn(app.stores, date.today(), QUESTIONS)
    app.close()
    bare, ours = _figures(BARE), _figures(OURS, str(tmp_path), deck.id)
    print(
        f"\nbare window {bare['bare']:.0f} MB, Home {ours['home']:.0f} MB, "
        f"studying {ours['study']:.0f} MB"
    )
    assert not ours["parser"]
    assert ours["home"] <= MOST
    assert ours["study"] <= MOST
