"""A live game: where it stands, who may answer when, what is told to whom, and going on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from live_world import TASKS, LiveWorld, answer, joined, right, wrong

from quizapp.domain.game import Mode, Naming, Phase, Ranking, Scoring
from quizapp.domain.learner import Learner
from quizapp.errors import QuizError, StorageError
from quizapp.services.live_game import Sent
from quizapp.services.live_seats import Refused
from quizapp.services.live_views import LiveViews


@pytest.fixture
def world(backend: Any, tmp_path: Path) -> Iterator[LiveWorld]:
    place = backend.place(tmp_path)
    made = LiveWorld(place)
    yield made
    made.stores.close()
    place.remove()


def test_one_key_leads_through_the_whole_round(world: LiveWorld) -> None:
    live = world.begin("choose", "typed", ranking=Ranking.TOP)
    phases = []
    for _ in range(8):
        phases.append((live.phase, live.place))
        live.advance()
    assert phases == [
        (Phase.LOBBY, -1),
        (Phase.OPEN, 0), (Phase.REVEAL, 0), (Phase.RANKING, 0),
        (Phase.OPEN, 1), (Phase.REVEAL, 1), (Phase.RANKING, 1),
        (Phase.ENDED, 1),
    ]  # fmt: skip


@pytest.mark.parametrize("name", TASKS)
def test_every_kind_is_answered_as_the_phone_sends_it(world: LiveWorld, name: str) -> None:
    live = world.begin(name)
    player = joined(live)
    live.open(0)
    response = "Two reasons." if name == "open" else right(live, player)
    assert answer(live, player, response) is None
    state = LiveViews(live).player(player)
    assert state["answer"] == response
    live.reveal()
    told = LiveViews(live).player(player)["reveal"]
    assert told["verdict"] == ("unchecked" if name == "open" else "right")


@pytest.mark.parametrize("name", TASKS)
def test_no_phone_is_told_the_key_before_the_question_is_closed(
    world: LiveWorld, name: str
) -> None:
    live = world.begin(name)
    player = joined(live)
    live.open(0)
    posed = live.posed[0]
    state = LiveViews(live).player(player)
    said = json.dumps(state)
    assert state["reveal"] is None
    assert "worth" not in said and posed.question.explanation not in said
    if name in ("typed", "numeric", "when", "open"):
        assert posed.question.answer not in said
    live.lock()
    assert LiveViews(live).player(player)["reveal"] is None


def test_ids_of_options_are_new_in_each_game_and_stay_in_it(world: LiveWorld) -> None:
    one, other = world.begin("choose"), world.begin("choose")
    assert one.wire(0).option_ids() != other.wire(0).option_ids()
    assert world.again(one).wire(0).option_ids() == one.wire(0).option_ids()


def test_an_answer_can_be_changed_until_the_question_closes(world: LiveWorld) -> None:
    live = world.begin("plain0", "plain1")
    player = joined(live)
    live.open(0)
    assert answer(live, player, wrong(live, player)) is None
    assert answer(live, player, right(live, player)) is None
    live.lock()
    assert answer(live, player, wrong(live, player)) == "late"
    live.reveal()
    assert LiveViews(live).player(player)["reveal"]["verdict"] == "right"


def test_where_answers_stand_they_are_given_once(world: LiveWorld) -> None:
    live = world.begin("plain0", may_change=False)
    player = joined(live)
    live.open(0)
    assert answer(live, player, wrong(live, player)) is None
    assert answer(live, player, right(live, player)) == "late"


def test_answers_to_another_question_and_malformed_ones_are_refused(world: LiveWorld) -> None:
    live = world.begin("plain0", "plain1")
    player = joined(live)
    live.open(0)
    (early,) = live.take([Sent(player, 1, right(live, player), 5)])
    assert early is not None and early.why == "late"
    for response in (["no such id"], "text", 7, {"a": 1}, [[]], [1, 2], True):
        assert answer(live, player, response) == "shape"
    (stranger,) = live.take([Sent("nobody", 0, None, 5)])
    assert stranger is not None and stranger.why == "sent out"


def test_time_runs_out_with_credit_for_a_slow_way_and_stands_still_in_a_pause(
    world: LiveWorld,
) -> None:
    live = world.begin("plain0", seconds=20.0)
    player = joined(live)
    live.open(0)
    world.clock.sleep(seconds=15)
    assert live.left() == 5
    live.pause()
    world.clock.sleep(hours=1)
    assert answer(live, player, right(live, player)) == "late"
    live.go_on()
    assert live.left() == 5
    live.extend(10)
    world.clock.sleep(seconds=14)
    assert not live.tick()
    assert answer(live, player, right(live, player)) is None
    world.clock.sleep(seconds=2)
    assert answer(live, player, wrong(live, player)) == "late"
    assert live.tick() and live.phase is Phase.LOCKED


def test_what_was_told_cannot_be_asked_again(world: LiveWorld) -> None:
    live = world.begin("plain0", "plain1")
    live.open(0)
    live.lock()
    live.reopen()
    live.reveal()
    with pytest.raises(QuizError, match="told"):
        live.reopen()
    live.advance()
    live.back()
    assert (live.phase, live.place) == (Phase.REVEAL, 0)
    with pytest.raises(QuizError, match="told"):
        live.open(0)
    live.advance()
    assert (live.phase, live.place) == (Phase.OPEN, 1), "it was not told yet"


def test_a_host_that_was_killed_goes_on_where_it_stood(world: LiveWorld) -> None:
    live = world.begin("plain0", "plain1", seconds=30.0)
    player, token = live.join()
    live.open(0)
    answer(live, player.id, right(live, player.id))
    live.reveal()
    live.advance()
    answer(live, player.id, right(live, player.id))
    world.clock.sleep(seconds=10)
    again = world.again(live)
    assert (again.phase, again.place, again.left()) == (Phase.OPEN, 1, 20)
    assert again.seats.back(token).id == player.id
    state = LiveViews(again).player(player.id)
    assert state["answer"] is not None and state["me"]["points"] == 1
    again.reveal()
    assert LiveViews(again).player(player.id)["me"]["points"] == 2
    running = world.games.running()
    assert running is not None and running.id == live.game.id
    again.end()
    assert world.games.running() is None


def test_after_the_end_nothing_can_be_answered(world: LiveWorld) -> None:
    live = world.begin("plain0")
    player = joined(live)
    live.open(0)
    sent = Sent(player, 0, right(live, player), 5)
    live.end()
    (refused,) = live.take([sent])
    assert refused is not None and refused.why == "late"
    with pytest.raises(Refused):
        live.join()
    with pytest.raises(StorageError, match="over"):
        world.stores.games.answer([live_answer(live, player)])


def live_answer(live, player):
    from quizapp.domain.game import GameAnswer

    return GameAnswer(live.game.id, player, 0, 0, [0], live.now(), 10)


def test_a_token_opens_its_seat_and_no_other(world: LiveWorld) -> None:
    live = world.begin("plain0")
    one, first = live.join()
    other, _ = live.join()
    assert one.alias != other.alias
    assert live.seats.back(first).id == one.id
    fresh = live.seats.free(one.id)
    with pytest.raises(Refused):
        live.seats.back(first)
    assert live.seats.back(fresh).id == one.id
    live.seats.send_out(one.id, live.now())
    for token in (first, fresh, "", "x" * 5_000):
        with pytest.raises(Refused):
            live.seats.back(token)
    assert [player.id for player in live.seats] == [other.id]


def test_free_names_are_cleaned_unique_and_short(world: LiveWorld) -> None:
    live = world.begin("plain0", naming=Naming.FREE)
    player, _ = live.join(name="  Ada\u202e <b>x</b>\n")
    assert live.seats.name(player) == "Ada <b>x</b>"
    for name, why in (
        ("ada <B>X</B>", "taken"),
        ("", "name"),
        ("\u200b", "name"),
        ("x" * 21, "name"),
    ):
        with pytest.raises(Refused) as refused:
            live.join(name=name)
        assert refused.value.why == why


def test_a_roster_gives_each_seat_once_and_who_they_are_can_be_forgotten(world: LiveWorld) -> None:
    now = world.clock.now()
    world.stores.learners.add([Learner(id_, f"Pupil {id_}", "blue", now) for id_ in ("l1", "l2")])
    live = world.begin("plain0", naming=Naming.ROSTER)
    player, _ = live.join(learner="l1")
    with pytest.raises(Refused, match="joined already"):
        live.join(learner="l1")
    with pytest.raises(Refused):
        live.join(learner="l9")
    roster = LiveViews(live).lobby()["roster"]
    assert {one["id"]: one["taken"] for one in roster if one["id"] in ("l1", "l2")} == {
        "l1": True, "l2": False,
    }  # fmt: skip
    assert live.seats.name(player) == "Pupil l1"
    assert live.seats.forget() == 1
    assert live.seats.name(player) == player.alias
    assert world.stores.games.people(live.game.id) == {}


def test_a_closed_lobby_lets_nobody_in_and_late_ones_only_where_that_is_allowed(
    world: LiveWorld,
) -> None:
    live = world.begin("plain0", late_join=False)
    live.let_join(False)
    with pytest.raises(Refused):
        live.join()
    live.let_join(True)
    live.join()
    live.open(0)
    with pytest.raises(Refused):
        live.join()


def test_points_follow_the_scoring(world: LiveWorld) -> None:
    earned = {}
    for scoring in Scoring:
        live = world.begin("plain0", "plain1", scoring=scoring, seconds=10.0)
        player = joined(live)
        for _ in range(2):
            live.advance()
            answer(live, player, right(live, player), ms=5_000)
            live.reveal()
        earned[scoring] = LiveViews(live).player(player)["me"]["points"]
    assert earned == {Scoring.ACCURACY: 2, Scoring.STREAK: 2.1, Scoring.SPEED: 1.5}


def test_only_the_own_phone_knows_the_own_rank_and_only_where_there_is_one(
    world: LiveWorld,
) -> None:
    for ranking in Ranking:
        live = world.begin("plain0", ranking=ranking)
        first, second = joined(live), joined(live)
        live.open(0)
        answer(live, first, right(live, first))
        live.reveal()
        states = LiveViews(live).everyone()
        ranks = [states[player]["me"]["rank"] for player in (first, second)]
        assert ranks == ([None, None] if ranking is Ranking.NONE else [1, 2])
        goal = states[first]["goal"]
        assert (goal is not None) == (ranking is Ranking.GOAL)
        if goal:
            assert goal["share"] == 0.5


def test_who_comes_back_later_has_lost_nothing_and_who_joins_late_starts_at_nought(
    world: LiveWorld,
) -> None:
    live = world.begin("plain0", "plain1", ranking=Ranking.TOP)
    early = joined(live)
    live.open(0)
    answer(live, early, right(live, early))
    live.reveal()
    late = joined(live)
    live.advance()
    live.advance()
    states = LiveViews(live).everyone()
    assert (states[early]["me"]["points"], states[late]["me"]["points"]) == (1, 0)
    assert live.phase is Phase.OPEN and live.place == 1


def test_at_ones_own_pace_everyone_is_told_at_once_and_goes_on_alone(world: LiveWorld) -> None:
    live = world.begin("plain0", "plain1", mode=Mode.RACE)
    quick, slow = joined(live), joined(live)
    live.advance()
    answer(live, quick, right(live, quick))
    state = LiveViews(live).player(quick)
    assert (state["phase"], state["reveal"]["verdict"]) == ("reveal", "right")
    assert answer(live, quick, wrong(live, quick)) == "late", "the key has been seen"
    live.go_next(quick, 0)
    assert LiveViews(live).player(quick)["question"]["turn"] == 1
    answer(live, quick, wrong(live, quick))
    live.go_next(quick, 1)
    assert LiveViews(live).player(quick)["phase"] == "done"
    state = LiveViews(live).player(slow)
    assert (state["phase"], state["question"]["turn"]) == ("open", 0)
    assert LiveViews(live).host({quick}).answered == 1


def test_an_exit_ticket_tells_what_was_right_only_at_the_end(world: LiveWorld) -> None:
    live = world.begin("plain0", "plain1", mode=Mode.EXIT)
    player = joined(live)
    live.advance()
    answer(live, player, right(live, player))
    state = LiveViews(live).player(player)
    assert (state["phase"], state["question"]["turn"], state["reveal"]) == ("open", 1, None)
    answer(live, player, wrong(live, player))
    lines = LiveViews(live).player(player)["lines"]
    assert [line["verdict"] for line in lines] == ["right", "wrong"]


def test_in_the_mastery_circle_what_was_missed_comes_back_until_all_is_known(
    world: LiveWorld,
) -> None:
    live = world.begin("plain0", "plain1", "plain2", "plain3", mode=Mode.MASTERY)
    player = joined(live)
    live.advance()
    missed = 0
    for turn in range(40):
        if live.place_of(player) is None:
            break
        is_first = turn == 0
        answer(live, player, wrong(live, player) if is_first else right(live, player))
        missed += is_first
        live.go_next(player, turn)
    state = LiveViews(live).player(player)
    assert state["phase"] == "done"
    assert (state["me"]["known"], state["me"]["points"]) == (4, 4)
    assert live.answers.turns(player) == 6, "four questions, and the missed one twice more"
    again = world.again(live)
    assert again.place_of(player) is None


def test_raised_hands_count_beside_phones(world: LiveWorld) -> None:
    live = world.begin("plain0")
    player = joined(live)
    live.open(0)
    answer(live, player, right(live, player))
    live.raise_hands([2, 1, 0])
    live.reveal()
    spread = LiveViews(live).host({player}).spread
    assert [(line.count, line.hands) for line in spread] == [(3, 2), (1, 1), (0, 0)]
    counts = {
        each["id"]: each["count"] for each in LiveViews(live).player(player)["reveal"]["spread"]
    }
    assert sorted(counts.values()) == [0, 1, 3]
    assert LiveViews(live).host({player}).answers == 4
    assert LiveViews(live).player(player)["reveal"]["answers"] == 4
    assert LiveViews(world.again(live)).host(set()).spread == spread


def test_of_several_right_options_answers_are_pupils_not_ticks(world: LiveWorld) -> None:
    live = world.begin("several")
    players = [joined(live), joined(live), joined(live)]
    live.open(0)
    for player in players[:2]:
        answer(live, player, right(live, player))
    live.raise_hands([2, 0, 3])
    live.reveal()
    view = LiveViews(live).host(set(players))
    assert [line.count for line in view.spread] == [4, 0, 5]
    assert view.answers == 5


def test_teams_are_filled_evenly_and_a_larger_one_is_not_ahead_by_its_size(
    world: LiveWorld,
) -> None:
    live = world.begin("plain0", teams=2)
    players = [joined(live, team=0), joined(live), joined(live, team=0), joined(live, team=7)]
    teams = [live.seats.player(player).team for player in players]
    assert teams == [0, 1, 0, 1]
    live.open(0)
    for player in players[:2]:
        answer(live, player, right(live, player))
    live.reveal()
    assert LiveViews(live).host(set()).team_points == (0.5, 0.5)


def test_one_shared_phone_for_each_team_is_enough(world: LiveWorld) -> None:
    """Without a device for everyone: each team sits around one, and all points are the team's."""
    live = world.begin("plain0", "plain1", teams=3, naming=Naming.FREE, ranking=Ranking.TOP)
    phones = [joined(live, name=f"Table {number}", team=number) for number in range(3)]
    for place, winners in enumerate((phones[:2], phones[:1])):
        live.open(place)
        for phone in winners:
            answer(live, phone, right(live, phone))
        live.reveal()
    view = LiveViews(live).host(set(phones))
    assert view.team_points == (2.0, 1.0, 0.0)
    assert view.ranking[0] == ("Table 0", 2.0)


def test_a_round_without_questions_is_refused(world: LiveWorld) -> None:
    with pytest.raises(QuizError, match="no question"):
        world.begin()


def test_deleting_a_round_leaves_nothing_of_it(world: LiveWorld) -> None:
    live = world.begin("plain0", naming=Naming.FREE)
    player = joined(live, name="Ada")
    live.open(0)
    answer(live, player, right(live, player))
    live.raise_hands([1])
    world.games.delete(live.game.id)
    assert world.games.games() == []
