"""How a live round comes to be: chosen in a dialog, asked for from outside, or gone on with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from quizapp.domain.game import GameRules
from quizapp.domain.identity import new_id
from quizapp.domain.quiz import Quiz
from quizapp.errors import NotFound
from quizapp.services.live_game import LiveGame
from quizapp.services.round_wanted import RoundWanted
from quizapp.ui.desk import Desk
from quizapp.ui.live.start_dialog import HERE, Chosen, StartDialog


@dataclass(frozen=True, slots=True)
class Begun:
    """A round that is to be held. ``notes``: what the draw had too little of."""

    live: LiveGame
    address: str
    port: int | None = None
    notes: tuple[str, ...] = ()
    wall: bool = False


class Beginning(QObject):
    """``holder``: the screen that the dialog stands on."""

    begun = Signal(object)  # a Begun

    def __init__(self, desk: Desk, holder: QWidget) -> None:
        super().__init__(holder)
        self._desk = desk
        self._holder = holder
        self.dialog: StartDialog | None = None

    def ask_how(self, quiz_id: str = "", deck_id: str = "") -> None:
        """``quiz_id``: "": which one is asked, too; ``deck_id``: the one to draw from."""
        if self.dialog is not None:
            return
        self.dialog = StartDialog(self._holder, self._desk, quiz_id, deck_id)
        self.dialog.finished.connect(lambda _: self._chosen())
        self.dialog.open()

    def stop_asking(self) -> None:
        if self.dialog is not None:
            self.dialog.reject()

    def begin(self, quiz: Quiz, chosen: Chosen) -> None:
        self._make(lambda: self._drawn(quiz, chosen.rules), chosen)

    def go_on(self, game_id: str) -> None:
        """A round that was not ended: QuizApp was closed, or ended in the middle."""
        games = self._desk.services.live
        self._make(lambda: (games.go_on(game_id), ()), Chosen(GameRules(), ""))

    def hold(self, wanted: RoundWanted) -> None:
        """What was asked for on the command line, without any question where that can be."""
        if not wanted.quiz and not wanted.goes_on:
            self.ask_how()
            return
        address = wanted.address or ""
        self._make(lambda: self._found(wanted), Chosen(wanted.rules, address, wanted.port))

    def _chosen(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is None:
            return
        dialog.deleteLater()
        self._holder.window().activateWindow()  # so that the keys of the lobby work at once
        if dialog.chosen is not None and dialog.quiz is not None:
            self.begin(dialog.quiz, dialog.chosen)

    def _make(self, find: Callable[[], tuple[LiveGame, tuple[str, ...]]], chosen: Chosen) -> None:
        """``chosen.address`` "": that of the likeliest network."""

        def make() -> Begun:
            address = chosen.address or _likeliest()
            live, notes = find()
            return Begun(live, address, chosen.port, notes, chosen.wall)

        self._desk.ask(make, self.begun.emit)

    def _drawn(self, quiz: Quiz, rules: GameRules) -> tuple[LiveGame, tuple[str, ...]]:
        services = self._desk.services
        drawing = services.draw.attempt(quiz, new_id())
        notes = drawing.notes if quiz.id else ()  # a draw of the dialog has said so there
        return services.live.begin(quiz.name, drawing.asked, rules, quiz.id), notes

    def _found(self, wanted: RoundWanted) -> tuple[LiveGame, tuple[str, ...]]:
        services = self._desk.services
        if not wanted.goes_on:
            return self._drawn(services.quizzes.called(wanted.quiz), wanted.rules)
        left = services.live.running()
        if left is None:
            raise NotFound("There is no round that was not ended.")
        return services.live.go_on(left.id), ()


def _likeliest() -> str:
    from quizapp.classroom.addresses import networks

    found = networks()
    return found[0].address if found else HERE
