"""Dates that belong to a noun: "the reform (1922–1924)", "the famine of 1921", "X (1870–1924)".

Only nouns that name an event take part; "the decree of 5 May" asks when the decree was issued.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from quizapp.domain.calendar import HistoricalDate, Precision
from quizapp.domain.fact import Event, Fact, FactKind
from quizapp.domain.identity import stable_id
from quizapp.facts.context import Context
from quizapp.facts.evidence import evidence_for, fact_id, fold
from quizapp.facts.parsed import ParsedSentence
from quizapp.facts.parser import lemma_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from quizapp.facts.dates import DateMention

_HAPPENINGS = frozenset(
    """war battle siege revolution uprising revolt rebellion mutiny insurrection coup reform famine
    crisis congress conference council synod massacre riot strike expedition voyage crusade
    campaign offensive invasion conquest siege trial plague epidemic earthquake fire flood eruption
    election elections coronation wedding marriage funeral schism reformation renaissance plot
    conspiracy assassination murder purge raid landing blockade drought exile pogrom festival
    exhibition fair pilgrimage partition annexation armistice truce""".split()
)
_ISSUED = {
    "decree": ("issue", "issued"), "treaty": ("sign", "signed"), "law": ("pass", "passed"),
    "constitution": ("adopt", "adopted"), "declaration": ("make", "made"), "edict": ("issue", "issued"),
    "manifesto": ("issue", "issued"), "charter": ("grant", "granted"), "peace": ("sign", "signed"),
    "agreement": ("sign", "signed"), "pact": ("sign", "signed"), "act": ("pass", "passed"),
    "bull": ("issue", "issued"), "alliance": ("conclude", "concluded"),
}  # fmt: skip
_LONGEST_SPAN = 40  # years; an age is not an event


def read_noun_dates(parsed: ParsedSentence, context: Context) -> list[Fact]:
    """Facts about when a named event took place, or a document was made."""
    return [*_of_dates(parsed, context), *_bracketed(parsed, context)]


def _of_dates(parsed: ParsedSentence, context: Context) -> Iterator[Fact]:
    for placed in parsed.sentence.dates:
        mention = placed.mention
        head = parsed.head_of(placed)  # type: ignore[arg-type]
        if mention.date is None or head is None or head.dep_ != "pobj":
            continue
        if head.head.lower_ not in ("of", "in") or head.head.head.pos_ not in ("NOUN", "PROPN"):
            continue
        yield from _fact(parsed, context, head.head.head, mention, mention.date)


def _bracketed(parsed: ParsedSentence, context: Context) -> Iterator[Fact]:
    """The bracket holds a date and nothing else."""
    sentence = parsed.sentence
    for aside in sentence.asides:
        inside = [
            m
            for m in context.dates.mentions(sentence.document, sentence.passage.number)
            if aside.start <= m.start and m.end <= aside.end
        ]
        if len(inside) != 1 or inside[0].date is None:
            continue
        rest = aside.text.replace(inside[0].text, "")
        if re.sub(r"[\s,.;]|\b(?:in|on|from|to|c|ca)\b", "", rest):
            continue
        before = [t for t in parsed.doc if t.idx + len(t) <= aside.anchor and not t.is_space]
        if not before or before[-1].pos_ not in ("NOUN", "PROPN"):
            continue
        noun = before[-1]
        while noun.dep_ in ("compound", "pobj") and noun.lower_ not in _HAPPENINGS:
            above = noun.head if noun.dep_ == "compound" else noun.head.head
            if above.pos_ not in ("NOUN", "PROPN"):
                break
            noun = above
        yield from _fact(parsed, context, noun, inside[0], inside[0].date)


def _fact(
    parsed: ParsedSentence, context: Context, noun: Token, mention: DateMention, date: HistoricalDate
) -> Iterator[Fact]:
    lemma = lemma_of(noun.text, "NOUN")
    verb = ("take place", "took place") if lemma in _HAPPENINGS else _ISSUED.get(lemma)
    if verb is None or noun.i in parsed.date_at or _too_long(date):
        return
    skip = {
        t.i
        for c in noun.children
        if c.dep_ in ("relcl", "acl", "appos", "conj", "cc")
        for t in c.subtree
    }
    writer = context.writer(parsed, parsed.date_words)
    phrase = writer.phrase(noun, skip=skip)
    if phrase is None or phrase.words < 2 or not phrase.named or phrase.weaknesses:
        return
    text = re.sub(r"^an? ", "the ", phrase.text)
    if not re.match(r"the\b", text) and "’s " not in text and "'s " not in text and noun.tag_ == "NN":
        text = f"the {text}"
    plural = noun.tag_ in ("NNS", "NNPS")
    issued = lemma in _ISSUED
    event = Event(
        subject=text,
        verb=verb[0],
        verb_past=f"was {verb[1]}" if issued else verb[1],
        passive=issued,
        plural=plural,
        auxiliary=("were" if plural else "was") if issued else "did",
        main=verb[1] if issued else verb[0],
    )
    sentence = parsed.sentence
    evidence = evidence_for(context.document, sentence.passage, sentence.start, sentence.end)
    yield Fact(
        id=fact_id(evidence.quote, FactKind.WHEN, mention.text, verb[0], noun.lower_),
        kind=FactKind.WHEN,
        event=event,
        event_key=stable_id("noun", fold(evidence.quote), noun.lower_),
        evidence=evidence,
        when=date,
        mention=mention.text,
        confidence=0.7,
    )


def _too_long(date: HistoricalDate) -> bool:
    end = date.end_new_style or date.end_old_style
    return end is not None and date.precision is Precision.YEAR and (
        end.year - date.point.year > _LONGEST_SPAN
    )
