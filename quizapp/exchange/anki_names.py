"""Tags and decks as Anki may name them, and back.

A tag of Anki has no spaces in it, a deck's name no quotation marks, and ``::`` stands between a
deck and those below it. A topic here is a path with slashes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from quizapp.exchange.building import cleaned

_NO_TAG = re.compile(r'[\s"\x00-\x1f\x7f\u3000]+')
_NO_DECK = re.compile(r"[\x00-\x1f\x7f]+")


def anki_tag(tag: str) -> str:
    """ "cold war" is "cold_war" there."""
    return _NO_TAG.sub("_", tag)


def tags_in(text: str) -> tuple[str, ...]:
    """The tags of a note, each once whatever its capitals are."""
    tags = cleaned(text).split()
    return tuple({tag.casefold(): tag for tag in reversed(tags)}.values())[::-1]


def deck_parts(topic: str) -> tuple[str, ...]:
    """The names of the decks that stand for a topic, from the top down."""
    parts = (
        _NO_DECK.sub(" ", part).replace('"', "'").replace("::", ":").strip(" :")
        for part in topic.split("/")
    )
    return tuple(part for part in map(str.strip, parts) if part)


def deck_name(name: str) -> str:
    """A single deck's name; never empty."""
    return " - ".join(deck_parts(name)) or "QuizApp"


def deck_path(name: str) -> tuple[str, ...]:
    """ "History::Russia" from the top down."""
    return tuple(part.strip() for part in name.split("::") if part.strip())


def topic_of(path: Sequence[str]) -> str:
    """The topic of a deck below the one that is taken as the whole."""
    return "/".join(cleaned(part.replace("/", "-")) for part in path)


def common_root(paths: Iterable[Sequence[str]]) -> str:
    """The topmost deck that all decks lie in; empty where they lie in several."""
    roots = {path[0] if path else "" for path in paths}
    return roots.pop() if len(roots) == 1 else ""
