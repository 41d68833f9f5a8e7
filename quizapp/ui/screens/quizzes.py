"""Quizzes: all of them, to take, write, print, and look back at."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QListView, QMenu, QStackedLayout, QWidget

from quizapp.domain.quiz import Quiz
from quizapp.services.take_quiz import Offer, Standing
from quizapp.ui import words
from quizapp.ui.ask_name import ask_name
from quizapp.ui.desk import DRAGGED, QUESTIONS, Desk
from quizapp.ui.live import PlayLive
from quizapp.ui.models.quizzes import QuizList
from quizapp.ui.quizzes.print_dialog import PrintDialog
from quizapp.ui.screens.screen import Screen
from quizapp.ui.screens.take import TakeThis
from quizapp.ui.widgets.actions import Actions
from quizapp.ui.widgets.basics import button, column, label, row
from quizapp.ui.widgets.empty import EmptyState
from quizapp.ui.widgets.rows import RowDelegate


class _List(QListView):
    """Questions of the bank can be dropped on a quiz."""

    dropped = Signal(str)  # the id of the quiz

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)

    # Qt overrides

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(DRAGGED):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """The quiz under the mouse becomes the current one, so that it is seen where they go."""
        index = self.indexAt(event.position().toPoint())
        if not index.isValid():
            event.ignore()
            return
        self.setCurrentIndex(index)
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        index, model = self.indexAt(event.position().toPoint()), self.model()
        offer = model.at(index.row()) if isinstance(model, QuizList) and index.isValid() else None
        if offer is not None:
            event.acceptProposedAction()
            self.dropped.emit(offer.summary.quiz.id)


class QuizzesScreen(Screen):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.model = QuizList(self)
        self.list = _List()
        self.dialog: PrintDialog | None = None
        self._stay_at = ""
        self.new = button(self.tr("New quiz"), "primary")
        self.take = button(self.tr("Take"))
        self.edit = button(self.tr("Edit"))
        self.print = button(self.tr("Print"))
        self.export = button(self.tr("Export"))
        self.results = button(self.tr("Results"))
        self.live = button(self.tr("Play live"))
        self.rounds = button(self.tr("Live rounds"), "quiet")
        self.more = button(self.tr("More"), "quiet")
        self._pages = QStackedLayout(self)
        self._build()
        self._connect()
        self._add_commands()

    def opened(self, what: object = None) -> None:
        """``what``: the id of a quiz to stand at."""
        self._stay_at = what if isinstance(what, str) else self._stay_at
        self.reload()
        self.list.setFocus()

    def learner_changed(self) -> None:
        if self.desk.ready:
            self.reload()

    @Slot()
    def reload(self) -> None:
        self.desk.ask(self.desk.services.take.offers, self.show_offers)

    @Slot(str)
    def _something_changed(self, what: str) -> None:
        """Questions that were dropped here are in their quiz now, or out of it again."""
        if what == QUESTIONS and self.isVisible():
            self.reload()

    def show_offers(self, offers: Sequence[Offer]) -> None:
        had_focus = self.list.hasFocus() or self.hasFocus()
        self.model.show_offers(offers)
        self._pages.setCurrentIndex(0 if offers else 1)
        self._count.setText(words.count(len(offers), self.tr("quiz"), self.tr("quizzes")))
        if not offers:
            if had_focus:
                self._empty_new.setFocus()
            games = self.desk.services.live.games
            self.desk.ask(games, lambda found: self._empty_rounds.setVisible(bool(found)))
            return
        place = max(0, self.model.row_of(self._stay_at))
        self.list.setCurrentIndex(self.model.index(place, 0))
        self._moved()

    @property
    def current(self) -> Offer | None:
        index = self.list.currentIndex()
        return self.model.at(index.row()) if index.isValid() else None

    # Building

    def _build(self) -> None:
        self._count = label("", "muted")
        title = column(label(self.tr("Quizzes"), "title"), self._count, spacing=2)
        head = row(title, -1, self.rounds, self.new)
        self.list.setModel(self.model)
        self.list.setItemDelegate(RowDelegate(self.desk.theme, lines=1))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(self.tr("Quizzes"))
        actions = Actions(
            self.take, self.live, self.edit, self.print, self.export, self.results, self.more
        )
        page = QWidget()
        layout = column(head, self.list, actions, spacing=14)
        layout.setStretch(1, 1)
        layout.setContentsMargins(32, 24, 32, 20)
        page.setLayout(layout)
        self._pages.addWidget(page)
        self._pages.addWidget(self._empty_state())

    def _empty_state(self) -> EmptyState:
        state = EmptyState(
            self.desk.theme, "quiz", self.tr("No quizzes yet"),
            self.tr(
                "A quiz asks questions of your choice, or draws them by rules: on screen, with a "
                "mark and explanations, live with a class on its phones, or on paper in several "
                "versions with a key."
            ),
        )  # fmt: skip
        self._empty_new = state.add_button(self.tr("New quiz"), tip=self.tr("New quiz (Ctrl+N)"))
        self._empty_new.clicked.connect(self.make)
        live = state.add_button(
            self.tr("Play live"), "", self.tr("Play questions of a deck live with a class (L)")
        )
        live.clicked.connect(self.play_live)
        self._empty_rounds = state.add_choice(
            self.tr("Live rounds that were played"), self.tr("Past ones, with their results")
        )
        self._empty_rounds.clicked.connect(lambda: self.desk.go("live"))
        self._empty_rounds.hide()
        return state

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(self._moved)
        self.list.dropped.connect(self.desk.dropped)
        self.desk.changed.connect(self._something_changed)
        self.list.doubleClicked.connect(lambda _: self.take_current())
        self.desk.theme.changed.connect(self.list.doItemsLayout)
        self.desk.replaced.connect(self._forget)

    def _add_commands(self) -> None:
        self.command(self.tr("New quiz"), ["Ctrl+N"], self.make, button=self.new)
        self.command(self.tr("Take it, or go on with it"), ["Return", "Enter", "T"], self._enter,
                     shown_keys=["Return", "T"])  # fmt: skip
        self.take.clicked.connect(self.take_current)
        self.take.setToolTip(self.tr("Take it, or go on with it (Enter)"))
        self.command(self.tr("Play it live with a class"), ["L"], self.play_live, button=self.live)
        self.command(self.tr("Live rounds, past ones and one to go on with"), ["Shift+L"],
                     lambda: self.desk.go("live"), button=self.rounds)  # fmt: skip
        self.command(self.tr("Edit"), ["E"], self.edit_current, button=self.edit)
        self.command(self.tr("Print"), ["Ctrl+P"], self.print_current, button=self.print)
        self.command(self.tr("Export, for Moodle and others"), ["Ctrl+E"], self.export_current,
                     button=self.export)  # fmt: skip
        self.command(self.tr("Results"), ["R"], self.show_results, button=self.results)
        self.command(self.tr("Copy, rename, delete"), ["M"], self.show_menu,
                     button=self.more)  # fmt: skip
        self.command(self.tr("Rename"), ["F2"], self.rename_current)
        self.command(self.tr("Delete"), ["Delete"], self.delete_current)

    # What is done with one

    def _moved(self, *_: QModelIndex) -> None:
        offer = self.current
        for each in (
            self.take,
            self.live,
            self.edit,
            self.print,
            self.export,
            self.results,
            self.more,
        ):
            each.setEnabled(offer is not None)
        if offer is None:
            return
        self._stay_at = offer.summary.quiz.id
        running = offer.standing is Standing.RUNNING
        self.take.setText(self.tr("Go on") if running else self.tr("Take"))
        can = offer.standing in (Standing.OPEN, Standing.RUNNING)
        self.take.setEnabled(can and offer.summary.questions > 0)

    def _enter(self) -> None:
        focused = self.focused_button()
        focused.click() if focused is not None else self.take_current()

    def take_current(self) -> None:
        if self.current is not None and self.take.isEnabled():
            self.desk.go("take", TakeThis(self.current.summary.quiz.id))

    def make(self) -> None:
        ask_name(self, self.tr("New quiz"), self.tr("Quiz"), self.tr("Make it"), self._create)

    def _create(self, name: str) -> None:
        quizzes = self.desk.services.quizzes
        self.desk.ask(lambda: quizzes.create(name), self._created)

    def _created(self, quiz: Quiz) -> None:
        self._stay_at = quiz.id
        self.desk.go("quiz", quiz.id)

    def edit_current(self) -> None:
        if self.current is not None:
            self.desk.go("quiz", self.current.summary.quiz.id)

    def play_live(self) -> None:
        """Of a quiz without questions the dialog says so; without a quiz a deck is played."""
        self.desk.go("live", PlayLive(self.current.summary.quiz.id if self.current else ""))

    def show_results(self) -> None:
        if self.current is not None:
            self.desk.go("results", self.current.summary.quiz.id)

    def print_current(self) -> None:
        if self.current is None or self.dialog is not None:
            return
        self.dialog = PrintDialog(self, self.desk, self.current.summary.quiz)
        self.dialog.finished.connect(self._dialog_closed)
        self.dialog.open()

    def _dialog_closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = None

    def show_menu(self) -> None:
        menu = QMenu(self)
        for text, call in (
            (self.tr("Rename"), self.rename_current),
            (self.tr("Copy"), self.copy_current),
            (self.tr("Delete"), self.delete_current),
        ):
            menu.addAction(text).triggered.connect(call)
        menu.popup(self.more.mapToGlobal(self.more.rect().topLeft()))

    def rename_current(self) -> None:
        if self.current is None:
            return
        quiz, quizzes = self.current.summary.quiz, self.desk.services.quizzes
        ask_name(
            self, self.tr("Rename the quiz"), quiz.name, self.tr("Rename"),
            lambda name: self.desk.ask(lambda: quizzes.rename(quiz.id, name), self._again),
        )  # fmt: skip

    def copy_current(self) -> None:
        if self.current is not None:
            quiz, quizzes = self.current.summary.quiz, self.desk.services.quizzes
            self.desk.ask(lambda: quizzes.copy(quiz.id), self._again)

    def export_current(self) -> None:
        if self.current is not None:
            self.desk.go("exchange", self.current.summary.quiz)

    def delete_current(self) -> None:
        if self.current is not None:
            quiz, quizzes = self.current.summary.quiz, self.desk.services.quizzes
            self.desk.ask(lambda: quizzes.delete(quiz.id), self._deleted)

    def _deleted(self, quiz: Quiz) -> None:
        self.reload()
        self.desk.offer(
            self.tr("“{}” is deleted; its results stay.").format(words.one_line(quiz.name)),
            self.tr("Undo"), partial(self._restore, quiz), "plain",
        )  # fmt: skip

    def _restore(self, quiz: Quiz) -> None:
        quizzes = self.desk.services.quizzes
        self.desk.ask(lambda: quizzes.restore(quiz), self._again)

    def _again(self, quiz: Quiz) -> None:
        self._stay_at = quiz.id
        self.reload()

    def _forget(self) -> None:
        self.model.show_offers([])
