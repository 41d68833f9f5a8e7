"""What Moodle makes of a GIFT file, by its documented rules and none of our leniency.

A second reader, written apart from the one that is tested: exports are held against it, and tables
of snippets say by it where we read more than Moodle does. It also refuses what Moodle refuses when
it saves a question: grades that are in no list, too few answers, none that is wholly right.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

ESCAPES = "\\:", "\\#", "\\=", "\\{", "\\}", "\\~", "\\n"
PLAIN = ":", "#", "=", "{", "}", "~", "\n"
HIDDEN = tuple(f"&&{number:03d};" for number in range(len(ESCAPES)))
FORMATS = ("moodle", "html", "plain", "markdown")
WEIGHT = re.compile(r"%-*[0-9]{1,2}\.?[0-9]*%")
SPACES = " \t\n\r\0\x0b"
SHARES = [
    0, 1, 9 / 10, 5 / 6, 4 / 5, 3 / 4, 7 / 10, 2 / 3, 3 / 5, 1 / 2, 2 / 5, 1 / 3, 3 / 10, 1 / 4,
    1 / 5, 1 / 6, 1 / 7, 1 / 8, 1 / 9, 1 / 10, 1 / 20,
]  # fmt: skip


class Refused(Exception):
    """Moodle's importer says no to a block."""


@dataclass
class Answer:
    text: str
    fraction: float
    feedback: str = ""
    tolerance: float = 0.0


@dataclass
class MoodleQuestion:
    qtype: str
    name: str
    text: str
    format: str = "moodle"
    answers: list[Answer] = field(default_factory=list)
    single: bool = True
    feedback: str = ""
    idnumber: str = ""
    tags: list[str] = field(default_factory=list)
    category: str = ""


def read_file(text: str) -> list[MoodleQuestion]:
    """Blocks between blank lines; ``Refused`` at the first that Moodle refuses."""
    questions: list[MoodleQuestion] = []
    category = ""
    for block in _blocks(text):
        question = read_block(block)
        if question is None:
            continue
        if question.qtype == "category":
            category = question.text
            continue
        question.category = category
        _save(question)
        questions.append(question)
    return questions


def _blocks(text: str) -> list[list[str]]:
    found: list[list[str]] = [[]]
    for line in (each.strip(SPACES) for each in text.split("\n")):
        if line in ("", "0"):  # what PHP calls empty
            found.append([])
        else:
            found[-1].append(line)
    return [block for block in found if block]


def read_block(lines: list[str]) -> MoodleQuestion | None:
    comments = [line for line in lines if line.startswith("//")]
    text = "\n".join(" " if line.startswith("//") else line for line in lines).strip(SPACES)
    if not text:
        return None
    text = _hide(text)
    if text.startswith("$CATEGORY:"):
        return MoodleQuestion("category", "", text[10:].strip(SPACES))
    name, text = _name(text)
    start, finish = text.find("{"), text.find("}")
    if start < 0 and finish < 0:
        format_, shown = _with_format(text)
        return _noted(MoodleQuestion("description", name, shown, format_), comments)
    if start < 0 or finish < 0 or finish < start:
        raise Refused("a brace is missing")
    inner = text[start + 1 : finish].strip(SPACES)
    blank = "" if text.endswith("}") else "_____"
    format_, shown = _with_format(text[:start] + blank + text[finish + 1 :])
    inner, feedback = _general_feedback(inner)
    question = MoodleQuestion("", name, shown, format_)
    question.feedback = _with_format(feedback, format_)[1]
    _take_answers(question, inner)
    return _noted(question, comments)


def _take_answers(question: MoodleQuestion, inner: str) -> None:
    if not inner:
        question.qtype = "essay"
    elif inner.startswith("#"):
        _numerical(question, inner[1:])
    elif "~" in inner:
        _multichoice(question, inner)
    elif "=" in inner and "->" in inner:
        _match(question, inner)
    elif inner.partition("#")[0].strip(SPACES) in ("T", "TRUE", "F", "FALSE"):
        _true_false(question, inner)
    else:
        _short(question, inner)


def _multichoice(question: MoodleQuestion, inner: str) -> None:
    question.qtype, question.single = "multichoice", "=" in inner
    parts = _cut(inner.replace("=", "~="), "~")
    if len(parts) < 2:
        raise Refused("two answers are the least")
    for part in parts:
        right = part.strip(SPACES).startswith("=")
        fraction, text = (1.0, part.strip(SPACES)[1:]) if right else _weighed(part, 0.0)
        answer, feedback = _commented(text, question.format)
        question.answers.append(Answer(answer, fraction, feedback))


def _match(question: MoodleQuestion, inner: str) -> None:
    question.qtype = "match"
    parts = _cut(inner, "=")
    if len(parts) < 2:
        raise Refused("two answers are the least")
    for part in parts:
        premise, arrow, answer = part.strip(SPACES).partition("->")
        if not arrow:
            raise Refused("a pair has no arrow")
        text = _with_format(premise, question.format)[1]
        question.answers.append(Answer(text, 1.0, _show(answer).strip(SPACES)))


def _true_false(question: MoodleQuestion, inner: str) -> None:
    question.qtype = "truefalse"
    word, *feedback = inner.split("#", 2)
    wrong, right = ([_with_format(f, question.format)[1] for f in feedback] + ["", ""])[:2]
    is_true = word.strip(SPACES) in ("T", "TRUE")
    question.answers = [Answer(str(is_true), 1.0, right), Answer(str(not is_true), 0.0, wrong)]


def _short(question: MoodleQuestion, inner: str) -> None:
    question.qtype = "shortanswer"
    parts = _cut(inner, "=")
    if not parts:
        raise Refused("one answer is the least")
    for part in parts:
        fraction, text = _weighed(part, 1.0)
        answer, feedback = _commented(text, question.format)
        question.answers.append(Answer(answer, fraction, feedback))


def _numerical(question: MoodleQuestion, inner: str) -> None:
    question.qtype = "numerical"
    numbers, wrong, feedback = inner.partition("~")
    parts = _cut(numbers, "=")
    if not parts:
        raise Refused("there is no number")
    for part in parts:
        fraction, text = _weighed(part, 1.0)
        answer, comment = _commented(text, question.format)
        value, tolerance = _measure(answer)
        question.answers.append(Answer(value, fraction, comment, tolerance))
    if wrong:
        comment = _commented("~" + feedback, question.format)[1]
        question.answers.append(Answer("*", 0.0, comment))


def _measure(text: str) -> tuple[str, float]:
    if text.find("..") > 0:
        low, _, high = text.partition("..")
        middle = (float(high) + float(low)) / 2
        return str(middle), float(high) - middle
    value, _, tolerance = text.partition(":") if text.find(":") > 0 else (text, "", "0")
    try:
        float(value)
    except ValueError:
        value = "*"  # a slip in Moodle: any number is then right
    try:
        return value.strip(SPACES), float(tolerance)
    except ValueError:
        raise Refused("the tolerance is no number") from None


def _cut(text: str, sign: str) -> list[str]:
    """The parts between the signs; the first only where something stands in it."""
    first, *others = text.split(sign)
    return [first.strip(SPACES), *others] if first.strip(SPACES) not in ("", "0") else others


def _weighed(part: str, usual: float) -> tuple[float, str]:
    part = part.strip(SPACES)
    if not WEIGHT.match(part):
        return usual, part
    number, _, rest = part[1:].partition("%")
    return float(number) / 100, rest


def _commented(text: str, format_: str) -> tuple[str, str]:
    answer, _, feedback = text.partition("#")
    return _with_format(answer, format_)[1], _with_format(feedback, format_)[1]


def _general_feedback(inner: str) -> tuple[str, str]:
    place = inner.rfind("####")
    if place < 0:
        return inner, ""
    return inner[:place].strip(SPACES), inner[place + 4 :]


def _with_format(text: str, inherited: str = "moodle") -> tuple[str, str]:
    """The format and the text as it is shown; HTML is not taken apart."""
    text = text.strip(SPACES)
    found = re.match(r"\[([^\]]*)\]", text)
    if found and found.group(1) in FORMATS:
        inherited, text = found.group(1), text[found.end() :]
    shown = _show(text).strip(SPACES)
    return inherited, html.unescape(shown.replace("<br>", "\n")) if inherited == "html" else shown


def _name(text: str) -> tuple[str, str]:
    if not text.startswith("::"):
        return "", text
    name, colons, rest = text[2:].partition("::")
    return (_show(name).strip(SPACES), rest.strip(SPACES)) if colons else ("", text[2:])


def _noted(question: MoodleQuestion, comments: list[str]) -> MoodleQuestion:
    said = "\n".join(comments)
    found = re.search(r"\[id:((?:\\\]|[^\]\x00-\x1f\x7f])+)\]", said)
    question.idnumber = found.group(1).replace("\\]", "]").strip(SPACES) if found else ""
    tags = re.findall(r"\[tag:((?:\\\]|[^\]<>`\x00-\x1f\x7f])+)\]", said)
    question.tags = [tag.replace("\\]", "]").strip(SPACES) for tag in tags]
    return question


def _hide(text: str) -> str:
    text = text.replace("\\\\", "&&092;")
    for escape, hidden in zip(ESCAPES, HIDDEN, strict=True):
        text = text.replace(escape, hidden)
    return text.replace("&&092;", "\\")


def _show(text: str) -> str:
    for hidden, sign in zip(HIDDEN, PLAIN, strict=True):
        text = text.replace(hidden, sign)
    return text


def _save(question: MoodleQuestion) -> None:
    """``Refused`` where Moodle stops when it writes the question into its data base."""
    if question.qtype not in ("multichoice", "shortanswer", "numerical"):
        return
    for answer in question.answers:
        if not any(abs(abs(answer.fraction) - share) < 0.00001 for share in SHARES):
            raise Refused(f"no grade is {answer.fraction}")
    filled = [answer for answer in question.answers if answer.text]
    if question.qtype == "multichoice" and not question.single:
        if round(sum(max(0.0, answer.fraction) for answer in filled), 2) != 1:
            raise Refused("the grades do not add up to 1")
    elif max(answer.fraction for answer in filled) < 0.99999:
        raise Refused("no answer is wholly right")
    if question.qtype == "multichoice" and len(filled) < 2:
        raise Refused("two answers are the least")
