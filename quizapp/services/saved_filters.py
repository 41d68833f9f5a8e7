"""Filters of questions under a name: kept, recalled, renamed, deleted."""

from __future__ import annotations

from quizapp.domain.learner import clean_name, name_key
from quizapp.domain.ports import Stores
from quizapp.domain.question import QuestionFilter, SavedFilter
from quizapp.errors import NotFound, QuizError

LONGEST = 120  # characters of a name


class SavedFilters:
    def __init__(self, stores: Stores) -> None:
        self._filters = stores.filters

    def all(self) -> list[SavedFilter]:
        """By name."""
        return self._filters.filters()

    def is_taken(self, name: str) -> bool:
        return self._find(name) is not None

    def save(self, name: str, wanted: QuestionFilter) -> SavedFilter:
        """In place of the one of that name, where there is one."""
        saved = SavedFilter(_clean(name), wanted)
        self._filters.save(saved)
        return saved

    def rename(self, name: str, new: str) -> SavedFilter:
        """``QuizError``: another filter has that name."""
        saved = self._find(name)
        if saved is None:
            raise NotFound("This saved filter is no longer there.")
        renamed = SavedFilter(_clean(new), saved.wanted)
        same = name_key(renamed.name) == name_key(saved.name)
        if not same and self.is_taken(renamed.name):
            raise QuizError(f"There is already a saved filter called {renamed.name}.")
        self._filters.save(renamed)
        if not same:
            self._filters.delete(saved.name)
        return renamed

    def delete(self, name: str) -> SavedFilter:
        """Returns what ``save`` takes to bring it back."""
        saved = self._find(name)
        if saved is None:
            raise NotFound("This saved filter is no longer there.")
        self._filters.delete(name)
        return saved

    def _find(self, name: str) -> SavedFilter | None:
        wanted = name_key(name)
        return next((each for each in self.all() if name_key(each.name) == wanted), None)


def _clean(name: str) -> str:
    cleaned = clean_name(name)
    if not cleaned:
        raise QuizError("A saved filter needs a name.")
    return cleaned[:LONGEST]
