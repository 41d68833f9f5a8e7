"""Questions asked together: which go together, how they are shown, and what each part is worth."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.calendar import DatePoint, HistoricalDate, Qualifier
from quizapp.domain.question import AnswerKind, Question
from quizapp.domain.review import TOGETHER, Form, Verdict
from quizapp.domain.task import OpenText
from quizapp.study.groups import (
    FEWEST,
    MOST,
    Group,
    arrange,
    choose,
    mark,
    tau,
)

TOWNS = ("Tula", "Perm", "Riga", "Narva", "Omsk", "Kiev", "Tomsk", "Baku", "Orel", "Pskov")


def event(
    town: str, year: int, month: int = 6, *, fact: str = "", qualifier: Qualifier | None = None
) -> Question:
    date = HistoricalDate(new_style=DatePoint(year, month, 15), qualifier=qualifier)
    return Question(
        town, AnswerKind.DATE, f"When was {town} taken?", f"15.{month}.{year}",
        distractors=("a", "b", "c"), date=date, fact_id=fact,
    )  # fmt: skip


def person(name: str, town: str) -> Question:
    return Question(f"p-{name}", AnswerKind.LEADER, f"Who led the soviet of {town}?", name)


def arranged(form: Form, members: list[Question], seed: str = "s") -> Group:
    group = arrange(form, members, seed)
    assert group is not None
    return group


YEARS = [event(town, 1900 + 3 * number) for number, town in enumerate(TOWNS)]
PEOPLE = [person(f"Name{number}ov", town) for number, town in enumerate(TOWNS)]
OF_1917 = [event(town, 1917, 2 + number) for number, town in enumerate(TOWNS[:3])]
OTHERS = [event(town, 1919 + number) for number, town in enumerate(TOWNS[3:6])]


def test_groups_are_neither_too_small_nor_too_great_and_no_question_is_in_two() -> None:
    for form, pool in ((Form.ORDER, YEARS), (Form.MATCH, YEARS), (Form.MATCH, PEOPLE)):
        groups = choose(form, pool)
        assert groups
        members = [question.id for group in groups for question in group]
        assert len(members) == len(set(members))
        assert all(FEWEST[form] <= len(group) <= MOST[form] for group in groups)


def test_what_comes_first_in_line_is_asked_first() -> None:
    assert choose(Form.ORDER, YEARS)[0] == tuple(YEARS[:5])


@pytest.mark.parametrize(
    "other",
    [
        event("Kazan", 1900),  # on the same day as another
        event("Kazan", 1950, qualifier=Qualifier.BEFORE),
        Question("k", AnswerKind.DATE, "By when was Kazan taken?", "1950",
                 date=HistoricalDate(new_style=DatePoint(1950))),
        Question("k", AnswerKind.DATE, "When was Kazan taken in May?", "1950",
                 date=HistoricalDate(new_style=DatePoint(1950))),
        Question("k", AnswerKind.DATE, "When was Kazan taken?", "1950"),
        Question("k", AnswerKind.PLACE, "Where?", "Kazan"),
        event("Kazan", 1950, fact="same"),
    ],
)  # fmt: skip
def test_an_event_without_a_sure_place_in_time_is_not_put_in_order(other: Question) -> None:
    three = [event("Tula", 1900, fact="same"), event("Perm", 1910), event("Riga", 1920)]
    (group,) = choose(Form.ORDER, [*three, other])
    assert group == tuple(three)


def test_answers_of_different_kinds_or_of_one_name_are_not_matched() -> None:
    four = [*PEOPLE[:3], person("Name0ov", "Minsk"), YEARS[0]]
    assert choose(Form.MATCH, four) == []


def test_a_line_that_names_the_answer_of_another_is_not_matched_with_it() -> None:
    telling = person("Lindov", "the Name0ov family")
    assert choose(Form.MATCH, [*PEOPLE[:3], telling]) == []


def test_several_events_of_a_year_stand_among_as_many_of_others() -> None:
    (group,) = choose(Form.SEVERAL, [*OF_1917, *OTHERS])
    made = arranged(Form.SEVERAL, list(group))
    assert made.year == 1917
    assert sorted(made.lines) == sorted(f"{town} was taken" for town in TOWNS[:6])


def test_events_of_one_year_only_are_nothing_to_pick_from() -> None:
    assert choose(Form.SEVERAL, OF_1917) == []
    assert arrange(Form.SEVERAL, [*OF_1917, event("Omsk", 1917, 9)], "s") is None


def test_an_event_that_reaches_into_another_year_in_either_calendar_belongs_to_none() -> None:
    both = HistoricalDate(new_style=DatePoint(1918, 1, 5), old_style=DatePoint(1917, 12, 23))
    astride = Question("x", AnswerKind.DATE, "When was Kazan taken?", "23.12.1917", date=both)
    (group,) = choose(Form.SEVERAL, [*OF_1917, *OTHERS, astride])
    assert astride not in group


def test_a_group_is_shown_alike_at_the_same_point_and_otherwise_later() -> None:
    members = YEARS[:5]
    assert arrange(Form.MATCH, members, "a") == arrange(Form.MATCH, members, "a")
    shown = {arranged(Form.MATCH, members, str(n)).lines for n in range(20)}
    assert len(shown) > 5


@given(st.integers(0, 500))
def test_an_order_to_be_made_is_never_made_already(seed: int) -> None:
    group = arranged(Form.ORDER, YEARS[:3], str(seed))
    assert mark(group, "0,1,2").credit < 1


def test_members_that_changed_so_that_they_no_longer_fit_are_no_group() -> None:
    assert arrange(Form.ORDER, [YEARS[0], YEARS[1], event("Kazan", 1900)], "s") is None
    assert arrange(Form.ORDER, YEARS[:2], "s") is None
    assert arrange(Form.TYPED, YEARS[:5], "s") is None


# Marking


@given(st.permutations(range(5)))
def test_the_credit_of_an_order_is_from_0_to_1_and_1_only_for_the_right_one(
    order: list[int],
) -> None:
    group = arranged(Form.ORDER, YEARS[:5])
    result = mark(group, ",".join(map(str, order)))
    days = [group.members[n].date.point.sort_key for n in order]  # type: ignore[union-attr]
    is_sorted = days == sorted(days)
    assert 0 <= result.credit <= 1
    assert (result.credit == 1) is is_sorted
    assert (result.verdict is Verdict.RIGHT) is is_sorted
    assert all((part.verdict is Verdict.RIGHT) is (part.given_place == part.right_place)
               for part in result.parts) or not is_sorted  # fmt: skip


@given(st.permutations(range(6)))
def test_the_credit_of_an_order_is_the_share_of_pairs_in_order(places: list[int]) -> None:
    pairs = list(combinations(places, 2))
    assert tau(places) == pytest.approx(sum(a < b for a, b in pairs) / 15)
    assert tau(places) + tau(places[::-1]) == pytest.approx(1)


def test_neighbours_that_changed_places_are_almost_right_and_the_others_right() -> None:
    group = arranged(Form.ORDER, YEARS[:5])
    right = sorted(range(5), key=lambda n: group.members[n].date.point.year)  # type: ignore[union-attr]
    swapped = [right[1], right[0], *right[2:]]
    parts = mark(group, ",".join(map(str, swapped))).parts
    by_place = {part.right_place: part.verdict for part in parts}
    assert by_place == {1: Verdict.ALMOST, 2: Verdict.ALMOST, 3: Verdict.RIGHT, 4: Verdict.RIGHT,
                        5: Verdict.RIGHT}  # fmt: skip


def test_an_event_at_the_wrong_end_is_wrong_and_its_place_is_told() -> None:
    group = arranged(Form.ORDER, YEARS[:5])
    right = sorted(range(5), key=lambda n: group.members[n].date.point.year)  # type: ignore[union-attr]
    parts = mark(group, ",".join(map(str, [*right[1:], right[0]]))).parts
    moved = parts[right[0]]
    assert (moved.verdict, moved.given_place, moved.right_place) == (Verdict.WRONG, 5, 1)


@given(st.permutations(range(5)), st.integers(-1, 4))
def test_each_pair_that_is_right_counts_for_its_own_question(
    chosen: list[int], dropped: int
) -> None:
    group = arranged(Form.MATCH, PEOPLE[:5])
    if dropped >= 0:
        chosen[dropped] = -1
    result = mark(group, ",".join(map(str, chosen)))
    right = [n >= 0 and group.options[n] == q.answer
             for n, q in zip(chosen, group.members, strict=True)]  # fmt: skip
    assert [part.verdict is Verdict.RIGHT for part in result.parts] == right
    assert result.credit == sum(right) / 5
    assert (result.credit == 1) is (result.verdict is Verdict.RIGHT)
    assert all(part.given in ("", *group.options) for part in result.parts)


@given(st.sets(st.integers(0, 5)))
def test_ticks_are_worth_the_right_less_the_wrong_ones(ticks: set[int]) -> None:
    group = arranged(Form.SEVERAL, [*OF_1917, *OTHERS])
    fits = {n for n, q in enumerate(group.members) if q in OF_1917}
    result = mark(group, ",".join(map(str, sorted(ticks))))
    assert result.credit == max(0, (len(ticks & fits) - len(ticks - fits)) / 3)
    assert (result.credit == 1) is (ticks == fits) is (result.verdict is Verdict.RIGHT)
    for number, part in enumerate(result.parts):
        assert (part.verdict is Verdict.RIGHT) is ((number in ticks) is (number in fits))


@pytest.mark.parametrize("form", TOGETHER)
@pytest.mark.parametrize("given_text", ["7", "0,0,0,0,0", "x", "0,1,2,3,9", "-2,0,1,2,3"])
def test_what_is_no_answer_to_the_task_is_an_error_of_the_caller(
    form: Form, given_text: str
) -> None:
    members = [*OF_1917, *OTHERS] if form is Form.SEVERAL else YEARS[:5]
    if (form, given_text) in ((Form.SEVERAL, "0,0,0,0,0"), (Form.MATCH, "0,0,0,0,0")):
        return
    with pytest.raises(ValueError, match=r"\w"):
        mark(arranged(form, members), given_text)


@pytest.mark.parametrize("form", [Form.ORDER, Form.MATCH, Form.SEVERAL])
def test_a_task_that_is_put_otherwise_is_in_no_group(form: Form) -> None:
    plain = [event(town, 1917 + number // 2) for number, town in enumerate(TOWNS)]
    tasked = [replace(one, task=OpenText()) for one in plain]
    assert choose(form, plain) or form is Form.ORDER
    assert choose(form, tasked) == []
