"""What a player, the teacher and the wall see of a live game.

What a player sees is a JSON object, the message ``state``:

| field | what |
|---|---|
| ``seq`` | counts up; an older state that comes late is thrown away |
| ``game`` | ``name``, ``mode``, ``scoring``, ``ranking``, ``teams``, ``total`` (questions), ``mayChange`` |
| ``me`` | ``alias``, ``name``, ``team``, ``points``, ``rank``, ``of``, ``streak``, ``known`` |
| ``phase`` | lobby, open, paused, locked, reveal, ranking, ended; at one's own pace open, reveal, done |
| ``question`` | see ``services.live_wire``, with ``turn``; null in the lobby and once it is over |
| ``answer`` | the response that stands, as it was sent; null for none |
| ``left`` | seconds until the question closes; null: no limit |
| ``reveal`` | null, or ``verdict`` (right, almost, wrong, unchecked), ``points``, ``given`` and ``key`` in words, ``right`` (ids, or true/false), ``explanation``, ``feedback``, ``proof`` (``text``, ``start``, ``end``, ``source``), ``spread`` (``[{"id", "count"}]`` or null) |
| ``goal`` | null, or ``share`` and ``goal``, both 0 to 1 |
| ``lines`` | at the end: ``[{"stem", "verdict", "given", "key"}]``; else null |
"""  # noqa: E501 - a table

from __future__ import annotations

from dataclasses import dataclass

from quizapp.domain.game import Game, Phase, Player
from quizapp.services.evidence import EvidenceView
from quizapp.services.quiz_questions import Posed


@dataclass(frozen=True, slots=True)
class PlayerLine:
    """A player in the teacher's list. ``right``: of those asked so far; ``team``: from 0."""

    player: Player
    name: str  # who it is where that is known, else the alias
    points: float
    rank: int
    answered: bool  # the question that is open
    asked: int
    right: int
    done: bool = False  # at one's own pace: through with all


@dataclass(frozen=True, slots=True)
class Spread:
    """How many gave an answer. ``place``: of the option in its task, -1 where answers are typed."""

    text: str
    count: int
    right: bool
    place: int = -1
    hands: int = 0  # of these: hands that were raised


@dataclass(frozen=True, slots=True)
class HostView:
    """What the teacher sees; the wall shows no more of it than its phase allows.

    ``left``: seconds until the question closes, None for no limit. ``answered``: of ``present``,
    those who did not leave for good. ``spread``, ``key``, ``explanation``, ``evidence``: always
    there for the teacher. ``ranking``: names and points, the first ones; ``class_share``: of all
    points so far, 0 to 1.
    """

    game: Game
    phase: Phase
    place: int
    total: int
    paused: bool
    left: float | None
    is_joinable: bool
    players: tuple[PlayerLine, ...]
    answered: int
    present: int
    posed: Posed | None = None
    options: tuple[str, ...] = ()  # in the order shown on the wall
    option_places: tuple[int, ...] = ()  # their places in the task
    spread: tuple[Spread, ...] = ()
    key: str = ""
    explanation: str = ""
    evidence: EvidenceView | None = None
    ranking: tuple[tuple[str, float], ...] = ()
    team_points: tuple[float, ...] = ()
    class_share: float = 0.0
