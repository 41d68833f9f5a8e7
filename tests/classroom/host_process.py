"""``quizapp host --headless`` in a process of its own, so that a test can kill it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from backends import FilePlace
from classroom_world import Deckfile

from quizapp.domain.identity import new_id
from quizapp.domain.question import Question
from quizapp.domain.quiz import Pick, Quiz, Section

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
        return port


class Home(NamedTuple):
    """Where the command finds its decks: in a folder, or on a server."""

    folder: Path
    database: str = ""


def with_quiz(deck: Deckfile, asked: Sequence[Question]) -> Home:
    """A home with the quiz "Monday", and no deck that comes with QuizApp: they take a while."""
    deck.stores.decks.save_questions("history", asked)
    section = Section(items=tuple(Pick(each.id) for each in asked))
    deck.stores.quizzes.save_quiz(Quiz(new_id(), "Monday", sections=(section,)))
    deck.stores.close()
    where, backups = deck.place.arguments
    if not backups:
        return Home(Path(tempfile.mkdtemp(prefix="quizapp-home-")), where)
    file = Path(where).rename(Path(where).with_name("quizapp.db"))
    deck.place = FilePlace(file, Path(backups))
    return Home(file.parent)


COMMAND = (sys.executable, "-m", "quizapp", "host", "--headless", "--address", "127.0.0.1")


def surroundings(home: Home) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "QUIZAPP_HOME": str(home.folder),
            "QUIZAPP_DATABASE": home.database}  # fmt: skip


def host_command(home: Home, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    """What the command says from its start to its end."""
    return subprocess.run(
        [*COMMAND, "--port", str(free_port()), *arguments], input=typed, text=True,
        env=surroundings(home), cwd=home.folder, capture_output=True, timeout=60, check=False,
    )  # fmt: skip


class HostProcess:
    """Phones can join once it is made."""

    def __init__(self, home: Home, port: int, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [*COMMAND, "--port", str(port), *arguments],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            env=surroundings(home), cwd=home.folder,
        )  # fmt: skip
        self.code = self.read("Code: ").removeprefix("Code: ")

    def read(self, beginning: str) -> str:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if line.startswith(beginning):
                return line.rstrip("\n")
        raise AssertionError(f"it ended before it said {beginning}")

    def type(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()

    def end(self) -> int:
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate(timeout=20)
        return self.process.returncode

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(20)
