"""Ids: random ones that never collide between machines, and stable ones made from content."""

from __future__ import annotations

import hashlib
import secrets
import time
import uuid


def new_id() -> str:
    """A UUIDv7 (RFC 9562, section 5.7): sorts by the millisecond it was made in."""
    stamp = time.time_ns() // 1_000_000
    value = (stamp & (2**48 - 1)) << 80 | 0x7 << 76 | secrets.randbits(12) << 64
    value |= 0b10 << 62 | secrets.randbits(62)
    return str(uuid.UUID(int=value))


def derived_id(base: str, *parts: str) -> str:
    """A UUIDv7 of the millisecond of ``base``, a UUIDv7: the same parts always give the same id."""
    joined = "\x1f".join((base, *parts)).encode("utf-8", "surrogatepass")
    mixed = int.from_bytes(hashlib.blake2b(joined, digest_size=16).digest())
    value = uuid.UUID(base).int >> 80 << 80 | mixed & (2**80 - 1)
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0b11 << 62) | 0b10 << 62
    return str(uuid.UUID(int=value))


def stable_id(*parts: str) -> str:
    """20 hex digits out of the parts: the same parts always give the same id."""
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(joined, digest_size=10).hexdigest()
