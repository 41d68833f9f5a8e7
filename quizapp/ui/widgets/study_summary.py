"""The end of a session: how it went, what was missed, and when to come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from quizapp.domain.question import Question
from quizapp.domain.review import Verdict
from quizapp.domain.session import Manner
from quizapp.ui import day_words, words
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import (
    button,
    card,
    clear,
    column,
    hairline,
    label,
    page_of,
    row,
    scrolled,
)
from quizapp.ui.widgets.learn_more import LearnMore

if TYPE_CHECKING:
    from quizapp.services.study_deck import Outcome, Summary

WIDTH = 720
MISSED_SHOWN = 30


class SummaryPage(QWidget):
    home_wanted = Signal()
    more_wanted = Signal()
    new_wanted = Signal(int)  # so many new questions on top of the day's
    rest_wanted = Signal()  # what is left of the session that was ended
    missed_wanted = Signal(list)  # ids of the questions that were missed

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._title = label("", "title")
        self._when = label("", "muted", wrap=True)
        self._resting = label("", "muted", wrap=True)
        self._resting.hide()
        self._numbers = {
            "right": label("0", "figure"),
            "almost": label("0", "figure"),
            "wrong": label("0", "figure"),
        }
        self._missed_head = label("", "lead")
        self._missed_box = card()
        self._missed = QVBoxLayout(self._missed_box)
        self._missed.setContentsMargins(0, 4, 0, 4)
        self._missed.setSpacing(0)
        self.home = button(self.tr("Done"), "primary")
        self.more = button(self.tr("Study more"))
        self.home.setMinimumSize(140, 40)
        self.more.setMinimumHeight(40)
        self.home.setToolTip(self.tr("Back to Home (Enter)"))
        self.more.setToolTip(self.tr("Go on with what waits today"))
        self.home.clicked.connect(self.home_wanted)
        self.more.clicked.connect(self.more_wanted)
        self.rest = button("")
        self.rest.setMinimumHeight(40)
        self.rest.setToolTip(self.tr("Go on where the session was ended"))
        self.rest.clicked.connect(self.rest_wanted)
        self.again = button("")
        self.again.setMinimumHeight(40)
        self.again.setToolTip(self.tr("Ask the missed ones once more, right now"))
        self.again.clicked.connect(lambda: self.missed_wanted.emit(self._missed_ids))
        self._missed_ids: list[str] = []
        self._left = 0
        self.learn = LearnMore(first=False)
        self.learn.chosen.connect(self.new_wanted)
        self._build()

    def _build(self) -> None:
        names = {
            "right": ("check", self.tr("right")),
            "almost": ("almost", self.tr("almost right")),
            "wrong": ("cross", self.tr("missed")),
        }
        cards = row(spacing=12)
        for tone, (icon, name) in names.items():
            cards.addWidget(self._card(tone, icon, name), 1)
        inner = column(
            self._title, self._when, self._resting, 16, cards, 16,
            row(self.home, self.rest, self.more, self.again, -1), 4, self.learn, 20,
            self._missed_head, 2, self._missed_box, -1, spacing=4,
        )  # fmt: skip
        inner.setContentsMargins(0, 48, 0, 32)
        middle = page_of(inner, self._theme, WIDTH)
        self.setLayout(column(scrolled(middle, self.tr("Summary"))))

    def _card(self, tone: str, icon: str, name: str) -> QFrame:
        box = card()
        picture = label()
        self._theme.set_picture(picture, icon, tone, 18)
        head = row(picture, label(name, "muted"), -1, spacing=8)
        inner = column(head, self._numbers[tone], spacing=2)
        inner.setContentsMargins(18, 14, 18, 12)
        box.setLayout(inner)
        return box

    def show_summary(self, summary: Summary) -> None:
        self._title.setText(self._heading(summary))
        self._when.setText(self._details(summary))
        for tone in self._numbers:
            self._numbers[tone].setText(f"{getattr(summary, tone):,}")
        if summary.manner is Manner.TEST:
            self._fill_outcomes(summary.outcomes)
        else:
            self._fill_missed(summary)
        self._left = summary.left
        self._missed_ids = [question.id for question in summary.missed]
        self.again.setText(self.tr("Practise the {:,} missed").format(summary.wrong))
        self.again.setVisible(bool(self._missed_ids) and summary.manner is Manner.STUDY)
        self.say_resting("")
        self.more.hide()
        self.learn.hide()
        self.rest.setVisible(self._left > 0)
        self.rest.setText(self.tr("Go on with the {:,} left").format(self._left))
        self.home.setFocus()

    def say_resting(self, said: str) -> None:
        """What waits, was accepted and yet not asked."""
        self._resting.setText(said)
        self._resting.setVisible(bool(said))

    def offer_more(self, waiting: int, beyond: int = 0) -> None:
        """There are questions left for today, or new ones ``beyond`` those of the day."""
        if self._left:
            return  # these first
        self.more.setVisible(waiting > 0)
        self.more.setText(self.tr("Study {:,} more").format(waiting))
        self.learn.offer(0 if waiting else beyond)

    def _heading(self, summary: Summary) -> str:
        if summary.manner is Manner.TEST:
            return self._mark(summary)
        if not summary.answered:
            return self.tr("Nothing answered this time")
        if not summary.wrong:
            return self.tr("Nothing missed")
        return self.tr("Session done")

    def _mark(self, summary: Summary) -> str:
        asked = summary.answered + summary.unanswered
        points = summary.right + summary.almost / 2
        return self.tr("{points:g} of {asked} points: {share:.0%}").format(
            points=points, asked=asked, share=summary.mark
        )

    def _details(self, summary: Summary) -> str:
        parts = []
        if summary.answered:
            parts.append(self._answered(summary))
        if summary.came_again:
            said = self.tr("{answers} in all, because {questions} came again")
            answers = words.count(summary.answered, self.tr("answer"), self.tr("answers"))
            questions = words.questions(summary.came_again)
            parts.append(said.format(answers=answers, questions=questions))
        if summary.unanswered:
            parts.append(self.tr("{:,} not answered").format(summary.unanswered))
        if summary.manner is Manner.CRAM:
            parts.append(self.tr("your schedule is as it was"))
        if summary.new and summary.manner is Manner.STUDY:
            parts.append(self.tr("{:,} of them new").format(summary.new))
        if summary.left:
            parts.append(self._left_over(summary))
        elif summary.next_due is not None:
            when = day_words.comes(summary.next_due)
            parts.append(self.tr("next questions {}").format(when))
        return "  ·  ".join(parts)

    def _answered(self, summary: Summary) -> str:
        """Of those in the session, where some were not asked."""
        time, unasked = words.spent(summary.seconds), summary.left - summary.to_repeat
        if unasked <= 0:
            said = self.tr("{questions} answered in {time}")
            return said.format(questions=words.questions(summary.asked), time=time)
        said = self.tr("{asked:,} of {questions} answered in {time}")
        whole = words.questions(summary.asked + unasked)
        return said.format(asked=summary.asked, questions=whole, time=time)

    def _left_over(self, summary: Summary) -> str:
        """What a session that was ended early would still ask."""
        parts, unasked = [], summary.left - summary.to_repeat
        if unasked > 0:
            parts.append(self.tr("{:,} not asked yet").format(unasked))
        if summary.to_repeat:
            parts.append(self.tr("{:,} missed, not asked again yet").format(summary.to_repeat))
        return self.tr("ended early: {}").format(", ".join(parts))

    def _fill_missed(self, summary: Summary) -> None:
        crammed = summary.manner is Manner.CRAM
        self._fill_list(
            self.tr("Missed on the way") if crammed else self.tr("Missed: they come back soon"),
            [self._missed_row(question) for question in summary.missed[:MISSED_SHOWN]],
        )

    def _fill_outcomes(self, outcomes: tuple[Outcome, ...]) -> None:
        """Of a test all answers, those that were not right first."""
        order = (Verdict.WRONG, Verdict.ALMOST, Verdict.UNCHECKED, Verdict.RIGHT)
        told = sorted(outcomes, key=lambda outcome: order.index(outcome.verdict))
        self._fill_list(self.tr("Your answers"), [self._outcome_row(each) for each in told])

    def _fill_list(self, heading: str, rows: list[QWidget]) -> None:
        clear(self._missed)
        self._missed_head.setText(heading)
        self._missed_head.setVisible(bool(rows))
        self._missed_box.setVisible(bool(rows))
        for number, each in enumerate(rows):
            if number:
                line = row(hairline())
                line.setContentsMargins(18, 0, 18, 0)
                self._missed.addLayout(line)
            self._missed.addWidget(each)

    def _outcome_row(self, outcome: Outcome) -> QWidget:
        holder = QWidget()
        icon = label()
        tone = words.verdict_tone(outcome.verdict)
        self._theme.set_picture(icon, words.verdict_icon(outcome.verdict), tone, 18)
        icon.setAccessibleName(words.verdict_name(outcome.verdict))
        answer = column(-1, label(outcome.question.answer, "strong", wrap=True), spacing=2)
        if outcome.verdict is not Verdict.RIGHT:
            given = outcome.given or self.tr("no answer")
            answer.addWidget(label(self.tr("You: {}").format(given), "small", wrap=True))
        answer.addStretch(1)
        layout = row(icon, label(outcome.question.stem, wrap=True), answer, spacing=14)
        layout.setStretch(1, 3)
        layout.setStretch(2, 2)
        layout.setContentsMargins(18, 11, 18, 11)
        holder.setLayout(layout)
        return holder

    def _missed_row(self, question: Question) -> QWidget:
        holder = QWidget()
        answer = label(question.answer, "strong", wrap=True)
        answer.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        metrics, most = QFontMetrics(self._theme.font("body")), self._theme.scaled(WIDTH) * 2 // 5
        answer.setMinimumWidth(min(most, metrics.horizontalAdvance(question.answer) * 11 // 10 + 8))
        layout = row(label(question.stem, wrap=True), answer, spacing=20)
        layout.setStretch(0, 1)
        layout.setContentsMargins(18, 11, 18, 11)
        holder.setLayout(layout)
        return holder
