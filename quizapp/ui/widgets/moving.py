"""What every place that moves due days does: ask, preview, move, and put back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from quizapp.domain.scheduling import Move
from quizapp.ui import words
from quizapp.ui.desk import REVIEWS, Desk
from quizapp.ui.widgets.move_preview import MoveDialog

if TYPE_CHECKING:
    from quizapp.services.reschedule import Proposal


class Mover(QObject):
    """``moved`` after anything was moved or put back."""

    moved = Signal()

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._over = over
        self.dialog: MoveDialog | None = None

    def propose(self) -> None:
        """Reschedule: the preview, then the move."""
        self._desk.ask(self._desk.services.reschedule.propose, self.preview)

    def propose_spread(self) -> None:
        self._desk.ask(self._desk.services.reschedule.propose_spread, self.preview)

    def preview(self, proposal: Proposal) -> None:
        self.dialog = box = MoveDialog(self._over, self._desk.theme, proposal)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.finished.connect(lambda _: self._decided(proposal, agreed=bool(box.result())))
        box.open()

    def _decided(self, proposal: Proposal, *, agreed: bool) -> None:
        self.dialog = None
        if agreed:
            service = self._desk.services.reschedule
            self._desk.ask(lambda: service.apply(proposal), self._applied)

    def undo(self) -> None:
        self._desk.ask(self._desk.services.reschedule.undo, self._undone)

    def _applied(self, move: Move) -> None:
        said = self.tr("{} moved. Progress can put them back.").format(
            words.questions(len(move.moved))
        )
        self._tell(said)

    def _undone(self, number: int) -> None:
        self._tell(self.tr("{} put back.").format(words.questions(number)))

    def _tell(self, said: str) -> None:
        self._desk.say(said, "right")
        self._desk.changed.emit(REVIEWS)
        self.moved.emit()
