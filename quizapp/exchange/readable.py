"""Readable decks: Markdown-like text that a teacher can edit and a diff can show.

The format is described in ``questions/README.md``. Each line is a field of its own, so that a
changed answer is one changed line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizapp.domain.question import Citation, Origin, Question, State
from quizapp.errors import ExchangeError
from quizapp.exchange.format import DeckFile, Problem, Written
from quizapp.exchange.no_place import left_out
from quizapp.exchange.picture_names import bytes_named, data_address, pictures_left_out
from quizapp.exchange.readable_questions import QuestionReader, usual_kind
from quizapp.exchange.readable_tasks import write_task
from quizapp.exchange.readable_values import (
    read_text,
    write_date,
    write_picture,
    write_source,
    write_text,
)
from quizapp.exchange.reading import UNWATCHED, Reading

FENCE = "---"
HEAD_FIELDS = ("deck", "description", "source")
_PICTURE = re.compile(r"\[([0-9a-f]{64})\]:\s*(?=data:)")
"""A picture at the end of the file, as Markdown writes the address of a link."""

_FIELD = re.compile(r"([A-Za-z]+)\s*:(.*)", re.DOTALL)


class Readable:
    key = "readable"
    name = "Readable text"
    endings = (".md",)

    def recognises(self, data: bytes) -> bool:
        return b"\n## " in data[:10_000] or data.startswith((b"---", b"## "))

    def load(
        self,
        data: bytes,
        *,
        name: str,
        origin: Origin = Origin.IMPORTED,
        reading: Reading = UNWATCHED,
    ) -> DeckFile:
        lines = _lines(data)
        reader = QuestionReader(origin)
        head, start = _read_head(lines, reader.problems)
        body = reading.over(lines[start:], len(lines) - start)
        pictures: dict[str, bytes] = {}
        for number, line in enumerate(body, start=start + 1):
            if found := _PICTURE.match(line):
                _take_picture(number, line, found, pictures, reader.problems)
            else:
                reader.take(number, line)
        reader.end()
        return DeckFile(
            name=(head.get("deck") or [name])[0],
            description=(head.get("description") or [""])[0],
            sources=tuple(head.get("source", ())),
            questions=tuple(reader.questions.values()),
            problems=tuple(sorted(reader.problems, key=lambda problem: problem.line or 0)),
            pictures=pictures,
        )

    def dump(self, deck: DeckFile) -> Written:
        pieces = (piece.encode() for piece in _pieces(deck))
        told = left_out(deck, ("history",))
        unheld = pictures_left_out(deck.questions, deck.pictures)
        return Written(pieces, (*unheld, *told))


def _pieces(deck: DeckFile) -> Iterator[str]:
    yield f"{FENCE}\ndeck: {write_text(deck.name)}\n"
    if deck.description:
        yield f"description: {write_text(deck.description)}\n"
    for source in deck.sources:
        yield f"source: {write_text(source)}\n"
    yield f"{FENCE}\n"
    for question in deck.questions:
        yield "\n" + "\n".join(_written(question)) + "\n"
    shown = {each.picture.id: each.picture for each in deck.questions if each.picture}
    for picture in shown.values():
        if (data := deck.pictures.get(picture.id)) is not None:
            yield f"\n[{picture.id}]: {data_address(picture, data)}\n"


def _written(question: Question) -> Iterator[str]:
    """The lines of one question; what has its usual value is left out."""
    yield f"## {write_text(question.stem)}"
    if question.task is None:
        yield from _written_key(question)
    else:
        yield from write_task(question.task, question.date)
    if question.date:
        yield f"date: {write_date(question.date)}"
    if question.kind is not usual_kind(question.date, has_task=question.task is not None):
        yield f"kind: {question.kind}"
    yield from _written_labels(question)
    if question.explanation:
        yield f"why: {write_text(question.explanation)}"
    if question.citation:
        yield from _written_citation(question.citation)
    yield from _written_tags(question.tags)
    if question.state is not State.ACCEPTED:
        yield f"state: {question.state}"
    if question.confidence != 1.0:
        yield f"confidence: {question.confidence!r}"
    if question.fact_id:
        yield f"fact: {write_text(question.fact_id)}"
    yield f"id: {write_text(question.id)}"


def _written_key(question: Question) -> Iterator[str]:
    yield f"= {write_text(question.answer)}"
    for text in question.accept:
        yield f"also: {write_text(text)}"
    for text in question.distractors:
        yield f"not: {write_text(text)}"


def _written_labels(question: Question) -> Iterator[str]:
    for name, text in (
        ("title", question.title),
        ("topic", question.topic),
        ("hint", question.hint),
    ):
        if text:
            yield f"{name}: {write_text(text)}"
    if question.difficulty is not None:
        yield f"difficulty: {question.difficulty.name.lower()}"
    if question.picture is not None:
        yield f"picture: {write_picture(question.picture)}"


def _written_citation(citation: Citation) -> Iterator[str]:
    place = (citation.page, citation.paragraph)
    if citation.title or place != (None, None):
        yield f"source: {write_source(citation.title, *place)}"
    if citation.document != citation.title:
        yield f"file: {write_text(citation.document)}"
    if citation.heading:
        yield f"heading: {write_text(citation.heading)}"
    if citation.span:
        yield f"span: {citation.span.start}-{citation.span.end}"
    if citation.quote:
        yield f"quote: {write_text(citation.quote)}"
    if citation.fingerprint:
        yield f"fingerprint: {write_text(citation.fingerprint)}"


def _written_tags(tags: tuple[str, ...]) -> Iterator[str]:
    if not tags:
        return
    if all(write_text(tag) == tag and "," not in tag for tag in tags):
        yield f"tags: {', '.join(tags)}"
    else:
        yield from (f"tag: {write_text(tag)}" for tag in tags)


def _lines(data: bytes) -> list[str]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        raise ExchangeError(
            f"The file is not UTF-8 text (line {line}); save it as UTF-8 and try again."
        ) from None
    return [line.removesuffix("\r") for line in text.split("\n")]


def _take_picture(
    number: int,
    line: str,
    found: re.Match[str],
    pictures: dict[str, bytes],
    problems: list[Problem],
) -> None:
    picture_id = found.group(1)
    try:
        pictures[picture_id] = bytes_named(picture_id, line[found.end() :].strip())
    except ValueError as wrong:
        problems.append(Problem(number, f"picture: {wrong}", picture_id[:12]))


def _read_head(lines: list[str], problems: list[Problem]) -> tuple[dict[str, list[str]], int]:
    """The fields between the two fences, and the index of the first line behind them."""
    first = next((index for index, line in enumerate(lines) if line.strip()), 0)
    if lines[first].strip() != FENCE:
        raise ExchangeError(
            f"This is no deck file: line {first + 1} should be {FENCE}, then deck: and a name."
        )
    head: dict[str, list[str]] = {}
    for number, line in enumerate(lines[first + 1 :], start=first + 2):
        if line.strip() == FENCE:
            if "deck" not in head:
                problems.append(Problem(first + 1, "the head gives no name (deck: ...)"))
            return head, number
        if line.strip():
            _take_head_field(head, number, line, problems)
    raise ExchangeError(f"The head of the deck file is not closed with a line {FENCE}.")


def _take_head_field(
    head: dict[str, list[str]], number: int, line: str, problems: list[Problem]
) -> None:
    found = _FIELD.fullmatch(line.strip())
    key = found.group(1).lower() if found else ""
    if found is None or key not in HEAD_FIELDS:
        known = ", ".join(HEAD_FIELDS)
        problems.append(Problem(number, f"the head of a deck knows {known} only"))
        return
    try:
        head.setdefault(key, []).append(read_text(found.group(2).strip()))
    except ValueError as problem:
        problems.append(Problem(number, str(problem)))
