"""Making quizzes: names, rules, draws, duplicates, a look at the whole, versions for paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from fake_stores import MONDAY
from quiz_world import QuizWorld, asks

from quizapp.domain.question import Difficulty, QuestionFilter, State
from quizapp.domain.quiz import Draw, FeedbackWhen, Pick, Quiz, QuizRules, Section
from quizapp.domain.task import Accepted, Choose, Information, OpenText, Option, Typed
from quizapp.errors import NotFound, QuizError
from quizapp.services.quiz_advice import duplicates

ALL = QuestionFilter()


@pytest.fixture
def bank(quizzes: QuizWorld) -> QuizWorld:
    quizzes.add(*(asks(f"q{n}", tags=("1917",) if n < 6 else (), topic="Russia") for n in range(9)))
    return quizzes


def test_quizzes_are_listed_by_name_with_their_size(bank: QuizWorld) -> None:
    bank.quiz("q1", Pick("q2", 3), Draw(ALL, 4, 0.5), name="Tuesday")
    bank.author.create("Friday", ["q1", "q1"])
    friday, tuesday = bank.author.quizzes()
    assert (friday.quiz.name, friday.questions) == ("Friday", 1)
    assert (tuesday.questions, tuesday.points, tuesday.attempts) == (6, 6.0, 0)


def test_names_are_cleaned_and_taken_once(bank: QuizWorld) -> None:
    made = bank.author.create("  Two   words ", ["q1"])
    assert made.name == "Two words"
    with pytest.raises(QuizError, match="already a quiz called Two words"):
        bank.author.create("TWO WORDS")
    with pytest.raises(QuizError, match="needs a name"):
        bank.author.rename(made.id, " \n")
    assert bank.author.rename(made.id, "two words").name == "two words"
    assert bank.author.called("TWO words").id == made.id
    assert bank.author.called(made.id).id == made.id
    with pytest.raises(NotFound, match="The quizzes are: two words"):
        bank.author.called("Three")


def test_a_copy_has_a_free_name_and_its_own_id(bank: QuizWorld) -> None:
    made = bank.quiz("q1", "q2", attempts=2)
    copied = bank.author.copy(made.id)
    assert (copied.name, copied.sections, copied.rules) == ("Monday 2", made.sections, made.rules)
    assert copied.id != made.id


def test_a_deleted_quiz_comes_back(bank: QuizWorld) -> None:
    made = bank.quiz("q1")
    gone = bank.author.delete(made.id)
    assert bank.author.quizzes() == []
    assert bank.author.restore(gone) == made
    bank.author.delete(made.id)
    bank.quiz("q2")  # takes its name
    assert bank.author.restore(gone).name == "Monday 2"
    assert [one.quiz.name for one in bank.author.quizzes()] == ["Monday", "Monday 2"]


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        ({"minutes": 0}, "time for the quiz"),
        ({"minutes": float("inf")}, "time for the quiz"),
        ({"seconds_each": -1}, "time for each question"),
        ({"extra_time": (("me", 0.5),)}, "Extra time"),
        ({"attempts": -1}, "Attempts"),
        ({"pass_mark": 1.5}, "pass mark"),
        ({"pass_mark": float("nan")}, "pass mark"),
        ({"opens": MONDAY, "closes": MONDAY}, "closes before it opens"),
        ({"feedback": FeedbackWhen.AFTER_CLOSE}, "never closes"),
    ],
)
def test_rules_that_cannot_be_are_told_in_words(
    bank: QuizWorld, rules: dict[str, object], told: str
) -> None:
    with pytest.raises(QuizError, match=told):
        bank.quiz("q1", **rules)
    assert bank.author.quizzes() == []


@pytest.mark.parametrize(
    ("items", "told"),
    [
        ((Pick("q1"), Pick("q1", 2)), "in it twice"),
        ((Draw(ALL, 0),), "at least one"),
        ((Draw(ALL, 3, unused_days=-1),), "days"),
        ((Pick("q1", -1),), "from 0 to 1,000 points"),
        ((Pick("q1", float("nan")),), "points"),
        ((Draw(ALL, 501),), "too many"),
    ],
)
def test_questions_that_cannot_be_are_told_in_words(
    bank: QuizWorld, items: tuple[Pick | Draw, ...], told: str
) -> None:
    quiz = Quiz("id", "Name", sections=(Section("Part one", items=items),))
    assert any(told in problem for problem in bank.author.problems(quiz))
    with pytest.raises(QuizError, match=told):
        bank.author.save(quiz)


def test_the_very_limits_are_allowed(bank: QuizWorld) -> None:
    quiz = bank.quiz(
        Pick("q0", 0), Pick("q1", 1000), Draw(ALL, 1), name="n" * 120, pass_mark=1, minutes=10_080,
        seconds_each=1, extra_time=(("me", 1), ("anna", 10)), attempts=1,
    )  # fmt: skip
    assert bank.author.problems(quiz) == ()
    for wrong in (
        replace(quiz, name="n" * 121),
        replace(quiz, rules=replace(quiz.rules, minutes=10_081)),
        replace(quiz, rules=replace(quiz.rules, extra_time=(("me", 11),))),
        replace(quiz, sections=(Section(items=(Pick("q0", 1001),)),)),
    ):
        assert len(bank.author.problems(wrong)) == 1


def test_all_that_is_wrong_is_told_at_once(bank: QuizWorld) -> None:
    quiz = Quiz("id", "", rules=QuizRules(minutes=-1, attempts=-1))
    assert len(bank.author.problems(quiz)) == 3


def test_a_draw_says_how_many_it_finds(bank: QuizWorld) -> None:
    bank.stores.decks.set_state(["q0"], State.RETIRED)
    tagged = Draw(QuestionFilter(tags=("1917",)), 4, unused_days=7)
    assert bank.author.found(tagged) == 5
    sitting = bank.take.begin(bank.quiz("q1", "q2").id, "anna")
    sitting.hand_in()
    assert bank.author.found(tagged, "anna") == 3
    assert bank.author.found(tagged, "ben") == 5
    bank.clock.sleep(days=8)
    assert bank.author.found(tagged, "anna") == 5


def test_draws_go_by_topic_difficulty_and_task(bank: QuizWorld) -> None:
    hard = asks("hard", OpenText(), difficulty=Difficulty.HARD, topic="Russia/1917")
    bank.add(hard)
    found = bank.author.found
    assert found(Draw(QuestionFilter(topic="Russia"), 1)) == 10
    assert found(Draw(QuestionFilter(topic="Russia/1917"), 1)) == 1
    assert found(Draw(QuestionFilter(difficulties=(Difficulty.HARD,)), 1)) == 1
    assert found(Draw(QuestionFilter(tasks=("plain",)), 1)) == 9


def test_too_few_questions_are_told_with_their_number(bank: QuizWorld) -> None:
    quiz = Quiz(
        "id", "Name", sections=(
            Section("Dates", items=(Draw(QuestionFilter(tags=("1917",)), 9),)),
            Section(items=(Draw(QuestionFilter(tags=("nothing",)), 2), Pick("gone"))),
        ),
    )  # fmt: skip
    assert bank.author.save(quiz) == (
        "1 question is left out: no longer in the decks, or not accepted.",
        "“Dates”: only 6 fit of the 9 wanted.",
        "Section 2: none fits of the 2 wanted.",
    )


def test_a_quiz_without_questions_may_be_saved_and_says_so(bank: QuizWorld) -> None:
    assert bank.author.save(Quiz("id", "Name")) == ("It has no questions yet.",)


def test_questions_that_ask_the_same_are_told(bank: QuizWorld) -> None:
    bank.add(
        asks("twin", stem="What about Q1"),
        asks("s1", stem="Who led it?", fact_id="f"),
        asks("s2", stem="When did the strike end?", fact_id="f"),
    )  # fmt: skip
    quiz = bank.quiz("q1", "twin", "s1", "q2", "s2")
    same, siblings = bank.author.duplicates(quiz)
    assert (same.question_ids, same.siblings) == (("q1", "twin"), False)
    assert (siblings.question_ids, siblings.siblings) == (("s1", "s2"), True)
    notes = bank.author.notes(quiz)
    assert "2 questions ask the same: “What about q1?”; “What about Q1”" in notes
    assert "2 questions are about one event: “Who led it?”; “When did the strike end?”" in notes


def test_questions_that_ask_nearly_the_same_are_told_too() -> None:
    one = asks("a", stem="On what date did the German army enter the city of Riga?")
    two = asks("b", stem="On which date did the German army enter the city of Riga?")
    other = asks("c", stem="On which date did the German army enter the city of Pskov?")
    (found,) = duplicates([one, other, two])
    assert found.question_ids == ("a", "b")


def test_twins_of_one_event_are_told_once() -> None:
    one, two = asks("a", stem="When?", fact_id="f"), asks("b", stem="when", fact_id="f")
    (found,) = duplicates([one, two])
    assert not found.siblings


def test_questions_that_nobody_can_get_right_are_told(bank: QuizWorld) -> None:
    free = Choose((Option("a", 0.5), Option("b", 0.5), Option("c")), several=True)
    dear = Choose((Option("a", 0.5), Option("b", 0.5), Option("c", -0.5)), several=True)
    bank.add(
        asks("poll", Choose((Option("yes"), Option("no")))),
        asks("half", Typed((Accepted("x", 0.5),))),
        asks("free", free),
        asks("dear", dear),
        asks("essay", OpenText()),
        asks("read", Information()),
    )
    quiz = bank.quiz("poll", "half", "free", "dear", "essay", "read", "q1", pass_mark=0.5)
    assert bank.author.notes(quiz) == (
        "No answer earns all points of “What about poll?”; “What about half?”.",
        "Who ticks every option earns all points of “What about free?”.",
        "Whether it is passed shows only once the open texts are marked.",
    )


def test_of_many_questions_only_the_first_are_named(bank: QuizWorld) -> None:
    poll = Choose((Option("yes"), Option("no")))
    bank.add(*(asks(f"p{n}", poll) for n in range(5)), asks("essay", OpenText()))
    (note,) = bank.author.notes(bank.quiz(*(f"p{n}" for n in range(5)), "essay"))
    assert note.endswith("“What about p2?” and 2 more.")
    (note,) = bank.author.notes(bank.quiz(*(f"p{n}" for n in range(3)), name="Three"))
    assert note.endswith("“What about p2?”.")


def test_a_closing_time_that_is_over_is_told(bank: QuizWorld) -> None:
    quiz = bank.quiz("q1", closes=MONDAY - timedelta(days=1))
    assert bank.author.notes(quiz) == ("Its closing time is over, so nobody can begin it.",)


def test_a_preview_draws_as_an_attempt_would_and_another_seed_draws_anew(bank: QuizWorld) -> None:
    quiz = bank.quiz("q8", Draw(QuestionFilter(tags=("1917",)), 3, 2.0))
    papers = [bank.author.preview(quiz, seed) for seed in ("a", "a", "b", "c", "d")]
    assert papers[0] == papers[1]
    assert (papers[0].points, len(papers[0].posed)) == (7.0, 4)
    assert len({paper.posed for paper in papers}) > 2
    assert [one.number for one in papers[0].posed] == [1, 2, 3, 4]


def test_texts_to_read_have_no_number_and_no_points(bank: QuizWorld) -> None:
    bank.add(asks("read", Information()))
    paper = bank.author.preview(bank.quiz("read", "q1", "q2"))
    assert [one.number for one in paper.posed] == [0, 1, 2]
    assert paper.points == 2


def test_versions_on_paper_have_the_same_questions_in_other_orders(bank: QuizWorld) -> None:
    quiz = bank.quiz(Draw(ALL, 7))
    a, b, c = bank.author.versions(quiz, 3)
    assert [paper.name for paper in (a, b, c)] == ["A", "B", "C"]
    ids = [[one.question.id for one in paper.posed] for paper in (a, b, c)]
    assert sorted(ids[0]) == sorted(ids[1]) == sorted(ids[2])
    assert ids[0] != ids[1] != ids[2]
    assert bank.author.versions(quiz, 3) == (a, b, c)
    assert bank.author.versions(quiz, 2) == (a, b)
    assert bank.author.versions(quiz, 3, "another printing") != (a, b, c)
    kept = bank.author.versions(quiz, 2, shuffle_questions=False)
    assert [one.question.id for one in kept[0].posed] == [one.question.id for one in kept[1].posed]
    with pytest.raises(QuizError, match="1 to 26"):
        bank.author.versions(quiz, 27)


def test_a_quiz_asks_what_is_accepted(bank: QuizWorld) -> None:
    quiz = bank.quiz("q1", "q2", Draw(ALL, 20))
    bank.stores.decks.set_state(["q2", "q3"], State.RETIRED)
    asked = {one.question.id for one in bank.author.preview(quiz).posed}
    assert asked == {"q0", "q1", "q4", "q5", "q6", "q7", "q8"}


def test_a_draw_by_marks_goes_by_those_of_the_learner(bank: QuizWorld) -> None:
    from quizapp.domain.question import Marked

    wanted: list[QuestionFilter] = []
    plain = bank.stores.decks.ids
    bank.stores.decks.ids = lambda f: (wanted.append(f), plain(f))[1]  # type: ignore[method-assign]
    draw = Draw(QuestionFilter(marked=Marked.FLAGGED, order="due", states=(State.DRAFT,)), 1)
    bank.author.found(draw, "anna")
    bank.author.found(draw)
    assert [(f.learner, f.states, f.order) for f in wanted] == [
        ("anna", (State.ACCEPTED,), "added"), ("me", (State.ACCEPTED,), "added"),
    ]  # fmt: skip


def test_a_changed_quiz_keeps_its_id(bank: QuizWorld) -> None:
    quiz = bank.quiz("q1")
    bank.author.save(replace(quiz, description="For Monday."))
    assert bank.author.quiz(quiz.id).description == "For Monday."
    assert len(bank.author.quizzes()) == 1
