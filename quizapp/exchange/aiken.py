"""Aiken: choices with one right answer, in lines that anybody can type.

::

    When was the October Revolution?
    A) 1905
    B) 1917
    ANSWER: B

It is read by the rules of Moodle's importer, and a little more: where lines were wrapped, letters
are small or "Answer" is, what was meant is read and the report says so. Marks of HTML are text.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from quizapp.domain.identity import stable_id
from quizapp.domain.question import AnswerKind, Origin, Question
from quizapp.domain.task import Choose, Option, Task, TrueFalse, key_of, simplest
from quizapp.errors import ExchangeError
from quizapp.exchange.answer_dates import kind_of_answer
from quizapp.exchange.building import Report, Unfit, check_lengths, item_name, plain_task
from quizapp.exchange.decoding import decode
from quizapp.exchange.format import DeckFile, Problem, Written, unfit_character
from quizapp.exchange.no_place import left_out
from quizapp.exchange.reading import UNWATCHED, Reading

HEAD = 100_000
"""Bytes that tell what a file is."""

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

_CHOICE = re.compile(r"([A-Z](?=[).])|[a-z](?=\)|\.[ \t]))[).][ \t]*(.*)")
_STRICT_CHOICE = re.compile(r"[A-Z][).]")
_ANSWER = re.compile(r"ANSWERS?[ \t]*:(.*)", re.IGNORECASE)
_ANSWER_LINE = re.compile(r"^[ \t]*ANSWERS?[ \t]*:", re.MULTILINE | re.IGNORECASE)
_CHOICE_LINE = re.compile(r"^[ \t]*B[).]", re.MULTILINE | re.IGNORECASE)
_LETTERS = re.compile(
    r"([A-Z]{2,26}|[A-Za-z](?:[ \t]*(?:[,;/&+]|and|or)[ \t]*[A-Za-z])*)(?![^\W_])[).]?[ \t]*(.*)"
)
_INITIALS = re.compile(r"[A-Z]\.[A-Z]\b")
_SINGLE = re.compile(r"(?<![^\W_])[A-Za-z](?![^\W_])")


def looks_like_aiken(text: str) -> bool:
    return bool(_ANSWER_LINE.search(text) and _CHOICE_LINE.search(text))


@dataclass(slots=True)
class _Draft:
    """A question while its lines come in."""

    line: int
    stem: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    choices: list[list[str]] = field(default_factory=list)  # each with its lines
    apart: bool = False  # a blank line stood behind the last one


class Aiken:
    key = "aiken"
    name = "Aiken"
    endings = (".txt", ".aiken")

    def recognises(self, data: bytes) -> bool:
        try:
            text = decode(data[:HEAD]).text
        except ExchangeError:
            return False
        return looks_like_aiken(text)

    def load(
        self,
        data: bytes,
        *,
        name: str,
        origin: Origin = Origin.IMPORTED,
        reading: Reading = UNWATCHED,
    ) -> DeckFile:
        decoded = decode(data)
        if decoded.text.strip() and not _ANSWER_LINE.search(decoded.text):
            raise ExchangeError(
                "This is no Aiken file: no line says which answer is right, as ANSWER: B does."
            )
        reader = _Reader(origin)
        lines = decoded.text.split("\n")
        for number, line in enumerate(reading.over(lines, len(lines)), start=1):
            reader.take(number, line.strip())
        reader.end()
        note = (Problem(None, decoded.note, "the whole file"),) if decoded.note else ()
        return DeckFile(
            name,
            questions=tuple(reader.questions.values()),
            problems=reader.report.all_problems(),
            changed=(*note, *reader.report.changed),
            lines=reader.lines,
        )

    def dump(self, deck: DeckFile) -> Written:
        writer = _Writer()
        pieces = [writer.written(question).encode() for question in deck.questions]
        told = left_out(deck, ("description", "sources", "history"))
        return Written([piece for piece in pieces if piece], (*writer.left_out(), *told))


class _Reader:
    """Takes line by line; a question that cannot be taken is reported and the next goes on."""

    def __init__(self, origin: Origin) -> None:
        self.questions: dict[str, Question] = {}
        self.lines: dict[str, int] = {}
        self.report = Report()
        self._origin = origin
        self._draft: _Draft | None = None

    def take(self, number: int, text: str) -> None:
        answer = _ANSWER.fullmatch(text)
        if not text:
            if self._draft is not None:
                self._draft.apart = True
        elif answer is not None and self._is_answer(text):
            self._take_answer(number, text, answer.group(1).strip())
        elif (choice := _CHOICE.fullmatch(text)) and self._is_choice(text, choice.group(1)):
            self._take_choice(number, choice.group(1), choice.group(2).strip())
        else:
            self._take_text(number, text)

    def end(self) -> None:
        """To be called behind the last line."""
        if self._draft is not None:
            self._drop(self._draft, _unfinished(self._draft))

    def _is_answer(self, text: str) -> bool:
        """Small letters too, but then only behind choices: "Answer: yes" may be a question."""
        return text.startswith("ANSWER") or (self._draft is not None and bool(self._draft.choices))

    def _is_choice(self, text: str, label: str) -> bool:
        """Moodle knows capitals only; "a) ..." is one where it is the letter that comes next.

        "U.S. troops ..." is none, unless that is the letter.
        """
        draft = self._draft
        place = len(draft.choices) if draft is not None else 0
        expected = draft is not None and label.upper() == LETTERS[place : place + 1]
        if _STRICT_CHOICE.match(text):
            return expected or _INITIALS.match(text) is None
        return expected and draft is not None and not draft.apart

    def _take_text(self, number: int, text: str) -> None:
        draft = self._draft
        if draft is not None and draft.apart:
            self._drop(draft, _unfinished(draft))
            draft = None
        if draft is None:
            self._draft = _Draft(number, [text])
        elif draft.choices:
            self.report.tell("the lines of a choice were joined (Moodle wants them on one)")
            draft.choices[-1].append(text)
        else:
            self.report.tell("the lines of the question were joined (Moodle reads the last only)")
            draft.stem.append(text)

    def _take_choice(self, number: int, label: str, text: str) -> None:
        draft = self._draft
        if draft is None:
            self._skip(number, f"{label}) {text}", "this choice belongs to no question")
            return
        if not label.isupper():
            self.report.tell("small letters before the choices were read as capitals")
        draft.labels.append(label.upper())
        draft.choices.append([text])
        draft.apart = False

    def _take_answer(self, number: int, line: str, letters: str) -> None:
        draft, self._draft = self._draft, None
        if draft is None:
            self._skip(number, line, "this answer belongs to no question")
            return
        if not line.startswith("ANSWER:"):
            self.report.tell(f"{line[:20]!r} was read as the answer (Moodle wants ANSWER:)")
        stem = "\n".join(draft.stem)
        try:
            question = self._question(stem, _options(draft, letters, self.report))
        except Unfit as unfit:
            self._skip(draft.line, stem, str(unfit))
            return
        self.questions[question.id] = question
        self.lines[question.id] = draft.line
        self.report.close(draft.line, item_name("", stem))

    def _question(self, stem: str, options: Sequence[Option]) -> Question:
        several = sum(option.worth > 0 for option in options) > 1
        task = Choose(tuple(options), several=several)
        key = key_of(task)
        kind, date = (AnswerKind.OTHER, None) if several else kind_of_answer(stem, key.answer)
        question = Question(
            id=stable_id("aiken", stem, key.answer, *key.distractors),
            kind=kind,
            stem=stem,
            answer=key.answer,
            accept=key.accept,
            distractors=key.distractors,
            date=date,
            origin=self._origin,
            task=simplest(task),
        )
        check_lengths(question)
        if unfit := unfit_character("\n".join((stem, *(option.text for option in options)))):
            raise Unfit(f"it holds the character {unfit}, which is no text")
        if question.id in self.questions:
            raise Unfit(f"the same question stands on line {self.lines[question.id]}")
        return question

    def _drop(self, draft: _Draft, reason: str) -> None:
        self._draft = None
        self._skip(draft.line, " ".join(draft.stem[:20]), reason)

    def _skip(self, line: int, text: str, reason: str) -> None:
        self.report.skip(line, item_name("", text[:500]), reason)


def _unfinished(draft: _Draft) -> str:
    if draft.choices:
        return "it is not finished: no line ANSWER: follows its choices"
    return "no choices follow this text"


def _options(draft: _Draft, letters: str, report: Report) -> list[Option]:
    """The choices, with the share of the points that each is worth."""
    choices = [" ".join(lines).strip() for lines in draft.choices]
    if len(choices) < 2:
        raise Unfit("it needs at least two choices: A) ... and B) ...")
    if not all(choices):
        raise Unfit("one of its choices is empty")
    right = _right_places(draft.labels, letters, report)
    share = 1 / len(right)
    return [Option(text, share if place in right else 0.0) for place, text in enumerate(choices)]


def _right_places(labels: Sequence[str], letters: str, report: Report) -> set[int]:
    """Where the right choices stand, from 0. Moodle counts the lines and passes over the labels."""
    if len(set(labels)) < len(labels):
        raise Unfit("two of its choices have the same letter")
    if labels != list(LETTERS[: len(labels)]):
        report.tell("its choices are not lettered in order; ANSWER was read by the letters")
    named = _named(letters, report)
    missing = [letter for letter in named if letter not in labels]
    if missing:
        raise Unfit(f"its answer is {missing[0]}, and there is no such choice")
    if len(named) > 1:
        report.tell("several right answers were read (Moodle reads the first only)")
    return {labels.index(letter) for letter in named}


def _named(letters: str, report: Report) -> list[str]:
    """The letters that stand behind ANSWER:, as capitals."""
    found = _LETTERS.fullmatch(letters)
    if found is None:
        raise Unfit("its line ANSWER: names no letter")
    if found.group(2):
        report.tell("what follows the letter of the answer was left out")
    written = found.group(1)
    together = len(written) > 1 and written.isalpha()
    return [letter.upper() for letter in (written if together else _SINGLE.findall(written))]


class _Writer:
    """Writes the questions that Aiken has a form for; ``left_out`` names the others."""

    def __init__(self) -> None:
        self._left_out: list[Problem] = []
        self._shared: Counter[str] = Counter()

    def written(self, question: Question) -> str:
        """Four lines and more, or an empty text."""
        task = _choices_of(question)
        reason = _unwritable(question, task)
        if reason or task is None:
            self._say(question, f"it is left out: {reason}")
            return ""
        stem = " ".join(question.stem.split())
        if _is_misread(stem):
            self._say(question, "“Question:” was put before it: Aiken would read its first letters")
            stem = f"Question: {stem}"
        self._count_losses(question, task)
        choices = [" ".join(option.text.split()) for option in task.options]
        right = next(place for place, option in enumerate(task.options) if option.worth >= 1)
        lines = [f"{LETTERS[place]}) {text}" for place, text in enumerate(choices)]
        return "\n".join((stem, *lines, f"ANSWER: {LETTERS[right]}", "", ""))

    def left_out(self) -> tuple[Problem, ...]:
        shared = (
            Problem(None, f"{matter} ({count} questions)")
            for matter, count in self._shared.items()
            if count
        )
        return (*self._left_out, *shared)

    def _say(self, question: Question, reason: str) -> None:
        self._left_out.append(Problem(None, reason, item_name(question.title, question.stem)))

    def _count_losses(self, question: Question, task: Choose) -> None:
        texts = (question.stem, *(option.text for option in task.options))
        for matter, is_lost in (
            ("explanations", bool(question.explanation)),
            ("feedback on choices", _has_feedback(question)),
            ("other accepted answers", bool(question.accept)),
            ("shares of the points", any(0 < option.worth < 1 for option in task.options)),
            ("titles", bool(question.title)),
            ("topics", bool(question.topic)),
            ("tags", bool(question.tags)),
            ("hints", bool(question.hint)),
            ("difficulties", question.difficulty is not None),
            ("sources", question.citation is not None),
            ("pictures", question.picture is not None),
            ("line breaks", any("\n" in text for text in texts)),
        ):
            self._shared[f"Aiken has no place for {matter}"] += is_lost


def _choices_of(question: Question) -> Choose | None:
    """The question as choices, with the right one now here, now there; ``None`` if it has none."""
    task: Task = plain_task(question)
    if isinstance(task, TrueFalse):
        return Choose(
            (Option("True", float(task.is_true)), Option("False", float(not task.is_true)))
        )
    if not isinstance(task, Choose) or question.task is not None:
        return task if isinstance(task, Choose) else None
    right, *wrong = task.options
    place = random.Random(question.id).randrange(len(task.options))
    return Choose((*wrong[:place], right, *wrong[place:]))


def _unwritable(question: Question, task: Choose | None) -> str:
    """Why Aiken cannot say it; empty where it can."""
    if task is None:
        return "Aiken holds questions with choices only"
    if not question.stem.strip() or not all(option.text.strip() for option in task.options):
        return "one of its texts is empty"
    if task.several or sum(option.worth >= 1 for option in task.options) != 1:
        return "Aiken holds questions with one right choice only"
    if not 2 <= len(task.options) <= len(LETTERS):
        return f"it has {len(task.options)} choices, and Aiken holds 2 to {len(LETTERS)}"
    return ""


def _is_misread(stem: str) -> bool:
    """Whether Moodle or we would take the question for a choice, an answer or nothing."""
    return len(stem) < 2 or bool(_STRICT_CHOICE.match(stem)) or stem.startswith("ANSWER")


def _has_feedback(question: Question) -> bool:
    match question.task:
        case Choose() as task:
            return any(option.feedback for option in task.options)
        case TrueFalse() as task:
            return bool(task.when_right or task.when_wrong)
        case _:
            return False
