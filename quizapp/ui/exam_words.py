"""What is said of exams: when they are, what they are about, and what is realistic."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from quizapp.domain.exam import Exam
from quizapp.services.plan_exam import FEWEST_MINUTES, MOST_MINUTES, Outlook
from quizapp.ui import day_words, words
from quizapp.ui.charts.way import WayDay
from quizapp.ui.words import in_percent, tr

_AS_GOOD_AS = 0.005  # half a percent short of the target is the target, as it is shown
_WEEK = 7


def facts(exam: Exam, today: date) -> str:
    """ "in 12 days  ·  Friday, 15 January  ·  90 % wanted"."""
    left = day_words.left(exam.days_left(today))
    wanted = tr("{} wanted").format(in_percent(exam.retention))
    return "  ·  ".join((left, day_words.with_weekday(exam.day, today), wanted))


def about(exam: Exam, questions: int, decks: Mapping[str, str]) -> str:
    """ "120 questions  ·  October 1917, Civil War  ·  1917 to 1921  ·  15 minutes a day"."""
    names = [words.one_line(decks[id_]) for id_ in exam.wanted.deck_ids if id_ in decks]
    several = len(names) > 3
    said = tr("{} decks").format(len(names)) if several else ", ".join(names)
    parts = [words.questions(questions), said, _years(exam)]
    parts.append(tr("{} minutes a day").format(exam.minutes))
    return "  ·  ".join(part for part in parts if part)


def _years(exam: Exam) -> str:
    first, last = exam.wanted.first_year, exam.wanted.last_year
    if first is not None and last is not None:
        return tr("{} to {}").format(_year(first), _year(last))
    if first is not None:
        return tr("from {}").format(_year(first))
    return "" if last is None else tr("until {}").format(_year(last))


def _year(year: int) -> str:
    return str(year) if year > 0 else tr("{} BC").format(-year)


def realistic(exam: Exam, outlook: Outlook, today: date) -> str:
    """ "At 15 minutes a day you will know about 71 % on 15 January; for 90 % it takes about 26
    minutes a day." """
    if not outlook.questions:
        return tr("No question in study belongs to these decks and years. Choose others.")
    if exam.days_left(today) <= 0:
        return tr("The exam is today. You would know about {}.").format(in_percent(outlook.now))
    fields = {
        "minutes": outlook.minutes, "known": in_percent(outlook.reached),
        "day": day_words.written(exam.day, today), "target": in_percent(exam.retention),
        "best": in_percent(outlook.best), "needed": max(FEWEST_MINUTES, outlook.needed or 0),
    }  # fmt: skip
    return _verdict(exam, outlook).format(**fields)


def _verdict(exam: Exam, outlook: Outlook) -> str:
    said = tr("At {minutes} minutes a day you will know about {known} on {day}")
    if reaches(exam, outlook):
        needed = max(FEWEST_MINUTES, outlook.needed or outlook.minutes)
        if needed < outlook.minutes:
            return said + tr("; for {target}, about {needed} minutes a day are enough.")
        return said + "."
    if outlook.needed is not None:
        return said + tr("; for {target} it takes about {needed} minutes a day.")
    if outlook.minutes >= MOST_MINUTES:
        return said + tr("; {target} can’t be reached by then.")
    return said + tr(
        "; {target} can’t be reached by then even with two hours a day: about {best} is realistic."
    )


def reaches(exam: Exam, outlook: Outlook) -> bool:
    return outlook.reached >= exam.retention - _AS_GOOD_AS


def looking_back(exam: Exam, known: float, today: date) -> str:
    return tr("On {day} you knew about {known}; {target} were wanted.").format(
        day=day_words.written(exam.day, today),
        known=in_percent(known),
        target=in_percent(exam.retention),
    )


def way(outlook: Outlook, today: date) -> list[WayDay]:
    """The days of an outlook for the chart."""
    days, last = [], len(outlook.course) - 1
    for number, ahead in enumerate(outlook.course):
        day = today + timedelta(days=number)
        said = tr("{day}: {known} known").format(
            day=f"{day:%a} {day_words.written(day, today)}", known=in_percent(ahead.known)
        )
        if number < last:
            work = tr("; then {minutes} min, {questions}, {new} of them new")
            said += work.format(
                minutes=round(ahead.minutes),
                questions=words.questions(round(ahead.asked)),
                new=round(ahead.new),
            )
        days.append(WayDay(ahead.known, ahead.minutes, _label(number, last, day), said))
    return days


def _label(number: int, last: int, day: date) -> str:
    if number == 0:
        return tr("today")
    short = day_words.short(day)
    if number == last:
        return tr("exam, {}").format(short)
    return short if number % _WEEK == 0 else ""
