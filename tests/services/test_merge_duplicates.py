"""Duplicates: what counts as one, and what becomes of those that do not stay."""

from __future__ import annotations

import random
import time
from dataclasses import replace

import pytest
from fake_stores import World

from quizapp.domain.date_typed import parse_date
from quizapp.domain.question import AnswerKind, Question, State
from quizapp.domain.quiz import Pick, Quiz, Section
from quizapp.domain.task import Accepted, Typed
from quizapp.errors import Cancelled
from quizapp.services.alike import grouped, same_answer
from quizapp.services.author_quiz import AuthorQuiz
from quizapp.services.edit_bank import EditBank
from quizapp.services.merge_duplicates import (
    Merge,
    Merged,
    MergeDuplicates,
    merged,
)
from quizapp.services.quiz_draw import picks
from quizapp.services.watching import Watch


def ask(name: str, stem: str, answer: str = "Perm", **fields: object) -> Question:
    plain = Question(name, AnswerKind.OTHER, stem, answer)
    return replace(plain, **fields)  # type: ignore[arg-type]


def ids(groups: list[list[Question]]) -> list[list[str]]:
    return [[each.id for each in group] for group in groups]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("Which city fell first?", "Perm"), ("Which city fell first", "perm"), True),
        (("Which city fell first?", "Perm"), ("Which city did fall first?", "Perm"), True),
        (("Which city fell first?", "Perm"), ("First, which city fell?", "Perm"), True),
        # The same words asked twice are shown even where the answers differ: one is wrong.
        (("Which city fell first?", "Perm"), ("Which city fell first?", "Omsk"), True),
        (("When was Perm taken by them?", "1918"), ("When was Omsk taken by them?", "1919"), False),
        (("When did the Perm soviet first meet?", "May"),
         ("When did the Omsk soviet first meet?", "May"), False),
        (("When did General Kolchak first meet them?", "May"),
         ("When did General Koltchak first meet them?", "May"), True),
        (("Who came to Perm in 1918?", "Kolchak"), ("Who came to Perm in 1919?", "Kolchak"), False),
        (("Who took the city of Perm?", "Kolchak"), ("Where did the king die?", "Kolchak"), False),
    ],
)  # fmt: skip
def test_what_asks_the_same(one: tuple[str, str], other: tuple[str, str], same: bool) -> None:
    found = grouped([ask("a", *one), ask("b", *other)])
    assert ids(found) == ([["a", "b"]] if same else [])


def test_a_group_grows_over_all_that_ask_the_same() -> None:
    found = grouped([
        ask("a", "Which city of the Urals fell first?"), ask("x", "Who was the last tsar?", "N"),
        ask("b", "Which city of the Urals did fall first?"),
        ask("c", "Which city in the Urals did fall first?"), ask("d", "?"), ask("e", ""),
    ])  # fmt: skip
    assert ids(found) == [["a", "b", "c"]]


def test_dates_are_the_same_by_what_they_mean() -> None:
    old, new = parse_date("14 June 1872"), parse_date("15 June 1872")
    one = ask("a", "When?", "14 June 1872", date=old)
    assert same_answer(one, ask("b", "When?", "June 14, 1872", date=old))
    assert not same_answer(one, ask("b", "When?", "14 June 1872", date=new))
    assert same_answer(
        ask("a", "Who?", "Nicholas II"), ask("b", "?", "Tsar", accept=("nicholas ii",))
    )
    assert not same_answer(ask("a", "How many?", "Some 1500"), ask("b", "How many?", "Some 1600"))


def test_the_one_that_stays_takes_answers_and_tags_but_never_a_wrong_option() -> None:
    keep = ask("a", "Which?", "Perm", distractors=("Omsk",), tags=("cities",))
    other = ask("b", "Which?", "The city of Perm", accept=("Omsk", "PERM"), tags=("Cities", "wars"))
    new = merged(keep, [other], Merge("a", ("b",)))
    assert new == replace(keep, accept=("The city of Perm",), tags=("cities", "wars"))
    assert merged(keep, [other], Merge("a", ("b",), False, False)) == keep
    written = replace(keep, task=Typed((Accepted("Perm"),), strict=True))
    assert merged(written, [other], Merge("a", ("b",))).accept == ()


def test_a_proposal_that_stays_in_place_of_a_studied_question_is_studied() -> None:
    draft = ask("a", "Which?", state=State.DRAFT)
    assert merged(draft, [ask("b", "Which?")], Merge("a", ("b",))).state is State.ACCEPTED
    others = [ask("b", "Which?", state=State.DRAFT)]
    assert merged(draft, others, Merge("a", ("b",))).state is State.DRAFT


@pytest.fixture
def service(world: World) -> MergeDuplicates:
    world.add(
        ask("a", "Which city fell first?", state=State.DRAFT),
        ask("b", "Which city fell first?", explanation="It did.", tags=("wars",)),
        ask("c", "Which city did fall first?"), ask("gone", "Which city fell first?"),
        ask("d", "Who was the last tsar of Russia?", "Nicholas II"),
    )  # fmt: skip
    world.stores.decks.set_state(["gone"], State.RETIRED)
    author = AuthorQuiz(world.stores, world.day)
    return MergeDuplicates(world.stores, EditBank(world.stores, world.log, author))


ALL = ("a", "b", "c", "d", "gone")


def test_the_best_one_comes_first_and_retired_ones_are_left_out(service: MergeDuplicates) -> None:
    (group,) = service.find(ALL)
    assert [double.question.id for double in group.doubles] == ["b", "c", "a"]
    assert group.same_answer
    assert {double.deck for double in group.doubles} == {"Deck"}


def test_merging_retires_the_others_and_one_undo_brings_all_back(
    world: World, service: MergeDuplicates
) -> None:
    section = Section(items=(Pick("a", 2.0), Pick("d"), Pick("c")))
    world.stores.quizzes.save_quiz(Quiz("quiz", "Quiz", sections=(section,)))
    decks = world.stores.decks
    before, quiz = decks.questions_by_id(ALL), world.stores.quizzes.quiz("quiz")
    done = service.merge([Merge("b", ("a", "c"))])
    assert done == Merged(kept=1, retired=2, quizzes=1)
    assert decks.question("a").state is decks.question("c").state is State.RETIRED
    now = picks(world.stores.quizzes.quiz("quiz"))
    assert now == [Pick("b", 2.0), Pick("d")]  # once, with the points of the first
    service._bank.undo()
    assert decks.questions_by_id(ALL) == before
    assert world.stores.quizzes.quiz("quiz") == quiz


def test_looking_can_be_ended(service: MergeDuplicates) -> None:
    with pytest.raises(Cancelled):
        service.find(ALL, Watch(stop=lambda: True))


def test_ten_thousand_are_compared_in_seconds() -> None:
    rng = random.Random(5)
    words = [f"{a}{b}{c}" for a in "bdgklmn" for b in "aeiou" for c in "rstvz"]
    names = [f"{word.title()}{end}" for word in words for end in ("grad", "sk", "burg", "ov")]

    def stem() -> str:
        start = rng.choice(("Which general took", "Who was the mayor of", "Who founded"))
        return f"{start} {rng.choice(names)} before {rng.choice(names)} {rng.choice(words)}?"

    many = [ask(str(number), stem(), rng.choice(names)) for number in range(10_000)]
    twice = [replace(each, id=f"again {each.id}") for each in many[::100]]
    begun = time.perf_counter()
    found = grouped([*many, *twice])
    assert time.perf_counter() - begun < 60  # seconds; about 2 on an idle machine
    together = [set(group) for group in ids(found)]
    for each in many[::100]:
        assert any({each.id, f"again {each.id}"} <= group for group in together)
