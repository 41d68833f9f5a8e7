"""Past imports: what each brought, and taking it out again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QListView, QStackedLayout, QWidget

from quizapp.domain.importing import PastImport, Undone
from quizapp.errors import Cancelled
from quizapp.ui import words
from quizapp.ui.confirm import ConfirmDialog, confirm
from quizapp.ui.desk import QUESTIONS, REVIEWS
from quizapp.ui.exchange.report_tabs import ReportTabs
from quizapp.ui.exchange.reports import ask_where_to_save, undone_words
from quizapp.ui.long_work import WorkDialog, do_long_work
from quizapp.ui.screens.screen import Screen
from quizapp.ui.widgets.actions import Actions
from quizapp.ui.widgets.basics import button, column, label, scrolled
from quizapp.ui.widgets.empty import EmptyState
from quizapp.ui.widgets.rows import DETAIL, FADED, RowDelegate

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class PastImports(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._imports: Sequence[PastImport] = ()
        self._decks: Mapping[str, str] = {}
        self._formats: Mapping[str, str] = {}

    def show_imports(
        self, imports: Sequence[PastImport], decks: Mapping[str, str], formats: Mapping[str, str]
    ) -> None:
        """``decks``: names by id; ``formats``: names by key."""
        self.beginResetModel()
        self._imports, self._decks, self._formats = imports, decks, formats
        self.endResetModel()

    def at(self, place: int) -> PastImport | None:
        return self._imports[place] if 0 <= place < len(self._imports) else None

    def has_deck(self, past: PastImport) -> bool:
        return past.deck_id in self._decks

    def record(self, past: PastImport) -> dict[str, object]:
        """What its report says besides the entries; plain data."""
        return {
            "file": past.file, "at": past.at.isoformat(), "format": past.format,
            "deck": self._decks.get(past.deck_id, ""), "added": past.added,
            "updated": past.changed, "unchanged": past.unchanged, "reviews": past.reviews,
            "undone": past.undone_at.isoformat() if past.undone_at else None,
        }  # fmt: skip

    # Qt overrides

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._imports)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        past = self.at(index.row()) if index.isValid() else None
        if past is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heading(past)
        if role == DETAIL:
            return self._detail(past)
        if role == FADED:
            return past.undone_at is not None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._heading(past)}. {self._detail(past)}"
        return None

    def _heading(self, past: PastImport) -> str:
        deck = self._decks.get(past.deck_id)
        file = words.one_line(past.file)
        return f"{file}  →  {words.one_line(deck)}" if deck else file

    def _detail(self, past: PastImport) -> str:
        parts = [words.moment(past.at), self._formats.get(past.format, past.format)]
        for number, said in (
            (past.added, words.tr("{:,} added")),
            (past.changed, words.tr("{:,} changed")),
            (past.unchanged, words.tr("{:,} there already")),
            (past.reviews, words.tr("{:,} past answers")),
            (len(past.skipped), words.tr("{:,} left out")),
        ):
            if number:
                parts.append(said.format(number))
        if not (past.added or past.changed or past.reviews):
            parts.append(words.tr("nothing changed"))
        if past.undone_at is not None:
            parts.append(words.tr("undone {}").format(words.moment(past.undone_at)))
        return "  ·  ".join(parts)


class PastPage(QWidget):
    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self._screen, self.desk = screen, screen.desk
        self.work: WorkDialog | None = None
        self.model = PastImports(self)
        self.list = QListView()
        self.undo = button(self.tr("Undo"))
        self.look = button(self.tr("Look at them"))
        self.save = button(self.tr("Save the report"))
        self.said = label("", wrap=True)
        self.report = ReportTabs(self.desk.theme, self.tr("What the import said"))
        self._pages = QStackedLayout(self)
        self._build()
        self.list.selectionModel().currentChanged.connect(lambda *_: self._moved())
        self.undo.clicked.connect(self.ask_undo)
        self.look.clicked.connect(self._look_at_them)
        self.save.clicked.connect(self._save)

    def _build(self) -> None:
        self.list.setModel(self.model)
        self.list.setItemDelegate(RowDelegate(self.desk.theme, lines=1))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(self.tr("Past imports"))
        self.desk.theme.changed.connect(self.list.doItemsLayout)
        page = QWidget()
        self.list.setMinimumHeight(self.desk.theme.scaled(130))
        actions = Actions(self.undo, self.look, self.save)
        layout = column(self.list, actions, self.said, self.report, spacing=10)
        layout.setStretch(0, 3)
        layout.setStretch(3, 2)
        layout.setContentsMargins(0, 0, 8, 4)
        page.setLayout(layout)
        self._pages.addWidget(scrolled(page, self.tr("Past imports")))
        self._pages.addWidget(
            EmptyState(
                self.desk.theme, "import", self.tr("Nothing was imported yet"),
                self.tr("Each import stands here with what it took and what it left out, and can "
                        "be undone as a whole."),
            )
        )  # fmt: skip

    def opened(self) -> None:
        services = self.desk.services

        def read() -> tuple[list[PastImport], dict[str, str]]:
            decks = {deck.id: deck.name for deck in services.questions.decks()}
            return services.exchange.imports(), decks

        self.desk.ask(read, lambda found: self.show_imports(*found))

    def show_imports(self, imports: Sequence[PastImport], decks: Mapping[str, str]) -> None:
        formats = {known.key: known.name for known in self.desk.services.exchange.formats()}
        kept = self.list.currentIndex().row()
        self.model.show_imports(imports, decks, formats)
        self._pages.setCurrentIndex(0 if imports else 1)
        if imports:
            self.list.setCurrentIndex(self.model.index(min(max(0, kept), len(imports) - 1), 0))
            self._moved()

    def take_focus(self) -> None:
        self.list.setFocus()

    @property
    def current(self) -> PastImport | None:
        index = self.list.currentIndex()
        return self.model.at(index.row()) if index.isValid() else None

    def _moved(self) -> None:
        past = self.current
        self.said.setText("")
        self.said.hide()
        self.undo.setEnabled(past is not None and past.can_be_undone)
        self.look.setEnabled(past is not None and self.model.has_deck(past))
        self.save.setEnabled(past is not None)
        if past is None:
            return
        self.report.show_parts(
            [
                (self.tr("Taken otherwise"), past.altered,
                 self.tr("All was taken just as it stood in the file.")),
                (self.tr("Left out"), past.skipped, self.tr("Nothing was left out.")),
            ],
            1 if past.skipped and not past.altered else 0,
        )  # fmt: skip

    # What is done with one

    def ask_undo(self) -> ConfirmDialog | None:
        past = self.current
        if past is None or not self.undo.isEnabled():
            return None
        return confirm(
            self, self.tr("Undo the import of {}?").format(words.one_line(past.file)),
            self.tr("What it added is taken out, what it changed becomes as it was before. "
                    "Questions that were edited or answered since stay, and are named."),
            self.tr("Undo the import"), lambda: self.undo_import(past), danger=False,
        )  # fmt: skip

    def undo_import(self, past: PastImport) -> None:
        exchange = self.desk.services.exchange
        self.undo.setEnabled(False)
        self.work = do_long_work(
            self._screen,
            (self.tr("Undoing the import of {}").format(words.one_line(past.file)),
             self.tr("Cancelled. The import stays as it was.")),
            lambda watch: exchange.undo_import(past.id, watch),
            lambda found: self._undone(found[1]),
            self._not_undone,
        )  # fmt: skip

    def _not_undone(self, error: BaseException) -> None:
        self._moved()
        self.undo.setFocus()
        if not isinstance(error, Cancelled):
            self.desk.explain(error)

    def _undone(self, undone: Undone) -> None:
        services = self.desk.services
        self.desk.changed.emit(QUESTIONS)
        if undone.reviews:
            self.desk.changed.emit(REVIEWS)

        def read() -> tuple[list[PastImport], dict[str, str]]:
            decks = {deck.id: deck.name for deck in services.questions.decks()}
            return services.exchange.imports(), decks

        def shown(found: tuple[list[PastImport], dict[str, str]]) -> None:
            self.show_imports(*found)
            self.said.setText(undone_words(undone))
            self.said.show()
            self.report.show_parts(
                [(self.tr("Not undone"), undone.left, self.tr("All of it was undone."))]
            )
            self.list.setFocus()

        self.desk.ask(read, shown)

    def _look_at_them(self) -> None:
        if self.current is not None:
            self.desk.go("questions", self.current.deck_id)

    def _save(self) -> None:
        past = self.current
        if past is None:
            return
        parts = {"changed": past.altered, "skipped": past.skipped}
        ask_where_to_save(self, self.desk, past.file, self.model.record(past), parts)
