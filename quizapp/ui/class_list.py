"""Pasting a class list: what will be added shows beside it while it is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from quizapp.domain.class_list import ClassList, read_class_list
from quizapp.ui import words
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import button, card, clear, column, label, row, scrolled
from quizapp.ui.widgets.elided import ElidedLabel

SIZE = (760, 520)
SHOWN = 100  # names, and lines left out: more would make the window wait


class ClassListDialog(QDialog):
    def __init__(self, parent: QWidget, theme: Theme, known: Sequence[str]) -> None:
        """``known``: names of the learners who are here already."""
        super().__init__(parent)
        self._known = tuple(known)
        self.found = ClassList(())
        self.setWindowTitle(self.tr("Paste a class list"))
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(self.tr("Class list"))
        self.text.setPlaceholderText(
            self.tr("One name a line, or columns copied from a table:\n\nAnna Adams\nBaker, Ben")
        )
        self.text.setTabChangesFocus(True)
        self.text.textChanged.connect(self._read)
        self.surname_first = QCheckBox(self.tr("Of two columns the surname stands first"))
        self.surname_first.setToolTip(self.tr("“Baker, Ben” is Ben Baker, not Baker Ben"))
        self.surname_first.setChecked(True)
        self.surname_first.toggled.connect(self._read)
        self.agree = button("", "primary")
        self.agree.clicked.connect(self.accept)
        cancel = button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self._will = label("", "strong", wrap=True)
        self._preview = QVBoxLayout()
        self._preview.setSpacing(2)
        both = row(self._left(), self._right(), spacing=16)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        self.setLayout(
            column(
                label(self.tr("Paste a class list"), "title"),
                label(
                    self.tr("Copy it from a document, a table or an e-mail. Nothing is added "
                            "before you agree."),
                    "muted", wrap=True,
                ),
                8, both, 4, self.surname_first, 12, row(-1, cancel, self.agree), spacing=4,
                margin=24,
            )
        )  # fmt: skip
        self.resize(min(theme.scaled(SIZE[0]), parent.width()),
                    min(theme.scaled(SIZE[1]), parent.height()))  # fmt: skip
        self._read()
        self.text.setFocus()

    def _left(self) -> QVBoxLayout:
        return column(label(self.tr("The list"), "strong"), self.text)

    def _right(self) -> QVBoxLayout:
        box, inner = card(), QWidget()
        body = column(self._preview, -1)
        body.setContentsMargins(14, 10, 14, 10)
        inner.setLayout(body)
        area = scrolled(inner, self.tr("Who will be added"))
        area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        box.setLayout(column(area))
        return column(self._will, box)

    @Slot()
    def _read(self) -> None:
        self.found = read_class_list(
            self.text.toPlainText(), self._known, surname_first=self.surname_first.isChecked()
        )
        number = len(self.found.names)
        self._will.setText(self._what_happens(number, len(self.found.skipped)))
        learners = words.count(number, self.tr("learner"), self.tr("learners"))
        self.agree.setText(self.tr("Add {}").format(learners) if number else self.tr("Add"))
        self.agree.setEnabled(number > 0)
        self._show_found()

    def _what_happens(self, number: int, left_out: int) -> str:
        if not number and not left_out:
            return self.tr("Who will be added")
        said = self.tr("{:,} will be added").format(number)
        return said + (self.tr(", {:,} left out").format(left_out) if left_out else "")

    def _show_found(self) -> None:
        clear(self._preview)
        if not self.found.names and not self.found.skipped:
            hint = self.tr("Paste or type names at the left; they show here.")
            self._preview.addWidget(label(hint, "muted", wrap=True))
        for each in self.found.skipped[:SHOWN]:
            said = self.tr("Line {line}: {why}").format(line=each.line, why=each.why)
            text = ElidedLabel(f"{said} ({each.text})" if each.text else said, "small")
            text.setToolTip(each.text)
            self._preview.addWidget(text)
        self._say_more(len(self.found.skipped))
        if self.found.skipped:
            self._preview.addSpacing(8)
        for name in self.found.names[:SHOWN]:
            self._preview.addWidget(ElidedLabel(name))
        self._say_more(len(self.found.names))

    def _say_more(self, number: int) -> None:
        if number > SHOWN:
            more = self.tr("and {:,} more").format(number - SHOWN)
            self._preview.addWidget(label(more, "muted"))


def ask_class_list(
    parent: QWidget, theme: Theme, known: Sequence[str], then: Callable[[tuple[str, ...]], object]
) -> ClassListDialog:
    """Asks without blocking; ``then`` gets the names that were agreed to."""
    box = ClassListDialog(parent, theme, known)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.accepted.connect(lambda: then(box.found.names))
    box.open()
    return box
