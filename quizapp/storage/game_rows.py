"""Live games to table rows and back."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from enum import StrEnum
from typing import Any

from quizapp.domain.game import (
    Game,
    GameAnswer,
    GameRules,
    Hands,
    Mode,
    Naming,
    Person,
    Phase,
    Player,
    Ranking,
    Scoring,
    Step,
)
from quizapp.domain.quiz import Asked
from quizapp.errors import StorageError
from quizapp.storage import rows

_RULES = {field.name for field in fields(GameRules)}
_CHOICES: dict[str, type[StrEnum]] = {
    "mode": Mode, "scoring": Scoring, "naming": Naming, "ranking": Ranking,
}  # fmt: skip


def game_values(game: Game) -> rows.Values:
    content = {
        "asked": [[each.question_id, each.version, each.points, each.section, list(each.shuffled)]
                  for each in game.asked],
        "rules": asdict(game.rules),
    }  # fmt: skip
    return {
        "id": rows.clean(game.id),
        "quiz": rows.clean(game.quiz_id),
        "name": rows.clean(game.name).strip(),
        "code": rows.clean(game.code),
        "secret": rows.clean(game.secret),
        "content": json.dumps(rows.cleaned(content), ensure_ascii=False, allow_nan=False),
        "started_at": game.started_at,
        "ended_at": game.ended_at,
        "owner": rows.clean(game.owner),
    }


def game_of(row: rows.Record) -> Game:
    """``StorageError`` where its content is damaged."""
    try:
        content = json.loads(row.content)
        asked = tuple(
            Asked(id_, version, points, section, tuple(shuffled))
            for id_, version, points, section, shuffled in content["asked"]
        )
        return Game(
            id=row.id,
            name=row.name,
            code=row.code,
            secret=row.secret,
            asked=asked,
            rules=_rules_of(content["rules"]),
            started_at=row.started_at,
            quiz_id=row.quiz,
            ended_at=row.ended_at,
            owner=row.owner,
        )
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise StorageError(
            f"The live round “{row.name}” could not be read: it is damaged. Restore a backup."
        ) from error


def _rules_of(record: dict[str, Any]) -> GameRules:
    """What a newer QuizApp may have added is left out."""
    known = {name: value for name, value in record.items() if name in _RULES}
    for name, choice in _CHOICES.items():
        if name in known:
            known[name] = choice(known[name])
    return GameRules(**known)


def step_values(step: Step, game: int) -> rows.Values:
    return {
        "game": game,
        "phase": step.phase,
        "place": step.place,
        "at": step.at,
        "until": step.until,
        "left": step.left,
        "is_joinable": step.is_joinable,
    }


def step_of(row: rows.Record, game_id: str) -> Step:
    return Step(
        game_id, Phase(row.phase), row.place, row.at, row.until, row.left, row.is_joinable
    )  # fmt: skip


def player_values(player: Player, game: int) -> rows.Values:
    return {
        "id": rows.clean(player.id),
        "game": game,
        "alias": rows.clean(player.alias),
        "token_hash": player.token_hash,
        "joined_at": player.joined_at,
        "team": player.team,
        "removed_at": player.removed_at,
    }


def player_of(row: rows.Record, game_id: str) -> Player:
    return Player(
        row.id, game_id, row.alias, row.token_hash, row.joined_at, row.team, row.removed_at
    )  # fmt: skip


def person_values(person: Person, player: int) -> rows.Values:
    return {
        "player": player,
        "name": rows.clean(person.name),
        "learner": rows.clean(person.learner),
    }


def person_of(row: rows.Record) -> Person:
    """``row``: of ``game_person``, and the player's ``id``."""
    return Person(row.id, row.name, row.learner)


def answer_values(answer: GameAnswer, player: int) -> rows.Values:
    """``StorageError`` for numbers that are none."""
    try:
        response = json.dumps(
            rows.cleaned(answer.response), ensure_ascii=False, allow_nan=False
        )  # fmt: skip
    except ValueError as error:
        raise StorageError("This was not saved: a number in it is not a number.") from error
    return {
        "player": player,
        "turn": answer.turn,
        "place": answer.place,
        "response": response,
        "at": answer.at,
        "milliseconds": answer.milliseconds,
    }


def answer_of(row: rows.Record, game_id: str) -> GameAnswer:
    """``row``: of ``game_answer``, and the player's ``id``."""
    response = json.loads(row.response)
    return GameAnswer(
        game_id, row.id, row.turn, row.place, response, row.at, row.milliseconds
    )  # fmt: skip


def hands_values(hands: Hands, game: int) -> rows.Values:
    counts = json.dumps(list(hands.counts))
    return {"game": game, "place": hands.place, "counts": counts, "at": hands.at}


def hands_of(row: rows.Record, game_id: str) -> Hands:
    return Hands(game_id, row.place, tuple(json.loads(row.counts)), row.at)
