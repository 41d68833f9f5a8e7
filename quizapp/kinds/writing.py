"""From the fact table to questions: worded, given options, linted, ranked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from quizapp.domain.document import Document, Passage, TextKind
from quizapp.domain.fact import Evidence, Fact, FactTable
from quizapp.domain.identity import stable_id
from quizapp.domain.question import AnswerKind, Citation, Origin, Question, Signs, State
from quizapp.kinds import KINDS
from quizapp.kinds.features import features
from quizapp.kinds.finding import Severity
from quizapp.kinds.kind import QuestionKind, Wording
from quizapp.kinds.linter import choices_fit, lint
from quizapp.kinds.pool import Pool, people_of
from quizapp.kinds.ranking import (
    DEFAULT_CUT,
    confidence_from,
    shipped_weights,
    without_a_crowd,
    without_near_duplicates,
)
from quizapp.kinds.spelling_slips import is_slip
from quizapp.kinds.text import fold, splits_a_compound

OPTIONS = 3
_MOST_AGAINST = 3  # places that say otherwise; more would not help to decide


def write_questions(table: FactTable, *, everything: bool = False) -> list[Question]:
    """Draft questions in the order of the text; the same table gives the same questions.

    ``everything``: every question without a linter error; else those sure enough for a deck.
    """
    documents = {document.fingerprint: document for document in table.documents}
    facts = {fact.id: fact for fact in table.facts}
    pool = Pool(table)
    drafts: dict[str, Question] = {}
    for fact in table.facts:
        document = documents.get(fact.evidence.document)
        for kind in KINDS:
            if document is None or not kind.asks(fact):
                continue
            question = _question(fact, kind, pool, document)
            if question is not None and question.id not in drafts:
                drafts[question.id] = _with_rivals(question, fact, facts, documents)
    unique = without_near_duplicates(list(drafts.values()))
    unique = without_a_crowd(unique, table.documents)
    if everything:
        return unique
    return [question for question in unique if question.confidence >= DEFAULT_CUT]


def _question(fact: Fact, kind: QuestionKind, pool: Pool, document: Document) -> Question | None:
    wording = kind.word(fact)
    if wording is None:
        return None
    question = Question(
        id=stable_id("question", fact.id, str(kind.kind)),
        kind=kind.kind,
        stem=wording.stem,
        answer=wording.answer,
        accept=_worth_accepting(wording, fact, kind.kind, pool),
        date=wording.date,
        citation=cite(document, fact.evidence),
        origin=Origin.GENERATED,
        state=State.DRAFT,
        fact_id=fact.event_key,
    )
    if splits_a_compound(question.stem, fact.evidence.quote):
        return None
    question = _with_options(question, kind.candidates(fact, pool))
    if any(finding.severity is Severity.ERROR for finding in lint(question)):
        return None
    fact = replace(fact, weaknesses=(*fact.weaknesses, *kind.doubts(fact, pool)))
    passage = _passage(document, fact.evidence.passage)
    kind_of_text = passage.kind if passage else TextKind.PROSE
    found = {name: value for name, value in features(fact, question, kind_of_text).items() if value}
    return replace(
        question,
        confidence=confidence_from(found, shipped_weights()),
        signs=Signs(tuple(found.items()), doubts=tuple(dict.fromkeys(fact.weaknesses))),
    )


def _with_rivals(
    question: Question, fact: Fact, facts: Mapping[str, Fact], documents: Mapping[str, Document]
) -> Question:
    """The question with the places of the facts that contradict its own."""
    if not fact.contradicts or question.signs is None:
        return question
    rivals = (facts[rival].evidence for rival in fact.contradicts if rival in facts)
    places = (cite(documents[e.document], e) for e in rivals if e.document in documents)
    against = tuple(dict.fromkeys(places))[:_MOST_AGAINST]
    return replace(question, signs=replace(question.signs, against=against))


def _worth_accepting(wording: Wording, fact: Fact, kind: AnswerKind, pool: Pool) -> tuple[str, ...]:
    """Other right answers; neither what the source misspelt nor what rather means another."""
    others = tuple(form for form in wording.accept if form != wording.answer)
    if kind is not AnswerKind.LEADER:
        return others
    people = people_of(fact)
    return tuple(
        form
        for form in others
        if not is_slip(form, wording.answer)
        and not (len(people) == 1 and pool.means_another(form, people[0]))
    )


def _with_options(question: Question, candidates: list[str]) -> Question:
    """Up to three candidates that break no rule together; none rather than silly ones."""
    chosen: list[str] = []
    for candidate in candidates:
        if len(chosen) == OPTIONS:
            break
        if any(_too_alike(candidate, other) for other in (question.answer, *chosen)):
            continue
        trial = replace(question, distractors=(*chosen, candidate))
        if choices_fit(trial):
            chosen.append(candidate)
    return replace(question, distractors=tuple(chosen))


def _too_alike(one: str, other: str) -> bool:
    """ "Ukraine" beside "Soviet Ukraine": one inside the other."""
    a, b = fold(one), fold(other)
    if any(letter.isdigit() for letter in a):
        return a == b
    return f" {a} " in f" {b} " or f" {b} " in f" {a} "


def cite(document: Document, evidence: Evidence) -> Citation:
    """Where the proof stands, for showing it and for those who have only the title."""
    passage = _passage(document, evidence.passage)
    return Citation(
        document=document.name,
        title=document.title,
        fingerprint=document.fingerprint,
        paragraph=passage.paragraph if passage else None,
        page=passage.page if passage else None,
        heading=" › ".join(passage.heading_path) if passage else "",
        span=evidence.span,
        quote=evidence.quote,
    )


def _passage(document: Document, number: int) -> Passage | None:
    if 0 <= number < len(document.passages) and document.passages[number].number == number:
        return document.passages[number]
    return next((p for p in document.passages if p.number == number), None)
