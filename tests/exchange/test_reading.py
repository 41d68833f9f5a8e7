"""Reading a file says how far it is, and ends wherever the user wants it to, in every format."""

from __future__ import annotations

import pytest

from quizapp.domain.question import AnswerKind, Question
from quizapp.errors import Cancelled
from quizapp.exchange import FORMATS, DeckFile, DeckFormat, reading
from quizapp.exchange.anki import AnkiCollection, AnkiPackage
from quizapp.exchange.reading import Reading

NUMBER = 40


def file_of(known: DeckFormat) -> bytes:
    writer = AnkiPackage() if isinstance(known, AnkiCollection) else known
    questions = (
        Question(
            f"id-{number}", AnswerKind.OTHER, f"Who held castle {number}?", f"Count {number}",
            distractors=(f"Duke {number}", f"King {number}"),
        )
        for number in range(NUMBER)
    )  # fmt: skip
    return b"".join(writer.dump(DeckFile("Castles", questions=tuple(questions))).pieces)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "EVERY", 0.0)


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.key)
def test_it_says_how_far_it_is_and_never_goes_back(known: DeckFormat) -> None:
    shares: list[float] = []
    deck = known.load(file_of(known), name="x", reading=Reading(shares.append))
    assert len(deck.questions) == NUMBER
    assert len(shares) >= NUMBER
    assert shares == sorted(shares)
    assert shares[0] < 0.1
    assert 0.7 < shares[-1] <= 1.0


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.key)
def test_it_ends_at_whichever_look_the_user_wants_it_to(known: DeckFormat) -> None:
    data = file_of(known)
    looks: list[float] = []
    whole = known.load(data, name="x", reading=Reading(looks.append))
    for last in range(0, len(looks), 7):
        left = last

        def look(_: float) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                raise Cancelled("Cancelled")

        with pytest.raises(Cancelled):
            known.load(data, name="x", reading=Reading(look))
    assert known.load(data, name="x") == whole


def test_a_stretch_of_the_work_has_its_share_of_the_whole() -> None:
    told: list[float] = []
    whole = Reading(told.append)
    half = whole.part(0.5, 1.0)
    assert list(half.over("abcd", 4)) == list("abcd")
    half.part(0.5, 1.0).at(0.5)
    half.at(7.0)  # more than there should be
    assert told == pytest.approx([0.5, 0.625, 0.75, 0.875, 0.875, 1.0])


def test_it_is_told_no_more_often_than_a_person_could_see(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "EVERY", 3600.0)
    told: list[float] = []
    assert sum(1 for _ in Reading(told.append).over(range(1000), 1000)) == 1000
    assert told == [0.0]
