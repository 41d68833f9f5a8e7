"""What is not in the README does not exist: it names every plug-in and every command."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, cast

import pytest

from quizapp.cli import Doors, command_line
from quizapp.documents import READERS
from quizapp.domain.question import AnswerKind
from quizapp.exchange import FORMATS
from quizapp.kinds import KINDS
from quizapp.ui.kinds import FORMS, RARER_FORMS
from quizapp.ui.preflight import PACKAGES

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "name",
    [
        *(reader.__name__ for reader in READERS),
        *(str(kind.kind) for kind in KINDS),
        *(str(form.form) for form in (*FORMS, *RARER_FORMS)),
        *(type(exchange).__name__ for exchange in FORMATS),
    ],
)
def test_every_plug_in_is_named(name: str) -> None:
    assert re.search(rf"\b{name}\b", README)


def test_every_kind_of_answer_has_its_module() -> None:
    assert {kind.kind for kind in KINDS} == set(AnswerKind) - {AnswerKind.OTHER}


def test_every_folder_of_the_house_is_on_the_map() -> None:
    folders = [entry for entry in (ROOT / "quizapp").iterdir() if (entry / "__init__.py").exists()]
    assert [folder.name for folder in folders if f"`quizapp/{folder.name}/`" not in README] == []


def test_every_command_is_described() -> None:
    app = command_line(Doors(*[cast(Any, None)] * 4))
    commands = [
        command.name or cast(Any, command.callback).__name__ for command in app.registered_commands
    ]
    assert len(commands) > 5
    assert [name for name in commands if f"`quizapp {name}" not in README] == []


def test_every_picture_is_there() -> None:
    pictures = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README)
    assert pictures
    assert [picture for picture in pictures if not (ROOT / picture).is_file()] == []


@pytest.mark.parametrize("package", PACKAGES.split())
def test_every_system_library_that_may_be_missing_is_named(package: str) -> None:
    assert re.search(rf"\b{re.escape(package)}[\s`]", README)
