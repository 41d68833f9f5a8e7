"""Which place a question is about, for a map: only what is certain is placed.

A name that several places bear goes by the company of the deck's other names: Petersburg among
Richmond and Vicksburg is the one in Virginia, among Kazan and Tver the one on the Neva. Renamed
towns are one place, since the gazetteer has one entry for them. What stays in doubt has no place.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from quizapp.domain.fact import PlaceKind
from quizapp.facts.gazetteer import Gazetteer, GazetteerEntry
from quizapp.facts.name_forms import fold, word_set

MARGIN = 0.25
"""By how much the best candidate must lead the next; scores go from 0 to 4."""

LEAST = 0.5
"""The score of a place that is more likely meant than all its namesakes together."""

_NAMESAKES = 12  # candidates looked at, the most prominent first
_ONE_PLACE = 60  # kilometres: candidates so near each other are one for a pin on a map
_ACROSS_A_LAND = 450  # kilometres from the middle of a province or state to its far ends
_SQUARE = 2  # degrees: the side of the squares that the company is gathered in
_HALF_WAY_ROUND = 180 // _SQUARE  # columns of squares
_REACH = 500  # kilometres, at which the company of a place counts 1/e
_NOTHING = 0.005  # what a place counts more than 2,600 km away
_COMPANY_COUNTS = 3  # times as much as what is known of the namesakes by themselves
_STRANGE = 0.01  # closeness to the company, below which a small town is not believed
_BY_SOUND = 0.1  # the same for a name that is only known by its sound
_CLEAR = 0.12  # the closeness that may speak for a lesser place of the name
_ENOUGH = 5  # names that make a company
_KNOWN_ANYWHERE = 100_000  # inhabitants of a town that needs no company

_WORD = r"[A-Z][\w-]+"
_IN_A_STEM = re.compile(
    r"\b(?:in|at|near|into|outside|around|across|over"
    r"|(?:[Bb]attle|[Ss]iege|[Ff]all|[Cc]apture|[Ss]urrender|[Dd]efen[cs]e|[Tt]reaty|[Pp]eace"
    r"|[Cc]ity|[Tt]own|[Vv]illage|[Pp]ort|[Ff]ortress|[Pp]rovince) of)\s+(?:the\s+)?"
    rf"({_WORD}(?:\s+(?:of\s+|on\s+|de\s+)?{_WORD})*)(?!['’\w])"
)
_ON_THE_WAY = re.compile(
    r"\b(?:from|to|(?:enter|reach|occup|captur|besieg|liberat|leav)(?:e|y|ing|ed|ied)?|left|took|take|taken"
    r"|(?:[Cc]ongress|[Cc]onference|[Cc]ouncil|[Rr]epublic|[Dd]ays|[Aa]rmistice|[Rr]ising|[Uu]prising"
    r"|[Rr]evolt|[Bb]ombing|[Dd]eclaration) of)\s+(?:the\s+)?"
    rf"({_WORD})(?!['’\w]|\s+{_WORD})"
)
_NO_NAMES = word_set(
    """January February March April May June July August September October November December
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday Spring Summer Autumn Winter"""
)
_BEFORE = re.compile(r"^(?:(?:in|at|near|on|the|city of|town of|port of|village of)\s+)+", re.I)
_IN_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]")
# The most telling first: a town says more of where something was than its country does.
_TELLING = {
    PlaceKind.CITY: 0, PlaceKind.BUILDING: 0, PlaceKind.WATER: 1, PlaceKind.REGION: 1,
    PlaceKind.FRONT: 1, PlaceKind.COUNTRY: 2,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Placed:
    """A place, and its name as the question writes it: Petrograd, not Saint Petersburg."""

    entry: GazetteerEntry
    name: str


@dataclass(frozen=True, slots=True)
class _Candidate:
    entry: GazetteerEntry
    share: float  # of what speaks for the name's candidates, before any company


class Company:
    """The names of one deck, seen together. Look-ups are remembered."""

    def __init__(
        self,
        gazetteer: Gazetteer,
        names: Iterable[str],
        people: Iterable[str] = (),
    ) -> None:
        """``names``: as answers and stems write them, as often as they come. ``people``: surnames,
        which are no places in a stem ("faith in Kirov")."""
        self._gazetteer = gazetteer
        self._people = frozenset(map(fold, people))
        self._candidates: dict[str, tuple[_Candidate, ...]] = {}
        self._placed: dict[str, GazetteerEntry | None] = {}
        self._answers: dict[str, Placed | None] = {}
        self._lines: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
        self._around: dict[tuple[int, int], float] = {}
        self._weights: dict[str, float] = {}
        for name, times in Counter(names).items():
            self._join(name, times)
        self._whole = sum(self._weights.values())

    def of_answer(self, answer: str, accept: Iterable[str] = ()) -> Placed | None:
        """The place that an answer names, by whichever of its accepted forms is known first."""
        if answer not in self._answers:
            found = (self._of_text(text) for text in (answer, *accept))
            entry = next((each for each in found if each is not None), None)
            placed = None if entry is None else Placed(entry, wordings(answer)[-1])
            self._answers[answer] = placed
        return self._answers[answer]

    def of_stem(self, names: Iterable[str]) -> Placed | None:
        """The most telling of the places that ``named_in`` found in a stem."""
        best: Placed | None = None
        for name in names:
            entry = self.place(name)
            if entry is None or entry.kind not in _TELLING:
                continue
            if fold(name.rpartition(" ")[2]) in self._people:
                continue
            if best is None or _TELLING[entry.kind] < _TELLING[best.entry.kind]:
                best = Placed(entry, name)
        return best

    def of_way(self, names: Iterable[str]) -> Placed | None:
        """The first of the names that ``on_the_way`` found that is a town known anywhere: words
        such as "from" and "to" stand before people, too."""
        for name in names:
            entry = self.place(name) if self._gazetteer.knows(name) else None
            if entry is None or entry.kind is not PlaceKind.CITY or fold(name) in self._people:
                continue
            if entry.noted or (entry.population or 0) >= _KNOWN_ANYWHERE:
                return Placed(entry, name)
        return None

    def place(self, name: str) -> GazetteerEntry | None:
        """The one place of that name that the deck can mean."""
        if name not in self._placed:
            best = self._settle(name, self._known(name))
            believed = best is not None and self._believed(name, best)
            self._placed[name] = best.entry if best is not None and believed else None
        return self._placed[name]

    # -- weighing

    def _of_text(self, text: str) -> GazetteerEntry | None:
        for name in wordings(text):
            if self._known(name):
                return self.place(name)
        first, comma, rest = _IN_BRACKETS.sub("", text).partition(", ")
        if not comma:
            return None
        name = _BEFORE.sub("", first)
        lands = self._gazetteer.lookup(rest)
        best = self._settle(name, _within(lands[0], self._known(name))) if lands else None
        return None if best is None else best.entry

    def _join(self, name: str, times: int) -> None:
        candidates = self._known(name)
        if not candidates:
            return
        weight = self._weights[name] = math.sqrt(times)
        for each in candidates:
            column, line = _square(each.entry)
            self._lines[line][column] += weight * each.share

    def _known(self, name: str) -> tuple[_Candidate, ...]:
        if name not in self._candidates:
            self._candidates[name] = tuple(_candidates(self._gazetteer, name))
        return self._candidates[name]

    def _settle(self, name: str, candidates: Sequence[_Candidate]) -> _Candidate | None:
        if not candidates:
            return None
        ranked = sorted(((self._score(name, each), each) for each in candidates),
                        key=lambda pair: -pair[0])  # fmt: skip
        score, best = ranked[0]
        if score < LEAST or (len(ranked) > 1 and score - ranked[1][0] < MARGIN):
            return None
        greatest = max(candidates, key=lambda each: each.share)
        if greatest is not best and not self._outweighed(name, greatest, best):
            return None
        return best

    def _outweighed(self, name: str, greatest: _Candidate, best: _Candidate) -> bool:
        """Whether the company speaks so clearly that not the best known of that name is meant.

        Never within one country: a deck about Russia may well speak of the Amur once only.
        """
        if greatest.entry.country == best.entry.country:
            return False
        here, there = self._closeness(name, best), self._closeness(name, greatest)
        return here >= _CLEAR and here >= 5 * there

    def _score(self, name: str, candidate: _Candidate) -> float:
        return candidate.share + _COMPANY_COUNTS * self._closeness(name, candidate)

    def _closeness(self, name: str, candidate: _Candidate) -> float:
        """0 to 1: how near the company is, the name itself left out."""
        own = self._weights.get(name, 0.0)
        others = self._whole - own
        if others <= 0:
            return 0.0
        here = _square(candidate.entry)
        if here not in self._around:
            self._around[here] = self._gathered(*here)
        mine = sum(
            own * each.share * _fading(here, _square(each.entry))
            for each in (self._known(name) if own else ())
        )
        return max(0.0, self._around[here] - mine) / others

    def _gathered(self, column: int, line: int) -> float:
        """The company around a square, less the farther away it is."""
        found = 0.0
        for there, squares in self._lines.items():
            fading = _fadings(line, there)
            far = len(fading)
            for other, weight in squares.items():
                away = abs(column - other)  # as in _columns_between; called a million times
                if away > _HALF_WAY_ROUND:
                    away = 2 * _HALF_WAY_ROUND - away
                if away < far:
                    found += weight * fading[away]
        return found

    def _believed(self, name: str, candidate: _Candidate) -> bool:
        """A little known place far from all others is more likely another of that name."""
        entry = candidate.entry
        around = self._closeness(name, candidate)
        if not self._gazetteer.knows(name):
            return around >= _BY_SOUND
        if entry.noted or len(self._weights) < _ENOUGH:
            return True
        return around >= _STRANGE or (entry.population or 0) >= _KNOWN_ANYWHERE


def named_in(stem: str) -> tuple[str, ...]:
    """The names in a stem that its words make places of: "in Petrograd", "the fall of Perm"."""
    return tuple(
        name for name in _IN_A_STEM.findall(stem) if name.split(maxsplit=1)[0] not in _NO_NAMES
    )


def on_the_way(stem: str) -> tuple[str, ...]:
    """Names in a stem that may be places: "move from Turin to Florence", "enter Rome"."""
    return tuple(name for name in _ON_THE_WAY.findall(stem) if name not in _NO_NAMES)


def wordings(text: str) -> tuple[str, ...]:
    """What to look up for an answer, the fullest first: "the city of Perm (Urals)", "Perm"."""
    bare = _IN_BRACKETS.sub("", text).strip().rstrip(".")
    return tuple(dict.fromkeys((text.strip(), bare, _BEFORE.sub("", bare))))


def _candidates(gazetteer: Gazetteer, name: str) -> Iterable[_Candidate]:
    found: list[GazetteerEntry] = []
    for entry in gazetteer.lookup(name)[:_NAMESAKES]:
        if entry.latitude is None or entry.longitude is None:
            continue
        if all(_apart(entry, other) > _ONE_PLACE for other in found):
            found.append(entry)
    key = fold(name).removeprefix("the ")
    weights = [_prominence(entry, key) for entry in found]
    return [
        _Candidate(entry, weight / sum(weights))
        for entry, weight in zip(found, weights, strict=True)
    ]


def _within(land: GazetteerEntry, candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """Those in a land that the answer names itself: "Alexandria, Virginia"."""
    found = [each for each in candidates if each.entry.country == land.country]
    if land.kind is not PlaceKind.COUNTRY and land.latitude is not None:
        found = [each for each in found if _apart(each.entry, land) < _ACROSS_A_LAND]
    whole = sum(each.share for each in found)
    return [_Candidate(each.entry, each.share / whole) for each in found]


def _prominence(entry: GazetteerEntry, key: str) -> float:
    """Great towns before small ones, main names before others, names noted by hand before all."""
    size = max(1.0, math.log10((entry.population or 1_000) / 1_000) + 1)
    main = fold(entry.name).removeprefix("the ") == key
    return (1.0 if main else 0.3) * size**2 + 5.0 * entry.noted


def _apart(one: GazetteerEntry, other: GazetteerEntry) -> float:
    """Kilometres, near enough for places close to each other."""
    assert one.latitude is not None and one.longitude is not None
    assert other.latitude is not None and other.longitude is not None
    east = (one.longitude - other.longitude) * math.cos(math.radians(one.latitude))
    return 111.2 * math.hypot(east, one.latitude - other.latitude)


def _square(entry: GazetteerEntry) -> tuple[int, int]:
    assert entry.latitude is not None and entry.longitude is not None
    return int(entry.longitude // _SQUARE), int(entry.latitude // _SQUARE)


def _fading(one: tuple[int, int], other: tuple[int, int]) -> float:
    """1 in one square, less the farther two are apart."""
    fading, away = _fadings(one[1], other[1]), _columns_between(one[0], other[0])
    return fading[away] if away < len(fading) else 0.0


@cache
def _fadings(one: int, other: int) -> tuple[float, ...]:
    """Between squares of two lines, by the number of columns between; what is next to nothing is
    left out."""
    narrow = math.cos(math.radians((one + other + 1) * _SQUARE / 2))
    north = (one - other) * _SQUARE
    found: list[float] = []
    for away in range(180 // _SQUARE + 1):
        fading = math.exp(-111.2 * math.hypot(away * _SQUARE * narrow, north) / _REACH)
        if fading < _NOTHING:
            break
        found.append(fading)
    return tuple(found)


def _columns_between(one: int, other: int) -> int:
    """The short way round the earth."""
    away = abs(one - other)
    return min(away, 2 * _HALF_WAY_ROUND - away)
