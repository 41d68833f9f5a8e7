"""Rows of Add documents: a file to read, a question found, and what became of a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from quizapp.domain.question import Question
from quizapp.ui import words
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import column, label, row, tool
from quizapp.ui.widgets.elided import ElidedLabel

if TYPE_CHECKING:
    from quizapp.services.make_questions import FileOutcome


class FileRow(QWidget):
    removed = Signal()

    def __init__(self, theme: Theme, path: Path) -> None:
        super().__init__()
        picture = label()
        theme.set_picture(picture, "folder" if path.is_dir() else "document")
        name = ElidedLabel(path.name, "strong")
        folder = ElidedLabel(str(path.parent), "small")
        remove = tool(theme, "cross", self.tr("Leave out {}").format(path.name))
        remove.setToolTip(self.tr("Leave this out"))
        remove.clicked.connect(self.removed)
        line = row(picture, column(name, folder, spacing=1), remove, spacing=12)
        line.setStretch(1, 1)
        line.setContentsMargins(16, 8, 8, 8)
        self.setLayout(line)


class FoundRow(QWidget):
    def __init__(self, theme: Theme, question: Question) -> None:
        super().__init__()
        picture = label()
        theme.set_picture(picture, str(question.kind), "muted", 16)
        line = row(picture, ElidedLabel(question.stem), spacing=10)
        line.setStretch(1, 1)
        line.setContentsMargins(0, 2, 0, 2)
        self.setLayout(line)


class OutcomeRow(QWidget):
    """Icon, name, and in words what was found or what went wrong."""

    def __init__(self, theme: Theme, outcome: FileOutcome) -> None:
        super().__init__()
        picture = label()
        theme.set_picture(picture, *self._mark(outcome))
        picture.setAlignment(Qt.AlignmentFlag.AlignTop)
        name = label(outcome.path.name, "strong", wrap=True)
        said = label(self._said(outcome), "muted", wrap=True)
        line = row(picture, column(name, said, spacing=1), spacing=12)
        line.setStretch(1, 1)
        line.setContentsMargins(0, 4, 0, 4)
        self.setLayout(line)

    def _mark(self, outcome: FileOutcome) -> tuple[str, str]:
        """Icon and colour. A file that gave nothing is neither a success nor a failure."""
        if outcome.problem is not None:
            return "warning", "wrong"
        return ("check", "right") if outcome.proposed or outcome.held_back else ("info", "muted")

    def _said(self, outcome: FileOutcome) -> str:
        if outcome.problem is not None:
            return outcome.problem
        nothing = self.tr("No new questions")
        for_deck = self.tr("{} for the deck").format(words.questions(outcome.proposed))
        new = outcome.proposed or outcome.held_back
        parts = [for_deck if new else nothing]
        if outcome.held_back:
            back = words.held_back(outcome.held_back, outcome.spare)
            parts.append(self.tr("held back: {}").format(back))
        if outcome.known:
            parts.append(self.tr("{:,} known already").format(outcome.known))
        if outcome.document is not None:
            read = words.count(outcome.document.words, self.tr("word"), self.tr("words"))
            parts.append(self.tr("{} read").format(read))
        text = "  ·  ".join(parts)
        return "\n".join([text, *outcome.notes[:3]])
