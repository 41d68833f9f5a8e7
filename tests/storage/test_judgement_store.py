"""The log of verdicts, the signs of a question, and confidences that are computed anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from quizapp.domain.document import Span
from quizapp.domain.identity import new_id
from quizapp.domain.judgement import Act, Judgement, Reason
from quizapp.domain.question import (
    CROWDED,
    CROWDED_AT_MOST,
    Citation,
    Origin,
    Signs,
    State,
)
from quizapp.errors import StorageError

SIGNS = Signs(
    features=(("found", 0.5), ("names", 1 / 3), ("weak: unresolved", 1.0)),
    doubts=("the oath",),
    against=(Citation("b.txt", fingerprint="b" * 64, span=Span(3, 9), quote="In 1616 it was."),),
)


def judgement(act, question_id="q1", **fields):
    plain = {"id": new_id(), "at": datetime(2026, 3, 2, 12, tzinfo=UTC), "app_version": "0.1.0"}
    return Judgement(act=act, question_id=question_id, **(plain | fields))


def test_rows_come_back_whole_and_in_the_order_of_writing(stores, make_question):
    stores.decks.save_questions("history", [make_question("q1"), make_question("q2")])
    assert stores.judgements.newest() == ""
    edited = judgement(Act.EDITED, changed=("stem", "options"), features=SIGNS.features)
    refused = judgement(Act.REJECTED, "q2", reason=Reason.NOT_THE_ONLY_ANSWER)
    reset = judgement(Act.RESET, None)
    undone = judgement(Act.TAKEN_BACK, None, retracts=reset.id)
    stores.judgements.append([edited, refused])
    stores.judgements.append([reset])
    stores.judgements.append([undone])
    assert stores.judgements.judgements() == [edited, refused, reset, undone]
    assert stores.judgements.judgements("q2") == [refused]
    assert stores.judgements.newest() == undone.id
    assert stores.maintenance.check().findings == ()


def test_a_verdict_on_a_question_that_is_gone_is_refused_and_says_so(stores, make_question):
    stores.decks.save_questions("history", [make_question("q1")])
    with pytest.raises(StorageError, match="no longer"):
        stores.judgements.append([judgement(Act.ACCEPTED), judgement(Act.ACCEPTED, "gone")])
    assert stores.judgements.judgements() == []


def test_a_row_that_takes_back_nothing_is_reported(stores, make_question):
    stores.decks.save_questions("history", [make_question("q1")])
    stores.judgements.append([judgement(Act.TAKEN_BACK, retracts="never written")])
    report = stores.maintenance.check()
    assert report.findings == ("1 rows of the log of verdicts take back one that is not there.",)


def test_the_signs_of_a_question_are_kept_through_edits_and_imports(stores, make_question):
    draft = make_question("q1", signs=SIGNS, state=State.DRAFT, origin=Origin.GENERATED)
    stores.decks.save_questions("history", [draft])
    assert stores.decks.question("q1").signs == SIGNS
    stores.decks.update_question(replace(draft, stem="When was it signed?", signs=None))
    assert stores.decks.question("q1").signs == SIGNS
    imported = make_question("q1", stem="When was it signed at last?", origin=Origin.IMPORTED)
    stores.decks.save_questions("history", [imported])
    assert stores.decks.question("q1").stem == "When was it signed at last?"
    assert stores.decks.question("q1").signs == SIGNS


def test_a_new_confidence_is_no_edit(stores, make_question):
    draft = make_question("q1", state=State.DRAFT, origin=Origin.GENERATED, confidence=0.9)
    stores.decks.save_questions("history", [draft])
    stores.decks.set_confidences({"q1": 0.4, "gone": 0.5})
    assert stores.decks.question("q1").confidence == 0.4
    better = replace(draft, stem="When was the decree signed?")
    assert stores.decks.save_questions("history", [better]).changed == 1


def test_what_is_more_than_a_deck_needs_is_counted_as_the_question_itself_says(
    stores, make_question, today
):
    crowded, plain = Signs((("found", 0.8), (CROWDED, 1.0))), Signs((("found", 0.8),))
    drafts = [
        make_question(f"q{number}", state=state, confidence=confidence, signs=signs)
        for number, (state, confidence, signs) in enumerate(
            [
                (State.DRAFT, CROWDED_AT_MOST, crowded),
                (State.DRAFT, CROWDED_AT_MOST, plain),
                (State.DRAFT, 0.3, crowded),  # less sure by the verdicts since
                (State.DRAFT, 0.7, crowded),
                (State.ACCEPTED, CROWDED_AT_MOST, crowded),
                (State.DRAFT, CROWDED_AT_MOST, None),
            ]
        )
    ]
    stores.decks.save_questions("history", drafts)
    (summary,) = stores.decks.summaries("me", today)
    stored = [stores.decks.question(draft.id) for draft in drafts]
    assert [question.spare for question in stored] == [True] + 5 * [False]
    assert (summary.held_back, summary.spare) == (4, 1)


def test_what_is_held_back_is_counted_apart(stores, make_question, today):
    stores.decks.save_questions(
        "history",
        [
            make_question(f"q{number}", state=state, confidence=confidence)
            for number, (state, confidence) in enumerate(
                [(State.DRAFT, 0.7), (State.DRAFT, 0.69), (State.DRAFT, 0.1), (State.ACCEPTED, 0)]
            )
        ],
    )
    (summary,) = stores.decks.summaries("me", today)
    assert (summary.questions, summary.drafts, summary.held_back) == (1, 1, 2)
