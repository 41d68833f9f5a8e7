"""Thumbs-down while studying: the question goes at once, says why, and can come back."""

from __future__ import annotations

import pytest
from fake_stores import World, question

from quizapp.domain.judgement import Act, Reason, standing
from quizapp.domain.question import State
from quizapp.domain.review import counted
from quizapp.errors import QuizError
from quizapp.services.study_session import StudySession


@pytest.fixture
def session(world: World) -> StudySession:
    world.add(*(question(name) for name in "abc"))
    return world.study.start()


def now(session: StudySession) -> str:
    assert session.current is not None
    return session.current.question.id


def state(world: World, name: str) -> State:
    return world.stores.decks.question(name).state


def verdicts(world: World) -> list[tuple[Act, Reason | None]]:
    return [(row.act, row.reason) for row in standing(world.stores.judgements.log)]


def test_it_retires_at_once_and_the_session_goes_on(world: World, session: StudySession) -> None:
    bad = now(session)
    session.retire()
    assert state(world, bad) is State.RETIRED
    assert verdicts(world) == [(Act.RETIRED, None)]
    assert now(session) != bad
    assert session.progress == (0, 2)
    session.explain(Reason.WRONG)
    assert verdicts(world) == [(Act.RETIRED, Reason.WRONG)]


def test_undo_brings_it_back_with_its_verdict_taken_back(
    world: World, session: StudySession
) -> None:
    bad = now(session)
    session.retire()
    session.explain(Reason.CLUMSY)
    session.undo()
    assert now(session) == bad
    assert state(world, bad) is State.ACCEPTED
    assert verdicts(world) == []
    assert session.progress == (0, 3)
    assert not session.can_undo


@pytest.mark.parametrize("given", ["right", "wrong"])
def test_after_the_answer_one_undo_takes_back_both(
    world: World, session: StudySession, given: str
) -> None:
    bad = now(session)
    session.answer(f"{given}-{bad}", 1_000)
    session.retire()
    assert session.progress == (0, 2), "not even a wrong answer lets it come again"
    assert len(counted(world.stores.reviews.log)) == 1, "its answer stays in the log"
    assert session.summary().missed == ()
    session.undo()
    assert now(session) == bad
    assert counted(world.stores.reviews.log) == []
    assert session.progress == (0, 3)


def test_answers_and_thumbs_down_are_undone_in_their_order(
    world: World, session: StudySession
) -> None:
    first = now(session)
    session.answer(f"right-{first}", 1_000)
    session.next()
    second = now(session)
    session.retire()
    session.undo()
    assert now(session) == second
    assert len(counted(world.stores.reviews.log)) == 1
    session.undo()
    assert now(session) == first
    assert session.progress == (0, 3)


def test_the_last_question_too_and_back_from_the_summary(
    world: World, session: StudySession
) -> None:
    for _ in range(3):
        session.retire()
    assert session.current is None
    with pytest.raises(QuizError, match="finished"):
        session.retire()
    session.explain(Reason.OTHER)
    assert session.summary().answered == 0
    assert session.undo() is not None
    assert session.progress == (0, 1)
