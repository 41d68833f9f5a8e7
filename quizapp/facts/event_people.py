"""Who acted, by whom it was done, and who was given a post."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from quizapp.domain.fact import GAP, Event, Fact, FactKind, Person, Slot
from quizapp.facts.given_names import is_first_name
from quizapp.facts.name_forms import word_set
from quizapp.facts.parsed import ParsedSentence, conjuncts, says_by
from quizapp.facts.parser import lemma_of
from quizapp.facts.phrases import Phrase
from quizapp.facts.reading import Draft, Reading
from quizapp.facts.routine import is_done_by_many, is_of_a_diary
from quizapp.facts.words import APPOINTING, BEFALLING, HUMANS, LEADING, ROLE_NOUNS

if TYPE_CHECKING:
    from spacy.tokens import Token

_SIGNED_BY_MORE = ("sign", "countersign", "endorse")  # whoever else did is not told
_TREATIES = word_set(
    "accord agreement alliance armistice capitulation concordat convention pact peace protocol"
    " treaty truce"
)
_ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)
_OWNERS = re.compile(r"\b(?:its|their|his|her)\b")
_OUT_OF_OFFICE = word_set("dismiss relieve remove recall release free replace succeed oust")
_GIVING = word_set(
    "entrust give pass hand surrender offer cede transfer fall assign award grant deliver yield"
    " confide present"
)
_SAID = word_set("report speech address resolution motion proposal statement lecture sermon toast")
_AND_ANOTHER = re.compile(r"(?:, [^,;]{0,60},)?\s+and (?:[\w-]+ ){0,3}")
_UNTIL = re.compile(r"\b(?:until|till)\b")
_LONGEST_POST = 14  # words
_SHORT_REST = 8  # words that may follow the name asked for
_GAPS = re.compile(
    rf"(?:[Tt]he )?(?:(?:General|Colonel|Admiral|Marshal) )?{GAP}(?:(?:,|,? and) {GAP})*"
)


def read_who(reading: Reading) -> Iterator[Fact]:
    """Facts whose answer is a person, or all persons that a list names."""
    yield from _acted(reading)
    yield from _by_whom(reading)
    yield from _befell(reading)
    yield from _to_whom(reading)
    yield from _was_it(reading)
    yield from _given_a_post(reading)
    yield from _named_inside(reading)


def people_of(parsed: ParsedSentence, head: Token) -> tuple[Person, ...]:
    """The persons that a noun phrase consists of; none if anything else is among them."""
    found: list[Person] = []
    for member in conjuncts(head):
        if any(c.dep_ == "case" for c in member.children):
            return ()
        placed = parsed.person_at.get(member.i)
        people = (placed.mention.person,) if placed else _named_beside(parsed, member)
        if not people:
            return ()
        found += people
    return tuple(dict.fromkeys(found))


def _named_beside(parsed: ParsedSentence, noun: Token) -> tuple[Person, ...]:
    """ "the postmaster, Jean Drouet", "the consuls Nero and Salinator": whom the noun announces."""
    if noun.pos_ not in ("NOUN", "PROPN") or noun.i in parsed.place_at or noun.i in parsed.date_at:
        return ()
    for child in (*noun.children, *_beside_what_it_is_of(noun)):
        if child.dep_ == "appos" and child.i in parsed.person_at:
            people = people_of(parsed, child)
            plural = noun.tag_ in ("NNS", "NNPS")
            return people if plural == (len(people) > 1) else ()
    return ()


def _beside_what_it_is_of(noun: Token) -> Iterator[Token]:
    """ "the minister of justice, Etō Shimpei": he stands beside justice, says the parser."""
    if noun.lower_ in ROLE_NOUNS | HUMANS:
        for of in noun.children:
            if of.lower_ == "of":
                yield from (c for pobj in of.children if pobj.dep_ == "pobj" for c in pobj.children)


def _acted(reading: Reading) -> Iterator[Fact]:
    people = people_of(reading.parsed, reading.clause.subject)
    if reading.clause.lemma == "fall" and any(p.lower_ == "to" for p in reading.clause.parts):
        return  # "Hormuz fell to the Shah": a place that nobody knows
    draft = reading.draft(left_out=set(), subject=False) if people else None
    if draft is None or not draft.event.complement or reading.clause.lemma == "bear":
        return  # who was born there, of all people?
    own = ("their",) if len(people) > 1 else ("his", "her")
    draft = draft.without(*own)  # of the one who is asked for
    told = reading.with_own_pronoun(people[0].told, draft.event.complement)
    draft = replace(draft, event=replace(draft.event, complement=told))
    yield _fact(reading, draft, people, 0.7)


def _by_whom(reading: Reading) -> Iterator[Fact]:
    clause = reading.clause
    agent = next((p for p in clause.parts if says_by(p)), None)
    if agent is None or not clause.passive or (clause.antecedent and clause.lemma in LEADING):
        return  # ", headed by X," is read with the bodies that people led
    noun = next((c for c in agent.children if c.dep_ == "pobj"), None)
    people = people_of(reading.parsed, noun) if noun is not None else ()
    draft = reading.draft(left_out={t.i for t in agent.subtree}) if people else None
    if draft is None:
        return
    if re.search(r"\bby\b", draft.event.subject):
        return  # "By whom was recognition by the committee announced?"
    draft = replace(draft, event=replace(draft.event, agent="by"))
    yield _fact(reading, draft, people, 0.75, dated=True)


def _befell(reading: Reading) -> Iterator[Fact]:
    """ "The Directory arrested Pichegru": whom?"""
    clause = reading.clause
    if clause.passive or clause.lemma not in BEFALLING:
        return
    noun = next((p for p in clause.parts if p.dep_ == "dobj"), None)
    people = people_of(reading.parsed, noun) if noun is not None else ()
    if noun is None or not people:
        return
    draft = reading.draft(left_out={t.i for t in noun.subtree})
    if draft is None or any(person.surname in draft.spoken for person in people):
        return
    if clause.lemma in _OUT_OF_OFFICE and not draft.event.complement:
        draft = draft.but("of what")
    yield replace(_fact(reading, draft, people, 0.75, dated=True), slot=Slot.OBJECT)


def _to_whom(reading: Reading) -> Iterator[Fact]:
    """ "The command was entrusted to Fabius": to whom?"""
    clause = reading.clause
    if clause.lemma not in _GIVING:
        return
    to = next((p for p in clause.parts if p.lower_ == "to" and p.dep_ in ("prep", "dative")), None)
    noun = next((c for c in to.children if c.dep_ == "pobj"), None) if to is not None else None
    people = people_of(reading.parsed, noun) if noun is not None else ()
    draft = reading.draft(left_out={t.i for t in to.subtree}) if to is not None and people else None
    if draft is None or any(person.surname in draft.spoken for person in people):
        return
    given = clause.passive or any(p.dep_ == "dobj" for p in clause.parts)
    if not given and clause.lemma not in ("pass", "fall", "surrender"):
        return
    fact = _fact(reading, draft, people, 0.75, dated=True)
    yield replace(fact, slot=Slot.RECIPIENT)


def _named_inside(reading: Reading) -> Iterator[Fact]:
    """ "signed an order dismissing Dukhonin", "set up a hetmanate under Skoropadsky": whom?"""
    if reading.when is None:
        return
    for placed in reading.parsed.sentence.people:
        head = reading.parsed.head_of(placed)
        if head is None or not _stands_inside(reading, head):
            continue
        people = people_of(reading.parsed, head)
        asked = {t.i for member in conjuncts(head) for t in _name_of(reading, member)}
        draft = reading.draft(left_out=set(), asked=asked) if people else None
        if draft is None or GAP in draft.event.subject:
            continue
        if any(person.surname in draft.spoken for person in people):
            continue
        complement = _GAPS.sub(GAP, draft.event.complement)
        if complement.count(GAP) != 1 or len(complement.partition(GAP)[2].split()) > _SHORT_REST:
            continue
        draft = replace(draft, event=replace(draft.event, complement=complement))
        yield replace(_fact(reading, draft, people, 0.5, dated=True), slot=Slot.INSIDE)


def _stands_inside(reading: Reading, head: Token) -> bool:
    """Under whom, led by whom, or whom a clause within this one befell."""
    verb = reading.clause.verb
    within = any(head.i in {t.i for t in part.subtree} for part in reading.clause.parts)
    if not within or head.i in reading.hidden:
        return False
    above = head.head
    if head.dep_ == "dobj":
        return above.i != verb.i and lemma_of(above.text, "VERB") in BEFALLING
    if head.dep_ != "pobj":
        return False
    if above.lower_ == "under":
        return above.i > verb.i
    led = above.lower_ == "by" and above.head.i != verb.i and above.head.tag_ == "VBN"
    return led and lemma_of(above.head.text, "VERB") in LEADING | BEFALLING


def _name_of(reading: Reading, token: Token) -> list[Token]:
    placed = reading.parsed.person_at.get(token.i)
    return reading.parsed.tokens_of(placed) if placed is not None else []


def _was_it(reading: Reading) -> Iterator[Fact]:
    """ "The leader of the conspiracy was Pestel": who?"""
    clause = reading.clause
    noun = next((p for p in clause.parts if p.dep_ == "attr"), None)
    if noun is None or not clause.copula or clause.antecedent or noun.i < clause.verb.i:
        return
    people = people_of(reading.parsed, noun)
    if not people or clause.subject.lower_ not in ROLE_NOUNS:
        return
    who = reading.subject(reading.writer())
    if who is None or any(person.surname in who.text for person in people):
        return
    event = Event("", "be", clause.past, complement=who.text)
    draft = Draft(event, who.weaknesses if who.named else (*who.weaknesses, "nothing named"))
    yield _fact(reading, draft, people, 0.75)


def _fact(
    reading: Reading,
    draft: Draft,
    people: tuple[Person, ...],
    confidence: float,
    *,
    dated: bool = False,
) -> Fact:
    if draft.event.subject.startswith(("a ", "an ")) or reading.clause.subject.lower_ in _SAID:
        dated = False
    if reading.when is None and not (dated and _is_of_a_named_thing(reading)):
        draft = draft.but("undated" if dated else "no date")
    if re.match(r"(?:an? )?(?:member|delegate|deputy|representative)\b", draft.event.complement):
        draft = draft.but("one of many")
    if reading.when_preposition.startswith(("from", "since")) and _UNTIL.search(draft.spoken):
        draft = draft.but("until when")  # "Who was President until his death from 4 March?"
    if len(people) > 1:
        draft = draft.but("several people")
    if any(is_first_name(person) for person in people):
        draft = draft.but("first name only")
    if reading.in_a_chronicle and is_of_a_diary(reading.clause):
        draft = draft.but("routine")
    others = reading.shared_with_others or _with_others(reading) or is_done_by_many(reading.clause)
    signed = reading.clause.lemma in _SIGNED_BY_MORE and (len(people) > 1 or _is_a_treaty(reading))
    if others or signed or _another_joins(reading, people):
        draft = draft.but("others too")
    mention = " and ".join(person.surname for person in people)
    fact = reading.fact(FactKind.WHO, reading.scoped(draft), mention, confidence)
    return replace(fact, person=people[0], people=people if len(people) > 1 else ())


def _is_of_a_named_thing(reading: Reading) -> bool:
    """ "The Second Congress was opened by X": there was but one."""
    clause, parsed = reading.clause, reading.parsed
    words = [*clause.subject.lefts, clause.subject]
    named = any(parsed.is_named(t) for t in words if t.i not in parsed.person_at)
    return clause.passive and clause.subject.i not in parsed.person_at and named


def _another_joins(reading: Reading, people: tuple[Person, ...]) -> bool:
    """ "released Díaz, nephew of the old dictator, and Reyes": Reyes too, whatever was parsed."""
    sentence = reading.parsed.sentence
    names = {person.name for person in people}
    for one, other in pairwise(sentence.people):
        if one.mention.person.name in names and other.mention.person.name not in names:
            between = sentence.text[one.end : other.start]
            if _AND_ANOTHER.fullmatch(between):
                return True
    return False


def _is_a_treaty(reading: Reading) -> bool:
    """Whoever signed one, others did too, unless the text says for whom or with whom."""
    objects = [p for p in reading.clause.parts if p.dep_ == "dobj"]
    objects += [reading.clause.subject] if reading.clause.passive else []
    said = [t.lower_ for part in (*objects, *reading.clause.parts) for t in part.subtree]
    told = not {"for", "with", "behalf"}.isdisjoint(said)
    return not told and any(t.lower_ in _TREATIES for part in objects for t in part.subtree)


def _with_others(reading: Reading) -> bool:
    """ "worked out a plan together with experts": the experts did too."""
    return any(t.lower_ == "together" for t in reading.clause.verb.subtree)


def _given_a_post(reading: Reading) -> Iterator[Fact]:
    """ "The Directory appointed Bonaparte commander of ...": who was appointed commander?"""
    clause = reading.clause
    if clause.passive or clause.lemma not in APPOINTING or clause.antecedent:
        return
    found = _person_and_post(reading)
    if found is None:
        return
    person, role, skip = found
    writer = reading.writer()
    post, subject = writer.phrase(role, skip=skip), reading.subject(writer)
    if post is None or subject is None or post.words > _LONGEST_POST:
        return
    if _OWNERS.search(post.text):
        return
    title = post.text if role.lower_ == "member" else _ARTICLE.sub("", post.text)
    aim = _aim_of(reading, role)
    if aim is not None and aim.text not in title:
        title = f"{title} {aim.text}"
    event = Event(
        subject="",
        verb=clause.lemma,
        verb_past=f"was {clause.perfect}",
        passive=True,
        complement=title if subject.text in title else f"{title} by {subject.text}",
        auxiliary="was",
        main=clause.perfect,
    )
    draft = Draft(event, (*post.weaknesses, *subject.weaknesses))
    if not (post.named or subject.named):
        draft = draft.but("nothing named")
    yield _fact(reading, draft, (person,), 0.75, dated=True)


def _aim_of(reading: Reading, role: Token) -> Phrase | None:
    """ "representative for the negotiation of peace", hung on the verb by the parser."""
    for part in reading.clause.parts:
        if part.lower_ == "for" and part.dep_ == "prep" and part.i > role.i:
            return reading.writer().phrase(part)
    return None


def _person_and_post(reading: Reading) -> tuple[Person, Token, set[int]] | None:
    """The person right after the verb, the noun of the post, and words that are not of it."""
    verb = reading.clause.verb
    after = reading.parsed.doc[verb.i + 1 :]
    placed = reading.parsed.person_at.get(verb.i + 1)
    if placed is None or len(after) < 2:
        return None
    rest = [t for t in after if t.idx >= placed.end]
    if rest and rest[0].lower_ in ("as", "a", "an", "the"):
        rest = rest[1:]
    role = next((t for t in rest[:4] if t.lower_ in ROLE_NOUNS), None)
    if role is None:
        return None
    while role.dep_ in ("compound", "amod", "nmod") and role.head.i > role.i:
        role = role.head  # "plenipotentiary representative of the republic"
    return placed.mention.person, role, {t.i for t in reading.parsed.tokens_of(placed)}
