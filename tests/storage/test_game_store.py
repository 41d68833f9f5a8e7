"""Live games: what is kept, in which order, and what is refused."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta

import pytest
from any_filter import TEXT
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.domain.game import (
    Game,
    GameAnswer,
    GameRules,
    Hands,
    Mode,
    Naming,
    Person,
    Phase,
    Player,
    Ranking,
    Scoring,
    Step,
)
from quizapp.domain.identity import new_id
from quizapp.domain.quiz import Asked
from quizapp.errors import NotFound, StorageError

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
RULES = st.builds(
    GameRules,
    st.sampled_from(Mode),
    st.sampled_from(Scoring),
    st.sampled_from(Naming),
    st.sampled_from(Ranking),
    st.none() | st.floats(1, 600),
    st.integers(0, 8),
    st.floats(0, 1),
    *[st.booleans()] * 5,
)
ASKED = st.builds(
    Asked, TEXT, st.integers(1, 9), st.floats(0, 9), st.integers(0, 3),
    st.lists(st.integers(0, 9), max_size=4).map(tuple),
)  # fmt: skip


@pytest.fixture(scope="module")
def lasting(backend, tmp_path_factory):
    opened = backend.place(tmp_path_factory.mktemp("games")).open()
    yield opened
    opened.close()


def game(name="g1", **changed):
    plain = Game(name, "Monday", "K7MQ", "secret", (Asked("q1", 1, 1.0, 0),), GameRules(), NOW)
    return replace(plain, **changed)


def player(name="p1", **changed):
    return replace(Player(name, "g1", f"quiet {name}", f"hash {name}", NOW), **changed)


@pytest.fixture
def begun(stores):
    stores.games.begin(game())
    return stores


@settings(deadline=None)
@given(name=TEXT, asked=st.lists(ASKED, max_size=3).map(tuple), rules=RULES)
def test_a_game_comes_back_as_it_began(lasting, name, asked, rules):
    begun = game(new_id(), asked=asked, rules=rules)
    begun = replace(begun, name=name.strip())
    lasting.games.begin(begun)
    assert lasting.games.game(begun.id) == begun
    assert lasting.games.games()[0] == begun


def test_the_rules_are_all_drawn_above():
    assert len(fields(GameRules)) == 12, "add the new rule to RULES"


def test_steps_come_back_in_the_order_of_writing(begun):
    steps = [
        Step("g1", Phase.OPEN, 0, NOW, NOW + timedelta(seconds=20)),
        Step("g1", Phase.PAUSED, 0, NOW, left=4.5, is_joinable=False),
        Step("g1", Phase.OPEN, 0, NOW),
    ]
    for step in steps:
        begun.games.step(step)
    assert begun.games.steps("g1") == steps


def test_the_end_of_a_game_keeps_its_first_moment(begun):
    begun.games.end("g1", NOW)
    begun.games.end("g1", NOW + timedelta(hours=1))
    assert begun.games.game("g1").ended_at == NOW


def test_an_alias_is_there_once_in_a_game(begun):
    begun.games.join(player("p1"))
    with pytest.raises(StorageError, match="plays already"):
        begun.games.join(player("p2", alias="quiet p1"))
    begun.games.begin(game("g2"))
    begun.games.join(player("p3", game="g2", alias="quiet p1"))


def test_who_somebody_is_can_be_changed_and_forgotten_alone(begun):
    begun.games.join(player("p1"), Person("p1", "Ada", "l1"))
    begun.games.join(player("p2"))
    begun.games.name_person(Person("p2", "Max"))
    begun.games.name_person(Person("p2", "Maxim", "l2"))
    assert begun.games.people("g1") == {
        "p1": Person("p1", "Ada", "l1"), "p2": Person("p2", "Maxim", "l2"),
    }  # fmt: skip
    assert begun.games.forget_people("g1") == 2
    assert begun.games.people("g1") == {}
    assert [each.id for each in begun.games.players("g1")] == ["p1", "p2"]


def test_a_player_changes_token_team_and_leaves(begun):
    begun.games.join(player())
    changed = player(token_hash="new", team=2, removed_at=NOW)
    begun.games.change_player(changed)
    assert begun.games.players("g1") == [changed]
    with pytest.raises(NotFound):
        begun.games.change_player(player("p9"))


def answer(turn=0, response=None, **changed):
    plain = GameAnswer("g1", "p1", turn, turn, response, NOW, 1200)
    return replace(plain, **changed)


def test_there_is_one_answer_for_each_player_and_turn_the_last(begun):
    begun.games.join(player())
    begun.games.answer([answer(0, [1]), answer(1, "Perm")])
    begun.games.answer([answer(0, [2])])
    assert begun.games.answers("g1") == [answer(0, [2]), answer(1, "Perm")]


def test_of_several_answers_all_are_kept_or_none(begun):
    begun.games.join(player())
    with pytest.raises(NotFound):
        begun.games.answer([answer(0, [1]), answer(0, [1], player="nobody")])
    with pytest.raises(StorageError, match="not a number"):
        begun.games.answer([answer(0, [1.0]), answer(1, [float("nan"), 1.0])])
    assert begun.games.answers("g1") == []


def test_nothing_is_added_to_a_game_that_is_over(begun):
    begun.games.join(player())
    begun.games.end("g1", NOW)
    with pytest.raises(StorageError, match="over"):
        begun.games.answer([answer(0, [1])])


def test_raised_hands_are_there_once_for_each_question(begun):
    begun.games.raise_hands(Hands("g1", 0, (1, 2), NOW))
    begun.games.raise_hands(Hands("g1", 0, (3, 0), NOW))
    assert begun.games.hands("g1") == {0: Hands("g1", 0, (3, 0), NOW)}


def test_a_game_that_is_deleted_takes_all_of_it_along(begun):
    begun.games.join(player(), Person("p1", "Ada"))
    begun.games.answer([answer()])
    begun.games.step(Step("g1", Phase.OPEN, 0, NOW))
    begun.games.raise_hands(Hands("g1", 0, (1,), NOW))
    begun.games.delete("g1")
    assert begun.games.games() == []
    with pytest.raises(NotFound, match="no longer"):
        begun.games.game("g1")
