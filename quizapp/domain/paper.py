"""Questions ready for paper: numbered, shuffled for one version, with the key to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from quizapp.domain.question import Citation, Question
from quizapp.domain.task import (
    Choose,
    Cloze,
    Information,
    MapPlace,
    Match,
    OpenText,
    Order,
    Task,
    TrueFalse,
    gap_key,
    in_gaps,
    in_order,
    key_of,
)

_OPENING = "([{“‘—–/"
_APOSTROPHES = "'`´ʼ"
_LONGEST_QUOTE = 60  # characters
LETTERS = "abcdefghijklmnopqrstuvwxyz"


class PaperLayout(StrEnum):
    ONE_COLUMN = "one_column"
    TWO_COLUMNS = "two_columns"
    LARGE_PRINT = "large_print"  # 18 points and more, one column


class PaperSize(StrEnum):
    A4 = "a4"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class PrintedItem:
    """``number``: from 1; 0 for a text to read. ``shuffled``: the order in which options, items or
    answers stand, as places in the task; empty: as they are. ``picture``: the bytes of it."""

    number: int
    question: Question
    task: Task
    points: float
    shuffled: tuple[int, ...] = ()
    picture: bytes | None = field(default=None, repr=False)

    def order(self, count: int) -> tuple[int, ...]:
        return in_order(count, self.shuffled)


@dataclass(frozen=True, slots=True)
class PrintedSection:
    title: str
    instructions: str
    items: tuple[PrintedItem, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One version of a quiz on paper. ``version``: "A", "B" ...; "" where there is only one."""

    title: str
    version: str
    sections: tuple[PrintedSection, ...]
    description: str = ""
    minutes: float | None = None

    @property
    def items(self) -> tuple[PrintedItem, ...]:
        return tuple(item for section in self.sections for item in section.items)

    @property
    def points(self) -> float:
        return sum(item.points for item in self.items if item.number)


@dataclass(frozen=True, slots=True)
class PrintedCard:
    """A card to cut out: the question in front, the answer at the back.

    ``note``: where the proof stands. ``more``: what explains the answer, below it.
    """

    front: str
    back: str
    note: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class ProgressRow:
    """What one learner did, for the sheet of the class. Shares are from 0 to 1."""

    name: str
    last_day: str  # as it is to be shown; "" for never
    answers: int  # in the last 30 days
    known: float  # share of the questions met that would be recalled today
    met: int  # questions
    retention: float | None  # share recalled at the first try in the last 30 days


def typeset(text: str) -> str:
    """One style of quotation marks and apostrophes: “ ” ‘ ’, whatever the source had. The signs
    of feet and inches behind a figure stay."""
    made: list[str] = []
    is_open = False
    for place, sign in enumerate(text):
        before = text[place - 1] if place else " "
        opens = before.isspace() or before in _OPENING
        if sign == '"' and (opens or is_open or not before.isdigit()):
            made.append("“" if opens else "”")
            is_open = opens
        elif sign in _APOSTROPHES:
            after = text[place + 1 : place + 2]
            quotes = opens and after.isalpha() and _closes(text, place)
            made.append("‘" if quotes else "’" if not before.isdigit() or after.isalpha() else sign)
        else:
            made.append(sign)
    return "".join(made)


def _closes(text: str, place: int) -> bool:
    """Whether an apostrophe in front of a word has a partner behind one: 'so', but not 'tis."""
    rest = text[place + 1 :]
    return any(
        sign in _APOSTROPHES and rest[at - 1 : at].isalnum() and not rest[at + 1 : at + 2].isalnum()
        for at, sign in enumerate(rest)
        if at
    )


def source_text(citation: Citation) -> str:
    """Where the proof stands, as somebody with the book in hand finds it: the title with the page,
    else the section, else the first words of the passage. Paragraphs are counted by nobody."""
    name = citation.title or citation.document
    if citation.page is not None:
        return f"{name}, page {citation.page}"
    section = citation.heading.rsplit(" › ", 1)[-1].strip()
    if section and section.casefold() != name.casefold():
        return f"{name}, “{section}”"
    quote = " ".join(citation.quote.split())
    if not quote:
        return name
    if len(quote) > _LONGEST_QUOTE:
        quote = quote[:_LONGEST_QUOTE].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"
    return f"{name}: “{quote}”"


def cloze_text(item: PrintedItem, task: Cloze, line: str) -> str:
    """With ``line`` for each gap, numbered, and what there is to choose from behind it."""
    parts = [task.texts[0]]
    gaps = zip(task.gaps, in_gaps(task, item.shuffled), task.texts[1:], strict=True)
    for number, (gap, order, text) in enumerate(gaps, start=1):
        options = " / ".join(gap.options[place].text for place in order)
        parts.append(f"({number}) {line}" + (f" [{options}]" if options else "") + text)
    return "".join(parts)


def letter(place: int) -> str:
    """ "a" for 0; "aa" for 26."""
    first, last = divmod(place, len(LETTERS))
    return (letter(first - 1) if first else "") + LETTERS[last]


def key_text(item: PrintedItem) -> str:
    """What the key says of an item, in the letters and numbers of its version."""
    task = item.task
    match task:
        case Choose():
            return _key_of_options(item, task)
        case TrueFalse():
            return "True" if task.is_true else "False"
        case Order():
            order = item.order(len(task.items))
            return ", ".join(f"{letter(n)}) {place + 1}" for n, place in enumerate(order))
        case Match():
            return _key_of_pairs(item, task)
        case Cloze():
            return "; ".join(f"({n}) {gap_key(gap)}" for n, gap in enumerate(task.gaps, start=1))
        case _:
            return _key_in_words(item, task)


def _key_in_words(item: PrintedItem, task: Task) -> str:
    if isinstance(task, MapPlace):
        words = item.question.answer or key_of(task).answer
        return f"{words} (within {task.radius:,.0f} km)"
    if isinstance(task, OpenText):
        return task.guidance or "Marked by hand"
    if isinstance(task, Information):
        return ""
    key = key_of(task)
    others = (*key.accept, *(text for text in item.question.accept if text not in key.accept))
    also = f" (also: {'; '.join(others)})" if others else ""
    return key.answer + also


def _key_of_options(item: PrintedItem, task: Choose) -> str:
    """ "b) 1552", "a) Kazan, d) Tver", with what each is worth where that differs."""
    right = [
        (letter(stands), task.options[place])
        for stands, place in enumerate(item.order(len(task.options)))
        if task.options[place].worth > 0
    ]
    best = max((option.worth for _, option in right), default=0.0)
    return ", ".join(
        f"{sign}) {option.text}" if option.worth == best else
        f"{sign}) {option.text} ({option.worth:.0%})"
        for sign, option in right
    )  # fmt: skip


def _key_of_pairs(item: PrintedItem, task: Match) -> str:
    answers = task.answers()
    stands = {answers[place]: n for n, place in enumerate(item.order(len(answers)))}
    return ", ".join(
        f"{n}{letter(stands[pair.answer])}" for n, pair in enumerate(task.pairs, start=1)
    )


def card_front(question: Question) -> str:
    """The question with all that is needed to answer it without the screen. One right option is
    to be recalled, so that options are named only where several are right."""
    task = question.task
    lines: tuple[str, ...] = ()
    match task:
        case Choose() if task.several:
            lines = tuple(f"{letter(n)}) {each.text}" for n, each in enumerate(task.options))
        case TrueFalse():
            lines = ("True or false?",)
        case Cloze():
            item = PrintedItem(1, question, task, 1.0)
            lines = (cloze_text(item, task, "_" * 8),)
        case Order():
            lines = tuple(sorted(task.items, key=str.casefold))
        case Match():
            lines = (
                "; ".join(pair.premise for pair in task.pairs),
                "; ".join(sorted(task.answers(), key=str.casefold)),
            )
        case _:
            pass
    return "\n".join((question.stem, *lines))
