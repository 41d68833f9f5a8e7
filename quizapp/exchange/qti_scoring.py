"""What a QTI item gives for an answer: its response processing, carried out.

The three templates of the standard and the inline rules that items use in practice (IMS QTI 2.1,
Implementation Guide, section 8; the same in 2.2 and 3.0). Nothing outside the item is read, no
expression is run that is not named here, and the steps are counted.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Iterable
from typing import TypeAlias

from quizapp.exchange.building import Unfit
from quizapp.exchange.qti_values import (
    Declaration,
    Given,
    Value,
    contained,
    declaration_of,
    equal,
    finite,
    mapped,
    same,
    significant,
    text_of,
    tolerance_of,
    typed,
    unpacked,
    whole,
)
from quizapp.exchange.safe_xml import Element, local_name

MOST_STEPS = 300_000
"""Expressions carried out for one item; real ones need some thousands."""

DEEPEST = 60
MOST_KEPT = 50
"""Outcomes of an item whose values are kept for each answer; real ones have a handful."""

_SCORE = "SCORE"


Key: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]


class _Exit(Exception):
    """The rules end early."""


class Scoring:
    """``score`` and ``outcomes`` of an item for any responses, by their identifiers."""

    def __init__(self, item: Element) -> None:
        self.responses = {
            each.name: each for each in map(declaration_of, item.iterfind("responseDeclaration"))
        }
        self._outcomes = {
            each.get("identifier", ""): each for each in item.iterfind("outcomeDeclaration")
        }
        self._rules = item.find("responseProcessing")
        self._template = _template(self._rules)
        self._steps = 0
        self._depth = 0
        self._given: Given = {}
        self._values: dict[str, Value] = {}
        self._defaults: dict[str, Value] | None = None  # once they were needed
        self._known: dict[Key, dict[str, Value]] = {}
        self._is_small = len(self._outcomes) <= MOST_KEPT

    @functools.cached_property
    def _has_rules(self) -> bool:
        """Rules that never set the points leave it to the key."""
        if self._rules is None:
            return False
        sets = self._rules.iter("setOutcomeValue")
        return bool(self._template) or any(each.get("identifier") == _SCORE for each in sets)

    def score(self, given: Given) -> float:
        """The points; those that a lower bound would save from falling below nought count."""
        value = self.outcomes(given).get(_SCORE)
        return value if isinstance(value, float) and math.isfinite(value) else 0.0

    def outcomes(self, given: Given) -> dict[str, Value]:
        """The same answers are tried for points and again for feedback: worked out once."""
        key = tuple((name, tuple(texts)) for name, texts in given.items())
        known = self._known.get(key)
        if known is None:
            known = self._worked_out(given)
            if self._is_small:
                self._known[key] = known
        return known

    def _worked_out(self, given: Given) -> dict[str, Value]:
        self._given, self._depth = given, 0
        if self._defaults is None:
            self._defaults = {name: self._default(name) for name in self._outcomes}
        self._values = dict(self._defaults)
        try:
            if self._template:
                self._values[_SCORE] = self._by_template()
                return self._values
            if self._rules is not None:
                self._carry_out(self._rules)
            if not self._has_rules:
                self._values[_SCORE] = self._by_keys()
        except _Exit:
            pass
        return self._values

    def shown(self, given: Given) -> Callable[[Element], bool]:
        """Whether a piece of feedback is seen after these responses."""
        values = self.outcomes(given)

        def is_seen(feedback: Element) -> bool:
            value = values.get(feedback.get("outcomeIdentifier", ""))
            matches = feedback.get("identifier", "") in [str(v) for v in unpacked(value)]
            return matches is (str(feedback.get("showHide", "show")) != "hide")

        return is_seen

    def candidates(self, name: str) -> list[str]:
        """Texts that may be answers to a response: its key, its mapping, what rules compare."""
        declared = self.responses[name]
        texts = [*declared.correct, *declared.mapping]
        if self._rules is not None:
            texts += [
                (value.text or "").strip()
                for variable in self._rules.iter("variable")
                if variable.get("identifier") == name and variable.getparent() is not None
                for value in variable.getparent().iter("baseValue")
            ]
        return [text for text in dict.fromkeys(texts) if text][:500]

    # The rules

    def _by_template(self) -> float:
        declared = self.responses.get("RESPONSE") or next(iter(self.responses.values()), None)
        if declared is None:
            return 0.0
        if "map_response_point" in self._template or declared.has_area_mapping:
            raise Unfit("it asks for a point on a picture, which QuizApp does not have")
        if self._template.startswith(("map", "cc2_map")) and declared.mapping:
            return self._mapped(declared)
        return float(self._is_correct(declared))

    def _by_keys(self) -> float:
        """Without rules: the mapping where there is one, else the key."""
        return sum(
            self._mapped(each) if each.mapping else float(self._is_correct(each))
            for each in self.responses.values()
        )

    def _is_correct(self, declared: Declaration) -> bool:
        return bool(declared.correct) and same(
            self._response(declared), contained(declared, declared.correct), declared.cardinality
        )

    def _mapped(self, declared: Declaration) -> float:
        """Without the lower bound, so that what costs points is seen."""
        given = dict.fromkeys(self._given.get(declared.name, ()))
        total = math.fsum(mapped(declared, text) for text in given)
        return total if declared.upper is None else min(total, declared.upper)

    def _carry_out(self, rules: Iterable[Element]) -> None:
        for rule in rules:
            self._count()
            name = local_name(rule)
            if name == "responseCondition":
                self._condition(rule)
            elif name == "setOutcomeValue":
                self._values[rule.get("identifier", "")] = self._value(_only(rule))
            elif name == "exitResponse":
                raise _Exit
            elif name == "responseProcessingFragment":
                self._carry_out(rule)
            elif name:
                raise Unfit(f"its scoring has “{name[:40]}”, which QuizApp does not know")

    def _condition(self, rule: Element) -> None:
        for branch in rule:
            name = local_name(branch)
            if name == "responseElse":
                self._nested(branch)
                return
            asks = name in ("responseIf", "responseElseIf") and len(branch) > 0
            if asks and self._value(branch[0]) is True:
                self._nested(branch[1:])
                return

    def _nested(self, rules: Iterable[Element]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise Unfit("its scoring is nested too deep")
        self._carry_out(rules)
        self._depth -= 1

    def _value(self, element: Element) -> Value:
        self._count()
        name = local_name(element)
        evaluate = _EXPRESSIONS.get(name)
        if evaluate is None:
            raise Unfit(f"its scoring uses “{name[:40]}”, which QuizApp does not know")
        self._depth += 1
        if self._depth > DEEPEST:
            raise Unfit("its scoring is nested too deep")
        value = evaluate(self, element)
        self._depth -= 1
        return value

    def _count(self) -> None:
        self._steps += 1
        if self._steps > MOST_STEPS:
            raise Unfit("its scoring takes more steps than any question needs")

    def _default(self, name: str) -> Value:
        element = self._outcomes[name]
        base = element.get("baseType", "float")
        texts = [(each.text or "").strip() for each in element.iterfind("defaultValue/value")]
        if element.get("cardinality", "single") != "single":
            return tuple(typed(text, base) for text in texts)
        if texts:
            return typed(texts[0], base)
        return 0.0 if base in ("integer", "float") else None

    def _response(self, declared: Declaration) -> Value:
        return contained(declared, self._given.get(declared.name, ()))

    # The expressions

    def _variable(self, element: Element) -> Value:
        name = element.get("identifier", "")
        declared = self.responses.get(name)
        return self._response(declared) if declared else self._values.get(name)

    def _correct(self, element: Element) -> Value:
        declared = self.responses.get(element.get("identifier", ""))
        return contained(declared, declared.correct) if declared else None

    def _map_response(self, element: Element) -> Value:
        declared = self.responses.get(element.get("identifier", ""))
        return self._mapped(declared) if declared else None

    def _base_value(self, element: Element) -> Value:
        return typed((element.text or "").strip(), element.get("baseType", "string"))

    def _match(self, element: Element) -> Value:
        first, second = self._pair(element)
        if first is None or second is None:
            return None
        return same(first, second, self._cardinality(element))

    def _cardinality(self, element: Element) -> str:
        for part in element.iter("variable", "correct"):
            declared = self.responses.get(part.get("identifier", ""))
            if declared:
                return declared.cardinality
        return "ordered" if element.find("ordered") is not None else "multiple"

    def _pair(self, element: Element) -> tuple[Value, Value]:
        if len(element) != 2:
            raise Unfit("its scoring compares what are not two values")
        return self._value(element[0]), self._value(element[1])

    def _numbers(self, element: Element) -> list[float] | None:
        """The values of all children, containers unpacked; ``None`` where one is no number."""
        values = [each for child in element for each in unpacked(self._value(child), null=True)]
        numbers = [each for each in values if isinstance(each, float)]
        return numbers if len(numbers) == len(values) else None

    def _equal(self, element: Element) -> Value:
        pair = self._numbers(element)
        if pair is None or len(pair) != 2:
            return None
        low, high = tolerance_of(element, pair[1])
        return low - 1e-12 <= pair[0] <= high + 1e-12

    def _equal_rounded(self, element: Element) -> Value:
        pair = self._numbers(element)
        figures = whole(element.get("figures", "0"))
        if pair is None or len(pair) != 2:
            return None
        if element.get("roundingMode", "significantFigures") == "decimalPlaces":
            return round(pair[0], figures) == round(pair[1], figures)
        return significant(pair[0], figures) == significant(pair[1], figures)

    def _string_match(self, element: Element) -> Value:
        first, second = (text_of(value) for value in self._pair(element))
        if first is None or second is None:
            return None
        if element.get("caseSensitive", "true") in ("false", "0"):
            first, second = first.casefold(), second.casefold()
        if element.get("substring", "false") in ("true", "1"):
            return second in first
        return first == second

    def _is_null(self, element: Element) -> Value:
        return self._value(_only(element)) in (None, (), "")

    def _and(self, element: Element) -> Value:
        return all(self._value(child) is True for child in element)

    def _or(self, element: Element) -> Value:
        return any(self._value(child) is True for child in element)

    def _not(self, element: Element) -> Value:
        return self._value(_only(element)) is not True

    def _any_n(self, element: Element) -> Value:
        count = sum(self._value(child) is True for child in element)
        return whole(element.get("min", "0")) <= count <= whole(element.get("max", "0"))

    def _sum(self, element: Element) -> Value:
        numbers = self._numbers(element)
        return None if numbers is None else math.fsum(numbers)

    def _product(self, element: Element) -> Value:
        numbers = self._numbers(element)
        return None if numbers is None else finite(math.prod(numbers))

    def _extreme(self, element: Element) -> Value:
        numbers = self._numbers(element)
        if not numbers:
            return None
        return max(numbers) if local_name(element) == "max" else min(numbers)

    def _arithmetic(self, element: Element) -> Value:
        pair = self._numbers(element)
        if pair is None or len(pair) != 2:
            return None
        first, second = pair
        name = local_name(element)
        if name == "subtract":
            return finite(first - second)
        if second == 0:
            return None
        if name == "divide":
            return finite(first / second)
        return float(first // second) if name == "integerDivide" else float(first % second)

    def _rounded(self, element: Element) -> Value:
        numbers = self._numbers(element)
        if not numbers:
            return None
        if local_name(element) == "integerToFloat":
            return numbers[0]
        whole = math.trunc(numbers[0]) if local_name(element) == "truncate" else round(numbers[0])
        return float(whole)

    def _compared(self, element: Element) -> Value:
        pair = self._numbers(element)
        if pair is None or len(pair) != 2:
            return None
        first, second = pair
        return {
            "lt": first < second, "lte": first <= second,
            "gt": first > second, "gte": first >= second,
        }[local_name(element)]  # fmt: skip

    def _member(self, element: Element) -> Value:
        one, many = self._pair(element)
        if one is None or many is None:
            return None
        return any(equal(one, each) for each in unpacked(many))

    def _contains(self, element: Element) -> Value:
        many, few = self._pair(element)
        if many is None or few is None:
            return None
        rest = list(unpacked(many))
        for each in unpacked(few):
            place = next((n for n, other in enumerate(rest) if equal(each, other)), None)
            if place is None:
                return False
            del rest[place]
        return True

    def _container(self, element: Element) -> Value:
        return tuple(each for child in element for each in unpacked(self._value(child)))

    def _container_size(self, element: Element) -> Value:
        return float(len(unpacked(self._value(_only(element)))))

    def _index(self, element: Element) -> Value:
        values = unpacked(self._value(_only(element)))
        place = whole(element.get("n", "1")) - 1
        return values[place] if 0 <= place < len(values) else None


def _template(rules: Element | None) -> str:
    """The name of the template, with or without ``.xml`` behind it; "" for rules of its own."""
    if rules is None:
        return ""
    address = rules.get("template") or rules.get("templateLocation") or ""
    name = str(address).strip().rstrip("/").rpartition("/")[2].lower().removesuffix(".xml")
    return name if not len(rules) else ""


def _only(element: Element) -> Element:
    if len(element) != 1:
        raise Unfit("its scoring is not as the standard wants it")
    return element[0]


_EXPRESSIONS: dict[str, Callable[[Scoring, Element], Value]] = {
    "variable": Scoring._variable,
    "correct": Scoring._correct,
    "mapResponse": Scoring._map_response,
    "baseValue": Scoring._base_value,
    "null": lambda _scoring, _element: None,
    "match": Scoring._match,
    "equal": Scoring._equal,
    "equalRounded": Scoring._equal_rounded,
    "stringMatch": Scoring._string_match,
    "isNull": Scoring._is_null,
    "and": Scoring._and,
    "or": Scoring._or,
    "not": Scoring._not,
    "anyN": Scoring._any_n,
    "sum": Scoring._sum,
    "product": Scoring._product,
    "max": Scoring._extreme,
    "min": Scoring._extreme,
    "subtract": Scoring._arithmetic,
    "divide": Scoring._arithmetic,
    "integerDivide": Scoring._arithmetic,
    "integerModulus": Scoring._arithmetic,
    "round": Scoring._rounded,
    "truncate": Scoring._rounded,
    "integerToFloat": Scoring._rounded,
    "lt": Scoring._compared,
    "lte": Scoring._compared,
    "gt": Scoring._compared,
    "gte": Scoring._compared,
    "member": Scoring._member,
    "contains": Scoring._contains,
    "multiple": Scoring._container,
    "ordered": Scoring._container,
    "containerSize": Scoring._container_size,
    "index": Scoring._index,
}
