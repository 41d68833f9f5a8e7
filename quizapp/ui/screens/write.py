"""Write: a question of one's own, or another's changed, with the preview beside the fields."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QMenu, QWidget

from quizapp.domain.ports import QuestionVersion
from quizapp.domain.question import AnswerKind, Citation, Question
from quizapp.domain.task import Response
from quizapp.services.author_question import Bank
from quizapp.services.edit_bank import Added
from quizapp.ui import words
from quizapp.ui.authoring.draft import Draft
from quizapp.ui.authoring.preview import Preview
from quizapp.ui.authoring.question_form import QuestionForm
from quizapp.ui.bank.actions import BankActions
from quizapp.ui.confirm import confirm
from quizapp.ui.desk import QUESTIONS, Desk
from quizapp.ui.screens.screen import Screen
from quizapp.ui.widgets.actions import Actions
from quizapp.ui.widgets.advice_list import AdviceList
from quizapp.ui.widgets.basics import button, column, label, row, tool
from quizapp.ui.widgets.two_sides import TwoSides

PAUSE = 300  # ms without a key before the question is read, previewed and advised on
NARROW = 900  # px at 100 % text size, below which the preview goes behind the fields


@dataclass(frozen=True)
class WriteForQuiz:
    """To write a question that goes into this quiz, or to change one of it, and to go back there.

    ``section``: the number of the one that has it put at its end."""

    quiz_id: str
    section: int = -1
    question: Question | None = None


class WriteScreen(Screen):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.draft = Draft()
        self._is_new = True
        self._quiz: WriteForQuiz | None = None  # which it was opened from
        self._from_text = False  # it is about a sentence that a document says
        self._reading = 0  # answers about an earlier state are dropped
        self.form = QuestionForm(desk)
        self.preview = Preview(desk, self._share)
        self.decks = QComboBox()
        self.decks.setAccessibleName(self.tr("Deck"))
        self.heading = label(self.tr("New question"), "title")
        self.undo_button = tool(desk.theme, "undo", self.tr("Undo"))
        self.redo_button = tool(desk.theme, "redo", self.tr("Redo"))
        self.versions = button(self.tr("Versions"), "quiet")
        self.save_button = button(self.tr("Save"), "primary")
        self.next_button = button(self.tr("Save and write another"))
        self.to_quiz_button = button(self.tr("Add to quiz …"))
        self.back = button(self.tr("Back"), "quiet")
        self.bank = BankActions(self, self._with_this, self._with_this, lambda: (1, 1))
        self.see_button = button(self.tr("Preview"), "quiet")
        self.missing = label("", "muted", wrap=True)
        self.advice = AdviceList()
        self.alike = label("", "small", wrap=True)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._build()
        self._connect()
        self._add_commands()

    def opened(self, what: object = None) -> None:
        """``what``: a question to change, the id of a deck to write a new one for, a quiz to write
        for, what a document says to write about, or None."""
        if not self.unfinished:
            self._open(what)
            return
        self.form.stem.setFocus()
        if what is not None:  # else: come back to what was being written
            confirm(
                self, self.tr("Another question is unfinished"),
                self.tr("“{}” was begun here and is not whole yet. It would be lost.").format(
                    words.one_line(self.form.stem.toPlainText())
                ),
                self.tr("Throw it away"), partial(self._open, what),
            )  # fmt: skip

    @property
    def unfinished(self) -> bool:
        """Whether something is written here that could not be saved yet."""
        return self.draft.changed and bool(self.form.stem.toPlainText().strip())

    def _open(self, what: object) -> None:
        author = self.desk.services.author
        self._quiz = what if isinstance(what, WriteForQuiz) else None
        given = what.question if isinstance(what, WriteForQuiz) else what
        question = given if isinstance(given, Question) else author.new()
        if isinstance(given, Citation):
            question = replace(question, citation=given)
        self._is_new = not isinstance(given, Question)
        self._from_text = isinstance(given, Citation)

        def read() -> tuple[Bank, str]:
            deck = author.latest_deck() if self._is_new else author.deck_of(question)
            return author.bank(), deck

        deck = what if isinstance(what, str) else self.desk.last_deck if self._is_new else ""
        self.desk.ask(read, lambda found: self._begin(question, found[0], deck or found[1]))

    def left(self) -> None:
        """What is whole is kept; what is not waits here."""
        if self._pause.isActive():
            self._read()
        if self.draft.changed and self.draft.now is not None and not self.missing.text():
            self.save()

    # Building

    def _build(self) -> None:
        head = row(self.back, self.heading, -1, label(self.tr("Deck")), self.decks,
                   self.undo_button, self.redo_button, self.versions, spacing=8)  # fmt: skip
        side = QWidget()
        side.setLayout(column(self.preview, self.advice, self.alike, -1, spacing=12))
        names = self.tr("The question"), self.tr("Preview and advice")
        self._body = TwoSides(self.form, side, names, 24)
        foot = column(
            Actions(self.save_button, self.next_button, self.to_quiz_button, self.see_button),
            self.missing, spacing=4,
        )  # fmt: skip
        layout = column(head, self._body, foot, spacing=14)
        layout.setStretch(1, 1)
        layout.setContentsMargins(32, 24, 32, 18)
        self.setLayout(layout)

    def _connect(self) -> None:
        self.form.changed.connect(self._pause.start)
        self._pause.timeout.connect(self._read)
        self.draft.moved.connect(self._show_state)
        self.form.options_wanted.connect(self.propose)
        self.decks.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.desk.replaced.connect(self._forget)

    def _add_commands(self) -> None:
        self.command(self.tr("Save"), ["Ctrl+S", "Ctrl+Return"], self.save,
                     button=self.save_button)  # fmt: skip
        self.command(self.tr("Save and write another"), ["Ctrl+Shift+S"], self.save_and_next,
                     button=self.next_button)  # fmt: skip
        self._undo = self.command(self.tr("Undo"), ["Ctrl+Shift+Z"], self.undo,
                                  button=self.undo_button)  # fmt: skip
        self._redo = self.command(self.tr("Redo"), ["Ctrl+Y"], self.redo,
                                  button=self.redo_button)  # fmt: skip
        self.command(self.tr("Go to the preview, to try the question"), ["Ctrl+Shift+P"],
                     self.see_preview, button=self.see_button)  # fmt: skip
        self.command(self.tr("Propose wrong options"), ["Ctrl+P"], self.propose)
        self.command(self.tr("Choose the proof in a document"), ["Ctrl+D"],
                     self.form.citation.open_dialog)  # fmt: skip
        self.command(self.tr("Earlier versions"), ["Ctrl+Shift+V"], self.show_versions,
                     button=self.versions)  # fmt: skip
        self.command(self.tr("Add to quiz …"), ["Ctrl+Shift+Q"], self.add_to_quiz,
                     button=self.to_quiz_button)  # fmt: skip
        self.command(
            self.tr("Back, to the quiz, the text or the questions"), ["Escape"], self.leave,
            button=self.back,
        )  # fmt: skip
        self._show_state()

    def fit(self) -> None:
        self._body.stand(narrow=self.width() < self.desk.theme.scaled(NARROW))
        self.see_button.setVisible(self._body.narrow)

    def see_preview(self) -> None:
        """Where it stands behind the fields, it has to be brought into sight."""
        if self._pause.isActive():
            self._read()
        if self.preview.isHidden():
            return
        if self._body.narrow:
            self._body.show_side()
        self.preview.take_focus()

    # The question

    def _begin(self, question: Question, bank: Bank, deck: str, way: int | None = None) -> None:
        """``way``: how a new question is answered, where that is known."""
        self.decks.clear()
        for each in bank.decks:
            self.decks.addItem(words.one_line(each.name), each.id)
        self.decks.setCurrentIndex(max(0, self.decks.findData(deck)))
        self.decks.setEnabled(self._is_new)
        self.form.offer(bank.topics, bank.tags)
        self.heading.setText(self.tr("New question") if self._is_new else self.tr("Edit"))
        self.form.show_question(question)
        if way is not None:
            self.form.begin_with(way)
        self._body.main_area.verticalScrollBar().setValue(0)
        self.draft.begin(None if self._is_new else question, saved=not self._is_new)
        self.versions.setVisible(not self._is_new)
        self._read()
        self.form.stem.setFocus()

    @Slot()
    def _read(self) -> None:
        """What the fields say now: previewed and advised on, or what is missing yet."""
        self._pause.stop()
        try:
            question = self.form.question
        except ValueError as problem:
            self.missing.setText(str(problem))
            self.missing.setVisible(True)
            self.preview.hide()  # it would show what is no longer written
            return
        self.missing.setText("")
        self.missing.setVisible(False)
        self.draft.take(question)
        self.preview.show()
        self._advise(question)

    def _read_quietly(self) -> None:
        """After a field was filled for the author; not advised on again."""
        with suppress(ValueError):
            self.draft.take(self.form.question)

    def _share(self, question: Question, response: Response) -> float | None:
        return self.desk.services.author.share(question, response)

    def _show_state(self) -> None:
        self._undo.setEnabled(self.draft.can_undo)
        self._redo.setEnabled(self.draft.can_redo)
        question = self.draft.now
        self.preview.setVisible(question is not None)
        if question is not None:
            self.preview.show_question(question, self.form.picture.taken)

    def _advise(self, question: Question) -> None:
        self._reading += 1
        reading, author = self._reading, self.desk.services.author

        looked_for = self.form.kind_wanted and question.kind is AnswerKind.OTHER

        def read() -> tuple[tuple[str, ...], list[Question], AnswerKind]:
            known = author.known_kind(question.answer) if looked_for else AnswerKind.OTHER
            return author.advice(question), author.like(question), known

        self.desk.ask(read, lambda found: self._advised(reading, question, *found), lambda _: None)

    def _advised(
        self,
        reading: int,
        question: Question,
        advice: Sequence[str],
        alike: Sequence[Question],
        kind: AnswerKind,
    ) -> None:
        if reading != self._reading:
            return
        if kind is not AnswerKind.OTHER:
            self.form.take_known(question.answer, kind)
            self._read_quietly()
        self.advice.show_notes(advice)
        said = "\n".join(f"“{words.one_line(each.stem)}”" for each in alike)
        self.alike.setText(self.tr("Asked already:") + f"\n{said}")
        self.alike.setVisible(bool(alike))

    def undo(self) -> None:
        self._show_again(self.draft.undo())

    def redo(self) -> None:
        self._show_again(self.draft.redo())

    def _show_again(self, question: Question | None) -> None:
        if question is not None:
            self._pause.stop()
            self.form.show_question(question)
            self.missing.setText("")
            self.missing.hide()
            self._advise(question)

    # Saving

    def save(self) -> None:
        self._save(lambda: None)

    def save_and_next(self) -> None:
        self._save(self._another)

    def _save(self, then: Callable[[], object]) -> None:
        self._read()
        question = self.draft.now
        if question is None or self.missing.text():
            self.desk.say(self.missing.text() or self.tr("There is nothing to save yet."), "wrong")
            return
        deck = self.decks.currentData()
        if deck is None:
            self.desk.say(self.tr("There is no deck to put it into; make one on Home."), "wrong")
            return
        services, pictures = self.desk.services, dict(self.form.picture.taken)
        quiz = self._quiz if self._is_new else None

        def keep() -> Added | None:
            services.author.save(question, deck, pictures)
            if quiz is None:
                return None
            return services.bank.add_to_quiz(quiz.quiz_id, [question.id], quiz.section)

        self.desk.ask(keep, lambda added: self._saved(question, added, then))

    def _saved(self, question: Question, added: Added | None, then: Callable[[], object]) -> None:
        self.draft.saved_now(question)
        self._is_new = False
        self.decks.setEnabled(False)
        self.versions.setVisible(True)
        self.heading.setText(self.tr("Edit"))
        self.desk.last_deck = self.decks.currentData() or ""
        if added is None:
            self.desk.say(self.tr("Saved."), "right")
        else:
            self.desk.say(self.tr("Saved, and put into “{}”.").format(
                words.one_line(added.quiz.name)
            ), "right")  # fmt: skip
        self.desk.changed.emit(QUESTIONS)
        then()

    def add_to_quiz(self) -> None:
        """What is written is saved first, since a quiz asks what is in a deck."""
        self._save(self.bank.add_to_quiz)

    def _with_this(self, give: Callable[[Sequence[str]], object]) -> None:
        question = self.draft.now
        if question is not None:
            give([question.id])

    def _another(self) -> None:
        """A new question that shares deck, topic, tags and way to answer with the one before."""
        before, deck = self.draft.now, self.decks.currentData()
        author = self.desk.services.author
        fresh = author.new()
        if before is not None:
            fresh = author.beside(before)
        self._is_new = True
        way = self.form.way_shown
        self.desk.ask(author.bank, lambda bank: self._begin(fresh, bank, deck, way))

    def leave(self) -> None:
        if self._pause.isActive():
            self._read()
        if not self.draft.changed or self.draft.now is None:
            self._forget()
            self._go_back()
            return
        if not self.missing.text():
            self._save(self._go_back)
            return
        confirm(
            self, self.tr("Leave the question unfinished?"),
            self.tr("{} What was written since it was last whole is lost.").format(
                self.missing.text()
            ),
            self.tr("Leave it"), self._throw_away,
        )  # fmt: skip

    def _go_back(self) -> None:
        if self._quiz is not None:
            self.desk.go("quiz", self._quiz.quiz_id)
        elif self._from_text:
            self.desk.go("library")
        else:
            self.desk.go("questions")

    def _throw_away(self) -> None:
        self._forget()
        self._go_back()

    def _forget(self) -> None:
        self.draft.begin(None, saved=True)
        self.form.clear()

    # Help from the bank

    def propose(self) -> None:
        """Wrong options out of the documents, for a question with a text and a right answer."""
        try:
            question = self.form.draft_question
        except ValueError as problem:
            self.desk.say(str(problem), "wrong")
            return
        author = self.desk.services.author
        self.form.propose.setEnabled(False)
        self.form.propose.setText(self.tr("Looking …"))
        self.desk.compute(
            lambda: author.propose_options(question), partial(self._proposed, question),
            self._not_proposed,
        )  # fmt: skip

    def _proposed(self, question: Question, texts: Sequence[str]) -> None:
        self._end_proposing()
        if texts:
            self.form.add_options(texts)
        elif question.kind is AnswerKind.OTHER:
            choose = self.tr("Choose it")
            self.desk.offer(words.no_options(question), choose, self.form.choose_kind)
        else:
            self.desk.say(words.no_options(question))

    def _not_proposed(self, problem: BaseException) -> None:
        self._end_proposing()
        self.desk.explain(problem)

    def _end_proposing(self) -> None:
        self.form.propose.setEnabled(True)
        self.form.propose.setText(self.tr("Propose wrong options"))

    def show_versions(self) -> None:
        question = self.draft.now
        if question is None or self._is_new:
            return
        author = self.desk.services.author
        self.desk.ask(lambda: author.versions(question.id), self._offer_versions)

    def _offer_versions(self, versions: Sequence[QuestionVersion]) -> None:
        menu = QMenu(self)
        for each in versions:
            menu.addAction(self._version_action(menu, each))
        menu.popup(self.versions.mapToGlobal(self.versions.rect().bottomLeft()))

    def _version_action(self, menu: QMenu, version: QuestionVersion) -> QAction:
        when = words.moment(version.at) if version.at else self.tr("first words")
        text = f"{version.number}  ·  {when}  ·  {words.one_line(version.question.stem)[:60]}"
        action = QAction(text, menu)
        action.triggered.connect(partial(self._take_version, version.question))
        return action

    def _take_version(self, question: Question, _checked: bool = False) -> None:
        """Its words become the newest state, which can be undone and is saved like any other."""
        self.form.show_question(question)
        self.draft.take(question)
