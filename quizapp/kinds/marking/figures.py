"""Numbers as people type them. For numeric answers and gaps.

Both points and commas part off the decimals, and both, blanks and apostrophes group the thousands.
"1,234" may be read in two ways: either reading counts, so that nobody loses points for the habits
of their country.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence

from quizapp.domain.task import Number

LONGEST = 60  # characters
_NUMBER = re.compile(
    r"(?P<sign>[+-]?)\s*(?P<body>\d[\d.,' ’]*|[.,]\d+)"
    r"(?:\s*(?:e|[×x*·]\s*10\s*\^?)\s*(?P<exponent>[+-]?\d{1,3}))?"
)
_MINUS = str.maketrans("−–—‒", "----")
_NOISE = 1e-9
"""Of the value: what adding fractions in binary may be off by."""


def readings(text: str) -> tuple[float, ...]:
    """The numbers that the whole text may mean: none, one or two."""
    clean = unicodedata.normalize("NFKC", text).translate(_MINUS).strip().casefold()
    match = _NUMBER.fullmatch(clean) if len(clean) <= LONGEST else None
    if match is None:
        return ()
    found = []
    for figure in _plain_figures(match["body"].strip()):
        value = float(f"{match['sign']}{figure}e{match['exponent'] or 0}")
        if math.isfinite(value):
            found.append(value)
    return tuple(dict.fromkeys(found))


def best_number(numbers: Sequence[Number], text: str) -> Number | None:
    """The one that is worth most of those that the text is within the tolerance of."""
    near = [
        number for number in numbers if any(_is_within(value, number) for value in readings(text))
    ]
    return max(near, key=lambda number: number.worth, default=None)


def _is_within(value: float, number: Number) -> bool:
    noise = _NOISE * max(abs(number.value), abs(value))
    return abs(value - number.value) <= abs(number.tolerance) + noise


def _plain_figures(body: str) -> list[str]:
    """Without grouping, and with a point before the decimals."""
    found = []
    for point in ("", ".", ","):
        if point and body.count(point) != 1:
            continue
        whole, _, decimals = body.partition(point) if point else (body, "", "")
        joined = _ungrouped(whole)
        if joined is not None and (not decimals or decimals.isdigit()):
            found.append(f"{joined or 0}.{decimals or 0}")
    return found


def _ungrouped(whole: str) -> str | None:
    """The digits, where they stand alone or in groups of three with one sign between them."""
    signs = set(re.sub(r"\d", "", whole))
    if not signs:
        return whole
    first, *groups = whole.split(signs.pop())
    grouped = not signs and 0 < len(first) <= 3 and all(len(group) == 3 for group in groups)
    return first + "".join(groups) if grouped else None
