"""SQLite files that are not trusted."""

from __future__ import annotations

import sqlite3
import struct
from time import monotonic, process_time

import pytest
from anki_packages import database
from hostile import page_below_itself, same_page_over_and_over

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
    assert monotonic() - start < 30


def test_a_long_crossing_of_tables_is_given_up() -> None:
    data = made("CREATE TABLE a (x)", "INSERT INTO a VALUES " + ",".join(["(1)"] * 3000))
    start = monotonic()
    with (
        opened(data, patience=0.2) as held,
        pytest.raises(ExchangeError, match="too long to read"),
    ):
        list(held.rows("SELECT 1 FROM a, a AS b, a AS c WHERE a.x + b.x + c.x < 0"))
    assert monotonic() - start < 30


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


# ---------------------------------------------------------------------- pages made by hand

SOUND = {"id": "integer", "flds": "text"}


def test_no_more_text_is_taken_than_a_file_of_its_size_could_hold() -> None:
    with opened(same_page_over_and_over()) as held:
        with pytest.raises(ExchangeError, match="far more than a deck"):
            held.rows("SELECT id, flds FROM notes")
        with pytest.raises(ExchangeError, match="far more than a deck"):
            held.sound_rows("notes", SOUND, order="id", most=10_000)


def test_no_more_rows_are_taken_than_a_file_of_its_size_could_hold() -> None:
    data = made("CREATE TABLE a (x, y)", "INSERT INTO a VALUES " + ",".join(["(1, 2)"] * 600))
    columns = {"x": "integer", "y": "integer"}
    with opened(data) as held:
        rows, wrong = held.sound_rows("a", columns, order="x", most=600)
        assert (len(rows), wrong) == (600, 0)
        with pytest.raises(ExchangeError, match="far more than a deck"):
            held.sound_rows("a, a AS b", {"a.x": "integer"}, order="a.x", most=10**9)


def test_a_page_below_itself_is_damage() -> None:
    start = process_time()
    with opened(page_below_itself()) as held, pytest.raises(ExchangeError):
        held.rows("SELECT id, flds FROM notes")
    assert process_time() - start < 30


def test_a_small_file_has_less_patience_than_a_large_one() -> None:
    counted = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
    start = monotonic()
    with opened(made("CREATE TABLE a (x)")) as held, pytest.raises(ExchangeError):
        list(held.rows(f"{counted} SELECT i FROM n WHERE i < 0"))
    assert monotonic() - start < 30


@pytest.mark.parametrize("size", [0, 1, 2, 511, 512, 1000, 8192, 32768, 65535])
def test_another_size_of_pages_than_there_is_is_refused(size: int) -> None:
    data = bytearray(database([(1, "a\x1fb")]))
    struct.pack_into(">H", data, 16, size)
    with pytest.raises(ExchangeError), opened(bytes(data)) as held:
        held.rows("SELECT id, flds FROM notes")


@pytest.mark.parametrize(
    ("place", "value"),
    [(18, 9), (19, 9), (20, 255), (21, 0), (22, 255), (23, 1), (28, 255), (44, 9), (56, 9)],
    ids=["writing", "reading", "reserved", "most", "least", "leaf", "pages", "schema", "letters"],
)
def test_a_head_that_lies_is_refused_or_passed_over(place: int, value: int) -> None:
    data = bytearray(database([(1, "a\x1fb")]))
    data[place] = value
    try:
        with opened(bytes(data)) as held:
            assert len(held.rows("SELECT id, flds FROM notes")) == 1
    except ExchangeError as refused:
        assert str(refused).startswith("It")


@pytest.mark.parametrize("page", range(1, 6))
@pytest.mark.parametrize("fill", [b"\0", b"\xff", b"\x05", b"\x0d\x00\x00\xff"])
def test_a_page_of_anything_is_refused_or_read(page: int, fill: bytes) -> None:
    data = database([(1, "a\x1fb"), (2, "{{c1::a}}\x1f")])
    size = data[16] << 8 | data[17]
    spoilt = data[: page * size] + (fill * size)[:size] + data[(page + 1) * size :]
    try:
        with opened(spoilt) as held:
            for table in sorted(held.tables):
                assert len(held.rows(f"SELECT * FROM {table}")) < 1_000
    except ExchangeError as refused:
        assert str(refused).startswith("It")


@pytest.mark.parametrize("length", [16, 17, 99, 100, 101, 512, 4_095, 4_096, 4_097, 9_000, -1])
def test_a_file_cut_anywhere_is_refused_or_read_as_far_as_it_goes(length: int) -> None:
    data = database([(1, "a\x1fb")])[:length]
    try:
        with opened(data) as held:
            for table in ("col", "notes", "cards", "revlog"):
                assert len(held.rows(f"SELECT * FROM {table}")) <= 1
    except ExchangeError as refused:
        assert str(refused).startswith("It")


def test_an_order_that_nobody_knows_is_damage() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.create_collation("strange", unicase)
    connection.execute("CREATE TABLE t (name text COLLATE strange)")
    connection.execute("INSERT INTO t VALUES ('a')")
    data = connection.serialize()
    connection.close()
    with opened(data) as held, pytest.raises(ExchangeError, match="damaged"):
        held.rows("SELECT name FROM t ORDER BY name")


@pytest.mark.parametrize(
    "column",
    [
        "x AS (hex(zeroblob(1000000)))", "x AS (load_extension('a'))", "x AS (randomblob(100))",
    ],
)  # fmt: skip
def test_columns_that_are_worked_out_by_functions_are_not_read(column: str) -> None:
    schema = f"CREATE TABLE t (n, {column})"
    data = made(
        "CREATE TABLE t (n, x)",
        "INSERT INTO t (n) VALUES (1)",
        "PRAGMA writable_schema = ON",
        f"""UPDATE sqlite_master SET sql = "{schema}" WHERE name = 't'""",
    )
    with pytest.raises(ExchangeError), opened(data) as held:
        held.rows("SELECT n, x FROM t")


def test_a_schema_of_thousands_of_tables_is_read_in_time() -> None:
    start = process_time()
    with opened(made(*(f"CREATE TABLE t{number} (x)" for number in range(3_000)))) as held:
        assert len(held.tables) == 3_000
    assert process_time() - start < 30


def test_tables_may_be_called_anything() -> None:
    odd = ('a"b', "a'b", "a]b", "a\nb", "", "é", "sqlite", "select", "x" * 5_000)
    data = made(*(f"""CREATE TABLE "{name.replace('"', '""')}" (x)""" for name in odd))
    with opened(data) as held:
        assert {name.lower() for name in odd} <= held.tables
