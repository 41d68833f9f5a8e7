"""Wrong options that are right as well: the key in another spelling."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from quizapp.domain.question import Question
from quizapp.domain.task import Choose
from quizapp.kinds.finding import Finding, Severity
from quizapp.kinds.grading.same import names_the_key
from quizapp.kinds.text import fold


def also_right(question: Question) -> Iterator[Finding]:
    """One finding an option; options that repeat the key letter by letter have their own rule."""
    for key, wrong in _compared(question):
        for option in wrong:
            if fold(option) != fold(key.answer) and names_the_key(key, option):
                yield Finding(
                    "two right options",
                    f"“{option}” is right as well, so there are two right options: it names what "
                    f"“{key.answer}” names.",
                    Severity.ADVICE,
                )


def _compared(question: Question) -> Iterator[tuple[Question, tuple[str, ...]]]:
    """A question for each key, with the options that are said to be wrong."""
    match question.task:
        case None:
            yield question, question.distractors
        case Choose(options=options):
            wrong = tuple(option.text for option in options if option.worth <= 0)
            for option in options:
                if option.worth > 0:
                    yield replace(question, answer=option.text, accept=()), wrong
