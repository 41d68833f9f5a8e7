"""What is wrong with a quiz, and what its author may want to know, in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from quizapp.domain.learner import clean_name
from quizapp.domain.question import Question
from quizapp.domain.quiz import Draw, FeedbackWhen, Quiz, QuizRules
from quizapp.domain.task import Choose, Numeric, OpenText, Task, Typed
from quizapp.kinds.marking import key, mark, task_for
from quizapp.services.alike import grouped
from quizapp.services.give_aways import give_aways
from quizapp.services.quiz_draw import draws, picks, section_name

LONGEST_NAME = 120  # characters
MOST_QUESTIONS = 500
MOST_POINTS = 1_000.0
MOST_MINUTES = 7 * 24 * 60.0
MOST_EXTRA = 10.0  # times as long
_SHOWN = 3


def problems(quiz: Quiz) -> tuple[str, ...]:
    """What keeps a quiz from being saved; none where it is fit."""
    return (*_of_name(quiz.name), *_of_questions(quiz), *_of_rules(quiz.rules))


def _of_name(name: str) -> Iterator[str]:
    if not clean_name(name):
        yield "A quiz needs a name."
    elif len(clean_name(name)) > LONGEST_NAME:
        yield f"The name is too long: {LONGEST_NAME} characters are the most."


def _of_questions(quiz: Quiz) -> Iterator[str]:
    ids = [pick.question_id for pick in picks(quiz)]
    number = len(ids) + sum(draw.count for draw in draws(quiz))
    if len(set(ids)) < len(ids):
        yield "The same question is in it twice. Take one of the two out."
    if number > MOST_QUESTIONS:
        yield f"{number} questions are too many: {MOST_QUESTIONS} are the most."
    for place, section in enumerate(quiz.sections):
        name = section_name(quiz, place)
        for item in section.items:
            if isinstance(item, Draw) and item.count < 1:
                yield f"{name}: at least one question must be drawn."
            if isinstance(item, Draw) and item.unused_days < 0:
                yield f"{name}: days cannot be fewer than none."
            if not 0 <= item.points <= MOST_POINTS:
                yield f"{name}: a question is worth from 0 to {MOST_POINTS:,.0f} points."


def _of_rules(rules: QuizRules) -> Iterator[str]:
    each = rules.seconds_each / 60 if rules.seconds_each is not None else None
    for limit, what in ((rules.minutes, "the quiz"), (each, "each question")):
        if limit is not None and not 0 < limit <= MOST_MINUTES:
            yield f"The time for {what} is more than nothing and a week at most; or has no limit."
    if any(not 1 <= times <= MOST_EXTRA for _, times in rules.extra_time):
        yield f"Extra time is from 1 to {MOST_EXTRA:.0f} times the usual time."
    if rules.attempts < 0:
        yield "Attempts cannot be fewer than none; 0 stands for any number."
    if rules.pass_mark is not None and not 0 <= rules.pass_mark <= 1:
        yield "The pass mark is from 0 to 100 per cent."
    if rules.opens is not None and rules.closes is not None and rules.opens >= rules.closes:
        yield "The quiz closes before it opens."
    if rules.feedback is FeedbackWhen.AFTER_CLOSE and rules.closes is None:
        yield (
            "Feedback is to show once the quiz is closed, but it never closes. Say when it does, "
            "or choose another moment."
        )


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Questions that ask the same. ``siblings``: out of one fact, in other words."""

    question_ids: tuple[str, ...]
    stem: str
    siblings: bool = False


def duplicates(questions: Sequence[Question]) -> tuple[Duplicate, ...]:
    """Groups that ask nearly the same, as the bank finds them, then groups of siblings."""
    by_fact: dict[str, list[Question]] = defaultdict(list)
    for question in questions:
        if question.fact_id:
            by_fact[question.fact_id].append(question)
    same = grouped(questions)
    told = [{one.id for one in group} for group in same]
    siblings = [
        group
        for group in by_fact.values()
        if len(group) > 1 and not any({one.id for one in group} <= ids for ids in told)
    ]
    return (
        *(Duplicate(tuple(one.id for one in group), group[0].stem) for group in same),
        *(Duplicate(tuple(one.id for one in group), group[0].stem, True) for group in siblings),
    )


def notes(quiz: Quiz, questions: Sequence[Question], now: datetime) -> tuple[str, ...]:
    """What its author may want to know of a quiz that is fit. ``questions``: those of its list."""
    return tuple(_notes(quiz, questions, now))


def _notes(quiz: Quiz, questions: Sequence[Question], now: datetime) -> Iterator[str]:
    if not picks(quiz) and not draws(quiz):
        yield "It has no questions yet."
    if quiz.rules.closes is not None and quiz.rules.closes <= now:
        yield "Its closing time is over, so nobody can begin it."
    for group in duplicates(questions):
        what = "are about one event" if group.siblings else "ask the same"
        stems = {question.id: question.stem for question in questions}
        told = list(dict.fromkeys(stems[each] for each in group.question_ids))
        yield f"{len(group.question_ids)} questions {what}: {_quoted(told)}"
    for pair in give_aways(questions)[:_SHOWN]:
        yield (
            f"“{pair.telling.stem}” gives away the answer to “{pair.asking.stem}”: {pair.answer}. "
            "Replace one of them."
        )
    tasks = {question.id: task_for(question) for question in questions}
    for reason, wrong in (
        ("no answer earns all points of", _earns_less),
        ("who ticks every option earns all points of", _all_ticked),
    ):
        found = [one.stem for one in questions if wrong(one, tasks[one.id])]
        if found:
            yield _listed(reason, found)
    if quiz.rules.pass_mark is not None and any(isinstance(t, OpenText) for t in tasks.values()):
        yield "Whether it is passed shows only once the open texts are marked."


def _listed(reason: str, stems: Sequence[str]) -> str:
    return f"{reason[0].upper()}{reason[1:]} {_quoted(stems)}."


def _quoted(stems: Sequence[str]) -> str:
    shown = "; ".join(f"“{stem}”" for stem in stems[:_SHOWN])
    return shown + (f" and {len(stems) - _SHOWN} more" if len(stems) > _SHOWN else "")


def _earns_less(question: Question, task: Task) -> bool:
    """Whether the best answer that its author foresaw is worth less than all."""
    if not isinstance(task, Choose | Typed | Numeric):
        return False
    return (mark(question, task, key(task)).share or 0.0) < 1


def _all_ticked(question: Question, task: Task) -> bool:
    """Whether wrong options cost nothing, so that ticking all is a way to all points."""
    if not isinstance(task, Choose) or not task.several:
        return False
    everything = list(range(len(task.options)))
    wrong = any(option.worth <= 0 for option in task.options)
    return wrong and mark(question, task, everything).share == 1
