"""A learner's progress as one file: the review log, a line of JSON for each row.

The first line says what the file is, and the name of whose log it is: ids of learners differ from
machine to machine. Memory and charts are not in it: they follow from the log.
Rows keep their ids (UUIDv7), so that two logs merge by union however often and in whatever order.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from quizapp.domain.review import Form, Rating, Review, Verdict
from quizapp.errors import ExchangeError
from quizapp.exchange.format import LONGEST_TEXT, Problem, unfit_character

_FORMAT, _VERSION = "quizapp-progress", 1
_LONGEST_LINE = 200_000  # bytes
_HALF = re.compile("[\ud800-\udfff]")  # JSON can spell them
_LONGEST_ID = 200
_LONGEST_ANSWER = 24 * 60 * 60 * 1000  # milliseconds
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)  # no program of ours wrote anything before


@dataclass(frozen=True)
class ProgressFile:
    """``problems``: each line that could not be taken, and why."""

    reviews: tuple[Review, ...]
    problems: tuple[Problem, ...] = ()


class _Unfit(Exception):
    """Why a line is left out."""


def dump(reviews: Iterable[Review], name: str = "") -> Iterator[bytes]:
    """The file, piece by piece. ``name``: of the learner; no id of theirs is in it."""
    header = {"format": _FORMAT, "version": _VERSION}
    yield _line(header | ({"learner": name} if name else {}))
    for review in reviews:
        row = {
            "id": review.id,
            "question": review.question_id,
            "form": review.form.value,
            "given": review.given,
            "verdict": review.verdict.value,
            "rating": int(review.rating),
            "ms": review.milliseconds,
            "at": review.at.astimezone(UTC).isoformat(),
            "day": review.study_day.isoformat(),
            "app": review.app_version,
        }
        if review.retracts is not None:
            row["retracts"] = review.retracts
        yield _line(row)


def _line(record: dict[str, Any]) -> bytes:
    return (json.dumps(record, ensure_ascii=False) + "\n").encode()


def load(
    data: bytes, *, learner: str, passing: Callable[[list[bytes]], Iterable[bytes]] = iter
) -> ProgressFile:
    """The rows as answers of ``learner``; ``ExchangeError`` where it is no such file at all.

    ``passing`` hands on all lines of rows that it is given, and may look at how far that is.
    """
    lines = data.split(b"\n")
    _check_header(lines[0])
    reviews: list[Review] = []
    problems: list[Problem] = []
    for number, line in enumerate(passing(lines[1:]), start=2):
        if not line.strip():
            continue
        try:
            reviews.append(_review(line, learner))
        except _Unfit as unfit:
            problems.append(Problem(number, str(unfit)))
    return ProgressFile(tuple(reviews), tuple(problems))


def name_in(first_line: bytes) -> str:
    """Whose progress it is; "" in a file that does not say. ``ExchangeError`` as ``load``."""
    name = _check_header(first_line).get("learner")
    is_name = isinstance(name, str) and len(name) <= _LONGEST_ID and not unfit_character(name)
    return str(name) if is_name else ""


def _check_header(line: bytes) -> dict[str, Any]:
    try:
        header = json.loads(line[:_LONGEST_LINE].decode("utf-8-sig"))
    except (ValueError, RecursionError):
        header = None
    if not isinstance(header, dict) or header.get("format") != _FORMAT:
        raise ExchangeError("This is not a progress file of QuizApp.")
    if header.get("version") != _VERSION:
        raise ExchangeError(
            "This progress file was written by a newer QuizApp. Update QuizApp here, then try "
            "again."
        )
    return header


def _review(line: bytes, learner: str) -> Review:
    if len(line) > _LONGEST_LINE:
        raise _Unfit("the line is far too long")
    try:
        row = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError):
        raise _Unfit("it is no JSON in UTF-8") from None
    if not isinstance(row, dict):
        raise _Unfit("it is no row of the log")
    return Review(
        id=_id(row, "id"),
        learner=learner,
        question_id=_id(row, "question"),
        form=_form(row),
        given=_text(row, "given", LONGEST_TEXT),
        verdict=_one_of(row, "verdict", {verdict.value: verdict for verdict in Verdict}),
        rating=_one_of(row, "rating", {int(rating): rating for rating in Rating}),
        milliseconds=_milliseconds(row),
        at=_moment(row),
        study_day=_day(row),
        app_version=_text(row, "app", _LONGEST_ID),
        retracts=_id(row, "retracts") if row.get("retracts") is not None else None,
    )


def _text(row: dict[str, Any], name: str, longest: int) -> str:
    value = row.get(name)
    if not isinstance(value, str) or len(value) > longest:
        raise _Unfit(f"“{name}” is no text, or far too long")
    if _HALF.search(value):
        raise _Unfit(f"“{name}” holds half a character, which no file can hold")
    return value


def _id(row: dict[str, Any], name: str) -> str:
    value = _text(row, name, _LONGEST_ID)
    if not value or unfit_character(value):
        raise _Unfit(f"“{name}” is empty or holds characters that no id has")
    return value


def _one_of(row: dict[str, Any], name: str, known: dict[Any, Any]) -> Any:
    value = row.get(name)
    if isinstance(value, bool) or not isinstance(value, str | int) or value not in known:
        raise _Unfit(f"“{name}” is none that this QuizApp knows")
    return known[value]


def _form(row: dict[str, Any]) -> Form:
    """One of a newer QuizApp is kept under its name: the answer counts whatever it was put in."""
    try:
        return Form(_text(row, "form", _LONGEST_ID))
    except ValueError:
        raise _Unfit("“form” is no way to ask a question") from None


def _milliseconds(row: dict[str, Any]) -> int:
    value = row.get("ms")
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise _Unfit("“ms” is no time")
    return min(value, _LONGEST_ANSWER)


def _moment(row: dict[str, Any]) -> datetime:
    try:
        moment = datetime.fromisoformat(_text(row, "at", _LONGEST_ID)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise _Unfit("“at” is no moment") from None
    if moment < _NEVER:
        raise _Unfit("“at” is a moment before there was a QuizApp")
    return moment


def _day(row: dict[str, Any]) -> date:
    try:
        return date.fromisoformat(_text(row, "day", _LONGEST_ID))
    except ValueError:
        raise _Unfit("“day” is no date") from None
