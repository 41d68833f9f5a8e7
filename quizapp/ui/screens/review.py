"""Review of proposals: read the question beside its proof; accept, edit or reject with one key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtWidgets import QComboBox, QListView, QStackedLayout, QStackedWidget, QWidget

from quizapp.domain.question import AnswerKind, Question, State
from quizapp.services.evidence import EvidenceView
from quizapp.ui import words
from quizapp.ui.confirm import confirm
from quizapp.ui.desk import QUESTIONS, Desk
from quizapp.ui.models.proposals import ProposalModel
from quizapp.ui.screens.screen import Screen, key_text
from quizapp.ui.widgets.basics import button, column, label, row
from quizapp.ui.widgets.empty import EmptyState
from quizapp.ui.widgets.evidence import EvidenceCard
from quizapp.ui.widgets.proposal import ProposalView
from quizapp.ui.widgets.question_editor import QuestionEditor
from quizapp.ui.widgets.rows import RowDelegate

if TYPE_CHECKING:
    from quizapp.services.review_proposals import ReviewProposals

LIST_WIDTH = 372


@dataclass(frozen=True)
class Decision:
    """One step that undo takes back: these questions, as they were before it."""

    before: tuple[Question, ...]


class ReviewScreen(Screen):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._deck: str | None = None
        self._all: dict[str, Question] = {}
        self._undo: list[Decision] = []
        self.model = ProposalModel(self)
        self.list = QListView()
        self.kinds = QComboBox()
        self.detail = ProposalView(desk.theme)
        self.proof = EvidenceCard(desk.theme)  # stays in sight while its question is edited
        self.editor = QuestionEditor(desk, below=self.proof)
        self.empty = EmptyState(desk.theme, "done", "", "")
        self._title = label(self.tr("Proposed questions"), "title")
        self._counts = label("", "muted")
        self._pages = QStackedLayout(self)
        self._sides = QStackedWidget()
        self._build()
        self._connect()
        self._add_commands()

    def opened(self, what: object = None) -> None:
        """``what``: the id of a deck whose proposals to review; None: those of all decks."""
        self._deck = what if isinstance(what, str) else None
        proposals, deck = self.desk.services.proposals, self._deck
        self.desk.ask(lambda: proposals.pending(deck), self.fill)

    def left(self) -> None:
        self._keep_edit()
        self._leave_editor()

    def fill(self, questions: Sequence[Question]) -> None:
        self._all = {question.id: question for question in questions}
        self._undo = []
        self._refilter()

    @property
    def current(self) -> Question | None:
        index = self.list.currentIndex()
        return self.model.at(index.row()) if index.isValid() else None

    # Building

    def _build(self) -> None:
        self.list.setModel(self.model)
        self.list.setItemDelegate(RowDelegate(self.desk.theme))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(self.tr("Proposed questions"))
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.kinds.setAccessibleName(self.tr("Kind of question"))
        self.kinds.addItem(self.tr("All kinds"), None)
        for kind in AnswerKind:
            self.kinds.addItem(words.kind_name(kind), kind)
        self._accept_all = button(self.tr("Accept all"), "quiet")
        head = row(column(self._title, self._counts, spacing=2), -1, self.kinds, spacing=8)
        self._sides.addWidget(self.detail)
        self._sides.addWidget(self._editor_side())
        left = QWidget()
        left.setMinimumWidth(220)
        self.desk.theme.set_widest(left, LIST_WIDTH)
        left.setLayout(column(self.list, row(self._accept_all, -1), spacing=6))
        body = row(left, self._sides, spacing=20)
        body.setStretch(0, 2)
        body.setStretch(1, 3)
        page = QWidget()
        layout = column(head, body, spacing=16)
        layout.setStretch(1, 1)
        layout.setContentsMargins(32, 24, 32, 20)
        page.setLayout(layout)
        self._pages.addWidget(page)
        self._pages.addWidget(self.empty)
        self._study = self.empty.add_button(
            self.tr("Study these now"), tip=self.tr("Study these now (Enter)")
        )
        self._add = self.empty.add_button(
            self.tr("Add documents"), "", self.tr("Add documents (Ctrl+O)")
        )
        self._home = self.empty.add_button(self.tr("Home"), "", self.tr("Home (Ctrl+1)"))

    def _editor_side(self) -> QWidget:
        side = QWidget()
        layout = column(label(self.tr("Edit the question"), "lead"), self.editor, spacing=10)
        side.setLayout(layout)
        return side

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(self._moved)
        self.model.modelReset.connect(self._show_counts)
        self.kinds.currentIndexChanged.connect(self._refilter)
        self.desk.theme.changed.connect(self.list.doItemsLayout)
        self.editor.saved.connect(self._save)
        self.editor.cancelled.connect(self._leave_editor)
        self.detail.document_wanted.connect(self._show_document)
        self.proof.wanted.connect(self._show_document)
        self._study.clicked.connect(lambda: self.desk.go("study", self._studied_decks()))
        self._add.clicked.connect(lambda: self.desk.go("add"))
        self._home.clicked.connect(lambda: self.desk.go("home"))

    def _add_commands(self) -> None:
        view = self.detail
        self.command(self.tr("Accept"), ["A"], self.accept, button=view.accept)
        self.command(self.tr("Edit"), ["E"], self.edit, button=view.edit)
        self.command(self.tr("Reject"), ["R"], self.reject, button=view.reject)
        self.command(self.tr("Undo"), ["U", "Ctrl+Z"], self.undo, button=view.undo)
        self.command(self.tr("Next"), ["J"], lambda: self._step(1), shown_keys=["J", "Down"])
        self.command(self.tr("Previous"), ["K"], lambda: self._step(-1), shown_keys=["K", "Up"])
        self.command(self.tr("Accept all that remain"), ["Shift+A"], self._ask_accept_all,
                     button=self._accept_all)  # fmt: skip
        self.command(self.tr("Show in document"), ["O"], self._show_document)
        self.describe(self.tr("Save what was edited"), key_text("Ctrl+Return"))
        self.describe(self.tr("Leave it as it was"), key_text("Escape"))
        self.command(self.tr("Go on when all is judged"), ["Return", "Enter"], self._enter,
                     shown_keys=["Return"])  # fmt: skip

    # Showing

    @Slot()
    def _refilter(self) -> None:
        kind = self.kinds.currentData()
        kept = [q for q in self._all.values() if kind is None or q.kind == kind]
        self.model.show_questions(kept)
        if not self._all:
            self._show_done()
            return
        self._pages.setCurrentIndex(0)
        self._keep_edit()
        self._leave_editor()
        first = next((n for n, q in enumerate(kept) if q.state is State.DRAFT), 0)
        self.list.setCurrentIndex(self.model.index(first))
        self.detail.setVisible(bool(kept))
        self.list.setFocus()

    @Slot()
    def _show_counts(self) -> None:
        states = [question.state for question in self._all.values()]
        left = states.count(State.DRAFT)
        self._counts.setText(
            self.tr("{left:,} left  ·  {accepted:,} accepted  ·  {rejected:,} rejected").format(
                left=left,
                accepted=states.count(State.ACCEPTED),
                rejected=states.count(State.REJECTED),
            )
        )
        self._accept_all.setText(self.tr("Accept all {:,} that remain").format(left))
        self._accept_all.setVisible(left > 1)
        self.detail.undo.setEnabled(bool(self._undo))

    @Slot(QModelIndex, QModelIndex)
    def _moved(self, now: QModelIndex, before: QModelIndex) -> None:
        question = self.current
        if question is None:
            return
        self._keep_edit()
        self._leave_editor()
        self.detail.show_question(question)
        proposals = self.desk.services.proposals
        self.desk.ask(
            lambda: (question.id, proposals.evidence(question)),
            lambda found: self._show_evidence(*found),
        )

    def _show_evidence(self, question_id: str, view: EvidenceView) -> None:
        if self.current is not None and self.current.id == question_id:
            self.detail.show_evidence(view)
            self.proof.show_view(view)

    def _show_done(self) -> None:
        states = [question.state for question in self._all.values()]
        accepted = states.count(State.ACCEPTED)
        if accepted:
            self.empty.rewrite(
                self.tr("All judged"),
                self.tr(
                    "{} accepted and in your deck. Study them now, or find them on Home among "
                    "today's new questions."
                ).format(words.questions(accepted)),
            )
        elif states:
            text = self.tr("You rejected them all. They will not be proposed again.")
            self.empty.rewrite(self.tr("All judged"), text)
        else:
            self.empty.rewrite(
                self.tr("No proposals wait"),
                self.tr("Add a document, and the questions found in it wait here for you."),
            )
        self._study.setVisible(accepted > 0)
        self._pages.setCurrentIndex(1)
        (self._study if accepted else self._add).setFocus()

    # Deciding

    def accept(self) -> None:
        self._decide(State.ACCEPTED)

    def reject(self) -> None:
        self._decide(State.REJECTED)

    def _decide(self, state: State) -> None:
        question = self.current
        if question is None or self._editing or self._pages.currentIndex() == 1:
            return
        if question.state is not state:
            self._change([question], state)
        self._go_to_next_draft()

    def _change(self, questions: Sequence[Question], state: State) -> None:
        self._undo.append(Decision(tuple(questions)))
        ids = [question.id for question in questions]
        proposals = self.desk.services.proposals
        act = proposals.accept if state is State.ACCEPTED else proposals.reject
        self.desk.ask(lambda: act(ids), self._stored)
        for question in questions:
            self._put(question.with_state(state))
        self._show_counts()

    def undo(self) -> None:
        if not self._undo:
            return
        decision = self._undo.pop()
        proposals = self.desk.services.proposals
        self.desk.ask(lambda: take_back(proposals, decision), self._stored)
        for question in decision.before:
            self._put(question)
        self._pages.setCurrentIndex(0)
        self._show_counts()
        row = self.model.row_of(decision.before[0].id)
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row))
            self._moved(self.list.currentIndex(), QModelIndex())
        self.list.setFocus()

    def _put(self, question: Question) -> None:
        self._all[question.id] = question
        self.model.replace(question)

    def _go_to_next_draft(self) -> None:
        count = self.model.rowCount()
        here = self.list.currentIndex().row()
        order = [*range(here + 1, count), *range(here + 1)]
        for place in order:
            if self.model.at(place).state is State.DRAFT:
                self.list.setCurrentIndex(self.model.index(place))
                return
        if not any(question.state is State.DRAFT for question in self._all.values()):
            self._show_done()
            return
        self.kinds.setCurrentIndex(0)

    def _ask_accept_all(self) -> None:
        left = self._shown_drafts()
        if not left or self._editing:
            return
        confirm(
            self,
            self.tr("Accept {}?").format(words.questions(len(left))),
            self.tr("They join the deck as they are. Undo (U) takes all of them back."),
            self.tr("Accept all"),
            self.accept_all,
            danger=False,
        )

    def accept_all(self) -> None:
        """Accepts every undecided question that the filter shows; one undo takes it back."""
        left = self._shown_drafts()
        if left:
            self._change(left, State.ACCEPTED)
            self._go_to_next_draft()

    def _shown_drafts(self) -> list[Question]:
        shown = (self.model.at(row) for row in range(self.model.rowCount()))
        return [question for question in shown if question.state is State.DRAFT]

    def _stored(self, _: object) -> None:
        self.desk.changed.emit(QUESTIONS)

    # Editing

    @property
    def _editing(self) -> bool:
        return self._sides.currentIndex() == 1

    def edit(self) -> None:
        """Opens the editor beside the list."""
        question = self.current
        if question is not None and not self._editing:
            self._sides.setCurrentIndex(1)
            self.editor.edit(question)

    @Slot(object)
    def _save(self, question: Question) -> None:
        self._store(question)
        self._leave_editor()
        self.detail.show_question(question)

    def _keep_edit(self) -> None:
        """What was written is kept when the user moves on; only Cancel throws it away."""
        edited = self.editor.take_changes() if self._editing else None
        if edited is not None and edited.id in self._all:
            self._store(edited)
            self.desk.say(self.tr("Saved; U takes it back."), "right")

    def _store(self, question: Question) -> None:
        before = self._all[question.id]
        self._undo.append(Decision((before,)))
        proposals = self.desk.services.proposals
        self.desk.ask(lambda: proposals.edit(question), self._stored)
        self._put(question)
        self._show_counts()

    @Slot()
    def _leave_editor(self) -> None:
        if self._editing:
            self._sides.setCurrentIndex(0)
            self.list.setFocus()

    # Moving on

    def _step(self, distance: int) -> None:
        place = self.list.currentIndex().row() + distance
        if 0 <= place < self.model.rowCount() and not self._editing:
            self.list.setCurrentIndex(self.model.index(place))

    def _show_document(self) -> None:
        if self.current is not None:
            self.desk.go("library", self.current)

    def _studied_decks(self) -> tuple[str, ...]:
        return (self._deck,) if self._deck is not None else ()

    def _enter(self) -> None:
        focused = self.focused_button()
        if focused is not None:
            focused.click()


def take_back(proposals: ReviewProposals, decision: Decision) -> None:
    """Puts the questions back as they were: text and state."""
    for question in decision.before:
        proposals.edit(question)
    by_state = {
        State.DRAFT: proposals.reopen,
        State.ACCEPTED: proposals.accept,
        State.REJECTED: proposals.reject,
    }
    for state, act in by_state.items():
        ids = [question.id for question in decision.before if question.state is state]
        if ids:
            act(ids)
