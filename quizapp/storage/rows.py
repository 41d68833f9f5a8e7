"""Domain objects to table rows and back.

Text is cleaned on its way in: the NUL character and half surrogates, which no database keeps and no
one can read, become U+FFFD one for one, so that offsets still hold.
"""

from __future__ import annotations

import json
import math
import re
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from quizapp.domain.calendar import HistoricalDate
from quizapp.domain.deck import Deck
from quizapp.domain.document import Document, OffsetRun, Passage, ReadingNote, Span, TextKind
from quizapp.domain.judgement import Act, Judgement, Reason
from quizapp.domain.question import (
    AnswerKind,
    Citation,
    Difficulty,
    Origin,
    Picture,
    Question,
    Signs,
    State,
)
from quizapp.domain.review import Form, MemoryState, Rating, Review, Verdict
from quizapp.domain.task_record import record_of, task_name, task_of
from quizapp.errors import StorageError
from quizapp.storage.tables import QUESTION, WORDING

Values = dict[str, Any]
Record = Any
"""A row that a query gave: its columns are attributes. (Row's own type parameters are written in
one way for SQLAlchemy 2.0 and in another for 2.1.)"""

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_decode = json.loads
_quoted: Callable[[str], str] = json.encoder.encode_basestring  # as JSON, letters left as they are
_REPLACEMENT = "\ufffd"
_YEAR = re.compile(r'"(-?\d{4})')  # in the JSON of a date
PART = 1_000  # ids in one statement
_UNKEEPABLE = re.compile("[\0\ud800-\udfff]")


def clean(text: str) -> str:
    """The text as it can be stored; the same length."""
    if text.isascii():
        return text.replace("\0", _REPLACEMENT) if "\0" in text else text
    return _UNKEEPABLE.sub(_REPLACEMENT, text)


def up_to(limit: int) -> int | None:
    """``limit`` for a SELECT: below zero all rows are wanted, and only SQLite says it so."""
    return None if limit < 0 else limit


def in_parts(ids: Sequence[str]) -> Iterator[list[str]]:
    """The ids as they are stored, some at a time: a statement takes 32,766 values."""
    for start in range(0, len(ids), PART):
        yield [clean(each) for each in ids[start : start + PART]]


def year_of(when: str | None) -> int | None:
    """The year, astronomical, of a date as it is stored. Reading all of its JSON would take a
    second for 100,000 questions."""
    found = _YEAR.search(when) if when else None
    return int(found[1]) if found else None


def name_key(name: str) -> str:
    """What makes two names the same: neither case nor outer spaces count."""
    return clean(name).strip().casefold()


def deck_of(row: Record) -> Deck:
    return Deck(row.id, row.name, row.description)


def question_values(question: Question) -> Values:
    """The columns of ``question``; which deck, and what a person decided, the store knows."""
    if not math.isfinite(question.confidence):
        raise StorageError(
            f"The question “{question.stem[:60]}” was not saved: its confidence is not a number."
        )
    citation = question.citation
    return {
        "id": clean(question.id),
        "state": question.state.value,
        "kind": question.kind.value,
        "origin": question.origin.value,
        "fact_id": clean(question.fact_id),
        "document": (clean(citation.fingerprint) or None) if citation else None,
        "confidence": question.confidence,
        "topic": clean(question.topic),
        "difficulty": None if question.difficulty is None else int(question.difficulty),
        "task": "" if question.task is None else task_name(question.task),
    }


def wording_values(question: Question) -> Values:
    citation = question.citation
    return {
        "stem": clean(question.stem),
        "answer": clean(question.answer),
        "accept": _texts(question.accept),
        "distractors": _texts(question.distractors),
        "tags": _texts(question.tags),
        "date": _encode(question.date.to_iso()) if question.date else None,
        "citation": _citation_text(citation) if citation else None,
        "explanation": clean(question.explanation),
        "signs": _signs_text(question.signs) if question.signs else None,
        "title": clean(question.title),
        "topic": clean(question.topic),
        "more": more_text(question),
    }


_TWICE = ("question", "topic")  # columns of ``wording`` that ``question`` has too
WHOLE_QUESTION = (*QUESTION.c, *(column for column in WORDING.c if column.name not in _TWICE))
"""What ``question_of`` needs."""


def question_of(row: Record) -> Question:
    return Question(
        id=row.id,
        kind=AnswerKind(row.kind),
        stem=row.stem,
        answer=row.answer,
        accept=texts_of(row.accept),
        distractors=texts_of(row.distractors),
        date=HistoricalDate.from_iso(_decode(row.date)) if row.date else None,
        explanation=row.explanation,
        tags=texts_of(row.tags),
        citation=_citation_of(_decode(row.citation), row.document) if row.citation else None,
        origin=Origin(row.origin),
        state=State(row.state),
        confidence=row.confidence,
        fact_id=row.fact_id,
        signs=_signs_of(_decode(row.signs)) if row.signs else None,
        title=row.title,
        topic=row.topic,
        difficulty=None if row.difficulty is None else Difficulty(row.difficulty),
        **(_more_of(_decode(row.more)) if row.more else {}),
    )


def tags_of(stored: str) -> tuple[str, ...]:
    """Each once, out of the column ``wording.tags``."""
    return tuple(dict.fromkeys(texts_of(stored)))


def more_text(question: Question) -> str | None:
    """Task, hint and picture, where there is one of them."""
    picture = question.picture
    if question.task is None and not question.hint and picture is None:
        return None
    more: dict[str, Any] = {}
    if question.task is not None:
        more["task"] = record_of(question.task)
    if question.hint:
        more["hint"] = question.hint
    if picture is not None:
        more["picture"] = {"id": picture.id, "type": picture.media_type, "alt": picture.alt}
    return _encode(cleaned(more))


def cleaned(value: Any) -> Any:
    """Plain data (for JSON) with all its texts as they can be stored."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {key: cleaned(each) for key, each in value.items()}
    return [cleaned(each) for each in value] if isinstance(value, list | tuple) else value


def _more_of(data: Mapping[str, Any]) -> dict[str, Any]:
    more: dict[str, Any] = {"hint": data.get("hint", "")}
    if "task" in data:
        more["task"] = task_of(data["task"])
    if picture := data.get("picture"):
        more["picture"] = Picture(picture["id"], picture["type"], picture["alt"])
    return more


def picture_in(more: str | None) -> str | None:
    """The id of the picture that the column ``wording.more`` names."""
    if not more or '"picture"' not in more:
        return None
    picture = _decode(more).get("picture")
    return str(picture["id"]) if picture else None


VERSIONED = {
    "kind": None, "document": None, "topic": "", "difficulty": None, "task": "",
    "stem": "", "answer": "", "accept": "[]", "distractors": "[]", "tags": "[]", "date": None,
    "citation": None, "explanation": "", "title": "", "more": None,
}  # fmt: skip
"""The columns of a version of the words, and what each is where it is empty."""


def version_text(stored: Mapping[str, Any]) -> str:
    """The words of a question's row, to be put away when they change."""
    return _encode({n: stored[n] for n, empty in VERSIONED.items() if stored[n] != empty})


def picture_in_version(wording: str) -> str | None:
    """The id of the picture that a version names."""
    return picture_in(_decode(wording).get("more"))


def former_question(row: Record, wording: str) -> Question:
    """The question of ``row`` as it was worded once."""
    return question_of(SimpleNamespace(**{**row._mapping, **version_values(wording)}))


def version_values(wording: str) -> Values:
    """The inverse of ``version_text``: the columns of the words."""
    return {**VERSIONED, **_decode(wording)}


def document_values(document: Document) -> Values:
    return {
        "fingerprint": clean(document.fingerprint),
        "name": clean(document.name),
        "title": clean(document.title),
        "name_key": name_key(document.name),
        "title_key": name_key(document.title),
        "format": clean(document.format),
        "path": None if document.path is None else clean(document.path),
        "words": document.words,
        "notes": _encode([[clean(note.message), note.page] for note in document.notes]),
        "original": zlib.compress(document.original.encode("utf-8", "surrogatepass"), 6),
    }


def document_of(row: Record, passages: tuple[Passage, ...]) -> Document:
    return Document(
        name=row.name,
        title=row.title,
        format=row.format,
        original=zlib.decompress(row.original).decode("utf-8", "surrogatepass"),
        passages=passages,
        fingerprint=row.fingerprint,
        notes=tuple(ReadingNote(message, page) for message, page in _decode(row.notes)),
        path=row.path,
    )


def passage_values(passage: Passage, document: int) -> Values:
    runs = [(run.text_start, run.source_start, run.length) for run in passage.runs]
    line = passage.date_line_span
    return {
        "document": document,
        "number": passage.number,
        "kind": passage.kind.value,
        "text": clean(passage.text),
        "runs": _encode(runs),
        "heading_path": _texts(passage.heading_path),
        "paragraph": passage.paragraph,
        "page": passage.page,
        "date_line": None if passage.date_line is None else clean(passage.date_line),
        "date_line_start": line.start if line else None,
        "date_line_end": line.end if line else None,
    }


def passage_of(row: Record) -> Passage:
    has_span = row.date_line_start is not None
    return Passage(
        number=row.number,
        text=row.text,
        kind=TextKind(row.kind),
        runs=tuple(OffsetRun(*run) for run in _decode(row.runs)),
        heading_path=texts_of(row.heading_path),
        paragraph=row.paragraph,
        page=row.page,
        date_line=row.date_line,
        date_line_span=Span(row.date_line_start, row.date_line_end) if has_span else None,
    )


def review_values(review: Review) -> Values:
    if review.at.tzinfo is None:
        raise ValueError("the moment of an answer needs a time zone")
    return {
        "id": clean(review.id),
        "learner": clean(review.learner),
        "question_id": clean(review.question_id),
        "form": review.form.value,
        "given": clean(review.given),
        "verdict": review.verdict.value,
        "rating": int(review.rating),
        "milliseconds": review.milliseconds,
        "at": review.at,
        "study_day": review.study_day,
        "app_version": clean(review.app_version),
        "retracts": None if review.retracts is None else clean(review.retracts),
    }


def review_of(row: Record) -> Review:
    return Review(
        id=row.id,
        learner=row.learner,
        question_id=row.question_id,
        form=Form(row.form),
        given=row.given,
        verdict=Verdict(row.verdict),
        rating=Rating(row.rating),
        milliseconds=row.milliseconds,
        at=row.at,
        study_day=row.study_day,
        app_version=row.app_version,
        retracts=row.retracts,
    )


def judgement_values(judgement: Judgement) -> Values:
    if judgement.at.tzinfo is None:
        raise ValueError("the moment of a verdict needs a time zone")
    return {
        "id": clean(judgement.id),
        "act": judgement.act.value,
        "at": judgement.at,
        "question_id": None if judgement.question_id is None else clean(judgement.question_id),
        "reason": None if judgement.reason is None else judgement.reason.value,
        "changed": _texts(judgement.changed),
        "features": _encode(dict(judgement.features)),
        "app_version": clean(judgement.app_version),
        "retracts": None if judgement.retracts is None else clean(judgement.retracts),
    }


def judgement_of(row: Record) -> Judgement:
    return Judgement(
        id=row.id,
        act=Act(row.act),
        at=row.at,
        question_id=row.question_id,
        reason=None if row.reason is None else Reason(row.reason),
        changed=texts_of(row.changed),
        features=tuple(_decode(row.features).items()),
        app_version=row.app_version,
        retracts=row.retracts,
    )


def memory_values(state: MemoryState) -> Values:
    """Every column but the key."""
    if not (math.isfinite(state.stability) and math.isfinite(state.difficulty)):
        raise StorageError("The answer was not saved: the scheduler gave no number for its memory.")
    return {
        "stability": state.stability,
        "difficulty": state.difficulty,
        "last_day": state.last_day,
        "due": state.due,
        "reviews": state.reviews,
        "lapses": state.lapses,
    }


def memory_of(question_id: str, row: Record) -> MemoryState:
    return MemoryState(
        question_id=question_id,
        stability=row.stability,
        difficulty=row.difficulty,
        last_day=row.last_day,
        due=row.due,
        reviews=row.reviews,
        lapses=row.lapses,
    )


def _texts(texts: tuple[str, ...]) -> str:
    return "[" + ",".join([_quoted(clean(text)) for text in texts]) + "]" if texts else "[]"


def texts_of(stored: str) -> tuple[str, ...]:
    """Accepted answers, distractors or tags as they are stored."""
    return () if stored == "[]" else tuple(_decode(stored))


def _citation_text(citation: Citation) -> str:
    """Without what is empty; the fingerprint stands in a column of its own."""
    span = citation.span
    fields = [
        f'"{name}":{_quoted(clean(text))}'
        for name, text in (
            ("document", citation.document),
            ("title", citation.title),
            ("heading", citation.heading),
            ("quote", citation.quote),
        )
        if text
    ]
    if citation.paragraph is not None:
        fields.append(f'"paragraph":{citation.paragraph}')
    if citation.page is not None:
        fields.append(f'"page":{citation.page}')
    if span is not None:
        fields.append(f'"span":[{span.start},{span.end}]')
    return "{" + ",".join(fields) + "}"


def _signs_text(signs: Signs) -> str:
    """The places with their fingerprints: these have no column."""
    against = [
        {"fingerprint": clean(place.fingerprint), **_decode(_citation_text(place))}
        for place in signs.against
    ]
    doubts = [clean(doubt) for doubt in signs.doubts]
    return _encode({"features": dict(signs.features), "doubts": doubts, "against": against})


def _signs_of(data: Mapping[str, Any]) -> Signs:
    return Signs(
        features=tuple(data["features"].items()),
        doubts=tuple(data["doubts"]),
        against=tuple(_citation_of(place, place["fingerprint"]) for place in data["against"]),
    )


def _citation_of(data: Mapping[str, Any], fingerprint: str | None) -> Citation:
    span = data.get("span")
    return Citation(
        document=data.get("document", ""),
        title=data.get("title", ""),
        fingerprint=fingerprint or "",
        paragraph=data.get("paragraph"),
        page=data.get("page"),
        heading=data.get("heading", ""),
        span=Span(*span) if span else None,
        quote=data.get("quote", ""),
    )
