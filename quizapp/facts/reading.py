"""One clause being read: its words as an event, and facts made of it."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quizapp.domain.fact import Event, Fact, FactKind, PlaceKind
from quizapp.domain.identity import stable_id
from quizapp.facts.clause_signs import is_denied
from quizapp.facts.doubts import CROWNS, GOING, HOLDING, MAYBE, UNPLACED, ClauseDoubts
from quizapp.facts.evidence import evidence_for, fact_id, fold
from quizapp.facts.name_forms import word_set
from quizapp.facts.name_words import PEOPLES
from quizapp.facts.parsed import ParsedSentence, says_by
from quizapp.facts.parser import lemma_of
from quizapp.facts.phrases import Phrase, PhraseWriter
from quizapp.facts.place_words import TYPES_AFTER
from quizapp.facts.telling_apart import (
    is_of_a_reduced_clause,
    is_told_beside,
)
from quizapp.facts.wars import War
from quizapp.facts.words import (
    BODIES,
    DEMONYMS,
    HEDGING,
    HUMANS,
    JOURNEYS,
    OF_ANY_LAND,
    OF_SOME_LAND,
    OPINIONS,
    ROLE_NOUNS,
    STATIVE,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

    from quizapp.facts.cleaning import Placed
    from quizapp.facts.places import PlaceMention

_TOWN = re.compile(r"\b[Tt]he (?:city|town)\b(?! of\b)")
_TRAILING_ASIDE = re.compile(r",['’ ]*$|, (?:by|of|from|in|with|to|as|at) [^,]*$")
_ROOT = 6  # letters
LONGEST = 34  # words of a whole event; beyond that it is left alone
_LATELY = 2  # sentences
_EASY = 20  # words that a learner takes in at once
_LONG_CIRCUMSTANCE = 4  # words
# How, why or after what: the statement is true without them.
_CIRCUMSTANCES = word_set(
    "after amid as because despite during following owing through thanks upon while with without"
)
_REASONS = word_set(
    "accordance advice behalf connection instructions keeping line orders pursuance recommendation "
    "reply response spite suggestion view"
)
_STREETS = ("in", "at", "on", "from", "before", "outside", "near")
_DAYS_BY_NAME = word_set("anniversary birthday christmas easter eve feast")
_OFFICES = ROLE_NOUNS | word_set("office power title throne crown presidency premiership regency")
_LAST_OFFICE = re.compile(
    r"\b((?:president|prime minister|premier|chancellor|king|queen|emperor|tsar)(?: for life)?)"
    r"(?=$| (?:by|in|at|with|without|on|for|from|until)\b)"
)
_SOME_CONGRESS = re.compile(
    r"\b([Tt]he (?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Founding"
    r"|Extraordinary) (?:Party )?(?:Congress|Conference))\b(?! of\b| [A-ZÀ-Þ])"
)
_EVERY_LAND_HAS = re.compile(
    r" the (?:assembly|cabinet|capital|constitution|constituent assembly|crown|government"
    r"|inquisition|kingdom|monarchy|national assembly|parliament|premiership|presidency|regency"
    r"|republic|senate|slave trade|throne|town hall|upper house)(?= (?!of |for |to )[a-z]| $)",
    re.IGNORECASE,
)
# "the first permanent European settlement was founded": of the land that the text is about
_FIRST_OF_ITS_KIND = re.compile(r"the (?:first|last|only|oldest) (?:[a-z-]+ |European )*[a-z]+$")
# What somebody of the town may do or suffer anywhere.
_ANYWHERE = word_set(
    "die bear marry defeat beat win lose sign declare sail write publish join ally league conquer"
    " capture take send fight begin break end become succeed excommunicate make choose"
)
_UNNAMED = ("nothing named", "unnamed subject", "only the land named")
_PRIVATE = word_set("bear die marry study write publish paint compose")
_INKED = ("sign", "initial", "conclude", "ratify", "negotiate")
_SITES = word_set(
    "armoury armory campanile quarter ghetto walls ramparts harbour harbor docks university library"
    " opera exchange mint citadel townhall waterworks tram trams metro cemetery"
)
_SOMEWHERE = re.compile(
    r"\b(?:in|at|near|outside|across|on|from|into) (?:the|an?|his|her|its|all) [a-z]"
)
_POINTING = ("there", "here", "abroad", "elsewhere", "thence")
# "The House deposed the president", in the history of a land.
_HOUSE = re.compile(
    r"the (?:(?:Lower|Upper|National|Constituent|Revolutionary|Governing|Provisional|Executive"
    r"|Supreme|State|Central|Federal) ){0,3}(?:House|Assembly|Senate|Parliament|Diet|Seim|Sejm"
    r"|Congress|Cabinet|Government|Council|Convention|Directory)$"
)
_FEAST_BESIDE = re.compile(
    r",? (?:Palm|Easter|Whit|Good|Maundy) (?:Sunday|Monday|Friday|Thursday)$"
)
_BY_THE_CLOCK = re.compile(
    r"(?:^| )(?:at|about|shortly after|before) (?:\w+ (?:minutes )?|a quarter |half )(?:past|to)"
    r" (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|midnight)\b"
)
_IN_ITSELF = re.compile(r"\b([A-ZÀ-Þ][\w’-]+) in \1\b")  # "the town", taken there
# What is left of a clause, of a span of days, of somebody told before.
_BITS_OF_A_CLAUSE = re.compile(
    r"\b(?:of|at|in|to|by|for|from|under) (?:which|whom)(?: (?:in|on|at)\b|$)"
    r"|\bbetween (?:the )?\d+(?:st|nd|rd|th)?$|\bin (?:his|her|their|its) (?:stead|place)\b"
    r"|^the (?:day|night|week|month|year) (?:after|before)\b"
)
_CALLED = ("called", "named", "nicknamed", "surnamed", "known")
_OPENINGS = ("meanwhile", "afterwards", "elsewhere", "then", "later", "dusk", "dawn", "sunrise")
_IN_TURN = re.compile(r"(?:^| )in turn\b")
_WITHOUT_ARTICLE = word_set("academy college hospital parliament school university")
_OF_A_LAND = word_set("kingdom empire monarchy constitution senate cathedral capital throne")
_AT_SOME_PLACE = re.compile(r"\b(?:at|near|off) (?!the\b)[A-ZÀ-Þ]")  # a place on no map
_INWARD = ("into", "at", "in", "for", "through", "across", "behind", "round", "around", "near")
_REFLEXIVE = ("himself", "herself", "itself", "themselves")
_OWNERS = frozenset({"his", "her", "its", "their"})
_GOVERNED = ("to", "of", "against", "on", "upon", "over", "from")  # what a verb asks for
_CLAUSES = ("ccomp", "relcl", "acl", "advcl")
_ARGUMENTS = (
    "dobj", "attr", "dative", "agent", "oprd", "xcomp", "ccomp", "acomp", "pobj",
)  # fmt: skip


@dataclass(frozen=True)
class Draft:
    """An event in words, and what a reader might be left wondering."""

    event: Event
    weak: tuple[str, ...]

    @property
    def spoken(self) -> str:
        return f"{self.event.subject} {self.event.complement}"

    def but(self, *weak: str) -> Draft:
        return replace(self, weak=(*self.weak, *weak))

    def without(self, *weak: str) -> Draft:
        return replace(self, weak=tuple(w for w in self.weak if w not in weak))


@dataclass(frozen=True)
class Reading(ClauseDoubts):
    """What the readers of a clause share. ``when`` is the clause's own date or its entry's."""

    def writer(self, asked: AbstractSet[int] = frozenset()) -> PhraseWriter:
        return replace(self.context.writer(self.parsed, self.hidden), asked=frozenset(asked))

    def written(self, placed: Placed[PlaceMention]) -> str:
        """The place as the text writes it."""
        mention = placed.mention
        return self.parsed.sentence.passage.text[mention.start : mention.end]

    # The event in words

    def draft(
        self,
        *,
        left_out: set[int],
        subject: bool = True,
        asked: AbstractSet[int] = frozenset(),
    ) -> Draft | None:
        """The clause as an event without the words ``left_out``; None where it is not clear.

        In place of the name ``asked`` it has a ``GAP``.
        """
        writer = self.writer(asked)
        who = self.subject(writer, left_out) if subject else Phrase("")
        rest = self._complement(writer, left_out)
        if who is None or rest is None:
            return None
        rest = self._trimmed(rest, who.words)
        if who.named:  # "of the wounds Jackson received": said of Jackson
            rest = [p for p in rest if not (self._is_adjunct(p) and _told_again(who.text, p.text))]
        complement = self.with_own_pronoun(who.text, self._joined(rest))
        complement = _IN_TURN.sub("", complement).strip()
        complement = _IN_ITSELF.sub(r"\1", complement)
        complement = _BY_THE_CLOCK.sub("", _FEAST_BESIDE.sub("", complement)).strip()
        if any(_BITS_OF_A_CLAUSE.search(words) for words in (who.text, complement)):
            return None
        if len(complement.split()) + who.words > LONGEST:
            return None
        if who.named and _told_again(who.text, complement):
            return None  # two clauses run into one; "he surprised Humayun": he is another
        if self._is_his_own(who.text):
            return None
        weak = [w for phrase in (who, *rest) for w in phrase.weaknesses]
        weak += self._doubts(who, rest, complement)
        weak += self._guesses(who, rest, left_out)
        name = self._closed(_before_the_crown(who.text, complement), who)
        event = replace(self._event(name, complement), nested=self._holds_a_clause(rest))
        return Draft(event, tuple(dict.fromkeys(weak)))

    def _is_his_own(self, subject: str) -> bool:
        """ "Wilson's plan was advanced by Wilson": the question would answer itself."""
        agents = (t for part in self.clause.parts if says_by(part) for t in part.subtree)
        people = self.parsed.person_at
        return any(people[t.i].mention.person.surname in subject for t in agents if t.i in people)

    def _holds_a_clause(self, phrases: list[Phrase]) -> bool:
        """ "said that ...", "returned the standards lost by Crassus"."""
        doc = self.parsed.doc
        return any(doc[i].dep_ in _CLAUSES for phrase in phrases for i in phrase.tokens)

    def with_own_pronoun(self, owner: str, complement: str) -> str:
        """ "Mehmed succeeded his father", however well the resolver knows whose father."""
        parts = self.clause.parts
        words = {t.lower_ for p in parts for t in p.subtree if t.tag_ == "PRP$"}
        if not owner or len(words) != 1:
            return complement
        word = words.pop()
        people = self.parsed.person_at
        for name in {
            people[p.i].mention.person.told for q in parts for p in q.subtree if p.i in people
        }:
            told, _, rest = complement.partition(name)
            if rest and not rest.startswith("’s"):  # "was carried by Ames during his campaign"
                complement = told + name + rest.replace(f"{name}’s", word)
        return complement.replace(f"{owner}’s", word)

    def _joined(self, phrases: list[Phrase]) -> str:
        """The phrases with spaces between, or with the hyphen that the parser cut at."""
        text = ""
        for before, phrase in zip([None, *phrases], phrases, strict=False):
            gap = " " if text else ""
            if before is not None and before.tokens[-1] + 2 == phrase.tokens[0]:
                hyphen = self.parsed.doc[phrase.tokens[0] - 1]
                gap = "-" if hyphen.text == "-" and not hyphen.whitespace_ else gap
            text += gap + self._closed(phrase.text, phrase)
        return text

    def _closed(self, text: str, phrase: Phrase) -> str:
        """ "their office, or Kontor,": with the comma that ends the aside, as the text has it."""
        after = phrase.tokens[-1] + 1 if phrase.tokens else len(self.parsed.doc)
        ends = after < len(self.parsed.doc) and self.parsed.doc[after].text == ","
        return f"{text}," if ends and "," in text and not text.endswith(",") else text

    def _event(self, subject: str, complement: str) -> Event:
        event = self._plain_event(subject, complement)
        himself, _, rest = complement.partition(" ")
        particle = next((c.lower_ for c in self.clause.verb.children if c.dep_ == "prt"), "")
        if not particle or himself not in _REFLEXIVE:
            return event
        # "gave himself up", not "gave up himself"
        main, past = (
            text.removesuffix(particle) + f"{himself} {particle}"
            for text in (event.main, event.verb_past)
        )
        return replace(event, main=main, verb_past=past, complement=rest)

    def _plain_event(self, subject: str, complement: str) -> Event:
        clause = self.clause
        by_then = clause.pluperfect and not clause.passive
        pluperfect = by_then and self.when_preposition.startswith("by")
        return Event(
            subject=subject,
            verb=clause.lemma,
            verb_past=f"had {clause.perfect}" if pluperfect else clause.past,
            passive=clause.passive,
            plural=clause.plural,
            complement=complement,
            hedge=clause.lemma if clause.lemma in HEDGING else None,
            auxiliary="had" if pluperfect else clause.auxiliary,
            main=clause.perfect if pluperfect else clause.main,
        )

    def subject(self, writer: PhraseWriter, left_out: set[int] | None = None) -> Phrase | None:
        """The subject; of a participle clause, the noun without its other such clauses."""
        skip = set(left_out or ())
        head = self.clause.subject
        if self.clause.antecedent:
            skip |= {t.i for t in self.clause.verb.subtree}
            skip |= _clauses_of(head)
        phrase = writer.phrase(head, skip=skip)
        if phrase is None or self._is_a_participle(phrase.tokens[0]) or self._is_run_into(phrase):
            return None
        if self.clause.antecedent and not _OWNERS.isdisjoint(phrase.weaknesses):
            return None  # "entered its capital, which was burnt": whose?
        phrase = replace(phrase, text=_without_aside(phrase.text))
        if _wants_article(head, phrase.text):
            return replace(phrase, text=f"the {phrase.text}")
        return self._with_name(head, phrase)

    def _is_run_into(self, phrase: Phrase) -> bool:
        """ "In Reykjavik Fischer beats Spassky": the parser joined the place to who did it."""
        doc, first = self.parsed.doc, phrase.tokens[0]
        opening = doc[first].pos_ in ("ADP", "SCONJ") or doc[first].lower_ in _OPENINGS
        if opening or first == 0:
            return opening
        before = doc[first - 1]
        hangs = before.pos_ == "ADP" and before.i <= 1
        return hangs and all(c.dep_ not in ("pobj", "pcomp") for c in before.children)

    def _with_name(self, head: Token, phrase: Phrase) -> Phrase:
        """ "The Venetian doge, Enrico Dandolo, died": the office alone does not say who."""
        human = head.lower_ in ROLE_NOUNS | HUMANS
        if head.tag_ not in ("NN", "NNP") or not head.is_lower:
            return phrase  # a name of its own, or several people
        if not human or self.clause.antecedent:
            return phrase
        inside = set(phrase.tokens)
        beside = (t for t in head.subtree if t.dep_ == "appos" and t.head.i in inside)
        named = next((t for t in beside if t.i in self.parsed.person_at), None)
        placed = self.parsed.person_at.get(named.i) if named is not None else None
        if placed is None or (phrase.named and placed.mention.person.surname in phrase.text):
            return phrase
        name = placed.mention.person.told
        bare = phrase.text.lower() in (f"the {head.lower_}", head.lower_)
        told = f"{phrase.text}, {name}," if " of " in phrase.text else f"{phrase.text} {name}"
        whose = not _OWNERS.isdisjoint(
            phrase.weaknesses
        )  # "his third son, Khurram": the name will do
        told = name if bare or whose or re.match(r"an? ", phrase.text) else told
        sure = tuple(w for w in phrase.weaknesses if w not in _OWNERS | {f"the {head.lower_}"})
        return replace(phrase, text=told, named=True, weaknesses=sure)

    def _with_names_beside(self, phrase: Phrase) -> Phrase:
        """ "was shot by a Korean patriot, An Jung-geun": by An Jung-geun."""
        doc, people = self.parsed.doc, self.parsed.person_at
        for i in phrase.tokens:
            noun = doc[i]
            words = [t.text for t in doc[noun.left_edge.i : i + 1]]
            beside = (c for c in noun.children if c.dep_ == "appos" and c.i in people)
            named = next((c for c in beside if c.i not in phrase.tokens), None)
            some = " ".join(words)
            if named is not None and self._is_kin_by_name(noun, phrase):
                name = people[named.i].mention.person.told
                return replace(phrase, text=name, named=True, weaknesses=(), tokens=(named.i,))
            if named is None or words[0] not in ("a", "an") or phrase.text.count(some) != 1:
                continue
            name = people[named.i].mention.person.told
            phrase = replace(phrase, text=phrase.text.replace(some, name), named=True)
        return phrase

    @staticmethod
    def _is_kin_by_name(noun: Token, phrase: Phrase) -> bool:
        """ "divorced his wife, Irma Raush", "married nineteen-year-old singer Ada Lenz": the name
        alone says it."""
        article = noun.doc[noun.left_edge.i].lower_
        told = all(i <= noun.i for i in phrase.tokens) and noun.dep_ == "dobj"
        human = noun.lower_ in HUMANS | ROLE_NOUNS
        return told and human and article not in ("a", "an", "the")

    def _is_a_participle(self, at: int) -> bool:
        """ "Elected consul, he ...", "Alarmed, the princes ...", "Disobeying Madero, they ...": the
        parser took it for the subject, or for a part of it.
        """
        doc = self.parsed.doc
        first = doc[at]
        part_of_name = first.text[:1].isupper() and first.dep_ in ("compound", "nmod", "amod")
        if first.tag_ in ("VBN", "VBD"):  # but "United States troops", "the Allied fleet"
            return not (part_of_name and first.nbor().text[:1].isupper())
        named = at in self.parsed.person_at or at in self.parsed.place_at
        if named or at > 0 or not first.lower_.endswith(("ing", "ed")) or at + 1 == len(doc):
            return False
        governs = doc[at + 1].text == "," or doc[at + 1].pos_ in ("PROPN", "DET", "PRON")
        return governs and lemma_of(first.text, "VERB") != first.lower_

    def _complement(self, writer: PhraseWriter, left_out: set[int]) -> list[Phrase] | None:
        """Arguments and adjuncts in words; None where one holds a pronoun nobody knows."""
        hidden = self.hidden
        phrases: list[Phrase] = []
        for part in self.clause.parts:
            if part.i in left_out or part.i in hidden or self.names_the_day(part):
                continue
            if self._is_of_another_time(part) or self._is_told_in_passing(part):
                continue
            if part.lower_ == "thanks" or is_denied(part) or _looks_to_the_clause_before(part):
                continue
            phrase = writer.phrase(part, skip=left_out | self._told_of_it(part))
            phrase = self._with_names_beside(phrase) if phrase is not None else None
            if phrase is None:
                if self._is_needed(part) and writer.kept(part, skip=left_out):
                    return None
                continue
            alone = not list(part.children) and part.lower_ not in _STREETS
            stranded = self.clause.passive and alone and part.lower_ != "off"  # "was fired on"
            if len(phrase.tokens) > 1 or part.dep_ not in ("prep", "agent") or stranded:
                phrases.append(phrase)  # else the preposition alone is left of it
        return phrases

    @staticmethod
    def _is_told_in_passing(part: Token) -> bool:
        called = part.lower_ in _CALLED and part.dep_ in ("acl", "advcl", "oprd", "dep", "xcomp")
        if called and part.nbor(-1).text == ",":
            return True  # "was succeeded by his son John, called the Good"
        perhaps = part.dep_ == "prep" and part.doc[part.i - 1].lower_ in MAYBE
        return perhaps or is_of_a_reduced_clause(part) or is_told_beside(part)

    def _is_of_another_time(self, part: Token) -> bool:
        """ "died in May, before the peace of the next January": told in passing, with its date."""
        loose = part.i > 0 and part.nbor(-1).text == "," and part.i > self.clause.verb.i
        dated = not self.hidden.isdisjoint(t.i for t in part.subtree)
        if loose and part.dep_ == "advcl" and part.tag_ == "VBG":
            own = {i for dated in self.clause.dates for i in dated.tokens}
            others = {i for i in self.hidden - own if self.parsed.doc[i].pos_ in ("NUM", "PROPN")}
            return not others.isdisjoint(t.i for t in part.subtree)  # "..., taking Riga on 2 May"
        return loose and dated and part.lower_ in ("before", "after", "until", "since")

    def _told_of_it(self, part: Token) -> set[int]:
        """Of "the town, which the army took": the words that say so, the town being the object."""
        verb = self.clause.verb
        if part.i != verb.head.i or verb.dep_ != "relcl":
            return set()
        return {t.i for t in verb.subtree} | _clauses_of(part)

    def _is_needed(self, part: Token) -> bool:
        """An argument: without it the clause says less than the text, or another thing."""
        if part.dep_ == "prep" and part.lower_ in _INWARD:
            return any(c.tag_ == "PRP" for c in part.children)  # "broke into it"
        return part.dep_ in _ARGUMENTS or (part.dep_ == "prep" and part.lower_ in _GOVERNED)

    def names_the_day(self, part: Token) -> bool:
        """ "On the morning of Easter Day, 3 April": the date says it already, or is asked for."""
        dated = self.when is not None and self.when.point.day is not None
        return (
            dated
            and part.dep_ == "prep"
            and part.lower_ in ("on", "in", "during")
            and any(_is_a_feast(t) for t in part.subtree)
        )

    def _trimmed(self, phrases: list[Phrase], before: int) -> list[Phrase]:
        """Without circumstances, the last told first, where all would be too long to take in."""
        left = list(phrases)
        for phrase in reversed(phrases):
            if before + sum(p.words for p in left) <= _EASY:
                break
            if phrase.words >= _LONG_CIRCUMSTANCE and self._is_circumstance(phrase):
                left.remove(phrase)
        return left

    def _is_circumstance(self, phrase: Phrase) -> bool:
        head = self._head_of(phrase)
        if head is None or head.dep_ not in ("prep", "advcl"):
            return False
        inner = next((c for c in head.children if c.dep_ == "pobj"), None)
        reason = head.lower_ in ("in", "on") and inner is not None and inner.lower_ in _REASONS
        return reason or head.lower_ in _CIRCUMSTANCES

    def _is_adjunct(self, phrase: Phrase) -> bool:
        head = self._head_of(phrase)
        return head is not None and head.dep_ in ("prep", "advcl")

    def _head_of(self, phrase: Phrase) -> Token | None:
        """The phrase's own part of the clause; a text put in place of one has none."""
        return next((p for p in self.clause.parts if p.i in phrase.tokens), None)

    def _in_some_town(self) -> bool:
        """The passage speaks of a town here: the section's region would be too wide a place."""
        discourse = self.context.discourse
        return any(
            kind is PlaceKind.CITY and discourse.sentence - sentence <= 1
            for _, kind, sentence, _ in discourse.places
        )

    # Facts

    def fact(self, kind: FactKind, draft: Draft, mention: str, confidence: float) -> Fact:
        """A fact of this clause; ``mention`` is the answer as the source writes it."""
        sentence = self.parsed.sentence
        document = self.context.document
        evidence = evidence_for(document, sentence.passage, sentence.start, sentence.end)
        lemma = self.clause.lemma
        war = self.context.war
        draft = self._of_the_party(draft)
        event = draft.event
        if war is not None and war.holds(self.when, lemma, draft.spoken):
            event = replace(event, war=war.name)
        elif war is not None and self._is_told_by_its_war(war, draft):
            event, draft = replace(event, war=war.name), draft.without(*_UNNAMED)
        return Fact(
            id=fact_id(evidence.quote, kind, mention, lemma, self._which_of_that_verb()),
            kind=kind,
            event=event,
            event_key=stable_id("event", fold(evidence.quote), lemma),
            evidence=evidence,
            when=self.when,
            when_preposition=self.when_preposition,
            mention=mention,
            others=_names_in(self.parsed),
            weaknesses=draft.weak,
            confidence=confidence,
        )

    def _is_told_by_its_war(self, war: War, draft: Draft) -> bool:
        """ "Fighting began with a skirmish at Courbevoie": in the days of the Commune."""
        public = self.clause.lemma not in STATIVE | OPINIONS | _PRIVATE
        bare = not set(draft.weak).isdisjoint(_UNNAMED)
        return public and bare and war.tells_which(self.when, draft.spoken)

    def _which_of_that_verb(self) -> str:
        """Tells two clauses of one sentence with the same verb apart, whatever their wording."""
        verb = self.clause.verb
        earlier = sum(1 for t in verb.doc[: verb.i] if t.lower_ == verb.lower_)
        return str(earlier) if earlier else ""

    def scoped(self, draft: Draft) -> Draft:
        """Adds the town spoken of, or the section's place, to an event that names none."""
        draft = self._of_the_land(draft)
        if self._names_a_place(draft) or _AT_SOME_PLACE.search(self._own_words()):
            return draft
        if _LAST_OFFICE.search(draft.event.complement) and self.clause.lemma in HOLDING:
            return draft  # "became prime minister in London" would be the town's
        at_home = self._at_home(draft)
        if at_home is not None:
            return at_home
        return self._of_the_section(draft)

    def _own_words(self) -> str:
        """The clause as the text has it, with what a question leaves out."""
        words = {self.clause.verb, *(t for part in self.clause.parts for t in part.subtree)}
        return " ".join(t.text for t in sorted(words, key=lambda t: t.i))

    def _of_the_section(self, draft: Draft) -> Draft:
        """With the town spoken of, the place that the section is named after, or the own town."""
        if _TOWN.search(self.parsed.sentence.text):
            city = self._the_town()
            scope = f"in {city}" if city else None
        elif self._in_some_town():
            scope = None
        else:
            scope = None if self._tells_of_peoples(draft) else self.context.scope(self.parsed)
            if scope is None:
                return self._in_the_town_told_of(draft) or draft
        if scope is None:
            return self._in_the_town_told_of(draft) or draft.but("where")
        if _root(scope.removeprefix("in ").removeprefix("the ")) in fold(draft.spoken):
            return draft
        return replace(draft, event=replace(draft.event, scope=scope)).without(UNPLACED)

    def _in_the_town_told_of(self, draft: Draft) -> Draft | None:
        """ "The Great Council was closed", in the history of Venice: there, unless the passage has
        come to speak of another place."""
        discourse = self.context.discourse
        if discourse.town is None or self.context.home != discourse.town:
            return None
        elsewhere = self.clause.lemma in JOURNEYS | GOING | STATIVE | OPINIONS | _ANYWHERE
        if elsewhere or _AT_SOME_PLACE.search(draft.event.complement):
            return None
        if _SOMEWHERE.search(draft.spoken):
            return None
        places = {placed.mention.place.name for placed in self.parsed.sentence.places}
        places |= {name for name, _, at, _ in discourse.places if at >= discourse.first_sentence}
        told = {t.lower_ for t in self.parsed.doc}
        if places - {discourse.town} or not told.isdisjoint(_POINTING):
            return None
        scope = f"in {discourse.own_town}"
        return replace(draft, event=replace(draft.event, scope=scope)).without(UNPLACED)

    @staticmethod
    def _tells_of_peoples(draft: Draft) -> bool:
        """ "was used by the Mongols against the Hungarians": where, they tell."""
        names = set(re.findall(r"\b[A-ZÀ-Þ][\w-]+", draft.spoken))
        peoples = {n for n in names if n.lower().removesuffix("s") in PEOPLES or n in DEMONYMS}
        return len(peoples) > 1

    def _the_town(self) -> str | None:
        """ "the town", where neither the passage nor the document tells of another."""
        discourse = self.context.discourse
        if discourse.town is not None:
            return discourse.own_town if self._names_no_other_town() else None
        city = discourse.only_town()
        sure = city == discourse.town or discourse.towns_since(discourse.first_sentence) == {city}
        return city if sure else None

    def _at_home(self, draft: Draft) -> Draft | None:
        """With the land or town that the whole text is about, where the event needs it."""
        home = self.context.home
        if home is None or self._is_told_elsewhere(draft):
            return None
        event = self._of_home(draft, home)
        told = _root(home) in fold(draft.spoken) or self._says_home(draft)
        local = (
            _HOUSE.match(draft.event.subject) is not None
            or self._is_a_body_of_home(draft)
            or self._is_told_of_the_town()
        )
        by_somebody = self.clause.passive and any(says_by(p) for p in self.clause.parts)
        if not told and (local or self._leaves_the_land_open(draft)):
            if self._is_done_by_a_state():
                return draft.but("whose")
            return replace(draft, event=event).without(UNPLACED)
        if not told and self._is_a_first_of_its_kind(draft):
            return draft.but("which land")
        if "nothing named" in draft.weak and not by_somebody and self._is_told_at_home():
            known = replace(draft, event=event).without("nothing named", UNPLACED)
            return known.but("only the land named")
        return None

    def _is_told_elsewhere(self, draft: Draft) -> bool:
        """ "in September, at Huachi, his infantry was destroyed", "in front of the Chancellery";
        and a pact is signed by a land, wherever the ink dried."""
        before = draft.event.complement.startswith("in front of") or " in front of " in draft.spoken
        inked = self.clause.passive and self.clause.lemma in _INKED
        return before or inked

    def _is_a_body_of_home(self, draft: Draft) -> bool:
        """ "The National Assembly was elected", where no other land is spoken of."""
        if _is_made_of(OF_ANY_LAND, draft.spoken):
            return True
        if not _is_made_of(OF_SOME_LAND, draft.spoken):
            return False
        return self.context.home == self.context.discourse.town or self._speaks_of_home()

    def _is_done_by_a_state(self) -> bool:
        """ "statehood was approved by Congress": "in Alaska" would place the Congress there."""
        agents = [t for p in self.clause.parts if says_by(p) for t in p.subtree]
        told = {t.lower_ for t in self.clause.subject.subtree}
        return any(t.lower_ in OF_ANY_LAND for t in agents) and told.isdisjoint(OF_ANY_LAND)

    def _of_home(self, draft: Draft, home: str) -> Event:
        """ "the republic of Ragusa was abolished"; of other deeds "... in Ragusa"."""
        if home == self.context.discourse.town:
            home = self.context.discourse.own_town or home
        event, noun = draft.event, self.clause.subject
        bare = event.subject.lower() == f"the {noun.lower_}"
        if bare and lemma_of(noun.text, "NOUN") in BODIES | _OF_A_LAND:
            return replace(event, subject=f"{event.subject} of {home}")
        return replace(event, scope=f"in {home}")

    def _of_the_land(self, draft: Draft) -> Draft:
        """ "was elected president": of the land whose history the text is."""
        home, event = self.context.home, draft.event
        if home is None or home == self.context.discourse.town:
            return draft
        told = _root(home) in fold(draft.spoken) or not self._speaks_of_home()
        told = told or any(says_by(p) for p in self.clause.parts)  # "by the prime minister"
        if told or self._names_a_place(draft) or not _LAST_OFFICE.search(event.complement):
            return draft
        complement = _LAST_OFFICE.sub(rf"\1 of {home}", event.complement, count=1)
        event = replace(event, complement=complement)
        return replace(draft, event=event).without("nothing named", "of what")

    def _of_the_party(self, draft: Draft) -> Draft:
        """ "The First Congress was held": of the party whose history the text is."""
        party, event = self.context.party, draft.event
        if party is None or fold(party) in fold(draft.spoken):
            return draft
        subject = _SOME_CONGRESS.sub(rf"\1 of {party}", event.subject, count=1)
        complement = event.complement
        if subject == event.subject:
            complement = _SOME_CONGRESS.sub(rf"\1 of {party}", complement, count=1)
        if (subject, complement) == (event.subject, event.complement):
            return draft
        return replace(draft, event=replace(event, subject=subject, complement=complement))

    def _is_told_at_home(self) -> bool:
        """Neither this sentence nor the two before it speak of another land.

        What somebody felt, said or did in their own room is not told of a land.
        """
        context = self.context
        private = any(t.tag_ in ("PRP", "PRP$") for part in self.clause.parts for t in part.subtree)
        if private or not self._is_public():
            return False
        if context.home == context.discourse.town:
            return self._is_told_of_the_town()
        return self._speaks_of_home()

    def _leaves_the_land_open(self, draft: Draft) -> bool:
        """ "took the throne", "proclaimed the republic from the town hall": there are many."""
        if not self._is_a_first_of_its_kind(draft) and not _EVERY_LAND_HAS.search(
            f" {draft.spoken} "
        ):
            return False
        if self.context.home == self.context.discourse.town:
            return self._names_no_other_town()
        return self._speaks_of_home()

    def _is_a_first_of_its_kind(self, draft: Draft) -> bool:
        return self.clause.passive and _FIRST_OF_ITS_KIND.match(draft.event.subject) is not None

    def in_own_town(self, draft: Draft) -> Draft:
        """ "died at the palace", in the history of a town: of the town's own palace."""
        town = self.context.discourse.town
        told = town is None or fold(town) in fold(draft.spoken)
        if told or self.context.home != town or not self._names_no_other_town():
            return draft
        scope = f"in {self.context.discourse.own_town}"
        return replace(draft, event=replace(draft.event, scope=scope))

    def is_a_house(self, placed: Placed[PlaceMention]) -> bool:
        """ "at the Belvedere", but not "at Dürnkrut", a field on no map."""
        mention = placed.mention
        before = self.parsed.sentence.passage.text[: mention.start].split()[-1:]
        return mention.place.kind is PlaceKind.BUILDING and [w.lower() for w in before] == ["the"]

    def _names_no_other_town(self) -> bool:
        """Neither this sentence nor the one before it."""
        discourse = self.context.discourse
        lately = discourse.towns_since(discourse.sentence - 1)
        return discourse.town is not None and lately <= {discourse.town}

    def _speaks_of_home(self) -> bool:
        context = self.context
        home = context.places.resolve((context.home or "").removeprefix("the "))
        here = [placed.mention.place for placed in self.parsed.sentence.places]
        before = [
            context.places.resolve(name)
            for name, _, sentence, _ in context.discourse.places
            if context.discourse.sentence - sentence <= _LATELY
        ]
        lands = {place.country for place in (*here, *before) if place is not None}
        if home is None:  # a state of the past, whose lands are not known
            return context.home is not None and lands <= {None, ""}
        return lands <= {home.country, None, ""}

    def _is_public(self) -> bool:
        """What was done to a thing by the state, and who held its offices."""
        somebody = self.clause.subject.i in self.parsed.person_at
        if self.clause.passive and not somebody:
            return self.clause.lemma not in STATIVE | OPINIONS | JOURNEYS | GOING
        office = any(t.lower_ in _OFFICES for p in self.clause.parts for t in p.subtree)
        return office and self.clause.lemma in HOLDING

    def _is_told_of_the_town(self) -> bool:
        """ "in the Heldenplatz", in the history of a town, where no other town was named."""
        discourse = self.context.discourse
        if discourse.town is None or self.context.home != discourse.town:
            return False
        if self.clause.lemma in JOURNEYS | STATIVE or not self._names_no_other_town():
            return False
        hidden = self.hidden
        return any(
            p.dep_ == "prep"
            and p.lower_ in _STREETS
            and p.i not in hidden
            and hidden.isdisjoint(c.i for c in p.children)
            for p in self.clause.parts
        ) or any(_is_a_site(p) for p in (self.clause.subject, *self.clause.parts))

    def _says_home(self, draft: Draft) -> bool:
        town = self.context.discourse.town
        return town is not None and town == self.context.home and self._says_town(town, draft)

    def _says_town(self, town: str, draft: Draft) -> bool:
        """By any of its names: "took Danzig" in the history of Gdańsk."""
        called = self.context.discourse.own_town
        return town in draft.spoken or (called is not None and called in draft.spoken)

    def _names_a_place(self, draft: Draft) -> bool:
        town = self.context.discourse.town
        of_a_town = town is not None
        if town is not None and self._says_town(town, draft):
            return True
        if not of_a_town and _AT_SOME_PLACE.search(draft.event.complement):
            return True
        for placed in self.parsed.sentence.places:
            if of_a_town and self.is_a_house(placed):
                continue  # of which town?
            if placed.mention.place.name in draft.spoken or self.written(placed) in draft.spoken:
                return True
        return any(name in draft.spoken for name, _, _, _ in self.context.discourse.places)


def _before_the_crown(subject: str, complement: str) -> str:
    """ "King Sejong became king": Sejong did."""
    title, _, name = subject.partition(" ")
    crowned = title.lower() in CROWNS and complement.split()[:1] == [title.lower()]
    return name if name and crowned else subject


def _is_made_of(words: frozenset[str], spoken: str) -> bool:
    """ "the National Assembly was elected": whose? Nothing else in it tells."""
    names = re.findall(r"(?<!^)\b[A-ZÀ-Þ][\w’'-]*", spoken)
    return bool(names) and all(name.lower() in words for name in names)


def _looks_to_the_clause_before(part: Token) -> bool:
    """ "by which time", "at which point": it dates the clause by the one before."""
    points = ("which", "whose", "what")
    return part.dep_ == "prep" and any(
        t.lower_ in points for t in part.doc[part.i + 1 : part.i + 3]
    )


def _is_a_feast(noun: Token) -> bool:
    """ "Easter Day", "the birthday of the king", but "the first day of the siege"."""
    named = any(c.dep_ in ("compound", "poss") for c in noun.children)
    named_so = f"{noun.nbor(-1).lower_} {noun.lower_}" if noun.i else ""
    holy = named_so in ("holy thursday", "good friday", "palm sunday", "maundy thursday")
    return noun.lower_ in _DAYS_BY_NAME or (noun.lower_ == "day" and named) or holy


def _is_a_site(head: Token) -> bool:
    """ "the Palace of Justice", "the church of St Clement", which every town has."""
    nouns = [head, *(c for c in head.children if c.dep_ == "compound")]
    definite = any(c.lower_ == "the" for c in head.children)
    return definite and any(
        TYPES_AFTER.get(n.lower_) is PlaceKind.BUILDING or n.lower_ in _SITES for n in nouns
    )


def _root(name: str) -> str:
    """What "the Caucasus" and "the Caucasian Front" have in common."""
    folded = fold(name)
    return folded[: max(_ROOT, len(folded) - 3)]


def _without_aside(subject: str) -> str:
    """ "the garrisons of A and B, two forts near C": what follows the last comma names no other."""
    subject = _TRAILING_ASIDE.sub("", subject)
    before, comma, after = subject.rpartition(", ")
    tells = comma and re.match(r"(?:an?|the|two|three|four|both) [a-z]", after)
    return before if tells and not re.search(r"\b(?:and|or)\b", after) else subject


def _told_again(name: str, complement: str) -> bool:
    """Whether the subject's name stands in the complement too, not as an owner."""
    if name not in complement:
        return False
    return re.search(rf"(?<!\w){re.escape(name)}(?![\w’'-])", complement) is not None


def _wants_article(noun: Token, text: str) -> bool:
    """ "Berne Conference was held": a note names its subject without one."""
    one = noun.tag_ in ("NN", "NNP") and noun.lower_ in BODIES and len(text.split()) > 1
    one = one and noun.lower_ not in _WITHOUT_ARTICLE
    told = any(c.dep_ in ("det", "poss", "nummod") for c in noun.lefts) or "’s " in text
    return one and not told and noun.left_edge.i == 0


def _clauses_of(noun: Token) -> set[int]:
    return {t.i for child in noun.children if child.dep_ in ("acl", "relcl") for t in child.subtree}


def _names_in(parsed: ParsedSentence) -> tuple[str, ...]:
    sentence = parsed.sentence
    names = [p.mention.person.name for p in sentence.people]
    names += [p.mention.place.name for p in sentence.places]
    return tuple(dict.fromkeys(names))
