"""Questions out of the tasks that other programs' files hold: keys, kinds, limits and reports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from quizapp.domain.calendar import HistoricalDate
from quizapp.domain.date_typed import parse_date
from quizapp.domain.question import AnswerKind, Citation, Origin, Question
from quizapp.domain.task import (
    Accepted,
    Choose,
    Cloze,
    Gap,
    Information,
    Option,
    Task,
    Typed,
    key_of,
    simplest,
)
from quizapp.domain.task_record import MOST_PARTS
from quizapp.exchange.answer_dates import may_be_date
from quizapp.exchange.format import (
    LONGEST_ID,
    LONGEST_QUESTION,
    LONGEST_STEM,
    LONGEST_TEXT,
    ROUND_A_TEXT,
    Problem,
    unfit_character,
)
from quizapp.exchange.task_records import check_task

BLANK = "_____"
"""Stands for a gap where a text with gaps is shown as one line."""

MOST_TAGS = 200
MOST_PROBLEMS = 20_000
LONGEST_TITLE = 60
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_DIGIT = re.compile(r"\d")
_BARE_NUMBER = re.compile(r"\d{1,3}|\d{5,}")


class Unfit(Exception):
    """Why a question cannot be taken."""


@dataclass
class Report:
    """What an import left out and what it changed; within a question each word once.

    ``tell`` gathers what is changed in the question being read; ``close`` makes one entry of it,
    ``forget`` drops it, since a question that is left out is not changed as well.
    """

    problems: list[Problem] = field(default_factory=list)
    changed: list[Problem] = field(default_factory=list)
    _told: dict[str, None] = field(default_factory=dict)
    _more: int = 0

    def tell(self, *reasons: str) -> None:
        self._told.update(dict.fromkeys(reasons))

    @property
    def has_told(self) -> bool:
        """Whether anything was told of the question that is being read."""
        return bool(self._told)

    def dropped(self, what: Iterable[str], where: str = "") -> None:
        """``what``: as ``markup.Plain.dropped`` says it."""
        self.tell(*(f"{each} was left out{where}" for each in what))

    def close(self, line: int | None, item: str) -> None:
        if self._told:
            self.changed.append(Problem(line, "; ".join(self._told), item))
        self.forget()

    def forget(self) -> None:
        self._told.clear()

    def skip(self, line: int | None, item: str, reason: str) -> None:
        self.forget()
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem(line, reason, item))
        else:
            self._more += 1

    def all_problems(self) -> tuple[Problem, ...]:
        """In the order of the lines; beyond a limit that no reader reaches they are counted."""
        found = tuple(sorted(self.problems, key=lambda problem: problem.line or 0))
        more = Problem(None, f"{self._more:,} more questions were left out like these")
        return (*found, more) if self._more else found


def question_of(
    task: Task, *, id: str, stem: str, origin: Origin = Origin.IMPORTED, **more: Any
) -> Question:
    """A question asked as ``task`` says; ``more``: other fields. ``Unfit`` says what is missing."""
    stem = stem.strip()
    if not stem:
        raise Unfit("it has no text")
    check_size(task)
    _check_numbers(task)
    key = key_of(task)
    if not key.answer.strip() or not _has_right_option(task):
        raise Unfit("none of its answers is right")
    kind, date = kind_of(task, key.answer)
    question = Question(
        id=id, kind=kind, stem=stem, answer=key.answer, accept=key.accept,
        distractors=key.distractors, date=date, origin=origin, task=simplest(task), **more,
    )  # fmt: skip
    check_lengths(question)
    return question


def _has_right_option(task: Task) -> bool:
    return not isinstance(task, Choose) or any(option.worth > 0 for option in task.options)


def kind_of(task: Task, answer: str) -> tuple[AnswerKind, HistoricalDate | None]:
    """A date where the answer plainly is one: "7 November 1917" and "1917", but not "12"."""
    if not isinstance(task, Choose | Typed) or _BARE_NUMBER.fullmatch(answer.strip()):
        return AnswerKind.OTHER, None
    if (isinstance(task, Choose) and task.several) or not _DIGIT.search(answer):
        return AnswerKind.OTHER, None
    date = parse_date(answer) if may_be_date(answer) else None
    return (AnswerKind.DATE, date) if date is not None else (AnswerKind.OTHER, None)


def check_size(task: Task) -> None:
    for name in ("options", "answers", "gaps", "items", "pairs"):
        parts = getattr(task, name, ())
        if isinstance(parts, tuple) and len(parts) > MOST_PARTS:
            raise Unfit(f"it has {len(parts):,} parts; at most {MOST_PARTS} are taken")


def _check_numbers(task: Task) -> None:
    try:
        check_task(task)
    except ValueError as wrong:
        raise Unfit(str(wrong)) from None


def check_lengths(question: Question) -> None:
    """``Unfit`` where it is too large, or holds what is no text. Every reader of questions holds to
    it, and so do our own formats, so that what was taken is read again. A text to read may be
    longer than one that asks.
    """
    if len(question.tags) > MOST_TAGS:
        raise Unfit(f"it has {len(question.tags)} tags; at most {MOST_TAGS} are taken")
    is_text = isinstance(question.task, Information)
    for name, text, longest in (
        ("id", question.id, LONGEST_ID),
        ("text", question.stem, LONGEST_TEXT if is_text else LONGEST_STEM),
        ("explanation", question.explanation, LONGEST_TEXT),
        ("hint", question.hint, LONGEST_TEXT),
        ("title", question.title, LONGEST_STEM),
        ("topic", question.topic, LONGEST_STEM),
        ("fact", question.fact_id, LONGEST_ID),
    ):
        _check_length(name, text, longest)
    for text in (question.answer, *question.accept, *question.distractors):
        _check_length("answer", text, LONGEST_STEM)
    for text in question.tags:
        _check_length("tag", text, LONGEST_STEM)
    if question.citation is not None:
        _check_citation(question.citation)
    texts = _texts_of(question)
    if sum(map(len, texts)) + ROUND_A_TEXT * len(texts) > LONGEST_QUESTION:
        raise Unfit(f"its {len(texts)} texts together are longer than those of any question")
    if unfit := unfit_character("\n".join(texts)):
        raise Unfit(f"it holds the character {unfit}, which is no text")


def _texts_of(question: Question) -> list[str]:
    """Every text in it, in its task and in its source."""
    texts = [
        question.id, question.stem, question.answer, *question.accept, *question.distractors,
        question.explanation, *question.tags, question.fact_id, question.title, question.topic,
        question.hint,
    ]  # fmt: skip
    parts: list[object] = [question.task, question.citation, question.picture]
    while parts:
        part = parts.pop()
        if isinstance(part, str):
            texts.append(part)
        elif isinstance(part, tuple):
            parts += part
        elif fields := getattr(part, "__slots__", ()):
            parts += [getattr(part, name) for name in fields]
    return texts


def _check_citation(citation: Citation) -> None:
    for name, text, longest in (
        ("source", citation.document, LONGEST_STEM),
        ("source's title", citation.title, LONGEST_STEM),
        ("source's heading", citation.heading, LONGEST_STEM),
        ("source's fingerprint", citation.fingerprint, LONGEST_ID),
        ("quote", citation.quote, LONGEST_TEXT),
    ):
        _check_length(name, text, longest)


def _check_length(name: str, text: str, longest: int) -> None:
    if len(text) > longest:
        raise Unfit(f"its {name} has {len(text):,} characters; at most {longest:,} are taken")


def cleaned(text: str) -> str:
    """Without control codes and half surrogates, which no deck may hold."""
    return _UNFIT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def is_surely_unique(id_: str) -> bool:
    """Whether a program made that id: "1" and "question-3" are other questions in other files."""
    return len(id_) >= 16 and sum(letter.isdigit() for letter in id_) >= 4


def item_name(title: str, stem: str = "") -> str:
    """What a report calls a question: its title, else its first words."""
    text = " ".join((title or stem).split())
    return text if len(text) <= 60 else f"{text[:59]}…"


def made_title(stem: str) -> str:
    """The name of a question that has none: its first words. Other programs want one for each."""
    words = " ".join(stem.split())
    if len(words) <= LONGEST_TITLE:
        return words
    return f"{words[: LONGEST_TITLE - 1].rpartition(' ')[0] or words[: LONGEST_TITLE - 1]}…"


def title_is_lost(question: Question) -> bool:
    """Whether its title cannot be told from one that was made."""
    one_line = " ".join(question.title.split())
    return question.title != one_line or one_line == made_title(question.stem)


def blanked(texts: Sequence[str]) -> str:
    """A text with gaps in one piece, as a stem for lists and searches."""
    return BLANK.join(texts).strip()


def cloze_of(texts: Sequence[str], gaps: Sequence[Gap]) -> Cloze:
    """``Unfit`` where there is no gap, or one without an answer."""
    if not gaps:
        raise Unfit("there is no gap in it")
    for number, gap in enumerate(gaps, start=1):
        worths = [part.worth for part in gap.answers] + [part.worth for part in gap.options]
        if not any(worth > 0 for worth in (*worths, *(part.worth for part in gap.numbers))):
            raise Unfit(f"gap {number} has no right answer")
    return Cloze(tuple(texts), tuple(gaps))


def one_of_each(options: Sequence[Option]) -> tuple[Option, ...]:
    """Without empty options, and of two alike the better."""
    best: dict[str, Option] = {}
    for option in options:
        if not option.text:
            continue
        known = best.get(option.text)
        if known is None or option.worth > known.worth:
            said = option.feedback or (known.feedback if known else "")
            best[option.text] = (
                option if said == option.feedback else replace(option, feedback=said)
            )
    return tuple(best.values())


def plain_task(question: Question) -> Task:
    """The task of a question that has none of its own: chosen where it has wrong options."""
    if question.task is not None:
        return question.task
    if question.distractors:
        wrong = (Option(text) for text in question.distractors)
        return Choose((Option(question.answer, 1.0), *wrong))
    return Typed(tuple(Accepted(text) for text in (question.answer, *question.accept)))
