"""What pages are drawn on: a PDF, a picture on the screen, a printer; their units and letters."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QFont,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPaintDevice,
    QPainter,
    QPdfWriter,
)

from quizapp import __version__
from quizapp.domain.paper import PaperLayout, PaperSize
from quizapp.errors import QuizError

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

DPI = 600
_SIZES = {PaperSize.A4: QPageSize.PageSizeId.A4, PaperSize.LETTER: QPageSize.PageSizeId.Letter}
_POINTS = {
    PaperLayout.ONE_COLUMN: 11.0,
    PaperLayout.TWO_COLUMNS: 10.0,
    PaperLayout.LARGE_PRINT: 18.0,
}
_USUAL = 11.0  # points that widths in mm are thought for
_LEAST = {PaperLayout.LARGE_PRINT: 18.0}  # points: no letter of it is smaller
FAMILY = "Inter"
_INCH = 25.4  # mm


@dataclass(frozen=True, slots=True)
class PageLook:
    """``margin``: in mm."""

    size: PaperSize = PaperSize.A4
    layout: PaperLayout = PaperLayout.ONE_COLUMN
    margin: float = 18.0

    @property
    def page(self) -> QPageLayout:
        margins = QMarginsF(self.margin, self.margin, self.margin, self.margin)
        return QPageLayout(
            QPageSize(_SIZES[self.size]), QPageLayout.Orientation.Portrait, margins,
            QPageLayout.Unit.Millimeter,
        )  # fmt: skip


class Paper:
    """Measures in dots of the device; ``mm`` and ``points`` turn others into them.

    Without ``device`` it is only good for finding out what stands where: in the dots of a PDF.
    """

    def __init__(self, look: PageLook, device: QPaintDevice | None = None) -> None:
        self.look = look
        self.device = device or _measure()
        self.page = look.page
        self.painter = QPainter()

    @property
    def layout(self) -> PaperLayout:
        return self.look.layout

    @property
    def dpi(self) -> int:
        return DPI

    @property
    def size(self) -> QSizeF:
        """Of the printable area."""
        rect = self.page.paintRectPixels(self.dpi)
        return QSizeF(rect.width(), rect.height())

    def mm(self, millimetres: float) -> float:
        return millimetres / _INCH * self.dpi

    def beside(self, millimetres: float) -> float:
        """mm for signs of some letters, given for letters of the usual size."""
        return millimetres * max(1.0, self.body_points / _USUAL)

    @property
    def body_points(self) -> float:
        return _POINTS[self.layout]

    def font(self, scale: float = 1.0, *, bold: bool = False, italic: bool = False) -> QFont:
        """``scale``: of the letters of the body."""
        font = QFont(FAMILY)
        font.setPointSizeF(max(self.body_points * scale, _LEAST.get(self.layout, 0.0)))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        font.setItalic(italic)
        # Signs that Inter draws in another way beside figures would be no text in the PDF.
        font.setFeature(QFont.Tag("calt"), 0)
        return font

    def line(self, x: float, y: float, width: float) -> None:
        self.painter.fillRect(QRectF(x, y, width, self.mm(0.25)), self.painter.pen().color())


class Print(Paper):
    """A device of many pages. Ask for the first one, too, with ``new_page``."""

    def __init__(self, look: PageLook, device: QPagedPaintDevice, name: str) -> None:
        """``name``: of the file or the printer, to be said where it fails."""
        super().__init__(look, device)
        self._paged = device
        self._begun = False
        if not self.painter.begin(device):
            raise QuizError(f"{name} could not be written. Is it open in another program?")

    def new_page(self) -> None:
        if self._begun:
            self._paged.newPage()
        self._begun = True

    def close(self) -> None:
        if self.painter.isActive() and not self.painter.end():
            raise QuizError("It could not be written to the end. Is the disk full?")


class PdfPaper(Print):
    def __init__(self, look: PageLook, path: Path, title: str) -> None:
        writer = QPdfWriter(str(path))
        writer.setResolution(DPI)
        writer.setTitle(title)
        writer.setCreator(f"QuizApp {__version__}")
        writer.setPageLayout(look.page)
        super().__init__(look, writer, path.name)


class PrinterPaper(Print):
    """The paper and the resolution are those that the printer has."""

    def __init__(self, look: PageLook, printer: QPrinter) -> None:
        self._dots = printer.resolution()
        super().__init__(look, printer, printer.printerName() or "The page")
        self.page = printer.pageLayout()

    @property
    def dpi(self) -> int:
        return self._dots


class PicturePaper(Paper):
    """One page as a picture for the screen: set in the dots of a PDF, so that every line ends where
    it ends there, and drawn smaller. Any thread may make one: nothing of it is a QObject."""

    def __init__(self, look: PageLook, dots: float) -> None:
        """``dots``: of the picture an inch."""
        super().__init__(look)
        scale = dots / DPI
        whole = self.page.fullRectPixels(DPI).size()
        self.picture = QImage(
            QSize(max(1, round(whole.width() * scale)), max(1, round(whole.height() * scale))),
            QImage.Format.Format_RGB32,
        )
        self.picture.fill(Qt.GlobalColor.white)
        self.painter.begin(self.picture)
        hints = QPainter.RenderHint
        self.painter.setRenderHints(
            hints.Antialiasing | hints.TextAntialiasing | hints.SmoothPixmapTransform
        )
        self.painter.scale(scale, scale)
        self.painter.translate(QPointF(self.page.paintRectPixels(DPI).topLeft()))

    def finished(self) -> QImage:
        self.painter.end()
        return self.picture


def _measure() -> QImage:
    """A paint device as fine as a PDF, to set letters by."""
    made = QImage(1, 1, QImage.Format.Format_RGB32)
    made.setDotsPerMeterX(round(DPI / _INCH * 1000))
    made.setDotsPerMeterY(round(DPI / _INCH * 1000))
    return made
