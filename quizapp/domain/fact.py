"""What a text states: typed people, places and events, not sentences with a hole in them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from quizapp.domain.calendar import HistoricalDate
from quizapp.domain.document import Document, Span


class PlaceKind(StrEnum):
    CITY = "city"  # any settlement: city, town, village
    REGION = "region"  # province, oblast, krai, state, valley, peninsula
    COUNTRY = "country"
    CONTINENT = "continent"
    WATER = "water"  # river, lake, sea
    BUILDING = "building"  # palace, factory, institute
    FRONT = "front"  # theatre of war


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that prove a fact. ``span`` counts in the document's original text."""

    document: str  # Document.fingerprint
    passage: int  # Passage.number
    span: Span
    quote: str  # the original characters of ``span``, white space collapsed


_RANKS = frozenset(
    [
        "General", "Admiral", "Marshal", "President", "Colonel", "Captain", "Major", "Commodore",
        "Lieutenant General", "Major General", "Brigadier General", "Vice Admiral", "Rear Admiral",
        "Field Marshal", "Field-Marshal", "Lord", "Count", "Hetman", "Baron", "Lieutenant",
    ]
)  # fmt: skip
_TITLE_OF_LAND = re.compile(
    r"(?:Master|Prior|Duke|Duchess|Earl|Count|Countess|Prince|Marquis|Marquess|Baron|Baroness"
    r"|Margrave|Landgrave|Elector|Bishop|Viscount) of "
)


@dataclass(frozen=True, slots=True)
class Person:
    """One person under one canonical name, chosen by vote over all mentions in the deck."""

    name: str  # "V. I. Lenin": the form a key shows
    surname: str
    aliases: tuple[str, ...] = ()  # every other spelling met, the canonical one excluded
    roles: tuple[str, ...] = ()  # "chairman of the Tashkent soviet"
    first_year: int | None = None  # first and last dated mention: the life span we may assume
    last_year: int | None = None
    mentions: int = 0
    woman: bool = False  # as far as her title or given name tells
    familiar: tuple[str, ...] = ()  # spellings that are given names alone: no answers

    @property
    def titled(self) -> bool:
        """Whether the name is a title: "Duke of Wellington"."""
        return _TITLE_OF_LAND.match(self.name) is not None

    @property
    def told(self) -> str:
        """The name as it stands in a sentence."""
        return f"the {self.name}" if self.titled else self.name

    @property
    def formal(self) -> str:
        """The name as an answer: one known by surname alone has the only rank he is given."""
        ranks = {role for role in self.roles if role in _RANKS}
        return (
            f"{ranks.pop()} {self.name}" if len(ranks) == 1 and " " not in self.name else self.told
        )


@dataclass(frozen=True, slots=True)
class Place:
    """One place; renamed towns are aliases of it and never distractors of each other."""

    name: str
    kind: PlaceKind
    aliases: tuple[str, ...] = ()
    latitude: float | None = None  # degrees, WGS 84
    longitude: float | None = None
    country: str | None = None  # ISO 3166-1 alpha-2 of today's country
    population: int | None = None
    mentions: int = 0


class FactKind(StrEnum):
    """Which slot of the event the text fills beyond doubt."""

    WHEN = "when"
    WHO = "who"
    WHERE = "where"
    LED = "led"  # who headed, chaired or commanded a named body


GAP = "▢"  # in the complement of an event: where the answer stood, "recognised ▢"


class Slot(StrEnum):
    """Which part of its clause the answer is; the wording of a question depends on it."""

    USUAL = "usual"  # who acted or by whom; "in Gotha"; "on 5 May"
    OBJECT = "object"  # "took Gotha", "dismissed the marshal"
    SUBJECT = "subject"  # "Gotha was taken"
    RECIPIENT = "recipient"  # "handed the seals to the marshal"
    INSIDE = "inside"  # "signed a decree on the independence of Gotha": ``GAP`` stands for it


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what, to whom, when, where: the clause with every reference resolved.

    The texts are ready to stand in a question: no pronoun, no bracket, no date, no bare "the
    congress". ``verb`` is the lemma; ``verb_past`` its past form ("was elected" for a passive).
    """

    subject: str
    verb: str
    verb_past: str
    passive: bool = False
    plural: bool = False  # agreement of the subject
    complement: str = ""  # object and the arguments that belong to the verb, as text
    agent: str | None = None  # "by whom" of a passive
    hedge: str | None = None  # attempted, refused, began: must be kept
    negated: bool = False
    scope: str | None = None  # section place or time without which the claim is false
    war: str | None = None  # in which it was done, where nothing else says so
    auxiliary: str = "did"  # what a wh-question puts before the subject: did, was, were, had
    main: str = ""  # the verb form after that auxiliary: "establish", "established"
    nested: bool = False  # the complement holds a clause, to which a date at its end would belong


@dataclass(frozen=True)
class Fact:
    """One typed statement with its proof. Questions out of one ``event_key`` are siblings."""

    id: str
    kind: FactKind
    event: Event
    event_key: str
    evidence: Evidence
    when: HistoricalDate | None = None
    where: Place | None = None
    where_called: str = ""  # the kind of place that the text calls it: "town", "village"
    person: Person | None = None
    role: str | None = None
    people: tuple[Person, ...] = ()  # all of them, where the answer is more than one person
    slot: Slot = Slot.USUAL
    preposition: str = ""  # that governed the date or place in the text: until, by, at, to
    when_preposition: str = ""  # that governed ``when``, where something else is asked for
    mention: str = ""  # the answer's words in the source: what ids are made of
    others: tuple[str, ...] = ()  # names that share the answer's sentence: no distractors
    weaknesses: tuple[str, ...] = ()  # why a reader may be left wondering, in the parser's words
    confidence: float = 0.5
    contradicts: tuple[str, ...] = field(default=())  # ids of facts that cannot be true beside it


@dataclass(frozen=True)
class FactTable:
    """All facts of the documents read together, and the people and places they speak of."""

    facts: tuple[Fact, ...]
    people: tuple[Person, ...] = ()
    places: tuple[Place, ...] = ()
    documents: tuple[Document, ...] = ()
