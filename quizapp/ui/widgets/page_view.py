"""Pages as they will be printed: turned and zoomed by keyboard, painted off the main thread."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QKeyEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QScrollArea, QWidget

from quizapp.ui.desk import Desk
from quizapp.ui.paper.printing import Preview
from quizapp.ui.widgets.basics import column, label, row, tool

_STEP = 1.25  # from one zoom to the next
_LEAST, _MOST = 24.0, 300.0  # dots an inch
_INCH = 25.4  # mm
_EDGE = 12  # px around the page


class PageView(QWidget):
    """Shows one page. Without a zoom that was chosen, the whole page has room."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._preview: Preview | None = None
        self._dots: float | None = None  # None: as large as there is room
        self._painting = False
        self._again = False  # something changed while a page was being painted
        self._said = ""
        self.number = 0
        """Of the page that is shown, from 0."""
        self.page = QLabel()
        self.page.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.area = _Area(self)
        self.area.setWidget(self.page)
        self.parts = QComboBox()
        self.before = tool(desk.theme, "up", self.tr("Page before (Page Up)"))
        self.next = tool(desk.theme, "down", self.tr("Next page (Page Down)"))
        self.count = label("", "muted")
        self.smaller = tool(desk.theme, "zoom_out", self.tr("Smaller (−)"))
        self.larger = tool(desk.theme, "zoom_in", self.tr("Larger (+)"))
        self.whole = tool(desk.theme, "zoom_all", self.tr("The whole page (0)"))
        self._build()

    def _build(self) -> None:
        self.parts.setAccessibleName(self.tr("Part"))
        self.parts.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.parts.setToolTip(self.tr("Go to a version or to its key"))
        bar = row(
            self.parts, self.before, self.next, self.count, -1, self.smaller, self.larger,
            self.whole, spacing=4,
        )  # fmt: skip
        layout = column(bar, self.area, spacing=8)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.setFocusProxy(self.area)
        self.parts.activated.connect(lambda _: self.go_to(int(self.parts.currentData())))
        self.before.clicked.connect(lambda: self.turn(-1))
        self.next.clicked.connect(lambda: self.turn(1))
        self.smaller.clicked.connect(lambda: self.zoom(1 / _STEP))
        self.larger.clicked.connect(lambda: self.zoom(_STEP))
        self.whole.clicked.connect(self.show_whole)
        self._show_state()

    @property
    def pages(self) -> int:
        return len(self._preview.pages) if self._preview else 0

    def show_pages(self, preview: Preview | None, instead: str = "") -> None:
        """Stays at the page where there is one of that number. ``instead``: why there is none."""
        self._preview = preview
        self._said = instead
        self.number = min(self.number, max(0, self.pages - 1))
        self.parts.clear()
        names = [page.name for page in preview.pages] if preview else []
        for number, name in enumerate(names):
            if number == 0 or name != names[number - 1]:
                self.parts.addItem(name, number)
        self.parts.setVisible(self.parts.count() > 1)
        if preview is None:
            self.page.setPixmap(QPixmap())
            self.page.setText(instead)
        self._show_state()
        self._paint()

    def turn(self, by: int) -> None:
        self.go_to(self.number + by)

    def go_to(self, number: int) -> None:
        """To the first or the last page where that is out of range."""
        number = max(0, min(number, self.pages - 1))
        if number != self.number:
            self.number = number
            self.area.verticalScrollBar().setValue(0)
            self._show_state()
            self._paint()

    def zoom(self, factor: float) -> None:
        self._dots = max(_LEAST, min(_MOST, self.dots * factor))
        self._paint()

    def show_whole(self) -> None:
        self._dots = None
        self._paint()

    @property
    def dots(self) -> float:
        """An inch, as it is shown now."""
        return self._dots if self._dots is not None else self._fitting()

    def _fitting(self) -> float:
        if self._preview is None:
            return _LEAST
        page, room = self._preview.millimetres, self.area.viewport().size()
        across = (room.width() - 2 * _EDGE) / page.width()
        down = (room.height() - 2 * _EDGE) / page.height()
        return max(_LEAST, min(_MOST, min(across, down) * _INCH))

    # Painting

    def _paint(self) -> None:
        """One page at a time: what changes meanwhile is painted afterwards, and only the last."""
        preview = self._preview
        if preview is None or not preview.pages:
            return
        if self._painting:
            self._again = True
            return
        self._painting = True
        ratio, number = self.devicePixelRatioF(), self.number
        dots = self.dots * ratio
        self._desk.compute(
            lambda: preview.picture(number, dots), partial(self._painted, ratio), self._failed
        )

    def _painted(self, ratio: float, image: QImage) -> None:
        self._painting = False
        if self._again:
            self._again = False
            self._paint()
            return
        if self._preview is None:
            return
        image.setDevicePixelRatio(ratio)
        self.page.setPixmap(QPixmap.fromImage(image))

    def _failed(self, problem: BaseException) -> None:
        self._painting = self._again = False
        self.page.setText(str(problem))

    def _show_state(self) -> None:
        many = self.pages
        said = self.tr("Page {number} of {all}").format(number=self.number + 1, all=many)
        self.count.setText(said if many else "")
        self.before.setEnabled(self.number > 0)
        self.next.setEnabled(self.number + 1 < many)
        for each in (self.smaller, self.larger, self.whole):
            each.setEnabled(many > 0)
        begins = [int(self.parts.itemData(n)) for n in range(self.parts.count())]
        here = sum(begin <= self.number for begin in begins) - 1
        self.parts.setCurrentIndex(here)
        name = self.parts.itemText(here) if here >= 0 else ""
        self.area.setAccessibleName(", ".join(text for text in (said, name) if text) if many
                                    else self._said)  # fmt: skip

    def take_key(self, key: int) -> bool:
        """Whether it turned or zoomed."""
        if key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.turn(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_to(0 if key == Qt.Key.Key_Home else self.pages - 1)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom(1 / _STEP if key == Qt.Key.Key_Minus else _STEP)
        elif key == Qt.Key.Key_0:
            self.show_whole()
        else:
            return False
        return True

    # Qt override

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._dots is None:
            self._paint()


class _Area(QScrollArea):
    """Keys turn pages, arrows move a page that is larger than its room; Ctrl and wheel zooms."""

    def __init__(self, view: PageView) -> None:
        super().__init__()
        self._view = view
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setObjectName("pages")
        self.setCornerWidget(QWidget())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolTip(
            view.tr("Page Up and Page Down turn the pages, + and − zoom, 0 shows the whole page")
        )

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(360, 480)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._view.take_key(event.key()):
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        step = event.angleDelta().y()
        if held and step:
            self._view.zoom(_STEP if step > 0 else 1 / _STEP)
            event.accept()
            return
        super().wheelEvent(event)
