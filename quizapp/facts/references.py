"""What "the congress", "it", "he" and "the city" stand for.

A discourse memory is filled sentence by sentence: the nearest compatible noun in sentence,
paragraph, section and title wins. Where two persons compete, or a new unnamed thing of that kind
came between, nothing is said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from quizapp.domain.fact import PlaceKind
from quizapp.facts.gender import Sex, may_be
from quizapp.facts.given_names import GIVEN_NAMES
from quizapp.facts.name_forms import word_set
from quizapp.facts.parser import lemma_of
from quizapp.facts.words import BODIES, CITY_NOUNS, HUMANS, REGION_NOUNS, ROLE_NOUNS

if TYPE_CHECKING:
    from spacy.tokens import Token

    from quizapp.facts.cleaning import Placed
    from quizapp.facts.parsed import ParsedSentence
    from quizapp.facts.places import PlaceMention

_SUBJECTS = ("nsubj", "nsubjpass")
_RESUMPTIVE = word_set(
    """
    process event move operation
    """
)  # take up the clause before
# "Born Hans Smolka in 1912, he came to Britain": he is who was told of last by another name
_BORN_AS = re.compile(r"Born (?!in\b|at\b|on\b|into\b|to\b)[A-ZÀ-Þ]")
_ANOTHER = ("new", "another", "next", "second", "third", "final", "last")
_ARTICLED = word_set(
    """
    front region province district oblast republic empire kingdom union states islands caucasus
    urals crimea ukraine balkans netherlands peninsula valley basin territory
    """
)
# "the peninsula" is no region that happens to be named before.
_OF_THE_PASSAGE = (PlaceKind.CITY, PlaceKind.FRONT)
_OF_ONE_SORT = word_set(
    "peninsula island colony county canton valley land department kingdom state republic territory"
)
_STAGES = ("at", "near", "off", "from", "outside", "via", "through")
_NO_THINGS = GIVEN_NAMES | {"god", "lord"}  # whatever the parser takes them for
_OF_FORCES = word_set("beat defeat disband repulse rout")  # what befalls those who act
_PERSONS_REACH = 2  # sentences
_REACH = 14  # nouns older than this many sentences are forgotten


@dataclass(frozen=True, slots=True)
class Antecedent:
    lemma: str
    text: str | None  # None: a thing without a name; it blocks older ones
    sentence: int
    position: int
    plural: bool
    subject: bool
    person: bool = False
    sex: Sex = Sex.UNKNOWN
    maybe: bool = False  # a name nobody knows, which may be a person's
    told_on: bool = False  # a clause "who ..." goes on about the person
    object: bool = False  # of the verb: what was done to it
    unknown_many: bool = False  # "they" that nobody is known to be
    acts: bool = False  # is the subject of a clause, be it only told in passing


@dataclass
class Discourse:
    """The memory of one document: ``start_passage``, then its sentences one by one."""

    title: str = ""
    heading: str = ""
    sentence: int = 0
    nouns: list[Antecedent] = field(default_factory=list)
    places: list[tuple[str, PlaceKind, int, int]] = field(default_factory=list)
    passage: int = -1
    first_sentence: int = 0  # of the passage
    hero: str | None = None  # whose life the document tells: Person.name
    his: tuple[str, ...] = ()  # the pronouns that stand for the hero
    section_hero: str | None = None  # whom the heading of the section names
    section_his: tuple[str, ...] = ()
    town: str | None = None  # whose history the document is: Place.name
    town_titled: str | None = None  # the name that the title gives that town
    land: str | None = None  # the same, of a country
    chronicle: bool = False  # whose entries know nothing of each other
    called: dict[str, str] = field(default_factory=dict)  # Place.name to its last written form

    def start_passage(self, number: int, heading: str, *, chronicle: bool = False) -> None:
        self.passage = number
        self.chronicle = chronicle
        self.sentence += 1
        self.first_sentence = self.sentence
        if heading != self.heading:
            self.heading = heading
            self.nouns = [n for n in self.nouns if n.sentence < 0]
            self.places = []

    def remember(self, antecedent: Antecedent) -> None:
        self.nouns.append(antecedent)

    def start_sentence(self) -> None:
        self.sentence += 1
        self.nouns = [n for n in self.nouns if self.sentence - n.sentence <= _REACH]
        self.places = [p for p in self.places if self.sentence - p[2] <= _REACH]

    def resolve(self, parsed: ParsedSentence, token: Token) -> str | None:
        """The words that stand for ``token``; None if unknown or in doubt."""
        if token.tag_ in ("PRP", "PRP$"):
            return self._pronoun(parsed, token)
        lemma = lemma_of(token.text, "NOUN")
        kinds = _place_kinds(lemma)
        if kinds:
            place = self._place(parsed, token, kinds)
            return place or (None if lemma in CITY_NOUNS else self._noun(lemma, token))
        if lemma in _RESUMPTIVE:
            return self._thing(token)
        if lemma in ROLE_NOUNS:
            return None
        return self._noun(lemma, token) or self._from_title(lemma)

    # People and things

    def _pronoun(self, parsed: ParsedSentence, token: Token) -> str | None:
        low = token.lower_
        if low in ("he", "she", "him", "his", "her"):
            return self._person(parsed, token)
        if low in ("it", "its"):
            return self._thing(token)
        return self._group(token) if low in ("they", "their") else None

    def _person(self, parsed: ParsedSentence, token: Token) -> str | None:
        """The person last spoken of as a subject, unless another one came between."""
        if _unnamed_person_before(parsed, token) or _BORN_AS.match(parsed.sentence.text):
            return None
        return self._most_likely(parsed, token, self._rivals(token))

    def _most_likely(
        self, parsed: ParsedSentence, token: Token, recent: list[Antecedent]
    ) -> str | None:
        hero = self.hero or self.section_hero
        if {n.text for n in recent} <= {None, hero} and not any(n.maybe for n in recent):
            return hero if token.lower_ in (self.his if self.hero else self.section_his) else None
        if self._is_the_hero(recent, token):
            return self.hero
        subjects = [n for n in recent if n.subject]
        chosen = subjects[-1] if subjects else recent[-1]
        if self.hero not in (None, chosen.text) and token.lower_ in self.his:
            return None  # the hero, or the other one just named?
        rivals = {n.text for n in recent if n.sentence == chosen.sentence and n.subject}
        if len(rivals) > 1 or (not subjects and len({n.text for n in recent}) > 1) or chosen.maybe:
            return None
        if chosen.text != hero and not self._goes_on_about(chosen, recent, token):
            return None
        return None if self._another_between(parsed, chosen, token) else chosen.text

    def _is_the_hero(self, recent: list[Antecedent], token: Token) -> bool:
        """In a life, "he" is the hero unless another one named lately did something himself."""
        if self.hero is None or token.lower_ not in self.his:
            return False
        others = [n for n in recent if n.text not in (None, self.hero)]
        return not any(n.subject or n.acts or n.told_on or n.maybe for n in others)

    def _goes_on_about(self, chosen: Antecedent, recent: list[Antecedent], token: Token) -> bool:
        """Whether nothing since ``chosen`` lets the pronoun be somebody else."""
        if self._told_since(chosen, recent, token) or self._may_have_been_done_to(
            chosen, recent, token
        ):
            return False
        return chosen.sentence >= self.first_sentence or self._alone_above(chosen, token)

    def _may_have_been_done_to(
        self, chosen: Antecedent, recent: list[Antecedent], token: Token
    ) -> bool:
        """ "The Sultan had Shahji arrested; he was released": the other one, maybe."""
        return token.dep_ == "nsubjpass" and any(
            n.person and n.text != chosen.text and n.sentence >= chosen.sentence for n in recent
        )

    def _rivals(self, token: Token) -> list[Antecedent]:
        """The persons that the pronoun may stand for, of the last sentences."""
        recent = [n for n in self._before(token) if self.sentence - n.sentence <= _PERSONS_REACH]
        recent = [n for n in recent if not self._does_it_to(n, token)]
        if token.lower_ not in ("she", "her"):
            return [n for n in recent if n.maybe or (n.person and may_be(n.sex, token.lower_))]
        women = [n for n in recent if n.person and n.sex is Sex.WOMAN]
        if self.hero is not None or not women:
            return women  # a heroine is "she" whatever unknown names stand between
        since = recent[recent.index(women[-1]) :]
        unknown = [n for n in since if n.subject and n.sex is Sex.UNKNOWN and (n.person or n.maybe)]
        return women + [replace(n, maybe=True) for n in unknown]

    def _does_it_to(self, noun: Antecedent, token: Token) -> bool:
        """ "Akbar dismissed him": somebody else than Akbar, who would have dismissed himself."""
        apart = token.tag_ == "PRP" and token.dep_ in ("dobj", "dative", "pobj")
        if not apart or noun.sentence != self.sentence:
            return False
        subject = token.doc[noun.position]
        above = token.head if token.dep_ != "pobj" else token.head.head
        return subject.dep_ in _SUBJECTS and subject.head.i == above.i

    def _told_since(self, chosen: Antecedent, recent: list[Antecedent], token: Token) -> bool:
        """Whether somebody else was spoken of after the one chosen, in a way that may go on."""
        later = [
            n
            for n in recent
            if n.text != chosen.text
            and (n.sentence, n.position) > (chosen.sentence, chosen.position)
        ]
        if token.lower_ in ("his", "her") and chosen.sentence < self.sentence:
            return bool(later)
        return any(
            n.sentence > chosen.sentence or n.told_on or n.acts or self._new_clause(chosen, n)
            for n in later
        )

    def _new_clause(self, chosen: Antecedent, other: Antecedent) -> bool:
        """ "Matthias was ill; the family turned to their cousin Ferdinand": he is Ferdinand?"""
        return any(
            n.subject and not n.person and chosen.position < n.position < other.position
            for n in self.nouns
            if n.sentence == chosen.sentence
        )

    def _alone_above(self, chosen: Antecedent, token: Token) -> bool:
        """Above, a paragraph ago, nobody else did anything."""
        acted = {
            n.text
            for n in self._before(token)
            if n.subject and (n.person or n.maybe) and may_be(n.sex, token.lower_)
        }
        return acted <= {chosen.text}

    def _another_between(self, parsed: ParsedSentence, chosen: Antecedent, token: Token) -> bool:
        """ "The president gave him ships, and he sailed": he may be him."""
        if chosen.sentence != self.sentence or token.lower_ not in ("he", "she"):
            return False
        between = parsed.doc[chosen.position + 1 : token.i]
        return any(
            t.lower_ in ("him", "her") and t.dep_ in ("dobj", "dative", "pobj") for t in between
        )

    def _thing(self, token: Token) -> str | None:
        """The subject of the clause before."""
        for noun in reversed(self._before(token)):
            if self.sentence - noun.sentence > 1:
                return None
            if noun.sentence == self.sentence and token.doc[noun.position].is_ancestor(token):
                continue  # "an assembly chosen under its terms": not the assembly's
            if noun.subject:
                someone = noun.maybe and " " not in (noun.text or "")
                if noun.person or noun.plural or someone or noun.lemma in _NO_THINGS:
                    return None
                return None if self._may_be_what_it_did(noun, token) else noun.text
        return None

    def _may_be_what_it_did(self, chosen: Antecedent, token: Token) -> bool:
        """ "The House passed the amendment; it was ratified": the amendment was."""
        done = token.dep_ == "nsubjpass" and lemma_of(token.head.text, "VERB") not in _OF_FORCES
        return done and any(
            not n.person and not n.plural and n.object
            for n in self._before(token)
            if (n.sentence, n.position) > (chosen.sentence, chosen.position)
        )

    def _group(self, token: Token) -> str | None:
        """The named many who were the subject of the clause before."""
        for noun in reversed(self._before(token)):
            if self.sentence - noun.sentence > 1:
                return None
            if noun.subject:
                sure = noun.plural and not noun.person and not self._others_since(noun)
                return noun.text if sure else None
        return None

    def _others_since(self, chosen: Antecedent) -> bool:
        """ "The Germans beat the French. They withdrew": who? "They wanted the islands to be free.
        Their newspaper ...": whoever they were, they go on."""
        if chosen.sentence == self.sentence:
            return False
        there = [n for n in self.nouns if n.sentence >= chosen.sentence]
        return any(
            n.unknown_many or (n.plural and n.object and n.text is not None)
            for n in there
            if n.sentence < self.sentence and (n.unknown_many or n.position > chosen.position)
        )

    def _noun(self, lemma: str, token: Token) -> str | None:
        plural = token.tag_ in ("NNS", "NNPS")
        if any(c.lower_ in _ANOTHER for c in token.lefts):
            return None  # "the new constitution" is none that was told of
        for noun in reversed(self._before(token)):
            if self.chronicle and 0 <= noun.sentence < self.first_sentence:
                return None  # "the treaty" of another entry
            if noun.lemma == lemma and self._does_the_deed(noun, token):
                return None  # "the rising ended the phase of the rising begun in May": another
            titled = noun.person and (noun.text or "").startswith("the ")  # "the Master of Aviz"
            if noun.lemma == lemma and noun.plural == plural and (titled or not noun.person):
                return noun.text
        return None

    def _does_the_deed(self, noun: Antecedent, token: Token) -> bool:
        """Whether ``noun`` is the subject of the very clause whose object holds ``token``."""
        if noun.sentence != self.sentence or not noun.subject or token.dep_ in _SUBJECTS:
            return False
        verb = token.doc[noun.position].head
        above = token.head
        while above.head.i != above.i and above.pos_ not in ("VERB", "AUX"):
            above = above.head
        return above.i == verb.i

    def _before(self, token: Token) -> list[Antecedent]:
        return [n for n in self.nouns if n.sentence < self.sentence or n.position < token.i]

    def _from_title(self, lemma: str) -> str | None:
        """ "the congress" in an article called "Congress of Vienna"."""
        for source in (self.heading, self.title):
            name = uninverted(source)
            head = re.split(r"\s+(?:of|in|at|for|on|under)\s+", name)[0].split()
            if head and lemma_of(head[-1], "NOUN") == lemma and lemma in BODIES | {
                "war", "battle", "treaty", "siege", "expedition", "revolution", "plot", "strike",
                "reform", "voyage", "famine", "plague", "crisis", "trial",
            }:  # fmt: skip
                return f"the {name}" if not name.lower().startswith("the ") else name
        return None

    # Places

    def _place(
        self, parsed: ParsedSentence, token: Token, kinds: tuple[PlaceKind, ...]
    ) -> str | None:
        """The place of that kind named last, in this sentence before the word or earlier."""
        here = [
            placed
            for placed in parsed.sentence.places
            if placed.end <= token.idx and placed.mention.place.kind in kinds
        ]
        if kinds == (PlaceKind.CITY,) and self.town is not None:
            named = self.towns_since(self.sentence - 1) | {
                placed.mention.place.name for placed in here
            }
            if named - {self.town}:
                return None  # the town whose history is told, or the one named just now?
            return self.own_town
        if kinds == (PlaceKind.COUNTRY,) and self.land is not None:
            return self._own_land({placed.mention.place.name for placed in here})
        lemma = lemma_of(token.text, "NOUN")
        if kinds == (PlaceKind.CITY,):
            # the capital of the land need not be the town named just now; nor need "the city" be,
            # in "landed at Civitavecchia and entered the city"
            here_too = {placed.mention.place.name for placed in here}
            another = lemma == "capital" or (here_too and self._passes_through(parsed, here))
            return None if another else self.only_town(here_too)
        here = [
            p for p in here if lemma not in _OF_ONE_SORT or lemma in p.mention.place.name.lower()
        ]
        if here:
            return with_article(here[-1].mention.place.name)
        older = self.nearest_place(kinds, lemma if lemma in _OF_ONE_SORT else "")
        return with_article(older) if older else None

    def _passes_through(self, parsed: ParsedSentence, here: Sequence[Placed[PlaceMention]]) -> bool:
        """Whether other towns were named in the passage, and of those here each only as a stage."""
        names = {placed.mention.place.name for placed in here}
        words = [parsed.sentence.text[: placed.start].split()[-1:] for placed in here]
        stages = all(word and word[0].lower() in _STAGES for word in words)
        return stages and bool(self.towns_since(self.first_sentence) - names)

    @property
    def own_town(self) -> str | None:
        """The town whose history is told, as its title calls it."""
        if self.town is None:
            return None
        return self.town_titled or self.called.get(self.town, self.town)

    def only_town(self, here: Iterable[str] = ()) -> str | None:
        """ "The city": the one town named by this sentence, the last one, or the whole passage."""
        whole = self.towns_since(self.first_sentence)
        named = set(here) or self.towns_since(self.sentence - 1) or whole
        fled_to = not here and bool(whole - named)  # "withdrew to Cordoba. The city was retaken"
        if len(named) > 1 or fled_to:
            named = {self._mostly_told_of()} & named
        return named.pop() if len(named) == 1 else None

    def towns_since(self, first: int) -> set[str]:
        """Those that the same passage names from the sentence ``first`` on."""
        return self._named_since(PlaceKind.CITY, max(first, self.first_sentence))

    def _named_since(self, kind: PlaceKind, first: int) -> set[str]:
        return {name for name, of, sentence, _ in self.places if of is kind and sentence >= first}

    def _own_land(self, here: set[str]) -> str | None:
        """ "The country" in the history of one, unless others were named just now."""
        assert self.land is not None
        lately = self._named_since(PlaceKind.COUNTRY, self.sentence - 1)
        return None if (here | lately) - {self.land.removeprefix("the ")} else self.land

    def _mostly_told_of(self) -> str:
        """The town that the passage names at least twice, and twice as often as any other."""
        counts = Counter(
            name
            for name, kind, sentence, _ in self.places
            if kind is PlaceKind.CITY and sentence >= self.first_sentence
        ).most_common(2)
        (first, most), (_, next_most) = [*counts, ("", 0), ("", 0)][:2]
        return first if most >= 2 and most >= 2 * next_most else ""

    def hear(self, parsed: ParsedSentence) -> None:
        """Remembers the places of a sentence once its clauses were read."""
        for placed in parsed.sentence.places:
            place = placed.mention.place
            written = parsed.sentence.passage.text[placed.mention.start : placed.mention.end]
            self.called[place.name] = re.sub(r"[’']s$", "", written)
            self.places.append((place.name, place.kind, self.sentence, placed.start))

    def nearest_place(self, kinds: tuple[PlaceKind, ...], sort: str = "") -> str | None:
        """A town is only spoken of as "the city" in the passage that names it, so is a front.

        ``sort``: a word that its name must have, such as "peninsula".
        """
        for name, kind, sentence, _ in reversed(self.places):
            if sort and sort not in name.lower():
                continue
            here = kind not in _OF_THE_PASSAGE or sentence >= self.first_sentence
            if kind in kinds and here:
                return name
        return None


def _place_kinds(lemma: str) -> tuple[PlaceKind, ...]:
    """Which places a noun may stand for: "the city", "the province", "the front"."""
    if lemma in CITY_NOUNS:
        return (PlaceKind.CITY,)
    if lemma == "front":
        return (PlaceKind.FRONT,)
    if lemma in REGION_NOUNS:
        return (PlaceKind.COUNTRY,) if lemma == "country" else (PlaceKind.REGION,)
    return ()


def with_article(name: str) -> str:
    """ "the Rumanian Front", "the Volga Region", but "Siberia"."""
    last = name.rpartition(" ")[2].lower()
    return f"the {name}" if last in _ARTICLED and not name.lower().startswith("the ") else name


def _unnamed_person_before(parsed: ParsedSentence, token: Token) -> bool:
    """ "The duke knew that he ...": he is the duke, whoever was named before."""
    return any(
        t.dep_ in ("nsubj", "nsubjpass", "poss")
        and t.i not in parsed.person_at
        and t.lower_ in ROLE_NOUNS | HUMANS
        for t in parsed.doc[: token.i]
    )


def uninverted(title: str) -> str:
    """ "Congress of Soviets, Second" reads "Second Congress of Soviets"."""
    match = re.fullmatch(
        r"(?P<name>[^,()]+), (?P<first>[A-Z][\w.]*(?: [A-Z][\w.]*)?)", title.strip()
    )
    if match and re.match(
        r"(First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|\w+teenth|\w+tieth|"
        r"Great|Battle of|Treaty of|Siege of|Congress of|Peace of|War of)",
        match["first"],
    ):
        return f"{match['first']} {match['name']}"
    return title.strip()
