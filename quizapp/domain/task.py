"""How a question that somebody wrote is to be answered, and what each answer is worth.

A question without a task has one key, accepted forms and wrong options, and study asks it in the
form that fits the memory. A task fixes how it is asked, as a teacher's quiz needs it. Texts are
plain: marks of HTML or Markdown are characters like any other.

``worth`` is a share of the question's points, from -1 to 1. A response is plain JSON data, so that
it is stored, sent and compared in one way:

| task | response |
|---|---|
| Choose | list of the chosen options, as places in ``options`` from 0 |
| TrueFalse | true or false |
| Typed, Numeric, When, OpenText | the text |
| Cloze | list of texts, one a gap |
| Order | list of the items in the order given, as places in ``items`` from 0 |
| Match | list, one a pair: the place of its answer in ``answers()``, or -1 |
| MapPlace | list of two numbers: degrees north, degrees east |
| Information | null |

``None`` and empty texts and lists mean that nothing was answered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeAlias

from quizapp.domain.calendar import HistoricalDate
from quizapp.domain.date_text import format_date

USUAL_RADIUS = 100.0
"""Kilometres round a place that still are the place, unless the question says otherwise."""


@dataclass(frozen=True, slots=True)
class Option:
    """``keeps_place``: "all of the above" stays where it is when the others are shuffled."""

    text: str
    worth: float = 0.0
    feedback: str = ""
    keeps_place: bool = False


@dataclass(frozen=True, slots=True)
class Choose:
    """One option, or with ``several`` all that are right: their worths add up."""

    options: tuple[Option, ...]
    several: bool = False
    shuffle: bool = True


@dataclass(frozen=True, slots=True)
class TrueFalse:
    """``when_right`` and ``when_wrong``: feedback on the learner's answer."""

    is_true: bool
    when_right: str = ""
    when_wrong: str = ""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A text that is an answer; ``*`` in it stands for any letters. Worth 0: a foreseen error."""

    text: str
    worth: float = 1.0
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """``strict``: letter by letter, capitals too; else as ``kinds.grading`` judges, slips too."""

    answers: tuple[Accepted, ...]
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """A number and how far from it is still right, both in the same unit."""

    value: float
    tolerance: float = 0.0
    worth: float = 1.0
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Numeric:
    answers: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class When:
    """A date, with the precision and the calendar that ``date`` has. ``years_off``: how many years
    beside it still earn ``worth_near`` of the points; 0: none."""

    date: HistoricalDate
    years_off: int = 0
    worth_near: float = 0.5


@dataclass(frozen=True, slots=True)
class Gap:
    """Typed, or chosen out of ``options`` where there are some; a number where there are
    ``numbers``. ``points``: its part of the question's points, beside those of the other gaps."""

    answers: tuple[Accepted, ...] = ()
    options: tuple[Option, ...] = ()
    numbers: tuple[Number, ...] = ()
    points: float = 1.0
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Cloze:
    """``texts`` stand before, between and behind the gaps: one more than ``gaps``."""

    texts: tuple[str, ...]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """``items`` in the right order."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    premise: str
    answer: str


@dataclass(frozen=True, slots=True)
class Match:
    """``extras``: answers that fit nowhere."""

    pairs: tuple[Pair, ...]
    extras: tuple[str, ...] = ()
    shuffle: bool = True

    def answers(self) -> tuple[str, ...]:
        """Each once: those of the pairs in their order, then the extras."""
        return tuple(dict.fromkeys((*(pair.answer for pair in self.pairs), *self.extras)))


@dataclass(frozen=True, slots=True)
class MapPlace:
    """Degrees north and east (WGS 84); within ``radius`` kilometres all points are earned."""

    latitude: float
    longitude: float
    radius: float = USUAL_RADIUS


@dataclass(frozen=True, slots=True)
class OpenText:
    """Marked by hand. ``lines``: room on paper; ``guidance``: what the marker looks for."""

    lines: int = 8
    guidance: str = ""


@dataclass(frozen=True, slots=True)
class Information:
    """A text to read between the questions: nothing to answer, no points."""


Task: TypeAlias = (
    Choose
    | TrueFalse
    | Typed
    | Numeric
    | When
    | Cloze
    | Order
    | Match
    | MapPlace
    | OpenText
    | Information
)

Response: TypeAlias = bool | str | list[int] | list[str] | list[float] | None


@dataclass(frozen=True, slots=True)
class Key:
    """A task said as plain key: what lists, searches and cards show of it."""

    answer: str
    accept: tuple[str, ...] = ()
    distractors: tuple[str, ...] = ()


def key_of(task: Task) -> Key:
    """The right answer in words, other right ones, and the wrong options where it has some. The
    answer is "" where none is right."""
    match task:
        case Choose():
            return _key_of_choice(task)
        case TrueFalse():
            right, wrong = ("True", "False") if task.is_true else ("False", "True")
            return Key(right, (), (wrong,))
        case Typed():
            return _key_of_texts(task.answers)
        case Numeric():
            return _key_of_texts(tuple(_as_text(number) for number in task.answers))
        case _:
            return Key(_summary(task))


def _summary(task: Task) -> str:
    """The key of a task that no wrong options or other forms belong to."""
    match task:
        case When():
            key = format_date(task.date)
        case Cloze():
            key = "; ".join(gap_key(gap) for gap in task.gaps)
        case Order():
            key = " → ".join(task.items)
        case Match():
            key = "; ".join(f"{pair.premise} → {pair.answer}" for pair in task.pairs)
        case MapPlace():
            key = f"{task.latitude:.2f}, {task.longitude:.2f}"
        case OpenText():
            key = task.guidance or "(marked by hand)"
        case _:
            key = "(nothing to answer)"
    return key


def gap_key(gap: Gap) -> str:
    """The best answer of a gap."""
    if gap.options:
        return max(gap.options, key=lambda option: option.worth).text
    if gap.numbers:
        return _key_of_texts(tuple(_as_text(number) for number in gap.numbers)).answer
    return _key_of_texts(gap.answers).answer


def in_order(number: int, order: Sequence[int]) -> tuple[int, ...]:
    """``Asked.shuffled`` of a Choose, Order or Match as places to show one after the other:
    as they are where it is empty, or is of another length than it should be."""
    return tuple(order) if sorted(order) == list(range(number)) else tuple(range(number))


def in_gaps(task: Cloze, order: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """``Asked.shuffled`` of a Cloze: for each gap the places of its options in the order shown."""
    sizes = [len(gap.options) for gap in task.gaps]
    whole = in_order(sum(sizes), order)
    return tuple(
        in_order(size, [place - end + size for place in whole[end - size : end]])
        for size, end in zip(sizes, accumulate(sizes), strict=True)
    )


def number_text(value: float) -> str:
    """1917, not 1917.0; no more digits than needed."""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


def asks_for_one(task: Task | None) -> bool:
    """Whether one answer in words is asked for, as a question without a task asks for one."""
    if isinstance(task, Choose):
        return not task.several
    return task is None or isinstance(task, Typed | Numeric | When)


def simplest(task: Task) -> Task | None:
    """``None`` where key, accepted forms and wrong options say all that the task says: then study
    may ask the question in any form, and a quiz asks it in the same way all the same.

    So it is for one right option among wrong ones, and for typed answers that all are right,
    both without feedback.
    """
    if isinstance(task, Choose) and _is_plain_choice(task):
        return None
    if isinstance(task, Typed) and _is_plain_text(task):
        return None
    return task


def _is_plain_choice(task: Choose) -> bool:
    worths = sorted(option.worth for option in task.options)
    told = any(option.feedback or option.keeps_place for option in task.options)
    one_right = len(worths) > 1 and worths[-1] == 1 and not any(worths[:-1])
    texts = {option.text for option in task.options}
    return (
        one_right and not told and task.shuffle and not task.several and len(texts) == len(worths)
    )


def _is_plain_text(task: Typed) -> bool:
    plain = all(
        answer.worth == 1 and not answer.feedback and "*" not in answer.text
        for answer in task.answers
    )
    return plain and bool(task.answers) and not task.strict


def _key_of_choice(task: Choose) -> Key:
    wrong = tuple(option.text for option in task.options if option.worth <= 0)
    if task.several:
        right = [option.text for option in task.options if option.worth > 0]
        return Key("; ".join(right), (), wrong)
    if all(option.worth <= 0 for option in task.options):
        return Key("", (), wrong)
    best = max(task.options, key=lambda option: option.worth)
    others = tuple(o.text for o in task.options if o.worth >= 1 and o is not best)
    return Key(best.text, others, wrong)


def _key_of_texts(answers: tuple[Accepted, ...]) -> Key:
    right = sorted((a for a in answers if a.worth > 0), key=lambda a: -a.worth)
    if not right:
        return Key("")
    return Key(right[0].text, tuple(answer.text for answer in right[1:] if answer.worth >= 1))


def _as_text(number: Number) -> Accepted:
    return Accepted(number_text(number.value), number.worth)
