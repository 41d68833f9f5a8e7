"""Two programs hold live rounds over one database: each round has one of them at a time."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import two_hosts
from backends import ServerBackend, ServerPlace
from classroom_world import Deckfile, question

from quizapp.domain.task import Accepted, Typed
from quizapp.errors import GameElsewhere
from quizapp.services.learning_day import SystemClock
from quizapp.services.live_game import HostGames, Sent
from quizapp.storage import game_store


@pytest.fixture(scope="session")
def servers(postgres: object) -> ServerBackend:
    return ServerBackend(postgres)  # type: ignore[arg-type]


@pytest.fixture
def shared(servers: ServerBackend, tmp_path: Path) -> Iterator[Deckfile]:
    deck = Deckfile(servers.place(tmp_path))
    yield deck
    deck.stores.close()
    deck.place.remove()


def test_a_round_is_held_by_one_program_at_a_time(shared: Deckfile) -> None:
    live = shared.begin([question("q0", Typed((Accepted("yes"),)))])
    other = shared.open()
    try:
        with pytest.raises(GameElsewhere, match="Another program holds"):
            HostGames(other, SystemClock()).go_on(live.game.id)
        live.end()
        assert HostGames(other, SystemClock()).go_on(live.game.id).phase == "ended"
    finally:
        other.close()


def test_a_program_that_died_gives_its_round_free_at_once_and_one_that_hangs_a_while_later(
    shared: Deckfile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(game_store, "HELD_FOR", 2.0)
    live = shared.begin([question("q0", Typed((Accepted("yes"),)))])
    player, _ = live.join()
    live.advance()
    assert live.take([Sent(player.id, 0, "yes", 1)]) == [None]
    other = shared.open()
    games = HostGames(other, SystemClock())
    try:
        with pytest.raises(GameElsewhere):
            games.go_on(live.game.id)
        two_hosts.time.sleep(2.2)  # it hangs
        taken_up = games.go_on(live.game.id)
        assert [a.response for a in taken_up.answers.everything()] == ["yes"]
        monkeypatch.setattr(game_store, "HELD_FOR", 60)
        taken_up = games.go_on(live.game.id)
        for late in (lambda: live.take([Sent(player.id, 0, "no", 1)]), live.lock, live.join):
            with pytest.raises(GameElsewhere):  # it wakes, and may not write any more
                late()
        other.close()  # it ends without a word
        HostGames(shared.stores, SystemClock()).go_on(live.game.id)
    finally:
        other.close()
    assert isinstance(shared.place, ServerPlace)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_no_answer_of_two_rounds_is_lost_or_doubled_though_phones_and_a_host_are_cut_off(
    shared: Deckfile,
) -> None:
    figures = two_hosts.play(shared, pupils=50, questions=4, kills=2)
    assert figures["answers"] == 2 * 50 * 4
    assert figures["cuts"] > 10
