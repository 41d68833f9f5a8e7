"""Evidence: from the document where it is here, else the quote."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fake_stores import World, question

from quizapp.domain.calendar import DatePoint, HistoricalDate
from quizapp.domain.document import Document, OffsetRun, Passage, Span, TextKind
from quizapp.domain.question import AnswerKind, Citation, Question
from quizapp.services.evidence import EvidenceView

ORIGINAL = "Title\n\nThe coun-\ncil met in\nRiga in May.\n\nMay 4\nA strike began."


def original(text: str) -> int:
    return ORIGINAL.index(text)


BODY = Passage(
    number=0,
    text="The council met in Riga in May.",
    kind=TextKind.PROSE,
    runs=(
        OffsetRun(0, original("The coun"), 8),
        OffsetRun(8, original("cil met in"), 10),
        OffsetRun(19, original("Riga in May."), 12),
    ),
    heading_path=("Part one", "The council"),
    paragraph=2,
)
ENTRY = Passage(
    number=1,
    text="A strike began.",
    kind=TextKind.CHRONICLE,
    runs=(OffsetRun(0, original("A strike"), 15),),
    paragraph=3,
    date_line="May 4",
    date_line_span=Span(original("May 4"), original("May 4") + 5),
)
DOCUMENT = Document("council.txt", "The Council", "text", ORIGINAL, (BODY, ENTRY), "print")


@pytest.fixture
def with_document(world: World) -> World:
    world.stores.documents.save_document(DOCUMENT)
    return world


def citing(words: str, **fields: object) -> Question:
    first, *_, last = words.split("|") * 2
    start, end = original(first), original(last) + len(last)
    cited = Citation(
        "council.txt", "The Council", "print", paragraph=2, span=Span(start, end), quote="the quote"
    )
    return question("a", citation=cited, **fields)


def highlighted(view: EvidenceView) -> str:
    return view.text[view.start : view.end]


def test_the_very_words_are_highlighted_in_the_cleaned_passage(with_document: World) -> None:
    view = with_document.evidence.of(citing("coun-|met in"))
    assert view.text == "The council met in Riga in May."
    assert highlighted(view) == "council met in"
    assert view.available
    assert view.label == "The Council, paragraph 2"
    assert view.heading == "Part one › The council"


def test_the_date_line_of_a_chronicle_stands_above_its_entry(with_document: World) -> None:
    view = with_document.evidence.of(citing("strike"))
    assert view.text == "May 4\nA strike began."
    assert highlighted(view) == "strike"
    assert highlighted(with_document.evidence.of(citing("May 4|strike"))) == "May 4\nA strike"
    assert highlighted(with_document.evidence.of(citing("May 4"))) == "May 4\n"


TEXT = (
    "The crown fell in 1917; the tsar stepped down at Pskov. J. F. Kerensky took over in July. "
    "Riga was lost to the army on 21 Aug. 1917. The rising came on 25 Oct. that year."
)


def proof_of(world: World, words: str, *, date_line: str = "") -> tuple[str, str]:
    """What is shown of ``TEXT`` to prove the words, and what is highlighted in it."""
    above = f"{date_line}\n" if date_line else ""
    passage = Passage(
        number=0, text=TEXT, kind=TextKind.PROSE, runs=(OffsetRun(0, len(above), len(TEXT)),),
        paragraph=1, date_line=date_line,
        date_line_span=Span(0, len(date_line)) if date_line else None,
    )  # fmt: skip
    document = Document("fall.txt", "The Fall", "text", above + TEXT, (passage,), "fall")
    world.stores.documents.save_document(document)
    start = document.original.index(words)
    span = Span(start, start + len(words))
    cited = Citation("fall.txt", "The Fall", "fall", paragraph=1, span=span, quote=words)
    view = world.evidence.of(question("a", citation=cited))
    assert view.proof is not None
    assert highlighted(view) == view.proof.text[view.proof.start : view.proof.end]
    return view.proof.text, view.proof.text[view.proof.start : view.proof.end]


@pytest.mark.parametrize(
    ("cited", "shown"),
    [
        ("at Pskov", "The crown fell in 1917; the tsar stepped down at Pskov. …"),
        ("Kerensky took over", "… J. F. Kerensky took over in July. …"),
        ("lost to the army", "… Riga was lost to the army on 21 Aug. 1917. …"),
        ("25 Oct.", "… The rising came on 25 Oct. that year."),
        (
            "in July. Riga was",
            "… J. F. Kerensky took over in July. Riga was lost to the army on 21 Aug. 1917. …",
        ),
    ],
)
def test_the_proof_is_the_whole_sentence_and_no_neighbour(
    world: World, cited: str, shown: str
) -> None:
    assert proof_of(world, cited) == (shown, cited)


def test_the_date_line_is_part_of_every_proof_below_it(world: World) -> None:
    shown, cited = proof_of(world, "Kerensky", date_line="July 8")
    assert shown == "July 8\n… J. F. Kerensky took over in July. …"
    assert cited == "Kerensky"


def test_a_passage_of_one_sentence_is_its_own_proof(with_document: World) -> None:
    assert with_document.evidence.of(citing("Riga")).proof is None


def test_of_a_paragraph_the_sentence_nearest_to_the_question_is_the_proof(world: World) -> None:
    text = "Strand came to Riga in May. The strike of the dockers began in Riga. Riga was calm."
    passage = Passage(
        number=0, text=text, kind=TextKind.PROSE, runs=(OffsetRun(0, 0, len(text)),), paragraph=7
    )
    world.stores.documents.save_document(
        Document("riga.txt", "Riga", "text", text, (passage,), "riga")
    )
    asked = question(
        "a",
        stem="Where did the strike of the dockers begin?",
        answer="Riga",
        citation=Citation("Riga", "Riga", paragraph=7),
    )
    view = world.evidence.of(asked)
    assert view.proof is not None
    assert view.proof.text == "… The strike of the dockers began in Riga. …"
    assert highlighted(view) == "Riga"


@pytest.mark.timeout(5)
def test_a_hostile_passage_does_not_hold_up_the_answer(world: World) -> None:
    text = "“" * 300_000 + " Riga fell. " + "(" * 300_000
    passage = Passage(
        number=0, text=text, kind=TextKind.PROSE, runs=(OffsetRun(0, 0, len(text)),), paragraph=1
    )
    world.stores.documents.save_document(
        Document("bad.txt", "Bad", "text", text, (passage,), "bad")
    )
    at = text.index("Riga")
    cited = Citation("bad.txt", "Bad", "bad", paragraph=1, span=Span(at, at + 4), quote="Riga")
    proof = world.evidence.of(question("a", citation=cited)).proof
    assert proof is not None
    assert proof.text[proof.start : proof.end] == "Riga"


def test_without_the_document_the_quote_is_the_evidence(world: World) -> None:
    view = world.evidence.of(citing("Riga"))
    assert (view.text, highlighted(view), view.available) == ("the quote", "the quote", False)
    assert view.label == "The Council, paragraph 2"


def test_a_shipped_question_shows_its_paragraph_once_the_document_is_here(
    with_document: World,
) -> None:
    cited = Citation("The Council", "The Council", paragraph=2)
    view = with_document.evidence.of(question("a", citation=cited, answer="riga"))
    assert (highlighted(view), view.available) == ("Riga", True)
    plain = with_document.evidence.of(question("a", citation=cited, answer="Tallinn"))
    assert (plain.start, plain.end, plain.available) == (0, 0, True)
    assert plain.text == BODY.text


def test_a_date_is_found_in_the_paragraph_in_the_source_s_own_form(with_document: World) -> None:
    asked = question(
        "a",
        kind=AnswerKind.DATE,
        answer="4 May 1905 (Old Style)",
        date=HistoricalDate(old_style=DatePoint(1905, 5, 4)),
        citation=Citation("council.txt", paragraph=3),
    )
    assert highlighted(with_document.evidence.of(asked)) == "May 4"


def test_a_paragraph_that_is_not_there_falls_back_to_the_quote(with_document: World) -> None:
    cited = Citation("The Council", "The Council", paragraph=99, quote="said so")
    view = with_document.evidence.of(question("a", citation=cited))
    assert (view.text, view.available) == ("said so", False)


def test_another_edition_of_the_document_is_searched_by_paragraph_not_by_offset(
    with_document: World,
) -> None:
    asked = citing("A strike", answer="Riga")
    assert asked.citation
    elsewhere = replace(asked, citation=replace(asked.citation, fingerprint="other print"))
    assert highlighted(with_document.evidence.of(elsewhere)) == "Riga"


def test_a_question_without_citation_has_no_evidence(world: World) -> None:
    view = world.evidence.of(question("a"))
    assert (view.label, view.text, view.available) == ("", "", False)


def test_a_document_added_later_is_seen_once_the_finder_is_told(world: World) -> None:
    asked = citing("Riga")
    assert not world.evidence.of(asked).available
    world.stores.documents.save_document(DOCUMENT)
    world.evidence.forget()
    assert world.evidence.of(asked).available
