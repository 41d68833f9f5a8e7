"""The tasks of questions in the forms that GIFT has: their own, or the nearest."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quizapp.domain.calendar import HistoricalDate, Precision
from quizapp.domain.date_text import accepted_forms, format_date
from quizapp.domain.question import Question
from quizapp.domain.task import (
    Accepted,
    Choose,
    Cloze,
    Gap,
    Information,
    MapPlace,
    Match,
    Number,
    Numeric,
    OpenText,
    Option,
    Order,
    Pair,
    Task,
    TrueFalse,
    Typed,
    When,
    gap_key,
    number_text,
)
from quizapp.exchange.building import BLANK, plain_task
from quizapp.exchange.gift_signs import escape
from quizapp.exchange.markup import as_html
from quizapp.exchange.moodle_xml_grades import percent, several, single

PREFIX = re.compile(r"\[(?:html|plain|moodle|markdown)\]")
_TRUTH = re.compile(r"T|F|TRUE|FALSE", re.IGNORECASE)


@dataclass(slots=True)
class Body:
    """A question's text in GIFT, without its title.

    ``said``: the task that it says. ``exact``: whether it says it word for word, and whether it is
    meant: else it is a makeshift for another task. ``lost``: what Moodle will not do as the
    question wants it.
    """

    before: str
    answers: str  # with the braces
    said: Task
    behind: str = ""
    exact: bool = True
    lost: tuple[str, ...] = ()

    @property
    def stem(self) -> str:
        """The text that its reader sees, with a blank for answers inside it."""
        blank = BLANK if self.behind.strip() else ""
        return f"{self.before}{blank}{self.behind}".strip()


def field(text: str) -> str:
    """A text that may have a format of its own: one that looks as if it had gets one."""
    return ("[plain]" if PREFIX.match(text) else "") + escape(text)


def body_of(question: Question) -> Body:
    """The question in the nearest form that GIFT has."""
    stem = question.stem
    match question.task:
        case None:
            task = _shuffled(plain_task(question), question.id)
            body = _own_form(stem, task)
        case Order() as order:
            body = _order(stem, order)
        case Cloze() as cloze:
            body = _missing_word(cloze) if len(cloze.gaps) == 1 else _numbered_gaps(cloze)
        case When() as when:
            body = _when(stem, when)
        case task:
            body = _own_form(stem, task)
    return body or _essay(stem, question.task)


def _essay(stem: str, task: Task | None) -> Body:
    """Where GIFT has no form, or Moodle would refuse it: a person marks the answer."""
    thing = "a place on the map" if isinstance(task, MapPlace) else "what it asks for"
    lost = f"it is written as an essay: GIFT has no form for {thing}"
    return Body(stem, "{}", OpenText(), exact=False, lost=(lost,))


def _shuffled(task: Task, seed: str) -> Task:
    """With the right answer now here, now there, always at the same place for one question."""
    if not isinstance(task, Choose):
        return task
    right, *wrong = task.options
    place = random.Random(seed).randrange(len(task.options))
    return replace(task, options=(*wrong[:place], right, *wrong[place:]))


def _own_form(stem: str, task: Task) -> Body | None:
    """The task in its own form; ``None`` where GIFT has none, or Moodle would refuse it."""
    body: Body | None = None
    match task:
        case Choose():
            body = _choice(stem, task)
        case Typed():
            body = _typed(stem, task)
        case Numeric():
            body = _numeric(stem, task)
        case Match():
            body = _match(stem, task)
        case TrueFalse():
            body = Body(stem, _truth(task), task)
        case OpenText():
            body = Body(stem, "{}", OpenText(), lost=tuple(_lost_of_essay(task)))
        case Information():
            body = Body(stem, "", task)
        case _:
            pass
    return body


def _lost_of_essay(task: OpenText) -> Iterator[str]:
    if task.guidance:
        yield "its guidance for the marker is left out: GIFT has no place for it"


def _braced(answers: Sequence[str], sign: str = "") -> str:
    lines = "".join(f"\t{answer}\n" for answer in answers)
    return f"{{{sign}\n{lines}}}"


def _feedback(text: str) -> str:
    return f"#{field(text)}" if text else ""


def _truth(task: TrueFalse) -> str:
    feedback = _feedback(task.when_wrong)
    if task.when_right:
        feedback = f"#{field(task.when_wrong)}{_feedback(task.when_right)}"
    return f"{{{'TRUE' if task.is_true else 'FALSE'}{feedback}}}"


def _choice(stem: str, task: Choose) -> Body | None:
    worths = [option.worth for option in task.options]
    grades = several(worths) if task.several else _single(worths)
    if grades is None or len(worths) < 2 or not all(option.text for option in task.options):
        return None
    if min(grades) == 1 and not task.several:
        return None  # without a wrong one, Moodle would have the answers typed
    weighed = list(zip(task.options, grades, strict=True))
    answers = [
        f"{_sign(option.text, grade, several=task.several)}{_feedback(option.feedback)}"
        for option, grade in weighed
    ]
    options = tuple(Option(option.text, grade, option.feedback) for option, grade in weighed)
    lost = [*_rounded(worths, grades)]
    if not task.shuffle or any(option.keeps_place for option in task.options):
        lost.append("the order of its choices is not kept: GIFT has no word for it")
    return Body(stem, _braced(answers), Choose(options, task.several), lost=tuple(lost))


def _single(worths: Sequence[float]) -> Sequence[float] | None:
    """The grades of answers of which one is given; ``None`` where none is right."""
    plain = 1.0 in worths and all(worth in (0.0, 1.0) for worth in worths)
    return worths if plain else single(worths)


def _rounded(worths: Sequence[float], grades: Sequence[float]) -> Iterator[str]:
    if any(abs(worth - grade) > 0.00002 for worth, grade in zip(worths, grades, strict=True)):
        yield "the weights of its answers were rounded to those that Moodle knows"


def _sign(text: str, grade: float, *, several: bool) -> str:
    """A choice with its sign and weight."""
    like_weight = text.startswith("%")
    if grade == 1 and not several:
        return f"={'[plain]' if like_weight else ''}{field(text)}"
    weight = f"%{percent(grade)}%" if grade or like_weight else ""
    return f"~{weight}{field(text)}"


def _typed(stem: str, task: Typed) -> Body | None:
    worths = [answer.worth for answer in task.answers]
    grades = _single(worths)
    if grades is None or not all(answer.text for answer in task.answers):
        return None
    weighed = list(zip(task.answers, grades, strict=True))
    said = tuple(
        Accepted(_without_arrow(answer.text), grade, _without_arrow(answer.feedback))
        for answer, grade in weighed
    )
    lost = [*_rounded(worths, grades)]
    if any("->" in answer.text or "->" in answer.feedback for answer in task.answers):
        lost.append("-> is written as →: Moodle would take it for a matching question")
    if task.strict:
        lost.append("capitals make no difference in Moodle: GIFT has no word for it")
    answers = [f"={_word(answer)}{_feedback(answer.feedback)}" for answer in said]
    return Body(stem, _braced(answers), Typed(said), lost=tuple(lost))


def _without_arrow(text: str) -> str:
    return text.replace("->", "→")


def _word(answer: Accepted) -> str:
    text = answer.text
    needs_weight = answer.worth != 1 or text.startswith("%") or _TRUTH.fullmatch(text)
    return f"%{percent(answer.worth)}%{field(text)}" if needs_weight else field(text)


def _numeric(stem: str, task: Numeric) -> Body | None:
    worths = [number.worth for number in task.answers]
    grades = _single(worths)
    if grades is None:
        return None
    said = tuple(
        replace(number, worth=grade) for number, grade in zip(task.answers, grades, strict=True)
    )
    answers = [f"={_number(number)}{_feedback(number.feedback)}" for number in said]
    lost = tuple(_rounded(worths, grades))
    return Body(stem, _braced(answers, "#"), Numeric(said), lost=lost)


def _number(number: Number) -> str:
    weight = f"%{percent(number.worth)}%" if number.worth != 1 else ""
    return f"{weight}{number_text(number.value)}:{number_text(number.tolerance)}"


def _match(stem: str, task: Match) -> Body | None:
    filled = all(pair.premise and pair.answer for pair in task.pairs) and all(task.extras)
    if not filled or len(task.pairs) < 2:
        return None
    answers = [f"={_premise(pair.premise)} -> {escape(pair.answer)}" for pair in task.pairs]
    answers += [f"= -> {escape(extra)}" for extra in task.extras]
    lost = () if task.shuffle else ("its pairs are shuffled: GIFT has no word against it",)
    exact = not any("->" in pair.premise for pair in task.pairs)
    return Body(stem, _braced(answers), replace(task, shuffle=True), exact=exact, lost=lost)


def _premise(text: str) -> str:
    """GIFT has no escape for the arrow, but HTML has."""
    return f"[html]{escape(as_html(text))}" if "->" in text else field(text)


def _order(stem: str, task: Order) -> Body | None:
    pairs = tuple(Pair(str(place), item) for place, item in enumerate(task.items, start=1))
    body = _match(stem, Match(pairs))
    return _makeshift(body, "its order is written as a matching question: GIFT has no form for it")


def _makeshift(body: Body | None, lost: str) -> Body | None:
    return replace(body, exact=False, lost=(lost, *body.lost)) if body is not None else None


def _missing_word(task: Cloze) -> Body | None:
    if len(task.texts) != 2 or not "".join(task.texts).strip():
        return None
    body = _own_form(task.texts[0], _task_of_gap(task.gaps[0]))
    return replace(body, behind=task.texts[1], exact=False) if body is not None else None


def _task_of_gap(gap: Gap) -> Task:
    if gap.options:
        return Choose(gap.options)
    return Numeric(gap.numbers) if gap.numbers else Typed(gap.answers, gap.strict)


def _numbered_gaps(task: Cloze) -> Body | None:
    """Moodle has gaps, GIFT has not: each has a number in the text, and its word is matched."""
    if len(task.texts) != len(task.gaps) + 1:
        return None
    marks = [f"({place})" for place in range(1, len(task.gaps) + 1)]
    text = task.texts[0] + "".join(
        f"{mark} {BLANK}{rest}" for mark, rest in zip(marks, task.texts[1:], strict=True)
    )
    keys = [gap_key(gap) for gap in task.gaps]
    wrong = dict.fromkeys(option.text for gap in task.gaps for option in gap.options)
    extras = tuple(word for word in wrong if word and word not in keys)
    pairs = tuple(Pair(mark, key) for mark, key in zip(marks, keys, strict=True))
    body = _match(text.strip(), Match(pairs, extras))
    return _makeshift(body, "its gaps are written as a matching question: GIFT has one gap at most")


def _when(stem: str, task: When) -> Body | None:
    date = task.date
    if _is_year(date):
        numbers = [Number(date.point.year)]
        if task.years_off:
            numbers.append(Number(date.point.year, task.years_off, task.worth_near))
        body = _numeric(stem, Numeric(tuple(numbers)))
        return _makeshift(body, "its year is written as a number: GIFT has no dates")
    forms = (format_date(date), *accepted_forms(date))
    body = _typed(stem, Typed(tuple(Accepted(form) for form in forms)))
    return _makeshift(body, "its date is written as a text to be typed: GIFT has no dates")


def _is_year(date: HistoricalDate) -> bool:
    plain = date.precision is Precision.YEAR and not date.is_range and date.qualifier is None
    return plain and date.point.year > 0
