"""Exams: each learner's own, whole, changed in place, the soonest first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text

from quizapp.domain.exam import Exam
from quizapp.domain.question import AnswerKind, QuestionFilter
from quizapp.errors import NotFound, StorageError

ORAL = Exam(
    "e1",
    "Oral exam “Öffentliche Prüfung”",
    date(2026, 4, 15),
    0.85,
    QuestionFilter(
        deck_ids=("history", "rome"),
        kinds=(AnswerKind.DATE,),
        document="f" * 64,
        first_year=-44,
        last_year=1917,
        text="decree",
    ),
    25,
)
PLAIN = Exam("e2", "Quiz", date(2026, 3, 20), 0.9, QuestionFilter(deck_ids=("history",)))


def test_an_exam_comes_back_whole_after_the_file_was_closed(stores, made):
    stores.exams.save("me", ORAL)
    stores.close()
    again = made.open()
    assert again.exams.exams("me") == [ORAL]
    assert again.exams.exam("me", "e1") == ORAL
    assert again.maintenance.check().ok
    again.close()


def test_the_soonest_comes_first_and_saving_again_changes_in_place(stores):
    stores.exams.save("me", ORAL)
    stores.exams.save("me", PLAIN)
    assert [exam.id for exam in stores.exams.exams("me")] == ["e2", "e1"]
    later = replace(PLAIN, day=date(2026, 5, 1), minutes=40)
    stores.exams.save("me", later)
    assert stores.exams.exams("me") == [ORAL, later]


def test_learners_neither_see_nor_change_each_others_exams(stores):
    stores.exams.save("me", PLAIN)
    assert stores.exams.exams("her") == []
    for touch in (stores.exams.exam, stores.exams.delete):
        with pytest.raises(NotFound, match="no longer there"):
            touch("her", "e2")
    with pytest.raises(StorageError, match="another learner"):
        stores.exams.save("her", replace(PLAIN, name="Mine"))
    assert stores.exams.exams("me") == [PLAIN]


def test_deleting_takes_the_plan_alone(stores, make_question):
    stores.decks.save_questions("history", [make_question("q1")])
    stores.exams.save("me", PLAIN)
    stores.exams.delete("me", "e2")
    assert stores.exams.exams("me") == []
    assert stores.decks.question("q1").id == "q1"
    with pytest.raises(NotFound):
        stores.exams.delete("me", "e2")


@pytest.mark.parametrize("damage", ["no json", "[]", '{"kinds": ["riddle"]}', '{"minutes": "x"}'])
def test_a_damaged_plan_says_so(stores, damage):
    stores.exams.save("me", PLAIN)
    with stores.exams._database.transaction() as connection:
        connection.execute(text("UPDATE exam SET wanted = :wanted"), {"wanted": damage})
    with pytest.raises(StorageError, match="“Quiz” could not be read"):
        stores.exams.exams("me")
