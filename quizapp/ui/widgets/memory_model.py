"""Your memory: what QuizApp knows of how you forget, adapting to it, and due days by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QProgressBar

from quizapp.domain.scheduling import Fit, Move, Why
from quizapp.errors import Cancelled
from quizapp.ui import day_words, words
from quizapp.ui.background import Task
from quizapp.ui.desk import REVIEWS, Desk
from quizapp.ui.widgets.basics import button, column, hairline, label, row
from quizapp.ui.widgets.moving import Mover

if TYPE_CHECKING:
    from quizapp.services.fit_memory import Anew, Found, MemoryModel


class MemoryModelCard(QFrame):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("card")
        self.desk = desk
        self.model: MemoryModel | None = None
        self.mover = Mover(desk, self)
        self._task: Task | None = None
        self._found: Found | None = None
        self._said = label("", wrap=True)
        self._detail = label("", "muted", wrap=True)
        self._due = label("", "muted", wrap=True)
        self.bar = QProgressBar()
        self.bar.setRange(0, 100)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Adapting"))
        self.bar.hide()
        self.fit_now = button(self.tr("Adapt to my memory now"))
        self.cancel = button(self.tr("Cancel"))
        self.defaults = button(self.tr("Back to the defaults"), "quiet")
        self.reschedule = button(self.tr("Reschedule now…"))
        self.undo = button(self.tr("Undo the last move"), "quiet")
        self._connect()
        model = column(
            label(self.tr("Your memory"), "strong"), self._said, self._detail, self.bar,
            4, row(self.fit_now, self.cancel, self.defaults, -1), spacing=4,
        )  # fmt: skip
        due = column(
            label(self.tr("Due days"), "strong"), self._due, 4,
            row(self.reschedule, self.undo, -1), spacing=4,
        )  # fmt: skip
        layout = column(model, 6, hairline(), 6, due, spacing=4)
        layout.setContentsMargins(20, 14, 20, 16)
        self.setLayout(layout)
        self._show_task(None)

    def _connect(self) -> None:
        self.fit_now.setToolTip(self.tr("Learn from your answers how you forget (F)"))
        self.cancel.setToolTip(self.tr("Stop adapting; nothing is changed"))
        self.defaults.setToolTip(self.tr("Take what was found over many learners"))
        self.reschedule.setToolTip(
            self.tr("Show where every due day would be by today's settings (R)")
        )
        self.undo.setToolTip(self.tr("Put back the due days that were moved last (U)"))
        self.fit_now.clicked.connect(self.fit)
        self.cancel.clicked.connect(self._cancel)
        self.defaults.clicked.connect(self.back_to_defaults)
        self.reschedule.clicked.connect(self.mover.propose)
        self.undo.clicked.connect(self.mover.undo)

    # Showing

    def load(self) -> None:
        services = self.desk.services
        self.desk.ask(
            lambda: (services.fit.standing(), services.reschedule.last()),
            lambda found: self.show_standing(*found),
        )

    def show_standing(self, model: MemoryModel, last: Move | None) -> None:
        self.model = model
        self._said.setText(self._standing(model))
        detail = " ".join(filter(None, (self._outcome(), self._advice(model))))
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self.fit_now.setEnabled(model.available and model.enough and self._task is None)
        self.defaults.setVisible(model.in_force is not None)
        self._due.setText(self._move(last))
        self.undo.setVisible(last is not None)

    def _standing(self, model: MemoryModel) -> str:
        if model.in_force is not None:
            said = self.tr("Adapted to your memory on {day}, from {answers}. {error}")
            return self._filled(said, model.in_force)
        if model.last is None:
            return self.tr(
                "Questions come back at times that were found over many learners. They suit most "
                "people well."
            )
        if model.last.better:
            said = self.tr(
                "Questions come back at times that were found over many learners, as you wished. "
                "Adapted last on {day}, from {answers}. {error}"
            )
        else:
            said = self.tr(
                "What was adapted on {day}, from {answers}, was not kept: it foretold your latest "
                "answers no better. {error}"
            )
        return self._filled(said, model.last)

    def _filled(self, said: str, fit: Fit) -> str:
        return said.format(
            answers=words.count(fit.reviews, self.tr("answer"), self.tr("answers")),
            day=day_words.written(fit.at.astimezone().date()),
            error=self.tr("Error of its predictions: {before:.3f} → {after:.3f}.").format(
                before=fit.loss_before, after=fit.loss_after
            ),
        )

    def _outcome(self) -> str:
        """What is only known right after it adapted."""
        found = self._found
        if found is None:
            return ""
        said = self.tr(
            "Of your latest {answers}, {true} % were known; {before} % were predicted before "
            "adapting, {after} % after."
        ).format(
            answers=words.count(found.after.answers, self.tr("answer"), self.tr("answers")),
            true=words.percent(found.after.true),
            before=words.percent(found.before.predicted),
            after=words.percent(found.after.predicted),
        )
        return f"{said} {self._left_out(found)}".rstrip()

    def _left_out(self, found: Found) -> str:
        """Said where something took no part."""
        from quizapp.services.fit_memory import LONGEST_HISTORY

        if not found.left_out:
            return ""
        return self.tr(
            "QuizApp adapts by the first {most} answers to each question, so {answers} took no "
            "part in it."
        ).format(
            most=LONGEST_HISTORY,
            answers=words.count(found.left_out, self.tr("answer"), self.tr("answers")),
        )

    def _advice(self, model: MemoryModel) -> str:
        if not model.enough:
            return self.tr(
                "From {needed:,} answers on they can be adapted to your memory: {left:,} to go."
            ).format(needed=model.needed, left=model.needed - model.reviews)
        if not model.available:
            from quizapp.services.fit_memory import HOW_TO_GET_IT

            return self.tr("To adapt them to your memory, install what that needs: {}").format(
                HOW_TO_GET_IT
            )
        if model.worthwhile and model.last is None:
            return self.tr("You have answered enough to adapt them to the way you forget.")
        if model.worthwhile:
            return self.tr("You have twice as many answers as then: it is worth adapting anew.")
        return ""

    def _move(self, last: Move | None) -> str:
        if last is None:
            return self.tr(
                "What was adapted, a new target or an easy day counts from each question's next "
                "answer on. To move all due days at once, look at it first."
            )
        said = (
            self.tr("{questions} were spread on {day}.")
            if last.why is Why.SPREAD
            else self.tr("{questions} were rescheduled on {day}.")
        )
        return said.format(
            questions=words.questions(len(last.moved)),
            day=day_words.written(last.at.astimezone().date()),
        )

    # Doing

    def fit(self) -> None:
        """On the computing lane, with Cancel; what was found is judged, and kept if better."""
        if self._task is not None or not self.fit_now.isEnabled():
            return
        service = self.desk.services.fit
        task = self.desk.background.task()
        report = self.desk.background.reporter(self._report)
        self._show_task(task)
        self.desk.compute(lambda: service.find(report, task.stop), self._keep, self._failed)

    def _report(self, share: float, message: str) -> None:
        self.bar.setValue(words.percent(share))
        self.bar.setAccessibleDescription(message)

    def _keep(self, found: Found) -> None:
        service = self.desk.services.fit
        self.desk.ask(lambda: service.keep(found), lambda fit: self._kept(found, fit), self._failed)

    def _kept(self, found: Found, fit: Fit) -> None:
        self._show_task(None)
        self._found = found
        if fit.in_force:
            said = self.tr("Adapted: your answers are foretold better now.")
            self.desk.say(f"{said} {self.tr('Due days stay until you reschedule.')}", "right")
        else:
            self.desk.say(
                self.tr("Adapting foretold your answers no better, so all stays as it was.")
            )
        self.desk.changed.emit(REVIEWS)
        self.load()

    def _failed(self, error: BaseException) -> None:
        self._show_task(None)
        if isinstance(error, Cancelled):
            self.desk.say(self.tr("Cancelled; nothing was changed."))
        else:
            self.desk.explain(error)
        self.load()

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _show_task(self, task: Task | None) -> None:
        self._task = task
        self.bar.setValue(0)
        self.bar.setVisible(task is not None)
        self.cancel.setVisible(task is not None)
        self.fit_now.setVisible(task is None)

    def back_to_defaults(self) -> None:
        """A long log is read on the computing lane, so that answers need not wait for it."""
        service = self.desk.services.fit
        self._found = None
        self.defaults.setEnabled(False)

        def put(anew: Anew) -> None:
            self.desk.ask(lambda: service.back_to_defaults(anew), done, failed)

        def done(_: None) -> None:
            self.defaults.setEnabled(True)
            self.desk.say(self.tr("The defaults are in force. Due days stay as they are."), "right")
            self.desk.changed.emit(REVIEWS)
            self.load()

        def failed(error: BaseException) -> None:
            self.defaults.setEnabled(True)
            self.desk.explain(error)

        self.desk.compute(service.under_defaults, put, failed)
