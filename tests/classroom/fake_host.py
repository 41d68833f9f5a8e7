"""A host that speaks the protocol of ``quizapp.classroom`` and does what a test tells it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import threading
import time
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import WSMsgType, web

from quizapp.classroom.page.land import land_json
from quizapp.classroom.page.page import join_page, language_of, words_json

Message = dict[str, Any]
PICTURE = (
    b"<svg xmlns='http://www.w3.org/2000/svg' width='640' height='360'>"
    b"<rect width='640' height='360' fill='#c9b48a'/><circle cx='320' cy='180' r='90'/></svg>"
)


class FakeHost:
    """One seat, one round. ``heard``: what came, in order. ``answers``: by turn, with one entry for
    each id. ``is_answering``: false: nothing is acknowledged. ``is_there``: false: the host is out
    of reach, and whoever was connected is cut off."""

    def __init__(self) -> None:
        self.lobby: Message = {
            "t": "lobby", "name": "October 1917", "naming": "generated", "roster": [], "teams": 0,
            "joinable": True,
        }  # fmt: skip
        self.game: Message = {
            "name": "October 1917", "mode": "live", "scoring": "accuracy", "ranking": "none",
            "teams": 0, "total": 10, "mayChange": True,
        }  # fmt: skip
        self.me: Message = {
            "alias": "quiet heron", "name": "quiet heron", "team": None, "points": 3, "rank": None,
            "of": 24, "streak": 0, "known": 0,
        }  # fmt: skip
        self.shown: Message = {"phase": "lobby"}
        self.heard: list[Message] = []
        self.answers: dict[int, dict[str, Message]] = {}
        self.token = "seat-1"
        self.seq = 0
        self.connections = 0
        self.is_answering = True
        self.is_there = True
        self.is_welcoming = True
        self.has_map = True
        self.refusals: dict[str, str] = {}  # t of a message: why
        self._sockets: set[web.WebSocketResponse] = set()
        self._loop = asyncio.new_event_loop()
        self._runner: web.AppRunner | None = None
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.port = self._do(self._start())

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def close(self) -> None:
        self._do(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    # what a test tells it

    def show(self, phase: str, question: Message | None = None, **more: Any) -> None:
        """To all who are connected, and to all who come back."""
        self.shown = {"phase": phase, "question": question, **more}
        self.push(self.state())

    def state(self) -> Message:
        self.seq += 1
        question = self.shown.get("question")
        state = {
            "t": "state", "seq": self.seq, "game": self.game, "me": self.me,
            "question": None, "answer": None, "left": None, "reveal": None, "goal": None,
            "lines": None,
        }  # fmt: skip
        if question and "answer" not in self.shown:
            state["answer"] = self.answer(question["turn"])
        return {**state, **self.shown}

    def answer(self, turn: int) -> Any:
        given = list(self.answers.get(turn, {}).values())
        return given[-1]["response"] if given else None

    def push(self, message: Message) -> None:
        self._do(self._push(json.dumps(message)))

    def cut(self) -> None:
        """Closes every connection."""
        self._do(self._cut())

    def leave(self) -> None:
        self.is_there = False
        self.cut()

    def come_back(self) -> None:
        self.is_there = True

    def wait_for(self, t: str, count: int = 1, seconds: float = 10) -> Message:
        """The last of so many messages of a kind."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            found = self.all_of(t)
            if len(found) >= count:
                return found[count - 1]
            time.sleep(0.01)
        raise AssertionError(f"{count} x {t} awaited, heard: {self.heard}")

    def all_of(self, t: str) -> list[Message]:
        return [message for message in list(self.heard) if message.get("t") == t]

    # the host itself

    async def _start(self) -> int:
        app = web.Application()
        app.router.add_get("/", self._page)
        app.router.add_get("/j/{code}", self._page)
        app.router.add_get("/words/{language}.json", self._words)
        app.router.add_get("/ws", self._socket)
        app.router.add_get("/land.json", self._land)
        app.router.add_get("/picture/{id}", self._picture)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        return int(self._runner.addresses[0][1])

    async def _stop(self) -> None:
        await self._cut()
        if self._runner:
            await self._runner.cleanup()

    async def _page(self, request: web.Request) -> web.Response:
        language = language_of(request.headers.get("Accept-Language", ""))
        page = join_page(language, has_map=self.has_map)
        headers = {"Content-Security-Policy": page.policy(), "Cache-Control": "no-store"}
        return web.Response(
            body=page.html, content_type="text/html", charset="utf-8", headers=headers
        )

    async def _words(self, request: web.Request) -> web.Response:
        content = words_json(request.match_info["language"])
        return web.Response(body=content, content_type="application/json")

    async def _land(self, request: web.Request) -> web.Response:
        return web.Response(body=land_json(), content_type="application/json")

    async def _picture(self, request: web.Request) -> web.Response:
        return web.Response(body=PICTURE, content_type="image/svg+xml")

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        if not self.is_there:
            return web.Response(status=503)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.connections += 1
        self._sockets.add(socket)
        with contextlib.suppress(ConnectionError):
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    await self._hear(socket, json.loads(message.data))
        self._sockets.discard(socket)
        return socket

    async def _hear(self, socket: web.WebSocketResponse, message: Message) -> None:
        self.heard.append(message)
        hear = getattr(self, f"_hear_{message['t']}", None)
        if message["t"] in self.refusals:
            why = self.refusals[message["t"]]
            await self._say(socket, t="refused", id=message.get("id"), why=why, text="Refused.")
        elif hear:
            await hear(socket, message)

    async def _hear_hello(self, socket: web.WebSocketResponse, message: Message) -> None:
        if message["code"] != "K7MQ":
            await self._say(socket, t="refused", why="code", text="No round has this code.")
            return
        await self._say(socket, **self.lobby)

    async def _hear_join(self, socket: web.WebSocketResponse, message: Message) -> None:
        if not self.is_welcoming:
            return
        if message.get("name"):
            self.me["name"] = message["name"]
        await self._welcome(socket)

    async def _hear_resume(self, socket: web.WebSocketResponse, message: Message) -> None:
        if message["token"] != self.token:
            await self._say(socket, t="refused", why="token", text="No seat.")
            return
        await self._welcome(socket)

    async def _hear_answer(self, socket: web.WebSocketResponse, message: Message) -> None:
        if not self.is_answering:
            return
        self.answers.setdefault(message["turn"], {})[message["id"]] = message
        await self._say(socket, t="ack", id=message["id"], turn=message["turn"])

    async def _welcome(self, socket: web.WebSocketResponse) -> None:
        await self._say(socket, t="welcome", token=self.token)
        await self._say(socket, **self.state())

    async def _say(self, socket: web.WebSocketResponse, **message: Any) -> None:
        with contextlib.suppress(ConnectionError):
            await socket.send_str(json.dumps(message))

    async def _push(self, text: str) -> None:
        for socket in list(self._sockets):
            with contextlib.suppress(ConnectionError):
                await socket.send_str(text)

    async def _cut(self) -> None:
        for socket in list(self._sockets):
            if socket._req is not None and socket._req.transport is not None:
                socket._req.transport.abort()  # as a dead network does, without a good-bye
        await asyncio.sleep(0.02)

    def _do(self, work: Awaitable[Any]) -> Any:
        run: Callable[..., Any] = asyncio.run_coroutine_threadsafe
        return run(work, self._loop).result(10)
