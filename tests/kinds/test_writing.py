"""The whole way from a fact table to questions, on a table of our own."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from quizapp.domain.calendar import DatePoint, HistoricalDate
from quizapp.domain.document import Document, OffsetRun, Passage, Span, TextKind
from quizapp.domain.fact import Event, Evidence, Fact, FactKind, FactTable
from quizapp.domain.question import AnswerKind, Origin, Question, State
from quizapp.kinds import KINDS
from quizapp.kinds.linter import lint
from quizapp.kinds.ranking import (
    DEFAULT_CUT,
    confidence_from,
    confidence_of,
    shipped_weights,
    without_a_crowd,
    without_near_duplicates,
)
from quizapp.kinds.writing import write_questions

TEXT = "The Diet of Worms opened in Worms on 28 January 1521."
DOCUMENT = Document(
    "diet.txt",
    "Diets",
    "text",
    TEXT,
    (Passage(0, TEXT, TextKind.PROSE, (OffsetRun(0, 0, len(TEXT)),), ("Empire",), 3, 2),),
    "f" * 64,
)
FACT = Fact(
    id="fact",
    kind=FactKind.WHEN,
    event=Event("the Diet of Worms", "open", "opened", complement="in Worms", main="open"),
    event_key="event",
    evidence=Evidence(DOCUMENT.fingerprint, 0, Span(0, len(TEXT)), TEXT),
    when=HistoricalDate(new_style=DatePoint(1521, 1, 28)),
    preposition="on",
    mention="28 January 1521",
    confidence=0.85,
)


def table(*facts: Fact) -> FactTable:
    return FactTable(facts, documents=(DOCUMENT,))


def test_a_question_has_its_key_options_and_proof() -> None:
    (question,) = write_questions(table(FACT))
    assert question.stem == "On what date in 1521 did the Diet of Worms open in Worms?"
    assert question.answer == "28 January 1521"
    assert len(question.distractors) == 3
    assert (question.origin, question.state) == (Origin.GENERATED, State.DRAFT)
    assert question.fact_id == "event"
    citation = question.citation
    assert citation is not None
    assert (citation.document, citation.title, citation.heading) == ("diet.txt", "Diets", "Empire")
    assert (citation.paragraph, citation.page) == (3, 2)
    assert citation.span is not None
    assert DOCUMENT.original[citation.span.start : citation.span.end] == citation.quote
    assert lint(question) == ()


def test_the_same_table_gives_the_same_questions() -> None:
    assert write_questions(table(FACT)) == write_questions(table(FACT))


def test_better_wording_keeps_the_id() -> None:
    reworded = replace(FACT, event=replace(FACT.event, subject="the famous Diet of Worms"))
    (one,), (other,) = write_questions(table(FACT)), write_questions(table(reworded))
    assert one.id == other.id
    assert one.stem != other.stem


def test_doubtful_questions_are_offered_only_on_demand() -> None:
    doubtful = replace(FACT, weaknesses=("the city", "nothing named"))
    assert write_questions(table(doubtful)) == []
    (question,) = write_questions(table(doubtful), everything=True)
    assert question.confidence < DEFAULT_CUT


def test_the_signs_of_a_question_give_its_confidence_again() -> None:
    doubtful = replace(FACT, weaknesses=("the city", "no date"))
    (question,) = write_questions(table(doubtful), everything=True)
    assert question.signs is not None
    assert confidence_from(dict(question.signs.features), shipped_weights()) == question.confidence
    assert question.signs.doubts == ("the city", "no date")


def test_a_contradicted_question_knows_the_other_place() -> None:
    other = replace(
        FACT,
        id="other",
        event_key="other",
        evidence=replace(FACT.evidence, quote="The diet opened later."),
        contradicts=(FACT.id,),
    )
    both = table(replace(FACT, contradicts=("other", "a fact that is gone")), other)
    question = write_questions(both, everything=True)[0]
    assert question.signs is not None
    assert question.citation is not None
    (rival,) = question.signs.against
    quotes = {fact.evidence.quote for fact in both.facts}
    assert quotes == {rival.quote, question.citation.quote}


def test_contradicted_facts_do_not_reach_the_default_deck() -> None:
    assert write_questions(table(replace(FACT, contradicts=("other",)))) == []


def test_a_question_with_a_fault_is_not_even_offered_on_demand() -> None:
    faulty = replace(FACT, event=replace(FACT.event, subject="they"))
    assert write_questions(table(faulty), everything=True) == []


def test_each_doubt_costs_confidence() -> None:
    (question,) = write_questions(table(FACT))
    sure = confidence_of(FACT, question)
    for weakness in ("no date", "a state", "nothing named", "indefinite subject", "the town"):
        assert confidence_of(replace(FACT, weaknesses=(weakness,)), question) < sure


def test_of_near_duplicates_the_surest_stays() -> None:
    (question,) = write_questions(table(FACT))
    twin = replace(
        question,
        id="twin",
        stem="On what date did the Diet of Worms open in the city of Worms?",
        confidence=0.99,
    )
    assert without_near_duplicates([question, twin]) == [twin]
    as_sure = replace(question, confidence=0.98)
    assert without_near_duplicates([as_sure, twin]) == [twin]  # it says more
    other = replace(twin, id="other", answer="29 January 1521")
    assert without_near_duplicates([question, other]) == [question, other]


def test_every_kind_is_named_once() -> None:
    written = [kind for kind in AnswerKind if kind is not AnswerKind.OTHER]  # by people only
    assert sorted(kind.kind for kind in KINDS) == sorted(written)


def test_a_short_text_gives_a_mixture_where_it_can() -> None:
    def drafts(kind: AnswerKind, number: int, confidence: float) -> list[Question]:
        (made,) = write_questions(table(FACT))
        return [
            replace(made, id=f"{kind}{n}", kind=kind, confidence=confidence) for n in range(number)
        ]

    dates, people = AnswerKind.DATE, AnswerKind.LEADER
    sure = [*drafts(dates, 17, 0.95), *drafts(people, 17, 0.8)]
    kept = [q for q in without_a_crowd(sure, [DOCUMENT]) if q.confidence >= DEFAULT_CUT]
    assert Counter(q.kind for q in kept) == {dates: 11, people: 5}
    assert sum(q.spare for q in without_a_crowd(sure, [DOCUMENT])) == 34 - 16, "not less sure"
    alone = [q for q in without_a_crowd(sure[:17], [DOCUMENT]) if q.confidence >= DEFAULT_CUT]
    assert len(alone) == 16, "what there is room for, where the text gives one kind only"


def test_of_a_short_text_every_fact_comes_once_before_any_comes_twice() -> None:
    (made,) = write_questions(table(FACT))
    sure = [
        replace(made, id=f"{fact}-{n}", fact_id=str(fact), confidence=0.99 - 0.01 * fact)
        for fact in range(14)
        for n in range(3)
    ]
    kept = [q for q in without_a_crowd(sure, [DOCUMENT]) if q.confidence >= DEFAULT_CUT]
    assert len(kept) == 16
    assert len({q.fact_id for q in kept}) == 14


def test_of_a_list_of_facts_none_is_left_out_and_the_ways_of_asking_are_mixed() -> None:
    (made,) = write_questions(table(FACT))
    sure = [
        replace(made, id=f"{fact}-{kind}", fact_id=str(fact), kind=kind, confidence=sureness)
        for fact in range(20)
        for kind, sureness in ((AnswerKind.DATE, 0.95), (AnswerKind.PLACE, 0.8))
    ]
    kept = [q for q in without_a_crowd(sure, [DOCUMENT]) if q.confidence >= DEFAULT_CUT]
    assert len({q.fact_id for q in kept}) == len(kept) == 20
    assert Counter(q.kind for q in kept) == {AnswerKind.DATE: 10, AnswerKind.PLACE: 10}
