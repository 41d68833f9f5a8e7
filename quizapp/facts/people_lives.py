"""Which of the people with one surname may be meant: by the years told of, and by their deaths.

Father and son, brothers, or two ministers of one family share a surname; a text that means the
younger one seldom says so again. The one who had died, or of whom it comes to speak a generation
later, is not he.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from quizapp.facts.people_years import life_signs, years_in

if TYPE_CHECKING:
    from quizapp.domain.document import Document
    from quizapp.facts.people_clusters import Cluster
    from quizapp.facts.people_runs import Claim

Place = tuple[int, int]  # document, passage

_BRACKETS = re.compile(r"\([^()]*\)")  # "(1778-1842)": no years that the text has come to
_YEARS_REACH = 3  # passages
_A_GENERATION = 15  # years
_OF_SOMEBODY = re.compile(
    r"\b(?:(?:grand)?(?:son|daughter)|brother|sister|nephew|niece|cousin|widow|wife|descendant)"
    r" of (?:the )?(?:late )?(?:[a-z-]+ ){0,4}$"
)


def is_told_as_kin(text: str, start: int) -> bool:
    """ "the natural son of the former viceroy X": told of the son, who is who is spoken of."""
    return _OF_SOMEBODY.search(text, max(0, start - 80), start) is not None


class Lives:
    """What the documents have told so far of deaths and the years they speak of."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = documents
        self._born: dict[int, int] = {}  # by id of a cluster
        self._died: dict[int, int] = {}
        self._buried: set[tuple[int, int]] = set()  # document and cluster: the death is told

    def hear(self, at: Place, claim: Claim, sentence: tuple[int, int], cluster: Cluster) -> None:
        """Takes in what stands beside a name; mentions come in reading order."""
        life = life_signs(self._text(at), claim, sentence)
        if life.born is not None:
            self._born.setdefault(id(cluster), life.born)
        if life.died is not None:
            self._died.setdefault(id(cluster), life.died)
        if life.dies:
            self._buried.add((at[0], id(cluster)))

    def may_live(self, at: Place, claim: Claim, cluster: Cluster) -> bool:
        """Whether somebody is not yet dead where the text has come to."""
        year, died = self.year_at(at, claim.end), self._died.get(id(cluster))
        if year is None or died is None:
            return (at[0], id(cluster)) not in self._buried
        return year <= died

    def is_born_otherwise(self, at: Place, claim: Claim, cluster: Cluster) -> bool:
        """Whether the bracket behind a name, "Luis (1791-1818)", is of somebody else's life."""
        born = life_signs(self._text(at), claim, (claim.start, claim.end)).born
        known = self._born.get(id(cluster), born)
        return born is not None and born != known

    def is_of_another_time(self, here: Place, end: int, there: Place, there_end: int) -> bool:
        """Whether the text, at two places, tells of years that one career seldom spans."""
        one, other = self.year_at(here, end), self.year_at(there, there_end)
        return one is not None and other is not None and abs(one - other) > _A_GENERATION

    def year_at(self, at: Place, end: int) -> int | None:
        """The year told last, up to the end of the sentence in which ``end`` lies."""
        document, passage = at
        text = self._text(at)
        stop = text.find(". ", end)
        years = years_in(_BRACKETS.sub(" ", text[: stop + 1 if stop >= 0 else len(text)]))
        for before in range(1, _YEARS_REACH + 1):
            if years or passage - before < 0:
                break
            years = self._years_of(document, passage - before)
        return years[-1] if years else None

    @cache  # noqa: B019 - as long as one build of the people
    def _years_of(self, document: int, passage: int) -> list[int]:
        return years_in(_BRACKETS.sub(" ", self._text((document, passage))))

    def _text(self, at: Place) -> str:
        return self._documents[at[0]].passages[at[1]].text
