"""Tables of questions: CSV, tab-separated text, Excel."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import datetime

import pytest
from full_question import FULL, PICTURE
from hypothesis import given
from test_spreadsheets import foreign

from quizapp.domain.calendar import DatePoint
from quizapp.domain.question import AnswerKind, Citation, Difficulty, Question, State
from quizapp.domain.task import Choose, Option
from quizapp.errors import ExchangeError
from quizapp.exchange import FORMATS, Csv, DeckFile, Tsv, Xlsx, format_for
from quizapp.exchange.building import Unfit
from quizapp.exchange.sheet_columns import HEADER, guessed_columns
from quizapp.exchange.sheet_rows import chosen_places

FORMAT = pytest.mark.parametrize("known", [Csv(), Tsv(), Xlsx()], ids=lambda known: known.key)


def load(text: str | bytes, known: Csv | Xlsx | None = None) -> DeckFile:
    data = text if isinstance(text, bytes) else text.encode()
    return (known or Csv()).load(data, name="file")


def csv_of(*rows: list[str]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def pairs(deck: DeckFile) -> list[tuple[str, str]]:
    return [(question.stem, question.answer) for question in deck.questions]


def dumped(known: Csv | Xlsx, *questions: Question) -> bytes:
    return b"".join(known.dump(DeckFile("Deck", questions=questions)).pieces)


# ---------------------------------------------------------------------- our own tables


@FORMAT
@given(questions=FULL)
def test_questions_come_back_as_they_went(
    known: Csv | Xlsx, questions: tuple[Question, ...]
) -> None:
    plain = tuple(replace(question, picture=None) for question in questions)
    for_excel = plain if known.key != "xlsx" else tuple(q for q in plain if "\ufffe" not in repr(q))
    if not for_excel:
        return
    back = load(dumped(known, *for_excel), known)
    assert (back.problems, back.changed) == ((), ())
    assert back.questions == for_excel


RISKY = Question(
    "=id", AnswerKind.OTHER, "=HYPERLINK(\"http://x\")", "+1", ("-2", "@x"), ("'=3",),
    explanation="@SUM(A1)", tags=("=t",), hint="-h", title="\t=x".strip(), topic="+a/-b",
)  # fmt: skip


@FORMAT
def test_formulas_are_defused_and_come_back(known: Csv | Xlsx) -> None:
    data = dumped(known, RISKY)
    if isinstance(known, Csv):
        text = data.decode("utf-8-sig")
        (row,) = list(csv.reader(io.StringIO(text), delimiter=known.written_separator))[1:]
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)
    else:
        assert b"<f>" not in data
    (back,) = load(data, known).questions
    assert back == replace(RISKY, origin=back.origin)


def test_an_apostrophe_in_the_table_of_another_is_a_letter() -> None:
    assert pairs(load("Question,Answer\n'=x,'tis\n")) == [("'=x", "'tis")]


def test_csv_has_the_mark_that_excel_needs() -> None:
    assert dumped(Csv(), RISKY).startswith(b"\xef\xbb\xbf" + HEADER[0].encode())


def test_what_a_table_has_no_place_for_is_said() -> None:
    questions = (replace(RISKY, picture=PICTURE), replace(RISKY, id="q2", title="", stem="Two"))
    told = Csv().dump(DeckFile("D", "about", ("book",), questions)).left_out
    assert [str(each) for each in told] == [
        "D: there is no place for its description",
        "D: there is no place for its list of sources",
        "=x: there is no place for its picture",
    ]


def test_a_matter_that_all_questions_share_is_said_once() -> None:
    questions = tuple(replace(RISKY, id=f"q{n}", picture=PICTURE) for n in range(5))
    (told,) = Csv().dump(DeckFile("D", questions=questions)).left_out
    assert str(told) == "all 5 questions: there is no place for its picture"


def test_a_text_that_no_cell_of_excel_takes_is_left_out_and_said() -> None:
    long = replace(RISKY, id="q2", accept=tuple("x" * 3000 for _ in range(20)), title="Long")
    written = Xlsx().dump(DeckFile("D", questions=(RISKY, long)))
    assert [question.id for question in load(b"".join(written.pieces), Xlsx()).questions] == ["=id"]
    assert "takes 32,767 characters" in str(written.left_out[0])


def test_our_table_may_be_edited() -> None:
    text = dumped(Csv(), replace(RISKY, answer="1918", task=None, kind=AnswerKind.DATE)).decode()
    (back,) = load(text.replace(",1918,", ",1919,")).questions
    assert (back.answer, back.id) == ("1919", "=id")
    task = Choose((Option("a", 1.0, "Yes."), Option("b")))
    text = dumped(
        Csv(), replace(RISKY, answer="a", accept=(), distractors=("b",), task=task)
    ).decode()
    deck = load(text.replace(",a,", ",c,"))
    assert (deck.questions[0].task, deck.questions[0].answer) == (None, "c")
    assert "its task was left aside" in str(deck.changed[0])


# ---------------------------------------------------------------------- tables of others


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        (["Question", "Answer"], {"stem": (0,), "answer": (1,)}),
        (["FRONT", "back", "Tags"], {"stem": (0,), "answer": (1,), "tags": (2,)}),
        (["Term", "Definition"], {"stem": (0,), "answer": (1,)}),
        (["Frage", "Antwort"], {"stem": (0,), "answer": (1,)}),
        (["Вопрос", "Ответ"], {"stem": (0,), "answer": (1,)}),
        (["Question Text", "Correct Answer"], {"stem": (0,), "answer": (1,)}),
        (["id", "question", "answer", "wrong 1", "Wrong_2", "incorrect answer 3"],
         {"id": (0,), "stem": (1,), "answer": (2,), "wrong": (3, 4, 5)}),
        (["Question", "Option A", "Option B", "Option C", "Answer"],
         {"stem": (0,), "options": (1, 2, 3), "right": (4,)}),
        (["Question - max 120 characters", "Answer 1", "Answer 2", "Correct answer(s)"],
         {"stem": (0,), "options": (1, 2), "right": (3,)}),
        (["Question", "A", "B", "C", "D", "Correct"],
         {"stem": (0,), "options": (1, 2, 3, 4), "right": (5,)}),
        (["What", "Nothing"], {}),
        ([], {}),
    ],
)  # fmt: skip
def test_columns_are_known_by_many_names(
    header: list[str], columns: dict[str, tuple[int, ...]]
) -> None:
    assert guessed_columns(header) == columns


def test_every_field_that_a_header_names_is_read() -> None:
    deck = load(
        "Question;Answer;Also right;Wrong 1;Wrong 2;Explanation;Hint;Tags;Topic;Difficulty;Title;"
        "Source\n"
        "Who led?;Odo;Otto | O.;Ida;Una;He did.;a lord;war, north;Walls / North;Hard;T1;Of Walls\n"
    )
    (question,) = deck.questions
    assert question == Question(
        question.id, AnswerKind.OTHER, "Who led?", "Odo", ("Otto", "O."), ("Ida", "Una"),
        explanation="He did.", hint="a lord", tags=("war", "north"), topic="Walls/North",
        difficulty=Difficulty.HARD, title="T1", citation=Citation("Of Walls"),
        origin=question.origin,
    )  # fmt: skip
    assert deck.lines == {question.id: 2}


def test_options_and_the_right_one() -> None:
    head = "Question,Option A,Option B,Option C,Correct\n"
    deck = load(head + 'q1,x,y,z,B\nq2,x,y,z,3\nq3,x,y,z,x\nq4,x,y,,"A,B"\nq5,x,y,z,w\nq6,x,,,A\n')
    assert [(q.answer, q.accept, q.distractors) for q in deck.questions] == [
        ("y", (), ("x", "z")), ("z", (), ("x", "y")), ("x", (), ("y", "z")), ("x", ("y",), ()),
    ]  # fmt: skip
    assert deck.questions[0].task is None
    assert isinstance(deck.questions[3].task, Choose)
    assert [(each.line, each.reason) for each in deck.problems] == [
        (6, "the right option is said to be 'w', which is none of them"),
        (7, "there are fewer than two options in this row"),
    ]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("1", [0]), ("2.0", [1]), ("b", [1]), ("C.", [2]), ("Option A", [0]), ("1,3", [0, 2]),
        ("A;C", [0, 2]), ("a and b", [0, 1]), ("1 2", [0, 1]), ("two", [1]), ("3/1", [0, 2]),
    ],
)  # fmt: skip
def test_the_right_option_is_named_in_many_ways(text: str, places: list[int]) -> None:
    assert chosen_places(text, ["one", "two", "three", ""]) == places


@pytest.mark.parametrize("text", ["", "4", "d", "0", "nothing", "1,9", "10"])
def test_an_option_that_there_is_not_is_unfit(text: str) -> None:
    with pytest.raises(Unfit, match="right"):
        chosen_places(text, ["one", "two", "three", ""])


def test_without_a_header_the_first_column_asks() -> None:
    deck = load("Who led?;Odo;more\nWho built?;Ida;\n")
    assert pairs(deck) == [("Who led?", "Odo"), ("Who built?", "Ida")]
    assert str(deck.changed[0]) == "file: the column 3 was not used; 1 row had something in it"


def test_columns_can_be_said() -> None:
    text = "x,Odo,Who led?\ny,Ida,Who built?\n"
    known = Csv(columns={"stem": 2, "answer": (1,), "title": 0}, has_header=False)
    deck = load(text, known)
    assert pairs(deck) == [("Who led?", "Odo"), ("Who built?", "Ida")]
    assert deck.questions[0].title == "x"


def test_a_header_can_be_said_to_be_one() -> None:
    deck = load("was,wer\na,b\n", Csv(columns={"stem": 0, "answer": 1}, has_header=True))
    assert pairs(deck) == [("a", "b")]


@pytest.mark.parametrize(
    ("columns", "words"),
    [({"stem": 0}, "column of the question"), ({"answer": 0}, "column of the question"),
     ({"stem": 0, "nobody": 1}, "no field nobody"),
     ({"stem": 0, "options": (1, 2)}, "the right one")],
)  # fmt: skip
def test_columns_that_are_not_enough_are_refused(
    columns: dict[str, int | tuple[int, ...]], words: str
) -> None:
    with pytest.raises(ExchangeError, match=words):
        load("a,b,c\n", Csv(columns=columns))


def test_a_preview_shows_the_first_rows_and_the_guess() -> None:
    text = "Question\tAnswer\tPoints\n" + "".join(f"q{n}\ta{n}\t1\n" for n in range(40))
    shown = Tsv().preview(text.encode())
    assert shown.header == ("Question", "Answer", "Points")
    assert shown.columns == {"stem": (0,), "answer": (1,)}
    assert shown.rows[0] == ("q0", "a0", "1")
    assert len(shown.rows) == 10
    assert Csv().preview("Größe;x\n".encode("cp1252")).notes


def test_a_preview_of_one_column_has_no_guess() -> None:
    assert Csv().preview(b"alone\nsecond\n").columns == {}
    with pytest.raises(ExchangeError, match="one column only"):
        load("alone\nsecond\n")


def test_rows_without_question_or_answer_are_said_with_their_line() -> None:
    deck = load("Question,Answer\n,b\na,\n\n  ,  \nc,d\nc,d\n")
    assert pairs(deck) == [("c", "d")]
    assert [(each.line, each.reason) for each in deck.problems] == [
        (2, "there is no question in this row"),
        (3, "there is no answer in this row"),
        (7, "the same stands in line 6"),
    ]


def test_columns_that_were_not_used_are_said() -> None:
    deck = load("Question,Answer,Points,Empty\na,b,5,\nc,d,,\n")
    assert [str(each) for each in deck.changed] == [
        "file: the column “Points” was not used; 1 row had something in it"
    ]


def test_words_that_are_not_known_are_said() -> None:
    deck = load("Question,Answer,Difficulty\na,b,tricky\nc,d,EASY\n")
    assert deck.questions[1].difficulty is Difficulty.EASY
    assert str(deck.changed[0]) == ("line 2: its difficulty 'tricky' is none of easy, medium, hard")


@pytest.mark.parametrize("known", [Csv(), Xlsx()], ids=lambda known: known.key)
def test_a_date_that_is_none_is_said_and_kept_as_text(known: Csv | Xlsx) -> None:
    rows = [
        ["Question", "Answer", "Date", "Explanation"],
        ["Who was crowned?", "Anna", "the year of the comet", "In Moscow."],
        ["Who fell?", "Biron", "9 November 1740", ""],
        ["Who rose?", "Ivan", '{"ns": "long ago"}', ""],
    ]
    data = foreign(*rows) if isinstance(known, Xlsx) else csv_of(*rows)
    deck = load(data, known)
    assert [(each.line, each.item, each.reason) for each in deck.changed] == [
        (2, "Who was crowned?", "its date 'the year of the comet' was not understood; it stands in "
                                "the explanation as text"),
        (4, "Who rose?", "its date '{\"ns\": \"long ago\"}' was not understood"),
    ]  # fmt: skip
    assert deck.questions[0].explanation == "In Moscow.\nDate: the year of the comet"
    assert [q.date is not None for q in deck.questions] == [False, True, False]


def test_a_date_beside_options_is_read_as_beside_an_answer() -> None:
    deck = load("Question,Option 1,Option 2,Correct,Date\nWho fell?,Biron,Anna,1,9 November 1740\n")
    (question,) = deck.questions
    assert question.date is not None and question.date.new_style == DatePoint(1740, 11, 9)


def test_words_of_other_columns_that_are_not_known_are_said_of_any_table() -> None:
    deck = load("Question,Answer,Kind,State,Confidence\na,b,riddle,old,sure\n")
    assert deck.changed[0].reason == (
        "its kind 'riddle' is not known; its state 'old' is not known; "
        "its confidence 'sure' is no share of 1"
    )


def test_dates_and_numbers_of_excel_are_answers() -> None:
    data = foreign(
        ["Question", "Answer"], ["When was peace?", datetime(1945, 5, 9)],
        ["When did it begin?", 1939], ["When did it end?", 1945.0], ["Half of one?", 0.5],
    )  # fmt: skip
    deck = load(data, Xlsx())
    assert [q.answer for q in deck.questions] == ["9 May 1945", "1939", "1945", "0.5"]
    assert deck.questions[0].date is not None
    assert deck.questions[0].date.new_style == DatePoint(1945, 5, 9)
    assert [q.kind for q in deck.questions] == [*[AnswerKind.DATE] * 3, AnswerKind.OTHER]
    assert list(deck.lines.values()) == [2, 3, 4, 5]


def test_a_formula_without_its_value_is_said() -> None:
    from hostile import SHEET, sheet, text_cell, workbook

    rows = (
        f'<row r="1">{text_cell("Question")}{text_cell("Answer", "B1")}</row>'
        f'<row r="2">{text_cell("a", "A2")}<c r="B2"><f>1+1</f></c></row>'
        f'<row r="3">{text_cell("c", "A3")}<c r="B3"><f>1+1</f><v>2</v></c></row>'
    )
    deck = load(workbook({SHEET: sheet(rows)}), Xlsx())
    assert pairs(deck) == [("c", "2")]
    assert "a formula in it was saved without its value" in str(deck.problems[0])


def test_sheets_that_were_not_read_are_said() -> None:
    deck = load(foreign(["Question", "Answer"], ["a", "b"], more=("Old",)), Xlsx())
    assert str(deck.changed[0]) == "file: the sheet Old was not read: only the first is"


def test_ids_stay_where_the_table_gives_them() -> None:
    first = load("Id,Question,Answer\nq7,a,b\n").questions[0]
    second = load("Id,Question,Answer\nq7,changed,b\n").questions[0]
    assert first.id == second.id == "q7"
    assert load("Question,Answer\na,b\n") == load("Question,Answer\na,b\n")


def test_states_of_our_own_are_read() -> None:
    question = replace(RISKY, state=State.DRAFT, confidence=0.25, fact_id="f")
    (back,) = load(dumped(Tsv(), question), Tsv()).questions
    assert (back.state, back.confidence, back.fact_id) == (State.DRAFT, 0.25, "f")


@pytest.mark.parametrize("text", ["", "\n\n", ",,,\n,,\n"])
def test_an_empty_table_is_refused(text: str) -> None:
    with pytest.raises(ExchangeError, match="nothing in the table"):
        load(text)


def test_the_ending_chooses_the_table() -> None:
    from pathlib import Path

    for name, key in (("a.csv", "csv"), ("a.tsv", "tsv"), ("a.xlsx", "xlsx")):
        assert format_for(Path(name), FORMATS).key == key
    data = dumped(Xlsx(), RISKY)
    assert format_for(Path("a.xlsx"), FORMATS, data).key == "xlsx"


def test_a_header_with_known_names_tells_the_separator() -> None:
    rows = "Question\tAnswer\na, b\tc, d\ne, f\tg, h\n"
    assert pairs(load(rows, Tsv())) == [("a, b", "c, d"), ("e, f", "g, h")]
    assert pairs(load("Question,Answer\na;b,c;d\n")) == [("a;b", "c;d")]


def test_a_fact_that_is_far_too_long_is_cut_without_a_space_at_its_end() -> None:
    fact = "x" * 199 + " y"
    data = dumped(Csv(), Question("q1", AnswerKind.OTHER, "Q?", "a", fact_id=fact))
    assert load(data).questions[0].fact_id == "x" * 199


def test_an_id_that_is_cut_short_ends_in_no_space() -> None:
    (question,) = load(f"Question,Answer,Id\nQ?,a,{'x' * 199} y\n").questions
    assert question.id == "x" * 199
