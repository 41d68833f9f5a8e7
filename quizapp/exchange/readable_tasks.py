"""Tasks in a readable deck: one line an option, answer, gap, item or pair, both ways.

``questions/README.md`` shows each. The line ``task:`` says what it is; the lines behind it are its
parts, in their order. A worth stands before a text as a percentage; feedback behind it, after a #.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from quizapp.domain.calendar import HistoricalDate
from quizapp.domain.task import (
    USUAL_RADIUS,
    Accepted,
    Choose,
    Cloze,
    Gap,
    Information,
    MapPlace,
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
    When,
    number_text,
)
from quizapp.domain.task_record import MOST_PARTS, NAMES, task_name
from quizapp.exchange.readable_values import read_date, read_text, unquoted, write_date, write_text

T = TypeVar("T")

PARTS = (
    "option", "fixed", "answer", "number", "text", "gap", "item", "pair", "extra", "place", "when",
    "near", "right", "wrong", "lines", "guidance",
)  # fmt: skip
"""The fields that belong to a task."""

_PERCENT = re.compile(r"(-?\d{1,3}(?:\.\d{1,40})?(?:[eE][+-]?\d{1,3})?) ?%(?: +|$)")
_FEEDBACK = " # "
_ARROWS = re.compile(r" (?:->|→) ")
_BRACES = re.compile(r"\{\{|\}\}|\{(\d{1,4})\}|[{}]")
_GAP = re.compile(r"(\d{1,4})(?:, ([\d.e+-]{1,30}) points?)?(, strict)?")
_NEAR = re.compile(r"(\d{1,5}) years?(?:, (.+))?")
_PLACE = re.compile(r"([^,]+),([^,]+?)(?:, within ([^,]+) km)?")
_PLUS_MINUS = re.compile(r" (?:±|\+-|\+/-) ")
_FLAGS = {
    Choose: ("several", "in order"),
    Typed: ("strict",),
    Match: ("in order",),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A field of a task as it stands in the file, and its line."""

    line: int
    key: str
    value: str


class WrongPart(Exception):
    """``line``: of the part, None where it is the task as a whole."""

    def __init__(self, line: int | None, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


# Writing


def write_task(task: Task, date: HistoricalDate | None) -> Iterator[str]:
    """The lines of a task. ``date``: of the question, which is not said twice."""
    flags = [task_name(task), *_flags_of(task)]
    yield f"task: {', '.join(flags)}"
    yield from _written_parts(task, date)


def _flags_of(task: Task) -> Iterator[str]:
    if isinstance(task, Choose) and task.several:
        yield "several"
    if isinstance(task, Choose | Match) and not task.shuffle:
        yield "in order"
    if isinstance(task, Typed) and task.strict:
        yield "strict"


def _written_parts(task: Task, date: HistoricalDate | None) -> Iterator[str]:
    match task:
        case Choose():
            yield from map(_written_option, task.options)
        case TrueFalse():
            yield from _written_true_false(task)
        case Typed():
            yield from map(_written_answer, task.answers)
        case Numeric():
            yield from map(_written_number, task.answers)
        case When():
            yield from _written_when(task, date)
        case Cloze():
            yield from _written_cloze(task)
        case _:
            yield from _written_whole(task)


def _written_whole(task: Task) -> Iterator[str]:
    match task:
        case Order():
            yield from (f"item: {write_text(item)}" for item in task.items)
        case Match():
            yield from (f"pair: {_item(p.premise)} -> {_item(p.answer)}" for p in task.pairs)
            yield from (f"extra: {write_text(text)}" for text in task.extras)
        case MapPlace():
            within = "" if task.radius == USUAL_RADIUS else f", within {_digits(task.radius)} km"
            yield f"place: {_digits(task.latitude)}, {_digits(task.longitude)}{within}"
        case OpenText():
            yield f"lines: {task.lines}"
            if task.guidance:
                yield f"guidance: {write_text(task.guidance)}"


def _written_option(option: Option) -> str:
    key = "fixed" if option.keeps_place else "option"
    return f"{key}: {_percent(option.worth)} {_with_feedback(_item(option.text), option.feedback)}"


def _written_answer(answer: Accepted) -> str:
    text = _with_feedback(_item(answer.text), answer.feedback)
    is_usual = answer.worth == 1 and not _PERCENT.match(text)
    return f"answer: {text}" if is_usual else f"answer: {_percent(answer.worth)} {text}"


def _written_number(number: Number) -> str:
    worth = "" if number.worth == 1 else f"{_percent(number.worth)} "
    tolerance = f" ± {_digits(number.tolerance)}" if number.tolerance else ""
    text = _with_feedback(f"{_digits(number.value)}{tolerance}", number.feedback)
    return f"number: {worth}{text}"


def _written_true_false(task: TrueFalse) -> Iterator[str]:
    yield f"= {task.is_true}"
    if task.when_right:
        yield f"right: {write_text(task.when_right)}"
    if task.when_wrong:
        yield f"wrong: {write_text(task.when_wrong)}"


def _written_when(task: When, date: HistoricalDate | None) -> Iterator[str]:
    if task.date != date:
        yield f"when: {write_date(task.date)}"
    if task.years_off or task.worth_near != When(task.date).worth_near:
        yield f"near: {task.years_off} years, {_percent(task.worth_near)}"


def _written_cloze(task: Cloze) -> Iterator[str]:
    pieces = [task.texts[0].replace("{", "{{").replace("}", "}}")]
    for number, text in enumerate(task.texts[1:], start=1):
        pieces.append(f"{{{number}}}" + text.replace("{", "{{").replace("}", "}}"))
    yield f"text: {write_text(''.join(pieces))}"
    for number, gap in enumerate(task.gaps, start=1):
        points = "" if gap.points == 1 else f", {_digits(gap.points)} points"
        yield f"gap: {number}{points}{', strict' if gap.strict else ''}"
        yield from map(_written_answer, gap.answers)
        yield from map(_written_option, gap.options)
        yield from map(_written_number, gap.numbers)


def _with_feedback(text: str, feedback: str) -> str:
    return f"{text}{_FEEDBACK}{write_text(feedback)}" if feedback else text


def _item(text: str) -> str:
    """A text that something else may follow: in quotation marks where it could not be told."""
    written = write_text(text)
    is_odd = "#" in text or "->" in text or "→" in text
    return json.dumps(text) if is_odd and not written.startswith('"') else written


def _percent(worth: float) -> str:
    """Exact: 1/3 is 33.33333333333333%."""
    percent = (Decimal(repr(worth)) * 100).normalize()
    return f"{percent}%" if abs(worth) < 1e-9 and worth else f"{percent:f}%"


def _digits(value: float) -> str:
    is_minus_nought = value == 0 and math.copysign(1, value) < 0
    return "-0" if is_minus_nought else number_text(value)


# Reading


def read_task(
    name: str, parts: Sequence[Part], *, answer: str, date: HistoricalDate | None
) -> Task:
    """``name``: the value of ``task:``; ``answer``, ``date``: the question's. ``WrongPart`` says
    what is wrong, and where."""
    words = [word.strip().casefold() for word in name.split(",")]
    key = re.sub(r"[ /-]+", "_", words[0])
    if key not in NAMES:
        raise WrongPart(None, f"there is no task {words[0]!r}; there are {', '.join(NAMES)}")
    known = _FLAGS.get(NAMES[key], ())
    for flag in words[1:]:
        if flag not in known:
            hint = f"only {' and '.join(map(repr, known))}" if known else "nothing"
            raise WrongPart(None, f"{flag!r} makes no sense here; behind {key} can stand {hint}")
    if len(parts) > 2 * MOST_PARTS:
        raise WrongPart(None, f"it has {len(parts)} parts, which no question has")
    reader = _Parts(key, parts)
    task = _READERS[key](reader, frozenset(words[1:]), _Question(answer, date))
    reader.end()
    return task


@dataclass(frozen=True, slots=True)
class _Question:
    answer: str
    date: HistoricalDate | None


class _Parts:
    """The parts of a task, each taken once."""

    def __init__(self, task: str, parts: Sequence[Part]) -> None:
        self._task = task
        self._left = list(parts)

    def all(self, key: str, reading: Callable[[str], T], *more: str) -> tuple[T, ...]:
        """The values of one key (or of several, in their order)."""
        return tuple(_read(part, reading) for part in self.take(key, *more))

    def one(self, key: str, reading: Callable[[str], T], missing: T | None = None) -> T:
        """A value that stands once; it is needed where nothing can be said instead."""
        found = self.take(key)
        if len(found) > 1:
            raise WrongPart(found[1].line, f"{key!r} stands twice in one question")
        if found:
            return _read(found[0], reading)
        if missing is None:
            raise WrongPart(None, f"a question with the task {self._task} needs a line {key}:")
        return missing

    def take(self, *keys: str) -> list[Part]:
        found = [part for part in self._left if part.key in keys]
        self._left = [part for part in self._left if part.key not in keys]
        return found

    def gaps(self) -> list[tuple[Part, _Parts]]:
        """Each ``gap:`` with the parts that follow it."""
        found: list[tuple[Part, list[Part]]] = []
        for part in self.take("gap", "answer", "option", "fixed", "number"):
            if part.key == "gap":
                found.append((part, []))
            elif found:
                found[-1][1].append(part)
            else:
                raise WrongPart(part.line, f"{part.key}: stands before the first gap:")
        return [(gap, _Parts(self._task, parts)) for gap, parts in found]

    def end(self) -> None:
        if self._left:
            part = self._left[0]
            raise WrongPart(part.line, f"{part.key}: does not belong to the task {self._task}")


def _read(part: Part, reading: Callable[[str], T]) -> T:
    try:
        return reading(part.value)
    except (ValueError, OverflowError) as wrong:
        raise WrongPart(part.line, f"{part.key}: {wrong}") from None


def _read_choose(parts: _Parts, flags: frozenset[str], _: _Question) -> Task:
    options = _options(parts)
    if not options:
        raise WrongPart(None, "a question to choose needs lines option:")
    return Choose(options, "several" in flags, "in order" not in flags)


def _options(parts: _Parts) -> tuple[Option, ...]:
    found = parts.take("option", "fixed")
    scored = [_read(part, lambda value: _scored(value, 0.0)) for part in found]
    return tuple(
        Option(text, worth, feedback, part.key == "fixed")
        for part, (worth, text, feedback) in zip(found, scored, strict=True)
    )


def _read_true_false(parts: _Parts, _: frozenset[str], question: _Question) -> Task:
    answer = question.answer.casefold()
    if answer not in {"true", "false"}:
        raise WrongPart(None, "write = True or = False")
    return TrueFalse(
        answer == "true", parts.one("right", read_text, ""), parts.one("wrong", read_text, "")
    )


def _read_typed(parts: _Parts, flags: frozenset[str], _: _Question) -> Task:
    answers = parts.all("answer", _accepted)
    if not answers:
        raise WrongPart(None, "a question to type needs lines answer:")
    return Typed(answers, "strict" in flags)


def _read_numeric(parts: _Parts, _: frozenset[str], __: _Question) -> Task:
    numbers = parts.all("number", _number)
    if not numbers:
        raise WrongPart(None, "a question for a number needs lines number:")
    return Numeric(numbers)


def _read_when(parts: _Parts, _: frozenset[str], question: _Question) -> Task:
    date = parts.one("when", read_date, question.date)
    years, worth = parts.one("near", _near, (0, When(date).worth_near))
    return When(date, years, worth)


def _read_cloze(parts: _Parts, _: frozenset[str], __: _Question) -> Task:
    texts = parts.one("text", _pieces)
    gaps = tuple(
        _gap(part, number, inside) for number, (part, inside) in enumerate(parts.gaps(), start=1)
    )
    if len(texts) != len(gaps) + 1:
        raise WrongPart(None, f"the text has {len(texts) - 1} gaps, but there are {len(gaps)} gap:")
    return Cloze(texts, gaps)


def _gap(part: Part, number: int, inside: _Parts) -> Gap:
    found = _GAP.fullmatch(part.value)
    if found is None or int(found[1]) != number:
        raise WrongPart(part.line, f"write gap: {number}, or gap: {number}, 2 points, strict")
    points = _read(part, lambda _: _float(found[2])) if found[2] else 1.0
    gap = Gap(
        answers=inside.all("answer", _accepted),
        options=_options(inside),
        numbers=inside.all("number", _number),
        points=points,
        strict=bool(found[3]),
    )
    if not (gap.answers or gap.options or gap.numbers):
        raise WrongPart(part.line, "the gap has no answer:, option: or number: below it")
    return gap


def _read_order(parts: _Parts, _: frozenset[str], __: _Question) -> Task:
    return Order(_needed(parts.all("item", read_text), "item"))


def _read_match(parts: _Parts, flags: frozenset[str], _: _Question) -> Task:
    pairs = _needed(parts.all("pair", _pair), "pair")
    return Match(pairs, parts.all("extra", read_text), "in order" not in flags)


def _needed(found: tuple[T, ...], key: str) -> tuple[T, ...]:
    if not found:
        raise WrongPart(None, f"this task needs lines {key}:")
    return found


def _read_map(parts: _Parts, _: frozenset[str], __: _Question) -> Task:
    return parts.one("place", _place)


def _read_open(parts: _Parts, _: frozenset[str], __: _Question) -> Task:
    usual = OpenText()
    return OpenText(
        parts.one("lines", _whole, usual.lines), parts.one("guidance", read_text, usual.guidance)
    )


def _read_information(_: _Parts, __: frozenset[str], ___: _Question) -> Task:
    return Information()


_READERS: dict[str, Callable[[_Parts, frozenset[str], _Question], Task]] = {
    "choose": _read_choose,
    "true_false": _read_true_false,
    "typed": _read_typed,
    "numeric": _read_numeric,
    "when": _read_when,
    "cloze": _read_cloze,
    "order": _read_order,
    "match": _read_match,
    "map": _read_map,
    "open": _read_open,
    "information": _read_information,
}


def _scored(value: str, usual: float) -> tuple[float, str, str]:
    """Worth, text and feedback."""
    found = _PERCENT.match(value)
    worth = _share(found[1]) if found else usual
    text, feedback = _split(value[found.end() :] if found else value, _FEEDBACK)
    return worth, text, feedback


def _accepted(value: str) -> Accepted:
    worth, text, feedback = _scored(value, 1.0)
    return Accepted(text, worth, feedback)


def _number(value: str) -> Number:
    worth, text, feedback = _scored(value, 1.0)
    number, *tolerance = _PLUS_MINUS.split(f"{text} ", maxsplit=1)
    off = _float(tolerance[0]) if tolerance else 0.0
    if off < 0:
        raise ValueError("a tolerance is not below 0")
    return Number(_float(number), off, worth, feedback)


def _near(value: str) -> tuple[int, float]:
    found = _NEAR.fullmatch(value)
    percent = _PERCENT.fullmatch(found[2]) if found and found[2] else None
    if found is None or (found[2] and percent is None):
        raise ValueError("write for example 2 years, 50%")
    return int(found[1]), _share(percent[1]) if percent else 0.5


def _pair(value: str) -> Pair:
    if value.startswith('"'):
        premise, rest = unquoted(value)
        found = _ARROWS.match(rest)
        if not found:
            raise ValueError("write premise -> answer")
        return Pair(read_text(json.dumps(premise)), read_text(rest[found.end() :].strip()))
    found = _ARROWS.search(value)
    if not found:
        raise ValueError("write premise -> answer")
    return Pair(read_text(value[: found.start()]), read_text(value[found.end() :].strip()))


def _place(value: str) -> MapPlace:
    found = _PLACE.fullmatch(value)
    if found is None:
        raise ValueError("write degrees north and east: 59.94, 30.31, within 100 km")
    north, east = _float(found[1]), _float(found[2])
    if not (abs(north) <= 90 and abs(east) <= 180):
        raise ValueError("the place is not on the earth")
    return MapPlace(north, east, _float(found[3]) if found[3] else USUAL_RADIUS)


def _pieces(value: str) -> tuple[str, ...]:
    """The texts round the gaps ``{1}``, ``{2}`` ...; ``{{`` is a brace."""
    text = read_text(value)
    pieces = [""]
    end = 0
    for found in _BRACES.finditer(text):
        pieces[-1] += text[end : found.start()]
        end = found.end()
        if found[1]:
            if int(found[1]) != len(pieces):
                raise ValueError(f"the gap {found[0]} should be {{{len(pieces)}}}")
            pieces.append("")
        elif len(found[0]) == 1:
            raise ValueError("a brace that is no gap like {1} is written twice")
        else:
            pieces[-1] += found[0][0]
    pieces[-1] += text[end:]
    return tuple(pieces)


def _split(value: str, mark: str) -> tuple[str, str]:
    """A text, and what stands behind the mark."""
    if value.startswith('"'):
        text, rest = unquoted(value)
        text = read_text(json.dumps(text))  # checks its characters
        if rest and not rest.startswith(mark.rstrip()) and not rest.startswith(mark):
            raise ValueError(f"{rest.strip()[:40]!r} stands behind the quotation marks")
        return text, read_text(rest.removeprefix(mark).strip()) if rest else ""
    text, _, rest = value.partition(mark)
    return read_text(text.rstrip()), read_text(rest.strip()) if rest else ""


def _share(percent: str) -> float:
    try:
        worth = float(Decimal(percent) / 100)
    except InvalidOperation:
        raise ValueError(f"{percent}% is no number") from None
    if not -1 <= worth <= 1:
        raise ValueError(f"{percent}% is not between -100% and 100%")
    return worth


def _float(value: str) -> float:
    text = value.strip()
    try:
        number = float(text)
    except ValueError:
        raise ValueError(f"{text[:40]!r} is no number") from None
    if not math.isfinite(number) or "_" in text:
        raise ValueError(f"{text[:40]!r} is no number")
    return number


def _whole(value: str) -> int:
    if not (value.isascii() and value.isdecimal() and len(value) < 7):
        raise ValueError(f"{value[:40]!r} is no whole number")
    return int(value)
