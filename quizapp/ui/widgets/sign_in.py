"""Fills the window at the start where a shared database has accounts: who is there?"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import button, card, centred, column, label, row

WIDTH = 400


class SignIn(QWidget):
    entered = Signal(str, str)  # name and password
    leave = Signal()

    def __init__(self, theme: Theme, name: str = "", wrong: str = "") -> None:
        """``name``: as it was typed last; ``wrong``: why that was refused."""
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.name = QLineEdit(name)
        self.name.setAccessibleName(self.tr("Your name"))
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setAccessibleName(self.tr("Password"))
        self.refused = label(wrong, wrap=True)
        self.refused.setVisible(bool(wrong))
        self.go = button(self.tr("Sign in"), "primary")
        self.go.clicked.connect(self._enter)
        self.password.returnPressed.connect(self._enter)
        self.name.returnPressed.connect(self.password.setFocus)
        leave = button(self.tr("Quit"))
        leave.clicked.connect(self.leave)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("Your name"), self.name)
        form.addRow(self.tr("Password"), self.password)
        box = card()
        box.setLayout(column(form, self.refused, row(-1, leave, self.go), margin=16, spacing=12))
        heading = label(self.tr("Sign in"), "title", wrap=True)
        about = label(
            self.tr("Your decks are in a database that many share. Your teacher knows your name."),
            "muted",
            wrap=True,
        )
        for text in (heading, about):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        inner = QWidget()
        inner.setLayout(column(-1, heading, about, 8, box, -1, spacing=6))
        layout = centred(inner, theme, WIDTH)
        layout.setContentsMargins(24, 24, 24, 24)
        self.setLayout(layout)
        self.first = self.password if name else self.name

    def _enter(self) -> None:
        if self.name.text().strip() and self.password.text():
            self.go.setEnabled(False)  # one try at a time
            self.entered.emit(self.name.text().strip(), self.password.text())
