"""Clauses to facts: when it happened, where, and who did it, each with its own wording."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from quizapp.domain.calendar import HistoricalDate
from quizapp.domain.document import TextKind
from quizapp.domain.fact import Event, Fact, FactKind, Person, Place, PlaceKind
from quizapp.domain.identity import stable_id
from quizapp.facts.clauses import Clause, Dated, find_clauses
from quizapp.facts.context import Context
from quizapp.facts.evidence import evidence_for, fact_id, fold
from quizapp.facts.parsed import ParsedSentence, conjuncts
from quizapp.facts.parser import lemma_of
from quizapp.facts.phrases import Phrase, PhraseWriter
from quizapp.facts.words import APPOINTING, BODIES, HEDGING, ROLE_NOUNS, STATIVE

if TYPE_CHECKING:
    from spacy.tokens import Token

    from quizapp.facts.cleaning import Placed
    from quizapp.facts.places import PlaceMention

_PLACE_PREPOSITIONS = ("in", "at", "near", "to", "from", "into", "outside", "off", "toward")
_ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)
_LONGEST = 34  # words of a whole event; longer ones are cut or left alone


@dataclass
class Reading:
    """One clause being read: the phrases that several questions share."""

    parsed: ParsedSentence
    clause: Clause
    context: Context
    when: HistoricalDate | None
    dated: Dated | None
    entry_dated: bool = False  # the date stands in the entry's head, not in the sentence

    @property
    def hidden(self) -> set[int]:
        """Dates are never part of a phrase: they are asked for, or added by the question."""
        tokens = set(self.parsed.date_words)
        for dated in self.clause.dates:
            tokens |= dated.tokens
        return tokens


def read_events(
    parsed: ParsedSentence, context: Context, *, entry: HistoricalDate | None = None
) -> list[Fact]:
    """All facts that the clauses of a sentence state. ``entry``: the date of a chronicle entry."""
    facts: list[Fact] = []
    for clause in find_clauses(parsed, historic_present=entry is not None):
        facts += _facts_of(parsed, clause, context, entry)
    return facts


def _facts_of(
    parsed: ParsedSentence, clause: Clause, context: Context, entry: HistoricalDate | None
) -> list[Fact]:
    known = [d for d in clause.dates if _dates_it(d)]
    if _two_moments(parsed, known):
        known = []
    first = known[0] if known else None
    own = first.placed.mention.date if first else None
    main = clause.verb.dep_ in ("ROOT", "conj", "ccomp") and not clause.antecedent
    from_entry = own is None and entry is not None and not clause.dates and main
    if parsed.sentence.passage.kind is TextKind.CHRONICLE and own is None and not from_entry:
        return []
    when = entry if from_entry else own
    reading = Reading(parsed, clause, context, when, first, from_entry)
    facts: list[Fact] = []
    if from_entry:
        facts += _when(reading, None)
    for dated in known:
        facts += _when(replace(reading, dated=dated, when=dated.placed.mention.date), dated)
    facts += _where(reading)
    facts += _where_body(reading)
    facts += _who(reading)
    return _expand_pairs(facts, parsed)


def _dates_it(dated: Dated) -> bool:
    """ "between" wants two ends; where only one was understood, nothing is known."""
    date = dated.placed.mention.date
    if date is None:
        return False
    return date.is_range or not dated.placed.preposition.startswith("between")


def _two_moments(parsed: ParsedSentence, known: list[Dated]) -> bool:
    """ "in 1905 and 1912": two dates of one act; neither alone is the answer."""
    spans = sorted({(d.placed.start, d.placed.end) for d in known})
    return any(
        re.fullmatch(
            r",?\s*(?:and|or)\s+(?:again\s+)?(?:in|on|by|from)?\s*", parsed.sentence.text[a:b]
        )
        for (_, a), (b, _) in pairwise(spans)
    )


# Event texts


def _event(
    reading: Reading,
    *,
    skip: set[int],
    without_subject: bool = False,
    writer: PhraseWriter | None = None,
) -> tuple[Event, list[str]] | None:
    """The clause as an event, ``skip`` left out; and what remained unclear."""
    clause = reading.clause
    writer = writer or reading.context.writer(reading.parsed, reading.hidden)
    weak: list[str] = []
    subject_text, named = "", False
    if not without_subject:
        subject = _subject_phrase(reading, writer, frozenset(skip))
        if subject is None:
            return None
        subject_text, named = subject.text, subject.named
        weak += subject.weaknesses
    phrases = _complement(reading, writer, skip)
    if phrases is None:
        return None
    for phrase in phrases:
        weak += phrase.weaknesses
        named = named or phrase.named
    complement = " ".join(p.text for p in phrases)
    if len(complement.split()) + len(subject_text.split()) > _LONGEST:
        return None
    if re.search(r"\b(?:one|ones|another|others)$", complement):
        weak.append("one of what")
    if re.match(r"an? [a-z]", subject_text) and not _has_name(subject_text):
        weak.append("indefinite subject")
    if clause.lemma in STATIVE:
        weak.append("a state")
    if not named:
        weak.append("nothing named")
    pluperfect = (
        clause.pluperfect
        and reading.dated is not None
        and (reading.dated.placed.preposition.startswith("by") and not clause.passive)
    )
    main = clause.perfect if pluperfect else clause.main
    event = Event(
        subject=subject_text,
        verb=clause.lemma,
        verb_past=clause.past,
        passive=clause.passive,
        plural=clause.plural,
        complement=complement,
        hedge=clause.lemma if clause.lemma in HEDGING else None,
        auxiliary="had" if pluperfect else clause.auxiliary,
        main=main,
    )
    return event, weak


def _has_name(text: str) -> bool:
    return bool(re.search(r"\b[A-ZÀ-Þ]", text))


def _subject_phrase(
    reading: Reading, writer: PhraseWriter, left_out: frozenset[int] = frozenset()
) -> Phrase | None:
    clause = reading.clause
    skip = set(left_out)
    if clause.antecedent:
        skip |= {t.i for t in clause.verb.subtree}
    head = clause.subject
    if clause.antecedent:
        # "an RMC, headed by X, which had been formed": other clauses of the noun go as well
        skip |= {
            t.i
            for child in head.children
            if child.dep_ in ("acl", "relcl") and child.i != clause.verb.i
            for t in child.subtree
        }
    return writer.phrase(head, skip=skip)


def _complement(reading: Reading, writer: PhraseWriter, skip: set[int]) -> list[Phrase] | None:
    phrases: list[Phrase] = []
    for part in reading.clause.parts:
        if part.i in skip or part.i in reading.hidden:
            continue
        phrase = writer.phrase(part, skip=skip)
        if phrase is None:
            if part.dep_ in ("dobj", "attr", "dative", "agent", "oprd", "xcomp", "ccomp", "acomp", "pobj"):
                if writer.kept(part, skip=skip):
                    return None  # a pronoun nobody knows stands in an argument
            continue
        if len(phrase.tokens) == 1 and part.dep_ in ("prep", "agent"):
            continue  # the preposition alone is left of it
        phrases.append(phrase)
    return phrases


def _fact(
    reading: Reading, kind: FactKind, event: Event, weak: list[str], mention: str, confidence: float
) -> Fact:
    sentence = reading.parsed.sentence
    evidence = evidence_for(
        reading.context.document, sentence.passage, sentence.start, sentence.end
    )
    lemma = reading.clause.lemma
    return Fact(
        id=fact_id(
            evidence.quote, kind, mention, lemma, event.complement if kind is FactKind.WHEN else ""
        ),
        kind=kind,
        event=event,
        event_key=stable_id("event", fold(evidence.quote), lemma),
        evidence=evidence,
        when=reading.when,
        preposition="",
        mention=mention,
        others=_names_in(reading.parsed),
        weaknesses=tuple(dict.fromkeys(weak)),
        confidence=confidence,
    )


def _names_in(parsed: ParsedSentence) -> tuple[str, ...]:
    sentence = parsed.sentence
    names = [p.mention.person.name for p in sentence.people]
    names += [p.mention.place.name for p in sentence.places]
    return tuple(dict.fromkeys(names))


# When


def _when(reading: Reading, dated: Dated | None) -> Iterator[Fact]:
    written = _event(reading, skip=set())
    if written is None or reading.when is None or _an_age(reading.when):
        return
    event, weak = written
    if dated is None:
        sentence = reading.parsed.sentence
        mention = sentence.passage.date_line or ""
        fact = _fact(reading, FactKind.WHEN, event, weak, mention, 0.8)
        yield replace(fact, event=_scoped(reading, event))
        return
    mention_ = dated.placed.mention
    confidence = 0.85 if not mention_.inferred_year else 0.8
    if len({id(d.placed) for d in reading.clause.dates}) > 1:
        confidence -= 0.25
    if dated.shared:
        confidence -= 0.15
    fact = _fact(reading, FactKind.WHEN, event, weak, mention_.text, confidence)
    yield replace(fact, event=_scoped(reading, event), preposition=dated.placed.preposition)


def _an_age(date: HistoricalDate) -> bool:
    """A century is no answer to when something was done."""
    end = date.end_new_style or date.end_old_style
    return end is not None and end.year - date.point.year > 30


def _scoped(reading: Reading, event: Event) -> Event:
    """Adds the section's place to an event that names none."""
    spoken = f"{event.subject} {event.complement}"
    for placed in reading.parsed.sentence.places:
        if placed.mention.place.name in spoken or _written(reading.parsed, placed) in spoken:
            return event
    if any(name in spoken for name, _, _, _ in reading.context.discourse.places):
        return event
    scope = reading.context.scope(reading.parsed)
    if scope is None or fold(scope.removeprefix("in ").removeprefix("the ")) in fold(spoken):
        return event
    return replace(event, scope=scope)


def _written(parsed: ParsedSentence, placed: Placed[PlaceMention]) -> str:
    return parsed.sentence.passage.text[placed.mention.start : placed.mention.end]


# Where


def _where(reading: Reading) -> Iterator[Fact]:
    """One fact a place that the verb, its object or subject is said to be in."""
    for placed in reading.parsed.sentence.places:
        found = _locative(reading, placed)
        if found is None:
            continue
        preposition, tokens = found
        if _another_place(reading, placed, tokens):
            continue
        written = _event(reading, skip=tokens)
        if written is None:
            continue
        event, weak = written
        place = placed.mention.place
        if place.name in f"{event.subject} {event.complement}":
            continue
        if reading.when is None:
            weak.append("no date")
        fact = _fact(reading, FactKind.WHERE, event, weak, _written(reading.parsed, placed), 0.75)
        yield replace(
            fact,
            where=place,
            preposition=preposition,
            when=None if reading.when is None else reading.when,
            when_preposition=reading.dated.placed.preposition if reading.dated else "",
        )


def _another_place(reading: Reading, asked: Placed[PlaceMention], tokens: set[int]) -> bool:
    """ "in Gotha in May and in Jena in June": asking for one would offer the other."""
    for placed in reading.parsed.sentence.places:
        head = reading.parsed.head_of(placed)
        if placed is asked or head is None or head.i in tokens or head.dep_ != "pobj":
            continue
        same_kind = placed.mention.place.kind is asked.mention.place.kind
        governor = head.head
        locative = governor.lower_ in ("in", "at")
        if same_kind and locative and governor.i in {p.i for p in reading.clause.parts}:
            return True
        if locative and governor.dep_ == "conj":
            return True
    return False


def _where_body(reading: Reading) -> Iterator[Fact]:
    """ "The Kazan soviet refused ...": the soviet of which city?"""
    subject = reading.clause.subject
    if subject.pos_ not in ("NOUN", "PROPN") or lemma_of(subject.text, "NOUN") not in BODIES:
        return
    if reading.clause.antecedent or len(conjuncts(subject)) > 1:
        return
    for child in subject.lefts:
        placed = reading.parsed.place_at.get(child.i)
        if placed is None or child.dep_ not in ("compound", "amod", "nmod"):
            continue
        place = placed.mention.place
        if place.kind is not PlaceKind.CITY or child.i + 1 != subject.i:
            continue
        written = _event(reading, skip={t.i for t in reading.parsed.tokens_of(placed)})
        if written is None or place.name in f"{written[0].subject} {written[0].complement}":
            continue
        event, weak = written
        event = replace(event, subject=_ARTICLE.sub("", event.subject))
        weak = [w for w in weak if w not in (f"the {subject.lower_}", "nothing named")]
        if reading.when is None:
            weak.append("no date")
        fact = _fact(reading, FactKind.WHERE, event, weak, _written(reading.parsed, placed), 0.7)
        yield replace(
            fact,
            where=place,
            preposition="of",
            when_preposition=reading.dated.placed.preposition if reading.dated else "",
        )


def _locative(reading: Reading, placed: Placed[PlaceMention]) -> tuple[str, set[int]] | None:
    """``(preposition, words to hide)`` where the place tells where the clause happened."""
    head = reading.parsed.head_of(placed)
    if head is None or head.dep_ != "pobj" or head.head.lower_ not in _PLACE_PREPOSITIONS:
        return None
    if len(conjuncts(head)) > 1 or any(c.dep_ in ("poss", "prep") for c in head.children):
        return None
    mention = placed.mention
    if head.i > 0 and any(
        t.i not in reading.parsed.place_at
        and t.dep_ not in ("det", "case", "punct", "appos", "relcl", "acl")
        and t.i < head.i
        for t in head.children
    ):
        return None  # "in northern Kazakhstan", "in Omsk Province": another place than the mention
    preposition = head.head
    governor = preposition.head
    clause = reading.clause
    near = {clause.verb.i} | {
        c.i for c in clause.verb.children if c.dep_ in ("dobj", "nsubjpass", "attr")
    }
    if clause.antecedent:
        near.discard(clause.subject.i)
    if governor.i not in near and preposition.i not in {p.i for p in clause.parts}:
        return None
    if mention.place.kind is PlaceKind.CONTINENT:
        return None
    return preposition.lower_, {t.i for t in preposition.subtree}


# Who


def _who(reading: Reading) -> Iterator[Fact]:
    yield from _who_acted(reading)
    yield from _by_whom(reading)
    yield from _whom(reading)


def _who_acted(reading: Reading) -> Iterator[Fact]:
    clause = reading.clause
    people = _people_of(reading.parsed, clause.subject)
    if not people:
        return
    written = _event(reading, skip=set(), without_subject=True)
    if written is None:
        return
    event, weak = written
    if not event.complement:
        return
    if reading.when is None:
        weak.append("no date")
    weak = [w for w in weak if w not in ("his", "her", "their")]
    mention = " and ".join(p.surname for p in people)
    surely = 0.5 if reading.entry_dated and not clause.passive else 0.7
    fact = _fact(reading, FactKind.WHO, _scoped(reading, event), weak, mention, surely)
    yield replace(
        fact,
        person=people[0],
        people=tuple(people) if len(people) > 1 else (),
        when_preposition=reading.dated.placed.preposition if reading.dated else "",
    )


def _people_of(parsed: ParsedSentence, head: Token) -> list[Person]:
    """The persons that a noun phrase consists of; empty if anything else is among them."""
    found: list[Person] = []
    for member in conjuncts(head):
        placed = parsed.person_at.get(member.i)
        if placed is None or any(c.dep_ == "case" for c in member.children):
            return []
        found.append(placed.mention.person)
    return found


def _by_whom(reading: Reading) -> Iterator[Fact]:
    clause = reading.clause
    agent = next((p for p in clause.parts if p.dep_ == "agent"), None)
    if agent is None or not clause.passive:
        return
    noun = next((c for c in agent.children if c.dep_ == "pobj"), None)
    people = _people_of(reading.parsed, noun) if noun is not None else []
    if not people:
        return
    written = _event(reading, skip={t.i for t in agent.subtree})
    if written is None:
        return
    event, weak = written
    if reading.when is None and not reading.clause.lemma:
        weak.append("no date")
    mention = " and ".join(p.surname for p in people)
    fact = _fact(reading, FactKind.WHO, _scoped(reading, event), weak, mention, 0.75)
    yield replace(
        fact,
        event=replace(fact.event, agent="by"),
        person=people[0],
        people=tuple(people) if len(people) > 1 else (),
        when_preposition=reading.dated.placed.preposition if reading.dated else "",
    )


def _whom(reading: Reading) -> Iterator[Fact]:
    """ "The Directory appointed Bonaparte commander of ...": who was appointed commander?"""
    clause = reading.clause
    if clause.passive or clause.lemma not in APPOINTING or clause.antecedent:
        return
    after = reading.parsed.doc[clause.verb.i + 1 :]
    person = reading.parsed.person_at.get(after[0].i) if len(after) else None
    if person is None or len(after) < 2:
        return
    rest = [t for t in after if t.idx >= person.end]
    if rest and rest[0].lower_ in ("as", "to", "a", "an", "the", "temporary", "first"):
        rest = rest[1:] if rest[0].lower_ in ("as", "a", "an", "the") else rest
    role = next((t for t in rest[:4] if t.lower_ in ROLE_NOUNS), None)
    if role is None:
        return
    names = {t.i for t in reading.parsed.tokens_of(person)}
    skip = names | {t.i for t in after if t.i < role.i and t.idx < person.end}
    writer = reading.context.writer(reading.parsed, reading.hidden)
    post = writer.phrase(role, skip=skip)
    subject = _subject_phrase(reading, writer)
    if post is None or subject is None or post.words > 14:
        return
    if re.search(r"\b(?:its|their|his|her)\b", post.text):
        return
    title = _ARTICLE.sub("", post.text) if role.lower_ != "member" else post.text
    event = Event(
        subject="",
        verb=clause.lemma,
        verb_past=f"was {clause.perfect}",
        passive=True,
        complement=f"{title} by {subject.text}",
        auxiliary="was",
        main=clause.perfect,
    )
    weak = [*post.weaknesses, *subject.weaknesses]
    if not (post.named or subject.named):
        weak.append("nothing named")
    fact = _fact(reading, FactKind.WHO, event, weak, person.mention.person.surname, 0.75)
    yield replace(
        fact,
        person=person.mention.person,
        when_preposition=reading.dated.placed.preposition if reading.dated else "",
    )


# Lists of pairs


def _expand_pairs(facts: list[Fact], parsed: ParsedSentence) -> list[Fact]:
    """ "until May 5 in Rouen, May 6 in Caen": the fact of the first pair told for the others."""
    pairs = parsed.sentence.pairs
    if len(pairs) < 2:
        return facts
    first_date, first_place = pairs[0]
    out = list(facts)
    written = _written(parsed, first_place)
    for fact in facts:
        if fact.when != first_date.mention.date or fact.kind is FactKind.WHO:
            continue
        for date, place in pairs[1:]:
            other = _written(parsed, place)
            if date.mention.date is None:
                continue
            if fact.kind is FactKind.WHERE and fact.when_preposition:
                continue
            out.append(
                _other_pair(
                    fact, written, other, date.mention.date, date.mention.text, place.mention.place
                )
            )
    return out


def _other_pair(
    fact: Fact, written: str, other: str, when: HistoricalDate, date_text: str, place: Place
) -> Fact:
    event = replace(
        fact.event,
        complement=fact.event.complement.replace(written, other),
        subject=fact.event.subject.replace(written, other),
    )
    mention = date_text if fact.kind is FactKind.WHEN else other
    return replace(
        fact,
        id=fact_id(fact.evidence.quote, fact.kind, mention, event.verb, event.complement),
        event=event,
        event_key=stable_id("event", fact.event_key, other),
        when=when,
        where=place if fact.kind is FactKind.WHERE else fact.where,
        mention=mention,
    )
