"""Bytes to text in the order: mark, UTF-8, zero bytes, declared, detected."""

import pytest

from quizapp.documents.encodings import decode
from quizapp.errors import UnreadableDocument

RUSSIAN = "Восстание началось утром, и к вечеру площадь была занята войсками. " * 5
FRENCH = "Le général prit la ville après un siège de trois mois. " * 3


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le"]
)
def test_unicode_in_any_form(encoding):
    text = "The Cité of Paris — “1789”. " * 20
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r"])
def test_russian_code_pages(encoding):
    assert decode(RUSSIAN.encode(encoding)).text == RUSSIAN


def test_a_few_accents_in_much_english_are_western():
    text = "The army marched to the sea and back again in the spring. " * 100 + "Café, “now”."
    assert decode(text.encode("cp1252")).text == text


def test_the_declared_charset_of_a_page_is_believed():
    page = f'<html><head><meta charset="iso-8859-2"></head><p>Łódź, Kraków, Gdańsk</p>{FRENCH}'
    data = page.replace("è", "e").encode("iso-8859-2", "ignore")
    assert "Łódź, Kraków, Gdańsk" in decode(data).text


def test_a_declared_charset_that_does_not_exist_is_passed_over():
    data = b'<meta charset="no-such-thing">' + FRENCH.encode("cp1252")
    assert "général" in decode(data).text


def test_text_decoded_wrongly_before_is_repaired_and_said_so():
    wrong = ("The general’s men took the café’s terrace. " * 4).encode("utf-8").decode("cp1252")
    decoded = decode(wrong.encode("utf-8"))
    assert "café" in decoded.text
    assert decoded.notes


def test_a_guess_is_noted_for_the_user():
    assert "cp1251" in decode(RUSSIAN.encode("cp1251")).notes[0].message.replace("-", "").replace(
        "windows", "cp"
    )


def test_a_few_damaged_bytes_do_not_spoil_utf8():
    data = ("Восстание " * 50).encode() + b"\xff" + ("утром " * 50).encode()
    decoded = decode(data)
    assert "утром" in decoded.text
    assert decoded.notes


def test_a_file_cut_within_its_last_letter_is_still_utf8():
    cut = "He said “enough”. Élan and café, and then – é".encode()[:-1]
    decoded = decode(cut)
    assert decoded.encoding == "utf-8"
    assert "“enough”. Élan" in decoded.text


def test_binary_data_is_refused():
    with pytest.raises(UnreadableDocument, match="does not hold text"):
        decode(bytes(range(256)) * 40)
