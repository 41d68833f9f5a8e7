"""What the readers of one document share while they go through its sentences."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizapp.domain.calendar import HistoricalDate
from quizapp.domain.document import Document, TextKind
from quizapp.domain.fact import PlaceKind
from quizapp.facts.parsed import ParsedSentence
from quizapp.facts.phrases import PhraseWriter
from quizapp.facts.references import Discourse
from quizapp.facts.wars import War

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
    year: int | None = None  # that the passage spoke of a sentence or two ago
    home: str | None = None  # the town or land that the whole document is about, as it writes it
    party: str | None = None  # that it is about, with its article
    place_nouns: Mapping[str, str] = field(default_factory=dict)  # what the text calls places
    war: War | None = None  # that the whole document is about
    entry: HistoricalDate | None = None  # the date of the chronicle entry being read
    _year_was_just_told: bool = False

    def hear_year(self, parsed: ParsedSentence) -> None:
        """Takes in a sentence that was read."""
        dates = [d.mention.date for d in parsed.sentence.dates if d.mention.date is not None]
        if dates:
            self.year = dates[-1].point.year
        elif not self._year_was_just_told:
            self.year = None
        self._year_was_just_told = bool(dates)

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
