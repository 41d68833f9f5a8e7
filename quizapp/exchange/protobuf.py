"""The wire format of Protocol Buffers, as far as Anki's packages need it.

A message is a row of fields, each with a number and a value: an integer (varint and fixed width) or
bytes (texts and messages inside). See protobuf.dev/programming-guides/encoding.
"""

from __future__ import annotations

from collections.abc import Iterator

_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5
_LONGEST_VARINT = 10  # bytes
_HIGHEST = 536_870_911  # number of a field
_WIDTH = 2**64  # numbers are of 64 bits; what stands above them does not count


def fields(message: bytes) -> Iterator[tuple[int, int | bytes]]:
    """Number and value of each field in turn; ValueError where it is no message."""
    place = 0
    while place < len(message):
        tag, place = _varint(message, place)
        number, kind = tag >> 3, tag & 7
        if not 0 < number <= _HIGHEST:
            raise ValueError(f"no field has the number {number}")
        if kind == _VARINT:
            value: int | bytes
            value, place = _varint(message, place)
        elif kind == _BYTES:
            length, place = _varint(message, place)
            value, place = _taken(message, place, length)
        elif kind in (_FIXED64, _FIXED32):
            raw, place = _taken(message, place, 8 if kind == _FIXED64 else 4)
            value = int.from_bytes(raw, "little")
        else:
            raise ValueError(f"field {number} is of no known kind")
        yield number, value


def number_of(message: bytes, number: int, default: int = 0) -> int:
    """The last value counts, as in every reader of the format."""
    found = [value for known, value in fields(message) if known == number]
    return next((value for value in reversed(found) if isinstance(value, int)), default)


def text_of(message: bytes, number: int, default: str = "") -> str:
    found = [value for known, value in fields(message) if known == number]
    texts = (value for value in reversed(found) if isinstance(value, bytes))
    return next((text.decode("utf-8", "replace") for text in texts), default)


def _taken(message: bytes, place: int, length: int) -> tuple[bytes, int]:
    end = place + length
    if end > len(message):
        raise ValueError("the message ends too early")
    return message[place:end], end


def _varint(message: bytes, place: int) -> tuple[int, int]:
    value = 0
    for position in range(_LONGEST_VARINT):
        if place >= len(message):
            raise ValueError("the message ends too early")
        byte = message[place]
        place += 1
        value |= (byte & 0x7F) << (7 * position)
        if byte < 0x80:
            return value % _WIDTH, place
    raise ValueError("a number in the message has no end")
