"""Long work at the deck: behind a dialog that says how far it is, with Cancel."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QProgressBar, QWidget

from quizapp.errors import Cancelled
from quizapp.services.watching import Watch
from quizapp.ui.background import Task
from quizapp.ui.screens.screen import Screen
from quizapp.ui.widgets.basics import button, column, label, row
from quizapp.ui.widgets.fitting_dialog import FittingDialog

T = TypeVar("T")
WIDTH = 420  # px, at least
PATIENCE = 300  # ms: what is done by then needs no dialog
_STEPS = 1000


class WorkDialog(FittingDialog):
    """It closes when the work has ended, and not before: Esc asks that to end soon."""

    def __init__(self, parent: QWidget, heading: str, task: Task) -> None:
        super().__init__(parent)
        self._task = task
        self.setWindowTitle(heading)
        self.said = label(self.tr("Starting"), "muted", wrap=True)
        self.progress = QProgressBar()
        self.progress.setRange(0, _STEPS)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Progress"))
        self.cancel = button(self.tr("Cancel"))
        self.cancel.setToolTip(self.tr("Leave everything as it was (Esc)"))
        self.cancel.setAutoDefault(False)  # an Enter meant for what came before does not cancel
        self.cancel.clicked.connect(self.reject)
        self.setLayout(
            column(
                label(heading, "lead", wrap=True), 4, self.progress, self.said, 8,
                row(-1, self.cancel), spacing=8, margin=24,
            )
        )  # fmt: skip
        self.setMinimumWidth(WIDTH)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._patience.timeout.connect(self.open)
        self._patience.start()

    def show_progress(self, share: float, message: str) -> None:
        """``share`` from 0 to 1."""
        self.progress.setValue(round(_STEPS * min(1.0, max(0.0, share))))
        if not self._task.stop():
            self.said.setText(message)
            self.setAccessibleDescription(message)

    def no_way_back(self) -> None:
        """It is being written: from here on it goes on to its end."""
        self.cancel.setEnabled(False)

    def end(self) -> None:
        self._patience.stop()
        self.accept()
        self.deleteLater()

    # Qt override

    @Slot()
    def reject(self) -> None:
        """Esc, or the cross of the window."""
        if self.cancel.isEnabled():
            self._task.cancel()
            self.cancel.setEnabled(False)
            self.said.setText(self.tr("Stopping"))


def do_long_work(
    screen: Screen,
    texts: tuple[str, str],
    work: Callable[[Watch], T],
    done: Callable[[T], object],
    failed: Callable[[BaseException], object] | None = None,
) -> WorkDialog:
    """Runs ``work`` on the database lane. ``texts``: what is being done, and what is said once it
    was cancelled; ``failed`` gets that, too. Does not block."""
    desk, (heading, cancelled) = screen.desk, texts
    task = desk.background.task()
    box = WorkDialog(screen, heading, task)

    def ended(then: Callable[[], object]) -> None:
        box.end()
        then()

    def went_wrong(error: BaseException) -> None:
        if isinstance(error, Cancelled):
            desk.say(cancelled)
        (failed or desk.explain)(error)

    watch = Watch(
        report=desk.background.reporter(box.show_progress),
        stop=task.stop,
        no_way_back=lambda: desk.background.on_main(box.no_way_back),
    )
    desk.ask(
        lambda: work(watch),
        lambda result: ended(lambda: done(result)),
        lambda error: ended(lambda: went_wrong(error)),
    )
    return box
