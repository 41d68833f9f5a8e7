"""Pictures in our own formats of plain text: they come back, and what is false stays out."""

from __future__ import annotations

import hashlib

import pytest

from quizapp.domain.question import AnswerKind, Origin, Picture, Question
from quizapp.exchange import DeckFile, DeckFormat, Neutral, Readable
from quizapp.exchange.picture_names import LONGEST_ADDRESS

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 2_000  # longer than a line without a picture
GIF = b"GIF89a" + bytes(40)
SHOWN, OTHER = (
    Picture(hashlib.sha256(data).hexdigest(), kind, alt)
    for data, kind, alt in ((PNG, "image/png", "A plan, [old]: new"), (GIF, "image/gif", ""))
)
QUESTIONS = tuple(
    Question(
        f"id-{n}", AnswerKind.OTHER, f"What is {n}?", "a moat", picture=p, origin=Origin.IMPORTED
    )
    for n, p in enumerate((SHOWN, SHOWN, OTHER, None))
)
DECK = DeckFile("Castles", questions=QUESTIONS, pictures={SHOWN.id: PNG, OTHER.id: GIF})

ours = pytest.mark.parametrize("known", [Neutral(), Readable()], ids=lambda known: known.key)


def written(known: DeckFormat, deck: DeckFile = DECK) -> bytes:
    return b"".join(known.dump(deck).pieces)


@ours
def test_a_deck_with_pictures_comes_back_whole(known: DeckFormat) -> None:
    assert known.dump(DECK).left_out == ()
    back = known.load(written(known), name="Castles")
    assert (back.questions, back.pictures) == (QUESTIONS, DECK.pictures)
    assert (back.problems, back.changed) == ((), ())


@ours
def test_each_picture_stands_once_in_the_file(known: DeckFormat) -> None:
    assert written(known).count(b"data:image/png") == 1


@ours
@pytest.mark.parametrize(
    ("false", "reason"),
    [
        (b"data:image/png;base64,R0lGODlh", "not those that its id speaks of"),
        (b"data:image/svg+xml;base64,PHN2Zz4=", "no picture"),
        (b"data:text/html;base64,R0lGODlh", "no picture"),
        (b"data:image/png;base64,%%%", "no picture"),
        (b"data:image/png;base64," + b"A" * LONGEST_ADDRESS, "far too large"),
    ],
    ids=["other bytes", "svg", "html", "no base64", "too large"],
)
def test_false_bytes_stay_out_and_the_question_comes(
    known: DeckFormat, false: bytes, reason: str
) -> None:
    whole = written(known, DeckFile("x", questions=QUESTIONS[2:3], pictures={OTHER.id: GIF}))
    start = whole.index(b"data:image/gif")
    end = min(whole.find(sign, start) for sign in (b'"', b"\n") if whole.find(sign, start) > 0)
    back = known.load(whole[:start] + false + whole[end:], name="x")
    assert back.pictures == {}
    assert any(reason in each.reason for each in (*back.problems, *back.changed))
    assert len(back.questions) == 1
