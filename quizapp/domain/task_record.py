"""Tasks as plain data (for JSON) and back: in the deck file, in neutral files, in old versions.

``record_of`` leaves out what has its usual value; ``task_of`` checks every field, since records
come out of files too, and raises ValueError in words fit for a report.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from functools import lru_cache
from typing import Any, TypeVar

from quizapp.domain.calendar import HistoricalDate
from quizapp.domain.task import (
    Accepted,
    Choose,
    Cloze,
    Gap,
    Information,
    MapPlace,
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
    When,
)

T = TypeVar("T")
Record = Mapping[str, Any]

MOST_PARTS = 500
"""Options, gaps, pairs or items of one question."""

NAMES: dict[str, type[Any]] = {
    "choose": Choose,
    "true_false": TrueFalse,
    "typed": Typed,
    "numeric": Numeric,
    "when": When,
    "cloze": Cloze,
    "order": Order,
    "match": Match,
    "map": MapPlace,
    "open": OpenText,
    "information": Information,
}
"""What a task is called in records, lists and filters."""

_NAMES_BACK = {kind: name for name, kind in NAMES.items()}
_PARTS: dict[str, type[Any]] = {
    "options": Option,
    "answers": Accepted,
    "numbers": Number,
    "gaps": Gap,
    "pairs": Pair,
}


def task_name(task: Task) -> str:
    """ "choose", "cloze" ..., as in ``NAMES``."""
    return _NAMES_BACK[type(task)]


def record_of(task: Task) -> dict[str, Any]:
    return {"task": task_name(task), **_fields_of(task)}


def task_of(record: object) -> Task:
    """The inverse of ``record_of``; ValueError says which field is wrong."""
    data = _mapping(record, "the task")
    name = data.get("task")
    if not isinstance(name, str) or name not in NAMES:
        raise ValueError(f"there is no task {name!r}; there are {', '.join(NAMES)}")
    task: Task = _made(NAMES[name], data, name)
    _check(task)
    return task


def _fields_of(part: Any) -> dict[str, Any]:
    record = {}
    for name, default in _names_of(type(part)):  # type: ignore[arg-type]
        value = getattr(part, name)
        if default is MISSING or value != default:
            record[name] = _plain(value)
    return record


@lru_cache
def _names_of(kind: Any) -> tuple[tuple[str, Any], ...]:
    """The fields of a class and their defaults."""
    return tuple((field.name, field.default) for field in fields(kind))


def _plain(value: Any) -> Any:
    if isinstance(value, HistoricalDate):
        return value.to_iso()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return _fields_of(value) if is_dataclass(value) else value


def _made(kind: type[T], data: Record, where: str) -> T:
    values = {}
    for field in fields(kind):  # type: ignore[arg-type]
        if field.name in data:
            values[field.name] = _read(kind, field.name, str(field.type), data[field.name], where)
        elif field.default is MISSING:
            raise ValueError(f"{where} has no {field.name}")
    return kind(**values)


def _read(kind: type[Any], name: str, type_: str, value: object, where: str) -> Any:
    where = f"{where}, {name}"
    if type_.startswith("tuple[str"):
        return tuple(_text(each, where) for each in _list(value, where))
    if type_.startswith("tuple["):
        part = Number if kind is Numeric else _PARTS[name]
        return tuple(_made(part, _mapping(each, where), where) for each in _list(value, where))
    if type_ == "HistoricalDate":
        return _date(value, where)
    return _SIMPLE[type_](value, where)


def _check(task: Task) -> None:
    if isinstance(task, Cloze) and len(task.texts) != len(task.gaps) + 1:
        raise ValueError("a cloze has one text more than gaps")
    if isinstance(task, MapPlace) and not (abs(task.latitude) <= 90 and abs(task.longitude) <= 180):
        raise ValueError("the place is not on the earth")


def _date(value: object, where: str) -> HistoricalDate:
    try:
        return HistoricalDate.from_iso(dict(_mapping(value, where)))
    except (ValueError, TypeError, KeyError, AttributeError):
        raise ValueError(f"{where} is no date") from None


def _mapping(value: object, where: str) -> Record:
    if not isinstance(value, Mapping):
        raise ValueError(f"{where} should be an object")
    return value


def _list(value: object, where: str) -> Sequence[Any]:
    if not isinstance(value, list | tuple):
        raise ValueError(f"{where} should be a list")
    if len(value) > MOST_PARTS:
        raise ValueError(f"{where} has {len(value)} entries; {MOST_PARTS} are the most")
    return value


def _text(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{where} should be text")
    return value


def _flag(value: object, where: str) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{where} should be true or false")
    return value


def _number(value: object, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"{where} should be a number")
    try:
        number = float(value)
    except OverflowError:  # JSON knows whole numbers of any length
        number = math.inf
    if not math.isfinite(number):
        raise ValueError(f"{where} should be a number")
    return number


def _whole(value: object, where: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"{where} should be a whole number")
    return value


_SIMPLE: dict[str, Callable[[object, str], Any]] = {
    "str": _text,
    "bool": _flag,
    "float": _number,
    "int": _whole,
}
