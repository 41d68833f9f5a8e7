"""The check: derived data is repaired, what people made is reported and left alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from backends import behind_the_back as damage

from quizapp.domain.document import Document, OffsetRun, Passage, TextKind
from quizapp.domain.question import Picture, QuestionFilter
from quizapp.domain.quiz import Asked, Attempt, Given, Quiz, QuizRules


@pytest.fixture
def used(stores, make_question, make_review, make_memory):
    """A deck with questions, answers and a document."""
    stores.decks.save_questions("history", [make_question(f"q{number}") for number in range(5)])
    for name in ("q0", "q1"):
        stores.reviews.append(make_review(name), make_memory(name, due_in=0))
    passage = Passage(1, "The Soviet met.", TextKind.PROSE, (OffsetRun(0, 0, 15),))
    stores.documents.save_document(
        Document("a.txt", "A", "text", "The Soviet met.", (passage,), "a" * 64)
    )
    return stores


def test_a_healthy_deck_has_nothing_to_report(used):
    report = used.maintenance.check()
    assert (report.ok, report.findings, report.repaired) == (True, (), ())


@pytest.mark.parametrize(
    ("statement", "finding"),
    [
        ("INSERT INTO question_text(question_text) VALUES ('delete-all')", "search index"),
        ("INSERT INTO passage_text(passage_text) VALUES ('delete-all')", "search index"),
        ("UPDATE question_count SET questions = 77", "counted questions"),
        ("DELETE FROM due_count", "counted questions"),
        ("INSERT INTO memory VALUES ('me', 4, 1, 1, '2026-01-01', '2026-01-01', 1, 0)", "memory"),
    ],
)
def test_derived_data_is_built_anew_and_a_second_check_is_content(used, today, statement, finding):
    expected = used.reviews.overview("me", today)
    damage(used, statement)
    report = used.maintenance.check()
    assert report.ok
    assert any(finding in line for line in report.findings)
    assert report.repaired
    again = used.maintenance.check()
    assert (again.ok, again.findings, again.repaired) == (True, (), ())
    assert used.reviews.overview("me", today) == expected
    assert used.decks.count(QuestionFilter(text="decree")) == 5


@pytest.mark.of_files
def test_a_derived_row_of_something_that_is_gone_is_left_out(used, today):
    expected = used.reviews.overview("me", today)
    damage(used, "INSERT INTO memory VALUES ('me', 99, 1, 1, '2026-01-01', '2026-01-01', 1, 0)")
    report = used.maintenance.check()
    assert report.ok
    assert any("1 rows" in line for line in report.findings)
    assert used.maintenance.check().findings == ()
    assert used.reviews.overview("me", today) == expected


def test_wrong_sums_of_days_are_summed_anew(used, today):
    expected = used.reviews.overview("me", today)
    damage(used, "UPDATE day_total SET reviews = 99")
    report = used.maintenance.check()
    assert report.ok
    assert any("study days" in line for line in report.repaired)
    assert used.reviews.overview("me", today) == expected


def test_lost_work_is_reported_and_the_log_left_alone(used):
    _reports_a_loss(used, "DELETE FROM wording WHERE question = 3", "lost their words")


@pytest.mark.of_files
def test_a_lost_question_is_reported_and_the_log_left_alone(used):
    _reports_a_loss(used, "DELETE FROM question WHERE id = 'q0'", "no longer there")


def _reports_a_loss(used, statement, finding):
    log = used.reviews.reviews("me")
    damage(used, statement)
    report = used.maintenance.check()
    assert not report.ok
    assert any(finding in line for line in report.findings)
    assert used.reviews.reviews("me") == log


def test_odd_rows_of_the_log_are_said(used):
    damage(used, "UPDATE review SET retracts = 'nothing', rating = 9 WHERE question_id = 'q0'")
    findings = " ".join(used.maintenance.check().findings)
    assert "take back" in findings
    assert "rating" in findings


def test_tags_and_topics_to_filter_by_are_made_anew_from_the_words(used, make_question):
    tagged = make_question("t", tags=("a", "b"), topic="Russia/1917")
    used.decks.save_questions("history", [tagged])
    damage(
        used,
        "DELETE FROM tag WHERE tag = 'a'",
        "INSERT INTO tag VALUES ('b', 77)",
        "UPDATE wording SET topic = 'elsewhere' WHERE topic != ''",
    )
    report = used.maintenance.check()
    assert report.ok
    assert len(report.repaired) == 2
    assert used.maintenance.check().findings == ()
    assert used.decks.ids(QuestionFilter(tags=("a", "b"), text="russia")) == ["t"]


@pytest.mark.parametrize(
    ("statement", "finding"),
    [
        ("DELETE FROM question_version", "former words"),
        ("DELETE FROM picture", "pictures"),
        ("UPDATE asked SET version = 9", "words that are not there"),
        ("UPDATE attempt_answer SET place = 9", "belong to no question"),
    ],
)
def test_what_is_missing_of_versions_pictures_and_attempts_is_said(
    used, make_question, statement, finding
):
    question = make_question("t", picture=Picture("p1", "image/png"))
    used.decks.save_pictures({"p1": b"data"})
    used.decks.save_questions("history", [question])
    used.decks.update_question(replace(question, stem="Other?"))
    used.quizzes.save_quiz(Quiz("quiz", "Quiz"))
    now = datetime.now(UTC)
    used.quizzes.begin(Attempt("a", "quiz", "me", 1, now, (Asked("t", 2, 1, 0),), QuizRules()))
    used.quizzes.give(Given("a", 0, "1917", now, 900))
    assert used.maintenance.check().findings == ()
    damage(used, statement)
    assert any(finding in line for line in used.maintenance.check().findings)


@pytest.mark.of_files
def test_a_broken_index_is_built_anew(used):
    """The index of ids loses its entries, as after a fault of the disk."""
    with used._database.outside_transaction() as connection:
        driver = connection.connection.driver_connection
        driver.execute("PRAGMA writable_schema=ON")
        root = driver.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'ix_question_state'"
        ).fetchone()[0]
        other = driver.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'ix_question_document'"
        ).fetchone()[0]
        swap = "UPDATE sqlite_master SET rootpage = ? WHERE name = ?"
        driver.execute(swap, (other, "ix_question_state"))
        driver.execute(swap, (root, "ix_question_document"))
        driver.execute("PRAGMA writable_schema=RESET")
    report = used.maintenance.check()
    assert "damaged" in report.findings[0]
    assert report.ok
    assert used.maintenance.check().findings == ()
