"""A quiz as a Word file."""

from __future__ import annotations

import base64
import io
from dataclasses import replace
from datetime import UTC, datetime

import docx  # noqa: TID253 - a test may wait for it
import pytest

from quizapp.domain.paper import (
    PaperLayout,
    PaperSize,
    PrintedItem,
    key_text,
    source_text,
    typeset,
)
from quizapp.domain.question import Citation
from quizapp.domain.task import MapPlace
from quizapp.exchange.worksheet_docx import worksheet_docx
from tests.sheets import SHEETS, TASKS, sheet

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def texts(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]


@pytest.mark.parametrize("layout", PaperLayout)
@pytest.mark.parametrize("size", PaperSize)
def test_every_question_of_every_version_stands_in_it_with_its_key(
    layout: PaperLayout, size: PaperSize
) -> None:
    found = texts(worksheet_docx(SHEETS, layout=layout, size=size))
    for each in SHEETS:
        for item in each.items:
            stem = typeset(item.question.stem)
            assert sum(stem in text for text in found) == len(SHEETS)
            if item.number:
                assert any(text.startswith(typeset(key_text(item))) for text in found)


def test_without_keys_no_answer_is_told() -> None:
    found = "\n".join(texts(worksheet_docx(SHEETS, key=False)))
    assert "Nestor" not in found
    assert "supplies" not in found


def test_signs_that_xml_cannot_hold_do_not_break_the_file() -> None:
    made = sheet("A", [("A bad\x00 sign\x0b and a half \ud800 one", TASKS[0][1])])
    assert any("A bad\ufffd sign" in text for text in texts(worksheet_docx([made])))


def test_a_picture_that_word_cannot_read_is_named() -> None:
    made = sheet("A", TASKS[:1], picture=b"RIFF....WEBPVP8 ")
    assert any("[picture" in text for text in texts(worksheet_docx([made])))


def test_questions_and_options_are_numbered_by_word_from_one_on_each_sheet() -> None:
    document = docx.Document(io.BytesIO(worksheet_docx(SHEETS)))
    lists: dict[int, list[int]] = {}
    for paragraph in document.paragraphs:
        properties = paragraph._p.pPr
        if properties is not None and properties.numPr is not None:
            number = properties.numPr
            lists.setdefault(number.numId.val, []).append(number.ilvl.val)
    assert len(lists) == 2 * len(SHEETS)  # a list each for a sheet and for its key
    for each in SHEETS:
        numbered = sum(item.number > 0 for item in each.items)
        assert [levels.count(0) for levels in lists.values()].count(numbered) >= 2
    assert any(1 in levels for levels in lists.values())


def test_every_part_has_a_foot_with_its_version_and_the_page() -> None:
    document = docx.Document(io.BytesIO(worksheet_docx(SHEETS)))
    feet = [section.footer.paragraphs[0] for section in document.sections]
    assert len(feet) == 2 * len(SHEETS)
    for each, foot in zip((*SHEETS, *SHEETS), feet, strict=True):
        assert f"Version {each.version}" in foot.text
        assert "PAGE" in foot._p.xml
    assert all("Key" in foot.text for foot in feet[len(SHEETS) :])


def test_the_file_says_itself_what_it_is_and_of_when() -> None:
    at = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
    about = docx.Document(io.BytesIO(worksheet_docx(SHEETS, at=at))).core_properties
    assert about.title == SHEETS[0].title
    assert about.author == "QuizApp"
    assert (about.created.year, about.modified.day) == (2026, 2)
    assert "python-docx" not in about.comments


def test_the_source_is_named_so_that_it_can_be_found() -> None:
    cited = Citation("a.txt", title="The Book", paragraph=1134, quote="It met in the Smolny.")
    assert source_text(cited) == "The Book: “It met in the Smolny.”"
    assert source_text(replace(cited, heading="One › October")) == "The Book, “October”"
    assert source_text(replace(cited, page=12)) == "The Book, page 12"
    long = source_text(replace(cited, quote="word " * 40))
    assert long.endswith(" …”")
    assert len(long) < 90


@pytest.mark.parametrize(
    ("given", "set_"),
    [
        ("Workers' and Soldiers' Soviet", "Workers’ and Soldiers’ Soviet"),
        ('He said "no" (and "why").', "He said “no” (and “why”)."),
        ("the 'red' guards' stand", "the ‘red’ guards’ stand"),
        ("People’s “Will”", "People’s “Will”"),
        ("a gun of 5\" and 3'", "a gun of 5\" and 3'"),
    ],
)
def test_paper_has_one_style_of_quotation_marks(given: str, set_: str) -> None:
    assert typeset(given) == set_


def test_a_map_question_has_its_map_in_word_and_the_marked_one_in_the_key() -> None:
    asked: list[bool] = []

    def drawn(item: PrintedItem, answer: bool) -> bytes:
        assert isinstance(item.task, MapPlace)
        asked.append(answer)
        return PNG

    document = docx.Document(io.BytesIO(worksheet_docx([sheet("A")], maps=drawn)))
    assert asked == [False, True]
    assert len(document.inline_shapes) == 2
    found = [paragraph.text for paragraph in document.paragraphs]
    assert "Mark the place with a cross." in found
