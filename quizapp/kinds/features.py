"""What is known of a question before anybody reads it: the numbers that the ranker weighs."""

from __future__ import annotations

from quizapp.domain.document import TextKind
from quizapp.domain.fact import Fact, FactKind
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
    "abbreviation",
    "common name",  # "the Russian famine": which of them?
    "where to",
    "of what",  # "dismissed X" from which office?
    # whether there are other answers
    "several",
    "a bound",
    "one of many",  # "was elected a member": so were others
    "others too",
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


def features(fact: Fact, question: Question, text_kind: TextKind) -> dict[str, float]:
    """By name; every feature is there, 0.0 where it does not apply.

    ``found``: the reader's own confidence (0 to 1). ``long`` counts words beyond twenty in fives,
    ``names`` capitalised words in threes, ``advice`` what the linter has to say.
    """
    known = {f"weak: {name}": float(name in fact.weaknesses) for name in WEAKNESSES}
    words = question.stem.split()
    names = sum(word[:1].isupper() for word in words[1:])
    return known | {
        "weak: unresolved": float(sum(name not in WEAKNESSES for name in fact.weaknesses)),
        "contradicted": float(bool(fact.contradicts)),
        "found": fact.confidence,
        "asks for a date": float(question.kind is AnswerKind.DATE),
        "asks for a leader": float(question.kind is AnswerKind.LEADER),
        "led": float(fact.kind is FactKind.LED),
        "dated to the day": float(fact.when is not None and fact.when.point.day is not None),
        "passive": float(fact.event.passive),
        "chronicle": float(text_kind is TextKind.CHRONICLE),
        "note": float(text_kind is TextKind.NOTE),
        "short": float(len(words) < _ENOUGH_WORDS),
        "long": max(0, len(words) - _MANY_WORDS) / 5,
        "names": min(_MOST_NAMES, names) / 3,
        "comma": float(", " in question.stem),
        "joined": float(" and " in question.stem),
        "owners": min(_MOST_OWNERS, question.stem.count("’s")),
        "advice": float(len(lint(question))),
    }
