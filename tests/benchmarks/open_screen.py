"""Opens one screen of the real window twice, in a process of its own, and prints what it took.

    python open_screen.py FOLDER SCREEN QUIZ

Of each opening, in milliseconds. ``frame``: what the main thread worked until the screen stood
there, its modules and its building included. ``fill``: what it worked from then on, when what was
read came back. Both in the thread's own seconds. ``longest``: the longest time by the clock that
the window did not listen. ``whole``: by the clock, from the command until nothing more came.
``reference``: a bare page of forty lines, built and painted in the same process.
"""

from __future__ import annotations

import json
import os
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QAbstractEventDispatcher, QEventLoop, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QPushButton,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from quizapp.bootstrap import bootstrap
from quizapp.domain.review import Form
from quizapp.paths import Paths
from quizapp.ui.background import Background
from quizapp.ui.desk import Desk
from quizapp.ui.theme import Theme
from quizapp.ui.window import Window

QUIET = 0.2  # seconds in which nothing more may come
LINES = 40


class Opening:
    """One thing that is opened, and how long the main thread is away from its loop for it."""

    def __init__(self, window: Window) -> None:
        loop = QAbstractEventDispatcher.instance()
        assert loop is not None
        self._window = window
        self._beat = QTimer(window)
        self._begin()
        loop.awake.connect(self._awake)
        loop.aboutToBlock.connect(self._sleep)

    def until_quiet(self) -> None:
        """Notes the time as long as something is read or comes back."""
        sleepy = QEventLoop.ProcessEventsFlag.WaitForMoreEvents
        background = self._window.desk.background
        self._note()
        while background.busy or time.perf_counter() - self._last < QUIET:
            was_busy = background.busy
            self._beat.start(1000 if was_busy else 50)  # each costs something itself
            QApplication.processEvents(sleepy)
            if was_busy or background.busy:
                self._note()
        self._beat.stop()

    def measure(self, call: Callable[[], object]) -> dict[str, float]:
        self._begin()
        QTimer.singleShot(0, call)
        QApplication.processEvents()
        self._window.repaint()
        self._note()
        frame = self._worked
        self.until_quiet()
        seconds = {
            "frame": frame, "fill": self._worked - frame, "longest": self._longest,
            "whole": self._last - self._start,
        }  # fmt: skip
        return {name: round(1000 * value, 1) for name, value in seconds.items()}

    def _begin(self) -> None:
        self._start = self._since = self._last = time.perf_counter()
        self._before = time.thread_time()
        self._longest = self._worked = 0.0

    def _note(self) -> None:
        """What came until now belongs to the opening."""
        self._last, self._worked = time.perf_counter(), time.thread_time() - self._before

    def _awake(self) -> None:
        self._since = time.perf_counter()

    def _sleep(self) -> None:
        self._longest = max(self._longest, time.perf_counter() - self._since)


def bare_page() -> float:
    """Milliseconds of this thread for a page of labels and buttons, built, laid out and painted."""
    start = time.thread_time()
    page, lines = QWidget(), QVBoxLayout()
    for number in range(LINES):
        line = QHBoxLayout()
        line.addWidget(QLabel(f"The quay number {number} of the harbour"), 1)
        line.addWidget(QPushButton("Open"))
        lines.addLayout(line)
    page.setLayout(lines)
    window = QMainWindow()
    window.setCentralWidget(page)
    window.resize(1280, 800)
    window.show()
    QApplication.processEvents()
    window.repaint()
    taken = time.thread_time() - start
    window.close()
    return round(1000 * taken, 1)


def ways(window: Window, quiz: str) -> dict[str, tuple[Callable[[], object], ...]]:
    """How pages are reached that are no screen of their own: what goes before, then the opening."""
    from quizapp.ui.screens.take import TakeThis

    def study() -> None:
        window.go("study", ("d1",))

    def end() -> None:
        window.screen_named("study").end()  # type: ignore[attr-defined]

    def end_progress() -> None:
        page = window.screen_named("progress")
        page.scroll_to(1.0)  # type: ignore[attr-defined]

    def write_exam() -> None:
        window.screen_named("exam").edit()  # type: ignore[attr-defined]

    return {
        "study, a question": (lambda: window.go("study"), study),
        "study, the summary": (study, end),
        "progress, its end": (lambda: window.go("progress"), end_progress),
        "exam, the form": (lambda: window.go("exam"), write_exam),
        "switch learner": (lambda: None, window.show_learners),
        "timeline, one deck": (lambda: None, lambda: window.go("timeline", "d1")),
        "map, one deck": (lambda: None, lambda: window.go("map", "d1")),
        "questions, one deck": (lambda: None, lambda: window.go("questions", "d1")),
        "quiz": (lambda: None, lambda: window.go("quiz", quiz)),
        "take": (lambda: None, lambda: window.go("take", TakeThis(quiz))),
        "results": (lambda: None, lambda: window.go("results", quiz)),
    }


def give_up(*error: Any) -> None:
    """Qt goes on after an exception in a slot; nothing measured after it would count."""
    traceback.print_exception(*error)
    sys.stderr.flush()
    os._exit(1)


def main(folder: Path, screen: str, quiz: str) -> None:
    sys.excepthook = give_up
    qt = QApplication([])
    window = Window(Desk(Background(), Theme(qt, "light", 100)), folder / "window.ini")
    window.resize(1280, 800)
    window.show()
    opening = Opening(window)
    opened = bootstrap(Paths.under(folder))
    opened.settings.question_form = Form.CHOICES
    home = opening.measure(lambda: window.open(opened))
    while not window.ahead.done:  # what a window does that is left alone for some seconds
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    opening.until_quiet()
    before, call = ways(window, quiz).get(screen, (lambda: None, lambda: window.go(screen)))
    found = []
    for _ in range(2):
        window.go("settings" if screen == "home" else "home")
        opening.until_quiet()
        before()
        opening.until_quiet()
        found.append(opening.measure(call))
    if screen == "home":
        found = [home, found[0]]
    reference = min(bare_page() for _ in range(5))
    print(json.dumps({"first": found[0], "second": found[1], "reference": reference}))
    sys.stdout.flush()
    window.close()
    window.desk.background.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
