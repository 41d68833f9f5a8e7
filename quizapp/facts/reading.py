"""One clause being read: its words as an event, and facts made of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quizapp.domain.calendar import HistoricalDate, Qualifier
from quizapp.domain.document import TextKind
from quizapp.domain.fact import Event, Fact, FactKind, PlaceKind
from quizapp.domain.identity import stable_id
from quizapp.facts.clause import Clause, Dated
from quizapp.facts.clause_signs import TASKING, is_denied
from quizapp.facts.context import Context
from quizapp.facts.evidence import evidence_for, fact_id, fold
from quizapp.facts.given_names import is_first_name
from quizapp.facts.name_forms import word_set
from quizapp.facts.name_words import PEOPLES
from quizapp.facts.parsed import ParsedSentence, says_by
from quizapp.facts.parser import lemma_of
from quizapp.facts.phrase_references import BY_NOUN, BY_PRONOUN
from quizapp.facts.phrases import Phrase, PhraseWriter
from quizapp.facts.place_words import TYPES_AFTER
from quizapp.facts.words import (
    APPOINTING,
    BODIES,
    COMMENTATORS,
    COMMENTING,
    COUNTED,
    COUNTING,
    HEDGING,
    HUMANS,
    JOURNEYS,
    OF_ANY_LAND,
    OF_ITSELF,
    OPINIONS,
    PRINTING,
    ROLE_NOUNS,
    ROUTINE,
    STATIVE,
    TAKING,
    TRIFLES,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

    from quizapp.facts.cleaning import Placed
    from quizapp.facts.places import PlaceMention

_TOWN = re.compile(r"\b[Tt]he (?:city|town)\b(?! of\b)")
_TRAILING_ASIDE = re.compile(r",['’ ]*$|, (?:by|of|from|in|with|to|as|at) [^,]*$")
_SEVERAL = re.compile(
    r"\b(?:several|many|various|numerous|a number of|most of"
    r"|some (?:of|dozens|scores|hundreds|thousands))\b"
)
_FIGURES = re.compile(
    r"\d ?%|\bper ?cent\b|/1,000\b|\d+(?:th|st|nd|rd) (?:by|in terms)\b|\bone of the top\b"
    r"|\bnumber \d|\d(?:st|nd|rd|th)[- ](?:best|biggest|highest|largest|most)\b"
)
_OF_SOME_DAY = re.compile(
    r"^(?:the |its )?new(?:ly)?\b|\b(?:current|incumbent|present-day|most recent|latest)\b"
)
_ROOT = 6  # letters
_BOUNDS = (Qualifier.BEFORE, Qualifier.AFTER, Qualifier.NOT_EARLIER)
_TOO = ("also", "too", "likewise", "similarly")
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
_LEAVING_OFFICE = word_set("resign retire secede")
_DAYS_BY_NAME = word_set("anniversary birthday christmas easter eve feast")
_COURTESIES = word_set("greeting greetings congratulations condolences compliments toast toasts")
_TAKING_OFFICE = word_set("dismiss oust relieve remove")
_CALLING = word_set("characterize characterise depict label portray regard")  # as what?
_HOLDING = word_set("become serve take assume elect appoint proclaim declare crown seize resume")
_OFFICES = ROLE_NOUNS | word_set("office power title throne crown presidency premiership regency")
# What offices write all day, unlike a decree or a declaration.
_OFFICE_PAPERS = word_set(
    "certificate directive instruction instructions letter mandate memorandum message note order "
    "orders receipt reply telegram telegrams"
)
_OF_ONE_PLACE = word_set(
    "garrison inhabitants population defenders townspeople townsmen citizens walls"
)
_ENTRIES = word_set("entry entrance return appearance landing escape departure arrival way")
_CROWNS = word_set("emperor empress king queen tsar czar sultan shah caliph pharaoh regent")
_LAST_OFFICE = re.compile(
    r"\b((?:president|prime minister|premier|chancellor|king|queen|emperor|tsar)(?: for life)?)"
    r"(?=$| (?:by|in|at|with|without|on|for|from|until)\b)"
)
_EVERY_LAND_HAS = re.compile(
    r" the (?:assembly|cabinet|capital|constitution|constituent assembly|crown|government"
    r"|inquisition|kingdom|monarchy|national assembly|parliament|premiership|presidency|regency"
    r"|republic|senate|slave trade|throne|town hall|upper house)(?= (?!of |for |to )[a-z]| $)",
    re.IGNORECASE,
)
# "the first permanent European settlement was founded": of the land that the text is about
_FIRST_OF_ITS_KIND = re.compile(r"the (?:first|last|only|oldest) (?:[a-z-]+ |European )*[a-z]+$")
_WITHOUT_ARTICLE = word_set("academy college hospital parliament school university")
_OF_A_LAND = word_set("kingdom empire monarchy constitution senate cathedral capital throne")
_TIMES_DONE = re.compile(r"\b(?:twice|thrice|repeatedly|several times|three times|again)\b")
_ONE_COMMA = re.compile(r"^[^,]*[a-z][^,]*, [a-z][^,]*$")
_JOINS = re.compile(r"\b(?:and|or|that|which|who|whom|where)\b")
_ONE_OF_WHAT = re.compile(
    r"\b(?:one|ones|another|others)$|^(?:one|another) [a-z]"
    r"|\bthe (?:first|second|third|fourth|fifth|next|former|latter)(?=$| (?:of|in|on|at|by|from)\b)"
)
_WHAT_WAS_LEFT = re.compile(r"\b(?:the|all|its|his|their) (?:last )?(?:remaining|rest|others?)\b")
_SOME_LAND = re.compile(
    r"\b[Tt]he (?:state|territory|province|island|colony)\b(?! (?:of|in)\b|[’'])"
)
_MAYBE = word_set(
    "probably perhaps possibly apparently reportedly allegedly presumably supposedly seemingly "
    "maybe"
)
_MAYBE_VERBS = word_set("seem appear say believe think suppose")
_AT_SOME_PLACE = re.compile(r"\b(?:at|near|off) (?!the\b)[A-ZÀ-Þ]")  # a place on no map
_SENDING = ("send", "invite", "summon", "dispatch", "transfer")
_INWARD = ("into", "at", "in", "for", "through", "across", "behind", "round", "around", "near")
_FAR = 8  # words
_RANKS = ("first", "second", "third", "last", "only")
_MEASURES = word_set(
    "day night morning evening week month year time times way distance mile miles length moment"
    " half part rest spring summer autumn winter"
)
_NEAR_BEHIND = 5  # words
UNPLACED = "which of its kind"  # "the republic", unless a place is added to the question
_OF_SOME_WAR = re.compile(r"^the war$|\b(?:in|into|of|enter|join|leave|during) the war$")
_FEW_WORDS = 4
_OF_EVERY_LAND = word_set("ministry legislature parliament")
_HAS_A_COMPLEMENT = re.compile(r" (?:of|in|to|for|on|from|that|who|which) ")
_REFLEXIVE = ("himself", "herself", "itself", "themselves")
_OWNERS = frozenset({"his", "her", "its", "their"})
_GOVERNED = ("to", "of", "against", "on", "upon", "over", "from")  # what a verb asks for
_NAMING = frozenset({"rename", "found", "rebuild", "partition", "bomb", "bombard"})
_NOT_WHERE = ("under", "with", "without", "after", "before", "during", "as", "about")
_DRIVING = word_set("drive expel chase evict")
_GOING = word_set(
    "arrive come depart disembark embark enter escape flee go land leave move retreat return "
    "sail settle withdraw"
)
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
class Reading:
    """What the readers of a clause share. ``when`` is the clause's own date or its entry's."""

    parsed: ParsedSentence
    clause: Clause
    context: Context
    when: HistoricalDate | None
    dated: Dated | None  # None: no date, or that of the chronicle entry

    @property
    def when_preposition(self) -> str:
        return self.dated.placed.preposition if self.dated else ""

    @property
    def hidden(self) -> set[int]:
        """Dates are never part of a phrase: they are asked for, or added by the question."""
        tokens = set(self.parsed.date_words)
        for dated in self.clause.dates:
            tokens |= dated.tokens
        return tokens

    def writer(self) -> PhraseWriter:
        return self.context.writer(self.parsed, self.hidden)

    def written(self, placed: Placed[PlaceMention]) -> str:
        """The place as the text writes it."""
        mention = placed.mention
        return self.parsed.sentence.passage.text[mention.start : mention.end]

    # The event in words

    def draft(self, *, left_out: set[int], subject: bool = True) -> Draft | None:
        """The clause as an event without the words ``left_out``; None where it is not clear."""
        writer = self.writer()
        who = self.subject(writer, left_out) if subject else Phrase("")
        rest = self._complement(writer, left_out)
        if who is None or rest is None:
            return None
        rest = self._trimmed(rest, who.words)
        if who.named:  # "of the wounds Jackson received": said of Jackson
            rest = [p for p in rest if not (self._is_adjunct(p) and _told_again(who.text, p.text))]
        complement = self.with_own_pronoun(who.text, self._joined(rest))
        if len(complement.split()) + who.words > LONGEST:
            return None
        if who.named and _told_again(who.text, complement):
            return None  # two clauses run into one; "he surprised Humayun": he is another
        weak = [w for phrase in (who, *rest) for w in phrase.weaknesses]
        weak += self._doubts(who, rest, complement)
        weak += self._guesses(who, rest, left_out)
        name = _before_the_crown(who.text, complement)
        event = replace(self._event(name, complement), nested=self._holds_a_clause(rest))
        return Draft(event, tuple(dict.fromkeys(weak)))

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
            text += gap + phrase.text
        return text

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

    def _doubts(self, who: Phrase, rest: list[Phrase], complement: str) -> list[str]:
        doubts = [*self._doubts_of_words(who, complement), *self._unworthy(who)]
        if self._is_hedged():
            doubts.append("perhaps")
        if _SEVERAL.search(f"{who.text} {complement}"):
            doubts.append("several")
        if self._is_bound():
            doubts.append("a bound")
        if self.dated is not None and self.dated.shared:
            doubts.append("date of the clause before")
        inside = {i for phrase in (who, *rest) for i in phrase.tokens}
        people = [p.mention.person for i, p in self.parsed.person_at.items() if i in inside]
        if any(is_first_name(person) for person in people):
            doubts.append("first name only")
        if not (who.named or any(phrase.named for phrase in rest)):
            doubts.append("nothing named")
        listed = any(self._leaves_out_of_a_list(i) for i in inside)
        if listed or self._has_another_subject() or any(self._is_loose_name(i) for i in inside):
            doubts.append("a name too many")
        if any(self._is_told_apart_by_a_date(i, inside) for i in self.hidden):
            doubts.append("of which day")
        if any(c.lower_ == "again" for c in self.clause.verb.children):
            doubts.append("not the first time")
        if self._loses_what_tells(who, rest, inside):
            doubts.append("which of them")
        if self._is_of_one_of_two_nouns():
            doubts.append("of which noun")
        if self.clause.verb.i in self.parsed.guessed:
            doubts.append("verb guessed")
        return doubts

    def _loses_what_tells(self, who: Phrase, rest: list[Phrase], inside: set[int]) -> bool:
        """ "signed a deal to buy ships", "became the first team to win": cut, which was it?"""
        told = (self.parsed.doc[i] for phrase in (who, *rest) for i in phrase.tokens)
        if self._loses_its_aim(inside):
            return True
        return any(
            _is_one_of_many(noun)
            and any(
                _tells_which(c) and c.i not in inside and c.i != self.clause.verb.i
                for c in noun.rights
            )
            for noun in told
            if noun.pos_ == "NOUN" and noun.i not in self.hidden
        )

    def _loses_its_aim(self, inside: set[int]) -> bool:
        """The same of "sent a fleet to blockade the port", where the aim hangs on the verb."""
        objects = [p for p in self.clause.parts if p.dep_ in ("dobj", "attr")]
        aims = (
            c
            for c in self.clause.verb.rights
            if c.dep_ == "advcl" and c.i not in inside and _is_an_aim(c)
        )
        return any(p.pos_ == "NOUN" and _is_one_of_many(p) for p in objects) and any(aims)

    def _is_of_one_of_two_nouns(self) -> bool:
        """ "the picture of the ship built by Ames": who built what? The nearest noun is a guess."""
        verb, noun = self.clause.verb, self.clause.subject
        if verb.dep_ != "acl" or not self.clause.antecedent or verb.head.i != noun.i:
            return False
        if lemma_of(noun.text, "NOUN") in BODIES:  # "members of the conference held in Bern"
            return False
        above = noun.head.head if noun.dep_ == "pobj" else noun
        return above.pos_ in ("NOUN", "PROPN") and above.i < noun.i

    @staticmethod
    def _doubts_of_words(who: Phrase, complement: str) -> Iterator[str]:
        """What the words alone betray."""
        if re.search(r"\bor rather\b", complement):
            yield "or rather"
        if _WHAT_WAS_LEFT.search(f"{who.text} {complement}"):
            yield "what was left"
        if _SOME_LAND.search(f"{who.text} {complement}"):
            yield "which land"
        if _ONE_OF_WHAT.search(complement):
            yield "one of what"
        names = re.findall(r"\b[A-ZÀ-Þ][\w’-]*", who.text)
        if re.match(r"an? ", who.text) and all(name.lower() in PEOPLES for name in names):
            yield "one of a people" if names else "indefinite subject"
        if re.search(r"\bnot\b", f"{who.text} {complement}"):
            yield "not"
        if _TIMES_DONE.search(complement):
            yield "how often"
        if _FIGURES.search(complement):
            yield "a trifle"
        told = who.text.count(",") == 1 and not re.search(r"\b(?:and|or)\b", who.text)
        if told or (_ONE_COMMA.search(complement) and not _JOINS.search(complement)):
            yield "half an aside"
        if _OF_SOME_WAR.search(complement):
            yield "the war"

    def _is_hedged(self) -> bool:
        """ "Zheng, it seems, died at Calicut, or on the way home": the text does not know."""
        verb = self.clause.verb
        either = any(
            t.lower_ == "or" and t.dep_ == "cc"
            for p in self.clause.parts
            if p.dep_ == "prep"
            for t in p.subtree
        )
        told_so = any(
            c.dep_ in ("parataxis", "ccomp")
            and lemma_of(c.text, "VERB") in _MAYBE_VERBS
            and any(s.lower_ in ("it", "they") for s in c.lefts)
            for c in verb.children
        )
        return either or told_so or any(c.lower_ in _MAYBE for c in verb.children)

    def _guesses(self, who: Phrase, rest: list[Phrase], left_out: set[int]) -> Iterator[str]:
        """How the words were come by, where that is more than reading one plain clause."""
        clause, guessed = self.clause, self.parsed.guessed
        hero = self.context.discourse.hero
        leans = {name for phrase in (who, *rest) for name in phrase.leans}
        if BY_PRONOUN in leans and (hero is None or hero != who.text):
            yield BY_PRONOUN
        if BY_NOUN in leans:
            yield BY_NOUN
        if self.dated is not None and self.dated.placed.mention.relative:
            yield "a counted date"
        if clause.verb.dep_ == "conj" and clause.subject.head.i != clause.verb.i:
            yield "a joined verb"
        if clause.antecedent:
            yield "an aside"
        if abs(clause.verb.i - clause.subject.i) > _FAR:
            yield "a far verb"
        if clause.subject.i in guessed or any(p.i in guessed for p in clause.parts):
            yield "argument guessed"
        kept = {i for phrase in rest for i in phrase.tokens}
        if any(
            p.i not in kept and p.i not in left_out and p.i not in self.hidden
            and self.hidden.isdisjoint(c.i for c in p.children)
            for p in clause.parts
        ):  # fmt: skip
            yield "cut short"

    def _is_loose_name(self, i: int) -> bool:
        """ "Ghent fell in May, Brussels in June": a name that nothing governs."""
        token = self.parsed.doc[i]
        loose = token.dep_ in ("npadvmod", "dep") and token.head.pos_ in ("VERB", "AUX")
        if loose and token.pos_ == "NOUN" and token.lower_ not in _MEASURES:
            return any(c.lower_ == "the" for c in token.children)  # "fell to pieces the judge"
        if not loose or token.pos_ != "PROPN" or i in self.parsed.date_words:
            return False
        behind = token.doc[i + 1 : i + _NEAR_BEHIND]
        dated = any(t.i in self.parsed.date_at for t in behind)
        return dated and not any(t.text == "," for t in behind)

    def _has_another_subject(self) -> bool:
        """ "in the strait of Tsushima Tōgō annihilated the fleet": he did, whatever was parsed."""
        verb = self.clause.verb
        before = verb.i - 1
        while before > 0 and verb.doc[before].pos_ in ("ADV", "AUX"):
            before -= 1
        token = verb.doc[before]
        own = before <= self.clause.subject.right_edge.i or self.clause.antecedent
        return not own and before in self.parsed.person_at and token.head.i != verb.i

    def _is_told_apart_by_a_date(self, i: int, inside: set[int]) -> bool:
        """ "the August 31 resolution", whose date cannot stand in the question."""
        token = self.parsed.doc[i]
        own = any(i in dated.tokens for dated in self.clause.dates)
        modifies = token.dep_ in ("compound", "nmod", "amod", "poss") and token.head.i > i
        return modifies and not own and token.head.i in inside and token.head.i not in self.hidden

    def _leaves_out_of_a_list(self, i: int) -> bool:
        """ "the crew of Armstrong, Aldrin, and Collins", read as Armstrong who is Aldrin."""
        doc, token = self.parsed.doc, self.parsed.doc[i]
        beside = [c.i for c in token.children if c.dep_ == "appos" and c.i == i + 2]
        return i in self.parsed.person_at and any(
            doc[at + 1 : at + 3].text.lower() in (", and", ", or") for at in beside
        )

    def _is_bound(self) -> bool:
        """ "Before 10 March": the text does not know the day."""
        told = self.when_preposition.startswith(("before", "after", "prior to"))
        return told or (self.when is not None and self.when.qualifier in _BOUNDS)

    def _unworthy(self, who: Phrase) -> list[str]:
        """What keeps even a clear question from being worth learning."""
        lemma = self.clause.lemma
        chronicle = self.parsed.sentence.passage.kind is TextKind.CHRONICLE
        subject = self.clause.subject
        somebody = subject.i in self.parsed.person_at or subject.lower_ in ("he", "she")
        found = ["a state"] if lemma in STATIVE or self._became_so() or self._was_doing() else []
        if lemma in OPINIONS and self.when is None:
            found.append("an attitude")
        if lemma in PRINTING:
            found.append("printing")
        if lemma in JOURNEYS and (chronicle or somebody):
            found.append("a journey")
        paper = any(p.dep_ == "dobj" and p.lower_ in _OFFICE_PAPERS for p in self.clause.parts)
        if chronicle and (lemma in ROUTINE or paper) and not self.clause.passive:
            found.append("routine")
        if who.text and not who.named:
            found.append("unnamed subject")
            if who.words <= _FEW_WORDS and not _HAS_A_COMPLEMENT.search(who.text):
                found.append(UNPLACED)
        elif who.text and self._is_of_some_place(who):
            found.append(UNPLACED)
        if _OF_SOME_DAY.search(who.text):
            found.append("new since when")
        if (lemma in TRIFLES and somebody) or self._is_a_courtesy() or self._is_a_figure():
            found.append("a trifle")
        if lemma in COMMENTING and self._is_a_comment():
            found.append("a comment")
        found += self._leaves_open()
        if lemma == "declare" and self._declares_war_on_nobody():
            found.append("on whom")
        if lemma in _CALLING and not self._says("as"):
            found.append("as what")
        return found

    def _is_of_some_place(self, who: Phrase) -> bool:
        """ "the whole Manchu garrison": every fortress had one; "the Ministry of Education"."""
        subject = self.clause.subject.lower_
        one = subject in _OF_ONE_PLACE and not _HAS_A_COMPLEMENT.search(who.text)
        owned = "’s " in who.text or any(n.lower() in PEOPLES for n in who.text.split())
        if not one and (subject not in _OF_EVERY_LAND or owned):
            return False
        told = {*who.tokens, *(t.i for part in self.clause.parts for t in part.subtree)}
        return told.isdisjoint(self.parsed.place_at)

    def _declares_war_on_nobody(self) -> bool:
        war = next((p for p in self.clause.parts if p.lower_ == "war"), None)
        at_all = war is not None and not any(c.dep_ == "prep" for c in war.children)
        told = {p.lower_ for p in self._said_parts()}
        return at_all and told.isdisjoint(("on", "against", "upon"))

    def _is_a_figure(self) -> bool:
        """ "the economy grew by 2.6 %", "a fifth of the schools met the standard in 2007"."""
        lemma, subject = self.clause.lemma, self.clause.subject
        if lemma in COUNTING and subject.lower_ in COUNTED:
            return True
        parts = (subject, *self.clause.parts)
        counted = any(p.lower_ in COUNTED for p in parts if p.dep_ == "dobj")
        shares = any(t.lower_ in ("%", "percent") for p in parts for t in p.subtree)
        sums = lemma in COUNTING and any(t.text == "$" for p in parts for t in p.subtree)
        return counted or sums or (shares and lemma not in TAKING)

    def _is_a_comment(self) -> bool:
        """ "the historian Pratt wrote in 2009 that ...": a view of the past, not a deed of it."""
        parts = [p for p in self.clause.parts if says_by(p)] if self.clause.passive else []
        by = [t for p in parts for t in p.subtree] or list(self.clause.subject.subtree)
        return any(t.lower_ in COMMENTATORS for t in by)

    def _is_a_courtesy(self) -> bool:
        """Greetings adopted, congratulations received, somebody elected a delegate."""
        told = (self.clause.subject, *self.clause.parts)
        return any(t.lower_ in _COURTESIES for t in told) or (
            self.clause.lemma == "elect"
            and any(t.lower_ in ("delegate", "delegates") for part in told for t in part.subtree)
        )

    def _says(self, preposition: str) -> bool:
        return any(p.lower_ == preposition for p in self.clause.parts)

    def _leaves_open(self) -> list[str]:
        """What the verb asks for and the clause does not say."""
        lemma, found = self.clause.lemma, []
        told = {p.dep_ for p in self.clause.parts}
        particle = next((p.lower_ for p in self.clause.verb.children if p.dep_ == "prt"), "")
        slipped = any(p.lower_ in ("away", "out", "off") for p in self.clause.parts)
        escaped = lemma != "break" or self.clause.subject.i in self.parsed.person_at
        got_in = lemma in ("get", "break", "slip") and particle in ("in", "out", "away") and escaped
        got_in = got_in or (
            lemma in ("get", "slip") and slipped and self._says_no_place(entry=True)
        )
        entered = lemma == "enter" and not self.clause.passive and "dobj" not in told
        undated = {p.dep_ for p in self._said_parts()}
        sent = lemma in _SENDING and not undated & {"prep", "dative", "xcomp", "advcl", "prt"}
        if self._stands_alone():
            found.append("of what")
        if got_in or entered or sent or (self._goes() and self._says_no_place(entry=True)):
            found.append("where to")
        if self._was_taken_by_nobody():
            found.append("by whom")
        if lemma in _LEAVING_OFFICE and self._says_no_place():
            found.append("of what")
        if lemma in APPOINTING and self._says_no_office():
            found.append("of what")
        takes_over = lemma in ("take", "come") or lemma in _HOLDING
        if takes_over and (self._reigns_over_nothing() or self._holds_some_office()):
            found.append("of what")
        if lemma in _TAKING_OFFICE and self._says_no_place(besides_whom=True):
            found.append("of what")
        return found

    def _goes(self) -> bool:
        lemma = self.clause.lemma
        driven = lemma in _DRIVING and self.clause.passive
        return driven or lemma in _GOING or self._makes_an_entry()

    def _was_taken_by_nobody(self) -> bool:
        """ "Narva was taken": a town changes hands often."""
        clause = self.clause
        agent = any(says_by(p) for p in clause.parts)
        town = clause.subject.i in self.parsed.place_at
        return clause.passive and clause.lemma in TAKING - _NAMING and town and not agent

    def _makes_an_entry(self) -> bool:
        noun = next((p for p in self.clause.parts if p.dep_ == "dobj"), None)
        bare = noun is not None and not any(c.dep_ == "prep" for c in noun.children)
        return bare and noun is not None and noun.lower_ in _ENTRIES

    def _says_no_place(self, *, besides_whom: bool = False, entry: bool = False) -> bool:
        """ "Harris landed", "he came back"; with ``besides_whom`` "dismissed Harris" as well."""
        told: tuple[str, ...] = ("prep", "dobj", "advcl", "xcomp", "prt")
        if entry and self._makes_an_entry():
            told = ("prep",)
        if besides_whom:
            people = self.parsed.person_at
            if not any(p.i in people for p in (self.clause.subject, *self.clause.parts)):
                return False
            told = ("prep", "xcomp", "oprd", "prt")
        rest = [p for p in self.clause.parts if p.dep_ in told and p.i not in self.hidden]
        return all(entry and p.dep_ == "prep" and p.lower_ in _NOT_WHERE for p in rest)

    def _says_no_office(self) -> bool:
        """ "Carranza was elected": to what? But "the Diet was elected"."""
        parts, people = self.clause.parts, self.parsed.person_at
        whom = (self.clause.subject,) if self.clause.passive else parts
        somebody = any(t.i in people and (self.clause.passive or t.dep_ == "dobj") for t in whom)
        # "He was elected": to what? Who was crowned is a ruler, of whatever the text is about.
        he = self.clause.subject.lower_ in ("he", "she") and self.clause.lemma != "crown"
        somebody = somebody or (he and self.clause.passive)
        told = {"oprd", "attr", "xcomp", "ccomp"} | ({"dobj"} if self.clause.passive else set())
        office = any(t.lower_ in ROLE_NOUNS for p in parts for t in p.subtree)
        return somebody and not (
            office or any(p.dep_ in told or p.lower_ in ("as", "to") for p in parts)
        )

    def _reigns_over_nothing(self) -> bool:
        """ "became emperor": of which land?"""
        crowns = (t for p in self.clause.parts for t in p.subtree if t.lower_ in _CROWNS)
        crown = next(crowns, None)
        if crown is None or crown.text[:1].isupper() or crown.dep_ not in ("attr", "oprd", "pobj"):
            return False
        return not any(
            c.dep_ in ("prep", "amod", "compound", "poss", "nmod", "appos") for c in crown.children
        )

    def _holds_some_office(self) -> bool:
        """ "became chancellor", "was elected bishop": of what?"""
        parts = self.clause.parts
        offices = [p for p in parts if p.dep_ in ("attr", "oprd", "dobj")]
        offices += [c for p in parts if p.lower_ == "as" for c in p.children if c.dep_ == "pobj"]
        office = next((p for p in offices if p.lower_ in ROLE_NOUNS), None)
        if office is None or office.text[:1].isupper():
            return False
        if any(c.dep_ not in ("amod", "det") or c.text[:1].isupper() for c in office.children):
            return False
        return not any(p.lower_ in ("of", "in", "for", "at", "to") for p in self._undated_parts())

    def _stands_alone(self) -> bool:
        """ "Commandos sank", "he opened": a verb that asks for more, and nothing is said."""
        verb, lemma = self.clause.verb, self.clause.lemma
        if self.clause.passive:
            return lemma in TASKING and not self._said_parts()
        told = any(c.dep_ in ("prt", "acomp", "attr") for c in verb.children)
        return not told and not self._said_parts() and lemma not in OF_ITSELF

    def _said_parts(self) -> list[Token]:
        """All but the dates."""
        hidden = self.hidden
        return [
            p for p in self.clause.parts
            if p.i not in hidden
            and not (p.dep_ == "prep" and any(c.i in hidden for c in p.children))
        ]  # fmt: skip

    def _undated_parts(self) -> list[Token]:
        return [p for p in self.clause.parts if self.hidden.isdisjoint(t.i for t in p.subtree)]

    def _was_doing(self) -> bool:
        """ "was selling indulgences": for how long, nobody says."""
        verb = self.clause.verb
        helped = any(c.dep_ == "aux" and c.lower_ in ("was", "were") for c in verb.children)
        return verb.tag_ == "VBG" and helped

    def _became_so(self) -> bool:
        """ "grew intense", "became critical": nobody can say on which day."""
        turns = self.clause.lemma in ("become", "grow", "turn", "get")
        return turns and any(part.dep_ == "acomp" for part in self.clause.parts)

    @property
    def shared_with_others(self) -> bool:
        """ "was also criticized by Kalinin": so there are other answers."""
        return any(c.dep_ == "advmod" and c.lower_ in _TOO for c in self.clause.verb.children)

    def subject(self, writer: PhraseWriter, left_out: set[int] | None = None) -> Phrase | None:
        """The subject; of a participle clause, the noun without its other such clauses."""
        skip = set(left_out or ())
        head = self.clause.subject
        if self.clause.antecedent:
            skip |= {t.i for t in self.clause.verb.subtree}
            skip |= _clauses_of(head)
        phrase = writer.phrase(head, skip=skip)
        if phrase is None or self._is_a_participle(phrase.tokens[0]):
            return None
        if self.clause.antecedent and not _OWNERS.isdisjoint(phrase.weaknesses):
            return None  # "entered its capital, which was burnt": whose?
        phrase = replace(phrase, text=_without_aside(phrase.text))
        if _wants_article(head, phrase.text):
            return replace(phrase, text=f"the {phrase.text}")
        return self._with_name(head, phrase)

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
            if named is None or words[0] not in ("a", "an") or phrase.text.count(some) != 1:
                continue
            name = people[named.i].mention.person.told
            phrase = replace(phrase, text=phrase.text.replace(some, name), named=True)
        return phrase

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
            if self._is_of_another_time(part) or _is_of_a_reduced_clause(part):
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
        return Fact(
            id=fact_id(evidence.quote, kind, mention, lemma, self._which_of_that_verb()),
            kind=kind,
            event=draft.event,
            event_key=stable_id("event", fold(evidence.quote), lemma),
            evidence=evidence,
            when=self.when,
            when_preposition=self.when_preposition,
            mention=mention,
            others=_names_in(self.parsed),
            weaknesses=draft.weak,
            confidence=confidence,
        )

    def _which_of_that_verb(self) -> str:
        """Tells two clauses of one sentence with the same verb apart, whatever their wording."""
        verb = self.clause.verb
        earlier = sum(1 for t in verb.doc[: verb.i] if t.lower_ == verb.lower_)
        return str(earlier) if earlier else ""

    def scoped(self, draft: Draft) -> Draft:
        """Adds the town spoken of, or the section's place, to an event that names none."""
        draft = self._of_the_land(draft)
        if self._names_a_place(draft):
            return draft
        at_home = self._at_home(draft)
        if at_home is not None:
            return at_home
        if _TOWN.search(self.parsed.sentence.text):
            city = self._the_town()
            scope = f"in {city}" if city else None
        elif self._in_some_town():
            scope = None
        else:
            scope = self.context.scope(self.parsed)
            bare = scope.removeprefix("in ").removeprefix("the ") if scope else ""
            if scope is None or _root(bare) in fold(draft.spoken):
                return draft
        if scope is None:
            return draft.but("where")
        return replace(draft, event=replace(draft.event, scope=scope)).without(UNPLACED)

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
        if home is None:
            return None
        event = self._of_home(draft, home)
        told = _root(home) in fold(draft.spoken)
        local = _is_of_any_land(draft.spoken) or self._is_told_of_the_town()
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

    def _is_done_by_a_state(self) -> bool:
        """ "statehood was approved by Congress": "in Alaska" would place the Congress there."""
        agents = [t for p in self.clause.parts if says_by(p) for t in p.subtree]
        told = {t.lower_ for t in self.clause.subject.subtree}
        return any(t.lower_ in OF_ANY_LAND for t in agents) and told.isdisjoint(OF_ANY_LAND)

    def _of_home(self, draft: Draft, home: str) -> Event:
        """ "the republic of Ragusa was abolished"; of other deeds "... in Ragusa"."""
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
        if told or self._names_a_place(draft) or not _LAST_OFFICE.search(event.complement):
            return draft
        complement = _LAST_OFFICE.sub(rf"\1 of {home}", event.complement, count=1)
        event = replace(event, complement=complement)
        return replace(draft, event=event).without("nothing named", "of what")

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
        return replace(draft, event=replace(draft.event, scope=f"in {town}"))

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
        return home is not None and lands <= {home.country, None, ""}

    def _is_public(self) -> bool:
        """What was done to a thing by the state, and who held its offices."""
        somebody = self.clause.subject.i in self.parsed.person_at
        if self.clause.passive and not somebody:
            return self.clause.lemma not in STATIVE | OPINIONS | JOURNEYS | _GOING
        office = any(t.lower_ in _OFFICES for p in self.clause.parts for t in p.subtree)
        return office and self.clause.lemma in _HOLDING

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
    crowned = title.lower() in _CROWNS and complement.split()[:1] == [title.lower()]
    return name if name and crowned else subject


def _is_of_any_land(spoken: str) -> bool:
    """ "the National Assembly was elected": whose? Nothing else in it tells."""
    names = re.findall(r"(?<!^)\b[A-ZÀ-Þ][\w’'-]*", spoken)
    return bool(names) and all(name.lower() in OF_ANY_LAND for name in names)


def _looks_to_the_clause_before(part: Token) -> bool:
    """ "by which time", "at which point": it dates the clause by the one before."""
    points = ("which", "whose", "what")
    return part.dep_ == "prep" and any(
        t.lower_ in points for t in part.doc[part.i + 1 : part.i + 3]
    )


def _is_a_feast(noun: Token) -> bool:
    """ "Easter Day", "the birthday of the king", but "the first day of the siege"."""
    named = any(c.dep_ in ("compound", "poss") for c in noun.children)
    return noun.lower_ in _DAYS_BY_NAME or (noun.lower_ == "day" and named)


def _is_a_site(head: Token) -> bool:
    """ "the Palace of Justice", "the church of St Clement", which every town has."""
    nouns = [head, *(c for c in head.children if c.dep_ == "compound")]
    definite = any(c.lower_ == "the" for c in head.children)
    return definite and any(TYPES_AFTER.get(n.lower_) is PlaceKind.BUILDING for n in nouns)


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


def _is_one_of_many(noun: Token) -> bool:
    """ "a deal", "reinforcements", "the first team": the noun alone does not tell which."""
    before = list(noun.lefts)
    if any(c.dep_ == "poss" or c.pos_ == "PROPN" for c in before):
        return False
    definite = any(c.lower_ in ("the", "this", "that", "its", "his", "their") for c in before)
    ranked = any(c.lower_ in _RANKS or c.tag_ == "JJS" for c in before)
    return ranked or not definite


def _tells_which(child: Token) -> bool:
    """A clause that says which one: "to buy ships", "that freed the serfs"; not ", which ..."."""
    first: int = child.left_edge.i
    return child.dep_ in ("acl", "relcl") and child.doc[first - 1].text not in (",", "(")


def _is_an_aim(clause: Token) -> bool:
    """ "to blockade the port", "so he could rest"; not ", to please the king"."""
    first: int = clause.left_edge.i
    opens = (
        clause.doc[first].lower_ in ("to", "so") or clause.doc[first : first + 2].text == "in order"
    )
    return opens and clause.doc[first - 1].text != ","


def _is_of_a_reduced_clause(part: Token) -> bool:
    """ "While at sea in May he wrote": at sea is not where he wrote to."""
    first: int = part.left_edge.i
    before = part.doc[first - 1].lower_ if first > 0 else ""
    return part.dep_ == "prep" and before in ("while", "when", "though", "although", "once", "if")


def _clauses_of(noun: Token) -> set[int]:
    return {t.i for child in noun.children if child.dep_ in ("acl", "relcl") for t in child.subtree}


def _names_in(parsed: ParsedSentence) -> tuple[str, ...]:
    sentence = parsed.sentence
    names = [p.mention.person.name for p in sentence.people]
    names += [p.mention.place.name for p in sentence.places]
    return tuple(dict.fromkeys(names))
