"""Pictures in files of plain text: questions name them by their ids, and each stands once in the
file as a data address. What comes in is untrusted: bytes that are not those of the id are refused.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping

from quizapp.domain.question import Picture, Question
from quizapp.exchange.format import Problem
from quizapp.exchange.pictures import ENDINGS, LARGEST_PICTURE, from_data_address, media_type

LONGEST_ADDRESS = LARGEST_PICTURE * 4 // 3 + 100
"""Characters of a picture as a data address."""

_ID = re.compile("[0-9a-f]{64}")


def picture_named(picture_id: str, media_type: str, alt: str) -> Picture:
    """ValueError says, in words fit for a report, why it cannot be one."""
    if not _ID.fullmatch(picture_id):
        raise ValueError("its id is not 64 hexadecimal digits")
    if media_type not in ENDINGS:
        raise ValueError(f"{media_type!r} is not one of {', '.join(ENDINGS)}")
    return Picture(picture_id, media_type, alt)


def data_address(picture: Picture, data: bytes) -> str:
    return f"data:{picture.media_type};base64,{base64.b64encode(data).decode()}"


def bytes_named(picture_id: str, address: str) -> bytes:
    """The bytes of ``data:image/png;base64,...``; ValueError says, in words fit for a report, why
    they cannot be those of the picture."""
    data = from_data_address(address) if len(address) <= LONGEST_ADDRESS else None
    if data is None or media_type(data) is None or len(data) > LARGEST_PICTURE:
        raise ValueError("its bytes are no picture, or one that is far too large")
    if hashlib.sha256(data).hexdigest() != picture_id:
        raise ValueError("its bytes are not those that its id speaks of")
    return data


def pictures_left_out(
    questions: Iterable[Question], pictures: Mapping[str, bytes]
) -> tuple[Problem, ...]:
    """What an export says of pictures whose bytes are not at hand."""
    shown = (question.picture for question in questions)
    count = sum(picture is not None and picture.id not in pictures for picture in shown)
    if not count:
        return ()
    noun = "picture is" if count == 1 else "pictures are"
    return (Problem(None, f"{count} {noun} named in the file, but not held in it"),)
