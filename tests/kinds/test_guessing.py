"""What a written question asks for, proposed from its words."""

from __future__ import annotations

import pytest

from quizapp.domain.question import AnswerKind
from quizapp.kinds.guessing import guess_kind


@pytest.mark.parametrize(("stem", "answer", "kind"), [
    ("When was the battle fought?", "4 June 1859", AnswerKind.DATE),
    ("In what year did he land?", "1860", AnswerKind.DATE),
    ("How many soldiers were sent?", "1500", AnswerKind.OTHER),
    ("How many days was it?", "5", AnswerKind.OTHER),
    ("Who founded Young Italy?", "Giuseppe Mazzini", AnswerKind.LEADER),
    ("Where did they land?", "Marsala", AnswerKind.PLACE),
    ("In which city was he made king?", "Turin", AnswerKind.PLACE),
    ("What did he grant?", "The Statuto", AnswerKind.OTHER),
    ("Who came?", "nobody", AnswerKind.OTHER),
])  # fmt: skip
def test_the_kind_is_proposed_from_the_words(stem: str, answer: str, kind: AnswerKind) -> None:
    assert guess_kind(stem, answer) is kind
