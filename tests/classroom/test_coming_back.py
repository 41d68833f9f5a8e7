"""Phones that lose the network and hosts that are killed: nobody loses an answer or a point."""

from __future__ import annotations

import asyncio
import os
import random
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from classroom_world import Deckfile, Pupil, Room, question
from host_process import HostProcess, free_port, with_quiz

from quizapp.domain.game import Naming
from quizapp.domain.task import Accepted, Choose, Option, Typed

Hold = Callable[..., Room]
_ROOT = Path(__file__).resolve().parents[2]
CHILD = {**os.environ, "PYTHONPATH": os.pathsep.join([str(_ROOT), str(_ROOT / "tests")])}


def typed(count: int) -> list[Any]:
    return [question(f"q{n}", Typed((Accepted(f"right{n}"),))) for n in range(count)]


def play(act: Callable[[aiohttp.ClientSession], Any]) -> None:
    async def within() -> None:
        connector = aiohttp.TCPConnector(limit=0)
        async with aiohttp.ClientSession(connector=connector) as session:
            await act(session)

    asyncio.run(within())


def test_a_refresh_shows_the_same_question_with_the_answer_that_stands(hold: Hold) -> None:
    room = hold(asked=typed(2), naming=Naming.FREE)

    async def act(session: aiohttp.ClientSession) -> None:
        pupil = await room.pupil(session, "Ada").join()
        await room.do("advance")
        await pupil.until_phase("open")
        await pupil.answer("right0")
        before = pupil.state
        await pupil.close()
        await pupil.resume()
        assert pupil.state["answer"] == "right0"
        assert pupil.state["question"] == before["question"]
        assert pupil.state["me"] == before["me"]
        assert pupil.state["seq"] > before["seq"]

    play(act)


class Stubborn:
    """A phone that sends an answer until it is acknowledged, through whatever happens."""

    def __init__(self, pupil: Pupil, dice: random.Random, loses: float = 0.0) -> None:
        self.pupil, self.dice, self.loses = pupil, dice, loses
        self.acknowledged: dict[int, Any] = {}

    async def answer(self, turn: int, response: Any) -> str:
        id_ = f"{turn}-{self.dice.random()}"
        while True:
            with suppress(TimeoutError, ConnectionError, aiohttp.ClientError, AssertionError):
                why = await self._try(id_, turn, response)
                if why != "often":
                    return why
            await self.come_back()

    async def _try(self, id_: str, turn: int, response: Any) -> str:
        message = {"t": "answer", "id": id_, "turn": turn, "response": response, "ms": 500}
        pupil, refused = self.pupil, len(self.pupil.refused)
        await pupil.send(message)
        if self.dice.random() < self.loses:
            await pupil.drop()  # whether it arrived, nobody knows
            raise ConnectionError
        await pupil.until(
            lambda: (id_, turn) in pupil.acks or len(pupil.refused) > refused or pupil.is_cut
        )
        if (id_, turn) in pupil.acks:
            self.acknowledged[turn] = response
            return ""
        if len(pupil.refused) > refused:
            return str(pupil.refused[-1]["why"])
        raise ConnectionError

    async def come_back(self) -> None:
        while True:
            with suppress(TimeoutError, ConnectionError, aiohttp.ClientError, AssertionError):
                await self.pupil._stop_reading()
                await self.pupil.resume()
                if self.pupil.state:
                    return
            await asyncio.sleep(0.03)


def test_with_a_third_of_all_sendings_cut_off_every_score_is_right(hold: Hold) -> None:
    room = hold(asked=[*typed(5), *choices(5)])
    dice = random.Random(20)
    right: dict[int, int] = {}

    async def play_one(number: int, phone: Stubborn, place: int) -> None:
        await phone.pupil.until_turn(place)
        knows = dice.random() < 0.5
        right[number] = right.get(number, 0) + knows
        if place < 5:
            response = f"right{place}" if knows else "wrong"
        else:
            wanted = "right" if knows else "wrong"
            options = phone.pupil.state["question"]["options"]
            response = [each["id"] for each in options if each["text"] == wanted]
        assert await phone.answer(place, response) == ""

    async def act(session: aiohttp.ClientSession) -> None:
        phones = [Stubborn(await room.pupil(session).join(), dice, 0.3) for _ in range(20)]
        for place in range(10):
            await room.do("advance")
            await asyncio.gather(*(play_one(n, p, place) for n, p in enumerate(phones)))
            await room.do("reveal")
        await room.do("end")
        for number, phone in enumerate(phones):
            await phone.pupil.until_phase("ended")
            assert phone.pupil.state["me"]["points"] == right[number]
            assert len(phone.acknowledged) == 10

    play(act)
    assert len(room.live._games.answers(room.live.game.id)) == 200


def choices(count: int) -> list[Any]:
    options = (Option("right", 1.0), Option("wrong"), Option("worse"))
    return [question(f"c{n}", Choose(options)) for n in range(count)]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_no_acknowledged_answer_is_lost_when_the_program_is_killed_ten_times(
    deck: Deckfile,
) -> None:
    """The command itself, started anew each time."""
    seed = random.randrange(2**32)
    dice = random.Random(seed)
    home, port = with_quiz(deck, typed(120)), free_port()
    held = [HostProcess(home, port, "Monday", "--mode", "race")]
    held[0].type("")
    phones: list[Stubborn] = []

    async def play_on(phone: Stubborn) -> None:
        for turn in range(120):
            assert await phone.answer(turn, dice.choice([f"right{turn}", "no"])) == "", seed
            with suppress(ConnectionError, AssertionError, aiohttp.ClientError):
                await phone.pupil.send({"t": "next", "turn": turn})
            await asyncio.sleep(0.01)

    async def kill_often() -> None:
        for _ in range(10):
            enough = sum(len(phone.acknowledged) for phone in phones) + dice.randrange(1, 40)
            while sum(len(phone.acknowledged) for phone in phones) < enough:
                await asyncio.sleep(dice.uniform(0, 0.01))
            await asyncio.to_thread(held[-1].kill)
            held.append(await asyncio.to_thread(HostProcess, home, port, "--resume"))

    async def act(session: aiohttp.ClientSession) -> None:
        for _ in range(8):
            pupil = Pupil(session, f"http://127.0.0.1:{port}", held[0].code)
            pupil.waits = 3.0
            phones.append(Stubborn(await pupil.join(), dice))
        players = [asyncio.create_task(play_on(phone)) for phone in phones]
        await kill_often()
        for each in players:
            each.cancel()
        await asyncio.gather(*players, return_exceptions=True)
        for each in players:
            assert each.cancelled() or each.exception() is None, (seed, each)

    try:
        play(act)
    finally:
        for each in held:
            each.end()
    stores = deck.open()
    try:
        game = stores.games.games()[0]
        players = [each.id for each in stores.games.players(game.id)]
        kept = {(a.player, a.turn): a.response for a in stores.games.answers(game.id)}
    finally:
        stores.close()
    assert len(players) == len(phones)
    said = {(p, t): r for p, phone in zip(players, phones, strict=True)
            for t, r in phone.acknowledged.items()}  # fmt: skip
    assert len(said) > 50
    assert said.items() <= kept.items(), f"seed {seed}"
    assert len(kept) - len(said) <= len(phones)  # at most the one that was on its way


@pytest.mark.skipif(sys.platform != "linux", reason="one address of its own on this machine")
def test_in_another_network_phones_come_back_at_the_new_address(hold: Hold) -> None:
    room = hold(asked=typed(1))

    async def act(session: aiohttp.ClientSession) -> None:
        pupil = await room.pupil(session).join()
        await room.do("advance")
        await pupil.until_phase("open")
        await asyncio.wrap_future(room.host.move("127.0.0.2"))
        await pupil.until(lambda: pupil.is_cut)
        assert pupil.byes == []
        with pytest.raises(aiohttp.ClientError):
            await pupil.connect()
        pupil.url = room.host.url
        assert pupil.url.startswith("http://127.0.0.2:")
        await pupil.resume()
        assert await pupil.answer("right0") == ""

    play(act)


def test_a_question_with_a_limit_gets_its_time_back_when_the_host_was_gone(
    deck: Deckfile,
) -> None:
    from datetime import UTC, datetime, timedelta

    from quizapp.services.live_game import HostGames, Sent

    class Clock:
        at = datetime(2026, 3, 2, 9, tzinfo=UTC)

        def now(self) -> datetime:
            return self.at

    clock = Clock()
    begun = deck.begin(typed(1), seconds=20)
    live = HostGames(deck.stores, clock).go_on(begun.game.id)
    player, _ = live.join()
    live.advance()
    clock.at += timedelta(seconds=5)
    assert live.take([Sent(player.id, 0, "right0", 1)]) == [None]
    clock.at += timedelta(hours=1)  # killed
    again = HostGames(deck.stores, clock).go_on(begun.game.id)
    again.take_up()
    assert again.left() == 15.0
    assert again.take([Sent(player.id, 0, "changed", 1)]) == [None]
