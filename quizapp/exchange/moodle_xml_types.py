"""Moodle's question types as tasks: one function each, all of them in ``TYPES``."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from quizapp.domain.task import (
    Accepted,
    Choose,
    Information,
    Match,
    Number,
    Numeric,
    OpenText,
    Option,
    Order,
    Pair,
    Task,
    TrueFalse,
    Typed,
)
from quizapp.exchange.building import Report, Unfit, blanked, cloze_of, one_of_each
from quizapp.exchange.format import LARGEST_NUMBER
from quizapp.exchange.markup import plain_text
from quizapp.exchange.moodle_xml_cloze import marked, several_of, split_at_gaps, with_blank
from quizapp.exchange.moodle_xml_grades import exact
from quizapp.exchange.moodle_xml_text import Texts, inner_text
from quizapp.exchange.safe_xml import Element

MOST_LINES = 100
STEM_CLASS = "quizapp-stem"
"""Marks what we ask above a text with gaps, so that it is told from the text again."""

_STANDARD_FEEDBACK = {
    "Your answer is correct.", "Your answer is partially correct.", "Your answer is incorrect.",
    "Die Antwort ist richtig.", "Die Antwort ist teilweise richtig.", "Die Antwort ist falsch.",
    "Votre réponse est correcte.", "Votre réponse est partiellement correcte.",
    "Votre réponse est incorrecte.", "Respuesta correcta", "Respuesta parcialmente correcta.",
    "Respuesta incorrecta.", "Risposta corretta.", "Risposta parzialmente esatta.",
    "Risposta errata.", "Ваш ответ верный.", "Ваш ответ частично правильный.",
    "Ваш ответ неправильный.",
}  # fmt: skip
"""What Moodle itself fills in, in the languages in which most files come."""

_USUAL_ORDERING = {"", "RELATIVE_NEXT_EXCLUDE_LAST", "RELATIVE", "ABSOLUTE_POSITION", "ABSOLUTE"}


@dataclass(frozen=True, slots=True)
class Item:
    """A question element with what its texts are read by; ``stem`` is read before the rest."""

    element: Element
    texts: Texts
    report: Report
    stem: str

    def value(self, name: str, default: str = "") -> str:
        return (self.element.findtext(name) or default).strip()

    def flag(self, name: str, default: bool) -> bool:
        """As Moodle reads it: all but "false", "0" and nothing is true."""
        text = self.element.findtext(name)
        return default if text is None else text.strip() not in ("", "0", "false")

    def answers(self) -> list[Element]:
        return list(self.element.findall("answer"))

    def worth(self, answer: Element) -> float:
        """The fraction as a share from -1 to 1."""
        text = answer.get("fraction", "").strip() or "0"
        try:
            share = round(float(text.replace(",", ".")) / 100, 9)
            if math.isnan(share):
                raise ValueError(text)
        except ValueError:
            self.report.tell(f"the grade “{text[:20]}” is no number and counts as nought")
            return 0.0
        if not -1 <= share <= 1:
            self.report.tell(f"a grade of {text[:20]} per cent was cut to a hundred")
        return exact(max(-1.0, min(1.0, share)))

    def feedback(self, answer: Element) -> str:
        return self.texts.plain(answer.find("feedback"), " in feedback")

    def tell_common_feedback(self) -> None:
        """What Moodle says to any right, partly right or wrong answer has no place here."""
        for name, words in (
            ("correctfeedback", "right"),
            ("partiallycorrectfeedback", "partly right"),
            ("incorrectfeedback", "wrong"),
        ):
            element = self.element.find(name)
            text = plain_text(inner_text(element)).text if element is not None else ""
            if text and text not in _STANDARD_FEEDBACK:
                self.report.tell(f"what is said to any {words} answer was left out: {_short(text)}")


def _multichoice(item: Item) -> Task:
    several = not item.flag("single", True)
    numbering = item.value("answernumbering", "abc")
    if numbering not in ("abc", "none"):
        item.report.tell(f"the numbering of the options ({numbering[:20]}) was left out")
    options = [
        Option(item.texts.plain(answer, " in an option"), item.worth(answer), item.feedback(answer))
        for answer in item.answers()
    ]
    fit = one_of_each(options)
    if len(fit) < len([option for option in options if option.text]):
        item.report.tell("an option that stood twice is kept once")
    if len(fit) < 2:
        raise Unfit("it has fewer than two options with a text")
    item.tell_common_feedback()
    return Choose(fit, several=several, shuffle=item.flag("shuffleanswers", False))


def _truefalse(item: Item) -> Task:
    """By the words true and false; old files have them in other languages, true first."""
    sides: dict[bool, tuple[bool, str]] = {}
    for number, answer in enumerate(item.answers()[:2]):
        text = item.texts.raw(answer).lower()
        side = text == "true" if text in ("true", "false") else number == 0
        sides[side] = (item.worth(answer) == 1.0, item.feedback(answer))
    if not any(full for full, _ in sides.values()):
        raise Unfit("neither true nor false is right")
    is_true = sides[True][0] if True in sides else not sides[False][0]
    return TrueFalse(is_true, _said(sides, is_true), _said(sides, not is_true))


def _said(sides: dict[bool, tuple[bool, str]], side: bool) -> str:
    return sides[side][1] if side in sides else ""


def _shortanswer(item: Item) -> Task:
    accepted = []
    for answer in item.answers():
        text = item.texts.raw(answer)
        if r"\*" in text:
            item.report.tell(r"a star that stands for itself (\*) now stands for any letters")
            text = text.replace(r"\*", "*")
        if text:
            accepted.append(Accepted(text, item.worth(answer), item.feedback(answer)))
    return Typed(tuple(accepted), strict=item.flag("usecase", False))


def _numerical(item: Item) -> Task:
    units = [text for unit in item.element.iterfind("units/unit")
             if (text := (unit.findtext("unit_name") or "").strip())]  # fmt: skip
    if units:
        item.report.tell(f"the unit is not asked for: {', '.join(units)[:80]}")
    return Numeric(tuple(_numbers(item)))


def _numbers(item: Item) -> Iterator[Number]:
    for answer in item.answers():
        text = item.texts.raw(answer) or (answer.text or "").strip()
        if text in ("*", ""):
            item.report.tell("what Moodle says to any other number was left out")
            continue
        value, width = _float(text), _float((answer.findtext("tolerance") or "0").strip() or "0")
        if value is None:
            raise Unfit(f"“{text[:40]}” is no number")
        if width is None or width < 0:
            item.report.tell("a tolerance that is no number counts as nought")
            width = 0.0
        yield Number(value, width, item.worth(answer), item.feedback(answer))


def _float(text: str) -> float | None:
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        return None
    return value if abs(value) <= LARGEST_NUMBER else None


def _match(item: Item) -> Task:
    pairs, extras = [], []
    for part in item.element.findall("subquestion"):
        answer_element = part.find("answer")
        answer = "" if answer_element is None else inner_text(answer_element)
        premise = item.texts.plain(part, " in a pair")
        if premise and answer:
            pairs.append(Pair(premise, answer))
        elif answer:
            extras.append(answer)
        elif premise:
            item.report.tell(f"“{premise[:60]}” has no answer and was left out")
    if not pairs:
        raise Unfit("it has no pairs")
    item.tell_common_feedback()
    taken = {pair.answer for pair in pairs}
    left = tuple(dict.fromkeys(extra for extra in extras if extra not in taken))
    return Match(tuple(pairs), left, shuffle=item.flag("shuffleanswers", True))


def _essay(item: Item) -> Task:
    if item.texts.plain(item.element.find("responsetemplate")):
        item.report.tell("the text to begin with was left out")
    if item.value("attachments", "0") not in ("0", ""):
        item.report.tell("files cannot be handed in")
    lines = _float(item.value("responsefieldlines", "15")) or 15
    guidance = item.texts.plain(item.element.find("graderinfo"), " in the notes for markers")
    return OpenText(int(max(1, min(MOST_LINES, lines))), guidance)


def _description(_item: Item) -> Task:
    return Information()


def _ordering(item: Item) -> Task:
    """In the order of the file, as Moodle's importer takes them."""
    texts = (item.texts.plain(answer, " in an item") for answer in item.answers())
    items = tuple(text for text in texts if text)
    if len(items) < 2:
        raise Unfit("it has fewer than two items to put in order")
    kind = item.value("selecttype") or item.value("logical")
    count = item.value("selectcount") or item.value("studentsee")
    fewer = kind.upper() not in ("", "ALL", "EXACT", "0") and count.isdecimal()
    if fewer and int(count[:6]) < len(items):
        item.report.tell(f"all items are asked for, not {count[:6]} of them")
    if item.value("gradingtype").upper() not in _USUAL_ORDERING:
        item.report.tell("the way in which parts of the order count was left out")
    item.tell_common_feedback()
    return Order(items)


def cloze(element: Element, texts: Texts, report: Report) -> tuple[str, Task]:
    """The stem and the task of a text with gaps, which are read together."""
    parent = element.find("questiontext")
    raw = "" if parent is None else inner_text(parent)
    head, raw = _own_stem(raw)
    found = marked(raw, report)
    plain = texts.stem(element, found.text)
    if found.several:
        return head or with_blank(plain), several_of(found)
    pieces, gaps = split_at_gaps(plain, found.gaps, report)
    task = cloze_of(pieces, gaps)
    return head or blanked(task.texts), task


def _own_stem(raw: str) -> tuple[str, str]:
    """What we wrote above the text, and the text."""
    opening = f'<p class="{STEM_CLASS}">'
    if not raw.startswith(opening) or "</p>" not in raw:
        return "", raw
    head, _, rest = raw.removeprefix(opening).partition("</p>")
    return plain_text(head).text, rest


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 80 else f"{text[:79]}…"


TYPES: dict[str, Callable[[Item], Task]] = {
    "multichoice": _multichoice,
    "truefalse": _truefalse,
    "shortanswer": _shortanswer,
    "numerical": _numerical,
    "matching": _match,
    "match": _match,
    "essay": _essay,
    "description": _description,
    "ordering": _ordering,
}

CLOZE = ("cloze", "multianswer")

OTHERS = {
    "calculated": "a calculated question with numbers drawn anew",
    "calculatedsimple": "a calculated question with numbers drawn anew",
    "calculatedmulti": "a calculated question with numbers drawn anew",
    "ddwtos": "drag and drop into text",
    "gapselect": "select missing words",
    "ddimageortext": "drag and drop onto an image",
    "ddmarker": "drag markers onto an image",
    "random": "a question drawn by chance",
    "randomsamatch": "pairs drawn by chance",
    "stack": "STACK, with computer algebra",
    "formulas": "Formulas, with numbers drawn anew",
    "coderunner": "CodeRunner, with programs to run",
    "pmatch": "pattern match",
    "regexp": "short answer by regular expression",
    "multichoiceset": "multiple choice, all or nothing",
    "oumultiresponse": "OU multiple response",
    "kprime": "Kprime",
    "mtf": "multiple true or false",
    "gapfill": "Gapfill",
    "wordselect": "word select",
    "recordrtc": "record audio or video",
    "geogebra": "GeoGebra",
    "varnumeric": "variable numeric",
}
"""Types of Moodle's own and of well-known plugins that have no counterpart, in words."""
