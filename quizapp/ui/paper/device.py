"""The PDF that is written: its size, margins and units, and the letters on it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter, QPdfWriter

from quizapp import __version__
from quizapp.domain.paper import PaperLayout, PaperSize
from quizapp.errors import QuizError

DPI = 600
_SIZES = {PaperSize.A4: QPageSize.PageSizeId.A4, PaperSize.LETTER: QPageSize.PageSizeId.Letter}
_POINTS = {
    PaperLayout.ONE_COLUMN: 11.0,
    PaperLayout.TWO_COLUMNS: 10.0,
    PaperLayout.LARGE_PRINT: 18.0,
}
FAMILY = "Inter"


class Paper:
    """Measures in dots of the device; ``mm`` and ``points`` turn others into them."""

    def __init__(
        self, path: Path, title: str, size: PaperSize, layout: PaperLayout, margin: float = 18.0
    ) -> None:
        """``margin``: in mm."""
        self.layout = layout
        self.writer = QPdfWriter(str(path))
        self.writer.setResolution(DPI)
        self.writer.setTitle(title)
        self.writer.setCreator(f"QuizApp {__version__}")
        margins = QMarginsF(margin, margin, margin, margin)
        self.writer.setPageLayout(
            QPageLayout(
                QPageSize(_SIZES[size]), QPageLayout.Orientation.Portrait, margins,
                QPageLayout.Unit.Millimeter,
            )
        )  # fmt: skip
        self.painter = QPainter()
        if not self.painter.begin(self.writer):
            raise QuizError(f"{path.name} could not be written. Is it open in another program?")

    def close(self) -> None:
        if self.painter.isActive() and not self.painter.end():
            raise QuizError("The PDF could not be written to the end. Is the disk full?")

    @property
    def size(self) -> QSizeF:
        """Of the printable area."""
        rect = self.writer.pageLayout().paintRectPixels(DPI)
        return QSizeF(rect.width(), rect.height())

    def mm(self, millimetres: float) -> float:
        return millimetres / 25.4 * DPI

    @property
    def body_points(self) -> float:
        return _POINTS[self.layout]

    def font(self, scale: float = 1.0, *, bold: bool = False, italic: bool = False) -> QFont:
        """``scale``: of the letters of the body."""
        font = QFont(FAMILY)
        font.setPointSizeF(self.body_points * scale)
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        font.setItalic(italic)
        # Signs that Inter draws in another way beside figures would be no text in the PDF.
        font.setFeature(QFont.Tag("calt"), 0)
        return font

    def new_page(self) -> None:
        self.writer.newPage()

    def line(self, x: float, y: float, width: float) -> None:
        self.painter.fillRect(QRectF(x, y, width, self.mm(0.25)), self.painter.pen().color())
