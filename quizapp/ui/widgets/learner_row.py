"""One learner on the screen of the learners: who, since when, and what can be done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup, QIcon
from PySide6.QtWidgets import QMenu, QWidget

from quizapp.domain.learner import COLOURS
from quizapp.ui import day_words, words
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import button, column, label, row, tool
from quizapp.ui.widgets.elided import ElidedLabel
from quizapp.ui.widgets.learner_disc import LearnerDisc, disc_pixmap

if TYPE_CHECKING:
    from quizapp.services.learners import LearnerLine


class LearnerRow(QWidget):
    switch_wanted = Signal()
    rename_wanted = Signal()
    colour_wanted = Signal(str)
    pin_wanted = Signal()
    no_pin_wanted = Signal()
    delete_wanted = Signal()

    def __init__(self, theme: Theme, line: LearnerLine, today: date, *, alone: bool) -> None:
        super().__init__()
        self._theme = theme
        self._line = line
        self._alone = alone
        name = words.one_line(line.learner.name)
        about = column(
            ElidedLabel(name, "strong"), ElidedLabel(self._about(today), "small"), spacing=1
        )
        self.switch = button(self.tr("Switch"), "quiet")
        self.switch.setAccessibleName(self.tr("Switch to {}").format(name))
        self.switch.setToolTip(self.switch.accessibleName())
        self.switch.clicked.connect(self.switch_wanted)
        if line.present:
            self.switch.hide()
        self.more = tool(theme, "more", self.tr("More for {}").format(name))
        self.more.clicked.connect(
            lambda: self.menu().popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
        )
        lock = label()
        theme.set_picture(lock, "lock", "muted", 16)
        if not line.learner.has_pin:
            lock.hide()
        lock.setAccessibleName(self.tr("Has a PIN"))
        disc = LearnerDisc(theme, line.learner, 36)
        layout = row(disc, about, lock, self.switch, self.more, spacing=14)
        layout.setStretch(1, 1)
        layout.setContentsMargins(20, 9, 12, 9)
        self.setLayout(layout)

    def _about(self, today: date) -> str:
        last = self._line.last_day
        parts = [self.tr("Learns now")] * self._line.present
        parts.append(
            self.tr("no answer yet")
            if last is None
            else self.tr("last answer {}").format(day_words.past(last, today))
        )
        said = " · ".join(parts)
        return said[:1].upper() + said[1:]

    def menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Rename…"), self.rename_wanted.emit)
        self._add_colours(menu.addMenu(self.tr("Colour")))
        if self._line.learner.has_pin:
            menu.addAction(self.tr("Change the PIN…"), self.pin_wanted.emit)
            menu.addAction(self.tr("Take the PIN away…"), self.no_pin_wanted.emit)
        else:
            menu.addAction(self.tr("Set a PIN…"), self.pin_wanted.emit)
        menu.addSeparator()
        delete = menu.addAction(self._delete_text(), self.delete_wanted.emit)
        delete.setEnabled(not self._line.present)
        return menu

    def _delete_text(self) -> str:
        if self._alone:
            return self.tr("Delete (the last learner stays)")
        if self._line.present:
            return self.tr("Delete (switch to another first)")
        return self.tr("Delete…")

    def _add_colours(self, menu: QMenu) -> None:
        group = QActionGroup(menu)
        for colour in COLOURS:
            action = menu.addAction(words.learner_colour(colour))
            shown = replace(self._line.learner, colour=colour)
            action.setIcon(QIcon(disc_pixmap(self._theme, shown, self._theme.scaled(18))))
            action.setCheckable(True)
            action.setChecked(colour == self._line.learner.colour)
            action.triggered.connect(lambda _=False, colour=colour: self.colour_wanted.emit(colour))
            group.addAction(action)
