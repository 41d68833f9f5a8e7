"""Which questions a session asks, and in which order. Pure: works on ids, never on texts.

Siblings are questions about one fact. Asked on one day, one gives away the other, so a session
takes one of each fact and leaves out what was met that day already; the rest waits. Only where
that leaves nothing to ask are the waiting ones taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from quizapp.domain.ports import DueQuestion
from quizapp.domain.review import Form

COMES_AGAIN_AFTER = 4
"""How many other questions stand between a wrong answer and the same question again."""

LOOK_AHEAD = 5
"""How far a question may be drawn forward to keep two near-equal years apart."""


@dataclass(frozen=True, slots=True)
class Place:
    """A question's place in the queue, or that of ``members`` asked together in ``form``.

    A group goes by the id of its first member. ``form`` of a single question: the one it is asked
    in whatever its memory. ``beside``: the id of the question it is to be told apart from, which
    stands next to it and is asked right before or after it.
    """

    question_id: str
    is_new: bool
    again: bool = False
    members: tuple[Place, ...] = ()
    form: Form | None = None
    beside: str = ""


def together(form: Form, members: Sequence[Place]) -> Place:
    """One place for several questions."""
    first = members[0]
    return Place(first.question_id, first.is_new, members=tuple(members), form=form)


def plan(
    due: Sequence[DueQuestion],
    new: Sequence[DueQuestion],
    *,
    day: date,
    new_allowed: int,
    facts_seen: Iterable[str] = (),
    limit: int | None = None,
    years: Mapping[str, int] | None = None,
    as_many: bool = False,
) -> list[Place]:
    """The queue of a session: what is most likely forgotten first, new ones spread between.

    ``new`` is in the order wanted and stays so. ``facts_seen``: facts already met that day.
    ``years``: of new questions that ask for one; of two years next to each other one waits for
    another day, where there are others to begin with. ``as_many``: siblings fill up what is missing
    of ``new_allowed``: so many were asked for.
    """
    seen = set(facts_seen)
    due = sorted(due, key=lambda question: (-overdue(question, day), question.position))
    due_first, due_waiting = _one_of_each_fact(due, seen)
    new_first, new_waiting = _one_of_each_fact(new, seen)
    if not due_first and not (new_first and new_allowed):
        due_first = _one_of_each_fact(due_waiting, set())[0]
        if not due_first:
            new_first, new_waiting = _one_of_each_fact(new_waiting, set())
    while as_many and new_waiting and len(new_first) < new_allowed:
        siblings, new_waiting = _one_of_each_fact(new_waiting, set())
        new_first = [*new_first, *siblings]
    chosen_new = _years_apart(new_first, max(0, new_allowed), years or {})
    queue = interleave(
        [Place(question.question_id, is_new=False) for question in due_first],
        [Place(question.question_id, is_new=True) for question in chosen_new],
    )
    return queue if limit is None else queue[: max(0, limit)]


def resting(
    due: Sequence[DueQuestion],
    new: Sequence[DueQuestion],
    *,
    day: date,
    new_allowed: int,
    facts_seen: Iterable[str] = (),
) -> list[DueQuestion]:
    """What ``plan`` leaves out, though it waits: its fact is asked for by another one that day."""
    seen = set(facts_seen)
    due = sorted(due, key=lambda question: (-overdue(question, day), question.position))
    _, due_waiting = _one_of_each_fact(due, seen)
    new_first, new_waiting = _one_of_each_fact(new, seen)
    return [*due_waiting, *new_waiting[: max(0, new_allowed - len(new_first))]]


def within(places: Sequence[Place], milliseconds: float, due: float, new: float) -> list[Place]:
    """As many from the head as are answered in the time; one at least, where there is one.

    ``due`` and ``new``: milliseconds that one question takes.
    """
    taken: list[Place] = []
    for place in places:
        milliseconds -= new if place.is_new else due
        if milliseconds < 0 and taken:
            break
        taken.append(place)
    return taken


def overdue(question: DueQuestion, day: date) -> float:
    """Days since the last review over the stability: the more, the likelier it is forgotten.

    FSRS's probability of recall falls with this quotient alone, so that sorting needs no FSRS.
    """
    if question.memory is None:
        return 0.0
    return (day - question.memory.last_day).days / max(question.memory.stability, 0.001)


def interleave(due: Sequence[Place], new: Sequence[Place]) -> list[Place]:
    """Both in their own order, the shorter spread evenly through the longer; due comes first."""
    if not due or not new:
        return [*due, *new]
    spaced = [((index + 0.5) / len(due), 0, place) for index, place in enumerate(due)]
    spaced += [((index + 0.5) / len(new), 1, place) for index, place in enumerate(new)]
    spaced.sort(key=lambda entry: entry[:2])
    places = [place for _, _, place in spaced]
    if places[0].is_new:
        first_due = places.index(due[0])
        places.insert(0, places.pop(first_due))
    return places


def draw(
    queue: Sequence[Place],
    last_year: int | None,
    year_of: Callable[[str], int | None],
    one_of_two: str = "",
) -> int:
    """The index of the place to ask next: not a year next to the one just asked, if it is cheap.

    1917 and 1918 asked in a row interfere with each other, unless both are to be told apart:
    ``one_of_two`` is the id of the question just asked where the other one has to follow.
    ``year_of`` is asked for a few places at the head only; where none is better, the head it is.
    """
    for index, place in enumerate(queue[:LOOK_AHEAD]):
        if place.beside and place.beside == one_of_two:
            return index
    if last_year is None:
        return 0
    for index, place in enumerate(queue[:LOOK_AHEAD]):
        year = year_of(place.question_id)
        if year is None or abs(year - last_year) > 1:
            return index
    return 0


def _years_apart(
    new: Sequence[DueQuestion], number: int, years: Mapping[str, int]
) -> list[DueQuestion]:
    """So many from the head, those aside that are a year from one taken already; these only where
    the rest is too few. In the order they came in."""
    taken: list[DueQuestion] = []
    aside: list[DueQuestion] = []
    begun: set[int] = set()
    for question in new:
        if len(taken) == number:
            break
        year = years.get(question.question_id)
        if year is None:
            taken.append(question)
        elif year - 1 in begun or year + 1 in begun:
            aside.append(question)
        else:
            begun.add(year)
            taken.append(question)
    chosen = {each.question_id for each in [*taken, *aside][:number]}
    return [each for each in new if each.question_id in chosen]


def _one_of_each_fact(
    questions: Iterable[DueQuestion], seen: set[str]
) -> tuple[list[DueQuestion], list[DueQuestion]]:
    """The first question of each fact not yet seen, and the rest; adds to ``seen``."""
    first: list[DueQuestion] = []
    waiting: list[DueQuestion] = []
    for question in questions:
        if question.fact_id and question.fact_id in seen:
            waiting.append(question)
            continue
        if question.fact_id:
            seen.add(question.fact_id)
        first.append(question)
    return first, waiting
