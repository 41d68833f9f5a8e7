"""Where a learner stands: what is known and how firmly, what was done, and what comes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from quizapp.domain.ports import Stores
from quizapp.domain.progress import DayCount, Lately, Standing
from quizapp.domain.question import AnswerKind, Question, QuestionFilter, State
from quizapp.domain.review import Rating
from quizapp.progress.calibration import Bin, Calibration, by_last_rating, calibrate
from quizapp.progress.confusions import Confusion, confusions
from quizapp.progress.forecast import due_by_day
from quizapp.progress.growth import Known, growth
from quizapp.progress.mastery import Chance, Mastery, hardest
from quizapp.progress.weakness import Pattern, Sort, Trait, Tried, names_in, weakness
from quizapp.services.known_groups import KnownGroups, Scope
from quizapp.services.learning_day import LearningDay
from quizapp.services.many_objects import without_collection
from quizapp.services.scheduling import Scheduling
from quizapp.study import contrast

DAYS_AHEAD = 30
LATELY = 30  # days that "lately" covers
_HARDEST = 8
_CONFUSIONS = 10
_MISTAKES_READ = 2_000
_ANSWERS_LOOKED_AT = 2_000
_WEAKEST = 8  # single questions, beside the patterns


@dataclass(frozen=True, slots=True)
class WeakQuestion:
    """``missed`` of its last ``answers``."""

    question_id: str
    stem: str
    answer: str
    missed: int
    answers: int


@dataclass(frozen=True, slots=True)
class Weakest:
    """What should be practised now. ``singles``: weak questions outside the patterns, the weakest
    first, a few of them; ``weak``: how many questions are weak in all."""

    patterns: tuple[Pattern, ...] = ()
    singles: tuple[WeakQuestion, ...] = ()
    weak: int = 0
    answers: int = 0  # looked at
    of_patterns: Mapping[Pattern, tuple[WeakQuestion, ...]] = field(default_factory=dict)

    @property
    def questions(self) -> list[str]:
        """Ids of exactly those that are shown, each once, the patterns first."""
        grouped = [id_ for pattern in self.patterns for id_ in pattern.weak]
        return list(dict.fromkeys([*grouped, *(each.question_id for each in self.singles)]))


@dataclass(frozen=True, slots=True)
class HardQuestion:
    question: Question
    lapses: int
    chance: float  # of knowing it today


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two dates that were taken for each other, and what was asked about each."""

    one: str  # a question, "" where none is there
    other: str


@dataclass(frozen=True, slots=True)
class Picture:
    """What can be said at once."""

    today: date
    target: float
    days: tuple[DayCount, ...]  # with an answer, oldest first
    whole: Mastery  # of the decks that are studied
    coming: tuple[int, ...]  # questions due today and on each of the next days
    scopes: tuple[Scope, ...]  # what is known, of which decks; the first is of most interest
    hardest: tuple[HardQuestion, ...]
    confusions: tuple[Confusion, ...]
    contrasts: Mapping[Confusion, Contrast] = field(default_factory=dict)

    @property
    def retention(self) -> float | None:
        """The share recalled lately, of questions met on an earlier day."""
        since = self.today - timedelta(days=LATELY)
        recalls = sum(day.recalls for day in self.days if day.day > since)
        recalled = sum(day.recalled for day in self.days if day.day > since)
        return recalled / recalls if recalls else None


@dataclass(frozen=True, slots=True)
class Course:
    """What only the whole log tells."""

    calibration: Calibration
    known: tuple[Known, ...]
    by_rating: Mapping[Rating, Bin] = field(default_factory=dict)  # of the answer before


class ShowProgress:
    def __init__(self, stores: Stores, day: LearningDay) -> None:
        self._stores = stores
        self._day = day
        self._scheduling = Scheduling(stores, day)

    def picture(self) -> Picture:
        with without_collection():
            return self._picture()

    def course(self) -> Course:
        """Replays the whole log. May run beside other work on the deck, on any thread."""
        with without_collection():
            return self._course()

    def _picture(self) -> Picture:
        learner, today = self._day.learner, self._day.today()
        standings = self._stores.progress.standings(learner)
        chance = self._scheduling.chance()
        mistakes = self._stores.progress.mistakes(learner, _MISTAKES_READ)
        mixed_up = confusions(mistakes, _CONFUSIONS)
        known = KnownGroups(self._stores, standings, chance)
        return Picture(
            today=today,
            target=self._day.settings.target_retention,
            days=tuple(self._stores.progress.days(learner)),
            whole=known.whole,
            coming=tuple(due_by_day(self._asked(standings), today, DAYS_AHEAD)),
            scopes=known.scopes(),
            hardest=tuple(self._hardest(standings, chance)),
            confusions=tuple(mixed_up),
            contrasts=self._contrasts(mixed_up),
        )

    def _course(self) -> Course:
        answers = list(self._stores.progress.answers(self._day.learner))
        answers.sort(key=lambda answer: answer.day)
        model = self._scheduling.model()
        replayed = model.replay((each.question_id, each.day, each.rating) for each in answers)
        recalls: list[tuple[float, bool]] = []
        rated: list[tuple[Rating, float, bool]] = []
        last: dict[str, Rating] = {}
        changes: list[tuple[date, float, float]] = []
        for step, answer in zip(replayed, answers, strict=True):
            if step.expected is not None and step.elapsed:
                recalls.append((step.expected, answer.right))
                rated.append((last[step.question_id], step.expected, answer.right))
            last[step.question_id] = step.rating
            changes.append((step.day, step.before, step.after))
        return Course(calibrate(recalls), tuple(growth(changes)), by_last_rating(rated))

    def weakest(self) -> Weakest:
        """Out of the last answers alone: as fast with a long log as with a short one."""
        learner = self._day.learner
        since = self._day.today() - timedelta(days=LATELY)
        found = self._stores.progress.lately(learner, since, _ANSWERS_LOOKED_AT)
        marks = self._stores.marks.marks(learner)
        suspended = {mark.question_id for mark in marks if mark.suspended}
        lately = [each for each in found if each.question_id not in suspended]
        names = names_in([f"{each.stem}\n{_name_in_answer(each)}" for each in lately])
        weak = weakness(
            Tried(each.question_id, each.missed, _traits(each, named))
            for each, named in zip(lately, names, strict=True)
        )
        asked = {each.question_id: each for each in lately}
        told = {
            tried.question_id: WeakQuestion(
                tried.question_id, asked[tried.question_id].stem,
                asked[tried.question_id].answer, tried.misses, tried.answers,
            )
            for tried in weak.questions
        }  # fmt: skip
        grouped = {id_ for pattern in weak.patterns for id_ in pattern.weak}
        return Weakest(
            weak.patterns,
            tuple(each for id_, each in told.items() if id_ not in grouped)[:_WEAKEST],
            len(told),
            sum(len(each.missed) for each in lately),
            {pattern: tuple(told[id_] for id_ in pattern.weak) for pattern in weak.patterns},
        )

    def questions_of(self, confusion: Confusion) -> list[str]:
        """Ids of accepted questions whose answer is one of the two that are mixed up, the one and
        the other in turn, so that each is asked right beside what it is taken for."""
        sides = [
            [question.id for question in self._asking_for(text)]
            for text in (confusion.one, confusion.other)
        ]
        rest = [id_ for id_ in confusion.questions if id_ not in {*sides[0], *sides[1]}]
        return [*contrast.alternating(*sides), *rest]

    def _asking_for(self, answer: str) -> list[Question]:
        """Accepted questions with this answer."""
        wanted = QuestionFilter(text=answer, states=(State.ACCEPTED,))
        found = self._stores.decks.questions(wanted, 50)
        return [each for each in found if each.answer.casefold() == answer.casefold()]

    def _contrasts(self, mixed_up: Sequence[Confusion]) -> dict[Confusion, Contrast]:
        found = {}
        for each in mixed_up:
            years = contrast.year_of(each.one), contrast.year_of(each.other)
            if None not in years:
                stems = [
                    next((question.stem for question in self._asking_for(text)), "")
                    for text in (each.one, each.other)
                ]
                found[each] = Contrast(*stems)
        return found

    def _asked(self, standings: Sequence[Standing]) -> Sequence[Standing]:
        """Without those that are suspended."""
        marks = self._stores.marks.marks(self._day.learner)
        suspended = {mark.question_id for mark in marks if mark.suspended}
        if not suspended:
            return standings
        return [each for each in standings if each.question_id not in suspended]

    def _hardest(self, standings: Sequence[Standing], chance: Chance) -> list[HardQuestion]:
        worst = hardest(standings, _HARDEST)
        questions = self._stores.decks.questions_by_id([each.question_id for each in worst])
        return [
            HardQuestion(questions[id_], memory.lapses, chance(memory.stability, memory.last_day))
            for id_, memory in ((each.question_id, each.memory) for each in worst)
            if id_ in questions and memory is not None
        ]


def _name_in_answer(each: Lately) -> str:
    return each.answer if each.kind in (AnswerKind.LEADER, AnswerKind.PLACE) else ""


def _traits(each: Lately, names: frozenset[str]) -> frozenset[Trait]:
    found = {Trait(Sort.NAME, name) for name in names}
    found |= {Trait(Sort.TOPIC, topic) for topic in each.topics}
    if each.kind is not AnswerKind.OTHER:
        found.add(Trait(Sort.KIND, each.kind.value))
    if each.year is not None:
        found.add(Trait(Sort.DECADE, str(each.year // 10 * 10)))
    if each.year is not None and each.kind is AnswerKind.DATE:
        found.add(Trait(Sort.DATES_OF, str(each.year)))
    return frozenset(found)
