"""SQLite files that are not trusted."""

from __future__ import annotations

import sqlite3
from time import monotonic

import pytest
from anki_packages import database

from quizapp.errors import ExchangeError
from quizapp.exchange.databases import opened, unicase


def made(*statements: str) -> bytes:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    data = connection.serialize()
    connection.close()
    return data


def test_tables_are_read() -> None:
    with opened(made("CREATE TABLE Walls (n, t)", "INSERT INTO Walls VALUES (1, 'north')")) as held:
        assert held.tables == {"walls"}
        assert list(held.rows("SELECT n, t FROM walls")) == [(1, "north")]


def test_views_and_virtual_tables_are_no_tables() -> None:
    data = made(
        "CREATE TABLE a (x)",
        "CREATE VIEW notes AS SELECT 1",
        "CREATE VIRTUAL TABLE f USING fts5(x)",
    )
    with opened(data) as held:
        assert "a" in held.tables
        assert not {"notes", "f"} & held.tables


@pytest.mark.parametrize(
    "query",
    [
        "INSERT INTO a VALUES (1)", "DELETE FROM a", "CREATE TABLE b (x)", "DROP TABLE a",
        "ATTACH 'x.db' AS x", "PRAGMA writable_schema = ON", "SELECT load_extension('x')",
        "SELECT writefile('x', 'y')", "SELECT hex(zeroblob(9))", "VACUUM INTO 'x'",
    ],
)  # fmt: skip
def test_nothing_but_reading_is_allowed(query: str) -> None:
    with opened(made("CREATE TABLE a (x)")) as held, pytest.raises(ExchangeError):
        list(held.rows(query))


def test_reading_stops_when_patience_ends() -> None:
    counted = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
    endless = f"{counted} SELECT i FROM n WHERE i < 0"
    start = monotonic()
    with opened(made("CREATE TABLE a (x)"), patience=0.2) as held, pytest.raises(ExchangeError):
        list(held.rows(endless))
    assert monotonic() - start < 5


def test_a_long_crossing_of_tables_is_given_up() -> None:
    data = made("CREATE TABLE a (x)", "INSERT INTO a VALUES " + ",".join(["(1)"] * 3000))
    start = monotonic()
    with (
        opened(data, patience=0.2) as held,
        pytest.raises(ExchangeError, match="too long to read"),
    ):
        list(held.rows("SELECT 1 FROM a, a AS b, a AS c WHERE a.x + b.x + c.x < 0"))
    assert monotonic() - start < 5


def test_values_beyond_the_limit_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizapp.exchange.databases.LONGEST_VALUE", 1_000)
    data = made("CREATE TABLE a (x)", f"INSERT INTO a VALUES ('{'x' * 2_000}')")
    with opened(data) as held, pytest.raises(ExchangeError, match="damaged"):
        list(held.rows("SELECT x FROM a"))


def test_letters_that_are_no_utf8_are_marked() -> None:
    data = made("CREATE TABLE a (x)", "INSERT INTO a VALUES (CAST(x'41ff' AS TEXT))")
    with opened(data) as held:
        assert list(held.rows("SELECT x FROM a")) == [("A\ufffd",)]


def test_a_file_in_write_ahead_mode_is_read() -> None:
    data = database([(1, "a\x1fb")])
    with opened(data[:18] + b"\x02\x02" + data[20:]) as held:
        assert len(list(held.rows("SELECT id FROM notes"))) == 1


def test_names_are_ordered_without_capitals() -> None:
    assert unicase("ЗАМОК", "замок") == 0
    assert unicase("a", "B") < 0 < unicase("b", "A")


def test_a_table_sorted_by_unicase_is_read() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.create_collation("unicase", unicase)
    connection.execute("CREATE TABLE t (name text PRIMARY KEY COLLATE unicase) WITHOUT ROWID")
    connection.execute("INSERT INTO t VALUES ('б'), ('А')")
    data = connection.serialize()
    connection.close()
    with opened(data) as held:
        assert list(held.rows("SELECT name FROM t ORDER BY name")) == [("А",), ("б",)]


@pytest.mark.parametrize("data", [b"", b"PK", b"SQLite format 3", b"x" * 5000])
def test_what_is_no_database_is_refused(data: bytes) -> None:
    with pytest.raises(ExchangeError, match="not a database"), opened(data):
        pass
