"""Documents, their passages and the way back to the original text."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from sqlalchemy import event

from quizapp.domain.document import Document, OffsetRun, Passage, ReadingNote, Span, TextKind
from quizapp.domain.question import Citation, State
from quizapp.errors import NotFound


def document(original: str = "The Soviet met.\n\nIt sat in Narva.", name: str = "notes.txt"):
    first, _, second = original.partition("\n\n")
    return Document(
        name=name,
        title=name.removesuffix(".txt").title(),
        format="text",
        original=original,
        passages=(
            Passage(1, first, TextKind.PROSE, (OffsetRun(0, 0, len(first)),), ("Part I",), 1, 2),
            Passage(2, second, TextKind.CHRONICLE, (OffsetRun(0, len(first) + 2, len(second)),),
                    date_line="May 3", date_line_span=Span(0, 5)),
        ),
        fingerprint=hashlib.sha256(original.encode()).hexdigest(),
        notes=(ReadingNote("Page 3 held no text.", 3), ReadingNote("A table was left out.")),
        path="/home/me/notes.txt",
    )  # fmt: skip


def test_a_document_comes_back_whole(stores, made):
    saved = document("Löwe, лев, 獅子.\n\nThe second one.")
    stores.documents.save_document(saved)
    assert stores.documents.document(saved.fingerprint) == saved
    stores.close()
    reopened = made.open()
    assert reopened.documents.document(saved.fingerprint) == saved
    reopened.close()


def test_the_library_lists_documents_without_reading_their_texts(stores, make_question):
    saved = document()
    stores.documents.save_document(saved)
    cited = Citation("notes.txt", fingerprint=saved.fingerprint)
    stores.decks.save_questions(
        "history",
        [make_question(state.value, citation=cited, state=state) for state in State],
    )
    statements = []
    engine = stores._database._connection.engine
    event.listen(engine, "before_cursor_execute", lambda *call: statements.append(call[2]))
    (summary,) = stores.documents.documents()
    assert (summary.fingerprint, summary.title, summary.words) == (saved.fingerprint, "Notes", 7)
    assert summary.questions == 2  # waiting and accepted, not rejected or retired
    assert summary.added_at.endswith("+00:00")
    assert not any("original" in statement or "passage" in statement for statement in statements)


def test_the_newest_document_comes_first(stores):
    for name in ("a.txt", "b.txt"):
        stores.documents.save_document(document(f"{name}\n\nText.", name))
    assert [found.name for found in stores.documents.documents()] == ["b.txt", "a.txt"]


def test_saving_the_same_text_again_replaces_its_passages(stores):
    saved = document()
    stores.documents.save_document(saved)
    stores.documents.document(saved.fingerprint)
    better = replace(saved, title="Better", passages=saved.passages[1:])
    stores.documents.save_document(better)
    assert stores.documents.document(saved.fingerprint) == better
    assert len(stores.documents.documents()) == 1
    assert stores.documents.search_passages("Soviet") == []
    assert len(stores.documents.search_passages("Narva")) == 1


@pytest.mark.parametrize("wanted", ["notes.txt", "NOTES.TXT", "Notes", " notes "])
def test_a_document_is_found_by_name_or_title_whatever_the_case(stores, wanted):
    saved = document()
    stores.documents.save_document(saved)
    assert stores.documents.find_document(wanted) == saved
    assert stores.documents.find_document("note") is None


def test_of_documents_of_one_name_the_latest_is_found(stores):
    for text in ("First.\n\nOne.", "Second.\n\nOne."):
        stores.documents.save_document(document(text))
    assert stores.documents.find_document("notes").original == "Second.\n\nOne."


def test_deleting_a_document_keeps_its_questions_and_their_quotes(stores, make_question):
    saved = document()
    stores.documents.save_document(saved)
    cited = make_question(
        "q1", citation=Citation("notes.txt", fingerprint=saved.fingerprint, quote="It sat")
    )
    stores.decks.save_questions("history", [cited, make_question("q2", citation=None)])
    stores.documents.delete_document(saved.fingerprint)
    assert stores.documents.documents() == []
    assert stores.documents.search_passages("Narva") == []
    assert stores.documents.questions_of(saved.fingerprint) == [cited]
    for call in (stores.documents.document, stores.documents.delete_document):
        with pytest.raises(NotFound):
            call(saved.fingerprint)


def test_passages_are_found_with_the_best_first_and_a_snippet(stores):
    once = document("A long account of many towns, Narva too.\n\nNothing here.", "a.txt")
    often = document("Narva, always Narva.\n\nAnd so on.", "b.txt")
    for saved in (once, often):
        stores.documents.save_document(saved)
    found = stores.documents.search_passages("narv")
    assert [(hit[0], hit[1]) for hit in found] == [(often.fingerprint, 1), (once.fingerprint, 1)]
    assert found[0][2] == "Narva, always Narva."
    assert len(stores.documents.search_passages("narv", limit=1)) == 1
    assert stores.documents.search_passages(" ") == []


def test_a_document_without_passages_can_be_kept(stores):
    saved = replace(document(), passages=(), notes=(), path=None)
    stores.documents.save_document(saved)
    assert stores.documents.document(saved.fingerprint) == saved


def test_more_documents_than_are_held_in_memory_are_all_read(stores):
    saved = [document(f"Number {number}.\n\nText.", f"{number}.txt") for number in range(9)]
    for one in saved:
        stores.documents.save_document(one)
    for one in saved * 2:
        assert stores.documents.document(one.fingerprint) == one
