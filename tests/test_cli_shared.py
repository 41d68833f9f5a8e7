"""The command line over a shared database: an option before the command, or the environment."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from postgres_server import Server

from quizapp.bootstrap import bootstrap_shared, run_command_line
from quizapp.domain.identity import new_id
from quizapp.paths import DATABASE_VARIABLE, Paths
from quizapp.services.application import Application


@pytest.fixture
def address(postgres: Server) -> Iterator[str]:
    name = postgres.new()
    yield postgres.address(name)
    postgres.drop(name)


def test_everything_goes_to_the_database_that_is_named_before_the_command(
    address: str, tmp_path: Path, own_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cards = tmp_path / "cards.csv"
    cards.write_text("question,answer\nWhen did the Horde fall?,1502\n")
    shared = ("--database", address)
    assert run_command_line([*shared, "import", str(cards), "--deck", "Horde"]) == 0
    capsys.readouterr()
    assert run_command_line([*shared, "decks"]) == 0
    assert "Horde" in capsys.readouterr().out
    assert run_command_line([*shared, "export", "Horde", "--to", str(tmp_path / "out.csv")]) == 0
    assert "1502" in (tmp_path / "out.csv").read_text()
    assert run_command_line([*shared, "check"]) == 0
    assert not (own_home / "quizapp.db").exists(), "the deck file of this machine is not touched"
    assert run_command_line(["decks"]) == 0
    assert "Horde" not in capsys.readouterr().out


def test_the_environment_names_it_as_well(
    address: str, monkeypatch: pytest.MonkeyPatch, own_home: Path
) -> None:
    monkeypatch.setenv(DATABASE_VARIABLE, address)
    assert run_command_line(["decks"]) == 0
    assert not (own_home / "quizapp.db").exists()


def test_a_backup_is_refused_with_who_makes_it(
    address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command_line(["--database", address, "backup"]) == 1
    assert "pg_dump" in capsys.readouterr().err


def test_a_database_that_cannot_be_reached_is_one_sentence_without_its_password(
    capsys: pytest.CaptureFixture[str],
) -> None:
    address = "postgresql+psycopg://me:Sesam@127.0.0.1:1/school"
    assert run_command_line(["--database", address, "decks"]) == 1
    said = capsys.readouterr()
    assert "could not reach the database “school” on 127.0.0.1" in said.err
    assert "Sesam" not in said.out + said.err
    assert "Traceback" not in said.err


def test_upgrading_asks_for_a_backup_first(
    address: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run_command_line(["upgrade"]) == 2
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    assert run_command_line(["--database", address, "upgrade"]) == 1
    assert "Nothing was changed" in capsys.readouterr().err
    assert run_command_line(["--database", address, "upgrade", "--backed-up"]) == 0
    assert "up to date" in capsys.readouterr().err


PASSWORD = "correct horse"


@pytest.fixture
def signs_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever signs in has this password; new accounts get it too."""
    monkeypatch.setenv("QUIZAPP_PASSWORD", PASSWORD)


def _type(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


@pytest.fixture
def school(address: str, signs_in: None, monkeypatch: pytest.MonkeyPatch) -> str:
    """With Ms Vogel, a teacher, and Ada, who is in her class."""
    _type(monkeypatch, PASSWORD)
    first = ["--database", address, "add-account", "Ms Vogel", "--role", "teacher", "--class", "7b"]
    assert run_command_line(first) == 0
    _type(monkeypatch, PASSWORD)
    as_teacher = ["--database", address, "--user", "Ms Vogel"]
    assert run_command_line([*as_teacher, "add-account", "Ada", "--class", "7b"]) == 0
    return address


def test_with_accounts_everyone_says_who_they_are(
    school: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run_command_line(["--database", school, "decks"]) == 1
    assert "--user NAME" in capsys.readouterr().err
    assert run_command_line(["--database", school, "--user", "Ada", "decks"]) == 0
    assert run_command_line(["--database", school, "--user", "ms vogel", "accounts"]) == 0
    assert "Ada" in capsys.readouterr().out
    monkeypatch.setenv("QUIZAPP_PASSWORD", "wrong horse")
    assert run_command_line(["--database", school, "--user", "Ada", "decks"]) == 1
    said = capsys.readouterr()
    assert "not its password" in said.err
    assert "horse" not in said.out + said.err


def test_a_learner_cannot_change_decks_or_look_at_others(
    school: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cards = tmp_path / "cards.csv"
    cards.write_text("question,answer\nWhen did the Horde fall?,1502\n")
    as_ada = ["--database", school, "--user", "Ada"]
    assert run_command_line([*as_ada, "import", str(cards), "--deck", "Horde"]) == 1
    assert "Only teachers" in capsys.readouterr().err
    assert run_command_line([*as_ada, "stats", "--learner", "Ms Vogel"]) == 1
    assert run_command_line([*as_ada, "add-account", "Eve", "--role", "teacher"]) == 1
    as_teacher = ["--database", school, "--user", "Ms Vogel"]
    assert run_command_line([*as_teacher, "import", str(cards), "--deck", "Horde"]) == 0
    assert run_command_line([*as_teacher, "stats", "--learner", "Ada"]) == 0


def test_a_learner_studies_and_the_teacher_sees_it(school: str, tmp_path: Path) -> None:
    as_ada = _opened(school, "Ada", tmp_path / "ada")
    session = as_ada.study.start()
    assert session.current is not None
    session.answer("wrong", 1000)
    learner = as_ada.learners.present
    assert learner.name == "Ada"
    as_ada.close()
    as_teacher = _opened(school, "Ms Vogel", tmp_path / "vogel")
    assert as_teacher.learners.present.name == "Ms Vogel"
    assert len(as_teacher.stores.reviews.reviews(learner.id)) == 1
    assert as_teacher.safe.check().ok
    as_teacher.close()


def _opened(address: str, name: str, home: Path) -> Application:
    return bootstrap_shared(address, Paths.under(home), sign_in=lambda: (name, PASSWORD))


def test_where_a_backup_should_come_first_it_is_said_that_there_is_none(
    address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stores = bootstrap_shared(address, Paths.under(tmp_path / "here"))
    session = stores.study.start()
    session.answer("wrong", 1000)
    learner = stores.learners.present.name
    stores.close()
    answers = tmp_path / "answers.quizprogress"
    there = ["--database", address]
    assert run_command_line([*there, "export-progress", str(answers), "--learner", learner]) == 0
    lines = answers.read_text().splitlines(keepends=True)
    lines[1] = re.sub(r'"id": ?"[^"]+"', f'"id":"{new_id()}"', lines[1])
    answers.write_text("".join(lines))
    assert run_command_line([*there, "import-progress", str(answers), "--learner", learner]) == 0
    assert "No backup was made here" in capsys.readouterr().err
