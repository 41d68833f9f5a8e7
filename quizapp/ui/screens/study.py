"""Study: what waits, one question after another, and the summary.

Every call of the session runs on the database lane: an answer is stored before its verdict shows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedLayout

from quizapp.domain.judgement import Reason
from quizapp.domain.review import Form, Rating
from quizapp.ui import words
from quizapp.ui.desk import QUESTIONS, REVIEWS, Desk
from quizapp.ui.screens.screen import Screen
from quizapp.ui.widgets.backlog_strip import offer_words
from quizapp.ui.widgets.empty import EmptyState
from quizapp.ui.widgets.moving import Mover
from quizapp.ui.widgets.reason_bar import REASONS
from quizapp.ui.widgets.study_question import QuestionPage
from quizapp.ui.widgets.study_summary import SummaryPage

if TYPE_CHECKING:
    from quizapp.services.home import TodaysWork
    from quizapp.services.reschedule import Offer
    from quizapp.services.study_deck import (
        Ask,
        Marked,
        StudyDeck,
        StudySession,
        Summary,
        WhyNow,
    )


MINUTES = 15
"""What a short session takes."""


@dataclass(frozen=True)
class Step:
    """Where a session stands; ``summary`` is set once nothing is left to ask."""

    ask: Ask | None
    done: int
    total: int
    can_undo: bool
    summary: Summary | None


def step_of(session: StudySession) -> Step:
    done, total = session.progress
    ask = session.current
    return Step(ask, done, total, session.can_undo, None if ask else session.summary())


def why_words(why: WhyNow) -> str:
    if why.last_day is None:
        return words.tr("You have not met this question yet.")
    ago = words.tr("today") if not why.days_ago else words.tr("{} ago").format(
        words.count(why.days_ago, words.tr("day"), words.tr("days"))
    )  # fmt: skip
    said = words.tr("Last answered {ago}; by now {chance} % likely to be known.").format(
        ago=ago, chance=round(100 * why.chance)
    )
    if why.lapses:
        times = words.count(why.lapses, words.tr("time"), words.tr("times"))
        said += " " + words.tr("Forgotten {} so far.").format(times)
    return said


class StudyScreen(Screen):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.session: StudySession | None = None
        self._decks: tuple[str, ...] = ()
        self._nothing = ""
        self._waiting = False  # a call is under way: keys are not taken
        self._ask: Ask | None = None
        self._marked: Marked | None = None
        self._after_why: Step | None = None  # where it goes on once a reason is given, or none
        self.start = EmptyState(desk.theme, "study", "", "")
        self.begin = self.start.add_button(self.tr("Start"), tip=self.tr("Start (Enter)"))
        self.elsewhere = self.start.add_button(
            self.tr("Add documents"), "", self.tr("Add documents (Ctrl+O)")
        )
        self.shorter = self.start.add_choice(
            self.tr("{} minutes").format(MINUTES),
            self.tr("Only as much as fits into {} minutes (M)").format(MINUTES),
        )
        self.weak = self.start.add_choice(
            self.tr("Weak spots"), self.tr("What you know least surely, due or not (W)")
        )
        self.spread = self.start.add_choice(
            self.tr("Spread them…"),
            self.tr("You come back to more than you do in a day: spread it over some (L)"),
        )
        self.spread.hide()
        self.mover = Mover(desk, self)
        self.question = QuestionPage(desk.theme)
        self.summary = SummaryPage(desk.theme)
        self._pages = QStackedLayout(self)
        for page in (self.start, self.question, self.summary):
            self._pages.addWidget(page)
        self._connect()
        self._while_asking: list[QAction] = []
        self._add_commands()

    @property
    def asked(self) -> Ask | None:
        """The question on the screen, before or after its answer."""
        return self._ask

    def opened(self, what: object = None) -> None:
        """``what``: ids of decks to study now, () for all; a list of question ids to practise;
        None: go on, or offer to start."""
        if isinstance(what, tuple):
            self.study(what)
        elif isinstance(what, list):
            self.practise(what)
        elif self.session is None or self._pages.currentWidget() is self.summary:
            self._offer_start()

    def study(self, deck_ids: Sequence[str], *, minutes: int | None = None) -> None:
        """Begins a session at once."""
        self._decks = tuple(deck_ids)
        self._begin(lambda study: study.start(self._decks, minutes=minutes))

    def practise_weak_spots(self) -> None:
        """Begins a session over what is known least surely."""
        self._decks = ()
        nothing = self.tr("There are no weak spots: all you have met is as firm as you want it.")
        self._begin(lambda study: study.practise(study.weak_spots()), nothing)

    def practise(self, question_ids: Sequence[str]) -> None:
        """Begins a session over these questions, whether they are due or not."""
        self._decks = ()
        wanted = list(question_ids)
        self._begin(lambda study: study.practise(wanted))

    def _begin(self, make: Callable[[StudyDeck], StudySession], nothing: str = "") -> None:
        """``nothing``: what to say where there is no question to ask."""
        service = self.desk.services.study
        self._waiting = True

        def begin() -> tuple[StudySession, Step]:
            session = make(service)
            return session, step_of(session)

        self._nothing = nothing
        self.desk.ask(begin, self._begun, self._failed)

    # Building

    def _connect(self) -> None:
        self.begin.clicked.connect(lambda: self.study(()))
        self.elsewhere.clicked.connect(lambda: self.desk.go("add"))
        self.desk.replaced.connect(self._forget)
        self.question.answered.connect(self._answered)
        self.question.revealed.connect(self._revealed)
        self.question.rated.connect(self._rated)
        self.question.document_wanted.connect(self._show_document)
        self.question.show_answer.clicked.connect(self._flip)
        self.question.other_form.clicked.connect(self._other_form)
        self.question.hint.clicked.connect(self._hint)
        self.question.why_now.clicked.connect(self._why_now)
        self.shorter.clicked.connect(lambda: self.study((), minutes=MINUTES))
        self.weak.clicked.connect(self.practise_weak_spots)
        self.spread.clicked.connect(self.mover.propose_spread)
        self.mover.moved.connect(self._offer_start)
        self.question.why.chosen.connect(self._explain)
        self.question.why.skipped.connect(self._go_on_after_why)
        self.summary.home_wanted.connect(self._leave)
        self.summary.more_wanted.connect(lambda: self.study(self._decks))

    def _add_commands(self) -> None:
        page = self.question
        self.command(
            self.tr("Answer, continue, or start"), ["Return", "Enter"], self._enter,
            shown_keys=["Return"],
        )  # fmt: skip
        for number in range(1, len(REASONS) + 1):
            self._number_key(str(number), number)
        for number, letter in enumerate("ABCD", start=1):
            self._number_key(letter, number, reason=False)
        self.describe(self.tr("Choose an option"), "1–6", "A–D")
        self.describe(self.tr("Rate: Again, Hard, Good, Easy"), "1–4")
        self._space = self.command(self.tr("Show the answer of a card"), ["Space"], self._enter)
        self._space.setEnabled(False)
        show = self.command(self.tr("Show the answer instead"), ["F", "Ctrl+F"], self._flip)
        other = self.command(self.tr("Type or choose instead"), ["T", "Ctrl+T"], self._other_form)
        skip = self.command(self.tr("Skip for now"), ["S", "Ctrl+S"], self._skip,
                            button=page.skip)  # fmt: skip
        hint = self.command(
            self.tr("Hint: makes the answer count as hard"), ["H", "Ctrl+H"], self._hint
        )
        self.command(self.tr("Why is this asked now?"), ["Y", "Ctrl+Y"], self._why_now)
        page.hint.setToolTip(
            self.tr("A hint; the answer then counts as hard (H; while typing Ctrl+H)")
        )
        page.why_now.setToolTip(self.tr("Why is this asked now? (Y; while typing Ctrl+Y)"))
        self.command(self.tr("Start a short session"), ["M"], self._start_short)
        self.command(self.tr("Start with weak spots"), ["W"], self._start_weak)
        self.command(self.tr("Spread what waits over some days"), ["L"], self._start_spread)
        page.show_answer.setToolTip(self.tr("Show the answer (F; while typing Ctrl+F)"))
        page.other_form.setToolTip(self.tr("Answer in another way (T; while typing Ctrl+T)"))
        page.skip.setToolTip(self.tr("Skip for now (S; while typing Ctrl+S)"))
        self._retire = self.command(
            self.tr("Thumbs down: retire this question"), ["R", "Ctrl+R"], self.retire,
            button=page.retire,
        )  # fmt: skip
        page.retire.setToolTip(
            self.tr("Thumbs down: retire this question (R; while typing Ctrl+R)")
        )
        self.describe(self.tr("Say why it was retired"), f"1–{len(REASONS)}")
        self._while_asking = [show, other, skip, hint]
        self._undo = self.command(self.tr("Undo the last answer"), ["Ctrl+Z"], self._take_back,
                                  button=page.undo)  # fmt: skip
        self.command(self.tr("Show in document"), ["O"], self._show_document)
        self.command(self.tr("End the session"), ["Escape"], self.end, button=page.end)

    def _number_key(self, key: str, number: int, *, reason: bool = True) -> None:
        def pressed() -> None:
            if reason or self._after_why is None:
                self._number(number)

        self.command("", [key], pressed, listed=False)

    # What waits

    @Slot()
    def _offer_start(self) -> None:
        services = self.desk.services
        self.desk.ask(
            lambda: (services.home.todays_work(), services.reschedule.offer()),
            lambda found: self.show_start(*found),
        )

    def show_start(self, work: TodaysWork, offer: Offer | None = None) -> None:
        """``offer``: what waits is a wall, and could be spread."""
        self.spread.setVisible(offer is not None)
        waiting = work.due + work.new
        self.begin.setVisible(waiting > 0)
        if waiting:
            text = words.waiting(work.due, work.new, work.minutes)
            if offer is not None:
                text = f"{text}\n{offer_words(offer)}"
            self.start.rewrite(self.tr("Ready when you are"), text)
        else:
            self.start.rewrite(
                self.tr("Nothing waits today"),
                self.tr(
                    "Each question comes back just before it would fade. To learn something "
                    "new today, add a document."
                ),
            )
        self.shorter.setVisible(work.minutes > MINUTES)
        self._pages.setCurrentWidget(self.start)
        (self.begin if waiting else self.elsewhere).setFocus()

    # The session

    def _begun(self, started: tuple[StudySession, Step]) -> None:
        self.session, step = started
        if step.ask is None and not step.can_undo:
            self.session = None
            self._waiting = False
            if self._nothing:
                self.desk.say(self._nothing, "right")
            self._offer_start()
            return
        self.show_step(step)

    def show_step(self, step: Step) -> None:
        """Shows the question of a step, or the summary after the last."""
        self._waiting = False
        self._after_why = None
        self._ask, self._marked = step.ask, None
        self._undo.setEnabled(step.can_undo)
        if step.summary is not None:
            self._show_summary(step.summary)
            return
        if step.ask is None:
            return
        for action in (*self._while_asking, self._retire):
            action.setEnabled(True)
        self._pages.setCurrentWidget(self.question)
        self.question.show_progress(step.done, step.total)
        self.question.show_ask(step.ask)
        self._space.setEnabled(step.ask.form is Form.FLIP)

    def show_marked(self, marked: Marked, step: Step) -> None:
        self._waiting = False
        self._marked = marked
        self._space.setEnabled(False)
        for action in self._while_asking:
            action.setEnabled(False)
        self._undo.setEnabled(step.can_undo)
        self.question.show_progress(step.done, step.total)
        self.question.show_marked(marked)

    def _show_summary(self, summary: Summary) -> None:
        self._pages.setCurrentWidget(self.summary)
        self.summary.show_summary(summary, date.today())
        self.desk.changed.emit(REVIEWS)
        home = self.desk.services.home
        self.desk.ask(
            lambda: home.todays_work(self._decks),
            lambda work: self.summary.offer_more(work.due + work.new),
        )

    def _call(self, work: Callable[[StudySession], object]) -> None:
        """Does something with the session and shows where it then stands."""
        session = self.session
        if session is None or self._waiting:
            return
        self._waiting = True

        def act() -> Step:
            work(session)
            return step_of(session)

        self.desk.ask(act, self.show_step, self._failed)

    def retire(self) -> None:
        """Takes the question out of study at once; then asks why, and goes on."""
        session = self.session
        if session is None or self._waiting or not self._at_question:
            return
        self._waiting = True

        def act() -> Step:
            session.retire()
            return step_of(session)

        self.desk.ask(act, self.ask_why, self._failed)

    def ask_why(self, step: Step) -> None:
        """The retired question stays in sight until a key says why, or that nobody says."""
        self._waiting = False
        self._after_why = step
        for action in (*self._while_asking, self._retire, self._space):
            action.setEnabled(False)
        self._undo.setEnabled(step.can_undo)
        self.question.show_progress(step.done, step.total)
        self.question.ask_why()
        self.desk.changed.emit(QUESTIONS)

    @Slot(object)
    def _explain(self, reason: Reason) -> None:
        if self._after_why is not None:
            self._call(lambda session: session.explain(reason))

    @Slot()
    def _go_on_after_why(self) -> None:
        if self._after_why is not None and not self._waiting:
            self.show_step(self._after_why)

    @property
    def _at_question(self) -> bool:
        return self._pages.currentWidget() is self.question and self._after_why is None

    def _judge(self, work: Callable[[StudySession], Marked]) -> None:
        session = self.session
        if session is None or self._waiting or self._marked is not None or self._after_why:
            return
        self._waiting = True

        def act() -> tuple[Marked, Step]:
            marked = work(session)
            done, total = session.progress
            return marked, Step(None, done, total, session.can_undo, None)

        self.desk.ask(act, lambda found: self.show_marked(*found), self._failed)

    def _failed(self, error: BaseException) -> None:
        self._waiting = False
        self.desk.explain(error)

    @Slot(str, int)
    def _answered(self, given: str, milliseconds: int) -> None:
        self._judge(lambda session: session.answer(given, milliseconds))

    @Slot(int)
    def _revealed(self, milliseconds: int) -> None:
        self._judge(lambda session: session.reveal(milliseconds))

    @Slot(object)
    def _rated(self, rating: Rating) -> None:
        marked, ask = self._marked, self._ask
        if marked is None or ask is None or self._after_why is not None:
            return
        # A judged answer is stored with the suggested rating already; a flip is not stored yet.
        needed = ask.form is Form.FLIP or rating is not marked.suggested

        def rate(session: StudySession) -> None:
            if needed:
                session.rate(rating)
            session.next()

        self._call(rate)

    def as_form(self, form: Form) -> None:
        """The same question in another form."""
        if self._marked is None:
            self._call(lambda session: session.as_form(form))

    @Slot()
    def _flip(self) -> None:
        self.as_form(Form.FLIP)

    @Slot()
    def _hint(self) -> None:
        """Shows a hint under the question; the session remembers it."""
        session = self.session
        if session is None or self._waiting or self._marked is not None or not self._at_question:
            return
        self.desk.ask(session.hint, lambda hint: self.question.say_aside(words.hint(*hint)))

    @Slot()
    def _why_now(self) -> None:
        session = self.session
        if session is None or self._waiting or not self._at_question:
            return
        self.desk.ask(session.why_now, lambda why: self.question.say_aside(why_words(why)))

    def _start_short(self) -> None:
        if self._pages.currentWidget() is self.start and self.shorter.isVisible():
            self.shorter.click()

    def _start_spread(self) -> None:
        if self._pages.currentWidget() is self.start and self.spread.isVisible():
            self.spread.click()

    def _start_weak(self) -> None:
        if self._pages.currentWidget() is self.start:
            self.weak.click()

    @Slot()
    def _other_form(self) -> None:
        if self._ask is None or not self.question.other_form.isVisible():
            return
        self.as_form(Form.CHOICES if self._ask.form is Form.TYPED else Form.TYPED)

    def _skip(self) -> None:
        if self._marked is None:
            self._call(lambda session: session.skip())

    def _take_back(self) -> None:
        self._call(lambda session: session.undo())

    @Slot()
    def _show_document(self) -> None:
        if self._marked is not None and self._ask is not None and self._marked.evidence.available:
            self.desk.go("library", self._ask.question)

    def _number(self, number: int) -> None:
        if self._pages.currentWidget() is not self.question or self._waiting:
            return
        if self._after_why is not None:
            self.question.why.take(number)
        else:
            self.question.number(number)

    def _enter(self) -> None:
        focused = self.focused_button()
        if self._after_why is not None and focused is None:
            self._go_on_after_why()
        elif self._at_question:
            choice_or_primary = focused is None or self.question.area.isAncestorOf(focused)
            if choice_or_primary or focused is self.question.ratings.go_on:
                self.question.confirm()
                return
        if focused is not None:
            focused.click()

    def end(self) -> None:
        """Ends the session; what was answered is summed up. No reason to give: goes on."""
        if self._after_why is not None:
            self._go_on_after_why()
            return
        session = self.session
        if session is None or self._waiting or self._pages.currentWidget() is not self.question:
            self._leave()
            return
        self.desk.ask(session.summary, self._ended)

    def _ended(self, summary: Summary) -> None:
        if not summary.answered:
            self._leave()
            return
        self._show_summary(summary)

    @Slot()
    def _forget(self) -> None:
        self.session = None
        self._ask = self._marked = self._after_why = None

    @Slot()
    def _leave(self) -> None:
        self._forget()
        self.desk.go("home")
