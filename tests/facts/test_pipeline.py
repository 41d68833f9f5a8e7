"""The finder as the services use it: deterministic, cancellable, early to show something."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from quizapp.domain.document import Document
from quizapp.domain.fact import Fact, FactTable
from quizapp.errors import Cancelled
from quizapp.facts.parsed import ParsedSentence
from quizapp.facts.pipeline import FactFinder
from quizapp.kinds.writing import write_questions

Read = Callable[..., Document]

VIENNA = """The Congress of Vienna

The Congress of Vienna was opened in Vienna on 1 November 1814 by Klemens von Metternich.
Klemens von Metternich left Vienna in June 1815. The Final Act was signed on 9 June 1815.
"""
ROME = """Caesar

Gaius Julius Caesar was murdered in Rome on 15 March 44 BC by senators. Gaius Julius Caesar had
crossed the Rubicon on 10 January 49 BC. Octavian died at Nola on 19 August AD 14.
"""


def asked(finder: FactFinder, *documents: Document) -> set[tuple[str, str]]:
    questions = write_questions(finder.find(documents), everything=True)
    return {(question.id, question.stem) for question in questions}


def test_two_runs_and_another_order_give_the_same_questions(read: Read, finder: FactFinder) -> None:
    vienna, rome = read(VIENNA, "vienna.txt"), read(ROME, "rome.txt")
    first = asked(finder, vienna, rome)
    assert first
    assert asked(finder, vienna, rome) == first
    assert asked(finder, rome, vienna) == first


def test_the_ids_of_a_document_do_not_depend_on_others_or_on_its_name(
    read: Read, finder: FactFinder
) -> None:
    alone = asked(finder, read(VIENNA, "a.txt"))
    renamed = asked(finder, read(VIENNA, "b.txt"))
    beside = asked(finder, read(VIENNA, "a.txt"), read(ROME, "rome.txt"))
    assert {i for i, _ in alone} == {i for i, _ in renamed}
    assert {i for i, _ in alone} <= {i for i, _ in beside}


def test_the_quote_stands_in_the_original_and_proves_the_answer(
    read: Read, finder: FactFinder
) -> None:
    document = read(VIENNA)
    questions = write_questions(finder.find([document]), everything=True)
    for question in questions:
        citation = question.citation
        assert citation is not None and citation.span is not None
        source = document.original[citation.span.start : citation.span.end]
        assert " ".join(source.split()) == citation.quote
    dates = [q for q in questions if q.date is not None and q.date.point.day]
    assert dates
    for question in dates:
        assert question.date is not None and question.citation is not None
        assert str(question.date.point.day) in question.citation.quote


def test_a_first_look_comes_before_the_whole(read: Read, finder: FactFinder) -> None:
    looks: list[FactTable] = []
    whole = finder.find([read(VIENNA)], preview=looks.append)
    assert looks
    assert {f.id for f in looks[0].facts} <= {f.id for f in whole.facts}


def test_stopping_raises_and_reports_never_go_back(read: Read, finder: FactFinder) -> None:
    shares: list[float] = []
    finder.find([read(VIENNA)], report=lambda share, _: shares.append(share))
    assert shares == sorted(shares)
    assert shares[-1] <= 1.0
    with pytest.raises(Cancelled):
        finder.find([read(VIENNA)], stop=lambda: True)


def test_a_document_without_a_fact_is_no_error(read: Read, finder: FactFinder) -> None:
    assert finder.find([read("Nothing ever happens here, and nobody minds.\n")]).facts == ()


def test_facts_that_contradict_each_other_know_it(read: Read, finder: FactFinder) -> None:
    table = finder.find(
        [
            read(
                "The Treaty of Lodz was signed on 3 May 1805 in Lodz by the envoys of Prussia.\n\n"
                "The Treaty of Lodz was signed on 9 May 1805 in Lodz by the envoys of Prussia.\n"
            )
        ]
    )
    dated = [f for f in table.facts if f.when and f.event.verb == "sign" and not f.where]
    assert len(dated) >= 2
    assert all(f.contradicts for f in dated)
    assert not any("Treaty of Lodz" in q.stem for q in write_questions(table) if q.date)


def test_the_parser_is_not_loaded_before_it_is_needed() -> None:
    code = (
        "import sys; import quizapp.facts.pipeline, quizapp.kinds.writing; "
        "sys.exit(any(m in sys.modules for m in ('spacy', 'lemminflect', 'numpy')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_sentence_that_cannot_be_read_costs_no_other_and_is_logged(
    read: Read,
    finder: FactFinder,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    from quizapp.facts import pipeline

    reading = pipeline.read_events

    def fails_at_metternich(sentence: ParsedSentence, *rest: Any, **named: Any) -> list[Fact]:
        if "left Vienna" in sentence.sentence.text:
            raise RuntimeError("no rule for this")
        return reading(sentence, *rest, **named)

    whole = asked(finder, read(VIENNA))
    monkeypatch.setattr(pipeline, "read_events", fails_at_metternich)
    found = asked(finder, read(VIENNA))
    assert found < whole
    assert found
    assert "could not be read" in caplog.text
