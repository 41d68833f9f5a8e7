"""The tour takes a picture of every screen, in light and in dark."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from quizapp.bootstrap import bootstrap
from quizapp.paths import Paths
from quizapp.ui.screens import SCREENS
from quizapp.ui.tour import render

SHOWN = {
    "home", "home-empty", "home-done", "add-documents", "add-documents-done", "review",
    "review-done", "study-question", "study-right", "study-wrong", "study-typed",
    "study-flip-shown", "study-summary", "library", "library-question", "library-unasked",
    "library-empty",
    "questions", "questions-edit", "settings", "progress", "progress-empty",
    "progress-tables", "timeline", "timeline-empty", "timeline-fact", "timeline-list",
    "map", "map-place", "map-list", "map-empty", "map-question", "map-question-judged",
    "learners", "learners-class-list", "learners-pin", "learners-switch",
    "shortcuts", "about", "damaged-deck",
    "exam", "exam-empty", "exam-form", "write", "quiz", "quizzes", "quizzes-empty",
    "quizzes-print", "take", "take-result", "results", "results-learners", "results-marking",
}  # fmt: skip


@pytest.mark.slow
def test_every_screen_is_pictured(tmp_path: Path, qtbot: QtBot) -> None:
    app = bootstrap(Paths.under(tmp_path / "home"))
    try:
        files = render(tmp_path / "out", dark=True, size=(1024, 700), app=app)
    finally:
        app.close()
    names = {file.stem.removesuffix("-dark") for file in files}
    assert names >= SHOWN
    assert all(any(name.startswith(entry.name) for name in names) for entry in SCREENS)
    home = QImage(str(tmp_path / "out" / "home-dark.png"))
    assert (home.width(), home.height()) == (1024, 700)
    assert home.pixelColor(1000, 600).lightness() < 80
    printed = QImage(str(tmp_path / "out" / "quizzes-print-dark.png"))
    paper = [
        printed.pixelColor(x, printed.height() // 2).lightness()
        for x in range(0, printed.width(), 4)
    ]
    assert sum(light > 240 for light in paper) > len(paper) / 5  # pages are white in dark, too
