"""Saved filters: names, contents, and those that are damaged."""

from __future__ import annotations

import pytest
from any_filter import FILTERS
from hypothesis import given, settings

from quizapp.domain.question import Difficulty, QuestionFilter, SavedFilter
from quizapp.errors import NotFound, StorageError
from quizapp.storage import filters


@settings(deadline=None)
@given(wanted=FILTERS)
def test_a_filter_comes_back_from_its_record(wanted):
    assert filters.filter_of(filters.record_of(wanted)) == wanted


def test_saved_filters_are_listed_by_name_and_replaced_whatever_the_case(stores):
    hard = QuestionFilter(difficulties=(Difficulty.HARD,))
    stores.filters.save(SavedFilter("Zeppelins", QuestionFilter(topic="Air")))
    stores.filters.save(SavedFilter("hard ones", QuestionFilter()))
    stores.filters.save(SavedFilter(" Hard Ones ", hard))
    saved = stores.filters.filters()
    assert saved == [
        SavedFilter("Hard Ones", hard),
        SavedFilter("Zeppelins", QuestionFilter(topic="Air")),
    ]
    stores.filters.delete("HARD ones")
    assert [one.name for one in stores.filters.filters()] == ["Zeppelins"]
    with pytest.raises(NotFound):
        stores.filters.delete("hard ones")
    with pytest.raises(StorageError, match="name"):
        stores.filters.save(SavedFilter(" ", hard))


def test_a_damaged_filter_is_named(stores):
    stores.filters.save(SavedFilter("Mine", QuestionFilter()))
    with stores._database.transaction() as connection:
        connection.exec_driver_sql('UPDATE saved_filter SET wanted = \'{"kinds": ["x"]}\'')
    with pytest.raises(StorageError, match="Mine"):
        stores.filters.filters()
