"""A field for each kind of setting, made from its description."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QSpinBox, QWidget

from quizapp.settings import SettingSpec, Value

Changed = Callable[[Value], object]


class CalmSpinBox(QSpinBox):
    """Scrolling the page over it does not change it. What is typed into it once it is entered, by
    key or mouse, takes the place of what stood there, also of words as "any"."""

    def __init__(self, least: int = 0, most: int = 99, value: int = 0) -> None:
        super().__init__()
        self.setRange(least, most)
        self.setValue(value)
        self._entry = _Entry(self)

    # Qt override

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._entry.begin(event.reason())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._entry.make_room(event.text())
        super().keyPressEvent(event)


class CalmDoubleSpinBox(QDoubleSpinBox):
    """The same for numbers with decimals; those that say nothing are not shown: 1, not 1.00."""

    def __init__(self, least: float = 0.0, most: float = 100.0, decimals: int = 2) -> None:
        super().__init__()
        self.setDecimals(decimals)
        self.setRange(least, most)
        self._entry = _Entry(self)

    # Qt overrides

    def textFromValue(self, value: float) -> str:
        text = self.locale().toString(value, "f", self.decimals())
        return text.rstrip("0").rstrip(".,") if self.decimals() else text

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._entry.begin(event.reason())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._entry.make_room(event.text())
        super().keyPressEvent(event)


class _Entry(QObject):
    """Selects the whole number when its field is entered; a second click sets the cursor."""

    # Entered by a mouse button that is still down. Of the class, since Qt asks while the object is
    # taken down, too.
    _is_fresh = False

    def __init__(self, field: QSpinBox | QDoubleSpinBox) -> None:
        super().__init__(field)
        self._field = field
        # With buttons of our own in the sheet, its padding no longer reaches the text.
        field.lineEdit().setTextMargins(9, 0, 0, 0)
        field.lineEdit().installEventFilter(self)

    def begin(self, reason: Qt.FocusReason) -> None:
        self._is_fresh = reason == Qt.FocusReason.MouseFocusReason
        if not self._is_fresh:
            self._field.selectAll()

    def make_room(self, typed: str) -> None:
        """Words that stand for a number cannot be typed into."""
        words = self._field.specialValueText()
        if words and self._field.text() == words and typed.strip():
            self._field.selectAll()

    # Qt override

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._is_fresh and event.type() == QEvent.Type.MouseButtonRelease:
            self._is_fresh = False
            if not self._field.lineEdit().hasSelectedText():
                self._field.selectAll()
        return super().eventFilter(watched, event)


class CalmComboBox(QComboBox):
    """Scrolling the page over it does not change it."""

    # Qt override

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


def field_for(spec: SettingSpec, value: Value, changed: Changed) -> QWidget:
    """The control of a setting; ``changed`` is called with each new value within its limits."""
    if isinstance(spec.default, bool):
        field = _switch(bool(value), changed)
        field.setToolTip(spec.help)
    elif spec.choices:
        field = _choice(spec, value, changed)
    elif isinstance(spec.default, float):
        field = _share(spec, float(value), changed)
    else:
        field = _number(spec, int(value), changed)
    field.setAccessibleName(spec.label)
    field.setAccessibleDescription(spec.help)
    field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return field


def show_value(field: QWidget, value: Value) -> None:
    """Shows a value that came from elsewhere; nobody is told that it changed."""
    blocked = QSignalBlocker(field)
    if isinstance(field, QCheckBox):
        field.setChecked(bool(value))
    elif isinstance(field, QComboBox):
        field.setCurrentIndex(max(0, field.findData(value)))
    elif isinstance(field, QSpinBox):
        field.setValue(round(value * 100) if isinstance(value, float) else int(value))
    blocked.unblock()


def _switch(value: bool, changed: Changed) -> QWidget:
    field = QCheckBox()
    field.setChecked(value)
    field.toggled.connect(changed)
    return field


def _choice(spec: SettingSpec, value: Value, changed: Changed) -> QWidget:
    field = CalmComboBox()
    for choice, name in spec.choices:
        field.addItem(name, choice)
    field.setCurrentIndex(max(0, field.findData(value)))
    field.currentIndexChanged.connect(lambda _: changed(field.currentData()))
    return field


def _number(spec: SettingSpec, value: int, changed: Changed) -> QWidget:
    field = _spin(spec, 1)
    field.setSuffix(spec.unit)
    field.setValue(value)
    field.valueChanged.connect(changed)
    return field


def _share(spec: SettingSpec, value: float, changed: Changed) -> QWidget:
    """A share from 0 to 1, shown in percent."""
    field = _spin(spec, 100)
    field.setSuffix(" %")
    field.setValue(round(value * 100))
    field.valueChanged.connect(lambda percent: changed(percent / 100))
    return field


def _spin(spec: SettingSpec, factor: int) -> QSpinBox:
    field = CalmSpinBox()
    low = 0 if spec.minimum is None else spec.minimum
    high = 1_000_000 if spec.maximum is None else spec.maximum
    field.setRange(round(low * factor), round(high * factor))
    field.setSingleStep(max(1, round(spec.step * factor)))
    field.setKeyboardTracking(False)
    return field
