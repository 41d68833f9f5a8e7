"""Can phones reach this? What was tested, what to do, and the way into another network."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from quizapp.ui.desk import Desk
from quizapp.ui.widgets.basics import button, column, label, row
from quizapp.ui.widgets.fitting_dialog import FittingDialog
from quizapp.ui.widgets.setting_fields import CalmComboBox

if TYPE_CHECKING:
    from quizapp.classroom.addresses import Finding, Network

WIDTH = 560


class ConnectionDialog(FittingDialog):
    """``moved``: the address of a network that the round is to go on in."""

    moved = Signal(str)

    def __init__(self, parent: QWidget, desk: Desk, address: str, port: int, phones: int) -> None:
        """``phones``: how many are connected: then some do reach it."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Can phones reach this?"))
        self._desk = desk
        self._at = address, port
        self._phones = phones
        self._lines = QVBoxLayout()
        self.findings: list[Finding] = []
        self.network = CalmComboBox()
        self.network.setAccessibleName(self.tr("Network"))
        self.move_there = button(self.tr("Go on there"))
        self.again = button(self.tr("Test again"))
        self.close_it = button(self.tr("Close"), "primary")
        self._others = label("", wrap=True)
        self._build()
        self.look(address, port)

    def _build(self) -> None:
        self._lines.setSpacing(10)
        self.setLayout(column(
            label(self.tr("Can phones reach this?"), "lead"), 4, self._lines, 8, self._others,
            row(self.network, self.move_there), 8, row(-1, self.again, self.close_it),
            spacing=8, margin=24,
        ))  # fmt: skip
        self.setMinimumWidth(self._desk.theme.scaled(WIDTH))
        self.again.clicked.connect(lambda: self.look(*self._at))
        self.close_it.clicked.connect(self.accept)
        self.move_there.clicked.connect(lambda: self.moved.emit(self.network.currentData()))
        for each in (self.again, self.move_there):
            each.setAutoDefault(False)
        self.close_it.setDefault(True)
        self.close_it.setFocus()

    def look(self, address: str, port: int) -> None:
        """Tests anew, also after the round has moved."""
        self._at = address, port
        self._say([(self.tr("Testing …"), "")])
        self._desk.compute(
            lambda: _look(address, port), lambda found: self._show(address, *found)
        )  # fmt: skip

    def _show(self, address: str, findings: list[Finding], networks: list[Network]) -> None:
        if address != self._at[0]:
            return  # it has moved meanwhile
        self.findings = findings
        if self._phones and all(each.ok for each in findings):
            self._say([(self.tr("✓  Phones reach it: {} connected.").format(self._phones), "")])
        else:
            self._say([(_marked(each), each.advice) for each in findings])
        self._show_networks([each for each in networks if each.address != address])

    def _show_networks(self, others: Sequence[Network]) -> None:
        self.network.clear()
        for each in others:
            self.network.addItem(f"{each.words}  ·  {each.address}", each.address)
        self.network.setVisible(bool(others))
        self.move_there.setVisible(bool(others))
        self._others.setText(
            self.tr(
                "This machine is in another network, too. If the phones are in that one, let the "
                "round go on there; the code to scan is then another one."
            )
            if others
            else ""
        )
        self._others.setVisible(bool(others))
        self.fit()

    def _say(self, lines: Sequence[tuple[str, str]]) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            before = item.widget()
            if before is not None:
                before.deleteLater()
        for words, advice in lines:
            self._add(label(words, "strong", wrap=True))
            if advice:
                self._add(label(advice, "muted", wrap=True))
        self.fit()

    def _add(self, line: QLabel) -> None:
        self._lines.addWidget(line)
        line.show()  # at once, so that its height counts


def _marked(finding: Finding) -> str:
    """What was tested has a sign of its own; what is only advised has none."""
    if not finding.ok:
        return f"✗  {finding.words}"
    return finding.words if finding.advice else f"✓  {finding.words}"


def _look(address: str, port: int) -> tuple[list[Finding], list[Network]]:
    from quizapp.classroom.addresses import networks, self_test

    return self_test(address, port), networks()
