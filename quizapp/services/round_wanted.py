"""A live round that was asked for outside of the window, on the command line.

It can be told to another process, as one line of text: the window that is open already holds it.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field

from quizapp.domain.game import GameRules, Mode, Naming, Ranking, Scoring


@dataclass(frozen=True, slots=True)
class RoundWanted:
    """``quiz``: a name or an id; "": it is still to be chosen. ``goes_on``: it is the round that
    was not ended. ``address``, ``port``: None: the usual ones."""

    quiz: str = ""
    goes_on: bool = False
    rules: GameRules = field(default_factory=GameRules)
    address: str | None = None
    port: int | None = None

    def written(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def read(cls, line: str) -> RoundWanted | None:
        """None for what was not written by this version of the program."""
        try:
            found = json.loads(line)
            rules = found.pop("rules")
            for name, kind in (
                ("mode", Mode), ("scoring", Scoring), ("naming", Naming), ("ranking", Ranking),
            ):  # fmt: skip
                rules[name] = kind(rules[name])
            return cls(rules=GameRules(**rules), **found)
        except (ValueError, TypeError, KeyError, AttributeError):
            return None
