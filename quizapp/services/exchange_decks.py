"""Decks in and out of files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from quizapp.domain.deck import Deck, ImportReport
from quizapp.domain.identity import new_id
from quizapp.domain.ports import Stores
from quizapp.domain.question import Question, QuestionFilter, State
from quizapp.errors import ExchangeError


@dataclass(frozen=True, slots=True)
class FormatInfo:
    """A format to offer in a file dialog."""

    name: str
    endings: tuple[str, ...]


class ExchangeDecks:
    def __init__(self, stores: Stores) -> None:
        self._decks = stores.decks

    def formats(self) -> tuple[FormatInfo, ...]:
        from quizapp.exchange import FORMATS

        return tuple(FormatInfo(known.name, known.endings) for known in FORMATS)

    def import_file(self, path: Path, *, deck_name: str | None = None) -> ImportReport:
        """Adds the questions to the deck of that name, which is made where it is missing.

        Questions known already stay in their decks; only their words are brought up to date.
        The name is the one given, else that in the file, else the file's. What could not be taken
        is reported line by line; ``ExchangeError`` where nothing could be.
        """
        from quizapp.exchange import FORMATS, format_for
        from quizapp.exchange.format import read_bytes

        data = read_bytes(path)
        loaded = format_for(path, FORMATS, data).load(data, name=path.stem)
        skipped = tuple(str(problem) for problem in loaded.problems)
        if not loaded.questions:
            reason = f" First problem: {skipped[0]}." if skipped else ""
            raise ExchangeError(f"There is no question in {path.name} to import.{reason}")
        deck = self._deck_for(loaded.questions, deck_name or loaded.name, loaded.description)
        taken = self._decks.save_questions(deck.id, loaded.questions)
        return ImportReport(taken.added, taken.changed, taken.unchanged, skipped)

    def _deck_for(self, questions: Sequence[Question], name: str, description: str) -> Deck:
        """The deck of that name. None is made where every question is in some deck already."""
        known = self._decks.known_ids()
        if all(question.id in known for question in questions):
            return self._decks.deck_of(questions[0].id)
        return self.deck_called(name, description)

    def deck_called(self, name: str, description: str = "") -> Deck:
        """The deck of that name, ignoring case; made where it is missing."""
        wanted = " ".join(name.split()) or "Imported"
        for deck in self._decks.decks():
            if deck.name.casefold() == wanted.casefold():
                return deck
        deck = Deck(new_id(), wanted, description)
        self._decks.save_deck(deck)
        return deck

    def export_deck(self, deck_id: str, path: Path) -> int:
        """Writes the accepted questions; the ending chooses the format. Returns how many."""
        from quizapp.exchange import FORMATS, DeckFile, format_for

        exchange = format_for(path, FORMATS)
        deck = self._decks.deck(deck_id)
        wanted = QuestionFilter(deck_ids=(deck_id,), states=(State.ACCEPTED,))
        questions = tuple(self._decks.questions(wanted))
        contents = DeckFile(deck.name, deck.description, questions=questions)
        write_file(path, exchange.dump(contents).pieces)
        return len(questions)


def check_writable(path: Path) -> None:
    """``ExchangeError`` where no deck file can be written to that path."""
    from quizapp.exchange import FORMATS, format_for

    format_for(path, FORMATS)
    folder = path.absolute().parent
    if not folder.is_dir():
        raise ExchangeError(f"There is no folder {path.parent} to write {path.name} to.")
    if path.is_dir():
        raise ExchangeError(f"{path.name} is a folder; choose a name that is free.")
    if not os.access(folder, os.W_OK):
        raise ExchangeError(f"{path.name} could not be written: you may not write to {folder}.")


def write_questions_file(path: Path, questions: Iterable[Question]) -> None:
    """Questions that are in no deck, in the format of the file's ending."""
    from quizapp.exchange import FORMATS, DeckFile, format_for

    deck = DeckFile(path.stem, questions=tuple(questions))
    write_file(path, format_for(path, FORMATS).dump(deck).pieces)


def write_file(path: Path, pieces: Iterable[bytes]) -> None:
    """The whole file or none: an older file of that name is replaced only once all is written."""
    partial = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with partial.open("wb") as file:
            file.writelines(pieces)
        partial.replace(path)
    except OSError as problem:
        _take_away(partial)
        reason = problem.strerror or str(problem)
        raise ExchangeError(f"{path.name} could not be written: {reason}.") from problem
    except BaseException:  # whoever makes the pieces gave up
        _take_away(partial)
        raise


def _take_away(file: Path) -> None:
    with suppress(OSError):
        file.unlink()
