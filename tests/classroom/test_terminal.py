"""``quizapp host --headless``: a round from a terminal, gone on with after it was killed."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from classroom_world import Deckfile, Pupil, Room, question

from quizapp.classroom.terminal import Leave, Terminal
from quizapp.domain.game import Mode, Phase
from quizapp.domain.task import Accepted, Typed

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.of_files


def typed(count: int) -> list[Any]:
    return [question(f"q{n}", Typed((Accepted(f"right{n}"),))) for n in range(count)]


@pytest.fixture
def terminal(hold: Callable[..., Room]) -> Callable[..., tuple[Terminal, Room, list[str]]]:
    def make(**rules: Any) -> tuple[Terminal, Room, list[str]]:
        room, said = hold(asked=typed(2), **rules), list[str]()
        made = Terminal(said.append)
        made.greet(room.host)
        return made, room, said

    return make


Made = Callable[..., tuple[Terminal, Room, list[str]]]


def test_the_keys_lead_through_a_round(terminal: Made) -> None:
    made, room, said = terminal(seconds=30)
    assert any(line.startswith("Address: http://127.0.0.1:") for line in said)
    assert f"Code: {room.live.game.code}" in said
    for key, phase in (
        ("", Phase.OPEN), ("p", Phase.PAUSED), ("p", Phase.OPEN), ("l", Phase.LOCKED),
        ("l", Phase.OPEN), ("r", Phase.REVEAL), ("", Phase.OPEN), ("b", Phase.REVEAL),
        ("s", Phase.OPEN), ("x", Phase.ENDED),
    ):  # fmt: skip
        made.obey([f"{key}\n"])
        assert room.live.phase is phase, key
    with pytest.raises(Leave):
        made.obey([""])


def test_more_time_and_a_closed_door(terminal: Made) -> None:
    made, room, _ = terminal(seconds=30)
    made.obey(["", "e", "j"])
    assert 55 < (room.live.left() or 0) <= 60
    assert not room.live.is_joinable
    made.obey(["j"])
    assert room.live.is_joinable


def test_a_wrong_key_is_said_and_the_round_goes_on(terminal: Made) -> None:
    made, room, said = terminal()
    made.obey(["zz", "b", "o Nobody", "w", "h", ""])
    assert "There is no key zz. Type h for help." in said
    assert "There is no question before this one." in said
    assert "Nobody called Nobody plays." in said
    assert room.live.phase is Phase.OPEN


def test_at_ones_own_pace_enter_does_not_end_the_round(terminal: Made) -> None:
    made, room, said = terminal(mode=Mode.RACE)
    made.obey(["", ""])
    assert room.live.phase is Phase.OPEN
    assert said[-1] == "Everyone goes on at their own pace. Type x to end the round."


class Child:
    """The command in a process of its own."""

    def __init__(self, home: Path, port: int, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "quizapp", "host", "--headless", "--address", "127.0.0.1",
             "--port", str(port), *arguments],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT), "QUIZAPP_HOME": str(home)}, cwd=home,
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


@pytest.fixture
def home(deck: Deckfile) -> Iterator[Path]:
    """With a quiz of two questions, and no deck that comes with QuizApp: they take a while."""
    from quizapp.domain.identity import new_id
    from quizapp.domain.quiz import Pick, Quiz, Section

    deck.stores.decks.save_questions("history", typed(2))
    section = Section(items=(Pick("q0"), Pick("q1")))
    deck.stores.quizzes.save_quiz(Quiz(new_id(), "Monday", sections=(section,)))
    deck.stores.close()
    file = Path(deck.place.arguments[0])
    yield file.rename(file.with_name("quizapp.db")).parent


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_round_is_gone_on_with_after_the_command_was_killed(home: Path) -> None:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]

    async def act(first: Child) -> None:
        async with aiohttp.ClientSession() as session:
            pupil = Pupil(session, f"http://127.0.0.1:{port}", first.code)
            await pupil.join()
            first.type("")
            await pupil.until_phase("open")
            assert await pupil.answer("right0") == ""
            first.process.send_signal(signal.SIGKILL)
            await pupil.until(lambda: pupil.is_cut)
            second = await asyncio.to_thread(Child, home, port, "--resume")
            try:
                assert second.code == first.code
                await pupil.resume()
                assert (pupil.state["answer"], pupil.state["phase"]) == ("right0", "open")
                second.type("r")
                await pupil.until_phase("reveal")
                assert pupil.state["reveal"]["verdict"] == "right"
                assert "right0" in await asyncio.to_thread(second.read, "Question 1 of 2 (reveal)")
                second.process.send_signal(signal.SIGINT)
                assert await asyncio.to_thread(second.process.wait, 20) == 130
            finally:
                second.end()

    child = Child(home, port, "Monday")
    try:
        asyncio.run(act(child))
    finally:
        child.end()
