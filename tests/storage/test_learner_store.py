"""Learners in the deck file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from quizapp.domain.learner import Learner
from quizapp.domain.question import Question
from quizapp.domain.review import Review
from quizapp.errors import NotFound, StorageError
from quizapp.storage import OpenDeck

NOW = datetime(2026, 3, 2, 18, tzinfo=UTC)
ANNA = Learner("id-a", "Anna", "blue", NOW)
BEN = Learner("id-b", "Ben", "green", NOW + timedelta(seconds=1))


def test_learners_come_back_in_the_order_of_adding(stores: OpenDeck) -> None:
    stores.learners.add([BEN, ANNA])
    assert stores.learners.learners() == [ANNA, BEN]


def test_a_name_is_free_again_once_its_learner_is_deleted(stores: OpenDeck) -> None:
    stores.learners.add([ANNA])
    other = replace(ANNA, id="id-c", name="ANNA")
    with pytest.raises(StorageError, match="a learner called ANNA already"):
        stores.learners.add([other])
    stores.learners.change(replace(ANNA, deleted_at=NOW))
    stores.learners.add([other])
    with pytest.raises(StorageError, match="a learner called Anna already"):
        stores.learners.change(ANNA)
    assert [one.deleted_at for one in stores.learners.learners()] == [NOW, None]


def test_all_are_added_or_none(stores: OpenDeck) -> None:
    stores.learners.add([ANNA])
    with pytest.raises(StorageError, match="none was added"):
        stores.learners.add([BEN, replace(ANNA, id="id-c")])
    assert stores.learners.learners() == [ANNA]


def test_a_change_keeps_pin_and_settings(stores: OpenDeck) -> None:
    stores.learners.add([ANNA])
    stores.learners.set_pin("id-a", "hash")
    stores.learners.set_own_settings("id-a", {"new_per_day": 5, "of a newer one": [1]})
    stores.learners.change(replace(ANNA, name="Änne", colour="red"))
    (found,) = stores.learners.learners()
    assert (found.name, found.colour, found.has_pin) == ("Änne", "red", True)
    assert stores.learners.pin("id-a") == "hash"
    assert stores.learners.own_settings("id-a") == {"new_per_day": 5, "of a newer one": [1]}


def test_who_is_not_there_is_not_found(stores: OpenDeck) -> None:
    for call in (
        lambda: stores.learners.pin("id-a"),
        lambda: stores.learners.set_pin("id-a", None),
        lambda: stores.learners.own_settings("id-a"),
        lambda: stores.learners.change(ANNA),
    ):
        with pytest.raises(NotFound, match="no longer there"):
            call()


def test_the_log_tells_who_answered_and_when_last(
    stores: OpenDeck, make_question: Callable[..., Question], make_review: Callable[..., Review]
) -> None:
    assert stores.learners.in_log() == {}
    stores.decks.save_questions("history", [make_question("q1"), make_question("q2")])
    for learner, day in (("me", 2), ("Zoë", 3), ("me", 5)):
        review = make_review("q1", learner=learner, study_day=date(2026, 3, day))
        stores.reviews.append(review, None)
    assert stores.learners.in_log() == {"Zoë": date(2026, 3, 3), "me": date(2026, 3, 5)}
