"""How much a phone may ask of the host, so that one that misbehaves does not stop the others."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """Times in seconds. ``sockets``: open at once from one address, 0 for any number; a school may
    have one address for all its phones. ``joins``: at once from one address, one more a second
    later: forty phones behind one address get in, a program that floods does not. ``idle``: without
    any phone or command, until it is said that the round will be closed; ``notice`` later it is."""

    message_bytes: int = 4_096
    messages_per_second: float = 20.0
    sockets: int = 120
    all_sockets: int = 1_200
    joins: float = 60.0
    joins_per_second: float = 1.0
    hello: float = 5.0
    ping: float = 15.0
    send: float = 10.0
    waiting_messages: int = 64
    patience: int = 200  # messages too many, until the socket is closed
    idle: float = 30 * 60.0
    notice: float = 5 * 60.0


class Bucket:
    """``room`` at once, ``rate`` a second later on."""

    def __init__(
        self, room: float, rate: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._room, self._rate, self._clock = room, rate, clock
        self._left, self._at = room, clock()

    def take(self, cost: float = 1.0) -> bool:
        self._refill()
        if self._left < cost:
            return False
        self._left -= cost
        return True

    @property
    def is_full(self) -> bool:
        self._refill()
        return self._left >= self._room

    def _refill(self) -> None:
        now = self._clock()
        self._left = min(self._room, self._left + (now - self._at) * self._rate)
        self._at = now


class Joins:
    """The buckets of all addresses; those that are full again are forgotten."""

    def __init__(self, limits: Limits, clock: Callable[[], float] = time.monotonic) -> None:
        self._limits, self._clock = limits, clock
        self._buckets: dict[str, Bucket] = {}

    def take(self, address: str, cost: float = 1.0) -> bool:
        if len(self._buckets) > 1_000:
            self._buckets = {a: b for a, b in self._buckets.items() if not b.is_full}
        bucket = self._buckets.get(address)
        if bucket is None:
            bucket = Bucket(self._limits.joins, self._limits.joins_per_second, self._clock)
            self._buckets[address] = bucket
        return bucket.take(cost)


class Refusals:
    """Counts what was refused, by reason; logs the first and then ever fewer, and nothing of who
    it was."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def add(self, why: str) -> None:
        self.counts[why] += 1
        number = self.counts[why]
        if number & (number - 1) == 0:
            LOG.warning("refused in the classroom: %s (%d so far)", why, number)
