"""No text of the interface uses a word that newcomers did not understand."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import quizapp
from quizapp.settings import SETTINGS

FOLDER = Path(quizapp.__file__).parent
NOT_UNDERSTOOD = re.compile(
    r"\b(firm|firmly|shaky|leaders?|fitted|fit now|memory model|log loss|parameters|"
    r"retired?|somebody answers)\b",
    re.I,
)
TRANSLATED = ("tr", "named")


def texts_of(file: Path) -> Iterator[str]:
    """What is given to ``tr``: all that is ever shown."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        called = node.func
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        if name in TRANSLATED and isinstance(node.args[0], ast.Constant):
            yield str(node.args[0].value)


def test_the_interface_speaks_plainly() -> None:
    shown = [text for file in (FOLDER / "ui").rglob("*.py") for text in texts_of(file)]
    assert not [text for text in shown if NOT_UNDERSTOOD.search(text)]


def test_the_settings_speak_plainly() -> None:
    shown = [text for spec in SETTINGS for text in (spec.label, spec.help) if spec.shown]
    assert not [text for text in shown if NOT_UNDERSTOOD.search(text)]


def test_texts_are_found_at_all() -> None:
    found = [text for file in (FOLDER / "ui").rglob("*.py") for text in texts_of(file)]
    assert len(found) > 500
    assert "still learning" in found
