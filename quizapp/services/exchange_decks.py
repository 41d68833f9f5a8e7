"""Decks in and out of files, each import with its report and its undo."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.domain.deck import Deck
from quizapp.domain.identity import new_id
from quizapp.domain.importing import Entry, Fate, Incoming, PastImport, Taken, Undone
from quizapp.domain.ports import Report, Stores
from quizapp.domain.question import Question, QuestionFilter, State
from quizapp.domain.quiz import Draw, Pick, Quiz, QuizRules
from quizapp.domain.review import counted
from quizapp.errors import ExchangeError, NotFound
from quizapp.services.watching import UNWATCHED, Watch

if TYPE_CHECKING:
    from quizapp.exchange import DeckFormat, PastReview
    from quizapp.exchange.reading import Reading
    from quizapp.services.incoming_decks import Ready
    from quizapp.services.keep_safe import KeepSafe
    from quizapp.services.learning_day import LearningDay
    from quizapp.services.table_columns import TableChoice

COMPLETE = ("jsonl", "readable")
"""Formats with a place for everything: what one of these leaves empty is empty."""

SHOWN = 12
"""Questions that go along with an outcome, to be looked at before anything is written."""

_FATES = {
    Fate.ADDED: "new",
    Fate.CHANGED: "known already; it has the words of the file now",
    Fate.UNCHANGED: "known already, just so",
}


@dataclass(frozen=True, slots=True)
class FormatInfo:
    """A format to offer in a file dialog; ``key`` names it on the command line.

    ``holds_history``: whether past answers can go along.
    """

    name: str
    endings: tuple[str, ...]
    key: str = ""
    holds_history: bool = False


@dataclass(frozen=True)
class ImportOutcome:
    """What an import did, or would do.

    ``imported``: every question that was taken; ``changed``: what was taken in another way than it
    stands in the file; ``skipped``: what was not taken. ``reviews``: past answers that came along.
    ``import_id``: for the undo; None where nothing was changed. ``shown``: the first questions,
    ``SHOWN`` at most, with the bytes of their pictures by ``Picture.id``.
    """

    deck: Deck
    format: str  # its name
    imported: tuple[Entry, ...] = ()
    changed: tuple[Entry, ...] = ()
    skipped: tuple[Entry, ...] = ()
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    reviews: int = 0
    import_id: str | None = None
    format_key: str = ""
    shown: tuple[Question, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)


class NothingToImport(ExchangeError):
    """The file is of a known format, but no question in it could be taken."""

    def __init__(self, message: str, outcome: ImportOutcome) -> None:
        super().__init__(message)
        self.outcome = outcome


@dataclass(frozen=True, slots=True)
class ExportOutcome:
    """``left_out``: what the format has no place for, and questions that could not be written."""

    questions: int
    left_out: tuple[Entry, ...] = ()


class ExchangeDecks:
    def __init__(self, stores: Stores, day: LearningDay, safe: KeepSafe) -> None:
        self._stores = stores
        self._decks = stores.decks
        self._day = day
        self._safe = safe

    def formats(self) -> tuple[FormatInfo, ...]:
        from quizapp.exchange import FORMATS

        return tuple(
            FormatInfo(known.name, known.endings, known.key, getattr(known, "holds_history", False))
            for known in FORMATS
        )

    # in

    def import_file(
        self,
        path: Path,
        *,
        deck_name: str | None = None,
        format_key: str | None = None,
        table: TableChoice | None = None,
        preview: bool = False,
        watch: Watch = UNWATCHED,
    ) -> ImportOutcome:
        """Adds the questions to the deck of that name, which is made where it is missing.

        Questions known already stay in their decks; only their words are brought up to date.
        The name is the one given, else that in the file, else the file's. ``preview`` says what
        would happen, and writes nothing. ``table``: which column is which, for the formats that
        are tables. ``NothingToImport`` where no question could be taken, ``ExchangeError`` where
        the file is not of the format, ``Cancelled`` where the watch says so, before anything is
        written.
        """
        from quizapp.exchange.format import read_bytes
        from quizapp.services.incoming_decks import as_reviews, make_ready
        from quizapp.services.table_columns import with_columns

        _format(path, format_key)  # a wrong ending is said before the file is read
        watch.look(0.0, "Opening the file")
        data = read_bytes(path)
        exchange = with_columns(_format(path, format_key, data), table)
        loaded = exchange.load(data, name=path.stem, reading=_reading(watch))
        watch.look(0.6, "Comparing them with those that are here")
        ready = make_ready(loaded, self._decks)
        if not ready.questions:
            raise _nothing(path, exchange, ready)
        deck = self._deck_for(ready.questions, deck_name or loaded.name, loaded.description)
        log = self._stores.reviews.reviews(self._day.learner) if loaded.history else []
        reviews, untaken = as_reviews(loaded.history, ready.questions, log, self._day)
        incoming = Incoming(
            id=new_id(),
            at=self._day.now_utc(),
            file=path.name,
            format=exchange.key,
            deck=deck,
            questions=ready.questions,
            pictures=ready.pictures,
            reviews=reviews,
            sparse=exchange.key not in COMPLETE,
            changed=ready.changed,
            skipped=(*ready.skipped, *untaken),
        )
        watch.look(0.7, "Looking which are known already" if preview else "Writing the questions")
        taken = self._would(incoming) if preview else self._take(incoming, watch)
        return _outcome(incoming, taken, ready, exchange, preview=preview)

    def _would(self, incoming: Incoming) -> Taken:
        fates = self._stores.imports.fates(
            incoming.deck.id, incoming.questions, sparse=incoming.sparse
        )
        return Taken(fates, len(incoming.reviews))

    def _take(self, incoming: Incoming, watch: Watch) -> Taken:
        # Rows of the log are never deleted again.
        elsewhere = self._safe.backup_first("before importing") if incoming.reviews else ""
        if elsewhere:
            watch.report(0.7, elsewhere)
        taken = self._stores.imports.take(incoming, _report(watch, 0.7), watch.stop)
        if taken.reviews:
            self._log_changed(self._day.learner)
        return taken

    def imports(self) -> list[PastImport]:
        """The newest first, those undone included."""
        return self._stores.imports.imports()

    def undo_import(
        self, import_id: str | None = None, watch: Watch = UNWATCHED
    ) -> tuple[PastImport, Undone]:
        """Takes out all that an import brought; None: the last that can be undone.

        ``NotFound`` where there is none, ``Cancelled`` where the watch says so: nothing is undone.
        """
        watch.look(0.0, "Taking the questions out again")
        known = [
            past
            for past in self.imports()
            if (past.can_be_undone if import_id is None else past.id == import_id)
        ]
        if not known:
            raise NotFound("There is no import to undo.")
        undone = self._stores.imports.undo(
            known[0].id, self._day.now_utc(), self._day.today(), _report(watch, 0.0), watch.stop
        )
        if undone.learner is not None:
            self._log_changed(undone.learner)
        return known[0], undone

    def _log_changed(self, learner: str) -> None:
        self._day.log_changed()
        self._safe.recompute_memories(learner)

    def _deck_for(self, questions: Sequence[Question], name: str, description: str) -> Deck:
        """The deck of that name; the one they are in where every question is in some already."""
        known = self._decks.known_ids()
        if all(question.id in known for question in questions):
            deck = self._decks.deck_of(questions[0].id)
            if deck in self._decks.decks():  # and not deleted
                return deck
        return self._called(name, description)

    def deck_called(self, name: str, description: str = "") -> Deck:
        """The deck of that name, ignoring case; made where it is missing."""
        deck = self._called(name, description)
        if all(known.id != deck.id for known in self._decks.decks()):
            self._decks.save_deck(deck)
        return deck

    def _called(self, name: str, description: str) -> Deck:
        """The deck of that name, or a new one, not saved yet."""
        wanted = " ".join(name.split()) or "Imported"
        for deck in self._decks.decks():
            if deck.name.casefold() == wanted.casefold():
                return deck
        return Deck(new_id(), wanted, description)

    # out

    def export_deck(
        self,
        deck_id: str,
        path: Path,
        *,
        format_key: str | None = None,
        wanted: QuestionFilter | None = None,
        with_history: bool = False,
        preview: bool = False,
        watch: Watch = UNWATCHED,
    ) -> ExportOutcome:
        """Writes the accepted questions, or those of the deck that are ``wanted``.

        The ending chooses the format, or ``format_key``. ``with_history``: the answers of who
        learns now go along, where the format has a place for them. ``preview`` says what would be
        left out, and writes nothing.
        """
        watch.look(0.0, "Collecting the questions")
        deck = self._decks.deck(deck_id)
        chosen = wanted or QuestionFilter(states=(State.ACCEPTED,))
        questions = self._decks.questions(replace(chosen, deck_ids=(deck_id,)))
        history = self._history(questions) if with_history else ()
        contents = _Contents(deck, questions, history)
        return self._export(path, format_key, contents, preview=preview, watch=watch)

    def export_questions(
        self,
        name: str,
        questions: Sequence[Question],
        path: Path,
        *,
        format_key: str | None = None,
        description: str = "",
        with_history: bool = False,
        preview: bool = False,
        places: Mapping[str, str] | None = None,
        watch: Watch = UNWATCHED,
    ) -> ExportOutcome:
        """Writes just these, in their order: a selection of the bank, or a quiz as it was drawn.
        ``places``: as in ``DeckFile``."""
        history = self._history(questions) if with_history else ()
        contents = _Contents(Deck("", name, description), questions, history, places or {})
        return self._export(path, format_key, contents, preview=preview, watch=watch)

    def export_quiz(
        self,
        quiz_id: str,
        path: Path,
        *,
        format_key: str | None = None,
        with_history: bool = False,
        preview: bool = False,
        watch: Watch = UNWATCHED,
    ) -> ExportOutcome:
        """Writes the questions of a quiz in its order, each once. Where some are drawn by a rule,
        all that it may draw are written, and that is said; so is what makes them a quiz, for which
        files of questions have no place."""
        quiz = self._stores.quizzes.quiz(quiz_id)
        told: list[Entry] = []
        places: dict[str, str] = {}
        found = self._of_quiz(quiz, told, places)
        left = (f"there is no place for {part}" for part in _only_quiz(quiz))
        told += [Entry(quiz.name, None, reason) for reason in left]
        outcome = self.export_questions(
            quiz.name,
            found,
            path,
            format_key=format_key,
            description=quiz.description,
            with_history=with_history,
            preview=preview,
            places=places,
            watch=watch,
        )
        return replace(outcome, left_out=(*told, *outcome.left_out))

    def questions_of_quiz(self, quiz_id: str) -> list[Question]:
        """All that it may ask, in its order, each once."""
        return self._of_quiz(self._stores.quizzes.quiz(quiz_id), [], {})

    def _of_quiz(self, quiz: Quiz, told: list[Entry], places: dict[str, str]) -> list[Question]:
        """``places``: filled with the path of each question, from the names of quiz and section."""
        found: dict[str, Question] = {}
        for section, item in ((each, item) for each in quiz.sections for item in each.items):
            questions = self._picked(item, told) if isinstance(item, Pick) else self._drawn(item)
            if isinstance(item, Draw) and len(questions) > item.count:
                told.append(
                    Entry(
                        quiz.name,
                        None,
                        f"the quiz draws {item.count} of {len(questions)} questions by a rule; "
                        "the file holds them all",
                    )
                )
            for question in questions:
                if question.id not in found:
                    places[question.id] = _path(quiz.name, section.title)
                    found[question.id] = question
        return list(found.values())

    def _picked(self, pick: Pick, told: list[Entry]) -> list[Question]:
        try:
            return [self._decks.question(pick.question_id)]
        except NotFound:
            told.append(Entry(pick.question_id, None, "it is no longer in the deck file"))
            return []

    def _drawn(self, draw: Draw) -> list[Question]:
        return self._decks.questions(replace(draw.wanted, states=(State.ACCEPTED,)))

    def _export(
        self,
        path: Path,
        format_key: str | None,
        what: _Contents,
        *,
        preview: bool,
        watch: Watch,
    ) -> ExportOutcome:
        from quizapp.exchange import DeckFile

        exchange = _format(path, format_key)
        watch.look(0.2, "Putting the questions into the format")
        pictures: dict[str, bytes] = {}
        lost: list[Entry] = []
        written = tuple(self._with_picture(each, pictures, lost) for each in what.questions)
        contents = DeckFile(
            what.deck.name,
            what.deck.description,
            questions=written,
            pictures=pictures,
            history=what.history,
            places=what.places,
        )
        dumped = exchange.dump(contents)
        if not preview:
            write_file(path, _watched(dumped.pieces, len(written), watch))
        left_out = (Entry(each.item, each.line, each.reason) for each in dumped.left_out)
        return ExportOutcome(len(written), (*lost, *left_out))

    def _with_picture(
        self, question: Question, pictures: dict[str, bytes], lost: list[Entry]
    ) -> Question:
        """Reads its picture; without it where that is not there."""
        if question.picture is None or question.picture.id in pictures:
            return question
        try:
            pictures[question.picture.id] = self._decks.picture(question.picture.id)
        except NotFound:
            from quizapp.services.incoming_decks import called

            lost.append(Entry(called(question), None, "its picture is no longer in the deck file"))
            return replace(question, picture=None)
        return question

    def _history(self, questions: Sequence[Question]) -> tuple[PastReview, ...]:
        from quizapp.exchange import PastReview

        ids = {question.id for question in questions}
        log = counted(self._stores.reviews.reviews(self._day.learner))
        return tuple(
            PastReview(row.question_id, row.id, row.at, row.rating, row.milliseconds, row.form)
            for row in log
            if row.question_id in ids
        )


@dataclass(frozen=True)
class _Contents:
    """What goes into a file."""

    deck: Deck
    questions: Sequence[Question]
    history: tuple[PastReview, ...] = ()
    places: Mapping[str, str] = field(default_factory=dict)


def _watched(pieces: Iterable[bytes], questions: int, watch: Watch) -> Iterator[bytes]:
    """A file that is given up half-way is none: the older one of that name stays."""
    yield from watch.over(pieces, questions, "Writing the file", (0.5, 1.0))


def _path(*names: str) -> str:
    """A path of names, in which strokes are none that part names."""
    return "/".join(" ".join(name.split()).replace("/", "∕") for name in names if name.strip())


def _only_quiz(quiz: Quiz) -> Iterator[str]:
    """What a quiz has besides its questions, in words."""
    items = [item for section in quiz.sections for item in section.items]
    if any(item.points != 1.0 for item in items):
        yield "the points that the quiz gives for its questions"
    if len(quiz.sections) > 1 or any(each.title or each.instructions for each in quiz.sections):
        yield "the sections of the quiz and what stands above them"
    if quiz.rules != QuizRules():
        yield "the rules of the quiz, as time limits and attempts"


def _report(watch: Watch, begin: float) -> Report:
    """For a store, which reports 1.0 once all is ready and only the commit is left."""

    def report(share: float, message: str) -> None:
        watch.report(begin + (1.0 - begin) * share, message)
        if share >= 1.0:
            watch.no_way_back()

    return report


def _reading(watch: Watch) -> Reading:
    from quizapp.exchange.reading import Reading

    return Reading(lambda share: watch.look(share, "Reading the questions"), 0.1, 0.6)


def _format(path: Path, key: str | None, data: bytes | None = None) -> DeckFormat:
    from quizapp.exchange import FORMATS, format_for, format_named

    return format_for(path, FORMATS, data) if key is None else format_named(key, FORMATS)


def _nothing(path: Path, exchange: DeckFormat, ready: Ready) -> NothingToImport:
    first = ready.skipped[0] if ready.skipped else None
    reason = f" First problem: {in_words(first)}." if first else ""
    return NothingToImport(
        f"There is no question in {path.name} to import.{reason}",
        ImportOutcome(
            Deck("", ""),
            exchange.name,
            changed=ready.changed,
            skipped=ready.skipped,
            format_key=exchange.key,
        ),
    )


def _outcome(
    incoming: Incoming, taken: Taken, ready: Ready, exchange: DeckFormat, *, preview: bool
) -> ImportOutcome:
    from quizapp.services.incoming_decks import called

    fates = list(taken.fates.values())
    return ImportOutcome(
        deck=incoming.deck,
        format=exchange.name,
        imported=tuple(
            Entry(called(question), ready.lines.get(question.id), _FATES[taken.fates[question.id]])
            for question in incoming.questions
        ),
        changed=incoming.changed,
        skipped=incoming.skipped,
        added=fates.count(Fate.ADDED),
        updated=fates.count(Fate.CHANGED),
        unchanged=fates.count(Fate.UNCHANGED),
        reviews=taken.reviews,
        import_id=None if preview or taken.changed_nothing else incoming.id,
        format_key=exchange.key,
        shown=ready.questions[:SHOWN],
        pictures=_pictures_of(ready.questions[:SHOWN], ready.pictures),
    )


def _pictures_of(questions: Iterable[Question], pictures: Mapping[str, bytes]) -> dict[str, bytes]:
    ids = {question.picture.id for question in questions if question.picture is not None}
    return {picture: pictures[picture] for picture in ids if picture in pictures}


def in_words(entry: Entry) -> str:
    """An entry of a report as a line: "line 12, Who led …: there is no answer"."""
    line = f"line {entry.line}" if entry.line is not None else ""
    where = ", ".join(part for part in (line, entry.item) if part)
    return f"{where}: {entry.reason}" if where else entry.reason


def check_writable(path: Path) -> None:
    """``ExchangeError`` where no deck file can be written to that path."""
    from quizapp.exchange import FORMATS, format_for

    format_for(path, FORMATS)
    check_place(path)


def check_place(path: Path) -> None:
    """``ExchangeError`` where no file can be written to that path, whatever its format."""
    folder = path.absolute().parent
    if not folder.is_dir():
        raise ExchangeError(f"There is no folder {path.parent} to write {path.name} to.")
    if path.is_dir():
        raise ExchangeError(f"{path.name} is a folder; choose a name that is free.")
    if not os.access(folder, os.W_OK):
        raise ExchangeError(f"{path.name} could not be written: you may not write to {folder}.")


def write_questions_file(path: Path, questions: Iterable[Question]) -> ExportOutcome:
    """Questions that are in no deck, in the format of the file's ending."""
    from quizapp.exchange import DeckFile

    deck = DeckFile(path.stem, questions=tuple(questions))
    dumped = _format(path, None).dump(deck)
    write_file(path, dumped.pieces)
    left_out = tuple(Entry(each.item, each.line, each.reason) for each in dumped.left_out)
    return ExportOutcome(len(deck.questions), left_out)


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
