"""What is written as Moodle XML is read back, whatever a question holds, and Moodle takes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from any_html_question import LINE, OPTIONAL, QUESTIONS
from hypothesis import given
from hypothesis import strategies as st
from moodle_rules import REQUIRED, broken_rules

from quizapp.domain.calendar import DatePoint, HistoricalDate
from quizapp.domain.question import AnswerKind, Citation, Difficulty, Picture, Question
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
from quizapp.exchange import DeckFile, Gift, MoodleXml
from quizapp.exchange.building import question_of
from quizapp.exchange.pictures import picture_of

PNG = b"\x89PNG\r\n\x1a\n" + b"pixels"


def written(deck: DeckFile) -> bytes:
    return b"".join(MoodleXml().dump(deck).pieces)


def read(data: bytes) -> DeckFile:
    return MoodleXml().load(data, name="file name")


def a_question(task: Task, **more: object) -> Question:
    return question_of(task, id="theses-and-so-on", stem="A stem", **more)


def through_moodle(data: bytes) -> bytes:
    """What Moodle gives back of our file: it knows no elements of ours, and cuts tags."""
    text = re.sub(r"<quizapp\b.*?</quizapp>", "", data.decode(), flags=re.DOTALL)
    return re.sub(r"(<tag><text>[^<]{50})[^<]*", r"\1", text).encode()


@given(LINE, OPTIONAL, st.lists(LINE, max_size=2).map(tuple), QUESTIONS)
def test_a_deck_is_read_back_as_it_was_written(
    name: str, description: str, sources: tuple[str, ...], questions: tuple[Question, ...]
) -> None:
    deck = DeckFile(name, description, sources, questions)
    found = read(written(deck))
    assert found.problems == ()
    assert (found.name, found.description, found.sources) == (name, description, sources)
    assert found.questions == questions


@given(QUESTIONS)
def test_no_question_breaks_a_rule_of_moodles_importer(questions: tuple[Question, ...]) -> None:
    assert broken_rules(written(DeckFile("Deck", questions=questions))) == []


@given(QUESTIONS)
def test_what_has_been_in_moodle_is_still_read(questions: tuple[Question, ...]) -> None:
    found = read(through_moodle(written(DeckFile("Deck", questions=questions))))
    assert [str(problem) for problem in found.problems] == []
    assert [question.stem for question in found.questions] == [q.stem for q in questions]


EACH_TYPE: dict[str, Task] = {
    "multichoice": Choose((Option("A", 1.0), Option("B", 0.0, "No"))),
    "truefalse": TrueFalse(True),
    "shortanswer": Typed((Accepted("Lenin"),)),
    "numerical": Numeric((Number(1917, 2),)),
    "matching": Match((Pair("a", "1"), Pair("b", "2")), ("3",)),
    "ordering": Order(("a", "b", "c")),
    "essay": OpenText(),
    "description": Information(),
    "cloze": Cloze(("In ", "."), (Gap((Accepted("1917"),)),)),
}


def test_every_type_that_the_rules_name_is_written_with_all_that_it_needs() -> None:
    questions = [
        replace(a_question(task, topic="A"), id=f"{name}-{name}-{name}")
        for name, task in EACH_TYPE.items()
    ]
    data = written(DeckFile("Deck", questions=tuple(questions)))
    assert set(re.findall(rb'type="(\w+)"', data)) == {name.encode() for name in REQUIRED}
    assert broken_rules(data) == []


@pytest.mark.parametrize("name", [name for name in EACH_TYPE if name != "category"])
@pytest.mark.parametrize("path", ["name", "questiontext", "answer", "subquestion"])
def test_the_rules_notice_what_is_missing(name: str, path: str) -> None:
    data = written(DeckFile("Deck", questions=(a_question(EACH_TYPE[name]),)))
    spoilt = re.sub(rf"<{path}[ >].*?</{path}>\n?".encode(), b"", data, flags=re.DOTALL)
    needs = any(part.partition("/")[0] == path for part in REQUIRED[name])
    assert (spoilt != data) == needs or path == "answer"
    if needs:
        assert broken_rules_or_crash(spoilt)


def broken_rules_or_crash(data: bytes) -> list[str]:
    try:
        return broken_rules(data)
    except (ValueError, TypeError) as error:
        return [str(error)]


def dated() -> Iterator[Question]:
    date = HistoricalDate(DatePoint(1917, 11, 7), DatePoint(1917, 10, 25))
    yield replace(
        a_question(Typed((Accepted("25 October 1917"),)), difficulty=Difficulty.HARD),
        kind=AnswerKind.DATE,
        date=date,
    )
    yield replace(a_question(Typed((Accepted("Lenin"),))), kind=AnswerKind.LEADER)
    yield a_question(MapPlace(59.94, 30.31, 25.0))


@pytest.mark.parametrize("question", list(dated()), ids=["date", "leader", "place"])
def test_date_kind_difficulty_and_place_come_back_from_moodle(question: Question) -> None:
    (back,) = read(through_moodle(written(DeckFile("Deck", questions=(question,))))).questions
    assert back == question


def test_the_source_stands_below_the_feedback_and_comes_back_from_moodle() -> None:
    citation = Citation("A Short History", "A Short History", page=3, quote="He & <they>.")
    question = a_question(TrueFalse(True), explanation="Because.", citation=citation)
    data = written(DeckFile("Deck", questions=(question,)))
    assert b"Source: <cite>A Short History, page 3</cite>" in data
    assert read(through_moodle(data)).questions == (question,)


def test_the_same_file_again_changes_nothing_and_an_edited_question_keeps_its_id() -> None:
    question = a_question(Choose((Option("Lenin", 1.0), Option("Kerensky"))))
    data = through_moodle(written(DeckFile("Deck", questions=(question,))))
    edited = read(data.replace(b"A stem", b"Another stem")).questions[0]
    assert read(data).questions == read(data).questions
    assert (edited.id, edited.stem) == (question.id, "Another stem")


def test_a_task_that_moodle_bends_is_kept_until_the_answer_is_changed_there() -> None:
    question = a_question(When(HistoricalDate(DatePoint(1917)), years_off=2))
    data = written(DeckFile("Deck", questions=(question,)))
    assert read(data).questions == (question,)
    changed = read(data.replace(b"<text>1917</text>", b"<text>1918</text>"))
    assert isinstance(changed.questions[0].task, Numeric)
    assert "changed outside QuizApp" in str(changed.changed[0])


def test_a_picture_travels_with_its_question() -> None:
    picture = picture_of(PNG, "A map of the city")
    assert isinstance(picture, Picture)
    question = a_question(TrueFalse(False), picture=picture)
    deck = DeckFile("Deck", questions=(question,), pictures={picture.id: PNG})
    data = written(deck)
    assert broken_rules(data) == []
    found = read(data)
    assert found.questions == (question,)
    assert found.pictures == {picture.id: PNG}
    assert found.changed == ()


def test_a_question_without_a_topic_below_one_with_a_topic_stays_without() -> None:
    first = a_question(TrueFalse(True), topic="Russia/1917")
    second = replace(a_question(TrueFalse(True)), id="another-question", stem="Second")
    found = read(written(DeckFile("A/B", questions=(first, second))))
    assert [question.topic for question in found.questions] == ["Russia/1917", ""]


@pytest.mark.parametrize(
    ("task", "reason"),
    [
        (MapPlace(1, 2), "Moodle has no maps"),
        (When(HistoricalDate(DatePoint(1917, 11, 7))), "Moodle knows no dates"),
        (Choose((Option("a", 1.0), Option("b", keeps_place=True))), "keep their place"),
        (Choose((Option("a", 1.0), Option("b", 0.37))), "rounded"),
        (Choose((Option("a", 0.8), Option("b", 0.8)), several=True), "rounded"),
        (Choose((Option("a", 1.0),)), "one option only"),
        (Cloze(("", ""), (Gap((Accepted("a"),), points=0.5),)), "whole numbers"),
        (Cloze(("", ""), (Gap((Accepted("a", 0.5),)),)), "fitted to Moodle's grades"),
    ],
)
def test_what_moodle_bends_is_named_and_read_back_all_the_same(task: Task, reason: str) -> None:
    question = a_question(task)
    result = MoodleXml().dump(DeckFile("Deck", questions=(question,)))
    data = b"".join(result.pieces)
    assert any(reason in str(problem) for problem in result.left_out)
    assert broken_rules(data) == []
    assert read(data).questions == (question,)


def test_what_moodle_cannot_ask_at_all_is_named_and_not_written() -> None:
    order = a_question(Order(("alone",)))
    many = tuple(Option(f"o{number}", 1 / 25) for number in range(25))
    result = MoodleXml().dump(
        DeckFile("D", questions=(order, a_question(Choose(many, several=True))))
    )
    assert b"<question" not in b"".join(result.pieces)
    assert [problem.reason for problem in result.left_out] == [
        "it was not written: it has fewer than two items to put in order",
        "it was not written: none of its options is right, or more than 20 are",
    ]


def test_what_all_questions_share_is_said_once() -> None:
    questions = tuple(
        replace(a_question(MapPlace(1, 2)), id=f"question-number-{n}", stem=f"{n}")
        for n in range(3)
    )
    result = MoodleXml().dump(DeckFile("D", questions=questions))
    assert [problem.item for problem in result.left_out] == ["all 3 questions"]


def test_a_hint_with_an_essay_and_long_tags_and_ids_are_named() -> None:
    question = replace(
        a_question(OpenText(), hint="Think.", tags=("t" * 60,)),
        id="i" * 120,
    )
    result = MoodleXml().dump(DeckFile("D", questions=(question,)))
    reasons = " ".join(str(problem) for problem in result.left_out)
    assert "its hint" in reasons and "the end of the tag" in reasons and "its id" in reasons
    assert read(b"".join(result.pieces)).questions == (question,)


KNOWN_WELL = replace(
    question_of(Typed((Accepted("Bernadotte"),)), id="who-3", stem="Who became king?"),
    kind=AnswerKind.LEADER,
    difficulty=Difficulty.HARD,
    tags=("Sweden",),
)


def test_moodle_shows_the_teachers_tags_and_none_of_ours() -> None:
    data = written(DeckFile("D", questions=(KNOWN_WELL,))).decode()
    assert re.findall(r"<tag><text>(.*?)</text>", data) == ["Sweden"]
    assert "<idnumber>quizapp:who-3</idnumber>" in data
    assert broken_rules(data.encode()) == []


def test_id_kind_date_and_difficulty_come_back_from_moodle() -> None:
    dated = replace(
        KNOWN_WELL, id="when-3", kind=AnswerKind.DATE, stem="When did a king arrive?",
        date=HistoricalDate(DatePoint(1810, 10, 20)), difficulty=Difficulty.EASY,
    )  # fmt: skip
    gaps = replace(
        a_question(Cloze(("In ", "."), (Gap((Accepted("1810"),)),))),
        id="gap-3", difficulty=Difficulty.HARD,
    )  # fmt: skip
    questions = (KNOWN_WELL, dated, gaps)
    data = through_moodle(written(DeckFile("D", questions=questions)))
    found = read(data.replace(b"<idnumber>quizapp:gap-3</idnumber>", b"")).questions
    assert [(q.id, q.kind, q.date, q.difficulty, q.tags, q.explanation) for q in found] == [
        (q.id, q.kind, q.date, q.difficulty, q.tags, "") for q in questions
    ]


def test_tags_of_ours_in_files_of_former_versions_are_still_read() -> None:
    data = written(DeckFile("D", questions=(KNOWN_WELL,))).decode()
    data = re.sub(r"<!\[CDATA\[<!-- quizapp .*?-->\]\]>", "", data)
    data = data.replace("</tag></tags>", "</tag><tag><text>quizapp:kind=leader</text></tag></tags>")
    (question,) = read(through_moodle(data.encode())).questions
    assert (question.kind, question.tags) == (AnswerKind.LEADER, ("Sweden",))


@pytest.mark.parametrize("known", [MoodleXml(), Gift()], ids=["xml", "gift"])
def test_a_quiz_stands_below_its_name_in_moodle_and_keeps_its_topics_here(
    known: MoodleXml | Gift,
) -> None:
    questions = tuple(
        replace(KNOWN_WELL, id=f"who-{n}", stem=f"Who was the {n}th king?", topic=topic)
        for n, topic in enumerate(["", "Sweden/Kings", "Norway"])
    )
    places = {q.id: "Monday ∕ 8b/" + ("First" if n < 2 else "Last")
              for n, q in enumerate(questions)}  # fmt: skip
    data = b"".join(known.dump(DeckFile("D", questions=questions, places=places)).pieces)
    for name in ("First", "Last"):
        assert re.search(rf"\$course\$/top/Monday (//|∕) 8b/{name}\b", data.decode())
    assert known.load(data, name="x").questions == questions
    if isinstance(known, MoodleXml):
        back = read(through_moodle(data)).questions
        assert [q.topic for q in back] == ["Monday ∕ 8b/First"] * 2 + ["Monday ∕ 8b/Last"]
