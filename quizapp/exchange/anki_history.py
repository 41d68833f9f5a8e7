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
from quizapp.exchange.anki_collection import LoggedReview, LogRow
from quizapp.exchange.format import PastReview
from quizapp.exchange.reading import UNWATCHED, Reading

LEARNING, REVIEW, RELEARNING, FILTERED, MANUAL, RESCHEDULED = range(6)
"""What a row of the log is."""

FIRST = int(datetime(2006, 1, 1, tzinfo=UTC).timestamp() * 1000)  # no Anki before
LAST = int(datetime(2200, 1, 1, tzinfo=UTC).timestamp() * 1000)
LONGEST_ANSWER = 24 * 60 * 60 * 1000  # milliseconds
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def history_of(
    rows: Sequence[LogRow],
    of_card: Mapping[int, tuple[str, Form]],
    *,
    scheduler: int,
    left_out: Counter[str],
    reading: Reading = UNWATCHED,
) -> tuple[PastReview, ...]:
    """``scheduler``: version 1 had no button Hard for new cards, and numbered the others so.

    ``left_out``: how many rows were, by the reason in words.
    """
    reset_at = _last_resets(rows)
    history = []
    for row in reading.over(rows, len(rows)):
        at, card, ease, _, time, kind = row
        found = of_card.get(card)
        if found is None:
            left_out["their cards were not taken"] += 1
            continue
        plain = kind < FILTERED and ease in _RATINGS and FIRST <= at <= LAST
        if not plain or card in reset_at:
            reason = _reason(LoggedReview(*row), reset_at)
            if reason:
                left_out[reason] += reason != _NO_ANSWER
                continue
        history.append(
            PastReview(
                found[0],
                f"anki-{at}",
                _EPOCH + timedelta(milliseconds=at),
                _RATINGS[_button(ease, kind, scheduler)],
                time if 0 <= time <= LONGEST_ANSWER else min(max(time, 0), LONGEST_ANSWER),
                found[1],
            )
        )
    del left_out[_NO_ANSWER]
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


def _last_resets(rows: Sequence[LogRow]) -> dict[int, int]:
    return {card: at for at, card, _, factor, _, kind in rows if kind == MANUAL and factor == 0}


def _button(ease: int, kind: int, scheduler: int) -> int:
    """1 to 4; new cards had three buttons in scheduler 1, of which the second was Good."""
    if scheduler == 1 and kind in (LEARNING, RELEARNING) and ease in (2, 3):
        return ease + 1
    return ease
