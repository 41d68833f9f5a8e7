"""Where questions take place: the gazetteer asked about a deck's names, each deck by itself."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from quizapp.domain.fact import Place, PlaceKind
from quizapp.domain.geography import Coordinates, read_point
from quizapp.domain.ports import Stores
from quizapp.domain.progress import Naming
from quizapp.domain.question import AnswerKind, Question
from quizapp.domain.review import Verdict
from quizapp.errors import NotFound, QuizError
from quizapp.services.learning_day import LearningDay

if TYPE_CHECKING:
    from quizapp.facts.placing import Company, Placed

PLACE = AnswerKind.PLACE
COMPANY = 1_000
"""Questions of a deck that tell of which part of the world it speaks: its first ones."""


class Places:
    """One for all services, so that the map and the questions agree. Not for two threads at once,
    but for ``load`` and ``prepare``."""

    def __init__(self, stores: Stores, day: LearningDay) -> None:
        self._stores = stores
        self._day = day
        self._companies: dict[str, tuple[int, Company]] = {}
        self._stems: dict[str, tuple[str, ...]] = {}
        self._loading: threading.Thread | None = None
        self._preparing = threading.Lock()
        self._loaded = False

    def forget(self) -> None:
        """To be called when another deck file took the place of the old."""
        self._companies.clear()
        self._stems.clear()

    @property
    def loaded(self) -> bool:
        """Whether asking for a place takes milliseconds."""
        return self._loaded

    def load(self) -> None:
        """Reads the gazetteer on a thread of its own, while a first question is being read."""
        if self._loading is None and not self._loaded:
            self._loading = threading.Thread(target=self.prepare, name="load places", daemon=True)
            self._loading.start()

    def prepare(self) -> None:
        """Reads the gazetteer, and returns when that is done; on any thread."""
        from quizapp.facts.gazetteer import Gazetteer
        from quizapp.facts.placing import named_in, on_the_way
        from quizapp.kinds.guessing import guess_kind

        with self._preparing:  # several lanes may want it at once
            if not self._loaded:
                gazetteer = Gazetteer()
                gazetteer.lookup("?")  # reads the files, and makes the index by sound
                self._gazetteer = gazetteer
                self._read_names = named_in  # once: an import for each stem takes as long as it
                self._read_way = on_the_way
                self._guess = guess_kind
                self._loaded = True

    def all_of(self, namings: Sequence[Naming]) -> list[Placed | None]:
        """The place of each question, or None. For a whole deck at least, in the order of adding:
        its first questions are the company of all."""
        self.prepare()
        by_deck: dict[str, list[Naming]] = defaultdict(list)
        for naming in namings:
            if len(by_deck[naming.deck_id]) < COMPANY:
                by_deck[naming.deck_id].append(naming)
        companies = {id_: self._renewed(id_, first) for id_, first in by_deck.items()}
        place = AnswerKind.PLACE
        return [
            companies[n.deck_id].of_answer(n.answer, n.accept)
            if n.kind is place
            else self._of_words(companies[n.deck_id], n)
            for n in namings
        ]

    def certain(self, question_ids: Sequence[str]) -> set[str]:
        """Those of some place questions whose answer certainly lies somewhere."""
        self.prepare()
        namings = self._stores.progress.namings_of(self._day.learner, question_ids)
        return {
            naming.question_id
            for naming in namings
            if naming.kind is AnswerKind.PLACE
            and self._company(naming.deck_id).of_answer(naming.answer, naming.accept) is not None
        }

    def answer_of(self, question: Question) -> Place | None:
        """Where the answer of a place question lies; None where that is not certain."""
        if question.kind is not AnswerKind.PLACE:
            return None
        self.prepare()
        try:
            deck = self._stores.decks.deck_of(question.id).id
        except NotFound:
            return None
        placed = self._company(deck).of_answer(question.answer, question.accept)
        if placed is None:
            return None
        entry = placed.entry
        return Place(
            question.answer, entry.kind, (entry.name, *entry.old_names), entry.latitude,
            entry.longitude, entry.country, entry.population,
        )  # fmt: skip

    def judge(self, question: Question, given: str) -> tuple[Verdict, str]:
        """The verdict on a point "degrees north, degrees east", and how far off it is."""
        from quizapp.kinds.grading.where import judge_click

        point, place = read_point(given), self.answer_of(question)
        if place is None:
            raise QuizError(
                "It is not certain where this place lies, so it cannot be asked for on the map. "
                "Choose or type the answer."
            )
        if point is None:
            return Verdict.WRONG, ""
        click = judge_click(place, point, self._towns(place))
        return click.verdict, click.note

    def _towns(self, place: Place) -> list[Coordinates]:
        from quizapp.kinds.atlas import atlas

        if place.kind is not PlaceKind.COUNTRY or place.country is None:
            return []
        towns = (lent.place for lent in atlas().towns(place.country))
        return [
            (town.latitude, town.longitude)
            for town in towns
            if town.latitude is not None and town.longitude is not None
        ]

    def _of_words(self, company: Company, naming: Naming) -> Placed | None:
        """Of a question that does not ask for a place: the one that its words name. One that was
        written without saying what it asks for may ask for a place all the same."""
        if naming.kind is AnswerKind.OTHER and self._guess(naming.stem, naming.answer) is PLACE:
            found = company.of_answer(naming.answer)
            if found is not None:
                return found
        return company.of_stem(self._named_in(naming.stem)) or company.of_way(
            self._read_way(naming.stem)
        )

    def _named_in(self, stem: str) -> tuple[str, ...]:
        found = self._stems.get(stem)
        if found is None:
            found = self._stems[stem] = self._read_names(stem)
        return found

    def _company(self, deck_id: str) -> Company:
        """That of a deck as it was seen last; read where it was not seen yet."""
        if deck_id not in self._companies:
            learner = self._day.learner
            self._renewed(deck_id, self._stores.progress.namings(learner, [deck_id], COMPANY))
        return self._companies[deck_id][1]

    def _renewed(self, deck_id: str, first: Iterable[Naming]) -> Company:
        """The company of a deck, made anew only where its questions are others now."""
        from quizapp.facts.placing import Company, wordings

        first = list(first)
        print_ = hash(tuple((naming.stem, naming.answer) for naming in first))
        known = self._companies.get(deck_id)
        if known is not None and known[0] == print_:
            return known[1]
        names: list[str] = []
        people: list[str] = []
        for naming in first:
            if naming.kind is AnswerKind.PLACE:
                names.append(wordings(naming.answer)[-1])
            else:
                names.extend(self._named_in(naming.stem))
            if naming.kind is AnswerKind.LEADER:
                people.append(naming.answer.rpartition(" ")[2])
        company = Company(self._gazetteer, names, people)
        self._companies[deck_id] = (print_, company)
        return company
