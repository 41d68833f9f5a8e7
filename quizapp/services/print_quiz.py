"""Quizzes and decks on paper: what stands on the sheets, without drawing them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from quizapp.domain.paper import (
    PaperLayout,
    PaperSize,
    PrintedCard,
    PrintedItem,
    PrintedSection,
    ProgressRow,
    Sheet,
    card_front,
)
from quizapp.domain.ports import Stores
from quizapp.domain.question import Question, QuestionFilter, State
from quizapp.domain.quiz import Quiz
from quizapp.domain.task import key_of
from quizapp.errors import NotFound, QuizError
from quizapp.services.learning_day import LearningDay

if TYPE_CHECKING:
    from quizapp.exchange.worksheet_docx import Maps
    from quizapp.services.author_quiz import AuthorQuiz, Paper
    from quizapp.services.quiz_questions import Posed

MOST_CARDS = 2_000
LATELY = 30  # days of the class's progress


class PrintQuiz:
    def __init__(self, stores: Stores, day: LearningDay, quizzes: AuthorQuiz) -> None:
        self._stores = stores
        self._day = day
        self._quizzes = quizzes

    def sheets(
        self, quiz_id: str, versions: int, seed: str = "", *, shuffle_questions: bool = True
    ) -> tuple[Sheet, ...]:
        """One sheet a version; the same seed gives the same again. One version has no name."""
        quiz = self._quizzes.quiz(quiz_id)
        papers = self._quizzes.versions(
            quiz, versions, seed, shuffle_questions=shuffle_questions and versions > 1
        )
        if not any(paper.posed for paper in papers):
            raise QuizError("There is nothing to print: this quiz has no questions yet.")
        pictures: dict[str, bytes] = {}
        return tuple(
            self._sheet(quiz, paper, paper.name if versions > 1 else "", pictures)
            for paper in papers
        )

    def notes(self, quiz_id: str, versions: int) -> tuple[str, ...]:
        """What the drawing could not give."""
        papers = self._quizzes.versions(self._quizzes.quiz(quiz_id), versions)
        return tuple(dict.fromkeys(note for paper in papers for note in paper.notes))

    def word_file(
        self,
        sheets: Sequence[Sheet],
        layout: PaperLayout,
        size: PaperSize,
        *,
        key: bool,
        maps: Maps | None = None,
    ) -> bytes:
        """The same for Word. ``maps``: draws the map of a question."""
        from quizapp.exchange.worksheet_docx import worksheet_docx

        return worksheet_docx(
            sheets, layout=layout, size=size, key=key, maps=maps, at=self._day.now_utc()
        )

    def cards(self, wanted: QuestionFilter) -> list[PrintedCard]:
        """One for each accepted question that is wanted."""
        found = self._stores.decks.questions(replace(wanted, states=(State.ACCEPTED,)), MOST_CARDS)
        return [_card(question) for question in found]

    def cards_of(self, questions: Sequence[Question]) -> list[PrintedCard]:
        """The same for just these, whatever their state; ``MOST_CARDS`` at most."""
        return [_card(question) for question in questions[:MOST_CARDS]]

    def progress_of_class(self) -> list[ProgressRow]:
        """A row for each learner who is here, by name."""
        learners = [one for one in self._stores.learners.learners() if one.deleted_at is None]
        ordered = sorted(learners, key=lambda one: one.name.casefold())
        return [self._row(one.id, one.name) for one in ordered]

    def _row(self, learner: str, name: str) -> ProgressRow:
        from quizapp.study.schedule import retrievability

        today = self._day.by_the_clock().day
        first = today - timedelta(LATELY)
        days = [day for day in self._stores.progress.days(learner) if day.day > first]
        recalls = sum(day.recalls for day in days)
        standings = self._stores.progress.standings(learner)
        memories = [each.memory for each in standings if each.memory is not None]
        known = sum(retrievability(memory, today) for memory in memories)
        last = max((memory.last_day for memory in memories), default=None)
        return ProgressRow(
            name=name,
            last_day=last.isoformat() if last else "",
            answers=sum(day.reviews for day in days),
            known=known / len(memories) if memories else 0.0,
            met=len(memories),
            retention=sum(day.recalled for day in days) / recalls if recalls else None,
        )

    def _sheet(self, quiz: Quiz, paper: Paper, version: str, pictures: dict[str, bytes]) -> Sheet:
        sections = []
        for number, section in enumerate(quiz.sections):
            items = tuple(
                self._item(posed, pictures)
                for posed in paper.posed
                if posed.asked.section == number
            )
            if items:
                sections.append(PrintedSection(section.title, section.instructions, items))
        return Sheet(quiz.name, version, tuple(sections), quiz.description, quiz.rules.minutes)

    def _item(self, posed: Posed, pictures: dict[str, bytes]) -> PrintedItem:
        return PrintedItem(
            posed.number, posed.question, posed.task, posed.asked.points, posed.asked.shuffled,
            self._picture(posed.question, pictures),
        )  # fmt: skip

    def _picture(self, question: Question, known: dict[str, bytes]) -> bytes | None:
        picture = question.picture
        if picture is None:
            return None
        if picture.id not in known:
            try:
                known[picture.id] = self._stores.decks.picture(picture.id)
            except NotFound:
                return None
        return known[picture.id]


def _card(question: Question) -> PrintedCard:
    answer = key_of(question.task).answer if question.task is not None else question.answer
    note = question.citation.label if question.citation else ""
    return PrintedCard(card_front(question), answer, note, question.explanation)
