"""Learners: who learns here, added, named, coloured, given PINs, deleted and brought back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QBoxLayout, QFrame, QLineEdit, QVBoxLayout, QWidget

from quizapp.domain.learner import Learner
from quizapp.ui import day_words, words
from quizapp.ui.ask_file import ask_file_to_write, progress_file
from quizapp.ui.ask_name import ask_name
from quizapp.ui.ask_pin import NewPinDialog, ask_pin
from quizapp.ui.class_list import ClassListDialog, ask_class_list
from quizapp.ui.confirm import ConfirmDialog
from quizapp.ui.desk import LEARNERS, Desk
from quizapp.ui.exchange.progress_dialog import ProgressDialog
from quizapp.ui.long_work import do_long_work
from quizapp.ui.models.learners import matching
from quizapp.ui.screens.screen import Screen
from quizapp.ui.switch_learner import switch_learner
from quizapp.ui.widgets.basics import (
    button,
    card,
    clear,
    column,
    inset_line,
    label,
    page_of,
    refilling,
    row,
    scrolled,
)
from quizapp.ui.widgets.elided import ElidedLabel
from quizapp.ui.widgets.learner_disc import LearnerDisc
from quizapp.ui.widgets.learner_list import FEW
from quizapp.ui.widgets.learner_row import LearnerRow

if TYPE_CHECKING:
    from quizapp.services.learners import Deleted, Everyone, LearnerLine

T = TypeVar("T")
WIDTH = 760
ROWS_SHOWN = 60  # more rows would make the window wait
_SIDE_BY_SIDE, _TWO_BUTTONS = 460, 300  # pixels at a text size of 100 %


class LearnersScreen(Screen):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.everyone: Everyone | None = None
        self.rows: dict[str, LearnerRow] = {}  # by the id of the learner
        self.bring_back: dict[str, QWidget] = {}
        self._deleted_here: list[str] = []  # ids, for Ctrl+Z
        self.add = button(self.tr("Add a learner"), "primary")
        self.paste = button(self.tr("Paste a class list"))
        self.print = button(self.tr("Print the progress"))
        self.dialog: ProgressDialog | None = None
        self._number = label("", "muted", wrap=True)
        self.search = QLineEdit(placeholderText=self.tr("Find a learner"))
        self.search.setAccessibleName(self.tr("Find a learner"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._narrow)
        self._more = label("", "muted", wrap=True)
        self._here = QVBoxLayout()
        self._gone_head = label(self.tr("Deleted"), "lead")
        self._gone_box, self._gone = card(), QVBoxLayout()
        middle = page_of(self._page(), desk.theme, WIDTH)
        self.setLayout(column(scrolled(middle, self.tr("Learners"))))
        self._add_commands()

    @property
    def scrolls(self) -> bool:
        return True

    def opened(self, what: object = None) -> None:
        self._load()

    def learner_changed(self) -> None:
        self._load()

    def fit(self) -> None:
        """What stands side by side goes under each other where large text leaves no room."""
        for line, least in ((self._head, _SIDE_BY_SIDE), (self._buttons, _TWO_BUTTONS)):
            narrow = self.width() < self.desk.theme.scaled(least)
            way = QBoxLayout.Direction
            line.setDirection(way.TopToBottom if narrow else way.LeftToRight)

    # Building

    def _page(self) -> QVBoxLayout:
        self._buttons = row(self.print, self.paste, self.add)
        self._head = row(label(self.tr("Learners"), "title"), self._buttons, spacing=8)
        self._head.setStretch(0, 1)
        box = self._list_card(card(), self._here)
        self._list_card(self._gone_box, self._gone)
        page = column(
            self._head, self._number, 12, self.search, 8, box, self._more, 20,
            self._gone_head, self._gone_box, -1, spacing=4,
        )  # fmt: skip
        page.setContentsMargins(0, 28, 0, 20)
        return page

    def _list_card(self, box: QFrame, inside: QVBoxLayout) -> QFrame:
        inside.setSpacing(0)
        inside.setContentsMargins(0, 4, 0, 4)
        box.setLayout(inside)
        return box

    def _add_commands(self) -> None:
        self.command(self.tr("Add a learner"), ["Ctrl+N"], self.ask_add, button=self.add)
        self.command(self.tr("Paste a class list"), ["Ctrl+Shift+V"], self.ask_class,
                     button=self.paste)  # fmt: skip
        self.command(self.tr("Print the progress of the class"), ["Ctrl+P"], self.print_progress,
                     button=self.print)  # fmt: skip
        self.command(self.tr("Find a learner"), ["Ctrl+F"], self.search.setFocus)
        self.command(self.tr("Bring back who was deleted last"), ["Ctrl+Z"], self.undo)

    # Filling

    def _load(self) -> None:
        self.desk.ask(self.desk.services.learners.everyone, self.fill)

    def fill(self, everyone: Everyone) -> None:
        self.everyone = everyone
        number = words.count(len(everyone.here), self.tr("learner"), self.tr("learners"))
        self._number.setText(
            self.tr("{}. Decks and documents are shared; log, progress and settings of study are "
                    "each learner's own.").format(number)
        )  # fmt: skip
        self.search.setVisible(len(everyone.here) > FEW)
        if len(everyone.here) <= FEW:
            self.search.clear()
        self._fill_here(everyone)
        self._fill_gone(everyone)

    @Slot()
    def _narrow(self) -> None:
        if self.everyone is not None:
            self._fill_here(self.everyone)

    def _fill_here(self, everyone: Everyone) -> None:
        focused = self._focused_row()
        with refilling(self._here):
            self.rows = {}
            found = matching(everyone.here, self.search.text())
            for number, line in enumerate(found[:ROWS_SHOWN]):
                if number:
                    self._here.addLayout(inset_line())
                today = everyone.today or date.today()
                made = self._row(line, today, alone=len(everyone.here) == 1)
                self.rows[line.learner.id] = made
                self._here.addWidget(made)
        self._say_more(len(found))
        if focused in self.rows:
            self.rows[focused].more.setFocus()
        elif self.isVisible() and self.focusWidget() is None:
            self.setFocus()  # its keys go on working when the row with the focus is gone

    def _say_more(self, found: int) -> None:
        more = found - ROWS_SHOWN
        said = ""
        if not found:
            said = self.tr("Nobody here is called that.")
        elif more > 0:
            said = self.tr("{:,} more: type some of the name to find them.").format(more)
        self._more.setText(said)
        self._more.setVisible(bool(said))

    def _focused_row(self) -> str:
        """Whose row has the focus, by id: it goes to the new row of the same learner."""
        focus = self.focusWidget()
        found = (id_ for id_, made in self.rows.items() if focus and made.isAncestorOf(focus))
        return next(found, "")

    def _row(self, line: LearnerLine, today: date, *, alone: bool) -> LearnerRow:
        learner = line.learner
        made = LearnerRow(self.desk.theme, line, today, alone=alone)
        made.switch_wanted.connect(partial(self.switch, learner))
        made.rename_wanted.connect(partial(self.ask_rename, learner))
        made.colour_wanted.connect(partial(self.recolour, learner))
        made.pin_wanted.connect(partial(self.ask_new_pin, learner))
        made.no_pin_wanted.connect(partial(self.take_pin_away, learner))
        made.delete_wanted.connect(partial(self.ask_delete, learner))
        return made

    def _fill_gone(self, everyone: Everyone) -> None:
        clear(self._gone)
        self.bring_back = {}
        for part in (self._gone_head, self._gone_box):
            part.setVisible(bool(everyone.deleted))
        for number, line in enumerate(everyone.deleted):
            if number:
                self._gone.addLayout(inset_line())
            self._gone.addWidget(self._gone_row(line))

    def _gone_row(self, line: LearnerLine) -> QWidget:
        learner = line.learner
        name = words.one_line(learner.name)
        day = learner.deleted_at.astimezone().date() if learner.deleted_at else date.today()
        said = self.tr("Deleted {}; the log is kept").format(day_words.past(day, date.today()))
        back = button(self.tr("Bring back"), "quiet")
        back.setAccessibleName(self.tr("Bring back {}").format(name))
        back.setToolTip(self.tr("Bring back {} with the whole log").format(name))
        back.clicked.connect(partial(self.undo_delete, learner.id))
        self.bring_back[learner.id] = back
        about = column(ElidedLabel(name), ElidedLabel(said, "small"), spacing=1)
        layout = row(LearnerDisc(self.desk.theme, learner, 28), about, back, spacing=14)
        layout.setStretch(1, 1)
        layout.setContentsMargins(20, 7, 12, 7)
        holder = QWidget()
        holder.setLayout(layout)
        return holder

    # Adding

    def ask_add(self) -> None:
        ask_name(self, self.tr("Name of the new learner"), "", self.tr("Add"), self.add_learner)

    def add_learner(self, name: str) -> None:
        service = self.desk.services.learners
        self._do(lambda: service.add(name), self._offer_switch)

    def _offer_switch(self, learner: Learner) -> None:
        self.desk.offer(
            self.tr("{} was added.").format(words.one_line(learner.name)),
            self.tr("Switch to {}").format(words.one_line(learner.name)),
            lambda: switch_learner(self, self.desk, learner),
            "right",
        )

    def ask_class(self) -> ClassListDialog | None:
        if self.everyone is None:
            return None
        known = [line.learner.name for line in self.everyone.here]
        return ask_class_list(self, self.desk.theme, known, self.add_class)

    def add_class(self, names: tuple[str, ...]) -> None:
        service = self.desk.services.learners
        self._do(
            lambda: service.add_many(names),
            lambda added: self.desk.say(
                self.tr("{} added.").format(
                    words.count(len(added), self.tr("learner"), self.tr("learners"))
                ),
                "right",
            ),
        )

    def print_progress(self) -> None:
        """A sheet with a line for each learner."""
        if self.dialog is not None:
            return
        self.dialog = ProgressDialog(self, self.desk)
        self.dialog.finished.connect(self._dialog_closed)
        self.dialog.open()

    def _dialog_closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = None

    # Changing

    def switch(self, learner: Learner) -> None:
        switch_learner(self, self.desk, learner)

    def ask_rename(self, learner: Learner) -> None:
        heading = self.tr("Rename {}").format(words.one_line(learner.name))
        ask_name(self, heading, learner.name, self.tr("Rename"), partial(self.rename, learner))

    def rename(self, learner: Learner, name: str) -> None:
        service = self.desk.services.learners
        self._do(lambda: service.rename(learner.id, name), lambda _: None)

    def recolour(self, learner: Learner, colour: str) -> None:
        service = self.desk.services.learners
        self._do(lambda: service.recolour(learner.id, colour), lambda _: None)

    def ask_new_pin(self, learner: Learner) -> NewPinDialog:
        box = NewPinDialog(self, learner)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.accepted.connect(lambda: self.set_pin(learner, box.new.text(), box.old.text()))
        box.open()
        return box

    def set_pin(self, learner: Learner, new: str, old: str = "") -> None:
        service = self.desk.services.learners
        said = self.tr("{} has a PIN now.").format(words.one_line(learner.name))
        self._do(
            lambda: service.set_pin(learner.id, new, old), lambda _: self.desk.say(said, "right")
        )

    def take_pin_away(self, learner: Learner) -> None:
        service = self.desk.services.learners
        said = self.tr("{} has no PIN any more.").format(words.one_line(learner.name))

        def done(_: Learner) -> None:
            self.desk.say(said, "right")
            self._changed()

        ask_pin(
            self,
            self.desk,
            learner,
            lambda pin: service.set_pin(learner.id, None, pin),
            done,
            yes=self.tr("Take it away"),
        )

    # Deleting

    def ask_delete(self, learner: Learner) -> ConfirmDialog:
        """Asks, says where the answers are written, and offers another file for them."""
        name = words.one_line(learner.name)
        box = ConfirmDialog(
            self,
            self.tr("Delete {}?").format(name),
            self.tr(
                "All answers of {} are written to a file in the folder of the backups first. The "
                "log stays in the deck file, and “Bring back” undoes it."
            ).format(name),
            self.tr("Delete"),
            danger=True,
        )
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.finished.connect(lambda _: self.delete(learner) if box.result() else None)
        elsewhere = button(self.tr("Another file…"))
        elsewhere.setToolTip(self.tr("Choose the file that the answers are written to"))
        elsewhere.clicked.connect(box.reject)
        elsewhere.clicked.connect(partial(self._ask_file, learner))
        box.add_at_left(elsewhere)
        box.open()
        return box

    def _ask_file(self, learner: Learner) -> None:
        heading = self.tr("Where the answers of {} are written").format(learner.name)
        file = ask_file_to_write(self, heading, learner.name, progress_file())
        if file is not None:
            self.delete(learner, file)

    def delete(self, learner: Learner, to: Path | None = None) -> None:
        """Asks for the PIN where there is one; then the answers are written, and all is done."""
        service = self.desk.services.learners

        def allowed(pin: str) -> str:
            service.check_delete(learner.id, pin)
            return pin

        ask_pin(
            self,
            self.desk,
            learner,
            allowed,
            lambda pin: self._write_and_delete(learner, pin, to),
            yes=self.tr("Delete"),
        )

    def _write_and_delete(self, learner: Learner, pin: str, to: Path | None) -> None:
        service, name = self.desk.services.learners, words.one_line(learner.name)
        texts = (
            self.tr("Writing the answers of {}").format(name),
            self.tr("Cancelled. {} was not deleted, and no file was written.").format(name),
        )
        do_long_work(
            self,
            texts,
            lambda watch: service.delete(learner.id, pin, to, watch),
            self._deleted,
        )

    def _deleted(self, deleted: Deleted) -> None:
        self._deleted_here.append(deleted.learner.id)
        name = words.one_line(deleted.learner.name)
        said = self.tr("{} was deleted; Ctrl+Z brings them back.").format(name)
        if deleted.file is not None:
            answers = words.count(deleted.answers, self.tr("answer"), self.tr("answers"))
            said += " " + self.tr("{} written to {}.").format(answers, deleted.file)
        self.desk.say(said, "right")
        self._changed()

    @Slot()
    def undo(self) -> None:
        if self._deleted_here:
            self.undo_delete(self._deleted_here[-1])

    def undo_delete(self, learner_id: str) -> None:
        service = self.desk.services.learners

        def back(learner: Learner) -> None:
            if learner_id in self._deleted_here:
                self._deleted_here.remove(learner_id)
            self.desk.say(self.tr("{} is back.").format(words.one_line(learner.name)), "right")

        self._do(lambda: service.undo_delete(learner_id), back)

    def _do(self, work: Callable[[], T], then: Callable[[T], object]) -> None:
        """Changes something about the learners and shows them anew."""

        def done(result: T) -> None:
            then(result)
            self._changed()

        self.desk.ask(work, done)

    def _changed(self) -> None:
        self.desk.changed.emit(LEARNERS)
        self._load()
