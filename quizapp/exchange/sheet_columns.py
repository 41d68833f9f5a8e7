"""Columns of a table of questions: what each may be called, and which it is.

A header is read whatever its capitals, spaces and signs are, in a few languages. Without a header
the first column asks and the second answers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quizapp.domain.date_words import word_set
from quizapp.errors import ExchangeError

Columns = Mapping[str, tuple[int, ...]]
"""The columns of each field, from 0; ``wrong`` and ``options`` may have several."""


@dataclass(frozen=True, slots=True)
class Field:
    """``label``: its header in the files we write. ``spellings``: other headers, words joined."""

    label: str
    spellings: frozenset[str]
    several: bool = False


FIELDS: Mapping[str, Field] = {
    "stem": Field(
        "Question",
        word_set(
            """question questiontext stem term front prompt text problem item frage pregunta
            domanda вопрос термин"""
        ),
    ),
    "answer": Field(
        "Answer",
        word_set(
            """answer answers key solution definition back response correctanswertext antwort
            respuesta réponse risposta ответ определение"""
        ),
    ),
    "accept": Field(
        "Also right",
        word_set("alsoright accept accepted alternatives alternativeanswers synonyms also"),
    ),
    "wrong": Field(
        "Wrong options",
        word_set(
            """wrong wrongoptions wronganswers wronganswer distractor distractors incorrect
            incorrectanswer incorrectanswers falsch"""
        ),
        several=True,
    ),
    "options": Field("Options", word_set("options choices option choice"), several=True),
    "right": Field(
        "Right option",
        word_set(
            """correct correctanswer correctanswers correctoption correctchoice right rightoption
            rightanswer answerkey correctanswerschooseatleastone richtig правильный
            правильныйответ"""
        ),
    ),
    "explanation": Field(
        "Explanation",
        word_set("explanation feedback why rationale comment comments note notes generalfeedback"),
    ),
    "hint": Field("Hint", word_set("hint hints clue")),
    "tags": Field("Tags", word_set("tags tag keywords labels")),
    "topic": Field("Topic", word_set("topic category subject chapter unit deck theme тема")),
    "difficulty": Field("Difficulty", word_set("difficulty level")),
    "title": Field("Title", word_set("title name questiontitle")),
    "kind": Field("Kind", word_set("kind kindofanswer")),
    "date": Field("Date", word_set("date")),
    "source": Field("Source", word_set("source citation reference")),
    "file": Field("File", word_set("file document")),
    "heading": Field("Heading", word_set("heading section")),
    "quote": Field("Quote", word_set("quote quotation")),
    "span": Field("Span", word_set("span")),
    "fingerprint": Field("Fingerprint", word_set("fingerprint")),
    "state": Field("State", word_set("state")),
    "confidence": Field("Confidence", word_set("confidence")),
    "fact": Field("Fact", word_set("fact")),
    "task": Field("Task", word_set("task")),
    "id": Field("Id", word_set("id questionid identifier guid")),
}
"""All that a table can say of a question, in the order of the files we write."""

WRITTEN = tuple(name for name in FIELDS if name not in ("options", "right"))
HEADER = tuple(FIELDS[name].label for name in WRITTEN)

MOST_COLUMNS = 100
_NUMBERED = re.compile(
    r"(?:(?P<wrong>wrong|incorrect|distractor|false)(?:answer|option|choice)?"
    r"|(?:answer|option|choice|antwort|opción|вариант)(?:option)?)(?P<mark>[1-9]|1\d|[a-j])"
)
_LETTER = re.compile(r"[a-j]")
_PAREN = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|[-–—:].*$")


def is_ours(header: Sequence[str]) -> bool:
    """Whether a header is that of the files we write, up to empty cells behind it."""
    return tuple(_trimmed(header)) == HEADER


def guessed_columns(header: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """The columns by their names; empty where no column is called a question."""
    found: dict[str, list[int]] = {}
    for number, name in enumerate(header[:MOST_COLUMNS]):
        field = _field_called(name)
        if field and (field not in found or FIELDS[field].several):
            found.setdefault(field, []).append(number)
    if "stem" not in found:
        return {}
    if "options" in found and "right" not in found and "answer" in found:
        found["right"] = found.pop("answer")  # "Option A, Option B, Answer": which of them it is
    if "options" not in found and "right" in found:
        found.setdefault("answer", found.pop("right"))
    return {field: tuple(numbers) for field, numbers in found.items()}


def columns_without_header(widths: Sequence[int]) -> dict[str, tuple[int, ...]]:
    """The first column asks, the second answers. ``widths``: of the first rows."""
    if not widths or max(widths) < 2:
        return {}
    return {"stem": (0,), "answer": (1,)}


def checked(columns: Mapping[str, int | Sequence[int]]) -> dict[str, tuple[int, ...]]:
    """Columns that a person chose; ``ExchangeError`` where they are not enough or unknown."""
    chosen = {
        name: (value,) if isinstance(value, int) else tuple(value)
        for name, value in columns.items()
    }
    unknown = sorted(chosen.keys() - FIELDS.keys())
    if unknown:
        raise ExchangeError(f"There is no field {unknown[0]}; there are {', '.join(FIELDS)}.")
    if not chosen.get("stem") or not (chosen.get("answer") or can_choose(chosen)):
        raise ExchangeError(
            "Choose the column of the question and that of the answer, or those of the options "
            "and of the right one."
        )
    return chosen


def can_choose(columns: Columns) -> bool:
    return bool(columns.get("options") and columns.get("right"))


def _field_called(name: str) -> str | None:
    """The field of a header like "Question - max 120 characters" or "Answer 1"."""
    for text in (name, _PAREN.sub(" ", name)):
        word = "".join(letter for letter in text.casefold() if letter.isalnum())
        numbered = _NUMBERED.fullmatch(word)
        if numbered:
            return "wrong" if numbered.group("wrong") else "options"
        if _LETTER.fullmatch(word):
            return "options"
        for field, known in FIELDS.items():
            if word in known.spellings:
                return field
    return None


def _trimmed(header: Sequence[str]) -> list[str]:
    texts = [text.strip() for text in header]
    while texts and not texts[-1]:
        texts.pop()
    return texts
