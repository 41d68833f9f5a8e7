"""Mastery, forecast, calibration, growth, confusions and tables: what each number means."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.progress import Mistake, Standing
from quizapp.domain.question import AnswerKind
from quizapp.domain.review import MemoryState, Rating
from quizapp.progress.calibration import Bin, by_last_rating, calibrate
from quizapp.progress.confusions import Confusion, confusions
from quizapp.progress.forecast import due_by_day
from quizapp.progress.growth import Known, growth
from quizapp.progress.mastery import Mastery, decade, hardest, mastery_by, merged
from quizapp.progress.table import Table, as_csv

DAY = date(2026, 3, 2)


def standing(name: str, stability: float | None = None, **more: object) -> Standing:
    lapses, due = int(str(more.pop("lapses", 0))), int(str(more.pop("due", 0)))
    memory = stability and MemoryState(
        name, stability, 5.0, DAY, DAY + timedelta(days=due), 1, lapses
    )
    fields = {"deck_id": "d", "kind": AnswerKind.DATE, "document": None, "year": None, **more}
    return Standing(name, memory=memory or None, **fields)  # type: ignore[arg-type]


def mistake(question: str, key: str, given_: str, times: int = 1) -> Mistake:
    return Mistake(question, AnswerKind.LEADER, key, given_, times)


def test_firm_is_what_stays_known_for_three_weeks() -> None:
    questions = [standing("a", 21), standing("b", 20.9), standing("c")]
    found = mastery_by(questions, lambda s: s.deck_id, lambda *_: 0.5)
    assert found == {"d": Mastery(questions=3, firm=1, shaky=1, expected=1.0)}
    assert found["d"].new == 1
    assert found["d"].share == pytest.approx(1 / 3), "a question never met is not known"


def test_what_belongs_to_no_group_is_left_out() -> None:
    questions = [standing("a", year=1917), standing("b", year=1920), standing("c")]
    assert list(mastery_by(questions, decade, lambda *_: 1.0)) == [1910, 1920]


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.integers(1900, 1930), st.floats(0.1, 99) | st.none())
    )
)
def test_small_groups_add_up_to_what_counting_the_large_ones_gives(
    asked: list[tuple[str, int, float | None]],
) -> None:
    questions = [
        standing(str(n), stability, deck_id=deck, year=year)
        for n, (deck, year, stability) in enumerate(asked)
    ]

    def chance(stability: float, last_day: date) -> float:
        return stability / 100

    small = mastery_by(questions, lambda s: (s.deck_id, s.year), chance)
    counted = mastery_by(questions, lambda s: s.deck_id, chance)
    added = merged(small, lambda cell: cell[0])
    assert list(added) == list(counted), "in the same order"
    for deck, one in added.items():
        other = counted[deck]
        assert (one.questions, one.firm, one.shaky) == (other.questions, other.firm, other.shaky)
        assert one.expected == pytest.approx(other.expected)
    assert merged(small, lambda _: None) == {}


@pytest.mark.parametrize(("year", "first"), [(1917, 1910), (1920, 1920), (9, 0), (-43, -50)])
def test_decades(year: int, first: int) -> None:
    assert decade(standing("a", year=year)) == first


def test_the_hardest_are_those_forgotten_most_often() -> None:
    questions = [standing("a", 3, lapses=1), standing("b", 3, lapses=4), standing("c", 3)]
    assert [s.question_id for s in hardest(questions, 5)] == ["b", "a"]


def test_what_is_overdue_counts_today_and_new_questions_do_not() -> None:
    questions = [standing("a", 3, due=-9), standing("b", 3), standing("c", 3, due=2),
                 standing("d"), standing("e", 3, due=7)]  # fmt: skip
    assert due_by_day(questions, DAY, 5) == [2, 0, 1, 0, 0]


def test_calibration_compares_what_was_predicted_with_what_came_true() -> None:
    found = calibrate([(0.92, True), (0.94, False), (0.55, True)])
    assert found.bins == (Bin(1, 0.55, 1.0), Bin(2, pytest.approx(0.93), 0.5))
    assert found.whole == Bin(3, pytest.approx(0.8033, abs=1e-4), pytest.approx(2 / 3))
    assert calibrate([]).whole is None


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1))
def test_every_answer_is_in_one_bin(recalls: list[tuple[float, bool]]) -> None:
    found = calibrate(recalls)
    assert sum(each.answers for each in found.bins) == len(recalls)
    assert [b.predicted for b in found.bins] == sorted(b.predicted for b in found.bins)


def test_growth_counts_first_meetings_and_crossings_of_the_line_both_ways() -> None:
    later = DAY + timedelta(days=30)
    steps = [(DAY, 0.0, 3.0), (DAY, 0.0, 8.0), (later, 3.0, 25.0), (later, 8.0, 30.0),
             (later + timedelta(days=1), 30.0, 4.0)]  # fmt: skip
    assert growth(steps) == [
        Known(DAY, 2, 0), Known(later, 2, 2), Known(later + timedelta(days=1), 2, 1),
    ]  # fmt: skip
    assert growth([]) == []


def test_both_directions_of_a_confusion_count_together() -> None:
    found = confusions(
        [mistake("q1", "Kamenev", "Zinoviev", 2), mistake("q2", "Zinoviev", " kamenev")], 5
    )
    assert found == [Confusion("Kamenev", "Zinoviev", 3, ("q1", "q2"))]


def test_one_slip_of_the_fingers_is_no_confusion() -> None:
    assert confusions([mistake("q1", "Kamenev", "Kamnv")], 5) == []
    assert confusions([mistake("q1", "Kamenev", "Lenin", 2)], 5)[0].times == 2
    assert confusions([mistake("q1", "Kamenev", "KAMENEV", 9)], 5) == []


def test_a_table_comes_back_from_its_csv() -> None:
    table = Table(("Name", "Share"), (("Riga, “the port”\nof Livonia", 0.5), ('say "a"', 12)))
    found = list(csv.reader(io.StringIO(as_csv(table), newline="")))
    assert found == [["Name", "Share"], ["Riga, “the port”\nof Livonia", "0.5"], ['say "a"', "12"]]


@pytest.mark.parametrize("name", ["=1+1", "+49", "-2", "@SUM(A1)", "\tx", "\rx"])
def test_no_cell_is_a_formula(name: str) -> None:
    cell = next(csv.reader(io.StringIO(as_csv(Table((name,))), newline="")))[0]
    assert cell == f"'{name}"


def test_ratings_hold_where_what_they_foretold_comes_true() -> None:
    found = by_last_rating(
        [(Rating.GOOD, 0.9, True), (Rating.AGAIN, 0.6, False), (Rating.GOOD, 0.8, False)]
    )
    assert list(found) == [Rating.AGAIN, Rating.GOOD], "from the worst to the best, as met"
    assert found[Rating.GOOD] == Bin(2, pytest.approx(0.85), 0.5)
    assert by_last_rating([]) == {}
