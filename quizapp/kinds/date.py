"""Questions whose answer is a date."""

from __future__ import annotations

from quizapp.domain.calendar import HistoricalDate
from quizapp.domain.date_text import accepted_forms, format_date
from quizapp.domain.fact import Fact, FactKind, FactTable
from quizapp.domain.question import AnswerKind
from quizapp.kinds.date_options import near_dates
from quizapp.kinds.kind import Wording
from quizapp.kinds.wording import when_stem


class DateQuestions:
    kind = AnswerKind.DATE

    def asks(self, fact: Fact) -> bool:
        return fact.kind is FactKind.WHEN and fact.when is not None

    def word(self, fact: Fact) -> Wording | None:
        if fact.when is None:
            return None
        return Wording(
            when_stem(fact), format_date(fact.when), accepted_forms(fact.when), date=fact.when
        )

    def candidates(self, fact: Fact, table: FactTable) -> list[str]:
        assert fact.when is not None
        return [format_date(date) for date in near_dates(fact, table)]


def same_answer(one: HistoricalDate, other: HistoricalDate) -> bool:
    """Whether a learner who gives one would be right about the other."""
    return one.new_style == other.new_style and one.old_style == other.old_style
