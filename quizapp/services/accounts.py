"""Accounts of a shared database: adding them, signing in, classes.

Until there is an account nobody signs in, and whoever can open the database is its only teacher.
The first account is a teacher's.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from quizapp.domain import account as accounts
from quizapp.domain import pin as passwords
from quizapp.domain.account import Account, Role, Tries
from quizapp.domain.identity import new_id
from quizapp.domain.learner import LONGEST_NAME, Learner, clean_name, name_key, next_colour
from quizapp.domain.ports import AccountStore, Clock, LearnerStore
from quizapp.errors import NotAllowed, NotFound, QuizError, SignInNeeded

SignIn = Callable[[], tuple[str, str]]
"""Asks for name and password."""

_WRONG = "This is no account here, or not its password."
_NO_HASH = passwords.hashed("nobody has this one")
"""Checked for a name that is nobody's, so that the time does not tell whether it is."""


@dataclass(frozen=True, slots=True)
class AccountLine:
    account: Account
    classes: tuple[str, ...]


class Accounts:
    """``learners``: unguarded, like ``store``."""

    def __init__(self, store: AccountStore, learners: LearnerStore, clock: Clock) -> None:
        self._store = store
        self._learners = learners
        self._clock = clock
        self.signed_in: Account | None = None

    @property
    def are_there(self) -> bool:
        return bool(self._store.accounts())

    def sign_in(self, name: str, password: str) -> Account:
        """``SignInNeeded`` where there is no such account, or the password is another one."""
        found = next((o for o in self._open() if name_key(o.name) == name_key(name)), None)
        if found is None:
            passwords.matches(password, _NO_HASH)
            raise SignInNeeded(_WRONG)
        tries, now = self._store.tries(found.id), self._now()
        if tries.not_before is not None and tries.not_before > now:
            seconds = math.ceil((tries.not_before - now).total_seconds())
            raise SignInNeeded(f"That was wrong too often. Wait {seconds} seconds, then try again.")
        if not passwords.matches(password, self._store.password(found.id)):
            pause = timedelta(seconds=passwords.pause_after(tries.wrong + 1))
            self._store.note_tries(found.id, Tries(tries.wrong + 1, now + pause))
            raise SignInNeeded(_WRONG)
        if tries.wrong:
            self._store.note_tries(found.id, Tries())
        self.signed_in = found
        return found

    def lines(self) -> list[AccountLine]:
        """Of a teacher: all; of a learner: their own."""
        classes = self._store.classes()
        return [
            AccountLine(one, tuple(n for n, members in classes.items() if one.learner in members))
            for one in self._open()
            if self._is_teacher or one == self.signed_in
        ]

    def add(self, name: str, role: Role, password: str, school_class: str = "") -> Account:
        """A learner is in the class; a teacher too, and then sees the learners in it.

        A learner that is there already under that name keeps all progress.
        """
        is_first = not self.are_there
        self._check_teacher()
        if is_first and role is not Role.TEACHER:
            raise NotAllowed("The first account is a teacher's.")
        name = _fit(name)
        _check_password(password)
        if any(name_key(one.name) == name_key(name) for one in self._open()):
            raise QuizError(f"There is an account called {name} already. Choose another name.")
        account = Account(new_id(), name, role, self._learner(name), self._now())
        self._store.add(account, passwords.hashed(password), first=is_first)
        if school_class:
            self._store.put_in_class(school_class, account.learner)
        return account

    def put_in_class(self, name: str, school_class: str) -> None:
        self._check_teacher()
        self._store.put_in_class(school_class, self._called(name).learner)

    def take_out_of_class(self, name: str, school_class: str) -> None:
        self._check_teacher()
        self._store.take_out_of_class(school_class, self._called(name).learner)

    def set_password(self, name: str, password: str) -> None:
        """One's own, or by a teacher that of a learner."""
        account = self._called(name)
        if account != self.signed_in:
            self._check_teacher()
            if account.role is Role.TEACHER and self.signed_in is not None:
                raise NotAllowed("Only teachers themselves change their password.")
        _check_password(password)
        self._store.set_password(account.id, passwords.hashed(password))
        self._store.note_tries(account.id, Tries())

    def close_account(self, name: str) -> None:
        """Nobody signs in with it any more; the answers stay. One teacher always stays."""
        self._check_teacher()
        account = self._called(name)
        teachers = [one for one in self._open() if one.role is Role.TEACHER]
        if teachers == [account]:
            raise QuizError("The last teacher's account stays. Add another teacher first.")
        self._store.close_account(account.id, self._now())

    @property
    def _is_teacher(self) -> bool:
        return self.signed_in is not None and self.signed_in.role is Role.TEACHER

    def _check_teacher(self) -> None:
        if self.are_there and not self._is_teacher:
            raise NotAllowed("Only teachers may do this.")

    def _open(self) -> list[Account]:
        return [one for one in self._store.accounts() if one.closed_at is None]

    def _called(self, name: str) -> Account:
        for one in self._open():
            if name_key(one.name) == name_key(name):
                return one
        raise NotFound(f"There is no account called {name}.")

    def _learner(self, name: str) -> str:
        """The id of the learner of that name, who is added where there is none; somebody else's
        account never gets it."""
        here = [one for one in self._learners.learners() if one.deleted_at is None]
        taken = {one.learner for one in self._store.accounts()}
        for one in here:
            if one.key == name_key(name):
                if one.id in taken:
                    raise QuizError(f"The learner {one.name} has an account already.")
                return one.id
        colour = next_colour([one.colour for one in here])
        added = Learner(new_id(), name, colour, self._now())
        self._learners.add([added])
        return added.id

    def _now(self) -> datetime:
        return self._clock.now().astimezone(UTC)


def _fit(name: str) -> str:
    name = clean_name(name)
    if not any(sign.isalnum() for sign in name) or len(name) > LONGEST_NAME:
        raise QuizError(f"An account needs a name, of {LONGEST_NAME} characters at most.")
    return name


def _check_password(password: str) -> None:
    if not accounts.is_fit(password):
        raise QuizError(f"A password has at least {accounts.SHORTEST} characters. Choose another.")
