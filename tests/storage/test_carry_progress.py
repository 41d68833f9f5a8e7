"""Two machines learn apart and are brought together: the same in whatever order, however often."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quizapp.domain.deck import Deck
from quizapp.domain.question import AnswerKind, Question, State
from quizapp.domain.review import Form, MemoryState, Review
from quizapp.errors import Cancelled, ExchangeError
from quizapp.services import watching
from quizapp.services.carry_progress import CarryProgress
from quizapp.services.evidence import EvidenceFinder
from quizapp.services.keep_safe import KeepSafe
from quizapp.services.learning_day import LearningDay
from quizapp.services.study_deck import StudyDeck
from quizapp.services.watching import Watch
from quizapp.settings import Settings
from quizapp.storage import OpenDeck, open_stores, review_store

START = datetime(2026, 3, 2, 18, tzinfo=UTC)
NAMES = "abcd"


class Machine:
    """A deck file of its own, with the same four questions on each."""

    def __init__(self, folder: Path, offset: int = 0) -> None:
        self.stores: OpenDeck = open_stores(folder / "deck.sqlite", folder / "backups")
        self.moment = START + timedelta(seconds=offset)
        self.day = LearningDay(self, Settings(new_per_day=100))
        self.safe = KeepSafe(self.stores, self.day)
        self.carry = CarryProgress(self.stores, self.day, self.safe)
        self.stores.decks.save_deck(Deck("d", "Deck"))
        self.stores.decks.save_questions("d", [asked(name) for name in NAMES])

    def now(self) -> datetime:
        return self.moment

    def learn(self, steps: list[tuple[str, bool, bool, int]]) -> None:
        """Question, whether right, whether taken back, and days until the next."""
        study = StudyDeck(self.stores, self.day, EvidenceFinder(self.stores.documents))
        for name, right, undone, days in steps:
            session = study.practise([name])
            session.as_form(Form.TYPED)
            session.answer("1917" if right else "1800", 3000)
            if undone:
                session.undo()
            self.moment += timedelta(days=days, seconds=7)

    def log(self) -> list[Review]:
        return sorted(self.stores.reviews.reviews("me"), key=lambda review: review.id)

    def remembered(self) -> dict[str, MemoryState | None]:
        """Without the due day, in which the load of each machine plays its part."""
        found = self.memories()
        return {n: m and replace(m, due=m.last_day) for n, m in found.items()}

    def memories(self) -> dict[str, MemoryState | None]:
        return {name: self.stores.reviews.memory("me", name) for name in NAMES}


def asked(name: str) -> Question:
    return Question(name, AnswerKind.DATE, f"When was {name}?", "1917", state=State.ACCEPTED)


STEPS = st.lists(
    st.tuples(st.sampled_from(NAMES), st.booleans(), st.booleans(), st.integers(0, 20)), max_size=6
)


_OFTEN_ON_ONE_DAY = [("a", False, False, 0), ("b", False, False, 0), ("b", False, False, 0)]


@settings(max_examples=8, deadline=None)
@example(here=[], there=[("a", False, False, 0)], again=_OFTEN_ON_ONE_DAY)
@given(here=STEPS, there=STEPS, again=STEPS)
def test_two_logs_merge_by_union(
    tmp_path_factory: pytest.TempPathFactory,
    here: list[tuple[str, bool, bool, int]],
    there: list[tuple[str, bool, bool, int]],
    again: list[tuple[str, bool, bool, int]],
) -> None:
    folder = tmp_path_factory.mktemp("machines")
    one, other = Machine(folder / "one"), Machine(folder / "other", offset=3)
    try:
        one.learn(here)
        other.learn(there)
        for _ in range(2):  # and what was learned on one of them after the first exchange
            _exchange(one, other, folder)
            assert one.log() == other.log()
            assert one.remembered() == other.remembered()
            assert one.stores.progress.days("me") == other.stores.progress.days("me")
            before = one.log(), one.memories()
            _exchange(one, one, folder)
            assert (one.log(), one.memories()) == before, "twice is once"
            other.moment = max(one.moment, other.moment) + timedelta(seconds=3)
            other.learn(again)
    finally:
        one.stores.close()
        other.stores.close()
        shutil.rmtree(folder)


def test_due_days_are_the_same_whichever_log_comes_first(tmp_path: Path) -> None:
    """A question whose answers came from both gets FSRS's ideal day: it follows from the log."""
    sources = [Machine(tmp_path / f"source {n}", offset=n) for n in range(2)]
    targets = [Machine(tmp_path / f"target {n}", offset=9) for n in range(2)]
    files = [tmp_path / f"{n}.quizprogress" for n in range(2)]
    for number, (machine, file) in enumerate(zip(sources, files, strict=True)):
        machine.learn([(name, True, False, 4 + number) for name in NAMES for _ in range(3)])
        machine.carry.write(file)
    for machine, order in zip(targets, (files, files[::-1]), strict=True):
        machine.learn([("a", True, False, 30)])
        for file in order:
            machine.carry.merge(file)
    assert targets[0].memories() == targets[1].memories()
    for machine in (*sources, *targets):
        machine.stores.close()


def _exchange(one: Machine, other: Machine, folder: Path) -> None:
    mine, theirs = folder / "mine.quizprogress", folder / "theirs.quizprogress"
    one.carry.write(mine)
    other.carry.write(theirs)
    for machine, file in ((one, theirs), (other, mine)):
        if file.read_text(encoding="utf-8").count("\n") > 1:
            machine.carry.merge(file)


@pytest.fixture
def machine(tmp_path: Path):
    made = Machine(tmp_path / "machine")
    yield made
    made.stores.close()


def test_answers_to_questions_that_are_not_here_are_counted_and_left_out(
    machine: Machine, tmp_path: Path
) -> None:
    other = Machine(tmp_path / "other")
    other.stores.decks.save_questions("d", [replace(asked("z"), stem="When was it?")])
    other.learn([("z", True, False, 0), ("a", True, False, 0)])
    other.carry.write(tmp_path / "file.quizprogress")
    other.stores.close()
    merged = machine.carry.merge(tmp_path / "file.quizprogress")
    assert (merged.added, merged.known, merged.astray) == (1, 0, 1)
    assert machine.stores.reviews.memory("me", "a") is not None


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """What another machine learnt."""
    other = Machine(tmp_path / "other", offset=9)
    other.learn([(name, True, False, 1) for name in NAMES] * 5)
    other.carry.write(tmp_path / "file.quizprogress")
    other.stores.close()
    return tmp_path / "file.quizprogress"


def test_a_merge_is_preceded_by_a_backup(machine: Machine, file: Path) -> None:
    machine.learn([("b", True, False, 0)])
    machine.carry.merge(file)
    assert len(machine.safe.backups()) == 1
    machine.learn([("b", True, False, 0)])
    machine.carry.merge(file)
    assert len(machine.safe.backups()) == 1, "nothing was merged the second time"


# Long work


@pytest.fixture(autouse=True)
def short_stretches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "_STRETCH", 3)
    monkeypatch.setattr(review_store, "_PAGE", 7)


class Watched:
    """Cancels at the n-th look, if at all."""

    def __init__(self, looks: int | None = None) -> None:
        self.shares: list[float] = []
        self.messages: list[str] = []
        self.looks = 0
        self.looks_before_writing = 0
        self._cancels_at = looks

    def stop(self) -> bool:
        self.looks += 1
        return self.looks == self._cancels_at

    def report(self, share: float, message: str) -> None:
        self.shares.append(share)
        self.messages.append(message)

    def no_way_back(self) -> None:
        self.looks_before_writing = self.looks

    def watch(self) -> Watch:
        return Watch(self.report, self.stop, self.no_way_back)


def test_merging_and_writing_tell_how_far_they_are(machine: Machine, file: Path) -> None:
    machine.learn([("a", True, False, 0)] * 9)
    merging, writing = Watched(), Watched()
    assert machine.carry.merge(file, None, merging.watch()).added == 20
    assert merging.shares == sorted(merging.shares)
    assert merging.shares[0] == 0.0
    assert merging.shares[-1] == 1.0
    assert list(dict.fromkeys(merging.messages)) == [
        "Reading the file", "Reading the log", "Computing your memory", "Making a backup",
        "Writing", "Done",
    ]  # fmt: skip
    assert machine.carry.write(file, None, writing.watch()) == 29
    assert writing.shares == sorted(writing.shares)
    assert len(set(writing.shares)) > 5


def test_a_cancelled_merge_leaves_everything_as_it_was(machine: Machine, file: Path) -> None:
    machine.learn([("a", True, False, 0), ("b", False, False, 0)] * 3)
    before = machine.log(), machine.memories(), machine.stores.progress.days("me")
    looks = 0
    while True:
        looks += 1
        cancelled = Watched(looks)
        try:
            machine.carry.merge(file, None, cancelled.watch())
            break
        except Cancelled:
            after = machine.log(), machine.memories(), machine.stores.progress.days("me")
            assert after == before
            assert machine.safe.backups() == []
    assert looks > 15
    assert cancelled.looks == cancelled.looks_before_writing, "nobody is asked after that"
    assert len(machine.log()) == len(before[0]) + 20
    report = machine.safe.check()
    assert report.ok
    assert not report.repaired


def test_a_cancelled_file_is_not_there_and_an_older_one_stays(
    machine: Machine, tmp_path: Path
) -> None:
    machine.learn([("a", True, False, 0)] * 9)
    folder = tmp_path / "files"
    folder.mkdir()
    for name, old in (("new.quizprogress", None), ("old.quizprogress", "as it was")):
        if old is not None:
            (folder / name).write_text(old)
        with pytest.raises(Cancelled):
            machine.carry.write(folder / name, None, Watched(3).watch())
    assert [file.name for file in folder.iterdir()] == ["old.quizprogress"]
    assert (folder / "old.quizprogress").read_text() == "as it was"


def test_the_log_is_read_page_by_page_and_no_row_is_left_out(machine: Machine) -> None:
    machine.learn([("a", True, True, 0), ("b", False, False, 1)] * 6)
    reviews = machine.stores.reviews
    assert list(reviews.each_review("me")) == reviews.reviews("me")
    assert reviews.log_length("me") == len(reviews.reviews("me")) == 18
    assert list(reviews.each_review("nobody")) == []
    assert reviews.log_length("nobody") == 0


def test_a_row_that_is_written_meanwhile_does_not_come_into_the_file(machine: Machine) -> None:
    machine.learn([("a", True, False, 0)] * 9)
    rows = machine.stores.reviews.each_review("me")
    next(rows)
    machine.learn([("b", True, False, 0)])
    assert len(list(rows)) == 8


def test_each_row_has_a_learner(machine: Machine) -> None:
    machine.learn([("a", True, False, 0)])
    (row,) = machine.log()
    assert machine.stores.reviews.whose([row.id, "no such row"]) == {row.id: "me"}


def test_an_empty_log_is_nothing_to_merge(machine: Machine, tmp_path: Path) -> None:
    machine.carry.write(tmp_path / "file.quizprogress")
    with pytest.raises(ExchangeError, match="no answer"):
        machine.carry.merge(tmp_path / "file.quizprogress")
