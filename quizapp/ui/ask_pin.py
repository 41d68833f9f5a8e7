"""Asking for a PIN, and choosing one."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from quizapp.domain.learner import Learner
from quizapp.domain.pin import LONGEST, SHORTEST, is_fit
from quizapp.errors import DeckReplaced, QuizError, WrongPin
from quizapp.ui import words
from quizapp.ui.desk import Desk
from quizapp.ui.widgets.basics import button, column, label, row, set_tone
from quizapp.ui.widgets.fitting_dialog import FittingDialog
from quizapp.ui.widgets.learner_disc import LearnerDisc

T = TypeVar("T")
WIDTH = 420  # px, at least


class PinDialog(FittingDialog):
    """One field. It stays open until the PIN was right; after wrong tries it counts a pause."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        learner: Learner,
        *,
        work: Callable[[str], object],
        done: Callable[[Any], object],
        yes: str,
    ) -> None:
        """``work(pin)`` runs on the database lane and raises ``WrongPin``; then ``done`` gets its
        result. ``yes``: the word for going on."""
        super().__init__(parent)
        self._desk = desk
        self._work, self._done = work, done
        self._left = 0  # seconds of a pause
        name = words.one_line(learner.name)
        heading = self.tr("PIN of {}").format(name)
        self.setWindowTitle(heading)
        self.field = pin_field(heading)
        self.said = label("", wrap=True)
        self.said.hide()
        set_tone(self.said, "wrong")
        self.agree = button(yes, "primary")
        self.agree.setDefault(True)
        self.agree.setEnabled(False)
        self.agree.clicked.connect(self._try)
        cancel = button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.field.textChanged.connect(self._edited)
        forgotten = label(
            self.tr(
                "Forgotten? Close QuizApp and run this on this computer: quizapp learners "
                '--clear-pin "{}". A PIN keeps others out of a log; it encrypts nothing.'
            ).format(name),
            "small",
            wrap=True,
        )
        forgotten.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self._tick)
        head = row(LearnerDisc(desk.theme, learner), label(heading, "lead", wrap=True), spacing=12)
        head.setStretch(1, 1)
        self.setLayout(
            column(head, 4, self.field, self.said, forgotten, 12, row(-1, cancel, self.agree),
                   spacing=8, margin=24)
        )  # fmt: skip
        self.setMinimumWidth(WIDTH)
        self.field.setFocus()

    @Slot()
    def _try(self) -> None:
        pin, work = self.field.text(), self._work
        if not pin or self._left:
            return
        self.agree.setEnabled(False)
        self._desk.ask(lambda: work(pin), self._right, self._refused)

    def _right(self, result: object) -> None:
        self.accept()
        self._done(result)

    def _refused(self, error: BaseException) -> None:
        if not isinstance(error, QuizError) or isinstance(error, DeckReplaced):
            self.reject()
            self._desk.explain(error)
            return
        self._say(str(error))
        self.field.selectAll()
        self.field.setFocus()
        pause = error.pause if isinstance(error, WrongPin) else 0.0
        self._left = math.ceil(pause)
        if self._left:
            self._show_pause()
            self._timer.start()
        else:
            self.agree.setEnabled(bool(self.field.text()))

    def _tick(self) -> None:
        self._left -= 1
        if self._left > 0:
            self._show_pause()
            return
        self._left = 0
        self._timer.stop()
        self.said.hide()
        self.agree.setEnabled(bool(self.field.text()))

    def _show_pause(self) -> None:
        left = words.count(self._left, self.tr("second"), self.tr("seconds"))
        self._say(self.tr("That was not the PIN. Try again in {}.").format(left))

    def _say(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.field.setAccessibleDescription(sentence)
        self.said.show()
        self.fit()

    @Slot(str)
    def _edited(self, text: str) -> None:
        self.agree.setEnabled(bool(text) and not self._left)


class NewPinDialog(FittingDialog):
    """Two fields that must hold the same; and the old PIN where there is one."""

    def __init__(self, parent: QWidget, learner: Learner) -> None:
        super().__init__(parent)
        name = words.one_line(learner.name)
        heading = (
            self.tr("Change the PIN of {}") if learner.has_pin else self.tr("A PIN for {}")
        ).format(name)
        self.setWindowTitle(heading)
        self.old = pin_field(self.tr("Present PIN"))
        self.new = pin_field(self.tr("New PIN"))
        self.again = pin_field(self.tr("The same again"))
        if not learner.has_pin:
            self.old.hide()
        self._needs_old = learner.has_pin
        self.said = label("", "small", wrap=True)
        self.agree = button(self.tr("Set the PIN"), "primary")
        self.agree.setDefault(True)
        self.agree.clicked.connect(self.accept)
        cancel = button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        about = label(
            self.tr(
                "{shortest} to {longest} letters, figures or signs. It is asked for when {name} "
                "is switched to, and at the start. It keeps others from learning under this "
                "name; it encrypts nothing."
            ).format(shortest=SHORTEST, longest=LONGEST, name=name),
            wrap=True,
        )
        for field in (self.old, self.new, self.again):
            field.textChanged.connect(self._check)
        self.setLayout(
            column(label(heading, "lead", wrap=True), about, 4, self.old, self.new, self.again,
                   self.said, 8, row(-1, cancel, self.agree), spacing=8, margin=24)
        )  # fmt: skip
        self.setMinimumWidth(WIDTH)
        self._check()
        (self.old if learner.has_pin else self.new).setFocus()

    @Slot()
    def _check(self) -> None:
        new, again = self.new.text(), self.again.text()
        said = ""
        if new and not is_fit(new):
            said = self.tr("At least {} signs, and no blanks.").format(SHORTEST)
        elif again and not new.startswith(again):
            said = self.tr("The two are not the same.")
        self.said.setText(said)
        self.said.setVisible(bool(said))
        if self.isVisible():
            self.fit()
        has_old = bool(self.old.text()) or not self._needs_old
        self.agree.setEnabled(has_old and is_fit(new) and new == again)


def pin_field(name: str) -> QLineEdit:
    field = QLineEdit(placeholderText=name)
    field.setAccessibleName(name)
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setMaxLength(LONGEST)
    return field


def ask_pin(
    parent: QWidget,
    desk: Desk,
    learner: Learner,
    work: Callable[[str], T],
    done: Callable[[T], object],
    *,
    yes: str,
) -> PinDialog | None:
    """Does what needs the PIN of a learner: asks for it where they have one.

    ``work(pin)`` runs on the database lane; ``done`` gets its result. Does not block.
    """
    if not learner.has_pin:
        desk.ask(lambda: work(""), done)
        return None
    box = PinDialog(parent, desk, learner, work=work, done=done, yes=yes)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
    return box
