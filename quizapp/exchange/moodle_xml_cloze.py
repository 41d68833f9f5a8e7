"""Moodle's language for gaps in a text ("cloze"): ``{1:SHORTANSWER:=Lenin#Yes~%50%Ulyanov}``.

As Moodle's importer reads it (``qtype_multianswer_extract_question``): a weight, a type, and
alternatives between ``~``; ``=`` is right, ``%50%`` worth half, ``#`` begins the feedback. Signs
of the language stand for themselves behind a backslash or as references (``&#126;``). Moodle
resolves references once; what it then has is HTML in options and feedback, and plain elsewhere.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.domain.task import Accepted, Choose, Gap, Number, Option, gap_key, number_text
from quizapp.domain.task_record import MOST_PARTS
from quizapp.exchange.building import BLANK, Report, Unfit, cleaned, one_of_each
from quizapp.exchange.format import LARGEST_NUMBER
from quizapp.exchange.markup import as_html, plain_text
from quizapp.exchange.moodle_xml_grades import exact

LONGEST_GAP = 20_000
"""Characters of one gap."""

_CHOICE = {"MULTICHOICE", "MC", "MULTICHOICE_V", "MCV", "MULTICHOICE_H", "MCH", "MULTICHOICE_S",
           "MCS", "MULTICHOICE_VS", "MCVS", "MULTICHOICE_HS", "MCHS"}  # fmt: skip
_SEVERAL = {"MULTIRESPONSE", "MR", "MULTIRESPONSE_H", "MRH", "MULTIRESPONSE_S", "MRS",
            "MULTIRESPONSE_HS", "MRHS"}  # fmt: skip
_STRICT = {"SHORTANSWER_C", "SAC", "MWC"}
_SHORT = {"SHORTANSWER", "SA", "MW"}
_NUMBER = {"NUMERICAL", "NM"}
_TYPES = sorted(_CHOICE | _SEVERAL | _STRICT | _SHORT | _NUMBER, key=len, reverse=True)

_START = re.compile(r"\{([0-9]{0,6}):(" + "|".join(_TYPES) + r"):")
_OTHER = re.compile(r"\{[0-9]{0,6}:([A-Z][A-Z_]{1,30}):")
_FRACTION = re.compile(r"=|%(-?[0-9]{1,9}(?:[.,][0-9]{0,9})?)%")
_MARKER = re.compile("\ue000(\\d+)\ue001")
_SIGNS = str.maketrans(
    {"&": "&#38;", "<": "&lt;", ">": "&gt;", "~": "&#126;", "}": "&#125;", "#": "&#35;",
     "\\": "&#92;"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Marked:
    """A text whose gaps are marked by signs that no text has, and what the gaps hold."""

    text: str
    gaps: tuple[Gap, ...]
    several: tuple[Option, ...] = ()  # of the one gap where several options may be chosen


@dataclass(frozen=True, slots=True)
class _Part:
    """One alternative; ``worth``: as the file gives it, 1 being all."""

    text: str
    worth: float
    feedback: str
    given: bool  # with a percentage


def marked(text: str, report: Report) -> Marked:
    """Finds the gaps in a question text, still with its HTML. ``Unfit`` for gaps of plugins."""
    text = text.replace("\ue000", "").replace("\ue001", "")
    pieces: list[str] = []
    gaps: list[Gap] = []
    several: tuple[Option, ...] = ()
    place = 0
    for found in _START.finditer(text):
        end = _end(text, found.end()) if found.start() >= place else -1
        if end < 0:
            continue
        if len(gaps) >= MOST_PARTS:
            raise Unfit(f"it has more than {MOST_PARTS} gaps")
        name = found.group(2)
        parts = _parts(text[found.end() : end])
        if name in _SEVERAL:
            several = _several(parts, report)
        gap = _gap(name, float(found.group(1) or 1), parts, report)
        pieces += [text[place : found.start()], f"\ue000{len(gaps)}\ue001"]
        gaps.append(gap)
        place = end + 1
    pieces.append(text[place:])
    left = "".join(pieces)
    if other := _OTHER.search(left):
        if other.group(1) in _TYPES:
            raise Unfit("a gap in it does not end, or is far too long")
        raise Unfit(f"it has a gap of the type {other.group(1)}, which QuizApp does not have")
    if several and len(gaps) > 1:
        raise Unfit("one of its gaps asks for several options at once, which QuizApp cannot ask")
    return Marked(left, tuple(gaps), several)


def split_at_gaps(plain: str, gaps: Sequence[Gap], report: Report) -> tuple[list[str], list[Gap]]:
    """The texts round the gaps, and the gaps that the plain text still has, in its order."""
    texts = _MARKER.split(plain)
    left = [gaps[int(number)] for number in texts[1::2]]
    if len(left) < len(gaps):
        report.tell("a gap inside what was left out is left out too")
    return texts[::2], left


def several_of(found: Marked) -> Choose:
    """The task of a text whose one gap takes several options."""
    return Choose(found.several, several=True, shuffle=False)


def with_blank(plain: str) -> str:
    return _MARKER.sub(BLANK, plain)


def gap_code(gap: Gap, weight: int) -> str:
    """A gap as Moodle reads it; the texts are HTML with the signs of the language escaped."""
    if gap.numbers:
        name, parts = "NUMERICAL", [_number_code(number) for number in gap.numbers]
    elif gap.options:
        options = (_code(o.worth, _as_markup(o.text), o.feedback) for o in gap.options)
        name, parts = "MULTICHOICE", list(options)
    else:
        name = "SHORTANSWER_C" if gap.strict else "SHORTANSWER"
        parts = [_code(a.worth, _referenced(a.text), a.feedback) for a in gap.answers]
    return f"{{{weight}:{name}:{'~'.join(parts)}}}"


def is_sound(gap: Gap) -> bool:
    """Whether Moodle's check lets it pass: one right answer in full, two options at least."""
    if gap.numbers:
        return any(number.worth >= 1 for number in gap.numbers)
    if gap.options:
        return len(gap.options) > 1 and any(option.worth >= 1 for option in gap.options)
    return bool(gap_key(gap)) and any(answer.worth >= 1 for answer in gap.answers)


def _end(text: str, start: int) -> int:
    """The brace that closes the gap: the first without a backslash before it; -1 where none is."""
    place = text.find("}", start, start + LONGEST_GAP)
    while place > 0 and text[place - 1] == "\\":
        place = text.find("}", place + 1, start + LONGEST_GAP)
    return place


def _parts(body: str) -> list[_Part]:
    return [_part(piece) for piece in _split(body, "~") if piece.strip()]


def _part(piece: str) -> _Part:
    found = _FRACTION.match(piece)
    worth = 0.0
    if found:
        percent = found.group(1)
        worth = round(float(percent.replace(",", ".")) / 100, 9) if percent else 1.0
        piece = piece[found.end() :]
    text, *feedback = _split(piece, "#", most=1)
    given = found is not None and found.group(1) is not None
    return _Part(text, exact(max(-1.0, min(1.0, worth))), "".join(feedback), given)


def _split(text: str, sign: str, most: int = 0) -> list[str]:
    """At signs without a backslash before them; ``#`` of ``&#233;`` splits nothing."""
    before = r"(?<!\\)" if sign == "~" else r"(?<!\\)(?<!&)(?<!&amp;)"
    return re.split(before + re.escape(sign), text, maxsplit=most)


def _gap(name: str, points: float, parts: list[_Part], report: Report) -> Gap:
    if name in _NUMBER:
        numbers = tuple(filter(None, (_number(part, report) for part in parts)))
        return Gap(numbers=numbers, points=points)
    if name in _CHOICE:
        options = (Option(_plain(p.text, report), p.worth, _plain(p.feedback, report))
                   for p in parts)  # fmt: skip
        fit = one_of_each(tuple(options))
        if len(fit) == 1:
            report.tell("a gap with one option only is typed")
            return Gap((Accepted(fit[0].text, fit[0].worth, fit[0].feedback),), points=points)
        return Gap(options=fit, points=points)
    if name in _SEVERAL:
        return Gap(options=_several(parts, report), points=points)
    answers = (
        Accepted(_typed(part.text, report), part.worth, _plain(part.feedback, report))
        for part in parts
    )
    return Gap(tuple(a for a in answers if a.text), points=points, strict=name in _STRICT)


def _several(parts: list[_Part], report: Report) -> tuple[Option, ...]:
    """Moodle's sums: the right ones share the points, and without percentages each wrong one
    costs as much as a right one brings."""
    total = sum(part.worth for part in parts if part.worth > 0)
    specific = any(part.given for part in parts)
    options = []
    for part in parts:
        worth = part.worth
        if worth > 0:
            worth = exact(worth / total)
        elif not specific and total:
            worth = -exact(1 / total)
        options.append(Option(_plain(part.text, report), worth, _plain(part.feedback, report)))
    return one_of_each(options)


def _number(part: _Part, report: Report) -> Number | None:
    text = html.unescape(part.text).strip()
    value, _, tolerance = text.partition(":")
    try:
        number = float(value.replace(",", "."))
        width = float((tolerance or "0").replace(",", "."))
    except ValueError:
        if text != "*":
            raise Unfit(f"“{text[:40]}” in a gap is no number") from None
        report.tell("what Moodle says to any other number was left out")
        return None
    if not (abs(number) <= LARGEST_NUMBER and 0 <= width <= LARGEST_NUMBER):
        raise Unfit(f"“{text[:40]}” in a gap is no number")
    return Number(number, width, part.worth, _plain(part.feedback, report))


def _typed(text: str, report: Report) -> str:
    """A typed answer; HTML in it could never be typed."""
    plain = cleaned(html.unescape(_unescaped(text))).strip()
    if r"\*" in plain:
        report.tell(r"a star that stands for itself (\*) now stands for any letters")
        plain = plain.replace(r"\*", "*")
    return plain


def _plain(text: str, report: Report) -> str:
    found = plain_text(html.unescape(_unescaped(text)))
    report.dropped(found.dropped, " in a gap")
    if found.images:
        report.tell("a picture in a gap was left out")
    return cleaned(found.text)


def _unescaped(text: str) -> str:
    return re.sub(r"\\([}#~/\"\\])", r"\1", text)


def _number_code(number: Number) -> str:
    value = f"{number_text(number.value)}:{number_text(number.tolerance)}"
    return _code(number.worth, value, number.feedback)


def _code(worth: float, text: str, feedback: str) -> str:
    return f"{_sign(worth)}{text}{'#' + _as_markup(feedback) if feedback else ''}"


def _sign(worth: float) -> str:
    percent = f"{worth * 100:.5f}".rstrip("0").rstrip(".")
    if percent == "100":
        return "="
    return "" if percent in ("0", "-0") else f"%{percent}%"


def _as_markup(text: str) -> str:
    return _referenced(as_html(text))


def _referenced(text: str) -> str:
    """With references for what the language or HTML would take as a sign of its own."""
    text = " ".join(text.split("\n")).translate(_SIGNS)
    first = {"=": "&#61;", "%": "&#37;"}.get(text[:1])
    return first + text[1:] if first else text
