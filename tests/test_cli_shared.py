"""The command line over a shared database: an option before the command, or the environment."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from postgres_server import Server

from quizapp.bootstrap import run_command_line
from quizapp.paths import DATABASE_VARIABLE


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
