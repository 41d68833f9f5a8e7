"""What a host looks after by itself: the network under it, and whether anybody uses it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence

from quizapp.classroom.addresses import Network, networks
from quizapp.errors import QuizError

LOOK_EVERY = 5.0  # seconds
PATIENCE = 2  # looks that find the network gone, until the round follows into another one


class NetworkWatch:
    """Says when the machine has left the network of the round and when it is back; goes on in
    another one where there is one. Addresses that were never listed (typed ones) are not watched.

    ``address()``: of the round now. ``move(address)``: listens there from then on.
    """

    def __init__(
        self,
        address: Callable[[], str],
        move: Callable[[str], Awaitable[object]],
        tell: Callable[[str], None],
        look: Callable[[], Sequence[Network]] | None = None,
    ) -> None:
        self._address, self._move, self._tell = address, move, tell
        self._look = look
        self._watched = ""
        self._is_known = False
        self._misses = 0

    async def run(self) -> None:
        while True:
            await self.look()
            await asyncio.sleep(LOOK_EVERY)

    async def look(self) -> None:
        now = await asyncio.to_thread(self._look or networks)
        if self._watched != self._address():
            self._watched, self._is_known, self._misses = self._address(), False, 0
        if any(each.address == self._watched for each in now):
            self._found()
        elif self._is_known:
            await self._missed(now)

    def _found(self) -> None:
        if self._misses:
            self._tell(f"This machine is in the network with the address {self._watched} again.")
        self._is_known, self._misses = True, 0

    async def _missed(self, now: Sequence[Network]) -> None:
        self._misses += 1
        if self._misses == 1:
            self._tell(_left(self._watched, now))
        if self._misses < PATIENCE or not now:
            return
        try:
            await self._move(now[0].address)
        except QuizError as error:
            self._tell(str(error))
            return
        self._tell(
            f"The round goes on in another network: {now[0].words}. Let all pupils scan the new "
            "code; by the name that they had here they get their seats back."
        )


class IdleWatch:
    """Warns when nobody has used the round for long, then ends it.

    ``warn(seconds)``: until then. ``over()``: now.
    """

    def __init__(
        self,
        after: float,
        notice: float,
        *,
        warn: Callable[[float], None],
        over: Callable[[], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._after, self._notice = after, notice
        self._warn, self._over, self._clock = warn, over, clock
        self._used_at = clock()
        self._has_warned = False

    def used(self) -> None:
        """The teacher did something, or a phone is there."""
        self._used_at = self._clock()
        self._has_warned = False

    def look(self) -> None:
        idle = self._clock() - self._used_at
        if idle >= self._after + self._notice:
            self._over()
        elif idle >= self._after and not self._has_warned:
            self._has_warned = True
            self._warn(self._after + self._notice - idle)

    async def run(self, is_in_use: Callable[[], bool]) -> None:
        pause = min(LOOK_EVERY, self._after / 4, self._notice / 4)
        while True:
            await asyncio.sleep(pause)
            if is_in_use():
                self.used()
            self.look()


def _left(address: str, now: Sequence[Network]) -> str:
    text = f"This machine has left the network with the address {address}: no phone reaches it. "
    if not now:
        return f"{text}Join the network again, or turn on a hotspot."
    return f"{text}If it does not come back, the round goes on in another one: {now[0].words}."
