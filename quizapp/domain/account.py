"""Who is who in a shared database: teachers and learners, and the classes they are in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

SHORTEST, LONGEST = 8, 200  # characters of a password


class Role(StrEnum):
    TEACHER = "teacher"
    LEARNER = "learner"


@dataclass(frozen=True, slots=True)
class Account:
    """``learner``: the id under which this person learns; teachers learn as well."""

    id: str
    name: str
    role: Role
    learner: str
    added_at: datetime
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Tries:
    """Wrong passwords in a row, and when the next one is heard."""

    wrong: int = 0
    not_before: datetime | None = None


def is_fit(password: str) -> bool:
    return SHORTEST <= len(password) <= LONGEST and password.isprintable()
