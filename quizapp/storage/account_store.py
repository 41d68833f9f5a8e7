"""Accounts and classes of a shared database: fulfils ``AccountStore``."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from sqlalchemy import delete, exc, exists, insert, select, update

from quizapp.domain.account import Account, Role, Tries
from quizapp.domain.learner import name_key
from quizapp.errors import NotFound, StorageError
from quizapp.storage import rows
from quizapp.storage.database import Database
from quizapp.storage.tables import ACCOUNT, CLASS_MEMBER, SCHOOL_CLASS


class Accounts:
    def __init__(self, database: Database) -> None:
        self._database = database

    def accounts(self) -> list[Account]:
        query = select(ACCOUNT).order_by(ACCOUNT.c.name_key, ACCOUNT.c.id)
        with self._database.reading() as connection:
            return [_account_of(row) for row in connection.execute(query)]

    def add(self, account: Account, password: str, *, first: bool = False) -> None:
        values = {
            "id": account.id,
            "name": rows.clean(account.name),
            "name_key": rows.clean(name_key(account.name)),
            "role": account.role.value,
            "password": password,
            "learner": account.learner,
            "added_at": account.added_at,
        }
        with self._database.writing("accounts") as connection:
            if first and connection.execute(select(exists(select(ACCOUNT)))).scalar():
                raise StorageError("There are accounts already: sign in to add one.")
            try:
                connection.execute(insert(ACCOUNT), values)
            except exc.IntegrityError:
                raise StorageError(
                    f"There is an account called {account.name} already. Choose another name."
                ) from None

    def close_account(self, account_id: str, at: datetime) -> None:
        this = ACCOUNT.c.id == account_id
        with self._database.writing("accounts") as connection:
            gone = update(ACCOUNT).where(this).values(closed_at=at, name_key=None)
            if not connection.execute(gone).rowcount:
                raise _no_account()

    def password(self, account_id: str) -> str:
        with self._database.reading() as connection:
            query = select(ACCOUNT.c.password).where(ACCOUNT.c.id == account_id)
            found = connection.execute(query).scalar()
        if found is None:
            raise _no_account()
        return str(found)

    def set_password(self, account_id: str, hashed: str) -> None:
        changed = update(ACCOUNT).where(ACCOUNT.c.id == account_id)
        with self._database.writing("accounts") as connection:
            if not connection.execute(changed.values(password=hashed)).rowcount:
                raise _no_account()

    def tries(self, account_id: str) -> Tries:
        query = select(ACCOUNT.c.wrong, ACCOUNT.c.not_before).where(ACCOUNT.c.id == account_id)
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        return Tries() if row is None else Tries(row.wrong, row.not_before)

    def note_tries(self, account_id: str, tries: Tries) -> None:
        changed = update(ACCOUNT).where(ACCOUNT.c.id == account_id)
        with self._database.writing("accounts") as connection:
            connection.execute(changed.values(wrong=tries.wrong, not_before=tries.not_before))

    # classes

    def classes(self) -> dict[str, set[str]]:
        query = select(SCHOOL_CLASS.c.name, CLASS_MEMBER.c.learner).join_from(
            SCHOOL_CLASS, CLASS_MEMBER, CLASS_MEMBER.c.school_class == SCHOOL_CLASS.c.name_key
        )
        found: dict[str, set[str]] = defaultdict(set)
        with self._database.reading() as connection:
            for name, learner in connection.execute(query):
                found[name].add(learner)
        return dict(sorted(found.items()))

    def put_in_class(self, name: str, learner: str) -> None:
        key = rows.name_key(name)
        named = {"name_key": key, "name": rows.clean(name).strip()}
        member = {"school_class": key, "learner": learner}
        upsert = self._database.dialect.upsert
        with self._database.writing("accounts") as connection:
            connection.execute(upsert(SCHOOL_CLASS).values(named).on_conflict_do_nothing())
            connection.execute(upsert(CLASS_MEMBER).values(member).on_conflict_do_nothing())

    def take_out_of_class(self, name: str, learner: str) -> None:
        this = (CLASS_MEMBER.c.school_class == rows.name_key(name)) & (
            CLASS_MEMBER.c.learner == learner
        )
        with self._database.writing("accounts") as connection:
            connection.execute(delete(CLASS_MEMBER).where(this))


def _account_of(row: rows.Record) -> Account:
    return Account(row.id, row.name, Role(row.role), row.learner, row.added_at, row.closed_at)


def _no_account() -> NotFound:
    return NotFound("This account is no longer there.")
