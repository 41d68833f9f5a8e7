"""What a loaded file brings, made ready for the deck file: pictures looked at, past answers dated.

Nothing is written here. Whatever is taken in another way than it stands in the file is named.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from quizapp import __version__
from quizapp.domain.identity import stable_id
from quizapp.domain.importing import Entry
from quizapp.domain.ports import DeckStore
from quizapp.domain.question import Question
from quizapp.domain.review import Review, Verdict, counted
from quizapp.errors import NotFound
from quizapp.exchange.format import DeckFile, PastReview, Problem
from quizapp.exchange.pictures import media_type
from quizapp.services.learning_day import LearningDay

LARGEST_PICTURE = 5 * 1024 * 1024
"""Bytes. The deck file and each of its backups holds every picture."""

LONGEST_NAME = 60


@dataclass(frozen=True)
class Ready:
    """``lines``: of the questions, by id."""

    questions: tuple[Question, ...]
    pictures: Mapping[str, bytes]
    changed: tuple[Entry, ...]
    skipped: tuple[Entry, ...]
    lines: Mapping[str, int]


def make_ready(loaded: DeckFile, decks: DeckStore) -> Ready:
    """The questions as they can be stored, each id once."""
    changed = [_entry(problem) for problem in loaded.changed]
    skipped = [_entry(problem) for problem in loaded.problems]
    questions: dict[str, Question] = {}
    pictures: dict[str, bytes] = {}
    looked_at: dict[str, str] = {}  # by picture: why it is not taken, "" where it is
    for question in loaded.questions:
        line = loaded.lines.get(question.id)
        if question.id in questions:
            reason = f"the id {question.id!r} was used above in this file"
            skipped.append(Entry(called(question), line, reason))
            continue
        if question.picture is not None:
            picture_id = question.picture.id
            data = loaded.pictures.get(picture_id)
            if picture_id not in looked_at:
                looked_at[picture_id] = _against(picture_id, data, decks)
            if against := looked_at[picture_id]:
                changed.append(Entry(called(question), line, against))
                question = replace(question, picture=None)  # noqa: PLW2901
            elif data is not None:
                pictures[picture_id] = data
        questions[question.id] = question
    return Ready(tuple(questions.values()), pictures, tuple(changed), tuple(skipped), loaded.lines)


def called(question: Question) -> str:
    """What a report calls a question: its title, else its first words."""
    text = " ".join((question.title or question.stem).split())
    return text if len(text) <= LONGEST_NAME else f"{text[: LONGEST_NAME - 1]}…"


def _entry(problem: Problem) -> Entry:
    return Entry(problem.item, problem.line, problem.reason)


def _against(picture_id: str, data: bytes | None, decks: DeckStore) -> str:
    """Why a picture is left out; "" where it is taken, or is there already."""
    if data is None:
        try:
            decks.picture(picture_id)
        except NotFound:
            return "its picture was left out: it is not in the file"
        return ""
    if media_type(data) is None:
        kind = "SVG, which can hold scripts" if _is_svg(data) else "no picture of these kinds"
        return f"its picture was left out: PNG, JPEG, GIF and WebP are taken, and it is {kind}"
    if len(data) > LARGEST_PICTURE:
        size = f"{len(data) / 2**20:.1f} MB"
        return f"its picture was left out: it has {size}, and {LARGEST_PICTURE >> 20} are the most"
    if hashlib.sha256(data).hexdigest() != picture_id:
        return "its picture was left out: its bytes are not those that the file speaks of"
    return ""


def _is_svg(data: bytes) -> bool:
    head = data[:1_000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith((b"<?xml", b"<svg", b"<!doctype svg", b"<!--"))


def as_reviews(
    history: Iterable[PastReview],
    questions: Sequence[Question],
    log: Sequence[Review],
    day: LearningDay,
) -> tuple[tuple[Review, ...], tuple[Entry, ...]]:
    """Past answers as rows for the log of who learns now, and what could not be taken.

    ``log``: the learner's. The ids follow from the file's own, so that the same file again adds
    nothing; rows that an undo took back come again under another id. An answer that the log has
    already (a deck that was exported with its history) is passed over.
    """
    known = {question.id for question in questions}
    ids = {row.id for row in log}
    counting = counted(log)
    given = {(row.question_id, _millisecond(row.at)) for row in counting}
    next_id = _id_finder(ids - {row.id for row in counting})
    now = day.now_utc()
    reviews: dict[str, Review] = {}
    refused: Counter[str] = Counter()
    for past in history:
        if past.question_id not in known:
            refused["their questions were not taken"] += 1
        elif past.at > now:
            refused["they lie in the future"] += 1
        elif (past.question_id, _millisecond(past.at)) not in given:
            review = _review(past, next_id(day.learner, past.source_id), day)
            reviews.setdefault(review.id, review)
    skipped = (
        Entry("history", None, f"{number:,} past answers were left out: {reason}")
        for reason, number in refused.items()
    )
    return tuple(reviews.values()), tuple(skipped)


def _id_finder(taken_back: set[str]) -> Callable[[str, str], str]:
    """``find(learner, source_id)``: the id of a row, another one each time it was taken back."""

    def find(learner: str, source_id: str) -> str:
        turn = 0
        while (found := stable_id("history", learner, source_id, str(turn))) in taken_back:
            turn += 1
        return found

    return find


def _review(past: PastReview, review_id: str, day: LearningDay) -> Review:
    return Review(
        id=review_id,
        learner=day.learner,
        question_id=past.question_id,
        form=past.form,
        given="",
        verdict=Verdict.UNCHECKED,
        rating=past.rating,
        milliseconds=max(0, past.milliseconds),
        at=past.at.astimezone(UTC),
        study_day=day.day_of(past.at),
        app_version=__version__,
    )


def _millisecond(at: datetime) -> int:
    return round(at.timestamp() * 1000)
