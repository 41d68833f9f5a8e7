"""The wire format of Protocol Buffers."""

from __future__ import annotations

from contextlib import suppress
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.exchange import protobuf


def varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def message(fields: list[tuple[int, int | bytes]]) -> bytes:
    return b"".join(
        varint(number << 3) + varint(value)
        if isinstance(value, int)
        else varint(number << 3 | 2) + varint(len(value)) + value
        for number, value in fields
    )


FIELDS = st.lists(
    st.tuples(st.integers(1, 536_870_911), st.integers(0, 2**63) | st.binary(max_size=300))
)


@given(FIELDS)
def test_fields_come_back_as_they_went(fields: list[tuple[int, int | bytes]]) -> None:
    assert list(protobuf.fields(message(fields))) == fields


def test_fixed_numbers_are_little_endian() -> None:
    raw = b"\x0d\x01\x00\x00\x00" + b"\x11\x02" + bytes(7)
    assert list(protobuf.fields(raw)) == [(1, 1), (2, 2)]


def test_the_last_value_of_a_field_counts() -> None:
    raw = message([(1, 5), (2, b"one"), (1, 7), (2, b"two"), (3, b"\xff")])
    assert protobuf.number_of(raw, 1) == 7
    assert protobuf.text_of(raw, 2) == "two"
    assert protobuf.text_of(raw, 3) == "\ufffd"
    assert protobuf.number_of(raw, 9, default=4) == 4
    assert protobuf.text_of(raw, 9) == ""


@pytest.mark.parametrize(
    "raw",
    [
        b"\x08", b"\x0a\x05ab", b"\x0a\xff\xff\xff\xff\x7f", b"\xff" * 11, b"\x0b", b"\x0d\x01",
        b"\x00\x01", b"\x02\x00", b"\x80", b"\x08\x80", b"\x0a", b"\x09" + bytes(7), b"\x0c",
        b"\x0e",
        b"\x0f\x00", b"\x08" + b"\x80" * 10 + b"\x01", b"\x0a" + b"\xff" * 9 + b"\x01",
        b"\x80\x80\x80\x80\x10\x01", b"\x08\x01\x0b\x0c",
    ],
)  # fmt: skip
def test_what_is_no_message_is_a_value_error(raw: bytes) -> None:
    with pytest.raises(ValueError, match=r"\w+"):
        list(protobuf.fields(raw))


@given(st.binary(max_size=200))
def test_no_bytes_do_harm(raw: bytes) -> None:
    with suppress(ValueError):
        list(protobuf.fields(raw))


def test_a_number_is_of_64_bits_however_it_is_written() -> None:
    assert list(protobuf.fields(b"\x08" + b"\x81" + b"\x80" * 8 + b"\x00")) == [(1, 1)]
    ((_, value),) = protobuf.fields(b"\x08" + b"\xff" * 9 + b"\x7f")
    assert value == 2**64 - 1


def test_a_field_may_be_empty_and_may_come_a_million_times() -> None:
    start = process_time()
    assert protobuf.text_of(b"\x0a\x00" * 500_000 + b"\x0a\x01x", 1) == "x"
    assert process_time() - start < 30


def test_a_message_inside_itself_is_bytes() -> None:
    """Nothing is climbed into, so that no nesting can be too deep."""
    raw = b""
    for _ in range(2_000):
        raw = message([(1, raw)])
    ((number, value),) = protobuf.fields(raw)
    assert number == 1 and isinstance(value, bytes)


@given(FIELDS, st.integers(0, 400), st.integers(0, 255))
def test_a_changed_byte_is_a_value_error_or_another_message(
    fields: list[tuple[int, int | bytes]], place: int, byte: int
) -> None:
    raw = bytearray(message(fields))
    if raw:
        raw[place % len(raw)] = byte
    with suppress(ValueError):
        for number, value in protobuf.fields(bytes(raw)):
            assert 0 < number < 2**29
            assert isinstance(value, bytes) or 0 <= value < 2**64
