"""A question that is taken for another one: which one that is, and both side by side."""

from __future__ import annotations

import pytest
from fake_stores import World, question

from quizapp.domain.question import AnswerKind, Question, QuestionFilter, State
from quizapp.domain.review import Form, Verdict, counted
from quizapp.errors import QuizError
from quizapp.services.study_deck import Beside, Marked, StudySession

YEARS = tuple(question(f"y{year}", year=year, answer=str(year)) for year in (1917, 1918, 1945))
PEOPLE = tuple(question(name, answer=name) for name in ("Zinoviev", "Kamenev", "Lenin"))


def met(world: World, *questions: Question) -> None:
    """The learner answered each of them right, a month ago."""
    world.add(*questions)
    session = world.study.practise([each.id for each in questions])
    while session.current:
        session.as_form(Form.TYPED)
        session.answer(session.current.question.answer, 3_000)
        session.next()
    world.clock.sleep(days=30)


def answered(session: StudySession, given: str) -> Marked:
    session.as_form(Form.TYPED)
    return session.answer(given, 3_000)


def first_wrong(world: World, *asked: str, given: str) -> tuple[StudySession, Marked]:
    session = world.study.practise(asked)
    return session, answered(session, given)


@pytest.mark.parametrize(
    ("questions", "asked", "given", "other"),
    [(YEARS, "y1917", "1918", "y1918"), (PEOPLE, "Zinoviev", "Kamenev", "Kamenev")],
)
def test_who_gives_the_answer_of_another_question_is_told_which(
    world: World, questions: tuple[Question, ...], asked: str, given: str, other: str
) -> None:
    met(world, *questions)
    _, marked = first_wrong(world, asked, given=given)
    assert marked.beside is not None
    assert marked.beside.mistaken
    assert marked.beside.question.id == other


def test_an_almost_right_answer_to_the_other_will_do_but_a_right_one_goes_first(
    world: World,
) -> None:
    met(world, question("q", answer="Zinoviev"), question("almost", answer="kamenev"))
    _, marked = first_wrong(world, "q", given="Kamenev")
    assert marked.beside is not None
    assert marked.beside.question.id == "almost"
    met(world, question("right", answer="Kamenev"))
    met(world, question("later", answer="kamenev"))
    _, marked = first_wrong(world, "q", given="Kamenev")
    assert marked.beside is not None
    assert marked.beside.question.id == "right"


def test_nothing_is_said_of_a_right_answer_or_of_what_nobody_asks_for(world: World) -> None:
    met(world, *PEOPLE)
    assert first_wrong(world, "Zinoviev", given="Zinoviev")[1].beside is None
    assert first_wrong(world, "Zinoviev", given="zinoviev")[1].beside is None, "almost"
    assert first_wrong(world, "Zinoviev", given="Bukharin")[1].beside is None
    assert first_wrong(world, "Zinoviev", given="")[1].beside is None


def test_a_far_year_is_a_guess_and_no_confusion(world: World) -> None:
    met(world, *YEARS)
    assert first_wrong(world, "y1917", given="1945")[1].beside is None


def test_what_was_never_met_cannot_interfere(world: World) -> None:
    met(world, PEOPLE[0])
    world.add(PEOPLE[1])
    assert first_wrong(world, "Zinoviev", given="Kamenev")[1].beside is None


@pytest.mark.parametrize("how", ["suspended", "buried", "retired", "sibling", "of another learner"])
def test_what_is_not_asked_now_is_not_offered(world: World, how: str) -> None:
    fact = "F" if how == "sibling" else ""
    met(world, question("q", answer="Zinoviev", fact=fact))
    if how == "of another learner":
        world.settings.learner = "other"
    met(world, question("other", answer="Kamenev", fact=fact))
    world.settings.learner = "me"
    if how == "suspended":
        world.aside.suspend(["other"])
    elif how == "buried":
        world.aside.bury(["other"])
    elif how == "retired":
        world.stores.decks.set_state(["other"], State.RETIRED)
    assert first_wrong(world, "q", given="Kamenev")[1].beside is None


def test_a_person_is_not_taken_for_a_place(world: World) -> None:
    met(world, question("q", answer="Lenin"))
    met(world, question("town", answer="Kirov", kind=AnswerKind.PLACE))
    assert first_wrong(world, "q", given="Kirov")[1].beside is None


def test_both_are_asked_one_after_the_other_in_the_same_session(world: World) -> None:
    met(world, *YEARS)
    session, _ = first_wrong(world, "y1917", "y1945", given="1918")
    session.tell_apart()
    asked = []
    while session.next():
        assert session.current
        asked.append((session.current.question.id, session.current.beside))
        answered(session, session.current.question.answer)
    assert asked == [("y1945", False), ("y1917", True), ("y1918", True)]


def test_a_session_that_keeps_near_years_apart_keeps_these_together(world: World) -> None:
    world.settings.new_per_day = 0
    met(world, *YEARS, question("y1916", year=1916, answer="1916"), *PEOPLE)
    session = world.study.start()
    while session.current and session.current.question.id != "y1917":
        answered(session, session.current.question.answer)
        session.next()
    answered(session, "1918")
    session.tell_apart()
    asked = []
    while session.next():
        assert session.current
        asked.append(session.current.question.id)
        answered(session, session.current.question.answer)
    assert abs(asked.index("y1917") - asked.index("y1918")) == 1
    assert 0 not in (asked.index("y1917"), asked.index("y1918")), "others come between"


def test_the_answer_of_the_one_is_shown_beside_the_other_only_after_both(world: World) -> None:
    met(world, *YEARS)
    session, _ = first_wrong(world, "y1917", given="1918")
    session.tell_apart()
    session.next()
    assert answered(session, "1917").beside is None, "it would give away the next answer"
    session.next()
    assert answered(session, "1918").beside == Beside(YEARS[0], mistaken=False)


def test_a_skipped_one_is_not_given_away(world: World) -> None:
    met(world, *YEARS)
    session, _ = first_wrong(world, "y1917", given="1918")
    session.tell_apart()
    session.next()
    session.skip()
    assert session.current
    assert session.current.question.id == "y1918"
    assert answered(session, "1918").beside is None


def test_to_ask_both_writes_nothing_and_their_answers_count_as_ever(world: World) -> None:
    met(world, *YEARS)
    session, _ = first_wrong(world, "y1917", given="1918")
    log = list(world.stores.reviews.log)
    memory = world.memory("y1918")
    session.tell_apart()
    assert world.stores.reviews.log == log
    assert world.memory("y1918") == memory
    session.next()
    answered(session, "1917")
    session.next()
    answered(session, "1918")
    assert [row.question_id for row in world.stores.reviews.log[len(log) :]] == ["y1917", "y1918"]
    after = world.memory("y1918")
    assert after is not None
    assert memory is not None
    assert after.reviews == memory.reviews + 1


def test_undo_of_the_answer_takes_both_out_of_the_line_again(world: World) -> None:
    met(world, *YEARS)
    session, _ = first_wrong(world, "y1917", "y1945", given="1918")
    before = world.memory("y1918")
    session.tell_apart()
    assert session.progress == (0, 3)
    session.undo()
    assert session.progress == (0, 2)
    asked = []
    while session.current:
        asked.append(session.current.question.id)
        answered(session, session.current.question.answer)
        session.next()
    assert asked == ["y1917", "y1945"]
    assert world.memory("y1918") == before
    assert [row.given for row in counted(world.stores.reviews.log)][-2:] == ["1917", "1945"]


def test_it_is_asked_for_once_and_only_where_it_is_offered(world: World) -> None:
    met(world, *YEARS)
    session, _ = first_wrong(world, "y1917", given="1918")
    session.tell_apart()
    with pytest.raises(QuizError):
        session.tell_apart()
    session.next()
    with pytest.raises(QuizError):
        session.tell_apart()


def test_a_test_gives_no_such_help(world: World) -> None:
    met(world, *YEARS[:2])
    session = world.study.test(QuestionFilter(text="y1917"))
    session.answer("1918", 3_000)
    with pytest.raises(QuizError):
        session.tell_apart()


def test_a_point_on_the_map_names_no_other_place(world: World) -> None:
    marked = first_wrong_on_the_map(world)
    assert marked.verdict is Verdict.WRONG
    assert marked.beside is None


def first_wrong_on_the_map(world: World) -> Marked:
    kiev = question("kiev", answer="Kiev", kind=AnswerKind.PLACE, stem="Where did it begin?")
    met(world, kiev, question("40", answer="40", kind=AnswerKind.PLACE))
    session = world.study.practise(["kiev"])
    session.as_form(Form.MAP)
    return session.answer("40, 2", 3_000)


def test_cramming_can_ask_both_too(world: World) -> None:
    met(world, *YEARS[:2])
    log = list(world.stores.reviews.log)
    session = world.study.cram(QuestionFilter(text="y1917"))
    assert answered(session, "1918").beside is not None
    session.tell_apart()
    asked = []
    while session.next():
        assert session.current
        asked.append(session.current.question.id)
        answered(session, session.current.question.answer)
    assert asked == ["y1917", "y1918"]
    assert world.stores.reviews.log == log
