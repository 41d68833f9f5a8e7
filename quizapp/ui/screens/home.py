"""Home: what waits today, one button to study it, the last days, and the decks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from quizapp.domain.deck import DeckSummary
from quizapp.domain.progress import Overview
from quizapp.paths import resource
from quizapp.ui import day_words, words
from quizapp.ui.desk import QUESTIONS, Desk, GoOn, MoreNew
from quizapp.ui.exchange.what import ImportThese
from quizapp.ui.last_home import HomeData
from quizapp.ui.screens.screen import Screen
from quizapp.ui.waiting_words import of_which_decks
from quizapp.ui.widgets.backlog_strip import BacklogStrip
from quizapp.ui.widgets.basics import (
    button,
    card,
    column,
    hairline,
    label,
    page_of,
    refilling,
    row,
    scrolled,
)
from quizapp.ui.widgets.days import DaysStrip
from quizapp.ui.widgets.deck_row import DeckRow
from quizapp.ui.widgets.elided import ElidedLabel
from quizapp.ui.widgets.empty import EmptyState
from quizapp.ui.widgets.learn_more import LearnMore

if TYPE_CHECKING:
    from quizapp.services.home import AfterToday, Home
    from quizapp.services.plan_exam import ShareToday
    from quizapp.services.show_progress import Weakest
    from quizapp.services.study_deck import Resting
    from quizapp.services.unfinished import Left

WIDTH = 940
_FEW_WAIT = 500  # of more, nobody misses one that rests


class HomeScreen(Screen):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.data: HomeData | None = None
        self._shown: tuple[tuple[DeckSummary, ...], bool] | None = None
        self._rows: list[DeckRow] = []
        self._layout = QStackedLayout(self)
        self._layout.currentChanged.connect(self.reshaped)
        self._study = button(self.tr("Study"), "primary")
        self._add = button(self.tr("Add documents"))
        self._day = label("", "muted")
        self._import = button(self.tr("Import questions"), "quiet")
        self._days = DaysStrip(desk.theme)
        self._bones: list[QWidget] = []
        self._figure = label("", "figure")
        self._unit = label("", "lead")
        self._detail = label("", "muted", wrap=True)
        self._extra = LearnMore()
        self._missed = button("")
        self._missed_ids: tuple[str, ...] = ()
        self._kept = label("", "small")
        self._decks_box = card()
        self._deck_list = QVBoxLayout(self._decks_box)
        self._waiting = self._proposals_strip()
        self._interrupted = self._interrupted_strip()
        self._exam = self._exam_strip()
        self._weak_ids: list[str] = []
        self._weak = self._weak_strip()
        for strip in (self._waiting, self._interrupted, self._exam, self._weak):
            strip.hide()
        self.backlog = BacklogStrip(desk)
        self.backlog.changed.connect(self.opened)
        self._empty = self._first_time()
        self._layout.addWidget(scrolled(self._page(), self.tr("Home")))
        self._layout.addWidget(self._empty)
        self._add_commands()

    @property
    def scrolls(self) -> bool:
        return self._layout.currentIndex() == 0

    def opened(self, what: object = None) -> None:
        home = self.desk.services.home

        self.desk.ask(lambda: read_home(home), self.fill)
        self.desk.ask(self.desk.services.unfinished.left, self.show_interrupted)
        self.backlog.load()

    def day_turned(self) -> None:
        self.opened()

    def learner_changed(self) -> None:
        self.opened()

    def fill(self, data: HomeData) -> None:
        """Shows the numbers; the deck rows are only made anew when a deck changed.

        Before the deck is open these are the numbers of the last picture: they can be looked at
        and studied from, but a deck cannot be changed yet.
        """
        self.data = data
        self._import.setEnabled(self.desk.ready)
        while self._bones:
            self._bones.pop().hide()
        for word in (self._figure, self._unit, self._detail):
            word.show()
        nothing = not any(deck.questions or deck.drafts or deck.held_back for deck in data.decks)
        self._layout.setCurrentIndex(1 if nothing else 0)
        if nothing:
            self._empty_add.setFocus()
            return
        if data.day is not None:
            self._show_day(data.day)  # the study day, which ends hours after midnight
        self._fill_today(data)
        self._fill_days(data.overview)
        self._fill_exam(data)
        self._load_weakest(data)
        if (data.decks, self.desk.ready) != self._shown:
            self._shown = (data.decks, self.desk.ready)
            self._fill_decks(data.decks)

    # Building

    def _page(self) -> QWidget:
        self._show_day(date.today())
        heading = column(label(self.tr("Today"), "title"), self._day, spacing=2)
        decks_head = row(label(self.tr("Decks"), "lead"), -1, self._import)
        top = row(self._today_card(), self._days_card(), spacing=16)
        top.setStretch(0, 3)
        top.setStretch(1, 2)
        inner = column(
            row(heading, -1, self._add), 20, self._interrupted, top, 16, self.backlog, self._exam,
            self._weak, self._waiting, 8,
            decks_head, 2,
            self._decks_box, -1, spacing=4,
        )  # fmt: skip
        inner.setContentsMargins(0, 28, 0, 20)
        outer = page_of(inner, self.desk.theme, WIDTH)
        self._deck_list.setContentsMargins(0, 4, 0, 4)
        self._deck_list.setSpacing(0)
        for width in (240, 180):
            line = row(self._bone(width, 14), -1)
            line.setContentsMargins(20, 22, 20, 22)
            self._deck_list.addLayout(line)
        return outer

    def _bone(self, width: int, height: int) -> QFrame:
        """A grey bar that holds a place until the deck is open."""
        bone = QFrame()
        bone.setObjectName("bone")
        bone.setFixedSize(self.desk.theme.scaled(width), self.desk.theme.scaled(height))
        self._bones.append(bone)
        return bone

    def _today_card(self) -> QFrame:
        box = card()
        number = row(self._figure, self._unit, -1, spacing=10)
        self._unit.setAlignment(Qt.AlignmentFlag.AlignBottom)
        self._unit.setContentsMargins(0, 0, 0, 6)
        self._study.setMinimumWidth(140)
        self._study.setMinimumHeight(40)
        self._study.setEnabled(False)
        for word in (self._figure, self._unit, self._detail, self._missed):
            word.hide()
        self._missed.setToolTip(self.tr("A session over what you answered wrong today (M)"))
        bones = column(self._bone(190, 34), self._bone(250, 14), spacing=12)
        inner = column(
            number, self._detail, bones, 6, -1, row(self._study, -1),
            self._extra, 4, row(self._missed, -1), spacing=6,
        )  # fmt: skip
        inner.setContentsMargins(24, 18, 24, 22)
        box.setLayout(inner)
        box.setMinimumHeight(self.desk.theme.scaled(176))
        return box

    def _days_card(self) -> QFrame:
        box = card()
        inner = column(
            label(self.tr("Last 14 days"), "strong"), self._kept, -1, self._days, spacing=2
        )
        inner.setContentsMargins(20, 18, 20, 16)
        box.setLayout(inner)
        return box

    def _strip(self, picture_name: str, text: QLabel, go: QPushButton) -> QFrame:
        """A line with a picture in front and what to do about it behind."""
        strip = QFrame()
        strip.setObjectName("banner")
        picture = label()
        self.desk.theme.set_picture(picture, picture_name, "accent")
        layout = row(picture, text, go, spacing=10)
        layout.setStretch(1, 1)
        layout.setContentsMargins(16, 6, 8, 6)
        strip.setLayout(layout)
        return strip

    def _proposals_strip(self) -> QFrame:
        self._waiting_text = label("")
        self._waiting_text.setMinimumWidth(100)
        self._waiting_go = button(self.tr("Review them"), "quiet")
        self._waiting_go.setToolTip(self.tr("Review proposals (P)"))
        self._waiting_go.clicked.connect(lambda: self.desk.go("review"))
        return self._strip("questions", self._waiting_text, self._waiting_go)

    def _interrupted_strip(self) -> QFrame:
        self.interrupted_text = ElidedLabel("")
        go = button(self.tr("Go on"))
        go.setToolTip(self.tr("Go on where the session was interrupted (G)"))
        go.clicked.connect(self._go_on)
        strip = self._strip("study", self.interrupted_text, go)
        outer = QFrame()  # with the room to what follows, which goes with it
        around = column(strip)
        around.setContentsMargins(0, 0, 0, 12)
        outer.setLayout(around)
        return outer

    def _exam_strip(self) -> QFrame:
        self._exam_text = ElidedLabel("")
        self._exam_go = go = button(self.tr("Today’s share"), "quiet")
        go.setToolTip(self.tr("Exams, and today’s share of the next one (X)"))
        go.clicked.connect(lambda: self.desk.go("exam"))
        return self._strip("date", self._exam_text, go)

    def _weak_strip(self) -> QFrame:
        self.weak_text = ElidedLabel("")
        go = button(self.tr("Practise"), "quiet")
        go.setToolTip(self.tr("A session over what you are weakest at (W)"))
        go.clicked.connect(self._practise_weakest)
        return self._strip("weakest", self.weak_text, go)

    def _first_time(self) -> EmptyState:
        state = EmptyState(
            self.desk.theme,
            "document",
            self.tr("Make your first questions"),
            self.tr(
                "Drop a history document into this window: text, Word, PDF, EPUB, a web page or "
                "Markdown. QuizApp finds dates, people and places, and asks you about them."
            ),
        )
        self._empty_add = state.add_button(
            self.tr("Add documents"), tip=self.tr("Add documents (Ctrl+O)")
        )
        self._empty_add.clicked.connect(lambda: self.desk.go("add"))
        state.add_choice(
            self.tr("Import questions from another program"), self.tr("Import questions (Ctrl+I)")
        ).clicked.connect(self._go_to_import)
        sample = state.add_button(
            self.tr("Try a sample"),
            "",
            self.tr("See it work on a short text of ours"),
        )
        sample.clicked.connect(self._try_sample)
        sample.setVisible(sample_document() is not None)
        return state

    def _add_commands(self) -> None:
        self.command(self.tr("Study what waits today"), ["Return", "Enter"], self._enter,
                     shown_keys=["Return"])  # fmt: skip
        self._study.setToolTip(self.tr("Study what waits today (Enter)"))
        self._study.clicked.connect(lambda: self.desk.go("study", ()))
        self._add.setToolTip(self.tr("Make questions from documents (Ctrl+O)"))
        self._add.clicked.connect(lambda: self.desk.go("add"))
        self.command(self.tr("Go on with the interrupted session"), ["G"], self._go_on)
        self.command(self.tr("Review proposals"), ["P"], lambda: self.desk.go("review"))
        self._missed.clicked.connect(self._practise_missed)
        self._extra.chosen.connect(lambda number: self.desk.go("study", MoreNew(number)))
        self.command(self.tr("Practise what was missed today"), ["M"], self._practise_missed)
        self.command(self.tr("Exams"), ["X"], lambda: self.desk.go("exam"))
        self.command(self.tr("Practise what you are weakest at"), ["W"], self._practise_weakest)
        self.command(self.tr("Spread what waits over some days"), ["L"], self._spread)
        self.command(self.tr("Import questions"), ["Ctrl+I"], self._go_to_import,
                     button=self._import)  # fmt: skip

    # Filling

    def _show_day(self, day: date) -> None:
        self._day.setText(day_words.with_weekday(day, day))

    def _fill_today(self, data: HomeData) -> None:
        waiting = data.due + data.new
        self._study.setEnabled(waiting > 0)
        self._study.setVisible(waiting > 0)
        later = 0 if waiting or not self.desk.ready else sum(deck.new for deck in data.decks)
        self._extra.offer(later)
        self._missed.hide()
        if not waiting:
            self._figure.setText(self.tr("Done"))
            self._unit.setText(self.tr("for today"))
            self._detail.setText(self._why_nothing_waits(data))
            if self.desk.ready:
                self.desk.ask(self.desk.services.home.after_today, self.show_after_today)
            return
        self._figure.setText(f"{waiting:,}")
        self._unit.setText(self.tr("question waits") if waiting == 1 else self.tr("questions wait"))
        first = data.overview.reviews == 0
        welcome = self.tr("Press Enter and answer the first one.") if first else ""
        work = words.waiting(data.due, data.new, data.minutes)
        self._detail.setText(_lines(work, of_which_decks(data.decks, data.new), welcome))
        if self.desk.ready and waiting <= _FEW_WAIT:
            self.desk.ask(self.desk.services.study.resting, self.show_resting)

    def show_resting(self, resting: Resting) -> None:
        """Which of what waits a session leaves out."""
        data = self.data
        if data is not None and data.due + data.new:
            said = words.resting(resting.number, resting.sibling)
            shown = self._detail.text()
            self._detail.setText(shown if said in shown else _lines(shown, said))

    def _why_nothing_waits(self, data: HomeData) -> str:
        later = sum(deck.new for deck in data.decks)
        if later:
            return self.tr(
                "The new questions of the day are begun; {} wait for the coming days."
            ).format(words.questions(later))
        return self.tr("Nothing waits. Each question comes back just before it would fade.")

    def show_after_today(self, after: AfterToday) -> None:
        """When the next are due, and what was missed, under what the day's work is done with."""
        data = self.data
        if data is None or data.due + data.new:
            return
        said = self._why_nothing_waits(data)
        if after.next_day is not None:
            when = day_words.comes(after.next_day)
            coming = self.tr("Due next: {questions} {when}.")
            number = words.questions(after.next_due)
            said = f"{said}\n{coming.format(questions=number, when=when)}"
        self._detail.setText(said)
        self._missed_ids = after.missed
        self._missed.setVisible(bool(after.missed))
        self._missed.setText(self.tr("Practise what was missed ({:,})").format(len(after.missed)))

    @Slot()
    def _practise_missed(self) -> None:
        if self._missed.isVisible():
            self.desk.go("study", list(self._missed_ids))

    def _fill_exam(self, data: HomeData) -> None:
        self._exam.setVisible(data.exam_days is not None)
        if data.exam_days is None:
            return
        self._exam_text.setText(self._exam_words(data.exam, data.exam_days))
        if self.desk.ready:  # the share is reckoned from every question of the exam
            self.desk.ask(self.desk.services.exam.next_share, self.show_share)

    def _exam_words(self, name: str, days: int) -> str:
        when = day_words.left(days)
        return self.tr("{exam} {when}").format(exam=words.one_line(name), when=when)

    def show_share(self, share: ShareToday | None) -> None:
        if share is None:
            return
        done = not share.left
        self._exam_go.setText(self.tr("Look at the plan") if done else self.tr("Today’s share"))
        if not done:
            return
        said = self._exam_words(share.exam.name, share.days)
        ended = self.tr("today’s share is done") if share.answered else self.tr("none is due today")
        if share.next_day is not None:
            when = day_words.comes(share.next_day)
            ended = self.tr("{ended}; the next comes {when}").format(ended=ended, when=when)
        self._exam_text.setText(f"{said}: {ended}")

    def _load_weakest(self, data: HomeData) -> None:
        """After what Home is there for: it looks through the last answers."""
        if self.desk.ready and data.overview.reviews:
            self.desk.ask(self.desk.services.progress.weakest, self.show_weakest)
        else:
            self._weak.hide()

    def show_weakest(self, weakest: Weakest) -> None:
        from quizapp.ui.widgets.weakest_card import in_a_line  # not while the window starts

        self._weak_ids = weakest.questions
        self._weak.setVisible(bool(self._weak_ids))
        if self._weak_ids:
            self.weak_text.setText(in_a_line(weakest))

    def _fill_days(self, overview: Overview) -> None:
        self._days.show_days(overview.recent_days)
        answers = sum(day.reviews for day in overview.recent_days)
        right = sum(day.right for day in overview.recent_days)
        if not answers:
            self._kept.setText(self.tr("Your first answers will show here."))
            return
        said = words.count(answers, self.tr("answer"), self.tr("answers"))
        self._kept.setText(
            self.tr("{answers}, {share} % known").format(
                answers=said, share=words.percent(right / answers)
            )
        )

    def _fill_decks(self, decks: Sequence[DeckSummary]) -> None:
        drafts = sum(deck.drafts for deck in decks)
        self._waiting.setVisible(drafts > 0)
        waits = words.count(drafts, self.tr("proposed question"), self.tr("proposed questions"))
        self._waiting_text.setText(self.tr("{} for you to judge").format(waits))
        with refilling(self._deck_list):
            self._rows = []
            for number, deck in enumerate(decks):
                if number:
                    line = row(hairline())
                    line.setContentsMargins(20, 0, 20, 0)
                    self._deck_list.addLayout(line)
                made = DeckRow(self.desk, deck)
                made.changed.connect(partial(self.desk.changed.emit, QUESTIONS))
                made.changed.connect(self.opened)
                self._rows.append(made)
                self._deck_list.addWidget(made)

    # Commands

    def _enter(self) -> None:
        focused = self.focused_button()
        if focused is not None:
            focused.click()
        elif self._layout.currentIndex() == 0:
            first = self._extra.buttons[0] if self._extra.isVisible() else self._study
            first.click()
        else:
            self._empty_add.click()

    def show_interrupted(self, left: Left | None) -> None:
        self._interrupted.setVisible(left is not None)
        if left is None:
            return
        text = self.tr("Go on with {session} ({left:,} of {total:,} left)")
        said = text.format(session=left.title, left=left.left, total=left.total)
        self.interrupted_text.setText(said)

    @Slot()
    def _go_on(self) -> None:
        if self.desk.ready and self._interrupted.isVisible():
            self.desk.go("study", GoOn())

    def _practise_weakest(self) -> None:
        if self._weak_ids and self._weak.isVisible():
            self.desk.go("study", self._weak_ids)

    def _spread(self) -> None:
        if self.backlog.offer is not None:
            self.backlog.spread.click()

    def _go_to_import(self) -> None:
        self.desk.go("exchange", ImportThese())

    def _try_sample(self) -> None:
        sample = sample_document()
        if sample is not None:
            self.desk.go("add", [str(sample)])


def _lines(*said: str) -> str:
    return "\n".join(line for line in said if line)


def read_home(home: Home) -> HomeData:
    """Asks the service; on the database lane."""
    work, exam = home.todays_work(), home.next_exam()
    return HomeData(
        tuple(home.summaries()),
        home.overview(),
        due=work.due,
        new=work.new,
        minutes=work.minutes,
        exam=exam.name if exam else "",
        exam_days=home.coming(exam.day).days if exam else None,
    )


def sample_documents() -> list[Path]:
    """The short documents of our own that come along to try, one file of each."""
    folder = resource("samples")
    found = sorted(folder.glob("*.*")) if folder.is_dir() else []
    return [path for path in found if path.stem != "README"]


def sample_document() -> Path | None:
    """The first sample, plain text before others."""
    samples = sample_documents()
    return next((path for path in samples if path.suffix == ".txt"), next(iter(samples), None))
