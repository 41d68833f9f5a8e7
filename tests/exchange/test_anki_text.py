"""Notes as Anki's plain text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from full_question import FULL
from hypothesis import given

from quizapp.domain.question import AnswerKind, Question, State
from quizapp.domain.task import Information
from quizapp.errors import ExchangeError
from quizapp.exchange import AnkiText, DeckFile


def load(text: str | bytes) -> DeckFile:
    return AnkiText().load(text if isinstance(text, bytes) else text.encode(), name="file")


def pairs(text: str) -> list[tuple[str, str]]:
    return [(question.stem, question.answer) for question in load(text).questions]


@given(FULL)
def test_questions_come_back_as_they_went(questions: tuple[Question, ...]) -> None:
    """In the order in which Anki needs them: a deck before those below it."""
    questions = tuple(replace(question, picture=None) for question in questions)
    back = load(b"".join(AnkiText().dump(DeckFile("Deck", questions=questions)).pieces))
    assert (back.problems, back.changed) == ((), ())
    assert {q.id: q for q in back.questions} == {q.id: q for q in questions}


def test_a_deck_is_written_before_those_below_it() -> None:
    topics = ("a/b", "c", "a", "", "a/b", "")
    questions = [
        Question(f"q{n}", AnswerKind.OTHER, f"s{n}", "x", topic=topic)
        for n, topic in enumerate(topics)
    ]
    text = b"".join(AnkiText().dump(DeckFile("D", questions=tuple(questions))).pieces).decode()
    decks = [line.split("\t")[2] for line in text.splitlines() if not line.startswith("#")]
    assert decks == ["D", "D::a", "D::a::b", "D::c", "D::a::b", "D"]


def test_the_head_says_which_column_is_which() -> None:
    text = (
        "#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n"
        "#tags column:6\ng1\tBasic\tHistory::Rome\tWho <b>led</b>?\tCaesar\twar legion\n"
    )
    deck = load(text)
    (question,) = deck.questions
    assert (question.stem, question.answer) == ("Who led?", "Caesar")
    assert (deck.name, question.topic, question.tags) == ("History", "Rome", ("war", "legion"))
    assert deck.lines == {question.id: 7}
    assert [str(each) for each in deck.changed] == ["line 7: formatting was left out"]


def test_one_setting_for_all_rows() -> None:
    deck = load("#separator:Semicolon\n#deck:Rome\n#tags:a b\n#notetype:Cloze\n{{c1::x}} y;more\n")
    (question,) = deck.questions
    assert (question.stem, question.answer, question.explanation) == ("_____ y", "x", "more")
    assert (question.tags, deck.name) == (("a", "b"), "Rome")


@pytest.mark.parametrize(
    ("name", "sign"),
    [("Comma", ","), ("semicolon", ";"), ("TAB", "\t"), ("Pipe", "|"), ("Colon", ":"), ("~", "~"),
     ("Space", " "), ("\t", "\t")],
)  # fmt: skip
def test_separators_have_names(name: str, sign: str) -> None:
    assert pairs(f"#separator:{name}\nfirst{sign}second\n") == [("first", "second")]


def test_without_a_head_the_separator_is_guessed() -> None:
    assert pairs("a\tb, c\nd\te\n") == [("a", "b, c"), ("d", "e")]


def test_quotes_are_doubled_and_rows_go_over_lines() -> None:
    text = '#separator:tab\n#html:false\n"say ""hi""\tthere"\t"two\nlines"\nnext\trow\n'
    deck = load(text)
    assert [(q.stem, q.answer) for q in deck.questions] == [
        ('say "hi" there', "two\nlines"),
        ("next", "row"),
    ]
    assert list(deck.lines.values()) == [3, 5]


def test_without_html_marks_are_letters() -> None:
    assert pairs("#html:false\n#separator:tab\na <b> & c\td\n") == [("a <b> & c", "d")]
    assert pairs("#html:true\n#separator:tab\na <b>x</b> &amp; c\td\n") == [("a x & c", "d")]


def test_html_is_seen_where_the_head_does_not_say() -> None:
    assert pairs("#separator:tab\na<br>b\tc\n") == [("a\nb", "c")]
    assert pairs("#separator:tab\na < b > c\td\n") == [("a < b > c", "d")]


def test_ragged_rows_are_read_or_said() -> None:
    deck = load("#separator:tab\nalone\n\tno front\nfront\tback\tmore\tand more\n\n   \n")
    (question,) = deck.questions
    assert (question.answer, question.explanation) == ("back", "more\nand more")
    assert [(each.line, each.reason) for each in deck.problems[:2]] == [
        (2, "its answer is empty"),
        (3, "its front is empty, or holds what cannot be shown here"),
    ]


def test_comments_are_passed_over() -> None:
    assert pairs('#separator:tab\n# a note\na\tb\n#c\td\n"#e"\tf\n') == [("a", "b"), ("#e", "f")]


def test_the_same_note_twice_is_taken_once() -> None:
    head = "#separator:tab\n#guid column:1\n"
    deck = load(f"{head}g\ta\tb\ng\tc\td\nh\ta\tb\ni\ta\tother\n")
    assert [(q.stem, q.answer) for q in deck.questions] == [("a", "b"), ("a", "other")]
    assert [each.line for each in deck.problems] == [4, 5]


def test_reversed_notes_are_two_questions() -> None:
    head = "#separator:tab\n#notetype column:1\n"
    assert pairs(f"{head}Basic (and reversed card)\ta\tb\n") == [("a", "b"), ("b", "a")]
    optional = "Basic (optional reversed card)"
    assert pairs(f"{head}{optional}\ta\tb\t\n{optional}\tc\td\ty\n") == [
        ("a", "b"), ("c", "d"), ("d", "c"),
    ]  # fmt: skip


def test_columns_give_their_names_to_what_explains() -> None:
    text = "#separator:tab\n#columns:Front\tBack\tFounded\na\tb\t1217\n"
    assert load(text).questions[0].explanation == "Founded: 1217"


@pytest.mark.parametrize("setting", ["#deck column:x", "#guid column:0", "#tags column:99999"])
def test_a_setting_that_cannot_be_is_refused_in_words(setting: str) -> None:
    with pytest.raises(ExchangeError, match="number of a column"):
        load(f"#separator:tab\n{setting}\na\tb\n")


def test_suspended_is_not_said_in_a_text_so_that_the_state_stays() -> None:
    question = Question("q", AnswerKind.OTHER, "a", "b", state=State.DRAFT)
    back = load(b"".join(AnkiText().dump(DeckFile("D", questions=(question,))).pieces))
    assert back.questions[0].state is State.DRAFT


def test_what_a_text_has_no_place_for_is_said() -> None:
    question = Question("q", AnswerKind.OTHER, "Read this", "x", task=Information())
    told = AnkiText().dump(DeckFile("D", "about", ("book",), (question,))).left_out
    assert [str(each) for each in told] == [
        "Read this: it is a text without an answer and was left out",
        "D: there is no place for its description",
        "D: there is no place for its list of sources",
    ]


@pytest.mark.parametrize(
    ("data", "known"),
    [
        (b"#separator:tab\na\tb", True), (b"\xef\xbb\xbf#html:true\r\na\tb", True),
        (b"#notetype column:3\n", True), (b"# a heading\na\tb", False), (b"a\tb", False),
        (b"", False), (b"\x00\x01\x02" * 99, False),
    ],
)  # fmt: skip
def test_a_text_of_anki_is_known_by_its_first_line(data: bytes, known: bool) -> None:
    assert AnkiText().recognises(data) is known
