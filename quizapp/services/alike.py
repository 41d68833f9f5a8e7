"""Which questions ask nearly the same.

Two are of a group where their folded stems are the same; or where the stems are alike to ``LIKE``
(Indel ratio of the sorted words), name the same numbers and the same names, and have the same
answer. "When was Perm taken?" and "When was Omsk taken?" are alike, but ask for different things,
even where both were taken on one day.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from quizapp.domain.question import Question
from quizapp.kinds.text import fold
from quizapp.services.watching import UNWATCHED, Watch

LIKE = 0.86
"""How alike two questions are, of 1, when the author should be told."""

ANSWERS_LIKE = 0.85  # how alike two answers are that are the same
READ = 0.3  # the share of the work until all are read
_NAMES_LIKE = 0.75  # how alike two names are that are spellings of one
_RAREST = 4  # words of a stem by which it is found: two alike stems share one of them
_MOST_SHARING = 400  # questions with one word; a word of more of them tells little
_NUMBER = re.compile(r"\d+")


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

    pairs = watch.over(_neighbours(words), len(questions), "Comparing the questions", (READ, 1.0))
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
