"""What Moodle's importer asks of a file, as its source says (question/format/xml/format.php,
question/format.php, the ``save_question_options`` of each type), written down as a check.

A question that breaks a rule is refused, or worse: the importer stops and leaves out the rest.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from lxml import etree

Element = Any

EVERY = ("name/text", "questiontext/text", "generalfeedback/text", "penalty", "hidden", "idnumber")
COMBINED = ("correctfeedback/text", "partiallycorrectfeedback/text", "incorrectfeedback/text")
ANSWERS = ("answer/text", "answer/feedback/text")

REQUIRED: dict[str, tuple[str, ...]] = {
    "multichoice": (
        *EVERY, "defaultgrade", "single", "shuffleanswers", "answernumbering",
        "showstandardinstruction", *COMBINED, *ANSWERS,
    ),
    "truefalse": (*EVERY, "defaultgrade", *ANSWERS),
    "shortanswer": (*EVERY, "defaultgrade", "usecase", *ANSWERS),
    "numerical": (*EVERY, "defaultgrade", *ANSWERS, "answer/tolerance"),
    "matching": (
        *EVERY, "defaultgrade", "shuffleanswers", *COMBINED,
        "subquestion/text", "subquestion/answer/text",
    ),
    "ordering": (
        *EVERY, "defaultgrade", "layouttype", "selecttype", "selectcount", "gradingtype",
        "showgrading", "numberingstyle", *COMBINED, "shownumcorrect", "answer/text",
    ),
    "essay": (
        *EVERY, "defaultgrade", "responseformat", "responserequired", "responsefieldlines",
        "attachments", "attachmentsrequired", "graderinfo/text", "responsetemplate/text",
    ),
    "description": (*EVERY, "defaultgrade"),
    "cloze": EVERY,
    "category": ("category/text", "info/text", "idnumber"),
}  # fmt: skip
"""Elements that the importer reads, or Moodle's own export has, by the type of the question."""

WITH_FORMAT = {
    "questiontext", "generalfeedback", "feedback", "hint", "graderinfo", "responsetemplate",
    "subquestion", "correctfeedback", "partiallycorrectfeedback", "incorrectfeedback", "info",
}  # fmt: skip
FORMATS = {"html", "plain_text", "markdown", "moodle_auto_format", "wiki_like"}

_SHARES = "9/10 5/6 4/5 3/4 7/10 2/3 3/5 1/2 2/5 1/3 3/10 1/4 1/5 1/6 1/7 1/8 1/9 1/10 1/20"
GRADES = {Fraction(0), Fraction(1), *(Fraction(share) for share in _SHARES.split())}

_FRACTION = r"(=|%(-?[0-9]+(?:[.,][0-9]*)?)%)"
_ALTERNATIVE = rf"{_FRACTION}?(.+?(?<!\\|&)(?<!&amp;)(?=[~#}}]|$))(#(.*?(?<!\\)(?=[~}}]|$)))?"
_TYPES = "NUMERICAL|MULTICHOICE|SHORTANSWER|SHORTANSWER_C"
_GAP = re.compile(rf"\{{([0-9]*):({_TYPES}):({_ALTERNATIVE}(?:~{_ALTERNATIVE})*)\}}", re.DOTALL)
_ONE = re.compile(rf"~?{_ALTERNATIVE}", re.DOTALL)
_NUMBER = r"-?(?:[0-9]+[.,]?[0-9]*|[.,][0-9]+)(?:[eE][-+]?[0-9]+)?"
_NUMERICAL = re.compile(rf"({_NUMBER})(:{_NUMBER})?")


def broken_rules(data: bytes) -> list[str]:
    """Each rule that the file breaks; none for one that Moodle takes whole."""
    quiz = etree.fromstring(data)
    assert quiz.tag == "quiz"
    return [f"{q.get('type')}: {rule}" for q in quiz.iter("question") for rule in _broken(q)]


def _broken(question: Element) -> Iterator[str]:
    kind = question.get("type")
    yield from (f"no {path}" for path in REQUIRED[kind] if question.find(path) is None)
    for element in question.iter():
        if element.tag in WITH_FORMAT and element.get("format") not in FORMATS:
            yield f"{element.tag} has no format"
        if element.tag == "file":
            yield from _broken_file(question, element)
    yield from (f"the tag {tag!r} would be cut" for tag in _long_tags(question))
    check = {
        "multichoice": _multichoice, "truefalse": _truefalse, "shortanswer": _one_full,
        "numerical": _numerical, "cloze": _cloze, "ordering": _two_answers, "matching": _matching,
    }.get(kind)  # fmt: skip
    if check is not None:
        yield from check(question)


def _broken_file(question: Element, file: Element) -> Iterator[str]:
    base64.b64decode(file.text, validate=True)
    if f"@@PLUGINFILE@@/{file.get('name')}" not in question.findtext("questiontext/text"):
        yield "a file that no text shows"
    if file.get("encoding") != "base64" or not file.get("path"):
        yield "a file without encoding or path"


def _long_tags(question: Element) -> Iterator[str]:
    for tag in question.iterfind("tags/tag/text"):
        if (tag.text or "").startswith("quizapp:") and len(tag.text) > 50:
            yield tag.text


def _grades(question: Element) -> list[float]:
    return [float(answer.get("fraction")) / 100 for answer in question.iterfind("answer")]


def _unknown_grades(question: Element) -> Iterator[str]:
    for grade in _grades(question):
        if not any(abs(abs(grade) - float(known)) < 0.00001 for known in GRADES):
            yield f"the grade {grade} is not on the list"


def _multichoice(question: Element) -> Iterator[str]:
    yield from _unknown_grades(question)
    grades = _grades(question)
    texts = [answer.findtext("text") for answer in question.iterfind("answer")]
    if len([text for text in texts if text and text.strip()]) < 2:
        yield "fewer than two answers"
    if question.findtext("single") == "true" and max(grades) != 1:
        yield "no answer has 100 per cent"
    total = round(sum(grade for grade in grades if grade > 0), 2)
    if question.findtext("single") == "false" and total != 1:
        yield f"the grades add up to {total}"


def _truefalse(question: Element) -> Iterator[str]:
    if [answer.findtext("text") for answer in question.iterfind("answer")] != ["true", "false"]:
        yield "not true, then false"
    if sorted(_grades(question)) != [0, 1]:
        yield "not one of them right"


def _one_full(question: Element) -> Iterator[str]:
    yield from _unknown_grades(question)
    if max(_grades(question)) != 1:
        yield "no answer has 100 per cent"
    if not all((answer.findtext("text") or "").strip() for answer in question.iterfind("answer")):
        yield "an empty answer"


def _numerical(question: Element) -> Iterator[str]:
    yield from _one_full(question)
    for answer in question.iterfind("answer"):
        if not re.fullmatch(_NUMBER, answer.findtext("text")):
            yield "an answer that is no number"
        if float(answer.findtext("tolerance")) < 0:
            yield "a tolerance below nought"


def _two_answers(question: Element) -> Iterator[str]:
    if len(_grades(question)) < 2:
        yield "fewer than two answers"


def _matching(question: Element) -> Iterator[str]:
    for part in question.iterfind("subquestion"):
        if (part.findtext("text") or "").strip() and not part.findtext("answer/text").strip():
            yield "a pair without an answer"


def _cloze(question: Element) -> Iterator[str]:
    text = question.findtext("questiontext/text")
    gaps = list(_GAP.finditer(text))
    if not gaps:
        yield "no gap that Moodle finds"
    for gap in gaps:
        yield from _broken_gap(gap.group(2), gap.group(3))


def _broken_gap(kind: str, alternatives: str) -> Iterator[str]:
    parts = list(_ONE.finditer(alternatives))
    shares = [1.0 if part.group(1) == "=" else float(part.group(2) or 0) / 100 for part in parts]
    if max(shares) != 1:
        yield f"no alternative of a gap has 100 per cent: {alternatives}"
    if kind == "MULTICHOICE" and len(parts) < 2:
        yield "a choice in a gap with one option"
    if kind == "NUMERICAL" and not all(_NUMERICAL.fullmatch(part.group(3)) for part in parts):
        yield "a gap for numbers with something else"
