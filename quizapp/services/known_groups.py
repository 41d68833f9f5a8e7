"""What is known by deck, topic, document, kind and decade: of what one studies, a deck, or all."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from quizapp.domain.deck import came_with_quizapp
from quizapp.domain.ports import Stores
from quizapp.domain.progress import Standing
from quizapp.domain.question import AnswerKind
from quizapp.progress.mastery import (
    NOTHING,
    Chance,
    Mastery,
    decade,
    mastery_by,
    mastery_by_each,
    merged,
)

STUDIED, ALL = "studied", "all"
"""Keys of scopes that are of more than one deck."""

_TOPICS = 20  # shown, those with the most questions


class Grouping(StrEnum):
    DECK = "deck"
    DOCUMENT = "document"
    KIND = "kind"
    DECADE = "decade"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True)
class Group:
    """``name``: of a deck, document or topic, "" for all without a topic; of a kind or decade its
    value as text."""

    name: str
    mastery: Mastery


@dataclass(frozen=True, slots=True)
class Scope:
    """``key``: STUDIED, ALL or the id of a deck, which then has a ``name``."""

    key: str
    groups: Mapping[Grouping, tuple[Group, ...]]
    name: str = ""


class _Cell(NamedTuple):
    """All that questions are grouped by, so that one look at each of them does for every group."""

    deck_id: str
    document: str | None
    kind: AnswerKind
    decade: int | None


class _Topic(NamedTuple):
    deck_id: str
    name: str  # "" for what has none


class KnownGroups:
    def __init__(self, stores: Stores, standings: Sequence[Standing], chance: Chance) -> None:
        self._decks = {deck.id: deck.name for deck in stores.decks.decks()}
        self._titles = {d.fingerprint: d.title or d.name for d in stores.documents.documents()}
        self._cells = mastery_by(standings, _cell, chance)
        tags = stores.progress.tags()
        self._topics = mastery_by_each(
            standings,
            lambda s: [_Topic(s.deck_id, tag) for tag in tags.get(s.question_id) or ("",)],
            chance,
        )
        self._by_deck = merged(self._cells, lambda cell: cell.deck_id)

    @property
    def studied(self) -> tuple[str, ...]:
        """Ids of the decks of the learner's own, then of those that came with QuizApp and were
        begun: what nobody ever opened is nothing that a learner fails to know."""
        begun = [deck for deck in self._by_deck if _is_own(deck) or _met(self._by_deck[deck])]
        return tuple(sorted(begun, key=self._own_then_begun))

    @property
    def whole(self) -> Mastery:
        """Of the decks that are studied."""
        return sum((self._by_deck[deck] for deck in self.studied), NOTHING)

    def scopes(self) -> tuple[Scope, ...]:
        """What one studies first, then each deck of it, then all; none says the same as another."""
        studied = self.studied
        found = [Scope(STUDIED, self._groups(set(studied)))] if studied else []
        if len(studied) > 1:
            found += [Scope(d, self._groups({d}), self._decks.get(d, "")) for d in studied]
        if len(studied) < len(self._by_deck) or not found:
            found.append(Scope(ALL, self._groups(set(self._by_deck))))
        return tuple(found)

    def _groups(self, decks: Collection[str]) -> dict[Grouping, tuple[Group, ...]]:
        cells = {cell: found for cell, found in self._cells.items() if cell.deck_id in decks}
        ids = sorted(merged(cells, lambda cell: cell.deck_id), key=self._own_then_begun)
        by_deck = {self._decks[id_]: self._by_deck[id_] for id_ in ids if id_ in self._decks}
        by_document = merged(cells, lambda cell: self._titles.get(cell.document or ""))
        by_kind = merged(cells, lambda cell: cell.kind)
        by_decade = merged(cells, lambda cell: cell.decade)
        return {
            Grouping.DECK: _as_groups(by_deck),
            Grouping.DOCUMENT: _begun_first(by_document),
            Grouping.KIND: _as_groups({kind.value: found for kind, found in by_kind.items()}),
            Grouping.DECADE: _as_groups({str(d): by_decade[d] for d in sorted(by_decade)}),
            Grouping.TOPIC: self._topics_of(decks),
        }

    def _own_then_begun(self, deck_id: str) -> tuple[bool, int]:
        return not _is_own(deck_id), -_met(self._by_deck[deck_id])

    def _topics_of(self, decks: Collection[str]) -> tuple[Group, ...]:
        of_decks = {topic: found for topic, found in self._topics.items() if topic.deck_id in decks}
        by_topic = merged(of_decks, lambda topic: topic.name)
        without = by_topic.pop("", None)
        largest = sorted(by_topic, key=lambda tag: (-by_topic[tag].questions, tag))[:_TOPICS]
        named = {tag: by_topic[tag] for tag in largest}
        return _as_groups({**named, "": without} if named and without else named)


def _cell(standing: Standing) -> _Cell:
    return _Cell(standing.deck_id, standing.document, standing.kind, decade(standing))


def _is_own(deck_id: str) -> bool:
    return not came_with_quizapp(deck_id)


def _met(found: Mastery) -> int:
    return found.firm + found.shaky


def _begun_first(found: Mapping[str, Mastery]) -> tuple[Group, ...]:
    """Those of which most was met first; the untouched ones in their order."""
    return _as_groups(dict(sorted(found.items(), key=lambda each: -_met(each[1]))))


def _as_groups(found: Mapping[str, Mastery]) -> tuple[Group, ...]:
    return tuple(Group(name, mastery) for name, mastery in found.items())
