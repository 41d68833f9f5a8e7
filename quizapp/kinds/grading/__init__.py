"""Judges a typed answer as a teacher would: right, almost (and what was off), or wrong.

    grade(question, "Oct. 25, 1917")   ->  Grade(Verdict.RIGHT, "That is Old Style ...")

Right is what names the very thing in any common form; almost is what a teacher would give part of
the points for; a slip is never stretched so far that it reaches another person, place or option.
"""

from __future__ import annotations

import re
from dataclasses import replace

from quizapp.domain.question import AnswerKind, Question
from quizapp.domain.review import Verdict
from quizapp.kinds.grading.also_called import also_called
from quizapp.kinds.grading.dates import grade_date
from quizapp.kinds.grading.grade import Grade
from quizapp.kinds.grading.names import NameRules, grade_name
from quizapp.kinds.grading.people import PeopleRules
from quizapp.kinds.grading.places import PlaceRules
from quizapp.kinds.grading.words import WordRules

__all__ = ["Grade", "grade"]

LONGEST_ANSWER = 300  # characters; nobody types more than a few words for a date or a name
_LEAD_IN = re.compile(
    r"^(?:(?:i|we)\s+(?:think|believe|guess|suppose)\b|(?:it|that|this|he|she)(?:\s+was|'s|\s+is)\b"
    r"|it\s+happened\b|probably\b|perhaps\b|maybe\b|my\s+guess\s+is\b)[\s,:]*(?:that\s+)?(?=\w)",
    re.IGNORECASE,
)
_RULES: dict[AnswerKind, NameRules] = {
    AnswerKind.LEADER: PeopleRules(),
    AnswerKind.PLACE: PlaceRules(),
    AnswerKind.OTHER: WordRules(),
}


def grade(question: Question, given: str) -> Grade:
    """The verdict on ``given`` and a note for the learner ("" where there is nothing to add)."""
    text = _without_lead_in(" ".join(given.split()), question)
    if not any(letter.isalnum() for letter in text):
        return Grade(Verdict.WRONG, "Nothing was typed. No harm done: it will come again.")
    if len(text) > LONGEST_ANSWER:
        return Grade(Verdict.WRONG, "That is too long for an answer: a few words are enough.")
    if question.kind is AnswerKind.DATE:
        return grade_date(question, text)
    if question.kind is AnswerKind.PLACE and (more := also_called(question)):
        question = replace(question, accept=(*question.accept, *more))
    return grade_name(question, text, _RULES[question.kind])


def _without_lead_in(text: str, question: Question) -> str:
    """ "I think it was Lenin" is "Lenin", unless a right answer itself begins in that way."""
    if any(_LEAD_IN.match(form) for form in (question.answer, *question.accept)):
        return text
    while len(text) <= LONGEST_ANSWER and (shorter := _LEAD_IN.sub("", text, count=1)) != text:
        text = shorter
    return text
