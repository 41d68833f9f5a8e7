"""When a question comes again for this learner: parameters, target, easy days and load together."""

from __future__ import annotations

from datetime import date

from quizapp.domain.ports import Stores
from quizapp.domain.review import MemoryState, Rating
from quizapp.progress.mastery import Chance, days_of_forgetting
from quizapp.services.learning_day import LearningDay
from quizapp.study import schedule, steps
from quizapp.study.schedule import Rules
from quizapp.study.spreading import Spreading


class Scheduling:
    """Reads what is in force each time: a fit or a changed setting counts from the next use on."""

    def __init__(self, stores: Stores, day: LearningDay) -> None:
        self._stores = stores
        self._day = day

    def model(self) -> steps.Model:
        """Of the parameters fitted to the learner; the default ones until then."""
        return steps.model(self._stores.fits.in_force(self._day.learner) or steps.DEFAULT)

    def chance(self) -> Chance:
        """What tells how likely an answer is known today."""
        model, today = self.model(), self._day.today()

        def chance(stability: float, last_day: date) -> float:
            return model.recall(stability, days_of_forgetting(last_day, today))

        return chance

    def rules(self) -> Rules:
        settings = self._day.settings
        return Rules(settings.target_retention, self.model(), Spreading.of(settings))

    def offers(
        self, question_id: str, memory: MemoryState | None, day: date | None = None
    ) -> dict[Rating, MemoryState]:
        """The memory after each rating an answer given now could get, due day and all. ``day``:
        the study day of one that was given earlier and is written down now."""
        rules, today = self.rules(), day or self._day.today()
        first, last = schedule.span(memory, today, rules)
        load = self._stores.reviews.load(self._day.learner, first, last)
        if memory is not None and load.get(memory.due):
            load[memory.due] -= 1  # the question itself
        return schedule.offers(question_id, memory, today, rules, load)
