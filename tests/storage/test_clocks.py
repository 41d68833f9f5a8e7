"""Clocks that are set back or put right, journeys and daylight saving, over a real deck file.

Whatever the clock says: the log stays in the order of answering, no study day goes back, and the
memories are what the log makes of them.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from backends import FileBackend
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quizapp.domain.deck import Deck
from quizapp.domain.question import AnswerKind, Question, State
from quizapp.domain.review import Form, Review, counted
from quizapp.services.carry_progress import CarryProgress
from quizapp.services.check_clock import CheckClock
from quizapp.services.evidence import EvidenceFinder
from quizapp.services.keep_safe import KeepSafe
from quizapp.services.last_answers import LastAnswers
from quizapp.services.learning_day import LearningDay
from quizapp.services.study_deck import StudyDeck
from quizapp.services.study_session import StudySession
from quizapp.settings import Settings
from quizapp.storage import OpenDeck, open_stores

BERLIN, AUCKLAND, LOS_ANGELES = map(
    ZoneInfo, ("Europe/Berlin", "Pacific/Auckland", "America/Los_Angeles")
)
EVENING = datetime(2026, 3, 2, 18, tzinfo=UTC)
NAMES = "abc"


class Desk:
    """A deck file, and a clock that can be wrong. ``now`` is the true moment."""

    def __init__(self, stores: OpenDeck, zone: ZoneInfo = BERLIN, rollover_hour: int = 4) -> None:
        self.true, self.wrong_by, self.zone = EVENING, timedelta(0), zone
        self.stores = stores
        self.settings = Settings(new_per_day=100, rollover_hour=rollover_hour)
        stores.decks.save_deck(Deck("d", "Deck"))
        stores.decks.save_questions("d", [asked(name) for name in NAMES])
        self.start_again()

    def start_again(self) -> None:
        """As after a start of the program: what was known beside the deck file is gone."""
        last = LastAnswers(self.stores.reviews.last_review)
        self.day = LearningDay(self, self.settings, last=last)
        self.safe = KeepSafe(self.stores, self.day)
        self.clock = CheckClock(self.stores, self.day, self.safe)

    def now(self) -> datetime:
        return (self.true + self.wrong_by).astimezone(self.zone)

    def session(self, *names: str) -> StudySession:
        study = StudyDeck(self.stores, self.day, EvidenceFinder(self.stores.documents))
        return study.practise(list(names))

    def answer(self, name: str, *, right: bool = True) -> Review:
        session = self.session(name)
        session.as_form(Form.TYPED)
        session.answer("1917" if right else "1800", 3000)
        return self.log()[-1]

    def log(self) -> list[Review]:
        """What counts, in the order of answering as the program has it."""
        return counted(self.stores.reviews.reviews("me"))

    def days(self) -> list[str]:
        return [review.study_day.isoformat() for review in self.log()]

    def holds(self) -> bool:
        """Whether every memory and sum is what the log makes of it."""
        report = self.safe.check()
        return report.ok and not report.repaired


def asked(name: str) -> Question:
    return Question(name, AnswerKind.DATE, f"When was {name}?", "1917", state=State.ACCEPTED)


@pytest.fixture
def desk(stores: OpenDeck) -> Desk:
    return Desk(stores)


BACK = [timedelta(hours=1), timedelta(days=1), timedelta(days=365), timedelta(days=9000)]


@pytest.mark.parametrize("back", BACK, ids=["an hour", "a day", "a year", "an empty battery"])
def test_a_clock_set_back_in_a_session_changes_neither_order_nor_memory(
    desk: Desk, back: timedelta
) -> None:
    session = desk.session("a", "b")
    for number in range(4):  # a and b, both wrong, then each once more, right
        session.as_form(Form.TYPED)
        session.answer("1800" if number < 2 else "1917", 3000)
        session.next()
        desk.true += timedelta(seconds=20)
        if number == 1:
            desk.wrong_by = -back
    assert session.current is None
    assert [review.given for review in desk.log()] == ["1800", "1800", "1917", "1917"]
    assert desk.days() == ["2026-03-02"] * 4
    memory = desk.stores.reviews.memory("me", "a")
    assert memory is not None
    assert (memory.last_day, memory.lapses) == (date(2026, 3, 2), 0)
    assert desk.holds()


@pytest.mark.parametrize("back", BACK[1:], ids=["a day", "a year", "an empty battery"])
def test_a_new_question_is_not_dated_into_the_past(desk: Desk, back: timedelta) -> None:
    """Or it would seem remembered for all the time until the clock is put right."""
    desk.answer("a")
    desk.wrong_by = -back
    desk.start_again()
    assert desk.answer("b").study_day == date(2026, 3, 2)
    desk.wrong_by = timedelta(0)
    desk.true += timedelta(days=3)
    assert desk.answer("b").study_day == date(2026, 3, 5)
    desk.answer("a")  # on the same two days, the first under a right clock
    memory, plain = (desk.stores.reviews.memory("me", name) for name in "ba")
    assert memory is not None
    assert plain is not None
    assert memory.stability == pytest.approx(plain.stability)
    assert desk.holds()


def test_what_waits_today_still_waits_while_the_clock_is_behind(desk: Desk) -> None:
    desk.answer("a")
    desk.true += timedelta(days=4)
    desk.answer("b")
    desk.wrong_by = -timedelta(days=365)
    desk.start_again()
    due = desk.stores.reviews.due("me", desk.day.today(), ())
    assert [line.question_id for line in due] == ["a"]


def test_the_learner_is_told_once_that_the_clock_is_behind(desk: Desk) -> None:
    desk.answer("a")
    desk.true += timedelta(minutes=1)
    assert desk.clock.notice() is None
    desk.wrong_by = -timedelta(days=365)
    told = desk.clock.notice()
    assert told is not None
    assert told.now == EVENING + timedelta(minutes=1, days=-365)
    assert (told.last, told.day, told.by_days) == (EVENING, date(2026, 3, 2), True)
    assert desk.clock.notice() is None
    desk.answer("b")
    assert desk.clock.notice() is None, "also after the next answer"
    desk.wrong_by = timedelta(0)
    assert desk.clock.notice() is None
    desk.wrong_by = -timedelta(hours=1)
    told = desk.clock.notice()
    assert told is not None, "it went wrong anew"
    assert not told.by_days


def test_a_clock_that_corrects_itself_by_seconds_is_not_worth_a_word(desk: Desk) -> None:
    desk.answer("a")
    desk.wrong_by = -timedelta(seconds=90)
    assert desk.clock.notice() is None
    assert desk.answer("b").at == EVENING, "but the order of answering holds"


def test_each_learner_is_told_of_their_own_last_answer(desk: Desk) -> None:
    desk.answer("a")
    desk.wrong_by = -timedelta(days=1)
    assert desk.clock.notice() is not None
    desk.settings.take_own("anna", {})
    assert desk.clock.notice() is None, "Anna has answered nothing yet"
    assert desk.answer("a").learner == "me", "and hers counts for the day of the clock"
    (hers,) = desk.stores.reviews.reviews("anna")
    assert hers.study_day == date(2026, 3, 1)
    desk.settings.take_own("me", {})
    assert desk.day.today() == date(2026, 3, 2)


def test_answers_of_a_clock_that_was_ahead_are_dated_anew(desk: Desk) -> None:
    desk.answer("a")
    desk.true += timedelta(days=2)
    desk.wrong_by = timedelta(days=365)
    desk.answer("a")
    desk.answer("b")
    desk.true += timedelta(days=1)
    desk.answer("b", right=False)
    desk.true += timedelta(days=3)
    desk.wrong_by = timedelta(0)
    desk.start_again()
    assert desk.clock.notice() is not None
    assert desk.answer("c").study_day == date(2027, 3, 5), "until the learner says otherwise"
    before = desk.stores.reviews.reviews("me")

    assert desk.clock.trust() == 4
    assert desk.clock.notice() is None
    assert desk.day.today() == date(2026, 3, 8)
    assert [review.question_id for review in desk.log()] == ["a", "a", "b", "b", "c"]
    assert desk.days() == ["2026-03-02", "2026-03-07", "2026-03-07", "2026-03-08", "2026-03-08"]
    assert all(review.at <= desk.true for review in desk.log())
    kept = {review.id for review in desk.stores.reviews.reviews("me")}
    assert {review.id for review in before} <= kept, "nothing is deleted"
    memory = desk.stores.reviews.memory("me", "a")
    assert memory is not None
    assert memory.last_day == date(2026, 3, 7)
    assert memory.due < date(2026, 6, 1)
    assert desk.holds()
    assert desk.clock.trust() == 0, "there is nothing left to date anew"


def test_a_fast_clock_put_right_never_dates_an_answer_before_an_honest_one(desk: Desk) -> None:
    desk.wrong_by = timedelta(days=30)
    for name in NAMES:
        desk.answer(name)
        desk.true += timedelta(days=5)
    desk.wrong_by = timedelta(0)
    desk.true -= timedelta(days=14)
    desk.start_again()
    assert desk.clock.trust() == 3
    moments = [review.at for review in desk.log()]
    assert moments == sorted(moments)
    assert desk.days() == sorted(desk.days())
    assert desk.holds()


def test_an_answer_shown_before_the_day_turns_and_rated_after_counts_for_the_new_day(
    desk: Desk,
) -> None:
    desk.true = datetime(2026, 3, 3, 2, 59, tzinfo=UTC)  # 3:59 in Berlin
    session = desk.session("a")
    shown = session.reveal(2000)
    desk.true += timedelta(minutes=2)
    session.rate(shown.suggested)
    memory = desk.stores.reviews.memory("me", "a")
    assert memory is not None
    assert memory.last_day == desk.log()[0].study_day == date(2026, 3, 3)
    assert desk.holds()


# Zones


def test_over_the_date_line_and_back_no_day_is_lived_twice(stores: OpenDeck) -> None:
    desk = Desk(stores, AUCKLAND)
    desk.true = datetime(2026, 3, 9, 18, tzinfo=UTC)  # the 10th, 7 in the morning
    assert desk.answer("a").study_day == date(2026, 3, 10)
    desk.zone, desk.true = LOS_ANGELES, desk.true + timedelta(hours=13)  # the 10th, midnight
    assert desk.day.by_the_clock().day == date(2026, 3, 9)
    assert desk.answer("b").study_day == date(2026, 3, 10)
    assert desk.clock.notice() is None, "the clock is not behind, the place is"
    desk.true += timedelta(hours=20)  # the 10th, evening
    assert desk.answer("c").study_day == date(2026, 3, 10)
    desk.zone, desk.true = AUCKLAND, desk.true + timedelta(hours=40)  # two days on, evening
    assert desk.answer("a").study_day == date(2026, 3, 13)
    assert desk.holds()


@pytest.mark.parametrize(
    ("zone", "morning"),
    [
        ("Europe/Berlin", "2026-03-29"),  # an hour is left out
        ("Europe/Berlin", "2026-10-25"),  # an hour comes twice
        ("America/Santiago", "2026-04-05"),  # at midnight
        ("Australia/Lord_Howe", "2026-04-05"),  # by half an hour
    ],
)
@pytest.mark.parametrize("rollover_hour", [0, 2, 3, 4])
def test_when_the_clocks_change_every_hour_belongs_to_one_day(
    stores: OpenDeck, zone: str, morning: str, rollover_hour: int
) -> None:
    desk = Desk(stores, ZoneInfo(zone), rollover_hour)
    noon = datetime.fromisoformat(f"{morning}T12:00").replace(tzinfo=desk.zone)
    start = noon.astimezone(UTC) - timedelta(hours=24)
    seen = []
    for quarter in range(48 * 4):
        desk.true = start + timedelta(minutes=15 * quarter)
        seen.append(desk.day.by_the_clock().day)
    assert seen == sorted(seen)
    before = noon.date() - timedelta(days=1)
    assert sorted(set(seen)) == [before, noon.date(), noon.date() + timedelta(days=1)]


ZONES = ["Pacific/Kiritimati", "Pacific/Auckland", "Asia/Kathmandu", "Europe/Berlin",
         "America/St_Johns", "America/Los_Angeles", "Pacific/Pago_Pago"]  # fmt: skip
STEPS = st.lists(
    st.tuples(
        st.sampled_from(NAMES),
        st.booleans(),  # right
        st.integers(0, 60),  # hours until the next
        st.sampled_from(ZONES),
        st.sampled_from([0, 0, 0, -1, -26, 1, 26, -9000]),  # hours that the clock is wrong by
    ),
    min_size=1,
    max_size=8,
)
_WESTWARD = [("a", True, 13, "Pacific/Auckland", 0), ("a", True, 0, "America/Los_Angeles", 0)]


@pytest.mark.of_files
@settings(max_examples=25, deadline=None)
@example(steps=_WESTWARD, rollover=4)
@given(steps=STEPS, rollover=st.integers(0, 8))
def test_wherever_the_learner_is_and_whatever_the_clock_says_the_log_holds(
    tmp_path_factory: pytest.TempPathFactory,
    backend: FileBackend,
    steps: list[tuple[str, bool, int, str, int]],
    rollover: int,
) -> None:
    stores = backend.place(tmp_path_factory.mktemp("clocks")).open()
    try:
        desk = Desk(stores, rollover_hour=rollover)
        answers: list[tuple[datetime, str, bool]] = []
        for name, right, hours, zone, wrong_by in steps:
            desk.zone, desk.wrong_by = ZoneInfo(zone), timedelta(hours=wrong_by)
            review = desk.answer(name, right=right)
            assert review.question_id == name, "what was answered last comes last"
            answers.append((desk.true, name, right))
            desk.true += timedelta(hours=hours)
        log = desk.log()
        assert [row.question_id for row in log] == [name for _, name, _ in answers]
        assert desk.days() == sorted(desk.days())
        assert desk.holds()
        if all(wrong_by == 0 for *_, wrong_by in steps):
            _days_are_those_lived(answers, log)
    finally:
        stores.close()


def _days_are_those_lived(answers: list[tuple[datetime, str, bool]], log: list[Review]) -> None:
    """Two answers are as many days apart as were lived between them: give or take the turn of a
    day and a journey around the world (26 hours at most)."""
    first = answers[0][0]
    for (moment, _, _), row in zip(answers, log, strict=True):
        lived = (moment - first) / timedelta(days=1)
        assert abs((row.study_day - log[0].study_day).days - lived) < 1 + 26 / 24


# The turn of the day


def test_another_turn_of_the_day_leaves_earlier_answers_where_they_are(desk: Desk) -> None:
    desk.true = datetime(2026, 3, 3, 1, tzinfo=UTC)  # 2 in the morning in Berlin
    desk.answer("a")
    assert desk.days() == ["2026-03-02"]
    desk.settings.rollover_hour = 0
    desk.start_again()
    desk.answer("b")
    assert desk.days() == ["2026-03-02", "2026-03-03"]
    desk.settings.rollover_hour = 4
    desk.start_again()
    desk.answer("c")
    assert desk.days() == ["2026-03-02", "2026-03-03", "2026-03-03"], "no day comes twice"
    assert desk.holds()


def test_a_log_from_a_machine_whose_clock_was_ahead_can_be_put_right(
    stores: OpenDeck, tmp_path: Path
) -> None:
    desk = Desk(stores)
    desk.wrong_by = timedelta(days=40)
    desk.answer("a")
    carry = CarryProgress(stores, desk.day, desk.safe)
    carry.write(tmp_path / "me.quizprogress")
    there = open_stores(tmp_path / "there.sqlite", tmp_path / "backups")
    other = Desk(there)
    assert other.clock.notice() is None
    CarryProgress(there, other.day, other.safe).merge(tmp_path / "me.quizprogress")
    told = other.clock.notice()
    assert told is not None
    assert told.day == date(2026, 4, 11)
    assert other.clock.trust() == 1
    assert other.days() == ["2026-03-02"]
    assert other.holds()
    there.close()
