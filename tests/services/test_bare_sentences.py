"""Which sentences of a document tell a date that nothing asks about."""

from __future__ import annotations

import pytest

from quizapp.domain.document import Document, OffsetRun, Passage, Span, TextKind
from quizapp.domain.question import AnswerKind, Citation, Question
from quizapp.services.bare_sentences import bare_sentences


def document(*texts: str, kind: TextKind = TextKind.PROSE) -> Document:
    passages, original = [], ""
    for number, text in enumerate(texts):
        run = OffsetRun(0, len(original), len(text))
        passages.append(Passage(number, text, kind, (run,), ("The quays",), number + 1))
        original += text + "\n\n"
    return Document("quays.txt", "Quays", "text", original, tuple(passages), "f" * 64)


def about(read: Document, words: str) -> Question:
    start = read.original.index(words)
    span = Span(start, start + len(words))
    cited = Citation(read.name, fingerprint=read.fingerprint, span=span, quote=words)
    return Question("q", AnswerKind.DATE, "When?", words, citation=cited)


def test_a_dated_sentence_is_bare_until_a_question_is_proven_by_a_part_of_it() -> None:
    read = document("The quay was built in 1871. It was wide. It burnt down on 3 May 1884.")
    said = [each.quote for each in bare_sentences(read, [])]
    assert said == ["The quay was built in 1871.", "It burnt down on 3 May 1884."]
    left = bare_sentences(read, [about(read, "1884")])
    assert [each.quote for each in left] == ["The quay was built in 1871."]


def test_each_is_cited_where_it_stands() -> None:
    read = document("Nothing here.", "It was wide. The quay was built in 1871.")
    (found,) = bare_sentences(read, [])
    assert found.span is not None
    assert read.original[found.span.start : found.span.end] == "The quay was built in 1871."
    assert (found.paragraph, found.heading, found.fingerprint) == (2, "The quays", "f" * 64)


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("Carthage fell in 146 BC.", True),
        ("He died in AD 9.", True),
        ("It began on 5 June.", True),
        ("It began on March 15.", True),
        ("Some 300 soldiers came, and 12,500 more.", False),
        ("In May they marched.", False),
    ],
)
def test_what_counts_as_a_date(text: str, *, dated: bool) -> None:
    assert bool(bare_sentences(document(text), [])) is dated


def test_headings_and_lists_of_books_are_not_asked_about() -> None:
    for kind in (TextKind.HEADING, TextKind.BIBLIOGRAPHY, TextKind.CONTENTS):
        assert not bare_sentences(document("The year 1917", kind=kind), [])
