"""Texts of a few lines as documents, and the facts and questions made of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.documents import read_document
from quizapp.domain.document import Document
from quizapp.domain.fact import FactTable
from quizapp.domain.question import Question
from quizapp.facts.gazetteer import Gazetteer
from quizapp.facts.pipeline import FactFinder
from quizapp.kinds.writing import write_questions

Ask = Callable[[str], list[Question]]


@pytest.fixture(scope="session")
def finder() -> FactFinder:
    return FactFinder(Gazetteer())


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str], Document]:
    def make(text: str, name: str = "text.txt") -> Document:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return read_document(path)

    return make


@pytest.fixture
def find(read: Callable[[str], Document], finder: FactFinder) -> Callable[[str], FactTable]:
    return lambda text: finder.find([read(text)])


@pytest.fixture
def ask(find: Callable[[str], FactTable]) -> Ask:
    return lambda text: write_questions(find(text), everything=True)


@pytest.fixture
def answers(ask: Ask) -> Callable[[str], dict[str, str]]:
    """Stem to key."""
    return lambda text: {question.stem: question.answer for question in ask(text)}


@pytest.fixture
def deck(find: Callable[[str], FactTable]) -> Callable[[str], dict[str, str]]:
    """Stem to key, of the questions that are sure enough for a deck."""
    return lambda text: {q.stem: q.answer for q in write_questions(find(text))}
