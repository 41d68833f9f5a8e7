"""Study: what waits, one question after another, and the summary.

Every call of the session runs on the database lane: an answer is stored before its verdict shows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QStackedLayout

from quizapp.domain.judgement import Reason
from quizapp.domain.question import AnswerKind, Question, QuestionFilter
from quizapp.domain.review import Form, Rating
from quizapp.domain.session import Manner
from quizapp.errors import StorageError
from quizapp.ui import words
from quizapp.ui.desk import QUESTIONS, REVIEWS, Desk, GoOn, MoreNew
from quizapp.ui.screens.screen import Screen, key_text
from quizapp.ui.voice import Voice
from quizapp.ui.widgets.backlog_strip import BacklogStrip
from quizapp.ui.widgets.choose_questions import choose_questions
from quizapp.ui.widgets.edit_dialog import edit_question
from quizapp.ui.widgets.reason_bar import REASONS
from quizapp.ui.widgets.study_pause import PausePage
from quizapp.ui.widgets.study_question import QuestionPage
from quizapp.ui.widgets.study_start import StartPage
from quizapp.ui.widgets.study_summary import SummaryPage

if TYPE_CHECKING:
    from quizapp.services.home import TodaysWork
    from quizapp.services.study_deck import (
        Ask,
        Marked,
        Resting,
        StudyDeck,
        StudySession,
        Summary,
        WhyNow,
    )


T = TypeVar("T")
TEST_QUESTIONS = 20
CRAM_QUESTIONS = 30


@dataclass(frozen=True)
class Step:
    """Where a session stands; ``summary`` is set once nothing is left to ask. ``again``: answered
    questions that are not ``done``."""

    ask: Ask | None
    done: int
    total: int
    can_undo: bool
    summary: Summary | None
    seconds_left: int | None = None
    again: int = 0


def step_of(session: StudySession) -> Step:
    ask = session.current
    return replace(where(session), ask=ask, summary=None if ask else session.summary())


def where(session: StudySession) -> Step:
    """How far a session is, without the question."""
    done, total = session.progress
    left = session.seconds_left
    return Step(None, done, total, session.can_undo, None, left, session.to_repeat)


def why_words(why: WhyNow) -> str:
    if why.last_day is None:
        return words.tr("You have not met this question yet.")
    if not why.days_ago:  # nothing is forgotten within the day, by the model: no share to tell
        said = words.tr("Last answered today.")
    else:
        said = words.tr("Last answered {ago} ago; by now {chance} % likely to be known.").format(
            ago=words.count(why.days_ago, words.tr("day"), words.tr("days")),
            chance=words.percent(why.chance),
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
        self._refused = False  # the deck file refused the last call
        self._ask: Ask | None = None
        self._marked: Marked | None = None
        self._after_why: Step | None = None  # where it goes on once a reason is given, or none
        self.start = StartPage(desk.theme)
        self.begin, self.elsewhere = self.start.begin, self.start.elsewhere
        self.start.extra.chosen.connect(self.learn_more)
        self.backlog = BacklogStrip(desk)
        self.start.notice.setContentsMargins(0, 14, 0, 0)
        self.start.notice.addWidget(self.backlog)
        self.paused = PausePage(desk.theme)
        self.voice = Voice(self)
        self.question = QuestionPage(desk.theme)
        self.summary = SummaryPage(desk.theme)
        self._pages = QStackedLayout(self)
        for page in (self.start, self.question, self.paused, self.summary):
            self._pages.addWidget(page)
        self._pages.currentChanged.connect(self.reshaped)
        self._connect()
        self._while_asking: list[QAction] = []
        self._in_tests_too: list[QAction] = []
        self._add_commands()

    @property
    def scrolls(self) -> bool:
        return self._pages.currentWidget() in (self.start, self.summary)

    @property
    def asked(self) -> Ask | None:
        """The question on the screen, before or after its answer."""
        return self._ask

    def opened(self, what: object = None) -> None:
        """``what``: ids of decks to study now, () for all; a list of question ids to practise;
        GoOn: the session that was interrupted; MoreNew: new questions; None: go on, or offer to
        start."""
        if isinstance(what, GoOn) and self._is_over:
            self._go_on_after_break()
        elif isinstance(what, MoreNew):
            self._decks = ()
            self.learn_more(what.number)
        elif isinstance(what, tuple):
            self.study(what)
        elif isinstance(what, list):
            self.practise(what)
        elif self._is_over:
            self._offer_start()
        elif self._at_question:
            self.question.go_on()

    @property
    def _is_over(self) -> bool:
        return self.session is None or self._pages.currentWidget() is self.summary

    def study(self, deck_ids: Sequence[str]) -> None:
        """Begins a session at once."""
        self._decks = tuple(deck_ids)
        decks, home = self._decks, self.desk.services.home

        def title() -> str:
            names = [deck.name for deck in home.summaries() if deck.id in decks]
            return ", ".join(map(words.one_line, names)) or self.tr("what waits today")

        if len(self._decks) == 1:
            self.desk.last_deck = self._decks[0]
        self._begin(lambda study: study.start(self._decks), title)

    def learn_more(self, number: int) -> None:
        """Begins so many new questions on top of the day's, of the decks studied last."""
        title = self.tr("the new questions")
        self._begin(lambda study: study.start(self._decks, more_new=number), title)

    def study_short(self) -> None:
        """As much as fits into the time, or the number of questions, that the settings name."""
        length = self.desk.services.settings.short_session
        by_count = self.desk.services.settings.short_session_unit == "questions"
        self._decks = ()
        title = self.tr("the short session")
        if by_count:
            self._begin(lambda study: study.start(limit=length), title)
        else:
            self._begin(lambda study: study.start(minutes=length), title)

    def choose_topic(self) -> None:
        def begin(wanted: QuestionFilter, _: int | None) -> None:
            self._decks = ()
            nothing = self.tr(
                "Of this topic nothing waits: what you have met is not due yet, and the new "
                "questions of the day are begun. Cram it, or take a test, to go over it now."
            )
            self._begin(lambda study: study.start(among=wanted), self.tr("the topic"), nothing)

        about = self.tr("What waits today, of these questions only.")
        choose_questions(self, self.desk, (self.tr("A topic"), about), begin)

    def choose_test(self) -> None:
        def begin(wanted: QuestionFilter, number: int | None) -> None:
            self._begin(lambda study: study.test(wanted, number), self.tr("the test"))

        about = self.tr(
            "Each question once, without help. The answers count; the mark comes at the end."
        )
        texts = (self.tr("A test"), about)
        choose_questions(self, self.desk, texts, begin, number=TEST_QUESTIONS)

    def choose_cram(self) -> None:
        def begin(wanted: QuestionFilter, number: int | None) -> None:
            self._begin(lambda study: study.cram(wanted, number), self.tr("cramming"))

        about = self.tr(
            "Again and again until each was right once. Neither your schedule nor your "
            "statistics hear of it."
        )
        choose_questions(self, self.desk, (self.tr("Cram"), about), begin, number=CRAM_QUESTIONS)

    def practise_weak_spots(self) -> None:
        """Begins a session over what is known least surely."""
        self._decks = ()
        nothing = self.tr("There are no weak spots: you know all you have met well enough.")
        title = self.tr("the weak spots")
        self._begin(lambda study: study.practise(study.weak_spots()), title, nothing)

    def order(self, deck_ids: Sequence[str] = ()) -> None:
        """Begins a session of events to put in order."""
        self._together(Form.ORDER, deck_ids)

    def match(self, deck_ids: Sequence[str] = ()) -> None:
        """Begins a session of answers to match."""
        self._together(Form.MATCH, deck_ids)

    def pick_out(self, deck_ids: Sequence[str] = ()) -> None:
        """Begins a session of events of one year to pick out."""
        self._together(Form.SEVERAL, deck_ids)

    def point_out(self, deck_ids: Sequence[str] = ()) -> None:
        """Begins a session of places to point at on the map."""
        self._decks = tuple(deck_ids)
        nothing = self.tr(
            "No place that is certain to lie somewhere waits today. The Map shows all you study."
        )
        title = self.tr("the places on the map")
        self._begin(lambda study: study.map_session(self._decks), title, nothing)

    def _together(self, form: Form, deck_ids: Sequence[str]) -> None:
        self._decks = tuple(deck_ids)
        nothing = self.tr(
            "Too few questions that fit together wait today. Study them one by one, or come back "
            "when more wait."
        )
        title = self.tr("the questions asked together")
        self._begin(lambda study: study.together_session(form, self._decks), title, nothing)

    def practise(self, question_ids: Sequence[str]) -> None:
        """Begins a session over these questions, whether they are due or not."""
        self._decks = ()
        wanted = list(question_ids)
        self._begin(lambda study: study.practise(wanted), self.tr("the questions to practise"))

    def _go_on_after_break(self) -> None:
        unfinished = self.desk.services.unfinished
        self._decks = ()
        self._waiting = True

        def begin() -> tuple[StudySession, Step]:
            session = unfinished.go_on()
            return session, step_of(session)

        self._nothing = ""
        self._try(begin, self._begun, self._go_on_after_break)

    def _begin(
        self,
        make: Callable[[StudyDeck], StudySession],
        title: str | Callable[[], str],
        nothing: str = "",
    ) -> None:
        """``title``: what Home calls the session if it is interrupted; it may be read on the
        database lane. ``nothing``: what to say where there is no question to ask."""
        service, unfinished = self.desk.services.study, self.desk.services.unfinished
        self._waiting = True

        def begin() -> tuple[StudySession, Step]:
            session = make(service)
            unfinished.keep(title if isinstance(title, str) else title(), session)
            return session, step_of(session)

        self._nothing = nothing
        self._try(begin, self._begun, lambda: self._begin(make, title, nothing))

    def day_turned(self) -> None:
        """A session goes on as it was begun; its answers count for the day they are given on."""
        if self._pages.currentWidget() is self.start:
            self._offer_start()

    def learner_changed(self) -> None:
        """The session ends; what was answered in it is in the log of the one before."""
        self._forget()
        self._decks = ()
        self._waiting = False
        self._pages.setCurrentWidget(self.start)
        if self.isVisible():
            self._offer_start()

    # Building

    def _connect(self) -> None:
        self.begin.clicked.connect(lambda: self.study(self._decks))
        self.elsewhere.clicked.connect(lambda: self.desk.go("add"))
        self.desk.replaced.connect(self._forget)
        self.question.answered.connect(self._answered)
        self.question.revealed.connect(self._revealed)
        self.question.rated.connect(self._rated)
        self.question.document_wanted.connect(self._show_document)
        self.question.show_answer.clicked.connect(self._flip)
        self.question.other_form.clicked.connect(self._other_form)
        self.question.on_the_map.clicked.connect(self._on_the_map)
        self.question.hint.clicked.connect(self._hint)
        self.question.why_now.clicked.connect(self._why_now)
        self.question.beside.practise.clicked.connect(self._tell_apart)
        self.question.leech.reword.clicked.connect(self._edit)
        self.question.leech.suspend.clicked.connect(self._suspend)
        self.question.leech.flag.clicked.connect(self._flag)
        self.start.chosen.connect(self._choose_way)
        self.backlog.changed.connect(self._offer_start)
        self.paused.go_on.clicked.connect(self.go_on)
        self.question.why.chosen.connect(self._explain)
        self.question.why.skipped.connect(self._go_on_after_why)
        self.summary.home_wanted.connect(self._leave)
        self.summary.more_wanted.connect(lambda: self.study(self._decks))
        self.summary.new_wanted.connect(self.learn_more)
        self.summary.rest_wanted.connect(self._go_on_with_rest)
        self.summary.missed_wanted.connect(self.practise)

    def _add_commands(self) -> None:
        page = self.question
        self.command(
            self.tr("Answer, continue, or start"), ["Return", "Enter"], self._enter,
            shown_keys=["Return"],
        )  # fmt: skip
        for number in range(1, 10):
            self.command("", [str(number)], partial(self._number, number), listed=False)
        self.command("", ["0"], lambda: self._number(0), listed=False)
        for number, letter in enumerate("ABCD", start=1):  # the fifth is in ``_edit``
            self.command("", [letter], partial(self._letter, number), listed=False)
        self.describe(self.tr("Choose an option"), "1–6", "A–D")
        self.describe(self.tr("I don’t know: see the answer"), key_text("Ctrl+Return"))
        self.describe(self.tr("I don’t know, of options"), "0")
        self.describe(self.tr("Match: a line, then its answer"), "A–E", "1–5")
        self.describe(self.tr("Order: move an event"), "Alt+↑", "Alt+↓")
        self.command(self.tr("Judge it yourself, after an answer"), ["J"], self._rate_otherwise)
        self.describe(self.tr("Then, and of a card: Again, Hard, Good, Easy"), "1–4")
        self._space = self.command(self.tr("Show the answer of a card"), ["Space"], self._enter)
        self._space.setEnabled(False)
        show = self.command(self.tr("Answer in your head instead"), ["F", "Ctrl+F"], self._flip)
        other = self.command(
            self.tr("Answer in another way, or one by one"), ["T", "Ctrl+T"], self._other_form
        )
        on_map = self.command(
            self.tr("Show the place on the map instead"), ["G", "Ctrl+G"], self._on_the_map
        )
        page.on_the_map.setToolTip(
            self.tr("Point at the place on the map (G; while typing Ctrl+G)")
        )
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
        self.describe(self.tr("Other ways to study, at the start"), "1–9", "0")
        self.command("", ["M"], self._more, listed=False)
        self.describe(self.tr("More of the passage after an answer, or less"), "M")
        self.describe(self.tr("Start a short session"), "M")
        self.command(self.tr("Start with weak spots"), ["W"], lambda: self._way("weak"))
        self.command(self.tr("Spread what waits over some days"), ["L"], self._spread)
        page.show_answer.setToolTip(
            self.tr("Think of the answer, then see it and rate yourself (F; while typing Ctrl+F)")
        )
        page.other_form.setToolTip(self.tr("Answer in another way (T; while typing Ctrl+T)"))
        page.skip.setToolTip(self.tr("Skip for now (S; while typing Ctrl+S)"))
        self._retire = self.command(
            self.tr("Drop: never ask this question again"), ["R", "Ctrl+R"], self.retire,
            button=page.retire,
        )  # fmt: skip
        page.retire.setToolTip(
            self.tr(
                "Drop: never ask this question again; what you answered stays in the log "
                "(R; while typing Ctrl+R)"
            )
        )
        self.describe(self.tr("Say why it was dropped"), f"1–{len(REASONS)}")
        self._apart = self.command(
            self.tr("Practise what was mixed up, side by side"), ["X"], self._tell_apart
        )
        self._apart.setEnabled(False)
        self._while_asking = [show, other, on_map, skip, hint]
        self._in_tests_too = [other, skip]
        self._add_more()
        self._undo = self.command(self.tr("Undo the last answer"), ["Ctrl+Z"], self._take_back,
                                  button=page.undo)  # fmt: skip
        self.command(self.tr("Show in document"), ["O"], self._show_document)
        self.command(self.tr("End the session"), ["Escape"], self.end, button=page.end)

    def _add_more(self) -> None:
        """What is done less often: behind one button, each with its key."""
        page = self.question
        pause = self.command(self.tr("Pause: the clock stands still"), ["P", "Ctrl+P"], self.pause,
                             button=page.pause)  # fmt: skip
        page.pause.setToolTip(self.tr("Pause (P; while typing Ctrl+P)"))
        menu = QMenu(page.more)
        self._aside = [
            self._in_menu(menu, self.tr("Not today"), "N", self._bury),
            self._in_menu(menu, self.tr("Suspend: not until I say so"), "U", self._suspend),
        ]
        flag = self._in_menu(menu, self.tr("Flag, or take the flag away"), "K", self._flag)
        self._in_menu(menu, self.tr("Edit the question"), "E", self._edit)
        self._of_one = [flag, menu.actions()[-1]]  # of E the entry only: it is a letter, too
        read = self._in_menu(
            menu, self.tr("Read aloud, or be quiet"), "V", self._read, "Ctrl+Shift+V"
        )
        read.setVisible(self.voice.there)
        read.setEnabled(self.voice.there)
        page.more.setMenu(menu)
        page.more.setToolTip(self.tr("More to do with this question"))
        pause.setEnabled(True)

    def _in_menu(
        self, menu: QMenu, text: str, key: str, slot: Callable[[], object], typing: str = ""
    ) -> QAction:
        """A command that also stands in a menu, with its key; ``typing``: its key while typing."""
        action = self.command(text, [key, typing or f"Ctrl+{key}"], slot)
        entry = menu.addAction(f"{text}\t{key_text(key)}")
        entry.triggered.connect(lambda _checked=False: action.trigger())
        action.visibleChanged.connect(lambda: entry.setVisible(action.isVisible()))
        action.enabledChanged.connect(entry.setEnabled)
        return action

    # What waits

    @Slot()
    def _offer_start(self) -> None:
        self._decks = ()
        self._offer_work(())

    def _offer_deck(self) -> None:
        """What waits in the decks that were to be studied, where today nothing more does."""
        self._offer_work(self._decks)

    def _offer_work(self, wanted: tuple[str, ...]) -> None:
        home, study = self.desk.services.home, self.desk.services.study

        def read() -> tuple[TodaysWork, str, Resting]:
            names = [deck.name for deck in home.summaries() if deck.id in wanted]
            work, deck = home.todays_work(wanted), ", ".join(map(words.one_line, names))
            return work, deck, study.resting(wanted)

        self.desk.ask(read, lambda found: self.show_start(*found))
        self.backlog.load()

    def show_start(self, work: TodaysWork, deck: str = "", resting: Resting | None = None) -> None:
        """``deck``: the name of the one that it is about; "" for all."""
        waiting = work.due + work.new
        self.begin.setVisible(waiting > 0)
        more = not waiting and work.beyond > 0
        self.start.extra.offer(work.beyond if more else 0)
        self.elsewhere.setVisible(not deck)
        if more:
            done = self.tr("{}: done for today").format(deck) if deck else self.tr("Done for today")
            begun = self.tr("The new questions of the day are begun ({} a day for all decks).")
            left = self.tr("{} of this deck wait for the coming days.") if deck else self.tr(
                "{} wait for the coming days."
            )  # fmt: skip
            begun = begun.format(self.desk.services.settings.new_per_day)
            self.start.rewrite(done, f"{begun} {left.format(words.questions(work.beyond))}")
        elif deck and not waiting:
            self.start.rewrite(
                self.tr("{}: nothing waits today").format(deck),
                self.tr(
                    "Each question comes back just before it would fade. To go over this deck now, "
                    "cram it or take a test."
                ),
            )
        elif waiting:
            text = words.waiting(work.due, work.new, work.minutes)
            if resting is not None and resting.number:
                text = f"{text}\n{words.resting(resting.number, resting.sibling)}"
            self.start.rewrite(self.tr("Ready when you are"), text)
        else:
            self.start.rewrite(
                self.tr("Nothing waits today"),
                self.tr(
                    "Each question comes back just before it would fade. To learn something "
                    "new today, add a document."
                ),
            )
        self._say_short(waiting > 0)
        self._pages.setCurrentWidget(self.start)
        ways = next(iter(self.start.ways.values()))
        rest = ways if deck else self.elsewhere
        first = self.begin if waiting else self.start.extra.buttons[0] if more else rest
        first.setFocus()

    def _say_short(self, on: bool) -> None:
        settings = self.desk.services.settings
        length = settings.short_session
        if settings.short_session_unit == "questions":
            said = words.questions(length)
        else:
            said = words.minutes(length)
        self.start.say("short", said[:1].upper() + said[1:])
        self.start.ways["short"].setEnabled(on)

    @Slot(str)
    def _choose_way(self, name: str) -> None:
        ways: dict[str, Callable[[], object]] = {
            "short": self.study_short,
            "weak": self.practise_weak_spots,
            "topic": self.choose_topic,
            "test": self.choose_test,
            "cram": self.choose_cram,
            "exam": lambda: self.desk.go("exam"),
            "order": self.order,
            "match": self.match,
            "several": self.pick_out,
            "map": self.point_out,
        }
        ways[name]()

    def _spread(self) -> None:
        if self._pages.currentWidget() is self.start and self.backlog.offer is not None:
            self.backlog.spread.click()

    def _more(self) -> None:
        if self._pages.currentWidget() is self.start:
            self._way("short")
        elif self._at_question and self._marked is not None:
            self.question.evidence.show_more_or_less()

    def _way(self, name: str) -> None:
        if self._pages.currentWidget() is self.start:
            self.start.ways[name].click()

    # The session

    def _begun(self, started: tuple[StudySession, Step]) -> None:
        self.session, step = started
        if step.ask is None and not step.can_undo:
            self.session = None
            self._waiting = False
            if self._nothing:
                self.desk.say(self._nothing)
            if self._decks and not self._nothing:
                self._offer_deck()
            else:
                self._offer_start()
            return
        self.show_step(step)

    def show_step(self, step: Step) -> None:
        """Shows the question of a step, or the summary after the last."""
        self._waiting = False
        self._after_why = None
        self._ask, self._marked = step.ask, None
        self._apart.setEnabled(False)
        self._undo.setEnabled(step.can_undo)
        if step.summary is not None:
            self._show_summary(step.summary)
            return
        if step.ask is None:
            return
        helps = self.session is None or self.session.manner is not Manner.TEST
        self._allow(step.ask, helps=helps)
        self._pages.setCurrentWidget(self.question)
        self.question.offer_help(helps)
        self.question.show_progress(step)
        self.question.show_ask(step.ask)

    def _allow(self, ask: Ask, *, helps: bool) -> None:
        """The commands that a question has before its answer. Those asked together are not set
        aside, edited or retired as a whole."""
        alone = ask.group is None
        for action in self._while_asking:
            action.setEnabled(helps or action in self._in_tests_too)
        for action in (self._retire, *self._aside):
            action.setEnabled(helps and alone)
        for action in self._of_one:
            action.setEnabled(alone)
        self._space.setEnabled(ask.form is Form.FLIP)

    def show_marked(self, marked: Marked, step: Step) -> None:
        self._waiting = False
        self._marked = marked
        self._space.setEnabled(False)
        for action in self._while_asking:
            action.setEnabled(False)
        self._undo.setEnabled(step.can_undo)
        self.question.show_progress(step)
        self.question.show_marked(marked, rate=self.desk.services.settings.ratings_shown)
        self._apart.setEnabled(self.question.beside.offers)

    def _show_summary(self, summary: Summary) -> None:
        self._pages.setCurrentWidget(self.summary)
        self.summary.show_summary(summary)
        self.desk.changed.emit(REVIEWS)
        if summary.manner is not Manner.STUDY:
            return
        home, study, decks = self.desk.services.home, self.desk.services.study, self._decks

        def more(found: tuple[TodaysWork, Resting]) -> None:
            work, resting = found
            self.summary.offer_more(work.due + work.new, work.beyond)
            self.summary.say_resting(words.resting(resting.number, resting.sibling))

        self.desk.ask(lambda: (home.todays_work(decks), study.resting(decks)), more)

    def _call(
        self,
        work: Callable[[StudySession], object],
        show: Callable[[Step], object] | None = None,
    ) -> None:
        """Does something with the session and shows where it then stands; ``show``: how, once it
        is stored."""
        session = self.session
        if session is None or self._waiting:
            return
        self._waiting = True

        def act() -> Step:
            work(session)
            return step_of(session)

        shown = self._still(session, show or self.show_step)
        self._try(act, shown, lambda: self._call(work, show))

    def _try(
        self, work: Callable[[], T], done: Callable[[T], object], again: Callable[[], object]
    ) -> None:
        """Where the deck file refuses, the question stays as it is, and ``again`` is offered."""
        session, ask = self.session, self._ask

        def retry() -> None:
            if session is self.session and ask is self._ask:
                again()

        def failed(error: BaseException) -> None:
            self._waiting = False
            self._refused = isinstance(error, StorageError)
            self.desk.explain(error, retry)

        def worked(found: T) -> None:
            if self._refused:
                self._refused = False
                self.desk.say(self.tr("It works again. Nothing was lost."), "right")
            done(found)

        self.desk.ask(work, worked, failed)

    def _still(self, session: StudySession, show: Callable[[T], object]) -> Callable[[T], object]:
        """``show``, unless another learner has the seat by the time there is something to show."""
        return lambda found: show(found) if session is self.session else None

    def retire(self) -> None:
        """Takes the question out of study at once; then asks why, and goes on."""
        if self._at_question:
            self._call(lambda session: session.retire(), self.ask_why)

    def ask_why(self, step: Step) -> None:
        """The retired question stays in sight until a key says why, or that nobody says."""
        self._waiting = False
        self._after_why = step
        for action in (*self._while_asking, self._retire, self._space, self._apart):
            action.setEnabled(False)
        self._undo.setEnabled(step.can_undo)
        self.question.show_progress(step)
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

    @property
    def _at_one(self) -> bool:
        """At a question that is asked by itself."""
        return self._at_question and self._ask is not None and self._ask.group is None

    def _judge(self, work: Callable[[StudySession], Marked]) -> None:
        session = self.session
        if session is None or self._waiting or self._marked is not None or self._after_why:
            return
        self._waiting = True

        self.voice.stop()

        def act() -> tuple[Marked | None, Step]:
            if session.manner is not Manner.TEST:
                return work(session), where(session)
            if not session.answered:
                work(session)
            session.next()
            return None, step_of(session)

        self._try(act, self._still(session, self._judged), lambda: self._judge(work))

    def _judged(self, found: tuple[Marked | None, Step]) -> None:
        marked, step = found
        self.desk.answered.emit()
        if marked is None:
            self.show_step(step)  # of a test: the verdicts come at its end
        else:
            self.show_marked(marked, step)

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

        def show(step: Step) -> None:
            self.show_step(step)
            if ask.form is Form.FLIP:
                self.desk.answered.emit()

        self._call(rate, show)

    def _rate_otherwise(self) -> None:
        """The ratings under a judged answer; a number key then takes one."""
        if self._at_question and self._marked is not None:
            self.question.ratings.open()

    def as_form(self, form: Form) -> None:
        """The same question in another form."""
        if self._marked is None and self._ask is not None and self._ask.group is None:
            self._call(lambda session: session.as_form(form))

    @Slot()
    def _flip(self) -> None:
        self.as_form(Form.FLIP)

    @Slot()
    def _on_the_map(self) -> None:
        """Of a place question; one whose place is not certain says so."""
        ask = self._ask
        if ask is not None and ask.question.kind is AnswerKind.PLACE and self._at_question:
            self.as_form(Form.MAP)

    @Slot()
    def _hint(self) -> None:
        """Shows a hint under the question; the session remembers it."""
        session = self.session
        if session is None or self._waiting or self._marked is not None or not self._at_one:
            return
        self.desk.ask(
            session.hint,
            self._still(session, lambda hint: self.question.say_aside(words.hint(*hint))),
        )

    @Slot()
    def _why_now(self) -> None:
        session = self.session
        if session is None or self._waiting or not self._at_one:
            return
        in_session = self._why_in_session()

        def say(why: WhyNow) -> None:
            self.question.say_aside(in_session or why_words(why))

        self.desk.ask(session.why_now, self._still(session, say))

    def _why_in_session(self) -> str:
        """Why the question comes, where that is for what happened in this session."""
        if self._ask is None:
            return ""
        if self._ask.beside:
            return self.tr("You took one for the other, so both are asked side by side.")
        if self._ask.again:
            return self.tr("You missed it in this session, so it comes again until you know it.")
        return ""

    @Slot()
    def _tell_apart(self) -> None:
        """The question and the one it was taken for come once more, one after the other."""
        session = self.session
        if session is None or self._waiting or not self.question.beside.offers:
            return
        self._waiting = True

        def act() -> Step:
            session.tell_apart()
            return where(session)

        self._try(act, self._still(session, self._told_apart), self._tell_apart)

    def _told_apart(self, step: Step) -> None:
        self._waiting = False
        self._apart.setEnabled(False)
        self.question.show_progress(step)
        self.question.ratings.go_on.setFocus()  # before the button with the focus is gone
        self.question.beside.show_taken()

    # Setting aside, editing, reading aloud

    def _bury(self) -> None:
        self._put_aside(lambda session: session.bury(), self.tr("Not asked again today."))

    def _suspend(self) -> None:
        said = self.tr("Not asked until you take it back: Questions, filter Suspended.")
        self._put_aside(lambda session: session.suspend(), said)

    def _put_aside(self, work: Callable[[StudySession], object], said: str) -> None:
        def show(step: Step) -> None:
            self.show_step(step)
            self.desk.say(f"{said} {self.tr('Ctrl+Z takes that back.')}")

        if self._at_question:
            self._call(work, show)

    def _flag(self) -> None:
        session = self.session
        if session is None or self._waiting or not self._at_question:
            return
        self.desk.ask(session.flag, self._still(session, self.question.show_flag))

    def _edit(self) -> None:
        """Opens the editor over the question; the session goes on with the new words.

        Where several are asked together, E is the letter of a line.
        """
        if self._ask is not None and self._ask.group is not None:
            self._letter(5)
            return
        if self._ask is None or self._waiting or not self._at_question:
            return
        self.question.hold()
        box = edit_question(self, self.desk, self._ask.question, self._save_edit)
        box.finished.connect(lambda _: self.question.go_on())

    def _save_edit(self, question: Question) -> None:
        session, service = self.session, self.desk.services.questions
        if session is None:
            return

        def save() -> Step:
            service.save(question)
            session.reread()
            return step_of(session)

        self._try(save, self._still(session, self._edited), lambda: self._save_edit(question))

    def _edited(self, step: Step) -> None:
        self.desk.changed.emit(QUESTIONS)
        self.desk.say(self.tr("Saved."), "right")
        if self._marked is None:
            self.show_step(step)
        elif step.ask is not None:
            self._ask = step.ask
            self.question.stem.setText(step.ask.question.stem)
            self.question.leech.hide()  # what it asked for is done

    def _read(self) -> None:
        if self.voice.speaking:
            self.voice.stop()
        elif self._ask is not None and self._at_question:
            self.voice.say(self.question.as_text())

    # Pause

    def pause(self) -> None:
        """Hides the question and stops its clock until the learner is back."""
        if not self._at_question or self._waiting:
            return
        self.voice.stop()
        self.question.hold()
        self._pages.setCurrentWidget(self.paused)
        self.paused.go_on.setFocus()

    @Slot()
    def go_on(self) -> None:
        self._pages.setCurrentWidget(self.question)
        self.question.go_on()

    def left(self) -> None:
        self.voice.stop()
        if self._at_question and self.session is not None:
            self.question.hold()

    @Slot()
    def _other_form(self) -> None:
        if self._ask is None or not self.question.other_form.isVisible():
            return
        if self._ask.group is not None:
            self._call(lambda session: session.apart())
        elif self.question.next_form is not None:
            self.as_form(self.question.next_form)

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
        if self._pages.currentWidget() is self.start:
            self.start.number(number)
            return
        if self._pages.currentWidget() is not self.question or self._waiting:
            return
        if self._after_why is not None:
            self.question.why.take(number)
        else:
            self.question.number(number)

    def _letter(self, number: int) -> None:
        if self._at_question and not self._waiting:
            self.question.letter(number)

    def _enter(self) -> None:
        focused = self.focused_button()
        if self._after_why is not None and focused is None:
            self._go_on_after_why()
        elif self._at_question and self.question.takes_enter(focused):
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
        self.desk.ask(session.summary, self._still(session, self._ended))

    @Slot()
    def _go_on_with_rest(self) -> None:
        """The session that was ended goes on where it stood."""
        self._call(lambda session: session.next() if session.answered else None)

    def _ended(self, summary: Summary) -> None:
        if not summary.answered:
            self._leave()
            return
        self._show_summary(summary)

    @Slot()
    def _forget(self) -> None:
        self.session = None
        self._ask = self._marked = self._after_why = None
        self.voice.stop()

    @Slot()
    def _leave(self) -> None:
        if self.session is not None:  # ended by the learner: not to be offered again
            self.desk.ask(self.desk.services.unfinished.forget, lambda _: None)
        self._forget()
        self.desk.go("home")
