"""Anki itself as the judge: it reads what we write, and we read what it writes.

Runs where Anki is installed (AGPL; a part of the tests alone, never needed or shipped).
"""

from __future__ import annotations

import re
import sys
import warnings
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from full_question import PICTURE, PNG

from quizapp.domain.calendar import DatePoint, HistoricalDate
from quizapp.domain.question import (
    AnswerKind,
    Citation,
    Difficulty,
    Question,
    State,
)
from quizapp.domain.review import Rating
from quizapp.domain.task import (
    Accepted,
    Choose,
    Cloze,
    Gap,
    MapPlace,
    Match,
    Number,
    Numeric,
    OpenText,
    Option,
    Order,
    Pair,
    Task,
    TrueFalse,
    Typed,
    When,
    key_of,
    simplest,
)
from quizapp.exchange import AnkiCollection, AnkiPackage, AnkiText, DeckFile, PastReview

sys.path.insert(0, str(Path(__file__).parent / "files"))

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    anki = pytest.importorskip("anki.collection")

pytestmark = [pytest.mark.filterwarnings("ignore"), pytest.mark.slow]

START = datetime(2025, 3, 1, 12, 0, 0, 123_000, tzinfo=UTC)


def asked(number: int, task: Task | None = None, **more: Any) -> Question:
    key = key_of(task) if task else None
    question = Question(f"id-{number}", AnswerKind.OTHER, f"What is number {number}?", "nothing")
    if task and key:
        question = replace(
            question, answer=key.answer, accept=key.accept, distractors=key.distractors,
            task=simplest(task),
        )  # fmt: skip
    return replace(question, **more)


QUESTIONS = (
    asked(0, answer="a moat", distractors=("a wall", "a hedge"), tags=("cold war", "walls"),
          topic="Walls/North"),
    asked(1, Choose((Option("a", 0.5), Option("b", 0.5), Option("c", -0.5)), several=True),
          topic="Walls"),
    asked(2, TrueFalse(True, "yes", "no"), topic="walls/x::y"),
    asked(3, Cloze(("In ", " there was ", "{{c2::x}} :: [sound:x.mp3]."),
                   (Gap((Accepted("19}}17"),)), Gap((Accepted("a:: b", 1.0, "Good."),))))),
    asked(4, Order(("first", "second", "third"))),
    asked(5, Match((Pair("p", "1"), Pair("q", "2")), ("3",))),
    asked(6, MapPlace(55.7, 37.6)),
    asked(7, OpenText(8, "look for the word")),
    asked(8, Numeric((Number(3, 1),))),
    asked(9, When(HistoricalDate(DatePoint(1917, 11, 7)))),
    asked(10, answer="x & <b> [sound:a.mp3] {{c1::z}}\nnew line", accept=("y", "z\nw"),
          explanation="because\nof [latex]",
          citation=Citation("doc.txt", "Title", page=3, quote="q"),
          picture=replace(PICTURE, alt='a "plan" <x>'), title="T", difficulty=Difficulty.HARD,
          hint="h", state=State.RETIRED, fact_id="f", confidence=0.5),
    asked(11, Typed((Accepted("Kaz*"), Accepted("Qazan", 0.5)))),
)  # fmt: skip
HISTORY = tuple(
    PastReview(f"id-{question}", str(place), START + timedelta(days=day), rating, 1000 + place)
    for place, (question, day, rating) in enumerate(
        [
            (0, 0, Rating.GOOD), (0, 1, Rating.AGAIN), (0, 3, Rating.EASY), (3, 3, Rating.HARD),
            (10, 4, Rating.GOOD), (11, 4, Rating.EASY), (11, 9, Rating.GOOD),
        ]
    )
)  # fmt: skip
DECK = DeckFile(
    "Castles", "About castles", questions=QUESTIONS, pictures={PICTURE.id: PNG}, history=HISTORY
)


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Any]:
    made = anki.Collection(str(tmp_path / "collection.anki2"))
    yield made
    made.close()


def imported(collection: Any, path: Path) -> Any:
    options = anki.ImportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True)
    request = anki.ImportAnkiPackageRequest(package_path=str(path), options=options)
    return collection.import_anki_package(request).log


def written(tmp_path: Path, deck: DeckFile) -> Path:
    path = tmp_path / "ours.apkg"
    path.write_bytes(b"".join(AnkiPackage().dump(deck).pieces))
    return path


def test_anki_takes_all_of_our_package(collection: Any, tmp_path: Path) -> None:
    log = imported(collection, written(tmp_path, DECK))
    assert len(log.new) == len(QUESTIONS)
    assert collection.note_count() == collection.card_count() == len(QUESTIONS)
    assert {deck.name for deck in collection.decks.all_names_and_ids()} - {"Default"} == {
        "Castles", "Castles::Walls", "Castles::Walls::North", "Castles::Walls::x:y",
    }  # fmt: skip
    assert set(collection.tags.all()) == {"cold_war", "walls"}
    assert collection.media.have(f"quizapp-{PICTURE.id[:16]}.png")
    rows = collection.db.all(
        "select n.guid, r.id, r.ease, r.time from revlog r join cards c on c.id = r.cid"
        " join notes n on n.id = c.nid"
    )
    expected = {(r.question_id, int(r.rating), r.milliseconds) for r in HISTORY}
    assert {(guid, ease, time) for guid, _, ease, time in rows} == expected
    assert len(rows) == len(HISTORY)


def test_our_cards_are_due_in_anki_on_the_day_we_meant(collection: Any, tmp_path: Path) -> None:
    imported(collection, written(tmp_path, DECK))
    today = collection.sched.today
    days = (datetime.now(UTC) - START).days
    due = dict(
        collection.db.all("select n.guid, c.due from cards c join notes n on n.id = c.nid"
                          " where c.reps > 0 and c.queue = 2")
    )  # fmt: skip
    assert abs(due["id-3"] - (today - days + 3 + 1)) <= 1
    assert collection.db.scalar("select count() from cards where queue = -1") == 1
    order = collection.db.list(
        "select n.guid from cards c join notes n on n.id = c.nid where c.queue = 0 order by c.due"
    )
    expected = [q.id for q in QUESTIONS if q.id not in {r.question_id for r in HISTORY}]
    assert order == expected


def test_anki_shows_what_a_learner_should_see(collection: Any, tmp_path: Path) -> None:
    imported(collection, written(tmp_path, DECK))
    for card_id in collection.find_cards(""):
        card = collection.get_card(card_id)
        question = next(q for q in QUESTIONS if q.id == card.note().guid)
        output = card.render_output()
        assert "{{" not in output.question_text + output.answer_text
        if isinstance(question.task, Cloze):
            assert output.question_text.count("[...]") == len(question.task.gaps)
        else:
            assert question.stem in output.question_text
        for option in question.distractors:
            assert option in output.question_text
        assert question.explanation.partition("\n")[0] in output.answer_text
        assert not output.question_av_tags


@pytest.mark.parametrize("legacy", [True, False])
def test_what_went_through_anki_comes_back_as_it_was(
    collection: Any, tmp_path: Path, legacy: bool
) -> None:
    imported(collection, written(tmp_path, DECK))
    path = tmp_path / "theirs.apkg"
    options = anki.ExportAnkiPackageOptions(with_scheduling=True, with_media=True, legacy=legacy)
    collection.export_anki_package(out_path=str(path), options=options, limit=None)
    back = AnkiPackage().load(path.read_bytes(), name="x")
    assert (back.problems, back.changed) == ((), ())
    assert (back.name, back.description) == (DECK.name, DECK.description)
    origin = back.questions[0].origin
    assert back.questions == tuple(replace(q, origin=origin) for q in QUESTIONS)
    assert back.pictures == DECK.pictures
    assert [(r.question_id, r.rating, r.milliseconds) for r in back.history] == [
        (r.question_id, r.rating, r.milliseconds) for r in sorted(HISTORY, key=lambda r: r.at)
    ]
    for ours, theirs in zip(sorted(HISTORY, key=lambda r: r.at), back.history, strict=True):
        assert abs(ours.at - theirs.at) <= timedelta(milliseconds=2)


def test_the_same_package_again_changes_nothing_in_anki(collection: Any, tmp_path: Path) -> None:
    path = written(tmp_path, DECK)
    imported(collection, path)
    log = imported(collection, path)
    assert (len(log.new), len(log.updated)) == (0, 0)
    assert collection.note_count() == len(QUESTIONS)


def test_an_edited_question_is_brought_up_to_date_in_anki(collection: Any, tmp_path: Path) -> None:
    imported(collection, written(tmp_path, DECK))
    collection.db.execute("update notes set mod = mod - 100")
    changed = replace(QUESTIONS[7], stem="What is it now?")
    log = imported(collection, written(tmp_path, replace(DECK, questions=(changed,))))
    assert (len(log.new), len(log.updated)) == (0, 1)
    assert collection.find_notes("now")


def test_anki_takes_all_of_our_text(collection: Any, tmp_path: Path) -> None:
    path = tmp_path / "ours.txt"
    path.write_bytes(b"".join(AnkiText().dump(DECK).pieces))
    metadata = collection.get_csv_metadata(str(path), None)
    log = collection.import_csv(anki.ImportCsvRequest(path=str(path), metadata=metadata)).log
    assert len(log.new) == collection.note_count() == len(QUESTIONS)
    assert {deck.name for deck in collection.decks.all_names_and_ids()} - {"Default"} == {
        "Castles", "Castles::Walls", "Castles::Walls::North", "Castles::Walls::x:y",
    }  # fmt: skip
    assert set(collection.tags.all()) == {"cold_war", "walls"}
    kinds = {collection.get_note(note).note_type()["name"] for note in collection.find_notes("")}
    assert kinds == {"Basic", "Cloze"}


Export = Callable[[Any, Path], None]


def _package(*, legacy: bool) -> Export:
    def export(collection: Any, path: Path) -> None:
        options = anki.ExportAnkiPackageOptions(
            with_scheduling=True, with_media=True, legacy=legacy
        )
        collection.export_anki_package(out_path=str(path), options=options, limit=None)

    return export


def _collection_package(*, legacy: bool) -> Export:
    def export(collection: Any, path: Path) -> None:
        collection.export_collection_package(str(path), include_media=True, legacy=legacy)
        collection.reopen()

    return export


EXPORTS = {
    "old.apkg": _package(legacy=True),
    "new.apkg": _package(legacy=False),
    "old.colpkg": _collection_package(legacy=True),
    "new.colpkg": _collection_package(legacy=False),
}


@pytest.fixture(scope="module")
def authored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, dict[str, bytes]]]:
    """A deck that was written and studied in Anki, as it exports it."""
    from make_anki_samples import fill

    folder = tmp_path_factory.mktemp("anki")
    made = anki.Collection(str(folder / "collection.anki2"))
    fill(made)
    files = {}
    for name, export in EXPORTS.items():
        export(made, folder / name)
        files[name] = (folder / name).read_bytes()
    yield made, files
    made.close()


@pytest.mark.parametrize("name", EXPORTS)
def test_each_card_that_anki_counts_is_a_question_or_named(
    authored: tuple[Any, dict[str, bytes]], name: str
) -> None:
    collection, files = authored
    deck = (AnkiPackage if name.endswith(".apkg") else AnkiCollection)().load(files[name], name="x")
    named = [problem for problem in deck.problems if "history" not in problem.item]
    assert collection.card_count() >= 15
    assert len(deck.questions) + len(named) == collection.card_count()


@pytest.mark.parametrize("name", EXPORTS)
def test_tags_decks_and_pictures_are_those_that_anki_knows(
    authored: tuple[Any, dict[str, bytes]], name: str
) -> None:
    collection, files = authored
    deck = AnkiPackage().load(files[name], name="x")
    theirs = {tag.replace("_", " ") for tag in collection.tags.all()}
    ours = {tag.replace("_", " ") for question in deck.questions for tag in question.tags}
    assert ours and ours <= theirs
    decks = {each.name for each in collection.decks.all_names_and_ids()}
    for question in deck.questions:
        path = question.topic.replace("/", "::")
        assert not path or any(path in each for each in decks)
    media = Path(collection.media.dir())
    kept = {each.read_bytes() for each in media.iterdir()}
    assert deck.pictures and set(deck.pictures.values()) <= kept


@pytest.mark.parametrize("name", EXPORTS)
def test_each_answer_in_ankis_log_is_in_ours(
    authored: tuple[Any, dict[str, bytes]], name: str
) -> None:
    """Those that count for the memory: Anki leaves out the same when it works the memory out."""
    collection, files = authored
    deck = AnkiPackage().load(files[name], name="x")
    kept = {question.id for question in deck.questions}
    rows = collection.db.all(
        "select id, ease, time from revlog where ease > 0 and not (type = 3 and factor = 0)"
    )
    ours = [
        (round(review.at.timestamp() * 1000), int(review.rating), review.milliseconds)
        for review in deck.history
    ]
    assert len(rows) > 5
    assert set(ours) <= {tuple(row) for row in rows}
    dropped = sum(
        int(found.group(1) or 1)
        for problem in deck.problems
        if (found := re.match(r"(\d+) past answer", problem.reason))
    )
    assert len(ours) == len(set(ours)) and len(ours) + dropped >= len(rows)
    assert {review.question_id for review in deck.history} <= kept
