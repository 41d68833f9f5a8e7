"""The questions made from the sample documents, as a reviewer reads them in a diff.

After a change that is meant to change them: ``pytest tests/golden --update-golden``, and read.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.documents import read_document
from quizapp.domain.question import Question
from quizapp.facts.pipeline import FactFinder
from quizapp.kinds.linter import Severity, lint
from quizapp.kinds.writing import write_questions

SAMPLES = Path(__file__).parents[2] / "resources" / "samples"
GOLDEN = Path(__file__).parent / "questions"
NAMES = ("american_civil_war.txt", "city_on_the_bosporus.txt", "decembrists.txt")


def make(name: str) -> list[Question]:
    return write_questions(FactFinder().find([read_document(SAMPLES / name)]), everything=True)


def shown(question: Question) -> str:
    options = "; ".join(question.distractors) or "-"
    return (
        f"{question.id} {question.kind} {question.confidence}\n"
        f"  {question.stem}\n  = {question.answer}\n  | {options}\n"
    )


@pytest.mark.parametrize("name", NAMES)
def test_the_samples_give_the_questions_on_record(name: str, update_golden: bool) -> None:
    questions = make(name)
    text = "\n".join(shown(question) for question in questions)
    path = GOLDEN / f"{Path(name).stem}.txt"
    if update_golden:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_no_question_of_the_samples_breaks_a_rule(name: str) -> None:
    for question in make(name):
        errors = [f for f in lint(question) if f.severity is Severity.ERROR]
        assert not errors, (question.stem, errors)


def test_one_text_in_two_formats_gives_mostly_the_same_questions() -> None:
    plain = {question.stem for question in make("decembrists.txt")}
    marked = {question.stem for question in make("decembrists.md")}
    assert len(plain & marked) >= 0.8 * max(len(plain), len(marked))
