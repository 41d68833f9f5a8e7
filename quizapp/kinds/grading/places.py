"""Names of places: "the city of Omsk", "Omsk, Siberia", "Nizhnii Novgorod"."""

from __future__ import annotations

import re

from quizapp.domain.date_words import word_set
from quizapp.kinds.grading.names import Fit, Fitted
from quizapp.kinds.grading.spelling import distance, fold, is_slip, plain

_PREFIX = re.compile(
    r"^(?:(?:in|at|near|to|from)\s+)?(?:the\s+)?(?:(?:city|town|village|settlement|port|station|river"
    r"|lake|island|republic|state|province|region|kingdom|country|mount|building|headquarters|palace)\s+of\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
# Words that may be left out without naming another place, and such as change what is named.
_SILENT = word_set("city town village river lake sea mount mountain island republic")
_TELLING = word_set(
    "province oblast region guberniya gubernia governorate krai district uezd county palace"
    " institute building fortress cathedral station castle house front peninsula valley basin bay"
    " gulf strait square street plant factory works area hall headquarters naval base"
)
_SAME_KIND = {"plant": "works", "factory": "works", "mill": "works"}
_PRODUCTS = word_set("iron steel metal munitions arms armaments engineering machine")
_SIDES = {"northern": "north", "southern": "south", "eastern": "east", "western": "west"}
_WITHIN = re.compile(r"\s+(?:in|at|near|by|outside)\s+\S.*$", re.IGNORECASE)
_ON_WATER = re.compile(r"\s+on\s+the\s+\S.*$", re.IGNORECASE)
_ON = re.compile(r"[\s-]+(?:on|upon|na|am|an|sur)[\s-]+(?:the[\s-]+)?", re.IGNORECASE)
_COUNTRIES = word_set(
    "russia ussr rsfsr ukraine belarus belorussia byelorussia siberia georgia armenia azerbaijan"
    " estonia latvia lithuania finland poland germany austria hungary switzerland italy france"
    " spain england britain scotland ireland sweden norway denmark turkey iran china japan egypt"
    " greece romania bulgaria serbia kazakhstan uzbekistan caucasus crimea"
)
_SHORT_NAMES = {
    "usa": "united states", "us": "united states", "u s": "united states",
    "u s a": "united states", "united states of america": "united states",
    "uk": "great britain", "u k": "great britain", "united kingdom": "great britain",
    "ussr": "soviet union", "u s s r": "soviet union", "holland": "netherlands",
    "turkiye": "turkey", "persia": "iran",
}  # fmt: skip
_SAINT = {"st": "saint", "sankt": "saint", "san": "saint", "santa": "saint", "sv": "saint"}
_ALL_SAME = _SAINT | _SAME_KIND | _SIDES


class PlaceRules:
    noun = "place"

    def compare(self, typed: str, right: str) -> Fitted:
        if not _WITHIN.search(right):
            typed = _WITHIN.sub("", typed) or typed
        if not _ON.search(right):
            typed = _ON_WATER.sub("", typed) or typed
        one, two = _words(typed), _words(right)
        if len(one) > 1 and one[-1] in _COUNTRIES and two[-1:] != one[-1:]:
            one = one[:-1]
        if not one or not two:
            return Fitted(Fit.OTHER, right)
        one_fold, two_fold = fold("".join(one)), fold("".join(two))
        letters = distance(one_fold, two_fold)
        if one_fold == two_fold:
            return Fitted(Fit.SAME, right, 0)
        if is_slip(*_what_differs(one, two)):
            return Fitted(Fit.SLIP, right, letters)
        if _short_of(one, two) or ["saint", *one] == two:
            return Fitted(Fit.PARTIAL, right, 0)
        one_core = [word for word in one if word not in _TELLING]
        two_core = [word for word in two if word not in _TELLING]
        if one_core and (one_core != one or two_core != two):
            return self._cores(one, two, one_core, two_core, right)
        return Fitted(Fit.OTHER, right, letters)

    @staticmethod
    def _cores(
        one: list[str], two: list[str], one_core: list[str], two_core: list[str], right: str
    ) -> Fitted:
        """ "Smolny" for "Smolny Institute" is almost; two kinds of place are two places."""
        same = fold("".join(one_core)) == fold("".join(two_core))
        kinds = {word for word in one if word in _TELLING}, {w for w in two if w in _TELLING}
        if same and not (kinds[0] and kinds[1]):
            return Fitted(Fit.PARTIAL, right, 0)
        return Fitted(Fit.OTHER, right)


def _words(text: str) -> list[str]:
    """The words of a name without "the city of", brackets and ", Siberia"."""
    name = _BRACKETS.sub(" ", text).split(",")[0]
    name = _ON.sub(" on ", _PREFIX.sub("", name.strip()))
    words = _SHORT_NAMES.get(plain(name), plain(name)).split()
    kept = [word for word in words if word not in _SILENT] or words
    alike = [_ALL_SAME.get(word, word) for word in kept]
    if alike[-1:] == ["works"]:
        alike = [word for word in alike if word not in _PRODUCTS] or alike
    return alike


def _what_differs(one: list[str], two: list[str]) -> tuple[str, str]:
    """Without the kind that both end in: "Don Basin" is not a slip in "Donets Basin"."""
    if len(one) > 1 and len(two) > 1 and one[-1] == two[-1] and one[-1] in _TELLING:
        one, two = one[:-1], two[:-1]
    return fold("".join(one)), fold("".join(two))


def _short_of(one: list[str], two: list[str]) -> bool:
    """ "Rostov" for "Rostov-on-Don"."""
    return len(two) > 2 and two[-2] == "on" and fold("".join(one)) == fold("".join(two[:-2]))
