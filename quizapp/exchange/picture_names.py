"""Pictures that a file of plain text names by their ids, without holding their bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from quizapp.domain.question import Picture, Question
from quizapp.exchange.format import Problem
from quizapp.exchange.pictures import ENDINGS

_ID = re.compile("[0-9a-f]{64}")


def picture_named(picture_id: str, media_type: str, alt: str) -> Picture:
    """ValueError says, in words fit for a report, why it cannot be one."""
    if not _ID.fullmatch(picture_id):
        raise ValueError("its id is not 64 hexadecimal digits")
    if media_type not in ENDINGS:
        raise ValueError(f"{media_type!r} is not one of {', '.join(ENDINGS)}")
    return Picture(picture_id, media_type, alt)


def pictures_left_out(questions: Iterable[Question]) -> tuple[Problem, ...]:
    """What an export says of them."""
    count = sum(question.picture is not None for question in questions)
    if not count:
        return ()
    noun = "picture is" if count == 1 else "pictures are"
    return (Problem(None, f"{count} {noun} named in the file, but not held in it"),)
