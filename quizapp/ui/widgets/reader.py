"""Reads a document: its passages, with the places highlighted that questions came from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QFont,
    QMouseEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from quizapp.domain.document import Document
from quizapp.domain.question import Citation, Question
from quizapp.ui.reader_text import ReaderText
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import keep_bar_room

MEASURE = 700  # px: the longest line that reads well
MARGIN = 16  # px around the text; it scrolls with the text, so that lines go on to the edge
EDGE = 4  # px that keep the text off the round corners


class Reader(QPlainTextEdit):
    """Plain text with formats of ours; nothing in a document is read as markup."""

    asked_about = Signal(int)  # the place of this number was clicked

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("reader")
        self._theme = theme
        self._text: ReaderText | None = None
        self._questions: Sequence[Question] = ()
        self._places: list[tuple[int, int, int]] = []  # start, end, number of the question
        self._current: tuple[int, int] | None = None
        keep_bar_room(self)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.document().setDocumentMargin(MARGIN)
        self.setAccessibleName(self.tr("Text of the document"))
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.viewport().setMouseTracking(True)
        theme.changed.connect(self._redraw)

    @property
    def places(self) -> list[tuple[int, int, int]]:
        """Start, end, and index of the question, in the order of the text."""
        return self._places

    @property
    def marked(self) -> str:
        """The text of the place that was last gone to."""
        if self._current is None or self._text is None:
            return ""
        return self._text.text[self._current[0] : self._current[1]]

    @property
    def selected(self) -> Citation | None:
        """What is selected, as a citation; None where nothing is."""
        cursor = self.textCursor()
        if self._text is None or not cursor.hasSelection():
            return None
        return self._text.citation(cursor.selectionStart(), cursor.selectionEnd())

    def show_document(self, document: Document, questions: Sequence[Question]) -> None:
        self._text = ReaderText(document)
        self._questions = questions
        found = []
        for number, question in enumerate(questions):
            place = self._text.place(question.citation) if question.citation else None
            if place is not None:
                found.append((*place, number))
        self._places = sorted(found)
        self._current = None
        self._redraw()

    def go_to_place(self, number: int) -> bool:
        """Scrolls to the place of a question (its index) and marks it."""
        for start, end, owner in self._places:
            if owner == number:
                self._go_to(start, end)
                return True
        return False

    def go_to_citation(self, citation: Citation) -> None:
        """Scrolls to what it cites, where that is in this document."""
        place = self._text.place(citation) if self._text else None
        if place is not None:
            self._go_to(*place)

    def go_to_passage(self, number: int) -> None:
        place = self._text.passage_place(number) if self._text else None
        if place is not None:
            self._go_to(*place)

    def _go_to(self, start: int, end: int) -> None:
        self._current = (start, end)
        cursor = self.textCursor()
        cursor.setPosition(start)
        self.setTextCursor(cursor)
        self.centerCursor()
        self._mark_current()

    def _mark_current(self) -> None:
        if self._current is None:
            self.setExtraSelections([])
            return
        selection = QTextEdit.ExtraSelection()
        cursor = self.textCursor()
        cursor.setPosition(self._current[0])
        cursor.setPosition(self._current[1], QTextCursor.MoveMode.KeepAnchor)
        selection.cursor = cursor
        selection.format.setBackground(self._theme.colour("evidence"))
        self.setExtraSelections([selection])

    def _redraw(self) -> None:
        if self._text is None:
            return
        self.setPlainText(self._text.text)
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        formats = {style: self._format(style) for style in ("heading", "date", "small")}
        for stretch in self._text.stretches:
            if stretch.style in formats:
                self._apply(cursor, stretch.start, stretch.end, formats[stretch.style])
        for start, end, _ in self._places:
            self._apply(cursor, start, end, self._format("place"))
        cursor.endEditBlock()
        self._mark_current()

    def _apply(self, cursor: QTextCursor, start: int, end: int, form: QTextCharFormat) -> None:
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(form)

    def _format(self, style: str) -> QTextCharFormat:
        form = QTextCharFormat()
        if style == "heading":
            form.setFont(self._theme.font("lead", QFont.Weight.DemiBold))
        elif style == "date":
            form.setFontWeight(QFont.Weight.DemiBold)
        elif style == "small":
            form.setForeground(self._theme.colour("muted"))
        else:
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            form.setUnderlineColor(self._theme.colour("evidence_edge"))
        return form

    def _number_at(self, event: QMouseEvent) -> int | None:
        position = self.cursorForPosition(event.position().toPoint()).position()
        for start, end, number in self._places:
            if start <= position <= end:
                return number
        return None

    # Qt overrides

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        number = None if self.textCursor().hasSelection() else self._number_at(event)
        if number is not None:
            self.asked_about.emit(number)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        over = self._number_at(event) is not None
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)

    def resizeEvent(self, event: QResizeEvent) -> None:
        # Margins first: the text is wrapped to the width that the viewport has by then.
        spare = self.width() - self._theme.scaled(MEASURE)
        side = max(28, spare // 2)
        self.setViewportMargins(side - MARGIN, EDGE, max(0, side - 14 - MARGIN), EDGE)
        super().resizeEvent(event)
