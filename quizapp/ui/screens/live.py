"""Live rounds: those that were, one that waits to be gone on with, and the one that runs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStackedLayout,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from quizapp.domain.game import Game, Naming, Phase
from quizapp.domain.quiz import Quiz
from quizapp.services.game_results import GameLine
from quizapp.services.live_views import HostView
from quizapp.services.round_wanted import RoundWanted
from quizapp.ui import words
from quizapp.ui.confirm import confirm
from quizapp.ui.desk import REVIEWS, Desk
from quizapp.ui.live import PlayLive
from quizapp.ui.live.beginning import Beginning, Begun
from quizapp.ui.live.connection_dialog import ConnectionDialog
from quizapp.ui.live.holding import Holding
from quizapp.ui.live.projector import Projector
from quizapp.ui.live.stage import Door
from quizapp.ui.live.start_dialog import Chosen
from quizapp.ui.live.teacher_page import FREED, TeacherPage
from quizapp.ui.screens.results import OfRound
from quizapp.ui.screens.screen import Screen
from quizapp.ui.widgets.actions import Actions
from quizapp.ui.widgets.basics import button, column, label, row
from quizapp.ui.widgets.empty import EmptyState

LIST, EMPTY, ROUND = range(3)
MORE_SECONDS = 10
SECOND = 1000  # ms: how often the time that is left is painted anew


class LiveScreen(Screen):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.holding = Holding(desk, self)
        self.page = TeacherPage(desk.theme)
        self.projector: Projector | None = None
        self.beginning = Beginning(desk, self)
        self.connection: ConnectionDialog | None = None
        self.lines: list[GameLine] = []
        self._shows_wall = False
        self._fed_at_end: set[str] = set()  # rounds whose answers went into the logs by themselves
        self.table = QTableWidget(0, 4)
        self.new = button(self.tr("New round"), "primary")
        self.results = button(self.tr("Results"))
        self.go_on = button(self.tr("Go on with it"))
        self.feed = button(self.tr("Add to the learners' progress"))
        self.forget = button(self.tr("Forget the names"))
        self.delete = button(self.tr("Delete"), "danger")
        self.back = button(self.tr("Back"), "quiet")
        self._pages = QStackedLayout(self)
        self._clock = QTimer(self, interval=SECOND)
        self._build()
        self._connect()
        self._add_commands()
        self._moved()

    def opened(self, what: object = None) -> None:
        """``what``: ``PlayLive`` or ``RoundWanted``, else the round that runs, or the list."""
        if isinstance(what, PlayLive | RoundWanted):
            self._play(what)
        self.reload()

    def _play(self, what: PlayLive | RoundWanted) -> None:
        view = self.holding.view
        if view is not None and view.phase is Phase.ENDED:
            self.holding.stop()
        if self.holding.is_on:
            self.desk.say(self.tr("Another round is running: end it first."), "almost")
        elif isinstance(what, PlayLive):
            self.beginning.ask_how(what.quiz_id)
        else:
            self.beginning.hold(what)

    def left(self) -> None:
        """The way back stands in sight while pupils play."""
        view = self.holding.view
        if view is not None and view.phase is not Phase.ENDED:
            QTimer.singleShot(0, self._offer_way_back)  # once the other screen is in front

    def _offer_way_back(self) -> None:
        if self.holding.is_on and not self.isVisible():
            self.desk.offer(
                self.tr("The live round goes on."), self.tr("Back to it"),
                lambda: self.desk.go("live"), "plain",
            )  # fmt: skip

    def reload(self) -> None:
        if self.holding.is_on:
            self.desk.hushed.emit()  # the way back was found
            self.show_round()
            return
        self.desk.ask(self.desk.services.game_results.games, self.show_lines)

    def fit(self) -> None:
        self.page.fit()

    # Qt override

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Whoever looks at the wall goes on with the keys that lie nearest; buttons keep them."""
        nearest = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if self.page.stage.hasFocus() and Qt.Key(event.key()) in nearest:
            if not event.isAutoRepeat():
                self.advance()
            return
        super().keyPressEvent(event)

    def show_round(self) -> None:
        """The teacher's page in front."""
        self._pages.setCurrentIndex(ROUND)
        self.page.stage.setFocus()

    # Building

    def _build(self) -> None:
        head = row(
            self.back, column(label(self.tr("Live rounds"), "title"), spacing=2), -1, self.new
        )
        table = self.table
        table.setHorizontalHeaderLabels(
            [self.tr("Round"), self.tr("When"), self.tr("Players"), self.tr("Names known")]
        )
        table.verticalHeader().hide()
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.setAccessibleName(self.tr("Live rounds"))
        page = QWidget()
        actions = Actions(self.go_on, self.results, self.feed, self.forget, self.delete)
        layout = column(head, table, actions, spacing=14)
        layout.setStretch(1, 1)
        layout.setContentsMargins(32, 24, 32, 20)
        page.setLayout(layout)
        self._pages.addWidget(page)
        self._empty = EmptyState(
            self.desk.theme, "learners", self.tr("No live rounds yet"),
            self.tr(
                "Play a quiz live with your class: pupils join with any phone in the same network, "
                "without an account and without internet. They answer the questions of a quiz, or "
                "some drawn from a deck."
            ),
        )  # fmt: skip
        begin = self._empty.add_button(self.tr("New round"), tip=self.tr("New round (Ctrl+N)"))
        begin.clicked.connect(self.ask_how)
        self._empty.add_button(self.tr("To the quizzes"), "").clicked.connect(
            lambda: self.desk.go("quizzes")
        )
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self.page)

    def _connect(self) -> None:
        self.table.currentCellChanged.connect(lambda *_: self._moved())
        self.table.cellDoubleClicked.connect(lambda *_: self.show_results())
        self.beginning.begun.connect(self._open)
        self.holding.viewed.connect(self._show)
        self.holding.began.connect(self._begun)
        self.holding.moved.connect(self._show_door)
        self.holding.stopped.connect(self._stopped)
        self.page.wanted.connect(self._do_at_seat)
        self._clock.timeout.connect(self._tick)
        self.desk.replaced.connect(lambda: self.show_lines([]))

    def _add_commands(self) -> None:
        page, command = self.page, self.holding.command
        for text, keys, slot, pressed in (
            (self.tr("What comes next (a presenter's remote too)"),
             ["PgDown", "Right", "Ctrl+Return"], self.advance, page.next),
            (self.tr("Back to the question before"), ["PgUp", "Left"], lambda: command("back"),
             page.back),
            (self.tr("No more answers, or take them again"), ["N"], self.lock, page.lock),
            (self.tr("Pause, go on"), ["P"], self.pause, page.pause),
            (self.tr("10 seconds more"), ["E"], lambda: command("extend", MORE_SECONDS),
             page.extend),
            (self.tr("Skip this question"), ["S"], lambda: command("skip"), page.skip),
            (self.tr("Raised hands of pupils without a device"), ["H"], page.ask_hands,
             page.hands),
            (self.tr("Let nobody else in, or others again"), ["J"], self.let_join, page.joining),
            (self.tr("Show me the key and the answers, or hide them"), ["K"], page.look, page.peek),
            (self.tr("Show on the wall"), ["F5"], self.show_wall, page.wall),
            (self.tr("Blank the wall"), ["B", "."], self.blank, None),
            (self.tr("Can phones reach it?"), ["C"], self.show_connection, page.reach),
            (self.tr("Play what was missed"), ["M"], self.play_missed, page.again),
            (self.tr("End the round"), ["Ctrl+E"], self.ask_end, page.end),
        ):  # fmt: skip
            self.command(text, keys, slot, button=pressed)
        self.describe(self.tr("What comes next, while the wall is in hand"), "Enter", "Space")
        page.results.clicked.connect(self.look_back)
        page.results.setToolTip(self.tr("Results (R)"))
        self.command(self.tr("New round"), ["Ctrl+N"], self.ask_how, button=self.new)
        self.command(self.tr("Results"), ["R"], self.show_results, button=self.results)
        self.command(self.tr("Go on with the round"), ["G"], self.resume, button=self.go_on)
        self.command(self.tr("Add answers to the progress of the learners"), ["A"], self.feed_study,
                     button=self.feed)  # fmt: skip
        self.command(self.tr("Forget who the players were"), ["F"], self.ask_forget,
                     button=self.forget)  # fmt: skip
        self.command(self.tr("Delete the round"), ["Delete"], self.ask_delete, button=self.delete)
        self.command(self.tr("Back to the quizzes"), ["Escape"], self._leave, button=self.back)

    # The list

    @property
    def current(self) -> GameLine | None:
        number = self.table.currentRow()
        return self.lines[number] if 0 <= number < len(self.lines) else None

    def show_lines(self, lines: Sequence[GameLine]) -> None:
        if self.holding.is_on:
            return
        self.lines = list(lines)
        self.table.setRowCount(len(self.lines))
        for number, line in enumerate(self.lines):
            when = words.moment(line.game.started_at)
            if line.game.ended_at is None:
                when = self.tr("{} · not ended").format(when)
            cells = (words.one_line(line.game.name), when, str(line.players), str(line.known))
            for place, text in enumerate(cells):
                self.table.setItem(number, place, QTableWidgetItem(text))
        self._pages.setCurrentIndex(LIST if self.lines else EMPTY)
        if self.lines:
            self.table.setCurrentCell(max(0, min(self.table.currentRow(), len(self.lines) - 1)), 0)
            self.table.setFocus()
        self._moved()

    def _moved(self) -> None:
        line = self.current
        waits = line is not None and line.game.ended_at is None
        self.go_on.setVisible(waits)
        self.results.setEnabled(line is not None and line.players > 0)
        self.feed.setEnabled(line is not None and line.linked > 0)
        self.forget.setEnabled(line is not None and line.known > 0)
        self.delete.setEnabled(line is not None)

    def show_results(self) -> None:
        if self._pages.currentIndex() == LIST and self.current and self.results.isEnabled():
            self.desk.go("results", OfRound(self.current.game.id))
        elif self._pages.currentIndex() == ROUND:
            self.look_back()

    def feed_study(self) -> None:
        line = self.current
        if line is None or not self.feed.isEnabled():
            return
        results, game_id = self.desk.services.game_results, line.game.id
        self.desk.ask(lambda: results.feed(game_id), self._fed)

    def _fed(self, number: int) -> None:
        said = words.count(number, self.tr("answer was added"), self.tr("answers were added"))
        self.desk.say(self.tr("{} to the learners' progress.").format(said), "right")
        self.desk.changed.emit(REVIEWS)

    def ask_forget(self) -> None:
        line = self.current
        if line is None or not self.forget.isEnabled():
            return
        confirm(
            self, self.tr("Forget who the players of this round were?"),
            self.tr("The results stay, under pseudonyms. The names cannot be brought back."),
            self.tr("Forget the names"),
            lambda: self._do(lambda: self.desk.services.game_results.forget_people(line.game.id)),
        )  # fmt: skip

    def ask_delete(self) -> None:
        line = self.current
        if line is None or self._pages.currentIndex() != LIST:
            return
        confirm(
            self, self.tr("Delete this round?"),
            self.tr("Its answers and results are deleted with it. What was added to the learners' "
                    "progress stays."),
            self.tr("Delete"),
            lambda: self._do(lambda: self.desk.services.game_results.delete(line.game.id)),
        )  # fmt: skip

    def _do(self, work: Callable[[], object]) -> None:
        self.desk.ask(work, lambda _: self.reload())

    def _leave(self) -> None:
        if self._pages.currentIndex() == ROUND:
            self.ask_end()
        else:
            self.desk.go("quizzes")

    # Beginning

    def ask_how(self) -> None:
        if not self.holding.is_on:
            self.beginning.ask_how()

    def begin(self, quiz: Quiz, chosen: Chosen) -> None:
        self.beginning.begin(quiz, chosen)

    def resume(self) -> None:
        line = self.current
        if line is not None and line.game.ended_at is None and not self.holding.is_on:
            self.beginning.go_on(line.game.id)

    def _open(self, begun: Begun) -> None:
        self.desk.hushed.emit()
        for note in begun.notes:
            self.desk.say(note, "almost")
        self._shows_wall = begun.wall
        game = begun.live.game
        self.holding.start(
            begun.live, begun.address, begun.port, lambda error: self._not_begun(game, error)
        )

    def _not_begun(self, game: Game, error: BaseException) -> None:
        self.desk.explain(error)
        self.reload()

    def _begun(self) -> None:
        if self.holding.host is None:
            return
        self._show_door()
        self._clock.start()
        self.show_round()
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
        if self.projector is not None:
            self.projector.stage.show_door(door)
        if self.connection is not None:
            self.connection.look(host.address, host.port)

    def show_connection(self) -> None:
        """Can phones reach this? And if not, what to do."""
        host, view = self.holding.host, self.holding.view
        if host is None or self.connection is not None:
            return
        phones = view.present if view else 0
        self.connection = ConnectionDialog(self, self.desk, host.address, host.port, phones)
        self.connection.moved.connect(self.holding.move)
        self.connection.finished.connect(self._connection_seen)
        self.connection.open()

    def _connection_seen(self) -> None:
        if self.connection is not None:
            self.connection.deleteLater()
        self.connection = None
        self.window().activateWindow()
        self.page.stage.setFocus()

    # Running

    def _show(self, view: HostView, connected: frozenset[str]) -> None:
        self.page.show_view(view, connected)
        if self.projector is not None:
            self.projector.stage.show_view(view)
        if view.phase is Phase.ENDED and view.game.rules.feeds_study:
            self._feed_at_end(view.game.id)

    def _feed_at_end(self, game_id: str) -> None:
        if game_id in self._fed_at_end:
            return
        self._fed_at_end.add(game_id)
        results = self.desk.services.game_results
        self.desk.ask(lambda: results.feed(game_id), self._fed)

    def _tick(self) -> None:
        view = self.holding.view
        if view is not None and view.phase is Phase.OPEN:
            self.holding.show_time()

    def advance(self) -> None:
        if self._pages.currentIndex() == ROUND:
            self.holding.command("advance")

    def look_back(self) -> None:
        """From the end of a round to its results. Not by the keys of a presenter's remote: once
        too often pressed, they would take the ranking off the wall."""
        view = self.holding.view
        if view is not None and view.phase is Phase.ENDED and view.players:
            self.close_round()
            self.desk.go("results", OfRound(view.game.id))

    def play_missed(self) -> None:
        """A second lesson from what the class missed: its quiz is made, and is ready to begin."""
        view = self.holding.view
        if view is None or view.phase is not Phase.ENDED:
            return
        services, game = self.desk.services, view.game

        def make() -> Quiz | None:
            missed = services.game_results.report(game.id).most_missed
            name = self.tr("{}: what was missed").format(game.name)
            return services.quizzes.create_free(name, missed) if missed else None

        self.desk.ask(make, self._missed_made)

    def _missed_made(self, quiz: Quiz | None) -> None:
        if quiz is None:
            self.desk.say(self.tr("Nothing was missed: the class knows it all."), "right")
        else:
            self.desk.go("live", PlayLive(quiz.id))

    def _do_at_seat(self, name: str, about: tuple[object, ...]) -> None:
        line, view = self.page.current, self.holding.view
        self.holding.command(name, *about)
        if name != FREED or line is None or view is None:
            return
        naming = view.game.rules.naming
        way = {
            Naming.GENERATED: self.tr("On the other phone, open “I was in this round already”, and "
                                      "type this name."),
            Naming.ROSTER: self.tr("On the other phone, choose this name from the list again."),
            Naming.FREE: self.tr("On the other phone, type this name again."),
        }[naming]  # fmt: skip
        said = self.tr("The seat of {} waits, with its points.").format(words.one_line(line.name))
        self.desk.say(f"{said} {way}")

    def lock(self) -> None:
        view = self.holding.view
        self.holding.command("reopen" if view and view.phase is Phase.LOCKED else "lock")

    def pause(self) -> None:
        view = self.holding.view
        self.holding.command("go_on" if view and view.phase is Phase.PAUSED else "pause")

    def let_join(self) -> None:
        view = self.holding.view
        if view is not None:
            self.holding.command("let_join", not view.is_joinable)

    def show_wall(self) -> None:
        if not self.holding.is_on:
            return
        if self.projector is None:
            self.projector = Projector(self.desk.theme, self.window())
            self.projector.pressed.connect(self._remote)
            self.projector.closed.connect(self._wall_gone)
        self.projector.stage.show_door(self.page.stage.door)
        if self.holding.view is not None:
            self.projector.stage.show_view(self.holding.view)
        self.projector.come()

    def _remote(self, key: int) -> None:
        ways = {
            Qt.Key.Key_PageDown: self.advance, Qt.Key.Key_Right: self.advance,
            Qt.Key.Key_Space: self.advance, Qt.Key.Key_Return: self.advance,
            Qt.Key.Key_PageUp: lambda: self.holding.command("back"),
            Qt.Key.Key_Left: lambda: self.holding.command("back"),
            Qt.Key.Key_B: self.blank, Qt.Key.Key_Period: self.blank,
            Qt.Key.Key_P: self.pause, Qt.Key.Key_F5: self.show_wall,
        }  # fmt: skip
        way = ways.get(Qt.Key(key))
        if way is not None:
            way()

    def _wall_gone(self) -> None:
        if self.projector is not None:
            self.projector.deleteLater()
            self.projector = None

    def blank(self) -> None:
        if self.projector is not None:
            self.projector.stage.blank()

    def ask_end(self) -> None:
        view = self.holding.view
        if view is None or view.phase is Phase.ENDED:
            self.close_round()
            return
        confirm(
            self, self.tr("End this round for all?"),
            self.tr("Nobody can answer any more. The results stay."),
            self.tr("End the round"), lambda: self.holding.command("end"),
        )  # fmt: skip

    def close_round(self) -> None:
        self.holding.stop()

    def _stopped(self) -> None:
        self._clock.stop()
        if self.projector is not None:
            self.projector.close()
        if self.desk.ready:
            self.reload()
