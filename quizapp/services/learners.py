"""Who learns here: adding, naming, switching, PINs, and deleting what can be brought back.

Decks and documents are shared. The log, the memories and the settings of study are each learner's
own. To delete a learner hides them: their log stays, and one undo brings them back.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from quizapp.domain import pin as pins
from quizapp.domain.identity import new_id
from quizapp.domain.learner import (
    COLOURS,
    LONGEST_NAME,
    Learner,
    clean_name,
    free_name,
    name_key,
    next_colour,
)
from quizapp.domain.ports import Stores
from quizapp.errors import ExchangeError, NotFound, QuizError, SettingsError, WrongPin
from quizapp.paths import Paths
from quizapp.services.carry_progress import ENDING, CarryProgress, Merged
from quizapp.services.learning_day import LearningDay
from quizapp.services.own_name import first_name
from quizapp.services.watching import UNWATCHED, Watch
from quizapp.settings import SETTINGS


@dataclass(frozen=True, slots=True)
class LearnerLine:
    """A learner in a list. ``last_day``: the last study day with an answer; None: none yet."""

    learner: Learner
    last_day: date | None
    present: bool  # learns now


@dataclass(frozen=True, slots=True)
class Everyone:
    """By name: those who are here, and those who were deleted, the last deleted first."""

    here: tuple[LearnerLine, ...]
    deleted: tuple[LearnerLine, ...] = ()
    today: date | None = None  # the study day, which their last days are compared with


@dataclass(frozen=True, slots=True)
class Deleted:
    """``file``: where their answers were written before; None where there were none."""

    learner: Learner
    file: Path | None
    answers: int


class Learners:
    """``settle`` must have run before anything else is asked."""

    def __init__(
        self,
        stores: Stores,
        day: LearningDay,
        carry: CarryProgress,
        paths: Paths,
        *,
        ticks: Callable[[], float] = time.monotonic,
        seat_taken: Callable[[], None] = lambda: None,
    ) -> None:
        """``ticks``: seconds that nobody can set back; for the pauses after wrong PINs.
        ``seat_taken`` is called when another learner has the seat: nothing that could be undone
        by the one before is to be undone by them."""
        self._stores = stores
        self._day = day
        self._carry = carry
        self._paths = paths
        self._ticks = ticks
        self._seat_taken = seat_taken
        # Wrong tries in a row, and no try before; a start of the program forgets them.
        self._tries: dict[str, tuple[int, float]] = {}
        self._present: Learner | None = None
        self.locked = False
        """Whether a PIN is still owed: the learner of the last time has one."""

    @property
    def present(self) -> Learner:
        """Who learns now. No store is asked: may be read on any thread."""
        if self._present is None:
            raise RuntimeError("no learner was settled on yet")
        return self._present

    def settle(self, *, lock: bool = True) -> Learner:
        """After the deck file was opened or replaced: a row for everyone who is in the log, and
        who learns now: the learner of the last time, if they are there.

        ``lock``: whether a PIN of theirs has to be asked for.
        """
        self._add_missing()
        here = self._here()
        wanted = self._day.settings.learner
        by_ease = sorted(here, key=lambda one: (one.id != wanted, one.has_pin))
        self._take_seat(by_ease[0])
        self.locked = lock and self.present.has_pin
        return self.present

    def everyone(self) -> Everyone:
        last_days = self._stores.learners.in_log()
        lines = [
            LearnerLine(one, last_days.get(one.id), one.id == self.present.id)
            for one in self._stores.learners.learners()
        ]
        here = [line for line in lines if line.learner.deleted_at is None]
        gone = [line for line in lines if line.learner.deleted_at is not None]
        here.sort(key=lambda line: (line.learner.key, line.learner.id))
        gone.sort(key=lambda line: str(line.learner.deleted_at), reverse=True)
        return Everyone(tuple(here), tuple(gone), self._day.today())

    def called(self, name: str) -> Learner:
        """The learner of that name or id; ``NotFound`` names those there are."""
        here = self._here()
        for one in here:
            if name == one.id or name_key(name) == one.key:
                return one
        known = ", ".join(sorted(one.name for one in here))
        raise NotFound(f"There is no learner called {name}. The learners are: {known}.")

    # Adding and changing

    def add(self, name: str) -> Learner:
        """In a colour that few have."""
        return self.add_many([name])[0]

    def add_many(self, names: Sequence[str]) -> list[Learner]:
        """All or none; for the names that ``domain.class_list`` found."""
        here = self._here()
        taken = _keys(here)
        fit: list[str] = []
        for name in names:
            fit.append(self._fit_name(name, taken))
            taken.add(name_key(fit[-1]))
        return self._add([(new_id(), name) for name in fit], here)

    def add_with(self, name: str, file: Path, watch: Watch = UNWATCHED) -> Merged:
        """A new learner with the answers of a progress file. Where there is nothing in it to add,
        it is ``Cancelled`` or fails, nobody is added."""
        here = self._here()
        name, learner_id = self._fit_name(name, _keys(here)), new_id()
        merged = self._carry.merge(file, learner_id, watch)
        if merged.added:
            self._add([(learner_id, name)], here)
        return merged

    def rename(self, learner_id: str, name: str) -> Learner:
        taken = _keys([one for one in self._here() if one.id != learner_id])
        return self._change(replace(self._one(learner_id), name=self._fit_name(name, taken)))

    def recolour(self, learner_id: str, colour: str) -> Learner:
        if colour not in COLOURS:
            raise ValueError(f"no colour of a learner: {colour}")
        return self._change(replace(self._one(learner_id), colour=colour))

    # PINs

    def set_pin(self, learner_id: str, new: str | None, old: str = "") -> Learner:
        """A new PIN, or none. ``WrongPin`` where there is one and ``old`` is not it."""
        self._check_pin(self._one(learner_id), old)
        if new is not None and not pins.is_fit(new):
            raise QuizError(
                f"A PIN has {pins.SHORTEST} to {pins.LONGEST} letters, figures or signs, and no "
                "blanks. Choose another one."
            )
        self._stores.learners.set_pin(learner_id, None if new is None else pins.hashed(new))
        return self._known_anew(learner_id)

    def forget_pin(self, learner_id: str) -> Learner:
        """Takes a forgotten PIN away: for whoever can run commands on this machine."""
        self._stores.learners.set_pin(learner_id, None)
        self._tries.pop(learner_id, None)
        return self._known_anew(learner_id)

    def _check_pin(self, learner: Learner, pin: str) -> None:
        """``WrongPin`` unless it is theirs, or they have none; a pause grows with wrong tries."""
        stored = self._stores.learners.pin(learner.id)
        if stored is None:
            return
        wrong, not_before = self._tries.get(learner.id, (0, 0.0))
        left = not_before - self._ticks()
        if left > 0:
            seconds = math.ceil(left)
            unit = "second" if seconds == 1 else "seconds"
            raise WrongPin(
                f"That was wrong too often. Wait {seconds} {unit}, then try again.", pause=left
            )
        if not pins.matches(pin, stored):
            pause = pins.pause_after(wrong + 1)
            self._tries[learner.id] = (wrong + 1, self._ticks() + pause)
            raise WrongPin(f"This is not the PIN of {learner.name}.", pause=pause)
        self._tries.pop(learner.id, None)

    # Switching

    def switch(self, learner_id: str, pin: str = "") -> Learner:
        """They learn from now on, with their own settings, and are who learns at the next start.

        ``WrongPin`` where they have another PIN.
        """
        learner = self._one(learner_id)
        self._check_pin(learner, pin)
        if not self.locked:
            self._keep_own()
        self._take_seat(learner)
        self.locked = False
        with suppress(SettingsError):  # the next start would begin with the one before, no more
            self._day.settings.save(self._paths.settings_file)
        return learner

    def act_for(self, learner_id: str) -> Learner:
        """They learn, for this process alone: the next start does not know of it."""
        self._take_seat(self._one(learner_id))
        self.locked = False
        return self.present

    def keep_settings(self) -> None:
        """After a setting was changed: the learner's own go to their row, all to the file."""
        self._keep_own()
        self._day.settings.save(self._paths.settings_file)

    # Deleting

    def check_delete(self, learner_id: str, pin: str = "") -> Learner:
        """The learner, if ``delete`` would be heard: the last one stays, and so does who learns
        now."""
        learner = self._one(learner_id)
        if len(self._here()) == 1:
            raise QuizError("The last learner cannot be deleted. Add another one first.")
        if learner.id == self.present.id:
            raise QuizError(
                f"{learner.name} learns now. Switch to another learner, then delete {learner.name}."
            )
        self._check_pin(learner, pin)
        return learner

    def delete(
        self, learner_id: str, pin: str = "", to: Path | None = None, watch: Watch = UNWATCHED
    ) -> Deleted:
        """Hides the learner, after all their answers were written to a file (``to``, or one in
        the folder of the backups). ``Cancelled`` leaves the learner, and no file."""
        learner = self.check_delete(learner_id, pin)
        file, answers = self._export(learner, to, watch)
        gone = replace(learner, deleted_at=self._day.now_utc())
        self._stores.learners.change(gone)
        return Deleted(gone, file, answers)

    def undo_delete(self, learner_id: str) -> Learner:
        """The learner is back, with all answers; under "Anna 2" where Anna was added meanwhile."""
        learner = next((o for o in self._stores.learners.learners() if o.id == learner_id), None)
        if learner is None:
            raise NotFound("This learner is no longer there.")
        name = free_name(learner.name, (o.name for o in self._here() if o.id != learner_id))
        return self._change(replace(learner, name=name, deleted_at=None))

    def _export(self, learner: Learner, to: Path | None, watch: Watch) -> tuple[Path | None, int]:
        if learner.id not in self._stores.learners.in_log():
            return None, 0
        file = to or self._free_file(learner.name)
        return file, self._carry.write(file, learner.id, watch)

    def _free_file(self, name: str) -> Path:
        folder = self._paths.backups
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise ExchangeError(
                f"{name} was not deleted: the folder {folder} for their answers could not be made "
                f"({problem.strerror or problem})."
            ) from problem
        plain = "".join(sign if sign.isalnum() else "-" for sign in name).strip("-") or "learner"
        stem = f"{plain}-{self._day.today().isoformat()}"
        number, file = 2, folder / f"{stem}{ENDING}"
        while file.exists():
            file = folder / f"{stem}-{number}{ENDING}"
            number += 1
        return file

    # Rows

    def _here(self) -> list[Learner]:
        return [one for one in self._stores.learners.learners() if one.deleted_at is None]

    def _one(self, learner_id: str) -> Learner:
        for one in self._here():
            if one.id == learner_id:
                return one
        raise NotFound("This learner is no longer there.")

    def _fit_name(self, name: str, taken: set[str]) -> str:
        """``taken``: the keys of the names that others have."""
        name = clean_name(name)
        if not any(sign.isalnum() for sign in name):
            raise QuizError("A learner needs a name. Type at least one letter.")
        if len(name) > LONGEST_NAME:
            raise QuizError(f"This name is too long: {LONGEST_NAME} characters at most.")
        if name_key(name) in taken:
            raise QuizError(f"There is a learner called {name} already. Choose another name.")
        return name

    def _add(self, named: Sequence[tuple[str, str]], others: Sequence[Learner]) -> list[Learner]:
        """``named``: id and name of each; they get colours that few of the others have."""
        colours = [one.colour for one in others]
        added: list[Learner] = []
        for learner_id, name in named:
            colours.append(next_colour(colours))
            added.append(Learner(learner_id, name, colours[-1], self._day.now_utc()))
        self._stores.learners.add(added)
        return added

    def _change(self, learner: Learner) -> Learner:
        self._stores.learners.change(learner)
        return self._known_anew(learner.id)

    def _known_anew(self, learner_id: str) -> Learner:
        learner = self._one(learner_id)
        if learner.id == self.present.id:
            self._present = learner
        return learner

    def _take_seat(self, learner: Learner) -> None:
        own = self._stores.learners.own_settings(learner.id)
        self._day.settings.take_own(learner.id, own)
        self._present = learner
        self._seat_taken()

    def _keep_own(self) -> None:
        known = {spec.key for spec in SETTINGS}
        stored = self._stores.learners.own_settings(self.present.id)
        newer = {key: value for key, value in stored.items() if key not in known}
        own = newer | self._day.settings.own()
        if own != stored:
            self._stores.learners.set_own_settings(self.present.id, own)

    def _add_missing(self) -> None:
        """Rows for those in the log without one, and for the very first learner."""
        rows = self._stores.learners.learners()
        known = {one.id for one in rows}
        missing = [each for each in self._stores.learners.in_log() if each not in known]
        first = self._day.settings.learner
        nobody = all(one.deleted_at is not None for one in rows)
        if nobody and not missing:
            missing = [new_id() if first in known else first]
        if not missing:
            return
        names = [one.name for one in rows if one.deleted_at is None]
        named: list[tuple[str, str]] = []
        for learner_id in missing:
            names.append(free_name(first_name(learner_id), names))
            named.append((learner_id, names[-1]))
        self._add(named, rows)
        if first in missing:  # the settings were theirs before there were learners
            self._stores.learners.set_own_settings(first, self._day.settings.own())


def _keys(learners: Sequence[Learner]) -> set[str]:
    return {one.key for one in learners}
