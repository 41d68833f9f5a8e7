"""Finds the clauses of a parsed sentence that state something as done: who, verb, and arguments."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizapp.facts.name_forms import word_set
from quizapp.facts.parsed import SUBJECTS, ParsedSentence, conjuncts, subject_of
from quizapp.facts.parser import inflect, lemma_of
from quizapp.facts.words import CONNECTIVES

if TYPE_CHECKING:
    from spacy.tokens import Token

    from quizapp.facts.cleaning import Placed
    from quizapp.facts.dates import DateMention

_MODALS = word_set(
    """
    would could should may might must will shall can 'd 'll ought
    """
)
_NEGATIONS = word_set(
    """
    not n't never no nor neither hardly scarcely nearly almost
    """
)
_SUBORDINATORS = word_set(
    """
    when where why how after before while whereupon whereby especially particularly only
    """
)
_SAYING = word_set(
    """
    say declare state write announce report add explain note argue
    """
)
# Without an object these were passives that the parser took for actives.
_TRANSITIVE = word_set(
    """
    sign publish establish found elect appoint hold issue adopt create build approve ratify
    proclaim nominate abolish annex depose crown introduce execute arrest expel exile sentence
    resolve decide demand promise propose order request urge instruct authorize authorise endorse
    dissolve sanction promulgate
    """
)
_TELLING = word_set("promise tell assure inform persuade convince warn remind notify instruct ask")
# What can be held, published or signed: "the congress of women held in Bern", "an organ of the
# ministry, published in Bonn", "a decree of the senate signed by".
_HELD = word_set(
    """
    hold convene meet open assemble summon call
    """
)
_MEETINGS = word_set(
    """
    congress conference convention assembly meeting session council synod plenum plenary rally
    election elections parliament diet seym talks negotiations celebration
    """
)
_WRITINGS = word_set(
    """
    resolution decree law treaty declaration manifesto statute constitution agreement order
    appeal act charter edict bill report letter programme program note telegram pact
    """
)
_PAPERS = word_set(
    """
    newspaper magazine journal organ daily weekly monthly paper gazette bulletin book
    """
)
_DONE_TO = {
    **dict.fromkeys(_HELD, _MEETINGS),
    **dict.fromkeys(
        [
            "adopt",
            "sign",
            "issue",
            "pass",
            "approve",
            "draft",
            "endorse",
            "ratify",
            "conclude",
            "promulgate",
        ],
        _WRITINGS,
    ),
    **dict.fromkeys(["publish", "edit", "print", "appear"], _PAPERS | _WRITINGS),
}
_NOT_PARTS = word_set(
    """
    aux auxpass punct cc mark neg preconj meta intj dep parataxis
    """
)
_FACTUAL_MARKS = word_set(
    """
    when after before as while until since where although though
    """
)


@dataclass
class Dated:
    """A date that tells when the clause's action happened."""

    placed: Placed[DateMention]
    leading: bool
    tokens: set[int]
    shared: bool = False  # told of an earlier clause; this one follows with "and"


@dataclass
class Clause:
    verb: Token
    subject: Token
    passive: bool
    antecedent: bool = (
        False  # the subject is the noun that a relative or participle clause modifies
    )
    parts: list[Token] = field(default_factory=list)  # arguments and adjuncts, in reading order
    dates: list[Dated] = field(default_factory=list)
    manner: list[Token] = field(default_factory=list)  # adverbs before the verb: "peacefully"
    historic_present: bool = False
    pluperfect: bool = False

    @property
    def lemma(self) -> str:
        return lemma_of(self.verb.text, "AUX" if self.verb.pos_ == "AUX" else "VERB")

    @property
    def copula(self) -> bool:
        return self.lemma == "be"

    @property
    def plural(self) -> bool:
        for child in self.verb.children:
            if child.dep_ in ("aux", "auxpass") and child.lower_ in ("were", "are", "have"):
                return True
            if child.dep_ in ("aux", "auxpass") and child.lower_ in ("was", "is", "has"):
                return False
        if self.antecedent and self.subject.head.lower_ in ("was", "is"):
            return False
        if self.verb.lower_ in ("were", "are"):
            return True
        return self.subject.tag_ in ("NNS", "NNPS") or len(conjuncts(self.subject)) > 1

    @property
    def auxiliary(self) -> str:
        if self.passive or self.copula:
            return "were" if self.plural else "was"
        return "did"

    @property
    def main(self) -> str:
        """The verb form that follows the auxiliary in a question."""
        if self.copula:
            return ""
        form = inflect(self.lemma, "VBN") if self.passive else self.lemma
        return self._around(form)

    @property
    def past(self) -> str:
        if self.passive or self.copula:
            return f"{self.auxiliary} {self.main}".strip()
        return self._around(inflect(self.lemma, "VBD"))

    @property
    def perfect(self) -> str:
        return self._around(inflect(self.lemma, "VBN"))

    def _around(self, form: str) -> str:
        particles = [child.lower_ for child in self.verb.children if child.dep_ == "prt"]
        return " ".join([*[t.lower_ for t in self.manner], form, *particles])


def find_clauses(parsed: ParsedSentence, *, historic_present: bool = False) -> list[Clause]:
    """Positive statements about the past. ``historic_present``: a chronicle's present counts."""
    found: list[Clause] = []
    for token in parsed.doc:
        clause = _clause(parsed, token, historic_present)
        if clause is not None:
            found.append(clause)
    _pin_dates(parsed, found)
    return found


def _clause(parsed: ParsedSentence, verb: Token, historic_present: bool) -> Clause | None:
    if not _is_predicate(verb) or not _asserted(verb):
        return None
    auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if any(a.lower_ in _MODALS or a.tag_ == "TO" for a in auxiliaries) or _negated(verb):
        return None
    subject, passive, antecedent = _subject(verb)
    if subject is None or (subject.pos_ == "PRON" and subject.tag_ in ("WP", "WDT", "EX", "DT")):
        return None
    if subject.pos_ not in ("NOUN", "PROPN", "PRON") or subject.i in parsed.date_at:
        return None
    if antecedent:
        subject = _event_noun(verb, subject)
    elif _disagrees(verb, subject):
        return None
    if antecedent and subject.dep_ == "attr" and not parsed.is_named(subject):
        # "X was a paper published in ...": X was
        subject = subject_of(subject.head) or subject
        if subject.pos_ not in ("NOUN", "PROPN"):
            return None
    if _mute(verb, passive) or _quoted(parsed, verb):
        return None
    if any(c.dep_ == "det" and c.lower_ in ("no", "neither") for c in subject.children):
        return None
    if verb.dep_ == "relcl" and not antecedent:
        return None
    tense = _tense(verb, auxiliaries, historic_present, antecedent)
    if tense is None:
        return None
    clause = Clause(verb, subject, passive, antecedent)
    clause.historic_present = tense == "present"
    clause.pluperfect = any(a.lower_ == "had" for a in auxiliaries)
    clause.parts = _parts(parsed, clause)
    return clause


def _is_predicate(verb: Token) -> bool:
    if verb.dep_ in ("aux", "auxpass", "amod", "compound", "xcomp", "csubj", "det", "punct"):
        return False
    if verb.pos_ == "VERB":
        return verb.tag_ != "VB"
    copular = any(c.dep_ in ("attr", "acomp") for c in verb.children)
    return verb.pos_ == "AUX" and copular


def _asserted(verb: Token) -> bool:
    """Not inside what somebody said, wished or made a condition."""
    if verb.dep_ == "ccomp":
        marked = any(c.dep_ == "mark" for c in verb.children)
        return not marked and verb.i < verb.head.i and subject_of(verb) is not None
    if verb.dep_ == "advcl":
        marks = [c.lower_ for c in verb.children if c.dep_ in ("mark", "advmod")]
        if subject_of(verb) is not None:
            return any(m in _FACTUAL_MARKS for m in marks)
        return verb.tag_ == "VBG" and not any(c.dep_ == "mark" for c in verb.children)
    if verb.dep_ in ("pcomp", "acomp", "oprd", "pobj", "dobj", "nmod", "npadvmod", "prep"):
        return False
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        return _asserted(verb.head) or verb.head.dep_ == "ROOT"
    return True


def _disagrees(verb: Token, subject: Token) -> bool:
    """ "the threat ... send": the parser took the wrong noun for the subject."""
    if subject.pos_ != "NOUN" or len(conjuncts(subject)) > 1 or subject_of(verb) is None:
        return False
    return (
        verb.tag_ == "VBP"
        and subject.tag_ == "NN"
        and verb.pos_ == "VERB"
        and (not any(c.dep_ in ("aux", "auxpass") for c in verb.children))
    )


def _quoted(parsed: ParsedSentence, verb: Token) -> bool:
    """Inside quotation marks: somebody's words, or a title."""
    return sum(1 for t in parsed.doc[: verb.i] if t.text == '"') % 2 == 1


def _event_noun(verb: Token, noun: Token) -> Token:
    """ "the First Congress of Women held in Bern": the congress was held, not the women."""
    wanted = _DONE_TO.get(lemma_of(verb.text, "VERB"))
    if wanted is None:
        return noun
    node = noun
    while node.lower_ not in wanted:
        if node.dep_ not in ("pobj", "prep", "conj", "compound", "poss") or node.head.i == node.i:
            return noun
        node = node.head
    return node


def _mute(verb: Token, passive: bool) -> bool:
    """A saying without what was said, or an active form with a "by": the parser lost something."""
    dependents = {c.dep_ for c in verb.children}
    if not passive and "agent" in dependents:
        return True
    lemma = lemma_of(verb.text, "VERB")
    if lemma == "follow" and not passive and "dobj" not in dependents:
        return True  # "followed, in May, by ..."
    if lemma in _TRANSITIVE and not passive and not dependents & {"dobj", "ccomp", "xcomp", "oprd"}:
        return True
    if lemma in _TELLING and not passive and not dependents & {"ccomp", "xcomp", "prep", "dative"}:
        return True
    saying = lemma in _SAYING and not passive
    return saying and not dependents & {"dobj", "ccomp", "xcomp", "oprd"}


def _negated(verb: Token) -> bool:
    return any(c.dep_ == "neg" or c.lower_ in _NEGATIONS for c in verb.children)


def _subject(verb: Token) -> tuple[Token | None, bool, bool]:
    """``(subject, passive, is antecedent)``."""
    own = subject_of(verb)
    passive = any(c.dep_ == "auxpass" for c in verb.children) or (
        own is not None and own.dep_ == "nsubjpass"
    )
    if own is not None:
        if own.lower_ in ("which", "who", "that") and verb.dep_ == "relcl":
            return verb.head, passive, True
        if own.lower_ in ("which", "who", "that", "what", "whoever"):
            return None, passive, False
        if own.tag_ == "VBG" or own.dep_ == "csubj":
            return None, passive, False
        return own, passive, False
    if verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBD") and verb.head.pos_ in ("NOUN", "PROPN"):
        return verb.head, True, True
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and verb.head.pos_ in ("NOUN", "PROPN"):
        return verb.head, False, True
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        taken = swallowed_subject(verb)
        if taken is not None:
            return taken, passive, False
        subject, head_passive, antecedent = _subject(verb.head)
        has_aux = any(c.dep_ in ("aux", "auxpass") for c in verb.children)
        has_object = any(c.dep_ == "dobj" for c in verb.children)
        inherits = head_passive and not has_aux and not has_object and verb.tag_ in ("VBN", "VBD")
        return subject, passive or inherits, antecedent
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.head.pos_ in ("VERB", "AUX"):
        subject, _, antecedent = _subject(verb.head)
        return subject, passive, antecedent
    return None, passive, False


def swallowed_subject(verb: Token) -> Token | None:
    """ "freed the prisoners and Trotsky became chairman": a subject taken for a second object."""
    before = verb.i - 1
    while before > 0 and verb.doc[before].pos_ in ("ADV", "AUX"):
        before -= 1
    noun = verb.doc[before]
    while noun.dep_ in ("pobj", "compound", "prep") and noun.head.i < noun.i:
        noun = noun.head
    if noun.dep_ == "conj" and noun.pos_ in ("NOUN", "PROPN") and verb.tag_ == "VBD":
        return noun if noun.head.pos_ in ("NOUN", "PROPN") else None
    return None


def _tense(
    verb: Token, auxiliaries: list[Token], historic_present: bool, antecedent: bool
) -> str | None:
    words = {a.lower_ for a in auxiliaries}
    finite = verb if verb.pos_ == "AUX" else None
    if words & {"was", "were", "had", "did"}:
        return None if "been" in words and not words & {"had"} else "past"
    if verb.tag_ == "VBD" or (finite is not None and verb.lower_ in ("was", "were")):
        return "past"
    if verb.tag_ == "VBN" and not words and (antecedent or verb.dep_ == "conj"):
        return "past"
    if (
        verb.tag_ == "VBG"
        and (antecedent or verb.dep_ == "advcl")
        and (not words or words <= {"having", "been"})
    ):
        return "past"
    present = verb.tag_ in ("VBZ", "VBP") or bool(words & {"is", "are", "has", "have"})
    return "present" if historic_present and present else None


def _parts(parsed: ParsedSentence, clause: Clause) -> list[Token]:
    """Arguments in the order in which a question names them: what stood in front comes last."""
    verb = clause.verb
    left: list[Token] = []
    right: list[Token] = []
    for child in verb.children:
        if child.dep_ in _NOT_PARTS or child.dep_ in SUBJECTS or child.dep_ == "prt":
            continue
        if child.dep_ == "conj" or child.dep_ == "relcl":
            continue
        if child.dep_ == "advmod" and (
            child.lower_ in CONNECTIVES or child.lower_ in _SUBORDINATORS
        ):
            continue
        if child.dep_ == "advcl" or _clock_time(child):
            continue
        if child.dep_ == "ccomp" and child.i < verb.i:
            continue
        (left if child.i < verb.i else right).append(child)
    source: Token = verb
    while (
        source.dep_ == "conj" and subject_of(source) is None and source.head.pos_ in ("VERB", "AUX")
    ):
        source = source.head
        left += [c for c in source.children if c.dep_ == "prep" and c.i < source.i]
    clause.manner = [
        c for c in left if c.dep_ == "advmod" and not list(c.children) and c.nbor().text != ","
    ]
    return right + [c for c in left if c.dep_ != "advmod"]


def _clock_time(part: Token) -> bool:
    """ "at 22.40": finer than anybody needs to learn."""
    return part.lower_ == "at" and any(
        c.tag_ == "CD" and not any(g.pos_ == "NOUN" for g in c.children) for c in part.children
    )


def _pin_dates(parsed: ParsedSentence, clauses: list[Clause]) -> None:
    by_verb = {clause.verb.i: clause for clause in clauses}
    inherited: list[tuple[Clause, Dated]] = []
    for placed in parsed.sentence.dates:
        head = parsed.head_of(placed)
        if head is None:
            continue
        tokens = {t.i for t in parsed.tokens_of(placed)}
        top = head
        if head.dep_ in ("pobj", "pcomp") and head.head.pos_ in ("ADP", "SCONJ"):
            top = head.head
            tokens.add(top.i)
            while (
                top.dep_ in ("prep", "advmod")
                and top.head.dep_ == "prep"
                and top.head.i not in tokens
            ):
                top = top.head
                tokens.add(top.i)
        elif head.dep_ in SUBJECTS or head.dep_ in ("compound", "poss", "amod", "nmod"):
            continue
        verb = _verb_above(parsed, top)
        if verb is None:
            continue
        verb = _nearer_participle(by_verb, verb, top)
        clause = by_verb.get(verb.i)
        leading = top.i < verb.i
        if clause is not None:
            clause.dates.append(Dated(placed, leading, tokens))
        if leading:
            for other in conjuncts(verb):
                if other.i not in by_verb or other.i == verb.i:
                    continue
                own = subject_of(other) is not None
                if not own or _goes_on(verb, other):
                    inherited.append((by_verb[other.i], Dated(placed, True, tokens, shared=own)))
    for clause, dated in inherited:
        if not clause.dates:
            clause.dates.append(dated)


def _nearer_participle(by_verb: dict[int, Clause], verb: Token, top: Token) -> Token:
    """ "made of members of the diet held in Worms, May 5": the diet's date, whatever the parser says."""
    best = verb
    for i, clause in by_verb.items():
        inside = verb.i < i < top.i and clause.antecedent and i > best.i
        if inside and clause.verb.is_ancestor(top) is False and verb.is_ancestor(clause.verb):
            between = clause.verb.doc[i + 1 : top.i]
            if not clause.dates and len(between) <= 5 and clause.lemma in _HELD:
                best = clause.verb
    return best


def _goes_on(verb: Token, other: Token) -> bool:
    """ "On May 5 A fell and B was taken": joined by "and", no date of its own."""
    words = {c.lower_ for c in [*verb.children, *other.head.children] if c.dep_ == "cc"}
    return words == {"and"}


def _verb_above(parsed: ParsedSentence, top: Token) -> Token | None:
    """The verb whose time a date tells; None where it belongs to a noun ("the decree of May 5")."""
    if top.lower_ == "of":
        return None
    node = top.head
    while node.pos_ not in ("VERB", "AUX") or node.dep_ in ("amod", "aux", "auxpass", "compound"):
        if node.head.i == node.i:
            return None
        if node.dep_ in SUBJECTS and top.i < node.head.i and top.i > node.i:
            return None  # "the congress in May resolved": the noun's own date
        node = node.head
    while node.dep_ == "xcomp" and top.i < node.i:
        node = node.head
    return node
