"""What an export had no place for, gathered for the report."""

from __future__ import annotations

from dataclasses import dataclass, field

from quizapp.domain.question import Question
from quizapp.exchange import no_place
from quizapp.exchange.building import item_name
from quizapp.exchange.format import DeckFile, Problem


@dataclass
class LeftOut:
    """``only_ours``: how many questions have data in the file that only QuizApp reads."""

    only_ours: int = 0
    _found: list[tuple[str, str]] = field(default_factory=list)  # reason, item

    def lose(self, question: Question, *reasons: str) -> None:
        item = item_name(question.title, question.stem)
        self._found += [(reason, item) for reason in reasons]

    def summed_up(self, deck: DeckFile, program: str) -> tuple[Problem, ...]:
        """One entry a question and matter, but one for all where all share it.

        ``program``: what reads such files: "Moodle".
        """
        count = len(deck.questions)
        by_reason: dict[str, list[str]] = {}
        for reason, item in self._found:
            by_reason.setdefault(reason, []).append(item)
        found = []
        for reason, items in by_reason.items():
            if count > 1 and len(items) == count:
                found.append(Problem(None, reason, f"all {count} questions"))
            else:
                found += [Problem(None, reason, item) for item in items]
        if self.only_ours:
            reason = (
                "some of their data are in the file for QuizApp alone; questions that have been in "
                f"{program} come back without"
            )
            item = "1 question" if self.only_ours == 1 else f"{self.only_ours} questions"
            found.append(Problem(None, reason, item))
        if deck.description or deck.sources:
            reason = f"{program} has no place for them; QuizApp reads them here"
            found.append(Problem(None, reason, "description and sources of the deck"))
        return (*found, *no_place.left_out(deck, ("history",)))
