"""Beside the map: one place, how well it is known, its questions, and the proof of each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QListView, QSizePolicy, QWidget

from quizapp.domain.question import Question
from quizapp.services.evidence import EvidenceView
from quizapp.services.show_map import MapPlace
from quizapp.ui import words
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import button, column, keep_bar_room, label, row, tool
from quizapp.ui.widgets.evidence import EvidenceCard
from quizapp.ui.widgets.rows import DETAIL, RowDelegate

ROOM = 160  # characters of the passage on each side of the evidence
_LIST_HEIGHT = 150  # pixels at a text size of 100 %
Index = QModelIndex | QPersistentModelIndex


class PlaceQuestions(QAbstractListModel):
    """Questions, their answers under them."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[Question] = ()

    def fill(self, questions: Sequence[Question]) -> None:
        self.beginResetModel()
        self._rows = questions
        self.endResetModel()

    def question(self, row: int) -> Question | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None

    # Qt overrides

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        question = self.question(index.row())
        if question is None:
            return None
        answer = words.one_line(question.answer)
        if role == Qt.ItemDataRole.DisplayRole:
            return words.one_line(question.stem)
        if role == DETAIL:
            return answer
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{words.one_line(question.stem)} {answer}"
        return None


class PlaceSide(QFrame):
    practise_wanted = Signal()
    evidence_wanted = Signal(object)  # of a Question
    document_wanted = Signal(object)  # of a Question
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card")
        self._theme = theme
        self.ids: tuple[str, ...] = ()
        self._name = label("", "lead", wrap=True)
        self._also = label("", "small", wrap=True)
        self._known = label("", "muted", wrap=True)
        self.practise = button(self.tr("Practise these"), "primary")
        self.practise.setToolTip(self.tr("Practise the questions of this place (P)"))
        self.practise.clicked.connect(self.practise_wanted)
        self.close_button = tool(theme, "cross", self.tr("Close the place (Escape)"))
        self.close_button.clicked.connect(self.closed)
        self.model = PlaceQuestions()
        self.list = QListView()
        self.list.setModel(self.model)
        keep_bar_room(self.list)
        self.list.setItemDelegate(RowDelegate(theme, lines=3))
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.list.setMinimumHeight(_LIST_HEIGHT)
        self.list.selectionModel().currentChanged.connect(self._chosen)
        self.list.activated.connect(lambda _index: self._to_document())
        self._more = label("", "small", wrap=True)
        self.proof = EvidenceCard(theme, ROOM)
        self.proof.open.setToolTip(self.tr("Show in document (O)"))
        self.proof.wanted.connect(self._to_document)
        head = row(self._name, self.close_button, spacing=4)
        head.setStretch(0, 1)
        head.setAlignment(self.close_button, Qt.AlignmentFlag.AlignTop)
        layout = column(
            head, self._also, self._known, 4, row(self.practise, -1), 4, self.list, self._more,
            self.proof, spacing=4,
        )  # fmt: skip
        layout.setStretchFactor(self.list, 1)
        layout.setContentsMargins(16, 12, 12, 12)
        self.setLayout(layout)

    def show_place(self, place: MapPlace) -> None:
        self.ids = place.question_ids
        self._say(self._name, words.one_line(place.name))
        others = ", ".join(words.one_line(name) for name in place.also)
        self._say(self._also, self.tr("also {}").format(others) if others else "")
        known = self.tr("{questions}: {known}; {share} % would be known today").format(
            questions=words.questions(place.mastery.questions),
            known=words.known_counts(place.mastery), share=words.percent(place.mastery.share),
        )  # fmt: skip
        self._say(self._known, known)
        self._begin(self.tr("Questions of {}").format(words.one_line(place.name)))

    def show_unplaced(self, ids: tuple[str, ...]) -> None:
        """What asks for a place that is not known for certain."""
        self.ids = ids
        self._say(self._name, self.tr("Not on the map"))
        self._say(self._also, "")
        self._say(
            self._known,
            self.tr("{}: several places bear these names, or none is known. "
                    "None was guessed.").format(words.questions(len(ids))),
        )  # fmt: skip
        self._begin(self.tr("Questions that are not on the map"))

    def show_questions(self, questions: Sequence[Question]) -> None:
        """Those that were read of ``ids``."""
        self.model.fill(questions)
        left = len(self.ids) - len(questions)
        self._say(self._more, self.tr("{:,} more are not listed.").format(left) if left else "")
        if questions:
            self.list.setCurrentIndex(self.model.index(0))

    def show_evidence(self, view: EvidenceView) -> None:
        self.proof.show_view(view)

    def current(self) -> Question | None:
        return self.model.question(self.list.currentIndex().row())

    def _begin(self, name: str) -> None:
        self.model.fill(())
        self.proof.hide()
        self._more.hide()
        self.list.setAccessibleName(name)

    def _say(self, where: QWidget, text: str) -> None:
        where.setText(text)  # type: ignore[attr-defined]
        where.setVisible(bool(text))

    @Slot()
    def _chosen(self) -> None:
        question = self.current()
        if question is not None:
            self.evidence_wanted.emit(question)

    @Slot()
    def _to_document(self) -> None:
        question = self.current()
        if question is not None:
            self.document_wanted.emit(question)
