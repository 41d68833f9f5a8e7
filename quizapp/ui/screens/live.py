"""Live rounds: those that were, one that waits to be gone on with, and the one that runs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedLayout

from quizapp.domain.game import Game, Phase
from quizapp.domain.quiz import Quiz
from quizapp.services.game_results import GameLine
from quizapp.services.round_wanted import RoundWanted
from quizapp.ui import words
from quizapp.ui.desk import Desk
from quizapp.ui.live import PlayLive
from quizapp.ui.live.beginning import Beginning, Begun
from quizapp.ui.live.past_rounds import PastRounds
from quizapp.ui.live.running_round import RunningRound
from quizapp.ui.live.start_dialog import Chosen
from quizapp.ui.screens.results import OfRound
from quizapp.ui.screens.screen import Screen
from quizapp.ui.widgets.empty import EmptyState

LIST, EMPTY, ROUND = range(3)


class LiveScreen(Screen):
    """``past``: the list; ``beginning``: how a round comes to be; ``round``: the one that runs."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.past = PastRounds(desk)
        self.beginning = Beginning(desk, self)
        self.round = RunningRound(desk, self)
        self.holding, self.page = self.round.holding, self.round.page
        self._fed_at_end: set[str] = set()  # rounds whose answers went into the logs by themselves
        self._pages = QStackedLayout(self)
        self._build()
        self._connect()
        self._add_commands()

    def opened(self, what: object = None) -> None:
        """``what``: ``PlayLive`` or ``RoundWanted``, else the round that runs, or the list."""
        if isinstance(what, PlayLive | RoundWanted):
            self._play(what)
        self.reload()

    def _play(self, what: PlayLive | RoundWanted) -> None:
        if self.round.game_at_end is not None:
            self.round.close()
        if self.round.is_on:
            self._refuse_another(what)
        elif isinstance(what, PlayLive):
            self.beginning.ask_how(what.quiz_id, what.deck_id)
        else:
            self.beginning.hold(what)

    def _refuse_another(self, what: PlayLive | RoundWanted) -> None:
        host = self.holding.host
        if host is None or (isinstance(what, RoundWanted) and what.goes_on):
            return  # it is here already
        said = self.tr("The live round “{}” is running here. End it (Ctrl+E) before another one.")
        self.desk.say(said.format(words.one_line(host.live.game.name)), "almost")

    def left(self) -> None:
        """The way back stands in sight while pupils play."""
        view = self.round.view
        if view is not None and view.phase is not Phase.ENDED:
            QTimer.singleShot(0, self._offer_way_back)  # once the other screen is in front

    def _offer_way_back(self) -> None:
        if self.round.is_on and not self.isVisible():
            self.desk.offer(
                self.tr("The live round goes on."), self.tr("Back to it"),
                lambda: self.desk.go("live"), "plain",
            )  # fmt: skip

    def reload(self) -> None:
        if self.round.is_on:
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
        self._pages.addWidget(self.past)
        empty = EmptyState(
            self.desk.theme, "learners", self.tr("No live rounds yet"),
            self.tr(
                "Play a quiz live with your class: pupils join with any phone in the same network, "
                "without an account and without internet. They answer the questions of a quiz, or "
                "some drawn from a deck."
            ),
        )  # fmt: skip
        begin = empty.add_button(self.tr("New round"), tip=self.tr("New round (Ctrl+N)"))
        begin.clicked.connect(self.ask_how)
        empty.add_button(self.tr("To the quizzes"), "").clicked.connect(
            lambda: self.desk.go("quizzes")
        )
        self._pages.addWidget(empty)
        self._pages.addWidget(self.page)

    def _connect(self) -> None:
        self.past.changed.connect(self.reload)
        self.beginning.begun.connect(self._open)
        self.round.began.connect(self.show_round)
        self.round.not_begun.connect(self._not_begun)
        self.round.ended.connect(self._feed_at_end)
        self.holding.stopped.connect(self._stopped)
        self.desk.replaced.connect(lambda: self.show_lines([]))

    def _add_commands(self) -> None:
        page, now = self.page, self.round
        for text, keys, slot, pressed in (
            (self.tr("What comes next (a presenter's remote too)"),
             ["PgDown", "Right", "Ctrl+Return"], self.advance, page.next),
            (self.tr("Back to the question before"), ["PgUp", "Left"], now.step_back, page.back),
            (self.tr("No more answers, or take them again"), ["N"], now.lock, page.lock),
            (self.tr("Pause, go on"), ["P"], now.pause, page.pause),
            (self.tr("10 seconds more"), ["E"], now.extend, page.extend),
            (self.tr("Skip this question"), ["S"], now.skip, page.skip),
            (self.tr("Raised hands of pupils without a device"), ["H"], page.ask_hands,
             page.hands),
            (self.tr("Let nobody else in, or others again"), ["J"], now.let_join, page.joining),
            (self.tr("Show me the key and the answers, or hide them"), ["K"], page.look, page.peek),
            (self.tr("Show on the wall"), ["F5"], now.show_wall, page.wall),
            (self.tr("Blank the wall"), ["B", "."], now.blank, None),
            (self.tr("Can phones reach it?"), ["C"], now.show_connection, page.reach),
            (self.tr("Play what was missed"), ["M"], self.play_missed, page.again),
            (self.tr("End the round"), ["Ctrl+E"], now.ask_end, page.end),
        ):  # fmt: skip
            self.command(text, keys, slot, button=pressed)
        self.command(self.tr("Order the players by the column in hand, or the other way round"),
                     ["O"], page.order_in_hand)  # fmt: skip
        self.describe(self.tr("What comes next, while the wall is in hand"), "Enter", "Space")
        page.results.clicked.connect(self.look_back)
        page.results.setToolTip(self.tr("Results (R)"))
        past = self.past
        self.command(self.tr("New round"), ["Ctrl+N"], self.ask_how, button=past.new)
        self.command(self.tr("Results"), ["R"], self.show_results, button=past.results)
        self.command(self.tr("Go on with the round"), ["G"], self.resume, button=past.go_on)
        self.command(self.tr("Add answers to the progress of the learners"), ["A"],
                     past.feed_study, button=past.feed)  # fmt: skip
        self.command(self.tr("Forget who the players were"), ["F"], past.ask_forget,
                     button=past.forget)  # fmt: skip
        self.command(self.tr("Delete the round"), ["Delete"], past.ask_delete, button=past.delete)
        self.command(self.tr("Back to the quizzes"), ["Escape"], self._leave, button=past.back)

    # The list

    def show_lines(self, lines: Sequence[GameLine]) -> None:
        if self.round.is_on:
            return
        self.past.show_lines(lines)
        self._pages.setCurrentIndex(LIST if lines else EMPTY)
        if lines:
            self.past.table.setFocus()

    def show_results(self) -> None:
        if self._pages.currentIndex() == LIST:
            self.past.show_results()
        elif self._pages.currentIndex() == ROUND:
            self.look_back()

    def _leave(self) -> None:
        if self._pages.currentIndex() == ROUND:
            self.round.ask_end()
        else:
            self.desk.go("quizzes")

    # Beginning

    def ask_how(self) -> None:
        if not self.round.is_on:
            self.beginning.ask_how()

    def begin(self, quiz: Quiz, chosen: Chosen) -> None:
        self.beginning.begin(quiz, chosen)

    def resume(self) -> None:
        if self.past.waiting and not self.round.is_on:
            self.beginning.go_on(self.past.waiting)

    def _open(self, begun: Begun) -> None:
        self.desk.hushed.emit()
        for note in begun.notes:
            self.desk.say(note, "almost")
        self.round.start(begun)

    def _not_begun(self, error: BaseException) -> None:
        self.desk.explain(error)
        self.reload()

    # Running, and after it

    def advance(self) -> None:
        self.round.advance()

    def look_back(self) -> None:
        """From the end of a round to its results; it stays, for the wall and for the way back. Not
        by the keys of a presenter's remote: once
        too often pressed, they would take the ranking off the wall."""
        game, view = self.round.game_at_end, self.round.view
        if game is not None and view is not None and view.players:
            self.desk.go("results", OfRound(game.id))

    def play_missed(self) -> None:
        """A second lesson from what the class missed: its quiz is made, and is ready to begin."""
        game = self.round.game_at_end
        if game is None:
            return
        services = self.desk.services

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

    def _feed_at_end(self, game: Game) -> None:
        if game.rules.feeds_study and game.id not in self._fed_at_end:
            self._fed_at_end.add(game.id)
            self.past.feed_from(game.id)

    def _stopped(self) -> None:
        if self.desk.ready:
            self.reload()
