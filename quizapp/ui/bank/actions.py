"""What is done with the selected questions of the table: asked in a dialog, done, and undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog

from quizapp.domain.quiz import QuizSummary
from quizapp.errors import QuizError
from quizapp.services.author_question import Bank
from quizapp.services.edit_bank import Added, Changed, PutBack
from quizapp.services.merge_duplicates import Group, Merge
from quizapp.services.replace_text import Found, Place, Search
from quizapp.ui import words
from quizapp.ui.bank import told
from quizapp.ui.bank.change_dialog import ChangeDialog
from quizapp.ui.bank.merge_dialog import MergeDialog
from quizapp.ui.bank.replace_dialog import ReplaceDialog
from quizapp.ui.bank.to_quiz_dialog import ToQuizDialog
from quizapp.ui.desk import QUESTIONS
from quizapp.ui.long_work import do_long_work
from quizapp.ui.screens.screen import Screen

Chosen = Callable[[Callable[[Sequence[str]], object]], None]


class BankActions(QObject):
    """``changed``: questions are others than they were."""

    changed = Signal()

    def __init__(
        self, screen: Screen, chosen: Chosen, shown: Chosen, numbers: Callable[[], tuple[int, int]]
    ) -> None:
        """``chosen`` hands the ids of the selected questions on, once they are known; ``shown``
        those of all that the table lists. ``numbers``: how many these are."""
        super().__init__(screen)
        self._screen = screen
        self._desk = screen.desk
        self._chosen = chosen
        self._shown = shown
        self._numbers = numbers
        self.dialog: QDialog | None = None

    # Tags, topic, difficulty, state, deck

    @Slot()
    def change(self) -> None:
        self._chosen(self._ask_what)

    def _ask_what(self, ids: Sequence[str]) -> None:
        if ids:
            author = self._desk.services.author
            self._desk.ask(author.bank, lambda bank: self._open_change(ids, bank))

    def _open_change(self, ids: Sequence[str], bank: Bank) -> None:
        box = ChangeDialog(self._screen, self._desk.theme, bank, len(ids))
        self.show(box, lambda: self._change(ids, box, bank))

    def _change(self, ids: Sequence[str], box: ChangeDialog, bank: Bank) -> None:
        wanted, service = box.change, self._desk.services.bank

        def done(result: Changed) -> None:
            self.tell(told.changed(result, wanted, bank.decks), undo=result.questions > 0)

        do_long_work(
            self._screen,
            (self.tr("Changing the questions"), self.tr("Cancelled; nothing was changed.")),
            lambda watch: service.change(ids, wanted, watch),
            done,
        )

    # Quizzes

    @Slot()
    def add_to_quiz(self) -> None:
        self._chosen(self._ask_which_quiz)

    @Slot(str)
    def add_to(self, quiz_id: str) -> None:
        """The selected questions to that quiz, without asking."""
        self._chosen(lambda ids: self._add(ids, quiz_id, "") if ids else None)

    def _ask_which_quiz(self, ids: Sequence[str]) -> None:
        if ids:
            quizzes = self._desk.services.quizzes
            self._desk.ask(quizzes.quizzes, lambda found: self._open_quizzes(ids, found))

    def _open_quizzes(self, ids: Sequence[str], quizzes: Sequence[QuizSummary]) -> None:
        box = ToQuizDialog(self._screen, self._desk.theme, quizzes, len(ids))
        self.show(box, lambda: self._add(ids, box.quiz_id, box.new_name))

    def _add(self, ids: Sequence[str], quiz_id: str, name: str) -> None:
        bank = self._desk.services.bank

        def add() -> Added:
            return bank.add_to_quiz(quiz_id, ids) if quiz_id else bank.make_quiz(name, ids)

        self._desk.ask(add, lambda done: self.tell(told.added(done), undo=done.added > 0))

    # Find and replace

    @Slot()
    def replace(self) -> None:
        box = ReplaceDialog(self._screen, self._desk.theme, *self._numbers())
        box.wanted.connect(self._find)
        self.show(box, lambda: self._replace(box.search, box.places))

    @Slot()
    def _find(self) -> None:
        box = self.dialog
        if isinstance(box, ReplaceDialog):
            (self._chosen if box.only_selected else self._shown)(self._find_in)

    def _find_in(self, ids: Sequence[str]) -> None:
        box, service = self.dialog, self._desk.services.replacing
        if not isinstance(box, ReplaceDialog):
            return
        search = box.search

        def found(result: Found) -> None:
            if self.dialog is box:
                box.show_found(search, result)

        def failed(error: BaseException) -> None:
            if self.dialog is box and isinstance(error, QuizError):
                box.said.setText(str(error))
            else:
                self._desk.explain(error)

        do_long_work(
            self._screen,
            (self.tr("Looking through the questions"), self.tr("Cancelled; nothing was changed.")),
            lambda watch: service.find(search, ids, watch),
            found,
            failed,
        )

    def _replace(self, search: Search, places: Sequence[Place]) -> None:
        service = self._desk.services.replacing

        def done(result: tuple[int, int]) -> None:
            self.tell(told.replaced(search.find, search.by, *result), undo=result[0] > 0)

        do_long_work(
            self._screen,
            (self.tr("Replacing"), self.tr("Cancelled; nothing was changed.")),
            lambda watch: service.apply(search, places, watch),
            done,
        )

    # Duplicates

    @Slot()
    def merge(self) -> None:
        """Among the selected questions where there are several, else among all that are shown."""
        selected, _ = self._numbers()
        (self._chosen if selected > 1 else self._shown)(self._find_duplicates)

    def _find_duplicates(self, ids: Sequence[str]) -> None:
        service = self._desk.services.merging
        do_long_work(
            self._screen,
            (self.tr("Looking for duplicates"), self.tr("Cancelled; nothing was changed.")),
            lambda watch: service.find(ids, watch),
            lambda groups: self._open_groups(groups, len(ids)),
        )

    def _open_groups(self, groups: Sequence[Group], number: int) -> None:
        if not groups:
            said = self.tr("No two of {} ask the same.").format(words.questions(number))
            self._desk.say(said)
            return
        box = MergeDialog(self._screen, self._desk.theme, groups)
        self.show(box, lambda: self._merge(box.merges))

    def _merge(self, merges: Sequence[Merge]) -> None:
        service = self._desk.services.merging
        do_long_work(
            self._screen,
            (self.tr("Merging"), self.tr("Cancelled; nothing was changed.")),
            lambda watch: service.merge(merges, watch),
            lambda done: self.tell(told.merged(done), undo=done.retired > 0),
        )

    # For all of them

    @Slot()
    def undo(self) -> None:
        """The last change of many questions."""
        bank = self._desk.services.bank
        if not bank.can_undo:
            self._desk.say(self.tr("There is nothing to undo here."))
            return
        self._desk.ask(bank.undo, self._undone)

    def _undone(self, done: PutBack) -> None:
        self.tell(told.put_back(done), undo=False)

    def tell(self, said: str, *, undo: bool) -> None:
        """After something was changed: says so, and offers Undo where it can be."""
        if undo:
            self._desk.offer(said, self.tr("Undo"), self.undo, "right")
        else:
            self._desk.say(said, "right")
        self._desk.changed.emit(QUESTIONS)
        self.changed.emit()

    def show(self, box: QDialog, agreed: Callable[[], object]) -> None:
        """Opens a dialog without blocking; ``agreed`` runs on yes."""
        self.dialog = box
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.finished.connect(lambda _: agreed() if box.result() else None)
        box.finished.connect(self._closed)
        box.open()

    @Slot()
    def _closed(self) -> None:
        self.dialog = None
