"""From files to questions, without any deck: read, find facts, write questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from quizapp.domain.document import Document
from quizapp.domain.ports import Report, Stop
from quizapp.domain.question import Question
from quizapp.errors import Cancelled, QuizError, UnreadableDocument

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

    from quizapp.domain.fact import FactTable

Preview = Callable[[Sequence[Question]], None]
"""Is given early questions while the work goes on; each time all that are known so far."""

READING = 0.05
WRITING = 0.9
"""Where in the work reading ends and writing begins; finding facts lies between."""


@dataclass(frozen=True)
class FileOutcome:
    """What became of one file. ``problem``: why it could not be read, in words for the user.

    Its sentences say "it": whoever shows them shows the name of ``path`` beside them.

    ``proposed`` counts its new questions, ``known`` those that were in the decks already, and
    ``held_back`` new ones that are not for the deck; ``spare``: of these, those that are sure
    enough, where the deck has enough of the text.
    """

    path: Path
    document: Document | None
    problem: str | None
    notes: tuple[str, ...]
    proposed: int
    known: int
    held_back: int = 0
    spare: int = 0


@dataclass(frozen=True)
class MakeReport:
    """``words`` counts those of the documents read."""

    files: tuple[FileOutcome, ...]
    questions: tuple[Question, ...]
    words: int
    held_back: int = 0  # more of them, which are not for the deck
    spare: int = 0  # of these, only because it has enough


class Workshop(Protocol):
    """The steps from a file to questions. ``UsualWorkshop`` has the real ones."""

    def find_files(self, paths: Sequence[Path]) -> tuple[list[Path], list[tuple[Path, str]]]:
        """Documents in files and folders, and what was left out with the reason."""

    def read(self, path: Path, report: Report, stop: Stop) -> Document: ...

    def find_facts(
        self,
        documents: Sequence[Document],
        report: Report,
        stop: Stop,
        preview: Callable[[FactTable], None] | None,
    ) -> FactTable: ...

    def write(self, table: FactTable, *, everything: bool) -> list[Question]: ...


class Generate:
    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop

    def find_files(self, paths: Sequence[Path]) -> tuple[list[Path], list[FileOutcome]]:
        """Walks folders; symlink loops and unsupported files come back as outcomes."""
        files, problems = self._workshop.find_files(list(paths))
        return files, [unread(path, reason) for path, reason in problems]

    def title_of(self, path: Path, stop: Stop) -> str:
        """What a document calls itself; "" where it cannot be read, or is a folder."""
        if path.is_dir():
            return ""
        outcome = read_one(self._workshop, path, lambda share, message: None, stop)
        return outcome.document.title if outcome.document is not None else ""

    def generate(
        self,
        paths: Sequence[Path],
        *,
        everything: bool = False,
        jobs: int = 1,
        report: Report,
        stop: Stop,
        preview: Preview | None = None,
    ) -> MakeReport:
        """Reads the files and writes questions; touches no store.

        A file that cannot be read has its problem in the report, and the others go on.
        ``everything``: all that passed the linter, not only what a deck should hold. ``jobs``:
        processes that read files side by side. ``Cancelled`` when ``stop()`` turns true.
        """
        files, outcomes = self.find_files(paths)
        outcomes += self._read_all(files, jobs, report, stop)
        documents = [outcome.document for outcome in outcomes if outcome.document]
        questions: list[Question] = []
        if documents:
            questions = self._write(documents, everything, report, stop, preview)
        made = Counter(_fingerprint(question) for question in questions)
        return MakeReport(
            files=tuple(_counted(outcome, made) for outcome in outcomes),
            questions=tuple(questions),
            words=sum(document.words for document in documents),
        )

    def _read_all(
        self, files: Sequence[Path], jobs: int, report: Report, stop: Stop
    ) -> list[FileOutcome]:
        outcomes: list[FileOutcome] = []
        seen: dict[str, Path] = {}
        share = READING / max(1, len(files))
        with _reader(self._workshop, files, jobs) as read:
            for number, path in enumerate(files):
                _heed(stop)
                report(number * share, f"Reading {path.name}")
                inner = _part(report, number * share, share)
                outcome = read(path, inner, stop)
                document = outcome.document
                if document and document.fingerprint in seen:
                    same = f"The same text as {seen[document.fingerprint].name}; read once."
                    outcome = replace(outcome, document=None, notes=(*outcome.notes, same))
                elif document:
                    seen[document.fingerprint] = path
                outcomes.append(outcome)
        return outcomes

    def _write(
        self,
        documents: Sequence[Document],
        everything: bool,
        report: Report,
        stop: Stop,
        preview: Preview | None,
    ) -> list[Question]:
        def show(table: FactTable) -> None:
            if preview is not None:
                preview(self._workshop.write(table, everything=everything))

        finding = _part(report, READING, WRITING - READING)
        table = self._workshop.find_facts(
            documents, finding, stop, show if preview is not None else None
        )
        _heed(stop)
        report(WRITING, "Writing questions")
        questions = self._workshop.write(table, everything=everything)
        _heed(stop)
        report(1.0, f"{len(questions)} questions")
        return questions


class UsualWorkshop:
    """The readers, the fact finder and the question kinds; loaded when first used."""

    def find_files(self, paths: Sequence[Path]) -> tuple[list[Path], list[tuple[Path, str]]]:
        from quizapp.documents.folder import find_documents

        return find_documents(paths)

    def read(self, path: Path, report: Report, stop: Stop) -> Document:
        from quizapp.documents import read_document

        return read_document(path, report=report, stop=stop)

    def find_facts(
        self,
        documents: Sequence[Document],
        report: Report,
        stop: Stop,
        preview: Callable[[FactTable], None] | None,
    ) -> FactTable:
        from quizapp.facts.pipeline import FactFinder

        return FactFinder().find(documents, report=report, stop=stop, preview=preview)

    def write(self, table: FactTable, *, everything: bool) -> list[Question]:
        from quizapp.kinds.writing import write_questions

        return write_questions(table, everything=everything)


def read_one(workshop: Workshop, path: Path, report: Report, stop: Stop) -> FileOutcome:
    """Reads a file; every reason not to becomes words in the outcome, except ``Cancelled``."""
    try:
        document = workshop.read(path, report, stop)
    except Cancelled:
        raise
    except (UnreadableDocument, QuizError) as problem:
        return unread(path, str(problem))
    except Exception as problem:  # a hostile file may break a reader: the other files go on
        kind = type(problem).__name__
        return unread(path, f"It could not be read; it may be damaged ({kind}).")
    notes = tuple(note.message for note in document.notes)
    return FileOutcome(path, document, None, notes, 0, 0)


def unread(path: Path, reason: str) -> FileOutcome:
    return FileOutcome(path, None, reason, (), 0, 0)


Read = Callable[[Path, Report, Stop], FileOutcome]


@contextmanager
def _reader(workshop: Workshop, files: Sequence[Path], jobs: int) -> Iterator[Read]:
    """Reads here, or ahead in other processes; results are asked for in the order of ``files``."""
    workers = min(jobs, len(files))
    if workers < 2:
        yield lambda path, report, stop: read_one(workshop, path, report, stop)
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # Not "fork": threads of this process may hold locks that a copy would never get free.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context)
    try:
        ahead = {path: _submitted(pool, workshop, path) for path in files}
        yield lambda path, report, stop: _result(ahead[path], workshop, path)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _submitted(pool: ProcessPoolExecutor, workshop: Workshop, path: Path) -> Future[FileOutcome]:
    from concurrent.futures import Future
    from concurrent.futures.process import BrokenProcessPool

    try:
        return pool.submit(_read_elsewhere, workshop, path)
    except BrokenProcessPool as broken:  # an earlier file has done it already
        never_begun: Future[FileOutcome] = Future()
        never_begun.set_exception(broken)
        return never_begun


def _result(reading: Future[FileOutcome], workshop: Workshop, path: Path) -> FileOutcome:
    """A process that dies takes the pool with it: each file left is then read in one of its own."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    try:
        return reading.result()
    except BrokenProcessPool:
        pass
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as own:
        try:
            return own.submit(_read_elsewhere, workshop, path).result()
        except BrokenProcessPool:
            return unread(path, "It made the program that read it break off; it may be damaged.")


def _read_elsewhere(workshop: Workshop, path: Path) -> FileOutcome:
    return read_one(workshop, path, lambda share, message: None, lambda: False)


def _part(report: Report, start: float, length: float) -> Report:
    """A report for a stretch of the whole work."""
    return lambda share, message: report(start + length * min(1.0, max(0.0, share)), message)


def _heed(stop: Stop) -> None:
    if stop():
        raise Cancelled("Cancelled; nothing was changed.")


def _fingerprint(question: Question) -> str:
    return question.citation.fingerprint if question.citation else ""


def _counted(outcome: FileOutcome, made: Counter[str]) -> FileOutcome:
    if outcome.document is None:
        return outcome
    return replace(outcome, proposed=made[outcome.document.fingerprint])
