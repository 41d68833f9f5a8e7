"""The foot of the rail: who learns now, and the way to switch."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton

from quizapp.domain.learner import Learner
from quizapp.ui import words
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.learner_disc import disc_pixmap

DISC = 24
_EDGES = 34  # px beside the disc and the name


class LearnerButton(QToolButton):
    """Keeps its place, empty, until it is known who learns."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._learner: Learner | None = None
        self.setProperty("kind", "rail")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Learner"))
        self.setToolTip(self.tr("Switch learner (Ctrl+L)"))
        self.setEnabled(False)
        theme.changed.connect(self._draw)
        self._draw()

    def show_learner(self, learner: Learner) -> None:
        self._learner = learner
        self.setEnabled(True)
        name = words.one_line(learner.name)
        self.setAccessibleName(self.tr("Learner: {}").format(name))
        self.setToolTip(self.tr("Now learning: {}. Switch learner (Ctrl+L)").format(name))
        self._draw()

    @Slot()
    def _draw(self) -> None:
        side = self._theme.scaled(DISC)
        self.setIconSize(QSize(side, side))
        self.setMinimumHeight(side + 16)
        if self._learner is None:
            return
        self.setIcon(QIcon(disc_pixmap(self._theme, self._learner, side)))
        metrics = QFontMetrics(self._theme.font("body", QFont.Weight.Medium))
        room = self.width() - side - _EDGES
        name = metrics.elidedText(
            words.on_button(self._learner.name), Qt.TextElideMode.ElideRight, max(20, room)
        )
        self.setText(f"  {name}")

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()
