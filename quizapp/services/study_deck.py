"""Study: which questions today, out of which decks."""

from __future__ import annotations

import random
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace

from quizapp.domain.ports import DueQuestion, Stores
from quizapp.domain.question import AnswerKind, QuestionFilter, State
from quizapp.domain.review import Form, Review
from quizapp.domain.session import Manner
from quizapp.domain.task_record import NAMES
from quizapp.progress.mastery import just_missed
from quizapp.progress.pace import Pace, typical_milliseconds
from quizapp.services.evidence import EvidenceFinder
from quizapp.services.interference import Beside
from quizapp.services.learning_day import LearningDay
from quizapp.services.marking import Grader, warm_up
from quizapp.services.places import Places
from quizapp.services.recent import recent_reviews
from quizapp.services.scheduling import Scheduling
from quizapp.services.set_aside import SetAside
from quizapp.services.study_session import (
    Ask,
    Earlier,
    Marked,
    Outcome,
    StudySession,
    Summary,
    WhyNow,
)
from quizapp.study import forms, groups, leech, new_order, queue
from quizapp.study.line import Line
from quizapp.study.rating import UsualTimes
from quizapp.study.schedule import retrievability

__all__ = [
    "Ask",
    "Beside",
    "Marked",
    "Matching",
    "Outcome",
    "Resting",
    "StudyDeck",
    "StudySession",
    "Summary",
    "WhyNow",
]

MOST_DUE = 2_000
"""Due questions one session takes in, the most overdue first: more than anyone answers in a day."""


MOST_TOGETHER = 120
"""Waiting questions that are looked through for groups: two dozen tasks, found in no time."""

SINGLES = 15
"""Out of so many questions of an ordinary session one task is made, where the learner wants it."""


@dataclass(frozen=True, slots=True)
class Resting:
    """How many questions wait but rest for today, since another one asks for the same fact.
    ``sibling``: of the first of them, the words of that other one."""

    number: int
    sibling: str = ""


@dataclass(frozen=True, slots=True)
class _Waiting:
    """What a session is planned from."""

    due: list[DueQuestion]
    new: list[DueQuestion]
    years: dict[str, int]
    allowed: int
    seen: set[str]  # facts met today


@dataclass(frozen=True, slots=True)
class Matching:
    """What a choice of questions holds today. ``new``: all never met, whatever the allowance."""

    questions: int
    due: int
    new: int


class StudyDeck:
    def __init__(
        self,
        stores: Stores,
        day: LearningDay,
        evidence: EvidenceFinder,
        grade: Grader | None = None,
        *,
        places: Places | None = None,
    ) -> None:
        """``grade``: how typed answers are judged; the one of ``kinds.grading`` unless given.
        ``places``: where answers lie; without it nothing is asked on the map."""
        self._stores = stores
        self._day = day
        self._evidence = evidence
        self._aside = SetAside(stores, day)
        self._grade = grade
        self._scheduling = Scheduling(stores, day)
        self._where = places
        self._warm = grade is not None

    def start(
        self,
        deck_ids: Sequence[str] = (),
        *,
        limit: int | None = None,
        minutes: int | None = None,
        among: QuestionFilter | None = None,
        more_new: int = 0,
    ) -> StudySession:
        """A session over some decks, or all; ``limit``: at most so many questions; ``minutes``:
        no more than this learner answers in about that time; ``among``: only such questions;
        ``more_new``: so many new ones on top of the day's."""
        places = self._today(deck_ids, limit, among, more_new)
        recent = recent_reviews(self._stores.reviews, self._day)
        if minutes is not None:
            pace = Pace.of(typical_milliseconds(recent))
            places = queue.within(places, minutes * 60_000, pace.due, pace.new)
        if self._day.settings.ask_together:
            places = self._some_together(places)
        return self._session(places, recent=recent)

    def _today(
        self,
        deck_ids: Sequence[str],
        limit: int | None = None,
        among: QuestionFilter | None = None,
        more_new: int = 0,
    ) -> list[queue.Place]:
        """What is due and what may begin today, but for what was set aside."""
        waiting = self._waiting(deck_ids, among, more_new)
        return queue.plan(
            waiting.due,
            waiting.new,
            day=self._day.today(),
            new_allowed=waiting.allowed,
            facts_seen=waiting.seen,
            limit=limit,
            years=waiting.years,
            as_many=more_new > 0,
        )

    def _waiting(
        self, deck_ids: Sequence[str], among: QuestionFilter | None = None, more_new: int = 0
    ) -> _Waiting:
        reviews, learner, today = self._stores.reviews, self._day.learner, self._day.today()
        left = self._day.settings.new_per_day - reviews.new_started_on(learner, today)
        allowed = max(0, left) + more_new
        seen = reviews.facts_seen_on(learner, today)
        aside = self._aside.today()
        wanted = None if among is None else set(self._ids(among))
        most = -1 if wanted is not None else MOST_DUE + len(aside)
        due = reviews.due(learner, today, deck_ids, most)
        new, years = self._new(deck_ids, allowed, seen, aside, wanted)
        return _Waiting(_asked(due, aside, wanted), new, years, allowed, seen)

    def resting(self, deck_ids: Sequence[str] = ()) -> Resting:
        """What waits in some decks, or in all, and is not asked beside what asks for the same."""
        waiting = self._waiting(deck_ids)
        found = queue.resting(
            waiting.due,
            waiting.new,
            day=self._day.today(),
            new_allowed=waiting.allowed,
            facts_seen=waiting.seen,
        )
        if not found:
            return Resting(0)
        return Resting(len(found), self._sibling_of(found[0], [*waiting.due, *waiting.new]))

    def _sibling_of(self, resting: DueQuestion, waiting: Sequence[DueQuestion]) -> str:
        """The words of a question about the same fact: one met today, else one that waits."""
        today = self._stores.reviews.answered_on(self._day.learner, self._day.today())
        ids = [review.question_id for review in today]
        found = self._stores.decks.questions_by_id(list(dict.fromkeys(ids)))
        of_fact = [q for q in found.values() if q.fact_id == resting.fact_id]
        if of_fact:
            return of_fact[0].stem
        others = (each.question_id for each in waiting if each.fact_id == resting.fact_id)
        other = next((id_ for id_ in others if id_ != resting.question_id), "")
        return self._stores.decks.question(other).stem if other else ""

    def map_session(self, deck_ids: Sequence[str] = ()) -> StudySession:
        """What waits of the places whose spot on the map is certain, each to be pointed at."""
        only = QuestionFilter(kinds=(AnswerKind.PLACE,))
        if self._where is None:
            return self._session([])
        waiting = self._today(deck_ids, among=only)
        certain = self._where.certain([place.question_id for place in waiting])
        return self._session(
            [replace(place, form=Form.MAP) for place in waiting if place.question_id in certain]
        )

    def together_session(self, form: Form, deck_ids: Sequence[str] = ()) -> StudySession:
        """Groups out of what is due or new; what fits in none waits. There may be nothing to ask.

        ``form``: one of ``TOGETHER``: three to five dated events to be put in order, four or five
        questions of a kind to be matched with their answers, or events of one year to pick out.
        """
        waiting = self._today(deck_ids)[:MOST_TOGETHER]
        return self._session(self._grouped(form, waiting))

    def _grouped(self, form: Form, waiting: Sequence[queue.Place]) -> list[queue.Place]:
        """Places of groups; their members keep the order of waiting."""
        by_id = {place.question_id: place for place in waiting}
        found = self._stores.decks.questions_by_id(list(by_id))
        questions = [found[id_] for id_ in by_id if id_ in found]
        return [
            queue.together(form, [by_id[question.id] for question in members])
            for members in groups.choose(form, questions)
        ]

    def _some_together(self, places: Sequence[queue.Place]) -> list[queue.Place]:
        """The queue with a task out of every ``SINGLES`` questions met before, in turn to match
        and to put in order; each stands where its first member stood."""
        met = [place for place in places if not place.is_new][:MOST_TOGETHER]
        stead: dict[str, queue.Place | None] = {}
        for number, start in enumerate(range(0, len(met), SINGLES)):
            form = (Form.MATCH, Form.ORDER)[number % 2]
            for task in self._grouped(form, met[start : start + SINGLES])[:1]:
                stead.update({member.question_id: None for member in task.members})
                stead[task.question_id] = task
        queued = (stead.get(place.question_id, place) for place in places)
        return [place for place in queued if place is not None]

    def matching(self, wanted: QuestionFilter) -> Matching:
        """How many questions that would be, those set aside left out."""
        reviews, learner = self._stores.reviews, self._day.learner
        ids, aside = set(self._ids(wanted)), self._aside.today()
        due = _asked(reviews.due(learner, self._day.today(), ()), aside, ids)
        new = _asked(reviews.new(learner, (), -1), aside, ids)
        return Matching(len(ids - aside), len(due), len(new))

    def cram(self, wanted: QuestionFilter, limit: int | None = None) -> StudySession:
        """Those least surely known first, each until it was right once. Nothing is logged."""
        ids = self._by_chance(self._sample(wanted, limit))
        return self._session(self._places(ids), Manner.CRAM)

    def test(self, wanted: QuestionFilter, limit: int | None = None) -> StudySession:
        """A random sample, each question once, without help; the verdicts come at the end."""
        return self._session(self._places(self._judged(wanted, limit)), Manner.TEST)

    def weak_spots(self, limit: int = 20) -> list[str]:
        """Ids of questions that are known least surely, of those met before; what was missed today
        is among them, although it is fresh."""
        chance_of, aside = self._scheduling.chance(), self._aside.today()
        target = self._day.settings.target_retention
        weak = []
        for standing in self._stores.progress.standings(self._day.learner):
            memory = standing.memory
            if memory is None or standing.question_id in aside:
                continue
            chance = chance_of(memory.stability, memory.last_day)
            if chance < target or memory.lapses >= leech.LAPSES or just_missed(memory):
                weak.append((chance, standing.question_id))
        return [question_id for _, question_id in sorted(weak)[:limit]]

    def practise(self, question_ids: Sequence[str]) -> StudySession:
        """A session over these questions, due or not, in this order; answers count as ever."""
        return self._session(self._places(question_ids), in_order=True)

    def go_on(
        self,
        places: Sequence[queue.Place],
        manner: Manner,
        *,
        in_order: bool,
        done: int,
        earlier: Sequence[Earlier],
    ) -> StudySession:
        """What is left of a session that was interrupted. ``done``: its questions that need no
        answer any more; ``earlier``: the answers that were given."""
        return self._session(places, manner, in_order=in_order, done=done, earlier=earlier)

    def _ids(self, wanted: QuestionFilter) -> list[str]:
        return self._stores.decks.ids(replace(wanted, states=(State.ACCEPTED,)))

    def _sample(self, wanted: QuestionFilter, limit: int | None) -> list[str]:
        """Another one each time."""
        aside = self._aside.today()
        ids = [question_id for question_id in self._ids(wanted) if question_id not in aside]
        random.shuffle(ids)
        return ids if limit is None else ids[:limit]

    def _judged(self, wanted: QuestionFilter, limit: int | None) -> list[str]:
        """A sample without questions that can only be looked up and rated by oneself."""
        tasks = wanted.tasks or tuple(NAMES)
        tasked = set(self._ids(replace(wanted, tasks=tasks)))
        found: list[str] = []
        for question_id in self._sample(wanted, None):
            if len(found) == limit:
                break
            is_plain = question_id not in tasked
            if is_plain or forms.possible_forms(self._stores.decks.question(question_id)):
                found.append(question_id)
        return found

    def _by_chance(self, ids: Sequence[str]) -> list[str]:
        today, model = self._day.today(), self._scheduling.model()
        memories = self._stores.reviews.memories(self._day.learner, ids)

        def chance(question_id: str) -> float:
            memory = memories.get(question_id)
            return 0.0 if memory is None else retrievability(memory, today, model)

        return sorted(ids, key=chance)

    def _places(self, question_ids: Sequence[str]) -> list[queue.Place]:
        met = self._stores.reviews.memories(self._day.learner, question_ids)
        return [queue.Place(id_, is_new=id_ not in met) for id_ in question_ids]

    def _session(
        self,
        places: Sequence[queue.Place],
        manner: Manner = Manner.STUDY,
        *,
        in_order: bool = False,
        recent: Sequence[Review] | None = None,
        done: int = 0,
        earlier: Sequence[Earlier] = (),
    ) -> StudySession:
        """``recent``: the answers of the last days, where they were read already. ``done`` and
        ``earlier``: see ``go_on``."""
        if recent is None:
            recent = recent_reviews(self._stores.reviews, self._day)
        self._load_judges()
        return StudySession(
            self._stores,
            self._day.hold(),
            self._evidence,
            Line(places, done),
            UsualTimes.of(recent),
            grade=self._grade,
            manner=manner,
            pace=Pace.of(typical_milliseconds(recent)),
            in_order=in_order,
            places=self._where,
            earlier=earlier,
        )

    def _load_judges(self) -> None:
        """Loads grading and scheduling while the first question is being read."""
        if not self._warm:
            self._warm = True
            threading.Thread(target=warm_up, name="load grading", daemon=True).start()

    def _new(
        self,
        deck_ids: Sequence[str],
        allowed: int,
        seen: set[str],
        aside: set[str],
        among: set[str] | None,
    ) -> tuple[list[DueQuestion], dict[str, int]]:
        """New questions in the order wanted, and the years that some of them ask for.

        Out of all decks, those of the learner's own come before those that came with QuizApp: who
        adds a document wants to learn that one.
        """
        found: list[DueQuestion] = []
        years: dict[str, int] = {}
        for decks in self._own_first(deck_ids):
            some, of_years = self._new_of(decks, allowed, seen, aside, among)
            found += some
            years |= of_years
            if len(_facts(found) - seen) >= allowed:
                break
        return found, years

    def _own_first(self, deck_ids: Sequence[str]) -> list[Sequence[str]]:
        """Parts of what is wanted, one after the other; no ids: all decks."""
        if deck_ids:
            return [deck_ids]
        decks = self._stores.decks.decks()
        own = [deck.id for deck in decks if not deck.shipped]
        shipped = [deck.id for deck in decks if deck.shipped]
        return [own, shipped] if own and shipped else [()]

    def _new_of(
        self,
        deck_ids: Sequence[str],
        allowed: int,
        seen: set[str],
        aside: set[str],
        among: set[str] | None,
    ) -> tuple[list[DueQuestion], dict[str, int]]:
        reviews, order = self._stores.reviews, self._day.settings.new_order
        if order == "added" or not allowed:
            found = self._enough_new(deck_ids, allowed, seen, aside, among)
        else:
            most = new_order.WINDOW + len(aside) if among is None else -1
            found = _asked(reviews.new(self._day.learner, deck_ids, most), aside, among)
        places = reviews.whereabouts([question.question_id for question in found])
        return new_order.ordered(found, places, order), new_order.years(places)

    def _enough_new(
        self,
        deck_ids: Sequence[str],
        allowed: int,
        seen: set[str],
        aside: set[str],
        among: set[str] | None,
    ) -> list[DueQuestion]:
        """New questions out of so many facts not met today, or all there are."""
        if not allowed:
            return []
        wanted = 4 * allowed + 20 + len(aside) if among is None else -1
        while True:
            new = self._stores.reviews.new(self._day.learner, deck_ids, wanted)
            found = _asked(new, aside, among)
            enough = len(_facts(found) - seen) >= allowed
            if enough or wanted < 0 or len(new) < wanted:
                return found
            wanted *= 4


def _facts(line: Sequence[DueQuestion]) -> set[str]:
    """What the siblings among them share, once."""
    return {each.fact_id or each.question_id for each in line}


def _asked(
    line: Sequence[DueQuestion], aside: set[str], among: set[str] | None
) -> list[DueQuestion]:
    return [
        question
        for question in line
        if question.question_id not in aside and (among is None or question.question_id in among)
    ]
