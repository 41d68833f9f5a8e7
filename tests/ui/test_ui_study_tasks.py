"""Questions that somebody wrote come up in study as they were written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from real_window import RealWindow, real_window, written

from quizapp.domain.review import Form, Verdict
from quizapp.domain.task import Choose, OpenText, Option, Response, Task
from quizapp.kinds.marking import key
from quizapp.ui.kinds.task import TaskForm
from quizapp.ui.screens.study import StudyScreen
from quizapp.ui.theme import Theme
from tests.sheets import TASKS

Key = Qt.Key
OWN = [(stem, task) for stem, task in TASKS if not isinstance(task, OpenText)]
SEVERAL = TASKS[1][1]


@pytest.fixture
def real(theme: Theme, qtbot: QtBot, tmp_path: Path) -> Iterator[RealWindow]:
    with real_window(theme, qtbot, tmp_path) as made:
        yield made


def study(real: RealWindow, *tasks: tuple[str, Task]) -> StudyScreen:
    deck = real.app.questions.create_deck("Mine")
    for number, (stem, task) in enumerate(tasks):
        real.app.author.save(written(number, stem, task), deck.id, {})
    page = real.go("study", (deck.id,))
    assert isinstance(page, StudyScreen)
    return page


def answer(real: RealWindow, page: StudyScreen, response: Response) -> None:
    form = page.question._form
    assert isinstance(form, TaskForm)
    assert form.widget is not None
    form.widget.restore(response)
    form.confirm()
    real.settle()


@pytest.mark.parametrize(("stem", "task"), OWN)
def test_the_key_of_every_task_is_right_and_stands_in_the_log_in_words(
    real: RealWindow, stem: str, task: Task
) -> None:
    question = written(0, stem, task)
    page = study(real, (stem, task))
    if question.task is None:
        assert page.asked is not None
        assert page.asked.form in (Form.CHOICES, Form.TYPED)
        return
    answer(real, page, key(task))
    assert page.question.is_marked
    (review,) = real.app.stores.reviews.reviews(real.app.learners.present.id)
    assert (review.form, review.verdict) == (Form.TASK, Verdict.RIGHT)
    assert review.given
    assert not review.given.startswith(("[", "{"))


def test_part_of_the_answer_is_almost_right(real: RealWindow) -> None:
    page = study(real, ("Which towns stand on the Volga?", SEVERAL))
    answer(real, page, [0])
    (review,) = real.app.stores.reviews.reviews(real.app.learners.present.id)
    assert (review.verdict, review.given) == (Verdict.ALMOST, "Kazan")


def test_feedback_on_the_chosen_option_is_told(real: RealWindow) -> None:
    task = Choose((Option("1552", 1.0), Option("1556", 0.0, "That was Astrakhan.")))
    page = study(real, ("When was Kazan taken?", task))
    answer(real, page, [1])
    assert "That was Astrakhan." in page.question.verdict.said


def test_it_is_answered_by_keyboard(real: RealWindow) -> None:
    page = study(real, ("Which towns stand on the Volga?", SEVERAL))
    form = page.question._form
    assert isinstance(form, TaskForm)
    real.press(Key.Key_1)
    assert form.check.isEnabled()
    real.press(Key.Key_Return)
    assert page.question.is_marked
    real.press(Key.Key_Return)
    assert len(real.app.stores.reviews.reviews(real.app.learners.present.id)) == 1


def test_an_open_text_is_looked_up_and_rated_by_the_learner(real: RealWindow) -> None:
    page = study(real, ("Explain why Napoleon left Moscow.", OpenText(4, "supplies; fire")))
    assert page.asked is not None
    assert page.asked.form is Form.FLIP


def test_nothing_is_answered_while_nothing_is_chosen(real: RealWindow) -> None:
    page = study(real, ("Which towns stand on the Volga?", SEVERAL))
    real.press(Key.Key_Return)
    assert not page.question.is_marked
