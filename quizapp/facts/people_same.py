"""One person under two names, where the text says so: by birth, by title, by what he was called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from quizapp.facts.given_names import GIVEN_NAMES
from quizapp.facts.name_forms import fold, word_set
from quizapp.facts.people_clusters import Cluster, first_word
from quizapp.facts.people_names import PersonName, tidy
from quizapp.facts.titles import PEERAGE

if TYPE_CHECKING:
    from quizapp.facts.people_runs import Claim

Roles = Mapping[PersonName, AbstractSet[str]]
Pair = tuple[PersonName, PersonName]

_BORN = re.compile(r"\s*\(\s*(?:born|née|né|nee)\s+(?:as\s+)?")
_CALLED = re.compile(r"\b(?:called|known as|known to history as|styled|nicknamed)\s+$")
_CALLED_REACH = 250  # characters of a long bracket between a name and what its owner is called
_MONARCHS = word_set("king emperor prince duke archduke elector tsar sultan kaiser")
_PARTICLES = re.compile(
    r"\b(?:de la|de las|de los|del|de|von und zu|von der|von dem|von|zu|van der|van den|van|da|di"
    r"|du|fitz|dos|af) $",
    re.IGNORECASE,
)
_LONGEST_PARTICLES = 14  # characters


def renamed(text: str, before: Sequence[Claim], claim: Claim) -> Claim | None:
    """The claim before that names the same person: "Catherine II (born Princess Sophie"."""
    if not before or not claim.name.full:
        return None
    last = before[-1]
    born = _BORN.fullmatch(text[last.end : claim.start]) is not None
    if last.name.full and (born or is_apposition(text, last, claim)):
        return last
    if claim.name.whole and _CALLED.search(text[: claim.start]):
        for other in reversed(before):
            if claim.start - other.end > _CALLED_REACH:
                break
            if other.name.whole and first_word(other.name) == first_word(claim.name):
                return other
    return None


def is_apposition(text: str, before: Claim, claim: Claim) -> bool:
    """ "Johann Tserclaes, Count of Tilly"."""
    if text[before.end : claim.start].strip() != "," or not before.name.full:
        return False
    return _is_peer(claim.name) and not _is_peer(before.name)


def _is_peer(name: PersonName) -> bool:
    return name.whole and fold(name.display).partition(" ")[0] in PEERAGE


def join_same(clusters: list[Cluster], same: Iterable[Pair], roles: Roles) -> list[Cluster]:
    """Joins the clusters of names that are said to be one person's; marks double given names."""
    kept = list(clusters)
    for one, other in (*same, *_short_titles(kept, roles)):
        into = next((cluster for cluster in kept if one in cluster.variants), None)
        gone = next((cluster for cluster in kept if other in cluster.variants), None)
        if into is None or gone is None or into is gone:
            continue
        for variant in gone.variants:
            into.add(variant, gone.displays[tidy(variant.display)] or 1)
        kept = [cluster for cluster in kept if cluster is not gone]
    for cluster in kept:
        cluster.double = _is_double(cluster, roles)
    return kept


def _short_titles(clusters: Sequence[Cluster], roles: Roles) -> list[Pair]:
    """ "Prince Max of Baden" is the only Max, so "Prince Max" is he."""
    found = []
    for cluster in clusters:
        for name in cluster.variants:
            if not name.title or not name.whole or " " in name.surname:
                continue
            longer = [
                variant
                for other in clusters
                if other is not cluster and other.whole
                for variant in other.variants
                if first_word(variant) == first_word(name)
            ]
            if len(longer) == 1 and name.title in roles.get(longer[0], ()):
                found.append((longer[0], name))
    return found


def _is_double(cluster: Cluster, roles: Roles) -> bool:
    """ "Charles Albert, King of Sardinia": both are given names, and he is never just Albert."""
    royal = any(
        _MONARCHS & set(fold(role.split(" of ")[0]).split())
        for variant in cluster.variants
        for role in roles.get(variant, ())
    )
    return royal and all(
        len(variant.givens) == 1
        and variant.givens[0] in GIVEN_NAMES
        and fold(variant.surname) in GIVEN_NAMES
        for variant in cluster.variants
    )


def start_with_particles(text: str, start: int, cluster: Cluster) -> int:
    """Takes in the "De la" of "De la Huerta", where the full name has it too."""
    found = _PARTICLES.search(text[max(0, start - _LONGEST_PARTICLES) : start])
    if found is None:
        return start
    particle = fold(found.group())
    named = any(f" {particle} " in f" {fold(display)} " for display in cluster.displays)
    return start - len(found.group()) if named else start
