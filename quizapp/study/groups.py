"""Several questions asked together: to be put in order, matched, or picked out. Pure.

Each member is judged by its own part, since each is a memory of its own; the whole gets a share of
the points only to be shown.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from quizapp.domain.calendar import (
    Calendar,
    DatePoint,
    Qualifier,
    Season,
    days_in_month,
    julian_day,
)
from quizapp.domain.question import AnswerKind, Question
from quizapp.domain.review import TOGETHER, Form, Verdict
from quizapp.domain.task import asks_for_one
from quizapp.kinds.text import fold
from quizapp.study.event_lines import event_line, names_time

FEWEST = {Form.ORDER: 3, Form.MATCH: 4, Form.SEVERAL: 4}
MOST = {Form.ORDER: 5, Form.MATCH: 5, Form.SEVERAL: 6}

APART_IN_ORDER = 14
"""Days between two dates whose order can be asked: the calendars differ by thirteen."""

APART_IN_MATCH = 60
"""Days between two dates that are to be told apart as answers."""

_OPEN = (
    Qualifier.BY, Qualifier.BY_END, Qualifier.BEFORE, Qualifier.AFTER, Qualifier.NOT_EARLIER,
    Qualifier.ABOUT,
)  # fmt: skip
_BOUND = re.compile(r"(?:by|since|until|till|from|before|after|about)\b", re.IGNORECASE)
_LETTERS = 4  # of a word of an answer that would give it away in another line


@dataclass(frozen=True, slots=True)
class Group:
    """Questions to be asked together. ``lines``: what is shown for each, in the members' order.

    ``options``: MATCH, the answers in the order shown. ``year``: SEVERAL, the one asked for.
    """

    form: Form
    members: tuple[Question, ...]
    lines: tuple[str, ...]
    options: tuple[str, ...] = ()
    year: int | None = None

    @property
    def kind(self) -> AnswerKind:
        """All members are of one kind."""
        return self.members[0].kind


@dataclass(frozen=True, slots=True)
class Part:
    """How one member did. ``given``: an answer to it as such, "" where none was given.

    ``given_place``, ``right_place``: from 1; ORDER only. ``fits``, ``ticked``: SEVERAL only.
    """

    question: Question
    line: str
    verdict: Verdict
    given: str = ""
    given_place: int = 0
    right_place: int = 0
    fits: bool = False
    ticked: bool = False


@dataclass(frozen=True, slots=True)
class GroupMark:
    """``credit``: the share of the points, 0 to 1; 1 if and only if all is right. ``parts`` in the
    members' order."""

    credit: float
    parts: tuple[Part, ...]

    @property
    def verdict(self) -> Verdict:
        """All right; at least half of the points; less."""
        if all(part.verdict is Verdict.RIGHT for part in self.parts):
            return Verdict.RIGHT
        return Verdict.ALMOST if self.credit >= 0.5 else Verdict.WRONG


# Choosing


def choose(form: Form, candidates: Sequence[Question]) -> list[tuple[Question, ...]]:
    """Groups out of the candidates, each question in one at most; the first come first."""
    if form is Form.SEVERAL:
        return _of_years([q for q in candidates if _is_of_one_year(q)])
    fits, together = _RULES[form]
    waiting = [question for question in candidates if fits(question)]
    groups = []
    while waiting:
        group = [waiting[0]]
        for question in waiting[1:]:
            if len(group) < MOST[form] and all(together(one, question) for one in group):
                group.append(question)
        taken = {question.id for question in group}
        if len(group) >= FEWEST[form]:
            groups.append(tuple(group))
            waiting = [question for question in waiting if question.id not in taken]
        else:
            waiting = waiting[1:]
    return groups


def arrange(form: Form, members: Sequence[Question], seed: str) -> Group | None:
    """The group as it is shown, the same for the same ``seed``.

    ``None`` where the members, as they are now, can no longer be asked so.
    """
    if form not in TOGETHER or len(members) < FEWEST[form]:
        return None
    shuffle = random.Random(f"{form} {seed}")
    shown = list(members)
    shuffle.shuffle(shown)
    if form is Form.SEVERAL:
        return _of_one_year(shown)
    fits, together = _RULES[form]
    if not all(map(fits, shown)) or not all(together(*pair) for pair in combinations(shown, 2)):
        return None
    if form is Form.ORDER:
        if _places(shown) == list(range(len(shown))):
            shown.reverse()  # nothing would be left to do
        return Group(form, tuple(shown), tuple(_line(question) for question in shown))
    answers = [question.answer for question in shown]
    shuffle.shuffle(answers)
    return Group(form, tuple(shown), tuple(map(_line, shown)), tuple(answers))


# Marking


def mark(group: Group, given: str) -> GroupMark:
    """``given``: whole numbers with commas between, all counted from 0.

    ORDER: members from the earliest to the latest. MATCH: for each member its option, -1 for none.
    SEVERAL: the members ticked, "" for none. ``ValueError`` for numbers that are none of them.
    """
    numbers = [int(number) for number in given.split(",") if number.strip()]
    if group.form is Form.ORDER:
        return _mark_order(group, numbers)
    return _mark_match(group, numbers) if group.form is Form.MATCH else _mark_ticks(group, numbers)


def tau(places: Sequence[int]) -> float:
    """Kendall's tau as a share: of all pairs, those in the right order, 0 to 1.

    Kendall, "A New Measure of Rank Correlation", 1938. ``places``: the right place of each item,
    in the order given; all different.
    """
    pairs = list(combinations(places, 2))
    return sum(one < two for one, two in pairs) / len(pairs) if pairs else 1.0


def _mark_order(group: Group, order: Sequence[int]) -> GroupMark:
    if sorted(order) != list(range(len(group.members))):
        raise ValueError(f"{order} is no order of {len(group.members)} events")
    right = _places(group.members)
    places = [right[member] for member in order]
    parts = []
    for member, question in enumerate(group.members):
        here = order.index(member)
        others = [n for n in range(len(order)) if n != here]
        agree = sum((n < here) is (places[n] < right[member]) for n in others)
        parts.append(
            Part(
                question,
                group.lines[member],
                _by_share(agree / len(others), here == right[member]),
                given_place=here + 1,
                right_place=right[member] + 1,
            )
        )
    return GroupMark(tau(places), tuple(parts))


def _by_share(agree: float, in_place: bool) -> Verdict:
    """Right where it stands behind and before the right ones; wrong where it stands on the wrong
    side of more than half of them."""
    if agree == 1 and in_place:
        return Verdict.RIGHT
    return Verdict.ALMOST if agree >= 0.5 else Verdict.WRONG


def _mark_match(group: Group, chosen: Sequence[int]) -> GroupMark:
    if len(chosen) != len(group.members) or any(
        not -1 <= number < len(group.options) for number in chosen
    ):
        raise ValueError(f"{chosen} does not match {len(group.members)} lines")
    parts = []
    for question, line, number in zip(group.members, group.lines, chosen, strict=True):
        given = group.options[number] if number >= 0 else ""
        verdict = Verdict.RIGHT if given == question.answer else Verdict.WRONG
        parts.append(Part(question, line, verdict, given))
    right = sum(part.verdict is Verdict.RIGHT for part in parts)
    return GroupMark(right / len(parts), tuple(parts))


def _mark_ticks(group: Group, ticked: Sequence[int]) -> GroupMark:
    """The share of right ticks less the share of wrong ones, not below 0."""
    if any(not 0 <= number < len(group.members) for number in ticked):
        raise ValueError(f"{ticked} are no members of {len(group.members)}")
    parts = []
    for number, (question, line) in enumerate(zip(group.members, group.lines, strict=True)):
        fits, has_tick = _year(question) == group.year, number in ticked
        verdict = Verdict.RIGHT if fits is has_tick else Verdict.WRONG
        parts.append(Part(question, line, verdict, fits=fits, ticked=has_tick))
    fitting = sum(part.fits for part in parts)
    right = sum(part.ticked and part.fits for part in parts)
    wrong = sum(part.ticked and not part.fits for part in parts)
    return GroupMark(max(0.0, (right - wrong) / fitting), tuple(parts))


# What can be asked


def _can_be_placed(question: Question) -> bool:
    """Whether it asks for a date with two ends, and its line does not tell when."""
    date = question.date
    if question.kind is not AnswerKind.DATE or date is None or not asks_for_one(question.task):
        return False
    if {date.qualifier, date.end_qualifier} & set(_OPEN) or _BOUND.match(question.stem):
        return False
    return not names_time(_line(question))


def _can_be_matched(question: Question) -> bool:
    if question.kind is AnswerKind.DATE:
        return _can_be_placed(question)
    return bool(fold(question.answer)) and asks_for_one(question.task)


def _is_of_one_year(question: Question) -> bool:
    """Whether it can be said to have happened in a year."""
    told = not _line(question).endswith("?")
    return told and _can_be_placed(question) and _year(question) is not None


def _year(question: Question) -> int | None:
    """The year of the event in both calendars; ``None`` where it reaches into a second one."""
    date = question.date
    if date is None:
        return None
    points = (date.new_style, date.old_style, date.end_new_style, date.end_old_style)
    years = {point.year for point in points if point is not None}
    return years.pop() if len(years) == 1 else None


def _in_order(one: Question, two: Question) -> bool:
    return not _are_siblings(one, two) and _days_apart(one, two) >= APART_IN_ORDER


def _match_well(one: Question, two: Question) -> bool:
    if one.kind is not two.kind or _are_siblings(one, two):
        return False
    if one.kind is AnswerKind.DATE:
        return _days_apart(one, two) >= APART_IN_MATCH
    return not (
        _names(one) & _names(two) or _tells(one.stem, two.answer) or _tells(two.stem, one.answer)
    )


def _names(question: Question) -> set[str]:
    """The words of all right answers, so that no two of a group are forms of one another."""
    forms = " ".join((question.answer, *question.accept))
    return {word for word in fold(forms).split() if len(word) >= _LETTERS} or {fold(forms)}


def _tells(line: str, answer: str) -> bool:
    words = [word for word in fold(answer).split() if len(word) >= _LETTERS]
    return any(re.search(rf"\b{re.escape(word)}", fold(line)) for word in words)


def _are_siblings(one: Question, two: Question) -> bool:
    same_fact = bool(one.fact_id) and one.fact_id == two.fact_id
    return same_fact or fold(_line(one)) == fold(_line(two))


_Fits = Callable[[Question], bool]
_Together = Callable[[Question, Question], bool]
_RULES: dict[Form, tuple[_Fits, _Together]] = {
    Form.ORDER: (_can_be_placed, _in_order),
    Form.MATCH: (_can_be_matched, _match_well),
}


def _line(question: Question) -> str:
    if question.kind is AnswerKind.DATE:
        return event_line(question.stem)
    return " ".join(question.stem.split())


# Dates


def _places(questions: Sequence[Question]) -> list[int]:
    """For each question its place in time, from 0."""
    order = sorted(range(len(questions)), key=lambda n: _days(questions[n])[0])
    return [order.index(n) for n in range(len(questions))]


def _days_apart(one: Question, two: Question) -> int:
    """Days from the end of the earlier to the beginning of the later; below 0 if they overlap."""
    (_, first_end), (second, _) = sorted((_days(one), _days(two)))
    return second - first_end


def _days(question: Question) -> tuple[int, int]:
    """The first and the last day that a date may mean, as Julian day numbers."""
    assert question.date is not None
    first, last = question.date.ends()
    return _day(first.point, last=False), _day(last.point, last=True)


def _day(point: DatePoint, *, last: bool) -> int:
    """A season may lie anywhere in its year, and winter begin before it or end after it."""
    if point.season is Season.WINTER:
        winter = DatePoint(point.year + 1, 2) if last else DatePoint(point.year - 1, 12)
        return _day(winter, last=last)
    month = point.month or (12 if last else 1)
    longest = days_in_month(point.year, month, Calendar.NEW_STYLE)
    return julian_day(
        DatePoint(point.year, month, point.day or (longest if last else 1)), Calendar.NEW_STYLE
    )


# Years


def _of_years(candidates: Sequence[Question]) -> list[tuple[Question, ...]]:
    """Groups with two or three events of one year among as many of the years nearest to it."""
    waiting = list(candidates)
    groups = []
    while chosen := _next_of_year(waiting):
        groups.append(chosen)
        taken = {question.id for question in chosen}
        waiting = [question for question in waiting if question.id not in taken]
    return groups


def _next_of_year(waiting: Sequence[Question]) -> tuple[Question, ...]:
    years = Counter(_year(question) for question in waiting)
    for asked in waiting:
        year = _year(asked)
        if year is None or years[year] < 2:
            continue
        of_year = _unrelated([q for q in waiting if _year(q) == year], 3)
        others = [q for q in waiting if _year(q) != year]
        others.sort(key=lambda q: abs((_year(q) or 0) - year))
        whole = _unrelated([*of_year, *others], len(of_year) + 3)
        if len(of_year) >= 2 and len(whole) - len(of_year) >= 2:
            return tuple(whole)
    return ()


def _unrelated(questions: Iterable[Question], most: int) -> list[Question]:
    found: list[Question] = []
    for question in questions:
        if len(found) < most and not any(_are_siblings(one, question) for one in found):
            found.append(question)
    return found


def _of_one_year(shown: Sequence[Question]) -> Group | None:
    if not all(map(_is_of_one_year, shown)):
        return None
    years = Counter(_year(question) for question in shown)
    year, number = min(years.items(), key=lambda pair: (-pair[1], pair[0] or 0))
    if number < 2 or number == len(shown):
        return None
    return Group(Form.SEVERAL, tuple(shown), tuple(map(_line, shown)), year=year)
