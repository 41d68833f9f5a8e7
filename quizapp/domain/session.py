"""What a session of study is for."""

from __future__ import annotations

from enum import StrEnum


class Manner(StrEnum):
    STUDY = "study"
    CRAM = "cram"  # neither the schedule nor the statistics hear of it
    TEST = "test"  # each question once, no help, verdicts and a mark at the end; answers count
