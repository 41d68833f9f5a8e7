"""One date as it is written, without brackets: "Oct. 25–26, 1917", "the 4th of September", "44 BC".

The rules read a list of tokens from an index on and return what they found and the index after
it. They know no context: whether a bare "May" is a month, ``date_grammar`` decides.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from quizapp.domain.calendar import Qualifier, Season
from quizapp.domain.date_words import (
    CLOSE,
    COMMA,
    DASH,
    DECADE,
    END_OF_TEXT,
    ERA,
    FIGURE,
    MONTH,
    NUMBER,
    OPEN,
    ORDINAL,
    ORDINAL_WORDS,
    ROMAN_CENTURIES,
    SEASON,
    SEASONS,
    SLASH,
    STOP,
    WEEKDAY,
    WORD,
    Token,
    word_set,
)

FIRST_YEAR, LAST_YEAR = 1000, 2100  # what four digits without an era may mean

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

_THROUGH = word_set("to through thru until till")
_COUNTED = word_set(
    "men people persons workers soldiers sailors peasants members delegates deputies votes troops"
    " rubles roubles dollars pounds francs marks kilometers kilometres km miles meters metres feet"
    " tons tonnes poods hectares acres copies pages percent per horses guns ships prisoners dead"
    " killed wounded families households years days inhabitants"
)


@dataclass(slots=True)
class WrittenPoint:
    """A point as written: any field may be missing. ``last_year`` makes years a range of years."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: Season | None = None
    last_year: int | None = None
    qualifier: Qualifier | None = None
    that_year: bool = False  # "of that year", "of the same year"

    @property
    def grain(self) -> str:
        if self.day is not None:
            return "day"
        if self.month is not None:
            return "month"
        return "season" if self.season else "year"


@dataclass(slots=True)
class Run:
    """A point, or a range written in one go; ``listed`` are further days of an enumeration."""

    first: WrittenPoint
    last: WrittenPoint | None = None
    other: WrittenPoint | None = None  # "8/20 December": the day of the other calendar
    other_last: WrittenPoint | None = None
    listed: list[tuple[int, int]] = field(default_factory=list)  # (day, index of its token)
    ordinal: bool = False

    def points(self) -> list[WrittenPoint]:
        return [self.first] if self.last is None else [self.first, self.last]


Found = tuple[Run, int] | None
YearFound = tuple[int, int] | None


class PointRules:
    """``typed``: an answer, in which anything that can be a date is one. ``ancient``: the document
    has years of fewer than four digits."""

    def __init__(
        self, text: str, tokens: list[Token], *, typed: bool = False, ancient: bool = False
    ) -> None:
        self.text = text
        self.tokens = tokens
        self.typed = typed
        self.ancient = ancient

    def token(self, index: int) -> Token:
        return self.tokens[index] if 0 <= index < len(self.tokens) else END_OF_TEXT

    def is_lower(self, token: Token) -> bool:
        return token.kind == WORD and self.text[token.start].islower()

    def is_capital(self, token: Token) -> bool:
        return token.kind == WORD and self.text[token.start].isupper()

    def run(self, i: int) -> Found:
        """Reads qualifier, weekday and one point or simple range."""
        qualifier, i = self.qualifier(i)
        i = self._after_weekday(i)
        rules: tuple[Callable[[int], Found], ...] = (
            self._dotted,
            self._iso,
            self._month_first,
            self._day_first,
            self._season,
            self._century,
            self._decade,
            self._years,
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

    # ------------------------------------------------------------------ days and months

    def _dotted(self, i: int) -> Found:
        """``7.11.1917``."""
        parts = self.token(i).word.split(".") if self.token(i).kind == FIGURE else []
        if len(parts) != 3 or len(parts[2]) != 4 or not all(part.isdigit() for part in parts):
            return None
        day, month, year = map(int, parts)
        if not (1 <= month <= 12 and 1 <= day <= 31):
            return None
        return Run(WrittenPoint(year, month, day)), i + 1

    def _iso(self, i: int) -> Found:
        """``1917-11-07``."""
        token = self.token(i)
        if token.kind != NUMBER or len(token.word) != 4:
            return None
        dash, month_token = self.token(i + 1), self.token(i + 2)
        dash2, day_token = self.token(i + 3), self.token(i + 4)
        if not (dash.kind == dash2.kind == DASH and dash.start == token.end):
            return None
        if len(month_token.word) != 2 or len(day_token.word) != 2:
            return None
        if not (1 <= month_token.number <= 12 and 1 <= day_token.number <= 31):
            return None
        return Run(WrittenPoint(token.number, month_token.number, day_token.number)), i + 5

    def day(self, i: int) -> int | None:
        token = self.token(i)
        if token.kind in (NUMBER, ORDINAL) and 1 <= token.number <= 31 and len(token.word) <= 2:
            return token.number
        return None

    def month(self, i: int) -> tuple[int, int] | None:
        """The month and the index after its name and the stop of its abbreviation."""
        token = self.token(i)
        if token.kind != MONTH:
            return None
        stop = self.token(i + 1)
        short = len(token.word) <= 4 and token.word != "may"
        return token.number, i + 1 + (short and stop.kind == STOP and stop.start == token.end)

    def _month_first(self, i: int) -> Found:
        found = self.month(i)
        if found is None:
            return None
        month, j = found
        if self.token(j).word == "the" and self.token(j + 1).kind == ORDINAL:
            j += 1
        day = self.day(j)
        a_year = self.token(j + 1).kind == ERA  # "January 1 BC"
        if day is None or a_year or self._counts_something(i, j):
            return self._month_only(month, j)
        run = Run(WrittenPoint(None, month, day), ordinal=self.token(j).kind == ORDINAL)
        j = self._further_days(run, i, j + 1)
        slashed = self.day(j + 1) if self.token(j).kind == SLASH and not run.last else None
        if slashed and self.token(j + 2).kind != SLASH:
            self._after_slash(run, slashed)
            j += 2
        return run, self._trailing_year(run, j)

    @staticmethod
    def _after_slash(run: Run, day: int) -> None:
        """ "8/20 December" is one day in two calendars, "24/25 October" a night of two days."""
        if day == (run.first.day or 0) + 1:
            run.last = WrittenPoint(None, run.first.month, day)
        else:
            run.other = WrittenPoint(day=day)

    def _counts_something(self, i: int, j: int) -> bool:
        """ "In October 25 delegates arrived": the number belongs to what follows."""
        if self.token(j).kind == ORDINAL or self.typed:
            return False
        following = self.token(j + 1)
        if not self.is_lower(following):
            return False
        if following.word in _COUNTED:
            return True
        return (
            self.token(i - 1).word == "in"
            and following.word.endswith("s")
            and (following.word not in ("was", "is", "has", "as", "this", "his", "its"))
        )

    def _further_days(self, run: Run, i: int, j: int) -> int:
        """The rest of "25–26", "25 to 27", "25 and 26", "3, 5 and 9" after the first day."""
        first = run.first.day or 0
        joint = self.token(j)
        second = self.day(j + 1)
        if second and self.token(j + 2).kind != MONTH:
            if (joint.kind == DASH or joint.word in _THROUGH) and self._ends_days(j + 2):
                run.last = WrittenPoint(None, run.first.month, second)
                return j + 2
            if joint.word in ("and", "or", "&") and second > first and self._ends_days(j + 2):
                between = self.token(i - 1).word == "between"
                if between or (second == first + 1 and joint.word == "and"):
                    run.last = WrittenPoint(None, run.first.month, second)
                else:
                    run.listed.append((second, j + 1))
                return j + 2
        return self._enumeration(run, j)

    def _ends_days(self, j: int) -> bool:
        """Whether what follows a second day is not a thing that it counts."""
        return self.typed or not (self.is_lower(self.token(j)) and self.token(j).word in _COUNTED)

    def _enumeration(self, run: Run, j: int) -> int:
        """ "3, 5 and 9": only when rising and closed by "and"."""
        days: list[tuple[int, int]] = []
        last, k = run.first.day or 0, j
        while self.token(k).kind == COMMA:
            day = self.day(k + 1)
            if day is None or day <= last:
                break
            days.append((day, k + 1))
            last, k = day, k + 2
        k += self.token(k).kind == COMMA
        final = self.day(k + 1) if self.token(k).word in ("and", "&") else None
        if not days or final is None or final <= last or not self._ends_days(k + 2):
            return j
        if self.token(k + 2).kind == MONTH and run.first.month is not None:
            return j
        run.listed.extend([*days, (final, k + 1)])
        return k + 2

    def _day_first(self, i: int) -> Found:
        day = self.day(i)
        if day is None:
            return None
        run = Run(WrittenPoint(None, None, day), ordinal=self.token(i).kind == ORDINAL)
        j = i + 1
        slashed = self.day(j + 1) if self.token(j).kind == SLASH else None
        if slashed:
            self._after_slash(run, slashed)
            j += 2
        elif self.token(j).kind != MONTH:
            j = self._further_days_of(run, j)
        j = self._bracketed_days(run, j)
        if self.token(j).word == "day":
            j += 1
        if self.token(j).word == "of":
            j += 1
        found = self.month(j)
        if found is None:
            return None
        month, j = found
        for point in (run.first, run.last):
            if point:
                point.month = month
        return run, self._trailing_year(run, j)

    def _bracketed_days(self, run: Run, j: int) -> int:
        """ "14 (26) December", "9 to 12 (22 to 25) January": the month stands behind both."""
        day = self.day(j + 1) if self.token(j).kind == OPEN else None
        if day is None:
            return j
        k, last = j + 2, None
        if self.token(k).kind == DASH or self.token(k).word in _THROUGH:
            last, k = self.day(k + 1), k + 2
        month = k + 1 + (self.token(k + 1).word == "of")
        if self.token(k).kind != CLOSE or self.token(month).kind != MONTH:
            return j
        run.other = WrittenPoint(day=day)
        run.other_last = WrittenPoint(day=last) if last else None
        return k + 1

    def _further_days_of(self, run: Run, j: int) -> int:
        """Like ``_further_days``, where the month is still to come."""
        first = run.first.day or 0
        joint, second = self.token(j), self.day(j + 1)
        if second is None:
            return j
        if joint.kind == DASH or joint.word in _THROUGH:
            run.last = WrittenPoint(None, None, second)
            return j + 2
        if joint.word in ("and", "or", "&"):
            between = self.token(j - 2).word == "between"
            if between or (second == first + 1 and joint.word == "and"):
                run.last = WrittenPoint(None, None, second)
            elif second > first:
                run.listed.append((second, j + 1))
            return j + 2
        return self._enumeration(run, j)

    def _trailing_year(self, run: Run, j: int) -> int:
        """Reads ", 1917", " 1917", " of 1917", " of that year" into every point of the run."""
        found = self.year_after(j)
        if found is None:
            if self._says_that_year(j):
                for point in run.points():
                    point.that_year = True
                return j + 3
            return j
        year, j = found
        year, j = self._double_year(run.first.month, year, j)
        for point in run.points():
            point.year = year
        return j

    def _double_year(self, month: int | None, year: int, j: int) -> tuple[int, int]:
        """ "11 February 1731/32": the year that began in January, where another began in March."""
        second = self.token(j + 1)
        if self.token(j).kind != SLASH or second.kind != NUMBER or not month or month > 3:
            return year, j
        following = year + 1
        if second.number in (following, following % 100, following % 10):
            return following, j + 2
        return year, j

    def year_after(self, j: int) -> YearFound:
        """A year that belongs to the day or month before ``j``."""
        token = self.token(j)
        if token.kind == COMMA or token.word == "of":
            j += 1
            if self.token(j).word == "of":
                j += 1
        if self.token(j).word == "in" and self.typed:
            j += 1
        if self.token(j).word == "year":
            j += 1
        if self.counts(j):
            return None
        return self.year(j) or (self._short_year_at(j) if self.ancient else None)

    def _short_year_at(self, j: int) -> YearFound:
        token = self.token(j)
        if token.kind != NUMBER or not 31 < token.number < 1000:
            return None
        return token.number, j + 1

    def _says_that_year(self, j: int) -> bool:
        return (
            self.token(j).word == "of"
            and self.token(j + 1).word in ("that", "the", "this")
            and self.token(j + 2).word in ("year", "same")
        )

    def _month_only(self, month: int, j: int) -> Found:
        run = Run(WrittenPoint(None, month))
        return run, self._trailing_year(run, j)

    # ------------------------------------------------------------------ seasons and years

    def _season(self, i: int) -> Found:
        token = self.token(i)
        if token.kind != SEASON:
            return None
        point = WrittenPoint(season=SEASONS[token.word])
        j = i + 1
        if self._says_that_year(j):
            point.that_year = True
            return Run(point), j + 3
        found = self.year_after(j)
        if found is None:
            return None if token.word == "fall" and not self.typed else (Run(point), j)
        point.year, j = found
        second = self.token(j + 1)
        if self.token(j).kind in (DASH, SLASH) and second.kind == NUMBER:
            follows = second.number in (point.year + 1, (point.year + 1) % 100)
            j += 2 if follows else 0  # winter of 1917-18: named for the year it begins in
        return Run(point), j

    def _century(self, i: int) -> Found:
        token = self.token(i)
        number = token.number if token.kind == ORDINAL else ORDINAL_WORDS.get(token.word, 0)
        if token.kind == WORD and self.text[token.start : token.end].isupper():
            number = ROMAN_CENTURIES.get(token.word, 0)
        j = i + 1
        if token.word == "twenty" and self.token(j).kind == DASH:
            number, j = 20 + ORDINAL_WORDS.get(self.token(i + 2).word, 0), i + 3
        j += self.token(j).kind == DASH
        if not 1 <= number <= 50 or self.token(j).word not in ("century", "centuries"):
            return None
        j += 1
        if self.token(j).kind == ERA:
            bc, j = self.token(j).number == 0, j + 1
        else:
            bc = False
        first = 1 - 100 * number if bc else 100 * (number - 1) + 1
        return Run(WrittenPoint(first, last_year=first + 99)), j

    def _decade(self, i: int) -> Found:
        token = self.token(i)
        if token.kind != DECADE or token.number % 10 or not 100 <= token.number <= LAST_YEAR:
            return None
        span = 99 if token.number % 100 == 0 else 9
        if self.token(i + 1).kind == ERA and self.token(i + 1).number == 0:
            return Run(WrittenPoint(1 - token.number - span, last_year=1 - token.number)), i + 2
        return Run(WrittenPoint(token.number, last_year=token.number + span)), i + 1

    def year(self, i: int) -> YearFound:
        """A year with or without its era, in astronomical counting (44 BC is -43)."""
        token = self.token(i)
        if token.kind == ERA and token.number == 1:  # AD 79
            number = self.token(i + 1)
            ok = number.kind == NUMBER and 0 < number.number <= LAST_YEAR
            return (number.number, i + 2) if ok else None
        if token.kind != NUMBER or not 0 < token.number < 10000:
            return None
        era = self.token(i + 1)
        if era.kind == ERA:
            return (token.number if era.number else 1 - token.number), i + 2
        if len(token.word) == 4 and FIRST_YEAR <= token.number <= LAST_YEAR:
            return token.number, i + 1
        return None

    def _years(self, i: int) -> Found:
        """ "1917", "1917–18", "1922-1924", "100–44 BC"."""
        before_christ = self._years_before_christ(i)
        if before_christ:
            return before_christ
        found = self.year(i)
        if found is None:
            return None
        year, j = found
        joint, second = self.token(j), self.token(j + 1)
        last = None
        if joint.kind in (DASH, SLASH) and second.kind == NUMBER and self._touches(j):
            last = self._later_year(year, second)
        if last is None:
            return Run(WrittenPoint(year)), j
        after = j + 2 + (self.token(j + 2).kind == ERA)
        return Run(WrittenPoint(year, last_year=last)), after

    def _touches(self, j: int) -> bool:
        """A dash between numbers: close to both, or spaced on both sides alike."""
        before = self.token(j).start - self.token(j - 1).end
        after = self.token(j + 1).start - self.token(j).end
        return before == after <= 1

    def _years_before_christ(self, i: int) -> Found:
        first, second, era = self.token(i), self.token(i + 2), self.token(i + 3)
        if first.kind != NUMBER or second.kind != NUMBER or era.kind != ERA or era.number:
            return None
        if self.token(i + 1).kind != DASH or not first.number > second.number > 0:
            return None
        return Run(WrittenPoint(1 - first.number, last_year=1 - second.number)), i + 4

    @staticmethod
    def _later_year(year: int, second: Token) -> int | None:
        if len(second.word) == 4:
            return second.number if year < second.number <= LAST_YEAR else None
        if len(second.word) > 2 or year < FIRST_YEAR:
            return None
        scale = 10 ** len(second.word)
        last = year // scale * scale + second.number
        return last if last > year else None

    def counts(self, i: int) -> bool:
        """Whether the number at ``i`` counts things: "1,500 soldiers" without its comma."""
        number, noun = self.token(i), self.token(i + 1)
        if self.typed or number.kind != NUMBER or not self.is_lower(noun):
            return False
        if noun.word in _COUNTED:
            return True
        return number.number % 100 == 0 and noun.word.endswith("s") and noun.word != "was"


def with_month(point: WrittenPoint, month: int | None) -> WrittenPoint:
    """A bare day, given the month that it borrows."""
    return replace(point, month=point.month or month)
