"""What Home showed last, kept so that the next start has it on screen before the deck is open.

It is a picture, not data: it counts only on the study day it was taken and for the learner it was
taken of, the deck's own numbers replace it as soon as they are read, and a file that makes no sense
is left aside.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from quizapp.domain.deck import DeckSummary
from quizapp.domain.progress import DayCount, Overview
from quizapp.whole_files import write_whole

VERSION = 3  # 2: of whom it is; 3: days to the exam


@dataclass(frozen=True)
class HomeData:
    """All that Home shows, read in one go. ``minutes`` estimates today's session; ``exam`` names
    the next one, "" where there is none, and ``exam_days`` says how far off it is."""

    decks: tuple[DeckSummary, ...]
    overview: Overview
    due: int
    new: int
    minutes: int
    exam: str = ""
    exam_days: int | None = None  # by the calendar

    @property
    def day(self) -> date | None:
        """The study day the numbers are of."""
        return self.overview.recent_days[-1].day if self.overview.recent_days else None


def keep(file: Path, data: HomeData, learner: str = "me") -> None:
    """Writes the picture; where that is not possible, the next start does without."""
    text = json.dumps({"version": VERSION, "learner": learner, **asdict(data)}, default=str)
    with suppress(OSError):
        write_whole(file, text)


def forget(file: Path) -> None:
    """No picture at the next start."""
    with suppress(OSError):
        file.unlink(missing_ok=True)


def recall(file: Path, today: date, learner: str = "me") -> HomeData | None:
    """The picture, if it was taken on this study day of this learner, by id."""
    try:
        stored = json.loads(file.read_text(encoding="utf-8"))
        if stored.pop("version") != VERSION or stored.pop("learner") != learner:
            return None
        data = _home_data(stored)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return data if data.day == today else None


def _home_data(stored: dict[str, Any]) -> HomeData:
    overview = dict(stored["overview"])
    days = tuple(
        DayCount(**{**day, "day": date.fromisoformat(day["day"])})
        for day in overview.pop("recent_days")
    )
    return HomeData(
        decks=tuple(DeckSummary(**deck) for deck in stored["decks"]),
        overview=Overview(**overview, recent_days=days),
        due=int(stored["due"]),
        new=int(stored["new"]),
        minutes=int(stored["minutes"]),
        exam=str(stored.get("exam", "")),
        exam_days=int(stored["exam_days"]) if stored["exam_days"] is not None else None,
    )
