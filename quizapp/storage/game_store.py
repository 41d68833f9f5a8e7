"""Live games in the classroom: fulfils ``GameStore``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, delete, exc, insert, select, update

from quizapp.domain.game import Game, GameAnswer, Hands, Person, Player, Step
from quizapp.domain.identity import new_id
from quizapp.errors import GameElsewhere, NotFound, StorageError
from quizapp.storage import dialect, game_rows, held_round, rows
from quizapp.storage.database import Database, FileDatabase
from quizapp.storage.tables import (
    GAME,
    GAME_ANSWER,
    GAME_CLAIM,
    GAME_HANDS,
    GAME_PERSON,
    GAME_PLAYER,
    GAME_STEP,
)

HELD_FOR = 20.0  # seconds, unless the program says again that it lives
_ELSEWHERE = (
    "Another program holds this live round now. It can be gone on with here once that one is "
    "closed."
)  # fmt: skip
AT_ONCE = 500  # players in one question to the file: it takes only so many values


class Games:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._holder = new_id()  # this program, as the others know it
        self._names: dict[str, str] = {}  # of games that are held, since that is said often

    # which program holds a game

    def hold(self, game_id: str) -> None:
        if isinstance(self._database, FileDatabase):  # nobody else has the file, but may want it
            held_round.say(self._database.file, self._name(game_id))
            return
        from quizapp.storage import postgresql

        with self._database.playing(game_id) as connection:
            number = _game(connection, game_id).number
            if not postgresql.claim(connection, number, self._holder, HELD_FOR):
                raise GameElsewhere(_ELSEWHERE)

    def let_go(self, game_id: str) -> None:
        if isinstance(self._database, FileDatabase):
            held_round.end(self._database.file)
            return
        from quizapp.storage import postgresql

        with self._database.playing(game_id) as connection:
            postgresql.let_go(connection, _game(connection, game_id).number, self._holder)

    def _name(self, game_id: str) -> str:
        if game_id not in self._names:
            self._names[game_id] = self.game(game_id).name
        return self._names[game_id]

    def _held(self, connection: Connection, game_id: str) -> rows.Record:
        """The game, where this program may write to it: its last holder, or any where it had
        none. ``GameElsewhere`` for a program that lost it, whatever has become of the new one."""
        row = _game(connection, game_id)
        if self._database.is_shared:
            from quizapp.storage import postgresql

            if postgresql.holder_of(connection, row.number) not in (None, self._holder):
                raise GameElsewhere(_ELSEWHERE)
        return row

    # games

    def begin(self, game: Game) -> None:
        with self._database.playing(game.id) as connection:
            connection.execute(insert(GAME), game_rows.game_values(game))

    def game(self, game_id: str) -> Game:
        with self._database.reading() as connection:
            return game_rows.game_of(_game(connection, game_id))

    def games(self) -> list[Game]:
        query = select(GAME).order_by(GAME.c.number.desc())
        with self._database.reading() as connection:
            return [game_rows.game_of(row) for row in connection.execute(query)]

    def end(self, game_id: str, at: datetime) -> None:
        """One that is over already keeps its moment."""
        with self._database.playing(game_id) as connection:
            number = self._held(connection, game_id).number
            still_open = (GAME.c.number == number) & GAME.c.ended_at.is_(None)
            connection.execute(update(GAME).where(still_open).values(ended_at=at))

    def step(self, step: Step) -> None:
        with self._database.playing(step.game) as connection:
            number = self._held(connection, step.game).number
            connection.execute(insert(GAME_STEP), game_rows.step_values(step, number))

    def steps(self, game_id: str) -> list[Step]:
        with self._database.reading() as connection:
            number = _game(connection, game_id).number
            query = select(GAME_STEP).where(GAME_STEP.c.game == number)
            found = connection.execute(query.order_by(GAME_STEP.c.number)).all()
        return [game_rows.step_of(row, game_id) for row in found]

    # players

    def join(self, player: Player, person: Person | None = None) -> None:
        with self._database.playing(player.game) as connection:
            number = self._held(connection, player.game).number
            try:
                connection.execute(insert(GAME_PLAYER), game_rows.player_values(player, number))
            except exc.IntegrityError as error:
                raise StorageError("Somebody of that name plays already.") from error
            if person is not None:
                _name(connection, person)

    def players(self, game_id: str) -> list[Player]:
        with self._database.reading() as connection:
            number = _game(connection, game_id).number
            query = select(GAME_PLAYER).where(GAME_PLAYER.c.game == number)
            found = connection.execute(query.order_by(GAME_PLAYER.c.number)).all()
        return [game_rows.player_of(row, game_id) for row in found]

    def change_player(self, player: Player) -> None:
        changed = {
            "token_hash": player.token_hash,
            "team": player.team,
            "removed_at": player.removed_at,
        }
        this = GAME_PLAYER.c.id == rows.clean(player.id)
        with self._database.playing(player.game) as connection:
            self._held(connection, player.game)
            if not connection.execute(update(GAME_PLAYER).where(this).values(changed)).rowcount:
                raise NotFound("This player is no longer in the deck file.")

    def people(self, game_id: str) -> dict[str, Person]:
        query = (
            select(GAME_PERSON, GAME_PLAYER.c.id)
            .join_from(GAME_PERSON, GAME_PLAYER, GAME_PLAYER.c.number == GAME_PERSON.c.player)
            .order_by(GAME_PLAYER.c.number)
        )
        with self._database.reading() as connection:
            number = _game(connection, game_id).number
            found = connection.execute(query.where(GAME_PLAYER.c.game == number)).all()
        return {row.id: game_rows.person_of(row) for row in found}

    def name_person(self, person: Person) -> None:
        with self._database.playing(person.player) as connection:
            _name(connection, person)

    def forget_people(self, game_id: str) -> int:
        with self._database.playing(game_id) as connection:
            number = _game(connection, game_id).number
            theirs = select(GAME_PLAYER.c.number).where(GAME_PLAYER.c.game == number)
            gone = delete(GAME_PERSON).where(GAME_PERSON.c.player.in_(theirs))
            return connection.execute(gone).rowcount

    # answers

    def answer(self, answers: Sequence[GameAnswer]) -> None:
        with self._database.playing(*{row.game for row in answers}) as connection:
            held = [self._held(connection, id_) for id_ in {row.game for row in answers}]
            numbers = _players(connection, list(map(_open, held)), {row.player for row in answers})
            for row in answers:
                if row.player not in numbers:
                    raise NotFound("This player is no longer in the deck file.")
            if answers:
                connection.execute(
                    self._answering,
                    [game_rows.answer_values(row, numbers[row.player]) for row in answers],
                )

    @cached_property
    def _answering(self) -> Any:
        """Stands ready: to make it anew costs as much as to run it."""
        saving = self._database.dialect.upsert(GAME_ANSWER)
        new = {name: saving.excluded[name] for name in ("place", "response", "at", "milliseconds")}
        return saving.on_conflict_do_update(index_elements=["player", "turn"], set_=new)

    def answers(self, game_id: str) -> list[GameAnswer]:
        query = (
            select(GAME_ANSWER, GAME_PLAYER.c.id)
            .join_from(GAME_ANSWER, GAME_PLAYER, GAME_PLAYER.c.number == GAME_ANSWER.c.player)
            .order_by(GAME_ANSWER.c.player, GAME_ANSWER.c.turn)
        )
        with self._database.reading() as connection:
            number = _game(connection, game_id).number
            found = connection.execute(query.where(GAME_PLAYER.c.game == number)).all()
        return [game_rows.answer_of(row, game_id) for row in found]

    def raise_hands(self, hands: Hands) -> None:
        with self._database.playing(hands.game) as connection:
            values = game_rows.hands_values(hands, self._held(connection, hands.game).number)
            saving = self._database.dialect.upsert(GAME_HANDS).values(values)
            saving = saving.on_conflict_do_update(index_elements=["game", "place"], set_=values)
            connection.execute(saving)

    def hands(self, game_id: str) -> dict[int, Hands]:
        with self._database.reading() as connection:
            number = _game(connection, game_id).number
            found = connection.execute(select(GAME_HANDS).where(GAME_HANDS.c.game == number))
            return {row.place: game_rows.hands_of(row, game_id) for row in found}

    def delete(self, game_id: str) -> None:
        with self._database.playing(game_id) as connection:
            number = _game(connection, game_id).number
            theirs = select(GAME_PLAYER.c.number).where(GAME_PLAYER.c.game == number)
            for table in (GAME_ANSWER, GAME_PERSON):
                connection.execute(delete(table).where(table.c.player.in_(theirs)))
            for table in (GAME_PLAYER, GAME_STEP, GAME_HANDS, GAME_CLAIM):
                connection.execute(delete(table).where(table.c.game == number))
            connection.execute(delete(GAME).where(GAME.c.number == number))


def _game(connection: Connection, game_id: str) -> rows.Record:
    query = select(GAME).where(GAME.c.id == rows.clean(game_id))
    row = connection.execute(query).one_or_none()
    if row is None:
        raise NotFound("This live round is no longer in the deck file.")
    return row


def _open(row: rows.Record) -> int:
    if row.ended_at is not None:
        raise StorageError("This live round is over: no answer can be added to it.")
    return int(row.number)


def _players(connection: Connection, games: list[int], wanted: set[str]) -> dict[str, int]:
    """The numbers of those that are wanted and play in these games."""
    numbers: dict[str, int] = {}
    ids = [rows.clean(player) for player in wanted]
    for start in range(0, len(ids), AT_ONCE):
        some = GAME_PLAYER.c.id.in_(ids[start : start + AT_ONCE])
        query = select(GAME_PLAYER.c.id, GAME_PLAYER.c.number).where(
            some, GAME_PLAYER.c.game.in_(games)
        )
        numbers |= {row.id: row.number for row in connection.execute(query)}
    return numbers


def _name(connection: Connection, person: Person) -> None:
    this = GAME_PLAYER.c.id == rows.clean(person.player)
    number = connection.execute(select(GAME_PLAYER.c.number).where(this)).scalar()
    if number is None:
        raise NotFound("This player is no longer in the deck file.")
    values = game_rows.person_values(person, number)
    saving = dialect.of(connection).upsert(GAME_PERSON).values(values)
    connection.execute(saving.on_conflict_do_update(index_elements=["player"], set_=values))
