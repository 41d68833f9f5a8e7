"""A store that refuses within a session: the same step can be done again, and counts once."""

from __future__ import annotations

import pytest
from fake_stores import World, question
from test_asked_together import events, in_order

from quizapp.domain.review import Form, Rating, counted
from quizapp.errors import QuizError, StorageError
from quizapp.study import schedule


class Refusing:
    """Stands before a method of a store; ``after``: what it did stays done all the same."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, store: object, name: str, *, after: bool = False
    ) -> None:
        self.on = True
        self.calls = 0
        real = getattr(store, name)

        def called(*arguments: object, **named: object) -> object:
            if not self.on:
                return real(*arguments, **named)
            self.calls += 1
            if after:
                real(*arguments, **named)
            raise StorageError("The disk is full.")

        monkeypatch.setattr(store, name, called)


def ids(world: World) -> list[str]:
    return [row.question_id for row in counted(world.stores.reviews.log)]


def holds(world: World) -> bool:
    log = counted(world.stores.reviews.log)
    states = {id_: world.memory(id_) for id_ in {row.question_id for row in log}}
    replayed = schedule.replay_all(log, 0.9)
    return all(states[id_].reviews == replayed[id_].reviews for id_ in replayed)  # type: ignore[union-attr]


@pytest.mark.parametrize("after", [False, True])
def test_an_answer_given_again_is_in_the_log_once(
    world: World, monkeypatch: pytest.MonkeyPatch, after: bool
) -> None:
    world.add(question("a"), question("b"))
    session = world.study.start()
    refusing = Refusing(monkeypatch, world.stores.reviews, "append_each", after=after)
    with pytest.raises(StorageError):
        session.answer("right-a", 900)
    refusing.on = False
    assert session.progress == (0, 2)
    session.answer("right-a", 900)
    assert ids(world) == ["a"]
    assert holds(world)
    session.rate(Rating.HARD)
    assert [row.rating for row in counted(world.stores.reviews.log)] == [Rating.HARD]


@pytest.mark.parametrize("after", [False, True])
def test_a_card_rated_again_is_in_the_log_once(
    world: World, monkeypatch: pytest.MonkeyPatch, after: bool
) -> None:
    world.add(question("a"), question("b"))
    session = world.study.start()
    session.reveal(900)
    refusing = Refusing(monkeypatch, world.stores.reviews, "append_each", after=after)
    with pytest.raises(StorageError):
        session.rate(Rating.GOOD)
    refusing.on = False
    session.rate(Rating.GOOD)
    session.next()
    assert ids(world) == ["a"]
    assert session.current is not None
    assert session.current.question.id == "b"


@pytest.mark.parametrize("after", [False, True])
def test_a_rating_changed_again_leaves_one_answer(
    world: World, monkeypatch: pytest.MonkeyPatch, after: bool
) -> None:
    world.add(question("a"))
    session = world.study.start()
    session.answer("right-a", 900)
    refusing = Refusing(monkeypatch, world.stores.reviews, "append_all", after=after)
    with pytest.raises(StorageError):
        session.rate(Rating.EASY)
    refusing.on = False
    session.rate(Rating.EASY)
    (row,) = counted(world.stores.reviews.log)
    assert row.rating is Rating.EASY
    assert holds(world)


@pytest.mark.parametrize("after", [False, True])
def test_answers_given_together_are_in_the_log_once_each(
    world: World, monkeypatch: pytest.MonkeyPatch, after: bool
) -> None:
    world.add(*events())
    session = world.study.together_session(Form.ORDER)
    given = in_order(session)
    refusing = Refusing(monkeypatch, world.stores.reviews, "append_each", after=after)
    with pytest.raises(StorageError):
        session.answer(given, 5000)
    refusing.on = False
    session.answer(given, 5000)
    assert len(ids(world)) == len(set(ids(world))) == 5
    assert holds(world)


def test_a_verdict_that_could_not_be_read_is_shown_later_without_a_second_answer(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.add(question("a"), question("b"))
    session = world.study.start()
    refusing = Refusing(monkeypatch, world.evidence, "of")
    with pytest.raises(StorageError):
        session.answer("right-a", 900)
    assert ids(world) == ["a"]
    refusing.on = False
    assert session.answer("right-a", 900).key == "right-a"
    assert ids(world) == ["a"]


def test_a_next_question_that_could_not_be_read_is_not_lost(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.add(*(question(name) for name in "abc"))
    session = world.study.start()
    session.answer("right-a", 900)
    refusing = Refusing(monkeypatch, world.stores.decks, "question")
    for _ in range(3):
        with pytest.raises(StorageError):
            session.next()
    with pytest.raises(QuizError, match="could not be read"):
        session.answer("right-a", 900)
    session.rate(Rating.EASY)
    assert ids(world) == ["a"]
    refusing.on = False
    seen = []
    while (ask := session.next()) is not None:
        seen.append(ask.question.id)
        session.answer(ask.question.answer, 900)
    assert sorted(seen) == ["b", "c"]
    assert session.summary().answered == 3


def test_an_unanswered_question_skipped_while_the_next_cannot_be_read_comes_later(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.add(question("a"), question("b"))
    session = world.study.start()
    refusing = Refusing(monkeypatch, world.stores.decks, "question")
    with pytest.raises(StorageError):
        session.skip()
    refusing.on = False
    seen = []
    ask = session.skip()
    while ask is not None:
        seen.append(ask.question.id)
        session.answer(ask.question.answer, 900)
        ask = session.next()
    assert seen == ["b", "a"]


@pytest.mark.parametrize("refused", ["append", "question"])
def test_an_undo_refused_half_way_is_finished_by_the_next(
    world: World, monkeypatch: pytest.MonkeyPatch, refused: str
) -> None:
    world.add(*(question(name) for name in "xab"))
    session = world.study.start()
    session.answer("right-x", 900)
    session.next()
    session.answer("right-a", 900)
    session.next()
    store = world.stores.reviews if refused == "append" else world.stores.decks
    refusing = Refusing(monkeypatch, store, refused)
    with pytest.raises(StorageError):
        session.undo()
    refusing.on = False
    ask = session.undo()
    assert ask is not None
    assert (ask.question.id, ids(world)) == ("a", ["x"]), "one answer, not two"
    session.answer("right-a", 900)
    assert ids(world) == ["x", "a"]
    assert session.next() is not None


def test_an_answer_may_be_another_one_when_it_is_given_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.add(question("a"))
    session = world.study.start()
    session.as_form(Form.TYPED)
    refusing = Refusing(monkeypatch, world.stores.reviews, "append_each")
    with pytest.raises(StorageError):
        session.answer("wrong", 900)
    refusing.on = False
    assert session.current is not None
    assert session.current.form is Form.TYPED
    session.answer("right-a", 900)
    assert [row.given for row in counted(world.stores.reviews.log)] == ["right-a"]
