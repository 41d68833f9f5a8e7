"""Options: one right, or several."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QRadioButton

from quizapp.domain.task import Choose, Option, Task, Typed, key_of
from quizapp.ui.authoring.answer_rows import Answer, AnswerRows
from quizapp.ui.authoring.task_editor import TaskEditor, named
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import column, label


class ChooseEditor(TaskEditor):
    """What one right option and several have in common."""

    several = False

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        mark = QCheckBox if self.several else QRadioButton
        names = (self.tr("Option"), self.tr("Option"))
        self.rows = AnswerRows(theme, mark, usual=0.0, names=names, place=True)
        self.rows.changed.connect(self.changed)
        self.shuffle = QCheckBox(self.tr("Shuffle the options"))
        self.shuffle.toggled.connect(lambda _: self.changed.emit())
        how = (
            self.tr("Mark all that are right. Enter goes to the next, Alt+↑ and Alt+↓ move.")
            if self.several
            else self.tr("Mark the right one. Enter goes to the next, Alt+↑ and Alt+↓ move.")
        )
        self.setLayout(column(label(how, "small", wrap=True), self.rows, self.shuffle, spacing=8))

    @classmethod
    def edits(cls, task: object) -> bool:
        return isinstance(task, Choose) and task.several is cls.several

    @classmethod
    def from_other(cls, task: Task | None) -> Task:
        if isinstance(task, Choose):
            return replace(task, several=cls.several)
        key = key_of(task) if isinstance(task, Typed) else None
        right = (Option(key.answer, 1.0),) if key and key.answer else ()
        return Choose(right, several=cls.several)

    @property
    def task(self) -> Choose:
        answers = self.rows.answers
        right = self.rows.right
        if len(answers) < 2:
            raise ValueError(self.tr("At least two options are needed."))
        if not any(right):
            raise ValueError(self.tr("Mark the option that is right."))
        worths = self._worths(answers, right)
        options = tuple(
            Option(each.text, worth, each.feedback, each.keeps_place)
            for each, worth in zip(answers, worths, strict=True)
        )
        return Choose(options, self.several, self.shuffle.isChecked())

    @property
    def right_text(self) -> str:
        """The text of the first right option; "" while there is none. ValueError where nobody said
        which of several it is."""
        answers, right = self.rows.answers, self.rows.right
        if len(answers) > 1 and not any(right):
            raise ValueError(self.tr("No option is marked as right yet; mark it first."))
        first = answers[0].text if answers else ""
        return next((each.text for each, is_right in zip(answers, right, strict=True) if is_right),
                    first)  # fmt: skip

    def _worths(self, answers: list[Answer], right: list[bool]) -> list[float]:
        """Several right ones share the points where each is said to earn all of them."""
        worths = [each.worth for each in answers]
        marked = [worth for worth, is_right in zip(worths, right, strict=True) if is_right]
        if not self.several or any(worth != 1 for worth in marked):
            return worths
        share = 1 / len(marked)
        return [share if is_right else w for w, is_right in zip(worths, right, strict=True)]

    def show_task(self, task: Task) -> None:
        assert isinstance(task, Choose)
        even = _even(task)
        shown = [
            Answer(o.text, 1.0 if even and o.worth > 0 else o.worth, o.feedback, o.keeps_place)
            for o in task.options
        ]
        best = max((each.worth for each in shown), default=0.0)
        self.rows.show_answers(
            shown, lambda each: each.worth > 0 and (self.several or each.worth == best)
        )
        if not task.options and not self.several:
            self.rows.mark_first()
        self.shuffle.setChecked(task.shuffle)


def _even(task: Choose) -> bool:
    """Whether the right ones share the points evenly, as they do when nobody says otherwise."""
    right = [option.worth for option in task.options if option.worth > 0]
    return task.several and bool(right) and all(abs(w - 1 / len(right)) < 1e-6 for w in right)


class SingleEditor(ChooseEditor):
    title = named("One right option")


class SeveralEditor(ChooseEditor):
    title = named("Several right options")
    several = True
