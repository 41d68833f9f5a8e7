"""The fields of an exam: name, day, decks, years, target and minutes, all by keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QDate, QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QIcon, QTextCharFormat, QWheelEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QDateEdit,
    QFrame,
    QLineEdit,
    QSpinBox,
    QToolButton,
    QWidget,
)

from quizapp.domain.deck import Deck
from quizapp.domain.exam import Exam
from quizapp.services.plan_exam import FEWEST_MINUTES, HIGHEST, LOWEST, MOST_MINUTES
from quizapp.ui import words
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import button, column, label, row
from quizapp.ui.widgets.deck_list import DeckList
from quizapp.ui.widgets.setting_fields import CalmSpinBox
from quizapp.ui.widgets.year_field import YearField

PAUSE = 250  # ms without a change before the outlook is computed
LONGEST = 120  # characters of a name
FIELD_WIDTH = 190


class CalmDateEdit(QDateEdit):
    """Scrolling the page over it does not change it; Alt+Down opens the calendar."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setCalendarPopup(True)
        self.setDisplayFormat("d MMMM yyyy")
        theme.changed.connect(self._colour)
        self._colour()

    @Slot()
    def _colour(self) -> None:
        """The calendar's own red of weekends and its black arrows know no theme."""
        calendar = self.calendarWidget()
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        plain = QTextCharFormat()
        plain.setForeground(self._theme.colour("text"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(day, plain)
        calendar.setHeaderTextFormat(plain)
        for name, sign, said in (
            ("qt_calendar_prevmonth", "‹", self.tr("The month before")),
            ("qt_calendar_nextmonth", "›", self.tr("Next month")),
        ):
            step = calendar.findChild(QToolButton, name)
            if step is not None:
                step.setIcon(QIcon())
                step.setText(sign)
                step.setAccessibleName(said)
                step.setToolTip(said)

    # Qt overrides

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: N802
        """Tab leads to the next field; from day to month and year it is the arrow keys."""
        return QWidget.focusNextPrevChild(self, next)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class ExamForm(QWidget):
    """``saved`` carries the exam as the fields have it; ``changed`` the same, after a pause."""

    saved = Signal(object)
    cancelled = Signal()
    changed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._exam: Exam | None = None
        self.name = QLineEdit(placeholderText=self.tr("Oral exam"), maxLength=LONGEST)
        self.day = CalmDateEdit(theme)
        self.decks = DeckList(theme)
        self.all_decks = button(self.tr("All or none"), "quiet")
        self.first = YearField(self.tr("From the year"), self.tr("any"))
        self.last = YearField(self.tr("To the year"), self.tr("any"))
        self.target = self._number(words.percent(LOWEST), words.percent(HIGHEST), " %")
        self.minutes = self._number(FEWEST_MINUTES, MOST_MINUTES, self.tr(" minutes"))
        self._verdict = label("", "strong", wrap=True)
        self.save = button(self.tr("Save"), "primary")
        self.cancel = button(self.tr("Cancel"))
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._build()
        self._connect()

    @property
    def exam(self) -> Exam | None:
        """As the fields have it now; ``None`` before ``edit``."""
        if self._exam is None:
            return None
        wanted = replace(
            self._exam.wanted,
            deck_ids=self.decks.ticked,
            first_year=self.first.year,
            last_year=self.last.year,
        )
        chosen = self.day.date()
        return replace(
            self._exam,
            name=self.name.text(),
            day=date(chosen.year(), chosen.month(), chosen.day()),
            retention=self.target.value() / 100,
            wanted=wanted,
            minutes=self.minutes.value(),
        )

    def edit(self, exam: Exam, decks: Sequence[Deck], today: date) -> None:
        """Fills the fields; asks for the outlook at once."""
        self._exam = exam
        fields = (self.day, self.target, self.minutes)
        blocked = [QSignalBlocker(field) for field in fields]
        self.name.setText(exam.name)
        self.day.setMinimumDate(_qt(min(today, exam.day)))
        self.day.setDate(_qt(exam.day))
        self.decks.show_decks(decks, exam.wanted.deck_ids)
        self.first.show_year(exam.wanted.first_year)
        self.last.show_year(exam.wanted.last_year)
        self.target.setValue(words.percent(exam.retention))
        self.minutes.setValue(exam.minutes)
        for blocker in blocked:
            blocker.unblock()
        self.name.setFocus()
        self.name.selectAll()
        self._tell()

    def say(self, sentence: str) -> None:
        """What is realistic, beside the minutes that it depends on."""
        self._verdict.setText(sentence)
        self.minutes.setAccessibleDescription(sentence)

    @property
    def verdict(self) -> str:
        return self._verdict.text()

    # Building

    def _build(self) -> None:
        self.day.setAccessibleDescription(self.tr("Alt+Down opens a calendar"))
        self.save.setToolTip(self.tr("Save the exam (Ctrl+Enter)"))
        self.cancel.setToolTip(self.tr("Change nothing (Esc)"))
        self.all_decks.setToolTip(self.tr("Tick all decks, or take all ticks away"))
        for field, width in (
            (self.day, FIELD_WIDTH), (self.target, FIELD_WIDTH), (self.minutes, FIELD_WIDTH),
            (self.first, 80), (self.last, 80),
        ):  # fmt: skip
            self._theme.set_width(field, width)
        years = row(self.first, label(self.tr("to"), "muted"), self.last, spacing=8)
        decks_head = row(self._caption(self.tr("Decks"), self.decks), -1, self.all_decks)
        inner = column(
            self._caption(self.tr("Name"), self.name), self.name, 10,
            decks_head, self.decks, 10,
            self._line(self.tr("Day of the exam"), self.day, self.day), 6,
            self._line(self.tr("Years, if only some"), years, self.first), 6,
            self._line(self.tr("To be known that day"), self.target, self.target), 6,
            self._line(self.tr("Your time a day"), self.minutes, self.minutes), 8,
            self._verdict, 14,
            row(self.save, self.cancel, -1), spacing=4,
        )  # fmt: skip
        inner.setContentsMargins(22, 16, 22, 18)
        box = QFrame()
        box.setObjectName("card")
        box.setLayout(inner)
        self.setLayout(column(box, -1))

    def _caption(self, text: str, field: QWidget) -> QWidget:
        caption = label(text, "strong", wrap=True)
        caption.setBuddy(field)
        if not field.accessibleName():
            field.setAccessibleName(text)
        return caption

    def _line(self, text: str, field: object, named: QWidget) -> QWidget:
        holder = QWidget()
        line = row(self._caption(text, named), field, spacing=12)  # type: ignore[arg-type]
        line.setStretch(0, 1)
        holder.setLayout(line)
        return holder

    def _number(self, least: int, most: int, unit: str) -> QSpinBox:
        field = CalmSpinBox()
        field.setRange(least, most)
        field.setSuffix(unit)
        return field

    def _connect(self) -> None:
        self._pause.timeout.connect(self._tell)
        self.name.textChanged.connect(self._pause.start)
        self.first.textChanged.connect(self._pause.start)
        self.last.textChanged.connect(self._pause.start)
        self.day.dateChanged.connect(self._wait)
        self.decks.itemChanged.connect(self._wait)
        self.target.valueChanged.connect(self._wait)
        self.minutes.valueChanged.connect(self._wait)
        self.all_decks.clicked.connect(self._tick_all)
        self.save.clicked.connect(self.finish)
        self.cancel.clicked.connect(self.cancelled)

    @Slot()
    def finish(self) -> None:
        if self.exam is not None:
            self.saved.emit(self.exam)

    @Slot()
    def _wait(self, *_: object) -> None:
        self._pause.start()

    @Slot()
    def _tell(self) -> None:
        self._pause.stop()
        if self.exam is not None:
            self.changed.emit(self.exam)

    @Slot()
    def _tick_all(self) -> None:
        self.decks.tick_all(len(self.decks.ticked) < self.decks.count())


def _qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
