"""What a session asks, and in which order."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.ports import DueQuestion
from quizapp.domain.review import Form, MemoryState
from quizapp.study import schedule
from quizapp.study.line import Line
from quizapp.study.queue import Place, draw, interleave, overdue, plan, together, within

TODAY = date(2026, 3, 2)


def due(name: str, *, days_ago: int = 10, stability: float = 5.0, fact: str = "") -> DueQuestion:
    last = TODAY - timedelta(days=days_ago)
    memory = MemoryState(name, stability, 5.0, last, last + timedelta(days=1), 2, 0)
    return DueQuestion(name, fact, "deck", memory, 0)


def new(name: str, fact: str = "") -> DueQuestion:
    return DueQuestion(name, fact, "deck", None, 0)


def ids(places: list[Place]) -> list[str]:
    return [place.question_id for place in places]


def test_what_is_most_likely_forgotten_comes_first() -> None:
    waiting = [
        due("strong", days_ago=20, stability=40),
        due("weak", days_ago=10, stability=2),
        due("fair", days_ago=10, stability=10),
    ]
    places = plan(waiting, [], day=TODAY, new_allowed=0)
    assert ids(places) == ["weak", "fair", "strong"]


@given(st.lists(st.tuples(st.integers(0, 900), st.floats(0.1, 900)), min_size=2, max_size=8))
def test_the_order_is_that_of_the_probability_of_recall(memories: list[tuple[int, float]]) -> None:
    waiting = [due(str(n), days_ago=d, stability=s) for n, (d, s) in enumerate(memories)]
    by_overdue = sorted(waiting, key=lambda question: -overdue(question, TODAY))
    recall = [schedule.retrievability(q.memory, TODAY) for q in by_overdue if q.memory]
    assert recall == sorted(recall)


def test_new_questions_are_spread_between_the_due_ones_in_their_own_order() -> None:
    waiting = [due(f"d{n}", stability=n + 1) for n in range(6)]
    fresh = [new(f"n{n}") for n in range(3)]
    places = plan(waiting, fresh, day=TODAY, new_allowed=2)
    assert ids(places) == ["d0", "d1", "n0", "d2", "d3", "d4", "n1", "d5"]


@given(st.integers(0, 30), st.integers(0, 30))
def test_interleaving_loses_nothing_and_keeps_both_orders(dues: int, news: int) -> None:
    old = [Place(f"d{n}", is_new=False) for n in range(dues)]
    fresh = [Place(f"n{n}", is_new=True) for n in range(news)]
    places = interleave(old, fresh)
    assert [p for p in places if not p.is_new] == old
    assert [p for p in places if p.is_new] == fresh
    assert not old or places[0] == old[0], "what is due comes first"


def test_of_siblings_one_is_taken_and_a_due_one_before_a_new_one() -> None:
    waiting = [due("d1", fact="F"), due("d2", fact="F", stability=50)]
    places = plan(waiting, [new("n1", "F"), new("n2", "G")], day=TODAY, new_allowed=5)
    assert ids(places) == ["d1", "n2"]


def test_facts_met_today_wait() -> None:
    waiting = [due("d1", fact="F"), due("d2", fact="G")]
    assert ids(plan(waiting, [], day=TODAY, new_allowed=0, facts_seen={"F"})) == ["d2"]


def test_waiting_siblings_are_taken_only_when_nothing_else_is_left() -> None:
    waiting = [due("d1", fact="F"), due("d2", fact="F", stability=50)]
    assert ids(plan(waiting, [], day=TODAY, new_allowed=3, facts_seen={"F"})) == ["d1"]
    fresh = [new("n1", "F"), new("n2", "F")]
    assert ids(plan([], fresh, day=TODAY, new_allowed=3, facts_seen={"F"})) == ["n1"]
    assert ids(plan([], fresh, day=TODAY, new_allowed=0, facts_seen={"F"})) == []


def test_questions_without_a_fact_are_nobody_s_siblings() -> None:
    assert len(plan([due("a"), due("b")], [new("c")], day=TODAY, new_allowed=1)) == 3


def test_the_limit_counts_questions() -> None:
    waiting = [due(str(n)) for n in range(9)]
    assert len(plan(waiting, [], day=TODAY, new_allowed=0, limit=4)) == 4
    assert plan(waiting, [], day=TODAY, new_allowed=0, limit=0) == []


def test_a_year_next_to_the_last_one_is_passed_over_if_another_is_near() -> None:
    years = {"a": 1917, "b": 1916, "c": 1939}
    queue = [Place(name, is_new=False) for name in "abc"]
    assert draw(queue, 1917, years.get) == 2
    assert draw(queue, 1950, years.get) == 0
    assert draw(queue, None, years.get) == 0
    assert draw(queue[:2], 1917, years.get) == 0, "nothing better: the head"
    assert draw([*queue[:2], Place("no year", is_new=True)], 1917, years.get) == 2


def line(length: int) -> Line:
    return Line([Place(str(n), is_new=True) for n in range(length)])


def test_the_head_of_the_line_is_in_order() -> None:
    assert ids(line(5).head(3)) == ["0", "1", "2"]
    assert ids(line(2).head(3)) == ["0", "1"]


@given(st.lists(st.sampled_from(["right", "wrong", "skip", "undo", "next"]), max_size=60))
def test_whatever_happens_every_question_stands_in_line_once(actions: list[str]) -> None:
    running = line(7)
    running.advance()
    for action in actions:
        if action == "undo" and running.can_undo:
            running.step_back()
        elif running.current and not running.answered and action in ("right", "wrong"):
            running.mark_answered(again=action == "wrong")
        elif action in ("skip", "next"):
            running.advance()
        open_now = [running.current] if running.current and not running.answered else []
        waiting = ids([*running.head(99), *open_now])
        assert len(waiting) == len(set(waiting)), "never twice"
        assert running.done == 7 - len(waiting)
    while running.can_undo:
        running.step_back()
    assert running.done == 0, "undone to the beginning, every question is open again"
    everyone = [*running.head(99), *([running.current] if running.current else [])]
    assert {place.question_id for place in everyone} == {str(n) for n in range(7)}
    assert not any(place.again for place in everyone)


def test_a_wrong_answer_is_one_too() -> None:
    running = line(3)
    running.advance()
    running.mark_answered(again=True)
    assert (running.done, running.to_repeat) == (0, 1)
    running.advance()
    assert (running.done, running.to_repeat) == (0, 1), "answered once it stays so"
    running.mark_answered(again=False)
    assert (running.done, running.to_repeat) == (1, 1)
    running.step_back()
    running.step_back()
    assert (running.done, running.to_repeat) == (0, 0)


ACTIONS = ("right", "wrong", "next", "undo", "leave", "apart")


@given(st.lists(st.sampled_from(ACTIONS), max_size=60))
def test_the_numbers_left_are_those_of_the_questions_left(actions: list[str]) -> None:
    groups = [
        together(Form.MATCH, [Place(f"{name}{n}", is_new=n == 1) for n in range(3)])
        for name in ("a", "b")
    ]
    singles = [Place(str(n), is_new=n % 2 == 0) for n in range(4)]
    running = Line([*singles[:2], groups[0], *singles[2:], groups[1]])
    running.advance()
    for action in actions:
        act(running, action)
        open_now = [running.current] if running.current and not running.answered else []
        left = [
            each for place in (*running.head(99), *open_now) for each in place.members or (place,)
        ]
        new = sum(each.is_new and not each.again for each in left)
        assert running.to_answer == (len(left) - new, new)
        assert running.to_repeat == sum(each.again for each in left)


def act(running: Line, action: str) -> None:
    """What a session may do to its line, where it may do that now."""
    now = running.current
    if action == "next":
        running.advance()
    elif action == "undo" and running.can_undo:
        running.step_back()
    elif now is not None and action == "leave":
        running.leave()
        running.advance()
    elif now is None or running.answered:
        return
    elif now.members and action == "apart":
        running.split_current(now.members)
        running.advance()
    elif now.members and action in ("right", "wrong"):
        running.mark_group(now.members[:2] if action == "wrong" else ())
    elif action in ("right", "wrong"):
        running.mark_answered(again=action == "wrong")


def names(running: Line) -> list[str]:
    return ids(running.head(99))


def asked(length: int, number: int) -> Line:
    """A line whose question of that number was answered wrong."""
    running = line(length)
    running.advance(lambda: number)
    running.mark_answered(again=True)
    return running


def test_what_is_to_be_told_apart_from_the_question_asked_last_comes_at_once() -> None:
    years = {"a": 1917, "b": 1918, "c": 1939}
    places = [Place("c", False), Place("x", False), Place("b", False, beside="a")]
    assert draw(places, 1917, years.get, "a") == 2, "though its year is next to the last one"
    assert draw(places, 1917, years.get, "x") == 0
    assert draw(places, None, years.get, "a") == 2


def test_two_that_were_mixed_up_come_one_after_the_other_after_a_few_others() -> None:
    running = asked(8, 0)
    running.put_beside(Place("other", is_new=False))
    assert names(running) == ["1", "2", "3", "4", "0", "other", "5", "6", "7"]
    assert [place.beside for place in running.head(99)[4:6]] == ["other", "0"]
    assert running.total == 9
    assert running.done == 0


def test_one_of_them_that_is_in_line_already_leaves_its_place_for_that() -> None:
    running = asked(8, 0)
    running.put_beside(Place("7", is_new=False))
    assert names(running) == ["1", "2", "3", "4", "0", "7", "5", "6"]
    assert running.head(99)[5].is_new, "it stays what it was"
    assert running.total == 8


def test_both_come_whatever_the_rating_is_changed_to() -> None:
    running = asked(8, 0)
    running.put_beside(Place("other", is_new=False))
    running.come_again(False)
    assert "0" in names(running)


def test_one_of_them_that_is_missed_once_more_comes_again_by_itself() -> None:
    running = asked(2, 0)
    running.put_beside(Place("other", is_new=False))
    running.advance(lambda: 1)
    running.mark_answered(again=True)
    assert [place.beside for place in running.head(99) if place.question_id == "0"] == [""]


def test_a_group_with_the_same_first_question_is_left_alone() -> None:
    group = Place("7", is_new=False, members=(Place("7", False), Place("8", False)))
    running = Line([Place("0", is_new=False), group])
    running.advance()
    running.mark_answered(again=True)
    running.put_beside(Place("7", is_new=False))
    assert group in running.head(99)
    running.step_back()
    assert running.head(99) == [group]


@given(
    st.integers(1, 9),
    st.integers(0, 8),
    st.sampled_from(["0", "4", "8", "other"]),
    st.lists(st.sampled_from(["right", "wrong", "leave"]), max_size=12),
)
def test_undone_to_before_it_the_line_is_as_it_was(
    length: int, number: int, other: str, later: list[str]
) -> None:
    running = line(length)
    place = running.advance(lambda: min(number, length - 1))
    before = names(running), running.total, running.done
    assert place is not None
    running.mark_answered(again=True)
    if other != place.question_id:
        running.put_beside(Place(other, is_new=False))
    for action in later:
        if running.advance() is None:
            break
        if action == "leave":
            running.leave()
        else:
            running.mark_answered(again=action == "wrong")
        waiting = names(running)
        assert len(waiting) == len(set(waiting)), "never twice"
        assert running.done == running.total - len(waiting)
    while running.can_undo:
        running.step_back()
    assert (names(running), running.total, running.done) == before


def test_a_short_session_takes_what_fits_into_the_time_and_one_at_least() -> None:
    places = [Place("a", False), Place("b", True), Place("c", False)]
    assert [p.question_id for p in within(places, 30.0, 10.0, 20.0)] == ["a", "b"]
    assert [p.question_id for p in within(places, 1.0, 10.0, 20.0)] == ["a"]
    assert within(places, 99.0, 10.0, 20.0) == places
    assert within([], 99.0, 10.0, 20.0) == []
