"""Killed at any moment, the program has every answer whose verdict was shown."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from quizapp.bootstrap import bootstrap
from quizapp.domain.calendar import DatePoint, HistoricalDate
from quizapp.domain.deck import Deck
from quizapp.domain.question import AnswerKind, Question
from quizapp.paths import Paths
from quizapp.settings import Settings

PILOT = Path(__file__).with_name("pilot.py")
KILLS = 50


@pytest.fixture
def long_deck(own_home: Path) -> Path:
    """A home whose deck never runs out of new questions."""
    paths = Paths.under(own_home)
    settings = Settings(new_per_day=500)
    settings.save(paths.settings_file)
    application = bootstrap(paths, settings=settings)
    questions = [
        Question(
            id=f"kill-{number}",
            kind=AnswerKind.DATE,
            stem=f"In what year was the {number}th law passed?",
            answer=str(1000 + number),
            distractors=tuple(str(1000 + number + step) for step in (1, 2, 3)),
            date=HistoricalDate(new_style=DatePoint(1000 + number)),
        )
        for number in range(1, 2001)
    ]
    application.stores.decks.save_deck(Deck("kill", "Laws"))
    application.stores.decks.save_questions("kill", questions)
    application.close()
    return own_home


def answers_before_kill(home: Path, answers: int, seconds: float) -> list[str]:
    """Ids of the questions whose verdict the window showed before SIGKILL came.

    It comes some time after the verdict of the ``answers``-th question, as ``seconds`` says.
    """
    pilot = subprocess.Popen(
        [sys.executable, str(PILOT), "answer_until_killed"],
        env={**os.environ, "QUIZAPP_HOME": str(home)},
        stdout=subprocess.PIPE,
    )
    assert pilot.stdout is not None
    with pilot:
        said = [pilot.stdout.readline() for _ in range(1 + answers)]
        time.sleep(seconds)  # the moment of the kill is what the test draws, not a wait
        pilot.send_signal(signal.SIGKILL)
        said += pilot.stdout.read().splitlines(keepends=True)
    whole = [json.loads(line) for line in said if line.endswith(b"\n")]
    assert whole[0] == {"what": "open"}
    return [line["id"] for line in whole if line["what"] == "answered"]


def kill_and_look(home: Path, seed: int, kills: int) -> None:
    """Kills the program so many times at random moments; then everything shown must be there."""
    drawn = random.Random(seed)
    shown: list[str] = []
    for _ in range(kills):
        shown += answers_before_kill(home, drawn.randrange(8), drawn.uniform(0.0, 0.1))
    application = bootstrap(Paths.under(home))
    try:
        log = application.stores.reviews.reviews(application.settings.learner)
        stored = [review.question_id for review in log]
        assert len(shown) > kills, "too few answers to prove anything"
        for question in set(shown):
            assert stored.count(question) >= shown.count(question)
        # One answer a kill at most may be stored whose verdict did not reach the screen in time.
        assert len(stored) <= len(shown) + kills
        assert application.safe.check().ok
    finally:
        application.close()


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX")
@pytest.mark.timeout(1200)
def test_fifty_kills_at_random_moments_lose_no_answer(long_deck: Path, tmp_path: Path) -> None:
    """Two homes side by side: most of the time goes into starting the program again."""
    other = tmp_path / "other home"
    shutil.copytree(long_deck, other)
    with ThreadPoolExecutor(2) as lanes:
        looked = [
            lanes.submit(kill_and_look, home, seed, KILLS // 2)
            for home, seed in ((long_deck, 1917), (other, 1918))
        ]
        for each in looked:
            each.result()
