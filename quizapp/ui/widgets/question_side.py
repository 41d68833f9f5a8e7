"""Beside the table of questions: the editor, the deck, and the proof."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from quizapp.domain.judgement import Act, Judgement
from quizapp.services.evidence import EvidenceView
from quizapp.ui import day_words, words
from quizapp.ui.desk import Desk
from quizapp.ui.widgets.basics import button, column, label, row
from quizapp.ui.widgets.evidence import EvidenceCard
from quizapp.ui.widgets.question_editor import QuestionEditor

NARROWEST = 300
WIDEST = 400  # px at 100 % text size
ROOM = 200  # characters of the passage on each side of the evidence


class QuestionSide(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.evidence = EvidenceCard(desk.theme, ROOM)
        self.editor = QuestionEditor(desk, below=self.evidence)
        self._deck = label("", "small")
        self._why_out = label("", "small", wrap=True)
        self._why_out.hide()
        self.setMinimumWidth(NARROWEST)
        desk.theme.set_widest(self, WIDEST)
        self.all_fields = button(self.tr("All fields"), "quiet")
        self.all_fields.setToolTip(self.tr("Edit with preview, and how it is answered (Ctrl+E)"))
        head = row(label(self.tr("Edit the question"), "lead"), -1, self.all_fields)
        layout = column(head, self._deck, self._why_out, 6, self.editor, spacing=4)
        layout.setStretch(4, 1)
        self.setLayout(layout)
        self.hide()

    def show_about(self, deck: str, view: EvidenceView, why_out: Judgement | None) -> None:
        """The deck of the question, its proof, and why it is out, once they are read."""
        self._deck.setText(words.one_line(deck))
        self._why_out.setText(turned_down(why_out) if why_out else "")
        self._why_out.setVisible(why_out is not None)
        self.evidence.show_view(view)


def turned_down(judgement: Judgement) -> str:
    """ "Dropped while studying on 3 March 2026: not the only answer." """
    retired = judgement.act is Act.RETIRED
    said = words.tr("Dropped while studying on {}") if retired else words.tr("Rejected on {}")
    said = said.format(day_words.written(judgement.at.astimezone().date()))
    if judgement.reason is None:
        return f"{said}."
    return f"{said}: {words.reason_name(judgement.reason).lower()}."
