"""Neutral JSONL: one question a line, for other programs and for scoring.

``{"id", "kind", "stem", "answer", "accept": [], "choices": [] | null, "iso": {...} | null,
"source": {"doc", "start", "end", "quote", ...}, "confidence", "status"}``, and where they are set
``explanation``, ``tags``, ``fact`` (siblings share it), ``date`` (before Christ), ``title``,
``topic``, ``difficulty``, ``hint``, ``picture`` (its id, media type and alt text, and where it is
shown first its bytes as a data address, ``data``) and ``task`` (as in ``domain.task_record``;
answer, accepted forms and choices then follow from it). ``start`` and ``end`` count characters of
the document's original text. What comes in is untrusted: every field is checked, a bad line is left
out with its number and the reason, and markup is text like any other.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from quizapp.domain.calendar import HistoricalDate
from quizapp.domain.document import Span
from quizapp.domain.identity import stable_id
from quizapp.domain.question import (
    AnswerKind,
    Citation,
    Difficulty,
    Origin,
    Picture,
    Question,
    State,
)
from quizapp.domain.task import Information, Key, Task, key_of, simplest
from quizapp.domain.task_record import MOST_PARTS, record_of
from quizapp.exchange.building import Unfit, check_lengths, item_name
from quizapp.exchange.format import (
    LONGEST_QUESTION,
    LONGEST_STEM,
    LONGEST_TEXT,
    DeckFile,
    Problem,
    Written,
    unfit_character,
)
from quizapp.exchange.iso_dates import date_of
from quizapp.exchange.no_place import left_out
from quizapp.exchange.picture_names import (
    LONGEST_ADDRESS,
    bytes_named,
    data_address,
    picture_named,
    pictures_left_out,
)
from quizapp.exchange.reading import UNWATCHED, Reading
from quizapp.exchange.task_records import read_task

Word = TypeVar("Word", AnswerKind, State)

LONGEST_LINE = 4 * LONGEST_QUESTION
"""Bytes, of which a letter has four at most: every question that any format takes has room."""

LONGEST_WITH_PICTURE = LONGEST_LINE + LONGEST_ADDRESS
_DATA = b"data:image/"

MOST_TEXTS = MOST_PARTS
"""Accepted answers, options or tags of one question."""


class Neutral:
    key = "jsonl"
    name = "Neutral JSON lines"
    endings = (".jsonl",)

    def recognises(self, data: bytes) -> bool:
        return data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"

    def load(
        self,
        data: bytes,
        *,
        name: str,
        origin: Origin = Origin.IMPORTED,
        reading: Reading = UNWATCHED,
    ) -> DeckFile:
        """A line of another program may leave out all but kind, stem and answer."""
        questions: dict[str, Question] = {}
        pictures: dict[str, bytes] = {}
        problems: list[Problem] = []
        changed: list[Problem] = []
        lines = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
        for number, line in enumerate(reading.over(lines, len(lines)), start=1):
            if not line.strip():
                continue
            try:
                record = _record(line)
                question = _question(record, origin)
                check_lengths(question)
                if question.id in questions:
                    raise Unfit(f"the id {question.id!r} was used above")
            except Unfit as unfit:
                problems.append(Problem(number, str(unfit)))
                continue
            questions[question.id] = question
            try:
                pictures |= _picture_bytes(record, question.picture)
            except ValueError as wrong:
                item = item_name(question.title, question.stem)
                changed.append(Problem(number, f"its picture was left out: {wrong}", item))
        return DeckFile(
            name,
            questions=tuple(questions.values()),
            problems=tuple(problems),
            changed=tuple(changed),
            pictures=pictures,
        )

    def dump(self, deck: DeckFile) -> Written:
        told = left_out(deck, ("history", "description", "sources"))
        unheld = pictures_left_out(deck.questions, deck.pictures)
        return Written(_lines(deck), (*unheld, *told))


def _lines(deck: DeckFile) -> Iterator[bytes]:
    """Each picture goes with the first question that shows it."""
    left = dict(deck.pictures)
    for question in deck.questions:
        picture = question.picture
        data = left.pop(picture.id, None) if picture is not None else None
        yield f"{line_of_question(question, data)}\n".encode()


def line_of_question(question: Question, picture: bytes | None = None) -> str:
    """One line of JSON, without the line break. ``picture``: the bytes of its picture."""
    record: dict[str, Any] = {
        "id": question.id,
        "kind": str(question.kind),
        "stem": question.stem,
        "answer": question.answer,
        "accept": list(question.accept),
        "choices": _choices(question),
        "iso": _iso(question.date),
        "source": _source(question.citation) if question.citation else None,
        "confidence": question.confidence,
        "status": str(question.state),
    }
    if question.date and not record["iso"]:
        record["date"] = question.date.to_iso()
    if question.explanation:
        record["explanation"] = question.explanation
    if question.tags:
        record["tags"] = list(question.tags)
    if question.fact_id:
        record["fact"] = question.fact_id
    labels = _labels(question)
    if picture is not None and question.picture is not None:
        labels["picture"]["data"] = data_address(question.picture, picture)
    return json.dumps(record | labels, ensure_ascii=False)


def _labels(question: Question) -> dict[str, Any]:
    """What is set of the fields that only people's questions have."""
    picture = question.picture
    labels: dict[str, Any] = {
        "title": question.title,
        "topic": question.topic,
        "difficulty": "" if question.difficulty is None else question.difficulty.name.lower(),
        "hint": question.hint,
        "picture": picture and {"id": picture.id, "type": picture.media_type, "alt": picture.alt},
        "task": question.task and record_of(question.task),
    }
    return {name: value for name, value in labels.items() if value}


def _iso(date: HistoricalDate | None) -> dict[str, object] | None:
    """None for a date before Christ: readers of YYYY-MM-DD stumble over a minus sign.

    It goes into our own field ``date`` instead, in the same form.
    """
    if date is None or any(end.point.year < 1 for end in date.ends()):
        return None
    return date.to_iso()


def _question(record: Mapping[str, Any], origin: Origin) -> Question:
    """The question of one line; ``Unfit`` says what is wrong with it."""
    kind = _one_of(record, "kind", AnswerKind)
    task, key = _task(record)
    longest = LONGEST_TEXT if isinstance(task, Information) else LONGEST_STEM
    stem = _needed(record, "stem", longest)
    if key is None:
        answer = _needed(record, "answer", LONGEST_STEM)
        key = Key(answer, _texts(record, "accept"), _distractors(record, answer))
    return Question(
        id=_text(record, "id", 200) or stable_id("neutral", kind, stem, key.answer),
        kind=kind,
        stem=stem,
        answer=key.answer,
        accept=key.accept,
        distractors=key.distractors,
        date=_date(record),
        explanation=_text(record, "explanation", LONGEST_TEXT),
        tags=_texts(record, "tags"),
        citation=_citation(record),
        origin=origin,
        state=_one_of(record, "status", State, State.ACCEPTED),
        confidence=_confidence(record),
        fact_id=_text(record, "fact", 200),
        task=task,
        title=_text(record, "title", LONGEST_STEM),
        topic=_text(record, "topic", LONGEST_STEM),
        difficulty=_difficulty(record),
        hint=_text(record, "hint", LONGEST_TEXT),
        picture=_picture(record),
    )


def _choices(question: Question) -> list[str] | None:
    """The key anywhere among the distractors, always at the same place; ``None``: no choices.

    The distractors keep their order, so that a file that was read is written again as it was.
    """
    if not question.distractors:
        return None
    place = random.Random(question.id).randrange(len(question.distractors) + 1)
    before, behind = question.distractors[:place], question.distractors[place:]
    return [*before, question.answer, *behind]


def _task(record: Mapping[str, Any]) -> tuple[Task | None, Key | None]:
    """The task, and the key that follows from it. A task that a plain question says as well is
    dropped, and its key stays."""
    told = record.get("task")
    if told is None:
        return None, None
    try:
        task = read_task(told)
    except ValueError as wrong:
        raise Unfit(f"task: {str(wrong)[:200]}") from None
    return simplest(task), key_of(task)


def _difficulty(record: Mapping[str, Any]) -> Difficulty | None:
    value = _text(record, "difficulty", 20)
    if not value:
        return None
    try:
        return Difficulty[value.upper()]
    except KeyError:
        known = ", ".join(each.name.lower() for each in Difficulty)
        raise Unfit(f"difficulty is {value!r}, not one of {known}") from None


def _picture(record: Mapping[str, Any]) -> Picture | None:
    told = record.get("picture")
    if told is None:
        return None
    if not isinstance(told, dict):
        raise Unfit("picture is not an object")
    try:
        return picture_named(
            _text(told, "id", 64), _text(told, "type", 40), _text(told, "alt", LONGEST_STEM)
        )
    except ValueError as wrong:
        raise Unfit(f"picture: {wrong}") from None


def _picture_bytes(record: Mapping[str, Any], picture: Picture | None) -> dict[str, bytes]:
    """By the id, where the line holds them; ValueError says what is wrong with them."""
    address = record["picture"].get("data") if picture is not None else None
    if picture is None or address is None:
        return {}
    return {picture.id: bytes_named(picture.id, address if isinstance(address, str) else "")}


def _source(citation: Citation) -> dict[str, Any]:
    span = citation.span
    record: dict[str, Any] = {
        "doc": citation.document,
        "start": span.start if span else None,
        "end": span.end if span else None,
        "quote": citation.quote,
    }
    more = {
        "title": citation.title,
        "paragraph": citation.paragraph,
        "page": citation.page,
        "heading": citation.heading,
        "fingerprint": citation.fingerprint,
    }
    return record | {key: value for key, value in more.items() if value not in ("", None)}


def _record(line: bytes) -> Mapping[str, Any]:
    if len(line) > (LONGEST_WITH_PICTURE if _DATA in line else LONGEST_LINE):
        raise Unfit(f"it is {len(line):,} bytes long, which no question is")
    try:
        record = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        raise Unfit("it is not UTF-8 text") from None
    except (ValueError, RecursionError):
        raise Unfit("it is not JSON") from None
    if not isinstance(record, dict):
        raise Unfit("it is not a JSON object")
    return record


def _text(record: Mapping[str, Any], key: str, longest: int) -> str:
    """An optional text, stripped; empty where it is missing or null."""
    value = record.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Unfit(f"{key} is not text")
    return _fit(value, key, longest)


def _fit(value: str, key: str, longest: int) -> str:
    if len(value) > longest:
        raise Unfit(f"{key} is {len(value):,} characters long; at most {longest:,} are taken")
    if unfit := unfit_character(value):
        raise Unfit(f"{key} holds the character {unfit}, which is no text")
    return value.strip()


def _needed(record: Mapping[str, Any], key: str, longest: int) -> str:
    value = _text(record, key, longest)
    if not value:
        raise Unfit(f"there is no {key}")
    return value


def _texts(record: Mapping[str, Any], key: str) -> tuple[str, ...]:
    values = record.get(key)
    if values is None:
        return ()
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise Unfit(f"{key} is not a list of texts")
    if len(values) > MOST_TEXTS:
        raise Unfit(f"{key} holds {len(values)} texts; at most {MOST_TEXTS} are taken")
    fit = (_fit(value, key, LONGEST_STEM) for value in values)
    return tuple(text for text in fit if text)


def _one_of(
    record: Mapping[str, Any], key: str, words: type[Word], default: Word | None = None
) -> Word:
    value = record.get(key)
    if value is None and default is not None:
        return default
    try:
        return words(str(value))
    except ValueError:
        known = ", ".join(words)
        raise Unfit(f"{key} is {str(value)[:40]!r}, not one of {known}") from None


def _distractors(record: Mapping[str, Any], answer: str) -> tuple[str, ...]:
    """The choices in their given order without the key."""
    choices = _texts(record, "choices")
    if choices and answer not in choices:
        raise Unfit("the answer is not among the choices")
    return tuple(choice for choice in choices if choice != answer)


def _date(record: Mapping[str, Any]) -> HistoricalDate | None:
    iso = record.get("iso")
    if iso is None:
        iso = record.get("date")
    if iso is None:
        return None
    try:
        return date_of(iso, "iso")
    except ValueError as problem:
        raise Unfit(str(problem)) from None


def _citation(record: Mapping[str, Any]) -> Citation | None:
    source = record.get("source")
    if source is None:
        return None
    if not isinstance(source, dict):
        raise Unfit("source is not an object")
    start, end = _whole(source, "start"), _whole(source, "end")
    if (start is None) != (end is None) or (start or 0) > (end or 0):
        raise Unfit("source start and end are not a stretch of text")
    return Citation(
        document=_text(source, "doc", LONGEST_STEM),
        title=_text(source, "title", LONGEST_STEM),
        fingerprint=_text(source, "fingerprint", 200),
        paragraph=_whole(source, "paragraph"),
        page=_whole(source, "page"),
        heading=_text(source, "heading", LONGEST_STEM),
        span=Span(start, end) if start is not None and end is not None else None,
        quote=_text(source, "quote", LONGEST_TEXT),
    )


def _whole(record: Mapping[str, Any], key: str) -> int | None:
    value = record.get(key)
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**31:
        raise Unfit(f"source {key} is not a whole number")
    return value


def _confidence(record: Mapping[str, Any]) -> float:
    value = record.get("confidence", 1.0)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise Unfit("confidence is not a number from 0 to 1")
    return float(value)
