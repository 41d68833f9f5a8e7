"""Results as tables: questions with their figures, learners against questions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from quizapp.domain.task import number_text
from quizapp.kinds.marking import said
from quizapp.progress.item_analysis import Interval, ItemKey
from quizapp.services.quiz_report import ClassReport, ItemLine, LearnerRow
from quizapp.ui import words
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import keep_bar_room

_STEM = 1


def plain_table(name: str) -> QTableWidget:
    """Rows to be read and chosen, one at a time."""
    made = QTableWidget()
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
    """A row a question. What few learners leave uncertain is grey, and its tooltip says why."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.widget = plain_table(words.tr("Questions and how they measured"))
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
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_STEM, QHeaderView.ResizeMode.Stretch)
        if report.items:
            again = keys.index(here.key) if here is not None and here.key in keys else 0
            table.setCurrentCell(again, _STEM)

    def line(self, row: int) -> ItemLine | None:
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def _fill(self, row: int, line: ItemLine) -> None:
        stats = line.stats
        texts = [
            str(row + 1), words.one_line(line.question.stem),
            str(stats.learners - stats.omitted),
            _share(stats.facility), _figure(stats.discrimination),
            _seconds(stats.median_milliseconds), "" if not line.flags else "!",
        ]  # fmt: skip
        tips = [
            "", line.question.stem,
            words.tr("{} left it out").format(stats.omitted) if stats.omitted else "",
            _interval(stats.facility_interval, percent=True),
            _why_grey(line) or _interval(stats.discrimination_interval, percent=False),
            words.tr("median"), "\n".join(line.flags),
        ]  # fmt: skip
        for column, (text, tip) in enumerate(zip(texts, tips, strict=True)):
            cell = QTableWidgetItem(text)
            cell.setToolTip(tip)
            if column != _STEM:
                cell.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            if column == 4 and stats.is_few:
                cell.setForeground(self._theme.colour("muted"))
            if column == 6 and line.flags:
                cell.setForeground(self._theme.colour("almost"))
                cell.setText(words.tr("yes"))
            self.widget.setItem(row, column, cell)


class LearnersTable:
    """A row a learner, a column a question; the colour says how much of it was right."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.widget = plain_table(words.tr("Learners and questions"))

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
            for column, text in enumerate((learner.line.name, points, share, weak)):
                table.setItem(row, column, QTableWidgetItem(words.one_line(text)))
            answers = _given(learner)
            for column, key in enumerate(keys, start=len(headings)):
                cell = self._cell(learner.shares.get(key))
                cell.setToolTip(answers.get(key, ""))
                table.setItem(row, column, cell)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)

    def _cell(self, share: float | None) -> QTableWidgetItem:
        cell = QTableWidgetItem("" if share is None else _mark(share))
        cell.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
        if share is not None:
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


def _share(value: float | None) -> str:
    return "–" if value is None else words.in_percent(value)


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
