"""One question as a QTI 2.1 item: declarations, body, scoring, feedback, in the standard's order.

Scoring goes by the standard's templates where they say it all, so that programs that know no more
than those score it right; else by rules of the kind that the standard's own examples have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from quizapp.domain.question import Question
from quizapp.domain.task import (
    Accepted,
    Choose,
    Cloze,
    Gap,
    Information,
    Match,
    Number,
    Numeric,
    OpenText,
    Option,
    Order,
    Task,
    TrueFalse,
    Typed,
    number_text,
)
from quizapp.exchange.building import blanked, made_title
from quizapp.exchange.qti_forms import Form
from quizapp.exchange.safe_xml import escaped, quoted
from quizapp.exchange.source_note import source_paragraph

NAMESPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_SCHEMA = "http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd"
_TEMPLATES = "http://www.imsglobal.org/question/qti_v2p1/rptemplates"
MATCH_CORRECT, MAP_RESPONSE = f"{_TEMPLATES}/match_correct", f"{_TEMPLATES}/map_response"
RESPONSE = "RESPONSE"


@dataclass
class Parts:
    """An item on its way; ``rules`` empty and no template: a person marks it."""

    declarations: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    template: str = ""
    rules: list[str] = field(default_factory=list)
    has_option_feedback: str = ""  # the cardinality of what is chosen


def item_xml(question: Question, form: Form, image: str) -> str:
    """``image``: the element that shows the picture, or nothing."""
    parts = Parts()
    _MAKERS[type(form.task)](form.task, parts)
    stem = _stem(question, form.task)
    end = f"<p>{image}</p>" if image else ""
    body = "\n    ".join([*stem, end, *parts.body] if end else [*stem, *parts.body])
    title = question.title or made_title(question.stem)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<assessmentItem xmlns="{NAMESPACE}" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        f'xsi:schemaLocation="{NAMESPACE} {_SCHEMA}" '
        f"identifier={quoted(question.id)} title={quoted(title)}"
        ' adaptive="false" timeDependent="false">',
        *(f"  {line}" for line in parts.declarations),
        *_outcomes(question, parts),
        f"  <itemBody>\n    {body}\n  </itemBody>",
        *_processing(parts),
        *_solution(question),
        "</assessmentItem>\n",
    ]
    return "\n".join(lines)


def interaction_name(task: Task) -> str:
    """For the manifest: "choiceInteraction"."""
    if isinstance(task, Cloze):
        return "inlineChoiceInteraction" if task.gaps[0].options else "textEntryInteraction"
    return _INTERACTION_NAMES.get(type(task), "")


def paragraph(text: str) -> str:
    return f"<p>{lines_of(text)}</p>"


def lines_of(text: str) -> str:
    return escaped(text).replace("\n", "<br/>")


def _stem(question: Question, task: Task) -> list[str]:
    """What stands above the answers; a text with gaps is its own stem unless it has another."""
    if isinstance(task, Cloze) and question.stem == blanked(task.texts):
        return []
    return [paragraph(question.stem)]


def _outcomes(question: Question, parts: Parts) -> Iterator[str]:
    yield (
        '  <outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float">'
        "<defaultValue><value>0</value></defaultValue></outcomeDeclaration>"
    )
    if parts.has_option_feedback:
        yield (
            f'  <outcomeDeclaration identifier="FEEDBACK" baseType="identifier" '
            f'cardinality="{parts.has_option_feedback}"/>'
        )
    if question.explanation or question.citation:
        yield (
            '  <outcomeDeclaration identifier="SOLUTION" cardinality="single" '
            'baseType="identifier"><defaultValue><value>solution</value></defaultValue>'
            "</outcomeDeclaration>"
        )


def _processing(parts: Parts) -> Iterator[str]:
    if parts.template:
        yield f'  <responseProcessing template="{parts.template}"/>'
    elif parts.rules:
        rules = "\n    ".join(parts.rules)
        yield f"  <responseProcessing>\n    {rules}\n  </responseProcessing>"


def _solution(question: Question) -> Iterator[str]:
    if not question.explanation and not question.citation:
        return
    inside = paragraph(question.explanation) if question.explanation else ""
    if question.citation:
        inside += source_paragraph(question.citation)
    yield (
        '  <modalFeedback outcomeIdentifier="SOLUTION" identifier="solution" showHide="show">'
        f"{inside}</modalFeedback>"
    )


# One function for each task


def _choice(task: Choose, parts: Parts) -> None:
    names = [f"choice_{number}" for number in range(1, len(task.options) + 1)]
    _choices(task, names, parts)


def _true_false(task: TrueFalse, parts: Parts) -> None:
    right, wrong = Option("", 1.0, task.when_right), Option("", 0.0, task.when_wrong)
    true, false = (right, wrong) if task.is_true else (wrong, right)
    options = (
        Option("True", true.worth, true.feedback), Option("False", false.worth, false.feedback),
    )  # fmt: skip
    _choices(Choose(options, shuffle=False), ["true", "false"], parts)


def _choices(task: Choose, names: Sequence[str], parts: Parts) -> None:
    cardinality = "multiple" if task.several else "single"
    graded = list(zip(names, task.options, strict=True))
    best = max(option.worth for option in task.options)
    right = [n for n, o in graded if (o.worth > 0 if task.several else o.worth == best)]
    plain = not task.several and best == 1 and sum(o.worth != 0 for o in task.options) == 1
    mapping = "" if plain else _mapping([(n, o.worth, True) for n, o in graded], upper=1.0)
    key = right if task.several else right[:1]
    parts.declarations.append(_response(RESPONSE, cardinality, "identifier", key, mapping))
    choices = "".join(_simple_choice(name, option, task.shuffle) for name, option in graded)
    parts.body.append(
        f'<choiceInteraction responseIdentifier="{RESPONSE}" shuffle="{_flag(task.shuffle)}" '
        f'maxChoices="{0 if task.several else 1}">{choices}</choiceInteraction>'
    )
    if not any(option.feedback for option in task.options):
        parts.template = MATCH_CORRECT if plain else MAP_RESPONSE
        return
    parts.has_option_feedback = cardinality
    parts.rules = [
        _if(_is_correct(RESPONSE), _set_score(_value(1))) if plain else _mapped(RESPONSE),
        f'<setOutcomeValue identifier="FEEDBACK"><variable identifier="{RESPONSE}"/>'
        "</setOutcomeValue>",
    ]


def _simple_choice(name: str, option: Option, shuffle: bool) -> str:
    fixed = ' fixed="true"' if option.keeps_place and shuffle else ""
    said = (
        f'<feedbackInline outcomeIdentifier="FEEDBACK" identifier="{name}" showHide="show">'
        f"{lines_of(option.feedback)}</feedbackInline>"
        if option.feedback
        else ""
    )
    text = lines_of(option.text)
    return f'<simpleChoice identifier="{name}"{fixed}>{text}{said}</simpleChoice>'


def _typed(task: Typed, parts: Parts) -> None:
    parts.declarations.append(_typed_response(RESPONSE, task.answers, task.strict, 1.0))
    parts.body.append(f'<p><textEntryInteraction responseIdentifier="{RESPONSE}"/></p>')
    parts.template = MAP_RESPONSE


def _numeric(task: Numeric, parts: Parts) -> None:
    best = max(task.answers, key=lambda number: number.worth)
    parts.declarations.append(_response(RESPONSE, "single", "float", [number_text(best.value)]))
    parts.body.append(f'<p><textEntryInteraction responseIdentifier="{RESPONSE}"/></p>')
    parts.rules = [_number_rules(RESPONSE, task.answers, 1.0)]


def _cloze(task: Cloze, parts: Parts) -> None:
    total = sum(gap.points for gap in task.gaps)
    pieces = [lines_of(task.texts[0])]
    mapped = []
    for number, gap in enumerate(task.gaps, start=1):
        name = f"{RESPONSE}_{number}"
        share = gap.points / total
        pieces += [_gap(name, gap, share, parts), lines_of(task.texts[number])]
        if not gap.numbers:
            mapped.append(f'<mapResponse identifier="{name}"/>')
    parts.body.append(f"<p>{''.join(pieces)}</p>")
    if mapped:
        parts.rules.insert(0, _set_score(f"<sum>{''.join(mapped)}</sum>"))


def _gap(name: str, gap: Gap, share: float, parts: Parts) -> str:
    """The interaction of a gap; its declaration and its rules go into ``parts``."""
    if gap.numbers:
        best = max(gap.numbers, key=lambda number: number.worth)
        parts.declarations.append(_response(name, "single", "float", [number_text(best.value)]))
        parts.rules.append(_number_rules(name, gap.numbers, share, add=True))
    elif gap.options:
        names = [f"{name}_{number}" for number in range(1, len(gap.options) + 1)]
        best_name = max(zip(gap.options, names, strict=True), key=lambda pair: pair[0].worth)[1]
        entries = [(n, o.worth * share, True) for n, o in zip(names, gap.options, strict=True)]
        mapping = _mapping(entries)
        parts.declarations.append(_response(name, "single", "identifier", [best_name], mapping))
        inside = "".join(
            f'<inlineChoice identifier="{n}">{escaped(o.text.replace(chr(10), " "))}</inlineChoice>'
            for n, o in zip(names, gap.options, strict=True)
        )
        return (
            f'<inlineChoiceInteraction responseIdentifier="{name}" shuffle="false">{inside}'
            "</inlineChoiceInteraction>"
        )
    else:
        parts.declarations.append(_typed_response(name, gap.answers, gap.strict, share))
    return f'<textEntryInteraction responseIdentifier="{name}"/>'


def _order(task: Order, parts: Parts) -> None:
    names = [f"item_{number}" for number in range(1, len(task.items) + 1)]
    parts.declarations.append(_response(RESPONSE, "ordered", "identifier", names))
    inside = "".join(
        f'<simpleChoice identifier="{name}">{lines_of(text)}</simpleChoice>'
        for name, text in zip(names, task.items, strict=True)
    )
    parts.body.append(
        f'<orderInteraction responseIdentifier="{RESPONSE}" shuffle="true">{inside}'
        "</orderInteraction>"
    )
    parts.template = MATCH_CORRECT


def _match(task: Match, parts: Parts) -> None:
    answers = {text: f"answer_{number}" for number, text in enumerate(task.answers(), start=1)}
    premises = [(f"premise_{number}", pair) for number, pair in enumerate(task.pairs, start=1)]
    keys = [f"{name} {answers[pair.answer]}" for name, pair in premises]
    mapping = _mapping([(key, 1 / len(keys), True) for key in keys], upper=1.0)
    parts.declarations.append(_response(RESPONSE, "multiple", "directedPair", keys, mapping))
    first = "".join(_associable(name, pair.premise, 1) for name, pair in premises)
    second = "".join(_associable(name, text, len(keys)) for text, name in answers.items())
    parts.body.append(
        f'<matchInteraction responseIdentifier="{RESPONSE}" shuffle="{_flag(task.shuffle)}" '
        f'maxAssociations="{len(keys)}"><simpleMatchSet>{first}</simpleMatchSet>'
        f"<simpleMatchSet>{second}</simpleMatchSet></matchInteraction>"
    )
    parts.template = MAP_RESPONSE


def _associable(name: str, text: str, most: int) -> str:
    return (
        f'<simpleAssociableChoice identifier="{name}" matchMax="{most}">{lines_of(text)}'
        "</simpleAssociableChoice>"
    )


def _open_text(task: OpenText, parts: Parts) -> None:
    parts.declarations.append(_response(RESPONSE, "single", "string", []))
    parts.body.append(
        f'<extendedTextInteraction responseIdentifier="{RESPONSE}" expectedLines="{task.lines}"/>'
    )
    if task.guidance:
        parts.body.append(f'<rubricBlock view="scorer">{paragraph(task.guidance)}</rubricBlock>')


def _information(_task: Information, _parts: Parts) -> None:
    """An item without an interaction: nothing is asked."""


# Declarations and rules


def _response(
    name: str, cardinality: str, base: str, correct: Sequence[str], mapping: str = ""
) -> str:
    values = "".join(f"<value>{escaped(value)}</value>" for value in correct)
    key = f"<correctResponse>{values}</correctResponse>" if values else ""
    return (
        f'<responseDeclaration identifier="{name}" cardinality="{cardinality}" '
        f'baseType="{base}">{key}{mapping}</responseDeclaration>'
    )


def _typed_response(name: str, answers: Sequence[Accepted], strict: bool, share: float) -> str:
    best = max(answers, key=lambda answer: answer.worth)
    entries = [(answer.text, answer.worth * share, strict) for answer in answers]
    return _response(name, "single", "string", [best.text], _mapping(entries))


def _mapping(entries: Sequence[tuple[str, float, bool]], upper: float | None = None) -> str:
    """Worths by the answer; whether capitals count matters for typed ones."""
    bounds = 'lowerBound="0"' if upper is None else f'lowerBound="0" upperBound="{upper:g}"'
    inside = "".join(
        f'<mapEntry mapKey={quoted(key)} mappedValue="{_decimal(worth)}"'
        f"{'' if strict else ' caseSensitive=' + chr(34) + 'false' + chr(34)}/>"
        for key, worth, strict in entries
    )
    return f'<mapping {bounds} defaultValue="0">{inside}</mapping>'


def _number_rules(name: str, numbers: Sequence[Number], share: float, *, add: bool = False) -> str:
    """The first number that fits counts, the dearest first."""
    branches: list[str] = []
    for number in sorted(numbers, key=lambda each: -each.worth):
        score = _value(number.worth * share)
        if add:
            score = f'<sum><variable identifier="SCORE"/>{score}</sum>'
        width = number_text(number.tolerance)
        test = (
            f'<equal toleranceMode="absolute" tolerance="{width} {width}">'
            f'<variable identifier="{name}"/>'
            f'<baseValue baseType="float">{number_text(number.value)}</baseValue></equal>'
        )
        tag = "responseElseIf" if branches else "responseIf"
        branches.append(f"<{tag}>{test}{_set_score(score)}</{tag}>")
    return f"<responseCondition>{''.join(branches)}</responseCondition>"


def _is_correct(name: str) -> str:
    return f'<match><variable identifier="{name}"/><correct identifier="{name}"/></match>'


def _if(test: str, then: str) -> str:
    return f"<responseCondition><responseIf>{test}{then}</responseIf></responseCondition>"


def _mapped(name: str) -> str:
    return _if(
        f'<not><isNull><variable identifier="{name}"/></isNull></not>',
        _set_score(f'<mapResponse identifier="{name}"/>'),
    )


def _set_score(expression: str) -> str:
    return f'<setOutcomeValue identifier="SCORE">{expression}</setOutcomeValue>'


def _value(number: float) -> str:
    return f'<baseValue baseType="float">{_decimal(number)}</baseValue>'


def _decimal(number: float) -> str:
    text = f"{number:.9f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _flag(value: bool) -> str:
    return "true" if value else "false"


_MAKERS: dict[type[Any], Callable[[Any, Parts], None]] = {
    Choose: _choice,
    TrueFalse: _true_false,
    Typed: _typed,
    Numeric: _numeric,
    Cloze: _cloze,
    Order: _order,
    Match: _match,
    OpenText: _open_text,
    Information: _information,
}

_INTERACTION_NAMES: dict[type[Any], str] = {
    Choose: "choiceInteraction",
    TrueFalse: "choiceInteraction",
    Typed: "textEntryInteraction",
    Numeric: "textEntryInteraction",
    Order: "orderInteraction",
    Match: "matchInteraction",
    OpenText: "extendedTextInteraction",
}
