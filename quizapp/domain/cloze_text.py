"""A text with gaps as a teacher writes it in one field, and back.

    The khanate of {Kazan|Kasan} fell in {=1552|1556|1598}; the siege took {#41:2} days.

| in braces | the gap |
|---|---|
| ``Kazan|Kasan`` | typed; each is right |
| ``=1552|1556|1598`` | chosen; the first is right, the others are not |
| ``#41:2`` | a number, and how far from it is still right |
| ``%50%Kasan`` | half of the points for this one |
| ``Kasan#Nearly.`` | feedback on this one |
| ``!Kazan`` | typed, letter by letter |
| ``3::Kazan`` | three times the points of the other gaps |

A backslash takes its meaning from the sign behind it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import TypeVar

from quizapp.domain.task import Accepted, Cloze, Gap, Number, Option, number_text

T = TypeVar("T", Accepted, Option, Number)
_SIGNS = re.compile(r"[\\{}|%#=!:]")
_OUTSIDE = re.compile(r"[\\{}]")
_POINTS = re.compile(r"^\s*(\d+(?:\.\d+)?)::")
_WORTH = re.compile(r"^\s*%(-?\d+(?:\.\d+)?(?:e-?\d+)?)%")


def write_cloze(task: Cloze) -> str:
    """The text that ``read_cloze`` reads as this task."""
    pieces = [_OUTSIDE.sub(_escaped, task.texts[0])]
    for gap, text in zip(task.gaps, task.texts[1:], strict=True):
        pieces.append("{" + _write_gap(gap) + "}")
        pieces.append(_OUTSIDE.sub(_escaped, text))
    return "".join(pieces)


def read_cloze(text: str) -> Cloze:
    """ValueError says in words what is wrong."""
    texts, gaps = [""], []
    place = 0
    while place < len(text):
        sign = text[place]
        if sign == "\\" and place + 1 < len(text):
            texts[-1] += text[place + 1]
            place += 2
        elif sign == "{":
            end = _end_of_gap(text, place + 1)
            gaps.append(_read_gap(text[place + 1 : end]))
            texts.append("")
            place = end + 1
        elif sign == "}":
            raise ValueError("a } closes no gap; write \\} for the sign itself")
        else:
            texts[-1] += sign
            place += 1
    return Cloze(tuple(texts), tuple(gaps))


def _end_of_gap(text: str, start: int) -> int:
    place = start
    while place < len(text):
        if text[place] == "\\":
            place += 1
        elif text[place] == "{":
            raise ValueError("a gap cannot stand in another; write \\{ for the sign itself")
        elif text[place] == "}":
            return place
        place += 1
    raise ValueError(f"the gap {text[start - 1 : start + 20]!r} is not closed with }}")


def _read_gap(inside: str) -> Gap:
    points = _POINTS.match(inside)
    rest = inside[points.end() :] if points else inside
    strict = rest.startswith("!")
    rest = rest[1:] if strict else rest
    weight = float(points[1]) if points else 1.0
    if weight <= 0:
        raise ValueError("the points of a gap are more than nought")
    if rest.startswith("="):
        parts = _parts(rest[1:], 1.0, 0.0)
        if len(parts) < 2:
            raise ValueError("a gap to choose for needs two options: {=right|wrong}")
        return Gap(options=tuple(Option(*part) for part in parts), points=weight, strict=strict)
    if rest.startswith("#"):
        numbers = tuple(_number(part) for part in _split(rest[1:], "|"))
        return Gap(numbers=numbers, points=weight, strict=strict)
    parts = _parts(rest, 1.0, 1.0)
    return Gap(answers=tuple(Accepted(*part) for part in parts), points=weight, strict=strict)


def _parts(text: str, first: float, others: float) -> list[tuple[str, float, str]]:
    """Text, worth and feedback of each alternative."""
    found = []
    for number, part in enumerate(_split(text, "|")):
        worth, rest = _worth(part, others if number else first)
        words, feedback = _cut(rest, "#")
        if not words.strip():
            raise ValueError("a gap needs an answer: {Kazan}")
        found.append((_plain(words).strip(), worth, _plain(feedback).strip()))
    return found


def _number(text: str) -> Number:
    worth, rest = _worth(text, 1.0)
    numbers, feedback = _cut(rest, "#")
    value, tolerance = _cut(numbers, ":")
    return Number(_float(value), _float(tolerance or "0"), worth, _plain(feedback).strip())


def _float(text: str) -> float:
    try:
        number = float(text.strip())
    except ValueError:
        raise ValueError(f"{text.strip()!r} is no number") from None
    if not math.isfinite(number):
        raise ValueError(f"{text.strip()!r} is no number")
    return number


def _worth(text: str, usual: float) -> tuple[float, str]:
    found = _WORTH.match(text)
    if not found:
        return usual, text
    worth = round(float(found[1]) / 100, 12)
    if not -1 <= worth <= 1:
        raise ValueError(f"{found[0].strip()} is not from -100 to 100 per cent")
    return worth, text[found.end() :]


def _split(text: str, sign: str) -> list[str]:
    """At each ``sign`` that no backslash stands before."""
    parts, place = [""], 0
    while place < len(text):
        if text[place] == "\\":
            parts[-1] += text[place : place + 2]
            place += 2
        elif text[place] == sign:
            parts.append("")
            place += 1
        else:
            parts[-1] += text[place]
            place += 1
    return parts


def _cut(text: str, sign: str) -> tuple[str, str]:
    """Before and behind the first ``sign``."""
    first, *rest = _split(text, sign)
    return first, sign.join(rest)


def _plain(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text, flags=re.DOTALL)


def _escaped(sign: re.Match[str]) -> str:
    return "\\" + sign[0]


def _write_gap(gap: Gap) -> str:
    head = "" if gap.points == 1 else f"{number_text(gap.points)}::"
    head += "!" if gap.strict else ""
    if gap.options:
        return f"{head}=" + _write(gap.options, _write_words, 1.0, 0.0)
    if gap.numbers:
        return f"{head}#" + _write(gap.numbers, _write_number, 1.0, 1.0)
    return head + _write(gap.answers, _write_words, 1.0, 1.0)


def _write(parts: tuple[T, ...], words: Callable[[T], str], first: float, others: float) -> str:
    written = []
    for number, part in enumerate(parts):
        usual = others if number else first
        worth = "" if part.worth == usual else f"%{number_text(round(part.worth * 100, 10))}%"
        feedback = f"#{_SIGNS.sub(_escaped, part.feedback)}" if part.feedback else ""
        written.append(worth + words(part) + feedback)
    return "|".join(written)


def _write_words(part: Accepted | Option) -> str:
    return _SIGNS.sub(_escaped, part.text)


def _write_number(part: Number) -> str:
    tolerance = f":{number_text(part.tolerance)}" if part.tolerance else ""
    return number_text(part.value) + tolerance
