"""Questions whose answer is a date."""

from __future__ import annotations

from dataclasses import replace

from quizapp.domain.calendar import HistoricalDate, Qualifier
from quizapp.domain.date_text import accepted_forms, format_date
from quizapp.domain.fact import Fact, FactKind
from quizapp.domain.question import AnswerKind
from quizapp.kinds.date_options import is_bound, near_dates
from quizapp.kinds.kind import Wording
from quizapp.kinds.option_sets import whole_set
from quizapp.kinds.pool import Pool
from quizapp.kinds.text import word_set
from quizapp.kinds.wording import when_stem

# What is done at one moment: a span of its dates only says that the moment is not known.
_AT_ONCE = word_set(
    "establish proclaim found elect appoint form adopt declare sign arrest execute abolish dissolve"
)


class DateQuestions:
    kind = AnswerKind.DATE

    def asks(self, fact: Fact) -> bool:
        return fact.kind is FactKind.WHEN and fact.when is not None

    def word(self, fact: Fact) -> Wording | None:
        if fact.when is None:
            return None
        asked = plain_bound(fact.when)
        return Wording(when_stem(fact), format_date(asked), accepted_forms(asked), date=asked)

    def doubts(self, fact: Fact, pool: Pool) -> tuple[str, ...]:
        # another date of the same event is a contradiction, which the facts know
        assert fact.when is not None
        # "by late February–March": by which of them? "established between May and July": when?
        vague = is_bound(fact.when, fact.preposition) or fact.event.verb in _AT_ONCE
        return ("a bound",) if fact.when.is_range and vague else ()

    def candidates(self, fact: Fact, pool: Pool) -> list[str]:
        assert fact.when is not None
        shown = [format_date(plain_bound(date)) for date in near_dates(fact, pool)]
        return whole_set(self.kind, self.word(fact), shown)


def plain_bound(date: HistoricalDate) -> HistoricalDate:
    """Without "by" or "after", which the question word already says."""
    if date.qualifier in (Qualifier.BY, Qualifier.BEFORE, Qualifier.AFTER):
        return replace(date, qualifier=None)
    return date
