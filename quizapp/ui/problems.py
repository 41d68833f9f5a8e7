"""Problems shown: an unexpected error with its details, and a deck that cannot be opened."""

from __future__ import annotations

import traceback

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from quizapp.errors import DamagedDeck, DeckInUse, MissingDeck, NewerDeck, QuizError
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import button, column, label, row
from quizapp.ui.widgets.empty import EmptyState


class ProblemDialog(QDialog):
    """An error nobody expected: what it means for the user, and details to pass on."""

    def __init__(self, parent: QWidget | None, error: BaseException) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Something went wrong"))
        self._details = "".join(traceback.format_exception(error))
        said = label(
            self.tr(
                "QuizApp could not finish what it was doing. Your answers are safe: each was "
                "saved when you gave it. If this comes again, pass on the details below."
            ),
            wrap=True,
        )
        text = QPlainTextEdit(self._details)
        text.setReadOnly(True)
        text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        text.setAccessibleName(self.tr("Details of the error"))
        copy = button(self.tr("Copy details"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._details))
        close = button(self.tr("Close"), "primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        title = label(self.tr("Something went wrong"), "title")
        self.setLayout(column(title, said, 4, text, 4, row(-1, copy, close), margin=24))
        close.setFocus()
        self.resize(640, 420)


class StartProblem(QWidget):
    """Fills the window when the deck could not be opened: why, and what can be done."""

    retry = Signal()
    restore = Signal()
    fresh = Signal()
    leave = Signal()

    def __init__(self, theme: Theme, error: BaseException, *, can_repair: bool) -> None:
        super().__init__()
        self.setObjectName("page")
        state = EmptyState(theme, "warning", self._heading(error), self._text(error))
        offered = []
        if isinstance(error, MissingDeck) or not (isinstance(error, DamagedDeck) and can_repair):
            offered.append(state.add_button(self.tr("Try again")))
            offered[0].clicked.connect(self.retry)
        if isinstance(error, DamagedDeck) and can_repair:
            offered.append(self._offer_repair(state, error))
        leave = state.add_button(self.tr("Quit"), "")
        leave.clicked.connect(self.leave)
        self.first = offered[0]
        layout = QVBoxLayout(self)
        layout.addWidget(state)

    def _offer_repair(self, state: EmptyState, error: DamagedDeck) -> QPushButton:
        is_missing, restore = isinstance(error, MissingDeck), None
        if error.newest_backup is not None:
            kind = "" if is_missing else "primary"
            restore = state.add_button(self.tr("Restore the newest backup"), kind)
            restore.clicked.connect(self.restore)
        text = self.tr("Start with an empty deck")
        if is_missing:
            fresh = state.add_choice(text, text)
        else:
            fresh = state.add_button(text, "" if restore else "primary")
        fresh.clicked.connect(self.fresh)
        return restore or fresh

    def _heading(self, error: BaseException) -> str:
        if isinstance(error, DeckInUse):
            return self.tr("Your decks are open elsewhere")
        if isinstance(error, MissingDeck):
            return self.tr("Your decks are not in their place")
        if isinstance(error, DamagedDeck):
            return self.tr("Your decks cannot be read")
        if isinstance(error, NewerDeck):
            return self.tr("Your decks were written by a newer QuizApp")
        return self.tr("Your decks could not be opened")

    def _text(self, error: BaseException) -> str:
        if isinstance(error, QuizError):
            return str(error)
        return self.tr("The reason given was: {}").format(error or type(error).__name__)
