"""What could tell a key too early or lose an answer, where nobody would look for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from live_world import LiveWorld, answer, joined, right, wrong

from quizapp.domain.game import Mode, Phase, Ranking
from quizapp.domain.question import Picture
from quizapp.errors import NotFound, QuizError, StorageError
from quizapp.services.live_game import Sent
from quizapp.services.live_views import LiveViews


@pytest.fixture
def world(backend: Any, tmp_path: Path) -> Iterator[LiveWorld]:
    place = backend.place(tmp_path)
    made = LiveWorld(place)
    yield made
    made.stores.close()
    place.remove()


def test_going_back_does_not_tell_by_points_whether_an_answer_was_right(world: LiveWorld) -> None:
    """The question that was left is asked again, and the answer can still be changed."""
    live = world.begin("choose", "typed", ranking=Ranking.GOAL)
    views, player = LiveViews(live), joined(live)
    live.open(0)
    answer(live, player, right(live, player))
    live.reveal()
    live.open(1)
    assert answer(live, player, right(live, player)) is None
    live.back()
    before = views.player(player)
    assert (before["phase"], before["me"]["points"], before["goal"]["share"]) == ("reveal", 1, 1)
    live.skip()
    assert (live.phase, live.place) == (Phase.OPEN, 1)
    assert views.player(player)["me"]["points"] == 1
    assert answer(live, player, "changed") is None
    live.reveal()
    assert views.player(player)["me"]["points"] == 1  # of two


def test_a_question_that_was_skipped_and_is_asked_again_counts_once_it_is_closed(
    world: LiveWorld,
) -> None:
    live = world.begin("choose", "typed", "numeric")
    views, player = LiveViews(live), joined(live)
    live.open(0)
    answer(live, player, right(live, player))
    live.skip()
    assert views.player(player)["me"]["points"] == 1  # it was left for good, as it seemed
    live.open(0)
    assert views.player(player)["me"]["points"] == 0
    live.reveal()
    assert views.player(player)["me"]["points"] == 1


def test_an_exit_ticket_tells_by_nothing_whether_an_answer_was_right(world: LiveWorld) -> None:
    live = world.begin("choose", "typed", mode=Mode.EXIT, ranking=Ranking.GOAL)
    views, player = LiveViews(live), joined(live)
    live.advance()
    states: list[dict[str, Any]] = []
    for response in (right(live, player), wrong(live, player)):
        again = world.begin("choose", "typed", mode=Mode.EXIT, ranking=Ranking.GOAL)
        views, player = LiveViews(again), joined(again)
        again.advance()
        places = live.wire(0).response(response)
        assert answer(again, player, again.wire(0, player).sent(places)) is None
        states.append({"me": views.player(player)["me"], "goal": views.player(player)["goal"]})
    for state in states:
        for name in ("alias", "name"):
            del state["me"][name]
    assert states[0] == states[1]


def test_the_same_answer_again_is_taken_whenever_it_comes_and_not_written_twice(
    world: LiveWorld,
) -> None:
    live = world.begin("typed", mode=Mode.RACE)
    player = joined(live)
    live.advance()
    first = Sent(player, 0, "Perm", 900)
    assert live.take([first, first]) == [None, None]
    world.clock.sleep(seconds=60)
    live.pause()
    again = world.again(live)
    assert again.take([Sent(player, 0, "Perm", 61_000)]) == [None]
    (refused,) = again.take([Sent(player, 0, "Omsk", 1)])
    assert refused is not None and refused.why == "late"
    (kept,) = world.stores.games.answers(live.game.id)
    assert (kept.response, kept.milliseconds) == ("Perm", 900)


def test_what_no_file_and_no_message_can_hold_is_refused_or_mended(world: LiveWorld) -> None:
    live = world.begin("map", "typed")
    player = joined(live)
    live.open(0)
    for response in ([10**400, 5], [float("inf"), 5], [float("nan"), 5], [91, 0], [True, 5]):
        assert answer(live, player, response) == "shape"
    live.open(1)
    assert answer(live, player, "half \ud800 a letter") is None
    assert LiveViews(live).player(player)["answer"] == "half ? a letter"


def test_one_answer_at_fault_does_not_take_those_beside_it_along(world: LiveWorld) -> None:
    live = world.begin("typed")
    ada, ben = joined(live), joined(live)
    live.open(0)
    outcomes = live.take(
        [Sent(ada, 0, {"no": 1}, 1), Sent(ben, 0, "Perm", 1), Sent("nobody", 0, "x", 1)]
    )
    assert [each.why if each else None for each in outcomes] == ["shape", None, "sent out"]


def test_a_round_that_was_ending_when_its_host_was_killed_is_over(
    world: LiveWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = world.begin("typed")
    live.open(0)

    def killed(*_: Any) -> None:
        raise StorageError("killed")

    with monkeypatch.context() as between, pytest.raises(StorageError):
        between.setattr(live._games, "end", killed)
        live.end()
    again = world.again(live)
    again.take_up()
    assert again.game.ended_at is not None
    assert world.games.running() is None


def test_pictures_are_given_out_with_their_question(world: LiveWorld) -> None:
    from dataclasses import replace

    id_ = "ab" * 32
    world.stores.decks.save_pictures({id_: b"a picture"})
    asked = world.stores.decks.question("q-typed")
    world.stores.decks.update_question(replace(asked, picture=Picture(id_, "image/png", "A town")))
    live = world.begin("choose")
    later = world.games.begin(
        "x",
        [*live.game.asked, replace(live.game.asked[0], question_id="q-typed", version=2)],
        live.game.rules,
    )
    later.open(0)
    with pytest.raises(NotFound):
        later.picture(id_)
    later.open(1)
    assert later.picture(id_) == (b"a picture", "image/png")
    with pytest.raises(NotFound):
        later.picture("cd" * 32)


def test_hands_are_raised_for_a_question(world: LiveWorld) -> None:
    with pytest.raises(QuizError):
        world.begin("choose").raise_hands([1, 2, 3])
