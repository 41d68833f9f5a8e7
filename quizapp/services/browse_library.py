"""The library: documents read so far, the text of each, and the questions made from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from quizapp.domain.document import Document, DocumentSummary
from quizapp.domain.ports import Stores
from quizapp.domain.question import Question
from quizapp.errors import NotFound
from quizapp.services.bare_sentences import AskedElsewhere, Bare, Why, bare_sentences, is_asked
from quizapp.services.evidence import EvidenceFinder
from quizapp.services.learn import Learn


@dataclass(frozen=True, slots=True)
class PassageHit:
    """A passage that holds the words searched for; ``passage`` is its number in the document."""

    fingerprint: str
    title: str
    passage: int
    snippet: str


class BrowseLibrary:
    def __init__(self, stores: Stores, evidence: EvidenceFinder, learn: Learn) -> None:
        self._documents = stores.documents
        self._evidence = evidence
        self._learn = learn

    def documents(self) -> list[DocumentSummary]:
        return self._documents.documents()

    def open(self, fingerprint: str) -> Document:
        """``NotFound`` where it was removed meanwhile."""
        return self._documents.document(fingerprint)

    def questions_of(self, fingerprint: str) -> list[Question]:
        return self._documents.questions_of(fingerprint)

    def bare_sentences(self, fingerprints: Sequence[str]) -> list[Bare]:
        """Dated sentences of these documents that no question asks about, with the reason where
        one is known. A document that is gone has none."""
        found: list[Bare] = []
        told_twice = AskedElsewhere(self._asked_beside(fingerprints))
        for fingerprint in dict.fromkeys(fingerprints):
            try:
                document = self._documents.document(fingerprint)
            except NotFound:
                continue
            bare = bare_sentences(document, self._documents.questions_of(fingerprint))
            found += map(self._with_reason, (each for each in bare if each not in told_twice))
        return found

    def _asked_beside(self, fingerprints: Sequence[str]) -> list[Question]:
        """Questions of these documents, and of others of the same title: one text may be there as
        a PDF and as a web page, and is asked about once."""
        documents = self._documents.documents()
        titles = {each.title.casefold() for each in documents if each.fingerprint in fingerprints}
        beside = [each.fingerprint for each in documents if each.title.casefold() in titles]
        return [q for each in beside for q in self._documents.questions_of(each) if is_asked(q)]

    def _with_reason(self, bare: Bare) -> Bare:
        if bare.why is not Why.LESS_SURE or bare.proposed is None:
            return bare
        reasons = self._learn.reasons_against(bare.proposed)
        return replace(bare, reason=reasons[0].words if reasons else "")

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
