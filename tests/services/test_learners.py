"""Several learners: names, PINs, own settings, switching, and deleting that can be undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from fake_stores import FakeStores, World, question

from quizapp.domain.review import Form
from quizapp.errors import Cancelled, ExchangeError, NotFound, QuizError, WrongPin
from quizapp.paths import Paths
from quizapp.services import own_name
from quizapp.services.carry_progress import CarryProgress
from quizapp.services.keep_safe import KeepSafe
from quizapp.services.learners import Learners
from quizapp.services.watching import Watch
from quizapp.settings import Settings


class School(World):
    """A world with learners."""

    def __init__(self, stores: FakeStores, folder: Path) -> None:
        super().__init__(stores)
        self.paths = Paths.under(folder)
        self.seconds = 1000.0
        self.carry = CarryProgress(stores, self.day, KeepSafe(stores, self.day))
        self.learners = self.begin()

    def begin(self) -> Learners:
        """As a start of the program."""
        made = Learners(self.stores, self.day, self.carry, self.paths, ticks=lambda: self.seconds)
        made.settle()
        return made

    def answer(self, name: str) -> None:
        session = self.study.practise([name])
        session.as_form(Form.TYPED)
        session.answer(f"right-{name}", 2000)

    def names(self) -> list[str]:
        return [line.learner.name for line in self.learners.everyone().here]

    def id(self, name: str) -> str:
        return self.learners.called(name).id


@pytest.fixture(autouse=True)
def no_system_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_name, "system_name", lambda: "")


@pytest.fixture
def school(tmp_path: Path) -> School:
    made = School(FakeStores(), tmp_path)
    made.add(question("q1"), question("q2"))
    return made


# The first start


def test_the_first_start_makes_a_learner_of_the_settings(school: School) -> None:
    assert school.names() == ["Me"]
    assert school.learners.present.id == "me"


def test_the_system_s_name_for_the_account_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_name, "system_name", lambda: "Ada Lovelace")
    assert School(FakeStores(), tmp_path).names() == ["Ada Lovelace"]


def test_an_older_file_keeps_its_log_and_everyone_in_it_gets_a_row(
    school: School, tmp_path: Path
) -> None:
    for learner in ("Cleo", "me"):
        school.settings.learner = learner
        school.answer("q1")
    school.stores.learners.rows.clear()
    school.settings.learner = "Ada"
    school.answer("q2")
    log = list(school.stores.reviews.log)
    school.settings.new_per_day = 7
    school.learners = school.begin()
    assert school.names() == ["Ada", "Cleo", "Me"]
    assert school.learners.present.id == "Ada"
    assert school.settings.new_per_day == 7, "the settings were theirs before"
    assert school.stores.reviews.log == log
    school.learners.switch("Cleo")
    assert school.settings.new_per_day == 20


def test_a_file_without_the_learner_of_the_settings_begins_with_one_who_is_there(
    school: School,
) -> None:
    school.answer("q1")
    school.settings.learner = "somebody of another file"
    school.learners = school.begin()
    assert school.learners.present.name == "Me"
    assert school.settings.learner == "me"


# Names


def test_a_name_is_there_once_whatever_its_case(school: School) -> None:
    school.learners.add("  Anna  ")
    with pytest.raises(QuizError, match="a learner called anna already"):
        school.learners.add("anna")
    with pytest.raises(QuizError, match="needs a name"):
        school.learners.add(" \u200b ")
    with pytest.raises(QuizError, match="too long"):
        school.learners.add("x" * 61)
    assert school.names() == ["Anna", "Me"]


def test_a_class_is_added_whole_or_not_at_all(school: School) -> None:
    added = school.learners.add_many([f"Pupil {number}" for number in range(30)])
    assert len({one.id for one in added}) == 30
    assert len({one.colour for one in added[:7]}) == 7
    with pytest.raises(QuizError, match="Pupil 3"):
        school.learners.add_many(["Zoë", "Pupil 3"])
    assert len(school.names()) == 31


def test_renaming_and_recolouring_show_at_once(school: School) -> None:
    school.learners.rename("me", "Ada")
    school.learners.recolour("me", "pink")
    assert (school.learners.present.name, school.learners.present.colour) == ("Ada", "pink")
    assert school.learners.rename("me", "ADA").name == "ADA", "its own name is not in its way"


def test_an_unknown_name_is_answered_with_the_known_ones(school: School) -> None:
    school.learners.add("Anna")
    with pytest.raises(NotFound, match="The learners are: Anna, Me"):
        school.learners.called("Ben")


# PINs


def test_a_pin_is_asked_for_at_switching_and_at_the_next_start(school: School) -> None:
    anna = school.learners.add("Anna")
    school.learners.set_pin(anna.id, "2468")
    with pytest.raises(WrongPin, match="not the PIN of Anna"):
        school.learners.switch(anna.id, "1357")
    assert school.learners.present.name == "Me"
    assert school.learners.switch(anna.id, "2468").has_pin
    school.learners = school.begin()
    assert school.learners.locked
    with pytest.raises(WrongPin):
        school.learners.switch(anna.id)
    school.learners.switch(anna.id, "2468")
    assert not school.learners.locked


def test_wrong_tries_make_the_pause_longer_and_the_right_pin_waits_too(school: School) -> None:
    anna = school.learners.add("Anna")
    school.learners.set_pin(anna.id, "2468")
    pauses = []
    for _ in range(4):
        with pytest.raises(WrongPin) as refused:
            school.learners.switch(anna.id, "0000")
        pauses.append(refused.value.pause)
        school.seconds += refused.value.pause
    assert pauses == [0, 0, 2, 4]
    with pytest.raises(WrongPin):
        school.learners.switch(anna.id, "0000")
    school.seconds += 7.5
    with pytest.raises(WrongPin, match="Wait 1 second,"):
        school.learners.switch(anna.id, "2468")
    school.seconds += 0.6
    school.learners.switch(anna.id, "2468")


def test_a_pin_is_changed_with_the_old_one_and_a_forgotten_one_taken_away(school: School) -> None:
    school.learners.set_pin("me", "2468")
    with pytest.raises(WrongPin):
        school.learners.set_pin("me", "1111")
    with pytest.raises(QuizError, match="4 to 12"):
        school.learners.set_pin("me", "11", old="2468")
    school.learners.set_pin("me", "1111", old="2468")
    school.learners.forget_pin("me")
    assert not school.learners.present.has_pin


# Own settings


def test_each_learner_has_settings_of_study_and_a_text_size_of_their_own(school: School) -> None:
    anna = school.learners.add("Anna")
    school.settings.new_per_day, school.settings.text_size = 5, 130
    school.settings.theme = "dark"
    school.learners.keep_settings()
    school.learners.switch(anna.id)
    settings = school.settings
    assert (settings.new_per_day, settings.text_size, settings.theme) == (20, 100, "dark")
    settings.target_retention = 0.8
    school.learners.switch("me")
    assert (settings.new_per_day, settings.text_size, settings.target_retention) == (5, 130, 0.9)
    assert school.stores.learners.own_settings(anna.id) == {"target_retention": 0.8}


def test_the_file_of_settings_holds_who_learnt_last(school: School) -> None:
    anna = school.learners.add("Anna")
    school.learners.switch(anna.id)
    assert Settings.load(school.paths.settings_file).learner == anna.id
    school.learners.act_for("me")
    assert Settings.load(school.paths.settings_file).learner == anna.id, "for this process alone"


def test_settings_that_make_no_sense_are_the_usual_ones_and_unknown_ones_stay(
    school: School,
) -> None:
    anna = school.learners.add("Anna")
    school.stores.learners.set_own_settings(anna.id, {"new_per_day": "many", "mood": "good"})
    school.learners.switch(anna.id)
    assert school.settings.new_per_day == 20
    school.settings.new_per_day = 30
    school.learners.keep_settings()
    stored = school.stores.learners.own_settings(anna.id)
    assert stored == {"new_per_day": 30, "mood": "good"}


# Logs apart


def test_a_session_stays_with_the_one_who_began_it(school: School) -> None:
    anna = school.learners.add("Anna")
    session = school.study.practise(["q1"])
    school.learners.switch(anna.id)
    session.as_form(Form.TYPED)
    session.answer("right-q1", 2000)
    assert [row.learner for row in school.stores.reviews.log] == ["me"]
    assert school.stores.reviews.memory("me", "q1") is not None
    assert school.stores.reviews.memory(anna.id, "q1") is None


# Deleting


def test_the_last_learner_and_the_present_one_stay(school: School) -> None:
    with pytest.raises(QuizError, match="last learner"):
        school.learners.delete("me")
    school.learners.add("Anna")
    with pytest.raises(QuizError, match="Switch to another learner, then delete Me"):
        school.learners.delete("me")


def test_deleting_writes_the_answers_first_and_keeps_the_log(school: School) -> None:
    school.answer("q1")
    anna = school.learners.add("Anna")
    school.learners.switch(anna.id)
    deleted = school.learners.delete("me")
    assert deleted.answers == 1
    assert deleted.file is not None
    assert deleted.file.parent == school.paths.backups
    assert '"learner": "Me"' in deleted.file.read_text(encoding="utf-8")
    assert school.names() == ["Anna"]
    assert len(school.stores.reviews.log) == 1


def test_without_an_answer_there_is_nothing_to_write(school: School) -> None:
    anna = school.learners.add("Anna")
    assert school.learners.delete(anna.id).file is None


def test_an_undone_deletion_brings_all_back(school: School) -> None:
    school.answer("q1")
    school.learners.switch(school.learners.add("Anna").id)
    deleted = school.learners.delete("me")
    (line,) = school.learners.everyone().deleted
    assert line.learner == deleted.learner
    school.learners.undo_delete("me")
    school.learners.switch("me")
    assert school.names() == ["Anna", "Me"]
    assert school.stores.reviews.memory("me", "q1") is not None


def test_a_deleted_learner_comes_back_beside_one_of_the_same_name(school: School) -> None:
    anna = school.learners.add("Anna")
    school.learners.delete(anna.id)
    school.learners.add("anna")
    assert school.learners.undo_delete(anna.id).name == "Anna 2"


def test_a_pin_keeps_from_deleting(school: School) -> None:
    anna = school.learners.add("Anna")
    school.learners.set_pin(anna.id, "2468")
    with pytest.raises(WrongPin):
        school.learners.delete(anna.id)
    school.learners.delete(anna.id, "2468")


def test_a_pin_is_checked_before_anything_is_written(school: School) -> None:
    anna = school.learners.add("Anna")
    school.learners.set_pin(anna.id, "2468")
    with pytest.raises(WrongPin):
        school.learners.check_delete(anna.id)
    assert school.learners.check_delete(anna.id, "2468").id == anna.id
    with pytest.raises(QuizError, match="learns now"):
        school.learners.check_delete("me")
    assert school.names() == ["Anna", "Me"]


def test_a_cancelled_deletion_leaves_the_learner_and_no_file(school: School) -> None:
    school.answer("q1")
    school.learners.switch(school.learners.add("Anna").id)
    with pytest.raises(Cancelled):
        school.learners.delete("me", watch=Watch(stop=lambda: True))
    assert school.names() == ["Anna", "Me"]
    assert list(school.paths.backups.iterdir()) == []
    assert school.learners.delete("me").answers == 1


# Progress files


def test_a_new_learner_comes_with_the_answers_of_a_file(school: School, tmp_path: Path) -> None:
    file = tmp_path / "anna.quizprogress"
    other = School(FakeStores(), tmp_path / "other")
    other.add(question("q1"))
    other.answer("q1")
    other.carry.write(file)
    with pytest.raises(QuizError, match="a learner called Me already"):
        school.learners.add_with("Me", file)
    with pytest.raises(Cancelled):
        school.learners.add_with("Anna", file, Watch(stop=lambda: True))
    assert school.names() == ["Me"]
    assert school.learners.add_with("Anna", file).added == 1
    assert school.names() == ["Anna", "Me"]
    anna = school.learners.called("Anna")
    assert school.stores.reviews.memory(anna.id, "q1") is not None
    assert school.learners.add_with("Anna again", file).of_others == 1
    assert school.names() == ["Anna", "Me"], "nobody is added without an answer"
    (tmp_path / "empty.quizprogress").write_text(file.read_text().splitlines()[0])
    with pytest.raises(ExchangeError, match="no answer"):
        school.learners.add_with("Ben", tmp_path / "empty.quizprogress")
    assert school.names() == ["Anna", "Me"]


def test_a_progress_file_goes_to_the_learner_of_its_name(school: School, tmp_path: Path) -> None:
    anna = school.learners.add("Anna")
    school.learners.switch(anna.id)
    school.answer("q1")
    file = tmp_path / "anna.quizprogress"
    assert school.carry.write(file) == 1

    other = School(FakeStores(), tmp_path / "other")
    other.add(question("q1"))
    assert other.carry.whose(file).learner is None
    there = other.learners.add("ANNA")
    whose = other.carry.whose(file)
    assert (whose.name, whose.learner) == ("Anna", there)
    merged = other.carry.merge(file, there.id)
    assert (merged.added, merged.known, merged.of_others) == (1, 0, 0)
    assert other.stores.reviews.memory(there.id, "q1") is not None
    assert other.stores.reviews.memory("me", "q1") is None
    assert other.carry.merge(file, there.id).known == 1


def test_rows_that_another_learner_has_are_told_apart_from_known_ones(
    school: School, tmp_path: Path
) -> None:
    school.answer("q1")
    file = tmp_path / "me.quizprogress"
    school.carry.write(file)
    anna = school.learners.add("Anna")
    merged = school.carry.merge(file, anna.id)
    assert (merged.added, merged.known, merged.of_others) == (0, 0, 1)
