"""What Anki itself wrote, in all its generations; see ``files/make_anki_samples.py``."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from quizapp.domain.identity import stable_id
from quizapp.domain.question import AnswerKind, Question, State
from quizapp.domain.review import Form, Rating
from quizapp.domain.task import Cloze
from quizapp.exchange import FORMATS, AnkiCollection, AnkiPackage, AnkiText, DeckFile, format_for
from quizapp.exchange.anki_fields import field_text

FILES = Path(__file__).parent / "files"
PACKAGES = ("anki2.apkg", "anki21.apkg", "anki21b.apkg", "anki21.colpkg", "anki21b.colpkg")
TOLD: dict[str, Any] = json.loads((FILES / "anki_samples.json").read_text(encoding="utf-8"))


def load(name: str) -> DeckFile:
    path = FILES / name
    data = path.read_bytes()
    return format_for(path, FORMATS, data).load(data, name=path.stem)


def of_card(deck: DeckFile, card: dict[str, Any]) -> Question | None:
    """The question that a card of Anki became."""
    wanted = stable_id("anki", card["guid"], str(card["place"]))
    return next((question for question in deck.questions if question.id == wanted), None)


def plain(html: str) -> str:
    return field_text(re.sub(r"\[anki:play[^]]*\]", "", html)).text


@pytest.mark.parametrize("name", PACKAGES)
def test_every_card_is_a_question_or_said_to_be_left_out(name: str) -> None:
    deck = load(name)
    left = [card for card in TOLD["cards"] if of_card(deck, card) is None]
    assert [card["front"] for card in left] == ["What keeps a moat full?"]  # it stands there twice
    assert "What keeps a moat full?: the same question and answer stand above" in str(
        deck.problems[0]
    )
    assert len(deck.questions) == len(TOLD["cards"]) - 1


@pytest.mark.parametrize("name", PACKAGES)
def test_a_question_shows_what_anki_shows_on_the_front(name: str) -> None:
    deck = load(name)
    for card in TOLD["cards"]:
        question = of_card(deck, card)
        if question is None or card["type"] == "Cloze" or question.picture is not None:
            continue
        assert question.stem == plain(card["front"].replace("[[type:Back]]", "").replace(
            "[[type:Founded]]", ""
        ))  # fmt: skip


@pytest.mark.parametrize("name", PACKAGES)
def test_an_answer_stands_on_the_back_that_anki_shows(name: str) -> None:
    deck = load(name)
    for card in TOLD["cards"]:
        question = of_card(deck, card)
        if question is None or card["type"] == "Cloze":
            continue
        back = plain(card["back"]).replace("[[type:Back]]", question.answer)
        assert question.answer in back.replace("[[type:Founded]]", question.answer)


@pytest.mark.parametrize("name", PACKAGES)
def test_tags_decks_and_suspended_cards_are_taken(name: str) -> None:
    deck = load(name)
    for card in TOLD["cards"]:
        question = of_card(deck, card)
        if question is None:
            continue
        assert list(question.tags) == card["tags"]
        assert question.topic == card["deck"].replace("::", "/")
        assert question.state is (State.RETIRED if card["suspended"] else State.ACCEPTED)


@pytest.mark.parametrize("name", PACKAGES)
def test_every_answer_of_the_log_is_taken_but_resets_and_previews(name: str) -> None:
    deck = load(name)
    expected = set()
    for card in TOLD["cards"]:
        question = of_card(deck, card)
        rows = card["answers"]
        reset = max((row[0] for row in rows if row[3] == 4 and row[4] == 0), default=0)
        for at, ease, time, kind, factor in rows:
            counts = ease and at > reset and not (kind == 3 and factor == 0)
            if question is not None and counts:
                expected.add((question.id, at, Rating(ease), time))
    got = {
        (r.question_id, int(r.source_id.removeprefix("anki-")), r.rating, r.milliseconds)
        for r in deck.history
    }
    assert got == expected
    assert len(expected) == 14
    for past in deck.history:
        milliseconds = round(past.at.timestamp() * 1000)
        assert past.source_id == f"anki-{milliseconds}"


def test_all_generations_say_the_same() -> None:
    first = load(PACKAGES[0])
    for name in PACKAGES[1:]:
        other = load(name)
        assert other.questions == first.questions
        assert other.history == first.history
        assert other.pictures == first.pictures
        assert [str(each) for each in other.problems] == [str(each) for each in first.problems]
        assert [str(each) for each in other.changed] == [str(each) for each in first.changed]


def test_without_its_schedule_a_package_has_no_history() -> None:
    deck = load("unscheduled.apkg")
    assert deck.history == ()
    assert len(deck.questions) == len(load(PACKAGES[0]).questions)


def test_a_cloze_note_is_one_question_for_each_number() -> None:
    deck = load("anki21b.apkg")
    one, two, three = (q for q in deck.questions if q.stem.startswith("Greyford was begun"))
    assert one.stem == "Greyford was begun in _____ by Odo the Lame, and _____ saw it finished " \
        "with a roof."  # fmt: skip
    assert isinstance(one.task, Cloze)
    assert one.answer == "1217; 1231"
    assert two.stem.startswith("Greyford was begun in 1217 by _____ (a lord), and 1231")
    assert two.answer == "Odo the Lame; a roof"
    assert (three.task, three.answer) == (None, "finished with a roof")
    assert {one.fact_id, two.fact_id, three.fact_id} == {one.fact_id} != {""}
    assert one.explanation == "A note on Greyford."


def test_a_note_type_of_ones_own_is_read_by_its_templates() -> None:
    deck = load("anki21b.apkg")
    where, when = (q for q in deck.questions if "Старая" in q.stem)
    assert where.stem == "Where does the castle Старая stand?"
    assert where.answer == "на реке"
    assert where.explanation == "Founded: 1240\nthe oldest of all"
    assert (when.stem, when.answer) == ("When was Старая (на реке) founded?", "1240")
    assert when.kind is AnswerKind.DATE
    assert where.picture is not None
    assert [str(each) for each in deck.changed][-1] == (
        "note type Castle: the field Sort key is on no card; 1 note had something in it"
    )


def test_a_picture_on_the_front_comes_along_and_others_are_said() -> None:
    deck = load("anki21b.apkg")
    moat = next(q for q in deck.questions if q.answer == "A moat")
    assert moat.picture is not None
    assert moat.picture.alt == "a plan of a moat"
    assert deck.pictures[moat.picture.id].startswith(b"\x89PNG")
    only = next(q for q in deck.questions if q.answer == "Water round a castle")
    assert only.stem == "What does the picture show?"
    told = {str(each) for each in deck.changed}
    assert "What is this?: the sound horn.mp3 was left out" in told
    assert "What does a portcullis look like?: a picture on the answer side was left out" in told


def test_typed_cards_and_gaps_have_their_form_in_the_history() -> None:
    deck = load("anki21b.apkg")
    assert {review.form for review in deck.history} == {Form.FLIP, Form.TYPED, Form.CLOZE}


@pytest.mark.parametrize("name", PACKAGES)
def test_a_package_is_known_by_its_contents(name: str) -> None:
    data = (FILES / name).read_bytes()
    assert AnkiPackage().recognises(data)
    assert AnkiCollection().recognises(data)
    assert not AnkiText().recognises(data)


def test_notes_as_text_are_the_same_questions_as_in_the_package() -> None:
    text, package = load("anki_notes.txt"), load("anki21.apkg")
    known = {question.id: question for question in package.questions}
    same = [q for q in text.questions if known.get(q.id) == q]
    assert len(same) == 12
    for question in text.questions:  # the rest differ by what a text cannot hold
        assert question.id in known
    assert [problem.line for problem in text.problems] == [18, 21]
    assert set(text.lines) == {question.id for question in text.questions}
