"""Writing a quiz: its sections and questions at the left, its rules and advice at the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from quizapp.domain.deck import Deck
from quizapp.domain.learner import Learner
from quizapp.domain.question import Question
from quizapp.domain.quiz import Draw, Pick, Quiz, Section
from quizapp.domain.task import number_text
from quizapp.errors import NotFound
from quizapp.services.give_aways import GiveAway
from quizapp.ui import words
from quizapp.ui.desk import Desk
from quizapp.ui.quizzes.draw_dialog import DrawDialog
from quizapp.ui.quizzes.items import SectionEditor
from quizapp.ui.quizzes.pick_dialog import PickDialog
from quizapp.ui.quizzes.print_dialog import PrintDialog
from quizapp.ui.quizzes.rules_form import RulesForm
from quizapp.ui.screens.screen import Screen, key_text
from quizapp.ui.screens.take import TakeThis
from quizapp.ui.screens.write import WriteForQuiz
from quizapp.ui.widgets.advice_list import AdviceList
from quizapp.ui.widgets.basics import button, card, column, label, row, tool
from quizapp.ui.widgets.two_sides import TwoSides

PAUSE = 500  # ms without a change before it is saved
NARROW = 880  # px at 100 % text size, below which the rules go behind the questions
MOST_STEPS = 200


@dataclass(frozen=True)
class Known:
    """What the page needs besides the quiz."""

    questions: Mapping[str, Question]
    decks: tuple[Deck, ...]
    learners: tuple[Learner, ...]


class QuizScreen(Screen):
    """Every change is saved by itself, and can be undone."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.quiz: Quiz | None = None
        self._known = Known({}, (), ())
        self._past: list[Quiz] = []
        self._future: list[Quiz] = []
        self._filling = False
        self._unsaved = False
        self._dialog: DrawDialog | PickDialog | PrintDialog | None = None
        self.sections: list[SectionEditor] = []
        self.name = QLineEdit()
        self.description = QPlainTextEdit()
        self.rules = RulesForm(desk.theme)
        self.summary = label("", "strong", wrap=True)
        self.state = label("", "small", wrap=True)
        self.advice = AdviceList()
        self.undo_button = tool(desk.theme, "undo", self.tr("Undo"))
        self.redo_button = tool(desk.theme, "redo", self.tr("Redo"))
        self.add_section_button = button(self.tr("Add a section"), "quiet")
        self.back = button(self.tr("Back"), "quiet")
        self.try_button = button(self.tr("Take it"))
        self.print_button = button(self.tr("Print"))
        self.export_button = button(self.tr("Export"))
        self.export_button.setToolTip(self.tr("For Moodle and other programs (Ctrl+E)"))
        self.replace_button = button(self.tr("Replace one of them"))
        self._pair: GiveAway | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._build()
        self._connect()
        self._add_commands()

    def opened(self, what: object = None) -> None:
        """``what``: the id of a quiz; None comes back to the one that is open."""
        if isinstance(what, str):
            quizzes = self.desk.services.quizzes
            self.desk.ask(lambda: quizzes.quiz(what), self._open)
        elif self.quiz is not None:
            self._read_known()

    def left(self) -> None:
        self.save_now()

    @property
    def scrolls(self) -> bool:
        return True

    # Building

    def _build(self) -> None:
        self.name.setProperty("kind", "heading")
        self.name.setAccessibleName(self.tr("Name of the quiz"))
        self.name.setMaxLength(120)
        self.description.setAccessibleName(self.tr("Description"))
        self.description.setPlaceholderText(self.tr("What learners read before they begin"))
        self.description.setTabChangesFocus(True)
        self.description.setFixedHeight(self.desk.theme.scaled(58))
        head = row(self.back, self.name, self.undo_button, self.redo_button, self.print_button,
                   self.export_button, self.try_button, spacing=8)  # fmt: skip
        head.setStretch(1, 1)
        left = QWidget()
        self._cards = column(spacing=12)
        left.setLayout(column(
            self.description, self._cards, row(self.add_section_button, -1), 18, -1, spacing=12
        ))  # fmt: skip
        right = QWidget()
        box = card()
        inside = column(label(self.tr("How it is taken"), "lead"), self.rules, spacing=10)
        inside.setContentsMargins(16, 14, 16, 14)
        box.setLayout(inside)
        told = row(self.summary, self.state, spacing=12)  # beside it: "Saved." moves nothing
        told.setStretch(0, 1)
        told.setStretch(1, 1)
        self.state.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        right.setLayout(column(
            told, self.advice, row(self.replace_button, -1), box, 18, -1, spacing=12
        ))  # fmt: skip
        names = self.tr("Questions of the quiz"), self.tr("Rules and advice")
        self._body = TwoSides(left, right, names, 20)
        layout = column(head, self._body, spacing=14)
        layout.setStretch(1, 1)
        layout.setContentsMargins(32, 20, 32, 0)
        self.setLayout(layout)

    def _connect(self) -> None:
        self.name.textEdited.connect(self._edited)
        self.description.textChanged.connect(self._edited)
        self.rules.changed.connect(self._edited)
        self.replace_button.clicked.connect(self.replace_one)
        self.replace_button.hide()
        self.add_section_button.clicked.connect(self.add_section)
        self._pause.timeout.connect(self.save_now)
        self.desk.replaced.connect(self._forget)

    def _add_commands(self) -> None:
        self.command(self.tr("Add questions"), ["Ctrl+Shift+A"], lambda: self.pick(self._here()))
        self.command(self.tr("Write a new question for this quiz"), ["Ctrl+N"],
                     lambda: self.write(self._here()))  # fmt: skip
        self.command(self.tr("Draw by rules"), ["Ctrl+D"], lambda: self.draw(self._here(), -1))
        self._undo = self.command(self.tr("Undo"), ["Ctrl+Shift+Z"], self.undo,
                                  button=self.undo_button)  # fmt: skip
        self._redo = self.command(self.tr("Redo"), ["Ctrl+Y"], self.redo,
                                  button=self.redo_button)  # fmt: skip
        self.describe(self.tr("Move a question, into another section too"), key_text("Alt+Up"),
                      key_text("Alt+Down"))  # fmt: skip
        self.command(self.tr("Print"), ["Ctrl+P"], self.print_it, button=self.print_button)
        self.command(self.tr("Export, for Moodle and others"), ["Ctrl+E"], self.export_it,
                     button=self.export_button)  # fmt: skip
        self.command(self.tr("Take it"), ["Ctrl+T"], self.take_it, button=self.try_button)
        self.command(self.tr("Back to the quizzes"), ["Escape"],
                     lambda: self.desk.go("quizzes"), button=self.back)  # fmt: skip

    def fit(self) -> None:
        self._body.stand(narrow=self.width() < self.desk.theme.scaled(NARROW))

    # The quiz

    def _open(self, quiz: Quiz) -> None:
        self._past, self._future = [], []
        self._unsaved = False
        self.quiz = quiz
        self._read_known()

    def _read_known(self) -> None:
        quiz, services = self.quiz, self.desk.services
        assert quiz is not None

        def read() -> Known:
            found = {}
            for pick in _picks(quiz):
                try:
                    found[pick.question_id] = services.questions.question(pick.question_id)
                except NotFound:
                    continue
            learners = tuple(line.learner for line in services.learners.everyone().here)
            return Known(found, tuple(services.questions.decks()), learners)

        self.desk.ask(read, self._known_now)

    def _known_now(self, known: Known) -> None:
        self._known = known
        self._show()
        self._advise()

    def _show(self) -> None:
        quiz = self.quiz
        if quiz is None:
            return
        self._filling = True
        if self.name.text() != quiz.name:
            self.name.setText(quiz.name)
        if self.description.toPlainText() != quiz.description:
            self.description.setPlainText(quiz.description)
        self.rules.show_rules(quiz.rules, self._known.learners)
        while len(self.sections) > len(quiz.sections):
            self._drop(self.sections.pop())
        while len(self.sections) < len(quiz.sections):
            self._add_editor()
        for editor, section in zip(self.sections, quiz.sections, strict=True):
            editor.show_section(section, self._known.questions, self._known.decks)
            editor.remove.setVisible(len(quiz.sections) > 1)
        self._undo.setEnabled(bool(self._past))
        self._redo.setEnabled(bool(self._future))
        self._show_sum(quiz)
        self._filling = False

    def _show_sum(self, quiz: Quiz) -> None:
        items = [item for section in quiz.sections for item in section.items]
        number = sum(item.count if isinstance(item, Draw) else 1 for item in items)
        points = sum(i.points * (i.count if isinstance(i, Draw) else 1) for i in items)
        worth = number_text(round(points, 2))
        said = self.tr("1 point") if points == 1 else self.tr("{} points").format(worth)
        self.summary.setText(f"{words.questions(number)}   ·   {said}")
        self.try_button.setEnabled(number > 0)
        self.print_button.setEnabled(number > 0)
        self.export_button.setEnabled(number > 0)

    def _add_editor(self) -> None:
        editor = SectionEditor(self.desk.theme)
        editor.changed.connect(self._edited)
        editor.pick_wanted.connect(partial(self._pick_for, editor))
        editor.draw_wanted.connect(partial(self._draw_for, editor))
        editor.write.clicked.connect(partial(self._write_for, editor))
        editor.question_wanted.connect(self._open_question)
        editor.removed.connect(partial(self._remove_section, editor))
        editor.dropped.connect(partial(self._dropped, editor))
        editor.moved_out.connect(partial(self._move_out, editor))
        self.sections.append(editor)
        self._cards.addWidget(editor)

    def _drop(self, editor: SectionEditor) -> None:
        self._cards.removeWidget(editor)
        editor.hide()
        editor.deleteLater()

    @Slot()
    def _edited(self) -> None:
        if self._filling or self.quiz is None:
            return
        self._change(replace(
            self.quiz, name=self.name.text(), description=self.description.toPlainText(),
            rules=self.rules.rules, sections=tuple(each.section for each in self.sections),
        ))  # fmt: skip

    def _change(self, quiz: Quiz) -> None:
        """A new state; changes of the same field in a row are one step."""
        before = self.quiz
        if before is None or quiz == before:
            return
        if not (self._unsaved and self._past and _same_field(self._past[-1], before, quiz)):
            self._past.append(before)
            del self._past[:-MOST_STEPS]
        self._future.clear()
        self._take(quiz)

    def _take(self, quiz: Quiz) -> None:
        new_questions = {p.question_id for p in _picks(quiz)} - set(self._known.questions)
        self.quiz = quiz
        self._unsaved = True
        self.state.setText("")
        self._show()
        self._pause.start()
        if new_questions:
            self._read_known()

    def undo(self) -> None:
        if self._past and self.quiz is not None:
            self._future.append(self.quiz)
            self._take(self._past.pop())

    def redo(self) -> None:
        if self._future and self.quiz is not None:
            self._past.append(self.quiz)
            self._take(self._future.pop())

    @Slot()
    def save_now(self) -> None:
        self._pause.stop()
        quiz, quizzes = self.quiz, self.desk.services.quizzes
        if quiz is None or not self._unsaved:
            return
        self.desk.ask(lambda: quizzes.save(quiz), lambda notes: self._saved(quiz, notes),
                      self._not_saved)  # fmt: skip

    def _saved(self, quiz: Quiz, notes: Sequence[str]) -> None:
        if quiz == self.quiz:
            self._unsaved = False
            self.state.setText(self.tr("Saved."))
            self._show_advice(notes)

    def _not_saved(self, problem: BaseException) -> None:
        self.state.setText(self.tr("Not saved: {}").format(problem))

    def _advise(self) -> None:
        quiz, quizzes = self.quiz, self.desk.services.quizzes
        if quiz is not None:
            self.desk.ask(lambda: quizzes.notes(quiz), self._show_advice)

    def _show_advice(self, notes: Sequence[str]) -> None:
        self.advice.show_notes(notes)
        quiz, quizzes = self.quiz, self.desk.services.quizzes
        if quiz is not None:
            self.desk.ask(lambda: quizzes.give_aways(quiz), self._show_pairs)

    def _show_pairs(self, pairs: Sequence[GiveAway]) -> None:
        self._pair = pairs[0] if pairs else None
        self.replace_button.setVisible(bool(pairs))
        if pairs:
            stem = words.one_line(pairs[0].telling.stem)
            self.replace_button.setToolTip(
                self.tr("Another question in place of “{}”").format(stem)
            )

    def replace_one(self) -> None:
        """Another question of its kind in place of the one that gives the other's answer away."""
        quiz, pair, quizzes = self.quiz, self._pair, self.desk.services.quizzes
        if quiz is not None and pair is not None:
            gone = pair.telling.id
            self.desk.ask(lambda: quizzes.replacement(quiz, gone),
                          lambda found: self._replace(pair.telling, found))  # fmt: skip

    def _replace(self, gone: Question, found: str | None) -> None:
        if self.quiz is None:
            return
        if found is None:
            self.desk.say(self.tr("No other question of its deck and kind fits here."), "almost")
            return
        sections = tuple(
            replace(section, items=tuple(
                replace(item, question_id=found)
                if isinstance(item, Pick) and item.question_id == gone.id else item
                for item in section.items
            ))
            for section in self.quiz.sections
        )  # fmt: skip
        self._change(replace(self.quiz, sections=sections))
        said = self.tr("“{}” was replaced.").format(words.one_line(gone.stem))
        self.desk.offer(said, self.tr("Undo"), self.undo, "right")

    # Questions

    def _here(self) -> int:
        """The section that has the focus, else the last."""
        focused = self.focusWidget()
        for number, editor in enumerate(self.sections):
            if focused is not None and editor.isAncestorOf(focused):
                return number
        return len(self.sections) - 1

    def _pick_for(self, editor: SectionEditor) -> None:
        self.pick(self.sections.index(editor))

    def _write_for(self, editor: SectionEditor, _checked: bool = False) -> None:
        self.write(self.sections.index(editor))

    def _draw_for(self, editor: SectionEditor, place: int) -> None:
        self.draw(self.sections.index(editor), place)

    def pick(self, section: int) -> None:
        if self.quiz is None or self._dialog is not None:
            return
        known = [pick.question_id for pick in _picks(self.quiz)]
        dialog = PickDialog(self, self.desk, known)
        self._show_dialog(dialog, lambda: self.add_questions(section, dialog.chosen))

    def add_questions(self, section: int, ids: Sequence[str]) -> None:
        """Those that are in the quiz already are left out."""
        if self.quiz is None or not 0 <= section < len(self.quiz.sections):
            return
        known = {pick.question_id for pick in _picks(self.quiz)}
        fresh = [Pick(each) for each in dict.fromkeys(ids) if each not in known]
        self._set_items(section, [*self.quiz.sections[section].items, *fresh])

    def draw(self, section: int, place: int) -> None:
        """``place``: of the draw to change; -1: a new one."""
        if self.quiz is None or self._dialog is not None:
            return
        items = list(self.quiz.sections[section].items)
        now = items[place] if 0 <= place < len(items) else None
        dialog = DrawDialog(self, self.desk, now if isinstance(now, Draw) else None)

        def take() -> None:
            if not dialog.keeps_rule:
                self._draw_now(section, items, dialog.draw, place)
                return
            if now is None:
                items.append(dialog.draw)
            else:
                items[place] = dialog.draw
            self._set_items(section, items)

        self._show_dialog(dialog, take)

    def _draw_now(self, section: int, items: list[Pick | Draw], draw: Draw, place: int) -> None:
        """The questions themselves take the place of the rule; none that the quiz has already."""
        quiz, quizzes = self.quiz, self.desk.services.quizzes
        assert quiz is not None

        def put(found: Sequence[str]) -> None:
            picks = [Pick(question_id, draw.points) for question_id in found]
            before = items[:place] if 0 <= place < len(items) else items
            behind = items[place + 1 :] if 0 <= place < len(items) else []
            self._set_items(section, [*before, *picks, *behind])

        self.desk.ask(lambda: quizzes.drawn_now(quiz, draw), put)

    def _show_dialog(self, dialog: DrawDialog | PickDialog, take: object) -> None:
        self._dialog = dialog

        def closed(result: int) -> None:
            self._dialog = None
            if result and callable(take):
                take()
            dialog.deleteLater()

        dialog.finished.connect(closed)
        dialog.open()

    def _set_items(self, section: int, items: Sequence[Pick | Draw]) -> None:
        assert self.quiz is not None
        sections = list(self.quiz.sections)
        sections[section] = replace(sections[section], items=tuple(items))
        self._change(replace(self.quiz, sections=tuple(sections)))

    def _dropped(self, editor: SectionEditor, key: str, place: int) -> None:
        """A row was dragged: within its section, or into another one."""
        for number, section in enumerate(self.sections):
            for row_, item in enumerate(section.rows):
                if item.key == key:
                    self.move_item((number, row_), (self.sections.index(editor), place))
                    return

    def _move_out(self, editor: SectionEditor, place: int, step: int) -> None:
        """From the edge of a section into the one above or below."""
        section = self.sections.index(editor)
        there = section + step
        if self.quiz is not None and 0 <= there < len(self.sections):
            end = len(self.quiz.sections[there].items) if step < 0 else 0
            self.move_item((section, place), (there, end))

    def move_item(self, source: tuple[int, int], target: tuple[int, int]) -> None:
        """``source``, ``target``: a section, and a place in it; it is put before what stands
        there now. The focus goes along."""
        if self.quiz is None or source == target:
            return
        items = [list(section.items) for section in self.quiz.sections]
        item = items[source[0]].pop(source[1])
        behind = source[0] == target[0] and source[1] < target[1]
        place = target[1] - behind
        items[target[0]].insert(place, item)
        self._change(replace(self.quiz, sections=tuple(
            replace(section, items=tuple(some))
            for section, some in zip(self.quiz.sections, items, strict=True)
        )))  # fmt: skip
        self.sections[target[0]].rows[place].setFocus()

    def add_section(self) -> None:
        if self.quiz is not None:
            self._change(replace(self.quiz, sections=(*self.quiz.sections, Section())))
            self.sections[-1].title.setFocus()

    def _remove_section(self, editor: SectionEditor) -> None:
        if self.quiz is not None and len(self.quiz.sections) > 1:
            sections = list(self.quiz.sections)
            del sections[self.sections.index(editor)]
            self._change(replace(self.quiz, sections=tuple(sections)))

    def _open_question(self, question_id: str) -> None:
        question = self._known.questions.get(question_id)
        if question is not None and self.quiz is not None:
            self.desk.go("write", WriteForQuiz(self.quiz.id, question=question))

    def write(self, section: int) -> None:
        """A new question, which goes into that section once it is saved."""
        if self.quiz is not None:
            self.save_now()
            self.desk.go("write", WriteForQuiz(self.quiz.id, section))

    # Elsewhere

    def print_it(self) -> None:
        if self.quiz is None or self._dialog is not None:
            return
        self.save_now()
        self._dialog = PrintDialog(self, self.desk, self.quiz)
        self._dialog.finished.connect(self._dialog_closed)
        self._dialog.open()

    def export_it(self) -> None:
        if self.quiz is not None:
            self.save_now()
            self.desk.go("exchange", self.quiz)

    def _dialog_closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
        self._dialog = None

    def take_it(self) -> None:
        if self.quiz is not None:
            self.save_now()
            self.desk.go("take", TakeThis(self.quiz.id))

    def _forget(self) -> None:
        self.quiz = None
        self._past, self._future = [], []
        self._unsaved = False


def _picks(quiz: Quiz) -> list[Pick]:
    return [item for section in quiz.sections for item in section.items if isinstance(item, Pick)]


def _same_field(first: Quiz, before: Quiz, now: Quiz) -> bool:
    """Whether only what changed since ``first`` goes on changing, and it is a field to type in."""
    typed = ("name", "description")
    changed = [name for name in (*typed, "sections", "rules")
               if getattr(first, name) != getattr(now, name)]  # fmt: skip
    again = [name for name in typed if getattr(before, name) != getattr(now, name)]
    return len(changed) == 1 and changed == again
