"""Where a learner stands, out of what was answered."""

from __future__ import annotations

import gc

import pytest
from fake_stores import World, question

from quizapp.domain.deck import SHIPPED, Deck
from quizapp.domain.review import Form
from quizapp.services.known_groups import ALL, STUDIED, Grouping


def answer_all(world: World, right: bool = True, **wrong: str) -> None:
    """``wrong``: what is given first to some questions, by id."""
    session = world.study.start()
    for _ in range(50):
        if session.current is None:
            return
        ask = session.current
        session.as_form(Form.TYPED)
        known = right or ask.again
        session.answer(
            ask.question.answer if known else wrong.get(ask.question.id, "nothing"), 4000
        )
        session.next()


def test_before_the_first_answer_there_is_nothing_to_show(world: World) -> None:
    world.add(question("a", year=1917))
    picture = world.progress.picture()
    assert picture.days == ()
    assert picture.whole.new == 1
    assert picture.retention is None
    assert world.progress.course().calibration.whole is None


def test_a_picture_after_two_days(world: World) -> None:
    world.add(question("a", year=1917), question("b", year=1922), question("c"))
    answer_all(world)
    world.clock.sleep(days=10)
    answer_all(world, right=False)
    picture = world.progress.picture()
    assert len(picture.days) == 2
    assert picture.retention == 0.0
    assert picture.whole.questions == picture.whole.shaky == 3
    assert [group.name for group in picture.scopes[0].groups[Grouping.DECADE]] == ["1910", "1920"]
    assert [group.name for group in picture.scopes[0].groups[Grouping.DECK]] == ["Deck"]
    assert [hard.lapses for hard in picture.hardest] == [1, 1, 1]
    assert sum(picture.coming) == 3


def test_the_course_knows_what_was_predicted(world: World) -> None:
    world.add(question("a"), question("b"))
    answer_all(world)
    world.clock.sleep(days=3)
    answer_all(world)
    course = world.progress.course()
    assert course.calibration.whole is not None
    assert course.calibration.whole.true == 1.0
    assert course.calibration.whole.predicted == pytest.approx(0.9, abs=0.07)
    assert [known.met for known in course.known] == [2, 2]


def test_what_is_mixed_up_can_be_practised_though_it_is_not_due(world: World) -> None:
    world.add(question("a"), question("b"), question("c"))
    answer_all(world, right=False, a="right-c", c="right-a")
    (confusion,) = world.progress.picture().confusions
    assert (confusion.one, confusion.other, confusion.times) == ("right-a", "right-c", 2)
    ids = world.progress.questions_of(confusion)
    assert sorted(ids) == ["a", "c"]
    session = world.study.practise(ids)
    assert session.progress == (0, len(ids))
    assert session.current is not None
    assert session.current.question.id == ids[0]
    assert not session.current.is_new


def test_the_collector_is_on_again_afterwards(world: World) -> None:
    world.add(question("a"))
    answer_all(world)
    world.progress.picture()
    assert gc.isenabled()
    world.progress.course()
    assert gc.isenabled()


def test_recall_is_told_by_the_rating_before_it(world: World) -> None:
    world.add(question("a"), question("b"))
    answer_all(world)
    first = {row.question_id: row.rating for row in world.stores.reviews.log}
    world.clock.sleep(days=30)
    answer_all(world, right=False)
    by_rating = world.progress.course().by_rating
    assert sum(found.answers for found in by_rating.values()) == 2
    assert set(by_rating) == set(first.values())
    assert all(found.true == 0 < found.predicted < 1 for found in by_rating.values())


def test_near_years_that_were_mixed_up_are_told_apart_and_asked_in_turn(world: World) -> None:
    world.add(
        question("a", year=1921, answer="1921", stem="When was 1921?"),
        question("b", year=1922, answer="1922", stem="When was 1922?"),
        question("c", year=1950, answer="1950", stem="When was 1950?"),
    )
    answer_all(world, right=False, a="1922", b="1921", c="1931")
    picture = world.progress.picture()
    (pair,) = picture.contrasts
    assert {pair.one, pair.other} == {"1921", "1922"}
    told = picture.contrasts[pair]
    assert {told.one, told.other} == {"When was 1921?", "When was 1922?"}
    assert set(world.progress.questions_of(pair)) == {"a", "b"}


def test_a_question_counts_in_each_of_its_topics(world: World) -> None:
    world.add(
        question("a", tags=("petrograd", "duma")), question("b", tags=("petrograd",)), question("c")
    )
    topics = world.progress.picture().scopes[0].groups[Grouping.TOPIC]
    assert [(topic.name, topic.mastery.questions) for topic in topics] == [
        ("petrograd", 2), ("duma", 1), ("", 1),
    ]  # fmt: skip


def test_what_one_studies_comes_before_what_came_with_quizapp(world: World) -> None:
    world.add(question("mine", year=1850, tags=("own",)))
    untouched, begun = (f"{SHIPPED}history/{name}" for name in ("untouched", "begun"))
    for id_ in (untouched, begun):
        world.stores.decks.save_deck(Deck(id_, id_.rpartition("/")[2]))
        world.add(*(question(f"{id_}{n}", year=1917, tags=("theirs",)) for n in range(9)),
                  deck_id=id_)  # fmt: skip
    everything, all_decks = world.progress.picture().scopes
    assert (everything.key, all_decks.key) == (STUDIED, ALL)
    assert [group.name for group in everything.groups[Grouping.DECADE]] == ["1850"]
    assert [group.name for group in everything.groups[Grouping.TOPIC]] == ["own"]
    assert len(all_decks.groups[Grouping.DECK]) == 3
    session = world.study.practise([f"{begun}0", f"{begun}1"])
    while session.current:
        session.answer(session.current.question.answer, 4000)
        session.next()
    studied, mine, theirs, whole = world.progress.picture().scopes
    assert [group.name for group in studied.groups[Grouping.DECK]] == ["Deck", "begun"], "own first"
    assert (mine.name, theirs.name, whole.key) == ("Deck", "begun", ALL)
    (decade,) = theirs.groups[Grouping.DECADE]
    assert (decade.name, decade.mastery.questions) == ("1910", 9)
    assert [group.name for group in mine.groups[Grouping.TOPIC]] == ["own"]


def test_a_ready_made_deck_counts_once_it_was_begun(world: World) -> None:
    world.add(question("mine"))
    for name in ("opened", "untouched"):
        world.stores.decks.save_deck(Deck(f"{SHIPPED}history/{name}", name))
        world.add(question(f"{name} 1"), question(f"{name} 2"), deck_id=f"{SHIPPED}history/{name}")
    assert world.progress.picture().whole.questions == 1
    session = world.study.practise(["opened 1"])
    session.answer("right-opened 1", 4000)
    whole = world.progress.picture().whole
    assert (whole.questions, whole.new) == (3, 2)
