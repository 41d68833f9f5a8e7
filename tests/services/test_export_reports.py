"""Whatever way questions leave, each format says all that it has no place for."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from fake_stores import FakeClock

from quizapp.bootstrap import bootstrap
from quizapp.domain.calendar import DatePoint, HistoricalDate
from quizapp.domain.deck import Deck
from quizapp.domain.question import (
    AnswerKind,
    Citation,
    Difficulty,
    Picture,
    Question,
    QuestionFilter,
)
from quizapp.domain.quiz import Pick, Quiz, QuizRules, Section
from quizapp.domain.review import Form, Rating, Review, Verdict
from quizapp.domain.task import MapPlace, Order, key_of
from quizapp.exchange import FORMATS, DeckFile, PastReview
from quizapp.paths import Paths
from quizapp.services.application import Application
from quizapp.services.exchange_decks import ExportOutcome

PNG = b"\x89PNG\r\n\x1a\n" + b"pixels"
PICTURE = Picture(hashlib.sha256(PNG).hexdigest(), "image/png", "A map")
PLACE = MapPlace(55.75, 37.62, 50.0)
ORDER = Order(("the first", "the second", "the third"))
WHOLE = Question(
    "whole", AnswerKind.DATE, "When was it?", "7 November 1917", accept=("the same day",),
    distractors=("1905", "1922"), date=HistoricalDate(DatePoint(1917, 11, 7)),
    explanation="So it was.", hint="Autumn", tags=("war", "october"), topic="Russia/1917",
    difficulty=Difficulty.HARD, title="October", picture=PICTURE, fact_id="fact-1",
    confidence=0.5,
    citation=Citation("reds.txt", "Ten Days", page=3, quote="It was in November."),
)  # fmt: skip
QUESTIONS = (
    WHOLE,
    Question("plain", AnswerKind.OTHER, "Who led it?", "Lenin"),
    Question("place", AnswerKind.OTHER, "Where was it?", key_of(PLACE).answer, task=PLACE),
    Question("order", AnswerKind.OTHER, "In which order?", key_of(ORDER).answer, task=ORDER),
)
FORMATS_OUT = [known for known in FORMATS if known.key != "colpkg"]

Export = Callable[[Application, Path, str], ExportOutcome]


def as_deck(app: Application, path: Path, key: str) -> ExportOutcome:
    return app.exchange.export_deck("history", path, format_key=key, with_history=True)


def as_choice(app: Application, path: Path, key: str) -> ExportOutcome:
    found = app.questions.search(QuestionFilter(deck_ids=("history",)))
    chosen = sorted(found, key=lambda each: [q.id for q in QUESTIONS].index(each.id))
    return app.exchange.export_questions(
        "History", chosen, path, format_key=key, description="About it", with_history=True
    )


def as_quiz(app: Application, path: Path, key: str) -> ExportOutcome:
    return app.exchange.export_quiz("quiz", path, format_key=key, with_history=True)


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Application]:
    made = bootstrap(Paths.under(tmp_path / "home"), clock=FakeClock())
    made.stores.decks.save_deck(Deck("history", "History", "About it"))
    made.stores.decks.save_pictures({PICTURE.id: PNG})
    made.stores.decks.save_questions("history", QUESTIONS)
    items = tuple(Pick(question.id) for question in QUESTIONS)
    quiz = Quiz("quiz", "History", "About it", (Section(items=items),))
    made.stores.quizzes.save_quiz(quiz)
    made.stores.reviews.merge([answer(made)])
    yield made
    made.close()


def answer(app: Application) -> Review:
    at = FakeClock().moment - timedelta(days=3)
    return Review(
        "answer", app.learners.present.id, "whole", Form.FLIP, "", Verdict.RIGHT, Rating.GOOD,
        4_000, at, at.date(), "1",
    )  # fmt: skip


@pytest.mark.parametrize("export", [as_deck, as_choice, as_quiz])
@pytest.mark.parametrize("known", FORMATS_OUT, ids=lambda known: known.key)
def test_an_export_says_what_the_format_itself_says(
    app: Application, tmp_path: Path, known, export: Export
) -> None:
    at = FakeClock().moment - timedelta(days=3)
    history = (PastReview("whole", "answer", at, Rating.GOOD, 4_000, Form.FLIP),)
    stored = tuple(app.questions.question(question.id) for question in QUESTIONS)
    deck = DeckFile(
        "History", "About it", questions=stored, pictures={PICTURE.id: PNG}, history=history
    )
    wanted = known.dump(deck)
    file = tmp_path / f"out{known.endings[0]}"
    outcome = export(app, file, known.key)
    assert {(entry.item, entry.reason) for entry in outcome.left_out} == {
        (problem.item, problem.reason) for problem in wanted.left_out
    }
    assert outcome.questions == len(QUESTIONS)
    assert known.load(file.read_bytes(), name="x").questions


HELD: dict[str, Callable[[DeckFile], object]] = {
    "picture": lambda deck: deck.pictures,
    "history": lambda deck: deck.history,
    "description": lambda deck: deck.description,
    "citation": lambda deck: deck.questions[0].citation,
    "tags": lambda deck: deck.questions[0].tags,
    "topic": lambda deck: deck.questions[0].topic,
    "difficulty": lambda deck: deck.questions[0].difficulty,
    "hint": lambda deck: deck.questions[0].hint,
    "explanation": lambda deck: deck.questions[0].explanation,
    "title": lambda deck: deck.questions[0].title,
    "date": lambda deck: deck.questions[0].date,
    "other right answers": lambda deck: deck.questions[0].accept,
    "wrong options": lambda deck: deck.questions[0].distractors,
}
SAID = {
    "citation": ("source",), "history": ("past answers", "history"),
    "picture": ("picture",), "difficulty": ("difficult",), "description": ("description",),
    "other right answers": ("other right answers", "accepted", "also right", "right answer"),
}  # fmt: skip


@pytest.mark.parametrize("matter", HELD)
@pytest.mark.parametrize("known", FORMATS_OUT, ids=lambda known: known.key)
def test_what_does_not_come_back_was_said(
    app: Application, tmp_path: Path, known, matter: str
) -> None:
    file = tmp_path / f"out{known.endings[0]}"
    outcome = as_deck(app, file, known.key)
    back = known.load(file.read_bytes(), name="x")
    first = sorted(back.questions, key=lambda each: each.stem != WHOLE.stem)
    back = replace(back, questions=tuple(first))
    words = SAID.get(matter, (matter,))
    said = any(word in f"{e.item} {e.reason}" for e in outcome.left_out for word in words)
    assert HELD[matter](back) or said, [str(each) for each in outcome.left_out]


def test_a_quiz_says_that_its_points_sections_and_rules_stay_behind(
    app: Application, tmp_path: Path
) -> None:
    sections = (Section("One", items=(Pick("plain", 2.0),)), Section(items=(Pick("order"),)))
    app.stores.quizzes.save_quiz(
        Quiz("other", "Monday", sections=sections, rules=replace(QuizRules(), minutes=20.0))
    )
    outcome = app.exchange.export_quiz("other", tmp_path / "out.jsonl")
    assert [entry.reason for entry in outcome.left_out] == [
        "there is no place for the points that the quiz gives for its questions",
        "there is no place for the sections of the quiz and what stands above them",
        "there is no place for the rules of the quiz, as time limits and attempts",
    ]


def test_a_lost_picture_is_told_for_each_question_that_showed_it(
    app: Application, tmp_path: Path
) -> None:
    app.stores.decks.save_questions("history", [replace(QUESTIONS[1], picture=PICTURE)])
    with app.stores._database.transaction() as connection:
        connection.exec_driver_sql("DELETE FROM picture")
    for export in (as_deck, as_choice, as_quiz):
        outcome = export(app, tmp_path / "out.xml", "moodle-xml")
        told = [e.item for e in outcome.left_out if "no longer in the deck file" in e.reason]
        assert told == ["October", "Who led it?"]
