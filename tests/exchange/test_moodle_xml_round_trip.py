"""What is written as Moodle XML is read back, whatever a question holds."""

from __future__ import annotations

from any_task import LINE, OPTIONAL, QUESTIONS
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.question import Question
from quizapp.exchange import DeckFile, MoodleXml


def written(deck: DeckFile) -> bytes:
    return b"".join(MoodleXml().dump(deck).pieces)


@given(LINE, OPTIONAL, st.lists(LINE, max_size=2).map(tuple), QUESTIONS)
def test_a_deck_is_read_back_as_it_was_written(
    name: str, description: str, sources: tuple[str, ...], questions: tuple[Question, ...]
) -> None:
    deck = DeckFile(name, description, sources, questions)
    read = MoodleXml().load(written(deck), name="file name")
    assert read.problems == ()
    assert (read.name, read.description, read.sources) == (name, description, sources)
    assert read.questions == questions
