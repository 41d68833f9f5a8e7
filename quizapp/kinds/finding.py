"""What a test of a question has to say, and how bad it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    ERROR = "error"  # the question is wrong or cannot be answered
    ADVICE = "advice"  # it could be better


@dataclass(frozen=True, slots=True)
class Finding:
    rule: str
    message: str
    severity: Severity = Severity.ERROR
