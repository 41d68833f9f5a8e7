"""The one thread of the game: whatever happens to it waits in one queue and happens in its order.

Answers that stand one behind the other there are taken together, in one commit. What changed for
all is told once after them, however much it was.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeVar, cast

from quizapp.errors import QuizError
from quizapp.services.live_game import LiveGame, Sent
from quizapp.services.live_seats import Refused
from quizapp.services.live_views import LiveViews

LOG = logging.getLogger(__name__)
T = TypeVar("T")
State = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of an answer. ``state``: what its player sees now, where that is another thing
    than before. ``problem``: it could not be saved, and should be sent again."""

    refused: Refused | None = None
    state: State | None = None
    problem: Exception | None = None


@dataclass(slots=True)
class _Job:
    """``what``: an answer, or something to be done. ``tells``: all are to see what became of it."""

    what: Sent | Callable[[LiveGame], Any]
    done: asyncio.Future[Any]
    tells: bool = False


class Desk:
    """Of one game, in one loop."""

    def __init__(self, live: LiveGame, tell_all: Callable[[dict[str, State]], None]) -> None:
        self.live = live
        self.views = LiveViews(live)
        self._tell_all = tell_all
        self._queue: list[_Job] = []
        self._wake = asyncio.Event()
        self._closing = False
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="classroom-game")
        # Goes on rising after the host was killed: milliseconds of this century fit in a double.
        self._seq = time.time_ns() // 1_000_000

    async def answer(self, sent: Sent) -> Taken:
        """Returns once the answer is in the file, or refused."""
        return cast(Taken, await self._put(sent))

    async def do(self, act: Callable[[LiveGame], T], *, tells: bool = False) -> T:
        return cast(T, await self._put(act, tells=tells))

    def state_of(self, player: str) -> State:
        """In the game's thread only."""
        return self._numbered(self.views.player(player))

    async def run(self) -> None:
        """Until it is closed and nothing waits any more."""
        loop = asyncio.get_running_loop()
        while self._queue or not self._closing:
            await self._wake.wait()
            self._wake.clear()
            while self._queue:
                if await self._batch(loop):
                    with suppress(Exception):  # is logged there
                        self._tell_all(await loop.run_in_executor(self._thread, self._everyone))
        self._thread.shutdown(wait=True)

    def close(self) -> None:
        self._closing = True
        self._wake.set()

    def _put(self, what: Sent | Callable[[LiveGame], Any], *, tells: bool = False) -> Any:
        if self._closing:
            raise QuizError("This round is no longer held here.")
        job = _Job(what, asyncio.get_running_loop().create_future(), tells)
        self._queue.append(job)
        self._wake.set()
        return job.done

    async def _batch(self, loop: asyncio.AbstractEventLoop) -> bool:
        """All that waits now; whether all phones are to be told something."""
        jobs, self._queue = self._queue, []
        before = self.live.step
        results = await loop.run_in_executor(self._thread, self._work, jobs)
        for job, result in zip(jobs, results, strict=True):
            _settle(job.done, result)
        return self.live.step is not before or any(job.tells for job in jobs)

    # in the game's thread

    def _work(self, jobs: Sequence[_Job]) -> list[Any]:
        results: list[Any] = []
        for are_answers, group in groupby(jobs, key=lambda job: isinstance(job.what, Sent)):
            if are_answers:
                results += self._take([cast(Sent, job.what) for job in group])
            else:
                results += [self._act(cast(Callable[[LiveGame], Any], job.what)) for job in group]
        return results

    def _act(self, act: Callable[[LiveGame], Any]) -> Any:
        try:
            return act(self.live)
        except QuizError as error:
            return error
        except Exception as error:
            LOG.exception("a command in the classroom failed")
            return error

    def _take(self, sent: Sequence[Sent]) -> list[Taken]:
        try:
            outcomes = self.live.take(sent)
            return self._with_states(sent, outcomes)
        except QuizError as error:  # the file: none of them is in it
            return [Taken(problem=error)] * len(sent)
        except Exception as error:
            LOG.exception("answers in the classroom could not be taken")
            if len(sent) == 1:
                return [Taken(problem=error)]
            return [taken for one in sent for taken in self._take([one])]  # only the one at fault

    def _with_states(self, sent: Sequence[Sent], outcomes: Sequence[Refused | None]) -> list[Taken]:
        states: dict[str, State] = {}
        if self.live.is_own_pace:
            ids = {one.player for one, no in zip(sent, outcomes, strict=True) if no is None}
            states = {id_: self._numbered(one) for id_, one in self.views.players(ids).items()}
        return [
            Taken(refused, None if refused else states.get(one.player))
            for one, refused in zip(sent, outcomes, strict=True)
        ]

    def _everyone(self) -> dict[str, State]:
        try:
            return {id_: self._numbered(state) for id_, state in self.views.everyone().items()}
        except Exception:
            LOG.exception("the classroom could not be told where the round stands")
            raise

    def _numbered(self, state: State) -> State:
        self._seq += 1
        return {"t": "state", "seq": self._seq, **state}


def _settle(future: asyncio.Future[Any], result: Any) -> None:
    if future.done():  # its phone is gone
        return
    if isinstance(result, Exception):
        future.set_exception(result)
    else:
        future.set_result(result)
