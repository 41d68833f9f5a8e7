"""Chronicles tell in the present; where the parser took the verb for a noun, it is put in the past.

"Singapore capitulates", "Four divisions land on Leyte": so short a line may be read as a heading.
In the past tense ("Four divisions landed on Leyte") the verb cannot be missed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from quizapp.facts.parsed import ParsedSentence, is_helped, subject_of
from quizapp.facts.parser import inflect, parse_sentences

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_TRIES = 4  # verbs tried in one sentence
_NOT_BEHIND_A_VERB = (",", "who", "which", "whose", "of")
_PREPOSITIONS = ("over", "off", "near", "outside", "down", "under", "up", "out")
_NOT_SUBJECTS = ("DET", "ADJ", "ADP", "NUM", "CCONJ", "PRON", "AUX", "VERB", "PART")


def put_in_the_past(parsed: ParsedSentence) -> ParsedSentence:
    """The same sentence, its verb in the past tense where the parser found none."""
    if _has_statement(parsed.doc):
        return parsed
    for token, past in _candidates(parsed.doc):
        sentence = parsed.sentence.with_word(token.idx, token.idx + len(token), past)
        (doc,) = parse_sentences([sentence.text])
        verb = doc[token.i] if token.i < len(doc) else None
        if verb is None or verb.dep_ != "ROOT" or subject_of(verb) is None:
            continue
        if verb.tag_ == "VBN" and not is_helped(verb):
            verb.tag_ = "VBD"  # it is what was put there
        if verb.tag_ == "VBD":
            return ParsedSentence(sentence, doc)
    return parsed


def _has_statement(doc: Doc) -> bool:
    root = next((t for t in doc if t.head.i == t.i), None)
    if root is None:
        return True  # nothing is left of the sentence, and nothing to put in the past
    finite = root.tag_ in ("VBZ", "VBP", "VBD") or is_helped(root)
    return finite and subject_of(root) is not None


def _candidates(doc: Doc) -> Iterator[tuple[Token, str]]:
    """Words that can be a verb in the present and stand where one may: behind a noun or name."""
    found = 0
    for token in doc[1:]:
        if found == _TRIES:
            return
        behind = token.nbor(-1)
        if not token.is_lower or not token.is_alpha or token.lower_ in _PREPOSITIONS:
            continue  # "Bombers over Aduwa."
        if behind.pos_ in _NOT_SUBJECTS:
            continue
        if token.i + 1 < len(doc) and token.nbor().lower_ in _NOT_BEHIND_A_VERB:
            continue  # "the Dashnak troops, who had declared"
        past = _past_of(token.text)
        if past is not None:
            found += 1
            yield token, past


def _past_of(word: str) -> str | None:
    from lemminflect import getAllLemmas

    for lemma in getAllLemmas(word, upos="VERB").get("VERB", ()):
        if word in (lemma, inflect(lemma, "VBZ")):
            past = inflect(lemma, "VBD")
            return past if past != word else None
    return None
