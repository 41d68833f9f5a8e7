"""Where Moodle keeps what only QuizApp knows: the general feedback, which comes back as it went.

The source is a paragraph in it, which learners see. Kind, date and difficulty stand in a comment
behind it, ``<!-- quizapp | kind=date | date=... -->``, which nobody sees. They once were tags
(``quizapp:kind=date``), which cluttered every list of tags in Moodle; such are still read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from quizapp.domain.question import AnswerKind, Citation, Difficulty, Question
from quizapp.domain.task import MapPlace, Task, number_text
from quizapp.domain.task_record import task_of
from quizapp.exchange.moodle_xml_text import Texts, inner_text
from quizapp.exchange.readable_values import read_date, write_date
from quizapp.exchange.safe_xml import Element
from quizapp.exchange.source_note import split_source

OWN_ID = "quizapp:"
"""Stands before ids of ours that others might use too."""

LONGEST_TAG = 50
"""Characters that Moodle keeps of a tag."""

_PAIR = re.compile(r"([a-z]+)=(.+)", re.DOTALL)
_COMMENT = re.compile(r"<!-- quizapp((?: \| [a-z]{1,20}=[^|<>&\n]{1,300})+) -->")
_UNFIT = re.compile(r"[|<>&\x00-\x1f]|--|-$|^\s|\s$|\s\s|[^\S ]")
_SPOILT_TAG = re.compile(r"[\x00-\x1f<>`]|\s\s|^\s|\s$|[^\S ]")


@dataclass
class OwnTags:
    """``values``: fields of the question that marks of ours say; ``others``: the user's tags."""

    values: dict[str, Any] = field(default_factory=dict)
    others: tuple[str, ...] = ()


def own_tags(tags: Iterable[str]) -> OwnTags:
    found = OwnTags()
    others: dict[str, None] = {}
    for tag in tags:
        text = tag.strip()
        value = _tag_value(text)
        if value is not None:
            found.values.setdefault(*value)
        elif text:
            others[text] = None
    found.others = tuple(others)
    return found


def comment_for(question: Question, names: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """A comment that says those of the fields ``names`` that it can, and which these are."""
    said: dict[str, str] = {}
    for name in names:
        text = _WRITERS[name](question) if name in _WRITERS else ""
        pair = f"{_SHORT[name]}={text}" if text else ""
        if pair and _comes_back(pair) and _value(pair) == (name, getattr(question, name)):
            said[name] = pair
    if not said:
        return "", ()
    return f"<!-- quizapp | {' | '.join(said.values())} -->", tuple(said)


def take_comment(parent: Element | None) -> dict[str, Any]:
    """What a comment of ours in the general feedback says; it goes out of the feedback."""
    text = parent.find("text") if parent is not None else None
    if parent is None or text is None:
        return {}
    found = _COMMENT.search(inner_text(parent))
    if found is None:
        return {}
    text.text = inner_text(parent).replace(found.group(), "")
    values = (_value(pair) for pair in found.group(1).split(" | ")[1:])
    return dict(value for value in values if value is not None)


def _comes_back(pair: str) -> bool:
    return len(pair) <= 300 and not _UNFIT.search(pair.partition("=")[2])


def survives(tag: str) -> bool:
    """Whether Moodle gives a tag back as it was."""
    return len(tag) <= LONGEST_TAG and not _SPOILT_TAG.search(tag)


def is_own(tag: str) -> bool:
    """Whether a tag of the user would be taken for one of ours."""
    return _tag_value(tag) is not None


def take_source(parent: Element | None, texts: Texts) -> tuple[str, Citation | None]:
    """The general feedback without the paragraph of the source, and the source."""
    if parent is None:
        return "", None
    raw = inner_text(parent)
    rest, citation = split_source(raw)
    text = parent.find("text")
    if citation is not None and text is not None:
        text.text = rest
    return texts.plain(parent, " in the general feedback"), citation


def _tag_value(tag: str) -> tuple[str, Any] | None:
    return _value(tag.removeprefix("quizapp:")) if tag.startswith("quizapp:") else None


def _value(pair: str) -> tuple[str, Any] | None:
    found = _PAIR.fullmatch(pair)
    if found is None or found.group(1) not in _READERS:
        return None
    name, read = _READERS[found.group(1)]
    try:
        return name, read(found.group(2))
    except ValueError:
        return None


def _place_text(task: MapPlace) -> str:
    return " ".join(number_text(value) for value in (task.latitude, task.longitude, task.radius))


def _place(text: str) -> Task:
    numbers = [float(part) for part in text.split(" ")]
    if len(numbers) != 3:
        raise ValueError(text)
    latitude, longitude, radius = numbers
    return task_of({"task": "map", "latitude": latitude, "longitude": longitude, "radius": radius})


def _difficulty(text: str) -> Difficulty:
    try:
        return Difficulty[text.upper()]
    except KeyError:
        raise ValueError(text) from None


_SHORT = {
    "kind": "kind", "date": "date", "difficulty": "difficulty", "id": "id", "task": "place",
}  # fmt: skip
_WRITERS: dict[str, Callable[[Question], str]] = {
    "kind": lambda q: str(q.kind),
    "date": lambda q: write_date(q.date).replace(", ", "; ") if q.date else "",
    "difficulty": lambda q: q.difficulty.name.lower() if q.difficulty else "",
    "id": lambda q: q.id,
    "task": lambda q: _place_text(q.task) if isinstance(q.task, MapPlace) else "",
}
_READERS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "kind": ("kind", AnswerKind),
    "date": ("date", lambda text: read_date(text.replace("; ", ", "))),
    "difficulty": ("difficulty", _difficulty),
    "id": ("id", str),
    "place": ("task", _place),
}
