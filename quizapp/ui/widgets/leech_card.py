"""A question that is forgotten again and again: what happened, and what helps more than asking."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from quizapp.study.leech import Leech
from quizapp.ui import words
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import announce, column, label, row
from quizapp.ui.widgets.keyed_button import KeyedButton
from quizapp.ui.widgets.offers import Offers


class LeechCard(QFrame):
    """Below the verdict. It asks for nothing: whoever goes on leaves all as it is."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card")
        self._head = label("", "strong", wrap=True)
        self._about = label(
            self.tr(
                "Such questions take the most time of all, and still do not stick. Other words "
                "for it may help, or leaving it aside for now; asking it once more helps least."
            ),
            "muted",
            wrap=True,
        )
        self.reword = self._offer(self.tr("Reword it"), "E", self.tr("Edit the question (E)"))
        self.suspend = self._offer(
            self.tr("Suspend it"), "U", self.tr("Ask it no more until I say so (U)")
        )
        self.flag = self._offer(
            self.tr("Flag it"), "K", self.tr("Flag it, to look at it after the session (K)")
        )
        self._offers = Offers(self.reword, self.suspend, self.flag)
        picture = label()
        theme.set_picture(picture, "warning", "almost", 18)
        head = row(picture, self._head, spacing=8)
        head.setStretch(1, 1)
        layout = column(head, self._about, 4, self._offers, spacing=6)
        layout.setContentsMargins(16, 12, 16, 14)
        self.setLayout(layout)
        self.hide()

    def _offer(self, text: str, key: str, about: str) -> KeyedButton:
        made = KeyedButton(text, key)
        made.setToolTip(about)
        made.setAccessibleDescription(about)
        return made

    @property
    def said(self) -> str:
        return f"{self.accessibleName()}. {self.accessibleDescription()}"

    def show_leech(self, leech: Leech | None, *, flagged: bool) -> None:
        """Hidden where there is none."""
        self.setVisible(leech is not None)
        if leech is None:
            return
        self._head.setText(words.leech(leech))
        self.show_flag(flagged)
        self.setAccessibleName(words.leech(leech))
        self.setAccessibleDescription(self._about.text())
        announce(self, self.said)

    def show_flag(self, flagged: bool) -> None:
        """What is flagged already need not be offered."""
        self.flag.setVisible(not flagged)
