"""How the people of a set of documents are found: claims, clusters, mentions, in this order."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from quizapp.domain.document import Document, Passage, TextKind
from quizapp.domain.fact import Person, PlaceKind
from quizapp.facts.gazetteer import Gazetteer
from quizapp.facts.gender import Sex, sex_of_role
from quizapp.facts.given_names import GIVEN_NAMES
from quizapp.facts.headwords import headword_of, title_in_order
from quizapp.facts.name_forms import fold, word_set
from quizapp.facts.name_tokens import Shape, Token, sentence_starts, tokens_of
from quizapp.facts.name_words import PARTICLES, ROMAN_NUMERALS, names_nothing
from quizapp.facts.people_clusters import Cluster, first_word, join, slip_of
from quizapp.facts.people_lives import Lives, is_told_as_kin
from quizapp.facts.people_names import (
    PATRONYMIC_ENDINGS,
    PersonName,
    Strength,
    parse_name,
    surname_key,
)
from quizapp.facts.people_runs import Claim, claims
from quizapp.facts.people_same import is_apposition, join_same, renamed, start_with_particles
from quizapp.facts.people_years import life_signs
from quizapp.facts.titles import PEERAGE

_UNREAD_KINDS = (TextKind.BIBLIOGRAPHY, TextKind.CONTENTS, TextKind.RUNNING_HEAD)
_STILL_HEARD = 4  # passages
_NAMESAKE_WINDOW = 12  # passages in which a surname means the namesake named last
_OFTEN = 5  # mentions from which a lasting lack of counter-signs is a sign itself
_NUMBERED_THINGS = word_set(
    "apollo sputnik vostok luna vatican lateran soyuz voyager gemini saturn titan ariane pioneer"
    " mariner viking block type mark phase stage part book world"
)
_COMMON_ENDINGS = (
    "ism", "ists", "ites", "ians", "tion", "tions", "sion", "sions", "ment", "ments", "ness", "ings"
)  # fmt: skip
_TOWNS_BEGIN = word_set("la el los las le les san santa santo são new port")
_WRITER = re.compile(r"(?:\b[a-z]+|[,;:]|\b(?:When|As|If|That|But|And|Then|Here|There)) I [a-z]")
_ANOTHER_ONE = re.compile(
    r" of [A-ZÀ-Þ]| the [A-ZÀ-Þ][a-z]"
    r"|,? (?:the |a )?(?:(?:[a-z]+ )?(?:grand)?(?:son|daughter)|brother|sister|nephew"
    r"|niece|cousin|widow|wife) of\b"
)
_SON_BEFORE = re.compile(
    r"\b(?:son|daughter|child|brother|sister|wife|husband|father|mother|nephew|cousin|heir),? $"
)
_NICKNAME_BEFORE = re.compile(r"[\"“‘][A-ZÀ-Þ][\w’-]+[\"”’] $")
_AND_A_NAME = re.compile(r" and (?P<given>[A-ZÀ-Þ][\w’-]+) [A-ZÀ-Þ][\w’-]+")
_HEADWORD_WITHIN = 60  # letters
_ACTS_ALONE = 2.0  # signs that the last word of a title is somebody's surname
_MOSTLY_A_TOWN = 3  # times that a word is where something is, beyond those where it is somebody
_GREAT_TOWN = 4.0  # signs that a great town's name needs beyond others
_LESSER_TOWN = 100_000  # inhabitants
_OF_A_TOWN = 1.0  # signs that a name needs beyond others if it ends in such a town's
_KNOWN_TOWN = 15_000  # inhabitants; a larger town's name needs more to be a person


@dataclass(frozen=True, slots=True)
class PersonMention:
    """``passage.text[start:end]`` names the person; possessive endings and ranks are outside."""

    start: int
    end: int
    person: Person
    role: str | None = None  # as the words beside the name say: "chairman of the Kursk soviet"


@dataclass(frozen=True, slots=True)
class PeopleFound:
    """``mentions`` by (fingerprint, passage number); ``by_name`` by folded spelling."""

    people: tuple[Person, ...]
    mentions: Mapping[tuple[str, int], tuple[PersonMention, ...]]
    by_name: Mapping[str, Person]


@dataclass(frozen=True, slots=True)
class _Found:
    document: int
    passage: int
    claim: Claim


_Named = tuple[PersonName, int, Cluster | None]  # with the offset in the passage


class PeopleBuilder:
    """One pass over the documents; ``build`` may be called once."""

    def __init__(
        self,
        documents: Sequence[Document],
        docs: Mapping[tuple[str, int], Any],
        gazetteer: Gazetteer,
    ) -> None:
        self._documents = documents
        self._gazetteer = gazetteer
        self._votes = entity_votes(docs)
        self._lower_words: set[str] = set()
        self._found: list[_Found] = []
        self._sentences: dict[int, tuple[int, int]] = {}  # id of a claim -> offsets
        self._clusters: list[Cluster] = []
        self._same: list[tuple[PersonName, PersonName]] = []  # "X (born Y", "X, called Y"
        self._keys: set[str] = set()
        self._women: dict[int, bool] = {}  # by id of a cluster
        self._first_in_full: dict[tuple[int, int], tuple[int, int]] = {}
        self._names_of: dict[tuple[int, int], list[_Named]] = {}  # by document and passage
        self._wives: set[int] = set()  # ids of claims
        self._cluster_of: dict[PersonName, Cluster] = {}
        self._heroes: dict[int, Cluster] = {}  # by document: whom its title names in full
        self._lately = _Lately()
        self._lives = Lives(documents)

    def build(self) -> PeopleFound:
        self._scan()
        self._join_full_names()
        self._accept_single_names()
        resolved = self._resolve()
        return self._finish(resolved)

    # -- finding claims

    def _scan(self) -> None:
        for number, document in enumerate(self._documents):
            for index, passage in enumerate(document.passages):
                if passage.kind not in _UNREAD_KINDS:
                    self._scan_passage(number, index, passage)

    def _scan_passage(self, number: int, index: int, passage: Passage) -> None:
        tokens = tokens_of(passage.text)
        numbered = not self._says_i(number)
        self._lower_words.update(
            token.text for token in tokens if token.shape is Shape.LOWER and len(token.text) > 2
        )
        starts = sentence_starts(tokens)
        before: list[Claim] = []
        for claimed in claims(tokens, starts):
            read = self._headed(number, passage.text, claimed)
            if self._is_saints_town(read) or self._ends_a_town(passage.text, read):
                continue
            if read.name.display.endswith(" I") and not numbered and not _is_sure(read):
                continue  # "in Perm I saw"
            titled = self._is_his_title(passage.text, before, read)
            claim = replace(read, name=before[-1].name) if titled else read
            other = renamed(passage.text, before, claim)
            if other is not None:
                self._same.append((other.name, claim.name))
            before.append(claim)
            self._found.append(_Found(number, index, claim))
            self._sentences[id(claim)] = _sentence(tokens, starts, claim)

    def _headed(self, number: int, text: str, claim: Claim) -> Claim:
        """ "FRUNZE, Mikhail Vasilyevich" heads a life: one name, its surname first."""
        headword = headword_of(text) if claim.start < _HEADWORD_WITHIN else None
        if headword is None or claim.start != headword.givens:
            return claim
        if fold(headword.name) not in fold(title_in_order(self._documents[number].title)):
            return claim
        name = parse_name(tokens_of(headword.name))
        if name is None or not name.full:
            return claim
        return replace(claim, name=name, start=headword.start, signs=claim.signs + _ACTS_ALONE)

    @cache  # noqa: B019 - a builder lives as long as one build
    def _says_i(self, number: int) -> bool:
        """Whether a document speaks of its writer, so that "I" behind a name may be he."""
        return any(_WRITER.search(passage.text) for passage in self._documents[number].passages)

    def _is_saints_town(self, claim: Claim) -> bool:
        """ "Saint Petersburg"."""
        saint = claim.role == "Saint" and not claim.name.full
        return saint and self._gazetteer.knows(f"Saint {claim.name.display}")

    def _ends_a_town(self, text: str, claim: Claim) -> bool:
        """ "La Paz": a word of the name of a town, and nobody called Paz."""
        before = text[: claim.start].split()[-1:]
        part = before[0].lower() if before and text[: claim.start].endswith(" ") else ""
        if claim.name.full or claim.role is not None or part not in _TOWNS_BEGIN:
            return False
        return self._gazetteer.knows(f"{before[0]} {claim.name.display}")

    def _is_his_title(self, text: str, before: Sequence[Claim], claim: Claim) -> bool:
        """ "Maximilian I, Duke of Bavaria," names one man: nobody is called Bavaria for it."""
        if not before or not is_apposition(text, before[-1], claim):
            return False
        land = claim.name.surname
        return self._is_land(land) or self._is_town(land)

    # -- full names

    def _join_full_names(self) -> None:
        signs: dict[PersonName, float] = defaultdict(float)
        counts: Counter[PersonName] = Counter()
        roles: dict[PersonName, set[str]] = defaultdict(set)
        bare: dict[str, float] = defaultdict(float)
        for found in self._found:
            name = found.claim.name
            if name.full:
                counts[name] += 1
                signs[name] += found.claim.signs - found.claim.against
                roles[name].add(found.claim.role or "")
            else:
                bare[name.key] += found.claim.signs - found.claim.against
        for name in counts:  # a town called after a man is him where his surname alone acts too
            if name.strength is Strength.GIVEN and name.givens and bare[name.key] >= 1:
                signs[name] += bare[name.key]
        titles = {fold(re.sub(r"\s*\([^)]*\)", "", each.title)) for each in self._documents}
        sure = {name.key for name in counts if name.strength >= Strength.GIVEN}
        accepted = [
            (name, count)
            for name, count in counts.items()
            if self._is_person(name, signs[name], namesake=name.key in sure)
            or (fold(name.display) in titles and self._is_titled(name, bare[name.key]))
        ]
        short = self._short_for([name for name, _ in accepted])
        accepted = [(name, count) for name, count in accepted if name not in short]
        self._clusters = join_same(join(accepted), self._same, roles)
        for cluster in self._clusters:
            for variant in cluster.variants:
                self._cluster_of[variant] = cluster
        for name, whole in short.items():
            if whole in self._cluster_of:
                self._cluster_of[name] = self._cluster_of[whole]
        for number, document in enumerate(self._documents):
            title = f" {fold(title_in_order(document.title))} "
            titled = [c for c in self._clusters if any(f" {fold(n)} " in title for n in c.displays)]
            titled = titled or self._named_between(number, title.split())
            if len(titled) == 1 and not titled[0].whole:
                self._heroes[number] = titled[0]

    def _short_for(self, names: Sequence[PersonName]) -> dict[PersonName, PersonName]:
        """ "José Miguel", where the same texts name José Miguel Carrera and no other of both given
        names: he, without his surname."""
        longer: dict[tuple[str, ...], list[PersonName]] = defaultdict(list)
        for name in names:
            if len(name.givens) > 1 and not name.whole:
                longer[name.givens].append(name)
        texts: dict[PersonName, set[int]] = defaultdict(set)
        for found in self._found:
            texts[found.claim.name].add(found.document)
        short = {}
        for name in names:
            words = (*name.givens, fold(name.surname))
            whole = [one for one in longer[words] if texts[name] <= texts[one]]
            lone = words[-1] in GIVEN_NAMES and not (name.whole or name.title)
            if lone and len(whole) == 1 and fold(whole[0].surname) not in GIVEN_NAMES:
                short[name] = whole[0]
        return short

    def _named_between(self, number: int, title: Sequence[str]) -> list[Cluster]:
        """ "Andrei Arsenyevich Tarkovsky", of the title "Andrei Tarkovsky"; of two the first that
        the document names, his son being told of later."""
        if len(title) != 2:
            return []
        for found in self._found:
            cluster = self._cluster_of.get(found.claim.name)
            if found.document != number or cluster is None:
                continue
            words = [fold(form).split() for form in cluster.displays]
            if any([form[0], form[-1]] == list(title) for form in words if form):
                return [cluster]
        return []

    def _hero_called(self, found: _Found) -> Cluster | None:
        """ "Kemal" in the life of Mustafa Kemal Atatürk, whoever else bears that name."""
        hero = self._heroes.get(found.document)
        name = found.claim.name
        if hero is None or name.full or found.claim.part or found.claim.role is not None:
            return None
        word = fold(name.surname)
        return hero if any(word in variant.givens for variant in hero.variants) else None

    def _is_person(self, name: PersonName, signs: float, *, namesake: bool) -> bool:
        """``namesake``: a surer name ends in the same surname, so that the words before it here
        may be a heading's ("Spearheading Stalin"); then entity votes do not count."""
        if name.strength is Strength.SURE:
            return True
        votes = 0 if namesake else self._votes.get(fold(name.display), 0)
        known_place = self._is_town(name.display) or self._is_land(name.display)
        if name.title.endswith("Saint") and known_place:
            return False
        if name.strength is Strength.GIVEN or name.title:
            thing = not name.title and self._is_thing(name)
            return signs >= (1 if known_place or thing else -0.9)
        words = [word for word in fold(name.display).split() if word not in PARTICLES]
        common = any(word in self._lower_words for word in words if word != "the")
        if name.strength is Strength.WORDS and self._is_great_town(name.surname):
            signs -= _OF_A_TOWN
        if name.strength is Strength.NUMBERED:
            named = not (self._is_land(words[0]) or self._is_town(words[0]))
            return named and not common and words[0] not in _NUMBERED_THINGS
        needed = 2.0 if common else 1.0
        return signs + votes >= needed + 2 * known_place

    def _is_titled(self, name: PersonName, signs: float) -> bool:
        """The life of somebody whose given name is on no list: the surname alone acts, again and
        again, as ``signs`` say."""
        words = fold(name.display).split()
        common = any(word in self._lower_words for word in words if word not in PARTICLES)
        placed = self._is_town(name.display) or self._is_land(name.display)
        loose = name.strength is Strength.WORDS and not name.whole
        return loose and signs >= _ACTS_ALONE and not common and not placed

    def _is_thing(self, name: PersonName) -> bool:
        """ "Russell Cave", "Montgomery Bus Boycott": what the text calls a cave or a boycott."""
        last = fold(name.display).split()[-1]
        return last in self._lower_words and last not in GIVEN_NAMES

    # -- names of one word

    def _accept_single_names(self) -> None:
        """Makes people of surnames that never stand with a given name: Hannibal, Mannerheim."""
        known = {cluster.key for cluster in self._clusters}
        groups: dict[str, list[Claim]] = defaultdict(list)
        documents = {id(found.claim): found.document for found in self._found}
        introduced = _ByGivenName()
        for found in self._found:
            name = found.claim.name
            by_given = introduced.calls(found) or self._hero_called(found) is not None
            if not name.full and name.key not in known and not by_given:
                groups[name.key].append(found.claim)
            elif name.givens and name in self._cluster_of:
                introduced.add(found, self._cluster_of[name])
        first_words = {word for cluster in self._clusters for word in _whole_words(cluster)}
        first_words |= {born.givens[0] for _, born in self._same if born.givens}
        tails = {tail for cluster in self._clusters for tail in _tails(cluster)}
        keys = known | groups.keys()
        later_names = _by_later_given(self._clusters)
        for key, group in sorted(groups.items(), key=lambda pair: (-len(pair[1]), pair[0])):
            word = fold(group[0].name.surname)
            if word in first_words or key in tails or _is_plural_of(key, keys):
                continue
            called = () if word in GIVEN_NAMES else later_names.get(word, ())
            cluster = self._called_by_the_first_surname(called, {documents[id(c)] for c in group})
            if cluster is None and not names_nothing(word):
                cluster = slip_of(key, self._clusters)
            if cluster is None:
                if not self._is_single_person(group):
                    continue
                cluster = Cluster(key)
                self._clusters.append(cluster)
            for claim in group:
                cluster.add(claim.name)
                self._cluster_of[claim.name] = cluster

    def _called_by_the_first_surname(
        self, candidates: Sequence[Cluster], documents: AbstractSet[int]
    ) -> Cluster | None:
        """ "Paz", where the text names one Víctor Paz Estenssoro and no other Paz."""
        if not candidates:
            return None
        there = {
            id(self._cluster_of[found.claim.name])
            for found in self._found
            if found.document in documents and found.claim.name in self._cluster_of
        }
        fitting = [cluster for cluster in candidates if id(cluster) in there]
        return fitting[0] if len(fitting) == 1 else None

    def _is_single_person(self, group: Sequence[Claim]) -> bool:
        signs = sum(claim.signs for claim in group)
        against = sum(claim.against for claim in group)
        word = fold(group[0].name.surname)
        votes = self._votes.get(word, 0)
        if word.endswith(_COMMON_ENDINGS) or word.endswith(PATRONYMIC_ENDINGS):
            return False
        if all(claim.after_article for claim in group) or self._is_land(group[0].name.surname):
            return False
        if len(word) > 1 and all(claim.name.surname.isupper() for claim in group):
            return False  # "UNESCO": the text never writes it as a name
        if self._is_of_some_land(word):
            return False
        needed = 1.0
        if word in self._lower_words:
            needed = 3.0
        elif _looks_plural(word):
            needed = 2.0
        if len(group) >= _OFTEN:
            needed -= 0.4
        if self._is_town(group[0].name.surname):
            titled = any(claim.role for claim in group)
            needed += self._doubt_as_town(group[0].name.surname, against, titled=titled)
        weight = max(-1.5, min(1.5, votes * 0.7))
        rarely_against = against < 0.1 * len(group)
        return signs + weight >= needed and (rarely_against or signs + weight > 1.2 * against)

    def _doubt_as_town(self, name: str, against: float, *, titled: bool) -> float:
        """How much more a town's name needs: little for a lesser town that nobody goes to.

        A great one acts as people do ("Lübeck sent ships").
        """
        entry = self._gazetteer.lookup(name)[0]
        lesser = entry.population is not None and entry.population < _LESSER_TOWN
        if not lesser and entry.population is not None and not titled:
            return _GREAT_TOWN
        return 1.5 if entry.noted and (against or not lesser) else 0.3

    def _is_of_some_land(self, word: str) -> bool:
        """ "Alaskan", "Angolan": of the land that the word begins with."""
        stem = next((word[: -len(e)] for e in ("ian", "an", "n", "ese") if word.endswith(e)), "")
        return any(self._is_land(land) for land in (stem, f"{stem}a", f"{stem}ia") if stem)

    def _is_land(self, name: str) -> bool:
        """A country, river or region never has the name of a single person."""
        if not self._gazetteer.knows(name):
            return False
        entry = self._gazetteer.lookup(name)[0]
        return entry.noted and entry.kind is not PlaceKind.CITY

    def _is_great_town(self, name: str) -> bool:
        """ "Neftchi Baku": whom a strange word and a town's name call is mostly a club or firm."""
        entry = self._gazetteer.lookup(name)[0] if self._is_town(name) else None
        great = entry is not None and (entry.population or 0) >= _LESSER_TOWN
        return great and fold(name) not in GIVEN_NAMES

    def _is_town(self, name: str) -> bool:
        if not self._gazetteer.knows(name):
            return False
        entry = self._gazetteer.lookup(name)[0]
        known_so = entry.noted or fold(entry.name) == fold(name)
        return known_so and (entry.noted or (entry.population or 0) >= _KNOWN_TOWN)

    # -- mentions

    def _resolve(self) -> list[tuple[_Found, Cluster]]:
        """Every claim that names a person, in reading order."""
        self._keys = {cluster.key for cluster in self._clusters}
        self._wives = self._of_the_other_sex()
        by_document = self._clusters_by_document()
        self._first_in_full = self._first_places()
        self._names_of = self._names_in_order()
        everywhere = _index(self._clusters)
        for word in [w for w in everywhere if w.startswith("~") and w[1:] in GIVEN_NAMES]:
            del everywhere[word]  # "Albert" of one document is no Albert V of another
        resolved: list[tuple[_Found, Cluster]] = []
        recent: dict[tuple[int, str], tuple[int, Cluster]] = {}
        self._lately = _Lately()
        towns = self._towns_of_documents()
        for original in self._found:
            found = original
            name = found.claim.name
            cluster = self._cluster_of.get(name)
            if cluster is None and self._hides_surname(name):
                found = self._surname_only(found)
                self._sentences[id(found.claim)] = self._sentences[id(original.claim)]
            if cluster is not None and name.full:
                if (found.document, name.key) not in recent or not self._is_told_as_kin(found):
                    recent[found.document, name.key] = (found.passage, cluster)
            elif (
                self._may_be_mention(found.claim)
                and not (found.claim.signs < 1 and (found.document, name.key) in towns)
                and not self._is_another(found)
                and id(found.claim) not in self._wives
            ):
                cluster = self._of_short_name(found, by_document, everywhere, recent)
            else:
                cluster = None
            if cluster is not None:
                resolved.append((found, cluster))
                self._lately.hear(found, cluster)
                at = (found.document, found.passage)
                self._lives.hear(at, found.claim, self._sentences[id(found.claim)], cluster)
        return resolved

    def _surname_only(self, found: _Found) -> _Found:
        """The claim cut down to its surname, or to as much as ends somebody's full name: "Siles
        Zuazo" of Hernán Siles Zuazo."""
        short = _surname_only(found)
        shown = f" {found.claim.name.display}"
        whole = any(form.endswith(shown) for cluster in self._clusters for form in cluster.displays)
        claim = replace(short.claim, start=found.claim.start, first=found.claim.first)
        return replace(short, claim=claim) if whole else short

    def _is_told_as_kin(self, found: _Found) -> bool:
        text = self._documents[found.document].passages[found.passage].text
        return is_told_as_kin(text, found.claim.start)

    def _towns_of_documents(self) -> set[tuple[int, str]]:
        """By document and surname: where the bare word is a town more often than anybody."""
        weight: Counter[tuple[int, str]] = Counter()
        for found in self._found:
            claim = found.claim
            if not claim.name.full and not claim.part and self._is_town(claim.name.surname):
                weight[found.document, claim.name.key] += (claim.against >= 1) - (claim.signs >= 1)
        return {key for key, more in weight.items() if more >= _MOSTLY_A_TOWN}

    def _clusters_by_document(self) -> dict[int, dict[str, list[Cluster]]]:
        members: dict[int, list[Cluster]] = defaultdict(list)
        written: dict[int, set[PersonName]] = defaultdict(set)
        for found in self._found:
            cluster = self._cluster_of.get(found.claim.name)
            if cluster is not None:
                written[found.document].add(found.claim.name)
                if cluster not in members[found.document]:
                    members[found.document].append(cluster)
        return {number: _index(members[number], written[number]) for number in members}

    def _first_places(self) -> dict[tuple[int, int], tuple[int, int]]:
        """By document and person, the first passage and offset that name the person in full."""
        first: dict[tuple[int, int], tuple[int, int]] = {}
        for found in self._found:
            cluster = self._cluster_of.get(found.claim.name)
            if cluster is not None and found.claim.name.full:
                place = (found.passage, found.claim.start)
                first.setdefault((found.document, id(cluster)), place)
        return first

    def _hides_surname(self, name: PersonName) -> bool:
        """Words that are no name but end in a known surname, such as a heading run into it."""
        loose = name.strength is Strength.WORDS and not name.whole and not name.title
        first, *rest = name.display.split()
        particle = first.lower() not in PARTICLES and not PARTICLES.isdisjoint(rest[:-1])
        known = loose and name.key in self._keys and not particle  # "Piero de' Medici"
        return known and not self._gazetteer.knows(name.display)

    def _may_be_mention(self, claim: Claim) -> bool:
        """A known surname does not name its man where the grammar makes it a town, nor where it
        is a land ("Angola" is not the Banco Nacional de Angola, whatever that is taken for)."""
        if claim.after_article and not claim.name.full and claim.role is None and not claim.part:
            return False  # "the Medici returned": the family
        bare = not claim.name.full and claim.role is None
        if bare and not claim.name.givens and self._is_land(claim.name.surname):
            return False
        if claim.against < 1 or claim.signs >= claim.against:
            return True
        return not self._is_town(claim.name.surname)

    def _of_the_other_sex(self) -> set[int]:
        """ "Princess Lieven" where the texts know a Prince Lieven: she is not he."""
        sexes: dict[str, set[Sex]] = defaultdict(set)
        for found in self._found:
            sexes[found.claim.name.key].add(sex_of_role(found.claim.role))
        return {
            id(found.claim)
            for found in self._found
            if not found.claim.name.full
            and sex_of_role(found.claim.role) is Sex.WOMAN
            and Sex.MAN in sexes[found.claim.name.key]
        }

    def _is_another(self, found: _Found) -> bool:
        """ "To another William went England": not the one named before; nor is "Willie" Lincoln."""
        text = self._documents[found.document].passages[found.passage].text
        before = text[: found.claim.start]
        called = not found.claim.name.full and _NICKNAME_BEFORE.search(before)
        bare = not found.claim.name.full and found.claim.role is None
        last = bare and before.lower().endswith(("the last ", "the first "))  # of a dynasty
        return bool(called) or last or before.rstrip().lower().endswith("another")

    def _needs_company(self, claim: Claim) -> bool:
        """A town's name is no surname only because another document has a man of that name."""
        return claim.signs < 1 and self._is_town(claim.name.surname)

    def _of_short_name(
        self,
        found: _Found,
        by_document: Mapping[int, Mapping[str, list[Cluster]]],
        everywhere: Mapping[str, list[Cluster]],
        recent: Mapping[tuple[int, str], tuple[int, Cluster]],
    ) -> Cluster | None:
        name = found.claim.name
        told_of = self._hero_called(found) or self._named_before(
            found, by_document.get(found.document, {})
        )
        if told_of is not None:
            return told_of
        doubtful = self._needs_company(found.claim)
        lone = not name.givens and not found.claim.part and not (doubtful and found.claim.against)
        for index in (by_document.get(found.document, {}), {} if doubtful else everywhere):
            fitting = [one for one in index.get(name.key, []) if one.agrees(name)]
            fitting = [one for one in fitting if not self._is_of_a_later_peer(one, found)]
            if not name.givens:
                fitting = [one for one in fitting if not one.double]
                fitting = [one for one in fitting if not self._is_of_another_time(one, found)]
            if len(fitting) > 1:
                fitting = self._still_living(fitting, found)
            if lone and self._is_somebody_else(found, fitting, index):
                return None
            if not fitting and lone and not self._is_of_a_land(found):
                fitting = index.get("~" + fold(name.surname), [])
                fitting = [one for one in fitting if not self._comes_later(one, found)]
            fitting = [one for one in fitting if not self._is_born_otherwise(one, found)]
            if lone and fitting and self._is_a_child_of_that_name(found, fitting):
                return None
            if len(fitting) > 1 and not name.givens:
                fitting = self._likeliest(fitting, found)
            if len(fitting) == 1:
                return fitting[0]
            if fitting:
                return self._of_namesakes(found, fitting, recent, lone=lone)
        return None

    def _of_namesakes(
        self,
        found: _Found,
        fitting: Sequence[Cluster],
        recent: Mapping[tuple[int, str], tuple[int, Cluster]],
        *,
        lone: bool,
    ) -> Cluster | None:
        """Of two or more the one that was named last."""
        claim = found.claim
        text = self._documents[found.document].passages[found.passage].text
        kin = _SON_BEFORE.search(text[: claim.start]) is not None  # "her only son, Edward"
        plain = lone and claim.role is None and not kin
        told_of = self._lately.only(found, fitting) if plain else None
        if told_of is not None:
            return told_of
        passage, cluster = recent.get((found.document, claim.name.key), (-99, None))
        return cluster if found.passage - passage <= _NAMESAKE_WINDOW else _dominant(fitting)

    def _named_before(self, found: _Found, index: Mapping[str, list[Cluster]]) -> Cluster | None:
        """ "Anna Maria Weiss was born in 1840. Anna died": by her given name alone, in the passage
        that names her in full and nobody else of that name."""
        claim = found.claim
        word = fold(claim.name.surname)
        if claim.name.full or claim.role is not None or claim.part or word not in GIVEN_NAMES:
            return None
        if self._is_of_a_land(found) or self._shares_a_surname(found):
            return None
        known_so = (one.whole for one in index.get(f"~{word}", ()))  # "Charles" the emperor
        alone = (one.surnames.total() >= _OFTEN for one in index.get(claim.name.key, ()))
        if any(known_so) or any(alone):
            return None
        named: dict[int, Cluster] = {}
        for name, start, cluster in self._names_of[found.document, found.passage]:
            if start >= claim.start:
                break
            if not name.full and fold(name.surname) == word and not named:
                return None  # "his son Salim", before the text comes to one Salim Chishti
            if cluster is not None and name.givens[:1] == (word,):
                named[id(cluster)] = cluster
        return next(iter(named.values())) if len(named) == 1 else None

    def _names_in_order(self) -> dict[tuple[int, int], list[_Named]]:
        """By document and passage its names, with the offset of each."""
        named: dict[tuple[int, int], list[_Named]] = defaultdict(list)
        for found in self._found:
            name = found.claim.name
            row = (name, found.claim.start, self._cluster_of.get(name))
            named[found.document, found.passage].append(row)
        return named

    def _is_somebody_else(
        self, found: _Found, fitting: Sequence[Cluster], index: Mapping[str, list[Cluster]]
    ) -> bool:
        """ "by Konstantinos and Georgios Mavromichalis": no other Konstantinos; and nobody known is
        "Thomas" in a text that names both a Lorenzo Thomas and a Thomas Lincoln."""
        if not fitting:
            return self._shares_a_surname(found)
        word = fold(found.claim.name.surname)
        if word not in GIVEN_NAMES or found.claim.role is not None:
            return False
        others = [one for one in index.get("~" + word, []) if one not in fitting]
        return bool(others) and not any(one.whole for one in fitting)

    def _is_of_a_land(self, found: _Found) -> bool:
        """ "Mstislav of Tmutarakan" is no Mstislav Romanovich; nor is "Safi, the grandson of"."""
        text = self._documents[found.document].passages[found.passage].text
        return _ANOTHER_ONE.match(text, found.claim.end) is not None

    def _shares_a_surname(self, found: _Found) -> bool:
        """ "by Konstantinos and Georgios Mavromichalis": no other Konstantinos."""
        text = self._documents[found.document].passages[found.passage].text
        other = _AND_A_NAME.match(text, found.claim.end)
        return other is not None and not names_nothing(other["given"].lower())

    def _is_of_a_later_peer(self, cluster: Cluster, found: _Found) -> bool:
        """ "Ragusa" the town, long before somebody was made Duke of Ragusa."""
        peer = all(form.split()[0].lower() in PEERAGE for form in cluster.displays)
        return bool(cluster.displays) and peer and self._comes_later(cluster, found)

    def _comes_later(self, cluster: Cluster, found: _Found) -> bool:
        """ "Cosimo" is not the Cosimo I of whom the text tells a hundred years afterwards."""
        numbered = any(ROMAN_NUMERALS & set(form.split()) for form in cluster.displays)
        peer = any(form.split()[0].lower() in PEERAGE for form in cluster.displays)
        if not numbered and not peer:
            return False
        here = (found.passage, found.claim.start)
        return self._first_in_full.get((found.document, id(cluster)), here) > here

    def _is_of_another_time(self, cluster: Cluster, found: _Found) -> bool:
        """ "Prince Ostrau" of 1813 is not the Franz Ostrau of whom the text tells from 1850 on."""
        first = self._first_in_full.get((found.document, id(cluster)))
        if cluster.whole or first is None or first[0] <= found.passage:
            return False
        here, there = ((found.document, at) for at in (found.passage, first[0]))
        return self._lives.is_of_another_time(here, found.claim.end, there, first[1])

    def _is_a_child_of_that_name(self, found: _Found, fitting: Sequence[Cluster]) -> bool:
        """ "her only son, Edward, born in 1453": somebody new, whatever king was called so before;
        not one of whom the text goes on to tell with his number."""
        text = self._documents[found.document].passages[found.passage].text
        if _SON_BEFORE.search(text[: found.claim.start]) is None:
            return False
        here = (found.passage, found.claim.start)
        first = (self._first_in_full.get((found.document, id(one)), here) for one in fitting)
        titles = {name.title for one in fitting for name in one.variants if name.title}
        role = found.claim.role
        otherwise = role is not None and bool(titles) and role not in titles  # "Sheikh", not "King"
        known = any(place < here for place in first)
        return all(one.whole for one in fitting) and (known or otherwise)

    def _is_born_otherwise(self, cluster: Cluster, found: _Found) -> bool:
        at = (found.document, found.passage)
        return self._lives.is_born_otherwise(at, found.claim, cluster)

    def _still_living(self, namesakes: list[Cluster], found: _Found) -> list[Cluster]:
        """Without those who had died by then."""
        at = (found.document, found.passage)
        living = [one for one in namesakes if self._lives.may_live(at, found.claim, one)]
        return living or namesakes

    def _likeliest(self, namesakes: list[Cluster], found: _Found) -> list[Cluster]:
        """Whose life the document is; else a man rather than his wife, mother or daughter, who
        is called by her given name."""
        hero = self._heroes.get(found.document)
        if hero is not None and hero in namesakes:
            return [hero]
        title = f" {fold(title_in_order(self._documents[found.document].title))} "
        heroes = [one for one in namesakes if any(f" {fold(n)} " in title for n in one.displays)]
        if len(heroes) == 1:
            return heroes
        for one in namesakes:
            self._women.setdefault(id(one), one.person().woman)
        return [one for one in namesakes if not self._women[id(one)]] or namesakes

    # -- results

    def _finish(self, resolved: Sequence[tuple[_Found, Cluster]]) -> PeopleFound:
        for found, cluster in resolved:
            self._count(found, cluster)
        named = [cluster for cluster in self._clusters if cluster.mentions]
        people = {id(cluster): cluster.person() for cluster in named}
        mentions: dict[tuple[str, int], list[PersonMention]] = defaultdict(list)
        for found, cluster in resolved:
            document = self._documents[found.document]
            key = (document.fingerprint, document.passages[found.passage].number)
            claim = found.claim
            text = document.passages[found.passage].text
            start = start_with_particles(text, claim.start, cluster)
            last = mentions[key][-1].end if mentions[key] else 0
            mentions[key].append(
                PersonMention(max(start, last), claim.end, people[id(cluster)], claim.role)
            )
        ordered = sorted(people.values(), key=lambda person: (-person.mentions, person.name))
        by_name = _names_of(ordered)
        return PeopleFound(
            tuple(ordered), {key: tuple(found) for key, found in mentions.items()}, by_name
        )

    def _count(self, found: _Found, cluster: Cluster) -> None:
        claim = found.claim
        cluster.mentions += 1
        if not claim.name.full:
            cluster.call(claim.name)
        if claim.role:
            cluster.roles[claim.role] += 1
        text = self._documents[found.document].passages[found.passage].text
        life = life_signs(text, claim, self._sentences[id(claim)])
        cluster.years.extend(life.years)
        if life.born is not None:
            cluster.born = life.born
        if life.died is not None:
            cluster.died = life.died


class _Lately:
    """Who was named a few passages ago, by given name: "Philip" of Philip VI, among four."""

    def __init__(self) -> None:
        self._heard: dict[tuple[int, str], dict[int, tuple[int, Cluster]]] = defaultdict(dict)

    def hear(self, found: _Found, cluster: Cluster) -> None:
        for word in {fold(form.split()[0]) for form in cluster.displays}:
            self._heard[found.document, word][id(cluster)] = (found.passage, cluster)

    def only(self, found: _Found, among: Sequence[Cluster]) -> Cluster | None:
        """The one of them that was named lately; None where two were, or nobody."""
        heard = self._heard[found.document, fold(found.claim.name.surname)].values()
        near = [one for at, one in heard if found.passage - at <= _STILL_HEARD and one in among]
        return near[0] if len(near) == 1 else None


class _ByGivenName:
    """Whom a text may call by a given name alone: "Mengistu was hanged", of Mengistu Neway.

    A name that many bear is forgotten a few passages after it was heard last.
    """

    def __init__(self) -> None:
        self._owners: dict[tuple[int, str], set[int]] = defaultdict(set)  # ids of clusters
        self._heard: dict[tuple[int, str], int] = {}  # the passage

    def add(self, found: _Found, cluster: Cluster) -> None:
        key = (found.document, found.claim.name.givens[0])
        self._owners[key].add(id(cluster))
        self._heard[key] = found.passage

    def calls(self, found: _Found) -> bool:
        """Whether the bare name that was found is one person's."""
        word = fold(found.claim.name.surname)
        key = (found.document, word)
        if not self._owners[key]:
            return False
        if word not in GIVEN_NAMES:
            return True
        near = found.passage - self._heard[key] <= _STILL_HEARD
        if near and len(self._owners[key]) == 1:
            self._heard[key] = found.passage
            return True
        return False


def _is_sure(claim: Claim) -> bool:
    return claim.name.strength is Strength.SURE


def _surname_only(found: _Found) -> _Found:
    """The claim cut down to its last word, where the words before it are no part of a name."""
    claim = found.claim
    surname = claim.name.surname
    name = PersonName((), surname, surname, Strength.BARE, key=claim.name.key)
    start = claim.end - len(surname)
    short = replace(claim, name=name, start=start, first=claim.last, role=None, after_article=False)
    return replace(found, claim=short)


def entity_votes(docs: Mapping[tuple[str, int], Any]) -> dict[str, int]:
    """For each folded name how many more of its entities are PERSON than anything else."""
    votes: Counter[str] = Counter()
    for doc in docs.values():
        for entity in doc.ents:
            if entity.label_ in ("DATE", "CARDINAL", "ORDINAL", "TIME", "QUANTITY"):
                continue
            text = entity.text.removesuffix("'s").removesuffix("’s")
            votes[fold(text)] += 1 if entity.label_ == "PERSON" else -1
    return votes


def _looks_plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("is", "us", "os", "as", "ss", "es"))


def _is_plural_of(key: str, keys: AbstractSet[str]) -> bool:
    """ "The Kolchaks" of a pamphlet are not Kolchak."""
    return key.endswith("s") and key[:-1] in keys


def _sentence(tokens: Sequence[Token], starts: Sequence[int], claim: Claim) -> tuple[int, int]:
    """The offsets of the sentence around a claim, or of its part between semicolons."""
    first = starts[claim.first]
    last = claim.last
    while last + 1 < len(tokens) and starts[last + 1] == first and tokens[last + 1].text != ";":
        last += 1
    for index in range(claim.first, first, -1):
        if tokens[index].text == ";":
            first = index
            break
    return tokens[first].start, tokens[last].end


def _index(
    clusters: Sequence[Cluster], written: AbstractSet[PersonName] = frozenset()
) -> dict[str, list[Cluster]]:
    """Clusters by surname key; under "~word" by the given name of monarchs, by the last part of
    a double surname, and by the given names of ``written``: those that one document names in
    full, since a given name alone is nobody's in another."""
    index: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        keys = {variant.key for variant in cluster.variants}
        keys |= {"~" + word for word in _whole_words(cluster) | _double_parts(cluster)}
        keys |= {"~" + word for word in _given_words(cluster, written)}
        for key in sorted(keys):
            index[key].append(cluster)
    return index


def _given_words(cluster: Cluster, written: AbstractSet[PersonName]) -> set[str]:
    """The first given names written out: men known by them, such as Napoleon or Galileo."""
    return {
        variant.givens[0]
        for variant in cluster.variants
        if variant in written and variant.givens and not variant.givens[0].endswith(".")
    }


def _by_later_given(clusters: Sequence[Cluster]) -> dict[str, list[Cluster]]:
    """The people with a surname by each of their given names but the first."""
    found: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        if not cluster.whole:
            for word in {given for name in cluster.variants for given in name.givens[1:]}:
                found[word].append(cluster)
    return found


def _whole_words(cluster: Cluster) -> set[str]:
    return {first_word(variant) for variant in cluster.variants} if cluster.whole else set()


def _double_parts(cluster: Cluster) -> set[str]:
    return {
        fold(variant.surname.rpartition("-")[2])
        for variant in cluster.variants
        if "-" in variant.surname and not cluster.whole
    }


def _tails(cluster: Cluster) -> set[str]:
    return {surname_key(word) for word in _double_parts(cluster)}


def _dominant(clusters: Sequence[Cluster]) -> Cluster | None:
    ranked = sorted(clusters, key=lambda cluster: -cluster.displays.total())
    if ranked[0].displays.total() >= 4 * ranked[1].displays.total():
        return ranked[0]
    return None


def _names_of(people: Sequence[Person]) -> dict[str, Person]:
    """Folded spellings that name one person only; under "=key" surnames."""
    owners: dict[str, set[int]] = defaultdict(set)
    for number, person in enumerate(people):
        for form in (person.name, *person.aliases):
            owners[fold(form)].add(number)
        owners["=" + surname_key(person.surname)].add(number)
    return {form: people[min(numbers)] for form, numbers in owners.items() if len(numbers) == 1}
