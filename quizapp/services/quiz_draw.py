"""What a quiz asks this time: drawn, put in order, and what there was too little of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from quizapp.domain.ports import Stores
from quizapp.domain.question import Question, State
from quizapp.domain.quiz import Asked, Draw, Pick, Quiz, Section
from quizapp.errors import NotFound
from quizapp.services.learning_day import LearningDay
from quizapp.study.quiz_draw import Drawn, Place, Shortage, draw
from quizapp.study.quiz_order import arrange


@dataclass(frozen=True, slots=True)
class Drawing:
    """``notes``: what is missing and why, in words: none where all is as the quiz wants it."""

    asked: tuple[Asked, ...]
    notes: tuple[str, ...] = ()


class DrawQuiz:
    """``learner``: an id; None: nobody, who met no question in any quiz yet."""

    def __init__(self, stores: Stores, day: LearningDay) -> None:
        self._stores = stores
        self._day = day

    def found(self, wanted: Draw, learner: str | None = None) -> int:
        """How many questions there are to draw from."""
        return len(self._pool(wanted, learner)[0])

    def attempt(self, quiz: Quiz, seed: str, learner: str | None = None) -> Drawing:
        """``seed``: the id of the attempt, which draws the same again from the same questions."""
        work = _Work(self, quiz, seed, learner)
        return Drawing(work.arranged(seed), work.notes)

    def versions(
        self, quiz: Quiz, seed: str, names: Sequence[str], *, shuffle_questions: bool = True
    ) -> dict[str, Drawing]:
        """The same questions for all, in another order for each name. ``shuffle_questions``: also
        in sections that keep their order otherwise."""
        work = _Work(self, quiz, seed, None)
        return {
            name: Drawing(work.arranged(f"{seed}/{name}", always=shuffle_questions), work.notes)
            for name in names
        }

    def accepted(self, question_id: str) -> Question | None:
        """None for one that is no longer there, or is not to be asked."""
        try:
            question = self._stores.decks.question(question_id)
        except NotFound:
            return None
        return question if question.state is State.ACCEPTED else None

    def version_numbers(self, question_ids: Sequence[str]) -> dict[str, int]:
        return self._stores.decks.version_numbers(question_ids)

    def _pool(self, wanted: Draw, learner: str | None) -> tuple[list[str], int]:
        """The ids to draw from, and how many more there would be, had the learner not met them."""
        fits = replace(
            wanted.wanted,
            states=(State.ACCEPTED,),
            learner=(learner or self._day.learner) if wanted.wanted.marked else "",
            order="added",
            descending=False,
        )
        ids = self._stores.decks.ids(fits)
        if not wanted.unused_days or learner is None:
            return ids, 0
        since = self._day.now_utc() - timedelta(days=wanted.unused_days)
        met = self._stores.quizzes.met(learner, since)
        left = [question_id for question_id in ids if question_id not in met]
        return left, len(ids) - len(left)

    def pools(
        self, sections: Sequence[Section], learner: str | None
    ) -> tuple[dict[Place, list[str]], dict[Place, int]]:
        found = {
            (number, place): self._pool(item, learner)
            for number, section in enumerate(sections)
            for place, item in enumerate(section.items)
            if isinstance(item, Draw)
        }
        pools = {place: ids for place, (ids, _) in found.items()}
        return pools, {place: met for place, (_, met) in found.items()}


class _Work:
    """One drawing; every question is read once."""

    def __init__(self, desk: DrawQuiz, quiz: Quiz, seed: str, learner: str | None) -> None:
        self._desk = desk
        self._quiz = quiz
        self._read: dict[str, Question | None] = {}
        self._sections = [self._usable(section) for section in quiz.sections]
        pools, met = desk.pools(self._sections, learner)
        self._drawn: Drawn = draw(self._sections, pools, self._fact_of, seed)
        lost = sum(len(section.items) for section in quiz.sections)
        lost -= sum(len(section.items) for section in self._sections)
        short = [self._in_words(one, met[one.place]) for one in self._drawn.shortages]
        self.notes = (*_lost_in_words(lost), *short)

    def arranged(self, seed: str, *, always: bool = False) -> tuple[Asked, ...]:
        ids = [slot.question_id for slot in self._drawn.slots]
        questions = {id_: question for id_ in ids if (question := self._question(id_))}
        return arrange(
            self._drawn.slots,
            self._sections,
            questions,
            self._desk.version_numbers(ids),
            seed=seed,
            shuffle_options=self._quiz.rules.shuffle_options,
            always_shuffle=always,
        )

    def _usable(self, section: Section) -> Section:
        items = tuple(
            item
            for item in section.items
            if isinstance(item, Draw) or self._question(item.question_id)
        )
        return replace(section, items=items)

    def _question(self, question_id: str) -> Question | None:
        if question_id not in self._read:
            self._read[question_id] = self._desk.accepted(question_id)
        return self._read[question_id]

    def _fact_of(self, question_id: str) -> str:
        question = self._question(question_id)
        return question.fact_id if question else ""

    def _in_words(self, short: Shortage, met: int) -> str:
        item = self._sections[short.place[0]].items[short.place[1]]
        assert isinstance(item, Draw)
        fit = {0: "none fits", 1: "only 1 fits"}.get(short.found, f"only {short.found} fit")
        text = f"{section_name(self._quiz, short.place[0])}: {fit} of the {short.wanted} wanted."
        if met:
            others = "1 other was" if met == 1 else f"{met} others were"
            text += f" {others} asked in the last {item.unused_days} days."
        return text


def section_name(quiz: Quiz, number: int) -> str:
    title = quiz.sections[number].title.strip()
    if title:
        return f"“{title}”"
    return "The draw" if len(quiz.sections) == 1 else f"Section {number + 1}"


def _lost_in_words(lost: int) -> tuple[str, ...]:
    if not lost:
        return ()
    what = "1 question is" if lost == 1 else f"{lost} questions are"
    return (f"{what} left out: no longer in the decks, or not accepted.",)


def picks(quiz: Quiz) -> list[Pick]:
    return [item for section in quiz.sections for item in section.items if isinstance(item, Pick)]


def draws(quiz: Quiz) -> list[Draw]:
    return [item for section in quiz.sections for item in section.items if isinstance(item, Draw)]
