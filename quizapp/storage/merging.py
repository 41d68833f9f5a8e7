"""What becomes of a question that is saved again under an id that is known already.

- A draft, written again from the same document, changes a waiting draft and nothing else: what a
  person accepted, rejected, retired or edited stays as it is.
- Anything else (an import, a shipped deck) brings new words. Only words that a person edited here
  are not overwritten by a shipped deck.
- A shipped question that a new edition has in another deck moves there.
- A file whose format has no place for everything (``sparse``) leaves what it does not say as it is.
- The state moves along unless a person set it.
- A question that was retired because its deck was deleted comes back in the deck it is saved to,
  with its progress.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from quizapp.domain.question import AnswerKind, Origin, State

NATURE = ("kind", "origin", "fact_id", "document", "confidence")
LABELS = ("topic", "difficulty", "task")
WORDS = (
    "stem", "answer", "accept", "distractors", "tags", "date", "citation", "explanation", "title",
    "more", *LABELS,
)  # fmt: skip
WORDED = tuple(name for name in WORDS if name not in {"difficulty", "task"})
"""The words that stand in the table ``wording``."""
CARRIED = (*WORDED, "signs")
"""All columns of the words: signs come along with them, but to change them is no edit."""
_KEPT = (
    "tags", "date", "citation", "explanation", "title", "topic", "difficulty", "fact_id",
    "document",
)  # fmt: skip
_EMPTY = ("", "[]", None)


def changes(
    stored: Mapping[str, Any], incoming: Mapping[str, Any], deck: int, *, sparse: bool = False
) -> dict[str, Any]:
    """The columns of the stored row that change; empty where it stays as it is.

    ``stored`` also has ``deck``, ``decided``, ``edited`` and ``deck_is_gone``.
    """
    if sparse:
        incoming = _filled(stored, incoming)
    new: dict[str, Any] = {}
    comes_back = was_retired_with_deck(stored)
    if comes_back:
        new |= {"deck": deck, "state": incoming["state"]}
    elif _state_is_open(stored, incoming):
        new["state"] = incoming["state"]
    if incoming["origin"] == stored["origin"] == Origin.SHIPPED:
        new["deck"] = deck  # a new edition may have moved it to another shipped deck
    if _words_are_open(stored, incoming, comes_back=comes_back):
        new |= {name: incoming[name] for name in (*NATURE, *WORDS)}
        if incoming["origin"] == Origin.IMPORTED:
            new["origin"] = stored["origin"]  # a file says what, not who wrote it first
        if _same_choices(new["distractors"], stored["distractors"]):
            new["distractors"] = stored["distractors"]  # files shuffle them among the choices
        if incoming["signs"] is not None:  # files do not hold them
            new["signs"] = incoming["signs"]
    return {name: value for name, value in new.items() if value != stored[name]}


def _filled(stored: Mapping[str, Any], incoming: Mapping[str, Any]) -> Mapping[str, Any]:
    """What comes in, with all that it does not say from the stored row."""
    filled = dict(incoming)
    for name in _KEPT:
        if filled[name] in _EMPTY:
            filled[name] = stored[name]
    if filled["kind"] == AnswerKind.OTHER:
        filled["kind"] = stored["kind"]
    has_options = filled["task"] or filled["distractors"] != "[]" or filled["accept"] != "[]"
    if not has_options and filled["answer"] == stored["answer"]:
        filled |= {name: stored[name] for name in ("accept", "distractors", "task")}
    more = json.loads(stored["more"] or "{}") | json.loads(incoming["more"] or "{}")
    if not filled["task"]:
        more.pop("task", None)
    filled["more"] = json.dumps(more, ensure_ascii=False, separators=(",", ":")) if more else None
    return filled


def _same_choices(one: str, other: str) -> bool:
    """Whether two rows hold the same wrong answers, in whatever order."""
    return sorted(json.loads(one)) == sorted(json.loads(other))


def was_retired_with_deck(stored: Mapping[str, Any]) -> bool:
    return (
        bool(stored["deck_is_gone"]) and stored["state"] == State.RETIRED and not stored["decided"]
    )


def _state_is_open(stored: Mapping[str, Any], incoming: Mapping[str, Any]) -> bool:
    return not stored["decided"] and incoming["state"] != State.DRAFT


def _words_are_open(
    stored: Mapping[str, Any], incoming: Mapping[str, Any], *, comes_back: bool
) -> bool:
    if incoming["state"] == State.DRAFT:
        waits = stored["state"] == State.DRAFT or comes_back
        return waits and not stored["edited"] and not stored["decided"]
    return not (stored["edited"] and incoming["origin"] == Origin.SHIPPED)
