"""Your memory model: FSRS's parameters fitted to the learner's own answers, kept where it helps."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from quizapp.domain.identity import new_id
from quizapp.domain.ports import Report, Stop, Stores
from quizapp.domain.review import MemoryState
from quizapp.domain.scheduling import Fit
from quizapp.services.learning_day import LearningDay
from quizapp.study import fitting, schedule, steps
from quizapp.study.fitting import (
    ENOUGH,
    HOW_TO_GET_IT,
    LONGEST_HISTORY,
    Evaluation,
    FitFailed,
)

__all__ = [
    "HOW_TO_GET_IT",
    "LONGEST_HISTORY",
    "Anew",
    "Evaluation",
    "FitFailed",
    "FitMemory",
    "Found",
    "MemoryModel",
]

Fitter = Callable[[Sequence[steps.Answer], Stop], steps.Weights]

_ONE_BY_ONE = 500
"""Questions whose answers are read each by itself; of more, the whole log is read again."""


@dataclass(frozen=True, slots=True)
class MemoryModel:
    """Where the learner's model stands."""

    reviews: int  # answers so far
    last: Fit | None  # the newest fit, kept or not
    in_force: Fit | None  # None: the default parameters
    available: bool  # the extra is installed
    needed: int = ENOUGH

    @property
    def enough(self) -> bool:
        return self.reviews >= self.needed

    @property
    def worthwhile(self) -> bool:
        """A first fit, or twice as many answers as the last one had."""
        return self.enough and (self.last is None or self.reviews >= 2 * self.last.reviews)


@dataclass(frozen=True, slots=True)
class Anew:
    """All memories of a learner, by question id, as the log made them under some weights."""

    learner: str
    weights: steps.Weights
    memories: Mapping[str, MemoryState]


@dataclass(frozen=True, slots=True)
class Found:
    """What a fit found, both judged on the same answers held out.

    ``anew``: without memories where the fit is no better.
    """

    anew: Anew
    reviews: int
    before: Evaluation
    after: Evaluation
    left_out: int = 0  # answers it did not learn from, see ``study.fitting.LONGEST_HISTORY``

    @property
    def better(self) -> bool:
        return self.after.log_loss < self.before.log_loss


def _usual_fitter(answers: Sequence[steps.Answer], stop: Stop) -> steps.Weights:
    return fitting.fit(answers, stop)


class FitMemory:
    def __init__(self, stores: Stores, day: LearningDay, fitter: Fitter | None = None) -> None:
        """``fitter``: another than the extra, such as one of a test."""
        self._stores = stores
        self._day = day
        self._fitter = fitter

    def standing(self) -> MemoryModel:
        fits = self._stores.fits.fits(self._day.learner)
        days = self._stores.progress.days(self._day.learner)
        return MemoryModel(
            reviews=sum(day.reviews for day in days),
            last=next(iter(fits), None),
            in_force=next((fit for fit in fits if fit.in_force), None),
            available=self._fitter is not None or fitting.is_installed(),
        )

    def find(self, report: Report, stop: Stop) -> Found:
        """Fits and judges; nothing is changed. May take some minutes, on any thread.

        ``FitFailed`` where that cannot be done, ``Cancelled`` once ``stop()`` is true.
        """
        learner = self._day.learner
        if self._fitter is None and not fitting.is_installed():
            raise FitFailed(f"To adapt to your memory, install what that needs: {HOW_TO_GET_IT}")
        report(0.05, "Reading your answers")
        answers = self._stores.fits.answers(learner)
        if len(answers) < ENOUGH:
            raise FitFailed(
                f"Adapting needs {ENOUGH:,} answers; you have given {len(answers):,}. "
                "Go on learning."
            )
        cut = fitting.first_held_out(answers)
        report(0.2, "Adapting")
        weights = (self._fitter or _usual_fitter)(answers[:cut], stop)
        report(0.8, "Judging it on your latest answers")
        held = self._stores.fits.in_force(learner) or steps.DEFAULT
        before = fitting.evaluate(answers, steps.model(held), cut)
        after = fitting.evaluate(answers, steps.model(weights), cut)
        if before is None or after is None:
            raise FitFailed(
                "None of your latest answers was about a question you had met on an earlier day, "
                "so adapting could not be judged. Review what is due, then try again."
            )
        better = after.log_loss < before.log_loss
        report(0.95, "Working out your memories")
        memories = schedule.from_answers(answers, self._rules(weights)) if better else {}
        report(1.0, "Done")
        left_out = fitting.left_out(answers[:cut])
        return Found(Anew(learner, weights, memories), len(answers), before, after, left_out)

    def keep(self, found: Found) -> Fit:
        """Writes the fit down, and puts it in force where it is better. Due days stay."""
        learner = found.anew.learner
        fit = Fit(
            new_id(), learner, self._day.now_utc(), found.anew.weights, found.reviews,
            found.before.log_loss, found.after.log_loss, in_force=False,
        )  # fmt: skip
        self._stores.fits.add(fit)
        if found.better:
            self._put_in_force(fit.id, found.anew)
        return next(each for each in self._stores.fits.fits(learner) if each.id == fit.id)

    def under_defaults(self) -> Anew:
        """What ``back_to_defaults`` needs: reads the whole log, on any thread."""
        learner = self._day.learner
        answers = self._stores.fits.answers(learner)
        memories = schedule.from_answers(answers, self._rules(steps.DEFAULT))
        return Anew(learner, steps.DEFAULT, memories)

    def back_to_defaults(self, anew: Anew) -> None:
        """The parameters of FSRS hold again. Due days stay; the fits stay in the list."""
        self._put_in_force(None, anew)

    def _put_in_force(self, fit_id: str | None, anew: Anew) -> None:
        late = self._answered_since(anew)
        memories = {**anew.memories, **late}
        self._stores.fits.put_in_force(anew.learner, fit_id, memories.values())

    def _answered_since(self, anew: Anew) -> dict[str, MemoryState]:
        """The memories that answers given since then have changed, under the same weights."""
        changed = self._stores.fits.other_answers(anew.learner, anew.memories)
        rules = self._rules(anew.weights)
        if len(changed) > _ONE_BY_ONE:
            return schedule.from_answers(self._stores.fits.answers(anew.learner), rules)
        found: dict[str, MemoryState] = {}
        for question_id in changed:
            log = self._stores.reviews.reviews(anew.learner, question_id)
            found |= schedule.replay_all(log, rules)
        return found

    def _rules(self, weights: steps.Weights) -> schedule.Rules:
        return schedule.Rules(self._day.settings.target_retention, steps.model(weights))
