"""Which sentences of a document tell a date that nothing asks about."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fake_stores import World

from quizapp.domain.document import Document, OffsetRun, Passage, Span, TextKind
from quizapp.domain.question import (
    CROWDED,
    CROWDED_AT_MOST,
    AnswerKind,
    Citation,
    Question,
    Signs,
    State,
)
from quizapp.kinds.reasons import WORDS
from quizapp.services.bare_sentences import Why, bare_sentences
from quizapp.services.browse_library import BrowseLibrary


def document(*texts: str, kind: TextKind = TextKind.PROSE) -> Document:
    passages, original = [], ""
    for number, text in enumerate(texts):
        run = OffsetRun(0, len(original), len(text))
        passages.append(Passage(number, text, kind, (run,), ("The quays",), number + 1))
        original += text + "\n\n"
    return Document("quays.txt", "Quays", "text", original, tuple(passages), "f" * 64)


def about(read: Document, words: str, **changes: object) -> Question:
    start = read.original.index(words)
    span = Span(start, start + len(words))
    cited = Citation(read.name, fingerprint=read.fingerprint, span=span, quote=words)
    return replace(Question("q", AnswerKind.DATE, "When?", words, citation=cited), **changes)  # type: ignore[arg-type]


def test_a_dated_sentence_is_bare_until_a_question_is_proven_by_a_part_of_it() -> None:
    read = document("The quay was built in 1871. It was wide. It burnt down on 3 May 1884.")
    said = [each.citation.quote for each in bare_sentences(read, [])]
    assert said == ["The quay was built in 1871.", "It burnt down on 3 May 1884."]
    left = bare_sentences(read, [about(read, "1884")])
    assert [each.citation.quote for each in left] == ["The quay was built in 1871."]


def test_each_is_cited_where_it_stands() -> None:
    read = document("Nothing here.", "It was wide. The quay was built in 1871.")
    (bare,) = bare_sentences(read, [])
    found = bare.citation
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


def test_an_entry_under_a_date_counts_once_and_not_where_any_of_it_is_asked() -> None:
    whole = document("The fleet sails. It is beaten.", "The king dies.", kind=TextKind.CHRONICLE)
    dated = tuple(replace(each, date_line="3 May") for each in whole.passages)
    read = replace(whole, passages=dated)
    said = [each.citation.quote for each in bare_sentences(read, [])]
    assert said == ["The fleet sails.", "The king dies."]
    left = bare_sentences(read, [about(read, "It is beaten")])
    assert [each.citation.quote for each in left] == ["The king dies."]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"state": State.REJECTED}, Why.REJECTED),
        ({"state": State.DRAFT, "confidence": 0.3}, Why.LESS_SURE),
        (
            {
                "state": State.DRAFT,
                "confidence": CROWDED_AT_MOST,
                "signs": Signs(((CROWDED, 1.0),)),
            },
            Why.SPARE,
        ),
    ],
)
def test_a_sentence_whose_question_is_not_asked_says_so(
    changes: dict[str, object], why: Why
) -> None:
    read = document("The quay was built in 1871.")
    (bare,) = bare_sentences(read, [about(read, "1871", **changes)])
    assert (bare.why, bare.title) == (why, "Quays")
    assert bare.proposed is not None
    (nothing,) = bare_sentences(read, [])
    assert (nothing.why, nothing.proposed) == (Why.NONE_FOUND, None)


def test_what_can_still_be_taken_is_told_before_what_was_rejected() -> None:
    read = document("The quay was built in 1871.")
    turned_down = about(read, "quay", id="no", state=State.REJECTED, confidence=0.9)
    doubted = about(read, "1871", id="perhaps", state=State.DRAFT, confidence=0.2)
    (bare,) = bare_sentences(read, [turned_down, doubted])
    assert bare.proposed == doubted


def test_a_book_of_many_proofs_is_looked_through_once() -> None:
    read = document(*(f"The quay {n} was built in {1500 + n % 400}." for n in range(400)))
    asked = [about(read, f"The quay {n} was", id=str(n)) for n in range(0, 400, 2)]
    assert [each.citation.quote for each in bare_sentences(read, asked)] == [
        f"The quay {n} was built in {1500 + n % 400}." for n in range(1, 400, 2)
    ]


def test_a_text_that_is_there_twice_is_asked_about_once(world: World) -> None:
    read = document("The quay was built in 1871 by the town.", "The mill burnt in 1884.")
    again = replace(read, name="quays.pdf", fingerprint="e" * 64)
    other = replace(again, title="The mills of Lindholm", fingerprint="d" * 64)
    for each in (read, again, other):
        world.stores.documents.save_document(each)
    world.add(about(read, "The quay was built in 1871 by the town"))
    library = BrowseLibrary(world.stores, world.evidence, world.learn)

    def bare(*documents: Document) -> list[str]:
        found = library.bare_sentences([each.fingerprint for each in documents])
        return [each.citation.quote for each in found]

    assert bare(again) == ["The mill burnt in 1884."], "the same text, of another format"
    assert len(bare(other)) == 2, "a text of its own"
    assert bare(read, other) == ["The mill burnt in 1884."] * 2, "both are of one deck"


def test_of_the_library_the_reason_is_told_and_a_document_that_is_gone_passed_over(
    world: World,
) -> None:
    read = document("The quay was built in 1871.")
    world.stores.documents.save_document(read)
    signs = Signs((("found", 0.8), ("weak: a journey", 1.0)))
    world.add(about(read, "1871", state=State.DRAFT, confidence=0.4, signs=signs))
    library = BrowseLibrary(world.stores, world.evidence, world.learn)
    (bare,) = library.bare_sentences(("gone", read.fingerprint, read.fingerprint))
    assert (bare.why, bare.reason) == (Why.LESS_SURE, WORDS["weak: a journey"])
