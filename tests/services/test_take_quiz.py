"""Taking a quiz: when it may begin, answers that last, time, handing in, and what may be seen."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fake_stores import MONDAY
from quiz_world import QuizWorld, asks

from quizapp.domain.document import Span
from quizapp.domain.question import Citation, QuestionFilter, State
from quizapp.domain.quiz import Draw, FeedbackWhen, Look, Pick, Quiz, Section
from quizapp.domain.task import Accepted, Choose, Information, OpenText, Option, Typed
from quizapp.errors import NotFound, QuizError, StorageError, TimeUp
from quizapp.services.quiz_sitting import Sitting
from quizapp.services.take_quiz import Standing

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def world(quizzes: QuizWorld) -> QuizWorld:
    quizzes.add(*(asks(f"q{n}") for n in range(6)))
    return quizzes


def right(sitting: Sitting, place: int) -> list[int]:
    """The key of a plain question stands first in its task, wherever it is shown."""
    assert sitting.posed[place].question.answer == "right"
    return [0]


def standing(world: QuizWorld, quiz: Quiz, learner: str | None = None) -> Standing:
    return next(o.standing for o in world.take.offers(learner) if o.summary.quiz.id == quiz.id)


# Beginning


def test_a_quiz_is_open_between_its_hours(world: QuizWorld) -> None:
    quiz = world.quiz("q0", opens=MONDAY + HOUR, closes=MONDAY + 2 * HOUR)
    assert standing(world, quiz) is Standing.NOT_YET
    with pytest.raises(QuizError, match="opens on 2 March 2026 at 19:00"):
        world.take.begin(quiz.id)
    world.clock.sleep(hours=1)
    assert standing(world, quiz) is Standing.OPEN
    world.clock.sleep(hours=1)
    assert standing(world, quiz) is Standing.CLOSED
    with pytest.raises(QuizError, match="closed on 2 March 2026 at 20:00"):
        world.take.begin(quiz.id)


def test_no_more_attempts_begin_than_are_allowed_to_each(world: QuizWorld) -> None:
    quiz = world.quiz("q0", attempts=2)
    assert world.take.offers()[0].left == 2
    for number in (1, 2):
        sitting = world.take.begin(quiz.id)
        assert sitting.attempt.number == number
        sitting.hand_in()
    offer = world.take.offers()[0]
    assert (offer.standing, offer.left) == (Standing.USED_UP, 0)
    assert offer.last is not None and offer.last.number == 2
    with pytest.raises(QuizError, match="2 times"):
        world.take.begin(quiz.id)
    assert standing(world, quiz, "anna") is Standing.OPEN


def test_an_attempt_that_runs_is_gone_on_with(world: QuizWorld) -> None:
    quiz = world.quiz("q0", attempts=1)
    first = world.take.begin(quiz.id)
    assert standing(world, quiz) is Standing.RUNNING
    assert world.take.begin(quiz.id).attempt.id == first.attempt.id
    assert world.take.begin(quiz.id, "anna").attempt.id != first.attempt.id


def test_a_deleted_quiz_cannot_begin_but_goes_on(world: QuizWorld) -> None:
    quiz = world.quiz("q0")
    sitting = world.take.begin(quiz.id)
    world.author.delete(quiz.id)
    with pytest.raises(NotFound):
        world.take.begin(quiz.id, "anna")
    again = world.take.resume(sitting.attempt.id)
    again.answer(0, right(again, 0), 1000)
    assert again.hand_in().score.points == 1


def test_too_few_questions_are_told_at_the_beginning(world: QuizWorld) -> None:
    quiz = world.quiz(Draw(QuestionFilter(), 9, unused_days=3))
    sitting = world.take.begin(quiz.id)
    assert sitting.notes == ("The draw: only 6 fit of the 9 wanted.",)
    sitting.hand_in()
    told = "none fits of the 9 wanted. 6 others were asked in the last 3 days"
    with pytest.raises(QuizError, match=told):
        world.take.begin(quiz.id)


def test_a_quiz_without_questions_does_not_begin(world: QuizWorld) -> None:
    with pytest.raises(QuizError, match="no questions"):
        world.take.begin(world.quiz().id)
    assert world.stores.quizzes.begun == {}


def test_every_attempt_draws_anew_and_can_be_drawn_again(world: QuizWorld) -> None:
    quiz = world.quiz(Draw(QuestionFilter(), 3))
    asked = set()
    for _ in range(8):
        attempt = world.take.begin(quiz.id).attempt
        asked.add(attempt.asked)
        paper = world.author.preview(quiz, attempt.id)
        assert tuple(one.asked for one in paper.posed) == attempt.asked
        world.take.begin(quiz.id).hand_in()
    assert len(asked) > 4


# Answering, and coming back


def test_an_answer_is_kept_at_once_and_the_last_one_counts(world: QuizWorld) -> None:
    sitting = world.take.begin(world.quiz("q0", "q1").id)
    sitting.show(0)
    sitting.answer(0, [1], 4000)
    assert world.stores.quizzes.rows[-1].response == [1]
    sitting.answer(0, right(sitting, 0), 2000)
    assert sitting.hand_in().score.points == 1


def test_after_a_crash_all_is_where_it_stood(world: QuizWorld) -> None:
    quiz = world.quiz("q0", "q1", "q2", minutes=10)
    before = world.take.begin(quiz.id)
    for place in (0, 1):
        before.show(place)
        world.clock.sleep(seconds=30)
        before.answer(place, [place], 30_000)
    before.show(0)  # goes back to look
    world.clock.sleep(seconds=60)
    after = world.take.resume(before.attempt.id)
    assert after.attempt == before.attempt
    assert [one.asked for one in after.posed] == [one.asked for one in before.posed]
    assert after.place == 0
    assert after.answered == {0, 1}
    assert [after.at(place).response for place in (0, 1, 2)] == [[0], [1], None]
    assert after.seconds_left() == 10 * 60 - 120


def test_words_stay_as_they_were_asked_though_the_question_changes(world: QuizWorld) -> None:
    sitting = world.take.begin(world.quiz("q0").id)
    changed = asks("q0", stem="Another stem?", answer="wrong", distractors=("right",))
    world.stores.decks.update_question(changed)
    again = world.take.resume(sitting.attempt.id)
    assert again.posed[0].question.stem == "What about q0?"
    again.answer(0, [0], 1)
    assert again.hand_in().score.points == 1
    new = world.take.begin(sitting.quiz.id)
    assert (new.posed[0].question.stem, new.attempt.asked[0].version) == ("Another stem?", 2)


def test_what_is_no_answer_to_the_question_is_refused(world: QuizWorld) -> None:
    sitting = world.take.begin(world.quiz("q0").id)
    for response in ([9], "text", True, [0, 1]):
        with pytest.raises(QuizError, match="no answer to that question"):
            sitting.answer(0, response, 1)  # type: ignore[arg-type]
    assert sitting.answered == frozenset()
    sitting.answer(0, [0], 1)
    sitting.answer(0, None, 1)  # taken back
    assert sitting.answered == frozenset()


def test_times_that_cannot_be_are_not_kept(world: QuizWorld) -> None:
    sitting = world.take.begin(world.quiz("q0").id)
    for milliseconds in (-5, 10**12):
        sitting.answer(0, [0], milliseconds)
    kept = [row.milliseconds for row in world.stores.quizzes.rows]
    assert kept == [0, 24 * 60 * 60 * 1000]


def test_an_answer_that_could_not_be_written_is_not_taken_for_one(world: QuizWorld) -> None:
    sitting = world.take.begin(world.quiz("q0").id)
    sitting.show(0)
    world.stores.quizzes.broken = "give"
    with pytest.raises(StorageError):
        sitting.answer(0, [0], 1)
    assert sitting.answered == frozenset()
    sitting.answer(0, [0], 1)
    assert sitting.hand_in().score.points == 1


def test_nothing_changes_after_handing_in(world: QuizWorld) -> None:
    sitting = world.take.begin(world.quiz("q0").id)
    result = sitting.hand_in()
    assert sitting.is_finished
    for late in (lambda: sitting.answer(0, [0], 1), lambda: sitting.show(0)):
        with pytest.raises(QuizError, match="handed in"):
            late()
    with pytest.raises(QuizError, match="result"):
        world.take.resume(sitting.attempt.id)
    world.clock.sleep(hours=1)
    assert sitting.hand_in() == result


def test_the_result_waits_for_the_handing_in(world: QuizWorld) -> None:
    sitting = world.take.begin(world.quiz("q0").id)
    with pytest.raises(QuizError, match="not handed in"):
        world.take.result(sitting.attempt.id)
    assert sitting.hand_in() == world.take.result(sitting.attempt.id)


# Time


def test_time_is_up_by_the_clock_of_the_service(world: QuizWorld) -> None:
    sitting = world.take.begin(world.quiz("q0", "q1", minutes=2).id)
    sitting.answer(0, right(sitting, 0), 1000)
    world.clock.sleep(seconds=122)  # within the grace: it stood on the screen
    sitting.answer(1, right(sitting, 1), 1000)
    world.clock.sleep(seconds=2)
    with pytest.raises(TimeUp, match="handed in"):
        sitting.answer(1, [1], 1000)
    assert sitting.attempt.finished_at == MONDAY + 2 * MINUTE
    assert world.take.result(sitting.attempt.id).score.points == 2


def test_asking_for_the_time_hands_in_where_none_is_left(world: QuizWorld) -> None:
    sitting = world.take.begin(world.quiz("q0", minutes=2).id)
    assert sitting.seconds_left() == 120
    world.clock.sleep(seconds=121)
    assert (sitting.seconds_left(), sitting.is_finished) == (0, False)
    world.clock.sleep(seconds=5)
    assert (sitting.seconds_left(), sitting.is_finished) == (0, True)


def test_an_attempt_left_alone_is_handed_in_when_its_time_is_up(world: QuizWorld) -> None:
    quiz = world.quiz("q0", "q1", minutes=30, attempts=1)
    sitting = world.take.begin(quiz.id)
    sitting.answer(0, right(sitting, 0), 1000)
    world.clock.sleep(days=3)
    assert standing(world, quiz) is Standing.USED_UP
    result = world.take.result(sitting.attempt.id)
    assert result.attempt.finished_at == MONDAY + 30 * MINUTE
    assert result.score.points == 1
    with pytest.raises(QuizError):
        world.take.resume(sitting.attempt.id)


def test_extra_time_belongs_to_one_learner(world: QuizWorld) -> None:
    quiz = world.quiz("q0", minutes=10, seconds_each=60, extra_time=(("anna", 1.5),))
    mine, annas = world.take.begin(quiz.id), world.take.begin(quiz.id, "anna")
    assert (mine.seconds_left(), annas.seconds_left()) == (600, 900)
    assert (mine.show(0).seconds_left, annas.show(0).seconds_left) == (60, 90)


def test_the_closing_of_the_quiz_ends_attempts_too(world: QuizWorld) -> None:
    sitting = world.take.begin(world.quiz("q0", minutes=60, closes=MONDAY + 10 * MINUTE).id)
    assert sitting.seconds_left() == 600


def test_without_a_limit_there_is_none(world: QuizWorld) -> None:
    sitting = world.take.begin(world.quiz("q0").id)
    world.clock.sleep(days=30)
    assert sitting.seconds_left() is None
    assert sitting.show(0).seconds_left is None
    sitting.answer(0, [0], 1)


def test_a_clock_that_is_set_back_gives_no_time_back(world: QuizWorld) -> None:
    sitting = world.take.begin(world.quiz("q0", minutes=10).id)
    world.clock.sleep(seconds=300)
    sitting.answer(0, [0], 1)
    world.clock.sleep(hours=-5)
    assert sitting.seconds_left() == 300
    assert world.take.resume(sitting.attempt.id).seconds_left() == 300


def test_each_question_has_its_time_from_when_it_is_first_shown(world: QuizWorld) -> None:
    quiz = world.quiz("q0", "q1", seconds_each=30)
    sitting = world.take.begin(quiz.id)
    world.clock.sleep(seconds=100)
    assert sitting.show(0).seconds_left == 30
    world.clock.sleep(seconds=10)
    sitting.answer(0, [1], 10_000)
    sitting.show(1)
    world.clock.sleep(seconds=15)
    again = world.take.resume(sitting.attempt.id)
    assert (again.show(0).seconds_left, again.at(1).seconds_left) == (5, 15)
    world.clock.sleep(seconds=9)
    assert again.show(0).locked
    with pytest.raises(TimeUp, match="this question is up"):
        again.answer(0, [0], 1)
    assert not again.show(1).locked
    again.answer(1, [0], 1)
    assert again.hand_in().score.points == 1


def test_what_stood_on_the_screen_when_its_time_was_up_counts(world: QuizWorld) -> None:
    sitting = world.take.begin(world.quiz("q0", seconds_each=30).id)
    sitting.show(0)
    world.clock.sleep(seconds=32)
    sitting.answer(0, [0], 30_000)
    assert sitting.hand_in().score.points == 1


# What may be seen


def test_feedback_at_once_shows_what_was_right_and_settles_the_answer(world: QuizWorld) -> None:
    world.add(asks("why", explanation="Because.", citation=Citation("book.txt", quote="proof")))
    sitting = world.take.begin(world.quiz("why", "q0", feedback=FeedbackWhen.AT_ONCE).id)
    assert sitting.show(0).learnt is None
    shown = sitting.answer(0, [1], 1000)
    assert shown.locked
    learnt = shown.learnt
    assert learnt is not None
    assert (learnt.points, learnt.given, learnt.key) == (0, "wrong", "right")
    assert (learnt.explanation, learnt.evidence.text) == ("Because.", "proof")
    with pytest.raises(QuizError, match="marked already"):
        sitting.answer(0, [0], 1)
    after = world.take.resume(sitting.attempt.id)
    assert after.at(0).learnt == learnt
    assert not after.show(1).locked


def test_a_blank_answer_settles_nothing(world: QuizWorld) -> None:
    sitting = world.take.begin(world.quiz("q0", feedback=FeedbackWhen.AT_ONCE).id)
    assert sitting.answer(0, None, 1).learnt is None
    assert sitting.answer(0, [0], 1).learnt is not None


@pytest.mark.parametrize(
    "when", [FeedbackWhen.AT_END, FeedbackWhen.AFTER_CLOSE, FeedbackWhen.NEVER]
)
def test_otherwise_nothing_shows_before_the_end(world: QuizWorld, when: FeedbackWhen) -> None:
    sitting = world.take.begin(world.quiz("q0", feedback=when, closes=MONDAY + HOUR).id)
    shown = sitting.answer(0, [0], 1)
    assert (shown.learnt, shown.locked) == (None, False)


def test_what_was_right_shows_when_the_rules_say_so(world: QuizWorld) -> None:
    closes = MONDAY + HOUR
    seen = {}
    for when in FeedbackWhen:
        quiz = world.quiz("q0", "q1", name=when, feedback=when, closes=closes)
        sitting = world.take.begin(quiz.id)
        sitting.answer(0, [0], 1)
        seen[when] = sitting.hand_in()
        assert (seen[when].score.points, seen[when].score.possible) == (1, 2)
    assert {when: len(result.lines) for when, result in seen.items()} == {
        FeedbackWhen.AT_ONCE: 2,
        FeedbackWhen.AT_END: 2,
        FeedbackWhen.AFTER_CLOSE: 0,
        FeedbackWhen.NEVER: 0,
    }
    waiting = seen[FeedbackWhen.AFTER_CLOSE]
    assert waiting.seen_from == closes
    world.clock.sleep(hours=1)
    later = world.take.result(waiting.attempt.id)
    assert (len(later.lines), later.seen_from) == (2, None)
    assert world.take.result(seen[FeedbackWhen.NEVER].attempt.id).lines == ()


def test_the_result_shows_every_question_with_its_proof(world: QuizWorld) -> None:
    cited = Citation("book.txt", "The Book", page=7, span=Span(0, 3), quote="proof")
    task = Choose((Option("a", 1, "Well."), Option("b", 0, "No.")))
    world.add(asks("c", task, explanation="So it was.", citation=cited))
    sitting = world.take.begin(world.quiz("c", Pick("q0", 3), pass_mark=0.5).id)
    sitting.answer(0, [1], 1)
    sitting.answer(1, [0], 1)
    result = sitting.hand_in()
    first, second = result.lines
    assert (first.points, first.given, first.key, first.marked.feedback) == (0, "b", "a", ("No.",))
    assert (first.explanation, first.evidence.label) == ("So it was.", "The Book, page 7")
    assert (second.points, second.key) == (3, "right")
    assert (result.score.share, result.passed) == (0.75, True)


def test_a_pass_mark_is_reached_or_not(world: QuizWorld) -> None:
    for mark, passed in ((None, None), (0.5, True), (0.51, False)):
        sitting = world.take.begin(world.quiz("q0", "q1", name=str(mark), pass_mark=mark).id)
        sitting.answer(0, [0], 1)
        assert sitting.hand_in().passed is passed


def test_partial_and_negative_points_go_by_the_rules_of_the_attempt(world: QuizWorld) -> None:
    task = Choose((Option("a", 0.5), Option("b", 0.5), Option("c", -1)), several=True)
    world.add(asks("m", task))
    points = {}
    for name, rules in {"part": {}, "all": {"partial": False}, "cost": {"negative": True}}.items():
        quiz = world.quiz(Pick("m", 4), name=name, **rules)
        for chosen in ([0], [2]):
            sitting = world.take.begin(quiz.id)
            sitting.answer(0, chosen, 1)
            points[name, chosen[0]] = sitting.hand_in().score.points
    assert points == {
        ("part", 0): 2, ("part", 2): 0, ("all", 0): 0, ("all", 2): 0, ("cost", 0): 2,
        ("cost", 2): -4,
    }  # fmt: skip


def test_rules_changed_later_do_not_change_an_attempt(world: QuizWorld) -> None:
    from dataclasses import replace

    quiz = world.quiz("q0", minutes=10)
    sitting = world.take.begin(quiz.id)
    world.author.save(replace(quiz, rules=replace(quiz.rules, minutes=1.0, negative=True)))
    assert world.take.resume(sitting.attempt.id).seconds_left() == 600


def test_open_texts_keep_the_result_open_until_they_are_marked(world: QuizWorld) -> None:
    world.add(asks("essay", OpenText(guidance="A cause.")), asks("read", Information()))
    quiz = world.quiz("read", Pick("essay", 4), "q0", pass_mark=0.5)
    sitting = world.take.begin(quiz.id)
    sitting.answer(1, "Because of the war.", 1)
    result = sitting.hand_in()
    assert (result.score.points, result.score.possible, result.score.pending) == (0, 5, 1)
    assert result.passed is None
    assert [line.points for line in result.lines] == [0, None, 0]
    world.results.mark_by_hand(sitting.attempt.id, 1, 3, " Well argued. ")
    marked = world.take.result(sitting.attempt.id)
    assert (marked.score.points, marked.score.pending, marked.passed) == (3, 0, True)
    assert (marked.lines[1].points, marked.lines[1].comment) == (3, "Well argued.")


def test_a_blank_open_text_waits_for_nobody(world: QuizWorld) -> None:
    world.add(asks("essay", OpenText()))
    sitting = world.take.begin(world.quiz("essay").id)
    sitting.answer(0, "  ", 1)
    assert sitting.hand_in().score.pending == 0


# Hints


def test_hints_help_in_practice_and_never_in_an_exam(world: QuizWorld) -> None:
    typed = Typed((Accepted("peace", feedback="Yes."),))
    world.add(asks("own", hint="Think of 1918."), asks("typed", typed))
    sitting = world.take.begin(world.quiz("own", "q0", "typed", name="practice").id)
    assert [sitting.hint(place) for place in range(3)] == [
        ("author", "Think of 1918."), ("letter", "R"), ("", ""),
    ]  # fmt: skip
    exam = world.take.begin(world.quiz("own", name="exam", look=Look.EXAM).id)
    with pytest.raises(QuizError, match="no hints in an exam"):
        exam.hint(0)


def test_sections_keep_their_texts_and_questions_together(world: QuizWorld) -> None:
    quiz = Quiz(
        "id", "Parts", sections=(
            Section("One", items=(Pick("q0"), Pick("q1")), shuffle=True),
            Section("Two", items=(Draw(QuestionFilter(), 2),)),
        ),
    )  # fmt: skip
    world.author.save(quiz)
    sitting = world.take.begin("id")
    assert [one.asked.section for one in sitting.posed] == [0, 0, 1, 1]
    assert {one.question.id for one in sitting.posed[:2]} == {"q0", "q1"}
    assert {one.question.id for one in sitting.posed[2:]}.isdisjoint({"q0", "q1"})


def test_a_question_that_was_lost_costs_nobody_points(world: QuizWorld) -> None:
    sitting = world.take.begin(world.quiz("q0", "q1").id)
    sitting.answer(1, [0], 1)
    del world.stores.decks.content["q0"]
    result = world.take.resume(sitting.attempt.id).hand_in()
    assert result.lines[0].posed.question.stem.startswith("(This question is no longer")
    assert (result.score.points, result.score.possible) == (1, 1)


def test_a_question_retired_meanwhile_is_still_asked_in_the_attempt(world: QuizWorld) -> None:
    sitting = world.take.begin(world.quiz("q0").id)
    world.stores.decks.set_state(["q0"], State.RETIRED)
    again = world.take.resume(sitting.attempt.id)
    again.answer(0, [0], 1)
    assert again.hand_in().score.points == 1
