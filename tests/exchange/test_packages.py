"""Zip packages and zstd data, honest and hostile."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from time import process_time

import pytest
from anki_packages import package
from hostile import fields_set, flagged, lying_size, many_parts, overlapping_bomb, zstd

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


# ---------------------------------------------------------------------- archives made by hand


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_other_ways_of_packing_are_refused_even_if_sound(method: int) -> None:
    """Their libraries raise errors of their own, and bzip2 packs a bomb into next to nothing."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        archive.writestr("a", b"x" * 999)
    with pytest.raises(ExchangeError, match="packed as no deck is"):
        Package(buffer.getvalue()).read("a")


@pytest.mark.parametrize("method", [1, 6, 9, 12, 14, 93, 95, 97, 98, 0xFFFF])
def test_a_method_that_the_bytes_are_not_packed_with_is_refused(method: int) -> None:
    data = fields_set(package({"a": b"x" * 999}), method=method)
    with pytest.raises(ExchangeError, match="damaged"):
        Package(data).read("a")


def test_a_packed_size_that_is_larger_than_the_file_does_not_help_a_bomb() -> None:
    data = fields_set(package({"a": bytes(60_000_000)}), packed=0x7FFFFFFF)
    with pytest.raises(ExchangeError, match="far more than a deck"):
        Package(data).read("a")


@pytest.mark.parametrize("packed", [0, 1, 5, 900])
def test_a_packed_size_that_is_wrong_is_refused(packed: int) -> None:
    data = fields_set(package({"a": random.Random(1).randbytes(999)}), packed=packed)
    with pytest.raises(ExchangeError):
        Package(data).read("a")


def test_a_wrong_checksum_is_damage() -> None:
    data = fields_set(package({"a": b"x" * 999}), checksum=7)
    with pytest.raises(ExchangeError, match="cannot be unpacked"):
        Package(data).read("a")


def test_a_part_that_calls_itself_otherwise_than_the_list_is_refused() -> None:
    data = package({"good.txt": b"x"})
    at = data.index(b"good.txt")
    with pytest.raises(ExchangeError, match="cannot be unpacked"):
        Package(data[:at] + b"evil.txt" + data[at + 8 :]).read("good.txt")


def test_of_parts_with_one_name_the_last_counts() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("a", b"one")
        archive.writestr("a", b"two")
    held = Package(buffer.getvalue())
    assert held.names == ("a",)
    assert held.read("a") == b"two"


def test_the_same_bytes_are_not_read_under_many_names() -> None:
    held = Package(overlapping_parts(b"x" * 300_000, 50))
    assert len(held.names) == 50
    assert len(held.read("0")) == 300_000
    with pytest.raises(ExchangeError, match="cannot be unpacked"):
        held.read("1")


def overlapping_parts(contents: bytes, count: int) -> bytes:
    """Entries in the list of contents that all point to one part."""
    data = package({"a": contents})
    list_at, end_at = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    entry = bytearray(data[list_at:end_at])
    entries = b""
    for number in range(count):
        name = b"%d" % number
        struct.pack_into("<H", entry, 28, len(name))
        entries += bytes(entry[:46]) + name
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(entries), list_at, 0)
    return data[:list_at].replace(b"a", b"0", 1) + entries + end


@pytest.mark.parametrize(
    ("size", "place"), [(2**32 - 1, 0), (0, 2**32 - 1), (2**31, 2**31), (50, 0), (0, 0)]
)
def test_a_list_of_contents_that_is_elsewhere_is_refused_or_empty(size: int, place: int) -> None:
    data = bytearray(package({"a": b"x" * 999}))
    struct.pack_into("<II", data, data.index(b"PK\x05\x06") + 12, size, place)
    try:
        assert Package(bytes(data)).names in ((), ("a",))
    except ExchangeError as refused:
        assert "damaged" in str(refused)


@pytest.mark.parametrize(
    "extra",
    [
        struct.pack("<HHQQ", 1, 16, 2**63, 2**63),
        struct.pack("<HH", 1, 16),
        struct.pack("<HH", 1, 0),
        struct.pack("<HHB", 0x7075, 1, 1),
        b"\xff" * 30,
    ],
    ids=["64-bit sizes", "cut short", "empty", "a name of its own", "garbage"],
)
def test_odd_extra_fields_are_refused_or_passed_over(extra: bytes) -> None:
    plain = package({"a": b"x" * 999})
    at, end = plain.index(b"PK\x01\x02"), plain.index(b"PK\x05\x06")
    entry = bytearray(plain[at:end])
    struct.pack_into("<II", entry, 20, 0xFFFFFFFF, 0xFFFFFFFF)
    struct.pack_into("<H", entry, 30, len(extra))
    tail = bytearray(plain[end:])
    struct.pack_into("<I", tail, 12, len(entry) + len(extra))
    with pytest.raises(ExchangeError):
        Package(plain[:at] + bytes(entry) + extra + bytes(tail)).read("a")


def test_a_name_may_be_no_letters_at_all() -> None:
    data = package({"aaaa": b"x"}).replace(b"aaaa", b"\xff\xfe\0/")
    for flags in (data, flagged(data, 0)):
        held = Package(flags)
        assert len(held.names) == 1
        assert held.climbing() == ()


# ---------------------------------------------------------------------- zstd made by hand

MAGIC, SKIPPED = b"\x28\xb5\x2f\xfd", b"\x50\x2a\x4d\x18"


def raw_frame(contents: bytes, *, said: int | None = None) -> bytes:
    """One frame of one block that is not compressed. ``said``: its size, as the head gives it."""
    size = struct.pack("<I", len(contents) if said is None else said)
    return MAGIC + b"\xa0" + size + struct.pack("<I", len(contents) << 3 | 1)[:3] + contents


def repeated_frame(count: int) -> bytes:
    """A frame of blocks that each say one byte 128 K times over: four bytes for each block."""
    block = struct.pack("<I", (1 << 17) << 3 | 2)[:3] + b"x"
    return MAGIC + b"\x00\x58" + block * count + struct.pack("<I", 1)[:3]


def test_frames_made_by_hand_are_frames() -> None:
    assert unpacked(raw_frame(b"text")) == b"text"
    assert unpacked(repeated_frame(3)) == b"x" * (3 << 17)


@pytest.mark.parametrize("said", [0, 3, 5, 2**32 - 1])
def test_a_frame_that_lies_about_its_size_is_damaged(said: int) -> None:
    with pytest.raises(ExchangeError, match="cannot be unpacked"):
        unpacked(raw_frame(b"text", said=said))


def test_a_frame_of_repetitions_is_given_up_early() -> None:
    with pytest.raises(ExchangeError, match="far more than a deck"):
        unpacked(repeated_frame(5_000))


def test_bombs_in_many_small_frames_are_given_up_early() -> None:
    with pytest.raises(ExchangeError, match="far more than a deck"):
        unpacked(zstd(bytes(10_000_000)) * 45)


@pytest.mark.parametrize("tail", [b"x", MAGIC, zstd(b"more")[:-2], SKIPPED + b"\xff\xff\xff\xff"])
def test_what_follows_the_last_frame_is_damage_or_passed_over(tail: bytes) -> None:
    try:
        assert unpacked(zstd(b"text") + tail).startswith(b"text")
    except ExchangeError as refused:
        assert "cannot be unpacked" in str(refused)


@pytest.mark.parametrize("frame", [zstd(b""), SKIPPED + bytes(4)], ids=["empty", "skipped"])
def test_frames_of_nothing_end(frame: bytes) -> None:
    start = process_time()
    try:
        assert unpacked(frame * 50_000 + zstd(b"text")) in (b"text", b"")
    except ExchangeError as refused:
        assert "cannot be unpacked" in str(refused)
    assert process_time() - start < 30


@pytest.mark.parametrize("window", [0x89, 0x90, 0xF8, 0xFF])
def test_a_frame_that_asks_for_a_gigabyte_gets_none(window: int) -> None:
    with pytest.raises(ExchangeError, match="cannot be unpacked"):
        unpacked(MAGIC + bytes([0, window]) + struct.pack("<I", 1 << 3 | 1)[:3] + b"x")


def test_a_dictionary_that_is_not_there_is_said() -> None:
    with pytest.raises(ExchangeError, match="cannot be unpacked"):
        unpacked(MAGIC + b"\x21\x07\x04" + struct.pack("<I", 4 << 3 | 1)[:3] + b"text")


@pytest.mark.parametrize("place", range(4, 40, 3))
def test_any_flipped_byte_of_zstd_is_words_or_other_contents(place: int) -> None:
    data = bytearray(zstd(b"some text that is packed " * 20))
    data[place % len(data)] ^= 0x55
    try:
        assert len(unpacked(bytes(data))) < 1_000_000
    except ExchangeError as refused:
        assert len(str(refused)) > 20
