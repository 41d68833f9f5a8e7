"""Fits the ranker to judged questions: ``python -m tests.quality.train``.

Reads ``judged.jsonl`` and ``judged_articles.jsonl`` (a question a line: its document's hash and
offsets, its features, what a blind judge said) and writes ``quizapp/kinds/ranker.json``. The fit
is a logistic regression with a Gaussian prior: a weakness counts against a question until verdicts
say otherwise, the other features start at nothing. Newton's method from the prior's mean, so the
same verdicts always give the same weights. A failed R7 alone is no failure here: choices can be
left out.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np  # noqa: TID253 - a script of its own, never part of the program

from quizapp.kinds.features import WEAKNESSES
from quizapp.kinds.ranking import probability

HERE = Path(__file__).parent
JUDGED = (HERE / "judged.jsonl", HERE / "judged_articles.jsonl")
MODEL = HERE.parents[1] / "quizapp" / "kinds" / "ranker.json"
_PRIOR = {"weak": -1.5, "contradicted": -3.0, "advice": -0.7, "found": 4.0}
_NEVER_FOR = -0.1
_MOST_OF_ONE = 300  # verdicts: a document judged again and again does not speak for all
_TRUST = 1.0  # one over the variance of the prior
_SMALL = 1e-9
_FOLDS = 10
Row = dict[str, Any]


def main() -> None:
    rows = read_verdicts()
    weights = fit(rows)
    held_out = cross_validated(rows)
    accepted = [is_accepted(row) for row in rows]
    auc = area_under_curve(held_out, accepted)
    model = {
        "judged": len(rows),
        "accepted": sum(accepted),
        "held_out_auc": round(auc, 3),
        "held_out_log_loss": round(_log_loss(held_out, accepted), 3),
        "weights": {name: round(value, 3) for name, value in sorted(weights.items())},
    }
    MODEL.write_text(json.dumps(model, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print({name: value for name, value in model.items() if name != "weights"})
    _show_calibration(held_out, accepted)


def read_verdicts() -> list[Row]:
    return [
        json.loads(line)
        for file in JUDGED
        for line in file.read_text(encoding="utf-8").splitlines()
    ]


def is_accepted(row: Row) -> bool:
    return set(row["fails"]) <= {"R7"}


def fit(rows: Sequence[Row]) -> dict[str, float]:
    seen = {name for row in rows for name in row["features"]}
    names = sorted(seen | {f"weak: {name}" for name in WEAKNESSES})  # unseen: as the prior has it
    x = np.array([[row["features"].get(name, 0.0) for name in names] + [1.0] for row in rows])
    y = np.array([float(is_accepted(row)) for row in rows])
    mean = np.array([_PRIOR.get(name.partition(":")[0], 0.0) for name in names] + [-2.5])
    weights = _minimum(x, y, mean, _counting(rows))
    found = {name: float(weight) for name, weight in zip([*names, "bias"], weights, strict=True)}
    # a weakness speaks for nothing, however lucky the few that were judged
    return {
        name: min(w, _NEVER_FOR) if name.startswith("weak: ") else w for name, w in found.items()
    }


def _counting(rows: Sequence[Row]) -> Any:
    """How much each verdict counts, so that no document counts for more than so many."""
    verdicts = Counter(row["document"] for row in rows)
    return np.array([min(1.0, _MOST_OF_ONE / verdicts[row["document"]]) for row in rows])


def _minimum(x: Any, y: Any, mean: Any, counting: Any) -> Any:
    """Newton's steps, each halved until it lowers the penalised log loss."""

    def loss(weights: Any) -> float:
        scores = x @ weights
        misfit = np.sum(counting * (np.logaddexp(0, scores) - y * scores))
        return float(misfit + 0.5 * _TRUST * np.sum((weights - mean) ** 2))

    weights, before = mean.copy(), loss(mean)
    for _ in range(100):
        p = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        gradient = x.T @ (counting * (p - y)) + _TRUST * (weights - mean)
        curvature = (x * (counting * p * (1 - p))[:, None]).T @ x + _TRUST * np.eye(len(mean))
        step = np.linalg.solve(curvature, gradient)
        while loss(weights - step) > before and np.abs(step).max() > _SMALL:
            step = step / 2
        weights, after = weights - step, loss(weights - step)
        if before - after < _SMALL:
            break
        before = after
    return weights


def cross_validated(rows: Sequence[Row]) -> list[float]:
    """The probability of each row from a fit that has not seen its question."""
    ids = sorted({row["id"] for row in rows})
    random.Random(0).shuffle(ids)
    found: dict[str, float] = {}
    for fold in range(_FOLDS):
        held = set(ids[fold::_FOLDS])
        weights = fit([row for row in rows if row["id"] not in held])
        for row in rows:
            if row["id"] in held:
                found[row["id"]] = probability(row["features"], weights)
    return [found[row["id"]] for row in rows]


def area_under_curve(scores: Sequence[float], accepted: Sequence[bool]) -> float:
    """How often an accepted question stands above one that failed."""
    good = [s for s, a in zip(scores, accepted, strict=True) if a]
    bad = [s for s, a in zip(scores, accepted, strict=True) if not a]
    wins = sum((g > b) + 0.5 * (g == b) for g in good for b in bad)
    return wins / (len(good) * len(bad))


def _log_loss(scores: Sequence[float], accepted: Sequence[bool]) -> float:
    chances = [s if a else 1 - s for s, a in zip(scores, accepted, strict=True)]
    return float(-np.mean(np.log(chances)))


def _show_calibration(scores: Sequence[float], accepted: Sequence[bool]) -> None:
    for low in (0.0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        above = [a for s, a in zip(scores, accepted, strict=True) if s >= low]
        if above:
            print(
                f"  from {low:.1f}: {len(above)} questions, {sum(above) / len(above):.0%} accepted"
            )


if __name__ == "__main__":
    main()
