"""The rarer filters of questions, in a panel of their own: topic, tags, years, difficulty, task."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QCompleter, QLineEdit, QWidget

from quizapp.domain.question import Difficulty, QuestionFilter
from quizapp.ui import words
from quizapp.ui.widgets.basics import button, column, label, row
from quizapp.ui.widgets.tag_line import TagLine, keep_keys
from quizapp.ui.widgets.year_field import YearField

NARROWEST = 120  # px of the topic and of the tags
NARROWEST_CHOICE = 84
YEAR_SIGNS = "−0000 "  # as many as a year can have, and some air


class MoreFilters(QWidget):
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.topic = QComboBox(editable=True)
        self.topic.setAccessibleName(self.tr("Topic, and all below it"))
        self.topic.setMinimumWidth(NARROWEST)
        self.topic.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.tags = TagLine(self.tr("Tags, all of them"), self.tr("tsars, wars"))
        self.tags.setMinimumWidth(NARROWEST)
        self.difficulties = self._choice(self.tr("Difficulty"))
        for difficulty in Difficulty:
            self.difficulties.addItem(words.difficulty_name(difficulty), difficulty)
        self.tasks = self._choice(self.tr("How it is answered"))
        for task in words.TASKS:
            self.tasks.addItem(words.task_name(task), task)
        self.first = YearField(self.tr("From the year"), self.tr("any"))
        self.last = YearField(self.tr("To the year"), self.tr("any"))
        self.clear = button(self.tr("Clear these"), "quiet")
        self.clear.setToolTip(self.tr("Takes the filters of this row away"))
        self._settled = QuestionFilter()  # what was told last
        self._topics: dict[str, str] = {}  # by what they are ignoring case
        self._build()
        self._connect()

    @property
    def wanted(self) -> QuestionFilter:
        """What these fields say, and nothing else."""
        difficulty, task = self.difficulties.currentData(), self.tasks.currentData()
        return QuestionFilter(
            tags=self.tags.tags,
            topic=self._topic(),
            difficulties=(Difficulty(difficulty),) if difficulty else (),
            tasks=(task,) if task else (),
            first_year=self.first.year,
            last_year=self.last.year,
        )

    @property
    def number(self) -> int:
        """How many of them are set."""
        wanted = self.wanted
        parts = (wanted.tags, wanted.topic, wanted.difficulties, wanted.tasks, wanted.has_years)
        return sum(map(bool, parts))

    def add_to(self, wanted: QuestionFilter) -> QuestionFilter:
        mine = self.wanted
        return replace(
            wanted, tags=mine.tags, topic=mine.topic, difficulties=mine.difficulties,
            tasks=mine.tasks, first_year=mine.first_year, last_year=mine.last_year,
        )  # fmt: skip

    def show_wanted(self, wanted: QuestionFilter) -> None:
        """Fills the fields; emits nothing."""
        with QSignalBlocker(self.topic), QSignalBlocker(self.tags):
            self.topic.setEditText(wanted.topic)
            self.tags.show_tags(wanted.tags)
        with QSignalBlocker(self.difficulties), QSignalBlocker(self.tasks):
            chosen = next(iter(wanted.difficulties), None)
            self.difficulties.setCurrentIndex(max(0, self.difficulties.findData(chosen)))
            self.tasks.setCurrentIndex(max(0, self.tasks.findData(next(iter(wanted.tasks), None))))
        with QSignalBlocker(self.first), QSignalBlocker(self.last):
            self.first.show_year(wanted.first_year)
            self.last.show_year(wanted.last_year)
        self._settled = self.wanted

    def offer(self, topics: Sequence[str], tags: Sequence[str]) -> None:
        """What there is to choose from; what stands in the fields stays."""
        paths = with_parents(topics)
        self._topics = {path.casefold(): path for path in paths}
        kept = self.topic.currentText()
        with QSignalBlocker(self.topic):
            self.topic.clear()
            self.topic.addItems(["", *paths])
            self.topic.setEditText(kept)
        self.tags.offer_tags(tags)

    def _fit_years(self) -> None:
        for field in (self.first, self.last):
            margins = 2 * 14  # of the sheet
            field.setFixedWidth(field.fontMetrics().horizontalAdvance(YEAR_SIGNS) + margins)

    def _build(self) -> None:
        self._fit_years()
        line = self._topic_line
        line.setPlaceholderText(self.tr("Russia/1917"))
        completer = QCompleter(self.topic.model(), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.topic.setCompleter(completer)
        keep_keys(completer, line)
        self._what = row(
            _under(self.tr("Topic, and all below it"), self.topic),
            _under(self.tr("Tags, all of them"), self.tags),
            _under(self.tr("Years"), self.first, self.last), spacing=8,
        )  # fmt: skip
        self._what.setStretch(0, 1)
        self._what.setStretch(1, 1)
        self._how = row(
            _under(self.tr("Difficulty"), self.difficulties),
            _under(self.tr("How it is answered"), self.tasks),
            column(-1, self.clear, spacing=0),
            -1,
            spacing=8,
        )
        self._all = column(self._what, self._how)
        self.setLayout(self._all)

    def _fit(self) -> None:
        """In one row where there is room for all, else in two."""
        needed = self._what.minimumSize().width() + self._how.minimumSize().width() + 8
        way = QBoxLayout.Direction
        one = needed <= self.width()
        self._all.setDirection(way.LeftToRight if one else way.TopToBottom)
        self._all.setStretch(0, 1)

    @property
    def _topic_line(self) -> QLineEdit:
        line = self.topic.lineEdit()
        assert line is not None  # it is editable
        return line

    def _connect(self) -> None:
        self.topic.activated.connect(self.settle)
        self._topic_line.editingFinished.connect(self.settle)
        self.tags.settled.connect(self.settle)
        self.first.editingFinished.connect(self.settle)
        self.last.editingFinished.connect(self.settle)
        self.difficulties.currentIndexChanged.connect(self.settle)
        self.tasks.currentIndexChanged.connect(self.settle)
        self.clear.clicked.connect(self._clear)

    def _choice(self, name: str) -> QComboBox:
        made = QComboBox()
        made.setMinimumWidth(NARROWEST_CHOICE)
        made.setAccessibleName(name)
        made.addItem(self.tr("Any"), None)
        return made

    def _topic(self) -> str:
        parts = (" ".join(part.split()) for part in self.topic.currentText().split("/"))
        path = "/".join(part for part in parts if part)
        return self._topics.get(path.casefold(), path)

    @property
    def has_focus(self) -> bool:
        """Whether one of its fields has it."""
        return self.focusWidget() is not None and self.focusWidget().hasFocus()

    @Slot()
    def settle(self) -> None:
        """Once: a line that is left says so although nothing was written in it."""
        if self.wanted != self._settled:
            self._settled = self.wanted
            self.changed.emit()

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_years()
            self._fit()

    @Slot()
    def _clear(self) -> None:
        before = self.wanted
        self.show_wanted(QuestionFilter())
        if before != self.wanted:
            self.changed.emit()


def with_parents(topics: Sequence[str]) -> list[str]:
    """The paths, and all those above them: "Russia" for "Russia/1917"."""
    found = set()
    for topic in topics:
        parts = topic.split("/")
        found |= {"/".join(parts[:depth]) for depth in range(1, len(parts) + 1)}
    return sorted(found, key=str.casefold)


def _under(name: str, *fields: QWidget) -> QWidget:
    holder = QWidget()
    caption = label(name, "overline")
    caption.setBuddy(fields[0])
    holder.setLayout(column(caption, row(*fields, spacing=4), spacing=4))
    return holder
