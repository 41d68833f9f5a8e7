"""What a format has no place for, told in one entry a question and matter, or once for all.

Whatever a deck holds is named here, so that no export loses anything without a word.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from quizapp.domain.question import AnswerKind, Question, State
from quizapp.domain.task import Information
from quizapp.exchange.answer_dates import kind_of_answer
from quizapp.exchange.building import item_name
from quizapp.exchange.format import DeckFile, Problem


def _is_more_than_seen(question: Question) -> bool:
    """Whether kind and date are not those that anybody would read out of the answer."""
    if question.kind is AnswerKind.OTHER and question.date is None:
        return False
    return kind_of_answer(question.stem, question.answer) != (question.kind, question.date)


_MATTERS: dict[str, tuple[str, Callable[[Question], object]]] = {
    "id": ("its id", lambda question: question.id),
    "kind": ("the kind of its answer", _is_more_than_seen),
    "accept": ("other right answers", lambda question: question.accept),
    "distractors": ("its wrong options", lambda question: question.distractors),
    "task": ("the way it is asked", lambda question: question.task),
    "explanation": ("its explanation", lambda question: question.explanation),
    "hint": ("its hint", lambda question: question.hint),
    "tags": ("its tags", lambda question: question.tags),
    "topic": ("its topic", lambda question: question.topic),
    "difficulty": ("its difficulty", lambda question: question.difficulty),
    "title": ("its title", lambda question: question.title),
    "citation": ("its source", lambda question: question.citation),
    "picture": ("its picture", lambda question: question.picture),
    "state": ("its state", lambda question: question.state is not State.ACCEPTED),
    "fact": ("which questions are of one fact", lambda question: question.fact_id),
}
_OF_DECK: dict[str, tuple[str, Callable[[DeckFile], object]]] = {
    "description": ("its description", lambda deck: deck.description),
    "sources": ("its list of sources", lambda deck: deck.sources),
    "history": ("its past answers", lambda deck: deck.history),
}


def answerable(questions: Iterable[Question]) -> tuple[list[Question], list[Problem]]:
    """Those that have an answer, and an entry for each text that is only to be read."""
    kept, told = [], []
    for question in questions:
        if isinstance(question.task, Information):
            item = item_name(question.title, question.stem)
            told.append(Problem(None, "it is a text without an answer and was left out", item))
        else:
            kept.append(question)
    return kept, told


def left_out(deck: DeckFile, matters: Collection[str]) -> tuple[Problem, ...]:
    """Entries for those of ``matters`` that the deck or its questions have at all."""
    return (*_of_deck(deck, matters), *of_questions(deck.questions, matters))


def of_questions(questions: Collection[Question], matters: Collection[str]) -> Iterator[Problem]:
    """One entry where all questions share the matter, else one for each."""
    for name, (words, has) in _MATTERS.items():
        if name not in matters:
            continue
        found = [question for question in questions if has(question)]
        if len(found) == len(questions) > 1:
            yield Problem(None, f"there is no place for {words}", f"all {len(found):,} questions")
        else:
            for question in found:
                item = item_name(question.title, question.stem)
                yield Problem(None, f"there is no place for {words}", item)


def _of_deck(deck: DeckFile, matters: Collection[str]) -> Iterator[Problem]:
    for name, (words, has) in _OF_DECK.items():
        if name in matters and has(deck):
            yield Problem(None, f"there is no place for {words}", deck.name)
