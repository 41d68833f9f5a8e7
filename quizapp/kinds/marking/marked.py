"""What marking gives back, and what a marker of one task is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, TypeVar

from quizapp.domain.question import Question
from quizapp.domain.quiz import QuizRules
from quizapp.domain.review import Verdict
from quizapp.domain.task import Response

FULL = 0.9999
"""From here on all points are earned: three times 33.333 per cent is meant to be all."""

HALF = 0.5
"""What an answer is worth that is right but for a slip, as in a test of the Study page."""

LONGEST_RESPONSE = 20_000  # characters

T_contra = TypeVar("T_contra", contravariant=True)


@dataclass(frozen=True, slots=True)
class Part:
    """An option, a gap, a pair or an item by itself, for showing what was right.

    ``label``: the text of the option, the number of the gap or place, the premise of the pair.
    ``given`` and ``right`` in words; for an option its text where it was chosen, or is right.
    ``worth``: of this part alone, -1 to 1.
    """

    label: str
    given: str
    right: str
    worth: float
    verdict: Verdict
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """``share``: of the question's points, -1 to 1; None where a person must mark.

    ``verdict``: how right the answer is, whatever the rules make of it: "almost" is partly right,
    also where only the whole answer earns points; UNCHECKED where nothing was checked.
    ``feedback``: what the author says to this very answer; ``note``: what was off.
    """

    share: float | None
    verdict: Verdict
    parts: tuple[Part, ...] = ()
    feedback: tuple[str, ...] = ()
    note: str = ""
    answered: bool = True


@dataclass(frozen=True, slots=True)
class Judged:
    """What a marker finds, before the rules: ``worth`` is what partly right answers earn too, and
    what wrong ones may cost. ``verdict``: where it does not follow from the worth."""

    worth: float
    parts: tuple[Part, ...] = ()
    feedback: tuple[str, ...] = ()
    note: str = ""
    verdict: Verdict | None = None


class Marker(Protocol[T_contra]):
    """Marks one kind of task. Modules of this package hold one each; ``MARKERS`` names them."""

    @property
    def task(self) -> type: ...

    def fits(self, task: T_contra, response: Response) -> bool:
        """Whether the response is of the right make, apart from None, which always is."""

    def judge(
        self, question: Question, task: T_contra, response: Response, rules: QuizRules
    ) -> Judged:
        """``response``: fits, and is not blank."""

    def blank(self, task: T_contra) -> tuple[Part, ...]:
        """The parts where nothing was answered."""

    def key(self, task: T_contra) -> Response:
        """The best answer there is; None where none earns anything."""

    def said(self, task: T_contra, response: Response) -> str:
        """A response that fits, in words."""


def verdict_of(worth: float) -> Verdict:
    if worth >= FULL:
        return Verdict.RIGHT
    return Verdict.ALMOST if worth > 0 else Verdict.WRONG


def settled(judged: Judged, rules: QuizRules) -> Marked:
    """Part of the points, or all or nothing; below nought only where the rules say so."""
    worth = 1.0 if judged.worth >= FULL else max(-1.0, judged.worth)
    if worth < 1 and not rules.partial:
        worth = min(0.0, worth)
    least = -1.0 if rules.negative else 0.0
    verdict = judged.verdict or verdict_of(judged.worth)
    feedback = tuple(dict.fromkeys(text for text in judged.feedback if text))
    return Marked(max(least, worth), verdict, judged.parts, feedback, judged.note)


def is_text(response: Response) -> bool:
    return isinstance(response, str) and len(response) <= LONGEST_RESPONSE


def are_places(response: Response, among: int) -> bool:
    """Different places of a list of that length, from 0."""
    if not isinstance(response, list):
        return False
    whole = all(type(place) is int and 0 <= place < among for place in response)
    return whole and len(set(response)) == len(response)


def places(response: Response) -> list[int]:
    """A response that ``are_places``, or whose numbers were checked in another way, as numbers."""
    found = response if isinstance(response, list) else []
    return [place for place in found if isinstance(place, int)]
