"""The war or rising that a document tells of: what its towns fell in, and its fleets were burnt in.

"On what date did Wuchang fall?" is a question only for who has the text before them; "during the
Taiping Rebellion" makes it one for everybody. Said of deeds of war, and of what would else name
nobody, where they lie in the years of the war.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from quizapp.domain.calendar import HistoricalDate
from quizapp.domain.document import Document, TextKind
from quizapp.facts.name_forms import fold, word_set

_KINDS = (
    r"(?:Wars?|Rebellion|Revolt|Uprising|Rising|Insurrection|Mutiny|Crusade|Invasion|Revolution"
    r"|Commune|Restoration)"
)
_NAME = re.compile(
    rf"(?:[A-Z][\w’'-]+ ){{0,4}}{_KINDS}"
    r"(?: of (?:the )?[A-Z][\w-]+(?: [A-Z][\w-]+)?)?(?=$|[\s,:;.(])"
)
_NO_PART = word_set("a an the chapter unit part lecture lesson")
_KIND = re.compile(rf"\b{_KINDS}\b|\b(?:Campaign|Offensive|Siege|Battle|Revolution|Crisis)\b")
_YEAR = re.compile(r"(?<!\d)(1\d{3}|20\d\d)(?!\d)")
_YEARS = re.compile(r"(?<!\d)(1\d{3}|20\d\d)\s?(?:–|-|to|and)\s?(1\d{3}|20\d\d)(?!\d)")
_NAMES = re.compile(r"\b[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)*")
_TOLD_ENOUGH = 2  # names: who knows these knows which war it was
_LONGEST = 12  # years from the first to the last that a title names
_OPENING = 3  # passages in which the years of the war are told
_DEEDS = word_set(
    """
    advance attack beat besiege bombard burn capitulate capture counterattack defeat evacuate fall
    fight halt invade land lose occupy open raid recapture recover relieve repel repulse retake
    retreat rout sack seize shell sink storm surrender win withdraw yield
    """
)


@dataclass(frozen=True, slots=True)
class War:
    """``name`` with its article; ``years`` its first and last."""

    name: str
    years: tuple[int, int]

    def tells_which(self, when: HistoricalDate | None, spoken: str) -> bool:
        """Whether a deed in its years, of whose doers no name is told, is told apart by it."""
        if when is None or _KIND.search(spoken):
            return False
        key = fold(self.name).removeprefix("the ").split()[0]
        first, last = self.years
        ends = when.end_new_style or when.end_old_style or when.point
        return first <= when.point.year <= ends.year <= last and key[:5] not in fold(spoken)

    def holds(self, when: HistoricalDate | None, lemma: str, spoken: str) -> bool:
        """Whether a deed wants it said: not where another war or battle is named already."""
        if when is None or lemma not in _DEEDS or _KIND.search(spoken):
            return False
        if lemma == "open" and "gates" not in spoken:
            return False
        if len(_NAMES.findall(spoken)) > _TOLD_ENOUGH:
            return False
        key = fold(self.name).removeprefix("the ").split()[0]
        first, last = self.years
        return first <= when.point.year <= last and key[:5] not in fold(spoken)


def war_of(document: Document) -> War | None:
    """By the document's title; None where it names no war, or nobody says when it was."""
    names = _NAME.findall(document.title)
    if len(names) != 1:
        return None
    words = names[0].split()
    while words and words[0].lower() in _NO_PART:
        words.pop(0)
    years = _years_of(document)
    some = "Wars" in words or " ".join(words) in ("Civil War", "World War", "Great War")
    if len(words) < 2 or some or years is None:
        return None
    return War(f"the {' '.join(words)}".replace("'", "’"), years)


def _years_of(document: Document) -> tuple[int, int] | None:
    opening = " ".join(passage.text for passage in document.passages[:_OPENING])
    for text in (document.title, opening):
        spans = [(int(a), int(b)) for a, b in _YEARS.findall(text)]
        if spans:
            return min(spans)[0], max(last for _, last in spans)
    told = [int(year) for year in _YEAR.findall(document.title)]
    if not told:
        first = next((p.text for p in document.passages if p.kind is TextKind.PROSE), "")
        told = sorted({int(year) for year in _YEAR.findall(first)})
        told = told if len(told) == 1 else []  # "was fought from January to May 1918"
    return (min(told), max(told)) if told and max(told) - min(told) <= _LONGEST else None
