"""Drives the real window by its keys, over the real deck file, in a process of its own.

Run as ``python pilot.py JOURNEY [ARGUMENT ...]`` with QUIZAPP_HOME set. What happened is said on
standard output, one JSON object a line, flushed at once: the test kills this process as it likes.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from quizapp.bootstrap import bootstrap
from quizapp.domain.question import AnswerKind, Question, QuestionFilter, State
from quizapp.domain.review import Form
from quizapp.paths import Paths
from quizapp.settings import Settings
from quizapp.ui.program import Program
from quizapp.ui.widgets.choose_questions import ChooseQuestions

Key = Qt.Key
EDITED = " (as edited)"
PATIENCE = 60.0  # seconds; a condition that takes longer never comes


def say(what: str, **values: Any) -> None:
    print(json.dumps({"what": what, **values}), flush=True)


class Pilot:
    def __init__(self) -> None:
        paths = Paths.default()
        settings = Settings.load(paths.settings_file)
        self.program = Program(["quizapp"], bootstrap, settings, paths)
        self.program.begin()
        self.window = self.program.window
        self.wait(lambda: self.window.desk.ready and not self.busy)
        self.window.activateWindow()

    @property
    def busy(self) -> bool:
        return self.program.background.busy

    def wait(self, condition: Callable[[], object]) -> None:
        end = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > end:
                raise TimeoutError("the window did not get there")
            QTest.qWait(1)
            time.sleep(0.001)  # qWait keeps the interpreter's lock, and the lanes need it

    def press(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """A key on whatever has the focus, as the user presses it; then the lanes come to rest."""
        QTest.keyClick(self.window.focusWidget() or self.window, key, modifier)
        QTest.qWait(1)
        self.wait(lambda: not self.busy)

    def ctrl(self, key: Qt.Key) -> None:
        self.press(key, Qt.KeyboardModifier.ControlModifier)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.window.focusWidget(), text)

    def screen(self, name: str) -> Any:
        return self.window.screen_named(name)

    # What a learner does

    def add(self, document: Path) -> None:
        """Drops a file on the window and lets the questions be found."""
        self.window.take_files([str(document)])
        self.wait(lambda: self.window.now == "add" and not self.busy)
        add = self.screen("add")
        self.press(Key.Key_Return)
        self.wait(lambda: not add.busy and add.result.review.isVisible())

    def review(self, *, rejected: int) -> None:
        """Rejects the first few proposals, edits one by its keys, accepts the others one by one."""
        self.press(Key.Key_Return)
        self.wait(lambda: self.window.now == "review" and not self.busy)
        review = self.screen("review")
        for _ in range(rejected):
            say("rejected", id=review.current.id)
            self.press(Key.Key_R)
        first = review.current
        self.press(Key.Key_A)
        self.press(Key.Key_U)
        say("undone", same=review.current.id == first.id)
        self.press(Key.Key_E)
        self.ctrl(Key.Key_End)
        self.type(EDITED)
        self.ctrl(Key.Key_Return)
        say("edited", id=first.id)
        while review.current is not None and review.current.state is State.DRAFT:
            self.press(Key.Key_A)

    def start_studying(self) -> None:
        self.ctrl(Key.Key_2)
        study = self.screen("study")
        if study.asked is None:
            self.press(Key.Key_Return)
        self.wait(lambda: study.asked is not None and not self.busy)

    def answer(self, given: str) -> str:
        """Types or chooses ``given`` and presses Enter; returns the verdict that shows."""
        study = self.screen("study")
        if study.asked.form is Form.CHOICES:
            self.press(Key(Key.Key_1 + study.asked.options.index(given)))
        else:
            self.type(given)
            self.press(Key.Key_Return)
        self.wait(lambda: study.question.is_marked)
        verdict = str(study._marked.verdict)
        say("answered", id=study.asked.question.id, given=given, verdict=verdict)
        return verdict

    def to_typing(self) -> None:
        study = self.screen("study")
        if study.asked.form is not Form.TYPED:
            self.press(Key.Key_T)
            self.wait(lambda: study.asked.form is Form.TYPED)

    def go_on(self) -> None:
        self.press(Key.Key_Return)


def slip(question: Question) -> str:
    """An answer that is nearly right: a coarser date, or a name with a letter missing."""
    if question.kind is AnswerKind.DATE and question.date is not None:
        return str(question.date.point.year)
    name = question.answer.split()[-1]
    return name[:-2] + name[-1]


def first_day(document: str) -> None:
    """Adds a document, judges its proposals, and answers ten questions right, wrong and nearly."""
    pilot = Pilot()
    pilot.add(Path(document))
    pilot.review(rejected=2)
    pilot.start_studying()
    study = pilot.screen("study")
    undone = False
    answered = 0
    while answered < 10 and study.asked is not None:
        question = study.asked.question
        if answered % 3 == 0:
            if study.asked.form is not Form.CHOICES:
                pilot.to_typing()
            pilot.answer(question.answer)
        elif answered % 3 == 1:
            pilot.to_typing()
            pilot.answer("Atlantis")
        else:
            pilot.to_typing()
            pilot.answer(slip(question))
        if answered == 4 and not undone:
            undone = True
            pilot.ctrl(Key.Key_Z)
            pilot.wait(lambda: not study.question.is_marked)
            say("took back", id=question.id, again=study.asked.question.id)
            continue
        answered += 1
        pilot.go_on()
    say("waiting")
    time.sleep(PATIENCE)


def next_start() -> None:
    """What stands in the deck after a restart, and that studying goes on from there."""
    pilot = Pilot()
    services = pilot.window.desk.services
    learner = services.settings.learner
    reviews = services.stores.reviews.reviews(learner)
    retracted = {review.retracts for review in reviews if review.retracts}
    counted = [r for r in reviews if r.id not in retracted and not r.retracts]
    say("log", ids=[review.question_id for review in counted], rows=len(reviews))
    states = {str(s): services.questions.count(QuestionFilter(states=(s,))) for s in State}
    drafts = services.questions.search(QuestionFilter(states=(State.DRAFT,)))
    say("states", **states, unjudged=sum(not question.held_back for question in drafts))
    changed = [q.id for q in services.questions.search(QuestionFilter()) if EDITED in q.stem]
    say("changed", ids=changed)
    pilot.start_studying()
    study = pilot.screen("study")
    say("goes on", id=study.asked.question.id)
    if study.asked.form is not Form.CHOICES:
        pilot.to_typing()
    pilot.answer(study.asked.question.answer)
    report = services.safe.check()
    say("check", ok=report.ok, findings=report.findings)
    pilot.window.close()
    pilot.program.end()
    say("closed")


def answer_until_killed() -> None:
    """Answers one question after another; says each only once its verdict shows."""
    pilot = Pilot()
    say("open")
    study = pilot.screen("study")
    while True:
        pilot.start_studying()
        while study.asked is not None:
            pilot.answer(study.asked.options[0] if study.asked.options else "1917")
            pilot.go_on()


def set_aside() -> None:
    """Puts one question off, suspends one, flags one; then a test, cramming, and the next start."""
    pilot = Pilot()
    pilot.start_studying()
    study, keys = pilot.screen("study"), (Key.Key_N, Key.Key_U, Key.Key_K)
    for what, key in zip(("buried", "suspended", "flagged"), keys, strict=True):
        say(what, id=study.asked.question.id)
        pilot.press(key)
    pilot.press(Key.Key_Escape)
    _choose_way(pilot, Key.Key_4, 3)
    while study.asked is not None:
        say("tested", id=study.asked.question.id, shown=study.question.verdict.isVisible())
        pilot.press(Key.Key_1)
    say("mark", text=study.summary._title.text())
    pilot.press(Key.Key_Return)
    _choose_way(pilot, Key.Key_5, 2)
    while study.asked is not None:
        say("crammed", id=study.asked.question.id)
        pilot.answer(study.asked.question.answer)
        pilot.go_on()
    pilot.press(Key.Key_Return)
    services = pilot.window.desk.services
    rows = services.stores.reviews.reviews(services.settings.learner)
    say("log", ids=[row.question_id for row in rows])
    pilot.window.close()
    pilot.program.end()
    say("closed")


def _choose_way(pilot: Pilot, key: Qt.Key, number: int) -> None:
    """Takes a way to study over so many questions, by its key and Enter."""
    pilot.ctrl(Key.Key_2)
    pilot.press(key)
    study = pilot.screen("study")
    (box,) = [each for each in study.findChildren(ChooseQuestions) if each.isVisible()]
    pilot.wait(box.start.isEnabled)
    box.number.setValue(number)
    QTest.keyClick(box, Key.Key_Return)
    pilot.wait(lambda: study.asked is not None and not pilot.busy)
    pilot.window.activateWindow()
    pilot.wait(pilot.window.isActiveWindow)


def take_back() -> None:
    """Finds the suspended question in the table and has it asked again."""
    pilot = Pilot()
    pilot.ctrl(Key.Key_5)
    table = pilot.screen("questions")
    states = table.filters.states
    states.setCurrentIndex(states.findText("Suspended"))
    pilot.wait(lambda: not pilot.busy)
    say("found", ids=[question.id for question in table.chosen])
    table.table.setFocus()
    pilot.press(Key.Key_U)
    say("left", number=table.model.rowCount())
    aside = pilot.window.desk.services.aside
    say("aside", ids=sorted(aside.today()))
    pilot.window.close()
    pilot.program.end()
    say("closed")


if __name__ == "__main__":
    steps = (first_day, next_start, answer_until_killed, set_aside, take_back)
    journeys = {journey.__name__: journey for journey in steps}
    journeys[sys.argv[1]](*sys.argv[2:])
