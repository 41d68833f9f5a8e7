"""Imports with their report, preview, history and undo, over a real deck file."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fake_stores import FakeClock

from quizapp import exchange as formats
from quizapp.bootstrap import bootstrap
from quizapp.domain.deck import Deck
from quizapp.domain.question import (
    AnswerKind,
    Difficulty,
    Picture,
    Question,
    QuestionFilter,
    State,
)
from quizapp.domain.quiz import Draw, Pick, Quiz, Section
from quizapp.domain.review import Form, Rating
from quizapp.domain.task import Choose, Option
from quizapp.errors import Cancelled, ExchangeError, NotFound
from quizapp.exchange import DeckFile, PastReview, Problem, Written, reading
from quizapp.paths import Paths
from quizapp.services.exchange_decks import SHOWN, ExchangeDecks, NothingToImport, in_words
from quizapp.services.table_columns import TableChoice, table_head
from quizapp.services.watching import Watch

PNG = b"\x89PNG\r\n\x1a\n" + b"pixels"
NOW = FakeClock().moment


class Tray:
    """A format without a place for everything: it gives what a test laid into it."""

    key = "tray"
    name = "Tray"
    endings = (".tray",)

    def __init__(self) -> None:
        self.deck = DeckFile("Tray")
        self.written: DeckFile | None = None

    def recognises(self, data: bytes) -> bool:
        return True

    def load(self, data, *, name, origin=None, reading=None):
        return self.deck

    def dump(self, deck: DeckFile) -> Written:
        self.written = deck
        return Written([b"tray"], (Problem(None, "there is no place for tags", "all"),))


@pytest.fixture
def tray(monkeypatch):
    laid = Tray()
    monkeypatch.setattr(formats, "FORMATS", (*formats.FORMATS, laid))
    return laid


@pytest.fixture
def app(tmp_path):
    application = bootstrap(Paths.under(tmp_path / "home"), clock=FakeClock())
    application.stores.decks.save_deck(Deck("history", "History"))
    yield application
    application.close()


@pytest.fixture
def exchange(app) -> ExchangeDecks:
    return app.exchange


@pytest.fixture
def bring(exchange, tray, tmp_path):
    """Imports questions by way of the tray."""

    def do(*questions: Question, deck="History", preview=False, **fields):
        tray.deck = DeckFile(deck, questions=questions, **fields)
        file = tmp_path / "file.tray"
        file.write_bytes(b"")
        return exchange.import_file(file, preview=preview)

    return do


def asked(name: str, **fields) -> Question:
    return Question(**{"id": name, "kind": AnswerKind.OTHER, "stem": f"What is {name}?",
                       "answer": f"right-{name}", **fields})  # fmt: skip


def picture(data: bytes, media_type: str = "image/png") -> Picture:
    return Picture(hashlib.sha256(data).hexdigest(), media_type, "A map")


def past(question_id="a", source="s1", days=3, **fields) -> PastReview:
    return PastReview(question_id, source, NOW - timedelta(days=days), Rating.GOOD, 4_000, **fields)


# reports


def test_every_question_and_every_problem_is_in_the_report(bring, app):
    app.stores.decks.save_questions("history", [asked("b"), asked("c")])
    outcome = bring(
        asked("a", title="First"), asked("b"), asked("c", stem="Anew?"),
        lines={"a": 1, "c": 9}, changed=(Problem(1, "bold text was left out", "First"),),
        problems=(Problem(12, "there is no answer", "Why?"),),
    )  # fmt: skip
    assert [(e.item, e.line, e.reason.split(";")[0]) for e in outcome.imported] == [
        ("First", 1, "new"),
        ("What is b?", None, "known already, just so"),
        ("Anew?", 9, "known already"),
    ]
    assert [in_words(entry) for entry in outcome.changed] == [
        "line 1, First: bold text was left out"
    ]
    assert [in_words(entry) for entry in outcome.skipped] == ["line 12, Why?: there is no answer"]
    assert (outcome.added, outcome.updated, outcome.unchanged) == (1, 1, 1)
    assert outcome.format == "Tray"


def test_a_preview_says_the_same_and_writes_nothing(bring, app):
    app.stores.decks.save_questions("history", [asked("b")])
    questions = (asked("a"), asked("b", stem="Anew?"))
    before = app.stores.maintenance.backup("before")
    told = bring(*questions, deck="A new deck", preview=True, history=(past(),))
    assert app.stores.maintenance.backup("after") is None, "nothing was written"
    assert before is not None
    assert told.import_id is None
    done = bring(*questions, deck="A new deck", history=(past(),))
    assert replace(told, deck=done.deck, import_id=done.import_id) == done
    assert done.deck.name == told.deck.name == "A new deck"
    assert [one.file for one in app.exchange.imports()] == ["file.tray"]


def test_an_id_that_stands_twice_in_a_file_is_taken_once(bring, app):
    outcome = bring(asked("a"), asked("a", stem="Again?"), lines={"a": 5})
    assert len(outcome.imported) == 1
    assert [in_words(entry) for entry in outcome.skipped] == [
        "line 5, Again?: the id 'a' was used above in this file"
    ]
    assert app.stores.decks.question("a").stem == "What is a?"


def test_a_file_that_brings_nothing_says_why_and_makes_no_deck(bring, app):
    with pytest.raises(NothingToImport, match="First problem: line 3: no answer") as raised:
        bring(deck="New", problems=(Problem(3, "no answer"), Problem(4, "no text")))
    assert len(raised.value.outcome.skipped) == 2
    assert all(deck.name != "New" for deck in app.stores.decks.decks())
    assert app.exchange.imports() == []


def test_the_format_is_the_one_that_is_named(exchange, tray, tmp_path):
    file = tmp_path / "questions.zzz"
    file.write_text('{"kind": "other", "stem": "Why?", "answer": "So."}')
    with pytest.raises(ExchangeError, match="should end in"):
        exchange.import_file(file)
    assert exchange.import_file(file, format_key="jsonl").added == 1
    with pytest.raises(ExchangeError, match="there are jsonl, readable"):
        exchange.import_file(file, format_key="dance")
    assert "tray" in [known.key for known in exchange.formats()]


def test_topics_of_a_file_stay_topics_in_one_deck(bring, app):
    bring(asked("a", topic="Russia/1917"), asked("b", topic="France"), deck="Revolutions")
    assert app.stores.decks.topics() == ["France", "Russia/1917"]
    assert {app.stores.decks.deck_of(name).name for name in "ab"} == {"Revolutions"}


def test_what_a_format_has_no_place_for_stays_with_a_known_question(bring, app, exchange, tmp_path):
    mine = asked("a", tags=("war",), difficulty=Difficulty.HARD, hint="Think.")
    app.stores.decks.save_questions("history", [mine])
    bring(asked("a", stem="Worded anew?"))
    assert app.stores.decks.question("a") == replace(mine, stem="Worded anew?")
    file = tmp_path / "a.jsonl"
    file.write_text('{"id": "a", "kind": "other", "stem": "Bare?", "answer": "right-a"}')
    exchange.import_file(file)
    assert app.stores.decks.question("a").tags == (), "this format says all there is"


# pictures


def test_pictures_are_taken_by_their_bytes_and_others_named(bring, app):
    good, svg, text = PNG, b'<?xml version="1.0"?><svg onload="x()"/>', b"MZ program"
    large = PNG + b"x" * (5 * 1024 * 1024)
    questions = [
        asked(name, picture=picture(data))
        for name, data in (("a", good), ("b", svg), ("c", text), ("d", large), ("e", b"none"))
    ]
    held = {picture(data).id: data for data in (good, svg, text, large)}
    outcome = bring(*questions, pictures=held)
    assert [(entry.item, entry.reason.split(": ", 1)[1][:40]) for entry in outcome.changed] == [
        ("What is b?", "PNG, JPEG, GIF and WebP are taken, and i"),
        ("What is c?", "PNG, JPEG, GIF and WebP are taken, and i"),
        ("What is d?", "it has 5.0 MB, and 5 are the most"),
        ("What is e?", "it is not in the file"),
    ]
    assert "SVG" in outcome.changed[0].reason
    assert app.stores.decks.picture(picture(good).id) == good
    assert app.stores.decks.question("a").picture == picture(good)
    assert [app.stores.decks.question(name).picture for name in "bcde"] == [None] * 4


def test_a_picture_under_a_false_id_is_left_out(bring, app):
    false = replace(picture(PNG), id="ab" * 32)
    outcome = bring(asked("a", picture=false), pictures={false.id: PNG})
    assert "bytes are not those" in outcome.changed[0].reason
    with pytest.raises(NotFound):
        app.stores.decks.picture(false.id)


def test_a_picture_that_the_deck_file_has_need_not_be_in_the_file(bring, app):
    app.stores.decks.save_pictures({picture(PNG).id: PNG})
    outcome = bring(asked("a", picture=picture(PNG)))
    assert outcome.changed == ()
    assert app.stores.decks.question("a").picture == picture(PNG)


# history


def test_past_answers_go_into_the_log_of_who_learns_and_once(bring, app):
    history = (past("a", "s1", 9), past("a", "s2", 5, form=Form.TYPED), past("gone", "s3"))
    outcome = bring(asked("a"), history=history)
    assert outcome.reviews == 2
    assert any("their questions were not taken" in entry.reason for entry in outcome.skipped)
    log = app.stores.reviews.reviews(app.settings.learner)
    assert [(row.form, row.rating) for row in log] == [
        (Form.FLIP, Rating.GOOD), (Form.TYPED, Rating.GOOD),
    ]  # fmt: skip
    memory = app.stores.reviews.memory(app.settings.learner, "a")
    assert memory is not None
    assert memory.reviews == 2
    assert bring(asked("a"), history=history).reviews == 0
    assert app.safe.check().findings == ()


def test_an_answer_in_the_future_is_not_taken(bring):
    outcome = bring(asked("a"), history=(past(days=-1),))
    assert outcome.reviews == 0
    assert "future" in outcome.skipped[0].reason


def test_a_deck_exported_with_its_history_adds_no_answer_when_it_comes_back(
    bring, app, exchange, tray, tmp_path
):
    bring(asked("a"), history=(past("a", "s1", 9),))
    exchange.export_deck("history", tmp_path / "out.tray")
    assert tray.written.history == ()
    exchange.export_deck("history", tmp_path / "out.tray", with_history=True)
    assert len(tray.written.history) == 1
    assert bring(asked("a"), history=tray.written.history).reviews == 0


def test_undo_takes_past_answers_back_and_the_same_file_brings_them_again(bring, app, exchange):
    history = (past("a", "s1", 9), past("a", "s2", 5))
    bring(asked("a"), asked("b"), history=history)
    imported, undone = exchange.undo_import()
    assert (imported.file, undone.reviews, undone.removed, undone.retired) == (
        "file.tray", 2, 1, 1,
    )  # fmt: skip
    learner = app.settings.learner
    assert app.stores.reviews.memory(learner, "a") is None
    assert app.stores.reviews.last_review(learner) is None
    assert app.safe.check().findings == ()
    for _ in range(2):
        assert bring(asked("a"), asked("b"), history=history).reviews == 2
        assert app.stores.reviews.memory(learner, "a").reviews == 2
        exchange.undo_import()


# undo


def test_the_last_import_is_undone_and_then_the_one_before(bring, app, exchange):
    bring(asked("a"))
    bring(asked("a", stem="Second?"), asked("b"))
    exchange.undo_import()
    assert app.stores.decks.question("a").stem == "What is a?"
    exchange.undo_import()
    with pytest.raises(NotFound):
        app.stores.decks.question("a")
    with pytest.raises(NotFound, match="no import to undo"):
        exchange.undo_import()
    assert [bool(one.undone_at) for one in exchange.imports()] == [True, True]


def test_an_import_is_undone_by_its_id(bring, app, exchange):
    first = bring(asked("a"))
    bring(asked("b"))
    exchange.undo_import(first.import_id)
    assert "b" in app.stores.decks.known_ids()
    assert "a" not in app.stores.decks.known_ids()


# export


def test_an_export_says_what_was_left_out(bring, app, exchange, tray, tmp_path):
    shown = asked("a", picture=picture(PNG))
    bring(shown, asked("b", picture=picture(b"GIF89a")), asked("c", state=State.RETIRED),
          pictures={picture(PNG).id: PNG, picture(b"GIF89a").id: b"GIF89a"})  # fmt: skip
    with app.stores._database.transaction() as connection:
        connection.exec_driver_sql("DELETE FROM picture WHERE id = ?", (picture(b"GIF89a").id,))
    outcome = exchange.export_deck("history", tmp_path / "out.tray")
    assert outcome.questions == 2
    assert [in_words(entry) for entry in outcome.left_out] == [
        "What is b?: its picture is no longer in the deck file",
        "all: there is no place for tags",
    ]
    assert tray.written.pictures == {picture(PNG).id: PNG}
    assert [q.picture for q in tray.written.questions] == [picture(PNG), None]


def test_an_export_holds_the_questions_that_are_wanted(app, exchange, tray, tmp_path):
    app.stores.decks.save_deck(Deck("other", "Other"))
    app.stores.decks.save_questions("history", [asked("a", tags=("x",)), asked("b")])
    app.stores.decks.save_questions("other", [asked("c", tags=("x",))])
    wanted = QuestionFilter(tags=("x",))
    assert exchange.export_deck("history", tmp_path / "o.tray", wanted=wanted).questions == 1
    file = tmp_path / "o.xyz"
    chosen = [app.stores.decks.question(name) for name in "ca"]
    exchange.export_questions("Mine", chosen, file, format_key="tray")
    assert [question.id for question in tray.written.questions] == ["c", "a"]
    assert file.read_bytes() == b"tray"


def test_the_questions_of_a_quiz_come_in_its_order_and_drawn_ones_all(
    app, exchange, tray, tmp_path
):
    questions = [asked(name, topic="x" if name in "cd" else "") for name in "abcd"]
    app.stores.decks.save_questions("history", questions)
    drawn = Draw(QuestionFilter(topic="x"), 1)
    items = (Pick("b"), drawn, Pick("a"), Pick("b"), Pick("gone"))
    app.stores.quizzes.save_quiz(Quiz("quiz", "Monday", sections=(Section(items=items),)))
    outcome = exchange.export_quiz("quiz", tmp_path / "o.tray")
    assert [question.id for question in tray.written.questions] == ["b", "c", "d", "a"]
    assert tray.written.name == "Monday"
    assert {tray.written.place_of(q) for q in tray.written.questions} == {"Monday"}
    assert [in_words(entry) for entry in outcome.left_out][:2] == [
        "Monday: the quiz draws 1 of 2 questions by a rule; the file holds them all",
        "gone: it is no longer in the deck file",
    ]


@pytest.mark.parametrize("ending", [".jsonl", ".md"])
def test_our_own_formats_bring_back_a_deck_as_it_was(app, exchange, tmp_path, ending):
    several = Choose((Option("x", 0.5, "Yes."), Option("y", 0.5), Option("z", -1.0)), several=True)
    questions = [
        asked("a", answer="x; y", distractors=("z",), task=several, topic="Russia", hint="Two."),
        asked("b", tags=("war",), difficulty=Difficulty.EASY, title="Title"),
    ]
    app.stores.decks.save_questions("history", questions)
    file = tmp_path / f"deck{ending}"
    exchange.export_deck("history", file)
    assert exchange.import_file(file).unchanged == 2
    app.stores.decks.remove(["a", "b"])
    assert exchange.import_file(file).added == 2
    back = [app.stores.decks.question(name) for name in "ab"]
    assert [replace(each, origin=questions[0].origin) for each in back] == questions


def test_moments_of_other_zones_are_the_same_answer(bring, app):
    at = datetime(2026, 2, 1, 12, tzinfo=UTC)
    first = PastReview("a", "s1", at, Rating.GOOD, 1)
    bring(asked("a"), history=(first,))
    elsewhere = replace(first, source_id="other", at=at.astimezone())
    assert bring(asked("a"), history=(elsewhere,)).reviews == 0


def test_a_file_of_past_answers_is_backed_up_before(bring, app, tmp_path):
    bring(asked("a"), history=(past(),))
    names = [backup.path.name for backup in app.safe.backups()]
    assert any("before importing" in name or "before-importing" in name for name in names)
    assert Path(tmp_path).is_dir()


# watched


def stopping_at(turn: int) -> Watch:
    """A watch whose user wants it to end at the so-manieth look."""
    looks = iter(range(1, 100))
    return Watch(stop=lambda: next(looks) >= turn)


@pytest.mark.parametrize("turn", [1, 2, 3, 4, 5])
def test_an_import_can_be_cancelled_until_it_is_written(bring, app, exchange, tmp_path, turn):
    bring(asked("a"), preview=True)
    with pytest.raises(Cancelled):
        exchange.import_file(tmp_path / "file.tray", watch=stopping_at(turn))
    assert app.stores.decks.count(QuestionFilter(deck_ids=("history",))) == 0
    assert exchange.imports() == []
    assert exchange.import_file(tmp_path / "file.tray", watch=stopping_at(6)).added == 1


def test_an_import_can_be_cancelled_while_the_file_is_read(exchange, tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "EVERY", 0.0)
    file = tmp_path / "greeks.gift"
    file.write_text("\n\n".join(f"Who was number {n}? {{=Person {n}}}" for n in range(20)))
    told = []
    watch = Watch(
        report=lambda share, message: told.append((share, message)),
        stop=lambda: [message for _, message in told].count("Reading the questions") == 10,
    )
    with pytest.raises(Cancelled):
        exchange.import_file(file, watch=watch)
    shares = [share for share, message in told if message == "Reading the questions"]
    assert shares == sorted(set(shares))
    assert exchange.imports() == []


def test_an_import_can_be_cancelled_while_it_is_written(bring, app, exchange, tmp_path):
    bring(*map(asked, "abc"), preview=True)
    told, ready = [], []
    watch = Watch(
        report=lambda share, _: told.append(share),
        stop=lambda: bool(told) and told[-1] > 0.9,
        no_way_back=lambda: ready.append(True),
    )
    with pytest.raises(Cancelled):
        exchange.import_file(tmp_path / "file.tray", watch=watch)
    assert app.stores.decks.count(QuestionFilter(deck_ids=("history",))) == 0
    assert not ready


def test_an_undo_says_how_far_it_is_and_can_be_cancelled(bring, app, exchange):
    outcome = bring(*map(asked, "abc"))
    told, ready = [], []
    with pytest.raises(Cancelled):
        exchange.undo_import(watch=Watch(lambda *said: told.append(said), lambda: len(told) > 2))
    assert app.stores.decks.count(QuestionFilter(deck_ids=("history",))) == 3
    assert exchange.imports()[0].undone_at is None
    told.clear()
    watch = Watch(lambda share, _: told.append(share), no_way_back=lambda: ready.append(told[-1]))
    assert exchange.undo_import(outcome.import_id, watch)[1].removed == 3
    assert told == sorted(told)
    assert ready == [1.0]


def test_an_import_that_changes_nothing_is_not_listed(bring, exchange):
    first = bring(asked("a"))
    again = bring(asked("a"))
    assert again.unchanged == 1
    assert again.import_id is None
    assert [past.id for past in exchange.imports()] == [first.import_id]
    assert exchange.undo_import()[0].id == first.import_id


@pytest.mark.parametrize("turn", [1, 2, 3])
def test_an_export_that_is_cancelled_leaves_the_older_file(app, exchange, tmp_path, turn):
    app.stores.decks.save_questions("history", [asked("a")])
    file = tmp_path / "deck.jsonl"
    file.write_text("older")
    with pytest.raises(Cancelled):
        exchange.export_deck("history", file, watch=stopping_at(turn))
    assert file.read_text() == "older"
    assert list(tmp_path.glob("*.new")) == []


def test_a_previewed_export_says_the_same_and_writes_nothing(app, exchange, tray, tmp_path):
    app.stores.decks.save_questions("history", [asked("a")])
    file = tmp_path / "deck.tray"
    said = exchange.export_deck("history", file, preview=True)
    assert not file.exists()
    assert said == exchange.export_deck("history", file)
    assert file.read_bytes() == b"tray"


def test_the_first_questions_come_along_to_be_looked_at(bring, app):
    shown = picture(PNG)
    questions = [asked(f"q{n}") for n in range(SHOWN + 5)]
    questions[0] = replace(questions[0], picture=shown)
    outcome = bring(*questions, preview=True, pictures={shown.id: PNG})
    assert outcome.shown == tuple(questions[:SHOWN])
    assert outcome.pictures == {shown.id: PNG}
    assert outcome.format_key == "tray"


def test_columns_are_those_that_were_chosen(exchange, tmp_path):
    file = tmp_path / "table.csv"
    file.write_text("a,b,c\nx,Romulus,Who founded Rome?\n", encoding="utf-8")
    choice = TableChoice({"stem": (2,), "answer": (1,)}, has_header=True)
    (question,) = exchange.import_file(file, table=choice, preview=True).shown
    assert (question.stem, question.answer) == ("Who founded Rome?", "Romulus")
    head = table_head(file, None, TableChoice(has_header=True))
    assert head is not None
    assert (head.header, head.width) == (("a", "b", "c"), 3)
