"""The rules of a quiz as fields."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import QDateTime, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateTimeEdit,
    QDoubleSpinBox,
    QFormLayout,
    QPlainTextEdit,
    QWidget,
)

from quizapp.domain.learner import Learner
from quizapp.domain.quiz import FeedbackWhen, Look, QuizRules
from quizapp.ui import words
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import column, label
from quizapp.ui.widgets.field_form import FieldForm
from quizapp.ui.widgets.setting_fields import CalmDoubleSpinBox, CalmSpinBox

MOST_MINUTES = 1440
MOST_SECONDS = 3600
USUAL_MINUTES, USUAL_SECONDS, USUAL_PASS = 20, 60, 50


class RulesForm(QWidget):
    """``rules`` as the fields say them."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._filling = False
        self._base = QuizRules()
        self._learners: tuple[Learner, ...] = ()
        self.minutes_on = QCheckBox(self.tr("Time for all"))
        self.minutes = CalmDoubleSpinBox(0.5, MOST_MINUTES, 1)
        self.minutes.setSuffix(self.tr(" minutes"))
        self.seconds_on = QCheckBox(self.tr("Time for each"))
        self.seconds = CalmDoubleSpinBox(5, MOST_SECONDS, 0)
        self.seconds.setSuffix(self.tr(" seconds"))
        self.extra = QPlainTextEdit()
        self.extra.setTabChangesFocus(True)
        self.extra.setPlaceholderText(self.tr("Anna: 1.25"))
        self.extra.setFixedHeight(theme.scaled(60))
        self.opens_on, self.opens = QCheckBox(self.tr("Opens")), _moment_field()
        self.closes_on, self.closes = QCheckBox(self.tr("Closes")), _moment_field()
        self.attempts = CalmSpinBox(0, 99)
        self.attempts.setSpecialValueText(self.tr("any number"))
        self.pass_on = QCheckBox(self.tr("Pass mark"))
        self.pass_mark = CalmSpinBox(1, 100)
        self.pass_mark.setSuffix(" %")
        self.feedback = QComboBox()
        for when, text in (
            (FeedbackWhen.AT_ONCE, self.tr("after each question")),
            (FeedbackWhen.AT_END, self.tr("once it is handed in")),
            (FeedbackWhen.AFTER_CLOSE, self.tr("once the quiz is closed")),
            (FeedbackWhen.NEVER, self.tr("never, only the points")),
        ):
            self.feedback.addItem(text, when)
        self.look = QComboBox()
        self.look.addItem(self.tr("practice, with hints"), Look.PRACTICE)
        self.look.addItem(self.tr("exam, without hints"), Look.EXAM)
        for box in (self.feedback, self.look):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(14)
        self.shuffle = QCheckBox(self.tr("Shuffle the options"))
        self.partial = QCheckBox(self.tr("Points for part of an answer"))
        self.negative = QCheckBox(self.tr("Wrong options may cost points"))
        self.feeds = QCheckBox(self.tr("Counts for spaced repetition"))
        self.wrong = label("", "small", wrap=True)
        self.wrong.hide()
        self._build()
        self._connect()

    @property
    def rules(self) -> QuizRules:
        return replace(
            self._base,
            minutes=self.minutes.value() if self.minutes_on.isChecked() else None,
            seconds_each=self.seconds.value() if self.seconds_on.isChecked() else None,
            extra_time=self._extra_time(),
            opens=_moment(self.opens) if self.opens_on.isChecked() else None,
            closes=_moment(self.closes) if self.closes_on.isChecked() else None,
            attempts=self.attempts.value(),
            pass_mark=self.pass_mark.value() / 100 if self.pass_on.isChecked() else None,
            feedback=FeedbackWhen(self.feedback.currentData()),
            look=Look(self.look.currentData()),
            shuffle_options=self.shuffle.isChecked(),
            partial=self.partial.isChecked(),
            negative=self.negative.isChecked(),
            feeds_study=self.feeds.isChecked(),
        )

    def show_rules(self, rules: QuizRules, learners: Sequence[Learner]) -> None:
        """Fills the fields; emits nothing."""
        self._filling = True
        self._base, self._learners = rules, tuple(learners)
        _fill_number(self.minutes_on, self.minutes, rules.minutes, USUAL_MINUTES)
        _fill_number(self.seconds_on, self.seconds, rules.seconds_each, USUAL_SECONDS)
        names = {learner.id: learner.name for learner in learners}
        lines = [f"{names[who]}: {times:g}" for who, times in rules.extra_time if who in names]
        if self._extra_time() != rules.extra_time:
            self.extra.setPlainText("\n".join(lines))
        _fill_moment(self.opens_on, self.opens, rules.opens)
        _fill_moment(self.closes_on, self.closes, rules.closes)
        self.attempts.setValue(rules.attempts)
        self.pass_on.setChecked(rules.pass_mark is not None)
        self.pass_mark.setValue(round((rules.pass_mark or USUAL_PASS / 100) * 100))
        self.pass_mark.setEnabled(rules.pass_mark is not None)
        self.feedback.setCurrentIndex(self.feedback.findData(rules.feedback))
        self.look.setCurrentIndex(self.look.findData(rules.look))
        self.shuffle.setChecked(rules.shuffle_options)
        self.partial.setChecked(rules.partial)
        self.negative.setChecked(rules.negative)
        self.feeds.setChecked(rules.feeds_study)
        self._filling = False

    def _build(self) -> None:
        form = FieldForm()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name, field in (
            (self.minutes_on, self.minutes), (self.seconds_on, self.seconds),
            (self.opens_on, self.opens), (self.closes_on, self.closes),
            (self.pass_on, self.pass_mark),
        ):  # fmt: skip
            field.setAccessibleName(name.text())
            form.addRow(name, field)
        for text, other in (
            (self.tr("Attempts"), self.attempts), (self.tr("Feedback"), self.feedback),
            (self.tr("Look"), self.look),
        ):  # fmt: skip
            other.setAccessibleName(text)
            form.addRow(label(text), other)
        self.extra.setAccessibleName(self.tr("More time for some, one a line"))
        self.setLayout(column(
            form, self.shuffle, self.partial, self.negative, self.feeds, 4,
            label(self.tr("More time for some: name, and times how much"), "overline", wrap=True),
            self.extra,
            self.wrong, -1, spacing=8,
        ))  # fmt: skip

    def _connect(self) -> None:
        for on, field in (
            (self.minutes_on, self.minutes), (self.seconds_on, self.seconds),
            (self.opens_on, self.opens), (self.closes_on, self.closes),
            (self.pass_on, self.pass_mark),
        ):  # fmt: skip
            on.toggled.connect(field.setEnabled)
            on.toggled.connect(self._edited)
        for number in (self.minutes, self.seconds, self.attempts, self.pass_mark):
            number.valueChanged.connect(self._edited)
        for moment in (self.opens, self.closes):
            moment.dateTimeChanged.connect(self._edited)
        for box in (self.feedback, self.look):
            box.currentIndexChanged.connect(self._edited)
        for check in (self.shuffle, self.partial, self.negative, self.feeds):
            check.toggled.connect(self._edited)
        self.extra.textChanged.connect(self._edited)

    def _edited(self, *_: object) -> None:
        if not self._filling:
            self.changed.emit()

    def _extra_time(self) -> tuple[tuple[str, float], ...]:
        """Lines that name nobody here are said to be wrong, and count for nothing."""
        ids = {words.one_line(each.name).casefold(): each.id for each in self._learners}
        found: list[tuple[str, float]] = []
        wrong = []
        for line in self.extra.toPlainText().splitlines():
            name, _, times = line.rpartition(":")
            who = ids.get(words.one_line(name).casefold())
            factor = _number(times)
            if line.strip() and (who is None or factor is None):
                wrong.append(line.strip())
            elif who is not None and factor is not None:
                found.append((who, factor))
        self.wrong.setText(self.tr("Not understood: {}. Write a name and a number: Anna: 1.25")
                           .format("; ".join(wrong)))  # fmt: skip
        self.wrong.setVisible(bool(wrong))
        return tuple(found)


def _number(text: str) -> float | None:
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        return None


def _moment_field() -> QDateTimeEdit:
    field = QDateTimeEdit(calendarPopup=True)
    field.setDisplayFormat("d MMM yyyy, HH:mm")
    return field


def _moment(field: QDateTimeEdit) -> datetime:
    """By the clock of this machine, as UTC."""
    seconds = field.dateTime().toSecsSinceEpoch()
    return datetime.fromtimestamp(seconds, UTC)


def _fill_number(on: QCheckBox, field: QDoubleSpinBox, value: float | None, usual: float) -> None:
    on.setChecked(value is not None)
    field.setEnabled(value is not None)
    field.setValue(usual if value is None else value)


def _fill_moment(on: QCheckBox, field: QDateTimeEdit, value: datetime | None) -> None:
    on.setChecked(value is not None)
    field.setEnabled(value is not None)
    if value is not None:
        field.setDateTime(QDateTime.fromSecsSinceEpoch(int(value.timestamp())))
    elif not field.dateTime().date().isValid() or field.dateTime().date().year() < 2001:
        field.setDateTime(QDateTime.currentDateTime())
