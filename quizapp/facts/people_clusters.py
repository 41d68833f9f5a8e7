"""Many spellings, one man: joins names by surname sound, agreeing given names and small slips."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from rapidfuzz.distance import DamerauLevenshtein

from quizapp.domain.fact import Person
from quizapp.facts.gender import is_woman
from quizapp.facts.given_names import GIVEN_NAMES, KNOWN_BY_IT, SURNAMES_TOO
from quizapp.facts.name_forms import fold, word_set
from quizapp.facts.name_words import ROMAN_NUMERALS
from quizapp.facts.people_names import PersonName, tidy

_RULERS = word_set(
    "king queen emperor empress prince duke archduke elector tsar sultan kaiser shah"
)


@dataclass
class Cluster:
    """One person while the votes are counted."""

    key: str
    whole: bool = False
    variants: list[PersonName] = field(default_factory=list)
    displays: Counter[str] = field(default_factory=Counter)  # full forms
    surnames: Counter[str] = field(default_factory=Counter)
    short: Counter[str] = field(default_factory=Counter)  # given name, half of a double surname
    roles: Counter[str] = field(default_factory=Counter)
    years: list[int] = field(default_factory=list)
    born: int | None = None
    died: int | None = None
    mentions: int = 0
    double: bool = False  # a monarch of two given names: "Charles Albert" is no Albert
    alone: int = 0  # mentions by the surname and nothing else

    def agrees(self, name: PersonName) -> bool:
        return all(name.may_be(variant) for variant in self.variants)

    def add(self, name: PersonName, count: int = 1) -> None:
        if name not in self.variants:
            self.variants.append(name)
        surname = tidy(name.surname)
        self.surnames[surname] += count
        if name.full:
            self.displays[tidy(name.display)] += count

    def call(self, name: PersonName) -> None:
        """Counts a mention by surname or by the one name that men like Napoleon go by."""
        form = tidy(name.surname)
        if any(variant.key == name.key for variant in self.variants):
            self.surnames[form] += 1
            self.alone += 1
        else:
            self.short[form] += 1

    def person(self) -> Person:
        surname = max(self.surnames, key=lambda form: (self.surnames[form], len(form), form))
        name = self._canonical()
        spoken = sorted({*self.displays, *self.surnames, *self.short} - {name})
        first, last = self._life()
        person = Person(
            name=name,
            surname=name if self.double or (self.whole and not self._lands()) else surname,
            aliases=tuple(spoken),
            familiar=self._familiar({name, *spoken}, name),
            roles=tuple(role for role, _ in self.roles.most_common(8)),
            first_year=first,
            last_year=last,
            mentions=self.mentions,
        )
        return replace(person, woman=is_woman(person))

    def _lacks_a_surname(self) -> bool:
        """ "Juan José" is nobody's José, where the text gives no surname of his."""
        if self.whole or self.alone or not self.displays:
            return False
        words = [w for name in self.variants for w in (*name.givens, fold(name.surname))]
        return all(word in GIVEN_NAMES - SURNAMES_TOO for word in words)

    def _familiar(self, forms: AbstractSet[str], name: str) -> tuple[str, ...]:
        if self.whole:
            ruler = any(number in name.split() for number in ROMAN_NUMERALS)  # no "Romanov"
            known = (one for one in self.variants if one.whole or not ruler)
            told = {fold(one.surname) for one in known if not one.title}
            told |= set(fold(name).split())
            return tuple(sorted(f for f in forms if " " not in f and fold(f) not in told))
        if not self.double and any(_RULERS & set(fold(role).split()) for role in self.roles):
            return ()
        own = {name} if self._lacks_a_surname() else set()
        return tuple(sorted(own | {form for form in forms if self._is_given(form)}))

    def _is_given(self, form: str) -> bool:
        """A given name that anybody may bear, and that this one is not mostly called by."""
        word = fold(form)
        lone = not self.double and not self._lacks_a_surname()
        if " " in form or word in KNOWN_BY_IT:
            return False
        if lone and any(fold(one.surname) == word for one in self.variants):
            return not self.displays and not self.roles and word in GIVEN_NAMES
        given = any(word in variant.givens for variant in self.variants)
        return word in GIVEN_NAMES or (given and self.alone > self.short[form])

    def _lands(self) -> set[str]:
        return {tidy(variant.display) for variant in self.variants if variant.origin}

    def _canonical(self) -> str:
        """The form used most; of a monarch one with his land, which tells him from others."""
        lands = self._lands()
        forms = Counter({form: self.displays[form] for form in lands} if lands else self.displays)
        forms = forms or self.surnames

        def vote(form: str) -> tuple[int, int, int, str]:
            ending = max(
                (count for surname, count in self.surnames.items() if form.endswith(surname)),
                default=0,
            )
            return (forms[form], ending, len(form), form)

        return max(forms, key=vote)

    def _life(self) -> tuple[int | None, int | None]:
        """Birth and death where the text states them, else the first and last dated mention."""
        years = [year for year in self.years if self.died is None or year <= self.died]
        first = self.born if self.born is not None else min(years, default=self.died)
        last = self.died if self.died is not None else max(years, default=None)
        return first, last


def join(names: Iterable[tuple[PersonName, int]]) -> list[Cluster]:
    """Clusters of full names. The most specific names come first; a vaguer one joins the only
    cluster that it agrees with, the most frequent of several, or none if two are as good."""
    clusters: list[Cluster] = []
    by_key: dict[str, list[Cluster]] = defaultdict(list)
    ordered = sorted(names, key=lambda pair: (-_detail(pair[0]), -pair[1], pair[0].display))
    for name, count in ordered:
        fitting = [cluster for cluster in by_key[name.key] if _joins(cluster, name)]
        cluster = _only_or_dominant(fitting)
        if cluster is None and fitting:
            continue
        if cluster is None:
            cluster = Cluster(name.key, whole=name.whole)
            clusters.append(cluster)
            by_key[name.key].append(cluster)
        cluster.add(name, count)
    return _join_slips(_join_lost_initials(clusters))


def _detail(name: PersonName) -> int:
    return sum(1 if given.endswith(".") else 2 for given in name.givens)


def _joins(cluster: Cluster, name: PersonName) -> bool:
    return cluster.whole == name.whole and cluster.agrees(name)


def _only_or_dominant(clusters: list[Cluster]) -> Cluster | None:
    if len(clusters) == 1:
        return clusters[0]
    ranked = sorted(clusters, key=lambda cluster: -sum(cluster.displays.values()))
    if len(ranked) > 1 and ranked[0].displays.total() >= 4 * ranked[1].displays.total():
        return ranked[0]
    return None


def _join_lost_initials(clusters: list[Cluster]) -> list[Cluster]:
    """A line break may cost a name its first initial: "I. Lenin" beside many a "V. I. Lenin"."""
    kept: list[Cluster] = []
    by_key: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in sorted(clusters, key=lambda one: (-one.displays.total(), one.key)):
        whole = next((one for one in by_key[cluster.key] if _lost_initial(cluster, one)), None)
        if whole is None:
            kept.append(cluster)
            by_key[cluster.key].append(cluster)
            continue
        for variant in cluster.variants:
            whole.add(variant, cluster.displays[tidy(variant.display)] or 1)
    return kept


def _lost_initial(cluster: Cluster, other: Cluster) -> bool:
    if cluster.whole or other.displays.total() < 10 * cluster.displays.total():
        return False
    tails = {variant.givens[1:] for variant in other.variants if len(variant.givens) > 1}
    return all(variant.givens in tails for variant in cluster.variants)


def _join_slips(clusters: list[Cluster]) -> list[Cluster]:
    """Joins surnames a letter or two apart whose given names agree in every place they share."""
    kept: list[Cluster] = []
    by_letter: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in sorted(clusters, key=lambda one: (-one.displays.total(), one.key)):
        near = [other for other in by_letter[cluster.key[:1]] if _is_slip(cluster, other)]
        if len(near) != 1:
            kept.append(cluster)
            by_letter[cluster.key[:1]].append(cluster)
            continue
        for variant in cluster.variants:
            near[0].add(variant, cluster.displays[tidy(variant.display)] or 1)
    return kept


def _is_slip(cluster: Cluster, other: Cluster) -> bool:
    if cluster.whole or other.whole or len(cluster.key) < 6:
        return False
    allowed = 2 if len(cluster.key) >= 10 else 1
    distance = DamerauLevenshtein.distance(cluster.key, other.key, score_cutoff=allowed)
    if distance > allowed or _other_sex(cluster.key, other.key):
        return False
    return all(
        bool(one.givens and two.givens) and one.may_be(two) and _shares_two(one, two)
        for one in cluster.variants
        for two in other.variants
    )


def _shares_two(one: PersonName, two: PersonName) -> bool:
    """One shared initial is chance ("A. Petrov", "A. Petrom"); two, or a full name, are not."""
    shared = list(zip(one.givens, two.givens, strict=False))
    return len(shared) >= 2 or all(not a.endswith(".") and not b.endswith(".") for a, b in shared)


def _other_sex(one: str, two: str) -> bool:
    """Kollontai and Kollontaia differ by a slip; Ivanov and Ivanova are two people."""
    longer, shorter = sorted((one, two), key=len, reverse=True)
    return longer == shorter + "a"


def slip_of(key: str, clusters: Iterable[Cluster]) -> Cluster | None:
    """The only person whose long surname is a slip away from a surname without given name."""
    if len(key) < 8:
        return None
    near = [
        cluster
        for cluster in clusters
        if not cluster.whole
        and cluster.key[:1] == key[:1]
        and DamerauLevenshtein.distance(cluster.key, key, score_cutoff=1) <= 1
        and not _other_sex(cluster.key, key)
    ]
    return near[0] if len(near) == 1 else None


def first_word(name: PersonName) -> str:
    """The folded given name of a whole name: "nicholas" of "Nicholas II", without title."""
    words = fold(name.surname).split()
    return words[0] if words else ""
