"""Questions as GIFT that Moodle reads without an error, and the words for what it cannot say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from quizapp.domain.calendar import HistoricalDate
from quizapp.domain.question import AnswerKind, Question
from quizapp.domain.task import (
    Choose,
    Information,
    Match,
    Numeric,
    Task,
    TrueFalse,
    Typed,
    key_of,
    simplest,
)
from quizapp.exchange.answer_dates import kind_of_answer
from quizapp.exchange.building import item_name, plain_task
from quizapp.exchange.format import DeckFile, Problem
from quizapp.exchange.gift_comments import comments_of, deck_comment
from quizapp.exchange.gift_forms import PREFIX, Body, body_of, field
from quizapp.exchange.gift_signs import category_of, escape, topic_of, unescaped
from quizapp.exchange.gift_texts import TextFormat, plain_title, read_text, reads_as_it_stands

_UNSEEN = re.compile(r"//|0\Z")  # a comment; and what Moodle takes for an empty line
_TAG_LIKE = re.compile(r"<[a-zA-Z/!?]")
_BESIDE = ("hint", "fact_id", "difficulty", "state", "confidence", "citation")
"""Fields that GIFT has no place for; a comment holds them where they are set."""


class GiftWriter:
    """Writes a deck; ``left_out`` is known once ``pieces`` are read to their end."""

    def __init__(self, deck: DeckFile) -> None:
        self._deck = deck
        self._left_out: list[Problem] = []
        self._shared: Counter[str] = Counter()
        self._category = ""  # that Moodle will put the next question into

    def pieces(self) -> Iterator[str]:
        deck = self._deck
        yield f"{deck_comment(deck.name, deck.description, deck.sources)}\n"
        for question in deck.questions:
            if not question.stem.strip():
                self._leave_out(question, "it has no text")
                continue
            yield from self._category_for(deck.place_of(question))
            yield "\n" + self._written(question)

    def left_out(self) -> tuple[Problem, ...]:
        shared = (
            Problem(None, f"{matter} ({count} questions); only QuizApp reads it back")
            for matter, count in self._shared.items()
        )
        return (*self._left_out, *shared)

    def _leave_out(self, question: Question, reason: str) -> None:
        name = item_name(question.title, question.stem)
        self._left_out.append(Problem(None, reason, name))

    def _category_for(self, topic: str) -> Iterator[str]:
        """Behind others, questions without a topic go below the name of the deck: Moodle's top
        takes none."""
        wanted = category_of(topic)
        if wanted == category_of("") and self._category:
            wanted = category_of(self._deck.name.replace("/", "∕") or "QuizApp")
        if wanted not in (self._category, category_of("")):
            self._category = wanted
            yield f"\n$CATEGORY: {wanted}\n"

    def _written(self, question: Question) -> str:
        body = body_of(question)
        texts = _texts_of(question, body)
        mark = "[plain]" if _needs_plain(texts) or _UNSEEN.match(question.stem) else ""
        text = _laid_out(question, body, mark)
        names = [*_BESIDE, *self._unsaid(question, body)]
        said = replace(question, task=plain_task(question)) if "plain" in names else question
        self._name_the_lost(question, body)
        title = plain_title(question.title)
        head = f"::{escape(title)}::" if title else ""
        comments = comments_of(said, names, unescaped(text))
        return "\n".join((*comments, head + text, ""))

    def _unsaid(self, question: Question, body: Body) -> Iterator[str]:
        """The fields that a reader of the text alone would get wrong."""
        if plain_title(question.title) != question.title:
            yield "title"
        if topic_of(self._category) != question.topic:
            yield "topic"
        if question.explanation and isinstance(body.said, Information):
            yield "explanation"
        yield from _unsaid_of_task(question, body)

    def _name_the_lost(self, question: Question, body: Body) -> None:
        for reason in body.lost:
            self._leave_out(question, reason)
        if question.picture is not None:
            self._leave_out(question, "its picture is left out: GIFT has no place for pictures")
        if question.explanation and isinstance(body.said, Information):
            self._leave_out(question, "its explanation is in a comment: a text has none in GIFT")
        beside = bool(question.accept) and isinstance(body.said, Choose)
        for matter, is_set in (
            ("a hint", bool(question.hint)),
            ("a difficulty", question.difficulty is not None),
            ("a source", question.citation is not None),
            ("other accepted answers beside choices", beside),
        ):
            self._shared[f"GIFT has no place for {matter}"] += is_set
        self._shared += Counter()  # without those that no question has


def _unsaid_of_task(question: Question, body: Body) -> Iterator[str]:
    key = key_of(body.said)
    kind, date = _kind_said(question, body.said)
    if not body.exact or not _says(body.said, question):
        yield "task"
        if question.task is None:
            yield "plain"
        key = key_of(plain_task(question))
        kind, date = AnswerKind.OTHER, None
    if question.accept != key.accept:
        yield "accept"
    if (question.kind, question.date) != (kind, date):
        yield from ("kind", "date")
    if body.stem != question.stem:
        yield "stem"


def _says(said: Task, question: Question) -> bool:
    key = key_of(said)
    same_key = (key.answer, key.distractors) == (question.answer, question.distractors)
    return simplest(said) == question.task and same_key


def _kind_said(question: Question, said: Task) -> tuple[AnswerKind, HistoricalDate | None]:
    """The kind that a reader finds in the answer."""
    one_right = isinstance(said, Typed) or (isinstance(said, Choose) and not said.several)
    if one_right:
        return kind_of_answer(question.stem, question.answer)
    return AnswerKind.OTHER, None


def _laid_out(question: Question, body: Body, mark: str) -> str:
    feedback = f"####{field(question.explanation)}" if question.explanation else ""
    answers = body.answers
    if answers.endswith("\n}"):
        answers = f"{answers[:-1]}\t{feedback}\n}}" if feedback else answers
    elif answers:
        answers = f"{answers[:-1]}{feedback}}}"
    return f"{mark}{escape(body.before)}{answers}{escape(body.behind)}"


def _needs_plain(texts: Sequence[str]) -> bool:
    """Whether Moodle might read the texts otherwise, as HTML or without their double spaces."""
    return any(_needs_plain_alone(text) for text in texts)


def _needs_plain_alone(text: str) -> bool:
    if PREFIX.match(text):
        return True
    if reads_as_it_stands(text):
        return False
    if "&" in text or _TAG_LIKE.search(text):
        return True
    return read_text(text, TextFormat.MOODLE).text != text


def _texts_of(question: Question, body: Body) -> list[str]:
    texts = [body.stem, question.explanation]
    match body.said:
        case Choose() as task:
            texts += [text for option in task.options for text in (option.text, option.feedback)]
        case Typed() as task:
            texts += [text for answer in task.answers for text in (answer.text, answer.feedback)]
        case Numeric() as task:
            texts += [number.feedback for number in task.answers]
        case Match() as task:
            texts += [text for pair in task.pairs for text in (pair.premise, pair.answer)]
            texts += task.extras
        case TrueFalse() as task:
            texts += [task.when_right, task.when_wrong]
        case _:
            pass
    return texts
