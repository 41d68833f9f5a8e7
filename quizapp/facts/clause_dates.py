"""Which clause a date belongs to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from quizapp.facts.clause import Clause, Dated
from quizapp.facts.clause_subjects import HELD
from quizapp.facts.parsed import (
    SUBJECTS,
    ParsedSentence,
    conjuncts,
    in_apposition,
    since_the_comma,
    subject_of,
)
from quizapp.facts.parser import lemma_of
from quizapp.facts.words import DEEDS, IMPLICATIVE, ROLE_NOUNS, TIMES_OF_DAY

if TYPE_CHECKING:
    from spacy.tokens import Token

    from quizapp.facts.cleaning import Placed
    from quizapp.facts.dates import DateMention


_ENDS = ("death", "end", "return", "departure", "arrival", "resignation", "marriage", "birth")
_CIRCUMSTANCES = ("after", "before", "following", "since", "until", "upon", "despite", "owing")


def pin_dates(parsed: ParsedSentence, clauses: list[Clause]) -> None:
    """Gives each clause its dates; a date in front is shared by the clauses joined with "and"."""
    by_verb = {clause.verb.i: clause for clause in clauses}
    inherited: list[tuple[Clause, Dated]] = []
    for placed in parsed.sentence.dates:
        phrase = _date_phrase(parsed, placed)
        verb = _verb_above(phrase[0]) if phrase else None
        if phrase is None or verb is None:
            continue
        top, tokens = phrase
        other = _of_the_clause_to_come(by_verb, verb, min(tokens))
        if other is None and _begins_another(parsed, verb, min(tokens)):
            continue
        verb = _nearer_participle(by_verb, other or verb, top)
        if deed_before(verb, top) is not None or _is_of_an_office(verb, top):
            continue
        if in_apposition(top) or _is_since_when_in_office(placed.preposition, top, max(tokens)):
            continue
        if _is_of_what_came_before(verb, min(tokens)) or _is_of_a_list(parsed, verb, min(tokens)):
            continue
        leading = top.i < verb.i
        if verb.i in by_verb:
            by_verb[verb.i].dates.append(Dated(placed, leading, tokens))
        if leading:
            inherited += [
                (clause, Dated(placed, True, tokens, shared=own))
                for clause, own in _followers(by_verb, verb)
            ]
    _settle_dates(parsed, clauses, inherited)


def _settle_dates(
    parsed: ParsedSentence, clauses: list[Clause], inherited: list[tuple[Clause, Dated]]
) -> None:
    for clause in clauses:
        when = _date_before_when(parsed, clause)
        if when is not None:
            clause.dates = [Dated(when, False, {t.i for t in parsed.tokens_of(when)})]
        clause.dates = _without_asides(clause)
    for clause, dated in inherited:
        if not clause.dates:
            clause.dates.append(dated)


def _is_of_a_list(parsed: ParsedSentence, verb: Token, first: int) -> bool:
    """ "sent out his pupils: Kalm to America in 1747, ...": behind the colon."""
    colon = any(t.text == ":" for t in verb.doc[verb.i : first])
    return colon and not parsed.sentence.pairs


def _without_asides(clause: Clause) -> list[Dated]:
    """ "A, victorious in May, met B on 5 June": a date in the midst of the subject is of an aside,
    if the verb has another.
    """
    inside = {t.i for t in clause.subject.subtree} - {t.i for t in clause.verb.lefts}
    own = [d for d in clause.dates if min(d.tokens) not in inside or d.leading is False]
    return own or clause.dates


def _date_before_when(parsed: ParsedSentence, clause: Clause) -> Placed[DateMention] | None:
    """ "from about 3100 BC, when the two lands were joined, to 30 BC": joined at the first."""
    when = next((c for c in clause.verb.lefts if c.lower_ == "when" and c.dep_ == "advmod"), None)
    if when is None or when.i < 2:
        return None
    before = when.i - 2 if when.nbor(-1).text == "," else when.i - 1
    placed = parsed.date_at.get(before)
    return replace(placed, preposition="") if placed is not None else None  # "until 1911, when"


def _is_of_an_office(verb: Token, top: Token) -> bool:
    """ "Lueger, mayor from 1897 to 1910, put the trams under ...": the years of the mayor."""
    subject = subject_of(verb)
    if subject is None or not subject.i < top.i < verb.i:
        return False
    between = verb.doc[subject.i + 1 : top.i]
    return any(t.lower_ in ROLE_NOUNS for t in between) and "," in (t.text for t in between)


def _is_since_when_in_office(preposition: str, top: Token, last: int) -> bool:
    """ "Barnevelt, Advocate of Holland since 1586, and ...", whatever the parser makes of it."""
    closed = last + 1 < len(top.doc) and top.doc[last + 1].text in (",", ")")
    if preposition not in ("since", "from", "until") or not closed:
        return False
    inside = since_the_comma(top, marks=(",", "("))
    if inside is None or any(t.pos_ == "PRON" for t in inside):
        return False
    return inside[0].pos_ in ("NOUN", "PROPN", "DET")


def _is_of_what_came_before(verb: Token, first: int) -> bool:
    """ "After the fall of the city in May the army withdrew": the month of the fall."""
    before = verb.doc[first - 1] if first > 0 else verb
    if before.pos_ not in ("NOUN", "PROPN") or before.lower_ in TIMES_OF_DAY:
        return False
    if first > verb.i:
        return _is_bound_by(before)
    node = before
    while node.head.i not in (node.i, verb.i):
        node = node.head
    circumstance = node.dep_ in ("prep", "advcl", "mark") and node.lower_ in _CIRCUMSTANCES
    return circumstance and node.i < first - 1


def _is_bound_by(noun: Token) -> bool:
    """ "ruled it until his death in 1860", "left after the battle in May": of that noun."""
    above = noun.head
    bounds = noun.dep_ == "pobj" and above.lower_ in _CIRCUMSTANCES
    deed = noun.pos_ == "NOUN" and (lemma_of(noun.text, "NOUN") in DEEDS or noun.lower_ in _ENDS)
    return bounds and deed


def deed_before(verb: Token, top: Token) -> Token | None:
    """ "The dismissal of Necker on 11 July set Paris in motion": the day of the dismissal."""
    subject = subject_of(verb)
    if subject is None or not subject.i < top.i < verb.i:
        return None
    return subject if lemma_of(subject.text, "NOUN") in DEEDS else None


def _date_phrase(
    parsed: ParsedSentence, placed: Placed[DateMention]
) -> tuple[Token, set[int]] | None:
    """The topmost word of "by the end of May 1789" and all its words; None inside a noun."""
    head = parsed.head_of(placed)
    before = _preposition_before_name(parsed, placed, head)
    if before is not None:
        return before, {t.i for t in parsed.tokens_of(placed)} | {before.i}
    if head is None or head.dep_ in (*SUBJECTS, "compound", "poss", "amod", "nmod"):
        return None
    tokens = {t.i for t in parsed.tokens_of(placed)}
    top = head
    if head.dep_ in ("pobj", "pcomp") and head.head.pos_ in ("ADP", "SCONJ"):
        top = head.head
        tokens.add(top.i)
        while top.dep_ in ("prep", "advmod") and top.head.dep_ == "prep":
            top = top.head
            tokens.add(top.i)
    return top, tokens


def _preposition_before_name(
    parsed: ParsedSentence, placed: Placed[DateMention], head: Token | None
) -> Token | None:
    """ "on 10 November Kemal, the founder, died": taken for a part of the name."""
    if head is None or head.dep_ not in ("nmod", "compound") or head.head.i not in parsed.person_at:
        return None
    first = min(t.i for t in parsed.tokens_of(placed))
    before = parsed.doc[first - 1] if first else head
    governs_verb = before.head.pos_ in ("VERB", "AUX")
    return before if before.lower_ in ("on", "in", "by") and governs_verb else None


def _followers(by_verb: dict[int, Clause], verb: Token) -> list[tuple[Clause, bool]]:
    """Clauses that go on from ``verb``, and whether each has a subject of its own."""
    found = []
    for other in conjuncts(verb):
        own = subject_of(other) is not None
        if other.i in by_verb and other.i != verb.i and (not own or _goes_on(verb, other)):
            found.append((by_verb[other.i], own))
    return found


def _of_the_clause_to_come(by_verb: dict[int, Clause], verb: Token, first: int) -> Token | None:
    """ "A was evacuated, and on 9 April, at B, Lee surrendered": the day of the surrender."""
    before = [t.lower_ for t in verb.doc[max(0, first - 2) : first]]
    apart = before[-1:] == [","] and before[0] in ("and", "but")  # "withdrew and, on 5 May, made"
    if first <= verb.i or not (apart or before[-1] in ("and", "but", ";")):
        return None
    after = [c for c in by_verb.values() if c.verb.i > first and not c.antecedent]
    following = min(after, key=lambda c: c.verb.i, default=None)
    if following is None or (following.subject.i < first and not apart):
        return None
    joined = following.verb.dep_ in ("conj", "ROOT", "ccomp", "parataxis")
    return following.verb if joined else None


def _begins_another(parsed: ParsedSentence, verb: Token, first: int) -> bool:
    """ "A fell in 1622 to B, and in 1624 C": of a statement whose verb is left out or unread."""
    if first <= verb.i or parsed.sentence.pairs or first < 2:
        return False
    before = first - 1 if verb.doc[first - 1].text != "," else first - 2
    joined = verb.doc[before].lower_ in ("and", "but") or verb.doc[first - 1].text == ";"
    behind = before - 2 if verb.doc[before - 1].text == "," else before - 1
    return joined and behind not in parsed.date_at  # "in 1905, and in 1912" are two of one act


def _nearer_participle(by_verb: dict[int, Clause], verb: Token, top: Token) -> Token:
    """ "made of members of the diet held in Worms, May 5": the date of the diet."""
    best = verb
    for i, clause in by_verb.items():
        inside = verb.i < i < top.i and clause.antecedent and i > best.i
        if inside and clause.verb.is_ancestor(top) is False and verb.is_ancestor(clause.verb):
            between = clause.verb.doc[i + 1 : top.i]
            if not clause.dates and len(between) <= 5 and clause.lemma in HELD:
                best = clause.verb
    return best


def _goes_on(verb: Token, other: Token) -> bool:
    """ "On May 5 A fell and B was taken": joined by "and", no date of its own."""
    words = {c.lower_ for c in [*verb.children, *other.head.children] if c.dep_ == "cc"}
    return words == {"and"}


def _implies(verb: Token) -> bool:
    """ "refused to leave on 5 May": refused on that day; "planned to leave on 5 May" is open."""
    return lemma_of(verb.text, "VERB") in IMPLICATIVE


def _verb_above(top: Token) -> Token | None:
    """The verb whose time a date tells; None where it belongs to a noun ("the decree of May 5")."""
    if top.lower_ == "of":
        return None
    node = top.head
    while node.pos_ not in ("VERB", "AUX") or node.dep_ in ("amod", "aux", "auxpass", "compound"):
        if node.head.i == node.i:
            return None
        node = node.head
    while node.dep_ == "xcomp" and (top.i < node.i or _implies(node.head)):
        node = node.head
    return node
