"""Everything that only PostgreSQL understands: locks, tsvector, collations, its error codes.

The same names as in ``sqlite``, as far as there is the same to do. Text is folded and cut into
words here, not by the server, whose own way depends on the language it was set up for.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    FromClause,
    Integer,
    MetaData,
    Table,
    cast,
    func,
    insert,
    literal,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.sql.elements import ColumnElement

from quizapp.storage.tables import PASSAGE, WORDING

# Locks that last as long as a transaction. The first number says of what kind: "QuAp" and on.
_OF_ALL = 0x51754170
_OF_ONE = _OF_ALL + 1
_OF_GAME = _OF_ALL + 2
_OF_SCHEMA = _OF_ALL + 3

_ALONE = text(f"SELECT pg_advisory_xact_lock({_OF_ALL}, 0)")
_BESIDE_OTHERS = text(f"SELECT pg_advisory_xact_lock_shared({_OF_ALL}, 0)")
_LOCK = text("SELECT pg_advisory_xact_lock(:kind, :which)")
_READ_ONLY = text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")

_LOGS = ("review", "judgement", "attempt_answer")  # a mark by hand can be withdrawn


# Transactions


def begin_reading(connection: Connection) -> None:
    connection.execute(_READ_ONLY)


def begin_alone(connection: Connection) -> None:
    connection.execute(_ALONE)


def begin_writing(connection: Connection, of: Iterable[str]) -> None:
    """Decks and questions stay as they are meanwhile; so does what belongs to these."""
    connection.execute(_BESIDE_OTHERS)
    _lock(connection, _OF_ONE, of)


def begin_playing(connection: Connection, games: Iterable[str]) -> None:
    _lock(connection, _OF_GAME, games)


def begin_migrating(connection: Connection) -> None:
    """Of two programs that start at once, one waits here and then finds nothing to do."""
    connection.execute(_LOCK, {"kind": _OF_SCHEMA, "which": 0})
    connection.execute(_ALONE)


def _lock(connection: Connection, kind: int, names: Iterable[str]) -> None:
    """In one order everywhere, so that no two wait for each other."""
    for which in sorted({_number_of(name) for name in names}):
        connection.execute(_LOCK, {"kind": kind, "which": which})


def _number_of(name: str) -> int:
    """Signed, of 32 bits. Two names that share one only wait for each other."""
    return zlib.crc32(name.encode("utf-8", "surrogatepass")) - 2**31


# Live games: which program holds one

_CLAIM = text(
    """
    INSERT INTO game_claim (game, holder, session, until)
    VALUES (:game, :holder, pg_backend_pid(),
            clock_timestamp() AT TIME ZONE 'UTC' + make_interval(secs => :seconds))
    ON CONFLICT (game) DO UPDATE
    SET holder = excluded.holder, session = excluded.session, until = excluded.until
    WHERE game_claim.holder = excluded.holder
    OR game_claim.until < clock_timestamp() AT TIME ZONE 'UTC'
    OR NOT EXISTS (SELECT FROM pg_stat_activity WHERE pid = game_claim.session)
    RETURNING game
    """
)
_LET_GO = text("UPDATE game_claim SET until = '-infinity' WHERE game = :game AND holder = :holder")
_HOLDER = text("SELECT holder FROM game_claim WHERE game = :game")


def claim(connection: Connection, game: int, holder: str, seconds: float) -> bool:
    """Takes the game for so long, or longer; False while another program that lives holds it. A
    program that was killed holds nothing: its session is gone with it."""
    values = {"game": game, "holder": holder, "seconds": seconds}
    return connection.execute(_CLAIM, values).scalar() is not None


def let_go(connection: Connection, game: int, holder: str) -> None:
    """Whoever wants the game may have it; until then its last holder is known."""
    connection.execute(_LET_GO, {"game": game, "holder": holder})


def holder_of(connection: Connection, game: int) -> str | None:
    found = connection.execute(_HOLDER, {"game": game}).scalar()
    return None if found is None else str(found)


# The schema


def tables(connection: Connection) -> set[str]:
    found = "SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = current_schema()"
    return set(connection.execute(text(found)).scalars())


def encoding(connection: Connection) -> str:
    return str(connection.execute(text("SHOW server_encoding")).scalar_one())


def finish_migration(connection: Connection) -> None:
    """What no revision needs to care for: texts that compare by their characters, as they do in a
    deck file; the search; and logs that nobody can change."""
    _compare_by_characters(connection)
    recreate_search(connection)
    _close_logs(connection)


def _compare_by_characters(connection: Connection) -> None:
    """Whatever language the database was made for: queries walk along the order of texts."""
    others = connection.execute(
        text(
            "SELECT table_name, column_name FROM information_schema.columns "
            "WHERE table_schema = current_schema() AND data_type = 'text' "
            "AND collation_name IS DISTINCT FROM 'C' ORDER BY table_name, ordinal_position"
        )
    )
    found: dict[str, list[str]] = {}
    for table, column in others:
        found.setdefault(table, []).append(f'ALTER "{column}" TYPE text COLLATE "C"')
    for table, changes in found.items():
        _run(connection, f'ALTER TABLE "{table}" {", ".join(changes)}')


def _run(connection: Connection, statement: str) -> None:
    connection.execute(text(statement))


def _close_logs(connection: Connection) -> None:
    _run(
        connection,
        "CREATE OR REPLACE FUNCTION quizapp_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "BEGIN RAISE EXCEPTION 'the log % is append-only', TG_TABLE_NAME "
        "USING ERRCODE = 'restrict_violation'; END $$",
    )
    for log in _LOGS:
        _run(
            connection,
            f"CREATE OR REPLACE TRIGGER {log}_append_only "
            f"BEFORE UPDATE OR DELETE OR TRUNCATE ON {log} "
            "FOR EACH STATEMENT EXECUTE FUNCTION quizapp_append_only()",
        )


# Rows


def insert_many(connection: Connection, into: Table, values: Sequence[Mapping[str, Any]]) -> None:
    connection.execute(insert(into), list(values))


def upsert(into: Table) -> Any:
    return postgresql_insert(into)


# Full-text search
#
# One table beside each that is searched: the words of a row with their places, folded. They are
# not in the metadata of ``tables``: they are derived, like the virtual tables of FTS5.

_own = MetaData()
_HEAVY, _LIGHT = "A", "D"
_SEARCHED: dict[str, tuple[Table, tuple[tuple[str, str], ...]]] = {
    "wording": (WORDING, (("answer", _HEAVY), ("accept", _HEAVY), ("stem", _LIGHT),
                          ("tags", _LIGHT), ("title", _LIGHT), ("topic", _LIGHT))),
    "passage": (PASSAGE, (("text", _LIGHT),)),
}  # fmt: skip
_KEYS = {"wording": "question", "passage": "id"}
_INDEXES = {
    content: Table(
        f"{content}_words",
        _own,
        Column("key", Integer, primary_key=True, autoincrement=False),
        Column("words", TSVECTOR, nullable=False),
    )
    for content in _SEARCHED
}
_WORD = re.compile(r"[^\W_]+")
_LONGEST_WORD = 500  # characters; the server takes 2,046 bytes
_LAST_PLACE = 16_383  # of a word; the server counts no further
_PLACES = 50  # of one word in one row
_APART = 10  # places between two columns, so that no phrase goes over both
_MOST = 200_000  # characters of different words in one row; the server takes a megabyte
_AT_ONCE = 1_000  # rows
_SHOWN = 24  # words of a snippet


def recreate_search(connection: Connection) -> None:
    """Throws the indexes away and fills them from their tables."""
    for content, index in _INDEXES.items():
        _run(connection, f"DROP TABLE IF EXISTS {index.name}")
        _run(
            connection,
            f"CREATE TABLE {index.name} (key integer PRIMARY KEY REFERENCES {content} "
            "ON DELETE CASCADE, words tsvector NOT NULL)",
        )
        _run(connection, f"CREATE INDEX ix_{index.name}_words ON {index.name} USING gin (words)")
        index_new(connection, content, -1)


def index_new(connection: Connection, content: str, after: int) -> None:
    table, _ = _SEARCHED[content]
    for rows in _pages(connection, content, table.c[_KEYS[content]] > after):
        connection.execute(insert(_INDEXES[content]), rows)


def index_changed(connection: Connection, content: str, keys: Sequence[int]) -> None:
    table, _ = _SEARCHED[content]
    index = _INDEXES[content]
    saving = postgresql_insert(index)
    saving = saving.on_conflict_do_update(
        index_elements=["key"], set_={"words": saving.excluded.words}
    )
    for start in range(0, len(keys), _AT_ONCE):
        some = table.c[_KEYS[content]].in_(keys[start : start + _AT_ONCE])
        for rows in _pages(connection, content, some):
            connection.execute(saving, rows)


def search_in_step(connection: Connection) -> bool:
    for content, index in _INDEXES.items():
        table, _ = _SEARCHED[content]
        number = select(func.count())
        whole = connection.execute(number.select_from(table)).scalar_one()
        if connection.execute(number.select_from(index)).scalar_one() != whole:
            return False
        same = text(
            f"SELECT count(*) FROM {index.name} JOIN unnest(CAST(:keys AS integer[]), "
            "CAST(:words AS text[])) AS wanted (of, words) "
            f"ON wanted.of = {index.name}.key "
            f"AND CAST(wanted.words AS tsvector) = {index.name}.words"
        )
        for rows in _pages(connection, content, table.c[_KEYS[content]] >= 0):
            wanted = {f"{name}s" if name == "key" else name: [row[name] for row in rows]
                      for name in ("key", "words")}  # fmt: skip
            if connection.execute(same, wanted).scalar_one() != len(rows):
                return False
    return True


def _pages(
    connection: Connection, content: str, wanted: ColumnElement[bool]
) -> Iterator[list[dict[str, Any]]]:
    """Rows of the index as they should be, some at a time."""
    table, columns = _SEARCHED[content]
    key = table.c[_KEYS[content]]
    names = [table.c[name] for name, _ in columns]
    last = -1
    while True:
        page = select(key, *names).where(wanted, key > last).order_by(key).limit(_AT_ONCE)
        found = connection.execute(page).all()
        if found:
            weights = [weight for _, weight in columns]
            yield [
                {"key": row[0], "words": _vector(zip(row[1:], weights, strict=True))}
                for row in found
            ]
        if len(found) < _AT_ONCE:
            return
        last = found[-1][0]


def _vector(texts: Iterable[tuple[str, str]]) -> str:
    """As the server reads a tsvector: ``'perm':1A '36':2A``."""
    places: dict[str, list[str]] = {}
    place, length = 0, 0
    for content, weight in texts:
        for word in _words(content):
            place = min(place + 1, _LAST_PLACE)
            known = places.get(word)
            if known is None:
                length += len(word)
                if length > _MOST:
                    continue
                known = places[word] = []
            if len(known) < _PLACES:
                known.append(f"{place}{weight}")
        place += _APART
    return " ".join([f"'{word}':{','.join(known)}" for word, known in places.items()])


def _words(content: str) -> list[str]:
    """Without case and without marks on letters, in the order of the text."""
    return [word[:_LONGEST_WORD] for word in _WORD.findall(_folded(content))]


def _folded(content: str) -> str:
    if content.isascii():
        return content.lower()
    apart = unicodedata.normalize("NFD", content.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def search_expression(typed: str) -> str | None:
    phrases = [found for word in typed.replace("\0", " ").split() if (found := _words(word))]
    if not phrases:
        return None
    *whole, last = (_phrase(words) for words in phrases)
    if not typed[-1].isspace():
        last += ":*"
    return " & ".join(f"({phrase})" for phrase in (*whole, last))


def answer_expression(word: str) -> str | None:
    found = _words(word.replace("\0", " "))
    return _phrase(found, ":A") if found else None


def _phrase(words: Sequence[str], marked: str = "") -> str:
    return " <-> ".join(f"'{word}'{marked}" for word in words)


def matches(content: str, expression: str) -> tuple[FromClause, ColumnElement[int]]:
    index = _INDEXES[content]
    hits = select(index.c.key.label("rowid")).where(_hit(index, expression)).subquery()
    return hits, hits.c.rowid


def snippets(content: str, expression: str, limit: int) -> Any:
    """``snippet`` is the whole text here: see ``shortened``."""
    index, (table, columns) = _INDEXES[content], _SEARCHED[content]
    worse = -func.ts_rank(index.c.words, cast(literal(expression), TSQUERY))
    return (
        select(
            index.c.key.label("rowid"),
            table.c[columns[0][0]].label("snippet"),
            worse.label("rank"),
        )
        .join_from(index, table, table.c[_KEYS[content]] == index.c.key)
        .where(_hit(index, expression))
        .order_by(worse, index.c.key)
        .limit(limit)
        .subquery()
    )


def shortened(snippet: str, expression: str) -> str:
    """A few words round the first one that was looked for."""
    wanted = re.findall(r"'([^']+)'(:\*)?", expression)
    spans = [(m.start(), m.end()) for m in re.finditer(r"\S+", snippet)]
    if len(spans) <= _SHOWN:
        return snippet
    hit = next((n for n, (a, b) in enumerate(spans) if _is_one(snippet[a:b], wanted)), 0)
    first = max(0, min(hit - _SHOWN // 3, len(spans) - _SHOWN))
    last = first + _SHOWN - 1
    shown = snippet[spans[first][0] : spans[last][1]]
    return f"{'…' if first else ''}{shown}{'…' if last < len(spans) - 1 else ''}"


def _is_one(word: str, wanted: Sequence[tuple[str, str]]) -> bool:
    found = _words(word)
    return any(
        one.startswith(each) if begins else one == each for one in found for each, begins in wanted
    )


def _hit(index: Table, expression: str) -> ColumnElement[bool]:
    return index.c.words.op("@@")(cast(literal(expression), TSQUERY))


# Health: a server looks after its own pages, indexes and references


def problems(connection: Connection) -> list[str]:
    return []


def reindex(connection: Connection) -> None:
    """Nothing: no problem calls for it."""


def foreign_key_problems(connection: Connection) -> list[tuple[str, int]]:
    return []


def delete_rows(connection: Connection, found: list[tuple[str, int]]) -> None:
    """Nothing: none is ever found."""
