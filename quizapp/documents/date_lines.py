"""Lines that hold nothing but a date: "June 24", "Night of 5-6 March", "1 9 1 7", "44 BC".

They are recognised by their words alone and not resolved: what the date means is for the facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from quizapp.documents.word_sets import word_set

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH_NUMBER = {month: number for number, month in enumerate(_MONTHS, 1)}
_MONTH_NUMBER |= {month[:3]: number for number, month in enumerate(_MONTHS, 1)}
_MONTH_NUMBER |= {"sept": 9}
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_OTHER = word_set(
    """
    a about ad after afternoon and around at bc bce before beginning between by c ca century
    ce circa day days during early earlier eve evening end first fourth following from half in last
    late later mid middle monday morning new night no noon not ns o of old on or os quarter
    s n m p prior same saturday second style sunday than the third thursday till to tuesday until
    wednesday week friday year years dawn st nd rd th am pm hours clock old-style new-style
    """
)
_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_LETTERS = re.compile(r"[^\W\d_]+")
_SPACED_YEAR = re.compile(r"(?:\d\s){3}\d\.?|(?:\d\s){2}\d\.?")
_YEAR = re.compile(r"(?:A\.?D\.?\s*)?\d{3,4}(?:\s*[-–—/]\s*\d{2,4})?(?:\s*A\.?D\.?)?[.:]?")
_YEAR_BC = re.compile(
    r"(?:c\.|ca\.)?\s*\d{1,4}(?:\s*[-–—/]\s*\d{1,4})?\s*(?:B\.?\s?C\.?(?:\s?E\.?)?|C\.?E\.?|A\.?D\.?)[.:]?"
)
MAX_LENGTH = 70


def is_year_heading(text: str) -> bool:
    """A year or a span of years alone: "1917", "1 9 1 7", "1914-18", "480 BC"."""
    text = text.strip()
    if len(text) > 24 or not any(char.isdigit() for char in text):
        return False
    return any(form.fullmatch(text) for form in (_SPACED_YEAR, _YEAR, _YEAR_BC))


def is_date_line(text: str) -> bool:
    """Nothing but a date with at least a month, a season or a year of an era."""
    text = text.strip()
    if not text or len(text) > MAX_LENGTH or not (text[0].isalnum() or text[0] in '(["“c'):
        return False
    words = [word.casefold() for word in _LETTERS.findall(text)]
    if not words or len(words) > 12:
        return False
    if not all(word in _MONTH_NUMBER or word in _SEASONS or word in _OTHER for word in words):
        return False
    if not any(char.isdigit() for char in text):
        return False
    if _YEAR_BC.fullmatch(text):
        return True
    return any(word in _MONTH_NUMBER or word in _SEASONS for word in words)


_REPORT = re.compile(r"\s*\([^)]{3,60}\)\s*$|(?<=\d)\s\d$")


_OF_LABELS = word_set(
    "a an and at by de dated delivered des du for from given held in issued la le made of on"
    " printed published read received sent signed taken the to von written"
)
_PLACE_BEHIND = re.compile(r"(?<=\d)[,.]?\s+[A-Z][^\W\d]+(?:,?\s+[A-Z][^\W\d]+){0,2}\.?$")


def is_dated_line(text: str) -> bool:
    """A date line with a place or label before it, or a remark in brackets behind it.

    "Geneva, 3 May 1920", "Date: May 3, 1920", "May 3, 1920 (Newspaper Report)".
    """
    if len(text) > MAX_LENGTH + 30:
        return False
    bare = _REPORT.sub("", text)
    if is_date_line(bare):
        return True
    if not has_year(bare):
        return False
    leads = [match for match in _leads(bare) if is_date_line(bare[match.end() :])]
    if leads and not _is_sentence(bare, leads):
        return text[0].isupper()
    ending = _PLACE_BEHIND.search(bare)
    return ending is not None and is_date_line(bare[: ending.start()])


def _leads(text: str) -> list[re.Match[str]]:
    """All ways of taking up to four words off the front."""
    found = []
    for count in range(1, 5):
        match = re.match(rf"(?:[^\W\d][\w.’'\-]*\s*[,:]?\s+){{{count}}}", text)
        if match is None:
            break
        found.append(match)
    return found


def _is_sentence(text: str, leads: Iterable[re.Match[str]]) -> bool:
    """Whether it says that something happened on that day: "Ada died in Paris on 3 May 1920.".

    A label has no verb of its own but that of a document: "Speech delivered in Paris on ...".
    """
    if not text.endswith("."):
        return False
    words = min(leads, key=lambda match: match.end()).group().split()
    return any(word.islower() and word.strip(".,:") not in _OF_LABELS for word in words[1:])


def has_year(text: str) -> bool:
    return re.search(r"(?<!\d)\d{3,4}(?!\d)", text) is not None


def month_and_day(text: str) -> tuple[int, int] | None:
    """The first month and day of a date line, to see whether a run of them is in order."""
    month = day = 0
    for token in _TOKEN.findall(text.casefold()):
        if token.isdigit():
            if not day and int(token) <= 31:
                day = int(token)
        elif not month:
            month = _MONTH_NUMBER.get(token) or _SEASONS.get(token) or 0
    return (month, day) if month else None


def year_of(text: str) -> int | None:
    """The year that stands in a date line or year heading, negative before Christ."""
    bare = text.replace(" ", "") if _SPACED_YEAR.fullmatch(text.strip()) else text
    before = re.search(r"(\d{1,4})\s*B\.?\s?C", bare)
    if before:
        return -int(before.group(1))
    match = re.search(r"(?<!\d)\d{3,4}(?!\d)", bare)
    return int(match.group()) if match else None
