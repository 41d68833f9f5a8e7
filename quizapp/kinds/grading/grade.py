"""What grading gives back."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.domain.review import Verdict


@dataclass(frozen=True, slots=True)
class Grade:
    """``note`` is one plain sentence or two: what was off, or what else is worth knowing."""

    verdict: Verdict
    note: str = ""
