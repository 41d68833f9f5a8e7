"""All fields of a written question: what is asked, how it is answered, and what belongs to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QSignalBlocker, QStringListModel, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QFormLayout,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QStyledItemDelegate,
    QWidget,
)

from quizapp.domain.calendar import HistoricalDate
from quizapp.domain.date_typed import parse_date
from quizapp.domain.question import AnswerKind, Difficulty, Question
from quizapp.domain.task import Accepted as AcceptedText
from quizapp.domain.task import Choose, Option, Task, Typed, When, key_of, simplest
from quizapp.kinds.guessing import guess_kind
from quizapp.ui import words
from quizapp.ui.authoring import EDITORS
from quizapp.ui.authoring.choose import SingleEditor
from quizapp.ui.authoring.citation_field import CitationField
from quizapp.ui.authoring.picture_field import PictureField
from quizapp.ui.authoring.task_editor import TaskEditor
from quizapp.ui.desk import Desk
from quizapp.ui.widgets.basics import button, column, label, row
from quizapp.ui.widgets.field_form import FieldForm
from quizapp.ui.widgets.question_editor import lines

DIFFICULTIES = (None, Difficulty.EASY, Difficulty.MEDIUM, Difficulty.HARD)


class QuestionForm(QWidget):
    """``question`` is what the fields say; ValueError in words where that is no question yet."""

    changed = Signal()
    options_wanted = Signal()  # wrong options are to be proposed

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._base: Question | None = None
        self._filling = False
        self.stem = self._text_field(self.tr("Question"), 3)
        self.stem.setPlaceholderText(self.tr("When was Kazan taken by Ivan IV?"))
        self.way = QComboBox()
        self.way.setAccessibleName(self.tr("How it is answered"))
        self.editors: list[TaskEditor] = []
        self._shown = 0  # which of the editors
        self._filled_so_far: set[int] = set()  # editors that hold what was written of this question
        self._touched = False  # since the last other way to answer was chosen
        self._proposes_kind = False  # until the author chooses one
        self._known = ("", AnswerKind.OTHER)  # an answer, and what it is in the decks
        self._in_order: list[QWidget] = []
        for number, kind in enumerate(EDITORS):
            self.way.addItem(words.tr(kind.title), number)
            editor = kind(desk.theme)
            editor.changed.connect(self._edited)
            self.editors.append(editor)
            editor.hide()
        self.propose = button(self.tr("Propose wrong options"), "quiet")
        self.propose.setToolTip(self.tr("Looks for wrong options in your documents (Ctrl+P)"))
        self.accept = self._text_field(self.tr("Also right when it is typed, one a line"), 2)
        self.explanation = self._text_field(self.tr("Explanation"), 2)
        self.hint = QLineEdit()
        self.title = QLineEdit()
        self.topic = QComboBox(editable=True)
        self.tags = QLineEdit(placeholderText=self.tr("tsars, wars"))
        self.difficulty = QComboBox()
        self.kind = QComboBox()
        self.picture = PictureField(desk)
        self.citation = CitationField(desk)
        self._known_tags = QStringListModel(self)
        self._build()
        self._connect()

    @property
    def question(self) -> Question:
        assert self._base is not None
        stem = self.stem.toPlainText().strip()
        if not stem:
            raise ValueError(self.tr("The question has no text yet."))
        task = self.editor.task
        key = key_of(task)
        self._guess_kind(key.answer)
        plain = simplest(task)
        return replace(
            self._base,
            stem=stem,
            task=plain,
            answer=key.answer,
            accept=self._accepted(task, key.accept),
            distractors=key.distractors,
            date=self._date(task, key.answer),
            kind=self._kind(task),
            explanation=self.explanation.toPlainText().strip(),
            hint=self.hint.text().strip(),
            title=self.title.text().strip(),
            topic=self._topic(),
            tags=self._tags(),
            difficulty=self.difficulty.currentData(),
            picture=self.picture.picture,
            citation=self.citation.citation,
        )

    @property
    def draft_question(self) -> Question:
        """Text and right answer alone: what wrong options can be looked for with."""
        assert self._base is not None
        stem = self.stem.toPlainText().strip()
        right = self.editor.right_text if isinstance(self.editor, SingleEditor) else ""
        if not stem or not right:
            raise ValueError(self.tr("Write the question and its right option first."))
        self._guess_kind(right)
        kind = AnswerKind(self.kind.currentData())
        date = parse_date(right)
        if kind is AnswerKind.OTHER and date is not None:
            kind = AnswerKind.DATE
        return replace(
            self._base, stem=stem, answer=right, kind=kind, date=date, task=None,
            distractors=(), accept=lines(self.accept), citation=self.citation.citation,
        )  # fmt: skip

    @property
    def editor(self) -> TaskEditor:
        return self.editors[self._shown]

    def show_question(self, question: Question) -> None:
        """Fills the fields; emits nothing."""
        self._filling = True
        self._base = question
        self._proposes_kind = not question.answer
        self._known = ("", AnswerKind.OTHER)
        self.stem.setPlainText(question.stem)
        self._show_task(task_of_question(question))
        self._filled_so_far, self._touched = {self._shown}, False
        self.accept.setPlainText("\n".join(question.accept))
        self.explanation.setPlainText(question.explanation)
        self.hint.setText(question.hint)
        self.title.setText(question.title)
        self.topic.setEditText(question.topic)
        self.tags.setText(", ".join(question.tags))
        self.difficulty.setCurrentIndex(DIFFICULTIES.index(question.difficulty))
        self.kind.setCurrentIndex(self.kind.findData(question.kind))
        self.picture.show_picture(question.picture)
        self.citation.show_citation(question.citation)
        self._filling = False
        self._fit()
        self._order_tabs()

    @property
    def way_shown(self) -> int:
        """Which of the ways to answer is shown."""
        return self._shown

    def begin_with(self, way: int) -> None:
        """An empty question is to be answered in this way; emits nothing."""
        self._filling = True
        self.editors[way].show_task(EDITORS[way].from_other(None))
        self._turn_to(way)
        self._filling = False
        self._order_tabs()

    @property
    def kind_wanted(self) -> bool:
        """Whether a kind may still be proposed: the author has chosen none."""
        return self._proposes_kind

    def take_known(self, answer: str, kind: AnswerKind) -> None:
        """What the answer is in other questions of the decks."""
        self._known = (answer, kind)

    def clear(self) -> None:
        """Nothing is being written; emits nothing."""
        self._filling = True
        self.stem.clear()
        self._filling = False

    def offer(self, topics: Sequence[str], tags: Sequence[str]) -> None:
        """What is known already, to be completed while typing."""
        kept = self.topic.currentText()
        with QSignalBlocker(self.topic):
            self.topic.clear()
            self.topic.addItems(list(topics))
            self.topic.setEditText(kept)
        self._known_tags.setStringList(list(tags))

    def choose_kind(self) -> None:
        """To the field that says what is asked for, with its choices open."""
        self.kind.setFocus()
        self.kind.showPopup()

    def add_options(self, texts: Sequence[str]) -> None:
        """Wrong options behind those there are."""
        if isinstance(self.editor, SingleEditor):
            self.editor.rows.add_answers(texts)

    # Building

    def _build(self) -> None:
        for each in DIFFICULTIES:
            self.difficulty.addItem(words.difficulty_name(each), each)
        for kind in AnswerKind:
            self.kind.addItem(words.kind_name(kind), kind)
        self._accept_box = QWidget()
        said = label(self.tr("Also right when it is typed, one a line"), "overline")
        self._accept_box.setLayout(column(said, self.accept, spacing=4))
        self.way.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.way.setMinimumContentsLength(16)
        self.way.setMaxVisibleItems(len(EDITORS))
        self.way.setItemDelegate(QStyledItemDelegate(self.way))  # which heeds the sheet
        self.way.setStyleSheet(  # a list, as high as it is long
            "QComboBox { combobox-popup: 0; } QAbstractItemView::item { padding: 4px 2px; }"
        )
        how = row(label(self.tr("Answer"), "overline"), self.way, -1, self.propose, spacing=8)
        self.setLayout(column(
            label(self.tr("Question"), "overline"), self.stem, 6,
            how, *self.editors, self._accept_box, 6,
            label(self.tr("Explanation, shown after the answer"), "overline"), self.explanation, 6,
            label(self.tr("What belongs to it"), "lead"), self._more(), -1,
            spacing=6,
        ))  # fmt: skip

    def _more(self) -> QFormLayout:
        form = FieldForm()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        for name, field in (
            (self.tr("Proof"), self.citation),
            (self.tr("Topic"), self.topic),
            (self.tr("Tags"), self.tags),
            (self.tr("Asks for"), self.kind),
            (self.tr("Difficulty"), self.difficulty),
            (self.tr("Hint"), self.hint),
            (self.tr("Picture"), self.picture),
            (self.tr("Name in lists"), self.title),
        ):
            field.setAccessibleName(name)
            form.addRow(label(name), field)
        line = self.topic.lineEdit()
        assert line is not None  # it is editable
        line.setPlaceholderText(self.tr("Russia/16th century"))
        completer = QCompleter(self._known_tags, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.tags.setCompleter(completer)
        return form

    def _connect(self) -> None:
        self.way.activated.connect(self._way_chosen)
        self.propose.clicked.connect(self.options_wanted)
        for text in (self.stem, self.accept, self.explanation):
            text.textChanged.connect(self._edited)
        for line in (self.hint, self.title, self.tags):
            line.textChanged.connect(self._edited)
        self.topic.currentTextChanged.connect(self._edited)
        self.difficulty.currentIndexChanged.connect(self._edited)
        self.kind.currentIndexChanged.connect(self._edited)
        self.kind.activated.connect(self._kind_chosen)
        self.kind.setToolTip(
            self.tr("Proposed from the answer. Dates stand on the Timeline, places on the Map.")
        )
        self.picture.changed.connect(self._edited)
        self.citation.changed.connect(self._edited)
        self._desk.theme.changed.connect(self._fit)

    def _text_field(self, name: str, least: int) -> QPlainTextEdit:
        field = QPlainTextEdit()
        field.setTabChangesFocus(True)
        field.setAccessibleName(name)
        field.setProperty("least", least)
        field.document().documentLayout().documentSizeChanged.connect(lambda _: self._fit())
        return field

    def _fit(self) -> None:
        """Fields are as high as their lines, within bounds."""
        line = QFontMetrics(self._desk.theme.font("body")).lineSpacing()
        for field in (self.stem, self.accept, self.explanation):
            wrapped = round(field.document().size().height())
            shown = min(max(int(field.property("least")), wrapped), 8)
            field.setFixedHeight(line * shown + 20)

    # Filling and reading

    def _show_task(self, task: Task) -> None:
        number = next(n for n, kind in enumerate(EDITORS) if kind.edits(task))
        self.editors[number].show_task(task)
        self._turn_to(number)

    def _turn_to(self, number: int) -> None:
        for each, editor in enumerate(self.editors):
            editor.setVisible(each == number)
        self._shown = number
        self.way.setCurrentIndex(number)
        single = isinstance(self.editors[number], SingleEditor)
        self._accept_box.setVisible(single)
        self.propose.setVisible(single)

    def _way_chosen(self, number: int) -> None:
        """Another way to answer keeps what it can of the one before."""
        if number == self._shown:
            return
        if self._touched:
            self._filled_so_far = {self._shown}  # the others hold what was written before
        if number not in self._filled_so_far:
            self._fill_from_shown(number)
        self._filled_so_far.add(number)
        self._touched = False
        self._turn_to(number)
        self._order_tabs()
        self.changed.emit()

    def _fill_from_shown(self, number: int) -> None:
        try:
            before: Task | None = self.editor.task
        except ValueError:
            before = None
        self._filling = True
        self.editors[number].show_task(EDITORS[number].from_other(before))
        self._filling = False

    def _edited(self, *_: object) -> None:
        if self._filling:
            return
        self._touched = True
        self._order_tabs()
        self.changed.emit()

    def _kind_chosen(self) -> None:
        self._proposes_kind = False

    def _guess_kind(self, answer: str) -> None:
        """Proposes what is asked for, until the author chooses that."""
        if not self._proposes_kind or self._base is None:
            return
        kind = guess_kind(self.stem.toPlainText().strip(), answer)
        if kind is not AnswerKind.DATE and self._known[0] == answer:
            kind = self._known[1]
        with QSignalBlocker(self.kind):
            self.kind.setCurrentIndex(self.kind.findData(kind))

    def _order_tabs(self) -> None:
        """Tab goes through the fields as they stand: rows of answers come and go."""
        layout = self.layout()
        found = list(_fields(layout)) if layout is not None else []
        if found == self._in_order:
            return
        self._in_order = found
        for one, other in pairwise(found):
            QWidget.setTabOrder(one, other)

    def _accepted(self, task: Task, of_task: tuple[str, ...]) -> tuple[str, ...]:
        """A plain choice is typed too, once the memory is strong."""
        return lines(self.accept) if isinstance(self.editor, SingleEditor) else of_task

    def _date(self, task: Task, answer: str) -> HistoricalDate | None:
        if isinstance(task, When):
            return task.date
        if AnswerKind(self.kind.currentData()) is not AnswerKind.DATE:
            return None
        assert self._base is not None
        same = answer == self._base.answer and self._base.date is not None
        return self._base.date if same else parse_date(answer)

    def _kind(self, task: Task) -> AnswerKind:
        return AnswerKind.DATE if isinstance(task, When) else AnswerKind(self.kind.currentData())

    def _topic(self) -> str:
        parts = (" ".join(part.split()) for part in self.topic.currentText().split("/"))
        return "/".join(part for part in parts if part)

    def _tags(self) -> tuple[str, ...]:
        found = (" ".join(tag.split()) for tag in self.tags.text().split(","))
        return tuple(dict.fromkeys(tag for tag in found if tag))


def _fields(layout: QLayout) -> Iterator[QWidget]:
    """What takes the focus by Tab, in the order of the layouts."""
    for number in range(layout.count()):
        item = layout.itemAt(number)
        inner, widget = (item.layout(), item.widget()) if item is not None else (None, None)
        if widget is not None and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield widget
        elif widget is not None:
            inner = widget.layout()
        if inner is not None:
            yield from _fields(inner)


def task_of_question(question: Question) -> Task:
    """The task that the editor shows: a plain question has its key among its options, or typed."""
    if question.task is not None:
        return question.task
    if question.distractors:
        wrong = (Option(text) for text in question.distractors)
        return Choose((Option(question.answer, 1.0), *wrong))
    if not question.answer:
        return Choose(())
    right = (question.answer, *question.accept)
    return Typed(tuple(AcceptedText(text) for text in right))
