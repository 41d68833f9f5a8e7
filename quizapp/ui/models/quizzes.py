"""The quizzes as a list: each with what a learner, or its author, wants to know of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from quizapp.domain.task import number_text
from quizapp.services.take_quiz import Offer, Standing
from quizapp.ui import words
from quizapp.ui.widgets.rows import DETAIL, MARK

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class QuizList(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._offers: list[Offer] = []

    def show_offers(self, offers: Sequence[Offer]) -> None:
        self.beginResetModel()
        self._offers = list(offers)
        self.endResetModel()

    def at(self, row: int) -> Offer | None:
        return self._offers[row] if 0 <= row < len(self._offers) else None

    def row_of(self, quiz_id: str) -> int:
        """-1 where it is not in the list."""
        ids = [offer.summary.quiz.id for offer in self._offers]
        return ids.index(quiz_id) if quiz_id in ids else -1

    # Qt overrides

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._offers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        offer = self.at(index.row()) if index.isValid() else None
        if offer is None:
            return None
        name = words.one_line(offer.summary.quiz.name)
        if role == Qt.ItemDataRole.DisplayRole:
            return name
        if role == DETAIL:
            return detail_of(offer)
        if role == MARK:
            return ("pause", "accent") if offer.standing is Standing.RUNNING else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{name}. {detail_of(offer)}"
        return None


def detail_of(offer: Offer) -> str:
    """ "12 questions  ·  12 points  ·  20 minutes  ·  handed in 3 times"."""
    summary = offer.summary
    rules = summary.quiz.rules
    parts = [words.questions(summary.questions)]
    points = number_text(round(summary.points, 2))
    one = summary.points == 1
    parts.append(words.tr("1 point") if one else words.tr("{} points").format(points))
    if rules.minutes:
        parts.append(words.tr("{} minutes").format(number_text(rules.minutes)))
    if summary.attempts:
        parts.append(words.count(summary.attempts, words.tr("attempt"), words.tr("attempts")))
    said = standing_of(offer)
    return "  ·  ".join([*parts, *([said] if said else [])])


def standing_of(offer: Offer) -> str:
    """What a learner can do with it now; "" where it just can be taken."""
    rules = offer.summary.quiz.rules
    if offer.standing is Standing.RUNNING:
        begun, end = words.tr("begun, not handed in"), offer.running and offer.running.deadline
        return f"{begun}, {words.tr('until {}').format(words.moment(end))}" if end else begun
    if offer.standing is Standing.NOT_YET and rules.opens:
        return words.tr("opens {}").format(words.moment(rules.opens))
    if offer.standing is Standing.CLOSED:
        return words.tr("closed")
    if offer.standing is Standing.USED_UP:
        return words.tr("no attempts left")
    return words.tr("open until {}").format(words.moment(rules.closes)) if rules.closes else ""
