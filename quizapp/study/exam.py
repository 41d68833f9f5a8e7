"""The way to an exam: what to ask on which day, and what will be known on the day itself. Pure.

**The rule of a day.** Of the questions that the exam wants, and within the minutes of the day:

1. New ones: as many as must begin today so that all have begun a week before the exam, in equal
   shares. Where the minutes do not hold that and what is due, new ones take a part of the day that
   trying out found best: half of it (fewer begin, and each is met again), or all they need.
2. Those that are due by the ordinary schedule.
3. In the last week, those that would be known on the day with a smaller probability than wanted,
   and those that were answered less than ``ENOUGH_ANSWERS`` times: at once where an answer today
   would hold until then, else as late as the minutes allow.

Where 2 and 3 do not fit, the highest gain a minute goes first. The gain of a question is what an
answer today is expected to add to the probability of knowing it on the day of the exam,

    gain = p R(s+, d) + (1 - p) R(s-, d) - R(s, d + e)

with R the forgetting curve of FSRS, s its stability now, s+ and s- after a right and a wrong
answer, e the days since the last answer, d those until the exam, and p = R(s, e).

**The forecast** plays the rule day by day with the steps of FSRS-6. Whether an answer is right is
drawn with the probability p from numbers that are the same each time. It assumes that

- every day until the exam is a day of study, and the exam comes before that day's study;
- a right answer counts as Good; a wrong one as Again, and it is right when it comes again in the
  same session, which takes the time of a second answer;
- of new questions ``KNOWN_AT_FIRST`` are right, and one that was never met is not known at all.

The share known is the mean of the probabilities over all questions that are wanted. Of more than
``MOST_PLAYED`` questions a sample in equal distances is played, with its part of the minutes.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import islice
from math import ceil

from quizapp.domain.review import MemoryState, Rating
from quizapp.study import steps

LAST_DAYS = 7
"""Before the exam: no question should be new by then, and what would fall short is asked again."""

ENOUGH_ANSWERS = 3
"""The first and two more: one right answer may be luck, and stays a guess until it is repeated."""

KNOWN_AT_FIRST = 0.4
"""The share of new questions that is answered right: by knowledge, and by luck among choices."""

MOST_MINUTES = 120
"""A day; who cannot reach the target with that is told what can be reached."""

MOST_PLAYED = 2_000
_TRIED = 300  # questions in the many rounds that look for the minutes needed
_SEED = 1917
_DRAWS = 64  # for each question, used in turn
_MINUTE = 60_000
_PARTS = (0.5, 1.0)  # of a day that new questions may take


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question that the exam wants. ``memory`` is ``None`` for one that was never met."""

    question_id: str
    memory: MemoryState | None


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be reached. ``target``: the share wanted on the day of the exam; ``retention``:
    the one that the ordinary schedule goes by. ``due`` and ``new``: milliseconds one answer takes.
    """

    candidates: Sequence[Candidate]  # in the order of adding
    today: date
    day: date
    target: float
    retention: float
    due: float
    new: float
    model: steps.Model = field(default_factory=steps.model)  # of the learner

    @property
    def days(self) -> int:
        """Days of study that are left, today included: on the day itself one, for the morning."""
        return max(1, (self.day - self.today).days)


@dataclass(frozen=True, slots=True)
class Done:
    """What was done today already: new questions that began, and milliseconds spent."""

    begun: int = 0
    milliseconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Share:
    """The questions of one day: those met before, the most forgotten first, and new ones.
    ``milliseconds``: what they are expected to take."""

    again: tuple[str, ...]
    new: tuple[str, ...]
    milliseconds: float

    def __len__(self) -> int:
        return len(self.again) + len(self.new)


@dataclass(frozen=True, slots=True)
class Ahead:
    """A day on the way. ``known``: the share known as it begins; on the day of the exam nothing is
    asked any more."""

    known: float
    minutes: float
    asked: float
    new: float


@dataclass(frozen=True, slots=True)
class Outlook:
    """``now``: the share known if the exam were today; ``reached``: with the minutes given.

    ``needed``: the fewest minutes a day that reach the target; ``None`` where ``MOST_MINUTES`` do
    not, and then ``best`` is what they reach. ``course``: from today to the day of the exam.
    """

    questions: int
    minutes: int
    now: float
    reached: float
    needed: int | None
    best: float
    course: tuple[Ahead, ...]


def todays_share(
    task: Task, minutes: float, done: Done = Done(), leave_out: Collection[str] = ()
) -> Share:
    """What to ask today; ``leave_out``: ids that are not asked today. Nothing twice."""
    heads = _Heads(task, task.candidates)
    part = _best_part(task, minutes)
    owed = (heads.unmet + done.begun) / new_days(task.days)
    left = minutes * _MINUTE - done.milliseconds
    out = {n for n, c in enumerate(task.candidates) if c.question_id in leave_out}
    again, new, spent = heads.choose(0, left, max(0, ceil(owed) - done.begun), part, out)
    again.sort(key=heads.recall_today)
    ids = [candidate.question_id for candidate in task.candidates]
    return Share(tuple(ids[n] for n in again), tuple(ids[n] for n in new), spent)


def next_day(task: Task, minutes: float) -> date | None:
    """The first day after today with something to ask, if nothing is answered until then; ``None``
    where that is no day up to the exam's own."""
    for number in range(_first_to_look_at(task), (task.day - task.today).days + 1):
        day = task.today + timedelta(days=number)
        if todays_share(replace(task, today=day), minutes):
            return day
    return None


def _first_to_look_at(task: Task) -> int:
    """Days from today. What is new comes at once, what was met when it is due or in the last week:
    the long time before need not be looked through."""
    if any(candidate.memory is None for candidate in task.candidates):
        return 1
    due = [(c.memory.due - task.today).days for c in task.candidates if c.memory is not None]
    return max(1, min([*due, (task.day - task.today).days - LAST_DAYS]))


def outlook(task: Task, minutes: int) -> Outlook:
    """What comes of so many minutes a day. About a second for any number of questions."""
    played = _sampled(task.candidates, MOST_PLAYED)
    course = _play(task, played, minutes, _best_part(task, minutes))
    few = _sampled(task.candidates, _TRIED)
    # The small sample differs by a point or two from the large one: it is put right by that.
    off = course[-1].known - _reached(task, few, minutes)
    best = min(1.0, _reached(task, few, MOST_MINUTES) + off)
    needed = None
    if best >= task.target:
        needed = _fewest(task, few, task.target - off)
        if course[-1].known >= task.target:
            needed = min(needed, minutes)
        else:
            needed = max(needed, minutes + 1)
    return Outlook(
        questions=len(task.candidates),
        minutes=minutes,
        now=course[0].known,
        reached=course[-1].known,
        needed=needed,
        best=max(best, course[-1].known),
        course=tuple(course),
    )


def new_days(days_left: int) -> int:
    """On how many of the days left, today included, new questions should begin."""
    return max(1, days_left - LAST_DAYS if days_left > LAST_DAYS else days_left // 2)


def _fewest(task: Task, few: Sequence[Candidate], target: float) -> int:
    """By halving: more minutes reach as much at least."""
    low, high = 1, MOST_MINUTES
    while low < high:
        middle = (low + high) // 2
        if _reached(task, few, middle) >= target:
            high = middle
        else:
            low = middle + 1
    return low


def _reached(task: Task, few: Sequence[Candidate], minutes: float) -> float:
    """On the day of the exam, with the better part of the day for new questions."""
    return max(
        _play(task, few, minutes, part, whole=False)[-1].known for part in _parts(task, minutes)
    )


def _best_part(task: Task, minutes: float) -> float:
    parts = _parts(task, minutes)
    if len(parts) == 1:
        return parts[0]
    few = _sampled(task.candidates, _TRIED)
    return max(parts, key=lambda part: _play(task, few, minutes, part, whole=False)[-1].known)


def _parts(task: Task, minutes: float) -> tuple[float, ...]:
    """Those that make a difference."""
    unmet = sum(candidate.memory is None for candidate in task.candidates)
    fits = unmet / new_days(task.days) * task.new <= _PARTS[0] * minutes * _MINUTE
    return _PARTS[:1] if fits else _PARTS


def _play(
    task: Task, played: Sequence[Candidate], minutes: float, part: float, *, whole: bool = True
) -> list[Ahead]:
    """The days until the exam and the day itself; without ``whole`` the last one alone is true."""
    scale = len(task.candidates) / len(played) if played else 1.0
    heads = _Heads(task, played)
    budget = minutes * _MINUTE / scale
    draws = random.Random(_SEED)
    chances = [draws.random() for _ in range(_DRAWS * len(played))]
    answers = [0] * len(played)
    left_over = owed = 0.0
    course = []
    for day in range(task.days):
        owed += heads.unmet / new_days(task.days - day)
        again, new, spent = heads.choose(day, budget + left_over, int(owed + 1e-6), part)
        owed = min(owed - len(new), 1.0)
        # What is too short for one question more is not lost in a sample of a few.
        left_over = min(max(0.0, budget + left_over - spent), task.new)
        known = heads.known(day) if whole else 0.0
        taken = scale * spent / _MINUTE
        asked, begun = scale * (len(again) + len(new)), scale * len(new)
        course.append(Ahead(known, taken, asked, begun))
        for number in (*again, *new):
            chance = chances[number * _DRAWS + answers[number] % _DRAWS]
            answers[number] += 1
            heads.answer(number, day, chance)
    course.append(Ahead(heads.known(task.days), 0.0, 0.0, 0.0))
    return _evened(course, minutes)


def _evened(course: list[Ahead], minutes: float) -> list[Ahead]:
    """Time that was left over before is counted on the days it was left over."""
    over = 0.0
    for number in range(len(course) - 2, -1, -1):
        taken = course[number].minutes + over
        over = max(0.0, taken - minutes) if number else 0.0
        course[number] = replace(course[number], minutes=min(taken, minutes))
    return course


def _sampled(candidates: Sequence[Candidate], most: int) -> Sequence[Candidate]:
    """In equal distances through all, ordered by how firmly they are known."""
    if len(candidates) <= most:
        return candidates
    by_firmness = sorted(candidates, key=lambda c: c.memory.stability if c.memory else 0.0)
    return [by_firmness[number * len(candidates) // most] for number in range(most)]


class _Heads:
    """What is in the head of the learner: a list for each thing, one place a question. Days are
    counted from today."""

    def __init__(self, task: Task, candidates: Sequence[Candidate]) -> None:
        self._task = task
        self._model = task.model
        self._exam = task.days
        self._stability = [0.0] * len(candidates)
        self._difficulty = [0.0] * len(candidates)
        self._last = [0] * len(candidates)
        self._due = [0] * len(candidates)
        self._at_exam = [0.0] * len(candidates)
        self._answers = [0] * len(candidates)
        self._worth = [0.0] * len(candidates)
        self._worth_until = [-1] * len(candidates)  # the day up to which that stands
        self._met: list[int] = []
        self._new: list[int] = []  # the next one at the end
        for number, candidate in enumerate(candidates):
            if candidate.memory is None:
                self._new.append(number)
            else:
                self._recall_from(number, candidate.memory)
        self._new.reverse()

    @property
    def unmet(self) -> int:
        return len(self._new)

    def known(self, day: int) -> float:
        """The share known as the day begins."""
        if not self._stability:
            return 0.0
        stability, last = self._stability, self._last
        chances = (self._model.recall(stability[n], max(0, day - last[n])) for n in self._met)
        return sum(chances) / len(stability)

    def recall_today(self, number: int) -> float:
        return self._model.recall(self._stability[number], max(0, -self._last[number]))

    def choose(
        self, day: int, budget: float, new: int, part: float, out: Collection[int] = ()
    ) -> tuple[list[int], list[int], float]:
        """The numbers of those to ask again and of new ones, and the milliseconds they take."""
        waiting = (n for n in reversed(self._new) if n not in out)
        fresh = list(islice(waiting, new))
        again = [n for n in self._met if self._last[n] < day and n not in out]
        due = [n for n in again if self._due[n] <= day]
        if self._exam - day <= LAST_DAYS:
            due += self._falling_short(again, day, budget - sum(self._cost(n, day) for n in due))
        wanted = sum(self._cost(n, day) for n in due)
        for_new = max(part * budget, budget - wanted)
        fresh = fresh[: max(0, int(for_new / self._task.new))]
        spent = len(fresh) * self._task.new
        taken, cost = self._fitting(due, day, budget - spent, wanted)
        return taken, fresh, spent + cost

    def answer(self, number: int, day: int, chance: float) -> None:
        """One answer, right where ``chance`` is below the probability of it."""
        if not self._at_exam[number]:
            right = chance < KNOWN_AT_FIRST
            stability, difficulty = self._model.first(Rating.GOOD if right else Rating.AGAIN)
            self._new.remove(number)
            self._met.append(number)
        else:
            days = day - self._last[number]
            right = chance < self._model.recall(self._stability[number], days)
            rating = Rating.GOOD if right else Rating.AGAIN
            stability, difficulty = self._model.step(
                self._stability[number], self._difficulty[number], days, rating
            )
        if not right:
            stability, difficulty = self._model.step(stability, difficulty, 0, Rating.GOOD)
        self._answers[number] += 1 if right else 2
        self._keep(number, stability, difficulty, day)
        self._due[number] = day + self._model.interval(stability, self._task.retention)

    def _recall_from(self, number: int, memory: MemoryState) -> None:
        last = min(0, (memory.last_day - self._task.today).days)
        self._keep(number, memory.stability, memory.difficulty, last)
        self._answers[number] = memory.reviews
        self._due[number] = (memory.due - self._task.today).days
        self._met.append(number)

    def _keep(self, number: int, stability: float, difficulty: float, last: int) -> None:
        self._stability[number], self._difficulty[number] = stability, difficulty
        self._last[number] = last
        self._worth_until[number] = -1
        self._at_exam[number] = self._model.recall(stability, self._exam - last)

    def _falling_short(self, again: Sequence[int], day: int, budget: float) -> list[int]:
        """Those not due that should be asked before the exam, and today rather than later."""
        short = [n for n in again if self._due[n] > day and self._falls_short(n)]
        if self._exam - day == 1:
            return short
        holding: list[int] = []
        weak: list[int] = []
        for number in short:
            (holding if self._would_hold(number, day) else weak).append(number)
        later = max(0.0, budget) * (self._exam - day - 1)
        if sum((self._cost(n, day) for n in weak), 0.0) > later:
            return short
        return holding

    def _falls_short(self, number: int) -> bool:
        few = self._answers[number] < ENOUGH_ANSWERS
        return few or self._at_exam[number] < self._task.target

    def _would_hold(self, number: int, day: int) -> bool:
        stability, difficulty = self._stability[number], self._difficulty[number]
        after, _ = self._model.step(stability, difficulty, day - self._last[number], Rating.GOOD)
        return self._model.recall(after, self._exam - day) >= self._task.target

    def _fitting(
        self, numbers: list[int], day: int, budget: float, wanted: float
    ) -> tuple[list[int], float]:
        """As many as fit, those first that gain most in the time they take."""
        if wanted <= budget:
            return numbers, wanted
        taken, spent = [], 0.0
        for _, number in sorted((-self._worth_on(day, number), number) for number in numbers):
            cost = self._cost(number, day)
            if spent + cost > budget:
                break
            taken.append(number)
            spent += cost
        return taken, spent

    def _cost(self, number: int, day: int) -> float:
        """Milliseconds; a wrong answer comes again."""
        chance = self._model.recall(self._stability[number], day - self._last[number])
        return (2.0 - chance) * self._task.due

    def _worth_on(self, day: int, number: int) -> float:
        """The gain a minute, but for a factor. Weeks before the exam it is some days old: it
        changes slowly, and most of the time would go into it."""
        if self._worth_until[number] < day:
            self._worth[number] = self._gain(number, day)
            self._worth_until[number] = day + (self._exam - day) // 8
        return self._worth[number]

    def _gain(self, number: int, day: int) -> float:
        stability, difficulty = self._stability[number], self._difficulty[number]
        days, left = day - self._last[number], self._exam - day
        chance = self._model.recall(stability, days)
        right, _ = self._model.step(stability, difficulty, days, Rating.GOOD)
        wrong, harder = self._model.step(stability, difficulty, days, Rating.AGAIN)
        wrong, _ = self._model.step(wrong, harder, 0, Rating.GOOD)
        after = chance * self._model.recall(right, left) + (1 - chance) * self._model.recall(
            wrong, left
        )
        return (after - self._at_exam[number]) / (2.0 - chance)
