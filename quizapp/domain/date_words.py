"""The words and signs that written dates are made of, and the lexer that finds them.

One regular expression cuts a text into tokens; a table then says what each word may be in a date.
English month names and their usual short forms, seasons, weekdays, calendars, eras.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from quizapp.domain.calendar import MONTH_NAMES, Calendar, Season

MONTHS: dict[str, int] = {name.lower(): number for number, name in enumerate(MONTH_NAMES, 1)}
MONTHS |= {name[:3].lower(): number for number, name in enumerate(MONTH_NAMES, 1)}
MONTHS["sept"] = 9

SEASONS: dict[str, Season] = {season.value: season for season in Season} | {"fall": Season.AUTUMN}


def word_set(words: str) -> frozenset[str]:
    return frozenset(words.split())


WEEKDAYS = word_set(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri"
    " sat sun"
)

NUMBER_WORDS: dict[str, int] = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50,
}  # fmt: skip

ORDINAL_WORDS: dict[str, int] = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13,
    "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18,
    "nineteenth": 19, "twentieth": 20,
}  # fmt: skip

_TENS = {"twenty": 20, "thirty": 30}
DAY_WORDS: dict[str, int] = {
    **ORDINAL_WORDS,
    "thirtieth": 30,
    **{
        f"{tens}-{unit}": number + ORDINAL_WORDS[unit]
        for tens, number in _TENS.items()
        for unit in tuple(ORDINAL_WORDS)[:9]
        if number + ORDINAL_WORDS[unit] <= 31
    },
}
"""The days of a month in words: "first" to "thirty-first"."""

ROMAN_MONTHS: dict[str, int] = {
    numeral: number
    for number, numeral in enumerate(
        ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"), 1
    )
}

ROMAN_CENTURIES: dict[str, int] = ROMAN_MONTHS | {
    numeral: number
    for number, numeral in enumerate(
        ("xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx", "xxi"), 13
    )
}

# kinds of token
NUMBER, ORDINAL, DECADE, FIGURE = "number", "ordinal", "decade", "figure"
MONTH, SEASON, WEEKDAY, STYLE, ERA = "month", "season", "weekday", "style", "era"
DASH, SLASH, OPEN, CLOSE, COMMA, STOP = "dash", "slash", "open", "close", "comma", "stop"
WORD, MARK, EDGE = "word", "mark", "edge"

_MARKS = {
    "-": DASH, "‐": DASH, "‑": DASH, "‒": DASH, "–": DASH, "—": DASH, "−": DASH,
    "/": SLASH, "(": OPEN, "[": OPEN, ")": CLOSE, "]": CLOSE, ",": COMMA, ".": STOP,
}  # fmt: skip


class Token(NamedTuple):
    """``word`` is lower case; ``number`` holds a number, month, or 1/0 for AD/BC and N.S./O.S."""

    kind: str
    word: str
    number: int
    start: int
    end: int


END_OF_TEXT = Token(EDGE, "", 0, -1, -1)

_TOKEN = re.compile(
    r"""
    (?P<style>\b(?:[ON]\.\s?S\.?|OS|NS|(?:[Oo]ld|[Nn]ew)[ -](?:[Ss]tyle|[Cc]alendar)
        |(?:Julian|Gregorian)(?:\s[Cc]alendar)?|[on]\.s\.)(?!\w))
    |(?P<era>\b(?:B\.\s?C\.(?:\s?E\.)?|BCE?|A\.\s?D\.|AD|C\.\s?E\.|CE)(?!\w))
    |(?P<number>\d+(?:,\d{3}(?!\d))+|\d+(?:[.:]\d+)+|\d+)(?P<suffix>\^?(?:st|nd|rd|th)\b|['’]?s\b)?
    |(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)
    |(?P<mark>[^\w\s])
    """,
    re.VERBOSE,
)


def tokens_of(text: str, *, any_case: bool = False) -> list[Token]:
    """Cuts ``text`` into tokens. Months and weekdays need a capital unless ``any_case``."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        start, end = match.span()
        if kind == "word":
            found.append(_word(match.group(), start, end, any_case))
        elif kind == "mark":
            mark = match.group()
            found.append(Token(_MARKS.get(mark, MARK), mark, 0, start, end))
        elif kind == "style":
            old = match.group()[0] in "oOJ"
            style = Calendar.OLD_STYLE if old else Calendar.NEW_STYLE
            found.append(Token(STYLE, style.value, int(not old), start, end))
        elif kind == "era":
            found.append(Token(ERA, "", int(match.group()[0] != "B"), start, end))
        else:
            found.append(_number(match.group("number"), match.group("suffix"), start, end))
    return _with_days_in_figures(found) if _names_a_day(text) else found


def _names_a_day(text: str) -> bool:
    return any(word in text for word in ("th of ", "st of ", "nd of ", "rd of ", " the "))


def _with_days_in_figures(tokens: list[Token]) -> list[Token]:
    """ "The twenty-fifth of June", "June the fifth": as if they were written 25th, 5th.

    Only beside a month, since an ordinal in words numbers congresses and centuries as well.
    """
    found: list[Token] = []
    i = 0
    while i < len(tokens):
        day, j = _day_in_words(tokens, i)
        if day and (_of_a_month(tokens, j) or _after_a_month(tokens, i, j)):
            found.append(Token(ORDINAL, str(day), day, tokens[i].start, tokens[j - 1].end))
            i = j
        else:
            found.append(tokens[i])
            i += 1
    return found


def _day_in_words(tokens: list[Token], i: int) -> tuple[int, int]:
    """The day that the words at ``i`` name, and the index after them; 0 where they name none."""
    first = tokens[i]
    if first.kind != WORD:
        return 0, i
    if first.word not in _TENS:
        return DAY_WORDS.get(first.word, 0), i + 1
    j = i + 1
    if j < len(tokens) and tokens[j].kind == DASH:
        j += 1
    unit = tokens[j].word if j < len(tokens) else ""
    return DAY_WORDS.get(f"{first.word}-{unit}", 0), j + 1


def _of_a_month(tokens: list[Token], i: int) -> bool:
    i += i < len(tokens) and tokens[i].word == "day"
    return i + 1 < len(tokens) and tokens[i].word == "of" and tokens[i + 1].kind == MONTH


def _after_a_month(tokens: list[Token], i: int, j: int) -> bool:
    """ "June the fifth, 1789", but not "at the end of June the fifth army ..."."""
    if i < 2 or tokens[i - 1].word != "the" or tokens[i - 2].kind != MONTH:
        return False
    return j == len(tokens) or tokens[j].kind in (COMMA, STOP, NUMBER, CLOSE)


def _word(text: str, start: int, end: int, any_case: bool) -> Token:
    word = text.lower()
    if word in MONTHS and (any_case or text[0].isupper()):
        return Token(MONTH, word, MONTHS[word], start, end)
    if word in SEASONS:
        return Token(SEASON, word, 0, start, end)
    if word in WEEKDAYS and (any_case or text[0].isupper()):
        return Token(WEEKDAY, word, 0, start, end)
    return Token(WORD, word, 0, start, end)


def _number(digits: str, suffix: str | None, start: int, end: int) -> Token:
    if not digits.isdecimal() or len(digits) > 9:
        return Token(FIGURE, digits, 0, start, end)
    number = int(digits)
    if suffix and suffix.lstrip("^") in ("st", "nd", "rd", "th"):
        return Token(ORDINAL, digits, number, start, end)
    if suffix:
        return Token(DECADE, digits, number, start, end)
    return Token(NUMBER, digits, number, start, end)
