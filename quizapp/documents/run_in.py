"""Run-in headings: "Ural Region. One of the oldest ..." at the head of a paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quizapp.documents.paragraphs import Paragraph, Rank
from quizapp.documents.signs import SMALL_WORDS, words_of
from quizapp.documents.word_sets import word_set
from quizapp.domain.document import TextKind

_RUN_IN = re.compile(
    r"(?P<head>[^\W\d_][^.:!?;\d]{2,60}?)(?:\.\s?[—–]\s?|\.--|\.\s+)(?=[\"'“‘(A-ZÀ-ÞА-Я\d])"
)
# Words that stand alone before a full stop without naming what follows.
_NO_HEADING = word_set(
    """
    first second third fourth fifth firstly secondly thirdly finally lastly further moreover
    however yes no nay true alas never nothing indeed certainly perhaps comrades gentlemen
    citizens friends ladies thanks good well here there next then now thus hence again also
    furthermore otherwise hardly exactly quite right wrong agreed amen why what who how so
    """
)
_ABBREVIATIONS = word_set(
    """
    mr mrs ms dr st ste gen col capt lt sgt maj adm prof rev hon gov pres sen rep sr jr vs
    no vol fig ca cf etc jan feb mar apr jun jul aug sept sep oct nov dec bros co inc ltd mt
    ft messrs mme mlle fr br art ch ed op
    """
)
_VERBS = word_set(
    """
    is are was were be been being am has have had do does did will would shall should can
    could may might must let said says say went came come go goes gave took made make makes
    became become died fell won lost began led left held got ran rose saw knew thought meant
    sent built wrote stood lies lay lived i you he she it we they this that these those who
    which what there here not long
    """
)
FEWEST = 3
MOST_WORDS = 6


def split_run_in_headings(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Cuts run-in headings off their paragraphs, where the document has several of them."""
    found = {
        index: match
        for index, paragraph in enumerate(paragraphs)
        if (match := _run_in_heading(paragraph)) is not None
    }
    heads = {match["head"].casefold() for match in found.values()}
    prose = sum(1 for paragraph in paragraphs if paragraph.is_open and len(paragraph.text) > 120)
    if len(heads) < FEWEST or len(found) < 0.08 * prose or len(heads) < 0.6 * len(found):
        return list(paragraphs)
    result: list[Paragraph] = []
    for index, paragraph in enumerate(paragraphs):
        if index in found:
            result.append(_cut(paragraph, found[index]))
        result.append(paragraph)
    return result


def _run_in_heading(paragraph: Paragraph) -> re.Match[str] | None:
    if not paragraph.is_open:
        return None
    match = _RUN_IN.match(paragraph.text)
    if match is None or len(paragraph.text) - match.end() < 60:
        return None
    return match if _names_something(match["head"]) else None


def _names_something(head: str) -> bool:
    """A name or a noun with its attributes, not a short sentence or an abbreviation."""
    words = words_of(head)
    if not 1 <= len(words) <= MOST_WORDS or "," in head or not words[0][0].isupper():
        return False
    lowered = [word.casefold() for word in words]
    if lowered[0] in _NO_HEADING or lowered[-1] in _ABBREVIATIONS or len(words[-1]) == 1:
        return False
    small = [word for word in words[1:] if word[0].islower() and word not in SMALL_WORDS]
    verbs = any(word in _VERBS for word in lowered)
    return not verbs and len(small) <= 3 and not any(w.endswith(("ed", "ing")) for w in small)


def _cut(paragraph: Paragraph, match: re.Match[str]) -> Paragraph:
    head = paragraph.mapped.part(match.start("head"), match.end("head"))
    paragraph.mapped = paragraph.mapped.part(match.end(), len(paragraph.text))
    heading = Paragraph(mapped=head, block=paragraph.block)
    heading.mark(TextKind.HEADING, Rank.RUN_IN)
    return heading
