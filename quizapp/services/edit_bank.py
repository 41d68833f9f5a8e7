"""Changes to many questions at once, each with one undo: labels, states, decks, words, merging."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from quizapp.domain.judgement import Judgement
from quizapp.domain.ports import Stores
from quizapp.domain.question import Difficulty, Question, State
from quizapp.domain.quiz import Pick, Quiz, Section
from quizapp.domain.revising import Revised, Revision
from quizapp.errors import QuizError
from quizapp.services.author_quiz import AuthorQuiz
from quizapp.services.quiz_draw import picks
from quizapp.services.verdict_log import TURNED_DOWN, VerdictLog
from quizapp.services.watching import UNWATCHED, Watch

STEPS_KEPT = 20  # that can be undone, the last one first
_READ = 0.3  # the share of the work until the questions are read and looked at


class Part(StrEnum):
    """What of a question was changed."""

    TAGS_ADDED = "tags added"
    TAGS_REMOVED = "tags removed"
    TOPIC = "topic"
    DIFFICULTY = "difficulty"
    STATE = "state"
    DECK = "deck"


@dataclass(frozen=True, slots=True)
class Change:
    """What shall be of each question; what is not named stays. ``topic``: "" takes it away.
    ``sets_difficulty``: then ``difficulty`` counts, and None takes it away."""

    add_tags: tuple[str, ...] = ()
    remove_tags: tuple[str, ...] = ()
    topic: str | None = None
    sets_difficulty: bool = False
    difficulty: Difficulty | None = None
    state: State | None = None
    deck_id: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """``parts``: how many questions each part was changed of. ``left``: were so already."""

    questions: int
    left: int
    parts: tuple[tuple[Part, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Added:
    """``known``: were in the quiz already. ``unfit``: not in study, so that it would not ask
    them."""

    quiz: Quiz
    added: int
    known: int
    unfit: int


@dataclass(frozen=True, slots=True)
class PutBack:
    """``left``: questions and quizzes that were changed again since, and stay as they are."""

    questions: int
    quizzes: int
    left: int


QuizChange = tuple[Quiz | None, Quiz]
"""A quiz as it was, None for one that is new, and as it is."""


@dataclass(frozen=True, slots=True)
class _Step:
    revised: tuple[Revised, ...] = ()
    verdicts: tuple[Judgement, ...] = ()  # taken back, since the questions were accepted
    quizzes: tuple[QuizChange, ...] = ()


class EditBank:
    def __init__(self, stores: Stores, log: VerdictLog, quizzes: AuthorQuiz) -> None:
        self._stores = stores
        self._log = log
        self._quizzes = quizzes
        self._steps: list[_Step] = []

    @property
    def can_undo(self) -> bool:
        return bool(self._steps)

    def forget(self) -> None:
        """Another deck file took the place of the old."""
        self._steps.clear()

    def change(self, ids: Sequence[str], change: Change, watch: Watch = UNWATCHED) -> Changed:
        """All in one commit; ``Cancelled`` changes nothing."""
        if change == Change():
            raise QuizError("Nothing was chosen to be changed.")
        questions = self.questions(ids)
        parts: Counter[Part] = Counter()
        revisions = []
        looked_at = watch.over(questions, len(questions), "Looking at the questions", (0, _READ))
        for question in looked_at:
            new, changed = _changed(question, change)
            if changed or change.deck_id:
                revisions.append(Revision(new, change.deck_id))
                parts.update(changed)
        revised = self.apply(revisions, watch)
        parts[Part.DECK] = sum(each.deck_id != each.deck_now for each in revised)
        ordered = tuple((part, parts[part]) for part in Part if parts[part])
        return Changed(len(revised), len(questions) - len(revised), ordered)

    def questions(self, ids: Sequence[str]) -> list[Question]:
        """In this order; those no longer there are left out."""
        unique = list(dict.fromkeys(ids))
        found = self._stores.decks.questions_by_id(unique)
        return [found[each] for each in unique if each in found]

    def apply(
        self,
        revisions: Sequence[Revision],
        watch: Watch = UNWATCHED,
        quizzes: Sequence[Quiz] = (),
    ) -> list[Revised]:
        """One step that can be undone, and what it changed. ``quizzes``: changed along with the
        questions."""
        if not revisions:
            return []

        def report(share: float, message: str) -> None:
            watch.report(_READ + (1 - _READ) * share, message)

        revised = self._stores.decks.revise(revisions, report, watch.stop)
        accepted = [
            each.before.id
            for each in revised
            if each.state_now is State.ACCEPTED is not each.before.state
        ]
        verdicts = self._log.take_back(accepted, TURNED_DOWN) if accepted else []
        changes = [(self._stores.quizzes.quiz(quiz.id), quiz) for quiz in quizzes]
        for _, quiz in changes:
            self._stores.quizzes.save_quiz(quiz)
        if revised or changes:
            self._keep(_Step(tuple(revised), tuple(verdicts), tuple(changes)))
        return revised

    def add_to_quiz(self, quiz_id: str, ids: Sequence[str], section: int = -1) -> Added:
        """Behind the questions of a section: of the last one, if there is none of that number."""
        before = self._quizzes.quiz(quiz_id)
        known = {pick.question_id for pick in picks(before)}
        fit = [each.id for each in self.questions(ids) if each.state is State.ACCEPTED]
        new = [each for each in fit if each not in known]
        unfit, again = len(dict.fromkeys(ids)) - len(fit), len(fit) - len(new)
        if not new:
            return Added(before, 0, again, unfit)
        sections = list(before.sections) or [Section()]
        place = section if 0 <= section < len(sections) else -1
        filled = (*sections[place].items, *(Pick(each) for each in new))
        sections[place] = replace(sections[place], items=filled)
        self._quizzes.save(replace(before, sections=tuple(sections)))
        after = self._quizzes.quiz(quiz_id)
        self._keep(_Step(quizzes=((before, after),)))
        return Added(after, len(new), again, unfit)

    def make_quiz(self, name: str, ids: Sequence[str]) -> Added:
        """Of these questions, under a name that is free: "Monday 2" where there is a "Monday"."""
        fit = [each.id for each in self.questions(ids) if each.state is State.ACCEPTED]
        if not fit:
            raise QuizError("None of these questions is in study, so that no quiz would ask them.")
        quiz = self._quizzes.create_free(name, fit)
        self._keep(_Step(quizzes=((None, quiz),)))
        return Added(quiz, len(fit), 0, len(dict.fromkeys(ids)) - len(fit))

    def undo(self) -> PutBack:
        """Takes the last step back."""
        if not self._steps:
            raise QuizError("There is nothing to undo here.")
        step = self._steps[-1]
        restored = set(self._stores.decks.put_back(step.revised)) if step.revised else set()
        self._steps.pop()
        if again := [row for row in step.verdicts if row.question_id in restored]:
            self._log.write_again(again)
        quizzes = sum(self._put_quiz_back(*change) for change in step.quizzes)
        left = len(step.revised) - len(restored) + len(step.quizzes) - quizzes
        return PutBack(len(restored), quizzes, left)

    def _put_quiz_back(self, before: Quiz | None, after: Quiz) -> bool:
        """False where it was changed since, and stays."""
        if self._stores.quizzes.quiz(after.id) != after:
            return False
        if before is None:
            self._stores.quizzes.delete_quiz(after.id)
        else:
            self._stores.quizzes.save_quiz(before)
        return True

    def _keep(self, step: _Step) -> None:
        self._steps.append(step)
        del self._steps[:-STEPS_KEPT]


def _changed(question: Question, change: Change) -> tuple[Question, list[Part]]:
    parts = []
    for part, step in _STEPS:
        new = step(question, change)
        if new != question:
            parts.append(part)
        question = new
    return question, parts


def _add_tags(question: Question, change: Change) -> Question:
    known = {tag.casefold() for tag in question.tags}
    new = [tag for tag in change.add_tags if tag.casefold() not in known]
    return replace(question, tags=(*question.tags, *new)) if new else question


def _remove_tags(question: Question, change: Change) -> Question:
    gone = {tag.casefold() for tag in change.remove_tags}
    kept = tuple(tag for tag in question.tags if tag.casefold() not in gone)
    return replace(question, tags=kept)


def _set_topic(question: Question, change: Change) -> Question:
    return question if change.topic is None else replace(question, topic=change.topic)


def _set_difficulty(question: Question, change: Change) -> Question:
    if not change.sets_difficulty:
        return question
    return replace(question, difficulty=change.difficulty)


def _set_state(question: Question, change: Change) -> Question:
    return question if change.state is None else question.with_state(change.state)


_STEPS: tuple[tuple[Part, Callable[[Question, Change], Question]], ...] = (
    (Part.TAGS_REMOVED, _remove_tags),
    (Part.TAGS_ADDED, _add_tags),
    (Part.TOPIC, _set_topic),
    (Part.DIFFICULTY, _set_difficulty),
    (Part.STATE, _set_state),
)
