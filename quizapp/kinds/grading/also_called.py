"""Longer names of a building whose short name is the key: "Smolny Institute" for "Smolny".

Such a name is only right where something says so: the passage that proves the answer, or the
gazetteer. "Smolny Station" may be another place.
"""

from __future__ import annotations

import re
from functools import cache

from quizapp.domain.question import Question
from quizapp.kinds.atlas import atlas
from quizapp.kinds.text import fold

_NOUNS = (
    "Institute|Palace|Station|Fortress|Castle|Cathedral|Monastery|Abbey|Church|Mosque|Temple"
    "|Theatre|Theater|House|Hall|Hotel|Museum|Building|School|Barracks|Prison|Bridge|Square|Works"
    "|Factory|Plant|Mill|Arsenal|Academy|University"
)
_ASKS_FOR_ONE = re.compile(rf"\b(?:what|which) (?:[\w-]+ )?(?:{_NOUNS})\b", re.IGNORECASE)
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)


def also_called(question: Question) -> tuple[str, ...]:
    """Longer names of the key, as the passage and the gazetteer write them; none of a key that has
    such a noun itself."""
    key = _ARTICLE.sub("", " ".join(question.answer.split()))
    if not key or re.search(rf"\b(?:{_NOUNS})$", key, re.IGNORECASE):
        return ()
    return (*_in_passage(key, question), *_known().get(fold(key), ()))


def _in_passage(key: str, question: Question) -> tuple[str, ...]:
    """Where the passage also has the bare name, a building must be asked for: "left Finland and
    came to the Finland Station"."""
    quote = question.citation.quote if question.citation else ""
    longer = re.findall(rf"\b{re.escape(key)}\s+(?:{_NOUNS})\b", quote)
    bare = len(re.findall(rf"\b{re.escape(key)}\b", quote)) > len(longer)
    if bare and not _ASKS_FOR_ONE.search(question.stem):
        return ()
    return tuple(dict.fromkeys(" ".join(name.split()) for name in longer))


@cache
def _known() -> dict[str, tuple[str, ...]]:
    """By folded short name: the longer names of buildings of the gazetteer that hold it."""
    found: dict[str, tuple[str, ...]] = {}
    for building in atlas().buildings:
        names = {_ARTICLE.sub("", each) for each in building}
        for short in names:
            longer = tuple(sorted(n for n in names if n != short and fold(short) in fold(n)))
            if longer:
                found[fold(short)] = longer
    return found
