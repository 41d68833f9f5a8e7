"""In which order a quiz shows its questions, and their options, items and answers. Pure.

The seed is the id of an attempt, or the name of a printed version: the same seed gives the same
order again, in every Python.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Mapping, Sequence

from quizapp.domain.question import Question
from quizapp.domain.quiz import Asked, Section
from quizapp.domain.task import Choose, Cloze, Information, Match, Order, Task
from quizapp.kinds.marking import task_for
from quizapp.study.quiz_draw import Slot


def arrange(
    slots: Iterable[Slot],
    sections: Sequence[Section],
    questions: Mapping[str, Question],
    versions: Mapping[str, int],
    *,
    seed: str,
    shuffle_options: bool = True,
    always_shuffle: bool = False,
) -> tuple[Asked, ...]:
    """Section by section. ``always_shuffle``: the questions of sections that keep their order too,
    as versions on paper want it. Texts to read stay where they are, and have no points."""
    asked: list[Asked] = []
    waiting = list(slots)
    for number, section in enumerate(sections):
        here = [slot for slot in waiting if slot.section == number]
        if section.shuffle or always_shuffle:
            fixed = [place for place, slot in enumerate(here) if _is_read(questions, slot)]
            order = shuffled(len(here), f"{seed}/questions/{number}", fixed)
            here = [here[place] for place in order]
        for slot in here:
            question = questions[slot.question_id]
            points = 0.0 if _is_read(questions, slot) else slot.points
            order = shown_order(question, seed, shuffle=shuffle_options)
            asked.append(Asked(question.id, versions.get(question.id, 1), points, number, order))
    return tuple(asked)


def _is_read(questions: Mapping[str, Question], slot: Slot) -> bool:
    return isinstance(questions[slot.question_id].task, Information)


def shown_order(question: Question, seed: str, *, shuffle: bool = True) -> tuple[int, ...]:
    """What ``Asked.shuffled`` says of a question.

    | task | places of |
    |---|---|
    | Choose | the options; those that keep their place do |
    | Order | the items, never in the right order |
    | Match | the answers |
    | Cloze | the options of all gaps counted through, each gap's among themselves |

    Without ``shuffle`` the options of a task stand as its author put them. Where that order would
    be the answer (a plain question, whose key comes first, and all but ``Choose``), they stand in
    one order that is the same for everybody.
    """
    task = task_for(question)
    if isinstance(task, Choose) and (not task.shuffle or (not shuffle and question.task)):
        return ()
    seed = f"{seed}/options/{question.id}" if shuffle else f"options/{question.id}"
    return _order_of(task, seed)


def _order_of(task: Task, seed: str) -> tuple[int, ...]:
    match task:
        case Choose():
            fixed = [place for place, option in enumerate(task.options) if option.keeps_place]
            return shuffled(len(task.options), seed, fixed)
        case Order():
            return mixed_up(task.items, seed)
        case Match():
            return shuffled(len(task.answers()), seed)
        case Cloze():
            return _gap_options(task, seed)
        case _:
            return ()


def mixed_up(items: Sequence[str], seed: str) -> tuple[int, ...]:
    """An order that does not read as the right one; of equal items there is no other."""
    for turn in range(len(items) * 10):
        order = shuffled(len(items), f"{seed}/{turn}")
        if [items[place] for place in order] != list(items):
            return order
    return tuple(reversed(range(len(items))))


def _gap_options(task: Cloze, seed: str) -> tuple[int, ...]:
    order: list[int] = []
    for number, gap in enumerate(task.gaps):
        fixed = [place for place, option in enumerate(gap.options) if option.keeps_place]
        start = len(order)
        order += [start + place for place in shuffled(len(gap.options), f"{seed}/{number}", fixed)]
    return tuple(order)


def shuffled(number: int, seed: str, fixed: Collection[int] = ()) -> tuple[int, ...]:
    """The places from 0 in an order that the seed gives; those ``fixed`` stay where they are."""
    dice = random.Random(seed)
    moving = [place for place in range(number) if place not in fixed]
    mixed = iter(sorted(moving, key=lambda _: dice.random()))
    return tuple(place if place in fixed else next(mixed) for place in range(number))
