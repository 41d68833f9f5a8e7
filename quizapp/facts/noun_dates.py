"""Dates that belong to a noun: "the reform (1922–1924)", "the famine of 1921", "X (1870–1924)".

Only nouns that name an event take part; "the decree of 5 May" asks when the decree was issued.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quizapp.domain.calendar import HistoricalDate, Precision
from quizapp.domain.fact import Event, Fact, FactKind, Person
from quizapp.domain.identity import stable_id
from quizapp.facts.clause_dates import deed_before
from quizapp.facts.context import Context
from quizapp.facts.dates import DateRole
from quizapp.facts.evidence import evidence_for, fact_id, fold
from quizapp.facts.name_forms import word_set
from quizapp.facts.name_words import ROMAN_NUMERALS
from quizapp.facts.parsed import ParsedSentence
from quizapp.facts.parser import lemma_of
from quizapp.facts.words import DEEDS, DEMONYMS, ROLE_NOUNS

if TYPE_CHECKING:
    from spacy.tokens import Token

    from quizapp.facts.cleaning import Aside, Placed
    from quizapp.facts.dates import DateMention

_HAPPENINGS = word_set(
    """
    war battle siege revolution uprising revolt rebellion mutiny insurrection coup reform famine
    crisis congress conference council synod massacre riot strike expedition voyage crusade
    campaign offensive invasion conquest siege trial plague epidemic earthquake fire flood
    eruption election elections coronation wedding marriage funeral schism reformation
    renaissance plot conspiracy assassination murder purge raid landing blockade drought exile
    pogrom festival exhibition fair pilgrimage partition annexation armistice truce
    """
)
_MEETINGS = word_set("congress conference council synod")
_ISSUED = {
    "decree": ("issue", "issued"),
    "edict": ("issue", "issued"),
    "manifesto": ("issue", "issued"),
    "bull": ("issue", "issued"),
    "treaty": ("sign", "signed"),
    "peace": ("sign", "signed"),
    "agreement": ("sign", "signed"),
    "pact": ("sign", "signed"),
    "law": ("pass", "passed"),
    "act": ("pass", "passed"),
    "constitution": ("adopt", "adopted"),
    "declaration": ("make", "made"),
    "charter": ("grant", "granted"),
    "alliance": ("conclude", "concluded"),
}
_COMMON = _HAPPENINGS | word_set(
    "civil peace great first second third grand general party national"
)
_NOTABLE_DEEDS = DEEDS - word_set(
    "appointment arrival birth death defeat departure election release removal return victory"
)
_ONCE = word_set("revolution reformation renaissance partition annexation conquest coup")
_OWNED_BY_SOMEBODY = re.compile(r"(?:the )?(?:his|her|its|their)\b", re.IGNORECASE)
_LAYING = ("lay", "lays", "laid", "laying")  # siege: said of somebody, no name of it
_LOOSE = ("relcl", "acl", "appos", "conj", "cc")  # told of the noun, no part of its name
_ABOUT_SOMETHING = word_set("declaration statement resolution")
_LONGEST_NAME = 8  # words
_LONGER_NAME = re.compile(r"[a-z,] (?:[A-ZÀ-Þ][\w’-]+ )*(?P<last>[A-ZÀ-Þ][\w’-]+) $")
_CALLED_BY_ITS_YEAR = word_set("act constitution election law panic revolution")
_MANY_AT_ONCE = ("election", "riot", "strike")  # "the July riots"; but "uprisings in two towns"
_NOTES = ("notes", "footnotes", "citations", "endnotes")
_ANOTHER_YEAR = re.compile(r",?(?: and|,) (?:in |of )?\d{3,4}\b")
_YEAR_BEFORE = re.compile(r"\b\d{3,4},? and (?:in |of )?$")
_MORE_THAN_IN_PASSING = 4  # mentions of somebody whose years are worth knowing
_LONGEST_SPAN = 40  # years; an age is not an event


def read_noun_dates(parsed: ParsedSentence, context: Context) -> list[Fact]:
    """Facts about when a named event took place, a document was made, a person lived."""
    reading = _NounReading(parsed, context)
    return [*reading.of_dates(), *reading.in_brackets(), *reading.lives()]


@dataclass(frozen=True)
class _NounReading:
    parsed: ParsedSentence
    context: Context

    def of_dates(self) -> Iterator[Fact]:
        """ "the famine of 1921", "the rebellion in March 1921"."""
        for placed in self.parsed.sentence.dates:
            head = self.parsed.head_of(placed)
            if placed.mention.date is None or head is None or self._is_one_of_a_series(placed):
                continue
            if placed.mention.inferred_year and placed.mention.date.point.day is None:
                continue  # "Sherman's capture of Atlanta in September": maybe of a year before
            marked = _what_it_marked(head)
            if marked is not None:
                yield from self._took_place(marked, placed.mention.text, placed.mention.date)
            if head.dep_ != "pobj":
                continue
            preposition = head.head
            of_noun = preposition.head.pos_ in ("NOUN", "PROPN")
            deed = deed_before(preposition.head, preposition)
            if deed is not None:
                yield from self._happened(deed, placed.mention.text, placed.mention.date)
            elif preposition.lower_ == "in" and _is_while(preposition.head):
                continue
            elif preposition.lower_ in ("of", "in") and of_noun:
                of_year = preposition.lower_ == "of" and placed.mention.date.point.month is None
                yield from self._happened(
                    preposition.head, placed.mention.text, placed.mention.date, of_year=of_year
                )
            elif preposition.lower_ == "on" and of_noun:
                noun = preposition.head
                happened = lemma_of(noun.text, "NOUN") in _HAPPENINGS - _MEETINGS
                deed = noun if happened else _deed_of(noun)
                if deed is not None:
                    yield from self._happened(deed, placed.mention.text, placed.mention.date)

    def _is_one_of_a_series(self, placed: Placed[DateMention]) -> bool:
        """ "the Acts of 1862 and 1864", "the elections in 2008 and 2012"."""
        text = self.parsed.doc.text
        return bool(
            _ANOTHER_YEAR.match(text, placed.end) or _YEAR_BEFORE.search(text[: placed.start])
        )

    def in_brackets(self) -> Iterator[Fact]:
        """ "the reform (1922–1924)": the bracket holds a date and nothing else."""
        path = self.parsed.sentence.passage.heading_path
        in_notes = bool(path) and path[-1].strip().lower() in _NOTES
        if in_notes and not self.parsed.predicates:
            return  # a title and its year
        for aside, mention, date in self._dated_asides():
            rest = aside.text.replace(mention.text, "")
            if re.sub(r"[\s,.;]|\b(?:in|on|from|to|c|ca)\b", "", rest):
                continue
            noun = self._event_before(aside)
            # "the First (1801–1805) and Second Barbary Wars (1815)"
            if noun is not None and noun.tag_ not in ("NNS", "NNPS"):
                yield from self._happened(noun, mention.text, date, until=aside.anchor)

    def lives(self) -> Iterator[Fact]:
        """ "X (7 November 1867 – 4 July 1934)": born, and died."""
        for aside, mention, life in self._dated_asides():
            people = self.parsed.sentence.people
            placed = next((p for p in people if p.end == aside.anchor), None)
            if placed is None or mention.role is not DateRole.LIFE or not life.is_range:
                continue
            if _ends_a_longer_name(self.parsed.doc.text[: placed.start]):
                continue  # "Noel Huxley (1891–1914)" in the life of another Huxley
            person = placed.mention.person
            written = self.parsed.sentence.passage.text[placed.mention.start : placed.mention.end]
            if " " not in written and written != person.surname:
                continue  # "one son, Mikhail (1894–1942)": of all the Mikhails a new one
            if _may_have_reigned(person) and not _tells_of_a_life(aside.text, life):
                continue
            born = Event(person.name, "bear", "was born", True, auxiliary="was", main="born")
            died = Event(person.name, "die", "died", main="die")
            first = HistoricalDate(new_style=life.new_style, old_style=life.old_style)
            last = HistoricalDate(new_style=life.end_new_style, old_style=life.end_old_style)
            known = person.mentions >= _MORE_THAN_IN_PASSING
            weak = () if known else ("a trifle",)
            for event, date in ((born, first), (died, last)):
                fact = self._fact(event, person.surname, mention.text, date, 0.8)
                yield replace(fact, weaknesses=weak)

    def _dated_asides(self) -> Iterator[tuple[Aside, DateMention, HistoricalDate]]:
        """Brackets with exactly one date that was understood."""
        sentence = self.parsed.sentence
        mentions = self.context.dates.mentions(sentence.document, sentence.passage.number)
        for aside in sentence.asides:
            inside = [m for m in mentions if aside.start <= m.start and m.end <= aside.end]
            date = inside[0].date if len(inside) == 1 else None
            if date is not None:
                yield aside, inside[0], date

    def _event_before(self, aside: Aside) -> Token | None:
        before = [t for t in self.parsed.doc if t.idx + len(t) <= aside.anchor and not t.is_space]
        if not before or before[-1].pos_ not in ("NOUN", "PROPN"):
            return None
        noun = before[-1]
        while noun.lower_ not in _HAPPENINGS and noun.dep_ in ("compound", "pobj"):
            above = noun.head if noun.dep_ == "compound" else noun.head.head
            if above.pos_ not in ("NOUN", "PROPN"):
                break
            noun = above
        return noun

    def _happened(
        self,
        noun: Token,
        mention: str,
        date: HistoricalDate,
        *,
        until: int | None = None,
        of_year: bool = False,
    ) -> Iterator[Fact]:
        """``until``: where the noun's words end in the sentence, before the date in brackets.

        ``of_year``: the year is part of its name, "the act of 1964".
        """
        lemma = lemma_of(noun.text, "NOUN")
        happened = lemma in _HAPPENINGS or lemma in _NOTABLE_DEEDS
        verb = ("take place", "took place") if happened else _ISSUED.get(lemma)
        taken = noun.i in self.parsed.date_at or noun.i in self.parsed.verbatim_at
        taken = taken or (noun.i > 0 and noun.nbor(-1).lower_ in _LAYING)
        name = self._name(noun, until) if verb and not taken else None
        if verb is None or name is None or _too_long(date):
            return
        name = self._with_name_beside(noun, name)
        plural = noun.tag_ in ("NNS", "NNPS")
        was = "were" if plural else "was"
        event = Event(
            subject=name,
            verb=verb[0],
            verb_past=verb[1] if happened else f"{was} {verb[1]}",
            passive=not happened,
            plural=plural,
            auxiliary="did" if happened else was,
            main=verb[0] if happened else verb[1],
        )
        some = any(c.lower_ in ("a", "an") for c in noun.lefts)  # "by an insurrection of workers"
        crowd = plural and happened and lemma not in _MANY_AT_ONCE
        weak = ("common name",) if some or crowd or self._is_common(noun, lemma) else ()
        if of_year and lemma in _CALLED_BY_ITS_YEAR:
            weak = ("common name",)  # "the Civil Rights Act of 1964": there were others
        yield replace(self._fact(event, noun.lower_, mention, date, 0.7), weaknesses=weak)

    def _with_name_beside(self, noun: Token, name: str) -> str:
        """ "The murder of the prime minister, Antonio Cánovas": his name, too."""
        victims = (c for p in noun.children if p.lower_ == "of" for c in p.children)
        beside = (c for v in victims for c in v.children if c.dep_ == "appos")
        placed = next(
            (self.parsed.person_at[c.i] for c in beside if c.i in self.parsed.person_at), None
        )
        if placed is None or placed.mention.person.surname in name:
            return name
        return f"{name} {placed.mention.person.told}"

    def _took_place(self, noun: Token, mention: str, date: HistoricalDate) -> Iterator[Fact]:
        name = self._name(noun)
        if name is not None and not _too_long(date):
            event = Event(name, "take place", "took place", main="take place")
            yield self._fact(event, noun.lower_, mention, date, 0.7)

    def _is_common(self, noun: Token, lemma: str) -> bool:
        """ "the Russian famine": a people has had more than one of them."""
        told_of_it = {t.i for c in noun.children if c.dep_ in _LOOSE for t in c.subtree}
        words = [t for t in noun.subtree if t.i not in told_of_it]
        if lemma in _ABOUT_SOMETHING:  # "the Congress's declaration": about what?
            return not any(c.dep_ in ("prep", "compound") or c.pos_ == "PROPN" for c in noun.rights)
        own = [t for t in words if t.pos_ in ("PROPN", "ADJ") and self.parsed.is_named(t)]
        own = [t for t in own if t.lower_ not in _COMMON]
        if noun.lower_ in _MEETINGS:  # "the conference in The Hague": one of many
            own = [t for t in own if not self._tells_where(t, noun)]
        if lemma in _ONCE:
            return not own
        return all(t.text in DEMONYMS for t in own)

    def _tells_where(self, word: Token, noun: Token) -> bool:
        """ "in The Hague" behind a meeting."""
        if word.i < noun.i or word.i not in self.parsed.place_at:
            return False
        return any(
            t.dep_ == "prep" and t.head == noun and t.lower_ in ("in", "at") for t in word.ancestors
        )

    def _name(self, noun: Token, until: int | None = None) -> str | None:
        """The event's name in full, or None where it has none of its own."""
        skip = {t.i for c in noun.children if c.dep_ in _LOOSE for t in c.subtree}
        writer = self.context.writer(self.parsed, self.parsed.date_words)
        if until is not None and any(t.idx >= until for t in writer.kept(noun, skip=skip)):
            return _capitalised(noun, until)  # "by the Treaty of Vienna (30 October) Denmark gave"
        phrase = writer.phrase(noun, skip=skip)
        if phrase is None or phrase.words < 2 or not phrase.named or phrase.weaknesses:
            return None
        if _OWNED_BY_SOMEBODY.match(phrase.text):
            return None
        text = re.sub(r"^an? ", "the ", phrase.text)
        owned = re.search(r"[’']s ", text)
        proper = noun.tag_ == "NNP" and lemma_of(noun.text, "NOUN") in _ISSUED
        needs_article = (noun.tag_ == "NN" or proper) and not owned and not re.match(r"the\b", text)
        return f"the {text}" if needs_article else text

    def _fact(
        self, event: Event, detail: str, mention: str, date: HistoricalDate, confidence: float
    ) -> Fact:
        sentence = self.parsed.sentence
        evidence = evidence_for(
            self.context.document, sentence.passage, sentence.start, sentence.end
        )
        return Fact(
            id=fact_id(evidence.quote, FactKind.WHEN, mention, event.verb, detail),
            kind=FactKind.WHEN,
            event=event,
            event_key=stable_id("noun", fold(evidence.quote), detail, event.verb),
            evidence=evidence,
            when=date,
            mention=mention,
            confidence=confidence,
        )


def _ends_a_longer_name(before: str) -> bool:
    """A capitalised word that is no title stands right before a name."""
    found = _LONGER_NAME.search(before)
    return found is not None and found["last"].lower() not in ROLE_NOUNS


def _capitalised(noun: Token, until: int) -> str | None:
    """ "the Treaty of Vienna": the words from the noun's first to ``until``, if they are a name."""
    first = min(c.i for c in (noun, *noun.lefts))
    words = [t for t in noun.doc[first:] if t.idx < until]
    name = [t for t in words if t.lower_ not in ("the", "of")]
    if len(words) > _LONGEST_NAME or not all(t.text[:1].isupper() for t in name):
        return None
    text = "".join(t.text_with_ws for t in words).strip()
    return text if text.startswith("the ") else f"the {text.removeprefix('The ')}"


def _is_while(noun: Token) -> bool:
    """ "During the Second Punic War in 212 BC the games were held": the games were."""
    return noun.dep_ == "pobj" and noun.head.lower_ in ("during", "throughout", "amid")


def _what_it_marked(date: Token) -> Token | None:
    """ "26 October marked the end of the war": the end."""
    verb = date.head
    if date.dep_ != "nsubj" or lemma_of(verb.text, "VERB") not in ("mark", "see", "witness"):
        return None
    noun = next((c for c in verb.children if c.dep_ == "dobj"), None)
    return noun if noun is not None and noun.pos_ in ("NOUN", "PROPN") else None


def _deed_of(noun: Token) -> Token | None:
    """ "the dismissal of the chancellor on 3 May": the parser hangs the day on the chancellor."""
    node = noun
    while lemma_of(node.text, "NOUN") not in DEEDS:
        if node.dep_ not in ("pobj", "compound", "appos") or node.head.i == node.i:
            return None
        node = node.head.head if node.dep_ == "pobj" else node.head
        if node.pos_ not in ("NOUN", "PROPN"):
            return None
    return node


def _too_long(date: HistoricalDate) -> bool:
    end = date.end_new_style or date.end_old_style
    if end is None or date.precision is not Precision.YEAR:
        return False
    return end.year - date.point.year > _LONGEST_SPAN


def _may_have_reigned(person: Person) -> bool:
    """ "Psamtik I (664–610 BC)": the years of a ruler are as often those of the reign."""
    return not ROMAN_NUMERALS.isdisjoint(person.name.split())


def _tells_of_a_life(bracket: str, life: HistoricalDate) -> bool:
    return (
        life.point.month is not None or re.search(r"\b(?:born|b\.|died|d\.)", bracket) is not None
    )
