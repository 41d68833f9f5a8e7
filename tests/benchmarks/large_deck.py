"""What a school may have after years: 100,000 questions in six decks, dated and placed, with the
documents that they came from; 1,000,000 answers of one learner, an exam, a quiz and proposals."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from quizapp.bootstrap import bootstrap
from quizapp.domain.calendar import DatePoint, HistoricalDate
from quizapp.domain.deck import Deck
from quizapp.domain.document import Document, OffsetRun, Passage, Span, TextKind
from quizapp.domain.question import AnswerKind, Citation, Question, State
from quizapp.paths import Paths, resource
from quizapp.services.application import Application
from quizapp.storage import OpenDeck
from tests.benchmarks.long_log import learn
from tests.benchmarks.quays import quay_questions

QUESTIONS, DECKS, DOCUMENTS, PASSAGES = 100_000, 6, 20, 300
DRAFTS, LEARNERS = 2_000, 60


def make_large(home: Path) -> str:
    """Fills the deck file of ``home`` and returns the id of its quiz."""
    app = bootstrap(Paths.under(home))
    assert isinstance(app.stores, OpenDeck)
    documents = [_document(number) for number in range(DOCUMENTS)]
    for document in documents:
        app.stores.documents.save_document(document)
    questions = list(_placed(_dated(_cited(quay_questions(QUESTIONS), documents))))
    for number in range(DECKS):
        app.stores.decks.save_deck(Deck(f"d{number}", f"Harbours, part {number + 1}"))
        app.stores.decks.save_questions(f"d{number}", questions[number::DECKS])
    app.stores.decks.save_questions("d0", _drafts(documents))
    learn(app.stores, date.today(), QUESTIONS)
    quiz = app.quizzes.create("Quays", [each.id for each in questions[:50]])
    app.learners.add_many([f"Learner {number}" for number in range(LEARNERS)])
    _plan_exam(app)
    app.close()
    return quiz.id


def _document(number: int) -> Document:
    lines = [
        f"Paragraph {number}-{line}. " + f"The quay number {line} of Lindholm was opened late. " * 8
        for line in range(PASSAGES)
    ]
    original = "\n\n".join(lines)
    passages, start = [], 0
    for line, text in enumerate(lines):
        runs = (OffsetRun(0, start, len(text)),)
        passages.append(Passage(line, text, TextKind.PROSE, runs, paragraph=line + 1))
        start += len(text) + 2
    fingerprint = hashlib.sha256(original.encode()).hexdigest()
    return Document(
        f"harbours-{number}.txt", f"Harbours {number}", "text", original, tuple(passages),
        fingerprint,
    )  # fmt: skip


def _cited(questions: Iterator[Question], documents: list[Document]) -> Iterator[Question]:
    for number, question in enumerate(questions):
        document = documents[number % DOCUMENTS]
        passage = document.passages[number // DOCUMENTS % PASSAGES]
        span = Span(passage.span.start, passage.span.start + 60)
        citation = Citation(
            document.name, document.title, document.fingerprint, passage.paragraph,
            span=span, quote=passage.text[:60],
        )  # fmt: skip
        yield replace(question, citation=citation)


def _dated(questions: Iterator[Question]) -> Iterator[Question]:
    chance = random.Random(7)
    for question in questions:
        year = round(chance.triangular(1500, 2000, 1917))
        point = DatePoint(year, chance.randint(1, 12), chance.randint(1, 28))
        yield replace(question, date=HistoricalDate(new_style=point))


def _placed(questions: Iterator[Question]) -> Iterator[Question]:
    """Every third asks for one of 4,000 towns instead."""
    table = resource("gazetteer", "cities.tsv").read_text(encoding="utf-8").split("\n")
    towns = [line.split("\t", 1)[0] for line in table[1:4001]]
    chance = random.Random(5)
    for number, question in enumerate(questions):
        if number % 3:
            yield question
            continue
        answer, *others = chance.sample(towns, 4)
        stem = f"Where did the congress number {number} of the league of harbours meet?"
        yield replace(question, kind=AnswerKind.PLACE, stem=stem, answer=answer,
                      distractors=tuple(others), date=None)  # fmt: skip


def _drafts(documents: list[Document]) -> Iterator[Question]:
    for number, question in enumerate(_cited(quay_questions(DRAFTS), documents)):
        stem = f"In what year was pier number {number} of the harbour of Granvik opened?"
        yield replace(question, id=f"draft-{number}", stem=stem, fact_id=f"draft-{number}",
                      state=State.DRAFT, confidence=0.9)  # fmt: skip


def _plan_exam(app: Application) -> None:
    draft = app.exam.draft()
    app.exam.save(replace(draft, name="Finals", wanted=replace(draft.wanted, deck_ids=("d1",))))
