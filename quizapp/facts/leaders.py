"""Who headed, chaired or commanded what: brackets, participles, appositions, "under X"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from quizapp.domain.fact import Fact, Person
from quizapp.facts.clauses import find_clauses
from quizapp.facts.context import Context
from quizapp.facts.event_people import people_of
from quizapp.facts.leader_bodies import LeaderReading
from quizapp.facts.parsed import ParsedSentence
from quizapp.facts.parser import lemma_of
from quizapp.facts.words import BODIES, FORCES, HUMANS, LEADING, ROLE_NOUNS

if TYPE_CHECKING:
    from spacy.tokens import Token

    from quizapp.facts.cleaning import Aside
    from quizapp.facts.people import PersonMention

_HEADED = re.compile(
    r"^(?:which was |was |were |and )?"
    r"(?P<verb>headed|led|chaired|commanded|directed|presided over|founded|edited|governed|ruled)"
    r"(?P<first> first| initially)? by\b",
    re.IGNORECASE,
)
_ROLE_AFTER = re.compile(r",\s*(?:the )?(?P<role>[a-z][a-z\- ]{2,30})\s*(?=$|[;,)])")
_ROLE_AS = re.compile(r"\s+as (?:its |the )?(?P<role>[a-z][a-z\- ]{2,30}?)(?= of|$|[;,)])")
_ROLE_BEFORE = re.compile(r"(?:^|;\s*)(?P<role>[a-z][a-z\- ]{2,30})[:,]?\s+$")
_UNDER = {
    "leadership": "lead", "command": "command", "chairmanship": "chair", "presidency": "head",
    "direction": "direct", "rule": "rule", "editorship": "edit", "reign": "rule",
}  # fmt: skip


def read_leaders(parsed: ParsedSentence, context: Context) -> list[Fact]:
    """Leadership facts of one sentence."""
    reading = LeaderReading(parsed, context, find_clauses(parsed, historic_present=True))
    found = (*_in_brackets(reading), *_in_participles(reading), *_in_appositions(reading))
    return [fact for fact in found if fact is not None]


# "(headed by X)", "(X, chairman)", "(RMC; X, chairman)"


def _in_brackets(reading: LeaderReading) -> Iterator[Fact | None]:
    for aside in reading.parsed.sentence.asides:
        mentions = _mentions_inside(reading, aside)
        noun = _explained_noun(reading.parsed, aside.anchor) if mentions else None
        if noun is None:
            continue
        headed = _HEADED.match(re.split(r";\s*", aside.text)[-1].strip())
        if headed is None:
            yield from _roles_in_bracket(reading, noun, aside, mentions)
            continue
        people = tuple(m.person for m in mentions)
        if headed["first"] or re.search(r"\bthen\b", aside.text):
            yield reading.post(noun, people[:1], "first head")
        else:
            yield reading.led(noun, people, _lemma(headed["verb"]))


def _roles_in_bracket(
    reading: LeaderReading, noun: Token, aside: Aside, mentions: list[PersonMention]
) -> Iterator[Fact | None]:
    text = reading.parsed.sentence.passage.text
    for mention in mentions:
        behind = text[mention.end : aside.end]
        match = (
            _ROLE_AFTER.match(behind)
            or _ROLE_AS.match(behind)
            or _ROLE_BEFORE.search(text[aside.start : mention.start])
        )
        role = match["role"].strip() if match else ""
        if role and role.split()[-1].lower() in ROLE_NOUNS:
            yield reading.post(noun, (mention.person,), role)


def _mentions_inside(reading: LeaderReading, aside: Aside) -> list[PersonMention]:
    sentence = reading.parsed.sentence
    found = reading.context.people.mentions(sentence.document, sentence.passage.number)
    return [m for m in found if aside.start <= m.start and m.end <= aside.end]


def _explained_noun(parsed: ParsedSentence, anchor: int) -> Token | None:
    """The noun that a bracket explains: the last one before it, not a possessor in it."""
    before = [t for t in parsed.doc if t.idx + len(t) <= anchor and not t.is_space]
    while before and before[-1].is_punct:
        before.pop()
    last = before[-1] if before else None
    if last is None or last.i in parsed.date_at or last.dep_ == "case":
        return None
    return _whole_name(last) if last.pos_ in ("NOUN", "PROPN", "ADJ") else None


def _whole_name(token: Token) -> Token:
    """Of "the executive committee of the city soviet (headed by ...)" the committee."""
    node = token
    while node.dep_ in ("compound", "amod", "nmod") and node.head.i > node.i:
        node = node.head
    while node.dep_ == "conj" and node.pos_ == "PROPN" and node.head.pos_ == "PROPN":
        node = node.head
    while node.dep_ == "pobj" and node.head.lower_ in ("of", "for", "on"):
        above = node.head.head
        if lemma_of(above.text, "NOUN") not in BODIES:
            break  # "by order of the committee (headed by ...)"
        node = above
    return node


# ", headed by X," and "under the leadership of X"

_IN_NAME = ("nominal", "titular", "formal", "honorary", "supposed", "ostensible")


def _in_participles(reading: LeaderReading) -> Iterator[Fact | None]:
    for token in reading.parsed.doc:
        if token.dep_ in ("acl", "relcl", "advcl") and token.tag_ in ("VBN", "VBD"):
            yield _headed_by(reading, token)
        elif token.lower_ in _UNDER and token.dep_ == "pobj" and token.head.lower_ == "under":
            yield _under_leadership(reading, token)
        elif token.lower_ == "under" and token.dep_ == "prep":
            yield _under_man(reading, token)


def _headed_by(reading: LeaderReading, verb: Token) -> Fact | None:
    lemma = lemma_of(verb.text, "VERB")
    agent = next((c for c in verb.children if c.dep_ == "agent"), None)
    people = _governed_people(reading.parsed, agent)
    if not people or lemma not in LEADING:
        return None
    noun: Token | None = _force_of(verb.head)
    if any(c.lower_ in ("who", "whom") for c in verb.children):
        noun = _who_were_led(verb.head)  # "the defenders of the post office, who"
    if verb.dep_ == "advcl":  # "the body was the Committee of the League, headed by X"
        comma = verb.i > 0 and verb.nbor(-1).text == ","
        noun = _explained_noun(reading.parsed, verb.nbor(-1).idx) if comma else None
    if noun is None or noun.i in reading.parsed.person_at:
        return None  # "the forces of the Senate of Weber, commanded by Falk": not Weber was
    return reading.led(noun, people, lemma)


def _who_were_led(noun: Token) -> Token | None:
    """The people that a "who" means: nobody leads a house that way."""
    while lemma_of(noun.text, "NOUN") not in FORCES | HUMANS and noun.tag_ != "NNS":
        if noun.dep_ != "pobj" or noun.head.head.pos_ not in ("NOUN", "PROPN"):
            return None
        noun = noun.head.head
    return noun


def _force_of(noun: Token) -> Token:
    """Of "the horsemen of the plains, led by X" the horsemen."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in ("of", "from"):
        return noun
    above: Token = noun.head.head
    led = BODIES | FORCES
    own = lemma_of(noun.text, "NOUN") in led
    return above if not own and lemma_of(above.text, "NOUN") in led else noun


def _under_leadership(reading: LeaderReading, leadership: Token) -> Fact | None:
    of = next((c for c in leadership.children if c.lower_ == "of"), None)
    people = _governed_people(reading.parsed, of)
    noun = _led_noun(leadership.head)
    in_name = any(c.lower_ in _IN_NAME for c in leadership.children)  # another led in fact
    if not people or noun is None or in_name:
        return None
    return reading.led(noun, people, _UNDER[leadership.lower_], under=leadership)


def _under_man(reading: LeaderReading, under: Token) -> Fact | None:
    """ "cruisers under Admiral Ito attacked the port"."""
    people = _governed_people(reading.parsed, under)
    noun = under.head
    while noun.dep_ == "pobj" and noun.head.lower_ in ("of", "from"):
        noun = noun.head.head  # "ships of the line under ..."
    if not people or not FORCES & {lemma_of(noun.text, "NOUN"), noun.lower_}:
        return None
    man = next((c for c in under.children if c.dep_ == "pobj"), None)
    return None if man is None else reading.led(noun, people, "command", under=man)


def _led_noun(under: Token) -> Token | None:
    """What the phrase with "under" speaks of: its noun, or the object or subject of its verb."""
    governor = under.head
    if governor.pos_ in ("NOUN", "PROPN"):
        return governor
    return next((c for c in governor.children if c.dep_ in ("nsubjpass", "dobj", "nsubj")), None)


def _governed_people(parsed: ParsedSentence, preposition: Token | None) -> tuple[Person, ...]:
    if preposition is None:
        return ()
    noun = next((c for c in preposition.children if c.dep_ == "pobj"), None)
    return people_of(parsed, noun) if noun is not None else ()


# "Korovichenko, commissar of Turkestan, ..." and "the head of the NKVD, Yagoda"


def _in_appositions(reading: LeaderReading) -> Iterator[Fact | None]:
    people = reading.parsed.person_at
    for token in reading.parsed.doc:
        if token.dep_ != "appos":
            continue
        if token.i in people and token.head.lower_ in ROLE_NOUNS:
            yield reading.title(token.head, people[token.i].mention.person)
        elif token.head.i in people and token.lower_ in ROLE_NOUNS:
            holder = _named_right_before(reading.parsed, token)
            if holder is not None:
                yield reading.title(token, holder)


def _named_right_before(parsed: ParsedSentence, role: Token) -> Person | None:
    """ "led by John of Poland and Charles V, duke of Lorraine": the last one named, whatever the
    parser hangs the duke on."""
    names = [i for i in parsed.person_at if i < role.left_edge.i]
    if not names:
        return None
    last = max(names)
    between = parsed.doc[last + 1 : role.left_edge.i]
    loose = any(t.pos_ in ("VERB", "AUX") or t.text in (";", ":") for t in between)
    return None if loose else parsed.person_at[last].mention.person


def _lemma(verb: str) -> str:
    return (
        "preside over" if verb.startswith("presided") else lemma_of(verb.partition(" ")[0], "VERB")
    )
