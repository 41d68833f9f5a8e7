"""Names what was led, so that a question about its leader can stand alone."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quizapp.domain.calendar import DatePoint, HistoricalDate
from quizapp.domain.fact import Event, Fact, FactKind, Person
from quizapp.domain.identity import stable_id
from quizapp.facts.clause import Clause
from quizapp.facts.context import Context
from quizapp.facts.evidence import evidence_for, fact_id, fold
from quizapp.facts.name_forms import word_set
from quizapp.facts.name_words import PEOPLES
from quizapp.facts.parsed import ParsedSentence
from quizapp.facts.parser import inflect, lemma_of
from quizapp.facts.phrase_words import tidy
from quizapp.facts.vague_words import OFFICE_OF_ANY_LAND
from quizapp.facts.words import BODIES, CREATION, FORCES, ORDINARY_BODIES

if TYPE_CHECKING:
    from spacy.tokens import Token

_LOOSE = ("acl", "relcl", "appos", "conj", "cc", "preconj")
_WHEREABOUTS = re.compile(r", (?:in|at|on|near|off) .*$")
_OWNED = re.compile(r"[’']s? [a-z]")
# "four American warships’s commander", "its commander": whose?
_COUNTED_OWNER = re.compile(r"s[’']s |^(?:its|their|his|her) ")
_FORMER = re.compile(
    r"\b(?:recently|newly|then|former|previous|current|new|future) (?:appointed |elected |formed )?"
)
# Words that say of what sort a body is, and not which.
_SORTS = word_set(
    """
    the a an of and new old first second third central executive revolutionary military provisional
    supreme regional provincial national general joint united special temporary local permanent
    political economic workers’ soldiers’ peasants’ sailors’ people’s workers soldiers peasants
    people deputies royal imperial federal municipal city district
    """
)
_ONE_OF_MANY = word_set("member delegate deputy representative lieutenant author engineer officer")
# There is one at a time in a land; of consuls, generals and commissioners there are many.
_ONE_TO_A_LAND = word_set(
    "king queen emperor empress tsar tsarina czar sultan shah pope president premier chancellor "
    "minister regent caliph doge stadtholder"
)
_OF_WHAT = re.compile(r" (?:of|in|for|to|at|on) |[’']s? ")
_LONGEST_DEED = 22  # words
_MEETINGS = ("meeting", "session", "sitting", "conference", "rally")


@dataclass(frozen=True)
class LeaderReading:
    """One sentence read for who led what."""

    parsed: ParsedSentence
    context: Context
    clauses: list[Clause]

    def led(
        self, noun: Token, people: tuple[Person, ...], lemma: str, *, under: Token | None = None
    ) -> Fact | None:
        """ "Who headed the Samara committee?" """
        deed = self._deed(noun) if _is_many(noun) else None
        if deed is not None:
            body = self._doer(noun, under, deed)
            when = deed.dates[0].placed.mention.date if deed.dates else self.context.entry
        else:
            body = self._body(noun, under) if self._is_body(noun) else None
            when = self._moment(noun)
        if body is None or _names_leader(body[0], people) or " led by " in body[0]:
            return None
        verb, _, rest = lemma.partition(" ")
        past = f"{inflect(verb, 'VBD')} {rest}".strip()
        event = Event("", lemma, past, complement=body[0], main=lemma)
        return self._fact(noun, event, people, body[1], 0.8, when)

    def post(self, noun: Token, people: tuple[Person, ...], role: str) -> Fact | None:
        """ "Who was the chairman of the Samara committee?" """
        body = self._body(noun, None)
        if body is None or _names_leader(body[0], people):
            return None
        event = Event("", "be", "was", complement=f"the {role} of {body[0]}")
        return self._fact(noun, event, people, body[1], 0.8, self._moment(noun))

    def title(self, role: Token, person: Person) -> Fact | None:
        """ "Who was the general commissar of Turkestan?" out of a title beside a name."""
        several = any(c.dep_ == "conj" for c in role.children) or role.lower_ in _ONE_OF_MANY
        if several or _is_opinion(role) or _is_yet_to_come(role):
            return None
        writer = self.context.writer(self.parsed, self.parsed.date_words)
        own = {t.i for c in role.children if c.dep_ == "appos" for t in c.subtree}
        phrase = writer.phrase(role, skip=own)
        if phrase is None or not phrase.named or person.surname in phrase.text:
            return None
        text = phrase.text
        if _COUNTED_OWNER.search(text):
            return None
        if not re.match(r"(?:the|a|an)\b", text) and not _OWNED.search(text):
            text = f"the {text}"
        vague = not _OF_WHAT.search(text) and role.lower_ not in _ONE_TO_A_LAND
        vague = vague or (phrase.words < 3 and "’s" not in text)  # "the French commissioner"
        if " by " in text or re.match(r"an? ", text) or vague:
            return None
        if OFFICE_OF_ANY_LAND.match(text):
            return None
        event = Event("", "be", "was", complement=_FORMER.sub("", text))
        when = self._when_in_office(role)
        return self._fact(role, event, (person,), list(phrase.weaknesses), 0.6, when)

    def _when_in_office(self, role: Token) -> HistoricalDate | None:
        """The date of the sentence, if it is told of the clause that names the holder."""
        dates = [d.mention.date for d in self.parsed.sentence.dates]
        if len(dates) != 1 or dates[0] is None:
            return None
        if any(t.lower_ == "according" for t in role.ancestors):
            return None  # "according to the minister, X, trade grew from 2002"
        holds = any(c.dates and c.verb.is_ancestor(role) for c in self.clauses)
        return _not_to_the_day(dates[0]) if holds else None

    # The body

    def _is_body(self, noun: Token) -> bool:
        """Something that has a head: not a town, not "one of them"."""
        if noun.pos_ not in ("NOUN", "PROPN") or noun.i in self.parsed.place_at:
            return False
        told = any(c.dep_ in ("det", "poss", "compound", "amod") for c in noun.children)
        one = noun.tag_ in ("NN", "NNP") and told
        return one or lemma_of(noun.text.lower(), "NOUN") in BODIES

    def _body(self, noun: Token, under: Token | None) -> tuple[str, list[str]] | None:
        """The body's name, and what stays unclear about it."""
        hidden = self.parsed.date_words
        if under is not None:
            hidden |= {t.i for t in under.head.subtree}
        writer = self.context.writer(self.parsed, hidden)
        skip = {t.i for c in noun.children if c.dep_ in _LOOSE for t in c.subtree}
        phrase = writer.phrase(noun, skip=skip)
        if phrase is None:
            return None
        text, weak = re.sub(r"^an? ", "the ", phrase.text), list(phrase.weaknesses)
        text = _WHEREABOUTS.sub("", text)
        articled = re.match(r"(?:the|its|their)\b", text) or _OWNED.search(text)
        if noun.tag_ == "NN" and not articled:
            text = f"the {text}"
        indefinite = any(c.dep_ == "det" and c.lower_ in ("a", "an") for c in noun.children)
        named = phrase.named and not _is_any(text)
        if named and not indefinite:
            return tidy(text), weak
        made = self._made(noun)
        if made:
            return tidy(f"{text} {made}"), [w for w in weak if w != f"the {noun.lower_}"]
        if named:
            known = not indefinite or not _is_any_of_a_people(text)
            return tidy(text), weak if known else [*weak, "body without a name"]
        scope = self.context.scope(self.parsed)
        return tidy(f"{text} {scope}" if scope else text), [*weak, "body without a name"]

    def _deed(self, noun: Token) -> Clause | None:
        """The clause that says what troops, ships or horsemen did."""
        return next((c for c in self.clauses if c.subject.i == noun.i and not c.antecedent), None)

    def _doer(self, noun: Token, under: Token | None, deed: Clause) -> tuple[str, list[str]] | None:
        """ "the horsemen of the plains that routed the patriots at La Puerta": so many that
        only what they did tells which are meant."""
        hidden = self.parsed.date_words | {i for d in deed.dates for i in d.tokens}
        if under is not None:
            hidden |= {t.i for t in under.head.subtree}
        writer = self.context.writer(self.parsed, hidden)
        skip = {t.i for c in noun.children if c.dep_ in _LOOSE for t in c.subtree}
        who = writer.phrase(noun, skip=skip)
        parts = [writer.phrase(p) for p in deed.parts if p.i not in hidden]
        done = [p for p in parts if p is not None]
        if who is None or len(done) < len(parts) or not any(p.named for p in done):
            return None
        text = re.sub(r"^an? ", "the ", who.text)
        if not re.match(r"(?:the|its|their)\b", text) and not _OWNED.search(text):
            text = f"the {text}"
        text = tidy(f"{text} that {deed.past} {' '.join(p.text for p in done)}")
        if len(text.split()) > _LONGEST_DEED:
            return None
        return text, [w for p in done for w in p.weaknesses]

    def _made(self, noun: Token) -> str | None:
        """What tells an unnamed body from others: "formed in Novorossiisk"."""
        for clause in self.clauses:
            hidden = self.parsed.date_words | {i for d in clause.dates for i in d.tokens}
            writer = self.context.writer(self.parsed, hidden)
            if clause.passive and clause.subject.i == noun.i:
                parts = [p for p in clause.parts if p.dep_ in ("prep", "agent")]
                written = [writer.phrase(p) for p in parts if p.i not in hidden]
                named = [p for p in written if p is not None and p.named and not p.weaknesses]
                if named:
                    return f"{clause.main} {' '.join(p.text for p in named)}"
            is_object = any(p.i == noun.i and p.dep_ == "dobj" for p in clause.parts)
            if is_object and clause.lemma in CREATION and not clause.antecedent:
                subject = writer.phrase(clause.subject)
                if subject is not None and subject.named and not subject.weaknesses:
                    return f"that {subject.text} {clause.past}"
        return None

    def _moment(self, noun: Token) -> HistoricalDate | None:
        """What tells one meeting from the next, one holder of a post from another.

        A meeting has the date of the clause it is the subject of; other bodies the year that the
        sentence, or the passage before it, speaks of.
        """
        if noun.lower_ in _MEETINGS:
            dated = [c for c in self.clauses if c.subject.i == noun.i and c.dates]
            return dated[0].dates[0].placed.mention.date if dated else self.context.entry
        dates = [d.mention.date for d in self.parsed.sentence.dates if d.mention.date is not None]
        years = {date.point.year for date in dates}
        if not years and self.context.year is not None:
            years = {self.context.year}
        if not years and self.context.entry is not None:
            years = {self.context.entry.point.year}
        if len(years) != 1:
            return None
        return HistoricalDate(new_style=DatePoint(years.pop()))

    def _fact(  # noqa: PLR0917
        self,
        noun: Token,
        event: Event,
        people: tuple[Person, ...],
        weak: list[str],
        confidence: float,
        when: HistoricalDate | None,
    ) -> Fact:
        if when is None:
            weak = [*weak, "no date"]
        if re.search(r"\bnew(?:ly)?\b", event.complement):
            weak = [*weak, "new since when"]
        sentence = self.parsed.sentence
        evidence = evidence_for(
            self.context.document, sentence.passage, sentence.start, sentence.end
        )
        mention = " and ".join(person.surname for person in people)
        return Fact(
            id=fact_id(evidence.quote, FactKind.LED, mention, event.verb, noun.lower_),
            kind=FactKind.LED,
            event=event,
            event_key=stable_id("led", fold(evidence.quote), noun.lower_),
            evidence=evidence,
            when=when,
            person=people[0],
            people=people if len(people) > 1 else (),
            role=event.complement if event.verb == "be" else None,
            mention=mention,
            others=tuple(p.mention.person.name for p in sentence.people),
            weaknesses=tuple(dict.fromkeys(weak)),
            confidence=confidence,
        )


def _not_to_the_day(date: HistoricalDate) -> HistoricalDate:
    """ "Who was the mayor in September 1513?": nobody holds an office on one day."""
    if date.is_range or date.point.day is None:
        return date

    def month(point: DatePoint | None) -> DatePoint | None:
        return None if point is None else DatePoint(point.year, point.month)

    return replace(date, new_style=month(date.new_style), old_style=month(date.old_style))


def _is_many(noun: Token) -> bool:
    """ "bombers", "an Allied squadron", "the French": not the one body of that name."""
    if noun.tag_ in ("NNS", "NNPS") or noun.pos_ == "ADJ":
        return True
    told = [c.lower_ for c in noun.children if c.dep_ in ("det", "poss")]
    bare = not told and noun.tag_ == "NN"
    return lemma_of(noun.text, "NOUN") in FORCES and (bare or "a" in told or "an" in told)


def _names_leader(body: str, people: tuple[Person, ...]) -> bool:
    return any(person.surname in body for person in people)


def _is_any(body: str) -> bool:
    """ "the Revolutionary Committee", "the Central Committee": every town, every party had one."""
    words = [word.lower() for word in re.findall(r"[\w’'-]+", body)]
    return all(word in _SORTS or lemma_of(word, "NOUN") in ORDINARY_BODIES for word in words)


def _is_any_of_a_people(body: str) -> bool:
    """ "a British party": one of many."""
    names = re.findall(r"\b[A-ZÀ-Þ][\w’-]*", body)
    return all(name.lower() in PEOPLES for name in names)


def _is_yet_to_come(role: Token) -> bool:
    """ "Margaret Roberts, later Prime Minister"."""
    return any(t.lower_ in ("later", "future", "afterwards", "eventually") for t in role.subtree)


def _is_opinion(role: Token) -> bool:
    """ "the leading light of the dying court": no post."""
    return any(t.dep_ == "amod" and t.tag_ == "VBG" for t in role.subtree)
