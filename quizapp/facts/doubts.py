"""What a reader of a clause may be left wondering: who, which, where, and whether it matters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from quizapp.domain.calendar import HistoricalDate, Precision, Qualifier
from quizapp.domain.document import TextKind
from quizapp.facts.clause import Clause, Dated
from quizapp.facts.clause_signs import TASKING
from quizapp.facts.context import Context
from quizapp.facts.given_names import GIVEN_NAMES, KNOWN_BY_IT, is_first_name
from quizapp.facts.name_forms import word_set
from quizapp.facts.name_words import PEOPLES, ROMAN_NUMERALS
from quizapp.facts.parsed import ParsedSentence, conjuncts, says_by
from quizapp.facts.parser import lemma_of
from quizapp.facts.phrase_references import BY_NOUN, BY_PRONOUN
from quizapp.facts.phrases import Phrase
from quizapp.facts.routine import is_routine
from quizapp.facts.telling_apart import (
    counts,
    is_a_resignation,
    is_an_aim,
    is_lone_adverb,
    is_one_of_many,
    loses_its_measure,
    loses_names,
    runs_into_a_clause,
    tells_when,
    tells_which,
)
from quizapp.facts.vague_words import (
    is_a_statistic,
    is_nearly_so,
    lacks_its_object,
    lacks_the_office,
    lacks_what_it_reaches,
    lacks_what_it_was,
    stands_behind_a_colon,
    tells_only_whose,
    vague_words,
)
from quizapp.facts.words import (
    APPOINTING,
    BEFALLING,
    BODIES,
    COMMENTATORS,
    COMMENTING,
    COUNTED,
    COUNTING,
    JOURNEYS,
    MEETINGS,
    OF_ITSELF,
    OPINIONS,
    PRINTING,
    ROLE_NOUNS,
    STATIVE,
    TAKING,
    TRIFLES,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

    from quizapp.domain.fact import Person


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
_BOUNDS = (Qualifier.BEFORE, Qualifier.AFTER, Qualifier.NOT_EARLIER)
_TOO = ("also", "too", "likewise", "similarly")
_LEAVING_OFFICE = word_set("resign retire secede")
_COURTESIES = word_set("greeting greetings congratulations condolences compliments toast toasts")
_TAKING_OFFICE = word_set("dismiss oust relieve remove")
_CALLING = word_set("characterize characterise depict label portray regard")  # as what?
HOLDING = word_set("become serve take assume elect appoint proclaim declare crown seize resume")
_OF_ONE_PLACE = word_set(
    "garrison inhabitants population defenders townspeople townsmen citizens walls"
)
_ENTRIES = word_set("entry entrance return appearance landing escape departure arrival way")
CROWNS = word_set("emperor empress king queen tsar czar sultan shah caliph pharaoh regent")
_HOMEWARD = ("home", "back", "away")
_LETTING = word_set("permit allow let force compel oblige manage")
_BELONGING = word_set("burgess burgher citizen fellow freeman member partner subject vassal")
_TIMES_OF_DAY = word_set("day night morning evening afternoon week month year")
_KIN = word_set("father mother son daughter wife husband brother sister")
_BORNE_BY_MANY = GIVEN_NAMES - KNOWN_BY_IT
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_TIMES_DONE = re.compile(r"\b(?:twice|thrice|repeatedly|several times|three times|again)\b")
_ONE_COMMA = re.compile(r"^[^,]*[a-z][^,]*, [a-z][^,]*$")
_JOINS = re.compile(r"\b(?:and|or|that|which|who|whom|where)\b")
_ONE_OF_WHAT = re.compile(
    r"\b(?:one|ones|another|others)$|^(?:one|another) [a-z]|\b(?:neighbou?ring|nearby|adjacent)\b"
    r"|\bthe (?:first|second|third|fourth|fifth|next|former|latter)(?=$| (?:of|in|on|at|by|from)\b)"
)
_WHAT_WAS_LEFT = re.compile(
    r"\b(?:the|all|its|his|their) (?:last )?(?:remaining|rest|others?)\b|\b(?:additional|further)\b"
)
_SOME_LAND = re.compile(
    r"\b[Tt]he (?:state|territory|province|island|colony)\b(?! (?:of|in)\b|[’'])"
)
MAYBE = word_set(
    "probably perhaps possibly likely apparently reportedly allegedly presumably supposedly "
    "seemingly maybe"
)
_MAYBE_VERBS = word_set("seem appear say believe think suppose")
_SENDING = ("send", "invite", "summon", "dispatch", "transfer")
_FAR = 8  # words
_WANTED_OF_PEOPLE = word_set("begin burn close crash end finish found open reopen start stop")
_DONE_BY_PEOPLE_ALONE = OF_ITSELF - _WANTED_OF_PEOPLE
_TOLD_APART_BY_YEAR = word_set("act law treaty decree edict bill")
_MEASURES = word_set(
    "day night morning evening week month year time times way distance mile miles length moment"
    " half part rest spring summer autumn winter"
)
_NEAR_BEHIND = 5  # words
UNPLACED = "which of its kind"  # "the republic", unless a place is added to the question
_OF_SOME_WAR = re.compile(r"^the war$|\b(?:in|into|of|enter|join|leave|during) the war$")
_CUT_OFF = re.compile(r"\b(?:be|been)$")
_NEXT_DAY = re.compile(
    r"\b(?:next|following) (?:day|morning|evening|night|afternoon)\b", re.IGNORECASE
)
_FEW_WORDS = 4
_OF_EVERY_LAND = word_set("ministry legislature parliament")
_HAS_A_COMPLEMENT = re.compile(r" (?:of|in|to|for|on|from|that|who|which) ")
_MEETINGS = MEETINGS | {"council", "rally"}
_NAMING = frozenset({"rename", "found", "rebuild", "partition", "bomb", "bombard"})
_NOT_WHERE = ("under", "with", "without", "after", "before", "during", "as", "about")
_GAINING = word_set("acquire buy gain obtain purchase reacquire regain secure win")
_FINISHING = word_set("finish graduate matriculate qualify")
_DRIVING = word_set("drive expel chase evict")
GOING = word_set(
    "arrive come depart disembark embark enter escape flee go land leave move retreat return "
    "sail settle withdraw"
)


@dataclass(frozen=True)
class ClauseDoubts:
    """One clause of a sentence. ``when`` is its own date or its entry's."""

    parsed: ParsedSentence
    clause: Clause
    context: Context
    when: HistoricalDate | None
    dated: Dated | None  # None: no date, or that of the chronicle entry

    @property
    def when_preposition(self) -> str:
        return self.dated.placed.preposition if self.dated else ""

    @cached_property
    def hidden(self) -> frozenset[int]:
        """Dates are never part of a phrase: they are asked for, or added by the question."""
        tokens = set(self.parsed.date_words)
        for dated in self.clause.dates:
            tokens |= dated.tokens
        return frozenset(tokens)

    @property
    def in_a_chronicle(self) -> bool:
        return self.parsed.sentence.passage.kind is TextKind.CHRONICLE

    def _doubts(self, who: Phrase, rest: list[Phrase], complement: str) -> list[str]:
        doubts = [*self._doubts_of_words(who, complement), *self._unworthy(who)]
        told = [self.parsed.doc[i] for phrase in rest for i in phrase.tokens]
        if self.in_a_chronicle and is_routine(self.clause, told):
            doubts.append("routine")
        if self._is_hedged():
            doubts.append("perhaps")
        if is_nearly_so(self.clause):
            doubts.append("nearly")
        if _SEVERAL.search(f"{who.text} {complement}"):
            doubts.append("several")
        if self._is_bound():
            doubts.append("a bound")
        if self.dated is not None and self.dated.shared:
            doubts.append("date of the clause before")
        inside = {i for phrase in (who, *rest) for i in phrase.tokens}
        people = [p.mention.person for i, p in self.parsed.person_at.items() if i in inside]
        kin = any(self._is_of_the_family(person) for person in people)
        if kin or any(map(is_first_name, people)) or self._is_some_john(inside):
            doubts.append("first name only")
        if not (who.named or any(phrase.named for phrase in rest)):
            doubts.append("nothing named")
        listed = any(self._leaves_out_of_a_list(i) for i in inside)
        listed = listed or any(map(self._loses_its_noun, self.clause.parts))
        astray = listed or self._has_another_subject() or stands_behind_a_colon(self.clause)
        if astray or any(self._is_loose_name(i) for i in inside):
            doubts.append("a name too many")
        if any(c.lower_ == "again" for c in self.clause.verb.children):
            doubts.append("not the first time")
        if self.clause.verb.i in self.parsed.guessed or self._is_hardly_passive():
            doubts.append("verb guessed")
        return [*doubts, *self._doubts_of_parts(who, rest, inside)]

    def _doubts_of_parts(self, who: Phrase, rest: list[Phrase], inside: set[int]) -> Iterator[str]:
        """What the words left out would have told."""
        if any(self._is_told_apart_by_a_date(i, inside) for i in self.hidden):
            yield "of which day"
        if self._joins_what_came_later() or self._is_of_one_of_its_days():
            yield "two days in one"
        if tells_only_whose(self.clause) or self._loses_what_tells(who, rest, inside):
            yield "which of them"
        if any(c.dep_ == "dobj" and c.i in self.hidden for c in self.clause.verb.children):
            yield "no event"  # "began the 1990s with a series of losses"
        if self._is_of_one_of_two_nouns():
            yield "of which noun"
        if self._only_counts_them(rest):
            yield "how many of them"
        if self._has_a_day_beside_it():
            yield "a day beside it"
        doc = self.parsed.doc
        if any(runs_into_a_clause(doc[i], self.parsed.person_at) for i in inside):
            yield "two clauses"
        if any(loses_its_measure(doc[i], inside) for i in inside):
            yield "about how many"

    def _loses_what_tells(self, who: Phrase, rest: list[Phrase], inside: set[int]) -> bool:
        """ "signed a deal to buy ships", "became the first team to win": cut, which was it?"""
        told = (self.parsed.doc[i] for phrase in (who, *rest) for i in phrase.tokens)
        if self._loses_its_aim(inside):
            return True
        if any(loses_names(self.parsed.doc[i], inside) for i in inside):
            return True
        return any(
            is_one_of_many(noun)
            and any(
                tells_which(c) and c.i not in inside and c.i != self.clause.verb.i
                for c in noun.rights
            )
            for noun in told
            if noun.pos_ == "NOUN" and noun.i not in self.hidden
        )

    def _only_counts_them(self, rest: list[Phrase]) -> bool:
        """ "won five titles", "built three ships": only the number tells which."""
        counted = [p for p in self.clause.parts if p.dep_ == "dobj" and counts(p)]
        if not counted or self.clause.lemma in BEFALLING:
            return False
        own = {t.i for p in counted for t in p.subtree}
        return not any(phrase.named for phrase in rest if own.isdisjoint(phrase.tokens))

    def _loses_its_aim(self, inside: set[int]) -> bool:
        """The same of "sent a fleet to blockade the port", where the aim hangs on the verb."""
        objects = [p for p in self.clause.parts if p.dep_ in ("dobj", "attr")]
        aims = (
            c
            for c in self.clause.verb.rights
            if c.dep_ == "advcl" and c.i not in inside and is_an_aim(c)
        )
        return any(p.pos_ == "NOUN" and is_one_of_many(p) for p in objects) and any(aims)

    def _is_of_one_of_two_nouns(self) -> bool:
        """ "the picture of the ship built by Ames": who built what? The nearest noun is a guess."""
        verb = self.clause.verb
        noun = verb.head
        if verb.dep_ != "acl" or not self.clause.antecedent:
            return False
        if lemma_of(noun.text, "NOUN") in BODIES:  # "members of the conference held in Bern"
            return False
        above = noun.head.head if noun.dep_ == "pobj" else noun
        subject = self.clause.subject
        if subject.i in self.parsed.person_at or subject.i not in (noun.i, above.i):
            return False
        return above.pos_ in ("NOUN", "PROPN") and above.i < noun.i

    def _doubts_of_words(self, who: Phrase, complement: str) -> Iterator[str]:
        """What the words alone betray."""
        yield from vague_words(who.text, complement)
        if re.search(r"\bor rather\b", complement):
            yield "or rather"
        if _WHAT_WAS_LEFT.search(f"{who.text} {complement}"):
            yield "what was left"
        if _SOME_LAND.search(f"{who.text} {complement}"):
            yield "which land"
        if _ONE_OF_WHAT.search(complement) or _ONE_OF_WHAT.search(who.text):
            yield "one of what"
        names = re.findall(r"\b[A-ZÀ-Þ][\w’-]*", who.text)
        some = re.match(r"an? ", who.text) is not None
        some_thing = some and (self._says_which_of_some(who) or self._is_some_meeting())
        if some_thing or self._is_done_by_some_meeting():
            yield "indefinite subject"
        if some and all(name.lower() in PEOPLES for name in names):
            yield "one of a people" if names else "indefinite subject"
        if re.search(r"\bnot\b", f"{who.text} {complement}"):
            yield "not"
        if _TIMES_DONE.search(complement):
            yield "how often"
        if _FIGURES.search(complement):
            yield "a trifle"
        plain = _QUOTED.sub("", who.text)
        told = plain.count(",") == 1 and not re.search(r"\b(?:and|or)\b", plain)
        if told or (_ONE_COMMA.search(complement) and not _JOINS.search(complement)):
            yield "half an aside"
        if _OF_SOME_WAR.search(complement):
            yield "the war"
        if _CUT_OFF.search(complement):
            yield "of what"  # "claimed to have been there"

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
        return either or told_so or any(c.lower_ in MAYBE for c in verb.children)

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
            and p.doc[p.i - 1].lower_ not in MAYBE
            and self.hidden.isdisjoint(c.i for c in p.children)
            for p in clause.parts
        ):  # fmt: skip
            yield "cut short"

    def _is_of_the_family(self, person: Person) -> bool:
        """ "Her daughter Irène", in the life of Marie Curie: her surname is left out."""
        hero = self.context.discourse.hero
        if hero is None or " " not in hero or " " in person.name or person.name in hero:
            return False
        return not _KIN.isdisjoint(" ".join(person.roles).split())

    def _is_some_john(self, inside: set[int]) -> bool:
        """A given name alone that nobody could be found for: "Philip died"."""
        doc, parsed, bearers = self.parsed.doc, self.parsed, self.context.people.people
        return any(
            doc[i].tag_ == "NNP"
            and doc[i].lower_ in _BORNE_BY_MANY
            and i not in parsed.person_at
            and i not in parsed.place_at
            and any(person.name.startswith(f"{doc[i].text} ") for person in bearers)
            and not any(doc[k].text[:1].isupper() for k in (i - 1, i + 1) if 0 < k < len(doc))
            and not (doc[i + 1 : i + 2].text == "and" and doc[i + 2 : i + 3].text[:1].isupper())
            for i in inside
        )

    def _is_hardly_passive(self) -> bool:
        """ "was trapped, and surrendered": it did so itself, though "was" seems to go on."""
        verb = self.clause.verb
        joined = self.clause.passive and verb.dep_ == "conj" and self.clause.lemma in OF_ITSELF
        by_somebody = any(says_by(p) for p in self.clause.parts)
        return joined and not by_somebody and all(c.dep_ != "auxpass" for c in verb.children)

    @staticmethod
    def _loses_its_noun(part: Token) -> bool:
        """ "attacked Stanley airfield", read as an attack on the town."""
        named = part.pos_ == "PROPN" and part.i + 1 < len(part.doc)
        after = part.nbor() if named else None
        return after is not None and after.pos_ == "NOUN" and after.dep_ == "dep"

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
        if any(self._acts_after_a_time(i) for i in self.parsed.person_at):
            return True
        return not own and before in self.parsed.person_at and token.head.i != verb.i

    def _acts_after_a_time(self, i: int) -> bool:
        """ "the king left, and during the night Eisner declared the republic": Eisner did."""
        verb, doc = self.clause.verb, self.parsed.doc
        if not self.clause.subject.right_edge.i < i - 1 < i < verb.i:
            return False
        return doc[i - 1].lower_ in _TIMES_OF_DAY and doc[i - 1].text.islower()

    def _is_told_apart_by_a_date(self, i: int, inside: set[int]) -> bool:
        """ "the August 31 resolution", whose date cannot stand in the question."""
        token = self.parsed.doc[i]
        own = any(i in dated.tokens for dated in self.clause.dates)
        modifies = token.dep_ in ("compound", "nmod", "amod", "poss") and token.head.i > i
        if token.dep_ == "pobj" and token.head.lower_ == "of":  # "the Confiscation Act of 1862"
            noun = token.head.head
            subject = noun.is_lower and noun.dep_ in ("nsubj", "nsubjpass")
            told = noun.lower_ in _TOLD_APART_BY_YEAR or subject
            return not own and noun.i in inside and told
        return modifies and not own and token.head.i in inside and token.head.i not in self.hidden

    def _says_which_of_some(self, who: Phrase) -> bool:
        """ "adopted a Declaration, which was affirmed in May": nothing tells whose."""
        known = {*self.parsed.person_at, *self.parsed.place_at}
        return self.clause.verb.dep_ == "relcl" and known.isdisjoint(who.tokens)

    def _is_some_meeting(self) -> bool:
        """ "a congress of the Western Front met": there was more than one."""
        return lemma_of(self.clause.subject.text, "NOUN") in _MEETINGS

    def _is_done_by_some_meeting(self) -> bool:
        """ "elected by an All-Ukrainian Congress"."""
        agents = (c for p in self.clause.parts if says_by(p) for c in p.children)
        return any(
            c.dep_ == "pobj"
            and lemma_of(c.text, "NOUN") in _MEETINGS
            and any(a.lower_ in ("a", "an") for a in c.lefts)
            for c in agents
        )

    def _joins_what_came_later(self) -> bool:
        """ "vetoed the bills of Ames in May and of Burr in June": a part with its own date."""
        own = {i for dated in self.clause.dates for i in dated.tokens}
        others = self.hidden - own
        clauses = (c for c in self.clause.verb.rights if c.dep_ == "advcl" and tells_when(c))
        if any(not others.isdisjoint(t.i for t in c.subtree) for c in clauses):
            return True  # "made a profit when it was sold in 2006"
        joined = (t for p in self.clause.parts for t in p.subtree if t.dep_ == "conj")
        return any(
            t.pos_ not in ("VERB", "AUX") and not others.isdisjoint(c.i for c in t.subtree)
            for t in joined
        )

    def _is_of_one_of_its_days(self) -> bool:
        """An entry of two days that goes on with "the next day": this happened on one of them."""
        when = self.when if self.dated is None and self.in_a_chronicle else None
        if when is None or (when.end_new_style is None and when.end_old_style is None):
            return False
        return _NEXT_DAY.search(self.parsed.sentence.passage.text) is not None

    def _has_a_day_beside_it(self) -> bool:
        """ "1513 He is elected on 11 March and takes the name of Leo": the year is less than is
        known."""
        when = self.when if self.dated is None and self.in_a_chronicle else None
        if when is None or when.precision is not Precision.YEAR:
            return False
        told = (dated.mention.date for dated in self.parsed.sentence.dates)
        return any(date is not None and date.precision is Precision.DAY for date in told)

    def _leaves_out_of_a_list(self, i: int) -> bool:
        """ "the crew of Armstrong, Aldrin, and Collins", read as Armstrong who is Aldrin."""
        doc, token = self.parsed.doc, self.parsed.doc[i]
        items = (c for c in token.children if c.dep_ == "appos" and c.lower_ == token.lower_)
        if any(c.dep_ in ("cc", "conj") for item in items for c in item.children):
            return True  # "the Old Town, the New Town and the Lesser Town"
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
        subject = self.clause.subject
        somebody = subject.i in self.parsed.person_at or subject.lower_ in ("he", "she")
        found = ["a state"] if lemma in STATIVE or self._became_so() or self._was_doing() else []
        if lemma in OPINIONS and self.when is None:
            found.append("an attitude")
        if lemma in PRINTING:
            found.append("printing")
        if lemma in JOURNEYS and (self.in_a_chronicle or somebody):
            found.append("a journey")
        if who.text and not who.named:
            found.append("unnamed subject")
            if who.words <= _FEW_WORDS and not _HAS_A_COMPLEMENT.search(who.text):
                found.append(UNPLACED)
        elif who.text and self._is_of_some_place(who):
            found.append(UNPLACED)
        if _OF_SOME_DAY.search(who.text):
            found.append("new since when")
        figure = self._is_a_figure() or is_a_statistic(self.clause)
        if (lemma in TRIFLES and somebody) or self._is_a_courtesy() or figure:
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
        if lemma in COUNTING and any(t.lower_ in COUNTED for t in conjuncts(subject)):
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
        said = self._said_parts()
        undated = {p.dep_ for p in said}
        sent = lemma in _SENDING and not undated & {"prep", "dative", "xcomp", "advcl", "prt"}
        lacking = lacks_its_object(self.clause) or lacks_what_it_was(self.clause, said)
        lacking = lacking or self._was_followed_in_what() or lacks_what_it_reaches(self.clause)
        lacking = lacking or lacks_the_office(self.clause, self.parsed.person_at.keys())
        if lacking or self._stands_alone() or self._finishes_some_school():
            found.append("of what")
        let_go = lemma in _LETTING and self._lets_go_nowhere()
        going = self._goes() and self._says_no_place(entry=True)
        if got_in or entered or sent or let_go or going:
            found.append("where to")
        if self._meets_somewhere():
            found.append("how often")
        if self._was_taken_by_nobody():
            found.append("by whom")
        if lemma in _LEAVING_OFFICE and self._says_no_place():
            found.append("of what")
        if any(is_a_resignation(p) for p in self.clause.parts):
            found.append("of what")
        if lemma in APPOINTING and self._says_no_office():
            found.append("of what")
        takes_over = lemma in ("take", "come") or lemma in HOLDING
        if takes_over and (self._reigns_over_nothing() or self._holds_some_office()):
            found.append("of what")
        if lemma in _TAKING_OFFICE and self._says_no_place(besides_whom=True):
            found.append("of what")
        return found

    def _was_followed_in_what(self) -> bool:
        """ "Carrington was succeeded by Pym": as what? Of a king it need not be said."""
        clause = self.clause
        if not clause.passive and clause.lemma == "replace":
            whom = any(p.dep_ == "dobj" and p.i in self.parsed.person_at for p in clause.parts)
            return whom and not any(p.lower_ in ("as", "in", "at") for p in clause.parts)
        if not clause.passive or clause.lemma not in ("succeed", "replace"):
            return False
        person = self._who_is(clause.subject)
        if person is None:
            return False
        name = person.name
        king = person.titled or not ROMAN_NUMERALS.isdisjoint(name.split())
        return not king and " the " not in name and all(map(says_by, self._said_parts()))

    def _who_is(self, noun: Token) -> Person | None:
        """The person that a name or a "he" stands for."""
        placed = self.parsed.person_at.get(noun.i)
        if placed is not None:
            return placed.mention.person
        if noun.lower_ not in ("he", "she"):
            return None
        name = self.context.discourse.resolve(self.parsed, noun)
        return self.context.people.resolve(name.removeprefix("the ")) if name else None

    def _finishes_some_school(self) -> bool:
        """ "He finished with the highest marks"."""
        somebody = self.clause.subject.i in self.parsed.person_at
        somebody = somebody or self.clause.subject.lower_ in ("he", "she")
        if self.clause.lemma not in _FINISHING or not somebody:
            return False
        told = (
            p.dep_ in ("dobj", "xcomp") or p.lower_ in ("at", "from", "in")
            for p in self._said_parts()
        )
        return not any(told)

    def _lets_go_nowhere(self) -> bool:
        """ "He was permitted to return"."""
        verbs = [c for c in self.clause.verb.children if c.dep_ == "xcomp"]
        return any(
            lemma_of(v.text, "VERB") in GOING
            and all(
                c.dep_ not in ("prep", "dobj", "advmod")
                or c.i in self.hidden
                or c.lower_ in _HOMEWARD
                for c in v.children
            )
            for v in verbs
        )

    def _goes(self) -> bool:
        lemma = self.clause.lemma
        driven = lemma in _DRIVING and self.clause.passive
        return driven or lemma in GOING or self._makes_an_entry()

    def _was_taken_by_nobody(self) -> bool:
        """ "Narva was taken": a town changes hands often."""
        clause = self.clause
        agent = any(says_by(p) for p in clause.parts)
        town = clause.subject.i in self.parsed.place_at
        taken = clause.lemma in (TAKING - _NAMING) | _GAINING
        return clause.passive and taken and town and not agent

    def _meets_somewhere(self) -> bool:
        """ "Garibaldi met Victor Emmanuel": where, and for which time?"""
        clause, people = self.clause, self.parsed.person_at
        whom = [p for p in clause.parts if p.dep_ == "dobj" and p.i in people]
        if clause.lemma != "meet" or clause.passive or not whom:
            return False
        first = any(c.lower_ == "first" for c in clause.verb.children)
        return not first and all(p in whom for p in self._said_parts())

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
        crowns = (t for p in self.clause.parts for t in p.subtree if t.lower_ in CROWNS)
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
        office = next((p for p in offices if p.lower_ in ROLE_NOUNS | _BELONGING), None)
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
        somebody = self.clause.subject.i in self.parsed.person_at
        somebody = somebody or self.clause.subject.lower_ in ("he", "she")
        of_itself = _DONE_BY_PEOPLE_ALONE if somebody else OF_ITSELF
        said = [p for p in self._said_parts() if not (somebody and is_lone_adverb(p))]
        return not told and not said and lemma not in of_itself

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
