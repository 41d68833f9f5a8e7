"""What may be learned from the log of verdicts, and what no longer counts."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from quizapp.domain.judgement import (
    REWORDED,
    Act,
    Judgement,
    Lesson,
    Reason,
    counted,
    lessons,
    standing,
)

FEATURES = (("found", 0.8),)


def row(id_: str, act: Act, question: str | None = "q", **fields: Any) -> Judgement:
    plain: dict[str, Any] = {"at": datetime(2026, 3, 2, tzinfo=UTC), "features": FEATURES}
    return Judgement(id_, act, question_id=question, **(plain | fields))


def test_what_was_taken_back_does_not_count_and_neither_does_the_taking_back() -> None:
    log = [row("1", Act.ACCEPTED), row("2", Act.TAKEN_BACK, retracts="1")]
    assert standing(log) == []
    assert lessons(log) == []


def test_a_reason_given_afterwards_takes_the_place_of_the_bare_rejection() -> None:
    log = [row("1", Act.REJECTED), row("2", Act.REJECTED, reason=Reason.WRONG, retracts="1")]
    assert standing(log) == log[1:]
    assert lessons(log) == [Lesson(FEATURES, passed=False)]


def test_nothing_before_a_reset_is_learned_from_until_the_reset_is_taken_back() -> None:
    log = [row("1", Act.ACCEPTED), row("2", Act.RESET, None), row("3", Act.REJECTED, "other")]
    assert counted(log) == log[2:]
    assert standing(log) == log
    log.append(row("4", Act.TAKEN_BACK, None, retracts="2"))
    assert counted(log) == [log[0], log[2]]


def test_a_question_teaches_once_and_the_last_word_counts() -> None:
    log = [row("1", Act.ACCEPTED), row("2", Act.RETIRED, reason=Reason.CLUMSY)]
    assert lessons(log) == [Lesson(FEATURES, passed=False)]
    assert lessons(log[::-1]) == [Lesson(FEATURES, passed=True)]


def test_changed_words_speak_against_the_proposal_by_half_changed_options_do_not() -> None:
    accepted = row("9", Act.ACCEPTED)
    for changed, lesson in (
        (("stem",), Lesson(FEATURES, passed=False, weight=REWORDED)),
        (("answer", "options"), Lesson(FEATURES, passed=False, weight=REWORDED)),
        (("options",), Lesson(FEATURES, passed=True)),
    ):
        assert lessons([row("1", Act.EDITED, changed=changed), accepted]) == [lesson]


def test_bad_choices_say_nothing_of_the_fact() -> None:
    assert lessons([row("1", Act.REJECTED, reason=Reason.BAD_CHOICES)]) == []


def test_accepting_all_that_remain_is_no_word_on_any_one_of_them() -> None:
    assert lessons([row("1", Act.ACCEPTED_TOGETHER)]) == []


def test_a_question_without_features_teaches_nothing() -> None:
    assert lessons([row("1", Act.REJECTED, features=())]) == []
