"""Results of quizzes: which attempts count, the class report, marking by hand, files."""

from __future__ import annotations

import csv
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fake_stores import MONDAY
from quiz_world import QuizWorld, asks

from quizapp.domain.question import Citation, QuestionFilter
from quizapp.domain.quiz import Draw, Pick, Quiz
from quizapp.domain.task import Accepted as Text
from quizapp.domain.task import Choose as Choice
from quizapp.domain.task import Information, OpenText, Option, Response, TrueFalse, Typed
from quizapp.errors import ExchangeError, QuizError
from quizapp.progress.item_analysis import Flag
from quizapp.services.quiz_report import FLAG_WORDS, Counting


@pytest.fixture
def world(quizzes: QuizWorld) -> QuizWorld:
    source = Citation("book.txt", "The Book", page=3, heading="Chapter One")
    quizzes.add(
        *(asks(f"q{n}", tags=("1917",), topic="Russia/1917", citation=source) for n in range(4)),
        asks("essay", OpenText(guidance="A cause.")),
    )
    return quizzes


def taken(world: QuizWorld, quiz: Quiz, learner: str, *responses: Response) -> str:
    """An attempt that gives these answers one after the other and is handed in; its id."""
    sitting = world.take.begin(quiz.id, learner)
    for place, response in enumerate(responses):
        sitting.show(place)
        world.clock.sleep(seconds=10)
        sitting.answer(place, response, 10_000)
    sitting.hand_in()
    return sitting.attempt.id


def test_the_first_the_best_the_last_or_all_attempts_count(world: QuizWorld) -> None:
    quiz = world.quiz("q0", "q1")
    for marks in ([0], [0, 0], [1]):
        taken(world, quiz, "anna", *([mark] for mark in marks))
    taken(world, quiz, "ben", [0])

    def numbers(counting: Counting) -> list[tuple[str, int]]:
        lines = world.results.lines(quiz.id, counting)
        return [(line.name, line.attempt.number) for line in lines]

    assert numbers(Counting.FIRST) == [("Anna", 1), ("Ben", 1)]
    assert numbers(Counting.BEST) == [("Anna", 2), ("Ben", 1)]
    assert numbers(Counting.LAST) == [("Anna", 3), ("Ben", 1)]
    assert len(numbers(Counting.ALL)) == 4


def test_attempts_that_run_do_not_count_until_their_time_is_up(world: QuizWorld) -> None:
    quiz = world.quiz("q0", minutes=10)
    world.take.begin(quiz.id, "anna").answer(0, [0], 1)
    assert world.results.lines(quiz.id) == []
    assert world.results.report(quiz.id).running == 1
    world.clock.sleep(hours=1)
    (line,) = world.results.lines(quiz.id)
    assert (line.score.points, line.attempt.finished_at) == (1, MONDAY + timedelta(minutes=10))


def test_names_stay_with_deleted_learners_and_aliases_with_all(world: QuizWorld) -> None:
    from dataclasses import replace

    quiz = world.quiz("q0")
    taken(world, quiz, "ben", [0])
    taken(world, quiz, "stranger", [0])
    world.stores.learners.change(replace(world.stores.learners.rows["ben"], deleted_at=MONDAY))
    lines = world.results.lines(quiz.id)
    assert [(line.name, line.alias) for line in lines] == [("Ben", "L3"), ("(unknown)", "L0")]


# Marking by hand


def test_open_texts_wait_question_by_question(world: QuizWorld) -> None:
    world.add(asks("essay2", OpenText()))
    quiz = world.quiz(Pick("essay", 4), "essay2")
    one = taken(world, quiz, "anna", "first", "second")
    taken(world, quiz, "ben", "third", None)
    waiting = world.results.to_mark(quiz.id)
    assert [(w.name, w.mark.response, w.guidance) for w in waiting] == [
        ("Anna", "first", "A cause."), ("Ben", "third", "A cause."), ("Anna", "second", ""),
    ]  # fmt: skip
    world.results.mark_by_hand(one, 0, 2.5)
    assert len(world.results.to_mark()) == 2
    assert world.results.lines(quiz.id)[0].score.points == 2.5


def test_a_person_has_the_last_word_within_the_points(world: QuizWorld) -> None:
    quiz = world.quiz(Pick("q0", 2))
    id_ = taken(world, quiz, "anna", [1])
    world.results.mark_by_hand(id_, 0, 1.5)
    world.results.mark_by_hand(id_, 0, 2)
    assert world.results.lines(quiz.id)[0].score.points == 2
    for points in (-0.5, 2.5, float("nan")):
        with pytest.raises(QuizError, match="from 0 to 2 points"):
            world.results.mark_by_hand(id_, 0, points)
    running = world.take.begin(quiz.id, "ben").attempt.id
    with pytest.raises(QuizError, match="not handed in"):
        world.results.mark_by_hand(running, 0, 1)
    cost = world.quiz("q0", name="cost", negative=True)
    world.results.mark_by_hand(taken(world, cost, "anna", [1]), 0, -1)


# The class report


def test_the_report_holds_the_class_at_a_glance(world: QuizWorld) -> None:
    quiz = world.quiz("q0", "q1", "q2", "q3", pass_mark=0.5)
    taken(world, quiz, "anna", [0], [0], [0], [0])
    taken(world, quiz, "ben", [0], [0], [1], [2])
    taken(world, quiz, "me", [0], [1], [1], [1])
    world.take.begin(world.quiz("q0", name="other").id, "anna").hand_in()
    report = world.results.report(quiz.id)
    assert (report.learners, report.attempts, report.pending, report.passed) == (3, 3, 0, 2)
    assert report.first_at == MONDAY
    assert report.spread is not None
    assert (report.spread.number, report.spread.median) == (3, 0.5)
    assert report.spread.mean == pytest.approx(7 / 12)
    assert report.spread.bins == (0, 0, 1, 0, 0, 1, 0, 0, 0, 1)
    assert [line.question.id for line in report.items] == ["q0", "q1", "q2", "q3"]
    assert [line.stats.facility for line in report.items] == pytest.approx([1, 2 / 3, 1 / 3, 1 / 3])
    first = report.items[0]
    assert (first.source, first.version) == ("The Book, page 3", 1)
    assert first.options == ("right", "wrong", "worse", "worst")
    assert [count.chosen for count in report.items[3].stats.options] == [1, 1, 1, 0]
    assert first.stats.median_milliseconds == 10_000
    assert report.analysis.reliability.items == 4
    assert report.most_missed == ("q2", "q3")


def test_learners_against_items_with_what_each_is_weak_at(world: QuizWorld) -> None:
    quiz = world.quiz("q0", "q1", "q2")
    taken(world, quiz, "anna", [0], [1], [1])
    taken(world, quiz, "ben", [0], [0])
    anna, ben = world.results.report(quiz.id).rows
    assert dict(anna.shares) == {("q0", 1): 1, ("q1", 1): 0, ("q2", 1): 0}
    assert ben.shares["q2", 1] is None
    assert [(group.by, group.name) for group in anna.weak] == [
        ("kind", "other"), ("tag", "1917"), ("topic", "Russia/1917"),
    ]  # fmt: skip
    assert anna.weak[0].share == pytest.approx(1 / 3)
    assert ben.weak == ()
    assert (anna.missed, ben.missed) == (("q1", "q2"), ())


def test_the_class_by_tag_topic_and_source(world: QuizWorld) -> None:
    world.add(asks("plain"))
    quiz = world.quiz("q0", "plain")
    taken(world, quiz, "anna", [0], [1])
    taken(world, quiz, "ben", [1], [1])
    found = {(one.by, one.name): one for one in world.results.report(quiz.id).groups}
    assert found["tag", "1917"].share == 0.5
    assert found["source", "The Book, Chapter One"].answers == 2
    assert (found["kind", "other"].questions, found["kind", "other"].share) == (2, 0.25)


def test_left_out_is_nought_not_reached_and_not_asked_are_missing(world: QuizWorld) -> None:
    quiz = world.quiz("q0", "q1", "q2")
    taken(world, quiz, "anna", [0], None, [0])
    taken(world, quiz, "ben", [0])
    stats = {line.question.id: line.stats for line in world.results.report(quiz.id).items}
    assert (stats["q1"].learners, stats["q1"].omitted, stats["q1"].facility) == (1, 1, 0)
    assert (stats["q2"].learners, stats["q2"].facility) == (1, 1)
    drawn = world.quiz(Draw(QuestionFilter(tags=("1917",)), 2), name="drawn")
    for learner in ("anna", "ben", "me"):
        taken(world, drawn, learner, [0], [0])
    assert sum(line.stats.learners for line in world.results.report(drawn.id).items) == 6


def test_one_jump_ahead_leaves_out_what_lies_between(world: QuizWorld) -> None:
    quiz = world.quiz("q0", "q1", "q2")
    sitting = world.take.begin(quiz.id, "anna")
    sitting.answer(1, [0], 1)
    sitting.hand_in()
    marks = world.results.lines(quiz.id)[0].marks
    assert [mark.reached for mark in marks] == [True, True, False]


def test_only_first_attempts_are_analysed(world: QuizWorld) -> None:
    quiz = world.quiz("q0")
    taken(world, quiz, "anna", [1])
    taken(world, quiz, "anna", [0])
    report = world.results.report(quiz.id, Counting.BEST)
    assert report.spread is not None and report.spread.mean == 1
    assert report.items[0].stats.facility == 0


def test_other_words_are_another_item(world: QuizWorld) -> None:
    quiz = world.quiz("q0")
    taken(world, quiz, "anna", [1])
    world.stores.decks.update_question(asks("q0", stem="Clearer?"))
    taken(world, quiz, "ben", [0])
    first, second = world.results.report(quiz.id).items
    assert (first.version, first.stats.facility, first.question.stem) == (1, 0, "What about q0?")
    assert (second.version, second.stats.facility, second.question.stem) == (2, 1, "Clearer?")


def test_runs_of_one_question_are_pooled_over_quizzes(world: QuizWorld) -> None:
    one, two = world.quiz("q0", name="A class"), world.quiz("q0", "q1", name="B class")
    taken(world, one, "anna", [0])
    taken(world, two, "ben", [1], [0])
    taken(world, two, "anna", [1], [0])  # met it before: counts once
    line = next(line for line in world.results.pooled() if line.question.id == "q0")
    assert (line.stats.learners, line.stats.facility) == (2, 0.5)
    (only,) = world.results.pooled([one.id])
    assert only.stats.learners == 1


def test_chance_is_that_of_the_choices(world: QuizWorld) -> None:
    several = Choice((Option("a", 0.5), Option("b", 0.5), Option("c")), several=True)
    world.add(asks("tf", TrueFalse(True)), asks("ty", Typed((Text("x"),))), asks("se", several))
    quiz = world.quiz("q0", "tf", "ty", "se", "essay")
    taken(world, quiz, "anna", [0], True, "x", [0, 1], "text")
    items = world.results.report(quiz.id).items
    assert [line.stats.chance for line in items] == [0.25, 0.5, None, None, None]
    assert items[4].stats.facility is None


def test_texts_to_read_are_no_items(world: QuizWorld) -> None:
    world.add(asks("read", Information()))
    quiz = world.quiz("read", "q0")
    taken(world, quiz, "anna", None, [0])
    assert [line.question.id for line in world.results.report(quiz.id).items] == ["q0"]


def test_flags_say_in_words_what_to_do(world: QuizWorld) -> None:
    assert set(FLAG_WORDS) == set(Flag)
    quiz = world.quiz("q0", "q1")
    for number in range(16):
        taken(world, quiz, f"pupil {number}", [1], [0])
    line = world.results.report(quiz.id).items[0]
    assert line.flags == (FLAG_WORDS[Flag.BELOW_CHANCE], FLAG_WORDS[Flag.BEATEN])
    assert line.stats.flagged == (1,)


def test_a_quiz_that_nobody_took_has_an_empty_report(world: QuizWorld) -> None:
    report = world.results.report(world.quiz("q0").id)
    assert (report.attempts, report.spread, report.items, report.rows) == (0, None, (), ())
    assert report.passed is None


# Files


def load_workbook(path: Path) -> Any:
    import openpyxl

    return openpyxl.load_workbook(path)


def read_csv(path: Path) -> list[dict[str, str]]:
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")  # so that Excel knows it is UTF-8
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def filled(world: QuizWorld) -> Quiz:
    world.add(asks("typed", Typed((Text("peace"),))))
    quiz = world.quiz("q0", "typed", Pick("essay", 2), "q3", pass_mark=0.5)
    taken(world, quiz, "anna", [0], "=1+1", "Привет, мир", None)
    taken(world, quiz, "ben", [2], "peace")
    return quiz


def test_a_line_an_attempt_with_a_column_a_question(
    world: QuizWorld, filled: Quiz, tmp_path: Path
) -> None:
    assert world.results.write(filled.id, tmp_path / "r.csv") == 2
    anna, ben = read_csv(tmp_path / "r.csv")
    assert (anna["alias"], "name" in anna) == ("L2", False)
    assert (anna["points"], anna["possible"], anna["percent"]) == ("1.0", "5.0", "20.0")
    assert (anna["passed"], anna["to_mark"]) == ("", "1")
    assert [anna[f"{name} v1"] for name in ("q0", "typed", "essay", "q3")] == [
        "1.0",
        "0.0",
        "",
        "0.0",
    ]
    assert [ben[f"{name} v1"] for name in ("q0", "typed", "essay", "q3")] == ["0.0", "1.0", "", ""]
    assert anna["started"] == "2026-03-02T18:00:00Z"


def test_a_line_an_answer(world: QuizWorld, filled: Quiz, tmp_path: Path) -> None:
    world.results.write(filled.id, tmp_path / "r.csv", each_answer=True, names=True)
    rows = read_csv(tmp_path / "r.csv")
    assert len(rows) == 8
    first = rows[0]
    assert (first["name"], first["question_id"], first["version"]) == ("Anna", "q0", "1")
    assert (first["answer"], first["answer_id"], first["task"]) == ("right", "0", "choose")
    assert (first["milliseconds"], first["answered_at"]) == ("10000", "2026-03-02T18:00:10Z")
    assert [row["status"] for row in rows[:4]] == [
        "answered", "answered", "to be marked", "left out",
    ]  # fmt: skip
    assert [row["status"] for row in rows[4:]] == [
        "answered", "answered", "not reached", "not reached",
    ]  # fmt: skip
    assert rows[4]["answer_id"] == "2"


def test_formulas_of_learners_are_defused(world: QuizWorld, filled: Quiz, tmp_path: Path) -> None:
    world.results.write(filled.id, tmp_path / "r.csv", each_answer=True)
    assert read_csv(tmp_path / "r.csv")[1]["answer"] == "'=1+1"
    world.results.write(filled.id, tmp_path / "r.xlsx")
    sheet = load_workbook(tmp_path / "r.xlsx")["Answers"]
    cells = [cell for row in sheet.iter_rows() for cell in row if "1+1" in str(cell.value)]
    assert [(cell.value, cell.data_type) for cell in cells] == [("'=1+1", "s")]


def test_a_workbook_has_results_answers_and_questions(
    world: QuizWorld, filled: Quiz, tmp_path: Path
) -> None:
    world.results.write(filled.id, tmp_path / "r.XLSX")
    book = load_workbook(tmp_path / "r.XLSX")
    assert book.sheetnames == ["Results", "Answers", "Questions"]
    rows = list(book["Questions"].iter_rows(values_only=True))
    line = dict(zip(rows[0], rows[1], strict=True))
    assert (line["question_id"], line["learners"], line["facility"]) == ("q0", 2, 0.5)
    # Wilson of 1 in 2: (0.5 + 3.84146/4) / (1 + 3.84146/2) +- ... = 0.5 -+ 0.40547
    assert (line["facility_from"], line["facility_to"]) == pytest.approx((0.0945, 0.9055), abs=1e-4)
    assert (line["discrimination"], line["median_seconds"]) == (None, 10)
    assert line["options"] == "right (right): 1; wrong: 0; worse: 1; worst: 0"
    assert line["few_learners"] == "yes"
    assert book["Results"]["E2"].value == "2026-03-02T18:00:40Z"


def test_marks_by_hand_are_told_in_the_file(world: QuizWorld, filled: Quiz, tmp_path: Path) -> None:
    attempt = world.results.to_mark(filled.id)[0].attempt
    world.results.mark_by_hand(attempt.id, 2, 1.5, "Half of it.")
    world.results.write(filled.id, tmp_path / "r.csv", each_answer=True)
    row = read_csv(tmp_path / "r.csv")[2]
    assert (row["points"], row["marked_by"], row["comment"]) == ("1.5", "hand", "Half of it.")


def test_what_cannot_be_written_is_said(world: QuizWorld, filled: Quiz, tmp_path: Path) -> None:
    with pytest.raises(ExchangeError, match=r"\.csv or \.xlsx"):
        world.results.write(filled.id, tmp_path / "r.pdf")
    with pytest.raises(ExchangeError, match="could not be written"):
        world.results.write(filled.id, tmp_path / "nowhere" / "r.csv")
    with pytest.raises(QuizError, match="Nobody has handed in"):
        world.results.write(world.quiz("q0", name="new").id, tmp_path / "r.csv")
    assert list(tmp_path.iterdir()) == []
