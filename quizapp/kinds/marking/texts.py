"""A typed text against the answers that somebody foresaw. For typed answers and gaps.

The first of these that fits decides, so that what the author wrote down goes before what we make
of it:

1. an answer word for word (not strict: whatever the capitals and blanks),
2. an answer with ``*`` for any letters,
3. not strict: ``kinds.grading`` judges, as when studying: other spellings are right, a slip is
   almost right. Of several answers the one that is worth most,
4. ``*`` alone: what the author says to anything else.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from quizapp.domain.date_text import parse_date
from quizapp.domain.question import AnswerKind, Question
from quizapp.domain.review import Verdict
from quizapp.domain.task import Accepted
from quizapp.kinds.marking.marked import FULL, HALF, verdict_of

ANY = "*"


@dataclass(frozen=True, slots=True)
class Found:
    """``worth``: -1 to 1. ``verdict``: a full answer with a slip is ALMOST. ``meant``: whether it
    is one of those that were foreseen."""

    worth: float
    verdict: Verdict
    feedback: str = ""
    note: str = ""
    meant: bool = True


NOTHING = Found(0.0, Verdict.WRONG, meant=False)


def judge_text(
    question: Question, answers: Sequence[Accepted], given: str, *, strict: bool
) -> Found:
    """``question``: says which kind of answer it is, what it asks and what is wrong; its own answer
    does not count."""
    fold = _exactly if strict else _loosely
    typed = fold(given)
    for accepted in answers:
        if fold(accepted.text) == typed:
            return _as(accepted)
    for accepted in answers:
        pattern = fold(accepted.text)
        if ANY in pattern and pattern.strip(ANY) and fits_pattern(pattern, typed):
            return _as(accepted)
    graded = NOTHING if strict else _graded(question, answers, given)
    if graded.meant:
        return graded
    return next((_as(one) for one in answers if _is_anything(one)), graded)


def fits_pattern(pattern: str, text: str) -> bool:
    """Whether ``text`` is the pattern with any letters, or none, in the place of each ``*``.

    Looks for the pieces one after the other: no pattern makes it slow.
    """
    first, *rest = pattern.split(ANY)
    if not rest:
        return text == pattern
    last = rest.pop()
    if len(text) < len(first) + len(last) or not text.startswith(first) or not text.endswith(last):
        return False
    at, end = len(first), len(text) - len(last)
    for piece in rest:
        at = text.find(piece, at, end)
        if at < 0:
            return False
        at += len(piece)
    return True


def _exactly(text: str) -> str:
    """How a letter with its accent is coded is nothing that anybody sees."""
    return unicodedata.normalize("NFC", text).strip()


def _loosely(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _as(accepted: Accepted) -> Found:
    return Found(accepted.worth, verdict_of(accepted.worth), accepted.feedback)


def _is_anything(accepted: Accepted) -> bool:
    return ANY in accepted.text and not accepted.text.strip(f"{ANY} ")


def _graded(question: Question, answers: Sequence[Accepted], given: str) -> Found:
    """Of full answers with feedback of their own the very one is looked for."""
    words = [one for one in answers if ANY not in one.text and one.text.strip()]
    full = [one for one in words if one.worth >= FULL]
    part = [one for one in words if 0 < one.worth < FULL]
    errors = [one for one in words if one.worth <= 0]
    best = _best_full(question, full, [*part, *errors], given) if full else NOTHING
    for one in part:
        best = max(best, _one(question, one, words, given), key=_worth)
    if best.meant:
        return best
    found = (_one(question, one, words, given) for one in errors)
    return next((one for one in found if one.meant), best)


def _worth(found: Found) -> float:
    return found.worth


def _best_full(
    question: Question, full: Sequence[Accepted], others: Sequence[Accepted], given: str
) -> Found:
    verdict, note = _grade(question, [one.text for one in full], others, given)
    if verdict is Verdict.WRONG:
        return replace(NOTHING, note=note)
    told = full[0].feedback
    if any(one.feedback != told for one in full):
        by_one = _first(full, lambda one: _grade(question, [one.text], others, given)[0] is verdict)
        told = by_one.feedback
    return Found(1.0 if verdict is Verdict.RIGHT else HALF, verdict, told, note)


def _first(answers: Sequence[Accepted], fits: Callable[[Accepted], bool]) -> Accepted:
    return next(filter(fits, answers), answers[0])


def _one(question: Question, one: Accepted, words: Sequence[Accepted], given: str) -> Found:
    """An answer that is not worth all: a slip in a foreseen error says nothing."""
    others = [other for other in words if other is not one]
    verdict, note = _grade(question, [one.text], others, given)
    if verdict is Verdict.WRONG or (verdict is Verdict.ALMOST and one.worth <= 0):
        return NOTHING
    slip = verdict is Verdict.ALMOST
    return Found(one.worth * (HALF if slip else 1), verdict_of(one.worth), one.feedback, note)


def _grade(
    question: Question, forms: Sequence[str], others: Sequence[Accepted], given: str
) -> tuple[Verdict, str]:
    """As ``kinds.grading`` judges; what is right in another way is a wrong option to it."""
    from quizapp.kinds.grading import grade  # not before something is marked

    taken = set(forms)
    wrong = (*(other.text for other in others), *question.distractors)
    asked = replace(
        question,
        kind=_kind(question, forms[0]),
        answer=forms[0],
        accept=tuple(forms[1:]),
        distractors=tuple(text for text in wrong if text not in taken),
        date=question.date if question.answer == forms[0] else None,
        task=None,
    )
    found = grade(asked, given)
    return found.verdict, found.note


def _kind(question: Question, answer: str) -> AnswerKind:
    """A date is judged as one, also where nobody said that it is."""
    if question.kind is AnswerKind.OTHER and parse_date(answer) is not None:
        return AnswerKind.DATE
    return question.kind
