"""Files whose endings say little: what a teacher would call them by their contents is taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.exchange import FORMATS, format_for

GIFT = """// Week 3

::Q1:: Who was the last tsar? {=Nicholas II ~Alexander III ~Paul}

The Winter Palace was stormed in 1917. {T}
"""
GIFT_CATEGORY = "$CATEGORY: History/1917\n\nWhen was it? {#1917:1}\n"
GIFT_UNTITLED = "Who led the Bolsheviks?{\n=Lenin\n~Kerensky#No, he led the government.\n}\n"
AIKEN = """Who was the last tsar?
A) Nicholas II
B) Alexander III
C. Paul
ANSWER: A

When was it?
A. 1905
B. 1917
ANSWER: B
"""
AIKEN_WITH_BRACES = "Which set holds 1?\nA) {1, 2}\nB) {=2}\nANSWER: A\n"
QUIZLET = "Nicholas II\tthe last tsar\nLenin\tleader of the Bolsheviks\n"
QUIZLET_DASHES = "moat - water around a castle\nkeep - the strongest tower\nbailey - the yard\n"
QUIZLET_WITH_COLONS = "Lenin\tleader: of the Bolsheviks\nWhat is {x}?\ta variable\nA)\tfirst\n"
ANKI = "#separator:tab\n#html:true\n#tags column:3\nWho?\tLenin\t1917\n"
MOODLE = '<?xml version="1.0"?>\n<!-- question: 12 -->\n<quiz>\n<question type="essay"/>\n</quiz>\n'
ITEM = '<?xml version="1.0"?>\n<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1"/>'
ITEM_3 = '<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0"/>'
OLD = '<?xml version="1.0"?><questestinterop><assessment title="Quiz about a &lt;quiz"/>'


@pytest.mark.parametrize(
    ("name", "text", "key"),
    [
        ("week3.txt", GIFT, "gift"),
        ("export.txt", GIFT_CATEGORY, "gift"),
        ("untitled.txt", GIFT_UNTITLED, "gift"),
        ("test.txt", AIKEN, "aiken"),
        ("crlf.txt", AIKEN.replace("\n", "\r\n"), "aiken"),
        ("sets.txt", AIKEN_WITH_BRACES, "aiken"),
        ("cards.txt", QUIZLET, "quizlet"),
        ("castle.txt", QUIZLET_DASHES, "quizlet"),
        ("odd.txt", QUIZLET_WITH_COLONS, "quizlet"),
        ("notes.txt", ANKI, "anki-text"),
        ("bank.xml", MOODLE, "moodle-xml"),
        ("item.xml", ITEM, "qti"),
        ("item3.xml", ITEM_3, "qti"),
        ("canvas.xml", OLD, "qti"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_contents_tell_the_format(name: str, text: str, key: str, encoding: str) -> None:
    data = text.encode(encoding)
    assert format_for(Path(name), FORMATS, data).key == key
