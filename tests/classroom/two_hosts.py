"""Two rounds of one database, each held by a program of its own, one of which is killed."""

from __future__ import annotations

import json
import os
import random
import socket
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from backends import Place
from classroom_world import Deckfile, question

from quizapp.domain.task import Choose, Option
from quizapp.services.live_seats import hash_of
from quizapp.storage import OpenDeck

HERE = Path(__file__).resolve().parent
PATHS = os.pathsep.join([str(HERE.parents[1]), str(HERE.parent), str(HERE)])
OPTIONS = ("right", "wrong", "worse", "worst")


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@dataclass
class Round:
    place: Place
    game: str
    pupils: int
    questions: int
    seed: int
    port: int = field(default_factory=free_port)
    host: Any = None
    crowd: Any = None

    def begin(self) -> None:
        code = self.beget()
        url = f"http://127.0.0.1:{self.port}"
        self.crowd = run("restless_crowd.py", url, code, self.pupils, self.questions, self.seed)
        assert self.crowd.stdout.readline() == "joined\n", self.seed
        self.host.stdin.write("\n")
        self.host.stdin.flush()

    def beget(self) -> str:
        """A host; the code of the round."""
        self.host = run("one_host.py", self.game, self.port, *self.place.arguments)
        _, code = self.host.stdout.readline().split()
        return str(code)

    def kill(self) -> None:
        end(self.host)

    def heard(self) -> dict[str, Any]:
        """What the crowd says at the end."""
        said, _ = self.crowd.communicate(timeout=600)
        assert self.host.stdout.readline() == "ended\n", self.seed
        return dict(json.loads(said))

    def close(self) -> None:
        for process in (self.host, self.crowd):
            if process is not None:
                end(process)


def end(process: Any) -> None:
    process.kill()
    process.wait()
    process.stdout.close()
    with suppress(BrokenPipeError):
        process.stdin.close()


def play(deck: Deckfile, pupils: int, questions: int, kills: int) -> Counter[str]:
    """Two rounds at once, ``pupils`` in each; the host of the second one is killed and another
    program takes the round up. Every answer that was acknowledged is there exactly once, and as it
    was given. How often phones were cut off, and how many answers there are."""
    seed = random.randrange(2**32)
    dice = random.Random(seed)
    task = Choose(tuple(Option(text, float(text == "right")) for text in OPTIONS))
    asked = [question(f"q{number}", task) for number in range(questions)]
    games = [deck.begin(asked).game.id for _ in range(2)]
    deck.stores.close()  # the programs that hold the rounds are others
    rounds = [Round(deck.place, game, pupils, questions, seed + n) for n, game in enumerate(games)]
    try:
        for each in rounds:
            each.begin()
        for _ in range(kills):
            time.sleep(dice.uniform(0.3, 1.5))
            rounds[1].kill()
            rounds[1].beget()
        heard = [each.heard() for each in rounds]
    finally:
        for each in rounds:
            each.close()
    stores = deck.open()
    try:
        figures: Counter[str] = Counter()
        for each, said in zip(rounds, heard, strict=True):
            figures["answers"] += check(stores, each, said["said"])
            figures["cuts"] += said["cuts"]
            assert said["refused"] == [], seed
        return figures
    finally:
        stores.close()


def check(stores: OpenDeck, of: Round, said: dict[str, dict[str, str]]) -> int:
    tokens = {one.token_hash: one.id for one in stores.games.players(of.game)}
    assert len(tokens) == of.pupils, of.seed
    kept = Counter((one.player, one.turn) for one in stores.games.answers(of.game))
    assert set(kept.values()) == {1}, of.seed
    given = {(a.player, a.turn): a.response for a in stores.games.answers(of.game)}
    for token, answers in said.items():
        for turn, text in answers.items():
            assert given[tokens[hash_of(token)], int(turn)] == [OPTIONS.index(text)], of.seed
    assert sum(map(len, said.values())) == len(given) == of.pupils * of.questions, of.seed
    return len(given)


def run(script: str, *arguments: object) -> Any:
    return subprocess.Popen(
        [sys.executable, str(HERE / script), *map(str, arguments)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": PATHS},
    )  # fmt: skip
