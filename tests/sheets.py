"""Sheets of every task, for the tests of what is printed."""

from __future__ import annotations

import random
from collections.abc import Sequence

from quizapp.domain.date_typed import parse_date
from quizapp.domain.paper import PrintedItem, PrintedSection, Sheet
from quizapp.domain.question import AnswerKind, Citation, Question
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
    key_of,
)

_RISING = parse_date("14 December 1825 O.S.")
assert _RISING is not None

TASKS: list[tuple[str, Task]] = [
    ("When did Ivan IV take Kazan?",
     Choose((Option("1547"), Option("1552", 1.0), Option("1556"), Option("1571")))),
    ("Which of these towns stand on the Volga? Tick all that do.",
     Choose((Option("Kazan", 0.5), Option("Ryazan"), Option("Saratov", 0.5)), several=True)),
    ("Michael Romanov was elected in 1613.", TrueFalse(is_true=True)),
    ("Who wrote the Primary Chronicle, as tradition has it?",
     Typed((Accepted("Nestor"), Accepted("Nestor the Chronicler")))),
    ("How many days did the siege of Kazan take?", Numeric((Number(41.0, 2.0),))),
    ("When was the Decembrist rising?", When(_RISING)),
    ("Fill in the gaps.",
     Cloze(("The khanate of ", " fell in ", "."),
           (Gap((Accepted("Kazan"),)), Gap(options=(Option("1552", 1.0), Option("1556")))))),
    ("Put these events in order.", Order(("Kulikovo", "Ugra", "Kazan", "Oprichnina"))),
    ("Match each battle with its year.",
     Match((Pair("Poltava", "1709"), Pair("Narva", "1700")), ("1721",))),
    ("Mark where the battle of Borodino was fought.", MapPlace(55.52, 35.82, 80.0)),
    ("Explain why Napoleon left Moscow.", OpenText(5, "supplies; fire; no offer of peace")),
]  # fmt: skip


def parts_of(task: Task) -> int:
    """How many options, items or answers can be shuffled."""
    match task:
        case Choose():
            return len(task.options)
        case Order():
            return len(task.items)
        case Match():
            return len(task.answers())
        case _:
            return 0


def sheet(
    version: str, tasks: Sequence[tuple[str, Task]] = TASKS, picture: bytes | None = None
) -> Sheet:
    shuffle = random.Random(version)
    items = []
    for number, (stem, task) in enumerate(tasks, start=1):
        parts = parts_of(task)
        question = Question(
            id=str(number), kind=AnswerKind.OTHER, stem=stem, answer=key_of(task).answer,
            task=task, citation=Citation("h.txt", title="A History", paragraph=number),
        )  # fmt: skip
        order = tuple(shuffle.sample(range(parts), parts))
        items.append(PrintedItem(number, question, task, 1.0, order, picture))
    note = Question(id="note", kind=AnswerKind.OTHER, stem="Dates are Old Style.", answer="-")
    first = PrintedItem(0, note, Information(), 0.0)
    half = len(items) // 2
    sections = (
        PrintedSection("Part one", "Answer all.", (first, *items[:half])),
        PrintedSection("Part two", "", tuple(items[half:])),
    )
    return Sheet("Russia to 1825", version, sections, minutes=45.0)


SHEETS = (sheet("A"), sheet("B"))
