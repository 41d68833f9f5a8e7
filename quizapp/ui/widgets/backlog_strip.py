"""Back after some days: the offer to spread what waits, and the way back from having done so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from quizapp.domain.scheduling import Move
from quizapp.ui import day_words, words
from quizapp.ui.desk import Desk
from quizapp.ui.widgets.basics import button, column, label, row
from quizapp.ui.widgets.moving import Mover

if TYPE_CHECKING:
    from quizapp.services.reschedule import Offer


class BacklogStrip(QFrame):
    """Hidden while there is no wall. ``changed`` once due days were moved or put back: who
    holds the strip then loads it anew, with what else shows due days."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("banner")
        self.desk = desk
        self.offer: Offer | None = None
        self.mover = Mover(desk, self)
        picture = label()
        desk.theme.set_picture(picture, "info", "accent")
        self._text = label("", wrap=True)
        self.spread = button(self.tr("Spread them…"))
        self.spread.setToolTip(self.tr("Look at the plan before anything moves (L)"))
        self.decline = button(self.tr("Not today"), "quiet")
        self.decline.setToolTip(self.tr("Leave everything as it is; not asked again today"))
        self.spread.clicked.connect(self.mover.propose_spread)
        self.decline.clicked.connect(self._decline)
        self.undo = button(self.tr("Put them back"))
        self.undo.setToolTip(self.tr("Every due day that was not answered since, as it was"))
        self.undo.clicked.connect(self.mover.undo)
        self.mover.moved.connect(self.changed)
        self._buttons = row(self.spread, self.decline, self.undo, -1)
        words_and_buttons = column(self._text, self._buttons, spacing=8)
        layout = row(picture, words_and_buttons, spacing=12)
        layout.setStretch(1, 1)
        layout.setContentsMargins(16, 12, 12, 12)
        self.setLayout(layout)
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text()

    def load(self) -> None:
        service = self.desk.services.reschedule
        self.desk.ask(
            lambda: (service.offer(), service.spread_today()), lambda found: self.show_offer(*found)
        )

    def show_offer(self, offer: Offer | None, spread: Move | None = None) -> None:
        """``spread``: what was spread today, which can be put back."""
        self.offer = offer
        said = ""
        if offer is not None:
            said = offer_words(offer)
        elif spread is not None:
            said = self.tr("{} were spread over the coming days.").format(
                words.questions(len(spread.moved))
            )
        self._text.setText(said)
        self.setAccessibleName(said)
        self.spread.setVisible(offer is not None)
        self.decline.setVisible(offer is not None)
        self.undo.setVisible(offer is None)
        self.setVisible(bool(said))

    def _decline(self) -> None:
        self.desk.ask(self.desk.services.reschedule.decline, lambda _: self.show_offer(None))


def offer_words(offer: Offer) -> str:
    """ "You were away for 12 days; 214 questions wait. Spread them ...?" """
    waits = words.tr("{} wait").format(words.questions(offer.waiting))
    if offer.away > 1:
        away = words.count(offer.away, words.tr("day"), words.tr("days"))
        waits = words.tr("You were away for {away}; {waits}").format(away=away, waits=waits)
    plan = words.tr(
        "Spread over {days} they are about {number:,} a day, most valuable first, the last on "
        "{until}."
    ).format(
        days=words.count(offer.days, words.tr("day"), words.tr("days")),
        number=offer.a_day,
        until=day_words.with_weekday(offer.until, offer.until),
    )
    return f"{waits}. {plan}"
