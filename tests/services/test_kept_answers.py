"""Real processes, really killed: what was answered is there at the next start."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from quizapp.bootstrap import bootstrap
from quizapp.domain.review import counted
from quizapp.paths import Paths

STUDY = """
import sys
from pathlib import Path
from quizapp.bootstrap import bootstrap
from quizapp.paths import Paths
from quizapp.settings import Settings

application = bootstrap(Paths.under(Path(sys.argv[1])), settings=Settings(new_per_day=500))
session = application.study.start()
while session.current:
    question = session.current.question
    session.answer("wrong", 1000)
    print(question.id, flush=True)
    session.next()
"""


@pytest.mark.parametrize("answers_before_the_kill", [1, 2, 5])
def test_every_answer_that_was_reported_survives_a_kill(
    tmp_path: Path, answers_before_the_kill: int
) -> None:
    home = tmp_path / "home"
    reported: list[str] = []
    for _ in range(2):
        with subprocess.Popen(
            [sys.executable, "-c", STUDY, str(home)],
            cwd=Path(__file__).parents[2],
            stdout=subprocess.PIPE,
            text=True,
        ) as studying:
            assert studying.stdout
            for _ in range(answers_before_the_kill):
                reported.append(studying.stdout.readline().strip())
            studying.kill()
            reported += studying.stdout.read().split()  # answered before the kill arrived

    application = bootstrap(Paths.under(home))
    try:
        stored = Counter(r.question_id for r in counted(application.stores.reviews.reviews("me")))
        assert Counter(reported) <= stored, "each as often as it was answered"
        assert stored.total() <= len(reported) + 2, "and at most the one under way at each kill"
        report = application.safe.check()
        assert (report.ok, report.repaired) == (True, ())
    finally:
        application.close()
