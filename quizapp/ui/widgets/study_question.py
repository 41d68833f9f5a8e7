"""The page of one question: the question, the way to answer, then verdict, proof and ratings.

Everything is made once; a new question only changes texts, so that it is on screen at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QWidget,
)

from quizapp.domain.review import Form, Rating, Verdict
from quizapp.ui import words
from quizapp.ui.kinds import FORMS, RARER_FORMS
from quizapp.ui.kinds.form import AnswerForm
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import button, centred, column, label, page_of, row, scrolled, tool
from quizapp.ui.widgets.beside_line import BesideLine
from quizapp.ui.widgets.elided import ElidedLabel
from quizapp.ui.widgets.evidence import EvidenceCard
from quizapp.ui.widgets.leech_card import LeechCard
from quizapp.ui.widgets.rating_bar import RatingBar
from quizapp.ui.widgets.reason_bar import ReasonBar
from quizapp.ui.widgets.session_bar import SessionBar
from quizapp.ui.widgets.verdict import VerdictBox

if TYPE_CHECKING:
    from quizapp.services.study_deck import Ask, Marked
    from quizapp.ui.screens.study import Step

WIDTH = 720
HEAD_WITH_WORDS = 690  # px at a text size of 100 %
ROOM = 420  # characters on each side of the evidence, once more of the passage is wanted


def next_way(ask: Ask) -> Form | None:
    """The form after the present one, in turn; ``None`` where there is no other."""
    ways = ask.ways
    if ask.form not in ways:
        return ways[0] if ways else None
    return ways[(ways.index(ask.form) + 1) % len(ways)] if len(ways) > 1 else None


def _source(ask: Ask) -> str:
    """Deck and topic, on one line however they were typed."""
    topic = "" if ask.group is not None else ask.question.topic
    return "  ·  ".join(words.one_line(part) for part in (ask.deck, topic) if part)


class WaysRow(QWidget):
    """Quiet buttons in a row, the last at the right; two and two where the text is large."""

    def __init__(self, *ways: QPushButton) -> None:
        super().__init__()
        self._ways = ways
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(4)
        self._arranged: tuple[int, tuple[QPushButton, ...]] = (0, ())
        self._arrange(len(ways), ways)

    def fit(self) -> None:
        """To be called when some of them were shown or hidden."""
        shown = tuple(way for way in self._ways if not way.isHidden())
        needed = sum(way.sizeHint().width() + 4 for way in shown)
        self._arrange(len(shown) if self.width() >= needed else 2, shown)

    def _arrange(self, across: int, shown: tuple[QPushButton, ...]) -> None:
        if (across, shown) == self._arranged:
            return
        self._arranged = (across, shown)
        for number, way in enumerate(shown):
            last = number == len(shown) - 1
            where = number % across + (1 if last and across == len(shown) else 0)
            self._grid.addWidget(way, number // across, where)
        spare = len(shown) - 1 if across == len(shown) else across
        for number in range(len(self._ways) + 1):
            self._grid.setColumnStretch(number, 1 if number == spare else 0)

    # Qt overrides

    def minimumSizeHint(self) -> QSize:
        return QSize(200, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.fit()
        super().resizeEvent(event)


class QuestionPage(QWidget):
    answered = Signal(str, int)  # the answer as given, milliseconds since the question was shown
    revealed = Signal(int)  # milliseconds
    rated = Signal(object)  # the Rating to keep
    document_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown = QElapsedTimer()
        self._before = 0  # milliseconds until the clock was held
        self._given = ""
        self.is_marked = False
        self._helps = True
        self._so_far: tuple[str, ...] = ("",)  # the same, shorter and shorter
        self.forms: dict[Form, AnswerForm] = {kind.form: kind(theme) for kind in FORMS}
        self._form = self.forms[Form.CHOICES]
        self.next_form: Form | None = None  # that another way to answer would be
        self._build_parts(theme)
        self._build_layout(theme)
        for form in self.forms.values():
            self._listen(form)
        self.ratings.chosen.connect(self.rated)
        self.ratings.opened.connect(lambda: QTimer.singleShot(0, self.bring_verdict))
        theme.changed.connect(self._fit_head)
        self.evidence.wanted.connect(self.document_wanted)
        self.evidence.grew.connect(lambda: QTimer.singleShot(0, self._show_evidence))

    def _listen(self, form: AnswerForm) -> None:
        form.answered.connect(self._answered)
        form.revealed.connect(lambda: self.revealed.emit(self._milliseconds()))

    def _made(self, form: Form) -> AnswerForm:
        """The way to answer; a rarer one is made the first time it is needed."""
        if form not in self.forms:
            kind = next(kind for kind in RARER_FORMS if kind.form is form)
            made = self.forms[form] = kind(self._theme)
            self._listen(made)
            made.hide()
            self._form_column.addWidget(made)
        return self.forms[form]

    def _build_parts(self, theme: Theme) -> None:
        self.progress = SessionBar(theme)
        self.place = label("", "small")
        self.undo = tool(theme, "undo", self.tr("Undo"), beside=True)
        self.skip = tool(theme, "skip", self.tr("Skip"), beside=True)
        self.retire = tool(theme, "retire", self.tr("Drop"), beside=True)
        self.pause = tool(theme, "pause", self.tr("Pause"), beside=True)
        self.more = tool(theme, "more", self.tr("More"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.end = tool(theme, "cross", self.tr("End"), beside=True)
        self.show_answer = button(self.tr("Answer in your head"), "quiet")
        self.other_form = button(self.tr("Type the answer"), "quiet")
        self.on_the_map = button(self.tr("Show on the map"), "quiet")
        self.hint = button(self.tr("Hint"), "quiet")
        self.why_now = button(self.tr("Why now?"), "quiet")
        for each in (self.show_answer, self.other_form, self.on_the_map, self.hint, self.why_now):
            each.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the caret in the answer
        self.chips = label("", "chip")
        self.again = label("", "chip")
        self.flagged = label(self.tr("Flagged"), "chip")
        self.source = ElidedLabel("", "small")  # deck and topic
        self.stem = label("", "question", wrap=True)
        self.aside = label("", "muted", wrap=True)  # a hint, or why it is asked now
        self.verdict = VerdictBox(theme)
        self.beside = BesideLine(theme)
        self.leech = LeechCard(theme)
        self.evidence = EvidenceCard(theme, ROOM, brief=True)
        self.ratings = RatingBar(theme)
        self.why = ReasonBar(theme)

    def _build_layout(self, theme: Theme) -> None:
        head = QWidget()
        tools = row(
            self.place, -1, self.undo, self.skip, self.retire, self.pause, self.more, self.end,
            spacing=2,
        )  # fmt: skip
        head_layout = column(tools, self.progress, spacing=6)
        head_layout.setContentsMargins(0, 14, 0, 0)
        head.setLayout(head_layout)
        self._head = head
        self._form_column = column(*self.forms.values(), spacing=0)
        chips = row(self.chips, self.again, self.flagged, self.source, spacing=6)
        chips.setStretch(3, 1)
        inner = column(
            chips, 6, self.stem, self.aside, 14, self._form_column, 4, self.verdict,
            self.beside, self.leech, 4, self.evidence, -1, spacing=6,
        )  # fmt: skip
        inner.setContentsMargins(0, 24, 0, 16)
        self._page = page_of(inner, theme, WIDTH)
        self.area = scrolled(self._page, self.tr("Question"))
        foot = QWidget()
        self._ways = ways = WaysRow(
            self.show_answer, self.other_form, self.on_the_map, self.hint, self.why_now
        )
        self.foot_stack = QStackedWidget()
        self.foot_stack.addWidget(ways)
        self.foot_stack.addWidget(self.ratings)
        self.why.hide()  # not in the stack, which would be as high for it at all times
        foot.setLayout(column(self.foot_stack, self.why))
        head_line, foot_line = centred(head, theme, WIDTH), centred(foot, theme, WIDTH)
        self._lines = ((head_line, 0, 0), (foot_line, 6, 4))
        outer = column(head_line, self.area, foot_line, spacing=0)
        outer.setStretch(1, 1)
        self.setLayout(outer)

    def _fit_head(self) -> None:
        """Words beside the icons of the head as long as there is room for all of them."""
        style = Qt.ToolButtonStyle
        words_fit = self.width() >= self._theme.scaled(HEAD_WITH_WORDS)
        for each in (self.undo, self.skip, self.retire, self.pause, self.end):
            each.setToolButtonStyle(
                style.ToolButtonTextBesideIcon if words_fit else style.ToolButtonIconOnly
            )
        self._fit_place()

    def _fit_place(self) -> None:
        """As much of how far the session is as there is room for beside the tools."""
        tools = (self.undo, self.skip, self.retire, self.pause, self.more, self.end)
        taken = sum(each.sizeHint().width() + 2 for each in tools if not each.isHidden())
        margins = self._head.contentsMargins()
        room = self._head.width() - taken - margins.left() - margins.right() - 8
        metrics = QFontMetrics(self._theme.font("small"))
        fitting = (text for text in self._so_far if metrics.horizontalAdvance(text) <= room)
        self.place.setText(next(fitting, self._so_far[-1]))

    # Qt override

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit_head()
        self._line_up()
        super().resizeEvent(event)
        QTimer.singleShot(0, self._fit_place)  # once the head has its width
        QTimer.singleShot(0, self._fit_form)

    def _line_up(self) -> None:
        """Head and foot keep to the column of the question, which has a scroll bar beside it."""
        bar = self.area.verticalScrollBar().sizeHint().width()
        for line, top, bottom in self._lines:
            line.setContentsMargins(32, top, 32 + bar, bottom)

    @property
    def form(self) -> AnswerForm:
        """The way to answer that is shown."""
        return self._form

    def show_ask(self, ask: Ask) -> None:
        """A new question; the clock starts."""
        self.is_marked = False
        self._given = ""
        self._form = self._made(ask.form)
        self._form.setEnabled(True)
        self.why.hide()
        self.foot_stack.show()
        group = ask.group
        kind = words.group_name(ask.form) if group else words.kind_name(ask.question.kind)
        self.chips.setText(kind)
        why = self._why_now_chip(ask)
        self.again.setText(why)
        self.again.setVisible(bool(why))
        self.source.setText(_source(ask))
        self.show_flag(ask.flagged)
        self.stem.setText(words.group_task(group) if group else ask.question.stem)
        self.say_aside("")
        for part in (self.verdict, self.beside, self.leech, self.evidence):
            part.hide()
        for form in self.forms.values():
            form.setVisible(form is self._form)
        self._form.ask(ask)  # takes the focus before what has it goes: else Qt hands it on and on
        self.foot_stack.setCurrentIndex(0)
        self._offer_other_form(ask)
        self.area.verticalScrollBar().setValue(0)
        QTimer.singleShot(0, self._fit_form)
        self._before = 0
        self._shown.start()

    def _why_now_chip(self, ask: Ask) -> str:
        if ask.beside:
            return self.tr("Tell apart")
        if ask.again:
            return self.tr("Once more")
        return self.tr("New") if ask.is_new else ""

    def hold(self) -> None:
        """Stops the clock."""
        self._before = self._milliseconds()
        self._shown.invalidate()

    def go_on(self) -> None:
        """The clock runs again, and the focus is where the answer is given."""
        if not self._shown.isValid():
            self._shown.start()
        if self.is_marked:
            self.ratings.go_on.setFocus()
        else:
            self._form.take_focus()

    def show_marked(self, marked: Marked, *, rate: bool = False) -> None:
        """``rate``: the learner wants to see the ratings under every answer."""
        self.is_marked = True
        self._form.mark(marked, self._given)
        self._form.setVisible(self._form.form is not Form.FLIP)
        self.verdict.show_marked(marked, key_shown=self._form.form is Form.CHOICES)
        self.verdict.show()
        self.beside.show_beside(marked.beside)
        self.leech.show_leech(marked.leech, flagged=not self.flagged.isHidden())
        self.evidence.show_view(marked.evidence)
        by_oneself = rate or marked.verdict is Verdict.UNCHECKED
        self.ratings.offer(marked.suggested, marked.intervals, ask=by_oneself)
        if marked.group is not None:
            self.ratings.only_go_on()
        self.foot_stack.setCurrentIndex(1)
        self.ratings.go_on.setFocus()
        QTimer.singleShot(0, self.bring_verdict)

    def as_text(self) -> str:
        """What is to be read aloud: the question with its options, after the answer the answer."""
        if self.is_marked:
            return self.verdict.said
        return "\n".join([self.stem.text(), *self._form.as_texts()])

    def say_aside(self, text: str) -> None:
        """One sentence under the question."""
        self.aside.setText(text)
        self.aside.setVisible(bool(text))

    def ask_why(self) -> None:
        """The question is retired; the keys 1 to 7 say why."""
        self._form.setEnabled(False)
        self.beside.hide()
        self.leech.hide()
        self.why.ask(self.tr("Dropped: it is never asked again. Why?"))
        self.foot_stack.hide()
        self.why.show()
        self.setFocus()

    def bring_verdict(self) -> None:
        """Where the page is longer than the window, the verdict must still be seen, and what is
        said below it, the proof too, as far as there is room."""
        if not self.is_marked:
            return
        self._fit_form()
        QTimer.singleShot(0, self._scroll_to_verdict)  # once the layout has heard of it

    def _scroll_to_verdict(self) -> None:
        """The last is the most important. What is looked at on a map needs the question by it."""
        question = (self.stem,) if self._form.gives_room else ()
        for part in (self.evidence, self.leech, self.beside, *question, self.verdict):
            if part.isVisible():
                self.area.ensureWidgetVisible(part, 0, 16)

    def _fit_form(self) -> None:
        """A form that can do with less room gives up what the page lacks, and takes it back."""
        if self._form.gives_room:
            needed = self._page.heightForWidth(self._page.width())
            self._form.make_room(needed - self.area.viewport().height())

    def show_flag(self, flagged: bool) -> None:
        self.flagged.setVisible(flagged)
        self.leech.show_flag(flagged)

    def takes_enter(self, focused: QWidget | None) -> bool:
        """Whether Enter answers or goes on. It presses a button that has the focus, unless that is
        one of the answer form, which knows best, or Continue."""
        if focused is None or focused is self.ratings.go_on:
            return True
        return not self.is_marked and self.area.isAncestorOf(focused)

    def _show_evidence(self) -> None:
        """Where it grew past the foot of the page, its words are still in sight."""
        if self.is_marked:
            self.area.ensureWidgetVisible(self.evidence, 0, 16)

    def show_progress(self, step: Step) -> None:
        seconds_left = step.seconds_left
        self.progress.show_counts(step.done, step.again, step.total)
        said = self.progress.said
        left = words.minutes(-(-seconds_left // 60)) if seconds_left else ""
        whole = said + self.tr("  ·  {} left").format(left) if left else said
        self._so_far = (whole, said, self.progress.answered)
        self.place.setToolTip(whole)
        self._fit_head()

    def offer_help(self, on: bool) -> None:
        """A test gives none: no hint, no answer to look at, no way back."""
        for each in (self.show_answer, self.hint, self.why_now, self.undo, self.retire):
            each.setVisible(on)
        self._helps = on

    def confirm(self) -> None:
        """Enter: take the marked rating, or whatever the form makes of it."""
        if self.is_marked:
            self.ratings.take()
        else:
            self._form.confirm()

    def number(self, number: int) -> None:
        """A number key, from 1: an option before the answer, a rating where they stand there."""
        if not self.is_marked:
            self._form.choose(number - 1)
        elif 1 <= number <= len(Rating) and self.ratings.is_open:
            self.rated.emit(Rating(number))

    def letter(self, number: int) -> None:
        """A letter key, from 1 for A."""
        if not self.is_marked:
            self._form.letter(number - 1)

    def _offer_other_form(self, ask: Ask) -> None:
        """The next way in turn; those asked together can come one by one instead."""
        together = ask.group is not None
        self.show_answer.setVisible(ask.form is not Form.FLIP and not together and self._helps)
        self.hint.setVisible(not together and self._helps)
        self.why_now.setVisible(not together and self._helps)
        self.next_form = None if together else next_way(ask)
        if self.next_form is not None:
            self.other_form.setText(words.way_name(self.next_form))
        else:
            self.other_form.setText(self.tr("One by one"))
        self.other_form.setVisible(together or self.next_form is not None)
        on_map = self._helps and not together and ask.place is not None
        self.on_the_map.setVisible(on_map and ask.form is not Form.MAP)
        self._ways.fit()

    def _answered(self, given: str) -> None:
        self._given = given
        self.answered.emit(given, self._milliseconds())

    def _milliseconds(self) -> int:
        return self._before + (self._shown.elapsed() if self._shown.isValid() else 0)
