"""An invented learner for the pictures of the tour: four months of study, some of it forgotten."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta

from quizapp.domain.progress import Dated, DayCount
from quizapp.domain.question import Question
from quizapp.domain.review import Rating
from quizapp.progress.calibration import Bin, Calibration
from quizapp.progress.confusions import Confusion
from quizapp.progress.growth import Known
from quizapp.progress.mastery import Mastery
from quizapp.progress.weakness import Pattern, Sort, Trait
from quizapp.services.known_groups import STUDIED, Group, Grouping, Scope
from quizapp.services.show_progress import (
    Contrast,
    Course,
    HardQuestion,
    Picture,
    Weakest,
    WeakQuestion,
)

_DAYS = 120
_FIRM_AFTER = 24  # days
_YEARS = Confusion("1921", "1922", 4, ())


def invented_picture(today: date, questions: list[Question]) -> Picture:
    """``questions``: some to stand among the hardest; they are not changed."""
    decks = (
        ("Russia 1917–1940: the essentials", Mastery(60, 41, 15, 53.4)),
        ("The February Revolution and dual power", Mastery(49, 22, 20, 38.1)),
        ("October 1917", Mastery(56, 12, 25, 33.7)),
        ("Civil War and Soviet republics", Mastery(105, 4, 31, 30.2)),
    )
    kinds = (
        ("date", Mastery(150, 30, 60, 80.0)), ("leader", Mastery(70, 29, 18, 45.5)),
        ("place", Mastery(50, 20, 13, 29.9)),
    )  # fmt: skip
    decades = (("1900", Mastery(20, 12, 6, 17.0)), ("1910", Mastery(200, 60, 75, 121.3)),
               ("1920", Mastery(50, 7, 10, 17.1)))  # fmt: skip
    return Picture(
        today=today,
        target=0.9,
        days=tuple(_invented_days(today)),
        whole=Mastery(270, 79, 91, 155.4),
        coming=(23, 14, 17, 9, 12, 8, 11, 6, 9, 4, 7, 5, 8, 3, 6, 4, 2, 5, 3, 4, 2, 6, 1, 3, 2, 1,
                4, 2, 1, 3),
        scopes=(
            Scope(STUDIED, {
                Grouping.DECK: _groups(decks),
                Grouping.TOPIC: _groups(decks[:3]),
                Grouping.DOCUMENT: _groups(decks[1:3]),
                Grouping.KIND: _groups(kinds),
                Grouping.DECADE: _groups(decades),
            }),
            *(
                Scope(name, {by: _groups(((name, known),)) for by in (Grouping.DECK,)}, name)
                for name, known in decks
            ),
        ),
        hardest=tuple(
            HardQuestion(question, 5 - number, 0.61 + 0.07 * number)
            for number, question in enumerate(questions[:3])
        ),
        confusions=(
            Confusion("Kamenev", "Zinoviev", 5, ()),
            _YEARS,
            Confusion("Kornilov", "Krasnov", 2, ()),
        ),
        contrasts={
            _YEARS: Contrast(
                "When did the Kronstadt sailors rise?", "When was the Soviet Union founded?"
            )
        },
    )  # fmt: skip


def invented_weakest(questions: list[Question]) -> Weakest:
    """``questions``: some of them are weak, the first two for what they share."""
    weak = tuple(
        WeakQuestion(question.id, question.stem, question.answer, 3 - number, 4)
        for number, question in enumerate(questions[:3])
    )
    pattern = Pattern(Trait(Sort.DECADE, "1910"), tuple(w.question_id for w in weak[:2]), 3)
    return Weakest((pattern,), weak[2:], len(weak), 40, {pattern: weak[:2]})


def invented_course(today: date) -> Course:
    bins = (Bin(31, 0.66, 0.71), Bin(120, 0.77, 0.75), Bin(240, 0.83, 0.85), Bin(390, 0.88, 0.87),
            Bin(510, 0.93, 0.94), Bin(160, 0.97, 0.96))  # fmt: skip
    known = tuple(
        Known(today - timedelta(days=_DAYS - n), round(1.4 * n), max(0, round(n - _FIRM_AFTER)))
        for n in range(1, _DAYS + 1)
    )
    by_rating = {
        Rating.AGAIN: Bin(160, 0.81, 0.78), Rating.HARD: Bin(190, 0.86, 0.84),
        Rating.GOOD: Bin(1011, 0.90, 0.91), Rating.EASY: Bin(90, 0.93, 0.97),
    }  # fmt: skip
    return Course(Calibration(bins, Bin(1451, 0.883, 0.886)), known, by_rating)


def invented_standings(dated: Sequence[Dated]) -> list[Dated]:
    """The same questions, some of them new, some met, some firm; the earlier added the firmer."""
    chance = random.Random(7)
    found = []
    for number, each in enumerate(dated):
        stability = None
        if chance.random() < 1.1 - number / max(1, len(dated)):
            stability = chance.choice((4.0, 12.0, 30.0, 60.0))
        found.append(each._replace(stability=stability))
    return found


def _groups(rows: tuple[tuple[str, Mastery], ...]) -> tuple[Group, ...]:
    return tuple(Group(name, mastery) for name, mastery in rows)


def _invented_days(today: date) -> list[DayCount]:
    chance = random.Random(12)
    days = []
    for back in range(_DAYS, -1, -1):
        if chance.random() < 0.25:
            continue
        answers = chance.randint(4, 32)
        met_again = round(0.7 * answers)
        days.append(
            DayCount(
                today - timedelta(days=back), answers, round(0.86 * answers), answers * 11_000,
                met_again, round(0.88 * met_again),
            )
        )  # fmt: skip
    return days
