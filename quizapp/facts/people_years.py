"""When a person lived, as far as the sentences that name him say."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quizapp.facts.people_runs import Claim

_YEAR = re.compile(
    r"(?<![\d.,:/-])(?P<year>1\d{3}|20\d{2}|[1-9]\d{0,2}(?= ?(?:AD|CE|A\.D\.|BC|B\.C\.)))"
    r"(?: ?(?P<bc>BCE?\b|B\.C\.))?(?![\d:]|[.,]\d"
    r"| (?:men|people|soldiers|workers|roubles|troops|members|votes))"
)
_LIFE = re.compile(
    r"^\s*\((?:[^()]{0,60}?\b)?(?:born |b\. )?(?:[^()\d]{0,30})(?P<born>\d{1,4})(?P<bc1> ?BCE?)?\)?"
    r"\s*[-–—]\s*(?:[^()\d]{0,30}(?:\d{1,2} [A-Z][a-z]+ )?)(?P<died>\d{1,4})(?P<bc2> ?BCE?)?\)"
)
_DEATH = re.compile(
    r"^\s*,?\s*(?:who )?(?:was |had been |were )?(?:then |later |himself )?"
    r"(?:died|killed|murdered|executed|assassinated|shot dead|hanged|beheaded|guillotined|"
    r"committed suicide|passed away|was shot|bled to death|perished|drowned|mortally wounded)\b"
    r"(?P<rest>[^.;]{0,80})"
)
_CHILDHOOD = 10  # years; "the fight against Huerta (1913-1914)" is no life
_BIRTH = re.compile(r"^\s*,?\s*(?:was )?born\b(?P<rest>[^.;]{0,60})")
_OWN_DEATH = re.compile(
    r"^[’']s (?:own )?(?:death|assassination|execution|murder)\b(?P<rest>[^.;]{0,40})"
)


@dataclass(frozen=True, slots=True)
class LifeSigns:
    """Years are astronomical (44 BC is -43). ``years``: dated acts of the person. ``dies``: the
    death itself is told, be it without a year."""

    years: tuple[int, ...] = ()
    born: int | None = None
    died: int | None = None
    dies: bool = False


def years_in(text: str) -> list[int]:
    """The explicit years of a text, in order."""
    return [_astronomical(match["year"], match["bc"]) for match in _YEAR.finditer(text)]


def life_signs(text: str, claim: Claim, sentence: tuple[int, int]) -> LifeSigns:
    """What the sentence (its offsets in the passage's text) says about when the person lived."""
    after = text[claim.end : sentence[1]]
    life = _LIFE.match(text[claim.end : claim.end + 120])
    if life is not None:
        born = _astronomical(life["born"], life["bc1"] or life["bc2"])
        died = _astronomical(life["died"], life["bc2"])
        if born + _CHILDHOOD <= died <= born + 110:
            return LifeSigns(born=born, died=died)
    for pattern in (_DEATH, _OWN_DEATH):
        death = pattern.match(after)
        if death is not None:
            years = years_in(death["rest"])
            return LifeSigns(died=years[0] if years else None, dies=True)
    birth = _BIRTH.match(after)
    if birth is not None:
        years = years_in(birth["rest"])
        return LifeSigns(born=years[0]) if years else LifeSigns()
    if not claim.acts:
        return LifeSigns()
    return LifeSigns(years=tuple(years_in(text[sentence[0] : sentence[1]])))


def _astronomical(year: str, bc: str | None) -> int:
    return 1 - int(year) if bc else int(year)
