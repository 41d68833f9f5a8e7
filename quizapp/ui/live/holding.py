"""The host of a live round, held for the window: its news come home as signals."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot

from quizapp.domain.game import Phase
from quizapp.errors import QuizError
from quizapp.services.live_game import LiveGame
from quizapp.services.live_views import HostView
from quizapp.ui.desk import Desk

if TYPE_CHECKING:
    from quizapp.classroom.host import ClassroomHost


class Holding(QObject):
    """One round at a time; lives on the main thread. The host calls from its own thread, and the
    signals bring over what it says."""

    viewed = Signal(object, object)  # a HostView, and the ids of players who are connected
    began = Signal()
    moved = Signal()  # it listens under another address now
    stopped = Signal()

    _seen = Signal(object, object)
    _told = Signal(str)
    _has_moved = Signal()
    _idles = Signal(float)
    _failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.host: ClassroomHost | None = None
        self.view: HostView | None = None
        self.connected: frozenset[str] = frozenset()
        self._seen_at = 0.0
        self._game_id = ""  # of the round that is held, or about to be
        queued = Qt.ConnectionType.QueuedConnection
        self._seen.connect(self._show, queued)
        self._told.connect(self._tell, queued)
        self._failed.connect(self._explain, queued)
        self._has_moved.connect(self._move_known, queued)
        self._idles.connect(self._warn_idle, queued)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.stop)
        desk.replaced.connect(self.stop)

    @property
    def is_on(self) -> bool:
        return self.host is not None

    def start(
        self,
        live: LiveGame,
        address: str,
        port: int | None,
        failed: Callable[[BaseException], None],
    ) -> None:
        """Phones can join once ``began`` is emitted."""
        self.stop()
        self._game_id = live.game.id

        def begin() -> ClassroomHost:
            from quizapp.classroom.start import start

            return start(
                live, address, port, on_view=self._seen.emit, on_problem=self._told.emit,
                on_moved=self._has_moved.emit, on_idle=self._idles.emit,
            )  # fmt: skip

        self._desk.compute(begin, self._begun, failed)

    def command(self, name: str, *args: Any) -> None:
        """What the teacher does; an error comes to the banner."""
        if self.host is None:
            return
        self.host.command(name, *args).add_done_callback(self._done)

    def move(self, address: str) -> None:
        """Into another network of this machine."""
        if self.host is not None:
            self.host.move(address).add_done_callback(self._done)

    @Slot()
    def _move_known(self) -> None:
        if self.host is not None:
            self.moved.emit()

    @Slot(float)
    def _warn_idle(self, seconds: float) -> None:
        host = self.host
        if host is None:
            return
        is_over = self.view is not None and self.view.phase is Phase.ENDED
        if is_over:
            if not seconds:
                self.stop()
            return
        if not seconds:
            self.stop()
            self._desk.say(self.tr(
                "Nobody used the live round, so it was closed. You can go on with it any time."
            ), "almost")  # fmt: skip
            return
        self._desk.offer(
            self.tr("Nobody uses this live round. It is closed in {} minutes.").format(
                max(1, round(seconds / 60))
            ),
            self.tr("Keep it open"), host.keep,
        )  # fmt: skip

    def show_time(self) -> None:
        """Between two news of the host, the time that is left goes down by the clock here."""
        if self.view is None or self.view.left is None:
            return
        left = max(0.0, self.view.left - (monotonic() - self._seen_at))
        self.viewed.emit(replace(self.view, left=left), self.connected)

    def _done(self, future: Future[Any]) -> None:
        """In the host's thread."""
        error = future.exception() if not future.cancelled() else None
        if error is not None:
            self._failed.emit(error)

    @Slot()
    def stop(self) -> None:
        """The port is free afterwards; the round can be gone on with, unless it was ended."""
        host, self.host = self.host, None
        self._game_id, self.view = "", None
        if host is not None:
            host.stop()
            self.stopped.emit()

    def _begun(self, host: ClassroomHost) -> None:
        if host.live.game.id != self._game_id:  # it was stopped before it had begun
            host.stop()
            return
        self.host = host
        self.began.emit()
        if self.view is not None:
            self.viewed.emit(self.view, self.connected)

    @Slot(object, object)
    def _show(self, view: HostView, connected: frozenset[str]) -> None:
        """The first one may come before it is known here that the host has begun."""
        if view.game.id == self._game_id:
            self.view, self.connected = view, connected
            self._seen_at = monotonic()
            if self.host is not None:
                self.viewed.emit(view, connected)

    @Slot(str)
    def _tell(self, text: str) -> None:
        self._desk.say(text, "wrong")

    @Slot(object)
    def _explain(self, error: BaseException) -> None:
        if isinstance(error, QuizError):
            self._desk.say(str(error), "almost")
        else:
            self._desk.explain(error)
