"""The decks that come with QuizApp: every question right in form, and right by our own rules.

Each test runs over one deck and names the questions that break its rule.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.domain.calendar import (
    Calendar,
    DatePoint,
    HistoricalDate,
    Precision,
    day_exists,
    same_day,
)
from quizapp.domain.date_text import format_date, parse_date
from quizapp.domain.question import AnswerKind, Origin, Question, State
from quizapp.domain.review import Verdict
from quizapp.exchange import DeckFile, Readable
from quizapp.kinds.grading import grade
from quizapp.kinds.linter import lint

QUESTIONS = Path(__file__).parents[1] / "questions"
FIRST_NEW_STYLE_DAY = DatePoint(1918, 2, 14)
"""In Russia. A Russian day before it is given in both calendars."""


def _index() -> dict[str, Path]:
    """The listed decks: "folder/deck" and the file."""
    index = tomllib.loads((QUESTIONS / "index.toml").read_text(encoding="utf-8"))
    subjects = index["subject"]
    keys = [f"{subject['folder']}/{deck}" for subject in subjects for deck in subject["decks"]]
    return {key: QUESTIONS / f"{key}.md" for key in keys}


def _load(path: Path) -> DeckFile:
    return Readable().load(path.read_bytes(), name=path.stem, origin=Origin.SHIPPED)


PATHS = _index()
DECKS = {key: _load(path) for key, path in PATHS.items()}
ALL = [question for deck in DECKS.values() for question in deck.questions]
INTRODUCTION = "russian-revolution/introduction"
REVOLUTION = [key for key in DECKS if key.startswith("russian-revolution/")]
ON_REVOLUTION = [question for key in REVOLUTION for question in DECKS[key].questions]

every_deck = pytest.mark.parametrize("key", DECKS)
every_revolution_deck = pytest.mark.parametrize("key", REVOLUTION)


def _breaking(key: str, broken: Callable[[Question], object]) -> dict[str, object]:
    """The questions of a deck for which ``broken`` returns something, by id."""
    found = {question.id: broken(question) for question in DECKS[key].questions}
    return {name: what for name, what in found.items() if what}


@every_deck
def test_a_deck_parses_without_a_problem_and_has_a_name_and_a_description(key: str) -> None:
    deck = DECKS[key]
    assert deck.problems == ()
    assert deck.name and deck.description and deck.questions


@every_deck
def test_a_deck_is_written_as_the_export_writes_it(key: str) -> None:
    text = PATHS[key].read_text(encoding="utf-8")
    assert b"".join(Readable().dump(DECKS[key]).pieces).decode() == text


def test_every_deck_file_is_listed_in_the_index() -> None:
    files = {path for path in QUESTIONS.rglob("*.md") if path.name != "README.md"}
    assert files == set(PATHS.values())


def test_the_readme_names_every_deck() -> None:
    readme = " ".join((QUESTIONS.parent / "README.md").read_text(encoding="utf-8").split())
    assert [deck.name for deck in DECKS.values() if f"“{deck.name}”" not in readme] == []


def test_ids_and_wordings_are_used_once_over_all_decks() -> None:
    used = Counter(question.id for question in ALL)
    used += Counter(" ".join(_words(question.stem)) for question in ALL)
    assert [text for text, times in used.items() if times > 1] == []


def test_the_decks_on_the_revolution_hold_enough_questions() -> None:
    assert len(ON_REVOLUTION) >= 500


def test_the_introduction_comes_first_and_holds_sixty_questions() -> None:
    assert next(iter(DECKS)) == INTRODUCTION
    assert len(DECKS[INTRODUCTION].questions) == 60


@pytest.mark.parametrize("key", [INTRODUCTION, "all"])
def test_dates_are_about_half_and_leaders_and_places_about_a_quarter_each(key: str) -> None:
    questions = ON_REVOLUTION if key == "all" else DECKS[key].questions
    kinds = Counter(question.kind for question in questions)
    shares = {kind: kinds[kind] / len(questions) for kind in AnswerKind}
    assert 0.45 <= shares[AnswerKind.DATE] <= 0.55, shares
    assert 0.22 <= shares[AnswerKind.LEADER] <= 0.3, shares
    assert 0.22 <= shares[AnswerKind.PLACE] <= 0.3, shares


def test_the_introduction_follows_the_course_of_events() -> None:
    """Its questions are met in the order of the file."""
    years = [
        question.date.point.year for question in DECKS[INTRODUCTION].questions if question.date
    ]
    assert years == sorted(years)


@every_deck
def test_every_question_passes_the_linter(key: str) -> None:
    assert _breaking(key, lint) == {}


@every_deck
def test_the_answer_and_every_accepted_form_are_graded_right(key: str) -> None:
    def not_right(question: Question) -> list[str]:
        forms = (question.answer, *question.accept)
        return [form for form in forms if grade(question, form).verdict is not Verdict.RIGHT]

    assert _breaking(key, not_right) == {}


@every_deck
def test_every_distractor_is_graded_wrong(key: str) -> None:
    def not_wrong(question: Question) -> list[str]:
        options = question.distractors
        return [each for each in options if grade(question, each).verdict is not Verdict.WRONG]

    assert _breaking(key, not_wrong) == {}


@every_deck
def test_every_question_is_accepted_and_has_three_different_distractors(key: str) -> None:
    def short(question: Question) -> bool:
        different = {option.casefold() for option in question.distractors}
        return len(different) != 3 or question.state is not State.ACCEPTED

    assert _breaking(key, short) == {}


@every_revolution_deck
def test_every_question_cites_title_and_paragraph_but_holds_no_text_of_it(key: str) -> None:
    def uncited(question: Question) -> bool:
        citation = question.citation
        if citation is None:
            return True
        return bool(citation.quote) or not (citation.title and citation.paragraph)

    assert _breaking(key, uncited) == {}


@every_deck
def test_the_head_of_a_deck_names_the_documents_that_its_questions_cite(key: str) -> None:
    questions = DECKS[key].questions
    assert set(DECKS[key].sources) == {q.citation.title for q in questions if q.citation}


@every_revolution_deck
def test_every_question_has_tags_and_says_which_questions_are_on_the_same_event(key: str) -> None:
    assert _breaking(key, lambda question: not (question.tags and question.fact_id)) == {}


# ---------------------------------------------------------------------- dates


@every_revolution_deck
def test_a_date_answer_is_the_date_as_the_program_writes_it(key: str) -> None:
    def differs(question: Question) -> str:
        written = format_date(question.date) if question.date else question.answer
        return written if written != question.answer else ""

    assert _breaking(key, differs) == {}


@every_deck
def test_a_date_is_a_real_day_and_the_same_day_in_both_calendars(key: str) -> None:
    def unreal(question: Question) -> bool:
        date = question.date
        if date is None:
            return question.kind is AnswerKind.DATE
        pairs = ((date.old_style, date.new_style), (date.end_old_style, date.end_new_style))
        return not all(_agree(old, new) for old, new in pairs)

    assert _breaking(key, unreal) == {}


@every_revolution_deck
def test_a_russian_date_before_the_change_of_calendar_says_its_calendar(key: str) -> None:
    def unlabelled(question: Question) -> bool:
        date = question.date
        if date is None or date.precision not in (Precision.DAY, Precision.MONTH):
            return False
        if "china" in question.tags or not _before_the_change(date.point):
            return False
        labelled = all("Style" in text for text in (question.answer, *question.distractors))
        return date.old_style is None or not labelled

    assert _breaking(key, unlabelled) == {}


@every_deck
def test_the_distractors_of_a_date_have_its_precision_and_its_calendars(key: str) -> None:
    def different(question: Question) -> list[str]:
        date = question.date
        if date is None:
            return []
        return [
            option
            for option, other in zip(question.distractors, _options(question), strict=True)
            if other is None or _shape(other) != _shape(date)
        ]

    assert _breaking(key, different) == {}


@every_deck
def test_no_distractor_is_the_right_day_in_the_other_calendar(key: str) -> None:
    def crossed(question: Question) -> bool:
        if question.date is None or question.date.precision is not Precision.DAY:
            return False
        ours = _days(question.date)
        return any(ours & _days(other) for other in _options(question) if other)

    assert _breaking(key, crossed) == {}


@every_revolution_deck
def test_the_place_of_the_right_date_among_the_choices_gives_nothing_away(key: str) -> None:
    """A learner who always takes the earliest, or a middle date, must not be right too often."""
    dates = [question for question in DECKS[key].questions if question.date is not None]
    ranks = Counter(_rank(question) for question in dates)
    shares = [ranks[place] / len(dates) for place in range(4)]
    assert min(shares) >= 0.2 and max(shares) <= 0.32, ranks


# ---------------------------------------------------------------------- across questions


def test_what_is_right_in_one_question_is_not_wrong_in_another_with_the_same_wording() -> None:
    """Two questions that differ in nothing but their answers would contradict each other."""
    right: dict[tuple[str, ...], Question] = {}
    for question in ALL:
        content = tuple(sorted({word for word in _words(question.stem) if len(word) > 3}))
        other = right.setdefault(content, question)
        assert other.kind is not question.kind or other.answer == question.answer, question.stem


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _agree(old: DatePoint | None, new: DatePoint | None) -> bool:
    if old is not None and old.day and new is not None:
        return same_day(old, new)
    if new is not None and new.day:
        return day_exists(new.year, new.month or 0, new.day, Calendar.NEW_STYLE)
    return True


def _before_the_change(point: DatePoint) -> bool:
    change = FIRST_NEW_STYLE_DAY.sort_key
    return point.sort_key < change if point.day else point.sort_key[:2] < change[:2]


def _points(date: HistoricalDate) -> tuple[DatePoint | None, ...]:
    return (date.old_style, date.new_style, date.end_old_style, date.end_new_style)


def _days(date: HistoricalDate) -> set[str]:
    return {point.iso for point in _points(date) if point is not None}


def _shape(date: HistoricalDate) -> tuple[Precision, tuple[bool, ...]]:
    return date.precision, tuple(point is not None for point in _points(date))


def _options(question: Question) -> list[HistoricalDate | None]:
    """The distractors read as dates; an unlabelled one is of the question's only calendar."""
    new_style = question.date is None or question.date.new_style is not None
    assume = Calendar.NEW_STYLE if new_style else Calendar.OLD_STYLE
    return [parse_date(option, assume=assume) for option in question.distractors]


def _rank(question: Question) -> int:
    assert question.date is not None
    key = question.date.point.sort_key
    return sum(other.point.sort_key < key for other in _options(question) if other)
