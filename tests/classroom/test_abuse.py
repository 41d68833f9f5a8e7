"""What misbehaves is refused, counted, and stops nobody else."""

from __future__ import annotations

import asyncio
import json
import logging
import socket
import threading
from collections.abc import Callable
from typing import Any

import aiohttp
import pytest
from classroom_world import Deckfile, Pupil, Room, question, questions
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.classroom import messages
from quizapp.classroom.limits import Bucket, Joins, Limits
from quizapp.classroom.phone import LONGEST_WAY, Phone
from quizapp.domain.game import Mode, Naming, Phase
from quizapp.domain.task import Accepted, Typed
from quizapp.errors import QuizError
from quizapp.services.live_seats import Refused

Hold = Callable[..., Room]


def typed(count: int) -> list[Any]:
    return [question(f"q{n}", Typed((Accepted(f"right{n}"),))) for n in range(count)]


def play(room: Room, act: Callable[[aiohttp.ClientSession], Any]) -> None:
    async def within() -> None:
        connector = aiohttp.TCPConnector(limit=0)
        async with aiohttp.ClientSession(connector=connector) as session:
            await act(session)

    asyncio.run(within())


async def opened(room: Room, session: aiohttp.ClientSession) -> Pupil:
    pupil = await room.pupil(session).join()
    await room.do("advance")
    await pupil.until_phase("open")
    return pupil


def test_a_class_behind_one_address_gets_in_at_once(hold: Hold) -> None:
    room = hold()

    async def act(session: aiohttp.ClientSession) -> None:
        pupils = [room.pupil(session) for _ in range(40)]
        await asyncio.gather(*(each.join() for each in pupils))
        assert all(each.token for each in pupils)

    play(room, act)


def test_a_flood_of_joins_is_throttled_and_the_round_goes_on(hold: Hold) -> None:
    room = hold(limits=Limits(joins=5, joins_per_second=0.01))

    async def act(session: aiohttp.ClientSession) -> None:
        first = await opened(room, session)
        flood = [await room.pupil(session).join() for _ in range(10)]
        assert [bool(each.token) for each in flood] == [True] * 4 + [False] * 6
        assert {each.refused[0]["why"] for each in flood[4:]} == {"often"}
        assert await first.answer(None) == ""
        assert await room.ask(lambda live: len(live.seats)) == 5

    play(room, act)
    assert room.host.refused["often"] == 6


def test_wrong_codes_cannot_be_tried_without_end(hold: Hold) -> None:
    room = hold(limits=Limits(joins=3, joins_per_second=0.01))

    async def act(session: aiohttp.ClientSession) -> None:
        guesser = room.pupil(session)
        guesser.code = "AAAA"
        await guesser.connect()
        for _ in range(5):
            await guesser.send({"t": "hello", "code": "AAAA"})
        await guesser.until(lambda: len(guesser.refused) == 5)
        assert [each["why"] for each in guesser.refused] == ["code"] * 3 + ["often"] * 2

    play(room, act)


MALFORMED = [
    "", "null", "[]", "{", '{"t": 5}', '{"t": "answer"}', '"answer"', "NaN", "[" * 4_000,
    '{"t": "answer", "id": "a", "turn": true, "response": "x", "ms": 1}',
    '{"t": "answer", "id": "a", "turn": 0, "response": "x", "ms": NaN}',
    '{"t": "answer", "id": "a", "turn": 0, "response": "x", "ms": "1"}',
    '{"t": "answer", "id": ["a"], "turn": 0, "response": "x", "ms": 1}',
    '{"t": "answer", "id": "a", "turn": -1, "response": "x", "ms": 1}',
    '{"t": "answer", "id": "a", "turn": 0, "response": {"a": 1}, "ms": 1}',
    '{"t": "answer", "id": "a", "turn": 0, "response": [1e999, 5], "ms": 1}',
    '{"t": "answer", "id": "a", "turn": 0, "response": [' + "9" * 400 + ', 5], "ms": 1}',
    '{"t": "resume", "token": {}}', '{"t": "next", "turn": "0"}', '{"t": "pong", "n": 1e400}',
]  # fmt: skip


def test_malformed_messages_are_refused_and_the_round_goes_on(hold: Hold) -> None:
    room = hold(asked=typed(1))

    async def act(session: aiohttp.ClientSession) -> None:
        pupil = await opened(room, session)
        assert pupil.socket is not None
        for number, text in enumerate(MALFORMED, 1):
            await pupil.socket.send_str(text)
            await pupil.until(lambda number=number: len(pupil.refused) == number)
        assert {each["why"] for each in pupil.refused} == {"shape"}
        assert await pupil.answer("right0") == ""

    play(room, act)
    assert room.host.refused["shape"] == len(MALFORMED)


@pytest.mark.parametrize("is_binary", [True, False])
def test_giant_and_binary_frames_close_their_own_socket_only(hold: Hold, is_binary: bool) -> None:
    room = hold(asked=typed(1))

    async def act(session: aiohttp.ClientSession) -> None:
        pupil, other = await opened(room, session), await room.pupil(session).join()
        assert other.socket is not None
        await (other.socket.send_bytes(b"x") if is_binary else other.socket.send_str("x" * 5_000))
        await other.until(lambda: other.socket.closed)
        assert await pupil.answer("right0") == ""
        await other.resume()
        assert await other.answer("right0") == ""

    play(room, act)
    assert room.host.refused["binary" if is_binary else "frame"] == 1


FORGED = [
    {"t": name, **more}
    for name in ("advance", "reveal", "end", "lock", "command", "host", "send_out", "skip")
    for more in ({}, {"name": "end"}, {"secret": "x", "role": "host"})
]


def test_nothing_can_be_commanded_over_the_network(hold: Hold) -> None:
    room = hold(asked=typed(1))

    async def act(session: aiohttp.ClientSession) -> None:
        pupil = await opened(room, session)
        for number, message in enumerate(FORGED, 1):
            await pupil.send(message)
            await pupil.until(lambda number=number: len(pupil.refused) == number)
        for method in ("POST", "PUT", "DELETE", "PATCH"):
            for path in ("/", "/command", "/end", "/ws", "/host"):
                async with session.request(method, room.url + path) as answer:
                    assert answer.status in (404, 405)
        assert await room.ask(lambda live: live.phase) is Phase.OPEN

    play(room, act)


def test_an_answer_that_is_sent_again_counts_once(hold: Hold) -> None:
    room = hold(asked=typed(2))

    async def act(session: aiohttp.ClientSession) -> None:
        pupil = await opened(room, session)
        assert await pupil.answer_again("one", "right0") == ""
        assert await pupil.answer_again("one", "changed") == ""  # the same id is the same answer
        assert await pupil.answer_again("two", "right0") == ""
        await room.do("lock")
        assert await pupil.answer_again("one", "right0", turn=0) == ""
        assert await pupil.answer_again("three", "right0", turn=0) == ""  # it is in the file
        assert await pupil.answer_again("four", "too late", turn=0) == "late"
        await room.do("reveal")
        await pupil.until_phase("reveal")
        assert pupil.state["reveal"]["given"] == "right0"

    play(room, act)
    assert len(room.live._games.answers(room.live.game.id)) == 1


def test_answers_after_the_time_and_to_other_questions_are_late(hold: Hold) -> None:
    room = hold(asked=typed(3), seconds=0.3)

    async def act(session: aiohttp.ClientSession) -> None:
        pupil = await opened(room, session)
        assert await pupil.answer("right0", turn=1) == "late"
        assert await pupil.answer("right0", turn=999_999) == "late"
        await pupil.until_phase("locked")  # by itself
        assert await pupil.answer("right0", turn=0) == "late"

    play(room, act)


def test_one_seat_has_one_phone_the_last_one(hold: Hold) -> None:
    room = hold(asked=typed(1))

    async def act(session: aiohttp.ClientSession) -> None:
        first = await opened(room, session)
        second = room.pupil(session)
        second.token = first.token
        await second.resume()
        await first.until(lambda: first.byes == ["elsewhere"])
        assert await second.answer("right0") == ""
        third = room.pupil(session)
        third.token = "made up"
        await third.resume()
        assert third.refused[0]["why"] == "token"

    play(room, act)


def test_who_is_sent_out_hears_so_and_does_not_come_back(hold: Hold) -> None:
    room = hold(asked=typed(1))

    async def act(session: aiohttp.ClientSession) -> None:
        pupil = await opened(room, session)
        (player,) = await room.ask(lambda live: [each.id for each in live.seats])
        await room.do("send_out", player)
        await pupil.until(lambda: pupil.byes == ["sent out"])
        await pupil.resume()
        assert pupil.refused and not pupil.state

    play(room, act)


def test_too_many_messages_are_dropped_and_then_the_socket(hold: Hold) -> None:
    room = hold(limits=Limits(messages_per_second=5, patience=20))

    async def act(session: aiohttp.ClientSession) -> None:
        pupil = await room.pupil(session).join()
        for _ in range(60):
            await pupil.send({"t": "pong", "n": 0})
        await pupil.until(lambda: pupil.socket.closed)
        assert [each["why"] for each in pupil.refused] == ["often"]

    play(room, act)


def test_who_says_nothing_is_let_go(hold: Hold) -> None:
    room = hold(limits=Limits(hello=0.2, ping=0.2))

    async def act(session: aiohttp.ClientSession) -> None:
        silent = await room.pupil(session).connect()
        await silent.until(lambda: silent.socket.closed)
        gone = await room.pupil(session).join()
        gone.pongs = False
        await gone.until(lambda: gone.socket.closed)
        await gone.resume()
        assert gone.state

    play(room, act)
    assert (room.host.refused["silent"], room.host.refused["gone"]) == (1, 1)


@pytest.mark.parametrize("most", [3, 0])
def test_sockets_of_one_address_are_counted_unless_that_is_off(hold: Hold, most: int) -> None:
    room = hold(limits=Limits(sockets=most))

    async def act(session: aiohttp.ClientSession) -> None:
        pupils = [await room.pupil(session).join() for _ in range(3)]
        if most:
            with pytest.raises(aiohttp.WSServerHandshakeError, match="429"):
                await room.pupil(session).connect()
            await pupils[0].close()
        await room.pupil(session).join()

    play(room, act)


def test_only_pages_of_this_host_are_let_in(hold: Hold) -> None:
    room = hold()

    async def act(session: aiohttp.ClientSession) -> None:
        own = f"127.0.0.1:{room.host.port}"
        for headers, status in (
            ({"Host": own}, 200), ({"Host": f"localhost:{room.host.port}"}, 200),
            ({"Host": "evil.example"}, 421), ({"Host": f"evil.example:{room.host.port}"}, 421),
            ({"Host": "127.0.0.1"}, 421),
            ({"Origin": f"http://{own}"}, 200), ({"Origin": "http://evil.example"}, 403),
            ({"Origin": "null"}, 403),
        ):  # fmt: skip
            async with session.get(room.url, headers=headers) as answer:
                assert answer.status == status, headers
                assert "Access-Control-Allow-Origin" not in answer.headers
        with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
            await session.ws_connect(f"{room.url}/ws", headers={"Origin": "http://evil.example"})

    play(room, act)
    assert room.host.refused["origin"] == 3


def test_every_answer_has_the_headers_that_keep_the_page_to_itself(hold: Hold) -> None:
    room = hold()

    async def act(session: aiohttp.ClientSession) -> None:
        for path in ("/", "/land.json", "/nothing", f"/picture/{'0' * 64}"):
            async with session.get(room.url + path) as answer:
                assert answer.headers["X-Content-Type-Options"] == "nosniff"
                assert answer.headers["X-Frame-Options"] == "DENY"
                assert answer.headers["Referrer-Policy"] == "no-referrer"
                policy = answer.headers["Content-Security-Policy"]
                assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
                assert "unsafe" not in policy
                assert "aiohttp" not in str(answer.headers).lower()

    play(room, act)


@pytest.mark.parametrize(
    "path",
    ["/../pyproject.toml", "/%2e%2e/pyproject.toml", "/picture/../../etc/passwd", "/j/../ws",
     "/picture/%2e%2e%2f%2e%2e", "/static/x", "/j/", "/j/A%00B", "/picture/" + "Z" * 64],
)  # fmt: skip
def test_no_path_leads_to_a_file(hold: Hold, path: str) -> None:
    room = hold()
    with socket.create_connection(("127.0.0.1", room.host.port), timeout=5) as raw:
        raw.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{room.host.port}\r\n\r\n".encode())
        assert raw.recv(200).startswith(b"HTTP/1.1 40")


def test_what_is_refused_is_logged_without_anybodys_name(
    hold: Hold, caplog: pytest.LogCaptureFixture
) -> None:
    room = hold(naming=Naming.FREE)

    async def act(session: aiohttp.ClientSession) -> None:
        pupil = await room.pupil(session, "Griselda").join()
        await pupil.send({"t": "answer", "id": "x", "turn": 5, "response": "Griselda", "ms": 1})
        await pupil.until(lambda: bool(pupil.refused))

    with caplog.at_level(logging.DEBUG):
        play(room, act)
    assert "refused in the classroom: late" in caplog.text
    assert not any(word in caplog.text for word in ("Griselda", "127.0.0.1"))


def test_names_that_are_typed_are_looked_at(hold: Hold) -> None:
    room = hold(naming=Naming.FREE)

    async def act(session: aiohttp.ClientSession) -> None:
        names = {"Ada": "", "ada": "taken", "Sh1thead": "name", " ": "name", "x" * 21: "name"}
        for name, why in names.items():
            pupil = await room.pupil(session, name).join()
            assert (pupil.refused[0]["why"] if pupil.refused else "") == why, name
        marked = await room.pupil(session, "<b>Ben</b>").join()
        assert marked.state["me"]["name"] == "<b>Ben</b>"  # a text like any other

    play(room, act)


def test_an_answer_at_ones_own_pace_is_told_to_that_phone_only(hold: Hold) -> None:
    room = hold(asked=typed(5), mode=Mode.RACE)

    async def act(session: aiohttp.ClientSession) -> None:
        pupil, other = await opened(room, session), await room.pupil(session).join()
        await asyncio.sleep(0.1)
        heard = len(other.frames)
        for turn in range(5):
            await pupil.until_turn(turn)
            await pupil.answer(f"right{turn}")
            await pupil.send({"t": "next", "turn": turn})
        await pupil.until_phase("done")
        assert len(other.frames) == heard

    play(room, act)


def test_answers_do_not_tell_everyone_and_the_teacher_ten_times_a_second_at_most(
    hold: Hold,
) -> None:
    room = hold(asked=typed(1))

    async def act(session: aiohttp.ClientSession) -> None:
        pupils = await asyncio.gather(*(room.pupil(session).join() for _ in range(20)))
        await room.do("advance")
        await asyncio.gather(*(each.until_phase("open") for each in pupils))
        await asyncio.sleep(0.3)
        seen, heard = len(room.views), sum(len(each.frames) for each in pupils)
        loop = asyncio.get_running_loop()
        began = loop.time()
        for each in pupils:
            assert await each.answer("right0") == ""
            await asyncio.sleep(0.02)
        await asyncio.sleep(0.3)
        pings = sum('"ping"' in frame for each in pupils for frame in each.frames)
        assert sum(len(each.frames) for each in pupils) <= heard + 20 + pings
        assert 1 <= len(room.views) - seen <= (loop.time() - began) * 10 + 2
        view, connected = room.views[-1]
        assert (view.answered, view.present, len(connected)) == (20, 20, 20)

    play(room, act)


def test_a_phone_that_lies_about_its_time_gains_little(
    hold: Hold, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizapp.classroom.phone.SURE_SLACK", 0.05)
    room = hold(asked=typed(1))

    async def act(session: aiohttp.ClientSession) -> None:
        pupil = await opened(room, session)
        await asyncio.sleep(0.5)
        await pupil.drop()  # nor does coming back start its clock anew
        await pupil.resume()
        assert await pupil.answer("right0", ms=0) == ""

    play(room, act)
    (answer,) = room.live._games.answers(room.live.game.id)
    assert 300 <= answer.milliseconds <= 3_000


def test_stopping_frees_port_sockets_and_threads(deck: Deckfile) -> None:
    room = Room(deck.begin(typed(1)))
    port, before = room.host.port, threading.active_count()
    assert before > 1

    async def act(session: aiohttp.ClientSession) -> None:
        pupil = await opened(room, session)
        idle = socket.create_connection(("127.0.0.1", port))
        await asyncio.to_thread(room.host.stop)
        await pupil.until(lambda: pupil.socket.closed)
        assert pupil.byes == []  # the round is not over: come back
        idle.settimeout(5)
        assert idle.recv(1) == b""
        idle.close()

    play(room, act)
    assert not [each for each in threading.enumerate() if each.name.startswith("classroom")]
    assert room.host.command("advance").exception() is not None
    with socket.socket() as again:
        again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        again.bind(("127.0.0.1", port))


def test_a_round_that_is_over_says_good_bye(deck: Deckfile) -> None:
    room = Room(deck.begin(typed(1)))

    async def act(session: aiohttp.ClientSession) -> None:
        pupil = await opened(room, session)
        await room.do("end")
        await pupil.until_phase("ended")
        await asyncio.to_thread(room.host.stop)
        await pupil.until(lambda: pupil.byes == ["ended"])

    play(room, act)


def test_a_port_that_is_taken_is_said_in_words(deck: Deckfile) -> None:
    live = deck.begin(typed(1))
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(QuizError, match=r"Another program uses port \d+"):
            Room(live, port=other.getsockname()[1])
    with pytest.raises(QuizError, match="Choose one network"):
        from quizapp.classroom.host import ClassroomHost

        ClassroomHost(live, address="0.0.0.0")


def test_a_full_disk_acknowledges_nothing_and_is_tried_again(
    hold: Hold, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = hold(asked=typed(1))
    store = room.live.answers._store
    commit = store.answer

    def full(answers: Any) -> None:
        raise QuizError("The disk is full.")

    async def act(session: aiohttp.ClientSession) -> None:
        pupil = await opened(room, session)
        monkeypatch.setattr(store, "answer", full)
        assert await pupil.answer("right0") == "often"
        monkeypatch.setattr(store, "answer", commit)
        assert await pupil.answer("right0") == ""

    play(room, act)
    assert room.problems == ["The disk is full."]


class StuckSocket:
    """Of a phone that reads nothing."""

    async def send_str(self, text: str) -> None:
        await asyncio.Event().wait()

    async def close(self, **_: Any) -> None:
        pass


class Line:
    def __init__(self) -> None:
        self.cut = False

    def abort(self) -> None:
        self.cut = True


@pytest.mark.parametrize("flood", [True, False])
def test_a_slow_reader_is_cut_off(flood: bool) -> None:
    async def act() -> None:
        line: Any = Line()
        stuck: Any = StuckSocket()
        phone = Phone(stuck, line, "x", Limits(send=30 if flood else 0.1, waiting_messages=8))
        writer = asyncio.create_task(phone.write())
        for number in range(20 if flood else 1):
            phone.send({"t": "ack", "id": str(number), "turn": 0})
            await asyncio.sleep(0)
        if not flood:
            await asyncio.wait_for(writer, 5)
        assert line.cut
        writer.cancel()

    asyncio.run(act())


def test_only_the_newest_state_waits_and_an_older_one_is_not_shown() -> None:
    async def act() -> None:
        shown: list[Any] = []

        class Reader(StuckSocket):
            async def send_str(self, text: str) -> None:
                shown.append(json.loads(text))

        reader: Any = Reader()
        phone = Phone(reader, None, "x", Limits())
        for seq in (1, 3, 2):
            phone.show({"t": "state", "seq": seq})
        phone.send({"t": "ack", "id": "a", "turn": 0})
        phone.leave()
        await phone.write()
        assert [each["t"] for each in shown] == ["ack", "state"]
        assert shown[-1]["seq"] == 3

    asyncio.run(act())


def test_a_slow_pong_excuses_a_quarter_of_a_second_at_most(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def act() -> None:
        stuck: Any = StuckSocket()
        phone = Phone(stuck, None, "x", Limits())
        phone.ping()
        phone.pong(1)  # before it was sent at all
        assert phone.credit == 0
        phone._pinged_at = -1e9
        phone.pong(7)  # to none that was asked
        assert phone.credit == 0
        phone.pong(1)
        assert phone.credit == LONGEST_WAY

    asyncio.run(act())


def test_buckets_fill_again_and_full_ones_are_forgotten() -> None:
    now = [0.0]
    bucket = Bucket(2, 0.5, lambda: now[0])
    assert [bucket.take(), bucket.take(), bucket.take()] == [True, True, False]
    now[0] = 2.0
    assert [bucket.take(), bucket.take()] == [True, False]
    joins = Joins(Limits(joins=1, joins_per_second=1), lambda: now[0])
    for number in range(3_000):
        now[0] += 0.01
        assert joins.take(str(number))
    assert len(joins._buckets) <= 1_101


PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9)
JSON = PLAIN | st.lists(PLAIN, max_size=3) | st.dictionaries(st.text(max_size=3), PLAIN, max_size=2)
OPTIONAL = ("code", "name", "learner", "team", "token", "id", "turn", "response", "ms", "n")
FIELDS = st.fixed_dictionaries(
    {"t": st.sampled_from(["hello", "join", "resume", "answer", "next", "pong", "x"])},
    optional=dict.fromkeys(OPTIONAL, JSON),
)


@given(FIELDS | JSON)
@settings(max_examples=100, deadline=None, database=None)
def test_no_message_does_more_than_be_read_or_refused(message: Any) -> None:
    text = json.dumps(message)
    messages.answer_id(text)
    try:
        messages.read(text)
    except Refused as refused:
        assert refused.why == "shape"


RESPONSES = st.lists(
    st.sampled_from(["", "x", "\ud800", "1905", "\x00", "é" * 900]) | st.integers() | JSON,
    max_size=5,
) | st.text() | JSON  # fmt: skip


def test_no_response_to_any_kind_breaks_a_round(deck: Deckfile) -> None:
    """Taken or refused, and whoever looks afterwards sees it."""
    from quizapp.services.live_game import Sent
    from quizapp.services.live_views import LiveViews

    live = deck.begin(questions())
    views = LiveViews(live)
    player, _ = live.join()
    live.advance()

    @given(RESPONSES, st.integers(0, 11))
    @settings(max_examples=100, deadline=None, database=None)
    def check(response: Any, place: int) -> None:
        live.open(place)
        (refused,) = live.take([Sent(player.id, place, response, 1)])
        assert refused is None or refused.why == "shape"
        messages.write(views.player(player.id))
        views.host([player.id])

    check()
    live.open(11)
    live.end()
    messages.write(views.player(player.id))
