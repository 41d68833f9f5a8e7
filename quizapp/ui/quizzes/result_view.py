"""The result of an attempt: the points, and for each question what was right and why."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from quizapp.domain.review import Verdict
from quizapp.domain.task import Information, number_text
from quizapp.services.quiz_result import Learnt, Result
from quizapp.ui import words
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import button, card, clear, column, label, row, set_tone
from quizapp.ui.widgets.passage import PassageView, excerpt

_ROOM = 160  # characters of the passage on each side of the evidence


class ResultView(QWidget):
    again = Signal()
    back = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.heading = label("", "title", wrap=True)
        self.figure = label("", "figure")
        self.said = label("", wrap=True)
        self.once_more = button(self.tr("Take it again"))
        self.leave = button(self.tr("Back to the quizzes"), "primary")
        self._lines = column(spacing=12)
        self.setLayout(column(
            self.heading, self.figure, self.said, row(self.leave, self.once_more, -1), 8,
            self._lines, -1, spacing=10,
        ))  # fmt: skip
        self.once_more.clicked.connect(self.again)
        self.leave.clicked.connect(self.back)

    def show_result(self, result: Result, *, can_again: bool) -> None:
        self.heading.setText(words.one_line(result.quiz_name))
        score = result.score
        share = "" if score.share is None else f"   ·   {words.in_percent(score.share)}"
        self.figure.setText(self.tr("{points} of {possible} points").format(
            points=number_text(round(score.points, 2)),
            possible=number_text(round(score.possible, 2)),
        ) + share)  # fmt: skip
        self.said.setText(self._said(result))
        self.said.setVisible(bool(self.said.text()))
        self.once_more.setVisible(can_again)
        clear(self._lines)
        for line in result.lines:
            self._lines.addWidget(ResultLine(self._theme, line))

    def _said(self, result: Result) -> str:
        said = []
        if result.passed is not None:
            said.append(self.tr("Passed.") if result.passed else self.tr("Not passed."))
        if result.score.pending:
            waits = words.count(result.score.pending, self.tr("answer"), self.tr("answers"))
            said.append(self.tr("{} still to be marked by hand.").format(waits))
        if result.seen_from is not None:
            when = words.moment(result.seen_from)
            said.append(self.tr("What was right can be seen from {}.").format(when))
        return " ".join(said)


class ResultLine(QFrame):
    """One question."""

    def __init__(self, theme: Theme, line: Learnt) -> None:
        super().__init__()
        self.setObjectName("card")
        self._theme = theme
        stem = label(line.posed.question.stem, "strong", wrap=True)
        parts: list[QWidget] = [self._head(line), stem]
        if not isinstance(line.posed.task, Information):
            parts.extend(self._answers(line))
        for text in (*line.marked.feedback, line.marked.note, line.explanation, line.comment):
            if text:
                parts.append(label(text, wrap=True))
        if line.evidence.text:
            parts.append(self._evidence(line))
        inside = column(*parts, spacing=6)
        inside.setContentsMargins(18, 14, 18, 14)
        self.setLayout(inside)

    def _head(self, line: Learnt) -> QWidget:
        head = QWidget()
        number = label(f"{line.posed.number}." if line.posed.number else "", "overline")
        if isinstance(line.posed.task, Information):
            head.setLayout(row(number, -1))
            return head
        picture = label()
        waits = line.points is None
        verdict = line.marked.verdict
        if not waits:
            tone = words.verdict_tone(verdict)
            token = "muted" if tone == "plain" else tone
            self._theme.set_picture(picture, words.verdict_icon(verdict), token, 18)
        said = label(self._points(line), "strong")
        set_tone(said, "" if waits else words.verdict_tone(verdict))
        head.setLayout(row(number, picture, said, -1, spacing=8))
        return head

    def _points(self, line: Learnt) -> str:
        if line.points is None:
            return self.tr("To be marked by hand")
        word = words.verdict_name(line.marked.verdict)
        if line.marked.verdict is Verdict.UNCHECKED:
            word = self.tr("Marked by hand")
        return self.tr("{word}: {points} of {possible}").format(
            word=word, points=number_text(round(line.points, 2)),
            possible=number_text(round(line.posed.asked.points, 2)),
        )  # fmt: skip

    def _answers(self, line: Learnt) -> list[QWidget]:
        given = line.given or self.tr("nothing")
        shown: list[QWidget] = [label(self.tr("You answered: {}").format(given), wrap=True)]
        if line.marked.verdict is not Verdict.RIGHT and line.key:
            shown.append(label(self.tr("Right: {}").format(line.key), wrap=True))
        return shown

    def _evidence(self, line: Learnt) -> QWidget:
        view = line.evidence
        box = card()
        passage = PassageView(self._theme)
        passage.show_passage(*excerpt(view.text, view.start, view.end, _ROOM))
        inside = column(label(view.label, "small", wrap=True), passage, spacing=4)
        inside.setContentsMargins(12, 8, 12, 10)
        box.setLayout(inside)
        return box
