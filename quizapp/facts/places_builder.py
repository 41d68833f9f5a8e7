"""How the places of a set of documents are found: candidates, names, entries, mentions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from quizapp.domain.document import Document, Passage, TextKind
from quizapp.domain.fact import Place, PlaceKind
from quizapp.facts.gazetteer import Gazetteer, GazetteerEntry
from quizapp.facts.name_forms import fold, word_set
from quizapp.facts.name_tokens import Shape, Token, sentence_starts, tokens_of
from quizapp.facts.name_words import PEOPLES, names_nothing
from quizapp.facts.parser import is_noun
from quizapp.facts.people import PeopleTable
from quizapp.facts.place_words import LOCATIVE, TYPES_AFTER
from quizapp.facts.places_choice import PlaceVotes, Setting
from quizapp.facts.places_evidence import other_name
from quizapp.facts.places_runs import Candidate, candidates

_UNREAD_KINDS = (TextKind.BIBLIOGRAPHY, TextKind.CONTENTS, TextKind.RUNNING_HEAD)
_PLACE_LABELS = ("GPE", "LOC", "FAC")
_GREAT_CITY = 700_000  # inhabitants: named in texts about anywhere
_OCCASIONS = word_set(
    "easter christmas whitsun whitsuntide pentecost michaelmas candlemas lent advent epiphany "
    "martinmas lammas ramadan passover court parliament school church"
)
_DOOR = 0.15  # degrees of latitude, about 17 km
_CAPITAL_CITY = 500_000  # inhabitants
_COMPANY = 0.05  # share of a text's sure places that must lie near a lesser town
_LAND_OR_RIVER = {"in": 1, "throughout": 1, "on": -1, "across": -1, "along": -1, "over": -1}
_NEEDED = 1.0  # evidence that makes a name a place


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """``passage.text[start:end]`` names the place.

    ``preposition`` governs the name, in a list the one before its first member. ``attributive``:
    the name only qualifies what follows ("the Kursk soviet", "Moscow University").
    """

    start: int
    end: int
    place: Place
    preposition: str | None = None
    attributive: bool = False


@dataclass(frozen=True, slots=True)
class PlacesFound:
    """``mentions`` by (fingerprint, passage number); ``by_name`` by folded spelling."""

    places: tuple[Place, ...]
    mentions: Mapping[tuple[str, int], tuple[PlaceMention, ...]]
    by_name: Mapping[str, Place]


@dataclass(frozen=True, slots=True)
class _Found:
    document: int
    passage: int
    candidate: Candidate
    text: str


class PlacesBuilder:
    """One pass over the documents; ``build`` may be called once."""

    def __init__(
        self,
        documents: Sequence[Document],
        gazetteer: Gazetteer,
        people: PeopleTable,
        docs: Mapping[tuple[str, int], Any],
    ) -> None:
        self._documents = documents
        self._gazetteer = gazetteer
        self._people = people
        self._votes = place_votes(docs)
        self._lower_words: Counter[str] = Counter()
        self._found: list[_Found] = []

    def build(self) -> PlacesFound:
        for number, document in enumerate(self._documents):
            for index, passage in enumerate(document.passages):
                if passage.kind not in _UNREAD_KINDS:
                    self._scan(number, index, passage)
        accepted = self._accepted()
        kept = [found for found in self._found if place_key(found.candidate.name) in accepted]
        return self._finish(self._drop_doubtful(kept))

    def _scan(self, number: int, index: int, passage: Passage) -> None:
        document = self._documents[number]
        tokens = tokens_of(passage.text)
        self._lower_words.update(token.text for token in tokens if token.shape is Shape.LOWER)
        spans = [(m.start, m.end) for m in self._people.mentions(document, passage.number)]

        def taken(start: int, end: int) -> bool:
            return any(start < last and first < end for first, last in spans)

        starts = sentence_starts(tokens)
        row = list(candidates(tokens, starts, taken, self._gazetteer.knows))
        for candidate in _with_lists(row, tokens):
            self._found.append(_Found(number, index, candidate, passage.text))

    # -- which names are places

    def _accepted(self) -> set[str]:
        groups: dict[str, list[Candidate]] = defaultdict(list)
        for found in self._found:
            groups[place_key(found.candidate.name)].append(found.candidate)
        return {key for key, group in groups.items() if self._is_place(key, group)}

    def _is_place(self, key: str, group: Sequence[Candidate]) -> bool:
        typed = [one for one in group if one.typed and not self._is_common(one.name)]
        if typed and any(one.kind in _OWN_NAMES for one in typed):
            return True
        mean = sum(one.evidence for one in group) / len(group)
        total = sum(min(one.evidence, 2.0) for one in group)
        evidence = min(total, 3.0) if total > 0 else max(mean, -3.0)
        votes = self._votes.get(key, 0)
        entries = self._gazetteer.lookup(group[0].name)
        if not entries and all(self._is_common(one.name) for one in group):
            return False
        if not entries or not any(one.known or one.typed for one in group):
            return self._unknown_is_place(key, group, evidence + _clamped(votes, 1.0))
        if entries[0].noted and evidence < 0:
            evidence /= 2
        prior = self._prior(key, group, entries[0])
        if not entries[0].noted and self._people.resolve(group[0].name) is not None:
            prior -= 1.5
        return prior + evidence + _clamped(votes, 0.1) >= _NEEDED

    def _is_common(self, name: str) -> bool:
        """ "Selected Works", "Publishing House": words that the texts also use in lower case."""
        *base, last = name.lower().split()
        if last not in ("works", "house", "hall"):
            return False
        return all(names_nothing(word) or self._lower_words[word] for word in base) and not any(
            word in PEOPLES for word in base
        )

    def _unknown_is_place(self, key: str, group: Sequence[Candidate], evidence: float) -> bool:
        """A name without a row needs grammar that only a place has, or company of places."""
        if any(one.typed for one in group):
            return evidence >= _NEEDED
        if self._lower_words[key] or any(len(one.name.split()) > 2 for one in group):
            return False
        if _only_at(key, group):
            return evidence >= _NEEDED
        listed = sum(one.listed for one in group)
        return listed >= 1 and evidence >= 1.5

    def _prior(self, key: str, group: Sequence[Candidate], entry: GazetteerEntry) -> float:
        population = entry.population or 0
        prior = 0.3 + 0.3 * (population >= 100_000) + 0.4 * (population >= 1_000_000)
        if entry.noted:
            prior = 1.6 if entry.kind is not PlaceKind.CITY else 1.3
        elif place_key(entry.name) != key:
            prior -= 0.3
        if self._lower_words[key]:
            prior -= 1.5 if not entry.noted else 0.5
        if all(one.opens_sentence for one in group):
            prior -= 0.3
        if len(key) <= 3:
            prior -= 0.7
        return prior

    def _drop_doubtful(self, kept: Sequence[_Found]) -> list[_Found]:
        """Single mentions of a good name that are no place here: a ship, part of a longer name."""
        return [found for found in kept if found.candidate.evidence > -0.75]

    # -- which place a name is

    def _finish(self, kept: Sequence[_Found]) -> PlacesFound:
        settings = self._settings(kept)
        leanings = _leanings(kept)
        articled = _articled(kept)
        votes: dict[str, PlaceVotes] = {}
        owner: dict[tuple[int, str], str] = {}
        rows: list[tuple[_Found, str]] = []
        for found in kept:
            key = (found.document, place_key(found.candidate.name))
            identity = owner.get(key)
            if identity is None:
                setting = settings[found.document]
                entry, kind = self._choose(found.candidate, setting, leanings.get(key))
                if key in articled and kind is PlaceKind.CITY:
                    entry, kind = None, PlaceKind.BUILDING
                if entry is not None and not self._is_plausible(found.candidate, entry, setting):
                    owner[key] = ""
                    continue
                identity = owner[key] = _identity(entry, kind, found.candidate.name)
                votes.setdefault(identity, PlaceVotes(entry, kind))
            if not identity:
                continue
            votes[identity].forms[_shown(found.candidate.name)] += 1
            rows.append((found, identity))
        self._add_bracketed(rows, votes)
        return self._table(rows, votes)

    def _is_plausible(self, candidate: Candidate, entry: GazetteerEntry, setting: Setting) -> bool:
        """A lesser town far from all places of the text only bears the name of something else."""
        by_its_name = place_key(candidate.name) == place_key(entry.name)
        great = (entry.population or 0) >= _GREAT_CITY and by_its_name  # Dandi is no Dundee
        if entry.noted or candidate.typed or great:
            return True
        return setting.share_near(entry) >= _COMPANY

    def _settings(self, kept: Sequence[_Found]) -> list[Setting]:
        """Of each document the places that have no rival namesake."""
        sure: list[Counter[GazetteerEntry]] = [Counter() for _ in self._documents]
        for found in kept:
            entries = self._gazetteer.lookup(found.candidate.name)
            if not entries:
                continue
            first = entries[0].population or 0
            rivals = [e for e in entries[1:] if (e.population or 0) * 10 > first or e.noted]
            if not rivals or (entries[0].noted and not entries[1].noted):
                sure[found.document][entries[0]] += 1
        return [Setting(counts) for counts in sure]

    def _choose(
        self, candidate: Candidate, setting: Setting, leaning: PlaceKind | None
    ) -> tuple[GazetteerEntry | None, PlaceKind]:
        """``leaning``: what the prepositions of all mentions make of it, a river or a land."""
        entries = _without_states(self._gazetteer.lookup(candidate.name), candidate)
        if entries:
            both = {PlaceKind.REGION, PlaceKind.WATER} <= {entry.kind for entry in entries}
            kind = candidate.kind or (leaning if both else None)
            entry = setting.choose(entries, kind, candidate.name)
            return entry, _kind(entry, candidate)
        base = _without_type(candidate.name)
        if candidate.kind in (PlaceKind.REGION, PlaceKind.WATER) and base:
            near = [e for e in self._gazetteer.lookup(base) if e.noted or candidate.kind]
            if near:
                return setting.choose(near), candidate.kind
        site = _only_at(place_key(candidate.name), [candidate])
        return None, candidate.kind or (PlaceKind.BUILDING if site else PlaceKind.CITY)

    def _add_bracketed(
        self, rows: Sequence[tuple[_Found, str]], votes: Mapping[str, PlaceVotes]
    ) -> None:
        for found, identity in rows:
            bracket = other_name(found.text, found.candidate.end)
            if bracket is None:
                continue
            name, _, said = bracket
            entry = votes[identity].entry
            same = entry is not None and any(
                other.number == entry.number for other in self._gazetteer.lookup(name)
            )
            if said or same:
                votes[identity].others.add(name)

    def _table(
        self, rows: Sequence[tuple[_Found, str]], votes: Mapping[str, PlaceVotes]
    ) -> PlacesFound:
        places = _with_their_towns({identity: vote.place() for identity, vote in votes.items()})
        mentions: dict[tuple[str, int], list[PlaceMention]] = defaultdict(list)
        for found, identity in rows:
            document = self._documents[found.document]
            number = document.passages[found.passage].number
            one = found.candidate
            mentions[document.fingerprint, number].append(
                PlaceMention(one.start, one.end, places[identity], one.preposition, one.attributive)
            )
        ordered = sorted(places.values(), key=lambda place: (-place.mentions, place.name))
        by_name: dict[str, Place] = {}
        for place in ordered:
            by_name.setdefault(place_key(place.name), place)
        for place in ordered:
            for alias in place.aliases:
                by_name.setdefault(place_key(alias), place)
        return PlacesFound(
            tuple(ordered), {key: tuple(found) for key, found in mentions.items()}, by_name
        )


def _without_states(entries: list[GazetteerEntry], candidate: Candidate) -> list[GazetteerEntry]:
    """ "Washington", "New York": a great city goes before the state of its name."""
    great = {
        place_key(entry.name)
        for entry in entries
        if entry.kind is PlaceKind.CITY and (entry.population or 0) >= _CAPITAL_CITY
    }
    if candidate.kind is not None or not great:
        return entries
    return [
        entry
        for entry in entries
        if entry.kind is not PlaceKind.REGION or place_key(entry.name) not in great
    ]


_OWN_NAMES = (PlaceKind.BUILDING, PlaceKind.FRONT, PlaceKind.REGION, PlaceKind.WATER)


def _clamped(votes: int, limit: float) -> float:
    """The recogniser often errs on foreign towns, so against the gazetteer it weighs little."""
    return max(-limit, min(limit, 0.5 * votes))


def _leanings(kept: Sequence[_Found]) -> dict[tuple[int, str], PlaceKind]:
    """One is "in" a land but "on" a river of the same name: the Don, the Kuban."""
    balance: Counter[tuple[int, str]] = Counter()
    for found in kept:
        sign = _LAND_OR_RIVER.get(found.candidate.preposition or "", 0)
        balance[found.document, place_key(found.candidate.name)] += sign
    return {
        key: PlaceKind.REGION if count > 0 else PlaceKind.WATER
        for key, count in balance.items()
        if count
    }


def _only_at(key: str, group: Sequence[Candidate]) -> bool:
    """ "announced at Pillnitz": one is "at" a site, be it village, castle or hill, and never at
    a people or a person; but "at Easter".
    """
    thing = " " not in key and is_noun(key)  # "at the Gate of Heavenly Peace"
    return (
        not thing
        and key not in _OCCASIONS
        and all(
            one.preposition == "at" and not one.attributive and not one.listed and not one.typed
            for one in group
        )
    )


def _with_their_towns(places: dict[str, Place]) -> dict[str, Place]:
    """A building answers to its town too: "Where?" "At the Smolny", but in Petrograd as well."""
    towns = [p for p in places.values() if p.kind is PlaceKind.CITY and p.latitude is not None]
    found = dict(places)
    for identity, place in places.items():
        if place.kind is not PlaceKind.BUILDING or place.latitude is None:
            continue
        near = [town for town in towns if _at_its_door(town, place)]
        town = max(near, key=lambda t: (t.mentions, t.name), default=None)
        if town is not None:
            found[identity] = replace(place, aliases=(*place.aliases, town.name, *town.aliases))
    return found


def _at_its_door(town: Place, building: Place) -> bool:
    assert town.latitude is not None and town.longitude is not None
    assert building.latitude is not None and building.longitude is not None
    return (
        abs(town.latitude - building.latitude) < _DOOR
        and abs(town.longitude - building.longitude) < 2 * _DOOR
    )


def _articled(kept: Sequence[_Found]) -> set[tuple[int, str]]:
    """Names that a document gives with an article only: "the Belvedere" is no town."""
    with_article: Counter[tuple[int, str]] = Counter()
    named: Counter[tuple[int, str]] = Counter()
    for found in kept:
        key = (found.document, place_key(found.candidate.name))
        named[key] += not found.candidate.attributive
        before = found.text[max(0, found.candidate.start - 4) : found.candidate.start]
        with_article[key] += before.lower() == "the " and not found.candidate.attributive
    return {
        key for key, count in with_article.items() if 0 < count == named[key] and key[1] != "hague"
    }


def place_votes(docs: Mapping[tuple[str, int], Any]) -> dict[str, int]:
    """For each folded name how many more of its entities are places than anything else."""
    votes: Counter[str] = Counter()
    for doc in docs.values():
        for entity in doc.ents:
            if entity.label_ in ("DATE", "CARDINAL", "ORDINAL", "TIME", "QUANTITY"):
                continue
            text = entity.text.removesuffix("'s").removesuffix("’s")
            votes[place_key(text)] += 1 if entity.label_ in _PLACE_LABELS else -1
    return votes


def _with_lists(row: Sequence[Candidate], tokens: Sequence[Token]) -> list[Candidate]:
    """Members of a list share its preposition and support each other: "in Narva, Revel and X"."""
    out: list[Candidate] = []
    for one in row:
        before = out[-1] if out else None
        if before is not None and _lists(tokens, before, one):
            strong = before.known or before.typed or before.listed
            out[-1] = replace(before, evidence=before.evidence + 0.4 * one.known)
            listed = replace(
                one,
                preposition=one.preposition or before.preposition,
                evidence=one.evidence + 0.5 * strong + _shared_sign(one, before),
                listed=strong and (before.preposition is not None or before.listed),
            )
            out.append(listed)
        else:
            out.append(one)
    return out


def _shared_sign(one: Candidate, before: Candidate) -> float:
    """What the list's "in" says of a member that has no preposition of its own."""
    return 1.0 if one.preposition is None and before.preposition in LOCATIVE else 0.0


def _lists(tokens: Sequence[Token], before: Candidate, one: Candidate) -> bool:
    between = [token.lower for token in tokens[before.last + 1 : one.first]]
    after = tokens[one.last + 1].lower if one.last + 1 < len(tokens) else ""
    if not one.known and ("the" in between or after in LOCATIVE):  # "in Spain and Prim in France"
        return False
    return between in ([","], ["and"], [",", "and"], ["or"], [",", "the"], ["and", "the"])


def _kind(entry: GazetteerEntry, candidate: Candidate) -> PlaceKind:
    if candidate.typed and candidate.kind is not None and candidate.kind is not entry.kind:
        return entry.kind if entry.noted else candidate.kind
    return entry.kind


def _identity(entry: GazetteerEntry | None, kind: PlaceKind, name: str) -> str:
    if entry is None or entry.kind is not kind:
        return f"{kind}:{place_key(name)}"
    return f"#{entry.number}"


def _without_type(name: str) -> str:
    words = name.split()
    return " ".join(words[:-1]) if words and words[-1].lower() in TYPES_AFTER else ""


def _shown(name: str) -> str:
    return name.replace("St.", "St. ").replace("  ", " ")


def place_key(name: str) -> str:
    return fold(name).removeprefix("the ")
