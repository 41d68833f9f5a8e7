"""The child process of ``fitting``: answers from standard input, weights to standard output.

Run as ``python -m quizapp.study.fit_child``; both sides are JSON. See ``fitting.compact``.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from typing import Any


def items_of(answers: list[tuple[int, int, int]]) -> list[Any]:
    """What the library learns from: each answer on a later day, with all that came before it."""
    import fsrs_rs_python as library

    histories: dict[int, list[Any]] = defaultdict(list)
    items = []
    for question, rating, days in answers:
        history = histories[question]
        history.append(library.FSRSReview(rating, days))
        if days:
            items.append(library.FSRSItem(list(history)))
    return items


def main() -> int:
    import fsrs_rs_python as library

    items = items_of(json.load(sys.stdin))
    json.dump(list(library.FSRS([]).compute_parameters(items)), sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
