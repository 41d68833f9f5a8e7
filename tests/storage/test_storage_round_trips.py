"""Whatever the domain can say comes back from the deck file as it was."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC

import pytest
from any_task import any_task
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.domain.calendar import DatePoint, HistoricalDate, Qualifier, Season
from quizapp.domain.deck import Deck
from quizapp.domain.document import Document, OffsetRun, Passage, ReadingNote, Span, TextKind
from quizapp.domain.identity import new_id
from quizapp.domain.question import (
    AnswerKind,
    Citation,
    Difficulty,
    Origin,
    Picture,
    Question,
    QuestionFilter,
    State,
)
from quizapp.domain.review import Form, MemoryState, Rating, Review, Verdict
from quizapp.domain.task import key_of
from quizapp.storage import rows

NUMBERS = st.integers(0, 2**31 - 1)
ANY_TEXT = st.text(st.characters(codec=None), max_size=60)  # NUL and half surrogates too
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)
TEXTS = st.lists(TEXT, max_size=4).map(tuple)
SPANS = st.builds(Span, NUMBERS, NUMBERS)
POINTS = st.one_of(
    st.builds(DatePoint, st.integers(-9_999, 9_999)),
    st.builds(DatePoint, st.integers(-9_999, 9_999), st.integers(1, 12)),
    st.builds(DatePoint, st.integers(-9_999, 9_999), st.integers(1, 12), st.integers(1, 31)),
    st.builds(DatePoint, st.integers(0, 2_100), season=st.sampled_from(Season)),
)
DATES = st.builds(
    HistoricalDate,
    new_style=POINTS,
    old_style=st.none() | POINTS,
    end_new_style=st.none() | POINTS,
    qualifier=st.none() | st.sampled_from(Qualifier),
    derived=st.booleans(),
)
CITATIONS = st.builds(
    Citation,
    document=TEXT,
    title=TEXT,
    fingerprint=TEXT,
    paragraph=st.none() | NUMBERS,
    page=st.none() | NUMBERS,
    heading=TEXT,
    span=st.none() | SPANS,
    quote=TEXT,
)
QUESTIONS = st.builds(
    Question,
    id=st.builds(new_id),
    kind=st.sampled_from(AnswerKind),
    stem=TEXT,
    answer=TEXT,
    accept=TEXTS,
    distractors=TEXTS,
    date=st.none() | DATES,
    explanation=TEXT,
    tags=TEXTS,
    citation=st.none() | CITATIONS,
    origin=st.sampled_from(Origin),
    state=st.sampled_from(State),
    confidence=st.floats(0, 1),
    fact_id=TEXT,
)
TASKED = st.builds(
    lambda question, task: replace(
        question,
        task=task,
        answer=key_of(task).answer,
        accept=key_of(task).accept,
        distractors=key_of(task).distractors,
    ),
    st.builds(
        Question,
        id=st.builds(new_id),
        kind=st.just(AnswerKind.OTHER),
        stem=TEXT,
        answer=TEXT,
        tags=TEXTS,
        title=TEXT,
        topic=TEXT,
        difficulty=st.none() | st.sampled_from(Difficulty),
        hint=TEXT,
        picture=st.none() | st.builds(Picture, TEXT, st.just("image/png"), TEXT),
    ),
    any_task(TEXT, TEXT, DATES),
)
PASSAGES = st.builds(
    Passage,
    number=NUMBERS,
    text=TEXT,
    kind=st.sampled_from(TextKind),
    runs=st.lists(st.builds(OffsetRun, NUMBERS, NUMBERS, NUMBERS), max_size=5).map(tuple),
    heading_path=TEXTS,
    paragraph=st.none() | NUMBERS,
    page=st.none() | NUMBERS,
    date_line=st.none() | TEXT,
    date_line_span=st.none() | SPANS,
)
DOCUMENTS = st.builds(
    Document,
    name=TEXT,
    title=TEXT,
    format=TEXT,
    original=ANY_TEXT,
    passages=st.lists(PASSAGES, max_size=6, unique_by=lambda part: part.number).map(
        lambda parts: tuple(sorted(parts, key=lambda part: part.number))
    ),
    fingerprint=st.binary(min_size=8, max_size=8).map(
        lambda data: hashlib.sha256(data).hexdigest()
    ),
    notes=st.lists(st.builds(ReadingNote, TEXT, st.none() | NUMBERS), max_size=3).map(tuple),
    path=st.none() | TEXT,
)
REVIEWS = st.builds(
    Review,
    id=st.builds(new_id),
    learner=TEXT,
    question_id=st.just("asked"),
    form=st.sampled_from(Form),
    given=TEXT,
    verdict=st.sampled_from(Verdict),
    rating=st.sampled_from(Rating),
    milliseconds=NUMBERS,
    at=st.datetimes(timezones=st.just(UTC)),
    study_day=st.dates(),
    app_version=TEXT,
)
MEMORIES = st.builds(
    MemoryState,
    question_id=st.just("asked"),
    stability=st.floats(0, allow_infinity=False),
    difficulty=st.floats(1, 10),
    last_day=st.dates(),
    due=st.dates(),
    reviews=NUMBERS,
    lapses=NUMBERS,
)

pytestmark = pytest.mark.filterwarnings("ignore::hypothesis.errors.NonInteractiveExampleWarning")


@pytest.fixture(scope="module")
def lasting(backend, tmp_path_factory):
    opened = backend.place(tmp_path_factory.mktemp("round_trips")).open()
    opened.decks.save_deck(Deck("history", "History"))
    opened.decks.save_questions("history", [Question("asked", AnswerKind.DATE, "When?", "1917")])
    yield opened
    opened.close()


@settings(deadline=None)
@given(question=QUESTIONS)
def test_questions(lasting, question):
    lasting.decks.save_questions("history", [question])
    assert lasting.decks.question(question.id) == question
    assert lasting.decks.save_questions("history", [question]).unchanged == 1


@settings(deadline=None)
@given(question=TASKED, words=TASKED)
def test_questions_with_tasks_and_their_former_words(lasting, question, words):
    lasting.decks.save_questions("history", [question])
    assert lasting.decks.question(question.id) == question
    assert lasting.decks.save_questions("history", [question]).unchanged == 1
    edited = replace(words, id=question.id)
    lasting.decks.update_question(edited)
    assert lasting.decks.question(question.id) == edited
    assert lasting.decks.version(question.id, 1) == question


@settings(deadline=None)
@given(document=DOCUMENTS)
def test_documents(lasting, document):
    lasting.documents.save_document(document)
    lasting.documents._recent.clear()
    assert lasting.documents.document(document.fingerprint) == document


@settings(deadline=None)
@given(review=REVIEWS, memory=MEMORIES)
def test_reviews_and_memories(lasting, review, memory):
    lasting.reviews.append(review, memory)
    assert review in lasting.reviews.reviews(review.learner, "asked")
    assert lasting.reviews.memory(review.learner, "asked") == memory


@settings(deadline=None)
@given(id_=ANY_TEXT, stem=ANY_TEXT, tags=st.lists(ANY_TEXT, max_size=2).map(tuple))
def test_text_that_no_database_keeps_is_cleaned_one_character_for_one(lasting, id_, stem, tags):
    question = Question(id_, AnswerKind.DATE, stem, "1917", tags=tags)
    lasting.decks.save_questions("history", [question])
    kept = lasting.decks.question(id_)
    assert kept.stem == rows.clean(stem)
    assert [len(tag) for tag in kept.tags] == [len(tag) for tag in tags]
    assert lasting.decks.save_questions("history", [question]).unchanged == 1


def test_cleaning_changes_nothing_else():
    assert (
        rows.clean("a\0b\ud800c\udfff é 獅子 🦁 \u200f") == "a\ufffdb\ufffdc\ufffd é 獅子 🦁 \u200f"
    )


def test_a_text_of_a_megabyte_is_kept_and_found(lasting):
    long = "lang " * 200_000 + "ende"
    question = Question("long", AnswerKind.DATE, long, long, explanation=long)
    lasting.decks.save_questions("history", [question])
    assert lasting.decks.question("long") == question
    assert [q.id for q in lasting.decks.questions(QuestionFilter(text="ende"))] == ["long"]


def test_a_confidence_that_is_no_number_is_refused_in_words(lasting):
    from quizapp.errors import StorageError

    question = Question("nan", AnswerKind.DATE, "When?", "1917", confidence=float("nan"))
    with pytest.raises(StorageError, match="When"):
        lasting.decks.save_questions("history", [question])
    with pytest.raises(StorageError):
        lasting.decks.update_question(replace(question, id="asked"))
