"""Where Moodle keeps what only QuizApp knows: short tags, and the source below the feedback.

Moodle cuts tags to 50 characters and knows no dates or citations. A tag ``quizapp:date=...`` comes
back from Moodle as it went; the source stands as a paragraph of its own in the general feedback,
where learners see it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from quizapp.domain.question import AnswerKind, Citation, Difficulty, Question
from quizapp.domain.task import MapPlace, Task, number_text
from quizapp.domain.task_record import task_of
from quizapp.exchange.markup import plain_text
from quizapp.exchange.moodle_xml_text import Texts, inner_text
from quizapp.exchange.readable_values import read_date, read_source, write_date, write_source
from quizapp.exchange.safe_xml import Element

LONGEST_TAG = 50
"""Characters that Moodle keeps of a tag."""

LONGEST_TITLE = 60
SOURCE_CLASS = "quizapp-source"
_TAG = re.compile(r"quizapp:([a-z]+)=(.+)", re.DOTALL)
_SPOILT_TAG = re.compile(r"[\x00-\x1f<>`]|\s\s|^\s|\s$|[^\S ]")
_SOURCE = re.compile(
    rf'<p\b[^<>]{{0,200}}class="{SOURCE_CLASS}"[^<>]{{0,200}}>(.{{0,60000}}?)</p>', re.DOTALL
)
_CITE = re.compile(r"<cite>(.{0,20000}?)</cite>", re.DOTALL)
_QUOTE = re.compile(r"<q>(.{0,60000}?)</q>", re.DOTALL)


@dataclass
class OwnTags:
    """``values``: fields of the question that tags of ours say; ``others``: the user's tags."""

    values: dict[str, Any] = field(default_factory=dict)
    others: tuple[str, ...] = ()


def own_tags(tags: Iterable[str]) -> OwnTags:
    found = OwnTags()
    others: dict[str, None] = {}
    for tag in tags:
        text = tag.strip()
        value = _value(text)
        if value is not None:
            found.values.setdefault(*value)
        elif text:
            others[text] = None
    found.others = tuple(others)
    return found


def tags_for(question: Question, names: Iterable[str]) -> dict[str, str]:
    """Tags that say those of the fields ``names`` that fit into one, by the field."""
    tags = {}
    for name in names:
        text = _WRITERS[name](question) if name in _WRITERS else ""
        tag = f"quizapp:{_SHORT[name]}={text}" if text else ""
        if tag and survives(tag) and _value(tag) == (name, getattr(question, name)):
            tags[name] = tag
    return tags


def survives(tag: str) -> bool:
    """Whether Moodle gives a tag back as it was."""
    return len(tag) <= LONGEST_TAG and not _SPOILT_TAG.search(tag)


def is_own(tag: str) -> bool:
    """Whether a tag of the user would be taken for one of ours."""
    return _value(tag) is not None


def source_paragraph(citation: Citation) -> str:
    """The source as learners see it in Moodle, in HTML."""
    label = write_source(citation.title or citation.document, citation.page, citation.paragraph)
    quote = f": <q>{html.escape(citation.quote, quote=False)}</q>" if citation.quote else ""
    cite = html.escape(label, quote=False)
    return f'<p class="{SOURCE_CLASS}">Source: <cite>{cite}</cite>{quote}</p>'


def take_source(parent: Element | None, texts: Texts) -> tuple[str, Citation | None]:
    """The general feedback without the paragraph of the source, and the source."""
    if parent is None:
        return "", None
    raw = inner_text(parent)
    found = _SOURCE.search(raw) if SOURCE_CLASS in raw else None
    if found is None:
        return texts.plain(parent, " in the general feedback"), None
    text = parent.find("text")
    if text is not None:
        text.text = raw[: found.start()] + raw[found.end() :]
    return texts.plain(parent, " in the general feedback"), _citation(found.group(1))


def made_title(stem: str) -> str:
    """The name of a question that has none: its first words. Moodle wants one for each."""
    words = " ".join(stem.split())
    if len(words) <= LONGEST_TITLE:
        return words
    return f"{words[: LONGEST_TITLE - 1].rpartition(' ')[0] or words[: LONGEST_TITLE - 1]}…"


def _citation(markup: str) -> Citation | None:
    cite, quote = _CITE.search(markup), _QUOTE.search(markup)
    label = plain_text(cite.group(1)).text if cite else ""
    try:
        title, page, paragraph = read_source(label)
    except ValueError:
        title, page, paragraph = label, None, None
    if not title:
        return None
    said = plain_text(quote.group(1)).text if quote else ""
    return Citation(title, title, page=page, paragraph=paragraph, quote=said)


def _value(tag: str) -> tuple[str, Any] | None:
    found = _TAG.fullmatch(tag)
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
