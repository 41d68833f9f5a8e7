"""A quiz of forty questions as PDF, in three versions with their keys.

    pytest -s tests/benchmarks/test_paper_speed.py

Aim: within 2 s of the processor, whatever the layout.
"""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest
from PySide6.QtWidgets import QApplication

from quizapp.domain.paper import PaperLayout, Sheet
from quizapp.domain.task import Choose, Option, Task
from quizapp.ui.paper import print_sheets
from quizapp.ui.theme import Theme
from tests.sheets import TASKS, sheet

pytestmark = [pytest.mark.benchmark, pytest.mark.slow]

QUESTIONS = 40
LONGEST = 2.0  # seconds


@pytest.fixture(scope="module")
def sheets() -> list[Sheet]:
    """One of each kind, two maps among them, and choices for the rest."""
    tasks: list[tuple[str, Task]] = [*TASKS, TASKS[9]]
    while len(tasks) < QUESTIONS:
        year = 1500 + 7 * len(tasks)
        options = [Option(str(year), 1.0), *(Option(str(year + n)) for n in (1, 2, 3))]
        tasks.append(
            (f"In which year was bridge {len(tasks)} of the town built?", Choose(tuple(options)))
        )
    return [sheet(version, tasks) for version in "ABC"]


@pytest.mark.parametrize("layout", PaperLayout)
def test_forty_questions_in_three_versions_are_a_pdf_within_two_seconds(
    qapp: QApplication, sheets: list[Sheet], tmp_path: Path, layout: PaperLayout
) -> None:
    Theme(qapp, "light", 100)  # the letters of the program are those on paper
    times = []
    for number in range(3):
        start = process_time()
        pages = print_sheets(tmp_path / f"{number}.pdf", sheets, layout=layout)
        times.append(process_time() - start)
    print(f"\n{layout.value}: {pages} pages in {sorted(times)[1]:.2f} s")
    assert sorted(times)[1] < LONGEST
