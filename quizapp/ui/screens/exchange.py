"""Import and export: questions out of files and into files, and what was imported before."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QToolButton

from quizapp.domain.deck import Deck, DeckSummary
from quizapp.domain.quiz import Quiz
from quizapp.ui.desk import Desk
from quizapp.ui.exchange.export_page import ExportPage
from quizapp.ui.exchange.import_page import ImportPage, Stage
from quizapp.ui.exchange.past_page import PastPage
from quizapp.ui.exchange.what import ExportThis, ImportThese
from quizapp.ui.screens.screen import Screen
from quizapp.ui.widgets.basics import column, label, row

IMPORT, PAST, EXPORT = range(3)


class ExchangeScreen(Screen):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.importing = ImportPage(self)
        self.past = PastPage(self)
        self.exporting = ExportPage(self)
        self._parts = QStackedWidget()
        self._tabs = QButtonGroup(self)
        self._build()
        self.desk.replaced.connect(self._forget)
        self._add_commands()

    def opened(self, what: object = None) -> None:
        """``what``: files to import, or what to export; None: as it was left."""
        if isinstance(what, ImportThese):
            self.show_part(IMPORT)
            self.importing.add_files(what.files)
            return
        export = as_export(what)
        if export is not None:
            self._show(EXPORT)
            self.exporting.opened(export)
            return
        self.show_part(self._parts.currentIndex())

    def learner_changed(self) -> None:
        """Past answers are the learner's: what would be taken or left out is looked at anew."""
        if not self.isVisible() or not self.desk.ready:
            return
        if self.part == IMPORT:
            self.importing.look_again()
        elif self.part == EXPORT:
            self.exporting.weigh()

    def take_files(self, paths: Sequence[str]) -> bool:
        """Whatever is dropped here is meant as questions."""
        self.show_part(IMPORT)
        self.importing.add_files([Path(path) for path in paths])
        return True

    # Building

    def _build(self) -> None:
        tabs = row(spacing=4)
        for number, text in enumerate(
            (self.tr("Import"), self.tr("Past imports"), self.tr("Export"))
        ):
            tabs.addWidget(self._tab(number, text))
        tabs.addStretch(1)
        for page in (self.importing, self.past, self.exporting):
            self._parts.addWidget(page)
        layout = column(label(self.tr("Import and export"), "title"), tabs, self._parts, spacing=12)
        layout.setStretch(2, 1)
        layout.setContentsMargins(32, 24, 32, 10)
        self.setLayout(layout)

    def _tab(self, number: int, text: str) -> QToolButton:
        made = QToolButton()
        made.setText(text)
        made.setToolTip(f"{text} (Alt+{number + 1})")
        made.setCheckable(True)
        made.setChecked(number == 0)
        made.setProperty("kind", "tab")
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.clicked.connect(lambda: self.show_part(number))
        self._tabs.addButton(made, number)
        return made

    def _add_commands(self) -> None:
        for number, text in enumerate(
            (self.tr("Import"), self.tr("Past imports"), self.tr("Export"))
        ):
            self.command(text, [f"Alt+{number + 1}"], lambda n=number: self.show_part(n))  # type: ignore[misc]
        self.command(self.tr("Choose a file to import"), ["Ctrl+Shift+O"], self._choose,
                     button=self.importing.choose)  # fmt: skip
        self.command(self.tr("Import, or export, what is shown"), ["Return", "Enter"], self._enter,
                     shown_keys=["Return"])  # fmt: skip
        self.command(self.tr("Undo the import"), ["Ctrl+Z"], self._undo)
        self.command(self.tr("Print cards to cut out"), ["Ctrl+P"], self._print)
        for number, text in enumerate(
            (self.tr("First list"), self.tr("Second list"), self.tr("Third list"))
        ):
            self.command(text, [f"Alt+Shift+{number + 1}"], lambda n=number: self._list(n))  # type: ignore[misc]
        self.command(self.tr("Cancel, or back"), ["Escape"], self._back)

    # Parts

    def show_part(self, number: int) -> None:
        self._show(number)
        page = self._page
        page.opened()
        page.take_focus()

    def _show(self, number: int) -> None:
        self._tabs.button(number).setChecked(True)
        self._parts.setCurrentIndex(number)

    @property
    def part(self) -> int:
        return self._parts.currentIndex()

    @property
    def _page(self) -> ImportPage | PastPage | ExportPage:
        return (self.importing, self.past, self.exporting)[self.part]

    # Commands

    def _choose(self) -> None:
        self._show(IMPORT)
        self.importing.ask_file()

    def _enter(self) -> None:
        focused = self.focused_button()
        if focused is not None:
            focused.click()
        elif self.part == IMPORT and self.importing.stage is Stage.LOOKING:
            self.importing.take()
        elif self.part == EXPORT:
            self.exporting.ask_where()

    def _undo(self) -> None:
        if self.part == PAST:
            self.past.ask_undo()
        elif self.part == IMPORT:
            self.importing.take_back()

    def _print(self) -> None:
        if self.part == EXPORT:
            self.exporting.print_cards()

    def _list(self, number: int) -> None:
        self._page.report.choose(number)

    def _back(self) -> None:
        if self.part != IMPORT or not self.importing.cancel():
            self.desk.go("questions")

    def _forget(self) -> None:
        self.importing.cancel()
        self.past.show_imports((), {})


def as_export(what: object) -> ExportThis | None:
    """A deck, a quiz or a choice of questions, as what is to be exported."""
    if isinstance(what, ExportThis):
        return what
    if isinstance(what, Quiz):
        return ExportThis(what.name, quiz_id=what.id)
    if isinstance(what, Deck | DeckSummary):
        return ExportThis(what.name, deck_id=what.id)
    return None
