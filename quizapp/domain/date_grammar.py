"""Finds dates as history texts write them, doubled ones and ranges included, in running text.

"October 25 (November 7), 1917", "15 March [O.S. 2 March]", "from 25 to 27 October (7 to 9 November)
1917", "between June and August 1812". What comes out is what is written: years may be missing and
calendars unnamed; ``date_settling`` makes historical dates of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from quizapp.domain.calendar import Calendar, Qualifier, Season
from quizapp.domain.date_points import (
    FIRST_YEAR,
    QUALIFIER_STARTS,
    PointRules,
    Run,
    WrittenPoint,
    with_month,
)
from quizapp.domain.date_words import (
    CLOSE,
    COMMA,
    DASH,
    DECADE,
    EDGE,
    ERA,
    FIGURE,
    MARK,
    MONTH,
    NUMBER,
    OPEN,
    ORDINAL,
    ORDINAL_WORDS,
    ROMAN_CENTURIES,
    SEASON,
    SLASH,
    STOP,
    STYLE,
    WEEKDAY,
    WORD,
    tokens_of,
    word_set,
)

_STARTS = frozenset({NUMBER, ORDINAL, DECADE, FIGURE, MONTH, SEASON, WEEKDAY, ERA})
_WORD_STARTS = QUALIFIER_STARTS | frozenset(ORDINAL_WORDS) | frozenset(ROMAN_CENTURIES)
_LEADS = word_set(
    "on in by until till since from during before after at of through throughout around about circa"
    " ca c between to within approximately roughly pre post"
)
_LONG_LEADS: dict[tuple[str, ...], tuple[str, Qualifier | None]] = {
    ("not", "earlier", "than"): ("not earlier than", Qualifier.NOT_EARLIER),
    ("no", "earlier", "than"): ("not earlier than", Qualifier.NOT_EARLIER),
    ("not", "before"): ("not earlier than", Qualifier.NOT_EARLIER),
    ("not", "later", "than"): ("by", Qualifier.BY),
    ("no", "later", "than"): ("by", Qualifier.BY),
    ("prior", "to"): ("before", Qualifier.BEFORE),
    ("earlier", "than"): ("before", Qualifier.BEFORE),
    ("later", "than"): ("after", Qualifier.AFTER),
    ("on", "or", "about"): ("about", Qualifier.ABOUT),
    ("as", "early", "as"): ("in", None),
    ("as", "late", "as"): ("in", None),
    ("as", "of"): ("in", None),
    ("up", "to"): ("until", None),
    ("up", "until"): ("until", None),
}
_LEAD_QUALIFIERS: dict[str, Qualifier] = {
    "by": Qualifier.BY, "before": Qualifier.BEFORE, "pre": Qualifier.BEFORE,
    "after": Qualifier.AFTER, "post": Qualifier.AFTER, "about": Qualifier.ABOUT,
    "around": Qualifier.ABOUT, "circa": Qualifier.ABOUT, "ca": Qualifier.ABOUT,
    "c": Qualifier.ABOUT, "approximately": Qualifier.ABOUT, "roughly": Qualifier.ABOUT,
}  # fmt: skip
_HARD_LEADS = _LEADS - {"to", "at", "about", "around", "approximately", "roughly"}
_DAY_PARTS = word_set("morning evening afternoon dawn noon midnight day night eve")
_DETERMINERS = word_set("the a an this that these those its his her their our last next")
# After these a month, day or year is an adverbial; before any other lower-case word it may be
# an adjective: "the October armed uprising", "the 1913 level".
_NO_NOUNS = word_set(
    "a an the and or but nor so yet when while where after before until till since as if that"
    " which who whom whose he she it they we you i his her its their there this these those"
    " in on at by to from of for with without under over near through into against between"
    " during was were is are be been being had has have did does do would could should may might"
    " must can will shall not also only again already still just even then thus both either"
    " saw marked brought became began came took ended held led made found several many most some"
    " all no more less than onward onwards inclusive few"
)
_EVENT_NOUNS = word_set(
    "revolution revolutions uprising uprisings insurrection manifesto days day theses crisis coup"
    " putsch war offensive rebellion revolt massacre constitution laws law agreement pact treaty"
    " plenum congress conference movement decree decrees events elections demonstration"
    " demonstrations monarchy edict ordinances acts act group committee fair morning"
)
_NAMES_TOO = frozenset({"april", "may", "june", "august"})  # people are called so


@dataclass(slots=True)
class Lead:
    """The words that govern a date: ``start`` is where "on", "by the end of" begins."""

    start: int
    word: str = ""
    qualifier: Qualifier | None = None
    determiner: bool = False
    index: int = 0  # of its first token


@dataclass(slots=True)
class WrittenDate:
    """A date as written, at ``text[start:end]``. ``other_*`` stand in brackets or after "/"."""

    start: int
    end: int
    first: WrittenPoint
    last: WrittenPoint | None = None
    other_first: WrittenPoint | None = None
    other_last: WrittenPoint | None = None
    style: Calendar | None = None
    other_style: Calendar | None = None
    lead: Lead = field(default_factory=lambda: Lead(0))
    attributive: bool = False  # "the October uprising": names an event rather than dating one
    eraless: bool = False  # a year of fewer than four digits, whose era the context knows

    def points(self) -> Iterator[WrittenPoint]:
        for point in (self.first, self.last, self.other_first, self.other_last):
            if point is not None:
                yield point

    @property
    def has_year(self) -> bool:
        return any(point.year is not None for point in self.points())


class DateGrammar(PointRules):
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
        side = self._side(i)
        if side is None:
            return None
        written, run, j = side
        lead = written.lead = self.lead(i)
        joined = None if run.listed else self._join(written, lead, j)
        if joined is not None:
            written, j = joined
        elif not self._is_date(written, run, lead, i, j):
            return None
        self._name_qualifier(written, lead)
        return [written, *self._listed(written, run, j)], j

    # ------------------------------------------------------------------ the two calendars

    def _side(self, i: int) -> tuple[WrittenDate, Run, int] | None:
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

    def _year_after_brackets(self, written: WrittenDate, j: int) -> int:
        if written.has_year:
            return j
        found = self.year_after(j)
        if found is None:
            return j
        year, j = found
        (written.other_last or written.other_first or written.last or written.first).year = year
        return j

    # ------------------------------------------------------------------ ranges and lists

    def _join(self, first: WrittenDate, lead: Lead, j: int) -> tuple[WrittenDate, int] | None:
        """The range that ``first`` opens: "A to B", "between A and B", "March 29-April 5"."""
        if first.last is not None or first.other_last is not None:
            return None
        k = self._joint(first, lead, j)
        side = self._side(k) if k else None
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
            bare = self._bare_month_is_attributive(k, after, lead)
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

    # ------------------------------------------------------------------ the words before

    def lead(self, i: int) -> Lead:
        """The preposition that governs the date at token ``i``, with its hedge."""
        j = i - 1
        lead = Lead(self.token(i).start, index=i)
        if self.token(j).word in _DETERMINERS or self.token(j).word.endswith(("'s", "’s")):
            lead.determiner = True
            if self.token(j).word != "the":
                return lead
            j -= 1
        if self.token(j).word == "year" and self.token(j - 1).word == "the":
            j -= 2
        elif self.token(j).word == "of" and self.token(j - 1).word in _DAY_PARTS:
            j -= 2
            j -= self.token(j).word in ("the", "early", "late")
            j -= self.token(j).word == "the"
        if self.token(j).kind == STOP and self.token(j - 1).word in ("c", "ca"):
            j -= 1
        if self.token(j).kind == DASH and self.token(j - 1).word in ("pre", "post"):
            j -= 1
        for words, (word, qualifier) in _LONG_LEADS.items():
            start = j - len(words) + 1
            if start >= 0 and all(
                self.tokens[start + k].word == expected for k, expected in enumerate(words)
            ):
                return replace(
                    lead, start=self.token(start).start, word=word, qualifier=qualifier, index=start
                )
        token = self.token(j)
        if token.kind == WORD and token.word in _LEADS:
            lead = replace(lead, start=token.start, word=token.word, index=j)
            lead.qualifier = _LEAD_QUALIFIERS.get(token.word)
        return lead

    @staticmethod
    def _name_qualifier(written: WrittenDate, lead: Lead) -> None:
        """Brings the hedge of the preposition and of the point together in the point."""
        own, outer = written.first.qualifier, lead.qualifier
        if own is None:
            written.first.qualifier = outer
        elif own is Qualifier.LATE and outer is Qualifier.BY and written.last is None:
            written.first.qualifier = Qualifier.BY_END

    # ------------------------------------------------------------------ is it a date at all?

    def _is_date(self, written: WrittenDate, run: Run, lead: Lead, i: int, j: int) -> bool:
        if self.typed:
            return True
        point = written.first
        if self._is_reference(i):
            return False
        if point.grain == "day":
            written.attributive = not run.ordinal and self._is_attributive(lead, j)
            return True
        if point.grain == "month":
            return self._is_month(written, lead, i, j)
        if point.grain == "season":
            return self._is_season(written, lead, j)
        return self._is_year(written, lead, i, j)

    def _is_reference(self, i: int) -> bool:
        """ "No. 108", "p. 1917", "vol. 36", "$1500": a number that names something else."""
        if self.token(i).kind not in (NUMBER, FIGURE):
            return False
        before = self.token(i - 1)
        if before.kind == STOP:
            before = self.token(i - 2)
            return before.word in ("no", "nos", "p", "pp", "vol", "vols", "art", "ch", "op", "fig")
        return before.word in ("no", "nos", "page", "pages", "volume", "order", "article") or (
            before.kind == MARK and before.word in "$£€№#§"
        )

    def _is_attributive(self, lead: Lead, j: int) -> bool:
        """ "the February 1917 demonstrations": a determiner before, a noun after."""
        after = self.token(j)
        noun = after.kind == WORD and after.word not in _NO_NOUNS
        return lead.determiner and noun and not self._is_verb(after.word)

    @staticmethod
    def _is_verb(word: str) -> bool:
        return word.endswith("ed") and word not in ("armed", "united", "combined")

    def _is_month(self, written: WrittenDate, lead: Lead, i: int, j: int) -> bool:
        if written.first.year is not None or written.first.that_year:
            written.attributive = self._is_attributive(lead, j)
            return True
        if self._bare_month_is_attributive(i, j, lead):
            written.attributive = True
            return lead.determiner or self.token(j).word in _EVENT_NOUNS
        if written.first.qualifier is not None:
            return True
        if self._alone():
            return True
        return lead.word in _HARD_LEADS and not lead.determiner

    def _alone(self) -> bool:
        """The whole text is this date: the head line of an entry."""
        return all(
            token.kind in (MONTH, STOP, MARK, COMMA, EDGE) or token.word == "the"
            for token in self.tokens
        )

    def _bare_month_is_attributive(self, i: int, j: int, lead: Lead) -> bool:
        after = self.token(j)
        if after.kind != WORD:
            return False
        if after.word in _EVENT_NOUNS:
            return True
        month = self.token(j - 1).word
        if self.is_capital(after) and (month in _NAMES_TOO or lead.determiner):
            return True
        return lead.determiner and after.word not in _NO_NOUNS and not self._is_verb(after.word)

    def _is_season(self, written: WrittenDate, lead: Lead, j: int) -> bool:
        if written.first.year is not None or written.first.that_year:
            return True
        after = self.token(j)
        if after.kind == WORD and after.word not in _NO_NOUNS:
            return False
        named = lead.word in ("in", "by", "during", "until", "since") and lead.determiner
        return after.word != "of" and (named or written.first.qualifier is not None)

    def _is_year(self, written: WrittenDate, lead: Lead, i: int, j: int) -> bool:
        point, token = written.first, self.token(i)
        if token.kind in (ERA, DECADE) or self.token(j - 1).kind == ERA:
            return True
        if token.kind in (ORDINAL, WORD):  # a century, or "the end of 1917"
            hyphened = self.token(j - 1).word == "century" and self.token(j - 2).kind == DASH
            written.attributive = hyphened or self._is_attributive(lead, j)
            return True
        if self.counts(j - 1) or self.token(j).word in ("percent", "%"):
            return False
        if point.year is not None and point.year < 1000:
            return self._is_short_year(lead, j)
        written.attributive = self._is_attributive(lead, j)
        return written.attributive or self._stands_as_year(written, lead, i, j)

    def _stands_as_year(self, written: WrittenDate, lead: Lead, i: int, j: int) -> bool:
        spanned = written.first.last_year is not None
        if spanned or lead.word in _HARD_LEADS or self.token(i - 1).kind == OPEN:
            return True
        if lead.word and self.is_lower(self.token(j)) and self.token(j).word not in _NO_NOUNS:
            return False
        written.attributive = lead.word == ""
        return True

    def _is_short_year(self, lead: Lead, j: int) -> bool:
        """A year of two or three digits, in a document that has such years."""
        if lead.word not in ("in", "by", "until", "since", "before", "after", "from"):
            return False
        after = self.token(j)
        return (
            after.kind in (COMMA, STOP, CLOSE, EDGE, DASH)
            or self.is_capital(after)
            or after.word in _NO_NOUNS
        )
