"""What learners typed, the same answers together, and a teacher's verdict that overrules the
machine's for all who typed it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from quizapp.domain.question import AnswerKind, Question
from quizapp.domain.quiz import HandMark
from quizapp.domain.task import Accepted, Numeric, Typed, When, key_of
from quizapp.progress.item_analysis import ItemKey
from quizapp.services.quiz_marks import PlaceMark
from quizapp.services.quiz_report import AttemptLine

Place = tuple[str, int]
"""An attempt's id, and a place in it."""


@dataclass(frozen=True, slots=True)
class SameAnswer:
    """One answer to a question, in whatever capitals and blanks, and who typed it.

    ``share``: of the points, the mean of all who typed it; ``places`` and ``names`` go together, in
    the order of the attempts. ``can_be_accepted``: whether the question can list it among its right
    answers; a date or a number has none to list.
    """

    question_id: str
    text: str
    share: float
    places: tuple[Place, ...]
    names: tuple[str, ...]
    points: float  # that a right answer earns
    can_be_accepted: bool
    overruled: bool = False


@dataclass(frozen=True, slots=True)
class Overruled:
    """What was changed, for taking it back. ``given``: the marks, one for each place;
    ``question``: as it was, where the answer was added to its right ones."""

    answer: SameAnswer
    given: tuple[HandMark, ...]
    question: Question | None = None


def typed_answers(lines: Sequence[AttemptLine]) -> Mapping[ItemKey, tuple[SameAnswer, ...]]:
    """By question and version; the most frequent first. What was left empty is no answer."""
    found: dict[ItemKey, dict[str, list[tuple[AttemptLine, PlaceMark]]]] = defaultdict(dict)
    for line in lines:
        for row in line.marks:
            if not _was_typed(row):
                continue
            asked = row.posed.asked
            same = found[asked.question_id, asked.version]
            same.setdefault(_folded(str(row.response)), []).append((line, row))
    return {
        key: tuple(sorted((_together(each) for each in same.values()), key=_order))
        for key, same in found.items()
    }


def _order(answer: SameAnswer) -> tuple[int, str]:
    return -len(answer.places), answer.text.casefold()


def _was_typed(row: PlaceMark) -> bool:
    typed = isinstance(row.posed.task, Typed | Numeric | When)
    return typed and isinstance(row.response, str) and bool(row.response.strip())


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _together(rows: Sequence[tuple[AttemptLine, PlaceMark]]) -> SameAnswer:
    _, first = rows[0]
    posed = first.posed
    shares = [row.share or 0.0 for _, row in rows]
    return SameAnswer(
        posed.question.id,
        " ".join(str(first.response).split()),
        sum(shares) / len(shares),
        tuple((line.attempt.id, row.posed.place) for line, row in rows),
        tuple(line.name for line, _ in rows),
        posed.asked.points,
        isinstance(posed.task, Typed) and posed.question.kind is not AnswerKind.DATE,
        any(row.by_hand is not None for _, row in rows),
    )


def accepting(question: Question, text: str) -> Question:
    """The question with one more right answer; itself, where it has it already."""
    known = {_folded(each) for each in (question.answer, *question.accept)}
    task = question.task
    if isinstance(task, Typed):
        known = {_folded(each.text) for each in task.answers if each.worth >= 1}
        if _folded(text) in known:
            return question
        others = tuple(each for each in task.answers if _folded(each.text) != _folded(text))
        task = replace(task, answers=(*others, Accepted(text)))
        return replace(question, task=task, accept=key_of(task).accept)
    if _folded(text) in known or task is not None:
        return question
    wrong = tuple(each for each in question.distractors if _folded(each) != _folded(text))
    return replace(question, accept=(*question.accept, text), distractors=wrong)
