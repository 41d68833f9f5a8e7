"""Taking a quiz: one question at a time, every answer kept at once, resumed after a crash."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPixmap
from PySide6.QtWidgets import QLabel, QStackedLayout, QWidget

from quizapp.domain.quiz import Look
from quizapp.domain.task import Information, Response, number_text
from quizapp.errors import TimeUp
from quizapp.services.quiz_result import Learnt, Result
from quizapp.services.quiz_sitting import Shown, Sitting
from quizapp.services.take_quiz import Offer, Standing
from quizapp.ui import words
from quizapp.ui.confirm import confirm
from quizapp.ui.desk import REVIEWS, Desk
from quizapp.ui.quizzes.at_work import more_words
from quizapp.ui.quizzes.before_quiz import BeforeQuiz
from quizapp.ui.quizzes.clock import CountDown
from quizapp.ui.quizzes.navigator import Navigator
from quizapp.ui.quizzes.result_view import ResultView
from quizapp.ui.screens.screen import Screen, key_text
from quizapp.ui.tasks import widget_for
from quizapp.ui.tasks.task_widget import TaskWidget
from quizapp.ui.widgets.basics import button, centred, column, label, row, scrolled, set_tone

T = TypeVar("T")
PAUSE = 400  # ms without a change before an answer is written down
WIDTH = 760
ASKING, RESULT, NOTHING, BEFORE = range(4)  # pages
_PICTURE = 300
_NO_TIME = 0.5  # seconds: less than that is none


@dataclass(frozen=True)
class TakeThis:
    """What the page is opened with: a quiz to begin, or the result of an attempt."""

    quiz_id: str = ""
    attempt_id: str = ""


class TakeScreen(Screen):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.sitting: Sitting | None = None
        self.widget: TaskWidget[Any] | None = None
        self.shown: Shown | None = None
        self._since = 0.0  # monotonic seconds when the question was shown, or written down last
        self._unwritten = False
        self._quiz_id = ""
        self._tones: dict[int, str] = {}
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self.navigator = Navigator(desk.theme)
        self.clock = CountDown(desk.theme, self.tr("Time left"))
        self.own_clock = CountDown(desk.theme, self.tr("Time for this question"))
        self.extra = label("", "muted")
        self._given_more = timedelta(0)
        self.result = ResultView(desk.theme)
        self.before = BeforeQuiz(desk.theme, WIDTH)
        self._pages = QStackedLayout(self)
        self._build()
        self._connect()
        self._add_commands()

    def opened(self, what: object = None) -> None:
        """``what``: a ``TakeThis``; None comes back to the attempt that runs here."""
        if not isinstance(what, TakeThis):
            if self.widget is not None:
                self.widget.take_focus()
            self._look_at_clock()
            return
        take = self.desk.services.take
        if what.attempt_id:
            self.desk.ask(lambda: take.result(what.attempt_id), self._show_result)
            return
        self._quiz_id = what.quiz_id
        quiz_id = what.quiz_id
        self.desk.hushed.emit()
        self.desk.ask(lambda: take.offer(quiz_id), self._offered, self._cannot_begin)

    def _offered(self, offer: Offer) -> None:
        """What the teacher wrote is read before the clock runs; not again by who comes back."""
        if offer.standing is not Standing.OPEN or not offer.summary.quiz.description.strip():
            self.begin()
            return
        self._end()
        self.before.show_offer(offer)
        self._pages.setCurrentIndex(BEFORE)
        self.before.begin.setFocus()

    def begin(self) -> None:
        take, quiz_id = self.desk.services.take, self._quiz_id
        self.desk.ask(lambda: take.begin(quiz_id), self._began, self._cannot_begin)

    def left(self) -> None:
        self._write_down()

    def learner_changed(self) -> None:
        """The attempt of one is not shown to another; it waits to be resumed."""
        self._end()

    # Building

    def _build(self) -> None:
        self.heading = label("", "lead")
        self.state = label("", "small")
        head = row(column(self.heading, self.state, spacing=1), -1, self.own_clock, self.clock,
                   self.extra, spacing=16)  # fmt: skip
        self.section = label("", "overline", wrap=True)
        self.instructions = label("", "muted", wrap=True)
        self.number = label("", "overline")
        self.stem = label("", "question", wrap=True)
        self.picture = QLabel()
        self.verdict = label("", "strong", wrap=True)
        self.notes = label("", wrap=True)
        self._place = column(spacing=0)
        body = QWidget()
        body.setLayout(column(
            self.section, self.instructions, row(self.number, -1), self.stem, self.picture,
            self._place, self.verdict, self.notes, -1, spacing=10,
        ))  # fmt: skip
        middle = QWidget()
        middle.setLayout(centred(body, self.desk.theme, WIDTH))
        self.back = button(self.tr("Back"))
        self.next = button(self.tr("Next"), "primary")
        self.hint = button(self.tr("Hint"), "quiet")
        self.hand_in_button = button(self.tr("Hand in"))
        foot = row(self.back, self.next, self.hint, -1, self.hand_in_button, spacing=8)
        page = QWidget()
        layout = column(head, self.navigator, scrolled(middle, self.tr("The question")), foot,
                        spacing=14)  # fmt: skip
        layout.setStretch(2, 1)
        layout.setContentsMargins(32, 20, 32, 18)
        page.setLayout(layout)
        self._pages.addWidget(page)
        self._pages.addWidget(self._result_page())
        self._pages.addWidget(QWidget())
        self._pages.addWidget(self.before)

    def _result_page(self) -> QWidget:
        inside, page = QWidget(), QWidget()
        inside.setLayout(centred(self.result, self.desk.theme, WIDTH))
        layout = column(scrolled(inside, self.tr("The result")))
        layout.setContentsMargins(32, 24, 32, 0)
        page.setLayout(layout)
        return page

    def _connect(self) -> None:
        self.navigator.chosen.connect(self.go_to)
        self._pause.timeout.connect(self._write_down)
        self.clock.over.connect(self._look_at_clock)
        self.own_clock.over.connect(self._own_time_is_up)
        self.before.begun.connect(self.begin)
        self.before.left.connect(lambda: self.desk.go("quizzes", self._quiz_id))
        self.result.back.connect(lambda: self.desk.go("quizzes"))
        self.result.again.connect(lambda: self.opened(TakeThis(self._quiz_id)))
        self.desk.replaced.connect(self._end)

    def _add_commands(self) -> None:
        self.command(self.tr("Next question, or check the answer"), ["Ctrl+Return", "Ctrl+Right"],
                     self.go_on, button=self.next)  # fmt: skip
        self.command(self.tr("Question before"), ["Ctrl+Left"], self.go_back, button=self.back)
        self.command(self.tr("Hint"), ["Ctrl+H"], self.show_hint, button=self.hint)
        self.command(self.tr("Hand in"), ["Ctrl+Shift+Return"], self.ask_to_hand_in,
                     button=self.hand_in_button)  # fmt: skip
        for number in range(1, 10):
            self.command(self.tr("Option {}").format(number), [str(number)],
                         partial(self._choose, number - 1), listed=False)  # fmt: skip
        self.describe(self.tr("Choose an option"), "1 – 9")
        self.describe(self.tr("Go on with the next question"), key_text("Return"))

    # The attempt

    @property
    def place(self) -> int:
        return self.shown.posed.place if self.shown else 0

    @property
    def _last(self) -> int:
        return len(self.sitting.posed) - 1 if self.sitting else 0

    def _began(self, sitting: Sitting) -> None:
        self.sitting = sitting
        self._tones = {}
        self.heading.setText(words.one_line(sitting.quiz.name))
        self.navigator.show_questions(sitting.posed)
        self._pages.setCurrentIndex(0)
        for note in sitting.notes:
            self.desk.say(note)
        self._given_more = timedelta(0)
        self._look_at_clock()
        self._go(sitting.place)

    def _cannot_begin(self, problem: BaseException) -> None:
        self.desk.explain(problem)
        self.desk.go("quizzes")

    def _look_at_clock(self) -> None:
        """How much time there is; more may have been given since it was looked at last."""
        sitting = self.sitting
        if sitting is not None:
            self._write_down()
            self.desk.ask(sitting.seconds_left, lambda left: self._time_known(sitting, left))

    def _time_known(self, sitting: Sitting, seconds: float | None) -> None:
        if sitting is not self.sitting:
            return
        if seconds is not None and (sitting.is_finished or seconds < _NO_TIME):
            self._time_is_up()
            return
        self.clock.start(seconds)
        self._show_given(sitting.given_more)

    def _show_given(self, more: timedelta) -> None:
        """Said once where it was given while the learner is at work, and shown from then on."""
        said = self.tr("{} more").format(more_words(more)) if more_words(more) else ""
        self.extra.setText(said)
        self.extra.setVisible(bool(said))
        if said and more > self._given_more:
            self.desk.say(self.tr("You got {}.").format(said), "right")
        self._given_more = more

    def _end(self) -> None:
        self.sitting, self.shown = None, None
        self.clock.stop()
        self.own_clock.stop()
        self.extra.hide()
        self._pages.setCurrentIndex(NOTHING)

    def go_to(self, place: int) -> None:
        if self.sitting is None or place == self.place:
            return
        self._write_down()
        self._go(place)

    def go_on(self) -> None:
        """To the next question; at the last one, to handing in. Where feedback comes at once, an
        answer is checked first."""
        if self.sitting is None or self.shown is None:
            return
        if self._checks_first and self._response is not None and not self.shown.locked:
            self._write(self._show)
            return
        if self.place < self._last:
            self.go_to(self.place + 1)
        else:
            self.ask_to_hand_in()

    def go_back(self) -> None:
        if self.place > 0:
            self.go_to(self.place - 1)

    @property
    def _checks_first(self) -> bool:
        from quizapp.domain.quiz import FeedbackWhen

        sitting = self.sitting
        return sitting is not None and (sitting.attempt.rules.feedback is FeedbackWhen.AT_ONCE)

    @property
    def _response(self) -> Response:
        return self.widget.response if self.widget is not None else None

    def _go(self, place: int) -> None:
        sitting = self.sitting
        assert sitting is not None
        self._run(lambda: sitting.show(place), self._show)

    def _show(self, shown: Shown) -> None:
        self.shown = shown
        self._unwritten = False
        self._since = time.monotonic()
        self._show_words(shown)
        self._show_widget(shown)
        self._show_learnt(shown)
        self.own_clock.start(None if shown.locked else shown.seconds_left)
        self._show_state()

    def _show_words(self, shown: Shown) -> None:
        posed, sitting = shown.posed, self.sitting
        assert sitting is not None
        section = sitting.quiz.sections[posed.asked.section] if (
            posed.asked.section < len(sitting.quiz.sections)
        ) else None  # fmt: skip
        for part, text in (
            (self.section, section.title if section else ""),
            (self.instructions, section.instructions if section else ""),
            (self.number, self._number_words(shown)),
        ):
            part.setText(text)
            part.setVisible(bool(text))
        self.stem.setText(posed.question.stem)
        self.picture.hide()
        picture = posed.question.picture
        if picture is not None:
            decks, place = self.desk.services.stores.decks, posed.place
            self.desk.ask(lambda: decks.picture(picture.id),
                          lambda data: self._show_picture(place, data, picture.alt))  # fmt: skip

    def _number_words(self, shown: Shown) -> str:
        posed = shown.posed
        if not posed.number:
            return ""
        points = number_text(round(posed.asked.points, 2))
        worth = self.tr("1 point") if posed.asked.points == 1 else self.tr("{} points")
        return self.tr("Question {}").format(posed.number) + "   ·   " + worth.format(points)

    def _show_picture(self, place: int, data: bytes, alt: str) -> None:
        if place != self.place:
            return
        pixmap = QPixmap()
        pixmap.loadFromData(data)
        height = self.desk.theme.scaled(_PICTURE)
        if pixmap.height() > height or pixmap.width() > WIDTH:
            keep = Qt.AspectRatioMode.KeepAspectRatio
            smooth = Qt.TransformationMode.SmoothTransformation
            pixmap = pixmap.scaled(WIDTH, height, keep, smooth)
        self.picture.setPixmap(pixmap)
        self.picture.setAccessibleName(alt)
        self.picture.setToolTip(alt)
        self.picture.show()

    def _show_widget(self, shown: Shown) -> None:
        if self.widget is not None:
            self._place.removeWidget(self.widget)
            self.widget.hide()
            self.widget.deleteLater()
        posed = shown.posed
        widget = widget_for(posed.task, self.desk.theme, posed.asked.shuffled)
        widget.restore(shown.response)
        widget.changed.connect(self._changed)
        widget.entered.connect(self.go_on)
        self._place.addWidget(widget)
        widget.show()  # now: what is not shown takes no focus
        self.widget = widget
        if shown.locked:
            share = None
            if shown.learnt is not None:
                share = shown.learnt.marked.share
            widget.judge(share) if shown.learnt is not None else widget.setEnabled(False)
        widget.take_focus()

    def _show_learnt(self, shown: Shown) -> None:
        learnt = shown.learnt
        self.verdict.setVisible(learnt is not None or shown.locked)
        self.notes.setVisible(learnt is not None)
        if learnt is None:
            self.verdict.setText(self.tr("The time for this question is up.") if shown.locked
                                 else "")  # fmt: skip
            return
        self._show_verdict(learnt)

    def _show_verdict(self, learnt: Learnt) -> None:
        verdict = learnt.marked.verdict
        tone = words.verdict_tone(verdict)
        said = self.tr("Somebody will mark this.") if learnt.points is None else (
            words.verdict_name(verdict)
        )  # fmt: skip
        self.verdict.setText(said)
        set_tone(self.verdict, tone)
        self._tones[learnt.posed.place] = tone
        told = (*learnt.marked.feedback, learnt.marked.note, learnt.explanation)
        proof = f"{learnt.evidence.label}" if learnt.evidence.label else ""
        self.notes.setText("\n".join(text for text in (*told, proof) if text))
        self.notes.setVisible(bool(self.notes.text()))

    def _show_state(self) -> None:
        sitting, shown = self.sitting, self.shown
        if sitting is None or shown is None:
            return
        answered = set(sitting.answered)
        if self._response is not None:
            answered.add(self.place)
        asked = [one for one in sitting.posed if not isinstance(one.task, Information)]
        done = sum(one.place in answered for one in asked)
        self.state.setText(self.tr("{done} of {all} answered").format(done=done, all=len(asked)))
        self.navigator.show_state(self.place, answered, self._tones)
        self.back.setEnabled(self.place > 0)
        check = self._checks_first and not shown.locked and self._response is not None
        last = self.place == self._last
        text = self.tr("Check") if check else self.tr("Hand in") if last else self.tr("Next")
        self.next.setText(text)
        self.hand_in_button.setVisible(not last or check)
        in_exam = sitting.attempt.rules.look is Look.EXAM
        self.hint.setVisible(not in_exam and not shown.locked)

    # Answers

    def _changed(self) -> None:
        self._unwritten = True
        self._show_state()
        if not self._checks_first:  # else it is written down when it is checked
            self._pause.start()

    def _choose(self, number: int) -> None:
        if self.widget is not None:
            self.widget.choose(number)

    def _write_down(self) -> None:
        """What was changed is committed, without moving from the question."""
        if self._unwritten and not self._checks_first:
            self._write(lambda _: self._show_state())

    def _write(self, then: Callable[[Shown], object]) -> None:
        self._pause.stop()
        sitting, shown = self.sitting, self.shown
        if sitting is None or shown is None or shown.locked:
            return
        place, response = shown.posed.place, self._response
        took = round(1000 * (time.monotonic() - self._since))
        self._since = time.monotonic()
        self._unwritten = False
        self._run(lambda: sitting.answer(place, response, took), then)

    def _run(self, work: Callable[[], T], then: Callable[[T], object]) -> None:
        self.desk.ask(work, then, lambda problem: self._refused(problem, work, then))

    def _refused(
        self, problem: BaseException, work: Callable[[], T], then: Callable[[T], object]
    ) -> None:
        if isinstance(problem, TimeUp):
            self.desk.explain(problem)
            self._time_is_up() if self.sitting and self.sitting.is_finished else (
                self._go(self.place)
            )
            return
        self.desk.explain(problem, again=lambda: self._run(work, then))

    def show_hint(self) -> None:
        sitting, place = self.sitting, self.place
        if sitting is None or self.hint.isHidden():
            return
        self.desk.ask(lambda: sitting.hint(place), self._hinted)

    def _hinted(self, hint: tuple[str, str]) -> None:
        kind, text = hint
        if not text:
            self.desk.say(self.tr("There is no hint to this question."))
            return
        self.notes.setText(text if kind == "author" else words.hint(kind, text))
        self.notes.show()

    # The end

    def ask_to_hand_in(self) -> None:
        sitting = self.sitting
        if sitting is None:
            return
        self._write_down()
        asked = [one for one in sitting.posed if not isinstance(one.task, Information)]
        answered = set(sitting.answered) | ({self.place} if self._response is not None else set())
        left = [one.number for one in asked if one.place not in answered]
        about = self.tr("All questions are answered.")
        if left:
            numbers = ", ".join(map(str, left[:12])) + (" …" if len(left) > 12 else "")
            about = self.tr("Not answered yet: {}.").format(numbers)
        confirm(self, self.tr("Hand in?"), about, self.tr("Hand in"), self.hand_in, danger=False)

    def hand_in(self) -> None:
        sitting = self.sitting
        if sitting is not None:
            self.desk.ask(sitting.hand_in, self._handed_in)

    def _time_is_up(self) -> None:
        sitting = self.sitting
        if sitting is None:
            return
        self._write_down()
        self.desk.say(self.tr("Time is up. What you had answered was handed in."))
        self.hand_in()

    def _own_time_is_up(self) -> None:
        """The answer that stands is kept, and the next question comes."""
        self._write_down()
        if self.sitting is not None and not self.sitting.is_finished:
            self._go(self.place)

    def _handed_in(self, result: Result) -> None:
        self._end()
        self._show_result(result)
        self.desk.changed.emit(REVIEWS)

    def _show_result(self, result: Result) -> None:
        self._quiz_id = result.attempt.quiz_id
        take = self.desk.services.take
        self._pages.setCurrentIndex(1)
        self.result.show_result(result, can_again=False)
        self.result.leave.setFocus()

        def again() -> bool:
            return any(
                offer.summary.quiz.id == self._quiz_id
                and offer.standing in (Standing.OPEN, Standing.RUNNING)
                for offer in take.offers()
            )

        self.desk.ask(again, self.result.once_more.setVisible)

    # Qt override

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter that no part of the question took goes on, whatever the task; on a button it does
        what the button does."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held or event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        focused = self.focused_button()
        in_task = self.widget is not None and self.widget.isAncestorOf(focused or self)
        if focused is not None and not in_task:
            focused.click()
        elif self._pages.currentIndex() == ASKING:
            self.go_on()
