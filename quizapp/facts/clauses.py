"""Finds the clauses of a parsed sentence that state something as done: who, verb, and arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.facts.clause import Clause
from quizapp.facts.clause_dates import pin_dates
from quizapp.facts.clause_signs import (
    EMPOWERING,
    MODALS,
    TASKING,
    disagrees,
    is_asserted,
    is_broken,
    is_negated,
    is_predicate,
    is_quoted,
    lone_comma_within,
    lost_its_object,
    tense_of,
)
from quizapp.facts.clause_subjects import event_noun, find_subject
from quizapp.facts.name_forms import word_set
from quizapp.facts.parsed import (
    SUBJECTS,
    ParsedSentence,
    in_apposition,
    is_helped,
    says_by,
    subject_of,
)
from quizapp.facts.parser import lemma_of
from quizapp.facts.phrase_words import comes_later, is_loose
from quizapp.facts.words import (
    BODIES,
    CONNECTIVES,
    HUMANS,
    INTRANSITIVE,
    JOURNEYS,
    ROLE_NOUNS,
    TAKING,
    TIMES_OF_DAY,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBORDINATORS = word_set(
    """
    when where why how after before while whereupon whereby especially particularly only
    """
)
_DONE_TO_THINGS = word_set(
    "sign ratify adopt enact promulgate conclude build erect hold publish construct repeal abolish"
)
_EVENTS = word_set(
    "war peace campaign treaty truce alliance conflict revolt rebellion rising uprising crusade"
    " armistice negotiations talks revolution"
)
_LASTING = ("for", "until", "till", "since", "throughout", "within", "during", "after", "before")
_SHORT_FRONT = 5  # words that can stand between a verb and its object
_HEDGES = ("early", "late", "shortly", "soon", "already")
_SAID_OF_PEOPLE = ("born", "educated", "aged", "nicknamed", "orphaned", "knighted", "widowed")
_BEFALLS_A_TOWN = TAKING | word_set("fall surrender capitulate rise revolt hold resist withstand")
_BEFORE_THAT = word_set("already earlier formerly freshly just lately newly previously recently")
_JOINING_WORDS = frozenset(
    ("at once", "as well", "in turn", "at last", "at first", "after all", "in fact", "of course",
     "in the end", "for good", "in vain", "no doubt", "for example", "for instance",
     "as a result", "as a consequence", "in response", "in consequence", "in return", "in addition",
     "at the same time", "in particular", "in practice", "in the process",
     "on the contrary", "by contrast",
     "at sea", "on land", "for their part", "for his part", "for her part", "for its part")
)  # fmt: skip
_RESULTING = word_set("result cause prompt trigger spark enable")
_PLACING = ("at", "in", "near", "on", "off", "outside")
_DIRECTIONS = ("to", "toward", "towards", "from", "for", "via")
_PHRASAL = frozenset(
    {("hold", "out"), ("break", "out"), ("set", "out"), ("set", "off"), ("give", "in"),
     ("give", "way"), ("break", "down"), ("fall", "apart"), ("hold", "on"), ("go", "over")}
)  # fmt: skip
_FOUGHT = word_set("battle war action duel campaign engagement skirmish")
_WHAT_IT_IS = word_set(
    "work seat site home residence masterpiece gift creation stronghold birthplace scene"
)
_NOT_PARTS = word_set(
    """
    aux auxpass punct cc mark neg preconj meta intj dep parataxis
    """
)


def find_clauses(parsed: ParsedSentence, *, historic_present: bool = False) -> list[Clause]:
    """Positive statements about the past. ``historic_present``: a chronicle's present counts."""
    found: list[Clause] = []
    if parsed.predicates is None:
        parsed.predicates = [token for token in parsed.doc if _predicates(parsed, token)]
    for token in parsed.predicates:
        clause = _clause(parsed, token, historic_present)
        if clause is not None:
            found.append(clause)
    pin_dates(parsed, found)
    return found


def _predicates(parsed: ParsedSentence, verb: Token) -> bool:
    """Whether a word says something of a subject, as the writer's own statement."""
    return is_predicate(verb) and is_asserted(verb) and not is_quoted(parsed, verb)


def _clause(parsed: ParsedSentence, verb: Token, historic_present: bool) -> Clause | None:
    auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    unreal = any(a.lower_ in MODALS or a.tag_ == "TO" for a in auxiliaries)
    if unreal or is_negated(verb) or _tells_what_followed(verb) or _lay_before(verb):
        return None
    noun, passive, modified = find_subject(verb)
    if noun is None or lost_its_object(verb, passive) or is_broken(parsed, verb, noun, modified):
        return None
    if passive and (lemma_of(verb.text, "VERB") in INTRANSITIVE or _holds_out(verb)):
        if is_helped(verb):
            return None
        passive = False  # "the garrison rebelled" taken for a participle
    subject = _modified(parsed, verb, noun) if modified else noun
    tense = tense_of(verb, auxiliaries, historic_present, modified)
    if subject is None or tense is None or not _can_be_subject(parsed, verb, subject, modified):
        return None
    clause = Clause(verb, subject, passive, modified)
    clause.historic_present = tense == "present"
    clause.pluperfect = any(a.lower_ == "had" for a in auxiliaries)
    clause.parts = _parts(parsed, clause)
    return clause


def _tells_what_followed(verb: Token) -> bool:
    """ "crossed the river, leading to a battle": the crossing led to it, not who crossed; nor do
    schools begin in "Beginning in 1913, schools were built"."""
    if verb.dep_ != "advcl" or verb.tag_ != "VBG" or is_helped(verb):
        return False
    lemma = lemma_of(verb.text, "VERB")
    led_to = lemma == "lead" and any(c.lower_ == "to" for c in verb.children)
    led_to = led_to and not any(c.dep_ == "dobj" for c in verb.children)
    return led_to or lemma in _RESULTING or (lemma in ("begin", "start") and verb.i == 0)


def _lay_before(verb: Token) -> bool:
    """ "an officer recently returned from Spain dissolved it": he had come back on no day told."""
    told_on = verb.dep_ in ("acl", "relcl") and verb.tag_ in ("VBN", "VBD")
    return told_on and any(c.dep_ == "advmod" and c.lower_ in _BEFORE_THAT for c in verb.lefts)


def _holds_out(verb: Token) -> bool:
    """ "the garrison, which was small, held out for a week", taken for a participle."""
    particle = next((c.lower_ for c in verb.children if c.dep_ == "prt"), "")
    return (lemma_of(verb.text, "VERB"), particle) in _PHRASAL


def _modified(parsed: ParsedSentence, verb: Token, noun: Token) -> Token | None:
    """The noun that a relative or participle clause is about, where the parser took another."""
    if _is_somebody(parsed, noun) and _says_which(verb):
        thing = _thing_of(parsed, noun)
        return None if thing is not None and _is_an_aside(thing) else thing
    if verb.lower_ in _SAID_OF_PEOPLE and not _is_somebody(parsed, noun):
        return _somebody_of(parsed, noun)
    if _is_somebody(parsed, noun) and _says_who(verb):
        kinsman = _whose_kin(noun)
        if kinsman is not None:
            return _named_before(parsed, kinsman)
    if noun.i in parsed.date_at:
        noun = _before_the_date(parsed, noun)
    if noun.i in parsed.place_at:
        noun = _who_is_of(parsed, verb, _war_with(verb, noun))
    return _meant(parsed, verb, noun)


def _says_which(verb: Token) -> bool:
    return any(c.lower_ == "which" and c.dep_ in SUBJECTS for c in verb.children)


def _says_who(verb: Token) -> bool:
    who = any(c.lower_ == "who" and c.dep_ in SUBJECTS for c in verb.lefts)
    return who and verb.dep_ == "relcl"


def _whose_kin(person: Token) -> Token | None:
    """ "a brother of Henry III of France, who entered": the brother, not the king."""
    of = person.head
    kin = of.head if person.dep_ == "pobj" and of.lower_ == "of" else None
    if kin is None or kin.lower_ not in HUMANS | ROLE_NOUNS or kin.i > person.i:
        return None
    return kin


def _named_before(parsed: ParsedSentence, noun: Token) -> Token | None:
    """The name to which ", a brother of ..." is an apposition; None where there is none."""
    first: int = noun.left_edge.i
    at = first - 2
    beside = first > 1 and noun.doc[first - 1].text == "," and at in parsed.person_at
    return noun.doc[at] if beside else None


def _is_somebody(parsed: ParsedSentence, noun: Token) -> bool:
    titled = any(c.dep_ == "compound" and c.lower_ in ROLE_NOUNS for c in noun.lefts)
    return noun.i in parsed.person_at or titled


def _thing_of(parsed: ParsedSentence, person: Token) -> Token | None:
    """ "a letter from President Fillmore, which was received": the letter; nobody is a "which"."""
    node = person
    while _is_somebody(parsed, node) or node.pos_ not in ("NOUN", "PROPN"):
        if node.dep_ not in ("pobj", "prep", "compound", "poss", "conj", "appos"):
            return None
        node = node.head
    return node


def _somebody_of(parsed: ParsedSentence, thing: Token) -> Token | None:
    """ "Hood of the Royal Navy, born at Devonport": Hood, not the navy."""
    beside = next((c for c in thing.children if _is_somebody(parsed, c)), None)
    if beside is not None:
        return beside  # "a lieutenant of the Royal Navy, Hood, born at Devonport"
    body = thing.lower_ in BODIES or thing.i in parsed.place_at
    if thing.pos_ == "PROPN" and not body:
        return thing
    node = thing
    while node.head.i != node.i and node.dep_ in ("pobj", "prep", "compound", "appos", "nmod"):
        node = node.head
        if _is_somebody(parsed, node):
            return node
    return thing if thing.pos_ == "NOUN" else None


def _before_the_date(parsed: ParsedSentence, noun: Token) -> Token:
    """ "the congress held in Bern on May 5, which proclaimed": the congress, not May."""
    node = noun
    while node.head.i != node.i and (node.i in parsed.date_at or node.pos_ == "ADP"):
        node = node.head
    if node.dep_ == "acl" and node.pos_ == "VERB":
        return event_noun(node, node.head)
    return node if node.pos_ in ("NOUN", "PROPN") else noun


def _war_with(verb: Token, place: Token) -> Token:
    """ "war with Russia, which broke out": the war did, and no land."""
    thing = place.head.head
    which = any(c.lower_ == "which" and c.dep_ in SUBJECTS for c in verb.lefts)
    return thing if which and place.dep_ == "pobj" and thing.lower_ in _EVENTS else place


def _who_is_of(parsed: ParsedSentence, verb: Token, place: Token) -> Token:
    """ "Philip of Spain, who resided": the king, not the country."""
    who = any(c.tag_ == "WP" and c.i < verb.i for c in verb.children)
    owner = place.head.head if place.dep_ == "pobj" else place
    return owner if who and owner.i in parsed.person_at else place


def _meant(parsed: ParsedSentence, verb: Token, noun: Token) -> Token | None:
    """The noun that a participle or relative clause is really about."""
    subject = event_noun(verb, noun)
    if _stands_beside_a_name(parsed, subject):
        subject = subject.head  # "a tower, the work of X, which was completed": the tower
    if _is_an_aside(subject):
        return None
    if subject.dep_ == "attr" and not parsed.is_named(subject):
        return subject_of(subject.head) or subject  # "X was a paper published in ...": X was
    return subject


def _stands_beside_a_name(parsed: ParsedSentence, noun: Token) -> bool:
    if noun.dep_ != "appos" or parsed.is_named(noun) or _is_somebody(parsed, noun):
        return False
    called = parsed.verbatim_at.get(noun.head.i)
    if called is not None and called.mention.startswith("“"):
        return False  # "an appeal, “To all!”, was read": the title alone does not say what it was
    named = noun.head.i in parsed.person_at or called is not None
    return named or noun.head.pos_ == "PROPN"


def _is_an_aside(noun: Token) -> bool:
    """ ", the work of X, which": says what the thing before it is."""
    first: int = noun.left_edge.i
    return noun.lower_ in _WHAT_IT_IS and first > 0 and noun.doc[first - 1].text == ","


def _can_be_subject(parsed: ParsedSentence, verb: Token, subject: Token, modified: bool) -> bool:
    # "the consuls", taken for an adjective; "a rising", taken for a verb
    articled = (subject.pos_ == "ADJ" or subject.tag_ == "VBG") and any(
        c.dep_ == "det" for c in subject.lefts
    )
    noun = articled or subject.pos_ in ("NOUN", "PROPN", "PRON")
    if not noun or subject.i in parsed.date_at or _is_signed_as_a_thing(parsed, verb, subject):
        return False
    if subject.pos_ == "PRON" and (modified or subject.tag_ in ("WP", "WDT", "EX", "DT")):
        return False
    # "the battle fought at X remains": it did not fight
    itself = verb.lower_ == "fought" and subject.lower_ in _FOUGHT and not is_helped(verb)
    nobody = any(c.dep_ == "det" and c.lower_ in ("no", "neither") for c in subject.children)
    if nobody or (itself and not modified):
        return False
    # "the train to Riga, which was stopped": not Riga; "a museum in Lagos, which opened"
    elsewhere = subject.head.lower_ in _DIRECTIONS or _stands_in_it(subject, verb)
    if modified and subject.i in parsed.place_at and elsewhere:
        return False
    if verb.dep_ == "relcl" and not modified and not _stands_alone(verb):
        return object_before(verb) is not None
    return modified or not disagrees(verb, subject)


def _is_signed_as_a_thing(parsed: ParsedSentence, verb: Token, subject: Token) -> bool:
    """ "Truce was signed": nobody of that name."""
    passive = subject.dep_ == "nsubjpass" or verb.dep_ in ("acl", "relcl")
    done_to_things = passive and lemma_of(verb.text, "VERB") in _DONE_TO_THINGS
    return done_to_things and verb.tag_ == "VBN" and subject.i in parsed.person_at


def _stands_in_it(place: Token, verb: Token) -> bool:
    """Whether a thing in that place may be what a "which" means."""
    thing = place.head.head
    within = place.dep_ == "pobj" and place.head.lower_ in ("in", "at", "near")
    which = any(c.lower_ == "which" and c.dep_ in SUBJECTS for c in verb.children)
    taken = lemma_of(verb.text, "VERB") in _BEFALLS_A_TOWN
    return within and which and thing.pos_ == "NOUN" and not taken


def object_before(verb: Token) -> Token | None:
    """ "the town that the army took": the army took the town."""
    if verb.dep_ != "relcl":
        return None
    pronoun = next((c for c in verb.lefts if c.lower_ in ("that", "which", "whom")), None)
    noun = verb.head
    if pronoun is None or pronoun.dep_ != "dobj" or noun.pos_ not in ("NOUN", "PROPN"):
        return None
    vague = any(c.dep_ == "conj" for c in noun.children) or noun.lower_ in ROLE_NOUNS | HUMANS
    return None if vague else noun


def _stands_alone(verb: Token) -> bool:
    """ "the villa near Nice, where he died": nothing is missing from the clause but the place."""
    return any(c.dep_ == "advmod" and c.lower_ in ("where", "when") for c in verb.lefts)


def _parts(parsed: ParsedSentence, clause: Clause) -> list[Token]:
    """Arguments in the order in which a question names them: what stood in front comes last."""
    verb = clause.verb
    told = None if clause.antecedent else object_before(verb)
    left: list[Token] = []
    right: list[Token] = [told] if told is not None else []
    for child in verb.children:
        stands_for_it = told is not None and child.dep_ == "dobj"
        if not stands_for_it and _is_part(parsed, clause, child):
            (left if child.i < verb.i else right).append(child)
    source: Token = verb
    while (
        source.dep_ == "conj" and subject_of(source) is None and source.head.pos_ in ("VERB", "AUX")
    ):
        source = source.head
        left += [
            c
            for c in source.children
            if c.dep_ == "prep" and c.i < source.i and not _clock_time(c) and not _lasts(c)
        ]
    left += [c for told in left for c in _behind_the_date(parsed, told)]
    clause.manner = [
        c
        for c in left
        if c.dep_ == "advmod"
        and not list(c.children)
        and c.nbor().text != ","
        and c.lower_ not in _HEDGES
    ]
    if clause.passive and not any(says_by(c) for c in right):
        right += _agent_of_both(verb)
    front = [c for c in left if c.dep_ != "advmod"]
    if any(_names_a_spot(parsed, part) for part in right):
        # "On Chesapeake Bay, they routed a militia at Bladensburg": which lies elsewhere
        front = [part for part in front if not _is_where(parsed, part)]
    short = sum(len(list(c.subtree)) for c in front) <= _SHORT_FRONT
    if short and any(_is_told_of(c) for part in right for c in part.subtree):
        return front + _object_first(right)  # behind the clause it would belong to that
    return _object_first(right) + front


def _behind_the_date(parsed: ParsedSentence, front: Token) -> list[Token]:
    """ "On 26 October, near Teano, he met the king": hung on the month by the parser."""
    month = next((c for c in front.children if c.i in parsed.date_at), None)
    if front.dep_ != "prep" or month is None:
        return []
    return [
        c
        for c in month.rights
        if c.dep_ == "prep" and c.lower_ in _PLACING and c.nbor(-1).text == ","
    ]


def _is_where(parsed: ParsedSentence, part: Token) -> bool:
    located = part.dep_ == "prep" and part.lower_ in _PLACING
    return located and any(t.i in parsed.place_at for t in part.subtree)


def _names_a_spot(parsed: ParsedSentence, part: Token) -> bool:
    """ "routed a militia at Bladensburg", whoever the parser says was there; "entered the town"."""
    taken = part.dep_ == "dobj" and part.i in parsed.place_at
    return taken or _is_where(parsed, part) or any(map(_is_at_a_name, part.subtree))


def _is_at_a_name(preposition: Token) -> bool:
    at = preposition.lower_ in ("at", "near", "outside")
    return at and any(c.dep_ == "pobj" and c.pos_ == "PROPN" for c in preposition.children)


def _lasts(front: Token) -> bool:
    """ "For four months he raided the coast, and in May took a ship": not for four months."""
    return front.lower_ in _LASTING


def _agent_of_both(verb: Token) -> list[Token]:
    """ "was discussed and approved by the commission": by it, both."""
    other = next((c for c in verb.children if c.dep_ == "conj"), None)
    if other is None or other.tag_ != "VBN" or other.i > verb.i + 2:
        return []
    return [c for c in other.children if says_by(c)]


def _is_told_of(token: Token) -> bool:
    """A clause inside a phrase: "a peace by which China ceded Formosa"."""
    return token.dep_ in ("relcl", "ccomp") and not is_loose(token)


def _is_part(parsed: ParsedSentence, clause: Clause, child: Token) -> bool:
    verb = clause.verb
    if child.dep_ in _NOT_PARTS or child.dep_ in (*SUBJECTS, "prt", "conj", "relcl"):
        return False
    connects = child.dep_ == "advmod" and child.lower_ in CONNECTIVES | _SUBORDINATORS
    # "was himself driven out"
    emphatic = child.i < verb.i and child.lower_.endswith(("self", "selves"))
    for_once = child.lower_ == "first" and child.i == verb.i - 1 and child.i > 0
    connects = (connects and not for_once) or emphatic or _joins_on(child)  # "was first held"
    aim = _says_to_what(verb, child) or _is_why_he_went(verb, child)
    if connects or (child.dep_ == "advcl" and not aim):
        return False
    if child.lower_ == "of" and clause.subject.i < child.i < verb.i:
        return False  # "Henry II of Castile burned": of the subject, whatever the parser says
    if child.dep_ == "ccomp" and child.i < verb.i:
        return False
    if child.dep_ == "prep" and child.i > verb.i and _is_of_another(child):
        return False
    # "entered Atlanta, a success that ensured his election"
    aside = child.dep_ == "dobj" and child.i > verb.i and lone_comma_within(verb, child)
    return not (aside or _tells_time(parsed, child) or comes_later(child) or _is_gloss(child))


def _joins_on(child: Token) -> bool:
    """ "at once", "as well": they look to the sentence before."""
    words = [t.lower_ for t in child.subtree]
    return " ".join(words) in _JOINING_WORDS


def _is_of_another(preposition: Token) -> bool:
    return in_apposition(preposition) or _is_gapped(preposition) or _opens_the_next(preposition)


def _opens_the_next(preposition: Token) -> bool:
    """ "retired and, despite his protest, sold the firm": he sold it despite the protest."""
    verb = preposition.head
    cc = next((c for c in verb.children if c.dep_ == "cc" and c.i < preposition.i), None)
    behind = any(c.dep_ == "conj" and c.i > preposition.i for c in verb.children)
    return cc is not None and behind and cc.i + 1 <= preposition.i <= cc.i + 2


def _is_gapped(preposition: Token) -> bool:
    """ "Everett spoke for two hours and Lincoln for two minutes": said of Lincoln."""
    verb = preposition.head
    before = preposition.nbor(-1)
    named = before.pos_ in ("PROPN", "NOUN") and before.dep_ == "conj" and before.head.i == verb.i
    return named and verb.pos_ == "VERB"


def _tells_time(parsed: ParsedSentence, child: Token) -> bool:
    """What repeats the date or is finer than it, or belongs to it."""
    if child.dep_ == "npadvmod" and child.lower_ in ("year", "month", "day", "week"):
        # "in 1924, the year of the king's death", but "suggested a third Polar Year"
        return child.i < child.head.i or child.nbor(child.left_edge.i - 1 - child.i).is_punct
    if child.lower_ in _HEDGES and child.i + 1 in parsed.date_words:
        return True  # "woke her early on 28 June"
    if child.lower_ == "with" and any(c.lower_ == "effect" for c in child.children):
        return True  # "with effect from 1 January"
    return _clock_time(child) or _counts_days(child)


def _object_first(parts: list[Token]) -> list[Token]:
    """ "announced without his consent the abdication": the abdication first."""
    noun = next((p for p in parts if p.dep_ == "dobj"), None)
    if noun is None or any(p.dep_ not in ("prep", "advcl", "dobj") for p in parts):
        return parts
    if any(t.dep_ in ("relcl", "acl", "ccomp") for t in noun.subtree):
        return parts  # "signed in Bern a treaty by which ...": at its end it would be of the treaty
    return [noun, *(p for p in parts if p is not noun)]


def _says_to_what(verb: Token, clause: Token) -> bool:
    """ "was empowered by the council to sign": the parser takes it for an aim."""
    infinitive = any(c.tag_ == "TO" for c in clause.children)
    lemma = lemma_of(verb.text, "VERB")
    tasked = lemma in TASKING and is_helped(verb)
    return infinitive and (lemma in EMPOWERING or tasked)


def _is_why_he_went(verb: Token, clause: Token) -> bool:
    """ "flew from Tromsø to look for Nobile": he flew from there more than once."""
    if clause.i < verb.i or all(c.tag_ != "TO" for c in clause.lefts):
        return False
    told_apart = clause.doc[clause.left_edge.i - 1].text != ","
    return told_apart and lemma_of(verb.text, "VERB") in JOURNEYS | {"fly", "sail"}


def _counts_days(part: Token) -> bool:
    """ "nine days after the fall of Saipan": beside a date it says the same twice."""
    return part.lower_ in ("after", "before") and any(
        c.dep_ == "npadvmod" and c.lower_.rstrip("s") in ("day", "week", "month", "year", "hour")
        for c in part.children
    )


def _is_gloss(part: Token) -> bool:
    """ "was renamed Tokyo, 'eastern capital'": what a name means."""
    first: int = part.left_edge.i
    quoted = part.doc[first].text == '"' or part.doc[first - 1].text == '"'
    before = part.doc[first - (1 if part.doc[first].text == '"' else 2)].text if first > 1 else ""
    return quoted and before == "," and part.dep_ in ("oprd", "appos", "dobj", "attr", "npadvmod")


def _clock_time(part: Token) -> bool:
    """ "at 22.40", "in the morning": finer than anybody needs to learn."""
    if part.dep_ == "prep" and any(_is_time_of_day(c) for c in part.children):
        return True
    return part.lower_ == "at" and any(
        c.tag_ == "CD" and not any(g.pos_ == "NOUN" for g in c.children) for c in part.children
    )


def _is_time_of_day(noun: Token) -> bool:
    if noun.dep_ != "pobj" or noun.lower_ not in TIMES_OF_DAY:
        return False
    of = [c for c in noun.children if c.dep_ == "prep"]  # "of June 7", which is asked for
    return all(inner.pos_ in ("NUM", "PROPN") for c in of for inner in c.children)
