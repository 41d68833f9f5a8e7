"""Years, decades, centuries and seasons as they are written: "1917–18", "44 BC", "the 1860s"."""

from __future__ import annotations

from quizapp.domain.date_words import (
    COMMA,
    DASH,
    DECADE,
    END_OF_TEXT,
    ERA,
    NUMBER,
    ORDINAL,
    ORDINAL_WORDS,
    ROMAN_CENTURIES,
    SEASON,
    SEASONS,
    SLASH,
    WORD,
    Token,
    word_set,
)
from quizapp.domain.date_written import Run, WrittenPoint

FIRST_YEAR, LAST_YEAR = 1000, 2100  # what four digits without an era may mean

COUNTED = word_set(
    "men people persons workers soldiers sailors peasants members delegates deputies votes troops"
    " rubles roubles dollars pounds francs marks kilometers kilometres km miles meters metres feet"
    " tons tonnes poods hectares acres copies pages percent per horses guns ships prisoners dead"
    " killed wounded families households years days inhabitants"
)

Found = tuple[Run, int] | None
YearFound = tuple[int, int] | None


_YEARS_ON = {"same": 0, "next": 1, "following": 1, "previous": -1, "preceding": -1}


class YearRules:
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

    def that_year(self, j: int) -> tuple[int, int] | None:
        """ "of that year", "of the following year": how many years on, and what comes behind."""
        if self.token(j).word != "of" or self.token(j + 1).word not in ("that", "the", "this"):
            return None
        which = self.token(j + 2).word
        if which == "year":
            return 0, j + 3
        if which in _YEARS_ON and self.token(j + 3).word == "year":
            return _YEARS_ON[which], j + 4
        return None

    def counts(self, i: int) -> bool:
        """Whether the number at ``i`` counts things: "1,500 soldiers" without its comma."""
        number, noun = self.token(i), self.token(i + 1)
        if self.typed or number.kind != NUMBER or not self.is_lower(noun):
            return False
        if noun.word in COUNTED:
            return True
        return number.number % 100 == 0 and noun.word.endswith("s") and noun.word != "was"

    def years(self, i: int) -> Found:
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

    def season_point(self, i: int) -> Found:
        token = self.token(i)
        if token.kind != SEASON:
            return None
        point = WrittenPoint(season=SEASONS[token.word])
        j = i + 1
        relative = self.that_year(j)
        if relative is not None:
            point.that_year = True
            point.years_on, after = relative
            return Run(point), after
        found = self.year_after(j)
        if found is None:
            return None if token.word == "fall" and not self.typed else (Run(point), j)
        point.year, j = found
        second = self.token(j + 1)
        if self.token(j).kind in (DASH, SLASH) and second.kind == NUMBER:
            follows = second.number in (point.year + 1, (point.year + 1) % 100)
            j += 2 if follows else 0  # winter of 1917-18: named for the year it begins in
        return Run(point), j

    def century(self, i: int) -> Found:
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

    def decade(self, i: int) -> Found:
        token = self.token(i)
        if token.kind != DECADE or token.number % 10 or not 100 <= token.number <= LAST_YEAR:
            return None
        span = 99 if token.number % 100 == 0 else 9
        if self.token(i + 1).kind == ERA and self.token(i + 1).number == 0:
            return Run(WrittenPoint(1 - token.number - span, last_year=1 - token.number)), i + 2
        return Run(WrittenPoint(token.number, last_year=token.number + span)), i + 1
