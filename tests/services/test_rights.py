"""Teachers and learners on one database: who sees what, and who may change what."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from backends import ServerBackend
from fake_stores import FakeClock

from quizapp.domain import ports
from quizapp.domain.account import Role
from quizapp.domain.deck import Deck
from quizapp.domain.game import Game, GameRules
from quizapp.domain.identity import new_id
from quizapp.domain.mark import Mark
from quizapp.domain.question import AnswerKind, Question, State
from quizapp.domain.quiz import Asked, Attempt, Given, Quiz, QuizRules
from quizapp.domain.review import Form, MemoryState, Rating, Review, Verdict
from quizapp.errors import NotAllowed, QuizError, StorageError
from quizapp.services.accounts import Accounts
from quizapp.services.rights import RULES, guarded, unruled
from quizapp.storage import OpenDeck

DAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
PASSWORD = "correct horse"


@dataclass
class School:
    """Ms Vogel teaches 7b with Ada and Max in it; Mr Lund teaches 8a with Zoe in it."""

    stores: OpenDeck
    clock: FakeClock

    def desk(self) -> Accounts:
        return Accounts(self.stores.accounts, self.stores.learners, self.clock)

    def as_(self, name: str) -> Any:
        """The stores, as that person sees them."""
        account = self.desk().sign_in(name, PASSWORD)
        return guarded(self.stores, account, self.stores.accounts)

    def learner(self, name: str) -> str:
        return next(o.learner for o in self.stores.accounts.accounts() if o.name == name)


@pytest.fixture(scope="session")
def servers(postgres: Any) -> ServerBackend:
    return ServerBackend(postgres)


@pytest.fixture
def school(servers: ServerBackend, tmp_path: Path) -> Iterator[School]:
    place = servers.place(tmp_path)
    made = School(place.open(), FakeClock())
    first = made.desk()
    first.add("Ms Vogel", Role.TEACHER, PASSWORD, "7b")
    desk = made.desk()
    desk.sign_in("Ms Vogel", PASSWORD)
    desk.add("Mr Lund", Role.TEACHER, PASSWORD, "8a")
    for name, school_class in (("Ada", "7b"), ("Max", "7b"), ("Zoe", "8a")):
        desk.add(name, Role.LEARNER, PASSWORD, school_class)
    made.stores.decks.save_questions("history", [_question("q1")])
    for name in ("Ada", "Max", "Zoe", "Mr Lund"):
        learner = made.learner(name)
        made.stores.reviews.append(_answer(learner), MemoryState("q1", 1.0, 5.0, DAY, DAY, 1, 0))
    yield made
    made.stores.close()
    place.remove()


def _question(name: str) -> Question:
    return Question(name, AnswerKind.DATE, "When?", "1917", state=State.ACCEPTED)


def _answer(learner: str) -> Review:
    return Review(new_id(), learner, "q1", Form.TYPED, "1917", Verdict.RIGHT, Rating.GOOD, 900,
                  NOW, DAY)  # fmt: skip


def test_every_method_of_every_store_has_a_rule() -> None:
    protocols = {
        name: getattr(ports, getattr(ports.Stores, name).fget.__annotations__["return"])
        for name in RULES
    }
    assert list(unruled(protocols)) == []
    named = {name for name, value in vars(ports.Stores).items() if isinstance(value, property)}
    assert named - {"path"} == set(RULES)


@pytest.mark.parametrize("other", ["Max", "Zoe", "Mr Lund", "Ms Vogel"])
def test_learners_see_their_own_progress_and_nobody_elses(school: School, other: str) -> None:
    ada = school.as_("Ada")
    assert len(ada.reviews.reviews(school.learner("Ada"))) == 1
    assert ada.progress.days(school.learner("Ada"))
    theirs = school.learner(other)
    for peep in (
        lambda: ada.reviews.reviews(theirs),
        lambda: ada.reviews.overview(theirs, DAY),
        lambda: ada.progress.mistakes(theirs, 5),
        lambda: ada.marks.marks(theirs),
        lambda: ada.exams.exams(theirs),
        lambda: ada.learners.own_settings(theirs),
        lambda: ada.decks.summaries(theirs, DAY),
        lambda: list(ada.reviews.each_review(theirs)),
        lambda: ada.reviews.append(_answer(theirs), None),
        lambda: ada.marks.save(theirs, [Mark("q1", flagged=True)]),
        lambda: ada.learners.set_pin(theirs, None),
    ):
        with pytest.raises(NotAllowed):
            peep()
    assert [one.name for one in ada.learners.learners()] == ["Ada"]
    assert list(ada.learners.in_log()) == [school.learner("Ada")]


def test_teachers_see_the_learners_of_their_own_classes(school: School) -> None:
    vogel = school.as_("Ms Vogel")
    assert {one.name for one in vogel.learners.learners()} == {"Ms Vogel", "Ada", "Max"}
    assert len(vogel.reviews.reviews(school.learner("Max"))) == 1
    for other in ("Zoe", "Mr Lund"):
        with pytest.raises(NotAllowed):
            vogel.reviews.reviews(school.learner(other))


def test_teachers_of_one_class_do_not_see_how_the_other_teacher_learns(school: School) -> None:
    desk = school.desk()
    desk.sign_in("Ms Vogel", PASSWORD)
    desk.put_in_class("Mr Lund", "7b")
    lund = school.as_("Mr Lund")
    assert {one.name for one in lund.learners.learners()} == {"Mr Lund", "Ada", "Max", "Zoe"}
    with pytest.raises(NotAllowed):
        lund.reviews.reviews(school.learner("Ms Vogel"))
    desk.take_out_of_class("Mr Lund", "7b")
    with pytest.raises(NotAllowed):
        lund.reviews.reviews(school.learner("Ada"))


@pytest.mark.parametrize(
    "change",
    [
        lambda it: it.decks.save_deck(Deck("d", "Deck")),
        lambda it: it.decks.save_questions("history", [_question("q2")]),
        lambda it: it.decks.set_state(["q1"], State.RETIRED),
        lambda it: it.decks.remove(["q1"]),
        lambda it: it.quizzes.save_quiz(Quiz("z", "Quiz")),
        lambda it: it.filters.delete("x"),
        lambda it: it.imports.imports(),
        lambda it: it.games.games(),
        lambda it: it.documents.delete_document("f"),
        lambda it: it.maintenance.check(),
    ],
)
def test_decks_and_rounds_are_the_teachers(school: School, change: Callable[[Any], Any]) -> None:
    ada = school.as_("Ada")
    with pytest.raises(NotAllowed, match=r"Only teachers.*Ada is signed in as a learner"):
        change(ada)
    assert ada.decks.question("q1").stem == "When?"
    teacher = school.as_("Ms Vogel")
    try:
        change(teacher)
    except NotAllowed:
        pytest.fail("a teacher may")
    except QuizError:
        pass  # there is no such thing


def test_a_round_is_its_teachers_own(school: School) -> None:
    game = Game("g", "Monday", "ABCD", "s", (Asked("q1", 1, 1.0, 0),), GameRules(), NOW)
    school.as_("Ms Vogel").games.begin(game)
    assert [one.id for one in school.as_("Ms Vogel").games.games()] == ["g"]
    lund = school.as_("Mr Lund")
    assert lund.games.games() == []
    for peep in (lund.games.people, lund.games.answers, lund.games.hold, lund.games.delete):
        with pytest.raises(NotAllowed, match="another teacher's"):
            peep("g")


def test_an_attempt_is_seen_by_who_made_it_and_their_teachers(school: School) -> None:
    school.stores.quizzes.save_quiz(Quiz("z", "Quiz"))
    mine = school.learner("Ada")
    attempt = Attempt("a", "z", mine, 1, NOW, (Asked("q1", 1, 1.0, 0),), QuizRules())
    ada = school.as_("Ada")
    ada.quizzes.begin(attempt)
    ada.quizzes.give(Given("a", 0, "1917", NOW, 900))
    with pytest.raises(NotAllowed):
        ada.quizzes.begin(replace(attempt, id="b", learner=school.learner("Max")))
    with pytest.raises(NotAllowed):
        ada.quizzes.extend("a", NOW)
    assert len(school.as_("Ms Vogel").quizzes.given(["a"])) == 1
    for name in ("Max", "Zoe", "Mr Lund"):
        other = school.as_(name)
        assert other.quizzes.attempts("z") == []
        assert other.quizzes.given(["a"]) == []
        with pytest.raises(NotAllowed):
            other.quizzes.attempt("a")
        with pytest.raises(NotAllowed):
            other.quizzes.give(Given("a", 0, "1918", NOW, 900))


def test_learners_whom_a_teacher_adds_are_in_a_class_with_the_teacher(school: School) -> None:
    from quizapp.domain.learner import COLOURS, Learner

    new = Learner("new", "Kim", COLOURS[0], NOW)
    with pytest.raises(NotAllowed):
        school.as_("Ada").learners.add([new])
    vogel = school.as_("Ms Vogel")
    vogel.learners.add([new])
    assert "Kim" in {one.name for one in vogel.learners.learners()}
    assert "Kim" not in {one.name for one in school.as_("Mr Lund").learners.learners()}


# Accounts


def test_the_first_account_is_a_teachers_and_all_others_are_added_by_teachers(
    servers: ServerBackend, tmp_path: Path
) -> None:
    place = servers.place(tmp_path)
    stores = place.open()
    desk = Accounts(stores.accounts, stores.learners, FakeClock())
    assert not desk.are_there
    with pytest.raises(NotAllowed, match="first account"):
        desk.add("Ada", Role.LEARNER, PASSWORD)
    with pytest.raises(QuizError, match="at least 8"):
        desk.add("Ms Vogel", Role.TEACHER, "short")
    desk.add("Ms Vogel", Role.TEACHER, PASSWORD)
    with pytest.raises(NotAllowed):
        desk.add("Mr Lund", Role.TEACHER, PASSWORD)  # nobody is signed in
    with pytest.raises(StorageError, match="sign in"):
        account = replace(stores.accounts.accounts()[0], id="x", name="Eve")
        stores.accounts.add(account, "hash", first=True)
    stores.close()
    place.remove()


def test_a_password_is_kept_as_a_salted_hash_alone(school: School) -> None:
    hashes = [school.stores.accounts.password(o.id) for o in school.stores.accounts.accounts()]
    assert len(set(hashes)) == len(hashes), "the same password, and other salts"
    assert all(one.startswith("scrypt$") and PASSWORD not in one for one in hashes)


def test_a_wrong_password_a_closed_account_and_nobodys_name_say_the_same(school: School) -> None:
    desk = school.desk()
    desk.sign_in("Ms Vogel", PASSWORD)
    desk.close_account("Zoe")
    said = set()
    for name, password in (("Ada", "wrong one"), ("Zoe", PASSWORD), ("Nobody", PASSWORD)):
        with pytest.raises(NotAllowed) as refused:
            school.desk().sign_in(name, password)
        said.add(str(refused.value))
    assert len(said) == 1


def test_wrong_passwords_make_the_next_one_wait_also_in_another_program(school: School) -> None:
    for _ in range(4):
        with pytest.raises(NotAllowed):
            school.desk().sign_in("Ada", "wrong one")
        school.clock.moment += timedelta(seconds=2)
    with pytest.raises(NotAllowed, match="Wait"):
        school.desk().sign_in("Ada", PASSWORD)
    school.clock.moment += timedelta(seconds=60)
    assert school.desk().sign_in("Ada", PASSWORD).name == "Ada"
    assert school.stores.accounts.tries(school.stores.accounts.accounts()[0].id).wrong == 0


def test_learners_change_their_own_password_and_teachers_that_of_learners(school: School) -> None:
    ada = school.desk()
    ada.sign_in("Ada", PASSWORD)
    ada.set_password("Ada", "battery staple")
    with pytest.raises(NotAllowed):
        ada.set_password("Max", "battery staple")
    vogel = school.desk()
    vogel.sign_in("Ms Vogel", PASSWORD)
    vogel.set_password("Max", "battery staple")
    with pytest.raises(NotAllowed):
        vogel.set_password("Mr Lund", "battery staple")
    assert school.desk().sign_in("Max", "battery staple").name == "Max"
    with pytest.raises(NotAllowed):
        school.desk().sign_in("Ada", PASSWORD)


def test_the_last_teacher_stays(school: School) -> None:
    desk = school.desk()
    desk.sign_in("Ms Vogel", PASSWORD)
    desk.close_account("Mr Lund")
    with pytest.raises(QuizError, match="last teacher"):
        desk.close_account("Ms Vogel")
