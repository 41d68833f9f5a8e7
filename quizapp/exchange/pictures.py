"""Pictures in files of other programs: known by their first bytes, whatever their name says."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re

from quizapp.domain.question import Picture

LARGEST_PICTURE = 10_000_000
"""Bytes; a photograph of a phone has half of that."""

ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp"}
_DATA = re.compile(r"data:image/[a-z.+-]{1,20};base64,", re.IGNORECASE)


def media_type(data: bytes) -> str | None:
    """One of ``ENDINGS``; ``None`` for what the program does not show."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return None


def picture_of(data: bytes, alt: str = "") -> Picture | None:
    """``None`` for what is no picture the program shows, or far too large."""
    kind = media_type(data)
    if kind is None or len(data) > LARGEST_PICTURE:
        return None
    return Picture(hashlib.sha256(data).hexdigest(), kind, alt)


def file_name(picture: Picture) -> str:
    """The same for the same picture, and never two for one."""
    return f"{picture.id[:16]}.{ENDINGS.get(picture.media_type, 'bin')}"


def from_base64(text: str) -> bytes | None:
    try:
        return base64.b64decode("".join(text.split()))
    except (binascii.Error, ValueError):
        return None


def from_data_address(source: str) -> bytes | None:
    """The bytes of ``data:image/png;base64,...``; ``None`` for other addresses."""
    found = _DATA.match(source)
    return from_base64(source[found.end() :]) if found else None
