"""Who is named in the documents, under which spellings, and where.

Works from the text alone: the form of a name (initials, given names, ranks, numbers of monarchs)
and the words around it. Parsed passages, where there are some, add votes of the entity recogniser:
it errs on single mentions, so only its majority over all mentions of a name counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from quizapp.domain.document import Document
from quizapp.domain.fact import Person
from quizapp.facts.gazetteer import Gazetteer
from quizapp.facts.name_forms import fold
from quizapp.facts.name_tokens import Shape, tokens_of
from quizapp.facts.people_builder import PeopleBuilder, PeopleFound, PersonMention
from quizapp.facts.people_names import PersonName, parse_name, tidy

__all__ = ["PeopleTable", "PersonMention"]


class PeopleTable:
    """The people of a set of documents read together. Make it with ``build``."""

    def __init__(self, found: PeopleFound) -> None:
        self.people = found.people
        self._mentions = found.mentions
        self._by_name = found.by_name

    @classmethod
    def build(
        cls,
        documents: Sequence[Document],
        docs: Mapping[tuple[str, int], Any] | None = None,
        *,
        gazetteer: Gazetteer | None = None,
    ) -> PeopleTable:
        """Reads all passages. ``docs``: spaCy parses by (fingerprint, passage number), any subset.

        The ``gazetteer`` tells towns that are also surnames apart; the shipped one by default.
        """
        return cls(PeopleBuilder(documents, docs or {}, gazetteer or Gazetteer()).build())

    def mentions(self, document: Document, passage_number: int) -> tuple[PersonMention, ...]:
        """The people named in a passage, left to right, never overlapping."""
        return self._mentions.get((document.fingerprint, passage_number), ())

    def resolve(self, text: str) -> Person | None:
        """The person of that name in any spelling met, or None if it is unknown or ambiguous."""
        exact = self._by_name.get(fold(tidy(text)))
        if exact is not None:
            return exact
        name = _parsed(text)
        person = self._by_name.get("=" + name.key) if name is not None else None
        known = _parsed(person.name) if person is not None else None
        if name is None or known is None or not known.may_be(name):
            return None
        return person


def _parsed(text: str) -> PersonName | None:
    return parse_name([token for token in tokens_of(text) if token.shape is not Shape.TITLE])
