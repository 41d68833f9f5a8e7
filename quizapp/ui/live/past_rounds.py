"""The rounds that were, and what can be done with one of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from quizapp.services.game_results import GameLine
from quizapp.ui import words
from quizapp.ui.confirm import confirm
from quizapp.ui.desk import REVIEWS, Desk
from quizapp.ui.screens.results import OfRound
from quizapp.ui.widgets.actions import Actions
from quizapp.ui.widgets.basics import button, column, label, row


class PastRounds(QWidget):
    """``lines``: those in the table."""

    changed = Signal()  # one of them is another now, or gone: they are to be read anew

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.lines: list[GameLine] = []
        self.table = QTableWidget(0, 4)
        self.new = button(self.tr("New round"), "primary")
        self.results = button(self.tr("Results"))
        self.go_on = button(self.tr("Go on with it"))
        self.feed = button(self.tr("Add to the learners' progress"))
        self.forget = button(self.tr("Forget the names"))
        self.delete = button(self.tr("Delete"), "danger")
        self.back = button(self.tr("Back"), "quiet")
        self._build()
        self.table.currentCellChanged.connect(lambda *_: self._moved())
        self.table.cellDoubleClicked.connect(lambda *_: self.show_results())
        self._moved()

    @property
    def current(self) -> GameLine | None:
        number = self.table.currentRow()
        return self.lines[number] if 0 <= number < len(self.lines) else None

    @property
    def waiting(self) -> str:
        """The id of the round that is chosen, if it was not ended; else ""."""
        line = self.current
        return line.game.id if line is not None and line.game.ended_at is None else ""

    def show_lines(self, lines: Sequence[GameLine]) -> None:
        self.lines = list(lines)
        self.table.setRowCount(len(self.lines))
        for number, line in enumerate(self.lines):
            when = words.moment(line.game.started_at)
            if line.game.ended_at is None:
                when = self.tr("{} · not ended").format(when)
            cells = (words.one_line(line.game.name), when, str(line.players), str(line.known))
            for place, text in enumerate(cells):
                self.table.setItem(number, place, QTableWidgetItem(text))
        if self.lines:
            self.table.setCurrentCell(max(0, min(self.table.currentRow(), len(self.lines) - 1)), 0)
        self._moved()

    def show_results(self) -> None:
        if self.current is not None and self.results.isEnabled():
            self._desk.go("results", OfRound(self.current.game.id))

    def feed_study(self) -> None:
        if self.current is not None and self.feed.isEnabled():
            self.feed_from(self.current.game.id)

    def feed_from(self, game_id: str) -> None:
        results = self._desk.services.game_results
        self._desk.ask(lambda: results.feed(game_id), self._fed)

    def ask_forget(self) -> None:
        line = self.current
        if line is None or not self.forget.isEnabled():
            return
        confirm(
            self, self.tr("Forget who the players of this round were?"),
            self.tr("The results stay, under pseudonyms. The names cannot be brought back."),
            self.tr("Forget the names"),
            lambda: self._do(lambda: self._desk.services.game_results.forget_people(line.game.id)),
        )  # fmt: skip

    def ask_delete(self) -> None:
        line = self.current
        if line is None or not self.isVisible():
            return
        confirm(
            self, self.tr("Delete this round?"),
            self.tr("Its answers and results are deleted with it. What was added to the learners' "
                    "progress stays."),
            self.tr("Delete"),
            lambda: self._do(lambda: self._desk.services.game_results.delete(line.game.id)),
        )  # fmt: skip

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
        actions = Actions(self.go_on, self.results, self.feed, self.forget, self.delete)
        layout = column(head, table, actions, spacing=14)
        layout.setStretch(1, 1)
        layout.setContentsMargins(32, 24, 32, 20)
        self.setLayout(layout)

    def _moved(self) -> None:
        line = self.current
        self.go_on.setVisible(bool(self.waiting))
        self.results.setEnabled(line is not None and line.players > 0)
        self.feed.setEnabled(line is not None and line.linked > 0)
        self.forget.setEnabled(line is not None and line.known > 0)
        self.delete.setEnabled(line is not None)

    def _fed(self, number: int) -> None:
        said = words.count(number, self.tr("answer was added"), self.tr("answers were added"))
        self._desk.say(self.tr("{} to the learners' progress.").format(said), "right")
        self._desk.changed.emit(REVIEWS)

    def _do(self, work: Callable[[], object]) -> None:
        self._desk.ask(work, lambda _: self.changed.emit())
