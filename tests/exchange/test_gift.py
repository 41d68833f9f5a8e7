"""GIFT files as a whole: encodings, categories, comments, blocks that run together, bombs."""

from __future__ import annotations

import time

import pytest

from quizapp.domain.calendar import DatePoint, HistoricalDate
from quizapp.domain.question import AnswerKind, Origin
from quizapp.domain.task import Choose, Information, TrueFalse
from quizapp.errors import ExchangeError
from quizapp.exchange import FORMATS, DeckFile, Gift, format_for
from quizapp.exchange.gift_signs import Signs, category_of, escape, topic_of, unescaped


def load(gift: str | bytes) -> DeckFile:
    data = gift.encode() if isinstance(gift, str) else gift
    return Gift().load(data, name="deck")


def stems(deck: DeckFile) -> list[str]:
    return [question.stem for question in deck.questions]


ACCENTS = "::Été::Où est née la révolution ?{=à Paris#“oui” ~à Lyon}"
RUSSIAN = "::Вопрос::Когда произошла революция?{=в 1917 году ~в 1905 году}\n\nДа?{T}"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_a_file_of_any_unicode_encoding_and_line_ends_is_read(encoding: str, ends: str) -> None:
    deck = load(f"{ACCENTS}\n\nSecond?{{T}}\n".replace("\n", ends).encode(encoding))
    first, second = deck.questions
    assert (first.title, first.stem, first.answer) == (
        "Été", "Où est née la révolution ?", "à Paris",
    )  # fmt: skip
    assert second.task == TrueFalse(True)
    assert deck.lines[second.id] == 3
    assert deck.changed == ()


@pytest.mark.parametrize(
    ("text", "encoding"), [(ACCENTS, "cp1252"), (RUSSIAN * 3, "cp1251")], ids=["cp1252", "cp1251"]
)
def test_a_file_of_a_code_page_is_read_and_the_report_says_so(text: str, encoding: str) -> None:
    deck = load(text.encode(encoding))
    assert deck.questions[0].stem in text
    assert f"read as {encoding}" in str(deck.changed[0])


def test_a_few_damaged_bytes_do_not_spoil_a_file() -> None:
    deck = load(RUSSIAN.encode()[:-8] + b"\xd0{T}")
    assert deck.questions[0].title == "Вопрос"
    assert "1 damaged characters" in str(deck.changed[0])


def test_a_category_is_the_topic_of_the_questions_below() -> None:
    deck = load("$CATEGORY: $course$/top/Russia/1917\n\nA?{T}\n\n$CATEGORY: Arts\n\nB?{T}")
    assert [question.topic for question in deck.questions] == ["Russia/1917", "Arts"]


def test_the_comment_of_moodle_before_a_category_is_no_question() -> None:
    deck = load(
        "// question: 0  name: Switch category to $course$/A\n$CATEGORY: $course$/A\n\n\n"
        "// question: 7  name: Q\n::Q::A?{T}"
    )
    assert [question.topic for question in deck.questions] == ["A"]
    assert deck.changed == ()


@pytest.mark.parametrize(
    ("category", "topic"),
    [
        ("$course$/top/Russia", "Russia"),
        ("$course$/top", ""),
        ("$cat1$/A/B", "A/B"),
        ("top/A", "A"),
        ("A/top", "A/top"),
        ("AC//DC/Live", "AC∕DC/Live"),
        (" A / B ", "A/B"),
        ("", ""),
    ],
)
def test_a_path_of_moodle_becomes_a_topic(category: str, topic: str) -> None:
    assert topic_of(category) == topic


@pytest.mark.parametrize("topic", ["Russia", "Russia/1917", "AC∕DC/∕x/y∕", "top/top", "$x$", ""])
def test_a_topic_is_written_as_a_path_that_gives_it_back(topic: str) -> None:
    assert topic_of(category_of(topic)) == topic


def test_a_category_as_long_as_a_book_is_reported() -> None:
    deck = load(f"$CATEGORY: {'a/' * 100_000}\n\nA?{{T}}")
    assert deck.questions[0].topic == ""
    assert "no name of a category" in str(deck.problems[0])


def test_ids_and_tags_stand_in_comments() -> None:
    deck = load(
        "// Look: [tag:  war ] and\n// [id: rr-1917-october-when ] que[tag:a\\]b]stion [tag:war]\n"
        "::Q::When?{=1917}\n\n// no [tag:\n// x] [id:]\nWhere?{=here}"
    )
    first, second = deck.questions
    assert (first.id, first.tags) == ("rr-1917-october-when", ("war", "a]b"))
    assert second.tags == ()


def test_a_short_id_of_another_program_is_kept_apart_by_its_topic() -> None:
    gift = "$CATEGORY: {}\n\n// [id:1]\nWhen?{{=1917}}"
    first, again, other = (load(gift.format(topic)) for topic in ("A", "A", "B"))
    assert first.questions[0].id == again.questions[0].id
    assert first.questions[0].id not in ("1", other.questions[0].id)


def test_the_same_file_again_gives_the_same_ids_and_an_edit_keeps_a_given_one() -> None:
    gift = "// [id:question-number-0001]\nWhen?{{={}}}\n\nWhere?{{=here}}"
    first, again, edited = load(gift.format(1917)), load(gift.format(1917)), load(gift.format(1918))
    assert [q.id for q in first.questions] == [q.id for q in again.questions]
    assert [q.id for q in first.questions] == [q.id for q in edited.questions]


def test_an_id_used_twice_is_told_and_both_questions_are_taken() -> None:
    deck = load("// [id:question-number-0001]\nA?{T}\n\n// [id:question-number-0001]\nB?{T}")
    assert len({question.id for question in deck.questions}) == 2
    assert "'question-number-0001' was used above" in str(deck.changed[0])


def test_an_id_that_is_ours_has_no_space_before_it() -> None:
    (question,) = load("// [id:quizapp: a, b]\nQ?{T}").questions
    assert question.id == "a, b"


def test_the_same_question_twice_is_taken_once() -> None:
    deck = load("A?{=x ~y}\n\nB?{T}\n\nA?{=x ~y}\n\nA?{=x ~z}")
    assert stems(deck) == ["A?", "B?", "A?"]
    assert str(deck.problems[0]) == "line 5: the same question stands on line 1"


def test_an_answer_that_is_a_date_makes_a_question_on_a_date() -> None:
    deck = load("When?{=7 November 1917}\n\nWho?{=Lenin}\n\nHow many?{=12}\n\nYear?{#1917}")
    kinds = [question.kind for question in deck.questions]
    assert kinds == [AnswerKind.DATE, AnswerKind.OTHER, AnswerKind.OTHER, AnswerKind.OTHER]
    assert deck.questions[0].date == HistoricalDate(DatePoint(1917, 11, 7))
    assert {question.origin for question in deck.questions} == {Origin.IMPORTED}


def test_other_numbers_make_another_question_and_other_feedback_does_not() -> None:
    deck = load("A?{#1}\n\nA?{#=1 =%50%2}\n\nB?{T}\n\nB?{T#no}")
    assert stems(deck) == ["A?", "A?", "B?"]
    assert str(deck.problems[0]) == "line 7: the same question stands on line 5"


def test_answers_below_a_blank_line_without_braces_belong_to_the_text_above() -> None:
    deck = load("Who?\n\n~ he\n= she\n\n\nWhen?\n\n= 1917\n~ 1905\n\nRead this.\n\nEnd?{T}")
    assert stems(deck) == ["Who?", "When?", "Read this.", "End?"]
    assert [question.answer for question in deck.questions[:2]] == ["she", "1917"]
    assert len(deck.changed) == 2


GLUED = [
    ("::A::a?{T}\n::B::b?{F}", ["a?", "b?"], 2),
    ("::A::a?{=x}.\n::B::b?{F}", ["a?_____.", "b?"], 2),
    ("a {T}\nb {F}\nc {TRUE#no}", ["a", "b", "c"], 2),
    ("a?{=x ~y}\nb?{=x ~y}", ["a?", "b?"], 2),
    ("a {=x ~y}\n// b follows\nb {=x ~y}", ["a", "b"], 3),
    ("$CATEGORY: A\n::B::b?{T}", ["b?"], 2),
    ("::A::a?{T}\n$CATEGORY: A\nb{T}", ["a?", "b"], 3),
]


@pytest.mark.parametrize(("gift", "stems_", "line"), GLUED, ids=[each[0][:20] for each in GLUED])
def test_questions_without_a_blank_line_between_them_are_parted(
    gift: str, stems_: list[str], line: int
) -> None:
    deck = load(gift)
    assert stems(deck) == stems_
    assert deck.problems == ()
    assert str(deck.changed[0]) == f"line {line}: no blank line stands before it"


def test_a_text_of_several_lines_with_colons_stays_one_question() -> None:
    deck = load("What does this print?\n::std::cout\nand this: {=x}\n")
    assert stems(deck) == ["What does this print?\n::std::cout\nand this:"]


def test_a_brace_that_is_never_closed_spoils_one_question_only() -> None:
    deck = load(
        "A {\n=a\n\n~b\n\n::B::b?{T}\n\nC {\n=a\n~b\n\n$CATEGORY: x\n\nD {\n=a\n\nE {T}\n\nF {\n=a"
    )
    assert stems(deck) == ["b?", "E"]
    unclosed = "its { is never closed; put } behind the last answer (in a text write \\{)"
    stray = "these answers belong to no question: no { stands before them"
    assert [(problem.line, problem.reason) for problem in deck.problems] == [
        (1, unclosed), (4, stray), (8, unclosed), (14, unclosed), (19, unclosed),
    ]  # fmt: skip


def test_text_in_braces_over_blank_lines_is_one_question_where_the_brace_is_closed() -> None:
    deck = load("A {\n=a # because\n\nof this\n\n~b\n}\n\nB{T}")
    assert stems(deck) == ["A", "B"]
    task = deck.questions[0].task
    assert isinstance(task, Choose)
    assert task.options[0].feedback == "because\n\nof this"


def test_a_long_text_to_read_is_taken_and_a_longer_one_is_not() -> None:
    deck = load(f"::A::{'word ' * 2000}\n\n::B::{'word ' * 5000}")
    assert [question.task for question in deck.questions] == [Information()]
    assert "at most" in str(deck.problems[0])


def test_scripts_and_web_pictures_never_come_through() -> None:
    deck = load(
        '[html]<script>alert(1)</script><p onclick="x()">Who?</p>'
        '<img src="http://e.org/p.png">{=<iframe src="x"></iframe>he ~she}'
    )
    question = deck.questions[0]
    assert (question.stem, question.answer) == ("Who?", "he")
    told = str(deck.changed[0])
    assert "a script was left out" in told
    assert "a picture (p.png) was left out" in told
    assert "a iframe was left out" in told


def test_a_file_that_is_no_gift_is_refused() -> None:
    with pytest.raises(ExchangeError, match="no GIFT file"):
        load("Dear diary,\n\ntoday I read a book.")
    with pytest.raises(ExchangeError, match="does not hold text"):
        load(b"\x7fELF\x00\x00\x01" * 100)


def test_an_empty_file_holds_no_question() -> None:
    assert load("") == DeckFile("deck")
    assert load("\n \n\t\n") == DeckFile("deck")


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"Who?{=he ~she}", "gift"),
        ("Who?{=he ~she}".encode("utf-16"), "gift"),
        (b"::Title::Text to read", "gift"),
        (b"$CATEGORY: x\n", "gift"),
        (b"Is it?{T}", "gift"),
        (b"Essay {}\n", "gift"),
        (b"Who?\nA) he\nB) she\nANSWER: A\n", "aiken"),
        (b"Which {set}?\nA. he\nB. she\nANSWER: B", "aiken"),
    ],
)
def test_contents_tell_the_formats_of_text_files_apart(data: bytes, key: str) -> None:
    from pathlib import Path

    assert format_for(Path("quiz.txt"), FORMATS, data).key == key


@pytest.mark.parametrize(
    "data", [b"front\tback\n", b"#separator:tab\nx\ty", b"int main() { return 0; }", b"\x00" * 100]
)
def test_other_texts_are_not_taken_for_gift(data: bytes) -> None:
    assert not Gift().recognises(data)


@pytest.mark.parametrize("text", ["~=#{}:\n\\", "\\n", "\\\\n", "a\\", "\ufdd0~", "&&058;"])
def test_what_is_escaped_comes_back(text: str) -> None:
    signs = Signs(text)
    assert "\n" not in escape(text)
    assert signs.show(signs.hide(escape(text))) == text
    assert unescaped(escape(text)) == text


MEGA = 1_000_000
BOMBS = {
    "a million lines": b"word\n" * MEGA + b"{T}",
    "a million blank lines": b"Q{T}\n" + b"\n" * MEGA + b"R{T}",
    "a million comments": b"// x\n" * MEGA + b"Q{T}",
    "one line of ten megabytes": b"x" * 10 * MEGA + b"{T}",
    "opening braces": b"{" * MEGA,
    "closing braces": b"}" * MEGA,
    "pairs of braces": b"{}" * MEGA,
    "signs": b"Q{" + b"~" * 900_000 + b"}",
    "signs apart": b"Q{" + b" = a" * 200_000 + b"}",
    "backslashes": b"Q" + b"\\" * 900_000 + b"{T}",
    "braces never closed": b"Q {\n\n" * 50_000,
    "braces closed and opened": b"{ {\n\n" + b"} {\n\n" * 50_000,
    "half tags": b"Q{=" + b'<a href="' * 90_000 + b" ~b}",
    "tags without end": b"Q{=" + b"<p " * 200_000 + b" ~b}",
    "comments of HTML": b"Q{=" + b"<!--" * 200_000 + b" ~b}",
    "deep HTML": b"::t::[html]" + b"<b>" * 100_000 + b"{T}",
    "formulas": b"Q{=" + b"\\\\(" * 200_000 + b" ~b}",
    "money": b"Q{=" + b"$$a" * 200_000 + b" ~b}",
    "addresses": b"Q{=http://" + b"?a" * 400_000 + b" ~b}",
    "entities": b"Q{=" + b"&#1" * 200_000 + b" ~b}",
    "weights": b"Q{~%" + b"1" * 400_000 + b"%a ~b}",
    "numbers": b"Q{#" + b"=1" * 400_000 + b"}",
    "a long number": b"Q{#" + b"1" * 900_000 + b"}",
    "ranges": b"Q{#1" + b".." * 400_000 + b"}",
    "gaps": b"Q " + b"{=a} " * 100_000,
    "pairs": b"Q{" + b"=a->b" * 100_000 + b"}",
    "titles": b"::a\n" * MEGA + b"{T}",
    "colons": b":" * 5 * MEGA,
    "categories": b"$CATEGORY: a/b\n" * 100_000 + b"Q{T}",
    "brackets of Markdown": b"[markdown]" + b"[" * 20_000 + b"{T}",
    "stars of Markdown": b"[markdown]" + b"*a **b " * 2_000 + b"{T}",
    "an endless id": b"// [id:" + b"\\]" * 200_000 + b"\nQ{T}",
    "half a tag after the other": b"// " + b"[tag:" * 50_000 + b"\nQ{T}",
    "deep JSON": b'// quizapp 0123456789ab {"task": ' + b"[" * 100_000 + b"\nQ{T}",
    "a long comment of ours": b'// quizapp 0123456789ab {"hint": "' + b"a" * MEGA + b'"}\nQ{T}',
    "half surrogates": b"\xed\xa0\x80\xed\xb0\x80{T}\n\n" * 5_000,
    "noughts within UTF-16": "::a::b\x00{T}\n\n".encode("utf-16-le") * 5_000,
    "true and false without blank lines": b"Q {T}\n" * 20_000,
    "questions without blank lines": b"Q? {=a ~b}\n" * 20_000,
    "stand-ins": "".join(map(chr, range(0xFDD0, 0xFDF0))).encode() * 1_000 + b"\\={T}",
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_read_or_reported_in_time(name: str) -> None:
    start = time.process_time()
    deck = load(BOMBS[name])
    assert time.process_time() - start < 30
    assert deck.questions or deck.problems
    assert all(len(str(problem)) < 500 for problem in (*deck.problems, *deck.changed))
