"""One proposed question: what is asked, the key, the wrong options, and the proof."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from quizapp.domain.question import Question, State
from quizapp.services.evidence import NO_EVIDENCE
from quizapp.services.review_proposals import Proposal
from quizapp.ui import words
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import BAR, card, column, label, row, scrolled, tool
from quizapp.ui.widgets.evidence import EvidenceCard
from quizapp.ui.widgets.keyed_button import KeyedButton
from quizapp.ui.widgets.reasons_card import ReasonsCard


class ProposalView(QWidget):
    document_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._kind = label("", "chip")
        self._state = label("", "chip")
        self._stem = label("", "question", wrap=True)
        self._answer = label("", "lead", wrap=True)
        self._accept = label("", "small", wrap=True)
        self._options = label("", "muted", wrap=True)
        self.reasons = ReasonsCard(theme)
        self.evidence = EvidenceCard(theme)
        self.evidence.wanted.connect(self.document_wanted)
        self.accept = KeyedButton(self.tr("Accept"), "A", "primary")
        self.edit = KeyedButton(self.tr("Edit"), "E")
        self.reject = KeyedButton(self.tr("Reject"), "R", "danger")
        self.undo = tool(theme, "undo", self.tr("Undo"), beside=True)
        picture = label()
        theme.set_picture(picture, "check", "right", 20)
        key = row(picture, column(self._answer, self._accept, spacing=2), spacing=10)
        key.setStretch(1, 1)
        options = column(label(self.tr("Wrong options"), "overline"), self._options, spacing=2)
        box = card()
        inner = column(
            row(self._kind, self._state, -1, spacing=6), self._stem, 4, key, 4, options, spacing=8
        )
        inner.setContentsMargins(20, 16, 20, 16)
        box.setLayout(inner)
        content = QWidget()
        content.setLayout(column(box, self.reasons, self.evidence, -1, spacing=12))
        actions = row(self.accept, self.edit, self.reject, -1, self.undo, spacing=8)
        actions.setContentsMargins(0, 0, BAR, 0)
        layout = column(scrolled(content, self.tr("Proposed question")), actions, spacing=12)
        self.setLayout(layout)

    def show_question(self, question: Question) -> None:
        """Evidence and reasons follow by ``show_about`` once they are read."""
        self._kind.setText(words.kind_name(question.kind))
        self._state.setVisible(question.held_back or question.state is not State.DRAFT)
        decided = self.tr("Accepted") if question.state is State.ACCEPTED else self.tr("Rejected")
        self._state.setText(words.standing(question) if question.held_back else decided)
        self._stem.setText(question.stem)
        self._answer.setText(question.answer)
        also = "; ".join(question.accept[:6])
        self._accept.setText(self.tr("also: {}").format(also))
        self._accept.setVisible(bool(also))
        options = "   ·   ".join(question.distractors)
        self._options.setText(options or self.tr("None: the answer will be typed."))
        self.evidence.show_view(NO_EVIDENCE)
        self.reasons.show_reasons(())

    def show_about(self, about: Proposal) -> None:
        self.reasons.show_reasons(about.reasons)
        self.evidence.show_view(about.evidence)
