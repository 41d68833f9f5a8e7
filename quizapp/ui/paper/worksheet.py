"""A sheet of questions, and the key to it, as blocks."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from quizapp.domain.paper import (
    PaperLayout,
    PrintedItem,
    Sheet,
    cloze_text,
    key_text,
    letter,
    source_text,
)
from quizapp.domain.task import (
    Choose,
    Cloze,
    Information,
    MapPlace,
    Match,
    OpenText,
    Order,
    Task,
    TrueFalse,
    number_text,
)
from quizapp.ui.paper.blocks import (
    GREY,
    ROOM,
    Block,
    Image,
    MapBox,
    Pairs,
    Rules,
    Space,
    Stack,
    Text,
    Ticks,
)
from quizapp.ui.paper.device import Paper

_KEY_MAP = 70.0  # mm: enough to see where the place is
_GAP = "_" * 14


def tr(text: str) -> str:
    return QCoreApplication.translate("paper", text)


def head_of(paper: Paper, sheet: Sheet) -> Block:
    """Title, version, a line for the name, the date and the points."""
    version = tr("Version {}").format(sheet.version) if sheet.version else ""
    about = [tr("{} points").format(number_text(sheet.points)), version]
    if sheet.minutes:
        about.insert(0, tr("{} minutes").format(number_text(sheet.minutes)))
    blocks: list[Block] = [
        Text(sheet.title, paper.font(1.5, bold=True), after=1.5),
        Text("   ·   ".join(each for each in about if each), paper.font(0.9), colour=GREY, after=2),
        Text(_lines_to_fill(paper, sheet), paper.font(0.95), after=3),
    ]  # fmt: skip
    if sheet.description:
        blocks.append(Text(sheet.description, paper.font(), after=3))
    return Stack([*blocks, Space(2)])


def _lines_to_fill(paper: Paper, sheet: Sheet) -> str:
    """In large print the name has a line of its own."""
    name = tr("Name: ") + "_" * 34
    rest = tr("Date: ") + "_" * 14 + "   " + tr("Points: ") + "_" * 6
    apart = "\n" if paper.layout is PaperLayout.LARGE_PRINT else "   "
    return f"{name}{apart}{rest} / {number_text(sheet.points)}"


def questions_of(paper: Paper, sheet: Sheet) -> list[Block]:
    """One block a question; a heading stays with the first question below it."""
    blocks: list[Block] = []
    for section in sheet.sections:
        lead: list[Block] = []
        if section.title:
            lead.append(Text(section.title, paper.font(1.2, bold=True), after=1.5))
        if section.instructions:
            lead.append(Text(section.instructions, paper.font(italic=True), after=2.5))
        for item in section.items:
            blocks.append(Stack([*lead, _question(paper, item)]))
            lead = []
        blocks.extend(lead)
    return blocks


def _question(paper: Paper, item: PrintedItem) -> Block:
    blocks: list[Block] = [_stem(paper, item)]
    if item.picture:
        blocks.append(Image(item.picture))
    blocks.extend(_answer(paper, item))
    return Stack([*blocks, Space(4.5)])


def _stem(paper: Paper, item: PrintedItem) -> Block:
    if not item.number:
        return Text(item.question.stem, paper.font(), after=1.5)
    words = f"{item.question.stem}   {_worth(item)}".rstrip()
    room = ROOM * paper.body_points
    return Text(words, paper.font(bold=True), indent=room, sign=f"{item.number}.", after=1.5)


def _worth(item: PrintedItem) -> str:
    """Nothing for the usual one point. It stays on one line."""
    if item.points == 1:
        return ""
    return tr("({} points)").format(number_text(item.points)).replace(" ", "\u00a0")


def _answer(paper: Paper, item: PrintedItem) -> list[Block]:
    task = item.task
    match task:
        case Choose():
            order = item.order(len(task.options))
            texts = [(letter(n), task.options[place].text) for n, place in enumerate(order)]
            return [Ticks(texts, paper.font(), one=not task.several)]
        case TrueFalse():
            return [Ticks([("", tr("True")), ("", tr("False"))], paper.font(), one=True)]
        case Order():
            order = item.order(len(task.items))
            room = ROOM * paper.body_points
            how = tr("Number them: 1 for the first.")
            lines = [
                Text(
                    task.items[place],
                    paper.font(),
                    indent=paper.beside(24),
                    sign=f"      ____  {letter(n)})",
                )
                for n, place in enumerate(order)
            ]
            return [Text(how, paper.font(0.9, italic=True), indent=room), *lines]
        case Match():
            answers = task.answers()
            order = item.order(len(answers))
            left = [pair.premise for pair in task.pairs]
            return [Pairs(left, [answers[place] for place in order], paper.font())]
        case _:
            return _written(paper, item, task)


def _written(paper: Paper, item: PrintedItem, task: Task) -> list[Block]:
    """What is answered with the pen."""
    room = ROOM * paper.body_points
    if isinstance(task, Cloze):
        return [Text(cloze_text(item, task, _GAP), paper.font(), indent=room, after=2)]
    if isinstance(task, MapPlace):
        how = Text(tr("Mark the place with a cross."), paper.font(0.9, italic=True), indent=room)
        return [how, MapBox(task, item.question.id, indent=room)]
    if isinstance(task, OpenText):
        return [Rules(task.lines, indent=room)]
    if isinstance(task, Information):
        return []
    return [Rules(1, apart=9, indent=room)]


def key_blocks(paper: Paper, sheet: Sheet) -> list[Block]:
    """The answers of one version, each with its points and where its proof stands."""
    version = tr("Version {}").format(sheet.version) if sheet.version else ""
    title = " – ".join(each for each in (tr("Key"), sheet.title, version) if each)
    blocks: list[Block] = [Text(title, paper.font(1.3, bold=True), after=4)]
    for item in sheet.items:
        if item.number:
            blocks.append(_key(paper, item))
    return blocks


def _key(paper: Paper, item: PrintedItem) -> Block:
    room = ROOM * paper.body_points
    worth = "   " + _worth(item)
    lines: list[Block] = [
        Text(key_text(item) + worth, paper.font(), indent=room, sign=f"{item.number}.", after=0.5)
    ]
    small = paper.font(0.82)
    if item.question.explanation:
        lines.append(Text(item.question.explanation, small, indent=room, colour=GREY, after=0.5))
    if item.question.citation:
        proof = source_text(item.question.citation)
        lines.append(Text(proof, small, indent=room, colour=GREY, after=0.5))
    if isinstance(item.task, MapPlace):
        lines.append(MapBox(item.task, item.question.id, answer=True, indent=room, widest=_KEY_MAP))
    return Stack([*lines, Space(2.2)])
