"""The library: documents read so far, the text of each, and the questions made from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.domain.document import Document, DocumentSummary
from quizapp.domain.ports import Stores
from quizapp.domain.question import Citation, Question
from quizapp.services.bare_sentences import bare_sentences
from quizapp.services.evidence import EvidenceFinder


@dataclass(frozen=True, slots=True)
class PassageHit:
    """A passage that holds the words searched for; ``passage`` is its number in the document."""

    fingerprint: str
    title: str
    passage: int
    snippet: str


class BrowseLibrary:
    def __init__(self, stores: Stores, evidence: EvidenceFinder) -> None:
        self._documents = stores.documents
        self._evidence = evidence

    def documents(self) -> list[DocumentSummary]:
        return self._documents.documents()

    def open(self, fingerprint: str) -> Document:
        """``NotFound`` where it was removed meanwhile."""
        return self._documents.document(fingerprint)

    def questions_of(self, fingerprint: str) -> list[Question]:
        return self._documents.questions_of(fingerprint)

    def bare_sentences(self, document: Document, questions: Sequence[Question]) -> list[Citation]:
        """Dated sentences that none of these questions asks about."""
        return bare_sentences(document, questions)

    def remove(self, fingerprint: str) -> None:
        """The document goes; its questions stay and keep their quotes."""
        self._documents.delete_document(fingerprint)
        self._evidence.forget()

    def search(self, text: str, limit: int = 50) -> list[PassageHit]:
        """Passages with these words, best first; nothing for blank text."""
        if not text.strip():
            return []
        titles = {summary.fingerprint: summary.title for summary in self._documents.documents()}
        hits = self._documents.search_passages(text, limit)
        return [
            PassageHit(print_, titles.get(print_, ""), number, snippet)
            for print_, number, snippet in hits
        ]
