"""What holds for every task: the key is worth all, nothing leaves its bounds."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain import task_record
from quizapp.domain.calendar import DatePoint, HistoricalDate
from quizapp.domain.question import AnswerKind, Question
from quizapp.domain.quiz import QuizRules
from quizapp.domain.review import Verdict
from quizapp.domain.task import (
    Accepted,
    Choose,
    Cloze,
    Gap,
    Information,
    MapPlace,
    Match,
    Number,
    Numeric,
    OpenText,
    Option,
    Order,
    Pair,
    Response,
    Task,
    TrueFalse,
    Typed,
    When,
    key_of,
    simplest,
)
from quizapp.kinds.marking import MARKERS, fits, is_blank, key, mark, said, task_for
from quizapp.kinds.marking.marked import FULL

TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=9)
WORD = TEXT.filter(str.strip)
WORTH = st.sampled_from((-1.0, -0.5, -0.25, 0.0, 0.0, 0.33333, 0.5, 1.0, 1.0))
LINES = st.lists(WORD, min_size=1, max_size=5)
OPTIONS = st.lists(st.builds(Option, WORD, WORTH, TEXT, st.booleans()), min_size=1, max_size=6).map(
    tuple
)
ACCEPTED = st.lists(st.builds(Accepted, WORD, WORTH, TEXT), min_size=1, max_size=4).map(tuple)
NUMBERS = st.lists(
    st.builds(Number, st.floats(-1e6, 1e6), st.floats(0, 9), WORTH, TEXT), min_size=1, max_size=3
).map(tuple)
POINTS = st.floats(0, 5)
GAPS = st.one_of(
    st.builds(Gap, answers=ACCEPTED, points=POINTS, strict=st.booleans()),
    st.builds(Gap, options=OPTIONS, points=POINTS),
    st.builds(Gap, numbers=NUMBERS, points=POINTS),
)
CLOZES = st.lists(GAPS, min_size=1, max_size=4).map(
    lambda gaps: Cloze(("x",) * (len(gaps) + 1), tuple(gaps))
)
DATES = st.builds(
    HistoricalDate, st.builds(DatePoint, st.integers(-500, 2100), st.none() | st.integers(1, 12))
)
TASKS: st.SearchStrategy[Task] = st.one_of(
    st.builds(Choose, OPTIONS, st.booleans()),
    st.builds(TrueFalse, st.booleans(), TEXT, TEXT),
    st.builds(Typed, ACCEPTED, st.booleans()),
    st.builds(Numeric, NUMBERS),
    st.builds(When, DATES, st.integers(0, 20), st.floats(0, 1)),
    CLOZES,
    st.builds(Order, LINES.map(tuple)),
    st.builds(Match, st.lists(st.builds(Pair, WORD, WORD), min_size=1, max_size=4).map(tuple)),
    st.builds(MapPlace, st.floats(-90, 90), st.floats(-180, 180), st.floats(0, 3000)),
    st.just(OpenText()),
    st.just(Information()),
)
RULES = st.builds(QuizRules, partial=st.booleans(), negative=st.booleans())
RESPONSES: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    TEXT,
    st.lists(st.integers(-1, 6), max_size=5),
    st.lists(TEXT, max_size=5),
    st.lists(st.floats(-200, 200), max_size=3),
)


def question(task: Task, kind: AnswerKind = AnswerKind.OTHER) -> Question:
    said_plainly = key_of(task)
    return Question(
        "q", kind, "What?", said_plainly.answer, said_plainly.accept, said_plainly.distractors,
        task=task,
    )  # fmt: skip


def is_worth_all(task: Task) -> bool:
    """Whether the author foresaw an answer that is worth all."""
    if isinstance(task, Choose):
        worths = [option.worth for option in task.options]
        return max(worths) >= FULL or (task.several and max(worths) > 0)
    if isinstance(task, Typed | Numeric):
        return max(answer.worth for answer in task.answers) >= FULL
    if isinstance(task, Cloze):
        return all(
            max(part.worth for part in (*gap.answers, *gap.options, *gap.numbers)) >= FULL
            for gap in task.gaps
        )
    return not isinstance(task, OpenText | Information)


def is_foreseen_twice(task: Task) -> bool:
    """Whether one text stands for two answers: then the first of them counts."""
    texts = [answer.text for answer in getattr(task, "answers", ()) if isinstance(answer, Accepted)]
    for gap in getattr(task, "gaps", ()):
        texts += [f"{gap!r}{part.text}" for part in (*gap.answers, *gap.options)]
    import unicodedata

    folded = {" ".join(unicodedata.normalize("NFKC", text).casefold().split()) for text in texts}
    return len(folded) < len(texts)


def test_every_task_has_its_marker() -> None:
    assert {marker.task for marker in MARKERS} == set(task_record.NAMES.values())


@given(TASKS, RULES, st.sampled_from(AnswerKind))
def test_the_key_of_every_task_is_worth_all(task: Task, rules: QuizRules, kind: AnswerKind) -> None:
    if not is_worth_all(task) or (not isinstance(task, Match | Order) and is_foreseen_twice(task)):
        return
    best = key(task)
    assert fits(task, best)
    found = mark(question(task, kind), task, best, rules)
    assert (found.share, found.verdict) == (1, Verdict.RIGHT)


@given(TASKS, RESPONSES, RULES)
def test_no_answer_leaves_its_bounds(task: Task, response: Response, rules: QuizRules) -> None:
    found = mark(question(task), task, response, rules)
    if found.share is None:
        assert isinstance(task, OpenText)
        return
    assert (-1 if rules.negative else 0) <= found.share <= 1
    assert found.answered is not is_blank(task, response)
    if found.share == 1:
        assert found.verdict is Verdict.RIGHT
    if not found.answered:
        assert found.share == 0
    assert bool(said(task, response)) <= found.answered
    assert len(found.parts) == len(mark(question(task), task, None).parts)


@given(TASKS, RESPONSES, st.booleans())
def test_all_or_nothing_never_earns_more(task: Task, response: Response, negative: bool) -> None:
    asked = question(task)
    part = mark(asked, task, response, QuizRules(partial=True, negative=negative))
    whole = mark(asked, task, response, QuizRules(partial=False, negative=negative))
    assert part.verdict is whole.verdict
    if part.share is not None and whole.share is not None:
        assert whole.share <= part.share
        assert whole.share == 1 or whole.share <= 0


@given(OPTIONS, st.booleans(), st.randoms(use_true_random=False), st.data())
def test_the_order_of_options_is_no_matter(
    options: tuple[Option, ...], several: bool, dice: random.Random, data: st.DataObject
) -> None:
    most = len(options) if several else 1
    chosen = data.draw(st.lists(st.integers(0, len(options) - 1), unique=True, max_size=most))
    order = dice.sample(range(len(options)), len(options))
    shuffled = Choose(tuple(options[place] for place in order), several)
    moved = [order.index(place) for place in reversed(chosen)]
    task = Choose(options, several)
    for rules in (QuizRules(), QuizRules(negative=True), QuizRules(partial=False)):
        before = mark(question(task), task, chosen, rules).share
        assert mark(question(shuffled), shuffled, moved, rules).share == pytest.approx(before)


@given(CLOZES, st.lists(TEXT, min_size=4, max_size=4), st.randoms(use_true_random=False), RULES)
def test_the_order_of_gaps_is_no_matter(
    task: Cloze, texts: list[str], dice: random.Random, rules: QuizRules
) -> None:
    order = dice.sample(range(len(task.gaps)), len(task.gaps))
    shuffled = replace(task, gaps=tuple(task.gaps[place] for place in order))
    before = mark(question(task), task, texts[: len(order)], rules).share
    moved = mark(question(shuffled), shuffled, [texts[place] for place in order], rules).share
    assert moved == pytest.approx(before)


@given(LINES, LINES, st.randoms(use_true_random=False))
def test_the_order_of_pairs_is_no_matter(
    premises: list[str], answers: list[str], dice: random.Random
) -> None:
    pairs = [Pair(*each) for each in zip(premises, answers, strict=False)]
    task = Match(tuple(pairs))
    given = [dice.randrange(-1, len(task.answers())) for _ in pairs]
    words = [task.answers()[place] if place >= 0 else "" for place in given]
    order = dice.sample(range(len(pairs)), len(pairs))
    shuffled = Match(tuple(pairs[place] for place in order))
    moved = [shuffled.answers().index(words[place]) if words[place] else -1 for place in order]
    before = mark(question(task), task, given).share
    assert mark(question(shuffled), shuffled, moved).share == pytest.approx(before)


@given(WORD, st.lists(WORD, max_size=3))
def test_a_plain_question_is_asked_as_the_task_that_says_the_same(
    answer: str, wrong: list[str]
) -> None:
    plain = Question("q", AnswerKind.OTHER, "What?", answer, distractors=tuple(wrong))
    task = task_for(plain)
    assert simplest(task) is None or "*" in answer
    assert mark(plain, task, key(task)).share == 1


def test_the_task_of_a_plain_question() -> None:
    day = HistoricalDate(DatePoint(1917))
    date = Question("q", AnswerKind.DATE, "When?", "1917", date=day)
    assert task_for(date) == When(day)
    chosen = replace(date, distractors=("1918", "1917", "1916", "1918"))
    assert task_for(chosen) == Choose((Option("1917", 1.0), Option("1918"), Option("1916")))
    assert task_for(replace(date, date=None)) == Typed((Accepted("1917"),))
    assert task_for(replace(date, kind=AnswerKind.OTHER)) == Typed((Accepted("1917"),))
    words = Question("q", AnswerKind.OTHER, "What?", "peace", accept=("mir",))
    assert task_for(words) == Typed((Accepted("peace"), Accepted("mir")))
    assert task_for(replace(words, task=Order(("a", "b")))) == Order(("a", "b"))
