"""Rolling backups: whole, verified copies of the deck file in one folder.

``<deck> 20261122T112033.123Z before-migration.sqlite``: the UTC time it was made at, and why.
Kept are the newest 5, then the newest of each of the last 7 days, 4 weeks and 12 months that have
one (``Keep``). A copy is written under a temporary name, checked, flushed and only then renamed, so
that a file with a backup's name is a whole backup.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection

from quizapp.domain.ports import Backup
from quizapp.errors import DamagedDeck, StorageError
from quizapp.storage import files, sqlite

ENDING = ".sqlite"
_STAMP_AND_REASON = re.compile(r" (\d{8}T\d{6}\.\d{3}Z) [a-z0-9-]+\.sqlite")
_TIME = "%Y%m%dT%H%M%S.%f"
_A_MOMENT = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Keep:
    """How many backups stay: the newest, and the newest of so many days, weeks and months."""

    recent: int = 5
    daily: int = 7
    weekly: int = 4
    monthly: int = 12

    def stay(self, moments: Iterable[datetime]) -> set[datetime]:
        """Those of the moments whose backups are kept."""
        newest_first = sorted(moments, reverse=True)
        kept = set(newest_first[: self.recent])
        periods: tuple[tuple[int, Callable[[datetime], object]], ...] = (
            (self.daily, lambda moment: moment.date()),
            (self.weekly, lambda moment: moment.isocalendar()[:2]),
            (self.monthly, lambda moment: (moment.year, moment.month)),
        )
        for number, period in periods:
            newest: dict[object, datetime] = {}
            for moment in newest_first:
                newest.setdefault(period(moment), moment)
            kept |= set(list(newest.values())[:number])
        return kept


class BackupFolder:
    """The backups of one deck file."""

    def __init__(self, folder: Path, deck_file: Path, keep: Keep) -> None:
        self.folder = folder
        self._deck_file = deck_file
        self._keep = keep

    def all(self) -> list[Backup]:
        """Newest first."""
        if not self.folder.is_dir():
            return []
        found = []
        for path in self.folder.iterdir():
            made_at = _made_at(path.name, self._deck_file.stem)
            if made_at:
                found.append(Backup(path, made_at, path.stat().st_size))
        return sorted(found, key=lambda backup: (backup.made_at, backup.path.name), reverse=True)

    def newest(self) -> Path | None:
        backups = self.all()
        return backups[0].path if backups else None

    def make(self, connection: Connection, reason: str) -> Backup | None:
        """A verified copy of the deck that ``connection`` has open; None where the newest backup
        is the same already."""
        part = self.folder / f".{self._deck_file.stem}.part"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            part.unlink(missing_ok=True)
            self._copy(connection, part)
            if problems := sqlite.copy_problems(part):
                raise DamagedDeck(
                    f"No backup was made: the deck file is damaged ({problems[0]}). "
                    "Restore an earlier backup.",
                    newest_backup=self.newest(),
                )
            newest = self.newest()
            if newest and sqlite.same_content(part, newest):
                return None
            target = self._name(reason)
            files.put_into_place(part, target)
        except OSError as error:
            raise StorageError(
                f"No backup could be written to {self.folder} ({error.strerror or error}). "
                "Check that the folder may be written to and that its disk has room."
            ) from error
        finally:
            _unlink(part)
        self._prune()
        return next(backup for backup in self.all() if backup.path == target)

    def _copy(self, connection: Connection, part: Path) -> None:
        try:
            sqlite.copy_to(connection, part)
        except sqlite.ERRORS as error:
            if not sqlite.is_refused(error):
                raise
            raise OSError(f"{error}") from error  # of the copy: nothing is written to the deck

    def _name(self, reason: str) -> Path:
        slug = re.sub("[^a-z0-9]+", "-", reason.casefold()).strip("-")[:40] or "backup"
        latest = max((backup.made_at for backup in self.all()), default=None)
        moment = datetime.now(UTC)
        if latest and moment <= latest:  # a clock set back must not make this one look older
            moment = latest
        while True:
            stamp = moment.strftime("%Y%m%dT%H%M%S.") + f"{moment.microsecond // 1000:03d}Z"
            path = self.folder / f"{self._deck_file.stem} {stamp} {slug}{ENDING}"
            if moment != latest and not path.exists():
                return path
            moment = moment.replace(microsecond=moment.microsecond // 1000 * 1000) + _A_MOMENT

    def _prune(self) -> None:
        backups = self.all()
        stay = self._keep.stay(backup.made_at for backup in backups)
        for backup in backups:
            if backup.made_at not in stay:
                _unlink(backup.path)


def _made_at(name: str, deck: str) -> datetime | None:
    match = _STAMP_AND_REASON.fullmatch(name.removeprefix(deck))
    if not (match and name.startswith(deck)):
        return None
    try:
        return datetime.strptime(match[1].removesuffix("Z"), _TIME).replace(tzinfo=UTC)
    except ValueError:
        return None


def _unlink(path: Path) -> None:
    with suppress(OSError):  # open in another program: the next backup tries again
        path.unlink(missing_ok=True)
