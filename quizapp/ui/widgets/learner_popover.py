"""What the button at the foot of the rail opens: everyone who learns here, one click away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from quizapp.domain.learner import Learner
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import button, column, hairline, label
from quizapp.ui.widgets.learner_list import LearnerList

if TYPE_CHECKING:
    from quizapp.services.learners import LearnerLine

WIDTH = 268


class LearnerPopover(QFrame):
    """Esc or a click beside it closes it; Enter or a click on a learner switches."""

    chosen = Signal(object)  # the Learner
    manage_wanted = Signal()

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popover")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(self.tr("Switch learner"))
        self.list = LearnerList(theme)
        self.list.chosen.connect(self._choose)
        self.manage = button(self.tr("Manage learners…"), "quiet")
        self.manage.setToolTip(self.tr("Add, name, colour and delete learners"))
        self.manage.clicked.connect(self._manage)
        self._hint = label(
            self.tr("Do others learn here too? Each gets a log and settings of their own."),
            "small",
            wrap=True,
        )
        self.setLayout(column(self.list, self._hint, hairline(), self.manage, spacing=6, margin=8))
        theme.set_width(self, WIDTH)

    def show_learners(self, lines: Sequence[LearnerLine]) -> None:
        self.list.show_learners(lines)
        self._hint.setVisible(len(lines) == 1)

    def open_at(self, anchor: QWidget) -> None:
        """Above the anchor, or wherever the screen has room."""
        self.adjustSize()
        corner = anchor.mapToGlobal(QPoint(0, 0))
        top = corner.y() - self.sizeHint().height() - 4
        area = anchor.screen().availableGeometry()
        self.move(corner.x(), max(area.top() + 4, top))
        self.show()
        self.list.setFocus()

    def _choose(self, learner: Learner) -> None:
        self.close()
        self.chosen.emit(learner)

    def _manage(self) -> None:
        self.close()
        self.manage_wanted.emit()
