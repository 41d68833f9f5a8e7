"""Answers that are written in QTI 2.x and 3.0: words, numbers, gaps in a text, essays."""

from __future__ import annotations

from dataclasses import replace

from quizapp.domain.task import Accepted, Gap, Number, Numeric, OpenText, Option, Typed
from quizapp.exchange import qti_probing as probing
from quizapp.exchange.building import Unfit, blanked, cloze_of, one_of_each
from quizapp.exchange.format import LARGEST_NUMBER
from quizapp.exchange.qti_item import FEEDBACK, Item, Taken, choices_of
from quizapp.exchange.qti_tree import split_at_marks
from quizapp.exchange.qti_values import tolerance_of, typed
from quizapp.exchange.safe_xml import Element, local_name

USUAL_LINES = 8


def inline(item: Item, asked: list[Element]) -> Taken:
    """One gap for words is a typed answer; a list to choose from, or several gaps, are a cloze."""
    if len(asked) == 1 and local_name(asked[0]) == "textEntryInteraction":
        taken = _text_entry(item, asked[0])
        texts, _ = split_at_marks(item.stem)
        at_end = len(texts) == 2 and not texts[1].strip()
        return replace(taken, stem=texts[0].strip() if at_end and texts[0].strip() else None)
    slots = [_slot(item, each) for each in asked]
    if len({slot.name for slot in slots}) < len(slots):
        raise Unfit("two of its gaps are one answer")
    worths, notes = probing.of_slots(item.scoring, slots)
    item.report.tell(*notes)
    gaps = [_gap(item, *each) for each in zip(asked, slots, worths, strict=True)]
    pieces, order = split_at_marks(item.stem)
    task = cloze_of(pieces, [gaps[number] for number in order])
    key = {slot.name: [slot.key] for slot in slots if slot.key}
    return Taken(task, key, blanked(task.texts))


def _slot(item: Item, interaction: Element) -> probing.Slot:
    declared = item.declared(interaction)
    if local_name(interaction) == "inlineChoiceInteraction":
        names = [each.get("identifier", "") for each in choices_of(interaction, "inlineChoice")]
    else:
        names = item.scoring.candidates(declared.name)
    return probing.Slot(
        declared.name, tuple(names), declared.correct[0] if declared.correct else ""
    )


def _gap(item: Item, element: Element, slot: probing.Slot, worths: probing.SlotWorths) -> Gap:
    if local_name(element) == "inlineChoiceInteraction":
        texts = [item.content.of(each, " in an option", *FEEDBACK)
                 for each in choices_of(element, "inlineChoice")]  # fmt: skip
        options = [Option(t, w) for t, w in zip(texts, worths.shares, strict=True)]
        return Gap(options=one_of_each(options), points=worths.points)
    pairs = [(t, w) for t, w in zip(slot.answers, worths.shares, strict=True) if w != 0]
    if item.scoring.responses[slot.name].base in ("integer", "float"):
        return Gap(numbers=_numbers(item, slot.name, pairs), points=worths.points)
    accepted = tuple(Accepted(text, worth) for text, worth in pairs)
    return Gap(accepted, points=worths.points, strict=_is_strict(item, slot.name, pairs))


def _text_entry(item: Item, interaction: Element) -> Taken:
    declared = item.declared(interaction)
    texts = item.scoring.candidates(declared.name)
    if not texts:
        raise Unfit("it does not say what is right")
    worths = probing.of_one(item.scoring, declared.name, texts)
    pairs = [(t, w) for t, w in zip(texts, worths.shares, strict=True) if w != 0]
    given = {declared.name: [max(pairs, key=lambda pair: pair[1])[0]]}
    if declared.base in ("integer", "float"):
        return Taken(Numeric(_numbers(item, declared.name, pairs)), given)
    accepted = tuple(Accepted(text, worth) for text, worth in pairs)
    return Taken(Typed(accepted, _is_strict(item, declared.name, pairs)), given)


def _is_strict(item: Item, name: str, pairs: list[tuple[str, float]]) -> bool:
    """Whether capitals count: a right answer in other letters earns less."""
    for text, worth in pairs:
        other = text.swapcase()
        if worth > 0 and other != text and other.casefold() == text.casefold():
            same = item.scoring.score({name: [other]}) >= item.scoring.score({name: [text]})
            return not same
    return False


def _numbers(item: Item, name: str, pairs: list[tuple[str, float]]) -> tuple[Number, ...]:
    """Values with their tolerances; two ends of a range become its middle."""
    numbers = [_number(item, name, text, worth) for text, worth in pairs]
    bounds = next(item.root.iterfind(".//responseProcessing//lte"), None) is not None
    bounds = bounds or next(item.root.iterfind(".//responseProcessing//lt"), None) is not None
    if not bounds:
        return tuple(numbers)
    return probing.as_ranges(item.scoring, name, numbers)


def _number(item: Item, name: str, text: str, worth: float) -> Number:
    value = typed(text, "float")
    if not isinstance(value, float) or not abs(value) <= LARGEST_NUMBER:
        raise Unfit(f"“{text[:40]}” is no number")
    return Number(value, _tolerance(item, name, value), worth)


def _tolerance(item: Item, name: str, value: float) -> float:
    """How far from the value ``equal`` still holds, where the rules compare the two."""
    widths = [0.0]
    for rule in item.root.iterfind(".//responseProcessing//equal"):
        if _compares(item, rule, name, value):
            low, high = tolerance_of(rule, value)
            widths.append(min(value - low, high - value))
            if abs((value - low) - (high - value)) > 1e-9:
                item.report.tell("a tolerance that is not the same on both sides was narrowed")
    for rule in item.root.iterfind(".//responseProcessing//equalRounded"):
        if rule.get("roundingMode") == "decimalPlaces" and _compares(item, rule, name, value):
            figures = rule.get("figures", "0")
            widths.append(0.5 * 10.0 ** -int(figures) if figures.isdecimal() else 0.0)
    return float(f"{max(widths):.12g}")


def _compares(item: Item, rule: Element, name: str, value: float) -> bool:
    named = {part.get("identifier") for part in rule.iter("variable", "correct")}
    if name not in named:
        return False
    constants = [typed((v.text or "").strip(), "float") for v in rule.iter("baseValue")]
    constants += [typed(text, "float") for text in item.scoring.responses[name].correct
                  if rule.find("correct") is not None]  # fmt: skip
    return value in constants


def extended_text(item: Item, interaction: Element) -> Taken:
    declared = item.declared(interaction)
    if item.scoring.candidates(declared.name):
        return _text_entry(item, interaction)
    guidance = [
        item.content.of(rubric, " in the notes for markers")
        for rubric in item.body.iter("rubricBlock")
        if "candidate" not in rubric.get("view", "candidate").split()
    ]
    lines = interaction.get("expectedLines", "")
    room = int(lines[:3]) if lines.isdecimal() else USUAL_LINES
    return Taken(OpenText(max(1, min(100, room)), "\n".join(guidance)), {})


def slider(item: Item, interaction: Element) -> Taken:
    item.report.tell("the slider became a number to type")
    return _text_entry(item, interaction)
