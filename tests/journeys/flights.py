"""Starting a pilot in a process of its own, and hearing what it says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

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
