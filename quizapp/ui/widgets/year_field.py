"""A field for a year, which may be left empty."""

from __future__ import annotations

from PySide6.QtCore import QRegularExpression
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit

_YEAR = QRegularExpression(r"-?\d{0,4}")


class YearField(QLineEdit):
    """Before Christ a year is negative, as everywhere in the program."""

    def __init__(self, name: str, anything: str) -> None:
        """``anything`` stands in it while it is empty."""
        super().__init__(placeholderText=anything)
        self.setValidator(QRegularExpressionValidator(_YEAR, self))
        self.setAccessibleName(name)
        self.setToolTip(self.tr("A year, such as 1917; before Christ it is negative. Empty: all"))

    @property
    def year(self) -> int | None:
        """``None`` while there is no whole number in it."""
        text = self.text()
        return int(text) if text.lstrip("-") else None

    def show_year(self, year: int | None) -> None:
        self.setText("" if year is None else str(year))
