"""The live host: serves one round to the phones of a classroom, until it is stopped.

It runs in a thread of its own, with a loop of its own, and the game in another one; the window
calls ``command`` from wherever it is. Over the network nothing can be commanded at all: phones
join and answer. aiohttp is loaded with this module, so it is imported where a round starts.
"""

from __future__ import annotations

import asyncio
import errno
import ipaddress
import logging
import sys
import time
from collections import Counter
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from contextlib import suppress
from threading import Thread
from typing import Any, TypeVar

from aiohttp import web

from quizapp.classroom.doors import Doors, in_url
from quizapp.classroom.limits import Limits
from quizapp.classroom.reception import Reception
from quizapp.classroom.watch import IdleWatch, NetworkWatch
from quizapp.errors import QuizError
from quizapp.services.live_game import LiveGame
from quizapp.services.live_views import HostView

LOG = logging.getLogger(__name__)
T = TypeVar("T")

USUAL_PORT = 8765
TICK = 0.2  # seconds: how soon a question whose time is up is closed
VIEW_EVERY = 0.1  # seconds: no more often is the teacher shown something new
SILENT_CONNECTION = 15.0  # seconds that a connection may be open without asking for anything
STOPPING = 15.0  # seconds
SWITCHING = 0.001
"""Seconds after which a busy window lets the host go on: an answer takes three such turns, from
the socket to the game and back, and Python's usual five milliseconds would be felt."""

COMMANDS = frozenset({
    "advance", "open", "lock", "reopen", "reveal", "skip", "back", "pause", "go_on", "extend",
    "let_join", "raise_hands", "end",
})  # fmt: skip
SEAT_COMMANDS = frozenset({"send_out", "free", "put_in_team", "forget"})

View = Callable[[HostView, frozenset[str]], None]


class ClassroomHost:
    """``address``: the one interface to listen on; ``port`` 0: any that is free.

    ``on_view(view, connected)``: something changed for the teacher; ``connected``: ids of the
    players whose phones are there. ``on_problem(text)``: a sentence to be shown. ``on_moved()``:
    it listens under another address now. ``on_idle(seconds)``: nobody has used it for long, and so
    many seconds later it stops by itself unless ``keep`` is called; 0: it stops now. All are called
    in the host's thread and must return at once.
    """

    def __init__(
        self,
        live: LiveGame,
        *,
        address: str,
        port: int = USUAL_PORT,
        limits: Limits | None = None,
        on_view: View = lambda view, connected: None,
        on_problem: Callable[[str], None] = lambda text: None,
        on_moved: Callable[[], None] = lambda: None,
        on_idle: Callable[[float], None] = lambda seconds: None,
    ) -> None:
        if ipaddress.ip_address(address).is_unspecified:
            raise QuizError("Choose one network: a round is never held on all of them.")
        self.live = live
        self.address = address
        self.port = port
        self._limits = limits or Limits()
        self._on_view = on_view
        self._on_problem = on_problem
        self._on_moved = on_moved
        self._on_idle = on_idle
        self._idle = IdleWatch(
            self._limits.idle, self._limits.notice, warn=on_idle, over=self._abandon
        )  # fmt: skip
        self._thread: Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping: asyncio.Event | None = None
        self._reception: Reception | None = None
        self._doors: Doors | None = None
        self._runner: web.AppRunner | None = None
        self._site: web.TCPSite | None = None
        self._stale = True

    @property
    def url(self) -> str:
        return f"http://{in_url(self.address)}:{self.port}"

    @property
    def join_url(self) -> str:
        """What the QR code says."""
        return f"{self.url}/j/{self.live.game.code}"

    @property
    def is_running(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    @property
    def refused(self) -> Counter[str]:
        """How often something was refused, by reason."""
        return Counter(self._reception.refusals.counts) if self._reception else Counter()

    def start(self) -> None:
        """Returns once phones can join; ``QuizError`` where it cannot listen there."""
        started: Future[None] = Future()
        self._thread = Thread(target=self._run, args=(started,), name="classroom", daemon=True)
        self._thread.start()
        try:
            started.result()
        except BaseException:
            self._thread.join(STOPPING)
            raise

    def stop(self) -> None:
        """Returns once the port is free, every socket closed and both threads have ended."""
        loop, stopping, thread = self._loop, self._stopping, self._thread
        if loop is not None and stopping is not None:
            with suppress(RuntimeError):  # it has stopped already
                loop.call_soon_threadsafe(stopping.set)
        if thread is not None:
            thread.join(STOPPING)

    def command(self, name: str, *args: Any) -> Future[Any]:
        """What the teacher does, from any thread: see ``LiveGame``, and ``send_out(player)``,
        ``free(player)`` (gives the new token), ``put_in_team(player, team)``, ``forget()``. The
        future holds a ``QuizError`` where it cannot be done."""
        if name not in COMMANDS | SEAT_COMMANDS:
            raise ValueError(f"the classroom knows no command {name}")
        self._idle.used()
        return self._soon(self._command(name, args))

    def keep(self) -> None:
        """It is used, although nobody is there and nothing is done."""
        self._idle.used()

    def ask(self, question: Callable[[LiveGame], T]) -> Future[T]:
        """Reads something of the game in its thread."""

        async def asked() -> T:
            assert self._reception is not None
            return await self._reception.desk.do(question)

        return self._soon(asked())

    def move(self, address: str) -> Future[None]:
        """Listens on another address from now on: the machine is in another network. Phones that
        are still connected are let go, and come back by the new QR code."""
        return self._soon(self._move(address))

    # in the host's thread

    def _soon(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        loop = self._loop
        try:
            if loop is None:
                raise RuntimeError
            return asyncio.run_coroutine_threadsafe(work, loop)
        except RuntimeError:
            work.close()
            gone: Future[T] = Future()
            gone.set_exception(QuizError("This round is no longer held here."))
            return gone

    def _run(self, started: Future[None]) -> None:
        before = sys.getswitchinterval()
        sys.setswitchinterval(SWITCHING)
        try:
            asyncio.run(self._main(started))
        except Exception as error:
            LOG.exception("the classroom host stopped")
            if not started.done():
                started.set_exception(error)
            else:
                self._on_problem(f"The round is no longer held: {error}. Start it again.")
        finally:
            self._loop = None
            sys.setswitchinterval(before)

    async def _main(self, started: Future[None]) -> None:
        self._loop = asyncio.get_running_loop()
        self._stopping = asyncio.Event()
        self._reception = Reception(
            self.live, self._limits, changed=self._changed, problem=self._on_problem
        )
        desk = asyncio.create_task(self._reception.desk.run())
        try:
            await self._listen(self._reception)
        except (OSError, QuizError) as error:
            self._reception.desk.close()
            await desk
            started.set_exception(error if isinstance(error, QuizError) else self._said(error))
            return
        warming = asyncio.ensure_future(self._reception.desk.do(_begin))
        started.set_result(None)
        duties = [asyncio.create_task(duty) for duty in self._duties(self._reception)]
        try:
            await self._stopping.wait()
        finally:
            await asyncio.gather(warming, return_exceptions=True)
            await self._shut(self._reception, duties, desk)

    def _duties(self, reception: Reception) -> list[Coroutine[Any, Any, None]]:
        return [
            self._tick(reception), self._show(reception), reception.tell_lobby(),
            reception.keep_in_touch(), self._end_silent_connections(),
            NetworkWatch(lambda: self.address, self._move, self._on_problem).run(),
            self._idle.run(lambda: bool(reception.present)),
        ]  # fmt: skip

    def _abandon(self) -> None:
        assert self._stopping is not None
        self._on_idle(0.0)
        self._stopping.set()

    async def _listen(self, reception: Reception) -> None:
        self._doors = Doors(reception)
        self._runner = web.AppRunner(
            self._doors.application,
            access_log=None,  # it would keep addresses of pupils
            keepalive_timeout=SILENT_CONNECTION,
            shutdown_timeout=1.0,
            max_line_size=4_096,
            max_field_size=4_096,
        )
        await self._runner.setup()
        try:
            await self._bind()
        except BaseException:
            await self._runner.cleanup()
            raise

    async def _bind(self) -> None:
        assert self._runner is not None and self._doors is not None
        site = web.TCPSite(self._runner, self.address, self.port, backlog=512)
        await site.start()
        self._site = site
        self.port = self._runner.addresses[-1][1]
        self._doors.open_to(self.address, self.port)

    async def _move(self, address: str) -> None:
        assert self._reception is not None
        if ipaddress.ip_address(address).is_unspecified:
            raise QuizError("Choose one network: a round is never held on all of them.")
        before = self.address, self.port
        if self._site is not None:
            await self._site.stop()
            self._site = None
        self.address = address
        try:
            await self._bind_anywhere()
        except OSError as error:
            said = self._said(error)
            self.address, self.port = before
            with suppress(OSError):  # where it was may be gone, and this is why
                await self._bind()
            raise said from error
        await self._reception.desk.do(lambda live: live.seats.open_all())
        self._reception.let_go()
        self._on_moved()
        self._changed()

    async def _bind_anywhere(self) -> None:
        """On the port of before, or on any where another program has that one there."""
        try:
            await self._bind()
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            self.port = 0
            await self._bind()

    def _said(self, error: OSError) -> QuizError:
        if error.errno == errno.EADDRINUSE:
            return QuizError(
                f"Another program uses port {self.port}. Choose another port, or end that program."
            )
        if error.errno == errno.EADDRNOTAVAIL:
            return QuizError(
                f"This machine is no longer in the network with the address {self.address}. "
                "Choose a network anew."
            )
        if error.errno in (errno.EACCES, errno.EPERM):
            return QuizError(f"The system does not allow port {self.port}. Choose one above 1024.")
        return QuizError(f"No phone could reach {self.url} ({error.strerror or error}).")

    async def _shut(
        self, reception: Reception, duties: list[asyncio.Task[None]], desk: asyncio.Task[None]
    ) -> None:
        await asyncio.sleep(0.05)  # who has just knocked is let in, and then told to go
        if self._site is not None:
            await self._site.stop()  # nobody new
        for duty in duties:
            duty.cancel()
        await asyncio.gather(*duties, return_exceptions=True)
        await reception.close()
        if self._runner is not None:
            await self._runner.cleanup()
        reception.desk.close()
        await desk

    def _changed(self) -> None:
        self._stale = True

    async def _command(self, name: str, args: tuple[Any, ...]) -> Any:
        assert self._reception is not None
        reception = self._reception
        if name in COMMANDS:
            result = await reception.desk.do(
                lambda live: getattr(live, name)(*args), tells=True
            )  # fmt: skip
        else:
            result = await reception.desk.do(lambda live: _at_seats(live, name, args), tells=True)
        if name == "send_out":
            reception.bye(args[0], "sent out")
        elif name == "free":
            reception.bye(args[0], "elsewhere")
        return result

    async def _tick(self, reception: Reception) -> None:
        while True:
            await asyncio.sleep(TICK)
            try:
                await reception.desk.do(LiveGame.tick)
            except QuizError as error:
                self._on_problem(str(error))
                await asyncio.sleep(1)

    async def _show(self, reception: Reception) -> None:
        """To the teacher, once for all that changed meanwhile."""
        while True:
            if self._stale:
                self._stale = False
                await self._show_once(reception)
            await asyncio.sleep(VIEW_EVERY)

    async def _show_once(self, reception: Reception) -> None:
        present = reception.present
        try:
            view = await reception.desk.do(lambda _: reception.desk.views.host(present))
            self._on_view(view, present)
        except QuizError as error:
            self._on_problem(str(error))
        except Exception:
            LOG.exception("the teacher could not be shown the round")

    async def _end_silent_connections(self) -> None:
        """Those that were opened and asked for nothing, or do not come to an end asking."""
        seen: dict[Any, float] = {}
        while True:
            await asyncio.sleep(SILENT_CONNECTION / 3)
            now = time.monotonic()
            server = self._runner.server if self._runner else None
            open_ = list(server.connections) if server else []
            idle = [one for one in open_ if getattr(one, "_current_request", None) is None]
            seen = {one: seen.get(one, now) for one in idle}
            for connection, since in seen.items():
                if now - since > SILENT_CONNECTION:
                    connection.force_close()


def _begin(live: LiveGame) -> None:
    """Before anything else: where the round stood when its host was gone, and quick answers."""
    live.take_up()
    live.answers.warm_up()


def _at_seats(live: LiveGame, name: str, args: tuple[Any, ...]) -> Any:
    if name == "send_out":
        return live.seats.send_out(args[0], live.now())
    return getattr(live.seats, name)(*args)
