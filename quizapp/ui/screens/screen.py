"""What all screens have in common: commands with shortcuts, and the moment they are shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea, QWidget

from quizapp.ui.desk import Desk
from quizapp.ui.widgets.basics import scroll_by_key


@dataclass(frozen=True)
class Command:
    """Something the user can do here, as F1 lists it. ``keys`` are ready to be read."""

    text: str
    keys: tuple[str, ...]


class Screen(QWidget):
    """A page of the window. Subclasses are one module each and stand in ``SCREENS``."""

    reshaped = Signal()  # ``scrolls`` may say something else now

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.desk = desk
        self.commands: list[Command] = []

    def opened(self, what: object = None) -> None:
        """Called each time the screen comes to the front; ``what`` is what to show there."""

    def left(self) -> None:
        """Called when another screen comes to the front or the window closes: keep what is due."""

    def day_turned(self) -> None:
        """Another day began while the screen is in front: what counts by days is read anew, and
        what the user is at stays."""

    def learner_changed(self) -> None:
        """Another learner has the seat: what was read about the one before counts no more. Called
        for every screen that was built, shown or not."""

    def fit(self) -> None:
        """Called when the width or the text size changed: what stands side by side may have to go
        under each other."""

    @property
    def scrolls(self) -> bool:
        """Whether all that is shown is one page that scrolls from the top: it then takes the room
        of messages while there are none, since what is read does not move when one comes."""
        return False

    def take_files(self, paths: Sequence[str]) -> bool:
        """Files were dropped on the window while this screen was shown; True if taken."""
        return False

    def drop_on(self, place: str) -> None:
        """What is selected here was dragged to an entry of the rail, and dropped on it."""

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that the control in hand has no use for scroll the page."""
        area = self._page_in_hand()
        if area is None or not scroll_by_key(area, event):
            super().keyPressEvent(event)

    def _page_in_hand(self) -> QScrollArea | None:
        """The page around the control with the focus, else the largest one to be seen."""
        found = [area for area in self.findChildren(QScrollArea) if area.isVisible()]
        focused = QApplication.focusWidget()
        around = [area for area in found if focused is not None and area.isAncestorOf(focused)]
        return max(around or found, key=lambda a: a.width() * a.height(), default=None)

    # Commands

    def command(
        self,
        text: str,
        keys: Sequence[str],
        slot: Callable[[], object],
        *,
        button: QAbstractButton | None = None,
        shown_keys: Sequence[str] | None = None,
        listed: bool = True,
    ) -> QAction:
        """A command of this screen: shortcut, entry in F1 if ``listed``, tooltip of its button."""
        action = QAction(text, self)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setAutoRepeat(False)
        action.triggered.connect(lambda _checked=False: slot())
        self.addAction(action)
        shown = tuple(shown_keys if shown_keys is not None else keys)
        command = Command(text, tuple(key_text(key) for key in shown))
        if listed:
            self.commands.append(command)
        if button is not None:
            attach(button, action, command)
        return action

    def describe(self, text: str, *keys: str) -> None:
        """An entry in F1 for keys that are taken care of elsewhere."""
        self.commands.append(Command(text, keys))

    def focused_button(self) -> QAbstractButton | None:
        """The button of this screen that has the focus, if one has."""
        focused = QApplication.focusWidget()
        if isinstance(focused, QAbstractButton) and self.isAncestorOf(focused):
            return focused
        return None


def key_text(key: str) -> str:
    """A key as this system writes it."""
    names = {"Return": "Enter", "Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}
    native = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
    return names.get(key) or native.replace("Return", names["Return"])


def attach(button: QAbstractButton, action: QAction, command: Command) -> None:
    """The button does what the command does, says its key, and is off when the command is."""
    button.setToolTip(f"{command.text} ({command.keys[0]})" if command.keys else command.text)
    if not button.accessibleName():
        button.setAccessibleName(command.text)
    button.clicked.connect(action.trigger)
    action.enabledChanged.connect(button.setEnabled)
