"""Telling words that a scan or a line end broke from true compounds.

"Menshe-viks" is one word, "Bolshevik-led" and "Rostov-on-Don" are not. What the rest of the
document says comes first (the joined form stands elsewhere), then an English word list, then
signs: prefixes that take a hyphen, link words, syllables of Chinese names.
"""

from __future__ import annotations

import re
from collections import Counter

from quizapp.documents.english_words import english_words
from quizapp.documents.word_sets import word_set

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*['’]?")

_PARTED = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ac]\s+(?=[^\W\d_])")
_HYPHENATED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LETTERS = re.compile(r"[^\W\d_]+")
LONGEST_WORD = 60  # letters that are looked at on each side of a hyphen

LINKS = word_set(
    """
    a al am an and au by da de del den der des di do du el i ibn in la le les of on sous sur
    the to und upon van von y
    """
)

# Prefixes that English sets off with a hyphen. "un", "dis" and the like never are.
HYPHEN_PREFIXES = word_set(
    """
    all anti arch bi co counter cross ex extra far full half high ill inter intra long low
    mid mini multi neo non off old out over pan post pre pro proto pseudo quasi re self semi
    short so social sub super trans ultra under vice well
    """
)

# Short words behind a name that is no word itself: "Tudor-led". Any other such ending is one by
# chance: "Lia-pin".
_SHORT_PARTNERS = word_set("led era run fed mad and los las der den von del san")

# A syllable of Chinese names as they were written till the 1970s: Sun Yat-sen, Mao Tse-tung.
_CHINESE_SYLLABLE = re.compile(
    r"(?:ch|hs|sh|ss|ts|tz|[bdfghjklmnpqrstwxyz])?['’]?"
    r"(?:[aeiouüê]|ai|ao|ei|eh|ia|iao|ieh|ih|iu|ou|ua|uai|ueh|ui|uo|üeh)(?:n|ng|h|rh|k|m|p|t)?"
)


class BrokenWords:
    """Decides, for one document, whether the two sides of a hyphen are one word."""

    def __init__(self, original: str) -> None:
        self._plain: Counter[str] = Counter()
        self._hyphenated: Counter[str] = Counter()
        self._double_names: set[str] = set()  # Alma-Ata: then "Alma-ata" is no broken word
        for word, count in Counter(_WORD.findall(original)).items():
            low = word.casefold()
            if "-" in low:
                self._hyphenated[low] += count
                if all(part[:1].isupper() for part in word.split("-")):
                    self._double_names.add(low)
                continue
            self._plain[low] += count
            if low.endswith(("'s", "’s")):
                self._plain[low[:-2]] += count
        for match in _PARTED.finditer(original):
            left = word_before(original, 0, match.start()).rpartition("-")[2]
            right = _LETTERS.match(original, match.end(), match.end() + LONGEST_WORD)
            for piece in (left, right.group() if right else ""):
                self._plain[piece.casefold()] -= 1  # the halves are not words of their own
        self._decided: dict[tuple[str, bool], tuple[int, ...]] = {}

    def false_hyphens(self, word: str, *, line_end: int | None = None) -> tuple[int, ...]:
        """Positions of the hyphens in ``word`` that do not belong there.

        ``line_end`` is the position of a hyphen that stood at the end of a line, if any.
        """
        key = (word, line_end is not None)
        if key not in self._decided:
            self._decided[key] = self._decide(word, line_end)
        return self._decided[key]

    def is_suspended(self, left: str, right: str) -> bool:
        """Whether "left- right" is a hyphen kept waiting, as in "pre- and post-war"."""
        return right in {"and", "or", "to", "nor", "but"} or not self._known(left + right)

    def _decide(self, word: str, line_end: int | None) -> tuple[int, ...]:
        parts = word.split("-")
        positions = []
        position = -1
        for index in range(len(parts) - 1):
            position += len(parts[index]) + 1
            if self._is_break(parts, index, at_line_end=position == line_end):
                positions.append(position)
        return tuple(positions)

    def _is_break(self, parts: list[str], index: int, *, at_line_end: bool) -> bool:
        if self._is_name_or_phrase(parts, index):
            return False
        left, right = parts[index], parts[index + 1]
        low_left, low_right = left.casefold(), right.casefold()
        joined = low_left + low_right
        both_words = self._is_word(low_left) and self._is_word(low_right)
        if self._plain[joined] > 0:
            return self._break_by_document(low_left, low_right, both_words, at_line_end)
        if low_left in HYPHEN_PREFIXES:
            return self._break_after_prefix(low_left, low_right, at_line_end)
        if joined in english_words() or self._stem_known(joined):
            return not both_words or (at_line_end and not self._hyphenated_elsewhere(left, right))
        if index + 2 < len(parts) and self._known(low_right + parts[index + 2].casefold()):
            return False
        return self._break_by_signs(left, right, both_words, at_line_end)

    def _is_name_or_phrase(self, parts: list[str], index: int) -> bool:
        """Brest-Litovsk, Rostov-on-Don: hyphens whose sides tell at once that they belong."""
        left, right = parts[index], parts[index + 1]
        if right[0].isupper() and not left.isupper():
            return True
        low_left, low_right = left.casefold(), right.casefold()
        if f"{low_left}-{low_right}" in self._double_names and not left.isupper():
            return True
        middle_link = index + 2 < len(parts) and (low_right in LINKS or len(right) == 1)
        return middle_link or (index > 0 and low_left in LINKS)

    def _break_by_document(
        self, left: str, right: str, both_words: bool, at_line_end: bool
    ) -> bool:
        joined = self._plain[left + right]
        hyphenated = self._hyphenated[f"{left}-{right}"]
        if at_line_end:
            return joined >= hyphenated - 1 or not both_words
        if left in HYPHEN_PREFIXES and self._is_word(right):
            return joined > 4 * hyphenated
        return not both_words or joined > 2 * hyphenated

    def _break_after_prefix(self, left: str, right: str, at_line_end: bool) -> bool:
        if left + right in english_words():
            return at_line_end or not self._is_word(right)
        return False

    def _break_by_signs(self, left: str, right: str, both_words: bool, at_line_end: bool) -> bool:
        if both_words:
            return False
        low_left, low_right = left.casefold(), right.casefold()
        if left[0].isupper():
            chance = len(low_right) < 4 and low_right not in _SHORT_PARTNERS
            if self._is_word(low_right) and len(low_right) > 2 and not chance:
                return False
            return not (_is_chinese(low_left) and _is_chinese(low_right))
        if low_left.endswith("o") and len(low_left) > 4 and len(low_right) > 3:
            return False  # politico-economic and its like
        if self._is_word(low_left) != self._is_word(low_right):
            return at_line_end
        return True

    def _is_word(self, low: str) -> bool:
        return low in english_words() or self._plain[low] > (2 if len(low) < 4 else 0)

    def _known(self, low: str) -> bool:
        low = low.casefold()
        return self._plain[low] > 0 or low in english_words() or self._stem_known(low)

    def _stem_known(self, joined: str) -> bool:
        """An inflected form of a word that the document or the list has."""
        for suffix in ("s", "es", "ed", "ing", "ly", "ness", "ist", "ists", "ism", "ite", "ites"):
            stem = joined.removesuffix(suffix)
            cut = stem != joined and len(stem) > 4
            if cut and (self._plain[stem] > 0 or stem in english_words()):
                return True
        return False

    def _hyphenated_elsewhere(self, left: str, right: str) -> bool:
        return self._hyphenated[f"{left}-{right}".casefold()] > 0


def word_before(text: str, start: int, end: int) -> str:
    """The word, hyphens included, that ends right before ``end``; empty if none does."""
    backwards = text[max(start, end - LONGEST_WORD) : end][::-1]
    match = _HYPHENATED.match(backwards)
    return match.group()[::-1] if match else ""


def _is_chinese(low: str) -> bool:
    return _CHINESE_SYLLABLE.fullmatch(low) is not None
