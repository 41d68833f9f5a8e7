"""Results as tables for files: a row an attempt, or a row an answer.

Every column and row names its question by id and version, never by its place: questions stand at
another place in every attempt.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from quizapp.domain.task_record import task_name
from quizapp.errors import ExchangeError
from quizapp.kinds.marking import said
from quizapp.progress.item_analysis import Interval, ItemKey
from quizapp.progress.table import Cell, Table, as_csv
from quizapp.progress.workbook import as_xlsx
from quizapp.services.exchange_decks import write_file
from quizapp.services.quiz_marks import PlaceMark
from quizapp.services.quiz_report import AttemptLine, ItemLine

ENDINGS = (".csv", ".xlsx")


def write_results(
    path: Path,
    lines: Sequence[AttemptLine],
    items: Sequence[ItemLine],
    *,
    each_answer: bool,
    names: bool,
) -> None:
    """``ExchangeError`` where the ending is another one, or the file cannot be written."""
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise ExchangeError(
            f"{path.name} should end in {' or '.join(ENDINGS)}, so that it is known what to write."
        )
    if ending == ".csv":
        table = (
            answers_table(lines, names=names) if each_answer else attempts_table(lines, names=names)
        )
        data = as_csv(table).encode("utf-8-sig", "replace")  # the mark tells Excel what it is
    else:
        data = as_xlsx(
            {
                "Results": attempts_table(lines, names=names),
                "Answers": answers_table(lines, names=names),
                "Questions": items_table(items),
            }
        )
    write_file(path, [data])


def attempts_table(lines: Sequence[AttemptLine], *, names: bool = False) -> Table:
    """Wide: a row an attempt, and for each question a column with the points earned. A cell is
    empty where the question was not asked, not reached, or waits to be marked."""
    keys = list(dict.fromkeys(_key(row) for line in lines for row in line.marks if _counts(row)))
    headings = (
        *_who_headings(names), "attempt", "attempt_id", "started", "finished", "points",
        "possible", "percent", "passed", "to_mark", *map(column_name, keys),
    )  # fmt: skip
    return Table(headings, tuple(_attempt_row(line, keys, names=names) for line in lines))


def column_name(key: ItemKey) -> str:
    """ "3f2a v2": the second version of the question of that id."""
    return f"{key[0]} v{key[1]}"


def _attempt_row(line: AttemptLine, keys: Sequence[ItemKey], *, names: bool) -> tuple[Cell, ...]:
    points = {_key(row): row.points for row in line.marks if row.reached or row.by_hand}
    found = line.score
    return (
        *_who(line, names),
        line.attempt.number,
        line.attempt.id,
        _moment(line.attempt.started_at),
        _moment(line.attempt.finished_at),
        _number(found.points),
        _number(found.possible),
        _number(None if found.share is None else found.share * 100),
        {True: "yes", False: "no", None: ""}[line.passed],
        found.pending,
        *(_number(points.get(key)) for key in keys),
    )


def answers_table(lines: Sequence[AttemptLine], *, names: bool = False) -> Table:
    """Long: a row an answer. ``answer_id``: places of the options chosen, in the question as its
    author wrote it, from 0, however they were shuffled."""
    headings = (
        *_who_headings(names), "attempt", "attempt_id", "question_id", "version", "question",
        "task", "status", "answer", "answer_id", "points", "possible", "marked_by", "comment",
        "milliseconds", "answered_at",
    )  # fmt: skip
    rows = [
        _answer_row(line, row, names=names) for line in lines for row in line.marks if _counts(row)
    ]
    return Table(headings, tuple(rows))


def _answer_row(line: AttemptLine, row: PlaceMark, *, names: bool) -> tuple[Cell, ...]:
    posed, hand = row.posed, row.by_hand
    return (
        *_who(line, names),
        line.attempt.number,
        line.attempt.id,
        posed.question.id,
        posed.asked.version,
        posed.question.stem,
        task_name(posed.task),
        _status(row),
        said(posed.task, row.response),
        _places(row),
        _number(row.points),
        _number(posed.asked.points),
        "hand" if hand else "" if row.points is None else "machine",
        hand.comment if hand else "",
        row.milliseconds if row.marked.answered else "",
        _moment(row.at if row.marked.answered else None),
    )


def items_table(items: Sequence[ItemLine]) -> Table:
    """How well each question measured, with the intervals: see ``progress.item_analysis``."""
    headings = (
        "question_id", "version", "question", "source", "learners", "left_out", "facility",
        "facility_from", "facility_to", "discrimination", "discrimination_from",
        "discrimination_to", "few_learners", "upper_lower", "median_seconds", "options", "flags",
    )  # fmt: skip
    return Table(headings, tuple(_item_row(line) for line in items))


def _item_row(line: ItemLine) -> tuple[Cell, ...]:
    stats = line.stats
    seconds = stats.median_milliseconds
    options = (
        f"{text}{' (right)' if count.is_right else ''}: {count.chosen}"
        for text, count in zip(line.options, stats.options, strict=True)
    )
    return (
        line.question.id,
        line.version,
        line.question.stem,
        line.source,
        stats.learners,
        stats.omitted,
        _number(stats.facility),
        *_ends(stats.facility_interval),
        _number(stats.discrimination),
        *_ends(stats.discrimination_interval),
        "yes" if stats.is_few else "no",
        _number(stats.upper_lower),
        _number(None if seconds is None else seconds / 1000),
        "; ".join(options),
        " ".join(line.flags),
    )


def _who_headings(names: bool) -> tuple[str, ...]:
    return ("alias", "name") if names else ("alias",)


def _who(line: AttemptLine, names: bool) -> tuple[str, ...]:
    return (line.alias, line.name) if names else (line.alias,)


def _key(row: PlaceMark) -> ItemKey:
    return row.posed.question.id, row.posed.asked.version


def _counts(row: PlaceMark) -> bool:
    """Texts to read are not in the tables."""
    return row.posed.number > 0


def _status(row: PlaceMark) -> str:
    if row.marked.answered:
        return "to be marked" if row.points is None else "answered"
    return "left out" if row.reached else "not reached"


def _places(row: PlaceMark) -> str:
    chosen = row.response if isinstance(row.response, list) and row.marked.answered else []
    return " ".join(str(place) for place in chosen if isinstance(place, int))


def _number(value: float | None) -> Cell:
    """To four places, and "" for none."""
    return "" if value is None else round(value, 4)


def _ends(interval: Interval | None) -> tuple[Cell, Cell]:
    return (_number(interval[0]), _number(interval[1])) if interval else ("", "")


def _moment(moment: datetime | None) -> str:
    """ISO 8601 in UTC, to the second."""
    if moment is None:
        return ""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
