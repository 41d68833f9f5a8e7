"""What stands between the braces of a GIFT question: its answers, to a task.

Moodle takes every ``=`` and ``~`` without a backslash for the beginning of an answer. Teachers
write them in texts too: in HTML, addresses, formulas and code. What the layout shows to be text is
read as text, and said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from quizapp.domain.task import (
    Accepted,
    Choose,
    Match,
    Number,
    Numeric,
    OpenText,
    Option,
    Pair,
    Task,
    TrueFalse,
    Typed,
)
from quizapp.domain.task_record import MOST_PARTS
from quizapp.exchange.building import Unfit
from quizapp.exchange.format import LARGEST_NUMBER
from quizapp.exchange.gift_signs import Signs, number_of
from quizapp.exchange.gift_texts import TAG, TextFormat, Texts
from quizapp.exchange.moodle_xml_grades import exact, nearest

WRONG_SIGN = "a = or ~ within a text was read as a sign of the text (Moodle wants \\= and \\~)"

_SIGN = re.compile(r"[~=]")
_WEIGHT = re.compile(r"%\s?([-+]?\d{1,3}(?:[.,]\d{0,20})?)\s?%")
_ARROW = re.compile(r"\s{0,100}->")
_ANY_WEIGHT = re.compile(r"~\s*%")
_TRUE_FALSE = re.compile(r"(=?)\s*(T|F|TRUE|FALSE)", re.IGNORECASE)
_FORMULA = re.compile(r"\$\$[^$\n#]{1,2000}\$\$|\\\((?:(?!\\\()[^\n#]){1,2000}?\\\)")
_ANSWERS = re.compile(r"\{\s*[=~#]|\s\{\s*(?:T|F|TRUE|FALSE)\s*\}", re.IGNORECASE)
_ADDRESS_SIGN = re.compile(r"(?<=/)~|[?&][\w.%+-]{0,200}=")
_ADDRESS = re.compile(r"\b[a-z]{3,10}://[^\s{}]{1,2000}")
_QUOTED = re.compile(r"(?<=\w)=(?=[\"'])")
_ENTITY = re.compile(r"&#(?=\d{1,7};|x[0-9a-fA-F]{1,6};)")
_NUMBER_SIGN = re.compile(r"=(?=\s*(?:%[^%\n]{0,30}%)?\s*[-+.\d*])")
_EMPTY_ANSWER = "an empty answer was left out"
_OTHER_NUMBERS = "the feedback on all other numbers was left out"
_DECIMAL_COMMA = re.compile(r"([+-]?\d+),(\d{1,2}|\d{4,})")


DEEPEST_INDENT = 200
"""Spaces before an answer on its line."""

ROUNDED = 0.005
"""How far a weight may be from a grade of Moodle to be meant for it: 33 % is a third."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One answer: ``sign`` is "=" or "~", or empty before the first of them."""

    sign: str
    text: str


def cover_braces(text: str, texts: Texts) -> str:
    """Braces in HTML and formulas are no answers. ``text``: a question without its title."""
    if "{" not in text:
        return text
    signs = texts.signs
    if "<" in text and not text.startswith("[plain]"):
        text = TAG.sub(lambda tag: signs.cover(tag.group(), "{}"), text)
    if "$$" in text or "\\(" in text:
        text = _FORMULA.sub(lambda found: _braces_covered(found.group(), signs), text)
    return text


def _braces_covered(formula: str, signs: Signs) -> str:
    """Money may look like a formula, with the answers between two of its signs."""
    unpaired = formula.count("{") != formula.count("}")
    return formula if unpaired or _ANSWERS.search(formula) else signs.cover(formula, "{}")


def looks_like_answers(inner: str) -> bool:
    """Whether the text between two braces is meant as answers, not as part of the stem."""
    text = inner.strip()
    if not text or text[0] in "=~#":
        return True
    return _TRUE_FALSE.fullmatch(text.partition("#")[0].strip()) is not None


def has_answers(inner: str) -> bool:
    """Whether answers begin somewhere in it, as in ``{blue =green}``."""
    places = (found.start() for found in _SIGN.finditer(inner))
    return any(not inner[place - 1 : place].strip() for place in places)


def unbraced_answers(text: str) -> str:
    """The lines at the end of a text that are answers, the right one among them; empty if none."""
    lines = text.split("\n")
    first = next((n for n, line in enumerate(lines) if line.lstrip()[:1] in ("~", "=")), 0)
    signs = {line.lstrip()[:1] for line in lines[first:]}
    return "\n".join(lines[first:]) if first and signs == {"~", "="} else ""


def read_answers(inner: str, texts: Texts) -> tuple[Task, str]:
    """The task between the braces and the general feedback. ``Unfit`` where it makes no sense."""
    covered = _covered(inner, texts)
    answers, _, feedback = covered.rpartition("####")
    if "####" not in covered:
        answers, feedback = covered, ""
    return _task(answers.strip(), texts), texts.read_feedback(feedback)


def _covered(inner: str, texts: Texts) -> str:
    """Without the signs that belong to HTML, addresses and formulas."""
    signs = texts.signs
    tagged = texts.written is not TextFormat.PLAIN
    covered = inner
    for pattern, needed, is_there in (
        (TAG, "<", tagged),
        (_ENTITY, "&#", tagged),
        (_FORMULA, "$$", True),
        (_FORMULA, "\\(", True),
        (_QUOTED, "=", True),
    ):
        if is_there and needed in covered:
            covered = pattern.sub(lambda found: signs.cover(found.group()), covered)
    if "://" in covered:
        covered = _ADDRESS.sub(lambda found: _address_covered(found.group(), signs), covered)
    if covered != inner:
        texts.report.tell("signs within HTML, an address or a formula were read as text")
    return covered


def _address_covered(address: str, signs: Signs) -> str:
    return _ADDRESS_SIGN.sub(lambda found: signs.cover(found.group()), address)


def _task(answers: str, texts: Texts) -> Task:
    if not answers:
        return OpenText()
    if answers.startswith("#"):
        return _numeric(answers[1:], texts)
    if (truth := _true_false(answers, texts)) is not None:
        return truth
    parts = _parts(answers, texts)
    if any(part.sign == "~" for part in parts):
        return _choice(parts, texts)
    if pairs := _arrows(parts, texts):
        return pairs
    return _typed(parts, texts)


def _true_false(answers: str, texts: Texts) -> TrueFalse | None:
    """Moodle knows T, F, TRUE and FALSE; the feedback on a wrong answer stands first."""
    word, *feedback = answers.split("#", 2)
    found = _TRUE_FALSE.fullmatch(word.strip())
    if found is None or (found.group(1) and (len(found.group(2)) == 1 or feedback)):
        return None
    if found.group(1) or found.group(2) != found.group(2).upper():
        texts.report.tell(f"{word.strip()} was read as true or false (Moodle would have it typed)")
    wrong, right = [texts.read_feedback(each) for each in feedback] + [""] * (2 - len(feedback))
    return TrueFalse(found.group(2)[0] in "Tt", when_right=right, when_wrong=wrong)


def _parts(answers: str, texts: Texts) -> list[_Part]:
    places = _starts(answers, texts)
    if not places:
        return [_Part("", answers)]
    parts = [_Part("", answers[: places[0]].strip())]
    for place, following in zip(places, [*places[1:], len(answers)], strict=True):
        parts.append(_Part(answers[place], answers[place + 1 : following].strip()))
    return list(_filled(parts, texts))


def _filled(parts: Sequence[_Part], texts: Texts) -> Iterator[_Part]:
    """Without empty answers. ``~=`` is one sign: a right answer."""
    for part, following in zip(parts, [*parts[1:], _Part("", "")], strict=True):
        if part.text:
            yield part
        elif part.sign and (part.sign, following.sign) != ("~", "="):
            texts.report.tell(_EMPTY_ANSWER)


def _starts(answers: str, texts: Texts) -> list[int]:
    """Where answers begin. A sign that the layout shows to be text begins none."""
    every = [found.start() for found in _SIGN.finditer(answers)]
    if len(every) > 4 * MOST_PARTS:
        raise Unfit(f"it has {len(every)} answers; {MOST_PARTS} are the most")
    layout = _Layout(answers, every)
    starts = [place for place in every if layout.begins(place)]
    if len(starts) == len(every):
        return every
    if not _can_be_right(answers, starts) and _can_be_right(answers, every):
        return every
    texts.report.tell(WRONG_SIGN)
    return starts


def _can_be_right(answers: str, starts: Sequence[int]) -> bool:
    if any(answers[place] == "=" for place in starts):
        return True
    return not starts or _ANY_WEIGHT.search(answers) is not None


class _Layout:
    """How the answers of one question are laid out: on lines, apart, or without spaces."""

    def __init__(self, answers: str, places: Sequence[int]) -> None:
        self._answers = answers
        self._first = {place for place in places if _is_first_on_line(answers, place)}
        self._on_lines = len(self._first) > 1
        self._apart = any(
            place not in self._first and answers[place - 1].isspace() for place in places if place
        )
        behind = answers[places[0] + 1 : places[0] + 2] if places else ""
        self._tight = not behind.isspace()  # the text follows its sign at once

    def begins(self, place: int) -> bool:
        """Whether the sign there begins an answer."""
        sign = self._answers[place]
        before, behind = self._answers[place - 1 : place], self._answers[place + 1 : place + 2]
        if not place or place in self._first or (sign == "=" and before == "~"):
            return True
        if sign == "=" and (behind in ("=", ">") or before in ("<", ">", "=", "+", "-", "*")):
            return False
        if not before.isspace():
            return not (self._on_lines or self._apart)
        if sign == "~" or not behind.isspace() or _ARROW.match(self._answers, place + 1):
            return True
        return not (self._on_lines or self._tight)


def _is_first_on_line(answers: str, place: int) -> bool:
    start = max(answers.rfind("\n", 0, place) + 1, place - DEEPEST_INDENT)
    return not answers[start:place].strip()


def _choice(parts: Sequence[_Part], texts: Texts) -> Choose:
    several = all(part.sign != "=" for part in parts)
    options = tuple(option for option in (_option(part, texts) for part in parts) if option.text)
    if len(options) < len(parts):
        texts.report.tell(_EMPTY_ANSWER)
    if len(options) < 2:
        raise Unfit("a question with choices needs two of them")
    if len(options) > MOST_PARTS:
        raise Unfit(f"it has {len(options)} choices; {MOST_PARTS} are the most")
    if all(option.worth <= 0 for option in options):
        raise Unfit("no answer is marked as right; put = before it")
    return Choose(options, several=several)


def _option(part: _Part, texts: Texts) -> Option:
    worth, text = _weighed(part.text, texts)
    if not part.sign:
        texts.report.tell("the text before the first = or ~ was read as a wrong answer")
    if worth is None:
        worth = 1.0 if part.sign == "=" else 0.0
    elif part.sign == "=":
        texts.report.tell("a weight behind = was read as one behind ~")
    answer, _, feedback = text.partition("#")
    return Option(texts.read(answer), worth, texts.read_feedback(feedback))


def _weighed(text: str, texts: Texts) -> tuple[float | None, str]:
    """The share of the points that "%50%" before a text says, and the text without it."""
    found = _WEIGHT.match(text)
    if found is None:
        return None, text
    share = float(found.group(1).replace(",", ".")) / 100
    if abs(share) > 1:
        raise Unfit(f"the weight {found.group()} is more than 100 %")
    known = exact(share)
    if known == share and 0 < abs(share - nearest(share)) <= ROUNDED:
        known = nearest(share)
        texts.report.tell(f"the weight {found.group()} was rounded to {100 * known:.5g} %")
    return known, text[found.end() :].strip()


def _arrows(parts: Sequence[_Part], texts: Texts) -> Match | None:
    """The pairs of a matching question; ``None`` where no answer has an arrow."""
    arrows = [("->" in part.text.partition("#")[0]) for part in parts]
    if not any(arrows):
        return None
    if not all(arrows):
        raise Unfit("some of its answers have -> and some have none")
    pairs = [_pair(part.text, texts) for part in parts]
    if len(pairs) < 2:
        raise Unfit("a matching question needs two pairs")
    if len(pairs) > MOST_PARTS:
        raise Unfit(f"it has {len(pairs)} pairs; {MOST_PARTS} are the most")
    extras = tuple(pair.answer for pair in pairs if not pair.premise)
    whole = tuple(pair for pair in pairs if pair.premise)
    if not whole or not all(pair.answer for pair in pairs):
        raise Unfit("a pair has nothing on one side of its ->")
    return Match(whole, extras)


def _pair(text: str, texts: Texts) -> Pair:
    text, _, feedback = text.partition("#")
    if feedback.strip():
        texts.report.tell("feedback on a pair was left out: a matching question has none")
    premise, _, answer = text.partition("->")
    return Pair(texts.read(premise), texts.read_word(answer, prefixed=False))


def _typed(parts: Sequence[_Part], texts: Texts) -> Typed:
    if not parts:
        raise Unfit("there is no answer between its braces")
    if len(parts) > MOST_PARTS:
        raise Unfit(f"it has {len(parts)} answers; {MOST_PARTS} are the most")
    if not parts[0].sign:
        texts.report.tell("the text between its braces has no = and was read as the answer")
    answers = tuple(_accepted(part, texts) for part in parts)
    if all(answer.worth <= 0 for answer in answers):
        raise Unfit("no answer of it is worth anything")
    return Typed(answers)


def _accepted(part: _Part, texts: Texts) -> Accepted:
    worth, text = _weighed(part.text, texts)
    answer, _, feedback = text.partition("#")
    word = texts.read_word(answer)
    if not word:
        raise Unfit("one of its answers is empty")
    return Accepted(word, 1.0 if worth is None else worth, texts.read_feedback(feedback))


def _numeric(answers: str, texts: Texts) -> Numeric:
    numbers = tuple(_numbers(answers, texts))
    if all(number.worth <= 0 for number in numbers):
        raise Unfit("there is no right number between its braces")
    return Numeric(numbers)


def _numbers(answers: str, texts: Texts) -> Iterator[Number]:
    """``3:2 =%50%3:4 ~#wrong``: numbers with their tolerance, then feedback on all others."""
    answers, wrong, feedback = answers.partition("~")
    if wrong and feedback.strip(" #\n\t"):
        texts.report.tell(_OTHER_NUMBERS)
    parts = [part for part in map(str.strip, _NUMBER_SIGN.split(answers)) if part]
    if len(parts) > MOST_PARTS:
        raise Unfit(f"it has {len(parts)} numbers; {MOST_PARTS} are the most")
    for part in parts:
        worth, text = _weighed(part, texts)
        number, _, feedback = text.partition("#")
        if number.strip() == "*":
            texts.report.tell(_OTHER_NUMBERS)
            continue
        value, tolerance = _measure(texts.signs.show(number), texts)
        yield Number(
            value, tolerance, 1.0 if worth is None else worth, texts.read_feedback(feedback)
        )


def _measure(text: str, texts: Texts) -> tuple[float, float]:
    """Value and tolerance of "1822", "3.14:0.01" or "1..5"."""
    text = text.strip()
    low, dots, high = text.partition("..")
    if dots and low.strip():
        first, last = sorted((_number(low, texts), _number(high, texts)))
        middle = (first + last) / 2
        return _float(middle), _float(last - middle)
    value, _, tolerance = text.partition(":")
    return _float(_number(value, texts)), _float(abs(_number(tolerance or "0", texts)))


def _number(text: str, texts: Texts) -> Decimal:
    text = text.strip()
    if (comma := _DECIMAL_COMMA.fullmatch(text)) is not None:
        texts.report.tell(f"{text[:40]} was read with a decimal point")
        text = f"{comma.group(1)}.{comma.group(2)}"
    number = number_of(text)
    if number is None:
        raise Unfit(f"{text[:40]!r} is no number; write 1917, 3.14:0.01 or 1..5")
    return number


def _float(number: Decimal) -> float:
    value = float(number)
    if abs(value) > LARGEST_NUMBER:
        raise Unfit("one of its numbers is too large")
    return value
