"""What the readers of one document share while they go through its sentences."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizapp.domain.calendar import HistoricalDate
from quizapp.domain.document import Document, TextKind
from quizapp.domain.fact import PlaceKind
from quizapp.facts.parsed import ParsedSentence
from quizapp.facts.phrases import PhraseWriter
from quizapp.facts.references import Discourse

if TYPE_CHECKING:
    from quizapp.facts.dates import DateReader
    from quizapp.facts.people import PeopleTable
    from quizapp.facts.places import PlaceTable

_ARTICLED = ("region", "east", "west", "north", "south", "caucasus", "front", "union", "states")


@dataclass
class Context:
    document: Document
    people: PeopleTable
    places: PlaceTable
    dates: DateReader
    acronyms: dict[str, str]
    proper: frozenset[str] = frozenset()  # words with a capital inside sentences
    discourse: Discourse = field(default_factory=Discourse)
    speeches: frozenset[tuple[str, ...]] = frozenset()  # heading paths of speeches, letters
    year: int | None = None  # that the passage spoke of last
    home: str | None = None  # the town or land that the whole document is about, as it writes it
    entry: HistoricalDate | None = None  # the date of the chronicle entry being read

    def is_speech(self, parsed: ParsedSentence) -> bool:
        """Whether a speaker's opinions stand around it: facts there need a second look."""
        return parsed.sentence.passage.heading_path in self.speeches

    def writer(self, parsed: ParsedSentence, hidden: AbstractSet[int]) -> PhraseWriter:
        return PhraseWriter(
            parsed,
            lambda token: self.discourse.resolve(parsed, token),
            hidden,
            self.acronyms,
            self.proper,
        )

    def scope(self, parsed: ParsedSentence) -> str | None:
        """ "in the Ural Region": the section's place, where the section is named after one."""
        path = parsed.sentence.passage.heading_path
        if not path or parsed.sentence.passage.kind is TextKind.CHRONICLE:
            return None
        heading = path[-1].strip(" .:")
        if len(heading.split()) > 4 or heading == self.document.title:
            return None
        place = self.places.resolve(heading)
        last = heading.split()[-1].lower() if heading.split() else ""
        if place is None and last not in ("region", "province", "district", "oblast"):
            return None
        if place is not None and place.kind is PlaceKind.BUILDING:
            return None
        article = "the " if last in _ARTICLED and not heading.lower().startswith("the ") else ""
        return f"in {article}{heading}"
