"""Live rounds in the window: from the lobby to the results, with pupils at real sockets."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import aiohttp
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from real_window import RealWindow, real_window, written

from quizapp.bootstrap import bootstrap
from quizapp.classroom.addresses import Network, self_test
from quizapp.classroom.page.page import texts
from quizapp.domain.game import GameRules, Mode, Naming, Phase, Ranking
from quizapp.domain.learner import Learner
from quizapp.domain.quiz import Quiz
from quizapp.domain.task import Accepted, Choose, Option, TrueFalse, Typed
from quizapp.paths import Paths
from quizapp.services.live_game import HostGames
from quizapp.services.round_wanted import RoundWanted
from quizapp.settings import Settings
from quizapp.ui.confirm import ConfirmDialog
from quizapp.ui.live import PlayLive, projector
from quizapp.ui.live.start_dialog import HERE, Chosen, StartDialog
from quizapp.ui.program import Program
from quizapp.ui.screens.live import EMPTY, LIST, ROUND, LiveScreen
from quizapp.ui.screens.quizzes import QuizzesScreen
from quizapp.ui.screens.results import OfRound, ResultsScreen
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.deck_row import DeckRow

Key = Qt.Key
SCHOOL = (
    ("Which town fell?", Choose((Option("Perm", 1.0), Option("Omsk"), Option("Ufa")))),
    ("Was Ufa taken?", TrueFalse(is_true=False)),
    ("Who took it?", Typed((Accepted("Kolchak"),))),
)


class Pupils:
    """Phones that join, and answer each question at once with the first option."""

    def __init__(self, url: str, code: str, number: int, learner: str = "") -> None:
        self.states: list[dict[str, Any]] = [{} for _ in range(number)]
        self._url, self._code, self._learner = url, code, learner
        self._thread = Thread(target=lambda: asyncio.run(self._all()))
        self._thread.start()

    async def _all(self) -> None:
        async with aiohttp.ClientSession() as session:
            await asyncio.gather(*[self._one(session, n) for n in range(len(self.states))])

    async def _one(self, session: aiohttp.ClientSession, number: int) -> None:
        done: set[int] = set()
        async with session.ws_connect(f"{self._url}/ws", origin=self._url) as socket:
            await socket.send_json({"t": "join", "code": self._code, "learner": self._learner})
            async for message in socket:
                said = json.loads(message.data)
                if said["t"] == "ping":
                    await socket.send_json({"t": "pong", "n": said["n"]})
                elif said["t"] == "state":
                    self.states[number] = said
                    asked = said["question"]
                    if said["phase"] == "open" and asked and asked["turn"] not in done:
                        done.add(asked["turn"])
                        response = self._response(asked)
                        await socket.send_json({"t": "answer", "id": f"{asked['turn']}",
                                                "turn": asked["turn"], "response": response,
                                                "ms": 900})  # fmt: skip
                    if said["phase"] == "reveal" and said["game"]["mode"] == "race":
                        await socket.send_json({"t": "next", "turn": asked["turn"]})

    @staticmethod
    def _response(asked: dict[str, Any]) -> Any:
        if asked["kind"] == "choose":
            return [min(asked["options"], key=lambda option: option["text"])["id"]]
        return False if asked["kind"] == "true_false" else "Kolchak"

    def gone(self) -> None:
        self._thread.join(10)
        assert not self._thread.is_alive(), "the host let them go"


@pytest.fixture
def real(theme: Theme, qtbot: QtBot, tmp_path: Path) -> Iterator[RealWindow]:
    with real_window(theme, qtbot, tmp_path) as made:
        yield made
        page = made.window.screen_named("live")
        assert isinstance(page, LiveScreen)
        page.holding.stop()


@pytest.fixture
def quiz(real: RealWindow) -> Quiz:
    deck = real.app.questions.create_deck("Mine")
    for number, (stem, task) in enumerate(SCHOOL):
        real.app.author.save(written(number, stem, task), deck.id, {})
    return real.app.quizzes.create("Perm", [f"written {number}" for number in range(len(SCHOOL))])


def begun(real: RealWindow, quiz: Quiz, **rules: Any) -> LiveScreen:
    page = real.go("live")
    assert isinstance(page, LiveScreen)
    page.begin(quiz, Chosen(GameRules(**rules), HERE))
    holding = page.holding  # the first news may come before the window knows that it has begun
    real.qtbot.waitUntil(
        lambda: holding.view is not None and holding.host is not None, timeout=10_000
    )
    return page


def pupils(page: LiveScreen, number: int, learner: str = "") -> Pupils:
    host = page.holding.host
    assert host is not None
    return Pupils(host.url, host.live.game.code, number, learner)


def until(real: RealWindow, page: LiveScreen, is_so: Any) -> None:
    real.qtbot.waitUntil(
        lambda: page.holding.is_on and page.holding.view is not None and is_so(page.holding.view),
        timeout=10_000,
    )


def press(page: LiveScreen, key: Key) -> None:
    page.page.stage.setFocus()
    QTest.keyClick(page.page.stage, key)
    QApplication.processEvents()


def test_a_round_is_played_with_one_key_and_its_results_are_looked_at(real, quiz):
    page = begun(real, quiz, ranking=Ranking.TOP)
    class_ = pupils(page, 3)
    until(real, page, lambda view: view.present == 3)
    for place in range(3):
        press(page, Key.Key_PageDown)
        until(real, page, lambda view: view.phase is Phase.OPEN and view.answered == 3)
        assert page.holding.view.place == place
        press(page, Key.Key_PageDown)
        until(real, page, lambda view: view.phase is Phase.REVEAL)
        press(page, Key.Key_PageDown)
        until(real, page, lambda view: view.phase is Phase.RANKING)
    press(page, Key.Key_PageDown)
    until(real, page, lambda view: view.phase is Phase.ENDED)
    assert [line.points for line in page.holding.view.players] == [2, 2, 2]
    page.round.ask_end()
    real.settle()
    class_.gone()
    assert page._pages.currentIndex() == LIST
    page.show_results()
    real.settle()
    results = real.window.screen_named("results")
    assert isinstance(results, ResultsScreen)
    assert results.report is not None and results.report.learners == 3
    assert not results.counting.isVisible()
    results._go_back()
    real.settle()
    assert real.window.screen_named("live").isVisible()


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Space, Key.Key_PageDown, Key.Key_Right])
def test_the_nearest_keys_go_on(real, quiz, key):
    page = begun(real, quiz)
    press(page, key)
    until(real, page, lambda view: view.phase is Phase.OPEN)
    page.page.pause.setFocus()
    QTest.keyClick(page.page.pause, Key.Key_Space)
    until(real, page, lambda view: view.phase is Phase.PAUSED)


def test_a_button_is_there_only_where_it_does_something(real, quiz):
    page = begun(real, quiz)
    buttons = page.page

    def shown() -> set[str]:
        named = ("next", "results", "again", "back", "pause", "lock", "extend", "skip", "hands",
                 "joining", "peek", "reach")  # fmt: skip
        return {name for name in named if getattr(buttons, name).isVisible()}

    assert shown() == {"next", "joining", "reach"}
    page.advance()
    until(real, page, lambda view: view.phase is Phase.OPEN)
    asking = {"next", "back", "pause", "lock", "skip", "hands", "joining", "peek"}
    assert shown() == asking
    page.advance()
    until(real, page, lambda view: view.phase is Phase.REVEAL)
    assert shown() == {"next", "back", "hands", "joining"}
    page.holding.command("end")
    until(real, page, lambda view: view.phase is Phase.ENDED)
    assert shown() == {"results", "again"}


@pytest.mark.parametrize("width", [1280, 900])
def test_the_main_button_stays_where_it_is_through_the_whole_round(real, quiz, width):
    real.window.resize(width, 800)
    page = begun(real, quiz, ranking=Ranking.TOP, seconds=60.0)
    until(real, page, lambda view: view.phase is Phase.LOBBY)
    places = {}

    def note() -> None:
        real.settle()
        main = page.page.next if page.page.next.isVisible() else page.page.results
        places[page.holding.view.phase] = (
            main.mapTo(real.window, main.rect().topLeft()),
            page.page.stage.size(),
            page.page.back.mapTo(real.window, QPoint()) if page.page.back.isVisible() else None,
        )

    note()
    for _ in range(2):
        for phase in (Phase.OPEN, Phase.REVEAL, Phase.RANKING):
            page.advance()
            until(real, page, lambda view, phase=phase: view.phase is phase)
            note()
    page.holding.command("end")
    until(real, page, lambda view: view.phase is Phase.ENDED)
    note()
    assert len(places) == 5
    assert len({(place.x(), place.y()) for place, _, _ in places.values()}) == 1, places
    assert len({size.toTuple() for _, size, _ in places.values()}) == 1, places
    backs = {back.toTuple() for _, _, back in places.values() if back is not None}
    assert len(backs) == 1, "a longer word on the main button pushes nothing aside"


def test_play_live_asks_how_and_opens_the_lobby(real, quiz):
    quizzes = real.go("quizzes", quiz.id)
    assert isinstance(quizzes, QuizzesScreen)
    QTest.keyClick(quizzes.list, Key.Key_L)
    real.settle()
    page = real.window.screen_named("live")
    assert isinstance(page, LiveScreen)
    dialog = page.beginning.dialog
    assert isinstance(dialog, StartDialog)
    real.qtbot.waitUntil(lambda: dialog.network.currentData() != "")
    assert dialog.play.what.currentData() == quiz.id
    dialog.network.setCurrentIndex(dialog.network.findData(HERE))
    dialog.ranking.setCurrentIndex(dialog.ranking.findData(Ranking.GOAL))
    QTest.keyClick(dialog, Key.Key_Return)
    real.settle()
    until(real, page, lambda view: view.phase is Phase.LOBBY)
    assert page._pages.currentIndex() == ROUND
    assert page.holding.view.game.rules.ranking is Ranking.GOAL
    assert page.page.stage.door.squares, "there is a QR code"
    again = real.go("live", PlayLive(quiz.id))
    assert again.beginning.dialog is None, "one round at a time"
    assert "The live round “Perm” is running here. End it" in real.window.banner.text


def chosen_here(real: RealWindow, page: LiveScreen) -> StartDialog:
    """The start dialog with all it has to offer, on this machine alone."""
    real.settle()
    dialog = page.beginning.dialog
    assert dialog is not None
    real.qtbot.waitUntil(lambda: dialog.network.currentData() != "")
    dialog.network.setCurrentIndex(dialog.network.findData(HERE))
    return dialog


def test_without_a_quiz_questions_of_a_deck_are_played(real, quiz):
    page = real.go("live", PlayLive())
    dialog = chosen_here(real, page)
    play = dialog.play
    play.what.setCurrentIndex(play.what.count() - 1)
    assert play.is_drawn and play.deck.isVisible() and not dialog.start.isEnabled()
    play.deck.setCurrentText("Mine")
    play.count.setValue(2)
    real.qtbot.waitUntil(dialog.start.isEnabled)
    assert "3 questions to draw from" in dialog.state.text()
    QTest.keyClick(dialog, Key.Key_Return)
    until(real, page, lambda view: view.phase is Phase.LOBBY)
    assert page.holding.view.total == 2
    assert (page.holding.view.game.name, page.holding.view.game.quiz_id) == ("Mine", "")


def test_a_deck_is_played_live_from_its_menu_on_home(real, quiz):
    other = real.app.questions.create_deck("Another")
    real.app.author.save(written(9, "Who came?", SCHOOL[2][1]), other.id, {})
    home = real.go("home")
    rows = {row._deck.name: row for row in home.findChildren(DeckRow)}
    menu = rows["Another"]._menu()
    next(one for one in menu.actions() if one.text().startswith("Play live")).trigger()
    real.settle()
    page = real.window.screen_named("live")
    dialog = chosen_here(real, page)
    assert dialog.play.is_drawn and dialog.play.deck.currentText() == "Another"
    real.qtbot.waitUntil(dialog.start.isEnabled)
    assert "1 question" in dialog.play.said
    dialog.reject()


def test_whether_there_is_a_ranking_is_asked_without_more_settings(real, quiz):
    dialog = chosen_here(real, real.go("live", PlayLive(quiz.id)))
    assert dialog.ranking.isVisible() and not dialog.scoring.isVisible()
    assert dialog.ranking.currentData() == Ranking.NONE and not dialog.goal.isVisible()
    dialog.ranking.setCurrentIndex(dialog.ranking.findData(Ranking.GOAL))
    assert dialog.goal.isVisible()
    dialog.reject()


def test_where_no_question_fits_nothing_can_be_started(real, quiz):
    dialog = chosen_here(real, real.go("live", PlayLive()))
    dialog.play.what.setCurrentIndex(dialog.play.what.count() - 1)
    dialog.play.topic.setEditText("No such topic")
    real.qtbot.waitUntil(lambda: "No question fits" in dialog.state.text())
    assert not dialog.start.isEnabled()
    dialog.reject()


def test_a_quiz_without_questions_says_so(real, quiz):
    empty = real.app.quizzes.create("Empty")
    dialog = chosen_here(real, real.go("live", PlayLive(empty.id)))
    assert "no questions yet" in dialog.state.text() and not dialog.start.isEnabled()
    dialog.reject()


def test_the_dialog_begins_with_what_the_last_round_had(real, quiz):
    page = begun(real, quiz, ranking=Ranking.GOAL, goal=0.65, seconds=45.0, teams=3, mode=Mode.RACE)
    page.round.close()
    dialog = chosen_here(real, real.go("live", PlayLive(quiz.id)))
    assert (dialog.goal.value(), dialog.seconds.value(), dialog.teams.value()) == (65, 45, 3)
    assert dialog.goal.isVisible() and dialog.mode.currentData() == Mode.LIVE
    dialog.goal.setValue(70)
    QTest.keyClick(dialog, Key.Key_Return)
    until(real, page, lambda view: view.phase is Phase.LOBBY)
    assert page.holding.view.game.rules == GameRules(
        ranking=Ranking.GOAL, goal=0.7, seconds=45.0, teams=3
    )


def test_the_goal_can_be_set_only_where_there_is_one(real, quiz):
    dialog = StartDialog(real.window, real.window.desk, quiz.id)
    assert not dialog.goal.isEnabled()
    dialog.ranking.setCurrentIndex(dialog.ranking.findData(Ranking.GOAL))
    assert dialog.goal.isEnabled()
    real.settle()
    dialog.deleteLater()


def test_answers_go_into_the_progress_at_the_end_where_that_was_chosen(real, quiz):
    real.app.stores.learners.add([Learner("ada", "Ada", "blue", real.app.clock.now())])
    dialog = chosen_here(real, real.go("live", PlayLive(quiz.id)))
    dialog.feeds.setChecked(True)
    assert not dialog.feeds.isEnabled(), "nobody knows who plays"
    dialog.naming.setCurrentIndex(dialog.naming.findData(Naming.ROSTER))
    assert dialog.feeds.isEnabled()
    page = real.window.screen_named("live")
    QTest.keyClick(dialog, Key.Key_Return)
    until(real, page, lambda view: view.phase is Phase.LOBBY)
    class_ = pupils(page, 1, "ada")
    until(real, page, lambda view: view.present == 1)
    page.advance()
    until(real, page, lambda view: view.answered == 1)
    page.holding.command("end")
    real.qtbot.waitUntil(
        lambda: len(real.app.stores.reviews.reviews("ada", "written 0")) == 1, timeout=10_000
    )
    page.round.close()
    class_.gone()


def test_a_round_wanted_on_the_command_line_is_held_at_once(real, quiz):
    wanted = RoundWanted("perm", rules=GameRules(mode=Mode.RACE), address=HERE)
    page = real.go("live", RoundWanted.read(wanted.written()))
    until(real, page, lambda view: view.phase is Phase.LOBBY)
    assert page._pages.currentIndex() == ROUND and page.page.stage.door.squares
    assert page.holding.view.game.rules.mode is Mode.RACE
    page.round.close()
    real.settle()
    again = real.go("live", RoundWanted(goes_on=True, address=HERE))
    until(real, again, lambda view: view.phase is Phase.LOBBY)
    assert again.holding.view.game.id == page.past.lines[0].game.id


def with_a_quiz(home: Path) -> Paths:
    paths = Paths.under(home)
    app = bootstrap(paths)
    deck = app.questions.create_deck("Mine")
    app.author.save(written(0, *SCHOOL[0]), deck.id, {})
    app.quizzes.create("Perm", ["written 0"])
    app.close()
    return paths


def test_the_program_starts_with_the_lobby_and_takes_wishes_of_later_starts(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    paths = with_a_quiz(tmp_path)
    wanted = RoundWanted("Perm", address=HERE)
    program = Program(
        ["quizapp"], lambda: bootstrap(paths), Settings(theme="light"), paths, wanted=wanted
    )
    program.begin()
    page = program.window.screen_named("live")
    assert isinstance(page, LiveScreen)
    try:
        qtbot.waitUntil(
            lambda: page.holding.view is not None and page.holding.is_on, timeout=20_000
        )
        assert program.window.now == "live" and page._pages.currentIndex() == ROUND
        host = page.holding.host
        assert host is not None
        host.command("advance").result(10)
        player, _ = host.ask(lambda live: live.seats.join(live.now())).result(10)
        assert player.alias
        page.round.close()
        assert "not ended" not in program.window.banner.text
        program._called(wanted.written())
        qtbot.waitUntil(lambda: page.holding.view is not None, timeout=20_000)
    finally:
        page.holding.stop()
        program.window.close()
        program.end()
        program.window.deleteLater()


def test_a_window_beside_a_terminal_that_holds_a_round_says_so(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    paths = with_a_quiz(tmp_path)
    with held_in_a_terminal(tmp_path, "Perm"):
        program = Program(["quizapp"], lambda: bootstrap(paths), Settings(theme="light"), paths)
        program.begin()
        try:
            qtbot.waitUntil(lambda: program._problem is not None, timeout=20_000)
            said = " ".join(each.text() for each in program.window.findChildren(QLabel))
            assert "The live round “Perm” is running in another QuizApp window or command" in said
            assert "Go on with it there, or end it and close that one first." in said
        finally:
            program.window.close()
            program.end()
            program.window.deleteLater()


@contextmanager
def held_in_a_terminal(home: Path, quiz: str) -> Iterator[None]:
    """Another process holds a round with these decks, and lets it go at the end."""
    process = subprocess.Popen(
        [sys.executable, "-m", "quizapp", "host", quiz, "--headless", "--address", HERE],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "QUIZAPP_HOME": str(home)},
    )  # fmt: skip
    assert process.stdout is not None
    assert any(line.startswith("Code: ") for line in process.stdout)
    try:
        yield
    finally:
        process.communicate("q\n", timeout=20)


def test_a_round_that_was_left_in_the_middle_is_offered_at_the_next_start(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    paths = Paths.under(tmp_path)
    app = bootstrap(paths)
    deck = app.questions.create_deck("Mine")
    app.author.save(written(0, *SCHOOL[0]), deck.id, {})
    quiz = app.quizzes.create("Perm", ["written 0"])
    live = app.live.begin("Perm", app.draw.attempt(quiz, "x").asked, GameRules())
    live.join()
    live.advance()
    app.close()
    program = Program(["quizapp"], lambda: bootstrap(paths), Settings(theme="light"), paths)
    program.begin()
    try:
        qtbot.waitUntil(lambda: "was not ended" in program.window.banner.text, timeout=20_000)
        program.window.banner._act.click()
        page = program.window.screen_named("live")
        qtbot.waitUntil(lambda: page.holding.is_on, timeout=20_000)
        qtbot.waitUntil(lambda: page.holding.view is not None, timeout=20_000)
        assert page.holding.view.phase is Phase.OPEN
        page.holding.stop()
    finally:
        program.window.close()
        program.end()
        program.window.deleteLater()


def test_a_round_of_another_day_or_without_pupils_is_not_offered(real, quiz):
    games, now = real.app.live, real.app.clock.now()
    asked = real.app.draw.attempt(quiz, "x").asked
    live = games.begin("Perm", asked, GameRules())
    assert games.waiting() is None, "nobody sits there"
    live.join()
    assert games.waiting().id == live.game.id

    class Later:
        def now(self):
            return now + timedelta(hours=5)

    assert HostGames(real.app.stores, Later()).waiting() is None
    live.end()
    assert games.waiting() is None


def test_on_another_screen_the_way_back_to_the_round_is_in_sight(real, quiz):
    page = begun(real, quiz)
    real.go("home")
    assert real.window.banner.text == "The live round goes on."
    real.window.banner._act.click()
    real.settle()
    assert real.window.now == "live" and page._pages.currentIndex() == ROUND
    assert not real.window.banner.isVisible()
    page.round.close()
    real.go("home")
    assert not real.window.banner.isVisible()


def test_a_long_name_takes_no_button_out_of_sight(real, quiz):
    real.window.resize(1024, 700)
    real.app.quizzes.rename(quiz.id, "The Provisional Government and its fall: " * 2)
    page = begun(real, real.app.quizzes.quiz(quiz.id))
    real.settle()
    end = page.page.end
    right = end.mapTo(real.window, end.rect().topRight()).x()
    assert right < real.window.width()


def test_a_round_of_an_unknown_quiz_names_those_there_are(real, quiz):
    real.go("live", RoundWanted("Omsk", address=HERE))
    assert "The quizzes are: Perm" in real.window.banner.text
    assert RoundWanted.read('{"quiz": 3}') is None


def test_without_a_name_the_command_line_leads_to_the_dialog(real, quiz):
    dialog = chosen_here(real, real.go("live", RoundWanted()))
    assert dialog.play.what.currentData() == quiz.id
    dialog.reject()


def test_what_makes_no_sense_at_ones_own_pace_cannot_be_chosen(real, quiz):
    dialog = StartDialog(real.window, real.window.desk, quiz.id)
    real.settle()
    assert dialog.seconds.isEnabled()
    dialog.seconds.setValue(20)
    dialog.mode.setCurrentIndex(dialog.mode.findData(Mode.MASTERY))
    assert not dialog.seconds.isEnabled() and not dialog.scoring.isEnabled()
    dialog.show_networks([])
    dialog._take()
    assert dialog.chosen is not None and dialog.chosen.rules.seconds is None
    real.settle()
    dialog.deleteLater()


def test_of_several_networks_one_is_chosen(real, quiz):
    dialog = StartDialog(real.window, real.window.desk, quiz.id)
    real.settle()
    dialog.show_networks([
        Network("192.168.1.20", "wlan0", "Wi-Fi (wlan0)"),
        Network("10.42.0.1", "ap0", "Hotspot of this machine (ap0)"),
    ])  # fmt: skip
    shown = [dialog.network.itemText(place) for place in range(dialog.network.count())]
    assert shown[:2] == [
        "Wi-Fi (wlan0)  ·  192.168.1.20", "Hotspot of this machine (ap0)  ·  10.42.0.1",
    ]  # fmt: skip
    dialog.network.setCurrentIndex(1)
    dialog._take()
    assert dialog.chosen is not None and dialog.chosen.address == "10.42.0.1"
    real.settle()
    dialog.deleteLater()


def test_without_a_network_it_is_said_what_to_do(real, quiz):
    dialog = StartDialog(real.window, real.window.desk, quiz.id)
    real.settle()
    dialog.show_networks([])
    assert "hotspot" in dialog.state.text()
    assert dialog.network.currentData() == HERE
    dialog.deleteLater()


def test_the_answers_stay_hidden_until_the_teacher_or_the_round_shows_them(real, quiz):
    page = begun(real, quiz)
    class_ = pupils(page, 2)
    until(real, page, lambda view: view.present == 2)
    press(page, Key.Key_PageDown)
    until(real, page, lambda view: view.answered == 2)
    teacher = page.page
    assert not teacher.key.isVisible() and not teacher.given.isVisible()
    assert "Right" not in teacher.stage.accessibleDescription()
    press(page, Key.Key_K)
    assert "Omsk" in teacher.given.text() and "Perm" in teacher.key.text()
    press(page, Key.Key_K)
    assert not teacher.key.isVisible()
    press(page, Key.Key_PageDown)
    until(real, page, lambda view: view.phase is Phase.REVEAL)
    assert teacher.key.isVisible()
    assert "Right: Perm" in teacher.stage.accessibleDescription()
    page.holding.stop()
    class_.gone()


def test_raised_hands_count_in_the_order_of_the_wall(real, quiz):
    page = begun(real, quiz)
    press(page, Key.Key_PageDown)
    until(real, page, lambda view: view.phase is Phase.OPEN)
    press(page, Key.Key_H)
    dialog = page.page.dialog
    assert dialog is not None
    number = page.holding.view.options.index("Omsk")
    dialog.fields[number].setValue(7)
    dialog.save.click()
    until(real, page, lambda view: any(line.hands for line in view.spread))
    assert {line.text: line.hands for line in page.holding.view.spread} == {
        "Perm": 0, "Omsk": 7, "Ufa": 0,
    }  # fmt: skip


def test_a_round_waits_when_the_program_ends_and_is_gone_on_with(real, quiz):
    page = begun(real, quiz)
    press(page, Key.Key_PageDown)
    until(real, page, lambda view: view.phase is Phase.OPEN)
    page.holding.stop()
    real.settle()
    assert page._pages.currentIndex() == LIST
    assert page.past.go_on.isVisible()
    page.resume()
    real.qtbot.waitUntil(lambda: page.holding.view is not None, timeout=10_000)
    assert (page.holding.view.phase, page.holding.view.place) == (Phase.OPEN, 0)


def test_the_wall_follows_and_its_keys_lead_the_round(real, quiz):
    page = begun(real, quiz)
    press(page, Key.Key_F5)
    wall = page.round.wall.projector
    assert wall is not None and wall.isVisible()
    QTest.keyClick(wall, Key.Key_PageDown)
    until(real, page, lambda view: view.phase is Phase.OPEN)
    assert wall.stage.view is page.holding.view
    QTest.keyClick(wall, Key.Key_B)
    assert wall.stage.is_blank
    QTest.keyClick(wall, Key.Key_Escape)
    real.settle()
    assert page.round.wall.projector is None and page.holding.is_on
    assert real.window.isActiveWindow(), "its keys go on at once"


def test_on_the_only_screen_the_wall_says_how_it_is_left(real, quiz, monkeypatch):
    monkeypatch.setattr(projector, "HINT_TIME", 400)
    page = begun(real, quiz)
    press(page, Key.Key_F5)
    wall = page.round.wall.projector
    assert wall.hint.isVisible() and "Esc" in wall.hint.text()
    assert wall.rect().contains(wall.hint.geometry())
    assert "on this screen: Esc closes it" in real.window.banner.text
    real.qtbot.waitUntil(lambda: not wall.hint.isVisible())
    QTest.keyClick(wall, Key.Key_F11)
    assert wall.hint.isVisible() and "leave the full screen" in wall.hint.text()


def test_a_wall_on_a_second_screen_says_which_one_and_shows_the_class_no_hint(
    real, quiz, monkeypatch
):
    screen = real.window.screen()
    monkeypatch.setattr(projector, "other_screen", lambda here: screen)
    page = begun(real, quiz)
    press(page, Key.Key_F5)
    wall = page.round.wall.projector
    assert wall.isFullScreen() and not wall.hint.isVisible()
    assert f"fills the screen “{projector.name_of(screen)}”" in real.window.banner.text


def test_the_first_news_of_the_host_may_come_before_it_is_known(real, quiz, monkeypatch):
    page, begun_late = real.go("live"), []
    monkeypatch.setattr(
        real.window.desk, "compute",
        lambda work, done, failed=None: begun_late.append((work(), done)),
    )  # fmt: skip
    page.begin(quiz, Chosen(GameRules(), HERE))
    real.qtbot.waitUntil(lambda: page.holding.view is not None)
    assert not page.holding.is_on
    host, done = begun_late[0]
    done(host)
    assert page.page.view is page.holding.view


def test_between_two_news_of_the_host_the_time_on_the_wall_goes_down(real, quiz):
    page = begun(real, quiz, seconds=60.0)
    press(page, Key.Key_PageDown)
    until(real, page, lambda view: view.phase is Phase.OPEN and view.left is not None)
    told = page.holding.view.left
    real.qtbot.waitUntil(lambda: page.page.stage.view.left < told, timeout=5_000)
    assert page.page.stage.view.left > told - 5


def test_what_was_missed_is_played_again_at_once(real, quiz):
    """All answer with what comes first in the alphabet: one of three questions is missed."""
    page = begun(real, quiz)
    class_ = pupils(page, 2)
    until(real, page, lambda view: view.present == 2)
    for _ in range(3):
        page.advance()
        until(real, page, lambda view: view.phase is Phase.OPEN and view.answered == 2)
        page.holding.command("lock")
        until(real, page, lambda view: view.phase is Phase.LOCKED)
        page.advance()
        until(real, page, lambda view: view.phase is Phase.REVEAL)
    page.advance()
    until(real, page, lambda view: view.phase is Phase.ENDED)
    assert page.page.again.isVisible() and not page.page.next.isVisible()
    missed = real.app.game_results.report(page.holding.view.game.id).most_missed
    page.play_missed()
    dialog = chosen_here(real, page)
    assert not page.holding.is_on, "the round that was is closed"
    again = real.app.quizzes.called("Perm: what was missed")
    assert dialog.play.what.currentData() == again.id
    assert [pick.question_id for pick in again.sections[0].items] == list(missed) == ["written 0"]
    QTest.keyClick(dialog, Key.Key_Return)
    until(real, page, lambda view: view.phase is Phase.LOBBY and view.total == 1)
    class_.gone()


def test_the_end_leads_to_the_results_but_not_by_a_remote(real, quiz):
    page = begun(real, quiz)
    class_ = pupils(page, 1)
    until(real, page, lambda view: view.present == 1)
    page.holding.command("end")
    until(real, page, lambda view: view.phase is Phase.ENDED)
    press(page, Key.Key_PageDown)
    real.settle()
    assert page.holding.is_on and real.window.now == "live"
    page.page.results.click()
    real.settle()
    assert real.window.now == "results"
    real.press(Key.Key_Escape)
    assert real.window.now == "live", "back to where one came from"
    assert page._pages.currentIndex() == ROUND and page.page.results.isVisible()
    real.press(Key.Key_Escape)
    assert page._pages.currentIndex() == LIST and not page.holding.is_on
    class_.gone()


def test_a_round_that_is_over_closes_without_a_word_when_nobody_uses_it(real, quiz):
    page = begun(real, quiz)
    page.holding.command("end")
    until(real, page, lambda view: view.phase is Phase.ENDED)
    page.holding._warn_idle(60.0)
    assert not real.window.banner.isVisible()
    page.holding._warn_idle(0.0)
    assert not page.holding.is_on and not real.window.banner.isVisible()


def test_once_the_round_is_over_nobody_is_said_to_be_here(real, quiz):
    page = begun(real, quiz)
    class_ = pupils(page, 2)
    until(real, page, lambda view: view.present == 2)
    table = page.page.players
    assert table.item(0, 1).text() == "here" and not table.isColumnHidden(1)
    page.holding.command("end")
    until(real, page, lambda view: view.phase is Phase.ENDED)
    assert table.isColumnHidden(1)
    page.round.close()
    class_.gone()
    again = begun(real, quiz)
    assert not again.page.players.isColumnHidden(1)


def test_players_are_ordered_by_a_click_on_a_head_and_by_key(real, quiz):
    page = begun(real, quiz)
    class_ = pupils(page, 3)
    until(real, page, lambda view: view.present == 3)
    view, table = page.holding.view, page.page.players
    now = zip(view.players, ("Ben", "ada", "Cleo"), (9.0, 10.0, 2.5), strict=True)
    lines = tuple(replace(line, name=name, points=points) for line, name, points in now)
    page.page.show_view(replace(view, players=lines), page.holding.connected)

    def names() -> list[str]:
        return [table.item(row, 0).text() for row in range(table.rowCount())]

    assert names() == ["Ben", "ada", "Cleo"], "no ranking by itself"
    header = table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(0) + 8, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert names() == ["ada", "Ben", "Cleo"]
    table.setFocus()
    table.setCurrentCell(0, 2)
    QTest.keyClick(table, Key.Key_O)
    assert names() == ["ada", "Ben", "Cleo"] and page.page.current.name == "ada"
    QTest.keyClick(table, Key.Key_O)
    assert names() == ["Cleo", "Ben", "ada"]
    assert page.page.current.name == "ada" and table.currentRow() == 2, "the pupil in hand stays so"
    page.round.close()
    class_.gone()


def test_of_a_round_the_results_offer_to_play_what_was_missed(real, quiz):
    page = begun(real, quiz, mode=Mode.RACE)
    class_ = pupils(page, 1)
    until(real, page, lambda view: view.present == 1)
    page.advance()
    until(real, page, lambda view: view.answered == 1)
    page.holding.command("end")
    until(real, page, lambda view: view.phase is Phase.ENDED)
    game = page.holding.view.game
    page.round.close()
    class_.gone()
    results = real.go("results", OfRound(game.id))
    assert results.practise.text() == "Play what was missed"
    results.practise.click()
    dialog = chosen_here(real, page)
    assert dialog.play.what.currentText() == "Perm: what was missed"
    dialog.reject()
    assert real.go("results", quiz.id).practise.text() == "Quiz what was missed"


# Networks


def test_it_is_said_whether_phones_can_reach_it(real, quiz):
    page = begun(real, quiz)
    press(page, Key.Key_C)
    dialog = page.round.connection
    assert dialog is not None
    real.qtbot.waitUntil(lambda: bool(dialog.findings))
    assert [each.ok for each in dialog.findings] == [True, True, True]
    said = " ".join(each.text() for each in dialog.findChildren(QLabel))
    assert "reaches itself" in said and "keeps its devices apart" in said
    dialog.accept()
    assert page.round.connection is None


def test_once_phones_are_there_nothing_has_to_be_done(real, quiz):
    page = begun(real, quiz)
    class_ = pupils(page, 2)
    until(real, page, lambda view: view.present == 2)
    page.round.show_connection()
    dialog = page.round.connection
    real.qtbot.waitUntil(lambda: bool(dialog.findings))
    said = " ".join(each.text() for each in dialog.findChildren(QLabel))
    assert "Phones reach it: 2 connected" in said and "firewall" not in said.lower()
    page.holding.stop()
    class_.gone()


def test_a_blocked_port_is_said_with_what_to_do(real, quiz, monkeypatch):
    page = begun(real, quiz)
    monkeypatch.setattr("quizapp.classroom.addresses.reaches_itself", lambda *_: False)
    findings = self_test(HERE, 8765, reaches=lambda *_: False)
    monkeypatch.setattr("quizapp.classroom.addresses.self_test", lambda *_: findings)
    page.round.show_connection()
    real.qtbot.waitUntil(lambda: bool(page.round.connection.findings))
    said = " ".join(each.text() for each in page.round.connection.findChildren(QLabel))
    assert "✗  This machine does not reach itself" in said and "8765" in said
    page.round.connection.accept()


@pytest.mark.skipif(sys.platform != "linux", reason="one address of its own on this machine")
def test_in_another_network_there_is_another_code_to_scan(real, quiz, monkeypatch):
    other = Network("127.0.0.2", "eth1", "Cable (eth1)")
    monkeypatch.setattr("quizapp.classroom.addresses.networks", lambda: [other])
    page = begun(real, quiz)
    press(page, Key.Key_F5)
    before = page.page.stage.door
    page.round.show_connection()
    dialog = page.round.connection
    real.qtbot.waitUntil(lambda: dialog.network.count() == 1)
    dialog.move_there.click()
    real.qtbot.waitUntil(lambda: page.page.stage.door.url.startswith("http://127.0.0.2:"))
    door = page.page.stage.door
    assert door.squares != before.squares and page.round.wall.projector.stage.door == door
    assert "127.0.0.2" in page.page.about.text()
    dialog.accept()


def test_a_round_that_nobody_uses_says_so_and_closes(real, quiz):
    page = begun(real, quiz)
    page.holding._idles.emit(300.0)
    QApplication.processEvents()
    assert "closed in 5 minutes" in real.window.banner.text
    page.holding.host._idle._has_warned = True
    real.window.banner._act.click()
    assert not page.holding.host._idle._has_warned, "it is kept open"
    page.holding._idles.emit(0.0)
    real.settle()
    assert not page.holding.is_on and page._pages.currentIndex() == LIST
    assert "You can go on with it" in real.window.banner.text


def test_ending_is_asked_about_and_leaves_the_results(real, quiz):
    page = begun(real, quiz)
    press(page, Key.Key_Escape)
    dialog = real.window.findChild(ConfirmDialog)
    assert dialog is not None and page.holding.is_on
    dialog.accept()
    until(real, page, lambda view: view.phase is Phase.ENDED)


def test_a_pupil_is_sent_out_by_the_menu(real, quiz):
    page = begun(real, quiz)
    class_ = pupils(page, 1)
    until(real, page, lambda view: view.present == 1)
    page.page.players.setCurrentCell(0, 0)
    assert page.page.current is not None
    page.page.wanted.emit("send_out", (page.page.current.player.id,))
    until(real, page, lambda view: not view.players)
    class_.gone()


def test_a_freed_seat_says_how_it_is_had_again(real, quiz):
    page = begun(real, quiz)
    class_ = pupils(page, 1)
    until(real, page, lambda view: view.present == 1)
    page.page.players.setCurrentCell(0, 0)
    line = page.page.current
    page.page.wanted.emit("free", (line.player.id,))
    until(real, page, lambda view: view.present == 0)
    assert f"The seat of {line.name} waits" in real.window.banner.text
    assert "I was in this round already" in real.window.banner.text
    assert texts()["en"]["was_here"] in real.window.banner.text, "as it stands on the phone"
    class_.gone()


def test_answers_of_learners_are_added_to_their_progress_on_request(real, quiz):
    real.app.stores.learners.add([Learner("ada", "Ada", "blue", real.app.clock.now())])
    page = begun(real, quiz, mode=Mode.RACE, naming=Naming.ROSTER)
    class_ = pupils(page, 1, "ada")
    until(real, page, lambda view: view.present == 1)
    press(page, Key.Key_PageDown)
    until(real, page, lambda view: view.answered == 1)
    press(page, Key.Key_PageDown)
    until(real, page, lambda view: view.phase is Phase.ENDED)
    page.round.close()
    real.settle()
    class_.gone()
    page.past.feed_study()
    real.settle()
    assert len(real.app.stores.reviews.reviews("ada", "written 0")) == 1
    page.past._do(lambda: real.app.game_results.forget_people(page.past.lines[0].game.id))
    real.settle()
    assert page.past.table.item(0, 3).text() == "0"
    assert not page.past.feed.isEnabled()


def test_rounds_of_a_deck_are_found_again_where_there_is_no_quiz(real, quiz):
    asked = real.app.draw.attempt(quiz, "x").asked
    real.app.quizzes.delete(quiz.id)
    page = real.go("quizzes")
    assert not page._empty_rounds.isVisible()
    real.app.live.begin("Drawn", asked, GameRules())
    page = real.go("quizzes")
    assert page._empty_rounds.isVisible()
    page._empty_rounds.click()
    real.settle()
    live = real.window.screen_named("live")
    assert live.isVisible() and [line.game.name for line in live.past.lines] == ["Drawn"]


def test_without_rounds_the_screen_says_how_to_begin(real):
    page = real.go("live")
    assert page._pages.currentIndex() == EMPTY


@pytest.mark.parametrize("size", [(320, 200), (1280, 720), (1920, 1080), (800, 1200)])
def test_nothing_on_the_wall_is_cut(real, quiz, size):
    """The longest line that was painted ends inside the picture: its edge is all ground."""
    page = begun(real, quiz)
    press(page, Key.Key_PageDown)
    until(real, page, lambda view: view.phase is Phase.OPEN)
    stage = page.page.stage
    image = QImage(*size, QImage.Format.Format_RGB32)
    stage.setFixedSize(*size)
    stage.render(image)
    ground = image.pixelColor(0, 0)
    edges = [image.pixelColor(x, y) for y in range(size[1]) for x in (1, size[0] - 2)]
    assert all(colour == ground for colour in edges)


def test_the_pupil_in_hand_stays_so_when_the_order_changes(real, quiz):
    page = begun(real, quiz)
    class_ = pupils(page, 3)
    until(real, page, lambda view: view.present == 3)
    teacher, view = page.page, page.holding.view
    assert view is not None
    teacher.show_view(view, frozenset())
    teacher.players.setCurrentCell(0, 0)
    chosen = teacher.current
    turned = replace(view, players=tuple(reversed(view.players)))
    teacher.show_view(turned, frozenset())
    assert teacher.current == chosen
    assert teacher.players.currentRow() == 2
    shown = [teacher.players.item(row, 0).text() for row in range(3)]
    assert shown == [line.name for line in turned.players]
    teacher.show_view(replace(view, players=view.players[:1]), frozenset())
    assert teacher.players.rowCount() == 1
    page.round.close()
    class_.gone()
