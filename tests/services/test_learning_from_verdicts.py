"""Verdicts are logged with what they were about, move like questions, and can be taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fake_stores import World, question

from quizapp.domain.judgement import Act, Reason, standing
from quizapp.domain.question import Question, Signs, State
from quizapp.kinds.ranking import confidence_from, shipped_weights
from quizapp.kinds.reasons import ReasonAgainst
from quizapp.services.browse_questions import BrowseQuestions
from quizapp.services.learn import Learned, Moved
from quizapp.services.review_proposals import CHANGED, ReviewProposals

FINE = (("found", 0.75), ("names", 0.5))  # 0.78 by the shipped weights
DOUBTFUL = (("found", 0.62), ("names", 2.0), ("weak: where", 1.0), ("passive", 1.0))  # 0.68


def draft(name: str, features: tuple[tuple[str, float], ...] = FINE) -> Question:
    confidence = confidence_from(dict(features), shipped_weights())
    return replace(
        question(name, state=State.DRAFT), signs=Signs(features), confidence=confidence
    )  # fmt: skip


@pytest.fixture
def proposals(world: World) -> ReviewProposals:
    return ReviewProposals(world.stores, world.evidence, world.log, world.learn)


def acts(world: World) -> list[Act]:
    return [row.act for row in standing(world.stores.judgements.log)]


def confidence(world: World, name: str) -> float:
    return world.stores.decks.question(name).confidence


def test_every_verdict_is_logged_with_the_features_of_its_question(
    world: World, proposals: ReviewProposals
) -> None:
    drafts = [draft(name) for name in "abcde"]
    world.add(*drafts)
    proposals.accept(["a"])
    proposals.reject(["b"])
    proposals.explain("b", Reason.CLUMSY)
    proposals.edit(replace(drafts[2], stem="Better?", distractors=()))
    proposals.accept(["d", "e"])
    log = standing(world.stores.judgements.log)
    assert [(row.act, row.reason, row.changed) for row in log] == [
        (Act.ACCEPTED, None, ()),
        (Act.REJECTED, Reason.CLUMSY, ()),
        (Act.EDITED, None, ("stem", "options")),
        (Act.ACCEPTED_TOGETHER, None, ()),
        (Act.ACCEPTED_TOGETHER, None, ()),
    ]
    assert {row.features for row in log} == {FINE}
    assert len(world.stores.judgements.log) == 6, "the log keeps what a reason took the place of"


def test_proposals_come_best_first(world: World, proposals: ReviewProposals) -> None:
    world.add(draft("doubtful", DOUBTFUL), draft("fine"), draft("fine too"))
    assert [q.id for q in proposals.pending()] == ["fine", "fine too", "doubtful"]


def test_rejections_lower_open_questions_like_it_and_say_how_many_moved(
    world: World, proposals: ReviewProposals
) -> None:
    world.add(*(draft(name) for name in "abcdefghijklmn"), draft("other", DOUBTFUL))
    before, other = confidence(world, "n"), confidence(world, "other")
    assert proposals.learn() == Moved()
    for name in "abcdefghijkl":
        proposals.reject([name])
    assert confidence(world, "n") == before, "not before it is asked for"
    moved = proposals.learn()
    assert moved.changed == 3
    assert moved.held_back >= 2
    assert confidence(world, "n") < 0.65 < before
    assert confidence(world, "other") < other
    assert proposals.learn() == Moved(), "nothing new, nothing moves"


def test_acceptances_raise_them(world: World, proposals: ReviewProposals) -> None:
    world.add(*(draft(name, DOUBTFUL) for name in "abcdefghij"))
    before = confidence(world, "j")
    for name in "abcdefghi":
        proposals.accept([name])
    proposals.learn()
    assert confidence(world, "j") > before


def test_undo_of_a_decision_undoes_its_verdict_step_by_step(
    world: World, proposals: ReviewProposals
) -> None:
    first = draft("a")
    world.add(first, draft("b"))
    before = confidence(world, "b")
    proposals.accept(["a"])
    accepted = first.with_state(State.ACCEPTED)
    proposals.reject(["a"])
    proposals.explain("a", Reason.WRONG)
    proposals.take_back([accepted])
    assert world.stores.decks.question("a").state is State.ACCEPTED
    assert acts(world) == [Act.ACCEPTED]
    proposals.take_back([first])
    assert world.stores.decks.question("a").state is State.DRAFT
    assert acts(world) == []
    proposals.learn()
    assert confidence(world, "b") == before


def test_undo_of_an_edit_keeps_the_decision_and_the_present_confidence(
    world: World, proposals: ReviewProposals
) -> None:
    first = draft("a")
    world.add(first)
    proposals.accept(["a"])
    accepted = world.stores.decks.question("a")
    proposals.edit(replace(accepted, explanation="Only a note."))
    proposals.take_back([accepted])
    assert acts(world) == [Act.ACCEPTED], "an explanation is no verdict, and takes none back"
    proposals.edit(replace(accepted, answer="another"))
    world.stores.decks.set_confidences({"a": 0.5})
    proposals.take_back([accepted])
    assert acts(world) == [Act.ACCEPTED]
    assert world.stores.decks.question("a") == replace(accepted, confidence=0.5)


def test_what_goes_into_a_deck_unread_teaches_nothing(
    world: World, proposals: ReviewProposals
) -> None:
    world.add(draft("a"))
    proposals.accept_unread(["a"])
    assert world.stores.decks.question("a").state is State.ACCEPTED
    assert acts(world) == []


def test_a_reset_forgets_and_can_be_undone(world: World, proposals: ReviewProposals) -> None:
    world.add(*(draft(name) for name in "abcd"))
    before = confidence(world, "d")
    for name in "abc":
        proposals.reject([name])
    proposals.learn()
    lowered = confidence(world, "d")
    assert world.learn.learned() == Learned(3, 0)
    assert world.learn.reset().changed == 1
    assert confidence(world, "d") == before
    assert world.learn.learned() == Learned(0, 3)
    world.learn.undo_reset()
    assert confidence(world, "d") == lowered
    assert world.learn.learned() == Learned(3, 0)


def test_a_held_back_proposal_says_why(world: World, proposals: ReviewProposals) -> None:
    world.add(draft("a", (*DOUBTFUL, ("weak: a state", 1.0))), draft("b"))
    about = proposals.about(world.stores.decks.question("a"))
    assert "a state that lasted" in about.reasons[0].words
    assert proposals.about(world.stores.decks.question("b")).reasons == ()


def test_after_an_edit_the_reasons_against_the_earlier_words_are_gone_until_it_is_taken_back(
    world: World, proposals: ReviewProposals
) -> None:
    world.add(draft("a", (*DOUBTFUL, ("weak: a state", 1.0))))
    before = world.stores.decks.question("a")
    reasons = proposals.about(before).reasons
    proposals.edit(replace(before, stem="Which treaty was signed in March 1918?"))
    said = [reason.words for reason in proposals.about(world.stores.decks.question("a")).reasons]
    assert said[0] == CHANGED
    assert not set(said) & {reason.words for reason in reasons}
    proposals.take_back([before])
    assert proposals.about(world.stores.decks.question("a")).reasons == reasons


def test_a_reason_is_said_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.add(draft("a", DOUBTFUL))
    proposals = ReviewProposals(world.stores, world.evidence, world.log, world.learn)
    twice = (ReasonAgainst("It is long.", 0.5), ReasonAgainst("It is long.", 0.3))
    monkeypatch.setattr(world.learn, "reasons_against", lambda _: twice)
    found = proposals.about(world.stores.decks.question("a")).reasons
    assert [reason.words for reason in found] == ["It is long."]


def test_an_edit_elsewhere_counts_too_and_taking_into_study_takes_back_the_rejection(
    world: World, proposals: ReviewProposals
) -> None:
    browse = BrowseQuestions(world.stores, world.day, world.evidence, world.log)
    world.add(draft("a"))
    proposals.reject(["a"], Reason.NOT_WORTH_ASKING)
    rejected = world.stores.decks.question("a")
    why = browse.why_turned_down(rejected)
    assert why is not None
    assert why.reason is Reason.NOT_WORTH_ASKING
    browse.set_state(["a"], State.ACCEPTED)
    assert browse.why_turned_down(world.stores.decks.question("a")) is None
    assert acts(world) == []
    browse.save(replace(world.stores.decks.question("a"), answer="another"))
    assert acts(world) == [Act.EDITED]
