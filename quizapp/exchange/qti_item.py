"""An item of QTI 2.x or 3.0 while it is read."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field

from quizapp.domain.task import Task
from quizapp.exchange import qti_probing as probing
from quizapp.exchange.building import Report, Unfit
from quizapp.exchange.qti_content import Content
from quizapp.exchange.qti_scoring import Scoring
from quizapp.exchange.qti_tree import children
from quizapp.exchange.qti_values import Declaration
from quizapp.exchange.safe_xml import Element

MOST_CHOICES = 300
FEEDBACK = ("feedbackInline", "feedbackBlock")


@dataclass
class Item:
    """An item being read. ``stem`` has marks where its gaps are."""

    root: Element
    body: Element
    scoring: Scoring
    content: Content
    report: Report
    stem: str = ""
    used_feedback: set[str] = field(default_factory=set)
    _texts: dict[str, str] = field(default_factory=dict)

    @functools.cached_property
    def feedback(self) -> list[Element]:
        """All pieces that may be shown after the answer, wherever they stand."""
        found = list(self.root.iterfind("modalFeedback"))
        return found + list(self.body.iter(*FEEDBACK))

    def said(self, given: probing.Given) -> dict[str, str]:
        """The feedback seen after these responses: texts by a name for each piece."""
        seen = self.scoring.shown(given)
        names = [str(number) for number, piece in enumerate(self.feedback) if seen(piece)]
        return {name: self._text(name) for name in names}

    def _text(self, name: str) -> str:
        if name not in self._texts:
            self._texts[name] = self.content.of(self.feedback[int(name)], " in feedback")
        return self._texts[name]

    def declared(self, interaction: Element) -> Declaration:
        name = interaction.get("responseIdentifier", "")
        if name not in self.scoring.responses:
            raise Unfit("it does not say what kind of answer it wants")
        return self.scoring.responses[name]


@dataclass(frozen=True, slots=True)
class Taken:
    """``marks_stay``: the stem is the text round the gaps. ``key``: the right responses."""

    task: Task
    key: probing.Given
    stem: str | None = None


def choices_of(element: Element, *tags: str) -> list[Element]:
    found = list(children(element, *tags))
    if not found:
        raise Unfit("it has no options")
    if len(found) > MOST_CHOICES:
        raise Unfit(f"it has {len(found):,} options; at most {MOST_CHOICES} are taken")
    return found


def flag(element: Element, name: str) -> bool:
    return element.get(name, "false") in ("true", "1")
