"""How likely a question would pass a strict teacher, and near-duplicates.

A logistic regression over ``features``; its weights were fitted to judged questions and lie in
``ranker.json``, which ``python -m tests.quality.train`` makes anew.
"""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from quizapp.domain.document import Document, TextKind
from quizapp.domain.fact import Fact
from quizapp.domain.question import (
    CROWDED,
    CROWDED_AT_MOST,
    DEFAULT_CUT,
    AnswerKind,
    Question,
    Signs,
)
from quizapp.kinds.features import features
from quizapp.kinds.text import content_words

__all__ = [
    "CROWDED",
    "DEFAULT_CUT",
    "confidence_from",
    "confidence_of",
    "probability",
    "shipped_weights",
    "without_a_crowd",
    "without_near_duplicates",
]

_CONTRADICTED = 0.3  # at most: two texts disagree, and only a person can say which is right
_TRIVIAL = 0.6  # at most: nothing to learn, or not to be understood, however clear the rest
_TRIFLES = (
    "weak: printing", "weak: routine", "weak: a trifle", "weak: a bound",
    "weak: abbreviation", "weak: of what", "weak: unresolved", "weak: one of many",
    "weak: who died", "weak: indefinite subject", "weak: others too",
)  # fmt: skip
_ROOM, _ROOM_OF_A_CHRONICLE = 24 / 1000, 34 / 1000  # questions for each word
_ROOM_AT_LEAST = 16  # a page of facts is as dense as it looks
_WORDS_OF_A_LIST = 400  # at most: so short a text was written to be learned whole
_MOST_OF_A_KIND = 2 / 3
_SAME_STEM = 92  # rapidfuzz token-sort ratio


def confidence_of(fact: Fact, question: Question, text_kind: TextKind = TextKind.PROSE) -> float:
    """The estimated share of such questions that a teacher accepts (0 to 1), choices aside.

    ``text_kind``: of the passage that proves the fact.
    """
    return confidence_from(features(fact, question, text_kind), shipped_weights())


def confidence_from(found: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The same for features that are known already, under any weights."""
    sure = round(probability(found, weights), 3)
    if found.get("contradicted"):
        return min(sure, _CONTRADICTED)
    if found.get(CROWDED):
        sure = min(sure, CROWDED_AT_MOST)
    return min(sure, _TRIVIAL) if _is_trivial(found) else sure


def _is_trivial(found: Mapping[str, float]) -> bool:
    coming_and_going = found.get("chronicle") and found.get("weak: a journey")
    return bool(coming_and_going) or any(found.get(name) for name in _TRIFLES)


def probability(found: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The logistic function of the weighted sum; a feature without a weight counts nothing."""
    total = weights["bias"] + sum(
        weights.get(name, 0.0) * value for name, value in found.items() if value
    )
    return 1 / (1 + math.exp(-total))


@cache
def shipped_weights() -> Mapping[str, float]:
    text = files("quizapp.kinds").joinpath("ranker.json").read_text(encoding="utf-8")
    found: Mapping[str, float] = json.loads(text)["weights"]
    return found


def without_a_crowd(questions: Sequence[Question], documents: Sequence[Document]) -> list[Question]:
    """Of each document as many as one can learn, the surest; the others are held back.

    A dense text gives more questions than anybody wants of it, and the less sure among them are
    the ones to spare. Where the text gives both, no more than two thirds are of one kind. Of a
    short text every fact is asked for once before any is asked for twice, whatever its kind, and of
    one page none is left out.
    """
    room = {document.fingerprint: _room(document) for document in documents}
    short = {name for name, most in room.items() if most == _ROOM_AT_LEAST}
    for name, facts in _facts_of_pages(questions, documents).items():
        room[name] = max(room[name], facts)
    of_kind = {name: math.ceil(_MOST_OF_A_KIND * most) for name, most in room.items()}
    taken: Counter[str] = Counter()
    taken_of_kind: Counter[tuple[str, AnswerKind]] = Counter()
    chosen: set[str] = set()
    sure = [q for q in questions if q.confidence >= DEFAULT_CUT and _document(q) in room]
    sure.sort(key=lambda q: (-q.confidence, q.id))
    once = _once_each([q for q in sure if _document(q) in short])
    sure.sort(key=lambda q: q.id not in once)
    for any_kind in (False, True):  # first a mixture, then whatever there is room for
        for question in sure:
            name = _document(question)
            full = taken[name] >= room[name]
            one_sided = taken_of_kind[name, question.kind] >= of_kind[name]
            unmixed = one_sided and not any_kind and question.id not in once
            if question.id in chosen or full or unmixed:
                continue
            chosen.add(question.id)
            taken[name] += 1
            taken_of_kind[name, question.kind] += 1
    crowded = {q.id for q in sure} - chosen
    return [_held_back(q) if q.id in crowded else q for q in questions]


def _facts_of_pages(questions: Iterable[Question], documents: Iterable[Document]) -> dict[str, int]:
    """By fingerprint of texts of a page at most: how many facts there are to ask for."""
    pages = {
        document.fingerprint
        for document in documents
        if sum(len(passage.text.split()) for passage in document.passages) <= _WORDS_OF_A_LIST
    }
    facts = {
        (_document(question), question.fact_id)
        for question in questions
        if question.confidence >= DEFAULT_CUT and question.fact_id
    }
    return Counter(name for name, _ in facts if name in pages)


def _once_each(questions: Sequence[Question]) -> set[str]:
    """Ids of one question a fact. ``questions``: the surest first. Facts that can be asked for in
    one way only come first; of the others each is asked for in the way that is rarest so far."""
    by_fact: dict[str, list[Question]] = defaultdict(list)
    for question in questions:
        by_fact[question.fact_id or question.id].append(question)
    taken: Counter[tuple[str, AnswerKind]] = Counter()
    chosen = set()
    for of_fact in sorted(by_fact.values(), key=lambda found: len({q.kind for q in found})):
        question = min(of_fact, key=lambda q: taken[_document(q), q.kind])
        taken[_document(question), question.kind] += 1
        chosen.add(question.id)
    return chosen


def _document(question: Question) -> str:
    return (question.citation.fingerprint or "") if question.citation else ""


def _held_back(question: Question) -> Question:
    signs = question.signs or Signs(())
    features = {**dict(signs.features), CROWDED: 1.0}
    return replace(
        question,
        confidence=min(question.confidence, CROWDED_AT_MOST),
        signs=replace(signs, features=tuple(features.items())),
    )


def _room(document: Document) -> int:
    """How many questions the deck takes of a document."""
    words: Counter[bool] = Counter()
    for passage in document.passages:
        words[passage.kind is TextKind.CHRONICLE] += len(passage.text.split())
    return max(_ROOM_AT_LEAST, round(words[False] * _ROOM + words[True] * _ROOM_OF_A_CHRONICLE))


def without_near_duplicates(questions: Sequence[Question]) -> list[Question]:
    """The surest of those that ask the same for the same answer; the order stays."""
    from rapidfuzz import fuzz

    kept: list[Question] = []
    by_answer: dict[tuple[AnswerKind, str], list[str]] = {}  # the words of those kept
    for question in sorted(questions, key=_surest_then_fullest):
        rivals = by_answer.setdefault((question.kind, question.answer), [])
        words = _telling_words(question)
        if any(fuzz.token_set_ratio(words, rival) >= _SAME_STEM for rival in rivals):
            continue
        rivals.append(words)
        kept.append(question)
    wanted = {q.id for q in kept}
    return [q for q in questions if q.id in wanted]


def _surest_then_fullest(question: Question) -> tuple[float, int, str]:
    """Of two about as sure the longer one: "director in South Russia" says more than "director"."""
    return -round(question.confidence, 1), -len(question.stem), question.id


def _telling_words(question: Question) -> str:
    """The words that tell two questions apart; the year of the same date does not."""
    dated = question.kind is AnswerKind.DATE
    return " ".join(w for w in content_words(question.stem) if not (dated and w.isdigit()))
