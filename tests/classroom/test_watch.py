"""What a host looks after by itself: another network, a round that nobody uses, lost seats."""

from __future__ import annotations

import asyncio
import socket
import sys
import time
from collections.abc import Callable

import aiohttp
import pytest
from classroom_world import Deckfile, Room, question
from test_coming_back import play, typed

from quizapp.classroom.addresses import Network
from quizapp.classroom.host import ClassroomHost
from quizapp.classroom.limits import Limits
from quizapp.classroom.watch import IdleWatch, NetworkWatch
from quizapp.domain.game import Naming
from quizapp.domain.learner import Learner
from quizapp.errors import QuizError
from quizapp.services.live_game import HostGames

Hold = Callable[..., Room]
WIFI = Network("192.168.1.5", "wlan0", "Wi-Fi (wlan0)")
CABLE = Network("10.0.0.9", "eth0", "Cable or other network (eth0)")
NONCE = "n" * 20


class Machine:
    """In some network; the round may follow."""

    def __init__(self, *looks: list[Network]) -> None:
        self.address = WIFI.address
        self.told: list[str] = []
        self.problem: QuizError | None = None
        self._looks = iter(looks)
        self.watch = NetworkWatch(
            lambda: self.address, self.move, self.told.append, lambda: next(self._looks)
        )

    async def move(self, address: str) -> None:
        if self.problem is not None:
            raise self.problem
        self.address = address

    def look(self, times: int) -> None:
        async def looks() -> None:
            for _ in range(times):
                await self.watch.look()

        asyncio.run(looks())


def test_a_network_that_is_back_at_once_is_only_said() -> None:
    machine = Machine([WIFI], [CABLE], [WIFI], [WIFI])
    machine.look(4)
    left, back = machine.told
    assert "has left the network" in left and CABLE.words in left
    assert back == "This machine is in the network with the address 192.168.1.5 again."
    assert machine.address == WIFI.address


def test_the_round_follows_into_another_network_and_says_so() -> None:
    machine = Machine([WIFI], [], [], [CABLE], [CABLE], [])
    machine.look(4)
    assert machine.address == CABLE.address
    assert "hotspot" in machine.told[0] and "scan the new code" in machine.told[1]
    machine.look(2)
    assert "has left the network with the address 10.0.0.9" in machine.told[2]


def test_a_move_that_fails_is_said_and_tried_again() -> None:
    machine = Machine([WIFI], [CABLE], [CABLE], [CABLE])
    machine.problem = QuizError("The port is taken.")
    machine.look(3)
    assert machine.told[-1] == "The port is taken." and machine.address == WIFI.address
    machine.problem = None
    machine.look(1)
    assert machine.address == CABLE.address


@pytest.mark.skipif(sys.platform != "linux", reason="one address of its own on this machine")
def test_a_host_follows_its_machine_and_tells_where_it_is_now(
    deck: Deckfile, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = [Network("127.0.0.1", "wlan0", "Wi-Fi (wlan0)")]
    there = [Network("127.0.0.2", "eth0", "Cable or other network (eth0)")]
    told = iter([here, here])
    monkeypatch.setattr("quizapp.classroom.watch.networks", lambda: next(told, there))
    monkeypatch.setattr("quizapp.classroom.watch.LOOK_EVERY", 0.02)
    urls: list[str] = []
    problems: list[str] = []
    live = deck.begin(typed(1))
    host = ClassroomHost(
        live, address="127.0.0.1", port=0, on_problem=problems.append,
        on_moved=lambda: urls.append(host.join_url),
    )  # fmt: skip
    host.start()
    try:
        until = time.monotonic() + 10
        while len(problems) < 2 and time.monotonic() < until:
            time.sleep(0.02)
    finally:
        host.stop()
    assert len(urls) == 1 and urls[0].startswith("http://127.0.0.2:")
    assert urls[0].endswith(f"/j/{live.game.code}")
    left, moved = problems
    assert "has left the network" in left and "scan the new code" in moved


def test_an_address_that_was_typed_is_not_watched() -> None:
    machine = Machine(*[[CABLE]] * 5)
    machine.look(5)
    assert machine.told == [] and machine.address == WIFI.address


class Hours:
    at = 0.0

    def __call__(self) -> float:
        return self.at


def test_a_round_that_nobody_uses_is_warned_about_once_and_then_closed() -> None:
    clock, told = Hours(), list[float]()
    watch = IdleWatch(
        1800, 300, warn=told.append, over=lambda: told.append(0.0), clock=clock
    )  # fmt: skip
    for clock.at in (0, 1799, 1800, 1900, 2099):
        watch.look()
    assert told == [300]
    clock.at = 2100
    watch.look()
    assert told == [300, 0]


def test_whoever_is_there_keeps_a_round_open() -> None:
    clock, told = Hours(), list[float]()
    watch = IdleWatch(10, 5, warn=told.append, over=lambda: told.append(0.0), clock=clock)
    clock.at = 12
    watch.look()
    watch.used()
    clock.at = 21
    watch.look()
    assert told == [5 - 2]
    clock.at = 22
    watch.look()
    assert told == [3, 5], "it is warned anew"


def test_a_host_stops_by_itself_and_the_round_can_be_gone_on_with(deck: Deckfile) -> None:
    room = Room(deck.begin(typed(1)), Limits(idle=0.2, notice=0.2))
    until = time.monotonic() + 10
    while room.host.is_running and time.monotonic() < until:
        time.sleep(0.02)
    assert not room.host.is_running
    assert room.live.game.ended_at is None
    with socket.create_server(("127.0.0.1", room.host.port)):
        pass  # the port is free


def test_a_phone_keeps_its_host(hold: Hold) -> None:
    room = hold(asked=typed(1), limits=Limits(idle=0.2, notice=0.2))

    async def act(session: aiohttp.ClientSession) -> None:
        pupil = await room.pupil(session).join()
        await asyncio.sleep(1)
        assert room.host.is_running and not pupil.is_cut

    play(act)


# Seats


def test_joining_again_with_the_same_secret_is_the_same_seat(hold: Hold) -> None:
    """The welcome was lost on its way: no second pupil of the same name sits there."""
    room = hold(asked=typed(1))

    async def act(session: aiohttp.ClientSession) -> None:
        one = await room.pupil(session).join(nonce=NONCE)
        await one.drop()
        again = await room.pupil(session).join(nonce=NONCE)
        assert again.token == one.token
        assert again.state["me"]["alias"] == one.state["me"]["alias"]
        other = await room.pupil(session).join(nonce=NONCE[::-1] + "m")
        assert other.token != one.token
        await room.do("let_join", False)
        await again.drop()
        late = await room.pupil(session).join(nonce=NONCE)
        assert late.token == one.token, "who sits here comes back though the door is closed"

    play(act)
    assert len(room.live.seats) == 2


def test_the_same_seat_also_after_the_host_was_killed(deck: Deckfile) -> None:
    live = deck.begin(typed(1))
    player, token = live.join(nonce=NONCE)
    again = HostGames(deck.stores, live._clock).go_on(live.game.id)
    assert again.join(nonce=NONCE) == (player, token)
    assert HostGames(deck.stores, live._clock).go_on(live.game.id).seats.back(token) == player


def test_a_secret_that_could_be_guessed_is_refused(hold: Hold) -> None:
    room = hold(asked=typed(1))

    async def act(session: aiohttp.ClientSession) -> None:
        pupil = await room.pupil(session).connect()
        await pupil.send({"t": "join", "code": pupil.code, "nonce": "short"})
        await pupil.until(lambda: bool(pupil.refused))
        assert pupil.refused[0]["why"] == "shape"

    play(act)


def test_a_freed_seat_is_had_again_by_its_name_with_its_score(hold: Hold) -> None:
    room = hold(asked=typed(2))

    async def act(session: aiohttp.ClientSession) -> None:
        lost = await room.pupil(session).join(nonce=NONCE)
        other = await room.pupil(session).join()
        await room.do("advance")
        await lost.until_phase("open")
        assert await lost.answer("right0") == ""
        name = lost.state["me"]["alias"]
        thief = room.pupil(session, name)
        await thief.join()
        assert thief.refused[0]["why"] == "name", "its phone is still there"
        player = next(p.id for p in room.live.seats if p.alias == name)
        await room.do("free", player)
        await lost.until(lambda: lost.byes == ["elsewhere"])
        new = await room.pupil(session, name.upper()).join(nonce="m" * 20)
        assert new.state["me"]["alias"] == name and new.state["answer"] == "right0"
        assert await new.answer("right0") == ""
        assert other.byes == []
        again = await room.pupil(session, name).join()
        assert again.refused[0]["why"] == "name", "it is taken now"

    play(act)


@pytest.mark.skipif(sys.platform != "linux", reason="one address of its own on this machine")
def test_in_another_network_a_seat_is_had_again_by_its_name(hold: Hold) -> None:
    room = hold(asked=typed(1), naming=Naming.FREE)

    async def act(session: aiohttp.ClientSession) -> None:
        ada = await room.pupil(session, "Ada").join()
        bob = await room.pupil(session, "Bob").join()
        assert ada.refused == bob.refused == []
        await asyncio.wrap_future(room.host.move("127.0.0.2"))
        await ada.until(lambda: ada.is_cut)
        back = await room.pupil(session, "ada").join()
        assert back.state["me"]["name"] == "Ada"
        bob.url = room.url
        await bob.resume()
        thief = await room.pupil(session, "Bob").join()
        assert thief.refused[0]["why"] == "taken", "his own phone has come back"

    play(act)
    assert len(room.live.seats) == 2


def test_chosen_from_the_list_a_lost_seat_is_had_again(deck: Deckfile) -> None:
    live = deck.begin(typed(1), naming=Naming.ROSTER)
    deck.stores.learners.add([Learner("ada", "Ada", "blue", live.now())])
    player, _ = live.join(learner="ada")
    assert live.seats.roster()[-1][1], "taken"
    live.seats.free(player.id)
    assert not live.seats.roster()[-1][1]
    assert live.join(learner="ada")[0].id == player.id
    assert live.seats.roster()[-1][1]


# A phone that stops reading


def stuck_phone(room: Room) -> socket.socket:
    """A real socket that joins and then reads no more."""
    made = socket.socket()
    made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    made.connect(("127.0.0.1", room.host.port))
    made.sendall(
        f"GET /ws HTTP/1.1\r\nHost: 127.0.0.1:{room.host.port}\r\nUpgrade: websocket\r\n"
        "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n".encode()
    )
    assert made.recv(12) == b"HTTP/1.1 101"
    text = f'{{"t":"join","code":"{room.live.game.code}"}}'.encode()
    made.sendall(bytes([0x81, 0x80 | len(text), 0, 0, 0, 0]) + text)  # a mask of noughts
    return made


def test_a_phone_that_stops_reading_holds_up_nobody_and_takes_no_memory(hold: Hold) -> None:
    long = [question("choose", stem="What about this? " * 2_000)]
    room = hold(asked=long, limits=Limits(send=1.0))
    waiting = 0

    async def act(session: aiohttp.ClientSession) -> None:
        nonlocal waiting
        stuck = stuck_phone(room)
        other = await room.pupil(session).join()
        await other.until(lambda: len(room.live.seats) == 2)
        before = set(room.host._reception._phones)
        lines = [phone._transport for phone in before if phone._transport is not None]
        await room.do("advance")
        for turn in range(200):  # some 7 MB for each phone
            await room.do("pause" if turn % 2 == 0 else "go_on")
            await other.until_phase("paused" if turn % 2 == 0 else "open")
            open_ = [line for line in lines if not line.is_closing()]
            waiting = max([waiting, *(line.get_write_buffer_size() for line in open_)])
        await asyncio.sleep(1.2)
        view, connected = room.views[-1]
        assert len(view.players) == 2 and len(connected) == 1, "it is cut off, its seat stays"
        stuck.close()

    play(act)
    assert waiting < 400_000, "what aiohttp holds for a socket, whatever there is to say"
