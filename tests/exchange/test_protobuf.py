"""The wire format of Protocol Buffers."""

from __future__ import annotations

from contextlib import suppress

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
    "raw", [b"\x08", b"\x0a\x05ab", b"\x0a\xff\xff\xff\xff\x7f", b"\xff" * 11, b"\x0b", b"\x0d\x01"]
)
def test_what_is_no_message_is_a_value_error(raw: bytes) -> None:
    with pytest.raises(ValueError, match=r"\w+"):
        list(protobuf.fields(raw))


@given(st.binary(max_size=200))
def test_no_bytes_do_harm(raw: bytes) -> None:
    with suppress(ValueError):
        list(protobuf.fields(raw))
