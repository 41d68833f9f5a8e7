"""A passage of a document with the words that prove an answer highlighted; plain text only."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QGuiApplication, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from quizapp.ui.theme import Theme

LINE_HEIGHT = 1.5
SENTENCE_ENDS = ".!?\n"


def excerpt(text: str, start: int, end: int, room: int) -> tuple[str, int, int]:
    """The text around ``start``..``end`` with about ``room`` characters on each side.

    Cuts at the end of a sentence, else between words, and says so with an ellipsis. Returns the
    shorter text and where the same words stand in it.
    """
    first = _cut_before(text, start, room)
    last = _cut_after(text, end, room)
    lead = "… " if first > 0 else ""
    tail = " …" if last < len(text) else ""
    shift = len(lead) - first
    return lead + text[first:last] + tail, start + shift, end + shift


def _cut_before(text: str, start: int, room: int) -> int:
    if start <= room:
        return 0
    earliest = start - room
    for position in range(earliest, start):
        if text[position - 1].isspace() and text[position - 2 : position - 1] in SENTENCE_ENDS:
            return position
    space = text.find(" ", earliest, start)
    return space + 1 if space >= 0 else earliest


def _cut_after(text: str, end: int, room: int) -> int:
    latest = end + room
    if latest >= len(text):
        return len(text)
    for position in range(latest, end, -1):
        if text[position - 1] in SENTENCE_ENDS and text[position].isspace():
            return position
    space = text.rfind(" ", end, latest)
    return space if space > end else latest


class PassageView(QWidget):
    """Grows with its text; put it into a scroll area where the text may be long."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._text = ""
        self._start = self._end = 0
        self._layout = QTextLayout()
        self._width = -1
        self._height = 0.0
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.tr("Passage"))
        copy = QAction(self.tr("Copy the passage"), self)
        copy.triggered.connect(self._copy)
        self.addAction(copy)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    @property
    def text(self) -> str:
        return self._text

    @property
    def highlighted(self) -> str:
        return self._text[self._start : self._end]

    def show_passage(self, text: str, start: int, end: int) -> None:
        """Shows the text with ``text[start:end]`` highlighted."""
        self._text = text
        self._start, self._end = max(0, start), min(len(text), end)
        self._width = -1
        self.setAccessibleDescription(text)
        self.updateGeometry()
        self.update()

    def evidence_rect(self) -> QRectF:
        """Where the first highlighted line stands, in this widget; empty without evidence."""
        self._lay_out(self.width())
        rects = self._evidence_rects()
        return rects[0] if rects else QRectF()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)

    def _lay_out(self, width: int) -> None:
        if width == self._width and self._layout.font() == self.font():
            return
        self._width = width
        self._layout = QTextLayout(self._text.replace("\n", "\u2028"), self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._layout.beginLayout()
        height = 0.0
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(40, width))
            extra = line.height() * (LINE_HEIGHT - 1) / 2
            line.setPosition(QPointF(0, height + extra))
            height += line.height() * LINE_HEIGHT
        self._layout.endLayout()
        self._height = height

    def _evidence_rects(self) -> list[QRectF]:
        if self._start >= self._end:
            return []
        rects = []
        for number in range(self._layout.lineCount()):
            line = self._layout.lineAt(number)
            first = max(self._start, line.textStart())
            last = min(self._end, line.textStart() + line.textLength())
            if first < last:
                left = x_of(line.cursorToX(first))
                right = x_of(line.cursorToX(last))
                top = line.position().y()
                rects.append(QRectF(left - 2, top - 1, right - left + 4, line.height() + 2))
        return rects

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._width = -1
            self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        self._lay_out(width)
        return round(self._height + 0.5)

    def sizeHint(self) -> QSize:
        width = self.width() if self.width() > 100 else 480
        return QSize(480, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        self._lay_out(self.width())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("evidence"))
        edge = self._theme.colour("evidence_edge")
        for rect in self._evidence_rects():
            painter.drawRoundedRect(rect, 3, 3)
            painter.fillRect(
                QRectF(rect.left() + 1, rect.bottom() - 1.5, rect.width() - 2, 1.5), edge
            )
        painter.setPen(self._theme.colour("text"))
        self._layout.draw(painter, QPointF(0, 0))
        painter.end()


def x_of(found: object) -> float:
    """``cursorToX`` gives the position, or a pair of it and the cursor, by version."""
    if isinstance(found, tuple):
        return float(found[0])
    return float(found)  # type: ignore[arg-type]
