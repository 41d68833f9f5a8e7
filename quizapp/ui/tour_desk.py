"""Pictures of the teacher's desk: writing questions and quizzes, taking them, their results."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from quizapp.domain.game import GameRules
from quizapp.domain.question import AnswerKind, Question, QuestionFilter, State
from quizapp.domain.quiz import Draw, Pick, Quiz
from quizapp.domain.task import Choose, Information, OpenText, Option, Response
from quizapp.kinds.marking import key
from quizapp.services.live_game import Sent
from quizapp.services.live_views import LiveViews
from quizapp.ui.live.wall_picture import Door
from quizapp.ui.quizzes.print_dialog import PrintDialog
from quizapp.ui.screens.live import LiveScreen
from quizapp.ui.screens.quiz import QuizScreen
from quizapp.ui.screens.quizzes import QuizzesScreen
from quizapp.ui.screens.results import LEARNERS, MARKING, QUESTIONS, ResultsScreen
from quizapp.ui.screens.take import TakeScreen, TakeThis
from quizapp.ui.screens.write import WriteScreen

if TYPE_CHECKING:
    from quizapp.services.application import Application
    from quizapp.services.quiz_sitting import Sitting
    from quizapp.ui.window import Window

Settle = Callable[[], None]
Picture = Callable[[str, QWidget | None], None]
NAME = "Monday’s quiz"
_PICKED = 7


def show_desk(window: Window, app: Application, settle: Settle, picture: Picture) -> None:
    """The quiz is of the questions there are and two written ones; an invented class took it."""
    quizzes = _at(window, settle, "quizzes")
    picture("quizzes-empty", None)
    _write(window, app, settle, picture)
    quiz = _quiz(app)
    _taken_by_class(app, quiz)
    window.go("quiz", quiz.id)
    settle()
    editor = window.screen_named("quiz")
    assert isinstance(editor, QuizScreen)
    picture("quiz", None)
    _take(window, quiz, settle, picture)
    _results(window, quiz, settle, picture)
    _live(window, app, quiz, settle, picture)
    quizzes = _at(window, settle, "quizzes")
    assert isinstance(quizzes, QuizzesScreen)
    picture("quizzes", None)
    dialog = PrintDialog(quizzes, window.desk, quiz)
    dialog.show()  # the pages are laid out once somebody sees them
    picture("quizzes-print", dialog)
    dialog.close()


def _live(window: Window, app: Application, quiz: Quiz, settle: Settle, picture: Picture) -> None:
    """A round as its teacher sees it; no phone is let in."""
    page = _at(window, settle, "live")
    assert isinstance(page, LiveScreen)
    picture("live-empty", None)
    page.ask_how()
    settle()
    picture("live-start", page.beginning.dialog)
    page.beginning.stop_asking()
    drawing = app.draw.attempt(quiz, "tour")
    live = app.live.begin(NAME, drawing.asked, GameRules(), quiz.id)
    players = [live.join()[0] for _ in range(12)]
    live.open(0)
    for number, player in enumerate(players[:9]):
        options = live.wire(0).option_ids()
        chosen = [options[number % len(options)]] if options else "1917"
        live.take([Sent(player.id, 0, chosen, 4_000)])
    page.page.show_door(Door("http://192.168.1.20:8765", live.game.code))
    live.reveal()
    here = frozenset(player.id for player in players)
    page.page.show_view(LiveViews(live).host(here), here)
    page.show_round()
    picture("live", None)
    app.live.delete(live.game.id)
    page.reload()
    settle()


def _at(window: Window, settle: Settle, name: str) -> QWidget:
    window.banner.dismiss()
    window.go(name)
    settle()
    return window.screen_named(name)


def _write(window: Window, app: Application, settle: Settle, picture: Picture) -> None:
    deck = app.questions.decks()[0]
    several = Choose(
        (
            Option("Kazan", 0.5), Option("Ryazan", 0.0, "Ryazan stands on the Oka."),
            Option("Saratov", 0.5), Option("Voronezh"),
        ),
        several=True,
    )  # fmt: skip
    written = Question(
        id="tour-several", kind=AnswerKind.OTHER, stem="Which of these towns stand on the Volga?",
        answer="Kazan; Saratov", distractors=("Ryazan", "Voronezh"), task=several,
        explanation="The Volga passes Kazan in the north and Saratov in the south.",
        topic="Russia/Rivers", tags=("geography",),
    )  # fmt: skip
    reason = Question(
        id="tour-open", kind=AnswerKind.OTHER, answer="(marked by hand)",
        stem="Explain in your own words why the tsar’s government fell in a week.",
        task=OpenText(6, "war, bread, the garrison, nobody left to defend it"),
    )  # fmt: skip
    for question in (written, reason):
        app.author.save(question, deck.id, {})
    window.go("write", written)
    settle()
    page = window.screen_named("write")
    assert isinstance(page, WriteScreen)
    picture("write", None)
    page.draft.begin(None, saved=True)
    page.form.clear()


def _quiz(app: Application) -> Quiz:
    some = app.questions.search(QuestionFilter(states=(State.ACCEPTED,)), _PICKED)
    ids = [question.id for question in some if not question.id.startswith("tour-")]
    quiz = app.quizzes.create(NAME, [*ids, "tour-several", "tour-open"])
    drawn = Draw(QuestionFilter(kinds=(AnswerKind.DATE,)), 2)
    (section,) = quiz.sections
    items: tuple[Pick | Draw, ...] = (*section.items, drawn)
    app.quizzes.save(replace(quiz, sections=(replace(section, items=items),)))
    return app.quizzes.quiz(quiz.id)


def _taken_by_class(app: Application, quiz: Quiz) -> None:
    dice = random.Random(7)
    for line in app.learners.everyone().here:
        sitting = app.take.begin(quiz.id, line.learner.id)
        able = dice.uniform(0.4, 1.0)
        for one in sitting.posed:
            if not isinstance(one.task, Information):
                sitting.answer(one.place, _answer(sitting, one.place, able, dice), 9_000)
        sitting.hand_in()


def _answer(sitting: Sitting, place: int, able: float, dice: random.Random) -> Response:
    task = sitting.posed[place].task
    if isinstance(task, OpenText):
        return "The soldiers no longer obeyed, and there was no bread in the city."
    right = key(task)
    if dice.random() < able or not isinstance(task, Choose):
        return right
    return [dice.randrange(len(task.options))]


def _take(window: Window, quiz: Quiz, settle: Settle, picture: Picture) -> None:
    window.go("take", TakeThis(quiz.id))
    settle()
    page = window.screen_named("take")
    assert isinstance(page, TakeScreen)
    if page.widget is not None:
        page.widget.choose(0)
    page.go_on()
    settle()
    picture("take", None)
    page.hand_in()
    settle()
    picture("take-result", None)


def _results(window: Window, quiz: Quiz, settle: Settle, picture: Picture) -> None:
    window.go("results", quiz.id)
    settle()
    page = window.screen_named("results")
    assert isinstance(page, ResultsScreen)
    for part, name in ((QUESTIONS, "results"), (LEARNERS, "results-learners"),
                       (MARKING, "results-marking")):  # fmt: skip
        page.show_part(part)
        settle()
        picture(name, None)
