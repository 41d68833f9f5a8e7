"""The main window: the rail, the screens, messages, files dropped anywhere, and its memory."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QSize, Qt, Slot
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from quizapp.errors import SettingsError
from quizapp.ui import words
from quizapp.ui.ahead import Ahead
from quizapp.ui.ask_what_files import ask_what_files
from quizapp.ui.clock_watch import ClockWatch
from quizapp.ui.day_watch import DayWatch
from quizapp.ui.desk import LEARNERS, SETTINGS, Desk
from quizapp.ui.exchange.what import ImportThese
from quizapp.ui.problems import ProblemDialog
from quizapp.ui.screens import SCREENS, ScreenEntry
from quizapp.ui.screens.screen import Command, Screen, key_text
from quizapp.ui.shortcuts import ShortcutsDialog
from quizapp.ui.switch_learner import switch_learner
from quizapp.ui.widgets.banner import Banner, MessageRow
from quizapp.ui.widgets.basics import column, row
from quizapp.ui.widgets.learner_popover import LearnerPopover
from quizapp.ui.widgets.rail import Rail

if TYPE_CHECKING:
    from quizapp.services.application import Application
    from quizapp.services.learners import Everyone
    from quizapp.services.sort_files import Sorted

SMALLEST = QSize(880, 600)
USUAL = QSize(1280, 800)


class Window(QMainWindow):
    """Shows one screen at a time; each is built when it is first wanted."""

    def __init__(self, desk: Desk, memory: Path) -> None:
        """``memory``: the file that keeps size and place of the window."""
        super().__init__()
        self.desk = desk
        self.setWindowTitle("QuizApp")
        self.setMinimumSize(SMALLEST)
        self.setAcceptDrops(True)
        self._memory = memory
        self._entries = {entry.name: entry for entry in SCREENS}
        self._screens: dict[str, Screen] = {}
        self._now = ""
        self._wanted: object = None  # what to show in the screen in front once the deck is open
        self._instead: QWidget | None = None
        self.dialog: ShortcutsDialog | None = None
        self.learners: LearnerPopover | None = None
        self.always: list[Command] = []
        self.rail = Rail(desk.theme, [entry for entry in SCREENS if not entry.under])
        self.banner = Banner(desk.theme)
        self.stack = QStackedWidget()
        self._build()
        self._add_commands()
        desk.theme.changed.connect(self._fit_rail)
        self.rail.chosen.connect(self.go)
        self.rail.questions_dropped.connect(self._dropped_on)
        self.rail.keys_wanted.connect(self.show_keys)
        self.rail.learners_wanted.connect(self.show_learners)
        desk.wanted.connect(self.go)
        desk.said.connect(self._say)
        desk.hushed.connect(self.banner.hush)
        desk.offered.connect(self._offer)
        desk.broke.connect(self._broke)
        desk.changed.connect(self._something_changed)
        desk.replaced.connect(self._learner_changed)
        desk.learner_changed.connect(self._learner_changed)
        self._clock = ClockWatch(self, desk)
        self.days = DayWatch(self, desk)
        self.days.turned.connect(self._day_turned)
        self.ahead = Ahead(self, desk)
        self._recall()
        self.go("home")

    @property
    def now(self) -> str:
        """The name of the screen in front."""
        return self._now

    def screen_named(self, name: str) -> Screen:
        if name not in self._screens:
            screen = self._entries[name].build(self.desk)
            screen.setAccessibleName(words.tr(self._entries[name].title))
            screen.reshaped.connect(self._keep_room)
            self._screens[name] = screen
            self.stack.addWidget(screen)
        return self._screens[name]

    def open(self, application: Application) -> None:
        """The deck is open: fills the screen in front."""
        self.desk.open(application)
        self._take_look()
        wanted, self._wanted = self._wanted, None
        self.screen_named(self._now).opened(wanted)
        self._count_due()
        self._clock.look()
        self.days.begin()
        self.ahead.begin()

    def show_instead(self, page: QWidget) -> None:
        """A page in place of the screens, while there is no deck to show."""
        self._instead = page
        self.rail.setEnabled(False)
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)

    def end_instead(self, page: QWidget) -> None:
        self._instead = None
        self.rail.setEnabled(True)
        self.stack.setCurrentWidget(self.screen_named(self._now))
        self.stack.removeWidget(page)
        page.deleteLater()

    @Slot(str, object)
    def go(self, name: str, what: object = None) -> None:
        if self._instead is not None:
            return
        entry = self._entries[name]
        try:
            screen = self.screen_named(name)
        except Exception as problem:  # the screen in front stays, and the rail says so
            if not self._now:
                raise
            self.rail.light(self._entries[self._now].under or self._now)
            self.desk.explain(problem)
            return
        if self._now and self.desk.ready:
            self.screen_named(self._now).left()
        if self._now == "study" != name:
            self._count_due()  # not after every answer: counting would make the next one wait
        if self._now != name:
            self.banner.moved_on()
        self._now = name
        self.rail.light(entry.under or entry.name)
        self.stack.setCurrentWidget(screen)
        self._keep_room()
        screen.setFocus()  # its keys work at once; a control inside takes the focus as it likes
        if self.desk.ready:
            screen.opened(what)
        else:
            self._wanted = what

    @Slot()
    def _keep_room(self) -> None:
        self._messages.keep(not self.screen_named(self._now).scrolls)

    @Slot(str)
    def _dropped_on(self, place: str) -> None:
        self.screen_named(self._now).drop_on(place)

    @Slot()
    def show_keys(self) -> None:
        if self.dialog is not None:
            return
        title = words.tr(self._entries[self._now].title)
        commands = self.screen_named(self._now).commands
        self.dialog = ShortcutsDialog(self, title, commands, self.always)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.finished.connect(self._keys_closed)
        self.dialog.open()

    @Slot()
    def _keys_closed(self) -> None:
        self.dialog = None

    @Slot()
    def show_learners(self) -> None:
        """Everyone who learns here, to switch with a second click."""
        if self.desk.ready and self.learners is None:
            self.desk.ask(self.desk.services.learners.everyone, self._open_learners)

    def _open_learners(self, everyone: Everyone) -> None:
        if self.learners is not None:
            return
        self.learners = LearnerPopover(self, self.desk.theme)
        self.learners.show_learners(everyone.here)
        self.learners.chosen.connect(partial(switch_learner, self, self.desk))
        self.learners.manage_wanted.connect(partial(self.go, "learners"))
        self.learners.destroyed.connect(self._learners_closed)
        self.learners.open_at(self.rail.learner)

    @Slot()
    def _learners_closed(self) -> None:
        self.learners = None

    @Slot(str)
    def _something_changed(self, what: str) -> None:
        if what == LEARNERS:
            self._show_who_learns()
        else:
            self._count_due()

    def _show_who_learns(self) -> None:
        if self.desk.ready:
            self.rail.learner.show_learner(self.desk.services.learners.present)

    @Slot()
    def _learner_changed(self) -> None:
        """Nothing that was read about another learner stays on any screen."""
        self._take_look()
        self.show_due(0)
        for screen in self._screens.values():
            screen.learner_changed()
        self._count_due()
        self._clock.look()

    @Slot()
    def _day_turned(self) -> None:
        """The others read anew when they come to the front."""
        self.screen_named(self._now).day_turned()
        self._count_due()

    def _take_look(self) -> None:
        """The text size is the learner's."""
        self.desk.theme.set_text_size(self.desk.services.settings.text_size)
        self._show_who_learns()

    def bring_to_front(self) -> None:
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def take_files(self, files: list[str]) -> None:
        """Files of questions are imported; documents are for the present screen, or for Add
        documents where it has no use for them. Where a file may be either, the user says which."""
        if not self.desk.ready or not files:
            return
        if self._now == "exchange":
            self.screen_named(self._now).take_files(files)
            return
        formats = self.desk.services.exchange.formats()
        endings = tuple(ending for known in formats for ending in known.endings)
        if any(file.casefold().endswith(endings) for file in files):
            paths = [Path(file) for file in files]
            self.desk.compute(partial(_sorted, paths), self._take_sorted)
        else:
            self._take_documents(files)

    def _take_sorted(self, found: Sorted) -> None:
        def either_is(questions: bool) -> None:
            files = (*found.questions, *found.either) if questions else found.questions
            rest = found.documents if questions else (*found.documents, *found.either)
            self._take_apart(files, [str(path) for path in rest])

        if found.either:
            ask_what_files(self, found.either, either_is)
        else:
            either_is(False)

    def _take_apart(self, questions: tuple[Path, ...], documents: list[str]) -> None:
        if not questions:
            self._take_documents(documents)
            return
        self.go("exchange", ImportThese(questions))
        if documents:
            number = words.count(len(documents), self.tr("document"), self.tr("documents"))
            self.desk.offer(
                self.tr("Dropped along with them: {}.").format(number),
                self.tr("Find questions in them"), partial(self.go, "add", documents), "plain",
            )  # fmt: skip

    def _take_documents(self, files: list[str]) -> None:
        if files and not self.screen_named(self._now).take_files(files):
            self.go("add", files)

    def resize_text(self, step: int) -> None:
        """Makes all text larger or smaller by so many percent, and keeps it that way."""
        if not self.desk.ready:
            return
        settings, learners = self.desk.services.settings, self.desk.services.learners
        try:
            settings.text_size = settings.text_size + step
        except SettingsError:
            return  # as large or as small as it gets
        self.desk.theme.set_look(settings.theme, settings.text_size)
        self.desk.ask(learners.keep_settings, lambda _: self.desk.changed.emit(SETTINGS))

    def _build(self) -> None:
        body = QWidget()
        self._messages = MessageRow(self.desk.theme, self.banner)
        page = column(self.stack, self._messages, spacing=0)
        page.setStretch(0, 1)
        layout = row(self.rail, page, spacing=0)
        layout.setStretch(1, 1)
        body.setLayout(layout)
        self.setCentralWidget(body)

    def _add_commands(self) -> None:
        places = [entry for entry in SCREENS if not entry.under]
        for number, entry in enumerate(places, start=1):
            self._always(self._name(entry), f"Ctrl+{number}", partial(self.go, entry.name))
        self._always(self.tr("Add documents"), "Ctrl+O", partial(self.go, "add"))
        self._always(self.tr("Switch learner"), "Ctrl+L", self.show_learners)
        self._always(self.tr("Shortcuts of this screen"), "F1", self.show_keys)
        self._always(self.tr("Go to the message at the foot"), "F8", self.banner.take_focus)
        self._always(self.tr("Larger text"), "Ctrl++", partial(self.resize_text, 10), "Ctrl+=")
        self._always(self.tr("Smaller text"), "Ctrl+-", partial(self.resize_text, -10))
        self._always(self.tr("Full screen"), "F11", self._toggle_full_screen)
        self._always(self.tr("Quit"), "Ctrl+Q", self.close)

    def _name(self, entry: ScreenEntry) -> str:
        return self.tr("Go to {}").format(words.tr(entry.title))

    def _always(self, text: str, key: str, call: Callable[[], object], *other_keys: str) -> None:
        action = QAction(text, self)
        action.setShortcuts([QKeySequence(each) for each in (key, *other_keys)])
        action.setAutoRepeat(False)
        action.triggered.connect(lambda _checked=False: call())
        self.addAction(action)
        self.always.append(Command(text, (key_text(key),)))

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    @Slot(str, str)
    def _say(self, tone: str, sentence: str) -> None:
        self.banner.say(sentence, tone)

    @Slot(str, str, str, object)
    def _offer(self, tone: str, sentence: str, button: str, call: Callable[[], object]) -> None:
        self.banner.say(sentence, tone, action=button, call=call)

    @Slot(object)
    def _broke(self, error: BaseException) -> None:
        self.banner.say(
            self.tr("Something went wrong; what you answered is safe."),
            "wrong",
            action=self.tr("Details"),
            call=partial(self._show_problem, error),
        )

    def _show_problem(self, error: BaseException) -> None:
        dialog = ProblemDialog(self, error)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @Slot()
    def _count_due(self) -> None:
        if self.desk.ready:
            home = self.desk.services.home
            self.desk.ask(home.summaries, lambda found: self.show_due(sum(d.due for d in found)))

    def show_due(self, number: int) -> None:
        self.rail.buttons["study"].set_waiting(number)

    # What the window remembers

    def _recall(self) -> None:
        kept = QSettings(str(self._memory), QSettings.Format.IniFormat)
        geometry = kept.value("window/geometry")
        if geometry is None or not self.restoreGeometry(geometry):
            self.resize(USUAL)

    def _remember(self) -> None:
        kept = QSettings(str(self._memory), QSettings.Format.IniFormat)
        kept.setValue("window/geometry", self.saveGeometry())
        kept.sync()

    @Slot()
    def _fit_rail(self) -> None:
        self.rail.fit(self.width())

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit_rail()
        super().resizeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._remember()
        if self.desk.ready:
            self.screen_named(self._now).left()
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.desk.ready and event.mimeData().hasUrls():
            event.acceptProposedAction()
            self.banner.say(self.tr("Drop files of questions, or documents to find them in."))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.banner.dismiss()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.banner.dismiss()
        self.take_files(files)


def _sorted(paths: list[Path]) -> Sorted:
    from quizapp.services.sort_files import sort_files  # not while the window starts

    return sort_files(paths)
