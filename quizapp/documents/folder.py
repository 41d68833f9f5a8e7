"""Finding documents: single files as they are, folders with everything below them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from quizapp.documents import supported_endings

MOST_FILES = 20_000
_SYSTEM = frozenset({"thumbs.db", "desktop.ini", "__macosx"})

Problem = tuple[Path, str]


def find_documents(paths: Sequence[Path]) -> tuple[list[Path], list[Problem]]:
    """(files to read, problems with their reasons); each file once, in the order found.

    A file that was named itself is always taken: its content decides. In folders only files with
    a known ending are, and hidden files, lock files of Word and loops of links are left out.
    """
    return _Search().run(paths)


class _Search:
    def __init__(self) -> None:
        self._files: dict[Path, Path] = {}
        self._problems: list[Problem] = []
        self._folders: set[tuple[int, int]] = set()
        self._endings = frozenset(supported_endings())

    def run(self, paths: Sequence[Path]) -> tuple[list[Path], list[Problem]]:
        for path in paths:
            try:
                self._named(Path(path))
            except OSError as error:
                self._problem(Path(path), error)
        return list(self._files.values()), self._problems

    def _named(self, path: Path) -> None:
        if path.is_dir():
            before = len(self._files), len(self._problems)
            self._walk(path)
            if before == (len(self._files), len(self._problems)):
                self._problems.append((path, "It holds no documents."))
        elif not path.exists():
            reason = "leads nowhere" if path.is_symlink() else "is not there"
            self._problems.append((path, f"It {reason}."))
        elif _is_lock_file(path.name):
            self._problems.append((path, "It is not a document but a mark that Word has one open."))
        else:
            self._take(path)

    def _walk(self, folder: Path) -> None:
        found = folder.stat()
        if (found.st_dev, found.st_ino) in self._folders:
            if folder.is_symlink():
                self._problems.append(
                    (folder, "It leads back to a folder that was searched already.")
                )
            return
        self._folders.add((found.st_dev, found.st_ino))
        for entry in self._entries(folder):
            path = folder / entry.name
            try:
                self._entry(path, is_folder=entry.is_dir())
            except OSError as error:
                self._problem(path, error)

    def _entries(self, folder: Path) -> Iterator[os.DirEntry[str]]:
        try:
            with os.scandir(folder) as entries:
                yield from sorted(entries, key=lambda entry: entry.name.casefold())
        except OSError as error:
            self._problem(folder, error)

    def _entry(self, path: Path, *, is_folder: bool) -> None:
        if path.name.startswith(".") or path.name.casefold() in _SYSTEM or _is_lock_file(path.name):
            return
        if is_folder:
            self._walk(path)
        elif path.is_symlink() and not path.exists():
            self._problems.append((path, "It is a link that leads nowhere."))
        elif path.suffix.lower() in self._endings:
            self._take(path)
        else:
            self._problems.append((path, f"QuizApp does not read {_ending(path)} files."))

    def _take(self, path: Path) -> None:
        if len(self._files) >= MOST_FILES:
            if not self._problems or "too many" not in self._problems[-1][1]:
                self._problems.append(
                    (path, f"There are too many files: {MOST_FILES:,} were taken.")
                )
            return
        self._files.setdefault(path.resolve(), path)

    def _problem(self, path: Path, error: OSError) -> None:
        reason = "may not be read" if isinstance(error, PermissionError) else "cannot be opened"
        self._problems.append((path, f"It {reason} ({error.strerror or error})."))


def _is_lock_file(name: str) -> bool:
    """ "~$name.docx" stands beside a document that Word has open; ".~lock" is LibreOffice's."""
    return name.startswith(("~$", ".~lock"))


def _ending(path: Path) -> str:
    return f"“{path.suffix}”" if path.suffix else "such"
