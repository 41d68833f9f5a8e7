"""Anki packages: what we write comes back, and what is odd is read or said."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from anki_packages import BASIC, CLOZE, apkg, database, model, package, with_notes
from full_question import FULL, PICTURE, PNG
from hostile import zstd
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.calendar import DatePoint, HistoricalDate
from quizapp.domain.question import AnswerKind, Citation, Question, State
from quizapp.domain.review import Form, Rating
from quizapp.domain.task import (
    Accepted,
    Choose,
    Cloze,
    Gap,
    Information,
    MapPlace,
    Option,
    Order,
    key_of,
)
from quizapp.errors import ExchangeError
from quizapp.exchange import AnkiCollection, AnkiPackage, DeckFile, PastReview
from quizapp.exchange.anki_own import FIELDS
from quizapp.exchange.question_rest import read_rest, rest_of

NOON = datetime(2025, 3, 1, 12, 0, 0, 250_000, tzinfo=UTC)


def load(data: bytes) -> DeckFile:
    return AnkiPackage().load(data, name="file")


def dumped(deck: DeckFile) -> bytes:
    return b"".join(AnkiPackage().dump(deck).pieces)


def again(*questions: Question, **more: object) -> DeckFile:
    return load(dumped(DeckFile("Castles", questions=questions, **more)))  # type: ignore[arg-type]


def opened(data: bytes) -> sqlite3.Connection:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        connection = sqlite3.connect(":memory:", isolation_level=None)
        connection.deserialize(archive.read("collection.anki2"))
    return connection


def edited(data: bytes, change: Callable[[sqlite3.Connection], object]) -> DeckFile:
    """The package as it is read after something was changed in Anki."""
    connection = opened(data)
    change(connection)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    deck = load(package({**parts, "collection.anki2": connection.serialize()}))
    connection.close()
    return deck


def set_field(kind: str, name: str, html: str) -> Callable[[sqlite3.Connection], None]:
    def change(connection: sqlite3.Connection) -> None:
        for number, text in connection.execute("SELECT id, flds FROM notes").fetchall():
            fields = text.split("\x1f")
            fields[FIELDS[kind].index(name)] = html
            connection.execute(
                "UPDATE notes SET flds = ? WHERE id = ?", ("\x1f".join(fields), number)
            )

    return change


WALL = Question(
    "w1", AnswerKind.DATE, "When was the wall built?", "1217", ("in 1217",), ("1218", "1220"),
    HistoricalDate(DatePoint(1217)), explanation="After the siege.", tags=("walls",),
    citation=Citation("walls.txt", "Of Walls", page=3, quote="built in 1217"), topic="Walls",
)  # fmt: skip
SEVERAL = Choose(
    (Option("ditch", 0.5, "Yes."), Option("moat", 0.5), Option("roof", -0.5)), several=True
)
GAPS = Cloze(("The ", " has ", "."), (Gap((Accepted("keep"),)), Gap((Accepted("a roof"),))))


# ---------------------------------------------------------------------- our own packages


@given(FULL)
def test_questions_come_back_as_they_went(questions: tuple[Question, ...]) -> None:
    data = dumped(DeckFile("Deck", questions=questions, pictures={PICTURE.id: PNG}))
    back = load(data)
    assert (back.problems, back.changed) == ((), ())
    assert back.questions == questions
    assert back.pictures == ({PICTURE.id: PNG} if any(q.picture for q in questions) else {})


REVIEWS = st.lists(
    st.tuples(
        st.sampled_from(["w1", "w2", "w3"]),
        st.integers(0, 10**8),
        st.sampled_from(Rating),
        st.integers(0, 90_000),
    ),
    max_size=12,
    unique_by=lambda review: review[1],
)


@given(REVIEWS)
def test_history_comes_back_as_it_went(rows: list[tuple[str, int, Rating, int]]) -> None:
    history = [
        PastReview(question, f"r{n}", NOON + timedelta(milliseconds=17 * at), rating, time)
        for n, (question, at, rating, time) in enumerate(rows)
    ]
    questions = [replace(WALL, id=name) for name in ("w1", "w2", "w3")]
    back = again(*questions, history=tuple(history))

    def told(reviews: object) -> list[tuple[object, ...]]:
        return sorted((r.at, r.question_id, r.rating, r.milliseconds) for r in reviews)  # type: ignore[attr-defined]

    assert told(back.history) == told(history)
    assert {review.source_id for review in back.history} == {
        f"anki-{round(review.at.timestamp() * 1000)}" for review in history
    }


def test_answers_of_one_moment_are_kept_apart() -> None:
    history = tuple(PastReview(name, name, NOON, Rating.GOOD, 900) for name in ("w1", "w2", "w1"))
    back = again(WALL, replace(WALL, id="w2"), history=history)
    assert len({review.source_id for review in back.history}) == 3
    assert max(review.at for review in back.history) - NOON <= timedelta(milliseconds=2)


def test_history_of_questions_that_are_not_in_the_deck_is_not_written() -> None:
    back = again(WALL, history=(PastReview("other", "x", NOON, Rating.GOOD, 900),))
    assert back.history == ()
    assert back.problems == ()


def test_a_card_with_a_history_is_due_where_anki_would_have_it() -> None:
    history = tuple(
        PastReview("w1", str(n), NOON + timedelta(days=day), rating, 900)
        for n, (day, rating) in enumerate(((0, Rating.GOOD), (1, Rating.GOOD), (4, Rating.HARD)))
    )
    connection = opened(dumped(DeckFile("D", questions=(WALL,), history=history)))
    ((kind, queue, due, interval, reps, crt),) = connection.execute(
        "SELECT type, queue, due, ivl, reps, crt FROM cards, col"
    )
    assert (kind, queue, reps) == (2, 2, 3)
    assert due == 4 + interval
    begins = datetime.fromtimestamp(crt, UTC)
    assert timedelta() <= NOON - begins < timedelta(days=1)
    assert begins.astimezone().hour == 4
    ease = [row[0] for row in connection.execute("SELECT ease FROM revlog ORDER BY id")]
    assert ease == [3, 3, 2]
    connection.close()


def test_new_cards_come_in_the_order_of_the_deck() -> None:
    questions = [replace(WALL, id=f"w{n}", topic=f"T{n % 3}") for n in range(9)]
    data = dumped(DeckFile("D", questions=tuple(questions)))
    connection = opened(data)
    rows = connection.execute(
        "SELECT guid FROM notes JOIN cards ON nid = notes.id ORDER BY cards.due"
    )
    assert [guid for (guid,) in rows] == [question.id for question in questions]
    connection.close()


def test_retired_questions_are_suspended_and_come_back_retired() -> None:
    data = dumped(DeckFile("D", questions=(WALL.with_state(State.RETIRED), replace(WALL, id="w2"))))
    connection = opened(data)
    queues = connection.execute("SELECT queue FROM cards ORDER BY id").fetchall()
    assert queues == [(-1,), (0,)]
    connection.close()


def test_what_anki_has_no_place_for_is_said() -> None:
    questions = (
        WALL,
        replace(WALL, id="w2", task=Information(), title="A text to read"),
        replace(WALL, id="w3", task=MapPlace(51.5, -0.1), title="The tower"),
        replace(WALL, id="w4", picture=PICTURE, title="A plan"),
    )
    history = (PastReview("w1", "x", NOON, Rating.GOOD, 900, Form.TYPED),)
    deck = DeckFile("A/B", questions=questions, sources=("a book",), history=history)
    assert [str(each) for each in AnkiPackage().dump(deck).left_out] == [
        "A text to read: a card of Anki needs an answer; it was left out",
        "The tower: Anki has no map: the card asks for the degrees",
        "A plan: its picture is not at hand and was left out",
        "A/B: its list of sources has no place in Anki",
        "A/B: it is called A - B in Anki",
        "A/B: how past questions were asked has no place in Anki",
    ]


def test_a_deck_says_its_name_and_what_it_is_about() -> None:
    deck = DeckFile("Castles & co", "About <walls>\nand gates", questions=(WALL,))
    back = load(dumped(deck))
    assert (back.name, back.description) == (deck.name, deck.description)


def test_a_choice_shows_its_options() -> None:
    task_key = key_of(SEVERAL)
    question = Question(
        "c", AnswerKind.OTHER, "What keeps a foe out?", task_key.answer, (), task_key.distractors,
        task=SEVERAL,
    )  # fmt: skip
    connection = opened(dumped(DeckFile("D", questions=(question, WALL))))
    fields = [row[0].split("\x1f") for row in connection.execute("SELECT flds FROM notes")]
    shown = fields[0][FIELDS["choices"].index("Options")]
    assert sorted(shown[8:-10].split("</li><li>")) == ["ditch", "moat", "roof"]
    assert fields[0][FIELDS["choices"].index("Answer")] == "ditch; moat"
    models = json.loads(connection.execute("SELECT models FROM col").fetchone()[0])
    front = next(m for m in models.values() if m["name"] == "QuizApp choices")["tmpls"][0]["qfmt"]
    assert "{{Options}}" in front and "{{Question}}" in front
    connection.close()


def test_what_was_edited_in_anki_counts() -> None:
    data = dumped(DeckFile("D", questions=(WALL,)))
    (question,) = edited(
        data, set_field("choices", "Question", "When was it <i>begun</i>?")
    ).questions
    assert question == replace(WALL, stem="When was it begun?", origin=question.origin)
    deck = edited(data, set_field("choices", "Answer", "the 12th century"))
    assert deck.questions[0].answer == "the 12th century"
    assert deck.questions[0].date is not None
    assert deck.questions[0].date.is_range
    assert "1217" in deck.questions[0].distractors


def test_a_task_is_left_aside_where_its_answer_was_edited() -> None:
    key = key_of(SEVERAL)
    question = replace(WALL, task=SEVERAL, answer=key.answer, accept=(), distractors=("roof",))
    deck = edited(
        dumped(DeckFile("D", questions=(question,))), set_field("choices", "Answer", "moat")
    )
    (back,) = deck.questions
    assert (back.task, back.answer, back.id) == (None, "moat", "w1")
    assert sorted(back.distractors) == ["ditch", "roof"]
    assert "was edited in Anki" in str(deck.changed[0])


def test_an_order_whose_answer_was_edited_has_no_options() -> None:
    task = Order(("a", "b", "c"))
    question = replace(WALL, task=task, answer=key_of(task).answer, accept=(), distractors=())
    deck = edited(dumped(DeckFile("D", questions=(question,))), set_field("choices", "Answer", "b"))
    assert (deck.questions[0].task, deck.questions[0].distractors) == (None, ())


def test_gaps_that_were_edited_are_read_anew() -> None:
    question = replace(WALL, task=GAPS, answer=key_of(GAPS).answer, accept=(), distractors=())
    data = dumped(DeckFile("D", questions=(question,)))
    deck = edited(
        data, set_field("gaps", "Text", "The {{c1::<b>tower</b>}} has {{c2::two}} doors.")
    )
    (back,) = deck.questions
    assert back.id == "w1"
    assert back.answer == "tower; two"
    assert isinstance(back.task, Cloze)
    assert back.task.texts == ("The ", " has ", " doors.")


@pytest.mark.parametrize(
    "rest", ["", "{", "[]", '{"id":""}', '{"id":"x","task":{}}', "x" * 600_000]
)
def test_without_our_last_field_a_note_is_read_by_what_it_shows(rest: str) -> None:
    deck = edited(dumped(DeckFile("D", questions=(WALL,))), set_field("choices", "QuizApp", rest))
    (question,) = deck.questions
    assert (question.stem, question.answer) == (WALL.stem, WALL.answer)
    assert question.citation == Citation("Of Walls, page 3: “built in 1217”")
    assert question.tags == WALL.tags
    assert bool(deck.changed) is bool(rest)


def test_an_unsuspended_card_is_studied_again() -> None:
    data = dumped(DeckFile("D", questions=(WALL.with_state(State.RETIRED),)))
    deck = edited(data, lambda connection: connection.execute("UPDATE cards SET queue = 0"))
    assert deck.questions[0].state is State.ACCEPTED


def test_a_collection_is_not_written() -> None:
    with pytest.raises(ExchangeError, match="replaces everything"):
        AnkiCollection().dump(DeckFile("D", questions=(WALL,)))


# ---------------------------------------------------------------------- packages of others


def test_the_notice_for_old_ankis_is_not_taken_for_a_deck() -> None:
    notice = (
        BASIC,
        "Please update to the latest Anki version, then import the .apkg file again.\x1f",
    )
    for data in (with_notes(notice), apkg(database([notice]), meta=b"\x08\x03")):
        with pytest.raises(ExchangeError, match="advice to update"):
            load(data)


def test_a_package_of_a_newer_anki_is_refused_in_words() -> None:
    with pytest.raises(ExchangeError, match="newer Anki"):
        load(apkg(database([(BASIC, "a\x1fb")]), meta=b"\x08\x04"))


@pytest.mark.parametrize("name", ["collection.anki21", "collection.anki21b"])
def test_the_newest_collection_of_a_package_counts(name: str) -> None:
    newer = database([(BASIC, "new\x1fb")])
    newer = zstd(newer) if name.endswith("b") else newer
    parts = {"collection.anki2": database([(BASIC, "old\x1fb")]), name: newer}
    assert [question.stem for question in load(package(parts)).questions] == ["new"]


def test_cards_of_several_decks_keep_their_whole_path() -> None:
    decks = {"2": {"name": "History::Rome/Greece"}, "3": {"name": "Art"}}
    data = with_notes(
        (BASIC, "a\x1fb"), (BASIC, "c\x1fd"), decks=decks,
        change=lambda c: c.execute("UPDATE cards SET did = 3 WHERE nid = 2"),
    )  # fmt: skip
    deck = load(data)
    assert [question.topic for question in deck.questions] == ["History/Rome-Greece", "Art"]
    assert deck.name == "file"


def test_cards_of_one_deck_give_it_its_name() -> None:
    deck = load(with_notes((BASIC, "a\x1fb"), decks={"2": {"name": "History::Rome", "desc": "x"}}))
    assert (deck.name, deck.questions[0].topic) == ("History", "Rome")


def test_a_borrowed_card_lies_in_its_home_deck() -> None:
    decks = {"2": {"name": "Cram", "dyn": 1}, "5": {"name": "History"}}
    data = with_notes(
        (BASIC, "a\x1fb"), decks=decks, change=lambda c: c.execute("UPDATE cards SET odid = 5")
    )
    assert load(data).name == "History"


def test_html_becomes_plain_text_and_what_was_dropped_is_said() -> None:
    deck = load(
        with_notes(
            (BASIC, "Which <b>wall</b>&nbsp;is&lt;high?<script>x()</script>\x1f<div>one</div>two"),
            (BASIC, "Formula \\(x^2\\)?\x1fyes"),
            (BASIC, "See<img src='http://x.example/y.png'>\x1fyes"),
            (BASIC, "a\x07b\x1fyes"),
        )
    )
    assert [(q.stem, q.answer) for q in deck.questions] == [
        ("Which wall is<high?", "one\ntwo"),
        ("Formula \\(x^2\\)?", "yes"),
        ("See", "yes"),
        ("ab", "yes"),
    ]
    assert [str(each) for each in deck.changed] == [
        "Which wall is<high?: formatting was left out; a script was left out",
        "Formula \\(x^2\\)?: a formula stands as its source text",
        "See: a picture on the web, which is not fetched was left out",
        "ab: control characters were left out",
    ]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ("\x1fb", "its front is empty"),
        ("a\x1f", "its answer is empty"),
        ("a\x1f<img src=x.png>", "its answer is a picture without words"),
        ("a\x1f[sound:x.mp3]", "its answer has no words"),
        ("a" * 5_000 + "\x1fb", "its text has 5,000 characters"),
        ("a\x1f" + "b" * 5_000, "its answer has 5,000 characters"),
    ],
)
def test_a_card_that_cannot_be_a_question_is_left_out_with_its_reason(
    fields: str, reason: str
) -> None:
    deck = load(with_notes((BASIC, fields), (BASIC, "good\x1fyes")))
    assert [question.stem for question in deck.questions] == ["good"]
    assert reason in str(deck.problems[0])


def test_a_cloze_note_without_gaps_and_cards_without_a_gap_are_said() -> None:
    deck = load(
        with_notes(
            (CLOZE, "no gap here\x1f"),
            (CLOZE, "one {{c2::gap}}\x1f"),
            (CLOZE, "{{c1::image-occlusion:rect:left=1}}\x1f"),
            (CLOZE, "an {{c1::}} empty one\x1f"),
        )
    )
    assert [question.answer for question in deck.questions] == ["gap"]
    assert [str(each) for each in deck.problems] == [
        "no gap here: there is no gap in it",
        "one {{c2::gap}}: its card 1 has no gap any more",
        "{{c1::image-occlusion:rect:left=1}} (gap 1): it hides parts of a picture, which cannot be "
        "asked here",
        "an {{c1::}} empty one (gap 1): there is a gap in it without words",
    ]


def test_notes_whose_type_is_missing_are_said() -> None:
    deck = load(with_notes((99, "a\x1fb"), (BASIC, "c\x1fd")))
    assert str(deck.problems[0]) == "a b: its note type is missing"
    assert len(deck.questions) == 1


def test_the_same_card_twice_is_taken_once_with_both_histories() -> None:
    reviews = [(1_600_000_000_000, 1_001, 3, 0, 0), (1_600_000_100_000, 1_002, 4, 0, 0)]
    deck = load(with_notes((BASIC, "a\x1fb"), (BASIC, "a\x1fb"), reviews=reviews))
    assert len(deck.questions) == 1
    assert [review.rating for review in deck.history] == [Rating.GOOD, Rating.EASY]
    assert {review.question_id for review in deck.history} == {deck.questions[0].id}
    assert "its history went there" in str(deck.problems[0])


def test_the_oldest_scheduler_is_known_by_its_settings() -> None:
    reviews = [(1_600_000_000_000, 1_001, 2, 0, 0)]
    for conf, rating in (({}, Rating.GOOD), ({"schedVer": 2}, Rating.HARD)):
        deck = load(with_notes((BASIC, "a\x1fb"), conf=conf, reviews=reviews))
        assert [review.rating for review in deck.history] == [rating]


def test_the_same_package_again_is_the_same_deck() -> None:
    data = with_notes((BASIC, "a\x1fb", "g1", " x y "), (CLOZE, "{{c1::a}} {{c2::b}}"))
    assert load(data) == load(data)


def test_ids_go_by_the_note_and_not_by_its_words() -> None:
    (before,) = load(with_notes((BASIC, "a\x1fb", "g1", ""))).questions
    (after,) = load(with_notes((BASIC, "changed\x1fb", "g1", ""))).questions
    assert before.id == after.id


def test_a_missing_or_foreign_picture_is_said() -> None:
    collection = database(
        [(BASIC, "a<img src='x.svg'>\x1fb"), (BASIC, "c<img src='gone.png'>\x1fd")]
    )
    data = apkg(collection, media=b'{"0": "x.svg", "1": "../y.png"}', **{"0": b"<svg/>"})
    deck = load(data)
    assert all(question.picture is None for question in deck.questions)
    assert [str(each) for each in deck.changed] == [
        "a: the picture x.svg, which is no PNG, JPEG, GIF or WebP picture of a fit size was left "
        "out",
        "c: the picture gone.png, which is not in the file was left out",
    ]


def test_control_characters_come_through_nowhere() -> None:
    models = {"1": model("Front", "Back", "Pl\x02ace", back="{{Back}}{{Pl\x02ace}}")}
    decks = {"2": {"name": "Hi\x03story::Ro\x04me"}}
    note = (BASIC, "a \x05\x1f\x06b\x1fc<img src='x' alt='\x07'>", "g\x08", " wa\x0er ")
    deck = load(with_notes(note, models=models, decks=decks))
    (question,) = deck.questions
    assert (question.stem, question.answer, question.explanation) == ("a", "b", "Place: c")
    assert (question.tags, question.topic, deck.name) == (("war",), "Rome", "History")


def test_one_picture_is_kept_and_a_second_is_said() -> None:
    other = PNG + b"x"
    collection = database([(BASIC, "a<img src='x.png' alt='X'><img src='y.png'>\x1fb")])
    media = json.dumps({"0": "x.png", "1": "y.png"}).encode()
    deck = load(apkg(collection, media=media, **{"0": PNG, "1": other}))
    assert deck.questions[0].picture == replace(PICTURE, alt="X")
    assert deck.pictures == {PICTURE.id: PNG}
    assert str(deck.changed[0]) == "a: a second picture was left out"


def test_a_picture_inside_the_text_is_taken() -> None:
    import base64

    source = "data:image/png;base64," + base64.b64encode(PNG).decode()
    deck = load(with_notes((BASIC, f"a<img src='{source}'>\x1fb")))
    assert deck.questions[0].picture == PICTURE


def test_fields_beyond_those_of_the_type_are_not_lost_sight_of() -> None:
    models = {"1": model("Front", "Back", "Extra", back="{{Back}}{{Extra}}")}
    deck = load(with_notes((BASIC, "a\x1fb\x1fbecause"), models=models))
    assert deck.questions[0].explanation == "because"


def test_a_note_without_a_card_whose_type_makes_none_is_said() -> None:
    bare = model("Front", "Back") | {"tmpls": []}
    data = with_notes(
        (BASIC, "a\x1fb"), models={"1": bare}, change=lambda base: base.execute("DELETE FROM cards")
    )
    (problem,) = load(data).problems
    assert problem.reason == "its note type makes no cards"


def test_spaces_round_the_texts_of_our_own_data_count_for_nothing() -> None:
    spaced = Question(" q1 ", AnswerKind.OTHER, "Who?", "Anna", topic="War ", title=" A title")
    read = read_rest(rest_of(spaced, ""))
    assert (read.id, read.topic, read.title) == ("q1", "War", "A title")


def test_what_is_no_package_is_refused() -> None:
    for data in (b"", b"x" * 99, package({"a": b""})):
        with pytest.raises(ExchangeError, match="not an Anki package"):
            load(data)


def test_a_package_is_known_by_its_collection() -> None:
    assert AnkiPackage().recognises(with_notes((BASIC, "a\x1fb")))
    assert not AnkiPackage().recognises(package({"word/document.xml": b""}))
    assert not AnkiPackage().recognises(b"collection.anki2")
