"""A quiz as a Word file."""

from __future__ import annotations

import io

import docx  # noqa: TID253 - a test may wait for it
import pytest

from quizapp.domain.paper import PaperLayout, PaperSize, key_text
from quizapp.exchange.worksheet_docx import worksheet_docx
from tests.sheets import SHEETS, TASKS, sheet


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
            assert sum(item.question.stem in text for text in found) == len(SHEETS)
            if item.number:
                assert any(text.startswith(f"{item.number}. {key_text(item)}") for text in found)


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
