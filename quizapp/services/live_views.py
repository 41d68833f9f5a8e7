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
| ``reveal`` | null, or ``verdict`` (right, almost, wrong, unchecked), ``points``, ``given`` and ``key`` in words, ``right`` (ids, or true/false, or degrees north and east), ``explanation``, ``feedback``, ``proof`` (``text``, ``start``, ``end``, ``source``), ``spread`` (``[{"id", "count"}]`` or null), ``answers``: how many there are in all |
| ``goal`` | null, or ``share`` and ``goal``, both 0 to 1 |
| ``lines`` | at the end: ``[{"stem", "verdict", "given", "key"}]``; else null |
"""  # noqa: E501 - a table

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from quizapp.domain.game import Game, GameAnswer, Mode, Phase, Player, Ranking
from quizapp.domain.task import (
    Choose,
    Information,
    MapPlace,
    OpenText,
    Response,
    Task,
    TrueFalse,
    key_of,
)
from quizapp.domain.whole_dates import keep_dates_whole
from quizapp.kinds.marking import key, said
from quizapp.services.evidence import EvidenceView
from quizapp.services.live_answers import Tally
from quizapp.services.live_game import LiveGame
from quizapp.services.live_wire import choice_counts
from quizapp.services.quiz_questions import Posed
from quizapp.study.game_score import ranks

TOP = 5
"""Names on the wall's ranking."""

LONGEST_PROOF = 600  # characters, on a phone


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
    those who did not leave for good; ``answers``: all that the spread counts, raised hands too.
    ``spread``, ``key``, ``explanation``, ``evidence``: always
    there for the teacher. ``ranking``: names and points, the first ones; ``class_share``: of all
    points so far, 0 to 1.
    """

    game: Game
    phase: Phase
    place: int
    total: int
    left: float | None
    is_joinable: bool
    players: tuple[PlayerLine, ...]
    answered: int
    present: int
    posed: Posed | None = None
    options: tuple[str, ...] = ()  # in the order shown on the wall
    option_places: tuple[int, ...] = ()  # their places in the task
    spread: tuple[Spread, ...] = ()
    answers: int = 0
    key: str = ""
    explanation: str = ""
    evidence: EvidenceView | None = None
    ranking: tuple[tuple[str, float], ...] = ()
    team_points: tuple[float, ...] = ()
    class_share: float = 0.0


class _Now:
    """What is the same for all who look at one moment, found once."""

    def __init__(self, tallies: dict[str, Tally]) -> None:
        self.tallies = tallies
        self.class_share = _class_share(tallies.values())
        self.spreads: dict[int, list[dict[str, Any]] | None] = {}
        self.answers: dict[int, int] = {}

    @cached_property
    def ranks(self) -> dict[str, int]:
        return ranks({player: tally.points for player, tally in self.tallies.items()})


class LiveViews:
    """Of one game, read in its thread."""

    def __init__(self, live: LiveGame) -> None:
        self._live = live
        self._proofs: dict[int, dict[str, Any] | None] = {}

    @property
    def _game(self) -> Game:
        return self._live.game

    # phones

    def everyone(self) -> dict[str, dict[str, Any]]:
        """By player: what each sees now."""
        now = _Now(self._tallies())
        return {player_id: self._player(player_id, now) for player_id in now.tallies}

    def player(self, player_id: str) -> dict[str, Any]:
        return self.players([player_id])[player_id]

    def players(self, player_ids: Iterable[str]) -> dict[str, dict[str, Any]]:
        """By player: what each of these sees now; ``Refused`` for one who does not play."""
        now = _Now(self._tallies())
        found = [self._live.seats.player(player_id).id for player_id in player_ids]
        return {player_id: self._player(player_id, now) for player_id in found}

    def lobby(self) -> dict[str, Any]:
        """What there is to join, before one has a seat."""
        roster = self._live.seats.roster()
        return {
            "name": self._game.name,
            "naming": str(self._game.rules.naming),
            "roster": [{"id": one.id, "name": one.name, "taken": taken} for one, taken in roster],
            "teams": self._game.rules.teams,
            "joinable": self._live.is_joinable,
            "back": self._live.seats.has_open,
        }

    def _player(self, player_id: str, now: _Now) -> dict[str, Any]:
        live, rules = self._live, self._game.rules
        phase = self._phase_of(player_id)
        place = None if phase in ("lobby", "done", "ended") else live.place_of(player_id)
        turn = live.turn_of(player_id)
        given = live.answers.given(player_id, turn) if place is not None else None
        shown = phase in ("reveal", "ranking") and place is not None
        return {
            "game": {
                "name": self._game.name,
                "mode": str(rules.mode),
                "scoring": str(rules.scoring),
                "ranking": str(rules.ranking),
                "teams": rules.teams,
                "total": sum(not isinstance(each.task, Information) for each in live.posed),
                "mayChange": rules.may_change and not live.is_own_pace,
            },
            "me": self._me(player_id, now),
            "phase": phase,
            "question": self._question(place, turn, player_id) if place is not None else None,
            "answer": live.wire(place, player_id).sent(given.response)
            if given and place is not None
            else None,
            "left": live.left(),
            "reveal": self._reveal(place, player_id, given, now)
            if shown and place is not None
            else None,
            "goal": self._goal(now),
            "lines": self._lines(player_id) if phase in ("ended", "done") else None,
        }

    def _phase_of(self, player_id: str) -> str:
        live = self._live
        if not live.is_own_pace or live.phase is not Phase.OPEN:
            return str(live.phase)
        if live.is_looking(player_id):
            return "reveal"
        return "open" if live.place_of(player_id) is not None else "done"

    def _question(self, place: int, turn: int, player_id: str) -> dict[str, Any]:
        return {"turn": turn, **self._live.wire(place, player_id).question()}

    def _me(self, player_id: str, now: _Now) -> dict[str, Any]:
        """On an exit ticket nothing that tells whether an answer was right."""
        seats, tally = self._live.seats, now.tallies[player_id]
        player = seats.player(player_id)
        ranked = self._game.rules.mode is not Mode.EXIT
        shown = ranked and self._game.rules.ranking is not Ranking.NONE
        return {
            "alias": player.alias,
            "name": seats.name(player),
            "team": player.team,
            "points": round(tally.points, 2) if ranked else None,
            "rank": now.ranks[player_id] if shown else None,
            "of": len(now.tallies),
            "streak": tally.streak if ranked else 0,
            "known": tally.known,
        }

    def _reveal(
        self, place: int, player_id: str, given: GameAnswer | None, now: _Now
    ) -> dict[str, Any]:
        live = self._live
        posed, wire = live.posed[place], live.wire(place, player_id)
        marked = live.answers.marked(given) if given else None
        blank = live.answers.is_blank(given)
        share = marked.share if marked and not blank else 0.0
        ids = wire.option_ids()
        if place not in now.spreads:
            now.spreads[place] = None if live.is_own_pace else self._spread_sent(place, ids)
            now.answers[place] = 0 if live.is_own_pace else self._answers(posed)
        return {
            "verdict": "none" if blank or marked is None else str(marked.verdict),
            "points": None if share is None else round(share * posed.asked.points, 2),
            "given": keep_dates_whole(said(posed.task, given.response)) if given else "",
            "key": keep_dates_whole(key_text(posed)),
            "right": _right_ids(posed.task, ids),
            "explanation": keep_dates_whole(posed.question.explanation),
            "feedback": marked.feedback if marked and not blank else "",
            "proof": self._proof(posed),
            "spread": now.spreads[place],
            "answers": now.answers[place],
        }

    def _proof(self, posed: Posed) -> dict[str, Any] | None:
        if posed.place not in self._proofs:
            self._proofs[posed.place] = _proof(self._live.evidence.of(posed.question))
        return self._proofs[posed.place]

    def _spread_sent(self, place: int, ids: list[str]) -> list[dict[str, Any]] | None:
        task = self._live.posed[place].task
        counts = choice_counts(task, self._responses(place))
        if counts is None:
            return None
        counts = self._with_hands(place, counts)
        names = ["true", "false"] if isinstance(task, TrueFalse) else ids
        return [{"id": id_, "count": n} for id_, n in zip(names, counts, strict=True)]

    def _goal(self, now: _Now) -> dict[str, float] | None:
        rules = self._game.rules
        if rules.ranking is not Ranking.GOAL or rules.mode is Mode.EXIT:
            return None
        return {"share": round(now.class_share, 3), "goal": rules.goal}

    def _lines(self, player_id: str) -> list[dict[str, str]]:
        """What was right, question by question, of those that were asked."""
        live, lines = self._live, []
        mine = {answer.place: answer for answer in live.answers.of(player_id).values()}
        for posed in live.posed:
            asked = posed.place in mine or live.is_own_pace or posed.place < live.closed
            if isinstance(posed.task, Information) or not asked:
                continue
            given = mine.get(posed.place)
            blank = live.answers.is_blank(given)
            verdict = "none" if given is None or blank else live.answers.marked(given).verdict
            lines.append({
                "stem": keep_dates_whole(posed.question.stem),
                "verdict": str(verdict),
                "given": keep_dates_whole(said(posed.task, given.response)) if given else "",
                "key": keep_dates_whole(key_text(posed)),
            })  # fmt: skip
        return lines

    # the teacher and the wall

    def host(self, present: Collection[str]) -> HostView:
        """``present``: ids of players whose phones are connected."""
        live = self._live
        tallies = self._tallies()
        lines = self._player_lines(tallies)
        posed = live.posed[live.place] if 0 <= live.place < len(live.posed) else None
        posed = None if live.is_own_pace else posed
        ordered = sorted(lines, key=lambda line: (line.rank, line.name.casefold()))
        places = self._wall_places(posed)
        return HostView(
            game=live.game,
            phase=live.phase,
            place=live.place,
            total=len(live.posed),
            left=live.left(),
            is_joinable=live.is_joinable,
            players=tuple(lines),
            answered=sum(line.answered for line in lines),
            present=sum(line.player.id in present for line in lines),
            posed=posed,
            options=tuple(_option_texts(posed.task)[place] for place in places) if posed else (),
            option_places=tuple(places),
            spread=self._spread(posed) if posed else (),
            answers=self._answers(posed) if posed else 0,
            key=key_text(posed) if posed else "",
            explanation=posed.question.explanation if posed else "",
            evidence=live.evidence.of(posed.question) if posed else None,
            ranking=tuple((line.name, line.points) for line in ordered[:TOP]),
            team_points=self._team_points(lines),
            class_share=_class_share(tallies.values()),
        )

    def _player_lines(self, tallies: dict[str, Tally]) -> list[PlayerLine]:
        live = self._live
        ranked = ranks({player_id: tally.points for player_id, tally in tallies.items()})
        return [
            PlayerLine(
                player=player,
                name=live.seats.name(player),
                points=tallies[player.id].points,
                rank=ranked[player.id],
                answered=self._has_answered(player.id),
                asked=tallies[player.id].asked,
                right=tallies[player.id].right,
                done=live.is_own_pace and live.answers.next_place(player.id) is None,
            )
            for player in live.seats
        ]

    def _has_answered(self, player_id: str) -> bool:
        live = self._live
        if live.is_own_pace:
            return live.answers.next_place(player_id) is None
        return not live.answers.is_blank(live.answers.given(player_id, live.place))

    def _team_points(self, lines: list[PlayerLine]) -> tuple[float, ...]:
        """The mean of each team, so that a larger one is not ahead by its size."""
        found = []
        for team in range(self._game.rules.teams):
            points = [line.points for line in lines if line.player.team == team]
            found.append(sum(points) / len(points) if points else 0.0)
        return tuple(found)

    def _wall_places(self, posed: Posed | None) -> list[int]:
        if posed is None or not isinstance(posed.task, Choose):
            return list(range(len(_option_texts(posed.task)))) if posed else []
        wire = self._live.wire(posed.place)
        places = {id_: place for place, id_ in enumerate(wire.option_ids())}
        return [places[option["id"]] for option in wire.question()["options"]]

    def _spread(self, posed: Posed) -> tuple[Spread, ...]:
        responses = self._responses(posed.place)
        counts = choice_counts(posed.task, responses)
        if counts is None:
            return self._typed_spread(posed)
        hands = self._hands(posed.place, len(counts))
        right = _right_places(posed.task)
        return tuple(
            Spread(text, count + raised, place in right, place, raised)
            for place, (text, count, raised) in enumerate(
                zip(_option_texts(posed.task), counts, hands, strict=True)
            )
        )

    def _typed_spread(self, posed: Posed) -> tuple[Spread, ...]:
        """What was typed or put, the most frequent first. Not for the wall before the teacher has
        read it."""
        live = self._live
        ids = [player.id for player in live.seats]
        found: Counter[tuple[str, bool]] = Counter()
        for answer in live.answers.at(posed.place, ids).values():
            if not live.answers.is_blank(answer):
                is_right = live.answers.marked(answer).share == 1
                found[said(posed.task, answer.response), is_right] += 1
        return tuple(Spread(text, count, right) for (text, right), count in found.most_common(12))

    def _responses(self, place: int) -> list[Response]:
        ids = [player.id for player in self._live.seats]
        return [answer.response for answer in self._live.answers.at(place, ids).values()]

    def _answers(self, posed: Posed) -> int:
        """Whoever raised a hand for one of several right options may have done so for others."""
        live, task = self._live, posed.task
        given = live.answers.at(posed.place, [player.id for player in live.seats])
        typed = sum(not live.answers.is_blank(answer) for answer in given.values())
        hands = self._hands(posed.place, len(_option_texts(task)))
        several = isinstance(task, Choose) and task.several
        return typed + (max(hands, default=0) if several else sum(hands))

    def _hands(self, place: int, options: int) -> list[int]:
        raised = self._live.hands.get(place)
        counts = list(raised.counts) if raised else []
        return (counts + [0] * options)[:options]

    def _with_hands(self, place: int, counts: list[int]) -> list[int]:
        hands = self._hands(place, len(counts))
        return [count + raised for count, raised in zip(counts, hands, strict=True)]

    def _tallies(self) -> dict[str, Tally]:
        live = self._live
        return {player.id: live.answers.tally(player.id, live.closed) for player in live.seats}


def key_text(posed: Posed) -> str:
    """The right answer in words; "" where a person must say."""
    question, task = posed.question, posed.task
    if isinstance(task, Information | OpenText):
        return ""
    return question.answer if question.task is None else key_of(task).answer


def _option_texts(task: Task) -> list[str]:
    if isinstance(task, TrueFalse):
        return ["True", "False"]
    return [option.text for option in task.options] if isinstance(task, Choose) else []


def _right_places(task: Task) -> set[int]:
    if isinstance(task, TrueFalse):
        return {0 if task.is_true else 1}
    best = key(task)
    return {place for place in best if isinstance(place, int)} if isinstance(best, list) else set()


def _right_ids(task: Task, ids: list[str]) -> list[str] | list[float] | bool | None:
    if isinstance(task, TrueFalse):
        return task.is_true
    if isinstance(task, MapPlace):
        return [task.latitude, task.longitude]
    if isinstance(task, Choose):
        return [ids[place] for place in sorted(_right_places(task))]
    return None


def _proof(view: EvidenceView) -> dict[str, Any] | None:
    if not view.label and not view.text:
        return None
    text, start, end = view.text, view.start, view.end
    if view.proof:
        text, start, end = view.proof.text, view.proof.start, view.proof.end
    cut = max(0, min(start, end - LONGEST_PROOF)) if len(text) > LONGEST_PROOF else 0
    text = text[cut : cut + LONGEST_PROOF]
    start, end = max(0, start - cut), max(0, min(end - cut, len(text)))
    text = keep_dates_whole(text)  # as long as before
    return {"text": text, "start": start, "end": end, "source": view.label}


def _class_share(tallies: Iterable[Tally]) -> float:
    """Of all points that the class could have had so far."""
    rows = list(tallies)
    possible = sum(tally.possible for tally in rows)
    return min(1.0, sum(tally.points for tally in rows) / possible) if possible else 0.0
