"""Which rows of the log count.

A row with ``retracts`` takes a review back and is no answer itself. A review counts as long as no
row retracts it.
"""

from __future__ import annotations

from sqlalchemy import exists
from sqlalchemy.sql.elements import ColumnElement

from quizapp.storage.tables import REVIEW

_taking_back = REVIEW.alias("taking_back")

COUNTS: ColumnElement[bool] = REVIEW.c.retracts.is_(None) & ~exists().where(
    _taking_back.c.retracts == REVIEW.c.id
)

IN_ORDER = (REVIEW.c.at, REVIEW.c.number)
"""The order of answering; rows of one moment in the order of writing."""
