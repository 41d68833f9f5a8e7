"""A live round in the classroom: its rules, where it stands, who plays and what they answered.

A game is written down as it goes: each step and each answer is a row, so that a host that was
killed goes on where it stood. Names that tell who somebody is are kept apart from the game, and can
be taken away without it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from quizapp.domain.quiz import Asked
from quizapp.domain.task import Response


class Mode(StrEnum):
    LIVE = "live"  # all at the same question, which the teacher opens and closes
    RACE = "race"  # everyone through all questions at their own pace
    MASTERY = "mastery"  # what was missed comes back, until everyone knows all
    EXIT = "exit"  # an exit ticket: own pace, no points shown, what was right at the end


class Scoring(StrEnum):
    ACCURACY = "accuracy"  # what an answer is worth, whenever it was given
    STREAK = "streak"  # ... and a little more for right answers in a row
    SPEED = "speed"  # up to half for how soon, counted on the phone that showed the question


class Naming(StrEnum):
    GENERATED = "generated"  # the host gives a pseudonym
    ROSTER = "roster"  # players choose themselves from the learners of this machine
    FREE = "free"  # players type a name, which the host looks at


class Ranking(StrEnum):
    """What all see on the wall. The own rank is only ever on the own phone."""

    NONE = "none"
    TOP = "top"  # the first five
    GOAL = "goal"  # how far the class is on its way to a goal that all share


class Phase(StrEnum):
    LOBBY = "lobby"
    OPEN = "open"  # answers are taken; at one's own pace all the time
    PAUSED = "paused"  # nobody answers, and time stands still
    LOCKED = "locked"  # no more answers; nothing is told yet
    REVEAL = "reveal"  # what was right, how the answers fell, and the proof
    RANKING = "ranking"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class GameRules:
    """``seconds``: for each question, None: until the teacher closes it. ``teams``: how many,
    0: everyone for themselves. ``goal``: share of all points, 0 to 1, that the class is to reach.
    ``may_change``: an answer can be changed until the question is closed."""

    mode: Mode = Mode.LIVE
    scoring: Scoring = Scoring.ACCURACY
    naming: Naming = Naming.GENERATED
    ranking: Ranking = Ranking.NONE
    seconds: float | None = None
    teams: int = 0
    goal: float = 0.8
    may_change: bool = True
    late_join: bool = True
    partial: bool = True
    shuffle_options: bool = False  # another order on each phone
    feeds_study: bool = False


@dataclass(frozen=True, slots=True)
class Game:
    """``code``: what players type to join. ``secret``: out of which the ids of options are made,
    new in each game; it never leaves the host. ``quiz_id``: "" for one that was put together."""

    id: str  # UUIDv7
    name: str
    code: str
    secret: str
    asked: tuple[Asked, ...]
    rules: GameRules
    started_at: datetime
    quiz_id: str = ""
    ended_at: datetime | None = None
    owner: str = ""  # the account of who began it; "" in a deck file


@dataclass(frozen=True, slots=True)
class Step:
    """Where a game stands, append-only: the last one counts. ``place``: in ``Game.asked``, -1 in
    the lobby. ``until``: when the question closes by itself; None: never, or while it is paused.
    ``left``: seconds that were left when it was paused."""

    game: str
    phase: Phase
    place: int
    at: datetime
    until: datetime | None = None
    left: float | None = None
    is_joinable: bool = True  # the lobby is not locked


@dataclass(frozen=True, slots=True)
class Player:
    """``token_hash``: of what the phone shows to come back; the token itself is only there.
    ``team``: from 0; None: none. ``removed_at``: sent out by the teacher."""

    id: str  # UUIDv7
    game: str
    alias: str  # "quiet heron": says nothing of who it is
    token_hash: str
    joined_at: datetime
    team: int | None = None
    removed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Who a player is. Kept apart, so that it can be deleted and the results stay.
    ``learner``: an id of this machine, "" for none."""

    player: str
    name: str
    learner: str = ""


@dataclass(frozen=True, slots=True)
class GameAnswer:
    """Unique by game, player and turn. ``turn``: counts what this player was asked, from 0; where
    nothing comes back it is the place. Changed until the question closes, never after.

    ``milliseconds``: since that phone showed the question, the way there and back taken off.
    """

    game: str
    player: str
    turn: int
    place: int
    response: Response
    at: datetime
    milliseconds: int


@dataclass(frozen=True, slots=True)
class Hands:
    """How many raised hands for each option, typed in by the teacher; the last one counts."""

    game: str
    place: int
    counts: tuple[int, ...]
    at: datetime
