"""About: the version, what is new, and whose work QuizApp stands on."""

from __future__ import annotations

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QDialog, QTextBrowser, QWidget

import quizapp
from quizapp.paths import resource
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import button, card, column, label, row

CREDITS = (
    ("QuizApp", "MIT licence"),
    ("Qt and PySide6", "GNU Lesser General Public License 3"),
    ("Inter, a typeface by Rasmus Andersson", "SIL Open Font License 1.1"),
    ("Places: GeoNames (geonames.org)", "Creative Commons Attribution 4.0"),
    ("spaCy and its English model", "MIT licence"),
    ("FSRS, the scheduler of Open Spaced Repetition", "MIT licence"),
)


class AboutDialog(QDialog):
    def __init__(self, parent: QWidget | None, theme: Theme) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About QuizApp"))
        mark = label()
        mark.setPixmap(theme.pixmap("quizapp", "accent", 40))
        version = self.tr("Version {version}, on Qt {qt}").format(
            version=quizapp.__version__, qt=qVersion()
        )
        name = column(label("QuizApp", "title"), label(version, "muted"), spacing=0)
        news = QTextBrowser()
        news.setAccessibleName(self.tr("What's new"))
        news.setMarkdown(whats_new())
        news.document().setDocumentMargin(10)
        news.document().setIndentWidth(18)
        space_out(news.document())
        news.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        news.setOpenLinks(False)
        close = button(self.tr("Close"), "primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        self.setLayout(
            column(
                row(mark, name, -1, spacing=14),
                6,
                label(self.tr("What's new"), "strong"),
                news,
                self._credits(),
                4,
                row(-1, close),
                spacing=10,
                margin=24,
            )
        )
        close.setFocus()
        self.resize(620, 640)

    def _credits(self) -> QWidget:
        box = card()
        lines = column(label(self.tr("Thanks to"), "strong"), spacing=4)
        for work, licence in CREDITS:
            lines.addLayout(row(label(work), -1, label(licence, "muted"), spacing=16))
        lines.setContentsMargins(16, 12, 16, 12)
        box.setLayout(lines)
        return box


def space_out(document: QTextDocument) -> None:
    """Room between the notes, and headings in a weight that the typeface has."""
    cursor = QTextCursor(document)
    heading = QTextCharFormat()
    heading.setFontWeight(QFont.Weight.DemiBold)
    while True:
        layout = cursor.blockFormat()
        layout.setBottomMargin(6)
        cursor.setBlockFormat(layout)
        if layout.headingLevel():
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
            cursor.mergeCharFormat(heading)
        if not cursor.movePosition(QTextCursor.MoveOperation.NextBlock):
            return


def whats_new() -> str:
    """Our own change notes, which come along; empty where they do not."""
    file = resource("whats_new.md")
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    return text.removeprefix("# What's new").lstrip().replace("## ", "### ")
