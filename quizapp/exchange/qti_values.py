"""Values of QTI: declared with a type and a cardinality, compared as the standard compares them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from quizapp.exchange.safe_xml import Element

Single: TypeAlias = bool | float | str
Value: TypeAlias = Single | tuple[Single, ...] | None
Given: TypeAlias = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class MapEntry:
    value: float
    case_sensitive: bool


@dataclass(frozen=True, slots=True)
class Declaration:
    """``cardinality``: "single", "multiple", "ordered" or "record"; ``base``: the type of value.

    ``mapping``: worth by the answer; ``default`` for all others, ``upper`` at most in sum.
    """

    name: str
    cardinality: str
    base: str
    correct: tuple[str, ...] = ()
    mapping: Mapping[str, MapEntry] = field(default_factory=dict)
    default: float = 0.0
    upper: float | None = None
    has_area_mapping: bool = False

    def typed(self, text: str) -> Single:
        return typed(text, self.base)


def typed(text: str, base: str) -> Single:
    """A value of a type of QTI; a number that is none is not a number (and equals nothing)."""
    if base in ("integer", "float"):
        try:
            return float(text.replace(",", "."))
        except ValueError:
            return math.nan
    if base == "boolean":
        return text.strip() in ("true", "1")
    if base == "pair":
        return " ".join(sorted(text.split()))
    return " ".join(text.split()) if base == "directedPair" else text


def tolerance_of(element: Element, value: float) -> tuple[float, float]:
    """From where to where ``equal`` holds: exact, absolute, or in per cent of the value."""
    mode = element.get("toleranceMode", "exact")
    widths = [_number(part) for part in element.get("tolerance", "0").split()[:2]] or [0.0]
    low, high = widths[0], widths[-1]
    if mode == "absolute":
        return value - low, value + high
    if mode == "relative":
        return tuple(sorted((value * (1 - low / 100), value * (1 + high / 100))))  # type: ignore[return-value]
    return value, value


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return abs(value) if math.isfinite(value) else 0.0


def whole(text: str) -> int:
    return max(-1000, min(1000, int(text))) if text.strip().lstrip("-").isdecimal() else 0


def significant(value: float, figures: int) -> str:
    return f"{value:.{max(0, min(30, figures - 1))}e}"


def finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


def declaration_of(element: Element) -> Declaration:
    base = element.get("baseType", "string")
    mapping = element.find("mapping")
    entries: dict[str, MapEntry] = {}
    default, upper = 0.0, None
    if mapping is not None:
        default = _signed(mapping.get("defaultValue", "0"))
        upper = _signed(mapping.get("upperBound")) if mapping.get("upperBound") else None
        for entry in mapping.iterfind("mapEntry"):
            sensitive = entry.get("caseSensitive", "true") not in ("false", "0")
            value = _signed(entry.get("mappedValue", "0"))
            entries[entry.get("mapKey", "").strip()] = MapEntry(value, sensitive)
    values = element.iterfind("correctResponse/value")
    return Declaration(
        element.get("identifier", ""),
        element.get("cardinality", "single"),
        base,
        tuple((value.text or "").strip() for value in values),
        entries,
        default,
        upper,
        element.find("areaMapping") is not None,
    )


def _signed(text: str | None) -> float:
    try:
        value = float(text or 0)
    except ValueError:
        return 0.0
    return value if math.isfinite(value) else 0.0


def mapped(declared: Declaration, text: str) -> float:
    wanted = declared.typed(text.strip())
    for key, entry in declared.mapping.items():
        if equal(declared.typed(key), wanted):
            return entry.value
        if not entry.case_sensitive and key.casefold() == text.strip().casefold():
            return entry.value
    return declared.default


def contained(declared: Declaration | None, texts: Sequence[str]) -> Value:
    if declared is None:
        return None
    values = tuple(declared.typed(text) for text in texts)
    if declared.cardinality in ("multiple", "ordered"):
        return values or None
    return values[0] if values and values[0] != "" else None


def same(first: Value, second: Value, cardinality: str) -> bool:
    one, two = unpacked(first), unpacked(second)
    if len(one) != len(two) or not one:
        return False
    if cardinality == "ordered" or len(one) == 1:
        return all(equal(a, b) for a, b in zip(one, two, strict=True))
    return sorted(map(str, one)) == sorted(map(str, two))


def equal(first: Value, second: Value) -> bool:
    if isinstance(first, float) and isinstance(second, str):
        second = typed(second, "float")
    if isinstance(second, float) and isinstance(first, str):
        first = typed(first, "float")
    return first == second


def unpacked(value: Value, *, null: bool = False) -> tuple[Single, ...]:
    """As a container; with ``null`` nothing is one value that is no number."""
    if value is None:
        return ("",) if null else ()
    return value if isinstance(value, tuple) else (value,)


def text_of(value: Value) -> str | None:
    single = unpacked(value)
    return str(single[0]) if len(single) == 1 else None
