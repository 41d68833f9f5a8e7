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
from quizapp.facts.dates import DateRole
from quizapp.facts.evidence import evidence_for, fact_id, fold
from quizapp.facts.name_forms import word_set
from quizapp.facts.parsed import ParsedSentence
from quizapp.facts.parser import lemma_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from quizapp.facts.dates import DateMention

_HAPPENINGS = word_set(
    """
    war battle siege revolution uprising revolt rebellion mutiny insurrection coup reform famine
    crisis congress conference council synod massacre riot strike expedition voyage crusade
    campaign offensive invasion conquest siege trial plague epidemic earthquake fire flood
    eruption election elections coronation wedding marriage funeral schism reformation
    renaissance plot conspiracy assassination murder purge raid landing blockade drought exile
    pogrom festival exhibition fair pilgrimage partition annexation armistice truce
    """
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
    return [*_of_dates(parsed, context), *_bracketed(parsed, context), *_lives(parsed, context)]


def _of_dates(parsed: ParsedSentence, context: Context) -> Iterator[Fact]:
    for placed in parsed.sentence.dates:
        mention = placed.mention
        head = parsed.head_of(placed)
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


def _lives(parsed: ParsedSentence, context: Context) -> Iterator[Fact]:
    """ "X (7 November 1867 – 4 July 1934)": born, and died."""
    sentence = parsed.sentence
    for aside in sentence.asides:
        person = next((p for p in sentence.people if p.end == aside.anchor), None)
        lives = [
            m
            for m in context.dates.mentions(sentence.document, sentence.passage.number)
            if aside.start <= m.start and m.end <= aside.end and m.role is DateRole.LIFE
        ]
        if person is None or len(lives) != 1 or lives[0].date is None or not lives[0].date.is_range:
            continue
        life = lives[0].date
        birth = HistoricalDate(new_style=life.new_style, old_style=life.old_style)
        death = HistoricalDate(new_style=life.end_new_style, old_style=life.end_old_style)
        name = person.mention.person.name
        born = Event(name, "bear", "was born", True, auxiliary="was", main="born")
        died = Event(name, "die", "died", main="die")
        surname = person.mention.person.surname
        yield _stated(parsed, context, born, lives[0].text, birth, surname, 0.8)
        yield _stated(parsed, context, died, lives[0].text, death, surname, 0.8)


def _fact(
    parsed: ParsedSentence,
    context: Context,
    noun: Token,
    mention: DateMention,
    date: HistoricalDate,
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
    if (
        not re.match(r"the\b", text)
        and "’s " not in text
        and "'s " not in text
        and noun.tag_ == "NN"
    ):
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
    yield _stated(parsed, context, event, mention.text, date, noun.lower_, 0.7)


def _stated(
    parsed: ParsedSentence,
    context: Context,
    event: Event,
    mention: str,
    date: HistoricalDate,
    detail: str,
    confidence: float,
) -> Fact:
    sentence = parsed.sentence
    evidence = evidence_for(context.document, sentence.passage, sentence.start, sentence.end)
    return Fact(
        id=fact_id(evidence.quote, FactKind.WHEN, mention, event.verb, detail),
        kind=FactKind.WHEN,
        event=event,
        event_key=stable_id("noun", fold(evidence.quote), detail, event.verb),
        evidence=evidence,
        when=date,
        mention=mention,
        confidence=confidence,
    )


def _too_long(date: HistoricalDate) -> bool:
    end = date.end_new_style or date.end_old_style
    return (
        end is not None
        and date.precision is Precision.YEAR
        and (end.year - date.point.year > _LONGEST_SPAN)
    )
