"""The round that runs: what its teacher does by key or button, and where that is shown."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from quizapp.domain.game import Game, Naming, Phase
from quizapp.services.live_views import HostView
from quizapp.ui import words
from quizapp.ui.confirm import confirm
from quizapp.ui.desk import Desk
from quizapp.ui.live.beginning import Begun
from quizapp.ui.live.connection_dialog import ConnectionDialog
from quizapp.ui.live.holding import Holding
from quizapp.ui.live.projector import name_of
from quizapp.ui.live.teacher_page import FREED, TeacherPage
from quizapp.ui.live.wall import Wall
from quizapp.ui.live.wall_picture import Door

MORE_SECONDS = 10
SECOND = 1000  # ms: how often the time that is left is painted anew


class RunningRound(QObject):
    """Between the host that is held, the teacher's page, and the wall. ``holder``: the screen."""

    began = Signal()
    not_begun = Signal(object)  # why
    ended = Signal(object)  # a Game: the end is shown; may come more than once

    def __init__(self, desk: Desk, holder: QWidget) -> None:
        super().__init__(holder)
        self._desk = desk
        self._holder = holder
        self.holding = Holding(desk, self)
        self.page = TeacherPage(desk.theme)
        self.wall = Wall(desk.theme, holder, {
            Qt.Key.Key_PageDown: self.advance, Qt.Key.Key_Right: self.advance,
            Qt.Key.Key_Space: self.advance, Qt.Key.Key_Return: self.advance,
            Qt.Key.Key_PageUp: self.step_back, Qt.Key.Key_Left: self.step_back,
            Qt.Key.Key_B: self.blank, Qt.Key.Key_Period: self.blank,
            Qt.Key.Key_P: self.pause, Qt.Key.Key_F5: self.show_wall,
        })  # fmt: skip
        self.connection: ConnectionDialog | None = None
        self._shows_wall = False
        self._clock = QTimer(self, interval=SECOND)
        self.holding.viewed.connect(self._show)
        self.holding.began.connect(self._begun)
        self.holding.moved.connect(self._show_door)
        self.holding.stopped.connect(self._stopped)
        self.page.wanted.connect(self._do_at_seat)
        self._clock.timeout.connect(self._tick)

    @property
    def is_on(self) -> bool:
        return self.holding.is_on

    @property
    def view(self) -> HostView | None:
        return self.holding.view

    @property
    def game_at_end(self) -> Game | None:
        """The one whose end is shown, if that is where it stands."""
        view = self.view
        return view.game if view is not None and view.phase is Phase.ENDED else None

    def start(self, begun: Begun) -> None:
        self._shows_wall = begun.wall
        self.holding.start(begun.live, begun.address, begun.port, self.not_begun.emit)

    def close(self) -> None:
        self.holding.stop()

    # What the teacher does

    def advance(self) -> None:
        self.holding.command("advance")

    def step_back(self) -> None:
        self.holding.command("back")

    def lock(self) -> None:
        is_locked = self.view is not None and self.view.phase is Phase.LOCKED
        self.holding.command("reopen" if is_locked else "lock")

    def pause(self) -> None:
        is_paused = self.view is not None and self.view.phase is Phase.PAUSED
        self.holding.command("go_on" if is_paused else "pause")

    def extend(self) -> None:
        self.holding.command("extend", MORE_SECONDS)

    def skip(self) -> None:
        self.holding.command("skip")

    def let_join(self) -> None:
        if self.view is not None:
            self.holding.command("let_join", not self.view.is_joinable)

    def ask_end(self) -> None:
        view = self.view
        if view is None or view.phase is Phase.ENDED:
            self.close()
            return
        confirm(
            self._holder, self.tr("End this round for all?"),
            self.tr("Nobody can answer any more. The results stay."),
            self.tr("End the round"), lambda: self.holding.command("end"),
        )  # fmt: skip

    def show_wall(self) -> None:
        if not self.is_on:
            return
        other = self.wall.come(self.page.stage.door, self.view)
        if other is not None:
            said = self.tr("The wall fills the screen “{}”. B blanks it.").format(name_of(other))
        else:
            said = self.tr("The wall is a window of its own on this screen: Esc closes it. Move it "
                           "to the projector, then F11 fills the screen there.")  # fmt: skip
        self._desk.say(said)

    def blank(self) -> None:
        self.wall.blank()

    def show_connection(self) -> None:
        """Can phones reach this? And if not, what to do."""
        host, view = self.holding.host, self.view
        if host is None or self.connection is not None:
            return
        phones = view.present if view else 0
        self.connection = ConnectionDialog(
            self._holder, self._desk, host.address, host.port, phones
        )  # fmt: skip
        self.connection.moved.connect(self.holding.move)
        self.connection.finished.connect(self._connection_seen)
        self.connection.open()

    def _connection_seen(self) -> None:
        if self.connection is not None:
            self.connection.deleteLater()
        self.connection = None
        self._holder.window().activateWindow()
        self.page.stage.setFocus()

    def _do_at_seat(self, name: str, about: tuple[object, ...]) -> None:
        line, view = self.page.current, self.view
        self.holding.command(name, *about)
        if name != FREED or line is None or view is None:
            return
        way = {
            Naming.GENERATED: self.tr("On the other phone, open “I was in this round already”, and "
                                      "type this name."),
            Naming.ROSTER: self.tr("On the other phone, choose this name from the list again."),
            Naming.FREE: self.tr("On the other phone, type this name again."),
        }[view.game.rules.naming]  # fmt: skip
        said = self.tr("The seat of {} waits, with its points.").format(words.one_line(line.name))
        self._desk.say(f"{said} {way}")

    # What becomes of it

    def _begun(self) -> None:
        if not self.is_on:
            return
        self._show_door()
        self._clock.start()
        self.began.emit()
        if self._shows_wall:
            self.show_wall()

    def _show_door(self) -> None:
        """Where phones come in, now that it has begun or is in another network."""
        host = self.holding.host
        if host is None:
            return
        from quizapp.classroom.qr import squares

        door = Door(host.url, host.live.game.code, squares(host.join_url))
        self.page.show_door(door)
        if self.page.view is not None:
            self.page.show_view(self.page.view, self.holding.connected)
        self.wall.show_door(door)
        if self.connection is not None:
            self.connection.look(host.address, host.port)

    def _show(self, view: HostView, connected: frozenset[str]) -> None:
        self.page.show_view(view, connected)
        self.wall.show_view(view)
        if view.phase is Phase.ENDED:
            self.ended.emit(view.game)

    def _tick(self) -> None:
        if self.view is not None and self.view.phase is Phase.OPEN:
            self.holding.show_time()

    def _stopped(self) -> None:
        self._clock.stop()
        self.wall.close()
