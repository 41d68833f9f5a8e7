"""What results are made of: lines of attempts, of questions and of learners."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from quizapp.domain.question import Question
from quizapp.domain.quiz import Attempt, Quiz
from quizapp.domain.task import Choose, TrueFalse
from quizapp.kinds.marking.choose import right_places
from quizapp.kinds.marking.marked import places
from quizapp.progress import class_report, item_analysis
from quizapp.progress.class_report import About, Group, Spread
from quizapp.progress.item_analysis import (
    Analysis,
    Cell,
    Flag,
    ItemKey,
    ItemMake,
    ItemStats,
    Run,
)
from quizapp.services.quiz_marks import PlaceMark, Score

FLAG_WORDS: Mapping[Flag, str] = {
    Flag.NEGATIVE: "Check the key: those who did better in the rest did worse here.",
    Flag.BELOW_CHANCE: "Check the key: fewer are right than would be by guessing.",
    Flag.BEATEN: "Check the key: a wrong option is chosen more often than the right one.",
    Flag.FOR_THE_STRONG: "A wrong option draws those who did better: is it right as well?",
    Flag.IDLE: "Hardly anybody chooses one of the options: write another one.",
}


class Counting(StrEnum):
    """Which attempts of a learner count."""

    FIRST = "first"
    BEST = "best"
    LAST = "last"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class AttemptLine:
    """One attempt that was handed in. ``alias``: for lists that leave the house."""

    attempt: Attempt
    name: str
    alias: str
    score: Score
    passed: bool | None
    marks: tuple[PlaceMark, ...]


@dataclass(frozen=True, slots=True)
class ToMark:
    """An answer that waits for a person."""

    attempt: Attempt
    name: str
    mark: PlaceMark
    guidance: str


@dataclass(frozen=True, slots=True)
class ItemLine:
    """A question in the table of items. ``stats`` are of these very words (``version``)."""

    question: Question
    version: int
    stats: ItemStats
    options: tuple[str, ...]
    source: str
    flags: tuple[str, ...]  # in words

    @property
    def key(self) -> ItemKey:
        return self.question.id, self.version


@dataclass(frozen=True, slots=True)
class LearnerRow:
    """A row of learners against items. ``shares``: None for what is missing there."""

    line: AttemptLine
    shares: Mapping[ItemKey, float | None]
    weak: tuple[Group, ...]
    missed: tuple[str, ...]  # question ids, to be practised


@dataclass(frozen=True)
class ClassReport:
    """``counting``: which attempts ``spread`` and ``rows`` are of; the ``items`` are always of
    first attempts. ``running``: attempts begun and not handed in. ``pending``: answers that wait to
    be marked."""

    quiz: Quiz
    counting: Counting
    learners: int
    attempts: int
    running: int
    pending: int
    first_at: datetime | None
    last_at: datetime | None
    spread: Spread | None
    passed: int | None
    analysis: Analysis
    items: tuple[ItemLine, ...]
    groups: tuple[Group, ...]
    rows: tuple[LearnerRow, ...]
    most_missed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Taking:
    """Who took part, and when: what the lines of those who are done do not tell."""

    learners: int
    running: int
    first_at: datetime | None
    last_at: datetime | None


def report_of(
    quiz: Quiz, lines: Sequence[AttemptLine], counting: Counting, taking: Taking
) -> ClassReport:
    """``lines``: of all attempts; ``counting`` says which of them the spread and the rows show."""
    chosen = counted(lines, counting)
    items = Items.of(lines)
    analysis = items.analysed(counted(lines, Counting.FIRST))
    shares = [line.score.share for line in chosen]
    passed = [line.passed for line in chosen if line.passed is not None]
    return ClassReport(
        quiz=quiz,
        counting=counting,
        learners=taking.learners,
        attempts=len(lines),
        running=taking.running,
        pending=sum(line.score.pending for line in lines),
        first_at=taking.first_at,
        last_at=taking.last_at,
        spread=class_report.spread([share for share in shares if share is not None]),
        passed=sum(passed) if passed else None,
        analysis=analysis,
        items=items.item_lines(analysis),
        groups=class_report.groups([run_of(line) for line in chosen], items.groups),
        rows=tuple(items.row(line) for line in chosen),
        most_missed=class_report.most_missed(analysis),
    )


def counted(lines: Sequence[AttemptLine], counting: Counting) -> list[AttemptLine]:
    """In the order given. The best is the first of the best."""
    if counting is Counting.ALL:
        return list(lines)
    chosen: dict[tuple[str, str], AttemptLine] = {}
    for line in lines:
        key = (line.attempt.quiz_id, line.attempt.learner)
        known = chosen.get(key)
        if known is None or _goes_before(line, known, counting):
            chosen[key] = line
    ids = {line.attempt.id for line in chosen.values()}
    return [line for line in lines if line.attempt.id in ids]


def _goes_before(line: AttemptLine, known: AttemptLine, counting: Counting) -> bool:
    if counting is Counting.BEST:
        return (line.score.share or 0.0) > (known.score.share or 0.0)
    later = line.attempt.number > known.attempt.number
    return later if counting is Counting.LAST else not later


# From marks to what the analysis reads


def run_of(line: AttemptLine) -> Run:
    attempt = line.attempt
    cells = tuple(cell_of(row) for row in line.marks if row.posed.asked.points > 0)
    return Run(attempt.learner, attempt.quiz_id, attempt.number, cells)


def cell_of(row: PlaceMark) -> Cell:
    """What was not reached is missing, unless a person gave points for it."""
    missing = not row.reached and row.by_hand is None
    chosen: tuple[int, ...] = ()
    if isinstance(row.posed.task, Choose) and row.marked.answered:
        chosen = tuple(places(row.response))
    return Cell(
        item=(row.posed.question.id, row.posed.asked.version),
        share=None if missing else row.share,
        weight=row.posed.asked.points,
        chosen=chosen,
        milliseconds=row.milliseconds if row.marked.answered else None,
        omitted=row.reached and not row.marked.answered,
        pending=row.points is None,
    )


def make_of(row: PlaceMark) -> ItemMake:
    task = row.posed.task
    if isinstance(task, TrueFalse):
        return ItemMake(chance=0.5)
    if not isinstance(task, Choose):
        return ItemMake()
    options = len(task.options)
    chance = 1 / options if options and not task.several else None
    return ItemMake(options, frozenset(right_places(task)), chance)


def _source(question: Question) -> str:
    """The document and its chapter."""
    citation = question.citation
    if citation is None:
        return ""
    name = citation.title or citation.document
    return f"{name}, {citation.heading}" if citation.heading else name


@dataclass
class Items:
    """The questions that were asked, by id and version, in the order in which they were met."""

    marks: dict[ItemKey, PlaceMark] = field(default_factory=dict)
    groups: dict[ItemKey, About] = field(default_factory=dict)

    @classmethod
    def of(cls, lines: Iterable[AttemptLine]) -> Items:
        made = cls()
        for line in lines:
            for row in line.marks:
                made._add(row)
        return made

    def _add(self, row: PlaceMark) -> None:
        question, key = row.posed.question, (row.posed.question.id, row.posed.asked.version)
        if key in self.marks:
            return
        self.marks[key] = row
        self.groups[key] = About(
            str(question.kind), question.tags, question.topic, _source(question)
        )

    def analysed(self, lines: Sequence[AttemptLine]) -> Analysis:
        makes = {key: make_of(row) for key, row in self.marks.items()}
        return item_analysis.analyse([run_of(line) for line in lines], makes)

    def item_lines(self, analysis: Analysis) -> tuple[ItemLine, ...]:
        """By the place where the first learner met them."""
        order = {key: n for n, key in enumerate(self.marks)}
        lines = [self._line(stats) for stats in analysis.items]
        return tuple(sorted(lines, key=lambda line: order[line.key]))

    def _line(self, stats: ItemStats) -> ItemLine:
        posed = self.marks[stats.item].posed
        options = posed.task.options if isinstance(posed.task, Choose) else ()
        citation = posed.question.citation
        return ItemLine(
            posed.question,
            posed.asked.version,
            stats,
            tuple(option.text for option in options),
            citation.label if citation else "",
            tuple(FLAG_WORDS[flag] for flag in stats.flags),
        )

    def row(self, line: AttemptLine) -> LearnerRow:
        run = run_of(line)
        return LearnerRow(
            line,
            {cell.item: cell.share for cell in run.cells},
            class_report.weak(run, self.groups),
            class_report.missed(run),
        )
