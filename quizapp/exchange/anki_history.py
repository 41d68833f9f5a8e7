"""Anki's review log as past reviews of our questions.

Each row is an answer (learning, review, relearning, or in a filtered deck) or a change by hand,
which is none. Where a card was reset ("forget"), Anki itself counts nothing that was before; so do
we. Answers in a deck that only previews cards change nothing in Anki and are left out as well.
See ankitects/anki, ``rslib/src/scheduler/fsrs/params.rs``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from quizapp.domain.review import Form, Rating
from quizapp.exchange.anki_collection import LoggedReview
from quizapp.exchange.format import PastReview

LEARNING, REVIEW, RELEARNING, FILTERED, MANUAL, RESCHEDULED = range(6)
"""What a row of the log is."""

FIRST = int(datetime(2006, 1, 1, tzinfo=UTC).timestamp() * 1000)  # no Anki before
LAST = int(datetime(2200, 1, 1, tzinfo=UTC).timestamp() * 1000)
LONGEST_ANSWER = 24 * 60 * 60 * 1000  # milliseconds
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def history_of(
    rows: Sequence[LoggedReview],
    of_card: Mapping[int, tuple[str, Form]],
    *,
    scheduler: int,
    left_out: Counter[str],
) -> tuple[PastReview, ...]:
    """``scheduler``: version 1 had no button Hard for new cards, and numbered the others so.

    ``left_out``: how many rows were, by the reason in words.
    """
    reset_at = _last_resets(rows)
    history = []
    for row in rows:
        found = of_card.get(row.card_id)
        reason = "their cards were not taken" if found is None else _reason(row, reset_at)
        if found is None or reason:
            if reason != _NO_ANSWER:
                left_out[reason] += 1
            continue
        question_id, form = found
        history.append(
            PastReview(
                question_id=question_id,
                source_id=f"anki-{row.id}",
                at=_EPOCH + timedelta(milliseconds=row.id),
                rating=_RATINGS[_button(row, scheduler)],
                milliseconds=min(max(row.milliseconds, 0), LONGEST_ANSWER),
                form=form,
            )
        )
    return tuple(history)


_NO_ANSWER = "no answer"
_RATINGS = {int(rating): rating for rating in Rating}


def _reason(row: LoggedReview, reset_at: Mapping[int, int]) -> str:
    """Why a row is not taken; empty for an answer that counts."""
    if row.kind in (MANUAL, RESCHEDULED) or row.ease == 0:
        return _NO_ANSWER
    if row.kind == FILTERED and row.factor == 0:
        return "they were previews that change nothing in Anki"
    if row.id <= reset_at.get(row.card_id, 0):
        return "their cards were reset in Anki afterwards"
    if not FIRST <= row.id <= LAST or row.ease not in _RATINGS:
        return "their time or their button cannot be right"
    return ""


def _last_resets(rows: Sequence[LoggedReview]) -> dict[int, int]:
    return {row.card_id: row.id for row in rows if row.kind == MANUAL and row.factor == 0}


def _button(row: LoggedReview, scheduler: int) -> int:
    """1 to 4; new cards had three buttons in scheduler 1, of which the second was Good."""
    if scheduler == 1 and row.kind in (LEARNING, RELEARNING) and row.ease in (2, 3):
        return row.ease + 1
    return row.ease
