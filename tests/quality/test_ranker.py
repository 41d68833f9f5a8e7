"""The ranker is what its verdicts make of it, and holds on verdicts it has not seen."""

from __future__ import annotations

import json

import pytest

from quizapp.kinds.features import WEAKNESSES
from tests.quality.train import (
    MODEL,
    area_under_curve,
    cross_validated,
    fit,
    is_accepted,
    read_verdicts,
)

ROWS = read_verdicts()
FITTED = json.loads(MODEL.read_text(encoding="utf-8"))


def test_the_shipped_weights_are_those_of_the_verdicts() -> None:
    weights = fit(ROWS)
    assert set(weights) == set(FITTED["weights"])
    for name, weight in weights.items():
        assert FITTED["weights"][name] == pytest.approx(weight, abs=0.01), name


def test_questions_that_judges_accept_stand_above_those_they_refuse() -> None:
    area = area_under_curve(cross_validated(ROWS), [is_accepted(row) for row in ROWS])
    # Most verdicts are on questions that an earlier fit had let pass, which lie close together.
    assert area > 0.77


@pytest.mark.parametrize("weakness", WEAKNESSES)
def test_no_weakness_speaks_for_a_question(weakness: str) -> None:
    assert FITTED["weights"][f"weak: {weakness}"] < 0


def test_judged_questions_cite_their_document_and_hold_no_text() -> None:
    for row in ROWS:
        assert set(row) == {"id", "document", "start", "end", "kind", "fails", "features"}
        assert len(row["document"]) == 64
