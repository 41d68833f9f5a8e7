"""Tests of what belongs to a written task: its options, gaps, pairs, guidance, and its picture.

All of it is advice, with its reason. The rules are those of item writing (Haladyna, Downing and
Rodriguez, 2002, "A Review of Multiple-Choice Item-Writing Guidelines").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quizapp.domain.question import Question
from quizapp.domain.task import Choose, Cloze, Gap, Match, Numeric, OpenText, Option, Order, Typed
from quizapp.kinds.finding import Finding, Severity
from quizapp.kinds.text import fold

LONGER = 1.5  # times the longest wrong option: the right one is told by its length
MUCH = 12  # characters that it must be longer by, too
SHORTEST_CUE = 3  # letters of an answer that is looked for in the text of a cloze
_OF_THE_ABOVE = re.compile(
    r"\b(?:all|none|any|both|neither|some|each|most)(?: of)? (?:the |these )?"
    r"(?:above|below|others?|answers|options|choices|these|them)\b",
    re.IGNORECASE,
)


def task_findings(question: Question) -> Iterator[Finding]:
    """What there is to say of the task, or of the options of a plain question, and the picture."""
    match question.task:
        case None:
            yield from _plain(question)
        case Choose() as task:
            yield from _choice(task)
        case Typed() | Numeric() as task:
            if not any(each.worth > 0 for each in task.answers):
                yield _advice("none right", "No answer is right, so that nobody can get points.")
        case Cloze() as task:
            yield from _cloze(task)
        case Match() as task:
            yield from _match(task)
        case Order() as task:
            yield from _order(task)
        case OpenText() as task if not task.guidance.strip():
            yield _advice(
                "no guidance",
                "There is no guidance for marking: whoever marks needs to know what an answer must "
                "have, so that all are marked alike.",
            )
    if question.picture is not None and not question.picture.alt.strip():
        yield _advice(
            "picture without description",
            "The picture has no description: who cannot see it cannot answer.",
        )


def _advice(rule: str, message: str) -> Finding:
    return Finding(rule, message, Severity.ADVICE)


def _plain(question: Question) -> Iterator[Finding]:
    if not question.distractors:
        return
    for text in (question.answer, *question.distractors):
        if _OF_THE_ABOVE.search(text):
            yield _moves(text)


def _moves(text: str) -> Finding:
    return _advice(
        "of the above",
        f"“{text}” is shuffled among the other options, so that “above” says nothing: let it keep "
        "its place at the end.",
    )


# Options


def _choice(task: Choose) -> Iterator[Finding]:
    yield from _options(task.options, several=task.several)
    for option in task.options:
        if not _OF_THE_ABOVE.search(option.text):
            continue
        if task.shuffle and not option.keeps_place:
            yield _moves(option.text)
        elif option.worth > 0:
            yield _advice(
                "of the above is right",
                f"“{option.text}” is right: who knows two of the options, or that one is wrong, "
                "knows it without the others.",
            )
    yield from _told_by_looks(task)


def _options(options: Sequence[Option], *, several: bool, where: str = "") -> Iterator[Finding]:
    """``where``: " in gap 2"."""
    right = [option for option in options if option.worth > 0]
    if not right:
        yield _advice("none right", f"No option{where} is right, so that nobody can get points.")
    full = [option.text for option in options if option.worth >= 1]
    if len(full) > 1 and not several:
        texts = " and ".join(f"“{text}”" for text in full[:2])
        yield _advice(
            "two right options",
            f"Two options{where} are wholly right, {texts}, but only one can be chosen: who knows "
            "both cannot tell which is meant.",
        )
    if several and options and len(right) == len(options):
        yield _advice(
            "all right", "All options are right: ticking everything earns all, without knowing any."
        )
    for text in _repeated([option.text for option in options]):
        yield _advice(
            "doubled options", f"“{text}” stands twice among the options{where}: one is enough."
        )


def _told_by_looks(task: Choose) -> Iterator[Finding]:
    """The right options, by length or by what only they have."""
    right = [option.text for option in task.options if option.worth > 0]
    wrong = [option.text for option in task.options if option.worth <= 0]
    if not right or len(wrong) < 2:
        return
    longest = max(map(len, wrong))
    if min(map(len, right)) > max(LONGER * longest, longest + MUCH):
        yield _advice(
            "answer sticks out",
            "What is right is much longer than what is wrong, which is how it is guessed. Say it "
            "in fewer words, or say more in the others.",
        )
    for what, sign in (("a number", r"\d"), ("a bracket", r"[(\[]"), ("a quotation", '[“"«]')):
        have = [bool(re.search(sign, text)) for text in (*right, *wrong)]
        if all(have[: len(right)]) and not any(have[len(right) :]):
            yield _advice(
                "answer sticks out",
                f"Only what is right has {what}: the more detailed option is taken for the right "
                "one. Give the others some, too.",
            )
            return


def _repeated(texts: Sequence[str]) -> list[str]:
    seen: set[str] = set()
    twice: list[str] = []
    for text in texts:
        key = fold(text) or text.strip()
        if key in seen and text not in twice:
            twice.append(text)
        seen.add(key)
    return twice


# The other tasks


def _cloze(task: Cloze) -> Iterator[Finding]:
    text = f" {fold(' '.join(task.texts))} "
    for number, gap in enumerate(task.gaps, 1):
        for answer in _right_texts(gap):
            key = fold(answer)
            if len(key) >= SHORTEST_CUE and f" {key} " in text:
                yield _advice(
                    "answer in text",
                    f"“{answer}”, the answer of gap {number}, stands in the text: it can be copied "
                    "from there.",
                )
                break
        if gap.options:
            yield from _options(gap.options, several=False, where=f" in gap {number}")


def _right_texts(gap: Gap) -> list[str]:
    typed = [answer.text for answer in gap.answers if answer.worth > 0]
    return typed + [option.text for option in gap.options if option.worth > 0]


def _match(task: Match) -> Iterator[Finding]:
    if len(task.answers()) == len(task.pairs):
        yield _advice(
            "elimination",
            "There are as many answers as lines: the last one is found by elimination. Add an "
            "answer that fits nowhere, or let two lines have the same.",
        )
    for text in _repeated([pair.premise for pair in task.pairs]):
        yield _advice("doubled lines", f"“{text}” stands twice at the left: which one is meant?")


def _order(task: Order) -> Iterator[Finding]:
    if len(task.items) == 2:
        yield _advice("two items", "Two items are put in order by luck every other time: add one.")
    for text in _repeated(task.items):
        yield _advice("doubled lines", f"“{text}” stands twice: it has two right places.")
