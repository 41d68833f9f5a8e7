"""The form in which a QTI 2.1 item can ask a question, and what is lost by it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from quizapp.domain.question import Question
from quizapp.domain.task import (
    Accepted,
    Choose,
    Cloze,
    Gap,
    MapPlace,
    Match,
    Numeric,
    OpenText,
    Order,
    Task,
    Typed,
    When,
    key_of,
)
from quizapp.exchange.building import one_of_each, plain_task
from quizapp.exchange.moodle_xml_forms import NoForm, date_form

WILDCARDS = "stars for any letters: other programs take a star as a star"
TYPED_FEEDBACK = "feedback on single typed answers"
LEAST = 1e-9
"""Of the points, as an item writes them: less is nothing."""


@dataclass(frozen=True, slots=True)
class Form:
    """``task``: what the item asks; ``lost``: in words, what it says no more."""

    task: Task
    lost: tuple[str, ...] = ()


def form_of(question: Question) -> Form:
    """``NoForm`` where no item could ask it."""
    task = plain_task(question)
    make = _FORMS.get(type(task))
    form = make(task) if make else Form(task)
    if question.accept and question.task is None and isinstance(form.task, Choose):
        form = replace(form, lost=(*form.lost, "other forms of the answer beside options"))
    return form


def _choice(task: Choose) -> Form:
    options = one_of_each(task.options)
    if not _earns(options):
        raise NoForm("none of its options is right")
    if len(options) < 2:
        key = Accepted(key_of(task).answer)
        return Form(Typed((key,)), ("it has one option only, so it is typed",))
    return Form(replace(task, options=options))


def _typed(task: Typed) -> Form:
    answers = _one_line(task.answers)
    _must_earn(answers)
    return Form(replace(task, answers=answers), tuple(_lost_in_typed(answers)))


def _numeric(task: Numeric) -> Form:
    _must_earn(task.answers)
    return Form(task, (TYPED_FEEDBACK,) if any(a.feedback for a in task.answers) else ())


def _earns(parts: Iterable[Any], share: float = 1.0) -> bool:
    """``share``: of all points, that go to the best of them."""
    return any(part.worth * share >= LEAST for part in parts)


def _must_earn(answers: Sequence[Any]) -> None:
    if not _earns(answers):
        raise NoForm("none of its answers is right")


def _one_line(answers: Sequence[Accepted]) -> tuple[Accepted, ...]:
    texts: dict[str, Accepted] = {}
    for answer in answers:
        text = " ".join(answer.text.split("\n")).strip()
        if text:
            texts.setdefault(text, replace(answer, text=text))
    return tuple(texts.values())


def _lost_in_typed(answers: Sequence[Accepted]) -> list[str]:
    lost = [WILDCARDS] if any("*" in answer.text for answer in answers) else []
    return lost + ([TYPED_FEEDBACK] if any(answer.feedback for answer in answers) else [])


def _when(task: When) -> Form:
    """As a number or a typed text, as for Moodle."""
    as_other, lost = date_form(task)
    return Form(as_other, (lost.replace("Moodle", "QTI"),))


def _cloze(task: Cloze) -> Form:
    total = sum(max(0.0, gap.points) for gap in task.gaps)
    gaps = tuple(_gap(number, gap, total) for number, gap in enumerate(task.gaps, start=1))
    lost = _lost_in_typed([answer for gap in gaps for answer in gap.answers])
    said = [option.feedback for gap in gaps for option in gap.options]
    if any(said) or any(number.feedback for gap in gaps for number in gap.numbers):
        lost.append("feedback in gaps")
    return Form(replace(task, gaps=gaps), tuple(lost))


def _gap(number: int, gap: Gap, total: float) -> Gap:
    parts: tuple[Any, ...] = gap.numbers or gap.options or gap.answers
    if gap.points <= 0 or not _earns(parts, gap.points / total):
        raise NoForm(f"its gap {number} earns no points")
    return replace(gap, answers=_one_line(gap.answers), options=one_of_each(gap.options))


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
    return Form(guidance, ("QTI has maps as pictures only: it is to be marked by hand",))


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
