"""Moodle XML as Moodle means it: snippets of every type, and what is reported of each."""

from __future__ import annotations

import base64

import pytest

from quizapp.domain.calendar import DatePoint, HistoricalDate
from quizapp.domain.question import AnswerKind, Question, State
from quizapp.domain.task import (
    Accepted,
    Choose,
    Cloze,
    Gap,
    Information,
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
)
from quizapp.errors import ExchangeError
from quizapp.exchange import DeckFile, MoodleXml, format_for, format_named
from quizapp.exchange.format import DeckFormat

PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n pixels").decode()
GIF = base64.b64encode(b"GIF89a pixels").decode()


def load(body: str) -> DeckFile:
    data = f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n{body}\n</quiz>'
    return MoodleXml().load(data.encode(), name="Deck")


def item(kind: str, body: str, stem: str = "A stem", name: str = "Name") -> str:
    return (
        f'<question type="{kind}"><name><text>{name}</text></name>'
        f'<questiontext format="html"><text><![CDATA[{stem}]]></text></questiontext>{body}'
        "</question>"
    )


def one(kind: str, body: str, stem: str = "A stem") -> Question:
    deck = load(item(kind, body, stem))
    assert [str(problem) for problem in deck.problems] == []
    (question,) = deck.questions
    return question


def answer(text: str, fraction: str, feedback: str = "", more: str = "") -> str:
    said = f'<feedback format="html"><text>{feedback}</text></feedback>' if feedback else ""
    return f'<answer fraction="{fraction}"><text>{text}</text>{said}{more}</answer>'


def told(kind: str, body: str, stem: str = "A stem") -> str:
    return " ".join(change.reason for change in load(item(kind, body, stem)).changed)


def skipped(kind: str, body: str, stem: str = "A stem") -> str:
    (problem,) = load(item(kind, body, stem)).problems
    return problem.reason


SHUFFLED = "<shuffleanswers>1</shuffleanswers>"

TASKS: list[tuple[str, str, str, Task | None]] = [
    ("one right among wrong ones, shuffled: the plain question says the same", "multichoice",
     SHUFFLED + answer("A", "100") + answer("B", "0"), None),
    ("not shuffled unless the file says so", "multichoice",
     answer("A", "100") + answer("B", "0"),
     Choose((Option("A", 1.0), Option("B")), shuffle=False)),
    ("single may be 1 or true, false or 0", "multichoice",
     SHUFFLED + "<single>0</single>" + answer("A", "50") + answer("B", "50") + answer("C", "-100"),
     Choose((Option("A", 0.5), Option("B", 0.5), Option("C", -1.0)), several=True)),
    ("thirds are exact", "multichoice",
     SHUFFLED + "<single>false</single>" + answer("A", "33.33333") + answer("B", "66.66667"),
     Choose((Option("A", 1 / 3), Option("B", 2 / 3)), several=True)),
    ("old exports round to three digits more or less", "multichoice",
     SHUFFLED + "<single>false</single>" + answer("A", "33.333") + answer("B", "66.667"),
     Choose((Option("A", 1 / 3), Option("B", 2 / 3)), several=True)),
    ("a comma is a point", "multichoice",
     SHUFFLED + answer("A", "100") + answer("B", "33,33333"),
     Choose((Option("A", 1.0), Option("B", 1 / 3)))),
    ("feedback stands at its option", "multichoice",
     SHUFFLED + answer("A", "100", "Yes") + answer("B", "0", "No"),
     Choose((Option("A", 1.0, "Yes"), Option("B", 0.0, "No")))),
    ("true and false by their words", "truefalse",
     answer("false", "0", "wrong") + answer("true", "100", "right"),
     TrueFalse(True, "right", "wrong")),
    ("in other languages true comes first", "truefalse",
     answer("Wahr", "0") + answer("Falsch", "100"), TrueFalse(False)),
    ("answers that all are right make a plain question", "shortanswer",
     "<usecase>0</usecase>" + answer("Lenin", "100") + answer("Ulyanov", "100"), None),
    ("case counts where it says so", "shortanswer",
     "<usecase>1</usecase>" + answer("Lenin", "100"), Typed((Accepted("Lenin"),), strict=True)),
    ("wildcards, partial credit and foreseen errors", "shortanswer",
     answer("Len*", "100") + answer("Ulyanov", "50", "Almost") + answer("*", "0", "No"),
     Typed((Accepted("Len*"), Accepted("Ulyanov", 0.5, "Almost"), Accepted("*", 0.0, "No")))),
    ("a number with its tolerance", "numerical",
     answer("1917", "100", more="<tolerance>2</tolerance>"), Numeric((Number(1917.0, 2.0),))),
    ("a decimal comma, and the answer outside text as in old files", "numerical",
     '<answer fraction="100">3,14<tolerance>0,01</tolerance></answer>',
     Numeric((Number(3.14, 0.01),))),
    ("pairs, and an answer that fits nowhere", "matching",
     "<shuffleanswers>false</shuffleanswers>"
     "<subquestion><text>a</text><answer><text>1</text></answer></subquestion>"
     "<subquestion><text>b</text><answer><text>2</text></answer></subquestion>"
     "<subquestion><text></text><answer><text>3</text></answer></subquestion>",
     Match((Pair("a", "1"), Pair("b", "2")), ("3",), shuffle=False)),
    ("match is another name of it", "match",
     "<subquestion><text>a</text><answer><text>1</text></answer></subquestion>",
     Match((Pair("a", "1"),))),
    ("an essay with room and notes for markers", "essay",
     "<responsefieldlines>10</responsefieldlines>"
     "<graderinfo format='html'><text>&lt;p&gt;Look for causes.&lt;/p&gt;</text></graderinfo>",
     OpenText(10, "Look for causes.")),
    ("a description", "description", "", Information()),
    ("items in the order of the file", "ordering",
     answer("first", "1") + answer("second", "2") + answer("third", "3"),
     Order(("first", "second", "third"))),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "body", "task"), [row[1:] for row in TASKS], ids=[row[0] for row in TASKS]
)
def test_each_type_becomes_its_task(kind: str, body: str, task: Task | None) -> None:
    assert one(kind, body).task == task


GAPS: list[tuple[str, str, Gap]] = [
    ("typed", "{1:SHORTANSWER:=Lenin}", Gap((Accepted("Lenin"),))),
    ("without a weight", "{:SA:=Lenin}", Gap((Accepted("Lenin"),))),
    ("a weight", "{3:MW:=Lenin}", Gap((Accepted("Lenin"),), points=3.0)),
    ("capitals count", "{1:SAC:=Lenin}", Gap((Accepted("Lenin"),), strict=True)),
    ("capitals count, in full", "{1:SHORTANSWER_C:=Lenin~MWC}",
     Gap((Accepted("Lenin"), Accepted("MWC", 0.0)), strict=True)),
    ("percent and feedback", "{1:SA:%100%Lenin#Yes~%50%Ulyanov#Almost~*#No}",
     Gap((Accepted("Lenin", 1.0, "Yes"), Accepted("Ulyanov", 0.5, "Almost"),
          Accepted("*", 0.0, "No")))),
    ("percent with decimals of either sort", "{1:MC:=a~%33.33333%b~%-16,66667%c}",
     Gap(options=(Option("a", 1.0), Option("b", 1 / 3), Option("c", -1 / 6)))),
    ("chosen from a list", "{1:MULTICHOICE:wrong~=right}",
     Gap(options=(Option("wrong"), Option("right", 1.0)))),
    *((f"chosen, {name}", f"{{1:{name}:=right#yes~wrong}}",
       Gap(options=(Option("right", 1.0, "yes"), Option("wrong"))))
      for name in ("MULTICHOICE_V", "MCV", "MULTICHOICE_H", "MCH", "MULTICHOICE_S", "MCS",
                   "MULTICHOICE_VS", "MCVS", "MULTICHOICE_HS", "MCHS")),
    ("a number", "{1:NUMERICAL:=32:0.5}", Gap(numbers=(Number(32.0, 0.5),))),
    ("numbers", "{2:NM:=1917:0#yes~%50%1917:2}",
     Gap(numbers=(Number(1917.0, 0.0, 1.0, "yes"), Number(1917.0, 2.0, 0.5)), points=2.0)),
    ("signs behind a backslash", r"{1:SA:=a\}b\#c\~d}", Gap((Accepted("a}b#c~d"),))),
    ("signs as references", "{1:SA:=a&#125;b&#126;c &amp; d}", Gap((Accepted("a}b~c & d"),))),
    ("letters as references", "{1:SA:=Caf&#233;#oui}", Gap((Accepted("Café", 1.0, "oui"),))),
    ("HTML in options", "{1:MC:=<b>Lenin</b>~Kerensky}",
     Gap(options=(Option("Lenin", 1.0), Option("Kerensky")))),
    ("line breaks inside", "{1:SA:\n=Lenin~\n=Ulyanov\n}",
     Gap((Accepted("=Lenin", 0.0), Accepted("=Ulyanov", 0.0)))),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "gap"), [row[1:] for row in GAPS[:-1]], ids=[row[0] for row in GAPS[:-1]]
)
def test_the_language_of_gaps(code: str, gap: Gap) -> None:
    question = one("cloze", "", f"<p>It was {code} who came.</p>")
    assert question.task == Cloze(("It was ", " who came."), (gap,))
    assert question.stem == "It was _____ who came."


def test_control_codes_in_a_gap_are_left_out_as_elsewhere() -> None:
    task = one("cloze", "", "Which? {1:MC:=a\x7fb~c\x7f} {1:SA:=d\x7fe}").task
    assert isinstance(task, Cloze)
    assert [option.text for option in task.gaps[0].options] == ["ab", "c"]
    assert task.gaps[1].answers[0].text == "de"


def test_a_line_break_before_the_sign_makes_it_part_of_the_answer_as_in_moodle() -> None:
    assert "gap 1 has no right answer" in skipped("cloze", "", GAPS[-1][1])


def test_gaps_keep_their_places_in_the_text() -> None:
    stem = "<p>In {1:NM:=1917:0} and<br>in {1:SA:=Petrograd}.</p><ul><li>{1:SA:=x}</li></ul>"
    task = one("multianswer", "", stem).task
    assert isinstance(task, Cloze)
    assert task.texts == ("In ", " and\nin ", ".\n\n• ", "")


def test_several_options_in_the_only_gap_make_a_choice_of_several() -> None:
    question = one("cloze", "", "Which? {1:MULTIRESPONSE:=a~=b~c}")
    assert question.stem == "Which? _____"
    assert question.task == Choose(
        (Option("a", 0.5), Option("b", 0.5), Option("c", -0.5)), several=True, shuffle=False
    )


def test_several_options_share_their_percentages() -> None:
    task = one("cloze", "", "Which? {1:MRH:%100%a~%50%b~%-20%c}").task
    assert isinstance(task, Choose)
    assert [option.worth for option in task.options] == [2 / 3, 1 / 3, -0.2]


SKIPPED = [
    ("multichoice", answer("A", "100"), "fewer than two options"),
    ("multichoice", answer("A", "0") + answer("B", "0"), "none of its answers is right"),
    ("truefalse", answer("true", "0") + answer("false", "0"), "neither true nor false"),
    ("shortanswer", "", "none of its answers is right"),
    ("numerical", answer("many", "100"), "“many” is no number"),
    ("numerical", answer("1e999", "100"), "is no number"),
    ("matching", "", "no pairs"),
    ("ordering", answer("alone", "1"), "fewer than two items"),
    ("cloze", "", "there is no gap"),
    ("ddwtos", "", "drag and drop into text"),
    ("gapselect", "", "select missing words"),
    ("calculated", "", "numbers drawn anew"),
    ("calculatedmulti", "", "numbers drawn anew"),
    ("stack", "", "STACK"),
    ("formulas", "", "Formulas"),
    ("ddmarker", "", "drag markers"),
    ("randomsamatch", "", "drawn by chance"),
    ("somethingnew", "", "the type “somethingnew” has no counterpart"),
    ("", "", "the type “” has no counterpart"),
]


@pytest.mark.parametrize(("kind", "body", "reason"), SKIPPED)
def test_what_cannot_be_taken_is_named_with_its_reason(kind: str, body: str, reason: str) -> None:
    assert reason in skipped(kind, body)


@pytest.mark.parametrize(
    ("stem", "reason"),
    [
        ("{1:REGEXP:=a.*}", "type REGEXP"),
        ("{1:SA:wrong}", "gap 1 has no right answer"),
        ("{1:NM:=many}", "“many” in a gap is no number"),
        ("{1:MR:=a~b} and {1:SA:=x}", "several options at once"),
        ("", "there is no gap"),
    ],
)
def test_gaps_that_cannot_be_taken_are_named(stem: str, reason: str) -> None:
    assert reason in skipped("cloze", "", stem)


CHANGED = [
    ("multichoice", SHUFFLED + answer("&lt;b&gt;A&lt;/b&gt;", "100") + answer("B", "0"),
     "formatting was left out in an option"),
    ("multichoice", "<answernumbering>iii</answernumbering>" + answer("A", "100")
     + answer("B", "0"), "numbering of the options (iii)"),
    ("multichoice", "<correctfeedback><text>Well done, you!</text></correctfeedback>"
     + answer("A", "100") + answer("B", "0"), "any right answer was left out: Well done, you!"),
    ("multichoice", answer("A", "100") + answer("A", "0") + answer("B", "0"), "stood twice"),
    ("multichoice", answer("A", "x") + answer("B", "100"), "“x” is no number"),
    ("multichoice", answer("A", "150") + answer("B", "0"), "cut to a hundred"),
    ("shortanswer", answer(r"2\*3", "100"), r"(\*)"),
    ("numerical", answer("9.8", "100") + "<units><unit><multiplier>1</multiplier>"
     "<unit_name>m/s²</unit_name></unit></units>", "the unit is not asked for: m/s²"),
    ("numerical", answer("9.8", "100") + answer("*", "0", "No"), "any other number was left out"),
    ("matching", "<subquestion><text>a</text><answer><text>1</text></answer></subquestion>"
     "<subquestion><text>b</text></subquestion>", "“b” has no answer"),
    ("essay", "<attachments>2</attachments>", "files cannot be handed in"),
    ("essay", "<responsetemplate><text>Dear</text></responsetemplate>", "the text to begin with"),
    ("ordering", answer("a", "1") + answer("b", "2") + answer("c", "3")
     + "<selecttype>RANDOM</selecttype><selectcount>2</selectcount>", "all items are asked for"),
    ("description", "<hidden>1</hidden>", "taken as retired"),
    ("truefalse", "<defaultgrade>2.5</defaultgrade>" + answer("true", "100"), "its 2.5 points"),
    ("truefalse", "<hint><text>one</text></hint><hint><text>two</text></hint>"
     + answer("true", "100"), "of 2 hints the first was taken"),
    ("truefalse", answer("true", "100", "&lt;img src='@@PLUGINFILE@@/x.png'&gt;"),
     "a picture in feedback was left out"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "body", "reason"), CHANGED)
def test_what_is_changed_is_named(kind: str, body: str, reason: str) -> None:
    assert reason in told(kind, body)


def test_moodles_standard_feedback_is_nothing_to_report() -> None:
    body = "<correctfeedback><text>Your answer is correct.</text></correctfeedback>"
    assert told("multichoice", body + answer("A", "100") + answer("B", "0")) == ""


def test_general_feedback_hint_tags_title_and_id_find_their_places() -> None:
    question = one(
        "truefalse",
        answer("true", "100")
        + "<generalfeedback><text>&lt;p&gt;Because.&lt;/p&gt;</text></generalfeedback>"
        "<hint format='html'><text>Think.</text><shownumcorrect/></hint>"
        "<tags><tag><text>Russia</text></tag><tag><text> war </text></tag></tags>"
        "<idnumber>0123456789abcdef0123</idnumber>",
    )
    assert question.explanation == "Because."
    assert question.hint == "Think."
    assert question.tags == ("Russia", "war")
    assert question.title == "Name"
    assert question.id == "0123456789abcdef0123"


def test_hints_of_the_first_moodle_2_files_are_read() -> None:
    body = answer("true", "100") + "<hint><hintcontent><text>Old.</text></hintcontent></hint>"
    assert one("truefalse", body).hint == "Old."


def test_short_id_numbers_are_another_questions_in_another_category() -> None:
    body = answer("true", "100") + "<idnumber>1</idnumber>"
    category = '<question type="category"><category><text>{}</text></category></question>'
    ids = {
        load(category.format(path) + item("truefalse", body)).questions[0].id
        for path in ("$course$/top/A", "$course$/top/B")
    }
    assert len(ids) == 2 and "1" not in ids


@pytest.mark.parametrize(
    ("path", "topic"),
    [
        ("$course$/top/Russia/1917", "Russia/1917"),
        ("$course$/Russia", "Russia"),
        ("$cat1$/top/Default for X", "Default for X"),
        ("$system$/top", ""),
        ("top/Russia", "Russia"),
        ("Russia / 1917", "Russia/1917"),
        ("A//B/C", "A-B/C"),
        ("", ""),
    ],
)
def test_a_category_is_the_topic_of_what_follows(path: str, topic: str) -> None:
    category = (
        f'<question type="category"><category><text>{path}</text></category>'
        '<info format="html"><text>About</text></info></question>'
    )
    deck = load(category + item("truefalse", answer("true", "100")))
    assert [question.topic for question in deck.questions] == [topic]


def test_the_description_of_a_category_has_no_place_and_is_named() -> None:
    category = (
        '<question type="category"><category><text>$course$/top/A</text></category>'
        "<info><text>{}</text></info></question>"
    )
    (change,) = load(category.format("About the war")).changed
    assert str(change).endswith("the description of the category was left out: About the war")
    usual = "The default category for questions shared in context 'X'."
    assert load(category.format(usual)).changed == ()


def test_a_gap_with_one_option_is_typed() -> None:
    assert one("cloze", "", "It is {1:MC:=Apple#Yes}.").task == Cloze(
        ("It is ", "."), (Gap((Accepted("Apple", 1.0, "Yes"),)),)
    )


def test_a_category_without_text_element_is_read_as_in_old_files() -> None:
    category = '<question type="category"><category>Old/Files</category></question>'
    deck = load(category + item("truefalse", answer("true", "100")))
    assert deck.questions[0].topic == "Old/Files"


@pytest.mark.parametrize(
    ("given", "text", "stem"),
    [
        ("html", "<p>a</p><p>b</p>", "a\n\nb"),
        ("html", "a\nb", "a b"),
        ("plain_text", "a <b> &amp;", "a <b> &amp;"),
        ("markdown", "a *b*\n\n- c", "a b\n\n• c"),
        ("moodle_auto_format", "a\nb <i>c</i>", "a\nb c"),
        ("moodle_auto_format", "a\nb", "a\nb"),
        ("wiki_like", "a\nb", "a\nb"),
        ("unknown", "<p>a</p>", "a"),
    ],
)
def test_texts_are_read_in_their_format(given: str, text: str, stem: str) -> None:
    body = item("truefalse", answer("true", "100"), text)
    body = body.replace('format="html"', f'format="{given}"', 1)
    assert load(body).questions[0].stem == stem


def test_a_text_without_a_format_is_html_only_where_it_looks_so() -> None:
    for text, stem in (("a\nb", "a\nb"), ("<p>a\nb</p>", "a b")):
        body = item("truefalse", answer("true", "100"), text).replace(' format="html"', "", 1)
        assert load(body).questions[0].stem == stem


def test_html_that_nobody_escaped_is_still_html() -> None:
    body = item("truefalse", answer("true", "100")).replace(
        "<![CDATA[A stem]]>", "<p>A <b>bold</b> stem</p>"
    )
    assert load(body).questions[0].stem == "A bold stem"


def test_formulas_stay_as_code_and_are_named() -> None:
    assert "TeX" in told("truefalse", answer("true", "100"), r"Is \(x^2\) real?")


PICTURE = '<img src="@@PLUGINFILE@@/a%20map.png" alt="A map">'
FILES = f'<file name="a map.png" path="/" encoding="base64">{PNG}</file>'


def with_files(stem: str, files: str) -> DeckFile:
    body = item("truefalse", answer("true", "100"), stem)
    return load(body.replace("</questiontext>", files + "</questiontext>"))


def test_the_first_picture_of_the_text_is_the_questions() -> None:
    deck = with_files(f"<p>Where? {PICTURE}</p>", FILES)
    (question,) = deck.questions
    assert question.picture is not None
    assert (question.picture.media_type, question.picture.alt) == ("image/png", "A map")
    assert deck.pictures[question.picture.id].startswith(b"\x89PNG")
    assert deck.changed == ()


@pytest.mark.parametrize(
    ("stem", "files", "reason"),
    [
        (PICTURE + '<img src="@@PLUGINFILE@@/b.gif">',
         FILES + f'<file name="b.gif" path="/" encoding="base64">{GIF}</file>', "more pictures"),
        ("Text", FILES, "the file “a map.png” was left out"),
        ("T" + PICTURE, "", "not in the file"),
        ('T<img src="https://example.org/x.png">', "", "on the web"),
        ("T" + PICTURE, '<file name="a map.png" encoding="base64">AAAA</file>', "does not show"),
        ("T" + PICTURE, '<file name="a map.png" encoding="base64">!</file>', "does not show"),
        ('T<img src="data:image/svg+xml;base64,AAAA">', "", "does not show"),
        ("<script>x</script>T", "", "a script was left out"),
        ('T<a href="https://example.org">x</a>', "", "the address of a link"),
    ],
)  # fmt: skip
def test_what_a_text_loses_is_named(stem: str, files: str, reason: str) -> None:
    deck = with_files(stem, files)
    assert reason in " ".join(change.reason for change in deck.changed)


def test_a_picture_may_stand_in_the_text_itself() -> None:
    (question,) = with_files(f'T<img src="data:image/png;base64,{PNG}">', "").questions
    assert question.picture is not None


def test_the_picture_of_a_moodle_1_9_file() -> None:
    body = answer("true", "100") + f"<image>folder/x.gif</image><image_base64>{GIF}</image_base64>"
    question = one("truefalse", body)
    assert question.picture is not None and question.picture.media_type == "image/gif"


def test_a_question_that_is_nothing_but_a_picture_takes_its_name_as_text() -> None:
    (question,) = with_files(PICTURE, FILES).questions
    assert question.stem == "Name"


def test_an_option_that_is_a_picture_becomes_its_description() -> None:
    body = SHUFFLED + answer('&lt;img src="x" alt="A cat"&gt;', "100") + answer("B", "0")
    question = one("multichoice", body)
    assert question.answer == "A cat"
    assert "became its description" in told("multichoice", body)


def test_a_plain_date_is_known_as_one_and_a_small_number_is_not() -> None:
    dated = one("shortanswer", answer("7 November 1917", "100"))
    assert dated.kind is AnswerKind.DATE
    assert dated.date == HistoricalDate(DatePoint(1917, 11, 7))
    counted = one("shortanswer", answer("12", "100"))
    assert (counted.kind, counted.date) == (AnswerKind.OTHER, None)


def test_hidden_questions_are_taken_as_retired() -> None:
    body = answer("true", "100") + "<hidden>1</hidden>"
    assert one("truefalse", body).state is State.RETIRED


def test_every_question_has_its_line() -> None:
    deck = load(
        item("truefalse", answer("true", "100"), "a") + "\n\n" + item("description", "", "b")
    )
    assert sorted(deck.lines.values()) == [3, 5]
    assert deck.lines.keys() == {question.id for question in deck.questions}


def test_the_same_question_twice_is_taken_once() -> None:
    body = item("truefalse", answer("true", "100"))
    deck = load(body + body)
    assert len(deck.questions) == 1
    assert deck.problems[0].reason == "the same question stands above"


def test_what_is_no_moodle_xml_is_refused_with_a_way_out() -> None:
    with pytest.raises(ExchangeError, match="Moodle XML format"):
        MoodleXml().load(b"<html><body/></html>", name="x")


def test_the_format_is_known_by_its_key_and_by_its_contents() -> None:
    formats: tuple[DeckFormat, ...] = (MoodleXml(),)
    assert format_named("moodle-xml", formats).name == "Moodle XML"
    assert MoodleXml().recognises(b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- x --><quiz>")
    assert MoodleXml().recognises("<quiz>".encode("utf-16"))
    assert not MoodleXml().recognises(b"<questestinterop>")
    assert format_for is not None


def test_damaged_data_of_our_own_are_named_and_the_question_is_taken() -> None:
    body = answer("true", "100") + '<quizapp>{"kind": 7}</quizapp>'
    assert "QuizApp's own data" in told("truefalse", body)
    assert one("truefalse", body).kind is AnswerKind.OTHER


def test_a_question_that_is_left_out_has_no_line() -> None:
    good = item("truefalse", answer("true", "100"), stem="A good one")
    deck = load(f"{good}\n<question type='truefalse'><name><text>A</text>\n</nam</question>\n")
    assert deck.problems
    assert set(deck.lines) == {question.id for question in deck.questions}
