"""Questions that ask nearly the same: found in groups, and made one each.

Two questions are of a group where their folded stems are the same; or where the stems are alike to
``LIKE`` (Indel ratio of the sorted words), name the same numbers and the same names, and have the
same answer. "When was Perm taken?" and "When was Omsk taken?" are alike, but ask for different
things, even where both were taken on one day.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quizapp.domain.ports import Stores
from quizapp.domain.question import Question, State
from quizapp.domain.quiz import Pick, Quiz, Section
from quizapp.domain.revising import Revision
from quizapp.kinds.text import fold
from quizapp.services.author_question import LIKE
from quizapp.services.edit_bank import EditBank
from quizapp.services.quiz_draw import picks
from quizapp.services.watching import UNWATCHED, Watch

ANSWERS_LIKE = 0.85  # how alike two answers are that are the same
_NAMES_LIKE = 0.75  # how alike two names are that are spellings of one
_RAREST = 4  # words of a stem by which it is found: two alike stems share one of them
_MOST_SHARING = 400  # questions with one word; a word of more of them tells little
_READ = 0.3  # the share of the work until all are read
_READ_AT_ONCE = 1_000
_NUMBER = re.compile(r"\d+")


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
            watch.look(_READ * done / len(ids), "Reading the questions")
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


def grouped(questions: Sequence[Question], watch: Watch = UNWATCHED) -> list[list[Question]]:
    """The groups of two and more, in the order of the first of each."""
    from rapidfuzz import fuzz

    folded = [fold(question.stem) for question in questions]
    words = [sorted(stem.split()) for stem in folded]
    lines = [" ".join(each) for each in words]
    numbers = [Counter(_NUMBER.findall(stem)) for stem in folded]
    leader = list(range(len(questions)))  # of each, another of its group, towards the first

    def first_of(place: int) -> int:
        while leader[place] != place:
            leader[place] = leader[leader[place]]
            place = leader[place]
        return place

    pairs = watch.over(_neighbours(words), len(questions), "Comparing the questions", (_READ, 1.0))
    for one, others in pairs:
        for other in others:
            if folded[one] != folded[other]:
                alike = fuzz.ratio(lines[one], lines[other], score_cutoff=100 * LIKE)
                if not alike or numbers[one] != numbers[other]:
                    continue
                if not _same(questions[one], questions[other]):
                    continue
            first, second = sorted((first_of(one), first_of(other)))
            leader[second] = first
    groups: dict[int, list[Question]] = defaultdict(list)
    for place, question in enumerate(questions):
        groups[first_of(place)].append(question)
    return [group for group in groups.values() if len(group) > 1]


def _neighbours(words: Sequence[Sequence[str]]) -> Iterator[tuple[int, set[int]]]:
    """Each stem with those before it that share one of its rarest words, or all of its words."""
    frequency = Counter(word for stem in words for word in set(stem))
    by_word: dict[str, list[int]] = defaultdict(list)
    by_all: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, stem in enumerate(words):
        rarest = sorted(set(stem), key=lambda word: (frequency[word], word))[:_RAREST]
        whole = tuple(stem)
        near = set(by_all[whole][:1])
        for word in rarest:
            near.update(by_word[word])
        yield place, near
        if whole:
            by_all[whole].append(place)
        for word in rarest:
            if len(by_word[word]) < _MOST_SHARING:
                by_word[word].append(place)


def _same(one: Question, other: Question) -> bool:
    """Of two whose stems are alike."""
    return same_names(one.stem, other.stem) and same_answer(one, other)


def same_names(one: str, other: str) -> bool:
    """Whether neither names what the other does not: one may name more, and spell it otherwise."""
    from rapidfuzz import fuzz

    ours, theirs = _names(one), _names(other)
    left, right = ours - theirs, theirs - ours
    if not left or not right:
        return True
    return all(
        any(fuzz.ratio(name, again) >= 100 * _NAMES_LIKE for again in right) for name in left
    )


def _names(stem: str) -> set[str]:
    """The words with a capital behind the first word, folded."""
    return {fold(word) for word in stem.split()[1:] if word[:1].isupper()}


def same_answer(one: Question, other: Question) -> bool:
    """Whether the key of one is that of the other, an accepted form of it, or nearly the same."""
    from rapidfuzz import fuzz

    if one.date is not None and other.date is not None:
        return one.date == other.date
    key, key_of_other = fold(one.answer), fold(other.answer)
    if key == key_of_other or key in map(fold, other.accept):
        return True
    if key_of_other in map(fold, one.accept):
        return True
    if Counter(_NUMBER.findall(key)) != Counter(_NUMBER.findall(key_of_other)):
        return False
    return fuzz.ratio(key, key_of_other) >= 100 * ANSWERS_LIKE


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
