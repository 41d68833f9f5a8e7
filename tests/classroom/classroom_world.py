"""A round of every kind of question in a deck file of its own, a host of it on this machine, and
pupils who talk to it over real sockets and remember every word they heard."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import replace
from typing import Any

import aiohttp
from backends import Place

from quizapp.classroom.host import ClassroomHost
from quizapp.classroom.limits import Limits
from quizapp.domain.calendar import DatePoint, HistoricalDate
from quizapp.domain.game import GameRules
from quizapp.domain.question import AnswerKind, Citation, Picture, Question
from quizapp.domain.quiz import Asked
from quizapp.domain.task import (
    Accepted,
    Choose,
    Cloze,
    Gap,
    Information,
    MapPlace,
    Match,
    Number,
    Numeric,
    OpenText,
    Option,
    Order,
    Pair,
    Task,
    TrueFalse,
    Typed,
    When,
    key_of,
)
from quizapp.services.learning_day import SystemClock
from quizapp.services.live_game import HostGames, LiveGame
from quizapp.storage import OpenDeck
from quizapp.study.quiz_order import shown_order

PICTURE = b"\x89PNG\r\n\x1a\n a picture of Tsushima"
PICTURE_ID = "5a" * 32

TASKS: dict[str, Task] = {
    "choose": Choose(
        (Option("Nakhimov", 1.0, "FEEDBACK choose"), Option("Togo"), Option("Makarov"))
    ),
    "several": Choose(
        (Option("Oslyabya", 0.5), Option("Mikasa", -0.5), Option("Suvorov", 0.5)), several=True
    ),
    "true_false": TrueFalse(True, "FEEDBACK true", "FEEDBACK false"),
    "typed": Typed((Accepted("Rozhestvensky"),)),
    "numeric": Numeric((Number(4380.0, 10.0),)),
    "when": When(HistoricalDate(new_style=DatePoint(1905, 5, 27))),
    "cloze": Cloze(
        ("The fleet was sunk in ", " by ", "."),
        (Gap(answers=(Accepted("Nebogatov"),)), Gap(options=(Option("Tōgō", 1.0), Option("Itō")))),
    ),
    "order": Order(("Libau", "Tangier", "Nossi-Bé", "Cam Ranh")),
    "match": Match((Pair("Alpha", "one"), Pair("Beta", "two"), Pair("Gamma", "three")), ("four",)),
    "map": MapPlace(34.5678, 129.8765),
    "open": OpenText(guidance="GUIDANCE open"),
    "information": Information(),
}  # fmt: skip

RIGHT: dict[str, Any] = {
    "choose": [0], "several": [0, 2], "true_false": True, "typed": "Rozhestvensky",
    "numeric": "4380", "when": "27 May 1905", "cloze": ["Nebogatov", "Tōgō"],
    "order": [0, 1, 2, 3], "match": [0, 1, 2], "map": [34.5678, 129.8765], "open": "Because.",
    "information": None,
}  # fmt: skip
WRONG: dict[str, Any] = {
    "choose": [1], "several": [1], "true_false": False, "typed": "Nelson", "numeric": "12",
    "when": "1066", "cloze": ["nobody", "Itō"], "order": [3, 2, 1, 0], "match": [1, 2, 0],
    "map": [-30.0, 20.0], "open": "", "information": None,
}  # fmt: skip

SECRETS: dict[str, tuple[str, ...]] = {
    "choose": ("FEEDBACK choose",), "several": (),
    "true_false": ("FEEDBACK true", "FEEDBACK false"),
    "typed": ("Rozhestvensky",), "numeric": ("4380",), "when": ("1905", "27 May"),
    "cloze": ("Nebogatov",), "order": (), "match": (), "map": ("34.56", "129.87"),
    "open": ("GUIDANCE",), "information": (),
}  # fmt: skip
"""What no phone may hear of a question before it is told; beside explanation and quote."""


def question(name: str, task: Task | None = None, **fields: Any) -> Question:
    task = task or TASKS[name]
    key = key_of(task)
    made = Question(
        name, AnswerKind.OTHER, f"What about {name}?", key.answer, key.accept, key.distractors,
        task=task, explanation=f"EXPLAINED {name}",
        citation=Citation("v.txt", quote=f"QUOTED {name}"),
    )  # fmt: skip
    return replace(made, **fields)


def questions() -> list[Question]:
    """One of each kind; the first one has a picture."""
    made = [question(name) for name in TASKS]
    return [replace(made[0], picture=Picture(PICTURE_ID, "image/png", "A sea")), *made[1:]]


class Deckfile:
    """Of a round, in a file or on a server; ``place``: with an empty deck called history."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.stores = self.open()

    def open(self) -> OpenDeck:
        return self.place.open()

    def begin(self, asked: Sequence[Question], **rules: Any) -> LiveGame:
        self.stores.decks.save_pictures({PICTURE_ID: PICTURE})
        self.stores.decks.save_questions("history", asked)
        places = [
            Asked(each.id, 1, 1.0, 0, shown_order(each, "seed"))
            for each in asked
        ]  # fmt: skip
        games = HostGames(self.stores, SystemClock())
        return games.begin("Tsushima", places, GameRules(**rules))


class Room:
    """A host that runs, and what it told the teacher."""

    def __init__(self, live: LiveGame, limits: Limits | None = None, port: int = 0) -> None:
        self.live = live
        self.views: list[Any] = []
        self.problems: list[str] = []
        self.host = ClassroomHost(
            live,
            address="127.0.0.1",
            port=port,
            limits=limits,
            on_view=lambda view, connected: self.views.append((view, connected)),
            on_problem=self.problems.append,
        )
        self.host.start()

    @property
    def url(self) -> str:
        return self.host.url

    async def do(self, name: str, *args: Any) -> Any:
        return await asyncio.wrap_future(self.host.command(name, *args))

    async def ask(self, what: Callable[[LiveGame], Any]) -> Any:
        future: Future[Any] = self.host.ask(what)
        return await asyncio.wrap_future(future)

    def pupil(self, session: aiohttp.ClientSession, name: str = "") -> Pupil:
        return Pupil(session, self.url, self.live.game.code, name)


class Pupil:
    """``frames``: every word that was heard. ``waits``: seconds for what must come."""

    waits = 5.0

    def __init__(self, session: aiohttp.ClientSession, url: str, code: str, name: str = "") -> None:
        self.session, self.url, self.code, self.name = session, url, code, name
        self.token = ""
        self.frames: list[str] = []
        self.state: dict[str, Any] = {}
        self.lobby: dict[str, Any] = {}
        self.acks: list[tuple[str, int]] = []
        self.refused: list[dict[str, Any]] = []
        self.byes: list[str] = []
        self.number = 0
        self.pongs = True
        self.is_cut = False
        self.socket: aiohttp.ClientWebSocketResponse | None = None
        self._reader: asyncio.Task[None] | None = None
        self._news = asyncio.Event()

    async def connect(self) -> Pupil:
        self.socket = await self.session.ws_connect(f"{self.url}/ws", max_msg_size=0)
        self.is_cut = False
        self._reader = asyncio.create_task(self._read(self.socket))
        return self

    async def join(self, **more: Any) -> Pupil:
        await self.connect()
        await self.send({"t": "join", "code": self.code, "name": self.name, **more})
        await self.until(lambda: bool(self.token and self.state) or bool(self.refused))
        return self

    async def resume(self) -> Pupil:
        self.state = {}
        await self.connect()
        await self.send({"t": "resume", "token": self.token})
        await self.until(lambda: bool(self.state) or bool(self.refused) or self.is_cut)
        return self

    async def send(self, message: dict[str, Any]) -> None:
        assert self.socket is not None
        await self.socket.send_str(json.dumps(message))

    async def answer(self, response: Any, *, turn: int | None = None, ms: int = 1000) -> str:
        """The ``why`` of a refusal, or "" once it is acknowledged."""
        self.number += 1
        return await self.answer_again(f"a{self.number}", response, turn=turn, ms=ms)

    async def answer_again(
        self, id_: str, response: Any, *, turn: int | None = None, ms: int = 1000
    ) -> str:
        turn = self.state["question"]["turn"] if turn is None else turn
        acks, refused = len(self.acks), len(self.refused)
        message = {"t": "answer", "id": id_, "turn": turn, "response": response, "ms": ms}
        await self.send(message)
        await self.until(lambda: len(self.acks) > acks or len(self.refused) > refused)
        return "" if len(self.acks) > acks else str(self.refused[-1]["why"])

    async def until(self, is_so: Callable[[], bool]) -> None:
        async with asyncio.timeout(self.waits):
            while not is_so():
                self._news.clear()
                await self._news.wait()

    async def until_turn(self, turn: int, phase: str = "open") -> None:
        await self.until(
            lambda: (
                self.state.get("phase") == phase
                and (self.state.get("question") or {}).get("turn") == turn
            )
        )

    async def until_phase(self, phase: str) -> None:
        await self.until(lambda: self.state.get("phase") == phase)

    async def until_phase_or_done(self) -> None:
        await self.until(lambda: self.state.get("phase") in ("open", "done"))

    async def close(self) -> None:
        if self.socket is not None:
            await self.socket.close()
        await self._stop_reading()

    async def drop(self) -> None:
        """As a phone that leaves the Wi-Fi: no closing handshake."""
        assert self.socket is not None
        connection = self.socket._response.connection
        if connection is not None and connection.transport is not None:
            connection.transport.abort()
            connection.close()  # here, not in the next test, when the rubbish is collected
        await self._stop_reading()

    async def _stop_reading(self) -> None:
        if self._reader is not None:
            self._reader.cancel()
            await asyncio.gather(self._reader, return_exceptions=True)

    async def _read(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        try:
            async for message in socket:
                if message.type is not aiohttp.WSMsgType.TEXT:
                    break
                self.frames.append(message.data)
                await self._hear(json.loads(message.data), socket)
                self._news.set()
        finally:
            self.is_cut = True
            self._news.set()

    async def _hear(self, said: dict[str, Any], socket: aiohttp.ClientWebSocketResponse) -> None:
        match said["t"]:
            case "welcome":
                self.token = said["token"]
            case "state":
                self.state = said
            case "lobby":
                self.lobby = said
            case "ack":
                self.acks.append((said["id"], said["turn"]))
            case "refused":
                self.refused.append(said)
            case "bye":
                self.byes.append(said["why"])
            case "ping" if self.pongs:
                await socket.send_str(json.dumps({"t": "pong", "n": said["n"]}))


def sent(shown: dict[str, Any], name: str, response: Any) -> Any:
    """A response with places of the task, as a phone that shows this question sends it."""
    task = TASKS[name]
    if isinstance(task, Choose):
        ids = {each["text"]: each["id"] for each in shown["options"]}
        return [ids[task.options[place].text] for place in response]
    if isinstance(task, Order):
        ids = {each["text"]: each["id"] for each in shown["items"]}
        return [ids[task.items[place]] for place in response]
    if isinstance(task, Match):
        ids = {each["text"]: each["id"] for each in shown["answers"]}
        return [ids[task.answers()[place]] for place in response]
    if isinstance(task, Cloze):
        gaps = [part for part in shown["parts"] if "gap" in part]
        return [
            next((o["id"] for o in part["options"] or () if o["text"] == text), text)
            for part, text in zip(gaps, response, strict=True)
        ]
    return response
