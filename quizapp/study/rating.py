"""The rating an answer suggests: from the verdict, the form it was given in, and the time. Pure.

| verdict | form | time to answer, against the learner's usual for that form | rating |
|---|---|---|---|
| wrong | any | any | Again |
| almost | any | any | Hard |
| right | choices | more than 1.5 times as long | Hard |
| right | choices | else | Good |
| right | typed | more than 2.5 times as long | Hard |
| right | typed | less than half, and known from an earlier day | Easy |
| right | typed | else | Good |
| right | map | more than 2.5 times as long | Hard |
| right | map | else | Good |
| right | cloze | more than 2.5 times as long | Hard |
| right | cloze | else | Good |
| right | true/false, a right claim called right | any | Hard |
| right | true/false, a wrong claim put right | as for choices | Hard or Good |
| right | match | as for choices | Hard or Good |
| right | order, several | any | Hard |
| unchecked | flip | any | Good, for the learner to change |
| right or unchecked | any, after a hint | any | Hard |

A right choice is weaker evidence than typed recall: one in four is luck, so it is never Easy and
hesitation weighs sooner. A sentence with a gap leads to the answer, so it is never Easy either.
Half of the claims called right are luck; an order shows that one came before the other, and a year
picked out shows no more than the year: each says that something is left of the memory, and Hard is
the least a remembered answer gets. What is matched is as good as chosen from as many. Easy
stretches intervals a lot, so speed earns it only where the usual time is known from enough answers
and the question was learnt before today.

Five of these a learner may set otherwise (``RatingRules``): slow choices and slow typing may count
as Good, quick typing as Good, almost and hinted answers as Again. "Do the ratings hold?" on the
Progress screen shows whether they should.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median

from quizapp.domain.review import Form, MemoryState, Rating, Review, Verdict
from quizapp.settings import Settings

ENOUGH_ANSWERS = 12
"""Right answers in a form before its usual time is trusted."""

SLOW_CHOICE = 1.5
SLOW_TYPED = 2.5
QUICK_TYPED = 0.5

COARSE = (Form.ORDER, Form.SEVERAL)
"""Forms that can be answered with less than what the question asks for."""

WRITTEN = (Form.TYPED, Form.CLOZE)
"""Forms whose time hangs on the fingers as well."""

KNOWN = (Verdict.RIGHT, Verdict.ALMOST)


@dataclass(frozen=True, slots=True)
class RatingRules:
    """What the learner wants an answer to count as, where the table leaves a choice."""

    slow_choice: Rating = Rating.HARD
    slow_typed: Rating = Rating.HARD
    quick_typed: Rating = Rating.EASY
    almost: Rating = Rating.HARD
    hinted: Rating = Rating.HARD

    @classmethod
    def of(cls, settings: Settings) -> RatingRules:
        return cls(
            slow_choice=Rating[settings.rate_slow_choice.upper()],
            slow_typed=Rating[settings.rate_slow_typed.upper()],
            quick_typed=Rating[settings.rate_quick_typed.upper()],
            almost=Rating[settings.rate_almost.upper()],
            hinted=Rating[settings.rate_hinted.upper()],
        )


_USUAL_RULES = RatingRules()


@dataclass(frozen=True)
class UsualTimes:
    """The learner's median time to a right answer, in milliseconds, for each form known enough."""

    by_form: Mapping[Form, float]

    @classmethod
    def of(cls, reviews: Iterable[Review]) -> UsualTimes:
        """``reviews``: those that count."""
        times: dict[Form, list[int]] = defaultdict(list)
        for review in reviews:
            if review.verdict in KNOWN:
                times[review.form].append(review.milliseconds)
        enough = {form: t for form, t in times.items() if len(t) >= ENOUGH_ANSWERS}
        return cls({form: median(t) for form, t in enough.items()})

    def share(self, form: Form, milliseconds: int) -> float | None:
        """The time as a multiple of the usual one; ``None`` while that is unknown."""
        usual = self.by_form.get(form)
        return milliseconds / usual if usual else None


def suggested_rating(
    verdict: Verdict,
    form: Form,
    milliseconds: int,
    *,
    usual: UsualTimes,
    memory: MemoryState | None,
    day: date,
    hinted: bool = False,
    corrected: bool = False,
    rules: RatingRules = _USUAL_RULES,
) -> Rating:
    """See the table above. ``memory``: before this answer; ``day``: the study day of it.

    ``corrected``: a wrong claim was called wrong and put right.
    """
    if verdict is Verdict.WRONG:
        return Rating.AGAIN
    if verdict is Verdict.ALMOST or hinted:
        slips = (verdict is Verdict.ALMOST, rules.almost), (hinted, rules.hinted)
        return min(rating for holds, rating in slips if holds)
    half_luck = form is Form.TRUE_FALSE and not corrected
    if half_luck or form in COARSE:
        return Rating.HARD
    share = usual.share(form, milliseconds)
    if share is None or form is Form.FLIP:
        return Rating.GOOD
    learnt_before = memory is not None and memory.last_day < day
    return _by_time(form, share, rules, learnt_before=learnt_before)


def _by_time(form: Form, share: float, rules: RatingRules, *, learnt_before: bool) -> Rating:
    """``share``: of the learner's usual time for the form."""
    if form not in WRITTEN:
        return rules.slow_choice if share > SLOW_CHOICE else Rating.GOOD
    if share > SLOW_TYPED:
        return rules.slow_typed
    quick = form is Form.TYPED and share < QUICK_TYPED and learnt_before
    return rules.quick_typed if quick else Rating.GOOD
