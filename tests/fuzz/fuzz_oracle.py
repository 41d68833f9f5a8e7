"""What must hold for whatever bytes a reader of a file is given.

Only the program's own error comes out, in words; it takes little time and little memory; what was
read is fit to be kept, each item is taken or told of; and it can be written and read again.
"""

from __future__ import annotations

import ast
import re
import sys
import time
import zlib
from collections.abc import Callable
from dataclasses import replace

from quizapp.domain.task import Information
from quizapp.errors import ExchangeError
from quizapp.exchange import AnkiPackage, DeckFile, DeckFormat, Neutral, Quizlet, Written
from quizapp.exchange.format import LONGEST_STEM, LONGEST_TEXT, Problem, unfit_character

SECONDS = 5.0
"""Of the processor, for each 100 KB of a file."""

ROOM = 500_000_000
"""Bytes that reading and writing one small file may take at most."""

_VISIBLE = re.compile(r"[^\s\ufeff]")
LEFT_OUT = re.compile(r"\b(?:it (?:is|was)|and was) (?:left out|not written)")

Count = Callable[[bytes], int | None]
"""How many items a file surely holds; ``None`` where that cannot be said."""


class Broken(AssertionError):
    """A rule that did not hold."""


def require(holds: object, rule: str) -> None:
    if not holds:
        raise Broken(rule)


def check(
    known: DeckFormat, data: bytes, *, count: Count | None = None, others: tuple[DeckFormat, ...]
) -> DeckFile | None:
    """Raises ``Broken``, or whatever else the reader lets out. ``None``: it was refused, in words.

    ``others``: formats of which one, by chance, has to take the deck as well.
    """
    start, room = time.process_time(), most_memory()
    known.recognises(data)
    deck = read(known, data)
    if deck is not None:
        check_deck(deck)
        check_written(deck, known)
        check_written(deck, Neutral())
        check_written(deck, others[zlib.crc32(data) % len(others)])
    took = time.process_time() - start
    allowed = SECONDS * max(1, len(data) / 100_000)
    require(took < allowed, f"it took {took:.1f} seconds for {len(data):,} bytes")
    require(most_memory() - room < ROOM, "it took more than 500 MB")
    if deck is not None and count is not None:
        check_count(deck, count(data))
    return deck


def read(known: DeckFormat, data: bytes) -> DeckFile | None:
    try:
        return known.load(data, name="file")
    except ExchangeError as refused:
        words = str(refused)
        require(20 < len(words) < 600 and words[0] in words[0].upper(), f"no sentence: {words!r}")
        return None


def check_deck(deck: DeckFile) -> None:
    """All that is read is fit for the bank and for the screen."""
    ids = [question.id for question in deck.questions]
    require(len(set(ids)) == len(ids), "two questions have one id")
    require(set(deck.lines) <= set(ids), "a line is told of a question that is not there")
    require({row.question_id for row in deck.history} <= set(ids), "history of no question")
    for question in deck.questions:
        texts = (
            question.id, question.stem, question.answer, *question.accept, *question.distractors,
            question.explanation, question.hint, question.title, question.topic, *question.tags,
            question.fact_id,
        )  # fmt: skip
        require(question.id.strip() and len(question.id) <= 200, "an id is empty or far too long")
        require(question.stem.strip(), "a stem is empty")
        require(question.answer.strip(), "an answer is empty")
        longest = LONGEST_TEXT if isinstance(question.task, Information) else LONGEST_STEM
        require(len(question.stem) <= longest, "a stem is too long")
        require(len(question.answer) <= LONGEST_STEM, "an answer is too long")
        require(max(map(len, texts)) <= LONGEST_TEXT, "a text is too long")
        unfit = next(filter(None, map(unfit_character, texts)), None)
        require(unfit is None, f"a text holds {unfit}")
    for problem in (*deck.problems, *deck.changed):
        require(problem.reason.strip(), "an entry of the report says nothing")
        require(len(str(problem)) < 5_000, "an entry of the report is a book")
        str(problem).encode()


def check_count(deck: DeckFile, items: int | None) -> None:
    """Each item of the file is a question or in the report."""
    if items is None or any("more questions were left out" in str(p) for p in deck.problems):
        return
    told = len(deck.questions) + len(deck.problems)
    require(told >= items, f"of {items} items {items - told} are gone without a word")


def check_written(deck: DeckFile, known: DeckFormat) -> None:
    """It can be written, and read again: all but what the writer says that it leaves out."""
    try:
        written = known.dump(deck)
    except ExchangeError:
        require(known.key == "colpkg", f"{known.key} cannot be written")
        known = AnkiPackage()
        written = known.dump(deck)
    known = _as_told(known, written)
    data = b"".join(written.pieces)
    expected = len(deck.questions) - left_out(written.left_out, len(deck.questions))
    invisible = any(
        not (_VISIBLE.search(q.stem) and _VISIBLE.search(q.answer)) for q in deck.questions
    )
    if not data or expected == 0 or invisible:
        return
    try:
        again = known.load(data, name="file")
    except ExchangeError as refused:
        raise Broken(f"{known.key} refuses what it wrote: {refused}") from refused
    found = len(again.questions)
    if known.key in SAME_TWICE:
        found += sum("same" in str(problem) for problem in again.problems)
    if found < expected:
        problems = "; ".join(str(problem) for problem in again.problems[:3])
        raise Broken(f"{known.key} wrote {expected} and reads {found}: {problems}"[:400])
    if known.key == "jsonl":
        check_same(deck, again)


def _as_told(known: DeckFormat, written: Written) -> DeckFormat:
    """Quizlet's import window has to be told the separators, and so has ours."""
    if known.key != "quizlet":
        return known
    told = next((entry.reason for entry in written.left_out if "choose" in entry.reason), "")
    found = re.search(r"choose (.+) between term and definition, and (.+) between cards", told)
    between, behind = found.groups() if found else (repr("\t"), repr("\n"))
    return Quizlet(between=ast.literal_eval(between), behind=ast.literal_eval(behind))


SAME_TWICE = ("aiken", "quizlet", "kahoot", "classquiz")
"""Formats without ids, in which questions with the same words are one question."""


def left_out(entries: tuple[Problem, ...], questions: int) -> int:
    """How many questions the writer says that it left out whole."""
    count = 0
    for entry in entries:
        if LEFT_OUT.search(entry.reason):
            count += questions if entry.item == f"all {questions:,} questions" else 1
    return count


def check_same(deck: DeckFile, again: DeckFile) -> None:
    """JSON lines hold all of a question but the bytes of its picture."""
    for one, other in zip(deck.questions, again.questions, strict=False):
        if replace(one, origin=other.origin) != other:
            for name in one.__dataclass_fields__:
                before, after = getattr(one, name), getattr(other, name)
                if before != after and name not in ("origin", "answer"):
                    raise Broken(f"jsonl: {name} was {before!r} and is {after!r}"[:400])


def most_memory() -> int:
    """The most bytes that this process ever held; 0 where the system does not say."""
    if not sys.platform.startswith("linux"):
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
