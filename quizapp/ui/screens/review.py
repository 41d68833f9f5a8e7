"""Review of proposals: read the question beside its proof; accept, edit or reject with one key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, QTimer, Slot
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QListView,
    QStackedLayout,
    QStackedWidget,
    QWidget,
)

from quizapp.domain.judgement import Reason
from quizapp.domain.question import AnswerKind, Citation, Question, State
from quizapp.services.learn import Moved
from quizapp.ui import words
from quizapp.ui.confirm import confirm
from quizapp.ui.desk import QUESTIONS, Desk, HeldBack, Unasked
from quizapp.ui.models.proposals import ProposalModel
from quizapp.ui.screens.screen import Screen, key_text
from quizapp.ui.widgets.basics import BAR, button, column, keep_bar_room, label, row
from quizapp.ui.widgets.empty import EmptyState
from quizapp.ui.widgets.evidence import EvidenceCard
from quizapp.ui.widgets.proposal import ProposalView
from quizapp.ui.widgets.question_editor import QuestionEditor
from quizapp.ui.widgets.reason_bar import REASONS, ReasonBar
from quizapp.ui.widgets.rows import RowDelegate

if TYPE_CHECKING:
    from quizapp.services.bare_sentences import Bare
    from quizapp.services.review_proposals import Proposal

LIST_WIDTH = 372
PAUSE = 700  # ms after a verdict before the open proposals are scored by it
FOR_THE_DECK, LESS_SURE, SPARE = "for the deck", "less sure", "spare"
SIDES = (FOR_THE_DECK, LESS_SURE, SPARE)


@dataclass(frozen=True)
class Decision:
    """One step that undo takes back: these questions, as they were before it."""

    before: tuple[Question, ...]


class ReviewScreen(Screen):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._deck: str | None = None
        self._sides_of: dict[str, str] = {}  # as the list was opened: none changes sides in it
        self._rejected: Question | None = None  # the one that the bar asks about
        self._crossed = 0  # proposals that the verdicts moved since the list was sorted
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._all: dict[str, Question] = {}
        self._undo: list[Decision] = []
        self._names: dict[str, str] = {}  # of the documents, by fingerprint
        self.model = ProposalModel(self)
        self.list = QListView()
        self.kinds = QComboBox()
        self.shares = QComboBox()
        self.documents = QComboBox()
        self.why = ReasonBar(desk.theme)
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
        """``what``: the id of a deck whose proposals to review; ``HeldBack``: its less sure ones;
        None: those of all decks."""
        side = FOR_THE_DECK
        if isinstance(what, HeldBack):
            side, what = LESS_SURE, what.deck_id
        self._deck = what if isinstance(what, str) else None
        proposals, deck = self.desk.services.proposals, self._deck
        self.desk.ask(
            lambda: (proposals.learn(), proposals.pending(deck)),
            lambda found: self._show_learned(*found, side),
        )

    def _show_learned(self, moved: Moved, questions: Sequence[Question], side: str) -> None:
        self.fill(questions, side)
        self._say_moved(moved)

    def _say_moved(self, moved: Moved) -> None:
        if not moved.to_deck and not moved.held_back:
            return
        parts = []
        if moved.to_deck:
            parts.append(self.tr("{:,} into the deck’s list").format(moved.to_deck))
        if moved.held_back:
            parts.append(self.tr("{:,} out of it").format(moved.held_back))
        count = words.questions(moved.to_deck + moved.held_back)
        self.desk.say(self.tr("Your verdicts moved {}: {}.").format(count, ", ".join(parts)))

    def refresh(self) -> None:
        """Sorts the list by what the verdicts taught; undo goes on to work."""
        if self._editing or self._pages.currentIndex() == 1:
            return
        self._pause.stop()
        proposals, deck = self.desk.services.proposals, self._deck
        self.desk.ask(
            lambda: (proposals.learn(), proposals.pending(deck)),
            lambda found: self._show_sorted(*found),
        )

    def _show_sorted(self, moved: Moved, questions: Sequence[Question]) -> None:
        now = {question.id: question for question in questions}
        decided = {id_: q for id_, q in self._all.items() if q.state is not State.DRAFT}
        crossed = [q for q in questions if q.held_back != (self._side(q) != FOR_THE_DECK)]
        self._all = {**{id_: q for id_, q in now.items() if id_ not in decided}, **decided}
        self._take_sides()
        self._offer_shares()
        self._crossed = 0
        self._refilter()
        up = sum(not question.held_back for question in crossed)
        if not crossed:
            self.desk.say(self.tr("Sorted anew; none changed sides."))
            return
        self._say_moved(Moved(len(crossed), up, len(crossed) - up))

    def left(self) -> None:
        self._dismiss_why()
        if self._pause.isActive():  # what comes next shows counts that this may change
            self._pause.stop()
            self._learn()
        self._keep_edit()
        self._leave_editor()

    def fill(self, questions: Sequence[Question], side: str = FOR_THE_DECK) -> None:
        self._all = {question.id: question for question in questions}
        self._undo = []
        self._crossed = 0
        self._dismiss_why()
        self._take_sides()
        self._offer_documents()
        self._offer_shares()
        if side == LESS_SURE and not self._left(LESS_SURE):
            side = SPARE
        self._choose_share(side)
        self._refilter()
        if not self._left(side):
            self._show_done()
        self._count_unasked()

    # Dated sentences without a question

    @property
    def _documents_read(self) -> tuple[str, ...]:
        """Fingerprints of the documents of these questions."""
        cited = (question.citation for question in self._all.values())
        return tuple(dict.fromkeys(each.fingerprint for each in cited if each and each.fingerprint))

    def _count_unasked(self) -> None:
        library, documents = self.desk.services.library, self._documents_read

        def show(found: Sequence[Bare]) -> None:
            if documents == self._documents_read:
                self._say_unasked(len(found))

        self._say_unasked(0)
        if documents:
            self.desk.ask(lambda: library.bare_sentences(documents), show)

    def _say_unasked(self, number: int) -> None:
        for each in (self.unasked, self._unasked_choice):
            each.setText(words.unasked(number))
            each.setVisible(number > 0)

    def _show_unasked(self) -> None:
        if not self.unasked.isHidden() and not self._editing:
            self.desk.go("library", Unasked(self._documents_read))

    def _take_sides(self) -> None:
        self._sides_of = {
            question.id: SPARE if question.spare else LESS_SURE
            for question in self._all.values()
            if question.held_back
        }

    def _side(self, question: Question) -> str:
        return self._sides_of.get(question.id, FOR_THE_DECK)

    def _left(self, side: str) -> int:
        """How many of a side wait to be judged."""
        drafts = (q for q in self._all.values() if q.state is State.DRAFT)
        return sum(self._side(question) == side for question in drafts)

    def _offer_shares(self) -> None:
        names = {
            FOR_THE_DECK: self.tr("For the deck ({:,})"),
            LESS_SURE: self.tr("Less sure ({:,})"),
            SPARE: self.tr("More than needed ({:,})"),
        }
        for place, side in enumerate(SIDES):
            self.shares.setItemText(place, names[side].format(self._left(side)))

    def _offer_documents(self) -> None:
        """Each with how many of it are proposed and how many are held back; hidden for one."""
        found: dict[str, Citation] = {}
        for question in self._all.values():
            if question.citation is not None:
                found.setdefault(question.citation.fingerprint, question.citation)
        with QSignalBlocker(self.documents):
            self.documents.clear()
            self.documents.addItem(self.tr("All documents"), None)
            for fingerprint in found:
                self.documents.addItem("", fingerprint)
        self._names = {key: cited.title or cited.document for key, cited in found.items()}
        self._count_documents()
        self.documents.setVisible(len(found) > 1)

    def _count_documents(self) -> None:
        said = self.tr("{}: {:,} for the deck, {:,} held back")
        drafts = [q for q in self._all.values() if q.state is State.DRAFT]
        for place in range(1, self.documents.count()):
            key = self.documents.itemData(place)
            here = [q for q in drafts if q.citation and q.citation.fingerprint == key]
            back = sum(self._side(q) != FOR_THE_DECK for q in here)
            name = words.one_line(self._names[key])
            text = said.format(name, len(here) - back, back)
            self.documents.setItemText(place, text)
            self.documents.setItemData(place, text, Qt.ItemDataRole.ToolTipRole)

    def _choose_share(self, side: str | None) -> None:
        with QSignalBlocker(self.shares):
            self.shares.setCurrentIndex(self.shares.findData(side))

    @property
    def current(self) -> Question | None:
        index = self.list.currentIndex()
        return self.model.at(index.row()) if index.isValid() else None

    # Building

    def _build(self) -> None:
        self.list.setModel(self.model)
        self.list.setItemDelegate(RowDelegate(self.desk.theme))
        self.list.setUniformItemSizes(True)
        keep_bar_room(self.list)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(self.tr("Proposed questions"))
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._build_filters()
        self._accept_all = button(self.tr("Accept all"), "quiet")
        self._sort = button(self.tr("Sort anew"), "quiet")
        self._sort.hide()
        self.other_side = button("", "link")
        self.unasked = button("", "link")
        self.unasked.hide()
        self.why.hide()
        head = row(
            column(self._title, self._counts, spacing=2),
            -1, self._sort, self.shares, self.kinds, spacing=8,
        )  # fmt: skip
        more = row(self.other_side, self.unasked, -1, spacing=16)
        self._sides.addWidget(self.detail)
        self._sides.addWidget(self._editor_side())
        left = QWidget()
        left.setMinimumWidth(220)
        self.desk.theme.set_widest(left, LIST_WIDTH)
        left.setLayout(column(self.documents, self.list, row(self._accept_all, -1), spacing=6))
        body = row(left, self._sides, spacing=20)
        body.setStretch(0, 2)
        body.setStretch(1, 3)
        page = QWidget()
        why = row(self.why)
        for line in (head, more, why):
            line.setContentsMargins(0, 0, BAR, 0)  # in line with the cards, beside their bar
        layout = column(column(head, more, spacing=2), body, why, spacing=16)
        layout.setStretch(1, 1)
        layout.setContentsMargins(32, 24, 32 - BAR, 6)
        page.setLayout(layout)
        self._pages.addWidget(page)
        self._pages.addWidget(self.empty)
        self._study = self.empty.add_button(
            self.tr("Study these now"), tip=self.tr("Study these now (Enter)")
        )
        self._look = self.empty.add_button(
            self.tr("Look at what is held back"), "", self.tr("Look at what is held back (H)")
        )
        self._add = self.empty.add_button(
            self.tr("Add documents"), "", self.tr("Add documents (Ctrl+O)")
        )
        self._home = self.empty.add_button(self.tr("Home"), "", self.tr("Home (Ctrl+1)"))
        self._unasked_choice = self.empty.add_choice("", self.tr(
            "Which they are and why, with the text; write a question about any (G)"
        ))  # fmt: skip
        self._unasked_choice.hide()
        self._back = self.empty.add_choice(
            self.tr("Undo the last verdict"), self.tr("Undo the last verdict (Ctrl+Z)")
        )

    def _build_filters(self) -> None:
        self.kinds.setAccessibleName(self.tr("Kind of question"))
        self.kinds.addItem(self.tr("All kinds"), None)
        for kind in AnswerKind:
            self.kinds.addItem(words.kind_name(kind), kind)
        self.shares.setAccessibleName(self.tr("For the deck, or held back"))
        self.shares.setToolTip(
            self.tr(
                "Show what is for the deck, what is less sure, or what is sure but more than the "
                "deck needs (H)"
            )
        )
        for side in SIDES:
            self.shares.addItem("", side)
        self.shares.addItem(self.tr("All proposals"), None)
        self.shares.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.documents.setAccessibleName(self.tr("Document"))
        self.documents.setToolTip(self.tr("How many of each document are for the deck"))
        self.documents.setMinimumContentsLength(6)
        self.documents.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )

    def _editor_side(self) -> QWidget:
        side = QWidget()
        layout = column(label(self.tr("Edit the question"), "lead"), self.editor, spacing=10)
        side.setLayout(layout)
        return side

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(self._moved)
        self.model.modelReset.connect(self._show_counts)
        self.kinds.currentIndexChanged.connect(self._refilter)
        self.shares.currentIndexChanged.connect(self._refilter)
        self.documents.currentIndexChanged.connect(self._refilter)
        self.why.chosen.connect(self._explain)
        self.why.skipped.connect(self._dismiss_why)
        self._pause.timeout.connect(self._learn)
        self._look.clicked.connect(self._look_on)
        self.other_side.clicked.connect(self.swap_share)
        self.desk.theme.changed.connect(self.list.doItemsLayout)
        self.editor.saved.connect(self._save)
        self.editor.cancelled.connect(self._leave_editor)
        self.detail.document_wanted.connect(self._show_document)
        self.proof.wanted.connect(self._show_document)
        self._study.clicked.connect(lambda: self.desk.go("study", self._studied_decks()))
        self._add.clicked.connect(lambda: self.desk.go("add"))
        self._home.clicked.connect(lambda: self.desk.go("home"))
        self._back.clicked.connect(self.undo)
        for each in (self.unasked, self._unasked_choice):
            each.clicked.connect(self._show_unasked)

    def _add_commands(self) -> None:
        view = self.detail
        self.command(self.tr("Accept"), ["A"], self.accept, button=view.accept)
        self.command(self.tr("Edit"), ["E"], self.edit, button=view.edit)
        self.command(self.tr("Reject"), ["R"], self.reject, button=view.reject)
        self.command(
            self.tr("Undo"), ["Ctrl+Z", "U"], self.undo, button=view.undo, shown_keys=["Ctrl+Z"]
        )  # U suspends elsewhere
        self.command(self.tr("Next"), ["J"], lambda: self._step(1), shown_keys=["J", "Down"])
        self.command(self.tr("Previous"), ["K"], lambda: self._step(-1), shown_keys=["K", "Up"])
        self.command(self.tr("Accept all that remain"), ["Shift+A"], self._ask_accept_all,
                     button=self._accept_all)  # fmt: skip
        for number in range(1, len(REASONS) + 1):
            self.command("", [str(number)], partial(self.why_number, number), listed=False)
        self.describe(self.tr("Say why it was rejected"), f"1–{len(REASONS)}")
        self._no_reason = self.command(self.tr("Give no reason"), ["Escape"], self._dismiss_why)
        self._no_reason.setEnabled(False)
        self.command(
            self.tr("What is less sure, more than needed, or for the deck"), ["H"], self.swap_share
        )
        self.command(self.tr("Dated sentences without a question"), ["G"], self._show_unasked)
        self.unasked.setToolTip(
            self.tr("Which they are and why, with the text; write a question about any (G)")
        )
        self.command(self.tr("Sort anew by your verdicts"), ["F5"], self.refresh,
                     button=self._sort)  # fmt: skip
        self.command(self.tr("Show in document"), ["O"], self._show_document)
        self.describe(self.tr("Save what was edited"), key_text("Ctrl+Return"))
        self.describe(self.tr("Leave it as it was"), key_text("Escape"))
        self.command(self.tr("Go on when all is judged"), ["Return", "Enter"], self._enter,
                     shown_keys=["Return"])  # fmt: skip

    # Showing

    @Slot()
    def _refilter(self) -> None:
        kind = self.kinds.currentData()
        side = self.shares.currentData()
        document = self.documents.currentData()
        kept = [
            q
            for q in self._all.values()
            if (kind is None or q.kind == kind)
            and (side is None or self._side(q) == side)
            and (document is None or (q.citation and q.citation.fingerprint == document))
        ]
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
        left = self._left_in_sight()
        shown = len(self._shown_drafts())
        self._counts.setText(
            self.tr("{left:,} left  ·  {accepted:,} accepted  ·  {rejected:,} rejected").format(
                left=left,
                accepted=states.count(State.ACCEPTED),
                rejected=states.count(State.REJECTED),
            )
        )
        self._offer_shares()
        self._count_documents()
        self._sort.setToolTip(
            self.tr("By your verdicts {} belong on the other list now (F5)").format(
                words.questions(self._crossed)
            )
        )
        self._sort.setVisible(self._crossed > 0)
        self._offer_other_side()
        self._accept_all.setText(self.tr("Accept all {:,} that remain").format(shown))
        self._accept_all.setVisible(shown > 1)
        self.detail.undo.setEnabled(bool(self._undo))

    def _offer_other_side(self) -> None:
        """A line that leads to what is held back, and back from there, while any is left."""
        side = self.shares.currentData()
        other = self._next_side(side)
        said = {
            FOR_THE_DECK: self.tr("Back to the {:,} for the deck"),
            LESS_SURE: self.tr("{:,} less sure: look at them"),
            SPARE: self.tr("{:,} more than needed: look at them"),
        }
        tips = {
            FOR_THE_DECK: self.tr("The surer ones (H)"),
            LESS_SURE: self.tr("Proposed questions that are less sure, each with what is odd (H)"),
            SPARE: self.tr("Sure enough, but the deck has enough questions of their text (H)"),
        }
        self.other_side.setText(said[other].format(self._left(other)))
        self.other_side.setToolTip(tips[other])
        self.other_side.setVisible(side is not None and other != side and self._left(other) > 0)

    def _next_side(self, side: str | None) -> str:
        """The next one in turn of which anything is left."""
        here = SIDES.index(side) if side in SIDES else -1
        turn = [*SIDES[here + 1 :], *SIDES[: here + 1]]
        return next((each for each in turn if self._left(each)), side or FOR_THE_DECK)

    def _left_in_sight(self) -> int:
        """How many wait to be judged of the side that is shown, or of all."""
        side = self.shares.currentData()
        return sum(map(self._left, SIDES)) if side is None else self._left(side)

    @Slot(QModelIndex, QModelIndex)
    def _moved(self, now: QModelIndex, before: QModelIndex) -> None:
        question = self.current
        if question is None:
            return
        self._keep_edit()
        self._leave_editor()
        self._show(question)

    def _show(self, question: Question) -> None:
        self.detail.show_question(question)
        proposals = self.desk.services.proposals
        self.desk.ask(
            lambda: (question.id, proposals.about(question)),
            lambda found: self._show_about(*found),
        )

    def _show_about(self, question_id: str, about: Proposal) -> None:
        if self.current is not None and self.current.id == question_id:
            self.detail.show_about(about)
            self.proof.show_view(about.evidence)

    def _show_done(self) -> None:
        states = [question.state for question in self._all.values()]
        accepted, decided = states.count(State.ACCEPTED), len(states) - states.count(State.DRAFT)
        spare, for_deck = self._left(SPARE), self._left(FOR_THE_DECK)
        held_back = self._left(LESS_SURE) + spare
        back = words.held_back(held_back, spare)
        if for_deck:
            self._look.setText(self.tr("Judge the {:,} for the deck").format(for_deck))
        else:
            self._look.setText(self.tr("Look at the {:,} held back").format(held_back))
        self._look.setVisible(held_back + for_deck > 0)
        if for_deck:
            self.empty.rewrite(
                self.tr("These are judged"),
                self.tr("{} that are surer still wait for your verdict.").format(
                    words.questions(for_deck)
                ),
            )
        elif accepted:
            self.empty.rewrite(
                self.tr("All judged"),
                self.tr(
                    "{} accepted and in your deck. Study them now, or find them on Home among "
                    "today's new questions."
                ).format(words.questions(accepted))
                + (self.tr(" Held back: {}.").format(back) if back else ""),
            )
        elif held_back and not decided:
            self.empty.rewrite(
                self.tr("Nothing waits for the deck"),
                self.tr("Held back: {}; each says why.").format(back),
            )
        elif decided:
            text = self.tr("You rejected them all. They will not be proposed again.")
            self.empty.rewrite(self.tr("All judged"), text)
        else:
            self.empty.rewrite(
                self.tr("No proposals wait"),
                self.tr("Add a document, and the questions found in it wait here for you."),
            )
        self._study.setVisible(accepted > 0)
        self._back.setVisible(bool(self._undo))
        self._pages.setCurrentIndex(1)
        look_first = for_deck or (held_back and not accepted)
        self._count_unasked()  # what was rejected asks about nothing any more
        (self._look if look_first else self._study if accepted else self._add).setFocus()

    @Slot()
    def _look_on(self) -> None:
        """At what still waits: for the deck first, then the less sure, with the signs against."""
        self._choose_share(self._next_side(None))
        self._refilter()

    def swap_share(self) -> None:
        """From what is for the deck to what is less sure, on to what is more than it needs, and
        back again."""
        if self._editing or not self._all:
            return
        side = self.shares.currentData()
        other = self._next_side(side)
        if other == side:  # nothing is left anywhere else: what was judged there can be seen
            other = FOR_THE_DECK if side != FOR_THE_DECK else LESS_SURE
        self._choose_share(other)
        self._refilter()

    # Deciding

    def accept(self) -> None:
        self._decide(State.ACCEPTED)

    def reject(self) -> None:
        self._decide(State.REJECTED)

    def _decide(self, state: State) -> None:
        question = self.current
        if question is None or self._editing or self._pages.currentIndex() == 1:
            return
        self._dismiss_why()
        if question.state is not state:
            self._change([question], state)
            if state is State.REJECTED:
                self._ask_why(question)
        self._go_to_next_draft()

    def _ask_why(self, question: Question) -> None:
        """Nobody has to answer: every other key goes on."""
        self._rejected = question
        self.why.ask(self.tr("Rejected. Why?"), words.one_line(question.stem))
        self.why.show()
        self._no_reason.setEnabled(True)

    def why_number(self, number: int) -> None:
        if self._rejected is not None and not self._editing:
            self.why.take(number)

    @Slot(object)
    def _explain(self, reason: Reason) -> None:
        question, proposals = self._rejected, self.desk.services.proposals
        if question is None:
            return
        self._dismiss_why()
        self.desk.ask(lambda: proposals.explain(question.id, reason), self._stored)

    @Slot()
    def _dismiss_why(self) -> None:
        self._rejected = None
        had_focus = self.why.isAncestorOf(QApplication.focusWidget() or self)
        self.why.hide()
        self._no_reason.setEnabled(False)
        if had_focus:
            self.list.setFocus()

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
        self._dismiss_why()
        decision = self._undo.pop()
        proposals = self.desk.services.proposals
        self.desk.ask(lambda: proposals.take_back(decision.before), self._stored)
        for question in decision.before:
            self._put(question)
        self._pages.setCurrentIndex(0)
        self._show_counts()
        row = self.model.row_of(decision.before[0].id)
        if row < 0:
            self.kinds.setCurrentIndex(0)
            self.documents.setCurrentIndex(0)
            self._choose_share(self._side(decision.before[0]))
            self._refilter()
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
        if not self._left_in_sight():
            self._show_done()
            return
        self.kinds.setCurrentIndex(0)
        self.documents.setCurrentIndex(0)

    def _ask_accept_all(self) -> None:
        left = self._shown_drafts()
        if not left or self._editing:
            return
        confirm(
            self,
            self.tr("Accept {}?").format(words.questions(len(left))),
            self.tr("They join the deck as they are. Undo (Ctrl+Z) takes all of them back."),
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
        self._pause.start()

    @Slot()
    def _learn(self) -> None:
        """Scores what is open, once the person pauses; the list stays as it is."""
        self.desk.ask(self.desk.services.proposals.learn, self._learned)

    def _learned(self, moved: Moved) -> None:
        if moved.to_deck or moved.held_back:
            self._crossed += moved.to_deck + moved.held_back
            self._show_counts()
            self.desk.changed.emit(QUESTIONS)

    # Editing

    @property
    def _editing(self) -> bool:
        return self._sides.currentIndex() == 1

    def edit(self) -> None:
        """Opens the editor beside the list."""
        question = self.current
        if question is not None and not self._editing:
            self._dismiss_why()
            self._sides.setCurrentIndex(1)
            self.editor.edit(question)

    @Slot(object)
    def _save(self, question: Question) -> None:
        self._store(question)
        self._leave_editor()
        self._show(question)

    def _keep_edit(self) -> None:
        """What was written is kept when the user moves on; only Cancel throws it away."""
        edited = self.editor.take_changes() if self._editing else None
        if edited is not None and edited.id in self._all:
            self._store(edited)
            self.desk.say(self.tr("Saved; Ctrl+Z takes it back."), "right")

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
