"""The menu of saved filters: recall one, save what is set, rename, delete."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from quizapp.domain.question import QuestionFilter, SavedFilter
from quizapp.ui import words
from quizapp.ui.ask_name import ask_name
from quizapp.ui.confirm import confirm
from quizapp.ui.desk import Desk
from quizapp.ui.widgets.basics import button


class SavedFiltersMenu(QObject):
    """``recalled`` carries the ``SavedFilter`` that was chosen."""

    recalled = Signal(object)

    def __init__(self, desk: Desk, over: QWidget, wanted: Callable[[], QuestionFilter]) -> None:
        """``wanted``: what is set at present."""
        super().__init__(over)
        self._desk = desk
        self._over = over
        self._wanted = wanted
        self.button: QPushButton = button(self.tr("Saved filters"))
        self.menu: QMenu | None = None
        self.button.clicked.connect(self.open)

    @Slot()
    def open(self) -> None:
        self._desk.ask(self._desk.services.filters.all, self._show)

    def _show(self, saved: Sequence[SavedFilter]) -> None:
        self.menu = menu = QMenu(self._over)
        for each in saved:
            menu.addAction(words.on_button(each.name), partial(self.recalled.emit, each))
        if not saved:
            menu.addAction(self.tr("None is saved yet")).setEnabled(False)
        menu.addSeparator()
        save = menu.addAction(self.tr("Save these filters …"), self.ask_to_save)
        save.setEnabled(self._wanted() != QuestionFilter())
        if not save.isEnabled():
            save.setText(self.tr("Save these filters (none is set)"))
        if saved:
            self._offer_changes(menu, saved)
        menu.popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))

    def _offer_changes(self, menu: QMenu, saved: Sequence[SavedFilter]) -> None:
        rename = menu.addMenu(self.tr("Rename"))
        delete = menu.addMenu(self.tr("Delete"))
        for each in saved:
            name = words.on_button(each.name)
            rename.addAction(name, partial(self.ask_to_rename, each.name))
            delete.addAction(name, partial(self.delete, each.name))

    def ask_to_save(self) -> None:
        wanted = self._wanted()
        ask_name(
            self._over, self.tr("Save these filters as"), "", self.tr("Save"),
            partial(self._save, wanted),
        )  # fmt: skip

    def _save(self, wanted: QuestionFilter, name: str) -> None:
        filters = self._desk.services.filters

        def taken(is_taken: bool) -> None:
            if not is_taken:
                self._save_now(wanted, name)
                return
            confirm(
                self._over, self.tr("Replace the saved filter?"),
                self.tr("There is already one called {}.").format(words.one_line(name)),
                self.tr("Replace"), partial(self._save_now, wanted, name),
            )  # fmt: skip

        self._desk.ask(lambda: filters.is_taken(name), taken)

    def _save_now(self, wanted: QuestionFilter, name: str) -> None:
        filters = self._desk.services.filters
        self._desk.ask(
            lambda: filters.save(name, wanted),
            lambda saved: self._desk.say(
                self.tr("Saved as {}.").format(words.one_line(saved.name)), "right"
            ),
        )

    def ask_to_rename(self, name: str) -> None:
        filters = self._desk.services.filters

        def rename(new: str) -> None:
            self._desk.ask(
                lambda: filters.rename(name, new),
                lambda saved: self._desk.say(
                    self.tr("Renamed to {}.").format(words.one_line(saved.name)), "right"
                ),
            )

        ask_name(self._over, self.tr("Rename the saved filter"), name, self.tr("Rename"), rename)

    def delete(self, name: str) -> None:
        filters = self._desk.services.filters
        self._desk.ask(lambda: filters.delete(name), self._deleted)

    def _deleted(self, saved: SavedFilter) -> None:
        filters = self._desk.services.filters

        def undo() -> None:
            self._desk.ask(
                lambda: filters.save(saved.name, saved.wanted),
                lambda _: self._desk.say(self.tr("It is back."), "right"),
            )

        said = self.tr("The saved filter {} was deleted.").format(words.one_line(saved.name))
        self._desk.offer(said, self.tr("Undo"), undo, "plain")
