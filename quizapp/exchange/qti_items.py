"""Items of QTI 2.x and 3.0 as tasks: one function for each interaction, in ``INTERACTIONS``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from quizapp.domain.task import (
    Choose,
    Gap,
    Information,
    Match,
    Option,
    Order,
    Pair,
    Task,
    TrueFalse,
)
from quizapp.exchange import qti_probing as probing
from quizapp.exchange.building import BLANK, Report, Unfit, blanked, cloze_of, one_of_each
from quizapp.exchange.qti_content import Content, with_images
from quizapp.exchange.qti_item import FEEDBACK, Item, Taken, choices_of, flag
from quizapp.exchange.qti_scoring import Scoring
from quizapp.exchange.qti_tree import (
    INLINE,
    interactions,
    marked_body,
    markup,
    split_at_marks,
    without_marks,
)
from quizapp.exchange.qti_values import Declaration
from quizapp.exchange.qti_written import extended_text, inline, slider
from quizapp.exchange.safe_xml import Element, local_name


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
    taken = inline(item, asked) if _all_inline(asked) else _block(item, asked)
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
    choices = choices_of(interaction, "simpleChoice")
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
    shuffle = flag(interaction, "shuffle")
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
    return flag(interaction, "shuffle") and flag(choice, "fixed")


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


# Order, pairs, gaps to drag into


def _order(item: Item, interaction: Element) -> Taken:
    declared = item.declared(interaction)
    texts = {
        each.get("identifier", ""): item.content.of(each, " in an item", *FEEDBACK)
        for each in choices_of(interaction, "simpleChoice")
    }
    items = [texts[name] for name in declared.correct if texts.get(name)]
    if len(items) < 2:
        raise Unfit("it does not say in which order its items belong")
    if len(items) < len(texts):
        item.report.tell("items that have no place in the order were left out")
    return Taken(Order(tuple(items)), {declared.name: declared.correct})


def _associate(item: Item, interaction: Element) -> Taken:
    declared = item.declared(interaction)
    texts = _texts(item, choices_of(interaction, "simpleAssociableChoice"))
    item.report.tell("associations became pairs")
    return _paired(item, declared, _right_pairs(declared), texts, list(texts))


def _match(item: Item, interaction: Element) -> Taken:
    declared = item.declared(interaction)
    sets = interaction.findall("simpleMatchSet")
    if len(sets) != 2:
        raise Unfit("it has not two sets to match")
    first, second = (_texts(item, choices_of(s, "simpleAssociableChoice")) for s in sets)
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
        taken = replace(taken, task=replace(task, shuffle=flag(interaction, "shuffle")))
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
    choices = choices_of(interaction, "gapText")
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
    if any(number >= len(made) for number in order):
        raise Unfit("a gap stands outside the text that it belongs to")
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


INTERACTIONS: dict[str, Callable[[Item, Element], Taken]] = {
    "choiceInteraction": _choice,
    "orderInteraction": _order,
    "associateInteraction": _associate,
    "matchInteraction": _match,
    "gapMatchInteraction": _gap_match,
    "extendedTextInteraction": extended_text,
    "sliderInteraction": slider,
}
