"""Who is at work on a quiz, how long they still have, and more time for some or for all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidgetItem, QWidget

from quizapp.domain.task import number_text
from quizapp.services.more_time import MOST_MINUTES, AtWork
from quizapp.ui import words
from quizapp.ui.quizzes.results_tables import plain_table
from quizapp.ui.widgets.basics import button, column, label, row
from quizapp.ui.widgets.setting_fields import CalmSpinBox

USUAL = 5  # minutes
_TICK = 5_000  # ms
_LEFT = 3


class AttemptsAtWork(QWidget):
    """``given``: to which attempts, how many minutes."""

    given = Signal(object, int)

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[AtWork] = ()
        self.table = plain_table(self.tr("Attempts that are not handed in"))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.minutes = CalmSpinBox(1, MOST_MINUTES, USUAL)
        self.minutes.setSuffix(self.tr(" minutes"))
        self.minutes.setAccessibleName(self.tr("How much more time"))
        self.some = button(self.tr("Give them to the selected"), "primary")
        self.all = button(self.tr("Give them to all"))
        self.about = label(
            self.tr("Learners who have extra time get that much more of it. It goes beyond the "
                    "closing time of the quiz, too."),
            "small", wrap=True,
        )  # fmt: skip
        self._empty = label(self.tr("Nobody is at work on this quiz."), "muted")
        self._work = QWidget()
        layout = column(
            self.table, row(label(self.tr("More time")), self.minutes, self.some, self.all, -1),
            self.about, spacing=10,
        )  # fmt: skip
        layout.setStretch(0, 1)
        self._work.setLayout(layout)
        outer = column(self._work, self._empty, -1)
        outer.setStretch(0, 100)
        self.setLayout(outer)
        self._timer = QTimer(self, interval=_TICK)
        self._timer.timeout.connect(self._show_times)
        self.table.itemSelectionChanged.connect(self._selected)
        self.some.clicked.connect(self.give_selected)
        self.all.clicked.connect(self.give_all)

    def show_lines(self, lines: Sequence[AtWork]) -> None:
        """Those that were selected stay so."""
        kept = {line.attempt.id for line in self.selected}
        self._lines = lines
        self._work.setVisible(bool(lines))
        self._empty.setVisible(not lines)
        headings = [self.tr("Name"), self.tr("Begun"), self.tr("Answered"), self.tr("Time left"),
                    self.tr("Given more")]  # fmt: skip
        self.table.clear()
        self.table.setColumnCount(len(headings))
        self.table.setHorizontalHeaderLabels(headings)
        self.table.setRowCount(len(lines))
        for number, line in enumerate(lines):
            answered = self.tr("{done} of {all}").format(done=line.answered, all=line.questions)
            texts = (words.one_line(line.name), words.moment(line.attempt.started_at), answered,
                     "", more_words(line.more))  # fmt: skip
            for place, text in enumerate(texts):
                self.table.setItem(number, place, QTableWidgetItem(text))
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setStretchLastSection(True)
        self._show_times()
        self._select(kept)

    @property
    def selected(self) -> list[AtWork]:
        model = self.table.selectionModel()
        rows = sorted(index.row() for index in model.selectedRows()) if model else []
        return [self._lines[each] for each in rows if each < len(self._lines)]

    def take_focus(self) -> None:
        (self.table if self._lines else self).setFocus()
        self._timer.start()

    def rest(self) -> None:
        """Nobody looks: no need to count."""
        self._timer.stop()

    def give_selected(self) -> None:
        self._give(self.selected)

    def give_all(self) -> None:
        self._give(self._lines)

    def _give(self, lines: Sequence[AtWork]) -> None:
        ids = [line.attempt.id for line in lines if line.attempt.deadline is not None]
        if ids:
            self.given.emit(ids, self.minutes.value())

    def _select(self, ids: set[str]) -> None:
        """By rows: one line that is there alone need not be chosen."""
        self.table.clearSelection()
        flags = self.table.selectionModel()
        for number, line in enumerate(self._lines):
            if line.attempt.id in ids or len(self._lines) == 1:
                flags.select(
                    self.table.model().index(number, 0),
                    flags.SelectionFlag.Select | flags.SelectionFlag.Rows,
                )
        self._selected()

    def _selected(self) -> None:
        self.some.setEnabled(any(one.attempt.deadline is not None for one in self.selected))
        self.all.setEnabled(any(one.attempt.deadline is not None for one in self._lines))

    def _show_times(self) -> None:
        for number, line in enumerate(self._lines):
            cell = self.table.item(number, _LEFT)
            if cell is not None:
                cell.setText(self._left(line.attempt.deadline))

    def _left(self, end: datetime | None) -> str:
        if end is None:
            return self.tr("no limit")
        left = (end - datetime.now(UTC)).total_seconds()
        if left <= 0:
            return self.tr("time is up")
        return self.tr("{time}, until {clock}").format(
            time=words.spent(round(left)), clock=f"{end.astimezone():%H:%M}"
        )


def more_words(more: timedelta) -> str:
    """ "5 minutes", "7.5 minutes"; "" for none."""
    minutes = round(more.total_seconds() / 60, 1)
    if minutes <= 0:
        return ""
    one = words.tr("minute") if minutes == 1 else words.tr("minutes")
    return f"{number_text(minutes)} {one}"
