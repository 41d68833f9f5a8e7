"""Saved filters: names are unique ignoring case, and renaming loses nothing."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from fake_stores import FakeFilters

from quizapp.domain.question import QuestionFilter, SavedFilter
from quizapp.errors import NotFound, QuizError
from quizapp.services.saved_filters import SavedFilters

TSARS = QuestionFilter(tags=("tsars",))


@pytest.fixture
def filters() -> SavedFilters:
    made = SavedFilters(SimpleNamespace(filters=FakeFilters()))  # type: ignore[arg-type]
    made.save("Tsars", TSARS)
    return made


def test_a_name_is_cleaned_and_needed(filters: SavedFilters) -> None:
    assert filters.save("  Wars \n of 1812 ", QuestionFilter(text="war")).name == "Wars of 1812"
    with pytest.raises(QuizError, match="needs a name"):
        filters.save("  ", TSARS)


def test_saving_under_a_known_name_changes_it(filters: SavedFilters) -> None:
    assert filters.is_taken("TSARS")
    filters.save("tsars", QuestionFilter(text="tsar"))
    assert filters.all() == [SavedFilter("tsars", QuestionFilter(text="tsar"))]


def test_renaming_keeps_the_filter_and_takes_no_other_name(filters: SavedFilters) -> None:
    filters.save("Wars", QuestionFilter(text="war"))
    with pytest.raises(QuizError, match="already a saved filter called wars"):
        filters.rename("Tsars", "wars")
    assert filters.rename("Tsars", "TSARS").wanted == TSARS
    filters.rename("tsars", "Rulers")
    assert [each.name for each in filters.all()] == ["Rulers", "Wars"]


def test_what_was_deleted_can_be_saved_again(filters: SavedFilters) -> None:
    gone = filters.delete("tsars")
    assert not filters.all()
    with pytest.raises(NotFound):
        filters.delete("tsars")
    with pytest.raises(NotFound):
        filters.rename("tsars", "x")
    filters.save(gone.name, gone.wanted)
    assert filters.all() == [SavedFilter("Tsars", TSARS)]
