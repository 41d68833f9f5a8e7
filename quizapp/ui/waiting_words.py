"""What waits today, and of which decks: a number alone may be of several."""

from __future__ import annotations

from collections.abc import Sequence

from quizapp.domain.deck import DeckSummary, came_with_quizapp
from quizapp.ui import words

_NAMED = 3  # decks; more of them are counted


def of_which_decks(decks: Sequence[DeckSummary], new: int) -> str:
    """ "To review: My deck 23, Rulers 14  ·  New: My deck 13". ``new``: how many begin today.

    New questions are taken from the learner's own decks first, as a session does; out of which of
    several is only settled when it begins.
    """
    due = [(deck.name, deck.due) for deck in decks if deck.due]
    begun = _supplying(decks, new) if new else []
    if len({name for name, _ in (*due, *begun)}) == 1:
        return words.tr("All of {}").format(words.one_line((due or begun)[0][0]))
    parts = []
    if due:
        parts.append(words.tr("To review: {}").format(_listed(due)))
    if begun:
        parts.append(words.tr("New: {}").format(_listed(begun)))
    return "  ·  ".join(parts)


def _supplying(decks: Sequence[DeckSummary], new: int) -> list[tuple[str, int]]:
    """Decks that the new questions of the day are taken from, with how many; 0: not settled yet."""
    found: list[tuple[str, int]] = []
    for shipped in (False, True):
        tier = [deck for deck in decks if deck.new and came_with_quizapp(deck.id) is shipped]
        there = sum(deck.new for deck in tier)
        exact = there <= new or len(tier) == 1
        found += [(deck.name, min(deck.new, new) if exact else 0) for deck in tier]
        new -= there
        if new <= 0:
            break
    return found


def _listed(found: Sequence[tuple[str, int]]) -> str:
    """The most first."""
    found = sorted(found, key=lambda entry: -entry[1])
    named = [
        f"{words.one_line(name)} {number:,}" if number else words.one_line(name)
        for name, number in found[:_NAMED]
    ]
    more = len(found) - _NAMED
    if more > 0:
        decks = words.count(more, words.tr("more deck"), words.tr("more decks"))
        named.append(words.tr("and {}").format(decks))
    return ", ".join(named)
