"""Find and replace in the texts of questions: what would change, and what may not."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from quizapp.domain.date_typed import parse_date
from quizapp.domain.ports import Stores
from quizapp.domain.question import AnswerKind, Question
from quizapp.domain.revising import Revision
from quizapp.domain.task import (
    Accepted,
    Choose,
    Cloze,
    Gap,
    Match,
    Number,
    Numeric,
    OpenText,
    Option,
    Order,
    Pair,
    Task,
    TrueFalse,
    Typed,
    key_of,
    simplest,
)
from quizapp.errors import QuizError
from quizapp.services.edit_bank import EditBank
from quizapp.services.watching import UNWATCHED, Watch

MOST = 2_000  # places that are offered at once
_READ_AT_ONCE = 500  # questions
_LOOKED_AT = "Looking through the questions"


class Field(StrEnum):
    """Where to look. ``STEM``: the text between the gaps too. ``ANSWER``: all that is right.
    ``OPTIONS``: the wrong ones. ``EXPLANATION``: feedback and the marker's guidance too."""

    STEM = "stem"
    ANSWER = "answer"
    OPTIONS = "options"
    EXPLANATION = "explanation"


@dataclass(frozen=True, slots=True)
class Search:
    find: str
    by: str
    fields: frozenset[Field] = frozenset(Field)
    whole_words: bool = False
    match_case: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A field of a question with its texts before and after."""

    question_id: str
    field: Field
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A question that would no longer be one: it stays as it is."""

    question_id: str
    stem: str
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """``more``: there are further places than these."""

    places: tuple[Place, ...]
    refused: tuple[Refused, ...] = ()
    more: bool = False


class ReplaceText:
    def __init__(self, stores: Stores, bank: EditBank) -> None:
        self._decks = stores.decks
        self._bank = bank

    def find(self, search: Search, ids: Sequence[str], watch: Watch = UNWATCHED) -> Found:
        """What would change in these questions. ``QuizError`` where nothing is looked for."""
        if not search.find:
            raise QuizError("Say what to look for.")
        if not search.fields:
            raise QuizError("Choose where to look: question, answer, options or explanation.")
        places: list[Place] = []
        refused: list[Refused] = []
        for done in range(0, len(ids), _READ_AT_ONCE):
            watch.look(done / len(ids), _LOOKED_AT)
            for question in self._bank.questions(ids[done : done + _READ_AT_ONCE]):
                _look(question, search, places, refused)
            if len(places) > MOST:
                return Found(tuple(places[:MOST]), tuple(refused), more=True)
        return Found(tuple(places), tuple(refused))

    def apply(
        self, search: Search, places: Sequence[Place], watch: Watch = UNWATCHED
    ) -> tuple[int, int]:
        """Replaces in these places alone; one step of the bank. How many questions changed, and
        how many did not: they were changed since, or all together would make them none."""
        fields: dict[str, set[Field]] = {}
        for place in places:
            fields.setdefault(place.question_id, set()).add(place.field)
        revisions = []
        for question in self._bank.questions(list(fields)):
            only = replace(search, fields=frozenset(fields[question.id]))
            new = replaced(question, only)
            if new != question and not problem(question, new):
                revisions.append(Revision(new))
        changed = len(self._bank.apply(revisions, watch))
        return changed, len(fields) - changed


def replaced(question: Question, search: Search) -> Question:
    """The question with all that was found replaced; the same where nothing was."""
    texts = _Texts(search)
    changed = replace(
        question,
        stem=texts.stem(question.stem),
        explanation=texts.explanation(question.explanation),
        accept=tuple(map(texts.answer, question.accept)),
    )
    if question.task is None:
        answer = texts.answer(question.answer)
        is_date = question.kind is AnswerKind.DATE and answer != question.answer
        return replace(
            changed,
            answer=answer,
            date=parse_date(answer) if is_date else question.date,
            distractors=tuple(map(texts.option, question.distractors)),
        )
    task = texts.task(question.task)
    if task == question.task:
        return changed
    key = key_of(task)
    accept = key.accept if isinstance(task, Typed | Numeric) else changed.accept
    return replace(
        changed, task=simplest(task), answer=key.answer, accept=accept,
        distractors=key.distractors,
    )  # fmt: skip


def problem(before: Question, after: Question) -> str:
    """Why the changed question is none; "" where it is one."""
    if not after.stem.strip():
        return "The question would have no text left."
    if not after.answer.strip():
        return "It would have no answer left."
    if _same_options(after) and not _same_options(before):
        return "Two of its options would be the same."
    if before.date is not None and after.date is None:
        return "Its answer would be no date any more."
    return ""


def _same_options(question: Question) -> bool:
    texts = [question.answer, *question.distractors]
    if isinstance(question.task, Choose):
        texts = [option.text for option in question.task.options]
    if isinstance(question.task, Order):
        texts = list(question.task.items)
    folded = [" ".join(text.split()).casefold() for text in texts]
    return len(set(folded)) < len(folded) or "" in folded


def _look(question: Question, search: Search, places: list[Place], refused: list[Refused]) -> None:
    """Adds the places of a question to the one list or the other."""
    for field in Field:
        if field not in search.fields:
            continue
        new = replaced(question, replace(search, fields=frozenset({field})))
        if new == question:
            continue
        if reason := problem(question, new):
            refused.append(Refused(question.id, question.stem, reason))
        else:
            before, after = _shown(question, field), _shown(new, field)
            places.append(Place(question.id, field, before, after))


def _shown(question: Question, field: Field) -> str:
    """The texts of a field, one after the other, as they are compared by a person."""
    kept: list[str] = []
    texts = _Texts(Search("", ""), keep=lambda where, text: kept.append(text) if where is field
                   else None)  # fmt: skip
    texts.stem(question.stem)
    texts.explanation(question.explanation)
    if question.task is None:
        texts.answer(question.answer)
        for text in question.distractors:
            texts.option(text)
    else:
        texts.task(question.task)
    for text in question.accept:
        texts.answer(text)
    return "  |  ".join(dict.fromkeys(text for text in kept if text))


class _Texts:
    """Every text of a question on its way through the search, by the field it belongs to."""

    def __init__(
        self, search: Search, keep: Callable[[Field, str], object] = lambda where, text: None
    ) -> None:
        """``keep`` sees every text that passes."""
        pattern = re.escape(search.find)
        if search.whole_words:
            pattern = rf"(?<!\w){pattern}(?!\w)"
        self._pattern = re.compile(pattern, 0 if search.match_case else re.IGNORECASE)
        self._search = search
        self._keep = keep

    def stem(self, text: str) -> str:
        return self._in(Field.STEM, text)

    def answer(self, text: str) -> str:
        return self._in(Field.ANSWER, text)

    def option(self, text: str) -> str:
        return self._in(Field.OPTIONS, text)

    def explanation(self, text: str) -> str:
        return self._in(Field.EXPLANATION, text)

    def task(self, task: Task) -> Task:
        match task:
            case Choose():
                return replace(task, options=tuple(map(self._option, task.options)))
            case Typed():
                return replace(task, answers=tuple(map(self._accepted, task.answers)))
            case Numeric():
                return replace(task, answers=tuple(map(self._number, task.answers)))
            case Cloze():
                texts, gaps = map(self.stem, task.texts), map(self._gap, task.gaps)
                return Cloze(tuple(texts), tuple(gaps))
            case _:
                return self._other(task)

    def _other(self, task: Task) -> Task:
        changed = task
        if isinstance(task, TrueFalse):
            changed = replace(
                task, when_right=self.explanation(task.when_right),
                when_wrong=self.explanation(task.when_wrong),
            )  # fmt: skip
        if isinstance(task, Order):
            changed = Order(tuple(map(self.answer, task.items)))
        if isinstance(task, Match):
            pairs = (Pair(self.answer(p.premise), self.answer(p.answer)) for p in task.pairs)
            changed = replace(task, pairs=tuple(pairs), extras=tuple(map(self.option, task.extras)))
        if isinstance(task, OpenText):
            changed = replace(task, guidance=self.explanation(task.guidance))
        return changed

    def _option(self, option: Option) -> Option:
        text = self.answer(option.text) if option.worth > 0 else self.option(option.text)
        return replace(option, text=text, feedback=self.explanation(option.feedback))

    def _accepted(self, answer: Accepted) -> Accepted:
        return replace(
            answer, text=self.answer(answer.text), feedback=self.explanation(answer.feedback)
        )

    def _number(self, number: Number) -> Number:
        return replace(number, feedback=self.explanation(number.feedback))

    def _gap(self, gap: Gap) -> Gap:
        return replace(
            gap,
            answers=tuple(map(self._accepted, gap.answers)),
            options=tuple(map(self._option, gap.options)),
            numbers=tuple(map(self._number, gap.numbers)),
        )

    def _in(self, field: Field, text: str) -> str:
        self._keep(field, text)
        if field not in self._search.fields or not self._search.find:
            return text
        return self._pattern.sub(lambda _: self._search.by, text)
