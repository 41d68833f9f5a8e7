"""What is known of a question before anybody reads it: the numbers that the ranker weighs."""

from __future__ import annotations

import re

from quizapp.domain.calendar import MONTH_NAMES
from quizapp.domain.document import TextKind
from quizapp.domain.fact import Fact, FactKind, Slot
from quizapp.domain.question import AnswerKind, Question
from quizapp.kinds.linter import lint

# Every weakness that the facts and kinds name; any other is a reference that was not resolved.
WEAKNESSES = (
    "undated",  # a post given, a deed done by somebody: mostly once
    "by whom",  # a town taken, by nobody knows whom
    "no date",  # could have happened more than once
    "where",  # a town that the question does not name
    "several people",
    # who or what it is about
    "nothing named",
    "only the land named",
    "unnamed subject",
    "indefinite subject",
    "body without a name",
    "new since when",
    "first name only",
    # whether the clause was cut right
    "date of the clause before",
    "calendar in doubt",
    "garbled",
    "verb guessed",
    # how the sentence was come by
    "a pronoun",
    "a noun before",
    "a counted date",
    "a joined verb",
    "an aside",
    "a far verb",
    "argument guessed",
    "cut short",
    "abbreviation",
    "common name",  # "the Russian famine": which of them?
    "where to",
    "of what",  # "dismissed X" from which office?
    # whether there are other answers
    "several",
    "a bound",
    "one of many",  # "was elected a member": so were others
    "others too",
    "who died",
    "elsewhere too",
    # whether it is worth learning
    "a state",
    "an attitude",
    "a journey",
    "a trifle",
    "printing",
    "routine",
)
_ENOUGH_WORDS = 8
_MANY_WORDS = 20
_MOST_NAMES = 6
_MOST_OWNERS = 3.0

# Nouns that the question leaves open: "proclaimed the republic", "signed an armistice".
_AT_ITS_END = r"(?= (?:in|on|at|by|to|from|with|and|under)\b|\?)"
_OPEN_OBJECT = re.compile(rf"\bthe (?:[a-z-]+ )?[a-z-]+{_AT_ITS_END}")
_SOME_OBJECT = re.compile(rf"(?<!\bas )\ban? [a-z-]+(?: [a-z-]+)?{_AT_ITS_END}")
_OPEN_SUBJECT = re.compile(r"\b(?:did|was|were|had) the (?:[a-z-]+ )?[a-z]+\b(?! of| [A-Z])")
_SOME_SUBJECT = re.compile(r"\b(?:did|was|were|had) (?:an?|some|two|three) [a-z]")
_CLAUSE = re.compile(r"\b(?:that|which|who|whom|whose|where)\b")
_RELATIVE_TO = re.compile(r"\b(?:new|own|other|same|first|last|such)\b")
_NO_NAMES = {*MONTH_NAMES, "(Old", "Style)?", "Style),", "BC", "AD"}  # words of dates
_QUESTION_WORDS = 8  # letters within which the question's own wh-word stands
_LONG_PROOF = 30  # words


def features(fact: Fact, question: Question, text_kind: TextKind) -> dict[str, float]:
    """By name; every feature is there, 0.0 where it does not apply.

    ``found``: the reader's own confidence (0 to 1). ``long`` counts words beyond twenty in fives,
    ``names`` capitalised words in threes, ``advice`` what the linter has to say, ``long proof``
    words of the proving sentence beyond thirty in tens.
    """
    known = {f"weak: {name}": float(name in fact.weaknesses) for name in WEAKNESSES}
    stem = question.stem
    words = stem.split()
    proof = len(fact.evidence.quote.split())
    names = sum(word[:1].isupper() and word not in _NO_NAMES for word in words[1:])
    return known | {
        "weak: unresolved": float(sum(name not in WEAKNESSES for name in fact.weaknesses)),
        "contradicted": float(bool(fact.contradicts)),
        "found": fact.confidence,
        "asks for a date": float(question.kind is AnswerKind.DATE),
        "asks for a leader": float(question.kind is AnswerKind.LEADER),
        "led": float(fact.kind is FactKind.LED),
        "dated to the day": float(fact.when is not None and fact.when.point.day is not None),
        "passive": float(fact.event.passive),
        "asked inside": float(fact.slot is Slot.INSIDE),
        "chronicle": float(text_kind is TextKind.CHRONICLE),
        "note": float(text_kind is TextKind.NOTE),
        "short": float(len(words) < _ENOUGH_WORDS),
        "long": max(0, len(words) - _MANY_WORDS) / 5,
        "names": min(_MOST_NAMES, names) / 3,
        "one name": float(names <= 1),
        "comma": float(", " in stem),
        "joined": float(" and " in stem),
        "owners": min(_MOST_OWNERS, stem.count("’s")),
        "open object": float(bool(_OPEN_OBJECT.search(stem))),
        "some object": float(bool(_SOME_OBJECT.search(stem))),
        "open subject": float(bool(_OPEN_SUBJECT.search(stem))),
        "some subject": float(bool(_SOME_SUBJECT.search(stem))),
        "clause": float(bool(_CLAUSE.search(stem, _QUESTION_WORDS))),
        "relative to": float(bool(_RELATIVE_TO.search(stem))),
        "vague date": float(stem.startswith("When ")),
        "long proof": max(0, proof - _LONG_PROOF) / 10,
        "advice": float(len(lint(question))),
    }
