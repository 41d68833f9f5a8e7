"""The form in which Moodle can ask a question, and what is lost by it.

Moodle's importer stops at a question that breaks its rules, so every form keeps them: a choice has
two options and one at 100 per cent (several: 100 together), a short answer and a number have one
at 100, grades are those of Moodle's list.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from quizapp.domain.calendar import HistoricalDate, Precision
from quizapp.domain.date_text import accepted_forms, format_date
from quizapp.domain.question import Question
from quizapp.domain.task import (
    Accepted,
    Choose,
    Cloze,
    Gap,
    MapPlace,
    Match,
    Number,
    Numeric,
    OpenText,
    Order,
    Task,
    Typed,
    When,
    key_of,
)
from quizapp.exchange import moodle_xml_grades as grades
from quizapp.exchange.building import plain_task
from quizapp.exchange.moodle_xml_cloze import is_sound

Worth = TypeVar("Worth", Accepted, Number)

MOST_WEIGHT = 1000
"""Moodle's weights of gaps are whole numbers."""


class NoForm(Exception):
    """Why Moodle cannot ask it in any way."""


@dataclass(frozen=True, slots=True)
class Form:
    """``task``: what a reader of the file finds; ``lost``: in words, what it says no more."""

    task: Task
    lost: tuple[str, ...] = ()


def form_of(question: Question) -> Form:
    """``NoForm`` where Moodle would refuse it in any form."""
    task = plain_task(question)
    make = _FORMS.get(type(task))
    form = make(task) if make else Form(task)
    if question.accept and question.task is None and isinstance(form.task, Choose):
        form = replace(form, lost=(*form.lost, "other forms of the answer beside options"))
    return form


def weights(cloze: Cloze) -> list[int]:
    """The points of the gaps as whole numbers in the same proportion, near enough."""
    points = [max(0.0, gap.points) for gap in cloze.gaps]
    for factor in (1, 2, 3, 4, 5, 6, 8, 10, 12, 20, 100):
        scaled = [point * factor for point in points]
        if all(abs(each - round(each)) < 0.001 for each in scaled):
            return [min(MOST_WEIGHT, round(each)) for each in scaled]
    return [min(MOST_WEIGHT, max(1, round(point * 100))) for point in points]


def _choice(task: Choose) -> Form:
    options = task.options
    worths = [option.worth for option in options]
    fit = grades.several(worths) if task.several else grades.single(worths)
    if len({option.text for option in options if option.text.strip()}) < 2:
        return _one_option(task)
    if fit is None:
        most = f", or more than {grades.MOST_RIGHT} are" if task.several else ""
        raise NoForm(f"none of its options is right{most}")
    lost = _rounded(worths, fit)
    shuffle = task.shuffle
    if any(option.keeps_place for option in options):
        lost.append("options that keep their place: Moodle does not shuffle any of them now")
        shuffle = False
    graded = tuple(
        replace(option, worth=worth, keeps_place=False)
        for option, worth in zip(options, fit, strict=True)
    )
    return Form(replace(task, options=graded, shuffle=shuffle), tuple(lost))


def _one_option(task: Choose) -> Form:
    key = key_of(task)
    if not key.answer:
        raise NoForm("none of its options is right")
    return Form(Typed((Accepted(key.answer),)), ("it has one option only, so it is typed",))


def _typed(task: Typed) -> Form:
    answers, lost = _graded(tuple(a for a in task.answers if a.text.strip()))
    one_line = tuple(replace(a, text=" ".join(a.text.split("\n"))) for a in answers)
    return Form(replace(task, answers=one_line), lost)


def _numeric(task: Numeric) -> Form:
    answers, lost = _graded(task.answers)
    return Form(Numeric(answers), lost)


def _graded(answers: Sequence[Worth]) -> tuple[tuple[Worth, ...], tuple[str, ...]]:
    worths = [answer.worth for answer in answers]
    fit = grades.single(worths)
    if fit is None:
        raise NoForm("none of its answers is right")
    graded = (replace(each, worth=worth) for each, worth in zip(answers, fit, strict=True))
    return tuple(graded), tuple(_rounded(worths, fit))


def _rounded(worths: Sequence[float], fit: Sequence[float]) -> list[str]:
    same = all(abs(a - b) < grades.NEAR for a, b in zip(worths, fit, strict=True))
    return [] if same else ["grades that Moodle does not know were rounded to its own"]


def _when(task: When) -> Form:
    form, lost = date_form(task)
    return Form(form, (lost,))


def date_form(task: When) -> tuple[Typed | Numeric, str]:
    """A year is a number, with the years beside it; other dates are typed. And how that reads in
    a report."""
    if _is_plain_year(task.date):
        year = float(task.date.point.year)
        answers = [Number(year)]
        if task.years_off > 0 and task.worth_near > 0:
            near = grades.nearest(min(1.0, task.worth_near))
            answers.append(Number(year, float(task.years_off), near))
        return Numeric(tuple(answers)), "Moodle knows no dates: the year is a number"
    texts = dict.fromkeys((format_date(task.date), *accepted_forms(task.date)))
    typed = Typed(tuple(Accepted(text) for text in texts))
    return typed, "Moodle knows no dates: it must be typed in one of the forms given"


def _is_plain_year(date: HistoricalDate) -> bool:
    plain = date.precision is Precision.YEAR and not date.is_range and not date.qualifier
    return plain and date.point.year > 0 and format_date(date) == str(date.point.year)


def _cloze(task: Cloze) -> Form:
    gaps = [_gap(number, gap) for number, gap in enumerate(task.gaps, start=1)]
    lost = [] if gaps == list(task.gaps) else ["answers in gaps were fitted to Moodle's grades"]
    whole = weights(task)
    if [float(weight) for weight in whole] != [gap.points for gap in task.gaps]:
        lost.append("the points of its gaps are whole numbers in the same proportion")
    weighed = tuple(
        replace(gap, points=float(weight)) for gap, weight in zip(gaps, whole, strict=True)
    )
    return Form(replace(task, gaps=weighed), tuple(lost))


def _gap(number: int, gap: Gap) -> Gap:
    """The gap itself where Moodle takes it, else with its best answer at a hundred per cent."""
    if len(gap.options) == 1:
        gap = replace(gap, options=(), answers=(Accepted(gap.options[0].text),))
    if is_sound(gap):
        return gap
    parts: tuple[Any, ...] = gap.numbers or gap.options or gap.answers
    top = max((part.worth for part in parts), default=0.0)
    if top <= 0:
        raise NoForm(f"its gap {number} has no right answer")
    scaled = tuple(replace(part, worth=max(-1.0, part.worth / top)) for part in parts)
    if gap.numbers:
        return replace(gap, numbers=scaled)
    return replace(gap, options=scaled) if gap.options else replace(gap, answers=scaled)


def _order(task: Order) -> Form:
    if len(task.items) < 2:
        raise NoForm("it has fewer than two items to put in order")
    return Form(task)


def _match(task: Match) -> Form:
    if not task.pairs:
        raise NoForm("it has no pairs")
    return Form(task)


def _map_place(task: MapPlace) -> Form:
    guidance = OpenText(lines=1, guidance=key_of(task).answer)
    return Form(guidance, ("Moodle has no maps: it is an essay to be marked by hand",))


_FORMS: dict[type[Any], Callable[[Any], Form]] = {
    Choose: _choice,
    Typed: _typed,
    Numeric: _numeric,
    When: _when,
    Cloze: _cloze,
    Order: _order,
    Match: _match,
    MapPlace: _map_place,
}
