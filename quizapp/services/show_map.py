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
from quizapp.errors import NotFound
from quizapp.progress.mastery import FIRM_DAYS, Mastery, days_of_forgetting
from quizapp.services.evidence import EvidenceFinder, EvidenceView
from quizapp.services.learning_day import LearningDay
from quizapp.services.many_objects import without_collection
from quizapp.services.places import Places
from quizapp.services.scheduling import Scheduling
from quizapp.study import steps

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
    firm: int = 0
    shaky: int = 0
    expected: float = 0.0

    def place(self, number: int) -> MapPlace:
        (name, _), *others = self.names.most_common()
        assert self.entry.latitude is not None and self.entry.longitude is not None
        return MapPlace(
            number, name, tuple(other for other, _ in others), self.entry.kind,
            self.entry.latitude, self.entry.longitude, tuple(self.questions),
            Mastery(len(self.questions), self.firm, self.shaky, self.expected),
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
        found = []
        for id_ in question_ids[:MOST_SHOWN]:
            try:
                found.append(self._stores.decks.question(id_))
            except NotFound:
                continue
        return found

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
        placeless, chances = 0, _Chances(self._day, Scheduling(self._stores, self._day).model())
        for naming, placed in zip(namings, self._places.all_of(namings), strict=True):
            if text and not _holds(naming, placed, text):
                continue
            if placed is not None:
                here = gathered.get(placed.entry.number)
                if here is None:
                    here = gathered[placed.entry.number] = _Gathered(placed.entry)
                _add(here, naming, placed.name, chances)
            elif naming.kind is AnswerKind.PLACE:
                unplaced.append(naming.question_id)
            else:
                placeless += 1
        places = [each.place(number) for number, each in gathered.items()]
        places.sort(key=lambda place: (-len(place.question_ids), place.name))
        decks = tuple(self._stores.decks.decks())
        return MapPicture(tuple(places), tuple(unplaced), placeless, decks)


class _Chances:
    """The chance of knowing an answer today; memories of one age and firmness have the same."""

    def __init__(self, day: LearningDay, model: steps.Model) -> None:
        self._model = model
        self._today = day.today()
        self._known: dict[tuple[float, int], float] = {}

    def of(self, naming: Naming) -> float:
        if naming.stability is None or naming.last_day is None:
            return 0.0
        key = (naming.stability, days_of_forgetting(naming.last_day, self._today))
        if key not in self._known:
            self._known[key] = self._model.recall(*key)
        return self._known[key]


def _add(here: _Gathered, naming: Naming, name: str, chances: _Chances) -> None:
    here.questions.append(naming.question_id)
    here.names[name] += 1
    if naming.stability is None:
        return
    here.expected += chances.of(naming)
    if naming.stability >= FIRM_DAYS:
        here.firm += 1
    else:
        here.shaky += 1


def _holds(naming: Naming, placed: Placed | None, text: str) -> bool:
    if text in naming.stem.casefold() or text in naming.answer.casefold():
        return True
    return placed is not None and text in placed.entry.name.casefold()
