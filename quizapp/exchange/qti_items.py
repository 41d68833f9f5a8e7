"""Items of QTI 2.x and 3.0 as tasks: one function for each interaction, in ``INTERACTIONS``."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace

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
from quizapp.exchange.building import BLANK, Report, Unfit, blanked, cloze_of, one_of_each
from quizapp.exchange.qti_content import Content, with_images
from quizapp.exchange.qti_scoring import Declaration, Scoring, tolerance_of, typed
from quizapp.exchange.qti_tree import (
    INLINE,
    children,
    interactions,
    marked_body,
    markup,
    split_at_marks,
    without_marks,
)
from quizapp.exchange.safe_xml import Element, local_name

MOST_CHOICES = 300
USUAL_LINES = 8
FEEDBACK = ("feedbackInline", "feedbackBlock")


@dataclass
class Item:
    """An item being read. ``stem`` has marks where its gaps are."""

    root: Element
    body: Element
    scoring: Scoring
    content: Content
    report: Report
    stem: str = ""
    used_feedback: set[str] = field(default_factory=set)
    _texts: dict[str, str] = field(default_factory=dict)

    @functools.cached_property
    def feedback(self) -> list[Element]:
        """All pieces that may be shown after the answer, wherever they stand."""
        found = list(self.root.iterfind("modalFeedback"))
        return found + list(self.body.iter(*FEEDBACK))

    def said(self, given: probing.Given) -> dict[str, str]:
        """The feedback seen after these responses: texts by a name for each piece."""
        seen = self.scoring.shown(given)
        names = [str(number) for number, piece in enumerate(self.feedback) if seen(piece)]
        return {name: self._text(name) for name in names}

    def _text(self, name: str) -> str:
        if name not in self._texts:
            self._texts[name] = self.content.of(self.feedback[int(name)], " in feedback")
        return self._texts[name]

    def declared(self, interaction: Element) -> Declaration:
        name = interaction.get("responseIdentifier", "")
        if name not in self.scoring.responses:
            raise Unfit("it does not say what kind of answer it wants")
        return self.scoring.responses[name]


@dataclass(frozen=True, slots=True)
class Taken:
    """``marks_stay``: the stem is the text round the gaps. ``key``: the right responses."""

    task: Task
    key: probing.Given
    stem: str | None = None


def read_item(root: Element, content: Content, report: Report) -> tuple[str, Task, str]:
    """Stem, task and explanation of a normalised ``assessmentItem``; ``Unfit`` says why not."""
    body = root.find("itemBody")
    if body is None:
        raise Unfit("it has no text")
    _refuse(root, body)
    with_images(body)
    _tell_rubrics(body, content, report)
    item = Item(root, body, Scoring(root), content, report)
    asked = interactions(body)
    item.stem = content.stem(markup(marked_body(body)))
    if not asked:
        return item.stem, Information(), _explanation(item, Taken(Information(), {}))
    taken = _inline(item, asked) if _all_inline(asked) else _block(item, asked)
    explanation = _explanation(item, taken)
    stem = taken.stem if taken.stem is not None else without_marks(item.stem, BLANK)
    return stem, taken.task, explanation


def _refuse(root: Element, body: Element) -> None:
    """What no question of ours can be: each with its name."""
    if root.find("templateDeclaration") is not None or root.find("templateProcessing") is not None:
        raise Unfit("its numbers or words are drawn anew each time (a template)")
    if root.get("adaptive", "false") in ("true", "1"):
        raise Unfit("it changes with the answers given (an adaptive item)")
    if next(body.iter("printedVariable"), None) is not None:
        raise Unfit("it shows values that are worked out")


def _tell_rubrics(body: Element, content: Content, report: Report) -> None:
    if next(body.iter("math"), None) is not None:
        report.tell("formulas (MathML) are bare text")
    for rubric in body.iter("rubricBlock"):
        views = rubric.get("view", "candidate").split()
        if "candidate" in views or not _open_text(body):
            text = " ".join(content.of(rubric, " in instructions").split())
            if text:
                report.tell(f"instructions (rubricBlock) were left out: {text[:80]}")


def _open_text(body: Element) -> bool:
    return next(body.iter("extendedTextInteraction"), None) is not None


def _all_inline(asked: list[Element]) -> bool:
    return all(local_name(each) in INLINE for each in asked)


def _block(item: Item, asked: list[Element]) -> Taken:
    names = [local_name(each).removesuffix("Interaction") for each in asked]
    for name in names:
        if f"{name}Interaction" not in (*INTERACTIONS, *INLINE):
            raise Unfit(f"it asks by “{name}Interaction”, which QuizApp does not have")
    if len(asked) > 1:
        raise Unfit(f"it asks several things at once ({', '.join(names[:6])})")
    return INTERACTIONS[local_name(asked[0])](item, asked[0])


def _explanation(item: Item, taken: Taken) -> str:
    """What is said to the right answer; what only other answers would see is named."""
    pieces = item.feedback
    if not pieces:
        return ""
    said = item.said(taken.key)
    texts = {text: None for number, text in said.items() if number not in item.used_feedback}
    left = len(pieces) - len(said.keys() | item.used_feedback)
    if left:
        item.report.tell("feedback that only some answers would see was left out")
    return "\n".join(text for text in texts if text)


# Choices


def _choice(item: Item, interaction: Element) -> Taken:
    declared = item.declared(interaction)
    choices = _choices(interaction, "simpleChoice")
    names = [each.get("identifier", "") for each in choices]
    several = declared.cardinality == "multiple"
    if several:
        worths = probing.of_several(item.scoring, declared.name, names, declared.correct)
    else:
        worths = probing.of_one(item.scoring, declared.name, names)
    item.report.tell(*worths.notes)
    key = [name for name, share in zip(names, worths.shares, strict=True) if share > 0]
    given = {declared.name: key if several else [_top(names, worths.shares)]}
    said = _said_by_choice(item, declared.name, choices)
    options = [
        Option(
            item.content.of(choice, " in an option", *FEEDBACK), share, feedback,
            keeps_place=_is_fixed(interaction, choice),
        )
        for choice, share, feedback in zip(choices, worths.shares, said, strict=True)
    ]  # fmt: skip
    fit = one_of_each(options)
    if len(fit) < 2:
        raise Unfit("it has fewer than two options with a text")
    if len(fit) < len(options):
        item.report.tell("options without a text, or alike, were left out")
    shuffle = _flag(interaction, "shuffle")
    if all(option.keeps_place for option in fit):
        shuffle, fit = False, tuple(replace(option, keeps_place=False) for option in fit)
    return Taken(_true_or_false(fit, names) or Choose(fit, several, shuffle), given)


def _said_by_choice(item: Item, name: str, choices: list[Element]) -> list[str]:
    """Feedback of each choice, without what all of them bring."""
    if not item.feedback:
        return [""] * len(choices)
    by_choice = [item.said({name: [choice.get("identifier", "")]}) for choice in choices]
    common = set.intersection(*(set(said) for said in by_choice))
    for said in by_choice:
        item.used_feedback |= set(said) - common
    return [
        "\n".join(text for number, text in said.items() if number not in common and text)
        for said in by_choice
    ]


def _is_fixed(interaction: Element, choice: Element) -> bool:
    """Where nothing is shuffled, all keep their place and none has to say so."""
    return _flag(interaction, "shuffle") and _flag(choice, "fixed")


def _true_or_false(options: tuple[Option, ...], names: list[str]) -> TrueFalse | None:
    texts = [option.text.casefold() for option in options]
    if sorted(texts) != ["false", "true"] or any(option.keeps_place for option in options):
        return None
    if sorted(option.worth for option in options) not in ([0.0, 1.0],) or len(names) != 2:
        return None
    right, wrong = sorted(options, key=lambda option: -option.worth)
    return TrueFalse(right.text.casefold() == "true", right.feedback, wrong.feedback)


def _top(names: list[str], shares: tuple[float, ...]) -> str:
    return max(zip(shares, names, strict=True), key=lambda pair: pair[0])[1]


def _choices(element: Element, *tags: str) -> list[Element]:
    found = list(children(element, *tags))
    if not found:
        raise Unfit("it has no options")
    if len(found) > MOST_CHOICES:
        raise Unfit(f"it has {len(found):,} options; at most {MOST_CHOICES} are taken")
    return found


# Order, pairs, gaps to drag into


def _order(item: Item, interaction: Element) -> Taken:
    declared = item.declared(interaction)
    texts = {
        each.get("identifier", ""): item.content.of(each, " in an item", *FEEDBACK)
        for each in _choices(interaction, "simpleChoice")
    }
    items = [texts[name] for name in declared.correct if texts.get(name)]
    if len(items) < 2:
        raise Unfit("it does not say in which order its items belong")
    if len(items) < len(texts):
        item.report.tell("items that have no place in the order were left out")
    return Taken(Order(tuple(items)), {declared.name: declared.correct})


def _associate(item: Item, interaction: Element) -> Taken:
    declared = item.declared(interaction)
    texts = _texts(item, _choices(interaction, "simpleAssociableChoice"))
    item.report.tell("associations became pairs")
    return _paired(item, declared, _right_pairs(declared), texts, list(texts))


def _match(item: Item, interaction: Element) -> Taken:
    declared = item.declared(interaction)
    sets = interaction.findall("simpleMatchSet")
    if len(sets) != 2:
        raise Unfit("it has not two sets to match")
    first, second = (_texts(item, _choices(s, "simpleAssociableChoice")) for s in sets)
    pairs = [(a, b) for a, b in _right_pairs(declared) if a in first and b in second]
    texts = {**second, **first}
    if _repeats(a for a, _ in pairs):
        if _repeats(b for _, b in pairs):
            raise Unfit("several belong to several on both sides, which QuizApp cannot ask")
        taken = _paired(item, declared, [(b, a) for a, b in pairs], texts, list(first))
    else:
        taken = _paired(item, declared, pairs, texts, list(second))
    task = taken.task
    if isinstance(task, Match):
        taken = replace(taken, task=replace(task, shuffle=_flag(interaction, "shuffle")))
    return taken


def _paired(
    item: Item,
    declared: Declaration,
    pairs: list[tuple[str, str]],
    texts: dict[str, str],
    extras: list[str],
) -> Taken:
    """``texts``: by identifier; ``extras``: those that may be left over as answers."""
    good = [(a, b) for a, b in pairs if texts.get(a) and texts.get(b)]
    if not good:
        raise Unfit("it does not say what belongs together")
    given = {declared.name: [f"{a} {b}" for a, b in _right_pairs(declared)]}
    if item.scoring.score(given) <= 0:
        raise Unfit("none of its answers earns points")
    taken = {each for pair in good for each in pair}
    asked = {texts[b] for _, b in good}
    left = dict.fromkeys(
        texts[name] for name in extras if name not in taken and texts[name] not in asked
    )
    found = tuple(Pair(texts[a], texts[b]) for a, b in good)
    return Taken(Match(found, tuple(text for text in left if text)), given)


def _gap_match(item: Item, interaction: Element) -> Taken:
    declared = item.declared(interaction)
    if next(interaction.iter("gapImg"), None) is not None:
        raise Unfit("pictures are dragged into gaps, which QuizApp does not have")
    choices = _choices(interaction, "gapText")
    texts = _texts(item, choices)
    right = _right_pairs(declared)
    gaps = list(interaction.iter("gap"))
    weights = [_pair_weight(declared, gap.get("identifier", "")) for gap in gaps]
    made = []
    for gap, points in zip(gaps, weights, strict=True):
        name = gap.get("identifier", "")
        keys = {choice for choice, at in right if at == name}
        options = [Option(text, 1.0 if key in keys else 0.0) for key, text in texts.items()]
        made.append(Gap(options=one_of_each(options), points=points))
    pieces, order = split_at_marks(item.stem)
    task = cloze_of(pieces, [made[number] for number in order])
    given = {declared.name: [f"{choice} {gap}" for choice, gap in right]}
    return Taken(task, given, blanked(task.texts))


def _pair_weight(declared: Declaration, gap: str) -> float:
    """The best that the mapping gives for a gap; 1 without a mapping."""
    values = [e.value for key, e in declared.mapping.items() if key.split()[-1:] == [gap]]
    return max((value for value in values if value > 0), default=1.0)


def _right_pairs(declared: Declaration) -> list[tuple[str, str]]:
    """Those of the key, else those that the mapping rewards."""
    texts = declared.correct or [key for key, e in declared.mapping.items() if e.value > 0]
    pairs = [tuple(text.split()) for text in texts]
    return [(pair[0], pair[1]) for pair in pairs if len(pair) == 2]


def _texts(item: Item, choices: list[Element]) -> dict[str, str]:
    return {
        each.get("identifier", ""): item.content.of(each, " in an option", *FEEDBACK)
        for each in choices
    }


def _repeats(names: object) -> bool:
    counted = Counter(names)  # type: ignore[call-overload]
    return any(count > 1 for count in counted.values())


# Written answers


def _inline(item: Item, asked: list[Element]) -> Taken:
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
        names = [each.get("identifier", "") for each in _choices(interaction, "inlineChoice")]
    else:
        names = item.scoring.candidates(declared.name)
    return probing.Slot(
        declared.name, tuple(names), declared.correct[0] if declared.correct else ""
    )


def _gap(item: Item, element: Element, slot: probing.Slot, worths: probing.SlotWorths) -> Gap:
    if local_name(element) == "inlineChoiceInteraction":
        texts = [item.content.of(each, " in an option", *FEEDBACK)
                 for each in _choices(element, "inlineChoice")]  # fmt: skip
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
    if not isinstance(value, float) or not abs(value) < 1e300:
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


def _extended_text(item: Item, interaction: Element) -> Taken:
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


def _slider(item: Item, interaction: Element) -> Taken:
    item.report.tell("the slider became a number to type")
    return _text_entry(item, interaction)


def _flag(element: Element, name: str) -> bool:
    return element.get(name, "false") in ("true", "1")


INTERACTIONS: dict[str, Callable[[Item, Element], Taken]] = {
    "choiceInteraction": _choice,
    "orderInteraction": _order,
    "associateInteraction": _associate,
    "matchInteraction": _match,
    "gapMatchInteraction": _gap_match,
    "extendedTextInteraction": _extended_text,
    "sliderInteraction": _slider,
}
