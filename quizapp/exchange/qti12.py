"""QTI 1.2 as Canvas, Blackboard and Common Cartridge write it: one item, one task."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from quizapp.domain.task import (
    Accepted,
    Choose,
    Gap,
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
from quizapp.exchange import qti_probing as probing
from quizapp.exchange.building import (
    BLANK,
    Report,
    Unfit,
    blanked,
    cloze_of,
    one_of_each,
)
from quizapp.exchange.format import LARGEST_NUMBER
from quizapp.exchange.moodle_xml_grades import exact
from quizapp.exchange.qti12_scoring import Scoring12
from quizapp.exchange.qti_content import Content
from quizapp.exchange.qti_tree import MARK, split_at_marks
from quizapp.exchange.safe_xml import Element, local_name

MOST_CHOICES = 300
USUAL_LINES = 8
_RESPONSES = ("response_lid", "response_str", "response_num", "response_grp", "response_xy")
_EQUATION = re.compile(r'<img[^<>]{0,500}class="equation_image"[^<>]{0,4000}>')
_CODE = re.compile(r'(?:data-equation-content|title)="([^"]{1,2000})"')
_PLACE = re.compile(r"\[([^\[\]\s][^\[\]]{0,99})\]")

NOT_ASKED = {
    "calculated_question": "a calculated question with numbers drawn anew",
    "file_upload_question": "a file to be handed in",
    "hot_spot_question": "a place on a picture",
    "categorization_question": "a categorisation",
    "Calculated": "a calculated question with numbers drawn anew",
    "Hot Spot": "a place on a picture",
    "File Upload": "a file to be handed in",
    "Quiz Bowl": "a quiz bowl question",
    "Opinion Scale": "an opinion scale",
    "cc.pattern_match.v0p1": "a pattern",
}
_FEEDBACK_NAMES = ("general_fb", "correct_fb", "general_incorrect_fb", "solution")


@dataclass
class Item12:
    """An item being read. ``stem`` has no marks yet; ``labels``: what stands above a response."""

    element: Element
    kind: str
    scoring: Scoring12
    content: Content
    report: Report
    stem: str = ""
    responses: list[Element] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    right_side: list[str] = field(default_factory=list)
    used_feedback: set[str] = field(default_factory=set)

    def feedback(self, names: list[str]) -> str:
        texts = []
        for each in self.element.iterfind("itemfeedback"):
            if each.get("ident", "") in names:
                texts.append(self.content.text(_markup(each), " in feedback"))
                self.used_feedback.add(each.get("ident", ""))
        return "\n".join(dict.fromkeys(text for text in texts if text))


def read_item(element: Element, content: Content, report: Report) -> tuple[str, Task, str]:
    """Stem, task and explanation of an ``item``; ``Unfit`` says why not."""
    kind = kind_of(element)
    if kind in NOT_ASKED:
        raise Unfit(f"it is {NOT_ASKED[kind]} ({kind}), which QuizApp does not have")
    presentation = element.find("presentation")
    if presentation is None:
        raise Unfit("it has no text")
    item = Item12(element, kind, Scoring12(element), content, report)
    _walk(item, presentation)
    if next(element.iter("math"), None) is not None:
        report.tell("formulas (MathML) are bare text")
    stem, task, key = _asked(item)
    explanation = _explanation(item, key)
    return stem, task, explanation


def kind_of(element: Element) -> str:
    """ "multiple_choice_question", "cc.fib.v0p1", "Fill in the Blank": whoever wrote the item."""
    fields = {
        (each.findtext("fieldlabel") or "").strip(): (each.findtext("fieldentry") or "").strip()
        for each in element.iterfind("itemmetadata/qtimetadata/qtimetadatafield")
    }
    other = element.findtext("itemmetadata/bbmd_questiontype") or ""
    return fields.get("question_type") or fields.get("cc_profile") or other.strip()


def _walk(item: Item12, presentation: Element) -> None:
    """Texts before the first response are the stem, those right above another are its label."""
    parts: list[str] = []
    waiting: list[str] = []
    for each in _flat(presentation):
        if local_name(each) == "material":
            (waiting if item.responses else parts).append(_markup(each))
        elif each.get("class") == "RIGHT_MATCH_BLOCK":
            texts = [_markup(block) for block in each if local_name(block) == "flow"]
            item.right_side = [item.content.text(text, " in a pair") for text in texts]
        elif local_name(each) == "flow":
            item.responses += list(each.iter(*_RESPONSES))
            item.labels.append(item.content.text(_markup(each), " in a pair"))
        else:
            label = [_markup(m) for m in each if local_name(m) == "material"] or waiting
            if not item.responses and not label and _is_pairs(item):
                parts, label = parts[:1], parts[1:]
            item.labels.append(item.content.text(" ".join(label), " in a pair"))
            item.responses.append(each)
            waiting = []
    item.stem = item.content.stem(" ".join(parts + waiting))


def _is_pairs(item: Item12) -> bool:
    return item.kind in ("Matching", "matching_question")


def _flat(element: Element) -> Iterator[Element]:
    """Materials and responses in their order; the right side of Blackboard's pairs as one."""
    for child in element:
        name = local_name(child)
        whole = name == "flow" and (
            child.get("class") == "RIGHT_MATCH_BLOCK" or _is_one_pair(child)
        )
        if whole or name == "material" or name in _RESPONSES:
            yield child
        elif name in ("flow", "flow_mat", "presentation"):
            yield from _flat(child)


def _is_one_pair(flow: Element) -> bool:
    """One response and its text in a block of their own, as Blackboard writes pairs."""
    responses = list(flow.iter(*_RESPONSES))
    if flow.get("class") != "Block" or len(responses) != 1 or responses[0].getparent() is not flow:
        return False
    labels = next(responses[0].iter("material"), None)
    return labels is None and next(flow.iter("material"), None) is not None


def _asked(item: Item12) -> tuple[str, Task, probing.Given]:
    if not item.responses:
        return item.stem, Information(), {}
    names = {local_name(each) for each in item.responses}
    if "response_xy" in names:
        raise Unfit("it asks for a point on a picture, which QuizApp does not have")
    if len(item.responses) > 1:
        return _several_asked(item)
    make: Callable[[Item12, Element], tuple[Task, probing.Given]]
    response = item.responses[0]
    if names <= {"response_str", "response_num"}:
        make = _written
    elif response.get("rcardinality", "Single").lower() == "ordered":
        make = _order
    elif _is_gaps(item):
        return _gaps(item)
    elif _is_pairs(item):
        return _pairs(item)
    else:
        make = _choice
    task, key = make(item, response)
    return item.stem, task, key


def _several_asked(item: Item12) -> tuple[str, Task, probing.Given]:
    if item.right_side or _is_pairs(item):
        return _pairs(item)
    written = all(local_name(each) in ("response_str", "response_num") for each in item.responses)
    if _is_gaps(item) or written:
        return _gaps(item)
    if all(item.labels):
        return _pairs(item)
    raise Unfit(f"it asks {len(item.responses)} things at once")


def _is_gaps(item: Item12) -> bool:
    wanted = (
        "multiple_dropdowns_question", "fill_in_multiple_blanks_question", "Jumbled Sentence",
        "Fill in the Blank Plus",
    )  # fmt: skip
    return item.kind in wanted


# One response


def _choice(item: Item12, response: Element) -> tuple[Task, probing.Given]:
    name = response.get("ident", "")
    labels = _labels(response)
    ids = [label.get("ident", "") for label in labels]
    several = response.get("rcardinality", "Single").lower() == "multiple"
    if several:
        worths = probing.of_several(item.scoring, name, ids, item.scoring.correct(name))
    else:
        worths = probing.of_one(item.scoring, name, ids)
    item.report.tell(*worths.notes)
    said = _said_by_choice(item, name, ids)
    options = one_of_each([
        Option(item.content.text(_markup(label), " in an option"), share, feedback)
        for label, share, feedback in zip(labels, worths.shares, said, strict=True)
    ])  # fmt: skip
    if len(options) < 2:
        raise Unfit("it has fewer than two options with a text")
    right = [id_ for id_, share in zip(ids, worths.shares, strict=True) if share > 0]
    best = max(zip(worths.shares, ids, strict=True), key=lambda pair: pair[0])[1]
    key = {name: right if several else [best]}
    render = response.find(".//render_choice")
    shuffle = render is not None and render.get("shuffle", "No").lower() in ("yes", "true")
    return _true_or_false(options) or Choose(options, several, shuffle or _is_canvas(item)), key


def _is_canvas(item: Item12) -> bool:
    """Canvas shuffles by a setting of the quiz: its items have none and say nothing against it."""
    return item.kind.endswith("_question")


def _true_or_false(options: tuple[Option, ...]) -> TrueFalse | None:
    texts = sorted(option.text.casefold() for option in options)
    if texts != ["false", "true"] or sorted(o.worth for o in options) != [0.0, 1.0]:
        return None
    right, wrong = sorted(options, key=lambda option: -option.worth)
    return TrueFalse(right.text.casefold() == "true", right.feedback, wrong.feedback)


def _said_by_choice(item: Item12, name: str, ids: list[str]) -> list[str]:
    if item.element.find("itemfeedback") is None:
        return [""] * len(ids)
    seen = [set(item.scoring.shown({name: [id_]})) for id_ in ids]
    common = set.intersection(*seen) if seen else set()
    return [item.feedback(sorted(each - common - set(_FEEDBACK_NAMES))) for each in seen]


def _order(item: Item12, response: Element) -> tuple[Task, probing.Given]:
    name = response.get("ident", "")
    texts = {
        label.get("ident", ""): item.content.text(_markup(label), " in an item")
        for label in _labels(response)
    }
    right = item.scoring.correct(name)
    items = [texts[id_] for id_ in right if texts.get(id_)]
    if len(items) < 2:
        raise Unfit("it does not say in which order its items belong")
    return Order(tuple(items)), {name: right}


def _written(item: Item12, response: Element) -> tuple[Task, probing.Given]:
    name = response.get("ident", "")
    texts = item.scoring.candidates(name)
    if not texts:
        return _open(item)
    if _is_number(item, response):
        return _numeric(item, name, texts)
    worths = probing.of_one(item.scoring, name, texts)
    pairs = [(t, w) for t, w in zip(texts, worths.shares, strict=True) if w != 0]
    best = max(pairs, key=lambda pair: pair[1])[0]
    return Typed(tuple(Accepted(t, w) for t, w in pairs), _is_strict(item, name)), {name: [best]}


def _open(item: Item12) -> tuple[Task, probing.Given]:
    kinds = ("essay_question", "cc.essay.v0p1", "Essay", "Short Response", "")
    if item.kind not in kinds and item.scoring.says_nothing:
        item.report.tell("it has no key, so it is marked by hand")
    return OpenText(USUAL_LINES, item.feedback(["solution"])), {}


def _is_number(item: Item12, response: Element) -> bool:
    compared = item.element.iterfind("resprocessing//vargte")
    return (
        item.kind in ("numerical_question", "Numeric")
        or local_name(response) == "response_num"
        or next(compared, None) is not None
    )


def _numeric(item: Item12, name: str, texts: list[str]) -> tuple[Task, probing.Given]:
    """The ends of a range and the value between are one number with a tolerance."""
    numbers = []
    for text in texts:
        value = _float(text)
        worth = item.scoring.score({name: [text]})
        if value is not None and worth > 0:
            numbers.append(Number(value, 0.0, worth))
    if not numbers:
        raise Unfit("none of its answers is a number")
    top = max(number.worth for number in numbers)
    scaled = [Number(n.value, 0.0, exact(n.worth / top)) for n in numbers]
    ranges = probing.as_ranges(item.scoring, name, scaled)
    return Numeric(ranges), {name: [texts[0]]}


def _is_strict(item: Item12, name: str) -> bool:
    cases = [
        each.get("case", "No").lower()
        for each in item.element.iterfind("resprocessing//varequal")
        if each.get("respident") == name
    ]
    return bool(cases) and all(case == "yes" for case in cases)


# Several responses


def _pairs(item: Item12) -> tuple[str, Task, probing.Given]:
    """Each response is a premise; its labels are the answers, or stand for those on the right."""
    pairs, answers, key = [], {}, {}
    for response, premise in zip(item.responses, item.labels, strict=True):
        name = response.get("ident", "")
        texts = _answers(item, response)
        answers.update(dict.fromkeys(texts.values()))
        right = next((id_ for id_ in item.scoring.correct(name) if texts.get(id_)), "")
        if premise and right:
            pairs.append(Pair(premise, texts[right]))
            key[name] = [right]
        elif premise:
            item.report.tell(f"“{premise[:60]}” has no answer and was left out")
    if not pairs:
        raise Unfit("it does not say what belongs together")
    taken = {pair.answer for pair in pairs}
    extras = tuple(text for text in answers if text and text not in taken)
    return item.stem, Match(tuple(pairs), extras), key


def _answers(item: Item12, response: Element) -> dict[str, str]:
    labels = _labels(response)
    if item.right_side and len(labels) <= len(item.right_side):
        names = (label.get("ident", "") for label in labels)
        return dict(zip(names, item.right_side, strict=False))
    return {
        label.get("ident", ""): item.content.text(_markup(label), " in an option")
        for label in labels
    }


def _gaps(item: Item12) -> tuple[str, Task, probing.Given]:
    """``[name]`` in the text is the place of a response; those without one stand at the end."""
    places = {_name_of(each, label): number
              for number, (each, label) in enumerate(zip(item.responses, item.labels, strict=True))
              }  # fmt: skip
    found: set[int] = set()

    def marked(match: re.Match[str]) -> str:
        number = places.get(match.group(1).strip())
        if number is None or number in found:
            return match.group()
        found.add(number)
        return MARK.format(number)

    stem = _PLACE.sub(marked, item.stem)
    left = [number for number in range(len(item.responses)) if number not in found]
    for number in left:
        stem = f"{stem} {MARK.format(number)}"
    slots = [_slot(item, response) for response in item.responses]
    gaps = _lists_of_words(item) or _scored_gaps(item, slots)
    texts, order = split_at_marks(stem)
    task = cloze_of(texts, [gaps[number] for number in order])
    key = {slot.name: [slot.key] for slot in slots if slot.key}
    return blanked(task.texts) or BLANK, task, key


def _lists_of_words(item: Item12) -> list[Gap]:
    """Canvas lists for each blank all that may be typed, whatever its conditions compare."""
    lists = all(local_name(each) == "response_lid" for each in item.responses)
    if item.kind != "fill_in_multiple_blanks_question" or not lists:
        return []
    found = []
    for response in item.responses:
        texts = [item.content.text(_markup(each), " in a gap") for each in _labels(response)]
        found.append(Gap(tuple(Accepted(text) for text in dict.fromkeys(texts) if text)))
    return found


def _scored_gaps(item: Item12, slots: list[probing.Slot]) -> list[Gap]:
    worths, notes = probing.of_slots(item.scoring, slots)
    item.report.tell(*notes)
    return [_gap(item, *each) for each in zip(item.responses, slots, worths, strict=True)]


def _name_of(response: Element, label: str) -> str:
    return label or response.get("ident", "").removeprefix("response_")


def _slot(item: Item12, response: Element) -> probing.Slot:
    name = response.get("ident", "")
    right = item.scoring.correct(name) or item.scoring.candidates(name)
    if local_name(response) == "response_lid":
        answers = [label.get("ident", "") for label in _labels(response)]
    else:
        answers = item.scoring.candidates(name)
    return probing.Slot(name, tuple(answers), right[0] if right else "")


def _gap(item: Item12, response: Element, slot: probing.Slot, worths: probing.SlotWorths) -> Gap:
    if local_name(response) != "response_lid":
        pairs = [(t, w) for t, w in zip(slot.answers, worths.shares, strict=True) if w != 0]
        return Gap(tuple(Accepted(t, w) for t, w in pairs), points=worths.points)
    texts = [item.content.text(_markup(each), " in a gap") for each in _labels(response)]
    options = [Option(t, w) for t, w in zip(texts, worths.shares, strict=True)]
    return Gap(options=one_of_each(options), points=worths.points)


def _labels(response: Element) -> list[Element]:
    labels = list(response.iter("response_label"))
    if not labels:
        raise Unfit("it has no options")
    if len(labels) > MOST_CHOICES:
        raise Unfit(f"it has {len(labels):,} options; at most {MOST_CHOICES} are taken")
    return labels


# Texts


def _explanation(item: Item12, key: probing.Given) -> str:
    """What every answer, or the right one, is told; the rest is named."""
    if item.element.find("itemfeedback") is None:
        return ""
    seen = item.scoring.shown(key)
    general = [name for name in ("general_fb", "solution") if name not in item.used_feedback]
    text = item.feedback([*general, *(n for n in seen if n not in item.used_feedback)])
    left = [
        each
        for each in item.element.iterfind("itemfeedback")
        if each.get("ident", "") not in item.used_feedback
        and item.content.text(_markup(each), " in feedback")
    ]
    if left:
        item.report.tell("feedback that only some answers would see was left out")
    return text


def _markup(element: Element) -> str:
    """The HTML of all texts and pictures in an element."""
    return " ".join(_pieces(element))


def _pieces(element: Element) -> Iterator[str]:
    for each in element.iter("mattext", "mat_formattedtext", "matemtext", "matimage", "matbreak"):
        name = local_name(each)
        if name == "matimage":
            uri = html.escape(each.get("uri") or each.get("entityref") or "")
            yield f'<img src="{uri}" alt="{html.escape(each.get("label") or "")}">'
        elif name == "matbreak":
            yield "<br>"
        else:
            yield _text(each)


def _text(element: Element) -> str:
    if len(element):
        from lxml import etree

        parts = [etree.tostring(child, encoding="unicode", method="html") for child in element]
        return html.escape(element.text or "", quote=False) + "".join(parts)
    text = _EQUATION.sub(_formula, str(element.text or "").strip())
    kind = (element.get("texttype") or element.get("type") or "text/plain").lower()
    if "html" in kind or kind == "smart_text":
        return text
    return html.escape(text, quote=False).replace("\n", "<br>")


def _formula(image: re.Match[str]) -> str:
    """Canvas shows a formula as a picture and keeps its code beside it."""
    code = _CODE.search(image.group())
    return f"\\({code.group(1)}\\)" if code else image.group()


def _float(text: str) -> float | None:
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        return None
    return value if abs(value) <= LARGEST_NUMBER else None
