"""Dates that no end of a line breaks: "March 1, 1917" stands in one line, or begins the next."""

from __future__ import annotations

import re

from quizapp.domain.calendar import MONTH_NAMES

SPACE = "\u00a0"
_OTHERS = (
    "Januar Februar März Mai Juni Juli Oktober Dezember janvier février mars avril mai juin juillet"
    " août septembre octobre novembre décembre enero febrero marzo abril mayo junio julio agosto"
    " septiembre octubre noviembre diciembre"
)
_MONTHS = "|".join(
    sorted({*MONTH_NAMES, *(rf"{name[:3]}\." for name in MONTH_NAMES), r"Sept\.", *_OTHERS.split()},
           key=len, reverse=True)
)  # fmt: skip
_DAY, _YEAR, _ERA = r"\d{1,2}(?:st|nd|rd|th|er|\.)?", r"\d{1,4}", r"(?:BCE|BC|CE|AD)"
_DATE = re.compile(
    rf"(?<!\w)(?:(?:{_DAY} (?:de |of )?)?(?:{_MONTHS})(?: {_DAY}(?!\w))?(?:\)?,? (?:de )?{_YEAR})?"
    rf"(?: {_ERA})?|{_YEAR} {_ERA}|AD {_YEAR})(?!\w)"
)


def keep_dates_whole(text: str) -> str:
    """The same text, with spaces inside its dates that do not end a line."""
    return _DATE.sub(lambda found: found[0].replace(" ", SPACE), text)
