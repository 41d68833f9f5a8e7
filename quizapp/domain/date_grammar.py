"""Finds dates as history texts write them, doubled ones and ranges included, in running text.

"October 25 (November 7), 1917", "15 March [O.S. 2 March]", "from 25 to 27 October (7 to 9 November)
1917", "between June and August 1812". What comes out is what is written: years may be missing and
calendars unnamed; ``date_settling`` makes historical dates of it.
"""

from __future__ import annotations

from dataclasses import replace

from quizapp.domain.calendar import Qualifier, Season
from quizapp.domain.date_doubled import DoubledRules
from quizapp.domain.date_points import QUALIFIER_STARTS
from quizapp.domain.date_words import (
    COMMA,
    DASH,
    DECADE,
    ERA,
    FIGURE,
    MONTH,
    NUMBER,
    ORDINAL,
    ORDINAL_WORDS,
    ROMAN_CENTURIES,
    SEASON,
    WEEKDAY,
    WORD,
    tokens_of,
)
from quizapp.domain.date_written import Lead, Run, WrittenDate, WrittenPoint

_STARTS = frozenset({NUMBER, ORDINAL, DECADE, FIGURE, MONTH, SEASON, WEEKDAY, ERA})
_WORD_STARTS = QUALIFIER_STARTS | {"twenty", *ORDINAL_WORDS, *ROMAN_CENTURIES}


class DateGrammar(DoubledRules):
    """``typed``: the text is an answer, so that anything that can be a date is one."""

    def __init__(self, text: str, *, typed: bool = False, ancient: bool = False) -> None:
        super().__init__(text, tokens_of(text, any_case=typed), typed=typed, ancient=ancient)

    def dates(self) -> list[WrittenDate]:
        found: list[WrittenDate] = []
        i = 0
        while i < len(self.tokens):
            token = self.tokens[i]
            starts = token.kind in _STARTS or (token.kind == WORD and (token.word in _WORD_STARTS))
            result = self.date(i) if starts else None
            if result is None:
                i += 1
                continue
            found.extend(result[0])
            i = result[1]
        return found

    def date(self, i: int) -> tuple[list[WrittenDate], int] | None:
        """The date (or the dates of a list) that begins with token ``i``."""
        side = self.side(i)
        if side is None:
            return None
        written, run, j = side
        lead = written.lead = self.lead(i)
        joined = None if run.listed else self._join(written, lead, j)
        if joined is not None:
            written, j = joined
        elif not self.is_date(written, run, lead, i, j):
            return None
        self._name_qualifier(written, lead)
        return [written, *self._listed(written, run, j)], j

    def _join(self, first: WrittenDate, lead: Lead, j: int) -> tuple[WrittenDate, int] | None:
        """The range that ``first`` opens: "A to B", "between A and B", "March 29-April 5"."""
        if first.last is not None or first.other_last is not None:
            return None
        k = self._joint(first, lead, j)
        side = self.side(k) if k else None
        if side is None:
            return None
        second, run, after = side
        self._lend_era(first, second)
        if run.listed or second.last is not None or not self._same_shape(first, second):
            return None
        merely_listed = self.token(k - 1).word == "and" and lead.word != "between"
        if merely_listed and not self._adjoining(first.first, second.first):
            return None
        if second.first.grain != "day" and not second.has_year and not first.has_year:
            bare = self.is_attributive_month(k, after, lead)
            if bare:
                return None
        joined = replace(
            first,
            end=second.end,
            last=second.first,
            other_first=first.other_first or second.other_first,
            other_last=second.other_last or second.other_first,
            style=first.style or second.style,
            other_style=first.other_style or second.other_style,
        )
        return joined, after

    def _joint(self, first: WrittenDate, lead: Lead, j: int) -> int:
        """The index after the word or dash that may join two points, or 0."""
        k = j + (self.token(j).kind == COMMA and lead.word in ("from", "between"))
        token = self.token(k)
        if token.kind == DASH:
            spaced = token.start > self.token(k - 1).end
            return 0 if spaced and self.text[token.start] == "—" else k + 1
        if token.word in ("to", "through", "thru"):
            return k + 1
        if token.word in ("until", "till") and lead.word == "from":
            return k + 1
        if token.word == "and" and (
            lead.word == "between" or first.first.grain in ("month", "year", "season")
        ):
            return k + 1
        return 0

    @staticmethod
    def _lend_era(first: WrittenDate, second: WrittenDate) -> None:
        """ "From 58 to 50 BC": both are before Christ."""
        year, last = first.first.year, second.first.year
        if first.eraless and year is not None and last is not None and last <= 0:
            first.first.year, first.eraless = 1 - year, False

    @staticmethod
    def _same_shape(first: WrittenDate, second: WrittenDate) -> bool:
        if first.first.grain != second.first.grain:
            return False
        whole = first.other_first is None and second.other_last is not None
        if (first.other_first is None) != (second.other_first is None) and not whole:
            return False  # unless the range is doubled as a whole: "A to B (C to D)"
        one, two = first.first, second.first
        if one.grain == "year":
            return (two.year or 0) > (one.year or 0)
        if one.year is not None and two.year is not None:
            return (one.year, one.month or 0) <= (two.year, two.month or 0)
        return one.year is None or one.grain != "month" or two.year is not None

    @staticmethod
    def _adjoining(first: WrittenPoint, second: WrittenPoint) -> bool:
        if first.grain == "year":
            return first.year is not None and second.year == first.year + 1
        if first.season is not None and second.season is not None:
            seasons = list(Season)
            return seasons.index(second.season) == (seasons.index(first.season) + 1) % 4
        if first.month is None or second.month != first.month % 12 + 1:
            return False
        return first.year is None or second.year is None or first.year <= second.year

    def _listed(self, written: WrittenDate, run: Run, j: int) -> list[WrittenDate]:
        """The further days of "on June 3, 5 and 9, 1812", each a date of its own."""
        more: list[WrittenDate] = []
        for number, (day, index) in enumerate(run.listed):
            point = replace(run.first, day=day)
            final = number == len(run.listed) - 1
            end = self.token(j - 1).end if final else self.token(index).end
            more.append(
                WrittenDate(
                    self.token(index).start, end, point, style=written.style, lead=written.lead
                )
            )
        if more:
            one = next(k for k, token in enumerate(self.tokens) if token.start >= more[0].start)
            written.end = self._end_before(one)
        return more

    def _end_before(self, index: int) -> int:
        k = index - 1
        while self.token(k).kind == COMMA or self.token(k).word in ("and", "or", "&"):
            k -= 1
        return self.token(k).end

    @staticmethod
    def _name_qualifier(written: WrittenDate, lead: Lead) -> None:
        """Brings the hedge of the preposition and of the point together in the point."""
        own, outer = written.first.qualifier, lead.qualifier
        if own is None:
            written.first.qualifier = outer
        elif own is Qualifier.LATE and outer is Qualifier.BY and written.last is None:
            written.first.qualifier = Qualifier.BY_END
