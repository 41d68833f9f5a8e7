"""Quizzes on the command line, over services in memory."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from typer.testing import CliRunner, Result

from quizapp.cli import Doors, command_line

sys.path.insert(0, str(Path(__file__).parent / "services"))

from quiz_world import QuizWorld, asks


@pytest.fixture
def world() -> QuizWorld:
    made = QuizWorld()
    made.add(asks("q0"), asks("q1"))
    return made


def run(world: QuizWorld, *arguments: object) -> Result:
    application = SimpleNamespace(
        quizzes=world.author,
        results=world.results,
        settings=world.settings,
        safe=SimpleNamespace(tell=None),
        close=lambda: None,
    )
    opened = cast(Any, lambda: application)
    unused = cast(Any, None)
    doors = Doors(open_decks=opened, generator=unused, open_window=unused, render_tour=unused)
    return CliRunner().invoke(command_line(doors), [*map(str, arguments)])


def test_quizzes_are_listed(world: QuizWorld) -> None:
    world.quiz("q0", "q1", name="Monday [1]")
    assert "Monday [1]" in run(world, "quizzes").stdout
    (line,) = json.loads(run(world, "quizzes", "--json").stdout)
    assert (line["name"], line["questions"], line["points"], line["attempts"]) == (
        "Monday [1]", 2, 2.0, 0,
    )  # fmt: skip
    assert (line["opens"], line["closes"]) == (None, None)


def test_results_are_written_by_the_name_of_the_quiz(world: QuizWorld, tmp_path: Path) -> None:
    quiz = world.quiz("q0", name="Monday")
    world.take.begin(quiz.id, "anna").hand_in()
    file = tmp_path / "out.csv"
    written = run(world, "results", "monday", "--to", file, "--names")
    assert written.exit_code == 0
    assert "Results of 1 attempt at Monday" in written.stderr
    assert "L2,Anna,1" in file.read_text(encoding="utf-8-sig")
    assert run(world, "results", "Monday", "--to", tmp_path / "out.xlsx").exit_code == 0


def test_what_cannot_be_done_is_one_sentence(world: QuizWorld, tmp_path: Path) -> None:
    world.quiz("q0", name="Monday")
    unknown = run(world, "results", "Tuesday", "--to", tmp_path / "x.csv")
    assert (unknown.exit_code, unknown.stdout) == (1, "")
    assert "There is no quiz called Tuesday. The quizzes are: Monday." in unknown.stderr
    assert "Nobody has handed in" in run(world, "results", "Monday", "--to", "x.csv").stderr
