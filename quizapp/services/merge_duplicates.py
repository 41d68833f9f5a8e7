"""Questions that ask nearly the same: found in groups, and made one each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quizapp.domain.ports import Stores
from quizapp.domain.question import Question, State
from quizapp.domain.quiz import Pick, Quiz, Section
from quizapp.domain.revising import Revision
from quizapp.kinds.text import fold
from quizapp.services.alike import READ, grouped, same_answer
from quizapp.services.edit_bank import EditBank
from quizapp.services.quiz_draw import picks
from quizapp.services.watching import UNWATCHED, Watch

_READ_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Double:
    question: Question
    deck: str  # its name


@dataclass(frozen=True, slots=True)
class Group:
    """The best one to keep first. ``same_answer``: all have it; else one of them is wrong, or they
    ask for different things in the same words."""

    doubles: tuple[Double, ...]
    same_answer: bool


@dataclass(frozen=True, slots=True)
class Merge:
    """``takes_answers``, ``takes_tags``: those of the others are added to the one that stays."""

    keep: str
    retire: tuple[str, ...]
    takes_answers: bool = True
    takes_tags: bool = True


@dataclass(frozen=True, slots=True)
class Merged:
    kept: int
    retired: int
    quizzes: int  # that ask the one that stays now in place of another


class MergeDuplicates:
    def __init__(self, stores: Stores, bank: EditBank) -> None:
        self._stores = stores
        self._bank = bank

    def find(self, ids: Sequence[str], watch: Watch = UNWATCHED) -> tuple[Group, ...]:
        """Among those of these questions that are in study or proposed."""
        questions: list[Question] = []
        for done in range(0, len(ids), _READ_AT_ONCE):
            watch.look(READ * done / len(ids), "Reading the questions")
            some = self._bank.questions(ids[done : done + _READ_AT_ONCE])
            living = (State.ACCEPTED, State.DRAFT)
            questions += [each for each in some if each.state in living]
        return tuple(self._group(group) for group in grouped(questions, watch))

    def merge(self, merges: Sequence[Merge], watch: Watch = UNWATCHED) -> Merged:
        """All in one step of the bank. The others are retired; their reviews stay. Quizzes that
        name one of them ask the one that stays."""
        ids = [id_ for one in merges for id_ in (one.keep, *one.retire)]
        known = {question.id: question for question in self._bank.questions(ids)}
        instead: dict[str, str] = {}
        revisions = []
        for one in merges:
            others = [known[id_] for id_ in one.retire if id_ in known]
            if one.keep not in known or not others:
                continue
            revisions.append(Revision(merged(known[one.keep], others, one)))
            revisions += [Revision(other.with_state(State.RETIRED)) for other in others]
            instead |= {other.id: one.keep for other in others}
        quizzes = list(self._with_others(instead))
        self._bank.apply(revisions, watch, quizzes)
        return Merged(len(revisions) - len(instead), len(instead), len(quizzes))

    def _group(self, questions: Sequence[Question]) -> Group:
        best = sorted(questions, key=_merit, reverse=True)
        decks = self._stores.decks
        doubles = tuple(Double(each, decks.deck_of(each.id).name) for each in best)
        return Group(doubles, all(same_answer(best[0], each) for each in best[1:]))

    def _with_others(self, instead: dict[str, str]) -> Iterator[Quiz]:
        """The quizzes that name a retired question, with the one that stays in its place."""
        for summary in self._stores.quizzes.quizzes():
            quiz = summary.quiz
            if any(pick.question_id in instead for pick in picks(quiz)):
                yield _asking(quiz, instead)


def merged(keep: Question, others: Sequence[Question], how: Merge) -> Question:
    """The one that stays, with what it takes over; in study where any of them was. A question that
    is answered in its author's own way takes tags alone: what is right is part of its task."""
    if any(each.state is State.ACCEPTED for each in others):
        keep = keep.with_state(State.ACCEPTED)
    tags, accept = list(keep.tags), list(keep.accept)
    if how.takes_tags:
        known = {tag.casefold() for tag in tags}
        for tag in (tag for other in others for tag in other.tags):
            if tag.casefold() not in known:
                known.add(tag.casefold())
                tags.append(tag)
    if how.takes_answers and keep.task is None:
        taken = {fold(text) for text in (keep.answer, *accept, *keep.distractors)}
        for other in (each for each in others if each.task is None):
            for text in (other.answer, *other.accept):
                if fold(text) not in taken:
                    taken.add(fold(text))
                    accept.append(text)
    return replace(keep, tags=tuple(tags), accept=tuple(accept))


def _merit(question: Question) -> tuple[bool, ...] | tuple[int, ...]:
    """What speaks for keeping it: studied, proved, explained, with options."""
    return (
        question.state is State.ACCEPTED,
        question.citation is not None,
        bool(question.explanation),
        bool(question.distractors) or question.task is not None,
    )


def _asking(quiz: Quiz, instead: dict[str, str]) -> Quiz:
    """Each question once: where the one that stays is in the quiz already, the other leaves it."""
    here = {pick.question_id for pick in picks(quiz)}
    sections: list[Section] = []
    for section in quiz.sections:
        items = []
        for item in section.items:
            if not isinstance(item, Pick) or item.question_id not in instead:
                items.append(item)
                continue
            stays = instead[item.question_id]
            if stays not in here:
                here.add(stays)
                items.append(replace(item, question_id=stays))
        sections.append(replace(section, items=tuple(items)))
    return replace(quiz, sections=tuple(sections))
