"""Why a question was held back, in words: the signs that weigh against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from quizapp.domain.question import DEFAULT_CUT, Citation, Question, Signs
from quizapp.kinds.linter import lint
from quizapp.kinds.ranking import CROWDED, confidence_from, shipped_weights

# What several signs mean is said in one sentence, and only once of a question.
_WHEN = "It does not say when, and the like may have happened more than once."
_BY_WHOM = "It does not say by whom."
_SOME_ONE = "It is about one of many (“a committee”), not about a certain one."
_OTHERS_TOO = "Others were or did the same, so there is more than one right answer."
_HARD_TO_READ = "The sentence was hard to take apart, so the text may be misunderstood."
_IN_GENERAL = "It names a thing only in general (“the republic”, “the armistice”)."
_OF_PARTS = "It is made of more than one part."
_MORE_THAN_ONCE = "It happened more than once, so there is more than one right answer."

WORDS: Mapping[str, str] = {
    # weaknesses of the fact, and doubts of the question kind
    "weak: no date": _WHEN,
    "weak: undated": _WHEN,
    "weak: by whom": _BY_WHOM,
    "weak: where": "It happened in one place of several, and the question does not say in which.",
    "weak: several people": "Several people did it, so one name may not be the whole answer.",
    "weak: nothing named": "It names nobody and nothing that a learner could recognise.",
    "weak: only the land named": "The land is all that it names; the text itself says no more.",
    "weak: unnamed subject": "It does not say by name who or what it is about.",
    "weak: indefinite subject": _SOME_ONE,
    "weak: body without a name": "It speaks of a body whose full name it does not give.",
    "weak: new since when": "It calls something new, former or present without saying when.",
    "weak: a pronoun": "Whom “he” or “she” means was found out from the sentences before.",
    "weak: a noun before": "What “it” or “the city” means was found out from the text before.",
    "weak: a counted date": "The text does not give the date; it was counted from another.",
    "weak: a joined verb": "Its verb shares the subject of another, and may not be meant to.",
    "weak: an aside": "It was told in passing, and may be said of another word of the sentence.",
    "weak: a far verb": "Much stands between its subject and its verb.",
    "weak: argument guessed": "What belongs to its verb is not clear.",
    "weak: cut short": "Something was left out that could not be made clear.",
    "weak: verb guessed": "Which word is the verb of the sentence is not clear.",
    "weak: abbreviation": "It uses an abbreviation that it does not explain.",
    "weak: common name": "Its name could mean more than one thing.",
    "weak: of what": "It does not say of what: which office, which body, which part.",
    "weak: one of many": _OTHERS_TOO,
    "weak: who died": "Nothing is asked of the person but a death.",
    "weak: others too": _OTHERS_TOO,
    "weak: elsewhere too": "The texts tell the like of another place at the same time.",
    "weak: a state": "It asks about a state that lasted, not about something that happened.",
    "weak: an attitude": "It asks what somebody thought or wanted, which is hard to date or prove.",
    "weak: a journey": "It asks about a journey, which has more than one date and place.",
    "weak: printing": "It asks about the printing of a text rather than about history.",
    "weak: routine": "It asks about routine business that is hardly worth remembering.",
    "weak: a trifle": "It asks about something that people do every day.",
    "weak: where to": "It tells of a coming or going and does not say where.",
    "weak: first name only": "It names somebody by the first name alone.",
    "weak: garbled": _HARD_TO_READ,
    "weak: several": "It speaks of several or many things without naming them.",
    "weak: a bound": "The text only says before or after what day it was.",
    "weak: date of the clause before": "Its date is told of what the sentence says before it.",
    "weak: calendar in doubt": "The text does not say by which calendar this date counts.",
    "weak: unresolved": "It points to something that it does not name.",
    # other signs
    "some object": "It speaks of “a” thing of many (“a treaty”), without saying which.",
    "some subject": _SOME_ONE,
    "relative to": "It says “first”, “new” or “other” without saying of what, or than what.",
    "vague date": "It does not say how exact a date is wanted.",
    "long proof": "What proves it is long, so part of it may have been misread.",
    "open object": _IN_GENERAL,
    "open subject": "What it is about is named by a common noun alone (“the garrison”).",
    "one name": "It names hardly anything that tells it from other events.",
    "clause": "It holds a clause of its own (“who …”, “that …”).",
    "contradicted": "Another place in your texts says otherwise:",
    "found": _HARD_TO_READ,
    "advice": "Its wording could be better.",
    "led": "It asks who led a body, which may have changed over time.",
    "passive": _BY_WHOM,
    "asked inside": "It asks for a name deep inside its sentence, where nobody may look for it.",
    "chronicle": "It comes from a chronicle entry, whose few words may not stand alone.",
    "note": "It comes from a note, which leans on the text that it explains.",
    "short": "It is very short, so something may be missing.",
    "long": "It is long.",
    "comma": _OF_PARTS,
    "crowded": "The deck has enough questions of this text that are surer.",
    "joined": _OF_PARTS,
    "owners": "It heaps up what belongs to whom.",
    # what is so of every question of a kind is no reason against this one
    "asks for a date": "",
    "asks for a leader": "",
    "dated to the day": "",
    "names": "",
}
"""A feature each. One that is not here is named as it is: see ``_fallback``."""

LEFT_OPEN: Mapping[str, str] = {
    "not the first time": _MORE_THAN_ONCE,
    "how often": _MORE_THAN_ONCE,
    "of which day": "It names a thing that the text tells apart by its day, and leaves the day out "
    "because that is what it asks for.",
    "or rather": "The text corrects itself (“or rather”), and the question may have kept the wrong "
    "half.",
    "one of what": "It says “one of them” without saying of what.",
    "on whom": "It does not say on whom war was declared.",
    "as what": "It does not say as what somebody was known or taken.",
    "which of them": "The text says which one of its kind is meant, and the question leaves that "
    "out.",
    "which of its kind": _IN_GENERAL,
    "how many of them": "Only a number tells what is meant (“won five titles”).",
    "a day beside it": "The same sentence gives a day, and the question asks for the year alone.",
    "about how many": "It leaves out “about”, “only” or the like before a number, and so says more "
    "than the text.",
    "of which noun": "What happened may have been told of another thing of the same sentence.",
    "two days in one": "It joins things of different days, and only one date is right for it.",
    "two clauses": "It runs two statements of the text together.",
    "no event": "The text tells of a stretch of time there, not of what was done.",
    "anybody": "Many do what it asks about, so “who” has more than one answer.",
    "half an aside": "It holds only half of a remark between commas.",
    "a name too many": "One of its names may belong to another part of the sentence.",
    "which land": "It does not say in which land or province.",
    "whose": "It was done by the bodies of a state, and it does not say for which land.",
    "one of a people": _SOME_ONE,
    "what was left": "It speaks of the rest (“the remaining ships”) and not of what.",
    "which ruler": "It names an office (“the Emperor”) and not who held it.",
    "nearly": "It leaves out “nearly” or “all but”, and so says more than the text.",
    "the war": "It says “the war” without saying which one.",
    "a comment": "It asks what somebody wrote about the past, not what happened in it.",
    "perhaps": "The text itself is not sure of it.",
    "not": "It asks about something that did not happen.",
    "until when": "It says from when and until when in a way that does not fit together.",
    "after a death": "It is told of somebody who had died by then.",
}
"""Doubts that the text has no words for; what it names without resolving it stands as it is."""

BY_VERDICTS = "You turned down questions like it, or changed them."
SAME_PLACE = "The same sentence can be read in another way:"
NO_SIGN = "Nothing in particular; too little speaks for it."

_USUAL = {"found": 0.8}  # what a feature that every question has is measured against
_DECISIVE = 10.0
_SLIGHT = 0.15  # a sign that weighs less is not worth reading
_MOST = 5


@dataclass(frozen=True, slots=True)
class ReasonAgainst:
    """``weight``: by how much it lowers the logit. ``places``: passages that say otherwise."""

    words: str
    weight: float
    places: tuple[Citation, ...] = ()


def reasons_against(question: Question, weights: Mapping[str, float]) -> tuple[ReasonAgainst, ...]:
    """The most weighty first; empty for a question that is not below the cut.

    ``weights``: those that its confidence was computed with.
    """
    signs = question.signs
    if question.confidence >= DEFAULT_CUT or signs is None:
        return ()
    found = sorted(_found(question, signs, weights), key=lambda reason: -reason.weight)
    features = dict(signs.features)
    shipped, learned = (confidence_from(features, w) for w in (shipped_weights(), weights))
    if shipped >= DEFAULT_CUT > learned:
        found.insert(0, ReasonAgainst(BY_VERDICTS, 0.0))
    once = {reason.words: reason for reason in reversed(found)}  # the most weighty of each
    found = [reason for reason in found if once[reason.words] is reason]
    return tuple(found[:_MOST]) or (ReasonAgainst(NO_SIGN, 0.0),)


def _found(
    question: Question, signs: Signs, weights: Mapping[str, float]
) -> Iterator[ReasonAgainst]:
    for name, value in signs.features:
        weight = -weights.get(name, 0.0) * (value - _USUAL.get(name, 0.0))
        if name == CROWDED:
            weight = _DECISIVE  # nothing else kept it out
        if weight < _SLIGHT:
            continue
        if name == "weak: unresolved" and (said := _left_open(signs)):
            yield from (ReasonAgainst(words, weight / len(said)) for words in said)
        elif words := _words(name, question, signs):
            places = signs.against if name == "contradicted" else ()
            yield ReasonAgainst(words, weight, places)


def _words(name: str, question: Question, signs: Signs) -> str:
    if name == "contradicted" and signs.against and question.citation is not None:
        own = question.citation.quote
        return SAME_PLACE if all(place.quote == own for place in signs.against) else WORDS[name]
    if name == "advice":
        said = dict.fromkeys(finding.message for finding in lint(question))
        return " ".join(said) or WORDS[name]
    return WORDS.get(name, _fallback(name))


def _left_open(signs: Signs) -> list[str]:
    """A sentence for each thing left open, and one for all words that point to nothing."""
    open_ = [doubt for doubt in signs.doubts if f"weak: {doubt}" not in WORDS]
    vague = [f"“{doubt}”" for doubt in open_ if doubt not in LEFT_OPEN]
    said = list(dict.fromkeys(LEFT_OPEN[doubt] for doubt in open_ if doubt in LEFT_OPEN))
    if vague:
        said.append(f"Nobody can tell what is meant by {', '.join(vague[:3])}.")
    return said


def _fallback(name: str) -> str:
    """For a feature newer than the table."""
    return f"A sign against it: {name.removeprefix('weak: ')}."
