"""A process whose children hold the round of a deck file, so that a test can kill them.

    python host_nursery.py DECK_FILE BACKUPS PORT

A line on standard input begets a child; it prints "PID PORT CODE" once phones can join. Forking
spares each child the seconds that importing takes.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from quizapp.classroom.host import ClassroomHost
from quizapp.domain.question import AnswerKind, Question
from quizapp.domain.task import Accepted, Typed
from quizapp.kinds.marking import mark
from quizapp.services.learning_day import SystemClock
from quizapp.services.live_game import HostGames
from quizapp.storage import open_stores


def hold(deck: Path, backups: Path, port: int) -> None:
    for _ in range(100):  # the lock of the one that was killed may take a moment
        try:
            stores = open_stores(deck, backups)
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
    deck, backups, port = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    task = Typed((Accepted("warm"),))
    mark(Question("", AnswerKind.OTHER, "", "warm", task=task), task, "worm")
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for _ in sys.stdin:
        if os.fork() == 0:
            hold(deck, backups, port)
            os._exit(0)


if __name__ == "__main__":
    main()
