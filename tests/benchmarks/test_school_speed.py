"""A thousand pupils over one PostgreSQL database: two rounds of 500, each held by a program of its
own, phones that lose the network, and a host that is killed.

    pytest -s -m benchmark tests/benchmarks/test_school_speed.py
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "classroom"))

import two_hosts
from backends import ServerBackend
from classroom_world import Deckfile

PUPILS = int(os.environ.get("PUPILS", "500"))
pytestmark = [pytest.mark.benchmark, pytest.mark.timeout(900)]


def test_a_thousand_pupils_and_two_hosts_lose_no_answer(tmp_path: Path, postgres: Any) -> None:
    deck = Deckfile(ServerBackend(postgres).place(tmp_path))
    began = time.monotonic()
    figures = two_hosts.play(deck, pupils=PUPILS, questions=5, kills=3)
    print(
        f"\n{figures['answers']} answers of 1000 pupils, {figures['cuts']} cut off, 3 kills, "
        f"{time.monotonic() - began:.0f} s"
    )
    assert figures["answers"] == 2 * PUPILS * 5
