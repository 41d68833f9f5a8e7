"""From files to proposed questions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from quizapp.domain.document import Document
from quizapp.domain.ports import Report, Stop
from quizapp.domain.question import Question

Preview = Callable[[Sequence[Question]], None]


@dataclass(frozen=True)
class FileOutcome:
    """What became of one file. ``problem``: why it could not be read, in words for the user."""

    path: Path
    document: Document | None
    problem: str | None
    notes: tuple[str, ...]
    proposed: int
    known: int


@dataclass(frozen=True)
class MakeReport:
    files: tuple[FileOutcome, ...]
    questions: tuple[Question, ...]
    words: int


class MakeQuestions:
    def find_files(self, paths: Sequence[Path]) -> tuple[list[Path], list[FileOutcome]]:
        """Walks folders; symlink loops and unsupported files come back as outcomes."""
        raise NotImplementedError

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
        """Reads and writes questions; touches no store."""
        raise NotImplementedError

    def propose(
        self,
        paths: Sequence[Path],
        *,
        deck_id: str,
        report: Report,
        stop: Stop,
        preview: Preview | None = None,
    ) -> MakeReport:
        """Saves the documents, and the new questions as drafts of the deck."""
        raise NotImplementedError
