"""What a QTI 1.2 item gives for an answer: its ``resprocessing``, carried out.

As Canvas, Blackboard and Common Cartridge write it (IMS QTI ASI 1.2, section 4; the elements that
they do not use are not known here).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from quizapp.exchange.building import Unfit
from quizapp.exchange.safe_xml import Element, local_name

MOST_STEPS = 300_000
DEEPEST = 60
_FULL = 100.0
_COMPARED = ("varequal", "varsubstring", "varsubset", "vargt", "vargte", "varlt", "varlte")


class Scoring12:
    """``score`` and ``shown`` for responses by their ``ident``."""

    def __init__(self, item: Element) -> None:
        self._item = item
        self._conditions = list(item.iterfind("resprocessing/respcondition"))
        self._name = self._variable()
        self._steps = 0
        self._held = False
        self._single = {
            each.get("ident", "")
            for each in item.iter("response_str", "response_num", "response_lid")
            if each.get("rcardinality", "Single").lower() == "single"
        }
        self._by_words = not any(self._gain(each) > 0 for each in self._conditions)

    @property
    def says_nothing(self) -> bool:
        return not any(self._earns(each) for each in self._conditions)

    def score(self, given: Mapping[str, Sequence[str]]) -> float:
        return self._carried_out(given)[0]

    def shown(self, given: Mapping[str, Sequence[str]]) -> list[str]:
        """The idents of the feedback that is seen after these responses."""
        return self._carried_out(given)[1]

    def candidates(self, name: str) -> list[str]:
        """What is compared with a response where it earns points."""
        found = [
            (each.text or "").strip()
            for condition in self._conditions
            if self._earns(condition)
            for each in _compared(condition.find("conditionvar"))
            if each.get("respident") == name
        ]
        return [text for text in dict.fromkeys(found) if text][:500]

    def correct(self, name: str) -> list[str]:
        """The key of a response: what the first condition that earns points wants, in its order."""
        for condition in self._conditions:
            wanted = [
                (each.text or "").strip()
                for each in _compared(condition.find("conditionvar"))
                if each.get("respident") == name and local_name(each) == "varequal"
            ]
            if wanted and self._earns(condition):
                return wanted
        return []

    def _variable(self) -> str:
        declared = self._item.find("resprocessing/outcomes/decvar")
        return declared.get("varname", "SCORE") if declared is not None else "SCORE"

    def _earns(self, condition: Element) -> bool:
        return self._gain(condition) > 0 or (self._by_words and _is_said_correct(condition))

    def _gain(self, condition: Element) -> float:
        """What a condition adds or sets at most."""
        values = (self._amount(each) for each in condition.iterfind("setvar"))
        return max(values, default=0.0)

    def _amount(self, setvar: Element) -> float:
        text = "".join(setvar.itertext()).strip()
        if text.lower() == "score.max":
            return _FULL
        try:
            value = float(text.replace(",", ".") or 0)
        except ValueError:
            return 0.0
        return value if math.isfinite(value) else 0.0

    def _carried_out(self, given: Mapping[str, Sequence[str]]) -> tuple[float, list[str]]:
        values: dict[str, float] = {self._name: 0.0}
        seen: list[str] = []
        self._held = False
        for condition in self._conditions:
            if not self._holds(condition.find("conditionvar"), given):
                continue
            self._held = True
            for setvar in condition.iterfind("setvar"):
                self._set(values, setvar)
            if self._by_words and _is_said_correct(condition):
                values[self._name] += 1.0
            seen += [each.get("linkrefid", "") for each in condition.iterfind("displayfeedback")]
            if not self._goes_on(condition):
                break
        return values[self._name], seen

    def _goes_on(self, condition: Element) -> bool:
        """What adds up goes on: Canvas does not say so, but scores so."""
        adds = [each.get("action", "Set").lower() == "add" for each in condition.iterfind("setvar")]
        says = condition.get("continue", "No").lower() in ("yes", "true")
        return says or self._by_words or (bool(adds) and all(adds))

    def _set(self, values: dict[str, float], setvar: Element) -> None:
        name = setvar.get("varname") or setvar.get("variablename") or self._name
        amount, old = self._amount(setvar), values.get(name, 0.0)
        action = setvar.get("action", "Set").lower()
        if action == "add":
            values[name] = old + amount
        elif action == "subtract":
            values[name] = old - amount
        elif action in ("multiply", "divide"):
            factor = amount if action == "multiply" else (1 / amount if amount else 0.0)
            values[name] = old * factor
        else:
            values[name] = amount

    def _holds(
        self, element: Element | None, given: Mapping[str, Sequence[str]], depth: int = 0
    ) -> bool:
        """All that stands in a condition; an empty one never holds."""
        if element is None or len(element) == 0:
            return False
        if depth > DEEPEST:
            raise Unfit("its scoring is nested too deep")
        if not depth and self._are_alternatives(element):
            return any(self._is_true(each, given, depth) for each in element)
        if _is_range(element):  # Blackboard names the middle of a range beside its ends
            element = [each for each in element if local_name(each) != "varequal"]
        return all(self._is_true(each, given, depth) for each in element if local_name(each))

    def _are_alternatives(self, condition: Element) -> bool:
        """Canvas lists all that is right side by side, where one answer cannot equal them all."""
        names = {each.get("respident", "") for each in condition}
        only_equal = all(local_name(each) == "varequal" for each in condition)
        return len(condition) > 1 and only_equal and len(names) == 1 and names <= self._single

    def _is_true(self, element: Element, given: Mapping[str, Sequence[str]], depth: int) -> bool:
        self._steps += 1
        if self._steps > MOST_STEPS:
            raise Unfit("its scoring takes more steps than any question needs")
        name = local_name(element)
        if name == "and":
            return self._holds(element, given, depth + 1)
        if name == "or":
            return any(self._is_true(each, given, depth + 1) for each in element)
        if name == "not":
            return not self._holds(element, given, depth + 1)
        if name == "other":
            return not (self._by_words and self._held)
        if name == "unanswered":
            return not given.get(element.get("respident", ""))
        if name not in _COMPARED:
            raise Unfit(f"its scoring has “{name[:40]}”, which QuizApp does not know")
        texts = given.get(element.get("respident", ""), ())
        return any(_compares(element, name, text) for text in texts)


def _compared(element: Element | None) -> Iterator[Element]:
    """The comparisons in a condition that must hold, not those under ``not``."""
    if element is None:
        return
    for each in element:
        if local_name(each) in _COMPARED:
            yield each
        elif local_name(each) in ("and", "or"):
            yield from _compared(each)


def _is_range(condition: Element) -> bool:
    names = {local_name(each) for each in condition}
    return bool(names & {"vargte", "vargt"}) and bool(names & {"varlte", "varlt"})


def _compares(element: Element, name: str, given: str) -> bool:
    wanted = (element.text or "").strip()
    if name.startswith(("vargt", "varlt")):
        return _in_order(name, given, wanted)
    if element.get("case", "No").lower() != "yes":
        wanted, given = wanted.casefold(), given.casefold()
    if name == "varsubstring":
        return bool(wanted) and wanted in given
    if name == "varsubset":
        return given in [part.strip() for part in wanted.split(",")] or given == wanted
    return given == wanted or _number(given) == _number(wanted) is not None


def _in_order(name: str, given: str, wanted: str) -> bool:
    one, other = _number(given), _number(wanted)
    if one is None or other is None:
        return False
    return {
        "vargt": one > other, "vargte": one >= other, "varlt": one < other, "varlte": one <= other,
    }[name]  # fmt: skip


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _is_said_correct(condition: Element) -> bool:
    """Blackboard says of pairs no more than which feedback is shown."""
    said = [each.get("linkrefid", "").lower() for each in condition.iterfind("displayfeedback")]
    if condition.get("title", "").lower() == "incorrect" or condition.find("setvar") is not None:
        return False
    return "correct" in said or condition.get("title", "").lower() == "correct"
