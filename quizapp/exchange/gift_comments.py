"""Comments in GIFT files that mean something: Moodle's ids and tags, and our own data.

Moodle reads ``// [id:...] [tag:...]`` and no other comment. What GIFT has no place for stands in a
comment of ours, ``// quizapp 0a1b2c3d4e5f {...}``: JSON as ``own_data`` writes it, behind the
fingerprint of the text below. Once a person has edited that text, it counts, and what fitted the
former one is left aside.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from quizapp.domain.identity import stable_id
from quizapp.domain.question import Question
from quizapp.exchange.building import MOST_TAGS, is_surely_unique
from quizapp.exchange.format import LONGEST_STEM, unfit_character
from quizapp.exchange.own_data import LONGEST_RECORD, dumped, loaded

FREE = (
    "id", "title", "topic", "difficulty", "fact_id", "state", "confidence", "explanation", "hint",
    "tags", "citation",
)  # fmt: skip
"""Fields that stand beside the text."""

BOUND = ("task", "plain", "accept", "kind", "date", "stem")
"""Fields that fit only the very text below the comment."""

OWN_ID = "quizapp:"
"""Stands before ids of ours that others might use too; Moodle keeps it."""

LONGEST_ID = 100
"""Characters that Moodle's data base has room for."""

_ID = re.compile(r"\[id:((?:\\\]|[^\]\x00-\x1f\x7f]){1,300})\]")
_TAG = re.compile(r"\[tag:((?:\\\]|[^\]<>`\x00-\x1f\x7f]){1,300})\]")
_TOKEN_LIKE = re.compile(r"\[(id:|tag:)")  # Moodle looks for them in every comment
_OURS = re.compile(r"// ?quizapp (deck|[0-9a-f]{12}) (?=\{)")


@dataclass(slots=True)
class Remarks:
    """What the comments of one block say. ``values``: fields of the question."""

    id: str = ""
    is_sure: bool = False  # the id is ours, or surely the only one of that name
    tags: tuple[str, ...] = ()
    values: dict[str, Any] = field(default_factory=dict)
    fingerprint: str = ""  # empty where no comment is ours

    def fits(self, text: str) -> bool:
        """Whether the text is the one that the comment was written for."""
        return self.fingerprint == fingerprint(text)


def fingerprint(text: str) -> str:
    """Of a question as it stands in the file without its title, whatever its spaces."""
    return stable_id(" ".join(text.split()))[:12]


def read_remarks(comments: Sequence[str]) -> tuple[Remarks, str]:
    """What they say, and what is wrong with one of ours: then the others count."""
    remarks = _read_tokens(comment for comment in comments if not _OURS.match(comment))
    for comment in comments:
        found = _OURS.match(comment)
        if found is None or found.group(1) == "deck":
            continue
        try:
            values = _loaded(comment[found.end() :])
        except ValueError as problem:
            return remarks, str(problem)
        remarks.is_sure = remarks.is_sure or "id" in values
        remarks.id = values.pop("id", remarks.id)
        remarks.tags = values.pop("tags", remarks.tags)
        remarks.values, remarks.fingerprint = values, found.group(1)
    return remarks, ""


def comments_of(question: Question, names: Iterable[str], text: str) -> list[str]:
    """The lines above a question: its id and tags, and those fields of it in ``names`` that the
    ``text`` below does not say. ``names`` with "plain": the task says the key, but is none of it.
    """
    wanted = set(names)
    id_ = _given_id(question.id)
    if len(id_) > LONGEST_ID or not _survives("id", id_):
        wanted.add("id")
    tags = [tag for tag in dict.fromkeys(question.tags) if _survives("tag", tag)][:MOST_TAGS]
    if tags != list(question.tags):
        wanted.add("tags")
    tokens = [] if "id" in wanted else [f"[id:{_escaped(id_)}]"]
    tokens += [f"[tag:{_escaped(tag)}]" for tag in tags]
    lines = [f"// {' '.join(tokens)}"] if tokens else []
    record = _TOKEN_LIKE.sub(r"\\u005b\1", _dumped(question, wanted))
    return [*lines, f"// quizapp {fingerprint(text)} {record}"] if record else lines


def deck_comment(name: str, description: str, sources: Sequence[str]) -> str:
    record = {"name": name, "description": description, "sources": list(sources)}
    filled = {key: value for key, value in record.items() if value}
    return f"// quizapp deck {json.dumps(filled, ensure_ascii=False)}"


def read_deck(comments: Sequence[str]) -> dict[str, Any]:
    """Name, description and sources of a deck of ours; empty for other comments."""
    for comment in comments:
        found = _OURS.match(comment)
        if found is not None and found.group(1) == "deck" and len(comment) <= LONGEST_RECORD:
            return _deck(comment[found.end() :])
    return {}


def _deck(text: str) -> dict[str, Any]:
    try:
        record = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    sources = record.get("sources", [])
    texts = [record.get("name", ""), record.get("description", ""), *_list(sources)]
    if not all(_is_fit(text) for text in texts):
        return {}
    return {"name": texts[0], "description": texts[1], "sources": tuple(texts[2:])}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _is_fit(text: object) -> bool:
    return isinstance(text, str) and len(text) <= LONGEST_STEM and not unfit_character(text)


def _read_tokens(comments: Iterable[str]) -> Remarks:
    """Moodle's own: the first id and all tags."""
    said = "\n".join(comment for comment in comments if "[" in comment)
    if not said:
        return Remarks()
    found = _ID.search(said)
    tags = (_read(tag) for tag in _TAG.findall(said))
    id_ = _read(found.group(1)) if found else ""
    return Remarks(
        id=id_.removeprefix(OWN_ID).strip(),
        is_sure=id_.startswith(OWN_ID) or is_surely_unique(id_),
        tags=tuple(dict.fromkeys(tag for tag in tags if tag))[:MOST_TAGS],
    )


def _read(token: str) -> str:
    return token.replace("\\]", "]").strip()


def _given_id(id_: str) -> str:
    """With a word before it where another program might use the same."""
    return id_ if is_surely_unique(id_) and not id_.startswith(OWN_ID) else f"{OWN_ID}{id_}"


def _escaped(text: str) -> str:
    return text.replace("]", "\\]")


@lru_cache(maxsize=10_000)  # a deck has few tags, each on many questions
def _survives(name: str, text: str) -> bool:
    """Whether an id or a tag comes back as it was, whatever stands beside it."""
    if "[" in text or text.endswith("\\"):
        return False
    read = _read_tokens([f"// [{name}:{_escaped(text)}]"])
    return text.removeprefix(OWN_ID) == read.id if name == "id" else text in read.tags


def _dumped(question: Question, names: set[str]) -> str:
    more = {"stem": question.stem, "topic": question.topic, "plain": True}  # empty ones too
    extra = {name: more[name] for name in names & more.keys()}
    record = dumped(question, sorted(names - more.keys()))
    if not extra:
        return record
    said = json.dumps(extra, ensure_ascii=False)
    return f"{said[:-1]}, {record[1:]}" if record else said


def _loaded(text: str) -> dict[str, Any]:
    values = loaded(text)
    stem = json.loads(text).get("stem") if '"stem"' in text else None
    if stem is not None:
        if not _is_fit(stem):
            raise ValueError("its stem is no text")
        values["stem"] = stem
    return {name: value for name, value in values.items() if name in (*FREE, *BOUND)}
