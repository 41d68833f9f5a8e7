"""A process whose children hold the round of a deck file, so that a test can kill them.

    python host_nursery.py PORT DECK...

DECK: the arguments of a ``Place``, a deck file or a database on a server.

A line on standard input begets a child; it prints "PID PORT CODE" once phones can join. Forking
spares each child the seconds that importing takes.
"""

from __future__ import annotations

import os
import signal
import sys
import time

from backends import opened

from quizapp.classroom.host import ClassroomHost
from quizapp.domain.question import AnswerKind, Question
from quizapp.domain.task import Accepted, Typed
from quizapp.kinds.marking import mark
from quizapp.services.learning_day import SystemClock
from quizapp.services.live_game import HostGames


def hold(port: int, deck: list[str]) -> None:
    for _ in range(100):  # the lock of the one that was killed may take a moment
        try:
            stores = opened(*deck)
            break
        except Exception:
            time.sleep(0.02)
    games = HostGames(stores, SystemClock())
    running = games.running()
    assert running is not None
    live = games.go_on(running.id)
    host = ClassroomHost(live, address="127.0.0.1", port=port)
    host.start()
    if live.phase == "lobby":
        host.command("advance").result()
    print(os.getpid(), host.port, live.game.code, flush=True)
    time.sleep(600)


def main() -> None:
    port, deck = int(sys.argv[1]), sys.argv[2:]
    task = Typed((Accepted("warm"),))
    mark(Question("", AnswerKind.OTHER, "", "warm", task=task), task, "worm")
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for _ in sys.stdin:
        if os.fork() == 0:
            hold(port, deck)
            os._exit(0)


if __name__ == "__main__":
    main()
