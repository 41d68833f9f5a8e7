"""True or false: two options."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from quizapp.domain.task import Choose, Option, Response, TrueFalse
from quizapp.ui.tasks.choose import ChooseWidget
from quizapp.ui.tasks.task_widget import TaskWidget
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import column


class TrueFalseWidget(TaskWidget[TrueFalse]):
    def __init__(self, task: TrueFalse, theme: Theme, shuffled: tuple[int, ...] = ()) -> None:
        super().__init__(task, theme, shuffled)
        self.options = ChooseWidget(_as_choice(task), theme)
        self.options.changed.connect(self.changed)
        self.setLayout(column(self.options))
        self.setFocusProxy(self.options)

    @property
    def response(self) -> Response:
        chosen = self.options.response
        return None if chosen is None else chosen == [0]

    def restore(self, response: Response) -> None:
        known = isinstance(response, bool)
        self.options.restore([0 if response else 1] if known else None)

    def choose(self, number: int) -> None:
        self.options.choose(number)

    def judge(self, share: float | None) -> None:
        self.judged = True
        self.options.judge(share)

    def take_focus(self) -> None:
        self.options.take_focus()


def _as_choice(task: TrueFalse) -> Choose:
    """The feedback is on the learner's answer, right or wrong, and so of the option taken."""

    def option(text: str, *, is_right: bool) -> Option:
        feedback = task.when_right if is_right else task.when_wrong
        return Option(text, 1.0 if is_right else 0.0, feedback)

    return Choose((
        option(QCoreApplication.translate("TrueFalseWidget", "True"), is_right=task.is_true),
        option(QCoreApplication.translate("TrueFalseWidget", "False"), is_right=not task.is_true),
    ))  # fmt: skip
