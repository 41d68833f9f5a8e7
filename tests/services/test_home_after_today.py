"""Once nothing waits, Home knows what comes next and what was missed."""

from __future__ import annotations

from datetime import timedelta

from fake_stores import World, question

from quizapp.domain.question import State
from quizapp.domain.review import Rating
from quizapp.services.home import AfterToday, Home
from quizapp.services.learning_day import Coming


def test_what_is_due_next_is_the_soonest_day_after_today(world: World) -> None:
    world.add(question("a"), question("b"))
    home = Home(world.stores, world.day)
    assert home.after_today() == AfterToday(None, 0, ())
    session = world.study.start()
    dues = []
    while session.current:
        session.answer(session.current.question.answer, 5000)
        session.rate(Rating.EASY)
        session.next()
    dues = [memory.due for name in "ab" if (memory := world.memory(name))]
    found = home.after_today()
    days = (min(dues) - world.day.today()).days
    assert days >= 1
    assert (found.next_day, found.next_due) == (Coming(min(dues), days), dues.count(min(dues)))


def test_after_midnight_the_hours_until_the_study_day_turns_are_known(world: World) -> None:
    day = world.day.today() + timedelta(days=1)
    assert world.day.coming(day) == Coming(day, 1), "it is evening: that is tomorrow"
    world.clock.sleep(hours=7, seconds=1800)  # half past one
    assert world.day.today() == day - timedelta(days=1)
    assert world.day.coming(day) == Coming(day, 0, hours=3)
    world.clock.sleep(hours=1, seconds=3600 + 29 * 60)
    assert world.day.coming(day).hours == 1
    later = day + timedelta(days=3)
    assert world.day.coming(later) == Coming(later, 3), "counted from what the calendar shows"


def test_what_was_missed_today_is_named_once_while_it_is_studied(world: World) -> None:
    world.add(question("a"), question("b"), question("c"))
    session = world.study.practise(["a", "b", "c"])
    for _ in range(3):
        session.answer("no", 5000)
        session.next()
    world.stores.decks.set_state(["b"], State.RETIRED)
    home = Home(world.stores, world.day)
    assert home.after_today().missed == ("a", "c")
    world.clock.sleep(days=1)
    assert home.after_today().missed == ()
