"""Pictures of every screen with sample data: for the README, and for looking at our own work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QWidget

from quizapp.domain.progress import DayCount, Overview
from quizapp.domain.question import Question, QuestionFilter, State
from quizapp.domain.review import Form
from quizapp.errors import DamagedDeck
from quizapp.services.interference import Beside
from quizapp.study.leech import Leech
from quizapp.ui import words
from quizapp.ui.about import AboutDialog
from quizapp.ui.background import Background
from quizapp.ui.desk import Desk
from quizapp.ui.exchange.what import ImportThese
from quizapp.ui.kinds.map_click import MapForm
from quizapp.ui.kinds.typed import TypedForm
from quizapp.ui.last_home import HomeData
from quizapp.ui.problems import StartProblem
from quizapp.ui.program import application
from quizapp.ui.screens.add_documents import AddDocumentsScreen
from quizapp.ui.screens.exam import ExamScreen
from quizapp.ui.screens.exchange import EXPORT, ExchangeScreen
from quizapp.ui.screens.home import HomeScreen, sample_documents
from quizapp.ui.screens.learners import LearnersScreen
from quizapp.ui.screens.library import LibraryScreen
from quizapp.ui.screens.map import MapScreen
from quizapp.ui.screens.progress import ProgressScreen
from quizapp.ui.screens.questions import Found, QuestionsScreen
from quizapp.ui.screens.review import ReviewScreen
from quizapp.ui.screens.settings import SettingsScreen
from quizapp.ui.screens.study import StudyScreen
from quizapp.ui.screens.timeline import TimelineScreen
from quizapp.ui.theme import Theme
from quizapp.ui.tour_desk import show_desk
from quizapp.ui.tour_forms import show_forms
from quizapp.ui.tour_progress import (
    invented_course,
    invented_picture,
    invented_standings,
    invented_weakest,
)
from quizapp.ui.window import Window

if TYPE_CHECKING:
    from quizapp.services.application import Application
    from quizapp.services.study_deck import Ask

DECK = "Sample documents"
CLASS = ("Ada Lovelace", "Grace Hopper", "Mary Somerville", "Caroline Herschel", "Hypatia")
ANSWERS = (3, 12, 8, 0, 15, 22, 18, 9, 0, 14, 25, 20, 17, 11)  # of the last days, invented


def render(
    directory: Path, *, dark: bool, size: tuple[int, int], app: Application, text: int = 100
) -> list[Path]:
    """Writes a PNG of every screen and returns the files; ``-dark`` ends the names of dark ones.

    It makes questions from the sample documents and answers some, so ``app`` must be one to
    throw away. Main thread only; width and height are in pixels,
    ``text`` in percent of its usual size.
    """
    directory.mkdir(parents=True, exist_ok=True)
    qt = application(["quizapp"])
    app.settings.text_size = text  # the learner's own, which the window takes on
    theme = Theme(qt, "dark" if dark else "light", text)
    background = Background()
    window = Window(Desk(background, theme), app.paths.config / "tour.ini")
    window.resize(*size)
    window.show()
    tour = Tour(window, background, app, directory, "-dark" if dark else "")
    try:
        tour.go_round()
    finally:
        window.close()
        background.close()
        window.deleteLater()
    return tour.files


class Tour:
    """Walks through the window as a user would, and takes pictures."""

    def __init__(
        self,
        window: Window,
        background: Background,
        app: Application,
        directory: Path,
        ending: str,
    ) -> None:
        self._window = window
        self._background = background
        self._app = app
        self._directory = directory
        self._ending = ending
        self.files: list[Path] = []

    def go_round(self) -> None:
        self._picture("home-starting")
        self._window.open(self._app)
        self._settle()
        self._empty_places()
        self._add_documents()
        self._review()
        self._study()
        self._exams()
        self._home()
        self._progress()
        self._timeline()
        self._map()
        self._library()
        self._questions()
        self._exchange()
        self._settings()
        self._learners()
        show_desk(self._window, self._app, self._settle, self._picture)
        self._around()

    # Taking pictures

    def _settle(self) -> None:
        flags = QEventLoop.ProcessEventsFlag.AllEvents
        for _ in range(3):
            QApplication.processEvents(flags, 20)
            while self._background.busy:
                QApplication.processEvents(flags, 20)
        QApplication.sendPostedEvents()

    def _picture(self, name: str, widget: QWidget | None = None) -> None:
        self._settle()
        file = self._directory / f"{name}{self._ending}.png"
        (widget or self._window).grab().save(str(file))
        self.files.append(file)

    @contextmanager
    def _dialog(self, dialog: QWidget, name: str) -> Iterator[None]:
        self._picture(name, dialog)
        yield
        dialog.close()
        self._settle()

    def _at(self, screen: str) -> QWidget:
        self._window.banner.dismiss()
        self._window.go(screen)
        self._settle()
        return self._window.screen_named(screen)

    # The stations

    def _empty_places(self) -> None:
        home = self._at("home")
        assert isinstance(home, HomeScreen)
        home.fill(HomeData((), self._overview(()), due=0, new=0, minutes=0))
        self._picture("home-empty")
        library = self._at("library")
        assert isinstance(library, LibraryScreen)
        library.fill(())
        self._picture("library-empty")
        questions = self._at("questions")
        assert isinstance(questions, QuestionsScreen)
        questions.show_found(Found(questions.generation, 0, ()))
        self._picture("questions-empty")
        review = self._at("review")
        assert isinstance(review, ReviewScreen)
        review.fill(())
        self._picture("review-empty")
        study = self._at("study")
        assert isinstance(study, StudyScreen)
        study.show_start(self._app.home.todays_work(("none",)))
        self._picture("study-nothing")

    def _add_documents(self) -> None:
        screen = self._at("add")
        assert isinstance(screen, AddDocumentsScreen)
        self._picture("add-documents")
        samples = sample_documents()
        screen.add_files(samples)
        self._settle()  # the title of the first is known by then
        screen.target.name.setEditText(DECK)
        self._picture("add-documents-chosen")
        seen = watch(screen)
        screen.target.start.click()
        while screen.busy:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            if seen():
                self._picture_of_work()
        self._picture("add-documents-done")

    def _picture_of_work(self) -> None:
        file = self._directory / f"add-documents-reading{self._ending}.png"
        if file not in self.files:
            self._window.grab().save(str(file))
            self.files.append(file)

    def _review(self) -> None:
        review = self._at("review")
        assert isinstance(review, ReviewScreen)
        self._picture("review")
        for decide in (review.accept, review.accept, review.reject, review.accept):
            decide()
        self._picture("review-some-judged")
        review.edit()
        self._picture("review-edit")
        review.editor.cancelled.emit()
        review.accept_all()
        self._picture("review-done")

    def _study(self) -> None:
        study = self._at("study")
        assert isinstance(study, StudyScreen)
        self._picture("study-start")
        decks = [deck.id for deck in self._app.questions.decks() if deck.name == DECK]
        study.study(decks)  # their documents are here, so that the passages show
        self._settle()
        if study.asked is None:
            return
        self._picture("study-question")
        self._answer(study, wrong=False)
        self._picture("study-right")
        study.question.ratings.take()
        self._settle()
        self._answer(study, wrong=True)
        self._picture("study-wrong")
        self._forgotten_and_mixed_up(study)
        study.question.ratings.take()
        self._settle()
        study.as_form(Form.TYPED)
        self._picture("study-typed")
        self._type(study, slip=True)
        self._picture("study-typed-judged")
        study.question.ratings.take()
        self._settle()
        study.as_form(Form.FLIP)
        self._picture("study-flip")
        study.question.confirm()
        self._picture("study-flip-shown")
        study.question.ratings.take()
        self._settle()
        for number in range(4):
            self._answer(study, wrong=number == 2)
            study.question.ratings.take()
            self._settle()
        study.end()
        self._settle()
        if study.session is not None:
            study.summary.show_summary(replace(study.session.summary(), seconds=94))
        self._picture("study-summary")
        show_forms(study, tuple(decks), self._settle, self._picture)
        study.end()
        self._settle()

    def _forgotten_and_mixed_up(self, study: StudyScreen) -> None:
        """What a question would show that was often forgotten, and taken for another."""
        if study.asked is None:
            return
        like_it = QuestionFilter(kinds=(study.asked.question.kind,), states=(State.ACCEPTED,))
        (other,) = self._app.questions.search(like_it, 1)
        study.question.leech.show_leech(Leech(5, 2.0), flagged=False)
        study.question.beside.show_beside(Beside(other, mistaken=True))
        self._settle()
        study.question.bring_verdict()
        self._picture("study-forgotten")

    def _answer(self, study: StudyScreen, *, wrong: bool) -> None:
        ask = study.asked
        if ask is None:
            return
        given = wrong_answer(ask) if wrong else ask.question.answer
        if isinstance(study.question.form, TypedForm):
            study.question.form.field.setText(given)
        study.question.form.answered.emit(given)
        self._settle()

    def _type(self, study: StudyScreen, *, slip: bool) -> None:
        ask = study.asked
        if ask is None:
            return
        form = study.question.form
        if isinstance(form, TypedForm):
            form.field.setText(with_slip(ask.question) if slip else ask.question.answer)
            form.confirm()
        self._settle()

    def _exams(self) -> None:
        """One at some minutes a day, one that comes too soon, and the form."""
        screen = self._at("exam")
        assert isinstance(screen, ExamScreen)
        self._picture("exam-empty")
        plan = self._app.exam
        for name, days, minutes in (
            (words.tr("Oral exam"), 12, 10),
            (words.tr("Finals"), 40, 15),
        ):
            day = plan.today() + timedelta(days=days)
            plan.save(replace(plan.draft(), name=name, day=day, minutes=minutes))
        screen.read()
        self._picture("exam")
        screen.edit()
        self._picture("exam-form")
        screen.end_editing()

    def _home(self) -> None:
        home = self._at("home")
        assert isinstance(home, HomeScreen)
        summaries = tuple(self._app.home.summaries())
        decks = tuple(replace(deck, due=min(deck.questions, 23 - 9 * number))
                      if number < 2 else deck for number, deck in enumerate(summaries))  # fmt: skip
        due = sum(deck.due for deck in decks)
        shown = HomeData(decks, self._overview(ANSWERS), due=due, new=13, minutes=9)
        home.fill(shown)
        self._window.show_due(due)
        self._picture("home")
        waiting = (replace(decks[0], drafts=17, held_back=12), *decks[1:])
        home.fill(replace(shown, decks=waiting))
        self._picture("home-proposals")
        done = tuple(replace(deck, due=0) for deck in decks)
        home.fill(replace(shown, decks=done, due=0, new=0, minutes=0))
        self._window.show_due(0)
        self._picture("home-done")

    def _progress(self) -> None:
        progress = self._at("progress")
        assert isinstance(progress, ProgressScreen)
        today = date.today()
        questions = self._app.questions.search(QuestionFilter(states=(State.ACCEPTED,)), 3)
        picture = invented_picture(today, questions)
        progress.show_picture(replace(picture, days=()))
        self._picture("progress-empty")
        progress.weakest.show_weakest(invented_weakest(questions))
        progress.show_picture(picture)
        self._settle()
        progress.show_course(invented_course(today))
        self._picture("progress")
        for share, name in ((0.55, "progress-days"), (1.0, "progress-lists")):
            progress.scroll_to(share)
            self._picture(name)
        progress.switch_tables()
        progress.scroll_to(0.0)
        self._picture("progress-tables")
        progress.switch_tables()

    def _timeline(self) -> None:
        timeline = self._at("timeline")
        assert isinstance(timeline, TimelineScreen)
        facts = self._app.timeline.facts()
        timeline.show_facts(replace(facts, dated=(), any_at_all=False))
        self._picture("timeline-empty")
        timeline.show_facts(replace(facts, dated=invented_standings(facts.dated), any_at_all=True))
        self._settle()
        timeline.look_at(1917, 1922)
        timeline.card.line.ask_for_texts()
        self._picture("timeline")
        timeline.look_at(1917, 1917)
        timeline.open_first()
        self._settle()
        timeline.card.line.ask_for_texts()
        self._picture("timeline-fact")
        timeline.switch_list()
        self._picture("timeline-list")
        timeline.switch_list()

    def _map(self) -> None:
        screen = self._at("map")
        assert isinstance(screen, MapScreen)
        if screen.picture is None:
            return
        whole = screen.picture
        self._picture("map")
        if whole.places:
            screen.map.bring(whole.places[0])
            screen.show_place(whole.places[0])
            self._picture("map-place")
            screen.close_side()
        screen.switch_table()
        self._picture("map-list")
        screen.switch_table()
        screen.show_picture(replace(whole, places=(), unplaced=(), placeless=0))
        self._picture("map-empty")
        screen.show_picture(whole)
        self._point_at_a_place()

    def _point_at_a_place(self) -> None:
        study = self._at("study")
        placed = self._app.map.placed_questions()
        assert isinstance(study, StudyScreen)
        if not placed:
            return
        study.practise(placed[:3])
        self._settle()
        study.as_form(Form.MAP)
        self._settle()
        form = study.question.form
        if isinstance(form, MapForm):
            self._picture("map-question")
            form.map.set_point(33.0, -52.0)
            form.confirm()
            self._picture("map-question-judged")
        study.end()
        self._settle()

    def _library(self) -> None:
        library = self._at("library")
        assert isinstance(library, LibraryScreen)
        counts = [summary.questions for summary in self._app.library.documents()]
        if counts:
            library.choose(counts.index(max(counts)))
        self._picture("library")
        library.step(1)
        library.step(1)
        self._picture("library-question")
        library.next_bare()
        self._picture("library-unasked")
        library._back()

    def _questions(self) -> None:
        questions = self._at("questions")
        assert isinstance(questions, QuestionsScreen)
        self._picture("questions")
        questions.edit_current()
        self._picture("questions-edit")

    def _exchange(self) -> None:
        """A deck of ours goes out, and its file comes in again."""
        screen = self._at("exchange")
        assert isinstance(screen, ExchangeScreen)
        self._picture("exchange-empty")
        screen.show_part(EXPORT)
        self._picture("exchange-export")
        file = self._app.paths.config / "sample.jsonl"
        screen.exporting.write(file)
        self._settle()
        screen.opened(ImportThese((file,)))
        self._picture("exchange")
        screen.importing.take()
        self._picture("exchange-done")

    def _settings(self) -> None:
        settings = self._at("settings")
        assert isinstance(settings, SettingsScreen)
        settings.make_backup()
        self._picture("settings")
        settings.scroll_to_end()
        self._picture("settings-more")

    def _learners(self) -> None:
        screen = self._at("learners")
        assert isinstance(screen, LearnersScreen)
        self._picture("learners-alone")
        ada, grace, _ = self._app.learners.add_many(CLASS[:3])
        self._app.learners.set_pin(grace.id, "2468")
        screen.opened()
        self._picture("learners")
        paste = screen.ask_class()
        if paste is not None:
            paste.text.setPlainText("\n".join(CLASS))
            with self._dialog(paste, "learners-class-list"):
                pass
        with self._dialog(screen.ask_new_pin(ada), "learners-pin"):
            pass
        self._window.show_learners()
        self._settle()
        if self._window.learners is not None:
            with self._dialog(self._window.learners, "learners-switch"):
                pass

    def _around(self) -> None:
        """What lies over the screens: dialogs, messages, problems."""
        self._at("study")
        self._window.show_keys()
        if self._window.dialog is not None:
            with self._dialog(self._window.dialog, "shortcuts"):
                pass
        about = AboutDialog(self._window, self._window.desk.theme)
        about.show()
        with self._dialog(about, "about"):
            pass
        self._at("home")
        self._window.desk.say(
            "notes.pdf is password-protected. Remove the password first.", "wrong"
        )
        self._picture("message")
        self._window.banner.dismiss()
        damage = DamagedDeck("The deck file is damaged. It was set aside, and nothing was lost.",
                             newest_backup=Path("backup"))  # fmt: skip
        page = StartProblem(self._window.desk.theme, damage, can_repair=True)
        self._window.show_instead(page)
        page.first.setFocus()
        self._picture("damaged-deck")
        self._window.end_instead(page)

    def _overview(self, answers: tuple[int, ...]) -> Overview:
        real = self._app.home.overview()
        days = tuple(
            DayCount(day.day, number, round(number * 0.88), number * 9000)
            for day, number in zip(real.recent_days, answers, strict=False)
        )
        return replace(real, recent_days=days or real.recent_days)


def watch(screen: AddDocumentsScreen) -> Callable[[], bool]:
    """Whether first proposals are listed while the work still goes on."""
    return lambda: screen.busy and screen.reading.listed > 0


def wrong_answer(ask: Ask) -> str:
    wrong = [option for option in ask.options if option != ask.question.answer]
    return wrong[0] if wrong else "something else"


def with_slip(question: Question) -> str:
    """The answer with two letters exchanged, as fingers do; of a date no more than the year."""
    text = question.answer
    if question.date is not None:
        return str(question.date.point.year)
    if len(text) < 6 or not text[-3:].isalpha():
        return text
    return text[:-3] + text[-2] + text[-3] + text[-1]
