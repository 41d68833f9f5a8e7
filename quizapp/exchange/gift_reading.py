"""Questions out of the blocks of a GIFT file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from quizapp.domain.identity import stable_id
from quizapp.domain.question import AnswerKind, Origin, Question
from quizapp.domain.task import (
    Choose,
    Gap,
    Information,
    Numeric,
    Option,
    Task,
    TrueFalse,
    Typed,
    key_of,
    simplest,
)
from quizapp.domain.task_record import MOST_PARTS, record_of
from quizapp.exchange.answer_dates import kind_of_answer
from quizapp.exchange.building import (
    BLANK,
    Report,
    Unfit,
    blanked,
    check_lengths,
    check_size,
    cloze_of,
    item_name,
)
from quizapp.exchange.format import LONGEST_ID, unfit_character
from quizapp.exchange.gift_answers import (
    cover_braces,
    has_answers,
    looks_like_answers,
    read_answers,
    unbraced_answers,
)
from quizapp.exchange.gift_blocks import Block
from quizapp.exchange.gift_comments import BOUND, Remarks, read_deck, read_remarks
from quizapp.exchange.gift_signs import Signs, topic_of
from quizapp.exchange.gift_texts import Texts, plain_title

LONGEST_BLOCK = 1_000_000
"""Characters; no question is longer, pictures inside it included."""

LONGEST_TOPIC = 1_000

MOST_BRACES = 4 * MOST_PARTS

FURTHER_BRACES = "further braces were read as text (Moodle reads the first pair only)"

_FEEDBACK = ("feedback", "when_right", "when_wrong", "guidance")
_BRACE = re.compile(r"[{}]")
_EMPTY = re.compile(r"\{\s*\}")
_COMMAND = re.compile(r"\$[A-Z]{3,}:")


@dataclass(frozen=True, slots=True)
class _Group:
    """Answers between braces: ``start`` is the place of the one, ``end`` behind the other."""

    start: int
    end: int
    inner: str


@dataclass(slots=True)
class _Said:
    """What the text of a question says."""

    title: str
    stem: str
    task: Task
    explanation: str = ""


class GiftReader:
    """Takes block by block; a question that cannot be taken is left out and the next goes on."""

    def __init__(self, signs: Signs, origin: Origin) -> None:
        self.questions: dict[str, Question] = {}
        self.lines: dict[str, int] = {}
        self.report = Report()
        self.deck: Mapping[str, Any] = {}
        self._signs = signs
        self._origin = origin
        self._topic = ""

    def take(self, block: Block) -> None:
        if not block.lines:
            self.deck = self.deck or read_deck(block.comments)
        elif (category := block.category) is not None:
            self._take_category(block.line, category)
        else:
            self._take_question(block)

    def _take_category(self, line: int, category: str) -> None:
        topic = topic_of(category[: 2 * LONGEST_TOPIC])
        if len(topic) > LONGEST_TOPIC or unfit_character(topic):
            self.report.skip(line, item_name("", topic[:100]), "this is no name of a category")
            topic = ""
        self._topic = topic

    def _take_question(self, block: Block) -> None:
        self.report.tell(*block.notes)
        text = "\n".join(block.lines).strip()
        try:
            question = self._question(block, text)
        except Unfit as unfit:
            self.report.skip(block.line, _item(self._signs.hide(text), self._signs), str(unfit))
            return
        self.questions[question.id] = question
        self.lines[question.id] = block.line
        self.report.close(block.line, item_name(question.title, question.stem))

    def _question(self, block: Block, text: str) -> Question:
        if len(text) > LONGEST_BLOCK:
            raise Unfit(f"it is {len(text):,} characters long, which no question is")
        remarks, damage = read_remarks(block.comments)
        if damage:
            self.report.tell(f"a comment of QuizApp above it could not be read ({damage})")
        hidden = self._signs.hide(text)
        title, body = _split_title(hidden)
        said = _said(title, body, Texts(self._signs, self.report))
        question = _made(said, self._origin, self._topic)
        if remarks.values:
            question = self._amended(question, remarks, body)
        question = replace(question, tags=remarks.tags, id=self._id(remarks, question))
        _check(question)
        return question

    def _amended(self, question: Question, remarks: Remarks, body: str) -> Question:
        """With what a comment of ours says; less of it where the text was edited since."""
        fits = remarks.fits(self._signs.show(body))
        if not fits and not remarks.values.keys().isdisjoint(BOUND):
            self.report.tell("its text was edited: what QuizApp had noted for it was left aside")
        return _amended(question, remarks.values, fits=fits)

    def _id(self, remarks: Remarks, question: Question) -> str:
        """The file's, where it is surely the only one of that name, else one of the contents."""
        given = remarks.id
        numbered = stable_id("gift", question.topic, given) if given else ""
        made = _made_id(question)
        wanted = [given] if remarks.is_sure and given and len(given) <= LONGEST_ID else []
        wanted += [numbered] if given else []
        for id_ in (*wanted, made):
            if id_ not in self.questions:
                return id_
            self.report.tell(f"its id {given[:40]!r} was used above, so it got another one")
        raise Unfit(f"the same question stands on line {self.lines[made]}")


def _item(hidden: str, signs: Signs) -> str:
    """What a report calls a block that is no question."""
    title, body = _split_title(hidden[:2_000])
    stem = body.partition("{")[0]
    shown = signs.show(title.strip() or stem or body)
    return item_name("".join(char if char.isprintable() else " " for char in shown))


def _split_title(text: str) -> tuple[str, str]:
    """The title between two double colons, and the text behind it."""
    if not text.startswith("::"):
        return "", text
    title, closing, body = text[2:].partition("::")
    return (title, body.strip()) if closing else ("", text[2:].strip())


def _said(title: str, body: str, texts: Texts) -> _Said:
    """What the text between title and end says. ``Unfit`` where it is no question."""
    name = plain_title(texts.signs.show(title))
    body = cover_braces(body, texts)
    groups = _groups(body, texts)
    bare = _bare_answers(body, groups)
    chosen = _answer_groups(groups, texts, bare)
    if not chosen:
        return _without_braces(name, body, bare, texts)
    if len(chosen) > 1 and (cloze := _cloze(name, body, chosen, texts)) is not None:
        return cloze
    group = chosen[0]
    before, behind = _without_empty(body[: group.start]), _without_empty(body[group.end :])
    blank = BLANK if behind.strip() else ""
    stem = texts.read_stem(f"{before}{blank}{behind}")
    task, explanation = read_answers(group.inner, texts)
    return _Said(name, stem, task, explanation)


def _without_empty(text: str) -> str:
    """Without braces that hold nothing, where others hold the answers."""
    return _EMPTY.sub("", text)


def _bare_answers(body: str, groups: Sequence[_Group]) -> str:
    """The answers at the end that stand in no braces; empty where there are none."""
    answers = unbraced_answers(body)
    start = len(body) - len(answers)
    return "" if any(group.start < start < group.end for group in groups) else answers


def _without_braces(name: str, body: str, answers: str, texts: Texts) -> _Said:
    """A text to read; or a question whose answers stand below it without braces."""
    if not answers:
        if body.startswith(("=", "~")):
            raise Unfit("these answers belong to no question: no { stands before them")
        if (command := _COMMAND.match(body)) is not None:
            raise Unfit(f"GIFT knows no {item_name(command.group())}")
        return _Said(name, texts.read_stem(body), Information())
    texts.report.tell("its answers were read though they stand in no braces (Moodle wants { and })")
    stem = texts.read_stem(body[: -len(answers)])
    task, explanation = read_answers(answers, texts)
    return _Said(name, stem, task, explanation)


def _groups(body: str, texts: Texts) -> list[_Group]:
    """What stands between braces; braces within braces belong to the text."""
    braces = list(_BRACE.finditer(body))
    if len(braces) > MOST_BRACES:
        raise Unfit(f"it has {len(braces):,} braces, which no question has")
    if _is_balanced(braces):
        return list(_paired(body, braces, nested=True))
    groups = list(_paired(body, braces, nested=False))
    if not groups:
        raise Unfit(_unpaired(braces[0].group()))
    texts.report.tell("a brace without its partner was read as text")
    return groups


def _is_balanced(braces: Sequence[re.Match[str]]) -> bool:
    depth = 0
    for brace in braces:
        depth += 1 if brace.group() == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def _paired(body: str, braces: Sequence[re.Match[str]], *, nested: bool) -> Iterator[_Group]:
    depth, start = 0, 0
    for brace in braces:
        place = brace.start()
        if brace.group() == "{":
            start = start if depth else place
            depth = depth + 1 if nested else 1
        elif depth:
            depth -= 1
            if not depth:
                yield _Group(start, place + 1, body[start + 1 : place])


def _unpaired(brace: str) -> str:
    if brace == "{":
        return "its { is never closed; put } behind the last answer (in a text write \\{)"
    return "there is a } without a {; put { before the answers (in a text write \\})"


def _answer_groups(groups: Sequence[_Group], texts: Texts, bare: str) -> list[_Group]:
    """The braces that hold answers: none, one pair, or several where the text has gaps.

    ``bare``: answers without braces, which count where no braces hold any.
    """
    if len(groups) == 1 and not bare:
        return list(groups)
    likely = [group for group in groups if looks_like_answers(group.inner)]
    chosen = [group for group in likely if group.inner.strip()] or likely[-1:]
    if not chosen and not bare:
        chosen = [group for group in groups if has_answers(group.inner)][-1:]
    if groups and not chosen:
        texts.report.tell("its braces hold no answers and were read as text")
    elif len(chosen) < len(groups):
        texts.report.tell(FURTHER_BRACES)
    return chosen


def _cloze(name: str, body: str, groups: Sequence[_Group], texts: Texts) -> _Said | None:
    """A text with gaps; ``None`` where one of the groups fills no gap."""
    starts = [0, *(group.end for group in groups)]
    ends = [*(group.start for group in groups), len(body)]
    pieces = (body[start:end] for start, end in zip(starts, ends, strict=True))
    parts = texts.read_stem(texts.signs.gap.join(pieces)).split(texts.signs.gap)
    read = [read_answers(group.inner, texts) for group in groups]
    gaps = [gap for gap in (_gap(task) for task, _ in read) if gap is not None]
    if not len(parts) - 1 == len(gaps) == len(groups):
        texts.report.tell(FURTHER_BRACES)
        return None
    texts.report.tell("its several answers became gaps in the text (Moodle reads the first only)")
    explanation = "\n".join(feedback for _, feedback in read if feedback)
    return _Said(name, blanked(parts), cloze_of(parts, gaps), explanation)


def _gap(task: Task) -> Gap | None:
    match task:
        case Choose():
            return Gap(options=task.options)
        case Typed():
            return Gap(answers=task.answers)
        case Numeric():
            return Gap(numbers=task.answers)
        case TrueFalse():
            right, wrong = ("True", "False") if task.is_true else ("False", "True")
            options = (Option(right, 1.0, task.when_right), Option(wrong, 0.0, task.when_wrong))
            return Gap(options=options if task.is_true else options[::-1])
        case _:
            return None


def _made(said: _Said, origin: Origin, topic: str) -> Question:
    """The question that a text says, as yet without an id."""
    if not said.stem:
        is_text = isinstance(said.task, Information)
        raise Unfit("it has no text" if is_text else "it has no text before its answers")
    key = key_of(said.task)
    kind, date = AnswerKind.OTHER, None
    if isinstance(said.task, Typed) or (isinstance(said.task, Choose) and not said.task.several):
        kind, date = kind_of_answer(said.stem, key.answer)
    return Question(
        id="",
        kind=kind,
        stem=said.stem,
        answer=key.answer,
        accept=key.accept,
        distractors=key.distractors,
        date=date,
        explanation=said.explanation,
        origin=origin,
        task=simplest(said.task),
        title=said.title,
        topic=topic,
    )


def _amended(question: Question, noted: Mapping[str, Any], *, fits: bool) -> Question:
    """``noted``: fields of the question; ``fits``: they were written for the text as it is."""
    values = {name: value for name, value in noted.items() if fits or name not in BOUND}
    task, plain = values.pop("task", None), values.pop("plain", False)
    if task is not None:
        key = key_of(task)
        values = {
            "task": simplest(task),
            "answer": key.answer,
            "accept": key.accept,
            "distractors": key.distractors,
            "kind": AnswerKind.OTHER,
            **values,
        }
    if plain:
        values["task"] = None
    if "kind" in values:
        values = {"date": None, **values}
    return replace(question, **values)


def _check(question: Question) -> None:
    """``Unfit`` where it is too large."""
    if question.task is not None:
        check_size(question.task)
    check_lengths(question)


def _made_id(question: Question) -> str:
    """Of what is asked and how it is answered: other feedback makes no other question."""
    task = json.dumps(_answers_of(record_of(question.task))) if question.task else ""
    wrong = question.distractors
    return stable_id("gift", task, question.stem, question.answer, *question.accept, "", *wrong)


def _answers_of(record: Any) -> Any:
    """The record of a task without feedback."""
    if isinstance(record, dict):
        kept = {name: value for name, value in record.items() if name not in _FEEDBACK}
        return {name: _answers_of(value) for name, value in kept.items()}
    return [_answers_of(each) for each in record] if isinstance(record, list) else record
