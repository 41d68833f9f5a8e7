"""Doubled dates: the day of the other calendar in brackets, behind a slash, or after "or"."""

from __future__ import annotations

from quizapp.domain.calendar import Calendar
from quizapp.domain.date_context import ContextRules
from quizapp.domain.date_words import (
    CLOSE,
    COMMA,
    DASH,
    ERA,
    MARK,
    NUMBER,
    OPEN,
    SLASH,
    STOP,
    STYLE,
)
from quizapp.domain.date_written import Run, WrittenDate, WrittenPoint, with_month
from quizapp.domain.date_years import FIRST_YEAR


class DoubledRules(ContextRules):
    def side(self, i: int) -> tuple[WrittenDate, Run, int] | None:
        found = self.run(i)
        if found is None and self.ancient:
            found = self._short_year(i)
        if found is None:
            return None
        run, j = found
        written = WrittenDate(self.token(i).start, 0, run.first, run.last)
        if run.other is not None:
            written.other_first = with_month(run.other, run.first.month)
        if run.other_last is not None:
            written.other_last = with_month(run.other_last, run.first.month)
        written.style, j = self._style(j)
        j = self._slashed(written, j)
        j = self._bracketed(written, run, j)
        if written.style is None:
            written.style, j = self._style(j)
        if written.style is None and self.token(i - 1).kind == STYLE:
            written.style = Calendar(self.token(i - 1).word)
            written.start = self.token(i - 1).start
        written.end = self.token(j - 1).end
        written.eraless = self.ancient and self._lacks_era(written, i, j)
        return written, run, j

    def _lacks_era(self, written: WrittenDate, i: int, j: int) -> bool:
        year = written.first.year
        short = year is not None and 0 < year < FIRST_YEAR and written.first.last_year is None
        return short and all(token.kind != ERA for token in self.tokens[i:j])

    def _short_year(self, i: int) -> tuple[Run, int] | None:
        token = self.token(i)
        if token.kind != NUMBER or not 10 <= token.number < 1000 or len(token.word) < 2:
            return None
        return Run(WrittenPoint(token.number)), i + 1

    def _style(self, i: int) -> tuple[Calendar | None, int]:
        """ "O.S.", ", Old Style", "by the Gregorian calendar"."""
        j = i
        if self.token(j).kind == COMMA:
            j += 1
        if self.token(j).word in ("by", "in", "according"):
            j += 1 + (self.token(j + 1).word == "to")
            j += self.token(j).word == "the"
        if self.token(j).kind != STYLE:
            return None, i
        return Calendar(self.token(j).word), j + 1

    def _slashed(self, written: WrittenDate, j: int) -> int:
        """ "23 February/8 March 1917"."""
        if self.token(j).kind != SLASH or written.other_first or written.first.day is None:
            return j
        found = self.run(j + 1)
        if found is None or found[0].first.day is None or found[0].listed:
            return j
        written.other_first, written.other_last = found[0].first, found[0].last
        return found[1]

    def _bracketed(self, written: WrittenDate, run: Run, j: int) -> int:
        """ "(November 7)", "(7 to 9 November)", "[O.S. 2 March]", "(Old Style)", and the year."""
        opening = self.token(j)
        if opening.kind != OPEN or run.listed:
            return self._or_other_style(written, j)
        k = j + 1
        while self.token(k).word in ("or", "i", "e", "=", "that", "is"):
            k += 1 + (self.token(k + 1).kind == STOP)
        label, k = self._style(k)
        if label and self.token(k).kind == MARK:  # "(Old Style; 7 November New Style)"
            written.style, label, k = label, None, k + 1
        other, k = self._other_days(written, k)
        if label is None:
            label, k = self._style(k)
        if self.token(k).kind != CLOSE or (other is None and label is None):
            return j
        if other is None:
            written.style = label
        else:
            written.other_style = label
            written.other_first, written.other_last = other.first, other.last
            self._lend_month(run, other)
        return self._year_after_brackets(written, k + 1)

    @staticmethod
    def _lend_month(run: Run, other: Run) -> None:
        """Bare days in brackets are of the month that they stand behind."""
        month = (run.last or run.first).month
        for point in other.points():
            if point.month is None:
                point.month = other.first.month or month

    def _or_other_style(self, written: WrittenDate, j: int) -> int:
        """ "October 25, or November 7 New Style": without brackets only if the style is named."""
        k = j + (self.token(j).kind == COMMA)
        if self.token(k).word != "or":
            return j
        other, k = self._other_days(written, k + 1)
        if other is None:
            return j
        label, k = self._style(k)
        if label is None:
            return j
        written.other_first, written.other_last = other.first, other.last
        written.other_style = label
        return k

    def _other_days(self, written: WrittenDate, k: int) -> tuple[Run | None, int]:
        """A run with days, or bare days that borrow the month: "(15)", "(21–22)"."""
        if written.first.day is None and written.first.month is None:
            return None, k
        found = self.run(k)
        if found is not None and found[0].first.grain == written.first.grain:
            return self._to_last_day(*found) if not found[0].listed else (None, k)
        day = self.day(k)
        if day is None or written.first.day is None:
            return None, k
        if self._is_footnote(written.first.day, k):
            return None, k
        run, after = Run(WrittenPoint(day=day)), k + 1
        second = self.day(k + 2)
        if second and (self.token(k + 1).kind == DASH or self.token(k + 1).word in ("to", "and")):
            run.last, after = WrittenPoint(day=second), k + 3
        return run, after

    def _to_last_day(self, run: Run, k: int) -> tuple[Run, int]:
        """The rest of "(October 29 to November 6)"."""
        joint = self.token(k)
        if run.last is None and (joint.kind == DASH or joint.word in ("to", "and", "through")):
            second = self.run(k + 1)
            if second and second[0].first.grain == run.first.grain and not second[0].last:
                run.last = second[0].first
                return run, second[1]
        return run, k

    def _is_footnote(self, day: int, k: int) -> bool:
        """ "May 25, 1919 (1)": a small number that no calendar makes of the day."""
        number = self.token(k).number
        alone = self.token(k + 1).kind == CLOSE
        apart = (number - day) % 30, (day - number) % 30
        return alone and number <= 9 and not any(9 <= days <= 14 for days in apart)

    def _year_after_brackets(self, written: WrittenDate, j: int) -> int:
        if written.has_year:
            return j
        found = self.year_after(j)
        if found is None:
            return j
        year, j = found
        (written.other_last or written.other_first or written.last or written.first).year = year
        return j
