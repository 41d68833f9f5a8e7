"""Zip packages and zstd data, honest and hostile."""

from __future__ import annotations

import pytest
from anki_packages import package
from hostile import flagged, lying_size, many_parts, overlapping_bomb, zstd

from quizapp.errors import ExchangeError
from quizapp.exchange.packages import MOST_PARTS, Package, unpacked


def test_parts_are_read_by_their_names() -> None:
    held = Package(package({"a": b"one", "b/c": b"two"}))
    assert "a" in held and "b" not in held
    assert (held.read("a"), held.read("b/c")) == (b"one", b"two")
    assert held.names == ("a", "b/c")
    assert held.unpacked_size() == 6


def test_a_part_that_is_missing_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        Package(package({"a": b""})).read("b")


@pytest.mark.parametrize(
    "name", ["../x", "/etc/passwd", "a/../../x", "..\\x", "C:\\x", "\\x", "C:/x"]
)
def test_names_that_lead_out_are_named(name: str) -> None:
    assert Package(package({name: b"", "good": b""})).climbing() == (name,)


@pytest.mark.parametrize("name", ["..x", "a/b", "a/../b", "x..", "collection.anki2"])
def test_names_with_dots_in_them_are_fine(name: str) -> None:
    assert Package(package({name: b""})).climbing() == ()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "archive cannot be opened"),
        (b"PK\x03\x04" + b"\xff" * 99, "archive cannot be opened"),
        (package({"a": b"x" * 999})[:-30], "archive cannot be opened"),
        (many_parts(MOST_PARTS + 1), "more than 100,000 parts"),
    ],
    ids=["empty", "signature alone", "cut", "too many parts"],  # the same in every process
)
def test_what_is_no_archive_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(ExchangeError, match=words):
        Package(data)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (flagged(package({"a": b"x" * 999}), 1), "password"),
        (lying_size(package({"a": b"x" * 999}), 100), "cannot be unpacked"),
        (lying_size(package({"a": b"x" * 999}), 0x7FFFFFFF), "far more than a deck"),
        (package({"a": bytes(60_000_000)}), "far more than a deck"),
    ],
)
def test_a_part_that_is_not_what_it_says_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(ExchangeError, match=words):
        Package(data).read("a")


def test_parts_that_share_their_bytes_do_not_fill_the_memory() -> None:
    held = Package(overlapping_bomb())
    with pytest.raises(ExchangeError, match="far more than a deck"):
        held.read("collection.anki2")


def test_all_parts_together_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizapp.exchange.packages.LARGEST_TOTAL", 250)
    held = Package(package({"a": b"x" * 100, "b": b"y" * 100, "c": b"z" * 100}))
    held.read("a")
    held.read("b")
    with pytest.raises(ExchangeError, match="far more than a deck"):
        held.read("c")


def test_a_part_has_the_limit_that_its_reader_sets() -> None:
    with pytest.raises(ExchangeError, match="far more than a deck"):
        Package(package({"a": b"x" * 100})).read("a", largest=99)


def test_zstd_is_unpacked_and_plain_parts_are_left_as_they_are() -> None:
    packed = zstd(b"text" * 99)
    held = Package(package({"packed": packed, "plain": b"text"}))
    assert held.read_packed("packed") == b"text" * 99
    assert held.read_packed("plain") == b"text"


def test_frames_of_zstd_follow_each_other() -> None:
    import zstandard

    streamed = zstandard.ZstdCompressor().compressobj()
    unsized = streamed.compress(b"two") + streamed.flush()
    assert unpacked(zstd(b"one") + unsized) == b"onetwo"


@pytest.mark.parametrize("data", [b"\x28\xb5\x2f\xfd" + b"\xff" * 20, b"\x28\xb5\x2f\xfd"])
def test_broken_zstd_is_refused_or_empty(data: bytes) -> None:
    try:
        assert unpacked(data) == b""
    except ExchangeError as refused:
        assert "cannot be unpacked" in str(refused)


def test_a_zstd_bomb_is_given_up_early() -> None:
    bomb = zstd(bytes(100_000_000))
    with pytest.raises(ExchangeError, match="far more than a deck"):
        unpacked(bomb)
