"""Writing questions: new ones, their versions, and questions that say the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quizapp.domain.identity import new_id
from quizapp.domain.ports import QuestionVersion, Report, Stop, Stores
from quizapp.domain.question import AnswerKind, Origin, Question, QuestionFilter, State
from quizapp.domain.task import Response
from quizapp.errors import NotFound, QuizError
from quizapp.services.advice import advice
from quizapp.services.alike import LIKE
from quizapp.services.verdict_log import VerdictLog

if TYPE_CHECKING:
    from quizapp.domain.deck import Deck
    from quizapp.domain.document import Document

_HITS = 20  # passages looked at for the documents that tell of an answer
_MOST_READ = 2  # documents read anew for wrong options


def _untold(share: float, message: str) -> None:
    """Tells nobody."""


_COMPARED = 200  # questions with the same words that are compared letter by letter


@dataclass(frozen=True, slots=True)
class Bank:
    """What a new question may be put into, and what may be completed while typing."""

    decks: tuple[Deck, ...]
    topics: tuple[str, ...]
    tags: tuple[str, ...]


class AuthorQuestion:
    def __init__(self, stores: Stores, log: VerdictLog) -> None:
        self._decks = stores.decks
        self._documents = stores.documents
        self._log = log

    def bank(self) -> Bank:
        return Bank(
            decks=tuple(self._decks.decks()),
            topics=tuple(self._decks.topics()),
            tags=tuple(self._decks.tags()),
        )

    def new(self) -> Question:
        """An empty question that nothing was saved of."""
        return Question(
            id=new_id(), kind=AnswerKind.OTHER, stem="", answer="", origin=Origin.TEACHER
        )

    def deck_of(self, question: Question) -> str:
        """The id of its deck."""
        return self._decks.deck_of(question.id).id

    def latest_deck(self) -> str:
        """The id of the deck that got the newest question that did not come with QuizApp; ""."""
        newest = self._decks.questions(QuestionFilter(order="added", descending=True), 1)
        if not newest or newest[0].origin is Origin.SHIPPED:
            return ""
        return self.deck_of(newest[0])

    def save(
        self, question: Question, deck_id: str, pictures: Mapping[str, bytes]
    ) -> tuple[str, ...]:
        """Adds it, or keeps the words before as a version; returns the linter's advice.

        ``pictures``: bytes of those that are new. A deck other than the present one is only heeded
        for a new question.
        """
        if not question.stem.strip() or not question.answer.strip():
            raise QuizError("A question needs both its text and an answer.")
        wanted = question.picture
        if wanted is not None and wanted.id in pictures:
            self._decks.save_pictures({wanted.id: pictures[wanted.id]})
        try:
            before = self._decks.question(question.id)
        except NotFound:
            self._decks.save_questions(deck_id, [question])
        else:
            self._decks.update_question(question)
            self._log.write_edit(before, question)
        return advice(question)

    def versions(self, question_id: str) -> list[QuestionVersion]:
        """The present one first; none of a question that was not saved yet."""
        try:
            return self._decks.versions(question_id)
        except NotFound:
            return []

    def like(self, question: Question) -> list[Question]:
        """Questions that ask nearly the same, the most alike first; retired ones are left out."""
        from rapidfuzz import fuzz

        words = " ".join(question.stem.split())
        if not words:
            return []
        found: dict[str, tuple[float, Question]] = {}
        for other in self._sharing(question):
            alike = fuzz.token_sort_ratio(words, other.stem) / 100
            if other.id != question.id and alike >= LIKE:
                found[other.id] = (alike, other)
        ordered = sorted(found.values(), key=lambda each: -each[0])
        return [other for _, other in ordered[:5]]

    def _sharing(self, question: Question) -> list[Question]:
        """Questions that share its rarer words: the longest ones, as a guess."""
        words = sorted(set(question.stem.split()), key=len, reverse=True)[:3]
        wanted = QuestionFilter(text=" ".join(words), states=(State.ACCEPTED, State.DRAFT))
        return self._decks.questions(wanted, _COMPARED)

    def advice(self, question: Question) -> tuple[str, ...]:
        return advice(question)

    def known_kind(self, answer: str) -> AnswerKind:
        """Person or place, where an accepted question has that answer; else OTHER."""
        names = (AnswerKind.LEADER, AnswerKind.PLACE)
        wanted = QuestionFilter(text=answer, kinds=names, states=(State.ACCEPTED,))
        found = self._decks.questions(wanted, _COMPARED) if answer.strip() else []
        same = (each for each in found if each.answer.casefold() == answer.casefold())
        return next((each.kind for each in same), AnswerKind.OTHER)

    def share(self, question: Question, response: Response) -> float | None:
        """What a response would earn of the question's points; None where a person marks it."""
        from quizapp.kinds.marking import mark, task_for

        return mark(question, task_for(question), response).share

    def propose_options(
        self, question: Question, report: Report = _untold, stop: Stop = lambda: False
    ) -> list[str]:
        """Wrong options out of the documents that tell of its answer; of the bank where none does.

        Reads those documents anew, which takes seconds for a long one.
        """
        from quizapp.facts.pipeline import FactFinder
        from quizapp.kinds.proposing import propose_options

        documents = self._telling_of(question)
        if documents:
            table = FactFinder().find(documents, report=report, stop=stop)
            if found := propose_options(question, table):
                return found
        return self._of_bank(question)

    def _telling_of(self, question: Question) -> list[Document]:
        """The document that is cited, else those that name the answer or speak of the matter."""
        cited = question.citation.fingerprint if question.citation else ""
        known = {each.fingerprint for each in self._documents.documents()}
        if cited in known:
            return [self._documents.document(cited)]
        rarest = sorted(set(question.stem.split()), key=len, reverse=True)[:2]
        for text in (question.answer, " ".join(rarest)):
            hits = self._documents.search_passages(text, _HITS)
            prints = dict.fromkeys(print_ for print_, _, _ in hits)
            if prints:
                return [self._documents.document(each) for each in list(prints)[:_MOST_READ]]
        return []

    def _of_bank(self, question: Question) -> list[str]:
        """Answers to other questions of the same kind, those of the same topic first."""
        if question.kind is AnswerKind.OTHER:
            return []
        wanted = QuestionFilter(kinds=(question.kind,), states=(State.ACCEPTED,))
        near = self._decks.questions(replace(wanted, topic=question.topic), _COMPARED)
        rest = self._decks.questions(wanted, _COMPARED)
        from quizapp.kinds.grading.same import names_the_key

        found = dict.fromkeys(
            other.answer for other in (*near, *rest) if not names_the_key(question, other.answer)
        )
        return list(found)[:3]

    def beside(self, question: Question) -> Question:
        """A new question with the topic, tags and proof's document of another."""
        return replace(self.new(), topic=question.topic, tags=question.tags, kind=question.kind)

    def copy(self, question: Question) -> Question:
        """The same words under an id of their own, not saved yet."""
        return replace(
            question, id=new_id(), origin=Origin.TEACHER, state=State.ACCEPTED, signs=None
        )
