"""One date as it is written, without brackets, with its hedge: "mid-October 1917", "44 BC".

The rules read a list of tokens from an index on and return what they found and the index after
it. They know no context: whether a bare "May" is a month, ``date_context`` decides.
"""

from __future__ import annotations

from collections.abc import Callable

from quizapp.domain.calendar import Qualifier
from quizapp.domain.date_days import DayRules
from quizapp.domain.date_words import (
    COMMA,
    DASH,
    STOP,
    WEEKDAY,
    word_set,
)
from quizapp.domain.date_years import Found

_EDGES: dict[str, Qualifier] = {
    "early": Qualifier.EARLY, "beginning": Qualifier.EARLY, "start": Qualifier.EARLY,
    "opening": Qualifier.EARLY, "mid": Qualifier.MID, "middle": Qualifier.MID,
    "late": Qualifier.LATE, "end": Qualifier.LATE, "close": Qualifier.LATE,
}  # fmt: skip
_PARTS: dict[str, Qualifier] = {
    "first": Qualifier.EARLY, "early": Qualifier.EARLY, "opening": Qualifier.EARLY,
    "second": Qualifier.LATE, "latter": Qualifier.LATE, "last": Qualifier.LATE,
    "final": Qualifier.LATE, "closing": Qualifier.LATE,
}  # fmt: skip
_PART_NOUNS = word_set("half part days weeks week third quarter months")
QUALIFIER_STARTS = frozenset(_EDGES) | frozenset(_PARTS) | {"night"}


class PointRules(DayRules):
    def run(self, i: int) -> Found:
        """Reads qualifier, weekday and one point or simple range."""
        qualifier, i = self.qualifier(i)
        i = self._after_weekday(i)
        rules: tuple[Callable[[int], Found], ...] = (
            self.dotted,
            self.iso,
            self.month_first,
            self.day_first,
            self.season_point,
            self.century,
            self.decade,
            self.years,
        )
        for rule in rules:
            found = rule(i)
            if found:
                if qualifier:
                    found[0].first.qualifier = qualifier
                return found
        return None

    def qualifier(self, i: int) -> tuple[Qualifier | None, int]:
        """ "early", "mid-", "the end of", "first half of", "the night of" and where they end."""
        start = i
        if self.token(i).word == "the":
            i += 1
        word = self.token(i).word
        following = self.token(i + 1).word
        if word == "night" and following == "of":
            return Qualifier.NIGHT, i + 2
        if word in _PARTS and following in _PART_NOUNS and self.token(i + 2).word == "of":
            after = i + 3 + (self.token(i + 3).word == "the")
            return _PARTS[word], after
        if word in _EDGES:
            if following == "of":
                return _EDGES[word], i + 2 + (self.token(i + 2).word == "the")
            if word in ("early", "mid", "late"):
                skip = self.token(i + 1).kind == DASH or following == "in"
                return _EDGES[word], i + 1 + skip
        return None, start

    def _after_weekday(self, i: int) -> int:
        if self.token(i).kind != WEEKDAY:
            return i
        i += 1
        while self.token(i).kind in (STOP, COMMA) or self.token(i).word == "the":
            i += 1
        return i
