"""Answers that are neither names of people nor of places: terms, titles, phrases."""

from __future__ import annotations

import re

from quizapp.kinds.grading.names import Fit, Fitted
from quizapp.kinds.grading.spelling import distance, fold, is_slip, plain

_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


class WordRules:
    noun = "answer"

    def compare(self, typed: str, right: str) -> Fitted:
        """An article in front does not count; neither do accents, capitals and signs."""
        one, two = (fold(plain(_ARTICLE.sub("", text.strip()))) for text in (typed, right))
        if not one or not two:
            return Fitted(Fit.OTHER, right)
        if one == two:
            return Fitted(Fit.SAME, right, 0)
        if is_slip(one, two):
            return Fitted(Fit.SLIP, right, distance(one, two))
        return Fitted(Fit.OTHER, right)
