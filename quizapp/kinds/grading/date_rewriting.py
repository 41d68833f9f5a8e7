"""Typed dates written anew where they cannot be read as they stand, and answers in two parts.

"25.10.17", "25 October '17", "1917, Oct. 25", "1917-10", "the seventh of November 1917",
"25 октября 1917 г.", "25.10.-27.10.1917".
"""

from __future__ import annotations

import re

from quizapp.domain.calendar import MONTH_NAMES
from quizapp.domain.date_words import MONTHS, ORDINAL_WORDS

_DAY_WORDS = ORDINAL_WORDS | {"thirtieth": 30, "thirty first": 31} | {
    f"twenty {word}": 20 + number for word, number in ORDINAL_WORDS.items() if number < 10
}  # fmt: skip
_ORDINAL_DAY = re.compile(
    r"\b(" + "|".join(sorted(_DAY_WORDS, key=len, reverse=True)).replace(" ", "[ -]") + r")\b"
    r"(?=\s+(?:of\s+)?(?:" + "|".join(MONTHS) + r")\b)|"
    r"(?<=[a-z] )\b(" + "|".join(sorted(_DAY_WORDS, key=len, reverse=True)).replace(" ", "[ -]")
    + r")\b(?=,?\s+\d)",
    re.IGNORECASE,
)  # fmt: skip
_SHORT_FIGURES = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(\d{2})(?![\d./-])")
_ANCIENT_FIGURES = re.compile(
    r"(?<![\d./-])(\d{1,2})\.(\d{1,2})\.(\d{1,3})(?=\s*(?:bc|b\.\s?c))", re.IGNORECASE
)
_SHORT_YEAR = re.compile(r"(?<!\w)['’‘](\d{2})(?!\d)")
_YEAR_MONTH = re.compile(r"^\s*(\d{4})\s?[-/.]\s?(\d{1,2})\s*$")
_YEAR_FIRST = re.compile(
    r"^\s*(\d{4})\s*,?\s+(" + "|".join(MONTHS) + r")\.?\s+(\d{1,2})(?:st|nd|rd|th)?\s*$",
    re.IGNORECASE,
)
_DAYS_FIGURES = re.compile(r"(?<!\d)(\d{1,2})\.?\s*[-–—]\s*(\d{1,2})([./])(\d{1,2})\3(\d{4})(?!\d)")
_TWO_DAYS_FIGURES = re.compile(
    r"(?<!\d)(\d{1,2})([./])(\d{1,2})\2?\s*[-–—]\s*(\d{1,2})\2(\d{1,2})\2(\d{4})(?!\d)"
)
_FULL_FIGURES = re.compile(r"(?<!\d)(\d{1,2})([./])(\d{1,2})\2(\d{4})(?!\d)")
_DOTTED_DAY = re.compile(r"(?<!\d)(\d{1,2})\.\s+(?=[^\W\d_]{3})")
_CHRIST = re.compile(r"\bbefore\s+(?:christ|our\s+era|the\s+common\s+era)\b", re.IGNORECASE)
_ERA_FIRST = re.compile(r"\b(?:bce?|b\.\s?c\.(?:\s?e\.)?)\s*(\d{1,4})\b", re.IGNORECASE)
_ERA = re.compile(r"(?:\b|(?<=\d))(?:bce?|ad|ce)\b|b\.\s?c|a\.\s?d|c\.\s?e|christ", re.IGNORECASE)
_TWO = re.compile(r"\s*(?:=|;|/|,\s*(?:or|and)\b|,|\bor\b|\band\b)\s*", re.IGNORECASE)
_STYLE_BEFORE_YEAR = re.compile(
    r"\b([on]\.?\s?s\b\.?|(?:old|new)\s+style)\s*,?\s*(\d{4})\b", re.IGNORECASE
)
_YEAR = re.compile(r"\b\d{4}\b")
_RUSSIAN_STARTS = (
    "январ", "феврал", "март", "апрел", "ма[йяе]", "июн", "июл", "август", "сентябр", "октябр",
    "ноябр", "декабр",
)  # fmt: skip
_RUSSIAN = (
    *((re.compile(rf"\b{start}\w{{0,2}}\b", re.IGNORECASE), name)
      for start, name in zip(_RUSSIAN_STARTS, MONTH_NAMES, strict=True)),
    (re.compile(r"(?<=\d)\s?г(?:од[ау]?\b|\.|\b)", re.IGNORECASE), ""),
    (re.compile(r"\b(?:по\s+старому\s+стилю|ст\.\s?ст\.)", re.IGNORECASE), "O.S."),
    (re.compile(r"\b(?:по\s+новому\s+стилю|н\.\s?ст\.)", re.IGNORECASE), "N.S."),
)  # fmt: skip


def short_year_filled(text: str, year: int) -> str:
    """ "'17" with the century of ``year``."""
    return _SHORT_YEAR.sub(rf"{year // 100}\g<1>", text) if year >= 1000 else text


def rewritten(text: str, year: int) -> str:
    """``text`` in a form that can be read; years of two figures are of the century of ``year``."""
    century = year // 100
    for russian, english in _RUSSIAN:
        text = russian.sub(english, text)
    if year >= 1000:
        text = _SHORT_FIGURES.sub(rf"\g<1>\g<2>\g<3>\g<2>{century}\g<4>", text)
    text = _ERA_FIRST.sub(r"\1 BC", _CHRIST.sub("BC", text))
    text = _ANCIENT_FIGURES.sub(_day_month_year, text)
    text = _YEAR_FIRST.sub(r"\3 \2 \1", text)
    text = _YEAR_MONTH.sub(_month_year, text)
    text = _TWO_DAYS_FIGURES.sub(_two_days, text)
    text = _DAYS_FIGURES.sub(_days, text)
    if len(_FULL_FIGURES.findall(text)) > 1:
        text = _FULL_FIGURES.sub(lambda m: _named(m.group(1), m.group(3), m.group(4)), text)
    text = _ORDINAL_DAY.sub(lambda m: _day_word(m.group()), text)
    return _DOTTED_DAY.sub(r"\1 ", text)


def _day_word(words: str) -> str:
    return str(_DAY_WORDS[words.lower().replace("-", " ")])


def _named(day: str, month: str, year: str) -> str:
    number = int(month)
    return f"{day} {MONTH_NAMES[number - 1]} {year}" if 1 <= number <= 12 else f"{day}/{month}"


def _day_month_year(match: re.Match[str]) -> str:
    return _named(match.group(1), match.group(2), match.group(3))


def _days(match: re.Match[str]) -> str:
    first, last, _, month, year = match.groups()
    return f"{first}-{_named(last, month, year)}"


def _two_days(match: re.Match[str]) -> str:
    first, _, first_month, last, last_month, year = match.groups()
    return f"{_named(first, first_month, year)} - {_named(last, last_month, year)}"


def _month_year(match: re.Match[str]) -> str:
    number = int(match.group(2))
    if not 1 <= number <= 12:
        return match.group()
    return f"{MONTH_NAMES[number - 1]} {match.group(1)}"


def names_era(text: str) -> bool:
    """Whether BC or AD is said."""
    return _ERA.search(text) is not None


def two_dates(text: str) -> list[tuple[str, str]]:
    """ "25 October O.S. or 7 November 1917 N.S." as two dates, the year lent where one lacks it.

    Several pairs, since December and January may lie in different years; none for anything else.
    """
    bare = re.sub(r"[()\s]+", " ", text)
    parts = _joined_years([part.strip() for part in _TWO.split(bare) if part.strip()])
    if len(parts) != 2:
        return []
    one, two = parts
    first, second = _YEAR.findall(one), _YEAR.findall(two)
    if len(first) > 1 or len(second) > 1 or not (first or second):
        return []
    if first and second:
        return [(_style_last(one), _style_last(two))]
    year = int((first or second)[0])
    lent = [year, year - 1] if second else [year, year + 1]
    return [
        (_style_last(one if first else f"{one} {y}"), _style_last(two if second else f"{two} {y}"))
        for y in lent
    ]


def _style_last(text: str) -> str:
    """ "25 October O.S. 1917" is read once the calendar stands at the end."""
    return _STYLE_BEFORE_YEAR.sub(lambda m: f"{m.group(2)} {m.group(1)[0]}S", text)


def _joined_years(parts: list[str]) -> list[str]:
    """A year that a comma cut off ("October 25, 1917") goes back to its day."""
    joined: list[str] = []
    for part in parts:
        if joined and re.match(r"\d{4}\b", part) and not _YEAR.search(joined[-1]):
            joined[-1] += f", {part}"
        else:
            joined.append(part)
    return joined
