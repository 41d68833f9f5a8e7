"""How an answer was judged: an icon, a word, the right answer, and what was off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from quizapp.domain.review import Verdict
from quizapp.ui import words
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import announce, column, label, row, set_tone

if TYPE_CHECKING:
    from quizapp.services.study_deck import Marked


class VerdictBox(QFrame):
    """Never colour alone; a screen reader announces the words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("verdict")
        self._theme = theme
        self._icon = label()
        self._word = label("", "strong")
        self._key = label("", "lead", wrap=True)
        self._note = label("", wrap=True)
        self._lead = label(self.tr("The answer is"), "small")
        head = row(self._icon, self._word, self._lead, -1, spacing=8)
        layout = column(head, self._key, self._note, spacing=4)
        layout.setContentsMargins(16, 11, 16, 12)
        self.setLayout(layout)
        self._key.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    @property
    def said(self) -> str:
        return self.accessibleName()

    def show_marked(self, marked: Marked, *, key_shown: bool = False) -> None:
        """``key_shown``: the right answer stands elsewhere on the page already."""
        tone = words.verdict_tone(marked.verdict)
        token = "muted" if tone == "plain" else tone
        set_tone(self, tone)
        set_tone(self._word, tone)
        self._theme.set_picture(self._icon, words.verdict_icon(marked.verdict), token, 20)
        if marked.group is not None:
            word, note = words.group_verdict(marked.group.verdict), words.group_result(marked.group)
        else:
            word = words.verdict_name(marked.verdict)
            note = "\n".join(part for part in (marked.note, marked.explanation) if part)
        self._word.setText(word)
        self._key.setText(marked.key)
        shown = bool(marked.key) and not (key_shown and marked.verdict is Verdict.RIGHT)
        self._key.setVisible(shown)
        self._lead.setVisible(shown and marked.verdict in (Verdict.WRONG, Verdict.ALMOST))
        self._note.setText(note)
        self._note.setVisible(bool(note))
        said = (
            word if marked.verdict is Verdict.RIGHT or not marked.key else f"{word}: {marked.key}"
        )
        missed = words.group_missed(marked.group) if marked.group else ""
        self.setAccessibleName(f"{said}. {note} {missed}".strip())
        announce(self, self.accessibleName())
