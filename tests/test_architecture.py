"""The house as a test: who may import whom, and that crossing a layer is noticed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"


def lint_imports(root: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copy_of_the_house(tmp_path: Path) -> Path:
    shutil.copytree(
        ROOT / "quizapp", tmp_path / "quizapp", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_every_import_points_down() -> None:
    result = lint_imports(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("module", "line", "broken"),
    [
        ("domain/deck.py", "import PySide6.QtCore", "standard library only"),
        ("domain/deck.py", "import sqlalchemy", "standard library only"),
        ("domain/deck.py", "import quizapp.kinds", "siblings do not know each other"),
        ("documents/__init__.py", "import quizapp.facts", "siblings do not know each other"),
        ("services/__init__.py", "import quizapp.storage", "Only bootstrap imports storage"),
        ("services/__init__.py", "import sqlalchemy", "Only storage knows SQLAlchemy"),
        ("kinds/__init__.py", "import spacy", "Only facts knows spaCy"),
        ("progress/__init__.py", "import fsrs", "Only study knows FSRS"),
        ("study/__init__.py", "import PySide6.QtCore", "Only ui knows Qt"),
        ("services/__init__.py", "import aiohttp", "Only classroom knows aiohttp"),
        ("classroom/__init__.py", "import PySide6.QtCore", "Only ui knows Qt"),
        ("classroom/__init__.py", "import quizapp.ui", "siblings do not know each other"),
    ],
)
def test_crossing_a_layer_fails_the_contract(
    copy_of_the_house: Path, module: str, line: str, broken: str
) -> None:
    with (copy_of_the_house / "quizapp" / module).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    result = lint_imports(copy_of_the_house)
    assert result.returncode != 0
    assert f"{broken} BROKEN" in " ".join(result.stdout.split())


def test_a_new_folder_must_be_declared_in_the_contract(copy_of_the_house: Path) -> None:
    (copy_of_the_house / "quizapp" / "attic").mkdir()
    (copy_of_the_house / "quizapp" / "attic" / "__init__.py").touch()
    result = lint_imports(copy_of_the_house)
    assert result.returncode != 0
    assert "attic" in result.stdout


def test_the_top_level_is_as_agreed() -> None:
    tracked = subprocess.run(
        ["git", "ls-tree", "--name-only", "HEAD"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if tracked.returncode != 0:
        pytest.skip("not a git checkout")
    agreed = {
        "pyproject.toml", "README.md", "LICENSE", "quizapp", "questions", "resources", "tests",
    }  # fmt: skip
    top = {name for name in tracked.stdout.split() if not name.startswith(".")}
    assert top <= agreed


def test_no_heavy_package_is_loaded_with_the_modules_the_window_needs() -> None:
    code = (
        "import sys, quizapp.bootstrap\n"
        "heavy = {'spacy', 'lemminflect', 'numpy', 'docx', 'pypdfium2', 'alembic', 'typer', "
        "'rich', 'lxml', 'selectolax', 'fsrs', 'aiohttp', 'segno', 'ifaddr'}\n"
        "print(*sorted(heavy & set(sys.modules)))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert result.stdout.split() == []
