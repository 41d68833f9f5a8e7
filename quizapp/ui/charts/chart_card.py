"""A chart with its heading, what it says, its table, and ways to keep it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, Slot
from PySide6.QtGui import QImageWriter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QMenu,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QWidget,
)

from quizapp.errors import StorageError
from quizapp.progress.table import Table, as_csv
from quizapp.ui.ask_file import FileKind, ask_file_to_write
from quizapp.ui.charts.chart import Chart
from quizapp.ui.desk import Desk
from quizapp.ui.widgets.basics import column, label, row, tool
from quizapp.ui.widgets.elided import ElidedLabel

_TABLE_HEIGHT = 260


class KeptChart(QFrame):
    """A chart with its heading, what it says, and a menu: as a list, as CSV, as a picture."""

    def __init__(
        self, desk: Desk, title: str, chart: Chart, *, beside: Sequence[QWidget] = ()
    ) -> None:
        """``beside``: what stands in the heading's line, such as a choice of groups."""
        super().__init__()
        self.setObjectName("card")
        self.desk = desk
        self.title = title
        self.chart = chart
        self._words = label("", "muted", wrap=True)
        self._words.hide()
        self._caption = ElidedLabel("", "small")  # a long one must not make the card wider
        self.menu_button = self._menu()
        self._heading = label(title, "strong")
        self._head = row(self._heading, -1, spacing=6)
        for each in beside:
            self._head.addWidget(each)
        self._head.addWidget(self.menu_button)
        chart.pointed.connect(self._caption.setText)

    def say(self, text: str) -> None:
        """One sentence under the heading: what the chart shows at a look."""
        self._words.setText(text)
        self._words.setVisible(bool(text))

    @property
    def as_table(self) -> bool:
        return self._as_table.isChecked()

    def set_as_table(self, on: bool) -> None:
        if self.as_table is not on:
            self._as_table.setChecked(on)  # which comes back here
            return
        self._show_as_table(on)

    @abstractmethod
    def _show_as_table(self, on: bool) -> None: ...

    @abstractmethod
    def save_csv(self, file: Path) -> None: ...

    def save_picture(self, file: Path) -> None:
        """The chart as it is on the screen."""
        picture = QBuffer()
        picture.open(QIODevice.OpenModeFlag.WriteOnly)
        kind = QByteArray((file.suffix.lstrip(".") or "png").encode())
        if not QImageWriter(picture, kind).write(self.chart.grab().toImage()):
            self.desk.explain(
                StorageError(f"There is no way to write a picture as {file.name}. Name it .png.")
            )
            return
        data = bytes(picture.data().data())
        self._keep(file, lambda: data)

    def _menu(self) -> QToolButton:
        opener = tool(
            self.desk.theme, "more", self.tr("{}: table, CSV, picture").format(self.title)
        )
        menu = QMenu(opener)
        self._as_table = menu.addAction(self.tr("Show as table"))
        self._as_table.setCheckable(True)
        self._as_table.toggled.connect(self.set_as_table)
        menu.addSeparator()
        menu.addAction(self.tr("Save the table (CSV) …")).triggered.connect(self._ask_csv)
        menu.addAction(self.tr("Save the picture (PNG) …")).triggered.connect(self._ask_picture)
        opener.setMenu(menu)
        opener.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return opener

    # Keeping

    @Slot()
    def _ask_csv(self) -> None:
        table = FileKind(self.tr("Tables"), [".csv"])
        file = ask_file_to_write(self, self.title, self.title, table)
        if file is not None:
            self.save_csv(file)

    @Slot()
    def _ask_picture(self) -> None:
        picture = FileKind(self.tr("Pictures"), [".png"])
        file = ask_file_to_write(self, self.title, self.title, picture)
        if file is not None:
            self.save_picture(file)

    def _keep_table(self, file: Path, make: Callable[[], Table]) -> None:
        """``make``: the table, off the main thread like its writing: it may be a long one."""
        # With its signature, so that Excel takes it for UTF-8.
        self._keep(file, lambda: as_csv(make()).encode("utf-8-sig"))

    def _keep(self, file: Path, make: Callable[[], bytes]) -> None:
        def write() -> None:
            data = make()
            part = file.with_name(f"{file.name}.new")
            try:  # the whole file or none: an older one of that name stays until this is written
                part.write_bytes(data)
                part.replace(file)
            except OSError as error:
                with suppress(OSError):
                    part.unlink()
                raise StorageError(
                    f"{file.name} could not be written ({error.strerror or error}). "
                    "Choose another folder."
                ) from error

        saved = self.tr("Saved {}.").format(file.name)
        self.desk.compute(write, lambda _: self.desk.say(saved, "right"))


class ChartCard(KeptChart):
    def __init__(
        self, desk: Desk, title: str, chart: Chart, *, beside: QWidget | None = None
    ) -> None:
        """``beside``: what stands in the heading's line, such as a choice of groups."""
        super().__init__(desk, title, chart, beside=() if beside is None else (beside,))
        self._table = Table(())
        self.grid = self._empty_grid()
        self.grid.hide()
        layout = column(self._head, self._words, 4, chart, self.grid, self._caption, -1, spacing=2)
        layout.setContentsMargins(20, 12, 16, 10)
        self.setLayout(layout)

    def show_table(self, table: Table) -> None:
        """What the chart shows in rows; the chart itself is filled by its owner."""
        self._table = table
        if self.as_table:
            self._fill_grid()

    def save_csv(self, file: Path) -> None:
        table = self._table
        self._keep_table(file, lambda: table)

    def _show_as_table(self, on: bool) -> None:
        if on:
            self._fill_grid()
        self.grid.setVisible(on)
        self.chart.setVisible(not on)

    def _fill_grid(self) -> None:
        """Only once it is looked at: years of days are thousands of cells."""
        table = self._table
        self.grid.clear()
        self.grid.setColumnCount(len(table.headings))
        self.grid.setHorizontalHeaderLabels(list(table.headings))
        self.grid.setRowCount(len(table.rows))
        for number, cells in enumerate(table.rows):
            for place, cell in enumerate(cells):
                item = QTableWidgetItem(f"{cell:,}" if isinstance(cell, int) else str(cell))
                if not isinstance(cell, str):
                    item.setTextAlignment(
                        Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                    )
                self.grid.setItem(number, place, item)
        self.grid.resizeColumnsToContents()

    def _empty_grid(self) -> QTableWidget:
        grid = _Grid()
        grid.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        grid.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        grid.verticalHeader().hide()
        grid.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        grid.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        grid.setShowGrid(False)
        grid.setAccessibleName(self.tr("{} as a table").format(self.title))
        grid.setTabKeyNavigation(False)
        return grid


class _Grid(QTableWidget):
    def sizeHint(self) -> QSize:
        rows = self.verticalHeader().length() + self.horizontalHeader().height() + 4
        return QSize(320, min(rows, _TABLE_HEIGHT))
