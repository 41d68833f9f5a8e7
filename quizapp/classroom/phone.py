"""One socket of a phone: what waits to be sent on it, and how long its way is."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from contextlib import suppress
from typing import Any

from aiohttp import WSCloseCode, web

from quizapp.classroom import messages
from quizapp.classroom.limits import Bucket, Limits

LONGEST_WAY = 0.25
"""Seconds that a slow way may excuse."""
SURE_SLACK = 0.25
"""Seconds that a phone may need to show what it was sent, beside the way."""


class Phone:
    """Of one socket, in the host's loop. Of several states that wait only the newest is sent; a
    phone that reads too slowly is cut off, and comes back to the state of then."""

    def __init__(
        self,
        socket: web.WebSocketResponse,
        transport: asyncio.Transport | None,
        address: str,
        limits: Limits,
    ) -> None:
        self.address = address
        self.player: str | None = None
        self.greeted = False
        self.round_trip: float | None = None
        self.allowance = Bucket(2 * limits.messages_per_second, limits.messages_per_second)
        self.too_many = 0
        self._socket = socket
        self._transport = transport
        self._limits = limits
        self._waiting: deque[dict[str, Any]] = deque()
        self._state: dict[str, Any] | None = None
        self._seq = -1
        self._wake = asyncio.Event()
        self._bye: str | None = None
        self._ping = 0
        self._pinged_at: float | None = None
        self.heard_at = time.monotonic()

    def send(self, message: dict[str, Any]) -> None:
        if self._bye is not None:
            return
        if len(self._waiting) >= self._limits.waiting_messages:
            self.cut()
            return
        self._waiting.append(message)
        self._wake.set()

    def show(self, state: dict[str, Any]) -> None:
        """After all that waits now; nothing where it is older than one that was shown."""
        if state["seq"] > self._seq:
            self._seq, self._state = state["seq"], state
            self._wake.set()

    def bye(self, why: str) -> None:
        """Says why, and closes."""
        self.send({"t": "bye", "why": why})
        self._bye = why
        self._wake.set()

    def leave(self) -> None:
        """Closes; the phone comes back by itself."""
        self._bye = self._bye or ""
        self._wake.set()

    def cut(self) -> None:
        """At once, whatever waits."""
        self._bye = self._bye or ""
        self._waiting.clear()
        self._state = None
        if self._transport is not None:
            self._transport.abort()
        self._wake.set()

    # the way there and back

    def ping(self) -> None:
        self._ping += 1
        self._pinged_at = None  # counted from when it is really sent
        self.send({"t": "ping", "n": self._ping})

    def pong(self, number: int) -> None:
        """Only the first one to the last ping tells something."""
        if number != self._ping or self._pinged_at is None:
            return
        self.round_trip = time.monotonic() - self._pinged_at
        self._pinged_at = None

    @property
    def credit(self) -> float:
        """Seconds that an answer may be late: its way, at most a quarter of a second."""
        return min((self.round_trip or 0.0) / 2, LONGEST_WAY)

    @property
    def slack(self) -> float:
        """Seconds that a phone may have seen a question later than it was sent."""
        return min((self.round_trip or 0.0) + SURE_SLACK, 1.0)

    # sending

    async def write(self) -> None:
        """Until the socket is closed."""
        with suppress(ConnectionError, asyncio.CancelledError, RuntimeError):
            while True:
                await self._wake.wait()
                self._wake.clear()
                while self._waiting or self._state is not None:
                    await self._write_one()
                if self._bye is not None:
                    break
        with suppress(ConnectionError, TimeoutError, RuntimeError):
            code = WSCloseCode.OK if self._bye else WSCloseCode.GOING_AWAY
            async with asyncio.timeout(2):
                await self._socket.close(code=code, drain=False)

    async def _write_one(self) -> None:
        if self._waiting:
            message = self._waiting.popleft()
        else:
            assert self._state is not None
            message, self._state = self._state, None
        if message["t"] == "ping":
            self._pinged_at = time.monotonic()
        try:
            async with asyncio.timeout(self._limits.send):
                await self._socket.send_str(messages.write(message))
        except TimeoutError:
            self.cut()
