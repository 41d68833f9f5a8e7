"""How long a cold start takes, as a ratio to a bare PySide6 window started beside it; and how long
Home takes once the deck is open. Aim on an idle machine of two cores: 300 ms, with 100,000
questions and 1,000,000 reviews.

Each start is a process of its own; the moments are taken from the start of the process. Times are
wall-clock medians of several starts, the bare window and ours by turns, so that what else the
machine does weighs on both.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from quizapp.bootstrap import bootstrap
from quizapp.domain.deck import Deck
from quizapp.paths import Paths
from quizapp.storage import OpenDeck
from tests.benchmarks.long_log import learn
from tests.benchmarks.quays import quay_questions

STARTS = 5
BARE = """
import sys, time
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication([])
window = QMainWindow()
label = QLabel("bare", alignment=Qt.AlignmentFlag.AlignCenter)
window.setCentralWidget(label)
window.resize(1280, 800)
window.show()
app.processEvents()
window.repaint()
"""
OURS = """
import sys, time
from quizapp import bootstrap
from quizapp.ui.program import Program
from quizapp.ui.screens.home import HomeScreen
from PySide6.QtWidgets import QApplication
from quizapp.ui.window import Window
begin, open_, fill = Program.begin, Window.open, HomeScreen.fill

def begin_and_look(self):
    begin(self)
    self.window.repaint()
    moments["shown"] = since_start()
    moments["complete"] = moments["shown"] if self.window.screen_named("home").data else None

def open_and_look(self, application):
    moments["open"] = since_start()
    open_(self, application)

def fill_and_look(self, data):
    fill(self, data)
    if self.desk.ready:
        self.window().repaint()
        moments["live"] = since_start()
        QApplication.instance().quit()

Program.begin, Window.open, HomeScreen.fill = begin_and_look, open_and_look, fill_and_look
bootstrap.open_window(["quizapp"])
"""
FRAME = """
import json, os, time
moments = {{}}
def since_start():
    ticks = int(open("/proc/self/stat").read().rsplit(")", 1)[1].split()[19])
    boot = time.clock_gettime(time.CLOCK_BOOTTIME)
    return boot - ticks / os.sysconf("SC_CLK_TCK")
{body}
moments.setdefault("shown", since_start())
rollup = open("/proc/self/smaps_rollup").read()
moments["memory"] = int(rollup.split("Pss:")[1].split()[0]) / 1024
print(json.dumps(moments))
"""
pytestmark = [
    pytest.mark.benchmark,
    pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="needs Linux's /proc"),
]


def start(body: str, home: Path) -> dict[str, float]:
    """Moments in seconds from the start of a process, and its memory in MB (PSS)."""
    done = subprocess.run(
        [sys.executable, "-c", FRAME.format(body=body)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "QUIZAPP_HOME": str(home)},
        capture_output=True,
        text=True,
        check=True,
    )
    moments: dict[str, float] = json.loads(done.stdout)
    return moments


def median(starts: list[dict[str, float]], name: str) -> float:
    return statistics.median(moments[name] for moments in starts)


def fill(home: Path, questions: int) -> None:
    """Puts a deck of that many questions beside those that QuizApp brings along, and a log of
    answers to them."""
    app = bootstrap(Paths.under(home))
    assert isinstance(app.stores, OpenDeck)
    app.stores.decks.save_deck(Deck("quays", "Quays"))
    app.stores.decks.save_questions("quays", quay_questions(questions))
    learn(app.stores, date.today(), questions)
    app.close()


@pytest.mark.parametrize("questions", [0, 100_000])
def test_the_complete_picture_comes_within_three_bare_windows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], questions: int
) -> None:
    if questions:
        fill(tmp_path, questions)
    first = start(OURS, tmp_path)
    bare, ours = [], []
    for _ in range(STARTS):
        bare.append(start(BARE, tmp_path))
        ours.append(start(OURS, tmp_path))
    base = median(bare, "shown")
    complete, live = median(ours, "complete"), median(ours, "live")
    memory = median(ours, "memory")
    home = statistics.median(each["live"] - each["open"] for each in ours)
    with capsys.disabled():
        print(
            f"\n{questions:,} questions added; bare {base:.3f} s, {median(bare, 'memory'):.0f} MB; "
            f"ours: frame and last numbers {complete:.3f} s ({complete / base:.1f}x), "
            f"numbers of the deck {live:.3f} s ({live / base:.1f}x), "
            f"Home {home:.3f} s after the deck is open ({home / base:.1f}x), "
            f"{memory:.0f} MB; very first start {first['live']:.3f} s"
        )
    assert complete <= 3 * base
    assert home <= max(0.3, 2 * base)
    assert memory <= 150
