"""Days and months as they are written: "Oct. 25–26, 1917", "the 4th of September", "8/20 May"."""

from __future__ import annotations

from quizapp.domain.date_words import (
    CLOSE,
    COMMA,
    DASH,
    ERA,
    FIGURE,
    MONTH,
    NUMBER,
    OPEN,
    ORDINAL,
    SLASH,
    STOP,
    word_set,
)
from quizapp.domain.date_written import Run, WrittenPoint
from quizapp.domain.date_years import COUNTED, Found, YearRules

THROUGH = word_set("to through thru until till")


class DayRules(YearRules):
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

    def dotted(self, i: int) -> Found:
        """``7.11.1917``."""
        parts = self.token(i).word.split(".") if self.token(i).kind == FIGURE else []
        if len(parts) != 3 or len(parts[2]) != 4 or not all(part.isdigit() for part in parts):
            return None
        day, month, year = map(int, parts)
        if not (1 <= month <= 12 and 1 <= day <= 31):
            return None
        return Run(WrittenPoint(year, month, day)), i + 1

    def iso(self, i: int) -> Found:
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

    def month_first(self, i: int) -> Found:
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

    def day_first(self, i: int) -> Found:
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

    def _month_only(self, month: int, j: int) -> Found:
        run = Run(WrittenPoint(None, month))
        return run, self._trailing_year(run, j)

    def _trailing_year(self, run: Run, j: int) -> int:
        """Reads ", 1917", " 1917", " of 1917", " of that year" into every point of the run."""
        found = self.year_after(j)
        if found is None:
            relative = self.that_year(j)
            if relative is None:
                return j
            for point in run.points():
                point.that_year, point.years_on = True, relative[0]
            return relative[1]
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
        if following.word in COUNTED:
            return True
        return (
            self.token(i - 1).word == "in"
            and following.word.endswith("s")
            and (following.word not in ("was", "is", "has", "as", "this", "his", "its"))
        )

    def _ends_days(self, j: int) -> bool:
        """Whether what follows a second day is not a thing that it counts."""
        return self.typed or not (self.is_lower(self.token(j)) and self.token(j).word in COUNTED)

    def _further_days(self, run: Run, i: int, j: int) -> int:
        """The rest of "25–26", "25 to 27", "25 and 26", "3, 5 and 9" after the first day."""
        first = run.first.day or 0
        joint = self.token(j)
        second = self.day(j + 1)
        if second and self.token(j + 2).kind != MONTH:
            if (joint.kind == DASH or joint.word in THROUGH) and self._ends_days(j + 2):
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

    def _further_days_of(self, run: Run, j: int) -> int:
        """Like ``_further_days``, where the month is still to come."""
        first = run.first.day or 0
        joint, second = self.token(j), self.day(j + 1)
        if second is None:
            return j
        if joint.kind == DASH or joint.word in THROUGH:
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

    def _bracketed_days(self, run: Run, j: int) -> int:
        """ "14 (26) December", "9 to 12 (22 to 25) January": the month stands behind both."""
        day = self.day(j + 1) if self.token(j).kind == OPEN else None
        if day is None:
            return j
        k, last = j + 2, None
        if self.token(k).kind == DASH or self.token(k).word in THROUGH:
            last, k = self.day(k + 1), k + 2
        month = k + 1 + (self.token(k + 1).word == "of")
        if self.token(k).kind != CLOSE or self.token(month).kind != MONTH:
            return j
        run.other = WrittenPoint(day=day)
        run.other_last = WrittenPoint(day=last) if last else None
        return k + 1
