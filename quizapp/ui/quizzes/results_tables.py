"""Results as tables: questions with their figures, learners against questions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget

from quizapp.domain.task import number_text
from quizapp.kinds.marking import said
from quizapp.progress.item_analysis import Interval, ItemKey, ItemStats
from quizapp.services.quiz_report import ClassReport, ItemLine, LearnerRow
from quizapp.ui import words
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import keep_bar_room
from quizapp.ui.widgets.sortable_table import LEAST, SortableTable, SortCell

T = TypeVar("T", bound=QTableWidget)
_NUMBER, _STEM, _RIGHT, _TELLS_APART, _TIME = 0, 1, 3, 4, 5
_LINE = Qt.ItemDataRole.UserRole  # of a row: its place in the report


def plain_table(name: str) -> QTableWidget:
    """Rows to be read and chosen, one at a time."""
    return _plain(QTableWidget(), name)


def _plain(made: T, name: str) -> T:
    made.setAccessibleName(name)
    made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    made.setShowGrid(False)
    made.setTabKeyNavigation(False)
    made.setWordWrap(False)
    made.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    made.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    made.verticalHeader().hide()
    keep_bar_room(made)
    return made


class ItemsTable:
    """A row a question. What few learners leave uncertain is grey, and its tooltip says why; of a
    class that is too small for figures there are counts only."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.widget = _plain(
            SortableTable(upwards=(_NUMBER, _RIGHT)), words.tr("Questions and how they measured")
        )
        self._lines: Sequence[ItemLine] = ()

    def show_items(self, report: ClassReport) -> None:
        here = self.line(self.widget.currentRow())
        keys = [line.key for line in report.items]
        self._lines = report.items
        headings = [
            words.tr("No."), words.tr("Question"), words.tr("Answered by"), words.tr("Right"),
            words.tr("Tells apart"), words.tr("Time"), words.tr("Look at it"),
        ]  # fmt: skip
        table = self.widget
        table.clear()
        table.setColumnCount(len(headings))
        table.setHorizontalHeaderLabels(headings)
        table.setRowCount(len(report.items))
        for number, line in enumerate(report.items):
            self._fill(number, line)
        for column in (_TELLS_APART, _TIME):
            table.setColumnHidden(column, report.analysis.is_few)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_STEM, QHeaderView.ResizeMode.Stretch)
        if report.items:
            again = keys.index(here.key) if here is not None and here.key in keys else 0
            table.setCurrentCell(again, _STEM)
        table.refilled()

    def line(self, row: int) -> ItemLine | None:
        cell = self.widget.item(row, 0)
        place = -1 if cell is None else cell.data(_LINE)
        return self._lines[place] if 0 <= place < len(self._lines) else None

    def _fill(self, row: int, line: ItemLine) -> None:
        stats = line.stats
        texts = [
            str(row + 1), words.one_line(line.question.stem),
            str(stats.learners - stats.omitted),
            _right(stats), _figure(stats.discrimination),
            _seconds(stats.median_milliseconds), "" if not line.flags else "!",
        ]  # fmt: skip
        tips = [
            "", line.question.stem,
            words.tr("{} left it out").format(stats.omitted) if stats.omitted else "",
            _interval(stats.facility_interval, percent=True),
            _why_grey(line) or _interval(stats.discrimination_interval, percent=False),
            words.tr("median"), "\n".join(line.flags),
        ]  # fmt: skip
        values = [
            row + 1.0, None, float(stats.learners - stats.omitted), _or_least(stats.facility),
            _or_least(stats.discrimination), _or_least(stats.median_milliseconds),
            float(len(line.flags)),
        ]  # fmt: skip
        for column, (text, tip, value) in enumerate(zip(texts, tips, values, strict=True)):
            cell = SortCell(text, value)
            cell.setData(_LINE, row)
            cell.setToolTip(tip)
            if column != _STEM:
                cell.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            if column == _TELLS_APART and stats.is_few:
                cell.setForeground(self._theme.colour("muted"))
            if column == 6 and line.flags:
                cell.setForeground(self._theme.colour("almost"))
                cell.setText(words.tr("yes"))
            self.widget.setItem(row, column, cell)


class LearnersTable:
    """A row a learner, a column a question; the colour says how much of it was right, and a dash
    that there is no answer."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.widget = _plain(SortableTable(), words.tr("Learners and questions"))

    def show_rows(self, report: ClassReport) -> None:
        table = self.widget
        keys = [line.key for line in report.items]
        headings = [words.tr("Name"), words.tr("Points"), words.tr("Share"), words.tr("Weak at")]
        table.clear()
        table.setColumnCount(len(headings) + len(keys))
        table.setHorizontalHeaderLabels([*headings, *(str(n + 1) for n in range(len(keys)))])
        for number, line in enumerate(report.items):
            head = table.horizontalHeaderItem(len(headings) + number)
            if head is not None:
                head.setToolTip(line.question.stem)
        table.setRowCount(len(report.rows))
        for row, learner in enumerate(report.rows):
            score = learner.line.score
            points = number_text(round(score.points, 2))
            share = "–" if score.share is None else words.in_percent(score.share)
            weak = ", ".join(group.name for group in learner.weak[:3])
            values = (None, float(score.points), _or_least(score.share), None)
            texts = (learner.line.name, points, share, weak)
            for column, (text, value) in enumerate(zip(texts, values, strict=True)):
                table.setItem(row, column, SortCell(words.one_line(text), value))
            answers = _given(learner)
            for column, key in enumerate(keys, start=len(headings)):
                table.setItem(row, column, self._cell(learner.shares.get(key), answers.get(key)))
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.refilled()

    def _cell(self, share: float | None, given: str | None) -> SortCell:
        """``given``: None where there is no answer: what was left out is not told from a wrong
        answer by its points."""
        is_blank = given is None and not share
        if share is None:
            waits = given is not None
            text, said = "", words.tr("to be marked") if waits else words.tr("not reached")
        elif is_blank:
            text, said = "–", words.tr("no answer")
        else:
            text, said = _mark(share), _mark_said(share)
        cell = SortCell(text, _or_least(share))
        cell.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
        cell.setToolTip(given or said)
        cell.setData(Qt.ItemDataRole.AccessibleTextRole, said)
        if is_blank:
            cell.setForeground(self._theme.colour("muted"))
        elif share is not None:
            token = "right" if share >= 1 else "almost" if share > 0 else "wrong"
            cell.setForeground(self._theme.colour(token))
            cell.setBackground(QColor(self._theme.colour(f"{token}_soft")))
        return cell


def _given(learner: LearnerRow) -> dict[ItemKey, str]:
    """What the learner answered, by question and version; without what was left out."""
    return {
        (mark.posed.asked.question_id, mark.posed.asked.version): said(
            mark.posed.task, mark.response
        )
        for mark in learner.line.marks
        if mark.marked.answered
    }


def _mark(share: float) -> str:
    """Never colour alone."""
    if share >= 1:
        return "✓"
    return words.in_percent(share) if share > 0 else "✗"


def _mark_said(share: float) -> str:
    if share >= 1:
        return words.tr("right")
    return words.tr("{} right").format(words.in_percent(share)) if share > 0 else words.tr("wrong")


def _right(stats: ItemStats) -> str:
    """A percentage of a handful would say more than they can tell."""
    if stats.is_few:
        return words.tr("{right} of {all}").format(right=stats.right, all=stats.learners)
    return "–" if stats.facility is None else words.in_percent(stats.facility)


def _or_least(value: float | None) -> float:
    return LEAST if value is None else float(value)


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}".replace("-", "−")


def _seconds(milliseconds: float | None) -> str:
    return "–" if milliseconds is None else words.tr("{} s").format(round(milliseconds / 1000))


def _interval(interval: Interval | None, *, percent: bool) -> str:
    if interval is None:
        return ""
    low, high = interval
    shown = (
        (words.in_percent(low), words.in_percent(high))
        if percent
        else (_figure(low), _figure(high))
    )
    return words.tr("between {low} and {high}, with 95 % confidence").format(
        low=shown[0], high=shown[1]
    )


def _why_grey(line: ItemLine) -> str:
    if not line.stats.is_few:
        return ""
    found = _interval(line.stats.discrimination_interval, percent=False)
    few = words.tr("Too few learners for this figure to say much.")
    return f"{few} {found}".strip()
