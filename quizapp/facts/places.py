"""Which places the documents name, and where.

A capitalised word is a place if the gazetteer knows it and the words around do not speak against
it, or if the grammar makes it one ("in the village of ...", "... province"). Evidence is summed
over all mentions of a name, since a single mention is often silent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from quizapp.domain.document import Document
from quizapp.domain.fact import Place
from quizapp.facts.gazetteer import Gazetteer
from quizapp.facts.people import PeopleTable
from quizapp.facts.places_builder import PlaceMention, PlacesBuilder, PlacesFound, place_key

__all__ = ["PlaceMention", "PlaceTable"]


class PlaceTable:
    """The places of a set of documents read together. Make it with ``build``."""

    def __init__(self, found: PlacesFound) -> None:
        self.places = found.places
        self._mentions = found.mentions
        self._by_name = found.by_name

    @classmethod
    def build(
        cls,
        documents: Sequence[Document],
        gazetteer: Gazetteer,
        people: PeopleTable,
        docs: Mapping[tuple[str, int], Any] | None = None,
    ) -> PlaceTable:
        """Reads all passages. ``docs``: spaCy parses by (fingerprint, passage number), any subset.

        What ``people`` claims as a person's name is no place.
        """
        return cls(PlacesBuilder(documents, gazetteer, people, docs or {}).build())

    def mentions(self, document: Document, passage_number: int) -> tuple[PlaceMention, ...]:
        """The places named in a passage, left to right, never overlapping."""
        return self._mentions.get((document.fingerprint, passage_number), ())

    def resolve(self, text: str) -> Place | None:
        """The place of that name, old or new, or None if the documents do not name it."""
        return self._by_name.get(place_key(text))
