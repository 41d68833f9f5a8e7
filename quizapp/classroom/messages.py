"""What phones send, read with suspicion: anything that is not as the contract says is refused."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import Any, NoReturn

from quizapp.services.live_seats import Refused
from quizapp.services.live_wire import whole

LONGEST_TEXT = 4_096
LONGEST_ID = 40
LONGEST_TOKEN = 100
SHORTEST_NONCE = 16
LONGEST_TURN = 1_000_000
LONGEST_TIME = 24 * 60 * 60 * 1000  # milliseconds


@dataclass(frozen=True, slots=True)
class Hello:
    code: str


@dataclass(frozen=True, slots=True)
class Join:
    code: str
    name: str
    learner: str
    team: int | None
    nonce: str = ""


@dataclass(frozen=True, slots=True)
class Resume:
    token: str


@dataclass(frozen=True, slots=True)
class Answer:
    id: str
    turn: int
    response: Any
    milliseconds: int


@dataclass(frozen=True, slots=True)
class Next:
    turn: int


@dataclass(frozen=True, slots=True)
class Pong:
    number: int


Message = Hello | Join | Resume | Answer | Next | Pong


def read(text: str) -> Message:
    """``Refused("shape", ...)`` for what is none of them."""
    try:
        found = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise _shape() from None
    if not isinstance(found, dict):
        raise _shape()
    match found.get("t"):
        case "hello":
            return Hello(_text(found, "code", LONGEST_ID))
        case "join":
            return Join(
                _text(found, "code", LONGEST_ID),
                _text(found, "name", LONGEST_TEXT, ""),
                _text(found, "learner", LONGEST_ID, ""),
                None if found.get("team") is None else _whole(found, "team", 1_000),
                _nonce(found),
            )
        case "resume":
            return Resume(_text(found, "token", LONGEST_TOKEN))
        case "answer":
            return Answer(
                _text(found, "id", LONGEST_ID),
                _whole(found, "turn", LONGEST_TURN),
                found.get("response"),
                _milliseconds(found),
            )
        case "next":
            return Next(_whole(found, "turn", LONGEST_TURN))
        case "pong":
            return Pong(_whole(found, "n", 2**53))
        case _:
            raise _shape()


def answer_id(text: str) -> str | None:
    """Of a message that was refused, so that its phone knows which; None where there is none."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    given = found.get("id") if isinstance(found, dict) else None
    return whole(given) if isinstance(given, str) and len(given) <= LONGEST_ID else None


def write(message: dict[str, Any]) -> str:
    return json.dumps(message, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _shape() -> Refused:
    return Refused("shape", "This message could not be read.")


def _nonce(found: dict[str, Any]) -> str:
    """A short one could be another phone's, too, and that one's seat is not to be had."""
    nonce = _text(found, "nonce", LONGEST_ID, "")
    if nonce and len(nonce) < SHORTEST_NONCE:
        raise _shape()
    return nonce


def _no_number(_: str) -> NoReturn:
    raise ValueError


def _text(found: dict[str, Any], name: str, longest: int, usual: str | None = None) -> str:
    given = found.get(name, usual)
    if given is None and usual is not None:
        return usual
    if not isinstance(given, str) or len(given) > longest:
        raise _shape()
    return whole(given)


def _whole(found: dict[str, Any], name: str, most: int) -> int:
    given = found.get(name)
    if type(given) is not int or not 0 <= given <= most:
        raise _shape()
    return given


def _milliseconds(found: dict[str, Any]) -> int:
    given = found.get("ms")
    if isinstance(given, bool) or not isinstance(given, int | float):
        raise _shape()
    if isinstance(given, float) and not math.isfinite(given):
        raise _shape()
    return int(max(0, min(given, LONGEST_TIME)))
