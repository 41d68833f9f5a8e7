"""Work off the main thread: plain functions on two lanes, results back on the main thread.

One worker serves everything that touches the deck, so that its calls keep their order; a small
pool serves computing. No worker objects: one queued signal brings every result home.
"""

from __future__ import annotations

import threading
import time
import weakref
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

T = TypeVar("T")

REPORT_EVERY = 0.05  # seconds between two progress reports that reach the screen


class Task:
    """A piece of work under way. ``stop`` is handed to the work; ``cancel`` makes it true."""

    def __init__(self) -> None:
        self._stop = threading.Event()

    def cancel(self) -> None:
        self._stop.set()

    def stop(self) -> bool:
        return self._stop.is_set()


class Background(QObject):
    """Runs plain functions off the main thread and brings their results back to it."""

    _call_on_main = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._database = ThreadPoolExecutor(1, "database")
        self._computing = ThreadPoolExecutor(2, "computing")
        self._under_way = 0
        self._closed = False
        self._tasks: weakref.WeakSet[Task] = weakref.WeakSet()
        self._call_on_main.connect(self._call, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether any result has still to be delivered; main thread only."""
        return self._under_way > 0

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], object],
        failed: Callable[[BaseException], object],
        *,
        uses_database: bool,
    ) -> None:
        """Runs ``work`` off the main thread, then ``done`` or ``failed`` on it.

        ``work`` must not touch a widget. Call from the main thread.
        """
        if self._closed:
            return
        lane = self._database if uses_database else self._computing
        self._under_way += 1
        future = lane.submit(work)
        future.add_done_callback(partial(self._bring_home, done=done, failed=failed))

    def task(self) -> Task:
        """A new task, which is cancelled when the program ends."""
        made = Task()
        self._tasks.add(made)
        return made

    def on_main(self, call: Callable[[], object]) -> None:
        """Calls a function on the main thread soon; from any thread."""
        if not self._closed:
            self._call_on_main.emit(call)

    def reporter(self, show: Callable[[float, str], object]) -> Callable[[float, str], None]:
        """A ``Report`` that may be called at any rate; ``show`` runs on the main thread."""
        last = 0.0

        def report(share: float, message: str) -> None:
            nonlocal last
            now = time.monotonic()
            if share < 1 and now - last < REPORT_EVERY:
                return
            last = now
            self.on_main(partial(show, share, message))

        return report

    def close(self, last: Callable[[], object] | None = None) -> None:
        """Cancels long work and waits for what is under way; no result is delivered any more.

        ``last`` runs on the database lane after everything that was asked of it.
        """
        if self._closed:
            return
        self._closed = True
        for task in self._tasks:
            task.cancel()
        self._computing.shutdown(wait=True, cancel_futures=True)
        final = self._database.submit(last) if last is not None else None
        self._database.shutdown(wait=True)
        if final is not None:
            final.result()

    def _bring_home(
        self,
        future: Future[T],
        *,
        done: Callable[[T], object],
        failed: Callable[[BaseException], object],
    ) -> None:
        if not self._closed:
            self._call_on_main.emit(partial(self._deliver, future, done, failed))

    def _deliver(
        self,
        future: Future[T],
        done: Callable[[T], object],
        failed: Callable[[BaseException], object],
    ) -> None:
        self._under_way -= 1
        try:
            result = future.result()
        except CancelledError:
            return
        except Exception as error:
            failed(error)
        else:
            done(result)

    @Slot(object)
    def _call(self, call: Callable[[], object]) -> None:
        if not self._closed:
            call()
