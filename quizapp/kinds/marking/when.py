"""Dates: judged as when studying; beside that a year that is near enough may earn a part."""

from __future__ import annotations

from dataclasses import replace

from quizapp.domain.calendar import HistoricalDate
from quizapp.domain.date_text import format_date, read_typed
from quizapp.domain.question import AnswerKind, Question
from quizapp.domain.quiz import QuizRules
from quizapp.domain.review import Verdict
from quizapp.domain.task import Response, When
from quizapp.kinds.marking.marked import HALF, Judged, Part, is_text

_WORTH = {Verdict.RIGHT: 1.0, Verdict.ALMOST: HALF}


class WhenMarker:
    task = When

    def fits(self, task: When, response: Response) -> bool:
        return is_text(response)

    def judge(self, question: Question, task: When, response: Response, rules: QuizRules) -> Judged:
        from quizapp.kinds.grading import grade

        given = str(response)
        found = grade(_asking(question, task), given)
        worth, verdict, note = _WORTH.get(found.verdict, 0.0), found.verdict, found.note
        near = max(0.0, min(1.0, task.worth_near)) if _is_near(given, task) else 0.0
        if worth < near:
            worth, verdict = near, Verdict.ALMOST
            note = note or f"Near: it was {format_date(task.date)}."
        part = Part("", given.strip(), format_date(task.date), worth, verdict)
        return Judged(worth, (part,), (), note, verdict)

    def blank(self, task: When) -> tuple[Part, ...]:
        return (Part("", "", format_date(task.date), 0.0, Verdict.WRONG),)

    def key(self, task: When) -> Response:
        return format_date(task.date)

    def said(self, task: When, response: Response) -> str:
        return str(response or "").strip()


def _asking(question: Question, task: When) -> Question:
    """With the date of the task; other forms count where they are forms of that very date."""
    same = question.date == task.date
    return replace(
        question,
        kind=AnswerKind.DATE,
        answer=format_date(task.date),
        accept=(question.answer, *question.accept) if same else (),
        date=task.date,
        task=None,
    )


def _is_near(given: str, task: When) -> bool:
    away = years_off(given, task.date)
    return away is not None and away <= task.years_off and task.years_off > 0


def years_off(given: str, date: HistoricalDate) -> int | None:
    """How many years what was typed lies beside the date, by its farther end; None where it could
    not be read. A year without its era is one before Christ where the date is."""
    from quizapp.kinds.grading.date_rewriting import names_era, short_year_filled
    from quizapp.kinds.grading.foreign_dates import in_english

    text = short_year_filled(" ".join(in_english(given).split()), date.point.year)
    if date.point.year <= 0 and not names_era(text):
        text = f"{text} BC"
    typed = [reading.date() for reading in read_typed(text)]
    found = [_years_between(one, date) for one in typed if one is not None]
    return min(found, default=None)


def _years_between(typed: HistoricalDate, date: HistoricalDate) -> int:
    first, last = sorted(end.point.year for end in date.ends())
    return max(max(first - end.point.year, end.point.year - last, 0) for end in typed.ends())
