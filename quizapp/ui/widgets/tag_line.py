"""Tags in one line, between commas; the one being typed is completed out of those known."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget


class _PopupKeys(QObject):
    """While the list of a completer is open, Enter and Esc are for it, and not for a command of
    the screen."""

    def __init__(self, completer: QCompleter, field: QWidget) -> None:
        super().__init__(field)
        self._popup = completer.popup()
        for widget in (self._popup, field):
            if widget is not None:
                widget.installEventFilter(self)

    # Qt override

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False  # before the list is looked at: it may be gone already
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
        if event.key() not in keys or self._popup is None or not self._popup.isVisible():
            return False
        event.accept()
        return True


def keep_keys(completer: QCompleter, field: QWidget) -> None:
    """See ``_PopupKeys``; ``field`` is what is typed into."""
    _PopupKeys(completer, field)


class TagLine(QLineEdit):
    """``settled``: a tag was completed, or the line was left or agreed to with Enter."""

    settled = Signal()

    def __init__(self, name: str, example: str) -> None:
        super().__init__(placeholderText=example)
        self.setAccessibleName(name)
        self._known: dict[str, str] = {}  # by what they are ignoring case
        self._words = QStringListModel(self)
        self._completer = QCompleter(self._words, self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.setWidget(self)  # not setCompleter, which would complete the whole line
        self._completer.activated.connect(self._complete)
        keep_keys(self._completer, self)
        self.textEdited.connect(self._offer)
        self.editingFinished.connect(self.settled)

    @property
    def tags(self) -> tuple[str, ...]:
        """Each once; a known one as it is written elsewhere."""
        found = (" ".join(tag.split()) for tag in self.text().split(","))
        return tuple(dict.fromkeys(self._known.get(tag.casefold(), tag) for tag in found if tag))

    def show_tags(self, tags: Sequence[str]) -> None:
        """Emits nothing."""
        self.setText(", ".join(tags))

    def offer_tags(self, tags: Sequence[str]) -> None:
        """Those to complete to."""
        self._known = {tag.casefold(): tag for tag in tags}
        self._words.setStringList(list(tags))

    @Slot()
    def _offer(self) -> None:
        begun = self.text()[: self.cursorPosition()].rpartition(",")[2].strip()
        self._completer.setCompletionPrefix(begun)
        if not begun or not self._completer.completionCount():
            if (popup := self._completer.popup()) is not None:
                popup.hide()
            return
        self._completer.complete()

    @Slot(str)
    def _complete(self, tag: str) -> None:
        """In place of the tag that the cursor is in; ready for the next one."""
        cursor = self.cursorPosition()
        before, behind = self.text()[:cursor], self.text()[cursor:]
        head = before.rpartition(",")[0]
        rest = behind.partition(",")[2].strip()
        line = f"{head.strip()}, {tag}" if head.strip() else tag
        self.setText(f"{line}, {rest}" if rest else line)
        self.setCursorPosition(len(line))
        self.settled.emit()
