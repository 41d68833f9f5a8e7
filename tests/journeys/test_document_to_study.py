"""From a document to a study session and on to the next start, through the real window."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from quizapp.paths import resource

PILOT = Path(__file__).with_name("pilot.py")


def fly(home: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(PILOT), *arguments],
        env={**os.environ, "QUIZAPP_HOME": str(home)},
        stdout=subprocess.PIPE,
        text=True,
    )


def read_until(pilot: subprocess.Popen[str], what: str) -> list[dict[str, Any]]:
    """The lines of a pilot up to one that says ``what``."""
    assert pilot.stdout is not None
    said: list[dict[str, Any]] = []
    for line in pilot.stdout:
        said.append(json.loads(line))
        if said[-1]["what"] == what:
            return said
    raise AssertionError(f"the pilot ended before {what!r}: {said[-3:]}")


def test_a_document_becomes_questions_and_the_answers_survive_a_kill(own_home: Path) -> None:
    first = fly(own_home, "first_day", str(resource("samples", "decembrists.txt")))
    with first:
        said = read_until(first, "waiting")
        first.kill()
    answered = [line for line in said if line["what"] == "answered"]
    verdicts = {line["verdict"] for line in answered}
    assert verdicts == {"right", "wrong", "almost"}
    assert [line["same"] for line in said if line["what"] == "undone"] == [True]
    taken_back = next(line for line in said if line["what"] == "took back")
    assert taken_back["again"] == taken_back["id"]

    second = fly(own_home, "next_start")
    with second:
        later = read_until(second, "closed")
    assert second.returncode == 0
    found = {line["what"]: line for line in later}
    expected = [line["id"] for line in answered]
    expected.remove(taken_back["id"])
    assert sorted(found["log"]["ids"]) == sorted(expected)
    assert len(expected) == 10
    assert found["log"]["rows"] == len(answered) + 1
    assert found["states"]["rejected"] == 2
    assert found["states"]["unjudged"] == 0
    assert found["changed"]["ids"] == [line["id"] for line in said if line["what"] == "edited"]
    assert found["check"] == {"what": "check", "ok": True, "findings": []}
    # What was answered rightly today does not come again today.
    right = {line["id"] for line in answered if line["verdict"] == "right"}
    assert found["goes on"]["id"] not in right
