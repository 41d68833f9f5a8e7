"""The values in a readable deck file: texts, dates and sources, both ways.

A value stands as it is written. Only one that could not be told from its surroundings (with a line
break, spaces at its ends, a quotation mark at its head) is put in quotation marks, as in JSON.
"""

from __future__ import annotations

import json
import re

from quizapp.domain.calendar import (
    Calendar,
    DatePoint,
    HistoricalDate,
    Qualifier,
    Season,
    day_exists,
)
from quizapp.domain.question import Picture
from quizapp.exchange.format import LONGEST_ID, LONGEST_TEXT, unfit_character
from quizapp.exchange.picture_names import picture_named
from quizapp.exchange.pictures import ENDINGS

_UNCLOSED = (
    "a value that begins with a quotation mark must end with one; put a backslash before "
    "quotation marks inside, or use “ and ”"
)
_LINE_BREAKERS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_POINT = re.compile(rf"-?\d{{1,4}}(-\d\d(-\d\d)?|-({'|'.join(Season)}))?")
_PLACE_IN_SOURCE = re.compile(r"(?s)^(.*?)(?:,? page (\d{1,9}))?(?:,? paragraph (\d{1,9}))?$")


def write_text(text: str) -> str:
    plain = text and text == text.strip() and not text.startswith('"')
    if plain and not _LINE_BREAKERS.search(text):
        return text
    return json.dumps(text)


def read_text(value: str) -> str:
    """ValueError where quotation marks are opened but the value goes on behind them."""
    text, rest = unquoted(value) if value.startswith('"') else (value, "")
    if rest:
        raise ValueError(_UNCLOSED)
    return fit_text(text)


def fit_text(text: str) -> str:
    """The text as it is; ValueError where no deck may hold it."""
    if unfit := unfit_character(text):
        raise ValueError(f"it holds the character {unfit}, which is no text")
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"it has {len(text):,} characters; at most {LONGEST_TEXT:,} are taken")
    return text


def read_id(value: str) -> str:
    text = read_text(value).strip()
    if len(text) > LONGEST_ID:
        raise ValueError(f"it has {len(text):,} characters; at most {LONGEST_ID} are taken")
    return text


def unquoted(value: str) -> tuple[str, str]:
    """The text in the quotation marks at the head of a value, and what follows them."""
    try:
        text, end = json.JSONDecoder().raw_decode(value)
    except ValueError:
        raise ValueError(_UNCLOSED) from None
    return str(text), value[end:]


def write_date(date: HistoricalDate) -> str:
    """``os 1917-10-25, ns 1917-11-07``; a range has ``to``; a hedge comes last, and that of the
    range's end behind it."""
    parts = []
    for calendar, point, end in (
        (Calendar.OLD_STYLE, date.old_style, date.end_old_style),
        (Calendar.NEW_STYLE, date.new_style, date.end_new_style),
    ):
        if point is not None or end is not None:
            words = [str(calendar), point.iso if point else "", f"to {end.iso}" if end else ""]
            parts.append(" ".join(word for word in words if word))
    if date.qualifier:
        parts.append(str(date.qualifier))
    if date.end_qualifier:
        parts.append(f"end {date.end_qualifier}")
    if date.derived:
        parts.append("derived")
    return ", ".join(parts)


def read_date(value: str) -> HistoricalDate:
    """The inverse of ``write_date``; ValueError says which part is wrong."""
    points: dict[str, DatePoint | None] = {}
    qualifier, end_qualifier, derived = None, None, False
    for part in (piece.strip() for piece in value.split(",")):
        words = part.split()
        if words and words[0] in tuple(Calendar):
            start, end = _read_range(words[1:], Calendar(words[0]), part)
            points[words[0]], points["end " + words[0]] = start, end
        elif part in tuple(Qualifier):
            qualifier = Qualifier(part)
        elif part.removeprefix("end ") in tuple(Qualifier):
            end_qualifier = Qualifier(part.removeprefix("end "))
        elif part == "derived":
            derived = True
        else:
            raise ValueError(f"{part!r} is no part of a date; write for example ns 1917-11-07")
    date = HistoricalDate(
        new_style=points.get("ns"),
        old_style=points.get("os"),
        end_new_style=points.get("end ns"),
        end_old_style=points.get("end os"),
        qualifier=qualifier,
        derived=derived,
        end_qualifier=end_qualifier,
    )
    if end_qualifier and not date.is_range:
        raise ValueError(f"'end {end_qualifier}' belongs to a range, as in ns 1917 to 1922")
    return date


def _read_range(
    words: list[str], calendar: Calendar, part: str
) -> tuple[DatePoint | None, DatePoint | None]:
    start = _read_point(words.pop(0), calendar) if words and words[0] != "to" else None
    end = None
    if len(words) == 2 and words[0] == "to":
        end = _read_point(words[1], calendar)
        words = []
    if words or (start is None and end is None):
        raise ValueError(
            f"{part!r} is no date; write ns 1917-11-07, or ns 1917 to 1922 for a range"
        )
    return start, end


def _read_point(text: str, calendar: Calendar) -> DatePoint:
    if not _POINT.fullmatch(text):
        raise ValueError(f"{text!r} is no date; write 1917, 1917-11, 1917-autumn or 1917-11-07")
    point = DatePoint.from_iso(text)
    if point.day and not day_exists(point.year, point.month or 0, point.day, calendar):
        raise ValueError(f"there is no day {text} in that calendar")
    return point


def write_picture(picture: Picture) -> str:
    """``<id>.png``, and the words for those who do not see it."""
    name = f"{picture.id}.{ENDINGS[picture.media_type]}"
    return f"{name}, {write_text(picture.alt)}" if picture.alt else name


def read_picture(value: str) -> Picture:
    """The inverse of ``write_picture``."""
    name, _, alt = value.partition(", ")
    picture_id, _, ending = name.partition(".")
    media_type = next((type_ for type_, known in ENDINGS.items() if known == ending), ending)
    return picture_named(picture_id, media_type, read_text(alt).strip() if alt else "")


def write_source(title: str, page: int | None, paragraph: int | None) -> str:
    """``Title, page 12, paragraph 7``."""
    parsed = _PLACE_IN_SOURCE.match(title)
    ambiguous = parsed is None or parsed.group(1) != title
    text = json.dumps(title) if ambiguous else write_text(title)
    text += f", page {page}" if page is not None else ""
    return text + (f", paragraph {paragraph}" if paragraph is not None else "")


def read_source(value: str) -> tuple[str, int | None, int | None]:
    """Title, page and paragraph."""
    quoted = value.startswith('"')
    title, rest = unquoted(value) if quoted else ("", value)
    if unfit := unfit_character(value + title):
        raise ValueError(f"it holds the character {unfit}, which is no text")
    found = _PLACE_IN_SOURCE.match(rest)
    assert found is not None  # the pattern matches everything
    if quoted and found.group(1):
        raise ValueError(f"{found.group(1)!r} behind the title is neither a page nor a paragraph")
    page, paragraph = (int(number) if number else None for number in found.group(2, 3))
    return (title if quoted else found.group(1)).strip(), page, paragraph
