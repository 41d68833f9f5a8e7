"""Which people a text puts on one side: by party words beside names, lists, and who fought whom.

All of it is read from the passages themselves, for the people of the fact table only.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise

from quizapp.domain.document import Document, TextKind
from quizapp.domain.fact import FactTable, Person
from quizapp.kinds.text import fold, word_set

_UNREAD = (TextKind.BIBLIOGRAPHY, TextKind.CONTENTS, TextKind.RUNNING_HEAD)
_NAME = re.compile(r"[A-ZÀ-ÖØ-Þ][\w’'-]*[^\W_]")
_YEAR = re.compile(r"\b(1\d{3}|20\d\d)\b(?!\s*(?:men|people|soldiers|copies))")
_LIST_GAP = re.compile(r"\s*(?:,|and|or|,\s*and|as well as|,?\s*together with)\s*")
_FOUGHT = re.compile(
    r"\b(?:defeat(?:s|ed|ing)?|beat(?:s|en)?|surrender(?:s|ed)?|besieg\w+|repuls\w+|"
    r"rout(?:s|ed|ing)|invasion of|fought|fights?|overthrow[ns]?|overthrew|revolts? against|"
    r"halts?|stops?|shoots?|shot)\b"
)
_DEATH = re.compile(
    r"\b(?:killed|murdered|assassinated|executed|beheaded|died|dies|(?:was|were|been) shot|"
    r"shot himself|death of|commits suicide|committed suicide)\b"
)
_SLAIN = re.compile(
    r"\b(?:shooting|murder|execution|killing|death|assassination) of [^.;]{0,80}$|"
    r"\b(?:shot|murdered|executed|assassinated|beheaded) (?!by\b|in\b|at\b|on\b)[^.;,]{0,30}$"
)
_RAISED = re.compile(r"\b(?:appoint|promot|reliev|replac|succeed|join|reinforc)\w*\b")
_LED_A_SIDE = re.compile(
    r"\b(?:lead|leads|led|command\w*|heads?|headed|chief|leader|general|under)\b[^.;]{0,50}"
)
_ADDRESSES = {"comrade", "mr"}
_KNOWN = 4  # mentions
_LISTED = 2  # what being named side by side weighs
_OF_A_LIFE = 4  # times as often named as the next: whose life it is
_OFTEN = 12  # mentions from which on a single party word may be a slip of the source
_LONGEST_FIGHT = 90  # characters between two names that one verb can join
# What a party, people or army is called: "Jacobin" has no such ending, so a few stand here too.
_SIDE_ENDING = re.compile(r"(?:ist|vik|ite|crat|ndist|ish|[^s]ian|can|ese|oman|ench|nshevik)s?$")
_SIDE_WORDS = word_set(
    """white whites red reds union confederate confederates royalist royalists jacobin jacobins
    cossack whiteguard whiteguards comrade comrades mr messrs whig whigs tory tories rebel rebels
    spartan athenian guelph ghibelline roundhead cavalier entente"""
)
OFFICE_WORDS = {
    "commander": word_set(
        """general generals admiral marshal colonel captain major major-general ataman hetman
        commander commander-in-chief brigadier lieutenant lieutenant-general rear-admiral
        vice-admiral warlord officer"""
    ),
    "monarch": word_set(
        """emperor empress king queen tsar tsarina czar sultan caliph khan shah prince princess
        kaiser pharaoh duke regent sovereign"""
    ),
    "statesman": word_set(
        """chairman president premier minister commissar head leader secretary governor chancellor
        member delegate representative deputy senator mayor prefect chief ambassador speaker"""
    ),
    "cleric": word_set("imam bishop archbishop pope patriarch cardinal mufti mullah saint"),
    "thinker": word_set(
        """philosopher historian poet theorist author writer novelist painter scholar economist
        biographer engineer architect inventor scientist composer transcriber translator editor"""
    ),
}


@dataclass(frozen=True, slots=True)
class Mention:
    """A person named in ``passage.text[start:end]``; initials and given names are inside."""

    document: str
    passage: int  # index in Document.passages
    start: int
    end: int
    name: str


@dataclass
class Standing:
    """What the texts say around one person's name."""

    documents: Counter[str] = field(default_factory=Counter)
    passages: set[tuple[str, int]] = field(default_factory=set)
    sections: set[tuple[str, tuple[str, ...]]] = field(default_factory=set)
    sides: Counter[str] = field(default_factory=Counter)  # "bolshevik", "confederate"
    offices: set[str] = field(default_factory=set)  # keys of OFFICE_WORDS
    years: Counter[int] = field(default_factory=Counter)  # named in the same sentence
    died: int | None = None  # the year, where a sentence tells of the death and names one
    slain: bool = False  # a sentence tells of the death


class Company:
    """Read-only; made once for a fact table."""

    def __init__(self, table: FactTable) -> None:
        self._table = table
        self._standings: dict[str, Standing] = defaultdict(Standing)
        self._bonds: dict[str, Counter[str]] = defaultdict(Counter)
        self._kin: dict[str, frozenset[str]] = {}
        for document in table.documents:
            self._read(document)
        self._add_roles()
        self._drop_slips()

    def standing(self, person: Person) -> Standing:
        return self._standings[person.name]

    @lru_cache(maxsize=65536)  # noqa: B019 - lives as long as the pool
    def bond(self, one: str, other: str) -> float:
        """Above 0 for people of one side, below for enemies, 0 where the texts do not tell.

        Counts what ties the two directly, and through one third person or party at half weight.
        """
        mine, theirs = self._bonds[one], self._bonds[other]
        direct = float(mine[other])
        through = 0.0
        for third in mine.keys() & theirs.keys():
            a, b = mine[third], theirs[third]
            if third in self._everywhere and a > 0 and b > 0:
                continue
            if a > 0 or b > 0:  # enemies of one enemy need not be friends, but mostly are
                through += min(abs(a), abs(b)) * (1 if a * b > 0 else -1)
            else:
                through += 0.5
        near = direct + 0.5 * max(-4.0, min(4.0, through))
        return near or self._far_bond(one, other)

    @cached_property
    def _everywhere(self) -> set[str]:
        """Whose life the texts tell: friend, minister and murderer all stand beside him."""
        known = sorted(self._table.people, key=lambda person: -person.mentions)[:2]
        if len(known) < 2 or known[0].mentions < _OF_A_LIFE * known[1].mentions:
            return set()
        return {known[0].name}

    def _far_bond(self, one: str, other: str) -> float:
        """Over two persons between them: the enemy of an enemy's friend is an enemy."""
        signs: set[int] = set()
        for second, first_bond in self._bonds[one].items():
            if abs(first_bond) < 2 or second.startswith("="):
                continue
            for third, middle in self._bonds[second].items():
                last = self._bonds[third][other] if third not in (one, other) else 0
                if abs(middle) >= 2 and abs(last) >= 2 and not third.startswith("="):
                    signs.add(1 if first_bond * middle * last > 0 else -1)
        return 0.25 * signs.pop() if len(signs) == 1 else 0.0

    def kin(self, name: str) -> frozenset[str]:
        """All whom ``bond`` may tie to somebody: to everybody else it is 0."""
        if name not in self._kin:
            self._kin[name] = self._found_kin(name)
        return self._kin[name]

    def _found_kin(self, name: str) -> frozenset[str]:
        own = self._bonds[name]
        found = set(own).union(*(self._tied_to.get(third, ()) for third in own))
        for second in self._strongly_tied(name):
            for third in self._strongly_tied(second) - {name}:
                found |= self._strongly_tied(third)
        return frozenset(found)

    @cached_property
    def _tied_to(self) -> dict[str, set[str]]:
        """By person or party all who have a bond to it."""
        found: dict[str, set[str]] = defaultdict(set)
        for name, bonds in self._bonds.items():
            for other in bonds:
                found[other].add(name)
        return found

    def _strongly_tied(self, name: str) -> set[str]:
        """The persons over whom a far bond may go."""
        bonds = self._bonds[name].items()
        return {other for other, bond in bonds if abs(bond) >= 2 and not other.startswith("=")}

    def listed(self, one: str, other: str) -> bool:
        """Whether a text names the two side by side."""
        return self._bonds[one][other] >= _LISTED

    def sides(self, person: Person) -> set[str]:
        """The parties that the texts put the person in, a lone slip left out."""
        counted = self._standings[person.name].sides
        least = max(counted.values(), default=0) / 3
        if person.mentions >= _OFTEN:
            least = max(least, 2)
        return {side for side, count in counted.items() if count >= least}

    # -- reading

    @cached_property
    def _by_word(self) -> dict[str, list[Person]]:
        """The word a person's name is found by, to the persons of that name."""
        found: dict[str, list[Person]] = defaultdict(list)
        for person in self._table.people:
            if " of " in person.name and person.surname in person.name.partition(" of ")[2]:
                continue  # "the Count of Paris": a town of that name is not he
            for form in {person.surname, *(alias.split()[-1] for alias in person.aliases if alias)}:
                words = [w for w in _NAME.findall(form) if w.lower() not in _TITLES]
                if words:  # "Tilly" of "the Count of Tilly"
                    found[max(words, key=len)].append(person)
        return {
            word: sorted(people, key=lambda p: (-p.mentions, p.name))
            for word, people in found.items()
        }

    def _may_be_told_in(self, document: Document, person: Person, word: str) -> bool:
        """A "Frederick" is the one of Prussia only where the facts tell of that one."""
        if fold(word) not in self.given_names:
            return True
        return document.fingerprint in self._told_in[person.name]

    @cached_property
    def given_names(self) -> frozenset[str]:
        """Folded first words of the full names."""
        full = (person.name.split() for person in self._table.people)
        return frozenset(fold(words[0]) for words in full if len(words) > 1)

    @cached_property
    def _told_in(self) -> dict[str, set[str]]:
        """By name the documents whose facts name the person."""
        found: dict[str, set[str]] = defaultdict(set)
        for fact in self._table.facts:
            for name in (*fact.others, *(p.name for p in (fact.person, *fact.people) if p)):
                found[name].add(fact.evidence.document)
        return found

    def _read(self, document: Document) -> None:
        for index, passage in enumerate(document.passages):
            if passage.kind in _UNREAD:
                continue
            mentions = list(self._mentions(document, index, passage.text))
            for mention in mentions:
                self._note(mention, passage.text, passage.heading_path)
            for before, after in pairwise(mentions):
                self._tie(before, after, passage.text[before.end : after.start])
            self._note_commands(mentions, passage.text)

    def _note_commands(self, mentions: list[Mention], text: str) -> None:
        """ "Johnson, who led the Confederate attack": the army tells the side."""
        starts = [mention.start for mention in mentions[1:]] + [len(text)]
        for mention, end in zip(mentions, starts, strict=False):
            said = text[mention.end : min(end, mention.end + 120)].partition(". ")[0]
            led = _LED_A_SIDE.search(said)
            if led and not said.lstrip().startswith(("’s", "'s")):
                sides = [word for word in _NAME.findall(led.group()) if _side(word)]
                self._label(mention.name, sides[:1])

    def _mentions(self, document: Document, index: int, text: str) -> Iterator[Mention]:
        for match in _NAME.finditer(text):
            word = re.sub(r"[’']s$", "", match.group())
            people = self._by_word.get(word)
            if not people:
                continue
            lead = text[max(0, match.start() - 40) : match.start()]
            people = [p for p in people if self._may_be_told_in(document, p, word)]
            if not people:
                continue
            person = _which(people, lead)
            start = match.start() - _given_length(person, lead)
            yield Mention(
                document.fingerprint, index, start, match.start() + len(word), person.name
            )

    def _note(self, mention: Mention, text: str, path: tuple[str, ...]) -> None:
        standing = self._standings[mention.name]
        standing.documents[mention.document] += 1
        standing.passages.add((mention.document, mention.passage))
        standing.sections.add((mention.document, path))
        sentence = _sentence_around(text, mention.start, mention.end)
        years = {int(year) for year in _YEAR.findall(sentence)}
        standing.years.update(years)
        behind = text[mention.end : mention.end + 40].partition(" by ")[0]
        before = text[max(0, mention.start - 90) : mention.start]
        if _DEATH.search(behind.partition(". ")[0]) or _SLAIN.search(before):
            standing.slain = True
            if years:
                standing.died = max(years)
        self._label(mention.name, _words_before(text, mention.start))

    def _label(self, name: str, words: Iterable[str]) -> None:
        for word in words:
            side = _side(word)
            if side:
                self._standings[name].sides[side] += 1
                self._bonds[name]["=" + side] += 1
            self._standings[name].offices |= _offices(word)

    def _tie(self, before: Mention, after: Mention, between: str) -> None:
        if before.name == after.name:
            return
        bond = 0
        if _LIST_GAP.fullmatch(_without_titles(between)):
            bond = _LISTED
        elif len(between) > _LONGEST_FIGHT or ". " in between:
            return
        elif _FOUGHT.search(between):
            bond = -2
        elif _RAISED.search(between):
            bond = 1
        if bond:
            self._bonds[before.name][after.name] += bond
            self._bonds[after.name][before.name] += bond

    def _add_roles(self) -> None:
        for person in self._table.people:
            for role in person.roles:
                self._label(person.name, role.split()[:3])

    def _drop_slips(self) -> None:
        """A party word met once beside a name that stands everywhere binds to nobody."""
        for person in self._table.people:
            sides = self.sides(person)
            if person.mentions < _KNOWN:  # "comrade" alone makes nobody a leader's equal
                sides -= _ADDRESSES
            for side in set(self._standings[person.name].sides) - sides:
                del self._standings[person.name].sides[side]
                del self._bonds[person.name]["=" + side]


def _which(people: list[Person], lead: str) -> Person:
    """Among namesakes the one whose initials or given names stand before the surname."""
    for person in people:
        if _given_length(person, lead):
            return person
    return people[0]


def _given_length(person: Person, lead: str) -> int:
    for form in (person.name, *person.aliases):
        given = " ".join(form.split()[:-1])
        if given and lead.rstrip().endswith(given):
            return len(lead) - lead.rstrip().rfind(given)
    return 0


def _sentence_around(text: str, start: int, end: int) -> str:
    first = max(text.rfind(". ", 0, max(0, start - 6)), 0)
    last = text.find(". ", end)
    return text[first : last if last >= 0 else len(text)]


def _words_before(text: str, start: int) -> list[str]:
    """Up to three words that lead up to a name, none before a mark or an article."""
    found: list[str] = []
    for word in reversed(text[max(0, start - 48) : start].split(" ")[1:]):
        if not word:
            continue
        bare = word.strip("“”\"'’(").lower()
        if bare in ("the", "a", "an", "of", "by", "and", "with", "to") or word[-1] in ",;:)":
            break
        if word[-1] == "." and bare not in ("mr.", "messrs.", "gen.", "col."):
            break
        found.append(word)
        if len(found) == 3:
            break
    return found


def _side(word: str) -> str | None:
    plain = fold(word)
    if plain in _SIDE_WORDS or (word[:1].isupper() and _SIDE_ENDING.search(plain)):
        return plain.removesuffix("s") if plain not in ("messrs",) else "mr"
    return None


def _offices(word: str) -> set[str]:
    plain = word.strip(".,;:()“”").lower()
    return {office for office, words in OFFICE_WORDS.items() if plain in words}


_TITLES = frozenset().union(*OFFICE_WORDS.values()) | {
    "count",
    "countess",
    "earl",
    "marquis",
    "marquess",
    "baron",
    "viscount",
    "elector",
    "margrave",
    "landgrave",
    "lord",
    "lady",
    "sir",
    "comrade",
    "comrades",
    "mr.",
    "messrs.",
}


def _without_titles(text: str) -> str:
    """The words between two names but for ranks, parties and initials of the second."""
    kept = [
        word
        for word in text.replace(",", " , ").split()
        if word.lower() not in _TITLES and not re.fullmatch(r"(?:[A-Z]\.)+", word)
    ]
    return " ".join(kept)
