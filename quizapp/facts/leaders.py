"""Who headed, chaired or commanded what: brackets, participles, appositions, "under X"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from quizapp.domain.calendar import HistoricalDate
from quizapp.domain.fact import Event, Fact, FactKind, Person
from quizapp.domain.identity import stable_id
from quizapp.facts.clause import Clause
from quizapp.facts.clauses import find_clauses
from quizapp.facts.context import Context
from quizapp.facts.evidence import evidence_for, fact_id, fold
from quizapp.facts.parsed import ParsedSentence, conjuncts
from quizapp.facts.parser import inflect, lemma_of
from quizapp.facts.phrases import tidy
from quizapp.facts.words import CREATION, LEADING, ROLE_NOUNS

if TYPE_CHECKING:
    from spacy.tokens import Token

    from quizapp.facts.cleaning import Aside
    from quizapp.facts.people import PersonMention

_HEADED = re.compile(
    r"^(?:which was |was |were |and )?(?P<verb>headed|led|chaired|commanded|directed|presided over|"
    r"founded|edited|governed|ruled)(?P<first> first| initially)? by\b",
    re.IGNORECASE,
)
_OWNED = re.compile(r"[’']s? [a-z]")
_POSTED = re.compile(
    r"\b(?:recently|newly|then|former|previous|current|new|future) (?:appointed |elected |formed )?",
)
_UNDER = re.compile(
    r"^(?:leadership|command|chairmanship|presidency|direction|rule|editorship|reign)$"
)
_UNDER_VERB = {
    "leadership": "lead", "command": "command", "chairmanship": "chair", "presidency": "head",
    "direction": "direct", "rule": "rule", "editorship": "edit", "reign": "rule",
}  # fmt: skip


def read_leaders(parsed: ParsedSentence, context: Context) -> list[Fact]:
    """Leadership facts of one sentence."""
    clauses = find_clauses(parsed, historic_present=True)
    facts = [*_from_asides(parsed, context, clauses)]
    facts += _from_participles(parsed, context, clauses)
    facts += _from_appositions(parsed, context, clauses)
    return facts


# "(headed by X)", "(X, chairman)", "(RMC; X, chairman)"


def _from_asides(parsed: ParsedSentence, context: Context, clauses: list[Clause]) -> Iterator[Fact]:
    for aside in parsed.sentence.asides:
        mentions = _mentions_inside(parsed, context, aside)
        if not mentions:
            continue
        noun = _noun_before(parsed, aside.anchor)
        if noun is None:
            continue
        opening = re.split(r";\s*", aside.text)[-1]
        headed = _HEADED.match(opening.strip())
        if headed:
            people = [m.person for m in mentions]
            if headed["first"] or re.search(r"\bthen\b", aside.text):
                people = people[:1]
                yield from _body_fact(parsed, context, clauses, noun, people, "head", "first")
            else:
                yield from _body_fact(parsed, context, clauses, noun, people, _base(headed["verb"]))
        else:
            yield from _role_in_aside(parsed, context, clauses, noun, aside, mentions)


def _role_in_aside(
    parsed: ParsedSentence,
    context: Context,
    clauses: list[Clause],
    noun: Token,
    aside: Aside,
    mentions: list[PersonMention],
) -> Iterator[Fact]:
    for mention in mentions:
        after = parsed.sentence.passage.text[mention.end : aside.end]
        before = parsed.sentence.passage.text[aside.start : mention.start]
        match = re.match(
            r",\s*(?:the )?(?P<role>[a-z][a-z\- ]{2,30})\s*(?=$|[;,)])", after
        ) or re.search(r"(?:^|;\s*)(?P<role>[a-z][a-z\- ]{2,30})[:,]?\s+$", before)
        if match is None:
            continue
        role = match["role"].strip()
        if role.split()[-1].lower() not in ROLE_NOUNS:
            continue
        yield from _body_fact(parsed, context, clauses, noun, [mention.person], "be", role)


def _mentions_inside(parsed: ParsedSentence, context: Context, aside: Aside) -> list[PersonMention]:
    sentence = parsed.sentence
    found = context.people.mentions(sentence.document, sentence.passage.number)
    return [m for m in found if aside.start <= m.start and m.end <= aside.end]


def _noun_before(parsed: ParsedSentence, anchor: int) -> Token | None:
    """The noun that the bracket explains: the last one before it, not a possessor in it."""
    before = [t for t in parsed.doc if t.idx + len(t) <= anchor]
    for token in reversed(before):
        if token.is_punct or token.is_space:
            continue
        if token.i in parsed.date_at or token.dep_ == "case":
            return None
        if token.pos_ in ("NOUN", "PROPN", "ADJ"):
            return _phrase_head(token, before[0].i)
        return None
    return None


def _phrase_head(token: Token, first: int) -> Token:
    """ "the executive committee of the city soviet (headed by ...)": the committee, not the soviet."""
    node = token
    while node.dep_ in ("compound", "amod", "nmod") and node.head.i > node.i:
        node = node.head
    while node.dep_ == "conj" and node.pos_ == "PROPN" and node.head.pos_ == "PROPN":
        node = node.head
    while (
        node.dep_ == "pobj"
        and node.head.lower_ in ("of", "for", "on")
        and (node.head.head.pos_ in ("NOUN", "PROPN") and node.head.head.i >= first)
    ):
        node = node.head.head
    return node


# ", headed by X," and "under the leadership of X"


def _from_participles(
    parsed: ParsedSentence, context: Context, clauses: list[Clause]
) -> Iterator[Fact]:
    for token in parsed.doc:
        lemma = lemma_of(token.text, "VERB")
        if (
            lemma in LEADING
            and token.dep_ in ("acl", "relcl", "conj")
            and token.tag_ in ("VBN", "VBD")
        ):
            agent = next((c for c in token.children if c.dep_ == "agent"), None)
            noun = token.head if token.dep_ in ("acl", "relcl") else None
            if agent is None or noun is None:
                continue
            people = _people_under(parsed, agent)
            if people:
                yield from _body_fact(parsed, context, clauses, noun, people, lemma)
        elif _UNDER.match(token.lower_) and token.dep_ == "pobj" and token.head.lower_ == "under":
            of = next((c for c in token.children if c.lower_ == "of"), None)
            people = _people_under(parsed, of) if of is not None else []
            noun = _led_noun(token.head)
            if people and noun is not None:
                yield from _body_fact(
                    parsed, context, clauses, noun, people, _UNDER_VERB[token.lower_], under=token
                )


def _led_noun(under: Token) -> Token | None:
    governor = under.head
    if governor.pos_ in ("NOUN", "PROPN"):
        return governor
    if governor.pos_ in ("VERB", "AUX"):
        for child in governor.children:
            if child.dep_ in ("nsubjpass", "dobj", "nsubj"):
                return child
    return None


def _people_under(parsed: ParsedSentence, preposition: Token) -> list[Person]:
    noun = next((c for c in preposition.children if c.dep_ == "pobj"), None)
    if noun is None:
        return []
    found = []
    for member in conjuncts(noun):
        placed = parsed.person_at.get(member.i)
        if placed is None:
            return []
        found.append(placed.mention.person)
    return found


# "Korovichenko, commissar of Turkestan, ..." and "the head of the NKVD, Yagoda"


def _from_appositions(
    parsed: ParsedSentence, context: Context, clauses: list[Clause]
) -> Iterator[Fact]:
    for token in parsed.doc:
        if token.dep_ != "appos":
            continue
        role, person = None, None
        if token.i in parsed.person_at and token.head.lower_ in ROLE_NOUNS:
            role, person = token.head, parsed.person_at[token.i].mention.person
        elif token.head.i in parsed.person_at and token.lower_ in ROLE_NOUNS:
            role, person = token, parsed.person_at[token.head.i].mention.person
        if role is None or person is None or any(c.dep_ == "conj" for c in role.children):
            continue
        if not any(c.dep_ in ("prep", "poss", "compound", "amod") for c in role.children):
            continue
        yield from _title_fact(parsed, context, clauses, role, person)


def _title_fact(
    parsed: ParsedSentence, context: Context, clauses: list[Clause], role: Token, person: Person
) -> Iterator[Fact]:
    writer = context.writer(parsed, parsed.date_words)
    own = {t.i for c in role.children if c.dep_ == "appos" for t in c.subtree}
    phrase = writer.phrase(role, skip=own)
    if any(t.dep_ == "amod" and t.tag_ == "VBG" for t in role.subtree):
        return  # an opinion, not a post: "the leading light of the dying court"
    if phrase is None or not phrase.named or person.surname in phrase.text:
        return
    text = phrase.text
    if not re.match(r"(?:the|a|an)\b", text) and not _OWNED.search(text):
        text = f"the {text}"
    if re.match(r"an? ", text) or (phrase.words < 3 and "’s" not in text):
        return
    event = Event("", "be", "was", complement=_POSTED.sub("", text))
    dates = [d.mention.date for d in parsed.sentence.dates]
    when = dates[0] if len(dates) == 1 else None
    weak = list(phrase.weaknesses)
    yield _finish(parsed, context, clauses, role, event, [person], weak, 0.6, when)


# The fact


def _body_fact(
    parsed: ParsedSentence,
    context: Context,
    clauses: list[Clause],
    noun: Token,
    people: list[Person],
    lemma: str,
    role: str = "",
    *,
    under: Token | None = None,
) -> Iterator[Fact]:
    """ "Who headed the Samara committee?" out of the body's noun and its leader."""
    body = _body(parsed, context, clauses, noun, under)
    if body is None:
        return
    text, weak = body
    if any(person.surname in text for person in people):
        return
    if lemma == "be":
        event = Event("", "be", "was", complement=f"the {role} of {text}")
    elif role == "first":
        event = Event("", "be", "was", complement=f"the first head of {text}")
    else:
        event = Event("", lemma, inflect(lemma, "VBD"), complement=text, main=lemma)
    when = _moment(parsed, context, clauses, noun)
    yield _finish(parsed, context, clauses, noun, event, people, weak, 0.8, when)


def _body(
    parsed: ParsedSentence,
    context: Context,
    clauses: list[Clause],
    noun: Token,
    under: Token | None,
) -> tuple[str, list[str]] | None:
    hidden = parsed.date_words
    if under is not None:
        hidden |= {t.i for t in under.head.subtree}
    writer = context.writer(parsed, hidden)
    loose = ("acl", "relcl", "appos", "conj", "cc", "preconj")
    skip = {t.i for c in noun.children if c.dep_ in loose for t in c.subtree}
    phrase = writer.phrase(noun, skip=skip)
    if phrase is None:
        return None
    indefinite = any(c.dep_ == "det" and c.lower_ in ("a", "an") for c in noun.children)
    text = re.sub(r"^an? ", "the ", phrase.text)
    weak = list(phrase.weaknesses)
    if not re.match(r"(?:the|its|their)\b", text) and noun.tag_ == "NN" and not _OWNED.search(text):
        text = f"the {text}"
    if indefinite or not phrase.named:
        made = _made_clause(parsed, context, clauses, noun)
        if made:
            return tidy(f"{text} {made}"), [w for w in weak if w != f"the {noun.lower_}"]
        if not phrase.named:
            scope = context.scope(parsed)
            text = f"{text} {scope}" if scope else text
            weak.append("body without a name")
    return tidy(text), weak


def _moment(
    parsed: ParsedSentence, context: Context, clauses: list[Clause], noun: Token
) -> HistoricalDate | None:
    """The date that tells one meeting from the next: of the clause it is the subject of."""
    if noun.lower_ not in ("meeting", "session", "sitting", "conference", "rally"):
        return None
    for clause in clauses:
        if clause.subject.i == noun.i and clause.dates:
            return clause.dates[0].placed.mention.date
    return context.entry


def _made_clause(
    parsed: ParsedSentence, context: Context, clauses: list[Clause], noun: Token
) -> str | None:
    """What tells an unnamed body from others: "formed in Novorossiisk", "that the soviet elected"."""
    for clause in clauses:
        hidden = parsed.date_words | {i for d in clause.dates for i in d.tokens}
        writer = context.writer(parsed, hidden)
        if clause.passive and clause.subject.i == noun.i:
            parts = [p for p in clause.parts if p.dep_ in ("prep", "agent") and p.i not in hidden]
            written = [writer.phrase(p) for p in parts]
            named = [p for p in written if p is not None and p.named and not p.weaknesses]
            if named:
                return f"{clause.main} {' '.join(p.text for p in named)}"
        is_object = any(p.i == noun.i and p.dep_ == "dobj" for p in clause.parts)
        if is_object and clause.lemma in CREATION and not clause.antecedent:
            subject = writer.phrase(clause.subject)
            if subject is not None and subject.named and not subject.weaknesses:
                return f"that {subject.text} {clause.past}"
    return None


def _finish(
    parsed: ParsedSentence,
    context: Context,
    clauses: list[Clause],
    noun: Token,
    event: Event,
    people: list[Person],
    weak: list[str],
    confidence: float,
    when: HistoricalDate | None = None,
) -> Fact:
    sentence = parsed.sentence
    evidence = evidence_for(context.document, sentence.passage, sentence.start, sentence.end)
    mention = " and ".join(p.surname for p in people)
    fact = Fact(
        id=fact_id(evidence.quote, FactKind.LED, mention, event.verb, noun.lower_),
        kind=FactKind.LED,
        event=event,
        event_key=stable_id("led", fold(evidence.quote), noun.lower_),
        evidence=evidence,
        when=when,
        person=people[0],
        people=tuple(people) if len(people) > 1 else (),
        mention=mention,
        others=tuple(p.mention.person.name for p in sentence.people),
        weaknesses=tuple(dict.fromkeys(weak)),
        confidence=confidence,
    )
    return replace(fact, role=event.complement if event.verb == "be" else None)


def _base(verb: str) -> str:
    return (
        "preside over"
        if verb.startswith("presided")
        else lemma_of(verb.split(maxsplit=1)[0], "VERB")
    )
