"""``quizapp host --headless``: a round from a terminal, gone on with after it was killed."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from classroom_world import Deckfile, Pupil, Room, question
from host_process import Home, HostProcess, free_port, host_command, with_quiz
from typer.testing import CliRunner

from quizapp.bootstrap import bootstrap
from quizapp.classroom import addresses
from quizapp.classroom.addresses import Network
from quizapp.classroom.terminal import Leave, Terminal
from quizapp.cli import Doors, command_line
from quizapp.domain.game import Mode, Phase
from quizapp.domain.learner import Learner
from quizapp.domain.task import Accepted, Typed
from quizapp.paths import HOME_VARIABLE
from quizapp.services.learning_day import SystemClock

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


@pytest.fixture
def home(deck: Deckfile) -> Home:
    return with_quiz(deck, typed(2))


def test_of_several_networks_the_likeliest_is_taken_and_how_to_take_another_is_said(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = Network("127.0.0.1", "wlan0", "Wi-Fi (wlan0)")
    others = [
        Network("10.42.0.1", "ap0", "Hotspot of this machine (ap0)"),
        Network("192.168.1.20", "eth0", "Cable or other network (eth0)"),
    ]
    monkeypatch.setattr(addresses, "networks", lambda: [here, *others])
    monkeypatch.setenv(HOME_VARIABLE, str(home.folder))
    port = free_port()
    doors = Doors(bootstrap, None, None, None)  # type: ignore[arg-type]  # none is gone through

    held = CliRunner().invoke(
        command_line(doors), ["host", "--headless", "Monday", "--port", str(port)], input="q\n"
    )

    assert held.exit_code == 0
    assert f"Address: http://127.0.0.1:{port}" in held.stdout.splitlines()
    said = [line for line in held.stderr.splitlines() if line.startswith("Other network: ")]
    assert said == [
        "Other network: Hotspot of this machine (ap0), --address 10.42.0.1",
        "Other network: Cable or other network (eth0), --address 192.168.1.20",
    ]


def test_another_network_shows_its_code_and_an_idle_round_says_so(terminal: Made) -> None:
    made, room, said = terminal()
    before = len(said)
    made.show_door()
    assert f"Address: {room.host.url}" in said[before:]
    made.warn_idle(290.0)
    assert said[-1] == "Nobody uses this round. It is closed in 5 min; w keeps it open."
    room.host._idle._has_warned = True
    made.obey(["w"])
    assert not room.host._idle._has_warned
    made.warn_idle(0.0)
    assert said[-1] == "Nobody used this round, so it is closed."


def test_answers_go_into_the_progress_of_those_who_chose_their_names(deck: Deckfile) -> None:
    now = SystemClock().now()
    deck.stores.learners.add([Learner("ada", "Ada", "blue", now)])
    home, port = with_quiz(deck, typed(2)), free_port()
    held = HostProcess(home, port, "Monday", "--names", "roster", "--feed-study")

    async def act() -> None:
        async with aiohttp.ClientSession() as session:
            pupil = await Pupil(session, f"http://127.0.0.1:{port}", held.code).join(learner="ada")
            held.type("")
            await pupil.until_phase("open")
            assert await pupil.answer("right0") == ""
            held.type("x")
            await pupil.until_phase("ended")

    try:
        asyncio.run(act())
        held.type("q")
        assert held.process.wait(30) == 0
    finally:
        held.end()
    stores = deck.open()
    try:
        assert len(stores.reviews.reviews("ada", "q0")) == 1
    finally:
        stores.close()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_round_is_gone_on_with_after_the_command_was_killed(home: Path) -> None:
    port = free_port()

    async def act(first: HostProcess) -> None:
        async with aiohttp.ClientSession() as session:
            pupil = Pupil(session, f"http://127.0.0.1:{port}", first.code)
            await pupil.join()
            first.type("")
            await pupil.until_phase("open")
            assert await pupil.answer("right0") == ""
            first.process.send_signal(signal.SIGKILL)
            await pupil.until(lambda: pupil.is_cut)
            second = await asyncio.to_thread(HostProcess, home, port, "--resume")
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

    child = HostProcess(home, port, "Monday")
    try:
        asyncio.run(act(child))
    finally:
        child.end()


@pytest.mark.parametrize("what", [("Monday",), ("--resume",)])
def test_who_wants_to_hold_a_second_round_with_the_same_decks_is_told_of_the_first(
    home: Home, what: tuple[str, ...]
) -> None:
    first = HostProcess(home, free_port(), "Monday")
    try:
        second = host_command(home, *what)
        assert second.returncode == 1
        assert second.stderr.splitlines() == [
            "The live round “Monday” is running in another QuizApp window or command, with these "
            "decks. Go on with it there, or end it and close that one first."
        ]
        first.type("q")
        assert first.process.wait(30) == 0
        assert "Code: " in host_command(home, *what, typed="q\n").stdout, "it is free again"
    finally:
        first.end()
