"""From files to proposed questions in a deck."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from quizapp.domain.ports import Report, Stop, Stores
from quizapp.domain.question import Question, QuestionFilter, State
from quizapp.errors import Cancelled
from quizapp.services.evidence import EvidenceFinder
from quizapp.services.generate import FileOutcome, Generate, MakeReport, Preview, Workshop
from quizapp.services.learn import Learn

__all__ = ["FileOutcome", "MakeQuestions", "MakeReport", "Preview"]


class MakeQuestions(Generate):
    """``Generate`` with a place to put the questions."""

    def __init__(
        self, stores: Stores, evidence: EvidenceFinder, workshop: Workshop, learn: Learn
    ) -> None:
        super().__init__(workshop)
        self._stores = stores
        self._evidence = evidence
        self._learn = learn

    def propose(
        self,
        paths: Sequence[Path],
        *,
        deck_id: str,
        jobs: int = 1,
        report: Report,
        stop: Stop,
        preview: Preview | None = None,
    ) -> MakeReport:
        """Saves the documents, and the questions not known yet as drafts of the deck.

        The report's ``questions`` are the new ones that are sure enough for the deck; the others
        are saved and counted as held back. Nothing is saved before all is made, so
        ``Cancelled`` leaves nothing half-done; once saving has begun it goes on to its end.
        """
        self._stores.decks.deck(deck_id)  # NotFound now rather than after minutes of work
        known = _Known(self._stores, deck_id)

        def show_new(questions: Sequence[Question]) -> None:
            if preview is not None:
                preview(_for_the_deck(self._learn.score(known.without(questions))))

        made = self.generate(
            paths,
            everything=True,
            jobs=jobs,
            report=report,
            stop=stop,
            preview=show_new if preview is not None else None,
        )
        new = self._learn.score(known.without(made.questions))
        if stop():
            raise Cancelled("Cancelled; nothing was changed.")
        for outcome in made.files:
            if outcome.document is not None:
                self._stores.documents.save_document(outcome.document)
        self._stores.decks.save_questions(deck_id, new)
        self._evidence.forget()
        return _only_new(made, new)


class _Known:
    """What need not be proposed: known ids, and questions that ask the same in other words."""

    def __init__(self, stores: Stores, deck_id: str) -> None:
        self._ids = stores.decks.known_ids()
        states = (State.DRAFT, State.ACCEPTED, State.REJECTED)
        here = stores.decks.questions(QuestionFilter(deck_ids=(deck_id,), states=states))
        self._wordings = {_wording(question) for question in here}

    def without(self, questions: Iterable[Question]) -> list[Question]:
        return [
            question
            for question in questions
            if question.id not in self._ids and _wording(question) not in self._wordings
        ]


def _wording(question: Question) -> tuple[str, frozenset[str]]:
    """Equal for questions that differ in small words, their order, case and accents only."""
    from quizapp.kinds.text import content_words, fold

    return fold(question.answer), frozenset(content_words(question.stem))


def _for_the_deck(questions: Iterable[Question]) -> list[Question]:
    return [question for question in questions if not question.held_back]


def _only_new(made: MakeReport, new: Sequence[Question]) -> MakeReport:
    counts = Counter(
        (question.citation.fingerprint, question.held_back) for question in new if question.citation
    )
    spare = Counter(q.citation.fingerprint for q in new if q.citation and q.spare)

    def recounted(outcome: FileOutcome) -> FileOutcome:
        if outcome.document is None:
            return outcome
        fingerprint = outcome.document.fingerprint
        proposed, held_back = counts[fingerprint, False], counts[fingerprint, True]
        known = outcome.proposed - proposed - held_back
        return replace(
            outcome,
            proposed=proposed,
            known=known,
            held_back=held_back,
            spare=spare[fingerprint],
        )

    files = tuple(recounted(outcome) for outcome in made.files)
    sure = tuple(_for_the_deck(new))
    return replace(
        made,
        files=files,
        questions=sure,
        held_back=len(new) - len(sure),
        spare=sum(question.spare for question in new),
    )
