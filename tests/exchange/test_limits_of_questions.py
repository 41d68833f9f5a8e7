"""What one format takes, every format of ours reads again: the limits are the same in all."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace

import pytest

from quizapp.domain.calendar import DatePoint, HistoricalDate, Qualifier
from quizapp.domain.question import AnswerKind, Citation, Question
from quizapp.domain.task import Accepted, Choose, Option, Typed
from quizapp.exchange import (
    AnkiText,
    Csv,
    DeckFile,
    DeckFormat,
    Gift,
    Neutral,
    Readable,
)
from quizapp.exchange.iso_dates import check_date, date_of
from quizapp.exchange.own_data import loaded

PLAIN = Question(
    "q1", AnswerKind.OTHER, "Who led it?", "Lindholm", citation=Citation("d.md", quote="He led.")
)
OURS: tuple[DeckFormat, ...] = (Neutral(), Readable(), Csv())
EACH = pytest.mark.parametrize("known", OURS, ids=lambda known: known.key)


def back(known: DeckFormat, *questions: Question) -> DeckFile:
    return known.load(b"".join(known.dump(DeckFile("D", questions=questions)).pieces), name="D")


def longer(**changed: str) -> Callable[[Question], Question]:
    def change(question: Question) -> Question:
        assert question.citation is not None
        cited = {n: t for n, t in changed.items() if hasattr(question.citation, n)}
        own = {n: t for n, t in changed.items() if n not in cited or n == "title"}
        return replace(question, citation=replace(question.citation, **cited), **own)  # type: ignore[arg-type]

    return change


@EACH
@pytest.mark.parametrize(
    "change",
    [
        longer(quote="x" * 20_001),
        longer(document="x" * 4_001),
        longer(heading="x" * 4_001),
        longer(topic="x" * 4_001),
        longer(answer="x" * 4_001),
        longer(stem="x" * 4_001),
        lambda question: replace(question, tags=("x" * 4_001,)),
        lambda question: replace(question, accept=("x" * 4_001,)),
    ],
)
def test_a_text_that_one_format_refuses_all_refuse(
    known: DeckFormat, change: Callable[[Question], Question]
) -> None:
    deck = back(known, change(PLAIN), replace(PLAIN, id="q2"))
    assert [question.id for question in deck.questions] == ["q2"]
    assert "at most" in deck.problems[0].reason or "characters" in deck.problems[0].reason


@pytest.mark.parametrize(
    ("known", "data"),
    [
        (Gift(), "// [tag:a\ufffe]\nWho? {=Lindholm}\n\nWho else? {=Ivanov}"),
        (AnkiText(), "#tags column:3\nWho?\tLindholm\ta\ufffe\nWho else?\tIvanov\t"),
    ],
    ids=("gift", "anki-text"),
)
def test_what_is_no_text_gets_into_no_tag(known: DeckFormat, data: str) -> None:
    deck = known.load(data.encode(), name="D")
    tags = [tag for question in deck.questions for tag in question.tags]
    assert "Who else?" in [question.stem for question in deck.questions]
    assert not any("\ufffe" in tag for tag in tags)


def test_empty_texts_in_data_of_our_own_are_none() -> None:
    assert loaded('{"tags": ["", " ", "war"]}') == {"tags": ("war",)}


def test_what_a_report_quotes_of_a_file_is_short() -> None:
    data = f"${'C' * 90_000}: x\n\nWho? {{=Lindholm}}".encode()
    (problem,) = Gift().load(data, name="D").problems
    assert problem.reason.startswith("GIFT knows no $CCC")
    assert len(problem.reason) < 100


@EACH
def test_as_many_options_as_a_task_may_have_are_read(known: DeckFormat) -> None:
    many = replace(PLAIN, distractors=tuple(f"No {number}" for number in range(150)))
    assert back(known, many).questions[0].distractors == many.distractors


def test_all_options_that_gift_takes_come_back_from_json_lines() -> None:
    options = " ".join(f"~no {number}" for number in range(400))
    (taken,) = Gift().load(f"Who? {{ =Lindholm {options} }}".encode(), name="D").questions
    assert len(taken.distractors) == 400
    assert back(Neutral(), taken).questions[0].distractors == taken.distractors


# ---------------------------------------------------------------------- dates


@pytest.mark.parametrize(
    "date",
    [
        HistoricalDate(DatePoint(10_000)),
        HistoricalDate(DatePoint(1917), end_new_style=DatePoint(-10_000)),
        HistoricalDate(DatePoint(1917, 2, 29)),
        HistoricalDate(old_style=DatePoint(1900, 2, 30)),
    ],
)
def test_a_date_that_no_calendar_has_is_none_in_a_file(date: HistoricalDate) -> None:
    with pytest.raises(ValueError, match="its date is"):
        check_date(date)
    with pytest.raises(ValueError, match="its date is"):
        date_of(date.to_iso())


def test_a_leap_day_of_the_old_style_is_one() -> None:
    date = HistoricalDate(old_style=DatePoint(1900, 2, 29))
    assert date_of(date.to_iso()) == date


@EACH
def test_a_hedge_of_the_end_belongs_to_a_range(known: DeckFormat) -> None:
    ranged = HistoricalDate(
        DatePoint(1917), end_new_style=DatePoint(1922), end_qualifier=Qualifier.EARLY
    )
    question = replace(PLAIN, kind=AnswerKind.DATE, answer="1917 to early 1922", date=ranged)
    assert back(known, question).questions[0].date == ranged


@pytest.mark.parametrize("text", ["os 901, about, end before", "ns 1917, end early"])
def test_a_hedge_of_an_end_that_is_not_there_is_told(text: str) -> None:
    deck = Readable().load(f"---\ndeck: D\n---\n\n## Q?\n= A\ndate: {text}\n".encode(), name="D")
    assert "belongs to a range" in deck.problems[0].reason
    data = b"".join(Csv().dump(DeckFile("D", questions=(PLAIN,))).pieces)
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    rows[0]["Date"] = text
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows)
    again = Csv().load(out.getvalue().encode(), name="D")
    assert again.questions[0].date is None
    assert "was not understood" in again.changed[0].reason


# ---------------------------------------------------------------------- tasks


def test_a_worth_beyond_all_points_is_no_worth_in_any_format() -> None:
    task = Choose((Option("a", 1.0), Option("b", -1.0)), shuffle=False)
    question = replace(PLAIN, answer="a", distractors=("b",), task=task)
    data = b"".join(Gift().dump(DeckFile("D", questions=(question,))).pieces)
    edited = data.replace(b'"worth":1.0', b'"worth":2147483648.0')
    assert edited != data
    (taken,) = Gift().load(edited, name="D").questions
    assert back(Readable(), taken).questions[0].task == taken.task


def test_gaps_have_no_fewer_points_than_none() -> None:
    text = "---\ndeck: D\n---\n\n## Q?\ntask: cloze\ntext: a {1} b\ngap: 1, -2 points\nanswer: c\n"
    (problem,) = Readable().load(text.encode(), name="D").problems
    assert problem.reason == "task: its gap 1 has -2.0 points"


def test_what_answers_a_note_of_ours_is_what_its_task_says() -> None:
    """The last field was edited, the answer before it was not: the task answers no more."""
    question = replace(PLAIN, answer="i", task=Typed((Accepted("i"),), strict=True))
    data = b"".join(AnkiText().dump(DeckFile("D", questions=(question,))).pieces)
    edited = data.replace(b'""text"":""i""', b'""text"":""other""')
    assert edited != data
    deck = AnkiText().load(edited, name="D")
    (taken,) = deck.questions
    assert (taken.answer, taken.accept, taken.task) == ("i", (), None)
    assert "asked by its new answer alone" in deck.changed[0].reason
    assert back(Neutral(), taken).questions[0].accept == ()


# ---------------------------------------------------------------------- empty texts


@pytest.mark.parametrize("line", ["also:", "not:", 'not: "\\u00a0"', "tag:", 'tag: " "'])
def test_a_line_with_nothing_behind_its_name_is_told(line: str) -> None:
    text = f"---\ndeck: D\n---\n\n## Q?\n= A\nkind: other\n{line}\n"
    (problem,) = Readable().load(text.encode(), name="D").problems
    assert (problem.line, problem.reason) == (
        8,
        f"there is nothing behind {line.split(':', maxsplit=1)[0]}:",
    )


def test_spaces_round_a_text_are_none_of_it_in_any_format() -> None:
    fields = 'file: "\\u00a0a.md "\nhint: " think "\nalso: " B"\nquote: " He led. "\n'
    text = f'---\ndeck: D\n---\n\n## "Q? "\n= A\nkind: other\n{fields}'
    (taken,) = Readable().load(text.encode(), name="D").questions
    assert (taken.stem, taken.hint, taken.accept) == ("Q?", "think", ("B",))
    assert taken.citation == Citation("a.md", quote="He led.")
    (again,) = back(Neutral(), taken).questions
    assert replace(again, id=taken.id) == taken
