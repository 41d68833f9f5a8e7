"""The map: where what a learner studies took place, and how firmly it is known there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizapp.domain.deck import Deck
from quizapp.domain.fact import PlaceKind
from quizapp.domain.ports import Stores
from quizapp.domain.progress import Naming
from quizapp.domain.question import AnswerKind, Question
from quizapp.progress.mastery import Chance, Mastery, Tally
from quizapp.services.evidence import EvidenceFinder, EvidenceView
from quizapp.services.learning_day import LearningDay
from quizapp.services.many_objects import without_collection
from quizapp.services.places import Places
from quizapp.services.scheduling import Scheduling

if TYPE_CHECKING:
    from quizapp.facts.gazetteer import GazetteerEntry
    from quizapp.facts.placing import Placed

MOST_SHOWN = 200
"""Questions of one place that are read to be listed."""


@dataclass(frozen=True, slots=True)
class MapPlace:
    """One place with all questions that stand there; a renamed town is one.

    ``name``: as most of the questions write it; ``also``: their other spellings and names.
    ``latitude`` and ``longitude``: degrees, WGS 84; of an area a rough middle.
    """

    key: int
    name: str
    also: tuple[str, ...]
    kind: PlaceKind
    latitude: float
    longitude: float
    question_ids: tuple[str, ...]
    mastery: Mastery


@dataclass(frozen=True, slots=True)
class MapPicture:
    """``places``: those with the most questions first. ``unplaced``: questions that ask for a place
    which is not known for certain. ``placeless``: how many others name no place that is."""

    places: tuple[MapPlace, ...]
    unplaced: tuple[str, ...]
    placeless: int
    decks: tuple[Deck, ...]

    @property
    def placed(self) -> int:
        return sum(len(place.question_ids) for place in self.places)


@dataclass(slots=True)
class _Gathered:
    entry: GazetteerEntry
    names: Counter[str] = field(default_factory=Counter)
    questions: list[str] = field(default_factory=list)
    known: Tally = field(default_factory=Tally)

    def add(self, naming: Naming, name: str, chance: Chance) -> None:
        self.questions.append(naming.question_id)
        self.names[name] += 1
        self.known.add(naming.stability, naming.last_day, chance)

    def place(self, number: int) -> MapPlace:
        (name, _), *others = self.names.most_common()
        assert self.entry.latitude is not None and self.entry.longitude is not None
        return MapPlace(
            number, name, tuple(other for other, _ in others), self.entry.kind,
            self.entry.latitude, self.entry.longitude, tuple(self.questions), self.known.mastery,
        )  # fmt: skip


class ShowMap:
    def __init__(
        self, stores: Stores, day: LearningDay, evidence: EvidenceFinder, places: Places
    ) -> None:
        self._stores = stores
        self._day = day
        self._evidence = evidence
        self._places = places

    def prepare(self) -> None:
        """Reads what is known of places, which takes up to a second: on the computing lane, so that
        the deck stays free. Without it ``picture`` does so itself."""
        self._places.prepare()

    def picture(self, deck_id: str | None = None, text: str = "") -> MapPicture:
        """``text``: only questions that hold these words, or stand at a place of that name."""
        with without_collection():
            return self._picture(deck_id, " ".join(text.casefold().split()))

    def questions(self, question_ids: Sequence[str]) -> list[Question]:
        """The first of them, ``MOST_SHOWN`` at most; those removed meanwhile are left out."""
        some = question_ids[:MOST_SHOWN]
        found = self._stores.decks.questions_by_id(some)
        return [found[id_] for id_ in some if id_ in found]

    def evidence(self, question: Question) -> EvidenceView:
        return self._evidence.of(question)

    def placed_questions(self, deck_ids: Sequence[str] = ()) -> list[str]:
        """Ids of the place questions that can be asked on a map, in the order of adding."""
        namings = self._stores.progress.namings(self._day.learner, deck_ids)
        placed = self._places.all_of(namings)
        return [
            naming.question_id
            for naming, place in zip(namings, placed, strict=True)
            if naming.kind is AnswerKind.PLACE and place is not None
        ]

    def _picture(self, deck_id: str | None, text: str) -> MapPicture:
        wanted = [deck_id] if deck_id else []
        namings = self._stores.progress.namings(self._day.learner, wanted)
        gathered: dict[int, _Gathered] = {}
        unplaced: list[str] = []
        placeless, chance = 0, Scheduling(self._stores, self._day).chance()
        for naming, placed in zip(namings, self._places.all_of(namings), strict=True):
            if text and not _holds(naming, placed, text):
                continue
            if placed is not None:
                here = gathered.get(placed.entry.number)
                if here is None:
                    here = gathered[placed.entry.number] = _Gathered(placed.entry)
                here.add(naming, placed.name, chance)
            elif naming.kind is AnswerKind.PLACE:
                unplaced.append(naming.question_id)
            else:
                placeless += 1
        places = [each.place(number) for number, each in gathered.items()]
        places.sort(key=lambda place: (-len(place.question_ids), place.name))
        decks = tuple(self._stores.decks.decks())
        return MapPicture(tuple(places), tuple(unplaced), placeless, decks)


def _holds(naming: Naming, placed: Placed | None, text: str) -> bool:
    if text in naming.stem.casefold() or text in naming.answer.casefold():
        return True
    return placed is not None and text in placed.entry.name.casefold()
