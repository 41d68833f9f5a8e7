"""Making many objects at once."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def making_many() -> Iterator[None]:
    """Pauses the search for circular garbage while a file becomes questions.

    It would walk over all that was made so far again and again, a fifth of the whole time, and
    find nothing: questions do not refer to each other. What is not in circles is freed as ever.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
