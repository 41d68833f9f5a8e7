"""The running program: application object, theme, lanes and window, from start to end."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget

import quizapp
from quizapp.domain.review import study_day
from quizapp.errors import QuizError, SignInNeeded
from quizapp.paths import Paths, resource
from quizapp.settings import Settings
from quizapp.ui import last_home
from quizapp.ui.background import Background
from quizapp.ui.desk import LEARNERS, Desk
from quizapp.ui.instance import FirstInstance, call_first
from quizapp.ui.problems import StartProblem
from quizapp.ui.screens.home import HomeScreen, read_home
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.who_learns import WhoLearns
from quizapp.ui.window import Window
from quizapp.ui.words import one_line

if TYPE_CHECKING:
    from quizapp.domain.game import Game
    from quizapp.services.application import Application
    from quizapp.services.round_wanted import RoundWanted


@dataclass(frozen=True)
class Repair:
    """What can be done for a deck file that cannot be read. Neither overwrites it."""

    restore_newest: Callable[[], object]
    start_fresh: Callable[[], object]


class Program(QObject):
    """One per process."""

    def __init__(
        self,
        argv: list[str],
        start: Callable[[], Application],
        settings: Settings,
        paths: Paths,
        repair: Repair | None = None,
        *,
        wanted: RoundWanted | None = None,
        sign_in: Callable[[str, str], None] | None = None,
    ) -> None:
        """``wanted``: a live round to be held as soon as the deck is open. ``sign_in``: of a shared
        database, see ``quizapp.ui.app.run``."""
        super().__init__()
        self._wanted = wanted
        self._qt = application(argv)
        self._start = start
        self._settings = settings
        self._paths = paths
        self._repair = repair
        self._sign_in = sign_in
        self._name = ""  # under which somebody tried to sign in
        self._problem: QWidget | None = None
        self._last_home = paths.config / "home.json"
        self._services: Application | None = None

    def run(self) -> int:
        """Blocks until the window was closed."""
        if call_first(self._paths.data, self._wanted.written() if self._wanted else ""):
            print("QuizApp is already open; its window was brought to the front.", file=sys.stderr)
            return 0
        gc.disable()  # starting makes many objects and hardly any garbage
        self.begin()
        first = FirstInstance(self._paths.data)
        first.called.connect(self._called)
        code = self._qt.exec()
        first.close()
        self.end()
        return code

    def begin(self) -> None:
        """Shows the window at once, and asks for the deck behind it."""
        theme = Theme(self._qt, self._settings.theme, self._settings.text_size)
        self.background = Background()
        self.desk = Desk(self.background, theme)
        self.window = Window(self.desk, self._paths.config / "window.ini")
        sys.excepthook = self._unexpected
        self._show_last_home()
        if self._wanted is not None:
            self.window.go("live", self._wanted)
        self.window.show()
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        self._open_deck()

    @Slot(str)
    def _called(self, wish: str) -> None:
        """Another start of the program: it leaves its work to this window."""
        self.window.bring_to_front()
        if not wish:
            return
        from quizapp.services.round_wanted import RoundWanted

        wanted = RoundWanted.read(wish)
        if wanted is not None:
            self.window.go("live", wanted)

    def end(self) -> None:
        """Every answer is stored already; gives the deck file free."""
        sys.excepthook = sys.__excepthook__
        self.background.close(self._close_deck if self._services is not None else None)

    def _close_deck(self) -> None:
        services = self._services
        if services is None:
            return
        try:
            with suppress(QuizError):
                self._keep_home(services)
        finally:
            services.close()

    @Slot(str)
    def _guard_home(self, what: str) -> None:
        """A picture from before a PIN was set is not left lying about either."""
        if what != LEARNERS or self._services is None:
            return
        if self._services.learners.present.has_pin:
            last_home.forget(self._last_home)

    def _keep_home(self, services: Application) -> None:
        """What a PIN keeps others from is not on screen at the next start either."""
        if self._sign_in is not None:
            return
        if services.learners.present.has_pin:
            last_home.forget(self._last_home)
            return
        last_home.keep(self._last_home, read_home(services.home), services.learners.present.id)

    def _show_last_home(self) -> None:
        """The picture of the last time, if it is of today: the deck's numbers follow at once."""
        today = study_day(datetime.now().astimezone(), rollover_hour=self._settings.rollover_hour)
        if self._sign_in is not None:
            return  # it may be somebody else who comes
        data = last_home.recall(self._last_home, today, self._settings.learner)
        home = self.window.screen_named("home")
        if data is not None and isinstance(home, HomeScreen):
            home.fill(data)
            self.window.show_due(sum(deck.due for deck in data.decks))

    @Slot()
    def _open_deck(self) -> None:
        if self._problem is not None:
            self.window.end_instead(self._problem)
            self._problem = None
        self.desk.ask(self._start, self._opened, self._not_opened)

    def _opened(self, services: Application) -> None:
        self._services = services
        self.desk.changed.connect(self._guard_home)
        if services.learners.locked:
            self._ask_who(services)
        else:
            self.window.open(services)
        gc.freeze()  # what is loaded by now stays: no collection has to look through it again
        gc.enable()
        if services.settings.note:
            self.desk.say(services.settings.note, "almost")
        elif self._wanted is None and not services.learners.locked:
            self.desk.ask(services.live.waiting, self._offer_round)

    def _offer_round(self, game: Game | None) -> None:
        """A class may sit there, and wait that the laptop comes back."""
        if game is not None:
            self.desk.offer(
                self.tr("The live round “{}” was not ended.").format(one_line(game.name)),
                self.tr("Go on with it"), self._go_on_with_round,
            )  # fmt: skip

    def _go_on_with_round(self) -> None:
        from quizapp.services.round_wanted import RoundWanted

        self.window.go("live", RoundWanted(goes_on=True))

    def _ask_who(self, services: Application) -> None:
        """The learner of the last time has a PIN: nothing of theirs shows before it was given."""
        page = WhoLearns(self.desk, services.learners)
        page.settled.connect(lambda: self._let_in(services, page))
        self.window.show_instead(page)
        self.desk.ask(services.learners.everyone, page.show_learners)

    def _let_in(self, services: Application, page: WhoLearns) -> None:
        self.window.end_instead(page)
        self.window.open(services)

    def _not_opened(self, error: BaseException) -> None:
        gc.enable()
        if isinstance(error, SignInNeeded) and self._sign_in is not None:
            self._ask_to_sign_in(str(error) if self._name else "")
            return
        page = StartProblem(self.desk.theme, error, can_repair=self._repair is not None)
        page.retry.connect(self._open_deck)
        page.leave.connect(self.window.close)
        if self._repair is not None:
            page.restore.connect(lambda: self._mend(self._repair.restore_newest))
            page.fresh.connect(lambda: self._mend(self._repair.start_fresh))
        self._problem = page
        self.window.show_instead(page)
        page.first.setFocus()

    def _ask_to_sign_in(self, wrong: str) -> None:
        from quizapp.ui.widgets.sign_in import SignIn  # of a shared database alone

        page = SignIn(self.desk.theme, self._name, wrong)
        page.entered.connect(self._try_to_sign_in)
        page.leave.connect(self.window.close)
        self._problem = page
        self.window.show_instead(page)
        page.first.setFocus()

    @Slot(str, str)
    def _try_to_sign_in(self, name: str, password: str) -> None:
        assert self._sign_in is not None
        self._name = name
        self._sign_in(name, password)
        self._open_deck()

    def _mend(self, work: Callable[[], object]) -> None:
        self.desk.ask(work, lambda _: self._open_deck(), self.desk.explain)

    def _unexpected(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        sys.__excepthook__(kind, error, trace)
        if isinstance(error, Exception):
            self.desk.broke.emit(error)


def application(argv: list[str]) -> QApplication:
    """The QApplication of this process, made where there is none yet."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(argv[:1] or ["quizapp"])
    app.setApplicationName("QuizApp")
    app.setApplicationDisplayName("QuizApp")
    app.setApplicationVersion(quizapp.__version__)
    app.setDesktopFileName("quizapp")
    app.setWindowIcon(QIcon(str(resource("icons", "quizapp.svg"))))
    return app
