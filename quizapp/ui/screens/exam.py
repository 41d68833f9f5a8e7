"""Exams by a date: how they stand, today's share of the next one, and what is realistic.

What a plan needs is read on the database lane; the outlook, which plays every day until the exam,
is computed on the other lane and comes after the rest is on the screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QBoxLayout, QFrame, QStackedLayout, QWidget

from quizapp.domain.deck import Deck
from quizapp.domain.exam import Exam
from quizapp.progress.table import Table
from quizapp.services.plan_exam import Material, Outlook, PlanExam, outlook
from quizapp.ui import day_words, exam_words, words
from quizapp.ui.charts.chart_card import ChartCard
from quizapp.ui.charts.reach import Reach, Reached
from quizapp.ui.charts.way import Way
from quizapp.ui.desk import QUESTIONS, REVIEWS, Desk
from quizapp.ui.screens.screen import Screen
from quizapp.ui.widgets.basics import button, card, column, label, page_of, row, scrolled
from quizapp.ui.widgets.empty import EmptyState
from quizapp.ui.widgets.exam_form import ExamForm

if TYPE_CHECKING:
    from quizapp.services.learning_day import Coming

WIDTH = 940
_SIDE_BY_SIDE = 800  # px at 100 %: what the form and its outlook need
_CHART = 250


@dataclass(frozen=True)
class Standing:
    """An exam as it is shown; what is not computed yet is ``None``."""

    exam: Exam
    material: Material | None = None
    outlook: Outlook | None = None
    known_then: float | None = None  # of a past one


@dataclass(frozen=True)
class Exams:
    """All that the screen reads in one go."""

    today: date  # the study day
    calendar: date  # what a person calls today
    decks: Sequence[Deck]
    standings: list[Standing] = field(default_factory=list)
    can_undo: bool = False


def read_exams(plan: PlanExam, decks: Sequence[Deck]) -> Exams:
    """On the database lane."""
    today = plan.today()
    standings = [
        Standing(exam, plan.material(exam) if exam.day >= today else None) for exam in plan.exams()
    ]
    return Exams(today, plan.calendar_day(), decks, standings, plan.can_undo)


class ExamScreen(Screen):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.exams: Exams | None = None
        self._chosen = ""  # id of the exam that is shown in full
        self._reading = 0  # which reading is the newest: what comes from others is too late
        self._drafting = 0
        self._drafted: Material | None = None
        self._narrow = False
        self.list = Reach(desk.theme, self.tr("Your exams"))
        self.new = button(self.tr("New exam"))
        self.study = button("", "primary")
        self.change = button(self.tr("Change"))
        self.delete = button(self.tr("Delete"), "danger")
        self.undo = button(self.tr("Undo"), "quiet")
        self.way = Way(desk.theme, self.tr("The way to the exam"), _CHART)
        self.way_card = ChartCard(desk, self.tr("The way to the exam"), self.way)
        self.form = ExamForm(desk.theme)
        self.draft_way = Way(desk.theme, self.tr("The way to the exam"), _CHART)
        self._name = label("", "lead", wrap=True)
        self._about = label("", "muted", wrap=True)
        self._realistic = label("", wrap=True)
        self._share = label("", "muted", wrap=True)
        self._form_title = label("", "title")
        self._draft_small = label("", "small", wrap=True)
        self._draft_caption = label("", "small")
        self._pages = QStackedLayout(self)
        self._empty = self._nothing_yet()
        self._list_page = scrolled(self._page(), self.tr("Exams"))
        self._form_page = scrolled(self._page_of_form(), self.tr("An exam"))
        for page in (self._list_page, self._empty, self._form_page):
            self._pages.addWidget(page)
        self._connect()
        self._add_commands()

    @property
    def editing(self) -> bool:
        return self._pages.currentWidget() is self._form_page

    @property
    def shown(self) -> Standing | None:
        """The exam that is shown in full."""
        standings = self.exams.standings if self.exams else []
        return next((each for each in standings if each.exam.id == self._chosen), None)

    def opened(self, what: object = None) -> None:
        """``what``: the id of an exam to show."""
        if isinstance(what, str):
            self._chosen = what
        if not self.editing:
            self.read()

    def read(self) -> None:
        services = self.desk.services
        self._reading += 1
        reading = self._reading
        self.desk.ask(
            lambda: read_exams(services.exam, services.questions.decks()),
            lambda exams: self.show_exams(exams, reading),
        )

    def show_exams(self, exams: Exams, reading: int | None = None) -> None:
        """What is read at once; the outlooks are asked for and come later."""
        reading = self._reading if reading is None else reading
        if reading != self._reading or self.editing:
            return
        self.exams = exams
        self.undo.setVisible(exams.can_undo)
        self._empty_undo.setVisible(exams.can_undo)
        if not exams.standings:
            self._pages.setCurrentWidget(self._empty)
            self._begin.setFocus()
            return
        if self.shown is None:
            self._chosen = exams.standings[0].exam.id
        self._pages.setCurrentWidget(self._list_page)
        self._show()
        if self.focusWidget() is None or not self.focusWidget().isVisible():
            (self.study if self.study.isVisible() else self.list).setFocus()
        for standing in exams.standings:
            self._look_ahead(standing, reading)

    def _look_ahead(self, standing: Standing, reading: int) -> None:
        if standing.material is not None:
            material = standing.material
            self.desk.compute(
                lambda: outlook(material),
                lambda found: self._fill_in(replace(standing, outlook=found), reading),
            )
            return
        plan = self.desk.services.exam
        self.desk.compute(
            lambda: plan.known_on_the_day(standing.exam),
            lambda found: self._fill_in(replace(standing, known_then=found), reading),
        )

    def _fill_in(self, standing: Standing, reading: int) -> None:
        if self.exams is None or reading != self._reading:
            return
        places = [each.exam.id for each in self.exams.standings]
        self.exams.standings[places.index(standing.exam.id)] = standing
        self._show_list(self.exams)
        if standing.exam.id == self._chosen:
            self._show_exam(standing, self.exams.today)

    # Building

    def _page(self) -> QWidget:
        box = card()
        layout = column(self.list)
        layout.setContentsMargins(8, 6, 8, 6)
        box.setLayout(layout)
        inner = column(
            row(label(self.tr("Exams"), "title"), -1, self.undo, self.new), 16, box, 14,
            self._detail_card(), 14, self.way_card, -1, spacing=4,
        )  # fmt: skip
        return self._centred(inner)

    def _detail_card(self) -> QFrame:
        box = card()
        self._buttons = row(
            row(self.study, -1), row(self.change, self.delete, -1, spacing=8), spacing=8
        )
        self._buttons.setStretch(1, 1)
        self.study.setMinimumHeight(40)
        inner = column(
            self._name, self._about, 8, self._realistic, self._share, 10, self._buttons, spacing=4
        )
        inner.setContentsMargins(24, 16, 24, 18)
        box.setLayout(inner)
        return box

    def _page_of_form(self) -> QWidget:
        box = card()
        inner = column(
            label(self.tr("The way to the exam"), "strong"), 8, self.draft_way,
            self._draft_caption, 4, self._draft_small, -1, spacing=4,
        )  # fmt: skip
        inner.setContentsMargins(22, 16, 22, 16)
        box.setLayout(inner)
        self._sides = row(self.form, column(box, -1), spacing=16)
        self._sides.setStretch(0, 1)
        self._sides.setStretch(1, 1)
        return self._centred(column(self._form_title, 16, self._sides, -1, spacing=4))

    def _centred(self, inner: QBoxLayout) -> QWidget:
        inner.setContentsMargins(0, 28, 0, 20)
        return page_of(inner, self.desk.theme, WIDTH)

    def _nothing_yet(self) -> EmptyState:
        state = EmptyState(
            self.desk.theme, "date", self.tr("Be ready by a date"),
            self.tr("Name an exam, its day and its decks. QuizApp tells you what is realistic, "
                    "and gives you each day’s share until then."),
        )  # fmt: skip
        self._begin = state.add_button(self.tr("New exam"), tip=self.tr("New exam (N)"))
        self._begin.clicked.connect(self.begin)
        self._empty_undo = state.add_choice(
            self.tr("Undo"), self.tr("Take the last change back (Ctrl+Z)")
        )
        self._empty_undo.clicked.connect(self.take_back)
        return state

    def _connect(self) -> None:
        self.list.chosen.connect(self._choose)
        self.form.saved.connect(self._save)
        self.form.cancelled.connect(self.end_editing)
        self.form.changed.connect(self._look_at_draft)
        self.draft_way.pointed.connect(self._draft_caption.setText)
        self.desk.changed.connect(self._something_changed)
        self.study.clicked.connect(self.start)
        self.new.clicked.connect(self.begin)
        self.change.clicked.connect(self.edit)
        self.delete.clicked.connect(self.remove)
        self.undo.clicked.connect(self.take_back)

    def _add_commands(self) -> None:
        self.command(self.tr("Study today’s share"), ["Return", "Enter"], self._enter,
                     shown_keys=["Return"])  # fmt: skip
        self.command(self.tr("New exam"), ["N"], self.begin)
        self.command(self.tr("Change the exam"), ["E"], self.edit)
        self.command(self.tr("Delete the exam"), ["Delete"], self.remove)
        self.command(self.tr("Take the last change back"), ["Ctrl+Z"], self.take_back)
        self.command(self.tr("Next exam"), ["J"], partial(self._step, 1))
        self.command(self.tr("The exam before"), ["K"], partial(self._step, -1))
        self.command(self.tr("Save the exam"), ["Ctrl+Return"], self._finish)
        self.command(self.tr("Leave the form, or this place"), ["Escape"], self._escape)
        self.describe(self.tr("Walk through the list or the chart"), "←", "→", "↑", "↓")
        self.study.setToolTip(self.tr("Study today’s share (Enter)"))
        self.new.setToolTip(self.tr("New exam (N)"))
        self.change.setToolTip(self.tr("Change the exam (E)"))
        self.delete.setToolTip(self.tr("Delete the exam; Ctrl+Z brings it back (Del)"))
        self.undo.setToolTip(self.tr("Take the last change back (Ctrl+Z)"))

    # Filling

    def _show(self) -> None:
        """The list, and the chosen exam in full."""
        if self.exams is None:
            return
        self._show_list(self.exams)
        standing = self.shown
        if standing is not None:
            self._show_exam(standing, self.exams.today)

    def _show_list(self, exams: Exams) -> None:
        ids = [standing.exam.id for standing in exams.standings]
        lit = ids.index(self._chosen) if self._chosen in ids else -1
        self.list.show_rows([_row(each, exams) for each in exams.standings], lit)

    def _show_exam(self, standing: Standing, today: date) -> None:
        exam, material, found = standing.exam, standing.material, standing.outlook
        self._name.setText(words.one_line(exam.name))
        self._about.setText(self._about_words(standing))
        self._about.setVisible(material is not None)
        self._realistic.setText(_verdict(standing, today))
        left = len(material.share) if material else 0
        if not left and self.study.hasFocus():
            self.list.setFocus()  # before Qt looks for another place itself
        self.study.setVisible(left > 0)
        self.change.setVisible(material is not None)
        if material is not None and left:
            self._name_study(material)
        self._share.setText(self._share_words(material))
        self._share.setVisible(bool(self._share.text()))
        drawn = found is not None and found.questions > 0 and exam.days_left(today) > 0
        self.way_card.setVisible(drawn)
        if found is not None and drawn:
            self._draw(found, exam, today)

    def _name_study(self, material: Material) -> None:
        minutes = words.count(material.minutes_left, self.tr("minute"), self.tr("minutes"))
        questions = words.questions(len(material.share))
        whole = self.tr("Study today’s share ({questions}, {minutes})").format(
            questions=questions, minutes=minutes
        )
        self.study.setText(self.tr("Study {}").format(questions) if self._narrow else whole)
        self.study.setAccessibleName(whole)

    def _about_words(self, standing: Standing) -> str:
        if standing.material is None or self.exams is None:
            return ""
        decks = {deck.id: deck.name for deck in self.exams.decks}
        return exam_words.about(standing.exam, standing.material.questions, decks)

    def _share_words(self, material: Material | None) -> str:
        if material is None or not material.questions:
            return ""
        done, left = material.answered, len(material.share)
        if not left:
            return self._ended(done, material.next_day)
        if not done:
            return ""
        return self.tr("{done} of today’s {all} done").format(done=done, all=done + left)

    def _ended(self, done: int, next_day: Coming | None) -> str:
        said = self.tr("Nothing is to be asked today.")
        if done:
            said = self.tr("Today’s share is done: {}.").format(words.questions(done))
        if next_day is None:
            return said
        return said + " " + self.tr("The next comes {}.").format(day_words.comes(next_day))

    def _draw(self, found: Outlook, exam: Exam, today: date) -> None:
        show_way(self.way, found, exam, today)
        days = exam_words.way(found, today)
        whole = sum(day.minutes for day in days)
        self.way_card.say(
            self.tr("The share known on each day if you keep to the plan: {} in all.").format(
                words.spent(round(60 * whole))
            )
        )
        heads = (self.tr("Day"), self.tr("Known, %"), self.tr("Minutes"), self.tr("Questions"),
                 self.tr("New"))  # fmt: skip
        rows = tuple(
            (
                date.fromordinal(today.toordinal() + number).isoformat(), words.percent(day.known),
                round(day.minutes), round(day.asked), round(day.new),
            )
            for number, day in enumerate(found.course)
        )  # fmt: skip
        self.way_card.show_table(Table(heads, rows))

    # The form

    def _look_at_draft(self, exam: Exam) -> None:
        """Reads what the draft is about, where that changed, and computes what is realistic."""
        self._drafting += 1
        drafting, known = self._drafting, self._drafted
        if not exam.wanted.deck_ids:  # to the filter that would be all decks
            self._ask_for_decks()
            return
        if known is not None and _same_task(known.exam, exam):
            self._compute_draft(replace(known, exam=exam), drafting)
            return
        plan = self.desk.services.exam
        self.desk.ask(
            lambda: plan.material(exam), lambda found: self._compute_draft(found, drafting)
        )

    def _ask_for_decks(self) -> None:
        """No estimate stands there while nothing is ticked that it could be of."""
        self.form.say(self.tr("Tick at least one deck that the exam is about."))
        self._draft_small.setText("")
        self._draft_caption.setText("")
        self.draft_way.hide()

    def _compute_draft(self, material: Material, drafting: int) -> None:
        if drafting != self._drafting:
            return
        self._drafted = material
        self.desk.compute(
            lambda: outlook(material), lambda found: self._show_draft(material, found, drafting)
        )

    def _show_draft(self, material: Material, found: Outlook, drafting: int) -> None:
        if drafting != self._drafting or not self.editing:
            return
        exam, today = material.exam, material.task.today
        said = exam_words.realistic(exam, found, today)
        if exam.day < today:
            said = self.tr("This day is past. Choose a later one.")
        self.form.say(said)
        self.draft_way.setVisible(found.questions > 0 and exam.day > today)
        show_way(self.draft_way, found, exam, today)
        number = words.questions(found.questions)
        self._draft_small.setText(
            self.tr(
                "{questions}; {now} would be known today. It is reckoned with the speed of your "
                "answers, study on every day, and the usual forgetting."
            ).format(questions=number, now=words.in_percent(found.now))
        )

    def _open_form(self, exam: Exam, title: str) -> None:
        if self.exams is None:
            return
        self._form_title.setText(title)
        self.form.say(self.tr("Looking ahead …"))
        self._draft_small.setText("")
        self.draft_way.hide()
        self._drafted = None
        self._pages.setCurrentWidget(self._form_page)
        self.form.edit(exam, self.exams.decks, self.exams.today)

    @Slot(object)
    def _save(self, exam: Exam) -> None:
        plan = self.desk.services.exam

        def saved(kept: Exam) -> None:
            self._chosen = kept.id
            self.end_editing()

        self.desk.ask(lambda: plan.save(exam), saved)

    @Slot()
    def end_editing(self) -> None:
        self._drafting += 1
        self._pages.setCurrentWidget(self._list_page)
        self.setFocus()
        self.read()

    def _finish(self) -> None:
        if self.editing:
            self.form.finish()

    # Commands

    @Slot()
    def begin(self) -> None:
        """A form for a new exam."""
        if self.editing or self.exams is None:
            return
        plan, title = self.desk.services.exam, self.tr("New exam")
        self.desk.ask(plan.draft, lambda draft: self._open_form(draft, title))

    @Slot()
    def edit(self) -> None:
        standing = self.shown
        if not self.editing and standing is not None and standing.material is not None:
            self._open_form(standing.exam, self.tr("Change the exam"))

    @Slot()
    def start(self) -> None:
        """Studies today's share of the exam that is shown."""
        standing = self.shown
        if self.editing or standing is None or standing.material is None:
            return
        plan, exam_id = self.desk.services.exam, standing.exam.id
        self.desk.ask(
            lambda: plan.session_ids(exam_id), lambda ids: self.desk.go("study", list(ids))
        )

    @Slot()
    def remove(self) -> None:
        standing = self.shown
        if self.editing or standing is None:
            return
        plan, exam_id = self.desk.services.exam, standing.exam.id
        said = self.tr("Deleted “{}”. Ctrl+Z brings it back; your answers stay in any case.")

        def removed(exam: Exam) -> None:
            self.desk.say(said.format(words.one_line(exam.name)), "right")
            self._chosen = ""
            self.read()

        self.desk.ask(lambda: plan.delete(exam_id), removed)

    @Slot()
    def take_back(self) -> None:
        if self.editing:
            return
        plan = self.desk.services.exam

        def taken_back(exam: Exam | None) -> None:
            if exam is not None:
                self._chosen = exam.id
            self.read()

        self.desk.ask(plan.undo, taken_back)

    @Slot(int)
    def _choose(self, number: int) -> None:
        if self.exams is not None and 0 <= number < len(self.exams.standings):
            self._chosen = self.exams.standings[number].exam.id
            self._show()

    def _step(self, by: int) -> None:
        if self.exams is not None and self.exams.standings and not self.editing:
            self._choose(min(len(self.exams.standings) - 1, max(0, self.list.lit + by)))

    def _enter(self) -> None:
        focused = self.focused_button()
        if focused is not None:
            focused.click()
        elif self.list.hasFocus() and self.list.current not in (-1, self.list.lit):
            self._choose(self.list.current)
        elif self.editing:
            self.form.finish()
        elif self._pages.currentWidget() is self._empty:
            self.begin()
        elif self.study.isVisible():
            self.start()

    def _escape(self) -> None:
        if self.editing:
            self.end_editing()
        else:
            self.desk.go("study")

    @Slot(str)
    def _something_changed(self, what: str) -> None:
        if what in (QUESTIONS, REVIEWS) and self.isVisible() and not self.editing:
            self.read()

    @property
    def scrolls(self) -> bool:
        return self._pages.currentWidget() in (self._list_page, self._form_page)

    def day_turned(self) -> None:
        if not self.editing:
            self.read()

    def learner_changed(self) -> None:
        """Whatever stood here was another's, a form half filled in too."""
        self.exams = None
        self._chosen = ""
        self._reading += 1
        self._drafting += 1
        self.list.show_rows([], -1)
        self._pages.setCurrentWidget(self._list_page)
        if self.isVisible():
            self.read()

    def fit(self) -> None:
        narrow = self.width() < self.desk.theme.scaled(_SIDE_BY_SIDE)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._sides.setDirection(way)
        self._buttons.setDirection(way)
        if narrow is not self._narrow:
            self._narrow = narrow
            self._show()


def show_way(chart: Way, found: Outlook, exam: Exam, today: date) -> None:
    """An outlook in its chart."""
    most = max((day.minutes for day in found.course), default=0.0)
    chart.show_way(
        exam_words.way(found, today),
        exam.retention,
        words.tr("{} wanted").format(words.in_percent(exam.retention)),
        words.tr("Minutes a day, {} at most").format(round(most)),
    )


def _same_task(one: Exam, other: Exam) -> bool:
    """Whether both need the same to be read: only name and minutes differ."""
    return (one.wanted, one.day, one.retention) == (other.wanted, other.day, other.retention)


def _verdict(standing: Standing, today: date) -> str:
    exam = standing.exam
    if standing.outlook is not None:
        return exam_words.realistic(exam, standing.outlook, today)
    if standing.known_then is not None:
        return exam_words.looking_back(exam, standing.known_then, today)
    return words.tr("Looking ahead …") if standing.material else words.tr("Looking back …")


def _row(standing: Standing, exams: Exams) -> Reached:
    exam, found, today = standing.exam, standing.outlook, exams.today
    past = exam.days_left(today) < 0
    now = standing.known_then if past else found.now if found else None
    then = found.reached if found and exam.days_left(today) > 0 else None
    figure = " → ".join(words.in_percent(share) for share in (now, then) if share is not None)
    name, facts = words.one_line(exam.name), exam_words.facts(exam, exams.calendar)
    said = f"{name}: {facts}. {_verdict(standing, today)}"
    if found is not None and not past:
        said += " " + words.tr("Today you would know {}.").format(words.in_percent(found.now))
    return Reached(name, facts, now, then, exam.retention, figure or "…", said, past)
