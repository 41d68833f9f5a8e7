"""The readable deck format: what is written is read back, and mistakes are named."""

from __future__ import annotations

import pytest
from any_question import ANY_TEXT, OPTIONAL, QUESTIONS, TEXT
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.calendar import DatePoint, HistoricalDate, Qualifier
from quizapp.domain.question import AnswerKind, Citation, Question, State
from quizapp.errors import ExchangeError
from quizapp.exchange import DeckFile, Readable
from quizapp.exchange.readable_values import read_date, read_text, write_text

HEAD = "---\ndeck: A deck\n---\n"


def load(text: str) -> DeckFile:
    return Readable().load(text.encode(), name="file name")


def the_question(*lines: str) -> Question:
    deck = load(HEAD + "\n".join(lines))
    assert deck.problems == ()
    (question,) = deck.questions
    return question


def the_problem(*lines: str) -> str:
    deck = load(HEAD + "\n".join(lines))
    (problem,) = deck.problems
    return str(problem)


@given(TEXT, OPTIONAL, st.lists(TEXT, max_size=2).map(tuple), QUESTIONS)
def test_a_deck_is_read_back_as_it_was_written(
    name: str, description: str, sources: tuple[str, ...], questions: tuple[Question, ...]
) -> None:
    deck = DeckFile(name, description, sources, questions)
    assert load(b"".join(Readable().dump(deck).pieces).decode()) == deck


@given(ANY_TEXT)
def test_any_text_is_one_line_and_comes_back(text: str) -> None:
    written = write_text(text)
    assert "\n" not in written
    assert read_text(written.strip()) == text


@given(QUESTIONS)
def test_windows_line_ends_and_a_byte_order_mark_change_nothing(
    questions: tuple[Question, ...],
) -> None:
    written = b"".join(Readable().dump(DeckFile("name", questions=questions)).pieces).decode()
    data = b"\xef\xbb\xbf" + written.replace("\n", "\r\n").encode()
    assert Readable().load(data, name="x").questions == questions


@given(st.text(max_size=200) | st.text('#=:-<!>\n" adelostu', max_size=200))
def test_whatever_stands_below_the_head_is_taken_or_reported(text: str) -> None:
    try:
        load(HEAD + text)
    except ExchangeError:
        pytest.fail("only a file without a head is refused as a whole")
    except UnicodeEncodeError:
        pass  # half a surrogate, which no file can hold


def test_a_question_as_a_teacher_writes_it() -> None:
    question = the_question(
        "# The beginning",
        "## On what date were the theses published?",
        "= 31 October 1517",
        "also: 31 Oct 1517",
        "not: 28 January 1521",
        "not: 25 June 1530",
        "date: os 1517-10-31",
        "why: They were sent to the archbishop that day.",
        "source: A Short History, paragraph 7",
        "tags: Luther, beginnings",
        "fact: theses",
        "id: theses-date",
    )
    assert question == Question(
        id="theses-date",
        kind=AnswerKind.DATE,
        stem="On what date were the theses published?",
        answer="31 October 1517",
        accept=("31 Oct 1517",),
        distractors=("28 January 1521", "25 June 1530"),
        date=HistoricalDate(old_style=DatePoint(1517, 10, 31)),
        explanation="They were sent to the archbishop that day.",
        tags=("Luther", "beginnings"),
        citation=Citation("A Short History", "A Short History", paragraph=7),
        origin=question.origin,
        state=State.ACCEPTED,
        fact_id="theses",
    )


def test_spaces_at_the_ends_of_a_title_or_a_description_count_for_nothing() -> None:
    picture = f'{"0" * 64}.png, " a map "'
    place = 'source: " Title ", page 3'
    question = the_question("## Q?", "= a", "kind: other", place, f"picture: {picture}")
    assert question.citation is not None and question.picture is not None
    assert (question.citation.title, question.picture.alt) == ("Title", "a map")


def test_the_head_names_the_deck() -> None:
    deck = load("\n---\ndeck: Name\ndescription: About.\nsource: One\nsource: Two\n---\n")
    assert (deck.name, deck.description, deck.sources) == ("Name", "About.", ("One", "Two"))


@pytest.mark.parametrize(
    ("written", "date"),
    [
        (
            "os 1917-10-25, ns 1917-11-07",
            HistoricalDate(DatePoint(1917, 11, 7), DatePoint(1917, 10, 25)),
        ),
        (
            "ns 1918 to 1922, about",
            HistoricalDate(
                DatePoint(1918), end_new_style=DatePoint(1922), qualifier=Qualifier.ABOUT
            ),
        ),
        ("ns -0043-03-15, derived", HistoricalDate(DatePoint(-43, 3, 15), derived=True)),
        (
            "ns 1922-12, by the end of",
            HistoricalDate(DatePoint(1922, 12), qualifier=Qualifier.BY_END),
        ),
    ],
)
def test_dates_name_their_calendar(written: str, date: HistoricalDate) -> None:
    assert read_date(written) == date


def test_without_an_id_the_wording_makes_it() -> None:
    lines = ("= X", "kind: place")
    first = the_question("## Where?", *lines)
    assert first.id == the_question("## Where?", "= Y", "kind: place").id
    assert first.id != the_question("## Where was it?", *lines).id


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        (["## Who?", "kind: leader"], "line 4: the question has no answer"),
        (["## Who?", "= X"], "line 4: the question needs a date: line, or kind:"),
        (["## Who?", "= X", "kind: person"], "line 6: kind: 'person' is not"),
        (["## Who?", "= X", "alos: Y"], "line 6: there is no field 'alos'; did you mean also?"),
        (["## Who?", "= X", "= Y"], "line 6: '=' stands twice"),
        (["## Who?", "= X", "loose words"], "line 6: this is no field: 'loose words'"),
        (["loose words"], "line 4: this stands outside any question"),
        (["## Who?", '= "Uncle" Joe', "kind: leader"], "line 5: the answer: a value that begins"),
        (["## When?", "= X", "date: 1917"], "line 6: date: '1917' is no part of a date"),
        (["## When?", "= X", "date: ns 1917-13-01"], "line 6: date: month 13"),
        (["## When?", "= X", "date: ns 1900-02-29"], "line 6: date: there is no day 1900-02-29"),
        (["## When?", "= X", "date: ns 1917 to"], "line 6: date: 'ns 1917 to' is no date"),
        (["## When?", "= X", "date: derived"], "line 6: date: a date needs a point"),
        (["## W", "= X", "kind: place", "confidence: 2"], "line 7: confidence: 2 is not from 0"),
        (["## W", "= X", "kind: place", "file: f", "span: 9-3"], "line 8: span: '9-3' is no"),
        (["## W", "= X", "kind: place", "<!-- open"], "line 7: this comment is never closed"),
        (["##", "= X"], "line 4: this stands outside any question"),
    ],
)
def test_a_mistake_is_named_with_its_line(lines: list[str], problem: str) -> None:
    deck = load(HEAD + "\n".join(lines))
    assert str(deck.problems[0]).startswith(problem)


def test_one_bad_question_does_not_stop_the_others() -> None:
    deck = load(
        f"{HEAD}## One?\nkind: place\n\n## Two?\n= 2\nkind: place\nid: b\n\n## Three?\n= 3\n"
        "kind: place\nid: b\n"
    )
    assert [question.stem for question in deck.questions] == ["Two?"]
    assert [str(problem) for problem in deck.problems] == [
        "line 4: the question has no answer (a line that begins with =)",
        "line 12: the id 'b' was used above",
    ]


def test_comments_are_for_the_reader_of_the_file() -> None:
    question = the_question(
        "<!-- one line -->", "## Where?", "= X", "<!-- not: taken", "as: field -->", "kind: place"
    )
    assert question.distractors == ()


@pytest.mark.parametrize("text", ["", "\n\n", "## Who?\n= X", "deck: Name", "---\ndeck: Name\n"])
def test_a_file_without_a_closed_head_is_no_deck(text: str) -> None:
    with pytest.raises(ExchangeError):
        load(text)


def test_a_file_that_is_not_utf8_is_refused_with_the_line() -> None:
    with pytest.raises(ExchangeError, match="line 4"):
        Readable().load(HEAD.encode() + b"## caf\xe9\n", name="x")


def test_the_same_deck_is_written_the_same_so_that_a_diff_is_small() -> None:
    lines = "## Where?\n= X\nnot: Y\nkind: place\nid: w\n"
    written = b"".join(Readable().dump(load(f"{HEAD}\n{lines}")).pieces).decode()
    assert written == f"{HEAD}\n{lines}"
    assert the_problem("## Where?", "= X", "= X", "kind: place").startswith("line 6")


@pytest.mark.parametrize(
    ("field", "reason"),
    [
        ("tags: war, \0", "U+0000"),
        ("tag: " + "war" * 9_000, "27,000 characters; at most 20,000"),
        ("id: " + "q" * 201, "201 characters; at most 200"),
        ("why: " + "so " * 9_000, "at most 20,000"),
    ],
)
def test_a_value_that_no_deck_may_hold_is_told_of(field: str, reason: str) -> None:
    deck = load(f"---\ndeck: D\n---\n\n## Q?\nkind: other\n= a\n{field}\n")
    assert deck.questions == ()
    assert reason in deck.problems[0].reason


def test_a_report_quotes_no_book() -> None:
    deck = load("---\ndeck: D\n---\n\n## Q?\nkind: other\n= a\nconfidence: " + "1" * 50_000 + "x\n")
    assert len(deck.problems[0].reason) < 700
