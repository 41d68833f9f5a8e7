"""The model's attribute ruler, asked once for each word in its role instead of for every sentence.

The ruler makes parts of speech out of tags. All but a handful of its rules look at one word alone:
at its spelling, its tag and its place in the tree. What they say of such a word never changes, and
looking it up takes a fraction of the time that matching takes. Lemmas and morphology, which nothing
here reads, are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.pipeline import AttributeRuler
    from spacy.tokens import Doc

_Word = tuple[int, int, int]  # what it is in lower case, its tag, its role
_ANY = "word"  # no rule spells it out


class WordClasses:
    """Sets the parts of speech of parsed sentences as the ruler of the model does."""

    def __init__(self, ruler: AttributeRuler) -> None:
        from spacy.matcher import Matcher

        self._ruler = ruler
        self._spelt_out = set(_spelt_out(ruler))
        self._known: dict[_Word, int | None] = {}
        self._ruled: dict[tuple[str, int, int], int | None] = {}
        self._pairs = Matcher(ruler.vocab)  # of words, which must be seen together
        self._pairs.add("pairs", [pattern for pattern in _patterns(ruler) if len(pattern) > 1])

    def set_on(self, doc: Doc) -> Doc:
        from spacy.attrs import DEP, LOWER, TAG

        rows = doc.to_array([LOWER, TAG, DEP]).tolist()
        found = [self._class_of((lower, tag, role)) for lower, tag, role in rows]
        classes = [part_of_speech for part_of_speech in found if part_of_speech is not None]
        if len(classes) < len(found) or self._pairs(doc, allow_missing=True):
            ruled: Doc = self._ruler(doc)
            return ruled
        for token, part_of_speech in zip(doc, classes, strict=True):
            token.pos = part_of_speech
        return doc

    def _class_of(self, word: _Word) -> int | None:
        """Its part of speech; None where the ruler changes more than that."""
        if word not in self._known:
            self._known[word] = self._class_by_text(word)
        return self._known[word]

    def _class_by_text(self, word: _Word) -> int | None:
        lower, tag, role = word
        text = self._ruler.vocab.strings[lower]
        if text.isalpha() and text not in self._spelt_out:
            text = _ANY
        if (text, tag, role) not in self._ruled:
            self._ruled[text, tag, role] = self._asked(text, tag, role)
        return self._ruled[text, tag, role]

    def _asked(self, text: str, tag: int, role: int) -> int | None:
        from spacy.tokens import Doc

        alone = Doc(self._ruler.vocab, words=[text])
        alone[0].tag, alone[0].dep = tag, role
        ruled = self._ruler(alone)[0]
        return ruled.pos if (ruled.tag, ruled.dep) == (tag, role) else None


def _patterns(ruler: AttributeRuler) -> Iterator[list[dict[str, Any]]]:
    rules: Any = ruler.patterns
    for rule in rules:
        yield from rule["patterns"]


def _spelt_out(ruler: AttributeRuler) -> Iterator[str]:
    """All words that the rules name."""
    for pattern in _patterns(ruler):
        for token in pattern:
            named = token.get("LOWER", "")
            yield from [named] if isinstance(named, str) else named.get("IN", ())
