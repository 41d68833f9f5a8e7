"""A process that holds one live round of a deck, and leads through it when all have answered.

    python one_host.py GAME PORT DECK...

Prints "PORT CODE" once phones can join, starts at a line on standard input (at once where the round
was begun before), and prints "ended" at its end; a line more ends
it. Waits while another program holds the round.
"""

from __future__ import annotations

import sys
import time

from backends import opened

from quizapp.classroom.host import ClassroomHost
from quizapp.classroom.limits import Limits
from quizapp.domain.game import Phase
from quizapp.errors import GameElsewhere
from quizapp.services.learning_day import SystemClock
from quizapp.services.live_game import HostGames, LiveGame


def main(game: str, port: int, deck: list[str]) -> None:
    games = HostGames(opened(*deck), SystemClock())
    host = ClassroomHost(
        take_up(games, game), address="127.0.0.1", port=port, limits=Limits(sockets=0, joins=2_000)
    )
    host.start()
    print(host.port, host.live.game.code, flush=True)
    if host.ask(lambda live: live.phase).result() is Phase.LOBBY:
        sys.stdin.readline()
    while host.ask(lambda live: live.phase).result() is not Phase.ENDED:
        if host.ask(is_done).result():
            host.command("advance").result()
        time.sleep(0.05)
    print("ended", flush=True)
    sys.stdin.readline()  # phones may still ask whether their last answer arrived
    host.stop()


def take_up(games: HostGames, game: str) -> LiveGame:
    until = time.monotonic() + 60
    while True:
        try:
            return games.go_on(game)
        except GameElsewhere:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def is_done(live: LiveGame) -> bool:
    """Whether there is nothing to wait for."""
    if live.phase is not Phase.OPEN:
        return True
    return len(live.answers.at(live.place, [one.id for one in live.seats])) == len(live.seats)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3:])
